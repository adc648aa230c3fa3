"""Uploads of many patients at once: ``python -m bench.service [--patients 10] [--uploads 4] [--files 5]``.

Starts the web process and a worker on a fresh folder, drives them over HTTP, and says: how many ended, the p95 of the
upload request and of the status page, and the web process's memory at the beginning and at the end.
"""

import argparse
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

NOTE = """Clinic note
Patient: Person {n}, Jane    DOB: 05/14/1950    Sex: F
Date of visit: {day:02}/{month:02}/2026
DIAGNOSIS: Myelodysplastic syndrome with low blasts.
Hemoglobin {value} g/dL. Platelets 92 K/uL.
"""
EDGE = "----edge7f3a"


class Patient:
    """One browser."""

    def __init__(self, port: int) -> None:
        self.port, self.cookie, self.csrf = port, "", ""
        self.call("POST", "/begin", b"", "application/x-www-form-urlencoded")
        page = self.call("GET", "/case/ask")[1].decode()
        self.csrf = page.partition('name="csrf" value="')[2].partition('"')[0]
        form = urlencode({"csrf": self.csrf, "answer": "mds-liver"}).encode()
        self.call("POST", "/case/ask", form, "application/x-www-form-urlencoded")

    def call(self, method: str, path: str, body: bytes | None = None, kind: str = "") -> tuple[int, bytes]:
        """One request."""
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        headers = {"Cookie": self.cookie, "Accept": "application/json" if "upload" in path or "json" in path else "*/*"}
        headers |= {"Content-Type": kind} if kind else {}
        link.request(method, path, body, headers)
        got = link.getresponse()
        cookie = got.getheader("Set-Cookie")
        if cookie:
            self.cookie = cookie.partition(";")[0]
        data = got.read()
        link.close()
        return got.status, data

    def upload(self, files: list[tuple[str, bytes]]) -> int:
        """Several files in one request."""
        parts = [f'--{EDGE}\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n{self.csrf}\r\n'.encode()]
        for name, data in files:
            head = f'--{EDGE}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'
            parts.append(head.encode() + data + b"\r\n")
        body = b"".join((*parts, f"--{EDGE}--\r\n".encode()))
        return self.call("POST", "/case/upload", body, f"multipart/form-data; boundary={EDGE}")[0]

    def status(self) -> dict[str, Any]:
        """Where the case stands."""
        found: dict[str, Any] = json.loads(self.call("GET", "/case/status.json")[1])
        return found


def p95(seconds: list[float]) -> float:
    """The 95th percentile."""
    return sorted(seconds)[max(0, round(len(seconds) * 0.95) - 1)]


def memory(pid: int) -> float:
    """Resident megabytes."""
    line = next(x for x in Path(f"/proc/{pid}/status").read_text("ascii").splitlines() if x.startswith("VmRSS"))
    return int(line.split()[1]) / 1000


def drive(port: int, args: argparse.Namespace, uploads: list[float], looks: list[float], done: list[int]) -> None:
    """One patient's share: upload, look at the page meanwhile, until everything has ended."""
    patient = Patient(port)
    for n in range(args.uploads):
        files = []
        for k in range(args.files):
            text = NOTE.format(n=id(patient), day=1 + k, month=1 + n, value=8 + k / 10)
            files.append((f"note-{n}-{k}.txt", text.encode()))
        start = time.monotonic()
        assert patient.upload(files) == 201
        uploads.append(time.monotonic() - start)
        look(patient, looks)
    end = time.monotonic() + args.seconds
    while time.monotonic() < end:
        if not look(patient, looks)["working"]:
            break
        time.sleep(0.5)
    done.append(sum(f["state"] == "done" for f in patient.status()["files"]))


def look(patient: Patient, looks: list[float]) -> dict[str, Any]:
    """The status page, timed."""
    start = time.monotonic()
    patient.call("GET", "/case")
    looks.append(time.monotonic() - start)
    return patient.status()


def main() -> int:
    """Run it and say the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, value in (("patients", 10), ("uploads", 4), ("files", 5), ("seconds", 900)):
        parser.add_argument(f"--{name}", type=int, default=value)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
        probe.close()
        env = os.environ | {"ONCOTAILOR_DATA": f"{folder}/data", "ONCOTAILOR_KEY_FILE": f"{folder}/keys/master.key"}
        env["MALLOC_ARENA_MAX"] = "2"  # as the supervisor sets it
        quiet: dict[str, Any] = {"stderr": subprocess.DEVNULL, "env": env}
        web = subprocess.Popen([sys.executable, "-m", "app.service.web", "127.0.0.1", str(port)], **quiet)
        worker = None
        try:
            _up(port)
            worker = subprocess.Popen([sys.executable, "-m", "flows.worker"], **quiet)
            _measure(port, args, web.pid)
        finally:
            for process in (p for p in (worker, web) if p is not None):
                process.send_signal(signal.SIGTERM)
                process.wait(60)
    return 0


def _measure(port: int, args: argparse.Namespace, pid: int) -> None:
    Patient(port).call("GET", "/case")
    before = memory(pid)
    uploads: list[float] = []
    looks: list[float] = []
    done: list[int] = []
    start = time.monotonic()
    crowd = [threading.Thread(target=drive, args=(port, args, uploads, looks, done)) for _ in range(args.patients)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    wanted = args.patients * args.uploads * args.files
    print(f"{sum(done)} of {wanted} documents done after {time.monotonic() - start:.0f} s; the rest waits")
    print(f"upload request p95 {p95(uploads):.2f} s ({len(uploads)})")
    print(f"overview page p95 {p95(looks):.2f} s ({len(looks)})")
    print(f"web process {before:.0f} MB before, {memory(pid):.0f} MB after")


def _up(port: int) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("the web process does not answer")


if __name__ == "__main__":
    sys.exit(main())

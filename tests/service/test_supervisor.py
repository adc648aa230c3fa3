"""``oncotailor serve`` as a process: from a fresh folder to the first page, everything ended with it."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from app.service.supervisor import Wanted, problem_with
from tests.service.live import ROOT


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def children(pid: int) -> list[int]:
    """Processes that ``pid`` started, and theirs."""
    try:
        own = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    except OSError:
        return []
    return [c for o in map(int, own) for c in (o, *children(o))]


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def start(folder: Path, port: int) -> "subprocess.Popen[str]":
    env = os.environ | {"ONCOTAILOR_KEY_FILE": str(folder / "keys" / "master.key"), "PYTHONWARNINGS": "default"}
    env.pop("ONCOTAILOR_PUBLIC_URL", None)
    return subprocess.Popen(
        [sys.executable, "-m", "app", "serve", "--data", str(folder / "data"), "--port", str(port), "--no-prefect"],
        cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip


def first_page(port: int, seconds: float = 200) -> bytes:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
                return bytes(answer.read())
        except OSError:
            time.sleep(0.05)
    raise AssertionError("no page came")


@pytest.mark.slow
@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL])
def test_from_nothing_to_the_first_page_and_everything_ends(tmp_path: Path, end: signal.Signals) -> None:
    port = free_port()
    process = start(tmp_path, port)
    try:
        assert b"Start" in first_page(port)
        assert process.stdout is not None
        told = [process.stdout.readline() for _ in range(3)]
        assert f"http://127.0.0.1:{port}/" in told[0] and "/api/v1/openapi.json" in told[1]
        key = tmp_path / "keys" / "master.key"
        assert key.stat().st_mode & 0o777 == 0o600
        held = children(process.pid)
        assert len(held) >= 2
        process.send_signal(end)
        code = process.wait(30)
        assert code == (0 if end is signal.SIGTERM else -signal.SIGKILL)
        until = time.monotonic() + 20
        while any(map(alive, held)) and time.monotonic() < until:
            time.sleep(0.1)
        assert [p for p in held if alive(p)] == []
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()


def test_it_does_not_show_records_on_a_network_without_tls(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("ONCOTAILOR_PUBLIC_URL", raising=False)
    said = problem_with(Wanted(tmp_path, host="0.0.0.0", port=free_port(), prefect=False))
    assert said is not None and "without encryption" in said
    monkeypatch.setenv("ONCOTAILOR_PUBLIC_URL", "https://records.example.org")
    assert problem_with(Wanted(tmp_path, host="0.0.0.0", port=free_port(), prefect=False)) is None


def test_a_taken_port_is_said(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        said = problem_with(Wanted(tmp_path, port=taken.getsockname()[1], prefect=False))
    assert said is not None and "taken" in said


def test_the_web_process_imports_no_parser() -> None:
    code = "import sys, app.service.application; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    reading = {"pdfplumber", "pdfminer", "pypdfium2", "PIL", "cv2", "tesserocr", "rapidocr", "spacy"}
    assert (reading | {"weasyprint", "prefect", "numpy"}) & set(done.stdout.split()) == set()


def test_operations_from_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Clients, a backup, a new master key, a restore into an empty folder, and looking all of it over."""
    keys = tmp_path / "keys"
    monkeypatch.setenv("ONCOTAILOR_KEY_FILE", str(keys / "master.key"))
    from app.cli import main
    from app.service.settings import ServiceSettings
    from flows.store import Accounts, Repository, StoreSettings, open_store
    from flows.store.principal import Principal

    store = open_store(StoreSettings(data=tmp_path / "data", key_file=keys / "master.key", reserve_bytes=0))
    assert ServiceSettings(store=store.settings).secure is False
    case = Accounts(store).open_case()
    with Repository(store, Principal("patient", case.patient_id, case.patient_id)).start_upload("n.txt") as up:
        up.write(b"Hemoglobin 8.4 g/dL")
        up.finish()
    store.close()

    def run(*words: str) -> tuple[int, str, str]:
        code = main(words)
        said = capsys.readouterr()
        return code, said.out, said.err

    data = ("--data", str(tmp_path / "data"))
    command = [sys.executable, "-m", "app", "clients", *data, "add", "Registry", "--scopes", "profile.read"]
    made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert "client secret:" in made.stdout, made.stderr
    code, listed, _ = run("clients", *data, "list")
    assert code == 0 and "Registry  profile.read" in listed
    assert run("clients", *data, "add", "X", "--scopes", "everything")[0] == 2
    assert run("clients", *data, "revoke", listed.split()[0])[0] == 0
    assert "revoked" in run("clients", *data, "list")[1]
    code, said, why = run("clients", *data, "revoke", "nobody")
    assert (code, said) == (1, "") and "no such thing" in why
    assert "1 cases, 1 documents" in run("backup", *data, str(tmp_path / "b1"))[1]
    assert "1 data keys" in run("rotate-keys", *data)[1]
    assert "Everything is whole." in run("verify", *data)[1]
    assert "1 cases" in run("backup", *data, str(tmp_path / "b2"))[1]
    code, said, why = run("restore", "--data", str(tmp_path / "again"), str(tmp_path / "b2"))
    assert code == 0 and "Everything is whole." in said, why
    blob = next(p for p in (tmp_path / "again" / "blobs").rglob("*") if p.is_file())
    blob.write_bytes(blob.read_bytes()[:-1] + b"x")
    code, said, _ = run("verify", "--data", str(tmp_path / "again"))
    assert code == 1 and "problems, named above" in said

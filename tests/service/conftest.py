"""One service for many tests, with two patients whose records were read; where asked for, on shared servers too."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import Any

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from bench.servers import Postgres
from tests.service.live import Caller, Live, live_service

CANARY = "ZZQCANARY"
NOTE = f"""Riverside Oncology Clinic
CLINIC NOTE
Patient: {CANARY}PERSON, Jane    DOB: 05/14/1950    Sex: F
Date of visit: 10/20/2026
DIAGNOSIS: Myelodysplastic syndrome with low blasts. {CANARY}TEXT
Hemoglobin 8.4 g/dL. Platelets 92 K/uL.
"""


def count_sheet(name: str) -> bytes:
    """A blood count of one page as PDF."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4)
    lines = ("Riverside Laboratory", "COMPLETE BLOOD COUNT", f"Patient: {name}   DOB: 05/14/1950   Sex: F",
             "Collected: 10/28/2026", "White blood cells   3.1   K/uL   4.0-11.0   L",
             "Neutrophils   1.4   K/uL   1.8-7.7   L", "Ferritin   1210   ng/mL   15-150   H")  # fmt: skip
    for n, line in enumerate(lines):
        canvas.drawString(60, 780 - 22 * n, line)
    canvas.save()
    return made.getvalue()


@dataclass
class Person:
    """A patient with records, a question and an answer."""

    browser: Caller
    case: str
    key: str
    note: str
    scan: str
    question: str


ON_BOTH = frozenset({"test_api", "test_pages", "test_review", "test_routes"})
"""What hangs on the store: tried on SQLite and a folder, and on PostgreSQL and an S3-compatible store."""
STORES = ("files", "servers")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "live" in metafunc.fixturenames and metafunc.module.__name__.rpartition(".")[2] in ON_BOTH:
        metafunc.parametrize("live", STORES, indirect=True, scope="session")


@contextmanager
def live_on(kind: str, request: pytest.FixtureRequest, folder: Path, **changes: Any) -> Iterator[Live]:
    """A service on one of ``STORES``."""
    if kind == "files":
        with live_service(folder, **changes) as service:
            yield service
        return
    own = token_hex(4)
    database: Postgres = request.getfixturevalue("server")
    shared = {"database": database.new_database(f"service_{own}"), "blobs": f"s3://oncotailor/{own}"}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in request.getfixturevalue("bucket").items():
            patch.setenv(name, value)
        with live_service(folder, **shared, **changes) as service:
            yield service


@pytest.fixture(scope="session")
def live(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    folder = tmp_path_factory.mktemp("service")
    with live_on(getattr(request, "param", "files"), request, folder, private_webhooks=True) as service:
        yield service


def person(live: Live, note: str) -> Person:
    browser, case, key = live.patient()
    sheet = count_sheet(note.partition("Patient: ")[2].partition("  ")[0])
    sent = browser.upload("/case/upload", ("note.txt", note.encode()), ("count.pdf", sheet), Accept="application/json")
    assert sent.status == 201, sent.text
    assert browser.post("/case/ask", {"answer": "mds-liver"}).status == 303
    live.work()
    state = browser.get("/case/status.json").json()
    ids = {f["name"]: f["id"] for f in state["files"]}
    return Person(browser, case, key, ids["note.txt"], ids["count.pdf"], state["asked"][0]["id"])


@pytest.fixture(scope="session")
def jane(live: Live) -> Person:
    return person(live, NOTE)


@pytest.fixture(scope="session")
def other(live: Live) -> Person:
    return person(live, NOTE.replace(CANARY, "OTHER").replace("8.4", "9.1"))

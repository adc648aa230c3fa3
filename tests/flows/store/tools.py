"""Small things that many tests of the store need."""

import datetime as dt
from dataclasses import dataclass

from flows.store import Accounts, Principal, Repository, Store
from flows.work import Work
from flows.worker import Worker

TODAY = dt.date(2026, 11, 20)
NOTE = """Riverside Oncology Clinic
CLINIC NOTE
Patient: {name}    DOB: 05/14/1950    Sex: F
Date of visit: 10/20/2026
DIAGNOSIS: Myelodysplastic syndrome with low blasts.
Hemoglobin 8.4 g/dL. Platelets 95 x10^9/L.
{more}
"""


@dataclass
class Case:
    """A patient, her key, and the repository as she sees it."""

    store: Store
    patient_id: str
    key: str
    repository: Repository

    @property
    def principal(self) -> Principal:
        return self.repository.principal


def new_case(store: Store) -> Case:
    opened = Accounts(store).open_case()
    who = Principal("patient", opened.patient_id, opened.patient_id)
    return Case(store, opened.patient_id, opened.key, Repository(store, who))


def note(name: str = "DOE, Jane", more: str = "") -> bytes:
    return NOTE.format(name=name, more=more).encode()


def put(case: Case, name: str = "note.txt", data: bytes | None = None, key: str | None = None) -> str:
    """Upload a file; gives the document's id."""
    with case.repository.start_upload(name, idempotency_key=key) as upload:
        upload.write(note() if data is None else data)
        return upload.finish().document_id


def run_all(store: Store, most: int = 50) -> list[str]:
    """Do all jobs that are due, in this process; gives a line for each."""
    lines: list[str] = []
    work = Work(store, today=lambda: TODAY)
    worker = Worker(store, work, tell=lines.append)
    try:
        for _ in range(most):
            if not worker.once():
                return lines
    finally:
        work.close()
    raise AssertionError(f"still at work after {most} jobs: {lines[-3:]}")

"""Failures of ours, kept with their trace where only the patient's key opens them."""

import traceback

from flows.store.jobs import Claim
from flows.store.scope import Held
from flows.store.store import new_id
from flows.store.tables import Incident

MOST_TRACE = 20_000


def note_incident(held: Held, claim: Claim, code: str, error: BaseException) -> str:
    """Keep what happened; gives the incident's id, which may be shown."""
    incident_id = new_id()
    trace = "".join(traceback.format_exception(error))[-MOST_TRACE:]
    held.session.add(
        Incident(
            id=incident_id, patient_id=held.id, job_id=claim.job_id, code=code, created=held.now,
            body_sealed=held.sealer.pack(trace.encode(), held.id, "incident", incident_id),
        )
    )  # fmt: skip
    return incident_id

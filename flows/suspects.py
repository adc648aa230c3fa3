"""Which document was in hand when workers were lost while they built a profile: that one is given up, not the profile.

Nothing is noted at a job's first try. Once a worker was lost with it, each document is noted before it is understood,
and no more afterwards; one that stays noted is left out by later builds of the same code, until it is read again.
"""

from collections.abc import Iterator

from sqlalchemy import select

from flows.store import Store
from flows.store.jobs import Claim, fence
from flows.store.scope import Held
from flows.store.tables import StageOutput
from flows.versions import build_version
from schemas.document import ReadDocument

STAGE = "suspect"


class WorkerLostError(Exception):
    """A worker ended while it had this document in hand."""


def suspects(held: Held, most_deaths: int) -> frozenset[str]:
    """Documents (by their rows' ids) that were in hand at all but two of the losses after which a job is given up."""
    rows = held.session.scalars(
        select(StageOutput).where(
            StageOutput.patient_id == held.id, StageOutput.stage == STAGE, StageOutput.code_version == build_version()
        )
    )
    enough = max(1, most_deaths - 2)
    return frozenset(r.document_id for r in rows if r.part >= enough)


def in_hand(store: Store, claim: Claim, rows: dict[str, ReadDocument]) -> Iterator[ReadDocument]:
    """The documents one after the other, each noted while it is in hand, where a worker was lost with this job.

    Raises:
        FencedError: the claim was lost.
    """
    for row_id, document in rows.items():
        noted = claim.deaths > 0 and document.failure is None
        if noted:
            _count(store, claim, row_id, 1)
        yield document
        if noted:
            _count(store, claim, row_id, -1)


def _count(store: Store, claim: Claim, row_id: str, more: int) -> None:
    """Count a document as in hand once more, or (-1) once less."""
    with store.database.write() as session:
        fence(session, claim)
        query = select(StageOutput).where(StageOutput.document_id == row_id, StageOutput.stage == STAGE)
        held = session.scalars(query.with_for_update()).one_or_none()
        known = held.part if held is not None and held.code_version == build_version() else 0
        if held is not None:
            session.delete(held)
            session.flush()
        count = known + more
        if count > 0:
            place = (claim.patient_id, "stage", row_id, STAGE, count)
            session.add(
                StageOutput(
                    document_id=row_id, stage=STAGE, code_version=build_version(), part=count,
                    patient_id=claim.patient_id, created=store.database.now(session),
                    body_sealed=store.sealer(session, claim.patient_id).pack(b"", *place),
                )
            )  # fmt: skip

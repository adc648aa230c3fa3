"""What a claimed job does: read a document, build a profile, tailor an answer. No Prefect here.

Nothing is kept but in one transaction at the end that is fenced by the claim; so a job that is done twice, or by a
worker that was thought dead, is kept once.
"""

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from flows.ends import INTERNAL, broken, outcome_of, settle_defects, unread
from flows.keeping import Found, Keeping, known_pages, read_output, save_answer, save_profile, save_read, set_state
from flows.pages import page_crops, page_pictures
from flows.store import SYSTEM, Repository, Store, audit
from flows.store.documents import FileInfo, file_info
from flows.store.errors import FencedError, NotFoundError, SealError
from flows.store.failpoints import failpoint
from flows.store.jobs import Claim, enqueue, fence, finish, give_back
from flows.store.profiles import case_settings, general_body, held_version, profile_body
from flows.store.records import ProfileBody
from flows.store.rights import held_corrections
from flows.store.scope import Held
from flows.store.streams import decrypt
from flows.store.tables import (
    Document,
    General,
)
from flows.suspects import WorkerLostError, in_hand, suspects
from knowledge.answers_loader import load_answer
from knowledge.packs import load_pack
from pipeline.corrections import applied, apply_corrections, effective, own_documents
from pipeline.defects import Defect
from pipeline.pictures.attach import attach, doubtful_places
from pipeline.pictures.book import make_book
from pipeline.reading import ReadSettings
from pipeline.reading.pool import Reader
from pipeline.run import conclude, understand
from pipeline.stated import stated
from pipeline.tailor import parse_general, tailor
from schemas.document import ReadDocument
from schemas.errors import OncotailorError, ReadFailure
from schemas.profile import Profile

RETRY_SECONDS = 2.0


@dataclass(slots=True)
class Report:
    """Counts and seconds of one job, for operators; nothing of a record."""

    counts: dict[str, float] = field(default_factory=dict)
    outcome: str = "done"

    def took(self, what: str, since: float) -> float:
        """Note the seconds since a time of ``time.monotonic``; gives the time now."""
        now = time.monotonic()
        self.counts[f"{what}_seconds"] = round(now - since, 3)
        return now


class Work:
    """Does claimed jobs of one store."""

    def __init__(
        self, store: Store, settings: ReadSettings | None = None, *, today: Callable[[], dt.date] = dt.date.today
    ) -> None:
        """``today`` is the day for what counts as old, and ages."""
        self._store, self._settings, self._today = store, settings or ReadSettings(), today
        self._started: Reader | None = None

    @property
    def _reader(self) -> Reader:
        """A reader whose next child waits ready, in a sandbox; started when the first document comes."""
        if self._started is None:
            self._started = Reader(self._settings, one_each=True)
        return self._started

    def close(self) -> None:
        """End the child that waits for the next document."""
        if self._started is not None:
            self._started.close()

    def perform(self, claim: Claim) -> Report:
        """Do what was claimed.

        Raises:
            FencedError: the claim was lost; nothing was kept.
        """
        report = Report()
        try:
            match claim.kind:
                case "ingest":
                    self._ingest(claim, report)
                case "build":
                    self._build(claim, report)
                case "tailor":
                    self._tailor(claim, report)
                case _:
                    self._keep(claim, "job.unknown", lambda held: finish(held.session, claim, held.now, state="failed"))
        except NotFoundError:  # erased or removed in the meantime
            report.outcome = "gone"
            self._drop(claim)
        failpoint("worker.finished")
        return report

    # ---- reading -------------------------------------------------------------------------------------------------

    def _ingest(self, claim: Claim, report: Report) -> None:
        start = time.monotonic()
        with _system(self._store, claim)._look("document.read", "") as held:
            row = held.session.get(Document, claim.subject)
            if row is None:
                raise NotFoundError
            info, known = file_info(held, row), known_pages(held, row.id)
        data = self._bytes(claim, row.blob, info)
        failpoint("worker.decrypted")
        start = report.took("decrypt", start)
        keeping = Keeping(self._store, claim)
        document, made = self._reader.read_shown(
            info.name, data, page_crops, keeping.told, known=known, came=keeping.came
        )
        report.counts["known_pages"] = len(known)
        failpoint("worker.read")
        report.took("read", start)
        if broken(document) and claim.breaks + 1 < self._store.settings.most_breaks:
            report.outcome = "again"
            self._again(claim, "broke", broke=True)
            return
        pictures = page_pictures(document, page_crops(document), made)
        report.counts |= {"pages": len(document.pages), "unread_pages": len(document.unread_pages)}
        report.counts["ocr_pages"] = sum(p.source == "ocr" for p in document.pages)
        report.counts |= how_surely(document)
        failpoint("worker.saving")
        report.outcome, code = outcome_of(document)
        self._keep(claim, "document.read", lambda h: save_read(h, claim, document, pictures, report.outcome, code))
        failpoint("worker.saved")

    def _bytes(self, claim: Claim, blob: str, info: FileInfo) -> bytes:
        with self._store.database.read() as session:
            sealer = self._store.sealer(session, claim.patient_id)
        data = b"".join(decrypt(sealer, blob, self._store.blobs.read(claim.patient_id, blob)))
        if sha256(data).hexdigest() != info.sha256:
            raise SealError
        return data

    # ---- the profile ---------------------------------------------------------------------------------------------

    def _build(self, claim: Claim, report: Report) -> None:
        start = time.monotonic()
        found = self._gather(claim)
        start = report.took("load", start)
        defects = found.defects
        understood = apply_corrections(
            understand(in_hand(self._store, claim, found.in_order()), defects), found.corrections
        )
        failpoint("worker.merged")
        start = report.took("understand", start)
        own = own_documents(found.corrections)
        today = self._today()
        profile = conclude(
            understood, today=today, country=found.settings.country, own=own,
            stated=stated(effective(found.corrections)), defects=defects,
        )  # fmt: skip
        shown = applied(profile, found.corrections)
        start = report.took("merge", start)
        illustrated = self._illustrated_surely(claim, profile, found)
        report.took("pictures", start)
        failpoint("worker.profile")
        body = ProfileBody(
            profile=illustrated, corrections=shown, today=today.isoformat(), country=profile.patient.country
        )
        report.counts |= {"documents": len(found.documents), "labs": len(profile.labs), "review": len(profile.review)}
        report.counts |= {"conflicts": len(profile.conflicts), "corrections": len(shown)}
        report.counts["given_up"] = len(defects)
        report.outcome = f"done, given up: {len(defects)}" if defects else "done"

        def save(held: Held) -> None:
            settle_defects(held, claim, found.rows, {found.places[d.id]: d for d in defects})
            save_profile(self._store, held, claim, body, found)

        self._keep(claim, "profile.build", save)
        failpoint("worker.profiled")

    def _gather(self, claim: Claim) -> Found:
        with _system(self._store, claim)._look("document.read", "") as held:
            rows = held.session.scalars(select(Document).where(Document.patient_id == held.id)).all()
            found = Found([], held_corrections(held), case_settings(held), {}, held.patient.corrected)
            lost = suspects(held, self._store.settings.most_deaths)
            for row in rows:
                info = file_info(held, row)
                found.blobs[info.sha256] = (row.blob, info)
                read = _read_surely(held, row.id, info, found.defects) or unread(
                    row, info.sha256, info.name, info.media_type
                )
                if read is not None:
                    found.add(row.id, read, WorkerLostError() if row.id in lost else None)
            return found

    def _illustrated_surely(self, claim: Claim, profile: Profile, found: Found) -> Profile:
        """As ``_illustrated``; a defect there costs the pictures."""
        try:
            return self._illustrated(claim, profile, found)
        except (OncotailorError, DBAPIError):
            raise
        except Exception as error:
            self._keep(claim, "job.failed", partial(_note, claim=claim, error=error))
            return profile

    def _illustrated(self, claim: Claim, profile: Profile, found: Found) -> Profile:
        """With pictures of what is in question, where they can be had."""
        places = list(doubtful_places(profile))
        if not places:
            return profile

        def load(document: str) -> bytes | None:
            blob, info = found.blobs[document]
            return self._bytes(claim, blob, info)

        return attach(profile, make_book(places, found.documents, load, self._settings))

    # ---- answers -------------------------------------------------------------------------------------------------

    def _tailor(self, claim: Claim, report: Report) -> None:
        start = time.monotonic()
        with _system(self._store, claim)._look("answer.read", "") as held:
            row = held.session.get(General, claim.subject)
            if row is None or row.patient_id != held.id:
                raise NotFoundError
            asked, settings = general_body(held, row), case_settings(held)
            version = held.patient.version
            body = profile_body(held, held_version(held, version))
        general = parse_general(asked.text if asked.text is not None else load_answer(asked.answer_id or ""))
        answer = tailor(
            plain(body.profile), general, load_pack("mds"), today=dt.date.fromisoformat(body.today),
            country=body.country, prognosis=settings.prognosis,
        )  # fmt: skip
        failpoint("worker.tailored")
        report.took("tailor", start)
        report.counts["statements"] = len(answer.statements)
        text = answer.model_dump_json().encode()
        self._keep(claim, "answer.make", lambda held: save_answer(held, claim, version, text))
        failpoint("worker.answered")

    # ---- keeping -------------------------------------------------------------------------------------------------

    def _keep(self, claim: Claim, action: str, save: Callable[[Held], None]) -> None:
        """One fenced transaction; tried again while the database is away (the fence tells if it was kept after all)."""
        tried = False

        def work(session: Session) -> None:
            nonlocal tried
            again, tried = tried, True
            held = _system(self._store, claim)._hold(session, "", lock=True)  # the case first, as everybody does
            try:
                fence(session, claim)
            except FencedError:
                if again and _was_kept(session, claim):
                    return
                raise
            save(held)
            if action:
                audit.record(
                    self._store.database, session, SYSTEM, action, patient_id=claim.patient_id,
                    subject=claim.subject or None,
                )  # fmt: skip

        self._store.database.retrying(work)

    def _again(self, claim: Claim, code: str, *, broke: bool = False) -> None:
        def save(held: Held) -> None:
            give_back(held.session, claim, held.now, seconds=RETRY_SECONDS, code=code, broke=broke)
            if claim.kind == "ingest":
                set_state(held, claim, "queued", None)

        self._keep(claim, "", save)

    def _drop(self, claim: Claim) -> None:
        with self._store.database.write() as session:
            try:
                finish(session, claim, self._store.database.now(session), state="done", code="gone")
            except FencedError:
                return

    def failed(self, claim: Claim, error: BaseException) -> str:
        """Settle a job that raised: again later, or, after too many times, given up with a code. Gives the code."""
        code = error_code(error)
        settings = self._store.settings

        def save(held: Held) -> None:
            from flows.incidents import note_incident

            note_incident(held, claim, code, error)
            job = fence(held.session, claim)
            if job.failures + 1 < settings.most_failures:
                seconds = RETRY_SECONDS * 2**job.failures
                give_back(held.session, claim, held.now, seconds=seconds, code=code)
                if claim.kind == "ingest":
                    set_state(held, claim, "queued", None)
                return
            finish(held.session, claim, held.now, state="failed", code=code)
            if claim.kind == "ingest":
                set_state(held, claim, "attention", INTERNAL)
                enqueue(held.session, "build", held.id, "", held.now)

        try:
            self._keep(claim, "job.failed", save)
        except NotFoundError:
            self._drop(claim)
        return code


def how_surely(document: ReadDocument) -> dict[str, float]:
    """How surely a document was read: its words, the share that may be relied on, and the mean confidence (0 to 1)."""
    words = [w for p in document.pages for w in p.words]
    several = max(len(words), 1)
    return {
        "words": len(words),
        "relied_on": round(sum(w.agreed for w in words) / several, 3),
        "confidence": round(sum(w.confidence for w in words) / several, 3),
    }


def _note(held: Held, claim: Claim, error: Exception) -> None:
    from flows.incidents import note_incident

    note_incident(held, claim, "pictures", error)


def _read_surely(held: Held, document_id: str, info: FileInfo, defects: list[Defect]) -> ReadDocument | None:
    """What was read of a document; where that cannot be made sense of any more, it is given up."""
    try:
        return read_output(held, document_id)
    except (ValidationError, SealError) as error:
        defects.append(Defect(info.sha256, info.name, error))
        return ReadDocument(id=info.sha256, file=info.name, media_type=info.media_type, failure=ReadFailure.DEFECT)


def error_code(error: BaseException) -> str:
    """A failure as a code: names of classes only."""
    return type(error).__name__[:64] if not isinstance(error, OncotailorError) else getattr(
        error, "code", type(error).__name__
    )  # fmt: skip


def plain(profile: Profile) -> Profile:
    """Without pictures."""
    return profile.model_copy(
        update={
            "review": tuple(r.model_copy(update={"picture": None}) for r in profile.review),
            "conflicts": tuple(c.model_copy(update={"pictures": ()}) for c in profile.conflicts),
        }
    )


def _system(store: Store, claim: Claim) -> Repository:
    return Repository(store, SYSTEM, claim.patient_id)


def _was_kept(session: Session, claim: Claim) -> bool:
    from flows.store.tables import Job

    job = session.get(Job, claim.job_id)
    return job is not None and job.attempt == claim.attempt and job.state != "running"

"""What a claimed job does: read a document, build a profile, tailor an answer. No Prefect here.

Nothing is kept but in one transaction at the end that is fenced by the claim; so a job that is done twice, or by a
worker that was thought dead, is kept once.
"""

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from flows.pages import page_crops, page_pictures
from flows.store import SYSTEM, Repository, Store, audit
from flows.store.documents import PICTURE_STAGE, FileInfo, PictureInfo, file_info
from flows.store.errors import FencedError, NotFoundError, SealError
from flows.store.failpoints import failpoint
from flows.store.jobs import Claim, enqueue, fence, finish, give_back, progressed
from flows.store.profiles import case_settings, general_body, held_version, profile_body
from flows.store.records import CaseSettings, PagePicture, ProfileBody
from flows.store.rights import held_corrections
from flows.store.scope import Held
from flows.store.streams import decrypt
from flows.store.tables import (
    Answer,
    Consent,
    Delivery,
    Document,
    General,
    Patient,
    ProfileVersion,
    StageOutput,
    Webhook,
)
from flows.versions import build_version, read_version, tailor_version
from knowledge.answers_loader import load_answer
from knowledge.packs import load_pack
from pipeline.corrections import applied, apply_corrections, own_documents
from pipeline.pictures.attach import attach, doubtful_places
from pipeline.pictures.book import make_book
from pipeline.reading import ReadSettings
from pipeline.reading.pool import Reader
from pipeline.run import conclude, understand
from pipeline.tailor import parse_general, tailor
from schemas.corrections import Correction
from schemas.document import ReadDocument
from schemas.errors import OncotailorError, ReadFailure
from schemas.profile import Profile

READ_STAGE = "read"
BREAKS = frozenset({ReadFailure.CRASH, ReadFailure.MEMORY, ReadFailure.TIME})
REFUSALS = frozenset({
    ReadFailure.EMPTY, ReadFailure.UNSUPPORTED, ReadFailure.ENCRYPTED, ReadFailure.CORRUPT, ReadFailure.NO_PAGES,
    ReadFailure.TOO_LARGE, ReadFailure.TOO_MANY_PAGES,
})  # fmt: skip
PROGRESS_SECONDS = 0.5
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
            info = file_info(held, row)
        data = self._bytes(claim, row.blob, info)
        failpoint("worker.decrypted")
        start = report.took("decrypt", start)
        document, made = self._reader.read_shown(info.name, data, page_crops, self._progress(claim))
        failpoint("worker.read")
        report.took("read", start)
        if broken(document) and claim.breaks + 1 < self._store.settings.most_breaks:
            report.outcome = "again"
            self._again(claim, "broke", broke=True)
            return
        pictures = page_pictures(document, page_crops(document), made)
        report.counts |= {"pages": len(document.pages), "unread_pages": len(document.unread_pages)}
        report.counts["ocr_pages"] = sum(p.source == "ocr" for p in document.pages)
        failpoint("worker.saving")
        report.outcome, code = outcome_of(document)
        self._keep(claim, "document.read", lambda h: _save_read(h, claim, document, pictures, report.outcome, code))
        failpoint("worker.saved")

    def _bytes(self, claim: Claim, blob: str, info: FileInfo) -> bytes:
        with self._store.database.read() as session:
            sealer = self._store.sealer(session, claim.patient_id)
        data = b"".join(decrypt(sealer, blob, self._store.blobs.read(claim.patient_id, blob)))
        if sha256(data).hexdigest() != info.sha256:
            raise SealError
        return data

    def _progress(self, claim: Claim) -> Callable[[int, int], None]:
        last = 0.0

        def told(done: int, pages: int) -> None:
            nonlocal last
            failpoint("worker.page")
            if done < pages and time.monotonic() < last + PROGRESS_SECONDS:
                return
            last = time.monotonic()
            with self._store.database.write() as session:
                progressed(fence(session, claim))
                session.execute(
                    update(Document).where(Document.id == claim.subject).values(pages=pages, pages_done=done)
                )  # fmt: skip

        return told

    # ---- the profile ---------------------------------------------------------------------------------------------

    def _build(self, claim: Claim, report: Report) -> None:
        start = time.monotonic()
        found = self._gather(claim)
        start = report.took("load", start)
        understood = apply_corrections(understand(found.documents), found.corrections)
        failpoint("worker.merged")
        start = report.took("understand", start)
        own = own_documents(found.corrections)
        today = self._today()
        profile = conclude(understood, today=today, country=found.settings.country, own=own)
        shown = applied(profile, found.corrections)
        start = report.took("merge", start)
        illustrated = self._illustrated(claim, profile, found)
        report.took("pictures", start)
        failpoint("worker.profile")
        body = ProfileBody(
            profile=illustrated, corrections=shown, today=today.isoformat(), country=found.settings.country
        )
        report.counts |= {"documents": len(found.documents), "labs": len(profile.labs), "review": len(profile.review)}
        report.counts |= {"conflicts": len(profile.conflicts), "corrections": len(shown)}
        self._keep(claim, "profile.build", lambda held: _save_profile(self._store, held, claim, body, found))
        failpoint("worker.profiled")

    def _gather(self, claim: Claim) -> "_Found":
        with _system(self._store, claim)._look("document.read", "") as held:
            rows = held.session.scalars(select(Document).where(Document.patient_id == held.id)).all()
            documents, blobs = [], {}
            for row in rows:
                info = file_info(held, row)
                blobs[info.sha256] = (row.blob, info)
                read = _read_output(held, row.id)
                if read is None and row.state == "attention":  # it ended workers; nothing of it is known
                    read = ReadDocument(
                        id=info.sha256, file=info.name, media_type=info.media_type, failure=ReadFailure.CRASH
                    )
                if read is not None:
                    documents.append(read)
            corrections = held_corrections(held)
            return _Found(documents, corrections, case_settings(held), blobs, held.patient.corrected)

    def _illustrated(self, claim: Claim, profile: Profile, found: "_Found") -> Profile:
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
        self._keep(claim, "answer.make", lambda held: _save_answer(held, claim, version, text))
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
                _set_state(held, claim, "queued", None)

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
                    _set_state(held, claim, "queued", None)
                return
            finish(held.session, claim, held.now, state="failed", code=code)
            if claim.kind == "ingest":
                _set_state(held, claim, "attention", "internal")
                enqueue(held.session, "build", held.id, "", held.now)

        try:
            self._keep(claim, "job.failed", save)
        except NotFoundError:
            self._drop(claim)
        return code


@dataclass(frozen=True, slots=True)
class _Found:
    """What a profile is built from."""

    documents: list[ReadDocument]
    corrections: tuple[Correction, ...]
    settings: CaseSettings
    blobs: dict[str, tuple[str, FileInfo]]
    corrected: int


def broken(document: ReadDocument) -> bool:
    """Whether reading broke a child (which may have been somebody's kill): worth one more try."""
    return document.failure in BREAKS or any(p.failure in BREAKS for p in document.pages)


def outcome_of(document: ReadDocument) -> tuple[str, str | None]:
    """The one end of a document that was read: its state and code."""
    if document.failure is not None:
        return ("refused" if document.failure in REFUSALS else "attention"), document.failure.value
    unread = [p.failure for p in document.pages if p.failure is not None]
    return ("attention", unread[0].value) if unread else ("done", None)


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


def _set_state(held: Held, claim: Claim, state: str, code: str | None) -> None:
    held.session.execute(
        update(Document).where(Document.id == claim.subject).values(state=state, code=code, changed=held.now)
    )


def _read_output(held: Held, document_id: str, version: str | None = None) -> ReadDocument | None:
    """The newest reading of a document, or the one by this version of the code."""
    query = select(StageOutput).where(StageOutput.document_id == document_id, StageOutput.stage == READ_STAGE)
    if version is not None:
        query = query.where(StageOutput.code_version == version)
    row = held.session.scalars(query.order_by(StageOutput.created.desc()).limit(1)).first()
    if row is None:
        return None
    body = held.sealer.unpack(row.body_sealed, held.id, "stage", document_id, READ_STAGE, 0)
    return ReadDocument.model_validate_json(body)


def _save_read(
    held: Held,
    claim: Claim,
    document: ReadDocument,
    pictures: dict[int, PagePicture],
    state: str,
    code: str | None,
) -> None:
    s, where = held.session, (held.id, "stage", claim.subject)
    s.execute(delete(StageOutput).where(StageOutput.document_id == claim.subject))
    version = read_version()

    def keep(stage: str, part: int, sealed: bytes) -> None:
        s.add(
            StageOutput(
                document_id=claim.subject, stage=stage, code_version=version, part=part, patient_id=held.id,
                body_sealed=sealed, created=held.now,
            )
        )  # fmt: skip

    keep(READ_STAGE, 0, held.sealer.pack(document.model_dump_json().encode(), *where, READ_STAGE, 0))
    for number, picture in pictures.items():
        head = PictureInfo(
            media_type=picture.media_type, width=picture.width, height=picture.height, rotated=picture.rotated
        )
        body = head.model_dump_json().encode() + b"\n" + picture.data
        keep(PICTURE_STAGE, number, held.sealer.seal(body, *where, PICTURE_STAGE, number))
    pages = len(document.pages)
    s.execute(update(Document).where(Document.id == claim.subject).values(pages=pages, pages_done=pages))
    _set_state(held, claim, state, code)
    finish(s, claim, held.now)
    enqueue(s, "build", held.id, "", held.now)


def _save_profile(store: Store, held: Held, claim: Claim, body: ProfileBody, found: _Found) -> None:
    s, version = held.session, build_version()
    text = body.model_dump_json().encode()
    etag = sha256(version.encode() + text).hexdigest()[:32]
    newest = s.get(ProfileVersion, (held.id, held.patient.version))
    if newest is None or newest.etag != etag:
        store.database.serialise(s)
        last = s.scalar(select(ProfileVersion.change).order_by(ProfileVersion.change.desc()).limit(1)) or 0
        held.patient.version += 1
        number = held.patient.version
        s.add(
            ProfileVersion(
                patient_id=held.id, version=number, change=last + 1, corrected=found.corrected,
                code_version=version, etag=etag, created=held.now,
                body_sealed=held.sealer.pack(text, held.id, "profile", number),
            )
        )  # fmt: skip
        s.flush()
        _tell_clients(s, held)
    elif newest.corrected != found.corrected:
        newest.corrected = found.corrected
    for general_id in s.scalars(select(General.id).where(General.patient_id == held.id)).all():
        made = s.get(Answer, (general_id, held.patient.version))
        if made is None or made.code_version != tailor_version():
            enqueue(s, "tailor", held.id, general_id, held.now)
    finish(s, claim, held.now)


def _tell_clients(s: Session, held: Held) -> None:
    """A message for each client that may read the profile and wants to be told."""
    from flows.store.store import new_id

    rows = s.execute(
        select(Consent.client_id, Consent.scopes).join(Webhook, Webhook.client_id == Consent.client_id).where(
            Consent.patient_id == held.id
        )
    ).all()  # fmt: skip
    for client_id, scopes in rows:
        if "profile.read" in scopes.split():
            s.add(
                Delivery(
                    id=new_id(), client_id=client_id, patient_id=held.id, event="profile.updated",
                    version=held.patient.version, created=held.now,
                )
            )  # fmt: skip


def _save_answer(held: Held, claim: Claim, version: int, text: bytes) -> None:
    s, etag = held.session, sha256(text).hexdigest()[:32]
    s.execute(delete(Answer).where(Answer.general_id == claim.subject, Answer.version == version))
    s.add(
        Answer(
            general_id=claim.subject, version=version, patient_id=held.id, code_version=tailor_version(), etag=etag,
            body_sealed=held.sealer.pack(text, held.id, "answer", claim.subject, version), created=held.now,
        )
    )  # fmt: skip
    finish(s, claim, held.now)


__all__ = ["Patient", "Report", "Work", "broken", "error_code", "outcome_of"]

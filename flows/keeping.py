"""Results of jobs into the store and out of it; every function here runs in a transaction that its caller fences."""

import time
from dataclasses import dataclass, field
from hashlib import sha256

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from flows.store import Store
from flows.store.documents import PICTURE_STAGE, FileInfo, PictureInfo
from flows.store.failpoints import failpoint
from flows.store.jobs import Claim, enqueue, fence, finish, progressed
from flows.store.records import CaseSettings, PagePicture, ProfileBody
from flows.store.scope import Held
from flows.store.store import new_id
from flows.store.tables import Answer, Consent, Delivery, Document, General, ProfileVersion, StageOutput, Webhook
from flows.versions import build_version, read_version, tailor_version
from pipeline.defects import Defect
from schemas.corrections import Correction
from schemas.document import Page, ReadDocument
from schemas.errors import ReadFailure

READ_STAGE, PAGE_STAGE = "read", "page"
PROGRESS_SECONDS = 0.5


class Keeping:
    """Says how far a reading has come, and keeps its pages, so that another worker can go on from there."""

    def __init__(self, store: Store, claim: Claim) -> None:
        self._store, self._claim = store, claim
        self._waiting: list[Page] = []
        self._whole, self._last = True, 0.0  # the first page is told at once: the next may take long

    def came(self, page: Page) -> None:
        """Take a page; those after one that failed are not kept."""
        self._whole = self._whole and page.failure is None
        if self._whole:
            self._waiting.append(page)

    def told(self, done: int, pages: int) -> None:
        """Write it down, now and then."""
        failpoint("worker.page")
        if done < pages and time.monotonic() < self._last + PROGRESS_SECONDS:
            return
        self._last, claim = time.monotonic(), self._claim
        with self._store.database.write() as session:
            progressed(fence(session, claim))
            session.execute(update(Document).where(Document.id == claim.subject).values(pages=pages, pages_done=done))
            if done < pages:  # else the whole document is kept in a moment
                self._keep(session)

    def _keep(self, session: Session) -> None:
        claim, sealer = self._claim, self._store.sealer(session, self._claim.patient_id)
        for page in self._waiting:
            body = sealer.pack(
                page.model_dump_json().encode(), *_page_place(claim.patient_id, claim.subject, page.number)
            )
            session.add(
                StageOutput(
                    document_id=claim.subject, stage=PAGE_STAGE, code_version=read_version(), part=page.number,
                    patient_id=claim.patient_id, body_sealed=body, created=self._store.database.now(session),
                )
            )  # fmt: skip
        self._waiting.clear()


def _page_place(patient_id: str, document_id: str, number: int) -> tuple[object, ...]:
    return (patient_id, "stage", document_id, PAGE_STAGE, number)


def known_pages(held: Held, document_id: str) -> tuple[Page, ...]:
    """The first pages of a document that a reading by this code, broken off, has kept."""
    rows = held.session.scalars(
        select(StageOutput)
        .where(
            StageOutput.document_id == document_id,
            StageOutput.stage == PAGE_STAGE,
            StageOutput.code_version == read_version(),
        )
        .order_by(StageOutput.part)
    ).all()
    pages = []
    for number, row in enumerate(rows, 1):
        if row.part != number:
            break
        body = held.sealer.unpack(row.body_sealed, *_page_place(held.id, document_id, number))
        pages.append(Page.model_validate_json(body))
    return tuple(pages)


@dataclass(frozen=True, slots=True)
class Found:
    """What a profile is built from; ``rows`` are the documents by their rows' ids, ``places`` those ids by digest."""

    documents: list[ReadDocument]
    corrections: tuple[Correction, ...]
    settings: CaseSettings
    blobs: dict[str, tuple[str, FileInfo]]
    corrected: int
    defects: list[Defect] = field(default_factory=list)
    rows: dict[str, ReadDocument] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)

    def add(self, row_id: str, read: ReadDocument, lost: Exception | None = None) -> None:
        """One more document; ``lost`` is why nothing of it may be used."""
        self.rows[row_id], self.places[read.id] = read, row_id
        if lost is not None:
            self.defects.append(Defect(read.id, read.file, lost))
            read = read.model_copy(update={"pages": (), "failure": ReadFailure.DEFECT})
        self.documents.append(read)

    def in_order(self) -> dict[str, ReadDocument]:
        """What is to be understood, by its rows' ids."""
        return dict(zip(self.rows, self.documents, strict=True))


def set_state(held: Held, claim: Claim, state: str, code: str | None) -> None:
    """Where the claim's document stands."""
    held.session.execute(
        update(Document).where(Document.id == claim.subject).values(state=state, code=code, changed=held.now)
    )


def read_output(held: Held, document_id: str, version: str | None = None) -> ReadDocument | None:
    """The newest reading of a document, or the one by this version of the code."""
    query = select(StageOutput).where(StageOutput.document_id == document_id, StageOutput.stage == READ_STAGE)
    if version is not None:
        query = query.where(StageOutput.code_version == version)
    row = held.session.scalars(query.order_by(StageOutput.created.desc()).limit(1)).first()
    if row is None:
        return None
    body = held.sealer.unpack(row.body_sealed, held.id, "stage", document_id, READ_STAGE, 0)
    return ReadDocument.model_validate_json(body)


def save_read(
    held: Held,
    claim: Claim,
    document: ReadDocument,
    pictures: dict[int, PagePicture],
    state: str,
    code: str | None,
) -> None:
    """Keep what was read of the claim's document with its pictures, end the job, and have the profile built."""
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
    set_state(held, claim, state, code)
    finish(s, claim, held.now)
    enqueue(s, "build", held.id, "", held.now)


def save_profile(store: Store, held: Held, claim: Claim, body: ProfileBody, found: Found) -> None:
    """Keep a profile as a new version if it differs from the newest, and have what hangs on it made; end the job."""
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


def save_answer(held: Held, claim: Claim, version: int, text: bytes) -> None:
    """Keep the answer to the claim's question for a profile version; end the job."""
    s, etag = held.session, sha256(text).hexdigest()[:32]
    s.execute(delete(Answer).where(Answer.general_id == claim.subject, Answer.version == version))
    s.add(
        Answer(
            general_id=claim.subject, version=version, patient_id=held.id, code_version=tailor_version(), etag=etag,
            body_sealed=held.sealer.pack(text, held.id, "answer", claim.subject, version), created=held.now,
        )
    )  # fmt: skip
    finish(s, claim, held.now)

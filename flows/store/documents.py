"""A case's documents: accepting them, saying where they stand, giving them back."""

from pydantic import Field
from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError

from flows.store.errors import NotFoundError
from flows.store.failpoints import failpoint
from flows.store.intake import Intake, clean_name
from flows.store.jobs import enqueue
from flows.store.records import DocumentInfo, Original, PagePicture
from flows.store.scope import OWNER, Held, Scope, is_id
from flows.store.streams import decrypt
from flows.store.tables import Document, Idempotency, Job, StageOutput
from schemas.base import Record

PICTURE_STAGE = "picture"


class FileInfo(Record):
    """What is sealed of an upload."""

    name: str
    sha256: str
    media_type: str


class PictureInfo(Record):
    """What is sealed beside a page's picture."""

    media_type: str
    width: float = Field(gt=0)
    height: float = Field(gt=0)
    rotated: int = 0


def file_info(held: Held, row: Document) -> FileInfo:
    """The sealed part of a document's row."""
    return FileInfo.model_validate_json(held.sealer.open(row.info_sealed, held.id, "document", row.id, "info"))


def document_info(held: Held, row: Document) -> DocumentInfo:
    """A document's row in words."""
    info = file_info(held, row)
    return DocumentInfo(
        id=row.id, name=info.name, sha256=info.sha256, media_type=info.media_type, size=row.size,
        state=row.state, code=row.code, pages=row.pages, pages_done=row.pages_done, created=row.created,
        changed=row.changed,
    )  # fmt: skip


def own_document(held: Held, document_id: str) -> Document:
    """A document of this case.

    Raises:
        NotFoundError: it is not.
    """
    row = held.session.get(Document, document_id) if is_id(document_id) else None
    if row is None or row.patient_id != held.id:
        raise NotFoundError
    return row


class Documents(Scope):
    """The part of the repository that deals with files."""

    def start_upload(self, name: str, *, idempotency_key: str | None = None) -> Intake:
        """Begin to take in one file; ``write`` what comes, then ``finish``, or ``abort``. Use it with ``with``.

        Raises:
            NotFoundError: no such case for this principal.
            FullError: no room on the disk.
            QuotaError: the case holds as much as it may.
        """
        with self._look("document.write", "document.begin") as held:
            self._check_room(held, 1)
            sealer = held.sealer
            known = self._answered(held, idempotency_key)
        return Intake(self, sealer, clean_name(name), idempotency_key, known)

    def _check_room(self, held: Held, size: int) -> None:
        from flows.store.errors import FullError, QuotaError

        settings = self.store.settings
        count = held.session.scalar(select(func.count()).where(Document.patient_id == held.id)) or 0
        if held.patient.stored_bytes + size > settings.max_patient_bytes or count >= settings.max_patient_documents:
            raise QuotaError
        free = self.store.blobs.free_bytes()
        if free is not None and free < settings.reserve_bytes + 2 * settings.max_file_bytes:
            raise FullError

    def _answered(self, held: Held, key: str | None) -> str | None:
        if key is None:
            return None
        row = held.session.get(Idempotency, (held.id, held.sealer.mac("idempotency", key.encode())))
        return row.document_id if row else None

    def _accept(self, blob: str, info: FileInfo, size: int, key: str | None) -> tuple[str, bool]:
        """Document and job in one transaction; the blob lies there already."""
        try:
            return self._insert(blob, info, size, key)
        except IntegrityError:  # the same bytes came twice at once (PostgreSQL); the other one is there now
            return self._insert(blob, info, size, key)

    def _insert(self, blob: str, info: FileInfo, size: int, key: str | None) -> tuple[str, bool]:
        with self._act("document.add", "document.write") as held:
            s, mac = held.session, held.sealer.mac("document", bytes.fromhex(info.sha256))
            known = s.scalars(
                select(Document).where(Document.patient_id == held.id, Document.mac == mac)
            ).one_or_none()  # fmt: skip
            document_id = known.id if known else blob
            held.subject = document_id
            if known is None:
                self._check_room(held, size)
                sealed = held.sealer.seal(info.model_dump_json().encode(), held.id, "document", blob, "info")
                s.add(
                    Document(
                        id=blob, patient_id=held.id, mac=mac, info_sealed=sealed, blob=blob, size=size,
                        created=held.now, changed=held.now,
                    )
                )  # fmt: skip
                s.flush()
                enqueue(s, "ingest", held.id, blob, held.now)
                held.patient.stored_bytes += size
                held.patient.touched = held.now
            if key is not None and self._answered(held, key) is None:
                digest = held.sealer.mac("idempotency", key.encode())
                s.add(Idempotency(patient_id=held.id, id=digest, document_id=document_id, created=held.now))
            failpoint("upload.inserted")
            return document_id, known is None

    def documents(self) -> tuple[DocumentInfo, ...]:
        """All documents in the order of upload."""
        with self._look("document.read", "document.list") as held:
            rows = held.session.scalars(
                select(Document).where(Document.patient_id == held.id).order_by(Document.created, Document.id)
            ).all()
            return tuple(document_info(held, row) for row in rows)

    def document(self, document_id: str) -> DocumentInfo:
        """One document.

        Raises:
            NotFoundError: there is none, or not in this case.
        """
        with self._look("document.read", "document.status") as held:
            return document_info(held, own_document(held, document_id))

    def original(self, document_id: str) -> Original:
        """The file as it was uploaded, decrypted while it is read."""
        with self._act("document.download", "document.read", subject=document_id, lock=False) as held:
            row = own_document(held, document_id)
            info, sealer, patient_id = file_info(held, row), held.sealer, held.id
        chunks = decrypt(sealer, row.blob, self.store.blobs.read(patient_id, row.blob))
        return Original(info.name, info.media_type, row.size, chunks)

    def page_picture(self, document_id: str, page: int) -> PagePicture:
        """A page as displayed.

        Raises:
            NotFoundError: no such page, or there is no picture of it (plain text, a page that could not be read).
        """
        with self._act("page.read", "document.read", subject=document_id, lock=False) as held:
            own_document(held, document_id)
            row = held.session.scalars(
                select(StageOutput)
                .where(
                    StageOutput.document_id == document_id, StageOutput.stage == PICTURE_STAGE, StageOutput.part == page
                )
                .order_by(StageOutput.created.desc())
            ).first()
            if row is None:
                raise NotFoundError
            body = held.sealer.open(row.body_sealed, held.id, "stage", document_id, PICTURE_STAGE, page)
        head, _, data = body.partition(b"\n")
        info = PictureInfo.model_validate_json(head)
        return PagePicture(data, info.media_type, info.width, info.height, info.rotated)

    def remove_document(self, document_id: str) -> None:
        """Erase one file and all that was read of it; the profile is built again without it."""
        with self._act("document.erase", OWNER, subject=document_id) as held:
            row = own_document(held, document_id)
            s, blob = held.session, row.blob
            s.execute(delete(StageOutput).where(StageOutput.document_id == document_id))
            s.execute(delete(Job).where(Job.subject == document_id))
            s.execute(delete(Idempotency).where(Idempotency.document_id == document_id))
            held.patient.stored_bytes -= row.size
            s.delete(row)
            enqueue(s, "build", held.id, "", held.now)
            patient_id = held.id
        self.store.blobs.delete(patient_id, blob)

    def retry_document(self, document_id: str) -> None:
        """Have a document that needs attention read once more."""
        with self._act("document.retry", "document.write", subject=document_id) as held:
            row = own_document(held, document_id)
            row.state, row.code, row.changed = "queued", None, held.now
            enqueue(held.session, "ingest", held.id, document_id, held.now)

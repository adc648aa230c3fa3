"""Taking in one file: encrypted piece by piece as it comes, durable before it is accepted."""

import hashlib
import unicodedata
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sqlalchemy.exc import DBAPIError

from flows.store.errors import TooLargeError, UnsupportedError
from flows.store.failpoints import failpoint
from flows.store.records import Accepted
from flows.store.seal import Sealer
from flows.store.store import new_id
from flows.store.streams import Encryptor
from pipeline.reading.sniff import TEXT, media_type
from schemas.errors import ReadFailure

if TYPE_CHECKING:
    from flows.store.documents import Documents

SNIFFED = 64 * 1024
MOST_NAME = 255


class Intake:
    """An upload in the making. Nothing of it is visible, and nothing of it on disk is in clear."""

    def __init__(self, repository: "Documents", sealer: Sealer, name: str, key: str | None, known: str | None) -> None:
        """``known`` is the document that the same idempotency key made before, if any."""
        self._repository, self._name, self._key, self._known = repository, name, key, known
        self._limit = repository.store.settings.max_file_bytes
        self._patient, self._blob = repository.patient_id, new_id()
        self._sink = repository.store.blobs.create(self._patient, self._blob)
        self._encryptor = Encryptor(sealer, self._blob, self._sink.write)
        self._digest, self._size, self._head = hashlib.sha256(), 0, b""
        failpoint("upload.begun")

    @property
    def size(self) -> int:
        """Bytes taken so far."""
        return self._size

    def write(self, data: bytes) -> None:
        """Take the next bytes.

        Raises:
            TooLargeError: the file is over the limit; nothing of it is kept.
            FullError: no room on the disk.
        """
        self._size += len(data)
        if self._size > self._limit:
            self.abort()
            raise TooLargeError
        if len(self._head) < SNIFFED:
            self._head += data[: SNIFFED - len(self._head)]
        self._digest.update(data)
        self._encryptor.feed(data)

    def finish(self) -> Accepted:
        """Accept the file: once this returns it is not lost. The same bytes again give the same document.

        Raises:
            UnsupportedError: it is of no type that is read; nothing of it is kept.
            QuotaError: the case holds as much as it may; nothing of it is kept.
            FullError: no room on the disk; nothing of it is kept.
        """
        from flows.store.documents import FileInfo

        try:
            if self._known is not None:
                self.abort()
                return Accepted(self._known, False)
            kind = _kind(self._head, self._name)
            self._encryptor.finish()
            self._sink.commit()
            info = FileInfo(name=self._name, sha256=self._digest.hexdigest(), media_type=kind)
            document_id, created = self._repository._accept(self._blob, info, self._size, self._key)
        except DBAPIError:
            self._sink.abort()  # it may be accepted all the same: what nobody owns goes with the next reconciliation
            raise
        except BaseException:
            self._discard()
            raise
        failpoint("upload.committed")
        if not created:
            self._discard()
        return Accepted(document_id, created)

    def _discard(self) -> None:
        self._sink.abort()
        self._repository.store.blobs.delete(self._patient, self._blob)

    def abort(self) -> None:
        """Forget what came."""
        self._sink.abort()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._sink.abort()


def _kind(head: bytes, name: str) -> str:
    """The media type by the first bytes; the reader judges again, in its child."""
    found = media_type(head, name)
    if isinstance(found, ReadFailure):
        if len(head) == SNIFFED and found is ReadFailure.EMPTY:
            return TEXT  # a long run of blanks at the beginning
        raise UnsupportedError(found)
    return found


def clean_name(name: str) -> str:
    """A file's name as it may be shown: no folders, no control characters, at most 255 characters, NFC."""
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(c for c in unicodedata.normalize("NFC", last) if unicodedata.category(c)[0] != "C")
    return shown.strip()[:MOST_NAME] or "document"

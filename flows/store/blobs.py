"""Where ciphertext of uploads lies: a folder, or an object store."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

from flows.store.errors import FullError, NotFoundError
from flows.store.failpoints import failpoint
from flows.store.files import sync_folder

PIECE = 256 * 1024


class Sink(Protocol):
    """A blob in the making; nobody sees it before ``commit``."""

    def write(self, data: bytes) -> object:
        """Add ciphertext."""

    def commit(self) -> None:
        """Make it last and visible, as a whole."""

    def abort(self) -> None:
        """Forget it; harmless after ``commit``."""


class Blobs(Protocol):
    """Blobs by patient and id."""

    def create(self, patient: str, blob: str) -> Sink:
        """Begin a blob."""

    def read(self, patient: str, blob: str) -> Iterator[bytes]:
        """A blob's ciphertext in pieces; ``NotFoundError`` if there is none."""

    def delete(self, patient: str, blob: str) -> None:
        """Remove a blob; nothing happens if there is none."""

    def forget(self, patient: str) -> None:
        """A patient who was erased has no blobs any more."""

    def list(self) -> Iterator[tuple[str, str, float]]:
        """Patient, blob and time of change of every blob, and of drafts that were left behind."""

    def free_bytes(self) -> int | None:
        """Room left, where that can be known."""


class FolderBlobs:
    """Blobs as files ``<patient>/<blob>`` in a folder that only its owner can read."""

    def __init__(self, root: Path) -> None:
        self._root = root
        root.mkdir(parents=True, exist_ok=True, mode=0o700)

    def create(self, patient: str, blob: str) -> Sink:
        """See ``Blobs``."""
        folder = self._root / patient
        if not folder.exists():
            folder.mkdir(mode=0o700, exist_ok=True)
            sync_folder(self._root)
        return _FileSink(folder / blob)

    def read(self, patient: str, blob: str) -> Iterator[bytes]:
        """See ``Blobs``."""
        path = self._root / patient / blob
        if path.is_symlink() or not path.is_file():
            raise NotFoundError
        return _pieces(path)

    def delete(self, patient: str, blob: str) -> None:
        """See ``Blobs``."""
        (self._root / patient / blob).unlink(missing_ok=True)

    def forget(self, patient: str) -> None:
        """See ``Blobs``."""
        with contextlib.suppress(OSError):  # not while anything is in it
            (self._root / patient).rmdir()

    def list(self) -> Iterator[tuple[str, str, float]]:
        """See ``Blobs``."""
        for folder in sorted(self._root.iterdir()):
            if folder.is_dir():
                for path in sorted(folder.iterdir()):
                    with contextlib.suppress(OSError):
                        yield folder.name, path.name, path.stat().st_mtime

    def free_bytes(self) -> int | None:
        """See ``Blobs``."""
        return shutil.disk_usage(self._root).free


def _pieces(path: Path) -> Iterator[bytes]:
    """Opened when the first piece is asked for, so that nothing stays open if none is."""
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW), "rb") as file:
        while piece := file.read(PIECE):
            yield piece


class _FileSink:
    """fsync of the file, rename, fsync of the folder: then it lasts."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._draft = path.with_name(f"{path.name}.part")
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
        self._file = os.fdopen(os.open(self._draft, flags, 0o600), "wb")

    def write(self, data: bytes) -> object:
        try:
            return self._file.write(data)
        except OSError as exc:
            raise FullError from exc

    def commit(self) -> None:
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            failpoint("upload.synced")
            self._draft.replace(self._path)
            sync_folder(self._path.parent)
        except OSError as exc:
            raise FullError from exc
        failpoint("upload.renamed")

    def abort(self) -> None:
        with contextlib.suppress(OSError):
            self._file.close()
        self._draft.unlink(missing_ok=True)


class ObjectBlobs:
    """Blobs in an S3-compatible object store; drafts wait as ciphertext in a nameless file until they are whole."""

    def __init__(self, url: str) -> None:
        from obstore.store import from_url

        options: dict[str, object] = {}
        if url.startswith("s3:") and os.environ.get("AWS_ENDPOINT_URL", "").startswith("http:"):
            options["client_options"] = {"allow_http": True}
        self._store = from_url(url, **options)  # type: ignore[call-overload]

    def create(self, patient: str, blob: str) -> Sink:
        """See ``Blobs``."""
        return _ObjectSink(self._store, f"{patient}/{blob}")

    def read(self, patient: str, blob: str) -> Iterator[bytes]:
        """See ``Blobs``."""
        import obstore

        try:
            got = obstore.get(self._store, f"{patient}/{blob}")
        except FileNotFoundError:
            raise NotFoundError from None
        return (bytes(piece) for piece in got.stream(PIECE))

    def delete(self, patient: str, blob: str) -> None:
        """See ``Blobs``."""
        import obstore

        with contextlib.suppress(FileNotFoundError):
            obstore.delete(self._store, f"{patient}/{blob}")

    def forget(self, patient: str) -> None:
        """See ``Blobs``; object stores have no folders."""

    def list(self) -> Iterator[tuple[str, str, float]]:
        """See ``Blobs``."""
        import obstore

        for batch in obstore.list(self._store):
            for meta in batch:
                patient, _, blob = meta["path"].rpartition("/")
                yield patient, blob, meta["last_modified"].timestamp()

    def free_bytes(self) -> int | None:
        """See ``Blobs``."""
        return None


class _ObjectSink:
    """Object stores show an object only once it is whole."""

    def __init__(self, store: Any, path: str) -> None:
        self._store, self._path = store, path
        self._file = tempfile.TemporaryFile("w+b")  # noqa: SIM115 - closed by commit or abort

    def write(self, data: bytes) -> object:
        try:
            return self._file.write(data)
        except OSError as exc:
            raise FullError from exc

    def commit(self) -> None:
        import obstore

        self._file.seek(0)
        failpoint("upload.synced")
        obstore.put(self._store, self._path, self._file)
        self._file.close()
        failpoint("upload.renamed")

    def abort(self) -> None:
        self._file.close()


def open_blobs(url: str | None, data: Path) -> Blobs:
    """The blobs at ``url`` (``s3://bucket/prefix``), or those in the data folder."""
    return ObjectBlobs(url) if url else FolderBlobs(data / "blobs")

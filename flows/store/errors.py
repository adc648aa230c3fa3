"""What the store refuses, by name. No message holds anything of a record; ``code`` may be shown and logged.

StoreError
├── NotFoundError          there is no such thing, or it is somebody else's (nobody can tell which)
├── StaleError             somebody changed it first; ``current`` says what to look at (HTTP 412)
├── TooLargeError          one file is over the limit (413)
├── QuotaError             the patient's files together are over the limit (413)
├── UnsupportedError       the bytes are of no type that is read (415); ``failure`` says why
├── FullError              no room on the disk; nothing was accepted (507)
├── CorrectionError        a correction that does not fit the fact it names (422)
├── FencedError            a worker lost its claim; what it wanted to write was not written
├── SealError              ciphertext does not open: changed, swapped, or its key is gone
├── KeyFileError           the master key is missing, readable by others, or lies in the data folder
└── SchemaError            the database was made by a newer program
"""

from typing import ClassVar

from schemas.errors import OncotailorError, ReadFailure


class StoreError(OncotailorError):
    """Root of what the store raises on purpose."""

    code: ClassVar[str] = "store"
    text: ClassVar[str] = "the store could not do this"

    def __init__(self, text: str | None = None) -> None:
        super().__init__(text or self.text)


class NotFoundError(StoreError):
    """No such thing, or not for this principal."""

    code = "not_found"
    text = "there is no such thing here"


class StaleError(StoreError):
    """It was changed since it was looked at."""

    code = "stale"
    text = "this was changed in the meantime; look at it again"

    def __init__(self, current: int) -> None:
        super().__init__()
        self.current = current


class TooLargeError(StoreError):
    """A file over the limit."""

    code = "too_large"
    text = "the file is larger than the limit"


class QuotaError(StoreError):
    """All files of one patient over the limit."""

    code = "quota"
    text = "all files together are over the limit; erase some first"


class UnsupportedError(StoreError):
    """Bytes of no type that is read."""

    code = "unsupported"
    text = "this is not a PDF, picture or plain text that can be read"

    def __init__(self, failure: ReadFailure) -> None:
        super().__init__()
        self.failure = failure


class FullError(StoreError):
    """No room on the disk."""

    code = "full"
    text = "there is no room at the moment; nothing was kept, try again later"


class FencedError(StoreError):
    """The claim was lost to another worker."""

    code = "fenced"
    text = "another worker has taken this over"


class SealError(StoreError):
    """Ciphertext that does not open."""

    code = "seal"
    text = "what is stored does not open: it was changed, or its key is gone"


class KeyFileError(StoreError):
    """The master key cannot be used as it lies."""

    code = "key_file"
    text = "the master key cannot be used"


class SchemaError(StoreError):
    """The database is of another version."""

    code = "schema"
    text = "the database was made by a newer program; use that one"


class CorrectionError(StoreError):
    """A correction that makes no sense for the fact it names."""

    code = "correction"
    text = "this correction does not fit the fact"

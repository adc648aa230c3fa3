"""Every exception raised on purpose.

OncotailorError
├── UsageError                the command line or a parameter is wrong
├── UnreadableRecordError     one record cannot be read (its reason is a ``ReadFailure``)
├── NothingReadableError      no record at all could be read
├── NotInstalledError         something the job needs is missing
└── KnowledgePackError        a file under knowledge/ is wrong

No message ever holds text of a record: messages may be logged.
"""

from enum import IntEnum, StrEnum
from typing import ClassVar


class ExitCode(IntEnum):
    """Process exit codes; a number, once released, is never reused."""

    OK = 0
    INTERNAL = 1
    USAGE = 2
    SOME_UNREADABLE = 3
    NONE_READABLE = 4
    NOT_INSTALLED = 5


class ReadFailure(StrEnum):
    """Why a record, or one page of it, was not read."""

    EMPTY = "empty"
    UNSUPPORTED = "unsupported"
    ENCRYPTED = "encrypted"
    CORRUPT = "corrupt"
    NO_PAGES = "no_pages"
    NO_TEXT = "no_text"
    TOO_LARGE = "too_large"
    TOO_MANY_PAGES = "too_many_pages"
    TIME = "time"
    MEMORY = "memory"
    CRASH = "crash"
    DEFECT = "defect"


READ_FAILURE_TEXT: dict[ReadFailure, str] = {
    ReadFailure.EMPTY: "the file is empty; upload it again",
    ReadFailure.UNSUPPORTED: (
        "this is not a PDF, picture or plain text that can be read; print it to PDF and upload that"
    ),
    ReadFailure.ENCRYPTED: (
        "the PDF asks for a password; save a copy without it (printing to PDF works) and upload that"
    ),
    ReadFailure.CORRUPT: "the file is damaged or incomplete; download or scan it again",
    ReadFailure.NO_PAGES: "the PDF has no pages",
    ReadFailure.NO_TEXT: (
        "no readable text was found; if it is a scan, scan it again with more light and at 200 dpi or more"
    ),
    ReadFailure.TOO_LARGE: "the file or a page in it is larger than the limit",
    ReadFailure.TOO_MANY_PAGES: "the file has more pages than the limit; split it",
    ReadFailure.TIME: "reading took longer than the limit",
    ReadFailure.MEMORY: "reading needed more memory than the limit",
    ReadFailure.CRASH: "the reader stopped on this file",
    ReadFailure.DEFECT: (
        "an error in this program came up while the file was worked on, so nothing was taken from it; "
        "a copy made another way (printed to PDF, or scanned) may work"
    ),
}
"""One plain line for each reason: what is wrong and what to do."""


class OncotailorError(Exception):
    """Root; ``str()`` never contains text of a record, so it may be logged."""

    exit_code: ClassVar[ExitCode] = ExitCode.INTERNAL


class UsageError(OncotailorError):
    """The command line, or a parameter, is wrong."""

    exit_code = ExitCode.USAGE


class UnreadableRecordError(OncotailorError):
    """One record cannot be read; ``failure`` says why."""

    exit_code = ExitCode.SOME_UNREADABLE

    def __init__(self, failure: ReadFailure) -> None:
        super().__init__(READ_FAILURE_TEXT[failure])
        self.failure = failure


class NothingReadableError(OncotailorError):
    """No record could be read, so nothing is written."""

    exit_code = ExitCode.NONE_READABLE


class NotInstalledError(OncotailorError):
    """Something the job needs is not installed; the message names the command that mends it."""

    exit_code = ExitCode.NOT_INSTALLED


class KnowledgePackError(OncotailorError):
    """A file under ``knowledge/`` does not validate."""

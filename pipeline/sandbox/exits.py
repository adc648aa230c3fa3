"""How a child ends, and what that means for the document it was given.

=====  =====================================================================
code   meaning
=====  =====================================================================
0      no more documents
10     not a PDF, picture or text
11     encrypted
12     too many pages
13     a page or the file is too large
14     time
15     memory
16     corrupt
17     the reader stopped on this file (any other ending)
18     the sandbox could not be entered: no document was taken
=====  =====================================================================

A child killed by a signal counts as 14 (SIGXCPU), 15 (SIGKILL: the kernel's answer to too little memory) or 17
(SIGSEGV, SIGABRT, SIGSYS and all others). Bubblewrap reports a signal as 128 and its number.
"""

import signal

from schemas.errors import ReadFailure

NO_SANDBOX = 18
CODES: dict[ReadFailure, int] = {
    ReadFailure.EMPTY: 10,
    ReadFailure.UNSUPPORTED: 10,
    ReadFailure.ENCRYPTED: 11,
    ReadFailure.TOO_MANY_PAGES: 12,
    ReadFailure.TOO_LARGE: 13,
    ReadFailure.TIME: 14,
    ReadFailure.MEMORY: 15,
    ReadFailure.CORRUPT: 16,
    ReadFailure.NO_PAGES: 16,
    ReadFailure.NO_TEXT: 16,
    ReadFailure.CRASH: 17,
    ReadFailure.DEFECT: 17,
}
_MEANINGS = {
    10: ReadFailure.UNSUPPORTED,
    11: ReadFailure.ENCRYPTED,
    12: ReadFailure.TOO_MANY_PAGES,
    13: ReadFailure.TOO_LARGE,
    14: ReadFailure.TIME,
    15: ReadFailure.MEMORY,
    16: ReadFailure.CORRUPT,
}
_SIGNALS = {signal.SIGXCPU: ReadFailure.TIME, signal.SIGKILL: ReadFailure.MEMORY}


def failure_of(code: int) -> ReadFailure:
    """Why a document was not read, from how its child ended (``Popen.returncode``)."""
    number = -code if code < 0 else code - 128
    if 0 < number < signal.NSIG:
        return _SIGNALS.get(signal.Signals(number), ReadFailure.CRASH) if _known(number) else ReadFailure.CRASH
    return _MEANINGS.get(code, ReadFailure.CRASH)


def _known(number: int) -> bool:
    return number in signal.valid_signals()

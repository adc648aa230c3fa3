"""Landlock: a process gives up the file system but for what it names. For kernels without user namespaces."""

import ctypes
import os
from collections.abc import Iterable
from pathlib import Path

_CREATE, _ADD, _RESTRICT = 444, 445, 446  # the same numbers on every processor
_EXECUTE, _READ_FILE, _READ_DIR = 1, 4, 8
_VERSION, _PATH_BENEATH = 1, 1
# Rights of the file system that each edition of the interface knows.
_FILES = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1, 5: (1 << 16) - 1}
_NETWORK, _SCOPES = 0b11, 0b11  # bind and connect (4th edition); abstract sockets and signals (6th edition)


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scopes", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


def _call(*arguments: object) -> int:
    libc = ctypes.CDLL(None, use_errno=True)
    return int(libc.syscall(*(ctypes.c_long(a) if isinstance(a, int) else a for a in arguments)))


def edition() -> int:
    """The edition of Landlock's interface that this kernel has; 0 for none."""
    return max(0, _call(_CREATE, None, 0, _VERSION))


def restrict(readable: Iterable[str]) -> None:
    """Leave this process only the reading of what lies at or below ``readable``; what is missing is skipped.

    ``no_new_privs`` must be set.

    Raises:
        OSError: the kernel refuses.
    """
    have = edition()
    if not have:
        raise OSError("landlock")
    handled = _Ruleset(_FILES.get(have, _FILES[5]), _NETWORK, _SCOPES)
    size = 8 if have < 4 else 16 if have < 6 else 24
    ruleset = _checked(_call(_CREATE, ctypes.byref(handled), size, 0))
    try:
        for path in readable:
            _add(ruleset, path)
        _checked(_call(_RESTRICT, ruleset, 0))
    finally:
        os.close(ruleset)


def _add(ruleset: int, path: str) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        allowed = _EXECUTE | _READ_FILE | (_READ_DIR if Path(path).is_dir() else 0)
        _checked(_call(_ADD, ruleset, _PATH_BENEATH, ctypes.byref(_Beneath(allowed, place)), 0))
    finally:
        os.close(place)


def _checked(result: int) -> int:
    if result < 0:
        raise OSError(ctypes.get_errno(), "landlock")
    return result

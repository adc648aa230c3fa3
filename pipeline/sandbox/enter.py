"""In the child, before any byte of a document: give up all that reading does not need."""

import contextlib
import ctypes
import os
import resource
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_file_location
from types import ModuleType

from pipeline.sandbox import landlock, needs, seccomp
from pipeline.sandbox.exits import NO_SANDBOX
from pipeline.sandbox.limits import FILES, Limits

WARM = ("pipeline.reading.read", "pipeline.reading.pdf", "pipeline.pictures.cut")
_DEATH_SIGNAL, _DUMPABLE, _NO_NEW_PRIVILEGES = 1, 4, 38


class _Own(MetaPathFinder):
    """Finds this program's packages without listing the folder they lie in, which may not be read any more."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None, /
    ) -> ModuleSpec | None:
        """Where one of our packages lies."""
        if fullname not in needs.PACKAGES:
            return None
        folder = needs.ROOT / fullname
        return spec_from_file_location(fullname, folder / "__init__.py", submodule_search_locations=[str(folder)])


def enter(arguments: Sequence[str]) -> Limits | None:
    """Restrict this process as its arguments say; without arguments nothing is done (reading without a sandbox).

    The process ends where any part fails: it never goes on with less than was asked.
    """
    if not arguments:
        return None
    try:
        limits = Limits.parse(arguments[0])
        _restrict(limits)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        os._exit(NO_SANDBOX)
    return limits


def _restrict(limits: Limits) -> None:
    if limits.other_user:
        _become_nobody_else()
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_NOFILE, FILES)
    _limit(resource.RLIMIT_MEMLOCK, 0)
    _limit(resource.RLIMIT_MSGQUEUE, 0)
    _limit(resource.RLIMIT_AS, limits.memory)
    if limits.cpu:
        _limit(resource.RLIMIT_CPU, limits.cpu)
    if limits.processes:
        _limit(resource.RLIMIT_NPROC, limits.processes)
    libc = ctypes.CDLL(None, use_errno=True)
    for option, value in ((_DEATH_SIGNAL, signal.SIGKILL), (_DUMPABLE, 0), (_NO_NEW_PRIVILEGES, 1)):
        if libc.prctl(option, ctypes.c_ulong(value), 0, 0, 0) != 0:
            raise OSError(ctypes.get_errno(), "prctl")
    if limits.landlock:
        sys.meta_path.insert(0, _Own())
        landlock.restrict(limits.landlock)
    seccomp.restrict(programs=limits.programs, deadly_network=limits.deadly_network)


def _become_nobody_else() -> None:
    user = needs.FIRST_USER + int.from_bytes(os.getrandom(3), "big")
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)  # all capabilities go with it


def _limit(kind: int, most: int) -> None:
    _, hard = resource.getrlimit(kind)
    wanted = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(kind, (wanted, wanted))


def warm_up() -> None:
    """Load what most documents need while none has come yet."""
    for name in WARM:
        with contextlib.suppress(ImportError):
            import_module(name)

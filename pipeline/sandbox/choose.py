"""Which sandbox this machine can give: bubblewrap, else Landlock; with neither nothing is read unless told so."""

import importlib.util
import os
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from pipeline.sandbox import bubblewrap, landlock, needs, seccomp
from pipeline.sandbox.limits import Limits, most_processes
from schemas.errors import NotInstalledError

UNSAFE = "ONCOTAILOR_UNSAFE_NO_SANDBOX"  # set to 1: read without a sandbox
WANTED = "ONCOTAILOR_SANDBOX"  # bubblewrap or landlock: use this one and no other


class Way(StrEnum):
    """How a child is shut in."""

    BUBBLEWRAP = "bubblewrap"
    LANDLOCK = "landlock"
    NONE = "none"


@lru_cache(maxsize=8)
def _usable(way: Way) -> bool:
    if not seccomp.available():
        return False
    if way is Way.LANDLOCK:
        return landlock.edition() > 0
    return _other_user() or bubblewrap.works(needs.files())


@lru_cache(maxsize=1)
def _other_user() -> bool:
    """Whether bubblewrap works without a user namespace, and the child can become a user that is nobody else."""
    files = needs.files()
    return needs.other_user_can_read(files) and bubblewrap.works(files, other_user=True)


def way() -> Way:
    """The best sandbox that works here.

    Raises:
        NotInstalledError: none works and the environment does not say to go on without.
    """
    wanted = os.environ.get(WANTED, "").strip().lower()
    for candidate in (Way.BUBBLEWRAP, Way.LANDLOCK):
        if wanted in ("", candidate.value) and _usable(candidate):
            return candidate
    if os.environ.get(UNSAFE, "") == "1":
        return Way.NONE
    raise NotInstalledError(problem())


def problem() -> str:
    """One line: what is missing for a sandbox, and what mends it."""
    wanted = os.environ.get(WANTED, "")
    if not seccomp.available():
        why = "libseccomp is missing: apt-get install libseccomp2 bubblewrap"
    elif wanted:
        why = f"{WANTED} asks for '{wanted}', which does not work here: unset it"
    elif bubblewrap.program() is None:
        why = "bubblewrap is missing: apt-get install bubblewrap"
    else:
        why = "this machine forbids user namespaces and its kernel has no Landlock: allow one of them"
    return f"no sandbox for reading files, {why} (or set {UNSAFE}=1 to read files you trust without one)"


def child_command(
    chosen: Way,
    memory: int,
    *,
    inner: Sequence[str] = ("-m", "pipeline.reading.child"),
    readable: Sequence[str | None] = (),
    cpu: int = 0,
    warm: bool = False,
    deadly_network: bool = False,
) -> list[str]:
    """The command of a child in the chosen sandbox; ``needs.environment()`` is its environment.

    Args:
        chosen: the sandbox.
        memory: bytes of address space.
        inner: what Python is to run; it must call ``enter.enter`` with its arguments.
        readable: files and folders the child may read beyond those it always needs.
        cpu: seconds of processor time for the child's whole life; 0 for no limit.
        warm: load the readers before the first document comes.
        deadly_network: see ``Limits``.

    Raises:
        NotInstalledError: the chosen sandbox is not here.
    """
    # No site module: it would add what path files name, and costs time. No current folder to import from.
    python = [needs.interpreter(), "-S", "-P", *inner]
    if chosen is Way.NONE:
        return python
    files = needs.files(readable)
    inside = chosen is Way.BUBBLEWRAP
    other_user = inside and _other_user()
    limits = Limits(
        memory=memory,
        cpu=cpu,
        # Without a user namespace the kernel counts all processes of this user, so no small number would do.
        processes=most_processes() if inside else 0,
        landlock=() if inside else (*needs.SYSTEM, *needs.ROOTS, *needs.DEVICES, *files),
        other_user=other_user,
        programs=importlib.util.find_spec("tesserocr") is None,
        deadly_network=deadly_network,
        warm=warm,
    )
    shut = [*python, limits.text()]
    if not inside:
        return shut
    program = bubblewrap.program()
    if program is None:
        raise NotInstalledError(problem())
    return bubblewrap.command(program, shut, files, other_user=other_user)

"""The command that starts a child in namespaces of its own, with bubblewrap."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from pipeline.sandbox import needs

PROBE_SECONDS = 10.0
NAMESPACES = ("--unshare-pid", "--unshare-ipc", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try")
USER_NAMESPACE = ("--unshare-user", "--uid", "65534", "--gid", "65534", "--cap-drop", "ALL")
# Root needs no user namespace; what is left to it is to become somebody else.
OTHER_USER = ("--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID")


def program() -> str | None:
    """Where bubblewrap is installed."""
    return shutil.which("bwrap")


def command(bwrap: str, inner: Sequence[str], files: Sequence[str], *, other_user: bool = False) -> list[str]:
    """``inner`` with no network, no processes, no files but the system's programs and ``files``, and none to write.

    With ``other_user`` it must give up being root itself (``Limits.other_user``); else it is nobody in a user
    namespace.
    """
    return [
        bwrap,
        *NAMESPACES,
        *(OTHER_USER if other_user else USER_NAMESPACE),
        *("--hostname", "reader", "--die-with-parent", "--new-session"),
        *_mounts(files),
        *("--dir", "/tmp", "--remount-ro", "/", "--chdir", "/", "--"),
        *inner,
    ]


def _ways(paths: Sequence[str]) -> list[str]:
    """The folders that lead to ``paths``, from the root on; made by bubblewrap itself they would be root's alone."""
    above = {str(parent) for path in paths for parent in Path(path).parents}
    return sorted(above - {"/"})


def _mounts(files: Sequence[str]) -> list[str]:
    mounts: list[str] = []
    for folder in _ways((*needs.SYSTEM, *needs.DEVICES, *files)):
        mounts += ["--dir", folder]
    for path in needs.SYSTEM:
        mounts += ["--ro-bind-try", path, path]
    for path in needs.ROOTS:
        if Path(path).is_symlink():
            mounts += ["--symlink", str(Path(path).readlink()), path]
        elif Path(path).is_dir():
            mounts += ["--ro-bind", path, path]
    for path in needs.DEVICES:
        mounts += ["--dev-bind-try", path, path]
    for path in files:
        mounts += ["--ro-bind", path, path]
    return mounts


def works(files: Sequence[str], *, other_user: bool = False) -> bool:
    """Whether bubblewrap is here and this machine lets it make its namespaces (some containers do not)."""
    bwrap = program()
    if bwrap is None:
        return False
    try:
        done = subprocess.run(
            command(bwrap, ["/usr/bin/true"], files, other_user=other_user),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=needs.environment(),
            timeout=PROBE_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0

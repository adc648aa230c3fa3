"""What the reading child must see of this machine's files, read-only; all else is hidden from it."""

import os
import stat
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("schemas", "knowledge", "extractors", "pipeline")  # of this program; the child imports no other
SYSTEM = ("/usr", "/etc/ld.so.cache", "/etc/alternatives", "/proc/cpuinfo", "/sys/devices/system/cpu")
ROOTS = ("/bin", "/lib", "/lib32", "/lib64", "/libx32", "/sbin")  # links into /usr, or folders on older systems
FIRST_USER = 0x60000000  # of the numbers for users that exist for one child only
DEVICES = ("/dev/null", "/dev/urandom")
OWN = frozenset({"TESSDATA_PREFIX"})  # names of our own environment that a child may see


def interpreter() -> str:
    """This Python, without the links a virtual environment puts before it."""
    return os.path.realpath(sys.executable)


def import_path() -> tuple[str, ...]:
    """Where the child's modules lie: this program, then installed packages."""
    installed = [p for p in sys.path if p.rstrip("/").endswith(("site-packages", "dist-packages"))]
    return (str(ROOT), *dict.fromkeys(installed))


def environment() -> dict[str, str]:
    """The whole environment of a child. Nothing of ours but where Tesseract's data lie."""
    return {
        **{name: os.environ[name] for name in OWN if name in os.environ},
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "PYTHONPATH": os.pathsep.join(import_path()),
        "PYTHONDONTWRITEBYTECODE": "1",
        "HOME": "/",
        "LC_ALL": "C.UTF-8",
        "OMP_THREAD_LIMIT": "1",
        "ORT_DISABLE_TELEMETRY": "1",  # ONNX Runtime otherwise writes to the home folder and calls its maker
        "DO_NOT_TRACK": "1",
    }


def files(extra: Iterable[str | None] = ()) -> tuple[str, ...]:
    """Files and folders the child needs beyond the system's own, none inside another."""
    stdlib = Path(os.__file__).resolve().parent
    wanted = {
        interpreter(),
        str(Path(sys.base_prefix) / "lib"),
        str(stdlib),
        *(str(ROOT / p) for p in PACKAGES),
        *import_path()[1:],
        *(p for p in (*extra, os.environ.get("TESSDATA_PREFIX")) if p),
    }
    config = Path(interpreter()).parent.parent / "pyvenv.cfg"  # where the virtual environment holds a copy of Python
    if config.is_file():
        wanted.add(str(config))
    known = [Path("/usr")]
    kept: list[str] = []
    for path in sorted({*wanted, *(os.path.realpath(p) for p in wanted)}):
        place = Path(path)
        if place.exists() and not any(place.is_relative_to(k) for k in known):
            known.append(place)
            kept.append(path)
    return tuple(kept)


def other_user_can_read(paths: Iterable[str]) -> bool:
    """Whether we are root, may become any user, and such a user could read ``paths``."""
    if os.geteuid() != 0:
        return False
    try:
        _, _, count = Path("/proc/self/uid_map").read_text("ascii").split(maxsplit=2)
        modes = [Path(p).stat().st_mode for p in paths]
    except (OSError, ValueError):
        return False
    return count.strip() == str(2**32 - 1) and all(m & stat.S_IROTH for m in modes)

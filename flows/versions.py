"""Which code made a result: digests of the sources that a stage depends on, so that nobody has to count versions."""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
READ = ("pipeline/reading", "schemas/document.py")
BUILD = (
    "pipeline/layout", "pipeline/context", "pipeline/merge", "pipeline/risk", "pipeline/extract.py", "pipeline/run.py",
    "pipeline/corrections.py", "pipeline/stated.py", "extractors", "knowledge", "schemas",
)  # fmt: skip
TAILOR = ("pipeline/tailor", "pipeline/evaluate", "pipeline/whatif", "knowledge", "schemas")


@lru_cache(maxsize=8)
def version_of(parts: tuple[str, ...]) -> str:
    """Sixteen hexadecimal digits that change when any source or datum in ``parts`` does."""
    digest = sha256()
    for part in parts:
        place = ROOT / part
        files = sorted(place.rglob("*")) if place.is_dir() else [place]
        for path in files:
            if path.is_file() and path.suffix in (".py", ".toml", ".md", ".csv"):
                digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def read_version() -> str:
    """Of what turns bytes into words."""
    return version_of(READ)


def build_version() -> str:
    """Of what turns words into a profile."""
    return version_of(BUILD)


def tailor_version() -> str:
    """Of what turns a profile into an answer."""
    return version_of(TAILOR)

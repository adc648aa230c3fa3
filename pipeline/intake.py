"""From paths on the command line to the files that are records."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from schemas.errors import UsageError

RECORD_TYPES = frozenset({".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".heic", ".heif", ".txt", ".text"})
"""File types taken from a folder; a file named on the command line is always taken."""

RECORD_LIKE = frozenset(
    {".doc", ".docx", ".rtf", ".odt", ".htm", ".html", ".xml", ".zip", ".gif", ".webp", ".bmp", ".dcm"}
)
"""Types that a person may have meant as a record; they are taken too, and named as not readable."""


def find_records(paths: Sequence[Path]) -> list[Path]:
    """Files to read, in a fixed order, each once; folders are searched recursively, hidden files left out.

    Raises:
        UsageError: a path does not exist.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found.update(dict.fromkeys(_in_folder(path)))
        elif path.exists():
            found[path] = None
        else:
            raise UsageError(f"{path}: there is no such file or folder")
    return list(found)


def _in_folder(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden and path.suffix.lower() in RECORD_TYPES | RECORD_LIKE:
            yield path

"""The general answer that ``--answer`` names: an id on board, or a person's own file."""

from pathlib import Path

from knowledge.answers_loader import list_answers, load_answer
from pipeline.tailor import parse_general
from schemas.errors import UsageError
from schemas.general import GeneralAnswer

MAX_BYTES = 1_000_000


def resolve_answer(name: str) -> GeneralAnswer:
    """Parse the general answer called ``name``.

    Raises:
        UsageError: no answer on board has that id and no such file can be read as text.
    """
    if any(card.id == name for card in list_answers()):
        return parse_general(load_answer(name))
    path = Path(name)
    if not path.is_file():
        known = ", ".join(card.id for card in list_answers())
        raise UsageError(f"--answer {name}: neither a general answer on board ({known}) nor a file")
    if path.stat().st_size > MAX_BYTES:
        raise UsageError(f"--answer {name}: longer than {MAX_BYTES:,} bytes")
    try:
        return parse_general(path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        raise UsageError(f"--answer {name}: cannot be read as UTF-8 text") from None

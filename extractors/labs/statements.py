"""The statements of running text: sentences, and the parts of one between semicolons that stand in no bracket."""

from extractors.patterns import pattern
from extractors.wordings import Wordings

_WORDINGS = Wordings("labs", "statements")

_TITLES = frozenset(_WORDINGS.words("titles"))
_TITLE = 6  # characters of the longest, and the blank before it
_END = pattern(r"[.!?;](?:\s+|$)")
_BRACKET = pattern(r"\([^()]{0,200}\)")


def sentences_of(text: str) -> list[tuple[int, int]]:
    """Where each statement of ``text`` begins and ends."""
    out, start = [], 0
    brackets = [m.span() for m in _BRACKET.finditer(text)] if ";" in text and "(" in text else []
    for m in _END.finditer(text):
        if not _goes_on(text, m.start(), m.end()) and not (
            text[m.start()] == ";" and any(a < m.start() < b for a, b in brackets)
        ):
            out.append((start, m.start() + 1))
            start = m.end()
    if start < len(text):
        out.append((start, len(text)))
    return out


def _goes_on(text: str, at: int, after: int) -> bool:
    """Whether a full stop is that of an initial or of a person's title, or a small letter follows it."""
    if text[at] != "." or after >= len(text):
        return False
    if text[max(0, at - _TITLE) : at].rpartition(" ")[2].lower() in _TITLES:
        return True
    before = text[max(0, at - 3) : at]
    return text[after].islower() or (len(before.strip().split(" ")[-1]) <= 1 and before[-1:].isalpha())

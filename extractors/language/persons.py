"""Where a text prints the name of the patient: a word of it names no disease, no drug and no complaint."""

from extractors.patterns import pattern
from extractors.wordings import Wordings

_WORDINGS = Wordings("language", "persons")

_ADDRESS = "|".join(_WORDINGS.words("address"))
_SHORTEST = 2


def name_spans(text: str, name: str | None) -> list[tuple[int, int]]:
    """Half-open ranges in ``text`` that print ``name``: two words of it or more ("DOE, Jane"), or one ("Mrs DOE")."""
    plain = (name or "").casefold().replace(",", " ").split()
    words = sorted({w for w in plain if len(w) >= _SHORTEST and w.isalpha()})
    if len(words) < _SHORTEST:
        return []
    either = "|".join(words)
    shape = pattern(
        rf"\b(?:(?:{_ADDRESS})\.?\s+|(?P<first>{either})[\s,.]{{1,3}}(?:\p{{L}}\.?[\s,.]{{1,2}})?)(?P<last>{either})\b"
    )
    return [m.span() for m in shape.finditer(text) if m.group("last").casefold() != (m.group("first") or "").casefold()]

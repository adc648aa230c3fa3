"""Numbers that a blank breaks in two: "Hematocrit = 30. 2", "Hgb 9 .4", "ferritin 1, 420"."""

from extractors.labs.figures import Reading, date_at
from extractors.labs.tokens import Tok
from extractors.patterns import pattern

_SHORT, _THOUSAND = 2, 3  # figures behind a point, and behind the comma of a thousand
_WHOLE = frozenset(("platelets", "ferritin", "lactate_dehydrogenase", "erythropoietin"))
"""Printed without decimals: what follows the full stop behind one opens a sentence."""


def is_broken(held: Reading, k: int, analytes: set[str]) -> bool:
    """Whether the number at token ``k`` may go on behind a blank, so that what stands there is but a part of it."""
    toks = held.toks
    if k + 1 >= len(toks) or not toks[k].text.isdigit() or toks[k + 1].text.endswith("%"):
        return False
    mark, rest = toks[k + 1], toks[k + 2] if k + 2 < len(toks) else None
    if mark.kind == "n":  # "9 .4"
        return mark.text[0] == "." and mark.text[1:].isdigit() and mark.start - toks[k].end == 1
    if mark.text not in ".," or mark.start != toks[k].end or rest is None or not rest.text.isdigit():
        return False
    if rest.start - mark.end != 1 or date_at(held, rest) is not None:
        return False
    if mark.text == ",":
        return len(rest.text) == _THOUSAND and len(toks[k].text) <= _THOUSAND and not _names_follow(held, k + 3)
    whole = analytes <= _WHOLE or len(rest.text) > _SHORT or len(toks[k].text) > _SHORT
    return not whole and not _is_of_a_list(held.strip.text, toks, k + 2)


def _names_follow(held: Reading, k: int) -> bool:
    """Whether the second number stands before a name: "WBC 4, 112 platelets"."""
    return k < len(held.toks) and held.setting.lexicon.match(held.toks, k) is not None


def _is_of_a_list(text: str, toks: list[Tok], k: int) -> bool:
    """Whether the number at token ``k`` counts items: "Hemoglobin 9. 2. Platelets …" where item 1 stands before."""
    if k + 1 >= len(toks) or toks[k + 1].text not in ".)":
        return False
    number = int(toks[k].text)
    return number == 1 or pattern(rf"(?:^|\s){number - 1}[.)]\s").search(text[: toks[k].start]) is not None


__all__ = ["is_broken"]

"""The name cell of a row: which analyte it names, in full or not at all."""

from dataclasses import dataclass

from extractors.labs.cells import Strip
from extractors.labs.lexicon import Lexicon
from extractors.labs.tokens import Tok
from extractors.labs.words import lab_words
from schemas.vocabulary import Analyte

_PERCENT = frozenset(("%", "percent", "percentage", "pct", "relative", "rel"))
_ABSOLUTE = frozenset(("#", "absolute", "abs", "absolut"))


@dataclass(frozen=True, slots=True)
class Label:
    """What a name cell names. ``alias`` is the name as found, plain."""

    analytes: tuple[Analyte, ...]
    alias: str
    hint: str | None
    unit: str | None
    unit_text: str


def label_of(strip: Strip, lexicon: Lexicon) -> Label | None:
    """The analyte a cell names; ``None`` as soon as one word in it is not accounted for."""
    toks = strip.tokens
    if not toks or len(toks) > 16:
        return None
    analytes: tuple[Analyte, ...] = ()
    alias, hint, unit, unit_text = "", None, None, ""
    i = 0
    while i < len(toks):
        t = toks[i]
        found = lexicon.match(toks, i) if t.kind != "t" else None
        if found is not None:
            named, end = found
            if named is None:
                return None
            both = tuple(a for a in named.analytes if not analytes or a in analytes)
            if not both:
                return None
            analytes, alias = both, alias or named.alias
            i = end
            continue
        measured = lexicon.unit_at(strip.text, toks, i) if analytes else None
        if measured is not None and (measured[0] != "%" or unit is None):
            unit, unit_text = measured[0], strip.text[t.start : toks[measured[1] - 1].end]
            i = measured[1]
            continue
        hint = _hint(t, hint)
        if t.low not in _PERCENT and t.low not in _ABSOLUTE and not _is_extra(toks, i, analytes):
            return None
        i += 1
    if not analytes:
        return None
    if unit == "%" and hint is None:
        hint = "percent"
    return Label(analytes, alias, hint, unit, unit_text)


def _hint(t: Tok, hint: str | None) -> str | None:
    return "percent" if t.low in _PERCENT else "absolute" if t.low in _ABSOLUTE else hint


def _is_extra(toks: list[Tok], i: int, analytes: tuple[Analyte, ...]) -> bool:
    """A word, number or sign that a name cell may hold besides the name."""
    t = toks[i]
    if t.kind == "w":
        return t.low in lab_words().label_extra
    if t.kind == "n" and analytes and toks[i - 1].text in ":=":
        return False  # "Cellularity: 70 %" says all by itself
    return t.kind != "n" or _is_footnote(t.text, analytes) or _counts_cells(toks, i)


def _counts_cells(toks: list[Tok], i: int) -> bool:
    """As in "Blasts in aspirate (500 cells)": how many were counted."""
    return i + 1 < len(toks) and toks[i + 1].low in ("cells", "cell")


def _is_footnote(text: str, analytes: tuple[Analyte, ...]) -> bool:
    return (bool(analytes) and len(text) <= 2 and text.isdigit()) or (
        text.isdigit() and len(text) >= 3 and not analytes
    )

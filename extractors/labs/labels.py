"""The name cell of a row: which analyte it names, in full or not at all."""

from dataclasses import dataclass

from extractors.labs.cells import Strip
from extractors.labs.lexicon import Lexicon
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
    words = lab_words()
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
        if t.low in _PERCENT:
            hint = "percent"
        elif t.low in _ABSOLUTE:
            hint = "absolute"
        elif (t.kind == "w" and t.low not in words.label_extra) or (
            t.kind == "n" and not _is_footnote(t.text, analytes)
        ):
            return None
        i += 1
    if not analytes:
        return None
    if unit == "%" and hint is None:
        hint = "percent"
    return Label(analytes, alias, hint, unit, unit_text)


def _is_footnote(text: str, analytes: tuple[Analyte, ...]) -> bool:
    return bool(analytes) and len(text) <= 2 and text.isdigit() or (text.isdigit() and len(text) >= 3 and not analytes)

"""The name cell of a row: which analyte it names, in full or not at all."""

from dataclasses import dataclass

from extractors.labs.cells import Strip, range_at
from extractors.labs.lexicon import Lexicon
from extractors.labs.tokens import Tok
from extractors.labs.words import lab_words
from extractors.wordings import Wordings
from schemas.vocabulary import Analyte

_WORDINGS = Wordings("labs", "labels")

_PERCENT = frozenset(_WORDINGS.words("percent"))
_CODE = (2, 4)  # letters of a short code
_ABSOLUTE = frozenset(_WORDINGS.words("absolute"))


@dataclass(frozen=True, slots=True)
class Label:
    """What a name cell names. ``alias`` is the name as found, plain."""

    analytes: tuple[Analyte, ...]
    alias: str
    hint: str | None
    unit: str | None
    unit_text: str
    low: str | None = None
    high: str | None = None
    loose: bool = False
    """Words that are not accounted for stand in brackets or behind a comma: a method, or what makes it another test."""


@dataclass(slots=True)
class _Held:
    """What has been found in a cell so far."""

    analytes: tuple[Analyte, ...] = ()
    alias: str = ""
    hint: str | None = None
    unit: str | None = None
    unit_text: str = ""
    loose: bool = False
    low: str | None = None
    high: str | None = None


def label_of(strip: Strip, lexicon: Lexicon) -> Label | None:
    """The analyte a cell names; ``None`` as soon as one word in it is not accounted for."""
    toks = strip.tokens
    if not toks or len(toks) > 16 or not lexicon.may_name(toks):
        return None
    held = _Held()
    numbered = len(toks) > 1 and toks[0].kind == "n" and len(toks[0].text) < 3 and toks[1].kind == "w"
    note = _note_at(toks)
    i: int | None = int(numbered or _is_code(toks, lexicon))
    while i is not None and i < note:
        i = _named(held, toks, i, lexicon) or _other(held, strip, i, note, lexicon)
    if i is None or not held.analytes:
        return None
    if held.loose and any(a.name not in lab_words().typical for a in held.analytes):
        return None
    if numbered and any(a.unit != "%" for a in held.analytes):
        return None  # "8 Ring sideroblasts" is an item of a list, "1 platelets" may be a unit given
    hint = "percent" if held.unit == "%" and held.hint is None else held.hint
    low, high = _bounds(toks, note) if held.low is None else (held.low, held.high)
    return Label(held.analytes, held.alias, hint, held.unit, held.unit_text, low, high, held.loose)


def _is_code(toks: list[Tok], lexicon: Lexicon) -> bool:
    """Whether the cell opens with a house's short code of the name behind it: "LEU Leukocytes", "HK Haematocrit"."""
    code = toks[0].text
    if len(toks) < 2 or toks[1].kind != "w" or not (_CODE[0] <= len(code) <= _CODE[1] and code.isalpha()):
        return False
    if not code.isupper():
        return False
    if (found := lexicon.match(toks, 0)) is not None:  # "fer" is the French for iron, "FER" is short for ferritin
        behind = lexicon.match(toks, 1)
        other = behind is not None and behind[0] is not None and found[1] == 1 and behind[0] != found[0]
        return other and toks[1].low.startswith(toks[0].low) and len(toks[1].low) > len(code)
    name = iter("".join(t.low for t in toks[1:] if t.kind == "w").replace("k", "c"))
    letters = code.lower().replace("k", "c")
    return letters[0] == toks[1].low.replace("k", "c")[0] and all(c in name for c in letters)


_NOT_OURS = 1000
"""A place behind every cell, with no analyte held: the words are of something else."""


def _named(held: _Held, toks: list[Tok], i: int, lexicon: Lexicon) -> int | None:
    """The token behind a name that starts at ``i``; ``None`` where none does."""
    found = lexicon.match(toks, i) if toks[i].kind != "t" else None
    if found is None:
        return None
    named, end = found
    both = tuple(a for a in named.analytes if not held.analytes or a in held.analytes) if named is not None else ()
    held.analytes = both
    held.alias = held.alias or (named.alias if named is not None else "")
    return end if both else _NOT_OURS


def _other(held: _Held, strip: Strip, i: int, note: int, lexicon: Lexicon) -> int | None:
    """The token behind a unit, a hint or a word that a name cell may hold; ``None`` where it may not."""
    toks, t = strip.tokens, strip.tokens[i]
    within = range_at(toks, i) if held.analytes and held.low is None and t.kind == "n" else None
    if within is not None and within[0] is not None and within[1] is not None:
        held.low, held.high = within[0], within[1]  # "WBC 3.9 - 10.2 K/uL": the range stands under the name
        return within[2]
    measured = lexicon.unit_at(strip.text, toks, i) if held.analytes else None
    if measured is not None and (measured[0] != "%" or held.unit is None):
        held.unit, held.unit_text = measured[0], strip.text[t.start : toks[measured[1] - 1].end]
        return measured[1]
    if held.analytes and t.kind == "n" and (toks[i - 1].kind == "n" or _is_measured(strip, toks, i, lexicon)):
        return None  # "Hgb 91 g/L", "eGFR 01 61" are names with their results
    held.hint = _hint(t, held.hint)
    if held.analytes and i == note - 1 and t.low in lab_words().flags and (len(t.low) > 2 or _is_marked(toks, i)):
        return note  # "Monocytes Low", "LYMPH ABS L": how the result is, not what it is called
    if held.analytes and i == note - 1 and len(t.text) == 1 and "a" <= t.text <= "h":
        return note  # "Myeloblasts a": the letter of a footnote
    if t.low not in _PERCENT and t.low not in _ABSOLUTE and not _is_extra(toks, i, held.analytes):
        if not held.analytes or t.kind == "n" or not _is_aside(toks, i):
            return None
        held.loose = True
    return i + 1


def _is_marked(toks: list[Tok], i: int) -> bool:
    """A capital L or H behind a word: a mark in a narrow column of its own, drawn into the name's."""
    return toks[i].text in ("L", "H") and toks[i - 1].kind == "w" and toks[i - 1].end < toks[i].start


def _is_measured(strip: Strip, toks: list[Tok], i: int, lexicon: Lexicon) -> bool:
    """A unit follows the number at token ``i``."""
    return i + 1 < len(toks) and toks[i + 1].text not in "([" and lexicon.unit_at(strip.text, toks, i + 1) is not None


def _note_at(toks: list[Tok]) -> int:
    """Where a remark under the name begins ("Ref: 4.0 - 11.0", "prev. 5.6"); the end where there is none."""
    for i in range(1, len(toks) - 1):
        role = lab_words().roles.get(toks[i].low, "")
        if toks[i + 1].text == ":" and role in ("range", "other"):
            return i
        behind = next((t for t in toks[i + 1 : i + 3] if t.text not in ".:"), None)
        if role == "prior" and behind is not None and behind.kind == "n":
            return i
    return len(toks)


def _bounds(toks: list[Tok], note: int) -> tuple[str | None, str | None]:
    """The reference range in a remark under the name."""
    if note == len(toks) or lab_words().roles.get(toks[note].low) != "range":
        return None, None
    found = range_at(toks, note + 2) if note + 2 < len(toks) else None
    return (found[0], found[1]) if found is not None else (None, None)


def _is_aside(toks: list[Tok], i: int) -> bool:
    """In brackets, or behind a comma or semicolon that follows the name."""
    opened = closed = 0
    for t in toks[:i]:
        opened += t.text in "(["
        closed += t.text in ")]"
        if t.text in ",;" and opened == closed:
            return True
    return opened > closed


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

"""Words that two engines read differently and that can still be one thing only: a known name, or what a grammar allows.

Everything else keeps its doubt. Figures are never settled here: both engines must have read the same ones.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from extractors.formal import as_printed, operators_written, written
from extractors.lookalike import Names, distance
from extractors.patterns import pattern
from extractors.readings import SIGNS, look_alike
from knowledge.loader import read_toml
from pipeline.layout.figures import joined
from pipeline.layout.settled_days import settle_days
from pipeline.layout.settled_lists import denied, parted_genes, without_strokes
from pipeline.layout.settled_marks import (
    gene_of_shape,
    is_gene,
    is_scrawl,
    settled_arm,
    settled_dash,
    settled_mark,
    settled_stops,
)
from schemas.document import Page, ReadDocument, TextSource, Word

KNOWN = (
    "analytes", "agents", "genes", "diseases", "findings", "sections", "cues", "markers", "molecular",
    "context", "dates", "fish", "cytogenetics", "labs", "layout", "stages",
)  # fmt: skip
_ARM = pattern(r"\d{1,2}[pqPQ]", ignore_case=False)
_BAND = pattern(r"\(?(?:\d{1,2}|[XY])[pq]\d.*")
_BETWEEN = pattern(r"[()\[\]/,;:+-]+")
_THIN = pattern(r"1+")
_STROKES = str.maketrans("lIi|!", "11111")
_ENDS = ".,;:!'\"’*"
FAIR = 0.85  # of a page's words both engines read alike
FORMULA = {"tesseract": 0.15, "rapidocr": 0.97}  # least scores of a formula that both read alike on such a page
_BRACKETS = 2
UNIT_NEAR = 0.7  # a reading so far from a unit, where the other reading is that unit
_SPECKS = frozenset(".,'\"·•°`")
_FRAMES = frozenset("[]{}()1lI| ")  # what an empty box to tick is read as
_POINTS = frozenset(":;.,")
_TICKS = frozenset("xv")
_OVER = 0.5  # of the box of a word that stands on another's ink
_MILLIONTH = frozenset("μµ")
_MICRO = str.maketrans("μµ", "uu")
_LITTLE = frozenset(("no", "not", "of", "to", "or", "on", "in"))
"""Little words that engines read figures into ("n0", "0f")."""
_CLOSERS = {")": "(", "]": "["}


def settle_words(document: ReadDocument) -> ReadDocument:
    """The document with the words settled that only one known name or one formula can be."""
    if all(w.source == TextSource.TEXT for p in document.pages for w in p.words):
        return document
    return document.model_copy(update={"pages": settle_days([_page(p) for p in document.pages])})


def _page(page: Page) -> Page:
    whole = joined(page.words)
    fair = _read_fairly(whole)
    words = [w if w.source == TextSource.TEXT else _alike(w) if w.agreed else _settled(w, fair) for w in whole]
    words = parted_genes(without_strokes([_as_bullet(w) for w in words], page.rules), is_gene)
    words = [w if w.agreed else settled_arm(settled_mark(w, words), words) for w in words]
    kept = [
        settled_dash(_stop_or_comma(w, words), words) for w in words if not _speck(w, words) and not _ghost(w, words)
    ]
    kept = [denied(w, _behind(w, kept)) if w.text == "no" else w for w in settled_stops(kept)]
    return page.model_copy(update={"words": tuple(kept)})


def _read_fairly(words: list[Word]) -> bool:
    """Whether the engines agree on nearly all words of a page."""
    read = [w.agreed for w in words if sum(c.isalnum() for c in w.text) > 1]
    return sum(read) >= FAIR * len(read)


def _alike(word: Word) -> Word:
    """A word that both engines read alike, and that is none: a known one in the same shapes, a unit without its bar."""
    core = word.text.rstrip(_ENDS)
    known = names().misprinted(core) or gene_of_shape(core)
    if known is None and (core.startswith("p.") or "C." in core):
        known = as_printed(core, written(core))
    if known is None and "(" in core and (formula := operators_written(core)) != core:
        known = formula
    if known is None and core[-1:] == "L" and core != core.title():
        known = _barred().get(core.lower())
    return word if known is None else word.model_copy(update={"text": known + word.text[len(core) :]})


def _speck(word: Word, words: list[Word]) -> bool:
    """Dirt: a mark that one engine alone saw, and nothing that carries meaning by itself.

    A point may end a sentence, so it is dirt only in the middle of one: before a word that begins small.
    """
    if is_scrawl(word) and names().spelled(word.text) is None:
        return True
    if word.agreed or any(c.isalnum() or c in SIGNS for c in word.text):
        return False
    if word.text in _CLOSERS and _bracket_added(word, words):
        return True
    if not set(word.text) <= _SPECKS:
        return any(not r.text for r in word.readings) and not set(word.text) & _POINTS and len(word.text) < 3
    if all(r.text and r.text[-1] in _SPECKS for r in word.readings):
        return False
    after = _behind(word, words)
    known = names().spelled(after.strip(_ENDS)) and any(names().spelled(r.text.strip(_ENDS)) for r in word.readings)
    return after[:1].islower() or bool(known and after.isupper())


def _ghost(word: Word, words: list[Word]) -> bool:
    """What one engine alone made of ink that is another word's: most of its box lies in one that both read.

    Letters only that are no word known here: a sign or a "not" beside a word may have a box that is a little off.
    """
    if word.agreed or word.source == TextSource.TEXT or all(r.text for r in word.readings):
        return False
    text = word.text
    if not text.isalpha() or text.lower() in _LITTLE or names().spelled(text) is not None:
        return False
    if len(text) == 1 and (text.isupper() or text in _TICKS):
        return False  # a flag, a tick
    x0, y0, x1, y1 = word.place
    for other in words:
        a, b, c, d = other.place
        if other.agreed and other is not word and a < x1 and x0 < c and b < y1 and y0 < d:
            shared = (min(x1, c) - max(x0, a)) * (min(y1, d) - max(y0, b))
            if shared > _OVER * (x1 - x0) * (y1 - y0):
                return True
    return False


def _bracket_added(word: Word, words: list[Word]) -> bool:
    """Whether one engine read a closing bracket behind a word that nothing on the line opens."""
    read = [r.text for r in word.readings]
    if len(read) != 2:
        return False
    one, other = sorted(read, key=len)
    _, y0, _, y1 = word.place
    line = "".join(w.text for w in words if w.place[1] < (y0 + y1) / 2 < w.place[3])
    return one + word.text == other and bool(one) and _CLOSERS[word.text] not in line


def _behind(word: Word, words: list[Word]) -> str:
    """The word that follows on the line."""
    x0, y0, _, y1 = word.place
    behind = [(w.place[0], w.text) for w in words if w is not word and w.place[1] < y1 and w.place[3] > y0]
    return min([b for b in behind if b[0] > x0], default=(0.0, ""))[1]


def _as_bullet(word: Word) -> Word:
    """The bullet that RapidOCR saw where the readings were compared as dots: it is quoted as it stands."""
    seen = word.text == "·" and any(r.engine == "rapidocr" and r.text == "•" for r in word.readings)
    return word.model_copy(update={"text": "•"}) if seen else word


def _stop_or_comma(word: Word, words: list[Word]) -> Word:
    """A mark read as a stop and as a comma: before a symbol, a figure or a small letter no sentence has ended."""
    ends = {r.text[-1:] for r in word.readings}
    if word.agreed or word.text not in (".", ",") or ends != {".", ","}:
        return word
    after = _behind(word, words)
    goes_on = bool(after) and (after[0].islower() or after[0].isdigit() or (len(after) > 1 and after[1].isupper()))
    return word.model_copy(update={"text": "," if goes_on else "."})


def _settled(word: Word, fair: bool = False) -> Word:
    read = [r.text for r in word.readings]
    if len(read) != 2 or not all(read):
        return word
    if read[0] == read[1]:
        return word.model_copy(update={"agreed": True}) if fair and _is_formula(word) else word
    if all(set(t) <= _FRAMES for t in read):
        empty = any(t.replace(" ", "") in ("[]", "{]", "[}") for t in read)
        return word.model_copy(update={"text": "[ ]", "agreed": True}) if empty else word
    if not any(c.isalnum() for c in word.text):
        return word
    formula = _one_formula(read)
    if formula is not None:
        return word.model_copy(update={"text": formula + read[1][len(read[1].rstrip(".,;:")) :], "agreed": True})
    (one, _), (other, end) = _cored(read[0]), _cored(read[1])
    if not one or not other or " " in one or " " in other:
        return word
    text = _in_brackets(one, other) or _same(one, other)
    if text is None:
        unit = _stroked().get(other) if units().spelled(other) is None else None
        return word if unit is None else word.model_copy(update={"text": unit + end})
    return word.model_copy(update={"text": text + end, "agreed": True})


def _is_formula(word: Word) -> bool:
    """A change, a karyotype or a gene with its place that both engines read alike: Tesseract is never sure of these."""
    core = word.text.strip(".,;:")
    known = written(core) is not None or all(
        _ARM.fullmatch(p) or written(p) or names().spelled(p) for p in _BETWEEN.split(core.strip("()[]"))
    )
    return known and all(r.confidence >= FORMULA[r.engine] for r in word.readings if r.engine in FORMULA)


def _one_formula(read: list[str]) -> str | None:
    """The one formula that both readings write: alike, or but for the transcript, or but for a thin sign in a band."""
    cores = [t.rstrip(".,;:").lstrip("|'\"°·“”‘’./(") for t in read]
    formal = [written(c) for c in cores]
    said = [as_printed(c, f) or f for c, f in zip(cores, formal, strict=True) if f is not None]
    if len(said) == 2 and str(formal[0]).rpartition(":")[2] == str(formal[1]).rpartition(":")[2]:
        return said[1]
    if len(said) == 1 and _BAND.fullmatch(said[0]):
        rest = cores[formal.index(None)]
        thin = [_THIN.sub("1", t.translate(_STROKES).lower()) for t in (said[0], rest)]
        return said[0] if thin[0] == thin[1] else None
    if len(said) == 1 and cores[0].lower() == cores[1].lower():
        return said[0]  # "p.l484*" and "p.L484*"
    return None


def _with_micro(one: str, other: str) -> str | None:
    """Readings that differ in the sign for a millionth: Tesseract knows none, and writes "u" for it, or "p"."""
    if one.translate(_MICRO) == other.translate(_MICRO):
        return max(one, other)
    return other if other[0] in _MILLIONTH and one[0] not in _MILLIONTH and one[1:] == other[1:] else None


def _in_brackets(one: str, other: str) -> str | None:
    """As ``_same``, of what stands within the brackets that both read ("(g/dL)" and "(/dL)")."""
    if not all(t[:1] == "(" and t[-1:] == ")" and len(t) > _BRACKETS for t in (one, other)):
        return None
    inner = _same(one[1:-1], other[1:-1])
    return inner and f"({inner})"


def _same(one: str, other: str) -> str | None:
    """What both readings are, where that is one thing only. ``other`` is the better reader's."""
    if not any(c.isalpha() for c in one + other):
        return None
    if one == other:
        return one
    if (micro := _with_micro(one, other)) is not None:
        return micro
    for read, rest in ((other, one), (one, other)):
        parts = [p for p in pattern(r"[^\p{L}]+").split(read) if p]
        if len(parts) == 2 and "".join(parts) == rest and all(names().spelled(p) for p in parts):
            return " ".join(parts)  # "not:covered" and "notcovered": a speck in the space
        unit = units().spelled(read)
        if unit is None and read[-1] == "L" and _barred().get(one.lower()) == _barred().get(other.lower()):
            unit = _barred().get(read.lower())  # "gl" and "gL"
            if unit is not None:
                return unit
        if unit is not None and units().spelled(rest) in (None, unit) and distance(unit, rest) <= UNIT_NEAR:
            return read if read is other else unit  # the better reader's capitals are those of the ink
    formal = written(one)
    if formal is not None and formal == written(other):
        return formal
    return _little(one, other) or names().only(one, other)


def _little(one: str, other: str) -> str | None:
    """A little word that one engine read where the other made no word of it ("Npt", "n0")."""
    denied = [t for t in (one, other) if t.lower() == "not"]
    if len(denied) == 1 and len(one) == len(other):
        rest = other if denied[0] == one else one
        return denied[0] if names().spelled(rest) is None and distance(one.lower(), other.lower()) <= 1.0 else None
    little = [t for t in (one, other) if t in _LITTLE]
    alike = len(little) == 1 and look_alike(one, other) and any(c.isdigit() for c in one + other)
    return little[0] if alike else None


def _cored(text: str) -> tuple[str, str]:
    """A reading without the marks around it, and the marks after it."""
    core = text.rstrip(_ENDS)
    while core and core[-1] in _CLOSERS and _CLOSERS[core[-1]] not in core:
        core = core[:-1].rstrip(_ENDS)
    return core.lstrip("'\"°·"), text[len(core) :]


@lru_cache(maxsize=1)
def units() -> Names:
    """Units of analytes, as printed."""
    forms: dict[str, None] = {}
    for analyte in read_toml("common/analytes.toml")["analytes"]:
        for unit in analyte.get("units", ()):
            forms.update(dict.fromkeys(f for f in unit["forms"] if len(f) > 1 and " " not in f))
    return Names(forms)


@lru_cache(maxsize=1)
def _stroked() -> dict[str, str]:
    """Units in capitals by what they are read as where the I is taken for a one ("1U/L"): still in doubt as read."""
    return {u.translate(_STROKES): u for u in units().all() if u.isupper() and u.translate(_STROKES) != u}


@lru_cache(maxsize=1)
def _barred() -> dict[str, str]:
    """Units by what is left of them where the bar was not read (``gL``); only where that is nothing else."""
    found: dict[str, set[str]] = {}
    for unit in units().all():
        if "/" in unit[1:-1] and unit.replace("/", "").isalpha():
            found.setdefault(unit.replace("/", "").lower(), set()).add(unit)
    forms = {bare: min(those) for bare, those in found.items() if len({u.lower() for u in those}) == 1}
    return {b: u for b, u in forms.items() if b != "ul" and units().spelled(b) is None}


@lru_cache(maxsize=1)
def names() -> Names:
    """Every word of the knowledge that records are read with."""
    found: dict[str, None] = {}
    for file in KNOWN:
        for text in _strings(read_toml(f"common/{file}.toml")):
            for word in text.split():
                core = word.strip(".,;:()[]'\"!?*…")
                for piece in (core, *core.split("-"), *core.split("/")):
                    if len(piece) > 2 and any(c.isalpha() for c in piece) and not set(piece) & set("\\{}|^$+"):
                        found.setdefault(piece)
    return Names(found)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)

"""Particulars printed as a block without keys: a birth date beside a sex, a name over a birth date."""

from collections.abc import Iterator, Sequence

from extractors.dates import Order, find_dates
from extractors.patterns import pattern
from extractors.wordings import Wordings
from pipeline.context.fields import Field
from pipeline.context.names import read_name
from pipeline.context.unlabelled import OLDEST, Read, as_patients_are, sex_word
from schemas.layout import Passage

_WORDINGS = Wordings("context", "bare")

_AGE = _WORDINGS.pattern("age")
_BEFORE = frozenset(_WORDINGS.words("before"))
_WORD = pattern(r"[\p{L}]+")
_TOP = 12
_FIGURES = 4  # of a birth date
_UP = 4  # lines between a name and the birth date under it, those of an address
_ALIGNED = 6.0  # points
_NEAR = 60.0  # points


def bare(passages: Sequence[Passage], fields: Sequence[Field], order: Order | None) -> list[Read]:
    """Births that no key names, and names over a birth date; ``fields`` are those of ``passages``."""
    births = [r for p in passages[:_TOP] for r in _births(p, fields, order)]
    anchors = [(f.passage, f.key_start) for f in fields if f.slot in ("birth", "birth_sex") and f.key_start >= 0]
    anchors += [(r.passage, r.start) for r in births if r.field == "birth_date"]
    return [*births, *(r for passage, at in anchors for r in _over(passages, passage, at))]


def _births(passage: Passage, fields: Sequence[Field], order: Order | None) -> Iterator[Read]:
    """A cell that begins "3/2/1948 F", "3 Feb 1948 (77) Female" or "Female, 3 Feb 1948"."""
    at = 0
    for cell in passage.text.split("\t"):
        start, at = at, at + len(cell) + 1
        if sum(c.isdigit() for c in cell) < _FIGURES or not any(sex_word(w) for w in _WORD.findall(cell)):
            continue
        date = next(iter(find_dates(cell, order)), None)
        if date is None or date.iso is None or date.precision != "day" or _keyed(passage, fields, start + date.start):
            continue
        ahead, behind = _WORD.findall(cell[: date.start]), _AGE.sub(" ", cell[date.end :]).split()
        if all(w.casefold() in _BEFORE for w in ahead):
            sex, place = (sex_word(behind[0]) if behind else None), date.end
        elif len(ahead) == 1:
            sex, place = sex_word(ahead[0]), 0
        else:
            yield from _row(passage, start, cell[: date.start], (start + date.start, start + date.end, date.iso))
            continue
        if sex is not None and not any(c.isdigit() for c in cell[: date.start]):
            low = cell.index(ahead[0]) if place == 0 and ahead else cell.index(behind[0], place)
            yield Read("birth_date", date.iso, 4, passage, start + date.start, start + date.end)
            yield Read("sex", sex, 4, passage, start + low, start + low + len(ahead[0] if place == 0 else behind[0]))
            yield from _age(passage, start + date.end, cell[date.end :])


def _row(passage: Passage, start: int, ahead: str, date: tuple[int, int, str]) -> Iterator[Read]:
    """A name, a sex and a birth date in a row: "DOE Jane Mary F 17.11.1944"."""
    words = ahead.split()
    sex = sex_word(words[-1])
    name = " ".join(words[:-1]).rstrip(",")
    read = read_name(name) if sex is not None and as_patients_are(name) else None
    if read is None or sex is None or ":" in ahead or any(c.isdigit() for c in ahead):
        return
    low = start + ahead.rindex(words[-1])
    yield Read("name", read, 4, passage, start + ahead.index(words[0]), low)
    yield Read("sex", sex, 4, passage, low, low + len(words[-1]))
    yield Read("birth_date", date[2], 4, passage, date[0], date[1])


def _keyed(passage: Passage, fields: Sequence[Field], at: int) -> bool:
    return any(f.passage is passage and f.start <= at < f.end for f in fields)


def _age(passage: Passage, at: int, text: str) -> Iterator[Read]:
    found = _AGE.search(text)
    if found is not None and 0 < int(found.group(1)) <= OLDEST:
        yield Read("age_years", str(int(found.group(1))), 4, passage, at + found.start(1), at + found.end(1))


def _over(passages: Sequence[Passage], passage: Passage, at: int) -> Iterator[Read]:
    """The nearest cell over the birth date, at its left edge, that is written as names of patients are."""
    n = next((i for i, p in enumerate(passages) if p is passage), 0)
    opening = passage.text.rfind("\t", 0, at) + 1
    edge = _edge(passage, opening)
    ahead = _WORD.findall(passage.text[opening:at])
    if edge is None or not all(sex_word(w) or w.casefold() in _BEFORE for w in ahead):
        return
    loose: Read | None = None
    for above in reversed(passages[max(0, n - _UP) : n]):
        start = 0
        cells = above.text.split("\t")
        for i, cell in enumerate(cells):
            first, start = start, start + len(cell) + 1
            over = _edge(above, first)
            if over is None or abs(over[0] - edge[0]) > _ALIGNED or not 0 < edge[1] - over[1] < _NEAR:
                continue
            whole = f"{cell} {cells[i + 1]}" if cell.endswith(",") and i + 1 < len(cells) else cell
            name = None if ":" in whole or any(c.isdigit() for c in whole) else read_name(whole)
            if name is not None and as_patients_are(whole):
                yield Read("name", name, 4, above, first, first + len(whole))
                return
            if name is not None and above is passages[n - 1]:
                loose = Read("name", name, 6, above, first, first + len(whole), loose=True)
    if loose is not None:
        yield loose


def _edge(passage: Passage, at: int) -> tuple[float, float] | None:
    """The left and upper edge of what stands at ``at``."""
    words = passage.words_in(at, min(at + 2, len(passage.text)))
    return (words[0].place[0], words[0].place[1]) if words else None

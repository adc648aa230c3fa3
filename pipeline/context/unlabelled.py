"""Particulars that stand under no key: a name beside a birth date, an age and a sex behind a name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from extractors.dates import Order, find_dates
from extractors.wordings import Wordings
from knowledge.context import load_context_words
from pipeline.context.fields import fields_of
from pipeline.context.names import name_key, read_name
from schemas.layout import Passage

_WORDINGS = Wordings("context", "unlabelled")

OLDEST = 115
_DIGITS = frozenset("0123456789")
_KEYED = ("birth", "birth_sex", "record_number", "age_sex")
_AGE_SEX = _WORDINGS.pattern("age_sex")
_DEAR = _WORDINGS.pattern("dear")
_SEX_BEHIND = _WORDINGS.pattern("sex_behind")
_ID = _WORDINGS.pattern("id")
_TOP = 12
_SIGNERS = frozenset(_WORDINGS.words("signers"))
_ALIGNED = 6.0


@dataclass(frozen=True, slots=True)
class Read:
    """A value of one identity field, how weak its place is (0 is best), and where it stands."""

    field: str
    value: str
    weakness: int
    passage: Passage
    start: int
    end: int
    loose: bool = False  # a name that no key names and that may be a house's

    @property
    def agreed(self) -> bool:
        """Whether every word of the value was read surely."""
        return all(w.agreed for w in self.passage.words_in(self.start, self.end))


def sex_word(word: str) -> str | None:
    """Says female, male or other for a word that means so."""
    people = load_context_words().people
    word = word.casefold().strip(".,;:()[]*/")
    if word in people.female:
        return "female"
    if word in people.male:
        return "male"
    return "other" if word in people.other_sex else None


def unlabelled(passages: Sequence[Passage], order: Order | None) -> list[Read]:
    """A name with no key, on the line of a birth date or record number ("DOE, JANE   DOB: …") or right above it."""
    keyed = [[f for f in fields_of([p]) if f.slot in _KEYED] for p in passages]
    above = list(_above(passages))
    reads = [*_titled(passages, keyed), *_behind_dates(passages, order), *_with_age(passages), *(r for r, _ in above)]
    named_above = {id(below) for _, below in above}  # what stands to the left of such a line is the house
    for i, passage in enumerate(passages):
        if id(passage) in named_above:
            continue
        until = min((f.key_start for f in keyed[i]), default=None)
        if until is None and (i + 1 == len(passages) or not keyed[i + 1] or "\t" in passage.text):
            continue
        text = _ID.sub("", passage.text[:until].rstrip(" \t,;|(-–—"))
        cell = text.rsplit("\t", 1)[-1].rsplit(":", 1)[-1].lstrip()
        if until is None and "," not in cell:
            continue
        name = (read_name(cell) or _trailing_name(cell)) if cell else None
        if name is None and "\t" in text:
            reads += _bare_cells(passage, text)
        elif name:
            start = len(text) - len(cell)
            start += cell.find(name.split()[0]) if "," not in cell and name.split()[0] in cell else 0
            loose = _apart(passage.text, until) and not as_patients_are(cell)
            weak = 5 if loose else 2 if until is not None else 3
            if not (loose and _addressed(passages[:i], passage.text.count("\t", 0, start))):
                reads.append(Read("name", name, weak, passage, start, len(text), loose))
    return reads


def _apart(text: str, until: int | None) -> bool:
    """Whether the key begins a cell of its own: what stands in the cell before it may be of another block."""
    return until is not None and text[:until].rstrip(" |(").endswith("\t")


def _addressed(above: Sequence[Passage], column: int) -> bool:
    """Whether a line or two above, in the same column of cells, stands a doctor: his house follows."""
    professional = load_context_words().people.professional
    cells = [p.text.split("\t") for p in above[-2:]]
    return any(len(c) > column and any(w.casefold() in professional for w in c[column].split()) for c in cells)


def as_patients_are(cell: str) -> bool:
    """Whether a cell is written as "Doe, Jane", "DOE Jane", "Mrs Jane Doe", and not as a house or a doctor is."""
    words = [w for w in cell.replace(",", " ").split() if w]
    if cell.count(",") == 1 or (words and words[0].strip(".").casefold() in load_context_words().people.titles):
        return True
    upper = [w.isupper() and len(w) > 1 for w in words]
    return len(words) > 1 and upper[0] and not all(upper)


def _trailing_name(cell: str) -> str | None:
    """The name that ends a longer title ("Day care, transfusion calendar Jane Doe"), set off by its capitals."""
    words = cell.split()
    first = next((i + 1 for i in range(len(words) - 1, -1, -1) if not words[i][0].isupper()), 0)
    if not 2 <= len(words) - first <= 3 or first < 2 or not words[first - 1].isalpha():
        return None
    return None if words[first - 1] in _SIGNERS else read_name(" ".join(words[first:]))


def _bare_cells(passage: Passage, text: str) -> list[Read]:
    """Cells with no key before one that has: "DOE, JANE | F | 04/15/1950 | MRN: …"; the name opens the line."""
    reads: list[Read] = []
    at = 0
    cells = text.split("\t")
    told = any(sex_word(c.strip()) for c in cells[1:])
    for n, cell in enumerate(cells):
        span = next(iter(find_dates(cell, None)), None)
        if n == 0:
            name = read_name(cell) if "," in cell or cell.isupper() or told else None
            if name is None:
                return []
            reads.append(Read("name", name, 3, passage, at, at + len(cell)))
        elif (sex := sex_word(cell.strip())) is not None:
            reads.append(Read("sex", sex, 3, passage, at, at + len(cell)))
        elif span is not None and span.iso is not None and span.end - span.start == len(cell.strip()):
            reads.append(Read("birth_date", span.iso, 4, passage, at, at + len(cell)))
        at += len(cell) + 1
    return reads


def _titled(passages: Sequence[Passage], keyed: Sequence[Sequence[Any]]) -> Iterator[Read]:
    """A line that is only "Mrs Jane Doe", as on a letter, where the letter greets her or her birth date follows."""
    titles = load_context_words().people.titles
    greeted = {
        m.group("name").casefold()
        for p in passages
        if "dear" in p.text.lower() and (m := _DEAR.search(p.text)) and (m.group("title") or "").casefold() in titles
    }
    for i, passage in enumerate(passages[:_TOP]):
        at = 0
        for cell in passage.text.split("\t"):
            words = cell.split()
            name = read_name(cell) if len(words) > 2 and words[0].strip(".").casefold() in titles else None
            follows = any(keyed[i + 1 : i + 3])
            if name and "," not in cell and (name_key(name)[-1] in greeted or (follows and not greeted)):
                yield Read("name", name, 3, passage, at, at + len(cell))
            at += len(cell) + 1


def _above(passages: Sequence[Passage]) -> Iterator[tuple[Read, Passage]]:
    """A cell "Doe, Jane" right above the cell of her birth date or number, in lines of as many cells, and that line."""
    for passage, below in pairwise(passages[: _TOP + 1]):
        cells, under = passage.text.split("\t"), below.text.split("\t")
        if len(cells) < 2 or len(cells) != len(under):
            continue
        if not any(cell.count(",") == 1 and ":" not in cell for cell in cells):
            continue
        keyed = {below.text.count("\t", 0, f.key_start) for f in fields_of([below]) if f.slot in _KEYED}
        at = 0
        for i, cell in enumerate(cells):
            plain = cell.count(",") == 1 and ":" not in cell and not any(c.isdigit() for c in cell)
            name = read_name(cell) if i in keyed and plain else None  # not "Born April 13, 1964"
            if name:
                yield Read("name", name, 4, passage, at, at + len(cell)), below
            at += len(cell) + 1


def _behind_dates(passages: Sequence[Passage], order: Order | None) -> Iterator[Read]:
    """A sex behind a birth date or record number: "DOB 16/08/1964 Male", "MRN 8165305 Male"."""
    for field in fields_of(passages):
        if field.slot == "birth":
            span = next(iter(find_dates(field.value[:48], order)), None)
            end = span.end if span is not None else None
        elif field.slot == "record_number":
            number = field.value.split()
            end = len(number[0]) if number and any(c.isdigit() for c in number[0]) else None
        else:
            continue
        found = _SEX_BEHIND.search(field.value[end:]) if end is not None else None
        if found is None or end is None:
            continue
        start = field.start + end + found.start(1)
        sex = sex_word(found.group(1))
        if sex and (len(found.group(1)) > 1 or field.slot == "birth"):
            yield Read("sex", sex, 2, field.passage, start, start + len(found.group(1)))


def _with_age(passages: Sequence[Passage]) -> Iterator[Read]:
    """A cell that holds a name, an age and a sex and nothing else: "Rupert Osei-Tutu, 75Y/M"."""
    for passage in passages[:_TOP]:
        at = 0
        for cell in passage.text.split("\t"):
            found = None if _DIGITS.isdisjoint(cell) else _AGE_SEX.search(cell.strip())
            name = read_name(found.group(1)) if found else None
            sex = sex_word(found.group(3)) if found else None
            if found and name and sex and 0 < int(found.group(2)) <= OLDEST:
                start = at + len(cell) - len(cell.lstrip())
                yield Read("name", name, 3, passage, start, start + found.end(1))
                yield Read(
                    "age_years", str(int(found.group(2))), 3, passage, start + found.start(2), start + found.end(2)
                )
                yield Read("sex", sex, 3, passage, start + found.start(3), start + found.end(3))
            at += len(cell) + 1

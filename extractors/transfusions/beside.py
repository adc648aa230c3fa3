"""Registers that print each blood product in a block of its own, side by side: red cells left, platelets right.

A line of titles names the products; below each, a line for each bag begins with its day. A line of the red-cell block
that is not understood, or one that stands apart from it, gives nothing at all: half a register counts too few units.
"""

from collections.abc import Sequence

from extractors.dates import Order, find_dates
from extractors.patterns import pattern
from extractors.transfusions.tables import MOST_AT_ONCE, Event, any_of, table_words
from extractors.wordings import Wordings
from schemas.layout import Cell, Passage, Row

_WORDINGS = Wordings("transfusions", "beside")

_NUMBERED = pattern(r"\b[A-Z]{0,4}[- ]?\d{4,}[\d ]*[A-Z]?\b")
_UNITS = _WORDINGS.pattern("units")
_LONGEST_TITLE = 100
_SLACK = 0.4  # of a word's height: how far left of its title a column may begin


def events_beside(passages: Sequence[Passage], order: Order | None) -> list[Event]:
    """The red cells of a register whose blocks are products; none where it is no such one or is not understood."""
    for i, passage in enumerate(passages):
        if (block := _red_block(passage)) is not None:
            return _read(passages[i + 1 :], block, order)
    return []


def _red_block(passage: Passage) -> tuple[float, float] | None:
    """From where to where the red cells stand, below a line that names them and another product and nothing else."""
    text, words = passage.text.lower(), table_words()
    if "\t" not in text or len(text) > _LONGEST_TITLE:
        return None
    red = list(any_of(words.red).finditer(text))
    other = list(any_of(words.not_red).finditer(text)) if len(red) == 1 else []
    if not other or find_dates(text) or _NUMBERED.search(passage.text):
        return None
    start = _left(passage, red[0].start(), red[0].end())
    others = [_left(passage, m.start(), m.end()) for m in other]
    return start, min((x for x in others if x > start), default=float("inf"))


def _left(passage: Passage, start: int, end: int) -> float:
    """Where, from the left, the first word between two offsets begins."""
    return min((w.place[0] - _SLACK * (w.place[3] - w.place[1]) for w in passage.words_in(start, end)), default=0.0)


def _read(passages: Sequence[Passage], block: tuple[float, float], order: Order | None) -> list[Event]:
    found: list[Event] = []
    over = False
    for passage in passages:
        own = tuple(w for w in passage.words if block[0] <= w.place[0] < block[1])
        text = " ".join(w.text for w in own)
        days = [s for s in find_dates(text, order) if s.precision == "day" and s.role == "date" and s.iso]
        entry = bool(days) and days[0].start == 0 and len(text) < _LONGEST_TITLE
        if over and entry:
            return []
        if entry:
            units = _units(text[days[0].end :])
            if len(days) != 1 or units is None or days[0].iso is None:
                return []
            if units:
                found.append(Event(days[0].iso, units, Row(page=passage.pages[0], cells=(Cell(words=own),))))
        elif any(c.isdigit() for c in text):
            over = True  # what follows the register
    return found


def _units(rest: str) -> int | None:
    """Units of one line: none given, as counted, or one where it prints the number of a bag."""
    if any_of(table_words().not_given).search(rest.lower()):
        return 0
    count = _UNITS.search(rest.lower())
    if count is not None:
        value = int(count.group(1) or count.group(2))
        return value if value <= MOST_AT_ONCE else None
    return 1 if _NUMBERED.search(rest) else None

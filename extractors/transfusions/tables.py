"""Tables of transfusions: one row for each transfusion or unit, or one column for each day.

Columns are told by their titles and by what stands in them, not by their order. A table in which a row cannot be
understood gives nothing: half a log would count too few units.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from extractors.dates import Order, find_dates
from extractors.patterns import pattern
from extractors.wordings import Wordings
from knowledge.loader import read_record
from schemas.base import Record
from schemas.layout import Row, Table

_WORDINGS = Wordings("transfusions", "tables")

MOST_AT_ONCE = 12
DAYS = 7
_COUNT = _WORDINGS.pattern("count")
_LEADING = _WORDINGS.pattern("leading")
_WORD = pattern(r"[\p{L}]+(?:['’-][\p{L}]+)*")
_SHORT = 2  # letters
_NOTHING = frozenset({"", "-", "–", "—", "0", "nil", "none", "no", "n/a", "."})


class Words(Record):
    """Words of such tables, as data (``knowledge/common/transfusions.toml``)."""

    date: tuple[str, ...]
    component: tuple[str, ...]
    units: tuple[str, ...]
    unit_number: tuple[str, ...]
    fate: tuple[str, ...]
    red: tuple[str, ...]
    not_red: tuple[str, ...]
    not_given: tuple[str, ...]
    partly: tuple[str, ...]
    surely_given: tuple[str, ...]
    row_given: tuple[str, ...]
    refused: frozenset[str]
    sum: tuple[str, ...]
    numbers: dict[str, int]
    weekdays: tuple[tuple[str, ...], ...]
    happened: frozenset[str]


@dataclass(frozen=True, slots=True)
class Event:
    """So many units of red cells on one day, by one row of a table.

    ``odd``: the row says of them what is not understood; they may have been given or not.
    """

    iso: str
    units: int
    row: Row
    other: Row | None = None
    odd: bool = False


@lru_cache(maxsize=1)
def table_words() -> Words:
    """The words, read once."""
    return read_record("common/transfusions.toml", Words)


@lru_cache(maxsize=64)  # asked for with each cell
def any_of(phrases: tuple[str, ...]) -> Any:
    """One pattern for the phrases, as whole words."""
    quoted = "|".join("".join(c if c.isalnum() or c == " " else f"\\{c}" for c in p) for p in phrases)
    return pattern(rf"(?:^|[^\w])(?:{quoted})(?:$|[^\w])")


def events_of(table: Table, order: Order | None) -> list[Event]:
    """The transfusions of red cells that ``table`` records; none where it is no such table or is not understood."""
    return _by_columns(table, order) or _by_rows(table, order)


def is_log(table: Table) -> bool:
    """Whether the rows of ``table`` are transfusions or units by its titles: "RBC AS-1" there is no result."""
    return any(
        _roles(row) or sum(weekday_of(c.text) is not None for c in row.cells) >= DAYS
        for row in (*table.header, *table.rows[:1])
    )


def weekday_of(text: str) -> int | None:
    """The day of the week that a title names (Monday is 0)."""
    return _weekdays().get(text.strip(" .").lower())


@lru_cache(maxsize=1)
def _weekdays() -> dict[str, int]:
    return {name: i for i, names in reversed([*enumerate(table_words().weekdays)]) for name in names}


def _day(text: str, order: Order | None) -> str | None:
    spans = [s for s in find_dates(text, order) if s.precision == "day" and s.role == "date"]
    return spans[0].iso if len(spans) == 1 and len(text) - (spans[0].end - spans[0].start) <= 18 else None


def _by_columns(table: Table, order: Order | None) -> list[Event]:
    """Dates across the top; a row of red-cell units below them."""
    words = table_words()
    for head in (*table.header, *table.rows[:2]):
        days = {c.column: iso for c in head.cells if c.column is not None and (iso := _day(c.text, order))}
        if len(days) < 2:
            continue
        for row in table.rows:
            label = " ".join(c.text for c in row.cells if c.column is not None and c.column < min(days)).lower()
            red = any_of(words.red).search(label) and not any_of(words.not_red).search(label)
            if red and any_of(words.row_given).search(label) and not any_of(words.not_given).search(label):
                named = frozenset(w for p in (*words.red, *words.row_given) for w in p.split())
                odd = bool(_unknown(label, named))
                return [replace(e, odd=odd) for e in _across(row, head, days)]
    return []


def _across(row: Row, head: Row, days: dict[int, str]) -> list[Event]:
    found: list[Event] = []
    for cell in row.cells:
        if cell.column not in days or cell.text.strip().lower() in _NOTHING:
            continue
        count = _COUNT.search(cell.text.strip().lower())
        if count is None or int(count.group(1)) > MOST_AT_ONCE:
            return []
        found.append(Event(days[cell.column], int(count.group(1)), row, head))
    return found


def _by_rows(table: Table, order: Order | None) -> list[Event]:
    """One row for each transfusion or each unit, below titles that say what the columns are."""
    head = next((h for h in reversed(table.header) if _roles(h)), None)
    # A row whose figure was not read may stand among the titles: it belongs to the log.
    rows = [*(table.header[table.header.index(head) + 1 :] if head is not None else ()), *table.rows]
    if head is None and rows and _roles(rows[0]):
        head, rows = rows[0], rows[1:]
    if head is None:
        return []
    roles = _roles(head)
    found: list[Event] = []
    for row in rows:
        if _is_sum(row, roles, order):
            break  # what follows a log is told of it
        event = _row_event(row, roles, order)
        if event is None:
            return []
        found.extend(event)
    return found


def _is_sum(row: Row, roles: dict[str, int], order: Order | None) -> bool:
    """Whether a row has no day and speaks of all before: "Units in the last 8 weeks", "Total", "Dependent"."""
    told = next((c.text for c in row.cells if c.column == roles["date"]), "")
    said = row.text.replace("\t", " ").lower()
    return _day(told, order) is None and any_of(table_words().sum).search(said) is not None


def _roles(head: Row) -> dict[str, int]:
    """Role to column, where the titles name a date, and units or unit numbers, and red cells may be told."""
    words = table_words()
    roles: dict[str, int] = {}
    for cell in head.cells:
        text = cell.text.strip(" :#.").lower()
        for role in ("unit_number", "date", "component", "fate", "units"):
            names: tuple[str, ...] = getattr(words, role)
            if cell.column is not None and role not in roles and (text in names or _titled(text, role)):
                roles[role] = cell.column
                break
    counted = "units" in roles or "unit_number" in roles
    told = "component" in roles or _red_title(head, roles)
    return roles if "date" in roles and counted and told else {}


@lru_cache(maxsize=512)  # the titles of a table are asked for several times in a row
def _titled(text: str, role: str) -> bool:
    """A title that holds "date"; one such as "RBC units" or "PRBC (units)", which names red cells and their number."""
    if role == "date":
        return any_of(("date",)).search(text) is not None and "printed" not in text and "expir" not in text
    if role != "units":
        return False
    words = table_words()
    red = any_of(words.red).search(text) is not None and not any_of(words.not_red).search(text)
    return red and any_of(words.units).search(text) is not None


def _red_title(head: Row, roles: dict[str, int]) -> bool:
    units = next((c.text.lower() for c in head.cells if c.column == roles.get("units")), "")
    return any_of(table_words().red).search(units) is not None


def _row_event(row: Row, roles: dict[str, int], order: Order | None) -> list[Event] | None:
    """The event of one row, none for what is no red cell or was not given; ``None`` for a row not understood."""
    words = table_words()
    cells = {c.column: c.text.strip() for c in row.cells}
    text = " ".join(c.text for c in row.cells).lower()
    component = cells.get(roles.get("component", -1), "").lower()
    if "component" in roles and (not any_of(words.red).search(component) or any_of(words.not_red).search(component)):
        known = any_of(words.not_red).search(component) or not any_of(words.red).search(text)
        return [] if known else None
    fate = cells.get(roles.get("fate", -1), "").lower()
    partly = _is_partly_given(text)
    if not partly and (any_of(words.not_given).search(text) or fate in words.refused):
        return []
    iso = _day(cells.get(roles["date"], ""), order)
    units = _units(cells, roles, component)
    if iso is None or units is None:
        return None
    return [Event(iso, units, row, odd=partly or _is_odd(row, roles))] if units else []


def _is_partly_given(text: str) -> bool:
    """Whether a row may tell of units of which a part was given: "1 transfused, 1 returned", "stopped after 120 mL"."""
    words = table_words()
    if any_of(words.partly).search(text):
        return True
    rest = any_of(words.not_given).sub("  ", text)
    return rest != text and any_of(words.surely_given).search(rest) is not None


def _is_odd(row: Row, roles: dict[str, int]) -> bool:
    """Whether a word of the column of fates, or one in small letters in a column beside, is not known to say so."""
    told = {column for role, column in roles.items() if role != "fate"}
    for cell in row.cells:
        if cell.column in told:
            continue
        fate = cell.column == roles.get("fate")
        if any(fate or w[0].islower() for w in _unknown(cell.text, frozenset())):
            return True
    return False


def _unknown(text: str, more: frozenset[str]) -> list[str]:
    known = table_words().happened | more
    return [w for w in _WORD.findall(text) if len(w) > _SHORT and w.lower() not in known]


def _units(cells: dict[int | None, str], roles: dict[str, int], component: str) -> int | None:
    if "units" not in roles:
        named = _LEADING.search(component)
        if named is not None:
            return int(named.group(1) or named.group(2))
        return 1 if cells.get(roles["unit_number"], "") else None
    printed = cells.get(roles["units"], "").lower()
    if printed in _NOTHING:
        return 0
    said = printed.split(" ")[0]
    if said in table_words().numbers and any_of(table_words().row_given).search(f"{printed} u"):
        return table_words().numbers[said]
    count = _COUNT.search(printed) or _LEADING.search(printed)
    value = int(next(g for g in count.groups() if g)) if count is not None else None
    return value if value is not None and value <= MOST_AT_ONCE else None


def is_red_given(text: str) -> bool:
    """Whether lower-case ``text`` names red cells, and nothing says that they were not given."""
    words = table_words()
    red = any_of(words.red).search(text) is not None and any_of(words.not_red).search(text) is None
    return red and any_of(words.not_given).search(text) is None


def by_day(events: list[Event]) -> Iterator[tuple[str, int]]:
    """Units of each day, in order: rows of one day add up."""
    days: dict[str, int] = {}
    for event in events:
        days[event.iso] = days.get(event.iso, 0) + event.units
    yield from sorted(days.items())

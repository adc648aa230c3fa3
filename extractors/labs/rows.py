"""A row of a table to names and the cells that belong to each."""

from dataclasses import dataclass, field, replace
from itertools import pairwise

from extractors.dates import DateSpan
from extractors.labs.cells import Read, Strip, dates_in, hints_date, read_cell, strip_of
from extractors.labs.columns import Column
from extractors.labs.labels import Label, label_of
from extractors.labs.resolve import Setting
from extractors.patterns import pattern
from schemas.layout import Row

_NO_COLUMN = Column()
_NUMBER = pattern(r"^[#(]?(\d{1,2})[.):]?$")
_MARKED = pattern(r"^(?:\(?\d{1,2}\)|\d{1,2}(?:\.\d{1,2})?\.|#\d{1,2})$")
_TURNS = 3
_WITH_RESULT = 2  # cells of a row that holds more than a name
_FORE_ROLES = frozenset(("value", "unit", "range", "flag", "prior", "low", "high"))


@dataclass(slots=True, eq=False)
class Part:
    """One cell of a row with what it holds and what its column is for."""

    strip: Strip
    read: Read
    column: Column
    page: int
    number: int
    dates: list[DateSpan] = field(default_factory=list)

    @property
    def own_date(self) -> bool:
        """A figure with a date beside it in the cell ("8.4 02/13/2026"): a result of that day."""
        return self.read.kind == "value" and bool(self.dates)


@dataclass(slots=True, eq=False)
class Group:
    """A name and the cells that belong to it; ``number`` is the place of its name in the row."""

    label: Label
    strip: Strip
    page: int
    number: int
    parts: list[Part] = field(default_factory=list)
    leading: list[Part] = field(default_factory=list)


def part_of(row: Row, k: int, columns: dict[int, Column], setting: Setting) -> Part:
    """Cell ``k`` of a row, with what it holds."""
    cell = row.cells[k]
    strip = strip_of(cell.words, row.page)
    column = columns.get(cell.column if cell.column is not None else k, _NO_COLUMN)
    dates: list[DateSpan] = []
    if hints_date(strip.text):
        dates = [d for d in dates_in(strip, setting.order) if d.role == "date"]
        left = [t for t in strip.tokens if not any(d.start <= t.start < d.end for d in dates)]
        if any(t.kind == "n" for t in left) and not any(t.text == ":" for t in left):
            strip = replace(strip, tokens=left)
        else:
            return Part(strip, read_cell(strip, setting.lexicon), column, row.page, k, [])
    return Part(strip, read_cell(strip, setting.lexicon), column, row.page, k, dates)


def groups_of(parts: list[Part], columns: dict[int, Column], setting: Setting, *, fore: bool = False) -> list[Group]:
    """The names of a row with their cells, left to right; ``fore``: the first name's result stands before it."""
    titled = any(c.role == "analyte" for c in columns.values())
    groups: list[Group] = []
    leading: list[Part] = []
    open_group = False
    for part in parts:
        keyed = part.strip.text.endswith(":")
        may_name = keyed or part.column.role in ("analyte", "") or (not titled and part.number == 0)
        label = label_of(part.strip, setting.lexicon) if (may_name and part.read.kind in ("words", "flag", "unit")) or (
            may_name and part.number == 0
        ) else None  # fmt: skip
        if label is not None:
            groups.append(Group(label, part.strip, part.page, part.number))
            open_group = True
        elif open_group and _names_another(part, parts, groups[-1], setting):
            open_group = False
        elif open_group:
            groups[-1].parts.append(part)
        elif not groups and part.column.role in ("row_date", "") and hints_date(part.strip.text):
            leading.append(part)
    for group in groups:
        group.leading = leading
    groups = [g for g in groups if not any(_holds_name(p, setting) for p in g.parts)]
    if fore and groups:
        behind = [p for p in groups[0].parts if p.read.kind != "value"]
        groups[0].parts = [p for p in parts if p.number < groups[0].number] + behind
    elif len(groups) == 1:
        groups[0].parts[:0] = _before_name(parts, groups[0])
    return groups


def with_whole_names(rows: tuple[Row, ...], setting: Setting) -> tuple[Row, ...]:
    """Rows whose name goes on in the row below, which holds nothing else ("Mean Corpuscular", below it "Volume").

    Only where neither part is a name here by itself, and both together are one.
    """
    made: list[Row] = []
    for row in rows:
        above = made[-1] if made else None
        joined = _joined_name(above, row, setting) if above is not None else None
        if joined is None:
            made.append(row)
        else:
            made[-1] = joined
    return tuple(made)


def _joined_name(above: Row, row: Row, setting: Setting) -> Row | None:
    """The row above with the name that ends in ``row``; ``None`` where it does not."""
    if len(row.cells) != 1 or len(above.cells) < _WITH_RESULT or above.page != row.page:
        return None
    first, rest = above.cells[0], row.cells[0]
    if first.column != rest.column or any(c.isdigit() for c in rest.text):
        return None
    whole = (*first.words, *rest.words)
    named = [label_of(strip_of(words, row.page), setting.lexicon) for words in (first.words, rest.words, whole)]
    if named[:2] != [None, None] or named[2] is None:
        return None
    return above.model_copy(update={"cells": (first.model_copy(update={"words": whole}), *above.cells[1:])})


def numbers_of(rows: tuple[Row, ...]) -> int:
    """How many rows from the first on open with their number in the list: "1.", "2)", "(3)", or 1, 2, 3 in turn."""
    opened = [c.cells[0].text.strip() if len(c.cells) > 1 else "" for c in rows]
    counted = [int(m.group(1)) for text in opened if (m := _NUMBER.search(text)) is not None]
    return len(counted) if len(counted) > _TURNS and all(b - a == 1 for a, b in pairwise(counted)) else 0


def is_number_of_row(text: str) -> bool:
    """A cell that can but be the number of its row: a figure with the full stop or bracket of a list."""
    return _MARKED.search(text.strip()) is not None


def parts_a_name(row: Row) -> bool:
    """A gap of the print parts the name of a ratio over two cells ("Normoblasts per 100", "leukocytes")."""
    first = row.cells[0].text.lower()
    return len(row.cells) > 1 and " per " in first and first.split()[-1] in ("per", "100", "1000", "hundred")


def _holds_name(part: Part, setting: Setting) -> bool:
    """A figure with another name behind it ("3 Blasts in blood (%):"): cells of this row are not what they seem."""
    if part.read.kind != "value" or not part.read.loose_words or not part.strip.text.endswith(":"):
        return False
    behind = (i for i, t in enumerate(part.strip.tokens) if t.kind == "w" and t.start >= part.read.number_at[1])
    return any(setting.lexicon.match(part.strip.tokens, i) is not None for i in behind)


def _before_name(parts: list[Part], group: Group) -> list[Part]:
    """Cells in front of the only name of a row, where the titles say that results stand before names."""
    before = [p for p in parts if p.column.role in _FORE_ROLES and p.number < group.number]
    return before if any(p.column.role == "value" for p in before) else []


def _names_another(part: Part, parts: list[Part], group: Group, setting: Setting) -> bool:
    """A cell of words behind a value, with a figure after it: the name of something we do not know."""
    if part.column.role == "analyte":
        return True
    foreign = part.read.kind == "unit" and not any(
        part.read.unit in setting.lexicon.units[a.name] for a in group.label.analytes
    )
    if (
        not (part.read.kind in ("words", "none") or foreign)
        or part.column.role != ""
        or not any(p.read.kind == "value" for p in group.parts)
    ):
        return False
    after = parts[part.number + 1 :]
    return bool(after) and after[0].read.kind == "value" and after[0].column.role in ("", "value")

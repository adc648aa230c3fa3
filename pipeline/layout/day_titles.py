"""Titles of columns that are days, above the rows they are of, with what stands below them: years, times, numbers."""

from functools import lru_cache
from itertools import pairwise

from knowledge.context import load_context_words
from pipeline.layout.gutters import is_day_cell
from pipeline.layout.headers import Block, Grid, is_titles, may_be_titles

_MOST = 4  # rows that titles by day may take: what they are, the days, their times, numbers of the samples
_LONG = 5  # digits of a sample's number

Edges = list[tuple[float, float]]


def titles_at_end(blocks: list[Block], grids: list[Grid]) -> list[Block]:
    """The last rows of a section where they are titles of the columns of the table below its end; else none."""
    if blocks and _is_alone(blocks[-1], grids) and is_titles(blocks[-1:]) and _names_rows(blocks[-1]):
        return blocks[-1:]  # "Test | Result | Units", and below it "HEMATOLOGY"
    taken: list[Block] = []
    for k in range(len(blocks) - 1, max(-1, len(blocks) - 1 - _MOST), -1):
        block = blocks[k]
        if not taken and _numbers_samples(block):
            continue  # "Request no. | 213320 | 222361", below the days
        if not block.is_row or not may_be_titles(block):
            return []
        taken.insert(0, block)
        if len(days_of(block)) > 1:
            opens = is_day_cell(block.texts[0]) or _names_rows(block)
            return [] if not opens or (k and _titled(block, blocks[k - 1])) else taken
    return []


def days_of(row: Block) -> Edges:
    """The edges of the cells that hold a day and nothing else, where two or more stand beside each other."""
    days = [is_day_cell(text) for text in row.texts]
    if not any(a and b for a, b in pairwise(days)):
        return []
    return [edge for edge, day in zip(row.edges, days, strict=True) if day]


def tells_days(row: Block) -> bool:
    """Whether a row tells of the report: keys of days, each with its day ("Taken | 3 May | Reported | 4 May")."""
    known = _day_keys()
    told = [(key.casefold().strip(" .:"), day) for key, day in pairwise(row.texts) if is_day_cell(day)]
    return bool(told) and all(key in known for key, _ in told)


@lru_cache(maxsize=1)
def _day_keys() -> frozenset[str]:
    return frozenset(key for tiers in load_context_words().keys.slots.values() for keys in tiers for key in keys)


def edges_of(titles: list[Block]) -> Edges:
    """The columns that title rows fill together."""
    out: Edges = []
    for left, right in sorted(edge for block in titles for edge in block.edges):
        if out and left < out[-1][1]:
            out[-1] = (out[-1][0], max(right, out[-1][1]))
        else:
            out.append((left, right))
    return out


def stand_over(titles: list[Block], columns: Edges) -> bool:
    """Each day of title rows stands over a column of its own; other columns may have no title (units, ranges)."""
    held = [[k for k, (a, b) in enumerate(columns) if a < right + 3 and left < b + 3] for left, right in _days(titles)]
    return len(held) > 1 and all(len(h) == 1 for h in held) and len({h[0] for h in held}) == len(held)


def _days(titles: list[Block]) -> Edges:
    return next((found for block in titles if (found := days_of(block))), [])


def _numbers_samples(row: Block) -> bool:
    """A row in no table of a key and long numbers, as laboratories give their samples."""
    numbers = row.texts[1:]
    return row.is_row and row.columns is None and len(numbers) > 1 and all(map(_is_number, numbers))


def _is_number(text: str) -> bool:
    plain = text.replace("-", "").replace("/", "")
    return plain.isalnum() and sum(c.isdigit() for c in plain) >= _LONG


def _is_alone(row: Block, grids: list[Grid]) -> bool:
    """A row in no table, or one of several lines (days, below them the times) that looked like a table of its own."""
    return row.columns is None or any(not g.header and len(g.rows) == 1 and g.rows[0] is row for g in grids)


def _names_rows(titles: Block) -> bool:
    """The first title has no figure; a row that opens with one tells of the person ("Doe, *1938-03-13 | Taken …")."""
    return not any(map(str.isdigit, titles.texts[0]))


def _titled(days: Block, above: Block) -> bool:
    """Each cell has a title of its own ("Lab no. | Collected | Received"): the days are values, no titles."""
    if not above.is_row or not may_be_titles(above):
        return False
    over = [
        [t for t, (a, b) in zip(above.texts, above.edges, strict=True) if a < right + 3 and left < b + 3]
        for left, right in days.edges
    ]
    return all(over) and len({t for titles in over for t in titles}) > 1

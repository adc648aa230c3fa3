"""A formula that goes on in the next line of its own cell, with other cells of the row between its parts."""

from collections.abc import Iterator

from extractors.patterns import pattern
from extractors.wordings import Wordings
from schemas.layout import Passage, Section

_WORDINGS = Wordings("genetics", "cytogenetic_cells")

_OPEN = pattern(r"(?:[\])XY]\s*/|\)\s*,|,)\s*$")
_FORMULA = pattern(r"\d{2,3}(?:[~-]\d{2,3})?\s?[,.<]\s?\??[XY]", ignore_case=False)
_MORE = _WORDINGS.pattern("more")


def with_cells_joined(section: Section) -> Section:
    """The section, each cell whose formula breaks off together with the cell below it."""
    if not any("\t" in p.text and _FORMULA.search(p.text) for p in section.passages):
        return section
    return section.model_copy(update={"passages": tuple(_rejoined(list(section.passages)))})


def _rejoined(passages: list[Passage]) -> Iterator[Passage]:
    i = 0
    while i < len(passages):
        rows = [cells_of(passages[i])]
        while i + len(rows) < len(passages) and (k := _broken_cell(rows[-1])) is not None:
            below = cells_of(passages[i + len(rows)])
            if k >= len(below) or not _MORE.match(below[k].text):
                break
            rows.append(below)
        if len(rows) == 1:
            yield passages[i]
        else:
            yield from _by_cells(rows)
        i += len(rows)


def _broken_cell(row: list[Passage]) -> int | None:
    """The cell of a row whose formula breaks off; the last of a row goes on in the next line anyway."""
    for k, cell in enumerate(row[:-1]):
        if _OPEN.search(cell.text) and (_FORMULA.search(cell.text) or _MORE.match(cell.text)):
            return k
    return None


def _by_cells(rows: list[list[Passage]]) -> Iterator[Passage]:
    """The cells of rows column by column, one passage each."""
    for k in range(max(len(r) for r in rows)):
        yield stacked([r[k] for r in rows if k < len(r)])


def cells_of(passage: Passage) -> list[Passage]:
    """The cells of a row, each as a passage."""
    cells, at = [], 0
    for text in passage.text.split("\t"):
        inside = [i for i, (s, e) in enumerate(passage.spans) if s >= at and e <= at + len(text)]
        cells.append(
            passage.model_copy(
                update={
                    "text": text,
                    "words": tuple(passage.words[i] for i in inside),
                    "spans": tuple((passage.spans[i][0] - at, passage.spans[i][1] - at) for i in inside),
                    "pages": tuple(passage.pages[i] for i in inside),
                }
            )
        )
        at += len(text) + 1
    return cells


def stacked(parts: list[Passage]) -> Passage:
    """Parts of one cell, one below the other, as one passage."""
    text = ""
    spans: list[tuple[int, int]] = []
    for part in parts:
        text += " " if text else ""
        spans += [(s + len(text), e + len(text)) for s, e in part.spans]
        text += part.text
    return parts[0].model_copy(
        update={
            "text": text,
            "words": tuple(w for p in parts for w in p.words),
            "spans": tuple(spans),
            "pages": tuple(n for p in parts for n in p.pages),
        }
    )

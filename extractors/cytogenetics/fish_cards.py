"""Cards of FISH results side by side: what was looked for on top; its probe, result and nuclei in the lines below."""

from collections.abc import Callable, Iterator

from extractors.cytogenetics.cells import cells_of, stacked
from schemas.layout import Passage, Section

_ROWS = 4
_SHORT = 40

Says = Callable[[str], bool]


def with_cards_apart(section: Section, names: Says, states: Says) -> Section:
    """The section, each card one passage. ``names``: a text names a marker; ``states``: it holds a result."""
    passages = list(section.passages)
    made = list(_cards(passages, names, states))
    return section if len(made) == len(passages) else section.model_copy(update={"passages": tuple(made)})


def _cards(passages: list[Passage], names: Says, states: Says) -> Iterator[Passage]:
    i = 0
    while i < len(passages):
        size = _size(passages[i : i + _ROWS], names, states)
        if not size:
            yield passages[i]
            i += 1
            continue
        rows = [cells_of(p) for p in passages[i : i + size]]
        yield from (stacked([row[k] for row in rows]) for k in range(len(rows[0])))
        i += size


def _size(lines: list[Passage], names: Says, states: Says) -> int:
    """How many lines from the first on are rows of cards; 0 where it does not open any."""
    rows = [p.text.split("\t") for p in lines]
    heads = rows[0]
    if not all(names(c) and not states(c) and len(c) <= _SHORT for c in heads):
        return 0
    size, told = 1, False
    for row in rows[1:]:
        if len(row) != len(heads) or any(len(c) > _SHORT for c in row):
            break
        said = [states(c) for c in row]
        if told and any(names(cell) or not any(c.isdigit() for c in cell) for cell in row):
            break  # the next card, or no figures of this one
        if not told and any(said) and not all(said):
            break
        told |= all(said)
        size += 1
    return size if told and size > 2 else 0

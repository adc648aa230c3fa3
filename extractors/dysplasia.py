"""Dysplasia told of a line of cells and not by its name: "Erythroid precursors show dysplastic changes".

A statement is of the cells that open its clause, or of those it says that the dysplasia is in. One that denies, doubts
or measures it against a limit gives nothing: what the line of cells then is said to be is for the reader.
"""

from collections.abc import Iterator

from extractors.language import Sentence
from extractors.wordings import Wordings

_WORDINGS = Wordings("findings", "dysplasia")

_CLAUSE = _WORDINGS.pattern("clause")
_LINES = {name: _WORDINGS.pattern(name) for name in ("erythroid", "granulocytic", "megakaryocytic")}
_SHOWN = _WORDINGS.pattern("shown")
_ARE = _WORDINGS.pattern("are")
_IN = _WORDINGS.pattern("in")
_OPEN = _WORDINGS.pattern("open")


def dysplastic_lines(sentence: Sentence) -> Iterator[tuple[str, int, int]]:
    """Each line of cells that ``sentence`` says is dysplastic, as its concept, with the range of the clause."""
    begin = 0
    for end in [*(m.start() for m in _CLAUSE.finditer(sentence.text)), len(sentence.text)]:
        clause = sentence.text[begin:end]
        if "dysplas" in clause.lower() and _OPEN.search(clause) is None:
            for concept in _told(clause):
                yield concept, sentence.start + begin, sentence.start + end
        begin = end


def _told(clause: str) -> Iterator[str]:
    said = _SHOWN.search(clause) or _ARE.search(clause)
    inside = _IN.search(clause)
    first = clause.lower().find("dysplas")
    opened = [name for name, line in _LINES.items() if line.search(clause[:first])]
    if opened:
        yield from (f"dysplasia_{name}" for name in opened if said is not None)
    elif inside is not None:
        yield from (f"dysplasia_{name}" for name, line in _LINES.items() if line.search(clause[inside.end() :]))

"""Figures that print no unit where most of their kind do: when they are results all the same."""

from extractors.labs.figures import Figure, Reading
from extractors.labs.lexicon import Named
from extractors.labs.ranges import is_near_usual


def is_of_chemistry(held: Reading, named: Named, value: Figure) -> bool:
    """As in "AST 57, albumin low at 3.3, …": near the usual, with nothing behind it that a dose or bags would have."""
    tok = held.toks[value.number]
    ends = held.strip.text[tok.end : tok.end + 5].lower()
    return is_near_usual(named.analytes, tok.text) and (not ends or ends[0] in ",;.)" or ends.startswith(" and "))


def bare_ok(held: Reading, value: Figure) -> bool:
    """As in "Blast% .03", "Hct 24": a percentage without its sign, right behind a name that asks for one."""
    before = held.toks[value.number - 1]
    return before.kind in "w" or before.text in ":=%"

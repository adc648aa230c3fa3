"""What a part of a formula can mean where it was not understood, or where an arm is not printed.

A part that is plainly one rearrangement ("t(q22;q22)") is one abnormality of the classes its symbol allows; nothing
is said of any other part. A deletion without its arm is of the class of one arm or of none.
"""

from extractors.iscn import Abnormality
from extractors.patterns import pattern
from schemas.cytogenetics import Convention, CytogeneticRules

_ONE = pattern(
    r"\??(?P<sign>[+-]?)\??(?P<kind>add|del|der|dic|dup|hsr|idic|inv|ins|iso|rob|trp|[it])"
    r"(?P<groups>(?:\([^()\[\]]{0,60}\)){1,3})"
)
_CHROMOSOME = pattern(r"\((?P<c>2[0-2]|1[0-9]|[1-9]|x|y)\)\(")
Meaning = str | None


def classes_of(abnormality: Abnormality, rules: CytogeneticRules) -> tuple[str, ...]:
    """The classes an understood abnormality can be of: one, or several where missing break points leave it open."""
    open_: list[str] = []
    for c in rules.classes:
        if abnormality.kind not in c.kinds or abnormality.sign != c.sign or c.chromosome not in abnormality.chromosomes:
            continue
        if c.breaks is None:
            return (c.name,)
        arms = {arm for p in abnormality.parts for arm in p.arms(c.chromosome)}
        if c.breaks in arms:
            return (c.name,)
        open_ += [] if arms else [c.name]
    return (*open_, "other")


def open_meanings(text: str, rules: CytogeneticRules, convention: Convention) -> tuple[Meaning, ...] | None:
    """Classes that a part which was not understood can have (``None`` in it: it need not count); ``None``: any."""
    m = _ONE.fullmatch(text.lower())
    if m is None:
        return None
    kind = {"iso": "i"}.get(m["kind"], m["kind"])
    legible = _CHROMOSOME.match(m["groups"])
    chromosome = legible["c"].upper() if legible is not None else None
    possible: list[Meaning] = [
        c.name
        for c in rules.classes
        if kind in c.kinds and not m["sign"] and chromosome in (None, c.chromosome) and not c.sign
    ]
    if kind == "der" and rules.conventions[convention].unbalanced_1_7_is_7q:
        possible.append("-7")
    if any(kind == v.kind and chromosome in (None, v.chromosome) for v in rules.heteromorphisms):
        possible.append(None)
    return (*possible, "other")


def kind_of(text: str) -> str | None:
    """The symbol of a part that was not understood."""
    m = _ONE.fullmatch(text.lower())
    return None if m is None else {"iso": "i"}.get(m["kind"], m["kind"])

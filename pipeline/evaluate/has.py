"""Whether the records hold a kind of fact at all, for notes and alerts. Two-valued by nature."""

from collections.abc import Iterator

from pipeline.evaluate.facts import FactBase
from pipeline.evaluate.kleene import Tri
from schemas.facts import GIVEN


def holds(facts: FactBase, selector: str) -> Tri:
    """True when the profile holds such a fact, else false. It points at facts only if they are of one thing.

    ``labs:platelets`` · ``findings:liver_lesion`` · ``findings:category=liver`` · ``treatments:hma`` (given) ·
    ``planned:hma`` · ``stages:IPSS-R`` · ``variants:TP53`` · ``negative:TP53`` · ``biomarkers:pnh_clone`` ·
    ``diagnoses:mds`` · ``karyotypes`` · ``variants`` · ``transfusions`` · ``conflicts`` · ``review``.
    """
    kind, _, name = selector.partition(":")
    pointers = tuple(_pointers(facts, kind, name))
    return Tri(bool(pointers), pointers if len(pointers) == 1 or kind == "labs" else ())


def _pointers(facts: FactBase, kind: str, name: str) -> Iterator[str]:
    profile = facts.profile
    if kind == "labs":
        yield from (p for p, _ in facts.latest(name))
    elif kind in ("treatments", "planned"):
        status = GIVEN if kind == "treatments" else ("planned",)
        yield from (p for p, _ in facts.treatments(name, status))
    elif kind == "negative":
        yield from (f"genes_tested_negative[{i}]" for i, g in enumerate(profile.genes_tested_negative) if g == name)
    elif kind == "transfusions":
        told = profile.transfusions
        values = (told.rbc_units_8_weeks, told.rbc_units_8_weeks_range, told.rbc_units_lifetime, told.dependent)
        if any(v is not None for v in values):
            yield "transfusions"
    elif kind == "performance":
        yield from ("performance",) if profile.performance else ()
    else:
        yield from (f"{kind}[{i}]" for i, fact in enumerate(getattr(profile, kind)) if _named(fact, name))


_KEYS = ("gene", "concept", "system", "name", "disease")


def _named(fact: object, name: str) -> bool:
    if not name:
        return True
    if name.startswith("category="):
        return bool(getattr(fact, "category", None) == name.removeprefix("category="))
    return any(getattr(fact, key, None) == name for key in _KEYS)

"""Whether the records are of this disease, of an adult, and of one person."""

from dataclasses import dataclass
from typing import Literal

from pipeline.evaluate.facts import FactBase
from pipeline.evaluate.kleene import unique
from pipeline.evaluate.phrasing import in_brackets, join, plain_date
from pipeline.evaluate.words import Writer
from pipeline.plain import in_a_sentence
from schemas.facts import Diagnosis


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether anything may be tailored, and why."""

    fit: Literal["in_scope", "out_of_scope", "unconfirmed"]
    reason: str
    because: tuple[str, ...] = ()
    other_person: bool = False


def fit_of(facts: FactBase, writer: Writer) -> Fit:
    """The scope stops, in the order in which they count: person, age, disease."""
    profile, phrases = facts.profile, facts.pack.phrases
    usable = [d for d in profile.documents if d.status in ("read", "duplicate")]
    if profile.documents and not usable and any(d.status == "other_person" for d in profile.documents):
        return Fit("out_of_scope", phrases["fit_other_person"], ("documents",), other_person=True)
    years = facts.years()
    if years is not None and years[1] < facts.pack.scope.min_age_years and not facts.blocked("patient.birth_date"):
        return Fit("out_of_scope", writer.fill(phrases["fit_child"])[0], ("patient",))
    return _by_disease(facts, writer)


def _by_disease(facts: FactBase, writer: Writer) -> Fit:
    disease, phrases = facts.pack.disease, facts.pack.phrases
    stated = [(f"diagnoses[{i}]", d) for i, d in enumerate(facts.profile.diagnoses)]
    ours = [(p, d) for p, d in stated if d.disease == disease]
    confirmed = [(p, d) for p, d in ours if d.status == "confirmed"]
    sure = facts.confirmed(disease)
    if sure:
        text, pointers = writer.fill(phrases["fit_in_scope"], diagnoses=_named(sure))
        return Fit("in_scope", text, unique((*(p for p, _ in sure), *pointers)))
    if confirmed:
        return Fit("unconfirmed", phrases["fit_disputed"], tuple(p for p, _ in confirmed))
    aside = {*facts.pack.scope.precursors, *facts.pack.scope.ignored, disease}
    others = [(p, d) for p, d in stated if d.status == "confirmed" and d.disease not in aside and not facts.blocked(p)]
    if others and not any(d.status == "suspected" for _, d in ours):
        text, _ = writer.fill(phrases["fit_other_disease"], diagnoses=_named(others))
        return Fit("out_of_scope", text, tuple(p for p, _ in others))
    nearby = [(p, d) for p, d in stated if d.disease in facts.pack.scope.precursors or (p, d) in ours]
    if nearby:
        text, _ = writer.fill(phrases["fit_unconfirmed_named"], diagnoses=_with_status(nearby))
        return Fit("unconfirmed", text, tuple(p for p, _ in nearby))
    return Fit("unconfirmed", phrases["fit_unconfirmed"])


def _named(found: list[tuple[str, Diagnosis]]) -> str:
    """Each once; a name that another one says in more words is left out."""
    labels = {d.label for _, d in found}
    told = [d for _, d in found if not any(x != d.label and x.startswith(d.label) for x in labels)]
    return join(list(unique(f"{in_a_sentence(d.label)}{in_brackets(d.date)}" for d in told)))


def _with_status(found: list[tuple[str, Diagnosis]]) -> str:
    words = {"suspected": "suspected", "ruled_out": "ruled out", "historical": "in the history", "confirmed": "stated"}
    return join(
        list(
            unique(
                f"{in_a_sentence(d.label)} ({words[d.status]}{f', {plain_date(d.date)}' if d.date else ''})"
                for _, d in found
            )
        )
    )

"""Whose documents they are: two persons' records are never mixed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from pipeline.context.names import compare_names, distance
from schemas.findings import DocumentFindings, ReportFacts
from schemas.layout import Identity

Likeness = Literal["same", "unknown", "doubtful", "different"]
_AGE_SLACK = 2  # years between an age printed at a date and one printed at another


@dataclass(slots=True)
class Person:
    """Reports that may be of one person."""

    reports: list[ReportFacts] = field(default_factory=list)

    @property
    def documents(self) -> set[str]:
        """The ids of the files they stand in."""
        return {r.key.document for r in self.reports}


@dataclass(frozen=True, slots=True)
class Sorting:
    """Reports of the patient, those of others, and those that were taken for the patient's but want a question."""

    patient: tuple[ReportFacts, ...]
    others: tuple[ReportFacts, ...]
    asked: tuple[ReportFacts, ...]
    tied: bool = False


def sort_persons(documents: Sequence[DocumentFindings], own: frozenset[str] = frozenset()) -> Sorting:
    """The person most documents agree on, and everybody else; without a majority nobody is the patient.

    The patient is who stands in ``own`` documents, where there are any: those she says are hers, all of them.
    """
    reports = [r for d in documents for r in d.reports]
    known = sorted((r for r in reports if _telling(r.identity)), key=_order)
    nameless = [r for r in reports if not _telling(r.identity)]
    persons = _claimed(_clusters(known), own)
    if not persons:
        return Sorting(tuple(reports), (), ())
    ranked = sorted(
        persons, key=lambda p: (not p.documents & own, -len(p.documents), -len(p.reports), _order(p.reports[0]))
    )
    tied = len(ranked) > 1 and _size(ranked[0]) == _size(ranked[1]) and not ranked[0].documents & own
    if tied:
        return Sorting((), tuple(reports), (), tied=True)
    patient = ranked[0]
    hers, others, asked = list(patient.reports), [r for p in ranked[1:] for r in p.reports], []
    for report in nameless:
        if report.key.document not in own and _to_person(report, patient) == "different":
            others.append(report)
            continue
        hers.append(report)
    for report in hers:
        if report.key.document not in own and any(
            compare(report, other) == "doubtful" for other in patient.reports if other is not report
        ):
            asked.append(report)
    return Sorting(tuple(hers), tuple(others), tuple(asked))


def _claimed(persons: list[Person], own: frozenset[str]) -> list[Person]:
    """All persons of ``own`` documents as one, who is the patient."""
    hers = [p for p in persons if p.documents & own]
    if len(hers) < 2:
        return persons
    return [Person([r for p in hers for r in p.reports]), *(p for p in persons if not p.documents & own)]


def _size(person: Person) -> tuple[int, int]:
    return len(person.documents), len(person.reports)


def _telling(identity: Identity) -> bool:
    return bool(identity.name or identity.birth_date or identity.record_number)


def _order(report: ReportFacts) -> tuple[object, ...]:
    """The most telling identities first; then by content, so that the order of upload changes nothing."""
    i = report.identity
    full = sum(v is not None for v in (i.name, i.birth_date, i.record_number, i.sex, i.age_years))
    return (
        bool(i.unsure), -full, i.birth_date or "", i.name or "", i.record_number or "",
        report.key.file, report.key.document, report.key.index,
    )  # fmt: skip


def _clusters(reports: Sequence[ReportFacts]) -> list[Person]:
    """Persons: each report joins the one person it may be of; one that may be of several joins the best-known."""
    persons: list[Person] = []
    for report in reports:
        homes = [p for p in persons if _to_person(report, p) in ("same", "doubtful")]
        strong = [p for p in homes if _to_person(report, p) == "same"]
        chosen = strong or homes
        if not chosen:
            unclear = [p for p in persons if _to_person(report, p) == "unknown"]
            chosen = unclear if len(persons) == 1 and unclear else []
        if chosen:
            max(chosen, key=_size).reports.append(report)
        else:
            persons.append(Person([report]))
    return persons


def _to_person(report: ReportFacts, person: Person) -> Likeness:
    """The likeness to the person's reports: one clear difference outweighs all else.

    But for another name on one of them, born the same day, where another has both the name and the day: the one name
    was misread or is a title.
    """
    found = {compare(report, other) for other in person.reports}
    if "different" in found and any(_same_name_and_birth(report, o) for o in person.reports):
        found -= {"different"} if _by_name_alone(report, person) else set()
        found.add("doubtful")
    for likeness in ("different", "doubtful", "same"):
        if likeness in found:
            return likeness
    return "unknown"


def _same_name_and_birth(a: ReportFacts, b: ReportFacts) -> bool:
    return _names(a.identity, b.identity) == "same" and _births(a.identity, b.identity) == "same"


def _by_name_alone(report: ReportFacts, person: Person) -> bool:
    """Whether nothing but the name tells a report from those of a person that it differs from."""
    others = [o for o in person.reports if compare(report, o) == "different"]
    return all(_births(report.identity, o.identity) == "same" and not _contrary(report, o) for o in others)


def compare(a: ReportFacts, b: ReportFacts) -> Likeness:
    """Whether two reports are of one person, by name, birth date, record number, sex and age."""
    left, right = a.identity, b.identity
    birth = _births(left, right)
    name = _names(left, right)
    number = left.record_number is not None and left.record_number == right.record_number
    contrary = _contrary(a, b)
    if birth == "different":
        if name == "different":
            return "different"
        return "doubtful" if number and name != "none" else "different"
    if birth == "doubtful":
        return "different" if name == "different" and not number else "doubtful"
    if birth == "same":
        if name == "different" and not number and not _misread(left, right) and not (left.loose or right.loose):
            return "different"
        return "doubtful" if name in ("different", "close", "renamed") or contrary else "same"
    return _without_birth(name, number, contrary)


def _without_birth(name: str, number: bool, contrary: int) -> Likeness:
    if name in ("different", "renamed"):
        return "doubtful" if number else "different"
    if name == "close" and not number:
        return "different" if contrary else "doubtful"
    if name == "same" or number:
        if contrary:
            return "doubtful" if number or contrary == 1 else "different"
        return "same"
    return "different" if contrary else "unknown"


def _births(a: Identity, b: Identity) -> str:
    """Says same, doubtful (a slip of OCR, or day and month swapped), different, or none."""
    one, two = a.birth_date, b.birth_date
    if one is None or two is None:
        return "none"
    if one == two:
        return "same"
    if one.startswith(two) or two.startswith(one):
        return "none" if len(min(one, two, key=len)) == 4 else "same"
    unsure = "birth_date" in a.unsure or "birth_date" in b.unsure
    if unsure and distance(one, two) <= 2:
        return "doubtful"
    swapped = len(one) == len(two) == 10 and one[:4] == two[:4] and (one[5:7], one[8:]) == (two[8:], two[5:7])
    return "doubtful" if swapped else "different"


def _names(a: Identity, b: Identity) -> str:
    if a.name is None or b.name is None:
        return "none"
    return compare_names(a.name, b.name, unsure="name" in a.unsure or "name" in b.unsure)


def _misread(a: Identity, b: Identity) -> bool:
    """Whether the names differ by a slip or two, as letters misread or mistyped do."""
    return a.name is not None and b.name is not None and compare_names(a.name, b.name, unsure=True) == "close"


def _contrary(a: ReportFacts, b: ReportFacts) -> int:
    """How many of sex and age speak against one person."""
    left, right = a.identity, b.identity
    sexes = {left.sex, right.sex} - {None, "unknown", "other"}
    against = int(len(sexes) == 2)
    born = [_birth_year(r) for r in (a, b)]
    if born[0] is not None and born[1] is not None and abs(born[0] - born[1]) > _AGE_SLACK:
        against += 1
    return against


def _birth_year(report: ReportFacts) -> int | None:
    identity, dated = report.identity, report.key.dated
    if identity.birth_date is not None:
        return int(identity.birth_date[:4])
    if identity.age_years is not None and dated is not None:
        return int(dated[:4]) - identity.age_years
    return None

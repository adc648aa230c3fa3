"""Who the patient is, by the documents that are the patient's."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence

from extractors.asking import reason
from knowledge.review import load_review
from pipeline.context.names import compare_names
from pipeline.merge.items import evidence_key, latest_first
from pipeline.stated import Stated
from schemas.findings import ReportFacts
from schemas.layout import Identity
from schemas.profile import Patient, ReviewItem


def patient_of(
    reports: Sequence[ReportFacts], today: dt.date, country: str | None, stated: Stated
) -> tuple[Patient, tuple[ReviewItem, ...]]:
    """Name, birth date, sex and age as most documents say; what they contradict is unknown and asked.

    What the patient has ``stated`` herself holds over all of them, and is not asked.
    """
    reviews: list[ReviewItem] = []
    births = _agreed(
        reports, "birth_date", lambda i: i.birth_date if i.birth_date and len(i.birth_date) == 10 else None
    )
    sexes = _agreed(reports, "sex", lambda i: i.sex if i.sex not in (None, "unknown") else None)
    settled = dict(stated)
    for name, values in (("birth_date", births), ("sex", sexes)):
        if name in settled:
            continue
        settled[name] = values[0] if len(values) == 1 else None
        if len(values) > 1:
            reviews.append(
                ReviewItem(
                    about=f"patient.{name}",
                    why=reason("records_disagree"),
                    question=getattr(load_review().questions, name),
                    candidates=tuple(sorted(values)),
                    weight="decides",
                )
            )
    patient = Patient(
        name=settled["name"] if "name" in settled else _name(reports),
        birth_date=settled["birth_date"],
        sex=settled["sex"] or "unknown",
        age_years=_age(settled["birth_date"], reports, today),
        country=settled.get("country", country),
        evidence=tuple(sorted({e for r in reports for e in r.identity.evidence}, key=evidence_key)),
    )
    return patient, tuple(reviews)


def _agreed(reports: Sequence[ReportFacts], field: str, value: Callable[[Identity], str | None]) -> list[str]:
    """The value of most documents among those surely read (failing these, of all); several where there is a tie."""
    for sure in (True, False):
        votes: Counter[str] = Counter()
        voted: set[tuple[str, str]] = set()
        for report in reports:
            said = value(report.identity)
            if said is None or (sure and field in report.identity.unsure) or (report.key.document, said) in voted:
                continue
            voted.add((report.key.document, said))
            votes[said] += 1
        if votes:
            ranked = votes.most_common()
            return [v for v, n in ranked if n == ranked[0][1]]
    return []


def _name(reports: Sequence[ReportFacts]) -> str | None:
    """The name of most documents; of equally frequent ones the fullest."""
    votes: Counter[str] = Counter()
    for document in sorted({r.key.document for r in reports}):
        names = {r.identity.name for r in reports if r.key.document == document and r.identity.name}
        votes.update(names)
    sure = {r.identity.name for r in reports if r.identity.name and "name" not in r.identity.unsure}
    pool = [n for n in votes if n in sure] or list(votes)
    if not pool:
        return None
    best = max(pool, key=lambda n: (votes[n], len(n.split()), len(n), n))
    fuller = [n for n in pool if len(n) > len(best) and compare_names(n, best) == "same"]
    return max(fuller, key=lambda n: (len(n), n)) if fuller else best


def _age(birth: str | None, reports: Sequence[ReportFacts], today: dt.date) -> int | None:
    """The age today by the birth date; failing that, the age the latest document prints."""
    if birth is not None:
        born = dt.date.fromisoformat(birth)
        years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
        return years if years >= 0 else None
    printed = [r for r in reports if r.identity.age_years is not None and "age_years" not in r.identity.unsure]
    if not printed:
        return None
    return max(printed, key=lambda r: (latest_first(r.key.dated), r.identity.age_years or 0)).identity.age_years

"""Kind, status, dates and identity of every report of a document."""

from collections.abc import Sequence

from extractors.dates import Order, date_order
from pipeline.context.copies import set_copies_aside
from pipeline.context.dating import dates_of
from pipeline.context.identity import identity_of
from pipeline.context.kinds import kind_of
from pipeline.context.orders import birth_is_ambiguous, order_by_age, order_by_birth, order_by_turnaround
from pipeline.context.specimens import split_by_specimen
from pipeline.context.split import split_by_person
from pipeline.context.statuses import status_of
from pipeline.context.visits import split_by_visit
from schemas.layout import LaidOutDocument, Report
from schemas.vocabulary import Vocabulary


def add_context(
    document: LaidOutDocument, vocabulary: Vocabulary, births: frozenset[str] = frozenset()
) -> LaidOutDocument:
    """``document`` with kind, status, dates, date order and identity of each report filled in.

    A report whose pages name two persons, or of two specimens or visits one below the other, becomes two; reports are
    numbered anew.

    ``births`` are birth dates (ISO) that other documents of the upload print unambiguously: a document that writes one
    of them as "11/02/1951" thereby shows how it writes dates.
    """
    order = _order(document, births)
    reports: list[Report] = []
    for report in (set_copies_aside(part) for whole in document.reports for part in split_by_person(whole, order)):
        kind = kind_of(report)
        known = report.model_copy(
            update={
                "kind": kind,
                "status": status_of(report),
                "dates": dates_of(report, kind, order),
                "identity": identity_of(report, order),
                "date_order": order,
            }
        )
        for part in (p for visit in split_by_visit(known, order) for p in split_by_specimen(visit, order)):
            reports.append(part.model_copy(update={"index": len(reports)}))
    return document.model_copy(update={"reports": tuple(reports)})


def add_contexts(documents: Sequence[LaidOutDocument], vocabulary: Vocabulary) -> tuple[LaidOutDocument, ...]:
    """``add_context`` for all documents of an upload, each helped by the birth dates of the others."""
    alone = [add_context(d, vocabulary) for d in documents]
    births = births_in(alone)
    return tuple(
        done if is_settled(raw, done) else with_births(raw, done, vocabulary, births)
        for raw, done in zip(documents, alone, strict=True)
    )


def births_in(documents: Sequence[LaidOutDocument]) -> frozenset[str]:
    """The birth dates (ISO) that documents with their context print unambiguously."""
    return frozenset(
        r.identity.birth_date
        for d in documents
        for r in d.reports
        if r.identity.birth_date and len(r.identity.birth_date) == 10 and "birth_date" not in r.identity.unsure
    )


def is_settled(raw: LaidOutDocument, done: LaidOutDocument) -> bool:
    """Whether other documents cannot say how ``raw`` writes dates: it shows it itself, or its birth date is clear."""
    return any(r.date_order is not None for r in done.reports) or not birth_is_ambiguous(raw.reports)


def with_births(
    raw: LaidOutDocument, done: LaidOutDocument, vocabulary: Vocabulary, births: frozenset[str]
) -> LaidOutDocument:
    """``raw`` with its context, which was ``done`` without ``births``: done again only where one of them settles it."""
    return done if order_by_birth(raw.reports, births) is None else add_context(raw, vocabulary, births)


def _order(document: LaidOutDocument, births: frozenset[str]) -> Order | None:
    texts = (p.text for r in document.reports for s in r.sections for p in s.passages)
    told = date_order(texts) or order_by_turnaround(document.reports) or order_by_age(document.reports)
    return told or order_by_birth(document.reports, births)

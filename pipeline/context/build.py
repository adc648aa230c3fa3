"""Kind, status, dates and identity of every report of a document."""

from collections.abc import Sequence

from extractors.dates import Order, date_order
from pipeline.context.copies import set_copies_aside
from pipeline.context.dating import dates_of, order_by_birth, order_by_turnaround
from pipeline.context.identity import identity_of
from pipeline.context.kinds import kind_of, status_of
from pipeline.context.split import split_by_person
from schemas.layout import LaidOutDocument, Report
from schemas.vocabulary import Vocabulary


def add_context(
    document: LaidOutDocument, vocabulary: Vocabulary, births: frozenset[str] = frozenset()
) -> LaidOutDocument:
    """``document`` with kind, status, dates, date order and identity of each report filled in.

    A report whose pages name two persons becomes two; reports are numbered anew.

    ``births`` are birth dates (ISO) that other documents of the upload print unambiguously: a document that writes one
    of them as "11/02/1951" thereby shows how it writes dates.
    """
    order = _order(document, births)
    reports: list[Report] = []
    for report in (set_copies_aside(part) for whole in document.reports for part in split_by_person(whole, order)):
        kind = kind_of(report)
        reports.append(
            report.model_copy(
                update={
                    "index": len(reports),
                    "kind": kind,
                    "status": status_of(report),
                    "dates": dates_of(report, kind, order),
                    "identity": identity_of(report, order),
                    "date_order": order,
                }
            )
        )
    return document.model_copy(update={"reports": tuple(reports)})


def add_contexts(documents: Sequence[LaidOutDocument], vocabulary: Vocabulary) -> tuple[LaidOutDocument, ...]:
    """``add_context`` for all documents of an upload, each helped by the birth dates of the others."""
    alone = [add_context(d, vocabulary) for d in documents]
    births = frozenset(
        r.identity.birth_date
        for d in alone
        for r in d.reports
        if r.identity.birth_date and len(r.identity.birth_date) == 10 and "birth_date" not in r.identity.unsure
    )
    unclear = [all(r.date_order is None for r in d.reports) for d in alone]
    return tuple(
        add_context(raw, vocabulary, births) if again else done
        for raw, done, again in zip(documents, alone, unclear, strict=True)
    )


def _order(document: LaidOutDocument, births: frozenset[str]) -> Order | None:
    texts = (p.text for r in document.reports for s in r.sections for p in s.passages)
    return date_order(texts) or order_by_turnaround(document.reports) or order_by_birth(document.reports, births)

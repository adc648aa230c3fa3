"""Kind, status, dates and identity of every report of a document."""

from extractors.dates import date_order
from pipeline.context.dating import dates_of
from pipeline.context.identity import identity_of
from pipeline.context.kinds import kind_of, status_of
from schemas.layout import LaidOutDocument
from schemas.vocabulary import Vocabulary


def add_context(document: LaidOutDocument, vocabulary: Vocabulary) -> LaidOutDocument:
    """``document`` with kind, status, dates, date order and identity of each report filled in."""
    order = date_order(p.text for r in document.reports for s in r.sections for p in s.passages)
    reports = []
    for report in document.reports:
        kind = kind_of(report)
        reports.append(
            report.model_copy(
                update={
                    "kind": kind,
                    "status": status_of(report),
                    "dates": dates_of(report, kind, order),
                    "identity": identity_of(report, order),
                    "date_order": order,
                }
            )
        )
    return document.model_copy(update={"reports": tuple(reports)})

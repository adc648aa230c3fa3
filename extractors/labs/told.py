"""Counts of a marrow told in a letter: made days before it was written, so never dated by it."""

from collections.abc import Sequence

from extractors.dates import DateSpan
from extractors.labs.analytes import OF_MARROW
from extractors.labs.words import lab_words
from schemas.layout import Report


def undated(report: Report, analyte: str, collected: str | None, heading: str | None) -> bool:
    """Whether ``collected`` is but the day of the visit that tells of a marrow; ``heading``: its part's own day."""
    of_visit = collected is not None and collected == report.dates.visit != heading
    return report.kind == "note" and analyte in OF_MARROW and of_visit


def day_of_marrow(
    text: str, dates: Sequence[DateSpan], sentences: Sequence[tuple[int, int]], before: int
) -> str | None:
    """As in "On 14 June I aspirated the marrow. … 6% were blasts.": the one day told so far, and told of a marrow."""
    told = [d for d in dates if d.end <= before]
    if len(told) != 1 or told[0].precision != "day" or told[0].role != "date":
        return None
    around = next(((s, e) for s, e in sentences if s <= told[0].start < e), (0, before))
    sentence, words = text[slice(*around)].lower(), lab_words()
    return told[0].iso if words.marrow.search(sentence) and not words.blood.search(sentence) else None

"""What stands at the head of a report: its first lines and header sections, and the keys and values in them."""

from extractors.base import kept_for_last
from pipeline.context.fields import Field, fields_of
from schemas.layout import Passage, Report, SectionLabel

FURNITURE = "page furniture"
_LINES = 30


@kept_for_last
def head_passages(report: Report) -> list[Passage]:
    """The first lines of the report and its header sections, in order."""
    first = [p for s in report.sections if s.heading != FURNITURE for p in s.passages][:_LINES]
    seen = {id(p) for p in first}
    return first + [
        p for s in report.sections if s.label == SectionLabel.HEADER for p in s.passages if id(p) not in seen
    ]


@kept_for_last
def head_fields(report: Report) -> list[Field]:
    """The keys and values of ``head_passages``."""
    return fields_of(head_passages(report))

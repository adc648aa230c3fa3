"""Extraction: every extractor over every report of a document."""

from extractors.registry import EXTRACTORS
from schemas.facts import Finding
from schemas.layout import LaidOutDocument
from schemas.vocabulary import Vocabulary


def extract_facts(document: LaidOutDocument, vocabulary: Vocabulary) -> tuple[Finding, ...]:
    """Findings of all reports, in the order of reports and extractors; ``document`` has its context (dates, kinds)."""
    return tuple(
        finding
        for report in document.reports
        for extractor in EXTRACTORS
        for finding in extractor.run(report, vocabulary)
    )  # fmt: skip

"""The contract every extractor signs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from schemas.facts import Doubt, Fact, Finding, ReportKey
from schemas.layout import Report
from schemas.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Extractor:
    """A named, versioned, pure function from one report to findings. Bump ``version`` when outputs can change."""

    name: str
    version: int
    run: Callable[[Report, Vocabulary], Iterator[Finding]]

    @property
    def id(self) -> str:
        """The stamp left on every finding, e.g. ``labs@1``."""
        return f"{self.name}@{self.version}"


def key_of(report: Report) -> ReportKey:
    """The key that says which report a finding comes from."""
    return ReportKey(
        document=report.document,
        file=report.file,
        index=report.index,
        kind=report.kind,
        status=report.status,
        dated=report.dated,
    )


def finding(report: Report, extractor: str, fact: Fact, *, doubt: Doubt | None = None, prior: bool = False) -> Finding:
    """Wrap ``fact`` with where it was read."""
    return Finding(fact=fact, source=key_of(report), extractor=extractor, doubt=doubt, prior=prior)

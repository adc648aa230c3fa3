"""The contract every extractor signs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps
from typing import TypeVar

from schemas.facts import Doubt, Fact, Finding, ReportKey
from schemas.layout import Report
from schemas.vocabulary import Vocabulary

Asked = TypeVar("Asked")
Built = TypeVar("Built")


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


def once_for_each_vocabulary(build: Callable[[Vocabulary], Built]) -> Callable[[Vocabulary], Built]:
    """``build``, called once for each vocabulary; what it made is kept beside the very vocabulary it was made of.

    A vocabulary holds thousands of words: comparing two of them at every call would cost more than is saved.
    """
    made: dict[int, tuple[Vocabulary, Built]] = {}

    @wraps(build)
    def built(vocabulary: Vocabulary) -> Built:
        known = made.get(id(vocabulary))
        if known is None or known[0] is not vocabulary:
            known = made[id(vocabulary)] = (vocabulary, build(vocabulary))
        return known[1]

    return built


def kept_for_last(build: Callable[[Asked], Built]) -> Callable[[Asked], Built]:
    """``build``, whose last answer is kept beside the very thing it was asked of: one report is asked about in a row.

    What it gives is shared by all who ask, so nobody may change it.
    """
    last: tuple[Asked, Built] | None = None

    @wraps(build)
    def built(asked: Asked) -> Built:
        nonlocal last
        known = last
        if known is None or known[0] is not asked:
            known = last = (asked, build(asked))
        return known[1]

    return built


@kept_for_last
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

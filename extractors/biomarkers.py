"""Biomarkers that reports give as positive or negative: PNH and LGL clones, HLA-DR15, marrow fibrosis."""

from collections.abc import Iterator
from typing import Any, Literal

from extractors.asking import ask, reason
from extractors.base import Extractor, finding, once_for_each_vocabulary
from extractors.language.sentences import split_sentences
from extractors.molecular.words import any_of, of_a_relative, words_of
from extractors.patterns import Gate, pattern
from extractors.readings import carries
from extractors.wordings import Wordings
from schemas.facts import Biomarker, Doubt, Finding
from schemas.layout import Passage, Report, SectionLabel
from schemas.vocabulary import MarkerTerm, Vocabulary

_WORDINGS = Wordings("findings", "biomarkers")

SILENT = frozenset(
    {
        SectionLabel.METHODS,
        SectionLabel.COPIED,
        SectionLabel.TRIAL,
        SectionLabel.FAMILY_HISTORY,
        SectionLabel.ALLERGIES,
        SectionLabel.INDICATION,
    }
)
_TO_ANOTHER = _WORDINGS.pattern("to_another")
_BARE_FIRST = pattern(r"^[^%\t]*\t\s*\d{1,3}(?:[.,]\d{1,3})?\s*\t[^\t]*%")
_OF_MANY = _WORDINGS.pattern("of_many")
_OF_THE_TEST = _WORDINGS.pattern("of_the_test")
_NOT_LOOKED_FOR = _WORDINGS.pattern("not_looked_for")
_ANSWERED_NO = _WORDINGS.pattern("answered_no")
_PERCENT = pattern(r"(?P<sign>[<>≤≥]\s?)?(?P<value>\d{1,3}(?:[.,]\d{1,3})?)\s?%")


@once_for_each_vocabulary
def _markers(vocabulary: Vocabulary) -> tuple[tuple[MarkerTerm, dict[str, Any]], ...]:
    fields = ("terms", "needs", "positive", "negative", "stated", "value_beside", "not_beside")
    behind = Gate()  # a line is searched for all markers one after the other, and most lines name none
    return tuple(
        (m, {f: any_of(getattr(m, f), gate=behind if f == "terms" else None) for f in fields})
        for m in vocabulary.markers
    )


def run(report: Report, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Markers stated in the report, once each; two statements that differ are both given."""
    seen: set[tuple[str, str, float | None]] = set()
    for section in report.sections:
        if section.label in SILENT:
            continue
        for passage in section.passages:
            for found in _passage(report, passage, vocabulary):
                fact = found.fact
                assert isinstance(fact, Biomarker)
                key = (fact.name, fact.status, fact.value)
                if key not in seen:
                    seen.add(key)
                    yield found


def _passage(report: Report, passage: Passage, vocabulary: Vocabulary) -> Iterator[Finding]:
    lower = passage.text.lower()
    for marker, rx in _markers(vocabulary):
        if not rx["terms"].search(lower):
            continue
        spans = [(0, len(lower))] if "\t" in lower else split_sentences(passage.text)
        for start, end in spans:
            text = lower[start:end]
            term = rx["terms"].search(text)
            if term is None or rx["not_beside"].search(text) or of_a_relative(text, words_of(vocabulary)):
                continue
            if _NOT_LOOKED_FOR.search(text) or _OF_MANY.search(text):
                continue
            if marker.needs and not rx["needs"].search(text):
                continue
            yield from _read(report, passage, marker, rx, text, start, term.start())


def _near(rx: Any, text: str, at: int) -> Any:
    """The first match that is not parted from the term at ``at`` by the end of a bracket or of a clause before it."""
    return next((m for m in rx.finditer(text) if not any(c in text[m.end() : at] for c in ");")), None)


def _read(
    report: Report, passage: Passage, marker: MarkerTerm, rx: dict[str, Any], text: str, offset: int, at: int
) -> Iterator[Finding]:
    if marker.unit == "%" and _BARE_FIRST.search(text):
        return  # "Granulocytes | 0.00 | 0.01% | <0.01": the size has no sign, and the figure with one is the test's
    value, value_end = _value(marker, rx, text)
    negative = _near(rx["negative"], text, at) or _ANSWERED_NO.search(text)
    positive = rx["positive"].search(text)
    if any(m is not None and _TO_ANOTHER.match(text, m.end()) for m in (negative, positive)):
        return
    if negative is not None and positive is not None and "\t" in text[slice(*_between(negative, positive))]:
        return  # "Fibrosis | MF-1 | MF-0": which cell is the result, which one is normal?
    status: Literal["positive", "negative"]
    if negative is not None:
        status, value = "negative", None
        last = negative
    elif value is not None:
        status, last = ("positive" if value > 0 else "negative"), None
    elif positive is not None or (marker.stated and rx["stated"].search(text)) or _sized(marker, text):
        status, last = "positive", positive
    else:
        return
    begin = min([at] + ([last.start()] if last else []))
    end = max([at + 1] + ([last.end()] if last else []) + ([value_end] if value is not None else []))
    fact = Biomarker(
        name=marker.name,
        status=status,
        value=value,
        unit=marker.unit if value is not None else None,
        collected=report.taken,
        evidence=passage.cite(offset + begin, offset + end),
    )
    unsure = [w for w in passage.words_in(offset + begin, offset + end) if carries(w)]
    doubt = None
    if unsure:
        shown = f"{value:g} %" if value is not None else status
        doubt = Doubt(
            why=reason("readings_differ"),
            question=ask("marker", marker=marker.name.replace("_", " "), shown=shown),
            asks="fact",
            candidates=tuple(sorted({r.text for w in unsure for r in w.readings if r.text})),
        )
    yield finding(report, EXTRACTOR.id, fact, doubt=doubt)


def _between(a: Any, b: Any) -> tuple[int, int]:
    return min(a.start(), b.start()), max(a.start(), b.start())


def _sized(marker: MarkerTerm, text: str) -> bool:
    """Whether a size above zero is printed, whosever it is."""
    return marker.unit == "%" and any(
        not m["sign"] and float(m["value"].replace(",", ".")) > 0 and not _OF_THE_TEST.search(text[: m.start()])
        for m in _PERCENT.finditer(text)
    )


def _value(marker: MarkerTerm, rx: dict[str, Any], text: str) -> tuple[float | None, int]:
    """The size printed nearest to a word it belongs to; bounds and limits of detection are not sizes."""
    if marker.unit != "%":
        return None, 0
    beside = [m.start() for m in rx["value_beside"].finditer(text)]
    sizes = [m for m in _PERCENT.finditer(text) if not m["sign"] and not _OF_THE_TEST.search(text[: m.start()])]
    lineage = [m for m in rx["value_beside"].finditer(text) if m.group() not in ("clone", "clone size")]
    if not beside or (len(sizes) > 1 and not lineage):
        return None, 0  # several sizes, and no word that says whose
    best: tuple[int, float, int] | None = None
    for m in sizes:
        near = min(abs(m.start() - b) for b in beside)
        if best is None or near < best[0]:
            best = (near, float(m["value"].replace(",", ".")), m.end())
    return (None, 0) if best is None or best[1] > 100 else (best[1], best[2])


EXTRACTOR = Extractor(name="biomarkers", version=1, run=run)

"""Mechanisms of the product switched off from outside, to measure what each is worth; the product knows nothing of it.

A switch replaces a function for as long as a ``with`` block runs. It fails where the function is not there any more, so
that a renamed mechanism cannot go on being "measured".
"""

import importlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

from extractors.dates import find_dates
from pipeline.context.head import head_passages
from pipeline.merge.persons import Sorting
from schemas.document import Engine, Page, ReadDocument, TextSource, Word
from schemas.facts import Doubt
from schemas.layout import ReportDates


@dataclass(frozen=True)
class Switch:
    """A function (``module:name`` or ``module:Class.name``) and what stands in for it, made from the original."""

    where: str
    instead: Callable[[Any], Any]

    @contextmanager
    def off(self) -> Iterator[None]:
        """Replace the function while the block runs.

        Raises:
            LookupError: the function is not there.
        """
        module, _, path = self.where.partition(":")
        *outer, name = path.split(".")
        owner: Any = importlib.import_module(module)
        for part in outer:
            owner = getattr(owner, part, None)
        if owner is None or name not in vars(owner):
            raise LookupError(f"{self.where} is not there any more: the switch must follow it")
        original = vars(owner)[name]
        setattr(owner, name, self.instead(original))
        try:
            yield
        finally:
            setattr(owner, name, original)


@contextmanager
def without(switches: Sequence[Switch]) -> Iterator[None]:
    """All of these off while the block runs."""
    with ExitStack() as stack:
        for switch in switches:
            stack.enter_context(switch.off())
        yield


def answer(value: Any) -> Callable[[Any], Any]:
    """A stand-in that always answers ``value``."""
    return lambda _original: lambda *_a, **_k: value


def first_argument(_original: Any) -> Any:
    """A stand-in that hands back what it was given."""
    return lambda given, *_a, **_k: given


def _unsettled(_original: Any) -> Any:
    def settle(formula: Any, joined: Any) -> tuple[Any, Doubt | None]:
        if all(w.agreed for w, _, _ in joined.words(formula.start, formula.end)):
            return formula, None
        return formula, Doubt(why="the readings differ", question="Which karyotype does the page print?")

    return settle


def _any_size(original: Any) -> Any:
    def options(analyte: Any, *rest: Any) -> Any:
        return original(analyte.model_copy(update={"plausible_low": -1e12, "plausible_high": 1e12}), *rest)

    return options


def _first_figure(original: Any) -> Any:
    def trusting(group: Any, dated: Any) -> Any:
        values, _doubt = original(group, dated)
        return values[:1], None

    return trusting


def _first_date(_original: Any) -> Any:
    """Whatever date stands first at the head is taken for the day of the specimen or visit."""

    def dates_of(report: Any, _kind: Any, order: Any, *_more: Any) -> ReportDates:
        head = (d for p in head_passages(report) for d in find_dates(p.text, order) if d.role == "date" and d.iso)
        first = next(head, None)
        return ReportDates(collected=first.iso) if first is not None else ReportDates()

    return dates_of


def _one_person(_original: Any) -> Any:
    return lambda documents, *_a, **_k: Sorting(tuple(r for d in documents for r in d.reports), (), ())


RAW_CONFIDENCE = (Switch("pipeline.layout.build:calibrated", first_argument),)
NAMES = (
    Switch("pipeline.layout.build:settle_words", first_argument),
    Switch("extractors.molecular.doubts:same_name", answer(False)),
    Switch("extractors.molecular.doubts:same_but_marks", answer(False)),
)
READINGS = (
    Switch("extractors.labs.resolve:_settled", answer(None)),
    Switch("extractors.cytogenetics.karyotypes:settle", _unsettled),
)
SECOND_LOOK = (Switch("pipeline.reading.ocr.page:settle", answer(None)),)
THIRD_LOOK = (Switch("pipeline.reading.ocr.page:look_again", answer(None)),)
POOR_PAGES = (Switch("pipeline.reading.ocr.page:doubt_figures", answer(None)),)
TITLES = (Switch("extractors.labs.tables:columns_of", answer({})),)
FIRST_FIGURE = (*TITLES, Switch("extractors.labs.group_results:_current", _first_figure))
ARITHMETIC = (
    Switch("extractors.labs:cross_checked", first_argument),
    Switch("pipeline.merge.build:check_labs", answer(None)),
)
FLAGS = (
    Switch("extractors.labs.resolve:flag_fits", answer(True)),
    Switch("extractors.labs.resolve:_lost_point", answer(False)),
)
SIZES = (Switch("extractors.labs.resolve:_options", _any_size),)
ISCN = (
    Switch("extractors.cytogenetics.karyotypes:_contradiction", answer(None)),
    Switch("extractors.cytogenetics.karyotypes:settle", _unsettled),
)
HGVS = (Switch("extractors.molecular.doubts:codon_agrees", answer(None)),)
LAYERS = (
    Switch("pipeline.reading.glyphs:Figures.lie", answer(False)),
    Switch("pipeline.reading.pdf_trust:_dubbed", answer(False)),
)
DATES = (Switch("pipeline.context.build:dates_of", _first_date),)
PERSONS = (
    Switch("pipeline.merge.build:sort_persons", _one_person),
    Switch("pipeline.context.build:split_by_person", lambda _original: lambda report, _order: [report]),
)
VERSIONS = (
    Switch("pipeline.merge.pool:_without_superseded", lambda _original: lambda findings, _reports: list(findings)),
)
CORRECTIONS = (Switch("extractors.labs:standing", lambda _original: lambda items, _setting: iter(items)),)
COPIES = (Switch("pipeline.context.build:set_copies_aside", first_argument),)
REPEATS = (
    Switch("pipeline.merge.pool:_without_repeats", first_argument),
    Switch("pipeline.merge.pool:_retold", first_argument),
)


def believed(document: ReadDocument, engine: Engine) -> ReadDocument:
    """The document as one engine alone read it, all of it believed."""
    return document.model_copy(update={"pages": tuple(_believed(p, engine) for p in document.pages)})


def _believed(page: Page, engine: Engine) -> Page:
    words: list[Word] = []
    last = ""
    for word in page.words:
        if word.source != TextSource.OCR or not word.readings:
            words.append(word)
            continue
        text = next((r.text for r in word.readings if r.engine == engine), "")
        again = " " in text and text == last  # the one reading of a place where the other engine saw several words
        if text and not again:
            words.append(word.model_copy(update={"text": text, "agreed": True}))
        last = text
    return page.model_copy(update={"words": tuple(words)})

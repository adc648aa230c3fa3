"""A document as understood by its geometry: reports, sections, passages and tables.

Extractors read these records and nothing else. A ``Passage`` knows for each character which word it came from, so a
citation is made from text one holds and cannot be invented.
"""

from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from typing import Literal

from pydantic import Field

from schemas.base import Record
from schemas.document import Word
from schemas.provenance import Box, Evidence, Sha256, union_box

DocumentKind = Literal["lab", "marrow", "cytogenetics", "molecular", "flow", "pathology", "note", "imaging", "other"]
ReportStatus = Literal["final", "preliminary", "amended", "addendum"]


class SectionLabel(StrEnum):
    """What a part of a report is about; titles that lead here are data in ``knowledge/common/sections.toml``."""

    HEADER = "header"  # identity block, addresses, page headers and footers
    INDICATION = "indication"  # clinical history given with a request: not a finding
    DIAGNOSIS = "diagnosis"  # final diagnosis, impression of a report
    COMMENT = "comment"
    HISTORY = "history"  # oncological or medical history in a note
    FAMILY_HISTORY = "family_history"
    SOCIAL_HISTORY = "social_history"
    ALLERGIES = "allergies"
    MEDICATIONS = "medications"
    TREATMENT = "treatment"
    TRANSFUSION = "transfusion"
    INTERVAL = "interval"  # interval history, subjective
    EXAM = "exam"
    LABS = "labs"
    BLOOD = "blood"  # peripheral blood morphology
    MARROW = "marrow"  # aspirate, biopsy, differential, iron stain
    FLOW = "flow"
    IHC = "ihc"
    CYTOGENETICS = "cytogenetics"
    FISH = "fish"
    MOLECULAR = "molecular"
    GENES_TESTED = "genes_tested"  # list of genes on the panel
    METHODS = "methods"  # methods, limitations, references, disclaimers: nothing of this patient
    IMAGING = "imaging"
    ASSESSMENT = "assessment"
    PLAN = "plan"
    TRIAL = "trial"  # trial text, eligibility criteria
    ADDENDUM = "addendum"
    COPIED = "copied"  # carried over from an earlier note: not of this report's day
    OTHER = "other"


class Passage(Record):
    """Running text with the words it was made of.

    ``spans[i]`` is the half-open range of ``text`` that ``words[i]`` fills; ``pages[i]`` is the page it stands on.
    """

    document: Sha256
    file: str
    text: str
    words: tuple[Word, ...]
    spans: tuple[tuple[int, int], ...]
    pages: tuple[int, ...]

    def words_in(self, start: int, end: int) -> tuple[Word, ...]:
        """The words that ``text[start:end]`` touches."""
        return tuple(self.words[i] for i in self._touched(start, end))

    def cite(self, start: int, end: int) -> tuple[Evidence, ...]:
        """Quote the words that ``text[start:end]`` touches: one piece of evidence for each page they stand on."""
        by_page: dict[int, list[Word]] = {}
        for i in self._touched(start, end):
            by_page.setdefault(self.pages[i], []).append(self.words[i])
        return tuple(cite_words(self.document, self.file, page, words) for page, words in by_page.items())

    def _touched(self, start: int, end: int) -> Iterator[int]:
        for i, (s, e) in enumerate(self.spans):
            if s < end and e > start:
                yield i


def cite_words(document: str, file: str, page: int, words: "list[Word] | tuple[Word, ...]") -> Evidence:
    """Evidence for ``words`` (at least one, all on ``page``), quoted in the order given."""
    return Evidence(
        document=document,
        file=file,
        page=page,
        bbox=union_box([w.box for w in words]),
        quote=" ".join(w.printed or w.text for w in words),
        method="ocr" if any(w.source == "ocr" for w in words) else "text",
        confidence=min(w.confidence for w in words),
    )


class Cell(Record):
    """Neighbouring words of one table cell, or one run of words on a line."""

    words: tuple[Word, ...] = Field(min_length=1)
    column: int | None = Field(default=None, description="index of the column it stands in, where columns are known")

    @cached_property  # every extractor asks for it
    def text(self) -> str:
        """The words, joined by single spaces."""
        return " ".join([w.text for w in self.words])

    @property
    def box(self) -> Box:
        """The smallest box around the words."""
        return union_box([w.box for w in self.words])


class Row(Record):
    """The cells of one row, left to right."""

    page: int
    cells: tuple[Cell, ...] = Field(min_length=1)

    @property
    def words(self) -> tuple[Word, ...]:
        """All words of the row, left to right."""
        return tuple([w for c in self.cells for w in c.words])

    @cached_property
    def text(self) -> str:
        """Cells joined by tabs."""
        return "\t".join([c.text for c in self.cells])


class Table(Record):
    """Rows that share columns; ``header`` holds the title rows (repeated ones on later pages are dropped)."""

    header: tuple[Row, ...] = ()
    rows: tuple[Row, ...]
    columns: tuple[tuple[float, float], ...] = Field(default=(), description="x-range of each column, points")


class Section(Record):
    """A titled part of a report, in reading order. A table's rows also stand in ``passages``, one a row."""

    label: SectionLabel
    heading: str = ""
    passages: tuple[Passage, ...] = ()
    tables: tuple[Table, ...] = ()


class ReportDates(Record):
    """Dates a report prints of itself, ISO 8601, as precise as printed; ambiguous ones are ``None``."""

    collected: str | None = None
    received: str | None = None
    reported: str | None = None
    addended: str | None = None
    visit: str | None = None
    unplaced: bool = Field(
        default=False, description="a date at the head stands under a key not known here: the specimen's, perhaps"
    )


class Identity(Record):
    """Who a report says it is about; used to keep two persons apart."""

    name: str | None = None
    birth_date: str | None = None
    record_number: str | None = None
    sex: Literal["female", "male", "other", "unknown"] | None = None
    age_years: int | None = None
    unsure: tuple[str, ...] = Field(
        default=(), description="fields read from words that OCR engines do not agree on: name, birth_date, …"
    )
    loose: bool = Field(default=False, description="no key names the name: it may be that of a house")
    evidence: tuple[Evidence, ...] = ()


class Report(Record):
    """One report inside a document: what extractors read. A file may hold several."""

    document: Sha256
    file: str
    index: int = 0
    kind: DocumentKind
    status: ReportStatus = "final"
    dates: ReportDates = ReportDates()
    identity: Identity = Identity()
    date_order: Literal["mdy", "dmy"] | None = Field(
        default=None, description="how the document writes numeric dates; None when it does not show it"
    )
    pages: tuple[int, ...]
    sections: tuple[Section, ...]

    @property
    def dated(self) -> str | None:
        """The date the report speaks of: collection or visit first, then receipt and report."""
        d = self.dates
        return d.collected or d.visit or d.received or d.reported or d.addended

    @property
    def taken(self) -> str | None:
        """The date of the specimen or visit; that of receipt or report only if no other date can be it."""
        return self.dates.collected or self.dates.visit or (None if self.dates.unplaced else self.dated)

    @property
    def sampled(self) -> str | None:
        """The date of the specimen; a note tells of specimens of other days, so its own date is none of theirs."""
        return self.dates.collected if self.kind == "note" else self.taken


class LaidOutDocument(Record):
    """A document split into reports. ``evidence`` of nothing: only geometry and titles have been used so far."""

    id: Sha256
    file: str
    reports: tuple[Report, ...]

"""Laboratory results and marrow percentages: blood counts, chemistry, blasts, ring sideroblasts, cellularity.

Tables are understood by what their columns hold (``tables``), running text by names and what follows them (``prose``);
``resolve`` turns what was printed into the canonical unit or raises a doubt; ``checks`` compares results
with each other.
"""

from collections.abc import Iterator

from extractors.base import Extractor
from extractors.dates import parse_date
from extractors.labs.cells import DATE_HINT, Strip, read_cell, strip_of
from extractors.labs.checks import cross_checked
from extractors.labs.corrections import standing
from extractors.labs.lexicon import lexicon_of
from extractors.labs.places import Place, place_of
from extractors.labs.portal import read_portal
from extractors.labs.prose import read_prose
from extractors.labs.resolve import NAME, Raw, Resolved, Setting, resolve, to_finding
from extractors.labs.tables import read_row, read_table
from extractors.labs.tokens import tokens_of
from extractors.labs.words import lab_words
from schemas.facts import Finding
from schemas.layout import Cell, Passage, Report, Row, Section, Table
from schemas.vocabulary import Vocabulary

_SPACES = str.maketrans(dict.fromkeys("()[]{},;:=/|<>≤≥.-–+*\"'~", " "))


def extract_labs(report: Report, vocabulary: Vocabulary) -> Iterator[Finding]:
    """The results a report asserts of its patient, each with the words that carry it."""
    setting = Setting(report, lexicon_of(vocabulary))
    resolved: list[Resolved] = []
    for section in report.sections:
        place = place_of(section, report, setting.order if section.passages else None)
        if place.skipped:
            continue
        setting.heading_date = place.dated
        titled = place.dated
        setting.prior_date = _prior_date(section, setting) if section.tables else None
        for raw in _raws(section, place, setting, titled):
            done = resolve(raw, setting)
            if done is not None:
                resolved.append(done)
    for item in cross_checked(standing(resolved, setting)):
        yield to_finding(item, setting)


def _raws(section: Section, place: Place, setting: Setting, titled: str | None) -> Iterator[Raw]:
    used: set[int] = set()
    for table in section.tables:
        text = " ".join([r.text for r in (*table.header, *table.rows)])
        if _worth_reading(text, setting):
            above = _line_above(table, section)
            if lab_words().other_specimen.search(above.lower()):
                used.update(id(w) for r in (*table.header, *table.rows) for w in r.words)
                continue
            setting.heading_date = _dated_above(above, setting) or titled
            yield from read_table(table, place, setting, used)
    setting.heading_date = titled
    left = [p for p in section.passages if p.words and not any(id(w) in used for w in p.words)]
    if len(left) > 1:
        yield from read_portal(left, place, setting, used)
    for passage in left:
        if not passage.words or not _worth_reading(passage.text, setting):
            continue
        if any(id(w) in used for w in passage.words):
            continue
        yield from _passage(passage, place, setting, used)


def _line_above(table: Table, section: Section) -> str:
    """The short line right above a table, which may be its title; "" where there is none."""
    first = (*table.header, *table.rows)[0].words[0]
    above = ""
    for passage in section.passages:
        if any(w is first for w in passage.words[:1]):
            return above if "\t" not in above and len(above) <= 70 and not above.endswith(".") else ""
        above = passage.text
    return ""


def _dated_above(above: str, setting: Setting) -> str | None:
    """The day that a table's title names ("Results of 14 March 2026"), if it says that it is of a test."""
    text, words = above.lower(), lab_words()
    if not DATE_HINT.search(text) or words.issued.search(text) or words.prior_note.search(text):
        return None
    return parse_date(above, setting.order) if words.taken.search(text) else None


def _prior_date(section: Section, setting: Setting) -> str | None:
    """As in "Previous results: sample of 11/08/2026": the one day such a line names."""
    days = set()
    for passage in section.passages:
        text = passage.text.lower()
        if "\t" not in text and len(text) < 120 and lab_words().prior_note.search(text) and DATE_HINT.search(text):
            days.add(parse_date(passage.text, setting.order))
    return days.pop() if len(days) == 1 else None


def _passage(passage: Passage, place: Place, setting: Setting, used: set[int]) -> Iterator[Raw]:
    several = False
    if "\t" in passage.text:
        row = _row_of(passage)
        found = list(read_row(row, place, setting, used))
        if found:
            yield from found
            return
        several = _several_figures(row, setting)
    strip = Strip(passage.text, passage.words, passage.spans, passage.pages, tokens_of(passage.text))
    for raw in read_prose(strip, place, setting, cells="\t" in passage.text):
        if several:
            raw.doubt = raw.doubt or "more than one figure stands in the row, and no title says which is the result"
        yield raw


def _several_figures(row: Row, setting: Setting) -> bool:
    """Two cells or more that hold a bare figure: bounds of a range may be among them ("Serun Ferritin 13 1775 150")."""
    reads = [read_cell(strip_of(c.words, row.page), setting.lexicon) for c in row.cells]
    return sum(1 for r in reads if r.kind == "value" and not r.loose_words) >= 2


def _row_of(passage: Passage) -> Row:
    """The cells of a row passage again."""
    cells: list[list[int]] = [[]]
    at = 0
    for i, (start, _) in enumerate(passage.spans):
        if "\t" in passage.text[at:start]:
            cells.append([])
        cells[-1].append(i)
        at = start
    return Row(
        page=passage.pages[0],
        cells=tuple(
            Cell(words=tuple(passage.words[i] for i in cell), column=k) for k, cell in enumerate(cells) if cell
        ),
    )


def _worth_reading(text: str, setting: Setting) -> bool:
    """A quick look: figures, and a word that begins a name."""
    if not any(c.isdigit() for c in text) and "sideroblast" not in text:
        return False
    return not setting.lexicon.first.isdisjoint(text.lower().replace("%", " % ").translate(_SPACES).split())


EXTRACTOR = Extractor(name="labs", version=1, run=extract_labs)

__all__ = ["EXTRACTOR", "NAME", "Place", "extract_labs"]

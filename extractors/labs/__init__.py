"""Laboratory results and marrow percentages: blood counts, chemistry, blasts, ring sideroblasts, cellularity.

Tables are understood by what their columns hold (``tables``), running text by names and what follows them (``prose``);
``resolve`` turns what was printed into the canonical unit or raises a doubt; ``checks`` compares results
with each other.
"""

from collections.abc import Iterator
from dataclasses import replace

from extractors.asking import reason
from extractors.base import Extractor
from extractors.dates import find_dates, parse_date
from extractors.labs.analytes import PRODUCTS
from extractors.labs.cells import DATE_HINT, Strip, read_cell, strip_of
from extractors.labs.checks import cross_checked
from extractors.labs.corrections import standing
from extractors.labs.labels import label_of
from extractors.labs.lexicon import lexicon_of
from extractors.labs.places import Place, beside_labels, place_of, site_of_count
from extractors.labs.portal import read_cards, read_portal
from extractors.labs.precision import by_siblings
from extractors.labs.prose import read_prose
from extractors.labs.resolve import NAME, Raw, Resolved, Setting, resolve, to_finding
from extractors.labs.rows import is_number_of_row, parts_a_name
from extractors.labs.tables import read_row, read_table
from extractors.labs.tokens import tokens_of
from extractors.labs.words import lab_words
from extractors.transfusions.tables import is_log
from extractors.unread_times import unread_times
from schemas.facts import Finding
from schemas.layout import Cell, Passage, Report, Row, Section, SectionLabel, Table
from schemas.vocabulary import Vocabulary

OTHER_DAY = reason("day_above")
_OPENS = 40  # characters
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
            if _may_be_units(raw, section, report):
                raw.doubt = raw.doubt or reason("may_be_units")
            done = resolve(raw, setting)
            if done is not None:
                resolved.append(done)
    resolved = by_siblings(resolved, setting)
    for item in cross_checked(standing(resolved, setting)):
        yield to_finding(item, setting)


def _raws(section: Section, place: Place, setting: Setting, titled: str | None) -> Iterator[Raw]:
    used: set[int] = set()
    for table in section.tables:
        text = " ".join([r.text for r in (*table.header, *table.rows)])
        if _worth_reading(text, setting):
            above = _line_above(table, section)
            if lab_words().other_specimen.search(above.lower()) or (
                is_log(table) and not _is_of_results(table, setting)
            ):
                used.update(id(w) for r in (*table.header, *table.rows) for w in r.words)
                continue
            setting.heading_date = _dated_above(above, setting) or titled
            cards = list(read_cards(table, place, setting, used))
            yield from cards or read_table(table, place, setting, used, _cells_above(table, section))
    setting.heading_date = titled
    left = [p for p in section.passages if p.words and not any(id(w) in used for w in p.words)]
    if len(left) > 1:
        yield from read_portal(left, place, setting, used)
    sites = beside_labels(section)
    setting.above = []
    for passage in left:
        setting.above.append(passage)
        if not passage.words or not _worth_reading(passage.text, setting):
            continue
        if any(id(w) in used for w in passage.words):
            continue
        above = _above(passage, section)
        setting.heading_date = _dated_above(above, setting) or titled
        other = setting.heading_date is None and _names_other_day(above, setting)
        other = other and not _prints_its_day(passage.text, setting)
        own = replace(place, site=sites.get(id(passage), place.site))
        for raw in _passage(passage, own, setting, used):
            if other and raw.collected == setting.dated:
                raw.doubt = raw.doubt or OTHER_DAY
            yield raw
    setting.heading_date = titled


def _prints_its_day(text: str, setting: Setting) -> bool:
    """Whether a line opens with the day of the report: "Today 7 June 2026: Hgb 9.5", whatever stands above it."""
    return any(d.iso == setting.dated for d in find_dates(text[:_OPENS], setting.order)) if setting.dated else False


def _above(passage: Passage, section: Section) -> str:
    """The short line right above a passage, which may be its title; "" where there is none."""
    place = next(n for n, p in enumerate(section.passages) if p is passage)
    text = section.passages[place - 1].text if place else ""
    return text if "\t" not in text and len(text) <= _TITLE and not text.rstrip().endswith((".", ",", ";")) else ""


def _names_other_day(above: str, setting: Setting) -> bool:
    """Whether a title prints one day before that of the report in words that are not understood, or one unread."""
    now = setting.dated
    if now is None or not DATE_HINT.search(above.lower()) or lab_words().issued.search(above.lower()):
        return False
    found = [d for d in find_dates(above, setting.order, anchor=now) if d.role in ("date", "relative")]
    days = [d.iso for d in found]
    if not days and above.rstrip().endswith(":") and unread_times(above, found):
        return True  # "Letter of 3 May from Dr Lane:"
    return len(days) == 1 and days[0] is not None and len(days[0]) == len(now) and _near(days[0], now)


def _near(day: str, now: str) -> bool:
    return day < now and int(now[:4]) - int(day[:4]) <= 1


_TITLE = 70
_TOP = 4  # lines at the top that may title a record of transfusions
_MOST_UNITS = 12  # given at once


def _may_be_units(raw: Raw, section: Section, report: Report) -> bool:
    """Whether a small bare number behind a product, in a record of transfusions, may count units ("platelets 1")."""
    if raw.unit is not None or not {a.name for a in raw.analytes} <= PRODUCTS or not raw.number.isdigit():
        return False
    if int(raw.number) > _MOST_UNITS:
        return False
    top = [p.text.lower() for s in report.sections for p in s.passages][:_TOP]
    return section.label is SectionLabel.TRANSFUSION or any("transfus" in text for text in top)


def _is_of_results(table: Table, setting: Setting) -> bool:
    """Names of results stand over the columns or before the rows, and not only those of blood products."""
    cells = [(c, r) for r in table.header for c in r.cells] + [(r.cells[0], r) for r in table.rows]
    labels = [label_of(strip_of(c.words, r.page), setting.lexicon) for c, r in cells]
    names = {a.name for label in labels if label is not None for a in label.analytes}
    return len(names) > 1 and not names <= PRODUCTS


def _cells_above(table: Table, section: Section) -> tuple[str, ...]:
    """The cells of the line right above a table: titles of parts of it."""
    first = (*table.header, *table.rows)[0].words[0]
    place = next((n for n, p in enumerate(section.passages) if p.words[:1] and p.words[0] is first), 0)
    return tuple(section.passages[place - 1].text.split("\t")) if place else ()


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
    if place.site == "blood" and site_of_count(passage.text, place.label, setting.report) == "marrow":
        place = replace(place, site="marrow")
    if "\t" not in passage.text:
        yield from read_prose(_strip(passage), place, setting)
        return
    row = _row_of(passage)
    found = list(read_row(row, place, setting, used))
    if found:
        yield from found
        return
    if parts_a_name(row):
        return
    several = _several_figures(row, setting)
    for raw in read_prose(_strip(passage), place, setting, cells=True):
        if several:
            raw.doubt = raw.doubt or reason("several_figures")
        elif not _is_named(raw, row, setting):
            raw.doubt = raw.doubt or reason("name_words")
        yield raw


def _strip(passage: Passage) -> Strip:
    return Strip(passage.text, passage.words, passage.spans, passage.pages, tokens_of(passage.text))


def _is_named(raw: Raw, row: Row, setting: Setting) -> bool:
    """The figure stands in the cell of its name, or the cell in front of it holds the name and nothing else."""
    held = {id(w) for w, _ in raw.words}
    value = {id(w) for w in raw.value_words}
    for cell in row.cells:
        at = next((i for i, w in enumerate(cell.words) if id(w) in held), None)
        if at is None:
            continue
        before = cell.words[at - 1].text[-1] if at else ";"
        opens = before in ";.," or (cell.text.endswith(":") and (before.isdigit() or before == "%"))
        name = strip_of(cell.words[at:], row.page)
        return any(id(w) in value for w in cell.words) or (opens and label_of(name, setting.lexicon) is not None)
    return True


def _several_figures(row: Row, setting: Setting) -> bool:
    """Two cells or more that hold a bare figure: bounds of a range may be among them ("Serun Ferritin 13 1775 150")."""
    cells = row.cells[is_number_of_row(row.cells[0].text) :]
    reads = [read_cell(strip_of(c.words, row.page), setting.lexicon) for c in cells]
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
    if not any(map(str.isdigit, text)) and "sideroblast" not in text:
        return False
    return not setting.lexicon.first.isdisjoint(text.lower().replace("%", " % ").translate(_SPACES).split())


EXTRACTOR = Extractor(name="labs", version=1, run=extract_labs)

__all__ = ["EXTRACTOR", "NAME", "Place", "extract_labs"]

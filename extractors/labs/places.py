"""Where a result stands: sections that never hold one, and blood, marrow or neither for blasts."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extractors.asking import reason
from extractors.dates import Order, find_dates, parse_date
from extractors.labs.analytes import BLASTS, DIFFERENTIAL, OF_MARROW
from extractors.labs.cells import DATE_HINT
from extractors.labs.resolve import Raw
from extractors.labs.words import lab_words
from schemas.layout import Report, Section, SectionLabel
from schemas.vocabulary import Analyte

Site = Literal["blood", "marrow", "elsewhere"] | None
_SKIPPED = frozenset(
    {
        SectionLabel.METHODS, SectionLabel.TRIAL, SectionLabel.FAMILY_HISTORY, SectionLabel.GENES_TESTED,
        SectionLabel.COPIED,
        SectionLabel.ALLERGIES, SectionLabel.SOCIAL_HISTORY, SectionLabel.MEDICATIONS,
    }
)  # fmt: skip
_SITES: dict[SectionLabel, Site] = {
    SectionLabel.MARROW: "marrow", SectionLabel.BLOOD: "blood", SectionLabel.LABS: "blood",
    SectionLabel.FLOW: "elsewhere", SectionLabel.IHC: "elsewhere", SectionLabel.CYTOGENETICS: "elsewhere",
    SectionLabel.FISH: "elsewhere", SectionLabel.MOLECULAR: "elsewhere",
}  # fmt: skip
_GENERAL = frozenset({SectionLabel.DIAGNOSIS, SectionLabel.COMMENT, SectionLabel.OTHER, SectionLabel.ADDENDUM})
_DATED_BY_TITLE = frozenset({SectionLabel.LABS, SectionLabel.BLOOD, SectionLabel.MARROW, SectionLabel.OTHER})
_LABEL_WORDS = 4
_SOME_KINDS, _MANY_KINDS = 2, 3
_TITLED, _TITLE_WORDS = 4, 8


@dataclass(frozen=True, slots=True)
class Place:
    """A section as far as results are concerned."""

    label: SectionLabel
    site: Site
    skipped: bool = False
    prior: bool = False
    dated: str | None = None
    """The date a heading prints ("LABS 07/21/2026", "PERIPHERAL BLOOD, MARCH 12, 2026")."""


def place_of(section: Section, report: Report, order: Order | None) -> Place:
    """What a section's label and heading say of results in it."""
    words = lab_words()
    heading = section.heading.lower()
    skipped = section.label in _SKIPPED or bool(words.other_specimen.search(heading))
    site = site_in(heading) or _SITES.get(section.label)
    if site is None and section.label in _GENERAL:
        site = "marrow" if report.kind in ("marrow", "pathology") else None
    if site is None and report.kind == "lab" and (_titled_blood(report) or not _tells_of_marrow(section, report)):
        site = "blood"
    if report.kind == "flow":
        site = "elsewhere"
    elif site == "blood" and "differential" in heading:
        site = site_of_count(" ".join(p.text for p in section.passages), section.label, report) or site
    dated = None
    if section.label in _DATED_BY_TITLE and DATE_HINT.search(heading) and not words.issued.search(heading):
        dated = parse_date(section.heading, order) or _without_year(section.heading, report, order)
    return Place(section.label, site, skipped, prior=section.label is SectionLabel.INDICATION, dated=dated)


def _without_year(heading: str, report: Report, order: Order | None) -> str | None:
    """The one day that a heading prints without its year, counted from that of the report: "Labs (January 7)"."""
    anchor = report.dates.collected or report.dates.visit
    days = {d.iso for d in find_dates(heading, order, anchor=anchor) if d.role == "relative" and d.precision == "day"}
    return days.pop() if len(days) == 1 else None


def site_of_count(text: str, label: SectionLabel, report: Report) -> Site:
    """Marrow for a count of cells that only a marrow holds, under a title that may be of either ("Differential count").

    ``None`` where the text does not say so. Immature cells may be in blood too: it takes several kinds of them.
    """
    words, lower = lab_words(), text.lower()
    if label is not SectionLabel.LABS or words.blood.search(lower):
        return None
    least = _SOME_KINDS if report.kind in ("marrow", "pathology") else _MANY_KINDS
    return "marrow" if len(set(words.marrow_rows.findall(lower))) >= least else None


def _titled_blood(report: Report) -> bool:
    """Whether the first lines title a report on blood, and none of them names a marrow: "Opinion on the blood film"."""
    top = [p.text.lower() for s in report.sections[:_TITLED] for p in s.passages][:_TITLED]
    titles = [t for t in top if len(t.split()) <= _TITLE_WORDS and not any(map(str.isdigit, t))]
    return {site_in(t) for t in titles} - {None} == {"blood"}


def _tells_of_marrow(section: Section, report: Report) -> bool:
    """Blasts in a report that speaks of a marrow may be the marrow's, whatever the report was taken for."""
    if not any("blast" in p.text.lower() for p in section.passages):
        return False
    return any(lab_words().marrow.search(p.text.lower()) for s in report.sections for p in s.passages)


@lru_cache(maxsize=256)  # a table asks for a name's words again for each of its results
def site_in(text: str, home: Site = None) -> Site:
    """Blood, marrow or neither, by the words of a title or a sentence (lower case); ``None`` where they do not say.

    ``home`` is the site of the section: a "smear" is of blood but where a marrow is told of.
    """
    words = lab_words()
    if words.elsewhere.search(text):
        return "elsewhere"
    marrow = words.marrow.search(text)
    blood = (words.blood_alone if home == "marrow" else words.blood).search(text)
    if marrow and blood:
        return None
    return "marrow" if marrow else "blood" if blood else None


def beside_labels(section: Section) -> dict[int, Site]:
    """The site of passages (by ``id``) that stand beside a label at the left ("BLOOD FILM | … blast (1%)"), or below.

    A label holds to the next one.
    """
    found: dict[int, Site] = {}
    site: Site = None
    for passage in section.passages:
        label, tab, _ = passage.text.partition("\t")
        if tab:
            named = not any(c.isdigit() for c in label) and len(label.split()) <= _LABEL_WORDS and label.isupper()
            site = site_in(label.lower()) if named else None
        if site is not None:
            found[id(passage)] = site
    return found


def placed(raw: Raw, site: Site, own: Site = None) -> Raw | None:
    """``raw`` with the analytes its place allows; ``None`` where there is none.

    ``site`` is the place; ``own`` is what the words beside the result itself say, and counts for more.
    """
    names = {a.name for a in raw.analytes}
    site = own or site
    if names & BLASTS:
        return _placed_blasts(raw, names, site)
    if names & OF_MARROW:
        return None if site == "elsewhere" else raw
    if names & DIFFERENTIAL and site in ("marrow", "elsewhere") and (raw.unit in (None, "%") or raw.hint == "percent"):
        return None
    return raw


def _placed_blasts(raw: Raw, names: set[str], site: Site) -> Raw | None:
    if site == "elsewhere":
        return None
    if len(names & BLASTS) == 2:
        wanted = "blasts_blood" if site == "blood" else "blasts_marrow"
        raw.analytes = _only(raw.analytes, wanted)
        if site is None:
            raw.doubt = raw.doubt or reason("marrow_or_blood")
    if raw.number.startswith((".", "0.0", "0,0")) and raw.unit != "%":
        raw.doubt = raw.doubt or "a fraction or a percentage"
    return raw


def _only(analytes: tuple[Analyte, ...], name: str) -> tuple[Analyte, ...]:
    return tuple(a for a in analytes if a.name == name)


def without_asides(text: str, start: int, end: int) -> str:
    """``text`` with what stands in brackets blanked, but for brackets that hold ``text[start:end]`` or a part of it.

    As in "86% of precursors (15% or more is required for the subtype)": the aside is not about the figure.
    """
    kept = list(text)
    opened: list[int] = []
    for at, char in enumerate(text):
        if char == "(":
            opened.append(at)
        elif char == ")" and opened:
            begin = opened.pop()
            if not opened and (at < start or begin >= end):
                kept[begin : at + 1] = " " * (at + 1 - begin)
    return "".join(kept)

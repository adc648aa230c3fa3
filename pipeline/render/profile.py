"""A profile as a table for the terminal or as HTML, each fact with the words it was read from."""

import textwrap
from collections.abc import Iterable, Iterator

from knowledge.plain_names import load_plain_names
from knowledge.review import load_review
from knowledge.tailoring import load_wording
from pipeline.pictures.book import PictureBook
from pipeline.render.facts import FactView, Place, document_lines, panel_rows, view, views
from pipeline.render.html import html_of
from pipeline.render.profile_page import profile_page
from schemas.errors import UsageError
from schemas.profile import Profile

LISTS = (
    "diagnoses", "stages", "labs", "karyotypes", "variants", "genes_tested_negative", "biomarkers", "treatments",
    "not_given", "findings", "comorbidities",
)  # fmt: skip
SINGLE = ("patient", "transfusions", "performance")
_WIDTHS = (30, 44, 18)


def render_profile(profile: Profile, form: str, book: PictureBook | None = None) -> str:
    """``profile`` as ``table`` (plain text), ``html`` or ``json``.

    ``book`` holds the pictures of places for ``html``; without one the page has words only. The JSON has those that
    ``pipeline.pictures.attach`` has put into the profile.

    Raises:
        UsageError: the format is not known.
    """
    match form:
        case "table":
            return "\n".join(_table(profile)) + "\n"
        case "html":
            return _html(profile, book or PictureBook())
        case "json":
            return profile.model_dump_json(indent=2) + "\n"
    raise UsageError("a profile can be written as table, html or json")


def sections(profile: Profile) -> Iterator[tuple[str, tuple[FactView, ...]]]:
    """Titled facts in the order of reading; empty parts are left out."""
    names = load_plain_names().fields
    for field in ("patient", *LISTS[:2], *LISTS[2:8], "transfusions", *LISTS[8:], "performance"):
        if field in SINGLE:
            found = view(profile, field)
            rows: tuple[FactView, ...] = (found,) if found is not None and found.value else ()
        elif field == "genes_tested_negative":
            rows = panel_rows(profile)
        else:
            rows = _together(views(profile, field), profile.unsure)
        if rows:
            yield names.get(field, field), rows


def _together(rows: Iterable[FactView], unsure: frozenset[str]) -> tuple[FactView, ...]:
    """Facts that say the same in the same place (genes of one panel) in one row; those asked about apart."""
    alike: dict[tuple[str, str, tuple[Place, ...], bool], list[FactView]] = {}
    for row in rows:
        alike.setdefault((row.value, row.date, row.places, row.pointer in unsure), []).append(row)
    return tuple(
        FactView(many[0].pointer, ", ".join(dict.fromkeys(r.name for r in many)), value, date, seen)
        for (value, date, seen, _), many in alike.items()
    )


def _table(profile: Profile) -> Iterator[str]:
    headings = load_wording().headings
    yield headings["profile"]
    for title, rows in sections(profile):
        yield ""
        yield title.upper()
        for row in rows:
            yield from _row(row, load_review().page.words.unsure if row.pointer in profile.unsure else "")
    yield from _extras(profile)


def _row(row: FactView, mark: str) -> Iterator[str]:
    """Name, value (with what is unsure about it) and date in columns; below, where it stands."""
    value = f"{clean(row.value)} ({mark})" if mark else clean(row.value)
    cells = (clean(row.name), value, row.date or "no date")
    wrapped = [textwrap.wrap(c, w, break_on_hyphens=False) or [""] for c, w in zip(cells, _WIDTHS, strict=True)]
    for i in range(max(map(len, wrapped))):
        parts = (col[i] if i < len(col) else "" for col in wrapped)
        line = "  ".join(p.ljust(w) for p, w in zip(parts, _WIDTHS, strict=True))
        yield f"  {line}".rstrip()
    for place in row.shown:
        quote = f": “{clean(place.quote)}”" if place.quote else ""
        yield f"      {clean(place.file)}, page {place.page}{quote}"
    if row.more:
        yield f"      {row.more}"


def _extras(profile: Profile) -> Iterator[str]:
    headings = load_wording().headings
    blocks = (
        (headings["review"], [clean(r.question) for r in profile.review]),
        (headings["conflicts"], [clean(" against ".join(c.values)) for c in profile.conflicts]),
        (headings["missing"], [g.replace("_", " ") for g in profile.gaps]),
        (headings["documents"], [clean(line) for line in document_lines(profile.documents)]),
    )
    for title, lines in blocks:
        if lines:
            yield ""
            yield title.upper()
            yield from (f"  {line}" for line in lines)


def clean(text: str) -> str:
    """Text of a record without characters that steer a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


def _html(profile: Profile, book: PictureBook) -> str:
    return html_of(
        "profile.html.j2", words=load_wording().headings, notice=load_wording().notice, page=profile_page(profile, book)
    )

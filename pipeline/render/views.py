"""The views of a tailored answer as whole pages of HTML, one function each, and the places they want pictures of."""

from collections.abc import Iterator, Sequence
from typing import Literal, get_args

from pipeline.pictures.book import PictureBook
from pipeline.render.beside import beside_of
from pipeline.render.clinician import clinician_of
from pipeline.render.html import fitted, html_of
from pipeline.render.page import page_of
from pipeline.render.placed import reason_places
from pipeline.render.profile_page import page_places
from pipeline.render.sheet import sheets
from schemas.answer import TailoredAnswer
from schemas.profile import Profile
from schemas.provenance import Evidence

View = Literal["patient", "beside", "clinician", "sheet"]
VIEWS: tuple[View, ...] = get_args(View)


def patient_html(
    answer: TailoredAnswer, profile: Profile, pictures: PictureBook | None = None, *, opened: bool = False
) -> str:
    """The patient's page; ``opened`` unfolds everything, for paper."""
    return html_of("answer.html.j2", page=page_of(answer, profile, pictures), opened=opened)


def beside_html(answer: TailoredAnswer, profile: Profile, pictures: PictureBook | None = None) -> str:
    """The general answer, each sentence beside what became of it."""
    return html_of("beside.html.j2", page=beside_of(answer, profile, pictures))


def clinician_html(answer: TailoredAnswer, profile: Profile, pictures: PictureBook | None = None) -> str:
    """The clinician's page: facts, scores, rules, discrepancies, what is missing and what would change."""
    return html_of("clinician.html.j2", page=clinician_of(answer, profile, pictures))


def sheet_html(answer: TailoredAnswer, profile: Profile, pictures: PictureBook | None = None) -> str:
    """One sheet of paper for the visit; it has no pictures."""
    del pictures
    return html_of("sheet.html.j2", page=next(sheets(answer, profile)))


def sheet_pdf(answer: TailoredAnswer, profile: Profile) -> bytes:
    """The same on exactly one page: the fullest of its sizes that fits."""
    return fitted((html_of("sheet.html.j2", page=s) for s in sheets(answer, profile)), 1)


def wanted_places(answer: TailoredAnswer, profile: Profile, view: View) -> Iterator[Sequence[Evidence]]:
    """The places of which a view shows pictures, as ``pipeline.pictures.book.make_book`` takes them."""
    if view == "clinician":
        yield from page_places(profile)
    elif view != "sheet":
        reasons = [r for a in answer.alerts for r in a.because]
        reasons += [r for s in (*answer.summary, *answer.statements) for r in s.because]
        reasons += [r for q in answer.questions for r in q.because]
        reasons += [r for a in answer.ask_next for r in a.because]
        yield from reason_places(profile, reasons)

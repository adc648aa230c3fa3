"""A tailored answer in each of its views and formats."""

from collections.abc import Callable

from pipeline.pictures.book import PictureBook
from pipeline.render.beside import beside_of
from pipeline.render.clinician import clinician_of
from pipeline.render.html import pdf_of
from pipeline.render.markdown import answer_markdown
from pipeline.render.page import page_of
from pipeline.render.sheet import sheets
from pipeline.render.views import View, beside_html, clinician_html, patient_html, sheet_html, sheet_pdf
from pipeline.render.views_markdown import beside_markdown, clinician_markdown, sheet_markdown
from schemas.answer import TailoredAnswer
from schemas.errors import UsageError

_HTML: dict[View, Callable[..., str]] = {
    "patient": patient_html,
    "beside": beside_html,
    "clinician": clinician_html,
    "sheet": sheet_html,
}
_MARKDOWN: dict[View, Callable[[TailoredAnswer], str]] = {
    "patient": lambda a: answer_markdown(page_of(a)),
    "beside": lambda a: beside_markdown(beside_of(a)),
    "clinician": lambda a: clinician_markdown(clinician_of(a)),
    "sheet": lambda a: sheet_markdown(next(sheets(a, a.profile))),
}


def render_answer(
    answer: TailoredAnswer, form: str, *, view: View = "patient", book: PictureBook | None = None
) -> str | bytes:
    """One view of ``answer`` as ``md`` or ``html`` text, or ``pdf`` bytes; as ``json`` the answer itself.

    ``book`` holds the pictures of places for ``html`` and ``pdf``; without one these have words only.

    Raises:
        UsageError: the format is not known.
    """
    match form:
        case "json":
            return answer.model_dump_json(indent=2) + "\n"
        case "md":
            return _MARKDOWN[view](answer)
        case "html":
            return _HTML[view](answer, answer.profile, book)
        case "pdf":
            return _pdf(answer, view, book)
    raise UsageError("a tailored answer can be written as md, html, pdf or json")


def _pdf(answer: TailoredAnswer, view: View, book: PictureBook | None) -> bytes:
    if view == "sheet":
        return sheet_pdf(answer, answer.profile)
    if view == "patient":
        return pdf_of(patient_html(answer, answer.profile, book, opened=True))
    return pdf_of(_HTML[view](answer, answer.profile, book))

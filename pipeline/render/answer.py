"""A tailored answer in each of its formats."""

from typing import Literal

from pipeline.render.facts import document_lines
from pipeline.render.html import html_of, pdf_of
from pipeline.render.markdown import answer_markdown
from pipeline.render.page import Page, page_of
from schemas.answer import TailoredAnswer
from schemas.errors import UsageError

AnswerFormat = Literal["md", "html", "pdf", "json"]


def render_answer(answer: TailoredAnswer, form: str) -> str | bytes:
    """``answer`` as ``md``, ``html`` or ``json`` text, or ``pdf`` bytes.

    Raises:
        UsageError: the format is not known.
    """
    match form:
        case "json":
            return answer.model_dump_json(indent=2) + "\n"
        case "md":
            return answer_markdown(page_of(answer))
        case "html":
            return _html(page_of(answer), opened=False)
        case "pdf":
            return pdf_of(_html(page_of(answer), opened=True))
    raise UsageError("a tailored answer can be written as md, html, pdf or json")


def _html(page: Page, *, opened: bool) -> str:
    lines = document_lines(page.answer.profile.documents)
    return html_of("answer.html.j2", page=page, opened=opened, documents=lines)

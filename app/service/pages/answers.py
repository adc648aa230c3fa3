"""The question and its answer: choosing one on board, pasting one, reading it, taking it along on paper."""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request, Response

from app.service.context import Asking, Own
from app.service.pages.documents import attachment
from app.service.paper import answer_pdf
from app.service.places import fact_address
from app.service.policy import Who, open_to
from app.service.show import go, page
from flows.store.errors import CorrectionError, NotFoundError
from flows.store.records import AnswerView
from knowledge.answers_loader import list_answers, search_answers
from pipeline.render.beside import beside_of
from pipeline.render.clinician import clinician_of
from pipeline.render.page import page_of
from pipeline.render.views import View

router = APIRouter()


@router.get("/case/ask")
@open_to(Who.PATIENT)
def choose(request: Request, own: Own) -> Response:
    """The general answers on board, and a place to paste another."""
    words = request.query_params.get("q", "")[:200]
    found = search_answers(words) if words.strip() else list_answers()
    return page(
        request, "ask.html.j2", at="ask", words=words, cards=found, first=not own.questions(), pasted="", wrong=""
    )


@router.post("/case/ask")
@open_to(Who.PATIENT)
def ask(request: Request, own: Own, asker: Asking) -> Response:
    """Have an answer tailored."""
    chosen, pasted = asker.form.get("answer"), asker.form.get("text", "")
    try:
        own.ask(answer_id=chosen, text=None if chosen is not None else pasted)
    except CorrectionError:
        return page(
            request, "ask.html.j2", status=422, at="ask", words="", cards=list_answers(), first=False, pasted=pasted,
            wrong="Please choose a question, or paste the text of an answer.",
        )  # fmt: skip
    return go("/case" if own.documents() else "/case/upload")


@router.post("/case/questions/{question_id}/drop")
@open_to(Who.PATIENT)
def drop(own: Own, question_id: str) -> Response:
    """Forget a question."""
    own.drop_question(question_id)
    return go("/case")


@router.get("/case/answers/{question_id}")
@open_to(Who.PATIENT)
def answer(request: Request, own: Own, question_id: str) -> Response:
    """The tailored answer; its facts lead to their places."""
    return _shown(request, own.answer(question_id), "our_answer.html.j2", page_of, "")


@router.get("/case/answers/{question_id}/beside")
@open_to(Who.PATIENT)
def beside(request: Request, own: Own, question_id: str) -> Response:
    """The general answer, each sentence beside what became of it."""
    return _shown(request, own.answer(question_id), "our_beside.html.j2", beside_of, "beside")


@router.get("/case/answers/{question_id}/clinician")
@open_to(Who.PATIENT)
def clinician(request: Request, own: Own, question_id: str) -> Response:
    """The same for who treats her: facts, scores, rules, what disagrees."""
    return _shown(request, own.answer(question_id), "our_clinician.html.j2", None, "clinician")


def _shown(request: Request, found: AnswerView, template: str, make: Callable[..., Any] | None, view: str) -> Response:
    """A view; where it can, its facts lead to their own pages."""
    if make is None:
        made = clinician_of(found.answer)
    else:
        made = make(found.answer, link=lambda pointer: fact_address(found.version, pointer))
    current = found.question.state == "ready"
    return page(
        request, template, at="answer", page=made, opened=False, question=found.question, current=current, view=view
    )  # fmt: skip


PAPERS: dict[str, tuple[View, str]] = {
    "answer.pdf": ("patient", "tailored answer.pdf"),
    "doctor.pdf": ("clinician", "for the doctor.pdf"),
    "sheet.pdf": ("sheet", "one page for the visit.pdf"),
}


@router.get("/case/answers/{question_id}/paper/{paper}")
@open_to(Who.PATIENT)
def paper(own: Own, question_id: str, paper: str) -> Response:
    """A view on paper."""
    if paper not in PAPERS:
        raise NotFoundError
    found, (view, name) = own.answer(question_id), PAPERS[paper]
    return Response(answer_pdf(found.answer, view), media_type="application/pdf", headers=attachment(name))

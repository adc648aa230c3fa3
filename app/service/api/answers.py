"""Questions and their tailored answers."""

from typing import Any

from fastapi import APIRouter, Response
from pydantic import Field

from app.service.api.common import PREFIX, Case, Id, IfNoneMatch, problems, tagged
from app.service.policy import Proof, Who, open_to
from flows.store.profiles import MOST_TEXT
from flows.store.records import QuestionInfo
from knowledge.answers_loader import list_answers
from schemas.answer import TailoredAnswer
from schemas.base import Record

router = APIRouter(prefix=PREFIX)


def _on_board(schema: dict[str, Any]) -> None:
    """Which ids there are; looked up when the description is asked for."""
    schema["enum"] = [card.id for card in list_answers()]


class OnBoard(Record):
    """A general answer on board."""

    answer_id: str = Field(max_length=100, json_schema_extra=_on_board)


class Pasted(Record):
    """The text of another: its question in the first line, then the answer."""

    text: str = Field(min_length=1, max_length=MOST_TEXT, pattern="[A-Za-z]")


class Asked(Record):
    """A question's id; the same question again has the same."""

    id: str


class Questions(Record):
    """A case's questions in the order they were asked."""

    questions: tuple[QuestionInfo, ...]


@router.get("/cases/{case}/questions", response_model=Questions, responses=problems())
@open_to(Who.CLIENT, proof=Proof.NONE, scope="answer.read")
def questions(own: Case) -> Questions:
    """All questions and how their answers stand."""
    return Questions(questions=own.questions())


@router.post("/cases/{case}/questions", status_code=201, response_model=Asked, responses=problems())
@open_to(Who.CLIENT, proof=Proof.NONE, scope="answer.write")
def ask(own: Case, wanted: OnBoard | Pasted) -> Asked:
    """Have a general answer tailored."""
    if isinstance(wanted, OnBoard):
        return Asked(id=own.ask(answer_id=wanted.answer_id))
    return Asked(id=own.ask(text=wanted.text))


@router.delete("/cases/{case}/questions/{question}", status_code=204, response_class=Response, responses=problems())
@open_to(Who.CLIENT, proof=Proof.NONE, scope="answer.write")
def drop(own: Case, question: Id) -> Response:
    """Forget a question and its answers."""
    own.drop_question(question)
    return Response(status_code=204)


@router.get("/cases/{case}/questions/{question}/answer", response_model=TailoredAnswer, responses=problems(304))
@open_to(Who.CLIENT, proof=Proof.NONE, scope="answer.read")
def answer(own: Case, question: Id, if_none_match: IfNoneMatch = None) -> Response:
    """The newest tailored answer, as in docs/contract.md; 404 while there is none."""
    found = own.answer(question)
    return tagged(if_none_match, found.etag, lambda: found.answer.model_dump_json())

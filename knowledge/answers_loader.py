"""The general answers on board (``knowledge/answers/*.md``) and the cues for reading any general answer."""

from functools import lru_cache

from pydantic import Field, ValidationError

from knowledge.loader import ROOT, read_toml
from schemas.base import Record
from schemas.errors import KnowledgePackError, UsageError


class ReadingCues(Record):
    """Cues that tell the parts of a general answer apart; patterns are RE2."""

    notices: tuple[str, ...]
    boilerplate: tuple[str, ...]
    question_sections: tuple[str, ...]
    closing_sections: tuple[str, ...]
    filler: tuple[str, ...]
    leaning: str
    byline_date: str
    byline_words: str
    abbreviations: tuple[str, ...]


class AnswerCard(Record):
    """One general answer on board, for lists and search."""

    id: str = Field(min_length=1)
    question: str
    disease: str
    updated: str


@lru_cache(maxsize=1)
def load_reading_cues() -> ReadingCues:
    """``knowledge/common/general_answers.toml``.

    Raises:
        KnowledgePackError: the file is missing or does not validate.
    """
    try:
        return ReadingCues.model_validate(read_toml("common/general_answers.toml"))
    except ValidationError as exc:
        raise KnowledgePackError(f"knowledge/common/general_answers.toml: {exc}") from exc


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """Front matter (``key: value`` lines between ``---``) and the rest; no front matter gives an empty mapping."""
    lines = text.lstrip("\ufeff").splitlines()
    if not lines or lines[0].strip() != "---":
        return {}, text
    for end in range(1, len(lines)):
        if lines[end].strip() == "---":
            pairs = (line.partition(":") for line in lines[1:end] if ":" in line)
            return {k.strip().lower(): v.strip().strip("\"'") for k, _, v in pairs}, "\n".join(lines[end + 1 :])
    return {}, text


@lru_cache(maxsize=1)
def list_answers() -> tuple[AnswerCard, ...]:
    """Every general answer on board, by id.

    Raises:
        KnowledgePackError: an answer lacks a field of its front matter.
    """
    cards = []
    for path in sorted((ROOT / "answers").glob("*.md")):
        meta, _ = front_matter(path.read_text("utf-8"))
        try:
            cards.append(AnswerCard(**{k: meta.get(k, "") for k in ("id", "question", "disease", "updated")}))
        except ValidationError as exc:
            raise KnowledgePackError(f"knowledge/answers/{path.name}: {exc}") from exc
    return tuple(cards)


def load_answer(answer_id: str) -> str:
    """The text (Markdown) of one general answer on board.

    Raises:
        UsageError: no answer has this id.
    """
    if answer_id not in {card.id for card in list_answers()}:
        known = ", ".join(card.id for card in list_answers())
        raise UsageError(f"there is no general answer of that name on board; there are: {known}")
    return (ROOT / "answers" / f"{answer_id}.md").read_text("utf-8")


def search_answers(words: str) -> tuple[AnswerCard, ...]:
    """Answers whose question, id or text holds any of the words, those with most of them first."""
    wanted = {w for w in words.lower().replace("-", " ").split() if len(w) > 2}

    def score(card: AnswerCard) -> tuple[int, int]:
        title = f"{card.question} {card.id}".lower()
        body = load_answer(card.id).lower()
        return sum(w in title for w in wanted), sum(w in body for w in wanted)

    ranked = sorted(((score(card), card) for card in list_answers()), key=lambda p: (-p[0][0], -p[0][1], p[1].id))
    return tuple(card for points, card in ranked if sum(points))

"""The general answers on board (``knowledge/answers/*.md``) and the cues for reading any general answer."""

from functools import lru_cache

from pydantic import Field, ValidationError

from knowledge.loader import ROOT, read_record
from schemas.base import Record
from schemas.errors import KnowledgePackError, UsageError

_ENDINGS = ("s", "es", "ed", "ing")
_TAIL = 3
"""A search leaves out what scores less than a third of the best."""


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
    small_words: tuple[str, ...] = Field(description="say nothing of what a question is about")


class AnswerCard(Record):
    """One general answer on board, for lists and search."""

    id: str = Field(min_length=1)
    question: str = Field(min_length=1)
    disease: str = Field(min_length=1)
    updated: str = Field(min_length=1)
    topics: tuple[str, ...] = Field(default=(), description="words by which people look for it, beside its question")
    sources: tuple[str, ...] = Field(default=(), description="keys of the pack's sources that its statements cite")


@lru_cache(maxsize=1)
def load_reading_cues() -> ReadingCues:
    """``knowledge/common/general_answers.toml``.

    Raises:
        KnowledgePackError: the file is missing or does not validate.
    """
    return read_record("common/general_answers.toml", ReadingCues)


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
            cards.append(_card(meta))
        except ValidationError as exc:
            raise KnowledgePackError(f"knowledge/answers/{path.name}: {exc}") from exc
    return tuple(cards)


def _card(meta: dict[str, str]) -> AnswerCard:
    listed = {k: tuple(x.strip() for x in meta.get(k, "").split(",") if x.strip()) for k in ("topics", "sources")}
    plain = {k: meta.get(k, "") for k in ("id", "question", "disease", "updated")}
    return AnswerCard.model_validate({**plain, **listed})


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
    """Answers whose question, id or topics hold the words, best first; by their text where no title does.

    A word counts for more the fewer answers bear it ("mds" and "low" hardly count). Endings may differ ("platelet").
    """
    wanted = [w for w in dict.fromkeys(_words(words)) if len(w) > 2 or (w.isalnum() and not w.isalpha())]
    titles = {card: _words(f"{card.question} {card.id} {' '.join(card.topics)}") for card in list_answers()}
    return _ranked(wanted, titles) or _ranked(wanted, {card: _words(load_answer(card.id)) for card in titles})


def _ranked(wanted: list[str], texts: dict[AnswerCard, tuple[str, ...]]) -> tuple[AnswerCard, ...]:
    scores: dict[AnswerCard, float] = {}
    for word in wanted:
        found = [card for card, text in texts.items() if any(_alike(word, t) for t in text)]
        for card in found:
            scores[card] = scores.get(card, 0) + 1 / len(found)
    least = max(scores.values(), default=0) / _TAIL
    kept = [card for card, score in scores.items() if score >= least]
    return tuple(sorted(kept, key=lambda card: (-scores[card], -_covered(wanted, card), card.id)))


def _covered(wanted: list[str], card: AnswerCard) -> float:
    """The share of the question's own words that were asked for."""
    title = _words(card.question)
    return sum(any(_alike(word, t) for word in wanted) for t in title) / len(title)


def _words(text: str) -> tuple[str, ...]:
    return tuple("".join(c if c.isalnum() else " " for c in text.lower()).split())


def _alike(word: str, other: str) -> bool:
    """The same word, or one with another ending."""
    short, long = sorted((word, other), key=len)
    return short == long or (len(short) >= 4 and long.startswith(short) and long[len(short) :] in _ENDINGS)

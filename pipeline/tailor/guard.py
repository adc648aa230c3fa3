"""No text of an answer may order, promise, dose or give figures that were not asked for (rules in ``guard.toml``)."""

from functools import lru_cache
from typing import Any

from extractors.patterns import pattern
from knowledge.tailoring import load_guard
from schemas.answer import TailoredAnswer
from schemas.errors import KnowledgePackError, OncotailorError
from schemas.tailoring import GuardRules


class ForbiddenClaimError(OncotailorError):
    """A text of an answer broke a rule of the guard; names rules and statements, never the text."""


@lru_cache(maxsize=1)
def _rules() -> tuple[GuardRules, tuple[tuple[str, Any, tuple[Any, ...], bool], ...]]:
    rules = load_guard()
    compiled = tuple((r.id, pattern(r.pattern), tuple(pattern(u) for u in r.unless), r.prognosis) for r in rules.rules)
    for rule, (_, found, excuses, _p) in zip(rules.rules, compiled, strict=True):
        wrong = [t for t in rule.must_match if not _hit(t, found, excuses)]
        wrong += [t for t in rule.must_not_match if _hit(t, found, excuses)]
        if wrong:
            raise KnowledgePackError(f"knowledge/common/guard.toml: {rule.id} disagrees with an example")
    return rules, compiled


@lru_cache(maxsize=1)
def _screen() -> Any:
    """All rules in one expression: where it finds nothing in any sentence, none of them does."""
    return pattern("(?m:" + "|".join(f"(?:{r.pattern})" for r in _rules()[0].rules) + ")")


def _hit(text: str, found: Any, excuses: tuple[Any, ...]) -> bool:
    return found.search(text) is not None and not any(e.search(text) for e in excuses)


def violations(text: str, *, prognosis: bool = False) -> tuple[str, ...]:
    """Ids of the rules that ``text`` breaks, sentence by sentence (an excuse must stand in the same sentence)."""
    _, compiled = _rules()
    parts = [p for p in pattern(r"(?:[.!?]\s)").split(text.replace("’", "'")) if p]
    if _screen().search("\n".join(parts)) is None:
        return ()
    return tuple(
        name
        for name, found, excuses, allowed in compiled
        if not (allowed and prognosis) and any(_hit(part, found, excuses) for part in parts)
    )


def safe_text() -> str:
    """What stands in place of a text that broke a rule."""
    return _rules()[0].safe_text


def enforce(answer: TailoredAnswer, *, prognosis: bool = False, strict: bool = False) -> TailoredAnswer:
    """Replace every text that breaks a rule by a safe one.

    Questions that break a rule are left out; quoted words of the records and of the general answer are not texts of
    ours and stay as they are.

    Raises:
        ForbiddenClaimError: ``strict`` is set and a text breaks a rule.
    """
    broken: dict[str, tuple[str, ...]] = {}

    def clean(name: str, text: str) -> str:
        hits = violations(text, prognosis=prognosis)
        if hits:
            broken[name] = hits
        return safe_text() if hits else text

    summary = tuple(s.model_copy(update={"text": clean(s.id, s.text)}) for s in answer.summary)
    statements = tuple(s.model_copy(update={"text": clean(s.id, s.text)}) for s in answer.statements)
    alerts = tuple(a.model_copy(update={"text": clean(f"alert {i}", a.text)}) for i, a in enumerate(answer.alerts))
    questions = tuple(q for i, q in enumerate(answer.questions) if clean(f"question {i}", q.text) == q.text)
    ask_next = tuple(
        a for i, a in enumerate(answer.ask_next) if clean(f"ask {i}", f"{a.text} {a.question}") != safe_text()
    )
    would_change = tuple(c for c in answer.would_change if clean(f"change of {c.statement}", c.text) == c.text)
    if broken and strict:
        raise ForbiddenClaimError("; ".join(f"{name}: {', '.join(hits)}" for name, hits in broken.items()))
    return answer.model_copy(
        update={
            "summary": summary,
            "statements": statements,
            "alerts": alerts,
            "questions": questions,
            "ask_next": ask_next,
            "would_change": would_change,
        }
    )

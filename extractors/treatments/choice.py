"""Two treatments of which one is meant: "decitabine/cedazuridine or azacitidine" plans neither of them yet."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from extractors.asking import ask, reason
from extractors.language import Analysis, Sentence
from extractors.treatments.settling import Mention
from extractors.wordings import Wordings
from schemas.facts import GIVEN, Doubt

_WORDINGS = Wordings("treatments", "choice")

_OR = _WORDINGS.pattern("or")


def of_a_choice(analysis: Analysis, sentence: Sentence, found: Iterable[Mention]) -> list[Mention]:
    """The mentions of a sentence; of two joined by "or", a plan is only considered, what was given is asked about."""
    spans = _choices(analysis, sentence)
    return [_one_of_two(m) if any(a < m.exact[0][1] and m.exact[0][0] < b for a, b in spans) else m for m in found]


def _choices(analysis: Analysis, sentence: Sentence) -> list[tuple[int, int]]:
    """Where two different treatments are joined by "or"."""
    hits = sorted(sentence.agents, key=lambda h: h.start)
    return [
        (a.start, b.end)
        for a, b in pairwise(hits)
        if a.value is not b.value and a.end <= b.start and _OR.fullmatch(analysis.text[a.end : b.start].lower())
    ]


def _one_of_two(m: Mention) -> Mention:
    if m.said.status == "planned":
        return replace(m, said=replace(m.said, status="considered"), course=replace(m.course, started=None))
    if m.said.status not in GIVEN or m.doubt is not None:
        return m
    return replace(
        m,
        doubt=Doubt(
            why=reason("one_of_two"), question=ask("one_of_two", agent=m.agent.name), candidates=("present", "absent")
        ),
    )

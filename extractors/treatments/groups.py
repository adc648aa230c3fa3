"""Agents of a sentence in groups, each with the stretch of text that may speak of them."""

from dataclasses import dataclass

from extractors.date_order import month_names
from extractors.language import Analysis, Hit, Sentence
from extractors.wordings import Wordings

_WORDINGS = Wordings("treatments", "groups", month=month_names())

_JOINS_PLAIN = _WORDINGS.pattern("joins_plain")
_SEPARATES_AGENTS = _WORDINGS.pattern("separates_agents")

_MOVED_TO = _WORDINGS.pattern("moved_to")
_ASIDE = _WORDINGS.pattern("aside")
_ENDED_AND = _WORDINGS.pattern("ended_and")
_OPENING = _WORDINGS.pattern("opening")
_AMOUNT_OF = _WORDINGS.pattern("amount_of")


@dataclass(frozen=True, slots=True)
class Group:
    """Agents named together ("ATG + CSA") and the stretch of text that may speak of them."""

    hits: tuple[Hit, ...]
    left: int
    right: int
    before: int

    @property
    def start(self) -> int:
        """Where the first name begins."""
        return self.hits[0].start if self.hits else self.left

    @property
    def end(self) -> int:
        """Where the last name ends."""
        return self.hits[-1].end if self.hits else self.left


def groups_of(analysis: Analysis, sentence: Sentence) -> list[Group]:
    """The agents of ``sentence`` in groups, each with the text between its neighbours."""
    grouped: list[list[Hit]] = []
    for hit in sentence.agents:
        if grouped and _joined(analysis.text, sentence, grouped[-1][-1], hit):
            grouped[-1].append(hit)
        else:
            grouped.append([hit])
    made = []
    for i, hits in enumerate(grouped):
        left = grouped[i - 1][-1].end if i else sentence.start
        right = grouped[i + 1][0].start if i + 1 < len(grouped) else sentence.end
        if i + 1 < len(grouped):
            gap = analysis.text[hits[-1].end : right]
            right -= len(_next_amount(gap))
            right = min(right, hits[-1].end + _clause(gap))
        made.append(Group(tuple(hits), _own_left(analysis.text, left, hits[0].start, i), right, left))
    return made


def _joined(text: str, sentence: Sentence, one: Hit, other: Hit) -> bool:
    """Whether two names stand in one list, and the first does not end a clause before the one that holds the second."""
    gap = text[one.end : other.start]
    if gap == ", " and _OPENING.search(text[sentence.start : one.end]):
        return False
    return _JOINS_PLAIN.search(gap) is not None


def _clause(gap: str) -> int:
    """Where the clause of the first of two agents ends at the latest: at a full stop or semicolon between them."""
    return min((at for at in (gap.find(". "), gap.find(";")) if at >= 0), default=len(gap))


def _next_amount(gap: str) -> str:
    """The end of a gap between two agents that is of the second: "…, then 3 cycles of ", "… since 20.02.2026: "."""
    match = _AMOUNT_OF.search(gap)
    return match.group() if match is not None else ""


def _own_left(text: str, left: int, start: int, index: int) -> int:
    """After the last separator between this group and the one before."""
    if index == 0:
        moved = _MOVED_TO.search(text[left:start])
        return left if moved is None else left + moved.start()  # what was said before was of another treatment
    aside = _ASIDE.match(text[left:start])  # "azacitidine (2022-2024)": what stands in brackets is of it
    left += aside.end() if aside is not None else 0
    cuts = [left + m.end() for m in _SEPARATES_AGENTS.finditer(text[left:start])]
    comma: int = text.rfind(",", left, start)
    own = start if _ENDED_AND.search(text[left:start]) else left
    lead = _next_amount(text[left:start])
    if lead.startswith("since"):
        return start - len(lead)
    return max(left, comma, own, *cuts)

"""Say a thing once: what many statements repeat is gathered or shortened when an answer is laid out.

The answer's data stay whole, because each of its statements has to stand on its own; only the page is shorter.
"""

from collections.abc import Iterable, Mapping

from extractors.patterns import pattern
from knowledge.views import load_views
from schemas.answer import Reason, Statement

_LONG = 40
"""Brackets with fewer characters than this may be said again."""
MOST_WORDS = 30
"""Of a sentence."""
_END = pattern(r"[.!?] ")
_MANY = 3
"""From this many statements that differ by a name only, one is made."""


class Gathered(Statement):
    """Statements made one; ``names`` where their list would make the sentence too long."""

    names: tuple[str, ...] = ()


class Shortener:
    """Remembers what has been read; long brackets that say it again are left out."""

    def __init__(self) -> None:
        self.read = ""

    def shorten(self, text: str) -> str:
        """``text`` without long brackets whose words were read before."""
        out, at = [], 0
        while (start := text.find(" (", at)) >= 0:
            end = _closing(text, start + 1)
            inner = text[start + 2 : end]
            repeated = end > 0 and len(inner) > _LONG and inner in self.read
            stop = end + 1 if repeated else start + 2
            out.append(text[at : start if repeated else stop])
            at = stop
        out.append(text[at:])
        self.read += "\n" + text
        return "".join(out)


def first_sentence(text: str) -> tuple[str, str]:
    """The first sentence and the rest (empty where there is none)."""
    end = _END.search(text)
    return (text[: end.start() + 1], text[end.end() :]) if end is not None else (text, "")


def _closing(text: str, start: int) -> int:
    """Where the bracket that opens at ``start`` closes, or -1."""
    depth = 0
    for i in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[i], 0)
        if depth == 0:
            return i
    return -1


def gather(
    statements: Iterable[Statement], labels: Mapping[str, str], groups: Mapping[str, tuple[str, ...]]
) -> list[Statement]:
    """Statements of one group: members told with their group, and those that differ by a name only, made one."""
    kept = _without_members(list(statements), groups)
    alike: dict[str, list[Statement]] = {}
    for s in kept:
        alike.setdefault(_shape(s, labels), []).append(s)
    out = []
    for members in alike.values():
        out.extend([_joined(members, labels)] if len(members) >= _MANY else members)
    return out


def _without_members(statements: list[Statement], groups: Mapping[str, tuple[str, ...]]) -> list[Statement]:
    told = {s.about for s in statements}
    return [s for s in statements if not any(s.about in groups.get(t or "", ()) and t != s.about for t in told)]


def _shape(statement: Statement, labels: Mapping[str, str]) -> str:
    label = labels.get(statement.about or "")
    if not label or label not in statement.text:
        return statement.id
    return statement.text.replace(label, "\x00")


def _joined(members: list[Statement], labels: Mapping[str, str]) -> Statement:
    first = members[0]
    names = tuple(labels[m.about or ""] for m in members)
    because: tuple[Reason, ...] = tuple(dict.fromkeys(r for m in members for r in m.because))
    text = first.text.replace(names[0], f"{', '.join(names[:-1])} or {names[-1]}")
    long = any(len(s.split()) > MOST_WORDS for s in _END.split(text))
    return Gathered.model_validate(
        first.model_dump()
        | {
            "about": None,
            "text": first.text.replace(names[0], load_views().patient["these"]) if long else text,
            "because": because,
            "missing": tuple(dict.fromkeys(x for m in members for x in m.missing)),
            "sources": tuple(dict.fromkeys(x for m in members for x in m.sources)),
            "names": names if long else (),
        }
    )

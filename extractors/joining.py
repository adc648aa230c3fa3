"""The words that may join a name to the patient and leave its meaning as it is, and those that never do.

They lie in ``knowledge/common/joining.toml``; which of them count where is said by ``joined`` (illnesses),
``treatments.unclear``, ``performance`` and ``stages``.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from extractors.asking import reason
from extractors.patterns import Pattern, pattern, phrase_pattern
from extractors.wordings import Wordings
from knowledge.loader import read_toml
from schemas.facts import Doubt

_WORDINGS = Wordings("diagnoses", "joining")

WORD = pattern(r"[\p{L}]+(?:['’-][\p{L}]+)*|[?]")
_SHORT = 5  # letters of an abbreviation: GP, NHS
_OWN_SCORE = _WORDINGS.pattern("own_score")
_JUDGED = _WORDINGS.pattern("judged")
_CONDITIONAL = _WORDINGS.pattern("conditional")
_DRUG_STEMS = _WORDINGS.words("drug_stems")


@dataclass(frozen=True, slots=True)
class JoiningWords:
    """The data of ``joining.toml``; the patterns match whole phrases."""

    plain: frozenset[str]
    finite: frozenset[str]
    titles: frozenset[str]
    behind: frozenset[str]
    treatment: frozenset[str]
    unreal: Pattern
    another_time: Pattern
    relating: frozenset[str]
    meant: Pattern
    absent: frozenset[str]
    quoted: Pattern
    disputed: Pattern
    refusing: frozenset[str]
    refusing_verbs: frozenset[str]
    qualifying: frozenset[str]
    standing: frozenset[str]


@lru_cache(maxsize=1)
def joining_words() -> JoiningWords:
    """The words of ``joining.toml``, read once."""
    data = read_toml("common/joining.toml")
    plain, finite, titles, behind, treatment = (
        frozenset(data[k]["words"]) for k in ("plain", "finite", "titles", "behind", "treatment")
    )
    relating, absent, refusing, verbs, qualifying, standing = (
        frozenset(data[k]["words"])
        for k in ("relating", "absent", "refusing", "refusing_verbs", "qualifying", "standing")
    )
    unreal, another_time, meant, quoted, disputed = (
        phrase_pattern(data[k]["phrases"]) for k in ("unreal", "another_time", "meant", "quoted", "disputed")
    )
    known = plain | finite
    return JoiningWords(
        plain=known,
        finite=finite,
        titles=known | titles,
        behind=behind,
        treatment=treatment | finite,
        unreal=unreal,
        another_time=another_time,
        relating=relating,
        meant=meant,
        absent=absent,
        quoted=quoted,
        disputed=disputed,
        refusing=refusing,
        refusing_verbs=verbs,
        qualifying=qualifying,
        standing=standing,
    )


def what_would_be(text: str, question: str) -> Doubt | None:
    """``question`` as a doubt where ``text`` speaks of what would be: "would be IPSS-R high"."""
    if _CONDITIONAL.search(text) is None:
        text = _JUDGED.sub(" ", text)
    if joining_words().unreal.search(text) is None:
        return None
    why = reason("what_would_be")
    return Doubt(why=why, question=question, asks="fact")


def told_by_others(text: str) -> bool:
    """Whether ``text``, the words before a score, says that others gave it or that it is of another day."""
    return joining_words().quoted.search(_OWN_SCORE.sub(" ", text)) is not None


def unknown_words(
    text: str, start: int, end: int, known: list[tuple[int, int]], plain: frozenset[str], *, titled: bool = False
) -> list[str]:
    """Words of ``text[start:end]`` that are not known; names of people and places, in capitals, are none."""
    found = []
    for n, m in enumerate(WORD.finditer(text[start:end])):
        a, b = start + m.start(), start + m.end()
        word = m.group()
        if any(s < b and a < e for s, e in known) or word.lower() in plain or word.lower().endswith(_DRUG_STEMS):
            continue
        if not titled and _is_name(text, m, start, n, plain):
            continue
        if len(word) > 1 or word == "?":
            found.append(word)
    return found


def _is_name(text: str, m: Any, start: int, number: int, plain: frozenset[str]) -> bool:
    """Whether a word in a capital is of a person or a place; at the beginning, where what follows shows it."""
    word = m.group()
    if not word[0].isupper() or word.isupper():
        return word.isupper() and len(word) <= _SHORT
    after = WORD.search(text[start + m.end() :])
    return number > 0 or (after is not None and (after.group()[0].isupper() or after.group() in joining_words().finite))

"""Whether every word that joins a name to the patient is one the program knows.

"AML had been the worry" names a disease, and no word of it denies, doubts or remembers. No list of such turns is ever
whole, so it is the other way about: the words between the beginning of the statement and the name, the key or the title
of the list it stands under, and the verb behind it have to be known to leave the meaning as it is. A statement with any
other word is a question. What is known lies in ``knowledge/common/joining.toml``.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from extractors.conclusions import LABORATORY
from extractors.language import Analysis, Hit, Sentence
from extractors.patterns import pattern
from knowledge.loader import read_toml
from schemas.layout import SectionLabel

_HARD = pattern(r"[;#•|\t\n]|:\s|[.!?]\s|\s[-–—]\s|->")
_ENDS = pattern(r"[;:#•|\t\n]|[.!?]\s|\s[-–—]\s|->|,\s|\s(?:and|but|with|then)\s")
_SOFT = pattern(r",\s|\s(?:and|but|with|then)\s")
_WORD = pattern(r"[\p{L}]+(?:['’-][\p{L}]+)*|[?]")
_KEY = pattern(r"(?:^|[;•|\t\n.])(?P<key>[^;•|\t\n.:]{1,70})[:=](?:\s|$)")
_ASIDE = pattern(r"\([^()]*\)")
_BRACKET = pattern(r"^\s*\(([^()]{0,60})\)")
_ITEM = pattern(r"^\s*(?:[-*•–·]|\(?\d{1,2}[.)])\s")
_MOST_ITEMS = 12
_MOST_KEY_WORDS = 9
_SHORT = 5  # letters of an abbreviation: GP, NHS
_FEW = 4  # words of a bracket that may say how sure a name is


@dataclass(frozen=True, slots=True)
class _Words:
    plain: frozenset[str]
    finite: frozenset[str]
    titles: frozenset[str]
    behind: frozenset[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    data = read_toml("common/joining.toml")
    plain, finite, titles = (frozenset(data[k]["words"]) for k in ("plain", "finite", "titles"))
    return _Words(plain | finite, finite, plain | finite | titles, frozenset(data["behind"]["words"]))


def is_joined(analysis: Analysis, sentence: Sentence, hit: Hit, spoken: tuple[tuple[int, int], ...] = ()) -> bool:
    """Whether all words around ``hit`` that bear on it are known; ``spoken``: ranges of other names in the sentence."""
    known = [*spoken, *((c.start, c.end) for c in sentence.cues), (hit.start, hit.end)]
    known += [(h.start, h.end) for h in (*sentence.diseases, *sentence.findings, *sentence.agents)]
    known += [(d.start, d.end) for d in analysis.dates(sentence)]
    words = _words()
    start = _clause(analysis.text, sentence, hit, words)
    if _unknown(analysis.text, start, hit.start, known, words.plain):
        return False
    if _unknown_behind(analysis.text, sentence, hit, known, words):
        return False
    return any(c.isalpha() for c in analysis.text[start : hit.start]) or _is_known_title(analysis, sentence, hit, words)


def _clause(text: str, sentence: Sentence, hit: Hit, words: _Words) -> int:
    """Where the statement begins: with the last hard stop, later where a part with a verb of its own opens later."""
    hard = [m.end() for m in _HARD.finditer(text[sentence.start : hit.start])]
    first = sentence.start + (hard[-1] if hard else 0)
    soft = [first + m.end() for m in _SOFT.finditer(text[first : hit.start])]
    for start in reversed(soft):
        part = {w.lower() for w in _WORD.findall(text[start : hit.start])}
        if part & words.finite:
            return start
    return first


def _unknown(
    text: str, start: int, end: int, known: list[tuple[int, int]], plain: frozenset[str], *, titled: bool = False
) -> list[str]:
    """Words of ``text[start:end]`` that are not known; names of people and places, in capitals, are none."""
    found = []
    for n, m in enumerate(_WORD.finditer(text[start:end])):
        a, b = start + m.start(), start + m.end()
        word = m.group()
        if any(s < b and a < e for s, e in known) or word.lower() in plain:
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
    after = _WORD.search(text[start + m.end() :])
    return number > 0 or (after is not None and (after.group()[0].isupper() or after.group() in _words().finite))


def _unknown_behind(text: str, sentence: Sentence, hit: Hit, known: list[tuple[int, int]], words: _Words) -> list[str]:
    """Unknown words in brackets behind the name, or behind a verb that goes on from it."""
    rest = text[hit.end : sentence.end]
    bracket = _BRACKET.match(rest)
    if bracket is not None:
        inside = _WORD.findall(bracket.group(1))
        if len(inside) <= _FEW and (
            odd := _unknown(text, hit.end, hit.end + bracket.end(), known, words.plain | words.behind)
        ):
            return [w for w in odd if w.islower()]
    at = hit.end + (bracket.end() if bracket is not None else 0)
    end = _ENDS.search(text[at : sentence.end])
    stop = end.start() if end is not None else sentence.end - at
    first = _WORD.search(text[at : at + stop])
    if first is None or any(c in ",;:()[]/" for c in text[at : at + first.start()]):
        return []
    word = first.group().lower()
    if word not in words.finite and (word in words.plain or word in words.behind):
        return []
    if word not in words.finite and any(s <= at + first.start() < e for s, e in known):
        return []
    return _unknown(text, at, at + stop, known, words.plain | words.behind)


def _is_known_title(analysis: Analysis, sentence: Sentence, hit: Hit, words: _Words) -> bool:
    """Whether the key before a name that opens its part, the title of its list and that of its section are known."""
    text = analysis.text
    begin = text.rfind("\n", 0, sentence.start) + 1
    for m in list(_KEY.finditer(text[begin : hit.start]))[-1:]:
        key = _ASIDE.sub(" ", m.group("key"))
        if len(_WORD.findall(key)) <= _MOST_KEY_WORDS:
            return not _unknown(key, 0, len(key), [], words.titles, titled=True)
    if analysis.report.kind in LABORATORY:
        return True  # what a laboratory's titles say is asked elsewhere (``extractors.conclusions``)
    above = _opens_list(text, begin)
    if above and len(_WORD.findall(above)) <= _MOST_KEY_WORDS:
        return not _unknown(above, 0, len(above), [], words.titles, titled=True)
    if sentence.label is not SectionLabel.OTHER:
        return True
    return not _unknown(sentence.heading, 0, len(sentence.heading), [], words.titles, titled=True)


def _opens_list(text: str, begin: int) -> str:
    """The line that ends in a colon above the line or the items that ``begin`` opens or goes on with."""
    marked = _ITEM.match(text[begin : begin + 8]) is not None
    for _ in range(_MOST_ITEMS if marked else 1):
        end = max(begin - 1, 0)
        begin = text.rfind("\n", 0, end) + 1
        line = text[begin:end].rstrip()
        if line.endswith(":"):
            return line
        if _ITEM.match(line) is None:
            break
    return ""

"""Whether every word that joins a name to the patient is one the program knows.

"AML had been the worry" names a disease, and no word of it denies, doubts or remembers. No list of such turns is ever
whole, so it is the other way about: the words between the beginning of the statement and the name, the key or the title
of the list it stands under, and the verb behind it have to be known to leave the meaning as it is. A statement with any
other word is a question. What is known lies in ``knowledge/common/joining.toml``.
"""

from extractors.conclusions import LABORATORY
from extractors.joining import WORD, JoiningWords, joining_words, unknown_words
from extractors.language import Analysis, Hit, Sentence
from extractors.patterns import pattern
from extractors.wordings import Wordings
from schemas.layout import SectionLabel

_WORDINGS = Wordings("diagnoses", "joined")

_HARD = pattern(r"[;#•|\t\n]|:\s|[.!?]\s|\s[-–—]\s|->")
_ENDS = _WORDINGS.pattern("ends")
_SOFT = _WORDINGS.pattern("soft")
_KEY = pattern(r"(?:^|[;•|\t\n.])(?P<key>[^;•|\t\n.:]{1,70})[:=](?:\s|$)")
_ASIDE = pattern(r"\([^()]*\)")
_BRACKET = pattern(r"^\s*\(([^()]{0,60})\)")
_ITEM = pattern(r"^\s*(?:[-*•–·]|\(?\d{1,2}[.)])\s")
_VERB_NOT = _WORDINGS.pattern("verb_not")
_SAID_NO = _WORDINGS.pattern("said_no")
_STOPS = _WORDINGS.pattern("stops")
_MOST_ITEMS = 12
_MOST_KEY_WORDS = 9
_FEW = 2  # words that open a bracket: they say how sure a name is


def is_joined(analysis: Analysis, sentence: Sentence, hit: Hit, spoken: tuple[tuple[int, int], ...] = ()) -> bool:
    """Whether all words around ``hit`` that bear on it are known; ``spoken``: ranges of other names in the sentence."""
    known = [*spoken, *((c.start, c.end) for c in sentence.cues), (hit.start, hit.end)]
    known += [(h.start, h.end) for h in (*sentence.diseases, *sentence.findings, *sentence.agents)]
    known += [(d.start, d.end) for d in analysis.dates(sentence)]
    words = joining_words()
    start = _clause(analysis.text, sentence, hit, words)
    if unknown_words(analysis.text, start, hit.start, known, words.plain):
        return False
    if _unknown_behind(analysis.text, sentence, hit, known, words):
        return False
    return any(c.isalpha() for c in analysis.text[start : hit.start]) or _is_known_title(analysis, sentence, hit, words)


def denied_behind(text: str, sentence: Sentence, hit: Hit) -> bool:
    """Whether words behind a name deny something, and not only what is known to leave it: "a stroke is not"."""
    rest = text[hit.end : sentence.end]
    if _SAID_NO.search(_STOPS.split(rest)[0]):
        return True
    match = _VERB_NOT.search(rest)
    if match is None:
        return False
    what = {w.lower() for w in WORD.findall(match.group("what"))}
    return not what & joining_words().standing


def _clause(text: str, sentence: Sentence, hit: Hit, words: JoiningWords) -> int:
    """Where the statement begins: with the last hard stop, later where a part with a verb of its own opens later."""
    hard = [m.end() for m in _HARD.finditer(text[sentence.start : hit.start])]
    first = sentence.start + (hard[-1] if hard else 0)
    soft = [first + m.end() for m in _SOFT.finditer(text[first : hit.start])]
    for start in reversed(soft):
        part = {w.lower() for w in WORD.findall(text[start : hit.start])}
        if part & words.finite:
            return start
    return first


def _unknown_behind(
    text: str, sentence: Sentence, hit: Hit, known: list[tuple[int, int]], words: JoiningWords
) -> list[str]:
    """Unknown words in brackets behind the name, or behind a verb that goes on from it."""
    rest = text[hit.end : sentence.end]
    bracket = _BRACKET.match(rest)
    if bracket is not None:
        opening = list(WORD.finditer(bracket.group(1)))[:_FEW]
        stop = bracket.start(1) + opening[-1].end() if opening else 0
        odd = unknown_words(text, hit.end, hit.end + stop, known, words.plain | words.behind)
        if any(w.islower() for w in odd):
            return odd
    at = hit.end + (bracket.end() if bracket is not None else 0)
    end = _ENDS.search(text[at : sentence.end])
    stop = end.start() if end is not None else sentence.end - at
    first = WORD.search(text[at : at + stop])
    if first is None or any(c in ",;:()[]/" for c in text[at : at + first.start()]):
        return []
    word = first.group().lower()
    if word not in words.finite and (word in words.plain or word in words.behind):
        return []
    if word not in words.finite and any(s <= at + first.start() < e for s, e in known):
        return []
    return unknown_words(text, at, at + stop, known, words.plain | words.behind)


def _is_known_title(analysis: Analysis, sentence: Sentence, hit: Hit, words: JoiningWords) -> bool:
    """Whether the key before a name that opens its part, the title of its list and that of its section are known."""
    text = analysis.text
    begin = text.rfind("\n", 0, sentence.start) + 1
    for m in list(_KEY.finditer(text[begin : hit.start]))[-1:]:
        key = _ASIDE.sub(" ", m.group("key"))
        if len(WORD.findall(key)) <= _MOST_KEY_WORDS:
            return not unknown_words(key, 0, len(key), [], words.titles, titled=True)
    if analysis.report.kind in LABORATORY:
        return True  # what a laboratory's titles say is asked elsewhere (``extractors.conclusions``)
    above = _opens_list(text, begin)
    if above and len(WORD.findall(above)) <= _MOST_KEY_WORDS:
        return not unknown_words(above, 0, len(above), [], words.titles, titled=True)
    if sentence.label is not SectionLabel.OTHER:
        return True
    return not unknown_words(sentence.heading, 0, len(sentence.heading), [], words.titles, titled=True)


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

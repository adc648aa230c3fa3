"""Sentences of reports: their lists, abbreviations and numbers, not those of novels."""

from collections.abc import Iterator
from functools import lru_cache

from extractors.patterns import pattern
from extractors.wordings import Wordings

_WORDINGS = Wordings("language", "sentences")

LONGEST = 1500
_SHORT = 2  # letters
_STOP = pattern(r"[.!?]+[\"')\]]*\s+|\n+|\s{4,}")
_BEFORE_QUERY = frozenset(" ?([:;,/-\n\t")
_FIRST_ITEM = pattern(r"(?:^|\s)1\)\s")
_ITEM = pattern(r"\s(?:[2-9]|1\d)\)\s")
_OPENS = pattern(
    rf"(?:^|[\s(])(?:\p{{Ll}}[\p{{Ll}}'’-]+|(?:19|20)\d\d|\S*\))(\s)(?:{'|'.join(_WORDINGS.words('openers'))})\s",
    ignore_case=False,
)
_MAY_END = frozenset(_WORDINGS.words("may_end"))
_ABBREVIATIONS = frozenset(_WORDINGS.words("abbreviations"))


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Half-open ranges of the sentences of ``text``, without the white space around them."""
    return list(_sentences_in(text))


@lru_cache(maxsize=1024)  # several extractors look at a line one after the other
def _sentences_in(text: str) -> tuple[tuple[int, int], ...]:
    cuts, start = [], 0
    for match in _STOP.finditer(text):
        if "\n" in match.group() or match.group().isspace() or _ends(text, match.start(), match.end()):
            cuts.append((start, match.end()))
            start = match.end()
    cuts.append((start, len(text)))
    cuts = [part for a, b in cuts for part in _items(text, a, b)] if "1) " in text else cuts
    cuts = [part for a, b in cuts for part in _unended(text, a, b)]
    cuts = [part for a, b in cuts for part in _bounded(text, a, b)]
    return tuple(trimmed for a, b in cuts if (trimmed := _trim(text, a, b))[0] < trimmed[1])


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """As in "1) epoetin, ended 2) azacitidine, since May": each item says what it says of its own."""
    begin = start
    for match in _ITEM.finditer(text[start:end]) if _FIRST_ITEM.search(text[start:end]) else ():
        cut = match.start() + 1 + begin
        yield start, cut
        start = cut
    yield start, end


def _unended(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """As in "stopped for loss of response Now on decitabine": a line that ended without a stop, another begun."""
    begin = start
    for match in _OPENS.finditer(text[begin:end]):
        cut = begin + match.end(1)
        if any(len(w) > _SHORT and w.isalpha() and w.islower() for w in text[start:cut].split()):  # not a day alone
            yield start, cut
            start = cut
    yield start, end


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Parts no longer than a very long sentence, cut at a blank: work per sentence stays bounded."""
    while end - start > LONGEST:
        cut = text.rfind(" ", start, start + LONGEST)
        cut = start + LONGEST if cut <= start else cut
        yield start, cut
        start = cut
    yield start, end


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _ends(text: str, stop: int, after: int) -> bool:
    if text[stop] == "?" and text[max(stop - 1, 0)] in _BEFORE_QUERY:
        return False  # "MDS ? aplastic anaemia": it asks for what follows
    if after >= len(text) or text[stop] != ".":
        return True
    if text[after].islower():  # a name in small letters may open a sentence: "(June 2025). lenalidomide since"
        return text[stop - 1] in ")]" or text[max(stop - 4, 0) : stop].isdigit() or _whole_word(text, stop)
    begin = stop
    while begin > 0 and (text[begin - 1].isalnum() or text[begin - 1] == "."):
        begin -= 1
    word = text[begin:stop].lower()
    if word in _ABBREVIATIONS:
        return text[after].isupper() and word in _MAY_END
    if word.isdigit() and len(word) <= 2 and (begin == 0 or text[begin - 1] in "\n:;" or text[:begin].isspace()):
        return False
    return not (len(word) == 1 and word.isalpha() and text[begin].isupper())


def _whole_word(text: str, stop: int) -> bool:
    """Whether a word of five letters or more, none of it capital, ends here: it is no abbreviation we know."""
    begin = stop
    while begin > 0 and text[begin - 1].isalpha():
        begin -= 1
    word = text[begin:stop]
    return len(word) >= 5 and word.islower() and word not in _ABBREVIATIONS

"""Titles of sections: which lines open one, by the vocabulary and by how they look."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from extractors.patterns import pattern
from extractors.wordings import Wordings
from pipeline.layout.ink import Line, Segment
from schemas.document import TextSource
from schemas.layout import SectionLabel
from schemas.vocabulary import Agent, SectionTitle, Vocabulary

_WORDINGS = Wordings("layout", "titles")

_LEAD = _WORDINGS.pattern("lead")
_TAIL = pattern(r"[\s:;.*=_–—-]+$")
_BRACKET = pattern(r"\s*[(\[][^()\[\]]{0,60}[)\]]")
_DATED = _WORDINGS.pattern("dated")
_LETTER = _WORDINGS.pattern("letter")
_LETTERS = {
    "s": SectionLabel.INTERVAL,
    "o": SectionLabel.EXAM,
    "a": SectionLabel.ASSESSMENT,
    "p": SectionLabel.PLAN,
    "a/p": SectionLabel.ASSESSMENT,
}
_LEAST_LETTERS = 3
_WHERE = _WORDINGS.pattern("where")
_ITEM = _WORDINGS.pattern("item")
_MARKED_WORDS = 8
_DENIALS = frozenset(_WORDINGS.words("denials"))
_SPACE = pattern(r"[\s\x{00a0}]+")
_BULLETS = frozenset("-•▪◦‣●○*–·>")
_MAX_TITLE = 70
_SPECK, _FAINT = 2, 0.5  # most signs of dirt, and the least score of a sign that may be none
_SAME_SIZE, _OTHER_SIZE, _SAME_MARGIN = 0.01, 0.05, 2.0
_OPENS_RANGE = tuple("0123456789<>≤≥(")
_NESTS = frozenset(
    {
        SectionLabel.BLOOD, SectionLabel.MARROW, SectionLabel.FLOW, SectionLabel.IHC, SectionLabel.CYTOGENETICS,
        SectionLabel.FISH, SectionLabel.MOLECULAR, SectionLabel.LABS, SectionLabel.IMAGING, SectionLabel.INDICATION,
        SectionLabel.COMMENT, SectionLabel.OTHER, SectionLabel.EXAM, SectionLabel.DIAGNOSIS, SectionLabel.GENES_TESTED,
    }
)  # fmt: skip
_HOSTS = frozenset(
    {
        SectionLabel.HISTORY, SectionLabel.ASSESSMENT, SectionLabel.PLAN, SectionLabel.INDICATION,
        SectionLabel.TREATMENT, SectionLabel.INTERVAL, SectionLabel.DIAGNOSIS, SectionLabel.COMMENT,
        SectionLabel.HEADER, SectionLabel.METHODS, SectionLabel.TRIAL, SectionLabel.FAMILY_HISTORY,
    }
)  # fmt: skip
_NARROW = frozenset(
    {SectionLabel.FAMILY_HISTORY, SectionLabel.SOCIAL_HISTORY, SectionLabel.ALLERGIES, SectionLabel.MEDICATIONS}
)
_ENDINGS = frozenset(_WORDINGS.words("endings"))
_KEPT = frozenset({SectionLabel.METHODS, SectionLabel.TRIAL, SectionLabel.GENES_TESTED, SectionLabel.FAMILY_HISTORY})


@dataclass(frozen=True, slots=True)
class Title:
    """A title found at the head of a line. ``scoped``: it governs one passage, then the old section goes on."""

    label: SectionLabel
    heading: str
    inline: bool
    scoped: bool = False


_INITIALS = 3  # letters of a short name, which stands alone for other reasons
_SEVERAL = 2  # titles in capitals


class TitleStyle:
    """How the titles of a report are set, where that differs from its text; words of a text layer alone tell."""

    def __init__(self, lines: list[Line]) -> None:
        """``lines`` of the report."""
        letters: dict[float, int] = {}
        for line in lines:
            size = round(line.height, 1)
            letters[size] = letters.get(size, 0) + len(line.text)
        self._text = max(letters, key=lambda size: (letters[size], -size), default=0.0)
        self.known: list[Line] = []
        opened = {m.group(1).lower() for ln in lines if (m := _LETTER.search(ln.segments[0].text)) is not None}
        self._lettered = sum(len(key.split("/")) for key in opened) >= _LEAST_LETTERS

    def letter_of(self, line: Line) -> Title | None:
        """The part that ``line`` opens of a note whose parts letters open: "S: …", "O: …", "A: …", "P: …"."""
        match = _LETTER.search(line.segments[0].text) if self._lettered else None
        if match is None:
            return None
        key = match.group(1)
        return Title(_LETTERS[key.lower()], key, inline=line.text.strip() != match.group().strip())

    def is_like(self, line: Line) -> bool:
        """Whether a short line stands alone, set as known titles are: at their margin, in their size or in capitals."""
        first, last = line.text[:1], line.text.rstrip()[-1:]
        alone = len(line.segments) == 1 and len(line.inks) <= _MARKED_WORDS and first.isupper() and last.isalpha()
        if not alone:
            return False
        capitals = [t for t in self.known if t.text.isupper() and abs(t.x0 - line.x0) < _SAME_MARGIN]
        if line.text.isupper() and len(line.text) > _INITIALS and len(capitals) >= _SEVERAL:
            return True
        if line.inks[0].word.source is not TextSource.TEXT:
            return False
        return any(
            abs(t.height - line.height) < _SAME_SIZE * line.height
            and abs(t.height - self._text) > _OTHER_SIZE * self._text
            and abs(t.x0 - line.x0) < _SAME_MARGIN
            for t in self.known
        )


_books: list[tuple[tuple[SectionTitle, ...], dict[str, SectionLabel]]] = []


def _titles_of(vocabulary: Vocabulary) -> dict[str, SectionLabel]:
    """Titles in plain form; kept for the last few vocabularies (compared by identity: hashing one costs too much)."""
    for sections, book in _books:
        if sections is vocabulary.sections:
            return book
    book = {_plain(t): s.label for s in vocabulary.sections for t in s.titles}
    _books.append((vocabulary.sections, book))
    del _books[:-4]
    return book


_drug_books: list[tuple[tuple[Agent, ...], frozenset[str]]] = []


def _drugs_of(vocabulary: Vocabulary) -> frozenset[str]:
    """Names of treatments in plain form: one that stands alone on a line opens an entry."""
    for agents, book in _drug_books:
        if agents is vocabulary.agents:
            return book
    book = frozenset(_plain(name) for a in vocabulary.agents for name in (a.name, *a.aliases))
    _drug_books.append((vocabulary.agents, book))
    del _drug_books[:-4]
    return book


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    text = _SPACE.sub(" ", text.replace("’", "'")).strip()
    text = _LEAD.sub("", text)
    return str(_TAIL.sub("", text).lower())


def find_title(
    line: Line, vocabulary: Vocabulary, current: SectionLabel, *, may_be_unknown: bool = True
) -> Title | None:
    """The title ``line`` opens with, if any; ``current`` is the section it stands in.

    ``may_be_unknown``: a line that looks like a title opens a section even where its words are not known.
    """
    titles = _titles_of(vocabulary)
    first = line.segments[0].text
    alone = len(line.segments) == 1
    if (dirty := _beside_dirt(line, first, titles)) is not None:
        return dirty
    if alone and len(first) <= _MAX_TITLE:
        found = _whole(first, titles) if _may_be_title(first) else None
        if found is not None:  # "Sample collected 3 May 2025" stays in the text too: the date is the report's own
            dated = found is SectionLabel.OTHER and _undated(first) != first
            return Title(found, first.strip(), inline=dated)
        marked = _by_mark(first, vocabulary)
        if marked is not None:
            return Title(marked, first.strip(), inline=False)
        if current in _KEPT and _ITEM.search(first):
            return Title(SectionLabel.OTHER, first.strip(), inline=True)
    inline = _of_another(line, vocabulary) or _inline(line, first, titles, current)
    if inline is not None:
        return inline
    undated = _undated(first) if alone else first
    if not alone or current in _KEPT or not undated.strip():
        return None
    known = _placed_title(undated, titles) if undated != first else None
    if known is not None:
        return Title(known, first.strip(), inline=False)
    if may_be_unknown and _looks_like_title(line, undated):
        known = _by_prefix(undated, titles)
        entry = known is None and _plain(undated) in _drugs_of(vocabulary)  # the first line of an entry, of no section
        # A title we do not know stays in the text too: it may be the name of a result.
        return Title(current if entry else known or SectionLabel.OTHER, first.strip(), inline=known is None)
    return None


def _beside_dirt(line: Line, first: str, titles: dict[str, SectionLabel]) -> Title | None:
    """A known title whose line holds nothing else but dirt."""
    if len(line.segments) == 1 or len(first) > _MAX_TITLE or not all(map(_is_speck, line.segments[1:])):
        return None
    found = _whole(first, titles) if _may_be_title(first) else None
    return None if found is None else Title(found, first.strip(), inline=False)


def _is_speck(segment: Segment) -> bool:
    """Whether a cell is but a sign that one engine alone saw and was not sure of: dirt beside a title."""
    word = segment.inks[0].word
    faint = len(segment.inks) == 1 and len(word.text) <= _SPECK and not word.agreed
    return faint and any(not r.text for r in word.readings) and max(r.confidence for r in word.readings) < _FAINT


def _of_another(line: Line, vocabulary: Vocabulary) -> Title | None:
    """A title with a remark behind a gap that says it is of another ("Item 3   (other person, name withheld)")."""
    if len(line.segments) != 2 or not line.segments[1].text.startswith("("):
        return None
    whole = " ".join(s.text for s in line.segments)
    mine = _by_mark(whole, vocabulary) is not SectionLabel.FAMILY_HISTORY
    return None if mine else Title(SectionLabel.FAMILY_HISTORY, whole, inline=False)


@lru_cache(maxsize=4)
def _marks(sections: tuple[tuple[SectionLabel, tuple[str, ...]], ...]) -> list[tuple[SectionLabel, Any]]:
    return [(label, pattern(rf"\b(?:{'|'.join(marks)})\b")) for label, marks in sections if marks]


def _by_mark(text: str, vocabulary: Vocabulary) -> SectionLabel | None:
    """What a short line with no verb and no stop is about, by one telling word: "Trials open to enrollment"."""
    words = text.casefold().split()
    if len(words) > _MARKED_WORDS or text.rstrip()[-1:] in ".,;" or text[:1] in _BULLETS or not _may_be_title(text):
        return None
    if _VERBS & set(words) or _DENIALS & set(words):
        return None
    known = _marks(tuple((s.label, s.marks) for s in vocabulary.sections if s.marks))
    return next((label for label, rx in known if rx.search(text)), None)


def _may_be_title(text: str) -> bool:
    """Titles begin with a capital; an item of a list is one only in capitals or with a colon."""
    if text[0] in _BULLETS and not (_is_caps(text) or text.endswith(":")):
        return False
    first = next((c for c in text if c.isalpha()), "")
    return first.isupper() or text.endswith(":") or not first.islower()


def _undated(text: str) -> str:
    """A title without the date behind it; a date alone stays as it is."""
    shorter = str(_DATED.sub("", text)) if text[-1:].isdigit() or text[-1:] in "):mM" else text
    return shorter or text


def _placed_title(text: str, titles: dict[str, SectionLabel]) -> SectionLabel | None:
    """As in "CBC at Oakfield Hospital" (its date cut off): a title we know, and where it was done."""
    if len(text.split()) > 9 or not _may_be_title(text):
        return None
    m = _WHERE.search(text)
    return titles.get(_plain(text[: m.start()])) if m else None


def _whole(text: str, titles: dict[str, SectionLabel]) -> SectionLabel | None:
    plain = _plain(_undated(text))
    label = titles.get(plain)
    if label is None and ("(" in plain or "[" in plain):
        label = titles.get(_TAIL.sub("", _BRACKET.sub("", plain)).strip())
    return label or _of_two(plain, titles)


def _of_two(plain: str, titles: dict[str, SectionLabel]) -> SectionLabel | None:
    """As in "Discussion and plan": two titles we know; the section is of the last."""
    for link in (" and ", " & ", " / "):
        first, found, last = plain.partition(link)
        if found and first in titles:
            return titles.get(last)
    return None


def _inline(line: Line, first: str, titles: dict[str, SectionLabel], current: SectionLabel) -> Title | None:
    colon = first.find(":")
    caps_dash = False
    if colon < 0:
        for dash in (" - ", " – ", " — "):
            colon = first.find(dash)
            if colon > 0:
                caps_dash = True
                break
    if 0 < colon <= _MAX_TITLE:
        head = first[:colon]
        if caps_dash and not _is_caps(head):
            return None
        label = _of_head(head, titles, current, colon=not caps_dash)
        rest = first[colon + 1 :].lstrip()
        if label is None or (label is SectionLabel.METHODS and rest[:1] in _OPENS_RANGE):
            return None  # "Reference: 4.0 to 11.0" is of the result above
        beside = len(line.segments) > 1 and first.endswith(":")
        item = first[0] in _BULLETS  # the next item of a list is of the list again
        scoped = item or (not _is_caps(head) and (beside or _is_scoped(label, current)))
        return Title(label, head.strip(), inline=True, scoped=scoped)
    if len(line.segments) == 2 and len(first) <= _MAX_TITLE:
        label = _whole(first, titles)
        if label is not None and _is_prose(line.segments[1].text):
            return Title(label, first.strip(), inline=True, scoped=True)
    return None


def _of_head(head: str, titles: dict[str, SectionLabel], current: SectionLabel, *, colon: bool) -> SectionLabel | None:
    """What the words before a colon or dash are a title of."""
    label = _whole(head, titles)
    if label is None and _is_caps(head):
        label = _by_prefix(head, titles)
    return _by_last_word(head, titles, current) if label is None and colon else label


def _is_scoped(label: SectionLabel, current: SectionLabel) -> bool:
    """Whether a title with its text behind it is a remark within ``current``; what was asked is one in any report."""
    if label is SectionLabel.INDICATION and current is SectionLabel.OTHER:
        return True
    return label in _NESTS and current in _HOSTS


def _is_prose(text: str) -> bool:
    return len(text) > 2 and not any(c.isdigit() for c in text.split()[0]) and any(c.islower() for c in text)


def _by_prefix(text: str, titles: dict[str, SectionLabel]) -> SectionLabel | None:
    """A longer title that begins with one we know, cut at word boundaries: "BONE MARROW ASPIRATE, LEFT ILIAC"."""
    words = _plain(text).split(" ")
    for n in range(min(len(words) - 1, 7), 0, -1):
        start = " ".join(words[:n])
        label = titles.get(_TAIL.sub("", start.rstrip(",;")))
        if label is not None and (n > 1 or len(start) > 4):
            return label
    return None


def _by_last_word(head: str, titles: dict[str, SectionLabel], current: SectionLabel) -> SectionLabel | None:
    """A title we do not know that ends as titles do, behind a part without results: "ER COURSE", "Lab/imaging data".

    It is of what its last words are known for, else of nothing we know; the part before it has ended.
    """
    words = _plain(head).replace("/", " ").split()
    titled = 1 < len(words) <= _MARKED_WORDS and words[-1] in _ENDINGS and head[0].isupper()
    if current not in _NARROW or not titled:
        return None
    known = (titles.get(" ".join(words[n:])) for n in range(1, len(words)))
    label = next((found for found in known if found is not None), SectionLabel.OTHER)
    return SectionLabel.OTHER if label in _NARROW else label


def _is_caps(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 2 and all(c.isupper() for c in letters)


_RESULTS = frozenset(_WORDINGS.words("results"))
_VERBS = frozenset(_WORDINGS.words("verbs"))


def _looks_like_title(line: Line, text: str) -> bool:
    """Capitals alone on a line, few words, no figures: a title we do not know still ends the section before it."""
    if len(text) > 60 or any(c.isdigit() for c in text) or not _is_caps(text):
        return False
    plain = set(text.lower().split())
    if text.endswith((".", ".)")) or text.startswith("(") or _VERBS & plain or plain <= _RESULTS:
        return False  # a sentence in capitals, or what stands in brackets behind the line above
    words = text.split()
    return len(words) <= 7 and any(len(w.strip(":,.()")) >= 5 for w in words) and not text.endswith((",", ";"))

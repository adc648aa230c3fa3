"""The day a specimen was taken, where its date stands behind words for the specimen or for the taking, in any order.

"Sample: 14.02.2025", "Biopsy 2025-06-13", "Sample drawn on : 07 Jul 2025", "Marrow of 3 May 2025": the words between
the beginning of a cell and the date name a specimen or how it was taken, and nothing else.
"""

from collections.abc import Iterator, Sequence

from extractors.dates import Order, find_dates
from extractors.patterns import pattern
from extractors.wordings import Wordings
from knowledge.context import load_context_words
from schemas.layout import Passage

_WORDINGS = Wordings("context", "specimen_dates")

_HEAD = 14  # passages
_LENGTH = 200
_WORDS = 10
_TOLD = 18  # words of a sentence that tells of it
_WORD = pattern(r"[a-zà-ÿ]+(?:['’][a-z]+)?|[^a-zà-ÿ\s]")
_CELL = pattern(r"\t|\||;|•|·|,")
_ONLY = frozenset(":./-–—=#")
_TELLS = _WORDINGS.pattern("told")
_OTHER = _WORDINGS.pattern("other")
_OVER = _WORDINGS.pattern("over")
_NOW = _WORDINGS.pattern("now")


def specimen_days(passages: Sequence[Passage], order: Order | None) -> Iterator[str]:
    """Days of collection that lines at the head print so."""
    for passage in passages[:_HEAD]:
        text = passage.text
        told = len(text) > _LENGTH
        for span in find_dates(text, order):
            if span.role != "date" or span.iso is None or span.precision != "day":
                continue
            if _OVER.search(text[span.end :]):
                continue  # "A blood sample of 3 May 2024 had been tested here": not the one reported
            lead = _told_lead(text, span.start) if told else _lead(text, span.start)
            if _says_taken(lead, _TOLD if told else _WORDS) and all(
                w.agreed for w in passage.words_in(span.start, span.end)
            ):
                yield span.iso


def told_days(passages: Sequence[Passage], order: Order | None) -> set[str]:
    """Days on which sentences say that the specimen was taken: "From the marrow that you drew on 27 June 2025 …".

    Those of another specimen ("the earlier sample of", "her brother's") do not count; of the rest, what is said to be
    the present one counts before the others.
    """
    days: dict[str, bool] = {}
    for passage in passages:
        text = passage.text
        for span in find_dates(text, order) if "\t" not in text else ():
            if span.role != "date" or span.iso is None or span.precision != "day":
                continue
            lead = _told_lead(text, span.start)
            tells = _TELLS.search(lead) is not None and not (_OTHER.search(lead) or _OVER.search(text[span.end :]))
            if tells and all(w.agreed for w in passage.words_in(span.start, span.end)):
                days[span.iso] = days.get(span.iso, False) or _NOW.search(lead) is not None
    return {day for day, now in days.items() if now} or set(days)


def _lead(text: str, at: int) -> str:
    """The words of a cell before ``at``; those of the cell before where there is but a colon in its own."""
    cells = _CELL.split(text[:at])
    own = cells[-1]
    words = own.split()
    last = max((n for n, w in enumerate(words) if any(c.isdigit() for c in w)), default=-1)
    if last >= 0 and any(c.isalpha() for w in words[last + 1 :] for c in w):
        own = " ".join(words[last + 1 :])  # "Sample A979739: bone marrow of", "Record 1493242 Procedure"
    if not any(c.isalpha() for c in own) and len(cells) > 1 and not any(c.isdigit() for c in own + cells[-2]):
        own = cells[-2] + own
    return str(own).lower()


def _told_lead(text: str, at: int) -> str:
    """The sentence before ``at``: "A bone marrow aspirate and core biopsy were obtained from the right crest on"."""
    return text[text.rfind(". ", 0, at) + 1 : at].lower()


def _says_taken(lead: str, most: int) -> bool:
    """Whether all words of ``lead`` speak of a specimen and its taking, and at least one names either."""
    words = load_context_words()
    tokens = [t for t in _WORD.findall(lead) if t not in _ONLY]
    named = frozenset(words.specimens) | frozenset(words.takings)
    if not 0 < len(tokens) <= most or not any(t in named for t in tokens):
        return False
    done = any(t in words.takings for t in tokens) and any(t in words.of_marrow for t in tokens)
    studied = words.studies if done else ()  # "bone marrow examination done on": of another study it is no taking
    return all(t in named or t in words.taking_fillers or t in studied for t in tokens)

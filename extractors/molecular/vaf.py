"""The allele frequency of one change: every figure that may be it, and whether one alone is left.

A figure beside a word for a frequency counts before a bare percentage; bounds, limits of detection, frequencies in
populations and those of an earlier study do not count. Where two figures are left, none is taken: ``unsure``.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from extractors.hgvs import Change
from extractors.molecular.patterns import EACH, FIGURE_FIRST
from extractors.molecular.words import GeneHit, Words
from extractors.patterns import pattern
from extractors.wordings import Wordings

_WORDINGS = Wordings("genetics", "vaf")

_TIME_BEHIND = _WORDINGS.pattern("time_behind")
_AFTER_WORD = _WORDINGS.pattern("after_word")
_PERCENT = _WORDINGS.pattern("percent")
_FROM_TO = _WORDINGS.pattern("from_to")
_CELL = pattern(r"^[^\w<>≤≥.,]*(\d{1,3}(?:[.,]\d{1,4})?|[.,]\d{1,4})\s*(%)?[^\w<>≤≥]*$")
_SINCE = pattern(r"[^\d\t;%]*$")
_OF = _WORDINGS.pattern("of")
_OF_READS = _WORDINGS.pattern("of_reads")
_WELL_READ = _WORDINGS.pattern("well_read")
_RANGE = _WORDINGS.pattern("range")
_AND = _WORDINGS.pattern("and")
_LIST_GAP = 24
_AHEAD = 64  # characters before a gene that may hold its figure
_LEAST = 0.001


@dataclass(frozen=True, slots=True)
class Frequency:
    """A fraction 0 to 1, or ``None``, and where it stands.

    ``unsure``: figures are printed and none can be chosen. ``compared``: beside it stands one of an earlier study.
    """

    value: float | None = None
    span: tuple[int, int] | None = None
    unsure: bool = False
    compared: bool = False


NO_FREQUENCY = Frequency()


@dataclass(frozen=True, slots=True)
class _Figure:
    value: float | None
    start: int
    end: int
    doubtful: bool
    named: bool


def read_frequency(lower: str, start: int, stop: int, words: Words, unit: str | None) -> Frequency:
    """The frequency that ``lower[start:stop]`` states; ``unit`` is that of the column, if known."""
    text = lower[start:stop]
    figures = [f for f in _figures(text, words, unit) if not _elsewhere(text, f, words)]
    if not figures:
        return NO_FREQUENCY
    if (risen := _risen(text, figures, words)) is not None:
        return Frequency(risen.value, (start + risen.start, start + risen.end), risen.doubtful, compared=True)
    earlier = [f for f in figures if _earlier(text, f, words)]
    left = _of_today(text, figures, words) or [f for f in figures if f.named] or figures
    left = [f for f in left if f not in earlier] or left
    chosen = None if _of_several(text, left, figures) else _chosen(text, left)
    if chosen is None:
        return Frequency(unsure=True)
    span = (start + chosen.start, start + chosen.end)
    return Frequency(chosen.value, span, chosen.doubtful, compared=bool(earlier) and chosen not in earlier)


def read_cell(text: str, cell: tuple[int, int], unit: str | None, words: Words) -> Frequency:
    """The frequency in a cell under a title that says so; bare, or with its counts ("34.1% (426/1250)")."""
    start, end = cell
    m = _CELL.match(text[start:end])
    if m is not None:
        value, doubtful = as_fraction(m[1], bool(m[2]), unit)
        return Frequency(value, cell, doubtful)
    figures = [f for f in _figures(text[start:end].lower(), words, unit) if not _earlier(text[start:end], f, words)]
    if len({f.value for f in figures}) != 1:
        return Frequency(unsure=len(figures) > 1)
    return Frequency(figures[0].value, cell, figures[0].doubtful)


def all_frequencies(lower: str, start: int, words: Words) -> list[Frequency]:
    """Every percentage from ``start`` on that may be a frequency of this study, in order."""
    text = lower[start:]
    return [
        Frequency(f.value, (start + f.start, start + f.end))
        for f in _figures(text, words, None)
        if not (_elsewhere(text, f, words) or _earlier(text, f, words)) and not f.doubtful
    ]


def as_fraction(number: str, percent: bool, unit: str | None) -> tuple[float | None, bool]:
    """A printed VAF as a fraction, and whether percent or fraction was a guess that may be wrong."""
    value = float(number.replace(",", "."))
    if value < _LEAST:
        return None, True  # no laboratory reports that little of a variant: the figure is of something else
    if percent or unit == "%":
        # A column of percentages hardly holds less than one: then it holds fractions under a wrong title.
        return (round(value / 100, 6), not percent and 0 < value < 1) if value <= 100 else (None, True)
    if value <= 1:
        return value, unit is None and value == 1
    return (round(value / 100, 6), False) if value <= 100 else (None, True)


def _figures(text: str, words: Words, unit: str | None) -> list[_Figure]:
    found: dict[int, _Figure] = {}
    for word in words.vaf.finditer(text):
        m = _AFTER_WORD.match(text, word.end())
        if m is None or m["bound"] or m["more"] or _population(text, word.start(), words):
            continue
        value, doubtful = as_fraction(m["value"], bool(m["percent"]) or "%" in m.group(), unit)
        if m["range"] or _TIME_BEHIND.match(text, m.end("value")):
            value, doubtful = None, True  # a range, or "allele fraction in 6 months is suggested"
        found[m.start("value")] = _Figure(value, m.start("value"), m.end(), doubtful, named=True)
    for m in _PERCENT.finditer(text):
        at = m.start("value")
        glued = at > 0 and (text[at - 1].isalnum() or text[at - 1] in ".,*")
        if m["bound"] or glued or at in found:
            continue
        if _RANGE.search(text[max(0, at - 8) : at]):
            found[at] = _Figure(None, at, m.end(), True, False)
            continue
        named = _named_behind(text, m.end(), words)
        value, doubtful = as_fraction(m["value"], True, None)
        found[at] = _Figure(value, at, m.end(), doubtful, named)
    return [found[k] for k in sorted(found)]


def _named_behind(text: str, end: int, words: Words) -> bool:
    """As in "34% VAF", "34% (VAF)"; not in "99%, VAF 34%", where the word names the figure behind it."""
    if (share := _OF_READS.match(text[end:])) is not None:
        return _WELL_READ.match(text[end + share.end() :]) is None  # "38% of reads", not "98% of reads passed"
    rest = text[end:].lstrip(" (")
    m = words.vaf.match(rest)
    return m is not None and _AFTER_WORD.match(rest, m.end()) is None


def _population(text: str, at: int, words: Words) -> bool:
    """Whether the word for a frequency speaks of a population ("gnomAD AF 0.0001", "population allele frequency")."""
    return bool(words.not_vaf.search(text[max(0, at - 24) : at].rsplit("\t", 1)[-1]))


def _elsewhere(text: str, figure: _Figure, words: Words) -> bool:
    """Whether a figure is a limit of the test, its depth, or a frequency in a population."""
    since = _SINCE.search(text[max(0, figure.start - 48) : figure.start])
    before = since.group() if since is not None else ""
    if words.detection_limit.search(before):
        return True
    after = text[figure.end : figure.end + 40].split("\t")[0].split(";")[0].split(",")[0].split("(")[0]
    m = words.not_vaf.match(_OF.sub("", after))
    counted = m is not None and any(c.isdigit() for c in after)  # "34% depth 1250": the word names what follows
    return words.others.search(after) is not None or (
        not figure.named and (bool(words.not_vaf.search(before)) or (m is not None and not counted))
    )


def _earlier(text: str, figure: _Figure, words: Words) -> bool:
    """Whether a figure is that of an earlier study: "(previously 12%)", "12% in the previous study"."""
    opens = max(text.rfind(mark, 0, figure.start) for mark in ("(", ";", ",", "%", "\t"))
    own = text[opens + 1 : figure.start]
    now, then = _last(words.current, own), _last(words.previous, own)
    if now >= 0 or then >= 0:
        return then > now
    closes = min((i for i in (text.find(m, figure.end) for m in "(),;\t.") if i >= 0), default=len(text))
    behind = text[figure.end : closes]
    return bool(words.previous.search(behind)) and " and " not in behind


def _of_several(text: str, left: list[_Figure], figures: list[_Figure]) -> bool:
    """Whether the figure left is the first of a list ("VAF 20% and 25%")."""
    behind = [f for f in figures if len(left) == 1 and f.start > left[0].end and f.value != left[0].value]
    return bool(behind) and _AND.fullmatch(text[left[0].end : behind[0].start]) is not None


def _of_today(text: str, figures: list[_Figure], words: Words) -> list[_Figure]:
    """The one figure of several that is said to be of now ("12% at diagnosis, 34% now")."""
    if len({f.value for f in figures}) < 2:
        return []
    bounds = [*(f.start for f in figures[1:]), len(text)]
    now = [f for f, stop in zip(figures, bounds, strict=True) if _says_now(text, f, stop, words)]
    return now if len(now) == 1 else []


def _says_now(text: str, figure: _Figure, stop: int, words: Words) -> bool:
    own = text[max(text.rfind(mark, 0, figure.start) for mark in ("(", ";", ",", "%", "\t")) + 1 : figure.start]
    if _last(words.current, own) > _last(words.previous, own):
        return True
    closes = min((i for i in (text.find(m, figure.end) for m in "(),;\t.") if i >= 0), default=len(text))
    return bool(words.current.search(text[figure.end : min(closes, stop)])) and not words.previous.search(own)


def _last(rx: Any, text: str) -> int:
    return max((m.start() for m in rx.finditer(text)), default=-1)


def _chosen(text: str, figures: list[_Figure]) -> _Figure | None:
    """The one figure left; of "from 12% to 34%" the second; ``None`` where several are."""
    if len({f.value for f in figures}) == 1:
        return figures[0]
    return figures[1] if _from_to(text, figures) else None


def _from_to(text: str, figures: list[_Figure]) -> bool:
    return len(figures) == 2 and bool(_FROM_TO.search(text[max(0, figures[0].start - 12) : figures[1].start]))


def _risen(text: str, figures: list[_Figure], words: Words) -> _Figure | None:
    """The second of "from 14% in the earlier sample to 25% today"; not of a rise that was over by an earlier day."""
    if not _from_to(text, figures) or words.previous.search(text[figures[1].end :]):
        return None
    return figures[1] if figures[1].value is not None else None


def one_to_one(figures: list[Frequency], wanted: int) -> list[Frequency] | None:
    """The figures of a list for as many changes ("VAFs of 34% and 41%"); ``None`` where they are not just that."""
    spans = [f.span for f in figures if f.span is not None]
    close = all(b[0] - a[1] <= _LIST_GAP for a, b in pairwise(spans))
    return figures if close and len(figures) == wanted else None


def figures_ahead(lower: str, genes: list[GeneHit]) -> dict[int, int]:
    """Where the figure right before each gene starts, in a text whose first gene has one ("34% SF3B1 …; 41% TET2")."""
    found: dict[int, int] = {}
    for gene in genes:
        first = max(0, gene.start - _AHEAD)
        m = FIGURE_FIRST.search(lower[first : gene.start])
        if m is not None:
            found[gene.start] = first + m.start()
    return found if genes and genes[0].start in found else {}


def of_a_limit(lower: str, start: int, words: Words) -> bool:
    """As in "Sensitivity for FLT3-ITD is 1%, for JAK2 V617F 0.1%"."""
    return bool(words.detection_limit.search(lower[lower.rfind(";", 0, start) + 1 : start]))


def shared_out(
    lower: str, groups: list[tuple[GeneHit, list[Change]]], read: list[Frequency], words: Words
) -> list[Frequency]:
    """Figures that stand behind the last of several changes given to each ("A and B at 34% and 41%, respectively").

    Where their number is not that of the changes, none is given: whose they are is not known.
    """
    if len(groups) < 2 or any(f.span or f.unsure for f in read[:-1]):
        return read
    figures = all_frequencies(lower, groups[-1][1][-1].end, words)
    if len(figures) == 1 and EACH.search(lower[groups[0][1][0].start :]):
        return figures * len(groups)
    if len(figures) < 2:
        return read
    return one_to_one(figures, len(groups)) or [Frequency(unsure=True)] * len(groups)

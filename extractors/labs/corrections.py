"""Results that a later sentence of the same report takes back: "the blast count is amended to 6 %"."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from extractors.asking import ask, reason
from extractors.labs.lexicon import Lexicon
from extractors.labs.resolve import Resolved, Setting, name_of_result
from extractors.labs.tokens import tokens_of
from extractors.labs.words import lab_words
from extractors.language.sentences import split_sentences
from extractors.wordings import Wordings
from schemas.document import Word
from schemas.facts import Doubt

_WORDINGS = Wordings("labs", "corrections")

_THIS = _WORDINGS.pattern("this")
_TO_COME = _WORDINGS.pattern("to_come")
_GUESSED = reason("before_counted")
_MOST = 300  # characters
_Correction = tuple[frozenset[str], frozenset[str], frozenset[int]]
"""Analytes named, numbers printed, and the words (by identity) of one correcting sentence."""


def standing(items: Iterable[Resolved], setting: Setting) -> Iterator[Resolved]:
    """``items`` without those that a correction of the report replaces; those it may replace with a doubt."""
    held = list(items)
    corrections = list(_corrections(setting)) if held else []
    for item in held:
        fate = [_fate(item, c, held) for c in corrections]
        if "gone" in fate or (item.raw.doubt == _GUESSED and any(_counts(item, other) for other in held)):
            continue
        yield replace(item, doubt=_ask(item)) if "doubt" in fate and item.doubt is None else item


def _counts(guess: Resolved, other: Resolved) -> bool:
    """Whether ``other`` is the count that came after a guess at the same marrow."""
    return (
        other.result.analyte == guess.result.analyte
        and other.doubt is None
        and other.result.collected == guess.result.collected
    )


def _corrections(setting: Setting) -> Iterator[_Correction]:
    words = lab_words()
    for section in setting.report.sections:
        for passage in section.passages:
            if not words.corrections.search(passage.text.lower()):
                continue
            before = 0
            for start, end in split_sentences(passage.text):
                if _THIS.match(passage.text[start:end]) and end - before < _MOST:
                    start = before  # "Blasts are 2 %. This supersedes the 4 % of the first report."
                before = start
                text = passage.text[start:end]
                if _TO_COME.search(text.lower()):
                    continue  # "… 12% at a guess; this will be superseded": by a figure told elsewhere
                if words.corrections.search(text.lower()) and (named := _named(text, setting.lexicon)):
                    numbers = frozenset(t.text for t in tokens_of(text) if t.kind == "n")
                    yield named, numbers, frozenset(id(w) for w in passage.words_in(start, end))


def _named(text: str, lexicon: Lexicon) -> frozenset[str]:
    toks, out, i = tokens_of(text), set(), 0
    while i < len(toks):
        found = lexicon.match(toks, i) if toks[i].kind == "w" else None
        if found is None or found[0] is None:
            i = max(i + 1, found[1] if found else 0)
            continue
        out |= {a.name for a in found[0].analytes}
        i = max(found[1], i + 1)
    return frozenset(out)


def _fate(item: Resolved, correction: _Correction, held: list[Resolved]) -> str:
    """What becomes of a result printed elsewhere: "gone", "doubt", or "" where the correction leaves it alone."""
    named, numbers, words = correction
    if item.result.analyte not in named or item.raw.prior or _among(item.raw.value_words, words):
        return ""
    new = {
        other.result.value
        for other in held
        if other.result.analyte == item.result.analyte and _among(other.raw.value_words, words)
    }  # fmt: skip
    if new:
        return "" if item.result.value in new else "gone"
    return "doubt" if item.raw.number in numbers else ""


def _among(value: list[Word], words: frozenset[int]) -> bool:
    return any(id(w) in words for w in value)


def _ask(item: Resolved) -> Doubt:
    shown = f"{item.result.value:g}"
    return Doubt(
        why=reason("corrected_later"),
        question=ask("corrected", name=name_of_result(item.result), shown=shown, unit=item.result.unit),
        candidates=(shown,),
    )

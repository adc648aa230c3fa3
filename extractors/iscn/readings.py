"""Choosing between what OCR engines read of a formula: only when one choice alone can be right."""

from difflib import SequenceMatcher
from itertools import product

from extractors.asking import ask, reason
from extractors.cytogenetics.text import Joined
from extractors.formal import written
from extractors.iscn.find import Formula, find_formulas, looks_like_formula, unread_formula
from schemas.document import Word
from schemas.facts import Doubt

_MOST = 64


def settle(formula: Formula, joined: Joined) -> tuple[Formula, Doubt | None]:
    """The formula to go on with, and a doubt where the engines' readings leave more or less than one.

    Words that all engines read alike (and words of a text layer) are taken as they are.
    """
    words = joined.words(formula.start, formula.end)
    if all(w.agreed for w, _, _ in words):
        return formula, None
    candidates = _candidates(formula, joined, words)
    sound = {f.parsed.iscn: f for f in candidates if f.sound}
    alone = any(len({r.text for r in w.readings if r.text}) < 2 for w, _, _ in words if not w.agreed)
    if len(sound) == 1 and not alone and not _cut_short(words[-1][0]):
        return next(iter(sound.values())), None
    shown = tuple(sound) or tuple(dict.fromkeys(f.parsed.printed for f in candidates)) or (formula.parsed.printed,)
    doubt = Doubt(
        why=reason("formula_unread"),
        question=ask("which_karyotype", shown=" or ".join(s[:120] for s in shown[:3])),
        candidates=shown[:6],
    )
    best = next(iter(sound.values())) if len(sound) == 1 else formula
    return best, doubt


def _cut_short(last: Word) -> bool:
    """Whether an engine read a sign behind the formula that says that another clone follows."""
    return not last.agreed and any(r.text.rstrip(".,;:").endswith("/") for r in last.readings)


def suspects(joined: Joined, found: list[Formula]) -> list[Formula]:
    """Places where only another engine's reading looks like a formula (``4S,XX`` read elsewhere as ``45,XX``)."""
    extra: list[Formula] = []
    for word, start, _ in joined.words(0, len(joined.text)):
        if word.agreed or not any(looks_like_formula(r.text) for r in word.readings):
            continue
        if not any(f.start <= start < f.end for f in (*found, *extra)):
            extra.append(unread_formula(joined.text, start))
    return extra


def _candidates(formula: Formula, joined: Joined, words: list[tuple[Word, int, int]]) -> list[Formula]:
    """Formulas that the readings of each word, and mixtures of them, allow."""
    start, end = words[0][1], words[-1][2]
    pieces: list[list[str]] = []
    at = start
    for word, s, e in words:
        pieces.append([joined.text[at:s]])
        pieces.append([joined.text[s:e]] if word.agreed else _variants(word))
        at = e
    pieces.append([joined.text[at:end]])
    total = 1
    for p in pieces:
        total *= len(p)
    if total > _MOST:
        pieces = [p[:2] for p in pieces]
    found: list[Formula] = []
    for number, choice in enumerate(product(*pieces)):
        if number >= _MOST:
            break
        text = "".join(choice)
        hits = find_formulas(text)
        if len(hits) == 1 and _whole(text, hits[0], joined.text[start : formula.start], joined.text[formula.end : end]):
            found.append(hits[0])
    return found


def _whole(text: str, hit: Formula, prefix: str, suffix: str) -> bool:
    """Whether a candidate reaches over all that stood in the formula's words, but for words glued to its ends."""
    return len(text) - (hit.end - hit.start) <= len(prefix) + len(suffix) + 3


def _variants(word: Word) -> list[str]:
    """The readings of a word, and their mixtures where the engines differ in single characters."""
    texts = list(dict.fromkeys(r.text for r in word.readings if r.text)) or [word.text]
    if len(texts) < 2:
        return texts
    mixed = [*filter(None, (written(t) for t in texts)), *_mixtures(texts[0], texts[1])]
    return list(dict.fromkeys([*texts, *mixed]))


def _mixtures(one: str, other: str) -> list[str]:
    parts: list[tuple[str, ...]] = []
    choices = 1
    for tag, i, j, k, m in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        options = (one[i:j],) if tag == "equal" else tuple(dict.fromkeys((one[i:j], other[k:m])))
        choices *= len(options)
        parts.append(options)
    if choices > 16:
        return []
    return ["".join(p) for p in product(*parts)]

"""What stands around a karyotype's formula: whose it is, when it was made, whether its sentence is understood."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from extractors.dates import find_dates
from extractors.iscn import Formula
from extractors.joining import joining_words
from extractors.language.sentences import split_sentences
from extractors.patterns import pattern, phrase_pattern
from extractors.wordings import Wordings
from knowledge.cytogenetics import load_karyotype_cues

_WORDINGS = Wordings("genetics", "karyotype_context")

BEFORE, AFTER = 160, 60
_SENTENCE_WORDS = 4
_SHORT = 2  # letters
_YEAR = 4
_COULD_BE = _WORDINGS.pattern("could_be")
_OF_NOW = _WORDINGS.pattern("of_now")
_OF_SOME_CELLS = _WORDINGS.pattern("of_some_cells")
_OF_YEAR = _WORDINGS.pattern("of_year")
_WORD = pattern(r"[\p{L}]+(?:['’-][\p{L}]+)*")
_RUNS_ON = pattern(r"(?: [^\n\t.,;:()]*)?")
_SAMPLE_OF = _WORDINGS.pattern("sample_of")
_TO_WHOM = _WORDINGS.pattern("to_whom", ignore_case=False)
_OF_DONOR = _WORDINGS.pattern("of_donor")
_EXAMPLE_BEHIND = _WORDINGS.pattern("example_behind")
_LED_ON = _WORDINGS.pattern("led_on")


@lru_cache(maxsize=1)
def cues_of() -> dict[str, Any]:
    """Patterns of the words of ``knowledge/common/cytogenetics.toml``, by name."""
    cues = load_karyotype_cues()
    return {name: phrase_pattern(getattr(cues, name)) for name in type(cues).model_fields if name != "plain"}


@lru_cache(maxsize=1)
def _plain() -> frozenset[str]:
    """Words that leave a formula that of the patient."""
    return joining_words().plain.union(load_karyotype_cues().plain)


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a formula: whose it is, and when it was made."""

    skip: bool
    prior: bool
    date: str | None
    unclear: bool


def context_of(text: str, formula: Formula, floor: int, ceiling: int) -> Context:
    """What stands around ``formula`` in ``text``, between the formulas before and behind it."""
    start = max(floor, formula.start - BEFORE)
    before, after = text[start : formula.start], text[formula.end : min(ceiling, formula.end + AFTER)]
    begun = _begun_above(before)
    before = begun + clause(before)
    after = after[: _first_sentence(after)]
    cues = cues_of()
    near = before[-60:]
    uncounted = formula.parsed.metaphases is None and not formula.broken
    prior = bool(cues["prior"].search(before))
    # One of cells that were counted is a result, but for that of another study which this one could not confirm.
    skip = (uncounted or prior) and bool(cues["doubted"].search(before) or cues["doubted"].search(after))
    skip = skip or bool(
        cues["other_person"].search(near)
        or cues["somebody_else"].search(near)
        or cues["somebody_else"].search(after[:40])
        or cues["example"].search(before)
        or _EXAMPLE_BEHIND.search(after)
        or cues["superseded"].search(after[:40])
        or _ends_with(cues["withdrawn"], before)
        or _ends_with(cues["withdrawn"], _line_above(text[start : formula.start]))
    )
    apart = cues["somebody_else"].search(before) or cues["somebody_else"].search(after)
    apart = apart or _OF_DONOR.search(after) or (uncounted and _OF_SOME_CELLS.search(before))
    return Context(skip, prior, _date(before, after), bool(apart) or _is_unclear(before, after))


def _is_unclear(before: str, after: str) -> bool:
    """Whether a word before the formula in its sentence, or one that it runs on to, is not known to change nothing."""
    known, cues = _plain(), cues_of()
    if (now := _OF_NOW.search(before)) is not None and not cues["prior"].search(now.group()):
        before = now.group()  # "the clone with -7 is no longer found; current karyotype 46,XY[20]"
    before = _COULD_BE.sub(" ", _TO_WHOM.sub(" ", before).lower())
    goes_on = _RUNS_ON.match(cues["prior"].sub(" ", _TO_WHOM.sub(" ", after)))
    behind = _WORD.findall(goes_on.group()) if goes_on is not None else []
    words = _WORD.findall(cues["prior"].sub(" ", before).lower())
    words += [w for w in behind if w[:1].islower()]  # a name in capitals signs below the formula
    return any(w not in known for w in words if len(w) > _SHORT)


def _begun_above(before: str) -> str:
    """The line above where its sentence goes on in the formula's ("A blood study of 2023 from elsewhere", "read …")."""
    above, cut, line = before.rpartition("\n")
    if not cut or not _LED_ON.fullmatch(line) or "\t" in line:
        return ""
    last = above.rpartition("\n")[2].rstrip()
    spoken = len(last.split()) >= _SENTENCE_WORDS and last[-1:] not in ".:;!?" and "\t" not in last
    return f"{clause(last + ' ')} " if spoken else ""


def _line_above(before: str) -> str:
    """The line that leads, with a colon, to a formula on a line of its own."""
    above, cut, line = before.rpartition("\n")
    above = above.rstrip()
    return clause(above) if cut and not line.strip() and above.endswith(":") else ""


def clause(before: str) -> str:
    """The sentence or line the formula stands in, up to the formula."""
    spans = split_sentences(before + "#")
    return before[spans[-1][0] :] if spans else before


def _first_sentence(after: str) -> int:
    stop = pattern(r"[.\n]\s|\n").search(after + "\n")
    return int(stop.start()) if stop else len(after)


def _ends_with(cue: Any, before: str) -> bool:
    last = None
    for m in cue.finditer(before):
        last = m
    return last is not None and not before[last.end() :].strip(" :'\"“”")


def _date(before: str, after: str) -> str | None:
    """A collection date printed in the same sentence, the nearest before the formula, else directly behind it."""
    dates = [d for d in find_dates(before) if d.role == "date" and d.iso and not is_issued(before[: d.start])]
    dates = [d for d in dates if len(d.iso or "") > _YEAR or _OF_YEAR.search(before[: d.start])]
    if dates:
        return dates[-1].iso
    behind = [d for d in find_dates(after[:40]) if d.role == "date" and d.iso and d.start < 16]
    return behind[0].iso if behind else None


def is_issued(before: str) -> bool:
    """Whether the words in front of a date say that it is not the sample's ("received from the laboratory 12-FEB").

    Of "I was told that her marrow of 3 March" the sample stands nearer.
    """
    near = before[max(before.rfind("."), before.rfind(";")) + 1 :][-48:]
    told = list(cues_of()["issued"].finditer(near))
    return bool(told) and _SAMPLE_OF.search(near[told[-1].end() :]) is None

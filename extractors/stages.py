"""Prognostic scores and risk categories as printed; nothing is computed, converted or completed here.

A score whose printed category does not belong to it is kept as printed, with a question. Where a score stands alone
the category is the one its published bounds give (``knowledge/common/stages.toml``).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from extractors.asking import ask, reason
from extractors.base import Extractor, finding
from extractors.joining import told_by_others, what_would_be
from extractors.language import Analysis, Hit, Sentence, analyse
from extractors.language.criteria import is_of_one
from extractors.wordings import Wordings
from knowledge.loader import read_record
from schemas.base import Record
from schemas.facts import Doubt, Finding, Stage
from schemas.layout import Report
from schemas.vocabulary import Vocabulary

_WORDINGS = Wordings("findings", "stages")

_OF_ANOTHER = _WORDINGS.pattern("of_another")

_SCORE = _WORDINGS.pattern("score")
_PROSTATE = _WORDINGS.pattern("prostate")
_QUOTED_WITHIN = 60
_GOES_ON = _WORDINGS.pattern("goes_on")
_UNKNOWN = _WORDINGS.pattern("unknown")
_CRITERION = _WORDINGS.pattern("criterion")
_LINK = _WORDINGS.pattern("link")
_LINKED = _WORDINGS.pattern("linked")
_OF_ELSE = _WORDINGS.pattern("of_else")
_MIGHT_BE = _WORDINGS.pattern("might_be")
_WILL_BE = _WORDINGS.pattern("will_be")
_OF_CATEGORY = _WORDINGS.pattern("of_category")
_SIDE = _WORDINGS.pattern("side")
_LABORATORY = frozenset({"marrow", "pathology", "cytogenetics", "molecular", "flow"})
_EXAMINES = _LABORATORY | {"lab"}
_REACH = 45
_SCALE_AFTER = _WORDINGS.pattern("scale_after")
_SCALE_BEFORE = _WORDINGS.pattern("scale_before")
_RANGE = _WORDINGS.pattern("range")
_BETWEEN = _WORDINGS.pattern("between")
_MOST_CATEGORIES = 2


class Band(Record):
    """One category and the highest score that belongs to it; the last has none."""

    name: str
    upto: float | None = None


class ScoreSystem(Record):
    """The scores a system can give, and its categories where their bounds are published."""

    name: str
    low: float
    high: float
    categories: tuple[Band, ...] = ()


class ScoreSystems(Record):
    """The whole of ``stages.toml``."""

    systems: tuple[ScoreSystem, ...]


@lru_cache(maxsize=1)
def _systems() -> dict[str, ScoreSystem]:
    return {system.name: system for system in read_record("common/stages.toml", ScoreSystems).systems}


def category_of(system: str, score: float) -> str | None:
    """The category that ``score`` falls in, where the system's bounds are known."""
    known = _systems().get(system)
    bands = known.categories if known else ()
    return next((b.name for b in bands if b.upto is None or score <= b.upto), None)


def _run(report: Report, vocabulary: Vocabulary) -> Iterator[Finding]:
    analysis = analyse(report, vocabulary)
    for sentence in analysis.sentences:
        if sentence.silent:
            continue
        named = analysis.cues_in("risk_system", sentence)
        systems = [h for h in named if not _OF_ANOTHER.match(analysis.text[h.end :])]
        if systems:
            yield from _stages(report, analysis, sentence, systems)
        elif (fact := _side_only(report, analysis, sentence)) is not None:
            yield fact


def _stages(report: Report, analysis: Analysis, sentence: Sentence, systems: list[Hit]) -> Iterator[Finding]:
    if _PROSTATE.search(sentence.text) or _CRITERION.search(sentence.text):
        return
    found = analysis.cues_in("risk_category", sentence)
    for i, hit in enumerate(systems):
        categories = [c for c in found if _may_be_of(hit.value.value, c.value.value)]
        left = systems[i - 1].end if i else sentence.start
        right = systems[i + 1].start if i + 1 < len(systems) else sentence.end
        if _UNKNOWN.search(analysis.text[hit.end : min(right, hit.end + 40)]) or _not_the_patients(
            analysis, sentence, hit
        ):
            continue
        if _explains(analysis.text, hit, (left, right), categories):
            continue
        made = _stage(analysis, sentence, hit, (left, right), categories)
        if made is not None:
            yield finding(report, EXTRACTOR.id, made[0], doubt=made[1])


_ABERRANT = _WORDINGS.pattern("aberrant")
_CLASSED = _WORDINGS.pattern("classed")
_GROUPS = _WORDINGS.pattern("groups")


def _not_the_patients(analysis: Analysis, sentence: Sentence, hit: Hit) -> bool:
    kinds = {c.value.kind for c in analysis.governing(sentence, hit)}
    return bool(kinds & {"family", "other_person"})


def _explains(text: str, hit: Hit, window: tuple[int, int], categories: list[Hit]) -> bool:
    """Whether the words explain the scale: its groups, their bounds, or several categories one after the other."""
    if _SCALE_AFTER.search(text[hit.end : window[1]]) or _SCALE_BEFORE.search(text[window[0] : hit.start]):
        return True
    if _RANGE.search(text[hit.end : window[1]]):
        return True
    if _CLASSED.search(text[window[0] : hit.start]) and not is_of_one(text[window[0] : window[1]]):
        return True
    inside = [c for c in categories if hit.end <= c.start < window[1]]
    if inside and _ABERRANT.search(text[_behind_score(text, hit, inside[0].start) : inside[0].start]):
        return True
    if _GROUPS.search(text[hit.end : window[1]]):
        return True
    if inside and _RANGE.search(text[inside[0].end : window[1]]):
        return True
    run = inside[:1]
    for c in inside[1:]:
        if not _BETWEEN.search(text[run[-1].end : c.start]):
            break
        run.append(c)
    return len({c.value.value for c in run}) >= _MOST_CATEGORIES


def _behind_score(text: str, hit: Hit, stop: int) -> int:
    """Where the text after a system's own score begins: "IPSS-M score -1 (low)" speaks of no monosomy."""
    score = _score(text, hit.value.value, hit.end, stop) if hit.value.value in _systems() else None
    return score.end if score is not None else hit.end


@dataclass(frozen=True, slots=True)
class _Score:
    value: float
    start: int
    end: int
    sign_unsure: bool = False


def _stage(
    analysis: Analysis, sentence: Sentence, hit: Hit, window: tuple[int, int], categories: list[Hit]
) -> tuple[Stage, Doubt | None] | None:
    system = hit.value.value
    score = None if system not in _systems() else _score(analysis.text, system, hit.end, window[1])
    category = _category_before(analysis, hit, window, categories)
    category = category or _category_after(analysis, score.end if score else hit.end, window, categories)
    if score is None and category is not None and category.start > hit.end and system in _systems():
        score = _score(analysis.text, system, category.end, window[1])
    if score is None and category is None:
        return None
    start = min([hit.start, *([category.start] if category else [])])
    end = max([hit.end, *([score.end] if score else []), *([category.end] if category else [])])
    printed = category.value.value if category else ""
    stage = Stage(
        system=system,
        category=printed or (category_of(system, score.value) if score else None) or "",
        score=score.value if score else None,
        origin="reported",
        date=_date(analysis, sentence, hit),
        evidence=analysis.cite(start, end),
    )
    doubt = analysis.doubt("risk score", (start, end)) or _doubt(stage, printed, score)
    return stage, doubt or _unreal(analysis, sentence, stage, hit, start, end) or _of_others(
        analysis, sentence, stage, start, end
    )


def _unreal(analysis: Analysis, sentence: Sentence, stage: Stage, hit: Hit, start: int, end: int) -> Doubt | None:
    """A question where the words around the score speak of what would be: "would be high", "if …, it will be"."""
    question = ask("risk_or_would_be", category=stage.category, system=stage.system)
    clause = analysis.text[sentence.start : start].rpartition("; ")[2].lower()
    if _MIGHT_BE.search(clause) or _WILL_BE.search(analysis.text[hit.end : end]):
        return Doubt(why=reason("what_would_be"), question=question, asks="fact")
    around = analysis.text[max(0, start - _REACH) : start].rpartition(". ")[2] + analysis.text[start:end]
    return what_would_be(around, question)


def _may_be_of(system: str, category: str) -> bool:
    """Whether a system has such a category: "int-1" is none of the IPSS-R."""
    known = _systems().get(system)
    return known is None or not known.categories or any(b.name == category for b in known.categories)


def _of_others(analysis: Analysis, sentence: Sentence, stage: Stage, start: int, end: int) -> Doubt | None:
    """A question where others scored it, or the sentence goes on to another result: "they quoted 6.5; we find 5.0"."""
    said, behind = sentence.text[: start - sentence.start], sentence.text[end - sentence.start :]
    told = told_by_others(said[-_QUOTED_WITHIN:].rpartition(". ")[2].rpartition(";")[2])
    if not told and not _GOES_ON.search(behind):
        return None
    return Doubt(
        why=reason("score_of_others"),
        question=ask("risk", category=stage.category, system=stage.system),
        asks="fact",
    )


def _date(analysis: Analysis, sentence: Sentence, hit: Hit) -> str | None:
    """The date beside the score; in a laboratory's report that of the sample."""
    beside = next((d.iso for d in analysis.dates(sentence) if abs(d.start - hit.end) <= 40), None)
    return beside or (analysis.report.taken if analysis.report.kind in _LABORATORY else None)


def _score(text: str, system: str, start: int, stop: int) -> _Score | None:
    """The number printed right after ``start``, where it lies in the system's range.

    A dash glued to the number is a minus sign for the systems that go below zero; a dash that could as well be
    punctuation ("score - 0.98", "score-0.98") leaves the sign unsure.
    """
    match: Any = _SCORE.search(text[start : min(stop, start + 60)])
    if match is None or match.group("after") in ("%", "/"):
        return None
    group = _SCORE.groupindex
    end = start + match.end(group["unit" if match.group("unit") else "score"])
    if text[end : end + 1].isalnum() or _OF_ELSE.search(text[start + match.end(group["score"]) : stop]):
        return None
    value, dash = float(match.group("score").replace(",", ".")), match.group("dash") or ""
    unsure = False
    known = _systems()[system]
    if dash.startswith("-") and known.low < 0:
        value = -value
        unsure = dash != "-" or text[start + match.start(group["dash"]) - 1].isalnum()
    if not known.low <= value <= known.high:
        return None
    return _Score(value, start + match.start(group["score"]), end, unsure)


def _category_after(analysis: Analysis, after: int, window: tuple[int, int], categories: list[Hit]) -> Hit | None:
    for c in categories:
        gap = analysis.text[after : c.start]
        if after <= c.start < window[1] and len(gap) <= _REACH and not _broken(gap):
            link = _LINKED.search(analysis.text[c.end : window[1]])  # "low risk by IPSS-M", not "by our calculation"
            belongs_on = link is not None and window[1] - c.end - link.end() <= len("the ")
            return c if _stands_alone(analysis.text, c, window[1]) and not (belongs_on and gap.strip(" ,")) else None
    return None


def _category_before(analysis: Analysis, hit: Hit, window: tuple[int, int], categories: list[Hit]) -> Hit | None:
    """The word before: "low risk per IPSS-R", "very high (IPSS-R)"."""
    for c in reversed(categories):
        if window[0] <= c.start and c.end <= hit.start:
            of_it = analysis.text[c.end : hit.start] == " " and _OF_CATEGORY.search(analysis.text[hit.end : window[1]])
            return c if of_it or _LINK.search(analysis.text[c.end : hit.start]) else None
    return None


def _broken(gap: str) -> bool:
    return ";" in gap or any(f" {w} " in f" {gap.lower()} " for w in ("but", "hb", "platelet", "blasts", "karyotype"))


def _stands_alone(text: str, category: Hit, stop: int) -> bool:
    """Words such as "low" are categories only where no other noun follows ("low platelets")."""
    tail = text[category.end : min(stop, category.end + 16)].lstrip()
    word = "".join(c for c in tail if c.isalpha() or c == " ").split(" ")[0].lower() if tail[:1].isalpha() else ""
    return word in (
        "",
        "risk",
        "group",
        "category",
        "by",
        "per",
        "at",
        "on",
        "and",
        "high",
        "in",
        "score",
        "disease",
        "mds",
        "with",
        "today",
        "vs",
        "for",
    )


def _doubt(stage: Stage, printed: str, score: _Score | None) -> Doubt | None:
    if score is None:
        return None
    if score.sign_unsure:
        return Doubt(
            why=reason("score_sign"),
            question=ask("score_sign", system=stage.system, low=-abs(score.value), high=abs(score.value)),
            candidates=(f"{-abs(score.value):g}", f"{abs(score.value):g}"),
        )
    belongs = category_of(stage.system, score.value)
    if not printed or belongs is None or belongs == printed:
        return None
    return Doubt(
        why=reason("score_and_group"),
        question=ask("score_or_group", system=stage.system, score=score.value, category=printed),
        candidates=(f"{score.value:g}", printed),
    )


def _side_only(report: Report, analysis: Analysis, sentence: Sentence) -> Finding | None:
    """A side with no system named ("higher-risk MDS"): kept as such, for readers and for nothing else."""
    hit = next((h for h in sentence.diseases if h.value.disease == "mds"), None)
    match = _SIDE.search(sentence.text) if hit is not None else None
    if hit is None or match is None or _CRITERION.search(sentence.text):
        return None
    kinds = {c.value.kind for c in analysis.governing(sentence, hit)}
    if kinds & {"family", "other_person", "mention", "hypothetical", "negated", "possible"}:
        return None
    side = (sentence.start + match.start(), sentence.start + match.end())
    start, end = side[0], max(side[1], hit.end)
    between = analysis.text[min(side[1], hit.end) : max(side[0], hit.start)].strip(" ,(-\n")
    if end - start > 40 or (analysis.report.kind in _EXAMINES and between):
        return None  # a laboratory explains what is "higher risk"; of the patient it says "higher-risk MDS"
    evidence = analysis.cite(start, end)
    stage = Stage(system="unspecified", category=match.group("side").lower(), origin="reported", evidence=evidence)
    return finding(report, EXTRACTOR.id, stage, doubt=analysis.doubt("risk group", (start, end)))


EXTRACTOR = Extractor(name="stages", version=1, run=_run)

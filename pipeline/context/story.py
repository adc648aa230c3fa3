"""Age and sex as a story tells them: "68-year-old man", "an 84-year-old, was seen", "She" from end to end."""

from collections.abc import Sequence
from typing import Any

from extractors.patterns import pattern
from extractors.wordings import Wordings
from knowledge.context import load_context_words
from pipeline.context.names import read_name
from pipeline.context.unlabelled import OLDEST, Read, sex_word
from schemas.layout import Passage, Report, SectionLabel

_PEOPLE = load_context_words().people
_WORDINGS = Wordings("context", "story", nouns="|".join((*_PEOPLE.narrative_female, *_PEOPLE.narrative_male)))

_NO_STORY = frozenset({
    SectionLabel.FAMILY_HISTORY, SectionLabel.SOCIAL_HISTORY, SectionLabel.TRIAL, SectionLabel.METHODS,
    SectionLabel.COPIED,
})  # fmt: skip
_STORY = _WORDINGS.pattern("story")
_AGE_ALONE = _WORDINGS.pattern("age_alone")
_FAMILY = frozenset(_WORDINGS.words("family"))
_BREAKS = frozenset(_WORDINGS.words("breaks"))
_OTHERS = _WORDINGS.pattern("others")
_OPENS = {"female": _WORDINGS.pattern("she", ignore_case=False), "male": _WORDINGS.pattern("he", ignore_case=False)}
_EVER = {"female": _WORDINGS.pattern("hers"), "male": _WORDINGS.pattern("his")}
_PASSAGES = 12
_THROUGHOUT = 3  # statements that open with the same pronoun
_WORD = pattern(r"[A-Za-z]+")


def from_story(report: Report) -> list[Read]:
    """Age and sex of "68-year-old man": a weak source, never of a relative; of pronouns where nothing else tells."""
    reads: list[Read] = []
    for section in report.sections:
        if section.label in _NO_STORY:
            continue
        for passage in section.passages[:_PASSAGES]:
            for found in _STORY.finditer(passage.text):
                reads += _reads(passage, found)
            if not reads:
                reads += [r for m in _AGE_ALONE.finditer(passage.text) for r in _age_alone(passage, m)]
    return reads if any(r.field == "sex" for r in reads) else [*reads, *_pronouns(report)]


def _reads(passage: Passage, found: Any) -> list[Read]:
    suffix = next(s for s in ("", "2", "3") if found.group(f"age{s}"))
    beside = passage.text[max(0, found.start() - 1) : found.start()] + passage.text[found.end() : found.end() + 1]
    if suffix == "3" and any(c in "./_-²³µ" for c in beside):
        return []  # a part of a number, a unit or a code
    words = "" if suffix == "3" else found.group(f"words{suffix}")
    between = {w.casefold() for w in _WORD.findall(words)}
    age, sex = int(found.group(f"age{suffix}")), sex_word(found.group(f"sex{suffix}"))
    if (between | _before(passage, found.start())) & _FAMILY or between & _BREAKS:
        return []  # "a 66-year-old with one married female partner"
    if sex is None or not 0 < age <= OLDEST:
        return []
    reads = [
        Read("age_years", str(age), 6, passage, *found.span(f"age{suffix}")),
        Read("sex", sex, 6, passage, *found.span(f"sex{suffix}")),
    ]
    name = read_name(_subject(passage.text[: found.start()])) if suffix != "3" else None
    if name:
        at = passage.text[: found.start()].find(name.split()[0])
        reads.append(Read("name", name, 6, passage, max(at, 0), found.start()))
    return reads


def _before(passage: Passage, at: int) -> set[str]:
    """The three words before a place."""
    words = passage.text[max(0, at - 40) : at].casefold().split()
    return {w.strip(",.;:()") for w in words[-3:]}


def _age_alone(passage: Passage, found: Any) -> list[Read]:
    """As in "Joan, an 84-year-old, was seen": no word says of which sex."""
    age = int(found.group("age"))
    if _before(passage, found.start()) & _FAMILY or not 0 < age <= OLDEST:
        return []
    return [Read("age_years", str(age), 7, passage, *found.span("age"))]


def _pronouns(report: Report) -> list[Read]:
    """The sex that "She" tells, where statements of the patient open with it again and again, and "he" nowhere stands.

    Passages that name a relative or somebody who treats her tell nothing: it may be of them.
    """
    passages = [p for s in report.sections if s.label not in _NO_STORY for p in s.passages]
    for sex, other in (("female", "male"), ("male", "female")):
        if not any(_EVER[other].search(p.text) for p in passages):
            return _told(sex, [p for p in passages if not _OTHERS.search(p.text)])
    return []


def _told(sex: str, passages: Sequence[Passage]) -> list[Read]:
    found = [(p, m) for p in passages for m in _OPENS[sex].finditer(p.text)]
    if len(found) < _THROUGHOUT:
        return []
    passage, first = found[0]
    return [Read("sex", sex, 9, passage, *first.span("who"))]


def _subject(before: str) -> str:
    """The words that "is a 68-year-old man" is said of."""
    text = before.rstrip()
    for ending in (" is a", " is an", ", a", ", an"):
        if text.endswith(ending):
            return text[: -len(ending)].split(". ")[-1]
    return ""

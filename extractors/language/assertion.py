"""How a sentence asserts what it mentions: ConText over the cue words of the vocabulary.

A cue governs what follows it (forward), what precedes it (backward) or both, up to a terminator or the end of the
sentence. Which cue governs is all that is decided here; what it means for a diagnosis or a drug is theirs to say.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

from extractors.joining import joining_words, unknown_words
from extractors.language.scan import Hit
from extractors.wordings import Wordings
from schemas.layout import SectionLabel
from schemas.vocabulary import Cue

_WORDINGS = Wordings("language", "assertion")


class Assertion(StrEnum):
    """What a sentence says of a mention."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"
    POSSIBLE = "possible"
    HYPOTHETICAL = "hypothetical"
    HISTORICAL = "historical"
    FAMILY = "family"
    OTHER_PERSON = "other_person"
    MENTION = "mention"  # named only: a question, a template, a panel


SILENT = frozenset(
    {
        SectionLabel.HEADER,
        SectionLabel.METHODS,
        SectionLabel.COPIED,
        SectionLabel.TRIAL,
        SectionLabel.GENES_TESTED,
        SectionLabel.FAMILY_HISTORY,
    }
)
"""Sections that say nothing of this patient's diseases and treatments."""

_ORDER = (
    ("other_person", Assertion.OTHER_PERSON),
    ("family", Assertion.FAMILY),
    ("mention", Assertion.MENTION),
    ("hypothetical", Assertion.HYPOTHETICAL),
    ("negated", Assertion.NEGATED),
    ("possible", Assertion.POSSIBLE),
    ("historical", Assertion.HISTORICAL),
)

_REACH = {"negated": 160, "possible": 70, "favoured": 70, "confirmed": 60, "historical": 60, "hypothetical": 120}
"""How many characters a cue reaches forward; kinds not named reach to the end of the sentence."""

_TO_THE_END = 10_000
_OPENS_LIST = _WORDINGS.pattern("opens_list")
_SUBJECTS = frozenset({"family", "other_person", "mention", "hypothetical"})
_OPEN = Cue(kind="possible", direction="both", phrases=("cannot be excluded",))
_COMPANION = Cue(kind="family", direction="forward", phrases=("her daughter, who",))
_OF_WHOM = _WORDINGS.pattern("of_whom")
_WHO = _WORDINGS.pattern("who")
_NOT = _WORDINGS.pattern("not")
_EXCLUDES = _WORDINGS.pattern("excludes")
_REACH_BACK = 40
_REACH_REMISSION = 160
_REMISSION = _WORDINGS.pattern("remission")
_NEW_SUBJECT = _WORDINGS.pattern("new_subject")
_HISTORY = _WORDINGS.pattern("history")
_LONG_BEFORE = _WORDINGS.pattern("long_before")
_LONG_BEHIND = _WORDINGS.pattern("long_behind")
_PAST = _WORDINGS.pattern("past")
_SPAN_BEHIND = _WORDINGS.pattern("span_behind")
_OF_A_CAUSE = _WORDINGS.pattern("of_a_cause")
_ADVERB = _WORDINGS.pattern("adverb")
_PREFIX = _WORDINGS.pattern("prefix")
_COMPOUND = _WORDINGS.pattern("compound")
_NOUN = _WORDINGS.pattern("noun")
_OPENING = _WORDINGS.pattern("opening")
_COMMA_LAST = _WORDINGS.pattern("comma_last")
_VERB_NEXT = _WORDINGS.pattern("verb_next")
_CARRIES_ON = _WORDINGS.pattern("carries_on")
_OF_ONE = _WORDINGS.pattern("of_one")
_RELATIVE = _WORDINGS.pattern("relative")
_YET_TO_COME = _WORDINGS.pattern("yet_to_come")
_PLURAL = _WORDINGS.words("plural")
_BESIDE = 15


def governing(text: str, cues: Sequence[Hit], start: int, end: int) -> Iterator[Hit]:
    """The cues of a sentence that govern the mention at ``start:end`` of ``text``."""
    before = [_as_subject(h, text) for h in cues if h.start < start and h.end <= end]
    after = [h for h in cues if h.end > end and h.start >= start]
    for hit in _until_terminator(reversed(_with_causes(before, text))):
        if hit.value.kind == "negated" and _is_key_of(text[hit.end : start]):
            yield hit  # "The following were excluded: AML, CMML."
        elif hit.value.direction != "backward" and start - hit.end <= _reach(hit, text):
            if (
                hit.value.kind == "historical"
                and "," in text[hit.end : start]
                and _OF_ONE.search(text[hit.start : hit.end])
            ):
                continue  # "prior TIA, CKD": only the TIA is past
            if _falls_short(text, hit, start, end):
                continue
            yield _undone(hit, text[hit.end : start], _EXCLUDES)
    if _RELATIVE.search(text[end:]):  # "the anaemia which you had wondered about is excluded"
        after = [h for h in after if h.value.kind != "terminator" or h.value.value == "strong"]
    for hit in _until_terminator(after):
        if hit.value.direction != "forward" and _reaches_back(text, end, hit):
            yield _undone(hit, text[end : hit.start], _NOT)


def _reach(hit: Hit, text: str) -> int:
    """How far a cue reaches forward: the opening of a differential as far as its list goes."""
    if hit.value.kind == "possible" and _OPENS_LIST.search(text[hit.start : hit.end]):
        return _TO_THE_END
    return _REACH.get(hit.value.kind, _TO_THE_END)


def _falls_short(text: str, hit: Hit, start: int, end: int) -> bool:
    """Whether a word before a mention says nothing of it: a denial that is over, a "probably" of something else."""
    if hit.value.kind == "negated":
        return _is_over(text, hit, start, end)  # "he has no diabetes and his COPD is stable"
    return hit.value.kind == "possible" and _of_a_verb(text, hit, start)  # "will probably die before the MDS …"


def _is_over(text: str, hit: Hit, start: int, end: int) -> bool:
    """Whether a word of denial says nothing of a mention some way behind it.

    Another statement begins between them; "lack of …" is the subject of a verb ("… favoured MDS"); or the word is but
    the first part of another one ("non-small-cell lung cancer, heart failure").
    """
    word, gap = text[hit.start : hit.end], text[hit.end : start]
    if _PREFIX.search(word):
        own = _COMPOUND.match(text, hit.end)
        return own is None or end > own.end()
    if _OPENING.search(word) and _COMMA_LAST.search(gap) and _VERB_NEXT.search(text[end:]):
        return True
    carried_on = _NOUN.search(word) is not None and _CARRIES_ON.search(gap) is not None
    return carried_on or _NEW_SUBJECT.search(gap) is not None


def is_duration(text: str, hit: Hit) -> bool:
    """Whether a word of the past tells how long something has been so: "six-month history of", "over the past week"."""
    if hit.value.kind != "historical":
        return False
    before, word, behind = text[max(0, hit.start - 40) : hit.start], text[hit.start : hit.end], text[hit.end :]
    if _HISTORY.search(word):
        return _LONG_BEFORE.search(before) is not None or _LONG_BEHIND.search(behind) is not None
    return _PAST.search(word) is not None and _SPAN_BEHIND.search(behind) is not None


def _with_causes(cues: list[Hit], text: str) -> list[Hit]:
    """The cues; what "likely due to" names is as unsure as the cause is: "due to" ends nothing there."""
    unsure = {c.end for c in cues if c.value.kind == "possible"}
    return [
        c
        for c in cues
        if not (c.value.kind == "terminator" and c.start - 1 in unsure and _OF_A_CAUSE.search(text[c.start :]))
    ]


def _of_a_verb(text: str, hit: Hit, start: int) -> bool:
    """Whether "probably" and its like are of something done or needed, and not of the name behind it."""
    if _ADVERB.search(text[hit.start : hit.end]) is None:
        return False
    return bool(unknown_words(text, hit.end, start, [], joining_words().plain))


def _is_key_of(gap: str) -> bool:
    """Whether the words before ``gap`` are the key of the list that a mention behind it stands in."""
    return gap.lstrip().startswith(":") and not any(mark in gap for mark in (";", ". ", "\n", "\t"))


def _as_subject(hit: Hit, text: str) -> Hit:
    """A companion of whom the sentence goes on to tell is its subject: "with her daughter, who has lymphoma"."""
    if hit.value.kind == "pseudo" and _OF_WHOM.search(text[hit.start : hit.end]) and _WHO.search(text[hit.end :]):
        return replace(hit, value=_COMPANION)
    return hit


def _undone(hit: Hit, gap: str, word: Any) -> Hit:
    """An exclusion that is itself negated leaves the matter open: "cannot be completely excluded"."""
    if hit.value.kind == "negated" and word.search(gap):
        return replace(hit, value=_OPEN)
    return hit


def is_remission(text: str, cue: Hit) -> bool:
    """Whether a word of the past says that the disease is gone ("still in remission", "NED")."""
    return (
        cue.value.direction == "backward"
        and cue.value.kind == "historical"
        and _REMISSION.search(text[cue.start : cue.end]) is not None
    )


def _reaches_back(text: str, end: int, hit: Hit) -> bool:
    """A cue after a mention governs it alone ("MDS was ruled out"), or a list if it is plural ("A, B are absent")."""
    gap = text[end : hit.start]
    if hit.value.kind == "possible" and _OF_A_CAUSE.search(text[hit.end :]):
        return False  # "MDS is likely the result of earlier treatment"
    if hit.value.kind == "mention":
        return len(gap) <= 2 * _REACH_BACK
    if hit.value.kind == "past" and hit.value.value == "treated":
        return len(gap) <= 2 * _REACH_BACK  # "Breast cancer 2009, left, lumpectomy and radiation"
    if hit.value.kind == "past" or (hit.value.kind == "historical" and is_remission(text, hit)):
        return len(gap) <= _REACH_REMISSION  # "Lymphoma, 2018: six cycles, still in remission"
    if hit.value.kind == "family":  # "AML in his father", "B-ALL brother"; not "transplant from her brother"
        near = len(gap) <= _BESIDE and not any(mark in gap for mark in ",;.:")
        return near and " from " not in f"{gap} "
    if gap == ", " and _YET_TO_COME.search(text[hit.start : hit.end]):
        return True  # "MDS-SF3B1, pending molecular confirmation"
    return len(gap) <= _REACH_BACK and ("," not in gap or text[hit.start : hit.end].lower().startswith(_PLURAL))


def _until_terminator(cues: "Sequence[Hit] | Iterator[Hit]") -> Iterator[Hit]:
    """Verbs ("has", "shows") end the reach of a negation, not who or what the sentence is about ("her brother has")."""
    verb_seen = False
    for hit in cues:
        cue: Cue = hit.value
        if cue.kind == "terminator":
            if cue.value == "strong":
                return
            verb_seen = True
        elif cue.kind != "pseudo" and not (verb_seen and cue.kind not in _SUBJECTS):
            yield hit


def assertion_of(text: str, cues: Sequence[Hit], start: int, end: int) -> Assertion:
    """The strongest assertion among the cues that govern the mention; affirmed where none does."""
    kinds = {h.value.kind for h in governing(text, cues, start, end)}
    return next((assertion for kind, assertion in _ORDER if kind in kinds), Assertion.AFFIRMED)

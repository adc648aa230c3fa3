"""Whether every word that joins a treatment to what is said of it is one that the program knows.

"We had thought about venetoclax" holds a word of giving ("had") and the name of a drug, and says that none was given.
No list of such turns is ever whole; so it is the other way about: between the start of the clause, the name and the
words that give the status, only words may stand that are known to leave the meaning as it is (cues of kind ``plain``).
Any other word makes the statement a question. A word of what might have been (``unreal``) does so wherever it stands.
"""

from collections.abc import Iterator

from extractors.language import Analysis, Sentence
from extractors.patterns import pattern
from extractors.treatment_groups import Group
from extractors.treatment_said import Said
from schemas.facts import Doubt

_CLAUSE = pattern(
    r"[;:•|\t\n]|[.] |, | [-–—] |->"
    r"|\b(?:and|but|then|who|which|that|because|as|since|after|while|when|where|until)\b"
)
_KNOWN = ("treatment", "response", "reason", "joining")
_INVERTED = pattern(r"^\W*(?:had|were|should) $")
_SET_OFF = frozenset(",;")
_DRUG_STEMS = ("mab", "nib", "stat", "cept", "mycin", "conazole", "floxacin", "cillin")  # of nonproprietary names
_HARMLESS = ("considered", "declined")  # their own words are those of talk


def unclear(analysis: Analysis, sentence: Sentence, group: Group, said: Said) -> Doubt | None:
    """A question where the words around the agents of ``group`` are not all understood; ``None`` where they are."""
    if not group.hits or said.status in _HARMLESS:
        return None
    if not _unknown(analysis, sentence, group, said) and not _unreal(analysis, sentence, group, said):
        return None
    name = group.hits[0].value.name
    status = said.status or "never given"
    return Doubt(
        why="the sentence speaks of this treatment in words that are not understood",
        question=f"Is it right that treatment with {name} is or was: {status.replace('_', ' ')}?",
        asks="fact",
    )


def _unknown(analysis: Analysis, sentence: Sentence, group: Group, said: Said) -> bool:
    """Whether a word that is not known stands between the start of the clause and the last word that was used."""
    first = min([group.start, *(a for a, _ in said.at)])
    last = max([group.end, *(b for _, b in said.at)])
    cut = [m.end() for m in _CLAUSE.finditer(analysis.text[sentence.start : first])]
    left = sentence.start + (cut[-1] if cut else 0)
    known = list(_known(analysis, sentence))
    return any(
        _speaks(analysis, word, start, opens=start == left)
        for word, start, _ in sentence.pieces
        if left <= start < last and not any(a <= start < b for a, b in known)
    )


def _speaks(analysis: Analysis, word: str, start: int, *, opens: bool) -> bool:
    """Whether a piece may change the meaning: no number, mark, single letter, or name of a person or place."""
    if sum(c.isalpha() for c in word) < 2 or any(c.isdigit() for c in word) or word.lower().endswith(_DRUG_STEMS):
        return False
    if not analysis.text[start].isupper():
        return True
    return opens and word.lower() not in (analysis.report.identity.name or "").lower()


def _unreal(analysis: Analysis, sentence: Sentence, group: Group, said: Said) -> bool:
    """Whether the clause speaks of what might be or might have been."""
    if _INVERTED.search(analysis.text[sentence.start : group.start]):
        return True  # "Had lenalidomide been available, …"
    used = {(a, b) for a, b in said.at}
    for cue in analysis.cues_in("joining", sentence):
        if cue.value.kind != "unreal" or (cue.start, cue.end) in used:
            continue
        between = (
            analysis.text[group.end : cue.start] if cue.start >= group.end else analysis.text[cue.end : group.start]
        )
        if group.before <= cue.start < group.right and not _SET_OFF.intersection(between) and ". " not in between:
            return True
    return False


def _known(analysis: Analysis, sentence: Sentence) -> Iterator[tuple[int, int]]:
    for hits in (sentence.agents, sentence.diseases):
        yield from ((h.start, h.end) for h in hits)
    yield from ((d.start, d.end) for d in analysis.dates(sentence))
    for which in _KNOWN:
        yield from ((c.start, c.end) for c in analysis.cues_in(which, sentence))

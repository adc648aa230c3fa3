"""What the words before a list of genes say of it. What they say in words not known here is asked, not guessed.

"Genes tested:", "No change in:", "Not covered:" are understood. "Left for another day: BCOR, STAG2" is not: its genes
may have been tested or not, whatever the titles further up say.
"""

from typing import Literal

from extractors.molecular.words import Words
from extractors.patterns import pattern
from extractors.wordings import Wordings

_WORDINGS = Wordings("genetics", "leads")

Lead = Literal["not_tested", "negative", "tested", "found", "unclear"]
_UNLESS = _WORDINGS.pattern("unless")
_WORD = pattern(r"[a-zà-ÿ]+(?:['’-][a-zà-ÿ]+)*")
_BEHIND_TITLE = pattern(r"[:\d].*$")
_AROUND = " \t.:-–—*•#()"
_SHORT = 2  # letters: "of", "n", "in"
_MOST_WORDS = 9  # of a title or of what stands before a colon; more is a sentence
_OPENS = pattern(r"[:=\t–—-]\s*\(?$")


def lead_says(lower: str, words: Words) -> Lead | None:
    """What a title of a list, or the words before its first gene, say of its genes; ``None`` where they are none."""
    if words.not_tested.search(lower):
        return "not_tested"
    if words.negative.search(lower):
        return "negative"
    lower = _UNLESS.sub(" ", lower)
    named = words.tested_lists.sub(" ", lower)
    if named == lower and _BEHIND_TITLE.sub("", lower).strip(_AROUND) in words.titles:
        return None  # "Comment", "Specimen: bone marrow": a title we know, and none of a list
    left = [w for w in _WORD.findall(named) if len(w) > _SHORT or w in words.denying]
    if named != lower:
        return "unclear" if any(w in words.denying for w in left) else "tested"
    if all(w in words.listing and w not in words.denying for w in left):
        return None
    return "found" if words.weak_positive.search(lower) else "unclear"


def is_short(lower: str) -> bool:
    """Whether these words can be a title or a key, and are no sentence."""
    return len(lower.split()) <= _MOST_WORDS


def opens_list(lead: str) -> bool:
    """Whether the words before a gene end as a key does: "Left out:"."""
    return _OPENS.search(lead) is not None and is_short(lead)

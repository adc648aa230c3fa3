"""When two engines' readings of a word are one word after all: by a dictionary, or by marks that carry nothing.

Only differences that cannot change what is meant are settled here; a figure read in two ways stays in doubt.
"""

from schemas.document import Word

_ALIKE = str.maketrans("Il|iOoSsBZz", "11110055822")
_MARKS = ".,:;"
SIGNS = frozenset("<>≤≥+-–−±~%/")
"""Signs that mean something by themselves."""


def look_alike(a: str, b: str) -> bool:
    """Whether two readings differ only in signs printed alike (1, I and l; 5 and S; 0 and O; 8 and B; 2 and Z)."""
    return a.translate(_ALIKE) == b.translate(_ALIKE)


def same_name(word: Word, name: str) -> bool:
    """Whether every engine read ``name`` (a known name that holds its own signs) or a look-alike of it.

    One reading must be the name itself, in its own signs, and each engine must have read something. Equal readings that
    the reader did not trust are not settled: the page was too poor.
    """
    read = [r.text.strip(_MARKS + "()[]") for r in word.readings]
    return _differ(word) and name in read and all(look_alike(r, name) for r in read)


def same_but_marks(word: Word) -> bool:
    """Whether the readings are one word of letters, but for a closing mark or signs that are printed alike.

    Never a word with a figure, and never equal readings that the reader did not trust.
    """
    read = [r.text.rstrip(_MARKS) for r in word.readings]
    return _differ(word) and all(len(r) > 3 and r.isalpha() and look_alike(r, read[0]) for r in read)


def carries(word: Word) -> bool:
    """Whether a word that was not read surely can change what is said: it holds more than stops, dots and rules."""
    return not word.agreed and any(c.isalnum() or c in SIGNS for c in word.text)


def glimpsed(word: Word) -> bool:
    """Whether one engine alone saw a single sign where the other saw nothing: an arrow, a tick or dirt, no figure."""
    return not word.agreed and len(word.text) == 1 and any(not r.text for r in word.readings)


def _differ(word: Word) -> bool:
    return len({r.text for r in word.readings}) > 1

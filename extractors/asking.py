"""The words of doubts, conflicts and notes, by name: they lie in ``knowledge/common/doubts.toml``."""

from collections.abc import Sequence

from knowledge.doubts import load_doubts
from schemas.document import Word
from schemas.facts import Doubt

_READINGS_SHOWN = 4


def reason(name: str, /, **slots: object) -> str:
    """Why a fact may not be relied on.

    Raises:
        KeyError: no reason has that name, or a slot of it is not given.
    """
    return load_doubts().reasons[name].format(**slots)


def ask(name: str, /, **slots: object) -> str:
    """The one plain question that would settle it.

    Raises:
        KeyError: no question has that name, or a slot of it is not given.
    """
    return load_doubts().questions[name].format(**slots)


def note(name: str, /, **slots: object) -> str:
    """What was assumed or left out.

    Raises:
        KeyError: no note has that name, or a slot of it is not given.
    """
    return load_doubts().notes[name].format(**slots)


def not_read_alike(what: str, words: Sequence[Word]) -> Doubt | None:
    """A doubt about what ``words`` carry, where engines did not read them alike; ``None`` where there are none."""
    if not words:
        return None
    read = tuple(dict.fromkeys(r.text for w in words for r in w.readings if r.text)) or (words[0].text,)
    return Doubt(
        why=reason("words_unread", what=what),
        question=ask("what_is_said", what=what, read=" or ".join(read[:_READINGS_SHOWN])),
        candidates=read,
        asks="fact",
    )

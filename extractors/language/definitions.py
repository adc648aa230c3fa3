"""What a report itself says that an abbreviation stands for: "long form (SHORT)", "SHORT (long form)".

The letters of the short form are looked for in the words beside its bracket, from the last to the first, the first at
the beginning of a word (Schwartz and Hearst 2003). Most brackets hold no definition, or one in the vocabulary's own
words; only where another meaning may be given is scispaCy's detector asked, which takes seconds to load.
"""

_BACK = 120
_MAX_TRIES = 5
_MORE_WORDS = 5
_LONG_INSIDE = 3  # words; the detector reads fewer as a short form


def definitions_of(short: str, text: str) -> list[str]:
    """The long forms that ``text`` gives for ``short``, those in front of its bracket first."""
    found = [_in_front(short, text[max(0, at - _BACK) : at]) for at in _places(text, f"({short})")]
    told = next((long for long in found if long), None)
    if told is not None:
        return [told]
    inside = [_inside(short, text[at + len(short) + 2 :][:_BACK]) for at in _places(text, f"{short} (")]
    return [long for long in inside if long][:1]


def _places(text: str, mark: str) -> list[int]:
    places: list[int] = []
    at = text.find(mark)
    while at >= 0 and len(places) < _MAX_TRIES:
        places.append(at)
        at = text.find(mark, at + 1)
    return places


def _in_front(short: str, before: str) -> str | None:
    letters = sum(not c.isspace() for c in short)
    words = before.split()[-min(letters + _MORE_WORDS, 2 * letters) :]
    return _spelt(short, " ".join(words))


def _inside(short: str, behind: str) -> str | None:
    """The words of the bracket, where they begin with the first letter of ``short`` and spell all of it."""
    long = behind.partition(")")[0].strip()
    return long if len(long.split()) >= _LONG_INSIDE and _spelt(short, long) == long else None


def _spelt(short: str, long: str) -> str | None:
    """The end of ``long`` whose letters spell ``short``, from the word that begins with its first letter."""
    low, at = long.lower(), len(long)
    wanted = [c for c in short.lower() if c.isalnum()]
    for i in range(len(wanted) - 1, -1, -1):
        at = low.rfind(wanted[i], 0, at)
        while i == 0 and at > 0 and low[at - 1].isalnum():
            at = low.rfind(wanted[0], 0, at)
        if at < 0:
            return None
    return long[at:]

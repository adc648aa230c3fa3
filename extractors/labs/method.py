"""Blasts told right behind a flow cytometry, which may be its own, and such as were not seen on the smears."""

from extractors.asking import reason
from extractors.labs.figures import Reading
from extractors.labs.places import site_in
from extractors.wordings import Wordings

_WORDINGS = Wordings("labs", "method")

_BY_EYE = _WORDINGS.pattern("by_eye")
_NOT_ON_SMEARS = _WORDINGS.pattern("not_on_smears")
_BEHIND = 160  # characters


def of_another_method(held: Reading, sentence: tuple[int, int], end: int) -> str | None:
    """Why blasts in ``sentence`` may be those of another method than the microscope, ``None`` where nothing says so.

    As in "Flow cytometry was done. 6% blasts were found. These were not seen on the smears"; ``end`` is where the
    figure ends.
    """
    text = held.strip.text.lower()
    if _NOT_ON_SMEARS.search(text[end : end + _BEHIND]):
        return reason("not_on_smears")
    if _BY_EYE.search(text[slice(*sentence)]):
        return None
    before = next((s for s in reversed(held.sentences) if s[1] <= sentence[0]), None)
    if before is None or site_in(text[slice(*before)]) != "elsewhere" or _BY_EYE.search(text[slice(*before)]):
        return None
    return reason("of_flow_before")

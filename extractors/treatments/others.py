"""Sentences about somebody else: "The man in the bed beside her takes deferasirox"."""

from extractors.wordings import Wordings

_WORDINGS = Wordings("treatments", "others")

_SOMEBODY = _WORDINGS.pattern("somebody")
_PATIENT_AGAIN = _WORDINGS.pattern("patient_again")


def of_somebody(before: str) -> bool:
    """Whether the subject of a sentence, up to a name, is a person met or seen beside the patient."""
    told = None
    for match in _SOMEBODY.finditer(before):
        told = match
    return told is not None and _PATIENT_AGAIN.search(before[told.end() :]) is None

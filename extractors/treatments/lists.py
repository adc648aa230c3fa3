"""Lists of medicines under a line that says whether they are taken: "Discontinued medications"."""

from extractors.language import Sentence
from extractors.wordings import Wordings
from schemas.layout import SectionLabel

_WORDINGS = Wordings("treatments", "lists")

_LIST = _WORDINGS.pattern("list")
_RUNS = _WORDINGS.pattern("runs")


class MedicineList:
    """A list of medicines under a line of its own: "Discontinued medications", "Current medications"."""

    def __init__(self) -> None:
        self.over = False
        self._place: tuple[SectionLabel, str] | None = None

    def opens(self, sentence: Sentence) -> bool:
        """Whether ``sentence`` is such a line; it holds until the next one, or to the end of its section."""
        place = (sentence.label, sentence.heading)
        if self._place is not None and place != self._place:
            self._place, self.over = None, False
        if self._place is None and (head := _LIST.search(sentence.heading)):
            self._place, self.over = place, head.group("over") is not None
        head = None if sentence.agents else _LIST.search(sentence.text)
        if head is not None:
            self._place, self.over = place, head.group("over") is not None
        return head is not None


def says_it_runs(words: str) -> bool:
    """Whether cue words say in so many words that a treatment goes on, whatever list it stands in."""
    return _RUNS.search(words) is not None

"""Whether what a sentence says of transfusions holds for this patient at the time of the record, in known words."""

from extractors.asking import ask, reason
from extractors.date_order import month_names
from extractors.joining import joining_words, unknown_words
from extractors.language import Analysis, Sentence
from extractors.wordings import Wordings
from schemas.facts import Doubt

_WORDINGS = Wordings("transfusions", "unclear", month=month_names())

_RELATIVE = _WORDINGS.pattern("relative")
_DONATED = _WORDINGS.pattern("donated")
_OTHERWISE = _WORDINGS.pattern("otherwise")
_OF_TRANSFUSIONS = _WORDINGS.pattern("of_transfusions")
_OF_THEN = _WORDINGS.pattern("of_then")
_RESOLVED = _WORDINGS.pattern("resolved")
_CUT = _WORDINGS.pattern("cut")
_PLAIN = frozenset(_WORDINGS.words("plain"))


def of_a_relative(text: str) -> bool:
    """Whether blood is spoken of that others need or give: "his wife is transfusion dependent", "he donated blood"."""
    return _RELATIVE.search(text) is not None or _DONATED.search(text) is not None


def unclear(analysis: Analysis, sentence: Sentence, place: tuple[int, int], *, paced: bool = False) -> Doubt | None:
    """A question where words of the sentence are not known, or tell of another time than the statement at ``place``.

    ``paced``: the statement tells how many units are needed in so much time.
    """
    if "\t" in analysis.line_of(sentence):
        return None
    start, end = place
    behind = analysis.text[end : sentence.end]
    of_then = paced and _OF_THEN.search(behind) is not None
    if not (of_then or _changed(behind) or _unknown(analysis, sentence, start, end)):
        return None
    return Doubt(why=reason("transfusion_words"), question=ask("transfusions_now"), asks="fact")


def _changed(behind: str) -> bool:
    """Whether the words behind a statement say that it was otherwise before, or is by now."""
    if _RESOLVED.search(behind) is not None:
        return True  # "her transfusion dependence has resolved"
    turn = _OTHERWISE.search(behind)
    return turn is not None and _OF_TRANSFUSIONS.search(behind[turn.end() :]) is not None


def _unknown(analysis: Analysis, sentence: Sentence, start: int, end: int) -> bool:
    cuts = [m.end() for m in _CUT.finditer(analysis.text[sentence.start : start])]
    left = sentence.start + (cuts[-1] if cuts else 0)
    words = joining_words()
    known = [
        *((h.start, h.end) for hits in (sentence.agents, sentence.diseases, sentence.findings) for h in hits),
        *((h.start, h.end) for h in sentence.cues),
        *((d.start, d.end) for d in analysis.dates(sentence)),
        (start, end),
    ]
    plain = words.treatment | words.plain | _PLAIN
    return bool(unknown_words(analysis.text, left, start, known, plain))

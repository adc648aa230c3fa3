"""Short entries of a course that open with a day: "24-May-2025: epoetin started. 30-Oct-2025: stopped."."""

from dataclasses import replace

from extractors.language import Analysis, Hit, Sentence
from extractors.treatments.courses import Course
from extractors.treatments.cues import of_the_one_before
from extractors.treatments.groups import Group
from extractors.treatments.said import Said
from extractors.wordings import Wordings

_WORDINGS = Wordings("treatments", "days")

_OPENS = _WORDINGS.pattern("opens")
_FILL = _WORDINGS.pattern("fill")
_IN_CASE = _WORDINGS.pattern("in_case")
_AGAIN = _WORDINGS.pattern("again")
_KEYED = _WORDINGS.pattern("keyed")
_ENDS = ("ended", "held")
_NEAR = 6


def body_of(analysis: Analysis, sentence: Sentence) -> int:
    """Where the words of ``sentence`` begin: behind the day that opens it, if one does."""
    dates = analysis.dates(sentence)
    if not dates or not _OPENS.search(analysis.text[sentence.start : dates[0].start]):
        return sentence.start
    return dates[0].end


def is_keyed(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether ``sentence`` is a key of a course and its day: "Start 03/2025.", "End: 08/2025."."""
    dates = analysis.dates(sentence)
    return bool(dates) and _KEYED.search(analysis.text[sentence.start : dates[0].start]) is not None


def over_then(analysis: Analysis, sentence: Sentence) -> Hit | None:
    """The words of an ending that open ``sentence``: "30-Oct-2025: it was stopped", "stopped and X started"."""
    begin = body_of(analysis, sentence)
    for cue in analysis.cues_in("treatment", sentence):
        if cue.start >= begin and cue.value.kind != "pseudo":
            opens = cue.value.kind in _ENDS and _FILL.search(analysis.text[begin : cue.start]) is not None
            in_case = _IN_CASE.search(analysis.text[cue.end : sentence.end]) is not None
            return cue if opens and not in_case and not _names_its_own(analysis, sentence, cue) else None
    return None


def _names_its_own(analysis: Analysis, sentence: Sentence, cue: Hit) -> bool:
    """Whether the ending is that of a treatment named behind it: "30-Oct-2025: stopped lenalidomide"."""
    after = [h.start for h in sentence.agents if h.start >= cue.end]
    return bool(after) and not of_the_one_before(analysis.text, cue, min(after))


def begins_behind(analysis: Analysis, sentence: Sentence, group: Group) -> int:
    """Where the text that may speak of ``group`` begins: behind an ending that is that of a treatment named before."""
    over = over_then(analysis, sentence) if group.left == sentence.start else None
    return group.left if over is None else over.end


def begun_then(analysis: Analysis, sentence: Sentence, said: Said, course: Course) -> Course:
    """``course``, begun on the day of the entry where the entry says that it began."""
    dates = analysis.dates(sentence)
    words = {analysis.text[a:b].lower() for a, b in said.at}
    starts = any(
        c.value.value == "start" and analysis.text[c.start : c.end].lower() in words
        for c in analysis.cues_in("treatment", sentence)
    )
    if not starts or course.started or not dates or body_of(analysis, sentence) == sentence.start:
        return course
    return replace(course, started=dates[0].iso, at=(*course.at, (dates[0].start, dates[0].end)))


def left_open(analysis: Analysis, sentence: Sentence, said: Said, course: Course) -> bool:
    """Whether entries of later days tell of an end, or of a new start, in words that are not understood."""
    begun = said.status == "ongoing" and (course.started or body_of(analysis, sentence) != sentence.start)
    over = said.status == "stopped" and body_of(analysis, sentence) != sentence.start
    if not (over or (begun and not course.ended)):
        return False
    for other in analysis.sentences[sentence.order + 1 : sentence.order + 1 + _NEAR]:
        if other.label is not sentence.label:
            return False
        if other.agents or body_of(analysis, other) == other.start:
            continue
        if begun and any(c.value.kind in _ENDS for c in analysis.cues_in("treatment", other)):
            return True
        if over and _AGAIN.search(other.text):
            return True
    return False


def of_another(analysis: Analysis, first: Sentence, last: Sentence) -> bool:
    """Whether between two entries something that we have no name for was begun: what ended then is not known."""
    return any(
        c.value.kind == "given" and c.value.value == "start"
        for s in analysis.sentences[first.order + 1 : last.order]
        for c in analysis.cues_in("treatment", s)
    )

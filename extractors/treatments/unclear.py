"""Whether every word that joins a treatment to what is said of it is one that the program knows.

"We had thought about venetoclax" holds a word of giving ("had") and the name of a drug, and says that none was given.
No list of such turns is ever whole; so it is the other way about: between the start of the clause, the name and the
words that give the status, only words may stand that are known to leave the meaning as it is (``joining``). Any other
word makes the statement a question. A word of what might have been (``unreal``) does so wherever it stands.
"""

from collections.abc import Iterator

from extractors.asking import ask, reason
from extractors.joining import WORD, joining_words, unknown_words
from extractors.language import Analysis, Sentence
from extractors.language.grafts import is_bare, is_of_blood, of_organs, organ_failed
from extractors.patterns import pattern
from extractors.treatments.courses import Course
from extractors.treatments.groups import Group
from extractors.treatments.said import Said
from extractors.treatments.turns import only_judged
from extractors.treatments.unread import left_unread
from extractors.wordings import Wordings
from schemas.facts import GIVEN, Doubt

_WORDINGS = Wordings("treatments", "unclear")

_CLAUSE = _WORDINGS.pattern("clause")
_KNOWN = ("treatment", "response", "reason")
_PASSIVE = _WORDINGS.pattern("passive")
_PLAN_KEY = _WORDINGS.pattern("plan_key")
_INVERTED = _WORDINGS.pattern("inverted")
_TAKES = _WORDINGS.pattern("takes")
_RULE = _WORDINGS.pattern("rule")
_IN_A_CASE = _WORDINGS.pattern("in_a_case")
_PEOPLE = pattern(r"(?:patients|people)$")
_ASKED = pattern(r"^(?:\)| \([^()]{0,30}\))? ?\?")
"""Right behind a name: whoever wrote it was not sure ("on Onureg? per wife")."""
_PARTS = pattern(r"[;\t\n•]|[.] ")
_HARMLESS = ("considered", "declined")  # their own words are those of talk


def unclear(analysis: Analysis, sentence: Sentence, group: Group, said: Said, course: Course) -> Doubt | None:
    """A question where the words around the agents of ``group`` are not all understood; ``None`` where they are."""
    if not group.hits:
        return None
    if left_unread(analysis, sentence, group, said, course) or _only_titled(analysis, sentence, group, said):
        return not_understood(group, said)
    if _maybe_of_an_organ(analysis, sentence, group, said):
        return not_understood(group, said)
    if said.status in _HARMLESS:
        shelved = said.status == "considered" and _done_unknown(analysis, sentence, group)
        return not_understood(group, said) if shelved else None
    understood = not _unknown(analysis, sentence, group, said) and not _unreal(analysis, sentence, group, said)
    understood = understood and not _only_meant(analysis, sentence, group, said, course)
    understood = understood and not (said.status in GIVEN and only_judged(analysis.text, sentence, group, said))
    understood = understood and _ASKED.search(analysis.text[group.end : sentence.end]) is None
    understood = understood and (
        not _only_related(analysis.text, said) or not _goes_on_as_prose(analysis.text[group.end : sentence.end])
    )
    if understood and not _run_together(analysis, sentence, group, (*said.at, *course.at)):
        return None
    return not_understood(group, said)


def _only_titled(analysis: Analysis, sentence: Sentence, group: Group, said: Said) -> bool:
    """Whether only a key or a heading says that it is planned: "Treatment plan: OP AZACITIDINE 7 DAY" names a regimen.

    Systems that order chemotherapy print so what runs, what is over and what is to come alike.
    """
    if said.status != "planned":
        return False
    key = _PLAN_KEY.search(analysis.text[sentence.start : group.start])
    if key is not None:
        return all(b <= sentence.start + key.end() for _, b in said.at)
    return not said.at and _PLAN_KEY.search(f"{sentence.heading}: ") is not None


def _done_unknown(analysis: Analysis, sentence: Sentence, group: Group) -> bool:
    """Whether an unknown word says what was done about a treatment: "Referral for transplant was shelved"."""
    found = _PASSIVE.search(analysis.text[group.end : sentence.end])
    if found is None:
        return False
    start, end = (group.end + at for at in found.span("verb"))
    known = list(_known(analysis, sentence))
    return bool(unknown_words(analysis.text, start, end, known, joining_words().treatment))


def not_understood(group: Group, said: Said) -> Doubt:
    """The question on a treatment of which the record speaks in words that are not known."""
    name = group.hits[0].value.name
    status = said.status or "never given"
    return Doubt(
        why=reason("treatment_words"),
        question=ask("treatment_status", agent=name, status=status.replace("_", " ")),
        asks="fact",
    )


def _unknown(analysis: Analysis, sentence: Sentence, group: Group, said: Said) -> bool:
    """Whether a word that is not known stands between the start of the clause and the last word that was used."""
    first = min([group.start, *(a for a, _ in said.at)])
    last = max([group.end, *(b for _, b in said.at)])
    cut = [m.end() for m in _CLAUSE.finditer(analysis.text[sentence.start : first])]
    left = sentence.start + (cut[-1] if cut else 0)
    name = {w.lower() for w in (analysis.report.identity.name or "").replace(",", " ").split()}
    known = list(_known(analysis, sentence))
    odd = unknown_words(analysis.text, left, last, known, joining_words().treatment)
    opening = analysis.text[left:last].lstrip().split(" ")[0]
    if odd and odd[0] == opening and opening.istitle() and any(left + len(opening) + 1 == a for a, _ in known):
        odd = odd[1:]  # "Ruth received …": who a verb follows at once
    return any(w.lower() not in name for w in odd)


def names_another(analysis: Analysis, sentence: Sentence, start: int) -> bool:
    """Whether something taken is named before the "it" at ``start``, as in "takes aspirin and stops it"."""
    taken = _TAKES.search(analysis.text[sentence.start : start])
    if taken is None:
        return False
    known = [(d.start, d.end) for d in analysis.dates(sentence)]
    at = sentence.start + taken.end()
    words = [(at + m.start(), m.group().lower()) for m in WORD.finditer(analysis.text[at:start])]
    if words and words[0][1] in ("it", "this", "them"):
        return False  # "You had it until October, when we stopped it"
    return any(w not in joining_words().treatment and not any(a <= i < b for a, b in known) for i, w in words)


def _unreal(analysis: Analysis, sentence: Sentence, group: Group, said: Said) -> bool:
    """Whether the clause speaks of what might be or might have been."""
    behind = analysis.text[group.end : min(group.right, sentence.end)]
    rule = said.status in GIVEN and _RULE.search(behind) is not None  # a plan may wait for something
    if rule or _IN_A_CASE.search(sentence.text) is not None:
        return True  # "Filgrastim is given when neutrophils are low"
    if _INVERTED.search(analysis.text[sentence.start : group.start]):
        return True  # "Had lenalidomide been available, …"
    for match in joining_words().unreal.finditer(sentence.text):
        start, end = sentence.start + match.start(), sentence.start + match.end()
        if any(a <= start < b for a, b in said.at) or not group.before <= start < group.right:
            continue
        if _PEOPLE.search(match.group()) is not None:
            return True  # "Following azacitidine, some patients …"
        between = analysis.text[min(group.end, end) : max(group.start, start)]
        if "," not in between and ";" not in between and ". " not in between:
            return True
    return False


def _only_related(text: str, said: Said) -> bool:
    """Whether the words used, if any, only set the treatment beside another thing ("treatment with")."""
    told = [" ".join(text[a:b].lower().split()) for a, b in said.at]
    return joining_words().relating.issuperset(told)


def _only_meant(analysis: Analysis, sentence: Sentence, group: Group, said: Said, course: Course) -> bool:
    """Whether nothing says that it was given, and the sentence is of what is to come: "start X, then allo if …"."""
    words = joining_words()
    if said.status not in GIVEN or course.started or course.ended or not _only_related(analysis.text, said):
        return False
    parts = [m.end() for m in _PARTS.finditer(sentence.text[: group.start - sentence.start])]
    begin = sentence.start + (parts[-1] if parts else 0)
    end = _PARTS.search(analysis.text[group.end : sentence.end])
    stop = group.end + end.start() if end is not None else sentence.end
    return words.meant.search(analysis.text[begin:stop]) is not None


def _goes_on_as_prose(behind: str) -> bool:
    """Whether a name with no word of status is the subject of a verb: "Lenalidomide is registered only for …"."""
    first = WORD.search(behind)
    return first is not None and not behind[: first.start()].strip() and first.group() in joining_words().finite


def _maybe_of_an_organ(analysis: Analysis, sentence: Sentence, group: Group, said: Said) -> bool:
    """Whether a bare "transplant" may be that of an organ, or one that was done is told of by an "after" alone."""
    if not all(is_bare(h) for h in group.hits):
        return False
    given = said.status in GIVEN
    if of_organs(analysis.text) or (given and organ_failed(sentence.text)):
        return True
    only_after = given and _only_related(analysis.text, said) and not analysis.dates(sentence)
    return only_after and not is_of_blood(analysis.text)


def _run_together(analysis: Analysis, sentence: Sentence, group: Group, used: tuple[tuple[int, int], ...]) -> bool:
    """Whether one cell holds several treatments and what is said of this one stands in another: a table in a cell."""
    left, right = analysis.cell_of(group.start)
    others = any(left <= h.start < right and h not in group.hits for h in sentence.agents)
    return others and any(not left <= a < right for a, _ in used)


def _known(analysis: Analysis, sentence: Sentence) -> Iterator[tuple[int, int]]:
    for hits in (sentence.agents, sentence.diseases):
        yield from ((h.start, h.end) for h in hits)
    yield from ((d.start, d.end) for d in analysis.dates(sentence))
    for which in _KNOWN:
        yield from ((c.start, c.end) for c in analysis.cues_in(which, sentence))

"""Diagnoses that running text states, suspects, excludes or remembers.

Certainty follows the words, not the wish: a disease is ``confirmed`` when a record states it; "rule out", "favor",
"cannot exclude" and a request's clinical history leave it ``suspected``. "Consistent with" is how pathologists sign
out, so it confirms a named subtype in the final diagnosis of their report, and nothing elsewhere.
"""

from collections.abc import Iterator
from typing import Literal

from extractors.asking import ask, reason
from extractors.base import Extractor, finding, once_for_each_vocabulary
from extractors.classifications import system_of
from extractors.conclusions import LABORATORY, concludes, explains, names_only, ticked
from extractors.diagnosis_denials import denied_later, denies_another, is_gone, says_of_specimen
from extractors.diagnosis_persons import of_another_above, of_the_relative
from extractors.diagnosis_requests import is_request
from extractors.disputes import disputed
from extractors.joined import denied_behind, is_joined
from extractors.language import Analysis, Hit, Sentence, analyse
from extractors.language.assertion import is_duration, is_remission
from extractors.language.criteria import of_nobody
from extractors.patterns import pattern
from extractors.wordings import Wordings
from schemas.facts import Code, Diagnosis, Doubt, Finding
from schemas.layout import Report, SectionLabel
from schemas.vocabulary import DiseaseTerm, Vocabulary

_WORDINGS = Wordings("diagnoses", "diagnoses")

_REACH = 60
_SINCE = 3
_ONE_OF = frozenset(_WORDINGS.words("one_of"))
_PATHOLOGY = frozenset({"marrow", "pathology", "cytogenetics", "molecular", "flow"})
_GENETIC = frozenset({"cytogenetics", "molecular", "flow"})
_SUPPORTS = _WORDINGS.pattern("supports")
_CONCLUSIONS = frozenset({SectionLabel.DIAGNOSIS, SectionLabel.ADDENDUM})
_DROP = frozenset({"family", "other_person", "mention", "hypothetical"})
_MODIFIES = _WORDINGS.pattern("modifies")
_REQUESTED = _WORDINGS.pattern("requested")
_TEACHES = _WORDINGS.pattern("teaches")
_SPECIMEN = _WORDINGS.pattern("specimen")
# "[ ] Aplastic anaemia": a box that nobody ticked.
_UNTICKED = pattern(r"(?:\[[ _]*\]|\([ _]+\)|☐|□)[ \t]*[^\[\]()☐□☑☒\n]{0,40}$")
_RULE_AFTER = _WORDINGS.pattern("rule_after")
_RULE_BEFORE = _WORDINGS.pattern("rule_before")
_EARLIER_SPECIMEN = _WORDINGS.pattern("earlier_specimen")
_DIAGNOSED = _WORDINGS.pattern("diagnosed")
_MADE = ("diagnos", "dx", "first")

_ACTIVE = _WORDINGS.pattern("active")
_AFTER_WHICH_GONE = ("transplant", "cellular")
PAST_YEARS = 2
"""A cancer whose local treatment lies so many years back, with no word that it is active, is past."""

_AS_KEY = pattern(r"^[^:]+\s?:")
_KNOWN = frozenset({"confirmed", "historical"})
_EXPLAINING = LABORATORY - {"marrow", "pathology"}
_REMISSION = _WORDINGS.pattern("remission")
_TREATED = _WORDINGS.pattern("treated")
_DENIAL = _WORDINGS.pattern("denial")
_NOT_CONFIRMED = _WORDINGS.pattern("not_confirmed")
_SPECIMEN_NEGATION = _WORDINGS.pattern("specimen_negation")

Status = Literal["confirmed", "suspected", "ruled_out", "historical"]


def _run(report: Report, vocabulary: Vocabulary) -> Iterator[Finding]:
    analysis = analyse(report, vocabulary)
    of_marrow = _of_marrow(vocabulary)
    made = list(_stated(report, analysis, of_marrow))
    over = {f.fact.disease for f in made if isinstance(f.fact, Diagnosis) and _is_over(f.fact)} - of_marrow
    made = [_past(f) if isinstance(f.fact, Diagnosis) and f.fact.disease in over else f for f in made]
    made = _one_of_two(made)
    known = {f.fact.disease for f in made if isinstance(f.fact, Diagnosis) and f.fact.status in _KNOWN}
    asked = [f for f in made if report.kind in LABORATORY and _is_asked(f, analysis)]
    answered = {id(f) for f in asked} if known & of_marrow else set()
    for found in made:
        fact = found.fact
        if isinstance(fact, Diagnosis) and fact.status == "ruled_out" and fact.disease in known and of_specimen(fact):
            continue  # "history of MDS … no evidence of MDS": a remission, not another diagnosis
        if id(found) in answered and isinstance(fact, Diagnosis) and fact.disease not in known:
            continue  # "Question: MDS? AML?" of a report that answers it
        yield found


@once_for_each_vocabulary
def _of_marrow(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(t.disease for t in vocabulary.diseases if t.of_marrow)


def _one_of_two(made: list[Finding]) -> list[Finding]:
    """The findings; of two diseases that exclude each other each is asked about ("read as MDS … criteria for AA")."""
    stated = {f.fact.disease for f in made if isinstance(f.fact, Diagnosis) and f.fact.status == "confirmed"}
    if not stated >= _ONE_OF:
        return made
    return [f if f.doubt else f.model_copy(update={"doubt": _which_disease(f)}) for f in made]


def _which_disease(found: Finding) -> Doubt | None:
    fact = found.fact
    if not isinstance(fact, Diagnosis) or fact.status != "confirmed" or fact.disease not in _ONE_OF:
        return None
    return Doubt(why=reason("either_disease"), question=ask("diagnosis_agreed", label=fact.label), asks="fact")


def _is_asked(found: Finding, analysis: Analysis) -> bool:
    """Whether a disease stands in the question that came with the sample, among others that it might be."""
    fact = found.fact
    if not isinstance(fact, Diagnosis) or fact.status != "suspected":
        return False
    named = " ".join(e.quote for e in fact.evidence)
    return any(
        named in s.text and (s.label is SectionLabel.INDICATION or s.text.rstrip().endswith("?"))
        for s in analysis.sentences
    )


def _is_over(fact: Diagnosis) -> bool:
    return fact.status == "historical" and any(_REMISSION.search(e.quote) for e in fact.evidence)


def _past(found: Finding) -> Finding:
    """A disease that the report says is in remission is past where the same report only names it, too."""
    fact = found.fact
    if not isinstance(fact, Diagnosis) or fact.status != "confirmed":
        return found
    return found.model_copy(update={"fact": fact.model_copy(update={"status": "historical"})})


def of_specimen(fact: Diagnosis) -> bool:
    """Whether the words exclude the disease from what was examined only ("no evidence of", "negative for")."""
    return any(_SPECIMEN_NEGATION.search(e.quote) for e in fact.evidence)


def _stated(report: Report, analysis: Analysis, of_marrow: frozenset[str]) -> Iterator[Finding]:
    for sentence in analysis.sentences:
        if sentence.silent or sentence.label is SectionLabel.ALLERGIES or not sentence.diseases:
            continue
        said: set[tuple[str, str | None, str]] = set()
        for hit in sentence.diseases:
            term: DiseaseTerm = hit.value
            cues = [c for c in analysis.governing(sentence, hit) if _counts(analysis, sentence, hit, c, of_marrow)]
            kinds = {"historical" if c.value.kind == "past" else c.value.kind for c in cues}
            status = _status(analysis, sentence, hit, kinds)
            if status is not None and _is_no_word_on_her(analysis, sentence, hit, kinds, status, of_marrow):
                continue
            if status is None or (key := (term.disease, term.subtype, status)) in said:
                continue
            said.add(key)
            fact = _diagnosis(analysis, sentence, hit, cues, status)
            words = [(hit.start, hit.end), *((c.start, c.end) for c in cues)]
            if status == "confirmed":  # a word read badly right before the name may have denied it
                words.append((_words_before(analysis, sentence, hit), hit.end))
            doubt = analysis.doubt("diagnosis", *words) or _unclear(analysis, sentence, hit, fact)
            doubt = doubt or disputed(sentence, hit, fact)
            if status == "historical" and term.disease in of_marrow:
                doubt = doubt or _still(analysis, fact, cues)
            doubt = doubt or _denied_behind(analysis, sentence, hit, fact)
            if status == "ruled_out" and doubt is None and denied_later(sentence):
                doubt = Doubt(why=reason("denied_later"), question=ask("diagnosis_ever", label=fact.label), asks="fact")
            unjoined = _unjoined(analysis, sentence, hit, fact) if doubt is None else None
            if unjoined is not None and report.kind in _EXPLAINING:
                continue  # a laboratory explains ("SF3B1 is the commonest variant in …"): that asks nothing
            doubt = doubt or unjoined
            yield finding(report, EXTRACTOR.id, fact, doubt=doubt)


def _is_no_word_on_her(
    analysis: Analysis, sentence: Sentence, hit: Hit, kinds: set[str], status: Status, of_marrow: frozenset[str]
) -> bool:
    """Whether a report names a disease without concluding it, excludes it from a specimen only, or speaks of drugs.

    As in "IDH2 R140Q could be treated with enasidenib in AML".
    """
    if status == "confirmed":
        return not concludes(analysis, sentence, hit, kinds)
    if status == "ruled_out":
        return says_of_specimen(analysis, sentence, hit, of_marrow)
    return status == "suspected" and bool(sentence.agents) and explains(analysis, sentence)


def _counts(analysis: Analysis, sentence: Sentence, hit: Hit, cue: Hit, of_marrow: frozenset[str]) -> bool:
    """Whether a word of a remission reached, or of local treatment, makes this disease past."""
    if hit.value.disease in of_marrow and is_duration(analysis.text, cue):
        return False  # "a six-month history of MDS"
    if cue.value.kind == "historical" and hit.value.disease in of_marrow and is_remission(analysis.text, cue):
        return all(h.value.kind in _AFTER_WHICH_GONE for h in sentence.agents)  # "MDS in CR after azacitidine" is there
    if cue.value.kind != "past":
        return True
    if hit.value.disease in of_marrow or _ACTIVE.search(sentence.text):
        return False
    if cue.value.value == "reached":
        return True
    seen = analysis.report.dated
    years = [d.iso for d in analysis.dates(sentence) if d.iso is not None and d.start >= hit.end]
    return seen is not None and bool(years) and all(int(seen[:4]) - int(y[:4]) >= PAST_YEARS for y in years)


def _words_before(analysis: Analysis, sentence: Sentence, hit: Hit, count: int = 3) -> int:
    """Where the ``count`` words before ``hit`` begin, within its sentence."""
    start = hit.start
    begin = max(sentence.start, analysis.text.rfind(":", sentence.start, hit.start) + 1)  # a title denies nothing
    for _ in range(count):
        start = max(begin, analysis.text.rfind(" ", begin, max(begin, start - 1)))
    return start


def _unclear(analysis: Analysis, sentence: Sentence, hit: Hit, fact: Diagnosis) -> Doubt | None:
    """A doubt where a word of denial, or a stain, stands before a name ("negative fr lymphoma")."""
    before = analysis.text[sentence.start : hit.start]
    if fact.status != "confirmed" or analysis.report.kind not in _PATHOLOGY or not _DENIAL.search(before):
        return None
    return Doubt(
        why=reason("denied_before"),
        question=ask("diagnosis_or_none", label=fact.label),
        candidates=("present", "absent"),
    )


def _still(analysis: Analysis, fact: Diagnosis, cues: list[Hit]) -> Doubt | None:
    """A doubt where only a key makes a disease past that does not go away by itself: "Hx: t-MDS"."""
    past = [c for c in cues if c.value.kind in ("historical", "past")]
    if not past or not all(_AS_KEY.search(analysis.text[c.start : c.end + 2]) for c in past):
        return None
    return Doubt(
        why=reason("under_past"),
        question=ask("diagnosis_now", label=fact.label),
        asks="fact",
    )


def _denied_behind(analysis: Analysis, sentence: Sentence, hit: Hit, fact: Diagnosis) -> Doubt | None:
    """A doubt where the words behind a name deny something of it, and it is not clear what: "AML it is not"."""
    if fact.status not in _KNOWN or not denied_behind(analysis.text, sentence, hit):
        return None
    return Doubt(
        why=reason("denied_behind"),
        question=ask("diagnosis_or_none", label=fact.label),
        candidates=("present", "absent"),
    )


def _unjoined(analysis: Analysis, sentence: Sentence, hit: Hit, fact: Diagnosis) -> Doubt | None:
    """A doubt where words that are not understood join the name to the patient ("AML had been the worry")."""
    explained = fact.status in ("suspected", "ruled_out") and analysis.report.kind in _EXPLAINING
    explained = explained and sentence.label is not SectionLabel.INDICATION
    explained = explained and not _REQUESTED.search(analysis.text[sentence.start : hit.start])
    taught = _TEACHES.search(analysis.text[sentence.start : hit.start]) is not None
    joined = ticked(analysis, hit) or (not taught and is_joined(analysis, sentence, hit))
    if not (explained or fact.status in _KNOWN) or joined:
        return None
    return Doubt(
        why=reason("diagnosis_words"),
        question=ask("diagnosis", label=fact.label),
        asks="fact",
    )


def _diagnosis(analysis: Analysis, sentence: Sentence, hit: Hit, cues: list[Hit], status: Status) -> Diagnosis:
    term: DiseaseTerm = hit.value
    close = [c for c in cues if min(abs(hit.start - c.end), abs(c.start - hit.end)) <= _REACH]
    return Diagnosis(
        disease=term.disease,
        label=term.label,
        subtype=term.subtype,
        system=system_of(sentence, hit),
        code=Code(system="ICD-O-3", code=term.code) if term.code else None,
        status=status,
        date=_date(analysis, sentence, hit),
        evidence=analysis.cite(min([hit.start, *(c.start for c in close)]), max([hit.end, *(c.end for c in close)])),
    )


def _status(analysis: Analysis, sentence: Sentence, hit: Hit, kinds: set[str]) -> Status | None:
    """What the sentence says; ``None`` where it asserts nothing of this patient."""
    if ticked(analysis, hit):
        kinds = kinds - {"mention", "negated"}  # boxes beside it made the line look like a form
    if kinds & _DROP or _says_nothing(analysis, sentence, hit) or of_the_relative(analysis, sentence, hit):
        return None
    if "negated" in kinds and is_gone(analysis, sentence, hit):
        return "historical"
    if kinds & {"negated", "possible"} and _overturned(analysis, sentence, hit) is not None:
        return "confirmed"
    if "negated" in kinds:
        return None if denies_another(analysis, sentence, hit) else "ruled_out"
    if "possible" in kinds:
        return "suspected"
    if "historical" in kinds or _later_remission(analysis, sentence, hit):
        return "confirmed" if _treated_now(analysis, sentence, hit) else "historical"
    if is_request(analysis, sentence, hit):
        return _requested(analysis, sentence, hit, kinds)
    return "suspected" if _only_favoured(analysis, sentence, hit, kinds) else "confirmed"


def _only_favoured(analysis: Analysis, sentence: Sentence, hit: Hit, kinds: set[str]) -> bool:
    """Whether words lean towards a diagnosis and do not make it."""
    if "favoured" in kinds and "confirmed" not in kinds:
        return not _signed_out(analysis, sentence, hit.value)
    before = analysis.text[sentence.start : hit.start]
    return analysis.report.kind in _GENETIC and _SUPPORTS.search(before) is not None


def _requested(analysis: Analysis, sentence: Sentence, hit: Hit, kinds: set[str]) -> Status:
    """What a request says: why one who has it was seen ("Reason for visit: MDS, on azacitidine"), known, looked for."""
    if "confirmed" not in kinds and _TREATED.search(analysis.text[hit.end : sentence.end]) is None:
        return "suspected"
    return "confirmed" if analysis.report.kind == "note" else "historical"


def _says_nothing(analysis: Analysis, sentence: Sentence, hit: Hit) -> bool:
    """Whether the name stands in an unticked box, before a noun it only modifies, or in the rule for a diagnosis."""
    text = analysis.text
    if names_only(analysis, sentence, hit) or of_nobody(sentence.text, hit.start - sentence.start):
        return True
    if not ticked(analysis, hit) and _UNTICKED.search(text[max(sentence.start - 40, 0) : hit.start]):
        return True
    if _MODIFIES.search(text[hit.end : hit.end + 64]) or _RULE_AFTER.search(text[hit.end : sentence.end]):
        return True
    return _RULE_BEFORE.search(text[sentence.start : hit.start]) is not None or of_another_above(analysis, hit)


def _overturned(analysis: Analysis, sentence: Sentence, hit: Hit) -> Hit | None:
    """The word that confirms what was first denied or suspected: "ruled out in 2019 but confirmed in 2024"."""
    following = next((h.start for h in sentence.diseases if h.start >= hit.end), sentence.end)
    after = [c for c in sentence.cues if hit.end <= c.start and c.end <= following]
    first = next((i for i, c in enumerate(after) if c.value.kind in ("negated", "possible")), None)
    if first is None:
        return None
    told = [c for c in after[first + 1 :] if c.value.kind in ("negated", "possible", "confirmed", "hypothetical")]
    if not told or told[-1].value.kind != "confirmed" or _NOT_CONFIRMED.search(analysis.text[hit.end : told[-1].start]):
        return None
    return told[-1]


def _later_remission(analysis: Analysis, sentence: Sentence, hit: Hit) -> bool:
    """Whether the list item that opens with the disease ends in a remission, some sentences on."""
    if not analysis.opens_passage(sentence) or hit is not sentence.diseases[0] or len(sentence.diseases) > 1:
        return False
    if analysis.text[sentence.start : hit.start].strip(" \u2022*-.()0123456789"):
        return False
    following = analysis.next_sentence(sentence)
    while following is not None and not analysis.opens_passage(following) and not following.diseases:
        if any(c.value.kind == "historical" and is_remission(analysis.text, c) for c in following.cues):
            return not _treatment_runs(analysis, following)
        following = analysis.next_sentence(following)
    return False


def _treated_now(analysis: Analysis, sentence: Sentence, hit: Hit) -> bool:
    """Whether only a remission makes the disease past, and it is still being treated."""
    if any(c.value.kind == "historical" and c.start < hit.start for c in analysis.governing(sentence, hit)):
        return False
    return _treatment_runs(analysis, sentence)


def _treatment_runs(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether a treatment named in ``sentence`` goes on; "infused on 06/08" is a date."""
    begins = {h.start for h in sentence.agents}
    runs = [c for c in analysis.cues_in("treatment", sentence) if c.value.kind == "ongoing"]
    return bool(begins) and any(c.end - c.start > len("with") or c.end + 1 in begins for c in runs)


def _signed_out(analysis: Analysis, sentence: Sentence, term: DiseaseTerm) -> bool:
    """Whether "consistent with" closes a pathology report, where it states the diagnosis."""
    named = term.subtype is not None or term.disease != "mds"
    concludes = sentence.label in _CONCLUSIONS or _SPECIMEN.search(sentence.text) is not None
    return named and concludes and analysis.report.kind in _PATHOLOGY - _GENETIC


def _date(analysis: Analysis, sentence: Sentence, hit: Hit) -> str | None:
    """The date of diagnosis, where the sentence gives one: "diagnosed Jan 2026", "MDS-EB2 (2026-01-12)"."""
    told = [m.end() + sentence.start for m in _DIAGNOSED.finditer(sentence.text) if _tells_of(sentence, hit, m.start())]
    if (confirmed := _overturned(analysis, sentence, hit)) is not None:
        told = [confirmed.end]
    for span in analysis.dates(sentence):
        beside = 0 <= span.start - hit.end <= 3 and not sentence.agents
        after_verb = any(0 <= span.start - at <= 12 for at in told) and abs(span.start - hit.start) <= 80
        if beside or after_verb:
            return span.iso
    earlier = _EARLIER_SPECIMEN.search(analysis.text[sentence.start : hit.start])
    days = [d.iso for d in analysis.dates(sentence) if d.end <= hit.start] if earlier is not None else []
    return days[0] if len(days) == 1 else None  # "The prior marrow (11 June 2024) was diagnosed as MDS-MLD"


def _tells_of(sentence: Sentence, hit: Hit, at: int) -> bool:
    """Whether the word at ``at`` dates this disease: none is nearer; a word of any thing stands right behind it."""
    place = sentence.start + at
    near = min(sentence.diseases, key=lambda h: max(h.start - place, place - h.end))
    if (near.start, near.end) != (hit.start, hit.end):
        return False
    return sentence.text[at:].lower().startswith(_MADE) or 0 <= place - hit.end <= _SINCE


EXTRACTOR = Extractor(name="diagnoses", version=1, run=_run)

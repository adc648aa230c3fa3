"""One report prepared for all extractors of running text: joined text, sentences, names and cues, found once."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby

from extractors.asking import not_read_alike
from extractors.date_order import Order, date_order
from extractors.dates import DateSpan, find_dates
from extractors.language.assertion import SILENT, Assertion, assertion_of, governing
from extractors.language.criteria import is_criterion, is_teaching
from extractors.language.definitions import definitions_of
from extractors.language.grafts import of_an_organ
from extractors.language.names import Names
from extractors.language.persons import name_spans
from extractors.language.pipeline import long_form_of
from extractors.language.scan import Dictionary, Hit
from extractors.language.sentences import split_sentences
from extractors.language.text import Piece, normalise, pieces_of
from extractors.readings import carries, same_but_marks
from extractors.wordings import Wordings
from schemas.document import Word
from schemas.facts import Doubt
from schemas.layout import Passage, Report, SectionLabel
from schemas.provenance import Evidence
from schemas.vocabulary import Agent, Cue, DiseaseTerm, FindingTerm, Vocabulary

_WORDINGS = Wordings("language", "analysis")

_MAY_DATE = _WORDINGS.words("may_date")
_NO = Cue(kind="negated", direction="forward", phrases=("no",))
MOST_NAMES = 60
"""More names of one kind than any real sentence holds; further ones are not looked at."""


@dataclass(slots=True)
class Sentence:
    """A sentence at ``start:end`` of the report's joined text, with the names and cues that stand in it."""

    start: int
    end: int
    text: str
    label: SectionLabel
    heading: str
    order: int
    diseases: list[Hit] = field(default_factory=list)
    agents: list[Hit] = field(default_factory=list)
    findings: list[Hit] = field(default_factory=list)
    cues: list[Hit] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    general: bool = False

    @property
    def silent(self) -> bool:
        """Whether its section, or the sentence as a general statement, says nothing of this patient."""
        return self.general or self.label in SILENT


@dataclass(frozen=True, slots=True)
class _Place:
    base: int
    passage: Passage
    label: SectionLabel
    heading: str


class Analysis:
    """What running text of one report says, ready to be read by extractors."""

    def __init__(self, report: Report, names: Names) -> None:
        self.report = report
        self.names = names
        self._defined: dict[tuple[str, str], bool] = {}
        self._dates: dict[int, list[DateSpan]] = {}
        self._cues: dict[tuple[str, int], list[Hit]] = {}
        self._places = list(_places(report))
        self._bases = [p.base for p in self._places]
        self.text = normalise("\n".join(p.passage.text for p in self._places))
        self.sentences = self._sentences()
        self._starts = [s.start for s in self.sentences]
        self._fill(names)

    def cite(self, start: int, end: int) -> tuple[Evidence, ...]:
        """Evidence for ``text[start:end]``, which may run over passages; at least one piece."""
        return tuple(e for place, s, e2 in self._touched(start, end) for e in place.passage.cite(s, e2))

    def words(self, start: int, end: int) -> tuple[Word, ...]:
        """The words under ``text[start:end]``."""
        return tuple(w for place, s, e in self._touched(start, end) for w in place.passage.words_in(s, e))

    def doubt(self, what: str, *ranges: tuple[int, int]) -> Doubt | None:
        """A doubt when a word under one of ``ranges`` was not read alike by two engines."""
        words = [w for start, end in ranges for w in self.words(start, end) if carries(w) and not same_but_marks(w)]
        return not_read_alike(what, words)

    def governing(self, sentence: Sentence, hit: Hit) -> list[Hit]:
        """The assertion cues that govern ``hit``."""
        return list(governing(self.text, sentence.cues, hit.start, hit.end))

    def assertion(self, sentence: Sentence, hit: Hit) -> Assertion:
        """How ``sentence`` asserts ``hit``."""
        return assertion_of(self.text, sentence.cues, hit.start, hit.end)

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that ``offset`` stands in."""
        i = bisect_right(self._starts, offset) - 1
        return self.sentences[i] if i >= 0 and offset < self.sentences[i].end else None

    def next_sentence(self, sentence: Sentence) -> Sentence | None:
        """The sentence after, in the same section."""
        i = sentence.order + 1
        if i < len(self.sentences) and self.sentences[i].label is sentence.label:
            return self.sentences[i]
        return None

    def opens_passage(self, sentence: Sentence) -> bool:
        """Whether ``sentence`` is the first of its line, list item or paragraph."""
        base = self._bases[max(0, bisect_right(self._bases, sentence.start) - 1)]
        return not self.text[base : sentence.start].strip()

    def line_of(self, sentence: Sentence) -> str:
        """The text of the line, row or paragraph that ``sentence`` begins in, as the layout gave it."""
        return self._places[max(0, bisect_right(self._bases, sentence.start) - 1)].passage.text

    def passage_of(self, sentence: Sentence) -> tuple[int, Passage]:
        """Where the passage that ``sentence`` begins in starts in the joined text, and the passage."""
        place = self._places[max(0, bisect_right(self._bases, sentence.start) - 1)]
        return place.base, place.passage

    def cell_of(self, offset: int) -> tuple[int, int]:
        """Where the cell around ``offset`` begins and ends; a line that is no row is one cell."""
        place = self._places[max(0, bisect_right(self._bases, offset) - 1)]
        text, at = place.passage.text, offset - place.base
        end = text.find("\t", at)
        return place.base + text.rfind("\t", 0, at) + 1, place.base + (len(text) if end < 0 else end)

    @cached_property
    def order(self) -> Order | None:
        """How this report writes numeric dates."""
        return self.report.date_order or date_order([self.text])

    def cues_in(self, group: str, sentence: Sentence) -> list[Hit]:
        """The cues of one group (see ``CUE_GROUPS``) in ``sentence``; looked for only where somebody asks."""
        key = (group, sentence.order)
        if key not in self._cues:
            self._cues[key] = list(self.names.group(group).scan(self.text, sentence.pieces))
        return self._cues[key]

    def dates(self, sentence: Sentence) -> list[DateSpan]:
        """Dates that are known in ``sentence``, at offsets of the joined text; relative ones from the report's date."""
        if sentence.order not in self._dates:
            self._dates[sentence.order] = self._find_dates(sentence)
        return self._dates[sentence.order]

    def _find_dates(self, sentence: Sentence) -> list[DateSpan]:
        low = sentence.text.lower()
        if not any(map(str.isdigit, low)) and not any(w in low for w in _MAY_DATE):
            return []
        spans = find_dates(self._with_tabs(sentence), self.order, anchor=self.report.dated)
        return [
            replace(span, start=span.start + sentence.start, end=span.end + sentence.start)
            for span in spans
            if span.iso is not None and span.role in ("date", "relative")
        ]

    def _with_tabs(self, sentence: Sentence) -> str:
        """The text of ``sentence`` with the tabs between cells: no date goes over the edge of its cell."""
        base, passage = self.passage_of(sentence)
        if "\t" not in passage.text:
            return sentence.text
        printed = passage.text[sentence.start - base : sentence.end - base]
        return "".join("\t" if p == "\t" else c for c, p in zip(sentence.text, printed, strict=False))

    def _touched(self, start: int, end: int) -> Iterator[tuple[_Place, int, int]]:
        i = max(0, bisect_right(self._bases, start) - 1)
        while i < len(self._places) and self._places[i].base < end:
            place = self._places[i]
            size = len(place.passage.text)
            if start - place.base < size:
                yield place, max(0, start - place.base), min(size, end - place.base)
            i += 1

    def _sentences(self) -> list[Sentence]:
        made: list[Sentence] = []
        for place in self._places:
            base, size = place.base, len(place.passage.text)
            for s, e in split_sentences(self.text[base : base + size]):
                made.append(
                    Sentence(base + s, base + e, self.text[base + s : base + e], place.label, place.heading, len(made))
                )
        return made

    def _fill(self, names: Names) -> None:
        pieces = pieces_of(self.text)
        self._share_out(pieces)
        patient = name_spans(self.text, self.report.identity.name)  # "DOE, Jane" is not short of breath
        for hit in names.cues.scan(self.text, pieces):
            if not self._no_answer(hit):
                self._add_cue(hit)
        for which, dictionary in (("diseases", names.diseases), ("agents", names.agents), ("findings", names.findings)):
            for hit in self._kept(dictionary, pieces, several=which == "findings"):
                sentence = self.sentence_at(hit.start)
                named = any(a < hit.end and hit.start < b for a, b in patient)
                named = named or (which == "agents" and of_an_organ(self.text, hit))
                if sentence is not None and hit.end <= sentence.end and not named:
                    kept: list[Hit] = getattr(sentence, which)
                    if len(kept) < MOST_NAMES:
                        kept.append(hit)

        for sentence in self.sentences:
            sentence.general = sentence.general or _of_nobody(sentence)
            if sentence.diseases and sentence.findings:  # "RA" beside methotrexate is no refractory anemia
                taken = {(h.start, h.end) for h in sentence.findings}
                sentence.diseases = [
                    h for h in sentence.diseases if not h.name.context or (h.start, h.end) not in taken
                ]

    def _add_cue(self, hit: Hit) -> None:
        sentence = self.sentence_at(hit.start)
        if sentence is None or hit.end > sentence.end:
            return
        sentence.cues.append(self._answer_or_opening(sentence, hit))
        sentence.general = sentence.general or hit.value.value in ("sentence", "copied")
        if hit.value.value == "copied":
            self._rest_is_copied(sentence)

    def _no_answer(self, hit: Hit) -> bool:
        """Whether a "no" is read as the answer to what stands before it, with neither colon nor dash between."""
        bare = hit.value.direction == "backward" and self.text[hit.start : hit.end].lower() == "no"
        return bare and not self.text[max(0, hit.start - 4) : hit.start].rstrip(" ").endswith("-")

    def _rest_is_copied(self, sentence: Sentence) -> None:
        """What follows in the same paragraph was copied along, up to the bracket that closes it."""
        line = self.line_of(sentence)
        for other in self.sentences[sentence.order :]:
            if self.line_of(other) is not line:
                return
            other.general = True
            if other.text.rstrip(" .").endswith("]"):
                return

    def _answer_or_opening(self, sentence: Sentence, hit: Hit) -> Hit:
        """A "no" behind a colon answers the name before it only at the end: "MDS: no", not "History: no diabetes"."""
        if self.text[hit.start] not in ":-" or not self.text[hit.end : sentence.end].strip(" .,;)"):
            return hit
        if self.text[hit.end : hit.end + 1] in (",", ".", ";", ")"):
            return hit
        return replace(hit, value=_NO, start=hit.end - len("no"))

    def _share_out(self, pieces: list[Piece]) -> None:
        i = 0
        for sentence in self.sentences:
            while i < len(pieces) and pieces[i][1] < sentence.start:
                i += 1
            j = i
            while j < len(pieces) and pieces[j][2] <= sentence.end:
                j += 1
            sentence.pieces, i = pieces[i:j], j

    def _kept(self, dictionary: Dictionary, pieces: list[Piece], *, several: bool) -> Iterator[Hit]:
        """Hits whose meaning is settled; a name that still stands for two things is left out unless it may say both."""
        for _, group in groupby(dictionary.scan(self.text, pieces), key=lambda h: (h.start, h.end)):
            kept = [
                hit
                for hit in group
                if (not hit.name.context or self._has_context(hit))
                and not (hit.name.exact and self._means_other(dictionary, hit))
            ]
            if several or len(kept) == 1:
                yield from kept

    def _has_context(self, hit: Hit) -> bool:
        """Whether the sentence of an ambiguous name, or one beside it, holds a word that settles its meaning."""
        if self.report.kind in hit.name.context:
            return True
        if self.report.kind == "lab" and isinstance(hit.value, Agent):
            return False  # a laboratory measures erythropoietin, it gives none
        sentence = self.sentence_at(hit.start)
        if sentence is None:
            return False
        near = self.sentences[max(0, sentence.order - 1) : sentence.order + 2]
        words = {p for s in near for p, a, _ in s.pieces if a != hit.start}
        return not words.isdisjoint(hit.name.context)

    def _means_other(self, dictionary: Dictionary, hit: Hit) -> bool:
        """Whether this report defines the abbreviation as something else than the vocabulary does."""
        key = (self.text[hit.start : hit.end], _concept(hit.value))
        if key not in self._defined:
            self._defined[key] = self._defined_otherwise(dictionary, *key)
        return self._defined[key]

    def _defined_otherwise(self, dictionary: Dictionary, short: str, concept: str) -> bool:
        at = self.text.find(f"({short})")
        if at < 0 and self.text.find(f"{short} (") < 0:
            return False
        before = self.text[max(0, at - 100) : at] if at >= 0 else ""
        named = [h for h in dictionary.scan(before, pieces_of(before)) if len(before.rstrip()) - h.end <= 1]
        if any(_concept(h.value) == concept for h in named):
            return False  # "myelodysplastic syndrome (MDS)": the vocabulary's own long form stands there
        told = definitions_of(short, self.text)
        if not told or any(self._says(dictionary, long, concept) for long in told):
            return False
        long_form = long_form_of(short, self.text)
        return long_form is not None and not self._says(dictionary, long_form, concept)

    @staticmethod
    def _says(dictionary: Dictionary, long: str, concept: str) -> bool:
        said = normalise(long)
        return concept in {_concept(h.value) for h in dictionary.scan(said, pieces_of(said))}


def _of_nobody(sentence: Sentence) -> bool:
    """Whether a sentence that names something defines it, or tells of many patients."""
    named = bool(sentence.diseases or sentence.findings)
    return (named and is_criterion(sentence.text)) or (
        (named or bool(sentence.agents or sentence.cues)) and is_teaching(sentence.text)
    )


def _concept(value: DiseaseTerm | Agent | FindingTerm) -> str:
    if isinstance(value, DiseaseTerm):
        return value.disease
    return value.name if isinstance(value, Agent) else value.concept


def _places(report: Report) -> Iterator[_Place]:
    base = 0
    for section in report.sections:
        for passage in section.passages:
            yield _Place(base, passage, section.label, section.heading)
            base += len(passage.text) + 1


_names_of: tuple[Vocabulary, Names] | None = None
_analysis_of: tuple[Report, Vocabulary, Analysis] | None = None


def names_of(vocabulary: Vocabulary) -> Names:
    """The dictionaries of ``vocabulary``; kept for the last one seen."""
    global _names_of
    kept = _names_of
    if kept is None or kept[0] is not vocabulary:
        kept = _names_of = (vocabulary, Names(vocabulary))
    return kept[1]


def analyse(report: Report, vocabulary: Vocabulary) -> Analysis:
    """The analysis of ``report``; kept for the last report seen, so that all extractors share one."""
    global _analysis_of
    kept = _analysis_of
    if kept is None or kept[0] is not report or kept[1] is not vocabulary:
        kept = _analysis_of = (report, vocabulary, Analysis(report, names_of(vocabulary)))
    return kept[2]

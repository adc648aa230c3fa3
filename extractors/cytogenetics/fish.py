"""FISH and array findings: ``fish_del5q``, ``fish_monosomy7``, … positive, negative or equivocal.

A percentage of nuclei counts against the cut-off printed beside it: above is positive, below is negative, and below
although called "detected" is equivocal. A positive result named for two markers at once ("-7/7q-") and a clause whose
words contradict its figures carry a ``Doubt``. FISH cannot show that a change is isolated.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from extractors.asking import ask, reason
from extractors.base import Extractor, finding
from extractors.cytogenetics.fish_cards import with_cards_apart
from extractors.cytogenetics.fish_formulas import array_signals, formula_spans, nuclear_signals, probe_places
from extractors.cytogenetics.fish_mentions import Mention, found_of, mentions_in
from extractors.cytogenetics.fish_results import Result, fish_words, read_result
from extractors.cytogenetics.fish_sentences import explains_itself, of_nobody, tells_of_probes, when_told
from extractors.cytogenetics.fish_tables import written_out
from extractors.cytogenetics.text import Joined, join_section, sums_up
from extractors.iscn import find_formulas
from extractors.language.sentences import split_sentences
from extractors.patterns import pattern
from extractors.wordings import Wordings
from knowledge.cytogenetics import load_fish
from schemas.facts import Biomarker, Doubt, Finding
from schemas.layout import Report, Section, SectionLabel
from schemas.vocabulary import Vocabulary

_WORDINGS = Wordings("genetics", "fish")

SILENT = frozenset(
    {
        SectionLabel.METHODS,
        SectionLabel.COPIED,
        SectionLabel.TRIAL,
        SectionLabel.FAMILY_HISTORY,
        SectionLabel.SOCIAL_HISTORY,
        SectionLabel.GENES_TESTED,
        SectionLabel.PLAN,
    }
)
_OF_BEFORE = frozenset({SectionLabel.HISTORY, SectionLabel.INDICATION})
_SHORT = 60
_ROUNDED = 0.5  # one nucleus of 200
_Stated = tuple[str, str, float | None, bool]
_DENIED = _WORDINGS.pattern("denied")
_LABELLED = pattern(r"\)?\s?(?:[:=]|\s[-–—]\s)\s?[a-z]")
_BREAKS = _WORDINGS.pattern("breaks")
_WHOLE = _WORDINGS.pattern("whole")
_LOCUS = pattern(r"\d{1,2}[pq][\d.]*")
_OF = _WORDINGS.pattern("of")
_OF_BOTH = _WORDINGS.pattern("of_both")
_COMMA = pattern(r",\s(?:and\s)?")
_AT_BAND = pattern(r"\b(?:\d{1,2}|[xy])[pq]\d")
_ARRAY = _WORDINGS.pattern("array")
_FISH = _WORDINGS.pattern("fish")
_GATE = _WORDINGS.pattern("gate")


def run(report: Report, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Markers stated in the report, the same statement once; a printed share before one that a formula gives."""
    seen: dict[_Stated, Finding] = {}
    for section in report.sections:
        if section.label in SILENT:
            continue
        section = with_cards_apart(section, lambda t: bool(mentions_in(t)), _states)
        joined = join_section(section)
        is_fish = section.label == SectionLabel.FISH or bool(_GATE.search(section.heading))
        if not is_fish and not _GATE.search(joined.text) and not _probed(report, joined.text):
            continue
        prior = section.label in _OF_BEFORE and not sums_up(report, section)
        for found in _section(report, section, joined, is_fish, prior):
            assert isinstance(found.fact, Biomarker)
            key = (found.fact.name, found.fact.status, found.fact.value, found.prior)
            same = next((k for k in seen if k == key or _one_figure(key, k)), None)
            if same is not None and _of_formula(seen[same]) and not _of_formula(found):
                del seen[same]
                same = None
            if same is None:
                seen[key] = found
    yield from seen.values()


def _of_formula(found: Finding) -> bool:
    """Whether a finding was worked out from the nuclei of an ISCN formula."""
    return any(formula_spans(e.quote) for e in found.fact.evidence)


def _states(text: str) -> bool:
    return read_result(text, denied=False) is not None


def _one_figure(one: _Stated, other: _Stated) -> bool:
    """Whether two percentages are one: printed, and worked out from its nuclei (``[141/200]`` for 70.6 %)."""
    if (one[0], one[1], one[3]) != (other[0], other[1], other[3]) or one[2] is None or other[2] is None:
        return False
    return abs(one[2] - other[2]) <= _ROUNDED


def _probed(report: Report, text: str) -> bool:
    """Whether a text of a cytogenetics report names a probe beside its band ("EGR1 5q31.2"): that is FISH."""
    if report.kind != "cytogenetics" or not _AT_BAND.search(text):
        return False
    return any(text[m.start : m.end].lower().replace(" ", "") in probe_places() for m in mentions_in(text))


def _section(report: Report, section: Section, joined: Joined, is_fish: bool, prior: bool) -> Iterator[Finding]:
    if _of_an_array(section, joined.text):
        for found in _fish_section(report, section, joined, is_fish, prior):
            assert isinstance(found.fact, Biomarker)
            named = found.fact.name.replace("fish_", "array_", 1)
            yield found.model_copy(update={"fact": found.fact.model_copy(update={"name": named})})
        return
    yield from _fish_section(report, section, joined, is_fish, prior)


def _of_an_array(section: Section, text: str) -> bool:
    """Whether a section is of an array alone: what its sentences say was lost was seen by no probe."""
    told = f"{section.heading} {text}"
    return _ARRAY.search(told) is not None and _FISH.search(told) is None


def _fish_section(report: Report, section: Section, joined: Joined, is_fish: bool, prior: bool) -> Iterator[Finding]:
    signals = nuclear_signals(joined.text) + array_signals(joined.text)
    for s in signals:
        yield _finding(report, joined, s.name, Result(s.status, s.percent), s.start, s.end, (prior, None))
    rows = written_out(section)
    taken = [(f.start, f.end) for f in find_formulas(joined.text)] + [(s.start, s.end) for s in signals]
    taken += formula_spans(joined.text)
    text = _blanked(joined.text, taken)
    words = fish_words()
    near = False  # a word of FISH opens the next sentence or row too, and so on while they name markers
    for start, end in _with_results(_units(text), text):
        unit = text[start:end]
        own = tells_of_probes(unit) or _probed(report, unit)
        open_ = own or near or is_fish
        near = own
        if (
            not open_
            or words["not_patient"].search(unit)
            or unit.rstrip().endswith("?")
            or of_nobody(unit, _first(unit))
        ):
            continue
        for clause_start, clause_end in _clauses(unit):
            clause = unit[clause_start:clause_end]
            mentions = mentions_in(clause)
            near |= bool(mentions)
            if mentions and (own or not words["other_test"].search(clause)):
                place = (start + clause_start, rows.get(clause, clause))
                yield from _clause(report, joined, clause, place, mentions, prior)


def _blanked(text: str, taken: list[tuple[int, int]]) -> str:
    chars = list(text)
    for start, end in taken:
        chars[start:end] = " " * (end - start)
    return "".join(chars)


def _units(text: str) -> Iterator[tuple[int, int]]:
    """Rows of tables as they are, running text by sentence."""
    at = 0
    for line in text.split("\n"):
        if "\t" in line and not _is_prose(line):
            yield at, at + len(line)
        else:
            for s, e in split_sentences(line):
                yield at + s, at + e
        at += len(line) + 1


def _with_results(units: Iterable[tuple[int, int]], text: str) -> Iterator[tuple[int, int]]:
    """Units, a line that only names a marker together with the line below it that only says how it is."""
    kept: tuple[int, int] | None = None
    for start, end in units:
        bare = kept is not None and _only_names(text[slice(*kept)]) and _only_says(text[start:end])
        if kept is not None and bare and "\n" in text[kept[1] : start]:
            yield kept[0], end
            kept = None
            continue
        if kept is not None and _shifted(text[slice(*kept)], text[start:end]):
            kept = None  # whose the results of this column are is not known
            continue
        if kept is not None:
            yield kept
        kept = (start, end)
    if kept is not None:
        yield kept


def _shifted(above: str, line: str) -> bool:
    """Whether a result stands glued before the next marker's name, its own name in the line above.

    As in "5q31 (EGR1)" above "deleted, 45 % 7q31 (D7S486)": columns were read across.
    """
    cell = line.rsplit("\t", 1)[-1]
    if not _only_names(above.rsplit("\t", 1)[-1]) or not (mentions := mentions_in(cell)):
        return False
    before = cell[: mentions[0].start]
    return read_result(before, denied=False) is not None and not _OF.search(before)


def _only_names(line: str) -> bool:
    return (
        len(line) <= _SHORT and "\t" not in line and bool(mentions_in(line)) and read_result(line, denied=False) is None
    )


def _only_says(line: str) -> bool:
    return (
        len(line) <= _SHORT
        and "\t" not in line
        and not mentions_in(line)
        and read_result(line, denied=False) is not None
    )


def _is_prose(line: str) -> bool:
    """Whether a line is a title and running text beside it, not a row of figures ("17p13. 1" is a wrapped band)."""
    return any(
        sum(any(c.isalpha() for c in cell[a:b]) for a, b in split_sentences(cell)) > 1 for cell in line.split("\t")
    )


def _clauses(unit: str) -> Iterator[tuple[int, int]]:
    for start, end in _parts(unit):
        yield from _results_apart(unit, start, end)


def _parts(unit: str) -> Iterator[tuple[int, int]]:
    at = 0
    split = "|".join(load_fish().words.split)
    turn = (
        r"(?P<turn>,?\s(?:and\s)?)(?:negative for|positive for|no evidence of|normal for|abnormal for|excludes|excluded"
        r"|rules out|ruled out)"
    )
    for m in pattern(rf";|,?\s(?:{split})\s|{turn}").finditer(unit):
        if m["turn"] and not mentions_in(unit[at : m.start()]):
            continue  # "FISH was positive for": the verb and its result belong together
        yield at, m.start()
        at = m.end(1) if m["turn"] else m.end()
    yield at, len(unit)


def _results_apart(unit: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Each "marker: result" of a list by itself (``monosomy 7: detected, 5q: not detected``)."""
    labels = [start + m.start for m in mentions_in(unit[start:end]) if _LABELLED.match(unit, start + m.end)]
    if len(labels) < 2 or "\t" in unit[start:end]:
        yield from _told_apart(unit, start, end)
        return
    bounds = [start, *labels[1:], end]
    yield from pairwise(bounds)


def _told_apart(unit: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts between commas where each names a marker and says how it is: "5q31 normal, 20q12 deleted in 22%"."""
    cuts = [start, *(start + m.end() for m in _COMMA.finditer(unit[start:end])), end]
    parts = list(pairwise(cuts))
    apart = len(parts) > 1 and all(mentions_in(unit[a:b]) and _states(unit[a:b]) for a, b in parts)
    apart = apart and not any(explains_itself(unit[a:b]) for a, b in parts)
    yield from parts if apart else [(start, end)]


def _first(unit: str) -> int | None:
    mentions = mentions_in(unit)
    return mentions[0].start if mentions else None


def _clause(
    report: Report, joined: Joined, clause: str, place: tuple[int, str], mentions: list[Mention], prior: bool
) -> Iterator[Finding]:
    """What one clause states; ``place`` is where it starts and its text with the figures of a table row named."""
    base, written = place
    if fish_words()["not_done"].search(fish_words()["negative"].sub(" ", clause)):
        return  # "FISH failed", not "FISH failed to show a deletion"
    read = read_result(written, denied=bool(_DENIED.search(clause[: mentions[0].start])))
    if read is None or (read.status == "positive" and read.percent is None and _only_shown(clause, mentions)):
        return
    mentions = found_of(clause, mentions) if read.status == "positive" else mentions
    when = when_told(report, clause, clause[: mentions[0].start], prior)
    named = {n for m in mentions for n in m.names}
    single = {n for m in mentions if len(m.names) == 1 for n in m.names}
    named = _of_breaks(clause, mentions, named) if _BREAKS.search(clause) else named
    controls = _controls(clause, mentions)
    # "D7Z1 / D7S486": a centromere named first is looked at for itself, and there where both are normal.
    named -= {n for n in controls if read.status != "negative" or n not in mentions[0].names}
    if read.status != "negative":
        if len(named) > 1 and read.doubt is None and _mixed(clause):
            read = Result(read.status, None, reason("several_markers"))
    elif len(named) > 1 and _mixed(clause):
        read = Result("negative", None, reason("several_markers"))
    if controls and read.status == "positive" and read.doubt is None and _OF_BOTH.search(clause):
        read = Result(read.status, read.percent, reason("both_probes"))
    for name in sorted(named):
        if read.status != "negative" and not _fits(name, clause):
            continue
        doubt = read.doubt
        if read.status == "positive" and name not in single:
            doubt = reason("two_changes")
        yield _finding(report, joined, name, Result(read.status, read.percent, doubt), base, base + len(clause), when)


def _only_shown(clause: str, mentions: list[Mention]) -> bool:
    """Whether a clause says that a probe or band showed something and not what ("EGR1 showed the pattern below")."""
    words = fish_words()
    told = any(words[kind].search(clause) for kind in ("gain", "loss", "strong"))
    told = told or words["positive"].search(words["showing"].sub(" ", clause)) is not None
    return not told and all(_of_place(clause[m.start : m.end].lower()) for m in mentions)


def _kind(name: str) -> str:
    return next(m.kind for m in load_fish().markers if m.name == name)


def _of_breaks(clause: str, mentions: list[Mention], named: set[str]) -> set[str]:
    """Of the markers named in a clause on rearrangements, those that it may be about."""
    losses = {n for m in mentions if not _of_probe(clause[m.start : m.end].lower()) for n in m.names}
    return {n for n in named if n in losses or _kind(n) == "rearrangement"}


def _of_probe(text: str) -> bool:
    """Whether a name is that of a probe alone: beside "rearrangement" its gene was looked at for a break."""
    return text.replace(" ", "") in probe_places()


def _of_place(text: str) -> bool:
    """Whether a name is that of a probe or a band alone, and of no change there."""
    return text.replace(" ", "") in probe_places() or _LOCUS.fullmatch(text) is not None


def _mixed(clause: str) -> bool:
    """Whether a clause says of something that it is there and of something that it is not."""
    words = fish_words()
    rest = words["negative"].sub(" ", clause)
    return rest != clause and bool(words["strong"].search(rest))


def _controls(clause: str, mentions: list[Mention]) -> set[str]:
    """Markers that only a probe or a band of the clause names, and that its result is not about.

    A centromere is the control of the arm probed beside it, unless the result is the loss of the whole chromosome;
    then the arm, named by its band or probe alone, is not what is reported.
    """
    known = {m.name: m for m in load_fish().markers}
    spelled: set[str] = set()
    probed: set[str] = set()
    for mention in mentions:
        weak = _of_place(clause[mention.start : mention.end].lower())
        (probed if weak else spelled).update(mention.names)
    weak_names = probed - spelled
    whole = {m["c"].upper() for m in _WHOLE.finditer(clause)}
    arms = {known[n].chromosome for n in probed | spelled if known[n].kind == "deletion"} - whole
    return {
        n
        for n in weak_names
        if (known[n].kind == "deletion" and known[n].chromosome in whole)
        or (known[n].kind == "monosomy" and known[n].chromosome in arms)
    }


def _fits(name: str, clause: str) -> bool:
    """Whether a positive result is of the marker's own direction: a gain at a probe for a deletion is not one."""
    kind = _kind(name)
    gain, loss = fish_words()["gain"].search(clause), fish_words()["loss"].search(clause)
    if kind == "trisomy":
        return not (loss and not gain)
    return kind == "rearrangement" or not (gain and not loss)


def _finding(
    report: Report, joined: Joined, name: str, read: Result, start: int, end: int, when: tuple[bool, str | None]
) -> Finding:
    prior, day = when
    text = joined.text[start:end]
    start += len(text) - len(text.lstrip())
    end -= len(text) - len(text.rstrip())
    fact = Biomarker(
        name=name,
        status=read.status,
        value=read.percent,
        unit="%" if read.percent is not None else None,
        collected=day or (None if prior else report.sampled),
        evidence=joined.cite(start, end),
    )
    doubt = joined.doubt("FISH result", start, end)
    if doubt is None and read.doubt is not None:
        label = name.split("_", 1)[1]
        doubt = Doubt(why=read.doubt, question=ask("positive_or_negative", label=label))
    return finding(report, EXTRACTOR.id, fact, doubt=doubt, prior=prior)


EXTRACTOR = Extractor(name="fish", version=1, run=run)

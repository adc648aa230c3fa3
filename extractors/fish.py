"""FISH and array findings: ``fish_del5q``, ``fish_monosomy7``, … positive, negative or equivocal.

A percentage of nuclei counts against the cut-off printed beside it: above is positive, below is negative, and below
although called "detected" is equivocal. A positive result named for two markers at once ("-7/7q-") and a clause whose
words contradict its figures carry a ``Doubt``. FISH cannot show that a change is isolated.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, Literal

from extractors.base import Extractor, finding
from extractors.cytogenetic_text import Joined, join_section, phrase_pattern
from extractors.fish_formulas import array_signals, nuclear_signals, probe_places
from extractors.fish_tables import written_out
from extractors.iscn import find_formulas
from extractors.language.sentences import split_sentences
from extractors.patterns import pattern
from knowledge.cytogenetics import load_fish, load_karyotype_cues
from schemas.facts import Biomarker, Doubt, Finding
from schemas.layout import Report, Section, SectionLabel
from schemas.vocabulary import Vocabulary

SILENT = frozenset(
    {
        SectionLabel.METHODS,
        SectionLabel.TRIAL,
        SectionLabel.FAMILY_HISTORY,
        SectionLabel.SOCIAL_HISTORY,
        SectionLabel.GENES_TESTED,
        SectionLabel.PLAN,
    }
)
Status = Literal["positive", "negative", "equivocal"]
_PERCENT = pattern(r"(?P<bound>[<>≤≥]=?\s?)?(?P<value>\d{1,3}(?:[.,]\d{1,2})?)\s?%")
_MOST_NUCLEI = 50
_DENIED = pattern(r"\b(?:no|without|nor)\s+$")
_FRACTION = pattern(r"\b(?P<part>\d{1,3})\s?/\s?(?P<all>[1-9]\d{2})\b")
_LABELLED = pattern(r"\)?\s?(?:[:=]|\s[-–—]\s)\s?[a-z]")
_WHOLE = pattern(r"\bmonosomy\s(?:of\s)?(?:chromosome\s)?(?P<c>\d{1,2}|[xy])\b")
_LOCUS = pattern(r"\d{1,2}[pq][\d.]*")
_GATE = pattern(r"fish\b|in situ hybridi|nuc\s?ish|interphase|\barr\s?[\[(]|array|probe")


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    status: Status
    percent: float | None
    doubt: str | None = None


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    words = load_fish().words
    return {name: phrase_pattern(getattr(words, name)) for name in type(words).model_fields}


@lru_cache(maxsize=1)
def _prior() -> Any:
    return phrase_pattern(load_karyotype_cues().prior)


@lru_cache(maxsize=1)
def _terms() -> tuple[Any, dict[str, tuple[str, ...]]]:
    """One pattern for all terms and probes, and what each names."""
    known = load_fish()
    names: dict[str, tuple[str, ...]] = {}
    for marker in known.markers:
        names |= {t: (marker.name,) for t in marker.terms}
    for pair in known.pairs:
        names |= {t: pair.names for t in pair.terms}
    for probe, (chromosome, arm) in probe_places().items():
        for marker in known.markers:
            own = marker.kind == "deletion" and marker.arm == arm
            own |= marker.kind in ("monosomy", "trisomy") and arm == "cen"
            if own and marker.chromosome == chromosome:
                names.setdefault(probe, (marker.name,))
    return phrase_pattern(names), names


def run(report: Report, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Markers stated in the report, the same statement once."""
    seen: set[tuple[str, str, float | None]] = set()
    for section in report.sections:
        if section.label in SILENT:
            continue
        joined = join_section(section)
        is_fish = section.label == SectionLabel.FISH or bool(_GATE.search(section.heading))
        if not is_fish and not _GATE.search(joined.text):
            continue
        prior = section.label in (SectionLabel.HISTORY, SectionLabel.INDICATION)
        for found in _section(report, section, joined, is_fish, prior):
            assert isinstance(found.fact, Biomarker)
            key = (found.fact.name, found.fact.status, found.fact.value)
            if key not in seen:
                seen.add(key)
                yield found


def _section(report: Report, section: Section, joined: Joined, is_fish: bool, prior: bool) -> Iterator[Finding]:
    signals = nuclear_signals(joined.text) + array_signals(joined.text)
    for s in signals:
        yield _finding(report, joined, s.name, _Read(s.status, s.percent), s.start, s.end, prior)
    rows = written_out(section)
    taken = [(f.start, f.end) for f in find_formulas(joined.text)] + [(s.start, s.end) for s in signals]
    text = _blanked(joined.text, taken)
    words = _words()
    near = False  # a word of FISH opens the next sentence or row too, and so on while they name markers
    for start, end in _units(text):
        unit = text[start:end]
        own = bool(words["context"].search(unit))
        open_ = own or near or is_fish
        near = own
        if not open_ or words["not_patient"].search(unit):
            continue
        for clause_start, clause_end in _clauses(unit):
            clause = unit[clause_start:clause_end]
            mentions = _mentions(clause)
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


def _is_prose(line: str) -> bool:
    """Whether a line is a title and running text beside it, not a row of figures."""
    return any(len(list(split_sentences(cell))) > 1 for cell in line.split("\t"))


def _clauses(unit: str) -> Iterator[tuple[int, int]]:
    for start, end in _parts(unit):
        yield from _results_apart(unit, start, end)


def _parts(unit: str) -> Iterator[tuple[int, int]]:
    at = 0
    split = "|".join(load_fish().words.split)
    turn = r"(?P<turn>,?\s(?:and\s)?)(?:negative for|positive for|no evidence of|normal for|abnormal for)"
    for m in pattern(rf";|,?\s(?:{split})\s|{turn}").finditer(unit):
        if m["turn"] and not _mentions(unit[at : m.start()]):
            continue  # "FISH was positive for": the verb and its result belong together
        yield at, m.start()
        at = m.end(1) if m["turn"] else m.end()
    yield at, len(unit)


def _results_apart(unit: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Each "marker: result" of a list by itself (``monosomy 7: detected, 5q: not detected``)."""
    labels = [start + m.start for m in _mentions(unit[start:end]) if _LABELLED.match(unit, start + m.end)]
    if len(labels) < 2 or "\t" in unit[start:end]:
        yield start, end
        return
    bounds = [start, *labels[1:], end]
    yield from pairwise(bounds)


def _mentions(clause: str) -> list[_Mention]:
    rx, names = _terms()
    found: list[_Mention] = []
    for m in rx.finditer(clause):
        before, after = clause[: m.start()][-1:], clause[m.end() :][:1]
        if (before and (before.isalnum() or before in "-.")) or after.isalnum() or after == "%" or _is_range(clause, m):
            continue
        found.append(_Mention(m.start(), m.end(), names[m.group().lower()]))
    if len(found) >= 2:
        for m in pattern(r"[(,/]\s*(8)\s*[,)/]").finditer(clause):
            found.append(_Mention(m.start(1), m.end(1), ("fish_trisomy8",)))
    return found


def _is_range(clause: str, match: Any) -> bool:
    """Whether a sign stands between two numbers (``2-7 days``) and is no loss."""
    return clause[match.start()] in "+-" and clause[: match.start()].rstrip()[-1:].isdigit()


def _clause(
    report: Report, joined: Joined, clause: str, place: tuple[int, str], mentions: list[_Mention], prior: bool
) -> Iterator[Finding]:
    """What one clause states; ``place`` is where it starts and its text with the figures of a table row named."""
    base, written = place
    if _words()["not_done"].search(clause):
        return
    read = _read(written, denied=bool(_DENIED.search(clause[: mentions[0].start])))
    if read is None:
        return
    prior = prior or bool(_prior().search(clause[: mentions[0].start]))
    named = {n for m in mentions for n in m.names}
    single = {n for m in mentions if len(m.names) == 1 for n in m.names}
    if read.status != "negative":
        named -= _controls(clause, mentions)
        if len(named) > 1 and read.doubt is None and _mixed(clause):
            read = _Read(read.status, None, "the clause holds several markers and results")
    elif len(named) > 1 and _mixed(clause):
        read = _Read("negative", None, "the clause holds several markers and results")
    for name in sorted(named):
        if read.status != "negative" and not _fits(name, clause):
            continue
        doubt = read.doubt
        if read.status == "positive" and name not in single:
            doubt = "the result is printed for two changes at once"
        yield _finding(report, joined, name, _Read(read.status, read.percent, doubt), base, base + len(clause), prior)


def _mixed(clause: str) -> bool:
    """Whether a clause says of something that it is there and of something that it is not."""
    words = _words()
    rest = words["negative"].sub(" ", clause)
    return rest != clause and bool(words["strong"].search(rest))


def _controls(clause: str, mentions: list[_Mention]) -> set[str]:
    """Markers that only a probe or a band of the clause names, and that its result is not about.

    A centromere is the control of the arm probed beside it, unless the result is the loss of the whole chromosome;
    then the arm, named by its band or probe alone, is not what is reported.
    """
    known = {m.name: m for m in load_fish().markers}
    spelled: set[str] = set()
    probed: set[str] = set()
    for mention in mentions:
        text = clause[mention.start : mention.end].lower()
        weak = text.replace(" ", "") in probe_places() or _LOCUS.fullmatch(text) is not None
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
    kind = next(m.kind for m in load_fish().markers if m.name == name)
    gain, loss = _words()["gain"].search(clause), _words()["loss"].search(clause)
    if kind == "trisomy":
        return not (loss and not gain)
    return kind == "rearrangement" or not (gain and not loss)


def _read(clause: str, *, denied: bool) -> _Read | None:
    """The status a clause states, by its words and by its figures against a printed cut-off."""
    words = _words()
    rest = words["negative"].sub(" ", clause)
    negative = rest != clause or denied
    strong, positive = bool(words["strong"].search(rest)), bool(words["positive"].search(rest))
    value, cutoff = _figures(clause)
    if words["equivocal"].search(clause):
        return _Read("equivocal", value)
    if value is not None and cutoff is not None:
        return _against(value, cutoff, negative, positive)
    if negative and strong:
        return _Read("equivocal", value, "the words of the result contradict each other")
    if negative:
        return _without_cutoff(value)
    if value is not None and value >= load_fish().clearly_above:
        return _Read("positive", value)
    if positive and value != 0:
        return _Read("positive", value)
    return None


def _without_cutoff(value: float | None) -> _Read:
    """A negative result; "normal in 96 %" counts the normal nuclei, a fifth to a half of them contradicts the words."""
    if value is None or value < load_fish().clearly_above:
        return _Read("negative", value)
    return _Read("negative", None, None if value >= _MOST_NUCLEI else "the figure does not fit a negative result")


def _against(value: float, cutoff: float, negative: bool, positive: bool) -> _Read:
    if value > cutoff:
        return _Read(
            "positive", value, "the figure lies above the cut-off, the words say negative" if negative else None
        )
    if negative or not positive:
        return _Read("negative", value)
    return _Read("equivocal", value)


def _figures(clause: str) -> tuple[float | None, float | None]:
    """Percentage of nuclei and cut-off; no figure where two could be it."""
    values: list[float] = []
    cutoffs: list[float] = []
    for m in _PERCENT.finditer(clause):
        number = float(m["value"].replace(",", "."))
        before = clause[max(0, m.start() - 24) : m.start()]
        marked = m["bound"] or _words()["cutoff"].search(before.rsplit("%", 1)[-1])
        if number <= 100:
            (cutoffs if marked else values).append(number)
    if not values:
        for m in _FRACTION.finditer(clause):
            if int(m["part"]) <= int(m["all"]):
                values.append(round(100 * int(m["part"]) / int(m["all"]), 1))
    return (values[0] if len(set(values)) == 1 else None), (cutoffs[0] if len(set(cutoffs)) == 1 else None)


def _finding(report: Report, joined: Joined, name: str, read: _Read, start: int, end: int, prior: bool) -> Finding:
    text = joined.text[start:end]
    start += len(text) - len(text.lstrip())
    end -= len(text) - len(text.rstrip())
    fact = Biomarker(
        name=name,
        status=read.status,
        value=read.percent,
        unit="%" if read.percent is not None else None,
        collected=None if prior else report.taken,
        evidence=joined.cite(start, end),
    )
    doubt = joined.doubt("FISH result", start, end)
    if doubt is None and read.doubt is not None:
        label = name.split("_", 1)[1]
        doubt = Doubt(why=read.doubt, question=f"Is the result for {label} positive or negative?")
    return finding(report, EXTRACTOR.id, fact, doubt=doubt, prior=prior)


EXTRACTOR = Extractor(name="fish", version=1, run=run)

"""Karyotypes: ISCN formulas anywhere in a report's text, this patient's own, as printed and in normal form.

A formula is given with a ``Doubt`` when more of it stands on the page than was understood, when OCR engines read it
differently and not exactly one reading satisfies the grammar, the chromosome numbers and the bands, or when a typed
formula contradicts itself. A study without a result gives ``Biomarker(karyotype_failed, positive)``. Prose without
a formula ("normal male karyotype") gives nothing: a formula is not invented.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from extractors.asking import ask, reason
from extractors.base import Extractor, finding
from extractors.cytogenetics.cells import with_cells_joined
from extractors.cytogenetics.context import AFTER, BEFORE, clause, context_of, cues_of
from extractors.cytogenetics.text import Joined, join_section, sums_up
from extractors.iscn import Formula, find_formulas
from extractors.iscn.constraints import remarks_on
from extractors.iscn.model import Clone
from extractors.iscn.readings import settle, suspects
from extractors.patterns import pattern
from extractors.wordings import Wordings
from knowledge.cytogenetics import load_cytogenetic_rules
from schemas.document import TextSource
from schemas.facts import Biomarker, Doubt, Finding, Karyotype
from schemas.layout import Passage, Report, Section, SectionLabel
from schemas.vocabulary import Vocabulary

_WORDINGS = Wordings("genetics", "karyotypes")

SILENT = frozenset(
    {
        SectionLabel.METHODS,
        SectionLabel.COPIED,
        SectionLabel.TRIAL,
        SectionLabel.FAMILY_HISTORY,
        SectionLabel.SOCIAL_HISTORY,
        SectionLabel.GENES_TESTED,
    }
)
_MANY = 3
_LEAST_WORDS = 2
_BROKEN_OFF = pattern(r"[\])XY]\s*/\s*$", ignore_case=False)
_BEGINS = _WORDINGS.pattern("begins")
_NEAR = 60
_OF_OTHER_CULTURE = _WORDINGS.pattern("of_other_culture")
_NAMED = _WORDINGS.pattern("named")
_EXPLAINED = _WORDINGS.pattern("explained")
# The line above broke off inside a formula: this is the rest of it, and not a formula of its own.
_BREAKS_OFF = pattern(r"[\])XY]\s*/[^\S\n\t]*[\t\n][^\[\]]*$", ignore_case=False)
_LINE = 160
_AGAIN = pattern(r"^\s*[^.\n]{0,90};\s*$")
_HERS = _WORDINGS.pattern("hers")
_IN_CELLS = _WORDINGS.pattern("in_cells")
_SEXES = pattern(r"^\d{2,3}(?:[~-]\d{2,3})?,(X{2,4}|X{1,3}Y{1,2})c?(?:,|\[|/|$)", ignore_case=False)
_TWO_SEXES = reason("two_sexes")
_UNCLEAR = reason("formula_words")
_MAYBE = pattern(r"\d\s?[,.;:]?\s{0,2}\??[XY]")


_JOINS = frozenset(_WORDINGS.words("joins"))


def run(report: Report, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Every formula of the patient in the report, the same one (same prior) once; a failed study once."""
    read = list(_whole(s for s in report.sections if s.label not in SILENT))
    found = list(_distinct(f for s in read for f in _formulas_of(report, s)))
    found = [_of_other_sex(f, found, report.identity.sex) for f in found]
    current = [f for f in found if not f.prior]
    if not current:
        own = list(
            _distinct(f for s in report.sections if s.label is SectionLabel.METHODS for f in _counted(report, s))
        )
        # Technical notes explain formulas too; one alone, with its cells, is the result printed in a small hand.
        current = own if len(own) == 1 else []
        found += current
    yield from _results(found)
    if not current:
        yield from [f for s in read for f in _failed(report, join_section(s))][:1]


def _whole(sections: Iterable[Section]) -> Iterator[Section]:
    """Sections, one whose formula breaks off at a slash together with the next ("Note: 46,XY[4]/", "Note: 46…")."""
    held: Section | None = None
    for section in sections:
        if held is not None and section.passages and _BROKEN_OFF.search(held.passages[-1].text):
            first = _without_key(section.passages[0])
            if _BEGINS.match(first.text):
                held = held.model_copy(update={"passages": (*held.passages, first, *section.passages[1:])})
                continue
        if held is not None:
            yield held
        held = section if section.passages else None
    if held is not None:
        yield held


def _without_key(passage: Passage) -> Passage:
    """A passage without the one word and colon it begins with."""
    words = passage.words
    if not words or not words[0].text.endswith(":") or len(words) < _LEAST_WORDS:
        return passage
    cut = passage.spans[1][0]
    return passage.model_copy(
        update={
            "text": passage.text[cut:],
            "words": words[1:],
            "spans": tuple((s - cut, e - cut) for s, e in passage.spans[1:]),
            "pages": passage.pages[1:],
        }
    )


def _distinct(findings: Iterable[Finding]) -> Iterator[Finding]:
    seen: set[tuple[str, bool, bool]] = set()
    for found in findings:
        assert isinstance(found.fact, Karyotype)
        key = (found.fact.iscn, found.prior, found.doubt is None)
        if key not in seen:
            seen.add(key)
            yield found


def _results(found: list[Finding]) -> Iterator[Finding]:
    """All but formulas without cells beside one with its cells, or one in doubt: those retell, explain or wonder."""
    open_ = [f.doubt is not None and f.doubt.why != _UNCLEAR for f in found]
    counted = any((_cells(f) or asked) and not f.prior for f, asked in zip(found, open_, strict=True))
    yield from (f for f, asked in zip(found, open_, strict=True) if f.prior or asked or _cells(f) or not counted)


def _of_other_sex(found: Finding, all_found: list[Finding], sex: str | None) -> Finding:
    """``found``, with a doubt where a formula of the other sex stands in the report and it is not that of the patient.

    One of the two is a second person's, or a donor's; the sex that the report names says which is hers.
    """
    own = _sex_of(found)
    others = {s for f in all_found if not f.prior and _cells(f) and (s := _sex_of(f)) is not None}
    if found.doubt is not None or own is None or not _cells(found) or len(others) < 2 or own == sex:
        return found
    return found.model_copy(update={"doubt": _whose(found).model_copy(update={"why": _TWO_SEXES})})


def _sex_of(found: Finding) -> str | None:
    """The sex that the letters of a formula show: "male" for a Y, "female" for two X and no Y; else ``None``."""
    letters = _SEXES.search(found.fact.iscn) if isinstance(found.fact, Karyotype) else None
    return None if letters is None else ("male" if "Y" in letters[1] else "female")


def _cells(found: Finding) -> bool:
    return isinstance(found.fact, Karyotype) and found.fact.metaphases is not None


def _counted(report: Report, section: Section) -> Iterator[Finding]:
    """Formulas with their cells that a word for a result names ("ISCN 2020: 45,XY,-7[19]/46,XY[1]")."""
    text = join_section(section).text
    for found in _formulas_of(report, section):
        first = found.fact.evidence[0].quote[:8]
        if _cells(found) and not found.prior and _NAMED.search(text[: max(0, text.find(first))]):
            yield found


def _formulas_of(report: Report, section: Section) -> Iterator[Finding]:
    joined = join_section(with_cells_joined(section))
    if _MAYBE.search(joined.text) or any(not w.agreed for p in section.passages for w in p.words):
        yield from _formulas(report, joined, section.label if not sums_up(report, section) else SectionLabel.OTHER)


def _formulas(report: Report, joined: Joined, label: SectionLabel) -> Iterator[Finding]:
    text = joined.text
    formulas = find_formulas(text)
    formulas = sorted([*formulas, *suspects(joined, formulas)], key=lambda f: f.start)
    skipped = False
    for index, formula in enumerate(formulas):
        floor = max((f.end for f in formulas[:index] if f.end <= formula.start), default=0)
        ceiling = formulas[index + 1].start if index + 1 < len(formulas) else len(text)
        context = context_of(text, formula, floor, ceiling)
        # "written 46,XX[20] or 46,XY[20]": an example joined to an example is one too.
        skipped = context.skip or (skipped and _goes_on(text[floor : formula.start]))
        skipped = skipped or (bool(floor) and _rest_of_one(formula, text[floor : formula.start]))
        skipped = skipped or _BREAKS_OFF.search(text[max(0, formula.start - _LINE) : formula.start]) is not None
        skipped = skipped or _of_either_sex(formulas, index, text) or _EXPLAINED.match(text, formula.end) is not None
        if skipped or (formula.parsed.donor and not formula.parsed.clones):
            continue
        prior = context.prior or label in (SectionLabel.INDICATION, SectionLabel.HISTORY)
        collected = context.date or (None if prior else report.sampled)
        found = _finding(report, joined, formula, prior=prior, collected=collected)
        if context.unclear and found.doubt is None:
            found = found.model_copy(update={"doubt": _whose(found)})
        yield found


def _whose(found: Finding) -> Doubt:
    """The question about a formula in a sentence that is not understood."""
    shown = found.fact.iscn if isinstance(found.fact, Karyotype) else ""
    return Doubt(
        why=_UNCLEAR,
        question=ask("karyotype_found", shown=shown[:200]),
        candidates=(shown,),
        asks="fact",
    )


def _goes_on(between: str) -> bool:
    """Whether an example goes on to the next one: joined to it, or in the next part of its sentence."""
    if between.strip(" ,;/").lower() in _JOINS:
        return True
    return _AGAIN.match(between) is not None and _HERS.search(between) is None


def _of_either_sex(formulas: list[Formula], index: int, text: str) -> bool:
    """Whether a normal formula is printed for both sexes, as no patient's is ("46,XX[20] or 46,XY[20] is normal")."""
    own = formulas[index]
    for other in formulas[max(0, index - 1) : index + 2]:
        first, last = sorted((own, other), key=lambda f: f.start)
        between = text[first.end : last.start].strip(" ,;/").lower()
        normal = not (own.parsed.abnormalities or other.parsed.abnormalities)
        if other is not own and normal and between in _JOINS and own.parsed.iscn != other.parsed.iscn:
            return True
    return False


def _rest_of_one(formula: Formula, between: str) -> bool:
    """Whether a bare "46,XY" only counts the normal cells of the study before it ("in 14 of 20 cells; 46,XY in 6")."""
    parsed = formula.parsed
    bare = parsed.metaphases is None and not parsed.abnormalities and len(parsed.clones) == 1
    return bare and len(between) < _NEAR and "\n" not in between and bool(_IN_CELLS.search(between))


def _finding(report: Report, joined: Joined, formula: Formula, *, prior: bool, collected: str | None) -> Finding:
    settled, doubt = settle(formula, joined)
    parsed = settled.parsed
    understood = not settled.broken and parsed.clones
    fact = Karyotype(
        iscn=parsed.iscn if understood else _as_printed(joined.text[formula.start : formula.end]),
        metaphases=parsed.metaphases if understood else None,
        abnormalities=tuple(a.text for a in parsed.abnormalities) if understood else (),
        collected=collected,
        evidence=joined.cite(formula.start, formula.end),
    )
    typed = all(w.source == TextSource.TEXT for w, _, _ in joined.words(formula.start, formula.end))
    return finding(report, EXTRACTOR.id, fact, doubt=doubt or _contradiction(settled, typed), prior=prior)


def _as_printed(text: str) -> str:
    """A formula that was not understood, in its own words, without the spaces between them."""
    return "".join(text.split())[:400]


def _contradiction(formula: Formula, typed: bool) -> Doubt | None:
    """A doubt about a formula that was read surely and cannot be right as it stands.

    In a typed formula a chromosome number that is off is the laboratory's slip and decides nothing, unless one sign
    printed wrongly (``45,XY,+8`` for ``-8``) would explain it too.
    """
    shown = formula.parsed.iscn or _as_printed(formula.parsed.printed)
    if formula.broken or not formula.parsed.valid:
        why = reason("formula_broken")
    elif "count" in formula.parsed.remarks and not (typed and not _sign_may_be_wrong(formula)):
        why = reason("chromosome_number")
    elif {"sex", "cells"} & set(formula.parsed.remarks):
        why = reason("clones_apart")
    elif "band" in formula.parsed.remarks and not typed:
        why = reason("no_such_band")
    elif not typed and _few_cells(formula):
        why = reason("few_cells")
    else:
        return None
    return Doubt(why=why, question=ask("karyotype_exact", shown=shown[:200]), candidates=(shown,))


def _sign_may_be_wrong(formula: Formula) -> bool:
    """Whether a clone's chromosome number would be right if one of its few gains were a loss, or the other way."""
    for clone in formula.parsed.clones:
        few = clone.kind == "clone" and clone.modal is not None and len(clone.all_abnormalities) <= _MANY
        if (
            few
            and "count" in remarks_on((clone,))
            and any("count" not in remarks_on((c,)) for c in _other_signs(clone))
        ):
            return True
    return False


def _other_signs(clone: Clone) -> Iterator[Clone]:
    """The clone with one whole chromosome's sign turned."""
    for i, a in enumerate(clone.all_abnormalities):
        if a.kind == "chromosome" and a.chromosomes[0] not in "XY":
            turned = replace(a, sign="-" if a.sign == "+" else "+")
            yield replace(
                clone, all_abnormalities=(*clone.all_abnormalities[:i], turned, *clone.all_abnormalities[i + 1 :])
            )


def _few_cells(formula: Formula) -> bool:
    """Whether a changed clone is too small to be one, in a study of few cells (``[1]`` read for ``[18]``)."""
    need = load_cytogenetic_rules().clonality
    seen = formula.parsed.metaphases
    small = any(c.cells is not None and c.cells < need.loss and c.acquired for c in formula.parsed.clones)
    return small and seen is not None and seen < need.full_study


def _failed(report: Report, joined: Joined) -> Iterator[Finding]:
    """A study that gave no result; silence about metaphases is not one."""
    for m in cues_of()["failed"].finditer(joined.text):
        start = max(0, m.start() - BEFORE)
        sentence = clause(joined.text[start : m.start()])
        window = sentence + joined.text[m.start() : m.end() + AFTER]
        if not cues_of()["study"].search(window) or cues_of()["prior"].search(sentence):
            continue
        if cues_of()["other_person"].search(sentence) or _OF_OTHER_CULTURE.search(window):
            continue
        evidence = joined.cite(m.start(), m.end())
        fact = Biomarker(name="karyotype_failed", status="positive", collected=report.sampled, evidence=evidence)
        yield finding(
            report, EXTRACTOR.id, fact, doubt=joined.doubt("result of the chromosome study", m.start(), m.end())
        )


EXTRACTOR = Extractor(name="karyotypes", version=1, run=run)

"""Which findings go into merging: not those repeated from an original, nor those a later version replaces."""

from collections.abc import Hashable, Mapping, Sequence

from knowledge.merging import load_merge_knowledge
from pipeline.merge.shapes import shape_of
from schemas.facts import (
    Biomarker,
    Diagnosis,
    Fact,
    Finding,
    GenePanel,
    Karyotype,
    LabResult,
    ReportKey,
    Stage,
    Variant,
)
from schemas.findings import ReportFacts

_RANK = {"preliminary": 0, "final": 1, "addendum": 2, "amended": 2}
_WHOLE = (Variant, Karyotype, Diagnosis, GenePanel, Stage)
"""An amended or final report restates these as a whole; of other facts it replaces only what it names again."""

Place = tuple[str, int]


def place_of(key: ReportKey) -> Place:
    """Which report: the document's id and the report's number in it."""
    return key.document, key.index


def effective(findings: Sequence[Finding], reports: Mapping[Place, ReportFacts]) -> list[Finding]:
    """``findings`` without superseded and needlessly repeated ones; what a note retells has its original's date."""
    return _without_repeats(_retold(_without_superseded(findings, reports)))


def _retold(findings: Sequence[Finding]) -> list[Finding]:
    """A note's mention of a specimen's result, dated like the note itself, takes the date of the result it retells."""
    originals: dict[tuple[type, Hashable], list[Finding]] = {}
    for finding in findings:
        if finding.source.kind != "note" and not finding.prior:
            meaning = shape_of(finding.fact).meaning(finding.fact)
            originals.setdefault((type(finding.fact), meaning), []).append(finding)
    return [_as_original(f, originals) for f in findings]


def _as_original(finding: Finding, originals: Mapping[tuple[type, Hashable], Sequence[Finding]]) -> Finding:
    fact, source = finding.fact, finding.source
    shape = shape_of(fact)
    date = shape.date(fact)
    if source.kind != "note" or date is None or date != source.dated or not _of_specimen(fact):
        return finding
    known = [
        d
        for o in originals.get((type(fact), shape.meaning(fact)), ())
        if (d := shape.date(o.fact)) is not None and d <= date and shape.same(o.fact, fact)
    ]
    if not known or date in known:
        return finding
    return finding.model_copy(update={"fact": fact.model_copy(update={shape.dated: max(known)})})


def _of_specimen(fact: Fact) -> bool:
    """Whether the fact is a result of a specimen that a note can only retell."""
    if isinstance(fact, LabResult):
        return fact.analyte in load_merge_knowledge().trust.marrow_analytes
    return isinstance(fact, Variant | Karyotype | Biomarker)


def _without_repeats(findings: Sequence[Finding]) -> list[Finding]:
    """A repeated earlier result counts only with a date of its own on which no original stands."""
    originals: set[tuple[type, Hashable, str | None]] = set()
    for finding in findings:
        if not finding.prior:
            shape = shape_of(finding.fact)
            originals.add((type(finding.fact), shape.meaning(finding.fact), shape.date(finding.fact)))
    kept = []
    for finding in findings:
        shape = shape_of(finding.fact)
        date = shape.date(finding.fact)
        if finding.prior and (date is None or (type(finding.fact), shape.meaning(finding.fact), date) in originals):
            continue
        kept.append(finding)
    return kept


def _without_superseded(findings: Sequence[Finding], reports: Mapping[Place, ReportFacts]) -> list[Finding]:
    groups: dict[Hashable, list[Finding]] = {}
    for finding in findings:
        for key in _subjects(finding, reports):
            groups.setdefault(key, []).append(finding)
    dropped: set[int] = set()
    for key, group in groups.items():
        best = max(_version(f, reports) for f in group)
        winners = [f for f in group if _version(f, reports) == best]
        whole = isinstance(key, tuple) and key[0] == "whole"
        if whole and all(f.source.status == "addendum" for f in winners):
            continue  # an addendum adds; it replaces only what it names again
        for finding in group:
            if whole and not _same_report(finding, group, winners):
                continue
            if _older(_version(finding, reports), best) and not _restated(finding, winners):
                dropped.add(id(finding))
    return [f for f in findings if id(f) not in dropped]


def _same_report(finding: Finding, group: Sequence[Finding], winners: Sequence[Finding]) -> bool:
    """Whether the later version speaks of the report that ``finding`` stands in: they share a gene, disease or kind."""
    place = place_of(finding.source)
    topics = {_topic(f.fact) for f in group if place_of(f.source) == place}
    return any(_topic(w.fact) in topics for w in winners)


def _topic(fact: Fact) -> Hashable:
    if isinstance(fact, Variant):
        return fact.gene
    if isinstance(fact, Diagnosis):
        return fact.disease
    return fact.system if isinstance(fact, Stage) else type(fact).__name__


def _older(version: tuple[int, str], best: tuple[int, str]) -> bool:
    """Whether a version is replaced: a lower status, or the same status with an earlier date (both known)."""
    return version[0] < best[0] or (version[0] == best[0] == 2 and "" < version[1] < best[1])


def _restated(finding: Finding, winners: Sequence[Finding]) -> bool:
    shape = shape_of(finding.fact)
    meaning = shape.meaning(finding.fact)
    return any(
        type(w.fact) is type(finding.fact) and shape.meaning(w.fact) == meaning and shape.same(w.fact, finding.fact)
        for w in winners
    )


def _subjects(finding: Finding, reports: Mapping[Place, ReportFacts]) -> list[Hashable]:
    """What of which specimen the finding speaks of: versions of one report meet here."""
    fact, source = finding.fact, finding.source
    report = reports.get(place_of(source))
    kind = type(fact).__name__
    meaning: Hashable = (fact.disease, fact.system) if isinstance(fact, Diagnosis) else shape_of(fact).meaning(fact)
    date = shape_of(fact).date(fact)
    # A report that does not say when its specimen was taken is a version of another one about the same day's result.
    specimen: str | None = (report.dates.collected if report else None) or date or source.document
    keys: list[Hashable] = [("one", kind, source.kind, specimen, date, meaning)]
    if isinstance(fact, _WHOLE):
        keys.append(("whole", kind, source.kind, specimen))
    return keys


def _version(finding: Finding, reports: Mapping[Place, ReportFacts]) -> tuple[int, str]:
    report = reports.get(place_of(finding.source))
    issued = (report.dates.addended or report.dates.reported or "") if report else ""
    return _RANK[finding.source.status], issued

"""Sequence variants found, and genes tested without a reportable change.

A gene is negative only where a report says that it was tested; a gene on no list was not assessed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from extractors.base import Extractor, finding
from extractors.dates import find_dates
from extractors.hgvs import codon_agrees, find_coding, find_protein
from extractors.language.sentences import split_sentences
from extractors.molecular.rows import Line, lines_of
from extractors.molecular.sentence import Context, Said, as_fraction, read_sentence, significance_in
from extractors.molecular.words import GeneHit, Words, find_genes, words_of
from extractors.patterns import pattern
from extractors.readings import same_but_marks, same_name
from schemas.facts import Doubt, Finding, GenePanel, Variant
from schemas.layout import Passage, Report, SectionLabel
from schemas.provenance import Evidence
from schemas.vocabulary import Vocabulary

SILENT = frozenset(
    {SectionLabel.METHODS, SectionLabel.TRIAL, SectionLabel.FAMILY_HISTORY, SectionLabel.ALLERGIES, SectionLabel.HEADER}
)
MOLECULAR = frozenset({SectionLabel.MOLECULAR, SectionLabel.GENES_TESTED})
LONG_LIST = 8  # so many genes and hardly another word: a list without a title
LIST_LENGTH = 4  # that many genes and nothing said of any: a list

_LIMIT = pattern(r"(\d{1,2}(?:[.,]\d+)?)\s?%")
_NUMBER = pattern(r"^\W*(\d{1,3}(?:[.,]\d{1,4})?|[.,]\d{1,4})\s*(%)?\W*$")


@dataclass(slots=True)
class _Panel:
    """Genes that the report speaks of while it is read."""

    tested: dict[str, tuple[Evidence, ...]] = field(default_factory=dict)
    negative: dict[str, tuple[Evidence, ...]] = field(default_factory=dict)
    excluded: set[str] = field(default_factory=set)
    found: set[str] = field(default_factory=set)
    alterations: set[str] = field(default_factory=set)
    limit: float | None = None
    failed: bool = False
    unread: bool = False
    result_stated: bool = False
    list_open: str | None = None


def run(report: Report, vocabulary: Vocabulary) -> Iterator[Finding]:
    """All variants of a report, then one panel of the genes it tested."""
    words = words_of(vocabulary)
    panel = _Panel()
    for section in report.sections:
        context = Context(strict=report.kind != "molecular" and section.label not in MOLECULAR)
        context.significance = significance_in(section.heading.lower(), words)
        panel.list_open = "tested" if section.label is SectionLabel.GENES_TESTED else None
        for line in lines_of(report, section, words):
            if section.label in SILENT and not words.tested_lists.search(line.passage.text.lower()):
                continue
            yield from _read_line(report, line, words, context, panel)
    if (fact := _panel_fact(report, panel)) is not None:
        yield finding(report, EXTRACTOR.id, fact)


def _read_line(report: Report, line: Line, words: Words, context: Context, panel: _Panel) -> Iterator[Finding]:
    passage = line.passage
    lower = passage.text.lower()
    genes = find_genes(passage.text, words)
    if not context.strict or words.assay.search(lower):
        panel.failed |= bool(words.failed.search(lower)) and not genes
        _note_limit(lower, words, panel)
    if not genes:
        _take_heading(lower, words, context, panel)
        if context.gene is None:
            panel.unread |= _unread_gene(passage)
            return
    pieces = [(0, len(passage.text))] if line.is_row else split_sentences(passage.text)
    for start, end in pieces:
        inside = [GeneHit(g.symbol, g.start - start, g.end - start) for g in genes if start <= g.start < end]
        if _is_list(passage, start, end, inside, words, panel):
            _take_list(passage, start, end, inside, words, panel)
            continue
        for said in read_sentence(passage.text[start:end], words, context):
            yield from _take(report, line, said, start, end, words, panel)
    context.gene = genes[0] if len(genes) == 1 and len(passage.words) == 1 else None


def _unread_gene(passage: Passage) -> bool:
    """A change on a scanned page beside no gene we know: whose it is was misread, and any listed gene may be it."""
    if not any(w.source == "ocr" for w in passage.words):
        return False
    return bool(find_coding(passage.text) or find_protein(passage.text))


def _note_limit(lower: str, words: Words, panel: _Panel) -> None:
    m = words.detection_limit.search(lower)
    if m is not None and panel.limit is None:
        number = _LIMIT.search(lower[m.end() : m.end() + 40])
        if number is not None:
            panel.limit = round(float(number[1].replace(",", ".")) / 100, 6)


def _take_heading(lower: str, words: Words, context: Context, panel: _Panel) -> None:
    """A line without a gene may open a list, say what class of variants follows, or state the overall result."""
    if words.tested_lists.search(lower):
        panel.list_open = "not_tested" if words.not_tested.search(lower) else "tested"
        if words.negative.search(lower):
            panel.list_open = "negative"
    elif len(lower) < 90 and (meaning := significance_in(lower, words)) is not None:
        context.significance = None if words.negative.search(lower) else meaning
    speaks = not context.strict or words.assay.search(lower)
    if speaks and words.negative.search(lower) and not words.not_a_result.search(lower):
        panel.result_stated = True


def _is_list(passage: Passage, start: int, end: int, genes: list[GeneHit], words: Words, panel: _Panel) -> bool:
    """Whether a sentence or row lists genes and says nothing of any one of them."""
    lower = passage.text[start:end].lower()
    distinct = len({g.symbol for g in genes})
    if not distinct or "p." in lower or "c." in lower:
        return False
    others = len([w for w in passage.words_in(start, end) if any(c.isalpha() for c in w.text)]) - distinct
    if panel.list_open is not None and others <= 2 * distinct and "%" not in lower:
        return distinct >= 2 or not (words.not_tested.search(lower) or words.negative.search(lower))
    bare = distinct >= LONG_LIST and 2 * others <= distinct and not words.not_a_result.search(lower)
    return bare or (distinct >= LIST_LENGTH and bool(words.tested_lists.search(lower)))


def _take_list(passage: Passage, start: int, end: int, genes: list[GeneHit], words: Words, panel: _Panel) -> None:
    lower = passage.text[start:end].lower()
    lead, tail = lower[: genes[0].start], lower[genes[-1].end :]
    mode = panel.list_open
    if words.not_tested.search(lead) or words.not_tested.search(tail):
        mode = "not_tested"
    elif words.negative.search(lead) or words.negative.search(tail):
        mode = "negative"
    elif words.tested_lists.search(lead):
        mode = "tested"
    panel.list_open = mode or "tested"
    for gene in genes:
        evidence = passage.cite(start + gene.start, start + gene.end)
        if panel.list_open == "not_tested":
            panel.excluded.add(gene.symbol)
        elif panel.list_open == "negative":
            panel.negative.setdefault(gene.symbol, evidence)
        else:
            panel.tested.setdefault(gene.symbol, evidence)


def _take(
    report: Report, line: Line, said: Said, start: int, end: int, words: Words, panel: _Panel
) -> Iterator[Finding]:
    passage = line.passage
    if said.what == "not_tested":
        panel.excluded.add(said.gene)
    elif said.what == "negative":
        if said.alteration is not None:
            if said.alteration == "rearrangement":
                return  # a translocation looked for and not found says nothing of the gene's sequence
            panel.alterations.add(f"{said.gene}-{said.alteration}")
        panel.negative.setdefault(said.gene, passage.cite(start + said.start, start + said.end))
    elif said.alteration != "rearrangement":
        panel.found.add(said.gene)
        yield _variant(report, line, said, start, passage.text[start:end].lower(), words)


def _variant(report: Report, line: Line, said: Said, offset: int, lower: str, words: Words) -> Finding:
    vaf, vaf_span, doubtful = said.vaf, said.vaf_span, said.vaf_doubtful
    if vaf_span is not None:
        vaf_span = (vaf_span[0] + offset, vaf_span[1] + offset)
    if line.vaf_cell is not None:
        vaf, vaf_span, doubtful = _cell_vaf(line)
    spans = [(said.gene_span[0] + offset, said.gene_span[1] + offset)] if said.gene_span[1] else []
    spans += [(c.start + offset, c.end + offset) for c in (said.coding, said.protein) if c is not None]
    spans += [vaf_span] if vaf_span is not None else []
    if not (said.coding or said.protein):
        spans.append((said.start + offset, said.end + offset))
    fact = Variant(
        gene=said.gene,
        hgvs_c=said.coding.hgvs if said.coding else None,
        hgvs_p=said.protein.hgvs if said.protein else None,
        vaf=vaf,
        significance=said.significance,
        alteration=said.alteration,
        collected=report.taken,
        evidence=_cite_spans(line.passage, spans),
    )
    prior = bool(words.previous.search(lower))
    if prior:
        own = [d.iso for d in find_dates(lower) if d.iso]
        fact = fact.model_copy(update={"collected": own[0] if own else None})
    unsure = _which_frequency(fact) if line.vaf_unsure and vaf is not None else None
    return finding(report, EXTRACTOR.id, fact, doubt=unsure or _doubt(line.passage, spans, fact, doubtful), prior=prior)


def _which_frequency(fact: Variant) -> Doubt:
    shown = " ".join(p for p in (fact.gene, fact.hgvs_c, fact.hgvs_p) if p)
    return Doubt(
        why="Several columns hold allele frequencies and nothing says which is the one of this report.",
        question=f"Which allele frequency of {shown} is the one of this report?",
    )


def _cell_vaf(line: Line) -> tuple[float | None, tuple[int, int] | None, bool]:
    assert line.vaf_cell is not None
    start, end = line.vaf_cell
    m = _NUMBER.match(line.passage.text[start:end])
    if m is None:
        return None, None, False
    value, doubtful = as_fraction(m[1], bool(m[2]), line.vaf_unit)
    return value, line.vaf_cell, doubtful


def _cite_spans(passage: Passage, spans: list[tuple[int, int]]) -> tuple[Evidence, ...]:
    """One quote for each page, from the first word that carries the fact to the last."""
    return passage.cite(min(s for s, _ in spans), max(e for _, e in spans))


def _doubt(passage: Passage, spans: list[tuple[int, int]], fact: Variant, unit_doubtful: bool) -> Doubt | None:
    shown = " ".join(p for p in (fact.gene, fact.hgvs_c, fact.hgvs_p) if p)
    size = "" if fact.vaf is None else f" with an allele frequency of {round(fact.vaf * 100, 2):g} %"
    if unit_doubtful:
        return Doubt(
            why="It is not clear whether the allele frequency is a percentage or a fraction.",
            question=f"What allele frequency does the report give for {shown}?",
        )
    agree = codon_agrees(fact.hgvs_c, fact.hgvs_p) if fact.hgvs_c and fact.hgvs_p else None
    if agree is False:
        return Doubt(
            why="The DNA change and the protein change do not fit each other.",
            question=f"Does the report say {shown}{size}?",
        )
    read = [w for s, e in spans for w in passage.words_in(s, e) if not w.agreed]
    unsure = [w for w in read if not (same_name(w, fact.gene) or same_but_marks(w))]
    if not unsure:
        return None
    if agree and all(w in passage.words_in(c, d) for w in unsure for c, d in spans[1:3]) and fact.vaf is None:
        return None
    return Doubt(
        why="The two readings of this line differ.",
        question=f"Does the report say {shown}{size}?",
        candidates=tuple(sorted({r.text for w in unsure for r in w.readings if r.text})),
    )


def _panel_fact(report: Report, panel: _Panel) -> GenePanel | None:
    named = set(panel.tested) - panel.excluded - panel.found
    negative = set(panel.negative) - panel.found - panel.excluded
    if (panel.found or panel.result_stated or negative) and not panel.failed:
        negative |= named
    if panel.unread:
        negative = set()
    if not negative and not panel.tested:
        return None
    evidence = {
        e.model_dump_json(): e
        for g in sorted(negative | set(panel.tested))
        for e in (panel.negative.get(g) or panel.tested.get(g) or ())
    }
    tested = sorted(set(panel.tested) | negative | (panel.found if panel.tested or panel.negative else set()))
    return GenePanel(
        tested=tuple(g for g in tested if g not in panel.excluded),
        negative=tuple(sorted(negative)),
        alterations_negative=tuple(sorted(panel.alterations)),
        limit_of_detection=panel.limit,
        collected=report.taken,
        evidence=tuple(evidence.values()),
    )


EXTRACTOR = Extractor(name="variants", version=1, run=run)

"""Sequence variants found, and genes tested without a reportable change.

A gene is negative only where a report says that it was tested; a gene on no list was not assessed.
"""

from collections.abc import Iterator
from dataclasses import replace

from extractors.base import Extractor, finding
from extractors.dates import find_dates
from extractors.hgvs import find_coding, find_protein, only_changes
from extractors.joining import joining_words
from extractors.language.sentences import split_sentences
from extractors.molecular.asides import Aside, mentioned, only_reported
from extractors.molecular.broken import goes_on, lengthened
from extractors.molecular.coverage import note_blind, note_shallow
from extractors.molecular.doubts import in_which_words, not_surely_read, which_frequency, which_gene
from extractors.molecular.leads import is_short, lead_says
from extractors.molecular.legends import with_legend
from extractors.molecular.loci import among_places, of_the_germline
from extractors.molecular.panel import (
    LIST_LENGTH,
    LONG_LIST,
    Panel,
    blocks_of,
    is_list,
    opened_by,
    panel_fact,
    take_list,
    take_said,
    unclear_fact,
)
from extractors.molecular.patterns import NOT_ALL, NOTHING
from extractors.molecular.rows import Line, lines_of
from extractors.molecular.said import Context, Said
from extractors.molecular.sentence import read_sentence
from extractors.molecular.times import another_day, of_an_earlier_day, on_its_day, part_of, says_now
from extractors.molecular.vaf import read_cell
from extractors.molecular.words import GeneHit, Words, find_genes, heading_significance
from extractors.patterns import pattern
from extractors.wordings import Wordings
from schemas.facts import Finding, Variant
from schemas.layout import Passage, Report, Section, SectionLabel
from schemas.provenance import Evidence
from schemas.vocabulary import Vocabulary

_WORDINGS = Wordings("genetics", "variants")

SILENT = frozenset(
    {
        SectionLabel.METHODS,
        SectionLabel.TRIAL,
        SectionLabel.FAMILY_HISTORY,
        SectionLabel.ALLERGIES,
        SectionLabel.HEADER,
        SectionLabel.COPIED,
    }
)
MOLECULAR = frozenset({SectionLabel.MOLECULAR, SectionLabel.GENES_TESTED})
COPIES = frozenset({SectionLabel.FISH, SectionLabel.FLOW, SectionLabel.IHC})  # of copies, places or proteins of genes

_TITLE_WORDS = 6
_WORD = pattern(r"(?:^|[^\p{L}\d.*>_+-])(\p{L}+(?:['’-]\p{L}+)*)(?:$|[^\p{L}\d.*>_+-]|[.](?:$|\s))")
_COMPARING = _WORDINGS.pattern("comparing")
_LIMIT = _WORDINGS.pattern("limit")
_SHARE = _WORDINGS.pattern("share")


def run(report: Report, vocabulary: Vocabulary) -> Iterator[Finding]:
    """All variants of a report, then one panel of the genes it tested."""
    words = with_legend(report, vocabulary)
    panel = Panel()
    found: list[Finding] = []
    listed: set[int] = set()  # which of them stand in rows with a column of frequencies
    section, context, aside = None, Context(), Aside(words)
    lines = list(lines_of(report, words))
    blocks = blocks_of([(id(ln.section), ln.passage.text) for ln in lines], words)
    places = among_places([(ln.section, ln.passage.text) for ln in lines])
    for i, line in enumerate(lines):
        if line.section is not section:
            section, context = line.section, _context(report, line.section, words)
            aside = Aside(words, section.heading)
            _open_section(section, words, panel)
        if found and goes_on(line.passage):
            found[-1] = lengthened(found[-1], line.passage)
        _note_search(line, words, panel)
        note_shallow(line.passage.text, words, panel)
        if aside.holds(line.passage.text):
            continue
        if section.label is SectionLabel.METHODS:
            _note_methods(line.passage.text, words, panel)
        if section.label not in SILENT or _list_in_silence(line, words, panel):
            known = len(found)
            own = replace(context, sequence=False) if i in places else context
            found += _read_line(report, line, words, own, panel, i in blocks)
            context.gene, context.significance = own.gene, own.significance
            listed |= set(range(known, len(found))) if line.vaf_cell is not None else set()
            _note_unread(line, len(found) > known, i in blocks, words, panel)
        elif _only_changes(line.passage.text, words):
            panel.unsure |= {g.symbol for g in find_genes(line.passage.text, words)}
    yield from only_reported(
        found, listed, report.kind == "molecular", frozenset(panel.negative), none=panel.nothing_found
    )
    inherited = of_the_germline(report) and not any(isinstance(f.fact, Variant) and f.fact.vaf for f in found)
    if not inherited and (fact := panel_fact(report, panel, words)) is not None:
        yield finding(report, EXTRACTOR.id, fact)
    if not inherited and (asked := unclear_fact(report, panel)) is not None:
        yield finding(report, EXTRACTOR.id, asked[0], doubt=asked[1])


def _open_section(section: Section, words: Words, panel: Panel) -> None:
    """Keep what the heading of a section says of the genes below it."""
    panel.list_open = _opened_by(section, words)
    named = section.label not in (SectionLabel.OTHER, SectionLabel.MOLECULAR)
    panel.untold = not named and lead_says(section.heading.lower(), words) == "unclear"


def _note_methods(text: str, words: Words, panel: Panel) -> None:
    """Keep what a line on methods says of what the test finds, and of what it is blind to."""
    if words.vaf.search(text.lower()):
        _note_limit(text.lower(), words, panel)
    note_blind(text, words, panel)


def _opened_by(section: Section, words: Words) -> str | None:
    """What the heading of a section of genes says of those listed in it."""
    said = opened_by(section.heading.lower(), words)
    if section.label in (SectionLabel.OTHER, SectionLabel.MOLECULAR):
        return "negative" if said == "negative" and is_short(section.heading) else None
    if section.label is not SectionLabel.GENES_TESTED:
        return None
    return said if said in ("not_tested", "negative") else "tested"


def _note_unread(line: Line, gave: bool, listed: bool, words: Words, panel: Panel) -> None:
    """Genes near a change that is printed and became no finding; a sentence that teaches is of no patient."""
    text = line.passage.text
    genes = set() if listed else {g.symbol for g in find_genes(text, words)}
    lower = text.lower()
    prose = "\t" not in text and any(rx.search(lower) for rx in (words.not_a_result, words.negative, words.teaching))
    unread = not gave and not prose and (bool(find_coding(text) or find_protein(text)) or _only_changes(text, words))
    panel.note_unread(set() if prose or len(genes) >= LIST_LENGTH else genes, unread)


def _only_changes(text: str, words: Words) -> bool:
    """Whether a line holds changes in their short form, and at most the gene they are of ("ATM | P1054R")."""
    for gene in reversed(find_genes(text, words)):
        text = text[: gene.start] + text[gene.end :]
    return only_changes(text)


def _note_search(line: Line, words: Words, panel: Panel) -> None:
    """As in "KMT2A partial tandem duplications are reported when found"; methods say so too."""
    lower = line.passage.text.lower()
    if words.searched.search(lower):
        for start, end in split_sentences(line.passage.text):
            if words.searched.search(lower[start:end]):
                genes = {g.symbol for g in find_genes(line.passage.text[start:end], words)}
                named = [(n, g) for n, g, rx in words.alterations if g in genes and rx.search(lower[start:end])]
                panel.searched |= {f"{g}-{n}" for n, g in named if n != "rearrangement"}


def _context(report: Report, section: Section, words: Words) -> Context:
    of_genes = section.label in MOLECULAR or report.kind != "cytogenetics"
    return Context(
        strict=report.kind != "molecular" and section.label not in MOLECULAR,
        sequence=section.label not in COPIES and of_genes,
        significance=heading_significance(section.heading.lower(), words),
    )


def _list_in_silence(line: Line, words: Words, panel: Panel) -> bool:
    """Whether a line of methods or of trial text opens a list of the genes tested, or goes on with one."""
    lower = line.passage.text.lower()
    if words.tested_lists.search(lower):
        return True
    genes = find_genes(line.passage.text, words)
    if panel.list_open and genes and is_list(line.passage, 0, len(lower), genes, words, panel):
        return True
    _take_lists(line.passage, genes, words, panel)
    panel.list_open = None
    return False


def _take_lists(passage: Passage, genes: list[GeneHit], words: Words, panel: Panel) -> None:
    """As in "Capture of the coding regions of ASXL1, BCOR, …": the list alone, of methods that go on about controls."""
    for start, end in split_sentences(passage.text) if len(genes) >= LONG_LIST else ():
        inside = [GeneHit(g.symbol, g.start - start, g.end - start) for g in genes if start <= g.start < end]
        lower = passage.text[start:end].lower()
        others = sum(1 for w in passage.words_in(start, end) if any(c.isalpha() for c in w.text)) - len(inside)
        if len(inside) < LONG_LIST or others > len(inside) or words.not_a_result.search(lower) or "p." in lower:
            continue
        take_list(passage, start, end, inside, words, panel)


def _read_line(
    report: Report, line: Line, words: Words, context: Context, panel: Panel, listed: bool
) -> Iterator[Finding]:
    passage = line.passage
    lower = passage.text.lower()
    if words.general.search(lower) and not line.is_row:
        return
    genes = find_genes(passage.text, words)
    own_sequence = context.sequence or (words.tested_lists.search(lower) and words.assay_of_sequence.search(lower))
    if not context.strict or words.assay.search(lower):
        panel.failed |= bool(words.failed.search(lower)) and not genes
        _note_limit(lower, words, panel)
    _note_result(line, genes, words, context, panel)
    if not genes:
        _take_heading(lower, words, context, panel)
        if context.gene is None:
            panel.unread |= _unread_gene(passage)
            return
    pieces = [(0, len(passage.text))] if line.is_row else _pieces(passage.text, words)
    for start, end in pieces:
        inside = [GeneHit(g.symbol, g.start - start, g.end - start) for g in genes if start <= g.start < end]
        if own_sequence and (listed or is_list(passage, start, end, inside, words, panel)):
            take_list(passage, start, end, inside, words, panel)
            continue
        for said in read_sentence(passage.text[start:end], words, context):
            if said.what != "variant" or line.section.label not in SILENT:  # methods name changes; they find none
                yield from _take(report, line, said, start, end, words, panel)
    context.gene = genes[0] if len(genes) == 1 and len(passage.words) == 1 else None


def _key(lower: str) -> str:
    """A few words before a colon that opens a line of many ("Low coverage regions: this list holds …")."""
    key, colon, _ = lower.partition(":")
    return key if colon and len(key.split()) <= _TITLE_WORDS else ""


def _is_title(lower: str) -> bool:
    """A few words without figures but for its number ("4. Failed", "Genes not assessed")."""
    return (
        "\t" not in lower
        and len(lower.split()) <= _TITLE_WORDS
        and not any(c.isdigit() for c in lower.lstrip(" .):0123456789"))
    )


def _pieces(text: str, words: Words) -> list[tuple[int, int]]:
    """Sentences; one that gives a frequency and names no gene goes with the one before ("Detected in 31% …")."""
    pieces: list[tuple[int, int]] = []
    for start, end in split_sentences(text):
        own = text[start:end]
        gives = words.vaf.search(own.lower()) or _SHARE.search(own)
        goes_on = bool(pieces) and gives and not words.detection_limit.search(own.lower())
        if goes_on and not find_genes(own, words) and not (find_coding(own) or find_protein(own)):
            before = text[slice(*pieces[-1])]
            if find_coding(before) or find_protein(before) or (find_genes(before, words) and "%" not in before):
                pieces[-1] = (pieces[-1][0], end)
                continue
        pieces.append((start, end))
    return pieces


def _unread_gene(passage: Passage) -> bool:
    """A change on a scanned page beside no gene we know: whose it is was misread, and any listed gene may be it."""
    if not any(w.source == "ocr" for w in passage.words):
        return False
    return bool(find_coding(passage.text) or find_protein(passage.text))


def _note_limit(lower: str, words: Words, panel: Panel) -> None:
    m = words.detection_limit.search(lower)
    if m is not None and panel.limit is None:
        number = _LIMIT.search(lower[m.end() : m.end() + 40])
        if number is not None:
            panel.limit = round(float(number[1].replace(",", ".")) / 100, 6)


def _note_result(line: Line, genes: list[GeneHit], words: Words, context: Context, panel: Panel) -> None:
    """A sentence without a gene that states the overall result, or "None" below a title of variants."""
    passage = line.passage
    bare = words.none.fullmatch(passage.text.lower().strip(" .-–—:*•")) is not None
    if bare and words.assay.search(line.section.heading.lower()):
        panel.result_stated = True
        return
    for start, end in split_sentences(passage.text):
        lower = passage.text[start:end].lower()
        speaks = not context.strict or words.assay.search(lower)
        if any(start <= g.start < end for g in genes) or not speaks:
            continue
        if words.negative.search(lower) and not words.not_a_result.search(lower):
            panel.result_stated = True
            panel.nothing_found |= NOTHING.search(lower) is not None and NOT_ALL.search(lower) is None


def _take_heading(lower: str, words: Words, context: Context, panel: Panel) -> None:
    """A line without a gene may open a list, say what class of variants follows, or state the overall result."""
    title = _is_title(lower)
    if title and any(c.isalpha() for c in lower):
        said = lead_says(lower, words)
        panel.untold = said == "unclear"
        panel.list_open = None if panel.untold else "negative" if said == "negative" else panel.list_open
    if words.tested_lists.search(lower):
        panel.list_open = opened_by(lower, words)
    elif words.not_tested.search(lower if title else _key(lower)):
        panel.list_open = "not_tested"
    elif len(lower) < 90 and any(rx.search(lower) for _, rx in words.significance):
        context.significance = None if words.negative.search(lower) else heading_significance(lower, words)


def _take(
    report: Report, line: Line, said: Said, start: int, end: int, words: Words, panel: Panel
) -> Iterator[Finding]:
    passage = line.passage
    lower = passage.text[start:end].lower()
    part = part_of(passage.text, lower, said.start, said.end, report.date_order)
    another = not line.is_row and of_an_earlier_day(part, report.taken, report.date_order)
    if said.what != "variant":
        if line.section.label is SectionLabel.METHODS and said.what == "negative":
            said = replace(said, what="not_tested", whole=False)  # "KMT2A-PTD are not detected": what the test cannot
            if not said.changes:
                return
        if not another or report.kind == "note":
            take_said(passage, said, start, end, words, panel)
    elif said.gone or (another and report.kind != "note" and not said.vaf.compared and not _says_prior(lower, words)):
        panel.unsure.add(said.gene)
        found = _variant(report, line, said, start, lower, words)
        yield found.model_copy(update={"doubt": found.doubt or another_day(said.gene, said.coding, said.protein)})
    elif said.mention:
        panel.unsure.add(said.gene)
        found = _variant(report, line, said, start, lower, words)
        yield found.model_copy(update={"doubt": mentioned(found.fact)})
    elif said.alteration != "rearrangement":
        panel.found.add(said.gene)
        if said.alteration:
            panel.altered.add(f"{said.gene}-{said.alteration}")
        found = _variant(report, line, said, start, lower, words)
        dated = (another or report.kind == "note") and not said.vaf.compared
        yield on_its_day(found, part, report) if dated else found


def _says_prior(lower: str, words: Words) -> bool:
    return words.past.search(_COMPARING.sub(" ", lower)) is not None


def _variant(report: Report, line: Line, said: Said, offset: int, lower: str, words: Words) -> Finding:
    vaf = said.vaf
    vaf_span = None if vaf.span is None else (vaf.span[0] + offset, vaf.span[1] + offset)
    if line.vaf_cell is not None:
        vaf = read_cell(line.passage.text, line.vaf_cell, line.vaf_unit, words)
        vaf_span = vaf.span
    spans = [(said.gene_span[0] + offset, said.gene_span[1] + offset)] if said.gene_span[1] else []
    spans += [(c.start + offset, c.end + offset) for c in (said.coding, said.protein) if c is not None]
    spans += [vaf_span] if vaf_span is not None else []
    if not (said.coding or said.protein):
        spans.append((said.start + offset, said.end + offset))
    fact = Variant(
        gene=said.gene,
        hgvs_c=said.coding.hgvs if said.coding else None,
        hgvs_p=said.protein.hgvs if said.protein else None,
        vaf=vaf.value,
        significance=line.significance or said.significance,
        alteration=said.alteration,
        collected=line.vaf_date or report.sampled,
        evidence=_cite_spans(line.passage, spans),
    )
    told_now = line.is_row is False and says_now(lower, said.start, said.end)
    prior = _says_prior(lower, words) and not vaf.compared and not told_now
    if prior:
        own = [d.iso for a, b in split_sentences(lower) if a <= said.start < b for d in find_dates(lower[a:b]) if d.iso]
        fact = fact.model_copy(update={"collected": own[0] if own else None})
    unsure = None if said.known else which_gene(fact)
    if unsure is None and vaf.value is None and not line.is_row and _has_unknown(lower, fact.gene, words):
        unsure = in_which_words(fact)
    if unsure is None and line.vaf_unsure and vaf.value is not None:
        unsure = which_frequency(fact)
    return finding(
        report, EXTRACTOR.id, fact, doubt=unsure or not_surely_read(line.passage, spans, fact, vaf.unsure), prior=prior
    )


def _has_unknown(lower: str, gene: str, words: Words) -> bool:
    """Whether a sentence of a change without a frequency holds words that are not known to say it was found.

    "DDX41 in relatives: referral if a variant is found" holds the gene and "found", and says nothing of the patient.
    """
    if "\t" in lower:
        return False
    plain = joining_words().plain
    genes = {lower[g.start : g.end] for g in find_genes(lower.upper(), words)} | {gene.lower()}
    left = [
        w for w in _WORD.findall(lower) if len(w) > 1 and w not in words.telling and w not in plain and w not in genes
    ]
    return bool(left)


def _cite_spans(passage: Passage, spans: list[tuple[int, int]]) -> tuple[Evidence, ...]:
    """One quote for each page, from the first word that carries the fact to the last."""
    return passage.cite(min(s for s, _ in spans), max(e for _, e in spans))


EXTRACTOR = Extractor(name="variants", version=1, run=run)

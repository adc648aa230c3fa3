"""One sentence, or one table row, of a molecular result: what it says of which gene."""

from collections.abc import Iterator
from dataclasses import dataclass

from extractors.hgvs import Change, codon_agrees, find_coding, find_legacy, find_protein
from extractors.molecular.asides import names_drug, of_a_control, of_many
from extractors.molecular.patterns import (
    APART,
    BAND,
    GENES_BETWEEN,
    LOCUS,
    NEGATED_MUTATIONS,
    NEW_PART,
    OPENS,
    STATED,
    STRUCTURE_OF,
    SYMBOL,
    TURN,
)
from extractors.molecular.statuses import is_a_kind, is_joined_on, parts_by_semicolon, plainly_denied, plainly_stated
from extractors.molecular.times import is_gone
from extractors.molecular.vaf import (
    NO_FREQUENCY,
    Frequency,
    figures_ahead,
    of_a_limit,
    read_frequency,
    shared_out,
)
from extractors.molecular.words import (
    GeneHit,
    Words,
    change_before,
    changes_behind,
    find_genes,
    of_a_relative,
    of_no_sequence,
    significance_in,
)

_STRUCTURE_NEAR = 16
_FEW_WORDS = 6


@dataclass(frozen=True, slots=True)
class Said:
    """What a sentence says of one gene.

    ``what`` is "variant", "negative" or "not_tested"; the span is that of the words which say so. Of what was not
    found, ``changes`` are those it names ("FLT3-ITD"), and ``whole`` whether the gene's sequence is spoken of as well.
    """

    what: str
    gene: str
    start: int
    end: int
    coding: Change | None = None
    protein: Change | None = None
    vaf: Frequency = NO_FREQUENCY
    alteration: str | None = None
    significance: str | None = None
    gene_span: tuple[int, int] = (0, 0)
    known: bool = True
    changes: tuple[str, ...] = ()
    whole: bool = True
    gone: bool = False
    """Words behind the change may say that it is found no longer."""
    mention: bool = False
    """The change is named in words on what is usual, or on what a drug is for."""


@dataclass(slots=True)
class Context:
    """What the lines above say about this one."""

    gene: GeneHit | None = None
    strict: bool = True
    sequence: bool = True
    significance: str | None = None
    vaf_unit: str | None = None


def read_sentence(text: str, words: Words, context: Context) -> Iterator[Said]:
    """All statements about genes in one sentence.

    ``context.strict`` asks for a firm word before a gene without a formula counts as mutated (outside molecular
    reports); ``context.gene`` is the gene a line above named alone.
    """
    lower = text.lower()
    if of_a_relative(lower, words) or words.germline_only.search(lower) or words.searched.search(lower):
        return
    if of_a_control(lower, words):
        return
    genes = find_genes(text, words)
    changes = _changes(text, genes)
    genes = _with_unknown(text, genes, changes, words)
    if not genes and context.gene is not None and changes:
        yield from _with_changes(text, lower, [GeneHit(context.gene.symbol, 0, 0)], changes, words, context)
        return
    if not genes:
        return
    if changes:
        yield from _with_changes(text, lower, genes, changes, words, context)
        with_change = {_owner(genes, c).symbol for c in changes}
        genes = [g for g in genes if g.symbol not in with_change]
        if genes and not words.not_a_result.search(lower):
            yield from _negatives_only(text, lower, genes, words)
        return
    if not context.sequence or of_no_sequence(lower, words) or words.stains.search(lower):
        return
    yield from _without_changes(text, lower, genes, words, context)


def _with_unknown(text: str, genes: list[GeneHit], changes: list[Change], words: Words) -> list[GeneHit]:
    """The genes, and what stands where a gene would right before a change and is none we know.

    Its change would else be given to the gene named before it.
    """
    found = list(genes)
    for change in changes:
        floor = max((g.end for g in genes if g.end <= change.start), default=0)
        floor = max([floor, *(c.end for c in changes if c.end <= change.start)])
        for m in SYMBOL.finditer(text[floor : change.start]):
            bare = m.group().rstrip("0123456789")
            taken = any(g.start < floor + m.end() and floor + m.start() < g.end for g in genes)
            if not taken and bare not in words.not_genes and m.group() not in words.not_genes:
                found.append(GeneHit(m.group(), floor + m.start(), floor + m.end(), known=False))
    return sorted(found, key=lambda g: (g.start, g.end))


def structural(lower: str, gene: GeneHit, words: Words) -> bool:
    """Whether it is the gene's copies or its place that are spoken of: "TP53 deletion", "loss of TP53"."""
    if BAND.search(lower[max(0, gene.start - 12) : gene.end + 12]):
        return True
    behind = LOCUS.sub("", lower[gene.end :])
    if words.structural.match(behind) or behind.startswith(("::", "-r ")):
        return True
    lead = GENES_BETWEEN.sub("", lower[max(0, gene.start - 80) : gene.start])
    if OPENS.search(lead) and not words.assay_of_sequence.search(lead):
        return bool(words.structural.search(lead.rsplit(".", 1)[-1]))
    return bool(STRUCTURE_OF.search(lead)) and any(
        m.end() >= len(lead) - _STRUCTURE_NEAR for m in words.structural.finditer(lead)
    )


def _changes(text: str, genes: list[GeneHit]) -> list[Change]:
    found = find_coding(text) + (proteins := find_protein(text))
    if genes:
        taken = [(c.start, c.end) for c in proteins] + [(g.start, g.end) for g in genes]
        found += [c for c in find_legacy(text) if not any(s < c.end and e > c.start for s, e in taken)]
    return sorted(found, key=lambda c: c.start)


def _owner(genes: list[GeneHit], change: Change) -> GeneHit:
    before = [g for g in genes if g.end <= change.start]
    return before[-1] if before else genes[0]


def _with_changes(
    text: str, lower: str, genes: list[GeneHit], changes: list[Change], words: Words, context: Context
) -> Iterator[Said]:
    groups = _grouped(lower, genes, changes)
    stops, read = [], []
    ahead = figures_ahead(lower, genes)
    for i, (gene, group) in enumerate(groups):
        later = [c.start for _, g in groups[i + 1 :] for c in g]
        later += [ahead.get(g.start, g.start) for g in genes if g.start > group[-1].end]
        stops.append(min(later, default=len(text)))
        begin = ahead.get(gene.start, gene.end) if gene.end else group[0].start
        if i and groups[i - 1][0] == gene:
            begin = stops[-2]
        read.append(read_frequency(lower, begin, stops[-1], words, context.vaf_unit))
    read = shared_out(lower, groups, read, words)
    for (gene, group), stop, frequency in zip(groups, stops, read, strict=True):
        yield from _one_variant(lower, gene, group, stop, frequency, words, context)


def _grouped(lower: str, genes: list[GeneHit], changes: list[Change]) -> list[tuple[GeneHit, list[Change]]]:
    """Each coding change with the protein change it means, and the gene they are of."""
    groups: list[tuple[GeneHit, list[Change]]] = []
    for change in changes:
        gene = _owner(genes, change)
        kind = change.hgvs[:2]
        last = groups[-1] if groups and groups[-1][0] == gene else None
        if last is not None and any(c.hgvs == change.hgvs for c in last[1]):
            continue
        apart = last is not None and APART.search(lower[last[1][-1].end : change.start])
        if last is not None and not apart and all(c.hgvs[:2] != kind for c in last[1]):
            last[1].append(change)
        else:
            groups.append((gene, [change]))
    return _one_of_row(lower, groups)


def _one_of_row(lower: str, groups: list[tuple[GeneHit, list[Change]]]) -> list[tuple[GeneHit, list[Change]]]:
    """The one coding and the one protein change of a row as one, whatever cells stand between them."""
    if "\t" not in lower or len(groups) != 2 or groups[0][0] != groups[1][0] or any(len(g) > 1 for _, g in groups):
        return groups
    by_kind = {g[0].hgvs[:2]: g[0].hgvs for _, g in groups}
    if len(by_kind) < 2 or codon_agrees(by_kind["c."], by_kind["p."]) is False:
        return groups
    return [(groups[0][0], [c for _, g in groups for c in g])]


def _one_variant(
    lower: str, gene: GeneHit, group: list[Change], stop: int, vaf: Frequency, words: Words, context: Context
) -> Iterator[Said]:
    start, end = min(gene.start if gene.end else group[0].start, group[0].start), group[-1].end
    tail = lower[end:stop]
    between = lower[gene.end : group[0].start] if gene.end else ""
    denied = words.negative.search(tail) or words.not_tested.search(tail) or words.negative.search(lower[:start])
    if vaf.value is None and (denied or _not_a_result(lower, words) or _only_mentioned(lower, gene, group, words)):
        return
    if "\t" not in lower and (words.teaching.search(_lead(lower, start)) or of_a_limit(lower, start, words)):
        return
    yield Said(
        what="variant",
        gene=gene.symbol,
        start=start,
        end=max(end, vaf.span[1] if vaf.span and vaf.span[0] < stop else 0),
        coding=next((c for c in group if c.hgvs.startswith("c.")), None),
        protein=next((c for c in group if c.hgvs.startswith("p.")), None),
        vaf=vaf,
        alteration=_alteration(between + " " + tail, gene.symbol, words),
        significance=significance_in(tail, words) or significance_in(lower[:start], words) or context.significance,
        gene_span=(gene.start, gene.end),
        known=gene.known,
        gone="\t" not in lower and is_gone(tail, words),
        mention=vaf.span is None and not vaf.unsure and (of_many(lower, words) or names_drug(lower, words)),
    )


def _lead(lower: str, start: int) -> str:
    """The words before ``start`` in its part of the sentence ("SF3B1 34%; trials ask for TP53 …")."""
    return lower[max(lower.rfind(";", 0, start), lower.rfind("%", 0, start)) + 1 : start]


def _only_mentioned(lower: str, gene: GeneHit, group: list[Change], words: Words) -> bool:
    """Whether a sentence of words names a change and does not say that it was found."""
    own = len(lower[gene.start : group[-1].end].split()) if gene.end else len(group)
    return "\t" not in lower and len(lower.split()) - own > _FEW_WORDS and not words.stating.search(lower)


def _not_a_result(lower: str, words: Words) -> bool:
    """Whether a sentence asks, plans or teaches; "was detected, which is associated with …" states and then teaches."""
    m = words.not_a_result.search(lower)
    return m is not None and not STATED.search(lower[: m.start()])


def _alteration(lower: str, gene: str, words: Words) -> str | None:
    return next((name for name, of, rx in words.alterations if of == gene and rx.search(lower)), None)


def _without_changes(text: str, lower: str, genes: list[GeneHit], words: Words, context: Context) -> Iterator[Said]:
    led = _led(lower, genes, words)
    if led is not None:
        status, count = led
        yield from (
            _plain(status, g, lower, len(lower), words) for g in genes[:count] if not structural(lower, g, words)
        )
        genes = genes[count:]
    elif count := plainly_stated(lower, genes, words):
        yield from _stated(lower, genes, count, words, context)
        genes = genes[count:]
    said: list[Said] = []
    apart = parts_by_semicolon(lower, genes)
    status_behind: str | None = None
    following: GeneHit | None = None
    for i in range(len(genes) - 1, -1, -1):
        gene = genes[i]
        stop = genes[i + 1].start if i + 1 < len(genes) else len(lower)
        clause = lower[gene.end : stop] if stop > gene.end else ""
        if structural(lower, gene, words):
            status_behind = None
        elif following is not None and status_behind is not None and is_joined_on(clause, words, apart=apart):
            if status_behind != "variant":
                said.append(_plain(status_behind, gene, lower, stop, words))
            elif gene.start != following.start:
                said.append(_also(said[-1], gene))
        else:
            status_behind = _status(text, lower, gene, stop, clause, words, context, said)
        following = gene
    yield from reversed(said)


def _stated(lower: str, genes: list[GeneHit], count: int, words: Words, context: Context) -> Iterator[Said]:
    """The first ``count`` genes, of which the sentence says that they are changed."""
    for i, gene in enumerate(genes[:count]):
        stop = genes[i + 1].start if i + 1 < len(genes) else len(lower)
        vaf = read_frequency(lower, gene.end, stop, words, context.vaf_unit)
        if not structural(lower, gene, words):
            yield Said(
                what="variant",
                gene=gene.symbol,
                start=gene.start,
                end=vaf.span[1] if vaf.span else gene.end,
                vaf=vaf,
                alteration=_alteration(lower[gene.end : stop], gene.symbol, words),
                significance=context.significance,
                gene_span=(gene.start, gene.end),
            )


def _led(lower: str, genes: list[GeneHit], words: Words) -> tuple[str, int] | None:
    """What the words before the first gene say, and of how many genes: up to a turn ("…, but SF3B1 is mutated")."""
    if plainly_denied(lower, genes):
        return "negative", len(genes)
    lead = lower[: genes[0].start]
    if words.not_tested.search(lead) and not words.negative.search(lower[genes[0].start :]):
        status = "not_tested"
    elif (m := words.negative.search(lead)) and not words.not_a_result.search(NEGATED_MUTATIONS.sub(" ", lead)):
        if is_a_kind(lower, m.span(), words, gene_follows=False):
            return None
        status = "negative"
    else:
        return None
    for i in range(1, len(genes)):
        if TURN.search(lower[genes[i - 1].end : genes[i].start]):
            return status, i
    return status, len(genes)


def _status(
    text: str, lower: str, gene: GeneHit, stop: int, clause: str, words: Words, context: Context, said: list[Said]
) -> str | None:
    """Append what the clause says of the gene; give the status back for genes joined to it."""
    if words.not_tested.search(clause):
        said.append(_plain("not_tested", gene, lower, stop, words))
        return "not_tested"
    if (m := words.negative.search(clause)) is not None:
        span = (m.start() + gene.end, m.end() + gene.end)
        if is_a_kind(lower, span, words, gene_follows=stop < len(lower) and not lower[span[1] : stop].strip()):
            return None
        said.append(_plain("negative", gene, lower, stop, words))
        return "negative"
    if _not_a_result(lower, words) or words.stains.search(lower) or of_many(lower, words):
        return None
    vaf = read_frequency(lower, gene.end, stop, words, context.vaf_unit)
    found = (words.positive if context.strict else words.weak_positive).search(clause)
    found = found or (clause.strip(" \t;,.:-") == "mutated" and words.weak_positive.search(clause))
    named = vaf.span is not None and words.vaf.search(lower[gene.end : vaf.span[0]])
    if not found and (vaf.value is None or not (named or words.weak_positive.search(clause))):
        return None
    before = lower[: gene.start]
    if before.rstrip().endswith(("with mutated", "with", "mutated")) or clause.startswith(("-mutated", "-mutant")):
        return None  # the name of a disease, not a result
    said.append(
        Said(
            what="variant",
            gene=gene.symbol,
            start=gene.start,
            end=max(gene.end + (found.end() if found else 0), vaf.span[1] if vaf.span else gene.end),
            vaf=vaf,
            alteration=_alteration(clause, gene.symbol, words),
            significance=significance_in(clause, words) or context.significance,
            gene_span=(gene.start, gene.end),
        )
    )
    return "variant"


def _also(last: Said, gene: GeneHit) -> Said:
    """A gene joined to one that was found changed ("SF3B1 and TET2 mutations detected"); figures are not shared out."""
    unsure = last.vaf.span is not None or last.vaf.unsure
    return Said(
        what="variant",
        gene=gene.symbol,
        start=gene.start,
        end=last.end,
        vaf=Frequency(unsure=unsure),
        significance=last.significance,
        gene_span=(gene.start, gene.end),
    )


def _plain(what: str, gene: GeneHit, lower: str, stop: int, words: Words) -> Said:
    clause = lower[gene.end : stop] if stop > gene.end else ""
    m = words.negative.search(clause) or words.not_tested.search(clause)
    changes, whole = _changes_of(lower, gene, clause, words)
    if m is not None and changes and not whole:
        whole = _named_apart(clause, m.end(), gene, words)
    return Said(
        what=what,
        gene=gene.symbol,
        start=gene.start,
        end=gene.end + m.end() if m else gene.end,
        gene_span=(gene.start, gene.end),
        changes=changes,
        whole=whole,
    )


def _named_apart(clause: str, said: int, gene: GeneHit, words: Words) -> bool:
    """Whether a named change stands in a part of its own behind what is said of the gene ("FLT3: wt, ITD: wt")."""
    starts = [m.start() for _, of, rx in words.alterations if of == gene.symbol for m in rx.finditer(clause)]
    return bool(starts) and min(starts) > said and NEW_PART.search(clause[said : min(starts)]) is not None


def _changes_of(lower: str, gene: GeneHit, clause: str, words: Words) -> tuple[tuple[str, ...], bool]:
    """The named changes that are spoken of, and whether the gene itself is, too."""
    before = change_before(lower[: gene.start], gene.symbol, words)
    if before is not None:
        return (before[1],), False
    return changes_behind(clause, gene.symbol, words)


def _negatives_only(text: str, lower: str, genes: list[GeneHit], words: Words) -> Iterator[Said]:
    joined: list[GeneHit] = []  # "TP53, ASXL1, SF3B1 no mutation": what is said behind the last is said of all
    for gene in genes:
        later = [g.start for g in genes if g.start > gene.end]
        stop = min(later) if later else len(lower)
        clause = lower[gene.end : stop]
        m = None if structural(lower, gene, words) else words.negative.search(clause)
        told = m is not None and not words.not_tested.search(clause)
        ends = gene.end + (m.end() if m is not None else 0)
        for one in (*joined, gene) if told else ():
            yield Said("negative", one.symbol, one.start, ends, gene_span=(one.start, one.end))
        goes_on = m is None and not structural(lower, gene, words) and is_joined_on(clause, words, apart=True)
        joined = [*joined, gene] if goes_on else []

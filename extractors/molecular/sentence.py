"""One sentence, or one table row, of a molecular result: what it says of which gene."""

from collections.abc import Iterator
from dataclasses import replace

from extractors.hgvs import Change, codon_agrees, find_coding, find_legacy, find_protein, is_intronic
from extractors.language.criteria import is_criterion
from extractors.molecular.asides import names_drug, of_a_control, of_many
from extractors.molecular.denied import denials, stands_for_gene
from extractors.molecular.genes_told import negatives_only, without_changes
from extractors.molecular.patterns import (
    AND_LAST,
    APART,
    NEGATED_MUTATIONS,
    SEPARATORS,
    SHARE_ALONE,
    SYMBOL,
)
from extractors.molecular.said import Context, Said, heading_class, is_no_result, named_alteration
from extractors.molecular.times import is_gone, might_be_missed
from extractors.molecular.vaf import (
    Frequency,
    figures_ahead,
    of_a_limit,
    read_frequency,
    shared_out,
)
from extractors.molecular.words import (
    GeneHit,
    Words,
    find_genes,
    of_a_relative,
    of_no_sequence,
    significance_in,
)

_FEW_WORDS = 6


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
        none = _denials(text, lower, genes, changes, words, context)
        genes = [g for g in genes if g.symbol not in with_change]
        if genes and not words.not_a_result.search(NEGATED_MUTATIONS.sub(" ", lower)):
            told = [] if words.not_a_result.search(lower) else list(negatives_only(text, lower, genes, words))
            yield from told
            known = {s.gene_span[0] for s in told}
            denied = [none[g.start] for g in genes if g.start in none and g.start not in known]
            yield from (one for one, plain in denied if plain)
            yield from _by_share_alone(lower, genes, words, context)
        return
    if not context.sequence or of_no_sequence(lower, words) or words.stains.search(lower) or is_criterion(text):
        return
    yield from without_changes(text, lower, genes, words, context)


def _denials(
    text: str, lower: str, genes: list[GeneHit], changes: list[Change], words: Words, context: Context
) -> dict[int, tuple[Said, bool]]:
    """What a sentence with changes denies (see ``denials``); nothing where it is of no sequence, or a definition."""
    if "\t" in lower or not context.sequence or of_no_sequence(lower, words) or words.stains.search(lower):
        return {}
    return {} if is_criterion(text) else denials(text, genes, changes, words, context)


def _by_share_alone(lower: str, genes: list[GeneHit], words: Words, context: Context) -> Iterator[Said]:
    """Genes of a list with a share and no formula, beside others with theirs: "ASXL1 (34%), U2AF1 S34F (41%)"."""
    if words.stains.search(lower) or words.other_assay.search(lower) or words.negative.search(lower):
        return
    for gene in genes:
        m = SHARE_ALONE.match(lower[gene.end :])
        vaf = read_frequency(lower, gene.end, gene.end + m.end(), words, context.vaf_unit) if m is not None else None
        if vaf is None or vaf.value is None or vaf.span is None:
            continue
        yield Said(
            what="variant",
            gene=gene.symbol,
            start=gene.start,
            end=max(gene.end, vaf.span[1]),
            vaf=vaf,
            significance=heading_class(lower, words, context),
            gene_span=(gene.start, gene.end),
        )


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
    denied = _denied_together(lower, groups, stops, words)
    told = _denials(text, lower, genes, changes, words, context)
    for (gene, group), stop, frequency, none in zip(groups, stops, read, denied, strict=True):
        said, plain = told.get(gene.start, (None, False)) if frequency.value is None else (None, False)
        if said is not None and (plain or none) and sum(g == gene for g, _ in groups) == 1:
            if stands_for_gene(gene.symbol, group, lower):
                yield replace(said, end=max(said.end, group[-1].end))
        elif not none or frequency.value is not None:
            variants = _one_variant(lower, gene, group, stop, frequency, words, context, genes)
            yield from (replace(v, gone=v.gone or said is not None) for v in variants)


def _denied_together(
    lower: str, groups: list[tuple[GeneHit, list[Change]]], stops: list[int], words: Words
) -> list[bool]:
    """Whether each change is denied by what stands behind its list: "JAK2 V617F and MPL W515L are not present"."""
    last = len(groups) - 1
    denied = [bool(groups) and words.negative.search(lower[groups[last][1][-1].end : stops[last]]) is not None]
    for i in range(last - 1, -1, -1):
        gene, group = groups[i + 1]
        end = groups[i][1][-1].end
        link = lower[end : min(gene.start, group[0].start) if gene.start >= end else group[0].start]
        ends_list = i < last - 1 or AND_LAST.search(link) is not None  # "DNMT3A R882H, FLT3 D835Y not detected" may not
        denied.append(denied[-1] and ends_list and SEPARATORS.fullmatch(link) is not None)
    return denied[::-1]


def _grouped(lower: str, genes: list[GeneHit], changes: list[Change]) -> list[tuple[GeneHit, list[Change]]]:
    """Each coding change with the protein change it means, and the gene they are of."""
    groups: list[tuple[GeneHit, list[Change]]] = []
    for change in changes:
        gene = _owner(genes, change)
        kind = change.hgvs[:2]
        last = groups[-1] if groups and groups[-1][0] == gene else None
        if last is not None and any(c.hgvs == change.hgvs for c in last[1]):
            continue
        between = lower[last[1][-1].end : change.start] if last is not None else ""
        apart = last is not None and _apart(last[1][-1], change, between)
        if last is not None and not apart and all(c.hgvs[:2] != kind for c in last[1]):
            last[1].append(change)
        else:
            groups.append((gene, [change]))
    return _one_of_row(lower, groups)


def _apart(first: Change, second: Change, between: str) -> bool:
    """Whether two changes of a gene are two; "c.2098A>G, and replaces lysine (p.Lys700Glu)" are the names of one."""
    if _another(first, second, between):
        return True
    return bool(APART.search(between)) and ("%" in between or not _of_one_codon(first, second))


def _of_one_codon(first: Change, second: Change) -> bool:
    coding, protein = sorted((first.hgvs, second.hgvs))
    return coding[:2] != protein[:2] and codon_agrees(coding, protein) is True


def _another(first: Change, second: Change, between: str) -> bool:
    """Whether a splice-site change stands in a list with one of the protein: "Q1523*, splice site 3594+1G>A"."""
    coding = first if first.hgvs.startswith("c.") else second
    protein = second if coding is first else first
    known = protein.hgvs not in ("p.?", "p.(?)")
    return known and is_intronic(coding.hgvs) and ("splice" in between or ("," in between and coding is second))


def _one_of_row(lower: str, groups: list[tuple[GeneHit, list[Change]]]) -> list[tuple[GeneHit, list[Change]]]:
    """The one coding and the one protein change of a row as one, whatever cells stand between them."""
    if "\t" not in lower or len(groups) != 2 or groups[0][0] != groups[1][0] or any(len(g) > 1 for _, g in groups):
        return groups
    by_kind = {g[0].hgvs[:2]: g[0].hgvs for _, g in groups}
    if len(by_kind) < 2 or codon_agrees(by_kind["c."], by_kind["p."]) is False:
        return groups
    return [(groups[0][0], [c for _, g in groups for c in g])]


def _one_variant(
    lower: str,
    gene: GeneHit,
    group: list[Change],
    stop: int,
    vaf: Frequency,
    words: Words,
    context: Context,
    others: list[GeneHit],
) -> Iterator[Said]:
    start, end = min(gene.start if gene.end else group[0].start, group[0].start), group[-1].end
    ahead = _ahead(lower, start, others)
    tail = lower[end:stop]
    between = lower[gene.end : group[0].start] if gene.end else ""
    denied = words.negative.search(tail) or words.not_tested.search(tail) or words.negative.search(lower[:start])
    if vaf.value is None and (denied or is_no_result(lower, words) or _only_mentioned(lower, gene, group, words)):
        return
    told = f"{_lead(lower, start)} {between}"
    if "\t" not in lower and (words.teaching.search(told) or of_a_limit(lower, start, words)):
        return
    if "\t" not in lower and might_be_missed(tail):
        return
    yield Said(
        what="variant",
        gene=gene.symbol,
        start=start,
        end=max(end, vaf.span[1] if vaf.span and vaf.span[0] < stop else 0),
        coding=next((c for c in group if c.hgvs.startswith("c.")), None),
        protein=next((c for c in group if c.hgvs.startswith("p.")), None),
        vaf=vaf,
        alteration=named_alteration(between + " " + tail, gene.symbol, words),
        significance=significance_in(tail, words)
        or significance_in(ahead, words)
        or heading_class(lower, words, context),
        gene_span=(gene.start, gene.end),
        known=gene.known,
        gone="\t" not in lower and is_gone(tail, words),
        mention=vaf.span is None and not vaf.unsure and (of_many(lower, words) or names_drug(lower, words)),
    )


def _ahead(lower: str, start: int, genes: list[GeneHit]) -> str:
    """What stands before a change and is not said of a gene named before it: "RUNX1 VUS, SF3B1 K700E"."""
    before = [g for g in genes if g.end <= start and g.start < start]
    if not before:
        return lower[:start]
    own = lower[before[-1].end : start]
    return (
        lower[: before[0].start]
        + " "
        + own[max(own.rfind(","), own.rfind(";"), own.rfind("%"), own.rfind(" and ")) + 1 :]
    )


def _lead(lower: str, start: int) -> str:
    """The words before ``start`` in its part of the sentence ("SF3B1 34%; trials ask for TP53 …")."""
    return lower[max(lower.rfind(";", 0, start), lower.rfind("%", 0, start)) + 1 : start]


def _only_mentioned(lower: str, gene: GeneHit, group: list[Change], words: Words) -> bool:
    """Whether a sentence of words names a change and does not say that it was found."""
    own = len(lower[gene.start : group[-1].end].split()) if gene.end else len(group)
    return "\t" not in lower and len(lower.split()) - own > _FEW_WORDS and not words.stating.search(lower)

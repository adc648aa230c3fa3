"""One sentence, or one table row, of a molecular result: what it says of which gene."""

from collections.abc import Iterator
from dataclasses import dataclass

from extractors.hgvs import Change, find_coding, find_legacy, find_protein
from extractors.molecular.words import GeneHit, Words, find_genes
from extractors.patterns import pattern

_NUMBER = r"(?P<value>\d{1,3}(?:[.,]\d{1,4})?|[.,]\d{1,4})"
_AFTER_WORD = pattern(
    rf"\s*(?:\(%\)|%)?\s*(?:of|was|is|[:=~≈])?\s*(?:approximately|approx\.?|about|~)?\s*{_NUMBER}\s*(?P<percent>%)?"
)
_PERCENT = pattern(rf"{_NUMBER}\s?%")
_SEPARATORS = pattern(r"[\s,;/&+()\-:]*(?:and|or|und|et|y|mutations?|genes?|variants?)?[\s,;/&+()\-:]*")


@dataclass(frozen=True, slots=True)
class Said:
    """What a sentence says of one gene.

    ``what`` is "variant", "negative" or "not_tested"; the span is that of the words which say so.
    """

    what: str
    gene: str
    start: int
    end: int
    coding: Change | None = None
    protein: Change | None = None
    vaf: float | None = None
    vaf_span: tuple[int, int] | None = None
    vaf_doubtful: bool = False
    alteration: str | None = None
    significance: str | None = None
    gene_span: tuple[int, int] = (0, 0)


@dataclass(slots=True)
class Context:
    """What the lines above say about this one."""

    gene: GeneHit | None = None
    strict: bool = True
    significance: str | None = None
    vaf_unit: str | None = None


def read_sentence(text: str, words: Words, context: Context) -> Iterator[Said]:
    """All statements about genes in one sentence.

    ``context.strict`` asks for a firm word before a gene without a formula counts as mutated (outside molecular
    reports); ``context.gene`` is the gene a line above named alone.
    """
    lower = text.lower()
    if words.family.search(lower) or words.germline_only.search(lower):
        return
    genes = find_genes(text, words)
    changes = _changes(text, genes)
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
    yield from _without_changes(text, lower, genes, words, context)


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
    groups: list[tuple[GeneHit, list[Change]]] = []
    for change in changes:
        gene = _owner(genes, change)
        kind = change.hgvs[:2]
        last = groups[-1] if groups else None
        if last is not None and last[0] == gene and all(c.hgvs[:2] != kind for c in last[1]):
            last[1].append(change)
        elif last is not None and last[0] == gene and any(c.hgvs == change.hgvs for c in last[1]):
            continue
        else:
            groups.append((gene, [change]))
    for i, (gene, group) in enumerate(groups):
        later = [c.start for _, g in groups[i + 1 :] for c in g] + [g.start for g in genes if g.start > group[-1].end]
        stop = min(later, default=len(text))
        yield from _one_variant(text, lower, gene, group, stop, words, context)


def _one_variant(
    text: str, lower: str, gene: GeneHit, group: list[Change], stop: int, words: Words, context: Context
) -> Iterator[Said]:
    start, end = min(gene.start if gene.end else group[0].start, group[0].start), group[-1].end
    tail = lower[end:stop]
    between = lower[gene.end : group[0].start] if gene.end else ""
    vaf, span, doubtful = read_vaf(lower, (gene.end or group[0].start), stop, words, context.vaf_unit, group)
    denied = words.negative.search(tail) or words.not_tested.search(tail) or words.negative.search(lower[:start])
    if vaf is None and (denied or words.not_a_result.search(lower)):
        return
    yield Said(
        what="variant",
        gene=gene.symbol,
        start=start,
        end=max(end, span[1] if span else 0),
        coding=next((c for c in group if c.hgvs.startswith("c.")), None),
        protein=next((c for c in group if c.hgvs.startswith("p.")), None),
        vaf=vaf,
        vaf_span=span,
        vaf_doubtful=doubtful,
        alteration=_alteration(between + " " + tail, gene.symbol, words),
        significance=significance_in(tail, words) or significance_in(lower[:start], words) or context.significance,
        gene_span=(gene.start, gene.end),
    )


def significance_in(lower: str, words: Words) -> str | None:
    """The class of significance that the text names; the more cautious one where it names several."""
    return next((meaning for meaning, rx in words.significance if rx.search(lower)), None)


def _alteration(lower: str, gene: str, words: Words) -> str | None:
    return next((name for name, of, rx in words.alterations if of == gene and rx.search(lower)), None)


def read_vaf(
    lower: str, start: int, stop: int, words: Words, unit: str | None, group: list[Change]
) -> tuple[float | None, tuple[int, int] | None, bool]:
    """The VAF as a fraction, where it stands, and whether its unit is in doubt; ``(None, None, False)`` if none."""
    for m in words.vaf.finditer(lower[start:stop]):
        number = _AFTER_WORD.match(lower[start + m.end() : stop])
        if number is not None:
            at = start + m.end()
            value, doubtful = as_fraction(number["value"], bool(number["percent"]) or "%" in number.group(), unit)
            return value, (at + number.start(1), at + number.end()), doubtful
    limit = words.detection_limit.search(lower[start:stop])
    end = start + limit.start() if limit else stop
    begin = group[-1].end if group else start
    for m in _PERCENT.finditer(lower[begin:end]):
        if lower[begin + m.start() - 1] in "<>≥≤" or words.detection_limit.search(lower[begin : begin + m.start()]):
            continue
        value, doubtful = as_fraction(m["value"], True, None)
        return value, (begin + m.start(), begin + m.end()), doubtful
    return None, None, False


def as_fraction(number: str, percent: bool, unit: str | None) -> tuple[float | None, bool]:
    """A printed VAF as a fraction, and whether percent or fraction was a guess that may be wrong."""
    value = float(number.replace(",", "."))
    if percent or unit == "%":
        return (round(value / 100, 6), False) if value <= 100 else (None, True)
    if value <= 1:
        return value, unit is None and value == 1
    return (round(value / 100, 6), False) if value <= 100 else (None, True)


def _without_changes(text: str, lower: str, genes: list[GeneHit], words: Words, context: Context) -> Iterator[Said]:
    lead = lower[: genes[0].start]
    if words.negative.search(lead) and not words.not_a_result.search(lead):
        for g in genes:
            yield _plain("negative", g, lower, len(lower), words)
        return
    said: list[Said] = []
    status: str | None = None
    following: GeneHit | None = None
    for i in range(len(genes) - 1, -1, -1):
        gene = genes[i]
        stop = genes[i + 1].start if i + 1 < len(genes) else len(lower)
        clause = lower[gene.end : stop] if stop > gene.end else ""
        if following is not None and _SEPARATORS.fullmatch(clause) and status is not None:
            if status != "variant":
                said.append(_plain(status, gene, lower, stop, words))
        else:
            status = _status(text, lower, gene, stop, clause, words, context, said)
        following = gene
    yield from reversed(said)


def _status(
    text: str, lower: str, gene: GeneHit, stop: int, clause: str, words: Words, context: Context, said: list[Said]
) -> str | None:
    """Append what the clause says of the gene; give the status back for genes joined to it."""
    if words.not_tested.search(clause):
        said.append(_plain("not_tested", gene, lower, stop, words))
        return "not_tested"
    if words.negative.search(clause):
        said.append(_plain("negative", gene, lower, stop, words))
        return "negative"
    if words.not_a_result.search(lower) or words.stains.search(lower):
        return None
    vaf, span, doubtful = read_vaf(lower, gene.end, stop, words, context.vaf_unit, [])
    found = (words.positive if context.strict else words.weak_positive).search(clause)
    if not found and vaf is None:
        return None
    if vaf is not None and not found and not words.weak_positive.search(clause):
        return None
    before = lower[: gene.start]
    if before.rstrip().endswith(("with mutated", "with", "mutated")) or clause.startswith(("-mutated", "-mutant")):
        return None  # the name of a disease, not a result
    said.append(
        Said(
            what="variant",
            gene=gene.symbol,
            start=gene.start,
            end=max(gene.end + (found.end() if found else 0), span[1] if span else gene.end),
            vaf=vaf,
            vaf_span=span,
            vaf_doubtful=doubtful,
            alteration=_alteration(clause, gene.symbol, words),
            significance=significance_in(clause, words) or context.significance,
            gene_span=(gene.start, gene.end),
        )
    )
    return "variant"


def _plain(what: str, gene: GeneHit, lower: str, stop: int, words: Words) -> Said:
    clause = lower[gene.end : stop] if stop > gene.end else ""
    m = words.negative.search(clause) or words.not_tested.search(clause)
    return Said(
        what=what,
        gene=gene.symbol,
        start=gene.start,
        end=gene.end + m.end() if m else gene.end,
        alteration=_alteration(clause, gene.symbol, words),
        gene_span=(gene.start, gene.end),
    )


def _negatives_only(text: str, lower: str, genes: list[GeneHit], words: Words) -> Iterator[Said]:
    for gene in genes:
        later = [g.start for g in genes if g.start > gene.end]
        stop = min(later) if later else len(lower)
        clause = lower[gene.end : stop]
        m = words.negative.search(clause)
        if m is not None and not words.not_tested.search(clause):
            yield Said("negative", gene.symbol, gene.start, gene.end + m.end(), gene_span=(gene.start, gene.end))

"""Sentences that speak of genes and name no change of them: negative, not tested, mutated, or nothing at all."""

from collections.abc import Iterator
from itertools import pairwise

from extractors.molecular.asides import of_many
from extractors.molecular.patterns import (
    CONDITION,
    HERS,
    IN_ABSENCE,
    NEGATED_MUTATIONS,
    NEW_PART,
    OF_PEOPLE,
    TURN,
    TURNED_TO,
    WITH_SHARE,
)
from extractors.molecular.said import Context, Said, heading_class, is_no_result, named_alteration, structural
from extractors.molecular.statuses import (
    denied_together,
    is_a_kind,
    is_joined_on,
    parts_by_semicolon,
    plainly_denied,
    plainly_stated,
)
from extractors.molecular.vaf import (
    Frequency,
    read_frequency,
)
from extractors.molecular.words import (
    GeneHit,
    Words,
    change_before,
    changes_behind,
    significance_in,
)


def without_changes(text: str, lower: str, genes: list[GeneHit], words: Words, context: Context) -> Iterator[Said]:
    """What a sentence without a formula says of each of its genes; nothing where it tells of patients as such."""
    of_nobody = OF_PEOPLE.search(lower) or CONDITION.search(lower[: genes[0].start])
    for start, end in _turns(lower, genes) if not of_nobody else []:
        own = [g for g in genes if start <= g.start < end]
        alone = " " * start + text[start:end] + " " * (len(text) - end)
        yield from _of_one_turn(alone, alone.lower(), own, words, context)


def _of_one_turn(text: str, lower: str, genes: list[GeneHit], words: Words, context: Context) -> Iterator[Said]:
    """What a part of a sentence, the rest blank, says of each of its genes."""
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
            denied = denied_together(lower, genes, i)
            status_behind = _status(text, lower, gene, stop, clause, words, context, said, denied=denied)
        following = gene
    none = {one.gene for one in said if one.what == "negative"}
    yield from (one for one in reversed(said) if one.what != "variant" or one.vaf.span or one.gene not in none)


def _turns(lower: str, genes: list[GeneHit]) -> list[tuple[int, int]]:
    """The parts of a sentence that say something else each of the genes behind it: "pos for A, B; neg for C, D"."""
    cuts = [m.start("own") for m in TURNED_TO.finditer(lower)]
    bounds = [0, *cuts, len(lower)]
    parts = list(pairwise(bounds))
    if all(any(a <= g.start < b for g in genes) for a, b in parts):
        return parts
    return [(0, len(lower))]


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
                alteration=named_alteration(lower[gene.end : stop], gene.symbol, words),
                significance=context.significance,
                gene_span=(gene.start, gene.end),
            )


def _led(lower: str, genes: list[GeneHit], words: Words) -> tuple[str, int] | None:
    """What the words before the first gene say, and of how many genes: up to a turn ("…, but SF3B1 is mutated")."""
    if plainly_denied(lower, genes):
        return "negative", len(genes)
    lead = lower[: genes[0].start]
    if IN_ABSENCE.search(lead) and words.not_a_result.search(lower[genes[-1].end :]):
        return None  # "In the absence of TP53 mutations the prognosis is better"
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
    text: str,
    lower: str,
    gene: GeneHit,
    stop: int,
    clause: str,
    words: Words,
    context: Context,
    said: list[Said],
    *,
    denied: bool,
) -> str | None:
    """Append what the clause says of the gene; give the status back for genes joined to it."""
    if denied:
        said.append(_plain("negative", gene, lower, stop, words))
        return "negative"
    if words.not_tested.search(clause):
        said.append(_plain("not_tested", gene, lower, stop, words))
        return "not_tested"
    if (m := words.negative.search(clause)) is not None:
        span = (m.start() + gene.end, m.end() + gene.end)
        if is_a_kind(lower, span, words, gene_follows=stop < len(lower) and not lower[span[1] : stop].strip()):
            return None
        said.append(_plain("negative", gene, lower, stop, words))
        return "negative"
    hers = HERS.search(lower[: gene.start]) and WITH_SHARE.match(clause)
    if (is_no_result(lower, words) and not hers) or words.stains.search(lower) or of_many(lower, words):
        return None
    vaf = read_frequency(lower, gene.end, stop, words, context.vaf_unit)
    found = (words.positive if context.strict else words.weak_positive).search(clause)
    bare = clause.strip(" \t;,.:-")
    alone = bare == "mutated" or bare.startswith(("mutated,", "mutated;", "mutated)", "mutated."))
    found = found or (alone and words.weak_positive.search(clause))
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
            alteration=named_alteration(clause, gene.symbol, words),
            significance=significance_in(clause, words) or heading_class(lower, words, context),
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


def negatives_only(text: str, lower: str, genes: list[GeneHit], words: Words) -> Iterator[Said]:
    """What a sentence with a formula denies of its other genes; nothing else is taken from it."""
    joined: list[GeneHit] = []  # "TP53, ASXL1, SF3B1 no mutation": what is said behind the last is said of all
    for gene in genes:
        later = [g.start for g in genes if g.start > gene.end]
        stop = min(later) if later else len(lower)
        clause = lower[gene.end : stop]
        m = None if structural(lower, gene, words) else words.negative.search(clause)
        told = m is not None and not words.not_tested.search(clause)
        for one in (*joined, gene) if told else ():
            yield _plain("negative", one, lower, stop, words)  # "FLT3-ITD negative" is no word on the gene
        goes_on = m is None and not structural(lower, gene, words) and is_joined_on(clause, words, apart=True)
        joined = [*joined, gene] if goes_on else []

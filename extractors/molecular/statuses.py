"""Rows of genes, each with its own result behind it; sentences that deny a change of genes and say no more."""

from itertools import pairwise

from extractors.molecular.patterns import (
    BRACKETED,
    CHANGE_FOLLOWS,
    CHANGES_IN,
    DENIED_HERE,
    FOUND_IN,
    HELD,
    HELD_CHANGE,
    HELD_IN,
    OF_MANY_BEHIND,
    OF_THE,
    POSITIVE_FOR,
    SEPARATORS,
    TURN,
    WERE_FOUND,
)
from extractors.molecular.words import GeneHit, Words
from extractors.wordings import Wordings

_WORDINGS = Wordings("genetics", "statuses")

_JOINS = _WORDINGS.pattern("joins")
_NO = _WORDINGS.pattern("no")
_BETWEEN = _WORDINGS.pattern("between")
_REST = _WORDINGS.pattern("rest")


def plainly_denied(lower: str, genes: list[GeneHit]) -> bool:
    """Whether a sentence says no more than that genes have no change, as "No TP53 mutation was found" does.

    "No TP53 result", "no FLT3 inhibitor" deny another thing.
    """
    between = all(_BETWEEN.fullmatch(lower[a.end : b.start]) for a, b in pairwise(genes))
    return bool(between and _NO.search(lower[: genes[0].start]) and _REST.fullmatch(lower[genes[-1].end :]))


def is_a_kind(lower: str, span: tuple[int, int], words: Words, *, gene_follows: bool) -> bool:
    """Whether ``lower[slice(*span)]`` says what kind of gene or of patient is meant, and not what was found.

    As in "TET2 mutation with wild-type ASXL1 goes with …", "TP53 wild-type patients respond".
    """
    if words.kinds.fullmatch(lower[slice(*span)]) is None:
        return False
    if gene_follows and _JOINS.search(lower[: span[0]]):
        return True
    return words.people.search(lower) is not None


def plainly_stated(lower: str, genes: list[GeneHit], words: Words) -> int:
    """Of how many genes, from the first, a sentence says that they are changed and names no change.

    As in "Mutations were found in SF3B1 and TET2", "Variants in SF3B1 (34%) and TET2 were detected."
    """
    lead, count = lower[: genes[0].start], 1
    while count < len(genes) and _linked(lower[genes[count - 1].end : genes[count].start], words):
        count += 1
    behind = BRACKETED.sub("", lower[genes[count - 1].end :])
    if words.negative.search(lead) or words.others.search(lower) or words.usual.search(lower):
        return 0
    if _held(lower, lead, genes, count, words):
        return count
    if FOUND_IN.search(lead):
        return 0 if words.not_a_result.search(lead) or words.negative.search(behind) else count
    asks = words.not_a_result.search(CHANGES_IN.sub(" ", lead) + behind)
    return count if CHANGES_IN.search(lead) and WERE_FOUND.match(behind) and not asks else 0


def _held(lower: str, lead: str, genes: list[GeneHit], count: int, words: Words) -> bool:
    """Whether the patient, or a test of hers, is said to have changes of the first ``count`` genes.

    As in "She carries an IDH2 mutation", "Molecular studies show SF3B1 and TET2 mutations but no TP53 mutation".
    """
    stop = genes[count].start if count < len(genes) else len(lower)
    behind = lower[genes[count - 1].end : stop]
    if POSITIVE_FOR.search(lead):
        return not words.not_a_result.search(lead) and OF_MANY_BEHIND.search(behind) is None
    changes_in, change = HELD_IN.search(lead), HELD_CHANGE.match(behind)
    before = lead[: changes_in.start()] if changes_in is not None else lead
    if (held := HELD.search(before)) is None or words.not_a_result.search(before[: held.start()] + " "):
        return False
    if changes_in is None and change is None:
        return False
    rest = TURN.split(behind[change.end() :] if change is not None else behind)[0]
    said = words.not_a_result.search(rest) or words.negative.search(rest) or words.not_tested.search(rest)
    return not said and OF_MANY_BEHIND.search(rest) is None


def denied_together(lower: str, genes: list[GeneHit], i: int) -> bool:
    """Whether gene ``i`` and those joined before it have no change: "…, but no TP53 or RUNX1 mutation"."""
    stop = genes[i + 1].start if i + 1 < len(genes) else len(lower)
    first = i
    while first and _BETWEEN.fullmatch(lower[genes[first - 1].end : genes[first].start]):
        first -= 1
    denied = DENIED_HERE.search(lower[: genes[first].start])
    return bool(denied) and CHANGE_FOLLOWS.match(lower[genes[i].end : stop]) is not None


def _linked(between: str, words: Words) -> bool:
    """Whether a gene is joined to the next one, the figure in brackets between them aside."""
    return is_joined_on(BRACKETED.sub("", between), words, apart=True)


def own_statuses(lower: str, genes: list[GeneHit], words: Words) -> list[str | None]:
    """What each gene of a row has behind it ("CEBPA n.e. KIT wt SRSF2 mut."); empty where it is not such a row.

    Words that say nothing known are "unclear": the gene was tested or was not.
    """
    if "\t" not in lower or lower[: genes[0].start].strip():
        return []
    bounds = [*(g.start for g in genes[1:]), len(lower)]
    clauses = [lower[g.end : stop] for g, stop in zip(genes, bounds, strict=True)]
    said = [_own_status(c, words) for c in clauses]
    return said if said[0] not in (None, "unclear") else []


def _own_status(clause: str, words: Words) -> str | None:
    if words.not_tested.search(clause):
        return "not_tested"
    if words.negative.search(clause):
        return "negative"
    if words.positive.search(clause):
        return "found"
    return "unclear" if any(c.isalpha() for c in clause) else None


def parts_by_semicolon(lower: str, genes: list[GeneHit]) -> bool:
    """Whether semicolons part what other marks join ("ASXL1, RUNX1 and STAG2; TP53 negative"); alone they join."""
    gaps = [lower[a.end : b.start] for a, b in pairwise(genes) if b.start > a.end]
    return any(";" in g for g in gaps) and any(";" not in g for g in gaps)


def is_joined_on(clause: str, words: Words, *, apart: bool) -> bool:
    """Whether a gene is joined to the next one, named changes aside ("FLT3-ITD and KMT2A-PTD: not detected")."""
    if apart and ";" in clause:
        return False
    for _, _, rx in words.alterations:
        clause = rx.sub("", clause)
    return SEPARATORS.fullmatch(OF_THE.sub("", clause)) is not None

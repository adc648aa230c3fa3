"""Rows of genes, each with its own result behind it."""

from extractors.molecular.words import GeneHit, Words


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

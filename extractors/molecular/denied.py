"""Named changes that a sentence denies: of "JAK2 V617F, CALR and MPL" it says what it would say of the genes alone."""

from extractors.hgvs import Change
from extractors.molecular.genes_told import without_changes
from extractors.molecular.patterns import AND_LAST, CONDITION, DENIED_HERE, NOT_ALL
from extractors.molecular.said import Context, Said
from extractors.molecular.words import GeneHit, Words
from extractors.wordings import Wordings

_WORDINGS = Wordings("genetics", "denied")

_PLACE = _WORDINGS.pattern("place")
_EMPTY = _WORDINGS.pattern("empty")
_TESTED_BY = frozenset(_WORDINGS.words("tested_by"))


def denials(
    text: str, genes: list[GeneHit], changes: list[Change], words: Words, context: Context
) -> dict[int, tuple[Said, bool]]:
    """What ``text`` denies of its genes, by where they begin, and whether it plainly is of them.

    Not plain is what stands behind a list without an "and": "DNMT3A R882H, FLT3 D835Y not detected" may be of FLT3.
    """
    bare = _without(text, changes)
    lower = bare.lower()
    said = {s.gene_span[0]: s for s in without_changes(bare, lower, genes, words, context) if s.what == "negative"}
    found: dict[int, tuple[Said, bool]] = {}
    for gene in genes:
        one = said.get(gene.start)
        if one is None and DENIED_HERE.search(lower[: gene.start]) and not CONDITION.search(lower[: gene.start]):
            found[gene.start] = (_as_denied(gene), True)  # "…; no JAK2 V617F was found"
            continue
        if one is None or (how := _how(lower, gene, words)) is None:
            continue
        found[gene.start] = (one, how)
    return found


def stands_for_gene(gene: str, group: list[Change], lower: str) -> bool:
    """Whether a laboratory that does not find this change calls the gene negative: it looks for no other of it."""
    return NOT_ALL.search(lower) is None and any(f"{gene} {c.hgvs}" in _TESTED_BY for c in group)


def _as_denied(gene: GeneHit) -> Said:
    return Said("negative", gene.symbol, gene.start, gene.end, gene_span=(gene.start, gene.end))


def _how(lower: str, gene: GeneHit, words: Words) -> bool | None:
    """Whether a denial plainly reaches the gene; ``None`` where something found stands between them."""
    if words.negative.search(lower[: gene.start]) is not None:
        return True
    behind = words.negative.search(lower, gene.end)
    if behind is None:
        return True  # "No JAK2 …"
    gap = lower[gene.end : behind.start()]
    if words.positive.search(gap):
        return None
    return "," not in gap or AND_LAST.search(gap) is not None


def _without(text: str, changes: list[Change]) -> str:
    """``text`` with blanks for the changes, the places of a gene where they lie, and brackets of nothing else."""
    for start, end in [(c.start, c.end) for c in changes]:
        text = text[:start] + " " * (end - start) + text[end:]
    for shape in (_PLACE, _EMPTY):
        for m in list(shape.finditer(text)):
            text = text[: m.start()] + " " * (m.end() - m.start()) + text[m.end() :]
    return text

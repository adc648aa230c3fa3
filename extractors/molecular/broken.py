"""Coding changes whose bases go on in the next line of their cell."""

from extractors.hgvs import find_protein
from extractors.wordings import Wordings
from schemas.facts import Finding, Variant
from schemas.layout import Passage

_WORDINGS = Wordings("genetics", "broken")
_BASES = _WORDINGS.pattern("bases", ignore_case=False)
_OPEN_END = _WORDINGS.pattern("open_end", ignore_case=False)


def goes_on(passage: Passage) -> bool:
    """Whether a line holds bases alone, perhaps a protein change behind them."""
    return _BASES.fullmatch(passage.text) is not None


def lengthened(found: Finding, passage: Passage) -> Finding:
    """A coding change whose bases go on in the next line of its cell, its protein change perhaps behind them."""
    fact, line = found.fact, _BASES.fullmatch(passage.text)
    if line is None or not isinstance(fact, Variant) or fact.hgvs_c is None or not _OPEN_END.search(fact.hgvs_c):
        return found
    protein = find_protein(line["protein"]) if line["protein"] and fact.hgvs_p is None else []
    update = {"hgvs_c": fact.hgvs_c + line["bases"], "evidence": fact.evidence + passage.cite(0, len(passage.text))}
    if protein:
        update["hgvs_p"] = protein[0].hgvs
    return found.model_copy(update={"fact": fact.model_copy(update=update)})

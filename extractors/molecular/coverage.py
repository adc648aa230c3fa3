"""Genes that a report read too shallowly or in part, whatever its list says: "covered, with the exception of CEBPA"."""

from extractors.language.sentences import split_sentences
from extractors.molecular.asides import by_others
from extractors.molecular.leads import is_short
from extractors.molecular.panel import Panel
from extractors.molecular.words import Words, find_genes
from extractors.wordings import Wordings

_WORDINGS = Wordings("genetics", "coverage")
_SHALLOW = _WORDINGS.pattern("shallow")
_MET = _WORDINGS.pattern("met")
_BUT = _WORDINGS.pattern("but")
_OTHERWISE = _WORDINGS.pattern("otherwise")
_NOTHING = _WORDINGS.pattern("nothing")


def note_shallow(text: str, words: Words, panel: Panel) -> None:
    """Leave out the genes that a passage says were not read deeply enough; a title leaves out those of its list."""
    if _where(text.lower()) is None:
        return
    for start, end in split_sentences(text):
        at = _where(text[start:end].lower())
        if at is None:
            continue
        behind = find_genes(text[start + at : end], words)
        if behind and _OTHERWISE.search(text[start + at : start + at + behind[0].start].lower()):
            continue
        panel.excluded |= {g.symbol for g in behind}
        if not behind and end >= len(text.rstrip()) and not _NOTHING.search(text[start + at : end].lower()):
            panel.list_open = "not_tested" if text.rstrip().endswith(":") or is_short(text) else panel.list_open


def note_blind(text: str, words: Words, panel: Panel) -> None:
    """Note the named changes that methods say the test does not find: "KMT2A-PTD is not detected by this assay"."""
    if not words.not_tested.search(text.lower()):
        return
    for start, end in split_sentences(text):
        lower = text[start:end].lower()
        if not words.not_tested.search(lower) or by_others(lower, words):
            continue
        genes = {g.symbol for g in find_genes(text[start:end], words)}
        panel.blind |= {f"{of}-{name}" for name, of, rx in words.alterations if of in genes and rx.search(lower)}


def _where(lower: str) -> int | None:
    """Where the words end that speak of poor coverage, behind which its genes stand; ``None`` where there are none."""
    if (shallow := _SHALLOW.search(lower)) is not None:
        return int(shallow.end())
    met = _MET.search(lower)
    but = _BUT.search(lower[met.end() :]) if met is not None else None
    return int(met.end() + but.end()) if met is not None and but is not None else None

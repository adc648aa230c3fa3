"""The vocabulary of molecular results, compiled once."""

from dataclasses import dataclass
from typing import Any

from extractors.language.scan import Dictionary, Name
from extractors.language.text import normalise, pieces_of
from extractors.patterns import pattern
from schemas.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class GeneHit:
    """A gene's name at ``text[start:end]``."""

    symbol: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Words:
    """Compiled patterns; all of them expect lower-case text."""

    genes: Dictionary
    negative: Any
    positive: Any
    weak_positive: Any
    not_tested: Any
    not_a_result: Any
    failed: Any
    tested_lists: Any
    vaf: Any
    detection_limit: Any
    assay: Any
    previous: Any
    family: Any
    germline_only: Any
    stains: Any
    significance: tuple[tuple[str, Any], ...]
    alterations: tuple[tuple[str, str, Any], ...]


_WEAK = ("mutation", "mutant", "present", "found", "mutation in", "mutated", "identified")
_compiled: dict[int, tuple[Vocabulary, Words]] = {}


def words_of(vocabulary: Vocabulary) -> Words:
    """The compiled words of ``vocabulary``; built at first use."""
    known = _compiled.get(id(vocabulary))
    if known is None or known[0] is not vocabulary:
        known = (vocabulary, _compile(vocabulary))
        _compiled[id(vocabulary)] = known
    return known[1]


def _compile(vocabulary: Vocabulary) -> Words:
    m = vocabulary.molecular
    names = [Name(n, g.symbol, exact=True) for g in vocabulary.genes for n in (g.symbol, *g.aliases)]
    strong = tuple(w for w in m.positive if w not in _WEAK)
    return Words(
        genes=Dictionary(names),
        negative=any_of(m.negative),
        positive=any_of(strong),
        weak_positive=any_of(m.positive),
        not_tested=any_of(m.not_tested),
        not_a_result=any_of(m.not_a_result),
        failed=any_of(m.failed),
        tested_lists=any_of(m.tested_lists),
        vaf=any_of(m.vaf),
        detection_limit=any_of(m.detection_limit),
        assay=any_of(m.assay),
        previous=any_of(m.previous),
        family=any_of(m.family),
        germline_only=any_of(m.germline_only),
        stains=any_of(m.stains),
        significance=tuple((s.meaning, any_of(s.words)) for s in m.significance),
        alterations=tuple((a.name, a.gene, any_of(a.words)) for a in m.alterations),
    )


def any_of(phrases: tuple[str, ...]) -> Any:
    """A pattern that finds any of ``phrases`` as whole words."""
    if not phrases:
        return pattern(r"[^\s\S]")
    longest = sorted(phrases, key=len, reverse=True)
    parts = []
    for phrase in longest:
        body = "".join(c if c.isalnum() or c == " " else "\\" + c for c in phrase.rstrip()).replace(" ", r"\s+")
        left = r"\b" if phrase[0].isalnum() else ""
        right = r"\b" if phrase[-1].isalnum() else ""
        parts.append(f"{left}{body}{right}" + (r"\s" if phrase.endswith(" ") else ""))
    return pattern("(?:" + "|".join(parts) + ")")


_SHARED = pattern(r"\b([A-Z]+)(\d)/(\d)\b", ignore_case=False)


def find_genes(text: str, words: Words, symbols: frozenset[str] = frozenset()) -> list[GeneHit]:
    """Genes named in ``text``, in order; ``IDH1/2`` names both."""
    plain = normalise(text)
    hits = [
        GeneHit(h.value, h.start, h.end)
        for h in words.genes.scan(plain, pieces_of(plain))
        if not _stained(plain, h.start)
    ]
    for m in _SHARED.finditer(plain):
        second = f"{m[1]}{m[3]}"
        first = next((h for h in hits if h.start == m.start()), None)
        if first is not None and first.symbol == f"{m[1]}{m[2]}":
            hits.append(GeneHit(second, m.start(), m.end()))
    return sorted(hits, key=lambda h: (h.start, h.end))


def _stained(text: str, start: int) -> bool:
    """A symbol inside another word part, such as the ``MPL`` of ``TEMPL-ATE`` printed with a hyphen."""
    return start > 0 and (text[start - 1].isalnum() or text[start - 1] == "_")

"""The vocabulary of molecular results, compiled once."""

from dataclasses import dataclass
from typing import Any

from extractors.base import once_for_each_vocabulary
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
    known: bool = True


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
    not_family: Any
    weak_vaf: Any
    not_vaf: Any
    others: Any
    current: Any
    structural: Any
    searched: Any
    pending: Any
    general: Any
    grade_titles: Any
    controls: Any
    teaching: Any
    stating: Any
    otherwise: Any
    other_assay: Any
    assay_of_sequence: Any
    not_genes: frozenset[str]
    germline_only: Any
    stains: Any
    significance: tuple[tuple[str, Any], ...]
    alterations: tuple[tuple[str, str, Any], ...]


_WEAK = ("mutation", "mutant", "present", "found", "mutation in", "mutated", "identified")


@once_for_each_vocabulary
def words_of(vocabulary: Vocabulary) -> Words:
    """The compiled words of ``vocabulary``; built at first use."""
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
        not_family=any_of(m.not_family),
        weak_vaf=any_of(m.weak_vaf),
        not_vaf=any_of(m.not_vaf),
        others=any_of(m.others),
        current=any_of(m.current),
        structural=any_of(m.structural),
        searched=any_of(m.searched),
        pending=any_of(m.pending),
        general=any_of(m.general),
        grade_titles=any_of(m.grade_titles),
        controls=any_of(m.controls),
        teaching=any_of(m.teaching),
        stating=any_of(m.stating),
        otherwise=any_of(m.otherwise),
        other_assay=any_of(m.other_assay),
        assay_of_sequence=any_of(tuple(w for w in m.assay if w not in ("gene", "genes", "molecular"))),
        not_genes=frozenset(m.not_genes),
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


def significance_in(lower: str, words: Words) -> str | None:
    """The class of significance that the text names; the more cautious one where it names several."""
    return next((meaning for meaning, rx in words.significance if rx.search(lower)), None)


def heading_significance(lower: str, words: Words) -> str | None:
    """The class of all findings below a heading; ``None`` where it names more than one."""
    named = []
    for meaning, rx in words.significance:
        rest = rx.sub(" ", lower)
        if rest != lower:
            named.append(meaning)
        lower = rest
    return named[0] if len(named) == 1 else None


def of_a_relative(lower: str, words: Words) -> bool:
    """Whether a text speaks of a relative or a donor; a "splice donor" is none."""
    return bool(words.family.search(words.not_family.sub(" ", lower)))


def of_no_sequence(lower: str, words: Words) -> bool:
    """Whether a text speaks of FISH, an array or a loss of heterozygosity, and of no sequencing."""
    return bool(words.other_assay.search(lower)) and not words.assay_of_sequence.search(lower)


def find_genes(text: str, words: Words, symbols: frozenset[str] = frozenset()) -> list[GeneHit]:
    """Genes named in ``text``, in order; ``IDH1/2`` names both."""
    plain = normalise(text)
    hits = [
        GeneHit(h.value, h.start, h.end)
        for h in words.genes.scan(plain, pieces_of(plain))
        if not _stained(plain, h.start) and not _of_a_fusion(plain, h.start, h.end)
    ]
    for m in _SHARED.finditer(plain):
        second = f"{m[1]}{m[3]}"
        first = next((h for h in hits if h.start == m.start()), None)
        if first is not None and first.symbol == f"{m[1]}{m[2]}":
            hits.append(GeneHit(second, m.start(), m.end()))
    return sorted(hits, key=lambda h: (h.start, h.end))


_PARTNER = r"(?:[A-Z]{2,6}\d{1,3}[A-Z]?\d?|BCR|ABL|PML|RARA|DEK|CBFB|ETO|TEL|MLL|FUS|ERG|KMT2A)"
_FUSED_BEFORE = pattern(rf"\b{_PARTNER}(?:::|-)$", ignore_case=False)
_FUSED_BEHIND = pattern(rf"(?:::|-){_PARTNER}\b", ignore_case=False)


def _of_a_fusion(text: str, start: int, end: int) -> bool:
    """One half of a fusion's name ("RUNX1-RUNX1T1", "BCR::ABL1"): a word of it says nothing of the gene alone."""
    return bool(_FUSED_BEHIND.match(text, end) or _FUSED_BEFORE.search(text[max(0, start - 10) : start]))


def _stained(text: str, start: int) -> bool:
    """A symbol inside another word part, such as the ``MPL`` of ``TEMPL-ATE`` printed with a hyphen."""
    return start > 0 and (text[start - 1].isalnum() or text[start - 1] == "_")

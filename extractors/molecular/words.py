"""The vocabulary of molecular results, compiled once."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from extractors.base import once_for_each_vocabulary
from extractors.language.scan import Dictionary, Name
from extractors.language.text import normalise, pieces_of
from extractors.patterns import Gate, pattern
from extractors.wordings import Wordings
from schemas.vocabulary import MolecularWords, Vocabulary

_WORDINGS = Wordings("genetics", "words")


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
    past: Any
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
    usual: Any
    drugs: frozenset[str]
    otherwise: Any
    none: Any
    other_assay: Any
    assay_of_sequence: Any
    not_genes: frozenset[str]
    titles: frozenset[str]
    listing: frozenset[str]
    telling: frozenset[str]
    denying: frozenset[str]
    germline_only: Any
    gone: Any
    stains: Any
    kinds: Any
    people: Any
    significance: tuple[tuple[str, Any], ...]
    alterations: tuple[tuple[str, str, Any], ...]


# "No longer tested", "have never been sequenced", "were taken off the panel".
_LONG = 5  # letters of a drug's name that is no abbreviation
_LEFT_OUT = (
    r"\b(?:no\slonger|not|never|neither|nor|yet\sto\sbe|ceased\sto\sbe)\s(?:(?:be|been|being|yet|currently|routinely|any|longer|part"
    r"|of|in|on|the|this|is|are|was|were)\s){0,4}(?:tested|sequenced|covered|assessed|included|examined|analy[sz]ed|evaluated"
    r"|screened|interrogated|captured|targeted|assayed|offered|looked\sat|looked\sfor|investigated|studied)\b"
    r"|\b(?:removed|dropped|retired|withdrawn|taken\soff|deleted|left\sout)\s(?:from|of)\s(?:the|this|our)\s(?:\w+\s)?(?:panel|assay|test|list)\b"
)
_WEAK = _WORDINGS.words("weak")
_NOT_SO = _WORDINGS.text("not_so")


@once_for_each_vocabulary
def words_of(vocabulary: Vocabulary) -> Words:
    """The compiled words of ``vocabulary``; built at first use."""
    m = vocabulary.molecular
    names = [Name(n, g.symbol, exact=True) for g in vocabulary.genes for n in (g.symbol, *g.aliases)]
    strong = tuple(w for w in m.positive if w not in _WEAK)
    behind = Gate()  # a line is searched for all these words one after the other, and most lines hold none of them
    return Words(
        genes=Dictionary(names),
        negative=any_of(m.negative, _denied(m), _NOT_SO, gate=behind),
        positive=any_of(strong, gate=behind),
        weak_positive=any_of(m.positive, gate=behind),
        not_tested=any_of(m.not_tested, _LEFT_OUT, gate=behind),
        not_a_result=any_of(m.not_a_result, gate=behind),
        failed=any_of(m.failed, gate=behind),
        tested_lists=any_of(m.tested_lists, gate=behind),
        vaf=any_of(m.vaf, gate=behind),
        detection_limit=any_of(m.detection_limit, gate=behind),
        assay=any_of(m.assay, gate=behind),
        previous=any_of((*m.previous, *m.earlier), gate=behind),
        past=any_of(m.previous, gate=behind),
        family=any_of(m.family, gate=behind),
        not_family=any_of(m.not_family, gate=behind),
        weak_vaf=any_of(m.weak_vaf, gate=behind),
        not_vaf=any_of(m.not_vaf, gate=behind),
        others=any_of(m.others, gate=behind),
        current=any_of(m.current, gate=behind),
        structural=any_of(m.structural, gate=behind),
        searched=any_of(m.searched, gate=behind),
        pending=any_of(m.pending, gate=behind),
        general=any_of(m.general, gate=behind),
        grade_titles=any_of(m.grade_titles, gate=behind),
        controls=any_of(m.controls, gate=behind),
        teaching=any_of(m.teaching, gate=behind),
        stating=any_of(m.stating, gate=behind),
        usual=any_of(m.usual, gate=behind),
        drugs=frozenset(
            n.lower() for a in vocabulary.agents for n in (a.name, *a.aliases) if n.isalpha() and len(n) > _LONG
        ),
        otherwise=any_of(m.otherwise, gate=behind),
        none=any_of(m.none, gate=behind),
        other_assay=any_of(m.other_assay, gate=behind),
        assay_of_sequence=any_of(tuple(w for w in m.assay if w not in ("gene", "genes", "molecular")), gate=behind),
        not_genes=frozenset(m.not_genes),
        titles=frozenset(t for s in vocabulary.sections for t in s.titles),
        listing=frozenset(m.listing),
        telling=_telling(m),
        denying=frozenset(m.denying),
        germline_only=any_of(m.germline_only, gate=behind),
        gone=any_of(m.gone, gate=behind),
        stains=any_of(m.stains, gate=behind),
        kinds=any_of(m.kinds, gate=behind),
        people=any_of(m.people, gate=behind),
        significance=tuple((s.meaning, any_of(s.words, gate=behind)) for s in m.significance),
        alterations=tuple((a.name, a.gene, any_of(a.words, gate=behind)) for a in m.alterations),
    )


def _telling(m: MolecularWords) -> frozenset[str]:
    """Single words of what is said of a change that was found."""
    phrases = (*m.listing, *m.stating, *m.positive, *m.qualities, *m.changes, *m.assay, *m.vaf, *m.current)
    named = [w for s in m.significance for w in s.words] + [w for a in m.alterations for w in a.words]
    return frozenset(w for p in (*phrases, *named, *m.denials, *m.kinds, *m.none) for w in p.lower().split())


def _denied(m: MolecularWords) -> str:
    """A denial, what kind of change, and a word for one, as in "no (other reportable) variant"."""
    if not (m.denials and m.changes):
        return ""
    named = [w for a in m.alterations for w in a.words]  # "no internal tandem duplication of FLT3"
    denials, qualities, changes = (
        "|".join(w.replace(" ", r"\s") for w in x) for x in (m.denials, m.qualities, (*m.changes, *named))
    )
    return rf"\b(?:{denials})\s(?:(?:{qualities})[\s,/]{{1,2}}){{0,6}}(?:{changes})\b"


def any_of(phrases: tuple[str, ...], *more: str, gate: Gate | None = None) -> Any:
    """A pattern that finds any of ``phrases`` as whole words, or any of the patterns ``more``; ``gate``: see there."""
    if not phrases:
        return pattern(r"[^\s\S]")
    longest = sorted(phrases, key=len, reverse=True)
    parts = []
    for phrase in longest:
        body = "".join(c if c.isalnum() or c == " " else "\\" + c for c in phrase.rstrip()).replace(" ", r"\s+")
        left = r"\b" if phrase[0].isalnum() else ""
        right = r"\b" if phrase[-1].isalnum() else ""
        parts.append(f"{left}{body}{right}" + (r"\s" if phrase.endswith(" ") else ""))
    text = "(?:" + "|".join([*parts, *filter(None, more)]) + ")"
    return pattern(text) if gate is None else gate.add(text)


_WHOLE_GENE = _WORDINGS.pattern("whole_gene")
_CHANGE_OF = _WORDINGS.pattern("change_of")
_LONGEST_CHANGE = 60


def changes_behind(lower: str, gene: str, words: Words) -> tuple[tuple[str, ...], bool]:
    """The named changes that the text behind a gene's name speaks of, and whether of the gene itself, too.

    "FLT3-ITD" is the change alone, "FLT3 (incl. ITD)" is both.
    """
    named = tuple(name for name, of, rx in words.alterations if of == gene and rx.search(lower))
    return named, not named or _WHOLE_GENE.match(lower) is not None


def change_before(lower: str, gene: str, words: Words) -> tuple[int, str] | None:
    """Where the named change right before a gene starts, and its name ("partial tandem duplication of KMT2A")."""
    first = max(0, len(lower) - _LONGEST_CHANGE)
    for name, of, rx in words.alterations:
        for m in rx.finditer(lower[first:]) if of == gene else ():
            if _CHANGE_OF.match(lower[first + m.end() :]):
                return first + m.start(), name
    return None


_SHARED = pattern(r"\b([A-Z]+)(\d)/(\d)\b", ignore_case=False)


def significance_in(lower: str, words: Words) -> str | None:
    """The class of significance that the text names; the more cautious one where it names several."""
    return next((meaning for meaning, rx in words.significance if rx.search(lower)), None)


def heading_significance(lower: str, words: Words) -> str | None:
    """The class of all findings below a heading; ``None`` where it names more than one."""
    named: list[str] = []
    for meaning, rx in words.significance if lower else ():
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
    return list(_genes_in(text, words.genes))


@lru_cache(maxsize=1024)  # a line, and each of its cells, is asked for several times in a row
def _genes_in(text: str, genes: Dictionary) -> tuple[GeneHit, ...]:
    plain = normalise(text)
    if not genes.may_stand_in(plain):
        return ()
    hits = [
        GeneHit(h.value, h.start, h.end)
        for h in genes.scan(plain, pieces_of(plain))
        if not _stained(plain, h.start) and not _of_a_fusion(plain, h.start, h.end)
    ]
    for m in _SHARED.finditer(plain) if "/" in plain else ():
        second = f"{m[1]}{m[3]}"
        first = next((h for h in hits if h.start == m.start()), None)
        if first is not None and first.symbol == f"{m[1]}{m[2]}":
            hits.append(GeneHit(second, m.start(), m.end()))
    return tuple(sorted(hits, key=lambda h: (h.start, h.end)))


_FUSED_BEFORE = _WORDINGS.pattern("fused_before", ignore_case=False)
_FUSED_BEHIND = _WORDINGS.pattern("fused_behind", ignore_case=False)


def _of_a_fusion(text: str, start: int, end: int) -> bool:
    """One half of a fusion's name ("RUNX1-RUNX1T1", "BCR::ABL1"): a word of it says nothing of the gene alone."""
    return bool(_FUSED_BEHIND.match(text, end) or _FUSED_BEFORE.search(text[max(0, start - 10) : start]))


def _stained(text: str, start: int) -> bool:
    """A symbol inside another word part, such as the ``MPL`` of ``TEMPL-ATE`` printed with a hyphen."""
    return start > 0 and (text[start - 1].isalnum() or text[start - 1] == "_")

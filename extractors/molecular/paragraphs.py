"""A change titled in a line of its own, and the paragraph below it that tells its frequency."""

from collections.abc import Sequence
from typing import Protocol

from extractors.hgvs import codon_near, find_coding, find_legacy, find_protein
from extractors.language.sentences import split_sentences
from extractors.molecular.vaf import read_frequency
from extractors.molecular.words import Words, find_genes
from extractors.wordings import Wordings
from schemas.layout import Passage

_WORDINGS = Wordings("genetics", "paragraphs")

_TITLE = 110
_TITLE_WORDS = 10
_TRANSCRIPT = _WORDINGS.pattern("transcript")
_BRACKETS = 3
_PAIR = 2
_FIRST = 3  # sentences of the paragraph that may give the frequency


class _Line(Protocol):
    """A passage to read, and the cell of its frequency if it is a row."""

    @property
    def passage(self) -> Passage: ...

    @property
    def vaf_cell(self) -> tuple[int, int] | None: ...


def told_below(title: _Line, below: _Line, words: Words) -> tuple[int, int] | None:
    """The sentence of ``below`` that gives the frequency of the change ``title`` names; ``None`` where not one does.

    As in "1. SF3B1 c.2098A>G p.Lys700Glu" over "Variant allele fraction 37.2% at a depth of 937 reads. SF3B1 is …".
    """
    if title.vaf_cell is not None or below.vaf_cell is not None or not _is_title(title.passage.text, words):
        return None
    text = below.passage.text
    if "\t" in text or find_coding(text) or find_protein(text):
        return None
    own = {g.symbol for g in find_genes(title.passage.text, words)}
    told = []
    for n, (start, end) in enumerate(split_sentences(text)):
        lower = text[start:end].lower()
        if not words.vaf.search(lower) or words.detection_limit.search(lower):
            continue
        genes = {g.symbol for g in find_genes(text[start:end], words)}
        read = read_frequency(lower, 0, len(lower), words, None)
        if read.unsure or (read.value is not None and (genes - own or n >= _FIRST)):
            return None
        told += [(start, end)] if read.value is not None else []
    return told[0] if len(told) == 1 and not _names_gene(text, told[0], words) else None


def _names_gene(text: str, span: tuple[int, int], words: Words) -> bool:
    return bool(find_genes(text[slice(*span)], words))


def _is_title(text: str, words: Words) -> bool:
    """A gene and its change, and hardly a word more."""
    short = len(text) < _TITLE and "%" not in text
    short = short and sum(any(c.isalnum() for c in w) for w in text.split()) <= _TITLE_WORDS
    if not short or "\t" in text or text.rstrip().endswith((".", ",", ";")):
        return False
    genes = {g.symbol for g in find_genes(text, words)}
    changes = len(find_coding(text) + find_protein(text) or find_legacy(text)) or _named(text.lower(), genes, words)
    one = len(genes) == 1 and 1 <= changes <= 2
    return one and not words.negative.search(text.lower()) and not words.vaf.search(text.lower())


def _named(lower: str, genes: set[str], words: Words) -> int:
    """How many changes with a name of their own a title names of its gene ("FLT3 internal tandem duplication")."""
    return sum(1 for n, of, rx in words.alterations if of in genes and n != "rearrangement" and rx.search(lower))


def part(passage: Passage, start: int, end: int) -> Passage:
    """``passage.text[start:end]`` with the words that stand in it."""
    inside = [i for i, (s, e) in enumerate(passage.spans) if s >= start and e <= end]
    return passage.model_copy(
        update={
            "text": passage.text[start:end],
            "words": tuple(passage.words[i] for i in inside),
            "spans": tuple((passage.spans[i][0] - start, passage.spans[i][1] - start) for i in inside),
            "pages": tuple(passage.pages[i] for i in inside),
        }
    )


def halves_of(lines: Sequence[_Line], words: Words) -> list[Passage]:
    """The passages that tell of one change, its two names in the first two of ``lines``; nothing where not so."""
    if len(lines) < _PAIR:
        return []
    top, below = lines[0], lines[1]
    if _other_name(top.passage.text, below.passage.text):
        return [top.passage, below.passage]
    at = _other_half(top, below, words)
    if at is None:
        return []
    found = [top.passage, part(below.passage, at, len(below.passage.text))]
    if len(lines) > _PAIR and (span := told_below(below, lines[_PAIR], words)):
        found.append(part(lines[_PAIR].passage, *span))
    return found


def _other_half(top: _Line, below: _Line, words: Words) -> int | None:
    """Where the other name of the change in ``top`` begins in ``below``, behind the same gene; ``None`` where not so.

    As in "DDX41 p.Y167fs*53, Tier I" over "DDX41 c.500_501delAC, VAF 3.8 %": the codons of the two must agree.
    """
    above, text = top.passage.text, below.passage.text
    genes = find_genes(text, words)
    if top.vaf_cell is not None or below.vaf_cell is not None or "%" in above or len(genes) > 1:
        return None
    if not genes and not _is_title(above, words):
        return None  # "SF3B1, p.Lys700Glu" over "Coding change c.2098A>G. Allele fraction 25.2%."
    named = [g.symbol for g in find_genes(above, words)]
    if (genes and named != [genes[0].symbol]) or words.negative.search(above.lower()):
        return None
    coding = find_coding(above) + find_coding(text)
    protein = find_protein(above) + find_protein(text)
    one_each = len(coding) == len(protein) == 1 and bool(find_coding(above)) != bool(find_protein(above))
    if not one_each or not codon_near(coding[0].hgvs, protein[0].hgvs):
        return None
    return genes[0].end if genes else 0


def _other_name(top: str, below: str) -> bool:
    """Whether a line holds but the protein change of the coding change in the row above, or the other way round."""
    if "\t" not in top:
        return False
    coding, protein = find_coding(top), find_protein(top)
    below = _TRANSCRIPT.sub("", below)
    more = find_coding(below) + find_protein(below)
    alone = len(more) == 1 and len(below) - (more[0].end - more[0].start) <= _BRACKETS
    if not alone or len(coding) + len(protein) != 1:
        return False
    return not (coding if more[0].hgvs.startswith("c.") else protein)

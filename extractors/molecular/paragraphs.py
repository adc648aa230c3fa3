"""A change titled in a line of its own, and the paragraph below it that tells its frequency."""

from typing import Protocol

from extractors.hgvs import find_coding, find_protein
from extractors.language.sentences import split_sentences
from extractors.molecular.vaf import read_frequency
from extractors.molecular.words import Words, find_genes
from schemas.layout import Passage

_TITLE = 110
_TITLE_WORDS = 9
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
    short = len(text) < _TITLE and len(text.split()) <= _TITLE_WORDS and "%" not in text
    if not short or "\t" in text or text.rstrip().endswith((".", ",", ";")):
        return False
    changes = find_coding(text) + find_protein(text)
    one = len({g.symbol for g in find_genes(text, words)}) == 1 and 1 <= len(changes) <= 2
    return one and not words.negative.search(text.lower()) and not words.vaf.search(text.lower())


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

"""Loader of the learnt weights that tell kinds of reports by their words."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import get_args

from knowledge.loader import ROOT
from schemas.errors import KnowledgePackError
from schemas.layout import DocumentKind

FILE = ROOT / "common" / "kind_words.csv"
BIAS = "(bias)"
"""Name of the row with how frequent each kind is by itself."""


@dataclass(frozen=True, slots=True)
class KindWords:
    """A linear model: for each kind a weight of each word, and how frequent it is."""

    kinds: tuple[DocumentKind, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]


@lru_cache(maxsize=1)
def load_kind_words() -> KindWords:
    """``knowledge/common/kind_words.csv``: words by kinds; the first row names the kinds.

    Raises:
        KnowledgePackError: the file is missing, names a kind that there is not, or a row is not whole.
    """
    try:
        with FILE.open(encoding="utf-8", newline="") as file:
            (_, *kinds), *rows = csv.reader(file)
        weights = {word: tuple(map(float, values)) for word, *values in rows}
        bias = weights.pop(BIAS)
    except (OSError, ValueError, KeyError) as exc:
        raise KnowledgePackError(f"knowledge/common/{FILE.name}: {exc}") from exc
    known: dict[str, DocumentKind] = {kind: kind for kind in get_args(DocumentKind)}
    if not set(kinds) <= set(known) or any(len(w) != len(kinds) for w in (bias, *weights.values())):
        raise KnowledgePackError(f"knowledge/common/{FILE.name}: kinds or weights are not as its first row says")
    return KindWords(tuple(known[k] for k in kinds), bias, weights)

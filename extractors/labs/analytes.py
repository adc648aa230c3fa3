"""Analytes that are read alike, by name: of a marrow alone, counted by eye, given as units."""

from extractors.wordings import Wordings

_WORDINGS = Wordings("labs", "analytes")

OF_MARROW = frozenset(_WORDINGS.words("of_marrow"))
BLASTS = frozenset(_WORDINGS.words("blasts"))
DIFFERENTIAL = frozenset(_WORDINGS.words("differential"))
PRODUCTS = frozenset(_WORDINGS.words("products"))
COUNTED_BY_EYE = OF_MARROW | BLASTS

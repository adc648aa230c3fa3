"""Clinic notes with tables and lists: the families of the two modules together."""

from collections.abc import Callable

from bench.workshop.dress import Doc
from bench.workshop.printers import letters, visits

FAMILIES: dict[str, Callable[[Doc], None]] = {**visits.FAMILIES, **letters.FAMILIES}
UNSCORED = frozenset(FAMILIES) - {"cards_and_timeline"}

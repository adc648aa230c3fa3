"""What FISH and array results are called, as data (``knowledge/common/fish.toml``)."""

from typing import Literal

from pydantic import Field

from schemas.base import Record


class FishWords(Record):
    """Words of results, and words that say there is none."""

    context: tuple[str, ...]
    negative: tuple[str, ...]
    positive: tuple[str, ...]
    strong: tuple[str, ...]
    showing: tuple[str, ...] = ()
    equivocal: tuple[str, ...]
    not_done: tuple[str, ...]
    cutoff: tuple[str, ...]
    counted: tuple[str, ...]
    not_result: tuple[str, ...]
    other_test: tuple[str, ...]
    gain: tuple[str, ...]
    loss: tuple[str, ...]
    split: tuple[str, ...]
    not_patient: tuple[str, ...]


class FishMarker(Record):
    """One marker, e.g. ``fish_del5q``, and the terms that name it."""

    name: str
    kind: Literal["deletion", "monosomy", "trisomy", "rearrangement"]
    chromosome: str
    arm: Literal["p", "q"] | None = None
    terms: tuple[str, ...]


class FishPair(Record):
    """Terms that name two markers at once."""

    terms: tuple[str, ...]
    names: tuple[str, ...]


class FishKnowledge(Record):
    """Markers, probes (``"5q"`` to probe names) and words."""

    clearly_above: float
    words: FishWords
    markers: tuple[FishMarker, ...]
    pairs: tuple[FishPair, ...] = ()
    probes: dict[str, tuple[str, ...]] = Field(default_factory=dict)

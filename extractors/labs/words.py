"""Words and limits by which results are read (``knowledge/common/labs.toml``), as sets ready to look things up in."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from extractors.labs.tokens import plain
from extractors.patterns import pattern
from knowledge.loader import read_toml


@dataclass(frozen=True, slots=True)
class Relation:
    """An arithmetic that results of one sample keep.

    ``of`` against ``scale`` times the product of ``by`` (each to ``power``), or ("at_most") the sum of ``by`` against
    ``of`` or ``most``.

    ``wide`` and ``narrow`` are the factors between which the two sides may differ; ``slack`` is added in the unit of
    ``of``; nothing is said where the first of ``by`` is below ``least``. ``exact``: the parts bear each other out.
    """

    kind: str
    of: str
    by: tuple[str, ...]
    wide: tuple[float, float]
    narrow: tuple[float, float]
    scale: float = 1.0
    power: float = 1.0
    slack: float = 0.0
    least: float = 0.0
    most: float | None = None
    exact: bool = False


@dataclass(frozen=True, slots=True)
class LabWords:
    """The data of ``labs.toml``; phrases are in the form ``plain`` gives, patterns match them as whole words."""

    roles: dict[str, str]
    flags: dict[str, str]
    no_value: frozenset[str]
    spoilt: Any
    not_spoilt: Any
    compared: Any
    ranges: frozenset[str]
    fillers: frozenset[str]
    of_disease: frozenset[str]
    not_result: Any
    family: Any
    past: Any
    current: Any
    table_only: frozenset[str]
    needs_unit: frozenset[str]
    backward_only: frozenset[str]
    forward_extra: frozenset[str]
    not_units: frozenset[str]
    other_units: tuple[str, ...]
    other_specimen: Any
    blood: Any
    blood_alone: Any
    marrow: Any
    elsewhere: Any
    marrow_rows: Any
    prior_note: Any
    corrections: Any
    issued: Any
    taken: Any
    rule_heads: Any
    conditions: Any
    told: Any
    commands: Any
    ahead: frozenset[str]
    label_extra: frozenset[str]
    typical: dict[str, tuple[float, float]]
    limits: dict[str, float]
    implied: dict[str, tuple[tuple[float, float, float], ...]]
    relations: tuple[Relation, ...]


def _any_of(phrases: list[str]) -> Any:
    """One pattern for all phrases, as whole words, longest first."""
    words = "|".join(_escaped(p) for p in sorted(phrases, key=len, reverse=True))
    return pattern(rf"(?:^|[^\p{{L}}\d])({words})(?:$|[^\p{{L}}\d])")


def _relation(data: dict[str, Any]) -> Relation:
    fields: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in data.items()}
    return Relation(**fields)


def _escaped(text: str) -> str:
    return "".join(c if c.isalnum() else r"\s+" if c == " " else "\\" + c for c in text)


_DENIED_BEFORE = 30  # characters


@lru_cache(maxsize=1)
def lab_words() -> LabWords:
    """The words, read once."""
    data = read_toml("common/labs.toml")
    prose, values = data["prose"], data["values"]
    return LabWords(
        roles={plain(p): role for role, phrases in data["roles"].items() for p in phrases},
        flags={f: "" if kind == "none" else kind for kind, forms in data["flags"].items() for f in forms},
        no_value=frozenset(values["none"]),
        spoilt=_any_of(values["spoilt"]),
        not_spoilt=_any_of(values["not_spoilt"]),
        compared=_any_of(prose["compared"]),
        ranges=frozenset(prose["ranges"]),
        fillers=frozenset(prose["fillers"]),
        of_disease=frozenset(prose["of_disease"]),
        not_result=_any_of(prose["not_result"]),
        family=_any_of(prose["family"]),
        past=_any_of(prose["past"]),
        current=_any_of(prose["current"]),
        table_only=frozenset(plain(p) for p in prose["table_only"]),
        needs_unit=frozenset(plain(p) for p in prose["needs_unit"]),
        backward_only=frozenset(prose["backward_only"]),
        forward_extra=frozenset(prose["forward_extra"]),
        not_units=frozenset(prose["not_units"]),
        other_units=tuple(prose["other_units"]),
        other_specimen=_any_of(prose["other_specimen"]),
        blood=_any_of([*prose["blood_words"], *prose["smears"]]),
        blood_alone=_any_of(prose["blood_words"]),
        marrow=_any_of(prose["marrow_words"]),
        elsewhere=_any_of(prose["elsewhere_words"]),
        marrow_rows=_any_of(data["marrow_rows"]["words"]),
        prior_note=_any_of(data["prior_note"]["words"]),
        corrections=_any_of(data["corrections"]["words"]),
        issued=_any_of(data["title_dates"]["issued"]),
        taken=_any_of(data["title_dates"]["taken"]),
        rule_heads=_any_of(data["rules"]["heads"]),
        conditions=_any_of(data["rules"]["conditions"]),
        told=_any_of(data["rules"]["told"]),
        commands=_any_of(data["rules"]["commands"]),
        ahead=frozenset(data["rules"]["ahead"]),
        label_extra=frozenset(data["labels"]["extra"]),
        typical={k: (v[0], v[1]) for k, v in data["typical"].items()},
        limits=dict(data["limits"]),
        relations=tuple(_relation(r) for r in data["relations"]),
        implied={k: tuple((a, b, f) for a, b, f in v) for k, v in data["implied"].items()},
    )


def says_spoilt(text: str) -> bool:
    """Whether lower-case ``text`` says that a sample was no good, and does not deny it ("no clumps seen")."""
    words = lab_words()
    for match in words.spoilt.finditer(text):
        before = text[max(0, match.start() - _DENIED_BEFORE) : match.start()]
        clause = before[max(before.rfind(c) for c in ".;,") + 1 :]
        if words.not_spoilt.search(clause) is None:
            return True
    return False

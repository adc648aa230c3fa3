"""Three-valued logic with reasons, and intervals of numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeVar

T = TypeVar("T")
Why = Literal["absent", "stale", "undated", "conflict", "review", "unsure"]


@dataclass(frozen=True, slots=True)
class Gap:
    """What keeps something unknown: its name, why, and the facts that look like it but cannot be used."""

    name: str
    why: Why
    pointers: tuple[str, ...] = ()
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Tri:
    """True, false or unknown (``None``), with the facts it stands on, the gaps, and the clauses that were decisive."""

    value: bool | None
    because: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()
    said: tuple[tuple[str, bool | None], ...] = ()


def unique(items: Iterable[T]) -> tuple[T, ...]:
    """Items in order, each once."""
    return tuple(dict.fromkeys(items))


def _join(value: bool | None, parts: Iterable[Tri]) -> Tri:
    kept = tuple(parts)
    return Tri(
        value,
        unique(p for t in kept for p in t.because),
        unique(g for t in kept for g in t.gaps) if value is None else (),
        unique(s for t in kept for s in t.said),
    )


def _deciding(value: bool, parts: list[Tri], needed: int, necessary: bool) -> Tri:
    """Parts that decide: all of them; or, where fewer would do, only what each of them stands on."""
    joined = _join(value, parts)
    if not necessary or len(parts) <= needed:
        return joined
    shared = [set(p.because) for p in parts]
    return Tri(value, tuple(p for p in joined.because if all(p in s for s in shared)), (), joined.said)


def all_of(parts: tuple[Tri, ...], *, necessary: bool = False) -> Tri:
    """Kleene AND. False stands on the false parts; true and unknown stand on all parts."""
    false = [p for p in parts if p.value is False]
    if false:
        return _deciding(False, false, 1, necessary)
    return _join(None if any(p.value is None for p in parts) else True, parts)


def any_of(parts: tuple[Tri, ...], *, necessary: bool = False) -> Tri:
    """Kleene OR. True stands on the true parts; false and unknown stand on all parts."""
    true = [p for p in parts if p.value is True]
    if true:
        return _deciding(True, true, 1, necessary)
    return _join(None if any(p.value is None for p in parts) else False, parts)


def at_least(count: int, parts: tuple[Tri, ...], *, necessary: bool = False) -> Tri:
    """Whether ``count`` parts are true."""
    true = [p for p in parts if p.value is True]
    false = [p for p in parts if p.value is False]
    if len(true) >= count:
        return _deciding(True, true, count, necessary)
    most = len(parts) - count + 1
    if len(false) >= most:
        return _deciding(False, false, most, necessary)
    return _join(None, parts)


def negate(part: Tri) -> Tri:
    """Kleene NOT; reasons stay."""
    return Tri(None if part.value is None else not part.value, part.because, part.gaps, part.said)


@dataclass(frozen=True, slots=True)
class Interval:
    """Where a number lies; either end may be open."""

    low: float
    high: float
    low_open: bool = False
    high_open: bool = False

    def greater(self, than: float) -> bool | None:
        """``x > than``."""
        if self.low > than or (self.low == than and self.low_open):
            return True
        return False if self.high <= than else None

    def at_least(self, than: float) -> bool | None:
        """``x >= than``."""
        if self.low >= than:
            return True
        return False if self.high < than or (self.high == than and self.high_open) else None

    def within(
        self,
        *,
        lt: float | None = None,
        le: float | None = None,
        gt: float | None = None,
        ge: float | None = None,
    ) -> bool | None:
        """Whether it passes all given bounds."""
        tests: list[bool | None] = []
        if gt is not None:
            tests.append(self.greater(gt))
        if ge is not None:
            tests.append(self.at_least(ge))
        if lt is not None:
            tests.append(_opposite(self.at_least(lt)))
        if le is not None:
            tests.append(_opposite(self.greater(le)))
        if False in tests:
            return False
        return None if None in tests else True


def _opposite(value: bool | None) -> bool | None:
    return None if value is None else not value


def interval_of(value: float, comparator: str | None) -> Interval:
    """The interval that a printed value with its comparator stands for."""
    if comparator in ("<", "<="):
        return Interval(float("-inf"), value, high_open=comparator == "<")
    if comparator in (">", ">="):
        return Interval(value, float("inf"), low_open=comparator == ">")
    return Interval(value, value)

"""Printed reference ranges: whether one looks like the analyte's own, and what that says of unit and place."""

from collections.abc import Iterable

from extractors.labs.tokens import number_readings
from extractors.labs.words import lab_words
from schemas.vocabulary import Analyte

_FAR = (0.3, 3.3)  # how far a printed bound may lie from the usual one, as a factor


def of_another_measure(analyte: Analyte, low: str | None, high: str | None, table: dict[str, float]) -> bool:
    """Whether the printed range is far from the analyte's in every unit, at both ends: "neutrophils 19.1  12 - 28"."""
    typical = lab_words().typical.get(analyte.name)
    if typical is None or not low or not high:
        return False
    ends = [(low, typical[0]), (high, typical[1])]
    return all(
        not _FAR[0] <= v * factor / usual <= _FAR[1]
        for factor in {1.0, *table.values()}
        for bound, usual in ends
        if usual
        for v in number_readings(bound)
    )


def factors_by_range(analyte: Analyte, low: str | None, high: str | None, table: dict[str, float]) -> list[float]:
    """The factors under which the printed reference range looks like this analyte's."""
    typical = lab_words().typical.get(analyte.name)
    bound = high or low
    if typical is None or bound is None:
        return []
    if low and high and min(number_readings(low)) > max(number_readings(high)):
        return []  # a range misread: it says nothing of the unit
    usual = typical[1] if high else typical[0]
    fits = []
    for factor in sorted(set(table.values()), reverse=True):
        if any(0.45 <= v * factor / usual <= 2.2 for v in number_readings(bound)):
            fits.append(factor)
    return fits if len(fits) == 1 else []


def in_unit_of_range(
    analyte: Analyte, value: float, factor: float, bounds: tuple[str | None, str | None], table: dict[str, float]
) -> float | None:
    """What a result is in the unit that its range has to be in, where that is nearer to the usual than the one printed.

    As in "Platelets 518  150-400/ul": neither the count nor the range is of any person, but both are in thousands. A
    range in another unit than its result ("ANC 850 /uL  1.8-7.0") leaves the result nearer to the usual: ``None``.
    """
    usual = lab_words().typical.get(analyte.name)
    by_range = factors_by_range(analyte, *bounds, table)
    if usual is None or not by_range or by_range[0] == factor or value <= 0:
        return None
    other = value / factor * by_range[0]
    ends = [number_readings(b)[0] * by_range[0] if b else None for b in bounds]
    if not analyte.plausible_low <= other <= analyte.plausible_high or not is_typical(analyte, *ends):
        return None
    return other if max(_FAR[1], _distance(other, usual)) < _distance(value, usual) else None


def _distance(value: float, usual: tuple[float, float]) -> float:
    """How many times a value lies below or above the usual limits; 1 within them."""
    return max(usual[0] / value, value / usual[1] if usual[1] else 1.0, 1.0)


def of_a_neighbour(analyte: Analyte, low: float | None, high: float | None) -> bool:
    """Whether both ends of a printed range are far from the analyte's: it belongs to what stands beside it."""
    typical = lab_words().typical.get(analyte.name)
    if typical is None or low is None or high is None:
        return False
    return all(not _FAR[0] <= v / usual <= _FAR[1] for v, usual in zip((low, high), typical, strict=True))


def is_typical(analyte: Analyte, low: float | None, high: float | None) -> bool:
    """The printed range looks like the analyte's own."""
    usual = lab_words().typical.get(analyte.name)
    bounds = [(v, u) for v, u in zip((low, high), usual or (None, None), strict=True) if v is not None]
    return usual is not None and bool(bounds) and all(u is not None and 0.45 <= v / u <= 2.2 for v, u in bounds)


def is_near_usual(analytes: Iterable[Analyte], number: str) -> bool:
    """Whether a number with decimals lies near the usual limits: "albumin 3.3" is no dose, "albumin 25" may be one."""
    limits = [lab_words().typical[a.name] for a in analytes if a.name in lab_words().typical]
    return "." in number and any(0.45 * low <= v <= 1.5 * high for low, high in limits for v in number_readings(number))


def flag_fits(flag: str | None, value: float, comparator: str | None, low: float | None, high: float | None) -> bool:
    """Whether a printed flag agrees with the value and its reference range."""
    if flag in ("L", "LL"):
        return low is None or value < low or (comparator is not None and comparator.startswith("<"))
    if flag in ("H", "HH"):
        return high is None or value > high or (comparator is not None and comparator.startswith(">"))
    return True


def rounded(printed: float, factor: float) -> float:
    """A printed figure in another unit, with no more digits than it can hold."""
    if factor == 1.0:
        return printed
    return (
        float(f"{printed * factor:.6g}")
        if factor in (0.1, 0.001, 10.0, 100.0, 1000.0)
        else float(f"{printed * factor:.4g}")
    )

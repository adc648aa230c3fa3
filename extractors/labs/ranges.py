"""Printed reference ranges: whether one looks like the analyte's own, and what that says of unit and place."""

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

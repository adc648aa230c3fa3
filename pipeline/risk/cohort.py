"""Risk scores for people who hold the numbers: one CSV row a patient (``oncotailor risk``).

Columns are those of the IPSS-M R package's example, with ``ANC`` and ``AGE``; empty or ``NA`` is unknown, never zero,
and so is a column that is not there. A row that cannot be read gets empty scores and a note; the others are scored.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from typing import TextIO

from knowledge.scores import load_point_score, load_weighted_score
from pipeline.risk.cytogenetics import classify
from pipeline.risk.ipss_m import MolecularInputs, weighted_score
from pipeline.risk.ipss_r import age_adjusted, point_score
from schemas.base import Record
from schemas.errors import UsageError
from schemas.scores import PointResult, PointScore, WeightedResult, WeightedScore

OUT_COLUMNS = (
    "ID", "IPSSR_SCORE", "IPSSR", "IPSSRA_SCORE", "IPSSRA",
    "IPSSM_SCORE_BEST", "IPSSM_SCORE_MEAN", "IPSSM_SCORE_WORST", "IPSSM_BEST", "IPSSM_MEAN", "IPSSM_WORST",
    "IPSSM_SCORE", "IPSSM", "CYTO_IPSSR", "NOTE",
)  # fmt: skip

PLAUSIBLE = {
    "HB": (2, 25),
    "PLT": (0, 3000),
    "ANC": (0, 100),
    "BM_BLAST": (0, 100),
    "AGE": (0, 120),
    "TP53maxvaf": (0, 1),
}
HINT = {
    "HB": "in g/dL",
    "PLT": "in 10*9/L",
    "ANC": "in 10*9/L",
    "BM_BLAST": "in percent",
    "TP53maxvaf": "a fraction, 0 to 1",
}
FLAGS = ("del5q", "del7_7q", "del17_17p", "complex", "TP53loh")
UNKNOWN = frozenset({"", "NA", "N/A", "NAN"})


class _RowError(ValueError):
    """A row that cannot be read; the message names the column, never a value beyond it."""


class _Row(Record):
    """One patient's stated values; ``None`` is unknown."""

    numbers: dict[str, float | None]
    flags: dict[str, bool | None]
    genes: dict[str, bool | None]
    tp53_mutations: int | None
    group: str | None
    notes: tuple[str, ...] = ()


def score_cohort(source: TextIO, target: TextIO, *, convention: str = "literal") -> int:
    """Score every row of ``source`` into ``target``; the number of rows that could not be read.

    Raises:
        UsageError: the file has no header row with an ``ID`` column.
    """
    reader = csv.DictReader(source)
    if not reader.fieldnames or "ID" not in reader.fieldnames:
        raise UsageError("the first line must name the columns, and one of them must be ID")
    writer = csv.DictWriter(target, OUT_COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    unreadable = 0
    for result in score_rows(reader, convention=convention):
        unreadable += result.pop("_unreadable", "") == "1"
        writer.writerow(result)
    return unreadable


def score_rows(rows: Iterable[Mapping[str, str | None]], *, convention: str = "literal") -> Iterator[dict[str, str]]:
    """One output row for each input row; a row that cannot be read carries ``_unreadable``."""
    points = load_point_score("mds", "ipss_r")
    weights = load_weighted_score("mds", "ipss_m")
    for row in rows:
        out = {"ID": (row.get("ID") or "").strip()}
        try:
            parsed = _parse(row, points, weights, convention)
        except _RowError as exc:
            yield {**out, "NOTE": str(exc), "_unreadable": "1"}
            continue
        out |= _score(parsed, points, weights)
        yield out


def _score(row: _Row, points: PointScore, weights: WeightedScore) -> dict[str, str]:
    out: dict[str, str] = {}
    notes = list(row.notes)
    n = row.numbers
    spans = {
        name: None if n[column] is None else (n[column], n[column])
        for name, column in (
            ("blasts_marrow", "BM_BLAST"),
            ("hemoglobin", "HB"),
            ("platelets", "PLT"),
            ("neutrophils", "ANC"),
        )
    }
    out["CYTO_IPSSR"] = (row.group or "").title()
    revised = point_score(points, spans, row.group)  # type: ignore[arg-type]
    out |= _ipss_r_columns(points, revised, n["AGE"], notes)
    patient = MolecularInputs(
        hemoglobin=spans["hemoglobin"],
        platelets=spans["platelets"],
        blasts_marrow=spans["blasts_marrow"],
        cytogenetic_points=None if row.group is None else points.cytogenetics[row.group],
        del5q=row.flags["del5q"],
        del7_7q=row.flags["del7_7q"],
        del17_17p=row.flags["del17_17p"],
        complex=row.flags["complex"],
        tp53_mutations=row.tp53_mutations,
        tp53_max_vaf=n["TP53maxvaf"],
        tp53_loh=row.flags["TP53loh"],
        genes=row.genes,
    )
    if any(v is not None for v in (*patient.genes.values(), *spans.values(), patient.cytogenetic_points)):
        out |= _ipss_m_columns(weighted_score(weights, patient), notes)
    if (n["BM_BLAST"] or 0) >= 20:
        notes.append("blasts of 20 % or more: the scores were not made for this range")
    if n["HB"] is not None and n["HB"] < 4:
        notes.append("IPSS-M takes HB below 4 as 4")
    out["NOTE"] = "; ".join(notes)
    return out


def _ipss_r_columns(
    rule: PointScore, result: PointResult | None, age: float | None, notes: list[str]
) -> dict[str, str]:
    if result is None or not result.exact or result.missing:
        unknown = "all inputs unknown" if result is None else "unknown: " + ", ".join(result.missing)
        span = "" if result is None else f", between {_number(result.low)} and {_number(result.high)}"
        notes.append(f"IPSS-R not computed ({unknown}{span})")
        return {}
    out = {"IPSSR_SCORE": _number(result.low), "IPSSR": result.category_low.title()}
    if age is None:
        notes.append("IPSS-RA not computed (AGE unknown)")
        return out
    score, category = age_adjusted(rule, result.low, age)
    return out | {"IPSSRA_SCORE": _number(score), "IPSSRA": category.title()}


def _ipss_m_columns(result: WeightedResult, notes: list[str]) -> dict[str, str]:
    if result.certainty != "exact":
        notes.append(
            {
                "narrow": "IPSS-M of the mean scenario (best to worst within 1)",
                "category": "IPSS-M category only: best and worst lie more than 1 apart in one category",
                "open": "IPSS-M not reported: best and worst lie too far apart",
            }[result.certainty]
            + (f" (unknown: {', '.join(result.missing)})" if result.missing else "")
        )
    return {
        "IPSSM_SCORE_BEST": _number(result.best),
        "IPSSM_SCORE_MEAN": _number(result.mean),
        "IPSSM_SCORE_WORST": _number(result.worst),
        "IPSSM_BEST": result.category_best.title(),
        "IPSSM_MEAN": result.category_mean.title(),
        "IPSSM_WORST": result.category_worst.title(),
        "IPSSM_SCORE": "" if result.score is None else _number(result.score),
        "IPSSM": (result.category or "").title(),
    }


def _parse(row: Mapping[str, str | None], points: PointScore, weights: WeightedScore, convention: str) -> _Row:
    if None in row:
        raise _RowError("the row has more fields than the first line names")
    numbers = {c: _ranged(row, c) for c in PLAUSIBLE}
    flags = {c: _flag(row, c) for c in FLAGS}
    symbols = {g for g in weights.genes if g not in ("TP53_multihit", "SF3B1_5q", "SF3B1_alpha", "KMT2A_PTD")}
    genes = {g: _flag(row, g) for g in sorted(symbols | set(weights.residual.genes) | {"SF3B1"})}
    genes["KMT2A_PTD"] = _flag(row, "MLL_PTD")
    group = _group(row, points)
    notes: tuple[str, ...] = ()
    formula = _text(row, "KARYOTYPE")
    if formula is not None:
        group, flags, notes = _from_formula(formula, row, group, flags, convention)
    return _Row(numbers=numbers, flags=flags, genes=genes, tp53_mutations=_tp53(row), group=group, notes=notes)


def _from_formula(
    formula: str, row: Mapping[str, str | None], group: str | None, flags: dict[str, bool | None], convention: str
) -> tuple[str | None, dict[str, bool | None], tuple[str, ...]]:
    """Group and flags from an ISCN formula, where the row does not state them itself."""
    read = classify(
        formula, "iwg" if convention == "iwg" else "literal", sex=(_text(row, "SEX") or "").upper()[:1] or None
    )
    if read.group is None:
        if group is None:
            raise _RowError("KARYOTYPE cannot be read as an ISCN formula")
        return group, flags, ("KARYOTYPE cannot be read; CYTO_IPSSR is used as stated",)
    notes = tuple(f"KARYOTYPE: {n}" for n in read.notes)
    if group is not None and group != read.group:
        notes = (*notes, f"CYTO_IPSSR states {group.title()}, KARYOTYPE gives {read.group.title()}; as stated is used")
    found = {"del5q": read.del5q, "del7_7q": read.del7_7q, "del17_17p": read.del17_17p, "complex": read.complex}
    merged = {k: v if v is not None else found.get(k) for k, v in flags.items()}
    return group or read.group, merged, notes


def _text(row: Mapping[str, str | None], column: str) -> str | None:
    value = (row.get(column) or "").strip()
    return None if value.upper() in UNKNOWN else value


def _ranged(row: Mapping[str, str | None], column: str) -> float | None:
    value = _text(row, column)
    if value is None:
        return None
    low, high = PLAUSIBLE[column]
    try:
        number = float(value)
    except ValueError:
        raise _RowError(f"{column} is not a number") from None
    if not low <= number <= high:
        raise _RowError(
            f"{column} must lie between {low} and {high}" + (f" ({HINT[column]})" if column in HINT else "")
        )
    return number


def _flag(row: Mapping[str, str | None], column: str) -> bool | None:
    value = _text(row, column)
    if value is None:
        return None
    try:
        number = float(value)
    except ValueError:
        raise _RowError(f"{column} must be 0, 1 or NA") from None
    if number not in (0, 1):
        raise _RowError(f"{column} must be 0, 1 or NA")
    return bool(number)


def _tp53(row: Mapping[str, str | None]) -> int | None:
    value = _text(row, "TP53mut")
    if value is None:
        return None
    if value.lower() in ("2 or more", ">1", ">=2", "2+"):
        return 2
    try:
        number = float(value)
    except ValueError:
        raise _RowError("TP53mut must be 0, 1, '2 or more' or NA") from None
    if number < 0 or number != int(number):
        raise _RowError("TP53mut must be 0, 1, '2 or more' or NA")
    return int(number)


def _group(row: Mapping[str, str | None], points: PointScore) -> str | None:
    value = _text(row, "CYTO_IPSSR")
    if value is None:
        return None
    name = " ".join(value.lower().replace("-", " ").replace("_", " ").split())
    name = "intermediate" if name == "int" else name
    if name not in points.cytogenetics:
        raise _RowError("CYTO_IPSSR must be Very Good, Good, Intermediate, Poor, Very Poor or NA")
    return name


def _number(value: float) -> str:
    return f"{round(value, 4):g}"

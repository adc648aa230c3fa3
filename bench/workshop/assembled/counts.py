# ruff: noqa: E501 (names and forms are data: a line is as long as its row)
"""Blood counts whose columns, marks, ranges and names are drawn by lot."""

import datetime as dt
from collections.abc import Callable, Sequence
from html import escape

from bench.workshop.assembled.house import House, finish, header, three_dates
from bench.workshop.commonwealth.paper import Figure, Recipe, figure, lab
from bench.workshop.dress import RANGE, UNITS, Doc

NAMES = {
    "hemoglobin": ("Hemoglobin", "Haemoglobin", "HGB", "Hb", "Hgb", "Hemoglobin (Hgb)"), "leukocytes": ("WBC", "White Blood Cell Count", "White Cell Count", "Leukocytes", "WBC Count", "White blood cells"),
    "platelets": ("Platelets", "Platelet Count", "PLT", "Plt", "Thrombocytes"), "neutrophils": ("Absolute Neutrophils", "Neutrophils (Absolute)", "ANC", "Neutrophil Count", "Neutrophils, Abs", "Abs. Neutrophil Count"),
    "lymphocytes": ("Absolute Lymphocytes", "Lymphocytes (Absolute)", "Lymphocyte Count", "Lymphs, Abs"), "monocytes": ("Absolute Monocytes", "Monocytes (Absolute)", "Monocyte Count", "Monos, Abs"),
    "mcv": ("MCV", "Mean Cell Volume (MCV)", "Mean Corpuscular Volume"), "hematocrit": ("Hematocrit", "HCT", "Haematocrit", "Hct"), "erythrocytes": ("RBC", "Red Blood Cell Count", "RBC Count", "Erythrocytes"),
    "creatinine": ("Creatinine", "Serum Creatinine", "Creatinine, Ser/Plas"), "ferritin": ("Ferritin", "Ferritin, Serum", "Serum ferritin"), "lactate_dehydrogenase": ("LDH", "Lactate Dehydrogenase (LDH)", "LD (Lactate Dehydrogenase)"),
    "erythropoietin": ("Erythropoietin", "Erythropoietin, Serum", "EPO"), "bilirubin_total": ("Total Bilirubin", "Bilirubin, Total", "Bilirubin Total"), "alanine_aminotransferase": ("ALT", "ALT (SGPT)", "Alanine aminotransferase"),
    "albumin": ("Albumin", "Albumin, Serum"), "vitamin_b12": ("Vitamin B12", "Vitamin B-12", "B12 (Cobalamin)"),
}  # fmt: skip
HEADS = {
    "name": ("Test", "Component", "Analyte", "Test Name", "Investigation", "Parameter", "Procedure", "TEST"), "value": ("Result", "Value", "Your Value", "Results", "Observed Value", "RESULT"),
    "flag": ("Flag", "", "Abn", "H/L", "Flags"), "unit": ("Units", "Unit", "UoM", "UNITS"), "ref": ("Reference Range", "Ref Range", "Reference Interval", "Normal Range", "Ref. Interval", "Standard Range"),
    "low": ("Low", "Ref Low", "Min"), "high": ("High", "Ref High", "Max"), "status": ("Status",), "previous": ("Previous", "Prior Result", "Last Result"),
}  # fmt: skip
ORDERS = (
    ("name", "value", "flag", "unit", "ref"), ("name", "value", "unit", "flag", "ref"), ("name", "value", "unit", "ref", "flag"), ("name", "flag", "value", "unit", "ref"), ("name", "value", "flag", "ref", "unit"),
    ("name", "ref", "unit", "value", "flag"), ("name", "unit", "value", "flag", "ref"), ("name", "value", "unit", "low", "high", "flag"), ("value", "flag", "name", "unit", "ref"), ("name", "value", "flag", "unit", "ref", "status"),
    ("name", "value", "ref", "unit"), ("name", "value", "unit", "ref"), ("name", "previous", "value", "unit", "ref"), ("name", "value", "unit", "ref", "previous"),
)  # fmt: skip
PANELS = (
    ("Complete Blood Count", ("leukocytes", "erythrocytes", "hemoglobin", "hematocrit", "mcv", "platelets")), ("Differential, absolute counts", ("neutrophils", "lymphocytes", "monocytes")),
    ("Chemistry", ("creatinine", "bilirubin_total", "alanine_aminotransferase", "albumin", "lactate_dehydrogenase")), ("Special studies", ("ferritin", "vitamin_b12", "erythropoietin")),
)  # fmt: skip
COMMENTS = (
    "Results relate only to the specimen tested.", "Reference ranges are for adults and may differ with age and sex.", "Smear reviewed by pathologist: macrocytosis present, occasional hypogranular neutrophils.",
    "Hemoglobin below 7.0 g/dL is called to the ward.", "Platelet clumping not seen.", "L = below range, H = above range.", "An absolute neutrophil count under 0.5 is reported as critical.",
)  # fmt: skip
MARKS = ("letter", "letter", "star", "brackets", "word", "arrow", "none")


def _recipe(d: Doc, h: House, analyte: str) -> Recipe:
    unit, scale, places = UNITS[d.person.country].get(analyte, ("", 1.0, 1))
    if not unit:
        unit = {
            "mcv": "fL",
            "hematocrit": "%",
            "creatinine": "mg/dL",
            "bilirubin_total": "mg/dL",
            "albumin": "g/dL",
            "hemoglobin": "g/dL",
        }.get(analyte, "%")
    if analyte == "mcv":
        places = 0
    low, high = RANGE[analyte]
    return (
        analyte,
        h.pick(NAMES[analyte]),
        unit,
        scale,
        places,
        round(low * scale, places),
        round(high * scale, places),
    )


def _range(h: House, form: str, f: Figure) -> str:
    return {
        "dash": f"{f.low}-{f.high}",
        "spaced": f"{f.low} - {f.high}",
        "square": f"[{f.low}-{f.high}]",
        "round": f"({f.low} - {f.high})",
        "to": f"{f.low} to {f.high}",
        "unit": f"{f.low} - {f.high} {f.unit}",
    }[form]


def _marked(f: Figure, mark: str) -> str:
    if not f.flag:
        return ""
    return {
        "letter": f.flag,
        "star": "*",
        "brackets": f"({f.flag})",
        "word": {"L": "Low", "H": "High"}[f.flag],
        "arrow": {"L": "↓", "H": "↑"}[f.flag],
        "none": "",
    }[mark]


def one_table(d: Doc) -> None:
    """One date; columns, marks, ranges and names by lot."""
    h = House.of(d)
    order, mark, form = (
        h.pick([" ".join(o) for o in ORDERS]).split(),
        h.pick(MARKS),
        h.pick(("dash", "spaced", "square", "round", "to", "unit")),
    )
    glued = "flag" not in order and mark != "none"
    unit_in_value = "unit" in order and h.rng.random() < 0.15
    order = [o for o in order if not (unit_in_value and o == "unit")]
    labels = {o: h.pick(HEADS[o]) for o in order}
    dates = three_dates(h, d, 1)
    before = h.date(d.on - dt.timedelta(70))
    body = header(
        h,
        d,
        h.pick(
            (
                "Laboratory Report",
                "Hematology Results",
                "Final Report",
                "Blood Test Results",
                "CUMULATIVE LABORATORY REPORT" if "previous" in order else "LAB RESULTS",
            )
        ),
        dates,
    )
    figures: list[Figure] = []
    earlier: list[Figure] = []
    sections = []
    for title, analytes in PANELS[: h.rng.randrange(2, 5)]:
        rows = []
        for analyte in analytes:
            recipe = _recipe(d, h, analyte)
            f, old = figure(d, recipe), figure(d, recipe, 1.21)
            figures.append(f)
            earlier.append(old)
            sign = _marked(f, mark)
            cells = {
                "name": f.label, "value": " ".join(filter(None, (f.text, f.unit if unit_in_value else "", sign if glued else ""))), "flag": sign, "unit": f.unit, "ref": _range(h, form, f),
                "low": f.low, "high": f.high, "status": "Final", "previous": f"{old.text} ({before})",
            }  # fmt: skip
            rows.append("".join(f"<td class='c {o}'>{escape(cells[o])}</td>" for o in order))
        sections.append((title, rows))
    top = "".join(f"<th class=c>{labels[o]}</th>" for o in order)
    if h.rng.random() < 0.5:
        body += "".join(f"<h3>{t}</h3><table class=res><tr>{top}</tr>{_rows(rows)}</table>" for t, rows in sections)
    else:
        inner = "".join(f"<tr><td colspan={len(order)}><b>{t}</b></td></tr>{_rows(rows)}" for t, rows in sections)
        body += f"<table class=res><tr>{top}</tr>{inner}</table>"
    body += "".join(f"<p>{c}</p>" for c in h.rng.sample(COMMENTS, h.rng.randrange(0, 3)))
    sheet = finish(h, d, body, "lab")
    for f in figures:
        shown = mark in {"letter", "brackets", "word"} and ("flag" in order or glued)
        lab(d, f, d.on, sheet.at(f.text), flag=shown, reference=True)
    if "previous" in order:
        for f in earlier:
            lab(d, f, d.on - dt.timedelta(70), 1, flag=False, reference=False, may=True)


def _rows(rows: Sequence[str]) -> str:
    return "".join(f"<tr class=row>{r}</tr>" for r in rows)


def several_dates(d: Doc) -> None:
    """Several dates beside one another, or one beneath another; the order of time by lot."""
    h = House.of(d)
    days = [d.on - dt.timedelta(n) for n in (0, 30, 63)[: h.rng.randrange(2, 4)]]
    if h.rng.random() < 0.5:
        days = days[::-1]
    analytes = [*PANELS[0][1], *PANELS[1][1]]
    h.rng.shuffle(analytes)
    table: dict[dt.date, list[Figure]] = {}
    names = {a: h.pick(NAMES[a]) for a in analytes}
    for day in days:
        factor = {0: 1.0, 30: 1.13, 63: 1.27}[(d.on - day).days]
        table[day] = []
        for a in analytes:
            unit, scale, places = UNITS[d.person.country].get(
                a, ({"mcv": "fL", "hematocrit": "%", "hemoglobin": "g/dL"}.get(a, "%"), 1.0, 0 if a == "mcv" else 1)
            )
            low, high = RANGE[a]
            table[day].append(
                figure(
                    d,
                    (
                        a,
                        names[a],
                        unit,
                        scale,
                        0 if a == "mcv" else places,
                        round(low * scale, places),
                        round(high * scale, places),
                    ),
                    factor,
                )
            )
    body = header(h, d, h.pick(("Laboratory flowsheet", "Results over time", "Cumulative results", "Trend report")), [])
    with_ref = h.rng.random() < 0.6
    if h.rng.random() < 0.6:
        head = (
            f"<th class=c>{h.pick(HEADS['name'])}</th>"
            + "".join(f"<th class=c>{h.stamped(day)}</th>" for day in days)
            + "<th class=c>Units</th>"
            + ("<th class=c>Reference</th>" if with_ref else "")
        )
        rows = []
        for i, a in enumerate(analytes):
            f = table[days[0]][i]
            rows.append(
                "".join(
                    f"<td class=c>{escape(t)}</td>"
                    for t in (
                        names[a],
                        *(table[day][i].text for day in days),
                        f.unit,
                        *([f"{f.low}-{f.high}"] if with_ref else []),
                    )
                )
            )
    else:
        with_ref = False
        head = "<th class=c>Date</th>" + "".join(
            f"<th class=c>{names[a]}<br><span class=small>{escape(table[days[0]][i].unit)}</span></th>"
            for i, a in enumerate(analytes)
        )
        rows = [
            "".join(f"<td class=c>{escape(t)}</td>" for t in (h.date(day), *(f.text for f in table[day])))
            for day in days
        ]
    sheet = finish(h, d, body + f"<table class=res><tr>{head}</tr>{_rows(rows)}</table>", "lab")
    d.also_dated = (*days, None)
    for day in days:
        for f in table[day]:
            lab(d, f, day, sheet.at(f.text), flag=False, reference=with_ref)


FAMILIES: dict[str, Callable[[Doc], None]] = {"drawn_table": one_table, "drawn_dates": several_dates}

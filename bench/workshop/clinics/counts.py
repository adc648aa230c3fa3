# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Families of blood counts, and of a few days of them."""

import datetime as dt
from collections.abc import Callable, Sequence

from bench.workshop.clinics import panels
from bench.workshop.clinics.panels import Names, every, gold_of
from bench.workshop.clinics.paper import (
    ae,
    asked,
    foot,
    haem,
    lab,
    measure,
    named,
    never,
    noise,
    num,
    short,
    web,
)
from bench.workshop.days import later, sex
from bench.workshop.dress import Doc, Result
from bench.workshop.markup import Raw, esc, row
from bench.workshop.sheet import Cell


def three_series(d: Doc) -> None:
    """A hospital's count in three sections (red cells, white cells, platelets): range in brackets, LOW or HIGH as a word at the end, a film remark."""
    who, on, cells = d.person, d.on, ("10^3/uL", "10^9/L")
    out = later(on, 1)
    h = haem(d)
    red = every(d, (("hemoglobin", f"{h.capitalize()}oglobin"), ("hematocrit", f"{h.capitalize()}atocrit"), ("erythrocytes", "Red cell count"), ("mcv", "Mean cell volume")), cells)  # fmt: skip
    white = every(d, (("leukocytes", "White cell count"), ("neutrophils", "Neutrophils"), ("lymphocytes", "Lymphocytes"), ("monocytes", "Monocytes")), cells)  # fmt: skip
    plates = every(d, (("platelets", "Platelet count"),), cells)
    red.append(noise("Red cell distribution width", "18.4", "%", "11.5", "14.8", "H"))
    white += [
        noise("Eosinophils", "0.03", white[0].unit, "0.00", "0.50"),
        noise("Basophils", "0.01", white[0].unit, "0.00", "0.15"),
    ]
    word = {"L": "LOW", "H": "HIGH", "": ""}

    def part(title: str, rows: Sequence[Result]) -> str:
        lines = "".join(
            row((r.label, Raw(f"<b>{r.text}</b>" if r.flag else r.text), r.unit, f"({r.low} - {r.high})", word[r.flag]))
            for r in rows
        )
        return f"<tr class=g><td colspan=5>{title}</td></tr>{lines}"

    house = named(
        d,
        "Fairhaven Community Hospital",
        "Lakeshore General Hospital",
        "Marlbridge District Hospital",
        "Kilcorran General Hospital",
    )
    body = (
        f"<h1>{house}</h1><p class=c>Department of Laboratory Medicine &middot; {h.capitalize()}atology</p><table class=d>"
        + row((Raw("<b>Patient</b>"), f"{who.last.upper()}, {who.first}", Raw("<b>Specimen</b>"), "Whole blood, EDTA"))
        + row((Raw("<b>Date of birth</b>"), num(d, who.born), Raw("<b>Collected</b>"), f"{num(d, on)} 09:10"))
        + row((Raw("<b>Sex</b>"), sex(d), Raw("<b>Received</b>"), f"{num(d, on)} 10:02"))
        + row((Raw("<b>Hospital no.</b>"), who.ids[0], Raw("<b>Reported</b>"), f"{num(d, out)} 08:31"))
        + f"</table><h2>FULL BLOOD COUNT WITH DIFFERENTIAL</h2><table class=t><thead>{row(('Test', 'Result', 'Units', 'Reference interval', ''), 'th')}</thead>"
        + part("Red cells", red) + part("White cells", white) + part("Platelets", plates)
        + "</table><p><b>Film:</b> Macrocytes and occasional oval forms. Neutrophils hypogranular; some with two lobes. Platelet number on the film agrees with the count.</p>"
        f"<p class=s>Results outside the reference interval are in bold. Critical values ({h}oglobin below {ae(d, '6.5 g/dL', '65 g/L')}, platelets below 15, neutrophils below 0.5) are telephoned. Authorised by: C. Delahunty, Chief Technologist.</p>"
    )  # fmt: skip
    css = ("@page{margin:18mm;" + foot(f"{house}  {who.ids[1]}") + "}body{font:10pt 'Liberation Sans'}h1{font-size:15pt;text-align:center;margin:0}.c{text-align:center}.d{width:100%;border:.7pt solid #000;margin:8pt 0}.d td{padding:2.5pt 6pt}"
           "h2{font-size:10.5pt}.t{width:100%}.t td,.t th{padding:2.5pt 6pt}.t th{border-bottom:1pt solid}.g td{background:#e6e6e6;font-weight:bold}.s{font-size:8pt;margin-top:10pt}")  # fmt: skip
    web(d, body, css, "lab")
    gold_of(d, (*red, *white, *plates), on)
    for analyte, value in (("platelets", 15.0), ("neutrophils", 0.5), ("hemoglobin", 6.5)):
        never(d, analyte, value, "threshold")
    d.also_dated = (out,)


def office_analyser(d: Doc) -> None:
    """An oncology practice's own analyser: short codes, ranges in square brackets, a star before what is out of range, cells in per cent beside the counts."""
    who, on = d.person, d.on
    s = d.paper("Helvetica", 10, 60)
    d.kind = "lab"
    s.line(
        named(
            d,
            "Cedar Bend Hematology & Oncology, P.A.",
            "Cedar Bend Oncology Clinic",
            "Cedar Bend Cancer Day Centre",
            "Cedar Bend Oncology Clinic",
        ),
        True,
        13,
    )
    s.line("In-office laboratory", pt=9)
    s.rule()
    s.gap(6)
    for left, right in ((f"Name: {who.first} {who.last}", f"Chart #: {who.ids[0]}"), (f"DOB: {num(d, who.born)}    Sex: {who.sex}", f"Run: {num(d, on)} 11:26    Drawn: {num(d, on)} 11:15"),
                        ("Physician: Adeyemi", "Mode: WB / CBC+DIFF    Operator: JLK")):  # fmt: skip
        s.row(Cell(s.margin, left), Cell(s.margin + 260, right))
    s.gap(10)
    columns = (0, 14, 130, 200, 290)
    s.row(
        *(
            Cell(s.margin + x, t, True)
            for x, t in zip(columns, ("", "Parameter", "Result", "Units", "Normal"), strict=True)
        )
    )
    s.rule()
    rows = every(d, (("leukocytes", "WBC"), ("erythrocytes", "RBC"), ("hemoglobin", "HGB"), ("hematocrit", "HCT"), ("mcv", "MCV"), ("platelets", "PLT"),
                    ("neutrophils", "GRAN#"), ("lymphocytes", "LYM#"), ("monocytes", "MONO#"), ("neutrophils_percent", "GRAN%")), ("10^3/mm3", "10^9/L"))  # fmt: skip
    rows[5:5] = [
        noise("MCH", "33.6", "pg", "27.0", "32.5", "H"),
        noise("MCHC", "32.9", "g/dL" if rows[2].unit == "g/dL" else "%", "31.5", "36.0"),
    ]
    rows += [
        noise("LYM%", "31", "%", "18", "45"),
        noise("MONO%", "7", "%", "2", "11"),
        noise("MPV", "11.2", "fL", "7.5", "11.5"),
    ]
    for r in rows:
        page = s.row(
            *(
                Cell(s.margin + x, t)
                for x, t in zip(
                    columns, ("*" if r.flag else "", r.label, r.text, r.unit, f"[{r.low} - {r.high}]"), strict=True
                )
            ),
            step=1.5,
        )
        lab(d, r, on, page, flag=False, may=r.label.startswith("GRAN"))  # granulocytes are neutrophils and a few more
    anc = next(r for r in rows if r.analyte == "neutrophils")
    s.gap(8)
    page = s.line(f"ANC (manual, 100 cells): {anc.text} {anc.unit}", True)
    lab(d, anc, on, page, flag=False, reference=False)
    s.line("* = outside normal limits. Controls (low, normal, high) acceptable this morning.", pt=8.5)
    s.line("Treatment hold limits posted at the chair: ANC 1.00, PLT 50. Not a result.", pt=8.5)
    s.gap(14)
    s.line("Reviewed by: ______________________", pt=9)
    never(d, "neutrophils", 1.0, "limit for treatment")
    never(d, "platelets", 50.0, "limit for treatment")


def cumulative_weeks(d: Doc) -> None:
    """A cumulative sheet of three days, the newest on the left; one cell haemolysed, one not asked for; units in their own column, range last."""
    who, on = d.person, d.on
    days = ((on, 1.0), (later(on, -21), 1.09), (later(on, -50), 1.18))
    h = haem(d)
    groups: tuple[tuple[str, Names], ...] = (
        (f"{h}atology".upper(), (("hemoglobin", "Hb"), ("hematocrit", "Hct"), ("mcv", "MCV"), ("leukocytes", "WBC"), ("neutrophils", "Neutrophils"), ("lymphocytes", "Lymphocytes"), ("monocytes", "Monocytes"), ("platelets", "Platelets"))),
        ("BIOCHEMISTRY", (("creatinine", "Creatinine"), ("bilirubin_total", "Bilirubin (total)"), ("alanine_aminotransferase", "ALT"), ("lactate_dehydrogenase", "LDH"), ("albumin", "Albumin"))),
        (f"{h}atinics".upper(), (("ferritin", "Ferritin"), ("vitamin_b12", "Vitamin B12"))),
    )  # fmt: skip
    found: list[tuple[Result, dt.date]] = []
    lines = ""
    for title, names in groups:
        lines += f"<tr class=g><td colspan=6>{title}</td></tr>"
        for analyte, label in names:
            cells: list[str] = []
            for n, (day, factor) in enumerate(days):
                r = measure(d, analyte, label, factor, ("K/mcL", "10*9/L"))
                if analyte == "lactate_dehydrogenase" and n == 0:
                    cells.append(f"{h.capitalize()}olyzed" if h == "hem" else "Haemolysed")
                elif title.endswith("ATINICS") and n != 1:
                    cells.append("")
                else:
                    found.append((r, day))
                    cells.append(f"{r.text} {r.flag}".strip())
            lines += row((label, *cells, r.unit, f"{r.low}-{r.high}"))
    head = row(
        (
            "Test",
            *(Raw(f"{short(d, day)}<br>{t}") for (day, _), t in zip(days, ("08:55", "14:20", "09:37"), strict=True)),
            "Unit",
            "Reference",
        ),
        "th",
    )
    body = (
        f"<table class=d><tr><td><b>{named(d, 'Tri-Rivers Regional Laboratory', 'Bay of Quarries Regional Laboratory', 'Pennine Vale Pathology', 'Midlands Pathology Service')}</b><br>Cumulative report</td>"
        f"<td>Patient: <b>{who.first} {esc(who.last)}</b><br>Born: {short(d, who.born)} &nbsp; Sex: {sex(d)}<br>Record no.: {who.ids[0]}</td><td>Requested by: Dr L. Fitzmaurice<br>Printed: {short(d, later(on, 3))}<br>Page 1 of 1</td></tr></table>"
        f"<table class=t><thead>{head}</thead>{lines}</table><p class=s>L below, H above the reference interval. An empty cell: not requested. Results older than 60 days are on the previous sheet.</p>"
    )  # fmt: skip
    css = ("@page{margin:16mm}body{font:9.5pt 'DejaVu Sans'}.d{width:100%;border-bottom:1.5pt solid #234;margin-bottom:8pt}.d td{padding:3pt 6pt 6pt 0}.t{width:100%}.t td,.t th{padding:3pt 6pt;border-bottom:.4pt solid #bbb}"
           ".t th{background:#234;color:#fff}.g td{font-weight:bold;padding-top:7pt}.s{font-size:8pt}")  # fmt: skip
    web(d, body, css, "lab")
    for r, day in found:
        lab(d, r, day, 1)
    d.also_dated = (later(on, 3), *(day for day, _ in days), None)


def film_report(d: Doc) -> None:
    """A count with a manual differential of a hundred cells (per cent and absolute in two columns, blasts among them), and the film in sentences."""
    who, on = d.person, d.on
    s = d.paper("Times", 10.5, 60)
    d.kind = "lab"
    h = haem(d)
    s.line(
        named(
            d,
            "Ashgrove Valley Hospital",
            "Ashgrove Valley Hospital",
            "Ashgrove Hospital NHS Foundation Trust",
            "Ashgrove Hospital, Galway Road",
        ),
        True,
        15,
    )
    s.line(f"{h.capitalize()}atology - blood count with film", pt=11)
    s.gap(4)
    for pair in (
        (("Patient:", f"{who.last}, {who.first}"), ("Sampled:", f"{num(d, on)} at 08:15")),
        (("Born:", f"{num(d, who.born)}   {sex(d)}"), ("Film read:", f"{num(d, on)}, Dr B. Okereke")),
        (("Number:", who.ids[0]), ("Request:", f"low counts, ?cause   ({who.ids[1]})")),
    ):
        (a, b), (c, e) = pair
        s.row(Cell(s.margin, a, True), Cell(s.margin + 55, b), Cell(s.margin + 255, c, True), Cell(s.margin + 315, e))
    s.rule()
    s.gap(6)
    x = (0, 120, 180, 250, 340)
    cells = ("x10^3/uL", "x10^9/L")
    s.row(*(Cell(s.margin + a, t, True) for a, t in zip(x, ("Count", "Result", "", "Unit", "Reference"), strict=True)))
    for r in every(
        d,
        (
            ("hemoglobin", f"{h.capitalize()}oglobin"),
            ("hematocrit", f"{h.capitalize()}atocrit"),
            ("mcv", "MCV"),
            ("leukocytes", "Leukocytes" if h == "hem" else "Leucocytes"),
            ("platelets", "Platelets"),
        ),
        cells,
    ):
        page = s.row(
            *(
                Cell(s.margin + a, t)
                for a, t in zip(
                    x,
                    (r.label, r.text, {"L": "low", "H": "high", "": ""}[r.flag], r.unit, f"{r.low} - {r.high}"),
                    strict=True,
                )
            )
        )
        lab(d, r, on, page)
    s.gap(6)
    s.row(
        *(
            Cell(s.margin + a, t, True)
            for a, t in zip(x, ("Differential", "Per cent", "", "Absolute", "Reference (absolute)"), strict=True)
        )
    )
    blasts, white = who.counts["blasts_blood"], who.counts["leukocytes"]
    monos = round(100 * who.counts["monocytes"] / white)
    lymphs = max(99 - round(who.counts["neutrophils_percent"]) - monos - round(blasts), 0)
    for analyte, label, share in (
        ("neutrophils", "Neutrophils", ""),
        ("lymphocytes", "Lymphocytes", f"{lymphs}"),
        ("monocytes", "Monocytes", f"{monos}"),
        ("", "Eosinophils", "1"),
        ("", "Basophils", "0"),
        ("blasts_blood", "Blasts", f"{blasts:g}"),
    ):
        r = measure(d, analyte, label, 1, cells) if analyte not in {"", "blasts_blood"} else noise(label, "")
        share = share or f"{who.counts['neutrophils_percent']:g}"
        page = s.row(
            *(
                Cell(s.margin + a, t)
                for a, t in zip(
                    x, (label, f"{share} %", "", r.text, f"{r.low} - {r.high}" if r.low else ""), strict=True
                )
            )
        )
        lab(d, r, on, page, flag=False)
        if analyte == "neutrophils":
            lab(d, measure(d, "neutrophils_percent", label), on, page, flag=False, reference=False)
        if analyte == "blasts_blood":
            d.percent("blasts_blood", on, page)
    s.gap(6)
    s.para(
        "Film: Oval macrocytes, moderate anisocytosis. Pseudo-Pelger neutrophils in about 20% of granulocytes. Platelets vary in size. Nucleated red cells 1 per 100 white cells. No fragments."
    )
    s.para(
        f"Advice: appearances raise the possibility of myelodysplasia; refer to {h}atology. Check B12, folate and copper, and ask about alcohol."
    )
    asked(d, s.page, "mds")
    never(d, "blasts_blood", 20.0, "Pelger forms")


FAMILIES: dict[str, Callable[[Doc], None]] = {
    **{f.__name__: f for f in (three_series, office_analyser, cumulative_weeks, film_report)},
    **panels.FAMILIES,
}
UNSCORED = frozenset({"cumulative_weeks"})

# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Families of blood counts and chemistry: one day, and several days in columns."""

import datetime as dt
from collections.abc import Callable

from bench.workshop.days import hyphened as dash
from bench.workshop.days import later, sex
from bench.workshop.dress import Doc, Result
from bench.workshop.kept import series
from bench.workshop.kept.paper import (
    amount,
    bait,
    lab,
    noise,
    perhaps,
    res,
    symptom,
    web,
)
from bench.workshop.markup import Raw, esc, row, table


def surgery_results(d: Doc) -> None:
    """A surgery's print of the hospital's results: each profile a section with its sample, words for the flag, an opinion under it."""
    who, on = d.person, d.on
    fbc = [res(d, *n) for n in (("hemoglobin", "Haemoglobin concentration", "g/L"), ("leukocytes", "Total white blood count", "10*9/L"), ("platelets", "Platelet count - observation", "10*9/L"),
                                ("erythrocytes", "Red blood cell count", "10*12/L"), ("hematocrit", "Haematocrit", "L/L"), ("mcv", "Mean cell volume", "fL"), ("neutrophils", "Neutrophil count", "10*9/L"),
                                ("lymphocytes", "Lymphocyte count", "10*9/L"), ("monocytes", "Monocyte count", "10*9/L"))]  # fmt: skip
    fbc[6:6] = [noise("Mean cell haemoglobin", "34.1", "pg", "27.0", "32.0", "H")]
    fbc.append(noise("Basophil count", "0.02", "10*9/L", "0.00", "0.10"))
    chem = [res(d, *n) for n in (("creatinine", "Serum creatinine", "µmol/L"), ("bilirubin_total", "Total bilirubin", "µmol/L"), ("alanine_aminotransferase", "Serum ALT level", "U/L"), ("albumin", "Serum albumin", "g/L"))]  # fmt: skip
    chem[:0] = [
        noise("Serum sodium", "139", "mmol/L", "133", "146"),
        noise("Serum potassium", "4.2", "mmol/L", "3.5", "5.3"),
    ]
    iron = [res(d, "ferritin", "Serum ferritin", "ug/L"), res(d, "vitamin_b12", "Serum vitamin B12", "ng/L")]

    def section(title: str, sample: str, rows: list[Result], remark: str) -> str:
        told = {"L": "Below low reference limit", "H": "Above high reference limit", "": ""}
        cells = [
            (r.label, Raw(f"<b>{r.text}</b>" if r.flag else r.text), r.unit, f"{r.low} - {r.high}", told[r.flag])
            for r in rows
        ]
        return (
            f"<h2>{title}</h2><p class=m>{sample}</p>"
            + table(("Test", "Result", "Units", "Reference range", "Abnormality"), cells)
            + f"<p class=c>{remark}</p>"
        )

    body = (
        f"<table class=d><tr><td><b>Meadowgate Surgery</b><br>Laboratory results for filing</td><td>{esc(who.last.upper())}, {who.first}<br>Born {d.date(who.born)} &nbsp; {sex(d)}<br>Hospital number {who.ids[0]}</td>"
        f"<td>Sample taken {d.date(on)} 09:20<br>Received in laboratory {d.date(on)} 13:05<br>Report filed {d.date(later(on, 1))}</td></tr></table>"
        + section("Full blood count", f"Blood, sample H{who.ids[1][1:]}. Clinical details: tired all the time.", fbc, "Laboratory opinion: Film shows macrocytes and some hypogranular neutrophils. Haematology referral suggested.")
        + section("Renal and liver profile", f"Serum, sample B{who.ids[1][1:]}", chem, "Haemolysed sample, potassium may be raised.")
        + section("Haematinics", f"Serum, sample B{who.ids[1][1:]}", iron, "A ferritin below 15 ug/L is diagnostic of iron deficiency.")
        + "<p class=m>Filed as: Abnormal, speak to patient. Dr S. Whittaker. No further action for the practice nurse.</p>"
    )  # fmt: skip
    css = ("@page{size:A4;margin:16mm 15mm;@bottom-right{content:'Page ' counter(page) ' of ' counter(pages);font:8pt 'Liberation Sans'}}body{font:9.5pt 'Liberation Sans'}.d{width:100%;border:1pt solid #005a8c}.d td{padding:5pt;width:33%}h2{font-size:11pt;color:#005a8c;margin:11pt 0 1pt}"
           ".t{width:100%}.t th{border-bottom:.8pt solid #005a8c}.t td,.t th{padding:2.6pt 4pt}.m{font-size:8.5pt;color:#333}.c{font-size:9pt;font-style:italic}")  # fmt: skip
    sheet = web(d, body, css, "lab")
    for r in (*fbc, *chem, *iron):
        lab(d, r, on, sheet.find(r.label, r.text))
    bait(d, "ferritin", 15.0)
    symptom(d, 1, "tired", "macrocyt")
    d.also_dated = (later(on, 1),)


def cumulative_right(d: Doc) -> None:
    """A pathology provider's cumulative report: the newest of four requests on the right, units and limits after the values, days without a test left empty."""
    who, on = d.person, d.on
    days = [(later(on, -n), f) for n, f in ((155, 1.18), (97, 1.11), (36, 1.05))] + [(on, 1.0)]
    groups = (
        ("HAEMATOLOGY", (("hemoglobin", "Haemoglobin", "g/L"), ("hematocrit", "Haematocrit", "L/L"), ("mcv", "MCV", "fL"), ("platelets", "Platelets", "x10^9/L"), ("leukocytes", "White cell count", "x10^9/L"),
                         ("neutrophils", "Neutrophils", "x10^9/L"), ("lymphocytes", "Lymphocytes", "x10^9/L"), ("monocytes", "Monocytes", "x10^9/L"))),
        ("BIOCHEMISTRY", (("creatinine", "Creatinine", "µmol/L"), ("bilirubin_total", "Bilirubin", "µmol/L"), ("alanine_aminotransferase", "ALT", "U/L"), ("lactate_dehydrogenase", "LD", "U/L"))),
        ("IRON STUDIES", (("ferritin", "Ferritin", "ug/L"),)),
    )  # fmt: skip
    found: list[tuple[Result, dt.date]] = []
    rows = ""
    for title, names in groups:
        rows += f"<tr class=g><td colspan=7>{title}</td></tr>"
        for name in names:
            cells = []
            for i, (day, factor) in enumerate(days):
                if (title == "BIOCHEMISTRY" and i == 1) or (title == "IRON STUDIES" and i in {0, 2}):
                    cells.append("")
                    continue
                r = res(d, *name, factor=1 + (factor - 1) / 10 if name[0] == "mcv" else factor)
                found.append((r, day))
                cells.append(Raw(f"<b>{r.flag} {r.text}</b>" if r.flag else r.text))
            rows += row((name[1], *cells, r.unit, f"({r.low}-{r.high})"))
    head = (
        "<tr><th>Date</th>"
        + "".join(f"<th>{d.date(day)}</th>" for day, _ in days)
        + "<th>Units</th><th>Reference</th></tr>"
    )
    second = (
        "<tr class=q><td>Request no.</td>"
        + "".join(f"<td>{int(who.ids[0]) // 7 + 9041 * n}</td>" for n in range(4))
        + "<td></td><td></td></tr>"
    )
    body = (
        f"<div class=h>BASALT PLAINS PATHOLOGY</div><p><b>{esc(who.last.upper())}, {who.first}</b> &nbsp;&nbsp; D.O.B. {d.date(who.born)} &nbsp;&nbsp; Sex {who.sex} &nbsp;&nbsp; Patient ref. {who.ids[0]}<br>Requested by Dr P. Karalis, Specialist Rooms, 3 Wharf St &nbsp;&nbsp; Latest collection {d.date(on)} at 10:50</p>"
        f"<p><b>CUMULATIVE REPORT</b> &nbsp; The latest result is at the right.</p><table class=t><thead>{head}{second}</thead>{rows}</table>"
        "<p><b>Comment on latest request:</b> Film to follow. Clinical notes supplied: ?MDS.</p>"
        "<p class=s>L and H before a value mark results outside the reference interval. An empty space means that the test was not requested that day. Accredited for compliance with ISO 15189.</p>"
    )  # fmt: skip
    css = ("@page{size:A4;margin:15mm}body{font:9.5pt 'DejaVu Sans Condensed','DejaVu Sans'}.h{font-size:15pt;letter-spacing:1pt;border-bottom:2.5pt solid #7d3c1a}.t{width:100%}.t td,.t th{padding:3pt 4pt;border-bottom:.3pt solid #ccc;white-space:nowrap}"
           ".t th{border-bottom:1pt solid #333}.g td{background:#f3ebe4;font-weight:bold}.q td{font-size:7.5pt;color:#555}.s{font-size:8pt}")  # fmt: skip
    web(d, body, css, "lab")
    for r, day in found:
        lab(d, r, day, 1)
    perhaps(d, 1, "mds", "suspected", "confirmed")
    d.also_dated = tuple(day for day, _ in days)


def lakh_chain(d: Doc) -> None:
    """A chain of collection centres: method in small print under each name, percents before absolute counts, lakhs, text that explains grades of anaemia."""
    who, on = d.person, d.on
    wbc = amount(d, "leukocytes")
    share = {a: round(100 * min(amount(d, a) / wbc, 0.9)) for a in ("lymphocytes", "monocytes")}
    first = [res(d, "hemoglobin", "Haemoglobin (Hb)", "g/dL"), res(d, "hematocrit", "Packed Cell Volume (PCV)", "%"), res(d, "erythrocytes", "RBC Count", "mill/cumm"), res(d, "mcv", "MCV", "fL"),
             noise("RDW - CV", "17.8", "%", "11.6", "14.0", "H"), res(d, "leukocytes", "Total Leucocyte Count (TLC)", "cells/cumm")]  # fmt: skip
    part = [
        res(d, "neutrophils_percent", "Neutrophils", "%"),
        *(
            noise(
                a.capitalize(),
                str(share[a]),
                "%",
                str(low),
                str(high),
                "L" if share[a] < low else "H" if share[a] > high else "",
            )
            for a, low, high in (("lymphocytes", 20, 40), ("monocytes", 2, 10))
        ),
        noise("Eosinophils", "1", "%", "1", "6"),
    ]
    whole = [
        res(d, a, n, "cells/cumm")
        for a, n in (
            ("neutrophils", "Absolute Neutrophil Count"),
            ("lymphocytes", "Absolute Lymphocyte Count"),
            ("monocytes", "Absolute Monocyte Count"),
        )
    ]
    plt = res(d, "platelets", "Platelet Count", "lakhs/cumm")
    methods = {
        "Haemoglobin (Hb)": "Photometric",
        "RBC Count": "Electrical impedance",
        "MCV": "Calculated",
        "Total Leucocyte Count (TLC)": "Flow cytometry",
        "Platelet Count": "Electrical impedance / Microscopy",
    }

    def line(r: Result) -> str:
        name = Raw(f"{esc(r.label)}" + (f"<br><i>{methods[r.label]}</i>" if r.label in methods else ""))
        return row((name, Raw(f"<b>{r.flag} {r.text}</b>" if r.flag else r.text), r.unit, f"{r.low} - {r.high}"))

    def group(title: str) -> str:
        return f"<tr><td colspan=4 class=g>{title}</td></tr>"

    body = (
        f"<table class=d><tr><td><b>Name</b> : {'Mrs' if who.sex == 'F' else 'Mr'} {esc(who.name)}<br><b>Age / Sex</b> : {who.age(on)} Years / {sex(d)}<br><b>Date of Birth</b> : {dash(who.born)}<br><b>Patient ID</b> : {who.ids[0]}</td>"
        f"<td><b>Collected</b> : {dash(on)} 07:38 AM<br><b>Received</b> : {dash(on)} 11:10 AM<br><b>Reported</b> : {dash(on)} 03:52 PM<br><b>Ref. By</b> : Dr. Self &nbsp; <b>Status</b> : Final</td></tr></table>"
        "<h2>DEPARTMENT OF HAEMATOLOGY</h2><h3>COMPLETE BLOOD COUNT (CBC), WHOLE BLOOD EDTA</h3>"
        f"<table class=t><thead>{row(('Test Name', 'Result', 'Unit', 'Bio. Ref. Interval'), 'th')}</thead>{''.join(map(line, first))}{group('Differential Leucocyte Count')}{''.join(map(line, part))}{group('Absolute Counts')}{''.join(map(line, whole))}{group('Platelets')}{line(plt)}</table>"
        "<p class=n><b>Note:</b> Values are verified on a stained smear. Grades of anaemia (WHO, adults): mild 11.0 - 11.9 g/dL, moderate 8.0 - 10.9 g/dL, severe below 8.0 g/dL. Platelet counts below 0.20 lakhs/cumm carry a risk of spontaneous bleeding. Neonates have a TLC of 10000 - 26000 cells/cumm.</p>"
        "<p class=r>Dr. Nandini Rao, MD (Path)<br>Consultant Pathologist</p><p class=n>*** End of report *** Partial reproduction is not permitted. Tests marked # are outside the scope of accreditation.</p>"
    )  # fmt: skip
    css = ("@page{size:A4;margin:28mm 14mm 18mm;@top-left{content:'SUNRISE DIAGNOSTICS';font:bold 15pt 'Liberation Sans';color:#c2410c}@top-right{content:'Lab: 14 Station Road, Nashik';font:8pt 'Liberation Sans'}@bottom-center{content:'Page ' counter(page) ' of ' counter(pages);font:8pt 'Liberation Sans'}}"
           "body{font:9.5pt 'Liberation Sans'}.d{width:100%;border-top:1pt solid #888;border-bottom:1pt solid #888}.d td{padding:4pt;width:50%}h2,h3{text-align:center;margin:6pt 0 2pt;font-size:11pt}h3{font-size:10pt}.t{width:100%}.t th{background:#fde8dc}.t td,.t th{padding:2.2pt 5pt}.t i{font-size:7.5pt;color:#555}.g{font-weight:bold;text-decoration:underline}.n{font-size:8pt;margin-top:8pt}.r{text-align:right;margin-top:16pt}")  # fmt: skip
    sheet = web(d, body, css, "lab")
    for r in (*first, *part, *whole, plt):
        lab(d, r, on, sheet.find(r.label, r.text))
    bait(d, "platelets", 20.0)
    bait(d, "hemoglobin", 11.0)


def typed_corrected(d: Doc) -> None:
    """A hospital computer's typed print: the flag stands before the number, a corrected count with the withdrawn one named, a cancelled test, chemistry in a second block."""
    who, on = d.person, d.on
    s = d.paper("Courier", 9, 45)
    page_of = {}
    false = 148 if abs(who.counts["platelets"] - 148) > 20 else 242
    rows = [res(d, *n) for n in (("leukocytes", "WBC", "K/uL"), ("erythrocytes", "RBC", "M/uL"), ("hemoglobin", "HGB", "g/dL"), ("hematocrit", "HCT", "%"), ("mcv", "MCV", "fL"), ("platelets", "PLT", "K/uL"),
                                 ("neutrophils", "NEUT ABS", "K/uL"), ("lymphocytes", "LYMPH ABS", "K/uL"), ("monocytes", "MONO ABS", "K/uL"))]  # fmt: skip
    rows[5:5] = [noise("MCHC", "32.4", "g/dL", "31.5", "35.5"), noise("RDW", "18.3", "%", "11.5", "14.5", "H")]
    chem = [res(d, *n) for n in (("creatinine", "CREATININE", "mg/dL"), ("bilirubin_total", "BILIRUBIN TOTAL", "mg/dL"), ("aspartate_aminotransferase", "AST", "U/L"), ("alanine_aminotransferase", "ALT", "U/L"), ("lactate_dehydrogenase", "LDH", "U/L"))]  # fmt: skip

    def show(r: Result) -> None:
        page_of[r.label] = s.mono(
            [f"  {r.label:<18}{r.flag or ' ':<3}{r.text:>8}   {r.unit:<9}{r.low + '-' + r.high:<14}"], 9
        )

    s.mono([f"{'ST GABRIEL COMMUNITY HOSPITAL':<50}LABORATORY", "-" * 76, f"PATIENT: {who.last.upper()}, {who.first.upper()}", f"MED REC NO: {who.ids[0]}      BIRTHDATE: {d.date(who.born)}      SEX: {sex(d).upper()}",
            f"COLLECTED: {d.date(on)} 0615     RECEIVED: {d.date(on)} 0640     LOCATION: ONC CLINIC", "-" * 76, "", f"  {'COMPLETE BLOOD COUNT':<21}{'RESULT':>8}   {'UNITS':<9}REFERENCE", ""], 9)  # fmt: skip
    for r in rows:
        show(r)
        if r.label == "PLT":
            s.mono(
                [
                    "      *** CORRECTED RESULT ***",
                    f"      PREVIOUSLY REPORTED AS {false} AT 0702; SAMPLE MIX-UP IN LAB, TEST REPEATED.",
                ],
                9,
            )
    s.mono(
        [
            f"  {'SEDIMENTATION RATE':<21}{'CANC':>8}   QUANTITY NOT SUFFICIENT",
            "",
            f"  {'CHEMISTRY':<21}{'RESULT':>8}   {'UNITS':<9}REFERENCE",
            "",
        ],
        9,
    )
    for r in chem:
        show(r)
    s.mono(
        [
            "",
            "-" * 76,
            "L = LOW   H = HIGH   CANC = CANCELLED",
            "CRITICAL LIMITS OF THIS LABORATORY: HGB < 6.5, PLT < 20, WBC < 1.0",
            f"VERIFIED BY: TECH 0418                    PRINTED: {d.date(later(on, 1))} 0900   PAGE 1",
        ],
        9,
    )
    for r in (*rows, *chem):
        lab(d, r, on, page_of[r.label])
    bait(d, "platelets", float(false), why="withdrawn")
    bait(d, "hemoglobin", 6.5)
    d.also_dated = (later(on, 1),)


def next_persons_page(d: Doc) -> None:
    """A fax of two sheets, alike in layout: the second is of another person with another name, birth date and number."""
    who, on = d.person, d.on
    rows = [res(d, *n) for n in (("leukocytes", "White Cell Count", "10^9/L"), ("hemoglobin", "Haemoglobin", "g/L"), ("platelets", "Platelets", "10^9/L"), ("mcv", "MCV", "fL"), ("neutrophils", "Neutrophils", "10^9/L"), ("monocytes", "Monocytes", "10^9/L"))]  # fmt: skip
    other = {
        "leukocytes": ("24.6", "H"),
        "hemoglobin": ("171", "H"),
        "platelets": ("934", "H"),
        "mcv": ("74", "L"),
        "neutrophils": ("18.42", "H"),
        "monocytes": ("2.31", "H"),
    }
    first, last, born = {
        "F": ("Wilhelmina", "Strathblane", dt.date(1951, 3, 24)),
        "M": ("Ferdinand", "Strathblane", dt.date(1948, 9, 17)),
    }[who.sex]

    def page(name: str, dob: dt.date, number: str, cells: list[tuple[str, str, str, str, str]], note: str) -> str:
        return (
            f"<div class=h><b>Port Carron Hospital Laboratories</b><br>Haematology report</div><table class=d>{row(('Surname, forename', name))}{row(('Date of birth', d.date(dob)))}{row(('Sex', sex(d)))}{row(('Record number', number))}{row(('Date and time of sample', d.date(on) + ' 08:15'))}</table>"
            + table(("Analyte", "Result", "Flag", "Unit", "Reference interval"), cells)
            + f"<p>{note}</p><p class=s>Authorised by the duty biomedical scientist.</p>"
        )  # fmt: skip

    mine = [(r.label, r.text, {"L": "LOW", "H": "HIGH"}.get(r.flag, ""), r.unit, f"{r.low} to {r.high}") for r in rows]
    theirs = [
        (r.label, other[r.analyte][0], {"L": "LOW", "H": "HIGH"}[other[r.analyte][1]], r.unit, f"{r.low} to {r.high}")
        for r in rows
    ]
    body = (
        page(
            f"{who.last.upper()}, {who.first}",
            who.born,
            who.ids[0],
            mine,
            "Film: oval macrocytes, occasional pseudo-Pelger neutrophils.",
        )
        + "<div class=n></div>"
        + page(
            f"{last.upper()}, {first}",
            born,
            "0" + who.ids[0][::-1],
            theirs,
            "Film: large platelets. JAK2 requested by the clinic.",
        )
    )
    css = "@page{size:A4;margin:22mm 20mm}body{font:11pt 'Liberation Serif'}.h{text-align:center;border:1pt solid #333;padding:6pt;font-size:12pt}.d{margin:10pt 0}.d td{padding:2pt 20pt 2pt 0}.d td:first-child{font-weight:bold}.t{width:100%}.t td,.t th{border:.6pt solid #666;padding:4pt}.n{page-break-before:always}.s{font-size:9pt;margin-top:24pt}"
    web(d, body, css, "lab")
    for r in rows:
        lab(d, r, on, 1)
        theirs_value = float(other[r.analyte][0]) / (10 if r.analyte == "hemoglobin" else 1)
        d.gold.trap("labs", {"analyte": r.analyte, "value": theirs_value}, "another person's page")


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f
    for f in (
        surgery_results, cumulative_right, lakh_chain, typed_corrected, next_persons_page, series.with_previous,
        series.two_halves, series.signs_of_deviation,
    )
}  # fmt: skip
UNSCORED = ("cumulative_right", "with_previous", "next_persons_page")

# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Families of blood counts and chemistry."""

from collections.abc import Callable

from bench.workshop.arrivals import bloods
from bench.workshop.arrivals.paper import american, asked, bait, before, found, printed, told
from bench.workshop.days import hyphened, later, sex, spaced
from bench.workshop.dress import Doc, Result
from bench.workshop.markup import Raw, esc, row, table


def trust_results(d: Doc) -> None:
    """A British trust's results print: haematology and biochemistry apart, a film comment, an eGFR with its note, a test that clotted."""
    who, on = d.person, d.on
    blood = [found(d, *n) for n in (("hemoglobin", "Haemoglobin", "g/L", 10, 0), ("leukocytes", "White cell count", "10*9/L"), ("platelets", "Platelet count", "10*9/L"), ("erythrocytes", "Red cell count", "10*12/L"),
                                    ("hematocrit", "Haematocrit", "L/L", 0.01, 3), ("mcv", "Mean cell volume", "fL"), ("neutrophils", "Neutrophils", "10*9/L"), ("lymphocytes", "Lymphocytes", "10*9/L"), ("monocytes", "Monocytes", "10*9/L"))]  # fmt: skip
    chem = [found(d, *n) for n in (("alanine_aminotransferase", "Alanine transaminase", "iu/L"), ("albumin", "Albumin", "g/L", 10, 0), ("ferritin", "Ferritin", "ug/L"), ("vitamin_b12", "Vitamin B12", "ng/L"))]  # fmt: skip

    def line(r: Result) -> str:
        mark = "*" if r.flag else ""
        return row((r.label, Raw(f"<b>{r.text}</b>") if mark else r.text, mark, r.unit, f"({r.low} - {r.high})"))

    body = (
        "<div class=h><b>Great Ousby Hospitals NHS Foundation Trust</b><br>Blood Sciences, Level 1, Tannery Road. Results line 01632 960 118</div>"
        f"<table class=d><tr><td><b>{esc(who.last.upper())}, {who.first}</b></td><td>Hospital no. {who.ids[1]}</td><td>NHS no. 999 {who.ids[0][:3]} {who.ids[0][3:]}</td></tr><tr><td>Born {spaced(who.born)}</td><td>{sex(d)}</td><td>Haematology OPD, Dr R Threlkeld</td></tr>"
        f"<tr><td>Collected {spaced(on)} 10:22</td><td>Received {spaced(on)} 12:05</td><td>Reported {spaced(later(on, 1))} 08:41</td></tr></table><p><b>Clinical details:</b> macrocytic anaemia, ?MDS. Not on chemotherapy.</p>"
        f"<h3>Full blood count (EDTA)</h3><table class=t>{row(('Test', 'Result', '', 'Units', 'Reference range'), 'th')}{''.join(map(line, blood[:6]))}{row(('Mean cell haemoglobin', '33.9', '*', 'pg', '(27.0 - 32.0)'))}{''.join(map(line, blood[6:]))}{row(('Eosinophils', '0.05', '', '10*9/L', '(0.02 - 0.50)'))}{row(('ESR', 'Clotted', '', 'mm/h', ''))}</table>"
        f"<p class=c><b>Film comment:</b> Anisocytosis with oval macrocytes. Some hypogranular neutrophils. Platelet count confirmed on film. Suggest haematology review if not already known. Dr A Featherstonehaugh, Consultant Haematologist, authorised {spaced(later(on, 1))}.</p>"
        f"<h3>Biochemistry (serum)</h3><table class=t>{row(('Test', 'Result', '', 'Units', 'Reference range'), 'th')}{row(('Sodium', '139', '', 'mmol/L', '(133 - 146)'))}{row(('Potassium', '4.2', '', 'mmol/L', '(3.5 - 5.3)'))}{''.join(map(line, chem))}{row(('C-reactive protein', '<4', '', 'mg/L', '(<5)'))}{row(('Serum folate', 'Sample haemolysed', '', 'ug/L', ''))}</table>"
        "<p class=c>Ferritin below 30 suggests iron deficiency; above 1000 consider iron overload. B12 between 150 and 190 is indeterminate.</p><p class=s>* outside the reference range. Ranges are for adults and the patient's sex. This print is a copy; the electronic record is the definitive version. Page 1 of 1</p>"
    )  # fmt: skip
    css = ("@page{size:a4;margin:16mm 17mm}body{font:9.5pt 'Liberation Sans'}.h{border-bottom:2pt solid #005eb8;color:#005eb8;padding-bottom:3pt}.d{width:100%;margin:6pt 0;background:#eef3f8}.d td{padding:3pt 5pt}.t{width:92%}.t th{border-bottom:.8pt solid #444;font-size:8.5pt}"
           ".t td,.t th{padding:2.2pt 6pt 2.2pt 0}h3{font-size:10.5pt;margin:9pt 0 3pt}.c{background:#f6f6f0;padding:4pt}.s{font-size:7.5pt;margin-top:14pt}")  # fmt: skip
    sheet = printed(d, body, css, "lab")
    for r in (*blood, *chem):
        told(d, r, on, sheet.find(r.label, r.text))
    asked(d, 1, "mds")
    d.fact("not_given", 1, "chemotherapy", may=True, agent="chemotherapy")
    bait(d, "ferritin", 30.0, "a limit in a comment")
    bait(d, "ferritin", 1000.0, "a limit in a comment")
    d.also_dated = (later(on, 1),)


def observation_table(d: Doc) -> None:
    """A research informatician's render of coded observations: code, name, value with unit, range, interpretation in words; two specimens of one day, a withdrawn count."""
    who, on = d.person, d.on
    rows: list[tuple[str, Result]] = [
        ("718-7", found(d, "hemoglobin", "Hemoglobin [Mass/volume] in Blood", "g/dL")), ("4544-3", found(d, "hematocrit", "Hematocrit [Volume Fraction] of Blood", "%")),
        ("789-8", found(d, "erythrocytes", "Erythrocytes [#/volume] in Blood", "10*6/uL")), ("787-2", found(d, "mcv", "MCV [Entitic volume]", "fL")),
        ("6690-2", found(d, "leukocytes", "Leukocytes [#/volume] in Blood", "10*3/uL")), ("751-8", found(d, "neutrophils", "Neutrophils [#/volume] in Blood", "10*3/uL")),
        ("731-0", found(d, "lymphocytes", "Lymphocytes [#/volume] in Blood", "10*3/uL")), ("742-7", found(d, "monocytes", "Monocytes [#/volume] in Blood", "10*3/uL")),
        ("777-3", found(d, "platelets", "Platelets [#/volume] in Blood", "10*3/uL")), ("17849-1", found(d, "reticulocytes_percent", "Reticulocytes/100 erythrocytes in Blood", "%")),
    ]  # fmt: skip
    serum = [("2160-0", found(d, "creatinine", "Creatinine [Mass/volume] in Serum", "mg/dL")), ("1975-2", found(d, "bilirubin_total", "Bilirubin.total [Mass/volume] in Serum", "mg/dL")), ("2532-0", found(d, "lactate_dehydrogenase", "Lactate dehydrogenase [Enzymatic activity/volume] in Serum", "U/L")),
             ("2276-4", found(d, "ferritin", "Ferritin [Mass/volume] in Serum", "ng/mL")), ("15061-5", found(d, "erythropoietin", "Erythropoietin (EPO) [Units/volume] in Serum", "mU/mL"))]  # fmt: skip
    word = {"L": "Low", "H": "High", "": "Normal"}
    wrong = 61 if abs(who.counts["platelets"] - 61) > 9 else 94

    def block(title: str, those: list[tuple[str, Result]]) -> str:
        cells = [
            (code, r.label, f"{r.text} {r.unit}", f"{r.low} to {r.high}", Raw(f"<b>{word[r.flag]}</b>"))
            for code, r in those
        ]
        return f"<h2>{title}</h2>" + table(("Code", "Observation", "Value", "Reference range", "Interpretation"), cells)

    body = (
        f"<h1>Laboratory Report</h1><table class=d>{row(('Patient', who.name, 'Date of birth', american(who.born)))}{row(('Identifier', who.ids[0], 'Administrative sex', sex(d).lower()))}{row(('Collected', american(on), 'Issued', american(later(on, 1))))}"
        f"{row(('Performer', 'Tamarack Valley Medical Laboratory', 'Status', 'final'))}</table>"
        + block("Hematology panel (specimen: whole blood)", rows) + block("Chemistry panel (specimen: serum)", serum)
        + f"<h2>Notes</h2><ul><li>Corrected result: platelets (777-3) were first issued as {wrong} 10*3/uL and withdrawn (partly clotted tube); the value in the table is from a new tube drawn the same hour.</li><li>Codes are logical observation identifiers and not results.</li><li>Observation 26446-5 (blasts/100 leukocytes in blood): not performed.</li><li>Interpretation is assigned by the analyzer from the reference range shown.</li></ul>"
    )  # fmt: skip
    css = ("@page{size:letter;margin:.8in;@bottom-right{content:'Page ' counter(page) ' of ' counter(pages);font:8pt 'DejaVu Sans'}}body{font:8.6pt 'DejaVu Sans'}h1{font-size:16pt;margin:0 0 6pt}h2{font-size:10pt;margin:10pt 0 3pt}.d{width:100%}.d td{padding:3pt;border:.5pt solid #ccc}.d td:nth-child(odd){background:#f3f3f3;color:#444}"
           ".t{width:100%}.t th{background:#34495e;color:#fff}.t td,.t th{padding:3pt 4pt}.t td:nth-child(3),.t th{white-space:nowrap}.t tr:nth-child(even) td{background:#f7f9fa}")  # fmt: skip
    sheet = printed(d, body, css, "lab")
    for _, r in (*rows, *serum):
        told(d, r, on, sheet.find(r.label, f"{r.text}{r.unit}"))
    bait(d, "platelets", float(wrong), "withdrawn")
    d.also_dated = (later(on, 1),)


def glance_then_report(d: Doc) -> None:
    """An Indian chain: a page of what is abnormal with last visit's value, then the report with methods, lakhs, HIGH and LOW, and a table of ferritin by age."""
    who, on = d.person, d.on
    last = later(on, -86)
    cbc = [found(d, *n) for n in (("hemoglobin", "Haemoglobin", "g/dL"), ("erythrocytes", "Total RBC Count", "mill/cu.mm"), ("hematocrit", "Packed Cell Volume (PCV)", "%"), ("mcv", "Mean Corpuscular Volume", "fL"),
                                  ("leukocytes", "Total Leucocyte Count", "cells/cu.mm", 1000, 0), ("platelets", "Platelet Count", "lakh/cu.mm", 0.01, 2))]  # fmt: skip
    diff = [found(d, *n) for n in (("neutrophils_percent", "Neutrophils", "%"), ("neutrophils", "Absolute Neutrophil Count", "cells/cu.mm", 1000, 0), ("lymphocytes", "Absolute Lymphocyte Count", "cells/cu.mm", 1000, 0), ("monocytes", "Absolute Monocyte Count", "cells/cu.mm", 1000, 0))]  # fmt: skip
    chem = [found(d, *n) for n in (("ferritin", "Ferritin", "ng/mL"), ("vitamin_b12", "Vitamin B12", "pg/mL"), ("lactate_dehydrogenase", "LDH", "U/L"), ("creatinine", "Creatinine", "mg/dL"))]  # fmt: skip
    how = {"Haemoglobin": "Cyanide-free SLS", "Platelet Count": "Electrical impedance", "Ferritin": "CLIA", "Vitamin B12": "CLIA", "Total Leucocyte Count": "Flow cytometry", "Creatinine": "Jaffe, IDMS traceable", "LDH": "IFCC, kinetic UV"}  # fmt: skip
    olds = {r.label: found(d, r.analyte, r.label, r.unit, {"lakh/cu.mm": 0.01, "cells/cu.mm": 1000}.get(r.unit, 1), len(r.text.partition(".")[2]), factor=1.19) for r in (*cbc[:1], *cbc[4:])}  # fmt: skip
    word = {"L": "LOW", "H": "HIGH", "": ""}
    glance = [
        (
            r.label,
            Raw(f"<b>{r.text}</b> {r.unit}"),
            f"{olds[r.label].text} {r.unit}" if r.label in olds else "-",
            word[r.flag],
        )
        for r in (*cbc, *diff, *chem)
        if r.flag
    ]

    def line(r: Result) -> str:
        method = f"<br><small>Method: {how[r.label]}</small>" if r.label in how else ""
        return row((Raw(esc(r.label) + method), Raw(f"<b>{r.text} {word[r.flag]}</b>"), r.unit, f"{r.low} - {r.high}"))

    head = (
        f"<table class=d>{row((Raw(f'<b>{who.first} {esc(who.last)}</b>'), f'Patient ID: {who.ids[0]}', f'Collected: {hyphened(on)} 07:55 AM'))}{row((f'DOB: {hyphened(who.born)}   Gender: {sex(d)}', f'Lab No.: {who.ids[1]}', f'Received: {hyphened(on)} 11:20 AM'))}"
        f"{row(('Ref. by: Dr. Meenakshi Raghunathan', 'Centre: Koramangala Collection Point', f'Reported: {hyphened(on)} 06:14 PM'))}</table>"
    )
    body = (
        f"<div class=h>SURAKSHA-NILGIRI DIAGNOSTICS</div>{head}<h2>Your report at a glance</h2><p>Results outside the biological reference interval. Last visit: {hyphened(last)}.</p>{table(('Investigation', 'This visit', 'Last visit', 'Status'), glance)}<p class=s>This page is a convenience summary and is not part of the medical report.</p><div class=n></div>"
        f"<div class=h>SURAKSHA-NILGIRI DIAGNOSTICS</div>{head}<table class=t>{row(('Investigation', 'Observed value', 'Unit', 'Biological Ref. Interval'), 'th')}<tr><td colspan=4 class=g>COMPLETE HAEMOGRAM</td></tr>{''.join(map(line, cbc))}"
        f"{row(('RDW-CV', Raw('<b>17.8 HIGH</b>'), '%', '11.6 - 14.0'))}<tr><td colspan=4 class=g>Differential (automated, reviewed)</td></tr>{''.join(map(line, diff))}<tr><td colspan=4 class=g>BIOCHEMISTRY</td></tr>{''.join(map(line, chem))}{row(('Homocysteine', 'Sample insufficient', 'umol/L', '5 - 15'))}</table>"
        "<p><b>Note on ferritin:</b> Adult males 30-400, adult females 15-200, children 7-140 ng/mL. Values above 2000 are seen in haemochromatosis and repeated transfusion.</p><p class=s>** End of report **  Checked by: Ms. Lakshmi P.  Dr. Anirudh Kamath, MD (Path), KMC 00000. Reports are to be correlated clinically. Not valid for medico-legal purposes.</p>"
    )  # fmt: skip
    css = ("@page{size:a4;margin:13mm 15mm 15mm;@bottom-center{content:'Page ' counter(page) ' of ' counter(pages);font:7.5pt 'Liberation Sans'}}body{font:9pt 'Liberation Sans'}.h{background:#0b6e4f;color:#fff;font:bold 13pt 'Liberation Sans';padding:6pt}.d{width:100%;border:.6pt solid #0b6e4f;margin:5pt 0}.d td{padding:2.5pt 5pt}"
           ".t{width:100%}.t th{background:#e3f1ec}.t td,.t th{padding:2.6pt 5pt;border-bottom:.4pt solid #ccc}.g{font-weight:bold;background:#f4f4f4}.n{page-break-after:always}.s{font-size:7.5pt;color:#333;margin-top:10pt}small{color:#555}h2{font-size:12pt}")  # fmt: skip
    printed(d, body, css, "lab")
    for r in (*cbc, *diff, *chem):
        told(d, r, on, 2)
        if r.flag:
            told(d, r, on, 1)
        if r.flag and r.label in olds:
            before(d, olds[r.label], last, 1)
    bait(d, "ferritin", 2000.0, "a limit in a note")
    d.also_dated = (last,)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (trust_results, observation_table, glance_then_report, *bloods.ALL)
}
UNSCORED = bloods.UNSCORED

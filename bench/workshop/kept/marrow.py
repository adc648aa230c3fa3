# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Families of bone marrow reports."""

from collections.abc import Callable

from bench.workshop.days import hyphened as dash
from bench.workshop.days import later, long, sex
from bench.workshop.days import spaced as mon
from bench.workshop.dress import Doc
from bench.workshop.kept.paper import (
    lab,
    perhaps,
    res,
    symptom,
    web,
)
from bench.workshop.markup import Raw, esc, row, table
from bench.workshop.marrow import denied, diagnosis
from bench.workshop.people import WHO
from bench.workshop.sheet import Cell


def _value(d: Doc, analyte: str) -> float:
    """The person's percentage; where a disease of ring sideroblasts came without their number, one that goes with it."""
    value = d.person.counts[analyte]
    return 27.0 if analyte == "ring_sideroblasts" and value == 0 and "RS" in d.person.who else value


def _n(d: Doc, analyte: str) -> str:
    return f"{_value(d, analyte):g}"


def _gold(d: Doc, page: int, *analytes: str) -> None:
    """Percentages of this marrow; no ring sideroblasts at all may be told or not."""
    for analyte in analytes:
        value = _value(d, analyte)
        fields = {"analyte": analyte, "comparator": None, "value": value, "unit": "%", "collected": d.on.isoformat()}
        d.fact("labs", page, _n(d, analyte), may=analyte == "ring_sideroblasts" and value == 0, **fields)


def _not(d: Doc, analyte: str, *values: float, why: str) -> None:
    """Numbers near the analyte that are not its value."""
    for value in values:
        if abs(_value(d, analyte) - value) > 0.02 * max(value, 1):
            d.gold.trap("labs", {"analyte": analyte, "value": value}, why)


def _reticulin(d: Doc, page: int, *statuses: str) -> None:
    for name in ("reticulin_fibrosis", "fibrosis", "marrow_fibrosis"):
        d.fact(
            "biomarkers",
            page,
            "reticulin",
            may=True,
            name=name,
            status=statuses[0],
            any_status=list(statuses),
            collected=d.on.isoformat(),
        )


def _rest(d: Doc, *shares: float) -> list[str]:
    """Cells other than blasts, in parts of what the blasts leave; the last takes what remains."""
    left = 100 - d.person.counts["blasts_marrow"]
    cells = [round(left * x, 1) for x in shares]
    return [f"{x:g}" for x in (*cells, round(left - sum(cells), 1))]


def combined_haematopathology(d: Doc) -> None:
    """A regional diagnostic service: aspirate and trephine as two reports in one, each with its own conclusion, then a summary."""
    who, on = d.person, d.on
    out = later(on, 8)
    name = WHO[who.who][0]
    body = (
        f"<table class=h><tr><td><b>Wyvern Valley Haematological Diagnostics</b><br>Integrated bone marrow report</td><td class=r>Report {who.ids[1]}<br>Final {long(out)}</td></tr></table>"
        f"<table class=d><tr><td>Name</td><td><b>{esc(who.name)}</b></td><td>Date of birth</td><td>{d.date(who.born)}</td></tr><tr><td>Sex</td><td>{sex(d)}</td><td>Hospital no.</td><td>{who.ids[0]}</td></tr><tr><td>Sample taken</td><td>{d.date(on)}</td><td>Sample received</td><td>{d.date(on)}</td></tr><tr><td>Requester</td><td>Dr L. Prosser</td><td>Clinical details</td><td>Cytopenias, ?MDS ?AML</td></tr></table>"
        "<h2>1. Bone marrow aspirate</h2><table class=k>"
        + row(("Quality", "Particles present, good trails"))
        + row(("Erythropoiesis", "Nuclear bridging and irregular outlines in about a quarter of cells"))
        + row(("Granulopoiesis", "Left shifted, reduced granulation"))
        + row(("Blasts", f"{_n(d, 'blasts_marrow')}% of all nucleated cells (500 counted). No Auer rods."))
        + row(("Megakaryocytes", "Several small mononuclear forms"))
        + row(("Iron stain", f"Stores present. Ring sideroblasts {_n(d, 'ring_sideroblasts')}% of erythroid cells."))
        + f"</table><p><b>Aspirate conclusion:</b> Dysplastic marrow, in keeping with a myelodysplastic syndrome.</p><h2>2. Trephine biopsy</h2><p>A core of 17 mm with eleven intertrabecular spaces. Cellularity is {_n(d, 'marrow_cellularity')}%, against 30 to 40% expected at this age. CD34 stains scattered single cells, under 5%; CD117 about 10%. Reticulin is not increased (grade 0 of 3).</p>"
        "<p><b>Trephine conclusion:</b> Supports the aspirate. No lymphoma and no carcinoma.</p>"
        f"<div class=s><b>Integrated conclusion:</b> {esc(name)} (WHO 2016).<br>Not acute myeloid leukaemia, for which 20% blasts would be needed. Chromosome and gene results are issued separately.</div><p class=f>Reported by Dr Imogen Fairclough, Consultant Haematopathologist. Authorised {d.date(out)}.</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:16mm}body{font:10pt 'Liberation Sans'}.h{width:100%;background:#2d3e6b;color:#fff}.h td{padding:6pt}.h .r{text-align:right}.d{width:100%;margin:6pt 0}.d td{padding:3pt 5pt;border-bottom:.4pt solid #aab}.d td:nth-child(odd){color:#445;width:90pt}h2{font-size:11.5pt;color:#2d3e6b;margin:10pt 0 3pt}.k td{padding:2pt 12pt 2pt 0}.k td:first-child{width:100pt;font-weight:bold}.s{border:1.5pt solid #2d3e6b;padding:7pt;margin:9pt 0}.f{font-size:8.5pt}"
    web(d, body, css, "marrow", "pathology")
    diagnosis(d, 1, "Integrated conclusion")
    _gold(d, 1, "blasts_marrow", "ring_sideroblasts", "marrow_cellularity")
    _reticulin(d, 1, "negative")
    _not(d, "blasts_marrow", 20.0, why="threshold")
    _not(d, "marrow_cellularity", 30.0, 40.0, why="expected for age")
    denied(d, 1, "aml", "acute_leukemia", "lymphoma", "carcinoma")
    perhaps(d, 1, "mds", "confirmed", "suspected")
    perhaps(d, 1, "aml", "suspected", "ruled_out")
    symptom(d, 1, "cytopenia")
    d.also_dated = (out,)


def cytology_table(d: Doc) -> None:
    """A university laboratory's cytology: the whole myelogram as a table with normal limits, the assessment first, blood and marrow in separate tables."""
    who, on = d.person, d.on
    out = later(on, 2)
    cells = (
        "Promyelocytes",
        "Myelocytes",
        "Metamyelocytes",
        "Segmented neutrophils",
        "Eosinophils",
        "Monocytes",
        "Lymphocytes",
        "Plasma cells",
        "Erythroblasts",
    )
    normal = ("1 - 5", "5 - 16", "9 - 20", "12 - 28", "1 - 5", "0 - 3", "5 - 18", "0 - 3", "18 - 32")
    rows = [
        ("Blasts", _n(d, "blasts_marrow"), "0 - 3"),
        *zip(cells, _rest(d, 0.04, 0.11, 0.12, 0.2, 0.02, 0.02, 0.12, 0.01), normal, strict=True),
    ]
    blood = [
        res(d, *n)
        for n in (
            ("leukocytes", "Leukocytes", "G/l"),
            ("hemoglobin", "Hemoglobin", "g/dl"),
            ("platelets", "Thrombocytes", "G/l"),
        )
    ]
    body = (
        f"<p class=h>University Medical Centre Lindenau<br><small>Institute of Haematology, Laboratory for Cytomorphology</small></p><p><b>{esc(who.last)}, {who.first}</b>, born {d.date(who.born)}, {sex(d).lower()} &nbsp;&nbsp; Patient no. {who.ids[0]}</p><p>Material of {d.date(on)}: bone marrow aspirate and EDTA blood. Findings of {d.date(out)}.</p>"
        f"<h3>Assessment</h3><p><b>{esc(WHO[who.who][0])}</b> according to WHO 2016, with {_n(d, 'blasts_marrow')}% blasts in the bone marrow. No indication of acute leukaemia.</p>"
        "<table class=b><tr><td><h3>Myelogram (500 cells)</h3>" + table(("Cells", "%", "Normal"), rows)
        + "</td><td><h3>Blood values of the day</h3>" + table(("Value", "Result", "Unit"), [(r.label, r.text, r.unit) for r in blood])
        + f"<h3>Blood smear</h3><p>Blasts {_n(d, 'blasts_blood')}% of leukocytes. Anisocytosis. Pelger forms.</p><h3>Iron staining</h3><p>Iron stores increased. Ring sideroblasts: {_n(d, 'ring_sideroblasts')}% of erythroblasts (normal 0%).</p><h3>Cell content</h3><p>Aspirate moderately cellular. Ratio of granulopoiesis to erythropoiesis 2.4 : 1.</p></td></tr></table>"
        "<h3>Description</h3><p>Erythropoiesis: megaloblastoid in 15% of cells. Granulopoiesis: hypogranular in 20%. Megakaryocytes: 12 of 25 dysplastic (48%). Cellularity cannot be stated without histology.</p>"
        f"<p class=s>PD Dr. med. A. Wernli, senior physician. Electronically released on {d.date(out)}. Further reports: cytogenetics, molecular genetics.</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:18mm 17mm}body{font:10pt 'Liberation Serif'}.h{font-size:14pt;border-bottom:1pt solid #000;padding-bottom:4pt}.b{width:100%}.b>tbody>tr>td{width:50%;padding-right:20pt}.t{width:100%}.t td,.t th{border:.4pt solid #888;padding:2pt 5pt}h3{font-size:10.5pt;margin:9pt 0 2pt}.s{font-size:8.5pt;margin-top:12pt}"
    web(d, body, css, "marrow", "pathology")
    diagnosis(d, 1, WHO[who.who][0])
    _gold(d, 1, "blasts_marrow", "blasts_blood", "ring_sideroblasts")
    for r in blood:
        lab(d, r, on, 1, flag=False, reference=False)
    denied(d, 1, "aml", "acute_leukemia")
    d.also_dated = (out,)


def synoptic_elements(d: Doc) -> None:
    """A regional hospital's synoptic report: numbered data elements with a value each, the flow result among them, the diagnosis at the top and billing codes below."""
    who, on = d.person, d.on
    out = later(on, 5)
    s = d.paper("Helvetica", 9.5, 56)
    d.kind, d.also_kind, d.also_dated = "marrow", ("pathology",), (out,)
    s.line("LAKESHORE REGIONAL HEALTH AUTHORITY", True, 12, "c")
    s.line("Department of Pathology and Laboratory Medicine", pt=9, align="c")
    s.gap(6)
    for pair in (((f"Patient: {who.last}, {who.first}"), f"Accession: S{who.ids[1][1:]}"), (f"Date of birth: {d.date(who.born)}", f"Procedure date: {d.date(on)}"), (f"Sex: {sex(d)}", f"Date reported: {d.date(out)}"), (f"Health number: {who.ids[0]}", "Attending: Dr. M. Castonguay")):  # fmt: skip
        s.row(Cell(s.margin, pair[0]), Cell(s.margin + 270, pair[1]))
    s.rule()
    s.gap(8)
    s.line("DIAGNOSIS", True)
    diagnosis(d, s.para(f"Bone marrow aspirate and biopsy, right iliac crest: {WHO[who.who][0]}.", 10), WHO[who.who][0])
    s.gap(6)
    s.line("SYNOPTIC DATA", True)
    s.rule()
    values = (
        ("Specimen adequacy", "Adequate for all studies", ""),
        ("Biopsy length", "1.8 cm", ""),
        ("Cellularity of biopsy", f"{_n(d, 'marrow_cellularity')} %", "marrow_cellularity"),
        ("Blasts, aspirate differential (500 cells)", f"{_n(d, 'blasts_marrow')} %", "blasts_marrow"),
        ("Blasts, peripheral blood (200 cells)", f"{_n(d, 'blasts_blood')} %", "blasts_blood"),
        ("CD34-positive cells by flow cytometry", "2.7 %", ""),
        ("CD34-positive cells by immunohistochemistry", "8 %", ""),
        ("Ring sideroblasts (of erythroid precursors)", f"{_n(d, 'ring_sideroblasts')} %", "ring_sideroblasts"),
        ("Dysplasia, erythroid", "Present, 20 % of cells", ""),
        ("Dysplasia, granulocytic", "Absent, under 10 % of cells", ""),
        ("Dysplasia, megakaryocytic", "Present, 40 % of cells", ""),
        ("Fibrosis grade", "MF-0", ""),
        ("Auer rods", "Not identified", ""),
    )
    for number, (label, value, analyte) in enumerate(values, 1):
        page = s.row(
            Cell(s.margin + 14, f"{number}.", align="r"),
            Cell(s.margin + 22, label),
            Cell(s.margin + 300, value),
            step=1.6,
        )
        if analyte:
            _gold(d, page, analyte)
    _reticulin(d, 1, "negative")
    s.gap(10)
    s.line("COMMENT", True)
    s.para(
        "Refractory cytopenia was clinically suspected. Differential diagnoses considered and excluded: aplastic anemia, chronic myelomonocytic leukemia. By definition blasts of 5 to 9 % in marrow or 2 to 4 % in blood place a case in excess blasts-1. Karyotype to follow as an addendum.",
        10,
    )
    s.gap(8)
    s.para(f"Signed electronically by Noor Bhullar, MD, FRCPC on {d.date(out)}.", pt=8.5)
    s.para("Codes: T-06000, P1-03100. Technical component at Lakeshore core laboratory.", pt=8.5)
    _not(d, "blasts_marrow", 2.7, 8.0, why="CD34")
    denied(d, 1, "aplastic_anemia", "cmml")
    perhaps(d, 1, "aplastic_anemia", "suspected", "ruled_out")
    perhaps(d, 1, "cmml", "suspected", "ruled_out")
    perhaps(d, 1, "mds", "suspected")


def stain_added_later(d: Doc) -> None:
    """A report issued without the iron stain; an addendum on a second page gives it and changes nothing else."""
    who, on = d.person, d.on
    out, more = later(on, 4), later(on, 12)
    head = (
        f"<table class=d><tr><td><b>Manukau Heads Hospital</b><br>Anatomical Pathology and Haematology</td><td>{esc(who.last.upper())}, {who.first}<br>DOB {d.date(who.born)} &nbsp; {sex(d)}<br>NHI {who.ids[0]}</td><td>Lab no. {who.ids[1]}<br>Collected {d.date(on)}<br>Reported {{}}</td></tr></table>"
    )  # fmt: skip
    body = (
        head.format(d.date(out))
        + f"<h2>BONE MARROW REPORT</h2><p><b>Clinical notes:</b> Pancytopenia for investigation. Father had leukaemia in old age.</p><p><b>Aspirate:</b> Fragments plentiful. The differential count on 500 cells shows {_n(d, 'blasts_marrow')}% blasts, 3% promyelocytes, 38% maturing granulocytes and 11% lymphocytes. There is dyserythropoiesis with cytoplasmic vacuolation. Nuclear hypolobation is seen in neutrophils.</p>"
        f"<p><b>Iron stain:</b> To follow.</p><p><b>Trephine:</b> 15 mm core, cellularity {_n(d, 'marrow_cellularity')}%. Clusters of small megakaryocytes. Immunohistochemistry: CD34 highlights fewer than 5% of cells. Reticulin grade 1.</p>"
        f"<p><b>Conclusion:</b> {esc(WHO[who.who][0])} (WHO revised 4th edition, 2016), subject to iron stain and cytogenetics. No evidence of acute leukaemia or lymphoma.</p><p>Dr Hemi Paterson, Haematopathologist</p><div class=n></div>"
        + head.format(d.date(more))
        + f"<h2>ADDENDUM 1</h2><p>Perls stain has now been completed on the aspirate of {d.date(on)}. Ring sideroblasts account for {_n(d, 'ring_sideroblasts')}% of erythroid precursors. Control material showed 55% ring sideroblasts as expected. Storage iron is increased.</p><p>The diagnosis given in the report of {d.date(out)} is unchanged.</p><p>Dr Hemi Paterson, Haematopathologist</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:20mm;@bottom-center{content:'Page ' counter(page) ' of ' counter(pages);font:8pt 'Liberation Sans'}}body{font:10.5pt 'Liberation Sans';line-height:1.3}.d{width:100%;border:.8pt solid #333;margin-bottom:12pt}.d td{padding:5pt;border-right:.5pt solid #999;font-size:9.5pt}h2{font-size:13pt;margin:6pt 0}p{margin:8pt 0}.n{page-break-before:always}"
    sheet = web(d, body, css, "marrow", "pathology")
    diagnosis(d, sheet.find("Conclusion", WHO[who.who][0]), "Conclusion")
    _gold(d, 1, "blasts_marrow", "marrow_cellularity")
    _gold(d, 2, "ring_sideroblasts")
    _reticulin(d, 1, "positive", "negative")
    _not(d, "ring_sideroblasts", 55.0, why="control material")
    denied(d, 1, "acute_leukemia", "aml", "lymphoma")
    d.fact("comorbidities", 1, "Pancytopenia", may=True, labels=["pancytopenia", "cytopenia"])
    d.also_dated = (out, more)


def particulars_findings(d: Doc) -> None:
    """A medical college's form: particulars left and findings right in ruled rows, the count in one sentence of the row, impression and advice below."""
    who, on = d.person, d.on
    out = later(on, 3)
    cbc = [
        res(d, *n)
        for n in (
            ("hemoglobin", "Hb", "g/dL"),
            ("leukocytes", "TLC", "cells/cumm"),
            ("platelets", "Platelets", "lakhs/cumm"),
        )
    ]
    rest = _rest(d, 0.05, 0.14, 0.13, 0.16, 0.02, 0.14, 0.02)
    dlc = ", ".join(
        f"{name} {n}%"
        for name, n in zip(
            (
                "promyelocytes",
                "myelocytes",
                "metamyelocytes",
                "bands and segmented forms",
                "eosinophils",
                "lymphocytes",
                "plasma cells",
                "erythroid cells",
            ),
            rest,
            strict=True,
        )
    )
    rows = (
        ("Site", "Posterior superior iliac spine, left"),
        ("Haemogram", "; ".join(f"{r.label} {r.text} {r.unit}" for r in cbc) + f" ({mon(on)})"),
        ("Peripheral smear", f"Dimorphic red cells. Blasts {_n(d, 'blasts_blood')}%. No haemoparasite."),
        ("Aspirate cellularity", "Normal to increased for particles seen"),
        ("Differential count", f"Blasts {_n(d, 'blasts_marrow')}%, {dlc}."),
        ("Erythroid series", "Megaloblastoid with dyserythropoiesis in 30%"),
        ("Megakaryocytes", "Adequate, with hypolobated forms"),
        ("Iron stain (Perls)", Raw(f"Grade 4+. Ring sideroblasts {_n(d, 'ring_sideroblasts')}%.")),
        (
            "Trephine biopsy",
            f"2.0 cm, overall cellularity {_n(d, 'marrow_cellularity')}%. Reticulin not increased. No granuloma.",
        ),
    )
    body = (
        f"<div class=h>SHANTIVAN MEDICAL COLLEGE AND HOSPITAL<br><small>Department of Pathology, Haematology Section</small></div><h2>BONE MARROW ASPIRATION AND BIOPSY REPORT</h2><table class=d>{row(('Name: ' + who.name, 'Age/Sex: ' + str(who.age(on)) + ' Y / ' + sex(d)))}{row(('UHID: ' + who.ids[0], 'Date of birth: ' + dash(who.born)))}{row(('Date of procedure: ' + dash(on), 'Date of report: ' + dash(out)))}</table>"
        + table(("Particulars", "Findings"), rows)
        + f"<p><b>IMPRESSION:</b> {esc(WHO[who.who][0])} ({esc(WHO[who.who][1])}).</p><p><b>ADVICE:</b> Karyotyping and FISH. Serum B12 and folate to exclude megaloblastic anaemia. If blasts rise above 20%, flow cytometry for acute leukaemia.</p><table class=g><tr><td>Dr. Pradeep Menon<br>Senior Resident</td><td>Dr. Usha Krishnan<br>Professor and Head</td></tr></table>"
    )  # fmt: skip
    css = "@page{size:A4;margin:15mm}body{font:10pt 'DejaVu Serif'}.h{text-align:center;font-size:13pt;font-weight:bold}h2{text-align:center;font-size:11pt;text-decoration:underline}.d{width:100%}.d td{width:50%;padding:2pt}.t{width:100%;margin:8pt 0}.t td,.t th{border:.7pt solid #444;padding:4pt}.t td:first-child{width:120pt;font-weight:bold}.g{width:100%;margin-top:26pt}.g td{width:50%}"
    web(d, body, css, "marrow", "pathology")
    diagnosis(d, 1, "IMPRESSION")
    _gold(d, 1, "blasts_marrow", "blasts_blood", "ring_sideroblasts", "marrow_cellularity")
    for r in cbc:
        lab(d, r, on, 1, flag=False, reference=False)
    _reticulin(d, 1, "negative")
    _not(d, "blasts_marrow", 20.0, why="threshold")
    denied(d, 1, "megaloblastic_anemia", "acute_leukemia", "aml")
    perhaps(d, 1, "acute_leukemia", "suspected")
    perhaps(d, 1, "megaloblastic_anemia", "suspected")
    d.also_dated = (out,)


def compared_with_before(d: Doc) -> None:
    """A cancer centre's report in paragraphs with a small table that compares this marrow with one of two years ago from elsewhere."""
    who, on = d.person, d.on
    out, before = later(on, 6), later(on, -702)
    was = {
        "blasts_marrow": 1.5 if who.counts["blasts_marrow"] != 1.5 else 2.5,
        "marrow_cellularity": 55.0 if who.counts["marrow_cellularity"] != 55 else 65.0,
    }
    rows = (
        (f"{mon(before)} (elsewhere)", f"{was['blasts_marrow']:g}%", f"{was['marrow_cellularity']:g}%", "Not done"),
        (
            f"{mon(on)} (this marrow)",
            f"{_n(d, 'blasts_marrow')}%",
            f"{_n(d, 'marrow_cellularity')}%",
            f"{_n(d, 'ring_sideroblasts')}%",
        ),
    )
    body = (
        f"<table class=h><tr><td>Straits Cancer Centre, Singapore</td><td class=r>BONE MARROW HISTOLOGY AND CYTOLOGY</td></tr></table><p>{esc(who.last.upper())} {who.first} &nbsp;|&nbsp; {sex(d)} &nbsp;|&nbsp; DOB {mon(who.born)} &nbsp;|&nbsp; ID {who.ids[0]}<br>Collected {mon(on)} &nbsp;|&nbsp; Reported {mon(out)} &nbsp;|&nbsp; Lab ref {who.ids[1]}</p>"
        f"<h3>Final diagnosis</h3><p class=x>Bone marrow, trephine and aspirate: {esc(WHO[who.who][0])}.</p><h3>Comparison</h3>"
        + table(("Sample", "Blasts", "Cellularity", "Ring sideroblasts"), rows)
        + f"<p>Slides of {mon(before)} were not available for review; the figures are those of the outside report, which called the marrow reactive.</p><h3>Aspirate</h3><p>Of 500 nucleated cells, {_n(d, 'blasts_marrow')}% are blasts; their chromatin is fine and no Auer rod is found. Hypolobated megakaryocytes and erythroid nuclear budding exceed 10% of their lines.</p>"
        f"<h3>Trephine</h3><p>Sections show trabecular bone with {_n(d, 'marrow_cellularity')}% cellular marrow and fat. CD61 shows small megakaryocytes. CD20 and CD3 show scattered lymphocytes, no aggregate. There is no metastatic carcinoma.</p>"
        "<h3>Note</h3><p>A blast count of 5% or more would define excess blasts and one of 20% acute myeloid leukaemia. Copper deficiency and drugs were considered by the referring physician.</p><p class=s>Dr Serene Goh Li Ting, Consultant, Haematopathology. Digitally authorised. Slides kept for 20 years.</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:17mm}body{font:10pt 'DejaVu Sans Condensed','DejaVu Sans'}.h{width:100%;border-bottom:2pt solid #7a1f3d;color:#7a1f3d}.h td{padding-bottom:4pt;font-weight:bold}.r{text-align:right}.x{font-weight:bold;font-size:11pt}.t td,.t th{border-bottom:.5pt solid #999;padding:3pt 18pt 3pt 0}h3{font-size:10.5pt;color:#7a1f3d;margin:9pt 0 2pt}.s{font-size:8.5pt;margin-top:14pt}"
    web(d, body, css, "marrow", "pathology")
    diagnosis(d, 1, "Final diagnosis")
    _gold(d, 1, "blasts_marrow", "ring_sideroblasts", "marrow_cellularity")
    for analyte, value in was.items():
        d.fact(
            "labs",
            1,
            f"{value:g}%",
            may=True,
            analyte=analyte,
            comparator=None,
            value=value,
            unit="%",
            collected=before.isoformat(),
        )
        d.gold.trap(
            "labs", {"analyte": analyte, "value": value, "collected": on.isoformat()}, "the marrow of two years ago"
        )
    denied(d, 1, "carcinoma", "aml")
    d.also_dated = (out, before)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f
    for f in (
        combined_haematopathology, cytology_table, synoptic_elements, stain_added_later, particulars_findings,
        compared_with_before,
    )
}  # fmt: skip
UNSCORED = ("compared_with_before",)

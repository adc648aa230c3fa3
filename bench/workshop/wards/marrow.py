# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Bone marrow reports of ordinary hospitals."""

from collections.abc import Callable
from typing import Any

from bench.workshop.days import later, long, sex
from bench.workshop.dress import Doc
from bench.workshop.markup import Raw, esc, row
from bench.workshop.marrow import denied, diagnosis
from bench.workshop.people import WHO
from bench.workshop.sheet import Cell
from bench.workshop.wards.paper import (
    asked,
    bait,
    dmy,
    mdy,
    pc,
    percents,
    relatives,
    short,
    table,
    web,
)


def _others(d: Doc, *shares: float) -> list[str]:
    """Percentages of the other cells; with the blasts and the last one they make a hundred."""
    rest = 100 - d.person.counts["blasts_marrow"]
    parts = [round(rest * x, 1) for x in shares]
    return [f"{x:g}" for x in (*parts, round(rest - sum(parts), 1))]


def _earlier(d: Doc, analyte: str, value: float, days: int) -> None:
    """A percentage of an earlier marrow: it may be told with its date, never with today's."""
    before = later(d.on, days)
    fields = {"analyte": analyte, "comparator": None, "value": value, "unit": "%"}
    d.fact("labs", 1, f"{value:g}", may=True, **fields, collected=before.isoformat())
    if abs(d.person.counts[analyte] - value) > 0.01 * value:
        d.gold.trap("labs", {"analyte": analyte, "value": value, "collected": d.on.isoformat()}, "an earlier marrow")


def conclusion_at_end(d: Doc) -> None:
    """An Italian university hospital: aspirate and biopsy in two boxes, immunohistochemistry in percent, the conclusion in a frame at the end."""
    who, on = d.person, d.on
    out = later(on, 7)
    gran = _others(d, 0.04, 0.46, 0.31, 0.12, 0.02)
    body = (
        "<div class=h><b>Policlinico San Petronio, Bologna</b><br>Haematopathology Unit &ndash; report in English for the patient</div>"
        f"<table class=d>{row(('Surname and name', f'{who.last} {who.first}', 'Date of birth', dmy(who.born)))}{row(('Sex', sex(d)[0], 'Patient code', who.ids[0]))}{row(('Sampling date', dmy(on), 'Report no.', 'BO-' + who.ids[1]))}{row(('Arrival', dmy(later(on, 1)), 'Report date', dmy(out)))}</table>"
        "<p><b>Clinical question:</b> cytopenia under investigation; exclude myelodysplasia, exclude multiple myeloma (small monoclonal component).</p>"
        "<h3>1. Bone marrow aspirate (posterior iliac spine)</h3>"
        f"<p>Good particle content. Count on 500 nucleated cells: blasts {pc(d, 'blasts_marrow')}%, promyelocytes {gran[0]}%, neutrophil line {gran[1]}%, erythroid line {gran[2]}%, lymphocytes {gran[3]}%, plasma cells {gran[4]}%, other {gran[5]}%. "
        f"Dysplastic features in about 30% of erythroblasts and in 20% of neutrophils. Perls stain: ring sideroblasts {pc(d, 'ring_sideroblasts')}% of erythroblasts.</p>"
        "<h3>2. Bone marrow biopsy (core of 18 mm)</h3>"
        f"<p>Cellularity {pc(d, 'marrow_cellularity')}%. Megakaryocytes increased, small, with hypolobated nuclei. Reticulin: MF-0. Immunohistochemistry: CD34 positive in 8% of the cells of one field, CD138 positive in 3% (kappa and lambda polytypic), CD20 positive in 6%. TP53 staining not increased.</p>"
        f"<div class=c><b>CONCLUSION</b><br>{esc(WHO[who.who][0])} according to the WHO classification (2016 revision).<br>No infiltration by plasma cell myeloma. Integration with karyotype and molecular data is required.</div>"
        "<p class=s>Normal values of the aspirate in our laboratory: blasts 0 &ndash; 3%, promyelocytes 1 &ndash; 5%, lymphocytes 8 &ndash; 20%. The CD34 percentage of the biopsy is an estimate and does not replace the aspirate count.</p>"
        "<p class=g>The pathologist: Dott.ssa Elena Fabbri Morandi (digital signature)</p>"
    )  # fmt: skip
    css = (
        "@page{size:A4;margin:20mm}body{font:10pt 'DejaVu Serif';line-height:1.25}.h{text-align:center;border-bottom:1pt solid #8a2f2f;padding-bottom:4pt}.d{width:100%;margin:8pt 0;font-size:9pt}.d td{border:.5pt solid #b9a;padding:3pt 5pt}"
        ".d td:nth-child(odd){background:#f6f0f0}h3{font-size:10.5pt;margin:10pt 0 2pt}.c{border:1.2pt solid #8a2f2f;padding:7pt;margin:12pt 0}.s{font-size:8.5pt}.g{text-align:right;margin-top:20pt}"
    )
    web(d, body, css, "marrow", "pathology")
    diagnosis(d, 1, WHO[who.who][0])
    percents(d, 1, "blasts_marrow", "marrow_cellularity", "ring_sideroblasts")
    bait(d, "blasts_marrow", 8, "a stain")
    denied(d, 1, "multiple_myeloma", "myeloma")
    asked(d, 1, "multiple_myeloma", "myeloma", "mds")
    d.fact(
        "biomarkers", 1, "Reticulin", may=True, name="reticulin_fibrosis", status="negative", collected=on.isoformat()
    )
    d.also_dated = (out, later(on, 1))


def film_aspirate_trephine(d: Doc) -> None:
    """An Australian teaching hospital: headings at the left, text at the right, film before aspirate before trephine, the summary last, an earlier marrow quoted."""
    who, on = d.person, d.on
    out, before = later(on, 4), later(on, -410)
    was = 1.5
    film = (
        f"Circulating blasts are present ({pc(d, 'blasts_blood')}%) on a 200 cell count. Macrocytes and hypogranular neutrophils."
        if who.counts["blasts_blood"]
        else "No circulating blasts. Macrocytes and hypogranular neutrophils."
    )
    parts = (
        ("Clinical notes", "Progressive cytopenia. Ex-smoker. Mother had CLL. No B12 or folate deficiency. Not on methotrexate."),
        ("Site", "Left posterior superior iliac spine, under local anaesthetic."), ("Blood film", film),
        ("Aspirate", f"Particles: adequate. Blasts {pc(d, 'blasts_marrow')}% (500 cells). Erythropoiesis is megaloblastoid with nuclear budding. Granulopoiesis is left shifted; pseudo-Pelger cells are present. Megakaryocytes are plentiful and small. Lymphocytes and plasma cells are not increased."),
        ("Iron stain", f"Stores are increased. Ring sideroblasts: {pc(d, 'ring_sideroblasts')}% of erythroid precursors (15% or more is needed for MDS with ring sideroblasts, 5% if SF3B1 is mutated)."),
        ("Trephine", f"A 21 mm core. Overall cellularity {pc(d, 'marrow_cellularity')}%. No fibrosis, no granulomas, no lymphoid aggregates. CD34 immunostain shows no clusters."),
        ("Flow cytometry", "Lab no 25-F. CD34+ cells 2.4% of leucocytes with aberrant CD7. No abnormal B or T cell population."),
        ("Ancillary tests", "Cytogenetics and myeloid NGS panel sent; results to follow in separate reports."),
        ("Comparison", f"Bone marrow of {dmy(before)} (our lab no 24-B): blasts {was:g}%, no diagnosis of MDS made at that time."),
    )  # fmt: skip
    body = (
        "<table class=h><tr><td><b>Wattle Bay Health</b><br>Haematology Laboratory, Level 2, Pathology Building</td><td class=r>BONE MARROW REPORT<br>Final</td></tr></table>"
        f"<table class=d>{row((Raw(f'<b>{esc(who.last.upper())}, {who.first}</b>'), f'UR {who.ids[0]}', f'DOB {dmy(who.born)}', sex(d)))}{row((f'Collected {dmy(on)}', f'Reported {dmy(out)}', f'Lab no 25-B{who.ids[1][-4:]}', 'Dr R. Castellano'))}</table>"
        + table((), [(Raw(f"<b>{a}</b>"), b) for a, b in parts])
        + f"<p class=c><b>SUMMARY:</b> {esc(WHO[who.who][0])} (WHO 4th edition, revised). There is no evidence of acute leukaemia.</p><p class=s>Reported by Dr Priscilla Yeo and Prof Graeme Tulloch, consultant haematologists. Page 1 of 1.</p>"
    )  # fmt: skip
    css = (
        "@page{size:A4;margin:17mm}body{font:10pt 'Liberation Sans';line-height:1.2}.h{width:100%;border-bottom:2.5pt solid #0b5fa5}.r{text-align:right;font-weight:bold}.d{width:100%;margin:7pt 0;border-bottom:.6pt solid #888}.d td{padding:2.5pt 5pt}.t td{padding:4.5pt 5pt}.t td:first-child{width:105pt}"
        ".c{margin-top:12pt;padding:7pt;background:#eaf2fa}.s{margin-top:18pt;font-size:8.5pt}"
    )
    web(d, body, css, "marrow", "pathology")
    diagnosis(d, 1, WHO[who.who][0])
    percents(d, 1, "blasts_marrow", "marrow_cellularity", "ring_sideroblasts", "blasts_blood")
    _earlier(d, "blasts_marrow", was, -410)
    bait(d, "blasts_marrow", 2.4, "flow")
    d.gold.trap("labs", {"analyte": "ring_sideroblasts", "value": 5.0}, "a threshold") if who.counts[
        "ring_sideroblasts"
    ] != 5 else None
    relatives(d, "cll")
    asked(d, 1, "mds")
    denied(d, 1, "acute_leukemia", "aml")
    d.gold.trap("treatments", {"agent": "methotrexate", "status": "ongoing"}, "not on it")
    d.fact("not_given", 1, "methotrexate", may=True, agent="methotrexate")
    d.also_dated = (out,)


def myelogram_columns(d: Doc) -> None:
    """A Spanish hospital: the myelogram as a table of cell, percentage and normal range in two halves side by side, comments by lineage, a conclusion."""
    who, on = d.person, d.on
    out = later(on, 3)
    o = _others(d, 0.03, 0.11, 0.12, 0.22, 0.03, 0.12, 0.02, 0.04, 0.1)
    left = (("Blasts", pc(d, "blasts_marrow"), "0 - 4"), ("Promyelocytes", o[0], "2 - 6"), ("Myelocytes", o[1], "8 - 15"), ("Metamyelocytes", o[2], "9 - 18"), ("Band and segmented forms", o[3], "20 - 40"))  # fmt: skip
    right = (("Eosinophils", o[4], "1 - 5"), ("Lymphocytes", o[5], "8 - 20"), ("Plasma cells", o[6], "0 - 3"), ("Proerythroblasts", o[7], "0 - 2"), ("Erythroblasts", f"{float(o[8]) + float(o[9]):g}", "16 - 30"))  # fmt: skip
    body = (
        f"<table class=h><tr><td><b>HOSPITAL GENERAL DE LA RIBERA ALTA</b><br>Haematology Department. Cytomorphology</td><td class=r>Request {who.ids[1]}<br>Page 1/1</td></tr></table>"
        f"<p>Patient: <b>{who.first} {esc(who.last)}</b>. Sex: {sex(d).lower()}. Date of birth: {dmy(who.born)}. History no. {who.ids[0]}.<br>Extraction date: {dmy(on)}. Report date: {dmy(out)}. Requested by: outpatient haematology (Dr. I. Ferrer).</p>"
        "<h2>BONE MARROW ASPIRATE: MYELOGRAM</h2><p>Sternal puncture, good grumous content, 500 cells counted.</p>"
        f"<table class=t><thead>{row(('Cell', '%', 'Normal %', 'Cell', '%', 'Normal %'), 'th')}</thead>{''.join(row((*a, *b)) for a, b in zip(left, right, strict=True))}</table>"
        "<p><b>Erythroid series:</b> nuclear bridges and multinuclearity in 25% of the elements. <b>Granulocytic series:</b> hypogranulation in 40%, pseudo-Pelger in 15%. <b>Megakaryocytic series:</b> micromegakaryocytes, 20%.</p>"
        f"<p><b>Perls:</b> macrophage iron present. Ring sideroblasts: {pc(d, 'ring_sideroblasts')} % of the erythroblasts; type 1 sideroblasts 30 %.</p>"
        f"<p><b>Peripheral blood smear (same day):</b> blasts {pc(d, 'blasts_blood')} %. Rouleaux not observed.</p>"
        f"<p class=c><b>Cytological conclusion:</b> <b>{esc(WHO[who.who][0].lower())} ({WHO[who.who][1]}, WHO 2016)</b>.</p>"
        "<p class=s>Dysplasia is called significant from 10 % of the cells of a series. Blasts of 20 % or more define acute leukaemia. Immunophenotype: pending. Bone biopsy was not performed.</p><p>Signed: Dra. Amparo Climent Rovira, Col. 00000</p>"
    )  # fmt: skip
    css = (
        "@page{size:A4;margin:20mm 18mm}body{font:10pt 'Liberation Serif';line-height:1.3}.h{width:100%;border-bottom:1pt solid #000}.r{text-align:right}h2{font-size:11.5pt;text-align:center;margin:12pt 0 4pt}.t{width:100%;margin:6pt 0}.t td,.t th{border:.6pt solid #555;padding:3pt 6pt}.t th{background:#eee}"
        ".t td:nth-child(2),.t td:nth-child(5){text-align:right}.c{margin:10pt 0}.s{font-size:8.5pt}"
    )
    web(d, body, css, "marrow", "pathology")
    diagnosis(d, 1, WHO[who.who][0].lower())
    percents(d, 1, "blasts_marrow", "ring_sideroblasts", "blasts_blood")
    bait(d, "blasts_marrow", 20, "a threshold")
    denied(d, 1, "acute_leukemia", "aml")
    d.also_dated = (out,)


def signed_out_summary(d: Doc) -> None:
    """A Singapore centre: a numbered form with colon-aligned entries, trephine below, integrated comment by a consultant, a second reader."""
    who, on = d.person, d.on
    out = later(on, 6)
    s = d.paper("Helvetica", 9.5, 52)
    d.kind, d.also_kind, d.also_dated = "marrow", ("pathology",), (out,)
    s.line("STRAITS CANCER & BLOOD CENTRE", True, 13)
    s.line("Department of Haematology Laboratory, Singapore", pt=9)
    s.rule()
    s.gap(4)
    for left, right in ((f"Name: {who.last.upper()} {who.first.upper()}", f"Specimen no.: HM{who.ids[1]}"), (f"Date of birth: {short(who.born)}", f"Sex: {sex(d)}"), (f"Patient no.: {who.ids[0]}", "Ordering doctor: Dr Lim Wei Chun"),
                        (f"Collection date: {short(on)}", f"Report date: {short(out)}")):  # fmt: skip
        s.row(Cell(s.margin, left), Cell(s.margin + 270, right))
    s.rule()
    s.gap(6)
    s.line("BONE MARROW ASPIRATE AND TREPHINE BIOPSY", True, 11)
    s.gap(3)

    def entry(label: str, text: str) -> int:
        s.gap(3)
        s.need(30)
        s.put(Cell(s.margin, label, True), s.y + s.pt * 1.4)
        return s.para(f": {text}", x=140)

    entry("Indication", "Pancytopenia for evaluation. TRO MDS, TRO aplastic anaemia.")
    entry("Aspirate quality", "Particulate, mildly haemodilute")
    entry("Myeloid : erythroid", "1.8 : 1")
    percents(
        d, entry("Blasts", f"{pc(d, 'blasts_marrow')} % of nucleated cells (500 cell differential)"), "blasts_marrow"
    )
    entry("Erythropoiesis", "Megaloblastoid change and nuclear irregularity, 20 % of precursors")
    entry("Granulopoiesis", "Hypogranular forms, 25 %")
    entry("Megakaryocytes", "30 counted; 12 dysplastic (hypolobated)")
    percents(d, entry("Ring sideroblasts", f"{pc(d, 'ring_sideroblasts')} %"), "ring_sideroblasts")
    entry("Storage iron", "Grade 3 of 6")
    s.gap(4)
    s.rule()
    s.gap(4)
    entry("Trephine length", "14 mm, two of eight marrow spaces subcortical")
    percents(
        d, entry("Cellularity", f"{pc(d, 'marrow_cellularity')} % (age-expected 30 to 50 %)"), "marrow_cellularity"
    )
    entry("Reticulin", "Grade 1 of 3")
    entry("Immunostains", "CD34: 4 to 6 % of cells. E-cadherin: erythroid islands. CD61: micromegakaryocytes.")
    s.gap(4)
    s.rule()
    page = entry("Diagnosis", f"{WHO[who.who][0]}")
    diagnosis(d, page, WHO[who.who][0])
    entry(
        "Comment",
        "Aplastic anaemia is excluded by the cellularity and dysplasia. PNH screen by flow cytometry is reported separately. Please correlate with cytogenetics (sent) and NGS (not yet received by the laboratory).",
    )
    s.gap(16)
    s.line("Read by: Dr Nurul Aisyah Rahman       Second reader: Assoc Prof Tan Kok Leong", pt=9)
    s.line("This report has been electronically authorised.   Page 1 of 1", pt=8)
    asked(d, 1, "mds")
    denied(d, 1, "aplastic_anemia", "aplastic_anaemia")
    asked(d, 1, "aplastic_anemia", "aplastic_anaemia")
    d.fact(
        "biomarkers",
        1,
        "Reticulin",
        may=True,
        name="reticulin_fibrosis",
        status="positive",
        any_status=["positive", "negative", "equivocal"],
        collected=on.isoformat(),
    )


def diagnosis_comment_addendum(d: Doc) -> None:
    """An American community hospital on two pages: final diagnosis first, a comment on the limits, blood counts of the week before, an addendum with the karyotype."""
    who, on = d.person, d.on
    out, more = later(on, 3), later(on, 12)
    normal = who.karyotype.partition("[")[0] in {"46,XX", "46,XY"}
    o = _others(d, 0.03, 0.45, 0.33, 0.12, 0.02)
    rows = list(zip(("Promyelocytes", "Maturing granulocytes", "Erythroid precursors", "Lymphocytes", "Plasma cells", "Monocytes and others"), o, strict=True))  # fmt: skip
    head = f"<table class=d>{row((Raw(f'<b>{esc(who.last)}, {who.first}</b>'), f'DOB: {mdy(who.born)}', f'Sex: {sex(d)}'))}{row((f'MRN: {who.ids[0]}', f'Case: BMC-{who.ids[1]}', f'Collected: {mdy(on)}'))}</table>"
    body = (
        f"<div class=h>PRAIRIE VIEW COMMUNITY HOSPITAL<br><small>Department of Pathology &bull; Grand Island, NE</small></div>{head}<p>Received: {mdy(on)} &nbsp; Reported: {mdy(out)} &nbsp; Addendum: {mdy(more)} &nbsp; Physician: Colleen Baptiste, MD</p>"
        f"<h3>FINAL DIAGNOSIS</h3><p>Bone marrow, right iliac crest (aspirate, clot, and core biopsy):</p><ul><li>{esc(WHO[who.who][0])}.</li><li>Blasts: {pc(d, 'blasts_marrow')}% of marrow cells.</li><li>Cellularity: {pc(d, 'marrow_cellularity')}%.</li><li>Ring sideroblasts: {pc(d, 'ring_sideroblasts')}%.</li></ul>"
        "<h3>COMMENT</h3><p>Subclassification rests on morphology and may change when genetic results are known. Flow cytometry (HF-25-118) found 4.1% CD34-positive events; a lower or higher percentage by flow is not used for classification. Metastatic carcinoma is not identified. "
        "Copper deficiency, HIV infection and drug effect should be excluded clinically.</p>"
        "<h3>MARROW DIFFERENTIAL (500 cells)</h3>" + table(("Cell", "%"), [("Blasts", pc(d, "blasts_marrow")), *rows])
        + "<h3>MICROSCOPIC</h3><p>Peripheral blood: macrocytic anemia; rare nucleated red cells. Aspirate: hypogranular neutrophils, 20%; nuclear budding of erythroid precursors, 15%. Core: 1.3 cm; no fibrosis (MF 0 of 3). Immunohistochemistry: CD34 up to 7% in the most involved area, CD117 10%.</p>"
        "<p>Electronically signed: Harlan J. Mikkelsen, MD</p>"
        f"<div class=n>{head}<h3>ADDENDUM 1 ({mdy(more)})</h3><p>Chromosome analysis (Front Range Cytogenetics, report on file) of this specimen: <b>{who.karyotype}</b>, {who.metaphases} metaphases. {'No clonal abnormality.' if normal else 'Clonal abnormality present.'} The diagnosis is unchanged.</p><p>Electronically signed: Harlan J. Mikkelsen, MD</p>"
        "<p class=s>Intraoperative note: none. Family history on the requisition: brother, polycythemia vera. Immunostains are laboratory developed tests. Page 2 of 2.</p></div>"
    )  # fmt: skip
    css = (
        "@page{size:letter;margin:.7in}body{font:10pt 'Liberation Sans'}.h{text-align:center;font-weight:bold;font-size:12.5pt}.h small{font-weight:normal;font-size:9pt}.d{width:100%;border:.8pt solid #333;margin:6pt 0}.d td{padding:3pt 6pt}h3{font-size:10pt;margin:10pt 0 3pt}ul{margin:3pt 0}"
        ".t td,.t th{padding:1.5pt 26pt 1.5pt 0}.n{page-break-before:always}.s{font-size:8.5pt;margin-top:20pt}"
    )
    sheet = web(d, body, css, "marrow", "pathology")
    diagnosis(d, 1, WHO[who.who][0])
    percents(d, 1, "blasts_marrow", "marrow_cellularity", "ring_sideroblasts")
    fields: dict[str, Any] = {"iscn": who.karyotype, "metaphases": who.metaphases, "collected": on.isoformat()}
    d.fact("karyotypes", sheet.find("Chromosome analysis", who.karyotype), who.karyotype, **fields)
    bait(d, "blasts_marrow", 4.1, "flow")
    bait(d, "blasts_marrow", 7, "a stain")
    relatives(d, "pv", "polycythemia_vera", "mpn")
    denied(d, 1, "carcinoma")
    asked(d, 1, "copper_deficiency", "hiv", "hiv_infection")
    d.also_dated = (out, more)


def morphology_letter(d: Doc) -> None:
    """A Dutch hospital's morphology in a letter: macroscopy, microscopy and conclusion in prose, blasts told once, cellularity in words and percent."""
    who, on = d.person, d.on
    out = later(on, 5)
    s = d.paper("Times", 11, 62)
    d.kind, d.also_kind, d.also_dated = "marrow", ("pathology", "note"), (out,)
    s.line("Sint-Lebuinus Hospital Nieuwerveen", True, 14)
    s.line("Laboratory of Haematology, section Morphology", pt=10)
    s.gap(8)
    s.line(f"Nieuwerveen, {long(out)}", align="r")
    s.line(
        f"Concerning: {who.first} {who.last}, {'female' if who.sex == 'F' else 'male'}, born {long(who.born)}, patient number {who.ids[0]}"
    )
    s.line(f"Bone marrow of {long(on)}, laboratory number {who.ids[1]}")
    s.rule()
    s.gap(6)
    s.line("Question", True)
    s.para("Unexplained cytopenia since last year. Myelodysplasia? Marrow metastasis?")
    s.gap(5)
    s.line("Macroscopy", True)
    s.para("Four smears with visible fragments, and one crista biopsy of 2.0 cm.")
    s.gap(5)
    s.line("Microscopy", True)
    page = s.para(
        f"Cellular fragments are well visible; the cellularity of the biopsy is estimated at {pc(d, 'marrow_cellularity')}%. Of 500 nucleated cells {pc(d, 'blasts_marrow')}% are myeloblasts. "
        f"Maturation of the granulocytic line is shifted to the left with poor granulation. Erythropoiesis shows nuclear fragments and asynchronous maturation. After iron staining {pc(d, 'ring_sideroblasts')}% of the erythroblasts are ring sideroblasts. "
        "Monocytes make up 4% of the cells, lymphocytes 11% and plasma cells less than 1%. In a normal adult marrow fewer than 5% blasts are seen. No cells foreign to the marrow were found."
    )
    percents(d, page, "marrow_cellularity", "blasts_marrow", "ring_sideroblasts")
    s.gap(5)
    s.line("Conclusion", True)
    page = s.para(f"{WHO[who.who][0]} ({WHO[who.who][1]}). No metastasis of a carcinoma.")
    diagnosis(d, page, WHO[who.who][0])
    s.gap(5)
    s.line("Remark", True)
    s.para(
        "A marrow of another patient with a similar name was received on the same day; identity was checked with the date of birth. Cytogenetics (MDS protocol) and NGS will be reported by the regional genome laboratory."
    )
    s.gap(14)
    s.para("With kind regards,")
    s.gap(14)
    s.line("Dr. M. van der Zwaan, laboratory specialist clinical chemistry and haematology")
    bait(d, "blasts_marrow", 5, "a normal value")
    asked(d, 1, "mds")
    denied(d, 1, "carcinoma")


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f
    for f in (
        conclusion_at_end, film_aspirate_trephine, myelogram_columns, signed_out_summary, diagnosis_comment_addendum,
        morphology_letter,
    )
}  # fmt: skip

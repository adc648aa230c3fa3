# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Families of bone marrow reports."""

from collections.abc import Callable

from bench.workshop.arrivals import slides
from bench.workshop.arrivals.paper import american, asked, bait, found, plainly, printed, relative, share, told
from bench.workshop.days import hyphened, later, sex, spaced
from bench.workshop.dress import Doc
from bench.workshop.markup import Raw, esc, row, table
from bench.workshop.marrow import denied, diagnosis
from bench.workshop.people import WHO


def others(d: Doc, *parts: float) -> list[str]:
    """Shares of the other cells of a differential; the last is what is left to a hundred."""
    rest = 100 - d.person.counts["blasts_marrow"]
    shares = [round(rest * part, 1) for part in parts]
    return [f"{x:.1f}" for x in (*shares, rest - sum(shares))]


def aspirate_trephine_letters(d: Doc) -> None:
    """A British laboratory: aspirate in short labelled lines, trephine in prose with CD34, a summary, further results awaited."""
    who, on = d.person, d.on
    out = later(on, 6)
    lines = (
        ("Quality", "Particulate and cellular, easily spread"), ("Erythropoiesis", "Increased, megaloblastoid, with nuclear bridging and irregular outlines in about a quarter of cells"),
        ("Granulopoiesis", "Left shifted. Hypogranular forms and pseudo-Pelger cells"), ("Blasts", f"{plainly(d, 'blasts_marrow')}% of nucleated cells (500 cell count)"),
        ("Megakaryocytes", "Present, some small and monolobated"), ("Lymphocytes and plasma cells", "8% and 1%, unremarkable"),
        ("Iron stain", f"Stores present (grade 3 of 6). Ring sideroblasts {plainly(d, 'ring_sideroblasts')}% of erythroblasts"),
    )  # fmt: skip
    body = (
        f"<table class=h><tr><td><b>Penrith &amp; Solway Haematological Malignancy Service</b><br>The Old Infirmary, Castle Hill</td><td class=r>Report no. {who.ids[1]}/{on.year % 100}<br>Authorised {spaced(out)}</td></tr></table>"
        f"<p>Patient: <b>{who.first} {esc(who.last.upper())}</b> &nbsp; Date of birth: {spaced(who.born)} &nbsp; Sex: {sex(d)} &nbsp; Hospital number: {who.ids[0]}<br>Sample taken: {spaced(on)} (right iliac crest) &nbsp; Consultant: Dr J Eskdale</p>"
        "<p>Request: Pancytopenia in a retired printer. ?myelodysplasia ?infiltration. Brother had myeloma.</p><h2>SUMMARY</h2>"
        f"<p class=k>{WHO[who.who][0]}. Blasts {plainly(d, 'blasts_marrow')}%.</p><h2>Bone marrow aspirate</h2><table class=t>{''.join(row((Raw(f'<b>{a}</b>'), b)) for a, b in lines)}</table>"
        f"<h2>Bone marrow trephine biopsy</h2><p>An 18 mm core with eleven marrow spaces. Overall cellularity is {plainly(d, 'marrow_cellularity')}%. Erythroid islands are poorly formed. Megakaryocytes are seen next to trabeculae. CD34 stains scattered cells, amounting to 2-4% with no clusters. Reticulin is grade 1 of 4 (WHO MF-0). "
        "Cyclin D1 and cytokeratin are negative. There is no lymphoid infiltrate and no metastatic carcinoma.</p><h2>Comment</h2><p>The appearances meet the WHO 2016 criteria for the diagnosis given. Blasts are fewer than 20% and this is not acute myeloid leukaemia. Chromosome and gene panel results are awaited and an integrated report will follow.</p>"
        "<p class=s>Normal marrow holds fewer than 5% blasts. Reported by Dr Fenella Birkbeck, Consultant Haematopathologist; aspirate by Dr I Skelton. UKAS-accredited methods except where marked.</p>"
    )  # fmt: skip
    css = ("@page{size:a4;margin:18mm}body{font:10pt 'Liberation Serif';line-height:1.2}.h{width:100%;border-bottom:1pt solid #000}.r{text-align:right}h2{font-size:11pt;margin:9pt 0 2pt;border-bottom:.4pt solid #999}.t td{padding:2pt 8pt 2pt 0}.t td:first-child{white-space:nowrap}.k{font-weight:bold}.s{font-size:8pt;margin-top:10pt}")  # fmt: skip
    printed(d, body, css, "marrow", "pathology")
    diagnosis(d, 1, WHO[who.who][0])
    share(d, 1, "blasts_marrow", "ring_sideroblasts", "marrow_cellularity")
    bait(d, "blasts_marrow", 20.0, "a limit")
    denied(d, 1, "aml", "acute_leukemia", "carcinoma", "lymphoma")
    asked(d, 1, "mds")
    relative(d, "multiple_myeloma", "myeloma")
    d.fact("biomarkers", 1, "Reticulin", may=True, name="reticulin_fibrosis", status="negative", collected=on.isoformat())  # fmt: skip
    d.also_dated = (out,)


def diagnosis_then_flow(d: Doc) -> None:
    """An American hospital's report of two pages: diagnosis, counts of the day, a differential with a reference column, flow with its own blasts, an outside history, iron in an addendum."""
    who, on = d.person, d.on
    out = later(on, 3)
    cbc = [found(d, *n) for n in (("leukocytes", "WBC", "x10^3/uL"), ("hemoglobin", "Hgb", "g/dL"), ("hematocrit", "Hct", "%"), ("mcv", "MCV", "fL"), ("platelets", "Plt", "x10^3/uL"), ("neutrophils", "ANC", "x10^3/uL"))]  # fmt: skip
    names = ("Promyelocytes", "Myelocytes", "Metamyelocytes", "Bands and segmented", "Eosinophils", "Lymphocytes", "Monocytes", "Plasma cells", "Erythroid precursors")  # fmt: skip
    limits = ("2.0-5.0", "8.0-15.0", "9.0-18.0", "20.0-40.0", "1.0-4.0", "6.0-17.0", "0.0-2.0", "0.0-3.0", "16.0-30.0")
    cells = [
        ("Blasts", plainly(d, "blasts_marrow"), "0.0-3.0"),
        *zip(names, others(d, 0.03, 0.1, 0.11, 0.21, 0.02, 0.12, 0.01, 0.01), limits, strict=True),
    ]
    body = (
        f"<div class=h>ST. BRENDAN'S REGIONAL MEDICAL CENTER<br><small>Department of Pathology &bull; Hematopathology Report</small></div><table class=d>{row(('Patient:', who.name, 'Case number:', f'HB{on.year % 100}-{who.ids[0][:4]}'))}{row(('MRN:', who.ids[0], 'Collected:', american(on)))}"
        f"{row(('DOB / Sex:', f'{american(who.born)} / {sex(d)}', 'Received:', american(on)))}{row(('Ordering:', 'Okonkwo-Reyes, Ada, MD', 'Reported:', american(out)))}</table>"
        f"<h2>Diagnosis</h2><p><b>Bone marrow, left posterior iliac crest; aspirate, clot and core biopsy:</b></p><ul><li><b>{WHO[who.who][0]}</b> (see comment)</li><li>{plainly(d, 'marrow_cellularity')}% cellular marrow with trilineage hematopoiesis</li><li>{plainly(d, 'blasts_marrow')}% blasts by aspirate differential count</li></ul>"
        "<p><b>Peripheral blood:</b></p><ul><li>Cytopenia(s) with dysplastic neutrophils</li></ul>"
        "<h2>Comment</h2><p>Flow cytometry performed on the same aspirate shows 4.4% CD34+ events, with aberrant CD7; hemodilution and lysis make this figure unsuitable for classification. Cytogenetic and molecular studies have been sent and are pending. The findings fall short of acute leukemia.</p>"
        "<h2>Clinical history</h2><p>Fatigue; macrocytic anemia for one year. Marrow at another hospital two years ago is said to have had 1% blasts and 80% cellularity; slides not available. Mother with chronic lymphocytic leukemia.</p>"
        "<h2>Blood counts, same day</h2>" + table(("Test", "Result", "Unit", "Reference"), [(r.label, f"{r.text} {'(' + r.flag + ')' if r.flag else ''}", r.unit, f"{r.low}-{r.high}") for r in cbc])
        + "<div class=n></div><h2>Aspirate differential (500 cells)</h2>" + table(("Cell type", "Patient %", "Reference %"), cells)
        + f"<p>M:E ratio 2.1:1 (reference 2:1-4:1)</p><h2>Microscopic description</h2><p><b>Aspirate:</b> Spicules present. Dyserythropoiesis in 25% of precursors and dysgranulopoiesis in 30% of neutrophils. <b>Iron:</b> First stain not interpretable; see addendum. "
        "<b>Core:</b> 1.4 cm, adequate. No granulomas. CD34 by immunohistochemistry marks 3% of cells; CD117, MPO and E-cadherin stain as expected. <b>Reticulin:</b> not increased.</p><p class=s>Immunostains were developed by this laboratory. Electronically signed by Leontyne Hargrave, MD. The signing pathologist has reviewed all slides.</p>"
        f"<h2>Addendum, {american(later(on, 6))}</h2><p>The iron stain was repeated on another aspirate smear of the same procedure. Storage iron is present. Ring sideroblasts are {plainly(d, 'ring_sideroblasts')}% of erythroid precursors. The diagnosis is unchanged. Addendum signed by Leontyne Hargrave, MD.</p>"
    )  # fmt: skip
    css = ("@page{size:letter;margin:.7in .8in;@bottom-left{content:'MRN " + who.ids[0] + "';font:8pt 'Liberation Sans'}@bottom-right{content:'Page ' counter(page) ' of ' counter(pages);font:8pt 'Liberation Sans'}}body{font:9.8pt 'Liberation Sans';line-height:1.18}.h{text-align:center;font-weight:bold;font-size:13pt;border-bottom:1.5pt solid #333;padding-bottom:4pt}.d{width:100%;margin:5pt 0}.d td{padding:1.5pt 4pt}"
           "h2{font-size:10.5pt;text-transform:uppercase;margin:9pt 0 2pt}ul{margin:2pt 0}.t{margin-left:10pt}.t td,.t th{padding:1.6pt 18pt 1.6pt 0}.n{page-break-before:always}.s{font-size:8pt}")  # fmt: skip
    sheet = printed(d, body, css, "marrow", "pathology")
    diagnosis(d, 1, WHO[who.who][0])
    share(d, 1, "blasts_marrow", "marrow_cellularity")
    share(d, 2, "ring_sideroblasts")
    for r in cbc:
        told(d, r, on, sheet.find(f"{r.label}{r.text}"))
    for value, why in ((4.4, "flow"), (1.0, "another hospital's, years ago")):
        bait(d, "blasts_marrow", value, why)
    bait(d, "marrow_cellularity", 80.0, "another hospital's, years ago")
    denied(d, 1, "aml", "acute_leukemia")
    relative(d, "cll", "chronic_lymphocytic_leukemia")
    d.fact("biomarkers", 2, "Reticulin", may=True, name="reticulin_fibrosis", status="negative", collected=on.isoformat())  # fmt: skip
    d.also_dated = (out, later(on, 6))


def myelogram_with_impression(d: Doc) -> None:
    """An Indian hospital: haemogram in a sentence, myelogram beside normal values, lineages in capitals, impression and advice at the foot."""
    who, on = d.person, d.on
    out = later(on, 2)
    hb, tlc, plt = (found(d, *n) for n in (("hemoglobin", "Hb", "g/dL"), ("leukocytes", "TLC", "/cumm", 1000, 0), ("platelets", "Platelets", "/cumm", 1000, 0)))  # fmt: skip
    names = ("Promyelocytes", "Myelocytes", "Metamyelocytes", "Band forms", "Neutrophils", "Eosinophils", "Lymphocytes", "Plasma cells", "Erythroid series")  # fmt: skip
    usual = ("1-5", "5-19", "9-18", "9-15", "7-25", "1-4", "5-20", "0-3", "18-33")
    cells = [
        ("Blasts", f"{plainly(d, 'blasts_marrow')} %", "0-3"),
        *((n, f"{v} %", u) for n, v, u in zip(names, others(d, 0.04, 0.11, 0.1, 0.1, 0.14, 0.02, 0.11, 0.01), usual, strict=True)),
    ]  # fmt: skip
    body = (
        f"<div class=h>Vindhya Institute of Medical Sciences<br><span>Department of Haematology &amp; Haematopathology</span></div><table class=d>{row((f'Name: {who.name}', f'UHID: {who.ids[0]}', f'BMA No.: {who.ids[1]}'))}{row((f'Date of Birth: {hyphened(who.born)}', f'Sex: {sex(d)}', 'Ward: Haematology OPD'))}{row((f'Date of procedure: {hyphened(on)}', f'Date of report: {hyphened(out)}', 'Site: Right PSIS'))}</table>"
        "<h1>BONE MARROW ASPIRATION AND BIOPSY REPORT</h1><p><b>Clinical summary:</b> Easy fatigability since 8 months; transfusion advised elsewhere. No hepatosplenomegaly. To rule out MDS / aplastic anaemia.</p>"
        f"<p><b>Haemogram on day of procedure:</b> {hb.label} {hb.text} {hb.unit}, {tlc.label} {tlc.text} {tlc.unit}, {plt.label} {plt.text} {plt.unit}. Peripheral smear shows macrocytes and hypogranular neutrophils.</p>"
        f"<table class=w><tr><td>{table(('MYELOGRAM', 'Patient', 'Normal (%)'), cells)}</td><td class=x><p><b>CELLULARITY:</b> {plainly(d, 'marrow_cellularity')}% on biopsy, aspirate particles cellular.</p><p><b>ERYTHROID SERIES:</b> Megaloblastic and dyserythropoietic.</p><p><b>MYELOID SERIES:</b> Hypogranularity; nuclear hyposegmentation in 15% of neutrophils.</p>"
        f"<p><b>MEGAKARYOCYTES:</b> Adequate, with micromegakaryocytes.</p><p><b>IRON STAIN:</b> Iron stores 4+. Ring sideroblasts: {plainly(d, 'ring_sideroblasts')}%.</p><p><b>PARASITES:</b> None seen.</p><p><b>BIOPSY:</b> 2.1 cm. Reticulin MF-1. No granuloma.</p></td></tr></table>"
        f"<p class=k><b>IMPRESSION:</b> {WHO[who.who][0].upper()}.<br>No evidence of acute leukaemia or aplastic anaemia.</p><p><b>ADVICE:</b> Conventional cytogenetics and NGS myeloid panel. Serum erythropoietin. If blasts rise above 20% please repeat.</p>"
        "<p class=s>Dr. Shalini Deshpande, MD DM &nbsp;&nbsp;&nbsp; Dr. Kaushik Borthakur, MD &nbsp;&nbsp;&nbsp; Typed by: RKS. Slides may be collected within 15 days.</p>"
    )  # fmt: skip
    css = ("@page{size:a4;margin:15mm}body{font:9.5pt 'DejaVu Sans Condensed','DejaVu Sans'}.h{text-align:center;font:bold 14pt 'DejaVu Serif';color:#7b1e1e}.h span{font-size:10pt;color:#333}.d{width:100%;border:.7pt solid #7b1e1e;margin:5pt 0}.d td{padding:3pt 5pt}h1{font-size:11pt;text-align:center;text-decoration:underline}"
           ".w{margin:5pt 0}.t td,.t th{border:.5pt solid #888;padding:2.2pt 7pt}.x{padding-left:12pt}.k{border:1pt solid #333;padding:5pt}.s{font-size:8pt;margin-top:14pt}")  # fmt: skip
    printed(d, body, css, "marrow", "pathology")
    diagnosis(d, 1, "IMPRESSION")
    share(d, 1, "blasts_marrow", "ring_sideroblasts", "marrow_cellularity")
    for r in (hb, tlc, plt):
        told(d, r, on, 1, flag=False, reference=False)
    denied(d, 1, "aml", "acute_leukemia", "aplastic_anemia")
    asked(d, 1, "mds", "aplastic_anemia")
    bait(d, "blasts_marrow", 20.0, "a condition")
    d.fact("biomarkers", 1, "Reticulin", may=True, name="reticulin_fibrosis", status="positive", any_status=["positive", "negative", "equivocal"], collected=on.isoformat())  # fmt: skip
    d.also_dated = (out,)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (aspirate_trephine_letters, diagnosis_then_flow, myelogram_with_impression, *slides.ALL)
}

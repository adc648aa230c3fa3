# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""The newcomers' families of bone marrow reports."""

from collections.abc import Callable

from bench.workshop.days import hyphened, later, long, sex, spaced
from bench.workshop.dress import Doc
from bench.workshop.markup import Raw, esc, row, table
from bench.workshop.newcomers.paper import (
    IN,
    US,
    disease,
    lab,
    maybe,
    no_result,
    pairs,
    pct,
    relative,
    reticulin,
    several,
    shares,
    web,
)
from bench.workshop.people import WHO
from bench.workshop.sheet import Cell

FOUR = ("blasts_marrow", "ring_sideroblasts", "marrow_cellularity")


def _rest(d: Doc, *parts: float) -> list[str]:
    """Shares of the other cells that make a hundred with the blasts."""
    left = 100 - d.person.counts["blasts_marrow"]
    made = [round(left * part, 1) for part in parts]
    return [f"{v:g}" for v in (*made, round(left - sum(made), 1))]


def _sideroblasts(d: Doc, some: str, none: str) -> str:
    """A wording for ring sideroblasts seen, and another for none."""
    if d.person.counts["ring_sideroblasts"] == 0 and d.person.who.startswith("MDS-RS"):
        return "Ring sideroblasts present but not counted."  # the source has no figure
    return some.format(pct(d, "ring_sideroblasts")) if d.person.counts["ring_sideroblasts"] else none


def hematopathology_final(d: Doc) -> None:
    """An American report: the diagnosis in three lines, counts of blood in a sentence, a differential with its normal range, flow that must not be the count."""
    who, on = d.person, d.on
    out = later(on, 6)
    cbc = several(
        d,
        US,
        (("leukocytes", "WBC"), ("hemoglobin", "Hgb"), ("mcv", "MCV"), ("platelets", "Plt"), ("neutrophils", "ANC")),
    )
    names = (
        "Promyelocytes",
        "Myelocytes and metamyelocytes",
        "Bands and neutrophils",
        "Eosinophils",
        "Lymphocytes",
        "Plasma cells",
        "Monocytes",
        "Erythroid precursors",
    )
    normal = ("1 - 5", "8 - 22", "19 - 45", "1 - 5", "6 - 18", "0 - 3", "0 - 3", "16 - 32")
    rows = [
        ("Blasts", pct(d, "blasts_marrow"), "0 - 3"),
        *zip(names, _rest(d, 0.03, 0.14, 0.27, 0.02, 0.11, 0.01, 0.02), normal, strict=True),
    ]
    grid = pairs(
        (
            ("Patient", who.name),
            ("Case number", f"BM-{who.ids[1]}"),
            ("Date of birth", long(who.born)),
            ("Collected", long(on)),
            ("Sex", sex(d)),
            ("Signed out", long(out)),
            ("MRN", who.ids[0]),
            ("Requesting", "Jonas Whitlock, MD"),
        )
    )
    body = (
        f"<div class=h>Cumberland Valley Medical Center</div><p class=u>Department of Pathology &ndash; Bone Marrow Report</p>{table((), grid, 'g')}<h2>Final diagnosis</h2><p><b>Bone marrow, right posterior iliac crest, aspirate and core biopsy:</b></p>"
        f"<ul><li>{esc(WHO[who.who][0])} ({WHO[who.who][1]}).</li><li>Blasts {pct(d, 'blasts_marrow')}% by aspirate differential.</li><li>{pct(d, 'marrow_cellularity')}% cellular marrow for a patient of {who.age(on)} years.</li></ul>"
        f"<h2>Clinical history</h2><p>{who.age(on)}-year-old with cytopenias; evaluate for myelodysplasia. A sister was treated for Hodgkin lymphoma. CBC ({long(on)}): " + ", ".join(f"{r.label} {r.text} {r.unit}" for r in cbc) + ".</p>"
        f"<h2>Aspirate differential (500 cells)</h2>{table(('Cell type', '%', 'Normal %'), rows)}"
        "<h2>Microscopic description</h2><p>Aspirate: spicules present. Erythroid precursors show nuclear budding in about 15% of cells. Granulocytes are hypogranular in part. "
        + _sideroblasts(d, "Prussian blue stain: ring sideroblasts account for {}% of erythroid precursors.", "Prussian blue stain: no ring sideroblasts.")
        + " Core biopsy: 17 mm, adequate. Reticulin stain: MF-0.</p><p>Flow cytometry (FC-20771): CD34-positive myeloid blasts 2.2% of events. Because of possible dilution with blood the morphologic count is used.</p>"
        "<p>Cytogenetic and molecular studies were sent and will be reported separately. Acute myeloid leukemia would require at least 20% blasts.</p><p class=s>Electronically signed: Adaeze Thornbury, MD, Hematopathologist</p>"
    )  # fmt: skip
    css = ("@page{size:letter;margin:.7in .75in}body{font:9.5pt 'Liberation Serif'}.h{font-size:15pt;font-weight:bold}.u{border-bottom:1.5pt solid #5b2333;color:#5b2333;padding-bottom:3pt}.g{width:100%}.g td{padding:2pt 4pt}.g td:nth-child(odd){color:#666;width:16%}h2{font-size:10.5pt;margin:8pt 0 2pt;color:#5b2333}ul{margin:2pt 0}"
           ".t td,.t th{padding:1.5pt 18pt 1.5pt 0}.t td:nth-child(2){text-align:right}.s{margin-top:12pt}")  # fmt: skip
    sheet = web(d, body, css, "marrow", "pathology")
    disease(d, 1, "Final diagnosis")
    shares(d, 1, *FOUR)
    for r in cbc:
        lab(d, r, on, sheet.find(r.label, r.text), flag=False, reference=False)
    relative(d, "hodgkin_lymphoma", "lymphoma")
    maybe(d, 1, "aml")
    d.fact("diagnoses", 1, "myelodysplasia", may=True, disease="mds", labels=[""], status="suspected")
    reticulin(d, 1, "Reticulin", "negative")
    for value, why in ((2.2, "flow"), (15.0, "budding cells"), (20.0, "threshold")):
        no_result(d, "blasts_marrow", value, why)
    d.also_dated = (out,)


def marrow_request_and_report(d: Doc) -> None:
    """A British trust's page: details of the request, aspirate and trephine as headed prose, a conclusion with numbers, normal values in brackets."""
    who, on = d.person, d.on
    out = later(on, 9)
    body = (
        f"<div class=h>Royal Pennine Infirmary &nbsp; <span>Department of Haematology</span></div><h1>Bone marrow examination</h1><table class=p>{row(('Patient', Raw(f'<b>{esc(who.name)}</b>'), 'Date of birth', spaced(who.born)))}{row(('Sex', sex(d), 'Hospital number', who.ids[0]))}{row(('Date of procedure', spaced(on), 'Date of report', spaced(out)))}</table>"
        "<p><b>Clinical details.</b> Macrocytosis and cytopenia. No alcohol. B12 and folate normal. Exclude MDS, exclude myeloma.</p>"
        f"<h3>Aspirate</h3><p>Site: left posterior iliac crest. Particulate, of good quality. Erythroid series: megaloblastoid change and occasional binucleate forms. Myeloid series: left shifted, with hypogranular neutrophils. Blast cells number {pct(d, 'blasts_marrow')}% of 500 nucleated cells (normal below 5%). "
        f"Megakaryocytes: several small non-lobated forms. Plasma cells: 2%, not clonal. Iron: stores present. "
        + _sideroblasts(d, "Ring sideroblasts form {}% of erythroblasts.", "Ring sideroblasts are not seen.")
        + f"</p><h3>Trephine</h3><p>A core of 15 mm. Overall cellularity {pct(d, 'marrow_cellularity')}%. Immunostains: CD34 marks scattered single cells; CD138 shows no plasma cell excess. Reticulin is not increased. No granuloma, no infiltrate.</p>"
        f"<h3>Blood film</h3><p>Macrocytes. Blasts {pct(d, 'blasts_blood')}% on a 200-cell differential.</p>"
        f"<h3>Conclusion</h3><p class=c>{esc(WHO[who.who][0])}, WHO 2016 ({WHO[who.who][1]}). There is no evidence of myeloma. Please correlate with cytogenetic and molecular results, which will follow.</p><p>Reported by Dr Imogen Satterthwaite, Consultant Haematologist. Copy to: clinic notes; general practitioner.</p>"
    )  # fmt: skip
    css = "@page{size:a4;margin:20mm}body{font:10.5pt 'Liberation Sans';line-height:1.25}.h{font-weight:bold;color:#003c71;border-bottom:1pt solid #003c71}.h span{float:right;font-weight:normal}h1{font-size:14pt;margin:8pt 0}.p{width:100%;background:#f3f6fa}.p td{padding:3pt 6pt}h3{font-size:11pt;margin:9pt 0 0}.c{border:1pt solid #003c71;padding:5pt;font-weight:bold}"
    web(d, body, css, "marrow", "pathology")
    disease(d, 1, "Conclusion", system="WHO 2016")
    shares(d, 1, *FOUR, "blasts_blood")
    maybe(d, 1, "multiple_myeloma", "myeloma", "mds")
    reticulin(d, 1, "Reticulin", "negative")
    no_result(d, "blasts_marrow", 5.0, "normal value")
    d.also_dated = (out,)


def cytomorphology_assessment(d: Doc) -> None:
    """A German laboratory in English: a myelogram of two halves with normal values, grades of dysplasia by line in per cent, then the assessment."""
    who, on = d.person, d.on
    out = later(on, 2)
    rest = _rest(d, 0.04, 0.12, 0.09, 0.21, 0.02, 0.02, 0.12, 0.01)
    left = (
        ("Blasts", pct(d, "blasts_marrow"), "< 5"),
        ("Promyelocytes", rest[0], "1 – 8"),
        ("Myelocytes", rest[1], "5 – 19"),
        ("Metamyelocytes", rest[2], "7 – 22"),
        ("Neutrophils", rest[3], "15 – 40"),
    )
    right = (
        ("Eosinophils", rest[4], "1 – 5"),
        ("Monocytes", rest[5], "0 – 3"),
        ("Lymphocytes", rest[6], "5 – 20"),
        ("Plasma cells", rest[7], "0 – 3"),
        ("Erythroblasts", rest[8], "15 – 35"),
    )
    rows = [(*a, *b) for a, b in zip(left, right, strict=True)]
    dys = (
        ("Erythropoiesis", "dysplasia in 20 % of cells"),
        ("Granulopoiesis", "dysplasia in 15 % of cells, Pseudo-Pelger forms"),
        ("Megakaryopoiesis", "dysplasia in 40 % of cells, micromegakaryocytes"),
    )
    iron = _sideroblasts(d, "Ring sideroblasts: {} % of erythroblasts.", "Ring sideroblasts: none.")
    body = (
        f"<table class=h><tr><td><b>MVZ Hämatologie Westerholz</b><br>Laboratory for cytomorphology</td><td>Entry no. {who.ids[1]}<br>Sampling {d.date(on, 'dot')}<br>Finding of {d.date(out, 'dot')}</td></tr></table><h1>Bone marrow cytology</h1><p>Patient: <b>{esc(who.last)}, {who.first}</b>, born {d.date(who.born, 'dot')}, {sex(d).lower()}, patient no. {who.ids[0]}</p><p>Question: cytopenia, suspected MDS</p>"
        f"<p>Material: bone marrow, EDTA. Cellularity (estimated from particles): {pct(d, 'marrow_cellularity')} %.</p><h2>Myelogram (% of 500 nucleated cells)</h2>{table(('Cells', '%', 'Normal', 'Cells', '%', 'Normal'), rows)}"
        f"<h2>Dysplasia</h2>{table((), dys, 'k')}<h2>Iron stain</h2><p>Storage iron increased. {iron}</p><h2>Assessment</h2><p>Cytomorphologically <b>{esc(WHO[who.who][0])}</b> ({WHO[who.who][1]}). No increase of blasts to 20 % or more; an acute leukaemia is not present. Chromosome analysis and molecular diagnostics are in progress.</p>"
        "<p class=s>Priv.-Doz. Dr. med. Annegret Lüdinghausen · Specialist in internal medicine, haematology and oncology</p>"
    )  # fmt: skip
    css = ("@page{size:a4;margin:20mm}body{font:9.5pt 'DejaVu Sans Condensed','DejaVu Sans'}.h{width:100%;border-bottom:1pt solid #444}.h td:last-child{text-align:right}h1{font-size:14pt;margin:10pt 0 4pt}h2{font-size:10pt;margin:10pt 0 3pt}.t{width:100%}.t th{background:#e4e4e4}.t td,.t th{border:.5pt solid #999;padding:2.5pt 5pt}"
           ".t td:nth-child(3n+2){text-align:right;font-weight:bold}.k td{padding:1.5pt 20pt 1.5pt 0}.s{margin-top:18pt;font-size:8.5pt}")  # fmt: skip
    web(d, body, css, "marrow", "pathology")
    disease(d, 1, "Assessment")
    shares(d, 1, *FOUR)
    maybe(d, 1, "aml", "acute_leukemia", "mds")
    for value in (20.0, 15.0, 40.0):
        no_result(d, "blasts_marrow", value, "dysplasia or threshold")
    d.also_dated = (out,)


def aspiration_and_biopsy_findings(d: Doc) -> None:
    """An Indian hospital: field after field with colons, counts in lakhs, differential in one paragraph, impression and advice."""
    who, on = d.person, d.on
    out = later(on, 3)
    cbc = several(d, IN, (("hemoglobin", "Hb"), ("leukocytes", "TLC"), ("platelets", "Platelet count")))
    rest = _rest(d, 0.04, 0.1, 0.1, 0.23, 0.02, 0.12, 0.02)
    names = (
        "promyelocytes",
        "myelocytes",
        "metamyelocytes",
        "band forms and neutrophils",
        "eosinophils",
        "lymphocytes",
        "plasma cells",
        "erythroid cells",
    )
    lines = (
        ("Site", "Right PSIS, aspiration and trephine biopsy"), ("Clinical details", "Refractory anaemia, ? MDS ? aplastic anaemia"),
        ("Haemogram", "; ".join(f"{r.label} {r.text} {r.unit}" for r in cbc)), ("Peripheral smear", f"Macrocytic red cells, hypogranular neutrophils. Blasts {pct(d, 'blasts_blood')}%."),
        ("Aspirate cellularity", "Cellular with particles"), ("M:E ratio", "1.9:1"), ("Erythropoiesis", "Megaloblastoid, nuclear irregularity"), ("Myelopoiesis", "Shift to left"),
        ("Differential", f"Blasts {pct(d, 'blasts_marrow')}%, " + ", ".join(f"{n} {v}%" for n, v in zip(names, rest, strict=True)) + "."),
        ("Megakaryocytes", "Adequate, hypolobated forms seen"), ("Perls stain", "Iron grade 4+. " + _sideroblasts(d, "Ring sideroblasts {}%.", "No ring sideroblasts.")),
        ("Trephine biopsy", f"Adequate, 1.4 cm, cellularity {pct(d, 'marrow_cellularity')}%. Reticulin grade 1. No granuloma or fibrosis."),
    )  # fmt: skip
    body = (
        f"<h1>KAVERI INSTITUTE OF ONCOLOGY</h1><p class=m>Department of Haematopathology, Mysuru</p><h2>BONE MARROW ASPIRATION AND BIOPSY REPORT</h2><table class=p>{row(('Name', ': ' + who.name, 'Sex', ': ' + sex(d)))}{row(('Date of birth', ': ' + hyphened(who.born), 'CR No.', ': ' + who.ids[0]))}{row(('Procedure date', ': ' + hyphened(on), 'Report date', ': ' + hyphened(out)))}</table>"
        f"<table class=k>{''.join(row((Raw(f'<b>{a}</b>'), Raw(':'), b)) for a, b in lines)}</table><p><b>IMPRESSION :</b></p><p class=i>{esc(WHO[who.who][0])} ({WHO[who.who][1]}).</p><p><b>ADVICE :</b> Conventional cytogenetics, myeloid NGS panel. If blasts rise to 20% or more, review for acute leukaemia.</p>"
        "<table class=z><tr><td>Dr. Lakshmi Venkataraghavan<br>Consultant Haematopathologist</td><td>Dr. N. Poojary<br>Senior Resident</td></tr></table>"
    )  # fmt: skip
    css = "@page{size:a4;margin:18mm}body{font:10pt 'Liberation Serif'}h1{font-size:16pt;text-align:center;margin:0}.m{text-align:center;border-bottom:1pt solid #000}h2{font-size:11.5pt;text-align:center;margin:6pt}.p{width:100%;border:.7pt solid #000}.p td{padding:2.5pt 5pt}.k{margin:8pt 0}.k td{padding:2.5pt 5pt}.k td:first-child{width:105pt}.i{margin-left:20pt;font-weight:bold}.z{width:100%;margin-top:26pt}"
    web(d, body, css, "marrow", "pathology")
    disease(d, 1, "IMPRESSION")
    shares(d, 1, *FOUR, "blasts_blood")
    for r in cbc:
        lab(d, r, on, 1, flag=False, reference=False)
    maybe(d, 1, "aplastic_anemia", "acute_leukemia", "aml", "mds", "anemia", "refractory_anemia")
    reticulin(d, 1, "Reticulin", "positive")
    no_result(d, "blasts_marrow", 20.0, "threshold")
    d.also_dated = (out,)


def templated_pathology_page(d: Doc) -> None:
    """A synthetic-data company's drawn page: numbered sections of made sentences, the diagnosis as section one, an expected range near the cellularity."""
    who, on = d.person, d.on
    out = later(on, 5)
    s = d.paper("Helvetica", 10, 60)
    d.kind, d.also_kind, d.also_dated = "marrow", ("pathology",), (out,)
    s.line("Northgate Pathology Group", True, 15)
    s.line("Surgical and bone marrow pathology", pt=9)
    s.rule(w=1.2)
    s.gap(8)
    for a, b in (
        (f"Patient Name: {who.name}", f"Collection Date: {long(on)}"),
        (f"Birth Date: {long(who.born)}", f"Report Date: {long(out)}"),
        (f"Gender: {sex(d)}", f"Accession: NG{who.ids[1]}"),
        (f"Patient ID: {who.ids[0]}", "Specimen: Bone marrow"),
    ):
        s.row(Cell(s.margin, a), Cell(s.margin + 250, b))
    s.gap(10)

    def section(title: str, *sentences: str) -> int:
        s.gap(5)
        s.line(title, True, 10.5)
        page = s.page
        for text in sentences:
            page = s.para(text, 14)
        return page

    section("1. Diagnosis", f"{WHO[who.who][0]} ({WHO[who.who][1]}).")
    section(
        "2. Indication",
        "Persistent cytopenia. Family history: mother with multiple myeloma. No previous marrow examination.",
    )
    section(
        "3. Aspirate",
        f"The aspirate is cellular and contains particles. Myeloblasts represent {pct(d, 'blasts_marrow')}% of 500 nucleated cells counted. Dysplastic features are present in more than 10% of erythroid precursors.",
    )
    section(
        "4. Iron stain",
        _sideroblasts(
            d,
            "Stainable iron is present. Ring sideroblasts: {}%.",
            "Stainable iron is present. Ring sideroblasts are absent.",
        ),
    )
    section(
        "5. Biopsy",
        f"The core measures 18 mm. Estimated cellularity is {pct(d, 'marrow_cellularity')}% (expected range for age 20 to 40%). Megakaryocytes are slightly increased and clustered. No metastatic tumor is identified.",
    )
    section("6. Peripheral blood", f"Circulating blasts: {pct(d, 'blasts_blood')}%. Red cells are macrocytic.")
    section(
        "7. Ancillary studies",
        "Karyotype, FISH and a myeloid gene panel: ordered, not yet available. Immunophenotyping: sample clotted, not performed.",
    )
    section(
        "8. Comment",
        "The patient should be staged by the revised international prognostic score when the karyotype is known. A blast percentage of 20% or more would change the diagnosis.",
    )
    s.gap(16)
    s.line(f"Digitally signed by Rosalind K. Petrossian, MD, {long(out)}")
    s.line("This report is intended for the treating physician.", pt=8)
    disease(d, 1, "Diagnosis")
    shares(d, 1, *FOUR, "blasts_blood")
    relative(d, "multiple_myeloma", "myeloma")
    maybe(d, 1, "metastatic_tumor", "cancer", "carcinoma")
    for value in (10.0, 20.0):
        no_result(d, "blasts_marrow", value, "definition")
    for value in (20.0, 40.0):
        no_result(d, "marrow_cellularity", value, "expected range")


def marrow_with_stain_addendum(d: Doc) -> None:
    """A reference laboratory: the report first, an addendum of immunostains on a second page whose per cents are no count of blasts, and which confirms the diagnosis."""
    who, on = d.person, d.on
    first, out = later(on, 4), later(on, 12)
    strip = f"<table class=p>{row((Raw(f'<b>{esc(who.last)}, {who.first}</b>'), 'DOB ' + spaced(who.born), sex(d), 'ID ' + who.ids[0], 'Case HX-' + who.ids[1]))}</table>"
    summary = pairs(
        (
            ("Blasts, aspirate", f"{pct(d, 'blasts_marrow')}%"),
            ("Cellularity, core", f"{pct(d, 'marrow_cellularity')}%"),
            ("Ring sideroblasts", _sideroblasts(d, "{}%", "0%").removeprefix("Ring sideroblasts ")),
            ("Reticulin grade", "MF-1"),
            ("Dysplasia, erythroid", "Present"),
            ("Dysplasia, megakaryocytic", "Present"),
        )
    )
    stains = (
        ("CD34", "Positive in 8% of marrow cells, single and in small groups"),
        ("CD61", "Highlights micromegakaryocytes"),
        ("CD3 / CD20", "Scattered small lymphocytes, not increased"),
        ("p53", "Weak in 3% of cells, wild-type pattern"),
    )
    body = (
        f"<div class=h>Halcyon Reference Pathology</div>{strip}<p>Obtained {spaced(on)} &nbsp;|&nbsp; First report {spaced(first)} &nbsp;|&nbsp; Addendum {spaced(out)}</p><h1>Bone marrow aspirate, clot and core biopsy</h1><h2>Interpretation</h2><p class=d>{esc(WHO[who.who][0])} ({WHO[who.who][1]}). See summary and comment.</p>"
        f"<h2>Summary of measurements</h2>{table((), summary, 'g')}<h2>Comment</h2><p>The submitted history mentions methotrexate for rheumatoid arthritis; drug effect alone does not explain the degree of dysplasia. Hairy cell leukemia was considered by the submitting physician and is excluded morphologically.</p>"
        "<p>Differential count: 500 cells on three smears by two observers. Immunostains were ordered and will be added.</p><p>Signed: Everett Castellanos, MD</p>"
        f"<div class=n>{strip}<h1>Addendum of {spaced(out)}</h1><p>Immunohistochemistry on the core biopsy (block A1):</p>{table(('Antibody', 'Finding'), stains)}<p>The proportion of CD34-positive cells on the biopsy is not equivalent to the aspirate blast count, which stands as reported. The interpretation is unchanged: {WHO[who.who][1]}.</p><p>Signed: Everett Castellanos, MD</p></div>"
    )  # fmt: skip
    css = ("@page{size:letter;margin:.75in;@bottom-center{content:'Halcyon Reference Pathology  -  page ' counter(page) ' of ' counter(pages);font:8pt 'DejaVu Serif'}}body{font:9.5pt 'DejaVu Serif'}.h{font-size:15pt;color:#315;margin-bottom:4pt}.p{width:100%;border-top:1pt solid #315;border-bottom:1pt solid #315;font-size:8.5pt}.p td{padding:3pt}h1{font-size:12pt}h2{font-size:10pt;margin:9pt 0 2pt}"
           ".d{font-weight:bold}.g{width:100%}.g td{border:.5pt solid #aaa;padding:3pt 5pt}.t td,.t th{border-bottom:.5pt solid #aaa;padding:3pt 14pt 3pt 0}.n{page-break-before:always}")  # fmt: skip
    web(d, body, css, "marrow", "pathology")
    disease(d, 1, "Interpretation")
    shares(d, 1, *FOUR)
    reticulin(d, 1, "Reticulin", "positive")
    maybe(d, 1, "hairy_cell_leukemia", "leukemia")
    d.fact("comorbidities", 1, "rheumatoid arthritis", may=True, labels=["rheumatoid arthritis"])
    d.treat("methotrexate", "other", "ongoing", 1, may=True, any_status=["ongoing", "completed", "stopped"])
    for value in (8.0, 3.0):
        no_result(d, "blasts_marrow", value, "stain")
    d.also_dated = (first, out)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (hematopathology_final, marrow_request_and_report, cytomorphology_assessment, aspiration_and_biopsy_findings, templated_pathology_page, marrow_with_stain_addendum)
}  # fmt: skip

# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""American families of bone marrow reports."""

from collections.abc import Callable

from bench.workshop.american.paper import (
    asked,
    lab,
    long,
    mdy,
    p,
    table,
    us,
    vista,
    web,
)
from bench.workshop.days import later, sex
from bench.workshop.dress import Doc
from bench.workshop.markup import esc, row
from bench.workshop.marrow import denied, diagnosis
from bench.workshop.people import WHO

NEWER = {
    "MDS-MLD": ("MDS with low blasts (MDS-LB)", "MDS, NOS with multilineage dysplasia"),
    "MDS-SLD": ("MDS with low blasts (MDS-LB)", "MDS, NOS with single lineage dysplasia"),
    "MDS-RS-SLD": ("MDS with low blasts and ring sideroblasts", "MDS, NOS with single lineage dysplasia"),
    "MDS-RS-MLD": ("MDS with low blasts and ring sideroblasts", "MDS, NOS with multilineage dysplasia"),
    "MDS-EB1": ("MDS with increased blasts-1 (MDS-IB1)", "MDS with excess blasts"),
    "MDS-EB2": ("MDS with increased blasts-2 (MDS-IB2)", "MDS/AML"),
    "MDS-del5q": ("MDS with low blasts and isolated 5q deletion (MDS-5q)", "MDS with del(5q)"),
}
CELLS = ("Promyelocytes", "Myelocytes", "Metamyelocytes", "Bands/Neutrophils", "Eosinophils", "Lymphocytes", "Plasma cells", "Erythroid precursors")  # fmt: skip


def _count(d: Doc, analyte: str) -> str:
    return f"{d.person.counts[analyte]:g}"


def _gold(d: Doc, page: int, *analytes: str) -> None:
    for analyte in analytes:
        value = d.person.counts[analyte]
        fields = {"analyte": analyte, "comparator": None, "value": value, "unit": "%", "collected": d.on.isoformat()}
        d.fact("labs", page, _count(d, analyte), may=analyte == "ring_sideroblasts" and value == 0, **fields)


def _not(d: Doc, analyte: str, value: float, why: str) -> None:
    """A number near the analyte that is not its value."""
    if abs(d.person.counts[analyte] - value) > 0.006 * max(value, 1):
        d.gold.trap("labs", {"analyte": analyte, "value": value}, why)


def _no_cells(d: Doc) -> list[str]:
    """A differential of the other cells that adds up to a hundred with the blasts."""
    rest = 100 - d.person.counts["blasts_marrow"]
    shares = [round(rest * x, 1) for x in (0.03, 0.11, 0.1, 0.22, 0.02, 0.12, 0.01)]
    return [f"{x:g}" for x in (*shares, round(rest - sum(shares), 1))]


def academic_bullets(d: Doc) -> None:
    """A university's report: diagnosis in capitals with dashes under the specimen's name, blood and marrow differentials in one table, tests pending, a second page."""
    who, on = d.person, d.on
    out = later(on, 4)
    name = WHO[who.who][0].upper()
    cbc = [us(d, *n) for n in (("leukocytes", "WBC", "K/mcL"), ("hemoglobin", "Hemoglobin", "g/dL"), ("mcv", "MCV", "fL"), ("platelets", "Platelets", "K/mcL"), ("neutrophils", "Absolute neutrophils", "K/mcL"))]  # fmt: skip
    blood = ("0", "0", "1", _count(d, "neutrophils_percent"), "1", "26", "0", "-")
    normal = ("2-5", "8-16", "9-18", "20-45", "1-5", "5-18", "0-3", "18-33")
    rows = [
        ("Blasts", _count(d, "blasts_blood"), _count(d, "blasts_marrow"), "0-2"),
        *zip(CELLS, blood, _no_cells(d), normal, strict=True),
    ]
    body = (
        f"<div class=h><b>HALVERSEN UNIVERSITY HOSPITALS</b><br>Division of Hematopathology &nbsp; CLIA 00D0000000</div><table class=d><tr><td>Patient: <b>{esc(who.last.upper())}, {who.first.upper()}</b><br>MRN: {who.ids[0]}<br>DOB: {mdy(who.born)} (Age: {who.age(on)}) &nbsp; Gender: {sex(d)[0]}</td>"
        f"<td>Accession #: HP-{who.ids[1]}<br>Collected: {mdy(on)}<br>Received: {mdy(on)}<br>Signed out: {mdy(out)}</td><td>Location: Heme Clinic 4B<br>Requesting: Marchetti-Ruiz, Dana MD<br>Copy to: Tumor Registry</td></tr></table>"
        f"<h3>FINAL PATHOLOGIC DIAGNOSIS</h3><p><b>A. BONE MARROW, LEFT POSTERIOR ILIAC CREST, ASPIRATE SMEAR, CLOT SECTION AND CORE BIOPSY:</b></p><p class=i>- {esc(name)}, SEE COMMENT.<br>- BLASTS ARE {_count(d, 'blasts_marrow')}% OF NUCLEATED CELLS BY ASPIRATE DIFFERENTIAL.<br>"
        f"- {_count(d, 'marrow_cellularity')}% CELLULAR MARROW.<br>- NO INCREASE IN RETICULIN FIBROSIS (MF-0).</p><p><b>B. PERIPHERAL BLOOD, SMEAR:</b></p><p class=i>- CYTOPENIA(S) WITH DYSPLASTIC NEUTROPHILS.</p>"
        f"<p><b>COMMENT:</b> By concurrent flow cytometry (HF-{who.ids[1][1:]}) CD34-positive myeloblasts are 3.6% of gated events; flow percentages are affected by hemodilution and do not replace the morphologic count. The findings do not meet criteria for acute myeloid leukemia (blasts ≥20%). "
        "Cytogenetics, an MDS FISH panel and a myeloid NGS panel are PENDING and will be reported separately. The patient's sister carries a diagnosis of chronic myelomonocytic leukemia.</p>"
        "<p class=g>***Electronically signed by Ilse T. Brandvold, M.D., Ph.D. I have personally examined the slides.***</p><div class=n><h3>CLINICAL INFORMATION</h3><p>Macrocytic anemia. Rule out MDS vs. myeloproliferative neoplasm. No prior chemotherapy.</p><h3>CBC DATA</h3>"
        + table(("Parameter", "Result", "Units", "Reference"), [(r.label, f"{r.text}{' ' + r.flag if r.flag else ''}", r.unit, f"{r.low}-{r.high}") for r in cbc])
        + "<h3>DIFFERENTIAL COUNTS (200-cell blood / 500-cell marrow)</h3>" + table(("Cell type", "Blood %", "Marrow %", "Marrow ref. %"), rows)
        + f"<p>M:E ratio 1.4:1</p><h3>MICROSCOPIC DESCRIPTION</h3><p>Aspirate: spicular, cellular. Erythroid precursors show nuclear budding in 20%. Iron stain: storage iron 4+ (of 6); ring sideroblasts {_count(d, 'ring_sideroblasts')}% of erythroid precursors. "
        "Core: 1.6 cm, subcortical in 10% of its length. Megakaryocytes are small and hypolobated. CD34 immunostain highlights about 12% of cells in one cluster, which is not representative.</p><h3>GROSS</h3><p>A. Core 1.6 x 0.2 cm, decalcified, A1. Clot 1.1 x 0.8 x 0.2 cm, A2.</p></div>"
    )  # fmt: skip
    css = ("@page{size:letter;margin:.7in;@bottom-center{content:'" + f"{who.last.upper()} / {who.ids[0]} / HP-{who.ids[1]}".replace("'", "\\27 ") + "  Page ' counter(page) ' of ' counter(pages);font:7.5pt 'Liberation Sans'}}"
           "body{font:9.5pt 'Liberation Sans'}.h{text-align:center}.d{width:100%;border-top:1pt solid;border-bottom:1pt solid;margin:5pt 0}.d td{padding:3pt}.i{margin-left:16pt}.n{page-break-before:always}h3{font-size:9.5pt;margin:8pt 0 3pt;text-decoration:underline}"
           ".t td,.t th{padding:1.5pt 12pt 1.5pt 0}.g{font-style:italic}")  # fmt: skip
    sheet = web(d, body, css, "marrow", "pathology")
    diagnosis(d, 1, "MYELODYSPLASTIC SYNDROME")
    d.fact("not_given", 1, "prior chemotherapy", may=True, agent="chemotherapy")
    _gold(d, 1, "blasts_marrow", "marrow_cellularity")
    _gold(d, sheet.find("Blood %"), "blasts_blood")
    _gold(d, sheet.find("sideroblasts"), "ring_sideroblasts")
    for r in (*cbc, us(d, "neutrophils_percent", "Bands/Neutrophils", "%")):
        lab(
            d,
            r,
            on,
            2,
            flag=bool(r.label != "Bands/Neutrophils"),
            reference=bool(r.label != "Bands/Neutrophils"),
            may="/" in r.label,
        )
    d.fact(
        "biomarkers", 1, "RETICULIN", may=True, name="reticulin_fibrosis", status="negative", collected=on.isoformat()
    )
    for value, why in ((3.6, "flow"), (12.0, "CD34 stain"), (20.0, "threshold")):
        _not(d, "blasts_marrow", value, why)
    denied(d, 1, "aml", "acute_leukemia")
    d.gold.trap("diagnoses", {"disease": "cmml"}, "the sister's")
    asked(d, 2, "mpn", "myeloproliferative_neoplasm", "mds")
    d.also_dated = (out,)


def outside_consult(d: Doc) -> None:
    """A consultation on another hospital's slides: the sender's diagnosis and count are quoted and not agreed with."""
    who, on = d.person, d.on
    got, out = later(on, 9), later(on, 13)
    theirs = 22.0
    body = (
        f"<table class=h><tr><td><b>Larkspur Clinic</b><br>Hematopathology Consultation Service</td><td class=r>Consult no. LC{who.ids[1][1:]}<br>Page 1 of 1</td></tr></table>"
        f"<p>{long(out)}</p><p>Submitted by: Wendell Prybylski, MD, Laurel Ridge Community Hospital (outside accession LR-{who.ids[0][:5]})</p>"
        f"<p><b>Re: {who.name}</b>, {sex(d).lower()}, born {long(who.born)}</p><p>Material: 9 stained slides, 2 unstained, 1 block. Biopsy date {mdy(on)}. Received here {mdy(got)}.</p>"
        f"<table class=t><tr><th>Submitting diagnosis</th><th>Consultation diagnosis</th></tr><tr><td>Bone marrow: acute myeloid leukemia with myelodysplasia-related changes, blasts {theirs:g}%.</td>"
        f"<td><b>Bone marrow, biopsy and aspirate: {esc(WHO[who.who][0])}.</b></td></tr></table>"
        f"<p>Dear Dr. Prybylski,</p><p>Thank you for sending this case. On our recount of 500 cells from two aspirate smears we find {_count(d, 'blasts_marrow')}% myeloblasts; many of the cells counted as blasts in the original report are dysplastic promonocyte-like erythroid precursors. "
        f"We do not consider this acute myeloid leukemia. The core is approximately {_count(d, 'marrow_cellularity')}% cellular for a patient of {who.age(on)} years (expected {100 - who.age(on)}%). "
        f"On the iron stain you provided, ring sideroblasts account for {_count(d, 'ring_sideroblasts')}% of the erythroid cells. There is no lymphoma and no metastatic carcinoma.</p>"
        "<p>Should genetic studies show an NPM1 mutation or a core binding factor rearrangement, this interpretation would change, irrespective of the blast count. We would be pleased to review the genetic results.</p>"
        f"<p>Sincerely,<br><br>Oyelaran B. Whitcombe, MD<br>Electronically verified {mdy(out)} 15:21 CT</p><p class=s>This opinion rests on the slides received. ICD-10: D46.9. Billing 88323.</p>"
    )  # fmt: skip
    css = ("@page{size:letter;margin:.9in}body{font:10.5pt 'Liberation Serif';line-height:1.25}.h{width:100%;border-bottom:2pt solid #444}.r{text-align:right}.t{width:100%;margin:8pt 0}.t td,.t th{border:.7pt solid #444;padding:5pt;width:50%}.s{font-size:8pt}p{margin:7pt 0}")  # fmt: skip
    web(d, body, css, "marrow", "pathology", "note", "other")
    diagnosis(d, 1, "Consultation diagnosis")
    _gold(d, 1, "blasts_marrow", "marrow_cellularity", "ring_sideroblasts")
    _not(d, "blasts_marrow", theirs, "the submitting hospital's count")
    _not(d, "marrow_cellularity", float(100 - who.age(on)), "expected for age")
    denied(d, 1, "aml", "acute_leukemia", "lymphoma", "carcinoma")
    d.also_dated = (out, got)


def no_spicules(d: Doc) -> None:
    """A community laboratory: aspirate not countable, the touch imprint counted instead, iron stain not assessable, results with remarks below each."""
    who, on = d.person, d.on
    out = later(on, 3)
    s = d.paper("Helvetica", 9.5, 55)
    d.kind, d.also_kind, d.also_dated = "marrow", ("pathology",), (out,)
    s.line("TALLGRASS PATHOLOGY GROUP, P.C.", True, 13)
    s.line("811 Grain Exchange, Salina, KS   |   BONE MARROW REPORT", pt=8.5)
    s.rule()
    s.gap(4)
    for text in (f"Name:  {who.first} {who.last}          Date of birth:  {long(who.born)}          Sex:  {sex(d)}", f"Case:  TG{who.ids[1]}          Obtained:  {long(on)}          Completed:  {long(out)}",
                 "Physician:  H. Oyelowo, D.O.          Site:  R. iliac crest, IR-guided"):  # fmt: skip
        s.line(text)
    s.rule()
    s.gap(6)
    s.line("DIAGNOSIS", True)
    diagnosis(
        d,
        s.para(f"Bone marrow: Features diagnostic of {WHO[who.who][0].lower()} ({WHO[who.who][1]})."),
        "diagnostic of",
    )
    s.gap(6)
    s.line("ASPIRATE", True)
    s.para(
        "Aparticulate and hemodilute. A differential was not performed on the aspirate. Sixty nucleated cells on one smear included 1 blast (1.7%); this is not a marrow blast count.",
        12,
    )
    s.line("IRON STAIN", True)
    s.para(
        "Not assessable for ring sideroblasts (no spicules). Fewer than 15% cannot be excluded or confirmed. Control slide: ring sideroblasts 40%.",
        12,
    )
    s.line("TOUCH IMPRINT", True)
    page = s.para(
        f"Adequate. 300 cell count: blasts {_count(d, 'blasts_marrow')} per cent, promyelocytes 3 per cent, maturing myeloid cells 44 per cent, erythroid cells 35 per cent, lymphocytes 10 per cent.",
        12,
    )
    _gold(d, page, "blasts_marrow")
    s.line("CORE BIOPSY", True)
    page = s.para(
        f"1.1 cm. Cellularity: {_count(d, 'marrow_cellularity')} percent. Trilineage elements present. Aspiration artifact involves 25 percent of the core. Reticulin stain: not ordered.",
        12,
    )
    _gold(d, page, "marrow_cellularity")
    s.line("PERIPHERAL BLOOD", True)
    rows = [
        us(d, *n)
        for n in (
            ("leukocytes", "WBC", "thou/cu mm"),
            ("hemoglobin", "HGB", "gm/dl"),
            ("platelets", "PLT", "thou/cu mm"),
        )
    ]
    page = s.line("   ".join(f"{r.label} {r.text} {r.unit}" for r in rows) + f"   (drawn {mdy(on)})", x=12)
    for r in rows:
        lab(d, r, on, page, flag=False, reference=False)
    s.gap(6)
    s.line("COMMENT", True)
    s.para(
        "Secondary causes of dysplasia (copper deficiency, alcohol, methotrexate) should be excluded. Acute leukemia is not identified. A repeat aspirate for iron stain is suggested if luspatercept is contemplated."
    )
    s.gap(20)
    s.para(
        "Pathologist: L. Quarrington, MD (electronic signature)      Tech: rb/kq      CPT 85097, 88305, 88311, 88313",
        pt=8,
    )
    _not(d, "blasts_marrow", 1.7, "not a marrow count")
    d.gold.trap("labs", {"analyte": "ring_sideroblasts", "value": 40}, "control slide")
    d.gold.trap("labs", {"analyte": "ring_sideroblasts", "value": 15}, "not assessable")
    denied(d, 1, "acute_leukemia", "aml")
    d.fact("treatments", 1, "luspatercept", may=True, agent="luspatercept", kind="systemic", status="considered")
    d.gold.trap("treatments", {"agent": "methotrexate"}, "a cause in general")


def va_surgical(d: Doc) -> None:
    """The VA's surgical pathology print on two pages: numbered parts, a frozen header, the supplementary report dated later, SNOMED lines."""
    who, on = d.person, d.on
    out, more = later(on, 6), later(on, 15)
    s = d.paper("Courier", 9, 45)
    s.bottom = 640
    d.kind, d.also_kind, d.also_dated = "marrow", ("pathology",), (out, more)
    bar = "-" * 78

    def head() -> None:
        s.mono([bar, "    MEDICAL RECORD |                   SURGICAL PATHOLOGY", bar, f"Submitted by: OPAL MEDICINE CLINIC        Date obtained: {vista(on)}", bar,
                f"Patient: {who.last.upper()},{who.first.upper()}    SEX:{who.sex}  DOB:{mdy(who.born)}", f"ID:000-00-{who.ids[0][:4]}   Accession No. SP {on.year % 100} {who.ids[1][-4:]}   (page {s.page})", bar])  # fmt: skip

    head()
    page = s.mono(["Specimen (Received " + vista(on, "11:15") + "):", "A. BONE MARROW ASPIRATE, L", "B. BONE MARROW CORE, L", bar, "BRIEF CLINICAL HISTORY:",
                   f"  {who.age(on)} YO VETERAN WITH CYTOPENIAS. EXPOSURE: BURN PITS. FH: FATHER DIED OF AML.", "PREOPERATIVE DIAGNOSIS:  R/O MYELOMA, R/O MDS", "POSTOPERATIVE DIAGNOSIS: SAME", bar,
                   "  Pathology Resident: WU,ALAN", "MICROSCOPIC EXAM/DIAGNOSIS:", "",
                   "A,B. BONE MARROW:", f"     1. {WHO[who.who][0].upper()}", "        (WHO 2016).", f"     2. MARROW BLASTS {_count(d, 'blasts_marrow')} PERCENT (RANGE ON 3 SLIDES GIVEN BELOW).",
                   f"     3. CELLULARITY {_count(d, 'marrow_cellularity')} PERCENT.", f"     4. RINGED SIDEROBLASTS {_count(d, 'ring_sideroblasts')} PERCENT OF NRBC PRECURSORS.", "     5. PLASMA CELLS 2 PERCENT, POLYTYPIC. NO EVIDENCE OF MYELOMA.", "",
                   "     NOTE: MDS IN VETERANS WITH BLASTS OF 10 TO 19 PERCENT IS MANAGED AS", "     HIGHER RISK. SEE FACILITY PATHWAY 113-4."])  # fmt: skip
    diagnosis(d, page, WHO[who.who][0].upper())
    _gold(d, page, "blasts_marrow", "marrow_cellularity", "ring_sideroblasts")
    s.new_page()
    head()
    low, high = who.counts["blasts_marrow"] + 0.5, who.counts["blasts_marrow"] + 2.5
    s.mono(["GROSS DESCRIPTION:", "  A. 14 SMEARS. B. CORE 1.9 X 0.2 CM IN FORMALIN, DECALCIFIED 40 MIN.", "", "STAINS: WRIGHT-GIEMSA, IRON, CD34, CD61, CD138.",
            "  CD138: 3 PERCENT OF CELLS. CD61: MICROMEGAKARYOCYTES 30 PERCENT.", f"  DUPLICATE COUNT BY RESIDENT (NOT FOR CLINICAL USE): {low:g}, {high:g}", "", "Supplementary Report:",
            f"  Date: {vista(more, '09:02')}", "  CYTOGENETICS SENT TO REFERENCE LAB, RESULT SCANNED IN VISTA IMAGING.", "  DIAGNOSIS UNCHANGED.", "",
            "SNOMED code(s):", "  T06000  M99890  P1140  (MYELODYSPLASTIC SYNDROME, NOS)", "", f"  /es/ GRETA V HOLLOWAY, MD            Signed {vista(out, '16:44')}", bar,
            f"{who.last.upper()},{who.first.upper()}   STANDARD FORM 515          (End of report)"])  # fmt: skip
    for value in (low, high):
        d.gold.trap("labs", {"analyte": "blasts_marrow", "value": value}, "not for clinical use")
    denied(d, 1, "multiple_myeloma", "myeloma")
    asked(d, 1, "multiple_myeloma", "myeloma", "mds")
    d.gold.trap("diagnoses", {"disease": "aml"}, "the father's")


def both_systems(d: Doc) -> None:
    """An integrated oncology report: a summary of results of other tests in tiles, two classifications side by side, earlier marrow in the text."""
    who, on = d.person, d.on
    out, before = later(on, 12), later(on, -140)
    was = who.counts["blasts_marrow"] + 3
    fifth, icc = NEWER[who.who]
    tiles = (
        ("Morphology", f"Blasts {_count(d, 'blasts_marrow')}%"),
        ("Cellularity", f"{_count(d, 'marrow_cellularity')}%"),
        ("Ring sideroblasts", f"{_count(d, 'ring_sideroblasts')}%"),
        ("Flow", "CD34+ 2.9%"),
        ("Karyotype", "See report"),
    )
    body = (
        f"<div class=b>Apogee Oncopathology <span>INTEGRATED HEMATOPATHOLOGY REPORT</span></div><div class=q><b>{who.name}</b> &nbsp; DOB {mdy(who.born)} &nbsp; {sex(d)} &nbsp; Client MRN {who.ids[0]} &nbsp; Lab ID {who.ids[1]}<br>"
        f"Collection {mdy(on)} &nbsp; Accession {mdy(later(on, 1))} &nbsp; First report {mdy(later(on, 5))} &nbsp; Integrated report {mdy(out)}</div>"
        "<table class=k><tr>" + "".join(f"<td>{a}<br><b>{esc(b)}</b></td>" for a, b in tiles) + "</tr></table>"
        "<h3>Integrated diagnosis</h3><table class=t>" + row(("WHO-HAEM5 (2022)", "ICC 2022", "WHO 2016 (revised 4th ed.)"), "th") + row((fifth, icc, WHO[who.who][0])) + "</table>"
        f"<p>Compared with the previous marrow of {mdy(before)} (outside, blasts reported as {was:g}%, cellularity 45%) there is no evidence of progression to acute leukemia.</p>"
        "<h3>Flow cytometry (performed on the same aspirate)</h3>" + table(("Population", "% of CD45+ events", "Phenotype"), (("Myeloblasts", "2.9", "CD34+ CD117+ CD13+ HLA-DR+ CD7 partial"), ("Granulocytes", "61", "Decreased side scatter"), ("Lymphocytes", "17", "No clonal B-cell population; CD4:CD8 1.7"), ("Monocytes", "6", "CD56 subset 10%")))
        + f"<h3>Morphology</h3>{p('Blasts were enumerated on 500 cells. Dysplasia: erythroid 25%, granulocytic 15%, megakaryocytic 35%. Threshold for dysplasia is 10% of a lineage; blasts of 5% and 10% divide categories of risk.')}"
        "<p class=s>Flow cytometric blast percentages are not a substitute for a morphologic count. Developed by Apogee Oncopathology; not cleared by the FDA. Medical director Rosalind Achterberg MD.</p>"
    )  # fmt: skip
    css = ("@page{size:letter;margin:.6in}body{font:9.5pt 'DejaVu Sans'}.b{background:#5b2a66;color:#fff;padding:7pt;font-size:13pt}.b span{float:right;font-size:9pt;padding-top:4pt}.q{padding:6pt;background:#f3eef5;font-size:8.5pt}"
           ".k{width:100%;border-spacing:6pt;border-collapse:separate;text-align:center}.k td{border:1pt solid #5b2a66;padding:6pt;text-align:center;font-size:8.5pt;width:20%}.t{width:100%}.t td,.t th{border:.5pt solid #999;padding:4pt;font-size:8.5pt}.s{font-size:7.5pt}h3{font-size:10pt;color:#5b2a66;margin:10pt 0 3pt}")  # fmt: skip
    web(d, body, css, "marrow", "pathology", "flow")
    long_, short = WHO[who.who]
    labels = [
        long_.replace("Myelodysplastic syndrome", "MDS"),
        long_,
        short,
        who.who,
        fifth,
        icc,
        fifth.partition("(")[2].rstrip(")") or fifth,
    ]
    d.fact("diagnoses", 1, long_, disease="mds", labels=labels, status="confirmed")
    _gold(d, 1, "blasts_marrow", "marrow_cellularity", "ring_sideroblasts")
    _not(d, "blasts_marrow", 2.9, "flow")
    for analyte, old in (("blasts_marrow", was), ("marrow_cellularity", 45.0)):
        d.fact(
            "labs",
            1,
            f"{old:g}",
            may=True,
            analyte=analyte,
            comparator=None,
            value=old,
            unit="%",
            collected=before.isoformat(),
        )
        if old != who.counts[analyte]:
            d.gold.trap("labs", {"analyte": analyte, "value": old, "collected": on.isoformat()}, "previous marrow")
    denied(d, 1, "acute_leukemia", "aml")
    d.also_dated = (out, later(on, 5), later(on, 1), None)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (academic_bullets, outside_consult, no_spicules, va_surgical, both_systems)
}

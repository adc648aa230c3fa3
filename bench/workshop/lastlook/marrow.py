# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Bone marrow reports: elements in a table, a letter, counts of two observers, a form, an addendum, typed lines."""

import datetime as dt
from collections.abc import Callable

from reportlab.lib import colors
from reportlab.platypus import Flowable, PageBreak

from bench.workshop.days import hyphened, later, sex, spaced
from bench.workshop.dress import Doc
from bench.workshop.lastlook.paper import flowing, grid, maybe_disease, of_others, para, put_all, results, typed, web
from bench.workshop.marrow import denied, diagnosis
from bench.workshop.people import WHO

OTHERS = (
    "Promyelocytes",
    "Myelocytes",
    "Metamyelocytes",
    "Band and segmented neutrophils",
    "Eosinophils",
    "Monocytes",
    "Lymphocytes",
    "Plasma cells",
    "Erythroid precursors",
)
NORMAL = ("1 - 5", "6 - 16", "8 - 20", "22 - 40", "1 - 5", "0 - 2", "6 - 17", "0 - 2", "17 - 32")


def _g(d: Doc, analyte: str) -> str:
    return f"{d.person.counts[analyte]:g}"


def _rest(d: Doc) -> list[str]:
    """The other cells, so that all make a hundred with the blasts."""
    left = 100 - d.person.counts["blasts_marrow"]
    shares = [round(left * x, 1) for x in (0.025, 0.1, 0.11, 0.24, 0.02, 0.015, 0.11, 0.01)]
    return [f"{x:g}" for x in (*shares, round(left - sum(shares), 1))]


def _found(d: Doc, page: int, *analytes: str) -> None:
    for analyte in analytes:
        value = d.person.counts[analyte]
        fields = {"analyte": analyte, "comparator": None, "value": value, "unit": "%", "collected": d.on.isoformat()}
        d.fact("labs", page, _g(d, analyte), may=analyte == "ring_sideroblasts" and value == 0, **fields)


def _not(d: Doc, analyte: str, value: float, why: str, on: dt.date | None = None) -> None:
    if abs(d.person.counts[analyte] - value) > 0.006 * max(value, 1):
        match = {"analyte": analyte, "value": value} | ({"collected": on.isoformat()} if on else {})
        d.gold.trap("labs", match, why)


def _reticulin(d: Doc, page: int, status: str) -> None:
    d.fact(
        "biomarkers",
        page,
        "eticulin",
        may=True,
        name="reticulin_fibrosis",
        status=status,
        any_status=["positive", "negative"],
        collected=d.on.isoformat(),
    )


ELEMENTS = """
<div class=b>PELHAM RIDGE MEDICAL CENTER<span>Hematopathology</span></div>
<table class=id><tr><td>Name: <b>{{ who.first }} {{ who.last }}</b></td><td>Birth date: {{ who.born|day }}</td><td>Sex: {{ sex }}</td></tr>
<tr><td>MRN: {{ who.ids[0] }}</td><td>Procedure date: {{ on|day }}</td><td>Case: PH25-{{ who.ids[1][1:] }}</td></tr>
<tr><td>Clinician: B. Achterkamp, DO</td><td>Signed out: {{ out|day }}</td><td>Status: Final</td></tr></table>
<h2>Bone marrow biopsy, aspirate and clot: final diagnosis</h2>
<p class=dx>{{ name }}<br><small>(WHO classification, revised 4th edition, 2016)</small></p>
<h2>Summary of elements</h2>
<table class=r>{% for a, b in elements %}<tr><td>{{ a }}</td><td>{{ b }}</td></tr>{% endfor %}</table>
<h2>Blood count of the same day</h2>
<table class=k><tr>{% for r in cbc %}<th>{{ r.label }}</th>{% endfor %}</tr><tr>{% for r in cbc %}<td>{{ r.text }} {{ r.unit }}{% if r.flag %} ({{ r.flag }}){% endif %}</td>{% endfor %}</tr></table>
<h2>Comment</h2>
<p>The blast percentage is from a 500-cell count of the aspirate smear. CD34 on the biopsy highlights scattered cells, estimated at {{ stain }}% of marrow cellularity, in keeping with the count. Twenty percent blasts would define acute myeloid leukemia; the findings do not reach that. Metastatic carcinoma is not seen. Cytogenetic and molecular studies are reported separately.</p>
<p class=s>Request: &ldquo;macrocytic anemia, rule out MDS&rdquo;. Gross: core 1.7 cm, decalcified. Immunostain controls react as expected. Electronic signature: Delphine Arceneaux, MD, {{ out|day }}.</p>
"""


def elements_in_table(d: Doc) -> None:
    """A synoptic table below the diagnosis: expected cellularity in brackets, a CD34 stain, blood counts across."""
    out, stain = later(d.on, 5), d.person.counts["blasts_marrow"] + 2
    cbc = results(
        d,
        (
            ("leukocytes", "WBC", "K/uL"),
            ("hemoglobin", "Hgb", "g/dL"),
            ("mcv", "MCV", "fL"),
            ("platelets", "Plt", "K/uL"),
            ("neutrophils", "ANC", "K/uL"),
        ),
    )
    elements = (
        ("Site", "Left posterior iliac crest"), ("Specimen adequacy", "Adequate; spicules present"), ("Cellularity", f"{_g(d, 'marrow_cellularity')}% (expected for age: {max(100 - d.person.age(d.on), 20)}%)"),
        ("Blasts, bone marrow", f"{_g(d, 'blasts_marrow')}%"), ("Blasts, peripheral blood", f"{_g(d, 'blasts_blood')}%"), ("Myeloid to erythroid ratio", "1.8 : 1"), ("Erythroid dysplasia", "Present, 20% of precursors"),
        ("Granulocytic dysplasia", "Present, 15%"), ("Megakaryocytic dysplasia", "Present, 40%"), ("Storage iron", "Increased"), ("Ring sideroblasts", f"{_g(d, 'ring_sideroblasts')}%"), ("Reticulin fibrosis", "MF-0"), ("Auer rods", "Not identified"),
    )  # fmt: skip
    css = ("@page{size:letter;margin:.6in .7in}body{font:9.5pt 'Liberation Sans'}.b{background:#324a5f;color:#fff;padding:6pt;font-weight:bold}.b span{float:right;font-weight:normal}.id{width:100%;background:#eef1f4}.id td{padding:3pt 6pt;width:33%}h2{font-size:10.5pt;border-bottom:.8pt solid #324a5f;margin:10pt 0 4pt}"
           ".dx{font-weight:bold;margin:2pt 0 2pt 12pt}.r td{padding:2.2pt 22pt 2.2pt 6pt;border-bottom:.4pt dotted #999}.r td:first-child{color:#324a5f}.k{width:100%}.k td,.k th{border:.4pt solid #aaa;padding:3pt;text-align:center}.s{font-size:8pt;color:#333}")  # fmt: skip
    sheet = web(
        d,
        ELEMENTS,
        css,
        "marrow",
        "pathology",
        out=out,
        stain=f"{stain:g}",
        cbc=cbc,
        elements=elements,
        name=WHO[d.person.who][0],
    )
    page = sheet.find("Summary of elements")
    diagnosis(d, 1, WHO[d.person.who][0])
    _found(d, page, "marrow_cellularity", "blasts_marrow", "blasts_blood", "ring_sideroblasts")
    put_all(d, cbc, d.on, sheet.find("Blood count of the same day"), reference=False)
    _not(d, "blasts_marrow", stain, "a stain")
    _not(d, "blasts_marrow", 20.0, "a definition")
    _not(d, "marrow_cellularity", float(max(100 - d.person.age(d.on), 20)), "expected for age")
    _reticulin(d, page, "negative")
    denied(d, 1, "aml", "carcinoma", "acute_leukemia")
    maybe_disease(d, 1, "mds")
    d.also_dated = (out,)


OPINION = """
<p class=r>Department of Haematology, Laboratory Section<br>Royal Tarnbeck Infirmary</p>
<p class=h>BONE MARROW REPORT</p>
<p>Re: <b>{{ who.name }}</b>, born {{ who.born|long }}, {{ sex|lower }}, hospital number {{ who.ids[0] }}<br>Marrow taken: {{ on|long }}. Typed: {{ later(on, 2)|long }}. Requested by: Dr Wilkie, Ward 12.</p>
<p><i>Clinical details.</i> Persistent cytopenia, macrocytosis. ?Myelodysplasia ?B12 deficiency. Uncle had chronic lymphocytic leukaemia.</p>
<p><i>Peripheral blood.</i> Macrocytes, a few dacrocytes. Neutrophils with reduced granules. {% if n.blasts_blood %}Blasts {{ n.blasts_blood|g }}% of leucocytes.{% else %}No circulating blasts.{% endif %}</p>
<p><i>Aspirate.</i> Easily obtained; particles cellular. Erythropoiesis is increased with nuclear bridging in about 12% of late forms. Granulopoiesis is left shifted. Myeloblasts account for {{ n.blasts_marrow|g }}% of all nucleated cells; they have no Auer rods. Promyelocytes are 4%. Megakaryocytes are mostly small with one or two nuclei. Lymphocytes and plasma cells are unremarkable. {% if n.ring_sideroblasts %}On the iron stain {{ n.ring_sideroblasts|g }}% of erythroblasts are ring sideroblasts.{% else %}The iron stain shows no ring sideroblasts.{% endif %}</p>
<p><i>Trephine.</i> An 18 mm core. Overall cellularity is {{ n.marrow_cellularity|g }}%. Reticulin is not increased. There is no abnormal lymphoid infiltrate.</p>
<p><i>Previous marrow.</i> The aspirate of {{ before|month }} (Tarnbeck, Dr Sowerby) had {{ was }}% blasts and was reported as not diagnostic.</p>
<p><b>Conclusion.</b> {{ name }} ({{ short }}). No evidence of acute leukaemia or lymphoma. Please send cytogenetics and a myeloid gene panel if not already done; if SF3B1 is mutated, 5% ring sideroblasts suffice for the subtype with ring sideroblasts.</p>
<p>Dr Fergus Ainslie, Consultant Haematologist (authorised electronically)</p>
"""


def infirmary_opinion(d: Doc) -> None:
    """A British report in paragraphs with italic openings; an earlier marrow's count, an uncle's leukaemia, a threshold in the conclusion."""
    before, now = later(d.on, -410), d.person.counts["blasts_marrow"]
    was = now - 1.5 if now >= 2 else now + 1
    long_, short = WHO[d.person.who]
    css = "@page{size:a4;margin:24mm}body{font:11pt 'Liberation Serif';line-height:1.33}.r{text-align:right}.h{text-align:center;font-weight:bold;letter-spacing:1.5pt}p{margin:7pt 0}"
    web(d, OPINION, css, "marrow", "pathology", before=before, was=f"{was:g}", name=long_, short=short)
    diagnosis(d, 1, "Conclusion")
    _found(d, 1, "blasts_marrow", "marrow_cellularity")
    if d.person.counts["ring_sideroblasts"]:
        _found(d, 1, "ring_sideroblasts")
    else:
        fields = {
            "analyte": "ring_sideroblasts",
            "comparator": None,
            "value": 0.0,
            "unit": "%",
            "collected": d.on.isoformat(),
        }
        d.fact("labs", 1, "ring sideroblasts", may=True, **fields)
    blood = {
        "analyte": "blasts_blood",
        "comparator": None,
        "value": d.person.counts["blasts_blood"],
        "unit": "%",
        "collected": d.on.isoformat(),
    }
    d.fact("labs", 1, "lasts", may=not d.person.counts["blasts_blood"], **blood)
    d.fact(
        "labs",
        1,
        f"{was:g}",
        may=True,
        analyte="blasts_marrow",
        comparator=None,
        value=was,
        unit="%",
        collected=before.isoformat()[:7],
    )
    _not(d, "blasts_marrow", was, "the earlier marrow", d.on)
    _not(d, "blasts_marrow", 12.0, "nuclear bridging")
    _not(d, "ring_sideroblasts", 5.0, "a threshold")
    _reticulin(d, 1, "negative")
    denied(d, 1, "acute_leukemia", "aml", "lymphoma")
    maybe_disease(d, 1, "mds", "b12_deficiency", "vitamin_b12_deficiency")
    of_others(d, "the uncle's", "cll", "chronic_lymphocytic_leukemia")
    d.also_dated = (later(d.on, 2),)


OBSERVERS = """
<h1>Institute of Haematology, Marienbrook</h1>
<p class=q>Patient: {{ who.last }}, {{ who.first }} &nbsp;&nbsp; born {{ who.born|day }} &nbsp;&nbsp; {{ sex }} &nbsp;&nbsp; Case no. {{ who.ids[1] }}<br>Material: bone marrow aspirate, taken on {{ on|day }}; result of {{ later(on, 1)|day }}</p>
<h3>Differential count of the bone marrow (2 x 250 cells)</h3>
<table class=r><thead><tr><th>Cell</th><th>Observer 1</th><th>Observer 2</th><th>Mean, %</th><th>Normal, %</th></tr></thead>
{% for label, a, b, mean, span in rows %}<tr{% if loop.first %} class=x{% endif %}><td>{{ label }}</td><td>{{ a }}</td><td>{{ b }}</td><td><b>{{ mean }}</b></td><td>{{ span }}</td></tr>{% endfor %}</table>
<p class=n>The mean of both observers is the result. M : E = 2.4 : 1.</p>
<table class=k><tr><td>Ring sideroblasts (of 100 erythroblasts)</td><td>{{ n.ring_sideroblasts|g }} %</td></tr><tr><td>Cellularity (histology of the same puncture)</td><td>{{ n.marrow_cellularity|g }} %</td></tr><tr><td>Dysplasia (erythropoiesis / granulopoiesis / megakaryocytes)</td><td>25 % / 10 % / 30 %</td></tr><tr><td>Peroxidase-positive blasts</td><td>60 % of the blasts</td></tr></table>
<h3>Assessment</h3><p>{{ name }}, WHO 2016. An aplastic anaemia is excluded by the cellular marrow. Chromosome analysis was sent.</p>
<p class=n>Normal values after Bain, healthy adults. Dr. med. K. Steinhagen &middot; checked by two persons &middot; valid without signature</p>
"""


def two_observers(d: Doc) -> None:
    """A differential with the counts of two observers and their mean, which is the result; normal values beside; peroxidase among the facts."""
    value = d.person.counts["blasts_marrow"]
    step = 0.5 if value >= 0.5 else 0.0
    rows = [("Blasts", f"{value + step:g}", f"{value - step:g}", f"{value:g}", "0 - 3")]
    for label, share, span in zip(OTHERS, _rest(d), NORMAL, strict=True):
        half = 0.5 if float(share) > 1 else 0.0
        rows.append((label, f"{float(share) - half:g}", f"{float(share) + half:g}", share, span))
    css = ("@page{size:a4;margin:18mm}body{font:9.5pt 'DejaVu Sans'}h1{font-size:14pt;margin:0}.q{border-top:1.5pt solid #666;border-bottom:1.5pt solid #666;padding:6pt 0;line-height:1.5}h3{font-size:10pt;margin:10pt 0 4pt}.r{width:100%;font-size:9pt}.r td,.r th{border:.4pt solid #999;padding:3pt 6pt}.r th{background:#eee}.x td{background:#fbf3d9}"
           ".k{margin:8pt 0}.k td{padding:2.5pt 16pt 2.5pt 0}.k td:last-child{font-weight:bold}.n{font-size:8pt}")  # fmt: skip
    sheet = web(d, OBSERVERS, css, "marrow", "pathology", rows=rows, name=WHO[d.person.who][0])
    diagnosis(d, sheet.find("Assessment"), "Assessment")
    _found(d, 1, "blasts_marrow", "marrow_cellularity", "ring_sideroblasts")
    for one in {value + step, value - step, 60.0}:
        _not(d, "blasts_marrow", one, "one observer's count, or peroxidase")
    denied(d, 1, "aplastic_anemia")
    d.also_dated = (later(d.on, 1),)


def ruled_form(d: Doc) -> None:
    """A ruled form of headings and findings; normal values in the form's own print, the diagnosis in a box at the end."""
    who, on, out = d.person, d.on, later(d.on, 6)
    name = WHO[who.who]
    lines = (
        ("Clinical notes", "Pancytopenia under evaluation. No drug history of note. To rule out: aplastic anaemia, megaloblastic anaemia, MDS."), ("Site / procedure", "Right PSIS, Jamshidi needle; aspirate and imprint"),
        ("Cellularity", f"{_g(d, 'marrow_cellularity')} % on trephine sections (normal 30 - 70 %)"), ("Erythropoiesis", "Normoblastic to megaloblastoid, dyserythropoiesis in 22 % of cells"), ("Myelopoiesis", "Hypolobated and hypogranular forms"),
        ("Blasts", f"{_g(d, 'blasts_marrow')} % (normal &lt; 5 %)"), ("Megakaryocytes", "Adequate, dysplastic forms 35 %"), ("Lymphocytes / plasma cells", "9 % / 2 %"),
        ("Iron (Perls)", f"Grade IV. Ring sideroblasts {_g(d, 'ring_sideroblasts')} %"), ("Reticulin", "WHO grade 1"), ("Parasites / granuloma", "Not seen"), ("Peripheral blood blasts", f"{_g(d, 'blasts_blood')} %"),
    )  # fmt: skip
    story = [
        para("<b>DR. KARVE MEMORIAL CANCER CENTRE</b>", 13, after=1, alignment=1), para("Department of Haematopathology", 9, alignment=1),
        grid([["Name", who.name, "UHID", who.ids[0]], ["DOB / Sex", f"{hyphened(who.born)} / {sex(d)}", "Procedure done on", hyphened(on)], ["Consultant", "Dr. A. Bhattacharjee", "Report date", hyphened(out)]], (70, 175, 110, 140), ("FONT", (0, 0), (0, -1), "Helvetica-Bold", 8.5), ("FONT", (2, 0), (2, -1), "Helvetica-Bold", 8.5), head=0),
        para("&nbsp;", 4), para("<b>BONE MARROW ASPIRATION AND BIOPSY REPORT</b>", 10.5),
        grid([[a, para(b, 9, after=0)] for a, b in lines], (150, 345), ("FONT", (0, 0), (0, -1), "Helvetica-Bold", 8.5), head=0), para("&nbsp;", 5),
        grid([["DIAGNOSIS"], [para(f"<b>{name[0]} ({name[1]})</b><br/>Megaloblastic anaemia and aplastic anaemia are ruled out on morphology. No evidence of acute leukaemia.", 9.5, after=0)]], (495,), ("BACKGROUND", (0, 0), (-1, 0), colors.Color(0.88, 0.88, 0.88))),
        para("&nbsp;", 5), para("Advice: karyotype, FISH for MDS, NGS myeloid panel. &nbsp; Blasts of 5 - 9 % define EB-1 and 10 - 19 % EB-2. &nbsp; Dr. Nandini Sathe, MD, DNB", 8),
    ]  # fmt: skip
    sheet = flowing(
        d, story, "marrow", "pathology", foot="This report is an opinion and should be read with the clinical findings."
    )
    diagnosis(d, sheet.find("DIAGNOSIS", name[1]), name[0])
    _found(d, 1, "marrow_cellularity", "blasts_marrow", "ring_sideroblasts", "blasts_blood")
    _not(d, "blasts_marrow", 22.0, "dyserythropoiesis")
    _not(d, "blasts_marrow", 35.0, "megakaryocytes")
    _reticulin(d, 1, "positive")
    denied(d, 1, "aplastic_anemia", "megaloblastic_anemia", "acute_leukemia", "aml")
    for disease in ("aplastic_anemia", "megaloblastic_anemia", "mds"):
        d.fact(
            "diagnoses",
            1,
            disease,
            may=True,
            disease=disease,
            labels=[""],
            status="suspected",
            any_status=["suspected", "ruled_out"],
        )
    d.also_dated = (out,)


def addendum_page(d: Doc) -> None:
    """Two pages: the iron stain is pending on the first and told in the addendum on the second, where the diagnosis is made final."""
    who, on = d.person, d.on
    out, more = later(on, 3), later(on, 9)
    name = WHO[who.who]

    def top(title: str, when: dt.date) -> list[Flowable]:
        return [para("<b>Cardinal Bluff Pathology Partners</b>", 13, "Times-Roman", 1), para(title, 10.5, "Times-Roman"),
                grid([["Patient:", f"{who.last}, {who.first}", "Collected:", spaced(on)], ["Birth date / sex:", f"{spaced(who.born)} / {sex(d)}", "Issued:", spaced(when)], ["Medical record:", who.ids[0], "Accession:", f"CB-{who.ids[1]}"]], (90, 180, 70, 150), face="Times-Roman", pt=9.5, head=0, lines=False), para("&nbsp;", 3)]  # fmt: skip

    def section(title: str, text: str) -> list[Flowable]:
        return [para(f"<b>{title}</b>", 10.5, "Times-Roman", 1), para(text, 10.5, "Times-Roman", 7)]

    story = [
        *top("BONE MARROW CONSULTATION", out),
        *section("INTERPRETATION", "Myelodysplastic syndrome; subclassification deferred until the iron stain is available (see addendum)."),
        *section("ASPIRATE", f"Cellular and spicular. A 500-cell differential shows {_g(d, 'blasts_marrow')}% blasts, 3% promyelocytes, 47% maturing granulocytes, 12% lymphocytes and erythroid cells for the remainder. Dysplasia exceeds 10% in two lineages."),
        *section("CORE BIOPSY", f"2.1 cm, {_g(d, 'marrow_cellularity')}% cellular. No fibrosis on reticulin stain. No granulomas; no lymphoma."),
        *section("IRON STAIN", "Pending. Insufficient spicules on the first slide; recut ordered."),
        *section("FLOW CYTOMETRY", "CD34-positive cells are 1.1% of events; blasts should be taken from the smear count. No monoclonal B cells."),
        para("Norma Tillotson, MD", 10, "Times-Roman"),
    ]  # fmt: skip
    page2 = [
        *top("ADDENDUM REPORT", more),
        *section("REASON FOR ADDENDUM", "Result of the iron stain."),
        *section("IRON STAIN (RECUT)", f"Storage iron is present. Ring sideroblasts are {_g(d, 'ring_sideroblasts')}% of erythroid precursors. The control slide (known refractory anemia) contains 55% ring sideroblasts."),
        *section("FINAL DIAGNOSIS", f"{name[0]} ({name[1]}). The blast count is unchanged from the first report."),
        para("Norma Tillotson, MD &nbsp;&nbsp; The remainder of the report stands as issued.", 10, "Times-Roman"),
    ]  # fmt: skip
    sheet = flowing(
        d, [*story, PageBreak(), *page2], "marrow", "pathology", foot=f"{who.last}, {who.first}   CB-{who.ids[1]}"
    )
    diagnosis(d, sheet.find("FINAL DIAGNOSIS"), name[0])
    _found(d, 1, "blasts_marrow", "marrow_cellularity")
    _found(d, 2, "ring_sideroblasts")
    _not(d, "blasts_marrow", 1.1, "flow cytometry")
    _not(d, "ring_sideroblasts", 55.0, "the control slide")
    _reticulin(d, 1, "negative")
    denied(d, 1, "lymphoma")
    of_others(d, "the control slide's", "refractory_anemia")
    d.also_dated = (out, more)


def marrow_terminal(d: Doc) -> None:
    """A terminal's print: numbered sections, the differential in two columns with normal values in brackets, capitals throughout."""
    who, on, out = d.person, d.on, later(d.on, 4)
    rest = _rest(d)
    names = (
        "PROMYELOCYTES",
        "MYELOCYTES",
        "METAMYELOCYTES",
        "BANDS/SEGS",
        "EOSINOPHILS",
        "MONOCYTES",
        "LYMPHOCYTES",
        "PLASMA CELLS",
        "ERYTHROID",
    )
    cells = [("BLASTS", _g(d, "blasts_marrow"), "0 - 2"), *zip(names, rest, NORMAL, strict=True)]

    def pair(i: int) -> str:
        return "  ".join(f"{a:<15}{b:>6}  {'(' + c + ')':<10}" for a, b, c in (cells[i], cells[i + 5]))

    lines = [
        "TWO FORKS REGIONAL MEDICAL CENTER                         DEPARTMENT OF PATHOLOGY", "BONE MARROW EXAMINATION                                              FINAL REPORT", "-" * 81,
        f"NAME: {who.last.upper()}, {who.first.upper():<25} DOB: {hyphened(who.born).upper()}    SEX: {sex(d).upper()}", f"MR#:  {who.ids[0]:<29} OBTAINED: {hyphened(on).upper()}", f"CASE: BM-{who.ids[1]:<26} SIGNED:   {hyphened(out).upper()}", "-" * 81, "",
        "1. CLINICAL DATA", f"   {who.age(on)} YEAR OLD WITH CYTOPENIAS. SISTER WITH MULTIPLE MYELOMA. R/O MDS, R/O HAIRY", "   CELL LEUKEMIA.", "", "2. ASPIRATE DIFFERENTIAL, 500 CELLS, PERCENT (NORMAL)", "",
        *(f"   {pair(i)}" for i in range(5)), "", "3. IRON STAIN", f"   RING SIDEROBLASTS: {_g(d, 'ring_sideroblasts')} PERCENT. STORES 3+ (NORMAL 2+ TO 3+).", "",
        "4. CORE BIOPSY", f"   CELLULARITY {_g(d, 'marrow_cellularity')} PERCENT. MEGAKARYOCYTES INCREASED, MONOLOBATED. RETICULIN 1+.", "   NO HAIRY CELL INFILTRATE. CD20, CD138: NO CLONAL POPULATION.", "",
        "5. DIAGNOSIS", f"   BONE MARROW: {WHO[who.who][0].upper()}.", f"   [{WHO[who.who][1]}]", "", "6. COMMENT", "   A RISK SCORE NEEDS CYTOGENETICS AS WELL. BLASTS BELOW 2 PERCENT, 2 TO 5, 5 TO", "   10 AND ABOVE 10 PERCENT ARE SCORED DIFFERENTLY.", "",
        "   J. P. HALVARD, MD, PATHOLOGIST",
    ]  # fmt: skip
    typed(d, lines, "marrow", "pathology")
    diagnosis(d, 1, WHO[who.who][0].upper())
    _found(d, 1, "blasts_marrow", "ring_sideroblasts", "marrow_cellularity")
    _reticulin(d, 1, "positive")
    denied(d, 1, "hairy_cell_leukemia")
    d.fact("diagnoses", 1, "HAIRY", may=True, disease="hairy_cell_leukemia", labels=[""], status="suspected")
    maybe_disease(d, 1, "mds")
    of_others(d, "the sister's", "multiple_myeloma", "myeloma")
    d.also_dated = (out,)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f
    for f in (elements_in_table, infirmary_opinion, two_observers, ruled_form, addendum_page, marrow_terminal)
}

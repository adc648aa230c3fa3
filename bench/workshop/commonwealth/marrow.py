# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Bone marrow reports as laboratories outside the United States print them."""

import datetime as dt
from collections.abc import Callable

from bench.workshop.commonwealth.paper import (
    Recipe,
    dmy,
    figure,
    lab,
    later,
    plain_sheet,
    printed,
    table,
    title,
    worded,
)
from bench.workshop.dress import Doc
from bench.workshop.markup import esc
from bench.workshop.marrow import denied, diagnosis
from bench.workshop.people import WHO
from bench.workshop.sheet import Cell

INDIAN: tuple[Recipe, ...] = (("hemoglobin", "Hb", "g/dL", 1, 1, None, None), ("leukocytes", "TLC", "/cumm", 1000, 0, None, None), ("platelets", "Platelets", "lakh/cumm", 0.01, 2, None, None))  # fmt: skip


def _n(d: Doc, analyte: str) -> str:
    return f"{d.person.counts[analyte]:g}"


def _iron(d: Doc, page: int) -> None:
    value = d.person.counts["ring_sideroblasts"]
    d.fact(
        "labs",
        page,
        "ideroblast",
        may=value == 0,
        analyte="ring_sideroblasts",
        comparator=None,
        value=value,
        unit="%",
        collected=d.on.isoformat(),
    )


def _not(d: Doc, analyte: str, value: float, why: str) -> None:
    """A trap, unless the person has that very value."""
    if abs(d.person.counts[analyte] - value) > 0.02:
        d.gold.trap("labs", {"analyte": analyte, "value": value, "collected": d.on.isoformat()}, why)


def aspirate_then_biopsy(d: Doc) -> None:
    """India: two reports in one file, the aspirate with blood counts and four-column myelogram, the biopsy with the diagnosis."""
    p, (out, out2) = d.person, later(d, 2, 8)
    counts = [figure(d, r, style="thousands") for r in INDIAN]
    lives = f"{title(d)}. {esc(p.name)} &nbsp; {p.age(d.on)} Yrs / {'Female' if p.sex == 'F' else 'Male'} &nbsp; DOB {dmy(p.born)} &nbsp; UHID {p.ids[0]}"
    rows = [
        ("Blasts", _n(d, "blasts_marrow"), "Lymphocytes", "9"),
        ("Promyelocytes", "4", "Plasma cells", "2"),
        ("Myelocytes", "13", "Monocytes", "1"),
        ("Metamyelocytes", "10", "Erythroblasts", "33"),
        ("Bands and neutrophils", "21", "Eosinophils (all stages)", "3"),
    ]
    body = f"""<div class='h'><b>SHRI VALLABH MEMORIAL HOSPITAL, Department of Pathology</b><br>{lives}</div><p>BONE MARROW ASPIRATION REPORT &nbsp; No. BMA/{p.ids[1]} &nbsp; Date of procedure: {dmy(d.on)} &nbsp; Reported on: {dmy(out)}</p>
    <p><b>Clinical details:</b> Easy fatigability x 4 months, pancytopenia for evaluation. R/o acute leukemia, r/o megaloblastic anemia.</p><p><b>Hemogram:</b> {"; ".join(f"{f.label} {f.text} {f.unit}" for f in counts)}. DLC: N{p.counts["neutrophils_percent"]:.0f} rest mostly lymphocytes.</p>
    <p><b>Peripheral smear:</b> Dimorphic red cells with macro-ovalocytes. Pseudo-Pelger forms. Blasts {_n(d, "blasts_blood")}% on a 100 cell count. 3 nRBC/100 WBC.</p><p><b>Aspirate:</b> Particulate. M:E ratio 1.6 : 1. Differential on 500 cells, figures in percent:</p>{table(rows, (), "t", (32, 18, 32, 18))}
    <p>Erythroid series shows megaloblastoid change with nuclear budding in 20%. Perls stain: iron 3+, ring sideroblasts {_n(d, "ring_sideroblasts")}%.</p><p><b>Opinion:</b> Dyshaematopoiesis. Biopsy report to follow. Megaloblastic anemia is to be excluded biochemically.</p><p class='r'>Dr. Jignesh Solanki, MD</p>
    <div class='new h'><b>SHRI VALLABH MEMORIAL HOSPITAL, Department of Pathology</b><br>{lives}</div><p>BONE MARROW BIOPSY REPORT &nbsp; No. BMB/{p.ids[1]} &nbsp; Received on: {dmy(d.on)} &nbsp; Reported on: {dmy(out2)}</p><p><b>Gross:</b> Single grey brown linear core, 1.4 cm.</p>
    <p><b>Microscopy:</b> Nine intertrabecular spaces, overall cellularity about {_n(d, "marrow_cellularity")}%. Fat spaces reduced. Megakaryocytes with hypolobated nuclei. ALIP not seen. Reticulin WHO grade 1 of 3.</p><p><b>IHC:</b> CD34 highlights 14% of cells, in small clusters. CD117 16%. E-cadherin erythroid islands. CD61 highlights micromegakaryocytes.</p>
    <p><b>Impression (aspirate BMA/{p.ids[1]} and biopsy read together):</b> {WHO[p.who][0]}. Kindly correlate with karyotype. There is no evidence of acute leukemia.</p><p class='r'>Dr. Jignesh Solanki, MD &nbsp; Dr. Hetal Vora, DNB</p>"""
    s = printed(
        d,
        body,
        "body{font-family:'Liberation Serif';font-size:10.5pt}.h{border-bottom:1pt solid;text-align:center}.t td{border:.5pt solid}",
        "marrow",
        ("pathology",),
    )
    for f in counts:
        lab(d, f, d.on, 1, flag=False, reference=False)
    fields = {
        "analyte": "neutrophils_percent",
        "comparator": None,
        "value": p.counts["neutrophils_percent"],
        "unit": "%",
        "collected": d.on.isoformat(),
    }
    d.fact("labs", 1, "DLC", may=True, **fields)
    d.percent("blasts_marrow", d.on, s.at("Promyelocytes"))
    d.percent("blasts_blood", d.on, 1)
    d.percent("marrow_cellularity", d.on, s.at("overall cellularity"))
    _iron(d, 1)
    diagnosis(d, s.at("read together"), WHO[p.who][0])
    denied(d, 2, "aml", "acute_leukemia")
    denied(d, 1, "megaloblastic_anemia", "aml", "acute_leukemia", status="suspected")
    _not(d, "blasts_marrow", 14, "CD34 stain")
    _not(d, "blasts_marrow", 33, "erythroblasts")
    d.fact(
        "biomarkers", 2, "Reticulin", may=True, name="reticulin_fibrosis", status="positive", collected=d.on.isoformat()
    )


def margin_headings(d: Doc) -> None:
    """Australia: headings in the left margin, prose right of them, normal limits after each share, iron in a supplement."""
    p, (out, more) = d.person, later(d, 3, 6)
    s = plain_sheet(d, "Helvetica", 9.5, "marrow", ("pathology",))
    s.line("Torrens Valley Pathology - Haematology", True, 13)
    s.row(
        Cell(s.margin, f"{p.last.upper()}, {title(d).upper()} {p.first.upper()}", True),
        Cell(s.margin + 330, f"Lab No {p.ids[1]}"),
    )
    s.row(
        Cell(s.margin, f"D.O.B. {dmy(p.born)}  ({p.age(d.on)} Yrs {p.sex})  Medicare 0000 00000 0"),
        Cell(s.margin + 330, f"Collected {dmy(d.on)}"),
    )
    s.row(Cell(s.margin, "Dr T. Wilkie, Adelaide Plains Clinic"), Cell(s.margin + 330, f"Reported {dmy(out)}"))
    s.rule()

    def part(heading: str, text: str) -> int:
        s.gap(5)
        s.need(40)
        s.put(Cell(s.margin, heading, True), s.y + s.pt * 1.4)
        return s.para(text, x=120)

    part(
        "CLINICAL NOTES",
        "Macrocytosis and falling counts. ?MDS. Hx breast ca 2009, radiotherapy."
        if p.sex == "F"
        else "Macrocytosis and falling counts. ?MDS. Hx melanoma 2009, excised.",
    )
    part("PROCEDURE", "Right posterior iliac crest, local anaesthetic, uneventful. No touch preparations.")
    page = part("ASPIRATE", f"Cellular trails with particles. 300 cell count: blasts {_n(d, 'blasts_marrow')}% (normal <5%), promyelocytes 3% (1-5%), erythroid 38% (15-35%), lymphocytes 12% (5-20%), plasma cells 1% (<3%). Promonocytes not seen. "
                "Dysplastic change in 40% of erythroid cells and 30% of megakaryocytes; 10% is the threshold for significance.")  # fmt: skip
    d.percent("blasts_marrow", d.on, page)
    page = part(
        "TREPHINE",
        f"20 mm of assessable marrow. Cellularity is {_n(d, 'marrow_cellularity')}% (30-50% would be expected at this age). No granulomas, no lymphoid aggregates, no metastatic carcinoma. Reticulin not increased.",
    )
    d.percent("marrow_cellularity", d.on, page)
    denied(d, page, "carcinoma", "metastatic_carcinoma")
    part(
        "FLOW",
        "CD34+ events 1.2% of all events. No aberrant B or T cell population. Flow percentages are not a substitute for the morphologic count.",
    )
    diagnosis(
        d,
        part(
            "CONCLUSION",
            f"{WHO[p.who][0]} ({WHO[p.who][1]}). The blast percentage is below the 20% required for acute myeloid leukaemia.",
        ),
        "CONCLUSION",
    )
    denied(d, page, "aml")
    s.rule()
    page = part(
        "SUPPLEMENT",
        f"{dmy(more)}: Perls stain now available. Storage iron present. Ring sideroblasts account for {_n(d, 'ring_sideroblasts')}% of erythroid precursors (15% or more, or 5% with an SF3B1 mutation, is required for the ring sideroblast subtypes).",
    )
    _iron(d, page)
    s.gap(12)
    s.line("Dr Marguerite Sloane FRCPA   NATA accredited   Page 1 of 1", pt=8)
    _not(d, "blasts_marrow", 1.2, "flow")
    _not(d, "blasts_marrow", 20, "threshold")
    _not(d, "ring_sideroblasts", 15, "threshold")
    d.fact("diagnoses", 1, "?MDS", may=True, disease="mds", labels=[""], status="suspected")
    for name in ("breast_cancer", "melanoma"):
        d.fact("diagnoses", 1, "Hx", may=True, disease=name, labels=[""], status="historical")
    for agent, kind in (
        ("radiotherapy", "radiation"),
        ("radiation_therapy", "radiation"),
        ("surgery", "surgery"),
        ("excision", "surgery"),
    ):
        d.treat(agent, kind, "completed", 1, may=True)
    for label in ("breast", "melanoma"):
        d.fact("comorbidities", 1, "Hx", may=True, labels=[label])
    d.fact(
        "biomarkers", 1, "Reticulin", may=True, name="reticulin_fibrosis", status="negative", collected=d.on.isoformat()
    )


def dysplasia_grid(d: Doc) -> None:
    """Netherlands: cell shares with reference and the earlier marrow beside them, a grid of plus signs, erythroblasts by stage."""
    p, (out,) = d.person, later(d, 6)
    before = d.on - dt.timedelta(170)
    was = round(p.counts["blasts_marrow"] + (3 if p.counts["blasts_marrow"] < 15 else 0.6), 1)
    rows = [("Myeloblasts", _n(d, "blasts_marrow"), "0 - 4", f"{was:g}"), ("Promyelocytes", "5", "2 - 6", "3"), ("Myelo- and metamyelocytes", "19", "15 - 30", "22"), ("Band and segmented", "22", "20 - 40", "25"), ("Proerythroblasts", "2", "0 - 1", "1"),
            ("Erythroblasts, basophilic to orthochromatic", "36", "15 - 30", "31"), ("Lymphocytes", "11", "5 - 20", "10"), ("Ring sideroblasts (of erythroblasts)", _n(d, "ring_sideroblasts"), "0", "2")]  # fmt: skip
    grid = [
        ("Erythropoiesis", "++", "multinuclearity, bridges"),
        ("Granulopoiesis", "+", "hypogranulation"),
        ("Megakaryopoiesis", "++", "mononuclear forms"),
        ("Monocytopoiesis", "-", ""),
    ]
    earlier = f"marrow of {dmy(before, '-')}, %"
    body = f"""<div class='o'><b>Report haemocytology</b> &nbsp; Ziekenhuis Groot Duinzicht &nbsp; <span class='s'>(translated copy)</span></div><p>{esc(p.last)}, {esc(p.first)} &nbsp; [{p.sex}] &nbsp; {dmy(p.born, "-")} &nbsp; patient {p.ids[0]}<br>Puncture: sternum and crista, <b>{dmy(d.on, "-")}</b> &nbsp; authorised {dmy(out, "-")} &nbsp; request {p.ids[1]}</p>
    <h3>Counting (500 cells)</h3>{table(rows, ("", "this marrow, %", "reference, %", earlier), "t", (43, 18, 17, 22))}<h3>Dysplasia</h3>{table(grid, (), "t", (30, 10, 60))}
    <h3>Crista biopsy</h3><p>Length 17 mm. Estimated cell richness {_n(d, "marrow_cellularity")}% of the marrow space. Fibrosis MF-0.</p><h3>Assessment</h3><p>{WHO[p.who][0]}, {WHO[p.who][1]} according to WHO 2016. Compared with the earlier marrow the share of blasts has fallen. No transition to acute leukaemia. Differential diagnosis considered and rejected: CMML (monocytes not persistently raised).</p><p>Dr. M. van Oosterwijk, laboratory specialist</p>"""
    s = printed(
        d,
        body,
        ".o{background:#f60;color:#fff;padding:5pt}.t td,.t th{border-bottom:.4pt solid #ccc}",
        "marrow",
        ("pathology",),
    )
    d.also_dated = (*d.also_dated, before)
    d.percent("blasts_marrow", d.on, 1)
    d.percent("marrow_cellularity", d.on, s.at("cell richness"))
    _iron(d, 1)
    for analyte, old in (("blasts_marrow", was), ("ring_sideroblasts", 2.0)):
        d.fact(
            "labs",
            1,
            f"{old:g}",
            may=True,
            analyte=analyte,
            value=old,
            unit="%",
            comparator=None,
            collected=before.isoformat(),
        )
        _not(d, analyte, old, "earlier marrow")
    _not(d, "blasts_marrow", 36, "erythroblasts")
    diagnosis(d, s.at("Assessment"), WHO[p.who][1])
    denied(d, 1, "aml", "acute_leukemia", "cmml")
    d.fact(
        "biomarkers", 1, "Fibrosis", may=True, name="reticulin_fibrosis", status="negative", collected=d.on.isoformat()
    )


def ticked_bands(d: Doc) -> None:
    """Canada: a synoptic form with bands to tick, the exact count beside the band, numbered fields."""
    p, (out,) = d.person, later(d, 7)
    s = plain_sheet(d, "Vera", 8, "marrow", ("pathology",))
    s.line("NORTH SHORE REGIONAL HEALTH AUTHORITY", True, 11)
    s.line("Hematopathology synoptic report, myeloid neoplasms v3", pt=9)
    s.rule()
    for a, b in (
        (f"Name: {p.last}, {p.first}", f"Collected: {d.on.isoformat()}"),
        (f"Birth date: {p.born.isoformat()}    Sex: {p.sex}", f"Signed out: {out.isoformat()}"),
        (f"PHN: {p.ids[0]}", f"Accession: SH25-{p.ids[1]}"),
    ):
        s.row(Cell(s.margin, a), Cell(s.margin + 290, b))
    s.rule()
    s.gap()
    blasts = p.counts["blasts_marrow"]

    def tick(options: tuple[tuple[str, bool], ...]) -> str:
        return "   ".join(f"[{'x' if on else ' '}] {text}" for text, on in options)

    fields = (("1  Specimen", tick((("aspirate", True), ("clot", False), ("biopsy", True), ("blood", True)))), ("2  Adequacy", tick((("adequate", True), ("limited", False), ("hemodilute", False)))),
              ("3  Blast band, marrow", tick((("<2%", blasts < 2), ("2 to <5%", 2 <= blasts < 5), ("5-9%", 5 <= blasts < 10), ("10-19%", 10 <= blasts < 20), ("≥20%", False)))), ("4  Blasts, exact count", f"{blasts:g}% (500 cells, two observers)"), ("5  Blasts, peripheral blood", f"{_n(d, 'blasts_blood')}% (200 cells)"),
              ("6  Auer rods", tick((("no", True), ("yes", False)))), ("7  Dysplastic lineages", tick((("erythroid", True), ("granulocytic", p.who != "MDS-SLD"), ("megakaryocytic", p.who != "MDS-SLD")))), ("8  Ring sideroblasts", f"{_n(d, 'ring_sideroblasts')}%"), ("9  Cellularity", f"{_n(d, 'marrow_cellularity')}% (biopsy); expected 100 minus age"),
              ("10 Fibrosis (MF)", tick((("0", True), ("1", False), ("2", False), ("3", False)))), ("11 CD34 by IHC", tick((("<5%", False), ("5-10%", True), (">10%", False))) + "   p53 by IHC: wild-type pattern"), ("12 Cytogenetics", "sent, result pending"), ("13 NGS", "sent, result pending"))  # fmt: skip
    pages = {}
    for k, v in fields:
        s.gap(3)
        pages[k[:2].strip()] = s.row(Cell(s.margin, k, True), Cell(s.margin + 150, v))
    s.gap()
    s.rule()
    page = s.row(Cell(s.margin, "14 DIAGNOSIS", True), Cell(s.margin + 150, WHO[p.who][1], True))
    s.row(Cell(s.margin + 150, "An integrated report will follow once 12 and 13 are known."))
    s.row(Cell(s.margin + 150, "Other boxes of field 14 (AML, MDS/MPN, MPN, CCUS, no neoplasm): not ticked."))
    s.gap(20)
    s.line("Electronically signed: J. Tremblay-Nakamura, MD, FRCPC. Intraobserver review done.", pt=7)
    d.percent("blasts_marrow", d.on, pages["4"])
    d.percent("blasts_blood", d.on, pages["5"])
    d.percent("marrow_cellularity", d.on, pages["9"])
    _iron(d, pages["8"])
    diagnosis(d, page, WHO[p.who][1])
    denied(d, page, "aml", "mds_mpn", "mpn", "ccus")
    _not(d, "blasts_marrow", 20, "a band")
    d.fact(
        "biomarkers",
        page,
        "Fibrosis",
        may=True,
        name="reticulin_fibrosis",
        status="negative",
        collected=d.on.isoformat(),
    )


def integrated(d: Doc) -> None:
    """Britain: one integrated report, a table by specimen and technique, a flow count that is not the blast count, authoriser trail."""
    p, (got, out) = d.person, later(d, 1, 9)
    rows = [("Blood film", "Macrocytes, poikilocytes. Neutrophils hypogranular.", "RJT"), ("Aspirate morphology", f"Good particles. Blasts are {_n(d, 'blasts_marrow')}% of all nucleated cells. Ring forms on the iron stain: {_n(d, 'ring_sideroblasts')}% of erythroid precursors are ring sideroblasts.", "RJT"),
            ("Flow cytometry", "CD34+CD117+ myeloid progenitors 6.6% of leucocytes (aspirate diluted with blood). CD34+ B progenitors absent.", "KMO"), ("Trephine histology", f"Cellularity {_n(d, 'marrow_cellularity')}%. CD34 not clustered. Dysmegakaryopoiesis on CD61.", "ALP"), ("Karyotype, panel", "Issued under separate cover.", "-")]  # fmt: skip
    body = f"""<table class='b'><tr><td><b>Pennine Haematological Malignancy Service</b><br>Integrated report, version 1</td><td>Lab no. H{p.ids[1][1:]}/25</td></tr></table><table class='b'><tr><td>Surname<br><b>{esc(p.last.upper())}</b></td><td>Forename<br><b>{esc(p.first)}</b></td><td>DOB<br><b>{worded(p.born, "-")}</b></td><td>Sex<br><b>{"Female" if p.sex == "F" else "Male"}</b></td><td>NHS no.<br><b>{p.ids[0]}</b></td></tr>
    <tr><td>Taken<br><b>{worded(d.on, "-")}</b></td><td>Arrived<br><b>{worded(got, "-")}</b></td><td>Reported<br><b>{worded(out, "-")}</b></td><td colspan=2>Hospital<br><b>Calderbrook Infirmary, Dr S. Iqbal</b></td></tr></table><div class='dx'>{WHO[p.who][0]}</div><p class='s'>Category according to the WHO classification, revised 4th edition 2016: {WHO[p.who][1]}. Previous diagnoses on this system: none.</p>
    {table(rows, ("Investigation", "Report", "By"), "t", (20, 72, 8))}<p><b>Commentary.</b> Reactive dysplasia from alcohol, copper deficiency and drugs was thought of and is unlikely. Aplastic anaemia is excluded by the cellularity. Formal risk scoring awaits the karyotype. If a new drug with activity in disease with 5% blasts or more is planned, please repeat the marrow.</p><p class='s'>Authorised RJT {worded(out, "-")} 16:20. Amendments: none. Printed by clinic 4.</p>"""
    s = printed(
        d,
        body,
        ".b td{border:.6pt solid #555;font-size:8.5pt}.dx{font-size:14pt;font-weight:bold;text-align:center;padding:8pt;background:#eee;margin-top:6pt}.t td,.t th{border:.4pt solid #999;padding:4pt}",
        "marrow",
        ("pathology",),
    )
    d.percent("blasts_marrow", d.on, s.at("all nucleated cells"))
    d.percent("marrow_cellularity", d.on, s.at("Cellularity"))
    _iron(d, s.at("ring sideroblasts"))
    diagnosis(d, 1, WHO[p.who][0])
    denied(d, 1, "aplastic_anemia", "copper_deficiency")
    _not(d, "blasts_marrow", 6.6, "flow")
    _not(d, "blasts_marrow", 5, "threshold")


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (aspirate_then_biopsy, margin_headings, dysplasia_grid, ticked_bands, integrated)
}

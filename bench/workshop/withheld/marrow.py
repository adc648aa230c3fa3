# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Bone marrow reports."""

from collections.abc import Callable

from bench.workshop.dress import Doc
from bench.workshop.marrow import denied, diagnosis
from bench.workshop.people import WHO
from bench.workshop.sheet import Cell
from bench.workshop.withheld.leaf import Ready, dmon, e, grid, leaf, plus, sex, spelt, tr


def share(d: Doc, analyte: str) -> str:
    """A percentage as printed."""
    return f"{d.person.counts[analyte]:g}"


def rings(d: Doc) -> str:
    """Ring sideroblasts as printed: a number, or words where the number would contradict the diagnosis."""
    if d.person.counts["ring_sideroblasts"] == 0 and "RS" in d.person.who:
        return "present, not enumerated"
    return f"{share(d, 'ring_sideroblasts')}%"


def ringed(d: Doc, page: int) -> None:
    """The gold of the ring sideroblasts; none of them need not be told."""
    if rings(d)[0].isdigit():
        v = d.person.counts["ring_sideroblasts"]
        fields = {"analyte": "ring_sideroblasts", "comparator": None, "value": v, "unit": "%"}
        d.fact("labs", page, "sideroblasts", may=v == 0, **fields, collected=d.on.isoformat())


def no_result(d: Doc, analyte: str, value: float, why: str) -> None:
    """A percentage that is not the value of this analyte."""
    if abs(d.person.counts[analyte] - value) > 0.01:
        d.gold.trap("labs", {"analyte": analyte, "value": value}, why)


def reticulin(d: Doc, page: int, status: str) -> None:
    """Fibrosis may be told and need not be."""
    both = ["positive", "negative", "equivocal"]
    d.fact("biomarkers", page, "eticulin", may=True, name="reticulin_fibrosis", status=status, any_status=both, collected=d.on.isoformat())  # fmt: skip


def labelled_fields(d: Doc) -> None:
    """An everyday British aspirate report: labels left, findings right, a conclusion in a frame."""
    who, on = d.person, d.on
    out = plus(on, 3)
    rows = (
        ("Clinical details", "Macrocytosis and low counts. ?MDS. On no treatment."), ("Site", "Left posterior iliac crest, easy aspiration"), ("Particles / trails", "Good particles, cellular trails"),
        ("Cellularity", f"{share(d, 'marrow_cellularity')}%"), ("Erythropoiesis", "Active, with nuclear bridging and budding in about 15% of cells"), ("Granulopoiesis", "Left shifted, hypogranular late forms"),
        ("Blasts", f"{share(d, 'blasts_marrow')}% (500 cells counted)"), ("Megakaryocytes", "Present, several hypolobated"), ("Lymphocytes and plasma cells", "8% and 1%"), ("Iron (Perls)", f"Stores grade 3 of 6. Ring sideroblasts: {rings(d)}"),
    )  # fmt: skip
    body = (
        f"<div class=h>Wyre &amp; Lune Hospitals NHS Foundation Trust<br><small>Blood Sciences - Bone Marrow Aspirate Report</small></div><table class=p><tr><td>Patient: <b>{e(who.last.upper())}, {who.first}</b></td><td>Date of birth: {spelt(who.born)}</td><td>Sex: {sex(d)}</td></tr><tr><td>Hospital number: {who.ids[0]}</td><td>Sample taken: {spelt(on)}</td><td>Authorised: {spelt(out)}</td></tr></table>"
        + grid((), [(Ready(f"<b>{k}</b>"), v) for k, v in rows])
        + f"<div class=c><b>Conclusion:</b> {WHO[who.who][0]} ({WHO[who.who][1]}, WHO 2016). No features of acute leukaemia. Await cytogenetics and the trephine.</div><p class=s>Reported by Dr Ffion Aldershaw, Consultant Haematologist. Reference: normal marrow contains fewer than 5% blasts.</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:18mm}body{font:10pt 'Liberation Sans'}.h{font-size:13pt;color:#005eb8;text-align:right}.p{width:100%;border:.8pt solid #005eb8;margin:8pt 0}.p td{padding:3pt 5pt}.t td{padding:3pt 12pt 3pt 0}.c{border:1pt solid;padding:6pt;margin-top:10pt}.s{font-size:8pt}"
    leaf(d, body, css, "marrow", "pathology")
    d.percent("marrow_cellularity", on, 1)
    d.percent("blasts_marrow", on, 1)
    ringed(d, 1)
    diagnosis(d, 1, "Conclusion")
    denied(d, 1, "aml", "acute_leukemia")
    d.fact("diagnoses", 1, "?MDS", may=True, disease="mds", labels=[""], status="suspected")
    no_result(d, "blasts_marrow", 15.0, "dyserythropoiesis")
    d.also_dated = (out,)


def diagnosis_in_bullets(d: Doc) -> None:
    """An American surgical pathology report in paragraphs: diagnosis with dashes first, flow and CD34 figures, family history."""
    who, on = d.person, d.on
    out = plus(on, 6)
    s = d.paper("Times", 10.5, 56)
    d.kind, d.also_kind, d.also_dated = "marrow", ("pathology",), (out, plus(on, 1))
    s.line("BAYOU TECHE PATHOLOGY ASSOCIATES", True, 13, "c")
    s.line("Surgical Pathology / Hematopathology Report", align="c")
    s.gap(6)
    s.row(Cell(s.margin, f"Patient: {who.name}"), Cell(s.margin + 270, f"Case number: HP25-{who.ids[1]}"))
    s.row(Cell(s.margin, f"DOB: {dmon(who.born)}   Sex: {sex(d)}"), Cell(s.margin + 270, f"Procedure date: {dmon(on)}"))
    s.row(Cell(s.margin, f"MRN: {who.ids[0]}"), Cell(s.margin + 270, f"Received: {dmon(plus(on, 1))}   Signed out: {dmon(out)}"))  # fmt: skip
    s.rule()
    s.gap(8)
    s.line("FINAL PATHOLOGIC DIAGNOSIS", True)
    s.line("Bone marrow, right iliac crest; core biopsy, clot section, aspirate smear and touch prep:")
    page = s.para(f"-  {WHO[who.who][0].upper()}.", 14, bold=True)
    diagnosis(d, page, WHO[who.who][0].upper())
    page = s.line(x=14, text=f"-  Marrow cellularity estimated at {share(d, 'marrow_cellularity')}%.")
    d.percent("marrow_cellularity", on, page)
    page = s.line(x=14, text=f"-  {share(d, 'blasts_marrow')}% blasts by aspirate differential.")
    d.percent("blasts_marrow", on, page)
    s.line(x=14, text="-  No evidence of lymphoma or metastatic tumor.")
    s.gap(6)
    s.line("COMMENT", True)
    s.para("By flow cytometry CD34-positive events make up 3.4% of total events; this is not a substitute for the morphologic blast percentage. A diagnosis of acute myeloid leukemia would call for 20% blasts or a defining genetic lesion. See the cytogenetic and molecular reports.")  # fmt: skip
    s.gap(6)
    s.line("CLINICAL HISTORY", True)
    s.para("Pancytopenia. Sister treated for acute myeloid leukemia with 60% blasts. Rule out leukemia, rule out aplastic anemia.")  # fmt: skip
    s.gap(6)
    s.line("MICROSCOPIC DESCRIPTION", True)
    s.para("PERIPHERAL SMEAR: Oval macrocytes are present. Neutrophils are decreased with pseudo-Pelger forms. Platelets vary in size.")  # fmt: skip
    page = s.para(f"ASPIRATE: Spicules are adequate. Erythroid precursors show megaloblastoid change in more than 10% of cells. Micromegakaryocytes account for 12% of megakaryocytes. An iron stain shows adequate stores; ring sideroblasts (of erythroid precursors): {rings(d)}.")  # fmt: skip
    ringed(d, page)
    s.para("BIOPSY: 1.6 cm core. Reticulin is not increased (MF-0). CD34 immunostain highlights scattered cells (2%).")
    s.gap(14)
    s.line("Delphine R. Thibodeaux-Ames, MD (electronic signature)")
    denied(d, 1, "aml", "aplastic_anemia", "acute_leukemia", "lymphoma", "carcinoma")
    reticulin(d, 1, "negative")
    d.fact(
        "diagnoses",
        1,
        "aplastic anemia",
        may=True,
        disease="aplastic_anemia",
        status="suspected",
        labels=["Aplastic anemia"],
    )
    for value, why in ((3.4, "flow"), (20.0, "threshold"), (60.0, "the sister's"), (2.0, "stain"), (12.0, "micromegakaryocytes"), (10.0, "dysplasia")):  # fmt: skip
        no_result(d, "blasts_marrow", value, why)


def blood_beside_marrow(d: Doc) -> None:
    """A differential with blood and marrow in columns of one table, each with its normal range, the text beneath."""
    who, on = d.person, d.on
    out = plus(on, 5)
    rows = (("Blasts", share(d, "blasts_blood"), "0", share(d, "blasts_marrow"), "0-3"), ("Promyelocytes", "0", "0", "4", "1-5"), ("Myelocytes + metamyelocytes", "0", "0", "19", "13-32"), ("Neutrophils", share(d, "neutrophils_percent"), "40-75", "17", "7-25"),
            ("Lymphocytes", "", "", "11", "5-23"), ("Monocytes", "", "", "3", "0-3"), ("Plasma cells", "-", "-", "1", "0-3"), ("Erythroblasts (per 100 WBC / %)", "2", "0", "35", "15-38"))  # fmt: skip
    body = (
        f"<table class=h><tr><td><b>Institute of Haematology &amp; Immunohaematology</b><br>Nagpur Road Campus</td><td>{e(who.name)}<br>{who.age(on)} y / {sex(d)}<br>DOB {dmon(who.born)}<br>CR No. {who.ids[0]}</td><td>Marrow done on: {dmon(on)}<br>Report dated: {dmon(out)}<br>BM No. {who.ids[1]}</td></tr></table>"
        "<h2>PERIPHERAL BLOOD AND BONE MARROW DIFFERENTIAL</h2><table class=t>"
        + tr(("Cell", "Blood %", "Normal", "Marrow %", "Normal"), "th")
        + "".join(tr(r) for r in rows)
        + f"</table><p><b>Aspirate:</b> Diluted in part, megakaryocytes seen. M:E ratio 1.4:1. <b>Perls:</b> ring sideroblasts {rings(d)}. Iron grade 4+.</p><p><b>Biopsy:</b> Overall cellularity {share(d, 'marrow_cellularity')} % (expected 40 %). Fibrosis grade 0-1.</p>"
        f"<p><b>IMPRESSION:</b> {WHO[who.who][1]}, with dysplastic trilineage haematopoiesis. Adv: cytogenetics, NGS myeloid panel.</p><p class=s>Lab Incharge: Dr. Revathi Kulshrestha-Menon. A count of 200 blood and 500 marrow cells was done. A megaloblastic anaemia must be excluded by B12/folate levels.</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:15mm}body{font:9.5pt 'DejaVu Serif'}.h{width:100%;font-size:9pt}.h td{border:.7pt solid;padding:4pt;white-space:nowrap}h2{font-size:11pt;text-align:center;text-decoration:underline}.t{margin:0 auto}.t td,.t th{border:.5pt solid #555;padding:2.5pt 12pt}.s{font-size:8pt}"
    leaf(d, body, css, "marrow", "pathology")
    d.percent("blasts_blood", on, 1)
    d.percent("blasts_marrow", on, 1)
    d.percent("marrow_cellularity", on, 1)
    ringed(d, 1)
    diagnosis(d, 1, "IMPRESSION")
    fields = {"analyte": "neutrophils_percent", "comparator": None, "value": who.counts["neutrophils_percent"]}
    d.fact("labs", 1, "Neutrophils", may=True, **fields, unit="%", collected=on.isoformat())
    no_result(d, "marrow_cellularity", 40.0, "expected for age")
    reticulin(d, 1, "negative")
    d.also_dated = (out,)


def aspirate_and_trephine(d: Doc) -> None:
    """Two reports in one file, a page each: the aspirate by haematology, the trephine by histopathology later, which gives a CD34 estimate and defers to the aspirate."""
    who, on = d.person, d.on
    s = d.paper("Helvetica", 10, 58)
    d.kind, d.also_kind = "marrow", ("pathology",)
    first, second = plus(on, 2), plus(on, 10)
    d.also_dated = (first, second)

    def head(unit: str, number: str, out: str) -> None:
        s.line(unit, True, 13)
        s.row(Cell(s.margin, f"{who.last.upper()}, {who.first}   {sex(d)}   born {spelt(who.born)}"), Cell(s.width - s.margin, f"Lab no. {number}", align="r"))  # fmt: skip
        s.row(Cell(s.margin, f"Record {who.ids[0]}   Procedure {spelt(on)}"), Cell(s.width - s.margin, f"Reported {out}", align="r"))  # fmt: skip
        s.rule()
        s.gap(10)

    head("Karori Hospital - Haematology: marrow aspirate", f"{who.ids[1]}/H", spelt(first))
    page = s.para(f"Quality: adequate. Cells counted: 500. Blast cells {share(d, 'blasts_marrow')} %, promyelocytes 3 %, maturing granulocytes 46 %, erythroid 34 %, lymphocytes 10 %. Auer rods: none.")  # fmt: skip
    d.percent("blasts_marrow", on, page)
    s.gap()
    ringed(d, s.para(f"Iron stain: storage iron increased. Ring sideroblasts {rings(d)}."))
    s.gap()
    s.para("Opinion: dysplastic haemopoiesis. The final diagnosis will be given with the trephine.")
    s.line("Dr Rewi Tamihana-Scott")
    s.new_page()
    head("Karori Hospital - Anatomical Pathology: marrow trephine", f"{who.ids[1]}/T", spelt(second))
    s.line("MACROSCOPIC", True)
    s.para("A core 17 mm long, all embedded. Decalcified in EDTA.")
    s.line("MICROSCOPIC", True)
    page = s.para(f"The marrow is {share(d, 'marrow_cellularity')}% cellular. Architecture is disturbed, with small megakaryocytes in clusters. CD34 stains approximately 9% of cells and CD117 14%; the blast percentage should be taken from the aspirate. Reticulin grade 1 of 3. There is no granuloma and no lymphoid infiltrate.")  # fmt: skip
    d.percent("marrow_cellularity", on, page)
    reticulin(d, page, "positive")
    no_result(d, "blasts_marrow", 9.0, "stain")
    no_result(d, "blasts_marrow", 14.0, "stain")
    s.line("COMBINED DIAGNOSIS", True)
    diagnosis(d, s.para(f"{WHO[who.who][0]} (WHO 2016), taking the aspirate findings into account."), WHO[who.who][0])
    s.line("Dr Saskia Breedveld-Moana")


def addenda_to_marrow(d: Doc) -> None:
    """A report whose stain was pending, with two addenda after the signature: the iron stain, and a recount that replaces the first blast figure."""
    who, on = d.person, d.on
    dates = [plus(on, n) for n in (4, 9, 15)]
    early = who.counts["blasts_marrow"] + (2 if who.counts["blasts_marrow"] < 17 else -2)
    body = (
        f"<div class=h>Royal Prairie University Hospital <span>Laboratory Medicine</span></div><p class=p>Name {e(who.last)}, {who.first} | PHN {who.ids[0]} | Born {spelt(who.born)} | {sex(d)} | Collected {spelt(on)} | Accession {who.ids[1]}</p>"
        f"<h3>Bone marrow biopsy and aspirate</h3><p class=d>Reported {spelt(dates[0])}</p><ul><li>Cellularity: {share(d, 'marrow_cellularity')}%</li><li>Blasts: {early:g}% of 200 cells (preliminary, haemodilute smear)</li><li>Dysplasia: erythroid and megakaryocytic</li><li>Iron stain: pending</li><li>Cytogenetics: pending</li></ul>"
        f"<p><b>Diagnosis:</b> {WHO[who.who][0]}.</p><p>Signed: N. Achterberg-Lalonde, MD, FRCPC</p><hr><h3>Addendum 1</h3><p class=d>{spelt(dates[1])}</p><p>The Prussian blue stain is now available. Ring sideroblasts (of erythroblasts): {rings(d)}. Stainable iron is increased.</p>"
        f"<hr><h3>Addendum 2 (corrected blast percentage)</h3><p class=d>{spelt(dates[2])}</p><p>Further smears were received and 500 cells counted. Blasts are {share(d, 'blasts_marrow')}%. This supersedes the {early:g}% quoted in the original report. The diagnosis is unchanged.</p><p class=s>Copies: Dr. Fontaine-Oduya, Cancer Centre. Page 1 of 1</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.9in}body{font:10.5pt 'DejaVu Sans Condensed','DejaVu Sans'}.h{font-size:14pt;border-bottom:1.5pt solid}.h span{float:right;font-size:9pt}.p{background:#eee;padding:4pt;font-size:9pt}h3{font-size:11pt;margin:8pt 0 0}.d{font-style:italic;margin:0 0 4pt}.s{font-size:8pt}li{margin:2pt 0}"
    leaf(d, body, css, "marrow", "pathology")
    d.percent("marrow_cellularity", on, 1)
    d.percent("blasts_marrow", on, 1)
    ringed(d, 1)
    diagnosis(d, 1, "Diagnosis")
    no_result(d, "blasts_marrow", early, "replaced by the addendum")
    d.also_dated = tuple(dates)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f
    for f in (labelled_fields, diagnosis_in_bullets, blood_beside_marrow, aspirate_and_trephine, addenda_to_marrow)
}

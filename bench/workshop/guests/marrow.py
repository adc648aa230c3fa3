# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""The guests' families of bone marrow reports."""

from collections.abc import Callable

from bench.workshop.days import later, long, sex, spaced
from bench.workshop.dress import Doc
from bench.workshop.guests.paper import count, dot, lab, mon, percents, res, web, wondered
from bench.workshop.markup import Raw, esc, row
from bench.workshop.marrow import denied, diagnosis
from bench.workshop.people import WHO
from bench.workshop.sheet import Cell

_THREE = ("blasts_marrow", "marrow_cellularity", "ring_sideroblasts")


def _rest(d: Doc) -> list[str]:
    """The other cells; with the blasts they add up to a hundred."""
    rest = 100 - d.person.counts["blasts_marrow"]
    shares = [round(rest * x, 1) for x in (0.04, 0.12, 0.11, 0.21, 0.03, 0.02, 0.11, 0.01)]
    return [f"{x:g}" for x in (*shares, round(rest - sum(shares), 1))]


def _other(d: Doc, value: float, why: str) -> None:
    """A number near blasts that is not their count."""
    if abs(d.person.counts["blasts_marrow"] - value) > 0.01 * max(value, 1):
        d.gold.trap("labs", {"analyte": "blasts_marrow", "value": value}, why)


def told_in_full(d: Doc) -> None:
    """An American department's report in full sentences: the day of sampling and the count in prose, a nested list of diagnoses, an earlier marrow and flow recalled in sentences."""
    who, on = d.person, d.on
    out, old_day = later(on, 6), later(on, -203)
    was = who.counts["blasts_marrow"] + 1.5
    cbc = [
        res(d, "US", *n)
        for n in (
            ("hemoglobin", "hemoglobin"),
            ("leukocytes", "white blood cell count"),
            ("platelets", "platelet count"),
        )
    ]
    told = (
        ", ".join(f"a {r.label} of {r.text} {r.unit}" for r in cbc[:2])
        + f" and a {cbc[2].label} of {cbc[2].text} {cbc[2].unit}"
    )
    body = (
        f"<h1>Tamarack State University Medical Center</h1><p class=h>Hematopathology consultation &middot; Case {who.ids[1]}</p>"
        f"<p><b>{who.name}</b>, born {mon(who.born)}, {sex(d).lower()}, MRN {who.ids[0]}. A bone marrow aspirate and core biopsy were obtained from the right posterior iliac crest on {mon(on)} and reached us the same day. This report was signed on {mon(out)}.</p>"
        f"<h2>Diagnosis</h2><ol><li>Bone marrow, right iliac crest:<ol><li>{esc(WHO[who.who][0])} (WHO 2016).</li><li>Blasts account for {count(d, 'blasts_marrow')}% of nucleated cells in a 500-cell aspirate differential.</li><li>The marrow is {count(d, 'marrow_cellularity')}% cellular.</li></ol></li>"
        f"<li>Peripheral blood:<ol><li>Cytopenia(s), without circulating lymphoma cells.</li></ol></li></ol>"
        f"<h2>Clinical information</h2><p>The referring clinician asks whether there is a myeloid neoplasm. The blood count drawn on the morning of the biopsy showed {told}. The patient's sister was treated for acute myeloid leukemia.</p>"
        f"<h2>Findings</h2><p>The aspirate is spicular and well stained. Erythroid precursors show budding and internuclear bridging. Small hypolobated megakaryocytes are easily found. On the iron stain, ring sideroblasts make up {count(d, 'ring_sideroblasts')}% of the erythroid precursors. "
        f"Flow cytometry performed elsewhere on this aspirate found 2.7% CD34-positive cells; this figure does not replace the count on the smear. The core measures 1.6 cm. Reticulin is not increased.</p>"
        f"<h2>Comment</h2><p>For comparison we reviewed the outside marrow of {mon(old_day)}, which had been reported with {was:g}% blasts. There is no evidence of transformation to acute myeloid leukemia, which would require 20% blasts. Karyotype and sequencing will be reported separately.</p>"
        "<p class=s>Attending: Leopold Nakagawa-Stern, MD. I have personally examined the slides. Portions of this text come from a department template.</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.85in}body{font:10.5pt 'Liberation Serif';line-height:1.3}h1{font-size:15pt;margin:0}.h{border-bottom:1pt solid #222;padding-bottom:3pt}h2{font-size:11pt;margin:9pt 0 1pt;font-variant:small-caps}ol{margin:2pt 0 2pt 18pt;padding:0}ol ol{list-style-type:lower-alpha}.s{font-size:9pt;margin-top:12pt}"
    web(d, body, css, "marrow", "pathology")
    d.also_dated = (out,)
    diagnosis(d, 1, WHO[who.who][0])
    percents(d, 1, *_THREE)
    for r in cbc:
        lab(d, r, on, 1, flag=False, reference=False)
    d.fact("labs", 1, f"{was:g}%", may=True, analyte="blasts_marrow", comparator=None, value=was, unit="%", collected=old_day.isoformat())  # fmt: skip
    d.gold.trap("labs", {"analyte": "blasts_marrow", "value": was, "collected": on.isoformat()}, "the earlier marrow")
    _other(d, 2.7, "flow")
    _other(d, 20, "a definition")
    denied(d, 1, "aml", "acute_myeloid_leukemia", "acute_leukemia", "lymphoma")


def in_fragments(d: Doc) -> None:
    """A British registrar's report in fragments and dashes: cells without verbs, a hedge about hypoplasia, a trephine still to come replaced by its addendum below."""
    who, on = d.person, d.on
    out, more = later(on, 2), later(on, 8)
    s = d.paper("Times", 11, 60)
    d.kind, d.also_kind, d.also_dated = "marrow", ("pathology",), (out, more)
    s.line("St Oswin's Infirmary - Department of Haematology", True, 13)
    s.line("BONE MARROW REPORT", True)
    s.rule()
    s.gap(5)
    s.line(f"{who.name}    Born {spaced(who.born)}    {sex(d)}    Unit no. {who.ids[0]}    Marrow no. {who.ids[1]}")
    s.line(f"Marrow taken {long(on)}. Aspirate reported {long(out)}. Trephine reported {long(more)}.")
    s.gap(6)

    def part(title: str, text: str) -> int:
        s.line(title, True)
        page = s.para(text, 14)
        s.gap(5)
        return page

    part("Why", "Macrocytic anaemia, falling counts. ?MDS. Not on methotrexate. No alcohol excess.")
    part("Aspirate - quality", "Easy tap. Particles ++. Cell trails adequate. Iliac crest, left.")
    page = part("Aspirate - findings", f"Erythroid: megaloblastoid, ragged cytoplasm, nuclear budding. Granulocytic: poorly granulated, occasional pseudo-Pelger. Megakaryocytes: small mononuclear forms. Blasts {count(d, 'blasts_marrow')}% (500 cells; two observers). No Auer rods. "
                "Plasma cells 2%, unremarkable. Lymphocytes not increased.")  # fmt: skip
    percents(d, page, "blasts_marrow")
    page = part(
        "Iron (Perls)", f"Stores present. Ring sideroblasts {count(d, 'ring_sideroblasts')}% of erythroid precursors."
    )
    percents(d, page, "ring_sideroblasts")
    page = part(
        "Trephine (added " + long(more) + ")",
        f"18 mm, good. Cellularity {count(d, 'marrow_cellularity')}% - age-expected would be about 30-40%. No ALIP. CD34 stain: scattered single cells, around 3%. Reticulin grade 0-1. No metastatic carcinoma. No granulomas.",
    )
    percents(d, page, "marrow_cellularity")
    page = part(
        "Conclusion",
        f"{WHO[who.who][0]} ({WHO[who.who][1]}). Not acute leukaemia. Karyotype and myeloid gene panel to follow from the regional laboratory - nothing back at the time of typing.",
    )
    diagnosis(d, page, WHO[who.who][0])
    part("For discussion", "MDT Thursday. IPSS-R cannot be given until the karyotype is known.")
    s.line("Dr Rhiannon Appleby-Cole (ST6)  /  checked Dr F. Mwangi, consultant")
    s.line("Blasts in normal adult marrow: below 5%. Ring sideroblasts: 15% or more counts as increased.", pt=8)
    denied(d, 1, "acute_leukemia", "aml", "carcinoma")
    wondered(d, 1, "mds")
    for n, why in ((3.0, "a stain"), (5.0, "a norm")):
        _other(d, n, why)
    if abs(who.counts["ring_sideroblasts"] - 15) > 0.2:
        d.gold.trap("labs", {"analyte": "ring_sideroblasts", "value": 15}, "a definition")


def lettered_footnotes(d: Doc) -> None:
    """A German hospital's report in English: myelogram with norms in a table and letters that lead to footnotes, blasts of blood and marrow apart, an assessment in points."""
    who, on = d.person, d.on
    out = later(on, 4)
    names = (
        "Promyelocytes",
        "Myelocytes",
        "Metamyelocytes",
        "Band and segmented neutrophils",
        "Eosinophils",
        "Monocytes",
        "Lymphocytes",
        "Plasma cells",
        "Erythroblasts",
    )
    norms = ("2 - 6", "8 - 15", "9 - 18", "20 - 40", "1 - 5", "0 - 3", "5 - 15", "0 - 3", "15 - 30")
    rows = row((Raw("Myeloblasts <sup>a</sup>"), f"{count(d, 'blasts_marrow')} %", "0 - 4 %")) + "".join(
        row((n, f"{v} %", f"{m} %")) for n, v, m in zip(names, _rest(d), norms, strict=True)
    )
    body = (
        "<table class=d><tr><td><b>Klinikum Rabenau</b><br>Central Laboratory, Cytomorphology</td><td class=r>Bone marrow cytology<br>Translated report</td></tr></table>"
        f"<table class=k><tr><td>Patient</td><td>{esc(who.last)}, {who.first}</td><td>Date of birth</td><td>{dot(who.born)}</td></tr><tr><td>Sex</td><td>{sex(d).lower()}</td><td>Case no.</td><td>{who.ids[0]}</td></tr>"
        f"<tr><td>Sampling date</td><td>{dot(on)}</td><td>Report date</td><td>{dot(out)}</td></tr><tr><td>Question</td><td>Cytopenia, unclear</td><td>Order no.</td><td>{who.ids[1]}</td></tr></table>"
        f"<h2>1. Peripheral blood (same day)</h2><p>Blasts in the blood film: {count(d, 'blasts_blood')} % of 200 leukocytes. Anisocytosis, hypogranular neutrophils.</p>"
        f"<h2>2. Myelogram (500 nucleated cells)</h2><table class=t>{row(('Cell', 'Patient', 'Norm'), 'th')}{rows}</table>"
        f"<h2>3. Further findings</h2><p>Cellularity (estimated on the crumbs): {count(d, 'marrow_cellularity')} % <sup>b</sup>. Iron stain: ring sideroblasts {count(d, 'ring_sideroblasts')} % <sup>c</sup>. Dysplasia: erythropoiesis 20 %, granulopoiesis 15 %, megakaryopoiesis 40 %.</p>"
        f"<h2>4. Assessment</h2><ul><li>{esc(WHO[who.who][0])} ({WHO[who.who][1]}), WHO 2016.</li><li>Acute leukaemia: excluded.</li><li>Karyotyping, FISH and sequencing are in progress and will be sent by the genetics institute.</li></ul>"
        "<p class=f>a) Counted without erythroblasts being removed from the total. From 5 % upwards: increased; from 20 %: acute leukaemia.<br>b) Norm for age 60 and over: 30 - 50 %.<br>c) Percentage of erythroblasts; a ring sideroblast has at least five granules around a third of the nucleus.</p>"
        "<p class=f>Validated electronically: Dr. med. H. Brandstetter. Valid without signature.</p>"
    )  # fmt: skip
    css = "@page{size:a4;margin:1.8cm;@bottom-right{content:'Page ' counter(page) ' / ' counter(pages);font:8pt 'DejaVu Sans'}}body{font:9pt 'DejaVu Sans'}.d{width:100%;border-bottom:2pt solid #555}.r{text-align:right}.k{width:100%;margin:6pt 0}.k td{padding:2pt 6pt 2pt 0}.k td:nth-child(odd){color:#555}h2{font-size:10pt;margin:9pt 0 3pt}.t td,.t th{border:.5pt solid #888;padding:2.5pt 14pt 2.5pt 5pt}.t th{background:#e6e6e6}sup{font-size:6.5pt}.f{font-size:7.5pt;margin-top:8pt}ul{margin:2pt 0 2pt 14pt;padding:0}"
    web(d, body, css, "marrow", "pathology")
    d.also_dated = (out,)
    diagnosis(d, 1, WHO[who.who][0])
    percents(d, 1, *_THREE, "blasts_blood")
    denied(d, 1, "acute_leukemia", "aml")
    _other(d, 5, "a definition")
    _other(d, 20, "a definition")


def generated_fields(d: Doc) -> None:
    """A generator's marrow report: numbered fields with sentences in them, fields left without content, a box that explains blasts to a patient."""
    who, on = d.person, d.on
    s = d.paper("Helvetica", 9.5, 54)
    d.kind, d.also_kind, d.also_dated = "marrow", ("pathology",), (later(on, 3), later(on, 3))
    s.line("BONE MARROW EXAMINATION", True, 14, "c")
    s.line("Quillon Ridge Hospital  |  Department of Pathology", align="c")
    s.rule()
    s.gap(4)
    for a, b in ((f"Patient name: {who.name}", f"Date of birth: {mon(who.born)}"), (f"Patient ID: {who.ids[0]}", f"Sex: {sex(d)}"),
                 (f"Collection date: {mon(on)}", f"Report date: {mon(later(on, 3))}")):  # fmt: skip
        s.row(Cell(s.margin, a), Cell(s.margin + 270, b))
    s.rule()
    s.gap(6)
    fields = (
        ("Indication", "Evaluation of cytopenia. Rule out acute leukemia. Rule out myeloma.", ()),
        (
            "Procedure",
            "Aspiration and biopsy of the left posterior superior iliac spine under local anesthesia with lidocaine. No complications.",
            (),
        ),
        ("Adequacy", "The specimen is adequate for evaluation.", ()),
        (
            "Cellularity",
            f"Overall cellularity is estimated at {count(d, 'marrow_cellularity')}%, which was compared with the cellularity expected for age.",
            ("marrow_cellularity",),
        ),
        (
            "Blasts",
            f"Myeloblasts represent {count(d, 'blasts_marrow')}% of all nucleated cells on the aspirate smear. Normal is less than 5%.",
            ("blasts_marrow",),
        ),
        ("Erythroid series", "Dyserythropoiesis is present in approximately 25% of precursors.", ()),
        ("Myeloid series", "Dysgranulopoiesis is present in approximately 15% of neutrophils.", ()),
        ("Megakaryocytes", "Dysmegakaryopoiesis is noted.", ()),
        (
            "Iron stain",
            f"Storage iron is present. Ring sideroblasts constitute {count(d, 'ring_sideroblasts')}% of erythroid precursors.",
            ("ring_sideroblasts",),
        ),
        ("Immunohistochemistry", "Not performed.", ()),
        ("Cytogenetics", "Sent; see separate report.", ()),
        ("Previous marrow", "None on file.", ()),
    )
    for n, (name, text, analytes) in enumerate(fields, 1):
        s.line(f"{n}. {name}", True)
        page = s.para(text, 16)
        percents(d, page, *analytes)
        s.gap(2)
    s.gap(4)
    s.line("FINAL DIAGNOSIS", True, 10.5)
    diagnosis(
        d,
        s.para(
            f"{WHO[who.who][0]} ({WHO[who.who][1]}). Findings do not support acute leukemia or plasma cell myeloma."
        ),
        WHO[who.who][0],
    )
    s.gap(8)
    s.line("Information for patients (printed on all reports)", True, 8.5)
    s.para(
        "Blasts are very young blood cells. A healthy marrow holds fewer than 5 of them in 100 cells. When there are 20 or more in 100 cells, doctors speak of acute leukemia. Your own result is in field 5.",
        pt=8.5,
    )
    s.gap(8)
    s.line("Electronically signed by Barnabas Oyelowo-Finch, MD", pt=8.5)
    denied(d, 1, "acute_leukemia", "aml", "multiple_myeloma", "myeloma")
    wondered(d, 1, "acute_leukemia", "aml", "multiple_myeloma", "myeloma")
    _other(d, 5, "education")
    _other(d, 20, "education")
    d.gold.trap("treatments", {"agent": "lidocaine", "status": "ongoing"}, "for the procedure")


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (told_in_full, in_fragments, lettered_footnotes, generated_fields)
}

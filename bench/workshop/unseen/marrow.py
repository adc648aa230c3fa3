# ruff: noqa: E501 (wording of records is data)
"""Bone marrow reports."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from bench.workshop.dress import Doc
from bench.workshop.people import WHO
from bench.workshop.unseen.house import OZ, US, lab, percent, read
from bench.workshop.unseen.paper import day, pairs, tr, web

NEWER = {  # the same diseases as the classification of 2022 names them
    "MDS-MLD": ("myelodysplastic neoplasm with low blasts", "MDS-LB"), "MDS-SLD": ("myelodysplastic neoplasm with low blasts", "MDS-LB"),
    "MDS-RS-SLD": ("myelodysplastic neoplasm with low blasts and ring sideroblasts", "MDS-LB-RS"), "MDS-RS-MLD": ("myelodysplastic neoplasm with low blasts and ring sideroblasts", "MDS-LB-RS"),
    "MDS-EB1": ("myelodysplastic neoplasm with increased blasts 1", "MDS-IB1"), "MDS-EB2": ("myelodysplastic neoplasm with increased blasts 2", "MDS-IB2"),
    "MDS-del5q": ("myelodysplastic neoplasm with low blasts and isolated 5q deletion", "MDS-5q"),
}  # fmt: skip
SEX = {"F": "Female", "M": "Male"}


def disease(d: Doc, page: int, words: str, **more: Any) -> None:
    """The gold of the diagnosis, under any of its names."""
    long, short = WHO[d.person.who]
    names = [long, long.replace("Myelodysplastic syndrome", "MDS"), short, d.person.who, *NEWER[d.person.who]]
    names.append(NEWER[d.person.who][0].replace("myelodysplastic neoplasm", "MDS"))
    d.fact("diagnoses", page, words, disease="mds", labels=names, status="confirmed", **more)


def other(d: Doc, page: int, *names: str, status: str = "ruled_out") -> None:
    """Diseases that are named and not found: they need not be told, and never as confirmed."""
    for name in names:
        states = ["ruled_out", "suspected"]
        d.fact("diagnoses", page, name, may=True, disease=name, labels=[""], status=status, any_status=states)
        d.gold.trap("diagnoses", {"disease": name, "status": "confirmed"}, f"{name} is only named")


def asked(d: Doc, page: int) -> None:
    """Where a form asks for MDS: it may be told as suspected."""
    d.fact("diagnoses", page, "MDS", may=True, disease="mds", labels=[""], status="suspected")


def sideroblasts(d: Doc, page: int, none: bool = True) -> None:
    """Ring sideroblasts; where the source has none the page may say so in words."""
    value = d.person.counts["ring_sideroblasts"]
    percent(d, "ring_sideroblasts", page, "ideroblasts", may=value == 0 and none)


def diagnosis_first(d: Doc) -> None:
    """An American report with parts: diagnosis in dashes on top, blood count inside, differential with a reference column, stains and gross description after."""
    p, out = d.person, d.on + dt.timedelta(4)
    b, c, rs = (f"{p.counts[k]:g}" for k in ("blasts_marrow", "marrow_cellularity", "ring_sideroblasts"))
    cbc = [read(d, US, a) for a in ("leukocytes", "hemoglobin", "mcv", "platelets", "neutrophils")]
    cells = tr("Blasts", f"{b}%", "0-3%") + "".join(
        tr(*x)
        for x in (
            ("Promyelocytes", "3%", "1-5%"),
            ("Maturing myeloids", "42%", "40-60%"),
            ("Eosinophils", "2%", "1-4%"),
            ("Erythroid precursors", "31%", "15-30%"),
            ("Lymphocytes", "9%", "5-15%"),
            ("Plasma cells", "1%", "0-2%"),
        )
    )
    ring = "no ring sideroblasts are seen" if rs == "0" else f"ring sideroblasts are {rs}% of erythroid precursors"
    w = web(d, f"""<div class=t>Copper Basin Pathology Consultants, LLP</div><table class=h>{pairs([("Patient:", f"{p.last}, {p.first}"), ("Case #:", f"HP25-{p.ids[1][1:]}"), ("DOB / Sex:", f"{day(p.born, 'us')} / {SEX[p.sex]}"), ("Date of Procedure:", day(d.on, "us")), ("MRN:", p.ids[0]), ("Date Reported:", day(out, "us"))])}</table>
<h4>FINAL PATHOLOGIC DIAGNOSIS</h4><p>A/B. Bone marrow, left posterior iliac crest, aspirate and core biopsy:</p><ul><li>{WHO[p.who][0]}; see comment.</li><li>{c}% cellular marrow with dysplasia.</li><li>{b}% blasts by aspirate differential count.</li><li>{ring[0].upper() + ring[1:]}.</li></ul>
<p>C. Peripheral blood smear:</p><ul><li>Cytopenia(s); circulating blasts, {p.counts['blasts_blood']:g}%.</li></ul>
<h4>COMMENT</h4><p>The findings do not meet criteria for acute myeloid leukemia (20% blasts or more). Cytogenetic and molecular studies are pending and will be issued separately. A diagnosis of CMML was considered; the monocytosis required is absent.</p>
<h4>CLINICAL INFORMATION</h4><p>{p.age(d.on)} year old with cytopenia. Rule out aplastic anemia.</p>
<div class=l><h4>CBC DATA ({day(d.on, "us")})</h4><table class=r>{"".join(tr(r.label, r.text + (" " + r.flag if r.flag else ""), r.unit) for r in cbc)}</table></div><div class=m><h4>ASPIRATE DIFFERENTIAL (500 cells)</h4><table class=r>{tr("Cell type", "Patient", "Reference", tag="th")}{cells}</table></div>
<h4 class=b>IMMUNOHISTOCHEMISTRY (block B1)</h4><p>CD34 highlights scattered cells (approximately 4% of cellularity). CD117 4%. CD61: dwarf megakaryocytes. p53: wild-type pattern.</p>
<h4>FLOW CYTOMETRY SUMMARY (FC25-{p.ids[1][2:]})</h4><p>CD34-positive myeloblasts, 2.6% of total events. No monotypic B cells.</p>
<h4>GROSS DESCRIPTION</h4><p>A. Received in fixative, a core 1.7 cm in length and 0.2 cm in diameter. Decalcified. B. Clot, 1.5 x 0.8 cm.</p><p>Electronically signed by R. Whitfield-Amadi, MD, {day(out, "us")} 3:41 PM. <span class=f>Some antibodies are analyte specific reagents. Controls reacted appropriately.</span></p>""",
            "body{font-family:'Liberation Serif';font-size:10pt}.t{font-size:15pt;font-weight:bold}h4{margin:8px 0 2px;background:#eee}p{margin:2px 0}ul{margin:1px 0;list-style:'-  '}.l{float:left;width:85mm}.m{float:left;width:90mm}.b{clear:both;break-before:page}.r td,.r th{padding-right:14px}.h th{padding-right:8px}.h td{padding-right:24px}.f{font-size:7pt}", "Letter")  # fmt: skip
    disease(d, w.find(WHO[p.who][0]), WHO[p.who][0])
    percent(d, "blasts_marrow", 1, f"{b}% blasts")
    percent(d, "marrow_cellularity", 1, f"{c}% cellular")
    percent(d, "blasts_blood", 1, "circulating blasts")
    sideroblasts(d, 1)
    for r in cbc:
        lab(d, r, d.on, w.find(r.label, r.text), reference=False)
    other(d, 1, "aml", "cmml", "aplastic_anemia")
    _not_blasts(d, 2.6, 4, 20)
    d.kind, d.also_kind, d.also_dated = "marrow", ("pathology",), (out,)


def _not_blasts(d: Doc, *values: float) -> None:
    for value in values:
        if value != d.person.counts["blasts_marrow"]:
            d.gold.trap(
                "labs", {"analyte": "blasts_marrow", "value": value}, "a stain, flow, a threshold, another cell"
            )


def findings_grid(d: Doc) -> None:
    """A German cytology report in English: three cells of the differential a row, densities in plus signs, iron stain and assessment below."""
    p, out = d.person, d.on + dt.timedelta(2)
    b, rs = f"{p.counts['blasts_marrow']:.1f}", p.counts["ring_sideroblasts"]
    grid = [
        ("Myeloblasts", b, "0.1-1.7"),
        ("Promyelocytes", "4.0", "1.9-4.7"),
        ("Myelocytes", "9.5", "8.5-16.9"),
        ("Metamyelocytes", "8.0", "7.1-24.7"),
        ("Bands", "7.5", "9.4-15.4"),
        ("Segmented", "11.0", "3.8-11.0"),
        ("Proerythroblasts", "1.5", "0.1-1.1"),
        ("Erythroblasts", "33.0", "17.7-36.5"),
        ("Lymphocytes", "10.5", "8.6-23.8"),
        ("Monocytes", "1.5", "0.0-0.6"),
        ("Plasma cells", "1.0", "0.0-3.5"),
        ("Eosinophils", "2.0", "0.3-4.2"),
    ]
    rows = "".join(
        "<tr>"
        + "".join(f"<td>{n}</td><td class=v>{v} %</td><td class=n>({r})</td>" for n, v, r in grid[i : i + 3])
        + "</tr>"
        for i in range(0, 12, 3)
    )
    iron = f"ring sideroblasts {rs:g} % of erythroblasts" if rs else "no ring sideroblasts"
    w = web(d, f"""<table class=h><tr><td><b>Institute of Haematology and Cytology</b><br>St. Vinzenz Clinic Altenbrück</td><td>{p.last}, {p.first}<br>born {d.date(p.born, "dot")}, {SEX[p.sex].lower()}<br>Case no. {p.ids[1]}</td></tr></table>
<h3>Findings: cytology of bone marrow</h3><p>Material: aspirate, iliac crest, taken on {d.date(d.on, "dot")}; received {d.date(d.on + dt.timedelta(1), "dot")}; findings of {d.date(out, "dot")}</p><p>Question: MDS? Exclusion of acute leukaemia.</p>
<table class=q>{pairs([("Cell content", "++ (hypercellular)"), ("Fat cells", "(+)"), ("Megakaryocytes", "++, micromegakaryocytes"), ("Storage iron", "+++")], 2)}</table><p><b>Differential count</b> (500 nucleated cells; in brackets: reference)</p><table class=r>{rows}</table>
<p><b>Iron stain:</b> {iron}. <b>Cytochemistry:</b> peroxidase deficiency in 30 % of neutrophils; esterase unremarkable.</p>
<p><b>Assessment:</b> Dysplasia of haematopoiesis; myeloblasts {b} %, Auer rods not seen. {WHO[p.who][1]} (WHO 2017). No acute leukaemia. Megaloblastic anaemia has been excluded by the vitamin levels submitted. Please correlate with chromosome analysis.</p><p>Dr. med. F. Oberländer &nbsp; (validated electronically, valid without signature)</p>""",
            ".h td{width:88mm;padding-bottom:12px}.r td{border:.5px solid #888;padding:2px 5px}.v{text-align:right!important;font-weight:bold}.n{color:#555;font-size:7.5pt}.q th{padding-right:8px}.q td{padding-right:22px}")  # fmt: skip
    percent(d, "blasts_marrow", 1, f"{b} %")
    sideroblasts(d, 1)
    disease(d, w.find(WHO[p.who][1]), WHO[p.who][1])
    other(d, 1, "acute_leukemia", "aml", "megaloblastic_anemia")
    asked(d, 1)
    _not_blasts(d, 1.5, 33.0)
    d.kind, d.also_kind, d.also_dated = "marrow", ("pathology",), (out, d.on + dt.timedelta(1))


def sections_by_service(d: Doc) -> None:
    """A British integrated report: a summary box, then specialities one under another, each with its own sample number and its own blast figure; name of 2022."""
    p, out = d.person, d.on + dt.timedelta(17)
    b, c, rs = (f"{p.counts[k]:g}" for k in ("blasts_marrow", "marrow_cellularity", "ring_sideroblasts"))
    perls = f"Ring sideroblasts {rs}%." if rs != "0" else "Ring sideroblasts are not identified."
    names = NEWER[p.who]
    w = web(d, f"""<table class=h><tr><td><b>Penhallow Haematological Malignancy Diagnostic Service</b><br>Integrated report &middot; version 1 &middot; FINAL</td><td class=x>{p.name}<br>DOB {day(p.born)} &nbsp; {SEX[p.sex]}<br>Hosp no {p.ids[0]}</td></tr></table>
<div class=k><b>INTEGRATED DIAGNOSIS</b><br>{names[0][0].upper() + names[0][1:]} ({names[1]}), WHO 2022.<br><i>Authorised {day(out)} by Dr M. Trevelyan-Shah</i></div>
<table class=r><tr><th>Morphology<br><small>H25-{p.ids[1][1:]}M<br>taken {day(d.on)}</small></th><td>Aspirate: particulate, cellular trails. Myeloblasts {b}% (500 cell count). Dysplastic megakaryocytes in 15%. Perls: {perls} Erythroid 38%, granulocytic 40%, lymphoid 11%.</td></tr>
<tr><th>Trephine<br><small>H25-{p.ids[1][1:]}T<br>taken {day(d.on)}</small></th><td>18 mm, eight intertrabecular spaces. Cellularity {c}%. CD34 immunostain: 6% of cells, not clustered. Reticulin grade 0-1 (WHO). No lymphoma.</td></tr>
<tr><th>Flow cytometry<br><small>H25-{p.ids[1][1:]}F<br>taken {day(d.on)}</small></th><td>CD34+ CD117+ progenitors account for 1.8% of leucocytes. Ogata score 3. Aberrant CD7 expression. A PNH screen was not requested.</td></tr>
<tr><th>Genetics</th><td>Reported separately when available.</td></tr></table>
<p class=f>Definitions: MDS-IB1 has 5-9% blasts in marrow or 2-4% in blood; MDS-IB2 has 10-19% in marrow or 5-19% in blood. AML is diagnosed at 20%. This report should not be read in isolation from the clinical picture.</p>""",
            ".h{width:100%}.x{text-align:right!important}.k{border:2px solid #255;padding:6px;margin:10px 0;background:#eef6f4}.r td,.r th{border-top:.5px solid #777;padding:5px}.r th{width:34mm}.f{font-size:7pt}")  # fmt: skip
    disease(d, w.find(names[1]), names[1])
    percent(d, "blasts_marrow", 1, f"{b}%")
    percent(d, "marrow_cellularity", 1, f"{c}%")
    sideroblasts(d, 1)
    other(d, 1, "aml", "lymphoma")
    _not_blasts(d, 6, 1.8, 20)
    d.fact("biomarkers", 1, "PNH", may=True, name="pnh_clone", status="not_tested", collected=d.on.isoformat())
    d.gold.trap("biomarkers", {"name": "pnh_clone", "status": "negative"}, "not requested")
    d.kind, d.also_kind, d.also_dated = "marrow", ("pathology",), (out,)


def numbered_form(d: Doc) -> None:
    """A teaching hospital's form: numbered entries, numbers with a leading nought, blood film first, impression in capitals."""
    p, s, out = d.person, d.paper("Times", 10.5, 58), d.on + dt.timedelta(3)
    b, bb = f"{p.counts['blasts_marrow']:g}".zfill(2), p.counts["blasts_blood"]
    s.line("GOVERNMENT MEDICAL COLLEGE HOSPITAL, RAJAPALAYAM", True, 13, "c")
    s.line("Department of Pathology - Bone Marrow Report", True, align="c")
    s.gap()
    s.line(f"Name : {p.name}        D.O.B. : {day(p.born)}        Sex : {p.sex}        OP/IP No. : {p.ids[0]}")
    s.line(f"Date of aspiration : {day(d.on)}        Date of report : {day(out)}        BM No. : {p.ids[1][1:4]}/25")
    s.rule()
    s.gap()
    s.line("Peripheral smear", True)
    film = f"Blasts {bb:g} %." if bb else "No atypical cells."
    page = s.para(
        f"1. RBC : Normocytic to macrocytic, tear drop cells +.   2. WBC : Pseudo Pelger-Huet forms. {film}   3. Platelets : Giant forms +."
    )
    if bb:
        percent(d, "blasts_blood", page, "Blasts")
    s.gap()
    s.line("Bone marrow aspirate", True)
    rs = p.counts["ring_sideroblasts"]
    entries = [
        "4. Site : Sternum",
        "5. Cellularity : Hypercellular for age",
        "6. M : E ratio : 02 : 01",
        "7. Erythropoiesis : Micronormoblastic and megaloblastic",
        f"8. Blasts : {b} %",
        "9. Promyelocytes : 03 %",
        "10. Lymphocytes : 12 %   Plasma cells : 02 %",
        "11. Megakaryocytes : Increased, hypolobated forms",
        f"12. Perls' stain : Iron grade 4+, ring sideroblasts {f'{rs:g} %'.zfill(4) if rs else 'absent'}",
        "13. Parasites / granuloma / metastasis : Not seen",
    ]
    pages = [s.line(e, x=14) for e in entries]
    percent(d, "blasts_marrow", pages[4], b)
    sideroblasts(d, pages[8])
    s.gap()
    s.line("IMPRESSION :", True)
    disease(d, s.para(f"BONE MARROW SHOWS {WHO[p.who][0].upper()}.", x=14, bold=True), WHO[p.who][0].upper())
    s.para(
        "Advised: trephine biopsy, karyotyping, NGS myeloid panel. Acute leukaemia (blasts 20 % and above) is not made out in the smears studied.",
        x=14,
    )
    other(d, 1, "acute_leukemia", "aml", "metastasis")
    _not_blasts(d, 3, 20)
    s.gap(24)
    s.line("Asst. Professor                                       Professor & HOD", True)
    d.kind, d.also_kind, d.also_dated = "marrow", ("pathology",), (out,)


def slides_reviewed(d: Doc) -> None:
    """A consultation on slides from elsewhere: their figures quoted, the reviewers' own given after; less than a number of sideroblasts."""
    p, out = d.person, d.on + dt.timedelta(21)
    b, c, rs = p.counts["blasts_marrow"], f"{p.counts['marrow_cellularity']:g}", p.counts["ring_sideroblasts"]
    theirs = b + 3
    ring = f"{rs:g}%" if rs >= 5 else "<5%"
    w = web(d, f"""<h2>Tidewater Academic Hematopathology</h2><h3>CONSULTATION REPORT ON OUTSIDE MATERIAL</h3><table class=h>{pairs([("Patient", p.name), ("Our number", f"S25-{p.ids[1][1:]}"), ("Date of birth", day(p.born, "us")), ("Sex", SEX[p.sex]), ("Outside accession", f"BX-{p.ids[0][:5]}"), ("Outside collection date", day(d.on, "us")), ("Slides received", day(out - dt.timedelta(4), "us")), ("Consultation signed", day(out, "us"))])}</table>
<p><b>MATERIAL RECEIVED</b> 11 stained slides, 2 unstained, copy of outside report. Outside interpretation: "Myeloid neoplasm, {theirs:g}% blasts, cannot exclude evolving AML."</p>
<p><b>CONSULTANT'S DIAGNOSIS</b><br>Bone marrow aspirate and biopsy, slides dated {day(d.on, "us")}:<br>&nbsp; {WHO[p.who][0].upper()} ({WHO[p.who][1]}). See note.</p>
<table class=r>{tr("", "Outside report", "This consultation", tag="th")}{tr("Blasts, aspirate (%)", f"{theirs:g}", f"{b:g}")}{tr("Cells counted", "200", "1000")}{tr("Cellularity (%)", "not stated", c)}{tr("Ring sideroblasts", "not stated", ring)}{tr("Dysplasia, lineages", "1", "2")}</table>
<p><b>NOTE</b> We counted 1000 cells on three slides. Several cells scored as blasts elsewhere are hypogranular promyelocytes. We see no evidence of acute myeloid leukemia. The case was shown at our daily conference; Drs. Imhoff and Castellanos agree.</p><p class=f>Diagnosis rendered on submitted material only. Fee codes 88323 x1, 85060 x1.</p>""",
            "body{font-family:'Liberation Sans Narrow';font-size:10.5pt}h2,h3{margin:2px}.h th{padding-right:10px}.h td{padding-right:30px}.r td,.r th{border:1px solid #999;padding:3px 12px}.f{font-size:8pt}", "Letter")  # fmt: skip
    disease(d, w.find(WHO[p.who][1]), WHO[p.who][1])
    percent(d, "blasts_marrow", 1, f"{b:g}")
    percent(d, "blasts_marrow", 1, f"{theirs:g}", may=True, value=theirs)
    percent(d, "marrow_cellularity", 1, c)
    if rs >= 5:
        percent(d, "ring_sideroblasts", 1, ring)
    else:
        percent(d, "ring_sideroblasts", 1, "<5%", comparator="<", value=5.0)
    other(d, 1, "aml")
    d.kind, d.also_kind = "marrow", ("pathology",)
    d.also_dated = (out, out - dt.timedelta(4))


def normal_before(d: Doc) -> None:
    """A typed print: the normal column stands before the patient's, core biopsy and blood in sentences, an erythroid share among the traps."""
    p, s, out = d.person, d.paper("Courier", 8.5, 44), d.on + dt.timedelta(6)
    b, c, rs = p.counts["blasts_marrow"], p.counts["marrow_cellularity"], p.counts["ring_sideroblasts"]
    hb, wbc = read(d, OZ, "hemoglobin"), read(d, OZ, "leukocytes")
    lines = [f"RUN: {day(out, 'glued')}                  MOUNT ISAURA BASE HOSPITAL LAB                    PAGE 1", "-" * 84,
             f"PATIENT: {p.last.upper()},{p.first.upper():<22} UR#: {p.ids[0]}   DOB: {day(p.born, 'glued')}  SEX: {p.sex}", f"SPEC #: BM25:{p.ids[1]:<10} COLL: {day(d.on, 'glued')}   RECD: {day(d.on, 'glued')}   STATUS: SOUT", "-" * 84, "",
             "BONE MARROW DIFFERENTIAL          NORMAL         PATIENT", "   BLASTS                         0.0 - 3.0 " + f"{b:>10.1f}", "   PROMYELOCYTES                  2.0 - 5.0        3.5", "   MYELO/METAMYELOCYTES           9.0 - 25.0      17.0", "   ERYTHROBLASTS                 18.0 - 30.0      36.0", "   LYMPHOCYTES                    5.0 - 20.0       8.5", "   NO. OF CELLS COUNTED                            500", "",
             "IRON STAIN", f"   STORES 4+ (SCALE 0-6).  RING FORMS: {f'RING SIDEROBLASTS {rs:g}% OF ERYTHROBLASTS' if rs else 'NIL'}", "",
             "CORE BIOPSY", f"   18 MM. OVERALL CELLULARITY {c:g}%. CD34 STAIN: UP TO 8% IN HOT SPOTS.", "",
             "BLOOD FILM", f"   HB {hb.text} G/L, WCC {wbc.text} X10^9/L. LEUCOERYTHROBLASTIC PICTURE NOT SEEN.", "",
             "CONCLUSION", f"   {WHO[p.who][1].upper()}.", "   INSUFFICIENT BLASTS FOR A DIAGNOSIS OF AML.", "   DIFFERENTIAL OF REACTIVE DYSPLASIA (ALCOHOL, DRUGS) CONSIDERED AND THOUGHT UNLIKELY.", "", "                 ** END OF REPORT **  PATHOLOGIST: DR J NAIDOO"]  # fmt: skip
    page = s.mono(lines)
    percent(d, "blasts_marrow", page, f"{b:.1f}")
    percent(d, "marrow_cellularity", page, f"{c:g}%")
    if rs:
        sideroblasts(d, page)
    for r in (hb, wbc):
        lab(d, r, d.on, page, flag=False, reference=False)
    disease(d, page, WHO[p.who][1].upper())
    other(d, page, "aml")
    _not_blasts(d, 8, 36, 3.5)
    d.kind, d.also_kind, d.also_dated = "marrow", ("pathology",), (out,)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f
    for f in (diagnosis_first, findings_grid, sections_by_service, numbered_form, slides_reviewed, normal_before)
}

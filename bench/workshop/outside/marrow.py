# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Marrow reports: plain templates first, then prints of laboratory systems."""

from collections.abc import Callable

from bench.workshop.days import later, long, sex
from bench.workshop.days import spaced as day
from bench.workshop.dress import Doc
from bench.workshop.marrow import denied, diagnosis
from bench.workshop.outside.paper import (
    asked,
    esc,
    flow,
    gap,
    grid,
    para,
    table,
    title,
    tr,
    web,
)
from bench.workshop.people import WHO


def _n(d: Doc, analyte: str) -> str:
    return f"{d.person.counts[analyte]:g}"


def _gold(d: Doc, page: int, *analytes: str) -> None:
    for analyte in analytes:
        value = d.person.counts[analyte]
        fields = {"analyte": analyte, "comparator": None, "value": value, "unit": "%", "collected": d.on.isoformat()}
        d.fact("labs", page, _n(d, analyte), may=analyte == "ring_sideroblasts" and value == 0, **fields)


def _not(d: Doc, analyte: str, value: float, why: str) -> None:
    """A number near the analyte that is not its value."""
    if abs(d.person.counts[analyte] - value) > 0.006 * max(value, 1):
        d.gold.trap("labs", {"analyte": analyte, "value": value}, why)


def _others(d: Doc) -> list[tuple[str, str, str]]:
    """The other cells, so that all add up to a hundred."""
    rest = 100 - d.person.counts["blasts_marrow"]
    names = (("Promyelocytes", 0.03, "1-5"), ("Myelocytes", 0.12, "6-17"), ("Metamyelocytes", 0.1, "3-20"), ("Neutrophils and bands", 0.2, "15-37"), ("Eosinophils", 0.03, "1-5"),
             ("Monocytes", 0.03, "0-3"), ("Lymphocytes", 0.13, "5-20"), ("Plasma cells", 0.01, "0-3"))  # fmt: skip
    shares = [round(rest * x, 1) for _, x, _ in names]
    made = [(n, f"{x:g}", r) for (n, _, r), x in zip(names, shares, strict=True)]
    return [*made, ("Erythroblasts", f"{rest - sum(shares):.1f}", "16-35")]


def simple_report(d: Doc) -> None:
    """Four labels, a two-column table of findings, a diagnosis under its heading."""
    who, on = d.person, d.on
    rows = [("Finding", "Result"), ("Specimen", "Bone marrow aspirate and trephine biopsy"), ("Cellularity", f"{_n(d, 'marrow_cellularity')}%"), ("Bone marrow blasts", f"{_n(d, 'blasts_marrow')}%"), ("Peripheral blood blasts", f"{_n(d, 'blasts_blood')}%"),
            ("Ring sideroblasts", f"{_n(d, 'ring_sideroblasts')}%"), ("Erythroid dysplasia", "Present"), ("Megakaryocytic dysplasia", "Present, >10%"), ("Fibrosis", "None (MF-0)")]  # fmt: skip
    made = flow(
        d,
        [
            para("Bone Marrow Pathology Report", "Title"),
            para(
                f"<b>Patient:</b> {esc(who.name)} | <b>DOB:</b> {d.date(who.born)} | <b>Sex:</b> {sex(d)} | <b>MRN:</b> {who.ids[0]}"
            ),
            para(f"<b>Date of biopsy:</b> {d.date(on)}"),
            gap(10),
            grid(rows, (190, 260)),
            gap(10),
            para("Diagnosis", "Heading3"),
            para(f"{WHO[who.who][0]} ({WHO[who.who][1]}) according to the WHO 2016 classification."),
            gap(6),
            para("Pathologist: Dr. J. Merriwether", size=8),
        ],
        "marrow",
        "pathology",
    )
    page = made.find("Bone marrow blasts")
    _gold(d, page, "blasts_marrow", "marrow_cellularity", "blasts_blood", "ring_sideroblasts")
    diagnosis(d, page, WHO[who.who][0])
    marker = {"name": "reticulin_fibrosis", "status": "negative", "collected": on.isoformat()}
    d.fact("biomarkers", page, "MF-0", may=True, **marker)


def narrative_report(d: Doc) -> None:
    """Four paragraphs with their headings run in; numbers in the sentences, the blood smear first, conclusion last."""
    who, on = d.person, d.on
    out = later(on, 6)
    rings = who.counts["ring_sideroblasts"]
    iron = f"Perls stain shows ring sideroblasts amounting to {rings:g}% of nucleated red cells." if rings else "Perls stain shows no ring sideroblasts."  # fmt: skip
    texts = (
        f"<b>Blood film.</b> Anisocytosis with oval macrocytes. Hypogranular and bilobed neutrophils. Circulating blasts account for {_n(d, 'blasts_blood')}% of 200 leucocytes.",
        f"<b>Aspirate.</b> Easily aspirated, particles present. Of 500 nucleated cells counted, {_n(d, 'blasts_marrow')}% are blasts and 38% belong to the erythroid series, with nuclear bridging and megaloblastoid change. Auer rods were looked for and not found. {iron}",
        f"<b>Trephine.</b> 17 mm core, 8 intertrabecular spaces. Overall cellularity is estimated at {_n(d, 'marrow_cellularity')}% where about 35% is normal for the age. CD34 stains 14% of cells, including endothelium. No increase of reticulin.",
        f"<b>Conclusion.</b> The appearances are those of {WHO[who.who][0].lower()}. There is no evidence of lymphoma or of acute leukaemia.",
    )
    made = flow(
        d,
        [
            para("Department of Cellular Pathology, St Wilfrid's Infirmary", "Heading2"),
            para(
                f"{esc(who.last.upper())}, {who.first} - {sex(d)} - born {long(who.born)} - NHS no. 000 {who.ids[0][:3]} {who.ids[0][3:]}"
            ),
            para(
                f"Marrow taken on {long(on)}. Report authorised on {long(out)}. Request: unexplained macrocytosis, ?myelodysplasia."
            ),
            gap(10),
            *(para(t, size=10.5, after=8) for t in texts),
            gap(14),
            para("Dr Rhiannon Castellan, Consultant Haematologist"),
        ],
        "marrow",
        "pathology",
        margin=64,
    )
    page = made.find("nucleated cells counted")
    _gold(d, page, "blasts_marrow", "marrow_cellularity", "blasts_blood", "ring_sideroblasts")
    diagnosis(d, page, "Conclusion")
    _not(d, "blasts_marrow", 14.0, "CD34 stain")
    _not(d, "blasts_marrow", 38.0, "erythroblasts")
    _not(d, "marrow_cellularity", 35.0, "normal for the age")
    d.fact("biomarkers", page, "reticulin", may=True, name="reticulin_fibrosis", status="negative", collected=on.isoformat())  # fmt: skip
    denied(d, page, "aml", "acute_leukemia", "lymphoma")
    asked(d, page, "mds")
    d.also_dated = (out,)


def numbered_findings(d: Doc) -> None:
    """Numbered findings with the diagnosis as number one, then a count table that names blasts by type, then what is still to come."""
    who, on = d.person, d.on
    out = later(on, 3)
    cells = [("Cell type", "Count (%)", "Normal (%)"), ("Myeloblasts", _n(d, "blasts_marrow"), "0-3"), *_others(d)]
    made = flow(
        d,
        [
            grid([(f"<b>{esc(who.name)}</b>", f"DOB {d.date(who.born)}", sex(d), f"ID {who.ids[0]}"), (f"Collected: {d.date(on)}", f"Reported: {d.date(out)}", "Left iliac crest", f"Case {who.ids[1]}")], (140, 130, 110, 115), head=False),
            para("BONE MARROW EXAMINATION", "Heading2"),
            para(f"1. {WHO[who.who][1]}. {WHO[who.who][0]}."),
            para(f"2. Marrow cellularity {_n(d, 'marrow_cellularity')}%."),
            para(f"3. Ring sideroblasts: {_n(d, 'ring_sideroblasts')}% of erythroid precursors on iron stain."),
            para("4. No granulomas, no metastatic tumour."),
            para("5. Iron stores increased."),
            gap(8),
            para("Differential count, 500 cells", "Heading3"),
            grid(cells, (170, 80, 80), size=8.5, lines="below"),
            gap(8),
            para("Awaited: cytogenetics, molecular genetics. If an NPM1 mutation is found the classification has to be revised (AML)."),
            para("Erythroblasts are red cell precursors and are not counted as blasts.", size=8),
        ],
        "marrow",
        "pathology",
    )  # fmt: skip
    page = made.find("Myeloblasts")
    _gold(d, page, "blasts_marrow", "marrow_cellularity", "ring_sideroblasts")
    diagnosis(d, page, WHO[who.who][1])
    _not(d, "blasts_marrow", float(_others(d)[-1][1]), "erythroblasts")
    d.gold.trap("diagnoses", {"disease": "aml", "status": "confirmed"}, "a condition")
    if all(m.gene != "NPM1" for m in who.mutations):
        d.gold.trap("variants", {"gene": "NPM1"}, "a condition")
    denied(d, page, "aml", "carcinoma")
    d.also_dated = (out,)


def synoptic_sections(d: Doc) -> None:
    """A synoptic table in sections: bands of colour, labels at left, many of them 'not applicable', thresholds in grey beside the values."""
    who, on = d.person, d.on
    out = later(on, 7)
    sections = (
        ("SPECIMEN", (("Procedure", "Aspirate, particle clot, core biopsy", ""), ("Adequacy", "Adequate; 500-cell count", "at least 500 advised"), ("Core length", "1.9 cm", "1.5 cm or more"))),
        ("MORPHOLOGY", (("Percentage of blasts, aspirate", f"{_n(d, 'blasts_marrow')} %", "normal &lt; 5 %"), ("Percentage of blasts, blood", f"{_n(d, 'blasts_blood')} %", "normal 0 %"), ("Auer rods", "Not identified", ""), ("Lineages with dysplasia &ge; 10 %", "Erythroid; megakaryocytic", "threshold 10 %"),
                        ("Ring sideroblasts", f"{_n(d, 'ring_sideroblasts')} %", "15 % (5 % if SF3B1 mutated)"), ("Cellularity of core", f"{_n(d, 'marrow_cellularity')} %", "expected 30-50 %"))),
        ("ANCILLARY", (("Reticulin (EUMNET)", "MF-1", ""), ("CD34 immunostain", "8 % of cells, no clusters", ""), ("Flow cytometry", "CD34+ blasts 2.2 % of leucocytes", "do not use for grading"), ("Cytogenetics", "Pending", ""), ("Sequencing", "Pending", ""))),
        ("CLASSIFICATION", (("Diagnosis, WHO 4th ed. rev. (2016)", f"<b>{esc(WHO[who.who][0])}</b>", ""), ("Acute leukaemia", "Criteria not met", "blasts &ge; 20 %"), ("Therapy-related", "Not applicable", ""))),
    )  # fmt: skip
    rows = ""
    for name, entries in sections:
        rows += f"<tr class=b><td colspan=3>{name}</td></tr>" + "".join(tr(e) for e in entries)
    body = (
        f"<div class=h><b>Klinikum Drei Eichen</b> &nbsp; Institute of Pathology &nbsp; <span>Synoptic report {who.ids[1]}</span></div><p><b>{esc(who.name)}</b>, *{d.date(who.born)}, {sex(d).lower()} &nbsp;|&nbsp; Case no. {who.ids[0]} &nbsp;|&nbsp; Biopsy {d.date(on)} &nbsp;|&nbsp; Report {d.date(out)}</p>"
        f"<table class=t>{rows}</table><p class=s>The right-hand column holds criteria and normal values, not results of this patient. Signed electronically: PD Dr. med. H. Zellweger-Braun. This synopsis is valid without signature.</p>"
    )  # fmt: skip
    css = ("@page{size:A4;margin:17mm}body{font:9.5pt 'Liberation Sans'}.h{border-bottom:1pt solid #444;padding-bottom:4pt}.h span{float:right}.t{width:100%}.t td{padding:3.5pt 5pt;border-bottom:.4pt solid #ccc;width:34%}.t td:nth-child(3){color:#888;font-size:8pt;font-style:italic}.b td{background:#dbe7dd;font-weight:bold;letter-spacing:1pt;font-size:8.5pt}.s{font-size:7.5pt}")  # fmt: skip
    made = web(d, body, css, "marrow", "pathology", "flow")
    page = made.find("Percentage of blasts, aspirate")
    _gold(d, page, "blasts_marrow", "blasts_blood", "ring_sideroblasts", "marrow_cellularity")
    diagnosis(d, page, WHO[who.who][0])
    for value, why in ((2.2, "flow"), (8.0, "CD34 stain"), (20.0, "threshold")):
        _not(d, "blasts_marrow", value, why)
    for value in (15.0,):
        _not(d, "ring_sideroblasts", value, "threshold")
    denied(d, page, "aml", "acute_leukemia")
    marker = {"name": "reticulin_fibrosis", "status": "positive", "collected": on.isoformat()}
    d.fact("biomarkers", page, "MF-1", may=True, **marker, any_status=["positive", "negative"])
    d.also_dated = (out,)


def two_column_page(d: Doc) -> None:
    """Aspirate at left, trephine at right of one page, the diagnosis in a box across the foot; the differential against the last marrow's."""
    who, on = d.person, d.on
    before, out = later(on, -203), later(on, 4)
    now = who.counts["blasts_marrow"]
    was = now + 3.5 if now < 12 else now - 4.5
    rows = [("Blasts", f"<b>{_n(d, 'blasts_marrow')}</b>", f"{was:g}"), *((n, v, "") for n, v, _ in _others(d)[:-1]), ("Erythroid precursors", _others(d)[-1][1], "")]  # fmt: skip
    body = (
        f"<table class=d><tr><td><b>PUKEKO HEALTH LABORATORIES</b><br>Haematology &mdash; Bone marrow</td><td>{esc(who.last.upper())} {who.first}<br>{sex(d)} &nbsp; born {day(who.born)}<br>NHI {who.ids[1]}</td><td>Performed {day(on)}<br>Reported {day(out)}<br>Lab no. {who.ids[0]}</td></tr></table>"
        f"<table class=w><tr><td class=c><h2>Aspirate</h2><p>Site: right posterior superior iliac crest. Particulate. Megakaryocytes reduced, many micromegakaryocytes. Erythropoiesis left-shifted.</p>{table(('500 cells, %', day(on), day(before)), rows)}<p>Iron: ring sideroblasts {_n(d, 'ring_sideroblasts')} % (100 erythroblasts counted).</p></td>"
        f"<td class=c><h2>Trephine</h2><p>Length 14 mm. The marrow is {_n(d, 'marrow_cellularity')} % cellular; the previous trephine was 50 % cellular. ALIP not seen. Fat necrosis absent. Bone trabeculae thin, osteoporotic.</p><h2>Immunohistochemistry</h2><p>CD34: single cells, up to 6 %. CD61: small megakaryocytes. CD117: mast cells and 9 % of other cells. p53: &lt;1 % strong.</p>"
        f"<h2>Clinical notes</h2><p>{title(d)} {esc(who.last)} has been under watch; cousin with polycythaemia vera. Is there progression to AML?</p></td></tr></table>"
        f"<div class=k>CONCLUSION: {esc(WHO[who.who][0])} ({WHO[who.who][1]}). No transformation to acute myeloid leukaemia.</div>"
    )  # fmt: skip
    css = ("@page{size:A4;margin:15mm}body{font:9pt 'DejaVu Serif'}.d,.w{width:100%}.d td{padding:4pt;border:.6pt solid #666;width:33%}.c{width:50%;padding:6pt 9pt 6pt 0}h2{font:bold 10pt 'DejaVu Sans';color:#005b5b;margin:5pt 0 2pt}.t td,.t th{padding:1.8pt 10pt 1.8pt 0;font-size:8pt}.t tr:nth-child(even) td{background:#eff5f5}.k{border:1.4pt solid #005b5b;padding:7pt;font-weight:bold;margin-top:8pt}")  # fmt: skip
    made = web(d, body, css, "marrow", "pathology")
    page = made.find("500 cells")
    _gold(d, page, "blasts_marrow", "ring_sideroblasts", "marrow_cellularity")
    diagnosis(d, page, "CONCLUSION")
    old = {"analyte": "blasts_marrow", "comparator": None, "value": was, "unit": "%", "collected": before.isoformat()}
    d.fact("labs", page, f"{was:g}", may=True, **old)
    for when in (None, before.isoformat()):
        was_full = old | {"analyte": "marrow_cellularity", "value": 50.0, "collected": when}
        d.fact("labs", page, "50 %", may=True, **was_full)
    if who.counts["marrow_cellularity"] != 50:
        match = {"analyte": "marrow_cellularity", "value": 50.0, "collected": on.isoformat()}
        d.gold.trap("labs", match, "previous trephine")
    for value, why in ((6.0, "CD34 stain"), (9.0, "CD117 stain")):
        if value != was:
            _not(d, "blasts_marrow", value, why)
    d.gold.trap("labs", {"analyte": "blasts_marrow", "value": was, "collected": on.isoformat()}, "previous marrow")
    d.gold.trap("diagnoses", {"disease": "polycythemia_vera"}, "the cousin's")
    denied(d, page, "aml")
    d.also_dated = (out, before)


def myelogram_addendum(d: Doc) -> None:
    """A French myelogram in English: richness and grades, a cytology table over two columns of cells, and an addendum that amends the ring sideroblasts' remark, on a second page."""
    who, on = d.person, d.on
    out, more = later(on, 2), later(on, 12)
    cells = [("Blast cells", _n(d, "blasts_marrow")), *((n, v) for n, v, _ in _others(d))]
    pairs = [(*cells[i], *cells[i + 5]) for i in range(5)]
    head = f"<div class=h><b>CHU de Valmorel</b> &mdash; Laboratory of Cellular Haematology<br>{title(d)} {esc(who.last.upper())} {who.first}, born {d.date(who.born)}, sex: {sex(d).lower()}, IPP {who.ids[0]}</div>"
    body = (
        head + f"<h1>MYELOGRAM</h1><p>Sternal puncture of {d.date(on)}, validated {d.date(out)}. Indication: refractory anaemia, suspected myelodysplastic syndrome.</p><p>Richness: 3/4. Megakaryocytes: present, 40% dysplastic. Bone hardness: normal. No trephine was taken.</p>"
        + table(("Cells", "%", "Cells", "%"), pairs)
        + f"<p>Dyserythropoiesis 30%, dysgranulopoiesis 20%. Perls: see addendum. M/E ratio 1.6.</p><div class=k>Conclusion: {esc(WHO[who.who][0])} (WHO 2016: {WHO[who.who][1]}). Result to be integrated with the karyotype.</div><div class=n></div>"
        + head + f"<h1>ADDENDUM of {d.date(more)}</h1><p>Perls staining, performed late: ring sideroblasts {_n(d, 'ring_sideroblasts')}% of erythroblasts; type 1 and 2 sideroblasts 22%. The conclusion of the myelogram is unchanged.</p><p>The count of blast cells given in the first report was reread by a second cytologist and confirmed.</p>"
    )  # fmt: skip
    css = ("@page{size:A4;margin:18mm;@bottom-right{content:'Page ' counter(page) '/' counter(pages);font:8pt 'Liberation Serif'}}body{font:10.5pt 'Liberation Serif'}.h{border:1pt solid #223f7a;padding:6pt}h1{font-size:13pt;text-align:center}.t{width:80%;margin:8pt auto}.t td,.t th{border:.6pt solid #223f7a;padding:3pt 6pt}.t th{background:#e3e9f5}.k{background:#f4f4f4;padding:6pt;font-weight:bold}.n{page-break-after:always}")  # fmt: skip
    made = web(d, body, css, "marrow", "pathology")
    _gold(d, made.find("Blast cells"), "blasts_marrow")
    _gold(d, made.find("performed late"), "ring_sideroblasts")
    diagnosis(d, made.find("Conclusion:"), "Conclusion")
    _not(d, "ring_sideroblasts", 22.0, "other sideroblasts")
    asked(d, 1, "mds")
    d.also_dated = (out, more)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f
    for f in (
        simple_report, narrative_report, numbered_findings, synoptic_sections, two_column_page, myelogram_addendum,
    )
}  # fmt: skip

# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Bone marrow reports: everyday ones of a British and an American hospital, two tables, a letter, a German form, an amendment."""

from collections.abc import Callable

from bench.workshop.days import hyphened as brief
from bench.workshop.days import later, spaced
from bench.workshop.days import long as words
from bench.workshop.days import sex as gender
from bench.workshop.dress import Doc
from bench.workshop.markup import esc
from bench.workshop.marrow import denied, diagnosis
from bench.workshop.people import WHO
from bench.workshop.sealed.paper import (
    dots,
    grid,
    not_value,
    printed,
    share,
    told,
)
from bench.workshop.sheet import Cell


def _others(d: Doc, *shares: float) -> list[str]:
    """Percentages of the other marrow cells in these proportions; with the blasts a hundred."""
    rest = 100 - d.person.counts["blasts_marrow"]
    made = [round(rest * x * 2) / 2 for x in shares]
    return [f"{x:g}" for x in (*made, round(rest - sum(made), 1))]


def _reticulin(d: Doc, page: int) -> None:
    """Fibres may be told, as no one agrees on their name."""
    d.fact("biomarkers", page, "eticulin", may=True, name="reticulin_fibrosis", status="negative", collected=d.on.isoformat(),
           any_status=["negative", "positive", "equivocal"])  # fmt: skip


def headed_sections(d: Doc) -> None:
    """An everyday British report under headings: film, aspirate, iron, trephine, conclusion; flow told separately."""
    who, on = d.person, d.on
    out = later(on, 6)
    rows = (
        ("Clinical details", "Macrocytic anaemia and low counts. ?MDS. On no relevant drugs."),
        ("Blood film", f"Oval macrocytes. Hypolobated neutrophils present. Blasts {told(d, 'blasts_blood')}%."),
        ("Aspirate", f"Particulate, adequate. 500 cell differential: blasts {told(d, 'blasts_marrow')}%, erythroid 34%. Dysplasia in more than 10% of the affected lineages. Blasts in normal marrow are below 5%."),
        ("Iron stain", f"Storage iron present. Ring sideroblasts {told(d, 'ring_sideroblasts')}% of erythroblasts."),
        ("Trephine", f"14 mm core. Cellularity {told(d, 'marrow_cellularity')}% (expected about 30%). CD34 positive cells about 9%, scattered. Reticulin grade 1. No carcinoma."),
        ("Flow cytometry", "Reported under separate cover (7.5% CD34+ events of all leucocytes; not for use as a blast count)."),
    )  # fmt: skip
    body = (
        f"<p class=t>Integrated Bone Marrow Report</p><p class=u>Haematological Malignancy Service, Northmoor General Infirmary</p><table class=d><tr><td>Name</td><td><b>{esc(who.last.upper())}, {who.first}</b></td><td>DOB</td><td>{d.date(who.born)}</td><td>Sex</td><td>{who.sex}</td></tr>"
        f"<tr><td>Hospital no.</td><td>{who.ids[0]}</td><td>Sample taken</td><td>{d.date(on)}</td><td>Authorised</td><td>{d.date(out)}</td></tr></table>"
        + "".join(f"<h4>{k}</h4><p>{esc(v)}</p>" for k, v in rows)
        + f"<h4>Conclusion</h4><p class=x>{WHO[who.who][0]} ({WHO[who.who][1]}).</p><p>Karyotype and gene panel to follow. IPSS-R will be given at the MDT once the karyotype is known.</p><p class=s>Reported by Dr H Tremlett-Shaw, Consultant Haematologist. Lab ref {who.ids[1]}</p>"
    )  # fmt: skip
    css = "@page{size:a4;margin:20mm}body{font:10.5pt 'Liberation Sans'}.t{font-size:15pt}.u{color:#555;border-bottom:1pt solid #555}.d{width:100%;margin:6pt 0}.d td{padding:2pt 4pt;border:.4pt solid #999}h4{margin:8pt 0 1pt;color:#036}.x{font-weight:bold}.s{font-size:8.5pt;margin-top:14pt}"
    sheet = printed(d, body, css, "marrow", "pathology")
    share(d, sheet.at("Aspirate"), "blasts_blood", "blasts_marrow", "ring_sideroblasts", "marrow_cellularity")
    diagnosis(d, sheet.at("Conclusion"), "Conclusion")
    d.fact("diagnoses", 1, "?MDS", may=True, disease="mds", labels=[""], status="suspected")
    for value, why in ((9.0, "a stain"), (7.5, "flow"), (5.0, "a limit")):
        not_value(d, "blasts_marrow", value, why)
    not_value(d, "marrow_cellularity", 30.0, "expected")
    denied(d, 1, "carcinoma")
    _reticulin(d, 1)
    d.also_dated = (out,)


def final_diagnosis_first(d: Doc) -> None:
    """An everyday American pathology report: final diagnosis, comment, a differential table with ranges, gross description."""
    who, on = d.person, d.on
    out = later(on, 3)
    cells = ("Promyelocytes", "Myelocytes", "Metamyelocytes", "Neutrophils/bands", "Eosinophils", "Monocytes", "Lymphocytes", "Plasma cells", "Erythroid precursors")  # fmt: skip
    normal = ("1-5", "5-15", "10-20", "20-35", "1-4", "0-3", "5-15", "0-2", "20-35")
    rows = [("Blasts", told(d, "blasts_marrow"), "0-3"), *zip(cells, _others(d, 0.02, 0.1, 0.11, 0.24, 0.02, 0.03, 0.12, 0.01), normal, strict=True)]  # fmt: skip
    body = (
        f"<p class=t>Stonebridge Pathology Associates</p><p class=t2>SURGICAL PATHOLOGY REPORT</p><table class=d><tr><td>Patient: {esc(who.last.upper())}, {who.first.upper()}</td><td>Case #: BM{on.year % 100}-{who.ids[1][1:]}</td></tr><tr><td>DOB: {d.date(who.born)} &nbsp; Sex: {gender(d)}</td><td>Collected: {d.date(on)}</td></tr><tr><td>MRN: {who.ids[0]}</td><td>Reported: {d.date(out)}</td></tr></table>"
        f"<h4>FINAL DIAGNOSIS</h4><p>Bone marrow, right iliac crest, biopsy, clot and aspirate:</p><ul><li>{WHO[who.who][0]} (WHO 2016).</li><li>Cellularity {told(d, 'marrow_cellularity')}%; blasts {told(d, 'blasts_marrow')}%.</li><li>Negative for lymphoma.</li></ul>"
        "<h4>COMMENT</h4><p>There is no morphologic evidence of acute leukemia. Correlation with the pending chromosome and molecular studies is recommended. Dr. Achterberg was notified.</p>"
        f"<h4>ASPIRATE DIFFERENTIAL (500 cells)</h4>{grid(('Cell', '%', 'Reference %'), rows)}"
        f"<h4>SPECIAL STAINS</h4><p>Iron: stores increased; ring sideroblasts {told(d, 'ring_sideroblasts')}%. Reticulin: not increased. CD34 (block A1): blasts are estimated at 5-10% and are not clustered.</p>"
        "<h4>GROSS</h4><p>Core 1.5 cm in length. Clot 2.0 x 1.0 x 0.4 cm. Entirely submitted.</p><p class=s>I attest that I have examined the slides. Electronic signature: Noreen Pak-Dubois, MD. CPT 88305, 88311, 88313 x2, 85097</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.8in;@bottom-center{content:'Page ' counter(page) ' of ' counter(pages);font:8pt 'Liberation Serif'}}body{font:10.5pt 'Liberation Serif'}.t{font-size:14pt;text-align:center}.t2{text-align:center;letter-spacing:1pt}.d{width:100%;border:.8pt solid}.d td{padding:2pt 6pt}h4{margin:8pt 0 2pt}ul{margin:2pt 0}.g td,.g th{padding:1pt 20pt 1pt 0}.s{font-size:8.5pt;margin-top:12pt}"
    sheet = printed(d, body, css, "marrow", "pathology")
    diagnosis(d, 1, "FINAL DIAGNOSIS")
    share(d, 1, "blasts_marrow", "marrow_cellularity")
    share(d, sheet.at("ring sideroblasts"), "ring_sideroblasts")
    for value in (5.0, 7.5, 10.0):
        not_value(d, "blasts_marrow", value, "a stain")
    denied(d, 1, "lymphoma", "acute_leukemia", "aml")
    _reticulin(d, 1)
    d.also_dated = (out,)


def tables_beside(d: Doc) -> None:
    """Blood and marrow differentials in two tables side by side, each with cells counted and per cent; the summary box at the foot."""
    who, on = d.person, d.on
    out = later(on, 2)
    blast, circulating = d.person.counts["blasts_marrow"], d.person.counts["blasts_blood"]
    shares = _others(d, 0.03, 0.12, 0.13, 0.25, 0.02, 0.13)
    marrow = [("Blasts", f"{round(blast * 5)}", told(d, "blasts_marrow")), *((n, f"{round(float(x) * 5)}", x) for n, x in zip(("Promyelocytes", "Myelocytes", "Metamyelocytes", "Band + segmented", "Eosinophils", "Lymphoid", "Erythroblasts"), shares, strict=True))]  # fmt: skip
    segmented = min(round(d.person.counts["neutrophils_percent"]), round(100 - circulating - 3))
    left = round(100 - circulating - segmented)
    blood = [("Blasts", f"{circulating * 2:g}", told(d, "blasts_blood")), *((n, f"{2 * x}", f"{x}") for n, x in (("Segmented", segmented), ("Lymphocytes", left - left // 4), ("Monocytes", left // 4)))]  # fmt: skip
    body = (
        f"<table class=h><tr><td><b>Centro Hematológico Río Claro</b><br>Cytomorphology of bone marrow (English version)</td><td>Protocol {who.ids[1]}<br>Puncture {brief(on)}<br>Issued {brief(out)}</td></tr></table><p>Patient <b>{who.first} {esc(who.last)}</b> · ID {who.ids[0]} · date of birth {brief(who.born)} · sex {gender(d).lower()}</p>"
        f"<table class=two><tr><td><p class=c>PERIPHERAL BLOOD, 200 cells</p>{grid(('Cell', 'n', '%'), blood)}</td><td><p class=c>BONE MARROW, 500 cells</p>{grid(('Cell', 'n', '%'), marrow)}</td></tr></table>"
        "<p>Erythroblasts of the blood: 2 per 100 leucocytes. M:E relation 2.1. Grains of megakaryocytes: micromegakaryocytes 15% of 30.</p>"
        f"<table class=k><tr><th>Spicules</th><th>Cellularity</th><th>Perls, rings</th><th>Perls, stores</th></tr><tr><td>Present</td><td>{told(d, 'marrow_cellularity')}%</td><td>{told(d, 'ring_sideroblasts')}%</td><td>3+/6</td></tr></table>"
        f"<p class=x>CONCLUSION: {WHO[who.who][1]}</p><p>{WHO[who.who][0]}. Differential with copper deficiency was not supported by the clinical data.</p><p>Dra. Milagros Etcheverry Paz</p>"
    )  # fmt: skip
    css = "@page{size:a4;margin:16mm}body{font:10pt 'DejaVu Sans Condensed','DejaVu Sans'}.h{width:100%;border-bottom:1.5pt solid #060}.h td:last-child{text-align:right;font-size:8.5pt}.two{width:100%}.two>tr>td{width:50%;padding:6pt}.g td,.g th{padding:2pt 14pt 2pt 0;border-bottom:.3pt solid #aaa}.c{font-weight:bold}.k{width:100%;margin:8pt 0}.k td,.k th{border:.6pt solid #666;padding:4pt;text-align:center}.x{background:#e8f2e8;padding:5pt;font-weight:bold}"
    printed(d, body, css, "marrow", "pathology")
    share(d, 1, "blasts_blood", "blasts_marrow", "ring_sideroblasts", "marrow_cellularity")
    diagnosis(d, 1, "CONCLUSION")
    if blast:
        not_value(d, "blasts_marrow", float(round(blast * 5)), "a number of cells")
    d.fact("labs", 1, "Segmented", may=True, analyte="neutrophils_percent", comparator=None, value=float(segmented), unit="%", collected=on.isoformat())  # fmt: skip
    d.gold.trap("comorbidities", {"label": "copper deficiency"}, "not supported")
    d.also_dated = (out,)


def written_opinion(d: Doc) -> None:
    """A haematologist's own letter on a marrow: prose only, an outside count not agreed with, the result between what others found."""
    who, on = d.person, d.on
    out = later(on, 5)
    theirs = d.person.counts["blasts_marrow"] + 6
    s = d.paper("Times", 11, 64)
    d.kind, d.also_kind, d.also_dated = "marrow", ("pathology", "note", "other"), (out,)
    s.line("Glenbervie Clinic of Blood Diseases", True, 14, "c")
    s.line(words(out), align="r")
    s.gap(8)
    s.line(f"Concerning {who.name}, {gender(d).lower()}, born {words(who.born)}, our number {who.ids[0]}", True)
    s.gap(6)
    s.para("Dear colleague,")
    s.gap(4)
    page = s.para(f"On {words(on)} I aspirated your patient’s marrow and took a core. The films are cellular and well spread. Of five hundred cells which I counted, {told(d, 'blasts_marrow')}% were blasts. "
                  f"I am aware that the provisional telephone report of the ward laboratory spoke of {theirs:g}%; several proerythroblasts had been taken for blasts, and I would ask you to disregard it. In a healthy adult one expects fewer than 3%.")  # fmt: skip
    share(d, page, "blasts_marrow")
    s.gap(4)
    page = s.para(
        f"The core is cellular for {who.age(on)} years: fat takes up little of it and the cellularity is {told(d, 'marrow_cellularity')}%. The iron stain shows ring sideroblasts making up {told(d, 'ring_sideroblasts')}% of the erythroblasts. Megakaryocytes are small with single nuclei. I see neither fibrosis nor foreign cells."
    )
    share(d, page, "marrow_cellularity", "ring_sideroblasts")
    s.gap(4)
    page = s.para(
        f"My diagnosis is {WHO[who.who][0].lower()}. It is not acute leukaemia, and the aplastic anaemia which you had wondered about is excluded."
    )
    diagnosis(d, page, "My diagnosis is")
    denied(d, page, "aml", "acute_leukemia", "aplastic_anemia")
    s.gap(4)
    s.para(
        "The chromosomes are being cultured and a gene panel was sent. Until they are here no score should be calculated. Should the blasts exceed 10% on a later film, azacitidine would be discussed."
    )
    d.treat("azacitidine", "systemic", "considered", page, may=True, any_status=["considered", "planned"])
    s.gap(14)
    s.para("With kind regards,   Dr Ottoline Farquharson-Beck")
    not_value(d, "blasts_marrow", theirs, "a provisional report")
    not_value(d, "blasts_marrow", 10.0, "a threshold")
    not_value(d, "blasts_marrow", 3.0, "of healthy adults")


def german_form(d: Doc) -> None:
    """A German form in English: labels left with dotted lines, cells in one run-on line, assessment and ICD at the end."""
    who, on = d.person, d.on
    out = later(on, 4)
    s = d.paper("Helvetica", 9.5, 58)
    d.kind, d.also_kind, d.also_dated = "marrow", ("pathology",), (out,)
    s.line("MVZ Hämatologie Lindenau – Laboratory for Cytomorphology", True, 12)
    s.line("Findings report bone marrow cytology (translation for the patient)", pt=9)
    s.rule()
    s.gap(4)
    for text in (f"Name: {who.last}, {who.first}          born: {dots(who.born)}          sex: {gender(d).lower()}", f"Entry no.: {who.ids[1]}          Patient no.: {who.ids[0]}",
                 f"Puncture: {dots(on)}     Receipt: {dots(later(on, 1))}     Findings of: {dots(out)}"):  # fmt: skip
        s.line(text)
    s.rule()
    s.gap(6)
    a = _others(d, 0.04, 0.12, 0.1, 0.2, 0.02, 0.14, 0.01)
    entries = (
        ("Indication", "Unclear bicytopenia; question of MDS"),
        ("Material", "EDTA marrow, 6 smears; peripheral blood, 2 smears"),
        ("Cell content", f"estimated {told(d, 'marrow_cellularity')}% (histology awaited)"),
        ("Differential marrow", f"blasts {told(d, 'blasts_marrow')}%, promyelocytes {a[0]}%, myelocytes {a[1]}%, metamyelocytes {a[2]}%, rods/segmented {a[3]}%, eosinophils {a[4]}%, lymphocytes {a[5]}%, plasma cells {a[6]}%, erythropoiesis {a[7]}%"),
        ("Differential blood", f"blasts {told(d, 'blasts_blood')}%, erythroblasts 1/100"),
        ("Dysplasia signs", "erythropoiesis 25%, granulopoiesis 30%, megakaryopoiesis 40%"),
        ("Iron staining", f"ring sideroblasts {told(d, 'ring_sideroblasts')}%; sideroblasts type 1–2: 35%"),
        ("Cytochemistry", "peroxidase positive in 3% of cells; esterase regular"),
    )  # fmt: skip
    for label, text in entries:
        s.gap(3)
        s.put(Cell(s.margin, f"{label} {'.' * (34 - len(label))}", True), s.y + s.pt * 1.4, 8.5)
        page = s.para(text, x=150)
        if "cell content" in label.lower():
            share(d, page, "marrow_cellularity")
        if label.startswith("Differential"):
            share(d, page, "blasts_marrow" if label.endswith("marrow") else "blasts_blood")
        if "Iron" in label:
            share(d, page, "ring_sideroblasts")
    s.gap(8)
    s.line("Assessment", True)
    diagnosis(d, s.para(f"{WHO[who.who][0]} ({WHO[who.who][1]}) according to WHO 2016."), "Assessment")
    s.para("ICD-10: D46.9 G. Chromosome analysis and molecular genetics follow separately. Cave: no transformation into AML at present.")  # fmt: skip
    denied(d, s.page, "aml")
    d.fact("diagnoses", 1, "question", may=True, disease="mds", labels=[""], status="suspected")
    s.gap(14)
    s.line("Prof. Dr. med. K. Wiedenbrück      validated electronically, valid without signature", pt=8)
    for value, why in ((3.0, "peroxidase"), (25.0, "dysplasia")):
        not_value(d, "blasts_marrow", value, why)
    not_value(d, "ring_sideroblasts", 35.0, "other sideroblasts")


def amended_after_iron(d: Doc) -> None:
    """An amended report: what changed at the top, the present diagnosis, then the superseded one with its provisional count kept below."""
    who, on = d.person, d.on
    first, out = later(on, 2), later(on, 10)
    was = d.person.counts["blasts_marrow"] + 2
    body = (
        f"<p class=h><b>Prairie Sky Hospital</b> — Department of Pathology</p><p class=a>AMENDED REPORT &nbsp; amended {spaced(out)} &nbsp; (original issued {spaced(first)})</p><p>Patient <b>{esc(who.last)}, {who.first}</b>, {gender(d)}, DOB {spaced(who.born)}, chart {who.ids[0]}. Specimen {who.ids[1]}, obtained {spaced(on)}.</p>"
        "<p><b>Reason for amendment:</b> iron stain now available; blast count repeated on 500 cells by two observers.</p>"
        f"<h3>Diagnosis (amended)</h3><p>Bone marrow: {WHO[who.who][0]}.</p><table class=g><tr><th>Item</th><th>Amended</th></tr><tr><td>Blasts, aspirate</td><td>{told(d, 'blasts_marrow')}%</td></tr><tr><td>Ring sideroblasts</td><td>{told(d, 'ring_sideroblasts')}%</td></tr><tr><td>Cellularity, core</td><td>{told(d, 'marrow_cellularity')}%</td></tr></table>"
        f"<div class=o><h3>Superseded text, kept for the record</h3><p>Diagnosis: Cytopenias with dysplasia, suspicious for a myelodysplastic syndrome; CCUS not excluded. Blasts {was:g}% (100 cells, provisional). Ring sideroblasts: stain pending.</p></div>"
        "<p>The amendment was discussed with Dr. Halloran-Wei. Cytogenetics: culture in progress.</p><p class=s>Amended by: Tavish McCorquodale, MD, FRCPC</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.9in}body{font:11pt 'Liberation Sans'}.h{border-bottom:1pt solid}.a{background:#222;color:#fff;padding:4pt}.g td,.g th{border:.5pt solid #888;padding:4pt 14pt}h3{font-size:11pt;margin:10pt 0 3pt}.o{border-left:3pt solid #bbb;padding-left:8pt;color:#555;margin-top:12pt}.s{margin-top:18pt;font-size:9pt}"
    printed(d, body, css, "marrow", "pathology")
    diagnosis(d, 1, "Diagnosis (amended)")
    share(d, 1, "blasts_marrow", "ring_sideroblasts", "marrow_cellularity")
    not_value(d, "blasts_marrow", was, "superseded")
    d.fact("diagnoses", 1, "suspicious", may=True, disease="mds", labels=[""], status="suspected")
    d.fact("diagnoses", 1, "CCUS", may=True, disease="ccus", labels=[""], status="suspected", any_status=["suspected"])
    d.gold.trap("diagnoses", {"disease": "ccus", "status": "confirmed"}, "superseded")
    d.also_dated = (first, out)


def parameter_findings(d: Doc) -> None:
    """An everyday table of an Indian hospital: parameter, finding, usual value; impression below, advice that names drugs and tests to come."""
    who, on = d.person, d.on
    out = later(on, 3)
    rows = (
        ("Site / adequacy", "Left PSIS / adequate, particles seen", ""), ("Cellularity", f"{told(d, 'marrow_cellularity')} %", "30 - 60 %"), ("M : E ratio", "1.8 : 1", "2 : 1 to 4 : 1"),
        ("Blasts", f"{told(d, 'blasts_marrow')} %", "< 5 %"), ("Erythropoiesis", "Megaloblastoid, nuclear budding", ""), ("Myelopoiesis", "Hypogranular forms", ""), ("Megakaryocytes", "Mononuclear forms seen", ""),
        ("Plasma cells", "2 %", "0 - 3 %"), ("Iron stain (Perls)", "Grade 4", "Grade 2 - 3"), ("Ring sideroblasts", f"{told(d, 'ring_sideroblasts')} %", "Nil"), ("Parasites / granuloma / metastasis", "Not seen", ""),
    )  # fmt: skip
    body = (
        f"<div class=h>AMRUTHA INSTITUTE OF ONCOLOGY<br><small>Department of Haematopathology, Kozhikode Road</small></div><table class=d><tr><td>Name : {who.first.upper()} {esc(who.last.upper())}</td><td>Age/Sex : {who.age(on)} Y / {gender(d)}</td><td>DOB : {brief(who.born)}</td></tr><tr><td>IP/OP No : {who.ids[0]}</td><td>Sample date : {brief(on)}</td><td>Report date : {brief(out)}</td></tr></table>"
        f"<p class=c>BONE MARROW ASPIRATION AND BIOPSY REPORT &nbsp; (No. {who.ids[1]})</p><p>Clinical : Pancytopenia for evaluation. ? Aplastic anaemia ? Megaloblastic anaemia</p>{grid(('PARAMETER', 'FINDING', 'USUAL'), rows)}"
        f"<p class=i>IMPRESSION : {WHO[who.who][0].upper().replace('DEL(5Q)', 'del(5q)')}</p><p>Aplastic anaemia and megaloblastic anaemia are ruled out (B12 normal, marrow cellular). Advice : karyotyping, NGS panel, serum erythropoietin before any trial of erythropoietin.</p><p class=r>Dr. Lakshmi Unnikrishnan, MD, DM</p>"
    )  # fmt: skip
    css = "@page{size:a4;margin:16mm}body{font:10pt 'Liberation Serif'}.h{text-align:center;font-size:14pt;color:#163}small{font-size:9pt}.d{width:100%;border:1pt solid;margin:5pt 0}.d td{padding:3pt}.c{text-align:center;font-weight:bold}.g{width:100%}.g td,.g th{border:.5pt solid;padding:3pt 5pt}.i{font-weight:bold;border:1pt solid;padding:5pt}.r{text-align:right;margin-top:20pt}"
    sheet = printed(d, body, css, "marrow", "pathology")
    diagnosis(d, sheet.at("IMPRESSION"), "IMPRESSION")
    share(d, 1, "marrow_cellularity", "blasts_marrow", "ring_sideroblasts")
    denied(d, 1, "aplastic_anemia", "megaloblastic_anemia")
    d.fact("diagnoses", 1, "Aplastic", may=True, disease="aplastic_anemia", labels=[""], status="suspected")
    d.fact("diagnoses", 1, "Megaloblastic", may=True, disease="megaloblastic_anemia", labels=[""], status="suspected")
    d.treat("erythropoietin", "growth_factor", "considered", 1, may=True, any_status=["considered", "planned"])
    d.gold.trap("treatments", {"agent": "erythropoietin", "status": "ongoing"}, "advice")
    d.also_dated = (out,)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f
    for f in (
        headed_sections,
        final_diagnosis_first,
        tables_beside,
        written_opinion,
        german_form,
        amended_after_iron,
        parameter_findings,
    )
}

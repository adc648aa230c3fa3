# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""More families of bone marrow reports: a German hospital's cytology, and a company's synoptic page."""

from bench.workshop.arrivals.paper import asked, bait, dotted, leaf, plainly, printed, share
from bench.workshop.days import later, sex
from bench.workshop.dress import Doc
from bench.workshop.markup import Raw, row
from bench.workshop.marrow import denied, diagnosis
from bench.workshop.people import WHO
from bench.workshop.sheet import Cell


def cytology_by_lineage(d: Doc) -> None:
    """A German hospital: lineages as labels beside short paragraphs, an outside marrow of the year before quoted, assessment and recommendation below."""
    who, on = d.person, d.on
    out, old = later(on, 2), later(on, -330)
    s = leaf(d, "marrow", "pathology", face="Times", pt=10.5, margin=56)
    s.line("Universitätsklinikum Altmühl", True, 14)
    s.line("Medical Clinic III, Haematological Laboratory - Bone marrow cytology", pt=11)
    s.rule()
    s.gap(4)
    s.line(f"{who.last}, {who.first}     born {dotted(who.born)}     {sex(d).lower()}     Pat. no. {who.ids[0]}")
    s.line(f"Puncture: {dotted(on)}     Report: {dotted(out)}     Journal no.: KM {who.ids[1]}")
    s.rule()
    s.gap(6)
    s.para("Question: Macrocytic anaemia of unclear origin. MDS? Aplastic anaemia?")
    s.para(f"Previous finding (external, {dotted(old)}): blasts 1 %, cellularity 75 %, no diagnosis was made at that time.")  # fmt: skip

    def part(label: str, text: str) -> int:
        s.gap(5)
        s.need(40)
        s.put(Cell(s.margin, label, True), s.y + s.pt * 1.4)
        return s.para(text, x=120)

    share(d, part("Cellularity", f"{plainly(d, 'marrow_cellularity')} % in the accompanying biopsy; fragments present in the smear."), "marrow_cellularity")  # fmt: skip
    part("Megakaryopoiesis", "Quantitatively normal, with mononuclear forms and small megakaryocytes.")
    part("Erythropoiesis", "Increased, 40 % of nucleated cells; megaloblastoid, karyorrhexis, internuclear bridges.")
    part("Granulopoiesis", "Left shift. Hypogranulation in one third of the neutrophils, pseudo-Pelger forms.")
    share(d, part("Blasts", f"{plainly(d, 'blasts_marrow')} % of 500 nucleated cells; no Auer rods."), "blasts_marrow")
    part("Lymphocytes", "9 %, mature. Plasma cells 2 %.")
    share(d, part("Iron stain", f"Storage iron strongly positive. Ring sideroblasts {plainly(d, 'ring_sideroblasts')} % of erythroblasts."), "ring_sideroblasts")  # fmt: skip
    part("Peroxidase", "Positive in 90 % of granulopoietic cells, partial defect.")
    s.gap(8)
    s.line("Assessment", True)
    diagnosis(d, s.para(f"{WHO[who.who][0]} according to WHO 2016. No acute leukaemia: the blast count would have to reach 20 %."), WHO[who.who][0])  # fmt: skip
    s.gap(6)
    s.line("Recommendation", True)
    s.para("Chromosome analysis and molecular genetics (material has been forwarded). Control of the marrow in six months.")  # fmt: skip
    s.gap(14)
    s.para("Prof. Dr. med. Ottokar Wiesengrund          Dr. med. Swantje Petersen          (electronically released)")
    denied(d, 1, "aml", "acute_leukemia")
    asked(d, 1, "mds", "aplastic_anemia")
    for analyte, value in (("blasts_marrow", 1.0), ("marrow_cellularity", 75.0)):
        fields = {"analyte": analyte, "comparator": None, "value": value, "unit": "%", "collected": old.isoformat()}
        d.gold.add("labs", d.file, 1, (f"{value:g}",), fields, True)
        if abs(who.counts[analyte] - value) > 0.02 * value:
            d.gold.trap("labs", {"analyte": analyte, "value": value, "collected": on.isoformat()}, "an earlier marrow")
    bait(d, "blasts_marrow", 20.0, "a limit")
    d.also_dated = (out, old)


def synoptic_page(d: Doc) -> None:
    """A company's generated synopsis: blasts by four methods in rows of one table, cellularity beside what the age would have, a diagnosis line at the top, a generated narrative."""
    who, on = d.person, d.on
    out, age = later(on, 5), who.age(on)
    usual = 100 - age if abs(100 - age - who.counts["marrow_cellularity"]) > 2 else 100 - age + 5
    rows = (("Specimen adequacy", "Adequate; 12 mm core, spicules present", ""), ("Blasts, aspirate differential (500 cells)", Raw(f"<b>{plainly(d, 'blasts_marrow')} %</b>"), "used for classification"),
            ("Blasts, flow cytometry (CD34+/CD117+)", "3.7 %", "of CD45-positive events"), ("Blasts, CD34 immunohistochemistry", "about 7 %", "estimate on the core"), ("Blasts, peripheral blood smear", f"{plainly(d, 'blasts_blood')} %", "100 cells"),
            ("Cellularity, core biopsy", Raw(f"<b>{plainly(d, 'marrow_cellularity')} %</b>"), f"expected for age: {usual} %"), ("Ring sideroblasts (iron stain)", f"{plainly(d, 'ring_sideroblasts')} %", "of erythroid precursors"),
            ("Dysplasia, erythroid", "Present, 30 % of cells", "threshold 10 %"), ("Dysplasia, megakaryocytic", "Present, 20 % of cells", "threshold 10 %"), ("Dysplasia, granulocytic", "Present, 10 % of cells", "threshold 10 %"), ("Reticulin fibrosis", "MF-0", "scale 0 to 3"), ("Auer rods", "Not seen", ""))  # fmt: skip
    he = "her" if who.sex == "F" else "his"
    body = (
        f"<table class=h><tr><td><b>Orchard Pathology Network</b></td><td class=r>Synoptic bone marrow report {who.ids[1]}</td></tr></table><table class=d>{row(('Patient', who.name, 'Date of birth', who.born.isoformat()))}{row(('Sex', sex(d), 'Patient ID', who.ids[0]))}{row(('Collected', on.isoformat(), 'Finalized', out.isoformat()))}</table>"
        f"<p class=k>Diagnosis: {WHO[who.who][0]}</p><table class=t>{row(('Data element', 'Finding', 'Remark'), 'th')}{''.join(map(row, rows))}</table>"
        f"<h2>Narrative</h2><p>The marrow of this {age}-year-old patient shows dysplasia in at least one lineage with the blast percentage given in the synopsis. The differential count on the aspirate, not the flow or immunohistochemical estimate, is the reference for classification. "
        f"Acute myeloid leukemia is excluded by the blast count. There is no evidence of myelofibrosis. The requisition mentions that {he} father had polycythemia vera.</p>"
        "<h2>Studies outstanding</h2><ul><li>Karyotype: in process</li><li>FISH for del(5q), del(7q), trisomy 8: in process</li><li>Myeloid gene panel: in process</li></ul>"
        "<p class=s>For comparison, WHO classes by marrow blasts: excess blasts-1, 5-9 %; excess blasts-2, 10-19 %; AML, 20 % or more. Signed: Constance Abioye-Field, MD. This page was generated from structured data entry.</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.75in}body{font:9.8pt 'Liberation Sans'}.h{width:100%;border-bottom:2pt solid #355e3b}.r{text-align:right}.d{width:100%;margin:5pt 0}.d td{padding:2pt 4pt}.d td:nth-child(odd){color:#666}.k{background:#e4efe5;padding:6pt;font-weight:bold;font-size:11pt}.t{width:100%}.t th{background:#355e3b;color:#fff}.t td,.t th{padding:3.2pt 6pt;border-bottom:.4pt solid #bbb}h2{font-size:11pt;margin:9pt 0 2pt}ul{margin:2pt 0}.s{font-size:8pt;margin-top:12pt}"
    printed(d, body, css, "marrow", "pathology")
    diagnosis(d, 1, WHO[who.who][0])
    share(d, 1, "blasts_marrow", "blasts_blood", "marrow_cellularity", "ring_sideroblasts")
    for value, why in ((3.7, "flow"), (7.0, "CD34 stain"), (20.0, "a class's limit")):
        bait(d, "blasts_marrow", value, why)
    bait(d, "marrow_cellularity", float(usual), "expected for age")
    denied(d, 1, "aml", "acute_leukemia", "myelofibrosis", "pmf", "primary_myelofibrosis")
    d.gold.trap("diagnoses", {"disease": "pv"}, "the father's")
    d.gold.trap("diagnoses", {"disease": "polycythemia_vera"}, "the father's")
    d.fact("biomarkers", 1, "Reticulin", may=True, name="reticulin_fibrosis", status="negative", collected=on.isoformat())  # fmt: skip
    d.also_dated = (out,)


ALL = (cytology_by_lineage, synoptic_page)

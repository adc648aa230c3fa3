# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Families of bone marrow reports."""

from collections.abc import Callable

from bench.workshop.days import hyphened, later, long, sex, spaced
from bench.workshop.dress import Doc
from bench.workshop.finale.paper import (
    amount,
    asked,
    bait,
    count,
    diagnosed,
    excluded,
    lab,
    names,
    percents,
    pick,
    relatives,
    res,
    size,
    web,
    years,
)
from bench.workshop.markup import Raw, esc, row, table
from bench.workshop.sheet import Cell

ALL = ("blasts_marrow", "marrow_cellularity", "ring_sideroblasts")
SHARES = (("Promyelocytes", 0.04), ("Myelocytes", 0.12), ("Metamyelocytes", 0.11), ("Band and segmented forms", 0.21), ("Eosinophils", 0.03), ("Monocytes", 0.02), ("Lymphocytes", 0.11), ("Plasma cells", 0.01))  # fmt: skip


def _cells(d: Doc) -> list[tuple[str, str]]:
    """The other cells of a differential that adds up to a hundred with the blasts."""
    rest = 100 - amount(d, "blasts_marrow")
    made = [(name, round(rest * share, 1)) for name, share in SHARES]
    return [(n, f"{v:g}") for n, v in [*made, ("Erythroid precursors", round(rest - sum(v for _, v in made), 1))]]


def _flow(d: Doc) -> float:
    """What a cytometer counted: never the aspirate's number."""
    return 1.8 if abs(amount(d, "blasts_marrow") - 1.8) > 0.5 else 3.4


def hematopathology_consult_report(d: Doc) -> None:
    """A department's consult: the diagnosis as a heading with its reasons beneath, a clinical history that asks, flow cytometry with its own share of blasts, blood counts in one line."""
    who, on = d.person, d.on
    out, flow = later(on, 3), _flow(d)
    b, c, r = (count(d, a) for a in ALL)
    full, short = names(d)
    cbc = [res(d, a, n) for a, n in (("leukocytes", "WBC"), ("hemoglobin", "Hgb"), ("mcv", "MCV"), ("platelets", "Plt"), ("neutrophils", "ANC"))]  # fmt: skip
    reasons = pick(
        d, "reasons",
        f"<li>Cellular marrow ({c}% cellularity) with dysplasia</li><li>Blasts {b}% of nucleated cells on aspirate smears (500-cell count)</li><li>Ring sideroblasts {r}% of erythroid precursors</li>",
        f"<li>Aspirate: {b}% blasts by manual differential of 500 cells</li><li>Core biopsy: cellularity estimated at {c}%</li><li>Iron stain: ring sideroblasts account for {r}% of nucleated erythroid cells</li>",
        f"<li>{b}% myeloblasts (aspirate, 500 cells)</li><li>{c}% cellular for age {who.age(on)}</li><li>{r}% ring sideroblasts; storage iron present</li>",
        f"<li>Marrow cellularity: {c}%</li><li>Ring sideroblasts: {r}%</li><li>Marrow blasts: {b}%, no Auer rods</li>",
    )  # fmt: skip
    comment = pick(
        d, "comment",
        "There is no evidence of acute leukemia. Correlation with cytogenetics and sequencing, both pending, is needed before a risk can be given.",
        "The findings do not amount to acute leukemia (20% blasts or more). Karyotype and gene panel will be reported separately.",
        "Acute leukemia is excluded on this material. A score should await the chromosome study, which was sent today.",
    )  # fmt: skip
    body = (
        f"<div class=h>UNIVERSITY OF NORTH PLAINS MEDICAL CENTER<br><small>Department of Pathology &bull; Hematopathology</small></div><table class=d><tr><td>{esc(who.last.upper())}, {who.first.upper()}</td><td>MRN {who.ids[0]}</td><td>DOB {spaced(who.born)}</td><td>{sex(d)}</td></tr><tr><td>Case HP-{who.ids[1][1:]}</td><td>Collected {spaced(on)}</td><td>Received {spaced(on)}</td><td>Signed out {spaced(out)}</td></tr></table>"
        f"<h3>FINAL DIAGNOSIS</h3><p><b>BONE MARROW, RIGHT POSTERIOR ILIAC CREST, ASPIRATE, CLOT AND CORE:</b></p><p class=b>{full.upper()} ({short})</p><ul>{reasons}</ul><p><b>Comment.</b> {comment}</p>"
        f"<h3>CLINICAL HISTORY</h3><p>{years(d, on)} with unexplained cytopenias; evaluate for MDS versus a deficiency. Mother had aplastic anemia.</p>"
        f"<h3>PERIPHERAL BLOOD ({spaced(on)})</h3><p>{' &nbsp; '.join(f'{x.label} {x.text} {esc(x.unit)}' for x in cbc)}. Circulating blasts: {count(d, 'blasts_blood')}% of 100 cells.</p>"
        f"<h3>FLOW CYTOMETRY</h3><p>CD34-positive blasts make up {flow}% of events and express CD117, CD13 and HLA-DR. The sample is diluted with blood, so this share is not used for classification. No monotypic B cells. T cells 11%.</p>"
        f"<h3>MICROSCOPY</h3><p>{pick(d, 'micro', 'Erythroid precursors show nuclear budding and bridging in a fifth of cells. Megakaryocytes are small with separate nuclei.', 'Dysplasia reaches 10% (the threshold) in erythroid cells and exceeds it in megakaryocytes, many monolobated.', 'Myeloid to erythroid ratio 1.4. Granulocytes are poorly granulated. Micromegakaryocytes are easily found.')} Reticulin grade 1 of 3. CD34 immunostain highlights about 2 to 3% of cells.</p>"
        "<p class=s>The signing pathologist has reviewed all slides. Reference: fewer than 5% blasts in a normal marrow. Immunostains developed in-house. Signed: Lorraine Takahashi-Webb, MD</p>"
    )  # fmt: skip
    css = (f"@page{{size:{size(d)};margin:1.6cm 1.8cm;@bottom-right{{content:'page ' counter(page);font:7pt 'Liberation Sans'}}}}body{{font:9.5pt 'Liberation Sans'}}.h{{font-size:12.5pt;text-align:center}}.d{{width:100%;border-top:1pt solid #000;border-bottom:1pt solid #000;margin:5pt 0}}.d td{{padding:2pt}}"
           "h3{font-size:9.5pt;border-bottom:.4pt solid #888}.b{font-weight:bold;margin-left:14pt}ul{margin:3pt 0 3pt 14pt}.s{font-size:7.5pt;margin-top:10pt}")  # fmt: skip
    sheet = web(d, body, css, "marrow", "pathology", "flow")
    page = sheet.find("FINAL DIAGNOSIS")
    diagnosed(d, page)
    percents(d, page, *ALL)
    percents(d, sheet.find("Circulating blasts"), "blasts_blood")
    for x in cbc:
        lab(d, x, on, sheet.find("PERIPHERAL BLOOD"), flag=False, reference=False)
    excluded(d, page, "acute_leukemia", "aml")
    relatives(d, "aplastic_anemia")
    bait(d, "flow cytometry", ("blasts_marrow", flow), ("blasts_blood", flow))
    bait(d, "a definition", ("blasts_marrow", 20.0), ("ring_sideroblasts", 10.0))
    d.also_dated = (out, None)


def marrow_elements_table(d: Doc) -> None:
    """A structured record of the aspirate and trephine: element, finding, what is usual; the diagnosis in the last row and a free remark."""
    who, on = d.person, d.on
    out = later(on, 5)
    full, _ = names(d)
    b, c, r = (count(d, a) for a in ALL)
    lines = (
        ("Site and quality", pick(d, "site", "Left iliac crest; particulate", "Sternum; adequate spicules", "Right iliac crest; good particles, core 17 mm"), ""),
        ("Cellularity", f"{c} %", pick(d, "usual", "100 minus age, in %", "30-70 %", "25 to 60 %")),
        ("Blasts (of all nucleated cells)", f"{b} %", "under 5 %"),
        ("Auer rods", "not seen", "none"), ("Promyelocytes", "4 %", "2-6 %"),
        ("Erythropoiesis", pick(d, "ery", "Left shifted, megaloblastoid, 38 %", "Increased, 41 %; bridging", "Dysplastic in 30 % of cells"), "15-30 %"),
        ("Ring sideroblasts (of erythroblasts)", f"{r} %", "0 %"),
        ("Granulopoiesis", "Hypogranulation, pseudo-Pelger forms", "no dysplasia"),
        ("Megakaryocytes", pick(d, "mega", "Micromegakaryocytes in 25 %", "Hypolobated forms, 12 of 30 cells", "Reduced; separated nuclei"), "2-8 per field"),
        ("Fibrosis", "MF-0", "MF-0"), ("CD34 (trephine)", "2 % of cells", "< 3 %"),
        ("Lymphoid cells / plasma cells", "10 % / 2 %", "to 20 % / to 3 %"), ("Diagnosis (WHO 2016)", full, ""),
    )  # fmt: skip
    remark = pick(
        d, "remark",
        "Compared with the material of an outside hospital, which was lost, nothing can be said. No infiltration by lymphoma.",
        "No lymphoma, no metastasis. If the blasts were to reach 20 % the disease would have to be called acute leukaemia.",
        "Please note: the cell count was made on 500 cells of two slides. Lymphoma was asked for and is not present.",
    )  # fmt: skip
    body = (
        f"<table class=d><tr><td class=n>Institute of Haematopathology Steinbach<br><small>Marrow examination, English print</small></td><td>{who.name}<br>Date of birth: {spaced(who.born)}<br>Sex: {sex(d).lower()} &nbsp; Patient no. {who.ids[0]}</td><td>Journal no. {who.ids[1]}<br>Date of puncture: {spaced(on)}<br>Date of report: {spaced(out)}</td></tr></table>"
        f"{table(('Element', 'Finding', 'Usual'), lines)}<p>{remark}</p><p class=s>Molecular genetics: sample forwarded. Chromosomes: sample forwarded. Dr. med. H. Ostermann-Vahl</p>"
    )  # fmt: skip
    css = (f"@page{{size:{size(d)};margin:1.8cm}}body{{font:9.5pt 'DejaVu Sans'}}.d{{width:100%;margin-bottom:10pt}}.d td{{width:33%;font-size:8.5pt}}.n{{font-size:11pt!important;color:#22456b}}.t{{width:100%}}.t td,.t th{{border:.5pt solid #8aa;padding:4pt}}.t th{{background:#e6eef4}}.t td:first-child{{width:150pt}}.s{{font-size:8pt}}")  # fmt: skip
    sheet = web(d, body, css, "marrow", "pathology")
    diagnosed(d, sheet.find("Diagnosis (WHO 2016)"))
    percents(d, 1, *ALL)
    excluded(d, 1, "lymphoma", "acute_leukemia", "aml")
    bait(d, "the trephine's stain, or another row", ("blasts_marrow", 2.0), ("blasts_marrow", 4.0), ("blasts_marrow", 5.0), ("blasts_marrow", 20.0))  # fmt: skip
    d.also_dated = (out,)


def aspirate_told_in_prose(d: Doc) -> None:
    """A morphologist's answer to a colleague: every finding in running sentences, the number in words with the figure behind, a stain awaited and come."""
    who, on = d.person, d.on
    out = later(on, 6)
    full, short = names(d)
    b, c, r = (count(d, a) for a in ALL)
    s = d.paper("Times", 11, 68)
    d.kind, d.also_kind, d.also_dated = "marrow", ("pathology", "note"), (out,)
    s.line("Morphology Service, Glenmorran Hospitals", True, 14)
    s.rule()
    s.gap(8)
    s.line(long(out), align="r")
    s.line(f"Bone marrow of {who.name}, born {long(who.born)} ({sex(d).lower()}), number {who.ids[0]}", True)
    s.line(f"Taken on {long(on)} by Dr Farquharson on the day unit")
    s.gap(8)
    s.line("Dear colleague,")
    s.gap(4)
    page = s.para(pick(
        d, "open",
        f"The smears are of good quality. Among 500 nucleated cells I counted {b}% blasts, none of them with Auer rods.",
        f"Thank you for these slides. Blasts make up {b}% of the nucleated cells of the aspirate; I looked at five hundred.",
        f"I have read six smears and the squash preparation. The share of blasts in the aspirate is {b}%, on a count of 500 cells.",
        f"Particles are plentiful. Of 500 cells counted in the aspirate {b}% were blasts.",
    ) + " The clinic's question was whether this could be aplastic anaemia or leukaemia: it is neither.")  # fmt: skip
    percents(d, page, "blasts_marrow")
    excluded(d, page, "acute_leukemia", "aplastic_anemia", "aml")
    s.gap(4)
    page = s.para(pick(
        d, "cell",
        f"The trephine is 15 mm long and {c}% cellular, with mild disarray of the lineages.",
        f"In the trephine biopsy cellularity is {c}%, where for this age one expects about 40%.",
        f"Cellularity, judged on the trephine, is around {c}%; fibres are not increased.",
    ))  # fmt: skip
    percents(d, page, "marrow_cellularity")
    s.gap(4)
    page = s.para(pick(
        d, "iron",
        f"The iron stain, which I was waiting for last week, is now to hand: {r}% of the erythroblasts are ring sideroblasts.",
        f"Perls' stain shows good stores; ring sideroblasts come to {r}% of erythroid precursors (15% is the usual limit, 5% if SF3B1 is mutated).",
        f"Of a hundred erythroblasts on the iron stain, ring sideroblasts were {r}%. Other sideroblasts were more numerous, about 30%.",
    ))  # fmt: skip
    percents(d, page, "ring_sideroblasts")
    s.gap(4)
    s.para("Red cell precursors are megaloblastoid with nuclear fragments. Granulocytes show defective granules. Megakaryocytes include small forms with one round nucleus. Erythroblasts are 34% of the cells and proerythroblasts 3%.")  # fmt: skip
    s.gap(4)
    page = s.para(pick(
        d, "dx",
        f"Taken together this is a {full.replace('Myelodysplastic', 'myelodysplastic')} ({short}, WHO 2016).",
        f"My conclusion: {full}, {short} in the classification of 2016.",
        f"I would call this {short}, that is, {full.replace('Myelodysplastic', 'myelodysplastic')}.",
    ))  # fmt: skip
    diagnosed(d, page)
    s.gap(4)
    s.para("Chromosomes and genes will follow from the genetics service. I have told the patient nothing. A marrow with 10% blasts or more would have made me telephone; this I have done only where it applied.")  # fmt: skip
    s.gap(14)
    s.line("With kind regards, Morag Sutherland-Iqbal, Consultant Haematologist")
    bait(d, "a limit", ("ring_sideroblasts", 15.0), ("ring_sideroblasts", 5.0), ("ring_sideroblasts", 30.0), ("blasts_marrow", 10.0))  # fmt: skip
    bait(d, "proerythroblasts", ("blasts_marrow", 3.0), ("blasts_marrow", 34.0))
    bait(d, "what one expects", ("marrow_cellularity", 40.0))


def two_page_consultation(d: Doc) -> None:
    """A reference laboratory's consultation: a summary page and a page with the differential beside the marrow of half a year ago and the normal range."""
    who, on = d.person, d.on
    out, past = later(on, 4), later(on, -182)
    full, short = names(d)
    b, c, r = (count(d, a) for a in ALL)
    old = amount(d, "blasts_marrow") + 2 if amount(d, "blasts_marrow") < 3 else 1.5
    ranges = ("1-5", "5-15", "6-20", "15-40", "0-4", "0-3", "5-20", "0-3", "15-35")
    rows = [("Blasts", b, f"{old:g}", "0-4"), *((n, v, "-", g) for (n, v), g in zip(_cells(d), ranges, strict=True))]
    summary = pick(
        d, "summary",
        f"Marrow is {c}% cellular with {b}% blasts and {r}% ring sideroblasts.",
        f"Blasts: {b}%. Cellularity: {c}%. Ring sideroblasts: {r}%.",
        f"The aspirate contains {b}% blasts; cellularity of the core is {c}%; ring sideroblasts, {r}%.",
    )  # fmt: skip
    head = f"<table class=d><tr><td><b>MERIDIAN HEMATOPATHOLOGY REFERENCE LABORATORY</b></td><td>{esc(who.last)}, {who.first} &nbsp; DOB {spaced(who.born)} &nbsp; {sex(d)[0]}<br>Client ID {who.ids[0]} &nbsp; Case {who.ids[1]}</td></tr></table>"  # fmt: skip
    body = (
        f"{head}<table class=q><tr><td>Collected: {spaced(on)}</td><td>Received: {spaced(later(on, 1))}</td><td>Reported: {spaced(out)}</td></tr></table><h2>Consultation summary</h2><p class=b>{full} ({short}).</p><p>{summary}</p><p>{pick(d, 'versus', 'No increase in mast cells, no granulomas, no carcinoma.', 'Negative for plasma cell neoplasm and for lymphoma.', 'There is no morphologic evidence of carcinoma or lymphoma.')}</p>"
        f"<h2>Submitted diagnosis</h2><p>Pancytopenia, rule out MDS; prior marrow of {spaced(past)} read elsewhere as reactive.</p><h2>Ancillary studies</h2>{table(('Study', 'Status'), (('Chromosome analysis', 'In progress'), ('Myeloid panel', 'In progress'), ('Flow cytometry', 'CD34+ cells ' + str(_flow(d)) + '% of events; aberrant CD7 on a subset'), ('FISH', 'Not ordered')))}"
        f"<div class=n></div>{head}<h2>Bone marrow differential (500 cells), %</h2>{table(('Cell', 'This marrow', Raw(f'Marrow of<br>{spaced(past)}'), 'Normal'), rows)}<p>M:E ratio 1.6. Values of the earlier marrow were copied from the submitted report and were not verified.</p><p class=s>Electronically signed: V. Castellanos-Beck, MD. CPT codes on file. This case was shown at consensus conference.</p>"
    )  # fmt: skip
    css = (f"@page{{size:{size(d)};margin:1.7cm;@bottom-center{{content:'Page ' counter(page) ' of ' counter(pages);font:7.5pt 'DejaVu Serif'}}}}body{{font:10pt 'DejaVu Serif'}}.d{{width:100%;border-bottom:2pt solid #6b1f2a}}.d td{{width:50%;padding:3pt;font-size:8.5pt}}.q{{width:100%;background:#f5efe9;margin-top:4pt}}.q td{{padding:4pt;width:33%}}h2{{font-size:11pt;color:#6b1f2a}}"
           ".b{font-weight:bold;font-size:11pt}.t td,.t th{border-bottom:.5pt solid #bbb;padding:3pt 16pt 3pt 0}.n{page-break-before:always}.s{font-size:8pt}")  # fmt: skip
    sheet = web(d, body, css, "marrow", "pathology")
    diagnosed(d, 1)
    percents(d, 1, *ALL)
    percents(d, sheet.find("Bone marrow differential"), "blasts_marrow")
    d.fact("labs", 2, f"{old:g}", may=True, analyte="blasts_marrow", comparator=None, value=old, unit="%", collected=past.isoformat())  # fmt: skip
    d.gold.trap("labs", {"analyte": "blasts_marrow", "value": old, "collected": on.isoformat()}, "the earlier marrow")
    bait(d, "flow cytometry", ("blasts_marrow", _flow(d)))
    excluded(d, 1, "lymphoma", "carcinoma", "plasma_cell_neoplasm", "multiple_myeloma")
    asked(d, 1)
    d.also_dated = (out, later(on, 1), past)


def amended_blast_count(d: Doc) -> None:
    """An amended report: what was first reported is quoted and withdrawn, the recount stands; the amendment is dated later."""
    who, on = d.person, d.on
    first, out = later(on, 4), later(on, 9)
    full, short = names(d)
    b, c, r = (count(d, a) for a in ALL)
    wrong = f"{amount(d, 'blasts_marrow') + 4:g}"
    why = pick(
        d, "why",
        f"The report of {spaced(first)} gave blasts as {wrong}%. Two further observers counted 500 cells each: the figure is {b}%, and the earlier one is withdrawn.",
        f"AMENDED {spaced(out)}: blasts {b}% (first reported as {wrong}%, in error, promyelocytes having been included).",
        f"Please discard our first report ({spaced(first)}; blasts {wrong}%). After recount the aspirate holds {b}% blasts.",
        f"Reason for amendment: transcription. 'Blasts {wrong}%' should have read 'blasts {b}%'.",
    )  # fmt: skip
    body = (
        f"<div class=w>AMENDED REPORT &ndash; replaces the report of {spaced(first)}</div><h1>Haematology: bone marrow aspirate and trephine</h1><p class=c>The Lindisfarne Hospitals Trust, Cellular Pathology</p>"
        f"<table class=d>{row(('Surname', who.last, 'Forename', who.first))}{row(('Born', spaced(who.born), 'Sex', sex(d)))}{row(('Hospital no.', who.ids[0], 'Lab no.', who.ids[1]))}{row(('Taken', spaced(on), 'Amended', spaced(out)))}</table>"
        f"<h2>Amendment</h2><p>{esc(why)} The diagnosis below is that of the amended report.</p><h2>Diagnosis</h2><p><b>{full}, {short}</b></p>"
        f"<h2>Aspirate</h2><p>{pick(d, 'asp', 'Cellular particles and trails.', 'Fragments obtained at the second attempt.', 'Good trails.')} Dysplastic erythropoiesis and micromegakaryocytes. {pick(d, 'rs', f'Ring sideroblasts {r}%.', f'On Perls stain ring sideroblasts were {r}% of erythroid cells.', f'Ring sideroblasts amounted to {r}% of 100 erythroid precursors.')} Iron stores 3 of 6.</p>"
        f"<h2>Trephine</h2><p>{pick(d, 'tre', f'Overall cellularity {c}%.', f'The cellularity is {c}%.', f'{c}% cellular overall.')} CD34 stains 3 to 4% of cells, without clusters. CD61 shows small megakaryocytes. No excess of reticulin.</p>"
        f"<h2>Clinical details given</h2><p>Falling counts. Previous breast carcinoma 2012 in patient's sister. Not on any medicine.</p><p class=s>Reported by Dr E. Thorogood; amended by Dr E. Thorogood and Dr J. Palaniappan. Blast categories: below 5%, 5 to 9%, 10 to 19%.</p>"
    )  # fmt: skip
    css = (f"@page{{size:{size(d)};margin:1.9cm}}body{{font:10pt 'Liberation Serif'}}.w{{border:1.5pt solid #a00;color:#a00;padding:4pt;text-align:center;font-weight:bold}}h1{{font-size:14pt;text-align:center}}.c{{text-align:center}}.d{{width:100%;margin:6pt 0}}.d td{{border:.5pt solid #888;padding:3pt}}h2{{font-size:11pt}}.s{{font-size:8.5pt;margin-top:12pt}}")  # fmt: skip
    web(d, body, css, "marrow", "pathology")
    diagnosed(d, 1)
    percents(d, 1, *ALL)
    bait(d, "withdrawn", ("blasts_marrow", float(wrong)))
    bait(d, "a stain, or a limit", ("blasts_marrow", 4.0), ("blasts_marrow", 5.0), ("blasts_marrow", 9.0), ("blasts_marrow", 19.0))  # fmt: skip
    relatives(d, "breast_cancer", "breast_carcinoma")
    d.also_dated = (first, out)


def dictated_marrow(d: Doc) -> None:
    """A typed dictation with capital headings: per cent written out, blood counts in the history, a second opinion from elsewhere that is not adopted."""
    who, on = d.person, d.on
    out = later(on, 7)
    full, short = names(d)
    b, c, r = (count(d, a) for a in ALL)
    other = f"{amount(d, 'blasts_marrow') + 3:g}"
    s = d.paper("Courier", 9.5, 52)
    d.kind, d.also_kind, d.also_dated = "marrow", ("pathology",), (out,)
    s.line("SHANTINAGAR INSTITUTE OF BLOOD DISORDERS", True, 11, "c")
    s.line("BONE MARROW REPORT", True, 10, "c")
    s.rule()
    s.gap(4)
    for left, right in ((f"NAME   : {who.name.upper()}", f"LAB NO : {who.ids[1]}"), (f"BORN   : {hyphened(who.born)}", f"TAKEN  : {hyphened(on)}"), (f"SEX    : {sex(d).upper()}", f"ISSUED : {hyphened(out)}"), (f"REG NO : {who.ids[0]}", "SITE   : POSTERIOR ILIAC SPINE")):  # fmt: skip
        s.row(Cell(s.margin, left), Cell(s.margin + 250, right))
    s.rule()
    s.gap(4)
    s.line("HISTORY", True)
    hb, plt = res(d, "hemoglobin", "Haemoglobin"), res(d, "platelets", "platelets")
    page = s.para(f"{years(d, on)}. {hb.label} {hb.text} {hb.unit}, {plt.label} {plt.text} {plt.unit} on the day of the procedure. Query myelodysplasia, query tuberculosis of the marrow.")  # fmt: skip
    for x in (hb, plt):
        lab(d, x, on, page, flag=False, reference=False)
    asked(d, page)
    s.line("ASPIRATE", True)
    page = s.para(pick(
        d, "asp",
        f"Particles present. Blasts constitute {b} per cent of nucleated cells (five hundred counted). Erythroblasts thirty-six per cent.",
        f"Cellular smears. Differential on five hundred cells gave {b} per cent blasts, erythroid cells thirty-five per cent, lymphocytes twelve per cent.",
        f"The blast count in the aspirate is {b} per cent. Erythroid hyperplasia with megaloblastoid change. Lymphocytes ten per cent.",
    ))  # fmt: skip
    percents(d, page, "blasts_marrow")
    page = s.para(pick(d, "iron", f"Iron stain: {r} per cent ring sideroblasts.", f"Prussian blue: ring sideroblasts {r} per cent of erythroblasts.", f"Ring sideroblasts were {r} per cent on the iron stain."))  # fmt: skip
    percents(d, page, "ring_sideroblasts")
    s.line("BIOPSY", True)
    page = s.para(pick(d, "bx", f"Cellularity {c} per cent.", f"Core of 1.4 cm, cellularity {c} per cent.", f"Marrow cellularity is {c} per cent.") + " No granuloma; stain for acid-fast bacilli negative. CD34 positive cells two to three per cent.")  # fmt: skip
    percents(d, page, "marrow_cellularity")
    s.line("OPINION", True)
    page = s.para(f"{full.upper()} ({short.upper()}), WHO 2016.")
    diagnosed(d, page)
    s.para(f"Slides were also seen by a visiting pathologist, who estimated blasts at {other} per cent without counting. The counted figure given above is our result. No feature of tuberculosis or of acute leukaemia.")  # fmt: skip
    s.gap(10)
    s.line("DR. R. VENKATESAN, MD (PATH)          TYPED: MS          CHECKED: RV")
    bait(d, "not counted, not adopted", ("blasts_marrow", float(other)))
    excluded(d, page, "tuberculosis", "acute_leukemia", "aml")
    d.gold.trap("comorbidities", {"label": "tuberculosis"}, "denied")


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f
    for f in (
        hematopathology_consult_report, marrow_elements_table, aspirate_told_in_prose, two_page_consultation,
        amended_blast_count, dictated_marrow,
    )
}  # fmt: skip

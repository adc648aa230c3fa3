# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Marrow reports: a maker's templates for the morphologists of five countries."""

from collections.abc import Callable

from bench.workshop.cohort.paper import asked, count, iron, not_blasts, paper, say, share
from bench.workshop.days import hyphened, later, long, sex, spaced
from bench.workshop.dress import Doc
from bench.workshop.markup import Raw, esc, row, table
from bench.workshop.marrow import denied, diagnosis
from bench.workshop.people import WHO
from bench.workshop.sheet import Cell


def _dysplasia(d: Doc) -> str:
    """What the lineages look like, without a number."""
    return say(
        d,
        "Erythropoiesis is megaloblastoid with nuclear budding and internuclear bridging. Granulocytes are hypogranular. Small megakaryocytes with separated nuclei are seen.",
        "Erythroid cells show irregular nuclear outlines and some binucleation. Myeloid maturation is present with hypogranulation. Megakaryocytes include hypolobated forms.",
        "There is dyserythropoiesis with cytoplasmic vacuoles and nuclear irregularity. Pelger-type neutrophils are seen. Megakaryocytes are adequate, many of them mononuclear.",
        "Red cell precursors are dysplastic. The granulocytic series matures with reduced granulation. Micromegakaryocytes can be found.",
    )


def _iron_words(d: Doc) -> str:
    """What the iron stain says; the figure only where it goes with the diagnosis."""
    value = count(d, "ring_sideroblasts")
    if not iron(d):
        return "Iron stain: ring sideroblasts are present; a formal percentage will be issued separately."
    if d.person.counts["ring_sideroblasts"] == 0:
        return say(
            d,
            "Iron stain: storage iron present, ring sideroblasts not seen.",
            "Perls stain: stainable iron is increased. No ring sideroblasts.",
            "Iron stain: no ring sideroblasts were identified.",
        )
    return say(
        d,
        f"Iron stain: ring sideroblasts make up {value}% of erythroid precursors.",
        f"Perls stain: {value}% of the erythroblasts are ring sideroblasts.",
        f"Iron stain: ring sideroblasts {value}% of nucleated red cells.",
    )


def _iron_gold(d: Doc, page: int) -> None:
    if iron(d):
        share(d, page, "ring_sideroblasts", words=("ring sideroblasts",))


def _cells(d: Doc) -> list[str]:
    """Shares of the other cells that add up to a hundred with the blasts."""
    rest = 100 - d.person.counts["blasts_marrow"]
    shares = [round(rest * x, 1) for x in (0.04, 0.12, 0.13, 0.24, 0.03, 0.11, 0.015)]
    return [f"{x:g}" for x in (*shares, round(rest - sum(shares), 1))]


def marrow_biopsy_final(d: Doc) -> None:
    """An American pathology report: final diagnosis first, then history, blood, aspirate, core, with a differential beside normal values."""
    who, on = d.person, d.on
    out = later(on, 3)
    blasts, cell = count(d, "blasts_marrow"), count(d, "marrow_cellularity")
    names = (
        "Promyelocytes",
        "Myelocytes",
        "Metamyelocytes",
        "Bands and neutrophils",
        "Eosinophils",
        "Lymphocytes",
        "Plasma cells",
        "Erythroid precursors",
    )
    usual = ("1-5", "5-15", "8-20", "18-40", "1-5", "5-20", "0-3", "15-35")
    rows = [("Blasts", Raw(f"<b>{blasts}</b>"), "0-3"), *zip(names, _cells(d), usual, strict=True)]
    top = say(
        d,
        f"{WHO[who.who][0]}. Blasts account for {blasts}% of nucleated marrow cells.",
        f"Consistent with {WHO[who.who][0][0].lower() + WHO[who.who][0][1:]}; {blasts}% blasts by manual aspirate count.",
        f"{WHO[who.who][0]} with {blasts}% marrow blasts.",
    )
    core = say(d, "No fibrosis on reticulin stain.", "Reticulin is not increased. No granuloma and no lymphoid aggregate.", "CD34 stain highlights scattered cells without clusters.")  # fmt: skip
    body = (
        f"<p class=h>GRANITE BAY PATHOLOGY CONSULTANTS</p><p class=c>Bone Marrow Examination</p><table class=d><tr><td>Patient: {esc(who.last)}, {who.first}</td><td>Case: GB-{who.ids[1]}</td></tr><tr><td>DOB: {spaced(who.born)} ({who.age(on)} y) &nbsp; Sex: {sex(d)}</td><td>Procedure date: {spaced(on)}</td></tr><tr><td>MRN: {who.ids[0]}</td><td>Reported: {spaced(out)}</td></tr></table>"
        f"<h2>Final diagnosis</h2><p class=i><b>Bone marrow, right posterior iliac crest, aspirate and biopsy:</b><br>{esc(top)}<br>Marrow cellularity {cell}%.</p><h2>Clinical history</h2><p>{say(d, 'Unexplained cytopenia. Evaluate for myelodysplastic syndrome.', 'Macrocytic anemia, vitamin B12 and folate sufficient.', 'Cytopenia under observation; request to exclude acute leukemia.')} {'Her' if who.sex == 'F' else 'His'} mother had chronic lymphocytic leukemia.</p>"
        f"<h2>Aspirate smear</h2><p>Cellular with spicules; 500 cells counted. {_dysplasia(d)} {_iron_words(d)}</p>{table(('Cell', 'Percent', 'Usual percent'), rows)}"
        f"<h2>Core biopsy</h2><p>A 1.7 cm core is {cell}% cellular. {core} There is no involvement by lymphoma or carcinoma.</p>"
        f"<h2>Flow cytometry</h2><p>Separate report HF-{who.ids[0][1:]}. CD34-positive cells were 1.9% of events, which does not replace the morphologic count.</p><p class=s>A diagnosis of acute myeloid leukemia would require 20% blasts or a defining genetic change. Chromosome and gene studies are pending. Electronically signed by {say(d, 'Ottoline Reyes, MD', 'Marcus Feld, MD', 'Joanna Tillery, DO')}, {spaced(out)}.</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.75in}body{font:10pt 'Liberation Serif'}.h{font-size:15pt;font-weight:bold;text-align:center;margin:0}.c{text-align:center;margin:0 0 6pt}.d{width:100%;border-top:1pt solid;border-bottom:1pt solid}.d td{padding:2pt 4pt;width:50%}h2{font-size:10.5pt;margin:7pt 0 1pt;border-bottom:.4pt solid #666}p{margin:2pt 0}.i{margin-left:14pt}.t td,.t th{padding:1pt 20pt 1pt 0}.s{font-size:8.5pt;margin-top:7pt}"
    sheet = paper(d, body, css, "marrow", "pathology")
    diagnosis(d, 1, "Final diagnosis")
    share(d, 1, "blasts_marrow", "marrow_cellularity")
    d.no_fibrosis(1, core)
    _iron_gold(d, sheet.find("ing sideroblasts"))
    not_blasts(d, 1.9, 20.0)
    denied(d, 1, "aml", "acute_leukemia", "lymphoma", "carcinoma")
    asked(d, 1, "mds", "aml", "acute_leukemia")
    d.gold.trap("diagnoses", {"disease": "cll"}, "the mother's")
    d.gold.trap("diagnoses", {"disease": "chronic_lymphocytic_leukemia"}, "the mother's")
    d.also_dated = (out,)


def aspirate_and_trephine_text(d: Doc) -> None:
    """A British registrar's template: aspirate and trephine each in a paragraph, the conclusion in one line, authorised by two people."""
    who, on = d.person, d.on
    out = later(on, 7)
    blasts, cell = count(d, "blasts_marrow"), count(d, "marrow_cellularity")
    s = d.paper("Times", 11.5, 62)
    d.kind, d.also_kind, d.also_dated = "marrow", ("pathology",), (out,)
    s.line("Rookhope Infirmary NHS Foundation Trust", True, 14)
    s.line("Department of Haematology - Bone Marrow Report", pt=12)
    s.rule(w=1)
    s.gap(6)
    s.row(Cell(s.margin, f"Name: {who.name}"), Cell(s.margin + 270, f"Date of birth: {long(who.born)}"))
    s.row(Cell(s.margin, f"Hospital number: {who.ids[0]}"), Cell(s.margin + 270, f"Sex: {sex(d)}"))
    s.row(Cell(s.margin, f"Marrow taken: {long(on)}"), Cell(s.margin + 270, f"Report authorised: {long(out)}"))
    s.row(Cell(s.margin, f"Laboratory number: {who.ids[1]}"), Cell(s.margin + 270, "Site: left posterior iliac crest"))
    s.rule()
    s.gap(8)
    s.line("Indication", True)
    s.para(
        say(
            d,
            "Persistent cytopenia. ?MDS",
            "Macrocytosis and anaemia, haematinics normal. ?myelodysplasia",
            "Cytopenias for investigation; no previous chemotherapy recorded.",
        )
    )
    s.gap(5)
    s.line("Aspirate", True)
    told = say(
        d,
        f"Particles were obtained and are cellular. {_dysplasia(d)} On a 500 cell differential blasts number {blasts}%.",
        f"A cellular aspirate with good trails. Blast cells comprise {blasts}% of nucleated cells. {_dysplasia(d)}",
        f"Cellular particulate aspirate. {_dysplasia(d)} Blasts are counted at {blasts}% (500 cells, two observers).",
    )
    page = s.para(told)
    share(d, page, "blasts_marrow")
    _iron_gold(d, s.para(_iron_words(d)))
    s.gap(5)
    s.line("Trephine", True)
    words = say(d, f"An 18 mm core with an overall cellularity of {cell}%. Megakaryocytes are atypical. Reticulin grade 1 of 3. CD34 staining does not show clusters.", f"Adequate trephine, 15 mm. The cellularity is estimated at {cell}%. Trilineage haemopoiesis with disordered architecture. Reticulin grade 0.",
                      f"Cellularity of the 20 mm core is {cell}% for all intertrabecular spaces. Abnormal localisation of precursors is not a feature.")  # fmt: skip
    page = s.para(words)
    d.no_fibrosis(page, words, "Reticulin grade 0")
    share(d, page, "marrow_cellularity")
    s.gap(5)
    s.line("Conclusion", True)
    words = say(
        d,
        "The appearances are those of",
        "Morphology diagnostic of",
        "Conclusion: in keeping with the clinical findings this is",
        "The marrow shows",
    )
    page = s.para(
        f"{words} {WHO[who.who][0][0].lower() + WHO[who.who][0][1:]} (WHO 2016). There is no evidence of acute leukaemia.",
        bold=True,
    )
    diagnosis(d, page, words)
    s.gap(5)
    s.para(
        say(
            d,
            "Cytogenetics and the myeloid gene panel will be reported by the genomic laboratory.",
            "Samples have gone for karyotype and NGS; an integrated report will follow.",
            "Please discuss at the MDT when the genetic results are available.",
        )
    )
    s.gap(16)
    s.line("Reported by Dr T Adeyemi-Frost (Specialty Registrar)     Checked by Dr C Longstaff (Consultant)", pt=9.5)
    denied(d, page, "acute_leukemia", "aml")
    asked(d, 1)
    d.fact("not_given", 1, "chemotherapy", may=True, agent="chemotherapy")


def myelogram_with_normal_values(d: Doc) -> None:
    """A German cytomorphology in English: the myelogram as a table with normal values, a short assessment beneath, dotted days."""
    who, on = d.person, d.on
    out = later(on, 2)
    blasts, cell = count(d, "blasts_marrow"), count(d, "marrow_cellularity")
    names = (
        "Promyelocytes",
        "Myelocytes",
        "Metamyelocytes",
        "Segmented and band granulocytes",
        "Eosinophils",
        "Lymphocytes",
        "Plasma cells",
        "Erythropoiesis, all stages",
    )
    usual = ("0.5 - 6", "6 - 15", "8 - 22", "15 - 40", "1 - 5", "6 - 22", "0 - 3.5", "15 - 36")
    rows = [("Blasts", blasts, "0 - 4"), *zip(names, _cells(d), usual, strict=True)]
    verdict = say(
        d,
        f"Cytomorphological picture of a {WHO[who.who][0][0].lower() + WHO[who.who][0][1:]}",
        f"Diagnosis: {WHO[who.who][0]}",
        f"Assessment: the findings prove a {WHO[who.who][0][0].lower() + WHO[who.who][0][1:]}",
        f"Result: {WHO[who.who][0]} according to the WHO classification of 2016",
    )
    body = (
        f"<table class=h><tr><td><b>Laboratory Dr. Wiesner &amp; Partners</b><br>Haematological diagnostics, 35037 Lahnbrück</td><td class=r>Entry no. {who.ids[1]}<br>Findings of {d.date(out, 'dot')}</td></tr></table><p><b>{esc(who.last)}, {who.first}</b>, * {d.date(who.born, 'dot')}, {sex(d).lower()}, patient no. {who.ids[0]}<br>Material: bone marrow aspirate and punch biopsy of {d.date(on, 'dot')}</p><p class=k>Cytomorphology bone marrow</p>"
        f"<table class=w><tr><td>{table(('Cell type (500 cells)', 'Value %', 'Normal %'), rows)}</td><td><p><b>Cell content</b><br>{say(d, 'Sufficient marrow fragments.', 'Material well assessable.', 'Good representation with several fragments.')} Cellularity in the punch biopsy {cell} %.</p><p><b>Description</b><br>{_dysplasia(d)}</p><p><b>Iron</b><br>{_iron_words(d)}</p></td></tr></table>"
        f"<p class=v>{esc(verdict)}, blast share {blasts} %.</p><p>{say(d, 'An acute leukaemia is not present.', 'No indication of an acute leukaemia; no foreign cells.', 'No infiltration by lymphoma.')} {say(d, 'Chromosome analysis and molecular genetics are recommended and have been started from the same material.', 'Chromosome analysis: in progress. Molecular genetics: in progress.', 'Please observe the separate findings on chromosomes and genes.')}</p>"
        "<p class=s>Immunocytology: MPO positive, CD34 under 5 % in the flow. Legend: blasts from 20 % define AML. Dr. med. Anneke Wiesner, specialist in internal medicine and haematology</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:20mm}body{font:10pt 'Liberation Sans'}.h{width:100%;border-bottom:1pt solid #666}.r{text-align:right}.k{font-size:13pt;font-weight:bold;margin:8pt 0 4pt}.w>tbody>tr>td{padding-right:14pt;width:52%}.t td,.t th{padding:2.4pt 8pt 2.4pt 0;border-bottom:.4pt solid #aaa}.v{font-weight:bold;border:.8pt solid #333;padding:5pt}.s{font-size:8pt;color:#333}"
    paper(d, body, css, "marrow", "pathology")
    diagnosis(d, 1, "blast share")
    share(d, 1, "blasts_marrow", "marrow_cellularity")
    _iron_gold(d, 1)
    not_blasts(d, 20.0)
    d.gold.trap("labs", {"analyte": "blasts_marrow", "comparator": "<"}, "of the flow cytometry")
    denied(d, 1, "acute_leukemia", "aml", "lymphoma")
    d.also_dated = (out,)


def marrow_aspiration_rows(d: Doc) -> None:
    """An Indian laboratory's report in labelled rows: counts of each series, M:E ratio, opinion in capitals, advice below."""
    who, on = d.person, d.on
    out = later(on, 4)
    blasts, cell = count(d, "blasts_marrow"), count(d, "marrow_cellularity")
    iron_text = _iron_words(d).partition(": ")[2]
    cells = _cells(d)
    fibres = say(d, "Grade I", "Not increased", "Grade 0 - I (WHO)")
    rows = (
        ("Clinical details", say(d, "Bicytopenia for evaluation", "Unexplained anaemia, ?MDS", "Fatigue, pallor, transfusion considered")),
        ("Site / procedure", "Right posterior superior iliac spine, aspiration with biopsy"), ("Particles / cellularity", f"Particulate. Biopsy cellularity {cell}%"), ("Blasts", f"{blasts}%"), ("Promyelocytes / myelocytes", f"{cells[0]}% / {cells[1]}%"), ("Metamyelocytes / band and segmented", f"{cells[2]}% / {cells[3]}%"),
        ("Eosinophils / lymphocytes / plasma cells", f"{cells[4]}% / {cells[5]}% / {cells[6]}%"), ("Erythroid series", f"{cells[7]}%"), ("Morphology", _dysplasia(d)), ("Iron (Perls)", iron_text), ("M : E ratio", "1.8 : 1"), ("Reticulin", fibres),
    )  # fmt: skip
    opinion = say(
        d,
        f"FEATURES ARE OF {WHO[who.who][0].upper()}",
        f"{WHO[who.who][0].upper()}",
        f"MARROW MORPHOLOGY DIAGNOSTIC OF {WHO[who.who][0].upper()}",
    )
    body = (
        f"<p class=h>Meenakshi Institute of Haematology</p><p class=c>Histopathology and Marrow Laboratory, Chennai</p><table class=d><tr><td>Name: {who.first} {esc(who.last)}</td><td>Age / Sex: {who.age(on)} yrs / {sex(d)}</td><td>DOB: {hyphened(who.born)}</td></tr><tr><td>Hosp. No.: {who.ids[0]}</td><td>Lab No.: BM/{who.ids[1]}</td><td>Referred by: Dr. S. Venkataraman</td></tr>"
        f"<tr><td>Date of aspiration: {hyphened(on)}</td><td>Received: {hyphened(on)}</td><td>Reported: {hyphened(out)}</td></tr></table><p class=k>BONE MARROW ASPIRATION AND BIOPSY REPORT</p><table class=t>{''.join(row((Raw(f'<b>{a}</b>'), b)) for a, b in rows)}</table><p class=o><b>Opinion:</b> {esc(opinion)} (WHO 2016).</p>"
        f"<p><b>Advice:</b> {say(d, 'Karyotyping and myeloid NGS panel.', 'Cytogenetics, FISH for MDS and NGS; correlate with serum B12 and copper.', 'Kindly correlate with cytogenetics. To exclude PNH clone by flow cytometry if clinically indicated.')} If treatment is planned, repeat marrow after 6 cycles.</p><p class=s>Blasts up to 5% may be seen in regenerating marrow. This is a professional opinion and not the final diagnosis of the treating physician.</p><p class=r>Dr. Lakshmi Narayanan-Pillai, MD, DM (Clinical Haematology)</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:17mm}body{font:10pt 'DejaVu Serif Condensed','DejaVu Serif'}.h{font-size:15pt;text-align:center;margin:0;color:#7a1f3d}.c{text-align:center;margin:0 0 6pt;font-size:9pt}.d{width:100%;border:.6pt solid #7a1f3d;font-size:9pt}.d td{padding:2.5pt 5pt;width:33%}.k{text-align:center;font-weight:bold}.t{width:100%}.t td{border:.5pt solid #bbb;padding:3.2pt 6pt}.t td:first-child{width:34%}.o{font-size:11pt}.s{font-size:8pt}.r{text-align:right;margin-top:20pt}"
    paper(d, body, css, "marrow", "pathology")
    diagnosis(d, 1, "Opinion")
    share(d, 1, "blasts_marrow", "marrow_cellularity")
    _iron_gold(d, 1)
    d.no_fibrosis(1, fibres, "Not increased")
    not_blasts(d, 5.0)
    asked(d, 1)
    for status in ("positive", "negative"):
        d.gold.trap("biomarkers", {"name": "pnh_clone", "status": status}, "advised, not done")
    d.also_dated = (out,)


def generated_marrow_report(d: Doc) -> None:
    """A synthetic-data company's report: key and value lines of the specimen, then a narrative of three sentences made by a grammar."""
    who, on = d.person, d.on
    out = later(on, 5)
    blasts, cell = count(d, "blasts_marrow"), count(d, "marrow_cellularity")
    one = say(
        d,
        f"Examination of the aspirate revealed {blasts}% blasts.",
        f"The aspirate differential contained {blasts}% blasts.",
        f"Blasts were enumerated at {blasts}% of 500 nucleated cells.",
        f"A blast percentage of {blasts}% was recorded on the aspirate.",
    )
    two = say(
        d,
        f"Overall marrow cellularity was {cell}%.",
        f"The core biopsy displayed a cellularity of {cell}%.",
        f"Biopsy sections were {cell}% cellular.",
    )
    three = say(
        d,
        f"These findings establish {WHO[who.who][0][0].lower() + WHO[who.who][0][1:]}.",
        f"The integrated morphologic diagnosis is {WHO[who.who][0][0].lower() + WHO[who.who][0][1:]}.",
        f"Taken together, the specimen meets criteria for {WHO[who.who][0][0].lower() + WHO[who.who][0][1:]}.",
    )
    keys = (
        ("Patient name", f"{who.first} {who.last}"), ("Birth date", who.born.isoformat()), ("Sex", sex(d).lower()), ("Medical record number", who.ids[0]), ("Report identifier", f"BM-{who.ids[1]}"), ("Specimen", "Bone marrow aspirate; bone marrow core"), ("Collected", on.isoformat()), ("Reported", out.isoformat()), ("Report status", "final"), ("Prior marrow", "none on record"),
    )  # fmt: skip
    body = (
        f"<h1>Bone marrow morphology</h1><p class=f>Larkfield Cancer Institute</p><table class=d>{''.join(row((a, b)) for a, b in keys)}</table><h2>Morphologic findings</h2><p>{one} {two} {_dysplasia(d)} {_iron_words(d)}</p><h2>Diagnosis</h2><p>{esc(three)} Abbreviated: {WHO[who.who][1]}. Classification: WHO 2016 (revised fourth edition).</p>"
        f"<h2>Ancillary studies</h2><ul><li>Conventional karyotype: ordered, not yet resulted</li><li>Myeloid sequencing panel: ordered, not yet resulted</li><li>FISH for BCR::ABL1: not ordered</li></ul><h2>Remarks</h2><p>{say(d, 'Acute leukemia was excluded by the blast percentage. ', 'No features of acute leukemia were observed. ', 'Acute leukemia: no. Metastatic tumor: no. ')}Enrolment in a registry does not alter this report.</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.8in;@bottom-right{content:'page ' counter(page) ' of ' counter(pages);font:8pt 'DejaVu Sans'}}body{font:10pt 'DejaVu Sans';line-height:1.3}h1{font-size:17pt;margin:0}.f{color:#555;margin:0 0 8pt}.d td{padding:2pt 18pt 2pt 0}.d td:first-child{color:#555}h2{font-size:11pt;margin:10pt 0 2pt}"
    sheet = paper(d, body, css, "marrow", "pathology")
    diagnosis(d, sheet.find("Abbreviated:"), WHO[who.who][1])
    share(d, 1, "blasts_marrow", "marrow_cellularity")
    _iron_gold(d, sheet.find("ing sideroblasts"))
    denied(d, sheet.find("Remarks"), "acute_leukemia", "aml")
    d.gold.trap("biomarkers", {"name": "bcr_abl1"}, "not ordered")
    d.also_dated = (out,)


def marrow_with_later_stain(d: Doc) -> None:
    """A community pathologist's report with an addendum after a week: the iron stain and the trephine come later; a former marrow of another year is quoted."""
    who, on = d.person, d.on
    out, more = later(on, 2), later(on, 8)
    blasts, cell = count(d, "blasts_marrow"), count(d, "marrow_cellularity")
    other = 3.5 if who.counts["blasts_marrow"] != 3.5 else 4.5
    year = who.diagnosed.year - 2
    s = d.paper("Helvetica", 10, 58)
    d.kind, d.also_kind, d.also_dated = "marrow", ("pathology",), (out, more)
    s.line("Saltmarsh County Hospital", True, 14, "c")
    s.line("Pathology - Bone Marrow", align="c")
    s.gap(6)
    s.shade(s.y + 2, s.y + 52, 0.92)
    s.row(Cell(s.margin, f"Patient  {who.name}"), Cell(s.margin + 260, f"Born  {spaced(who.born)}     {sex(d)}"))
    s.row(
        Cell(s.margin, f"Chart  {who.ids[0]}     Case  SC{who.ids[1]}"), Cell(s.margin + 260, f"Obtained  {spaced(on)}")
    )
    s.row(Cell(s.margin, "Physician  Dr. Elspeth Norrington"), Cell(s.margin + 260, f"First report  {spaced(out)}"))
    s.gap(14)
    s.line("DIAGNOSIS", True)
    page = s.para(
        say(
            d,
            f"Bone marrow aspirate: {WHO[who.who][0]}.",
            f"Aspirate diagnostic of {WHO[who.who][0][0].lower() + WHO[who.who][0][1:]}.",
            f"{WHO[who.who][0]}, bone marrow aspirate.",
        )
    )
    diagnosis(d, page, "DIAGNOSIS")
    s.gap(6)
    s.line("MICROSCOPIC", True)
    page = s.para(
        say(
            d,
            f"Blasts are {blasts}% of 400 cells counted.",
            f"The blast count is {blasts}%.",
            f"Of 400 nucleated cells {blasts}% are blasts.",
        )
        + " "
        + _dysplasia(d)
    )
    share(d, page, "blasts_marrow")
    s.gap(6)
    s.line("COMPARISON", True)
    s.para(
        say(
            d,
            f"A marrow examined in {year} for the same complaint had {other}% blasts and was called reactive.",
            f"Comparison is made with a marrow of {year}, in which blasts were {other}%; no diagnosis had been made then.",
            f"The earlier marrow ({year}, {other}% blasts) was reviewed; the changes are new.",
        )
    )
    s.gap(6)
    s.line("PENDING", True)
    s.para("Core biopsy in decalcification. Iron stain, chromosomes and gene panel to follow.")
    s.gap(10)
    s.line("Signed: Percival Oakhurst, MD, pathologist", pt=9)
    s.rule()
    s.gap(10)
    s.line(f"ADDENDUM {spaced(more)}", True)
    page = s.para(
        say(
            d,
            f"The core biopsy is 14 mm long and {cell}% cellular.",
            f"Core biopsy: cellularity {cell}%, no fibrosis.",
            f"Sections of the core show {cell}% cellularity and no tumor.",
        )
    )
    share(d, page, "marrow_cellularity")
    _iron_gold(d, s.para(_iron_words(d)))
    s.para("The diagnosis is unchanged.")
    s.line("Signed: Percival Oakhurst, MD, pathologist", pt=9)
    match = {"analyte": "blasts_marrow", "value": other, "collected": on.isoformat()}
    d.gold.trap("labs", match, "a marrow of another year")
    fields = {"analyte": "blasts_marrow", "comparator": None, "value": other, "unit": "%", "collected": str(year)}
    d.fact("labs", 1, f"{other}%", may=True, **fields)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (marrow_biopsy_final, aspirate_and_trephine_text, myelogram_with_normal_values, marrow_aspiration_rows, generated_marrow_report, marrow_with_later_stain)
}  # fmt: skip

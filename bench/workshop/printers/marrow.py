# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Marrow reports as templates print them: differentials in tables, elements in grids, tiles and numbered parts."""

from collections.abc import Callable

from bench.workshop.days import hyphened, later, sex, spaced
from bench.workshop.dress import Doc
from bench.workshop.markup import esc, row, table
from bench.workshop.people import WHO
from bench.workshop.printers.paper import (
    asked,
    count,
    dotted,
    illness,
    limit,
    made,
    percents,
    relatives,
    say,
    us_day,
)

CELLS = (
    ("Promyelocytes", 0.03, "2 - 6"),
    ("Myelocytes", 0.12, "8 - 15"),
    ("Metamyelocytes", 0.1, "9 - 16"),
    ("Neutrophils", 0.2, "20 - 40"),
    ("Eosinophils", 0.02, "1 - 4"),
    ("Monocytes", 0.03, "0 - 3"),
    ("Lymphocytes", 0.12, "5 - 20"),
    ("Plasma cells", 0.01, "0 - 3"),
)
ALL = ("blasts_marrow", "marrow_cellularity", "ring_sideroblasts")


def _uncounted(d: Doc) -> bool:
    """A diagnosis that rests on ring sideroblasts of which the source has no count."""
    return d.person.who.startswith("MDS-RS") and not d.person.counts["ring_sideroblasts"]


def _ring(d: Doc) -> str:
    """The share of ring sideroblasts in a cell of a table."""
    return say(d, "present", "seen", "present, no count") if _uncounted(d) else f"{count(d, 'ring_sideroblasts')}%"


def _of_iron(d: Doc, text: str) -> str:
    """What the page says of the iron stain."""
    seen = say(
        d,
        "Ring sideroblasts are present; they were not counted.",
        "Iron stain: ring sideroblasts present, not counted.",
        "Ring sideroblasts seen on the iron stain (no formal count).",
    )
    return seen if _uncounted(d) else text


def _cells(d: Doc, erythroid: str) -> list[tuple[str, str, str]]:
    """A differential that adds up to a hundred with the blasts."""
    rest = 100 - d.person.counts["blasts_marrow"]
    shares = [(name, round(rest * share, 1), normal) for name, share, normal in CELLS]
    last = round(rest - sum(share for _, share, _ in shares), 1)
    return [(name, f"{share:g}", normal) for name, share, normal in (*shares, (erythroid, last, "15 - 30"))]


def _none(d: Doc, page: int) -> None:
    """Fibrosis denied by a grade."""
    d.fact(
        "biomarkers",
        page,
        "eticulin",
        may=True,
        name="reticulin_fibrosis",
        status="negative",
        collected=d.on.isoformat(),
    )


def differential_and_trephine(d: Doc) -> None:
    """A British report ruled crosswise: aspirate in a table of counts, trephine in headed lines, conclusion in bold at the end."""
    who, on = d.person, d.on
    out, (full, _) = later(on, 6), WHO[who.who]
    ring = count(d, "ring_sideroblasts")
    rows = [("Blast cells", count(d, "blasts_marrow"), "0 - 4"), *_cells(d, "Erythroblasts")]
    iron = _of_iron(
        d,
        say(
            d,
            f"Perls stain: ring sideroblasts form {ring}% of erythroblasts.",
            f"Iron stain adequate; {ring}% ring sideroblasts (of erythroid precursors).",
            f"Storage iron present. Ring sideroblasts: {ring}%.",
            f"On Perls staining {ring}% of the nucleated red cells are ring sideroblasts.",
        ),
    )
    end = say(
        d,
        f"Conclusion: {full}.",
        f"Conclusion: The appearances are those of {full[0].lower()}{full[1:]}.",
        f"Summary: {full} (WHO 2016).",
        f"Opinion: {full}.",
    )
    tre = say(
        d,
        f"Length 14 mm. Cellularity {count(d, 'marrow_cellularity')}%.",
        f"A 17 mm core. Overall cellularity is {count(d, 'marrow_cellularity')}%.",
        f"Adequate core, 12 intertrabecular spaces, {count(d, 'marrow_cellularity')}% cellular.",
    )
    body = (
        f"<h1>{say(d, 'Haematological Diagnostic Service, Ousefleet', 'Lantern Road Haemato-Oncology Laboratory', 'Specialist Haematology Laboratory, Brockhaven')}</h1><h2>Bone marrow aspirate and trephine biopsy</h2><table class=d><tr><td>Name: <b>{who.name}</b></td><td>Date of birth: <b>{spaced(who.born)}</b></td><td>Sex: <b>{sex(d)}</b></td></tr><tr><td>Hospital no: {who.ids[0]}</td><td>Procedure date: <b>{spaced(on)}</b></td><td>Date of report: {spaced(out)}</td></tr><tr><td colspan=3>Indication: {say(d, 'Unexplained cytopenia; ?MDS', 'Macrocytosis and low counts, ?myelodysplasia', 'Falling counts. Sister had acute myeloid leukaemia. ?MDS')}</td></tr></table>"
        f"<h3>Aspirate</h3><p>Site: left posterior iliac crest. Particles: {say(d, 'present', 'plentiful', 'moderate')}. 500 cells counted.</p>{table(('Cell', '%', 'Normal %'), rows)}<p>{iron}</p><p>Dysplasia: {say(d, 'erythroid 20%, megakaryocytic 35%', 'in more than 10% of megakaryocytes and erythroblasts', 'nuclear budding in 15% of erythroblasts; micromegakaryocytes frequent')}.</p>"
        f"<h3>Trephine</h3><p>{tre} Reticulin grade MF-0. CD34 highlights scattered single cells, about 3% of the section. No metastatic carcinoma.</p><p class=e>{end}</p><p class=s>Blasts of 20% or more would indicate acute leukaemia. Cytogenetics and molecular studies reported separately. Dr Isolde Marchbanks, Consultant Haematologist.</p>"
    )  # fmt: skip
    css = ("@page{size:A4;margin:17mm}body{font:10pt 'Liberation Serif'}h1{font-size:14pt;margin:0}h2{font-size:11pt;margin:2pt 0 6pt;font-weight:normal}h3{font-size:11pt;margin:8pt 0 2pt}.d{width:100%;border-top:1pt solid;border-bottom:1pt solid}.d td{padding:3pt}.t{width:62%;border-top:.8pt solid;border-bottom:.8pt solid}.t th{border-bottom:.5pt solid}.t td,.t th{padding:1.8pt 4pt}.e{font-weight:bold;border-top:.8pt solid;padding-top:4pt;margin-top:8pt}.s{font-size:8pt}")  # fmt: skip
    made(d, body, css, "marrow", "pathology")
    percents(d, 1, *ALL)
    illness(d, 1, full)
    _none(d, 1)
    asked(d, 1, "aml", "acute_leukemia", "mds")
    limit(d, "blasts_marrow", 20.0)
    limit(d, "blasts_marrow", 3.0, why="CD34 stain")
    d.also_dated = (out,)


def synoptic_grid(d: Doc) -> None:
    """An American synoptic page: a band for each group of elements, striped rows of element and finding, the flow's blasts beside the counted ones."""
    who, on = d.person, d.on
    out, full = later(on, 4), WHO[who.who][0]
    flow = 2.6
    groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
        ("DIAGNOSIS", (("Diagnosis", full), ("Classification", "WHO revised 4th edition (2016)"), ("Transformation to acute leukemia", say(d, "Not identified", "No", "Absent")))),
        ("SPECIMEN", (("Procedure", "Aspirate, clot, core biopsy"), ("Site", say(d, "Right posterior iliac crest", "Left posterior iliac crest")), ("Adequacy", say(d, "Adequate", "Spicules present; core 1.5 cm", "Satisfactory")))),
        ("ASPIRATE", ((say(d, "Blasts (500-cell count)", "Blast percentage, aspirate smear", "Myeloblasts, manual differential"), f"{count(d, 'blasts_marrow')}%"), ("Erythroid dysplasia", "Present, 20%"), ("Granulocytic dysplasia", say(d, "Present, 15%", "Not significant")), ("Megakaryocytic dysplasia", "Present, 40%"), ("Ring sideroblasts (of erythroid precursors)", _ring(d)), ("Auer rods", "Not seen"))),
        ("CORE BIOPSY", ((say(d, "Cellularity", "Marrow cellularity", "Estimated cellularity"), f"{count(d, 'marrow_cellularity')}%"), ("Reticulin", "MF-0 of 3"), ("CD34 immunostain", "Positive in 2-4% of cells"), ("Granulomas / metastases", "None"))),
        ("FLOW CYTOMETRY", (("CD34+ CD117+ myeloid blasts", f"{flow:g}% of CD45+ events"), ("Lymphoid clonality", "Not detected"), ("PNH testing", "Not performed"))),
        ("PENDING", (("Chromosomes", "Sent"), ("Myeloid NGS panel", "Sent"))),
    )  # fmt: skip
    inner = "".join(
        f"<tr class=g><th colspan=2>{name}</th></tr>" + "".join(row(pair) for pair in pairs) for name, pairs in groups
    )
    body = (
        f"<div class=h>{say(d, 'Copperline Pathology Associates', 'Grand Traverse Hematopathology', 'Blue Mesa Medical Center - Pathology')}<br><small>Bone Marrow Synoptic Report</small></div><table class=d><tr><td>Patient: <b>{esc(who.last)}, {who.first}</b><br>DOB: {us_day(who.born)}<br>Sex: {sex(d)}</td><td>MRN: {who.ids[0]}<br>Case: BM-{who.ids[1]}<br>Clinician: T. Okonjo-Reyes, MD</td><td>Collected: {us_day(on)}<br>Received: {us_day(on)}<br>Signed: {us_day(out)}</td></tr></table>"
        f"<table class=t>{inner}</table><p>{say(d, 'Comment: The blast percentage for classification is the one counted on the aspirate smear.', 'Comment: Flow cytometry underestimates blasts in hemodilute samples.', 'Comment: A marrow with fewer than 5% blasts and no dysplasia would be normal.', 'Comment: Correlate with cytogenetics before assigning final risk.')}</p><p class=s>Electronically signed: Anneke Thorvald-Price, MD. CPT 88305, 85097, 88313.</p>"
    )  # fmt: skip
    css = ("@page{size:letter;margin:.6in}body{font:9.5pt 'Liberation Sans'}.h{font-size:15pt;color:#8a3d00}.h small{font-size:10.5pt;color:#222}.d{width:100%;background:#f6efe8;margin:6pt 0}.d td{padding:5pt}.t{width:100%}.t td{padding:3pt 6pt;width:50%}.t tr:nth-child(odd){background:#faf6f2}.t .g th{background:#8a3d00;color:#fff;font-size:8.5pt;padding:2.5pt 6pt}.s{font-size:8pt}")  # fmt: skip
    made(d, body, css, "marrow", "pathology")
    percents(d, 1, *ALL)
    illness(d, 1, full)
    _none(d, 1)
    asked(d, 1, "acute_leukemia", "aml")
    limit(d, "blasts_marrow", flow, why="flow")
    d.also_dated = (out,)


def tiles_and_sections(d: Doc) -> None:
    """A company's template: five tiles across the top, the diagnosis in a frame, then short sections; an earlier marrow is compared in a sentence."""
    who, on = d.person, d.on
    out, past, (full, _) = later(on, 7), later(on, -231), WHO[who.who]
    old = who.counts["blasts_marrow"] + 2.5
    tiles = (
        ("Blasts", f"{count(d, 'blasts_marrow')}%"),
        ("Cellularity", f"{count(d, 'marrow_cellularity')}%"),
        ("Ring sideroblasts", _ring(d)),
        ("M:E ratio", "1.2 : 1"),
        ("Fibrosis", "MF 0"),
    )
    earlier = say(
        d,
        f"On the marrow of {spaced(past)}, read elsewhere, blasts were given as {old:g}%.",
        f"Comparison: outside aspirate {spaced(past)}, blasts {old:g}%.",
        f"The previous specimen ({spaced(past)}) had {old:g}% blasts; slides were not available for review.",
        f"Blasts on {spaced(past)} were {old:g}% according to the referral letter.",
    )
    body = (
        f"<div class=h><b>{say(d, 'Synthara Pathology', 'Novabench Diagnostics', 'Caldera Hemepath')}</b> &nbsp; Bone marrow examination</div><p class=q>{who.name} &nbsp;|&nbsp; DOB {spaced(who.born)} &nbsp;|&nbsp; {sex(d)} &nbsp;|&nbsp; Record {who.ids[0]} &nbsp;|&nbsp; Specimen {who.ids[1]}<br>Collected {spaced(on)} &nbsp;|&nbsp; Reported {spaced(out)}</p>"
        f"<table class=k><tr>{''.join(f'<td>{a}<br><b>{b}</b></td>' for a, b in tiles)}</tr></table><div class=f><small>FINAL DIAGNOSIS</small><br>{full}</div>"
        f"<h3>Blood film</h3><p>Blasts {count(d, 'blasts_blood')}% of leukocytes. {say(d, 'Red cells macrocytic.', 'Oval macrocytes; hypolobated neutrophils.', 'Anisocytosis, few teardrop cells.')}</p><h3>Aspirate</h3><p>{say(d, 'Spicular and cellular.', 'Good quality smears with spicules.', 'Adequate; 500 nucleated cells were classified.')} {say(d, 'Megakaryocytes are small with separated nuclei.', 'Erythroid cells show megaloblastoid change and budding.', 'Dysplasia exceeds 10% in the affected lineages.')} Dry tap was not encountered.</p>"
        f"<h3>Core biopsy</h3><p>1.4 cm, well preserved. No lymphoid aggregates. Expected cellularity for age is 25-40%.</p><h3>Comparison</h3><p>{earlier}</p><h3>Ancillary</h3><p>Flow: CD34+ events 1.9%. {say(d, 'No evidence of lymphoma or plasma cell neoplasm.', 'There is no lymphoma.', 'No monoclonal B cells; lymphoma excluded.')}</p><p class=s>This report was made from a structured template. Pathologist: Wilhelmina Oyelade, MD.</p>"
    )  # fmt: skip
    css = ("@page{size:A4;margin:16mm}body{font:9.5pt 'DejaVu Sans'}.h{font-size:13pt;color:#3b2a7a;border-bottom:2.5pt solid #3b2a7a;padding-bottom:4pt}.q{font-size:8.5pt}.k{width:100%;border-collapse:separate;border-spacing:5pt}.k td{border-radius:4pt;background:#eeebf8;text-align:center;padding:6pt;font-size:8pt;width:20%}.k b{font-size:13pt}.f{border:1.2pt solid #3b2a7a;padding:7pt;font-weight:bold;margin:6pt 5pt}.f small{font-weight:normal}h3{font-size:9.5pt;color:#3b2a7a;margin:8pt 0 1pt}.s{font-size:7.5pt;margin-top:12pt}")  # fmt: skip
    made(d, body, css, "marrow", "pathology")
    percents(d, 1, *ALL, "blasts_blood")
    illness(d, 1, full)
    _none(d, 1)
    d.fact(
        "labs",
        1,
        f"{old:g}%",
        may=True,
        analyte="blasts_marrow",
        comparator=None,
        value=old,
        unit="%",
        collected=past.isoformat(),
    )
    d.gold.trap("labs", {"analyte": "blasts_marrow", "value": old, "collected": on.isoformat()}, "previous marrow")
    limit(d, "blasts_marrow", 1.9, why="flow")
    asked(d, 1, "lymphoma", "plasma_cell_neoplasm", "multiple_myeloma")
    d.also_dated = (out,)


def cytomorphology_lettered(d: Doc) -> None:
    """A German laboratory's page in English: lettered parts, a list of cells in two columns, the assessment last."""
    who, on = d.person, d.on
    out, (full, short) = later(on, 3), WHO[who.who]
    s = d.paper("Times", 10.5, 60)
    d.kind, d.also_kind, d.also_dated = "marrow", ("pathology",), (out,)
    s.line(
        say(
            d,
            "Laboratory for Cytomorphology Dr. Hasselbrink",
            "Institute of Haematopathology Lindenau",
            "Haematological Laboratory, Klinikum am Buchenwaldsee",
        ),
        True,
        13,
    )
    s.line(
        say(
            d,
            "Cytomorphological report - bone marrow",
            "Findings: cytology of the bone marrow",
            "Cytomorphology of bone marrow and blood",
        ),
        pt=11,
    )
    s.rule()
    s.gap(6)
    s.line(f"Patient: {who.last}, {who.first}     born: {dotted(who.born)}     sex: {sex(d).lower()}")
    s.line(f"Entry number: {who.ids[1]}     clinic number: {who.ids[0]}")
    s.line(f"Material taken: {dotted(on)}     report: {dotted(out)}")
    s.gap(10)
    s.para(
        "A. "
        + say(
            d,
            "Question: cytopenia of unknown origin. MDS? AML?",
            "Request: clarification of anaemia, exclusion of leukaemia",
            "Clinical data: transfusion of unclear need elsewhere, suspicion of MDS",
        )
    )
    s.gap(4)
    s.line("B. Bone marrow", True)
    page = s.para(
        say(
            d,
            f"Fragments present; cell content {count(d, 'marrow_cellularity')} % by estimate in the particles.",
            f"Cellularity (particles): {count(d, 'marrow_cellularity')} %.",
            f"Sample rich in particles, cellularity assessed at {count(d, 'marrow_cellularity')} %.",
        )
    )
    percents(d, page, "marrow_cellularity")
    cells = [("Blasts", count(d, "blasts_marrow"), "< 5"), *_cells(d, "Erythropoiesis")]
    s.gap(3)
    for left, right in zip(cells[:5], cells[5:], strict=True):
        page = s.mono(
            [f"   {left[0]:<16}{left[1]:>6} %  ({left[2]:>7})    {right[0]:<16}{right[1]:>6} %  ({right[2]:>7})"], 9
        )
        if left[0] == "Blasts":
            percents(d, page, "blasts_marrow")
    s.gap(3)
    page = s.para(
        _of_iron(
            d,
            say(
                d,
                "Iron stain: ring sideroblasts {} % of erythropoiesis.",
                "In the iron stain {} % ring sideroblasts.",
                "Ring sideroblasts in Prussian blue: {} %.",
            ).format(count(d, "ring_sideroblasts")),
        )
    )
    percents(d, page, "ring_sideroblasts")
    s.para(
        say(
            d,
            "Dysplasia of megakaryopoiesis in 40 %, of erythropoiesis in 20 %.",
            "Signs of dysplasia: erythropoiesis clear, granulopoiesis slight, megakaryocytes clear.",
            "Micromegakaryocytes; karyorrhexis of erythroblasts; Auer rods not seen.",
        )
    )
    s.gap(4)
    s.line("C. Peripheral blood", True)
    page = s.para(
        say(
            d,
            "100 leukocytes differentiated, blasts {} %.",
            "Smear of blood: {} % blasts.",
            "Differential of blood by hand: blasts {} %, no Auer rods.",
        ).format(count(d, "blasts_blood"))
    )
    percents(d, page, "blasts_blood")
    s.gap(4)
    s.line("D. Assessment", True)
    page = s.para(
        say(
            d,
            f"{full} (WHO 2016).",
            f"Cytomorphologically {short}, {full.lower().replace('del(5q)', 'del(5q)')}.",
            f"Findings correspond to: {full}.",
            f"We diagnose a {full[0].lower()}{full[1:]}.",
        ),
        bold=True,
    )
    illness(d, page, full)
    s.para(
        say(
            d,
            "An acute leukaemia (blasts from 20 %) is not present.",
            "No indication of acute leukaemia.",
            "Acute leukaemia is excluded cytomorphologically.",
        )
    )
    asked(d, page, "aml", "acute_leukemia", "mds")
    limit(d, "blasts_marrow", 20.0)
    s.gap(10)
    s.line("Prof. Dr. med. Gisbert Hasselbrink          Dr. rer. nat. Wiebke Tönnies", pt=9)


def aspiration_with_addendum(d: Doc) -> None:
    """A chain laboratory's report: a striped table of cells, an impression, and on a later day the iron stain as an addendum."""
    who, on = d.person, d.on
    out, more, (full, _) = later(on, 2), later(on, 5), WHO[who.who]
    ring = count(d, "ring_sideroblasts")
    lines = [("Blasts", count(d, "blasts_marrow"), "0 - 3"), *_cells(d, "Normoblasts")]
    added = _of_iron(
        d,
        say(
            d,
            f"Perls' Prussian blue: ring sideroblasts {ring}% of erythroid precursors. Impression unchanged.",
            f"Iron stain received: {ring}% ring sideroblasts. No change to the diagnosis.",
            f"Ring sideroblasts on Perls stain = {ring}%. Storage iron increased (4+).",
            f"Special stain for iron shows {ring}% ring sideroblasts; the impression stands.",
        ),
    )
    body = (
        f"<div class=h>{say(d, 'Dhanvantari Oncopathology Centre', 'Vriksha Laboratories', 'Kaveri Cancer Institute, Dept. of Haematopathology')}</div><table class=d><tr><td>Name: <b>{who.name}</b></td><td>DOB: <b>{hyphened(who.born)}</b></td><td>Sex: <b>{sex(d)}</b></td></tr><tr><td>UHID: {who.ids[0]}</td><td>Date of aspiration: <b>{hyphened(on)}</b></td><td>Reported: {hyphened(out)}</td></tr><tr><td>BM No: {who.ids[1]}</td><td colspan=2>Clinical: {say(d, 'K/c/o pancytopenia, r/o aplastic anaemia / MDS', 'Refractory anaemia for evaluation', 'Bicytopenia ?cause; mother had CML')}</td></tr></table>"
        f"<h2>BONE MARROW ASPIRATION REPORT</h2><p><b>Cellularity:</b> {count(d, 'marrow_cellularity')}% &nbsp; <b>M:E ratio:</b> {say(d, '1.5 : 1', '2 : 1', '1.1 : 1')} &nbsp; <b>Megakaryocytes:</b> {say(d, 'adequate, dysplastic', 'increased, hypolobated forms', 'seen, many micromegakaryocytes')}</p>{table(('Cell type', 'Observed %', 'Reference %'), lines)}"
        f"<p><b>Erythropoiesis:</b> {say(d, 'megaloblastoid with dyserythropoiesis', 'dysplastic in 20% of cells', 'hyperplastic, nuclear irregularity noted')}. <b>Parasites:</b> nil. <b>Storage disease / metastasis:</b> nil.</p><p class=i>IMPRESSION: {say(d, full, full + ' (WHO 2016)', 'Features of ' + full[0].lower() + full[1:])}. {say(d, 'Advised cytogenetics and NGS.', 'Kindly correlate with karyotype.', 'Trephine report to follow separately.')}</p>"
        f"<div class=a><b>ADDENDUM dated {hyphened(more)}</b><br>{added}</div><p class=s>Aplastic anaemia is not favoured in this marrow. Blasts 20% and above are reported as acute leukaemia. Dr. Revathi Sundaresan, Consultant Haematopathologist.</p>"
    )  # fmt: skip
    css = ("@page{size:A4;margin:16mm}body{font:10pt 'Liberation Sans'}.h{font-size:15pt;color:#14532d;text-align:center;border-bottom:2pt solid #14532d}.d{width:100%;margin:6pt 0;font-size:9pt}.d td{padding:2pt}h2{font-size:11pt;text-align:center;text-decoration:underline;margin:6pt 0}.t{width:80%;margin:4pt auto}.t th{background:#14532d;color:#fff;padding:3pt 6pt}.t td{padding:2.5pt 6pt}.t tbody tr:nth-child(odd){background:#e9f3ec}.i{font-weight:bold;font-size:10.5pt}.a{border:1pt dashed #14532d;padding:6pt;margin:8pt 0}.s{font-size:8pt}")  # fmt: skip
    made(d, body, css, "marrow", "pathology")
    percents(d, 1, *ALL)
    illness(d, 1, full)
    asked(d, 1, "aplastic_anemia", "acute_leukemia", "aml", "mds")
    relatives(d, "cml", "chronic_myeloid_leukemia")
    limit(d, "blasts_marrow", 20.0)
    d.also_dated = (out, more)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (differential_and_trephine, synoptic_grid, tiles_and_sections, cytomorphology_lettered, aspiration_with_addendum)
}  # fmt: skip

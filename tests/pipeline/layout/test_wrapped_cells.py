"""Tables whose cells wrap, as browsers and word processors print them: framed, lined, striped, and without any line."""

import pytest
from weasyprint import HTML

from knowledge.loader import load_vocabulary
from pipeline.context import add_context
from pipeline.extract import extract_facts
from pipeline.layout import lay_out
from pipeline.reading import read_bytes
from schemas.facts import LabResult, Treatment, Variant
from schemas.layout import LaidOutDocument

STYLES = {
    "framed": "table{border-collapse:collapse}td,th{border:1px solid #999;padding:3px 8px}",
    "frames apart": "td,th{border:1px solid #999;padding:3px 8px}",
    "lined": "table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #bbb;padding:3px 8px}",
    "striped": "table{border-collapse:collapse;width:100%}tr:nth-child(even){background:#eee}td,th{padding:3px 8px}",
    "bare": "table{width:100%}td,th{padding:3px 8px;vertical-align:top}",
}
HEAD = "<p>Patient: Jane Roe<br>DOB: 11 April 1951<br>{day}: March 14, 2025</p>"


def laid(title: str, day: str, titles: list[str], rows: list[list[str]], style: str) -> LaidOutDocument:
    cells = "".join(f"<th>{t}</th>" for t in titles)
    body = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
    html = (
        f"<style>@page{{size:A5}}body{{font:9pt DejaVu Sans}}td,th{{text-align:left}}{style}</style><h2>{title}</h2>"
        f"{HEAD.format(day=day)}<h3>Results</h3><table><tr>{cells}</tr>{body}</table><p>Signed: Dr. A. Poe</p>"
    )
    return laid_html(html)


def laid_html(html: str) -> LaidOutDocument:
    document = read_bytes(HTML(string=html).write_pdf(), "made.pdf")
    return add_context(lay_out(document, load_vocabulary()), load_vocabulary())


def facts(document: LaidOutDocument, kind: type) -> list:
    return [f.fact for f in extract_facts(document, load_vocabulary()) if isinstance(f.fact, kind) and f.doubt is None]


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_laboratory_rows_whose_names_units_and_remarks_wrap(style: str) -> None:
    rows = [
        ["White blood cell count (automated)", "2.9", "L", "x10^9/L", "4.0 - 11.0", ""],
        ["Haemoglobin", "84", "L", "g/L", "115 - 165", "Consistent with previous results; please see comment"],
        ["Platelet count", "61", "L", "x10^9/L", "150 - 400", "Film reviewed: no clumps seen"],
        ["Absolute neutrophil count (manual differential)", "0.9", "L", "x10^9/L", "2.0 - 7.5", ""],
    ]
    titles = ["Test", "Result", "Flag", "Units", "Reference range", "Comment"]
    found = facts(laid("Laboratory report", "Collected", titles, rows, style), LabResult)
    assert [(f.analyte, f.value, f.unit, f.reference_low, f.flag, f.collected) for f in found] == [
        ("leukocytes", 2.9, "10*9/L", 4.0, "L", "2025-03-14"),
        ("hemoglobin", 8.4, "g/dL", 11.5, "L", "2025-03-14"),
        ("platelets", 61.0, "10*9/L", 150.0, "L", "2025-03-14"),
        ("neutrophils", 0.9, "10*9/L", 2.0, "L", "2025-03-14"),
    ]


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_variants_whose_names_and_classes_wrap(style: str) -> None:
    rows = [
        [
            "ASXL1",
            "NM_015338.6: c.1934dup",
            "p.Gly646TrpfsTer12",
            "32.1%",
            "Tier I, pathogenic; adverse in MDS",
        ],
        ["TET2", "NM_001127208.3: c.3646C&gt;T", "p.Arg1216Ter", "44.8%", "Tier II, likely pathogenic"],
        ["DNMT3A", "NM_022552.5: c.2644C&gt;T", "p.Arg882Cys", "2.4%", "Variant of uncertain significance, see text"],
    ]
    titles = ["Gene", "Variant", "Protein change", "VAF", "Classification"]
    found = facts(laid("Molecular report: myeloid gene panel", "Collected", titles, rows, style), Variant)
    assert [(f.gene, f.hgvs_c, f.hgvs_p, f.vaf, f.significance) for f in found] == [
        ("ASXL1", "c.1934dup", "p.Gly646TrpfsTer12", 0.321, "pathogenic"),
        ("TET2", "c.3646C>T", "p.Arg1216Ter", 0.448, "likely_pathogenic"),
        ("DNMT3A", "c.2644C>T", "p.Arg882Cys", 0.024, "uncertain"),
    ]


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_courses_of_treatment_whose_cells_wrap(style: str) -> None:
    rows = [
        ["1", "Azacitidine 75 mg/m2 subcutaneously days 1-7 every 28 days", "Feb 2024", "Nov 2024", "9",
         "Stable disease", "Progression to higher blasts"],
        ["2", "Decitabine and cedazuridine by mouth days 1-5", "Dec 2024", "ongoing", "4", "Marrow CR", "-"],
    ]  # fmt: skip
    titles = ["Line", "Regimen", "Start", "Stop", "Cycles", "Best response", "Reason stopped"]
    found = facts(laid("Hematology progress note", "Visit date", titles, rows, style), Treatment)
    assert [(f.agent, f.status, f.started, f.ended, f.cycles, f.line, f.response, f.stop_reason) for f in found] == [
        ("azacitidine", "stopped", "2024-02", "2024-11", 9, 1, "SD", "progression"),
        ("decitabine/cedazuridine", "ongoing", "2024-12", None, 4, 2, "mCR", None),
    ]


def test_several_rows_between_two_lines_stay_several() -> None:
    """Lines above and below a whole table, and below its titles, part no rows; nor does a frame around each panel."""
    rows = [("WBC", "2.9", "L", "10^9/L", "4.0 - 11.0"), ("Haemoglobin", "84", "", "g/L", "115 - 165")]
    cells = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in r) + "</tr>" for r in rows)
    html = (
        "<style>table{border-collapse:collapse;width:100%;border-top:1px solid;border-bottom:1px solid}"
        "thead{border-bottom:1px solid}td,th{padding:0 8px;text-align:left}</style><h2>Laboratory report</h2>"
        + HEAD.format(day="Collected")
        + "<table><thead><tr><th>Test</th><th>Result</th><th>Flag</th><th>Units</th><th>Range</th></tr></thead>"
        + f"<tbody>{cells}</tbody></table>"
    )
    found = facts(laid_html(html), LabResult)
    assert [(f.analyte, f.value, f.flag) for f in found] == [("leukocytes", 2.9, "L"), ("hemoglobin", 8.4, None)]


def test_a_framed_box_of_keys_and_values_keeps_its_lines() -> None:
    box = "Patient: Jane Roe<br>DOB: 11 April 1951", "MRN: 44112<br>Collected: March 14, 2025", "Ward"
    html = (
        "<style>table{border-collapse:collapse;width:100%}td{border:1px solid;padding:3px}</style>"
        "<h2>Laboratory report</h2><table><tr>"
        + "".join(f"<td>{b}</td>" for b in box)
        + "</tr></table><p>Hemoglobin 8.4 g/dL</p>"
    )
    report = laid_html(html).reports[0]
    assert (report.identity.name, report.identity.birth_date) == ("Jane Roe", "1951-04-11")
    assert (report.identity.record_number, report.dates.collected) == ("44112", "2025-03-14")


def test_a_framed_box_beside_a_table_is_read_apart() -> None:
    """Its lines belong to no row of the table, and its last title ("Allergy") does not govern what stands beside it."""
    box = ["Patient", "Jane Roe", "Visit", "14 March 2025", "Performance", "ECOG 1", "Other", "Hypertension", "Allergy",
           "Azathioprine (fever)"]  # fmt: skip
    rows = [
        ["Azacitidine", "day ward, four-week cycles", "16 Jan 2025", "-", "Active", "cycle 2 completed"],
        ["Epoetin alfa", "as ordered", "24 Jul 2024", "17 Dec 2024", "Discontinued", "Reason: toxicity"],
    ]
    cells = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
    titles = "".join(f"<th>{t}</th>" for t in ("Medicine", "Dose", "Start", "Stop", "Status", "Remark"))
    html = (
        "<style>body{font:8pt DejaVu Sans}table{border-collapse:collapse}td,th{border:1px solid #999;text-align:left}"
        "aside{float:left;width:28%;border:1px solid;padding:4px}main{margin-left:33%}</style>"
        f"<aside>{'<br>'.join(box)}</aside><main><h3>Medication review</h3>"
        f"<table><tr>{titles}</tr>{cells}</table></main>"
    )
    found = facts(laid_html(html), Treatment)
    assert [(f.agent, f.status, f.started, f.ended, f.cycles, f.stop_reason) for f in found] == [
        ("azacitidine", "ongoing", "2025-01-16", None, 2, None),
        ("epoetin alfa", "stopped", "2024-07-24", "2024-12-17", None, "toxicity"),
    ]


def test_a_panel_of_text_above_a_table_is_no_row_of_it() -> None:
    rows = "".join(
        f"<tr><td>FISH {probe}</td><td>200 nuclei</td><td>Normal signal pattern</td></tr>"
        for probe in ("5q31 (EGR1)", "7q31 (D7S486)", "20q12 (D20S108)")
    )
    html = (
        "<style>body{font:9pt DejaVu Sans}table{border-collapse:collapse;width:100%}td{border-bottom:1px solid;"
        "padding:2px}div{border:1px solid;padding:4px}</style><h2>Cytogenetics report</h2>"
        "<div><b>Result summary</b><br>Clonal chromosome abnormality found.</div>"
        f"<table><tr><td>Test</td><td>Extent</td><td>Finding</td></tr>{rows}</table>"
    )
    report = laid_html(html).reports[0]
    said = [p.text for s in report.sections for p in s.passages]
    assert any("Clonal chromosome abnormality found." in text for text in said)
    assert report.kind == "cytogenetics"

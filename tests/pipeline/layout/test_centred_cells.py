"""Tables as plain HTML prints them: cells set in the middle of their row, titles longer than their columns."""

from schemas.facts import Karyotype, LabResult
from schemas.layout import LaidOutDocument
from tests.pipeline.layout.test_wrapped_cells import facts, laid_html

CELLS = "td,th{vertical-align:middle;text-align:left;padding:8px 6px}"
PERSON = "<p>Patient: Jane Roe<br>DOB: 11 April 1951</p>"


def page(body: str, size: str = "A5") -> LaidOutDocument:
    return laid_html(f"<style>@page{{size:{size}}}body{{font:9pt DejaVu Sans}}{CELLS}</style>{body}")


def test_a_formula_over_two_lines_beside_its_key_is_one() -> None:
    document = page(
        f"<h2>Chromosome study</h2>{PERSON}<p>Collected: March 14, 2025</p><table>"
        "<tr><td style='width:3cm'>Nomenclature<td style='width:4.4cm'>46,XX,del(5)(q13q31)[18]/<br>46,XX[2]"
        "<tr><td>Cells examined<td>20<tr><td>Method<td>G-banding, 24 h culture</table>"
    )
    (found,) = facts(document, Karyotype)
    assert (found.iscn, found.metaphases, found.collected) == ("46,XX,del(5)(q13q31)[18]/46,XX[2]", 20, "2025-03-14")


def test_a_unit_over_two_lines_is_no_result_and_long_titles_stand_over_their_columns() -> None:
    rows = [
        ["Hemoglobin", "10.4", "Low", "11.6 &nbsp; 02/05/2025", "g/dL", "13.2-17.1"],
        ["Platelets", "108", "Low", "121 &nbsp; 02/05/2025", "x10E3/<br>uL", "140-400"],
        ["Albumin", "3.8", "", "", "g/dL", "3.6-5.1"],
        ["eGFR", "61", "", "", "mL/min/<br>1.73", "&gt;59"],
    ]
    widths = ("3cm", "1.6cm", "2cm", "3.6cm", "1.8cm", "2cm")
    body = "".join(
        "<tr>" + "".join(f"<td style='width:{w}'>{c}" for w, c in zip(widths, row, strict=True)) for row in rows
    )
    document = page(
        f"<h2>Laboratory report</h2>{PERSON}<p>Date collected: 05/17/2025</p><table><tr><th>Test"
        "<th colspan=2>Current Result and<br>Flag<th>Previous Result and<br>Date<th>Units<th>Reference<br>Interval"
        f"{body}</table><p>Potassium: not done. Specimen &nbsp; &nbsp; hemolyzed.</p>",
        size="A4",
    )
    assert {(f.analyte, f.value, f.collected) for f in facts(document, LabResult)} == {
        ("hemoglobin", 10.4, "2025-05-17"),
        ("hemoglobin", 11.6, "2025-02-05"),
        ("platelets", 108.0, "2025-05-17"),
        ("platelets", 121.0, "2025-02-05"),
        ("albumin", 3.8, "2025-05-17"),
        ("egfr", 61.0, "2025-05-17"),
    }


def test_a_day_whose_year_stands_on_the_next_line_of_its_cell_is_whole() -> None:
    document = page(
        "<h2>Cytogenetics report</h2><table><tr><td>Ellery Institute<br>FISH panel<td>Jane Roe<br>Female,"
        " DOB Apr 11,<br>1951<td>Sample drawn May 16,<br>2025<br>Report date May 27, 2025</table>"
        "<p>Karyotype: 46,XX[20]</p>",
        size="A4",
    )
    (found,) = facts(document, Karyotype)
    assert found.collected == "2025-05-16"
    assert document.reports[0].identity.birth_date == "1951-04-11"


def test_rows_without_the_arrow_of_the_row_above_are_rows() -> None:
    rows = [
        ("↓", "Haemoglobin", "67 g/L", "[120 – 160]"),
        ("↓", "Leucocytes", "3.6 10^9/L", "[4.0 – 10.0]"),
        ("", "Neutrophils (abs.)", "2.40 10^9/L", "[1.50 – 7.50]"),
        ("", "Thrombocytes", "348 10^9/L", "[150 – 400]"),
    ]
    body = "".join(
        f"<tr><td style='padding:1px 6px'>{a}<td style='padding:1px 6px'>{b}"
        f"<td style='text-align:right;padding:1px'>{c}<td style='padding:1px 1px 1px 7px'>{d}"
        for a, b, c, d in rows
    )
    document = page(f"<h2>Haematology</h2>{PERSON}<p>Sampled on 14.03.2025</p><table>{body}</table>")
    assert [(f.analyte, f.value) for f in facts(document, LabResult)] == [
        ("hemoglobin", 6.7),
        ("leukocytes", 3.6),
        ("neutrophils", 2.4),
        ("platelets", 348.0),
    ]


def test_the_name_above_a_birth_date_is_taken_before_the_house_beside_it() -> None:
    document = page(
        "<h2>Molecular report</h2><table><tr><td style='padding:1px;width:6cm'>Laboratory for Diagnostics"
        "<td style='padding:1px'>Roe, Jane<tr><td style='padding:1px'>"
        "Tannen Hall<td style='padding:1px'>DOB 11.04.1951</table>"
        "<p>JAK2: not detected</p>"
    )
    assert document.reports[0].identity.name == "Jane Roe"


def test_figures_printed_large_above_their_names_are_of_those_names() -> None:
    style = (
        "<style>@page{size:A4}body{font:9pt DejaVu Sans}.t{display:inline-block;width:3.5cm;padding:6px}"
        ".v{font-size:17pt}.u{font-size:8pt}</style>"
    )
    tiles = [("Hemoglobin", "8.4", "g/dL"), ("WBC", "2.1", "K/uL"), ("Platelets", "45", "K/uL"), ("MCV", "104", "fL")]
    body = "".join(f"<div class=t><div class=v>{v} <span class=u>{u}</span></div>{n}</div>" for n, v, u in tiles)
    document = laid_html(f"{style}<h2>Blood count</h2>{PERSON}<p>Collected: 17 March 2025</p>{body}")
    assert [(f.analyte, f.value, f.unit, f.collected) for f in facts(document, LabResult)] == [
        ("hemoglobin", 8.4, "g/dL", "2025-03-17"),
        ("leukocytes", 2.1, "10*9/L", "2025-03-17"),
        ("platelets", 45.0, "10*9/L", "2025-03-17"),
        ("mcv", 104.0, "fL", "2025-03-17"),
    ]

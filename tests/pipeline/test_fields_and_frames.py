"""Keys with a column of colons, rows of keys above a table, titles set like titles, halves of a table: whole pages."""

from collections.abc import Callable

from bench.workshop.finished import pdf_of
from bench.workshop.sheet import Cell, Sheet
from knowledge.loader import load_vocabulary
from pipeline.context import add_contexts
from pipeline.extract import extract_facts
from pipeline.layout import lay_out
from pipeline.reading import ReadSettings, read_bytes
from schemas.facts import ClinicalFinding, Diagnosis, Finding, LabResult, Performance
from schemas.layout import LaidOutDocument

VOCABULARY = load_vocabulary()


def laid(data: bytes) -> LaidOutDocument:
    """The printed pages, laid out and dated."""
    return add_contexts([lay_out(read_bytes(data, "record.pdf", ReadSettings()), VOCABULARY)], VOCABULARY)[0]


def facts_of(draw: Callable[[Sheet], None]) -> list[Finding]:
    """What the drawn page yields."""
    sheet = Sheet()
    draw(sheet)
    return list(extract_facts(laid(sheet.bytes()), VOCABULARY))


def labs(found: list[Finding]) -> dict[str, tuple[float, str | None]]:
    """Results without a doubt, with their days."""
    return {
        f.fact.analyte: (f.fact.value, f.fact.collected)
        for f in found
        if isinstance(f.fact, LabResult) and f.doubt is None and f.fact.value is not None
    }


def _keyed(s: Sheet, colon: float, value: float, rows: tuple[tuple[str, str], ...]) -> None:
    for key, text in rows:
        s.row(Cell(50, key, bold=True), Cell(colon, ":"), Cell(value, text), step=1.9)


def test_a_column_of_colons_parts_keys_from_what_they_head() -> None:
    def draw(s: Sheet) -> None:
        s.line("Kaveri Institute", True, 14)
        s.line("BONE MARROW ASPIRATION AND BIOPSY REPORT", True, 11)
        _keyed(s, 140, 146, (("Name", "Jane Doe"), ("Date of birth", "17-Jun-1968"), ("Procedure date", "25-Jun-2025")))
        s.gap(10)
        _keyed(s, 165, 175, (
            ("Clinical details", "Refractory anaemia, ? MDS ? aplastic anaemia"),
            ("Peripheral smear", "Macrocytes. Blasts 1%."),
            ("Differential", "Blasts 4%, promyelocytes 3%, myelocytes 12%, lymphocytes 20%, erythroid cells 30%."),
        ))  # fmt: skip
        s.gap(10)
        s.line("IMPRESSION :", True)
        s.line("Myelodysplastic syndrome with multilineage dysplasia.")

    found = facts_of(draw)
    counted = labs(found)
    assert (counted["blasts_blood"], counted["blasts_marrow"]) == ((1, "2025-06-25"), (4, "2025-06-25"))
    said = {f.fact.subtype or f.fact.disease: f.fact.status for f in found if isinstance(f.fact, Diagnosis)}
    assert said == {"mds_ra": "suspected", "mds_mld": "confirmed"}  # what the request asks, a laboratory does not find


def test_values_behind_a_column_of_colons_stay_results() -> None:
    def draw(s: Sheet) -> None:
        s.line("Complete blood count", True, 12)
        _keyed(s, 130, 136, (("Name", "Jane Doe"), ("Sex", "Female"), ("Collected", "25-Jun-2025")))
        s.gap(10)
        _keyed(s, 150, 158, (("Haemoglobin", "9.4 g/dL"), ("Platelets", "88 x10^9/L"), ("WBC", "3.1 x10^9/L")))

    assert labs(facts_of(draw)) == {
        "hemoglobin": (9.4, "2025-06-25"), "platelets": (88, "2025-06-25"), "leukocytes": (3.1, "2025-06-25"),
    }  # fmt: skip


def test_keys_of_days_are_no_titles_of_the_table_below() -> None:
    def draw(s: Sheet) -> None:
        s.line("Blood Sciences", True, 12)
        for row in (("Name", "DOE, Jane", "Hospital no.", "4711332"), ("Born", "17 Jun 1968", "Sex", "Female"),
                    ("Taken", "25 Jun 2025, 09:35", "Reported", "25 Jun 2025, 15:20"),
                    ("Requested by", "Dr P Arkwright", "Details", "Cytopenia")):  # fmt: skip
            s.row(*(Cell(x, t) for x, t in zip((50, 130, 290, 380), row, strict=True)))
        s.gap(8)
        s.line("Full blood count (EDTA)", True)
        for row in (("Haemoglobin", "*", "94", "g/L", "(118 - 158)"), ("Platelets", "*", "88", "10^9/L", "(150 - 410)"),
                    ("MCV", "*", "103", "fL", "(81 - 99)"),
                    ("Neutrophils", "", "2.30", "10^9/L", "(1.80 - 7.70)")):  # fmt: skip
            s.row(*(Cell(x, t) for x, t in zip((50, 190, 240, 280, 380), row, strict=True) if t))

    assert labs(facts_of(draw)) == {
        "hemoglobin": (9.4, "2025-06-25"), "platelets": (88, "2025-06-25"), "mcv": (103, "2025-06-25"),
        "neutrophils": (2.3, "2025-06-25"),
    }  # fmt: skip


def test_a_title_set_as_the_others_ends_the_allergies() -> None:
    def draw(s: Sheet, pt: float = 11) -> None:
        s.line("Progress note", True, 14)
        s.line("Patient: Jane Doe    DOB: 17 June 1968    Visit date: 25 June 2025")
        for title, text in (("Diagnosis", "Myelodysplastic syndrome, diagnosed in May 2025."),
                            ("Allergies", "Sulfamethoxazole (rash)."),
                            ("Observations and fitness", "BP 128/74, pulse 76. ECOG performance status: 1."),
                            ("Plan", "Review in four weeks.")):  # fmt: skip
            s.gap(4)
            s.line(title, True, pt)
            s.line(text)

    performance = [f.fact.value for f in facts_of(draw) if isinstance(f.fact, Performance)]
    assert performance == [1]
    plain = [f.fact.value for f in facts_of(lambda s: draw(s, 9)) if isinstance(f.fact, Performance)]
    assert plain == [1]  # a title that is not known ends the allergies, however it is set


def test_rows_of_two_cells_below_do_not_merge_the_columns_of_a_table_of_six() -> None:
    rows = (("Cells", "%", "Normal", "Cells", "%", "Normal"), ("Blasts", "3", "&lt; 5", "Eosinophils", "2", "1 – 5"),
            ("Promyelocytes", "4", "1 – 8", "Monocytes", "2", "0 – 3"),
            ("Myelocytes", "11.9", "5 – 19", "Lymphocytes", "12.1", "5 – 20"),
            ("Neutrophils", "20.8", "15 – 40", "Erythroblasts", "40.2", "15 – 35"))  # fmt: skip
    table = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
    below = "".join(
        f"<tr><td>{a}</td><td>{b}</td></tr>"
        for a, b in (("Erythropoiesis", "dysplasia in 20 % of cells"), ("Granulopoiesis", "dysplasia in 15 % of cells"))
    )
    body = (
        "<h1>Bone marrow cytology</h1><p>Patient: Jane Doe, born 17.06.1968. Sampling 25.06.2025</p>"
        f"<h2>Myelogram (% of 500 nucleated cells)</h2><table class=t>{table}</table>"
        f"<h2>Dysplasia</h2><table>{below}</table>"
    )
    css = (
        "@page{size:a4;margin:20mm}body{font:9.5pt 'DejaVu Sans'}table{border-collapse:collapse}.t{width:100%}"
        ".t td{border:.5pt solid #999;padding:2.5pt 5pt}.t td:nth-child(3n+2){text-align:right}"
        "h2{font-size:10pt;margin:10pt 0 3pt}"
    )
    found = list(extract_facts(laid(pdf_of(body, css)), VOCABULARY))
    results = [(f.fact.value, f.fact.unit) for f in found if isinstance(f.fact, LabResult) and f.doubt is None]
    assert results == [(3.0, "%")]


def test_a_name_in_capitals_is_no_complaint() -> None:
    def draw(s: Sheet) -> None:
        s.line("Blood Sciences", True, 12)
        for row in (("Name", "DOE, Jane", "Hospital no.", "4711332"), ("Born", "17 Jun 1968", "Sex", "Female")):
            s.row(*(Cell(x, t) for x, t in zip((50, 130, 290, 380), row, strict=True)))
        s.row(Cell(50, "Drawn"), Cell(130, "25 Jun 2025, 09:35"))
        s.gap(8)
        s.row(Cell(50, "Haemoglobin"), Cell(190, "94"), Cell(280, "g/L"), Cell(380, "(118 - 158)"))

    assert not [f for f in facts_of(draw) if isinstance(f.fact, ClinicalFinding)]


def test_how_a_cell_was_counted_is_no_part_of_its_name() -> None:
    def draw(s: Sheet) -> None:
        s.line("Haematology", True, 12)
        s.line("Patient Name: Jane Doe    DOB: 13-Apr-1964    Sample Drawn: 07-Jun-2025")
        s.gap(8)
        for row in (("Test Name", "Result", "Unit", "Bio. Ref. Interval"),
                    ("RBC Count DC detection", "3.08", "mill/cumm", "3.80 - 5.20"),
                    ("PCV Pulse height", "30.8", "%", "35.0 - 46.0"),
                    ("Ferritin Chemiluminescence", "215", "ng/mL", "20 - 300")):  # fmt: skip
            s.row(*(Cell(x, t) for x, t in zip((50, 220, 290, 380), row, strict=True)))

    assert {k: v for k, (v, _) in labs(facts_of(draw)).items()} == {
        "erythrocytes": 3.08, "hematocrit": 30.8, "ferritin": 215,
    }  # fmt: skip

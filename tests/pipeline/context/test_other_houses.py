"""Kinds, days and persons of documents whose titles are not those of our own templates. All people are invented."""

import pytest

from bench.workshop.sheet import Cell, Sheet
from knowledge.loader import load_vocabulary
from pipeline.context import add_context
from pipeline.layout import lay_out
from pipeline.reading import ReadSettings, read_bytes
from schemas.layout import LaidOutDocument

COUNTS = (("WBC", "5.8", "10^9/L", "4.0-10.5"), ("HGB", "114", "g/L", "133-174"), ("PLT", "258", "10^9/L", "145-425"),
          ("MCV", "97", "fL", "81-98"),
          ("RBC", "3.55", "10^12/L", "4.3-5.8"), ("HCT", "34.4", "%", "39-51"))  # fmt: skip


def read(sheet: Sheet) -> LaidOutDocument:
    document = read_bytes(sheet.bytes(), "record.pdf", ReadSettings())
    return add_context(lay_out(document, load_vocabulary()), load_vocabulary())


def counts(s: Sheet) -> None:
    for row in (("Parameter", "Result", "Units", "Normal"), *COUNTS):
        s.row(*(Cell(x, t) for x, t in zip((50, 160, 250, 340), row, strict=True)))


@pytest.mark.parametrize("house", ["Cedar Bend Oncology Clinic", "Marlow Hematology/Oncology Clinic", "Elm Day Unit"])
def test_a_count_made_in_a_clinic_is_a_laboratory_report(house: str) -> None:
    s = Sheet()
    s.line(house, True, 12)
    s.line("Name: DOE, Jane    DOB: 17-Jun-1968    Drawn: 25-Jun-2025")
    counts(s)
    (report,) = read(s).reports
    assert report.kind == "lab"


def test_the_day_of_a_letter_stands_alone_above_days_it_tells_of() -> None:
    s = Sheet()
    for text in ("Juniper House Hospital", "Transfusion follow-up", "8 November 2025",
                 "28 October 2025: 2 units of packed red cells",
                 "30 September 2025: 1 unit of packed red cells"):  # fmt: skip
        s.line(text)
        s.gap(14)
    (report,) = read(s).reports
    assert (report.kind, report.dates.visit) == ("note", "2025-11-08")


def test_a_day_alone_before_those_told_is_none_of_the_document() -> None:
    s = Sheet()
    for text in ("Juniper House Hospital", "Transfusion follow-up", "8 September 2025",
                 "28 October 2025: 2 units of packed red cells"):  # fmt: skip
        s.line(text)
        s.gap(14)
    (report,) = read(s).reports
    assert report.dates.visit is None


def test_a_page_of_another_patient_behind_a_cover_sheet_is_a_report_of_its_own() -> None:
    s = Sheet()
    s.line("FAX    Date: May 8, 2025", True, 12)
    for who, born, number in (("DOE, Jane", "17-Jun-1968", "4711"), ("ROE, Mary", "23-Feb-1958", "3308")):
        s.new_page()
        s.line("St. Elsewhere Laboratory", True, 12)
        s.row(Cell(50, f"Patient name: {who}"), Cell(300, f"Date of birth: {born}"))
        s.row(Cell(50, f"Hospital number: {number}"), Cell(300, "Sex: Female"))
        counts(s)
    names = [r.identity.birth_date for r in read(s).reports]
    assert names[-1] == "1958-02-23" and "1968-06-17" in names[:-1]


def test_a_title_under_house_and_department_is_read_for_itself() -> None:
    s = Sheet()
    s.line("MARLOW GENERAL MEDICAL COLLEGE AND HOSPITAL", True, 12)
    s.line("Department of Pathology, Haematology Section", True, 12)
    s.line("BONE MARROW ASPIRATION AND BIOPSY REPORT", True, 12)
    s.line("Name: DOE, Jane    DOB: 17-Jun-1968    Date of procedure: 25-Jun-2025")
    counts(s)
    (report,) = read(s).reports
    assert report.kind == "marrow"


def test_the_day_of_a_review_is_the_visit() -> None:
    s = Sheet()
    s.line("Nurse-led review before treatment", True, 12)
    s.line("Name: DOE, Jane    DOB: 17-Jun-1968    Date of review: 25-Mar-2026")
    s.line("She reports no fever. ECOG 1. Azacitidine continues.")
    (report,) = read(s).reports
    assert report.dates.visit == "2026-03-25"


def test_what_is_printed_behind_the_name_of_its_house_is_the_title() -> None:
    s = Sheet()
    s.line("Evergreen Oncology Partners Transfusion support summary", True, 12)
    s.line("Patient: DOE, Jane    Born: 1968-06-17    Date: 2026-01-10")
    s.line("Red cell transfusion dependent: no. Iron chelation: not started.")
    s.line("Counts today: Hemoglobin 8.0 g/dL, Platelets 148 x 10^9/L.")
    (report,) = read(s).reports
    assert report.kind == "note"


def test_what_was_sent_in_does_not_title_a_report_of_chromosomes() -> None:
    s = Sheet()
    s.line("Piedmont Valley University Hospital", True, 13)
    s.line("Cytogenetics Laboratory")
    for row in (("Patient", "Jane Doe", "Specimen", "Bone marrow aspirate"),
                ("DOB", "17 June 1968", "Collected", "25 June 2025"),
                ("Sex", "Female", "Reported", "5 July 2025")):  # fmt: skip
        s.row(*(Cell(x, t) for x, t in zip((50, 120, 300, 380), row, strict=True)))
    s.line("KARYOTYPE", True)
    s.line("46,XX,del(5)(q13q33)[20]")
    s.line("Cells counted: 20. Cells analyzed: 20.")
    (report,) = read(s).reports
    assert report.kind == "cytogenetics"


def test_a_house_and_a_key_far_behind_it_make_no_title_together() -> None:
    s = Sheet()
    s.row(Cell(50, "Wessex Downs Genomic Laboratory", True), Cell(400, "Report date: 3 Jul 2025"))
    s.line("RE: Jane Doe, date of birth 17 Jun 1968, female, hospital number 3448793")
    s.line("Sample: bone marrow in heparin, taken 25 Jun 2025.")
    s.line("Karyotype", True)
    s.line("46,XX,del(5)(q13q33)[20]")
    s.line("20 metaphases were examined from cultures of 24 and 48 hours.")
    (report,) = read(s).reports
    assert report.kind == "cytogenetics"

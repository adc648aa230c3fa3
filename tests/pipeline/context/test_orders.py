"""What a document shows of the order of day and month, of its kind and of its days. All people are invented."""

import pytest

from bench.workshop.sheet import Sheet
from knowledge.loader import load_vocabulary
from pipeline.context import add_context
from pipeline.layout import lay_out
from pipeline.reading import ReadSettings, read_bytes
from schemas.layout import Report


def read(*lines: str) -> Report:
    sheet = Sheet()
    for text in lines:
        sheet.line(text)
        sheet.gap(6)
    document = read_bytes(sheet.bytes(), "record.pdf", ReadSettings())
    (report,) = add_context(lay_out(document, load_vocabulary()), load_vocabulary()).reports
    return report


@pytest.mark.parametrize(
    ("birth", "age", "collected"),
    [
        ("12/01/1948", 76, "2025-02-10"),
        ("12/01/1948", 77, "2025-10-02"),
        ("02/02/1948", 60, None),
        ("11/11/1948", 76, None),
    ],
)
def test_the_age_beside_a_birth_date_tells_the_order_of_day_and_month(
    birth: str, age: int, collected: str | None
) -> None:
    report = read(
        "Complete blood count",
        f"Name: DORSEY, Alma     DOB: {birth}     Age: {age}     Sex: F",
        "Collected: 02/10/2025",
        "Hemoglobin 8.6 g/dL",
    )
    assert report.dates.collected == collected


def test_a_result_told_as_reported_before_is_no_report_of_that_day() -> None:
    report = read(
        "Molecular pathology report",
        "Name: QUARLES, Delia     DOB: 30 January 1955",
        "Collected: 2 April 2025",
        "TP53 p.R248Q VAF 22.5%",
        "The previously reported DNMT3A R882H mutation (8/2024, VAF 15%) is no longer detected.",
    )
    assert (report.dates.collected, report.dates.reported) == ("2025-04-02", None)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Hematology follow up visit 14 March 2025 - Patient: Enid Raskin", "note"),
        ("MDS conference, 14 March 2025", "note"),
        ("Hematology, 14 March 2025", "lab"),
    ],
)
def test_a_visit_says_more_than_the_discipline_beside_it(title: str, kind: str) -> None:
    report = read(
        title, "WBC 3.3, Hgb 7.9, plt 151, ANC 1.2", "Ferritin 900, creatinine 1.1, ALT 22, AST 20, albumin 40"
    )
    assert report.kind == kind
    assert report.dates.visit == ("2025-03-14" if kind == "note" else None)


def test_several_studies_of_one_marrow_make_its_report() -> None:
    report = read(
        "INTEGRATED HAEMATO-ONCOLOGY REPORT",
        "Patient: GREAVES, Pauline     Collected 21 October 2024",
        "Morphology: marrow aspirate with dysplasia in the erythroid lineage, blasts 3%. Ring sideroblasts 41%.",
        "Flow cytometry: CD34 1.8% of leucocytes, CD117, CD13; Ogata score 2; immunophenotype of the gated blasts.",
        "Cytogenetics: karyotype 46,XX[20], 20 metaphases.",
        "Molecular: SF3B1 c.1998G>T p.(Lys666Asn) VAF 38%; DNMT3A c.2312G>A p.(Arg771Gln) VAF 21%.",
    )
    assert report.kind == "marrow"

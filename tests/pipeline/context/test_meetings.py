"""Records of boards and meetings repeat the results of many reports; they are notes of the day of the meeting."""

import pytest

from tests.pipeline.context.test_narrated_reports import report

FORM = (
    "Hartwell Cancer Centre                         {title}\n"
    "Roe, Jo   born 4 November 1951   Female   ID 4471123\n\n"
    "Diagnosis                  MDS with increased blasts 1 (WHO 2022)\n"
    "Karyotype 3 Mar 2023       46,XX[20]\n"
    "Gene panel 3 Mar 2023      SF3B1 c.2098A>G p.Lys700Glu VAF 25.2%\n"
    "Genes without variant      ASXL1, BCOR, CBL, DNMT3A, EZH2, FLT3, IDH1, IDH2, JAK2, KRAS, NPM1, NRAS, RUNX1, TP53\n"
    "First treatment            azacitidine, 10 Jan 2024 to 20 Jun 2024, stopped: progression\n"
    "Recommendation             Continue luspatercept.\n"
)


@pytest.mark.parametrize(
    "title", ["Myeloid board, 14 March 2025", "Leukaemia MDT, 14 March 2025", "MDS meeting of 14 March 2025"]
)
def test_a_form_of_a_board_is_a_note_of_its_day(title: str) -> None:
    found = report(FORM.format(title=title))
    assert (found.kind, found.dates.visit, found.dates.collected) == ("note", "2025-03-14", None)


def test_a_report_of_genes_is_none_for_the_board_it_was_shown_at() -> None:
    page = (
        "MOLECULAR PATHOLOGY REPORT\nRoe, Jo   born 4 November 1951\n"
        "Specimen: bone marrow, collected 3 March 2025\nFor: myeloid board of 14 March 2025\n\n"
        "SF3B1 c.2098A>G p.Lys700Glu VAF 25.2%\nASXL1, RUNX1, TP53, EZH2: no variant detected.\n"
    )
    found = report(page)
    assert (found.kind, found.dates.collected) == ("molecular", "2025-03-03")

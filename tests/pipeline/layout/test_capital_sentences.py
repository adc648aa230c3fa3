"""Sentences in capitals are text; a row of titles above a table is that table's."""

import pytest

from knowledge.loader import load_vocabulary
from schemas.layout import SectionLabel
from tests.pipeline.layout.pages import laid_out

VOCABULARY = load_vocabulary()


@pytest.mark.parametrize(
    ("below", "said"),
    [
        ("BONE MARROW SHOWS MYELODYSPLASTIC SYNDROME WITH MULTILINEAGE\nDYSPLASIA.", "MULTILINEAGE DYSPLASIA."),
        ("MYELODYSPLASTIC SYNDROME WITH RING SIDEROBLASTS\nAND MULTILINEAGE DYSPLASIA.", "AND MULTILINEAGE DYSPLASIA."),
        ("MDS-MLD.\nINSUFFICIENT BLASTS FOR A DIAGNOSIS OF AML.", "INSUFFICIENT BLASTS FOR A DIAGNOSIS OF AML."),
    ],
)
def test_a_conclusion_in_capitals_stays_in_its_section(below: str, said: str) -> None:
    text = f"Some Laboratory\n\nPatient: Roe, Jo\n\nSite: sternum\n\nCONCLUSION\n{below}"
    sections = laid_out(text, vocabulary=VOCABULARY).reports[0].sections
    told = " ".join(p.text for s in sections if s.label is SectionLabel.DIAGNOSIS for p in s.passages)
    assert said in told.replace("\n", " ")


def test_a_row_of_titles_right_above_a_table_counts_before_those_of_the_table_before() -> None:
    text = (
        "CBC DATA\n\n"
        "Parameter          Result     Units      Reference\n"
        "WBC                5.0        K/mcL      3.8-10.8\n"
        "Platelets          183        K/mcL      140-400\n"
        "DIFFERENTIAL COUNTS\n"
        "Cell type          Blood %    Marrow %   Marrow ref. %\n"
        "Blasts             0          4          0-2\n"
        "Promyelocytes      0          2.9        2-5\n"
    )
    tables = [t for s in laid_out(text, vocabulary=VOCABULARY).reports[0].sections for t in s.tables]
    titles = next(
        [c.text for row in t.header for c in row.cells] for t in tables if any("Blasts" in r.text for r in t.rows)
    )
    assert "Blood %" in titles and "Result" not in titles

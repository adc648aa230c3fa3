"""A marrow report that ends in its flow cytometry, one whose columns count out of so many, and what it was asked."""

from bench.phrasing_checks import Seen
from pipeline.layout.headers import Block, is_titles
from pipeline.layout.ink import Ink
from schemas.document import TextSource, Word

HEAD = "Ridge Pathology Associates\nName: Jane Roe | Sex: F | DOB: 14 Nov 1953\nCollected: 27 June 2025\n\n"
DESCRIBED = (
    "FINAL DIAGNOSIS\nMyelodysplastic syndrome with multilineage dysplasia.\n\nCOMMENT\nNo acute leukemia.\n\n"
    "MICROSCOPIC DESCRIPTION\nBy manual differential there are 2% blasts, 11% lymphocytes and 2% plasma cells. "
    "The core shows a marrow that is 75% cellular.\n\n"
    "FLOW CYTOMETRY\nBy flow cytometry, 3.7% of events expressed CD34 and CD117 with aberrant CD7.\n"
)


def values(seen: Seen) -> dict[str, float]:
    """The sure results by analyte."""
    return {x.analyte: x.value for x in seen.listed("labs")}


def test_a_marrow_that_is_described_before_its_flow_cytometry_is_a_marrow() -> None:
    seen = Seen.of(DESCRIBED, HEAD)
    assert [d.kind for d in seen.profile.documents] == ["marrow"]
    assert values(seen) == {"blasts_marrow": 2.0, "marrow_cellularity": 75.0}


def test_what_stands_behind_clinical_was_asked_and_not_found() -> None:
    text = "Clinical: refractory anaemia, to rule out MDS\nImpression: MDS with isolated del(5q).\n"
    seen = Seen.of(text, "Bone marrow report\n" + HEAD)
    assert [d.subtype for d in seen.diagnoses if d.status == "confirmed"] == ["mds_del5q"]


def test_so_many_of_so_many_titles_a_column() -> None:
    def row(*cells: str) -> Block:
        return Block([[[_ink(word) for word in cell.split()]] for cell in cells], is_row=True)

    titles = row("CBC (19-Jun-2025)", "Value", "Units", "Range", "Aspirate", "% of 500", "Expected")
    assert is_titles([titles])
    assert not is_titles([row("Aspirate", "% blasts", "500")])


def _ink(text: str) -> Ink:
    box = (0.0, 0.0, 10.0, 10.0)
    return Ink(*box, Word(text=text, box=box, source=TextSource.TEXT), 1)

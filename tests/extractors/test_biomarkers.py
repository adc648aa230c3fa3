import pytest

from extractors.biomarkers import run
from knowledge.loader import load_vocabulary
from schemas.facts import Biomarker
from schemas.layout import SectionLabel
from tests.reports import report_from_text
from tests.shared import phrasings

VOCABULARY = load_vocabulary()


def markers(text: str, label: SectionLabel = SectionLabel.OTHER) -> list[tuple[str, str, float | None]]:
    facts = [f.fact for f in run(report_from_text(text, "flow", label), VOCABULARY)]
    return [(f.name, f.status, f.value) for f in facts if isinstance(f, Biomarker)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PNH clone 3.2% of granulocytes (FLAER)", [("pnh_clone", "positive", 3.2)]),
        ("GPI-deficient neutrophils: 0.02 %", [("pnh_clone", "positive", 0.02)]),
        ("No PNH clone identified (sensitivity 0.01%)", [("pnh_clone", "negative", None)]),
        ("RBC PNH clone 0.8%, WBC 4.1%", [("pnh_clone", "positive", None)]),
        ("HLA-DRB1*15:01", [("hla_dr15", "positive", None)]),
        ("HLA-DR15: negative", [("hla_dr15", "negative", None)]),
        ("TCR gamma rearrangement: polyclonal", [("lgl_clone", "negative", None)]),
        ("TCR clonal", [("lgl_clone", "positive", None)]),
        ("Reticulin fibrosis MF-0", [("reticulin_fibrosis", "negative", None)]),
        ("Hb 10.1 (normal, 12.9-16.9) with increased reticulin fibrosis.", [("reticulin_fibrosis", "positive", None)]),
        ("Reticulin: Grade 0 - I (WHO)", []),
        ("Mismatch repair: Proficient (pMMR)", [("mmr", "negative", None)]),
        ("Adenocarcinoma, mismatch repair deficient (dMMR)", [("mmr", "positive", None)]),
        ("Copy-neutral loss of heterozygosity of 17p was detected.", [("cnloh_17p", "positive", None)]),
        ("No copy-neutral loss of heterozygosity at 17p was detected.", [("cnloh_17p", "negative", None)]),
        ("TP53 copy-neutral LOH: not detected", [("cnloh_17p", "negative", None)]),
        ("A copy-neutral loss of 7q or 17p is looked for.", []),
        ("The array detects copy-neutral LOH of 17p.", []),
        ("MMR vaccine: deficient record", []),
        ("Mismatch repair testing is pending", []),
    ],
)
def test_markers_as_printed(text: str, expected: list[tuple[str, str, float | None]]) -> None:
    assert markers(text) == expected


@pytest.mark.parametrize(
    "text",
    ["PNH screen: pending", "Eculizumab for classic PNH", "Consider PNH flow testing", "Donor HLA-DR15 positive"],
)
def test_no_result_is_no_marker(text: str) -> None:
    assert markers(text) == []


def test_a_grade_between_two_is_neither() -> None:
    assert markers("Reticulin grade 0-1 (WHO).") == [] and markers("Reticulin: MF-0/1") == []
    assert markers("Reticulin grade 0 (WHO).") == [("reticulin_fibrosis", "negative", None)]


def test_methods_are_silent() -> None:
    assert markers("PNH clone detected at 0.01% by FLAER", SectionLabel.METHODS) == []


def test_labelled_wordings() -> None:
    rows = [r for r in phrasings("immune_marrow") if "pnh_gran" in r.get("expect", {})]
    wrong = [
        r["id"]
        for r in rows
        if [(n, s, v or 0) for n, s, v in markers(r["text"])]
        != [("pnh_clone", "positive" if r["expect"]["positive"] else "negative", r["expect"]["pnh_gran"])]
    ]
    assert wrong == []


def test_a_grade_beside_the_normal_one_is_left_alone() -> None:
    assert markers("Fibrosis\tMF-1\tMF-0") == []
    assert [s for _, s, _ in markers("Fibrosis\tMF-1")] == ["positive"]


@pytest.mark.parametrize("text", ["Increased reticulin\tNo", "Marrow fibrosis\t0", "Marrow fibrosis: none"])
def test_an_answer_behind_the_name_denies_it(text: str) -> None:
    assert markers(text) == [("reticulin_fibrosis", "negative", None)]

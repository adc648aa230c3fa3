"""The second hit of TP53 in a computed IPSS-M: what shows it, and what leaves it open."""

from typing import Literal

import pytest

from knowledge.scores import load_weighted_score
from pipeline.risk.derive import add_risk
from schemas.facts import Biomarker, Diagnosis, GenePanel, Karyotype, LabResult, Stage, Variant
from schemas.profile import Profile, ReviewItem
from schemas.provenance import Evidence
from tests.reports import DOCUMENT, FILE

DAY = "2026-01-12"
INK = (
    Evidence(
        document=DOCUMENT, file=FILE, page=1, bbox=(0.0, 0.0, 10.0, 10.0), quote="x", method="text", confidence=1.0
    ),
)
Status = Literal["positive", "negative", "equivocal"]


def lab(analyte: str, value: float, unit: str) -> LabResult:
    return LabResult(analyte=analyte, value=value, unit=unit, original=str(value), collected=DAY, evidence=INK)


def marker(name: str, status: Status = "positive", collected: str = DAY) -> Biomarker:
    return Biomarker(name=name, status=status, collected=collected, evidence=INK)


def ipss_m(*biomarkers: Biomarker, karyotype: str | None = "46,XX[20]", review: tuple[str, ...] = ()) -> Stage:
    """IPSS-M of a person with one TP53 mutation of VAF 0.30 and every other gene unmutated."""
    rule = load_weighted_score("mds", "ipss_m")
    derived = {"TP53_multihit", "SF3B1_5q", "SF3B1_alpha", "KMT2A_PTD"}
    genes = tuple(sorted(set(rule.genes) - derived | set(rule.residual.genes) | {"SF3B1", "KMT2A"}))
    profile = Profile(
        diagnoses=(Diagnosis(disease="mds", label="MDS", status="confirmed", date=DAY, evidence=INK),),
        labs=(
            lab("hemoglobin", 9, "g/dL"),
            lab("platelets", 80, "10*9/L"),
            lab("neutrophils", 1, "10*9/L"),
            lab("blasts_marrow", 6, "%"),
        ),
        karyotypes=() if karyotype is None else (Karyotype(iscn=karyotype, collected=DAY, evidence=INK),),
        variants=(Variant(gene="TP53", hgvs_p="p.R175H", vaf=0.30, collected=DAY, evidence=INK),),
        gene_panels=(GenePanel(tested=genes, negative=genes, collected=DAY, evidence=INK),),
        biomarkers=biomarkers,
        review=tuple(ReviewItem(about=p, why="unsure", question="?") for p in review),
    )
    return next(s for s in add_risk(profile).stages if s.system == load_weighted_score("mds", "ipss_m").system)


def open_(stage: Stage) -> bool:
    return "TP53_second_hit" in stage.missing


def test_a_normal_karyotype_leaves_loss_of_heterozygosity_open() -> None:
    assert open_(ipss_m())


@pytest.mark.parametrize("formula", ["45,XX,-17[20]", "46,XX,del(17)(p13)[20]", "45,XX,dic(5;17)(q11;p11)[20]"])
def test_a_karyotype_with_loss_of_17p_is_a_second_hit(formula: str) -> None:
    assert not open_(ipss_m(karyotype=formula))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("fish_del17p", "loss_17p"),
        ("fish_monosomy17", "loss_17p"),
        ("array_del17p", "loss_17p"),
        ("cnloh_17p", "cnloh_17p"),
    ],
)
@pytest.mark.parametrize("karyotype", ["46,XX[20]", None])
def test_a_marker_near_the_marrow_is_a_second_hit_and_is_shown(name: str, shown: str, karyotype: str | None) -> None:
    stage = ipss_m(marker(name), karyotype=karyotype)
    assert not open_(stage)
    assert stage.inputs[shown] == {"fact": "biomarkers[0]", "value": "positive", "date": DAY}


@pytest.mark.parametrize(
    "biomarkers",
    [
        (marker("fish_del17p", "negative"),),
        (marker("fish_del17p", "equivocal"),),
        (marker("cnloh_17p", "equivocal"),),
        (marker("fish_del17p", collected="2024-01-12"),),
        (marker("fish_del5q"),),
        (marker("cnloh_17p", "negative"), marker("cnloh_17p", "equivocal")),
    ],
)
def test_what_does_not_show_it_leaves_it_open(biomarkers: tuple[Biomarker, ...]) -> None:
    assert open_(ipss_m(*biomarkers))


def test_a_marker_under_review_leaves_it_open() -> None:
    assert open_(ipss_m(marker("fish_del17p"), review=("biomarkers[0]",)))


def test_both_ways_excluded_is_no_second_hit() -> None:
    single, hit = ipss_m(marker("cnloh_17p", "negative")), ipss_m(marker("cnloh_17p"))
    assert not open_(single)
    assert single.score is not None and hit.score is not None and single.score < hit.score


def test_no_copy_neutral_loss_without_a_karyotype_leaves_it_open() -> None:
    assert open_(ipss_m(marker("cnloh_17p", "negative"), karyotype=None))


def test_a_group_that_was_only_assumed_is_unknown_to_a_profile() -> None:
    assert "karyotype" in ipss_m(karyotype="46,XX,del(20)[20]").missing
    assert "karyotype" not in ipss_m(karyotype="46,XX,del(20)(q11.2)[20]").missing

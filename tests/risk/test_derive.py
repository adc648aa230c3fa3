"""Risk worked out from a profile: from facts of one time before therapy, with what is unknown left open."""

from typing import Any

import pytest

from pipeline.risk.derive import add_risk
from schemas.facts import Diagnosis, GenePanel, Karyotype, LabResult, Stage, Treatment, Variant
from schemas.profile import Conflict, Patient, Profile, ReviewItem
from schemas.provenance import Evidence

DAY = "2026-06-03"
GENES = [
    "TP53",
    "FLT3",
    "KMT2A",
    "SF3B1",
    "NPM1",
    "RUNX1",
    "NRAS",
    "ETV6",
    "IDH2",
    "CBL",
    "EZH2",
    "U2AF1",
    "SRSF2",
    "DNMT3A",
    "ASXL1",
    "KRAS",
    "BCOR",
    "BCORL1",
    "CEBPA",
    "ETNK1",
    "GATA2",
    "GNB1",
    "IDH1",
    "NF1",
    "PHF6",
    "PPM1D",
    "PRPF8",
    "PTPN11",
    "SETBP1",
    "STAG2",
    "WT1",
]
CITED = (Evidence(document="a" * 64, file="r.pdf", page=1, bbox=(1, 2, 3, 4), quote="x", method="text", confidence=1),)
UNITS = {"hemoglobin": "g/dL", "blasts_marrow": "%"}


def lab(analyte: str, value: float, day: str = DAY, comparator: Any = None) -> LabResult:
    unit = UNITS.get(analyte, "10*9/L")
    return LabResult(
        analyte=analyte, value=value, unit=unit, original="x", collected=day, comparator=comparator, evidence=CITED
    )  # fmt: skip


def counts(day: str = DAY, blasts: LabResult | None = None) -> tuple[LabResult, ...]:
    """The counts of the second acceptance patient."""
    return (
        lab("hemoglobin", 7.9, day), lab("platelets", 310, day), lab("neutrophils", 1.9, day),
        blasts or lab("blasts_marrow", 2, day),
    )  # fmt: skip


def panel(*missing: str, day: str = DAY, found: tuple[str, ...] = ()) -> GenePanel:
    """All genes of the score but ``missing``; a method blind to "KMT2A-PTD" where that is missing."""
    tested = tuple(g for g in GENES if g not in missing)
    return GenePanel(
        tested=tested,
        negative=tuple(g for g in tested if g not in found),
        alterations_not_tested=("KMT2A-PTD",) if "KMT2A-PTD" in missing else (),
        collected=day,
        evidence=CITED,
    )


def profile(**changes: Any) -> Profile:
    base: dict[str, Any] = {
        "patient": Patient(birth_date="1951-12-02", sex="female"),
        "diagnoses": (Diagnosis(disease="mds", label="MDS", status="confirmed", evidence=CITED),),
        "labs": counts(),
        "karyotypes": (Karyotype(iscn="46,XX,del(5)(q13q33)[18]/46,XX[2]", collected=DAY, evidence=CITED),),
        "gene_panels": (panel(),),
    }
    return Profile(**(base | changes))


def computed(given: Profile, **options: Any) -> dict[str, Stage]:
    return {s.system: s for s in add_risk(given, **options).stages if s.origin == "computed"}


def test_the_second_acceptance_patient() -> None:
    stages = computed(profile())
    revised, adjusted, molecular = stages["IPSS-R"], stages["IPSS-RA"], stages["IPSS-M"]
    assert (revised.score, revised.category, revised.range, revised.missing) == (2.5, "low", None, ())
    assert (molecular.score, molecular.category, molecular.missing) == (-0.98, "low", ())
    assert adjusted.score == pytest.approx(2.5 + (74.5 - 70) * (0.05 - 0.0125), abs=0.01)
    assert revised.date == DAY
    assert revised.inputs["hemoglobin"] == {"fact": "labs[0]", "value": "7.9", "unit": "g/dL", "date": DAY}
    assert revised.inputs["karyotype"] == {
        "fact": "karyotypes[0]", "value": "good", "date": DAY, "convention": "literal",
    }  # fmt: skip


def test_a_panel_that_cannot_find_the_duplication_leaves_it_open() -> None:
    blind = panel("KMT2A-PTD")
    open_ = computed(profile(gene_panels=(blind,)))["IPSS-M"]
    assert open_.missing == ("KMT2A",) and open_.score is None
    other = blind.model_copy(update={"alterations_negative": ("KMT2A-PTD",), "alterations_not_tested": ()})
    assert computed(profile(gene_panels=(blind, other)))["IPSS-M"].missing == ()
    assert open_.range is not None and round(open_.range[1] - open_.range[0], 2) == 1.15


def test_untested_genes_leave_the_molecular_score_open() -> None:
    molecular = computed(profile(gene_panels=()))["IPSS-M"]
    assert (molecular.category, molecular.score, molecular.range) == ("", None, (-1.09, 9.8))
    assert {"TP53", "SF3B1", "WT1", "KMT2A"} <= set(molecular.missing)
    one = computed(profile(gene_panels=(panel("RUNX1"),)))["IPSS-M"]
    assert one.missing == ("RUNX1",) and one.range is not None and one.range[0] < one.range[1]


def test_no_confirmed_diagnosis_no_score() -> None:
    suspected = (Diagnosis(disease="mds", label="MDS", status="suspected", evidence=CITED),)
    assert computed(profile(diagnoses=suspected)) == {}
    assert computed(profile(diagnoses=())) == {}


@pytest.mark.parametrize("pointer", ["labs[0]", "labs[3]", "karyotypes[0]"])
def test_a_doubtful_or_contradicted_fact_is_unknown(pointer: str) -> None:
    asked = profile(review=(ReviewItem(about=pointer, why="w", question="q?"),))
    clash = profile(conflicts=(Conflict(about=pointer, values=("a", "b"), evidence=CITED),))
    for given in (asked, clash):
        revised = computed(given)["IPSS-R"]
        assert revised.score is None and revised.range is not None and len(revised.missing) == 1


def test_facts_of_another_time_are_not_put_together() -> None:
    apart = profile(labs=(*counts("2026-09-03")[:3], lab("blasts_marrow", 2)))
    stages = computed(apart)
    assert all(s.score is None for s in stages.values())
    near = profile(labs=(*counts("2026-07-20")[:3], lab("blasts_marrow", 2)))
    assert computed(near)["IPSS-R"].score == 2.5


def test_only_facts_from_before_therapy() -> None:
    def treated(started: str | None) -> Profile:
        drug = Treatment(agent="azacitidine", kind="systemic", status="ongoing", started=started, evidence=CITED)
        return profile(treatments=(drug,))

    assert computed(treated("2026-07-01"))["IPSS-R"].score == 2.5
    assert computed(treated("2026-05-01")) == {}
    assert computed(treated(None)) == {}, "given at an unknown time: it may have been before"
    support = Treatment(agent="epoetin alfa", kind="growth_factor", status="ongoing", evidence=CITED)
    assert computed(profile(treatments=(support,)))["IPSS-R"].score == 2.5
    planned = Treatment(agent="azacitidine", kind="systemic", status="planned", evidence=CITED)
    assert computed(profile(treatments=(planned,)))["IPSS-R"].score == 2.5


@pytest.mark.parametrize(
    ("diagnosed", "ended", "scored"),
    [
        ("2026-06", None, True),  # the marrow is of that month, and nobody is treated before
        ("2026-05-25", None, True),
        ("2026-05", None, False),  # therapy may have begun between the diagnosis and this marrow
        ("2026", None, False),
        (None, None, False),
        ("2026-06", "2026-09", True),
        ("2026-06", "2026-04", False),  # ended before: given for an earlier state nobody dated
    ],
)
def test_therapy_of_unknown_start_began_after_the_stated_diagnosis(
    diagnosed: str | None, ended: str | None, scored: bool
) -> None:
    drug = Treatment(
        agent="azacitidine", kind="systemic", status="stopped" if ended else "ongoing", ended=ended, evidence=CITED
    )
    told = Diagnosis(disease="mds", label="MDS", status="confirmed", date=diagnosed, evidence=CITED)
    assert ("IPSS-R" in computed(profile(treatments=(drug,), diagnoses=(told,)))) is scored


def test_the_first_marrow_counts_when_there_are_two() -> None:
    later = counts("2026-10-01", lab("blasts_marrow", 12, "2026-10-01"))
    twice = tuple(Karyotype(iscn="46,XX[20]", collected=day, evidence=CITED) for day in (DAY, "2026-10-01"))
    assert computed(profile(labs=(*counts(), *later), karyotypes=twice))["IPSS-R"].date == DAY


def test_a_bound_gives_a_range() -> None:
    bounded = profile(labs=counts(blasts=lab("blasts_marrow", 5, comparator="<")))
    revised = computed(bounded)["IPSS-R"]
    assert (revised.score, revised.range, revised.missing) == (None, (2.5, 3.5), ())
    assert revised.category == ""


def test_too_little_is_no_range() -> None:
    assert computed(profile(labs=(lab("hemoglobin", 7.9),), gene_panels=())) == {}


def test_variants_that_do_not_count() -> None:
    def with_variant(**fields: Any) -> Profile:
        variant = Variant(gene="ASXL1", collected=DAY, evidence=CITED, **fields)
        return profile(variants=(variant,), gene_panels=(panel(found=("ASXL1",)),))

    counted = computed(with_variant(vaf=0.3, significance="pathogenic"))["IPSS-M"].score
    assert counted is not None and counted > -0.98
    assert computed(with_variant(vaf=0.3, significance="uncertain"))["IPSS-M"].score == -0.98
    assert computed(with_variant(vaf=0.3, significance="benign"))["IPSS-M"].score == -0.98
    assert computed(with_variant(vaf=0.01))["IPSS-M"].score == -0.98


def test_one_tp53_mutation_leaves_the_second_hit_open() -> None:
    single = Variant(gene="TP53", hgvs_p="p.Arg175His", vaf=0.1, collected=DAY, evidence=CITED)
    second = Variant(gene="TP53", hgvs_p="p.Arg273His", vaf=0.2, collected=DAY, evidence=CITED)
    tested = (panel(found=("TP53",)),)
    open_ = computed(profile(variants=(single,), gene_panels=tested))["IPSS-M"]
    assert open_.missing == ("TP53_second_hit",) and open_.score is None
    double = computed(profile(variants=(single, second), gene_panels=tested))["IPSS-M"]
    assert double.missing == () and double.score is not None and double.score > 0
    high = single.model_copy(update={"vaf": 0.6})
    assert computed(profile(variants=(high,), gene_panels=tested))["IPSS-M"].missing == ()


def test_a_single_test_for_itd_does_not_clear_flt3() -> None:
    alone = GenePanel(
        tested=("FLT3",), negative=("FLT3",), alterations_negative=("FLT3-ITD",), collected=DAY, evidence=CITED
    )  # fmt: skip
    molecular = computed(profile(gene_panels=(panel("FLT3"), alone)))["IPSS-M"]
    assert "FLT3" in molecular.missing


def test_a_panel_that_does_not_name_the_duplication_is_taken_as_one_that_looked_for_it_and_says_so() -> None:
    silent = computed(profile())["IPSS-M"]
    assert (silent.score, silent.missing) == (-0.98, ()) and "KMT2A_PTD" in str(silent.inputs["assumed"])
    named = panel().model_copy(update={"alterations_negative": ("KMT2A-PTD",)})
    assert "assumed" not in computed(profile(gene_panels=(named,)))["IPSS-M"].inputs
    blind = panel().model_copy(update={"alterations_not_tested": ("KMT2A-PTD",)})
    assert computed(profile(gene_panels=(blind,)))["IPSS-M"].missing == ("KMT2A",)


def test_a_printed_category_that_differs_is_a_conflict_with_both_sides() -> None:
    printed = Stage(system="IPSS-R", category="high", origin="reported", date=DAY, evidence=CITED)
    done = add_risk(profile(stages=(printed,)))
    (clash,) = done.conflicts
    assert clash.about == "stages[0]"
    assert clash.values == ("high (printed)", "low (worked out)")
    same = add_risk(profile(stages=(printed.model_copy(update={"category": "low"}),)))
    assert same.conflicts == ()


def test_the_convention_is_a_setting_that_shows() -> None:
    der = (Karyotype(iscn="46,XX,+1,der(1;7)(q10;p10)[20]", collected=DAY, evidence=CITED),)
    literal, iwg = (
        computed(profile(karyotypes=der), convention=c)["IPSS-R"].inputs["karyotype"] for c in ("literal", "iwg")
    )
    assert isinstance(literal, dict) and isinstance(iwg, dict)
    assert (literal["convention"], iwg["convention"]) == ("literal", "iwg")
    assert literal["value"] != iwg["value"]

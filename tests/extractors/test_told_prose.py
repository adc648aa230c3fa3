"""Facts in sentences that tell of more than one time, of what would be, or of others. All figures are made up."""

import pytest

from extractors.base import Extractor
from extractors.cytogenetics.fish import EXTRACTOR as FISH
from extractors.cytogenetics.karyotypes import EXTRACTOR as KARYOTYPES
from extractors.diagnoses import EXTRACTOR as DIAGNOSES
from extractors.labs import EXTRACTOR as LABS
from extractors.molecular.variants import EXTRACTOR as VARIANTS
from extractors.stages import EXTRACTOR as STAGES
from knowledge.loader import load_vocabulary
from schemas.facts import Biomarker, Diagnosis, Fact, GenePanel, Karyotype, LabResult, Stage, Variant
from schemas.layout import DocumentKind, ReportDates
from tests.reports import report_from_text

DAY = "2025-03-14"


def sure(extractor: Extractor, text: str, kind: DocumentKind = "note") -> list[Fact]:
    """What is asserted without doubt of a record of 14 March 2025."""
    dates = ReportDates(visit=DAY) if kind == "note" else ReportDates(collected=DAY)
    report = report_from_text(text, kind, dates=dates)
    return [f.fact for f in extractor.run(report, load_vocabulary()) if f.doubt is None]


def counts(text: str, kind: DocumentKind = "note") -> set[tuple[str, float, str | None]]:
    """Analyte, value and day of each result."""
    return {(f.analyte, f.value, f.collected) for f in sure(LABS, text, kind) if isinstance(f, LabResult)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "When I saw her in January her Hb was 97; it has since fallen to 83 g/L.",
            {("hemoglobin", 9.7, "2025-01"), ("hemoglobin", 8.3, DAY)},
        ),
        ("The platelet count, previously 120, is now 64 x10^9/L.", {("platelets", 64.0, DAY)}),
        ("ANC nadired at 0.1 on day 15 and is 1.4 today.", {("neutrophils", 1.4, DAY)}),
        ("Platelet nadir of 12 after cycle 2, recovered to 88 by today.", {("platelets", 88.0, DAY)}),
        ("Hb dropped by 15 g/L since the last visit and now stands at 82 g/L.", {("hemoglobin", 8.2, DAY)}),
        (
            "His neutrophils fell to 0.2 by 6 March and recovered to 1.0 by 12 March without G-CSF.",
            {("neutrophils", 0.2, "2025-03-06"), ("neutrophils", 1.0, "2025-03-12")},
        ),
        ("Baseline creatinine 1.3; 1.9 today.", {("creatinine", 1.9, DAY)}),
        ("Normal Hgb for women is 12.0-15.5 g/dL. Hers is 8.8 g/dL.", {("hemoglobin", 8.8, DAY)}),
        # Another thing than the name may be what is 60 now.
        ("Hb was 97 in January 2025; the ferritin target is now 60.", {("hemoglobin", 9.7, "2025-01")}),
        ("Hb was 97 in January 2025; he is now 75.", {("hemoglobin", 9.7, "2025-01")}),
        ("Platelets 88 in January 2025 and now day 15 of cycle 2.", {("platelets", 88.0, "2025-01")}),
        # Whoever's it was, it is not of today.
        ("Her sister's Hb was 120 in January 2025 and is now 83 g/L.", set()),
    ],
)
def test_the_figure_that_holds_now_follows_an_older_one(
    text: str, expected: set[tuple[str, float, str | None]]
) -> None:
    assert counts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Haemoglobin remains around 80 g/L with no bleeding.",
        "Hemoglobin has been stable around 9 for six months.",
        "Hb was 69 at the local clinic on Monday.",
        "Platelets 41 on the 4th.",
        "He tells me his platelets were 20 when checked abroad.",
        "Hb 95 (March), 88 (February).",
        "The trend in platelets (110, 96, 71) worries me.",
        "Her Hb was 91 at the last appointment.",
        "A platelet count of 50 is generally regarded as safe for a lumbar puncture.",
    ],
)
def test_a_count_of_no_known_day_is_not_of_the_day_of_the_visit(text: str) -> None:
    assert counts(text) == set()


def test_a_bracket_tells_of_the_value_before_it_alone() -> None:
    found = counts("Hgb 7.4 today (8.2 last week), plt 22 (was 31), ANC 0.4.")
    assert found == {("hemoglobin", 7.4, DAY), ("platelets", 22.0, DAY), ("neutrophils", 0.4, DAY)}


def test_a_line_that_prints_its_day_is_of_it_whatever_stands_above() -> None:
    above = "At dx 7 June 2024: Hgb 10.2 (copied)\n"
    assert ("hemoglobin", 9.5, DAY) in counts(above + "Today 14 March 2025: Hgb 9.5 g/dL")


def test_a_day_of_unknown_order_is_the_one_that_has_been() -> None:
    assert counts("Labs 3/12/25: Hgb 8.1, plt 44.") == {
        ("hemoglobin", 8.1, "2025-03-12"),
        ("platelets", 44.0, "2025-03-12"),
    }
    assert counts("Labs 3/2/25: Hgb 8.1.") == set()  # 3 February or 2 March
    assert counts("Addendum. Labs 3/12/25: Hgb 8.1.") == set()


def test_a_rule_before_a_sentence_is_not_its_head() -> None:
    assert counts("Call for fever or if ANC < 500. CBC: ANC 1,250/uL, plt 61,000/uL.") == {
        ("neutrophils", 1.25, DAY),
        ("platelets", 61.0, DAY),
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The blast count has risen from 4% in June 2024 to 9% in the present sample.", {("blasts_marrow", 9.0, DAY)}),
        ("Blasts 14% by manual count, 11% by flow.", {("blasts_marrow", 14.0, DAY)}),
        ("This does not represent AML, because blasts are fewer than 20%.", set()),
        (
            "Compared with the previous sample (B24-1; blasts 12%) there has been a good response, with blasts now 2%.",
            {("blasts_marrow", 2.0, DAY)},
        ),
        ("Up to 8% blasts are seen in some fields.", set()),
        (
            "Ring sideroblasts are present, 35% of precursors. No ring sideroblasts were seen in the 2022 marrow.",
            {("ring_sideroblasts", 35.0, DAY)},
        ),
        ("The marrow in 2023 had 2% blasts; the repeat in January shows 9% blasts.", {("blasts_marrow", 2.0, "2023")}),
    ],
)
def test_counts_of_a_marrow_keep_their_sample(text: str, expected: set[tuple[str, float, str | None]]) -> None:
    assert counts(text, "marrow") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Her IPSS-R is low risk at 2.5.", {("IPSS-R", "low", 2.5)}),
        (
            "She falls into the intermediate risk group of the revised IPSS with a score of 4.",
            {("IPSS-R", "intermediate", 4.0)},
        ),
        ("If TP53 is mutated, her IPSS-M will be very high.", set()),
        ("IPSS-R: 2 points for blasts, 1 for cytogenetics.", set()),
        ("IPSS-R at 3 months is awaited.", set()),
    ],
)
def test_a_score_is_what_is_and_not_what_would_be(text: str, expected: set[tuple[str, str, float | None]]) -> None:
    found = {(f.system, f.category, f.score) for f in sure(STAGES, text) if isinstance(f, Stage)}
    assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("FISH for PDGFRA, PDGFRB and FGFR1 rearrangement was negative.", set()),
        (
            "Neither del(5q) nor monosomy 7 was detected by FISH.",
            {("fish_del5q", "negative"), ("fish_monosomy7", "negative")},
        ),
        (
            "FISH: 5q31 normal, 7q31 normal, 20q12 deleted in 22%.",
            {("fish_del5q", "negative"), ("fish_del7q", "negative"), ("fish_del20q", "positive")},
        ),
        ("A 20q deletion was detected in 41% of nuclei.", {("fish_del20q", "positive")}),
        ("FISH showed that the 5q deletion has disappeared.", {("fish_del5q", "negative")}),
    ],
)
def test_each_probe_has_its_own_answer(text: str, expected: set[tuple[str, str]]) -> None:
    assert {(f.name, f.status) for f in sure(FISH, text, "cytogenetics") if isinstance(f, Biomarker)} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A deletion of the long arm of chromosome 5 was found: 46,XX,del(5)(q13q33)[3]/46,XX[17].",
            {"46,XX,del(5)(q13q33)[3]/46,XX[17]"},
        ),
        ("Only 8 metaphases could be analysed; all were normal, 46,XX[8].", {"46,XX[8]"}),
        ("The clone with -7 is no longer detected; current karyotype 46,XY[20].", {"46,XY[20]"}),
        ("Of 22 metaphases analysed, 20 were 46,XX and two were 47,XX,+8.", set()),
        ("A normal result could be written 46,XY[20].", set()),
    ],
)
def test_the_formula_of_a_sentence_is_hers(text: str, expected: set[str]) -> None:
    assert {f.iscn for f in sure(KARYOTYPES, text, "cytogenetics") if isinstance(f, Karyotype)} == expected


@pytest.mark.parametrize(
    ("text", "mutated", "negative"),
    [
        ("Molecular studies show SF3B1 and TET2 mutations.", {"SF3B1", "TET2"}, set()),
        ("She has mutations in SF3B1 and TET2.", {"SF3B1", "TET2"}, set()),
        ("He carries an IDH2 mutation.", {"IDH2"}, set()),
        ("She has SF3B1 and TET2 mutations but no TP53 or RUNX1 mutation.", {"SF3B1", "TET2"}, {"TP53", "RUNX1"}),
        ("NGS positive for SRSF2 and IDH2; negative for FLT3.", {"SRSF2", "IDH2"}, {"FLT3"}),
        ("FLT3-ITD negative, NPM1 not mutated, IDH1 R132C present at 15%.", {"IDH1"}, {"NPM1"}),
        ("If she has a TP53 mutation we will transplant.", set(), set()),
        ("We will check whether he has a TP53 mutation.", set(), set()),
        ("Her brother has a DDX41 mutation.", set(), set()),
        ("Studies show SF3B1 mutations in 80% of patients with ring sideroblasts.", set(), set()),
        ("In the absence of TP53 and ASXL1 mutations the prognosis is better.", set(), set()),
        ("Genetic testing of his siblings for DDX41 was negative.", set(), set()),
        ("Patients harbouring SF3B1 mutations without RUNX1 or EZH2 mutations do well.", set(), set()),
        (
            "A TP53 variant (p.R248Q) was seen at 1.5%, below the validated threshold, and is not reported.",
            set(),
            set(),
        ),
    ],
)
def test_what_a_sentence_says_of_genes(text: str, mutated: set[str], negative: set[str]) -> None:
    facts = sure(VARIANTS, text)
    assert {f.gene for f in facts if isinstance(f, Variant)} == mutated
    assert {g for f in facts if isinstance(f, GenePanel) for g in f.negative} == negative


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("The submitted diagnosis was AML.", "marrow", set()),
        ("MDS-EB2, initially called AML.", "note", {("mds", "confirmed")}),
        ("We agree with the referring diagnosis of MDS with low blasts.", "marrow", {("mds", "confirmed")}),
        ("The findings are best classified as MDS-IB2.", "marrow", {("mds", "confirmed")}),
        ("The question is whether this is CMML rather than MDS.", "note", set()),
        ("Features are suspicious for but not diagnostic of MDS.", "marrow", {("mds", "suspected")}),
    ],
)
def test_whose_diagnosis_it_is(text: str, kind: DocumentKind, expected: set[tuple[str, str]]) -> None:
    assert {(f.disease, f.status) for f in sure(DIAGNOSES, text, kind) if isinstance(f, Diagnosis)} == expected

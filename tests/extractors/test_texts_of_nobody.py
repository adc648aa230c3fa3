"""Sentences of reports that teach, set limits or tell of another sample: nothing in them is this patient's now."""

import pytest

from extractors import diagnoses, findings, stages, treatments
from extractors.cytogenetics import fish
from extractors.labs import EXTRACTOR as LABS
from extractors.language.criteria import is_teaching, of_nobody
from extractors.molecular.variants import EXTRACTOR as VARIANTS
from knowledge.loader import load_vocabulary
from schemas.facts import Biomarker, ClinicalFinding, Diagnosis, GenePanel, LabResult, Stage, Treatment, Variant
from schemas.layout import DocumentKind, ReportDates, SectionLabel
from tests.reports import report_from_sections, report_from_text

VOCABULARY = load_vocabulary()
DATES = ReportDates(collected="2025-01-21", reported="2025-01-30")


@pytest.mark.parametrize(
    ("text", "teaches"),
    [
        ("Monosomy 7 is found in about 10% of de novo and 50% of therapy-related MDS.", True),
        ("Such deletions may be seen in MDS, AML and other myeloid neoplasms.", True),
        ("Patients with isolated del(5q) respond to lenalidomide.", True),
        ("Loss of 20q is a recurrent abnormality in MDS and MPN.", True),
        ("U2AF1 variants have been reported in 24% of CMML.", True),
        ("TET2 mutations may predict a response to azacitidine.", True),
        ("Most patients need transfusions.", True),
        ("This change may be seen in MDS.", False),
        ("Monosomy 7 was found in 10% of nuclei.", False),
        ("She may be seen in the MDS clinic.", False),
        ("SF3B1 K700E is present in 41% of reads.", False),
        ("The earlier sample may be seen in the archive.", False),
    ],
)
def test_what_is_known_of_many_is_told_apart(text: str, teaches: bool) -> None:
    assert is_teaching(text) is teaches


def test_a_clause_may_define_where_its_sentence_tells_of_a_finding() -> None:
    text = "These make a multi-hit state, which in MDS with <20% blasts is classified as MDS with biallelic TP53 loss."
    assert of_nobody(text, text.index("MDS with biallelic"))
    assert not of_nobody(text, text.index("multi-hit"))


def stated(text: str, kind: DocumentKind, label: SectionLabel = SectionLabel.DIAGNOSIS) -> set[tuple[str, str]]:
    report = report_from_sections([(label, text)], kind=kind, dates=DATES)
    found = [f.fact for f in diagnoses.EXTRACTOR.run(report, VOCABULARY) if f.doubt is None]
    return {(f.subtype or f.disease, f.status) for f in found if isinstance(f, Diagnosis)}


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Deletion 5q may be seen in MDS, AML and therapy-related neoplasms.", "cytogenetics", set()),
        ("Deletion 5q as a sole change is compatible with MDS with isolated 5q deletion.", "cytogenetics", set()),
        ("This supports a diagnosis of MDS in the right clinical context.", "molecular", {("mds", "suspected")}),
        ("Blasts >=20% are diagnostic of acute leukaemia.", "lab", set()),
        ("The aspirate is diagnostic of MDS with multilineage dysplasia.", "marrow", {("mds_mld", "confirmed")}),
        ("Specimen: marrow Clinical indication: MDS, r/o 5q-", "cytogenetics", {("mds", "suspected")}),
    ],
)  # fmt: skip
def test_laboratories_name_diseases_that_they_do_not_diagnose(
    text: str, kind: DocumentKind, expected: set[tuple[str, str]]
) -> None:
    assert stated(text, kind) == expected


def test_a_differential_reaches_as_far_as_its_list() -> None:
    text = "Differential includes MDS, aplastic anemia, copper deficiency, liver disease, drugs and folate deficiency."
    assert {s for _, s in stated(text, "note", SectionLabel.OTHER)} == {"suspected"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Without any haematological history she was investigated for anaemia.", {("anemia", "present")}),
        ("Transfuse platelets for a count below 10 or bleeding.", set()),
        ("No bleeding.", {("bleeding", "absent")}),
    ],
)
def test_words_before_a_finding_reach_no_further_than_their_clause(text: str, expected: set[tuple[str, str]]) -> None:
    found = [f.fact for f in findings.EXTRACTOR.run(report_from_text(text, "note"), VOCABULARY) if f.doubt is None]
    assert {(f.concept, f.status) for f in found if isinstance(f, ClinicalFinding)} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Isochromosome 17q is classified as intermediate by IPSS-R.", []),
        ("Monosomy 7 counts as poor in the IPSS-R.", []),
        ("With monosomy 7 he is classified as very high by IPSS-R.", ["very high"]),
        ("MDS with del(20q), low risk by IPSS-R.", ["low"]),
    ],
)
def test_the_group_of_a_chromosome_change_is_not_the_patients(text: str, expected: list[str]) -> None:
    found = [f.fact for f in stages.EXTRACTOR.run(report_from_text(text, "note"), VOCABULARY)]
    assert [f.category for f in found if isinstance(f, Stage)] == expected


def test_a_drug_of_which_a_panel_teaches_is_not_considered() -> None:
    text = "TET2 mutation may predict response to hypomethylating agents such as azacitidine and decitabine."
    report = report_from_sections([(SectionLabel.DIAGNOSIS, text)], kind="molecular", dates=DATES)
    assert [f for f in treatments.EXTRACTOR.run(report, VOCABULARY) if isinstance(f.fact, Treatment)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("FISH: the upper limit of normal for monosomy 7 is 6.2%, for trisomy 8 2.5%, for del(20q) 4.8%.", set()),
        ("FISH was normal for 5q31. Monosomy 7 is found in about 10% of MDS.", {("fish_del5q", "negative", None)}),
        ("A single cell with trisomy 8 was seen; FISH for chromosome 8 is in progress.", set()),
        (
            "By FISH 112 nuclei (56%) had one signal for D7S522 and one signal for CEP7, consistent with monosomy 7.",
            {("fish_monosomy7", "positive", 56.0)},
        ),
    ],
)  # fmt: skip
def test_fish_states_what_this_sample_shows(text: str, expected: set[tuple[str, str, float | None]]) -> None:
    report = report_from_sections([(SectionLabel.CYTOGENETICS, text)], kind="cytogenetics", dates=DATES)
    found = [f.fact for f in fish.EXTRACTOR.run(report, VOCABULARY) if f.doubt is None]
    assert {(f.name, f.status, f.value) for f in found if isinstance(f, Biomarker)} == expected


def variants(text: str) -> tuple[set[tuple[str, float | None, str | None]], set[str]]:
    """Changes stated (gene, frequency, class), and genes asked about."""
    found = list(VARIANTS.run(report_from_text(text, "molecular", dates=DATES), VOCABULARY))
    facts = [(f.fact, f.doubt) for f in found if isinstance(f.fact, Variant)]
    assert all(isinstance(f.fact, Variant | GenePanel) for f in found)
    return {(f.gene, f.vaf, f.significance) for f, d in facts if d is None}, {f.gene for f, d in facts if d is not None}


@pytest.mark.parametrize(
    ("text", "sure", "asked"),
    [
        ("ASXL1 p.G646fs may be missed below 10%.", set(), set()),
        ("The DNMT3A variant was present in the earlier sample at 4% and has increased.", set(), {"DNMT3A"}),
        ("The previously reported SF3B1 p.K700E (VAF 12%) was reported in error and is removed.", set(), {"SF3B1"}),
        (
            "1. IDH1 c.394C>T, p.Arg132Cys\nVariant frequency: 8.6%\nTIER 2: Variants of unknown significance\n"
            "1. KDM6A c.1015A>G, p.Ile339Val\nVariant frequency: 49.9%",
            {("IDH1", 0.086, None), ("KDM6A", 0.499, "uncertain")},
            set(),
        ),
    ],
)
def test_a_change_is_of_this_sample_and_of_its_own_class(
    text: str, sure: set[tuple[str, float | None, str | None]], asked: set[str]
) -> None:
    assert variants(text) == (sure, asked)


def counts(text: str, kind: DocumentKind = "note") -> set[tuple[str, float, str | None, bool]]:
    """Results: analyte, value, day, and whether it is asked about."""
    dates = ReportDates(visit="2025-03-14") if kind == "note" else DATES
    found = LABS.run(report_from_text(text, kind, dates=dates), VOCABULARY)
    return {
        (f.fact.analyte, f.fact.value, f.fact.collected, f.doubt is not None)
        for f in found
        if isinstance(f.fact, LabResult)
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On arrival Hb 6.9 g/dL and platelets 11.", set()),
        ("WBC 5.0 at dx.", set()),
        ("Deferasirox since Dec 2024; platelets 96.", {("platelets", 96.0, None, True)}),
        (
            "Today platelets 151 (2/28: Hgb 8.3).",
            {("platelets", 151.0, "2025-03-14", True), ("hemoglobin", 8.3, "2025-03-14", True)},
        ),
        ("She has a history of MDS-EB2 (14% blasts in the marrow).", set()),
        ("Immunophenotyping: abnormal blasts accounted for 14.2% of nucleated cells.", set()),
    ],
)  # fmt: skip
def test_a_value_of_another_time_or_method_is_not_given_the_day_of_the_note(
    text: str, expected: set[tuple[str, float, str | None, bool]]
) -> None:
    assert counts(text) == expected


def test_the_key_that_opens_a_line_says_where_its_blasts_are() -> None:
    text = "Blasts 1%.\nBM aspirate: hypercellular; Myeloblast 11.6%, Promyelocyte 3.2%"
    report = report_from_sections([(SectionLabel.BLOOD, text)], kind="marrow", dates=DATES)
    found = [f.fact for f in LABS.run(report, VOCABULARY) if f.doubt is None]
    assert {(f.analyte, f.value) for f in found if isinstance(f, LabResult)} == {
        ("blasts_blood", 1.0),
        ("blasts_marrow", 11.6),
    }


def test_a_classification_before_the_next_name_is_of_that_name() -> None:
    text = "Diagnosis: WHO MDS-IB2, ICC MDS/AML."
    found = [f.fact for f in diagnoses.EXTRACTOR.run(report_from_text(text, "note"), VOCABULARY)]
    systems = {f.subtype: f.system for f in found if isinstance(f, Diagnosis)}
    assert systems == {"mds_ib2": "WHO 2022", "mds_aml": "ICC 2022"}


def test_what_an_earlier_marrow_was_called_has_its_day() -> None:
    text = (
        "MDS-IB1. The prior marrow (06/11/2024) showed 3% blasts and was diagnosed as MDS with multilineage dysplasia."
    )
    report = report_from_sections([(SectionLabel.DIAGNOSIS, text)], kind="marrow", dates=DATES)
    found = [f.fact for f in diagnoses.EXTRACTOR.run(report.model_copy(update={"date_order": "mdy"}), VOCABULARY)]
    assert {(f.subtype, f.date) for f in found if isinstance(f, Diagnosis)} == {
        ("mds_ib1", None),
        ("mds_mld", "2024-06-11"),
    }

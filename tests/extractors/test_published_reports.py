"""Ways of saying that published sample reports of laboratories have in common; people and values are invented."""

import pytest

from extractors.biomarkers import EXTRACTOR as BIOMARKERS
from extractors.cytogenetics.fish import EXTRACTOR as FISH
from extractors.diagnoses import EXTRACTOR as DIAGNOSES
from extractors.findings import EXTRACTOR as FINDINGS
from extractors.labs import EXTRACTOR as LABS
from extractors.molecular.variants import run
from extractors.treatments import EXTRACTOR as TREATMENTS
from knowledge.loader import load_vocabulary
from schemas.facts import Biomarker, Diagnosis, Finding, GenePanel, LabResult, Treatment, Variant
from schemas.layout import DocumentKind, SectionLabel
from tests.reports import report_from_sections, report_from_text

VOCABULARY = load_vocabulary()
LISTED = "Genes tested: ASXL1, ATM, CREBBP, EZH2, FLT3, IDH2, KMT2A, STAG2, TET2, TP53"


def found(text: str, kind: DocumentKind = "molecular") -> list[tuple[str, str | None, str | None, float | None]]:
    facts = [f.fact for f in run(report_from_text(text, kind), VOCABULARY) if f.doubt is None]
    return [(v.gene, v.hgvs_c or v.alteration, v.hgvs_p, v.vaf) for v in facts if isinstance(v, Variant)]


def panel(*sections: tuple[SectionLabel, str]) -> GenePanel:
    facts = [f.fact for f in run(report_from_sections(sections, "molecular"), VOCABULARY) if f.doubt is None]
    return next(f for f in facts if isinstance(f, GenePanel))


def diagnoses(text: str, kind: DocumentKind = "molecular") -> list[tuple[str, str]]:
    facts = [f.fact for f in DIAGNOSES.run(report_from_text(text, kind), VOCABULARY) if f.doubt is None]
    return [(f.disease, f.status) for f in facts if isinstance(f, Diagnosis)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("STAG2 splice site 1535-1G>A", ("STAG2", "c.1535-1G>A", None, None)),
        ("IDH2 419G>A R140Q 36%", ("IDH2", "c.419G>A", "p.Arg140Gln", 0.36)),
        (
            "3. FLT3 internal tandem duplication (ITD), 42 bp (NM_004119.2)\nVariant Frequency: 3.1%",
            ("FLT3", "ITD", None, 0.031),
        ),
        (
            "SF3B1 c.2098A>G p.K700E NM_012433 Missense variant (exon 15) - GOF\nVAF: 38.9%",
            ("SF3B1", "c.2098A>G", "p.Lys700Glu", 0.389),
        ),
    ],
)  # fmt: skip
def test_a_change_without_its_prefix_or_with_a_name_is_found_and_its_gene_is_not_negative(
    line: str, expected: tuple[str, str | None, str | None, float | None]
) -> None:
    assert found(line) == [expected]
    assert expected[0] not in panel((SectionLabel.OTHER, f"{line}\n{LISTED}")).negative


def test_a_short_change_below_a_list_of_genes_that_is_open_is_no_gene_of_it() -> None:
    lines = "For the list of the genes assayed see the appendix.\nPHYSICIAN\tIDH2 R140Q"
    assert found(lines) == [("IDH2", None, "p.Arg140Gln", None)]


def test_genes_with_a_change_in_an_appendix_among_trials_are_not_negative() -> None:
    told = panel((SectionLabel.TRIAL, "ATM\tP1054R\nCREBBP\tS893L"), (SectionLabel.GENES_TESTED, LISTED))
    assert not {"ATM", "CREBBP"} & set(told.negative)


@pytest.mark.parametrize(
    "line",
    [
        "TET2 mutation with wild-type ASXL1 has been associated with better response.",
        "Wild-type TP53 patients respond to lenalidomide.",
        "TP53 wild-type cases respond to lenalidomide.",
    ],
)
def test_a_kind_of_patient_is_no_result(line: str) -> None:
    facts = list(run(report_from_text(line, "molecular"), VOCABULARY))
    assert facts == []


def test_a_probe_among_places_on_chromosomes_says_nothing_of_the_sequence() -> None:
    rows = "5q-, -5\tDetected\n7q-, -7\tNot Detected\n+8\tNot Detected\nMLL (KMT2A)\tNot Detected\n20q-\tNot Detected"
    assert list(run(report_from_text(rows, "molecular"), VOCABULARY)) == []
    alone = "MLL (KMT2A)\tNot Detected"
    assert [f.fact for f in run(report_from_text(alone, "molecular"), VOCABULARY)] != []


def test_what_the_limitations_say_is_not_detected_was_not_tested() -> None:
    told = panel(
        (SectionLabel.GENES_TESTED, f"{LISTED}\nNo other variants detected."),
        (
            SectionLabel.METHODS,
            "Variants outside the targeted genes are not detected. "
            "KMT2A partial tandem duplications are not detected.\n"
            "LIMIT OF DETECTION (LOD): 5 percent variant allele fraction (VAF).",
        ),
    )
    assert (told.alterations_negative, told.alterations_not_tested) == ((), ("KMT2A-PTD",))
    assert told.limit_of_detection == 0.05


def test_genes_of_regions_read_too_thinly_are_not_negative() -> None:
    told = panel(
        (
            SectionLabel.OTHER,
            "No other variants detected.\nLow coverage regions: This list contains coding regions where the average "
            "depth is less than our stringent cutoff of 300.\n"
            "Myeloid Low: TET2 (NM_001127208.2) exon 1; STAG2 (NM_001042749.2) exon 26; EZH2 (NM_004456.4) exon 2",
        ),
        (SectionLabel.GENES_TESTED, LISTED),
    )
    assert not {"TET2", "STAG2", "EZH2"} & set(told.negative)
    assert "TP53" in told.negative


@pytest.mark.parametrize(
    "title",
    ["MDS Standard FISH Panel", "NeoTYPE MDS/CMML Profile", "MDS Extended NGS Panel", "MDS High Risk Probe Set"],
)
def test_the_name_of_a_test_is_no_diagnosis(title: str) -> None:
    assert diagnoses(title) == []


def test_what_a_request_submits_is_suspected() -> None:
    above = "Submitted diagnosis or diagnosis under consideration for variant interpretation:"
    assert diagnoses(f"{above}\nMyelodysplastic syndrome") == [("mds", "suspected")]


@pytest.mark.parametrize("kind", ["molecular", "note"])
def test_what_trials_found_in_others_is_not_said_of_the_patient(kind: DocumentKind) -> None:
    report = report_from_text(
        "Enasidenib combined with azacitidine achieved an ORR of 74% in previously untreated patients.\n"
        "In patients with untreated MDS, azacitidine prolonged survival.",
        kind,
    )
    facts: list[Finding] = [f for e in (FINDINGS, TREATMENTS, DIAGNOSES) for f in e.run(report, VOCABULARY)]
    assert facts == []


def labs(text: str, kind: DocumentKind = "marrow", label: SectionLabel = SectionLabel.OTHER) -> list[tuple[str, float]]:
    facts = [f.fact for f in LABS.run(report_from_text(text, kind, label), VOCABULARY) if f.doubt is None]
    return [(f.analyte, f.value) for f in facts if isinstance(f, LabResult)]


def test_a_frequency_of_mutant_alleles_may_be_called_maf_where_a_legend_says_so() -> None:
    row = "TET2\tNonsense\tR1516* (c.4546C>T)\texon 11\tMAF: 44.6% (301/675)"
    legend = "MAF: mutant allele frequency; FC: fold change."
    assert found(f"{row}\n{legend}") == [("TET2", "c.4546C>T", "p.Arg1516Ter", 0.446)]
    assert found(f"{row}\nMAF: minor allele frequency") == [("TET2", "c.4546C>T", "p.Arg1516Ter", None)]


@pytest.mark.parametrize(
    "line", ["MPO: 5% of blasts positive.", "5% of the blasts express CD7.", "8% of blasts are MPO positive"]
)
def test_a_share_of_the_blasts_is_no_count_of_them(line: str) -> None:
    assert labs(f"Bone marrow: blasts 6.5%. {line}") == [("blasts_marrow", 6.5)]


def test_blasts_beside_the_label_of_a_film_are_of_the_blood() -> None:
    lines = "BLOOD FILM\tDysplastic neutrophils.\nOccasional blast (1%).\nASPIRATE\tBlasts 8%."
    assert labs(lines) == [("blasts_blood", 1.0), ("blasts_marrow", 8.0)]
    assert labs("FLOW\tMyeloid precursors.\nBlasts 6%.") == []


@pytest.mark.parametrize(
    "line",
    [
        "The K666N variant is associated with high-risk MDS.",
        "In MDS/MPN-RS-T the JAK2 V617F is found in up to 50% of cases.",
    ],
)
def test_what_an_interpretation_teaches_is_no_diagnosis(line: str) -> None:
    assert [f for f in DIAGNOSES.run(report_from_text(line, "molecular", SectionLabel.DIAGNOSIS), VOCABULARY)] == []


def test_a_diagnosis_behind_an_abbreviated_site_stands() -> None:
    line = "Bone marrow, R PSIS: Chronic myelomonocytic leukaemia-1 excluded. MDS with low blasts (WHO 2022)."
    assert ("mds", "confirmed") in diagnoses(line, "lab")


def test_prev_makes_an_illness_past() -> None:
    report = report_from_text("Prev breast ca 2011 (chemo/RT)", "marrow", SectionLabel.INDICATION)
    assert [f.fact.status for f in DIAGNOSES.run(report, VOCABULARY) if isinstance(f.fact, Diagnosis)] == ["historical"]


def test_a_clone_that_nobody_looked_for_is_not_absent() -> None:
    assert list(BIOMARKERS.run(report_from_text("No PNH clone tested.", "flow"), VOCABULARY)) == []
    assert len(list(BIOMARKERS.run(report_from_text("No PNH clone detected.", "flow"), VOCABULARY))) == 1


def test_what_an_array_lost_is_not_said_of_fish() -> None:
    formula = "arr[GRCh38] 7q22.1q36.3(101540000_159345973)x1[0.3]"
    lines = f"{formula}\nSNP array: a loss of 7q was detected in approximately 30% of cells."
    report = report_from_sections([(SectionLabel.CYTOGENETICS, lines)], "molecular")
    assert {f.fact.name for f in FISH.run(report, VOCABULARY) if isinstance(f.fact, Biomarker)} == {"array_del7q"}


def test_genes_listed_whole_unless_stated_were_tested() -> None:
    told = panel(
        (SectionLabel.OTHER, "No other variants detected."),
        (
            SectionLabel.GENES_TESTED,
            "Genes tested (whole coding unless stated): ASXL1 (exon 12), BCOR, CALR (exon 9), TP53",
        ),
    )
    assert told.negative == ("ASXL1", "BCOR", "CALR", "TP53")


def test_no_mutation_behind_joined_genes_is_said_of_each_of_them() -> None:
    told = panel((SectionLabel.OTHER, "Molecular\tDNMT3A p.R882C 18%. TP53, ASXL1, SF3B1 no mutation."))
    assert told.negative == ("ASXL1", "SF3B1", "TP53")


def test_a_list_of_genes_below_fish_says_that_they_were_sequenced() -> None:
    told = panel((SectionLabel.FISH, "Genes tested, no variant: ASXL1, BCOR, CBL, TP53."))
    assert told.negative == ("ASXL1", "BCOR", "CBL", "TP53")


def test_a_size_of_a_clone_is_not_the_cut_off_of_its_test() -> None:
    report = report_from_text("A small PNH clone is present (cutoff 0.01%).", "flow")
    facts = [f.fact for f in BIOMARKERS.run(report, VOCABULARY)]
    assert [(f.status, f.value) for f in facts if isinstance(f, Biomarker)] == [("positive", None)]


def test_a_keyed_day_that_opens_a_passage_is_that_of_its_counts() -> None:
    lines = "Date: 2/19/2024. WBC 1.9 K/uL; Hgb 9.9 g/dL."
    facts = [f.fact for f in LABS.run(report_from_text(lines, "lab"), VOCABULARY) if f.doubt is None]
    assert {f.collected for f in facts if isinstance(f, LabResult)} == {"2024-02-19"}


def test_a_value_below_its_key_is_that_of_the_name_above() -> None:
    card = "Neutrophil Absolute\nNormal range: 1.8 - 7.7 K/uL\n1.8\t7.7\nValue\n1.1 Low"
    assert labs(card, "lab", SectionLabel.LABS) == [("neutrophils", 1.1)]


def test_a_gene_called_mutated_and_no_more_in_a_form_is_found() -> None:
    row = "Mutational analysis\tRUNX1 mutated; FLT3-ITD not detected; NPM1 not mutated"
    assert found(row, "marrow") == [("RUNX1", None, None, None)]


def test_the_rows_of_single_doses_begin_no_course_and_those_left_out_were_not_given() -> None:
    rows = (
        "Medication Administration Record (MAR)\n"
        "azacitidine 125 mg SC\t03/04/2024 0900\t03/04/2024 0921\tGiven\n"
        "azacitidine 125 mg SC\t03/06/2024 0900\t-\tHeld (ANC)\n"
        "epoetin alfa 40,000 units SC\t03/04/2024\t-\tNot given - Hgb > 11\n"
        "filgrastim 300 mcg SC PRN\tPRN\t-\tNot administered"
    )
    facts = [f.fact for f in TREATMENTS.run(report_from_text(rows), VOCABULARY)]
    assert [(f.agent, f.status, f.started) for f in facts if isinstance(f, Treatment)] == [
        ("azacitidine", "ongoing", None)
    ]


def test_of_two_figures_with_an_arrow_the_second_holds() -> None:
    assert labs("Marrow after cycle 1: blasts 14% -> 6%.", "note", SectionLabel.HISTORY) == [("blasts_marrow", 6.0)]


def test_a_test_of_the_germline_says_of_no_gene_that_the_marrow_is_without_a_change() -> None:
    lines = "{}\nNo pathogenic variants were identified in: CEBPA, GATA2, RUNX1, TP53."
    inherited = report_from_text(lines.format("HEREDITARY MYELOID MALIGNANCY PANEL - GERMLINE"), "molecular")
    assert [f.fact for f in run(inherited, VOCABULARY)] == []
    acquired = report_from_text(lines.format("SOMATIC MYELOID PANEL"), "molecular")
    assert [f.fact.negative for f in run(acquired, VOCABULARY) if isinstance(f.fact, GenePanel)] == [
        ("CEBPA", "GATA2", "RUNX1", "TP53")
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Granulocytes (FLAER/CD157)\t0.00\t0.01%\t<0.01",
        "Small PNH clones (<1%) are found in up to 50% of aplastic anemia and 20% of MDS.",
    ],
)
def test_the_sensitivity_of_a_test_and_the_clones_of_others_are_no_clone(line: str) -> None:
    assert list(BIOMARKERS.run(report_from_text(f"PNH by flow\n{line}", "flow"), VOCABULARY)) == []


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("nuc ish(DXZ1,DYZ3)x1[188/200]", []),  # a man
        ("nuc ish(DXZ1x2,DYZ3x0)[200]", []),  # a woman
        ("nuc ish(DXZ1x1,DYZ3x0)[80/200]", [("fish_minus_y", "positive", 40.0)]),
    ],
)
def test_one_y_is_no_loss_of_it(formula: str, expected: list[tuple[str, str, float]]) -> None:
    report = report_from_sections([(SectionLabel.FISH, formula)], "cytogenetics")
    facts = [f.fact for f in FISH.run(report, VOCABULARY)]
    assert [(f.name, f.status, f.value) for f in facts if isinstance(f, Biomarker)] == expected


def test_what_another_laboratory_counted_is_not_the_count_of_the_review() -> None:
    ours = "On our 500-cell differential count of the marrow blasts comprise 2%."
    assert labs(f"{ours} The outside differential reported 6% blasts.") == [("blasts_marrow", 2.0)]


def test_what_defines_a_class_is_no_diagnosis_variant_or_count_of_the_patient() -> None:
    text = (
        "A VAF >10% with 10-19% blasts is classified as MDS with mutated TP53. "
        "An SF3B1 mutation with a VAF of at least 5% is consistent with MDS with mutated SF3B1. "
        "In WHO 2022, cytopenia with <5% blasts is termed MDS with low blasts."
    )
    assert diagnoses(text) == []
    assert found(text) == []
    report = report_from_text(text, "marrow")
    assert [f.fact for e in (LABS, DIAGNOSES) for f in e.run(report, VOCABULARY)] == []

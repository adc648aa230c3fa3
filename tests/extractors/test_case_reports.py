"""How case histories and reports of other houses put things; people and values are invented."""

import pytest

from extractors.cytogenetics.karyotypes import EXTRACTOR as KARYOTYPES
from extractors.diagnoses import EXTRACTOR as DIAGNOSES
from extractors.labs import EXTRACTOR as LABS
from extractors.molecular.variants import run
from extractors.treatments import EXTRACTOR as TREATMENTS
from knowledge.loader import load_vocabulary
from pipeline.context.kinds import kind_of
from schemas.facts import Diagnosis, Finding, GenePanel, Karyotype, LabResult, Treatment, Variant
from schemas.layout import DocumentKind, ReportDates
from tests.reports import report_from_text

VOCABULARY = load_vocabulary()
VISIT = ReportDates(visit="2025-03-14")


def labs(text: str) -> tuple[set[tuple[str, float, str | None]], set[tuple[str, float]]]:
    """The values of a note of 14 March 2025 that are asserted, with their day, and those that are asked about."""
    sure: set[tuple[str, float, str | None]] = set()
    asked: set[tuple[str, float]] = set()
    for f in LABS.run(report_from_text(text, dates=VISIT), VOCABULARY):
        if isinstance(f.fact, LabResult) and f.doubt is None:
            sure.add((f.fact.analyte, f.fact.value, f.fact.collected))
        elif isinstance(f.fact, LabResult):
            asked.add((f.fact.analyte, f.fact.value))
    return sure, asked


def treatments(text: str) -> list[tuple[str, str, str | None, bool]]:
    """Agent, status, start, and whether it is asked about."""
    found = [f for f in TREATMENTS.run(report_from_text(text, dates=VISIT), VOCABULARY)]
    return [
        (f.fact.agent, f.fact.status, f.fact.started, f.doubt is not None)
        for f in found
        if isinstance(f.fact, Treatment)
    ]


def genes(text: str) -> list[Finding]:
    return list(run(report_from_text(text, "molecular"), VOCABULARY))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "His PCP noted Hgb 8.7 and platelets 61K in July 2024.",
            {("hemoglobin", 8.7, "2024-07"), ("platelets", 61.0, "2024-07")},
        ),
        (
            "Hgb 8.7 (L), WBC 2.1 x10^9/L and platelets 61 K/uL (150-400) on 3 July 2024; ferritin 900 on 5 July 2024.",
            {
                ("hemoglobin", 8.7, "2024-07-03"),
                ("leukocytes", 2.1, "2024-07-03"),
                ("platelets", 61.0, "2024-07-03"),
                ("ferritin", 900.0, "2024-07-05"),
            },
        ),
        (
            "Hgb 8.1, platelets 44 on the same sample of 3 May 2024.",
            {("hemoglobin", 8.1, "2024-05-03"), ("platelets", 44.0, "2024-05-03")},
        ),
        # A bracket behind a whole count is of all of it; what is told of today is of today.
        (
            "Hb 8.7, WBC 2.1, platelets 61 (3 May 2024).",
            {("hemoglobin", 8.7, "2024-05-03"), ("leukocytes", 2.1, "2024-05-03"), ("platelets", 61.0, "2024-05-03")},
        ),
        (
            "Today Hgb is 8.7 and platelets were 61K in July 2024.",
            {("hemoglobin", 8.7, "2025-03-14"), ("platelets", 61.0, "2024-07")},
        ),
        # All of them were so at diagnosis, whenever that was.
        ("Hb 7.5 g/dl, white cells 4 and platelets 450 at diagnosis.", set()),
    ],
)
def test_a_list_of_results_shares_what_stands_behind_its_last(text: str, expected: set[object]) -> None:
    assert labs(text) == (expected, set())


@pytest.mark.parametrize(
    ("text", "sure", "asked"),
    [
        ("Hb 8.7, WBC 2.1 (3 May 2024).", ("leukocytes", 2.1, "2024-05-03"), ("hemoglobin", 8.7)),
        ("Hb 8.4, platelets 61, ferritin 1200 (3 May 2024).", ("ferritin", 1200.0, "2024-05-03"), ("platelets", 61.0)),
        ("Hb 7.9 today (28 Feb 2025: platelets 61).", ("hemoglobin", 7.9, "2025-03-14"), None),
    ],
)
def test_a_bracketed_day_behind_fewer_leaves_the_day_of_the_others_open(
    text: str, sure: tuple[str, float, str], asked: tuple[str, float] | None
) -> None:
    known, questions = labs(text)
    assert sure in known
    assert asked is None or asked in questions


@pytest.mark.parametrize(
    "text",
    [
        "After 2 weeks the platelet count fell to 38.",
        "15 months later the platelet count was 38.",
        "By week 8 platelets were 38.",
        "Platelets were 38 two weeks later.",
        "Azacitidine was initiated in November 2024 and he has completed six cycles, with platelets of 38.",
    ],
)
def test_a_value_of_some_time_after_an_event_is_not_dated_by_the_visit(text: str) -> None:
    assert labs(text) == (set(), {("platelets", 38.0)})


def test_what_is_now_after_an_event_is_of_the_visit() -> None:
    assert labs("After four cycles the platelet count is 38.") == ({("platelets", 38.0, "2025-03-14")}, set())


@pytest.mark.parametrize(
    "text",
    [
        "He had a rise in hemoglobin of 9 g/dL.",
        "There was a drop in platelets of 40.",
        "An increase in Hb by 7.5 g/dL.",
    ],
)
def test_by_how_much_a_value_changed_is_no_value(text: str) -> None:
    assert labs(text) == (set(), set())


def test_what_a_value_changed_to_is_one() -> None:
    assert labs("Improvement in hemoglobin to 12.4 g/dL.") == ({("hemoglobin", 12.4, "2025-03-14")}, set())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A hypercellular marrow with 14% myeloblasts by manual differential (flow cytometry: 11% CD34+ blasts).",
            {("blasts_marrow", 14.0)},
        ),
        ("A hypercellular marrow (80%) with 14% blasts.", {("blasts_marrow", 14.0), ("marrow_cellularity", 80.0)}),
        ("Bone marrow with 5% blasts (by flow cytometry).", set()),
        (
            "Bone marrow aspirate smear: dysplasia. It is like that in peripheral blood and the blast count was 7%.",
            {("blasts_marrow", 7.0)},
        ),
    ],
)
def test_a_percentage_is_of_the_cells_and_the_place_it_is_told_of(text: str, expected: set[object]) -> None:
    sure, asked = labs(text)
    assert ({s[:2] for s in sure}, asked) == (expected, set())


@pytest.mark.parametrize(
    "text",
    [
        "Outside read: bone marrow blasts 8%. Our pathologist re-reviewed the slides and counts 6%.",
        "Bone marrow blasts were 8% on the outside read and 6% on our review.",
        "Marrow blasts 8% (outside), 6% (in-house review).",
    ],
)
def test_an_outside_count_of_slides_read_anew_is_asked_about(text: str) -> None:
    assert labs(text) == (set(), {("blasts_marrow", 8.0)})


def test_ones_own_count_stands_beside_the_outside_one() -> None:
    sure, asked = labs("Outside marrow showed 8% blasts; on our hematopathology review, marrow blasts are 6%.")
    assert {s[:2] for s in sure} == {("blasts_marrow", 6.0)}
    assert asked == {("blasts_marrow", 8.0)}


@pytest.mark.parametrize(
    "text", ["Outside marrow in March 2024 showed 8% blasts.", "Outside marrow, read here: blasts 8%."]
)
def test_an_outside_count_alone_stands(text: str) -> None:
    assert {s[:2] for s in labs(text)[0]} == {("blasts_marrow", 8.0)}


_RESULT = "SF3B1 c.2098A>G p.Lys700Glu VAF 31%\n\nGenes tested: ASXL1, BCOR, CEBPA, EZH2, RUNX1, SF3B1, STAG2, TP53\n\n"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            "All exons met the coverage requirement with the exception of: STAG2 exon 9, CEBPA exon 1.",
            {"CEBPA", "STAG2"},
        ),
        ("Regions with <500x coverage in this sample: CEBPA exon 1 (62%), STAG2 exon 30.", {"CEBPA", "STAG2"}),
        ("Coverage gaps: STAG2 (exon 9).", {"STAG2"}),
        ("All genes passed QC apart from BCOR (exon 4).", {"BCOR"}),
        ("Regions not meeting minimum coverage (100x):\nCEBPA exon 1\nSTAG2 exon 30", {"CEBPA", "STAG2"}),
        ("Mean coverage was 1200x. Genes covered include ASXL1 and TP53.", set()),
        ("Low depth (<100 reads): none.", set()),
    ],
)
def test_a_gene_that_was_read_too_shallowly_is_not_negative(text: str, left: set[str]) -> None:
    panels = [f.fact for f in genes(_RESULT + text) if isinstance(f.fact, GenePanel) and f.doubt is None]
    assert [set(p.negative) for p in panels] == [{"ASXL1", "BCOR", "CEBPA", "EZH2", "RUNX1", "STAG2", "TP53"} - left]


def variants(text: str) -> list[tuple[str, str | None, str | None, str | None]]:
    found = [f.fact for f in genes(text) if f.doubt is None and isinstance(f.fact, Variant)]
    return [(v.gene, v.hgvs_c, v.hgvs_p, v.significance) for v in found]


def test_a_splice_site_change_beside_one_of_the_protein_is_another() -> None:
    assert variants("TET2 Q1523*, splice site 3594+1G>A") == [
        ("TET2", None, "p.Gln1523Ter", None),
        ("TET2", "c.3594+1G>A", None, None),
    ]
    assert variants("TET2 c.3594+1G>A p.? 20%") == [("TET2", "c.3594+1G>A", "p.?", None)]


def test_the_class_of_one_gene_is_not_that_of_the_next() -> None:
    assert variants("RUNX1 VUS, SF3B1 K700E 32%") == [("SF3B1", None, "p.Lys700Glu", None)]
    assert variants("RUNX1 (VUS)") == [("RUNX1", None, None, "uncertain")]
    assert variants("Pathogenic variants: SF3B1 K700E 32%, TET2 p.Q1523* 20%") == [
        ("SF3B1", None, "p.Lys700Glu", "pathogenic"),
        ("TET2", None, "p.Gln1523Ter", "pathogenic"),
    ]


def test_a_change_that_a_report_repeats_is_not_of_the_class_of_the_heading() -> None:
    text = "VARIANTS OF UNCERTAIN SIGNIFICANCE\nBCOR p.K838N 49%\nPrior report (15 January 2023): RUNX1 p.R201* 24%"
    found = {f.fact.gene: f.fact.significance for f in genes(text) if isinstance(f.fact, Variant)}
    assert found == {"BCOR": "uncertain", "RUNX1": None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Start of azacitidine on 4 May 2024; end on 6 Nov 2024.", [("azacitidine", "ongoing", "2024-05-04", True)]),
        (
            "Initiation of decitabine in June 2024, last dose October 2024.",
            [("decitabine", "ongoing", "2024-06", True)],
        ),
        ("Start azacitidine on 24 March 2025.", [("azacitidine", "planned", "2025-03-24", False)]),
        (
            "Plan: decitabine/cedazuridine or azacitidine, leaning to the latter.",
            [("decitabine/cedazuridine", "considered", None, False), ("azacitidine", "considered", None, False)],
        ),
        (
            "Received azacitidine or decitabine elsewhere.",
            [("azacitidine", "completed", None, True), ("decitabine", "completed", None, True)],
        ),
        (
            "Plan: start azacitidine and venetoclax.",
            [("azacitidine", "planned", None, False), ("venetoclax", "planned", None, False)],
        ),
    ],
)
def test_treatments_of_a_choice_or_of_a_day_that_has_passed(text: str, expected: list[object]) -> None:
    assert treatments(text) == expected


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("IMPORTANT FOR READING: JAK2 V617F shows that the disease is a myeloproliferative neoplasm.", True),
        ("FLT3-ITD indicates acute myeloid leukemia.", True),
        ("Bone marrow biopsy indicates MDS.", False),
        ("The SF3B1 mutation confirms a diagnosis of MDS.", False),
    ],
)
def test_what_a_marker_means_in_general_is_no_diagnosis(text: str, asked: bool) -> None:
    found = [f for f in DIAGNOSES.run(report_from_text(text, dates=VISIT), VOCABULARY) if isinstance(f.fact, Diagnosis)]
    assert [f.doubt is not None for f in found] == [asked]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "A 72-year-old man was referred for pancytopenia. Karyotype was 46,XY,del(20)(q11.2q13.3)[17]/46,XY[3]. "
            "NGS revealed TP53 p.R273H and DNMT3A p.R882C. The patient received 4 cycles of azacitidine. He is stable.",
            "note",
        ),
        ("Karyotype: 46,XY,del(20)(q11.2q13.3)[17]/46,XY[3]\nTwenty metaphases were analysed.", "cytogenetics"),
    ],
)
def test_a_history_told_of_a_person_is_a_note(text: str, kind: DocumentKind) -> None:
    assert kind_of(report_from_text(text)) == kind


def days(text: str) -> set[tuple[str, str | None]]:
    """Sure values by their analyte and day, in a note of 30 September 2024 that writes the month first."""
    report = report_from_text(text, dates=ReportDates(visit="2024-09-30")).model_copy(update={"date_order": "mdy"})
    found = [f for f in LABS.run(report, VOCABULARY) if f.doubt is None]
    return {(f.fact.analyte, f.fact.collected) for f in found if isinstance(f.fact, LabResult)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CBC from LabCorp 9/27 faxed: WBC 2.0, Plt 55K.", {("leukocytes", "2024-09-27"), ("platelets", "2024-09-27")}),
        ("Labs from 9/10 show Hgb 7.1.", {("hemoglobin", "2024-09-10")}),
        ("Marrow 6/14 no progression, marrow blasts 3%.", {("blasts_marrow", "2024-06-14")}),
        ("CBC today: pain 5/10, Hgb 7.1.", {("hemoglobin", "2024-09-30")}),
        (
            "Hgb 8.3, plt 24, Cr 1.6 (baseline 1.4).",
            {(n, "2024-09-30") for n in ("hemoglobin", "platelets", "creatinine")},
        ),
    ],
)
def test_a_day_without_its_year_beside_the_test_is_that_of_its_results(text: str, expected: set[object]) -> None:
    assert days(text) == expected


def test_what_she_was_told_of_a_marrow_nobody_has_is_no_result() -> None:
    assert labs('He was told he had "5% blasts" in the marrow.') == (set(), set())


@pytest.mark.parametrize("text", ["Day +100: 46,XX[20] (female donor), MRD negative.", "Chromosomes 46,XY[20], donor."])
def test_the_karyotype_of_the_donors_cells_is_asked_about(text: str) -> None:
    found = [
        f for f in KARYOTYPES.run(report_from_text(text, dates=VISIT), VOCABULARY) if isinstance(f.fact, Karyotype)
    ]
    assert [f.doubt is not None for f in found] == [True]


def test_genes_behind_the_cells_of_a_clone_are_no_part_of_it() -> None:
    text = "Karyotype 45,XY,-7[18]/46,XY[2], RUNX1, ASXL1, NRAS"
    found = [
        f for f in KARYOTYPES.run(report_from_text(text, dates=VISIT), VOCABULARY) if isinstance(f.fact, Karyotype)
    ]
    assert [(f.fact.iscn, f.doubt) for f in found if isinstance(f.fact, Karyotype)] == [("45,XY,-7[18]/46,XY[2]", None)]


def test_a_disease_that_a_marrow_no_longer_shows_is_not_ruled_out() -> None:
    text = "63M with MDS-EB2 s/p alloHCT. Day +30 marrow: no MDS, 100% donor."
    found = [f.fact for f in DIAGNOSES.run(report_from_text(text, dates=VISIT), VOCABULARY) if not f.doubt]
    assert [(f.subtype, f.status) for f in found if isinstance(f, Diagnosis)] == [("mds_eb2", "confirmed")]


def test_only_the_box_that_is_ticked_is_a_diagnosis() -> None:
    text = (
        "HISTOLOGIC TYPE\n___ MDS with low blasts and isolated 5q deletion\n"
        "_X_ MDS with low blasts and SF3B1 mutation\n___ MDS with increased blasts 1"
    )
    found = [f.fact for f in DIAGNOSES.run(report_from_text(text, "marrow"), VOCABULARY) if not f.doubt]
    assert [(f.subtype, f.status) for f in found if isinstance(f, Diagnosis)] == [("mds_sf3b1", "confirmed")]


def test_a_gene_with_a_share_alone_stands_beside_others_with_their_changes() -> None:
    found = [f.fact for f in genes("NGS: ASXL1 (34%), U2AF1 S34F (41%), TET2 not mutated.") if not f.doubt]
    assert {(v.gene, v.vaf) for v in found if isinstance(v, Variant)} == {("U2AF1", 0.41)}
    found = [f.fact for f in genes("NGS: ASXL1 (34%), U2AF1 S34F (41%).") if not f.doubt]
    assert {(v.gene, v.vaf) for v in found if isinstance(v, Variant)} == {("ASXL1", 0.34), ("U2AF1", 0.41)}


def test_a_change_is_of_the_marrow_whose_day_its_part_of_the_line_begins_with() -> None:
    text = "11/2022: fatigue, Hgb 8.1. BMBx 12/22/2022: MDS-EB1, blasts 7%. NGS ASXL1 (34%), U2AF1 S34F (41%)."
    report = report_from_text(text, dates=VISIT).model_copy(update={"date_order": "mdy"})
    found = [f.fact for f in run(report, VOCABULARY) if isinstance(f.fact, Variant)]
    assert {(v.gene, v.collected) for v in found} == {("ASXL1", "2022-12-22"), ("U2AF1", "2022-12-22")}


def test_a_formula_without_cells_may_go_on_in_words() -> None:
    text = "Chromosome analysis: 46,XY,del(20)(q11q13.3) was found."
    found = [
        f for f in KARYOTYPES.run(report_from_text(text, dates=VISIT), VOCABULARY) if isinstance(f.fact, Karyotype)
    ]
    assert [(f.fact.iscn, f.doubt) for f in found if isinstance(f.fact, Karyotype)] == [
        ("46,XY,del(20)(q11q13.3)", None)
    ]
    # Cells counted in words are a part of it that was not understood, and so is another change.
    for more in ("in 8 of 20 cells", "and -7[5]", "idem"):
        text = f"Chromosome analysis: 46,XY,del(20)(q11q13.3) {more}"
        asked = [f.doubt for f in KARYOTYPES.run(report_from_text(text, dates=VISIT), VOCABULARY)]
        assert all(asked) and asked

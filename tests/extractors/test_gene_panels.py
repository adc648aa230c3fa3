"""Which genes a report tested, as laboratories list them, and which of them it says are without a change."""

import pytest

from extractors.molecular.variants import run
from knowledge.loader import load_vocabulary
from pipeline.context import add_context
from schemas.facts import GenePanel, Variant
from schemas.layout import SectionLabel
from tests.pipeline.layout.pages import laid_out
from tests.reports import report_from_text, section_from_text

VOCABULARY = load_vocabulary()
MANY = "ABL1, ASXL1, BCOR, CALR\nCBL, CEBPA, DDX41, ETV6\nEZH2, TP53"


def panel(text: str) -> GenePanel | None:
    facts = [f.fact for f in run(report_from_text(text, "molecular"), VOCABULARY)]
    return next((f for f in facts if isinstance(f, GenePanel)), None)


def negative(text: str) -> tuple[str, ...]:
    found = panel(text)
    return found.negative if found is not None else ()


def variants(text: str) -> list[tuple[str, str | None, str | None, float | None]]:
    facts = [f.fact for f in run(report_from_text(text, "molecular"), VOCABULARY)]
    return [(v.gene, v.hgvs_c, v.hgvs_p, v.vaf) for v in facts if isinstance(v, Variant)]


@pytest.mark.parametrize(
    ("text", "genes", "changes"),
    [
        ("FLT3-ITD: not detected.", (), ("FLT3-ITD",)),
        ("FLT3-ITD: neg.", (), ("FLT3-ITD",)),
        ("FLT3 internal tandem duplication: absent", (), ("FLT3-ITD",)),
        ("Internal tandem duplication of FLT3 was not detected.", (), ("FLT3-ITD",)),
        ("FLT3-TKD: not detected.", (), ("FLT3-TKD",)),
        ("FLT3-ITD: not detected. FLT3-TKD: not detected.", ("FLT3",), ("FLT3-ITD", "FLT3-TKD")),
        ("FLT3 (ITD/TKD): not detected", ("FLT3",), ("FLT3-ITD", "FLT3-TKD")),
        ("FLT3 (incl. ITD): not detected", ("FLT3",), ("FLT3-ITD",)),
        ("FLT3: not detected. FLT3-ITD: not detected.", ("FLT3",), ("FLT3-ITD",)),
        ("FLT3: not detected, ITD: not detected", ("FLT3",), ("FLT3-ITD",)),
        ("KMT2A: not detected", ("KMT2A",), ()),
        ("KMT2A-PTD: not detected", ("KMT2A",), ("KMT2A-PTD",)),
        (
            "Partial tandem duplication of KMT2A and internal tandem duplication of FLT3 are absent.",
            ("KMT2A",),
            ("FLT3-ITD", "KMT2A-PTD"),
        ),
        ("No mutations in: ASXL1, FLT3-ITD, TP53, RUNX1", ("ASXL1", "RUNX1", "TP53"), ("FLT3-ITD",)),
        ("KMT2A rearrangement: not detected", (), ()),
    ],
)
def test_a_test_for_one_named_change_is_not_one_of_the_gene(
    text: str, genes: tuple[str, ...], changes: tuple[str, ...]
) -> None:
    found = panel(text)
    assert (found.negative if found else ()) == genes
    assert (found.alterations_negative if found else ()) == changes


@pytest.mark.parametrize(
    "title",
    [
        "Wild-type genes",
        "Genes covered with no call:",
        "Genes sequenced, no variant",
        "No variant of clinical significance was found in the remaining genes of the panel:",
        "Genes without a reportable variant",
    ],
)
def test_short_lines_of_genes_below_a_title_are_one_list(title: str) -> None:
    assert negative(f"{title}\n{MANY}") == (
        "ABL1", "ASXL1", "BCOR", "CALR", "CBL", "CEBPA", "DDX41", "ETV6", "EZH2", "TP53",
    )  # fmt: skip


@pytest.mark.parametrize("title", ["4. Failed", "Genes not assessed", "Insufficient coverage", "Genes not covered"])
def test_genes_below_a_title_of_what_failed_are_not_negative(title: str) -> None:
    assert negative(f"No mutations in: SF3B1, TET2, RUNX1, SRSF2\n{title}\nASXL1, TP53") == (
        "RUNX1", "SF3B1", "SRSF2", "TET2",
    )  # fmt: skip


def test_a_grid_of_genes_with_how_much_of_each_was_read() -> None:
    grid = "ABL1 100%\tASXL1 99.8%\tBCOR 100%\nTP53 100%\tRUNX1 100%\tCEBPA 31%\nEZH2 100%"
    text = f"3. Genes sequenced, no variant (fraction of target at 200x or more)\n{grid}"
    assert negative(text) == ("ABL1", "ASXL1", "BCOR", "EZH2", "RUNX1", "TP53")


def test_percentages_below_a_title_of_what_was_found_are_no_coverage() -> None:
    assert negative("Genes tested\nSF3B1 34%\tTET2 95%\nRUNX1 12%") == ()


def test_none_below_a_title_of_variants_makes_the_genes_tested_negative() -> None:
    report = report_from_text("", "molecular")
    sections = (
        section_from_text("None", SectionLabel.MOLECULAR, "CLINICALLY SIGNIFICANT VARIANTS"),
        section_from_text(MANY, SectionLabel.GENES_TESTED, "GENES COVERED BY THIS TEST", top=200.0),
    )
    (found,) = [f.fact for f in run(report.model_copy(update={"sections": sections}), VOCABULARY)]
    assert isinstance(found, GenePanel) and "TP53" in found.negative


def test_a_single_test_for_one_change_says_nothing_of_a_list_of_genes() -> None:
    found = panel(f"Genes tested:\n{MANY}\nFLT3-ITD: not detected.")
    assert found is not None and found.negative == () and "TP53" in found.tested


def test_a_gene_beside_a_change_that_could_not_be_read_is_not_negative() -> None:
    text = f"Variants:\nTP53\tEZH2\np.R175H\tp.Q12*\t30%\t40%\nSF3B1 p.K700E 34%\nGenes tested:\n{MANY}"
    assert not {"TP53", "EZH2"} & set(negative(text)) and "ASXL1" in negative(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "ZRSR2 — c.335delA; p.Glu113fs*52. Mutant allele fraction 0.61.",
            [("ZRSR2", "c.335delA", "p.Glu113fsTer52", 0.61)],
        ),
        ("U2AF1\tc.101C>A allele burden 48 %, reads 184\tp.S34Y", [("U2AF1", "c.101C>A", "p.Ser34Tyr", 0.48)]),
        ("BCOR\tc.4428+1G>T allele burden 72 %, reads 1114\tp.?", [("BCOR", "c.4428+1G>T", "p.?", 0.72)]),
        (
            "TET2\tc.2137delT\t64%\tPathogenic\np.(Ser714fs*37)",
            [("TET2", "c.2137delT", "p.Ser714fsTer37", 0.64)],
        ),
        # Two changes of one gene in a row stay two where their codons differ.
        (
            "TP53\tc.524G>A 30%\tp.R273C 12%",
            [("TP53", "c.524G>A", None, 0.3), ("TP53", None, "p.Arg273Cys", 0.12)],
        ),
        # A line that runs over two cards is of neither.
        ("ASXL1\t344_345insGCT\nc.1926_1927insG\tCCC\np.Gly646fs*12\tp.Phe116fs*30\nVAF: 47.0%\tVAF: 33.4%", []),
    ],
)  # fmt: skip
def test_a_change_and_its_frequency_in_other_cells_or_sentences(
    text: str, expected: list[tuple[str, str | None, str | None, float | None]]
) -> None:
    assert variants(text) == expected


TEN = "ASXL1, BCOR, CALR, CBL, CEBPA, DDX41, ETV6, EZH2, STAG2, TP53"


def asked(text: str) -> tuple[str, ...]:
    found = run(report_from_text(text, "molecular"), VOCABULARY)
    return tuple(g for f in found if isinstance(f.fact, GenePanel) and f.doubt is not None for g in f.fact.tested)


@pytest.mark.parametrize(
    "list_",
    [
        "Left for another day: BCOR, STAG2",
        "Beyond our reach\nBCOR, STAG2",
        "Set aside this time:\nBCOR\nSTAG2",
        "Removed from this version of the panel: BCOR, STAG2",
        "Shelved: BCOR, STAG2.",
    ],
)
def test_genes_listed_under_words_not_known_are_asked_about(list_: str) -> None:
    text = f"Genes tested:\n{TEN}\nNo variants detected.\n{list_}"
    assert asked(text) == ("BCOR", "STAG2")
    assert set(negative(text)) == set(TEN.split(", ")) - {"BCOR", "STAG2"}


@pytest.mark.parametrize("title", ["Outside the wells", "Awaiting a second tube:", "Not yet on the machine"])
def test_a_whole_list_under_a_title_not_known_is_asked_about(title: str) -> None:
    assert negative(f"{title}\n{TEN}\nNo variants detected.") == ()


@pytest.mark.parametrize(
    "title", ["", "Genes tested:", "Myeloid NGS panel", "Comment", "Coding regions of", "We looked at"]
)
def test_a_list_under_no_title_or_a_plain_one_was_tested(title: str) -> None:
    assert negative(f"{title}\n{TEN}\nNo variants detected.") == tuple(sorted(TEN.split(", ")))
    assert asked(f"{title}\n{TEN}\nNo variants detected.") == ()


def test_a_row_of_statuses_says_nothing_of_a_gene_beside_a_word_not_known() -> None:
    assert negative("BCOR\twt\tASXL1\tcold\tTP53\twarm") == ("BCOR",)


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("SF3B1 mutation was detected.", True),
        ("Open to those with IDH1 p.R132C", False),
        ("The team keeps TP53 p.R175H in its freezer.", False),
    ],
)
def test_a_change_without_a_frequency_in_words_not_known_is_asked_about(text: str, sure: bool) -> None:
    found = [f for f in run(report_from_text(text, "molecular"), VOCABULARY) if isinstance(f.fact, Variant)]
    assert [f.doubt is None for f in found] == [sure]


LISTED = "Genes tested, no reportable variant\n" + MANY + "\n"


@pytest.mark.parametrize(
    "line",
    [
        "Genes of earlier versions of this panel (ATRX, PTEN) are no longer tested.",
        "No longer tested: ATRX, PTEN.",
        "ATRX and PTEN have been removed from the panel.",
        "ATRX and PTEN were never sequenced here.",
        "ATRX, PTEN: not currently offered.",
        "ATRX and PTEN are not part of the tested genes.",
    ],
)
def test_genes_that_a_panel_has_given_up_are_not_negative(line: str) -> None:
    found = panel(LISTED + line)
    assert found is not None
    assert not {"ATRX", "PTEN"} & {*found.tested, *found.negative}
    assert "ASXL1" in found.negative


@pytest.mark.parametrize(
    "line",
    [
        "Splicing factor genes, TET2, ASXL1 and RUNX1 are among the genes most often mutated in MDS.",
        "ASXL1 is commonly mutated in older persons.",
        "For SF3B1 the hotspot p.Lys700Glu, for SRSF2 codon 95 are best known.",
        "Variants of DNMT3A, TET2 and ASXL1 are usually found first.",
        "The hotspot p.Pro95His of SRSF2 is the most frequent change.",
    ],
)
def test_what_is_usual_is_said_of_others(line: str) -> None:
    text = "Genes without a reportable variant: ABL1, ASXL1, BCOR, CALR, SF3B1, SRSF2, TET2, RUNX1\n" + line
    assert variants(text) == []
    assert negative(text) == ("ABL1", "ASXL1", "BCOR", "CALR", "RUNX1", "SF3B1", "SRSF2", "TET2")


def test_a_change_found_here_and_usual_elsewhere_is_asked_about_or_found_and_never_negative() -> None:
    text = "Genes tested: ABL1, ASXL1, BCOR, CALR, SF3B1, SRSF2, TET2, RUNX1\n"
    text += "No variant was detected in the other genes.\nSF3B1 p.Lys700Glu, the most common hotspot."
    assert "SF3B1" not in negative(text)
    assert [v[0] for v in variants(text)] == ["SF3B1"]
    assert [v[0] for v in variants("TET2 c.3646C>T p.Arg1216Ter was detected, as often in MDS.")] == ["TET2"]


def test_a_change_that_the_methods_name_is_no_finding() -> None:
    section = section_from_text(
        "The panel covers hot spots of NRAS and KRAS. Insertions may be missed. CALR type 1 is c.1099_1150del.",
        SectionLabel.METHODS,
    )
    report = report_from_text("No variant was detected in CALR.", "molecular")
    report = report.model_copy(update={"sections": (*report.sections, section)})
    facts = [f.fact for f in run(report, VOCABULARY)]
    assert not [f for f in facts if isinstance(f, Variant)]
    assert [f.negative for f in facts if isinstance(f, GenePanel)] == [("CALR",)]


def test_drugs_listed_for_a_change_do_not_say_it_was_found() -> None:
    table = "Biomarker\tTherapy\tDisease\nJAK2 V617F\truxolitinib\tMyelofibrosis\nIDH1 R132\tivosidenib\tAML"
    assert variants("Genes tested, no reportable variant\nJAK2, IDH1, IDH2, TP53, NPM1\n" + table) == []
    asked = [f for f in run(report_from_text(table, "molecular"), VOCABULARY) if isinstance(f.fact, Variant)]
    assert [f.doubt is not None for f in asked] == [True]


@pytest.mark.parametrize(
    ("text", "genes", "changes"),
    [
        ("No FLT3-ITD. No KMT2A-PTD.", ("KMT2A",), ("FLT3-ITD", "KMT2A-PTD")),
        ("No TP53 mutation was found.", ("TP53",), ()),
        ("No NPM1, TP53 or RUNX1 variants.", ("NPM1", "RUNX1", "TP53"), ()),
        ("No TP53 result.", (), ()),
        ("No FLT3 inhibitor.", (), ()),
        ("No TP53 testing was done.", (), ()),
    ],
)
def test_a_bare_no_before_a_gene(text: str, genes: tuple[str, ...], changes: tuple[str, ...]) -> None:
    found = panel(text)
    assert (found.negative if found else ()) == genes
    assert (found.alterations_negative if found else ()) == changes
    listed = panel("No pathogenic variant was detected in any of the genes tested.\n" + text)
    assert (listed.alterations_negative if listed else ()) == changes


def test_a_semicolon_parts_what_commas_join() -> None:
    assert negative("NGS with ASXL1, RUNX1 and STAG2; TP53 negative") == ("TP53",)
    assert negative("ASXL1; RUNX1; TP53: not detected") == ("ASXL1", "RUNX1", "TP53")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mutations were found in SF3B1 and TET2.", [("SF3B1", None), ("TET2", None)]),
        ("Mutations in SF3B1 and TET2 were detected.", [("SF3B1", None), ("TET2", None)]),
        ("Mutations were found in SF3B1 (34%) and TET2 (12%).", [("SF3B1", 0.34), ("TET2", 0.12)]),
        ("Sequencing revealed pathogenic variants in SF3B1 and TET2.", [("SF3B1", None), ("TET2", None)]),
        ("Mutations in SF3B1 were found in 80% of patients with ring sideroblasts.", []),
        ("Whether mutations were found in TP53 decides on transplantation.", []),
        ("Mutations in TP53 were not detected.", []),
        ("Other groups found mutations in ASXL1.", []),
        ("Sensitivity for FLT3-ITD is 1%, for JAK2 V617F 0.1%.", []),
    ],
)
def test_genes_said_to_be_changed_in_words_alone(text: str, expected: list[tuple[str, float | None]]) -> None:
    tested = "\nGenes tested: ASXL1, FLT3, JAK2, SF3B1, TET2, TP53\nNo other variant was detected."
    assert [(gene, vaf) for gene, _, _, vaf in variants(text + tested)] == expected
    assert not {gene for gene, _ in expected} & set(negative(text + tested))


@pytest.mark.parametrize(
    "text",
    ["NPM1 type A is c.860_863dup.", "DNMT3A mutations are found with age.", "Germline DDX41 variants present late."],
)
def test_a_change_named_where_none_was_found_is_asked_about(text: str) -> None:
    told = f"The panel showed no pathogenic variant.\n{text}"
    found = [f for f in run(report_from_text(told, "molecular"), VOCABULARY) if isinstance(f.fact, Variant)]
    assert [f.doubt is not None for f in found] == [True]
    told = f"The panel showed no other pathogenic variant.\nNPM1 c.860_863dup 12% VAF.\n{text}"
    assert ("NPM1", "c.860_863dup", None, 0.12) in variants(told)


def test_groups_of_genes_below_a_title_that_calls_them_normal_are_negative() -> None:
    text = "TESTED AND NORMAL\nSplicing: SRSF2, U2AF1, ZRSR2\nMethylation: DNMT3A, TET2, IDH1, IDH2"
    head = "Molecular pathology\nPatient: Jane Roe   DOB: 11 April 1951\nCollected: 14 March 2025\nNGS panel\n\n"
    document = add_context(laid_out(head + text, vocabulary=VOCABULARY), VOCABULARY)
    found = [f for r in document.reports for f in run(r, VOCABULARY)]
    fact = next(f.fact for f in found if isinstance(f.fact, GenePanel) and f.doubt is None)
    assert set(fact.negative) == {"SRSF2", "U2AF1", "ZRSR2", "DNMT3A", "TET2", "IDH1", "IDH2"}


def test_a_gene_that_its_own_row_denies_was_not_found() -> None:
    text = "NPM1 mutation analysisFinal Component: NPM1\tYour value: Not Detected\tStandard range: Not Detected"
    assert variants(text) == []


def test_a_change_named_as_an_example_was_not_found_and_denies_nothing() -> None:
    text = "Mutations of TP53 such as p.Arg175His worsen the outlook in MDS."
    assert [f for f in run(report_from_text(text, "molecular"), VOCABULARY)] == []

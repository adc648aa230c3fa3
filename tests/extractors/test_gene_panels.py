"""Which genes a report tested, as laboratories list them, and which of them it says are without a change."""

import pytest

from extractors.variants import run
from knowledge.loader import load_vocabulary
from schemas.facts import GenePanel, Variant
from schemas.layout import SectionLabel
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

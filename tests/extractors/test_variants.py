import pytest

from extractors.hgvs import normal_protein
from extractors.variants import run
from knowledge.loader import load_vocabulary
from schemas.facts import GenePanel, Variant
from schemas.layout import DocumentKind, SectionLabel
from tests.reports import report_from_sections, report_from_text
from tests.shared import phrasings

VOCABULARY = load_vocabulary()


def variants(text: str, kind: DocumentKind = "molecular") -> list[tuple[str, str | None, str | None, float | None]]:
    facts = [f.fact for f in run(report_from_text(text, kind), VOCABULARY)]
    return [(v.gene, v.hgvs_c, v.hgvs_p, v.vaf) for v in facts if isinstance(v, Variant)]


def panel(text: str, kind: DocumentKind = "molecular") -> GenePanel | None:
    panels = [f.fact for f in run(report_from_text(text, kind), VOCABULARY) if isinstance(f.fact, GenePanel)]
    return panels[0] if panels else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SF3B1 p.Lys700Glu (c.2098A>G), VAF 34.2%", ("SF3B1", "c.2098A>G", "p.Lys700Glu", 0.342)),
        ("SF3B1\tc.2098A>G\tp.(Lys700Glu)\t34.2%\t1308x\tTier I", ("SF3B1", "c.2098A>G", "p.Lys700Glu", 0.342)),
        ("SF3B1 K700E, 38%", ("SF3B1", None, "p.Lys700Glu", 0.38)),
        ("SF3B1 c.2098A>G p.K700E allele fraction: 0.342", ("SF3B1", "c.2098A>G", "p.Lys700Glu", 0.342)),
        ("SRSF2 mutation found in 31% of reads", ("SRSF2", None, None, 0.31)),
        ("TP53 p.R273C VAF: 82 %, limit of detection 2%", ("TP53", None, "p.Arg273Cys", 0.82)),
        ("TP53 p.R273C, limit of detection 2%", ("TP53", None, "p.Arg273Cys", None)),
        ("KMT2A-PTD detected", ("KMT2A", None, None, None)),
    ],
)
def test_one_variant_as_printed(text: str, expected: tuple[str, str | None, str | None, float | None]) -> None:
    assert variants(text) == [expected]


def test_two_changes_of_one_gene_are_two_variants() -> None:
    assert variants("TP53 p.R175H 41% / p.R273C 12%") == [
        ("TP53", None, "p.Arg175His", 0.41),
        ("TP53", None, "p.Arg273Cys", 0.12),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "IDH1 R132C mutations are approved targets of a drug",
        "TP53 p.R175H not detected",
        "Mother carries a DDX41 p.R525H mutation",
        "Donor: DNMT3A p.R882H 4%",
        "p53 IHC: strong nuclear staining in 20%",
        "Germline status from cultured fibroblasts: TP53 negative",
        "MDS with mutated SF3B1",
        "TP53-mutated disease",
        "If TP53 is mutated, discuss transplant",
        "KMT2A rearrangement not detected by FISH",
    ],
)
def test_nothing_of_this_patient_is_nothing(text: str) -> None:
    assert list(run(report_from_text(text, "molecular"), VOCABULARY)) == []


@pytest.mark.parametrize("label", [SectionLabel.METHODS, SectionLabel.TRIAL, SectionLabel.FAMILY_HISTORY])
def test_sections_that_are_not_about_this_patient_are_silent(label: SectionLabel) -> None:
    report = report_from_sections([(label, "TP53 p.R175H VAF 42%. FLT3 not detected.")], "molecular")
    assert list(run(report, VOCABULARY)) == []


@pytest.mark.parametrize(
    ("text", "negative"),
    [
        ("No mutations were detected in TP53, SF3B1 and ASXL1.", ("ASXL1", "SF3B1", "TP53")),
        ("IDH1/2, FLT3: not detected", ("FLT3", "IDH1", "IDH2")),
        ("NPM1 wild type. CEBPA: not covered by this assay.", ("NPM1",)),
        ("TP53: Not detected (limit of detection 2%)", ("TP53",)),
    ],
)
def test_genes_said_to_be_negative(text: str, negative: tuple[str, ...]) -> None:
    found = panel(text)
    assert found is not None and found.negative == negative
    assert variants(text) == []


def test_listed_genes_are_negative_only_beside_a_result() -> None:
    listed = "Genes tested: ASXL1, BCOR, CBL, CEBPA, SF3B1, TP53"
    found = panel(listed)
    assert found is not None and found.negative == () and "TP53" in found.tested
    found = panel(listed + "\nSF3B1 p.K700E VAF 38%")
    assert found is not None and found.negative == ("ASXL1", "BCOR", "CBL", "CEBPA", "TP53")
    found = panel(listed + "\nNo pathogenic variants detected.")
    assert found is not None and found.negative == ("ASXL1", "BCOR", "CBL", "CEBPA", "SF3B1", "TP53")
    found = panel(listed + "\nInsufficient DNA; testing could not be performed.")
    assert found is None or found.negative == ()


def test_genes_not_covered_are_not_negative() -> None:
    found = panel("Genes tested: ASXL1, BCOR, CBL, CEBPA\nNot covered: STAT3, UBA1, DDX41, CUX1\nNo variants detected.")
    assert found is not None and found.negative == ("ASXL1", "BCOR", "CBL", "CEBPA")


def test_the_limit_of_detection_is_kept() -> None:
    found = panel("TP53: Not detected (limit of detection 2%)")
    assert found is not None and found.limit_of_detection == 0.02


def test_significance_of_a_heading_counts_for_the_rows_below() -> None:
    text = "Variants of uncertain significance\nCUX1 c.368T>C p.Leu123Pro 46.1%"
    facts = [f.fact for f in run(report_from_text(text, "molecular"), VOCABULARY)]
    assert [v.significance for v in facts if isinstance(v, Variant)] == ["uncertain"]


def test_dna_and_protein_that_do_not_fit_are_asked_about() -> None:
    findings = [f for f in run(report_from_text("TP53 c.524G>A p.(Arg174His) VAF 41%", "molecular"), VOCABULARY)]
    assert [f.doubt is not None for f in findings if isinstance(f.fact, Variant)] == [True]


def test_a_number_that_two_engines_read_differently_is_asked_about() -> None:
    report = report_from_text("SF3B1 p.K700E VAF 38%", "molecular", doubtful=["38%"])
    findings = [f for f in run(report, VOCABULARY) if isinstance(f.fact, Variant)]
    assert len(findings) == 1 and findings[0].doubt is not None
    assert "SF3B1" in findings[0].doubt.question


def test_an_earlier_result_is_marked_as_such() -> None:
    findings = list(
        run(report_from_text("Previously detected TP53 p.R175H (VAF 12%, March 2025).", "note"), VOCABULARY)
    )
    assert [(f.prior, f.fact.collected) for f in findings if isinstance(f.fact, Variant)] == [(True, "2025-03")]


def test_evidence_is_the_words_that_carry_the_variant() -> None:
    (found,) = [
        f
        for f in run(report_from_text("Result SF3B1 p.K700E VAF 38% of note", "molecular"), VOCABULARY)
        if isinstance(f.fact, Variant)
    ]
    assert found.fact.evidence[0].quote == "SF3B1 p.K700E VAF 38%"


def test_labelled_wordings() -> None:
    rows = [r for r in phrasings("variant") if "expect" in r]
    wrong = []
    for row in rows:
        want, got, negatives = row["expect"], variants(row["text"]), panel(row["text"])
        if want["status"] == "detected":
            right = [(g, p, v) for g, _, p, v in got] == [(want["gene"], normal_protein(want["p"]), want["vaf"])]
        elif want["status"] == "not_detected":
            right = got == [] and negatives is not None and negatives.negative == (want["gene"],)
        else:
            right = got == [] and negatives is None
        if not right:
            wrong.append(row["id"])
    assert len(wrong) <= 0.02 * len(rows), wrong

import pytest

from extractors.hgvs import normal_protein
from extractors.molecular.variants import run
from knowledge.loader import load_vocabulary
from schemas.facts import GenePanel, Variant
from schemas.layout import DocumentKind, ReportDates, SectionLabel
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
        ("STAG2 c.1416+1G>A splice donor variant, VAF 60%", ("STAG2", "c.1416+1G>A", None, 0.6)),
        ("SF3B1 p.K700E. Detected in 300 of 987 reads, a VAF of 30.4%.", ("SF3B1", None, "p.Lys700Glu", 0.304)),
        ("VAF 34% SF3B1 p.K700E", ("SF3B1", None, "p.Lys700Glu", 0.34)),
        ("TP53 p.R175H 30% (previously 12%)", ("TP53", None, "p.Arg175His", 0.3)),
        ("TP53 p.R175H was previously 20% and is now at 34%.", ("TP53", None, "p.Arg175His", 0.34)),
        ("TP53 p.R175H VAF 12% at diagnosis, 34% now", ("TP53", None, "p.Arg175His", 0.34)),
        ("TP53 p.R175H VAF increased from 12% to 34%", ("TP53", None, "p.Arg175His", 0.34)),
        ("New since last study: RUNX1 p.R201* 12%", ("RUNX1", None, "p.Arg201Ter", 0.12)),
        # A depth, a population, a purity is no allele frequency.
        ("TP53 p.R175H (coverage 99%, VAF 42%)", ("TP53", None, "p.Arg175His", 0.42)),
        ("TP53 p.R175H 34%, population allele frequency 0.0001", ("TP53", None, "p.Arg175His", 0.34)),
        ("TP53 p.R175H alt reads 42, total reads 120", ("TP53", None, "p.Arg175His", None)),
        ("TP53 p.R175H\t980\tgnomAD frequency 0.0004", ("TP53", None, "p.Arg175His", None)),
        # A change cut short would be another change.
        ("ASXL1 c.1644_1646delTCGINSA p.F548fs*2 23%", ("ASXL1", None, "p.Phe548fsTer2", 0.23)),
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
    ("text", "expected"),
    [
        ("SF3B1 p.K700E and TET2 p.Q1034* were detected with VAFs of 34% and 41%, respectively.", (0.34, 0.41)),
        ("SF3B1 p.K700E and TET2 p.Q1034* were detected, both at 30%.", (0.3, 0.3)),
        ("34% SF3B1 p.K700E; 41% TET2 p.Q1034*", (0.34, 0.41)),
        ("TP53 R175H 30%; TP53 c.993+1G>A 12%", (0.3, 0.12)),
        ("NGS showed SF3B1 (VAF 34%), TET2 (VAF 41%) and DNMT3A (VAF 12%) mutations.", (0.34, 0.41, 0.12)),
        ("SF3B1, TET2 and DNMT3A mutations were detected.", (None, None, None)),
    ],
)
def test_each_variant_of_a_sentence_has_its_own_frequency(text: str, expected: tuple[float | None, ...]) -> None:
    assert tuple(v[3] for v in variants(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "SF3B1 p.K700E and TET2 p.Q1034* were detected at 34%, 41% and 12%.",
        "SF3B1 p.K700E 34% 36%",
        "SF3B1 p.K700E (VAF 30-40%)",
    ],
)
def test_frequencies_that_cannot_be_told_apart_are_asked_about(text: str) -> None:
    found = list(run(report_from_text(text, "molecular"), VOCABULARY))
    assert found and all(f.doubt is not None for f in found)


def test_a_change_of_a_gene_we_do_not_know_is_not_given_to_the_one_before() -> None:
    found = list(run(report_from_text("SF3B1 p.K700E (VAF 34%) and ABCD1 p.R12H (VAF 12%).", "molecular"), VOCABULARY))
    assert [(f.fact.gene, f.doubt is None) for f in found if isinstance(f.fact, Variant)] == [
        ("SF3B1", True),
        ("ABCD1", False),
    ]


@pytest.mark.parametrize(
    "text",
    [
        # Of copies and places, which say nothing of the sequence.
        "MDS FISH panel: Negative for -5/5q-, -7/7q-, +8, 20q- and TP53 deletion.",
        "17p13\tTP53 / CEP17\t2R2G\tNegative",
        "8q24 (MYC)\t200\tNormal, not detected",
        "No rearrangement of KMT2A, MECOM or NUP98 was identified.",
        "TP53 copy-neutral LOH: not detected",
        "cnLOH 17p including TP53 detected",
        "TP53 immunohistochemistry: negative",
        # Of fusions, which have a gene's name in theirs.
        "BCR-ABL1: not detected",
        "RUNX1-RUNX1T1: not detected. PML-RARA: not detected.",
        "Fusions tested: KMT2A, MECOM, NUP98, RUNX1, ETV6, PDGFRA: none detected",
        "No longer detected: SF3B1 K700E",
        # Teaching.
        "SF3B1 mutation is strongly associated with ring sideroblasts.",
        "The ASXL1 mutation is an adverse prognostic factor.",
        "ASXL1 p.G646Wfs*12 is found in 10-20% of MDS patients.",
        "Class 1 variants are not reported; e.g. TET2 p.I1762V is frequent in the population.",
        "KMT2A partial tandem duplications are reported when found.",
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
        ("Negative for mutations in TP53, FLT3 and NPM1.", ("FLT3", "NPM1", "TP53")),
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


def test_genes_with_too_little_coverage_are_not_negative() -> None:
    found = panel(
        "Genes tested: ASXL1, BCOR, CBL, CEBPA\nThe following genes had insufficient coverage: CEBPA, CBL.\nNegative."
    )
    assert found is not None and found.negative == ("ASXL1", "BCOR")


@pytest.mark.parametrize(
    "text",
    [
        "No mutation was detected in TP53, but SF3B1 is mutated (VAF 34%).",
        "Negative: TP53; SF3B1 mutated, VAF 34%",
    ],
)
def test_a_turn_ends_what_the_first_words_say(text: str) -> None:
    found = panel(text)
    assert found is not None and found.negative == ("TP53",)
    assert variants(text) == [("SF3B1", None, None, 0.34)]


def test_a_mutation_beside_a_deletion_not_found_is_a_mutation() -> None:
    text = "TP53 mutation detected by sequencing; TP53 deletion not detected by FISH."
    assert variants(text) == [("TP53", None, None, None)] and panel(text) is None


@pytest.mark.parametrize("kind", ["cytogenetics"])
def test_probes_of_a_cytogenetics_report_are_no_genes_tested(kind: DocumentKind) -> None:
    assert panel("TP53: negative\nKMT2A: negative", kind) is None


@pytest.mark.parametrize(
    ("text", "negative", "blind"),
    [
        ("FLT3-ITD and KMT2A-PTD: not detected.", ("FLT3-ITD", "KMT2A-PTD"), ()),
        ("No mutations in: ASXL1, KMT2A (incl. PTD), TP53, RUNX1", ("KMT2A-PTD",), ()),
        ("No mutations in: ASXL1, KMT2A, TP53, RUNX1\nKMT2A-PTD is not detected by this assay.", (), ("KMT2A-PTD",)),
        ("No mutations in: ASXL1, KMT2A, TP53\nKMT2A-PTD are reported when found.", ("KMT2A-PTD",), ()),
        ("No mutations in: ASXL1, KMT2A, TP53, RUNX1", (), ()),
    ],
)
def test_named_changes_searched_for(text: str, negative: tuple[str, ...], blind: tuple[str, ...]) -> None:
    found = panel(text)
    assert found is not None and "KMT2A" in found.negative
    assert (found.alterations_negative, found.alterations_not_tested) == (negative, blind)


def test_a_row_of_genes_each_with_its_own_result() -> None:
    text = "Mutation status of the genes examined\nCEBPA\tn.e.\tKIT\twt\tSRSF2\tmut.\nASXL1\twt\tTP53\twt\tCBL\tn.e."
    found = panel(text)
    assert found is not None and found.negative == ("ASXL1", "KIT", "TP53")
    assert "CEBPA" not in found.tested


def test_a_list_after_trial_text_is_read() -> None:
    text = "NCT0000: venetoclax in TP53 disease\nGENES IN WHICH NO VARIANT WAS FOUND\nASXL1\tBCOR\tCBL\tTP53\nNF1\tWT1"
    report = report_from_sections([(SectionLabel.TRIAL, text)], "molecular")
    (found,) = [f.fact for f in run(report, VOCABULARY)]
    assert isinstance(found, GenePanel) and found.negative == ("ASXL1", "BCOR", "CBL", "NF1", "TP53", "WT1")


def test_a_card_below_a_gene_and_bases_that_go_on_below() -> None:
    text = "SF3B1 Location: exon 15\nNucleotide\tc.1998G>T\nMutant allele burden\t36%"
    assert variants(text) == [("SF3B1", "c.1998G>T", None, 0.36)]
    assert variants("TET2\tc.2666_2667insGTCA\tp.Q909fs*11\t64%\nAGTTC") == [
        ("TET2", "c.2666_2667insGTCAAGTTC", "p.Gln909fsTer11", 0.64)
    ]


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


def test_a_comparison_with_an_earlier_study_makes_no_result_earlier() -> None:
    (found,) = run(report_from_text("New since last study: RUNX1 p.R201* 12%", "molecular"), VOCABULARY)
    assert not found.prior


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


@pytest.mark.parametrize(
    "text",
    [
        "Positive control: JAK2 p.V617F detected at 5%",
        "Run control HD829: JAK2 p.Val617Phe expected 5.0%, observed 4.9%",
        "NRAS p.G12D\tControl\t5.1%\tPass",
        "Run controls\nJAK2 p.V617F\t5.1%\tPass",
        "Hotspots covered: JAK2 V617F, IDH1 R132H, IDH2 R140Q",
        "The assay detects JAK2 V617F at 0.1%.",
        "For instance, SF3B1 K700E at 5% is reliably called",
        "Limit of detection was established with FLT3 p.D835Y at 2.5% VAF",
        "Reference standard: KIT p.D816V 10%",
        "Sample spike-in NPM1 p.W288fs 1% detected",
        "Validation: 20 samples with JAK2 V617F were all detected",
        "Gene description: TP53 R273H abolishes DNA binding",
        "Patients with TP53 R175H found at VAF 10% fare worse",
        "Artefact: ASXL1 p.G646fs (homopolymer) 3% not reported",
        "Ivosidenib\tIDH1 p.R132H\tFDA approved",
    ],
)
def test_controls_examples_and_drugs_are_no_findings(text: str) -> None:
    assert variants(text) == []


@pytest.mark.parametrize("title", ["Findings", "2. Results (1)"])
def test_a_finding_below_the_controls_counts_again(title: str) -> None:
    text = f"Run controls\nJAK2 p.V617F\t5.1%\tPass\n{title}\nSF3B1 p.K700E\t34%\tTier I"
    assert variants(text) == [("SF3B1", None, "p.Lys700Glu", 0.34)]


def test_a_change_without_a_frequency_beside_listed_ones_is_asked_about() -> None:
    text = "SF3B1 p.K700E VAF 34%\nThe change TP53 p.R175H was detected.\nSF3B1 p.K700E was detected."
    found = [f for f in run(report_from_text(text, "molecular"), VOCABULARY) if isinstance(f.fact, Variant)]
    assert [(f.fact.gene, f.doubt is not None) for f in found if isinstance(f.fact, Variant)] == [
        ("SF3B1", False),
        ("TP53", True),
        ("SF3B1", False),
    ]


@pytest.mark.parametrize(
    ("text", "blind"),
    [
        ("KMT2A-PTD by other methods", ()),
        ("FLT3-ITD by another assay", ()),
        ("KMT2A-PTD with another method", ()),
        ("KMT2A-PTD", ("KMT2A-PTD",)),
        ("KMT2A-PTD, fusions by other methods", ("KMT2A-PTD",)),
    ],
)
def test_not_tested_by_other_methods_means_that_this_one_did(text: str, blind: tuple[str, ...]) -> None:
    found = panel(f"No mutations in: ASXL1, TP53, RUNX1, EZH2\nNot tested: {text}.")
    assert found is not None and found.alterations_not_tested == blind


@pytest.mark.parametrize(
    ("paragraph", "vaf"),
    [
        ("Variant allele fraction 37.2% at a depth of 937 reads. SF3B1 encodes part of the spliceosome.", 0.372),
        ("The variant allele frequency was 37.2%. The change has been reported before.", 0.372),
        ("Missense change in exon 15. Allele fraction: 37.2% (349 of 937 reads).", 0.372),
        ("Found at a VAF of 37.2 %. SF3B1 is changed in 80% of patients with ring sideroblasts.", 0.372),
        ("SF3B1 is changed in 80% of patients with ring sideroblasts.", None),
        ("The limit of detection of the variant allele fraction is 2%.", None),
        ("TET2 had a variant allele fraction of 12%.", None),
    ],
)
def test_the_paragraph_below_a_titled_change_tells_its_frequency(paragraph: str, vaf: float | None) -> None:
    text = f"1. SF3B1 c.2098A>G p.Lys700Glu\n{paragraph}"
    found = [v for v in variants(text) if v[0] == "SF3B1"]
    assert found == [("SF3B1", "c.2098A>G", "p.Lys700Glu", vaf)]


@pytest.mark.parametrize(
    "text",
    [
        "The CUX1 variant reported in 2023 (p.Gln620*, 3%) is no longer detectable.",
        "TP53 R175H fell from 20% to undetectable.",
        "TP53 p.R175H (20% in March 2024) was not detected in this sample.",
        "NPM1 p.W288fs, VAF 32% at diagnosis, is now negative.",
        "SETBP1 was wild-type at diagnosis in 2023.",
        "RUNX1 and EZH2 were negative in the outside panel of 2022.",
    ],
)
def test_what_is_gone_or_of_an_earlier_study_is_not_asserted_of_this_sample(text: str) -> None:
    report = report_from_text(text, "molecular", dates=ReportDates(collected="2025-03-14"))
    assert [f.fact for f in run(report, VOCABULARY) if f.doubt is None] == []


@pytest.mark.parametrize(
    ("text", "vaf"),
    [
        ("SF3B1 p.K700E 34%, not found in gnomAD.", 0.34),
        ("Criteria of WHO 2022 are met by SF3B1 K700E at 34%.", 0.34),
        ("SF3B1 K700E at 34%, unchanged from March 2024.", 0.34),
    ],
)
def test_words_of_other_matters_leave_a_change_as_it_is(text: str, vaf: float) -> None:
    report = report_from_text(text, "molecular", dates=ReportDates(collected="2025-03-14"))
    (only,) = [f for f in run(report, VOCABULARY) if isinstance(f.fact, Variant)]
    assert isinstance(only.fact, Variant)
    assert (only.doubt, only.fact.vaf, only.fact.collected) == (None, vaf, "2025-03-14")


def test_a_note_tells_of_changes_on_the_day_it_prints() -> None:
    text = "NGS (March 2024): SF3B1 K700E 34%."
    report = report_from_text(text, "note", dates=ReportDates(visit="2025-03-14"))
    facts = [f.fact for f in run(report, VOCABULARY) if f.doubt is None]
    assert [(v.vaf, v.collected) for v in facts if isinstance(v, Variant)] == [(0.34, "2024-03")]


def test_a_germline_result_says_nothing_of_the_tumour() -> None:
    assert panel("GATA2, RUNX1 and ANKRD26 germline negative.") is None


def test_a_change_told_again_with_its_figure_of_today_is_of_no_earlier_day() -> None:
    text = (
        "We confirm the previously reported ASXL1 p.(Gly646Trpfs*12), now at 38 % (12 % in August 2024), "
        "and a newly acquired NRAS p.(Gly13Asp) at 7 %."
    )
    report = report_from_text(text, "molecular", dates=ReportDates(collected="2025-05-05"))
    found = [f for f in run(report, VOCABULARY) if isinstance(f.fact, Variant)]
    assert not any(f.fact.collected == "2024-08" for f in found if isinstance(f.fact, Variant) and f.doubt is None)


@pytest.mark.parametrize(
    "text",
    [
        "Example of notation: JAK2 c.1849G>T, p.Val617Phe, 38.0 % means that 38 of 100 reads carry the exchange.",
        "How to read a line: JAK2 c.1849G>T, p.Val617Phe, 38.0 %.",
        "Explanations for the reader\nJAK2 c.1849G>T, p.Val617Phe, 38.0 %: 38 of 100 reads carry the exchange.",
        "By way of example, JAK2 p.Val617Phe at 38 % is carried by most cells.",
    ],
)
def test_an_example_of_how_changes_are_written_is_no_finding(text: str) -> None:
    whole = f"Genes examined without pathogenic variant: ASXL1, BCOR, JAK2, TET2\n{text}"
    assert variants(whole) == []
    known = panel(whole)
    assert known is not None and "JAK2" in known.negative


def test_what_a_finding_means_and_how_it_is_written_leaves_it_a_finding() -> None:
    sf3b1 = ("SF3B1", "c.2098A>G", "p.Lys700Glu", 0.38)
    assert variants("SF3B1 c.2098A>G, p.Lys700Glu, VAF 38 %, which means that about 76 % of cells carry it.") == [sf3b1]
    assert variants("SF3B1\tHGVS notation: c.2098A>G p.Lys700Glu\tVAF 38 %") == [sf3b1]


@pytest.mark.parametrize(
    "text",
    [
        "No internal tandem duplication of FLT3 and no partial tandem duplication of KMT2A was identified.",
        "Neither FLT3-ITD nor KMT2A-PTD was found.",
        "No FLT3 internal tandem duplication or KMT2A partial tandem duplication detected.",
    ],
)
def test_named_changes_denied_by_their_long_names(text: str) -> None:
    said = panel(text)
    assert variants(text) == [] and said is not None
    assert set(said.alterations_negative) == {"FLT3-ITD", "KMT2A-PTD"}


def test_one_named_change_denied_does_not_deny_the_next() -> None:
    text = "No internal tandem duplication of FLT3; partial tandem duplication of KMT2A present."
    said = panel(text)
    assert said is not None and said.alterations_negative == ("FLT3-ITD",) and said.negative == ()

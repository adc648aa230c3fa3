"""Diagnoses: what is stated, and nothing else."""

import pytest

from extractors.diagnoses import EXTRACTOR
from knowledge.loader import load_vocabulary
from schemas.facts import Diagnosis, Finding
from schemas.layout import DocumentKind, SectionLabel
from tests.reports import report_from_text


def run(
    text: str, kind: DocumentKind = "note", label: SectionLabel = SectionLabel.OTHER, doubtful: str = ""
) -> list[Finding]:
    return list(EXTRACTOR.run(report_from_text(text, kind, label, doubtful=doubtful.split()), load_vocabulary()))


def said(found: list[Finding]) -> list[tuple[str, str]]:
    return [(f.fact.subtype or f.fact.disease, f.fact.status) for f in found if isinstance(f.fact, Diagnosis)]


CASES = [
    ("? MDS ? aplastic anaemia", [("mds", "suspected"), ("aplastic_anemia", "suspected")]),
    ("Macrocytosis (? aplastic anaemia).", [("aplastic_anemia", "suspected")]),
    ("Is it MDS? Aplastic anaemia is confirmed.", [("mds", "suspected"), ("aplastic_anemia", "confirmed")]),
    ("Myelodysplastic neoplasm with increased blasts 2 (WHO 2022).", [("mds_ib2", "confirmed")]),
    ("Diagnosed with MDS-EB-1 in 2024", [("mds_eb1", "confirmed")]),
    ("No evidence of residual MDS.", [("mds", "historical")]),
    ("MDS progressed to AML in March 2026.", [("mds", "confirmed"), ("aml", "confirmed")]),
    ("No evidence of progression to AML.", []),
    ("His mother died of colon cancer.", []),
    ("Family history: MDS in brother", []),
    ("MDS gene panel sent", []),
    ("MDS-related gene mutations were not detected", []),
    ("This drug is approved for MDS.", []),
    ("Patient is worried that it is leukemia or MDS", []),
    ("Anemia likely multifactorial, in a patient with MDS.", [("mds", "confirmed")]),
    ("Renal AML 9 mm", [("angiomyolipoma", "confirmed")]),
    ("AML, 9 mm, upper pole of left kidney", [("angiomyolipoma", "confirmed")]),
    ("AML noted.", []),
    ("Rheumatoid arthritis (RA), on RA 98%", []),
    ("Refractory anemia with excess blasts in transformation", [("mds_raebt", "confirmed")]),
    ("Colon cancer screening is up to date", []),
    ("Template: MDS: Yes / No / Unknown", []),
    ("Copied forward: MDS-EB2", []),
    ("MDS could not be confirmed", []),
    ("MDS cannot be completely excluded.", [("mds", "suspected")]),
    ("The findings do not exclude MDS.", [("mds", "suspected")]),
    ("CCUS is favored.", [("ccus", "suspected")]),
    ("Acute myeloid leukemia is not established.", []),
    ("No CAR-T is given for MDS.", []),
    ("CAP accredited laboratory", []),
    ("SF3B1 mutations are frequent in MDS with ring sideroblasts.", []),
    ("MDS F/U visit", [("mds", "confirmed")]),
    ("From 5 % upwards: increased; from 20 %: acute leukaemia.", []),
    ("Blasts 5-9 %: MDS-IB1, 10-19 %: MDS-IB2, 20 % and more: acute leukaemia.", []),
    ("Blasts 22 %: acute myeloid leukaemia.", [("aml", "confirmed")]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_statements(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(run(text)) == expected


def test_consistent_with_confirms_only_where_a_pathologist_signs_out() -> None:
    text = "Findings consistent with MDS-EB2."
    assert said(run(text, "marrow", SectionLabel.DIAGNOSIS)) == [("mds_eb2", "confirmed")]
    assert said(run(text, "marrow", SectionLabel.COMMENT)) == [("mds_eb2", "suspected")]
    assert said(run(text, "note", SectionLabel.DIAGNOSIS)) == [("mds_eb2", "suspected")]
    assert said(run("Consistent with low-grade MDS.", "marrow", SectionLabel.DIAGNOSIS)) == [("mds", "suspected")]


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        (SectionLabel.INDICATION, [("mds_eb2", "suspected")]),
        (SectionLabel.FAMILY_HISTORY, []),
        (SectionLabel.METHODS, []),
        (SectionLabel.TRIAL, []),
        (SectionLabel.GENES_TESTED, []),
        (SectionLabel.HEADER, []),
        (SectionLabel.ASSESSMENT, [("mds_eb2", "confirmed")]),
    ],
)
def test_the_section_decides_whom_and_what_it_speaks_of(label: SectionLabel, expected: list[tuple[str, str]]) -> None:
    assert said(run("MDS-EB2", label=label)) == expected


def test_the_same_name_in_two_classifications() -> None:
    found = run("MDS-biTP53 (WHO 2022); MDS/AML with mutated TP53 (ICC 2022)", "marrow", SectionLabel.DIAGNOSIS)
    assert [(f.fact.subtype, f.fact.system) for f in found if isinstance(f.fact, Diagnosis)] == [
        ("mds_bi_tp53", "WHO 2022"),
        ("mds_aml_tp53", "ICC 2022"),
    ]


def test_code_label_date_and_evidence() -> None:
    (found,) = run("Diagnosed 12 Jan 2026 with MDS-EB2 (WHO 2016).")
    fact = found.fact
    assert isinstance(fact, Diagnosis)
    assert (fact.label, fact.system, fact.date) == ("MDS with excess blasts-2", "WHO 2016", "2026-01-12")
    assert fact.code is not None and (fact.code.system, fact.code.code) == ("ICD-O-3", "9983/3")
    assert "MDS-EB2" in fact.evidence[0].quote


def test_unverified_codes_are_left_out() -> None:
    (found,) = run("MDS-SF3B1")
    assert isinstance(found.fact, Diagnosis) and found.fact.code is None


def test_a_name_not_read_surely_asks() -> None:
    (found,) = run("Impression: MDS-EB2", doubtful="MDS-EB2")
    assert found.doubt is not None and found.doubt.question.endswith("?")
    (sure,) = run("Impression: MDS-EB2", doubtful="Impression:")
    assert sure.doubt is None


def test_a_negation_not_read_surely_asks() -> None:
    (found,) = run("No evidence of MDS", doubtful="No")
    assert found.doubt is not None


def test_a_relatives_disease_that_stands_in_the_next_line_of_a_cell_is_not_hers() -> None:
    text = "Monocytes\t2.9\tMrs Roe has been watched; cousin with\nLymphocytes\t12.3\tpolycythaemia vera."
    found = EXTRACTOR.run(report_from_text(text, "marrow", SectionLabel.INDICATION), load_vocabulary())
    assert list(found) == []


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("The following were excluded: AML, CMML.", {("cmml", "ruled_out")}),
        ("Excluded: LGL leukaemia.", {("lgl_leukemia", "ruled_out")}),
        ("Differential diagnoses considered and excluded: CMML.", {("cmml", "ruled_out")}),
        ("Criteria for CMML are not met.", {("cmml", "ruled_out")}),
        ("Consistent with MDS-IB2 rather than AML.", {("mds_ib2", "suspected"), ("aml", "ruled_out")}),
        ("Treated with azacitidine as for AML.", set()),
        ("I reviewed this lady with her daughter, who has Hodgkin lymphoma.", set()),
        ("MDS-LB was the referral diagnosis.", {("mds_lb", "suspected")}),
        ("St. James had called this MDS-LB; we do not agree.", set()),
        ("Hx: t-MDS.", set()),
        ("Breast cancer - mother.", set()),
        ("MDS, mother well.", {("mds", "confirmed")}),
        ("MDS-SF3B1, pending molecular confirmation.", {("mds_sf3b1", "suspected")}),
        (
            "It is not AML, and the aplastic anaemia which you had wondered about is excluded.",
            {("aplastic_anemia", "ruled_out")},
        ),
        ("City Hosp. diagnosis: MDS-IB1.", {("mds_ib1", "suspected")}),
        ("Final diagnosis: MDS-LB.", {("mds_lb", "confirmed")}),
    ],
)
def test_what_is_excluded_disputed_or_of_others_is_not_asserted_of_the_patient(
    text: str, sure: set[tuple[str, str]]
) -> None:
    assert set(said([f for f in run(text) if f.doubt is None])) == sure


@pytest.mark.parametrize(
    ("text", "kind", "sure"),
    [
        ("There is no evidence of myelofibrosis.", "marrow", set()),
        ("No evidence of polycythaemia vera or CMML.", "marrow", {("cmml", "ruled_out")}),
        ("No evidence of a myeloproliferative neoplasm.", "marrow", {("mpn", "ruled_out")}),
        ("Mutations such as DNMT3A p.Arg882His may be found in healthy persons (CHIP).", "molecular", set()),
        ("A low VAF may reflect CHIP.", "molecular", set()),
        ("Such variants could point to CHIP rather than to MDS.", "molecular", set()),
        ("The presence of such a variant does not prove MDS.", "molecular", set()),
        ("The findings are suspicious for CCUS.", "molecular", {("ccus", "suspected")}),
        ("CMML it is not.", "note", set()),
    ],
)
def test_one_kind_denied_and_what_a_laboratory_teaches_say_nothing_of_the_disease(
    text: str, kind: DocumentKind, sure: set[tuple[str, str]]
) -> None:
    assert set(said([f for f in run(text, kind) if f.doubt is None])) == sure

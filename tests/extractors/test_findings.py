"""Clinical findings: present, absent only where words say so, and nobody else's."""

import pytest

from extractors.findings import EXTRACTOR
from knowledge.loader import load_vocabulary
from schemas.facts import ClinicalFinding, Finding
from schemas.layout import SectionLabel
from tests.reports import report_from_text


def run(text: str, label: SectionLabel = SectionLabel.OTHER, doubtful: str = "") -> list[Finding]:
    return list(EXTRACTOR.run(report_from_text(text, label=label, doubtful=doubtful.split()), load_vocabulary()))


def said(text: str, label: SectionLabel = SectionLabel.OTHER) -> set[tuple[str, str]]:
    return {(f.fact.concept, f.fact.status) for f in run(text, label) if isinstance(f.fact, ClinicalFinding)}


CASES = [
    ("Comorbid conditions: hypertension.", {("hypertension", "present")}),
    ("Accompanying illnesses: asthma, COPD.", {("asthma", "present"), ("copd", "present")}),
    ("She has hypertension and type 2 diabetes.", {("hypertension", "present"), ("diabetes", "present")}),
    ("Denies bleeding, fever, weight loss", {("bleeding", "absent"), ("fever", "absent"), ("weight_loss", "absent")}),
    ("No fever, but chills", {("fever", "absent"), ("chills", "present")}),
    ("No focal hepatic lesion", {("liver_lesion", "absent")}),
    ("No hepatosplenomegaly", {("hepatomegaly", "absent"), ("splenomegaly", "absent")}),
    ("Portal hypertension", set()),
    ("Call for fever or bleeding", set()),
    ("Neutropenic precautions reviewed", set()),
    ("Her brother had a stroke", set()),
    ("Patient asks whether MDS has spread to the liver", set()),
    ("HBsAg negative, anti-HBc positive", {("hepatitis_b", "absent"), ("hepatitis_b_exposure", "present")}),
    ("HCV cured (SVR 2019)", {("hepatitis_c", "historical")}),
    ("History of DVT", {("thrombosis", "historical")}),
    ("UPT negative", {("pregnancy", "absent")}),
    ("26w pregnant", {("pregnancy", "present")}),
    ("Avoid pregnancy", set()),
    ("Not a transplant candidate (age 78, COPD)", {("transplant_candidate", "absent")}),
    ("She is a transplant candidate.", {("transplant_candidate", "present")}),
    (
        "Daughter is haploidentical; transplant consult booked",
        {("donor_haploidentical", "present"), ("transplant_consult", "present")},
    ),
    ("Brother is a 10/10 HLA match.", {("donor_matched_sibling", "present")}),
    ("No Auer rods are seen.", {("auer_rods", "absent")}),
    ("Liver lesion suspicious for metastases", {("liver_lesion", "present"), ("metastatic_disease", "possible")}),
    ("Platelets clumped", {("platelet_clumping", "present")}),
    ("Fever: no", {("fever", "absent")}),
    ("Hospice referral placed", {("hospice", "present")}),
    ("Fever [ ] Bleeding [ ]", set()),
]


EXAMPLES = [(t.concept, e) for t in load_vocabulary().findings for e in t.examples]
COUNTER_EXAMPLES = [(t.concept, e) for t in load_vocabulary().findings for e in t.counter_examples]


@pytest.mark.parametrize(("concept", "text"), EXAMPLES)
def test_examples_of_the_vocabulary_are_found(concept: str, text: str) -> None:
    assert (concept, "present") in said(text)


@pytest.mark.parametrize(("concept", "text"), COUNTER_EXAMPLES)
def test_counter_examples_of_the_vocabulary_are_not(concept: str, text: str) -> None:
    assert (concept, "present") not in said(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [("CREAT CLEARANCE (C-G) 41 L mL/min", 41.0), ("CrCl 58.5 mL/min", 58.5), ("The QTc was 512 ms.", 512.0)],
)
def test_a_number_stands_in_the_words_it_was_read_from(text: str, value: float) -> None:
    (found,) = [f.fact for f in run(text) if isinstance(f.fact, ClinicalFinding)]
    assert found.value == value
    assert f"{value:g}" in " ".join(e.quote for e in found.evidence)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_findings(text: str, expected: set[tuple[str, str]]) -> None:
    assert said(text) == expected


def test_what_a_request_names_is_possible() -> None:
    assert said("Pancytopenia", SectionLabel.INDICATION) == {("pancytopenia", "possible")}
    assert said("Hypertension", SectionLabel.FAMILY_HISTORY) == set()


def test_a_liver_finding_quotes_its_sentence() -> None:
    (found,) = run("CT abdomen: 4 cm mass in liver.")
    assert found.fact.evidence[0].quote == "CT abdomen: 4 cm mass in liver."


def test_a_name_not_read_surely_asks() -> None:
    (found,) = run("Known cirrhosis", doubtful="cirrhosis")
    assert found.doubt is not None


def test_a_finding_that_is_a_number_needs_its_number() -> None:
    (found,) = run("QTc 512 ms")
    assert isinstance(found.fact, ClinicalFinding)
    assert (found.fact.concept, found.fact.value, found.fact.unit) == ("qtc", 512.0, "ms")
    assert run("QTc to be checked") == []
    (unsure,) = run("QTc 512 ms", doubtful="512")
    assert unsure.doubt is not None


@pytest.mark.parametrize(
    ("text", "absent", "stated"),
    [
        ("He has no diabetes and his COPD is stable.", {"diabetes"}, {"copd"}),
        ("He has no siblings and his daughter is a haploidentical match.", set(), {"donor_haploidentical"}),
        ("No siblings, daughter haploidentical.", set(), set()),
        ("She has not had any azacitidine since the stroke.", set(), set()),
        ("No bleeding despite thrombocytopenia.", {"bleeding"}, {"thrombocytopenia"}),
        ("No fever, hypertension controlled.", {"fever"}, set()),
        ("No bleeding, hypertension on amlodipine.", {"bleeding"}, set()),
        ("No fever, chills or bleeding reported on this visit.", {"fever", "chills", "bleeding"}, set()),
        ("No fever, hepatomegaly or splenomegaly on examination.", {"fever", "hepatomegaly", "splenomegaly"}, set()),
    ],
)
def test_what_is_denied_ends_where_another_statement_begins(text: str, absent: set[str], stated: set[str]) -> None:
    sure = [f.fact for f in run(text) if f.doubt is None and isinstance(f.fact, ClinicalFinding)]
    assert {f.concept for f in sure if f.status == "absent"} == absent
    assert {f.concept for f in sure if f.status == "present"} == stated


def test_what_is_denied_in_part_may_stand_as_a_whole() -> None:
    assert said("CT chest: no fungal infection.") == set()
    assert said("No overt bleeding.") == set()
    assert said("No active infection.") == {("infection", "absent")}


def test_care_at_the_end_that_is_only_talked_of_is_possible() -> None:
    assert said("DNR discussed, full code.") == {("dnr", "possible")}


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("A myocardial infarction is denied.", {("coronary_artery_disease", "absent")}),
        ("Stroke or heart attack denied by the patient.", {("stroke", "absent")}),
        ("Diabetes denied.", {("diabetes", "absent")}),
        ("He has diabetes and denied chest pain.", {("diabetes", "present"), ("chest_pain", "absent")}),
        ("A history of stroke could not be elicited.", {("stroke", "absent")}),
        ("Known is an atrial fibrillation, a stroke is not.", {("atrial_fibrillation", "present")}),
        ("Asthma is not known.", set()),
        ("Asthma has never been a problem.", set()),
        ("His diabetes is not well controlled.", {("diabetes", "present")}),
        ("Her hypertension was not treated for years.", {("hypertension", "present")}),
    ],
)
def test_what_is_denied_behind_a_name_is_not_asserted(text: str, sure: set[tuple[str, str]]) -> None:
    facts = [f.fact for f in run(text) if f.doubt is None]
    assert {(f.concept, f.status) for f in facts if isinstance(f, ClinicalFinding)} == sure


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Reticulin fibrosis\tMF-0\tscale 0 to 3", "absent"),
        ("Reticulin fibrosis: grade 0", "absent"),
        ("There is no reticulin fibrosis (MF-0).", "absent"),
        ("Marrow fibrosis\t0", "absent"),
        ("Reticulin fibrosis\tNot increased", "absent"),
        ("Reticulin fibrosis (grade 0-3): 2", "present"),
        ("Marrow fibrosis: MF-1", "present"),
    ],
)
def test_the_lowest_grade_of_a_finding_is_none_of_it(text: str, status: str) -> None:
    found = EXTRACTOR.run(report_from_text(text, "marrow"), load_vocabulary())
    assert {f.fact.status for f in found if isinstance(f.fact, ClinicalFinding)} == {status}


@pytest.mark.parametrize("text", ["HIV test pending.", "Previously thought to have heart failure, echo normal."])
def test_what_was_only_tested_or_thought_is_not_asserted(text: str) -> None:
    assert [f for f in run(text) if f.doubt is None] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("With heart disease a higher limit of haemoglobin applies.", set()),
        ("In coronary artery disease the transfusion trigger is 8 g/dL.", set()),
        ("Fever above 100.4 F with ANC below 500 /cumm is an emergency.", set()),
        ("Given his heart disease a higher limit of haemoglobin applies.", {("heart_disease", "present")}),
        ("Hypertension: ramipril may be stopped.", {("hypertension", "present")}),
        ("Type 2 diabetes, HbA1c target reached.", {("diabetes", "present")}),
    ],
)
def test_a_rule_for_anybody_with_an_illness_gives_it_to_nobody(text: str, expected: set[tuple[str, str]]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Germline predisposition panel (GATA2, RUNX1, DDX41): in process",
        "Referred for germline predisposition testing.",
        "Iron overload screen: pending.",
        "Splenomegaly assessment by ultrasound booked.",
        "Anaemia clinic, second floor.",
    ],
)
def test_the_name_of_a_test_or_of_a_clinic_is_no_finding(text: str) -> None:
    assert [f.fact for f in EXTRACTOR.run(report_from_text(text, "note"), load_vocabulary())] == []

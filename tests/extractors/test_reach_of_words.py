"""How far words reach in notes, reports and letters that people wrote freely. All sentences are made up."""

import pytest

from extractors.diagnoses import EXTRACTOR as DIAGNOSES
from extractors.findings import EXTRACTOR as FINDINGS
from extractors.labs import EXTRACTOR as LABS
from extractors.molecular.variants import EXTRACTOR as VARIANTS
from knowledge.loader import load_vocabulary
from schemas.facts import ClinicalFinding, Diagnosis, GenePanel, LabResult, Variant
from schemas.layout import DocumentKind, SectionLabel
from tests.reports import report_from_text

VOCABULARY = load_vocabulary()


def genes(text: str, kind: DocumentKind = "molecular") -> tuple[set[str], set[str], set[str]]:
    """Genes with a change that is stated, with one that is asked about, and without any."""
    found = list(VARIANTS.run(report_from_text(text, kind), VOCABULARY))
    changed = [(f.fact.gene, f.doubt) for f in found if isinstance(f.fact, Variant)]
    none = {g for f in found if isinstance(f.fact, GenePanel) for g in f.fact.negative}
    return {g for g, d in changed if d is None}, {g for g, d in changed if d is not None}, none


@pytest.mark.parametrize(
    ("text", "stated", "none"),
    [
        ("JAK2 V617F, CALR exon 9 and MPL W515 mutations were all negative.", set(), {"JAK2", "CALR", "MPL"}),
        ("Neither JAK2 V617F nor CALR mutation was detected.", set(), {"JAK2", "CALR"}),
        ("The KIT D816V, JAK2 V617F and FLT3-ITD mutations were not identified.", set(), {"JAK2", "KIT"}),
        ("No mutations in JAK2 (V617F), CALR (exon 9) or MPL (W515L/K) were found.", set(), {"JAK2", "CALR", "MPL"}),
        ("IDH1 R132H, IDH2 R140Q, and NPM1 mutations: none detected.", set(), {"NPM1"}),
        ("The MYD88 L265P mutation and CXCR4 mutations could not be demonstrated.", set(), {"CXCR4", "MYD88"}),
        ("U2AF1 S34F was detected; no JAK2 V617F was found.", {"U2AF1"}, {"JAK2"}),
        ("TP53 p.Arg175His was detected; JAK2 V617F and CALR were not.", {"TP53"}, {"JAK2", "CALR"}),
        ("DNMT3A R882H was found at 34%; JAK2 V617F and IDH2 R140Q were negative.", {"DNMT3A"}, {"JAK2"}),
        ("If JAK2 and CALR are negative, MPL should be tested.", set(), set()),
        ("If JAK2 V617F and CALR are negative, MPL should be tested.", set(), set()),
        ("No mutations other than JAK2 V617F were found.", set(), set()),
        ("She does not have a TP53 mutation.", set(), {"TP53"}),
    ],
)
def test_a_denial_is_of_all_that_its_list_names(text: str, stated: set[str], none: set[str]) -> None:
    assert genes(text) == (stated, set(), none)


def test_a_list_without_an_and_may_be_denied_in_its_last_alone() -> None:
    assert genes("JAK2 V617F, NPM1 not detected.") == (set(), {"JAK2"}, {"NPM1"})


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("He is positive for the JAK2 mutation.", {"JAK2"}),
        ("Positive for CALR mutation.", {"CALR"}),
        ("His brother is positive for the JAK2 mutation.", set()),
        ("If she is positive for JAK2, aspirin is started.", set()),
        ("He is not positive for the JAK2 mutation.", set()),
    ],
)
def test_who_is_positive_for_a_mutation_has_it(text: str, stated: set[str]) -> None:
    assert genes(text, "note")[0] == stated


def ill(
    text: str, kind: DocumentKind = "note", label: SectionLabel = SectionLabel.OTHER
) -> list[tuple[str, str, bool]]:
    """Diseases, how they are stated, and whether that is asked about."""
    found = DIAGNOSES.run(report_from_text(text, kind, label), VOCABULARY)
    return [(f.fact.disease, f.fact.status, f.doubt is not None) for f in found if isinstance(f.fact, Diagnosis)]


@pytest.mark.parametrize(
    "text",
    [
        "Classification: WHO Myeloid Neoplasms and Acute Leukaemia, 5th edition.",
        "International classification of myeloid neoplasms and acute leukemias (2022)",
        "Patient of the Acute Leukemia and MDS Program.",
        "Section: Acute leukemia / MDS service",
        "A bed on the acute myeloid leukaemia ward was free.",
        "Division of Acute Leukemia",
    ],
)
def test_titles_and_houses_are_no_diagnosis(text: str) -> None:
    assert ill(text) == []
    assert ill(text, "marrow", SectionLabel.DIAGNOSIS) == []


def test_a_name_beside_words_of_care_stays_a_diagnosis() -> None:
    assert ill("Diagnosis: MDS, seen in clinic.") == [("mds", "confirmed", False)]
    assert ill("She has acute leukemia.") == [("aml", "confirmed", False)]
    assert ill("Diagnosis: MDS meeting WHO criteria") == [("mds", "confirmed", False)]


@pytest.mark.parametrize(
    "text",
    [
        "Acute leukemia is 20% blasts.",
        "RAEB-1 is 5-9% blasts.",
        "To be AML you need 20% blasts in the marrow.",
        "A normal marrow has fewer than 5% blasts; 20% is leukemia.",
        "MDS-EB2 = 10-19 % blasts, AML = 20 % blasts.",
        "Once the marrow blast count goes over 20% it is AML.",
        "For AML the cut-off is 20% blasts.",
    ],
)
def test_what_a_disease_or_the_normal_is_said_to_be_is_nobodys(text: str) -> None:
    assert ill(text) == []
    labs = LABS.run(report_from_text(text, "note"), VOCABULARY)
    assert [f for f in labs if isinstance(f.fact, LabResult) and f.doubt is None] == []


def test_her_own_figure_is_hers() -> None:
    assert ill("Bone marrow shows 24% blasts. This is AML.") == [("aml", "confirmed", False)]
    (found,) = LABS.run(report_from_text("Bone marrow aspirate: 24% blasts.", "marrow"), VOCABULARY)
    assert isinstance(found.fact, LabResult) and found.fact.value == 24


@pytest.mark.parametrize(
    "text",
    [
        "The lack of significant dysplasia in the granulocytic series favours MDS with single lineage dysplasia.",
        "Lack of splenomegaly and a normal LDH favored a diagnosis of MDS.",
        "No copper deficiency was found, supporting the diagnosis of MDS.",
        "There was a lack of response of his MDS to erythropoietin.",
        "Given the absence of other causes, MDS is the diagnosis.",
        "The absence of B12 deficiency makes MDS more likely.",
    ],
)
def test_what_is_lacking_is_not_what_the_lack_speaks_for(text: str) -> None:
    assert "ruled_out" not in {status for disease, status, _ in ill(text) if disease == "mds"}


def test_a_lack_of_the_disease_itself_still_denies_it() -> None:
    assert ill("Absence of MDS in the marrow.") == [("mds", "ruled_out", False)]
    assert ill("Absence of ring sideroblasts, and no evidence of MDS.") == [("mds", "ruled_out", False)]


@pytest.mark.parametrize(
    ("text", "disease"),
    [
        ("There was no sign of relapse of her acute myeloid leukemia.", "aml"),
        ("No sign of the acute leukemia coming back.", "aml"),
        ("No signs of recurrence of the lymphoma on PET.", "lymphoma"),
        ("Restaging marrow: no evidence of myelodysplastic syndrome following transplantation.", "mds"),
        ("Follow-up marrow after 4 cycles shows no evidence of acute leukemia.", "aml"),
        ("CT chest: no evidence of lymphoma.", "lymphoma"),
    ],
)
def test_a_test_that_shows_no_return_excludes_no_disease(text: str, disease: str) -> None:
    assert (disease, "ruled_out", False) not in ill(text)


def test_a_marrow_without_the_disease_excludes_it() -> None:
    assert ill("The marrow shows no evidence of MDS; copper was low.") == [("mds", "ruled_out", False)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MDS likely secondary to alkylating agents.", [("mds", "confirmed", False)]),
        ("MDS was likely caused by radiation.", [("mds", "confirmed", False)]),
        ("Pancytopenia, likely due to MDS.", [("mds", "suspected", False)]),
        ("MDS is likely.", [("mds", "suspected", False)]),
        ("Probably MDS.", [("mds", "suspected", False)]),
        ("The picture may be confused with myelodysplasia.", []),
    ],
)
def test_it_is_the_cause_or_the_disease_that_is_only_likely(text: str, expected: list[tuple[str, str, bool]]) -> None:
    assert ill(text) == expected


@pytest.mark.parametrize(
    "text", ["Treatment possibly needed to keep the MDS at bay.", "She will probably die before the MDS does harm."]
)
def test_what_may_be_done_leaves_the_disease_as_it_is(text: str) -> None:
    assert [(d, s) for d, s, _ in ill(text)] == [("mds", "confirmed")]


def test_of_two_diseases_that_exclude_each_other_each_is_asked_about() -> None:
    text = "Bone marrow biopsy revealed myelodysplasia. Diagnosis: severe aplastic anemia."
    assert sorted(ill(text)) == [("aplastic_anemia", "confirmed", True), ("mds", "confirmed", True)]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Diagnosis: MDS/MPN-RS-T.", "MDS/MPN with ring sideroblasts and thrombocytosis"),
        ("Diagnosis: MDS/MPN-SF3B1-T.", "MDS/MPN with SF3B1 mutation and thrombocytosis"),
        ("She has chronic lymphocytic leukemia.", "Chronic lymphocytic leukemia"),
        ("She has lymphoma.", "Lymphoma"),
    ],
)
def test_a_disease_goes_by_the_name_that_was_printed(text: str, label: str) -> None:
    (found,) = DIAGNOSES.run(report_from_text(text, "note"), VOCABULARY)
    assert isinstance(found.fact, Diagnosis) and found.fact.label == label


def felt(text: str, kind: DocumentKind = "note") -> set[tuple[str, str, bool]]:
    found = FINDINGS.run(report_from_text(text, kind), VOCABULARY)
    return {(f.fact.concept, f.fact.status, f.doubt is not None) for f in found if isinstance(f.fact, ClinicalFinding)}


@pytest.mark.parametrize(
    ("text", "present"),
    [
        ("Non-small cell lung carcinoma, atrial fibrillation.", {"atrial_fibrillation"}),
        ("She has non-insulin-dependent diabetes mellitus and COPD.", {"diabetes", "copd"}),
        ("Non-ischemic cardiomyopathy with heart failure, diabetes.", {"heart_failure", "diabetes"}),
        ("Non-tender abdomen, splenomegaly.", {"splenomegaly"}),
        ("Non-febrile, no bleeding.", set()),
    ],
)
def test_non_denies_the_rest_of_its_own_word(text: str, present: set[str]) -> None:
    assert {c for c, status, _ in felt(text) if status == "present"} == present
    assert not {c for c, status, _ in felt(text) if status == "absent"} & present


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("No evidence of pneumonia with mild heart failure.", "heart_failure"),
        ("No evidence of infection with some evidence of heart failure.", "heart_failure"),
        ("No evidence of metastasis with incidental cirrhosis noted.", "cirrhosis"),
    ],
)
def test_what_stands_with_the_denied_is_not_surely_denied(text: str, concept: str) -> None:
    assert (concept, "absent", False) not in felt(text)


def test_a_list_of_what_is_denied_is_denied() -> None:
    assert felt("No evidence of pneumonia or heart failure.") == {
        ("infection", "absent", False), ("heart_failure", "absent", False),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Four-month history of fatigue and weight loss.", {("fatigue", "present"), ("weight_loss", "present")}),
        ("Over the past month noted growing fatigue.", {("fatigue", "present")}),
        ("History of fatigue for 3 months.", {("fatigue", "present")}),
        ("Past history of syncope.", {("syncope", "historical")}),
        ("She will ring us if any fevers, swelling, bleeding.", set()),
        ("Return to the emergency room for fevers, bleeding.", set()),
        ("Contact us with any fever, bleeding or infection.", set()),
        ("Report fevers promptly.", set()),
        ("She called because of fever.", {("fever", "present")}),
        ("He returned with bleeding.", {("bleeding", "present")}),
        ("Platelets are small cells that stop bleeding.", set()),
        ("Low platelets can lead to bleeding.", set()),
        ("Anemia labs: ferritin pending.", set()),
    ],
)
def test_complaints_are_hers_where_she_has_them(text: str, expected: set[tuple[str, str]]) -> None:
    assert {(concept, status) for concept, status, _ in felt(text)} == expected


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Erythroid precursors show dysplastic changes.", {"erythroid"}),
        ("Megakaryocytes are of usual number and are dysplastic.", {"megakaryocytic"}),
        ("Erythroid and megakaryocytic lineages show dysplasia.", {"erythroid", "megakaryocytic"}),
        ("There are dysplastic changes in the myeloid precursors.", {"granulocytic"}),
        ("Erythroid precursors are increased; megakaryocytes are dysplastic.", {"megakaryocytic"}),
        ("Erythroid precursors show no dysplastic changes.", set()),
        ("Megakaryocytes show possible dysplasia.", set()),
        ("Dysplastic changes in less than 10% of erythroid precursors.", set()),
    ],
)
def test_dysplasia_is_of_the_cells_it_is_told_of(text: str, lines: set[str]) -> None:
    assert felt(text, "marrow") == {(f"dysplasia_{line}", "present", False) for line in lines}

"""A laboratory's report names many diseases; only those it concludes are the patient's."""

import pytest

from extractors.diagnoses import EXTRACTOR
from extractors.treatments import EXTRACTOR as TREATMENTS
from knowledge.loader import load_vocabulary
from schemas.facts import Diagnosis
from schemas.layout import DocumentKind, SectionLabel
from tests.reports import report_from_text


def said(text: str, kind: DocumentKind = "marrow", label: SectionLabel = SectionLabel.OTHER) -> list[tuple[str, str]]:
    found = EXTRACTOR.run(report_from_text(text, kind, label), load_vocabulary())
    return [(f.fact.subtype or f.fact.disease, f.fact.status) for f in found if isinstance(f.fact, Diagnosis)]


NAMED_ONLY = [
    "Other boxes of this field (AML, MDS/MPN, MPN, CCUS): not ticked.",
    "Categories: AML, MDS, MPN, CMML",
    "AML\nMDS\nMPN\nCMML",
    "ivosidenib\tAML\tapproved",
    "CMML or MDS/MPN",
    "MDS: blasts 5-9 %",
    "AML: ≥ 20 % blasts",
    "SF3B1 recurs in MDS and CMML.",
    "Secondary causes (copper deficiency, alcohol) should be excluded.",
    "Differential diagnosis considered and rejected: CMML (monocytes not persistently raised).",
    "?anaemia ?B12 deficiency.",
    "Definitions: MDS-IB1 has 5-9% blasts in marrow; MDS-IB2 has 10-19% in marrow or 5-19% in blood.",
    "A negative result does not exclude MDS.",
    "Definitions: MDS-IB1 has 5-9% blasts in marrow. AML is diagnosed at 20%.",
    "A diagnosis of CMML was considered.",
    "The threshold for a diagnosis of AML is higher.",
    "☐ AML\n☐ MDS\n☐ CMML",
    "AML ☐ Yes ☒ No",
]


@pytest.mark.parametrize("text", NAMED_ONLY)
@pytest.mark.parametrize("kind", ["marrow", "molecular", "lab"])
def test_what_a_laboratory_only_names_is_nobodys(text: str, kind: DocumentKind) -> None:
    assert said(text, kind) == []


CONCLUDED = [
    ("Opinion: MDS-EB2.", "mds_eb2"),
    ("Bone marrow, right iliac crest: MDS-EB2.", "mds_eb2"),
    ("Features are diagnostic of MDS-EB1.", "mds_eb1"),
    ("Morphology shows MDS-EB1.", "mds_eb1"),
    ("MDS-EB2", "mds_eb2"),
]


@pytest.mark.parametrize(("text", "disease"), CONCLUDED)
def test_a_conclusion_needs_a_key_a_verb_or_the_head_of_its_line(text: str, disease: str) -> None:
    assert said(text) == [(disease, "confirmed")]


@pytest.mark.parametrize(
    ("text", "disease"),
    [
        ("[ ] AML [x] MDS [ ] CMML", "mds"),
        ("AML [ ] MDS [ ] CMML [x]", "cmml"),
        ("☐ AML\n☒ MDS\n☐ CMML", "mds"),
        ("( ) AML (X) MDS", "mds"),
        ("MDS: ☒ yes ☐ no", "mds"),
    ],
)
def test_only_the_ticked_box_speaks(text: str, disease: str) -> None:
    assert said(text) == [(disease, "confirmed")]


def test_a_comment_names_and_a_diagnosis_states() -> None:
    text = "AML with recurrent changes may follow."
    assert said("CMML.", label=SectionLabel.COMMENT) == []
    assert said("CMML.", label=SectionLabel.DIAGNOSIS) == [("cmml", "confirmed")]
    assert ("aml", "confirmed") not in said(text, label=SectionLabel.COMMENT)


def test_a_note_states_what_it_names() -> None:
    assert said("PMH: hypertension, lymphoma, MDS.", "note") == [("lymphoma", "confirmed"), ("mds", "confirmed")]


def test_what_a_diagnosis_would_take_is_not_said_in_another_clause() -> None:
    text = "MDS-EB2; correlation with cytogenetics is required."
    assert said(text, label=SectionLabel.DIAGNOSIS) == [("mds_eb2", "confirmed")]


@pytest.mark.parametrize("text", ["48 h culture with G-CSF.", "Donor cells after transplantation are written //46,XY."])
def test_a_laboratory_that_explains_has_given_no_treatment(text: str) -> None:
    report = report_from_text(text, "cytogenetics", SectionLabel.OTHER)
    assert list(TREATMENTS.run(report, load_vocabulary())) == []


def test_a_treatment_told_with_the_request_is_the_patients() -> None:
    report = report_from_text("Receiving azacitidine since May 2025.", "cytogenetics", SectionLabel.INDICATION)
    assert [getattr(f.fact, "agent", None) for f in TREATMENTS.run(report, load_vocabulary())] == ["azacitidine"]

"""Illnesses in words that nobody listed: asked about, never asserted; and in plain words: asserted, never asked."""

import pytest

from extractors.diagnoses import EXTRACTOR as DIAGNOSES
from extractors.findings import EXTRACTOR as FINDINGS
from knowledge.loader import load_vocabulary
from schemas.facts import ClinicalFinding, Diagnosis, Doubt
from tests.pipeline.merge.builders import diagnosis, doc, found, key, profile
from tests.reports import report_from_text

VOCABULARY = load_vocabulary()


def told(text: str) -> list[tuple[str, str, bool]]:
    read = DIAGNOSES.run(report_from_text(text, "note"), VOCABULARY)
    return [(f.fact.disease, f.fact.status, f.doubt is not None) for f in read if isinstance(f.fact, Diagnosis)]


@pytest.mark.parametrize(
    "text",
    [
        "Acute myeloid leukaemia had been the worry.",
        "He dreaded that this was acute myeloid leukaemia.",
        "We spoke at length about acute myeloid leukaemia.",
        "The acute myeloid leukaemia scare of last year is over.",
        "Acute myeloid leukaemia is what everybody had in mind.",
        "Acute myeloid leukaemia (mooted by the night team)",
        "The trainee wrote acute myeloid leukaemia; this was struck.",
        "What the card says: acute myeloid leukaemia",
        "Set aside:\n- acute myeloid leukaemia",
        "Set aside:\n- Hodgkin lymphoma\n- acute myeloid leukaemia",
    ],
)
def test_a_disease_in_words_not_known_is_asked_about(text: str) -> None:
    assert [t for t in told(text) if t[0] == "aml"] == [("aml", "confirmed", True)]


@pytest.mark.parametrize(
    "text",
    [
        "He has MDS-EB2, diagnosed in March 2025.",
        "This 81-year-old lady with MDS is doing well.",
        "I saw Mr Lane today in follow-up of his high-risk MDS.",
        "Thank you for referring this man, whose MDS was diagnosed in 2024.",
        "Diagnosis: MDS",
        "Problem list:\n- Hypertension\n- MDS",
        "1. MDS (IPSS-R high)",
        "MDS stable on luspatercept.",
        "Known to us with MDS and hypertension.",
        "Bone marrow biopsy in June showed MDS with multilineage dysplasia.",
        "Myelodysplastic syndrome with isolated del(5q) (May 2025). Treated with lenalidomide.",
    ],
)
def test_a_disease_in_plain_words_is_stated(text: str) -> None:
    assert told(text) == [("mds", "confirmed", False)]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Other conditions: type 2 diabetes.", False),
        ("He has hypertension.", False),
        ("People on this treatment can get diabetes.", True),
        ("The leaflet on diabetes was handed out.", True),
    ],
)
def test_so_are_other_illnesses(text: str, asked: bool) -> None:
    read = [f for f in FINDINGS.run(report_from_text(text, "note"), VOCABULARY)]
    assert [isinstance(f.fact, ClinicalFinding) and f.doubt is not None for f in read] == [asked]


def test_nothing_is_asked_of_a_disease_that_another_record_states() -> None:
    why = Doubt(why="not understood", question="Does the record say MDS?")
    mention = found(diagnosis("mds"), key("letter.pdf", "note"), doubt=why)
    stated = doc("marrow.pdf", diagnosis("mds", "mds_eb2"), kind="marrow")
    both = profile(doc("letter.pdf", mention, kind="note"), stated)
    assert [d.subtype for d in both.diagnoses] == ["mds_eb2"]
    assert not [r for r in both.review if r.about.startswith("diagnoses")]
    alone = profile(doc("letter.pdf", mention, kind="note"))
    assert [r.about for r in alone.review if r.about.startswith("diagnoses")] == ["diagnoses[0]"]

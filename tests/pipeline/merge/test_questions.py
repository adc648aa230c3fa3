"""Questions a patient can answer: plain, one for each doubtful thing, what matters most first."""

import pytest

from pipeline.merge.questions import question_of
from schemas.facts import Doubt, Fact, Finding, LabResult
from schemas.layout import Identity
from tests.pipeline.merge.builders import (
    DOUBT,
    diagnosis,
    doc,
    found,
    karyotype,
    key,
    lab,
    marker,
    profile,
    treatment,
    variant,
)

VALUE = DOUBT.model_copy(update={"asks": "value"})
FACT = Doubt(why="the words could not be read surely", question="never shown", candidates=("x", "y"), asks="fact")


def at(fact: Fact, top: float, left: float = 50.0, doubt: Doubt | None = VALUE) -> Finding:
    """``fact`` in a line of its own height."""
    evidence = tuple(
        e.model_copy(update={"bbox": (left, top, left + 150.0, top + 10.0)}) for e in fact.evidence
    )  # fmt: skip
    return found(fact.model_copy(update={"evidence": evidence}), key(), doubt=doubt)


@pytest.mark.parametrize(
    ("original", "asked"),
    [
        ("8.9 g/dL", "Hemoglobin: is this 8.9 or 3.9 g/dL?"),
        ("89 g/L", "Hemoglobin: is this 89 or 39 g/L?"),
        ("8.9", "Hemoglobin: is this 8.9 or 3.9 g/dL?"),
        ("5.52 mmol/L", "Hemoglobin: is this 8.9 or 3.9 g/dL?"),
    ],
)
def test_the_choice_stands_as_the_page_prints_it(original: str, asked: str) -> None:
    assert question_of(lab("hemoglobin", 8.9).model_copy(update={"original": original}), VALUE) == asked


@pytest.mark.parametrize(
    ("fact", "asked"),
    [
        (
            variant("TP53", "p.Arg175His", 0.31),
            "Does it say here: TP53, p.Arg175His, in 31% of the readings?",
        ),
        (marker("fish_del5q", "positive"), "Does it say here: del(5q) by FISH, positive?"),
        (diagnosis(subtype="mds_eb1"), "Does it say here: Diagnosis, mds_eb1 (confirmed)?"),
        (treatment(started="2026-02-02"), "Does it say here: Azacitidine, ongoing, from 2 February 2026?"),
    ],
)
def test_doubtful_words_are_asked_as_the_fact_they_carry(fact: Fact, asked: str) -> None:
    assert question_of(fact, FACT) == asked


def test_a_question_of_its_own_is_kept() -> None:
    assert question_of(lab("hemoglobin", 8.9), DOUBT) == DOUBT.question


def test_doubts_of_one_line_share_one_question_and_each_keeps_its_item() -> None:
    merged = profile(doc("a.pdf", at(lab("hemoglobin", 8.9), 100.0), at(lab("platelets", 89.0), 100.0, left=215.0)))
    assert {r.about for r in merged.review} == {"labs[0]", "labs[1]"} == merged.doubtful
    assert {r.also for r in merged.review} == {("labs[0]",), ("labs[1]",)}
    (question,) = {r.question for r in merged.review}
    assert question.count("?") == 2 and question.endswith("(a.pdf, page 1)")


def test_doubts_of_two_lines_are_two_questions() -> None:
    merged = profile(doc("a.pdf", at(lab("hemoglobin", 8.9), 100.0), at(lab("platelets", 89.0), 130.0)))
    assert len({r.question for r in merged.review}) == 2
    assert all(r.also == () and r.candidates == ("8.9", "3.9") for r in merged.review)


def test_what_decides_is_asked_first_and_what_was_replaced_last() -> None:
    merged = profile(
        doc(
            "a.pdf",
            at(lab("leukocytes", 2.0), 100.0),
            at(lab("hemoglobin", 8.9, "2025-01-02"), 130.0),
            at(lab("platelets", 34.0), 160.0),
            at(lab("blasts_marrow", 8.0), 190.0),
            lab("hemoglobin", 9.4),
        )
    )
    asked = [(merged.labs[int(r.about[5:-1])].analyte, r.weight) for r in merged.review]
    assert asked == [
        ("blasts_marrow", "decides"),
        ("platelets", "decides"),
        ("leukocytes", "decides"),
        ("hemoglobin", "other"),
    ]


def test_documents_that_differ_a_little_are_one_question() -> None:
    blurred = Identity(name="Jane Doe", birth_date="1952-03-19", unsure=("birth_date",))
    merged = profile(*(doc(f"{n}.pdf") for n in "abe"), *(doc(f"{n}.pdf", identity=blurred) for n in "cd"))
    asked = [r for r in merged.review if r.about.startswith("documents")]
    abouts = [r.about for r in asked]
    assert {"documents[2]", "documents[3]"} <= set(abouts)
    assert len({r.question for r in asked}) == 1 and "c.pdf, d.pdf" in asked[0].question
    assert all(set(r.also) == set(abouts) - {r.about} for r in asked)


def test_readings_of_one_formula_are_one_choice() -> None:
    first, second = (
        at(karyotype(iscn), 100.0, doubt=Doubt(why="w", question="q?", candidates=(iscn,)))
        for iscn in ("46,XX,del(5)(q13q33)[3]", "46,XX,del(5)(q13q33)[8]")
    )
    (question,) = {r.question for r in profile(doc("a.pdf", first, second)).review}
    assert question == (
        "Which chromosome formula is printed here: 46,XX,del(5)(q13q33)[3] or 46,XX,del(5)(q13q33)[8]? (a.pdf, page 1)"
    )


def test_values_that_cannot_stand_together_are_one_question_in_plain_words() -> None:
    merged = profile(doc("a.pdf", lab("neutrophils", 6.0), lab("leukocytes", 2.0)))
    (question,) = {r.question for r in merged.review}
    assert question.startswith("Neutrophils 6 ×10⁹/L and White blood cells 2 ×10⁹/L, both of 10 November 2026")
    assert len(merged.review) == 2


def test_a_unit_of_no_plain_name_is_shown_as_it_is() -> None:
    odd = LabResult(
        analyte="ferritin", value=5.0, unit="arb", original="five", evidence=lab("hemoglobin", 5.0).evidence
    )  # fmt: skip
    assert question_of(odd, VALUE) == "Ferritin: is this 8.9 or 3.9 arb?"

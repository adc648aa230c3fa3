"""Transfusions told in prose: of whom, when, and whether it still is so."""

import pytest

from extractors.transfusions import EXTRACTOR
from knowledge.loader import load_vocabulary
from schemas.facts import Finding, TransfusionStatement
from schemas.layout import ReportDates
from tests.reports import report_from_text


def run(text: str) -> list[Finding]:
    return list(EXTRACTOR.run(report_from_text(text, dates=ReportDates(visit="2025-03-14")), load_vocabulary()))


def sure(text: str) -> list[TransfusionStatement]:
    return [f.fact for f in run(text) if f.doubt is None and isinstance(f.fact, TransfusionStatement)]


@pytest.mark.parametrize(
    "text",
    [
        "His wife is transfusion dependent.",
        "He donated blood, some 25 units in all, before his diagnosis.",
        "He is close to transfusion dependence.",
        "Her transfusion dependence has resolved.",
        "She became transfusion independent in May 2024 but relapsed into dependence in January.",
        "He has been transfusion dependent at two units a fortnight, but has gone six weeks without one.",
        "He received 2 units of red cells weekly between January and March.",
        "She received 2 units of PRBC last Thursday, and Hb today is 9.1.",
        "Bone marrow done 10 March 2025; 2 units of blood given the same afternoon.",
        "2 units of red cells were requested on 10 March 2025.",
        "2 units of red cells, 3 March 2025 (returned unused).",
        "Two units of red cells are kept ready for 10 March 2025 if the trigger is met.",
        "2 units of red cells were set aside on 10 March 2025.",
        "Transfuse 2 units of red cells on 3 April 2025.",
        "He received two units of red cells on admission (5 March 2025) and another two on day 3.",
        "She may need transfusions every two weeks.",
        "Before luspatercept he needed transfusions every two weeks.",
        "She needs platelet transfusions every week.",
        "She needs transfusions every week.",
        "So far this admission he has received 2 units of red cells.",
    ],
)
def test_what_is_of_another_or_of_another_time_is_not_asserted(text: str) -> None:
    assert sure(text) == []


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Her last transfusion was on 2 March 2025, when she received two units.", (("2025-03-02", 2),)),
        (
            "We gave him two units of packed cells on 20 January 2025 and a further three on 17 February 2025.",
            (("2025-01-20", 2), ("2025-02-17", 3)),
        ),
        ("Transfused 2 units on 20 January 2025; Hb was 88 on 22 January 2025.", (("2025-01-20", 2),)),
    ],
)
def test_units_are_given_on_the_day_told_with_them(text: str, events: tuple[tuple[str, int], ...]) -> None:
    (fact,) = sure(text)
    assert fact.events == events


@pytest.mark.parametrize(
    "text",
    [
        "The patient is considered transfusion dependent.",
        "She remains transfusion dependent.",
        "He is transfusion dependent, with good quality of life.",
    ],
)
def test_plain_words_leave_dependence_sure(text: str) -> None:
    assert [f.dependent for f in sure(text)] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "She needs blood transfusions every two weeks.",
        "He has required red cell transfusions about every 3 weeks.",
        "Well without treatment for five months (since May), but has been transfusion dependent.",
    ],
)
def test_transfused_again_and_again_is_dependent(text: str) -> None:
    assert [t.dependent for t in sure(text)] == [True]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("I now have had 43 units of red cells transfused.", 43),
        ("To date he has received 24 units of packed cells.", 24),
    ],
)
def test_units_of_a_lifetime_are_told_with_the_word_of_time_before_them(text: str, units: int) -> None:
    assert [(t.units_lifetime, t.dependent, t.events) for t in sure(text)] == [(units, None, ())]

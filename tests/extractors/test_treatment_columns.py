"""Tables with a row for each course of treatment: what the columns say of each, and what they leave open."""

import pytest

from extractors.treatments import EXTRACTOR
from knowledge.loader import load_vocabulary
from pipeline.context import add_context
from schemas.facts import Treatment
from tests.pipeline.layout.pages import laid_out

HEAD = (
    "Hematology progress note\nPatient: Jane Roe   DOB: 11 April 1951\nVisit date: 14 March 2025\n\nTreatment history\n"
)
Told = tuple[str, str, str | None, str | None, int | None, str | None, str | None]


def told(table: str) -> list[Told]:
    """Agent, status, start, end, cycles, response, reason of each course; "?" behind a status that is asked about."""
    vocabulary = load_vocabulary()
    document = add_context(laid_out(HEAD + table, vocabulary=vocabulary), vocabulary)
    found = [f for report in document.reports for f in EXTRACTOR.run(report, vocabulary)]
    return [
        (t.agent, t.status + "?" * (f.doubt is not None), t.started, t.ended, t.cycles, t.response, t.stop_reason)
        for f in found
        if isinstance(t := f.fact, Treatment)
    ]


@pytest.mark.parametrize(
    ("table", "courses"),
    [
        (
            "Start         End           Therapy         Cycles         Status\n"
            "2024-08-03    2024-12-06    Epoetin alfa    -              Stopped: loss of response\n"
            "2025-01-05    -             Decitabine      2 completed    Ongoing\n",
            [
                ("epoetin alfa", "stopped", "2024-08-03", "2024-12-06", None, "loss_of_response", "lack_of_response"),
                ("decitabine", "ongoing", "2025-01-05", None, 2, None, None),
            ],
        ),
        (  # an empty cell below "Stopped": no end was entered
            "Agent          Started     Stopped     Cycles    Response\n"
            "Azacitidine    2024-03     2024-11     6 of 6    CR\n"
            "Romiplostim    Jan 2025\n"
            "Decitabine     Declined\n",
            [
                ("azacitidine", "completed", "2024-03", "2024-11", 6, "CR", None),
                ("romiplostim", "ongoing", "2025-01", None, None, None, None),
                ("decitabine", "declined", None, None, None, None, None),
            ],
        ),
        (
            "Treatment                   Period                No. of cycles    Outcome\n"
            "Azacitidine                 03.2024 - 10.2024     8                stable disease\n"
            "Venetoclax + azacitidine    11.2024 - present     3                ongoing\n",
            [
                ("azacitidine", "completed", "2024-03", "2024-10", 8, "SD", None),
                ("venetoclax", "ongoing", "2024-11", None, 3, None, None),
                ("azacitidine", "ongoing", "2024-11", None, 3, None, None),
            ],
        ),
        (
            "Therapy          Start date    End date      Reason stopped\n"
            "Lenalidomide     2024-05-01    2024-09-14    Rash\n"
            "Luspatercept     2024-10-01    2025-01-10    Progression\n",
            [
                ("lenalidomide", "stopped", "2024-05-01", "2024-09-14", None, None, "toxicity"),
                ("luspatercept", "stopped", "2024-10-01", "2025-01-10", None, None, "progression"),
            ],
        ),
        (  # a status in words that are not known is asked, whatever the days say
            "Therapy          Start date    End date      Status\n"
            "Lenalidomide     2024-05-01                  Zebra lapsed quorum\n",
            [("lenalidomide", "ongoing?", "2024-05-01", None, None, None, None)],
        ),
        (  # days that are still to come begin and end nothing
            "Regimen        Start          Stop\n"
            "Azacitidine    2024-11-05     2025-06-30\n"
            "Decitabine     2025-04-01\n",
            [
                ("azacitidine", "ongoing", "2024-11-05", None, None, None, None),
                ("decitabine", "planned", "2025-04-01", None, None, None, None),
            ],
        ),
        (  # "planned: 6" counts none that were given
            "Regimen        Start         Stop       Cycles\n"
            "Azacitidine    2025-01-05    ongoing    6 planned\n",
            [("azacitidine", "ongoing", "2025-01-05", None, None, None, None)],
        ),
    ],
)  # fmt: skip
def test_a_row_is_a_course(table: str, courses: list[Told]) -> None:
    assert told(table) == courses


def test_a_row_of_another_person_is_none() -> None:
    table = (
        "Agent                    Start         Stop\n"
        "Azacitidine              2024-03-01    2024-11-02\n"
        "Decitabine (her sister)  2019-03-01    2019-11-02\n"
    )
    assert [t[0] for t in told(table)] == ["azacitidine"]


def test_rows_of_single_doses_are_no_courses() -> None:
    """Titles that name no course: a record of doses is read as one."""
    table = (
        "Date           Drug           Dose      Remark\n"
        "12 Jan 2025    Azacitidine    100 mg    given\n"
        "13 Jan 2025    Azacitidine    100 mg    given\n"
    )
    assert {(t[0], t[3], t[4]) for t in told(table)} == {("azacitidine", None, None)}


def test_a_course_up_to_today_goes_on() -> None:
    table = (
        "Line    Substance       Period                     Cycles    Result\n"
        "1       Epoetin alfa    02.07.2024 - 02.12.2024    -         no response\n"
        "2       Decitabine      01.01.2025 - today         2         stable disease so far\n"
    )
    assert [(a, s, start, end) for a, s, start, end, *_ in told(table)] == [
        ("epoetin alfa", "stopped", "2024-07-02", "2024-12-02"),
        ("decitabine", "ongoing", "2025-01-01", None),
    ]

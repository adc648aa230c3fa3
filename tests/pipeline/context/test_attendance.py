"""A letter tells of a visit some days before it was written: its counts are of the visit. All people are invented."""

import pytest

from pipeline.reading import read_bytes
from pipeline.run import understand

LETTER = """CITY HOSPITAL
Haematology Department
23 April 2026

Dear Dr Lane,

Re: Jane Roe, DOB 11/04/1951

Diagnosis: MDS with excess blasts-1

{story} Hb 9.2 g/dL, platelets 45 x10^9/L. {more}

Dr A Bell
"""


def days(story: str, more: str = "") -> set[str | None]:
    (found,) = understand([read_bytes(LETTER.format(story=story, more=more).encode(), "letter.txt")])
    return {f.fact.collected for f in found.findings if type(f.fact).__name__ == "LabResult"}


@pytest.mark.parametrize(
    ("story", "more"),
    [
        ("I reviewed Mrs Roe in clinic on 21 April 2026.", ""),
        ("Mrs Roe was in our day clinic on 21.04.2026.", ""),
        ("I saw Mrs Roe on 21 April 2026. She was last seen on 2 April 2026.", "I will see her again on 19 May 2026."),
    ],
)
def test_the_day_of_the_visit_dates_the_counts(story: str, more: str) -> None:
    assert days(story, more) == {"2026-04-21"}


@pytest.mark.parametrize(
    "story",
    [
        "She was last seen on 21 April 2026.",
        "A bone marrow biopsy was done on 21 April 2026.",
        "She was seen in clinic on 21 April 2026 and reviewed again on 22 April 2026.",
        "She was first seen in our clinic on 3 January 2025.",
    ],
)
def test_days_of_something_else_do_not(story: str) -> None:
    assert days(story).isdisjoint({"2026-04-21", "2026-04-22", "2025-01-03"})


def test_genetics_told_in_a_letter_are_not_of_the_day_of_the_visit() -> None:
    story = (
        "I reviewed Mrs Roe in clinic on 21 April 2026. Karyotype 46,XX,del(20)(q11)[8]/46,XX[12], SF3B1 K700E 34 %."
    )
    (found,) = understand([read_bytes(LETTER.format(story=story, more="").encode(), "letter.txt")])
    told = {type(f.fact).__name__: f.fact.collected for f in found.findings if hasattr(f.fact, "collected")}
    assert told["Karyotype"] is None and told["Variant"] is None and told["LabResult"] == "2026-04-21"


def test_a_note_dated_by_its_month_alone_keeps_that_month() -> None:
    text = "CLINIC NOTE\nPatient: Jane Roe   DOB: 11/04/1951\nVisit date: April 2026\n\n"
    text += "I saw her in clinic on 21 March 2026. Hb 9.2 g/dL.\n"
    (found,) = understand([read_bytes(text.encode(), "note.txt")])
    assert {f.fact.collected for f in found.findings if type(f.fact).__name__ == "LabResult"} == {"2026-04"}

"""Ranges of dates of which only the end prints its year, and words of time of which no date was read."""

import pytest

from extractors.dates import find_dates
from extractors.unread_times import unread_times


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("between March and September 2023", ["2023-03", "2023-09"]),
        ("(Nov - Feb 2024)", ["2023-11", "2024-02"]),
        ("20-26 January 2025", ["2025-01-20", "2025-01-26"]),
        ("from the 5th to the 11th May 2024", ["2024-05-05", "2024-05-11"]),
        ("from 5th to 11th May 2024", ["2024-05-05", "2024-05-11"]),
        ("January 20-26, 2025", ["2025-01-20", "2025-01-26"]),
        ("between 8 January and 10 June 2024", ["2024-01-08", "2024-06-10"]),
        ("12 November to 3 February 2024", ["2023-11-12", "2024-02-03"]),
        ("in March and then in September 2023", ["2023-09"]),
        ("26-20 January 2025", ["2025-01-20"]),
    ],
)
def test_the_opening_of_a_range_takes_its_year_from_the_end(text: str, expected: list[str]) -> None:
    assert [s.iso for s in find_dates(text, "dmy") if s.iso] == expected


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("on 3 March 2025", []),
        ("on Monday 3 March 2025", []),
        ("last Thursday, and today", ["Thursday"]),
        ("three weeks later", ["three weeks later"]),
        ("the following month", ["the following month"]),
        ("2 units on 11/3", ["11/3"]),
        ("in April", ["April"]),
        ("she may go", []),
    ],
)
def test_times_without_a_date_are_found(text: str, unread: list[str]) -> None:
    dates = find_dates(text, "dmy")
    assert [text[a:b] for a, b in unread_times(text, dates)] == unread

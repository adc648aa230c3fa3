"""Dates: read where they are sure, left alone where they are not."""

import datetime as dt

import pytest

from extractors.dates import date_order, find_dates, parse_date
from tests.shared import phrasings


def read(text: str, order: str | None = None, **options: object) -> list[str | None]:
    return [s.iso for s in find_dates(text, order, **options)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026-01-12", "2026-01-12"),
        ("2026/01/12", "2026-01-12"),
        ("12 Jan 2026", "2026-01-12"),
        ("12Jan2026", "2026-01-12"),
        ("Jan 12, 2026", "2026-01-12"),
        ("Jan. 12th, 2026", "2026-01-12"),
        ("12-Jan-26", "2026-01-12"),
        ("12.01.2026", "2026-01-12"),
        ("13/01/2026", "2026-01-13"),
        ("01/13/2026", "2026-01-13"),
        ("04/04/2026", "2026-04-04"),
        ("03/2025", "2025-03"),
        ("2025-03", "2025-03"),
        ("March 2025", "2025-03"),
        ("Mar '25", "2025-03"),
        ("1. März 2024", "2024-03-01"),
        ("12 de marzo de 2024", "2024-03-12"),
        ("令和7年3月4日", "2025-03-04"),
        ("Q3 2025", "2025"),
        ("diagnosed in 2019", "2019"),
        ("25-APR-2025-0610", "2025-04-25"),
        ("2025-04-26-0531 H", "2025-04-26"),
        ("MAY 03,2026@10:20", "2026-05-03"),
    ],
)
def test_clear_dates_are_read_as_precisely_as_printed(text: str, iso: str) -> None:
    assert read(text) == [iso]


@pytest.mark.parametrize("text", ["01/12/2026", "1/2/26", "03-04-2025"])
def test_without_an_order_a_numeric_date_is_ambiguous(text: str) -> None:
    (span,) = find_dates(text)
    assert (span.iso, span.ambiguous) == (None, True)


def test_the_known_order_settles_a_numeric_date() -> None:
    assert read("01/12/2026", "mdy") == ["2026-01-12"]
    assert read("01/12/2026", "dmy") == ["2026-12-01"]
    assert read("01.12.2026", "mdy") == [None]


@pytest.mark.parametrize(
    "text",
    [
        "WHO 2022 classification", "IWG 2006 criteria", "c.2098A>G", "46,XX,del(5)(q13q33)[18]",
        "Accession 25-03421",        "MRN 03041952", "ferritin 2015 ng/mL", "reads 1985 x", "S24-2019-33",
        "25-APR-2025-7710", "2025-04-26-05312",
        "12.5 g/dL (12.0-16.0)", "C4D1 (3/25)",
        "chr17:7675088", "NM_2020.3", "Dismay", "555-12-1234", "BP 120/80",
    ],
)  # fmt: skip
def test_what_is_no_date_is_not_read_as_one(text: str) -> None:
    assert [s for s in find_dates(text, "mdy") if s.iso] == []


@pytest.mark.parametrize("text", ["31/02/2025", "2025-13-01", "30 Feb 2025", "99/99/2025"])
def test_dates_that_do_not_exist_have_no_value(text: str) -> None:
    assert read(text) in ([None], [])


def test_a_value_before_a_month_is_not_its_day() -> None:
    text = "Hb 9.2 Jan 12, 2026"
    assert [(text[s.start : s.end], s.iso) for s in find_dates(text)] == [("Jan 12, 2026", "2026-01-12")]


def test_roles_tell_birth_dates_and_dates_that_are_not_of_the_patients_course() -> None:
    assert [(s.role, s.iso) for s in find_dates("DOB 14/02/1952")] == [("birth", "1952-02-14")]
    assert [(s.role, s.iso) for s in find_dates("Exp. 05/2027")] == [("void", None)]
    assert [(s.role, s.iso) for s in find_dates("Printed 13/02/2026")] == [("void", None)]


def test_implausible_dates_have_no_value() -> None:
    assert read("12 Jan 2027", latest=dt.date(2026, 11, 20)) == [None]
    assert read("12 Jan 1812") == [None]
    assert read("12 Jan 54", latest=dt.date(2026, 11, 20)) == ["1954-01-12"]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("yesterday", "2026-03-09"),
        ("3 days ago", "2026-03-07"),
        ("2 weeks ago", "2026-02"),
        ("last month", "2026-02"),
        ("six months ago", "2025-09"),
        ("6 mo ago", "2025-09"),
        ("since January", "2026-01"),
        ("since April", "2025-04"),
        ("last year", "2025"),
        ("2 years ago", "2024"),
    ],
)
def test_relative_dates_are_no_more_precise_than_said(text: str, iso: str) -> None:
    (span,) = find_dates(text, anchor="2026-03-10")
    assert (span.iso, span.role) == (iso, "relative")
    assert find_dates(text) == []


def test_relative_dates_need_an_anchor_as_precise_as_they_are() -> None:
    assert find_dates("yesterday", anchor="2026-03") == []
    assert read("1 week ago", anchor="2026-01-04") == [] or read("1 week ago", anchor="2026-01-04") == ["2025-12"]


def test_the_order_of_a_document_is_what_its_dates_or_its_country_show() -> None:
    assert date_order(["reported 01/02/2026", "seen 13/02/2026"]) == "dmy"
    assert date_order(["seen 02/13/2026"]) == "mdy"
    assert date_order(["02/13/2026", "13/02/2026"]) is None
    assert date_order(["12 Elm Street, Springfield, IL 62704"]) == "mdy"
    assert date_order(["19 Harbor Way, Portsmouth, NH"]) == "mdy"
    assert date_order(["Haematology, SW1A 1AA"]) == "dmy"
    assert date_order(["Date (DD/MM/YYYY)"]) == "dmy"
    assert date_order(["Hemoglobin 9.8, John Smith, MD"]) is None


def test_one_date_is_parsed_and_several_are_not() -> None:
    assert parse_date("on 12 Jan 2026 at 06:10") == "2026-01-12"
    assert parse_date("12 Jan 2026 to 14 Jan 2026") is None
    assert parse_date("nothing") is None


def test_labelled_phrasings() -> None:
    wrong = []
    for row in phrasings("date"):
        expect = row.get("expect") or {}
        wanted = expect.get("date_reported") or expect.get("date")
        if wanted is None or len(wanted) > 10 or "kind" in expect:  # 2025-07/2025-09: a quarter is known to its year
            continue
        spans = find_dates(row["text"])
        got = "ambiguous" if any(s.ambiguous for s in spans) else spans[0].iso if spans else None
        if got != wanted:
            wrong.append((row["id"], got))
    assert wrong == []


def test_two_days_whose_year_stands_elsewhere_are_no_date_with_a_year() -> None:
    """Cells "8 May" and "24 Sep" with their years a line below are not the eighth of May 2024."""
    assert find_dates("8 May 24 Sep", "dmy") == []
    assert [s.iso for s in find_dates("17 May 23 Sep 2025", "dmy")] == ["2025-09-23"]
    assert [s.iso for s in find_dates("seen 8 May 24 in clinic", "dmy")] == ["2024-05-08"]


def test_the_number_behind_a_month_is_no_day_of_the_month_after_it() -> None:
    """Of "Oct 23 - Mar 24" nobody knows whether days or years are meant; it is not the 23rd of March 2024."""
    assert [s.iso for s in find_dates("Oct 23 - Mar 24", "dmy", anchor="2025-05-06")] == [None]
    assert [s.iso for s in find_dates("Darbepoetin Oct 23-Mar 24 (no response)")] == [None]
    assert [s.iso for s in find_dates("23-Mar-24", "dmy")] == ["2024-03-23"]


def test_a_day_that_opens_a_range_has_the_year_printed_at_its_end() -> None:
    assert [s.iso for s in find_dates("May 5 - Jun 12, 2024", anchor="2025-05-06")] == ["2024-05-05", "2024-06-12"]
    assert [s.iso for s in find_dates("5 May to 12 Jun 2024", anchor="2025-05-06")] == ["2024-05-05", "2024-06-12"]


def test_a_number_with_its_unit_is_no_year() -> None:
    assert find_dates("TLC 2000 cells/cumm, ANC 1990 /cumm, ferritin 2005 ng/mL") == []
    assert [s.iso for s in find_dates("diagnosed 2005/2006")] == ["2005", "2006"]
    assert [s.iso for s in find_dates("in 2005 cellularity was 40 %")] == ["2005"]

"""Sentences and forms of notes through the whole path: what a profile says of them, and whether it is asserted."""

import datetime as dt
from functools import lru_cache

import pytest

from pipeline.reading import read_bytes
from pipeline.run import conclude, understand
from schemas.profile import Profile

NOTE = "Clinic note\nDate of visit: 2026-09-14\n\n"


@lru_cache(maxsize=256)
def profile(text: str, head: str = NOTE) -> Profile:
    read = read_bytes((head + text + "\n").encode(), "record.txt")
    return conclude(understand([read]), today=dt.date(2026, 11, 20))


def courses(text: str) -> list[str]:
    """Treatments as "agent status start..end", a question mark where they are asked about."""
    found = profile(text)
    return [
        f"{t.agent} {t.status} {t.started or ''}..{t.ended or ''}"
        + (f" x{t.cycles}" if t.cycles else "")
        + (" ?" if f"treatments[{i}]" in found.unsure else "")
        for i, t in enumerate(found.treatments)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("After 6 cycles of HMA there was HI.", ["hma ongoing .. x6 ?"]),
        ("Azacitidine x6 with PR.", ["azacitidine ongoing .. x6 ?"]),
        ("Luspatercept with hematologic improvement.", ["luspatercept ongoing .. ?"]),
        ("After 6 cycles of azacitidine there was HI. Continue azacitidine.", ["azacitidine ongoing .. x6"]),
        ("Azacitidine cycle 4 completed 2 September 2026; stable disease.", ["azacitidine ongoing .. x4"]),
        ("Started azacitidine in March 2024.", ["azacitidine ongoing 2024-03.. ?"]),
        ("Started azacitidine in March 2026.", ["azacitidine ongoing 2026-03.."]),
    ],
)
def test_nobody_can_tell_whether_it_goes_on_and_then_it_is_asked(text: str, expected: list[str]) -> None:
    assert courses(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Recommended luspatercept; first injection given 10 September 2026.", ["luspatercept ongoing 2026-09-10.."]),
        ("Azacitidine was considered and started in June 2026.", ["azacitidine ongoing 2026-06.."]),
        ("We talked about luspatercept. It was started on 1 September 2026.", ["luspatercept ongoing 2026-09-01.."]),
        ("Luspatercept is recommended given her del(5q).", ["luspatercept considered .."]),
        ("Recommended luspatercept, to be started next week.", ["luspatercept considered .."]),
        ("We will start him on imetelstat next week.", ["imetelstat planned .."]),
        ("Prior auth submitted for luspatercept.", ["luspatercept considered .."]),
        ("Azacitidine considered but not recommended.", ["azacitidine considered .."]),
        ("Evaluated for CAR-T for his lymphoma in 2022 but did not need it.", []),
        ("Decitabine discussed but not pursued.", []),
        ("Allogeneic SCT counselled again, pt and family not willing", ["allogeneic_hct declined .."]),
        (
            "We explained what a stem cell transplant would mean. You have decided against it.",
            ["allogeneic_hct declined .."],
        ),
        ("We discussed azacitidine. It is given under the skin.", ["azacitidine considered .."]),
        ("Her brother takes imatinib. He stopped it in 2019.", []),
        ("Aim of chelation in general: ferritin below 1000 \u00b5g/L.", []),
    ],
)
def test_what_was_meant_and_what_was_done(text: str, expected: list[str]) -> None:
    assert courses(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Please carry on with azacitidine as before.", ["azacitidine ongoing .."]),
        ("Since November 2025 you have been having azacitidine, and you have now finished 2 cycles of it.",
         ["azacitidine ongoing 2025-11.. x2"]),
        ("Your first treatment was darbepoetin alfa. You had it from June 2025 until October 2025, when we stopped it"
         " because of loss of response.", ["darbepoetin alfa stopped 2025-06..2025-10"]),
        ("lenalidomide: start 17-Jul-2025, stop 05-Dec-2025 (reason: toxicity)",
         ["lenalidomide stopped 2025-07-17..2025-12-05"]),
        ("Lenalidomide was tried from May to July 2025 and abandoned because of rash.",
         ["lenalidomide stopped 2025-05..2025-07"]),
        ("She has been off azacitidine since 3/2026.", ["azacitidine stopped ..2026-03"]),
        ("Luspatercept dose increased to 1.33 mg/kg on 10 Aug 2026.", ["luspatercept ongoing .."]),
        ("We will continue with azacitidine for at least 6 cycles.", ["azacitidine ongoing .."]),
        ("Luspatercept 12/2023-8/2024, now s/p 3 cycles of decitabine.",
         ["decitabine completed .. x3 ?", "luspatercept completed 2023-12..2024-08"]),
        ("Azacitidine C1 1 December 2025.", ["azacitidine ongoing 2025-12-01.."]),
        ("ESA failure.", ["esa stopped .."]),
    ],
)  # fmt: skip
def test_courses_with_their_dates_and_cycles(text: str, expected: list[str]) -> None:
    assert [c.replace(" ?", "") for c in courses(text)] == [e.replace(" ?", "") for e in expected]


def test_a_course_on_hold_says_so() -> None:
    (course,) = profile("Revlimid held for neutropenia.").treatments
    assert (course.status, course.stop_reason) == ("ongoing", "on_hold")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Lymphoma achieved remission with R-CHOP.", "historical"),
        ("Breast cancer 2009, lumpectomy and radiation.", "historical"),
        ("Prostate cancer treated with radiation in 2012, no recurrence.", "historical"),
        ("Breast cancer 2009, lumpectomy, recurrence in 2020.", "confirmed"),
        ("Breast cancer, mastectomy 2026.", "confirmed"),
        ("Follicular lymphoma in partial remission on rituximab.", "confirmed"),
        ("MDS achieved complete remission after 4 cycles of azacitidine.", "confirmed"),
        ("MDS-EB2 in CR after azacitidine, on cycle 7.", "confirmed"),
    ],
)
def test_a_remission_reached_makes_other_cancers_past(text: str, status: str) -> None:
    assert [d.status for d in profile(text).diagnoses] == [status]


def test_a_date_of_remission_is_no_date_of_diagnosis() -> None:
    found = profile("Lymphoma in remission since 2016, now MDS.").diagnoses
    assert [(d.disease, d.date) for d in found] == [("lymphoma", None), ("mds", None)]


def test_no_answers_a_name_only_behind_a_colon_or_a_dash() -> None:
    found = {(f.concept, f.status) for f in profile("Co-morb: T2DM on Rx. No h/o TB, no h/o CAD.").findings}
    assert ("diabetes", "present") in found and ("tuberculosis", "absent") in found


def test_prior_governs_the_one_that_follows() -> None:
    found = {(f.concept, f.status) for f in profile("PMH: prior TIA, CKD stage 3a.").findings}
    assert found == {("stroke", "historical"), ("ckd", "present")}


COPIED = """\
Interval history
On decitabine, cycle 3. ECOG 1.

--- Copied from note of 06-Aug-2025, Dr Smith ---
Patient newly on lenalidomide. ECOG 3 after a fall.
Plan to start cytarabine.
"""


def test_what_was_copied_from_an_earlier_note_is_set_aside() -> None:
    found = profile(COPIED)
    assert [t.agent for t in found.treatments] == ["decitabine"]
    assert found.performance is not None and found.performance.value == 1


REGISTER = """\
Blood Bank Transfusion History
Patient: Jane Roe  DOB: 14 Mar 1951

Unit No         Component       Date Issued     Status
W0412 26 1      RBC AS-1 LR     14 Sep 2026     Transfused
W0412 26 2      RBC AS-1 LR     14 Sep 2026     Transfused
W0412 26 3      RBC AS-1 LR     30 Aug 2026     Returned
W0412 26 4      RBC AS-1 LR     21 Aug 2026     Transfused
W0412 26 5      PLT PH LR       21 Aug 2026     Transfused
W0412 26 6      RBC AS-1 LR     02 Aug 2026     Transfused
"""
FLOWSHEET = """\
Infusion Center Flowsheet
Patient: Jane Roe  DOB: 14 Mar 1951

                         2026-07-27   2026-08-10   2026-08-24   2026-09-07
Hgb g/dL                 7.2          7.5          6.9          7.8
PRBC units               2            1            2            1
Platelet units           0            0            1            0
"""
FORM = """\
Transfusion burden
Date of visit: 2026-09-14

Packed red cells, last 16 weeks             7 units
Packed red cells, last 8 weeks              2 units
Packed red cells since first transfusion    24 units
"""


@pytest.mark.parametrize(("text", "units"), [(REGISTER, 4), (FLOWSHEET, 6), (FORM, 2)])
def test_tables_of_transfusions(text: str, units: float) -> None:
    found = profile(text, "")
    assert found.transfusions.rbc_units_8_weeks == units
    assert not any(lab.analyte == "erythrocytes" for lab in found.labs)


def test_a_row_that_is_not_understood_spoils_the_log() -> None:
    log = REGISTER.replace("21 Aug 2026     Transfused\nW0412 26 5", "?? Aug         Transfused\nW0412 26 5")
    assert profile(log, "").transfusions.rbc_units_8_weeks is None


CALENDAR = """\
Transfusion calendar
Patient: Jane Roe  DOB: 14 Mar 1951

Feb 2026
Su          Mo          Tu          We          Th          Fr          Sa
1           2           3           4           5           6           7
8           9 2 u PC    10          11          12          13          14
15          16 1 plt    17 1 u PC   18          19          20          21
22          23          24          25          26 1 u PC   27          28
"""


def test_a_calendar_counts_only_where_each_day_stands_under_its_weekday() -> None:
    assert profile(CALENDAR, "").transfusions.rbc_units_8_weeks == 4
    assert profile(CALENDAR.replace("Feb 2026", "Mar 2026"), "").transfusions.rbc_units_8_weeks is None
    assert not profile(CALENDAR, "").labs


def test_a_need_that_is_over_is_no_rate() -> None:
    over = profile("Red cell transfusions: 2 units/month until May 2026, none since.").transfusions
    assert (over.rbc_units_8_weeks, over.rbc_units_8_weeks_range) == (None, None)
    assert profile("RBC transfusions past 8 weeks: none.").transfusions.rbc_units_8_weeks == 0


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Summary\nSF3B1 p.K700E detected, VAF 34%\nTP53 not detected", "molecular"),
        (
            "Patient: Jane Roe\nSummary: karyotype 46,XX,del(5)(q13q33)[18]/46,XX[2]. 20 metaphases analysed.",
            "cytogenetics",
        ),
        ("Jane Roe\nSummary of care\nMDS-IB1. SF3B1 p.K700E VAF 34%. On luspatercept. ECOG 1.", "note"),
    ],
)
def test_a_summary_may_be_of_any_kind_of_report(text: str, kind: str) -> None:
    assert [d.kind for d in profile(text, "").documents] == [kind]


def test_a_lone_birth_date_dates_no_report() -> None:
    found = profile("Jane Roe 03/14/1951\nSummary of care\nOn luspatercept. Hb 8.2 g/dL.", "")
    assert found.documents[0].dated is None


@pytest.mark.parametrize(
    "head",
    [
        "Haematology Outpatients\nMrs Jane Roe\nDate of birth 14/03/1951 Sex female\nDear Mrs Roe,\nIt was good.",
        "Jane Roe, 75Y/F     CR No. 889     Dt: 30.04.2026\nDOB 14.03.1951",
        "AL WAHA HOSPITAL        Roe, Jane                            Signed\n"
        "Outpatient note         MRN 8165305 Female DOB 14-Mar-1951   Page 1",
        "Day care, transfusion calendar Jane Roe ID 07483 born 14/03/1951 F",
    ],
)
def test_particulars_under_no_key(head: str) -> None:
    found = profile(head, "").patient
    assert (found.name, found.birth_date, found.sex) == ("Jane Roe", "1951-03-14", "female")


def test_a_signature_is_nobody_s_name() -> None:
    assert profile("Clinic note\nReviewed by John Smith MRN 8165305 DOB 14-Mar-1951", "").patient.name is None
    assert profile("Clinic note\nMr John Smith\nConsultant surgeon\nDear Dr Bell,\nThank you.", "").patient.name is None


def test_each_item_of_one_line_says_what_it_says_of_its_own() -> None:
    told = (
        "Therapy so far: 1) epoetin alfa, 02-Sep-2025 until 06-Jan-2026, ended (toxicity) "
        "2) azacitidine, since 05-Feb-2026, 2 cycles, ongoing"
    )
    assert courses(told) == [
        "epoetin alfa stopped 2025-09-02..2026-01-06", "azacitidine ongoing 2026-02-05.. x2",
    ]  # fmt: skip

"""Notes that stack several visits: each is of its own day. All people are invented."""

import datetime as dt

from pipeline.reading import read_bytes
from pipeline.run import conclude, understand
from schemas.profile import Profile

TODAY = dt.date(2026, 11, 20)
HEAD = "MDS CLINIC - SERIAL NOTES\nName: Beatriz Lanza   DOB: 07 Feb 1950\n\n"
FIRST = "Hb 88, WBC 2.9, plt 102. ECOG 1. Started EPO 30 000 IU weekly.\n\n"
SECOND = "Hb 79, WBC 2.7. No response to EPO, stopped. BMAT booked. ECOG 2.\n\n"


def profile(text: str) -> Profile:
    (found,) = understand([read_bytes((HEAD + text).encode(), "notes.txt")])
    return conclude([found], today=TODAY)


def counts(text: str) -> set[tuple[str, float, str | None]]:
    return {(x.analyte, x.value, x.collected) for x in profile(text).labs}


def test_what_stands_below_a_day_is_of_that_day_in_either_order() -> None:
    told = {
        ("hemoglobin", 8.8, "2025-01-14"),
        ("leukocytes", 2.9, "2025-01-14"),
        ("platelets", 102.0, "2025-01-14"),
        ("hemoglobin", 7.9, "2025-04-08"),
        ("leukocytes", 2.7, "2025-04-08"),
    }
    assert counts(f"14 Jan 2025\n{FIRST}8 Apr 2025\n{SECOND}") == told
    assert counts(f"Clinic visit 8 Apr 2025\n{SECOND}14 Jan 2025 (phone call, RN K. Alvarez)\n{FIRST}") == told


def test_status_and_treatment_are_those_of_the_latest_visit() -> None:
    seen = profile(f"14 Jan 2025\n{FIRST}8 Apr 2025\n{SECOND}")
    assert seen.performance is not None
    assert (seen.performance.value, seen.performance.date) == (2, "2025-04-08")
    assert [(t.agent, t.status, t.recorded) for t in seen.treatments] == [("epoetin alfa", "stopped", "2025-04-08")]
    assert not seen.unsure


def test_days_that_open_nothing_or_run_in_no_order_cut_nothing() -> None:
    signed = counts(f"14 Jan 2025\n{FIRST}Yours sincerely\n\n15 Jan 2025\nDr Mark Lane\n")
    assert {day for _, _, day in signed} == {"2025-01-14"} or {day for _, _, day in signed} == {None}
    mixed = counts(f"14 Jan 2025\n{FIRST}8 Apr 2025\n{SECOND}3 Mar 2025\nHb 85 today.\n")
    assert "2025-04-08" not in {day for _, _, day in mixed}


def test_a_line_that_opens_a_visit_is_found_where_the_line_above_ran_up_to_it() -> None:
    above = "Apyrexial. Hb 89, plts 22. CT chest clear. Continue antibiotics, venetoclax to restart once neuts >0.5."
    told = counts(f"Ward round 8 Apr 2025\n{above}\nWard round 9 Apr 2025\nFeels well. Hb 86. Switch to orals.\n")
    assert ("hemoglobin", 8.6, "2025-04-09") in told
    assert ("hemoglobin", 8.9, "2025-04-08") in told


def test_a_day_that_ends_a_wrapped_sentence_opens_no_visit() -> None:
    letter = (
        "6 May 2026\nDear colleague, we report on the visit to our day clinic. Hb 88, platelets 102.\n\n"
        "Diagnoses\n- Myelodysplastic syndrome with ring sideroblasts and multilineage dysplasia, first diagnosis\n"
        "28 June 2025\n\nECOG 1. Azacitidine is well tolerated and will be continued.\n"
    )
    found = profile(letter)
    assert found.performance is not None and found.performance.date == "2026-05-06"
    assert [(t.agent, t.status, t.recorded) for t in found.treatments] == [("azacitidine", "ongoing", "2026-05-06")]

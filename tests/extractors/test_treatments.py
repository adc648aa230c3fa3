"""Treatments: a drug that is named is not a drug that was given."""

from typing import Any

import pytest

from extractors.treatments import EXTRACTOR
from knowledge.loader import load_vocabulary
from schemas.facts import Finding, NotGiven, Treatment
from schemas.layout import ReportDates, SectionLabel
from tests.reports import report_from_sections, report_from_text

VISIT = ReportDates(visit="2026-09-01")


def run(text: str, label: SectionLabel = SectionLabel.OTHER, doubtful: str = "") -> list[Finding]:
    report = report_from_text(text, label=label, dates=VISIT, doubtful=doubtful.split())
    return list(EXTRACTOR.run(report, load_vocabulary()))


def said(found: list[Finding]) -> list[tuple[str, str]]:
    return [
        (f.fact.agent, f.fact.status if isinstance(f.fact, Treatment) else "never")
        for f in found
        if isinstance(f.fact, Treatment | NotGiven)
    ]


STATUS = [
    ("She does not wish to stop azacitidine.", []),
    ("She didn't want a dose reduction of azacitidine.", []),
    ("No desire to change azacitidine.", []),
    ("She does not want to change to venetoclax.", [("venetoclax", "declined")]),
    ("She declined to continue azacitidine.", [("azacitidine", "stopped")]),
    (
        "Allogeneic transplantation was offered again. Maria declined after discussion with her family.",
        [("allogeneic_hct", "declined")],
    ),
    ("Allogeneic transplant explained with cost and risk. Patient is not willing.", [("allogeneic_hct", "declined")]),
    ("Azacitidine was explained to her. She declined for personal reasons.", [("azacitidine", "declined")]),
    ("Allogeneic transplant explained. She declined the influenza vaccine.", []),
    ("Decitabine can cause nausea. She declined.", []),
    ("The patient does not wish an allogeneic stem cell transplantation.", [("allogeneic_hct", "declined")]),
    ("She doesn't want an allogeneic transplant.", [("allogeneic_hct", "declined")]),
    ("Allogeneic transplant: not desired by the patient.", [("allogeneic_hct", "declined")]),
    ("Currently on Vidaza.", [("azacitidine", "ongoing")]),
    ("If azacitidine stops working, decitabine is an option.", [("decitabine", "considered")]),
    ("They mentioned venetoclax as something to consider if azacitidine fails.", [("venetoclax", "considered")]),
    ("After failure of azacitidine we would look at venetoclax.", [("venetoclax", "considered")]),
    ("Prior transplant: no", [("allogeneic_hct", "never")]),
    ("Prior allogeneic transplant: No, patient declined", [("allogeneic_hct", "declined")]),
    ("He has told them that he does not want a transplant.", [("allogeneic_hct", "declined")]),
    ("Asked about imetelstat; told that we will consider it only if this fails.", [("imetelstat", "considered")]),
    ("She asked about imetelstat.", []),
    ("Azacitidine was started on 10 Apr 2026 and 5 cycles have been given.", [("azacitidine", "ongoing")]),
    ("Continues azacitidine, cycle 5 planned 7 Sep 2026.", [("azacitidine", "ongoing")]),
    ("Azacitidine was started on 2 Feb 2026.", [("azacitidine", "ongoing")]),
    ("Azacitidine has not been started yet.", []),
    ("He has not received azacitidine.", [("azacitidine", "never")]),
    ("Never on lenalidomide.", [("lenalidomide", "never")]),
    ("ESA never given.", [("esa", "never")]),
    ("HMA-naive", [("hma", "never")]),
    ("Not on azacitidine.", []),
    ("No complaints on azacitidine.", [("azacitidine", "ongoing")]),
    ("Not a candidate for azacitidine", []),
    ("Azacitidine was discussed but she declined.", [("azacitidine", "declined")]),
    ("If counts fall, consider azacitidine.", [("azacitidine", "considered")]),
    ("Would consider luspatercept or imetelstat", [("luspatercept", "considered"), ("imetelstat", "considered")]),
    ("Plan: start lenalidomide next week", [("lenalidomide", "planned")]),
    ("Allogeneic transplant planned if blasts fall.", [("allogeneic_hct", "considered")]),
    ("Revlimid held for neutropenia.", [("lenalidomide", "ongoing")]),
    ("Eltrombopag 150 mg; off since blasts rose", [("eltrombopag", "stopped")]),
    ("Enasidenib (off-label)", []),
    ("Switched from azacitidine to decitabine in May 2025.", [("azacitidine", "stopped"), ("decitabine", "ongoing")]),
    ("S/p R-CHOP x 6 for lymphoma.", [("r-chop", "completed")]),
    ("Her father received azacitidine.", []),
    ("G-CSF was given to the donor for mobilization.", []),
    ("Patient asked about CAR-T", []),
    ("CAR-T is not approved for MDS", []),
    ("HCT consult held today", [("allogeneic_hct", "considered")]),
    ("Seen in the transplant clinic", []),
    ("S/p kidney transplant 2012", []),
    ("Hct 27.1 %", []),
    ("EPO level 642 mIU/mL", []),
    ("Serum erythropoietin 642", []),
    ("Azathioprine 50 mg daily (AZA)", [("azathioprine", "ongoing")]),
    ("Ven/aza 3 cycles", [("venetoclax", "completed"), ("azacitidine", "completed")]),
    ("Vidaza is a brand of azacitidine", []),
    ("TEST RESULT FLAG UNITS", []),
    ("Drawn 4 DEC 2025", []),
    ("Patients treated with azacitidine may develop neutropenia.", []),
    ("Eligibility: prior HMA failure", []),
    ("Side effects of lenalidomide include rash", []),
]


@pytest.mark.parametrize(("text", "expected"), STATUS)
def test_status(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(run(text)) == expected


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        (SectionLabel.MEDICATIONS, [("azacitidine", "ongoing")]),
        (SectionLabel.TREATMENT, [("azacitidine", "completed")]),
        (SectionLabel.ALLERGIES, []),
        (SectionLabel.FAMILY_HISTORY, []),
        (SectionLabel.TRIAL, []),
        (SectionLabel.METHODS, []),
        (SectionLabel.ASSESSMENT, []),
        (SectionLabel.INDICATION, []),
    ],
)
def test_a_bare_name_means_what_its_section_makes_of_it(label: SectionLabel, expected: list[tuple[str, str]]) -> None:
    assert said(run("Azacitidine", label)) == expected


def course(text: str) -> list[dict[str, Any]]:
    keys = ("started", "ended", "cycles", "line", "response", "stop_reason")
    facts = [f.fact for f in run(text) if isinstance(f.fact, Treatment)]
    return [{k: v for k in keys if (v := getattr(f, k)) is not None} for f in facts]


COURSES = [
    ("Azacitidine C4D1 today", [{"cycles": 4}]),
    ("He completed 4 of 6 planned cycles of azacitidine.", [{"cycles": 4}]),
    ("s/p 4 cycles of azacitidine", [{"cycles": 4}]),
    ("Azacitidine cycle 1 x 4", [{}]),
    ("On azacitidine, due for cycle 3", [{}]),
    ("Currently on azacitidine for 4-6 cycles", [{}]),
    ("Luspatercept, TI x 14 wks, then lost", [{"response": "loss_of_response", "stop_reason": "lack_of_response"}]),
    ("Azacitidine since Jan 2026", [{"started": "2026-01"}]),
    ("Azacitidine Jun 2024 - Jan 2025, 6 cycles", [{"started": "2024-06", "ended": "2025-01", "cycles": 6}]),
    ("Azacitidine was discontinued on 14 March 2025 due to disease progression after 8 cycles.",
     [{"ended": "2025-03-14", "cycles": 8, "response": "PD", "stop_reason": "progression"}]),
    ("ATG + CSA (Jun 2024)", [{"started": "2024-06"}, {"started": "2024-06"}]),
    ("2026-01-05 Azacitidine cycle 1", [{"cycles": 1, "started": "2026-01-05"}]),
    ("On hold: deferasirox since May 2026", [{"stop_reason": "on_hold"}]),
    ("First-line azacitidine, stable disease", [{"line": 1, "response": "SD"}]),
    ("Stable disease after 4 cycles of azacitidine", [{"cycles": 4, "response": "SD"}]),
    ("Received her last dose of azacitidine on 29 June 2026.", [{}]),
    ("Currently on luspatercept, last dose 12 Aug 2026", [{}]),
    ("Vidaza x 7 cycles, last dose 12 Aug 2026; stopped", [{"cycles": 7, "ended": "2026-08-12"}]),
    ("Azacitidine between April 2025 and October 2025", [{"started": "2025-04", "ended": "2025-10"}]),
    ("Will assess response to azacitidine after cycle 6", [{}]),
    ("No evidence of progression on azacitidine", [{}]),
    ("CR not achieved with azacitidine", [{}]),
    ("PR, then progressive disease on azacitidine", [{"response": "PD", "stop_reason": "progression"}]),
    ("mCR with HI-E on decitabine", [{"response": "mCR"}]),
    (
        "EPO 40,000 U weekly - d/c 5/2025, no benefit",
        [{"ended": "2025-05", "response": "refractory", "stop_reason": "lack_of_response"}],
    ),
    ("ESA refractory", [{"response": "refractory", "stop_reason": "lack_of_response"}]),
    ("Failed ESA", [{"response": "refractory", "stop_reason": "lack_of_response"}]),
    ("Intolerant of decitabine (rash); not a failure", [{"stop_reason": "toxicity"}]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), COURSES)
def test_courses(text: str, expected: list[dict[str, Any]]) -> None:
    assert course(text) == expected


def test_responses_stay_with_their_own_agents() -> None:
    found = run("Prior: darbepoetin alfa (no response), luspatercept (lost response), azacitidine x 6 cycles (PD).")
    assert [(f.fact.agent, f.fact.response, f.fact.cycles) for f in found if isinstance(f.fact, Treatment)] == [
        ("darbepoetin alfa", "refractory", None),
        ("luspatercept", "loss_of_response", None),
        ("azacitidine", "PD", 6),
    ]


def test_sentences_that_go_on_about_the_same_treatment() -> None:
    text = "Started azacitidine on 2 Feb 2026. Cycle 4 was completed on 3 Aug 2026. Response is stable disease."
    found = [f.fact for f in run(text) if isinstance(f.fact, Treatment)]
    assert {f.agent for f in found} == {"azacitidine"}
    assert {f.started for f in found} == {"2026-02-02", None}
    assert {f.cycles for f in found} == {4, None}
    assert {f.response for f in found} == {"SD", None}
    assert {f.status for f in found} == {"ongoing"}


def test_a_sentence_after_two_agents_belongs_to_neither() -> None:
    found = run("On azacitidine and venetoclax. Cycle 4 done.")
    assert [f.fact.cycles for f in found if isinstance(f.fact, Treatment)] == [None, None]


def test_what_is_unclear_takes_the_status_the_report_states_elsewhere() -> None:
    report = report_from_sections(
        [(SectionLabel.HISTORY, "Received 4 cycles of azacitidine."), (SectionLabel.PLAN, "Continue azacitidine.")]
    )
    found = [f.fact for f in EXTRACTOR.run(report, load_vocabulary())]
    assert [(f.status, f.cycles) for f in found if isinstance(f, Treatment)] == [("ongoing", 4), ("ongoing", None)]


def test_treatment_naive_is_a_statement() -> None:
    assert said(run("Observation; no treatment to date")) == [("disease_modifying", "never")]
    assert said(run("Observation")) == []


def test_recorded_kind_and_quote() -> None:
    (found,) = run("Currently receiving Reblozyl.")
    fact = found.fact
    assert isinstance(fact, Treatment)
    assert (fact.agent, fact.kind, fact.recorded) == ("luspatercept", "systemic", "2026-09-01")
    assert fact.evidence[0].quote == "Currently receiving Reblozyl."


@pytest.mark.parametrize("word", ["Reblozyl.", "receiving", "Currently"])
def test_words_that_carry_the_fact_must_be_read_surely(word: str) -> None:
    (found,) = run("Today she is well. Currently receiving Reblozyl.", doubtful=word)
    assert found.doubt is not None


def test_other_words_may_be_unsure() -> None:
    (found,) = run("Today she is well. Currently receiving Reblozyl.", doubtful="Today")
    assert found.doubt is None


def test_an_entry_dosed_in_micrograms_whose_end_stands_in_the_next_sentence() -> None:
    text = "1. Darbepoetin alfa 300 micrograms every two weeks, 23 Mar 2025 to 13 Aug 2025. Discontinued: toxicity."
    facts = [f.fact for f in run(text, SectionLabel.TREATMENT) if isinstance(f.fact, Treatment)]
    assert {(t.agent, t.status) for t in facts} == {("darbepoetin alfa", "stopped")}
    assert {t.ended for t in facts} == {"2025-08-13", None} and "toxicity" in {t.stop_reason for t in facts}

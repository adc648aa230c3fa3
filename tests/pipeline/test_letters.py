"""Records told in prose by many houses: letters, telephone notes, reports sent as letters. All people are invented."""

import pytest

from pipeline.reading import read_bytes
from pipeline.run import understand
from schemas.facts import Biomarker, Diagnosis, Karyotype, LabResult, Performance, Stage, Treatment
from schemas.findings import DocumentFindings

NOTE = "CLINIC NOTE\nPatient: Jane Roe   DOB: 04/11/1951\nVisit date: March 14, 2025\n\n"
MARROW = "BONE MARROW REPORT\nPatient: Jane Roe   DOB: 04/11/1951\nCollected: March 14, 2025\n\nMorphology\n"
BANDING = (
    "CYTOGENETICS REPORT\nPatient: Jane Roe   Sex: F\nSpecimen: bone marrow   Collected: March 14, 2025\n\nRESULTS\n"
)


def of(text: str) -> DocumentFindings:
    (found,) = understand([read_bytes(text.encode(), "record.txt")])
    return found


def told(text: str, head: str = NOTE) -> set[str]:
    """Treatments as agent and status; "?" marks those that are asked about."""
    return {
        f"{f.fact.agent} {f.fact.status}{'?' if f.doubt else ''}"
        for f in of(head + text).findings
        if isinstance(f.fact, Treatment)
    }


def counts(text: str, head: str = NOTE) -> set[tuple[str, float, str | None, bool]]:
    """Analyte, value, day, and whether it is asked about."""
    return {
        (f.fact.analyte, f.fact.value, f.fact.collected, f.doubt is not None)
        for f in of(head + text).findings
        if isinstance(f.fact, LabResult)
    }


@pytest.mark.parametrize(
    "text",
    [
        "Allogeneic transplantation was discussed again; she does not wish to pursue it.",
        "An allogeneic transplant was offered, but she did not want to go ahead with it.",
        "An allogeneic transplant was raised but she is not keen.",
        "We came back to the subject of an allogeneic transplant, which she continues to decline.",
        "An allogeneic transplant is rejected by the patient.",
        "An allogeneic transplant is not something that she wants.",
    ],
)
def test_who_does_not_want_a_transplant_has_declined_it(text: str) -> None:
    assert told(text) == {"allogeneic_hct declined"}


def test_who_refuses_another_thing_or_is_willing_now_has_not_declined_it() -> None:
    assert told("An allogeneic transplant was raised; she does not wish to pursue dialysis.") == {
        "allogeneic_hct considered"
    }
    assert told("An allogeneic transplant was declined but now she is willing to proceed.") == {
        "allogeneic_hct considered"
    }


def test_a_cycle_that_is_finished_or_put_off_ends_no_course() -> None:
    since = "She has been on azacitidine since October 21, 2024. "
    assert told(since + "She has finished cycle 2 of azacitidine.") == {"azacitidine ongoing"}
    assert told(since + "Injections were put off for a week by a chest infection.") == {"azacitidine ongoing"}
    assert told(since + "Continue. Hold for ANC below 500 with fever.") == {"azacitidine ongoing"}
    assert told("She has finished cycle 2 of azacitidine; treatment is now over.") == {"azacitidine completed"}
    assert told("She finished cycle 6 of 6 of azacitidine.") == {"azacitidine completed"}


def test_calls_of_several_days_each_hold_the_counts_of_their_day() -> None:
    head = "TELEPHONE ENCOUNTERS\nJane Roe   Female   born November 4, 1951\n\n"
    calls = (
        "December 4, 2025 9:12 AM - Call to patient, Nora Blessing RN\nCBC drawn today: Hb 9.1 and plt 161.\n\n"
        "December 5, 2025 4:40 PM - Return call from daughter\nShe confirms that the patient will come on Thursday.\n\n"
        "December 20, 2025 11:25 AM - Dr. Leopold Brightwater\nToday's labs: Hb 10.4, plt 185.\n"
    )
    assert counts(calls, head) == {
        ("hemoglobin", 9.1, "2025-12-04", False),
        ("platelets", 161.0, "2025-12-04", False),
        ("hemoglobin", 10.4, "2025-12-20", False),
        ("platelets", 185.0, "2025-12-20", False),
    }


def test_a_value_of_the_person_spoken_of_before_is_not_the_patients() -> None:
    assert counts("Daughter called back. She herself had a hemoglobin of 9.1 today.") == set()
    assert counts("Her sister is well. Her hemoglobin is 9.1 today.") == {("hemoglobin", 9.1, "2025-03-14", True)}
    assert counts("Her husband came along. Her hemoglobin is 9.1 today.") == {("hemoglobin", 9.1, "2025-03-14", False)}


def test_a_count_in_thousands_without_its_unit_is_read_where_every_unit_gives_one_value() -> None:
    assert counts("Absolute neutrophil count of 3,000, platelets 98,000.") == {
        ("neutrophils", 3.0, "2025-03-14", False),
        ("platelets", 98.0, "2025-03-14", False),
    }
    assert {asked for *_, asked in counts("Platelets 2,500.")} == {True}
    plain = counts("Your blood count shows white count 2.0, platelets 98,000 per microliter.")
    assert ("platelets", 98.0, "2025-03-14", False) in plain


def test_the_blasts_of_one_clause_are_not_of_the_site_that_the_next_one_names() -> None:
    clause = "In a count of 500 cells 2% are blasts, while in the blood no circulating blasts are identified."
    assert counts(clause, MARROW) == {("blasts_marrow", 2.0, "2025-03-14", False)}
    aside = "Blasts, none with Auer rods, amount to 1% of 500 nucleated cells."
    assert counts(aside, MARROW) == {("blasts_marrow", 1.0, "2025-03-14", False)}
    assert counts("The limits of the classification are 5%, 10% and 20% blasts.", MARROW) == set()


def test_a_formula_is_hers_in_whatever_words_it_is_given_and_no_example_is() -> None:
    def formulas(text: str) -> set[tuple[str, bool]]:
        found = of(BANDING + text).findings
        return {(f.fact.iscn, f.doubt is not None) for f in found if isinstance(f.fact, Karyotype)}

    own = "47,XX,+8[4]/46,XX[16]"
    for lead in (
        "The result, written by the international system, is ",
        "All 20 metaphases were analysed after G-banding, giving the karyotype ",
        "A change was noted, and the karyotype is reported as ",
        "In ISCN terms this reads ",
    ):
        assert formulas(f"{lead}{own}.") == {(own, False)}
    assert formulas("A loss alone, formula 46,XX,del(5)(q13q33)[20] for instance, goes with a good outcome.") == set()
    assert formulas("This is a normal female karyotype, 46,XX[20].") == {("46,XX[20]", False)}


def test_a_laboratorys_letter_is_its_report_and_a_physicians_is_a_note() -> None:
    head = "Fellside Regional Genetics Service\n\nDr Padma Whitworth\nHaematology\n\nDear Dr Whitworth\n\n"
    person = "Jane Roe   d.o.b. 4 November 1951   Female\nBone marrow sampled 14 March 2025\n\n"
    told_us = (
        "You told us that MDS was suspected. 20 metaphase cells were analysed in full. We did not look for more.\n"
    )
    letter = of(head + person + told_us + "The result is 47,XX,+8[4]/46,XX[16].\n")
    assert [r.key.kind for r in letter.reports] == ["cytogenetics"]
    seen = (
        "I reviewed Mrs Roe in clinic. She feels well. She had 20 metaphases analysed in 2024. Mrs Roe will return.\n"
    )
    note = of(head + person + seen + "The karyotype was 47,XX,+8[4]/46,XX[16].\n")
    assert [r.key.kind for r in note.reports] == ["note"]


def test_a_physicians_own_judgement_is_no_supposition() -> None:
    def scores(text: str) -> list[tuple[str, bool]]:
        found = of(NOTE + text).findings
        return [
            (str(getattr(f.fact, "value", None) or getattr(f.fact, "category", None)), f.doubt is not None)
            for f in found
            if isinstance(f.fact, Performance | Stage)
        ]

    assert scores("I would call the ECOG performance status 1.") == [("1", False)]
    assert scores("If he were well I would call him ECOG 1.") == [("1", True)]
    assert scores("ECOG 3 at that time per ER.") == []
    assert scores("At first diagnosis the IPSS-R was low.") == [("low", False)]
    assert scores("The outside IPSS-R was low.") == [("low", True)]
    assert scores("The IPSS-R comes out as low risk by our own calculation. We found no more.") == [("low", False)]


def test_an_opinion_states_the_diagnosis_and_what_it_is_not() -> None:
    text = "In my opinion this is MDS with multilineage dysplasia. I do not think it is aplastic anaemia.\n"
    found = {f"{f.fact.disease} {f.fact.status}" for f in of(MARROW + text).findings if isinstance(f.fact, Diagnosis)}
    assert found == {"mds confirmed", "aplastic_anemia ruled_out"}


def test_what_a_laboratory_sums_up_is_of_its_own_sample() -> None:
    head = "CYTOGENETICS REPORT\nPatient: Jane Roe\nCollected: 14 March 2025\n\nSummary: an abnormality was found.\n"
    text = (
        "FISH results with EGR1 (5q31) and CEP8 were within normal limits, so there is no deletion of 5q or trisomy 8."
    )
    found = {
        (f.fact.name, f.fact.status, f.fact.collected)
        for f in of(head + text).findings
        if isinstance(f.fact, Biomarker)
    }
    assert found == {("fish_del5q", "negative", "2025-03-14"), ("fish_trisomy8", "negative", "2025-03-14")}

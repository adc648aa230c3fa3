"""Dates, kinds and parts of reports that are written as prose. People and figures are made up."""

import pytest

from knowledge.loader import load_vocabulary
from pipeline.context import add_contexts
from schemas.layout import Report, SectionLabel
from tests.pipeline.layout.pages import laid_out

VOCABULARY = load_vocabulary()


def report(page: str) -> Report:
    (document,) = add_contexts([laid_out(page, vocabulary=VOCABULARY)], VOCABULARY)
    (found,) = document.reports
    return found


MARROW = (
    "Lakeside Teaching Hospital, Department of Haematology\n"
    "Jo Roe | male | DOB 21 Jun 1956 | Hospital ID 1005134\n"
    "{done}\n\n"
    "On peripheral smear blasts are 4%. The aspirate smears are cellular with blasts 9%.\n\n"
    "Impression: Myelodysplastic syndrome with excess blasts.\n\n"
    "Written by Dr A Reed (resident), seen by Dr B Lane on 29 Jan 2025.\n"
)


def test_day_of_an_examination_and_of_who_signed_it() -> None:
    dates = report(MARROW.format(done="Bone marrow examination done on 27 Jan 2025")).dates
    assert (dates.collected, dates.visit, dates.reported) == ("2025-01-27", None, "2025-01-29")


def test_day_of_a_specimen_without_its_year_leaves_its_place_unknown() -> None:
    page = (
        "Eastside Genomic Medicine\nMolecular report\n\n"
        "Bone marrow, collected 25 February      Issued 15 March 2025\n\n"
        "SF3B1 p.Lys700Glu was found at an allele fraction of 15.7%.\n"
    )
    dates = report(page).dates
    assert dates.collected is None and dates.unplaced


def test_year_below_its_day_belongs_to_it() -> None:
    page = (
        "Eastside Genomic Medicine\nMolecular report\n\n"
        "Bone marrow, collected 25 February    Issued 15 March 2025\n2025\n\n"
        "SF3B1 p.Lys700Glu was found at an allele fraction of 15.7%.\n"
    )
    assert report(page).dates.collected == "2025-02-25"


def test_day_behind_other_things_in_one_line() -> None:
    page = (
        "Haematology Day Unit \u00b7 Nursing entry\n"
        "Jo Roe \u00b7 male \u00b7 DOB 14 Mar 1957 \u00b7 No. 6589915 \u00b7 4 Feb 2026\n\n"
        "09.05 Attended on time. Known diagnosis: myelodysplastic syndrome.\n"
    )
    assert report(page).dates.visit == "2026-02-04"


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        (
            "From:      Clinical nurse specialist, Haematology\nTo:        Dr V Reed\nSent:      10 Apr 2026 16:20\n"
            "Subject:   Transfusion support, Jo Roe (female), DOB 13 Oct 1956\n\n"
            "Dear Vincent, I counted six units of red cells in the last eight weeks.\nThe ferritin is 1029 ug/L.\n",
            "note",
        ),
        (
            "Lakeside Medical Group - Hematology\nJo Roe     DOB Aug 20, 1948     Male     Seen Feb 1, 2026\n\n"
            "Problem 1\nMyelodysplastic syndrome.\n"
            "On Feb 7, 2025 the marrow had blasts of 0.5% and karyotype 45,X,-Y[5]/46,XY[16].\n"
            "Plan: no change. ECOG 2. Allergies: penicillin.\n",
            "note",
        ),
        (
            "Lakeside Genetics\nDear Dr Reed,\nBone marrow sampled 14 March 2025\n"
            "Twenty metaphases were analysed by G-banding. Karyotype 46,XY,del(5)(q13q33)[5]/46,XY[15].\n",
            "cytogenetics",
        ),
    ],
)
def test_kind_of_what_is_told_in_prose(page: str, kind: str) -> None:
    assert report(page).kind == kind


NOTE = (
    "Outpatient Progress Note\nDate of service: Feb 5, 2026\n\n"
    "S: Feels well on azacitidine.\nFH: There is a family history of bowel cancer in her mother.\n"
    "O: Afebrile. ECOG 1. Labs today: HGB 10.6 g/dL.\nA: MDS, stable.\nP: Continue azacitidine.\n"
)


def test_letters_open_the_parts_of_a_note() -> None:
    held = {p.text.split(":")[0]: s.label for s in report(NOTE).sections for p in s.passages}
    assert held["S"] is SectionLabel.INTERVAL and held["FH"] is SectionLabel.FAMILY_HISTORY
    assert (held["O"], held["A"], held["P"]) == (SectionLabel.EXAM, SectionLabel.ASSESSMENT, SectionLabel.PLAN)


def test_one_letter_alone_opens_nothing() -> None:
    page = "Chemistry report\nCollected 3 May 2025\n\nFamily history: none.\nNa: 139 mmol/L\nP: 1.1 mmol/L\n"
    labels = {s.label for s in report(page).sections}
    assert SectionLabel.PLAN not in labels


def test_sentence_that_names_a_study_is_no_title() -> None:
    page = (
        "Alder Road Clinic\nSeen: 7 May 2025\nRe: Jo Roe, female, date of birth 27 March 1960\n\n"
        "Dear colleague, I saw Jo on account of low counts. Today's figures are Hb 86 g/L and platelets 150.\n\n"
        "I have booked a bone marrow examination.\n\nWith kind regards, Dr A Reed, physician\n"
    )
    assert report(page).kind == "note"

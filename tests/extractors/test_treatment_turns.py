"""Turns of a sentence about treatments: denied suitability, a choice that was taken up, organs, lists."""

import pytest

from extractors.treatments import EXTRACTOR
from knowledge.loader import load_vocabulary
from schemas.facts import Finding, Treatment
from schemas.layout import ReportDates
from tests.reports import report_from_text

Told = dict[str, tuple[str, str | None, str | None]]


def run(text: str) -> list[Finding]:
    report = report_from_text(text, dates=ReportDates(visit="2025-03-14"))
    return list(EXTRACTOR.run(report, load_vocabulary()))


def told(text: str) -> Told:
    found = (f.fact for f in run(text) if f.doubt is None)
    return {f.agent: (f.status, f.started, f.ended) for f in found if isinstance(f, Treatment)}


def named(text: str) -> list[str]:
    """Agents of which anything is said, with or without a doubt."""
    return [f.fact.agent for f in run(text) if isinstance(f.fact, Treatment)]


@pytest.mark.parametrize(
    "text",
    [
        "She is NOT an ideal candidate for allogeneic stem cell transplantation.",
        "He would not be a good candidate for decitabine.",
        "Our patient is hardly a suitable candidate for decitabine.",
        "We do not think that he is an appropriate candidate for decitabine.",
        "He is unlikely to benefit from further decitabine.",
        "I was put on the transplant list.",
        "The nadir, or low point where the decitabine will finish its work, lies ahead.",
        "He is status post liver transplantation in 2011.",
        "Anaemia appeared ten years after transplantation of a kidney.",
        "Corneal transplantation of the left eye was done in 2019.",
        "He received a combined kidney-pancreas transplant in 2005.",
        "He had a kidney transplant in 2009. Skin cancers followed after transplantation.",
    ],
)
def test_says_nothing_of_the_treatment(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Transplant was discussed, but his heart failure is severe.", {"allogeneic_hct": ("considered", None, None)}),
        ("He is a good candidate for decitabine.", {"decitabine": ("considered", None, None)}),
        ("Not a candidate for 7+3, he is a candidate for decitabine.", {"decitabine": ("considered", None, None)}),
        (
            "She chose decitabine, which she has been receiving since June 2023.",
            {"decitabine": ("ongoing", "2023-06", None)},
        ),
        (
            "He decided on luspatercept and has been on it since October 2024.",
            {"luspatercept": ("ongoing", "2024-10", None)},
        ),
        ("He plans to start imetelstat, which has been approved.", {"imetelstat": ("planned", None, None)}),
        ("He chose luspatercept, which has not been started yet.", {"luspatercept": ("planned", None, None)}),
        ("After her eltrombopag dose was cut in half, platelets fell.", {"eltrombopag": ("ongoing", None, None)}),
        ("Her ruxolitinib dose has been halved.", {"ruxolitinib": ("ongoing", None, None)}),
        ("We are cutting the hydroxyurea to five days a week.", {"hydroxyurea": ("ongoing", None, None)}),
        ("After decitabine the platelet count was reduced to 40.", {"decitabine": ("completed", None, None)}),
        ("Ruxolitinib 10 mg twice daily was reduced to 5 mg.", {"ruxolitinib": ("ongoing", None, None)}),
        ("The luspatercept was put on hold.", {"luspatercept": ("ongoing", None, None)}),
        ("In June I was put on lenalidomide.", {"lenalidomide": ("ongoing", None, None)}),
        ("After my first round of decitabine I was scheduled a biopsy.", {"decitabine": ("completed", None, None)}),
        ("She has received prior intravenous chemotherapy.", {"chemotherapy": ("completed", None, None)}),
        (
            "She was started on cyclosporine and later eltrombopag.",
            {"cyclosporine": ("ongoing", None, None), "eltrombopag": ("ongoing", None, None)},
        ),
        (
            "She was treated with carboplatin, gemcitabine, and vincristine in 2016.",
            {
                "carboplatin": ("completed", None, None),
                "gemcitabine": ("completed", None, None),
                "vincristine": ("completed", "2016", None),
            },
        ),
        (
            "Kidney transplant 2001. MDS in 2022, stem cell transplantation in June 2023.",
            {"allogeneic_hct": ("completed", "2023-06", "2023-06")},
        ),
        (
            "Basal cell cancer covered with a skin graft. Referred for transplant.",
            {"allogeneic_hct": ("considered", None, None)},
        ),
    ],
)
def test_says_this_of_the_treatment(text: str, expected: Told) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Resected 2015/3/2, s/p FOLFOX x 12 (2015/4/20-2015/10/5), MDS since 2024.",
            {"folfox": ("completed", "2015-04-20", "2015-10-05")},
        ),
        (
            "Gastrectomy on 12 May 2016, s/p XELOX x6 (2016/6/20~2016/11/2).",
            {"folfox": ("completed", "2016-06-20", "2016-11-02")},
        ),
        (
            "Biopsied 1 June 2012, treated with R-CHOP x 6 (24 June 2012 to 10 November 2012), seen to 3 May 2013.",
            {"r-chop": ("completed", "2012-06-24", "2012-11-10")},
        ),
    ],
)
def test_days_in_a_bracket_right_behind_are_its_own(text: str, expected: Told) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Continuing azacitidine was a waste of time.",
        "My doctor said that staying on azacitidine was pointless.",
        "The injection is with a medicine called azacitidine.",
        "I was put on azacitidine and had four treatments.",
        "He could live five years, perhaps longer while being treated with azacitidine.",
        "Before my first round of azacitidine I see the dentist.",
        "Lymphoma following transplantation.",
        "End-stage renal disease; underwent transplantation in 2008.",
        "Kidney transplant in 2009. Stem cell donor found; after transplantation she was well.",
    ],
)
def test_is_asked(text: str) -> None:
    assert told(text) == {}
    assert all(f.doubt is not None for f in run(text))


def test_one_of_several_chemotherapies_settles_nothing_of_another() -> None:
    said = [f.fact for f in run("She has received prior chemotherapy. She continues on chemotherapy.")]
    assert [f.status for f in said if isinstance(f, Treatment)] == ["completed", "ongoing"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Her platelet count is slowly falling on hydroxyurea.", {"hydroxyurea": ("ongoing", None, None)}),
        ("I was put on lenalidomide.", {"lenalidomide": ("ongoing", None, None)}),
        ("Patients on hydroxyurea may show this; he or she is then seen monthly.", {}),
        ("Treatment with lenalidomide is given to patients of his age.", {}),
        ("She may be a candidate for ivosidenib.", {}),
    ],
)
def test_a_laboratory_explains_but_not_where_it_speaks_of_somebody(text: str, expected: Told) -> None:
    report = report_from_text(text, kind="lab", dates=ReportDates(reported="2025-03-14"))
    found = [f.fact for f in EXTRACTOR.run(report, load_vocabulary()) if isinstance(f.fact, Treatment)]
    assert {f.agent: (f.status, f.started, f.ended) for f in found} == expected

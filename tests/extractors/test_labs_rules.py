"""Numbers of rules are no results, results beside a rule are; results that stand before their names."""

import pytest

from knowledge.loader import load_vocabulary
from schemas.vocabulary import Vocabulary
from tests.extractors.test_labs import of_page, of_text, values


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


RULES = [
    "Delay the cycle if neutrophils < 0.5 x10^9/L or platelets < 25 x10^9/L, reduce if creatinine above 177 umol/L.",
    "Hold azacitidine for ANC less than 0.5, platelets less than 25 K/uL or creatinine greater than 2.0 mg/dL.",
    "Transfusion thresholds: hemoglobin 7.5 g/dL, platelets 10 x10^9/L.",
    "Next cycle only when neutrophils recover to 1.0 x10^9/L and platelets to 75 x10^9/L.",
    "Parameters to treat: ANC 1000, PLT 75,000, Hgb 8.0 g/dL, creatinine 1.5 mg/dL.",
    "Dose modification: for ANC 0.5-1.0 reduce to 75%; ANC <0.5 hold.",
    "Red cells below a haemoglobin of 80 g/L, platelets below 10 x10^9/L.",
    "Minimum counts to proceed: neutrophils 1.0 x10^9/L, platelets 50 x10^9/L.",
    "Go/no-go: ANC 1.0, Plt 75.",
    "Notify provider: WBC < 1.0 K/uL, Hgb < 7.0 g/dL, Plt < 15 K/uL.",
    "Lenalidomide to be interrupted at neutrophils 0.5 x10^9/L, platelets 25 x10^9/L.",
    "Limit for transfusion on this ward: Hb 7.5 g/dL.",
    "Normal hemoglobin is 12.0 g/dL.",
    "Antifungal prophylaxis with posaconazole while ANC < 0.5.",
]


@pytest.mark.parametrize("text", RULES)
def test_the_numbers_of_a_rule_are_no_results(text: str, vocabulary: Vocabulary) -> None:
    assert values(of_text(text, vocabulary)) == {}


RESULTS = [
    ("Platelets are 18 K/uL today, transfuse if below 10.", {"platelets": 18.0}),
    ("Hold azacitidine today: platelets 19 K/uL, ANC 0.3 K/uL.", {"platelets": 19.0, "neutrophils": 0.3}),
    ("ANC remains <0.5 K/uL.", {"neutrophils": 0.5}),
    ("WBC 2.2 (prior 2.0), ANC 0.9 (0.7) K/uL.", {"leukocytes": 2.2, "neutrophils": 0.9}),
    ("Ferritin > 1650 ng/mL, so chelation was discussed.", {"ferritin": 1650.0}),
    ("If she remains well we will continue; Hb 96 g/L today.", {"hemoglobin": 9.6}),
    ("Given platelets of 22 x10^9/L we held azacitidine.", {"platelets": 22.0}),
]


@pytest.mark.parametrize(("text", "expected"), RESULTS)
def test_a_result_beside_a_rule_is_one(text: str, expected: dict[str, float], vocabulary: Vocabulary) -> None:
    assert values(of_text(text, vocabulary)) == expected


FORE = {
    "in cells of their own": (
        "L   9.0    g/dL   Hemoglobin    12.0-16.6\n"
        "L   27.2   %      Hematocrit    35.5-48.6\n"
        "L   2.2    K/uL   WBC           3.8-10.8\n"
        "    92     fL     MCV           80-99"
    ),
    "the unit behind the range": (
        "9.0    Hemoglobin    12.0-16.6 g/dL\n"
        "27.2   Hematocrit    35.5-48.6 %\n"
        "2.2    WBC           3.8-10.8 K/uL\n"
        "92     MCV           80-99 fL"
    ),
    "a row in one cell": (
        "L 9.0 g/dL Hemoglobin 12.0-16.6   Segmented neutrophils 24 %\n"
        "L 27.2 % Hematocrit 35.5-48.6     Metamyelocytes 1 %\n"
        "L 2.2 K/uL WBC 3.8-10.8           Myelocytes 1 %\n"
        "92 fL MCV 80-99                   Nucleated RBC 3 /100 WBC"
    ),
}


@pytest.mark.parametrize("name", FORE)
def test_results_that_stand_before_their_names(name: str, vocabulary: Vocabulary) -> None:
    found = of_page(FORE[name], vocabulary)
    wanted = {"hemoglobin": 9.0, "hematocrit": 27.2, "leukocytes": 2.2, "mcv": 92.0}
    more = {"neutrophils_percent": 24.0} if name == "a row in one cell" else {}
    assert values(found) == {**wanted, **more}
    assert not any(f.doubt for f in found)


def test_low_results_that_look_like_units_are_results(vocabulary: Vocabulary) -> None:
    """ "109 L" is a low count, however much it looks like 10^9/L without its signs."""
    page = (
        "Component    Value       Reference\n"
        "HGB          10.9 (L)    12.0 - 16.0\n"
        "WBC          10.6 H      4.0 - 9.0\n"
        "Platelets    109L        150 - 400\n"
        "LDH          106 L       120 - 246"
    )
    wanted = {"hemoglobin": 10.9, "leukocytes": 10.6, "platelets": 109.0, "lactate_dehydrogenase": 106.0}
    assert values(of_page(page, vocabulary)) == wanted


def test_ranges_below_results_are_ranges(vocabulary: Vocabulary) -> None:
    page = (
        "Hemoglobin    Hematocrit    WBC         Platelets\n"
        "9.0 g/dL      27.2 %        2.2 K/uL    114 K/uL\n"
        "12.0-16.6     35.5-48.6     3.8-10.8    140-400"
    )
    found = of_page(page, vocabulary)
    assert values(found) == {"hemoglobin": 9.0, "hematocrit": 27.2, "leukocytes": 2.2, "platelets": 114.0}
    assert not any(f.doubt for f in found)


def test_an_identity_row_over_the_titles_titles_nothing(vocabulary: Vocabulary) -> None:
    page = (
        "Birth   1942/10/19   Sampling    2025/03/19   08:12   Dept.\n"
        "No.     Item         Result      Unit         Ref     Standard value\n"
        "09      Hb           7.8         g/dL                 13.4 - 17.2\n"
        "10      PLT          17.0        x10^4/uL             15.0 - 41.0\n"
        "11      RBC          234         x10^4/uL             440 - 580"
    )
    found = of_page(page, vocabulary)
    assert values(found) == {"hemoglobin": 7.8, "platelets": 170.0, "erythrocytes": 2.34}
    assert not any(f.doubt for f in found)


def test_a_bound_without_unit_or_verb_in_a_note_is_asked_about(vocabulary: Vocabulary) -> None:
    found = of_text("tranfuse hgb<7, plt<10", vocabulary)
    assert all(f.doubt is not None for f in found)

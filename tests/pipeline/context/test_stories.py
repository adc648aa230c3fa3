"""Age and sex as stories tell them. People are made up."""

import pytest

from knowledge.loader import load_vocabulary
from pipeline.context import add_contexts
from tests.pipeline.layout.pages import laid_out

VOCABULARY = load_vocabulary()


@pytest.mark.parametrize(
    ("story", "sex", "age"),
    [
        ("She is a 63-year-old hypertensive, nondiabetic, Hispanic female with anemia.", "female", 63),
        ("This 71-year-old, right-handed, retired, white male presents with bruising.", "male", 71),
        ("Mara, an 84-year-old, was seen with fatigue.", None, 84),
        ("A 66-year-old with two sons and one married female partner came today.", None, 66),
        ("She feels well. She denies bleeding. Her counts are stable. She will return.", "female", None),
        ("She saw Dr Kent. He advised azacitidine. She agreed. She will start. She is glad.", None, None),
        ("I spoke with Dr Lane. She recommends a marrow. She will call. She suggests blood.", None, None),
        ("His brother is a 60-year-old, healthy, athletic man.", None, None),
        ("The donor, a 34-year-old healthy, unrelated female, is ready.", None, None),
        ("72M with MDS came for review.", "male", 72),
        ("A 7F sheath was placed, then 24M cells were given.", None, None),
    ],
)
def test_age_and_sex_of_a_story(story: str, sex: str | None, age: int | None) -> None:
    page = f"CLINIC NOTE\nVisit date: 14 March 2025\n\n{story}\n"
    (document,) = add_contexts([laid_out(page, vocabulary=VOCABULARY)], VOCABULARY)
    identity = document.reports[0].identity
    assert (identity.sex, identity.age_years) == (sex, age)

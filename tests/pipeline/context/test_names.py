"""Names of persons beside keys of other fields."""

import pytest

from knowledge.loader import load_vocabulary
from pipeline.context import add_context
from pipeline.context.names import name_end, read_name
from tests.pipeline.layout.pages import laid_out


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("LINDQVIST,MARA      LOC: OUT     MR#: K407", "Mara Lindqvist"),
        ("Roe, Jane Ward: 5B", "Jane Roe"),
        ("Jane Roe", "Jane Roe"),
        ("Jane Roe (74)", "Jane Roe"),
    ],
)
def test_the_key_of_the_next_field_is_no_part_of_a_name(text: str, name: str) -> None:
    assert read_name(text[: name_end(text)]) == name


def test_a_month_is_no_birth_date() -> None:
    document = laid_out("Patient: Jane Roe\nMRN 4293517\nDOB Feb-2026\n\nHb 8.2 g/dL", vocabulary=load_vocabulary())
    identity = add_context(document, load_vocabulary()).reports[0].identity
    assert (identity.name, identity.birth_date) == ("Jane Roe", None)


def test_a_surname_and_a_forename_beside_other_words_are_one_name() -> None:
    text = "Surname Roe    Hospital no. 6858764\nForename Jane    Group A RhD Pos\nBorn 15 Feb 1960\n\nHb 8.2 g/dL"
    identity = add_context(laid_out(text, vocabulary=load_vocabulary()), load_vocabulary()).reports[0].identity
    assert (identity.name, identity.birth_date) == ("Jane Roe", "1960-02-15")

"""Names of persons beside keys of other fields."""

import pytest

from pipeline.context.names import name_end, read_name


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

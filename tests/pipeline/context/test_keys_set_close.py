"""Keys that share a cell, over values that share one."""

from pipeline.context.fields import fields_of
from tests.reports import passage_from_text

TITLES = "Account Information\tCollected         \tReceived          Reported"
VALUES = "C7028846           \t14 Feb 2024 10:16 \t15 Feb 2024 09:48 26 Feb 2024 13:05"


def test_two_keys_of_one_cell_take_the_words_below_each() -> None:
    fields = fields_of([passage_from_text(TITLES, top=50.0), passage_from_text(VALUES, top=64.0)])
    assert {f.slot: f.value for f in fields if f.slot in ("received", "reported")} == {
        "received": "15 Feb 2024 09:48",
        "reported": "26 Feb 2024 13:05",
    }

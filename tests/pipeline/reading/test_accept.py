"""What a child says is taken only where it can be true."""

import json

import pytest

from pipeline.reading import ReadSettings
from pipeline.reading.accept import Taken, longest_message
from pipeline.reading.wire import WireError
from schemas.document import Page, Word
from schemas.errors import ReadFailure

SETTINGS = ReadSettings(max_pages=5, max_page_chars=100)
PAGE = Page(number=1, width=612, height=792, words=(Word(text="Hb", box=(1, 2, 3, 4)),))


def said(**changes) -> bytes:
    return json.dumps({**json.loads(PAGE.model_dump_json()), **changes}).encode()


def word(**changes) -> list[dict]:
    return [{**json.loads(PAGE.words[0].model_dump_json()), **changes}]


def opened(count: bytes = b"2") -> Taken:
    taken = Taken(SETTINGS)
    taken.open(count)
    return taken


def test_sound_pages_are_taken():
    taken = opened()
    taken.take(said())
    taken.take(
        said(number=2, words=word(layout_box=[0, 0, 1, 1], printed="Hb"), upright=[1, 0, 0, 0, 1, 0], rotated=270)
    )
    assert taken.whole and [p.number for p in taken.pages] == [1, 2] and taken.pages[0] == PAGE


@pytest.mark.parametrize("count", [b"", b"0", b"6", b"-1", b"1e1", b" 2", b"9999999999", "²".encode()])
def test_no_number_of_pages(count):
    with pytest.raises(WireError):
        opened(count)


def test_another_number_of_pages_than_before():
    with pytest.raises(WireError):
        opened().open(b"3")


@pytest.mark.parametrize(
    "changes",
    [
        {"number": 2},
        {"width": 1e9},
        {"height": float("nan")},
        {"width": float("inf")},
        {"rotated": 45},
        {"upright": [1, 0, 0]},
        {"upright": [1, 0, 0, 0, float("nan"), 0]},
        {"words": word(box=[1, 2, float("nan"), 4])},
        {"words": word(box=[1, 2, 3, 1e9])},
        {"words": word(layout_box=[-1e9, 2, 3, 4])},
        {"words": word(text="x" * 500)},
        {"words": word() * 500},
        {"words": word(confidence=2)},
        {"words": word(readings=[{"engine": "tesseract", "text": "8", "confidence": 1}] * 9)},
        {"words": word(readings=[{"engine": "tesseract", "text": "8" * 500, "confidence": 1}])},
        {"rules": [[0, 0, 1, 1]] * 30_000},
        {"rules": [[0, 0, 1, float("inf")]]},
        {"unheard": 1},
    ],
    ids=range(18),
)
def test_what_no_page_can_hold(changes):
    taken = opened()
    with pytest.raises(WireError):
        taken.take(said(**changes))
    assert taken.pages == []


def test_no_page_before_the_document_is_open_and_none_after_the_last():
    with pytest.raises(WireError):
        Taken(SETTINGS).take(said())
    taken = opened(b"1")
    taken.take(said())
    with pytest.raises(WireError):
        taken.take(said(number=2))


def test_all_pages_together_have_a_limit():
    taken = Taken(SETTINGS.model_copy(update={"max_output_bytes": len(said()) + 10}))
    taken.open(b"2")
    taken.take(said())
    with pytest.raises(WireError):
        taken.take(said(number=2))


def test_missed_pages_stand_in_their_places():
    taken = opened(b"3")
    taken.miss(ReadFailure.TIME)
    taken.take(said(number=2))
    taken.miss_rest(ReadFailure.CRASH)
    assert [p.failure for p in taken.pages] == [ReadFailure.TIME, None, ReadFailure.CRASH]


def test_a_message_is_no_longer_than_a_page_can_be():
    assert longest_message(ReadSettings()) == 16_000_000
    assert longest_message(ReadSettings(max_output_bytes=5_000)) == 5_000

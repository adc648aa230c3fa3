"""Pictures of places: the right part of the page, upright, marked; nothing for what is not there."""

import io
import sys
import textwrap
from pathlib import Path

import numpy as np
import pdfplumber
import pytest
from PIL import Image
from pydantic import ValidationError

from pipeline.pictures.attach import attach, doubtful_places
from pipeline.pictures.book import PictureBook, from_files, make_book
from pipeline.pictures.cut import cut
from pipeline.pictures.places import crop_of, spot_of
from pipeline.reading import ReadSettings, read_bytes
from pipeline.reading.job import Crop, PictureJob
from pipeline.reading.pool import Reader
from schemas.document import Page, ReadDocument, Word
from schemas.profile import Conflict, Profile, ReviewItem
from schemas.provenance import Box, Evidence
from tests.pipeline.reading.pages import ROWS, draw_rows, expected_box, pdf, scan, table_pixels

SETTINGS = ReadSettings()
DIGITAL = pdf(draw_rows)
GONE = Crop(page=1, area=(100, 900, 400, 950))
GOOD = Crop(page=1, area=(60, 80, 400, 130), marks=((72, 84, 140, 100),))


def cuts(data: bytes, *crops: Crop, file: str = "a.pdf") -> list[bytes]:
    made: list[bytes] = []
    cut(data, PictureJob(file=file, settings=SETTINGS, crops=crops), made.append)
    return made


def pixels(picture: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(picture)).convert("RGB"), np.int16)


def yellow(picture: bytes) -> np.ndarray:
    rgb = pixels(picture)
    return rgb[..., 0] - rgb[..., 2] > 60


def evidence(document: ReadDocument, row: int, columns: tuple[int, ...] = (0, 1, 2, 3)) -> Evidence:
    """A row of the table as cited."""
    page = document.pages[0]
    line = next(w for w in page.words if w.text == ROWS[row][0])
    beside = [w for w in page.words if abs(w.box[3] - line.box[3]) < 6]
    words = [next(w for w in beside if w.text == ROWS[row][c]) for c in columns]
    box = (
        min(w.box[0] for w in words),
        min(w.box[1] for w in words),
        max(w.box[2] for w in words),
        max(w.box[3] for w in words),
    )
    quote = " ".join(w.text for w in words)
    return Evidence(
        document=document.id, file=document.file, page=1, bbox=box, quote=quote, method="text", confidence=1
    )


@pytest.fixture(scope="module")
def document() -> ReadDocument:
    return read_bytes(DIGITAL, "a.pdf")


@pytest.mark.parametrize("row", range(len(ROWS)))
def test_the_part_shown_holds_the_quoted_words_and_the_marks_are_theirs(document: ReadDocument, row: int) -> None:
    cited = evidence(document, row)
    spot = spot_of((cited,))
    assert spot is not None
    crop = crop_of(spot, document.pages[0])
    assert crop is not None
    with pdfplumber.open(io.BytesIO(DIGITAL)) as opened:
        page = opened.pages[0]
        assert set(cited.quote.split()) <= {w["text"] for w in page.crop(crop.area).extract_words()}
        slack = [(m[0] - 1, m[1] - 1, m[2] + 1, m[3] + 1) for m in crop.marks]
        marked = [w["text"] for m in slack for w in page.crop(m).extract_words()]
    assert sorted(marked) == sorted(cited.quote.split())
    (picture,) = cuts(DIGITAL, crop)
    assert picture.startswith(b"\x89PNG") and len(picture) < 8_000
    assert yellow(picture).any()


def test_only_the_quoted_words_of_a_row_are_marked(document: ReadDocument) -> None:
    whole = evidence(document, 1)
    cited = whole.model_copy(update={"quote": f"{ROWS[1][0]} {ROWS[1][2]}"})
    spot = spot_of((cited,))
    assert spot is not None
    crop = crop_of(spot, document.pages[0])
    assert crop is not None and len(crop.marks) == 2
    value = expected_box(1, 1)
    assert all(m[2] < value[0] or m[0] > value[0] for m in crop.marks)


def test_a_turned_page_is_shown_upright() -> None:
    straight = table_pixels()
    high, wide = (n * 72 / 150 for n in straight.shape)
    box: Box = (72.0, 84.0, 130.0, 100.0)  # upright
    turned_box: Box = (box[1], wide - box[2], box[3], wide - box[0])
    # Turned to the left by a quarter: upright x runs up the displayed page.
    page = Page(
        number=1, width=high, height=wide, upright=(0.0, -1.0, wide, 1.0, 0.0, 0.0),
        words=(Word(text="Hemoglobin", box=turned_box, layout_box=box, source="ocr"),),
    )  # fmt: skip
    upright = Page(number=1, width=wide, height=high, words=(Word(text="Hemoglobin", box=box, source="ocr"),))
    made = []
    for shown, where, turns in ((page, turned_box, 1), (upright, box, 0)):
        spot = spot_of(
            [
                Evidence(
                    document="a" * 64, file="a.png", page=1, bbox=where, quote="Hemoglobin", method="ocr", confidence=1
                )
            ]
        )  # fmt: skip
        assert spot is not None
        crop = crop_of(spot, shown)
        assert crop is not None
        (picture,) = cuts(scan(np.rot90(straight, turns).copy(), "PNG"), crop, file="a.png")
        made.append(pixels(picture))
    turned, plain = made
    assert turned.shape == plain.shape
    ink = plain.min(axis=2) < 100
    assert ink.any() and np.abs(turned - plain).mean() < 12


@pytest.mark.parametrize(
    "bad",
    [
        GONE,
        Crop(page=1, area=(-400, 80, -100, 130)),
        Crop(page=1, area=(60, 80, 60, 130)),
        Crop(page=1, area=(400, 130, 60, 80)),
        Crop(page=9, area=(60, 80, 400, 130)),
        Crop(page=1, area=(60, 80, 400, 130), upright=(0, 0, 0, 0, 0, 0)),
        Crop(page=1, area=(60, 80, 400, 130), upright=(1, 0, 0)),
        Crop(page=1, area=(60, 80, 400, 130), upright=(1, 0, -5000, 0, 1, 0)),
        Crop(page=1, area=(60, 80, 400, 130), upright=(1, 0, 0, 0, 1, 0, 0.005, 0, 1)),
        Crop(page=1, area=(1e30, 80, 2e30, 130)),
    ],
)
def test_a_box_out_of_range_gives_nothing_and_harms_no_other(bad: Crop) -> None:
    first, second, third = cuts(DIGITAL, GOOD, bad, GOOD)
    assert second == b"" and first == third != b""


def test_marks_out_of_range_are_cut_off() -> None:
    (picture,) = cuts(DIGITAL, GOOD.model_copy(update={"marks": ((-1e6, -1e6, 1e6, 1e6), (9e5, 0, 1e6, 1))}))
    assert yellow(picture).mean() > 0.6


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_no_number_is_no_box(value: float) -> None:
    with pytest.raises(ValidationError):
        Crop(page=1, area=(value, 80, 400, 130))


def test_text_has_no_picture() -> None:
    assert cuts(b"Hemoglobin 8.4 g/dL", GOOD, file="a.txt") == [b""]


def test_children_send_pictures_and_refuse_what_is_off_the_page() -> None:
    with Reader(SETTINGS) as reader:
        jobs = [("a.pdf", DIGITAL, (GOOD, GONE)), ("b.pdf", b"no pdf at all\0", (GOOD,)), ("c.pdf", DIGITAL, (GOOD,))]
        first, second, third = reader.pictures_many(jobs)
    assert first[0].startswith(b"\x89PNG") and first[1] == b""
    assert second == (b"",) and third == first[:1]


ROGUE = textwrap.dedent("""
    import os, signal, sys
    import pipeline.pictures.cut as module
    real = module.cut
    def rogue(data, job, send):
        if data == b"crash": os.kill(os.getpid(), signal.SIGSEGV)
        if data == b"html": send(b"<svg onload=alert(1)>")
        if data == b"many": [send(b"") for _ in range(99)]
        if data == b"raise": raise RuntimeError("text of a record")
        real(data, job, send)
    module.cut = rogue
    import pipeline.reading.child as child
    sys.exit(child.main())
""")


@pytest.mark.parametrize("word", [b"crash", b"html", b"many", b"raise"])
def test_a_child_that_misbehaves_gives_no_picture_and_the_next_file_has_its_own(word: bytes) -> None:
    with Reader(SETTINGS, command=[sys.executable, "-c", ROGUE]) as reader:
        bad, good = reader.pictures_many([("bad.txt", word, (GOOD, GOOD)), ("good.pdf", DIGITAL, (GOOD,))])
    assert bad == (b"", b"")
    assert good[0].startswith(b"\x89PNG")


def test_the_book_holds_what_was_asked_of_files_that_are_at_hand(document: ReadDocument, tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(DIGITAL)
    note = read_bytes(b"Hemoglobin 8.4 g/dL", "note.txt")
    cited, other = evidence(document, 0), evidence(document, 1)
    typed = cited.model_copy(update={"document": note.id, "file": "note.txt"})
    off = cited.model_copy(update={"bbox": (72.0, 3000.0, 100.0, 3010.0)})
    load = from_files([file], [document])
    book = make_book([(cited,), (typed,), (off,), ()], [document, note], load, SETTINGS)
    made = book.of((cited,))
    assert made is not None and made.uri.startswith("data:image/png;base64,") and made.width >= 250
    assert [book.of((e,)) for e in (other, typed, off)] == [None, None, None] and book.of(()) is None
    file.write_bytes(DIGITAL + b"%changed")
    assert len(make_book([(cited,)], [document], load, SETTINGS)) == 0
    file.unlink()
    assert len(make_book([(cited,)], [document], load, SETTINGS)) == 0


def test_questions_and_both_sides_of_a_conflict_get_their_picture(document: ReadDocument, tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(DIGITAL)
    one, two = evidence(document, 0), evidence(document, 4)
    asked = ReviewItem(about="labs[0]", why="w", question="q?", evidence=(one,))
    unplaced = ReviewItem(about="labs[1]", why="w", question="r?")
    profile = Profile(
        review=(asked, unplaced), conflicts=(Conflict(about="labs[2]", values=("1", "2"), evidence=(one, two)),)
    )
    book = make_book(doubtful_places(profile), [document], from_files([file], [document]), SETTINGS)
    shown = attach(profile, book)
    assert [r.picture is not None for r in shown.review] == [True, False]
    assert [bool(p) for p in shown.conflicts[0].pictures] == [True, True]
    bare = attach(profile, PictureBook())
    assert [r.picture for r in bare.review] == [None, None] and bare.conflicts[0].pictures == (None, None)
    assert Profile.model_validate_json(shown.model_dump_json()) == shown


def test_there_is_a_limit_to_all_pictures_of_a_profile(
    document: ReadDocument, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(DIGITAL)
    items = tuple(
        ReviewItem(about=f"labs[{i}]", why="w", question=f"q{i}?", evidence=(evidence(document, i),)) for i in range(4)
    )
    profile = Profile(review=items)
    book = make_book(doubtful_places(profile), [document], from_files([file], [document]), SETTINGS)
    first = book.of(items[0].evidence)
    assert first is not None
    monkeypatch.setattr("pipeline.pictures.attach.MOST_BYTES", len(first.data))
    assert [r.picture is not None for r in attach(profile, book).review] == [True, False, False, False]


def test_a_whole_page_can_be_shown() -> None:
    (page,) = cuts(DIGITAL, Crop(page=1, area=(0, 0, 612, 792)))
    assert page.startswith((b"\x89PNG", b"\xff\xd8\xff")) and len(page) < 400_000

"""Dates, dashes, brackets and split figures of scans: settled where they can be one thing only, else left in doubt."""

from pipeline.layout.lines import page_ink
from pipeline.layout.settled import settle_words
from schemas.document import Page, ReadDocument, Reading, Word

WIDE = 8


def word(text, x, y=10.0, *, read=None, high=10.0, agreed=None):
    """A word at ``x``; ``read`` is what the two engines read where that is in doubt."""
    pair = read or (text, text)
    return Word(
        text=text,
        box=(x, y, x + WIDE * len(text), y + high),
        source="ocr",
        agreed=read is None if agreed is None else agreed,
        readings=tuple(
            Reading(engine=e, text=t, confidence=0.9) for e, t in zip(("tesseract", "rapidocr"), pair, strict=True)
        ),
    )


def page_of(*words):
    return Page(number=1, width=600, height=800, source="ocr", words=words)


def settled(*words):
    document = ReadDocument(id="0" * 64, file="scan.pdf", media_type="application/pdf", pages=(page_of(*words),))
    return [(w.text, w.agreed) for w in settle_words(document).pages[0].words]


SURE = (word("Sep", 0), word("1,", 30), word("2026", 54))


def test_a_day_read_alike_stands_where_the_same_date_is_sure_elsewhere():
    poor = (word("Sep", 0, 40), word("1,", 30, 40, read=("1,", "1,")), word("2026", 54, 40))
    assert ("1,", False) not in settled(*SURE, *poor)
    assert settled(*poor)[1] == ("1,", False)


def test_a_day_read_in_two_ways_stays_a_doubt_though_one_is_printed_elsewhere():
    poor = (word("Sep", 0, 40), word("1,", 30, 40, read=("7,", "1,")), word("2026", 54, 40))
    assert ("1,", False) in settled(*SURE, *poor)


def test_the_only_reading_that_is_a_date_stands_if_the_other_looks_like_it():
    assert settled(word("2025-O3-12", 0, read=("2025-03-12", "2025-O3-12"))) == [("2025-03-12", True)]
    assert settled(word("2025-13-12", 0, read=("2025-03-12", "2025-13-12")))[0][1] is False
    assert settled(word("2025-03-12", 0, read=("2025-08-12", "2025-03-12")))[0][1] is False


def test_a_dash_that_one_engine_saw_between_words_is_one_and_before_a_figure_is_open():
    def line(after):
        return settled(word("5q31", 0), word("-", 38, read=("", "-")), word(after, 52))

    assert line("NEGATIVE")[1] == ("-", True)
    assert line("68")[1] == ("-", False)
    assert settled(word("5q31", 0), word("-", 80, read=("", "-")), word("NEGATIVE", 120))[1] == ("-", False)


def test_a_closing_bracket_that_nothing_opens_and_one_engine_read_is_dirt():
    speck = word(")", 32, read=("2900)", "2900"))
    assert settled(word("2900", 0), speck) == [("2900", True)]
    assert len(settled(word("(", -10), word("2900", 0), speck)) == 3


def test_a_figure_in_two_pieces_is_one_and_a_lost_point_stays_a_doubt():
    assert settled(word("9", 0), word(".9", 14)) == [("9.9", True)]
    assert settled(word("9", 0), word(".9", 14, read=("9", ".9"))) == [("9.9", False)]
    assert settled(word("9", 0), word(".9", 60)) == [("9", True), (".9", True)]


def test_a_little_word_with_a_figure_in_it_is_the_little_word():
    assert settled(word("n0", 0, read=("no", "n0"))) == [("no", True)]
    assert settled(word("N0", 0, read=("NO", "N0"))) == [("N0", False)]


def test_a_box_drawn_too_high_does_not_set_its_line_apart():
    rows = [word(t, x, y) for y in (10, 24, 52) for x, t in ((0, "Platelets"), (200, "110"))]
    high = [word("Neutrophils", 0, 33, high=20.0), word("1.04", 200, 33, high=20.0)]
    tops = [line.top for line in page_ink(page_of(*rows, *high)).lines]
    assert tops == [10, 24, 38, 52]
    title = [word("Hb", 0, 100, high=20.0).model_copy(update={"box": (0.0, 100.0, 40.0, 120.0)})]
    assert page_ink(page_of(*rows, *title)).lines[-1].height == 20


def test_days_set_close_are_a_cell_each_and_one_day_is_one():
    days = ("30", "Apr", "2025", "05", "Jun", "2025")
    at = 0.0
    row = []
    for text in days:
        row.append(word(text, at))
        at += WIDE * len(text) + 4
    assert [s.text for s in page_ink(page_of(*row)).lines[0].segments] == ["30 Apr 2025", "05 Jun 2025"]
    assert len(page_ink(page_of(*row[:3])).lines[0].segments) == 1


def test_a_mark_before_a_day_is_dirt():
    year = word("2026", 50)
    assert settled(word("14Feb", 0, read=("-14Feb", "14Feb")), year)[0] == ("14Feb", True)
    assert settled(word("14Feb", 0, read=("-14Feb", "19Feb")), year)[0][1] is False
    assert settled(word("14.5", 0, read=("-14.5", "14.5")))[0][1] is False


def test_a_speck_between_day_and_month_parts_them():
    month = word("14:Jan", 0, read=("14Jan", "14:Jan"))
    assert settled(month, word("25", 60)) == [("14 Jan", True), ("25", True)]
    assert settled(word("14:Jan", 0, read=("11Jan", "14:Jan")), word("25", 60))[0] == ("14:Jan", False)

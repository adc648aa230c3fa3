"""Plain text keeps its columns and its pages."""

from pipeline.reading import read_bytes
from tests.pipeline.reading.pages import texts


def read(text: str, encoding: str = "utf-8"):
    document = read_bytes(text.encode(encoding), "labs.txt")
    assert document.failure is None
    return document.pages


def test_columns_stand_below_each_other():
    (page,) = read("Test        Result  Units\nHemoglobin  8.4     g/dL\nPLT\t    87\t    K/uL\n")
    by_text = {w.text: w.box for w in page.words}
    assert by_text["Result"][0] == by_text["8.4"][0] == by_text["87"][0]
    assert by_text["Units"][0] == by_text["g/dL"][0] == by_text["K/uL"][0]
    assert by_text["Test"][3] <= by_text["Hemoglobin"][1] < by_text["PLT"][1]
    assert (page.width, page.height) == (612, 792)


def test_pages_break_at_form_feeds_and_when_full():
    pages = read("one\ftwo\n" + "line\n" * 61)
    assert [p.number for p in pages] == [1, 2, 3]
    assert texts(pages[0]) == ["one"]
    assert all(w.box[3] <= p.height for p in pages for w in p.words)


def test_wide_lines_are_not_broken():
    (page,) = read("a " * 80 + "end")
    assert len({w.box[1] for w in page.words}) == 1
    assert page.words[-1].box[2] <= page.width


def test_latin_1_and_utf_16():
    assert texts(read("5 µg 37 °C", "latin-1")[0]) == ["5", "µg", "37", "°C"]
    assert texts(read("\ufeffHb 8.4 – low", "utf-16-le")[0]) == ["Hb", "8.4", "–", "low"]


def test_repeated_words_have_their_own_places():
    (page,) = read("1 11 1")
    assert [w.box[0] for w in page.words] == sorted({w.box[0] for w in page.words})

"""Dashes between listed genes, pieces of upright lines, lost letters of denials: what is no word of the page goes."""

import pytest

from extractors.formal import written
from pipeline.layout.settled import settle_words
from schemas.document import Page, ReadDocument, Reading, Word

HIGH = 8.0


def word(rapid, x, tesseract=None, agreed=True, box=None):
    read = (("tesseract", rapid if tesseract is None else tesseract), ("rapidocr", rapid))
    return Word(
        text=rapid or tesseract,
        box=box or (x, 10.0, x + 5.0 * len(rapid or tesseract), 10.0 + HIGH),
        source="ocr",
        agreed=agreed,
        readings=tuple(Reading(engine=e, text=t, confidence=0.95) for e, t in read),
    )


def settled(*words, rules=()):
    page = Page(number=1, width=600, height=800, source="ocr", words=words, rules=rules)
    document = ReadDocument(id="0" * 64, file="scan.pdf", media_type="application/pdf", pages=(page,))
    return [(w.text, w.agreed) for w in settle_words(document).pages[0].words]


def lined(*texts):
    out, x = [], 20.0
    for text in texts:
        free = text == "-"
        unlike = text.strip("-") if not free else ""
        out.append(word(text, x, tesseract=unlike, agreed=text.strip("-") == text and not free))
        x += 5.0 * len(text) + 5
    return out


def test_dashes_between_listed_genes_are_no_part_of_them():
    found = settled(*lined("BCOR-", "CALR", "-CBL-", "CEBPA", "-", "CSF3R", "-WT1"))
    assert found == [(g, True) for g in ("BCOR", "CALR", "CBL", "CEBPA", "CSF3R", "WT1")]


def test_a_dash_that_says_a_gene_is_negative_stays():
    few = [word(t, 20.0 + 40 * i) for i, t in enumerate(("NPM1-", "JAK2"))]
    assert [t for t, _ in settled(*few)] == ["NPM1-", "JAK2"]
    marked = [word(t, 20.0 + 40 * i) for i, t in enumerate(("NPM1-", "CALR-", "MPL-", "CBL-", "KIT-", "JAK2+"))]
    assert [t for t, _ in settled(*marked)] == ["NPM1-", "CALR-", "MPL-", "CBL-", "KIT-", "JAK2+"]


def test_a_dash_between_a_probe_and_its_band_is_read():
    dash = word("-", 50.0, tesseract="", agreed=False)
    assert settled(word("EGR1", 28.0), dash, word("5q31", 58.0)) == [("EGR1", True), ("-", True), ("5q31", True)]


@pytest.mark.parametrize("after", ["5.0", "7", "3.2"])
def test_a_dash_before_a_figure_keeps_its_doubt(after):
    dash = word("-", 50.0, tesseract="", agreed=False)
    assert settled(word("EGR1", 28.0), dash, word(after, 58.0))[1] == ("-", False)


def test_a_piece_of_an_upright_line_is_no_figure():
    piece = word("1", 0.0, box=(180.0, 8.0, 181.1, 11.6))
    rest = word("Status", 100.0), word("ECOG", 187.0), word("0", 218.0)
    assert [t for t, _ in settled(piece, *rest, rules=((180.2, 14.0, 180.8, 40.0),))] == ["Status", "ECOG", "0"]
    assert ("1", True) in settled(piece, *rest), "no line runs there"


def test_a_figure_beside_a_line_stays():
    figure = word("1", 0.0, box=(179.0, 10.0, 182.5, 18.0))
    rest = word("Status", 100.0), word("ECOG", 187.0)
    assert ("1", True) in settled(figure, *rest, rules=((180.2, 0.0, 180.8, 40.0),))


@pytest.mark.parametrize("after", ["given", "been", "started"])
def test_no_before_what_was_done_was_printed_not(after):
    assert [t for t, _ in settled(word("no", 20.0), word(after, 40.0))] == ["not", after]


def test_no_before_a_thing_stays():
    assert [t for t, _ in settled(word("no", 20.0), word("chelation", 40.0))] == ["no", "chelation"]


def test_a_formula_read_in_pieces_is_one():
    pieces = (
        word("46,X", 20.0),
        word("X,del(5)(q13q31)[", 43.0),
        word("10]/46,XX[16}", 131.0, tesseract="10)/46,XX[16}", agreed=False),
    )
    assert settled(*pieces) == [("46,XX,del(5)(q13q31)[10]/46,XX[16]", True)]


def test_a_count_far_behind_a_formula_is_not_joined():
    pieces = word("46,XX,del(5)(q13q31)[", 20.0), word("10]/46,XX[16]", 180.0)
    assert len(settled(*pieces)) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ish({D5S630,EGR1)x2[200])", "ish(D5S630,EGR1)x2[200]"),
        ("ish(D7Z1,D7S486}x1[141/200}", "ish(D721,D7S486)x1[141/200]"),
        ("ish(D7Z1,D7S486)x1[141/200]", "ish(D7Z1,D7S486)x1[141./200]"),
    ],
)
def test_a_fish_formula_of_two_spellings_is_one(one, other):
    assert written(one) == written(other) is not None
    assert written(one.replace("[2", "[3").replace("[141", "[147")) != written(other), "a figure is never settled"


@pytest.mark.parametrize(
    ("read", "text"), [("Platetets", "Platelets"), ("Plateiet", "Platelet"), ("Plastelts", "Plastelts")]
)
def test_a_long_name_that_both_misread_in_one_sign_printed_alike_is_that_name(read, text):
    assert settled(word(read, 20.0)) == [(text, True)]

"""Words two engines read differently, settled by what is known; what could be two things keeps its doubt."""

import pytest

from pipeline.layout.settled import settle_words
from schemas.document import Page, ReadDocument, Reading, Word


def word(tesseract, rapid, x=0.0, text=None, agreed=False):
    read = (("tesseract", tesseract), ("rapidocr", rapid))
    return Word(
        text=text or rapid or tesseract,
        box=(x, 10, x + 8 * len(rapid or tesseract), 20),
        source="ocr",
        agreed=agreed,
        readings=tuple(Reading(engine=e, text=t, confidence=0.9) for e, t in read),
    )


def settled(*words):
    page = Page(number=1, width=600, height=800, source="ocr", words=words)
    document = ReadDocument(id="0" * 64, file="scan.pdf", media_type="application/pdf", pages=(page,))
    return [(w.text, w.agreed) for w in settle_words(document).pages[0].words]


@pytest.mark.parametrize(
    ("tesseract", "rapid", "text"),
    [
        ("TPS3", "TP53", "TP53"),
        ("JAK2,", "JAK2.", "JAK2."),
        ("Declined", "Declinéd", "Declined"),
        ("K/uL", "KuL", "K/uL"),
        ("fl", "IL", "fL"),
        ("10°9/L.", "109/L", "10^9/L"),
        ("not:covered", "notcovered", "not covered"),
        ("[]", "[", "[ ]"),
        ("(g/dL)", "(/dL)", "(g/dL)"),
    ],
)
def test_settled(tesseract, rapid, text):
    assert settled(word(tesseract, rapid)) == [(text, True)]


@pytest.mark.parametrize(
    ("tesseract", "rapid"),
    [
        ("47", "4.7"),
        ("12.", "12"),
        ("IDH1", "IDH2"),
        ("DDX41", "DDX4"),
        ("1", ""),
        ("UL", "LL"),
        ("0", "O"),
        ("[X]", "["),
    ],
)
def test_left_in_doubt(tesseract, rapid):
    assert [agreed for _, agreed in settled(word(tesseract, rapid))] == [False]


def test_what_both_misread_alike_is_written_as_known():
    assert settled(word("Plateiet", "Plateiet", agreed=True)) == [("Platelet", True)]
    assert settled(word("gL", "gL", agreed=True)) == [("g/L", True)]
    assert settled(word("Bill", "Bill", agreed=True)) == [("Bill", True)]


def test_a_speck_inside_a_sentence_goes_and_a_stop_before_a_capital_stays():
    procedure, speck = word("Procedure", "Procedure", agreed=True), word("Procedure.", "Procedure", 80, ".")
    assert settled(procedure, speck, word("date", "date", 100, agreed=True)) == [("Procedure", True), ("date", True)]
    kept = settled(procedure, speck, word("Blasts", "Blasts", 100, agreed=True))
    assert [t for t, _ in kept] == ["Procedure", ".", "Blasts"]


def test_a_comma_read_as_a_stop_does_not_end_a_list_of_genes():
    mark = word("TET2.", "TET2,", 40, ",")
    genes = settled(word("TET2", "TET2", agreed=True), mark, word("TP53", "TP53", 60, agreed=True))
    assert [t for t, _ in genes] == ["TET2", ",", "TP53"]
    ends = settled(word("TET2", "TET2", agreed=True), mark, word("All", "All", 60, agreed=True))
    assert [t for t, _ in ends] == ["TET2", ".", "All"]


@pytest.mark.parametrize("sign", ["µ", "μ"])
def test_a_millionth_is_not_taken_for_another_unit(sign):
    """Tesseract has no such sign: it writes "u" or "p", and a picomole is a unit too."""
    assert settled(word("pmol/L", f"{sign}mol/L")) == [(f"{sign}mol/L", True)]
    assert settled(word("pmol/L", "pmol/L", agreed=True)) == [("pmol/L", True)]


def test_a_bullet_is_quoted_as_it_stands():
    assert settled(word("*", "•", text="·"), word("Deletion", "Deletion", 20.0, agreed=True))[0][0] == "•"


@pytest.mark.parametrize(("tesseract", "rapid"), [("/ni", "/nl"), ("g/dl", "g/dL")])
def test_a_unit_is_quoted_as_the_better_reader_saw_it(tesseract, rapid):
    assert settled(word(tesseract, rapid)) == [(rapid, True)]


def test_a_unit_in_capitals_read_with_a_figure_is_quoted_as_printed_and_stays_in_doubt():
    assert settled(word("tun", "1U/L")) == [("IU/L", False)]
    assert settled(word("tun", "f1")) == [("f1", False)]

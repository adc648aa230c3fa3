"""Marks that an engine cannot read: what can be one thing only stands, and a figure is never chosen."""

import pytest

from pipeline.layout.settled import settle_words
from schemas.document import Page, ReadDocument, Reading, Word


def word(tesseract, rapid, x=0.0, *, agreed=None, score=0.95, slow=0.9, y=10.0, wide=None):
    text = rapid or tesseract
    read = (("tesseract", tesseract, slow), ("rapidocr", rapid, score))
    return Word(
        text=text,
        box=(x, y, x + (wide or 5 * len(text)), y + 10),
        source="ocr",
        agreed=tesseract == rapid if agreed is None else agreed,
        readings=tuple(Reading(engine=e, text=t, confidence=c) for e, t, c in read),
    )


def line(*pairs, gap=3.0, **more):
    words, x = [], 0.0
    for tesseract, rapid in pairs:
        words.append(word(tesseract, rapid, x, **more))
        x = words[-1].box[2] + gap
    return words


def settled(words):
    page = Page(number=1, width=600, height=800, source="ocr", words=tuple(words))
    document = ReadDocument(id="0" * 64, file="scan.pdf", media_type="application/pdf", pages=(page,))
    return [(w.text, w.agreed) for w in settle_words(document).pages[0].words]


@pytest.mark.parametrize(
    ("tesseract", "rapid", "text"),
    [
        ("7904", "790↓", "790↓"),
        ("790", "790↓", "790↓"),
        ("4", "↓", "↓"),
        ('112"', "112H", "112H"),
        ("2.40", "2.40L", "2.40L"),
        ("[612)", "(612]", "(612]"),
        ("{2.0%", "2.0%", "{2.0%"),
        ("100%", "100%6", "100%"),
        ("x10(3)/mcL", "×10(3)/mcL", "×10(3)/mcL"),
        ("umol/L", "μmol/L", "μmol/L"),
        ("NFI,", "NF1,", "NF1,"),
        ("PRPFS", "PRPF8", "PRPF8"),
        ("8pll.1-qll.1", "8p11.1-q11.1", "8p11.1-q11.1"),
        ("p.His662GiIn", "p.His662Gln", "p.His662Gln"),
        ("c.1271_1272delTG", "c.1271_1272deITG", "c.1271_1272delTG"),
        ("NM_012433.4:c.2098A>G", "NM_012433.4:C.2098A>G", "NM_012433.4:c.2098A>G"),
        ("p.(Ser167fsTer4)", "p.(Ser167fs*4)", "p.(Ser167fs*4)"),
        ("p.(GIn1034Ter)", "p.(Gln1034Ter)", "p.(Gln1034Ter)"),
        ("/¢.1926.1927insG", "c.1926_1927insG", "c.1926_1927insG"),
        ("(c3783+1G>A", "c.3783+1G>A", "c.3783+1G>A"),
        ("NM_00000.4:c.1222T>C", "NM_000000.4:c.1222T>C", "NM_000000.4:c.1222T>C"),
        ("8pll1.1-ql1.1", "8p11.1-q11.1", "8p11.1-q11.1"),
        ("p.L484*", "p.l484*", "p.L484*"),
        ("|c.3782G>A", "c.3782G>A", "c.3782G>A"),
        ("Not", "Npt", "Not"),
    ],
)
def test_one_thing_only(tesseract, rapid, text):
    assert settled([word(tesseract, rapid)]) == [(text, True)]


@pytest.mark.parametrize(
    ("tesseract", "rapid"),
    [
        ("7914", "790↓"),
        ("111", "112H"),
        ("2.4", "2.40L"),
        ("(613)", "[612]"),
        ("10%", "100%6"),
        ("c.2098A>G", "c.2099A>G"),
        ("p.His662Gln", "p.His652Gln"),
        ("p.Lys666Glu", "p.Lys666Gln"),
        ("50", "5Q"),
        ("no", "not"),
        ("2", "≥"),
    ],
)
def test_left_in_doubt(tesseract, rapid):
    assert [agreed for _, agreed in settled([word(tesseract, rapid)])] == [False]


def test_an_arrow_that_rapidocr_is_not_sure_of_is_none():
    assert settled([word("7904", "790↓", score=0.7)]) == [("790↓", False)]


def test_a_dash_between_the_bounds_of_a_range():
    assert settled(line(("1000", "1000"), ("", "-"), ("4000", "4000")))[1] == ("-", True)
    assert settled(line(("4000", "4000"), ("", "-"), ("1000", "1000")))[1] == ("-", False)
    assert settled(line(("1000", "1000"), ("", "-"), ("4000", "4000"), gap=20))[1] == ("-", False)


def test_a_dash_at_the_head_of_a_line_opens_an_item():
    assert settled(line(("", "-"), ("MYELODYSPLASTIC", "MYELODYSPLASTIC")))[0] == ("-", True)
    assert settled(line(("", "-"), ("5.2", "5.2")))[0] == ("-", False)


def test_a_sign_of_comparison_stands_before_its_figure():
    assert settled(line(("2", "≥"), ("20", "20")))[0] == ("≥", True)


def test_an_arm_stands_behind_the_word_deletion():
    assert settled(line(("DELETION", "DELETION"), ("50", "5Q")))[1] == ("5Q", True)
    assert settled(line(("CELLS", "CELLS"), ("50", "5Q")))[1] == ("5Q", False)


def test_a_dash_read_as_a_minus_is_that_of_a_range():
    assert settled(line(("4000", "4000"), ("-10500", "-10500"), gap=10)) == [("4000-10500", True)]
    assert len(settled(line(("4000", "4000"), ("-10500", "-10500"), gap=40))) == 2
    assert len(settled(line(("4000", "4000"), ("-300", "-300"), gap=10))) == 2


def test_a_karyotype_in_two_pieces_is_one():
    words = line(("46,", "46."), ("XY,del(11)(q13q24)[17]/46,XY[5]", "XY,del(11)(q13q24)[17]/46,XY[5]"))
    assert settled(words) == [("46,XY,del(11)(q13q24)[17]/46,XY[5]", True)]


def test_a_change_in_two_pieces_is_one():
    assert settled(line(("c.3783+", "C.3783+"), ("1G>A", "1G>A")))[0] == ("c.3783+1G>A", True)
    assert settled(line(("p.(Ser1", "p.(Ser1"), ("67fs*4),", "67fs*4),")))[0][0] == "p.(Ser167fs*4),"
    assert settled(line(("p.Gly645fs*1", "p.Gly645fs*1"), ("3,", "3,")))[0][0] == "p.Gly645fs*13,"
    assert len(settled(line(("p.Gly645fs*1", "p.Gly645fs*1"), ("3", "3"), gap=15))) == 2


def test_stops_between_genes_of_a_list_are_commas_where_there_are_several():
    genes = ["TET2,", "TP53.", "WT1.", "NF1.", "KIT,", "JAK2."]
    read = settled(line(*[(g, g) for g in genes]))
    assert [t for t, _ in read] == ["TET2,", "TP53,", "WT1,", "NF1,", "KIT,", "JAK2."]
    two = ["found", "in", "DNMT3A,", "TET2.", "ASXL1,", "WT1", "not"]
    assert settled(line(*[(g, g) for g in two]))[3] == ("TET2.", True)


def test_a_roman_one_behind_a_rank_is_no_ruling_line():
    assert settled(line(("Tier", "Tier"), ("|", "I")))[1] == ("I", True)
    assert ("I", True) not in settled(line(("Yes", "Yes"), ("|", "I")))


def test_a_gene_that_both_engines_misread_alike():
    assert settled([word("PPMID", "PPMID")]) == [("PPM1D", True)]
    assert settled([word("IDHI/2", "IDHI/2")]) == [("IDHI/2", True)]


def test_a_formula_read_alike_stands_on_a_page_that_was_read_well():
    def page(others):
        formula = word("p.(Ser167fs*4),", "p.(Ser167fs*4),", agreed=False, slow=0.29, score=0.99)
        rest = [word("gene", t, 100.0 + 40 * n, y=40, agreed=t == "gene") for n, t in enumerate(others)]
        return settled([formula, *rest])[0]

    assert page(["gene"] * 9)[1]
    band = word("TP53(17p13)", "TP53(17p13)", agreed=False, slow=0.2, score=0.99)
    assert settled([band, *line(*[("gene", "gene")] * 9, y=40)])[0][1]
    assert not page(["gene", "qqqq", "zzzz", "xxxx"])[1]
    assert settled([word("12.4", "12.4", agreed=False, slow=0.2)]) == [("12.4", False)]


def test_dotted_lines_that_tesseract_alone_reads_as_letters_are_dirt():
    assert settled([word("cceeccees", "", slow=0.0, agreed=False)]) == []
    assert settled([word("eee", "", slow=0.4, agreed=False)]) == []
    assert settled([word("not", "", slow=0.4, agreed=False)]) == [("not", False)]
    assert settled([word("no", "", slow=0.0, agreed=False)]) == [("no", False)]
    assert settled([word("nor", "", slow=0.0, agreed=False)]) == [("nor", False)]
    assert settled([word("stain", "", slow=0.9, agreed=False)]) == [("stain", False)]
    assert settled([word("37", "", slow=0.2, agreed=False)]) == [("37", False)]


def test_no_before_been_is_not():
    assert settled(line(("no", "no"), ("been", "been"), ("started", "started")))[0] == ("not", True)
    assert settled(line(("no", "no"), ("blasts", "blasts")))[0] == ("no", True)


def test_the_pronoun_taken_for_a_rule_is_itself_before_a_verb():
    assert settled(line(("progress", "progress"), ("|", "I"), ("would", "would")))[1] == ("I", True)


@pytest.mark.parametrize("after", ["12", "WBC", ""])
def test_a_stroke_before_a_result_stays_open(after):
    assert settled(line(("3.4", "3.4"), ("|", "I"), (after or "a", after or "b")))[1][1] is False

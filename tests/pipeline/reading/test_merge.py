"""Two readings become one list; only what both read alike is agreed."""

from pipeline.reading.ocr.merge import merge
from pipeline.reading.ocr.second import doubt_figures
from pipeline.reading.ocr.tokens import Merged, Token, plain


def token(text, x, wide=None, score=0.95):
    return Token(text, (x, 10, x + (wide or 10 * len(text)), 30), score)


def summary(words):
    return [(w.text, w.agreed) for w in words]


def test_equal_words_agree_and_others_do_not():
    words = merge([token("WBC", 0), token("78", 100, 30)], [token("WBC", 1), token("7.8", 100)])
    assert summary(words) == [("WBC", True), ("7.8", False)]
    assert (words[1].tesseract.text, words[1].rapid.text) == ("78", "7.8")


def test_a_word_only_one_engine_saw_is_not_agreed():
    assert summary(merge([token("8.4", 0)], [])) == [("8.4", False)]
    assert summary(merge([], [token("8.4", 0)])) == [("8.4", False)]


def test_words_elsewhere_are_not_compared():
    assert summary(merge([token("8.4", 0)], [token("8.4", 200)])) == [("8.4", False), ("8.4", False)]


def test_spaces_do_not_part_readers_but_gaps_part_words():
    close = merge([token("4.0", 0), token("-", 32), token("11.0", 44)], [token("4.0-11.0", 0, 84)])
    assert summary(close) == [("4.0-11.0", True)]
    apart = merge([token("8.4", 0), token("L", 60)], [token("8.4L", 0, 70)])
    assert summary(apart) == [("8.4", True), ("L", True)]


def test_typography_is_no_difference():
    assert plain("4.0–11.0") == plain("4.0-11.0")
    assert plain("（70％）") == "(70%)"
    assert plain("10³/uL") == "10^3/uL"


def test_figures_on_a_page_read_with_difficulty_are_doubted():
    def word(text):
        return Merged(text, (0, 0, 10, 10), True, token(text, 0, score=0.9), token(text, 0, score=0.99))

    hopeless, weak, good = ([word("115.0"), word("Blasts")] for _ in range(3))
    doubt_figures(hopeless, 0.4)
    doubt_figures(weak, 0.6)
    doubt_figures(good, 0.95)
    assert [w.agreed for w in hopeless] == [False, True]
    assert [w.agreed for w in weak] == [w.agreed for w in good] == [True, True]
    unsure = [Merged("4.1", (0, 0, 9, 9), True, token("4.1", 0, score=0.2), token("4.1", 0, score=0.99))]
    doubt_figures(unsure, 0.95)
    assert not unsure[0].agreed

"""Words set without a space in two fonts, and fonts whose boxes hug their letters."""

import io
from types import SimpleNamespace

import numpy as np
from reportlab.pdfgen.canvas import Canvas

from pipeline.reading import read_bytes
from pipeline.reading.pdf_text import _by_chars


def words_of(*parts: tuple[str, str]) -> list[str]:
    """The words of a page on which texts stand beside each other without a gap, each in its font."""
    made = io.BytesIO()
    canvas = Canvas(made)
    x = 60.0
    for font, text in parts:
        canvas.setFont(font, 10)
        canvas.drawString(x, 700, text)
        x += canvas.stringWidth(text, font, 10)
    canvas.save()
    return [w.text for w in read_bytes(made.getvalue(), "made.pdf").pages[0].words]


def test_a_capital_in_another_font_opens_a_word() -> None:
    assert words_of(("Helvetica-Bold", "JAK2 mutation analysis"), ("Helvetica", "Final")) == [
        "JAK2", "mutation", "analysis", "Final",
    ]  # fmt: skip


def test_a_word_in_one_font_and_a_gene_or_a_value_in_two_stay_whole() -> None:
    assert words_of(("Helvetica", "McAllister NeoGenomics")) == ["McAllister", "NeoGenomics"]
    assert words_of(("Helvetica-Bold", "p."), ("Helvetica", "Lys700Glu")) == ["p.Lys700Glu"]
    assert words_of(("Helvetica-Bold", "haemo"), ("Helvetica", "globin")) == ["haemoglobin"]


def hugged(text: str, heights: dict[str, tuple[float, float]]) -> list[str]:
    """Words of a text whose letters' boxes reach from the baseline (100) by what ``heights`` says up and down."""
    rows = [(k * 5.0, 100 - heights[c][0], k * 5.0 + 5, 100 + heights[c][1]) for k, c in enumerate(text)]
    table = SimpleNamespace(boxes=lambda indexes: np.array([rows[i] for i in indexes]))
    return [w.text for w in _by_chars(table, text, 0, len(text))]


def test_figures_behind_a_deep_letter_are_not_raised() -> None:
    letters = {"p": (7.2, 2.2), ".": (1.2, 0.0), "y": (7.2, 2.2), "s": (5.2, 0.0)}
    figures = {c: (7.2, 0.0) for c in "L700Glu"}
    assert hugged("p.Lys700Glu", letters | figures) == ["p.Lys700Glu"]
    hung = {c: (7.2, 0.0) for c in "MDSR"} | {"(": (7.2, 2.2), "-": (4.0, -3.0)}
    assert hugged("(MDS-RS", hung) == ["(MDS-RS"]


def test_a_small_figure_above_the_line_is_raised() -> None:
    high = {c: (7.2, 0.0) for c in "10L"} | {"9": (10.0, -5.0)}
    assert hugged("109", high) == ["10^9"]
    assert hugged("L9", high) == ["L", "9"]

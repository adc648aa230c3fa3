"""Text layers that lie plausibly: nothing is garbled, and the page shows something else."""

import io
from itertools import combinations
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest
import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from pipeline.reading import ReadSettings, read_bytes
from pipeline.reading.glyphs import FIGURES, STANDARD, _another, _Glyph
from schemas.document import TextSource
from schemas.errors import ReadFailure
from tests.pipeline.reading.pages import pdf, texts

FACES = ("Vera", "VeraBd", "VeraIt")


def face(name: str, swapped: str = "") -> str:
    """A face whose map names two figures for each other, as a forged or broken map of characters does."""
    full = f"{name}{swapped}"
    data = Path(reportlab.__path__[0], "fonts", f"{name}.ttf").read_bytes()
    font = TTFont(full, io.BytesIO(data), asciiReadable=False)  # a file's name would share one face among all
    if swapped:
        a, b = (ord(c) for c in swapped)
        drawn = font.face.charToGlyph
        font.face.charToGlyph = {**drawn, a: drawn[b], b: drawn[a]}
        font.face.name += swapped.encode()
    pdfmetrics.registerFont(font)
    return full


def sheet(font: str, words: str = "Hemoglobin 8.9 g/dL Platelets 134"):
    def draw(c):
        c.setFont(font, 14)
        c.drawString(72, 700, words)

    return pdf(draw)


def read(data: bytes):
    (page,) = read_bytes(data, "report.pdf", ReadSettings()).pages
    return page


@pytest.mark.parametrize("name", FACES)
def test_an_honest_embedded_font_is_believed(name):
    page = read(sheet(face(name), "Hemoglobin 8.9 g/dL 0123456789"))
    assert page.source == TextSource.TEXT
    assert texts(page) == ["Hemoglobin", "8.9", "g/dL", "0123456789"]


@pytest.mark.parametrize("swapped", ["".join(pair) for pair in combinations(FIGURES, 2)])
def test_any_two_figures_named_for_each_other_make_the_layer_unbelievable(swapped):
    data = sheet(face("Vera", swapped), "Hemoglobin 0123456789")
    assert read_bytes(data, "report.pdf", ReadSettings(ocr=False)).failure == ReadFailure.NO_TEXT


def test_what_is_drawn_is_read_where_the_layer_lies():
    page = read(sheet(face("Vera", "38")))
    assert page.source == TextSource.OCR
    assert sorted(texts(page)) == sorted(["Hemoglobin", "3.9", "g/dL", "Platelets", "184"])


def test_what_is_drawn_is_read_where_the_file_says_other_words_for_it():
    def draw(c):
        c.setFont("Helvetica", 14)
        c.drawString(72, 700, "Hemoglobin")
        c._code.append("/Span <</ActualText (8.9)>> BDC")
        c.drawString(170, 700, "3.9")
        c._code.append("EMC")

    page = read(pdf(draw))
    assert page.source == TextSource.OCR
    assert sorted(texts(page)) == ["3.9", "Hemoglobin"]


def test_the_standard_faces_are_known_from_each_other():
    document = pdfium.PdfDocument.new()
    for name in STANDARD:
        font = raw.FPDFText_LoadStandardFont(document, name.encode())
        shapes = {f: _Glyph(font, f).shape() for f in FIGURES}
        assert [f for f, s in shapes.items() if _another(s, f)] == []
    document.close()


def lidded(gray: float, alpha: float = 1.0, after: str = ""):
    """A row of a table with a filled box drawn over its figure, and what is written on the box."""

    def draw(c):
        c.setFont("Helvetica", 12)
        c.drawString(72, 720, "Platelets 134 K/uL")
        c.drawString(72, 700, "Hemoglobin")
        c.drawString(160, 700, "8.9")
        c.setFillGray(gray, alpha)
        c.rect(157, 697, 32, 12, fill=1, stroke=0)
        c.setFillGray(0, 1)
        c.drawString(160, 700, after)

    return pdf(draw)


@pytest.mark.ocr
@pytest.mark.parametrize(("gray", "after"), [(0.0, ""), (1.0, ""), (1.0, "10.4")])
def test_what_a_filled_box_hides_is_not_read(gray, after):
    found = texts(read(lidded(gray, after=after)))
    assert "8.9" not in found and {"134", "Hemoglobin"} <= set(found)
    assert ("10.4" in found) == bool(after)


def test_a_shade_that_letters_show_through_hides_nothing():
    assert "8.9" in texts(read(lidded(0.5, alpha=0.3)))

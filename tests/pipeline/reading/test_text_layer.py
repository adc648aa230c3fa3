"""Digital PDFs: words, boxes, and text that is in the file but not on the page."""

import pytest
from PIL import Image
from reportlab.lib.colors import white
from reportlab.lib.utils import ImageReader

from pipeline.reading import ReadSettings, read_bytes
from schemas.document import TextSource
from tests.pipeline.reading.pages import COLUMNS, ROWS, draw_rows, pdf, table_pixels, texts

NO_OCR = ReadSettings(ocr=False)


def one_page(*drawings, settings=NO_OCR, **options):
    document = read_bytes(pdf(*drawings, **options), "report.pdf", settings)
    assert document.failure is None
    (page,) = document.pages
    return page


def lines(*items, size=11):
    def draw(c):
        c.setFont("Helvetica", size)
        for x, y, text in items:
            c.drawString(x, y, text)

    return draw


def test_words_and_boxes_as_printed():
    page = one_page(draw_rows)
    assert texts(page) == [cell for row in ROWS for cell in row]
    assert (page.width, page.height, page.source) == (612, 792, TextSource.TEXT)
    assert all(w.agreed and w.confidence == 1 and w.layout_box is None for w in page.words)
    for word, (row, column) in zip(page.words, ((r, c) for r in range(len(ROWS)) for c in range(4)), strict=True):
        baseline = 792 - (700 - row * 20)
        assert word.box[0] == pytest.approx(COLUMNS[column], abs=0.5)
        assert baseline - 12 < word.box[1] < baseline - 7
        assert baseline < word.box[3] < baseline + 4


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_page_rotation_is_applied_to_boxes(turn):
    def draw(c):
        c.setPageRotation(turn)
        draw_rows(c)

    # reportlab swaps the sides of a turned page; user space shall be a letter page all the same
    page = one_page(draw, size=(792, 612) if turn % 180 else (612, 792))
    first, value, last = (next(w for w in page.words if w.text == t) for t in ("Hemoglobin", "8.4", "Ferritin"))
    x, y = (first.box[0] + first.box[2]) / 2, (first.box[1] + first.box[3]) / 2
    here = {90: (700, 100), 180: (512, 700), 270: (92, 512)}[turn]
    assert (page.width, page.height) == ((792, 612) if turn % 180 else (612, 792))
    assert (x, y) == pytest.approx(here, abs=8)
    # set upright again: the first row stands above the last one, a name left of its value
    assert page.rotated == 360 - turn
    assert first.layout_box[1] == pytest.approx(792 - 709, abs=4)
    assert first.layout_box[0] < value.layout_box[0]
    assert first.layout_box[3] < last.layout_box[1]


def test_crop_box_is_the_page():
    page = one_page(draw_rows, cropBox=(50, 400, 562, 742))
    assert (page.width, page.height) == (512, 342)
    assert page.words[0].box[0] == pytest.approx(COLUMNS[0] - 50, abs=0.5)
    assert page.words[0].box[1] == pytest.approx(742 - 700 - 9, abs=3)


def test_power_of_ten_and_footnote_mark_stay_apart_from_the_number():
    def draw(c):
        c.setFont("Helvetica", 11)
        c.drawString(72, 700, "WBC 3.2 x10")
        c.setFont("Helvetica", 7)
        c.drawString(72 + c.stringWidth("WBC 3.2 x10", "Helvetica", 11), 704, "9")
        c.setFont("Helvetica", 11)
        c.drawString(76 + c.stringWidth("WBC 3.2 x10", "Helvetica", 11), 700, "/L")
        c.drawString(72, 660, "Hemoglobin 8.4")
        c.setFont("Helvetica", 7)
        c.drawString(72 + c.stringWidth("Hemoglobin 8.4", "Helvetica", 11), 665, "1")

    words = texts(one_page(draw))
    assert words == ["WBC", "3.2", "x10^9/L", "Hemoglobin", "8.4", "1"]


def test_hyphen_dash_and_minus_are_kept():
    page = one_page(lines((72, 700, "MDS-IB1 4.0–11.0")))
    assert texts(page) == ["MDS-IB1", "4.0–11.0"]


def test_hidden_text_is_not_read():
    def draw(c):
        draw_rows(c)
        c.setFont("Helvetica", 11)
        c.setFillColor(white)
        c.drawString(72, 400, "TP53 detected")
        c.setFillGray(0)
        c.setFont("Helvetica", 1)
        c.drawString(72, 380, "Blasts 25")
        c.setFont("Helvetica", 11)
        c.drawString(-400, 360, "Monosomy")
        c.drawString(72, 340, "covered")
        c.setFillColor(white)
        c.rect(60, 330, 200, 20, fill=1, stroke=0)
        c.setFillGray(0)
        hidden = c.beginText(72, 300)
        hidden.setTextRenderMode(3)
        hidden.textOut("invisible")
        c.drawText(hidden)

    assert texts(one_page(draw)) == [cell for row in ROWS for cell in row]


def test_white_text_on_a_dark_bar_is_read():
    def draw(c):
        draw_rows(c)
        c.setFillGray(0.1)
        c.rect(60, 500, 400, 20, fill=1, stroke=0)
        c.setFillColor(white)
        c.setFont("Helvetica-Bold", 11)
        c.drawString(72, 506, "HEMATOLOGY")

    assert "HEMATOLOGY" in texts(one_page(draw))


def test_filled_form_fields_are_read():
    def draw(c):
        c.setFont("Helvetica", 11)
        c.drawString(72, 700, "Hemoglobin")
        c.acroForm.textfield(name="hb", x=200, y=692, width=80, height=20, value="8.4", forceBorder=True)

    assert "8.4" in texts(one_page(draw))


def test_blank_page_is_read_and_empty():
    document = read_bytes(pdf(draw_rows, lambda c: None), "report.pdf", NO_OCR)
    assert [p.blank for p in document.pages] == [False, True]
    assert document.pages[1].failure is None


def test_scan_is_not_taken_for_an_empty_page():
    document = read_bytes(pdf(draw_rows, lambda c: c.rect(100, 100, 50, 50, fill=1)), "report.pdf", NO_OCR)
    assert document.unread_pages == (2,)


def test_garbled_layer_is_not_believed():
    def draw(c):
        c.setFont("Helvetica", 10)
        for i in range(12):
            c.drawString(72, 700 - 14 * i, "kzqxjv qzxjkw wvqxzk jqxzkv xkzqjw vqkzxj zxqkvj")

    document = read_bytes(pdf(draw), "report.pdf", NO_OCR)
    assert document.pages == ()
    assert document.failure == "no_text"


def test_invisible_layer_over_a_scan_is_not_believed():
    def draw(c):
        c.drawImage(ImageReader(Image.fromarray(table_pixels())), 0, 0, 612, 792)
        layer = c.beginText(COLUMNS[1], 700)
        layer.setTextRenderMode(3)
        layer.setFont("Helvetica", 11)
        layer.textOut("18.4")
        c.drawText(layer)

    document = read_bytes(pdf(draw), "report.pdf", NO_OCR)
    assert document.failure == "no_text"


def test_text_under_a_picture_is_not_read():
    def draw(c):
        draw_rows(c)
        c.setFont("Helvetica", 11)
        c.drawString(80, 300, "Monosomy 7")
        c.drawImage(ImageReader(Image.fromarray(table_pixels()[:400, :800])), 60, 280, 300, 100)

    words = texts(one_page(draw))
    assert "Monosomy" not in words
    assert words == [cell for row in ROWS for cell in row]


def test_text_over_a_background_picture_is_read():
    def draw(c):
        c.drawImage(ImageReader(Image.new("L", (100, 100), 235)), 0, 0, 612, 792)
        draw_rows(c)

    assert texts(one_page(draw)) == [cell for row in ROWS for cell in row]

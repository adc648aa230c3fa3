"""Real engines on small pages: what both read alike is agreed, and boxes lie on the ink as uploaded."""

import io

import numpy as np
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from pipeline.reading import ReadSettings, read_bytes
from schemas.document import TextSource
from schemas.errors import ReadFailure
from tests.pipeline.reading.pages import COLUMNS, ROWS, cat, pdf, scan, table_pixels, texts

pytestmark = pytest.mark.ocr
CELLS = [cell for row in ROWS for cell in row]


def page_of(data: bytes, file: str, **settings):
    document = read_bytes(data, file, ReadSettings(**settings))
    assert document.failure is None
    return document.pages[0]


def assert_table_read(page):
    agreed = [w.text for w in page.words if w.agreed]
    assert all(w.text in CELLS for w in page.words if w.agreed), agreed
    assert sum(c in agreed for c in CELLS) >= len(CELLS) - 4


def centre(box):
    return ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)


def test_scan_upright():
    page = page_of(scan(table_pixels()), "scan.pdf")
    assert page.source == TextSource.OCR
    assert_table_read(page)
    value = next(w for w in page.words if w.text == "8.4")
    assert value.agreed and {r.engine: r.text for r in value.readings} == {"tesseract": "8.4", "rapidocr": "8.4"}
    assert value.box[0] == pytest.approx(COLUMNS[1], abs=2)
    assert centre(value.box)[1] == pytest.approx(792 - 700 - 4, abs=3)


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_turned_scan_boxes_stay_in_the_upload(quarters):
    pixels = np.rot90(table_pixels(), quarters)  # counter-clockwise
    page = page_of(scan(pixels, "PNG"), "scan.png")
    assert page.rotated == quarters * 90
    assert_table_read(page)
    value = next(w for w in page.words if w.text == "25.7")
    upright = (COLUMNS[1] + 10, 792 - 680 - 4)
    there = {
        1: (upright[1], 612 - upright[0]),
        2: (612 - upright[0], 792 - upright[1]),
        3: (792 - upright[1], upright[0]),
    }
    assert centre(value.box) == pytest.approx(there[quarters], abs=4)
    assert centre(value.layout_box) == pytest.approx(upright, abs=4)
    matrix = np.array(page.upright).reshape(2, 3)
    assert matrix @ np.array([*centre(value.box), 1]) == pytest.approx(centre(value.layout_box), abs=0.5)


def test_exif_orientation_is_respected():
    image = Image.fromarray(np.rot90(table_pixels(), 1))
    exif = Image.Exif()
    exif[0x0112] = 6  # turn clockwise to show
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", dpi=(150, 150), exif=exif.tobytes(), quality=90)
    page = page_of(buffer.getvalue(), "photo.jpg")
    assert page.rotated == 0
    assert page.height > page.width
    assert_table_read(page)


def test_one_engine_alone_agrees_with_nobody():
    page = page_of(scan(table_pixels()), "scan.pdf", engines=("rapidocr",))
    assert "8.4" in texts(page)
    assert not any(w.agreed for w in page.words)


def test_picture_without_text():
    document = read_bytes(scan(cat(), "JPEG"), "cat.jpg")
    assert (document.failure, document.pages) == (ReadFailure.NO_TEXT, ())


def test_tiff_pages_and_a_blank_one():
    frames = [Image.fromarray(table_pixels()), Image.new("L", (1275, 1650), 255)]
    buffer = io.BytesIO()
    frames[0].save(buffer, "TIFF", save_all=True, append_images=frames[1:], dpi=(150, 150))
    document = read_bytes(buffer.getvalue(), "fax.tif")
    assert [p.blank for p in document.pages] == [False, True]
    assert_table_read(document.pages[0])


def test_heic():
    import pillow_heif

    pillow_heif.register_heif_opener()
    buffer = io.BytesIO()
    Image.fromarray(table_pixels()).save(buffer, "HEIF", quality=90)
    page = page_of(buffer.getvalue(), "photo.heic")
    assert_table_read(page)


def test_table_pasted_as_a_picture_into_a_digital_page():
    def draw(c):
        c.setFont("Helvetica", 11)
        c.drawString(72, 740, "Results of the hospital laboratory:")
        c.drawImage(ImageReader(Image.fromarray(table_pixels()[100:500])), 0, 400, 612, 192)

    page = page_of(pdf(draw), "report.pdf")
    assert texts(page)[:5] == ["Results", "of", "the", "hospital", "laboratory:"]
    assert all(w.source == TextSource.TEXT for w in page.words[:5])
    assert_table_read(page.model_copy(update={"words": page.words[5:]}))
    value = next(w for w in page.words if w.text == "8.4")
    assert value.box[0] == pytest.approx(COLUMNS[1], abs=3)
    assert value.layout_box is None or value.layout_box == pytest.approx(value.box, abs=6)


def test_empty_back_of_a_scanned_sheet_is_blank_not_unread():
    paper = np.clip(240 + np.random.default_rng(3).normal(0, 5, (1650, 1275)), 0, 255).astype(np.uint8)
    frames = [Image.fromarray(table_pixels()), Image.fromarray(paper)]
    buffer = io.BytesIO()
    frames[0].save(buffer, "PDF", resolution=150, save_all=True, append_images=frames[1:])
    document = read_bytes(buffer.getvalue(), "scan.pdf")
    assert [(p.blank, p.failure) for p in document.pages] == [(False, None), (True, None)]


def test_the_program_reads_what_the_library_reads():
    from pipeline.reading.ocr.tesseract import Command, InProcess, tessdata

    folder = tessdata()
    line = np.ascontiguousarray(table_pixels()[165:205])
    library, program = InProcess(folder).words(line, 150, 7), Command("tesseract", folder).words(line, 150, 7)
    assert [w.text for w in library] == [w.text for w in program]
    assert "8.4" in [w.text for w in library]

"""Files that cannot be read: one reason each, never an exception, never "nothing found"."""

import io

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption

from pipeline.reading import ReadSettings, read_bytes
from schemas.errors import ReadFailure
from tests.pipeline.reading.pages import draw_rows, pdf, scan, table_pixels, texts

NO_OCR = ReadSettings(ocr=False)
GOOD = pdf(draw_rows)


def without_pages() -> bytes:
    head = b"%PDF-1.4\n"
    first = b"1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    second = b"2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n"
    at = len(head), len(head + first)
    table = b"xref\n0 3\n0000000000 65535 f \n%010d 00000 n \n%010d 00000 n \n" % at
    end = b"trailer\n<</Size 3/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(head + first + second)
    return head + first + second + table + end


@pytest.mark.parametrize(
    ("data", "file", "failure"),
    [
        (b"", "cbc.pdf", ReadFailure.EMPTY),
        (b" \n \n", "note.txt", ReadFailure.EMPTY),
        (b"Hemoglobin 8.4 g/dL", "cbc.pdf", ReadFailure.UNSUPPORTED),
        (b"PK\x03\x04" + bytes(range(256)) * 4, "cbc.docx", ReadFailure.UNSUPPORTED),
        (b"<svg xmlns='x'>Hemoglobin</svg>", "cbc", ReadFailure.UNSUPPORTED),
        (pdf(draw_rows, encrypt=StandardEncryption("secret", "owner")), "cbc.pdf", ReadFailure.ENCRYPTED),
        (GOOD[: len(GOOD) // 2], "cbc.pdf", ReadFailure.CORRUPT),
        (b"%PDF-1.7\nnothing more\n%%EOF", "cbc.pdf", ReadFailure.CORRUPT),
        (without_pages(), "cbc.pdf", ReadFailure.NO_PAGES),
        (scan(table_pixels(), "PNG")[:4000], "cbc.png", ReadFailure.CORRUPT),
        (b"\x89PNG\r\n\x1a\n", "cbc.png", ReadFailure.CORRUPT),
    ],
    ids=range(11),
)
def test_one_reason_each(data, file, failure, monkeypatch):
    monkeypatch.setattr("PIL.ImageFile.LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint leaves it
    document = read_bytes(data, file, NO_OCR)
    assert (document.failure, document.pages) == (failure, ())


def test_owner_password_alone_does_not_lock():
    document = read_bytes(pdf(draw_rows, encrypt=StandardEncryption("", "owner")), "cbc.pdf", NO_OCR)
    assert document.failure is None
    assert "8.4" in texts(document.pages[0])


@pytest.mark.parametrize(
    ("data", "limits", "failure"),
    [
        (GOOD, {"max_file_bytes": 100}, ReadFailure.TOO_LARGE),
        (pdf(draw_rows, draw_rows, draw_rows), {"max_pages": 2}, ReadFailure.TOO_MANY_PAGES),
        (GOOD, {"max_page_points": 700}, ReadFailure.TOO_LARGE),
        (GOOD, {"max_page_chars": 20}, ReadFailure.TOO_LARGE),
        (scan(table_pixels(), "PNG"), {"max_image_pixels": 1000}, ReadFailure.TOO_LARGE),
    ],
    ids=range(5),
)
def test_limits(data, limits, failure):
    assert read_bytes(data, "file", ReadSettings(ocr=False, **limits)).failure == failure


def test_tiff_with_too_many_frames():
    buffer = io.BytesIO()
    frame = Image.new("L", (200, 200), 255)
    frame.save(buffer, "TIFF", save_all=True, append_images=[frame] * 4)
    assert read_bytes(buffer.getvalue(), "fax.tif", ReadSettings(max_pages=3)).failure == ReadFailure.TOO_MANY_PAGES


def test_a_name_that_lies_about_a_picture_is_forgiven():
    document = read_bytes(scan(table_pixels(), "PNG"), "cbc.pdf", NO_OCR)
    assert document.media_type == "image/png"

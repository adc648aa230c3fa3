"""Pages for the tests, made on the spot; the person on them is invented."""

import io
from functools import lru_cache

import numpy as np
import pypdfium2 as pdfium
from PIL import Image
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen import canvas

ROWS = (
    ("Hemoglobin", "8.4", "g/dL", "12.0-15.5"),
    ("Hematocrit", "25.7", "%", "36.0-46.0"),
    ("Platelets", "87", "K/uL", "150-400"),
    ("Neutrophils", "1.14", "K/uL", "1.80-7.70"),
    ("Creatinine", "0.92", "mg/dL", "0.50-1.10"),
    ("Ferritin", "1141", "ng/mL", "13-150"),
)
COLUMNS = (72, 220, 300, 400)
FIRST_LINE, LINE, SIZE = 700, 20, 11


def draw_rows(c: canvas.Canvas) -> None:
    c.setFont("Helvetica", SIZE)
    for i, row in enumerate(ROWS):
        for x, text in zip(COLUMNS, row, strict=True):
            c.drawString(x, FIRST_LINE - i * LINE, text)


def pdf(*drawings, size=letter, **options) -> bytes:
    """A PDF with one page for each function that draws on a canvas."""
    buffer = io.BytesIO()
    c = canvas.Canvas(buffer, pagesize=size, **options)
    for draw in drawings:
        draw(c)
        c.showPage()
    c.save()
    return buffer.getvalue()


@lru_cache
def table_pixels(dpi: int = 150) -> np.ndarray:
    """The table as a clean gray scan."""
    return pdfium.PdfDocument(pdf(draw_rows))[0].render(scale=dpi / 72, grayscale=True).to_numpy().copy()


def scan(pixels: np.ndarray, fmt: str = "PDF", dpi: int = 150, **options) -> bytes:
    buffer = io.BytesIO()
    key = "resolution" if fmt == "PDF" else "dpi"
    Image.fromarray(pixels).save(buffer, fmt, **{key: dpi if fmt == "PDF" else (dpi, dpi)}, **options)
    return buffer.getvalue()


def cat() -> np.ndarray:
    """A picture without a letter in it: soft shapes and fur."""
    rng = np.random.default_rng(7)
    y, x = np.mgrid[0:600, 0:800]
    face = 200 - 120 * np.exp(-(((x - 400) / 160) ** 2 + ((y - 320) / 140) ** 2))
    eyes = sum(90 * np.exp(-(((x - ex) / 22) ** 2 + ((y - 290) / 30) ** 2)) for ex in (340, 460))
    return np.clip(face + eyes + rng.normal(0, 9, face.shape), 0, 255).astype(np.uint8)


def texts(page) -> list[str]:
    return [w.text for w in page.words]


def expected_box(row: int, column: int) -> tuple[float, float, float, float]:
    """Where a cell of the table stands on the letter page: left, top, right of nothing in particular, bottom."""
    baseline = letter[1] - (FIRST_LINE - row * LINE)
    return (COLUMNS[column], baseline - SIZE * 0.75, COLUMNS[column] + 60, baseline + SIZE * 0.25)

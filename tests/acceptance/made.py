"""Small documents made for one test, and bad files that people upload."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

Line = str | Sequence[str]
COLUMNS = (60, 230, 310, 400)


def document(path: Path, *lines: Line, password: str | None = None) -> Path:
    """One page; a line is a sentence, or the cells of a row."""
    canvas = Canvas(str(path), pagesize=letter, invariant=True, encrypt=password)
    y = 740
    for line in lines:
        cells = [line] if isinstance(line, str) else line
        canvas.setFont("Helvetica", 10)
        for x, cell in zip(COLUMNS, cells, strict=False):
            canvas.drawString(x, y, cell)
        y -= 16
    canvas.save()
    return path


def identity(name: str, birth: str, collected: str) -> tuple[Line, ...]:
    """The head of a report."""
    return (("Patient:", name), ("Date of birth:", birth), ("Collected:", collected))


def no_pages() -> bytes:
    """A sound PDF without a page."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"]
    out = BytesIO()
    out.write(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 3\n0000000000 65535 f \n")
    out.write(b"".join(b"%010d 00000 n \n" % p for p in places))
    out.write(b"trailer\n<< /Size 3 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def cat(path: Path) -> Path:
    """A picture that is no record: a drawn cat."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (420, 420), "lightyellow")
    draw = ImageDraw.Draw(image)
    draw.ellipse((110, 140, 310, 340), fill="gray")
    for ear in (((120, 170), (150, 70), (200, 150)), ((300, 170), (270, 70), (220, 150))):
        draw.polygon(ear, fill="gray")
    for eye in (170, 230):
        draw.ellipse((eye, 200, eye + 24, 232), fill="green")
    for y in (265, 280, 295):
        draw.line((60, y, 190, 280), fill="black", width=2)
        draw.line((360, y, 230, 280), fill="black", width=2)
    image.save(path)
    return path

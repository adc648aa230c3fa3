"""PDF pages through pdfium: the text layer where it can be trusted, OCR of the picture where it cannot."""

from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from pydantic import TypeAdapter

from pipeline.reading.glyphs import Figures
from pipeline.reading.pdf_text import Frame, RawWord, read_layer
from pipeline.reading.pdf_trust import Verdict, judge, render
from pipeline.reading.settings import ReadSettings
from pipeline.reading.work import Picture, read_in_order
from schemas.document import Page, TextSource, Word
from schemas.errors import ReadFailure
from schemas.provenance import Box

QUIET_ANNOTATIONS = frozenset({raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP})


def pdf_pages(
    data: bytes,
    settings: ReadSettings,
    progress: Callable[[Page], None],
    first: int = 1,
    opened: Callable[[int], None] = lambda _: None,
) -> tuple[Page, ...] | ReadFailure:
    """All pages of a PDF, or why it cannot be opened; ``opened`` is told their number first."""
    if b"%%EOF" not in data and b"startxref" not in data:
        return ReadFailure.CORRUPT  # the end is missing: what pdfium could still show may be half the record
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        return _why_closed(data)
    try:
        count = len(document)
        if count < 1:
            return ReadFailure.NO_PAGES
        if count > settings.max_pages:
            return ReadFailure.TOO_MANY_PAGES
        opened(count)
        return _within(read_in_order(_steps(document, range(first - 1, count), settings), settings, progress), settings)
    finally:
        document.close()


def _why_closed(data: bytes) -> ReadFailure:
    """Load it once more with the error register set to something else: pdfium never clears it by itself."""
    raw.FPDF_LoadDocument(b"", None)  # no such file: leaves FPDF_ERR_FILE behind
    try:
        pdfium.PdfDocument(data).close()
    except pdfium.PdfiumError as error:
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            return ReadFailure.ENCRYPTED
        # A sound file whose page tree is empty fails without an error of its own.
        return (
            ReadFailure.NO_PAGES if error.err_code == raw.FPDF_ERR_FILE and b"/Count 0" in data else ReadFailure.CORRUPT
        )
    return ReadFailure.CORRUPT


def _within(pages: tuple[Page, ...], settings: ReadSettings) -> tuple[Page, ...] | ReadFailure:
    if len(pages) * settings.max_page_chars <= settings.max_document_chars:
        return pages
    total = sum(len(w.text) for p in pages for w in p.words)
    return ReadFailure.TOO_LARGE if total > settings.max_document_chars else pages


def _steps(document: pdfium.PdfDocument, indexes: range, settings: ReadSettings) -> Iterator[Page | Picture]:
    figures = Figures()
    for index in indexes:
        try:
            page = load_page(document, index)
        except pdfium.PdfiumError:
            yield Page(number=index + 1, width=612, height=792, failure=ReadFailure.CORRUPT)
            continue
        try:
            yield _step(page, index + 1, settings, figures)
        finally:
            page.close()


def load_page(document: pdfium.PdfDocument, index: int) -> pdfium.PdfPage:
    """The page, with what stands in form fields and notes made part of it (they are on the page for a reader)."""
    page = document[index]
    for i in range(min(raw.FPDFPage_GetAnnotCount(page), 1000)):
        note = raw.FPDFPage_GetAnnot(page, i)
        kind = raw.FPDFAnnot_GetSubtype(note)
        raw.FPDFPage_CloseAnnot(note)
        if kind not in QUIET_ANNOTATIONS:
            if raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS:
                page.close()
                page = document[index]
            break
    return page


def _step(page: pdfium.PdfPage, number: int, settings: ReadSettings, figures: Figures) -> Page | Picture:
    width, height = page.get_size()
    if not (0 < width <= settings.max_page_points and 0 < height <= settings.max_page_points):
        return Page(number=number, width=612, height=792, failure=ReadFailure.TOO_LARGE)
    frame = Frame(page)
    textpage = page.get_textpage()
    try:
        if textpage.count_chars() > settings.max_page_chars:
            return Page(number=number, width=width, height=height, failure=ReadFailure.TOO_LARGE)
        verdict = judge(page, frame, read_layer(textpage, frame), figures)
    finally:
        textpage.close()
    if verdict.blank:
        return Page(number=number, width=width, height=height, source=TextSource.TEXT, blank=True)
    text = _text_page(number, frame, verdict)
    if not verdict.read_picture:
        return text
    if not settings.ocr:
        return text if text.words else text.model_copy(update={"failure": ReadFailure.NO_TEXT})
    return _picture(page, text, verdict.regions, settings)


def _text_page(number: int, frame: Frame, verdict: Verdict) -> Page:
    words = verdict.words if verdict.keep_words else ()
    turned = _turn(words)
    return Page(
        number=number,
        width=frame.width,
        height=frame.height,
        source=TextSource.TEXT,
        words=_WORDS.validate_python([_word(w, turned, frame) for w in words]),
        rules=tuple(_turned(r, turned, frame) for r in verdict.rules),
        rotated=turned,
        upright=_upright(turned, frame),
    )


def _turn(words: tuple[RawWord, ...]) -> int:
    """Degrees clockwise the page must be turned by so that most of its words stand upright."""
    long = [w for w in words if len(w.text) > 3]
    if not long:
        return 0
    sideways = sum(w.sideways for w in long)
    backwards = sum(w.backwards for w in long if w.sideways == (sideways * 2 > len(long)))
    if sideways * 2 > len(long):
        return 90 if backwards * 2 > sideways else 270
    return 180 if backwards * 2 > len(long) - sideways else 0


def _upright(turned: int, frame: Frame) -> tuple[float, ...] | None:
    if turned == 90:
        return (0.0, -1.0, frame.height, 1.0, 0.0, 0.0)
    if turned == 180:
        return (-1.0, 0.0, frame.width, 0.0, -1.0, frame.height)
    if turned == 270:
        return (0.0, 1.0, 0.0, -1.0, 0.0, frame.width)
    return None


_WORDS = TypeAdapter(tuple[Word, ...])  # all words of a page in one call: one by one costs three times as much


def _word(word: RawWord, turned: int, frame: Frame) -> dict[str, Any]:
    """The fields of the ``Word``."""
    fields: dict[str, Any] = {"text": word.text, "box": word.box}
    if word.printed is not None:
        fields["printed"] = word.printed
    if not turned:
        return fields
    fields["layout_box"] = _turned(word.box, turned, frame)
    return fields


def _turned(box: Box, turned: int, frame: Frame) -> Box:
    """``box`` on the page turned upright."""
    x0, y0, x1, y1 = box
    if turned == 90:
        return (frame.height - y1, x0, frame.height - y0, x1)
    if turned == 180:
        return (frame.width - x1, frame.height - y1, frame.width - x0, frame.height - y0)
    return (y0, frame.width - x1, y1, frame.width - x0) if turned else box


def _picture(page: pdfium.PdfPage, text: Page, regions: tuple[Box, ...], settings: ReadSettings) -> Picture:
    """The page rendered once for OCR; words of a trusted layer are kept and not read again."""
    dpi = float(settings.dpi)
    area = (text.width / 72 * dpi) * (text.height / 72 * dpi)
    if area > settings.max_raster_pixels:
        dpi *= (settings.max_raster_pixels / area) ** 0.5
    pixels = render(page, dpi)
    if not regions:
        return Picture(text, pixels, dpi)
    scale = dpi / 72
    x0, y0, x1, y1 = (int(f(v) * scale) for f, v in zip((min, min, max, max), zip(*regions, strict=True), strict=True))
    return Picture(text, pixels[y0:y1, x0:x1], dpi, origin=(x0, y0))

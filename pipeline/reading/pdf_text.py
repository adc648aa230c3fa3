"""The text layer of one PDF page: words with boxes, straight from pdfium's character table.

pdfium already says where words end; only the first and the last character of a word are asked for their boxes, and the
characters between them only where a word looks odd (wide gaps, raised figures, a line break inside).
"""

import ctypes
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from schemas.provenance import Box

INVISIBLE = 3  # text render mode: neither filled nor stroked
CLIP_ONLY = 7
SPACES = frozenset("\t\n\x0b\x0c\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\u200b\ufeff") | {
    chr(c) for c in range(0x2000, 0x200B)
}
LINE_END_HYPHENS = frozenset("\x02\xad\ufffe")  # how pdfium writes a hyphen that ends a line
LIGATURES = {chr(c): unicodedata.normalize("NFKC", chr(c)) for c in range(0xFB00, 0xFB07)}
JOINED = frozenset(
    {"ff", "fi", "fl", "ffi", "ffl", "fj", "ffj", "fb", "fh", "fk", "ft", "fft", "st", "ct", "tt", "ti", "tti", "Th"}
)
"""Letters that faces draw as one; browsers name them for each other's sake."""
MOST_JOINED = 8
CHAR = ctypes.c_ushort
RECTANGLE = 4 * ctypes.sizeof(ctypes.c_float)  # left, top, right, bottom
Boxes = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def with_addresses(function: Any, result: Any, *arguments: Any) -> Any:
    """A function of pdfium with addresses as numbers: pointer objects for every word or segment are slow."""
    return ctypes.CFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_loose_box = with_addresses(raw.FPDFText_GetLooseCharBox, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
_object_at = with_addresses(raw.FPDFText_GetTextObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_unmapped = with_addresses(raw.FPDFText_HasUnicodeMapError, ctypes.c_int, ctypes.c_void_p, ctypes.c_int)
_mode_of = with_addresses(raw.FPDFTextObj_GetTextRenderMode, ctypes.c_int, ctypes.c_void_p)
_font_of = with_addresses(raw.FPDFTextObj_GetFont, ctypes.c_void_p, ctypes.c_void_p)
_marks_of = with_addresses(raw.FPDFPageObj_CountMarks, ctypes.c_int, ctypes.c_void_p)
_is_embedded = with_addresses(raw.FPDFFont_GetIsEmbedded, ctypes.c_int, ctypes.c_void_p)
_fill_colour = with_addresses(
    raw.FPDFText_GetFillColor, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, *(ctypes.c_void_p,) * 4
)
_GLUED = 5  # letters of two words set without a space, at the least
SAMPLE = 4  # every so many words is asked whether its font can name its letters


@dataclass(slots=True)
class RawWord:
    """A word of the text layer in displayed coordinates; ``first`` is the index of its first character."""

    text: str
    box: Box
    first: int
    object: int = 0
    sideways: bool = False
    backwards: bool = False
    printed: str | None = None


@dataclass(slots=True)
class TextObject:
    """How the words of one text object are drawn."""

    invisible: bool
    pale: bool
    dubbed: bool  # the file says in so many words what the drawn letters are to be taken for


@dataclass(slots=True)
class TextLayer:
    """All words of a page's text layer, and the marks of a bad one."""

    words: list[RawWord] = field(default_factory=list)
    objects: dict[int, TextObject] = field(default_factory=dict)
    fonts: set[int] = field(default_factory=set)  # addresses of those whose outlines come with the file
    chars: int = 0
    unmapped: int = 0
    table: "CharTable | None" = None  # of the page, while its text is open

    def draws(self, font: int, characters: str) -> bool:
        """Whether one of ``characters`` is drawn with the font of that address; only while the page's text is open."""
        return self.table is not None and self.table.draws(font, characters)


class Frame:
    """User space of a page to the page as displayed: crop box and rotation applied, top left is the origin."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self.width, self.height = page.get_size()
        self.left, self.bottom, self.right, self.top = page.get_bbox()
        self.rotation = page.get_rotation()
        wide = self.right - self.left if self.rotation % 180 == 0 else self.top - self.bottom
        self.scale = self.width / wide if wide > 0 else 1.0

    def box(self, left: Any, bottom: Any, right: Any, top: Any) -> tuple[Any, Any, Any, Any]:
        """A user-space rectangle as displayed; arrays of edges give arrays."""
        s = self.scale
        if self.rotation == 0:
            return ((left - self.left) * s, (self.top - top) * s, (right - self.left) * s, (self.top - bottom) * s)
        if self.rotation == 90:
            return (
                (bottom - self.bottom) * s,
                (left - self.left) * s,
                (top - self.bottom) * s,
                (right - self.left) * s,
            )
        if self.rotation == 180:
            return (
                (self.right - right) * s,
                (bottom - self.bottom) * s,
                (self.right - left) * s,
                (top - self.bottom) * s,
            )
        return ((self.top - top) * s, (self.right - right) * s, (self.top - bottom) * s, (self.right - left) * s)


class CharTable:
    """pdfium's character table of one page."""

    def __init__(self, textpage: pdfium.PdfTextPage, frame: Frame) -> None:
        self.handle = textpage.raw
        self.address = ctypes.cast(self.handle, ctypes.c_void_p).value or 0
        self.count = textpage.count_chars()
        self.frame = frame
        self.colour = (ctypes.c_uint * 4)()
        self.colour_at = [ctypes.addressof(self.colour) + i * ctypes.sizeof(ctypes.c_uint) for i in range(4)]

    @cached_property
    def text(self) -> str:
        """One character for each entry of the table."""
        if self.count <= 0:
            return ""
        buffer = (CHAR * (self.count + 1))()
        got = raw.FPDFText_GetText(self.handle, 0, self.count, buffer)
        text = bytes(buffer)[: max(got - 1, 0) * 2].decode("utf-16-le", "replace")
        if len(text) == self.count:
            return text
        # Some entries have no text or two code units: ask one by one, so that indexes stay true.
        codes = (raw.FPDFText_GetUnicode(self.handle, i) for i in range(self.count))
        return "".join(chr(c) if 0 < c < 0x110000 and not 0xD800 <= c < 0xE000 else "\ufffd" for c in codes)

    def draws(self, font: int, characters: str) -> bool:
        """Whether one of ``characters`` on the page is drawn with the font of that address."""
        places = (i for i, c in enumerate(self.text) if c in characters)
        return any(_font_of(at) == font for i in places if (at := _object_at(self.address, i)))

    def boxes(self, indexes: Sequence[int]) -> Boxes:
        """The characters' cells as displayed, one a row: advance by font height; empty where one has none."""
        rectangles = np.zeros((len(indexes), 4), np.float32)
        at, handle = rectangles.ctypes.data, self.address
        for index in indexes:
            _loose_box(handle, index, at)
            at += RECTANGLE
        left, top, right, bottom = rectangles.astype(np.float64).T
        return np.stack(self.frame.box(left, bottom, right, top), axis=1)


def read_layer(textpage: pdfium.PdfTextPage, frame: Frame) -> TextLayer:
    """All words of the text layer, hidden ones too (each with its text object)."""
    table = CharTable(textpage, frame)
    text = table.text
    layer = TextLayer(chars=table.count, table=table)
    for words in _words(table, text, _runs(text)):
        if layer.words and _goes_on(layer.words[-1], words[0]):
            words[0] = _glued(layer.words.pop(), words[0])
        layer.words += [part for word in words for part in _by_fonts(table, word)]
    _note_objects(table, layer)
    return layer


def _runs(text: str) -> list[tuple[int, int]]:
    """Half-open ranges without space in them; a hyphen at a line's end closes a word."""
    if not any(c in text for c in _SLOW):
        return _plain_runs(text)
    runs: list[tuple[int, int]] = []
    start = -1
    for i, c in enumerate(text):
        if c in SPACES:
            if start >= 0:
                runs.append((start, i))
            start = -1
        elif c in LINE_END_HYPHENS:
            if start >= 0:
                runs.append((start, i + 1))
            start = -1
        elif start < 0:
            start = i
    if start >= 0:
        runs.append((start, len(text)))
    return runs


_SLOW = ("\x1c", "\x1d", "\x1e", "\x1f", "\u200b", "\ufeff", *LINE_END_HYPHENS)  # str.split sees these otherwise


def _plain_runs(text: str) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    end = 0
    for word in text.split():
        start = text.index(word, end)
        end = start + len(word)
        runs.append((start, end))
    return runs


def _words(table: CharTable, text: str, runs: list[tuple[int, int]]) -> Iterator[list[RawWord]]:
    """The words of each run, by the cells of their first and last characters; odd ones by those of all."""
    if not runs:
        return
    cells = table.boxes([i for start, end in runs for i in (start, end - 1)])
    first, last = cells[0::2], cells[1::2]
    count = np.array([end - start for start, end in runs])
    with np.errstate(all="ignore"):
        odd, sure = _odd(count, first, last)
        low, high = np.minimum(first, last), np.maximum(first, last)
        box = np.column_stack((low[:, :2], high[:, 2:]))
        sideways = (count > 3) & (box[:, 3] - box[:, 1] > 1.5 * (box[:, 2] - box[:, 0]))
        backwards = np.where(sideways, last[:, 1] < first[:, 1], last[:, 2] < first[:, 0])
    for (start, end), *of_word in zip(
        runs, odd.tolist(), sure.tolist(), box.tolist(), sideways.tolist(), backwards.tolist(), strict=True
    ):
        strange, even, place, lies, turned = of_word
        word = text[start:end]
        if strange or (not even and end - start > 2 and "10" in word):
            yield _by_chars(table, text, start, end)
        else:
            yield [RawWord(_clean(word), (place[0], place[1], place[2], place[3]), start, 0, lies, turned)]


def _odd(count: npt.NDArray[np.int64], first: Boxes, last: Boxes) -> tuple[Flags, Flags]:
    """Which words need a look at the characters between (other size or line, gaps), and which surely need none."""
    high, last_high = first[:, 3] - first[:, 1], last[:, 3] - last[:, 1]
    wide, last_wide = first[:, 2] - first[:, 0], last[:, 2] - last[:, 0]
    uneven = np.maximum(abs(high - last_high), abs(first[:, 3] - last[:, 3])) > 0.15 * np.maximum(high, last_high)
    upright = np.maximum(abs(wide - last_wide), abs(first[:, 0] - last[:, 0])) < 0.15 * np.maximum(wide, last_wide)
    gaps = last[:, 2] - first[:, 0] > count * 1.05 * np.maximum(high, 1.0)
    several = count > 1
    return several & np.where(uneven, ~upright, gaps), ~several | uneven


_RAISABLE = frozenset("0123456789-−+*")
_LEAST_RAISED = 0.3  # of the height of a letter; a lower box is that of a dash, drawn to its ink
_CARET = "\ue000"  # stands for the power sign that is not ink until the word is whole


def _by_chars(table: CharTable, text: str, start: int, end: int) -> list[RawWord]:
    """Look at every character: split at gaps and line breaks, write raised figures after a ten as a power."""
    words: list[RawWord] = []
    chars: list[tuple[str, Box, int]] = []
    base: Box | None = None
    raised = False
    for i, (x0, y0, x1, y1) in enumerate(table.boxes(range(start, end)).tolist(), start):
        box: Box = (x0, y0, x1, y1)
        if chars and base and _apart(chars[-1][1], box, base):
            words.append(_joined(chars))
            chars, raised = [], False
        if chars and base and not raised and text[i] in _RAISABLE and _is_raised(box, _floored(base, chars)):
            if "".join(c for c, _, _ in chars).endswith("10"):
                chars.append((_CARET, box, i))
            else:
                words.append(_joined(chars))
                chars = []
            raised = True
        elif raised and base and not _is_raised(box, base):
            raised = False
        if not chars and not raised:
            base = box
        chars.append((text[i], box, i))
    if chars:
        words.append(_joined(chars))
    return words


def _floored(base: Box, chars: list[tuple[str, Box, int]]) -> Box:
    """``base`` down to the line that letters stand on: a box that hugs a "p" or a "(" reaches below it."""
    floor = min((box[3] for c, box, _ in chars if c.isalnum() or c == "."), default=base[3])
    return (base[0], base[1], base[2], min(base[3], max(floor, base[1])))


def _is_raised(box: Box, base: Box) -> bool:
    high = base[3] - base[1]
    return base[3] - box[3] > 0.15 * high and _LEAST_RAISED * high < box[3] - box[1] < 0.9 * high


def _apart(before: Box, box: Box, base: Box) -> bool:
    high = max(base[3] - base[1], 0.1)
    gap = box[0] - before[2]
    lines = box[1] > base[3] or box[3] < base[1]
    return gap > 0.6 * high or gap < -4 * high or lines


def _joined(chars: list[tuple[str, Box, int]]) -> RawWord:
    boxes = [b for _, b, _ in chars]
    box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    text = "".join(c for c, _, _ in chars)
    if _CARET not in text:
        return RawWord(_clean(text), box, chars[0][2])
    return RawWord(_clean(text.replace(_CARET, "^")), box, chars[0][2], printed=_clean(text.replace(_CARET, "")))


def _goes_on(before: RawWord, word: RawWord) -> bool:
    """Whether ``word`` follows a power without a gap: pdfium breaks lines after raised figures."""
    if not ("^" in before.text and before.text[-1].isdigit()):
        return False
    a, b = before.box, word.box
    return abs(b[0] - a[2]) < 0.12 * (b[3] - b[1]) and min(a[3], b[3]) - max(a[1], b[1]) > 0.5 * (b[3] - b[1])


def _by_fonts(table: CharTable, word: RawWord) -> list[RawWord]:
    """A capital behind a small letter in another font opens a word: "analysis" in bold, "Final" in grey beside it."""
    text = word.text
    if len(text) < _GLUED or text.isupper() or text[1:].islower() or not text.isascii():
        return [word]
    cuts = [n for n in range(3, len(text) - 1) if text[n].isupper() and text[n - 3 : n].islower()]
    if not cuts or word.sideways or word.backwards or word.printed:
        return [word]
    cut = next((n for n in cuts if _font_at(table, word.first + n - 1) != _font_at(table, word.first + n)), None)
    if cut is None:
        return [word]
    (_, a1, a2, a3), (b0, b1, _, b3) = table.boxes([word.first + cut - 1, word.first + cut]).tolist()
    left, _, right, _ = word.box
    rest = RawWord(text[cut:], (b0, b1, right, b3), word.first + cut)
    return [RawWord(text[:cut], (left, a1, a2, a3), word.first), rest]


def _font_at(table: CharTable, index: int) -> int:
    at = _object_at(table.address, index)
    return (_font_of(at) or 0) if at else 0


def _glued(before: RawWord, word: RawWord) -> RawWord:
    a, b = before.box, word.box
    box = (min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3]))
    printed = (before.printed or before.text) + (word.printed or word.text) if before.printed or word.printed else None
    return RawWord(before.text + word.text, box, before.first, printed=printed)


def _clean(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    out = "".join(LIGATURES.get(c, "-" if c in LINE_END_HYPHENS else c) for c in text)
    return "".join(c if c.isprintable() or _private(c) else "\ufffd" for c in out)


def _private(char: str) -> bool:
    return "\ue000" <= char <= "\uf8ff"


def _note_objects(table: CharTable, layer: TextLayer) -> None:
    objects, handle = layer.objects, table.address
    for i, word in enumerate(layer.words):
        word.object = key = _object_at(handle, word.first) or 0
        if i % SAMPLE == 0:
            layer.unmapped += SAMPLE * (_unmapped(handle, word.first) == 1)
        if key not in objects:
            objects[key] = _text_object(table, word.first, key)
            _note_font(layer, key)


def _note_font(layer: TextLayer, address: int) -> None:
    font = _font_of(address) if address else None
    if font and font not in layer.fonts and _is_embedded(font) == 1:
        layer.fonts.add(font)


def _text_object(table: CharTable, index: int, address: int) -> TextObject:
    mode = _mode_of(address) if address else 0
    known = _fill_colour(table.address, index, *table.colour_at)
    r, g, b, a = table.colour if known else (0, 0, 0, 255)
    pale = 0.3 * r + 0.59 * g + 0.11 * b > 200 or a < 60
    dubbed = bool(address and _marks_of(address) > 0) and _dubbed(raw.FPDFText_GetTextObject(table.handle, index))
    return TextObject(invisible=mode in (INVISIBLE, CLIP_ONLY), pale=pale, dubbed=dubbed)


def _dubbed(pointer: Any) -> bool:
    return any(_says(raw.FPDFPageObj_GetMark(pointer, i)) for i in range(raw.FPDFPageObj_CountMarks(pointer)))


def _says(mark: Any) -> bool:
    """Whether a mark names its letters, but for those drawn as one: "fi" joined, a hyphen where the line breaks."""
    if raw.FPDFPageObjMark_GetParamValueType(mark, b"ActualText") != raw.FPDF_OBJECT_STRING:
        return False
    buffer, size = (CHAR * MOST_JOINED)(), ctypes.c_ulong()
    raw.FPDFPageObjMark_GetParamStringValue(mark, b"ActualText", buffer, ctypes.sizeof(buffer), size)
    if size.value > ctypes.sizeof(buffer):
        return True
    said = bytes(buffer)[: max(size.value - 2, 0)].decode("utf-16-le", "replace")
    return not (said in JOINED or all(c in SPACES or c in LINE_END_HYPHENS for c in said))

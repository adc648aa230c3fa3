"""What a file is, judged by its bytes; its name only ever rules something out."""

from pathlib import PurePath

from schemas.errors import ReadFailure

PDF = "application/pdf"
TEXT = "text/plain"
HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif")
BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
# A file with one of these names is not meant as plain text, so text in it is a sign of a wrong upload.
NOT_TEXT_SUFFIXES = frozenset({
    ".pdf", ".png", ".jpg", ".jpeg", ".jpe", ".tif", ".tiff", ".heic", ".heif", ".gif", ".bmp", ".webp", ".dcm", ".rtf",
    ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".odt", ".zip", ".exe", ".html", ".htm", ".xml", ".svg", ".eps",
    ".ps", ".json", ".js", ".py", ".sh",
})  # fmt: skip
MARKUP_STARTS = (b"<?xml", b"<!doctype", b"<html", b"<svg", b"{\\rtf", b"%!ps", b"<script", b"<body")


def media_type(data: bytes, file: str) -> str | ReadFailure:
    """The media type of ``data``, or why a file like this is not read."""
    if not data:
        return ReadFailure.EMPTY
    found = _by_magic(data)
    if found:
        return found
    if PurePath(file).suffix.lower() in NOT_TEXT_SUFFIXES or data.lstrip()[:16].lower().startswith(MARKUP_STARTS):
        return ReadFailure.UNSUPPORTED
    text = decode(data)
    if text is None:
        return ReadFailure.UNSUPPORTED
    return TEXT if text.strip() else ReadFailure.EMPTY


def _by_magic(data: bytes) -> str | None:
    if data[:1024].lstrip(b"\x00\t\n\x0c\r \xef\xbb\xbf").startswith(b"%PDF-"):
        return PDF
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data[:4] in (b"II*\x00", b"MM\x00*"):
        return "image/tiff"
    if data[4:8] == b"ftyp" and data[8:12] in HEIC_BRANDS:
        return "image/heic"
    return None


def decode(data: bytes) -> str | None:
    """``data`` as text (UTF-8, UTF-16 with a mark, or Windows Latin-1); None where it is not text."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            try:
                return _printable(data[len(mark) :].decode(encoding))
            except UnicodeDecodeError:
                return None
    try:
        return _printable(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _printable(data.decode("cp1252", errors="replace"))


def _printable(text: str) -> str | None:
    odd = sum(1 for c in text if c == "\ufffd" or (c < " " and c not in "\t\n\r\f\v\x1a\x1b"))
    return text if odd * 200 <= len(text) and "\x00" not in text else None

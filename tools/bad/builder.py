"""PDFs written object by object, so that any of them can be wrong."""

import zlib
from collections.abc import Mapping

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
TEXT = b"BT /F1 12 Tf 72 700 Td (Hemoglobin 8.4 g/dL) Tj ET"
MEBI = 1 << 20


def document(objects: Mapping[int, bytes], trailer: bytes = b"", root: int = 1) -> bytes:
    """A file of numbered objects with a sound table of them."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table, most = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % most
    for number in range(1, most):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    out += b"trailer\n<</Size %d/Root %d 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (most, root, trailer, table)
    return bytes(out)


def stream(data: bytes, entries: bytes = b"", *, packed: bool = True) -> bytes:
    """A stream object's body."""
    if packed:
        data, entries = zlib.compress(data, 9), entries + b"/Filter/FlateDecode"
    return b"<</Length %d%s>>\nstream\n" % (len(data), entries) + data + b"\nendstream"


def raw_stream(data: bytes, entries: bytes) -> bytes:
    """A stream whose bytes are taken as they are."""
    return stream(data, entries, packed=False)


def page(
    content: bytes = TEXT,
    *,
    box: bytes = b"0 0 612 792",
    objects: Mapping[int, bytes] | None = None,
    resources: bytes = b"",
    entries: bytes = b"",
    catalog: bytes = b"",
    trailer: bytes = b"",
    body: bytes | None = None,
) -> bytes:
    """One page; objects 1 to 5 are the catalog, the tree, the page, its content and its font."""
    return document(
        {
            1: b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Resources<</Font<</F1 5 0 R>>%s>>/Contents 4 0 R%s>>"
            % (box, resources, entries),
            4: stream(content) if body is None else body,
            5: FONT,
            **(objects or {}),
        },
        trailer,
    )


def form(content: bytes, entries: bytes = b"") -> bytes:
    """A form XObject's body."""
    return stream(content, b"/Type/XObject/Subtype/Form/BBox[0 0 612 792]" + entries)


def swollen(unit: bytes, total: int) -> bytes:
    """``total`` bytes of repeated ``unit``, deflated without ever holding them."""
    packer = zlib.compressobj(9)
    out = bytearray()
    for _ in range(max(1, total // len(unit))):
        out += packer.compress(unit)
    return bytes(out + packer.flush())

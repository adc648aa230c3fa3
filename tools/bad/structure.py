"""PDFs whose skeleton lies: tables, trees, references, lengths, passwords, other formats glued on."""

import random
import zlib

from tools.bad import Files
from tools.bad.builder import FONT, TEXT, document, page, raw_stream, stream, swollen

BASE = page()
CATALOG, TREE = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
LEAF = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>"
NUMBERS = (b"-1", b"0", b"1", b"2147483647", b"2147483648", b"-2147483648", b"4294967296", b"99999999999999999999")


def files() -> Files:
    """All of the family."""
    yield from _cut()
    yield from _tables()
    yield from _trees()
    yield from _references()
    yield from _lengths()
    yield from _locked()
    yield from _glued()
    yield from _changed()


def _cut() -> Files:
    for tenth in range(1, 10):
        yield f"cut_{tenth}0.pdf", BASE[: len(BASE) * tenth // 10]
        yield f"cut_{tenth}0_closed.pdf", BASE[: len(BASE) * tenth // 10] + b"\nstartxref\n0\n%%EOF"
    yield "empty.pdf", b""
    yield "zeros.pdf", bytes(1_000_000)
    yield "head_only.pdf", b"%PDF-1.7\n"
    yield "head_and_end.pdf", b"%PDF-1.7\n%%EOF"
    yield "no_end.pdf", BASE.replace(b"%%EOF", b"").replace(b"startxref", b"start")
    yield "head_late.pdf", b"\n" * 900 + BASE
    yield "head_too_late.pdf", b"\n" * 5000 + BASE


def _tables() -> Files:
    at = BASE.rfind(b"xref\n0")
    for i, number in enumerate(NUMBERS):
        yield f"startxref_{i}.pdf", BASE[: BASE.rfind(b"startxref")] + b"startxref\n" + number + b"\n%%EOF"
        yield f"size_{i}.pdf", BASE.replace(b"/Size 6", b"/Size " + number)
        yield f"table_{i}.pdf", BASE.replace(b"xref\n0 6", b"xref\n0 " + number)
        yield f"prev_{i}.pdf", BASE.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev " + number)
    yield "prev_itself.pdf", BASE.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % at)
    yield "prev_stream_itself.pdf", BASE.replace(b"/Root 1 0 R", b"/Root 1 0 R/XRefStm %d" % at)
    yield "no_table.pdf", BASE[:at] + BASE[BASE.rfind(b"trailer") :]
    yield "table_shifted.pdf", BASE.replace(b"0000000015", b"0000000016")
    yield "table_all_same.pdf", BASE.replace(b" 00000 n", b" 65535 n")
    yield "many_updates.pdf", _updated(2000)
    packed = zlib.compress(bytes(7 * 6))
    for i, widths in enumerate((b"0 0 0", b"1 99999999 1", b"8 8 8", b"-1 -1 -1", b"2147483647 2147483647 1")):
        table = raw_stream(packed, b"/Type/XRef/W[%s]/Index[0 6]/Size 6/Root 1 0 R/Filter/FlateDecode" % widths)
        body = BASE[:at]
        yield f"table_widths_{i}.pdf", body + b"9 0 obj\n" + table + b"\nendobj\nstartxref\n%d\n%%%%EOF" % len(body)
    bomb = raw_stream(swollen(bytes(1 << 20), 200 << 20), b"/Type/ObjStm/N 9999999/First 9/Filter/FlateDecode")
    yield "objects_bomb.pdf", page(objects={6: bomb})


def _updated(times: int) -> bytes:
    out, before = bytearray(BASE), BASE.rfind(b"xref\n0")
    for _ in range(times):
        at = len(out)
        out += b"xref\n0 0\ntrailer\n<</Size 6/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (before, at)
        before = at
    return bytes(out)


def _tree(kids: bytes, count: bytes, more: dict[int, bytes] | None = None) -> bytes:
    return document(
        {
            1: CATALOG,
            2: b"<</Type/Pages/Kids[" + kids + b"]/Count " + count + b">>",
            3: LEAF,
            4: stream(TEXT),
            5: FONT,
            **(more or {}),
        }
    )


def _trees() -> Files:
    for i, number in enumerate(NUMBERS):
        yield f"count_{i}.pdf", _tree(b"3 0 R", number)
        yield f"count_{i}_of_two.pdf", _tree(b"3 0 R 3 0 R", number)
    yield "tree_itself.pdf", _tree(b"2 0 R 3 0 R", b"9")
    yield (
        "tree_in_circles.pdf",
        _tree(b"6 0 R", b"9", {6: b"<</Type/Pages/Kids[7 0 R]/Count 9>>", 7: b"<</Type/Pages/Kids[6 0 R]/Count 9>>"}),
    )
    yield "tree_of_nothing.pdf", _tree(b"", b"1")
    yield "tree_of_numbers.pdf", _tree(b"1 2 3 (x) /N null", b"6")
    yield "same_page_100.pdf", _tree(b"3 0 R " * 100, b"100")
    yield "same_page_101.pdf", _tree(b"3 0 R " * 101, b"101")
    yield "same_page_million.pdf", _tree(b"3 0 R " * 1_000_000, b"1000000")
    yield (
        "pages_20000.pdf",
        _tree(b" ".join(b"%d 0 R" % n for n in range(6, 20006)), b"20000", dict.fromkeys(range(6, 20006), LEAF)),
    )
    for depth in (100, 3000, 50000):
        chain = {n: b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (n + 1) for n in range(6, 6 + depth)}
        yield f"tree_deep_{depth}.pdf", _tree(b"6 0 R", b"1", {**chain, 6 + depth: LEAF})
    wide = {6 + level: b"<</Type/Pages/Kids[" + b"%d 0 R " % (7 + level) * 10 + b"]/Count 9>>" for level in range(12)}
    yield "tree_ten_to_the_twelfth.pdf", _tree(b"6 0 R", b"9", {**wide, 18: LEAF})


def _references() -> Files:
    yield "root_missing.pdf", BASE.replace(b"/Root 1 0 R", b"")
    yield "root_is_page.pdf", BASE.replace(b"/Root 1 0 R", b"/Root 3 0 R")
    yield "root_is_number.pdf", BASE.replace(b"/Root 1 0 R", b"/Root 7")
    yield "root_gone.pdf", BASE.replace(b"/Root 1 0 R", b"/Root 99 0 R")
    yield "circle.pdf", document({1: b"<</Type/Catalog/Pages 6 0 R>>", 6: b"7 0 R", 7: b"6 0 R"})
    chain = {n: b"%d 0 R" % (n + 1) for n in range(6, 5006)}
    yield "long_chain.pdf", document({1: b"<</Type/Catalog/Pages 6 0 R>>", **chain, 5006: TREE, 3: LEAF, 5: FONT})
    for name, inside in (("box", b"/MediaBox 3 0 R"), ("contents", b"/Contents 3 0 R"), ("parent", b"/Parent 3 0 R")):
        yield f"page_own_{name}.pdf", page(entries=inside)
    for name in ("Outlines", "Names", "PageLabels", "StructTreeRoot", "AcroForm", "Dests", "OCProperties", "Metadata"):
        loop = b"<</First 6 0 R/Next 6 0 R/Prev 6 0 R/Kids[6 0 R 6 0 R]/K[6 0 R]/Fields[6 0 R]/Nums[0 6 0 R]>>"
        yield f"loop_{name}.pdf", page(catalog=b"/%s 6 0 R" % name.encode(), objects={6: loop})


def _lengths() -> Files:
    for i, number in enumerate(NUMBERS):
        yield f"length_{i}.pdf", page(body=b"<</Length %s>>\nstream\n" % number + TEXT + b"\nendstream")
    yield "length_itself.pdf", page(body=b"<</Length 4 0 R>>\nstream\n" + TEXT + b"\nendstream")
    yield "length_missing.pdf", page(body=b"<<>>\nstream\n" + TEXT + b"\nendstream")
    yield "stream_unclosed.pdf", page(body=b"<</Length 9999>>\nstream\n" + TEXT)
    yield "contents_many.pdf", page(entries=b"/Contents[" + b"4 0 R " * 20000 + b"]")


def _locked() -> Files:
    for version, revision, bits in (
        (1, 2, 40),
        (2, 3, 128),
        (4, 4, 128),
        (5, 5, 256),
        (5, 6, 256),
        (9, 9, 999),
        (0, 0, 0),
    ):
        keys = (
            b"/O("
            + b"a" * 48
            + b")/U("
            + b"b" * 48
            + b")/OE("
            + b"c" * 32
            + b")/UE("
            + b"d" * 32
            + b")/Perms("
            + b"e" * 16
        )
        entry = (
            b"/Encrypt<</Filter/Standard/V %d/R %d/Length %d/P -1" % (version, revision, bits)
            + keys
            + b")>>/ID[(a)(b)]"
        )
        yield f"locked_{version}_{revision}.pdf", page(trailer=entry)
    yield "locked_unknown.pdf", page(trailer=b"/Encrypt<</Filter/Nobody/V 4>>/ID[(a)(b)]")
    yield "locked_itself.pdf", page(trailer=b"/Encrypt 1 0 R/ID[(a)(b)]")


def _glued() -> Files:
    heads = {
        "html": b"<html><script>alert(1)</script>\n",
        "zip": b"PK\x03\x04" + bytes(26),
        "exe": b"MZ" + bytes(58),
        "gif": b"GIF89a" + bytes(7),
        "png": b"\x89PNG\r\n\x1a\n",
        "jpeg": b"\xff\xd8\xff\xe0",
        "shell": b"#!/bin/sh\nid\n",
        "elf": b"\x7fELF" + bytes(12),
        "bom": b"\xef\xbb\xbf",
        "gzip": b"\x1f\x8b\x08" + bytes(7),
        "ps": b"%!PS-Adobe-3.0\n",
    }
    for name, head in heads.items():
        yield f"glued_before_{name}.pdf", head + BASE
        yield f"glued_after_{name}.pdf", BASE + head + bytes(100)
    yield "two_documents.pdf", BASE + BASE


def _changed() -> Files:
    lots = random.Random(4711)
    for number in range(60):
        changed = bytearray(BASE)
        for _ in range(lots.randrange(1, 30)):
            changed[lots.randrange(len(changed))] = lots.randrange(256)
        yield f"changed_{number:02d}.pdf", bytes(changed)

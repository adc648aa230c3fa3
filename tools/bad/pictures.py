"""Picture files that lie, swell or never end, and kinds of files that are not read at all."""

import io
import random
import struct
import zlib

from PIL import Image, ImageDraw

from tools.bad import Files
from tools.bad.builder import MEBI, swollen


def files() -> Files:
    """All of the family."""
    yield from _png()
    yield from _jpeg()
    yield from _tiff()
    yield from _heic()
    yield from _slow()
    yield from _others()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(
    wide: int, high: int, bits: int = 8, colour: int = 0, data: bytes | None = None, extra: bytes = b"", lace: int = 0
) -> bytes:
    """A PNG whose head may say anything."""
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", wide, high, bits, colour, 0, 0, lace))
    data = zlib.compress(bytes((wide + 1) * high)) if data is None else data
    return b"\x89PNG\r\n\x1a\n" + head + extra + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _png() -> Files:
    yield "png_50000.png", png(50000, 50000, 1, 0, swollen(bytes(625100), 6251 * 50000))
    yield "png_13300.png", png(13300, 13300, 8, 0, swollen(bytes(1330100), 13301 * 13300))
    yield "png_6324.png", png(6324, 6324, 8, 0, swollen(bytes(6325), 6325 * 6324))
    few = zlib.compress(bytes(100))
    for i, (wide, high) in enumerate(
        ((0, 0), (1, 0), (2147483647, 2147483647), (1, 2147483647), (40_000_000, 1), (65535, 600))
    ):
        yield f"png_claims_{i}.png", png(wide, high, 8, 6, few)
    for i, (bits, colour) in enumerate(((1, 2), (16, 3), (7, 0), (255, 255), (16, 6))):
        yield f"png_kind_{i}.png", png(50, 50, bits, colour, few)
    swell = swollen(b"a" * MEBI, 300 * MEBI)
    for kind, head in ((b"zTXt", b"a\0\0"), (b"iCCP", b"a\0\0"), (b"iTXt", b"a\0\1\0\0\0")):
        yield f"png_bomb_{kind.decode()}.png", png(10, 10, extra=_chunk(kind, head + swell))
    yield "png_text_100000.png", png(10, 10, extra=_chunk(b"tEXt", b"a\0b") * 100_000)
    yield "png_laced.png", png(3000, 3000, 8, 0, few, lace=1)
    yield "png_no_data.png", png(500, 500, data=b"")
    yield "png_wrong_sum.png", png(50, 50)[:-9] + b"\0" * 9
    whole = png(500, 500)
    for fifth in range(1, 5):
        yield f"png_cut_{fifth}.png", whole[: len(whole) * fifth // 5]


def _white(kind: str, size: tuple[int, int] = (200, 200), **more: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, kind, **more)
    return out.getvalue()


def _jpeg() -> Files:
    good = _white("JPEG")
    frame = good.find(b"\xff\xc0") + 5
    for i, size in enumerate((b"\xff\xff\xff\xff", b"\0\0\0\0", b"\0\1\xff\xff", b"\x18\xff\x18\xff")):
        yield f"jpeg_claims_{i}.jpg", good[:frame] + size + good[frame + 4 :]
    for fifth in range(1, 5):
        yield f"jpeg_cut_{fifth}.jpg", good[: len(good) * fifth // 5]
    yield "jpeg_many_tables.jpg", good[:2] + b"\xff\xdb\0\x43\0" * 1 + b"\xff\xfe\0\x02" * 300_000 + good[2:]
    yield "jpeg_never_ends.jpg", good[:-2] + b"\xff\xd0" * 2_000_000
    yield "jpeg_head_only.jpg", b"\xff\xd8\xff"
    loops = b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + b"\x69\x87\x04\0\1\0\0\0\x08\0\0\0" * 500
    yield "jpeg_exif_loop.jpg", good[:2] + b"\xff\xe1" + struct.pack(">H", len(loops) + 2) + loops + good[2:]
    out = io.BytesIO()
    Image.new("CMYK", (300, 300)).save(out, "JPEG")
    yield "jpeg_four_colours.jpg", out.getvalue()
    lots = random.Random(3)
    for number in range(15):
        changed = bytearray(good)
        for _ in range(lots.randrange(1, 20)):
            changed[lots.randrange(20, len(changed))] = lots.randrange(256)
        yield f"jpeg_changed_{number:02d}.jpg", bytes(changed)


def _ifd(entries: list[tuple[int, int, int, int]], following: int = 0) -> bytes:
    rows = b"".join(struct.pack("<HHII", *e) for e in entries)
    return b"II*\0\x08\0\0\0" + struct.pack("<H", len(entries)) + rows + struct.pack("<I", following)


def _plain(wide: int, high: int, **change: int) -> list[tuple[int, int, int, int]]:
    tags = {256: wide, 257: high, 258: 8, 259: 1, 262: 1, 273: 200, 277: 1, 278: high, 279: 100}
    tags |= {int(k[1:]): v for k, v in change.items()}
    return [(tag, 4, 1, value) for tag, value in sorted(tags.items())]


def _tiff() -> Files:
    frame = Image.new("1", (200, 200))
    for count in (100, 101, 400):
        out = io.BytesIO()
        frame.save(out, "TIFF", save_all=True, append_images=[frame] * (count - 1), compression="group4")
        yield f"tiff_frames_{count}.tif", out.getvalue()
    yield "tiff_loop.tif", _ifd(_plain(10, 10), following=8) + bytes(400)
    for i, (wide, high) in enumerate(((0, 0), (65535, 65535), (2147483647, 2147483647), (1, 2147483647))):
        yield f"tiff_claims_{i}.tif", _ifd(_plain(wide, high)) + bytes(400)
    for tag, value in (
        (258, 64),
        (259, 5),
        (259, 7),
        (259, 50000),
        (259, 34712),
        (262, 99),
        (273, 4294967295),
        (277, 65535),
        (278, 0),
        (279, 4294967295),
        (322, 0),
        (330, 8),
    ):
        yield f"tiff_tag_{tag}_{value}.tif", _ifd(_plain(50, 50, **{f"t{tag}": value})) + bytes(4000)
    many = [(273, 4, 2147483647, 8), *[(t, 4, 1, 9) for t in (256, 257, 258)]]
    yield "tiff_many_strips.tif", _ifd(many) + bytes(400)
    yield "tiff_head_only.tif", b"II*\0"
    good = _white("TIFF", compression="tiff_lzw")
    lots = random.Random(5)
    for number in range(10):
        changed = bytearray(good)
        for _ in range(lots.randrange(1, 10)):
            changed[lots.randrange(8, len(changed))] = lots.randrange(256)
        yield f"tiff_changed_{number:02d}.tif", bytes(changed)


def _heic() -> Files:
    head = struct.pack(">I", 24) + b"ftypheic\0\0\0\0mif1heic"
    yield "heic_head_only.heic", head
    yield "heic_nonsense.heic", head + random.Random(1).randbytes(5000)
    for i, size in enumerate((0, 1, 7, 0xFFFFFFFF)):
        yield f"heic_box_{i}.heic", head + struct.pack(">I", size) + b"meta" + bytes(500)
    nested = b""
    for _ in range(2000):
        nested = struct.pack(">I", len(nested) + 8) + b"moov" + nested
    yield "heic_nested.heic", head + nested
    yield (
        "heic_items.heic",
        head
        + struct.pack(">I", 40)
        + b"meta\0\0\0\0"
        + struct.pack(">I", 28)
        + b"iloc\1\0\0\0\x44\0\xff\xff"
        + bytes(12),
    )


def _slow() -> Files:
    lots = random.Random(9)
    noise = Image.frombytes("L", (1700, 2200), lots.randbytes(1700 * 2200))
    dense = Image.new("L", (2480, 3508), 255)
    pen = ImageDraw.Draw(dense)
    for row in range(0, 3500, 14):
        pen.text((5, row), "Hb 8.4 WBC 2.1 PLT 45 " * 30, fill=0)
    bars = Image.new("L", (2480, 3508), 255)
    pen = ImageDraw.Draw(bars)
    for column in range(0, 2480, 6):
        pen.line((column, 0, column, 3508), fill=0, width=2)
    for name, picture in (("noise", noise), ("dense", dense), ("bars", bars)):
        out = io.BytesIO()
        picture.save(out, "PNG", dpi=(200, 200))
        yield f"slow_{name}.png", out.getvalue()


def _others() -> Files:
    yield (
        "other.svg",
        b'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg><text>&x;</text></svg>',
    )
    yield "other.eps", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n(/etc/passwd)(r) file"
    yield "other.gif", b"GIF89a" + b"\xff\xff\xff\xff" + bytes(99)
    yield "other.bmp", b"BM" + bytes(12) + struct.pack("<IiiHH", 40, 2147483647, 2147483647, 1, 32) + bytes(40)
    yield "other.psd", b"8BPS\0\1" + bytes(6) + struct.pack(">HIIHH", 3, 30000, 30000, 8, 3)
    yield "other.docx", b"PK\x03\x04" + bytes(200)
    yield "other.html", b"<!doctype html><script>fetch('/')</script>"
    yield "other.rtf", b"{\\rtf1 {\\object\\objdata 01}}"
    yield "other.gz", b"\x1f\x8b\x08" + bytes(99)
    yield "other.webp", b"RIFF\xff\xff\xff\xffWEBPVP8X" + bytes(99)
    yield "other.dcm", bytes(128) + b"DICM" + bytes(99)

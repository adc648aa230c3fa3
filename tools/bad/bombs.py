"""PDFs that are small and ask for much: streams that swell, things that contain themselves, floods of drawing."""

import random
import zlib

from tools.bad import Files
from tools.bad.builder import FONT, MEBI, TEXT, form, page, raw_stream, stream, swollen

HUGE = (30000, 65535, 2147483647)


def files() -> Files:
    """All of the family."""
    yield from _swelling()
    yield from _pictures()
    yield from _circles()
    yield from _nesting()
    yield from _floods()
    yield from _fonts()
    yield from _sizes()


def _swelling() -> Files:
    for mebi in (10, 100, 300):
        packed = swollen(b" " * MEBI, mebi * MEBI)
        yield f"flate_{mebi}M.pdf", page(body=raw_stream(packed, b"/Filter/FlateDecode"))
        operators = swollen(b"0 0 m 9 9 l S " * 74898, mebi * MEBI // 4)
        yield f"flate_drawing_{mebi // 4}M.pdf", page(body=raw_stream(operators, b"/Filter/FlateDecode"))
    twice = zlib.compress(swollen(bytes(MEBI), 300 * MEBI), 9)
    yield "flate_twice_300M.pdf", page(body=raw_stream(twice, b"/Filter[/FlateDecode/FlateDecode]"))
    thrice = zlib.compress(twice, 9)
    yield "flate_thrice.pdf", page(body=raw_stream(thrice, b"/Filter[" + b"/FlateDecode" * 3 + b"]"))
    runs = zlib.compress(b"\x81 " * 5_000_000, 9)
    yield "run_length.pdf", page(body=raw_stream(runs, b"/Filter[/FlateDecode/RunLengthDecode]"))
    yield "ascii85_zeros.pdf", page(body=raw_stream(b"z" * 3_000_000 + b"~>", b"/Filter/ASCII85Decode"))
    yield "many_filters.pdf", page(body=raw_stream(b"41" * 999 + b">", b"/Filter[" + b"/ASCIIHexDecode" * 5000 + b"]"))
    yield "lzw_nonsense.pdf", page(body=raw_stream(b"\x80\x0b\x60\x50" * 200_000, b"/Filter/LZWDecode"))
    for i, columns in enumerate((0, -1, 2147483647)):
        parms = b"/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns %d/Colors 32/BitsPerComponent 16>>" % columns
        yield f"predictor_{i}.pdf", page(body=raw_stream(zlib.compress(b"abc" * 999), parms))


def _image(entries: bytes, data: bytes) -> bytes:
    picture = raw_stream(data, b"/Type/XObject/Subtype/Image" + entries)
    return page(b"q 612 0 0 792 0 0 cm /I Do Q", resources=b"/XObject<</I 6 0 R>>", objects={6: picture})


def _pictures() -> Files:
    bits = swollen(bytes(MEBI), 113 * MEBI)
    gray = b"/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/FlateDecode"
    yield "image_30000_1bit.pdf", _image(b"/Width 30000/Height 30000" + gray, bits)
    for side in HUGE:
        size = b"/Width %d/Height %d" % (side, side)
        for name, coding in (
            ("flate", b"/FlateDecode"),
            ("dct", b"/DCTDecode"),
            ("jpx", b"/JPXDecode"),
            ("jbig2", b"/JBIG2Decode"),
            ("ccitt", b"/CCITTFaxDecode"),
            ("lzw", b"/LZWDecode"),
        ):
            entries = size + b"/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter" + coding
            yield (
                f"image_{side}_{name}.pdf",
                _image(entries, zlib.compress(b"x" * 99) if name == "flate" else b"\xff\xd8\xff" * 99),
            )
    fax = b"/Width 99999/Height 99999/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/CCITTFaxDecode"
    yield (
        "image_fax_columns.pdf",
        _image(fax + b"/DecodeParms<</K -1/Columns 2147483647/Rows 2147483647>>", b"\0" * 999),
    )
    yield (
        "image_mask_itself.pdf",
        _image(b"/Width 9/Height 9/BitsPerComponent 8/ColorSpace/DeviceGray/SMask 6 0 R", b"x" * 81),
    )
    yield (
        "image_colours_itself.pdf",
        _image(b"/Width 9/Height 9/BitsPerComponent 8/ColorSpace[/Indexed 7 0 R 255 (x)]", b"x" * 81),
    )
    yield "image_inline_unclosed.pdf", page(b"BI /W 10 /H 10 /BPC 8 /CS /G ID " + b"x" * 5_000_000)
    yield "image_inline_huge.pdf", page(b"BI /W 2147483647 /H 2147483647 /BPC 8 /CS /RGB ID xx EI " + TEXT)
    small = raw_stream(
        b"x" * 4, b"/Type/XObject/Subtype/Image/Width 2/Height 2/BitsPerComponent 8/ColorSpace/DeviceGray"
    )
    yield "image_100000_times.pdf", page(b"/I Do " * 100_000, resources=b"/XObject<</I 6 0 R>>", objects={6: small})


def _circles() -> Files:
    inside = b"/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R/Y 7 0 R>>/Pattern<</P 6 0 R>>>>"
    named = b"/XObject<</X 6 0 R/Y 7 0 R>>"
    yield "form_itself.pdf", page(b"/X Do", resources=named, objects={6: form(b"/X Do /X Do", inside)})
    both = {6: form(b"/Y Do /Y Do", inside), 7: form(b"/X Do /X Do", inside)}
    yield "form_each_other.pdf", page(b"/X Do", resources=named, objects=both)
    for depth, branch in ((10, 10), (6, 20), (30, 2), (3, 1000), (200, 1), (5000, 1)):
        forms = {}
        for level in range(depth):
            last = level == depth - 1
            below = b"" if last else b"/XObject<</X %d 0 R>>" % (7 + level)
            forms[6 + level] = form(
                TEXT if last else b"/X Do " * branch, b"/Resources<</Font<</F1 5 0 R>>" + below + b">>"
            )
        yield f"form_{branch}_to_the_{depth}.pdf", page(b"/X Do", resources=b"/XObject<</X 6 0 R>>", objects=forms)
    tile = stream(
        b"/P scn 0 0 9 9 re f",
        b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9" + inside,
    )
    use = b"/Pattern cs /P scn 0 0 612 792 re f"
    yield "pattern_itself.pdf", page(use, resources=b"/Pattern<</P 6 0 R>>", objects={6: tile})
    for i, step in enumerate((b"0.0001", b"0", b"-0.001", b"1e-30")):
        tiny = stream(
            b"0 0 1 1 re f",
            b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/Resources<<>>/XStep %s/YStep %s"
            % (step, step),
        )
        yield f"pattern_step_{i}.pdf", page(use, resources=b"/Pattern<</P 6 0 R>>", objects={6: tiny})
    mask = b"/ExtGState<</G<</SMask<</S/Luminosity/G 6 0 R>>>>>>"
    masked = form(b"/G gs /X Do", b"/Group<</S/Transparency>>/Resources<<" + mask + b"/XObject<</X 6 0 R>>>>")
    yield "mask_itself.pdf", page(b"/G gs 0 0 99 99 re f " + TEXT, resources=mask, objects={6: masked})
    glyph = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/CharProcs<</a 6 0 R>>/FirstChar 97"
        b"/LastChar 97/Widths[9]/Encoding<</Differences[97/a]>>/Resources<</Font<</F1 5 0 R>>>>>>"
    )
    for calls in (1, 20):
        shape = stream(b"9 0 d0 BT /F1 9 Tf (" + b"a" * calls + b") Tj ET")
        yield f"glyph_itself_{calls}.pdf", page(b"BT /F1 9 Tf (aaaa) Tj ET", objects={5: glyph, 6: shape})
    look = form(b"/X Do", inside)
    note = b"/Annots[" + b"<</Type/Annot/Subtype/Stamp/Rect[0 0 99 99]/AP<</N 6 0 R>>>>" * 50 + b"]"
    yield "note_itself.pdf", page(entries=note, objects={6: look})
    yield (
        "function_itself.pdf",
        page(
            b"/S sh",
            resources=b"/Shading<</S<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 1 1]/Function 6 0 R>>>>",
            objects={6: b"<</FunctionType 3/Domain[0 1]/Functions[6 0 R 6 0 R]/Bounds[0.5]/Encode[0 1 0 1]>>"},
        ),
    )
    yield (
        "colours_itself.pdf",
        page(
            b"/C cs 0 sc 0 0 9 9 re f",
            resources=b"/ColorSpace<</C 6 0 R>>",
            objects={6: b"[/Separation/X 6 0 R 7 0 R]"},
        ),
    )


def _nesting() -> Files:
    for depth in (500, 100_000):
        yield f"arrays_{depth}.pdf", page(catalog=b"/A " + b"[" * depth + b"]" * depth)
        yield f"dictionaries_{depth}.pdf", page(catalog=b"/A " + b"<</A" * depth + b" 1" + b">>" * depth)
        yield f"content_arrays_{depth}.pdf", page(b"[" * depth + b"]" * depth + b" TJ " + TEXT)
        yield (
            f"content_dictionaries_{depth}.pdf",
            page(b"/A " + b"<</A " * depth + b"1" + b">>" * depth + b" BDC EMC " + TEXT),
        )
        yield f"saved_{depth}.pdf", page(b"q " * depth + TEXT)
        yield f"clipped_{depth}.pdf", page(b"0 0 600 700 re W n " * depth + TEXT)
        yield f"marked_{depth}.pdf", page(b"/A BMC " * depth + TEXT)
        yield f"strings_{depth}.pdf", page(b"(" * depth + b")" * depth + b" Tj " + TEXT)
    braces = raw_stream(b"{" * 50_000 + b"}" * 50_000, b"/FunctionType 4/Domain[0 1]/Range[0 1]")
    yield (
        "function_braces.pdf",
        page(
            b"/S sh",
            resources=b"/Shading<</S<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 1 1]/Function 6 0 R>>>>",
            objects={6: braces},
        ),
    )


def _floods() -> Files:
    lots = random.Random(7)
    yield "characters_million.pdf", page(b"BT /F1 1 Tf " + b"(aaaaaaaaaa) Tj " * 100_000 + b" ET")
    yield "characters_99999.pdf", page(b"BT /F1 1 Tf " + b"(aaaaaaaaa ) Tj " * 9_999 + b" ET")
    spots = b"".join(b"1 0 0 1 %d %d Tm (x) Tj " % (lots.randrange(600), lots.randrange(780)) for _ in range(50_000))
    yield "characters_scattered.pdf", page(b"BT /F1 6 Tf " + spots + b" ET")
    yield "characters_on_one_spot.pdf", page(b"BT /F1 9 Tf " + b"1 0 0 1 99 99 Tm (8) Tj " * 30_000 + b" ET")
    boxes = b"".join(
        b"%d %d %d 9 re f " % (lots.randrange(600), lots.randrange(700), lots.randrange(99)) for _ in range(200_000)
    )
    yield "boxes.pdf", page(boxes)
    yield (
        "lines.pdf",
        page(
            b"".join(b"%d 0 m %d 792 l S 0 %d m 612 %d l S " % ((n % 612,) * 2 + (n % 792,) * 2) for n in range(5000))
        ),
    )
    yield (
        "curves.pdf",
        page(
            b"0 0 m "
            + b"".join(b"%d %d %d %d %d %d c " % tuple(lots.randrange(700) for _ in range(6)) for _ in range(50_000))
            + b"f*"
        ),
    )
    for i, dash in enumerate((b"[0.00001] 0 d", b"[0 0] 0 d", b"[1e-30 1e-30] 0 d", b"[-1] 0 d")):
        yield f"dashes_{i}.pdf", page(dash + b" 0 0 m 600 700 l S " + TEXT)
    for i, number in enumerate(
        (b"1e38", b"-1e38", b"999999999999999999999", b"0.000000000000000000001", b"NaN", b"--5", b"+-.")
    ):
        yield f"number_size_{i}.pdf", page(b"BT /F1 " + number + b" Tf (x) Tj ET " + TEXT)
        yield f"number_width_{i}.pdf", page(number + b" w 0 0 m 9 9 l S " + TEXT)
        yield f"number_matrix_{i}.pdf", page(b"q " + (number + b" ") * 6 + b"cm 0 0 9 9 re f Q " + TEXT)
    yield "operators_unknown.pdf", page(b"foo " * 1_000_000)
    yield "operands_many.pdf", page(b"1 " * 2_000_000 + b"w")
    yield "string_unclosed.pdf", page(b"BT /F1 12 Tf (" + b"x" * 2_000_000)
    notes = b"<</Type/Annot/Subtype/FreeText/Rect[0 0 99 99]/Contents(x)>>" * 30_000
    yield "notes_30000.pdf", page(entries=b"/Annots[" + notes + b"]")
    links = b"<</Type/Annot/Subtype/Link/Rect[0 0 99 99]>>" * 30_000
    yield "links_30000.pdf", page(entries=b"/Annots[" + links + b"]")
    groups = b"/X Do " * 3000
    glass = form(b"0 0 612 792 re f", b"/Group<</S/Transparency/I true/K true>>")
    yield "glass_3000.pdf", page(groups, resources=b"/XObject<</X 6 0 R>>", objects={6: glass})
    grid = b"/Shading<</S<</ShadingType 1/ColorSpace/DeviceGray/Function<</FunctionType 2/Domain[0 1 0 1]/N 1e9>>>>>>"
    yield "shading_5000.pdf", page(b"/S sh " * 5000, resources=grid)


def _cid(more: bytes, objects: dict[int, bytes]) -> bytes:
    font = b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>"
    below = (
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo"
        b"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>%s>>" % more
    )
    return page(b"BT /F1 12 Tf 72 700 Td <00410042> Tj ET", objects={5: font, 6: below, **objects})


def _fonts() -> Files:
    for i, last in enumerate((b"0000ffff", b"7fffffff", b"ffffffff")):
        ranges = (
            b"begincmap 1 begincodespacerange <00000000> <ffffffff> endcodespacerange 1 beginbfrange <00000000> <"
            + last
            + b"> <0041> endbfrange endcmap"
        )
        yield f"map_range_{i}.pdf", _cid(b"", {7: stream(ranges)})
    yield (
        "map_long.pdf",
        _cid(b"", {7: stream(b"begincmap 1 beginbfchar <0041> <" + b"0041" * 500_000 + b"> endbfchar endcmap")}),
    )
    yield "map_many.pdf", _cid(b"", {7: stream(b"begincmap " + b"1 beginbfchar <0041> <0042> endbfchar " * 200_000)})
    yield "map_itself.pdf", _cid(b"", {7: stream(b"begincmap", b"/UseCMap 7 0 R")})
    yield "widths_range.pdf", _cid(b"/W[0 2147483647 500]", {})
    yield "widths_many.pdf", _cid(b"/W[" + b"0 65535 500 " * 50_000 + b"]", {})
    yield (
        "map_of_a_file.pdf",
        page(
            objects={
                5: b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/#2Fetc#2Fpasswd/DescendantFonts[6 0 R]>>",
                6: FONT,
            }
        ),
    )
    lots = random.Random(11)
    for kind in ("FontFile", "FontFile2", "FontFile3"):
        for i, head in enumerate(
            (
                b"",
                b"\0\1\0\0\xff\xff",
                b"OTTO\xff\xff",
                b"%!PS-AdobeFont-1.0\neexec ",
                b"\1\0\4\1\xff\xff",
                b"true\0\x09",
            )
        ):
            program = head + lots.randbytes(5000)
            font = b"<</Type/Font/Subtype/TrueType/BaseFont/A/FirstChar 0/LastChar 255/FontDescriptor 6 0 R>>"
            about = b"<</Type/FontDescriptor/FontName/A/Flags 4/%s 7 0 R>>" % kind.encode()
            yield f"font_{kind}_{i}.pdf", page(objects={5: font, 6: about, 7: stream(program, b"/Subtype/OpenType")})


def _sizes() -> Files:
    boxes = (
        b"0 0 0 0",
        b"0 0 14400 14400",
        b"0 0 14401 14401",
        b"0 0 14400000 14400000",
        b"0 0 1e400 -5",
        b"612 792 0 0",
        b"-1e9 -1e9 1e9 1e9",
        b"0 0 0.001 0.001",
        b"0 0 1 14400",
        b"nan nan nan nan",
        b"0 0 612",
        b"(a) (b) (c) (d)",
    )
    for i, box in enumerate(boxes):
        yield f"box_{i:02d}.pdf", page(box=box)
    for i, unit in enumerate((b"75000", b"0", b"-1", b"1e30", b"0.00001")):
        yield f"unit_{i}.pdf", page(entries=b"/UserUnit " + unit)
    for i, turn in enumerate((b"45", b"-90", b"1000000000", b"90.5", b"(x)", b"270")):
        yield f"turn_{i}.pdf", page(entries=b"/Rotate " + turn)
    for i, crop in enumerate((b"0 0 0 0", b"9000 9000 9001 9001", b"-1e9 0 1e9 1", b"300 300 100 100")):
        yield f"crop_{i}.pdf", page(entries=b"/CropBox[" + crop + b"]")

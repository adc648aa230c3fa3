"""Tables whose cells are framed, read from a picture: lines tell rows and columns, whatever stands around them."""

from knowledge.loader import load_vocabulary
from pipeline.layout import lay_out
from schemas.document import Page, ReadDocument, Reading, Word
from schemas.layout import Table

EDGES = (40.0, 180.0, 300.0, 420.0, 540.0)
TOP, PITCH = 60.0, 18.0
HEAD = ("", "02/12/2025", "03/05/2025", "03/28/2025")


def inked(text: str, x: float, y: float, read: tuple[str, str] | None = None) -> Word:
    readings = tuple(
        Reading(engine=e, text=t, confidence=0.9) for e, t in zip(("tesseract", "rapidocr"), read or (), strict=False)
    )
    box = (x, y, x + 5 * len(text), y + 7)
    return Word(text=text, box=box, source="ocr", agreed=read is None, readings=readings)


def cells(row: int, texts: tuple[str, ...]) -> list[Word]:
    y = TOP + row * PITCH + 5
    return [
        inked(part, x + 4 + 5 * len(" ".join(text.split()[:n])) + 5 * (n > 0), y)
        for x, text in zip(EDGES, texts, strict=False)
        for n, part in enumerate(text.split())
    ]


def tables(words: list[Word], rows: int) -> list[Table]:
    """The tables of a page with a grid of so many rows."""
    flats = tuple((EDGES[0], TOP + k * PITCH, EDGES[-1], TOP + k * PITCH + 1) for k in range(rows + 1))
    uprights = tuple((x, TOP + k * PITCH, x + 1, TOP + (k + 1) * PITCH) for k in range(rows) for x in EDGES)
    page = Page(number=1, width=612, height=792, source="ocr", words=tuple(words), rules=(*flats, *uprights))
    document = ReadDocument(id="0" * 64, file="scan.pdf", media_type="application/pdf", pages=(page,))
    return [t for r in lay_out(document, load_vocabulary()).reports for s in r.sections for t in s.tables]


def test_a_line_below_a_grid_neither_joins_it_nor_shifts_its_columns() -> None:
    rows = (HEAD, ("Creatinine", "1.0", "0.9", "0.8"), ("LDH", "499", "453", "412"), ("Ferritin", "", "1203", ""))
    footer = TOP + 4 * PITCH + 6
    below = [("L", 44), ("=low", 60), ("H=high", 150), ("Printed", 235), ("by", 275), ("Doe,RN", 320), ("1of1", 500)]
    words = [w for n, texts in enumerate(rows) for w in cells(n, texts)] + [inked(t, x, footer) for t, x in below]
    first, *others = tables(words, 4)
    assert [[(c.column, c.text) for c in r.cells] for r in first.rows] == [
        [(0, "Creatinine"), (1, "1.0"), (2, "0.9"), (3, "0.8")],
        [(0, "LDH"), (1, "499"), (2, "453"), (3, "412")],
        [(0, "Ferritin"), (2, "1203")],
    ]
    assert not any("1203" in r.text for t in others for r in t.rows)


def test_a_sign_that_one_engine_took_for_a_figure_makes_no_result_of_the_titles() -> None:
    titles = ("Parameter", "+1", "Value", "Unit")
    rows = (("Leucocytes", "", "7.4", "Gpt/l"), ("MCV", "+", "103", "fl"))
    words = [w for n, texts in enumerate((titles, *rows)) for w in cells(n, texts)]
    unsure = [inked(w.text, w.box[0], w.box[1], ("+/-", "+1")) if w.text == "+1" else w for w in words]
    sure, doubtful = (tables(those, 3)[0] for those in (words, unsure))
    assert [r.text for r in doubtful.header] == ["\t".join(titles)]
    assert not sure.header, "a figure that both engines read stands among results"

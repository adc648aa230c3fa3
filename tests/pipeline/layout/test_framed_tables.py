"""Tables drawn below one another to the same margins, as forms are: which rows belong together."""

from pipeline.layout.lines import _inks
from pipeline.layout.ruled import drawn_rows
from schemas.document import Page, Word

FORM = {
    84.0: {62.0: "Name", 132.0: "Doe", 306.0: "UHID", 416.0: "1195504"},
    100.0: {62.0: "DOB", 132.0: "28-Apr-1940", 306.0: "Collected", 416.0: "16-Jul-2025"},
}
TITLE = {136.0: {56.0: "ASPIRATION", 150.0: "REPORT"}}
BODY = {
    156.0: {62.0: "Notes", 214.0: "Pancytopenia,"},
    167.0: {214.0: "evaluate"},
    183.0: {62.0: "Cellularity", 214.0: "55"},
}


def rows_of(*frames: tuple[float, float, tuple[float, ...]]) -> list[set[str]]:
    words = tuple(
        Word(text=text, box=(x, top, x + 5 * len(text), top + 8), source="ocr", agreed=True)
        for top, cells in (FORM | TITLE | BODY).items()
        for x, text in cells.items()
    )
    flats = tuple((57.0, y, 553.0, y + 1) for y in (80.0, 95.0, 126.0, 152.0, 180.0, 196.0))
    uprights = tuple((x, y0, x + 1, y1) for y0, y1, xs in frames for x in xs)
    page = Page(number=1, width=612, height=792, source="ocr", words=words, rules=(*flats, *uprights))
    rows = drawn_rows(page, _inks(page), 8.0, 5.0).rows
    return [{" ".join(i.word.text for i in s.inks) for s in row.segments} for row in rows]


def test_the_room_between_two_framed_tables_is_no_row_of_either() -> None:
    held = rows_of((80, 127, (57, 126, 301, 411, 552)), (152, 197, (57, 206, 552)))
    assert {"Notes", "Pancytopenia, evaluate"} in held
    assert not any("1195504" in row for row in held), "no row of the form above wraps: its own gaps give its cells"


def test_a_table_in_one_frame_stays_one() -> None:
    held = rows_of((80, 197, (57, 206, 552)))
    assert {"Notes", "Pancytopenia, evaluate"} in held and {"Cellularity", "55"} in held

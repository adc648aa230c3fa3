# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Families of blood counts and chemistry."""

import datetime as dt
from collections.abc import Callable, Sequence

from bench.workshop.dress import CANONICAL, CBC, CHEM, Doc, Result, header
from bench.workshop.sheet import Cell

NOISE = (
    ("RDW-CV", "15.8", "%", "11.5", "14.5"),
    ("MCHC", "33.1", "g/dL", "31.5", "35.0"),
    ("MPV", "9.4", "fL", "7.0", "11.0"),
)
CHEM_NOISE = (("Sodium", "139", "mmol/L", "135", "145"), ("Potassium", "4.2", "mmol/L", "3.5", "5.1"), ("Urea", "6.1", "mmol/L", "2.5", "7.8"))  # fmt: skip


def _noise(rows: Sequence[tuple[str, str, str, str, str]]) -> list[Result]:
    return [Result("", *row, "", 0.0, (0.0, 0.0)) for row in rows]


def _rows(d: Doc) -> list[Result]:
    cbc = [d.result(a) for a in CBC]
    return [*cbc[:5], *_noise(NOISE[:2]), *cbc[5:]]


def _gold(d: Doc, r: Result, page: int, on: dt.date | None = None, **how: bool) -> None:
    if r.analyte:
        d.lab(r, on or d.on, page, **how)


def analyte_last(d: Doc) -> None:
    """Result first, then flag, unit, range; the name of the test stands last, right-aligned."""
    s = d.paper("Times", 10)
    header(d, "boxes", "Harrowgate Diagnostic Services", ("Collected", d.date(d.on)), ("Lab No", d.person.ids[1]))
    s.line("FULL BLOOD EXAMINATION", True)
    s.row(*(Cell(s.margin + x, t, True) for x, t in ((0, "Result"), (60, "Flag"), (100, "Units"), (180, "Reference Interval"))),
          Cell(s.width - s.margin, "Test", True, "r"))  # fmt: skip
    for r in _rows(d):
        page = s.row(Cell(s.margin, r.text), Cell(s.margin + 65, r.flag), Cell(s.margin + 100, r.unit),
                     Cell(s.margin + 180, f"({r.low} - {r.high})"), Cell(s.width - s.margin, r.label, align="r"))  # fmt: skip
        _gold(d, r, page)


def units_first(d: Doc) -> None:
    """Test, units, reference, then the result in the right-most column with the flag before it; ruled."""
    s = d.paper("Helvetica", 9)
    header(
        d,
        "pairs",
        "Northmere General Hospital - Laboratory",
        ("Specimen taken", d.date(d.on, "dash")),
        ("Reported", d.date(d.on + dt.timedelta(1), "dash")),
    )
    d.also_dated = (d.on + dt.timedelta(1),)
    for title, rows in (("Haematology", _rows(d)), ("Biochemistry", [*map(d.result, CHEM), *_noise(CHEM_NOISE)])):
        s.gap()
        s.line(title, True, 11)
        s.row(
            *(
                Cell(s.margin + x, t, True)
                for x, t in ((0, "Investigation"), (190, "Units"), (260, "Ref. Range"), (370, "Abn"), (420, "Result"))
            )
        )
        for r in rows:
            s.rule()
            page = s.row(Cell(s.margin, r.label), Cell(s.margin + 190, r.unit), Cell(s.margin + 260, r.reference),
                         Cell(s.margin + 375, {"L": "L", "H": "H"}.get(r.flag, "")), Cell(s.margin + 455, r.text, True, "r"))  # fmt: skip
            _gold(d, r, page)


def _other_dates(d: Doc, count: int) -> list[tuple[dt.date, float]]:
    steps = [(d.on - dt.timedelta(35 * i + d.rng.randrange(5)), 1 + 0.11 * i) for i in range(1, count)]
    return [(d.on, 1.0), *steps]


def cumulative(d: Doc) -> None:
    """Dates across, newest first; range and unit at the right end; empty cells."""
    s = d.paper("Helvetica", 8.5)
    header(d, "stack", "Pathology Queensferry - Cumulative Report")
    dates = _other_dates(d, 4)
    s.row(Cell(s.margin, "Date", True), *(Cell(s.margin + 175 + 65 * i, d.date(on, "short"), True, "r") for i, (on, _) in enumerate(dates)),
          Cell(s.margin + 395, "Units", True), Cell(s.margin + 450, "Range", True))  # fmt: skip
    s.row(
        Cell(s.margin, "Time"), *(Cell(s.margin + 175 + 65 * i, f"0{8 + i % 2}:{10 + i}", align="r") for i in range(4))
    )
    s.rule()
    for analyte in (*CBC, "creatinine", "ferritin"):
        name = d.result(analyte).label
        for i, (on, factor) in enumerate(dates):
            r = d.result(analyte, factor, name)
            if i and d.rng.random() < 0.2:
                continue
            s.put(
                Cell(s.margin + 175 + 65 * i, f"{r.flag} {r.text}" if r.flag else r.text, align="r"), s.y + s.pt * 1.45
            )
            d.lab(r, on, s.page)
        r = d.result(analyte, 1.0, name)
        s.row(Cell(s.margin, name), Cell(s.margin + 395, r.unit), Cell(s.margin + 450, r.reference))


def transposed(d: Doc) -> None:
    """One line a date, analytes across, unit under each name."""
    s = d.paper("Helvetica", 8)
    header(d, "line", "Clinical Results Flowsheet", ("Printed", d.date(d.on + dt.timedelta(3), "dash")))
    d.also_dated = (d.on + dt.timedelta(3), None)
    chosen = [
        d.result(a, label=n)
        for a, n in (
            ("hemoglobin", "HGB"),
            ("leukocytes", "WBC"),
            ("neutrophils", "ANC"),
            ("platelets", "PLT"),
            ("mcv", "MCV"),
            ("creatinine", "Creat"),
        )
    ]
    s.row(
        Cell(s.margin, "Date/Time", True),
        *(Cell(s.margin + 110 + 66 * i, r.label, True, "c") for i, r in enumerate(chosen)),
    )
    s.row(*(Cell(s.margin + 110 + 66 * i, r.unit, False, "c") for i, r in enumerate(chosen)))
    s.rule()
    for on, factor in reversed(_other_dates(d, 5)):
        cells = [Cell(s.margin, f"{d.date(on, 'dash')} 08:15")]
        for i, known in enumerate(chosen):
            r = d.result(known.analyte, factor, known.label)
            cells.append(Cell(s.margin + 110 + 66 * i, r.text, False, "c"))
            d.lab(r, on, s.page, flag=False, reference=False)
        s.row(*cells)


def side_by_side(d: Doc) -> None:
    """Two narrow tables beside each other; flags glued to values."""
    s = d.paper("Helvetica", 8)
    header(
        d, "pairs", "St Brendan's Hospital Laboratory", ("Collected", f"{d.date(d.on)} 07:55"), ("Specimen", "Blood")
    )
    left, right = _rows(d), [*map(d.result, CHEM), *_noise(CHEM_NOISE)]
    middle = s.margin + s.inner / 2 + 8
    for x, t in ((s.margin, "HAEMATOLOGY"), (middle, "BIOCHEMISTRY")):
        s.put(Cell(x, t, True), s.y + 12)
    s.gap(14)
    for i in range(max(len(left), len(right))):
        cells = []
        for x, rows in ((s.margin, left), (middle, right)):
            if i < len(rows):
                r = rows[i]
                cells += [
                    Cell(x, r.label[:26]),
                    Cell(x + 120, f"{r.text}{r.flag}"),
                    Cell(x + 160, r.unit),
                    Cell(x + 200, f"{r.low}-{r.high}"),
                ]
                _gold(d, r, s.page)
        s.row(*cells)


def terminal(d: Doc) -> None:
    """A typewriter print with dot leaders and a marker column."""
    s = d.paper("Courier", 8.5)
    header(
        d,
        "mono",
        "Mercy Valley Laboratory Information System",
        ("Coll", f"{d.date(d.on)} 0640"),
        ("Recd", f"{d.date(d.on)} 0712"),
    )
    s.mono(["  TEST                      RESULT      FLAG   NORMAL RANGE      UNITS", "  " + "-" * 70])
    for r in [*_rows(d), *map(d.result, CHEM[:5])]:
        mark = f"*{r.flag}*" if r.flag else ""
        page = s.mono([f"  {r.label[:22] + ' ':.<24}{r.text:>8}      {mark:<5}  ({r.low}-{r.high})".ljust(58) + r.unit])
        _gold(d, r, page)
    s.mono(["  " + "-" * 70, "  ** END OF REPORT **   CUMULATIVE TRANSFER COPY"])


def previous(d: Doc) -> None:
    """The previous result and its date stand left of the present one."""
    s = d.paper("Helvetica", 9)
    before = d.on - dt.timedelta(42)
    header(d, "pairs", "Lakeshore Regional Labs", ("Collection Date", d.date(d.on)), ("Ordering", "R. Vance, MD"))
    s.row(
        *(
            Cell(s.margin + x, t, True)
            for x, t in (
                (0, "Component"),
                (160, f"Previous ({d.date(before)})"),
                (290, "Current"),
                (345, "Flag"),
                (380, "Reference"),
                (455, "Units"),
            )
        )
    )
    s.rule()
    for r in _rows(d):
        old = d.result(r.analyte, 1.2, r.label) if r.analyte else r
        page = s.row(Cell(s.margin, r.label), Cell(s.margin + 160, old.text), Cell(s.margin + 290, r.text, True), Cell(s.margin + 347, r.flag),
                     Cell(s.margin + 380, r.reference), Cell(s.margin + 455, r.unit))  # fmt: skip
        _gold(d, r, page)
        if r.analyte:
            fields = {
                "analyte": r.analyte,
                "value": old.value,
                "unit": CANONICAL[r.analyte],
                "comparator": None,
                "collected": before.isoformat(),
            }
            d.fact("labs", page, old.text, may=True, **fields)
            if old.value != r.value:
                d.gold.trap(
                    "labs", {"analyte": r.analyte, "value": old.value, "collected": d.on.isoformat()}, "previous result"
                )


def limits_columns(d: Doc) -> None:
    """Lower and upper limit in columns of their own around the result; spread over two pages."""
    s = d.paper("Times", 10.5, 60)
    s.bottom = s.height - 190
    s.furniture = lambda sheet: sheet.put(
        Cell(sheet.width / 2, f"Page {sheet.page}   {d.person.last}, {d.person.first}   {d.person.ids[0]}", align="c"),
        sheet.height - 40,
    )
    header(
        d,
        "stack",
        "Institut fuer Labormedizin / Laboratory Medicine",
        ("Blood taken on", d.date(d.on)),
        ("Order no.", d.person.ids[1]),
    )
    head = [
        Cell(s.margin + x, t, True)
        for x, t in ((0, "Parameter"), (190, "from"), (245, "Result"), (305, "to"), (360, "Unit"))
    ]
    s.row(*head)
    for r in [*_rows(d), *map(d.result, CHEM), *_noise(CHEM_NOISE)]:
        if s.y + 40 > s.bottom:
            s.new_page()
            s.row(*head)
        page = s.row(Cell(s.margin, r.label), Cell(s.margin + 190, r.low), Cell(s.margin + 245, r.text + {"L": " -", "H": " +"}.get(r.flag, ""), True),
                     Cell(s.margin + 305, r.high), Cell(s.margin + 360, r.unit), step=2.1)  # fmt: skip
        _gold(d, r, page, flag=False)


def in_out_of_range(d: Doc) -> None:
    """Results in range in one column, those out of range in another."""
    s = d.paper("Helvetica", 9)
    header(
        d,
        "boxes",
        "Meridian Reference Laboratories",
        ("Collected", f"{d.date(d.on)} 10:05 AM"),
        ("Received", d.date(d.on + dt.timedelta(1))),
        ("Reported", d.date(d.on + dt.timedelta(2))),
    )
    d.also_dated = (d.on + dt.timedelta(2), d.on + dt.timedelta(1))
    s.row(
        *(
            Cell(s.margin + x, t, True)
            for x, t in (
                (0, "Test Name"),
                (190, "In Range"),
                (260, "Out Of Range"),
                (350, "Reference Range"),
                (480, "Lab"),
            )
        )
    )
    for title, rows in (("CBC (INCLUDES DIFF/PLT)", _rows(d)), ("COMPREHENSIVE PANEL", list(map(d.result, CHEM)))):
        s.line(title, True)
        for r in rows:
            out = (
                Cell(s.margin + 260, f"{r.text} {'LOW' if r.flag == 'L' else 'HIGH'}", True)
                if r.flag
                else Cell(s.margin + 190, r.text)
            )
            page = s.row(
                Cell(s.margin + 10, r.label),
                out,
                Cell(s.margin + 350, f"{r.low}-{r.high} {r.unit}"),
                Cell(s.margin + 482, "MR"),
            )
            _gold(d, r, page)


def portal(d: Doc) -> None:
    """A patient portal's cards: name, value and range on lines of their own."""
    s = d.paper("Vera", 8.5)
    header(d, "line", "MyHealthFile - Test results")
    s.line(f"Collected on {d.date(d.on, 'long')} 9:12 AM")
    for r in [d.result(a) for a in (*CBC[:6], "creatinine", "ferritin")]:
        s.gap(9)
        s.need(60)
        page = s.line(r.label, True, 10)
        s.line(f"Normal range: {r.low} - {r.high} {r.unit}", pt=7.5)
        s.line(f"Your value is {r.text} {r.unit}" + {"L": "  (Low)", "H": "  (High)"}.get(r.flag, ""))
        _gold(d, r, page)
        s.rule()


def corrected(d: Doc) -> None:
    """A corrected report: the old platelet count is named in a remark and crossed by the new one."""
    s = d.paper("Helvetica", 9.5)
    header(
        d, "pairs", "Eastbrook Health Laboratories", ("Date collected", d.date(d.on, "long")), ("Status", "CORRECTED")
    )
    s.row(*(Cell(s.margin + x, t, True) for x, t in ((0, "Analyte"), (170, "Value"), (240, "Units"), (330, "Normal"))))
    for r in _rows(d):
        page = s.row(
            Cell(s.margin, r.label),
            Cell(s.margin + 170, f"{r.flag} {r.text}".strip()),
            Cell(s.margin + 240, r.unit),
            Cell(s.margin + 330, r.reference),
        )
        _gold(d, r, page)
        if r.analyte == "platelets":
            wrong = d.result("platelets", 2.31, r.label)
            s.para(
                f"Corrected result. {r.label} previously reported as {wrong.text} {r.unit} on {d.date(d.on, 'long')}; clot found in first tube.",
                20,
                pt=8,
            )
            d.gold.trap("labs", {"analyte": "platelets", "value": wrong.value}, "withdrawn result")


def prose(d: Doc) -> None:
    """Counts dictated into one sentence of a short letter."""
    s = d.paper("Times", 11, 70)
    header(d, "line", "Ardcairn Medical Practice")
    s.line(d.date(d.on, "long"))
    hb, wbc, anc, plt, mcv, cr = (
        d.result(a, label="x") for a in ("hemoglobin", "leukocytes", "neutrophils", "platelets", "mcv", "creatinine")
    )
    s.gap()
    s.para("Dear colleague,")
    page = s.para(f"I saw {d.person.name} today. The full blood count from this morning shows a haemoglobin of {hb.text} {hb.unit} with an MCV of {mcv.text} fL, "
                  f"a white cell count of {wbc.text} {wbc.unit}, neutrophils {anc.text} {anc.unit} and platelets of {plt.text} {plt.unit}. Creatinine is {cr.text} {cr.unit}. "
                  "We would transfuse below 7 g/dL and would worry about platelets under 10. A normal haemoglobin is above 12 g/dL.")  # fmt: skip
    for r in (hb, wbc, anc, plt, mcv, cr):
        d.lab(r, d.on, page, flag=False, reference=False)
    d.kind, d.also_kind = "note", ("lab", "other")
    d.gold.trap("labs", {"analyte": "platelets", "value": 10}, "threshold")


SINGLE: dict[str, Callable[[Doc], None]] = {
    f.__name__: f
    for f in (
        analyte_last,
        units_first,
        side_by_side,
        terminal,
        previous,
        limits_columns,
        in_out_of_range,
        portal,
        corrected,
        prose,
    )
}
SEVERAL: dict[str, Callable[[Doc], None]] = {f.__name__: f for f in (cumulative, transposed)}

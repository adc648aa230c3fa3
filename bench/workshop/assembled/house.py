# ruff: noqa: E501 (wordings are data: a line is as long as its row)
"""The parts every drawn document has: how this house writes dates, who the page is about, its furniture and style."""

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from bench.workshop.commonwealth.paper import Printed
from bench.workshop.dress import Doc

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
FONTS = (
    "Liberation Sans",
    "Liberation Serif",
    "Liberation Mono",
    "DejaVu Sans",
    "DejaVu Serif",
    "Liberation Sans Narrow",
)
LABS = ("Harrow Hill Medical Laboratory", "Northgate Clinical Laboratories", "St. Brannock's Hospital", "Pellworm Diagnostics", "Quarry Bank Regional Hospital",
        "Meridian Pathology Associates", "Larkspur Cancer Institute", "Ostrava Road Clinic", "Bluewater Health", "Institute of Haematology, Vesperin")  # fmt: skip
COLLECTED = (
    "Collected",
    "Collection Date",
    "Date Collected",
    "Collected On",
    "Specimen Collected",
    "Collection Date/Time",
    "Date of Collection",
    "Drawn",
    "Sample Collected",
    "Sample Date",
    "Collect Date",
    "Specimen Date",
    "Sample Taken",
    "Coll. Date",
)
RECEIVED = ("Received", "Date Received", "Received On", "Specimen Received", "Rec'd", "Received in Lab", "Receipt Date")
REPORTED = (
    "Reported",
    "Report Date",
    "Date Reported",
    "Reported On",
    "Released",
    "Verified",
    "Final Report Date",
    "Authorised",
    "Resulted",
    "Issued",
    "Signed Out",
)
PRINTED = ("Printed", "Print Date", "Printed On", "Generated")
NAME = ("Patient", "Patient Name", "Name", "Pt Name", "PATIENT", "Full Name")
BORN = ("DOB", "Date of Birth", "D.O.B.", "Birth Date", "Born")
SEX = ("Sex", "Gender", "Sex at birth")
NUMBER = ("MRN", "Patient ID", "Hospital No.", "Med Rec #", "Chart No.", "Patient Number", "Unit No.")
OTHER = (("Ordering Provider", "R. Haldane, MD"), ("Referring Physician", "Dr I. Pettifer"), ("Requested by", "Dr Moreau"), ("Location", "Outpatient Hematology"), ("Specimen", "Peripheral blood"),
         ("Account", "00871253"), ("Lab No.", "25-118274"), ("Fasting", "No"), ("Status", "FINAL"), ("Priority", "Routine"))  # fmt: skip


@dataclass(frozen=True)
class House:
    """Everything drawn once for a document."""

    rng: random.Random
    order: str
    font: str
    lab: str

    @classmethod
    def of(cls, d: Doc) -> "House":
        """The house of one document."""
        order = {"US": ("mdy", "words_us", "mon"), "CA": ("iso", "mon"), "DE": ("dot", "iso")}.get(
            d.person.country, ("dmy", "mon", "words", "dot")
        )
        return cls(d.rng, d.rng.choice(order), d.rng.choice(FONTS), d.rng.choice(LABS))

    def date(self, on: dt.date) -> str:
        """A date as this house writes it."""
        month = MONTHS[on.month - 1]
        return {
            "mdy": f"{on.month}/{on.day}/{on.year}", "words_us": f"{month[:3]} {on.day}, {on.year}", "mon": f"{on.day:02}-{month[:3]}-{on.year}", "iso": on.isoformat(),
            "dot": f"{on.day:02}.{on.month:02}.{on.year}", "dmy": f"{on.day:02}/{on.month:02}/{on.year}", "words": f"{on.day} {month} {on.year}",
        }[self.order]  # fmt: skip

    def stamped(self, on: dt.date) -> str:
        """A date, with the time of day in some houses."""
        hour = self.rng.choice(("", "", " 08:15", " 14:02", " 9:40 AM", " 1120"))
        return self.date(on) + hour

    def pick(self, words: Sequence[str]) -> str:
        """One of the words."""
        return self.rng.choice(list(words))


def shown_name(h: House, d: Doc) -> str:
    """The name in one of the usual orders."""
    p = d.person
    return h.pick(
        (f"{p.last}, {p.first}", p.name, f"{p.last.upper()}, {p.first.upper()}", f"{p.last.upper()}, {p.first}", p.name)
    )


def header(h: House, d: Doc, title: str, dates: Sequence[tuple[str, dt.date]]) -> str:
    """Who, when and where, in one of several arrangements."""
    p = d.person
    entries = [
        (h.pick(NAME), shown_name(h, d)), (h.pick(BORN), h.date(p.born)), (h.pick(SEX), h.pick(({"F": "Female", "M": "Male"}[p.sex], p.sex))), (h.pick(NUMBER), p.ids[0]),
    ]  # fmt: skip
    more = [(label, h.stamped(on)) for label, on in dates]
    extra = h.rng.sample(OTHER, h.rng.randrange(0, 4))
    entries = [*entries, *more, *extra] if h.rng.random() < 0.6 else [*entries[:2], *extra, *entries[2:], *more]
    made = h.pick(("grid", "boxes", "lines", "sides", "strip"))
    name = f"<div class=lab>{h.lab}</div>" if h.rng.random() < 0.85 else ""
    head = f"<div class=title>{title}</div>"
    body = {"grid": _grid, "boxes": _boxes, "lines": _lines, "sides": _sides, "strip": _strip}[made](entries, h)
    return h.pick((f"{name}{head}{body}", f"{name}{body}{head}", f"{body}{name}{head}"))


def _e(text: str) -> str:
    return escape(text)


def _grid(entries: Sequence[tuple[str, str]], h: House) -> str:
    colon = h.pick((":", "", " :"))
    rows = []
    for i in range(0, len(entries), 2):
        rows.append("".join(f"<td class=k>{_e(k)}{colon}</td><td>{_e(v)}</td>" for k, v in entries[i : i + 2]))
    return f"<table class=who>{''.join(f'<tr>{r}</tr>' for r in rows)}</table>"


def _boxes(entries: Sequence[tuple[str, str]], h: House) -> str:
    wide = h.rng.choice((3, 4))
    rows = []
    for i in range(0, len(entries), wide):
        rows.append(
            "".join(f"<td class=box><span class=small>{_e(k)}</span><br>{_e(v)}</td>" for k, v in entries[i : i + wide])
        )
    return f"<table class=who>{''.join(f'<tr>{r}</tr>' for r in rows)}</table>"


def _lines(entries: Sequence[tuple[str, str]], h: House) -> str:
    return "".join(f"<div><b>{_e(k)}:</b> {_e(v)}</div>" for k, v in entries)


def _sides(entries: Sequence[tuple[str, str]], h: House) -> str:
    half = (len(entries) + 1) // 2
    left, right = (
        "".join(f"<div>{_e(k)}: {_e(v)}</div>" for k, v in part) for part in (entries[:half], entries[half:])
    )
    return f"<table class=who><tr><td style='width:55%'>{left}</td><td>{right}</td></tr></table>"


def _strip(entries: Sequence[tuple[str, str]], h: House) -> str:
    gap = h.pick((" &nbsp;|&nbsp; ", " &nbsp;&nbsp; ", " &middot; "))
    parts = [f"{_e(k)}: {_e(v)}" for k, v in entries]
    return "".join(f"<div>{gap.join(parts[i : i + 3])}</div>" for i in range(0, len(parts), 3))


def style(h: House) -> str:
    """The looks of this house."""
    ruled = h.pick(
        (
            "td.c, th.c {border: 0.6pt solid #777}",
            "tr.row td {border-bottom: 0.4pt solid #bbb}",
            "",
            "tr.row:nth-child(even) td {background: #eef}",
        )
    )
    size = h.rng.choice((8, 8.5, 9, 10))
    side = h.rng.choice((12, 16, 20))
    return f"""@page {{ margin: 14mm {side}mm 16mm {side}mm; @bottom-center {{ content: "{h.pick(("Page ", "", "p. "))}" counter(page) " of " counter(pages); font-size: 7pt }} }}
    body {{ font-family: '{h.font}'; font-size: {size}pt; line-height: {h.rng.choice((1.15, 1.3, 1.45))} }}
    .lab {{ font-size: {size + 4}pt; text-align: {h.pick(("left", "center", "right"))} }} .title {{ font-weight: bold; font-size: {size + 2}pt; margin: 5pt 0; text-align: {h.pick(("left", "center"))} }}
    .who {{ width: 100%; margin: 4pt 0 6pt 0; border: {h.pick(("0", "0.6pt solid #555"))} }} .k {{ font-weight: {h.pick(("bold", "normal"))} }} .small {{ font-size: {size - 2}pt; color: #555 }}
    .box {{ border: 0.4pt solid #999; padding: 2pt 4pt }} h3 {{ font-size: {size + 1}pt; margin: 8pt 0 3pt 0; text-transform: {h.pick(("none", "uppercase"))} }}
    .res {{ width: {h.pick(("100%", "92%"))}; border-collapse: collapse }} th {{ text-align: left }} td {{ padding: {h.pick(("1pt 3pt", "2.5pt 5pt"))} }} {ruled}"""


def finish(h: House, d: Doc, body: str, kind: str, also: tuple[str, ...] = ()) -> Printed:
    """Print the page."""
    sheet = Printed(body, style(h), "letter" if d.person.country in {"US", "CA"} else "a4")
    d.sheet, d.kind, d.also_kind = sheet, kind, also
    return sheet


def three_dates(h: House, d: Doc, wait: int) -> list[tuple[str, dt.date]]:
    """Collection and some of receipt, report and printing, each under one of its names; the gold allows any for the document."""
    on = d.on
    later = on + dt.timedelta(wait)
    dates = [(h.pick(COLLECTED), on)]
    if h.rng.random() < 0.6:
        dates.append((h.pick(RECEIVED), on + dt.timedelta(h.rng.choice((0, 1)))))
    if h.rng.random() < 0.8:
        dates.append((h.pick(REPORTED), later))
    if h.rng.random() < 0.25:
        dates.append((h.pick(PRINTED), later + dt.timedelta(9)))
    if h.rng.random() < 0.3:
        h.rng.shuffle(dates)
    d.also_dated = (later, on + dt.timedelta(1))
    return dates

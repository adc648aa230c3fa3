# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""How the writers of these records speak: days, persons, amounts; and the gold of what prose says by the way."""

import datetime as dt
from typing import Any

from reportlab.pdfbase.pdfmetrics import stringWidth

from bench.workshop.days import hyphened, later, month, sex
from bench.workshop.dress import LONG, MONTHS, UNITS, Doc, Result
from bench.workshop.finished import Finished, pdf_of
from bench.workshop.notes import Told
from bench.workshop.sheet import FACES, Sheet

BASE = "body{margin:0;overflow-wrap:break-word;color:#111}table{border-collapse:collapse}td,th{text-align:left;vertical-align:top}p{margin:0 0 6pt}h1,h2,h3{margin:8pt 0 3pt}"
TODAY = 0.93
FACTORS = (0.8, 1.1 * TODAY, 1.12 * TODAY, 1.1, 1.12, 1.16, 1.19, 1.22, 1.28, 1.35)
"""By what counts of other days differ from those of the diagnosis."""
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
ANY = ["ongoing", "completed", "stopped", "planned", "considered"]
DOSE = {
    "darbepoetin alfa": "500 micrograms every three weeks", "epoetin alfa": "40,000 units weekly", "lenalidomide": "10 mg daily for 21 days of 28",
    "luspatercept": "1 mg/kg every three weeks", "azacitidine": "75 mg/m2 subcutaneously for seven days of each 28", "decitabine": "20 mg/m2 intravenously for five days of each 28",
}  # fmt: skip


def where_is(sheet: Finished, *words: str) -> int:
    """The page of these words; a hyphen at the end of a line is lost in the text of a PDF, so that they may not be found."""
    try:
        return 1 if sheet.page == 1 else sheet.find(*words)
    except ValueError:
        return 1


def page(d: Doc, body: str, css: str, kind: str, *also: str) -> Finished:
    """Print ``body`` and make it the document's paper."""
    size = "letter" if d.person.country in {"US", "CA"} else "a4"
    made = Finished(pdf_of(body, "@page{size:" + size + ";margin:20mm 22mm}" + BASE + css))
    d.sheet, d.kind, d.also_kind = made, kind, also
    return made


def typed(d: Doc, kind: str, *also: str, face: str = "Times", pt: float = 11, margin: float = 62) -> Any:
    """A sheet to type on."""
    d.kind, d.also_kind = kind, also
    return d.paper(face, pt, margin)


def long_words(s: Sheet, text: str) -> int:
    """A paragraph in which a formula wider than the sheet is broken behind its commas and strokes; answers its page."""
    lines, now = [], ""
    for word in text.split():
        pieces = [f"{now} {word}".strip()]
        if stringWidth(word, FACES[s.face][False], s.pt) > s.inner:
            pieces = word.replace(",", ",\n").replace("/", "/\n").split("\n")
            pieces[0] = f"{now} {pieces[0]}".strip()
            now = ""
            for piece in pieces:
                if now and stringWidth(now + piece, FACES[s.face][False], s.pt) > s.inner:
                    lines.append(now)
                    now = ""
                now += piece
            continue
        if now and stringWidth(pieces[0], FACES[s.face][False], s.pt) > s.inner:
            lines.append(now)
            pieces = [word]
        now = pieces[0]
    lines.append(now)
    s.need(s.pt * 1.4 * min(len(lines), 3))
    first = s.line(lines[0])
    for part in lines[1:]:
        s.line(part)
    return first


def us(d: Doc) -> bool:
    """Whether the writer spells as Americans do."""
    return d.person.country == "US"


def haem(d: Doc, text: str) -> str:
    """British spelling made American where the writer is."""
    if not us(d):
        return text
    for a, b in (
        ("aemat", "emat"),
        ("aemog", "emog"),
        ("naemi", "nemi"),
        ("aemoph", "emoph"),
        ("aemol", "emol"),
        ("neighbour", "neighbor"),
        ("favour", "favor"),
        ("analyser", "analyzer"),
        ("ukaemi", "ukemi"),
        ("tumour", "tumor"),
        ("Tumour", "Tumor"),
        ("centre", "center"),
        ("Centre", "Center"),
        ("colour", "color"),
        ("moea", "mea"),
    ):
        text = text.replace(a, b)
    return text


def day(d: Doc, on: dt.date, form: str = "long") -> str:
    """A day in words or with a named month; nobody has to guess its order."""
    short = MONTHS[on.month - 1]
    if form == "mid":
        return f"{short} {on.day}, {on.year}" if us(d) else f"{on.day} {short} {on.year}"
    if form == "ord":
        end = "th" if 10 < on.day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(on.day % 10, "th")
        return (
            f"{LONG[on.month - 1]} {on.day}{end}, {on.year}"
            if us(d)
            else f"{on.day}{end} {LONG[on.month - 1]} {on.year}"
        )
    return {"long": d.date(on, "long"), "dash": hyphened(on), "iso": on.isoformat()}[form]


def form(d: Doc) -> str:
    """The form of dates that this writer keeps to."""
    return d.rng.choice(("long", "mid", "ord", "dash"))


def one_of(d: Doc, *ways: str) -> str:
    """One of several ways to say it."""
    return d.rng.choice(ways)


def she(d: Doc) -> tuple[str, str, str]:
    """She, her, her; or he, him, his."""
    return ("she", "her", "her") if d.person.sex == "F" else ("he", "him", "his")


def title(d: Doc) -> str:
    """Ms or Mr with the name."""
    return f"{'Ms' if d.person.sex == 'F' else 'Mr'}{'.' if us(d) else ''} {d.person.last}"


def noun(d: Doc) -> str:
    """Woman or man."""
    return "woman" if d.person.sex == "F" else "man"


def subject(d: Doc, way: int, how: str) -> str:
    """Whom the page is about."""
    p = d.person
    born = day(d, p.born, how)
    return (
        f"Re: {p.name}, {sex(d).lower()}, born {born}, hospital number {p.ids[0]}",
        f"{p.last.upper()}, {p.first} (DOB {born}, {sex(d)}, MRN {p.ids[0]})",
        f"Patient: {p.name} / Date of birth: {born} / Sex: {sex(d)} / Record no.: {p.ids[0]}",
        f"Name: {p.name} | Sex: {p.sex} | DOB: {born} | ID: {p.ids[0]}",
    )[way]


def amount(r: Result) -> str:
    """Number and unit as prose has them."""
    if r.unit == "%":
        return f"{r.text}%"
    unit = f"x{r.unit}" if r.unit.startswith("10^") else r.unit
    return f"{r.text}{unit}" if unit.startswith("/n") or unit.startswith("/p") else f"{r.text} {unit}"


def say(d: Doc, analyte: str, label: str, factor: float = 1.0) -> Result:
    """A result under this name, in the country's unit."""
    return d.result(analyte, factor, haem(d, label))


def number(d: Doc, analyte: str, value: float) -> str:
    """A limit in the country's unit, which is not printed but for lakhs."""
    unit, scale, _ = UNITS[d.person.country].get(analyte, ("", 1, 1))
    return f"{value * scale:g}{' lakhs' if unit.startswith('lakhs') else ''}"


def told(d: Doc, results: list[Result], on: dt.date | None, where: int) -> None:
    """The gold of results told in prose: no flags, no ranges."""
    for r in results:
        d.lab(r, on, where, flag=False, reference=False)


def former(d: Doc, r: Result, on: dt.date, where: int, today: float = 1.0) -> None:
    """An earlier result told by the way: it may be told with its own day, month or none, never with today's."""
    for when in (on.isoformat(), on.isoformat()[:7], None):
        fields: dict[str, Any] = {
            "analyte": r.analyte,
            "comparator": None,
            "value": r.value,
            "unit": {"hemoglobin": "g/dL", "blasts_marrow": "%", "ferritin": "ng/mL"}.get(r.analyte, "10*9/L"),
            "collected": when,
        }
        d.fact("labs", where, r.text, may=True, **fields)
    if abs(r.value - d.person.counts[r.analyte] * today) > 0.012 * abs(r.value) + 0.06:
        d.gold.trap(
            "labs", {"analyte": r.analyte, "value": r.value, "collected": d.on.isoformat()}, "an earlier result"
        )


def limit(d: Doc, *pairs: tuple[str, float]) -> None:
    """Limits and normal values: no results, unless they happen to be near the result."""
    for analyte, value in pairs:
        own = d.person.counts[analyte]
        if all(abs(own * f - value) > 0.06 + 0.06 * value for f in (*FACTORS, 1.0, TODAY)):
            d.gold.trap("labs", {"analyte": analyte, "value": value}, "a limit, not a result")


def relative(d: Doc, *diseases: str) -> None:
    """Diseases of the family."""
    for disease in diseases:
        d.gold.trap("diagnoses", {"disease": disease, "status": "confirmed"}, "a relative's")


def drugs(d: Doc, where: int, *agents: str, kind: str = "other") -> None:
    """Medicines of other purposes: they may be told, in whatever status."""
    for agent in agents:
        d.treat(agent, kind, "ongoing", where, may=True, any_status=ANY)


def never(d: Doc, where: int, *agents: str) -> None:
    """Medicines of which the page says that the patient did not have them, or that others had."""
    for agent in agents:
        d.treat(agent, "systemic", "considered", where, may=True, any_status=["considered", "declined"])
        d.fact("not_given", where, agent, may=True, agent=agent)
        for status in ("ongoing", "completed", "stopped"):
            d.gold.trap("treatments", {"agent": agent, "status": status}, "not given to this patient")


def condition(d: Doc, where: int, *labels: str) -> None:
    """A condition that may be told."""
    for label in labels:
        d.fact("comorbidities", where, label, may=True, labels=[label])


def asked(d: Doc, where: int, *diseases: str) -> None:
    """Diseases that are asked for or weighed: they may be told as suspected or ruled out."""
    for disease in diseases:
        d.fact(
            "diagnoses",
            where,
            disease,
            may=True,
            disease=disease,
            labels=[""],
            status="suspected",
            any_status=["suspected", "ruled_out"],
        )


def absent(d: Doc, *labels: str) -> None:
    """Conditions that the page denies or gives to another person."""
    for label in labels:
        d.gold.trap("comorbidities", {"label": label}, "denied or another's")


def first_was(w: Told, where: int, whole: bool, words: str) -> None:
    """The first treatment, stopped; the reason is required only where its plain word is printed."""
    t = w.t
    cut = slice(None) if whole else slice(7)
    more = {"stop_reason": t.why} if t.why == words else {}
    w.d.treat(
        t.first,
        t.first_class,
        "stopped",
        where,
        started=t.first_from.isoformat()[cut],
        ended=t.first_to.isoformat()[cut],
        any_status=["stopped", "completed"],
        **more,
    )


def because(d: Doc, w: Told) -> str:
    """Why the first was stopped, in words."""
    return {"progression": one_of(d, "progression", "loss of response"), "toxicity": "toxicity"}[w.t.why]


__all__ = (
    "absent",
    "amount",
    "asked",
    "because",
    "condition",
    "day",
    "drugs",
    "first_was",
    "form",
    "former",
    "haem",
    "later",
    "limit",
    "long_words",
    "month",
    "never",
    "noun",
    "number",
    "one_of",
    "page",
    "relative",
    "say",
    "sex",
    "she",
    "subject",
    "title",
    "told",
    "typed",
    "us",
    "where_is",
)

"""Three ways to make paper (templates of HTML, flowing tables, typed lines) and the gold that they share."""

import datetime as dt
import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from jinja2 import Environment, StrictUndefined
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, LETTER, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table, TableStyle

from bench.workshop.days import hyphened, later, long, month, sex, spaced
from bench.workshop.dress import Doc, Result
from bench.workshop.finished import Finished, pdf_of
from bench.workshop.sheet import Sheet

put, noise = Doc.lab, Result.noise

BASE = "body{margin:0;color:#161616}table{border-collapse:collapse}td,th{text-align:left;vertical-align:top}"
VISIT = 0.94
"""What the counts of the visit are of those at diagnosis."""
ADMITTED = 0.87
"""What the counts of the day of admission are of those at diagnosis."""
EARLIER = (1.22, 1.13, 1.06)
"""What the counts of earlier days are of those at diagnosis, oldest first."""
LIMITS: dict[str, tuple[float, float]] = {
    "leukocytes": (4.0, 10.5), "neutrophils": (1.9, 7.3), "lymphocytes": (1.1, 3.6), "monocytes": (0.2, 0.9),
    "platelets": (150, 410), "mcv": (81, 99), "reticulocytes_percent": (0.6, 2.2), "creatinine": (0.6, 1.2),
    "bilirubin_total": (0.2, 1.1), "alanine_aminotransferase": (8, 44), "albumin": (3.4, 4.9),
    "lactate_dehydrogenase": (125, 243), "vitamin_b12": (190, 880), "erythropoietin": (3.0, 19.0),
    "neutrophils_percent": (42, 74),
}  # fmt: skip
OF_SEX: dict[str, dict[str, tuple[float, float]]] = {
    "F": {"hemoglobin": (11.8, 15.8), "hematocrit": (35.5, 46.0), "erythrocytes": (3.8, 5.2), "ferritin": (12, 260)},
    "M": {"hemoglobin": (13.1, 17.2), "hematocrit": (39.5, 51.0), "erythrocytes": (4.3, 5.8), "ferritin": (25, 390)},
}
PLACES = {
    "hemoglobin": 1, "hematocrit": 1, "leukocytes": 1, "neutrophils": 2, "lymphocytes": 2, "monocytes": 2,
    "erythrocytes": 2, "creatinine": 1, "bilirubin_total": 1, "albumin": 1, "erythropoietin": 1,
    "reticulocytes_percent": 1,
}  # fmt: skip
SCALES: dict[str, tuple[float, int]] = {  # unit (of an analyte where it differs): how many, and decimals
    "g/L": (10, 0), "L/L": (0.01, 3), "cells/uL": (1000, 0), "/cumm": (1000, 0), "lakh/cumm": (0.01, 2),
    "creatinine umol/L": (88.4, 0), "bilirubin_total umol/L": (17.1, 0),
}  # fmt: skip


def _environment() -> Environment:
    made = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters |= {
        "day": spaced, "dash": hyphened, "long": long, "month": month, "iso": dt.date.isoformat, "g": "{:g}".format,
    }  # fmt: skip
    return made


TEMPLATES = _environment()


def web(d: Doc, template: str, css: str, kind: str, *also: str, **given: Any) -> Finished:
    """Fill a template of HTML with the person and ``given``; it becomes the document's paper."""
    words = {"d": d, "who": d.person, "on": d.on, "sex": sex(d), "n": d.person.counts, "later": later}
    body = TEMPLATES.from_string(template).render(**(words | given))
    return _paper(d, pdf_of(body, BASE + css), kind, also)


def _paper(d: Doc, pdf: bytes, kind: str, also: Sequence[str]) -> Finished:
    made = Finished(pdf)
    d.sheet, d.kind, d.also_kind = made, kind, tuple(also)
    return made


def flowing(d: Doc, story: list[Flowable], kind: str, *also: str, wide: bool = False, foot: str = "") -> Finished:
    """Let paragraphs and tables flow over pages; ``foot`` stands at the foot of each with its number."""
    out = io.BytesIO()
    size = LETTER if d.person.country in {"US", "CA"} else A4

    def furniture(canvas: Any, doc: Any) -> None:
        canvas.setFont("Helvetica", 7)
        canvas.drawString(48, 26, foot)
        canvas.drawRightString(doc.pagesize[0] - 48, 26, f"Page {doc.page}")

    made = SimpleDocTemplate(
        out, pagesize=landscape(size) if wide else size, leftMargin=48, rightMargin=48, topMargin=44, bottomMargin=44,
        invariant=1,
    )  # fmt: skip
    made.build(story, onFirstPage=furniture, onLaterPages=furniture)
    return _paper(d, out.getvalue(), kind, also)


def para(text: str, pt: float = 9.5, face: str = "Helvetica", after: float = 4, **more: Any) -> Paragraph:
    """A paragraph; ``text`` may hold the marks <b>, <i>, <br/>."""
    style = ParagraphStyle("p", fontName=face, fontSize=pt, leading=pt * 1.28, spaceAfter=after, **more)
    return Paragraph(text, style)


def grid(rows: Sequence[Sequence[Any]], widths: Sequence[float], *rules: tuple[Any, ...], pt: float = 8.5,
         head: int = 1, lines: bool = True, face: str = "Helvetica") -> Table:  # fmt: skip
    """A table with ``head`` bold rows repeated on each page; ``rules`` are further commands of style."""
    style: list[tuple[Any, ...]] = [
        ("FONT", (0, 0), (-1, -1), face, pt), ("LEADING", (0, 0), (-1, -1), pt * 1.25),
        ("VALIGN", (0, 0), (-1, -1), "TOP"), ("TOPPADDING", (0, 0), (-1, -1), 2.2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.2),
    ]  # fmt: skip
    if lines:
        style.append(("GRID", (0, 0), (-1, -1), 0.4, colors.Color(0.55, 0.55, 0.55)))
    if head:
        bold = {"Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold", "Courier": "Courier-Bold"}[face]
        style.append(("FONT", (0, 0), (-1, head - 1), bold, pt))
    return Table(
        [list(r) for r in rows], list(widths), repeatRows=head, hAlign="LEFT", style=TableStyle([*style, *rules])
    )


def typed(d: Doc, lines: Iterable[str], kind: str, *also: str, head: Callable[[int], Sequence[str]] | None = None,
          pt: float = 9, bottom: float = 60) -> Finished:  # fmt: skip
    """Lines in a typewriter face; ``head`` makes the lines that stand on top of each page; a form feed ends one."""
    s = Sheet("letter" if d.person.country in {"US", "CA"} else "a4", "Courier", pt, 46)
    s.bottom = s.height - bottom
    s.mono(head(1) if head else (), pt)
    for text in lines:
        if text == "\f" or s.y + pt * 1.2 > s.bottom:
            s.new_page()
            s.mono(head(s.page) if head else (), pt)
        if text != "\f":
            s.mono([text], pt)
    return _paper(d, s.bytes(), kind, also)


def res(d: Doc, analyte: str, label: str, unit: str, factor: float = 1.0) -> Result:
    """A result of this person in ``unit``."""
    scale, places = SCALES.get(f"{analyte} {unit}") or SCALES.get(unit) or (1, PLACES.get(analyte, 0))
    low, high = OF_SEX[d.person.sex].get(analyte) or LIMITS[analyte]
    texts = [f"{v * scale:.{places}f}" for v in (d.person.counts[analyte] * factor, low, high)]
    number, least, most = map(float, texts)
    flag = "L" if number < least else "H" if number > most else ""
    limits = (round(least / scale, 5), round(most / scale, 5))
    return Result(analyte, label, texts[0], unit, texts[1], texts[2], flag, round(number / scale, 5), limits)


def results(d: Doc, names: Sequence[tuple[str, str, str]], factor: float = 1.0) -> list[Result]:
    """Several of them."""
    return [res(d, *n, factor=factor) for n in names]


def put_all(d: Doc, rows: Iterable[Result], on: dt.date | None, page: int, **how: bool) -> None:
    """The gold of several results that stand on one page."""
    for r in rows:
        put(d, r, on, page, **how)


def older(d: Doc, r: Result, on: dt.date, page: int) -> None:
    """A previous result beside the present one: it may be told with its own day, never with today's."""
    put(d, r, on, page, flag=False, reference=False, may=True)
    now = d.person.counts[r.analyte]
    if abs(r.value - now) > 0.006 * max(now, r.value):
        match = {"analyte": r.analyte, "value": r.value, "collected": d.on.isoformat()}
        d.gold.trap("labs", match, "a previous result")


def never(d: Doc, analyte: str, value: float, why: str) -> None:
    """A number near the name of an analyte that is no result, unless some result happens to be that number."""
    known = d.person.counts[analyte]
    own = [known * f for f in (1.0, VISIT, ADMITTED, *EARLIER)]
    if all(abs(o - value) > 0.06 + 0.01 * value for o in own):
        d.gold.trap("labs", {"analyte": analyte, "value": value}, why)


def maybe_disease(d: Doc, page: int, *diseases: str) -> None:
    """Diseases that a request asks for: they may be told as suspected or as ruled out."""
    for disease in diseases:
        both = ["suspected", "ruled_out"]
        d.fact("diagnoses", page, disease, may=True, disease=disease, labels=[""], status="suspected", any_status=both)


def of_others(d: Doc, why: str, *diseases: str) -> None:
    """Diseases of relatives, or of text in general."""
    for disease in diseases:
        d.gold.trap("diagnoses", {"disease": disease}, why)


ANY = ["ongoing", "completed", "stopped", "planned", "considered"]


def by_the_way(d: Doc, page: int, *agents: str, kind: str = "other") -> None:
    """Medicines of other purposes: they may be told, in whatever status."""
    for agent in agents:
        d.treat(agent, kind, "ongoing", page, may=True, any_status=ANY)


def refused(d: Doc, page: int, *agents: str, why: str = "not given") -> None:
    """Drugs that are named and were not given: they may be told as such."""
    for agent in agents:
        d.fact("not_given", page, agent, may=True, agent=agent)
        for status in ("declined", "considered"):
            d.treat(agent, "other", status, page, may=True)
        for status in ("ongoing", "completed", "stopped"):
            d.gold.trap("treatments", {"agent": agent, "status": status}, why)

"""Paper of two sorts, from HTML and from plain tables and paragraphs; results in any unit; nothing of one layout."""

import html
import io
from collections.abc import Sequence
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from bench.workshop.dress import Doc, Result
from bench.workshop.finished import Finished, pdf_of

lab, noise = Doc.lab, Result.noise

BASE = "body{margin:0;color:#151515}table{border-collapse:collapse}td,th{text-align:left;vertical-align:top}"
STYLES = getSampleStyleSheet()
CELLS = {"leukocytes", "neutrophils", "lymphocytes", "monocytes", "platelets"}
SCALES: dict[tuple[str, str], float] = {
    ("hemoglobin", "g/L"): 10, ("hemoglobin", "mmol/L"): 1 / 1.611, ("hematocrit", "L/L"): 0.01,
    ("creatinine", "µmol/L"): 88.4, ("bilirubin_total", "µmol/L"): 17.1, ("albumin", "g/L"): 10,
    ("vitamin_b12", "pmol/L"): 0.738, ("platelets", "x10^4/µL"): 0.1, ("erythrocytes", "x10^4/µL"): 100,
    ("platelets", "lakh/µL"): 0.01,
}  # fmt: skip
PLACES = {
    "hemoglobin": 1, "leukocytes": 1, "neutrophils": 2, "lymphocytes": 2, "monocytes": 2, "erythrocytes": 2,
    "hematocrit": 1, "creatinine": 2, "bilirubin_total": 1, "albumin": 1, "reticulocytes_percent": 1,
}  # fmt: skip
UNIT_PLACES = {
    ("hemoglobin", "g/L"): 0, ("hematocrit", "L/L"): 3, ("creatinine", "µmol/L"): 0, ("bilirubin_total", "µmol/L"): 0,
    ("albumin", "g/L"): 0, ("platelets", "x10^4/µL"): 1, ("erythrocytes", "x10^4/µL"): 0, ("platelets", "lakh/µL"): 2,
}  # fmt: skip
RANGES: dict[str, tuple[float, float]] = {
    "leukocytes": (4.0, 10.0), "neutrophils": (1.8, 7.2), "lymphocytes": (1.1, 3.9), "monocytes": (0.2, 0.9),
    "platelets": (150, 410), "mcv": (81, 99), "reticulocytes_percent": (0.5, 2.0), "creatinine": (0.55, 1.15),
    "bilirubin_total": (0.2, 1.2), "alanine_aminotransferase": (8, 40), "albumin": (3.5, 5.1),
    "lactate_dehydrogenase": (125, 243), "ferritin": (20, 300), "vitamin_b12": (190, 880),
    "erythropoietin": (4, 26), "neutrophils_percent": (40, 74), "blasts_blood": (0, 0),
}  # fmt: skip
BY_SEX: dict[str, dict[str, tuple[float, float]]] = {
    "F": {"hemoglobin": (11.8, 15.8), "hematocrit": (36, 46), "erythrocytes": (3.9, 5.2)},
    "M": {"hemoglobin": (13.4, 17.2), "hematocrit": (40, 51), "erythrocytes": (4.4, 5.8)},
}


def web(d: Doc, body: str, css: str, kind: str, *also: str) -> Finished:
    """Print ``body`` by the rules of ``css``."""
    made = Finished(pdf_of(body, BASE + css))
    d.sheet, d.kind, d.also_kind = made, kind, also
    return made


def flow(d: Doc, parts: Sequence[Flowable], kind: str, *also: str, margin: float = 50) -> Finished:
    """Print plain paragraphs and tables one below the other."""
    out = io.BytesIO()
    size = LETTER if d.person.country in {"US", "CA"} else A4
    edges = {f"{side}Margin": margin for side in ("left", "right", "top", "bottom")}
    SimpleDocTemplate(out, pagesize=size, invariant=1, **edges).build(list(parts))
    made = Finished(out.getvalue())
    d.sheet, d.kind, d.also_kind = made, kind, also
    return made


def esc(text: str) -> str:
    """Text safe in HTML."""
    return html.escape(text)


def para(text: str, style: str = "Normal", size: float = 0, after: float = 3) -> Paragraph:
    """A plain paragraph; markup is kept."""
    face = STYLES[style]
    points = size or face.fontSize
    return Paragraph(text, ParagraphStyle("own", face, fontSize=points, leading=points * 1.25, spaceAfter=after))


def gap(points: float = 8) -> Spacer:
    """White space."""
    return Spacer(1, points)


def grid(rows: Sequence[Sequence[str]], widths: Sequence[float] = (), size: float = 9, head: bool = True,
         lines: str = "all") -> Table:  # fmt: skip
    """A simple table: all lines, lines below rows, or none; the head is shaded and repeated."""
    body = [[para(esc(c) if c[:1] != "<" else c, size=size, after=0) for c in row] for row in rows]
    made = Table(body, colWidths=list(widths) or None, repeatRows=1 if head else 0, hAlign="LEFT")
    rule: list[Any] = [("VALIGN", (0, 0), (-1, -1), "TOP")]
    if lines == "all":
        rule.append(("GRID", (0, 0), (-1, -1), 0.5, colors.grey))
    elif lines == "below":
        rule.append(("LINEBELOW", (0, 0), (-1, -1), 0.3, colors.lightgrey))
    if head:
        rule.append(("BACKGROUND", (0, 0), (-1, 0), colors.lightgrey))
    made.setStyle(TableStyle(rule))
    return made


def tr(cells: Sequence[str], tag: str = "td", cls: str = "") -> str:
    """One row of a table; cells are HTML."""
    return f"<tr class='{cls}'>{''.join(f'<{tag}>{c}</{tag}>' for c in cells)}</tr>"


def table(head: Sequence[str], rows: Sequence[Sequence[str]], cls: str = "t") -> str:
    """A table whose head is repeated on each page; cells are HTML."""
    top = f"<thead>{tr(head, 'th')}</thead>" if head else ""
    return f"<table class='{cls}'>{top}<tbody>{''.join(map(tr, rows))}</tbody></table>"


def he(d: Doc) -> str:
    """She or he."""
    return {"F": "She", "M": "He"}[d.person.sex]


def title(d: Doc) -> str:
    """Mrs or Mr."""
    return {"F": "Mrs", "M": "Mr"}[d.person.sex]


def count(d: Doc, analyte: str, label: str, unit: str = "", factor: float = 1.0, scale: float = 0) -> Result:
    """A result of this person in ``unit``, which may be any name of the same."""
    times = scale or SCALES.get((analyte, unit)) or (1000 if unit in {"/µL", "/mm3"} and analyte in CELLS else 1)
    places = UNIT_PLACES.get((analyte, unit), 0 if times == 1000 else PLACES.get(analyte, 0))
    low, high = BY_SEX[d.person.sex].get(analyte) or RANGES[analyte]
    texts = [f"{v * times:.{places}f}" for v in (d.person.counts[analyte] * factor, low, high)]
    number, least, most = map(float, texts)
    flag = "L" if number < least else "H" if number > most else ""
    limits = (round(least / times, 5), round(most / times, 5))
    return Result(analyte, label, texts[0], unit, texts[1], texts[2], flag, round(number / times, 5), limits)


def not_today(d: Doc, r: Result) -> None:
    """A value of another day must not be told with today's date."""
    if abs(r.value - d.person.counts[r.analyte]) > 0.012 * max(r.value, 0.1):
        match = {"analyte": r.analyte, "value": r.value, "collected": d.on.isoformat()}
        d.gold.trap("labs", match, "a value of another day")


def asked(d: Doc, page: int, *diseases: str) -> None:
    """Diseases that a request names: they may be told as suspected, ruled out or found, or not at all."""
    for disease in diseases:
        some = ["suspected", "ruled_out"] + (["confirmed"] if disease == "mds" else [])
        d.fact("diagnoses", page, disease, may=True, disease=disease, labels=[""], status="suspected", any_status=some)


FACTORS = (1.0, 0.8, 0.91, 1.05, 1.06, 1.08, 1.11, 1.12, 1.19)
"""What the counts are multiplied with for other days, on any page of the set."""


def threshold(d: Doc, analyte: str, value: float) -> None:
    """A limit that is printed is no result, unless some page prints it as one."""
    own = d.person.counts[analyte]
    if all(abs(own * f - value) > 0.06 + 0.01 * value for f in FACTORS):
        d.gold.trap("labs", {"analyte": analyte, "value": value}, "a limit")

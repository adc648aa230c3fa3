# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Transfusion records: a plain summary and a register with other products among the red cells."""

from collections.abc import Callable
from typing import Any

from bench.workshop.days import later, long, sex
from bench.workshop.days import spaced as day
from bench.workshop.dress import Doc
from bench.workshop.outside.paper import (
    count,
    esc,
    flow,
    gap,
    grid,
    lab,
    para,
    table,
    threshold,
    web,
)


def _units(d: Doc, page: int, units: int, words: str, dependent: bool | None = None, platelets: bool = False) -> None:
    """The red cells of eight weeks, and that transfusions are being given."""
    where = [{"file": d.file, "page": page, "words": [words]}]
    gold: dict[str, Any] = {"rbc_units_8_weeks": units, "open": ["rbc_units_lifetime", "dependent"], "where": where}
    if dependent is not None:
        gold |= {"dependent": dependent, "open": ["rbc_units_lifetime"]}
    d.gold.transfusions = gold
    some = ["ongoing", "completed", "planned"]
    for agent in ("rbc_transfusion", *(("platelet_transfusion",) if platelets else ())):
        d.treat(agent, "transfusion", "ongoing", page, may=True, any_status=some)


def transfusion_summary(d: Doc) -> None:
    """Labels and values: units in eight weeks, dependence, chelation; nothing else."""
    who, on = d.person, d.on
    units = 2 + int(who.ids[0]) % 5
    rows = [("Patient", esc(who.name)), ("Date of birth", d.date(who.born)), ("Sex", sex(d)), ("Date of summary", d.date(on)), ("Red cell units transfused in the last 8 weeks", str(units)), ("Platelet units transfused in the last 8 weeks", "0"),
            ("Transfusion dependent", "Yes"), ("Date of last red cell transfusion", long(later(on, -6))), ("Iron chelation", "No"), ("Transfusion reactions", "None")]  # fmt: skip
    made = flow(
        d,
        [
            para("Transfusion History Summary", "Title"),
            grid(rows, (240, 240), size=10, head=False),
            gap(10),
            para("Prepared by the transfusion coordinator from the records of the blood bank."),
        ],
        "note",
        "other",
        "lab",
    )
    page = made.find("Red cell units transfused")
    _units(d, page, units, "Red cell units", dependent=True)
    for agent in ("iron_chelation", "chelation", "deferasirox"):
        d.fact("not_given", page, "Iron chelation", may=True, agent=agent)


def ward_register(d: Doc) -> None:
    """A zebra register newest first, several units a row, platelets and albumin between, cancelled orders struck out, a line that marks where eight weeks end."""
    who, on = d.person, d.on
    entries = ((4, "Red cell concentrate", 2, "given"), (4, "Platelet concentrate", 1, "given"), (18, "Red cell concentrate", 1, "cancelled, Hb sufficient"), (25, "Red cell concentrate", 2, "given"), (39, "Albumin 20 %, 100 mL", 1, "given"), (46, "Red cell concentrate", 1, "given"),
               (0, "", 0, ""), (67, "Red cell concentrate", 2, "given"), (88, "Red cell concentrate", 2, "given"))  # fmt: skip
    rows = []
    for ago, product, units, state in entries:
        if not product:
            rows.append(("<i>8 weeks before this print end here</i>", "", "", ""))
            continue
        text = f"<s>{product}</s>" if state != "given" else product
        rows.append((day(later(on, -ago)), text, str(units) if state == "given" else f"<s>{units}</s>", state))
    body = (
        f"<div class=h>Sykehuset Nordmarka <span>Transfusion register, extract</span></div><p>{esc(who.last.upper())} {who.first} &nbsp; born {day(who.born)} &nbsp; {sex(d).lower()} &nbsp; no. {who.ids[0]} &nbsp; A RhD pos &nbsp; printed {day(on)}</p>"
        + table(("Date", "Product", "Units", "State"), rows)
        + "<p class=k>Red cell concentrates given in the 8 weeks before this print: 5 units. In the 8 weeks before those: 4 units. Platelet concentrates: 1.</p><p class=s>Ordered for next week: 2 red cell concentrates (not yet given). One unit of red cells contains about 200 mg of iron. Limit for transfusion on this ward: Hb 7.5 g/dL.</p>"
    )  # fmt: skip
    css = ("@page{size:A4;margin:16mm}body{font:10pt 'Liberation Sans'}.h{background:#003f5c;color:#fff;padding:6pt;font-size:12pt}.h span{float:right;font-size:10pt}.t{width:100%}.t th{border-bottom:1.2pt solid #003f5c;padding:3pt}.t td{padding:3pt}.t tbody tr:nth-child(odd) td{background:#eaf1f5}.t s{color:#999}.k{font-weight:bold}.s{font-size:8.5pt}")  # fmt: skip
    made = web(d, body, css, "note", "other", "lab")
    _units(d, made.find("5 units"), 5, "5 units", platelets=True)
    threshold(d, "hemoglobin", 7.5)


def visits_as_columns(d: Doc) -> None:
    """A day ward's flow sheet: a column a visit, counts and units in rows, dashes where nothing was given, the sum of eight weeks in the last column's head."""
    who, on = d.person, d.on
    days = [later(on, -back) for back in (49, 35, 21, 7, 0)]
    hb = [count(d, "hemoglobin", "Hb g/dL", "g/dL", factor=f) for f in (0.8, 0.91, 0.8, 0.91, 0.91)]
    plt = [count(d, "platelets", "Plt 10^9/L", "10^9/L", factor=f) for f in (0.8, 0.91, 0.8, 0.91, 0.91)]
    rows = (
        ("Weight kg", "71", "71", "70", "70", "70", ""),
        ("Temp", "36.6", "36.4", "36.7", "36.5", "36.6", ""),
        ("Hb g/dL", *(r.text for r in hb), ""),
        ("Plt 10^9/L", *(r.text for r in plt), ""),
        ("Red cells, units", "2", "1", "2", "&ndash;", "1", "<b>6</b>"),
        ("Platelets, units", "&ndash;", "1", "&ndash;", "&ndash;", "&ndash;", "<b>1</b>"),
        ("Reaction", "no", "no", "no", "", "no", ""),
    )
    body = (
        f"<h1>Haematology Day Ward &mdash; transfusion flow sheet</h1><table class=d><tr><td>{esc(who.name)}</td><td>DOB {day(who.born)}</td><td>{sex(d)}</td><td>No. {who.ids[0]}</td><td>Group O RhD pos, antibodies: none</td></tr></table>"
        + table(("Visit", *map(day, days), "Total, last 8 weeks"), rows)
        + "<p class=s>Targets: Hb above 8.0 g/dL before discharge home. Give 1 unit if Hb 7.0 to 8.0, 2 units if below. The visit without transfusion was for review only. Desferrioxamine: not prescribed.</p>"
    )  # fmt: skip
    css = "@page{size:A4 landscape;margin:15mm}body{font:9.5pt 'Liberation Sans'}h1{font-size:14pt}.d{width:100%;margin-bottom:8pt}.d td{border:.6pt solid #555;padding:4pt}.t{width:100%}.t th{background:#dfe6da;font-size:8.5pt}.t td,.t th{border:.5pt solid #888;padding:4pt;text-align:center}.t td:first-child{text-align:left;font-weight:bold}.s{font-size:8pt}"
    made = web(d, body, css, "note", "other", "lab")
    for results in (hb, plt):
        for when, r in zip(days, results, strict=True):
            lab(d, r, when, made.find("Visit"), flag=False, reference=False)
    _units(d, made.find("Total, last 8 weeks"), 6, "Red cells, units", platelets=True)
    for limit in (7.0, 8.0):
        threshold(d, "hemoglobin", limit)
    for agent in ("deferoxamine", "desferrioxamine", "iron_chelation"):
        d.fact("not_given", 1, "Desferrioxamine", may=True, agent=agent)
    d.also_dated = tuple(days)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (transfusion_summary, ward_register, visits_as_columns)
}
UNSCORED = frozenset({"visits_as_columns"})

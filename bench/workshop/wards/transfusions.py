# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Transfusion records of ordinary hospitals."""

from collections.abc import Callable
from typing import Any

from bench.workshop.days import later, sex
from bench.workshop.dress import Doc
from bench.workshop.markup import row
from bench.workshop.wards.paper import (
    bait,
    dmy,
    short,
    table,
    web,
)


def _units(d: Doc, page: int, units: int, words: str, dependent: bool | None = None) -> None:
    """The red cells of eight weeks, and that transfusions are being given."""
    gold: dict[str, Any] = {
        "rbc_units_8_weeks": units, "open": ["rbc_units_lifetime", "dependent"],
        "where": [{"file": d.file, "page": page, "words": [words]}],
    }  # fmt: skip
    if dependent is not None:
        gold |= {"dependent": dependent, "open": ["rbc_units_lifetime"]}
    d.gold.transfusions = gold
    for agent in ("rbc_transfusion", "platelet_transfusion"):
        anyhow = ["ongoing", "completed", "planned"]
        d.fact(
            "treatments", page, words, may=True, agent=agent, kind="transfusion", status="ongoing", any_status=anyhow
        )


def day_centre_record(d: Doc) -> None:
    """An Australian day centre: one row a visit with product, units and group, the sum of the last eight weeks below, older visits above it."""
    who, on = d.person, d.on
    visits = (
        (96, "Red cells", 2),
        (75, "Red cells", 2),
        (50, "Red cells", 2),
        (31, "Platelets, pooled", 1),
        (31, "Red cells", 1),
        (8, "Red cells", 2),
    )
    rows = [
        (
            dmy(later(on, -ago)),
            product,
            str(units),
            "O Pos",
            "leucodepleted" if product == "Red cells" else "irradiated",
            "Nil",
        )
        for ago, product, units in visits
    ]
    body = (
        f"<div class=h>Banksia Day Centre &ndash; Transfusion record</div><table class=d>{row((f'{who.last.upper()}, {who.first}', f'DOB {dmy(who.born)}', sex(d), f'UR {who.ids[0]}'))}</table><p>Record printed {dmy(on)}. Antibody screen negative. Group O Pos.</p>"
        + table(("Date", "Product", "Units", "Group", "Modification", "Reaction"), rows)
        + f"<p class=c><b>Red cell units transfused in the 8 weeks to {dmy(on)}: 5</b><br>Platelet units in the same period: 1</p><p>Standing instruction: 2 units of red cells when haemoglobin is below 80 g/L. One further unit is reserved and has not been issued.</p><p class=s>Cumulative iron load is reviewed each six months. Chelation: not commenced.</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:18mm}body{font:10pt 'Liberation Sans';line-height:1.3}.h{font-size:13pt;font-weight:bold;color:#8c1d18}.d{width:100%;border:.7pt solid #8c1d18;margin:8pt 0}.d td{padding:4pt}.t{width:100%;margin:8pt 0}.t td,.t th{border-bottom:.5pt solid #bbb;padding:4pt}.c{background:#f8eeee;padding:6pt}.s{font-size:8.5pt}"
    web(d, body, css, "note", "other", "lab")
    _units(d, 1, 5, "Red cell units transfused")
    bait(d, "hemoglobin", 8.0, "a limit")
    for agent in ("iron_chelation", "deferasirox", "chelation"):
        d.fact("not_given", 1, "Chelation", may=True, agent=agent)


def haemotherapy_report(d: Doc) -> None:
    """A Spanish blood bank's report in sentences: need of the last eight weeks, the eight weeks before, the word on dependence, products reserved."""
    who, on = d.person, d.on
    s = d.paper("Times", 11, 65)
    d.kind, d.also_kind = "note", ("other", "lab")
    s.line("Hospital General de la Ribera Alta", True, 13)
    s.line("Transfusion Service - summary for the outpatient clinic", pt=10)
    s.rule()
    s.gap(8)
    s.line(f"Patient: {who.first} {who.last}     Sex: {sex(d).lower()}     Date of birth: {dmy(who.born)}")
    s.line(f"History no.: {who.ids[0]}     Date of the report: {dmy(on)}")
    s.gap(10)
    page = s.para(
        f"In the last 8 weeks (from {short(later(on, -56))} to {short(on)}) the patient has received 6 units of packed red cells. In the 8 weeks before that 4 units were transfused. The patient is considered transfusion dependent."
    )
    s.gap(6)
    s.para("Platelets: 2 apheresis units in the last 8 weeks. Plasma: none.")
    s.gap(6)
    s.para(
        "Irregular antibodies: anti-E. Phenotype-matched units are selected. Two units are reserved for the next visit and are not counted above."
    )
    s.gap(6)
    s.para(
        "A delayed reaction was reported in 2019 in another patient of the same surname; it does not concern this patient."
    )
    s.gap(16)
    s.line("Dr. Ernesto Cabanilles, Transfusion Service")
    _units(d, page, 6, "6 units", dependent=True)


FAMILIES: dict[str, Callable[[Doc], None]] = {f.__name__: f for f in (day_centre_record, haemotherapy_report)}

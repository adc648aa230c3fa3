# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""The newcomers' families of transfusion records."""

from collections.abc import Callable
from typing import Any

from bench.workshop.days import later, long, sex, spaced
from bench.workshop.dress import Doc, Result
from bench.workshop.markup import Raw, esc, row, table
from bench.workshop.newcomers.paper import lab, no_result, web


def _units(d: Doc, page: int, units: int, words: str, dependent: bool | None = None, platelets: bool = True) -> None:
    """Red cells of eight weeks, and that transfusions were given."""
    gold: dict[str, Any] = {
        "rbc_units_8_weeks": units,
        "open": ["rbc_units_lifetime", "dependent"],
        "where": [{"file": d.file, "page": page, "words": [words]}],
    }
    if dependent is not None:
        gold |= {"dependent": dependent, "open": ["rbc_units_lifetime"]}
    d.gold.transfusions = gold
    for agent in ("rbc_transfusion", *(("platelet_transfusion",) if platelets else ())):
        d.treat(agent, "transfusion", "ongoing", page, may=True, any_status=["ongoing", "completed", "planned"])


def blood_component_history(d: Doc) -> None:
    """A British day unit's list, newest first: components with units and the haemoglobin before, a cancelled visit, the sum of eight weeks below."""
    who, on = d.person, d.on
    days = (
        (5, "Red cells", "2", 74),
        (12, "Platelets", "1", 0),
        (26, "Red cells", "2", 72),
        (33, "Red cells", "Cancelled", 0),
        (47, "Red cells", "1", 77),
        (68, "Red cells", "2", 71),
        (96, "Red cells", "2", 73),
    )
    rows, before = [], []
    for ago, component, units, hb in days:
        rows.append(
            (spaced(later(on, -ago)), component, units, str(hb) if hb else "", "None" if units != "Cancelled" else "")
        )
        if hb:
            before.append(
                (Result("hemoglobin", "Hb before", str(hb), "g/L", "", "", "", hb / 10, (0.0, 0.0)), later(on, -ago))
            )
    body = (
        f"<div class=h>Ullswater General Hospital <span>Haematology Day Unit</span></div><h1>Blood component history</h1><table class=p>{row(('Patient', Raw(f'<b>{esc(who.name)}</b>'), 'Date of birth', spaced(who.born)))}{row(('Sex', sex(d), 'Hospital no.', who.ids[0]))}{row(('Blood group', 'A RhD positive', 'Printed', spaced(on)))}</table>"
        + table(("Date", "Component", "Units", "Hb before (g/L)", "Reaction"), rows)
        + f"<p class=z>Red cell units in the 8 weeks to {spaced(on)}: <b>5</b></p><p>Platelet units in the same 8 weeks: 1. Red cell units booked for the next visit: 2 (not yet given).</p><p>Special requirements: irradiated from the start of treatment. Antibody screen negative. Usual trigger: Hb below 80 g/L.</p><p class=s>Units given at other hospitals are not shown. Prepared by Sister Philippa Greenhalgh.</p>"
    )  # fmt: skip
    css = "@page{size:a4;margin:20mm}body{font:10pt 'Liberation Sans'}.h{font-weight:bold;border-bottom:2pt solid #a3142e;color:#a3142e}.h span{float:right}h1{font-size:14pt;margin:8pt 0}.p{width:100%;margin-bottom:8pt}.p td{padding:2pt}.p td:nth-child(odd){color:#666}.t{width:100%}.t th{background:#f6e6e9}.t td,.t th{border:.5pt solid #b99;padding:4pt}.z{margin-top:10pt;font-size:11pt}.s{font-size:8pt}"
    web(d, body, css, "note", "other", "lab")
    _units(d, 1, 5, "Red cell units in the 8 weeks")
    for r, day in before:
        lab(d, r, day, 1, flag=False, reference=False, may=True)
    no_result(d, "hemoglobin", 8.0, "trigger")
    d.also_dated = (None, later(on, -5))


def transfusion_need_statement(d: Doc) -> None:
    """A synthetic-data company's drawn statement in sentences: units of the last eight weeks by day, those before, the word on dependence, what was not given."""
    who, on = d.person, d.on
    s = d.paper("Times", 11.5, 64)
    d.kind, d.also_kind = "note", ("other",)
    s.line("Copper Basin Infusion Center", True, 15)
    s.line("Statement of transfusion support", pt=11)
    s.rule()
    s.gap(10)
    for text in (
        f"Patient: {who.name}",
        f"Date of birth: {long(who.born)}     Sex: {sex(d)}     Medical record number: {who.ids[0]}",
        f"Date of statement: {long(on)}",
    ):
        s.line(text)
    s.gap(12)
    page = s.para(
        f"During the last 8 weeks the patient received 4 units of packed red blood cells: 2 units on {long(later(on, -17))} and 2 units on {long(later(on, -45))}. All units were leukoreduced and irradiated."
    )
    s.gap(6)
    s.para(
        "In the 8 weeks before that period, 3 units of packed red blood cells were given. No platelets have been transfused. Plasma and cryoprecipitate were not required."
    )
    s.gap(6)
    s.para("By the definition used in this center, the patient is red blood cell transfusion dependent.")
    s.gap(6)
    s.para("Transfusion is ordered when the hemoglobin is below 7.5 g/dL; a maximum of 2 units is given at one visit.")
    s.gap(6)
    s.para(
        "There have been no transfusion reactions. Iron chelation has not been started. Type and screen will be repeated at the next visit."
    )
    s.gap(24)
    s.line("Lavinia Stormgaard, RN, BSN, Transfusion Coordinator")
    _units(d, page, 4, "4 units", dependent=True, platelets=False)
    for agent in ("iron_chelation", "deferasirox", "chelation", "platelet_transfusion", "plasma", "cryoprecipitate"):
        d.fact("not_given", page, agent, may=True, agent=agent)
    no_result(d, "hemoglobin", 7.5, "trigger")


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (blood_component_history, transfusion_need_statement)
}
UNSCORED = ("blood_component_history",)

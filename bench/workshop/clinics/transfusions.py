# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Families of transfusion records."""

from collections.abc import Callable
from typing import Any

from bench.workshop.clinics.paper import (
    foot,
    haem,
    long,
    named,
    never,
    short,
    table,
    web,
)
from bench.workshop.days import later, month, sex
from bench.workshop.dress import Doc
from bench.workshop.markup import row


def _units(d: Doc, page: int, units: int, words: str, platelets: bool = True) -> None:
    """The red cells of eight weeks; that transfusions are given may be told too."""
    gold: dict[str, Any] = {
        "rbc_units_8_weeks": units,
        "open": ["rbc_units_lifetime", "dependent"],
        "where": [{"file": d.file, "page": page, "words": [words]}],
    }
    d.gold.transfusions = gold
    for agent in ("rbc_transfusion", *(("platelet_transfusion",) if platelets else ())):
        d.fact(
            "treatments",
            page,
            words,
            may=True,
            agent=agent,
            kind="transfusion",
            status="ongoing",
            any_status=["ongoing", "completed", "planned"],
        )


def product_table(d: Doc) -> None:
    """A blood bank's table of units given, one row a unit, platelets and a cancelled unit among them; the sum of eight weeks in a box."""
    who, on = d.person, d.on
    rows_ = (
        (4, "Red cells", "Transfused"),
        (4, "Red cells", "Transfused"),
        (18, "Platelets", "Transfused"),
        (25, "Red cells", "Transfused"),
        (25, "Red cells", "Cancelled, not given"),
        (46, "Red cells", "Transfused"),
        (46, "Red cells", "Transfused"),
        (88, "Red cells", "Transfused"),
        (88, "Red cells", "Transfused"),
    )
    lines = [
        (
            short(d, later(on, -n)),
            f"{product}, leukocyte reduced",
            f"G{int(who.ids[0]) % 100000 + 613 * i:06}",
            "O neg" if i % 4 == 1 else "O pos",
            state,
        )
        for i, (n, product, state) in enumerate(rows_)
    ]
    house = named(
        d,
        "Stonebridge Hospital Blood Bank",
        "Stonebridge Hospital Transfusion Medicine",
        "Stonebridge Hospital Transfusion Laboratory",
        "Stonebridge Hospital Blood Transfusion Department",
    )
    body = (
        f"<h1>{house}</h1><p>Products given to one patient</p><table class=d>{row((f'Name: {who.last}, {who.first}', f'Date of birth: {short(d, who.born)}', f'Sex: {sex(d)}'))}{row((f'Record: {who.ids[0]}', f'Printed: {short(d, on)}', 'Group: O RhD positive; antibodies: none'))}</table>"
        f"<div class=x>Red cell units transfused in the 8 weeks to {short(d, on)}: <b>5</b></div>"
        + table(("Date", "Product", "Unit number", "Group", "Outcome"), lines)
        + "<p class=s>Reactions: none recorded. Units reserved for the next visit: 2 red cells. The list goes back 100 days.</p>"
    )  # fmt: skip
    css = (
        "@page{margin:18mm;"
        + foot(f"{who.ids[0]}  {who.last}")
        + "}body{font:10pt 'Liberation Sans'}h1{font-size:14pt;color:#8a1c1c;margin:0}.d{width:100%;margin:6pt 0;border-top:.7pt solid;border-bottom:.7pt solid}.d td{padding:3pt}.x{background:#f6e9e9;padding:6pt;margin:6pt 0}.t{width:100%}.t td,.t th{padding:3pt 5pt;border-bottom:.4pt solid #bbb}.s{font-size:8.5pt}"
    )
    web(d, body, css, "note", "other", "lab")
    _units(d, 1, 5, "8 weeks")


def yearly_statement(d: Doc) -> None:
    """A transfusion nurse's statement for an insurer or a file: a sentence on the last eight weeks, the visits by date, the sum of the year apart."""
    who, on = d.person, d.on
    s = d.paper("Times", 11, 66)
    d.kind, d.also_kind = "note", ("other",)
    s.line(
        named(
            d,
            "Juniper Creek Medical Center",
            "Juniper Creek Health Centre",
            "Juniper House Hospital",
            "Juniper House Hospital",
        ),
        True,
        14,
    )
    s.line(f"Transfusion follow-up, {haem(d)}atology outpatients")
    s.gap(10)
    s.line(long(d, on))
    s.gap(6)
    s.line(f"Concerning: {who.first} {who.last}, {sex(d).lower()}, born {long(d, who.born)}, file {who.ids[0]}", True)
    s.gap(6)
    he = "She" if who.sex == "F" else "He"
    page = s.para(
        f"This is to state what blood products {who.first} {who.last} received at this hospital. In the last 8 weeks {he.lower()} was given 4 units of packed red cells, 2 units at each of two visits. No platelets and no plasma were given in this time."
    )
    s.gap(6)
    s.line("Visits", True)
    for ago, text in (
        (11, "2 units of packed red cells"),
        (39, "2 units of packed red cells"),
        (70, "2 units of packed red cells"),
        (101, "1 unit of packed red cells"),
    ):
        s.line(f"{long(d, later(on, -ago))}:  {text}", x=14)
    s.gap(6)
    s.para(
        f"Before {month(later(on, -120))} no transfusions are on file here. Transfusions are ordered when the {haem(d)}oglobin is below 7.5 g/dL or when there are symptoms. Iron chelation has not been started. There were no reactions."
    )
    s.gap(16)
    s.line("Bernadette Quill, transfusion nurse")
    _units(d, page, 4, "8 weeks", platelets=False)
    for agent in ("iron_chelation", "deferasirox"):
        d.fact("not_given", page, "chelation", may=True, agent=agent)
    d.fact("not_given", page, "platelets", may=True, agent="platelet_transfusion")
    never(d, "hemoglobin", 7.5, "threshold")


FAMILIES: dict[str, Callable[[Doc], None]] = {f.__name__: f for f in (product_table, yearly_statement)}
UNSCORED: frozenset[str] = frozenset()

# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Transfusion records: an everyday table, a nurse's report in prose, red cells and platelets in two tables side by side."""

from collections.abc import Callable
from typing import Any

from bench.workshop.days import hyphened as brief
from bench.workshop.days import later, spaced
from bench.workshop.days import long as words
from bench.workshop.days import sex as gender
from bench.workshop.dress import Doc
from bench.workshop.markup import esc
from bench.workshop.sealed.notes import TODAY, not_today
from bench.workshop.sealed.paper import (
    grid,
    lab,
    printed,
    res,
)


def _units(d: Doc, page: int, units: int, said: str, platelets: bool = False, dependent: bool | None = None) -> None:
    """The red cells of eight weeks; that transfusions are given may be told as treatment."""
    gold: dict[str, Any] = {"rbc_units_8_weeks": units, "open": ["dependent", "rbc_units_lifetime"]}
    if dependent is not None:
        gold |= {"dependent": dependent, "open": ["rbc_units_lifetime"]}
    d.gold.transfusions = {**gold, "where": [{"file": d.file, "page": page, "words": [said]}]}
    for agent in ("rbc_transfusion", *(("platelet_transfusion",) if platelets else ())):
        d.treat(agent, "transfusion", "ongoing", page, may=True, any_status=["ongoing", "completed", "planned"])


def transfusion_record(d: Doc) -> None:
    """An everyday record: one row a transfusion with product, units, volume, count before it and reaction; two rows older than eight weeks."""
    who, on = d.person, d.on
    given = ((1, "Red cells", 2, 0.9), (15, "Platelets", 1, None), (22, "Red cells", 1, 0.96), (43, "Red cells", 2, 0.91), (70, "Red cells", 2, 0.88), (92, "Red cells", 1, 0.97))  # fmt: skip
    hb = [res(d, "hemoglobin", "Hb before", "g/dL", f) if f else None for *_, f in given]
    rows = [(d.date(later(on, -days)), product, str(units), f"{280 * units} mL", h.text if h else "", "None") for (days, product, units, _), h in zip(given, hb, strict=True)]  # fmt: skip
    body = (
        f"<p class=t>TRANSFUSION RECORD</p><p>Meadowlark District Hospital, Blood Transfusion Laboratory</p><table class=d><tr><td>Name: <b>{esc(who.last.upper())}, {who.first}</b></td><td>Date of birth: {d.date(who.born)}</td><td>Sex: {gender(d)}</td></tr><tr><td>Hospital number: {who.ids[0]}</td><td>Group: A RhD positive</td><td>Printed: {d.date(on)}</td></tr></table>"
        + grid(("Date given", "Component", "Units", "Volume", "Hb before (g/dL)", "Reaction"), rows)
        + "<p>Special requirements: irradiated, from next issue. Antibody screen negative. Next sample valid for 72 hours. No fresh frozen plasma issued.</p><p class=s>A unit of red cells raises the haemoglobin of an adult by about 1 g/dL.</p>"
    )  # fmt: skip
    css = "@page{size:a4;margin:18mm}body{font:10pt 'Liberation Sans'}.t{font-size:14pt;font-weight:bold;color:#8a1020}.d{width:100%;margin:6pt 0}.d td{border:.5pt solid #888;padding:3pt}.g{width:100%}.g td,.g th{border:.5pt solid #888;padding:4pt}.s{font-size:8.5pt}"
    printed(d, body, css, "note", "other", "lab")
    _units(d, 1, 5, "Red cells", platelets=True)
    for (days, *_), h in zip(given, hb, strict=True):
        if h:
            lab(d, h, later(on, -days), 1, flag=False, reference=False, may=True)


def support_report(d: Doc) -> None:
    """A day unit nurse's report in prose: units of the last eight weeks in a sentence, those since diagnosis in another, chelation put off."""
    who, on = d.person, d.on
    units = 3 + int(who.ids[0]) % 4
    hb = res(d, "hemoglobin", "haemoglobin", "g/L", TODAY)
    s = d.paper("Times", 11, 64)
    d.kind, d.also_kind = "note", ("other", "lab")
    s.line("Foxglove Day Unit — report on transfusion support", True, 13)
    s.line(words(on))
    s.gap(6)
    s.line(f"{who.first} {who.last}, {gender(d).lower()}, born {words(who.born)}, number {who.ids[0]}", True)
    s.gap(6)
    page = s.para(
        f"{who.first} is transfusion dependent. In the past 8 weeks {units} units of red cells were transfused here; since the diagnosis the number is {units + 11}. Platelets have not been needed."
    )
    _units(d, page, units, "8 weeks", dependent=True)
    s.gap(4)
    page = s.para(
        f"The haemoglobin today was {hb.text} g/L. Our unit transfuses at less than 75 g/L, two bags at a time. There was one mild febrile reaction last year."
    )
    lab(d, hb, on, page, flag=False, reference=False)
    not_today(d, "hemoglobin", 7.5, "a threshold")
    s.gap(4)
    page = s.para(
        "Deferasirox has been put off until twenty units have been given and the ferritin stays above 1000 µg/L."
    )
    d.treat("deferasirox", "chelation", "considered", page, may=True, any_status=["considered", "planned"])
    d.fact("not_given", page, "Deferasirox", may=True, agent="deferasirox")
    d.gold.trap("treatments", {"agent": "deferasirox", "status": "ongoing"}, "put off")
    not_today(d, "ferritin", 1000.0, "a threshold")
    s.gap(12)
    s.para("Sister Imelda Corrigan-Mbeki, clinical nurse specialist")


def beside_platelets(d: Doc) -> None:
    """Red cells on the left and platelets on the right in two tables; bags by number, one bag returned unused; the tally of a year at the foot."""
    who, on = d.person, d.on
    red = ((4, "given"), (4, "given"), (25, "given"), (25, "returned unused"), (46, "given"), (46, "given"), (81, "given"), (81, "given"))  # fmt: skip
    white = ((2, "given"), (9, "given"), (30, "given"), (65, "given"))
    bag = int(who.ids[0]) % 70000

    def rows(items: tuple[tuple[int, str], ...], start: int) -> list[tuple[str, str, str]]:
        return [
            (brief(later(on, -days)), f"G{start + 13 * n:06}", end) for n, (days, end) in enumerate(reversed(items))
        ]

    body = (
        f"<p class=t>Bag register of the patient</p><p>Haemotherapy, Hospital Clínico Peñalba &nbsp;·&nbsp; state of {spaced(on)}</p><p class=d>{who.first} <b>{esc(who.last)}</b> · {gender(d).lower()} · born {spaced(who.born)} · file {who.ids[0]} · group 0 pos.</p>"
        f"<table class=two><tr><td><p class=c>RED CELL CONCENTRATES (1 bag = 1 unit)</p>{grid(('Date', 'Bag', 'End'), rows(red, 410000 + bag))}</td><td><p class=c>PLATELET CONCENTRATES</p>{grid(('Date', 'Bag', 'End'), rows(white, 880000 + bag))}</td></tr></table>"
        "<p>Plasma: none. Autologous bags: none. Crossmatch reserved for tomorrow: 2 red cell bags.</p><p class=s>Bags issued by this hospital in the last year to all haematology patients: 1844.</p>"
    )  # fmt: skip
    css = "@page{size:a4;margin:17mm}body{font:9.5pt 'DejaVu Sans'}.t{font-size:14pt}.d{background:#f7eeee;padding:5pt}.two{width:100%}.two td{padding:3pt 8pt 3pt 0}.c{font-weight:bold;font-size:8.5pt}.g td,.g th{border-bottom:.3pt solid #a88;font-size:9pt}.s{font-size:8pt}"
    printed(d, body, css, "note", "other", "lab")
    _units(d, 1, 5, "RED CELL", platelets=True)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (transfusion_record, support_report, beside_platelets)
}
UNSCORED = ("transfusion_record", "support_report")

# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Transfusion records."""

from collections.abc import Callable

from bench.workshop.dress import Doc
from bench.workshop.sheet import Cell
from bench.workshop.withheld.leaf import dmon, e, grid, leaf, limit, plus, sex, spelt


def red_cells(d: Doc, units: int, words: str, platelets: bool = False) -> None:
    """The red cells of eight weeks, and that transfusions are being given."""
    where = [{"file": d.file, "page": 1, "words": [words]}]
    d.gold.transfusions = {"rbc_units_8_weeks": units, "open": ["rbc_units_lifetime", "dependent"], "where": where}
    for agent in ("rbc_transfusion", *(("platelet_transfusion",) if platelets else ())):
        d.treat(agent, "transfusion", "ongoing", 1, may=True, any_status=["ongoing", "completed", "planned"])


def issued_and_given(d: Doc) -> None:
    """A blood bank's register, newest first: units given and units returned, platelets between, a line under eight weeks."""
    who, on = d.person, d.on
    lines = ((4, "Red cells, LD", 2, "transfused"), (11, "Platelets, pooled", 1, "transfused"), (19, "Red cells, LD", 1, "returned unused"), (26, "Red cells, LD", 1, "transfused"), (47, "Red cells, LD", 2, "transfused"),
             (78, "Red cells, LD", 2, "transfused"), (99, "Red cells, LD", 1, "transfused"))  # fmt: skip
    rows = [(dmon(plus(on, -n)), product, str(units), end, f"G{int(who.ids[0]) % 100000 + n:06}") for n, product, units, end in lines]  # fmt: skip
    body = (
        f"<h1>Fairhaven Transfusion Laboratory</h1><p>Patient <b>{e(who.last)}, {who.first}</b> &nbsp; {sex(d)} &nbsp; born {spelt(who.born)} &nbsp; no. {who.ids[0]} &nbsp; printed {spelt(on)}</p><p>Group A RhD positive. Antibody screen negative. Special needs: none.</p>"
        + grid(("Date", "Component", "Units", "Fate", "Pack no. (first)"), rows)
        + f"<p><b>Red cell units transfused from {spelt(plus(on, -56))} to {spelt(on)} (8 weeks): 5</b></p><p class=s>Reactions: none recorded. Units returned within the cold chain are not counted. LD: leucodepleted.</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:18mm}body{font:9.5pt 'Liberation Sans'}h1{font-size:14pt;color:#7b1113}.t{width:100%}.t td,.t th{border-bottom:.5pt solid #888;padding:3pt}.s{font-size:8pt}"
    leaf(d, body, css, "note", "other", "lab")
    red_cells(d, 5, "Red cell units transfused", platelets=True)


def support_in_words(d: Doc) -> None:
    """A nurse's letter in sentences: units of the last eight weeks in words, an earlier period for comparison, limits, platelets not needed."""
    who, on = d.person, d.on
    s = d.paper("Times", 11, 66)
    d.kind, d.also_kind = "note", ("other",)
    s.line("Ambulatory Care, Hospital of Saint Elowen", True, 13)
    s.row(Cell(s.margin, f"{who.name}, {sex(d).lower()}, born {spelt(who.born)}, number {who.ids[0]}"), Cell(s.width - s.margin, spelt(on), align="r"))  # fmt: skip
    s.rule()
    s.gap(8)
    units = {2: "two", 3: "three", 4: "four"}
    n = 2 + int(who.ids[0]) % 3
    name = "She" if who.sex == "F" else "He"
    s.para("Summary of transfusion support for the haematology clinic")
    s.gap(5)
    s.para(f"In the past 8 weeks {who.first} has been given {units[n]} units of packed red cells, against a single unit in the 8 weeks before that. {name} has not needed platelets. No reaction has occurred, and no iron chelator is being taken.")  # fmt: skip
    s.gap(5)
    s.para("Our standing threshold is a haemoglobin of 75 g/L, or 85 g/L with symptoms. Two units are reserved for the next visit but have not been given.")  # fmt: skip
    s.gap(14)
    s.line("Sister Bridie O'Halloran-Nwosu, clinical nurse specialist")
    red_cells(d, n, "units of packed red cells")
    for agent in ("iron_chelation", "deferasirox", "platelet_transfusion"):
        d.fact("not_given", 1, "chelator", may=True, agent=agent)
    limit(d, "hemoglobin", 7.5)
    limit(d, "hemoglobin", 8.5)


FAMILIES: dict[str, Callable[[Doc], None]] = {f.__name__: f for f in (issued_and_given, support_in_words)}

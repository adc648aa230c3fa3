# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Transfusion records: a day unit's table of transfusions, a blood bank's typed ledger of units."""

from collections.abc import Callable
from typing import Any

from bench.workshop.days import hyphened, later, sex
from bench.workshop.dress import Doc
from bench.workshop.lastlook.paper import VISIT, never, put, refused, res, typed, web

Event = tuple[int, str, int, str]


def _support(d: Doc, page: int, units: int, words: str, dependent: bool | None = None) -> None:
    """Red cells of eight weeks; that red cells and platelets were given may be told as treatments."""
    gold: dict[str, Any] = {
        "rbc_units_8_weeks": units,
        "open": ["rbc_units_lifetime", "dependent"],
        "where": [{"file": d.file, "page": page, "words": [words]}],
    }
    if dependent is not None:
        gold |= {"dependent": dependent, "open": ["rbc_units_lifetime"]}
    d.gold.transfusions = gold
    for agent in ("rbc_transfusion", "platelet_transfusion"):
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


DAY_UNIT = """
<div class=b>Ashgrove Ambulatory Care <span>Transfusion record</span></div>
<p class=q>{{ who.last }}, {{ who.first }} &nbsp;|&nbsp; born {{ who.born|day }} &nbsp;|&nbsp; {{ sex }} &nbsp;|&nbsp; no. {{ who.ids[0] }} &nbsp;|&nbsp; prepared on {{ on|day }}</p>
<p>Group A RhD positive &nbsp; Antibody screen negative &nbsp; Requirements: irradiated cells</p>
<table class=r><thead><tr><th>Date</th><th>Component</th><th>Units given</th><th>Reaction</th><th>Note</th></tr></thead>{% for ago, what, units, note in events %}<tr><td>{{ later(on, -ago)|day }}</td><td>{{ what }}</td><td>{{ units }}</td><td>{{ 'None' if units else '' }}</td><td>{{ note }}</td></tr>{% endfor %}</table>
<table class=k><tr><td>Red cell units given in the last 8 weeks (from {{ later(on, -56)|day }})</td><td>{{ recent }}</td></tr><tr><td>Red cell units given in the 8 weeks before that</td><td>{{ former }}</td></tr><tr><td>Platelet doses given in the last 8 weeks</td><td>1</td></tr></table>
<p>Haemoglobin today before the visit: {{ hb.text }} g/dL. Usual trigger: below {{ trigger }} g/dL, or symptoms. Two units are kept ready for {{ later(on, 7)|day }} if the trigger is met.</p>
<p class=s>Iron chelation: not given so far. Units issued to the ward and returned unused are not counted. Nurse in charge: Philippa Osgood.</p>
"""


def day_unit_table(d: Doc) -> None:
    """A day unit's table with the latest on top: platelets among red cells, a visit without a transfusion, sums of eight weeks and the eight before."""
    on = d.on
    events: tuple[Event, ...] = (
        (6, "Red cells, leucodepleted", 1, ""), (20, "Red cells, leucodepleted", 0, "Not needed, units returned"), (27, "Platelets, apheresis", 1, "Before tooth extraction"), (34, "Red cells, leucodepleted", 2, ""), (49, "Red cells, leucodepleted", 1, "Slow rate"),
        (71, "Red cells, leucodepleted", 2, ""), (98, "Red cells, leucodepleted", 1, ""), (131, "Red cells, leucodepleted", 2, "First transfusion"),
    )  # fmt: skip
    hb = res(d, "hemoglobin", "Haemoglobin", "g/dL", VISIT)
    recent = sum(u for ago, what, u, _ in events if ago <= 56 and what.startswith("Red"))
    former = sum(u for ago, what, u, _ in events if 56 < ago <= 112 and what.startswith("Red"))
    trigger = 7.5 if abs(hb.value - 7.5) > 0.2 else 8.0
    css = ("@page{size:a4;margin:17mm}body{font:9.6pt 'Liberation Sans'}.b{border-bottom:3pt solid #a11;font-size:13pt;font-weight:bold;padding-bottom:3pt}.b span{float:right;font-weight:normal;font-size:10pt}.q{background:#f8eded;padding:5pt}.r{width:100%;margin:6pt 0}.r td,.r th{border:.5pt solid #b99;padding:3pt 5pt}.r th{background:#f3dede}"
           ".k{margin:8pt 0}.k td{padding:3pt 24pt 3pt 0;border-bottom:.4pt solid #aaa}.k td:last-child{font-weight:bold}.s{font-size:8pt}")  # fmt: skip
    web(
        d,
        DAY_UNIT,
        css,
        "note",
        "other",
        "lab",
        events=events,
        recent=recent,
        former=former,
        hb=hb,
        trigger=f"{trigger:g}",
    )
    _support(d, 1, recent, "last 8 weeks")
    put(d, hb, on, 1, flag=False, reference=False)
    never(d, "hemoglobin", trigger, "a trigger")
    refused(d, 1, "iron_chelation", "deferasirox", why="not given so far")


def ledger_of_units(d: Doc) -> None:
    """A blood bank's typed ledger: a unit a line with its fate (some returned or discarded), sums by product and the word on dependence."""
    who, on = d.person, d.on
    units = (
        (3, "RED CELLS LR", "TRANSFUSED"), (3, "RED CELLS LR", "TRANSFUSED"), (12, "PLATELETS APH", "TRANSFUSED"), (24, "RED CELLS LR", "TRANSFUSED"), (24, "RED CELLS LR", "RETURNED"), (38, "RED CELLS LR", "TRANSFUSED"),
        (51, "RED CELLS LR", "TRANSFUSED"), (51, "RED CELLS LR", "DISCARDED"), (66, "RED CELLS LR", "TRANSFUSED"), (66, "RED CELLS LR", "TRANSFUSED"), (90, "RED CELLS LR", "TRANSFUSED"),
    )  # fmt: skip
    given = [ago for ago, what, end in units if what.startswith("RED") and end == "TRANSFUSED"]
    recent, longer = sum(a <= 56 for a in given), sum(a <= 112 for a in given)

    def line(n: int, ago: int, what: str, end: str) -> str:
        return f"  {hyphened(later(on, -ago)).upper()}  {what:<15} {('G' + str(4410 + 37 * n)) + ' ' + who.ids[0][:4]:<14} {end}"

    lines = [
        "NORTH SOUND BLOOD BANK                          RECIPIENT HISTORY", "=" * 66, f"NAME {who.last.upper()}, {who.first.upper()}", f"DOB  {hyphened(who.born).upper()}   SEX {sex(d).upper()}   MRN {who.ids[0]}", f"RUN  {hyphened(on).upper()}   GROUP B POS   ANTIBODIES: NONE", "=" * 66, "",
        "  ISSUED       PRODUCT         UNIT NUMBER    FATE", "  " + "-" * 60, *(line(n, *u) for n, u in enumerate(units)), "  " + "-" * 60, "",
        f"  RED CELL UNITS TRANSFUSED, LAST 56 DAYS ....... {recent}", f"  RED CELL UNITS TRANSFUSED, LAST 112 DAYS ...... {longer}", "  PLATELET UNITS TRANSFUSED, LAST 56 DAYS ....... 1", "  RED CELL TRANSFUSION DEPENDENT ................ YES", "",
        "  REACTIONS: NONE. PLASMA: NONE.", "  DEPENDENT MEANS 4 OR MORE RED CELL UNITS IN 8 WEEKS.", "  CROSSMATCHED AND NOT YET ISSUED: 2 UNITS.",
    ]  # fmt: skip
    typed(d, lines, "note", "other", "lab")
    _support(d, 1, recent, "LAST 56 DAYS", dependent=True)


FAMILIES: dict[str, Callable[[Doc], None]] = {f.__name__: f for f in (day_unit_table, ledger_of_units)}
UNSCORED = ("day_unit_table",)

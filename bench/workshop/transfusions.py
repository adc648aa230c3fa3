# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Families of transfusion records."""

import datetime as dt
from collections.abc import Callable

from bench.workshop.dress import Doc
from bench.workshop.notes import Told
from bench.workshop.sheet import Cell


def log(d: Doc) -> None:
    """A transfusion log: red cells and platelets in one table, one row a day."""
    w = Told(d)
    w.start("pairs", "Day Unit Transfusion Record", "Helvetica", 9)
    s, units = d.sheet, 3
    s.row(
        *(
            Cell(s.margin + x, v, True)
            for x, v in ((0, "Date"), (90, "Component"), (220, "Units"), (270, "Pre Hb"), (330, "Reaction"))
        )
    )
    s.rule()
    days = [d.on - dt.timedelta(20 * i) for i in range(6)]  # the last three within 8 weeks
    for on in reversed(days):
        s.row(
            *(
                Cell(s.margin + x, v)
                for x, v in (
                    (0, d.date(on, "dash")),
                    (90, "Red cells, leucodepleted"),
                    (220, "1"),
                    (270, ""),
                    (330, "None"),
                )
            )
        )
    s.row(
        *(
            Cell(s.margin + x, v)
            for x, v in (
                (0, d.date(d.on - dt.timedelta(3), "dash")),
                (90, "Platelets, apheresis"),
                (220, "1"),
                (330, "None"),
            )
        )
    )
    d.gold.transfusions = {
        "rbc_units_8_weeks": units,
        "open": ["dependent", "rbc_units_lifetime"],
        "where": [{"file": d.file, "page": 1, "words": ["Red cells"]}],
    }
    d.fact(
        "treatments",
        1,
        "Red cells",
        may=True,
        agent="rbc_transfusion",
        kind="transfusion",
        status="ongoing",
        any_status=["ongoing", "completed"],
    )
    d.fact(
        "treatments",
        1,
        "Platelets",
        may=True,
        agent="platelet_transfusion",
        kind="transfusion",
        status="ongoing",
        any_status=["ongoing", "completed"],
    )


def told(d: Doc) -> None:
    """A nurse's summary in sentences."""
    w = Told(d)
    w.start("stack", "Community Transfusion Service", "Times", 11)
    s, units = d.sheet, w.t.units
    number = {2: "two", 4: "four"}[units]
    page = s.para(
        f"{d.person.first} has needed {number} units of packed red blood cells over the past 8 weeks. Threshold for transfusion: Hb 7 g/dL. No platelets were given. No iron chelation so far."
    )
    d.gold.transfusions = {
        "rbc_units_8_weeks": units,
        "open": ["dependent", "rbc_units_lifetime"],
        "where": [{"file": d.file, "page": page, "words": [number]}],
    }
    d.fact(
        "treatments",
        page,
        "packed red",
        may=True,
        agent="rbc_transfusion",
        kind="transfusion",
        status="ongoing",
        any_status=["ongoing", "completed"],
    )
    for agent in ("iron_chelation", "deferasirox"):
        d.fact("not_given", page, "chelation", may=True, agent=agent)
    if d.person.counts["hemoglobin"] != 7:
        d.gold.trap("labs", {"analyte": "hemoglobin", "value": 7}, "threshold")


FAMILIES: dict[str, Callable[[Doc], None]] = {f.__name__: f for f in (log, told)}

# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Families of transfusion records."""

from collections.abc import Callable
from typing import Any

from bench.workshop.days import later, long, sex
from bench.workshop.days import spaced as mon
from bench.workshop.dress import Doc
from bench.workshop.kept.paper import (
    bait,
    symptom,
    web,
)
from bench.workshop.markup import esc, row, table
from bench.workshop.sheet import Cell


def _units(d: Doc, page: int, units: int, words: str, dependent: bool | None = None, platelets: bool = False) -> None:
    """Red cells of the last eight weeks; that transfusions are being given may be told too."""
    gold: dict[str, Any] = {
        "rbc_units_8_weeks": units, "open": ["rbc_units_lifetime", "dependent"],
        "where": [{"file": d.file, "page": page, "words": [words]}],
    }  # fmt: skip
    if dependent is not None:
        gold |= {"dependent": dependent, "open": ["rbc_units_lifetime"]}
    d.gold.transfusions = gold
    for agent in ("rbc_transfusion", *(("platelet_transfusion",) if platelets else ())):
        d.treat(
            agent,
            "transfusion",
            "ongoing",
            page,
            may=True,
            any_status=["ongoing", "completed", "planned", "considered"],
        )


def issue_ledger(d: Doc) -> None:
    """A blood bank's ledger: each unit with its number, product and fate, one returned unused, platelets among them, a sum by product for two periods."""
    who, on = d.person, d.on
    lines = (
        (3, "Red cells, leucodepleted", "Transfused"), (3, "Red cells, leucodepleted", "Transfused"), (17, "Red cells, leucodepleted", "Transfused"),
        (17, "Red cells, leucodepleted", "Returned unused"), (24, "Platelets, apheresis", "Transfused"), (38, "Red cells, leucodepleted", "Transfused"),
        (52, "Red cells, leucodepleted", "Transfused"), (80, "Red cells, leucodepleted", "Transfused"), (80, "Red cells, leucodepleted", "Transfused"),
        (104, "Red cells, leucodepleted", "Transfused"),
    )  # fmt: skip
    rows = [
        (
            str(n),
            d.date(later(on, -ago)),
            f"G{int(who.ids[0]) % 9000 + 113 * n:04} {on.year % 100} {n:03}",
            product,
            fate,
        )
        for n, (ago, product, fate) in enumerate(lines, 1)
    ]
    body = (
        f"<div class=h>Calder Moor Hospital Transfusion Laboratory</div><h2>Record of blood components issued</h2><table class=d>{row(('Surname', who.last.upper(), 'Forename', who.first))}{row(('Date of birth', d.date(who.born), 'Sex', sex(d)))}{row(('Hospital number', who.ids[0], 'Blood group', 'A RhD positive'))}{row(('Antibody screen', 'Negative', 'Printed', d.date(on)))}</table>"
        + table(("No.", "Date", "Donation number", "Component", "Outcome"), rows)
        + "<h3>Summary of units transfused</h3>"
        + table(("Component", "Last 8 weeks", "Before that"), (("Red cells", "5", "3"), ("Platelets", "1", "0"), ("Plasma", "0", "0")), "k")
        + "<p>Special requirements: irradiated components not required. Two red cell units are crossmatched and held until tomorrow; they have not been given.</p><p class=s>Units given in other hospitals are not shown. Reactions recorded: none. Enquiries to the laboratory manager.</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:16mm}body{font:10pt 'Liberation Sans'}.h{background:#8c1d18;color:#fff;padding:6pt;font-size:13pt}h2{font-size:12pt;margin:8pt 0 4pt}h3{font-size:11pt;margin:10pt 0 3pt}.d{width:100%;margin-bottom:8pt}.d td{border:.5pt solid #999;padding:3pt 5pt;width:25%}.d td:nth-child(odd){background:#f6eceb}.t{width:100%}.t td,.t th{border-bottom:.5pt solid #aaa;padding:3pt 4pt}.k td,.k th{border:.5pt solid #777;padding:3pt 14pt}.s{font-size:8.5pt}"
    web(d, body, css, "note", "other", "lab")
    _units(d, 1, 5, "Last 8 weeks", platelets=True)


def day_ward_record(d: Doc) -> None:
    """A day ward's record of visits: what was given at each, visits without blood, and the sum of eight weeks with a word on dependence."""
    who, on = d.person, d.on
    s = d.paper("Helvetica", 10, 56)
    d.kind, d.also_kind = "note", ("other",)
    s.line("Karingal District Health", True, 14)
    s.line("Day ward: transfusion record", True, 11)
    s.rule()
    s.gap(6)
    s.row(Cell(s.margin, f"Name: {who.first} {who.last}"), Cell(s.margin + 260, f"Date of birth: {d.date(who.born)}"))
    s.row(Cell(s.margin, f"Record no.: {who.ids[0]}"), Cell(s.margin + 260, f"Sex: {sex(d)}"))
    s.row(Cell(s.margin, "Group: O RhD negative"), Cell(s.margin + 260, f"Record brought up to date: {d.date(on)}"))
    s.gap(10)
    xs = (0, 100, 205, 305, 385)
    s.row(
        *(
            Cell(s.margin + x, c, True)
            for x, c in zip(xs, ("Date", "Red cells (units)", "Platelets (doses)", "Reaction", "Remarks"), strict=True)
        )
    )
    s.rule()
    visits = (
        (97, "2", "0", "None", ""), (69, "2", "0", "None", "Cannula resited"), (48, "2", "0", "None", ""),
        (34, "0", "0", "-", "Review only"), (27, "2", "0", "None", "Slow rate"), (13, "2", "1", "Mild rash", "Antihistamine given"),
        (0, "0", "0", "-", "Review only"),
    )  # fmt: skip
    for ago, *cells in visits:
        s.row(*(Cell(s.margin + x, c) for x, c in zip(xs, (d.date(later(on, -ago)), *cells), strict=True)), step=1.6)
    s.rule()
    s.gap(10)
    page = s.para(
        f"In the 8 weeks up to {d.date(on)} the patient received 6 units of red cells and 1 dose of platelets. The patient is red cell transfusion dependent."
    )
    s.gap(4)
    s.para(
        "Order on file: 2 units of red cells when haemoglobin falls below 80 g/L, at most every two weeks. Iron chelation has not been started."
    )
    s.gap(4)
    s.para(
        "Information for patients: a unit is about 280 mL and runs over two hours. Many people need 2 to 4 units a month.",
        pt=9,
    )
    s.gap(14)
    s.line("Checked by R. Okonjo RN and S. Vale EN", pt=9)
    _units(d, page, 6, "6 units of red cells", dependent=True, platelets=True)
    symptom(d, page, "rash")
    bait(d, "hemoglobin", 8.0)
    for agent in ("iron_chelation", "chelation", "deferasirox"):
        d.fact("not_given", page, agent, may=True, agent=agent)
    for agent in ("antihistamine", "iron_chelation", "chelation"):
        d.treat(
            agent,
            "other",
            "considered",
            page,
            may=True,
            any_status=[
                "considered",
                "declined",
                "planned",
                *(("completed", "ongoing") if agent == "antihistamine" else ()),
            ],
        )


def service_letter(d: Doc) -> None:
    """A transfusion service's letter to the clinic: units of eight weeks and of the year in prose, an antibody, a sibling's transfusions, a request for the future."""
    who, on = d.person, d.on
    mr = {"F": "Ms", "M": "Mr"}[who.sex]
    body = (
        f"<div class=h><b>Harbour Peninsula Blood Service</b><br>Patient transfusion history, on request of the haematology clinic</div><p>{long(on)}</p><p><b>{esc(who.name)}</b>, born {mon(who.born)}, {sex(d).lower()}, patient number {who.ids[0]}</p>"
        f"<p>Dear Doctor,</p><p>You asked for the transfusion history of {mr} {esc(who.last)}. From our records, 3 units of packed red cells were transfused in the past 8 weeks, the last of them on {mon(later(on, -10))}. No platelets have been issued in that time.</p>"
        f"<p>Before then, transfusions were given at longer intervals. A further request for 2 units on {mon(later(on, -31))} was cancelled by the clinic, and these units were used elsewhere.</p>"
        "<p>An anti-E antibody was found at the last screen. E-negative units will be supplied from now on, and we ask for samples two days ahead. Our records also hold a brother of the patient with thalassaemia, who receives 2 units every three weeks; the two files have been checked and are kept apart.</p>"
        "<p>We define dependence as a need of four or more units in eight weeks, and leave its use in this case to you. If chelation with deferasirox is planned, we can provide the number of units given since the first.</p><p>Yours faithfully,</p><p class=g>Dr Winston Amankwah<br>Medical Officer, Patient Services</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:22mm}body{font:11pt 'DejaVu Serif';line-height:1.3}.h{border-bottom:2pt solid #a03030;padding-bottom:5pt;margin-bottom:10pt}p{margin:8pt 0}.g{margin-top:26pt}"
    web(d, body, css, "note", "other")
    _units(d, 1, 3, "3 units of packed red cells")
    symptom(d, 1, "antibody", "alloimmunisation", "alloimmunization")
    for agent in ("platelet_transfusion", "platelets", "platelet transfusion"):
        d.fact("not_given", 1, agent, may=True, agent=agent)
    d.gold.trap("diagnoses", {"disease": "thalassemia"}, "the brother's")
    for agent in ("deferasirox", "chelation", "iron_chelation"):
        d.treat(agent, "chelation", "considered", 1, may=True, any_status=["considered", "planned"])
    for status in ("ongoing", "completed"):
        d.gold.trap("treatments", {"agent": "deferasirox", "status": status}, "only if it is planned")


FAMILIES: dict[str, Callable[[Doc], None]] = {f.__name__: f for f in (issue_ledger, day_ward_record, service_letter)}

# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""American families of transfusion records."""

from collections.abc import Callable
from typing import Any

from bench.workshop.american.paper import (
    lab,
    long,
    mdy,
    mon,
    slim,
    table,
    us,
    vista,
    web,
)
from bench.workshop.american.told import TODAY, by_the_way, threshold
from bench.workshop.days import later, sex
from bench.workshop.dress import LONG, Doc
from bench.workshop.markup import esc, row


def _units(d: Doc, page: int, units: int, words: str, dependent: bool | None = None, platelets: bool = False) -> None:
    """The red cells of eight weeks, and that transfusions are being given."""
    gold: dict[str, Any] = {
        "rbc_units_8_weeks": units,
        "open": ["rbc_units_lifetime", "dependent"],
        "where": [{"file": d.file, "page": page, "words": [words]}],
    }
    if dependent is not None:
        gold |= {"dependent": dependent, "open": ["rbc_units_lifetime"]}
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


def _hb(d: Doc, label: str) -> Any:
    return us(d, "hemoglobin", label, "g/dL", factor=TODAY)


def issue_history(d: Doc) -> None:
    """A blood bank's list of units by donation number: some returned or wasted, platelets among the red cells, older than eight weeks at the bottom."""
    who, on = d.person, d.on
    units = ((2, "RBC AS-1 LR", "Transfused"), (2, "RBC AS-1 LR IRR", "Transfused"), (9, "APH PLT LR IRR", "Transfused"), (23, "RBC AS-3 LR", "Returned to stock"), (23, "RBC AS-1 LR", "Transfused"),
             (44, "RBC AS-1 LR", "Transfused"), (44, "RBC AS-5 LR", "Wasted"), (74, "RBC AS-1 LR", "Transfused"), (74, "RBC AS-1 LR", "Transfused"), (101, "RBC AS-1 LR IRR", "Transfused"))  # fmt: skip
    rows = [
        (
            f"W0000 {on.year % 100} {int(who.ids[0]) % 90000 + 37 * n:06} 0{n}",
            product,
            "O Pos" if n % 3 else "O Neg",
            f"{mdy(later(on, -days))} {9 + n % 5:02}:{11 + 4 * n}",
            end,
        )
        for n, (days, product, end) in enumerate(units)
    ]
    body = (
        f"<div class=h>CASTLE ROCK REGIONAL &mdash; TRANSFUSION SERVICE <span>Product history</span></div><p>{esc(who.last.upper())}, {who.first.upper()} &nbsp; MRN {who.ids[0]} &nbsp; DOB {mdy(who.born)} &nbsp; Sex {who.sex} &nbsp; Report run {mdy(on)}</p>"
        "<table class=k><tr><td>ABO/Rh: O Pos</td><td>Antibody screen: Positive</td><td>Antibodies: anti-K</td><td>Needs: K-neg, leukoreduced, irradiated from 03/2025</td></tr></table>"
        + table(("Donation no. (DIN)", "Product", "Unit type", "Issued", "Final disposition"), rows)
        + "<p>Crossmatched and available today: 2 red cell units (hold until midnight). Emergency-release units: 0.</p><p class=s>LR leukoreduced, IRR irradiated, APH apheresis. A unit returned within 30 minutes at correct temperature goes back to stock. Adverse reactions on file: none. FFP and cryoprecipitate: none issued.</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.6in}body{font:9pt 'Liberation Sans'}.h{background:#8b1a1a;color:#fff;padding:5pt;font-weight:bold}.h span{float:right;font-weight:normal}.k{width:100%;margin:4pt 0}.k td{border:.5pt solid #888;padding:3pt}.t{width:100%;font-family:'Liberation Mono';font-size:8pt}.t td,.t th{border-bottom:.4pt solid #bbb;padding:2.5pt 3pt}.s{font-size:7.5pt}"
    web(d, body, css, "note", "other", "lab")
    _units(d, 1, 4, "RBC", platelets=True)


def bedside_record(d: Doc) -> None:
    """A nurse's record of one transfusion: vital signs by the minute, a checklist, pre-transfusion count, and the sum of eight weeks at the foot."""
    who, on = d.person, d.on
    hb = _hb(d, "Pre-transfusion Hgb")
    s = d.paper("Helvetica", 9, 48)
    d.kind, d.also_kind = "note", ("other",)
    s.line("Mount Airy Oncology Day Hospital", True, 13)
    s.line("BLOOD ADMINISTRATION RECORD - Unit 1 of 1", True)
    s.line(
        f"Patient: {who.first} {who.last}     DOB: {mdy(who.born)}     Sex: {sex(d)}     MRN: {who.ids[0]}     Date: {mdy(on)}"
    )
    s.rule()
    s.gap(6)
    page = s.line(
        f"Pre-transfusion Hgb: {hb.text} g/dL (drawn today 07:30)     Order: transfuse 1 unit leukoreduced packed red cells over 2 h"
    )
    lab(d, hb, on, page, flag=False, reference=False)
    s.line("Premedication: acetaminophen 650 mg PO 08:50. Diphenhydramine: held, drowsy last time.")
    by_the_way(d, page, "acetaminophen", "diphenhydramine")
    s.gap(6)
    s.mono(["  TIME    TEMP F   PULSE   RESP   BP        SpO2   RATE     INITIALS", "  " + "-" * 64, "  09:05   98.2     78      16     124/70    97     start    TV", "  09:20   98.4     80      16     122/71    97     75/h     TV",
            "  10:05   98.3     76      14     120/68    98     150/h    TV", "  11:10   98.1     75      16     126/70    98     end      TV/SO"])  # fmt: skip
    s.gap(6)
    for text in (
        "[x] Consent on file   [x] Two-person check of wristband and unit   [x] Product inspected   [ ] Reaction suspected",
        "Volume infused 331 mL.   Reaction: none.   Transfusion reaction protocol (if temperature rises 2 F): stop, call MD, send clerical check.",
    ):
        s.para(text)
    s.gap(8)
    page = s.para(
        "RUNNING TOTAL (red cells), 8 weeks ending today: 3 units, this one included. Previous 8 weeks: 2 units. Platelets, 8 weeks: none.",
        bold=True,
    )
    s.para(
        f"Next appointment {mon(later(on, 14))}. Type and screen expires {slim(later(on, 3))}. Transfuse 2 units instead of 1 if Hgb is under 6.5."
    )
    s.gap(10)
    s.line("RN: Tamsin Vogel        Second check: S. Oyelaran RN        Chart copy: white / Blood bank: yellow", pt=8)
    _units(d, page, 3, "3 units")
    threshold(d, ("hemoglobin", 6.5))


def standing_order(d: Doc) -> None:
    """An infusion clinic's standing order: units to be given if a limit is met, which it is not today; what was given is in one sentence of the history."""
    who, on = d.person, d.on
    hb, plt = _hb(d, "Hemoglobin"), us(d, "platelets", "Platelets", "K/uL", factor=TODAY)
    limit = 7.0 if hb.value >= 7 else 5.0 if hb.value >= 5 else 3.0
    floor = 10 if plt.value >= 10 else 5
    body = (
        f"<div class=h>HIGH PLAINS INFUSION &amp; APHERESIS</div><p><b>{who.name}</b> | born {mdy(who.born)} | {sex(d).lower()} | chart {who.ids[0]}</p><p>Visit {long(on)} &mdash; transfusion assessment</p>"
        f"<table class=k>{row(('Standing order (valid 12 weeks)', 'CBC every 2 weeks. Transfuse 2 units packed red blood cells, leukoreduced and irradiated, if hemoglobin is less than ' + f'{limit:g} g/dL. Transfuse 1 apheresis platelet if count is less than {floor} K/uL or bleeding.'))}"
        f"{row(('History', 'Patient received 5 units of packed red blood cells over the past 8 weeks, the last on ' + mdy(later(on, -13)) + '. No platelet transfusion to date.'))}"
        f"{row(('Results today', f'Hemoglobin {hb.text} g/dL. Platelets {plt.text} K/uL.'))}{row(('Parameters met?', 'No'))}{row(('Given today', 'Nothing. 0 units. Crossmatched units released.'))}{row(('Return', mdy(later(on, 14))))}</table>"
        "<p>Iron: chelation not started. Hydroxyurea, erythropoietin and androgens are not part of this order.</p><p class=s>Ordering provider B. Yellowhorse, APRN, FNP-C. Order reviewed with patient. 8 units per order period is the maximum before a new order is required.</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.8in}body{font:10.5pt 'DejaVu Sans'}.h{font-size:13pt;border-bottom:3pt double #444;padding-bottom:3pt}.k{width:100%;margin:8pt 0}.k td{border:.5pt solid #777;padding:5pt;font-size:9.5pt}.k td:first-child{width:120pt;font-weight:bold}.s{font-size:8pt}"
    web(d, body, css, "note", "other")
    lab(d, hb, on, 1, flag=False, reference=False)
    lab(d, plt, on, 1, flag=False, reference=False)
    _units(d, 1, 5, "5 units")
    threshold(d, ("hemoglobin", limit), ("platelets", float(floor)))
    for agent in (
        "iron_chelation",
        "deferasirox",
        "hydroxyurea",
        "erythropoietin",
        "androgens",
        "chelation",
        "androgen",
    ):
        d.fact("not_given", 1, agent, may=True, agent=agent)
    for agent in ("hydroxyurea", "androgens", "androgen", "erythropoietin", "epoetin"):
        d.gold.trap("treatments", {"agent": agent, "status": "ongoing"}, "not part of the order")


def monthly_tally(d: Doc) -> None:
    """A yearly sheet of units by month and product, with a rolling sum of 56 days and the word on dependence."""
    who, on = d.person, d.on
    months = [(on.year - (on.month - 1 - n < 0), (on.month - 1 - n) % 12) for n in range(7, -1, -1)]
    red = (0, 1, 1, 2, 2, 2, 3, 3)
    head = ("Product", *(f"{LONG[m][:3]} {y % 100:02}" for y, m in months))
    rows = (
        ("Red cells (units)", *map(str, red)),
        ("Platelets (doses)", *"00000011"),
        ("Plasma", *"00000000"),
        ("Visits", *"12222333"),
    )
    body = (
        f"<h1>Transfusion burden summary</h1><p>{who.first} {esc(who.last)} &middot; {sex(d)} &middot; DOB {mon(who.born)} &middot; MRN {who.ids[0]} &middot; prepared {mon(on)} for the hematology clinic, Lakeview Veterans Community Care Network</p>"
        + table(head, rows)
        + "<table class=k>" + row(("Red cell units, rolling 56 days to date of preparation", "6")) + row(("Red cell units, the 56 days before that", "4")) + row(("Platelet doses, rolling 56 days", "2")) + row(("Red cell transfusion dependent (4 or more units in 8 weeks)", "Yes")) + row(("Alloantibodies", "None")) + "</table>"
        + "<p>Definition used: low burden 3 to 7 units in 16 weeks; high burden 8 or more units in 16 weeks. Patients who need no units for 8 weeks are independent.</p><p class=s>Counts come from the dispensing system and may omit units given elsewhere. Goal of care: fewer than 2 units in 8 weeks.</p>"
    )  # fmt: skip
    css = "@page{size:letter landscape;margin:.8in}body{font:10pt 'Liberation Sans'}h1{font-size:15pt}.t{width:100%}.t td,.t th{border:.5pt solid #777;padding:4pt;text-align:center}.t td:first-child{text-align:left}.k{margin:12pt 0}.k td{padding:3pt 20pt 3pt 0;border-bottom:.4pt solid #aaa}.k td:last-child{font-weight:bold}.s{font-size:8pt}"
    web(d, body, css, "note", "other")
    _units(d, 1, 6, "rolling 56 days", dependent=True, platelets=True)


def vista_blood_bank(d: Doc) -> None:
    """The VA's blood bank print: products of three months in lines with unit numbers, dates with the time behind an @, a sum by product."""
    who, on = d.person, d.on
    s = d.paper("Courier", 9, 45)
    d.kind, d.also_kind = "note", ("other", "lab")
    s.mono([f"{vista(on, '11:03')}     TWO RIVERS VAMC BLOOD BANK", "TRANSFUSION DATA REPORT, INDIVIDUAL PATIENT", "=" * 76, f"{who.last.upper()},{who.first.upper()}   ID:000-00-{who.ids[0][:4]}   DOB:{vista(who.born)}   SEX:{sex(d).upper()}   A POS", "",
            "Transfusion reactions: FEBRILE NONHEMOLYTIC (2009)", "", "Transfused            Blood component                  Unit ID        (Units)", "-" * 76])  # fmt: skip
    days = (
        (5, "RED BLOOD CELLS, AS-1, LEUKOREDUCED", 1),
        (26, "RED BLOOD CELLS, AS-1, LEUKOREDUCED", 1),
        (26, "PLATELETS, PHERESIS, IRRADIATED", 1),
        (47, "RED BLOOD CELLS, AS-1, LEUKOREDUCED", 1),
        (81, "RED BLOOD CELLS, AS-1, LEUKOREDUCED", 2),
    )
    page = s.page
    for n, (ago, product, units) in enumerate(days):
        s.mono([f"{vista(later(on, -ago), f'1{n}:2{n}'):<21} {product:<37} W{31377 + 811 * n}  ({units})"])
    s.mono(["-" * 76, "Date range of report: " + vista(later(on, -92)) + " to " + vista(on), "Red blood cells, last 8 weeks........ 3", "Red blood cells, whole date range.... 5", "Platelets, whole date range.......... 1", "",
            "CMV NEGATIVE ONLY: NO     IRRADIATED: YES     WASHED: NO", "Units assigned, not transfused: 2 (expire in 72 h)", "", "PRINTED FOR: PATIENT RECORD                                   PAGE 1"])  # fmt: skip
    _units(d, page, 3, "last 8 weeks", platelets=True)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (issue_history, bedside_record, standing_order, monthly_tally, vista_blood_bank)
}

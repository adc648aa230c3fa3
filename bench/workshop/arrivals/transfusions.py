# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Families of transfusion records."""

import datetime as dt
from collections.abc import Callable

from bench.workshop.arrivals import bags
from bench.workshop.arrivals.paper import american, bait, found, printed
from bench.workshop.arrivals.visits import TODAY, given, supported, thresholds, unchelated
from bench.workshop.days import hyphened, later, sex, spaced
from bench.workshop.dress import Doc
from bench.workshop.markup import esc, row, table
from bench.workshop.notes import Told


def red_days(d: Doc) -> list[dt.date]:
    """The days of the red cells of eight weeks, newest first, a unit each."""
    ago = (9, 9, 37, 37)[: Told(d).t.units] if Told(d).t.units == 4 else (9, 37)
    return [later(d.on, -n) for n in ago]


def component_history(d: Doc) -> None:
    """A British transfusion laboratory's history of components: fates in a column, platelets among the red cells, a total for eight weeks, older units below a line."""
    who, on = d.person, d.on
    recent = [(day, "Red cells, LD, SAGM", "Transfused") for day in red_days(d)]
    rows: list[tuple[dt.date, str, str]] = [
        *recent, (later(on, -21), "Red cells, LD, SAGM", "Returned to stock"), (later(on, -30), "Platelets, apheresis, irradiated", "Transfused"),
        (later(on, -71), "Red cells, LD, SAGM", "Transfused"), (later(on, -71), "Red cells, LD, SAGM", "Transfused"), (later(on, -99), "Red cells, LD, SAGM", "Transfused"),
    ]  # fmt: skip
    rows.sort(reverse=True)
    cells = [
        (spaced(day), what, f"G1234 {on.year % 100} {(int(who.ids[0]) + 173 * n) % 900000:06}", "O RhD pos", end)
        for n, (day, what, end) in enumerate(rows)
    ]
    units = len(recent)
    body = (
        f"<div class=h>Hospital Transfusion Laboratory, Solway Royal Infirmary</div><h1>Component history</h1><table class=d>{row((f'Surname: {who.last}', f'Forename: {who.first}', f'Hospital no.: {who.ids[1]}'))}{row((f'Date of birth: {spaced(who.born)}', f'Sex: {sex(d)}', f'Printed: {spaced(on)} 14:20'))}</table>"
        "<p><b>Group:</b> O RhD positive. <b>Antibody screen:</b> negative. <b>Special requirements:</b> irradiated components if purine analogues are given (not at present).</p>"
        + table(("Date", "Component", "Donation number", "Group", "Fate"), cells)
        + f"<p class=k>Red cell units transfused in the 8 weeks to {spaced(on)}: {units}. Platelet doses in the same period: 1. Reactions reported: none.</p>"
        "<p>Units returned to stock were not transfused. Two units of red cells are crossmatched and reserved until tomorrow 09:00. A group and screen sample is valid for 3 days.</p><p class=s>Printed by B. Stanwix, Senior BMS. Components issued by other hospitals do not appear in this list.</p>"
    )  # fmt: skip
    css = "@page{size:a4;margin:16mm}body{font:9.8pt 'Liberation Sans'}.h{font-weight:bold;color:#8a0e1c}h1{font-size:15pt;margin:3pt 0}.d{width:100%;border:.6pt solid #8a0e1c;margin:5pt 0}.d td{padding:3pt 5pt}.t{width:100%}.t th{background:#f6e3e5}.t td,.t th{padding:3pt 5pt;border-bottom:.4pt solid #bbb}.k{font-weight:bold;margin-top:8pt}.s{font-size:8pt;margin-top:12pt}p{margin:5pt 0}"
    printed(d, body, css, "note", "other", "lab")
    supported(d, 1, "8 weeks", platelets=True)


def infusion_encounter(d: Doc) -> None:
    """An American infusion center's visit: orders, criteria, today's counts, what was given in earlier visits as sentences; nothing given today."""
    who, on = d.person, d.on
    units = Told(d).t.units
    hb, plt = found(d, "hemoglobin", "Hemoglobin", "g/dL", factor=TODAY), found(d, "platelets", "Platelets", "K/uL", factor=TODAY)  # fmt: skip
    limit, floor = (f"{7 if hb.value >= 7 else 5 if hb.value >= 5 else 3:g}", "10" if plt.value >= 10 else "5")
    rows = (("Hemoglobin", f"{hb.text} g/dL", f"below {limit} g/dL", "Not met"), ("Platelets", f"{plt.text} K/uL", f"below {floor} K/uL or bleeding", "Not met"))  # fmt: skip
    times = (("08:10", "36.7", "74", "128/72", "98%"), ("09:05", "36.8", "72", "124/70", "98%"))
    body = (
        f"<div class=h>SANDHILL INFUSION CENTER <span>Transfusion support visit</span></div><table class=d>{row(('Patient', who.name, 'Visit date', american(on)))}{row(('DOB', american(who.born), 'MRN', who.ids[0]))}{row(('Sex', sex(d), 'Ordering provider', 'Castellanos-Pike, Wren, MD'))}</table>"
        f"<h2>Standing transfusion order</h2><p>2 units leukoreduced red blood cells when the criterion is met; 1 apheresis platelet unit when the criterion is met. Maximum 8 units of red cells per order.</p>{table(('Test today', 'Result', 'Criterion', 'Status'), rows)}"
        f"<h2>Support so far</h2><p>Over the last 8 weeks the patient has received {units} units of packed red blood cells and no platelets. Last red cell transfusion: {american(later(on, -9))}, without reaction. Iron chelation has not been started.</p>"
        f"<h2>Today</h2><p>No transfusion given today. Blood bank sample discarded.</p>{table(('Time', 'Temp C', 'Pulse', 'BP', 'SpO2'), times)}"
        "<h2>Education</h2><p>Reviewed signs of a transfusion reaction. Patients who need 4 or more units in 8 weeks are often called transfusion dependent; ask your doctor what this means for you.</p><p class=s>Signed: Odalys Brightwater, RN. Next visit in 14 days with type and screen.</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.75in}body{font:10pt 'Liberation Sans'}.h{background:#5d1049;color:#fff;font-weight:bold;padding:6pt}.h span{float:right;font-weight:normal}.d{width:100%;margin:6pt 0}.d td{padding:3pt 5pt;border-bottom:.4pt solid #ccc}.d td:nth-child(odd){color:#666}.t td,.t th{border:.5pt solid #999;padding:3pt 8pt}h2{font-size:11pt;margin:9pt 0 2pt}.s{font-size:8pt;margin-top:12pt}"
    printed(d, body, css, "note", "other")
    supported(d, 1, f"{units} units")
    given(d, [hb, plt], 1)
    unchelated(d, 1)
    thresholds(d, float(limit), float(floor))


def day_care_register(d: Doc) -> None:
    """An Indian day care's sheet: one row a bag with haemoglobin before, group and initials, an unused bag, red cells of eight weeks at the foot."""
    who, on = d.person, d.on
    before = {later(on, -9): "7.4", later(on, -37): "7.1", later(on, -66): "6.8"}
    bags_ = [*((day, "PRBC", "Given, no reaction") for day in red_days(d)), (later(on, -23), "PRBC", "Not given, febrile; bag returned"), (later(on, -23), "SDP", "Given, no reaction"), (later(on, -66), "PRBC", "Given, mild urticaria"), (later(on, -66), "PRBC", "Given, no reaction")]  # fmt: skip
    bags_.sort(key=lambda b: b[0])
    rows = [
        (
            str(n),
            hyphened(day),
            what,
            f"BB/{on.year % 100}/{4410 + 37 * n}",
            "B +ve",
            before.get(day, "-") if what == "PRBC" else "-",
            end,
        )
        for n, (day, what, end) in enumerate(bags_, 1)
    ]
    units = Told(d).t.units
    body = (
        f"<div class=h>Sri Narmada Trust Hospital<br><small>Haematology day care: blood component register</small></div><p>Name: <b>{who.first} {esc(who.last)}</b> &nbsp; DOB: {hyphened(who.born)} &nbsp; Sex: {sex(d)} &nbsp; UHID: {who.ids[0]} &nbsp; Blood group: B positive &nbsp; Sheet prepared: {hyphened(on)}</p>"
        + table(("S. No.", "Date", "Component", "Bag No.", "Group", "Hb before (g/dL)", "Outcome"), rows)
        + f"<p><b>Total PRBC transfused in last 8 weeks (up to {hyphened(on)}): {units} units.</b> SDP in last 8 weeks: 1 unit. FFP: nil.</p>"
        "<p>PRBC = packed red blood cells; SDP = single donor platelets. Consent renewed every 6 months. Policy: one unit at a time in patients above 70 kg or with heart failure; transfuse below 7 g/dL.</p>"
        "<p><b>Donors:</b> Two replacement donations pending from family. Donor haemoglobin must be 12.5 g/dL or above.</p><p class=s>Staff nurse: Sr. Bincy Thomas. Checked: Dr. O. Lyngdoh, Transfusion Medicine.</p>"
    )  # fmt: skip
    css = "@page{size:a4;margin:14mm}body{font:9.4pt 'DejaVu Sans Condensed','DejaVu Sans'}.h{text-align:center;font-weight:bold;font-size:14pt}.h small{font-size:10pt}.t{width:100%;margin:6pt 0}.t td,.t th{border:.6pt solid #333;padding:3.5pt 5pt}.s{font-size:8pt;margin-top:20pt}p{margin:6pt 0}"
    printed(d, body, css, "note", "other", "lab")
    supported(d, 1, f"{units} units", platelets=True)
    for day, text in before.items():
        if day in {b[0] for b in bags_}:
            r = found(d, "hemoglobin", "Hb before", "g/dL")
            fields = {"analyte": "hemoglobin", "comparator": None, "value": float(text), "unit": "g/dL", "printed": text, "collected": day.isoformat()}  # fmt: skip
            d.gold.add("labs", d.file, 1, (r.label, text), fields, True)
    bait(d, "hemoglobin", 12.5, "of donors")


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (component_history, infusion_encounter, day_care_register, *bags.ALL)
}
UNSCORED = ("infusion_encounter", "day_care_register", *bags.UNSCORED)

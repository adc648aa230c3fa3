# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Records of transfusion as hospitals outside the United States print them."""

import datetime as dt
from collections.abc import Callable

from bench.workshop.commonwealth.paper import (
    Recipe,
    dmy,
    figure,
    lab,
    later,
    plain_sheet,
    printed,
    table,
    title,
    worded,
)
from bench.workshop.dress import Doc
from bench.workshop.markup import esc

HB: Recipe = ("hemoglobin", "Pre-transfusion Hb (g/L)", "g/L", 10, 0, None, None)
PLATELETS: Recipe = ("platelets", "Platelet count (x10^9/L)", "x10^9/L", 1, 0, None, None)
FERRITIN: Recipe = ("ferritin", "Serum ferritin", "µg/L", 1, 0, 30, 400)


def told_units(d: Doc, page: int, words: str, units: int, platelets: bool = False, **more: bool) -> None:
    """Units of red cells within eight weeks, and that they were transfused."""
    left = [name for name in ("dependent", "rbc_units_lifetime") if name not in more]
    d.gold.transfusions = {
        "rbc_units_8_weeks": units,
        **more,
        "open": left,
        "where": [{"file": d.file, "page": page, "words": [words]}],
    }
    for agent in ("rbc_transfusion", "platelet_transfusion") if platelets else ("rbc_transfusion",):
        d.treat(agent, "transfusion", "ongoing", page, may=True, any_status=["ongoing", "completed"])


def unit_register(d: Doc) -> None:
    """Britain: the blood bank's trace of each donation, one row a unit, one unit returned, one platelet pool, older units below."""
    p, (out,) = d.person, later(d, 1)
    days = [d.on - dt.timedelta(n) for n in (1, 22, 43, 71, 92)]
    rows = [
        (
            worded(on, "-"),
            f"G0{310 + k:03} 525 {700 + 13 * k + 7 * i:03} {'KLMNP'[i]}",
            "Red cells LD",
            "A Pos",
            f"{9 + 2 * k}:15",
            f"{11 + 2 * k}:05",
            "Transfused, nil reaction",
        )
        for i, on in enumerate(days)
        for k in range(2)
    ]
    rows[3] = (*rows[3][:4], "-", "-", "Returned to stock, not transfused")
    rows.insert(
        2,
        (
            worded(days[0], "-"),
            "G0488 525 214 Q",
            "Platelets pooled",
            "O Neg",
            "13:40",
            "14:10",
            "Transfused, nil reaction",
        ),
    )
    body = f"""<h2>Blood Transfusion Laboratory: patient transfusion history</h2><p>Wyvern Vale Hospitals &nbsp; Extract of {worded(out, "-")}, all issues in the last 6 months, newest first</p><table class='b'><tr><td><b>{esc(p.last.upper())} {esc(p.first.upper())}</b></td><td>Sex: {p.sex}</td><td>DoB: {worded(p.born, "-")}</td><td>Hosp no: {p.ids[0]}</td></tr><tr><td>Group: A RhD Positive</td><td>Antibodies: none detected</td><td colspan=2>Special requirements: irradiated NOT required; CMV not specified</td></tr></table>
    {table(rows, ("Issue date", "Donation number", "Component", "Group", "Start", "End", "Fate"), "t", (13, 20, 16, 9, 8, 8, 26))}<p class='s'>LD = leucodepleted. One row is one donation. Adult dose of platelets is one pool. Units in the emergency refrigerator (O Neg) are traced elsewhere. Group and screen sample valid for 72 hours. 2 units crossmatched for {worded(d.on + dt.timedelta(15), "-")}: not yet issued.</p>"""
    s = printed(
        d,
        body,
        ".b td{border:.5pt solid #333}.t{margin-top:8pt}.t td,.t th{border-bottom:.4pt solid #bbb;font-size:8pt}",
        "note",
        ("other", "lab"),
    )
    d.also_dated = (*d.also_dated, days[0], d.on + dt.timedelta(15), None)
    told_units(d, s.at("Red cells LD"), "Red cells LD", 5, platelets=True)


def ward_flowsheet(d: Doc) -> None:
    """Canada: a flowsheet with dates across, counts before transfusion and units given in rows, an empty visit among them."""
    p = d.person
    later(d, 2)
    days = [d.on - dt.timedelta(n) for n in (84, 63, 40, 27, 13, 0)]
    given = (2, 2, 1, 0, 2, 1)
    hb, plt = ([figure(d, r, k) for k in (0.97, 0.99, 0.9, 1.04, 0.93, 0.95)] for r in (HB, PLATELETS))
    rows = [
        (HB[1], *(f.text for f in hb)),
        (PLATELETS[1], *(f.text for f in plt)),
        ("Red cell units transfused", *(str(n) if n else "-" for n in given)),
        ("Platelet doses transfused", "-", "-", "1", "-", "-", "-"),
        ("Pre-medication", "none", "none", "none", "", "none", "none"),
        ("Temperature, max (°C)", "36.8", "36.6", "37.0", "36.7", "36.9", "36.5"),
        ("Initials", "RN gb", "RN gb", "RN to", "RN gb", "RN to", "RN gb"),
    ]
    body = f"""<h2>Ambulatory transfusion flowsheet</h2><p>Kootenay Plateau Cancer Centre, Day Medicine &nbsp;&nbsp; <b>{esc(p.last)}, {esc(p.first)}</b> &nbsp; DOB {p.born.isoformat()} &nbsp; {"Female" if p.sex == "F" else "Male"} &nbsp; ULI {p.ids[0]}</p>{table(rows, ("", *(on.isoformat() for on in days)), "t", (28, 12, 12, 12, 12, 12, 12))}
    <p>Order on file: 1 unit for Hb under 80, 2 units for Hb under 70, platelets for a count under 10 or bleeding. Consent renewed 2025. A dash means none was given.</p><p class='s'>Form 1184-B. Printed {(d.on + dt.timedelta(2)).isoformat()}. Not for use as an order.</p>"""
    s = printed(
        d, body, "@page{size:A4 landscape}.t td,.t th{border:.6pt solid #444;padding:4pt}", "note", ("other", "lab")
    )
    d.also_dated = (*d.also_dated, *days, None)
    page = s.at("Red cell units transfused")
    for on, *figures in zip(days, hb, plt, strict=True):
        for f in figures:
            lab(d, f, on, page, flag=False, reference=False)
    for analyte, value in (("hemoglobin", 8), ("hemoglobin", 7), ("platelets", 10)):
        if all(f.value != value for f in (*hb, *plt)):
            d.gold.trap("labs", {"analyte": analyte, "value": value}, "an order's threshold")
    told_units(d, page, "Red cell units transfused", 4, platelets=True)


def nurse_letter(d: Doc) -> None:
    """New Zealand: a specialist nurse's letter; units of now and of before treatment in one breath, dependence stated."""
    p = d.person
    s = plain_sheet(d, "Times", 11.5, "note", ("other",), margin=65)
    s.line("Te Awa Regional Hospital, Cancer and Blood Service", True, 13)
    s.line(f"{d.on.day} {worded(d.on)[3:]}", align="r")
    s.line(f"Re: {p.name}, NHI {p.ids[1]}, DOB {dmy(p.born)}, {'female' if p.sex == 'F' else 'male'}", True)
    s.gap()
    s.para("Dear Dr Tamihana,")
    s.gap()
    he, him = ("She", "her") if p.sex == "F" else ("He", "him")
    units = 3 + len(p.karyotype) % 4
    words = {3: "three", 4: "four", 5: "five", 6: "six"}[units]
    page = s.para(f"I see {p.first} each week at the infusion suite. {he} remains dependent on red cell transfusion. In the last eight weeks {he.lower()} has received {words} units of red cells, where in the eight weeks before treatment began it had been nine. "
                  f"No platelets have been required. Our trigger for {him} is a haemoglobin under 75 g/L, and {he.lower()} usually comes in breathless before that.")  # fmt: skip
    s.gap()
    s.para(
        "There was one mild febrile reaction last year. A cousin with thalassaemia has had transfusions since childhood and takes deferasirox, which is why the family ask about iron. Iron chelation has not been started here; we would discuss it after twenty units in all."
    )
    s.gap()
    s.para(
        f"The next booking is a group and screen on the Tuesday and, if needed, two units on the Wednesday. {p.first} is reluctant to come more often and would rather not have a port."
    )
    s.gap(10)
    s.line("Nga mihi,")
    s.gap(20)
    s.line("Rowena Pickard, Clinical Nurse Specialist")
    told_units(d, page, words, units, dependent=True)
    for agent in ("iron_chelation", "deferasirox", "platelet_transfusion"):
        d.fact("not_given", page, "chelation", may=True, agent=agent)
    d.gold.trap("treatments", {"agent": "deferasirox", "status": "ongoing"}, "the cousin's")
    d.gold.trap("diagnoses", {"disease": "thalassemia"}, "the cousin's")
    for agent in ("iron_chelation", "deferasirox"):
        d.treat(agent, "chelation", "considered", page, may=True, any_status=["considered", "planned"])
    if p.counts["hemoglobin"] != 7.5:
        d.gold.trap("labs", {"analyte": "hemoglobin", "value": 7.5}, "trigger")


def iron_clinic(d: Doc) -> None:
    """A Gulf iron-overload clinic: units over 8 and 16 weeks and in all as fields, ferritin by date, chelation offered and refused."""
    p = d.person
    older = d.on - dt.timedelta(112)
    ferritin, before = figure(d, FERRITIN, 1.35), figure(d, FERRITIN, 1.1)
    units = 2 + p.metaphases % 3 * 2
    rows = [
        ("Indication", "Anaemia due to marrow disease"),
        ("Packed red cells, last 16 weeks", f"{units + 5} units"),
        ("Packed red cells, last 8 weeks", f"{units} units"),
        ("Packed red cells since first transfusion", f"{units + 22} units"),
        ("Estimated iron load", "about 0.2 g a unit"),
        ("Alloantibodies", "Anti-E"),
        ("Liver iron by MRI", "not yet done, booked"),
        ("Cardiac T2*", "not yet done, booked"),
    ]
    tests = [
        ("Date", worded(d.on, "-"), worded(older, "-")),
        ("Serum ferritin", f"{ferritin.text} µg/L", f"{before.text} µg/L"),
        ("Range", f"{ferritin.low} - {ferritin.high}", f"{ferritin.low} - {ferritin.high}"),
    ]
    body = f"""<div class='h'>Iron Overload Clinic<br><span>Bayt Al Shifa Medical City</span></div><table class='b'><tr><td>Patient name</td><td>{title(d)} {esc(p.name)}</td><td>Visit date</td><td>{worded(d.on, "-")}</td></tr><tr><td>Date of birth</td><td>{worded(p.born, "-")}</td><td>File no.</td><td>{p.ids[0]}</td></tr><tr><td>Gender</td><td>{"Female" if p.sex == "F" else "Male"}</td><td>Nationality</td><td>-</td></tr></table>
    <h3>A. Transfusion burden</h3>{table(rows, (), "b", (45, 55))}<h3>B. Ferritin</h3>{table(tests, (), "b", (30, 35, 35))}<h3>C. Chelation</h3><p>Deferasirox was offered today. The patient declined it. Deferoxamine not suitable (no infusion pump). Aim of chelation in general: ferritin below 1000 µg/L.</p><h3>D. Next</h3><p>2 units of packed red cells are planned for next week. Zinc and vitamin C: no.</p><p class='s'>Dr. Omar Al Suwaidi, Consultant. This form is filed under Transfusion.</p>"""
    s = printed(
        d,
        body,
        ".h{font-size:15pt;text-align:center}.h span{font-size:9pt}.b td{border:.5pt solid #999;padding:3pt 5pt}",
        "note",
        ("other", "lab"),
    )
    d.also_dated = (older,)
    lab(d, ferritin, d.on, s.at("Serum ferritin"), flag=False)
    lab(d, before, older, s.at("Serum ferritin"), flag=False)
    if 1000 not in {ferritin.value, before.value}:
        d.gold.trap("labs", {"analyte": "ferritin", "value": 1000}, "an aim")
    for name in ("anemia", "iron_overload"):
        d.fact(
            "diagnoses",
            1,
            name,
            may=True,
            disease=name,
            labels=[""],
            status="confirmed",
            any_status=["confirmed", "suspected"],
        )
    d.fact("comorbidities", 1, "Iron Overload", may=True, labels=["iron overload", "anaemia", "anemia"])
    d.treat("deferasirox", "chelation", "declined", s.at("Deferasirox"))
    for agent in ("deferoxamine", "iron_chelation", "deferasirox"):
        d.fact("not_given", 1, "Chelation", may=True, agent=agent)
    d.treat("deferoxamine", "chelation", "considered", 1, may=True, any_status=["considered", "declined"])
    told_units(d, s.at("last 8 weeks"), "last 8 weeks", units)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (unit_register, ward_flowsheet, nurse_letter, iron_clinic)
}

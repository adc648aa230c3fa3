# ruff: noqa: E501 (wording of records is data)
"""Records of transfusion."""

import datetime as dt
from collections.abc import Callable

from bench.workshop.dress import Doc
from bench.workshop.unseen.marrow import SEX
from bench.workshop.unseen.notes import limits
from bench.workshop.unseen.paper import day, pairs, tr, web


def _given(d: Doc, units: int, page: int, words: str, platelets: bool = True, **more: bool) -> None:
    """The gold of red cells of the last eight weeks."""
    d.kind, d.also_kind = "note", ("other", "lab")
    where = [{"file": d.file, "page": page, "words": [words]}]
    d.gold.transfusions = {
        "open": ["dependent", "rbc_units_lifetime"],
        "rbc_units_8_weeks": units,
        **more,
        "where": where,
    }
    for agent in ("rbc_transfusion", *(["platelet_transfusion"] if platelets else [])):
        d.treat(agent, "transfusion", "ongoing", page, may=True, any_status=["ongoing", "completed"])


def _none(d: Doc, page: int, *agents: str) -> None:
    """Drugs and products that the page says were not given."""
    for agent in agents:
        d.fact("not_given", page, agent, may=True, agent=agent)


def _before(d: Doc, page: int, on: dt.date, value: float) -> None:
    """A haemoglobin before a transfusion: a lab that need not be told."""
    d.fact(
        "labs",
        page,
        f"{value:g}",
        may=True,
        analyte="hemoglobin",
        comparator=None,
        value=value,
        unit="g/dL",
        collected=on.isoformat(),
    )


def issue_register(d: Doc) -> None:
    """A blood bank's register: one row a bag, newest first, with bag numbers, groups and fate; some bags went back."""
    p = d.person
    bags = [
        (3, "Red cells LD", "Transfused"),
        (3, "Red cells LD", "Returned to stock"),
        (17, "Platelets apheresis", "Transfused"),
        (31, "Red cells LD", "Transfused"),
        (45, "Red cells LD", "Transfused"),
        (45, "Red cells LD", "Transfused"),
        (66, "Red cells LD", "Transfused"),
        (66, "Red cells LD", "Transfused"),
        (101, "Red cells LD", "Wasted, giving set failure"),
    ]
    rows = "".join(
        tr(day(d.on - dt.timedelta(n)), f"G0{4101 + 13 * i} 25 {118204 + 377 * i} 7", c, "O RhD neg", fate)
        for i, (n, c, fate) in enumerate(bags)
    )
    w = web(d, f"""<h3>Blood Transfusion Laboratory &mdash; component traceability by patient</h3><p>Trust: Fenwick &amp; Holm Hospitals &nbsp; Run on {day(d.on)}</p><table class=h>{pairs([("Surname", p.last.upper()), ("Forename", p.first), ("Date of birth", day(p.born)), ("Sex", SEX[p.sex]), ("Hospital no.", p.ids[0]), ("Group / antibodies", "O RhD negative / none detected")])}</table>
<table class=r>{tr("Date", "Donation number", "Component", "Group", "Final fate", tag="th")}{rows}</table><p>End of list. Units shown as returned or wasted were not given. Valid sample expires 72 h after collection.</p>""",
            ".r td,.r th{border:.5px solid #999;padding:2px 8px}.h th{padding-right:8px}.h td{padding-right:24px}.h{margin-bottom:8px}")  # fmt: skip
    _given(d, 4, w.find("Red cells LD"), "Red cells LD")


def day_ward(d: Doc) -> None:
    """A day ward's flow chart: haemoglobin before, product, number of bags and millilitres in columns that all hold numbers; oldest first."""
    p = d.person
    visits = [
        (81, 7.4, "PRBC", 2, 640),
        (66, 7.6, "PRBC", 1, 310),
        (45, 7.1, "PRBC", 2, 655),
        (31, 8.8, "Platelets", 1, 220),
        (17, 7.3, "PRBC", 1, 325),
        (3, 6.9, "PRBC", 2, 630),
    ]
    rows = "".join(
        tr(
            day(d.on - dt.timedelta(n), "us"),
            f"{hb}",
            what,
            str(units),
            str(ml),
            f"{9 + i % 3}:{10 + i * 7}",
            "None" if i != 2 else "Fever 38.1, resolved",
        )
        for i, (n, hb, what, units, ml) in enumerate(visits)
    )
    w = web(d, f"""<p class=t>Ponderosa Infusion Suite &nbsp; Transfusion flow sheet</p><table class=h>{pairs([("Patient", f"{p.last}, {p.first}"), ("DOB", day(p.born, "us")), ("Sex", SEX[p.sex]), ("MRN", p.ids[0]), ("Sheet through", day(d.on, "us")), ("Ordering", "K. Halloran, MD")], 3)}</table>
<table class=r>{tr("Date", "Pre Hgb g/dL", "Product", "Units", "Volume mL", "Start", "Reaction", tag="th")}{rows}</table><p>Standing order: 1 unit PRBC for Hgb below 8, 2 units for Hgb below 7.5. Irradiated, leukoreduced. Premedication: acetaminophen 650 mg. Furosemide 20 mg IV between units if needed (not given to date).</p>""",
            ".t{font-size:13pt;font-weight:bold}.h th{padding-right:6px}.h td{padding-right:22px}.r{margin-top:8px}.r td,.r th{border-bottom:.5px solid #777;padding:3px 10px;text-align:center}", "Letter")  # fmt: skip
    _given(d, 5, w.find("PRBC"), "PRBC")
    for n, hb, *_ in visits:
        _before(d, 1, d.on - dt.timedelta(n), hb)
    limits(d, ("hemoglobin", 8.0), ("hemoglobin", 7.5))
    d.treat("acetaminophen", "other", "ongoing", 1, may=True, any_status=["ongoing", "completed"])
    d.treat("paracetamol", "other", "ongoing", 1, may=True, any_status=["ongoing", "completed"])
    _none(d, 1, "furosemide")


def support_letter(d: Doc) -> None:
    """A community nurse's letter that gives a rate and no list; platelets and a relative's donation among the rest."""
    p, s = d.person, d.paper("Times", 11.5, 64)
    s.line("Glenmorven Home Transfusion Nursing", True, 14)
    s.line(day(d.on, "long"))
    s.gap()
    s.line(f"{p.name}, {SEX[p.sex].lower()}, born {day(p.born, 'long')}, CHI {p.ids[0]}", True)
    s.gap()
    page = s.para(
        f"I write to update you on the home transfusion of {p.first}. For the past five months the red cell requirement has been steady at 1 unit every 2 weeks, the last given on {day(d.on - dt.timedelta(6), 'long')}. This makes {p.first} transfusion dependent. Platelets were given once, last year, before a dental extraction. A son is himself a blood donor and has given 25 units over the years; none of it was directed."
    )
    _given(d, 4, page, "1 unit every 2 weeks", dependent=True)
    d.gold.transfusions["open"] = ["rbc_units_lifetime"]
    s.gap()
    page = s.para(
        "Visits take about three hours. We transfuse when the haemoglobin is below 80 g/L. There has been no reaction. Two units requested in error for one visit were cancelled before issue. Iron chelation has not been started."
    )
    _none(d, page, "iron_chelation", "deferasirox", "deferoxamine", "deferiprone")
    limits(d, ("hemoglobin", 8.0))
    s.gap(16)
    s.line("Mairi Strachan, Advanced Nurse Practitioner")


def group_and_screen(d: Doc) -> None:
    """A serology report of one who needs none: reserved units that were never given, history of the register in a sentence."""
    p = d.person
    w = web(d, f"""<div class=t>PATIENT BLOOD MANAGEMENT REPORT</div><p>Centre Hospitalier de la Vallée-Claire, Transfusion Service (English version)</p><table class=h>{pairs([("Name", f"{p.last} {p.first}"), ("Born", day(p.born, "long")), ("Sex", SEX[p.sex]), ("File", p.ids[0]), ("Sample of", day(d.on, "long")), ("Requested by", "Haematology consultation")])}</table>
<table class=r>{tr("ABO / RhD group", "A positive")}{tr("Irregular antibody screen", "Negative")}{tr("Direct antiglobulin test", "Negative")}{tr("Units reserved for surgery", "2 red cell units, reservation lifted, not issued")}</table>
<p><b>History:</b> The patient is transfusion independent. No red cells were transfused in the last 16 weeks. Autologous donation: not practised. Platelets: none on file.</p><p class=f>A transfusion-dependent patient is one who needs 4 red cell units or more in 8 weeks. The antibody screen must be repeated every 3 days in patients who receive blood.</p><p>Dr Solène Marchandeau</p>""",
            ".t{font-size:13pt;border-bottom:3px double}.h th{padding-right:8px}.h td{padding-right:26px}.r{margin:10px 0}.r td{border:.5px solid #888;padding:3px 10px}.f{font-size:8pt;color:#444}")  # fmt: skip
    _given(d, 0, w.find("16 weeks"), "16 weeks", dependent=False)
    d.gold.transfusions["open"] = ["rbc_units_lifetime"]
    _none(d, 1, "rbc_transfusion", "platelet_transfusion")


def service_totals(d: Doc) -> None:
    """A transfusion service's terminal print: totals by component for two periods in two columns, then antibodies and requirements."""
    p, s = d.person, d.paper("Courier", 9, 46)
    units = 2 + d.rng.randrange(5)
    s.mono(
        [
            f"BLOOD BANK INQUIRY                      SAGEBRUSH VALLEY MEDICAL CENTER           {day(d.on, 'glued')}",
            "=" * 84,
            f"{p.last.upper()},{p.first.upper()}     DOB {day(p.born, 'glued')}     SEX {p.sex}     MRN {p.ids[0]}",
            "ABO/RH: B POS     ANTIBODIES: ANTI-E (HISTORICAL)",
            "SPECIAL NEEDS: IRRADIATED, E-NEGATIVE",
            "-" * 84,
        ]
    )
    page = s.mono(
        [
            f"{'COMPONENTS TRANSFUSED':<34}{'LAST 8 WEEKS':>14}{'ALL TIME':>12}",
            f"{'  RED BLOOD CELLS, UNITS':<34}{units:>14}{units + 17:>12}",
            f"{'  PLATELETS, DOSES':<34}{1:>14}{3:>12}",
            f"{'  PLASMA, UNITS':<34}{0:>14}{0:>12}",
            f"{'  CRYOPRECIPITATE, POOLS':<34}{0:>14}{0:>12}",
            "",
            f"{'CROSSMATCHED NOT TRANSFUSED':<34}{3:>14}{11:>12}",
            "-" * 84,
            "REACTIONS: NONE REPORTED",
            "CURRENT CROSSMATCH: 2 UNITS AVAILABLE UNTIL MIDNIGHT TOMORROW, NOT ISSUED",
            "LAST TRANSFUSION DATE: " + day(d.on - dt.timedelta(9), "glued"),
        ]
    )
    _given(d, units, page, "RED BLOOD CELLS")


def tally_card(d: Doc) -> None:
    """A patient-held card: units in words, ticks for given, a visit at which none was needed; a diagnosis in the head; whole dates."""
    p = d.person
    visits = [
        (115, "Two", "✓", "79"),
        (95, "Two", "✓", "76"),
        (81, "One", "✓", "82"),
        (45, "Two", "✓", "74"),
        (31, "None", "✗ not needed", "91"),
        (17, "One", "✓", "78"),
    ]
    rows = "".join(
        tr(str(i), day(d.on - dt.timedelta(n)), hb, number, sign) for i, (n, number, sign, hb) in enumerate(visits, 1)
    )
    w = web(d, f"""<div class=k><h3>My transfusion card</h3><p>Name: <b>{p.name}</b><br>Date of birth: {day(p.born)} &nbsp; Sex: {SEX[p.sex]} &nbsp; No.: {p.ids[0]}<br>Why I have transfusions: myelodysplastic syndrome<br>Card copied for the records: {day(d.on)}</p>
<table class=r>{tr("Visit", "Date", "Hb before (g/L)", "Bags of red cells", "Given", tag="th")}{rows}</table><p>Bring this card to every visit. Most people feel better for two to three weeks after two bags. Tell us about itching, fever or dark urine.</p></div>""",
            "body{font-family:'DejaVu Sans'}.k{border:2px solid #933;border-radius:10px;padding:10px;width:150mm}.r td,.r th{border:1px solid #c99;padding:4px 9px}")  # fmt: skip
    _given(d, 3, w.find("Bags of red cells"), "Bags of red cells", platelets=False)
    for status in ("confirmed", "suspected"):  # a card that the patient keeps: it may be told
        d.fact("diagnoses", 1, "myelodysplastic syndrome", may=True, disease="mds", labels=[""], status=status)
    for n, _, _, hb in visits:
        _before(d, 1, d.on - dt.timedelta(n), int(hb) / 10)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (issue_register, day_ward, support_letter, group_and_screen, service_totals, tally_card)
}

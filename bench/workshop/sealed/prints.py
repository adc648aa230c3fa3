# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Blood counts of odder shape: running columns of a pathology group, a terminal's two specimens, a message by telephone."""

from collections.abc import Callable

from bench.workshop.days import hyphened as brief
from bench.workshop.days import later, spaced
from bench.workshop.days import long as words
from bench.workshop.days import sex as gender
from bench.workshop.dress import Doc
from bench.workshop.markup import esc
from bench.workshop.sealed.paper import (
    american,
    lab,
    not_value,
    previous,
    printed,
    res,
)

RUNNING = (("hemoglobin", "Haemoglobin", "g/L"), ("erythrocytes", "RCC", "x10^12/L"), ("hematocrit", "PCV", "L/L"), ("mcv", "MCV", "fL"), ("leukocytes", "White Cells", "x10^9/L"), ("neutrophils", "Neutrophils", "x10^9/L"),
           ("lymphocytes", "Lymphocytes", "x10^9/L"), ("monocytes", "Monocytes", "x10^9/L"), ("platelets", "Platelets", "x10^9/L"), ("creatinine", "Creatinine", "µmol/L"), ("ferritin", "Ferritin", "µg/L"))  # fmt: skip


def running_episodes(d: Doc) -> None:
    """An Australian group's cumulative print: four episodes in columns, newest right, flag glued to the value, dashes, a column failed, comments by letter."""
    who, on = d.person, d.on
    days = [(later(on, -n), f, t) for n, f, t in ((91, 1.22, "0915"), (56, 1.14, "1130"), (21, 0.94, "0840"), (0, 1.0, "0805"))]  # fmt: skip
    s = d.paper("Courier", 8, 40)
    s.line("GUM CREEK PATHOLOGY", True, 12)
    s.line(
        "Cumulative report - Haematology and Biochemistry                         Approved Pathology Authority", pt=7
    )
    s.gap(6)
    s.mono([f"{who.last.upper()}, {who.first.upper():<22} DOB: {spaced(who.born):<14} SEX: {gender(d):<8} UR: {who.ids[0]}",
            "REF BY: DR J KOWALCZYK, PARADE MEDICAL CENTRE        COPIES: NIL", "-" * 104], 7.8)  # fmt: skip
    wide = 13
    s.mono(["Date      " + " " * 6 + "".join(f"{spaced(on_)[:-4] + str(on_.year % 100):>{wide}}" for on_, _, _ in days),
            "Time      " + " " * 6 + "".join(f"{t:>{wide}}" for _, _, t in days),
            "Lab No.   " + " " * 6 + "".join(f"{int(who.ids[1][1:]) + 37 * n:>{wide}}" for n in range(4)) + "   Units      Reference", "-" * 104], 7.8)  # fmt: skip
    for analyte, label, unit in RUNNING:
        steady = 0.05 if analyte in {"mcv", "creatinine"} else 1.0
        rows = [res(d, analyte, label, unit, 1 + (f - 1) * steady) for _, f, _ in days]
        skipped = {"ferritin": (0, 2), "creatinine": (1,)}.get(analyte, ())
        texts = [
            "--" if n in skipped else "(A)" if analyte == "platelets" and n == 1 else f"{r.text}{r.flag}"
            for n, r in enumerate(rows)
        ]
        page = s.mono(
            [f"{label:<16}" + "".join(f"{t:>{wide}}" for t in texts) + f"   {unit:<10} ({rows[0].low}-{rows[0].high})"],
            7.8,
        )
        for (on_, _, _), r, text in zip(days, rows, texts, strict=True):
            if text[0].isdigit():
                lab(d, r, on_, page)
    s.mono(["-" * 104, "(A)  Platelet clumping. Count unreliable, appears adequate on film.", f"{spaced(on)}  Film: oval macrocytes; neutrophils hypogranular. Macrocytosis persists. Suggest haematologist review.",
            "Fasting status not stated. Results to left may come from other laboratories of the group.", "", f"Validated by Dr L Ferncourt   Printed {spaced(later(on, 1))} 06:15     Page 1 of 1"], 7.8)  # fmt: skip
    d.also_dated = (later(on, 1),)


def two_specimens(d: Doc) -> None:
    """A terminal's print in capitals: dots lead from the name to the value; the chemistry was drawn a day after the counts; the page breaks between."""
    who, on = d.person, d.on
    s = d.paper("Courier", 9, 48)
    s.bottom = 560
    next_ = later(on, 1)

    def head() -> None:
        s.mono(["RUN DATE: " + brief(later(on, 2)).upper() + "        BRIARWOOD MEMORIAL HOSPITAL LAB **LIVE**        PAGE " + str(s.page), "RUN TIME: 0433             SPECIMEN INQUIRY              RUN USER: LABBKG",
                "-" * 76, f"PATIENT: {who.last.upper()},{who.first.upper():<20} ACCT #: V{who.ids[0]}    SEX: {who.sex}", f"REG DR:  PELLETIER,GWEN MD      DOB: {brief(who.born).upper()}        AGE: {who.age(on)}", "-" * 76])  # fmt: skip

    head()
    groups = (
        ("H0", on, "0610", "CBC W/ AUTO DIFF", (("leukocytes", "WBC", "K/MM3"), ("erythrocytes", "RBC", "M/MM3"), ("hemoglobin", "HGB", "G/DL"), ("hematocrit", "HCT", "%"), ("mcv", "MCV", "FL"), ("platelets", "PLT", "K/MM3"),
                                               ("neutrophils_percent", "NEUT %", "%"), ("neutrophils", "NEUT #", "K/MM3"), ("lymphocytes", "LYMPH #", "K/MM3"), ("monocytes", "MONO #", "K/MM3"))),
        ("C1", next_, "0531", "COMP METABOLIC, IRON", (("creatinine", "CREAT", "MG/DL"), ("bilirubin_total", "TBILI", "MG/DL"), ("alanine_aminotransferase", "ALT", "U/L"), ("albumin", "ALB", "G/DL"), ("lactate_dehydrogenase", "LDH", "U/L"), ("ferritin", "FERR", "NG/ML"))),
    )  # fmt: skip
    for code, day, hour, title, names in groups:
        if code == "C1":
            s.new_page()
            head()
        s.mono(["", f"SPEC #: {brief(day)[3:6].upper()}{day.day:02}:{code}{who.ids[1][2:]}   COLL: {brief(day).upper()}-{hour}   STATUS: COMP   REQ #: {who.ids[1][1:]}", f"                          RECV: {brief(day).upper()}-{int(hour) + 22:04}", f"ORDERED:  {title}", "",
                "TEST              RESULT          FLAG    REFERENCE", ""])  # fmt: skip
        for n in names:
            r = res(d, *n)
            page = s.mono(
                [f"> {r.label + ' ':.<16} {r.text:>8}        {r.flag or ' ':<6}  {f'{r.low}-{r.high}':<13} {r.unit}"]
            )
            lab(d, r, day, page)
        if code == "H0":
            s.mono(["> RETIC ........  QNS", "> NRBC ......... 0                      0-0           /100WBC", "", "   > CBC COMMENT ....  SMEAR SCANNED BY TECH", "   > CALLED? ........  NO CRITICAL VALUES"])  # fmt: skip
        else:
            s.mono(["> K ............ HEMOLYZED, RECOLLECT", "> EPO .......... SENT OUT, RESULT TO FOLLOW"])
    s.mono(["", "** END OF REPORT **"])
    d.also_dated = (next_, later(on, 2))


def by_telephone(d: Doc) -> None:
    """A practice's note of results given by telephone: sentences only, values between thresholds, an earlier count and another person's."""
    who, on = d.person, d.on
    names = (("hemoglobin", "haemoglobin", "g/L"), ("mcv", "MCV", "fL"), ("leukocytes", "white cells", "x10^9/L"), ("neutrophils", "neutrophils", "x10^9/L"), ("platelets", "platelets", "x10^9/L"), ("creatinine", "creatinine", "µmol/L"), ("ferritin", "ferritin", "µg/L"))  # fmt: skip
    r = {n[0]: res(d, *n) for n in names}
    old, before = res(d, "hemoglobin", "haemoglobin", "g/L", 1.19), later(on, -60)
    he = "her" if who.sex == "F" else "his"
    body = (
        f"<h1>Telephone results memo</h1><p class=d>Harbourside Family Practice, Lyttelton Street<br>Patient: <b>{who.first} {esc(who.last)}</b> &nbsp; born {words(who.born)} &nbsp; {gender(d).lower()} &nbsp; record {who.ids[0]}</p>"
        f"<p>Call taken {words(on)}, 16:45, from the duty scientist at Estuary Laboratories. Blood taken this morning, {words(on)}, at 8.20.</p>"
        f"<p>The haemoglobin is {r['hemoglobin'].text} g/L with an MCV of {r['mcv'].text} fL. White cells are {r['leukocytes'].text} and neutrophils {r['neutrophils'].text} x10^9/L; platelets {r['platelets'].text} x10^9/L. "
        f"Creatinine {r['creatinine'].text} µmol/L. Ferritin came back at {r['ferritin'].text} µg/L. The liver tests could not be run (short sample) and the folate is still awaited.</p>"
        f"<p>For comparison {he} haemoglobin on {words(before)} was {old.text} g/L. The scientist had a second patient of ours on the line, whose potassium is 5.9 mmol/L; filed in that record.</p>"
        f"<p>Plan: I rang {who.first}, who feels reasonably well. To go to hospital if bleeding, or if a count shows haemoglobin under 70 g/L or neutrophils below 0.5. Repeat in one week. Referral to haematology sent.</p><p>Read back and confirmed. S. Tuimavave, practice nurse</p>"
    )  # fmt: skip
    css = "@page{size:a5;margin:14mm}body{font:10.5pt 'Liberation Serif';line-height:1.35}h1{font-size:14pt}.d{border:.7pt solid;padding:5pt}p{margin:6pt 0}"
    sheet = printed(d, body, css, "lab", "note", "other")
    for x in r.values():
        lab(d, x, on, sheet.at(x.text), flag=False, reference=False)
    previous(d, old, before, sheet.at(old.text))
    not_value(d, "hemoglobin", 7.0, "a threshold", collected=on.isoformat())
    not_value(d, "neutrophils", 0.5, "a threshold", collected=on.isoformat())


def phone_cards(d: Doc) -> None:
    """A patient app sent from a telephone: one card a result, its name above, value and unit large, the range and a word for the flag below; a test still in process."""
    who, on = d.person, d.on
    names = (("hemoglobin", "Hemoglobin", "g/dL"), ("hematocrit", "Hematocrit", "%"), ("leukocytes", "White blood cells", "K/uL"), ("neutrophils", "Neutrophils (absolute)", "K/uL"), ("lymphocytes", "Lymphocytes (absolute)", "K/uL"), ("platelets", "Platelets", "K/uL"),
             ("mcv", "MCV", "fL"), ("ferritin", "Ferritin", "ng/mL"), ("vitamin_b12", "Vitamin B12", "pg/mL"))  # fmt: skip
    rows = [res(d, *n) for n in names]
    cards = "".join(
        f"<div class=c><span class=n>{r.label}</span><br><span class=v>{r.text}</span> {r.unit}<span class=f>{ {'L': 'Below range', 'H': 'Above range'}.get(r.flag, 'In range') }</span><br><span class=s>Range {r.low} to {r.high} {r.unit}</span></div>"
        for r in rows
    )
    body = (
        f"<p class=b>My Results</p><p>{who.first} {esc(who.last)}<br><span class=s>Born {american(who.born)} · {gender(d)} · No. {who.ids[0]}</span></p><p>Blood drawn {american(on)}, 9:05 AM<br><span class=s>Released to you {american(later(on, 1))}, 6:30 AM</span></p>{cards}"
        "<div class=c><span class=n>Erythropoietin</span><br>In process<span class=f>&nbsp;</span><br><span class=s>Range 3.2 to 19.5 mIU/mL</span></div><p class=s>What does a low hemoglobin mean? Values under 7 g/dL may need treatment. Your team will contact you.</p>"
    )  # fmt: skip
    css = "@page{size:110mm 215mm;margin:8mm}body{font:10pt 'DejaVu Sans'}.b{font-size:15pt;font-weight:bold}.c{border:.6pt solid #ccc;border-radius:5pt;padding:5pt;margin:5pt 0;page-break-inside:avoid}.n{font-weight:bold}.v{font-size:15pt}.f{float:right;font-size:9pt}.s{font-size:8pt;color:#555}"
    sheet = printed(d, body, css, "lab")
    for r in rows:
        lab(d, r, on, sheet.at(r.label, r.text))
    not_value(d, "hemoglobin", 7.0, "told in general", collected=on.isoformat())
    d.also_dated = (later(on, 1),)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (running_episodes, two_specimens, by_telephone, phone_cards)
}
UNSCORED = ("running_episodes",)

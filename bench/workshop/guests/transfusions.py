# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""The guests' family of transfusion records."""

from collections.abc import Callable

from bench.workshop.days import later, long, sex
from bench.workshop.dress import Doc
from bench.workshop.guests.paper import TODAY, dot, lab, never, res, web
from bench.workshop.markup import esc, table


def told_by_dates(d: Doc) -> None:
    """A German day clinic's statement in English: each transfusion a line of prose by date, platelets and a cancelled order among them, the eight weeks summed in a sentence, a plan that is no transfusion."""
    who, on = d.person, d.on
    hb = res(d, "DE", "hemoglobin", "Haemoglobin", TODAY)
    limit = next((x for x in (7.5, 6.5, 5.5) if hb.value >= x), 4.5)
    told = (
        (5, "two units of red cells, group-compatible, without reaction"),
        (12, "one apheresis platelet concentrate before a dental procedure"),
        (24, "one unit of red cells; mild chills, no further measures"),
        (33, "order for two units of red cells cancelled by the ward, nothing transfused"),
        (45, "two units of red cells, without reaction"),
        (83, "two units of red cells, without reaction (before the period of eight weeks)"),
    )
    lines = "".join(f"<li>{long(later(on, -days))}: {text}</li>" for days, text in told)
    first, last = dot(later(on, -56)), dot(on)
    body = (
        "<div class=h>Tagesklinik am Wehr<br><span>Haematology day clinic &ndash; statement of transfusions</span></div>"
        + table((), (("Patient", f"{who.name}"), ("Date of birth", dot(who.born)), ("Sex", sex(d).lower()), ("Case number", who.ids[0]), ("Date of statement", dot(on))), "k")
        + f"<h2>Course</h2><ul>{lines}</ul><h2>Sum</h2><p>In the eight weeks from {first} to {last} the patient received 5 units of red cells and 1 platelet concentrate in this clinic. According to the patient no transfusion was given elsewhere. The patient is dependent on red cell transfusions.</p>"
        f"<h2>Today</h2><p>{hb.label} {hb.text} {hb.unit}. No transfusion today. Two units are reserved for {long(later(on, 7))} and will be given only if haemoglobin is below {limit:g} g/dl.</p>"
        "<p class=f>Limit for platelets in this clinic: 10 G/l. With heart disease a higher limit of haemoglobin applies. One unit raises haemoglobin by about 1 g/dl. Iron: ferritin is checked after every 20 units.</p>"
        f"<p class=f>{esc('Nurse B. Hollerbach / Dr. med. C. Ostertag')}. Printed from the transfusion file.</p>"
    )  # fmt: skip
    css = "@page{size:a4;margin:2cm}body{font:10pt 'DejaVu Serif';line-height:1.35}.h{font-size:14pt;border-bottom:1.5pt solid #1f4e5f;color:#1f4e5f;padding-bottom:3pt}.h span{font-size:10pt}.k{margin:8pt 0}.k td{padding:2pt 20pt 2pt 0}h2{font-size:11pt;margin:9pt 0 2pt}ul{margin:2pt 0 2pt 16pt;padding:0}.f{font-size:8pt;margin-top:8pt}"
    web(d, body, css, "note", "other", "lab")
    d.gold.transfusions = {
        "rbc_units_8_weeks": 5, "dependent": True, "open": ["rbc_units_lifetime"],
        "where": [{"file": d.file, "page": 1, "words": ["5 units of red cells"]}],
    }  # fmt: skip
    for agent in ("rbc_transfusion", "platelet_transfusion"):
        ways = ["ongoing", "completed", "planned"]
        d.treat(agent, "transfusion", "ongoing", 1, may=True, any_status=ways)
    lab(d, hb, on, 1, flag=False, reference=False)
    d.gold.trap("comorbidities", {"label": "heart disease"}, "a rule of the clinic")
    for analyte, value in (("hemoglobin", limit), ("hemoglobin", 1.0), ("platelets", 10.0)):
        never(d, analyte, value, "a limit")


FAMILIES: dict[str, Callable[[Doc], None]] = {told_by_dates.__name__: told_by_dates}

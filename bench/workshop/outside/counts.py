# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Blood counts as a generator of test cases prints them: tables, labels with values, paragraphs."""

from collections.abc import Callable

from bench.workshop.days import later, long, sex
from bench.workshop.days import spaced as day
from bench.workshop.dress import Doc, Result
from bench.workshop.outside.paper import (
    asked,
    count,
    esc,
    flow,
    gap,
    grid,
    lab,
    noise,
    para,
    threshold,
)

WORD = {"L": "Low", "H": "High", "": ""}


def generator_table(d: Doc) -> None:
    """A title, four labels, a table with grid lines and flags as words, a comment."""
    who, on = d.person, d.on
    names = (("leukocytes", "WBC", "x10^9/L"), ("hemoglobin", "Hemoglobin", "g/dL"), ("hematocrit", "Hematocrit", "%"), ("mcv", "MCV", "fL"), ("platelets", "Platelet count", "x10^9/L"),
             ("neutrophils", "Absolute neutrophil count", "x10^9/L"), ("lymphocytes", "Absolute lymphocyte count", "x10^9/L"), ("monocytes", "Absolute monocyte count", "x10^9/L"))  # fmt: skip
    rows = [count(d, *n) for n in names]
    rows.insert(4, noise("RDW", "17.9", "%", "11.5", "14.5", "H"))
    table = [
        ("Test", "Result", "Units", "Reference range", "Flag"),
        *((r.label, r.text, r.unit, f"{r.low} - {r.high}", WORD[r.flag]) for r in rows),
    ]
    made = flow(
        d,
        [
            para("Complete Blood Count Report", "Title"),
            para(f"<b>Patient name:</b> {esc(who.name)}"),
            para(
                f"<b>Date of birth:</b> {d.date(who.born)} &nbsp;&nbsp; <b>Sex:</b> {sex(d)} &nbsp;&nbsp; <b>Patient ID:</b> {who.ids[0]}"
            ),
            para(f"<b>Collection date:</b> {d.date(on)}"),
            gap(12),
            grid(table, (150, 60, 70, 110, 60)),
            gap(12),
            para(
                "<b>Comment:</b> Cytopenia noted. Peripheral smear review recommended. Correlate with clinical history."
            ),
            gap(20),
            para("This report was generated for laboratory purposes.", size=7),
        ],
        "lab",
    )
    for r in rows:
        lab(d, r, on, made.find(r.label))


def label_values(d: Doc) -> None:
    """One label with its value, unit and range to a line, no columns at all; chemistry below."""
    who, on = d.person, d.on
    out = later(on, 1)
    first = (("hemoglobin", "Haemoglobin", "g/L"), ("leukocytes", "White cell count", "10^9/L"), ("neutrophils", "Neutrophils", "10^9/L"), ("lymphocytes", "Lymphocytes", "10^9/L"), ("monocytes", "Monocytes", "10^9/L"),
             ("platelets", "Platelets", "10^9/L"), ("mcv", "MCV", "fL"), ("hematocrit", "Haematocrit", "L/L"))  # fmt: skip
    second = (("ferritin", "Ferritin", "µg/L"), ("vitamin_b12", "Vitamin B12", "ng/L"), ("lactate_dehydrogenase", "LDH", "U/L"), ("creatinine", "Creatinine", "µmol/L"),
              ("erythropoietin", "Serum erythropoietin", "IU/L"))  # fmt: skip
    upper, lower = [count(d, *n) for n in first], [count(d, *n) for n in second]

    def line(r: Result) -> str:
        text = f"{r.label}: {r.text} {r.unit} (reference {r.low} to {r.high})"
        return f"{text} - {'LOW' if r.flag == 'L' else 'HIGH'}" if r.flag else text

    made = flow(
        d,
        [
            para("Eastmere Hospital Trust - Pathology", "Heading2"),
            para(f"Name: {esc(who.name)}"),
            para(f"DOB: {d.date(who.born)}"),
            para(f"Gender: {sex(d)}"),
            para(f"Hospital number: {who.ids[0]}"),
            para(f"Sample taken: {d.date(on)} 08:50"),
            para(f"Report issued: {d.date(out)} 11:15"),
            para("Clinical details: macrocytic anaemia ?MDS"),
            para("FULL BLOOD COUNT", "Heading3"),
            *(para(line(r)) for r in upper),
            para("BIOCHEMISTRY", "Heading3"),
            *(para(line(r)) for r in lower),
            gap(),
            para("Results have been reviewed by the duty biomedical scientist."),
        ],
        "lab",
    )
    for r in (*upper, *lower):
        lab(d, r, on, made.find(f"{r.label}: {r.text}"))
    asked(d, 1, "mds")
    d.also_dated = (out,)


def paragraph_counts(d: Doc) -> None:
    """The counts in three sentences; the limits at which the laboratory calls are in a fourth."""
    who, on = d.person, d.on
    r = {
        n[0]: count(d, *n)
        for n in (
            ("leukocytes", "white blood cell count", "x 10^9/L"),
            ("hemoglobin", "haemoglobin", "g/dL"),
            ("platelets", "platelet count", "x 10^9/L"),
            ("neutrophils", "absolute neutrophil count", "x 10^9/L"),
            ("mcv", "mean corpuscular volume", "fL"),
            ("monocytes", "absolute monocyte count", "x 10^9/L"),
            ("blasts_blood", "blasts", "%"),
        )
    }
    shown = f"{who.counts['blasts_blood']:g}"
    text = (f"The full blood count of {long(on)} shows a white blood cell count of {r['leukocytes'].text} x 10^9/L with an absolute neutrophil count of {r['neutrophils'].text} x 10^9/L and an absolute monocyte count of {r['monocytes'].text} x 10^9/L. "
            f"The haemoglobin is {r['hemoglobin'].text} g/dL with a mean corpuscular volume of {r['mcv'].text} fL. The platelet count is {r['platelets'].text} x 10^9/L. "
            f"A manual differential of 200 cells found {shown}% blasts.")  # fmt: skip
    made = flow(
        d,
        [
            para("Haematology Laboratory, Sint-Odilia Hospital", "Heading2"),
            para("Narrative blood count report (issued in English at the request of the referring centre)"),
            gap(),
            para(
                f"Patient: {esc(who.last.upper())} {who.first} &nbsp; born {d.date(who.born)} &nbsp; sex {sex(d).lower()} &nbsp; file {who.ids[0]}"
            ),
            para(f"Date of blood sampling: {d.date(on)}"),
            gap(),
            para(text, size=10.5),
            gap(),
            para(
                "The laboratory telephones a haemoglobin under 6.0 g/dL, a platelet count under 10 x 10^9/L and a neutrophil count under 0.5 x 10^9/L.",
                size=9,
            ),
            gap(24),
            para("Clinical biologist: E. Dewitte, PharmD"),
        ],
        "lab",
        margin=62,
    )
    for a, x in r.items():
        if a != "blasts_blood":
            lab(d, x, on, made.find(x.label), flag=False, reference=False)
    d.percent("blasts_blood", on, 1)
    for a, limit in (("hemoglobin", 6.0), ("platelets", 10), ("neutrophils", 0.5)):
        threshold(d, a, limit)


def system_prefixes(d: Doc) -> None:
    """Nordic names that begin with the system (B-, S-, P-), units with E, ranges in brackets, a star for what is out of range."""
    who, on = d.person, d.on
    out = later(on, 2)
    names = (("hemoglobin", "B-Haemoglobin", "g/L"), ("hematocrit", "B-EVF", "L/L"), ("erythrocytes", "B-Erythrocytes", "E12/L"), ("mcv", "Erc-MCV", "fL"), ("leukocytes", "B-Leukocytes", "E9/L"),
             ("neutrophils", "B-Neutrophils", "E9/L"), ("lymphocytes", "B-Lymphocytes", "E9/L"), ("monocytes", "B-Monocytes", "E9/L"), ("platelets", "B-Thrombocytes", "E9/L"),
             ("creatinine", "P-Creatinine", "µmol/L"), ("bilirubin_total", "P-Bilirubin, total", "µmol/L"), ("alanine_aminotransferase", "P-ALT", "U/L"), ("albumin", "P-Albumin", "g/L"),
             ("lactate_dehydrogenase", "P-LD", "U/L"), ("ferritin", "P-Ferritin", "µg/L"))  # fmt: skip
    rows = [count(d, *n) for n in names]
    extra = [
        noise("P-Sodium", "139", "mmol/L", "137", "145"),
        noise("P-CRP", "<font>&lt;4</font>", "mg/L", "", ""),
        noise("B-Reticulocytes", "not ordered", "", "", ""),
    ]
    body = [
        (f"{'* ' if r.flag else ''}{r.label}", r.text, r.unit, f"[{r.low} - {r.high}]" if r.low else "")
        for r in (*rows[:9], extra[2], *rows[9:], *extra[:2])
    ]
    made = flow(
        d,
        [
            grid(
                [
                    (
                        f"<b>{esc(who.last)}, {who.first}</b><br/>Born {who.born.isoformat()}<br/>{sex(d)}",
                        "<b>Fjordvik Central Laboratory</b><br/>Answer report, all specialities",
                        f"<font>Sampled</font> {on.isoformat()} 07:20<br/>Answered {out.isoformat()}<br/>Ref. {who.ids[1]}",
                    )
                ],
                (165, 190, 150),
                head=False,
            ),
            gap(14),
            grid(
                [("Component", "Result", "Unit", "Reference interval"), *body],
                (170, 80, 80, 130),
                lines="below",
                head=False,
            ),
            gap(10),
            para(
                "* outside the reference interval. Systems: B blood, P plasma, Erc erythrocytes. EVF: erythrocyte volume fraction. Thrombocytes counted by fluorescence when &lt; 50 E9/L.",
                size=7.5,
            ),
        ],
        "lab",
        margin=45,
    )
    for r in rows:
        lab(d, r, on, made.find(r.label, r.text), flag=False)
    d.also_dated = (out,)


def two_line_results(d: Doc) -> None:
    """Each analyte with method and specimen on a second line below its name; the serial columns are thin; a chain laboratory's footer."""
    who, on = d.person, d.on
    out = later(on, 1)
    names = (("hemoglobin", "HAEMOGLOBIN (Hb)", "g/dL", "Photometry"), ("erythrocytes", "TOTAL RBC COUNT", "million/cmm", "Electrical impedance"), ("hematocrit", "PACKED CELL VOLUME", "%", "Calculated"),
             ("mcv", "M.C.V.", "fL", "Derived"), ("leukocytes", "TOTAL WBC COUNT", "/mm3", "Flow cytometry"), ("neutrophils", "ABSOLUTE NEUTROPHIL COUNT", "/mm3", "Calculated"),
             ("lymphocytes", "ABSOLUTE LYMPHOCYTE COUNT", "/mm3", "Calculated"), ("monocytes", "ABSOLUTE MONOCYTE COUNT", "/mm3", "Calculated"), ("platelets", "PLATELET COUNT", "lakh/µL", "Impedance / optical"))  # fmt: skip
    rows = [(count(d, *n[:3]), n[3]) for n in names]
    body = [("Investigation", "Observed value", "Unit", "Biological reference interval")]
    for r, how in rows:
        value = f"<b>{r.text} {r.flag}</b>" if r.flag else r.text
        body.append(
            (
                f"<b>{r.label}</b><br/><font size=6.5>Method: {how}; EDTA whole blood</font>",
                value,
                r.unit,
                f"{r.low}-{r.high}",
            )
        )
    made = flow(
        d,
        [
            para("SAGARIKA DIAGNOSTIC CENTRE", "Title"),
            para("ISO 15189 accredited | Home collection available", size=8),
            grid(
                [
                    (
                        f"Name : {'Mrs.' if who.sex == 'F' else 'Mr.'} {esc(who.name.upper())}",
                        f"Sample drawn : {d.date(on)} 06:55 AM",
                    ),
                    (
                        f"DOB / Sex : {d.date(who.born)} / {sex(d)}",
                        f"Sample received : {d.date(on)} 09:10 AM",
                    ),
                    (f"Lab No. : {who.ids[0]}", f"Report released : {d.date(out)} 01:30 PM"),
                    ("Referred by : Dr. K. Subramaniam", "Page 1 of 1"),
                ],
                (250, 245),
                head=False,
                lines="none",
            ),
            gap(8),
            para("COMPLETE HAEMOGRAM", "Heading3"),
            grid(body, (200, 90, 80, 125), lines="below"),
            gap(6),
            para(
                "<b>Peripheral smear:</b> Macrocytes, few hyposegmented neutrophils. No haemoparasites seen. Platelets reduced on film where flagged.",
                size=8.5,
            ),
            para(
                "<b>Remark:</b> In health the platelet count is 1.5 to 4.1 lakh/µL. ESR was not done (quantity not sufficient). *** End of report ***",
                size=8,
            ),
        ],
        "lab",
        margin=48,
    )
    for r, _ in rows:
        lab(d, r, on, made.find(r.label))
    d.also_dated = (out,)


def day_by_day(d: Doc) -> None:
    """A plain serial table: a row a day, analytes as columns with the unit in the head."""
    who, on = d.person, d.on
    days = ((later(on, -70), 1.11), (later(on, -35), 1.06), (on, 1.0))
    names = (("hemoglobin", "Hb (g/dL)", "g/dL"), ("leukocytes", "WBC (10^9/L)", "10^9/L"), ("neutrophils", "ANC (10^9/L)", "10^9/L"), ("platelets", "PLT (10^9/L)", "10^9/L"), ("mcv", "MCV (fL)", "fL"))  # fmt: skip
    found = {when: [count(d, *n, factor=f) for n in names] for when, f in days}
    body = [("Date", *(n[1] for n in names)), *((day(when), *(r.text for r in rs)) for when, rs in found.items())]
    low = count(d, "hemoglobin", "", "g/dL")
    made = flow(
        d,
        [
            para("Serial Blood Counts", "Heading1"),
            grid(
                [
                    ("Patient", esc(who.name)),
                    ("Date of birth", day(who.born)),
                    ("Sex", sex(d)),
                    ("MRN", who.ids[0]),
                    ("Printed", day(later(on, 3))),
                ],
                (110, 200),
                head=False,
            ),
            gap(14),
            grid(body, (90, 80, 80, 80, 80, 70)),
            gap(8),
            para(
                f"Reference: Hb {low.low}-{low.high} g/dL; WBC 4.0-10.0; ANC 1.8-7.2; PLT 150-410; MCV 81-99.", size=8
            ),
        ],
        "lab",
    )
    for when, results in found.items():
        for r in results:
            lab(d, r, when, made.find(day(when)), flag=False, reference=False)
    d.also_dated = (later(on, 3), *(when for when, _ in days))


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f
    for f in (generator_table, label_values, paragraph_counts, system_prefixes, two_line_results, day_by_day)
}
UNSCORED = frozenset({"day_by_day"})

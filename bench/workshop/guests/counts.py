# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""The guests' families of blood counts."""

from collections.abc import Callable

from bench.workshop.days import hyphened, later, sex, spaced
from bench.workshop.dress import Doc, Result
from bench.workshop.guests.paper import before, lab, mon, never, res, web, wondered
from bench.workshop.markup import esc, row
from bench.workshop.sheet import Cell

_FULL = (
    "hemoglobin",
    "leukocytes",
    "platelets",
    "neutrophils",
    "lymphocytes",
    "monocytes",
    "mcv",
    "hematocrit",
    "erythrocytes",
)
_UK = (
    "Haemoglobin",
    "White cell count",
    "Platelets",
    "Neutrophils",
    "Lymphocytes",
    "Monocytes",
    "MCV",
    "Haematocrit",
    "Red cell count",
)
_US = (
    "Hemoglobin",
    "White blood cell count",
    "Platelet count",
    "Absolute neutrophil count",
    "Absolute lymphocyte count",
    "Absolute monocyte count",
    "MCV",
    "Hematocrit",
    "Red blood cell count",
)
_IN = (
    "Haemoglobin (Hb)",
    "Total Leucocyte Count (TLC)",
    "Platelet Count",
    "Absolute Neutrophil Count",
    "Absolute Lymphocyte Count",
    "Absolute Monocyte Count",
    "MCV",
    "PCV",
    "RBC Count",
)


def remarks_beneath(d: Doc) -> None:
    """A British laboratory: remarks in italics beneath rows, an earlier haemoglobin in one of them, a film told in fragments, a test not done."""
    who, on = d.person, d.on
    out, old_day = later(on, 1), later(on, -62)
    results = [res(d, "GB", a, n) for a, n in zip(_FULL, _UK, strict=True)]
    old = res(d, "GB", "hemoglobin", "Haemoglobin", 1.12)
    remarks = {
        "hemoglobin": f"Was {old.text} g/L on {spaced(old_day)}.",
        "platelets": "Count checked on the film. No clumps.",
        "mcv": "Alcohol, thyroid, B12/folate? Suggest haematinics if not done.",
        "neutrophils": "Automated differential; film review agrees.",
    }
    rows = "".join(
        row((r.label, f"{'*' if r.flag else ''}", r.text, r.unit, f"({r.low} - {r.high})"))
        + (f"<tr class=r><td colspan=5>{remarks[r.analyte]}</td></tr>" if r.analyte in remarks else "")
        for r in results
    )
    body = (
        f"<div class=h>WHARFEDALE PATHOLOGY NETWORK<br><span>Haematology &middot; Full blood count</span></div>"
        f"<table class=d><tr><td>Name</td><td><b>{esc(who.last.upper())}, {who.first}</b></td><td>Hospital no.</td><td>{who.ids[0]}</td></tr>"
        f"<tr><td>Born</td><td>{spaced(who.born)}</td><td>Sex</td><td>{sex(d)}</td></tr>"
        f"<tr><td>Sample taken</td><td>{spaced(on)} 09:40</td><td>Lab no.</td><td>{who.ids[1]}</td></tr>"
        f"<tr><td>Sample received</td><td>{spaced(on)} 12:15</td><td>Authorised</td><td>{spaced(out)}</td></tr>"
        f"<tr><td>Requester</td><td>Dr P. Oyelade, Haematology OPD</td><td>Clinical details</td><td>Tired. ?B12 deficiency ?MDS</td></tr></table>"
        f"<table class=t>{row(('Test', '', 'Result', 'Units', '(Reference range)'), 'th')}{rows}"
        f"{row(('ESR', '', 'Not done', 'mm/h', '(0 - 20)'))}<tr class=r><td colspan=5>Sample too old on receipt for ESR. Please repeat if still needed.</td></tr></table>"
        "<p class=c><b>Film:</b> Red cells - anisocytosis, oval macrocytes, a few teardrops. White cells - some neutrophils poorly granulated. Platelets - some large. Not diagnostic; marrow advised if no other cause.</p>"
        "<p class=s>* outside the reference range. Local transfusion policy: red cells are not usually needed with Hb above 80 g/L unless symptomatic; platelets below 10 x10^9/L: discuss with the duty haematologist.</p>"
        "<p class=s>End of report. Page 1 of 1</p>"
    )  # fmt: skip
    css = "@page{size:a4;margin:1.6cm}body{font:10pt 'Liberation Sans'}.h{font-weight:bold;font-size:13pt;border-bottom:2pt solid #003087;padding-bottom:4pt;color:#003087}.h span{font-size:10pt;font-weight:normal}.d{width:100%;margin:6pt 0}.d td{padding:2pt 6pt 2pt 0}.d td:nth-child(odd){color:#555}.t{width:100%}.t th{border-bottom:1pt solid #333}.t td,.t th{padding:3pt 8pt 1pt 0}.r td{font-style:italic;color:#333;padding:0 0 3pt 14pt;font-size:9pt}.c{margin-top:10pt}.s{font-size:8pt;color:#444}"
    web(d, body, css, "lab")
    d.also_dated = (out,)
    for r in results:
        lab(d, r, on, 1, flag=False)
    before(d, old, old_day, 1)
    wondered(d, 1, "mds")
    never(d, "hemoglobin", 8.0, "policy")
    never(d, "platelets", 10, "policy")


def told_by_template(d: Doc) -> None:
    """A generator of records: each result a sentence of a bullet list, normal ones in another list, what the tests are for in a box."""
    who, on = d.person, d.on
    out = later(on, 1)
    results = [res(d, "US", a, n) for a, n in zip(_FULL, _US, strict=True)]
    low = (
        "{0} was {1} {2}, below the reference interval of {3} to {4}.",
        "{0} came back at {1} {2} (low; expected {3} to {4}).",
    )
    high = ("{0} was {1} {2}, above the reference interval of {3} to {4}.",)
    fine = (
        "{0} was {1} {2}, within the reference interval of {3} to {4}.",
        "{0}: {1} {2} (normal; expected {3} to {4}).",
    )

    def told(r: Result) -> str:
        ways = {"L": low, "H": high}.get(r.flag, fine)
        return ways[len(r.label) % len(ways)].format(r.label, r.text, r.unit, r.low, r.high)

    out_of = "".join(f"<li>{told(r)}</li>" for r in results if r.flag) or "<li>None.</li>"
    inside = "".join(f"<li>{told(r)}</li>" for r in results if not r.flag) or "<li>None.</li>"
    body = (
        f"<h1>Complete Blood Count with Differential</h1><p>Facility: Larkmeadow Medical Center Laboratory</p>"
        f"<p>This report is for <b>{who.name}</b> (date of birth {mon(who.born)}; sex: {sex(d).lower()}; medical record number {who.ids[0]}). Blood was collected on {mon(on)} and the report was released on {mon(out)}. Specimen number {who.ids[1]}.</p>"
        f"<h2>Results outside the reference interval</h2><ul>{out_of}</ul><h2>Results within the reference interval</h2><ul>{inside}</ul>"
        "<h2>Not reported</h2><ul><li>Reticulocyte count: specimen not received.</li><li>Ferritin: ordered, result pending.</li></ul>"
        "<div class=b><b>About these tests.</b> Hemoglobin carries oxygen; many hospitals give red cells when it falls below 7 g/dL. Neutrophils fight infection; the risk of infection rises when the count is under 0.5 K/uL. Platelets help blood to clot; bleeding is uncommon above 50 K/uL. This box is the same on every report.</div>"
        "<p class=s>Interpreted electronically. No manual differential was performed. Ordering provider: Imogen Castellanos-Reyes, MD.</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.9in}body{font:10.5pt 'Liberation Serif';line-height:1.35}h1{font-size:16pt;margin:0 0 4pt}h2{font-size:11.5pt;margin:10pt 0 2pt}ul{margin:2pt 0 2pt 16pt;padding:0}.b{border:.7pt solid #666;padding:6pt;margin:12pt 0;font-size:9.5pt}.s{font-size:9pt}"
    web(d, body, css, "lab")
    d.also_dated = (out,)
    for r in results:
        lab(d, r, on, 1)
    for analyte, value in (("hemoglobin", 7.0), ("neutrophils", 0.5), ("platelets", 50.0)):
        never(d, analyte, value, "education")


def chain_with_guide(d: Doc) -> None:
    """An Indian chain: counts and a serum ferritin with method lines beneath names, words Low and High, and a guide of ranges by age and of ferritin that looks like results."""
    who, on = d.person, d.on
    s = d.paper("Helvetica", 9, 46)
    d.kind, d.also_dated = "lab", (later(on, 1), later(on, 0))
    results = [res(d, "IN", a, n) for a, n in zip(_FULL, _IN, strict=True)]
    methods = (
        "Photometric",
        "Electrical impedance",
        "Electrical impedance",
        "Calculated",
        "Calculated",
        "Calculated",
        "Derived",
        "Calculated",
        "Electrical impedance",
    )
    s.line("SANJEEVANI DIAGNOSTIX", True, 15)
    s.line("NABL accredited | Home collection available | 212 centres", pt=8)
    s.rule()
    s.gap(4)
    x = s.margin
    for a, b, c, e in (
        ("Name", f"{'Mrs.' if who.sex == 'F' else 'Mr.'} {who.name}", "Registered on", f"{hyphened(on)} 08:02"),
        ("DOB / Sex", f"{hyphened(who.born)} / {sex(d)}", "Collected on", f"{hyphened(on)} 08:15"),
        ("Patient ID", who.ids[0], "Reported on", f"{hyphened(later(on, 1))} 14:31"),
        ("Ref. By", "Dr. Meenakshi Raghunathan", "Status", "Final"),
    ):
        s.row(Cell(x, a), Cell(x + 62, f": {b}", True), Cell(x + 290, c), Cell(x + 365, f": {e}"))
    s.rule()
    s.gap(6)
    at = (0, 190, 250, 300, 372)
    s.row(
        *(
            Cell(x + a, t, True)
            for a, t in zip(at, ("Investigation", "Observed", "", "Unit", "Biological Ref. Interval"), strict=True)
        )
    )
    s.rule()
    s.line("COMPLETE BLOOD COUNT (EDTA whole blood)", True)
    for r, method in zip((*results, res(d, "IN", "ferritin", "Ferritin, Serum")), (*methods, "CLIA"), strict=True):
        if r.analyte == "ferritin":
            s.line("IRON STORES (serum)", True)
        page = s.row(Cell(x, r.label), Cell(x + 190, r.text, bool(r.flag)), Cell(x + 250, {"L": "Low", "H": "High"}.get(r.flag, "")),
                     Cell(x + 300, r.unit), Cell(x + 372, f"{r.low} - {r.high}"))  # fmt: skip
        s.line(f"Method: {method}", pt=7, x=8)
        lab(d, r, on, page)
    s.line("PARASITES (EDTA whole blood, thick and thin film)", True)
    s.row(Cell(x, "Malarial parasite"), Cell(x + 190, "Not seen"))
    s.rule()
    s.gap(4)
    s.line("Remark: Kindly correlate clinically. Results rechecked and confirmed.")
    s.gap(6)
    s.line("Guide for reading (not a result of this patient)", True)
    for text in ("Haemoglobin, children 1-6 yrs: 11.0 - 14.0 g/dL.  Pregnancy: 11.0 - 15.0 g/dL.  Severe anaemia (WHO): below 8.0 g/dL.",
                 "Ferritin below 15 ng/mL: iron deficiency.  Ferritin above 1000 ng/mL: think of overload, inflammation or liver disease.",
                 "Platelets fall in dengue; a count below 0.20 lakh/cumm with bleeding needs admission."):  # fmt: skip
        s.para(text, pt=8)
    s.gap(14)
    s.line("Dr. Sudhir Panigrahi, MD (Path), Reg. No. 00417          ** End of report **          Page 1 of 1", pt=8)
    never(d, "hemoglobin", 11.0, "guide")
    never(d, "hemoglobin", 8.0, "guide")
    never(d, "ferritin", 15, "guide")
    never(d, "ferritin", 1000, "guide")
    never(d, "platelets", 20, "guide")


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (remarks_beneath, told_by_template, chain_with_guide)
}

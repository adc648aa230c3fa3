# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Families of blood counts drawn on the sheet."""

from collections.abc import Callable

from bench.workshop.days import hyphened, later, long, sex, spaced
from bench.workshop.dress import Doc
from bench.workshop.finale.paper import bait, before, excluded, he, lab, percents, pick, res, years
from bench.workshop.sheet import Cell

UNSCORED = frozenset({"emergency_room_counts"})


def film_with_cells_counted(d: Doc) -> None:
    """A haematology film report: analyser counts in two halves, a hundred cells counted by hand in a row, an opinion in prose."""
    who, on = d.person, d.on
    out = later(on, 2)
    s = d.paper("Times", 10.5, 58)
    d.also_dated = (out,)
    s.line("DEPARTMENT OF HAEMATOLOGY", True, 13, "c")
    s.line("Bellamy Road Hospital - Blood Count and Film Report", False, 11, "c")
    s.rule()
    s.gap(6)
    for left, right in ((f"Name: {who.name}", f"Laboratory number: {who.ids[1]}"), (f"Date of birth: {spaced(who.born)}", f"Sample taken: {spaced(on)}"), (f"Sex: {sex(d)}", f"Report issued: {spaced(out)}"), (f"Hospital number: {who.ids[0]}", "Source: outpatients, anticoagulant EDTA")):  # fmt: skip
        s.row(Cell(s.margin, left), Cell(s.margin + 270, right))
    s.gap(10)
    s.line("Automated count", True)
    half = [("hemoglobin", "Haemoglobin"), ("leukocytes", "White cells"), ("platelets", "Platelets"), ("mcv", "MCV"), ("hematocrit", "Haematocrit"), ("erythrocytes", "Red cells")]  # fmt: skip
    rows = [res(d, *n) for n in half]
    for left_, right_ in zip(rows[:3], rows[3:], strict=True):
        cells = []
        for x, r in ((0, left_), (246, right_)):
            star = " *" if r.flag else ""
            cells += [Cell(s.margin + x, r.label), Cell(s.margin + x + 122, f"{r.text}{star}", bool(star), "r"), Cell(s.margin + x + 128, r.unit), Cell(s.margin + x + 184, f"({r.low}-{r.high})")]  # fmt: skip
        page = s.row(*cells)
        for r in (left_, right_):
            lab(d, r, on, page, flag=False)
    anc = res(d, "neutrophils", "Absolute neutrophils")
    lab(d, anc, on, s.row(Cell(s.margin, anc.label), Cell(s.margin + 122, f"{anc.text}{' *' if anc.flag else ''}", bool(anc.flag), "r"), Cell(s.margin + 128, anc.unit), Cell(s.margin + 184, f"({anc.low}-{anc.high})")), flag=False)  # fmt: skip
    s.line("* outside the reference range given in brackets", pt=8)
    s.gap(8)
    blasts, neutrophils = who.counts["blasts_blood"], who.counts["neutrophils_percent"]
    neutrophils = min(neutrophils, 94 - blasts)
    rest = 100 - blasts - neutrophils
    others = (("Lymphocytes", rest - 4), ("Monocytes", 2), ("Eosinophils", 1), ("Basophils", 0), ("Metamyelocytes", 1))
    s.line("Cells counted by eye (100 leucocytes), per cent", True)
    head = [("Blasts", blasts), ("Neutrophils", neutrophils), *others]
    wide = s.inner / 7
    s.row(*(Cell(s.margin + i * wide, n) for i, (n, _) in enumerate(head)))
    page = s.row(*(Cell(s.margin + i * wide, f"{v:g}", True) for i, (_, v) in enumerate(head)))
    percents(d, page, "blasts_blood")
    d.fact("labs", page, "Neutrophils", analyte="neutrophils_percent", comparator=None, value=neutrophils, unit="%", collected=on.isoformat())  # fmt: skip
    s.gap(10)
    s.line("Opinion", True)
    s.para(pick(
        d, "opinion",
        "There is macrocytosis with basophilic stippling. The neutrophils are poorly granulated and a quarter have two lobes only. The appearances suggest a myeloid disorder; bone marrow examination is advised. Nucleated red cells are erythroblasts and are not blasts: 3 per 100 leucocytes were seen.",
        "Red cells vary in size, a few fragments and ovalocytes are present. Giant platelets are seen. Marrow examination should be considered once B12, folate and copper are known to be normal. Erythroblasts: 2 per 100 leucocytes.",
        "The film is dimorphic. Neutrophil granulation is reduced. I would regard this as suspicious of myelodysplasia, though drugs and deficiency must be excluded first. Erythroblasts were seen (4 per 100 leucocytes).",
    ))  # fmt: skip
    s.gap(4)
    s.para("In health no blasts are seen in the blood; over 1% deserves attention, and 20% or more would define acute leukaemia. Malarial parasites: none seen.", pt=8.5)  # fmt: skip
    s.gap(16)
    s.line("Dr F. Abernathy-Cruz, Consultant Haematologist")
    d.fact("diagnoses", 1, "myelodysplasia", may=True, disease="mds", labels=[""], status="suspected")
    excluded(d, 1, "acute_leukemia", "aml")
    for value in (3.0, 2.0, 4.0, 1.0, 20.0):
        bait(d, "erythroblasts, or a definition", ("blasts_blood", value))


def two_accessions_typed(d: Doc) -> None:
    """A hospital system's typed print of two tubes of one morning: the first clotted and all its tests cancelled, the second run; normal ranges in columns."""
    who, on = d.person, d.on
    s = d.paper("Courier", 8.5, 42)
    s.mono([f"RUN DATE: {hyphened(later(on, 1)).upper()}        COPPERFIELD MEMORIAL HOSPITAL - LABORATORY        PAGE 1", "RUN TIME: 0602                 SPECIMEN INQUIRY, PATIENT RESULTS", "-" * 84,
            f"PATIENT: {who.last.upper() + ',' + who.first.upper():<34} UNIT NO: {who.ids[0]}   SEX: {who.sex}", f"DOB: {hyphened(who.born).upper():<38} LOC: 4 WEST   AGE: {who.age(on)}", "-" * 84, "",
            f"SPEC #: 0{who.ids[1][1:]}:H00114R    COLL: {hyphened(on).upper()}-0610   STATUS: CANC", "   CBC W/ DIFF              > CANCELLED - SPECIMEN CLOTTED.  RN NOTIFIED 0655, REDRAW ASKED.",
            "   HGB, PLT, WBC            > NO RESULT", "", f"SPEC #: 0{who.ids[1][1:]}:H00131R    COLL: {hyphened(on).upper()}-0725   STATUS: COMP", "",
            f"   {'TEST':<24}{'RESULT':>9}  {'FLAG':<6}{'LOW':>8}{'HIGH':>9}  UNITS"])  # fmt: skip
    chosen = (("leukocytes", "WBC"), ("erythrocytes", "RBC"), ("hemoglobin", "HGB"), ("hematocrit", "HCT"), ("mcv", "MCV"), ("platelets", "PLT"),
              ("neutrophils_percent", "SEGS %"), ("neutrophils", "SEGS ABS"), ("lymphocytes", "LYMPHS ABS"), ("monocytes", "MONOS ABS"))  # fmt: skip
    for analyte, label in chosen:
        r = res(d, analyte, label)
        page = s.mono([f"   {label:<24}{r.text:>9}  {r.flag:<6}{r.low:>8}{r.high:>9}  {r.unit}"])
        lab(d, r, on, page)
    remark = pick(d, "remark", "SMEAR SCANNED, COUNT AGREES. OVALOCYTES 1+.", "PLATELET COUNT VERIFIED. LARGE PLATELETS SEEN.", "DELTA CHECK OK. POLYCHROMASIA SLIGHT.", "HYPOGRANULAR SEGS NOTED. PATH REVIEW TO FOLLOW.")  # fmt: skip
    s.mono([f"      COMMENT: {remark}", "      COMMENT: CRITICAL LIMITS ARE HGB 6.0, PLT 15, SEGS ABS 0.3 AND ARE CALLED.", "", f"SPEC #: 0{who.ids[1][1:]}:C00207R    COLL: {hyphened(on).upper()}-0725   STATUS: COMP", ""])  # fmt: skip
    for analyte, label in (("creatinine", "CREATININE"), ("bilirubin_total", "BILI TOTAL"), ("alanine_aminotransferase", "ALT"), ("lactate_dehydrogenase", "LD")):  # fmt: skip
        r = res(d, analyte, label)
        page = s.mono([f"   {label:<24}{r.text:>9}  {r.flag:<6}{r.low:>8}{r.high:>9}  {r.unit}"])
        lab(d, r, on, page)
    s.mono([f"   {'POTASSIUM':<24}{'4.1':>9}  {'':<6}{'3.5':>8}{'5.1':>9}  mmol/L", "   AST                         HEMOLYZED, NOT REPORTED", "", "FLAGS: L = LOW  H = HIGH  * = CRITICAL", "-" * 84, "** END OF REPORT **"])  # fmt: skip
    bait(d, "critical limits", ("hemoglobin", 6.0), ("platelets", 15.0), ("neutrophils", 0.3))
    d.also_dated = (later(on, 1),)


def emergency_room_counts(d: Doc) -> None:
    """An emergency doctor's paragraph: triage counts run on with semicolons, the practice's count of three weeks ago, a neighbour's result struck out in words."""
    who, on = d.person, d.on
    past = later(on, -22)
    he_, his = he(d)
    s = d.paper("Helvetica", 10, 56)
    d.also_kind, d.also_dated = ("note", "other"), (past, None)
    s.line("Eastgate Emergency Centre", True, 14)
    s.line("Results reviewed by the treating physician", False, 11)
    s.rule()
    s.gap(6)
    s.line(f"{who.name}   |   born {long(who.born)}   |   {sex(d)}   |   number {who.ids[0]}")
    s.line(f"Arrived {long(on)}, 05:48   |   triage category 3")
    s.gap(8)
    s.line("Laboratory", True)
    r = {a: res(d, a, n) for a, n in (("leukocytes", "WBC"), ("hemoglobin", "Hb"), ("hematocrit", "Hct"), ("platelets", "platelets"), ("neutrophils", "neutrophils (absolute)"), ("creatinine", "creatinine"), ("bilirubin_total", "total bilirubin"), ("alanine_aminotransferase", "ALT"))}  # fmt: skip
    said = [f"{x.label} {x.text} {x.unit}{({'L': ' (low)', 'H': ' (high)'}).get(x.flag, '')}" for x in r.values()]
    opening = pick(d, "opening", f"Bloods drawn in triage at 06:05 on {long(on)}:", f"Triage bloods, {long(on)} 06:05 -", f"Venous sample of {long(on)}, taken 06:05 on arrival, shows", f"Results of the {long(on)} 06:05 draw:")  # fmt: skip
    page = s.para(f"{opening} {'; '.join(said)}; sodium 138 mmol/L; potassium 4.4 mmol/L; troponin below the limit of detection; lactate 1.4 mmol/L.")  # fmt: skip
    for x in r.values():
        lab(d, x, on, page, reference=False)
    s.gap(6)
    old, old_plt = res(d, "hemoglobin", "Hb", 1.11), res(d, "platelets", "platelets", 0.88)
    page = s.para(pick(
        d, "old",
        f"For comparison the practice reports Hb {old.text} {old.unit} and platelets {old_plt.text} {old_plt.unit} on {long(past)}.",
        f"{he_} brought a slip from {his} own doctor dated {long(past)}: Hb {old.text} {old.unit}, platelets {old_plt.text} {old_plt.unit}.",
        f"Last known values, {long(past)}, from the practice: Hb {old.text} {old.unit}; platelets {old_plt.text} {old_plt.unit}.",
    ))  # fmt: skip
    for x in (old, old_plt):
        before(d, x, past, page)
    s.gap(6)
    s.line("Course", True)
    s.para(
        f"{years(d, on).capitalize()} brought in after near-fainting on the stairs. No bleeding. The Hb of 4.9 g/dL telephoned at 06:40 belonged to the patient in the next bay and was withdrawn by the laboratory. "
        f"{pick(d, 'rest', 'ECG sinus rhythm.', 'ECG unremarkable, chest film clear.', 'Orthostatic signs absent after fluids.')} Haematology was telephoned: outpatient marrow examination this week. One would transfuse below 7 g/dL; not needed in this visit."
    )
    s.gap(16)
    s.line("Dr K. Vantongeren, Emergency Medicine        discharged home 10:15")
    bait(d, "another patient's", ("hemoglobin", 4.9))
    bait(d, "a limit", ("hemoglobin", 7.0))


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (film_with_cells_counted, two_accessions_typed, emergency_room_counts)
}

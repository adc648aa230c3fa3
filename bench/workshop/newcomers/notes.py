# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""The newcomers' families of clinic notes and letters."""

import datetime as dt
from collections.abc import Callable

from bench.workshop.days import hyphened, later, long, month, sex, spaced
from bench.workshop.dress import Doc, Result
from bench.workshop.markup import Raw, esc, row, table
from bench.workshop.newcomers.paper import (
    TODAY,
    UK,
    US,
    Scale,
    disease,
    generally,
    lab,
    maybe,
    meds,
    no_result,
    pairs,
    relative,
    several,
    web,
)
from bench.workshop.notes import Told
from bench.workshop.people import WHO
from bench.workshop.sheet import Cell

DOSES = {
    "darbepoetin alfa": "300 mcg SC every 2 weeks", "epoetin alfa": "40,000 units SC weekly", "lenalidomide": "10 mg PO days 1-21", "luspatercept": "1 mg/kg SC every 3 weeks",
    "azacitidine": "75 mg/m2 SC, 7 days of each 28-day cycle", "decitabine": "20 mg/m2 IV, 5 days of each 28-day cycle",
}  # fmt: skip
NAMES = (("hemoglobin", "Hemoglobin"), ("leukocytes", "WBC"), ("neutrophils", "ANC"), ("platelets", "Platelets"))
BRITISH = (
    ("hemoglobin", "Haemoglobin"),
    ("leukocytes", "White cells"),
    ("neutrophils", "Neutrophils"),
    ("platelets", "Platelets"),
)


def _today(d: Doc, house: dict[str, Scale], names: tuple[tuple[str, str], ...]) -> list[Result]:
    return several(d, house, names, TODAY)


def _given(d: Doc, rows: list[Result], page: int, full: bool = False) -> None:
    for r in rows:
        lab(d, r, d.on, page, flag=full, reference=full)


def _he(d: Doc) -> tuple[str, str]:
    return ("She", "her") if d.person.sex == "F" else ("He", "his")


def visit_by_sections(d: Doc) -> None:
    """A synthetic-data company: an encounter in titled sections, vital signs in a row, medicines in a table, results with range and flag, a numbered plan."""
    who, on, w = d.person, d.on, Told(d)
    t, labs = w.t, _today(d, US, NAMES)
    he, his = _he(d)
    grid = pairs(
        (
            ("Patient", who.name),
            ("Visit date", long(on)),
            ("Date of birth", long(who.born)),
            ("Visit type", "Follow-up"),
            ("Sex", sex(d)),
            ("MRN", who.ids[0]),
        )
    )
    drugs = (
        (t.now, DOSES[t.now], "Clinic", month(t.now_from)),
        ("ondansetron", "8 mg PO as needed", "Home", month(t.now_from)),
        ("acyclovir", "400 mg PO twice daily", "Home", month(t.now_from)),
    )
    body = (
        f"<div class=h>Prairie Star Oncology Associates</div>{table((), grid, 'g')}<h2>Diagnosis</h2><p>{esc(WHO[who.who][0])} ({WHO[who.who][1]}), diagnosed {long(who.diagnosed)}.</p><h2>Treatment history</h2><ul><li>{t.first.capitalize()}: {long(t.first_from)} to {long(t.first_to)}. Stopped because of {t.why}.</li>"
        f"<li>{t.now.capitalize()}: started {long(t.now_from)}. {t.cycles} cycles completed. Continuing.</li></ul><h2>Interval history</h2><p>{who.first} returns before the next cycle. {he} reports fatigue after mowing the lawn, no fever, no bleeding, and no injection site reaction. Appetite is good.</p>"
        f"<h2>Medical history</h2><p>{t.illness[0].capitalize()}. No history of stroke, heart failure or kidney disease.</p><h2>Family history</h2><p>Paternal aunt: acute myeloid leukemia, treated with decitabine. Son: healthy.</p><h2>Medications</h2>{table(('Drug', 'Dose', 'Where', 'Since'), drugs)}"
        f"<p>Allergies: sulfamethoxazole (rash).</p><h2>Vital signs and performance</h2><p>BP 128/74, pulse 76, temperature 36.7 C, weight 71.4 kg. ECOG performance status: {t.ecog}.</p><h2>Laboratory results, {long(on)}</h2>"
        + table(("Test", "Result", "Unit", "Range", "Flag"), [(r.label, r.text, r.unit, f"{r.low}-{r.high}", r.flag) for r in labs])
        + f"<h2>Assessment and plan</h2><ol><li>Continue {t.now}; next cycle as scheduled if the ANC is above 0.5 K/uL.</li><li>Allogeneic transplantation was offered again. {who.first} declined after discussion with {his} family.</li><li>{t.considered.capitalize()} could be considered if the disease progresses.</li><li>Transfuse red cells for hemoglobin below 7.5 g/dL.</li></ol><p>Signed: Cordelia Hartwell-Nguyen, MD</p>"
    )  # fmt: skip
    css = ("@page{size:letter;margin:.65in .75in}body{font:9pt 'Liberation Sans'}.h{font-size:14pt;font-weight:bold;color:#7a3e00}.g{width:100%;margin:3pt 0;border-top:1pt solid #7a3e00}.g td{padding:2pt}.g td:nth-child(odd){color:#777}h2{font-size:10pt;margin:6pt 0 1pt;color:#7a3e00}ul,ol{margin:1pt 0}p{margin:2pt 0}.t td,.t th{padding:1.5pt 16pt 1.5pt 0;border-bottom:.4pt solid #ccc}")  # fmt: skip
    sheet = web(d, body, css, "note", "other")
    disease(d, 1, "Diagnosis")
    w.first(1, whole=True, why=True)
    w.now(1, whole=True)
    w.illness(1)
    w.ecog(1)
    _given(d, labs, sheet.find("Laboratory results"), full=True)
    page = sheet.find("could be considered")
    w.not_wanted(page)
    w.thought_of(page)
    meds(d, 1, "ondansetron", "acyclovir", "aciclovir")
    generally(d, "sulfamethoxazole")
    relative(d, "aml")
    for label in ("stroke", "heart failure", "kidney disease"):
        d.gold.trap("comorbidities", {"label": label}, "denied")
    no_result(d, "hemoglobin", 7.5, "threshold")
    no_result(d, "neutrophils", 0.5, "threshold")


def trust_clinic_letter(d: Doc) -> None:
    """A British registrar's letter: a ruled box of diagnosis, treatment, status and other problems on top, prose to the practitioner, actions at the end."""
    who, on, w = d.person, d.on, Told(d)
    t, labs = w.t, _today(d, UK, BRITISH)
    he, his = _he(d)
    unit = {"10*9/L": Raw("x10<sup>9</sup>/L")}
    counts = ", ".join(f"{r.label.lower()} {r.text} {unit.get(r.unit, r.unit)}" for r in labs)
    lines = (
        ("Diagnosis", f"{WHO[who.who][0]} ({WHO[who.who][1]}), {month(who.diagnosed)}"), ("Risk at diagnosis", f"IPSS-R: {who.ipssr.lower()}"), ("Previous treatment", f"{t.first.capitalize()}, {spaced(t.first_from)} to {spaced(t.first_to)}, stopped ({w.reason})"),
        ("Current treatment", f"{t.now.capitalize()} since {spaced(t.now_from)}, {t.cycles} cycles so far"), ("Other problems", t.illness[0].capitalize()), ("Performance status", f"WHO {t.ecog}"), ("Allergies", "Trimethoprim"),
    )  # fmt: skip
    body = (
        f"<table class=h><tr><td><b>Tamar Vale University Hospitals NHS Foundation Trust</b><br>Department of Clinical Haematology</td><td>Clinic date: {spaced(on)}<br>Typed: {spaced(later(on, 3))}<br>Hospital no. {who.ids[0]}</td></tr></table><p>Dr K Ravenscroft<br>The Old Surgery, Church Street</p><p>Dear Dr Ravenscroft</p><p><b>{esc(who.name)}, {sex(d).lower()}, born {spaced(who.born)}</b></p>"
        f"<table class=k>{''.join(row((Raw(f'<b>{a}</b>'), b)) for a, b in lines)}</table><p>I saw this {who.age(on)}-year-old patient in the nurse-supported treatment clinic. {he} has tolerated the treatment reasonably well. There have been no admissions and no infections needing antibiotics.</p>"
        f"<p>Bloods today: {counts}. Should the haemoglobin fall under 80 g/L we will arrange transfusion.</p><p>We spoke about transplantation with Dr Okello from the transplant team. {he} has thought this over and does not want an allogeneic transplant. I mentioned that {t.considered} might be considered in future if the present treatment stops working; nothing has been decided. {his.capitalize()} sister, who had chronic lymphocytic leukaemia, was given venetoclax and obinutuzumab.</p>"
        f"<p><b>Plan:</b> carry on with {t.now}; review in four weeks; marrow to be repeated in the summer.</p><p><b>For the GP:</b> please avoid live vaccines and give the yearly influenza vaccine.</p><p>Yours sincerely</p><p>Dr Tobias Fairweather, Specialty Registrar to Dr M Okello<br>cc patient</p>"
    )  # fmt: skip
    css = "@page{size:a4;margin:20mm}body{font:10pt 'Liberation Sans';line-height:1.2}.h{width:100%;border-bottom:2pt solid #005eb8;margin-bottom:6pt}.h td:last-child{text-align:right;font-size:9pt}.k{width:100%;margin:4pt 0 8pt}.k td{border:.6pt solid #888;padding:3pt 5pt}.k td:first-child{width:115pt}p{margin:6pt 0}sup{font-size:7pt}"
    web(d, body, css, "note", "other")
    disease(d, 1, "Diagnosis")
    d.fact("stages", 1, "IPSS-R", system="IPSS-R", category=who.ipssr.lower())
    w.first(1, whole=True)
    w.now(1, whole=True)
    w.illness(1)
    w.ecog(1)
    _given(d, labs, 1)
    w.not_wanted(1)
    w.thought_of(1)
    relative(d, "cll", "chronic_lymphocytic_leukemia")
    generally(d, "obinutuzumab", "venetoclax")
    generally(d, "trimethoprim", "antibiotics")
    no_result(d, "hemoglobin", 8.0, "threshold")
    d.also_dated = (later(on, 3),)


def translated_doctors_letter(d: Doc) -> None:
    """A German hospital's letter in English: diagnoses as a list, therapy by date with dots, a drug not given, a table of medicines by time of day."""
    who, on, w = d.person, d.on, Told(d)
    t = w.t

    def dot(day: dt.date) -> str:
        return d.date(day, "dot")

    pills = (("Pantoprazole 40 mg", "1", "0", "0"), ("Allopurinol 300 mg", "0", "0", "1"))
    body = (
        f"<p class=k>Klinikum Ostervelde · Medical Clinic II · Haematology and Oncology day clinic</p><p class=r>Ostervelde, {dot(on)}</p><p>Dear colleague,</p><p>we report on our joint patient <b>{esc(who.name)}</b>, born {dot(who.born)}, {sex(d).lower()}, patient number {who.ids[0]}, seen in our outpatient department on {dot(on)}.</p>"
        f"<h2>Diagnoses</h2><ul><li>{esc(WHO[who.who][0])} ({WHO[who.who][1]}), first diagnosis {dot(who.diagnosed)}</li><li>{t.illness[0].capitalize()}</li></ul><h2>Therapy so far</h2><table class=l>{row((f'{dot(t.first_from)} – {dot(t.first_to)}', f'{t.first}, ended because of {w.reason}'))}{row((f'since {dot(t.now_from)}', f'{t.now}, {t.cycles} cycles'))}</table>"
        f"<h2>History</h2><p>No fever since the last visit. Walks daily. Weight stable. ECOG {t.ecog}. The father died of gastric carcinoma.</p>"
        f"<h2>Findings</h2><p>Laboratory of {dot(on)}: see the enclosed printout.<br>Ultrasound of the abdomen: spleen not enlarged. No lymphoma.</p><h2>Assessment and procedure</h2><p>The therapy with {t.now} is continued unchanged. The patient does not wish an allogeneic stem cell transplantation. In case of progression {t.considered} could be considered. A course of intravenous iron is not indicated and was not given.</p>"
        f"<h2>Current medication</h2>{table(('Medicine', 'morning', 'noon', 'evening'), pills)}<p>With kind regards</p><p>Prof. Dr. Walburga Zinnendorf &nbsp; Dr. Jesko Radloff<br>Medical Director &nbsp; Senior physician</p><p class=s>This is a translation; the German original is authoritative.</p>"
    )  # fmt: skip
    css = "@page{size:a4;margin:20mm}body{font:9.5pt 'DejaVu Sans'}.k{border-bottom:1pt solid #000}.r{text-align:right}h2{font-size:10pt;margin:8pt 0 2pt}ul{margin:2pt 0}.l td{padding:1.5pt 12pt 1.5pt 0}.t td,.t th{border:.5pt solid #888;padding:2pt 8pt}.s{font-size:8pt}"
    web(d, body, css, "note", "other")
    disease(d, 1, "Diagnoses")
    w.first(1, whole=True)
    w.now(1, whole=True)
    w.illness(1)
    w.ecog(1)
    w.not_wanted(1)
    w.thought_of(1)
    meds(d, 1, "pantoprazole", "allopurinol")
    relative(d, "gastric_cancer", "gastric_carcinoma", "stomach_cancer")
    maybe(d, 1, "lymphoma")
    for agent in ("iron", "intravenous_iron"):
        d.fact("not_given", 1, "iron", may=True, agent=agent)
        d.treat(agent, "other", "considered", 1, may=True, any_status=["considered", "declined"])


def outpatient_review_drawn(d: Doc) -> None:
    """An Indian hospital's typed visit: short headings with colons, a count only attached, prescriptions numbered, advice with what is only planned."""
    who, on, w = d.person, d.on, Told(d)
    t = w.t
    s = d.paper("Helvetica", 10, 56)
    d.kind, d.also_kind = "note", ("other",)
    s.line("NILGIRI CANCER CARE HOSPITAL", True, 14, "c")
    s.line("Department of Haematology - Outpatient review", align="c")
    s.rule()
    s.gap(6)
    s.row(Cell(s.margin, f"Name : {who.name}"), Cell(s.margin + 260, f"Date of visit : {hyphened(on)}"))
    s.row(
        Cell(s.margin, f"Date of birth : {hyphened(who.born)}"),
        Cell(s.margin + 260, f"Sex : {sex(d)}      UHID : {who.ids[0]}"),
    )
    s.rule()
    s.gap(8)

    def part(label: str, *texts: str) -> int:
        s.gap(3)
        s.put(Cell(s.margin, label, True), s.y + s.pt * 1.4)
        pages = [s.para(text, x=118) for text in texts]
        return pages[0]

    disease(d, part("Diagnosis :", f"{WHO[who.who][0]} ({WHO[who.who][1]}), {hyphened(who.diagnosed)}"), "Diagnosis")
    w.illness(
        part(
            "Co-morbidity :",
            f"{t.illness[0].capitalize()}. No history of tuberculosis, jaundice or ischaemic heart disease.",
        )
    )
    page = part(
        "Treatment given :",
        f"{t.first.capitalize()} from {hyphened(t.first_from)} to {hyphened(t.first_to)}, discontinued due to {w.reason}.",
        f"{t.now.capitalize()} started on {hyphened(t.now_from)}, {t.cycles} cycles completed, continuing.",
    )
    w.first(page, whole=True)
    w.now(page, whole=True)
    part("Complaints :", "Easy fatigability. No fever, no bleeding manifestations.")
    part("Examination :", "Pallor present. No icterus. Liver and spleen not palpable. Chest clear.")
    w.ecog(part("Performance :", f"ECOG {t.ecog}"))
    page = part("CBC today :", "Report attached. No blasts on smear.")
    d.fact(
        "labs",
        page,
        "No blasts",
        may=True,
        analyte="blasts_blood",
        comparator=None,
        value=0.0,
        unit="%",
        collected=on.isoformat(),
    )
    part("Family history :", "Cousin with thalassaemia major on deferasirox.")
    page = part(
        "Discussion :",
        "Allogeneic transplant explained with cost and risk. Patient is not willing.",
        f"{t.considered.capitalize()} may be considered at progression, subject to availability.",
    )
    w.not_wanted(page)
    w.thought_of(page)
    page = part(
        "Rx :", "1. Tab. Pantoprazole 40 mg before breakfast", "2. Tab. Ondansetron 4 mg SOS", "3. Avoid NSAIDs"
    )
    meds(d, page, "pantoprazole", "ondansetron", "nsaids", "nsaid")
    part(
        "Advice :",
        f"Continue {t.now}. CBC weekly. Review after 4 weeks or earlier if fever above 100.4 F. Packed cells if Hb is below 7 gm/dL.",
    )
    s.gap(20)
    s.line("Dr. Subramaniam Iyer-Menon, DM (Clinical Haematology)")
    relative(d, "thalassemia", "beta_thalassemia")
    generally(d, "deferasirox")
    for label in ("tuberculosis", "ischaemic heart disease", "ischemic heart disease"):
        d.gold.trap("comorbidities", {"label": label}, "denied")
    no_result(d, "hemoglobin", 7.0, "threshold")


def note_with_carried_history(d: Doc) -> None:
    """A postdoc's progress note: the visit before is quoted under its own day with its counts and its plan, today's visit stands above it."""
    who, on, w = d.person, d.on, Told(d)
    t, labs = w.t, _today(d, US, NAMES)
    before = later(t.now_from, -9)
    old = several(d, US, NAMES, 0.86)
    he, _ = _he(d)
    body = (
        f"<div class=h>University of Northern Plains Medical Center &mdash; Hematology/Oncology</div><p class=p><b>{esc(who.last)}, {who.first}</b> | {sex(d)} | DOB {long(who.born)} | MRN {who.ids[0]} | Date of service {long(on)}</p><h2>Today</h2><p>{who.age(on)}-year-old with {esc(WHO[who.who][0].lower())} ({WHO[who.who][1]}), diagnosed in {month(who.diagnosed)}. "
        f"{he} was treated with {t.first} from {month(t.first_from)} to {month(t.first_to)}, which was stopped because of {t.why}. {he} has been on {t.now} since {long(t.now_from)} and has now completed {t.cycles} cycles ({DOSES[t.now]}). Comorbid conditions: {t.illness[0]}. ECOG {t.ecog}.</p>"
        f"<p><b>Labs {long(on)}:</b> " + ", ".join(f"{r.label} {r.text} {r.unit}" for r in labs) + ".</p>"
        f"<p><b>Impression.</b> Stable on therapy. Continue {t.now}. {he} has decided against allogeneic stem cell transplantation after meeting the transplant team. {t.considered.capitalize()} is being considered only if there is progression. A trial of magrolimab was closed to enrollment and was not pursued.</p><p><b>Follow-up.</b> Four weeks. Transfuse for hemoglobin below 7 g/dL.</p>"
        f"<div class=o><h2>Carried forward: visit of {long(before)}</h2><p>Counts that day: " + ", ".join(f"{r.label} {r.text} {r.unit}" for r in old) + f". Plan that day: begin {t.now}; refer to discuss transplantation. No new complaints.</p></div>"
        f"<p>Family history: maternal grandmother with breast cancer. No leukemia in the family. Social history: retired machinist.</p><p>Electronically signed by Quentin Abara-Lowell, MD, {long(on)}</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.8in}body{font:10pt 'Liberation Serif';line-height:1.2}.h{font-weight:bold;font-size:12pt;border-bottom:1pt solid #333}.p{background:#efefef;padding:4pt}h2{font-size:11pt;margin:8pt 0 2pt}.o{border-left:3pt solid #999;padding-left:8pt;margin:8pt 0;color:#333}p{margin:5pt 0}"
    web(d, body, css, "note", "other")
    disease(d, 1, "diagnosed in")
    w.first(1, why=True)
    w.now(1, whole=True)
    w.illness(1)
    w.ecog(1)
    _given(d, labs, 1)
    w.not_wanted(1)
    w.thought_of(1)
    for r, now in zip(old, labs, strict=True):
        lab(d, r, before, 1, flag=False, reference=False, may=True)
        if abs(r.value - now.value) > 0.012 * now.value:
            d.gold.trap(
                "labs", {"analyte": r.analyte, "value": r.value, "collected": on.isoformat()}, "the visit before"
            )
    d.gold.trap("treatments", {"agent": t.now, "status": "planned"}, "begun since")
    d.treat("allogeneic_hct", "transplant", "considered", 1, may=True, any_status=["considered", "planned"])
    d.treat("magrolimab", "systemic", "considered", 1, may=True, any_status=["considered", "declined", "planned"])
    generally(d, "magrolimab")
    relative(d, "breast_cancer", "leukemia", "acute_leukemia")
    maybe(d, 1, "leukemia", "acute_leukemia")
    no_result(d, "hemoglobin", 7.0, "threshold")
    d.also_dated = (before,)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (visit_by_sections, trust_clinic_letter, translated_doctors_letter, outpatient_review_drawn, note_with_carried_history)
}  # fmt: skip
UNSCORED = ("visit_by_sections", "trust_clinic_letter", "note_with_carried_history")

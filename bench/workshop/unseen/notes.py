# ruff: noqa: E501 (wording of records is data)
"""Clinic notes, letters and forms."""

import datetime as dt
import random
from collections.abc import Callable

from bench.workshop.dress import Doc
from bench.workshop.notes import Story, Told
from bench.workshop.people import WHO
from bench.workshop.unseen.house import US, lab, read
from bench.workshop.unseen.marrow import SEX, disease, other
from bench.workshop.unseen.paper import day, pairs, tr, web

DOSE = {
    "darbepoetin alfa": "300 mcg SC every 2 weeks",
    "epoetin alfa": "40,000 units SC weekly",
    "lenalidomide": "10 mg PO days 1-21",
    "luspatercept": "1 mg/kg SC every 3 weeks",
    "azacitidine": "75 mg/m2 SC days 1-7 of a 28-day cycle",
    "decitabine": "20 mg/m2 IV days 1-5 of a 28-day cycle",
}
ANY = ["ongoing", "completed", "stopped", "planned", "considered"]


def told(d: Doc) -> tuple[Told, Story]:
    """The person's story, on a note."""
    d.kind, d.also_kind = "note", ("other",)
    w = Told(d)
    return w, w.t


def drugs(d: Doc, page: int, *names: str) -> None:
    """Other medicines on the page: they may be told."""
    for name in names:
        d.treat(name, "other", "ongoing", page, may=True, any_status=ANY)


def ills(d: Doc, page: int, *labels: str) -> None:
    """Other conditions that are there, or were, or are too slight: they may be told."""
    for label in labels:
        d.fact("comorbidities", page, label, may=True, labels=[label])


def limits(d: Doc, *rules: tuple[str, float]) -> None:
    """Numbers of rules and criteria, which are no results of the day."""
    for analyte, value in rules:
        for on in (d.on.isoformat(), None):
            d.gold.trap("labs", {"analyte": analyte, "value": value, "collected": on}, "a rule's number")


def _why(t: Story) -> str:
    return {"progression": "loss of response", "toxicity": "toxicity"}[t.why]


def discharge(d: Doc) -> None:
    """A discharge summary: two days of counts beside each other, hospital course, medicines to take, stop and hold, relatives."""
    (w, t), p = told(d), d.person
    came = d.on - dt.timedelta(6)
    labs = [
        (read(d, US, a, 0.93), read(d, US, a, 1.04))
        for a in ("hemoglobin", "leukocytes", "neutrophils", "platelets", "creatinine")
    ]
    rows = "".join(
        tr(a.label, f"{a.text}{' ' + a.flag if a.flag else ''}", f"{b.text}{' ' + b.flag if b.flag else ''}", a.unit)
        for a, b in labs
    )
    page = web(d, f"""<h2>Ridgeline Community Hospital<br><small>DISCHARGE SUMMARY</small></h2><table class=h>{pairs([("Patient", f"{p.last}, {p.first}"), ("MRN", p.ids[0]), ("DOB", day(p.born, "us")), ("Sex", SEX[p.sex]), ("Admitted", day(came, "us")), ("Discharged", day(d.on, "us")), ("Service", "Hospital Medicine"), ("Disposition", "Home with family")])}</table>
<h4>Principal problem</h4><p>Cellulitis of the left forearm, resolved.</p><h4>Hematologic history</h4><p>{WHO[p.who][0]}, diagnosed {day(p.diagnosed, "us")}. {t.first.capitalize()} {DOSE[t.first]} was given from {day(t.first_from, "us")} until {day(t.first_to, "us")}, discontinued for {_why(t)}. Since {day(t.now_from, "us")} on {t.now} {DOSE[t.now]}; {t.cycles} cycles completed before this admission. The next cycle is due in one week.</p>
<h4>Other problems</h4><p>{t.illness[0].capitalize()}.</p><h4>Hospital course</h4><p>Treated with vancomycin and cefepime for 48 hours, then cephalexin. Blood cultures no growth. No blood products were required. MRI was negative for osteomyelitis. Acute leukemia was a concern on arrival and was not borne out.</p>
<h4>Laboratory data</h4><table class=r>{tr("", day(came, "us"), day(d.on, "us"), "", tag="th")}{rows}</table><h4>Functional status</h4><p>ECOG performance status {t.ecog}.</p>
<h4>Medications</h4><p>CONTINUE acyclovir 400 mg twice daily; ondansetron 8 mg as needed. START cephalexin 500 mg four times daily for 5 days. STOP ibuprofen. Allergies: sulfa (rash).</p>
<h4>Family history</h4><p>Sister with breast cancer at 52. No leukemia in the family.</p><h4>Follow up</h4><p>Oncology in 7 days with Dr. Thaddeus Okonjo. They will consider {t.considered} if the response is lost. {p.first} has said again that {"she" if p.sex == "F" else "he"} does not want an allogeneic stem cell transplant.</p><p>Dictated: B. Sorensen, PA-C</p>""",
            "body{font-size:8.5pt}h2{margin:0}h4{margin:5px 0 0}p{margin:1px 0}.r td,.r th{padding:1px 12px;border-bottom:.5px solid #bbb}.h th{padding-right:8px}.h td{padding-right:24px}", "Letter")  # fmt: skip
    disease(d, page.find(WHO[p.who][0]), WHO[p.who][0])
    w.first(1, whole=True)
    w.now(1, whole=True)
    w.illness(page.find(t.illness[0].capitalize()))
    w.ecog(page.find("ECOG"))
    w.not_wanted(page.find("allogeneic stem"))
    w.thought_of(page.find(t.considered))
    for a, b in labs:
        lab(d, a, came, page.find(a.label, a.text), reference=False)
        lab(d, b, d.on, page.find(b.label, b.text), reference=False)
    drugs(
        d, 1, "vancomycin", "cefepime", "cephalexin", "cefalexin", "acyclovir", "aciclovir", "ondansetron", "ibuprofen"
    )
    ills(d, 1, "cellulitis", "sulfa", "allergy")
    other(d, 1, "aml", "acute_leukemia")
    d.gold.trap("diagnoses", {"disease": "breast_cancer"}, "the sister's")
    d.also_dated = (came,)
    d.gold.transfusions.setdefault("open", ["dependent", "rbc_units_8_weeks"])


def infusion_day(d: Doc) -> None:
    """A day unit's nursing sheet: boxes, cycle and day, a rule for holding the drug with numbers, medicines given before."""
    (w, t), p = told(d), d.person
    page = web(d, f"""<div class=t>Wattle Creek Day Oncology Unit &mdash; Treatment Visit Record</div><table class=h>{pairs([("Surname", p.last), ("Given name", p.first), ("DOB", day(p.born)), ("Sex", SEX[p.sex]), ("UR", p.ids[0]), ("Visit", day(d.on))], 3)}</table>
<table class=r>{tr("Diagnosis", f"{WHO[p.who][1]} ({day(p.diagnosed)})")}{tr("Protocol", f"{t.now.capitalize()} {DOSE[t.now]}")}{tr("Commenced", day(t.now_from))}{tr("Cycles completed", str(t.cycles))}{tr("Today", "Review and bloods only, no drug given today")}{tr("Prior therapy", f"{t.first.capitalize()}: {day(t.first_from)} to {day(t.first_to)}, ceased ({_why(t)})")}{tr("Performance (ECOG)", str(t.ecog))}{tr("Medical history", t.illness[0].capitalize())}{tr("Allergies", "Nil known")}{tr("Premedication as charted", "Ondansetron 8 mg PO, loratadine 10 mg PO")}{tr("Observations", "T 36.6, HR 78, BP 128/74, SpO2 97%, weight 71.5 kg, height 168 cm, BSA 1.83 m2")}</table>
<p><b>Hold parameters (protocol):</b> delay cycle if neutrophils &lt; 0.5 x10^9/L or platelets &lt; 25 x10^9/L, reduce dose by 50% if creatinine above 177 umol/L. Transfuse if Hb &lt; 70 g/L.</p>
<p><b>Nursing assessment:</b> Fatigue grade 1. Nausea nil. Injection site: mild erythema. Denies fever, bleeding. Asked about {t.considered}; told that the consultant will consider it only if the present treatment fails. Declined allogeneic transplant at consultant review, wish documented. Education given on neutropenic sepsis: attend if temperature is 38.0 or above.</p><p>RN: S. Whitlam &nbsp; Checked: J. Petrov</p>""",
            ".t{background:#444;color:#fff;padding:5px;font-weight:bold}.h{margin:6px 0}.h th{padding-right:6px}.h td{padding-right:20px}.r{width:100%}.r td{border:.5px solid #666;padding:3px 6px}.r td:first-child{width:45mm;background:#f0f0f0}")  # fmt: skip
    disease(d, page.find(WHO[p.who][1]), WHO[p.who][1])
    w.now(1, whole=True)
    w.first(1, whole=True)
    w.ecog(1)
    w.illness(1)
    w.thought_of(1)
    w.not_wanted(1)
    drugs(d, 1, "ondansetron", "loratadine")
    limits(d, ("neutrophils", 0.5), ("platelets", 25.0), ("hemoglobin", 7.0))
    d.gold.trap("treatments", {"agent": t.now, "status": "stopped"}, "no drug on this day only")
    d.gold.trap("diagnoses", {"disease": "neutropenic_sepsis", "status": "confirmed"}, "education")


def referral(d: Doc) -> None:
    """A letter asking a transplant centre's opinion: risk category stated with a key of all categories beside it, options weighed, siblings' typing awaited."""
    (w, t), p = told(d), d.person
    he, his = ("she", "her") if p.sex == "F" else ("he", "his")
    page = web(d, f"""<p class=x>Department of Clinical Haematology<br>Kilmorna Regional Hospital</p><p>{day(d.on, "long")}</p><p>Prof. I. Castlebrook, National Stem Cell Transplant Unit</p><p><b>Re: {p.name}, d.o.b. {day(p.born, "long")}, {SEX[p.sex].lower()}, chart {p.ids[0]}</b></p><p>Dear Professor Castlebrook,</p>
<p>Thank you for offering an opinion on this {p.age(d.on)}-year-old {"woman" if p.sex == "F" else "man"} with {WHO[p.who][0].lower()} diagnosed in {day(p.diagnosed, "month")}. At diagnosis the IPSS-R category was {p.ipssr.lower()}.</p><p class=k>Key to IPSS-R: very low, low, intermediate, high, very high.</p>
<p>{he.capitalize()} began {t.first} in {day(t.first_from, "month")}; this ended in {day(t.first_to, "month")} owing to {_why(t)}. In {day(t.now_from, "month")} we changed to {t.now} and {he} has received {t.cycles} cycles to date, the treatment continues. Ciclosporin with ATG was raised at our meeting and thought unsuitable. {t.considered.capitalize()} is being considered should {he} lose response.</p>
<p>{his.capitalize()} Karnofsky score is {KPS[t.ecog]}. {his.capitalize()} history includes {t.illness[0]}; there is no known ischaemic heart disease, and hepatitis B, C and HIV serology is negative. A brother (aged 66, with treated prostate cancer) and a sister are being typed. I have explained that an allogeneic transplant, if you advise it, would be the only curative option; {he} is open to it.</p><p>With kind regards,</p><p>Dr Fionnuala Geraghty</p>""",
            "body{font-family:'Liberation Serif';font-size:11.5pt}.x{text-align:right}.k{font-size:8.5pt;margin-left:15mm;color:#555}")  # fmt: skip
    disease(d, page.find(WHO[p.who][0].lower()), WHO[p.who][0].lower())
    d.fact("stages", 1, "IPSS-R", system="IPSS-R", category=p.ipssr.lower())
    w.first(1)
    w.now(1)
    w.thought_of(1)
    w.illness(1)
    d.treat("allogeneic_hct", "transplant", "considered", 1, any_status=["considered", "planned"])
    for agent in ("ciclosporin", "anti_thymocyte_globulin"):
        d.treat(agent, "immunosuppressive", "considered", 1, may=True, any_status=["considered", "declined"])
        d.fact("not_given", 1, agent, may=True, agent=agent)
    where = {"file": d.file, "page": 1, "words": ["Karnofsky"]}
    d.gold.performance = {"scale": "KPS", "value": KPS[t.ecog], "where": [where]}
    d.gold.trap("comorbidities", {"label": "ischaemic heart disease"}, "denied")
    d.gold.trap("diagnoses", {"disease": "prostate_cancer"}, "the brother's")
    for name in ("hepatitis_b", "hepatitis_c", "hiv"):
        d.fact("biomarkers", 1, name, may=True, name=name, status="negative", collected=None)


KPS = {0: 100, 1: 80, 2: 60}


def practice_summary(d: Doc) -> None:
    """A general practitioner's summary print: problems with dates, medicines by kind, hospital drugs noted, what was declined; no performance status."""
    (w, t), p = told(d), d.person
    page = web(d, f"""<h3>Patient summary &mdash; Larkhill Family Practice</h3><p><b>{p.last}, {p.first}</b> ({"Ms" if p.sex == "F" else "Mr"}) &nbsp; Born {day(p.born)} &nbsp; {SEX[p.sex]} &nbsp; Registration {p.ids[0]} &nbsp; Printed {day(d.on)}</p>
<h4>Active problems</h4><table class=r>{tr(day(p.diagnosed), WHO[p.who][0])}{tr(day(p.diagnosed - dt.timedelta(1400)), t.illness[0].capitalize())}</table><h4>Significant past</h4><table class=r>{tr("11 Feb 1998", "Fracture of distal radius")}{tr("03 Sep 1986", "Appendicectomy")}</table>
<h4>Repeat medication</h4><table class=r>{tr("Omeprazole 20 mg capsules", "one daily", "28")}{tr("Aciclovir 400 mg tablets", "one twice a day", "56")}</table><h4>Hospital-only medication (not issued here)</h4><table class=r>{tr(t.now.capitalize(), DOSE[t.now], f"started {day(t.now_from)}", f"{t.cycles} cycles received")}</table><h4>Past medication</h4><table class=r>{tr(t.first.capitalize(), f"{day(t.first_from)} to {day(t.first_to)}", f"hospital: ended for {_why(t)}")}{tr("Trimethoprim 200 mg tablets", "3 days, Nov 2019", "")}</table>
<h4>Not given / declined</h4><table class=r>{tr("Allogeneic stem cell transplant", "declined by patient after discussion at hospital")}{tr("Shingles vaccine (live)", "contraindicated")}</table><h4>Family history</h4><table class=r>{tr("Mother", "Chronic lymphocytic leukaemia")}{tr("Father", "Myocardial infarction aged 58")}</table><h4>Health status</h4><p>Ex-smoker 1994. Alcohol 4 units per week. BP 134/78. BMI 25.1.</p>""",
            "h4{margin:8px 0 2px;border-bottom:1px solid #888}.r td{padding:1px 16px 1px 0}")  # fmt: skip
    disease(d, page.find(WHO[p.who][0]), WHO[p.who][0])
    w.illness(1)
    w.now(1, whole=True)
    w.first(1, whole=True)
    w.not_wanted(1)
    drugs(d, 1, "omeprazole", "aciclovir", "acyclovir", "trimethoprim", "zoster vaccine", "shingles vaccine")
    ills(d, 1, "fracture", "appendic", "smok")
    d.gold.trap("diagnoses", {"disease": "cll"}, "the mother's")
    d.gold.trap("comorbidities", {"label": "myocardial infarction"}, "the father's")
    d.gold.transfusions.setdefault("open", ["rbc_units_8_weeks"])


def clinic_slip(d: Doc) -> None:
    """A short out-patient slip with abbreviations in use everywhere and signs for days; an order for the next cycle."""
    (w, t), p, s = told(d), d.person, d.paper("Helvetica", 10.5, 60)
    s.line("AMRUTA CANCER INSTITUTE - HAEMATO-ONCOLOGY OPD", True, 13, "c")
    s.rule()
    s.gap()
    s.line(f"Name: {p.name}     DOB: {day(p.born)}     Sex: {p.sex}     UHID: {p.ids[0]}     Date: {day(d.on)}", pt=9)
    s.gap()
    disease(d, s.line(f"Dx: {WHO[p.who][1]} (BM {day(p.diagnosed)})"), WHO[p.who][1])
    w.illness(s.line(f"Comorbidities: {t.illness[0].capitalize()}"))
    w.ecog(s.line(f"ECOG PS - {t.ecog}"))
    s.line("C/o: easy fatiguability. No fever, no bleed. O/E: pallor +, spleen not palpable.")
    s.gap()
    s.line("Treatment so far:", True)
    w.first(
        s.line(f"1) Inj/Tab {t.first} {day(t.first_from)} - {day(t.first_to)}, stopped due to {_why(t)}"), whole=True
    )
    w.now(s.line(f"2) Inj {t.now} from {day(t.now_from)}, completed {t.cycles} cycles, to continue"), whole=True)
    s.gap()
    s.line("Adv:", True)
    s.line(f"- {t.now} next cycle as planned, day care booking done", x=12)
    s.line("- Tab. Posaconazole 300 mg OD, Tab. Folic acid 5 mg OD", x=12)
    drugs(d, 1, "posaconazole", "folic acid")
    w.not_wanted(s.line("- Allo SCT counselled, pt & family not willing (declined)", x=12))
    w.thought_of(s.line(f"- If no response, to consider {t.considered}", x=12))
    s.line("- CBC weekly; PRBC if Hb < 7; SDP if plt < 10,000", x=12)
    s.gap(24)
    s.line("Dr. Rukmini Deshpande, DM (Clinical Haematology)", True)
    limits(d, ("hemoglobin", 7.0), ("platelets", 10.0))


def screening(d: Doc) -> None:
    """A worksheet of a trial's screening: criteria with numbers and drugs in the left column, answers in the right; facts of the person in a table above."""
    (w, t), p = told(d), d.person
    trial = "imetelstat" if t.considered == "venetoclax" else "venetoclax"
    criteria = (
        ("Age 18 years or older", "Yes"),
        ("Diagnosis of MDS with less than 20% blasts", "Yes"),
        ("ECOG 0, 1 or 2", "Yes"),
        ("Prior allogeneic transplant (exclusion)", "No, patient declined transplant"),
        (f"Prior {trial} (exclusion)", "No"),
        ("Active hepatitis B (exclusion)", "No"),
        ("Creatinine clearance at least 40 mL/min", "Pending"),
        ("Ongoing use of ruxolitinib or high-dose steroids (exclusion)", "No"),
        ("Absolute neutrophil count at least 0.5 x 10^9/L", "Pending"),
    )
    page = web(d, f"""<p class=t>SOURCE WORKSHEET &nbsp; Study HX-117 &nbsp; Visit: Screening</p><table class=h>{pairs([("Subject", f"{p.first} {p.last}"), ("Date of birth", day(p.born)), ("Sex", SEX[p.sex]), ("Hospital no.", p.ids[0]), ("Visit date", day(d.on)), ("Coordinator", "L. Haverkamp")])}</table>
<h4>1. Disease and prior therapy</h4><table class=r>{tr("Disease", WHO[p.who][0])}{tr("Date of diagnosis", day(p.diagnosed))}{tr("Prior therapy 1", f"{t.first}; start {day(t.first_from)}; stop {day(t.first_to)}; reason: {_why(t)}")}{tr("Prior therapy 2 (current)", f"{t.now}; start {day(t.now_from)}; cycles completed {t.cycles}; ongoing")}{tr("Relevant history", t.illness[0])}{tr("ECOG at this visit", str(t.ecog))}</table>
<h4>2. Eligibility</h4><table class=r>{tr("Criterion", "Answer", tag="th")}{"".join(tr(*c) for c in criteria)}</table>
<h4>3. Comments</h4><p>Study arm A adds {trial} to the backbone; arm B is backbone alone. No study drug has been given. Consent for screening signed {day(d.on)}. Outside the trial the physician would consider {t.considered}.</p>""",
            "body{font-family:'Liberation Sans Narrow';font-size:10.5pt}.t{font-weight:bold;border:1px solid;padding:4px}.h th{padding-right:8px}.h td{padding-right:30px}.r{width:100%}.r td,.r th{border:.5px solid #777;padding:2px 6px}.r td:first-child{width:80mm}")  # fmt: skip
    disease(d, page.find(WHO[p.who][0]), WHO[p.who][0])
    w.first(1, whole=True)
    w.now(1, whole=True)
    w.illness(1)
    w.ecog(1)
    w.not_wanted(1)
    w.thought_of(1)
    for agent in (trial, "ruxolitinib", "steroids", "corticosteroid", "prednisone"):
        for status in ("ongoing", "completed", "stopped"):
            d.gold.trap("treatments", {"agent": agent, "status": status}, "a criterion or a study arm")
        d.fact("not_given", 1, agent, may=True, agent=agent)
    d.treat(trial, "systemic", "considered", 1, may=True, any_status=["considered", "planned"])
    limits(d, ("neutrophils", 0.5))
    d.gold.trap("comorbidities", {"label": "hepatitis B"}, "excluded")


def dictated(d: Doc) -> None:
    """A long dictation without headings: beginnings by how long ago and by date, thoughts given up, a mistake corrected by the speaker."""
    (w, t), p, s = told(d), d.person, d.paper("Times", 11.5, 66)
    rng = random.Random(p.source)
    wife = ("husband", "wife")[p.sex == "M"]
    he, his = ("She", "her") if p.sex == "F" else ("He", "his")
    s.line(f"{p.name}   ({SEX[p.sex]}, born {day(p.born, 'long')})   Hospital number {p.ids[0]}", True)
    s.line(f"Telephone clinic, {day(d.on, 'long')}   Typed {day(d.on + dt.timedelta(2), 'long')}")
    s.gap()
    page = s.para(
        f"I spoke to {p.first} and {his} {wife} by telephone. To recap, the marrow in {day(p.diagnosed, 'month')} showed {WHO[p.who][0].lower()}. {t.first.capitalize()} was tried first, from {day(t.first_from, 'long')}, and abandoned on {day(t.first_to, 'long')} because of {_why(t)}. {he} has been on {t.now} since {day(t.now_from, 'long')}, now {t.cycles} cycles in, and we carry on."
    )
    disease(d, page, WHO[p.who][0].lower())
    w.first(page, whole=True)
    w.now(page, whole=True)
    s.gap()
    page = s.para(
        f"{he} walks the dog {rng.choice(('daily', 'most days'))} and I would put the performance status at ECOG {t.ecog}. There is a background of {t.illness[0]}, well controlled. No angina, no diabetes complications have ever been noted, and the query of myeloma raised by the GP has been laid to rest by a normal electrophoresis."
    )
    w.ecog(page)
    w.illness(page)
    other(d, page, "myeloma", "multiple_myeloma")
    d.gold.trap("comorbidities", {"label": "angina"}, "denied")
    s.gap()
    page = s.para(
        f"We went over the options again. {he} has thought about an allogeneic transplant and has decided against it. I mentioned {t.considered} as something we might turn to later. A neighbour has been treated with CAR-T cells for lymphoma, and I explained that this is not a treatment for {his} condition. Antibiotics are not needed at present."
    )
    w.not_wanted(page)
    w.thought_of(page)
    for status in ("ongoing", "completed", "planned"):
        d.gold.trap("treatments", {"agent": "car_t", "status": status}, "the neighbour's")
    d.gold.trap("diagnoses", {"disease": "lymphoma"}, "the neighbour's")
    s.gap(16)
    s.line("Dr Piers Llewellyn-Moore, Consultant Haematologist (dictated, not signed)")
    d.also_dated = (d.on + dt.timedelta(2),)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (discharge, infusion_day, referral, practice_summary, clinic_slip, screening, dictated)
}

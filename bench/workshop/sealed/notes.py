# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Clinic notes: two everyday ones, a chronology, visits stacked on each other, minutes with other patients, a German letter."""

from collections.abc import Callable

from bench.workshop.days import later, month
from bench.workshop.days import long as words
from bench.workshop.days import sex as gender
from bench.workshop.dress import Doc, Result
from bench.workshop.markup import esc
from bench.workshop.marrow import diagnosis
from bench.workshop.notes import Told
from bench.workshop.people import WHO
from bench.workshop.sealed.paper import (
    american,
    dots,
    grid,
    lab,
    not_value,
    printed,
    res,
)

TODAY, ADMITTED = 0.93, 0.84
ANY = ["ongoing", "completed", "stopped", "planned", "considered"]
DOSE = {
    "darbepoetin alfa": "300 mcg SC every 2 weeks", "epoetin alfa": "40,000 units SC weekly", "lenalidomide": "10 mg PO daily, 21 of 28 days", "luspatercept": "1 mg/kg SC every 3 weeks",
    "azacitidine": "75 mg/m2 SC x 7 days q28d", "decitabine": "20 mg/m2 IV x 5 days q28d",
}  # fmt: skip


def aside(d: Doc, page: int, *agents: str) -> None:
    """Medicines of other purposes: they may be told."""
    for agent in agents:
        d.treat(agent, "other", "ongoing", page, may=True, any_status=ANY)


def today(d: Doc, *names: tuple[str, str, str]) -> list[Result]:
    """Counts of the day of the visit."""
    return [res(d, *n, factor=TODAY) for n in names]


def not_today(d: Doc, analyte: str, value: float, why: str) -> None:
    """A number that is neither the result of the diagnosis nor that of the visit."""
    if all(abs(d.person.counts[analyte] * f - value) > 0.06 + 0.01 * value for f in (TODAY, ADMITTED)):
        not_value(d, analyte, value, why, collected=d.on.isoformat())


def pronoun(d: Doc) -> str:
    """She or he."""
    return "She" if d.person.sex == "F" else "He"


def office_visit(d: Doc) -> None:
    """An everyday American office note: interval history, past history, medicines, exam, today's counts, assessment and plan."""
    who, on, w = d.person, d.on, Told(d)
    t = w.t
    labs = today(d, ("leukocytes", "WBC", "K/uL"), ("hemoglobin", "Hgb", "g/dL"), ("platelets", "Plt", "K/uL"), ("neutrophils", "ANC", "K/uL"), ("creatinine", "Creat", "mg/dL"))  # fmt: skip
    he = pronoun(d)
    body = (
        f"<p class=t>Cottonwood Hematology &amp; Oncology</p><p class=d>Patient: {esc(who.last)}, {who.first} &nbsp; DOB: {d.date(who.born)} &nbsp; Sex: {gender(d)} &nbsp; MRN: {who.ids[0]}<br>Date of service: {d.date(on)} &nbsp; Provider: Lionel Arbuthnot-Reyes, MD</p>"
        f"<h4>Diagnosis</h4><p>{WHO[who.who][0]}, diagnosed {month(who.diagnosed)}. IPSS-R {who.ipssr.lower()} risk.</p>"
        f"<h4>Oncologic history</h4><ul><li>{american(t.first_from)} to {american(t.first_to)}: {t.first}, {DOSE[t.first]}. Discontinued due to {w.reason}.</li><li>{american(t.now_from)}: started {t.now}, {DOSE[t.now]}. Has completed {t.cycles} cycles.</li></ul>"
        f"<h4>Interval history</h4><p>{he} is doing well on {t.now}. Mild constipation. No fever, no bleeding, no hospital stays.</p><h4>Past medical history</h4><p>{t.illness[0].capitalize()}. No history of heart failure or stroke.</p>"
        "<h4>Medications</h4><p>Ondansetron 8 mg as needed; omeprazole 20 mg daily; acyclovir 400 mg twice daily.</p><h4>Family history</h4><p>Sister with breast cancer. Father had polycythemia vera, treated with hydroxyurea.</p>"
        f"<h4>Exam</h4><p>ECOG {t.ecog}. Lungs clear. No splenomegaly.</p><h4>Laboratory, {d.date(on)}</h4><p>{', '.join(f'{r.label} {r.text} {r.unit}' for r in labs)}.</p>"
        f"<h4>Assessment and plan</h4><p>1. MDS: continue {t.now}. Stem cell transplant (allogeneic) was offered and {he.lower()} declined. {t.considered.capitalize()} would be considered at progression.<br>2. Anemia: transfuse for Hgb below 7.5 g/dL.<br>3. Follow up in 4 weeks with CBC.</p><p class=s>Electronically signed</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.8in;@bottom-right{content:'Page ' counter(page) ' of ' counter(pages);font:8pt 'Liberation Sans'}}body{font:10.5pt 'Liberation Sans'}.t{font-size:14pt;font-weight:bold}.d{border-top:1pt solid;border-bottom:1pt solid;padding:4pt 0}h4{margin:7pt 0 1pt}ul{margin:2pt 0}.s{margin-top:12pt}"
    sheet = printed(d, body, css, "note", "other")
    diagnosis(d, 1, "Diagnosis")
    d.fact("stages", 1, "IPSS-R", system="IPSS-R", category=who.ipssr.lower())
    w.first(1, whole=True)
    w.now(1, whole=True)
    w.illness(sheet.at("Past medical history"))
    w.ecog(sheet.at("ECOG"))
    for r in labs:
        lab(d, r, on, sheet.at("Laboratory", r.text), flag=False, reference=False)
    plan = sheet.at("Assessment and plan")
    w.not_wanted(plan)
    w.thought_of(plan)
    aside(d, 1, "ondansetron", "omeprazole", "acyclovir")
    for disease in ("breast_cancer", "polycythemia_vera"):
        d.gold.trap("diagnoses", {"disease": disease}, "a relative's")
    d.gold.trap("treatments", {"agent": "hydroxyurea"}, "the father's")
    for label in ("heart failure", "stroke"):
        d.gold.trap("comorbidities", {"label": label}, "denied")
    not_today(d, "hemoglobin", 7.5, "a threshold")


def clinic_letter(d: Doc) -> None:
    """An everyday British clinic letter: a block of diagnosis, treatment and plan on top, then prose with today's counts."""
    who, on, w = d.person, d.on, Told(d)
    t = w.t
    labs = today(d, ("hemoglobin", "haemoglobin", "g/L"), ("leukocytes", "white cells", "x10^9/L"), ("neutrophils", "neutrophils", "x10^9/L"), ("platelets", "platelets", "x10^9/L"))  # fmt: skip
    he = pronoun(d).lower()
    title = "Mrs" if who.sex == "F" else "Mr"
    body = (
        f"<p class=r>Haematology Department<br>St Brannoc’s Hospital<br>Clinic date: {words(on)}<br>Typed: {words(later(on, 3))}</p><p>Dr T Oyelaran<br>Churchgate Surgery</p><p>Dear Dr Oyelaran</p><p><b>Re: {title} {who.first} {esc(who.last)}, DOB {words(who.born)}, {gender(d).lower()}, hospital no. {who.ids[0]}</b></p>"
        f"<table class=k><tr><th>Diagnosis</th><td>{WHO[who.who][0]}, {month(who.diagnosed)}</td></tr><tr><th>Previous treatment</th><td>{t.first.capitalize()}, {month(t.first_from)} to {month(t.first_to)}, stopped for {w.reason}</td></tr><tr><th>Current treatment</th><td>{t.now.capitalize()}, started {words(t.now_from)}; {t.cycles} cycles completed</td></tr>"
        f"<tr><th>Other history</th><td>{t.illness[0].capitalize()}</td></tr><tr><th>Plan</th><td>Continue. Review in four weeks.</td></tr></table>"
        f"<p>I saw {title} {esc(who.last)} in clinic today. {he.capitalize()} remains well with an ECOG performance status of {t.ecog}. Counts today: {labs[0].label} {labs[0].text} g/L, {labs[1].label} {labs[1].text}, {labs[2].label} {labs[2].text} and {labs[3].label} {labs[3].text} x10^9/L. There are no infections to report and {he} does not have angina.</p>"
        f"<p>We again talked about an allogeneic transplant, which {he} does not want. I mentioned {t.considered} as something that we might consider later on. Please avoid non-steroidals. The practice may give the influenza vaccine.</p><p>Yours sincerely</p><p>Dr M Llewellyn-Sato<br>Consultant Haematologist</p><p class=s>cc {title} {esc(who.last)}</p>"
    )  # fmt: skip
    css = "@page{size:a4;margin:23mm}body{font:10.5pt 'Liberation Sans'}.r{text-align:right}.k{width:100%;margin:8pt 0}.k td,.k th{border:.5pt solid #888;padding:4pt}.k th{width:120pt;background:#f2f2f2}p{margin:8pt 0}.s{font-size:9pt}"
    sheet = printed(d, body, css, "note", "other")
    diagnosis(d, 1, "Diagnosis")
    w.first(1)
    w.now(1, whole=True)
    w.illness(1)
    w.ecog(1)
    for r in labs:
        lab(d, r, on, sheet.at(r.label, r.text), flag=False, reference=False)
    w.not_wanted(1)
    w.thought_of(1)
    d.gold.trap("comorbidities", {"label": "angina"}, "denied")
    d.also_dated = (later(on, 3),)


def chronology(d: Doc) -> None:
    """A Belgian file: the course as a table of dates and events, each course of the drug on its row, what was weighed among them; no prose."""
    who, on, w = d.person, d.on, Told(d)
    t = w.t
    courses = [(dots(later(t.now_from, 30 * n)), f"Course {n + 1} {t.now}") for n in range(t.cycles)]
    rows = [
        (dots(who.diagnosed), f"Bone marrow: {WHO[who.who][0]}"), (dots(t.first_from), f"Start {t.first}"), (dots(t.first_to), f"Stop {t.first} ({w.reason})"),
        (dots(later(t.first_to, 12)), f"Multidisciplinary consult: proposal {t.now}; allogeneic transplantation refused by patient; {t.considered} reserved for later consideration"), *courses,
        (dots(on), f"Consultation. {t.cycles} courses of {t.now} completed, treatment continues. ECOG {t.ecog}."),
    ]  # fmt: skip
    body = (
        f"<table class=h><tr><td><b>AZ Sint-Rumoldus</b><br>Haematology file, extract in English</td><td>Printed {dots(on)}</td></tr></table><table class=d><tr><td>{esc(who.last)} {who.first}</td><td>°{dots(who.born)}</td><td>{gender(d)}</td><td>EAD {who.ids[0]}</td></tr></table><p class=x>Course of the disease</p>{grid(('Date', 'Event'), rows)}"
        f"<p class=x>Antecedents</p><p>{t.illness[0].capitalize()}. Appendectomy 1979. No thrombosis.</p><p class=x>Home medication</p><p>Pantoprazole 40 mg 1/d; colecalciferol weekly.</p><p class=x>Family</p><p>Mother: essential thrombocythaemia.</p><p class=x>Agreements</p><p>Next visit in 4 weeks with blood count.</p>"
    )  # fmt: skip
    css = "@page{size:a4;margin:18mm}body{font:9.5pt 'DejaVu Sans'}.h{width:100%;border-bottom:1.5pt solid #093}.h td:last-child{text-align:right}.d{width:100%;background:#f1f6f1;margin:6pt 0}.d td{padding:4pt}.x{font-weight:bold;color:#093;margin-top:9pt}.g{width:100%}.g td,.g th{border-bottom:.3pt solid #aaa;padding:3pt}.g td:first-child{width:75pt}"
    sheet = printed(d, body, css, "note", "other")
    first = sheet.at("Course of the disease")
    diagnosis(d, first, WHO[who.who][0])
    w.first(first, whole=True)
    w.now(sheet.at("completed"), whole=True)
    w.not_wanted(first)
    w.thought_of(first)
    w.ecog(sheet.at("ECOG"))
    w.illness(sheet.at("Antecedents"))
    aside(d, sheet.at("Home"), "pantoprazole", "colecalciferol", "cholecalciferol")
    d.fact("comorbidities", 1, "Appendectomy", may=True, labels=["append"])
    d.treat("appendectomy", "surgery", "completed", 1, may=True, any_status=ANY)
    d.gold.trap("diagnoses", {"disease": "essential_thrombocythemia"}, "the mother's")
    d.gold.trap("comorbidities", {"label": "thrombosis"}, "denied")


def minutes(d: Doc) -> None:
    """Minutes of a board on one sheet: this patient between two others who are named by initials only."""
    who, on, w = d.person, d.on, Told(d)
    t = w.t
    s = d.paper("Helvetica", 9.5, 52)
    d.kind, d.also_kind = "note", ("other",)
    s.line("REGIONAL MYELOID CONFERENCE - MINUTES (EXTRACT FOR ONE RECORD)", True, 11)
    s.line(f"Meeting of {words(on)}. Present: haematology, pathology, transplant, pharmacy, data manager")
    s.line(
        f"Extract for: {who.last}, {who.first}   born {words(who.born)}   {gender(d).lower()}   record {who.ids[0]}",
        True,
    )
    s.rule()
    s.gap(8)
    s.line("Item 3   (other person, K.P., name withheld)", True)
    s.para("CLL in progression after ibrutinib; ECOG 3; start obinutuzumab. Diabetes insipidus. Platelets 31.", x=20)
    s.gap(8)
    s.line(f"Item 4   {who.first} {who.last}", True)
    page = s.para(
        f"{WHO[who.who][0]} ({month(who.diagnosed)}). Treated with {t.first} from {words(t.first_from)} to {words(t.first_to)}, ended for {w.reason}. On {t.now} since {words(t.now_from)}; {t.cycles} cycles have been given.",
        x=20,
    )
    diagnosis(d, page, WHO[who.who][0])
    w.first(page, whole=True)
    w.now(page, whole=True)
    s.gap(3)
    w.ecog(s.para(f"Performance: ECOG {t.ecog}. Illnesses beside: {t.illness[0]}.", x=20))
    w.illness(s.page)
    s.gap(3)
    page = s.para(
        f"Transplant physician: a donor is available, but the patient has declined allogeneic transplantation. Pharmacy asks whether {t.considered} should replace the present drug: not now, to be considered if blasts rise.",
        x=20,
    )
    w.not_wanted(page)
    w.thought_of(page)
    s.gap(3)
    s.para(f"Decision: carry on with {t.now}.", x=20)
    s.gap(8)
    s.line("Item 5   (other person, R.v.D., name withheld)", True)
    s.para(
        "AML with NPM1, in CR after 7+3; gilteritinib declined. Haemoglobin 10.4 g/dL. For transplantation in spring.",
        x=20,
    )
    s.gap(10)
    s.para(
        "Any other business: the luspatercept rota; the trial NCT00000004 (tamibarotene) has closed. Minutes: A. Quist-Hartley",
        pt=8,
    )
    for disease in ("cll", "chronic_lymphocytic_leukemia", "aml"):
        d.gold.trap("diagnoses", {"disease": disease, "status": "confirmed"}, "another person's")
    for agent in ("ibrutinib", "obinutuzumab", "gilteritinib", "tamibarotene"):
        d.gold.trap("treatments", {"agent": agent}, "another person's")
    if t.first != "luspatercept":
        d.gold.trap("treatments", {"agent": "luspatercept"}, "a rota")
    d.gold.trap("treatments", {"agent": "allogeneic_hct", "status": "planned"}, "another person's")
    d.gold.trap("performance", {"scale": "ECOG", "value": 3}, "another person's")
    d.gold.trap("comorbidities", {"label": "diabetes insipidus"}, "another person's")
    not_today(d, "platelets", 31.0, "another person's")
    not_today(d, "hemoglobin", 10.4, "another person's")


FAMILIES: dict[str, Callable[[Doc], None]] = {f.__name__: f for f in (office_visit, clinic_letter, chronology, minutes)}
UNSCORED = ("office_visit", "clinic_letter")

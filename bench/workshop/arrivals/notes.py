# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Families of notes and letters."""

from collections.abc import Callable

from bench.workshop.arrivals import letters
from bench.workshop.arrivals.paper import american, bait, printed, relative
from bench.workshop.arrivals.visits import DOSE, by_the_way, counts, given, grammes, thresholds
from bench.workshop.days import hyphened, later, long, month, sex, spaced
from bench.workshop.dress import Doc
from bench.workshop.markup import esc, row, table
from bench.workshop.marrow import denied, diagnosis
from bench.workshop.notes import Told
from bench.workshop.people import WHO


def registrar_letter(d: Doc) -> None:
    """A British clinic's letter: diagnoses and treatment in lists, today's counts in a line, prose that quotes last year's, a sister's disease, a plan."""
    who, on, w = d.person, d.on, Told(d)
    t, labs = w.t, grammes(d)
    she, her = ("She", "her") if who.sex == "F" else ("He", "his")
    body = (
        f"<table class=h><tr><td><b>Cumberdale District Hospital</b><br>Department of Clinical Haematology<br>Secretary 01632 960 442</td><td class=r>Clinic date: {long(on)}<br>Typed: {long(later(on, 3))}<br>Hosp no: {who.ids[1]}</td></tr></table>"
        f"<p>Dr B Postlethwaite<br>The Surgery, Moss Lane</p><p>Dear Dr Postlethwaite,</p><p><b>{who.first} {esc(who.last.upper())}, d.o.b. {spaced(who.born)}, {sex(d).lower()}</b></p>"
        f"<p><b>Diagnoses</b></p><ol><li>{WHO[who.who][0]}, diagnosed {month(who.diagnosed)} (IPSS-R {who.ipssr.lower()})</li><li>{t.illness[0].capitalize()}</li></ol>"
        f"<p><b>Treatment</b></p><ol><li>{t.first.capitalize()}, {month(t.first_from)} to {month(t.first_to)}; stopped for {w.reason}</li><li>{t.now.capitalize()} {DOSE[t.now]}, from {long(t.now_from)}; {t.cycles} cycles completed</li></ol>"
        f"<p><b>Counts today:</b> {', '.join(f'{r.label} {r.text} {r.unit}' for r in labs)}. Film unchanged.</p>"
        f"<p>I reviewed {who.first} with {her} daughter. {she} has been well and has had no infection. ECOG performance status is {t.ecog}. When we first met, {her} haemoglobin was said to have been 59 g/L at your surgery, though I have no printed result. {she} takes amlodipine and omeprazole. {she} was made unwell by trimethoprim in the past and should not have it.</p>"
        f"<p>We talked again about allogeneic stem cell transplantation, which {who.first} has declined. If {t.now} fails, {t.considered} is one option that we would consider with the regional centre. {she} is not in a trial. {her.capitalize()} sister had essential thrombocythaemia and took hydroxycarbamide; this has no bearing on {her} own treatment.</p>"
        f"<p><b>Plan</b></p><ol><li>Continue {t.now}.</li><li>Transfuse red cells if Hb is below 70 g/L and platelets if below 10.</li><li>Repeat marrow after cycle 6 or sooner if blasts appear in the blood.</li><li>Review in 4 weeks.</li></ol>"
        "<p>Yours sincerely,<br><br>Dr Imogen Tarn, Specialty Registrar to Dr J Eskdale<br><small>Dictated but not signed to avoid delay. Copy: patient.</small></p>"
    )  # fmt: skip
    css = "@page{size:a4;margin:20mm}body{font:10.3pt 'Liberation Serif';line-height:1.2}.h{width:100%}.r{text-align:right}ol{margin:2pt 0}p{margin:5pt 0}"
    sheet = printed(d, body, css, "note", "other")
    diagnosis(d, 1, WHO[who.who][0])
    d.fact("stages", 1, "IPSS-R", system="IPSS-R", category=who.ipssr.lower())
    w.illness(1)
    w.first(1)
    w.now(1, whole=True)
    given(d, labs, 1)
    w.ecog(1)
    plan = sheet.find("we would consider")
    w.not_wanted(plan)
    w.thought_of(plan)
    by_the_way(d, 1, "amlodipine", "omeprazole")
    d.gold.trap("treatments", {"agent": "trimethoprim"}, "an intolerance")
    d.gold.trap("treatments", {"agent": "hydroxyurea"}, "the sister's")
    d.gold.trap("treatments", {"agent": "hydroxycarbamide"}, "the sister's")
    relative(d, "et", "essential_thrombocythemia")
    bait(d, "hemoglobin", 5.9, "hearsay")
    thresholds(d, 7.0, 10.0)
    d.gold.trap("treatments", {"agent": t.now, "cycles": 6}, "a plan")
    d.also_dated = (later(on, 3),)


def informatician_note(d: Doc) -> None:
    """An American progress note in headed sections: oncologic history in a table, a block carried forward from another visit, a table of counts, a plan by problem."""
    who, on, w = d.person, d.on, Told(d)
    t, labs, old = w.t, counts(d), later(on, -31)
    rows = ((american(who.diagnosed), f"Diagnosed with {WHO[who.who][0]} by bone marrow biopsy"), (american(t.first_from), f"Started {t.first}, {DOSE[t.first]}"), (american(t.first_to), f"Stopped {t.first} ({w.reason})"),
            (american(t.now_from), f"Started {t.now}, {DOSE[t.now]}"))  # fmt: skip
    body = (
        f"<h1>Outpatient Progress Note</h1><table class=d>{row(('Patient', f'{who.last}, {who.first}', 'MRN', who.ids[0]))}{row(('DOB', american(who.born), 'Sex', sex(d)))}{row(('Date of service', american(on), 'Department', 'Hematology and Oncology, Cottonwood Campus'))}</table>"
        f"<h2>Reason for visit</h2><p>Follow-up of MDS on {t.now}, {t.cycles} cycles completed.</p><h2>Oncologic history</h2>{table(('Date', 'Event'), rows)}"
        f"<h2>Interval history</h2><p>No fevers, no bleeding. Mild constipation. Performance status: ECOG {t.ecog}.</p><p class=c>Copied forward from {american(old)}: \"Reports dizziness. Hgb 6.4 at that visit, platelets 7; ECOG 3. Plan then was to stop therapy and enroll in hospice if no better.\" The patient has since recovered and that plan was dropped.</p>"
        f"<h2>Past medical history</h2><p>{t.illness[0].capitalize()}. No history of coronary artery disease or stroke.</p><h2>Family history</h2><p>Father: acute myeloid leukemia, received decitabine and venetoclax. Sister: breast cancer.</p><h2>Medications</h2><p>Losartan 50 mg daily; ondansetron 8 mg as needed. Allergies: penicillin (rash).</p>"
        + "<h2>Results</h2>" + table(("Component", american(on)), [(f"{r.label} ({r.unit})", r.text) for r in labs])
        + f"<h2>Assessment and plan</h2><p><b>1. {WHO[who.who][1]}.</b> No sign of transformation to acute leukemia. Continue {t.now}. Allogeneic transplant was offered and the patient declined it. If disease progresses, we would consider {t.considered}.</p>"
        "<p><b>2. Anemia.</b> Transfuse for hemoglobin below 7. <b>3. Platelets.</b> Transfuse if below 10. <b>4. Iron.</b> Would discuss deferasirox only if ferritin exceeds 1,000.</p>"
        f"<p class=s>Electronically signed by Wren Castellanos-Pike, MD, {american(on)}. Some text was generated from templates.</p>"
    )  # fmt: skip
    css = ("@page{size:letter;margin:.7in .8in;@bottom-center{content:'" + who.ids[0] + "   Page ' counter(page);font:8pt 'Liberation Sans'}}body{font:9.6pt 'Liberation Sans';line-height:1.2}h1{font-size:14pt;margin:0 0 4pt}h2{font-size:10pt;margin:7pt 0 1pt;color:#8a3b12}.d{width:100%}.d td{border:.4pt solid #bbb;padding:2.5pt 5pt}.d td:nth-child(odd){font-weight:bold;background:#f5efe9}"
           ".t td,.t th{padding:1.6pt 14pt 1.6pt 0}.c{font-style:italic;border-left:2pt solid #aaa;padding-left:6pt}.s{font-size:8pt}")  # fmt: skip
    sheet = printed(d, body, css, "note", "other")
    diagnosis(d, 1, WHO[who.who][0])
    w.first(1, whole=True)
    w.now(1, whole=True)
    w.ecog(1)
    w.illness(1)
    given(d, labs, sheet.find("Component"))
    plan = sheet.find("was offered and")
    w.not_wanted(plan)
    w.thought_of(plan)
    d.treat("deferasirox", "chelation", "considered", plan, may=True, any_status=["considered", "planned"])
    by_the_way(d, 1, "losartan", "ondansetron")
    denied(d, plan, "aml", "acute_leukemia")
    relative(d, "breast_cancer")
    if t.considered != "venetoclax":
        d.gold.trap("treatments", {"agent": "venetoclax"}, "the father's")
    if t.now != "decitabine":
        d.gold.trap("treatments", {"agent": "decitabine"}, "the father's")
    d.gold.trap("treatments", {"agent": "penicillin"}, "an allergy")
    for label in ("coronary artery disease", "stroke"):
        d.gold.trap("comorbidities", {"label": label}, "denied")
    d.fact("comorbidities", plan, "Anemia", may=True, labels=["anemia"])
    bait(d, "platelets", 7.0, "copied from another visit")
    bait(d, "hemoglobin", 6.4, "copied from another visit")
    bait(d, "ferritin", 1000.0, "a condition")
    thresholds(d, 7.0, 10.0)
    d.also_dated = (old,)


def outpatient_case_sheet(d: Doc) -> None:
    """An Indian hospital's outpatient sheet: history by year in bullets, examination, investigations awaited, Rx list with generic names and days, advice."""
    who, on, w = d.person, d.on, Told(d)
    t = w.t
    lines = ((1, f"Inj. {t.now.capitalize()} {DOSE[t.now]}", "Cycle as per day care protocol"), (2, "Tab. Ondansetron 8 mg", "1-0-1 on injection days"), (3, "Tab. Fluconazole 150 mg", "STOP (course completed)"), (4, "Tab. Folic acid 5 mg", "1-0-0 x 30 days"))  # fmt: skip
    body = (
        f"<div class=h>ASHOKA MEMORIAL CANCER HOSPITAL<br><small>Medical Oncology &amp; Haematology OPD case sheet</small></div><table class=d>{row((f'Name: {who.name}', f'MR No.: {who.ids[0]}', f'Visit date: {hyphened(on)}'))}{row((f'DOB: {hyphened(who.born)}', f'Sex: {sex(d)}', 'Consultant: Dr. N. Varadarajan'))}</table>"
        f"<p><b>Diagnosis:</b> {WHO[who.who][0]} ({hyphened(who.diagnosed)})</p><p><b>Treatment history:</b></p><ul><li>{hyphened(t.first_from)}: {t.first.capitalize()} started. {hyphened(t.first_to)}: stopped in view of {w.reason}.</li><li>{hyphened(t.now_from)}: {t.now.capitalize()} started. {t.cycles} cycles completed till date.</li></ul>"
        f"<p><b>Co-morbidities:</b> {t.illness[0].capitalize()}. Not a known case of tuberculosis or asthma.</p><p><b>Family history:</b> Elder brother on imatinib for CML.</p><p><b>Complaints:</b> Generalised weakness. No fever, no bleeding manifestations.</p><p><b>On examination:</b> Pallor present. ECOG PS {t.ecog}. Spleen not palpable.</p>"
        "<p><b>Investigations today:</b> CBC and renal function sent, reports awaited. Previous reports seen and returned to patient.</p>"
        f"<p><b>Rx</b></p>{table(('No.', 'Drug', 'Instruction'), [(str(n), a, b) for n, a, b in lines])}"
        f"<p><b>Discussion:</b> Option of allogeneic stem cell transplant explained; patient and family not willing. {t.considered.capitalize()} may be considered in case of progression, subject to availability. ATG was thought of in the first consultation and not found suitable.</p>"
        "<p><b>Advice:</b> CBC weekly. PRBC if Hb less than 7 g/dL, SDP if platelets less than 10. To come to casualty for fever above 100.4 F. Next visit after 28 days with reports.</p><p class=s>Dr. Pranjal Bezbaruah (Resident) for Dr. N. Varadarajan. Helpline 0000 000 000.</p>"
    )  # fmt: skip
    css = ("@page{size:a4;margin:15mm}body{font:9.6pt 'DejaVu Sans Condensed','DejaVu Sans'}.h{text-align:center;font-weight:bold;font-size:13pt;border:1pt solid #234;padding:4pt}.h small{font-size:9.5pt}.d{width:100%;margin:5pt 0}.d td{padding:2.5pt 4pt}ul{margin:2pt 0}.t{margin:2pt 0 4pt 10pt}.t td,.t th{border:.4pt solid #888;padding:2.2pt 8pt}.s{font-size:8pt;margin-top:14pt}p{margin:4pt 0}")  # fmt: skip
    printed(d, body, css, "note", "other")
    diagnosis(d, 1, WHO[who.who][0])
    w.first(1, whole=True)
    w.now(1, whole=True)
    w.illness(1)
    w.ecog(1)
    w.not_wanted(1)
    w.thought_of(1)
    by_the_way(d, 1, "ondansetron", "fluconazole", "folic acid", "folic_acid")
    relative(d, "cml", "chronic_myeloid_leukemia")
    d.gold.trap("treatments", {"agent": "imatinib"}, "the brother's")
    for label in ("tuberculosis", "asthma"):
        d.gold.trap("comorbidities", {"label": label}, "denied")
    d.treat("anti_thymocyte_globulin", "immunosuppressive", "considered", 1, may=True, any_status=["considered", "declined"])  # fmt: skip
    d.fact("not_given", 1, "ATG", may=True, agent="anti_thymocyte_globulin")
    thresholds(d, 7.0, 10.0)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (registrar_letter, informatician_note, outpatient_case_sheet, *letters.ALL)
}
UNSCORED = ("registrar_letter", "informatician_note", *letters.UNSCORED)
"""Their counts are of the visit."""

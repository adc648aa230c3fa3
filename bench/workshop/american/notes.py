# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""American families of notes and letters."""

from collections.abc import Callable
from typing import Any

from bench.workshop.american import visits
from bench.workshop.american.paper import (
    long,
    mdy,
    mon,
    slim,
    table,
    web,
)
from bench.workshop.american.told import DOSE, by_the_way, given, relatives, running, threshold, today
from bench.workshop.days import later, month, sex
from bench.workshop.dress import Doc
from bench.workshop.markup import esc, row
from bench.workshop.marrow import denied, diagnosis
from bench.workshop.notes import Told
from bench.workshop.people import WHO


def _flagged(text: str, flag: str) -> str:
    return f"{text} ({flag})" if flag else text


def progress_note(d: Doc) -> None:
    """An electronic record's progress note: treatment history as dated rows, tables of family history and results, an interval history copied from the last visit, a list of medicines."""
    who, on, w = d.person, d.on, Told(d)
    t = w.t
    rows = [(mon(who.diagnosed), f"Bone marrow biopsy: {WHO[who.who][0]}. IPSS-R {who.ipssr.lower()}."), (f"{mon(t.first_from)} - {mon(t.first_to)}", f"{t.first.capitalize()} {DOSE[t.first]}. Discontinued: {w.reason}."),
            (f"{mon(t.now_from)} - Present", f"{t.now.capitalize()} {DOSE[t.now]}. {t.cycles} cycles completed.")]  # fmt: skip
    labs = today(d)
    body = (
        f"<table class=d><tr><td><b>{esc(who.last)}, {who.first}</b><br>{who.age(on)} y.o. {sex(d).lower()}, DOB {mdy(who.born)}<br>MRN {who.ids[0]}</td><td>Hematology/Oncology Progress Note<br>Encounter date: {mdy(on)}<br>Provider: Solveig Rasmussen-Tate, PA-C</td></tr></table>"
        f"<h3>Oncology History</h3>{table(('Date', 'Event'), rows)}<h3>Interval History</h3><p>{who.first} returns for follow-up. Tolerating {t.now} with mild constipation. Energy is fair. No infections since last visit.</p>"
        f"<p class=c>(Carried forward from {slim(later(on, -29))}: feels poorly after a fall, ECOG 3 that week; hgb 6.1 in the emergency department of another hospital per patient's recollection; considering hospice.)</p>"
        f"<h3>Current Outpatient Medications</h3><p>&bull; ondansetron 8 mg tablet, take 1 as needed &nbsp; &bull; acyclovir 400 mg tablet twice daily &nbsp; &bull; atorvastatin 20 mg nightly</p><p>Medications discontinued today: none. &nbsp; <b>Allergies:</b> sulfamethoxazole-trimethoprim (hives)</p>"
        f"<h3>Past Medical History</h3>{table(('Diagnosis', 'Date noted'), ((t.illness[0].capitalize(), '2011'),))}<h3>Family History</h3>{table(('Problem', 'Relation', 'Age of onset'), (('Breast cancer', 'Mother', '58'), ('Leukemia, acute', 'Paternal uncle', '70s'), ('No known problems', 'Daughter', '')))}"
        f"<h3>Physical Exam</h3><p>ECOG performance status: {t.ecog}. Spleen not palpable. No petechiae.</p><h3>Lab Results</h3>" + table(("Component", "Value", "Date"), [(r.label, _flagged(r.text, r.flag), mdy(on)) for r in labs])
        + f"<h3>Assessment and Plan</h3><p>1. {WHO[who.who][1]}: proceed with next cycle of {t.now} as scheduled. We again reviewed allogeneic transplant; patient has declined referral. If response is lost, {t.considered} would be considered.</p>"
        "<p>2. Iron overload risk: should ferritin exceed 1000 ng/mL we would think about deferasirox. 3. Transfuse for hgb &lt;7 or plt &lt;10.</p>"
        + f"<p class=s>I spent 38 minutes on this encounter. Electronically signed {mdy(on)} 5:14 PM. Portions were copied from earlier notes and reviewed.</p>"
    )  # fmt: skip
    css = ("@page{size:letter;margin:.6in .7in;@bottom-right{content:counter(page) ' of ' counter(pages);font:7pt 'Liberation Sans'}}body{font:9.5pt 'Liberation Sans'}.d{width:100%;background:#eef}.d td{padding:5pt;width:50%}h3{font-size:10pt;color:#1a3b6e;margin:7pt 0 2pt}.t{width:100%}.t td,.t th{border-bottom:.4pt solid #bbb;padding:2pt 4pt;font-size:9pt}.c{font-style:italic;color:#444}.s{font-size:8pt}")  # fmt: skip
    sheet = web(d, body, css, "note", "other")
    first = sheet.find("Oncology History")
    diagnosis(d, first, WHO[who.who][0])
    d.fact("stages", first, "IPSS-R", system="IPSS-R", category=who.ipssr.lower())
    w.first(first, whole=True)
    w.now(first, whole=True)
    w.illness(sheet.find("Past Medical History"))
    w.ecog(sheet.find("ECOG performance status"))
    plan = sheet.find("Assessment and Plan")
    given(d, labs, sheet.find("Lab Results"))
    w.not_wanted(plan)
    w.thought_of(plan)
    d.treat("deferasirox", "chelation", "considered", plan, may=True, any_status=["considered", "planned"])
    by_the_way(d, 1, "ondansetron", "acyclovir", "atorvastatin")
    d.gold.trap("labs", {"analyte": "hemoglobin", "value": 6.1}, "recollection carried forward")
    threshold(d, ("hemoglobin", 7.0), ("platelets", 10.0), ("ferritin", 1000.0))
    for agent in ("sulfamethoxazole", "trimethoprim"):
        d.gold.trap("treatments", {"agent": agent}, "an allergy")
    relatives(d, "breast_cancer", "aml", "acute_leukemia")
    d.gold.trap("treatments", {"agent": "deferasirox", "status": "ongoing"}, "only if ferritin rises")


def hospital_discharge(d: Doc) -> None:
    """A hospital's discharge summary: two days of counts side by side, drugs of the stay, results pending, what was held off."""
    who, on, w = d.person, d.on, Told(d)
    t, came = w.t, later(on, -6)
    s = d.paper("Times", 10.5, 60)
    d.kind, d.also_kind, d.also_dated = "note", ("other",), (came,)
    s.line("OUR LADY OF THE LAKES HOSPITAL", True, 14, "c")
    s.line("DISCHARGE SUMMARY", True, 11, "c")
    s.gap(6)
    s.line(
        f"PATIENT: {who.last.upper()}, {who.first.upper()}     MR#: {who.ids[0]}     DOB: {mdy(who.born)}     SEX: {who.sex}"
    )
    s.line(f"ADMITTED: {mdy(came)}     DISCHARGED: {mdy(on)}     ATTENDING: Lindqvist-Amari, T., MD")
    s.rule()
    s.gap(5)
    he, his = ("She", "her") if who.sex == "F" else ("He", "his")
    s.line("DISCHARGE DIAGNOSES:", True)
    s.line("1. Neutropenic fever, resolved; cultures negative.", x=12)
    diagnosis(d, s.line(f"2. {WHO[who.who][0]}.", x=12), WHO[who.who][0])
    w.illness(s.line(f"3. {t.illness[0].capitalize()}.", x=12))
    d.fact(
        "comorbidities",
        1,
        "Neutropenic fever",
        may=True,
        labels=["neutropenic fever", "febrile neutropenia", "neutropenia"],
    )
    s.line("HOSPITAL COURSE:", True)
    page = s.para(f"{who.age(came)}-year-old with the above, diagnosed {month(who.diagnosed)}. {he} was given {t.first} from {month(t.first_from)} until {month(t.first_to)}, when it was stopped for {w.reason}, and has been on {t.now} since {long(t.now_from)} with {t.cycles} cycles completed before this admission. "
                  f"{he} presented with a temperature of 101.4 F. Cefepime was given for four days and changed to oral levofloxacin. Vancomycin was considered and not started. Chest film showed no pneumonia; there was no myocardial infarction. Filgrastim was not used.", 12)  # fmt: skip
    w.first(page)
    w.now(page, whole=True)
    by_the_way(d, page, "cefepime", "levofloxacin")
    d.gold.trap("treatments", {"agent": "vancomycin", "status": "ongoing"}, "not started")
    d.gold.trap("treatments", {"agent": "filgrastim", "status": "ongoing"}, "not used")
    for status in ("considered", "declined"):
        d.treat("vancomycin", "other", status, page, may=True)
    d.fact("not_given", page, "Filgrastim", may=True, agent="filgrastim")
    s.line("LABORATORY DATA:", True)
    was, now = today(d, 0.8), today(d)
    s.mono([f"  {'':<14}{mdy(came):>12}{mdy(on):>14}   units"], 9)
    for old, r in zip(was, now, strict=True):
        page = s.mono(
            [f"  {r.label:<14}{_flagged(old.text, old.flag):>12}{_flagged(r.text, r.flag):>14}   {r.unit}"], 9
        )
        given(d, [r], page)
        fields: dict[str, Any] = {
            "analyte": old.analyte,
            "comparator": None,
            "value": old.value,
            "unit": {"g/dL": "g/dL", "mg/dL": "mg/dL"}.get(r.unit, "10*9/L"),
            "collected": came.isoformat(),
            "printed": old.text,
            "flag": old.flag or None,
        }
        d.fact("labs", page, old.label, old.text, **fields)
    s.line("PENDING AT DISCHARGE:", True)
    s.para("Repeat bone marrow is NOT pending; it is to be scheduled. Fungal antigen: pending.", 12)
    s.line("DISCHARGE MEDICATIONS:", True)
    by_the_way(
        d,
        s.para(
            "Levofloxacin 750 mg daily for 5 more days (NEW). Pantoprazole 40 mg daily (CONTINUE). Aspirin 81 mg (STOP, low platelets).",
            12,
        ),
        "pantoprazole",
        "aspirin",
    )
    s.line("PLAN:", True)
    page = s.para(
        f"{t.now.capitalize()} continues in clinic once {his} counts allow. {who.first} was asked again about transplantation (allogeneic) and refuses it. {t.considered.capitalize()} could be considered later. Return for ANC below 0.5 or temperature over 100.4 F.",
        12,
    )
    w.not_wanted(page)
    w.thought_of(page)
    w.ecog(s.line(f"CONDITION: Stable. ECOG {t.ecog}. CODE STATUS: Full."))
    s.gap(8)
    s.line(f"D: {mdy(on)} 1410   T: {mdy(later(on, 1))} 0622   jb/4471     Dictated but not read", pt=8)
    d.also_dated = (came, later(on, 1))
    threshold(d, ("neutrophils", 0.5))
    denied(d, 1, "pneumonia")
    for label in ("myocardial infarction", "pneumonia"):
        d.gold.trap("comorbidities", {"label": label}, "denied")


def infusion_visit(d: Doc) -> None:
    """An infusion clinic's visit sheet: treatment plan and parameters with limits beside today's counts, drugs given by the clock, premedication."""
    who, on, w = d.person, d.on, Told(d)
    t, labs = w.t, today(d)
    limits = {"ANC": "≥ 0.5 K/uL", "PLT": "≥ 25 K/uL", "CREATININE": "≤ 2.0 mg/dL", "HGB": "≥ 7.0 g/dL", "WBC": "none"}
    body = (
        f"<div class=h>Saguaro Infusion Partners &mdash; Chair 14</div><table class=d><tr><td>{who.first} {esc(who.last)}</td><td>DOB {mdy(who.born)}</td><td>{sex(d)}</td><td>ID {who.ids[0]}</td><td>Visit {mdy(on)} 08:40</td></tr></table>"
        f"<table class=k><tr><td>Treatment plan</td><td>OP HEME {t.now.upper()} {DOSE[t.now]}</td></tr><tr><td>Diagnosis on order</td><td>{esc(WHO[who.who][0])} (D46.Z)</td></tr><tr><td>Plan start date</td><td>{mdy(t.now_from)}</td></tr><tr><td>Today</td><td>Cycle {t.cycles + 1}, Day 1 (cycle {t.cycles} finished without dose reduction)</td></tr>"
        f"<tr><td>Earlier plan</td><td>{t.first} {mdy(t.first_from)} to {mdy(t.first_to)}, discontinued ({w.reason})</td></tr><tr><td>Performance</td><td>ECOG {t.ecog}</td></tr><tr><td>Problem list</td><td>{t.illness[0]}</td></tr></table>"
        f"<h3>Lab check (drawn {mdy(on)} 07:55)</h3>{table(('Test', 'Result', 'Units', 'OK to treat if', 'Nurse check'), [(r.label, r.text, r.unit, limits[r.label], 'reviewed') for r in labs])}"
        "<h3>Administered</h3>" + table(("Time", "Drug", "Dose", "Route", "RN"), (("09:10", "ondansetron", "8 mg", "PO", "KP"), ("09:45", t.now, "128 mg" if t.now == "azacitidine" else "34 mg", "SC x 2 sites" if t.now == "azacitidine" else "IV over 60 min", "KP/ML")))
        + f"<p>Hypersensitivity kit orders (diphenhydramine, methylprednisolone, epinephrine): available at chair side, <b>not used</b>.</p><h3>Teaching</h3><p>Call for temperature over 100.4 F. Written sheet on luspatercept handed to the patient in the next chair was returned. {who.first} states again that {'she' if who.sex == 'F' else 'he'} does not want a stem cell transplant (allogeneic).</p>"
        f"<p>Next: Day 2 {mdy(later(on, 1))}. CBC weekly. Provider mentions {t.considered} as a possible later option.</p><p class=s>Co-signed K. Petrosyan RN OCN. Dose verified by 2 RNs. BSA 1.71 m2. Wt 66.4 kg. Port: none.</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.6in}body{font:9.5pt 'DejaVu Sans Condensed','DejaVu Sans'}.h{background:#9a4a1c;color:#fff;padding:5pt;font-size:12pt}.d{width:100%;margin:5pt 0}.k{width:100%}.k td{border:.5pt solid #999;padding:3pt}.k td:first-child{background:#f4ece6;width:110pt}.t{width:100%}.t td,.t th{border:.5pt solid #999;padding:3pt}h3{margin:8pt 0 3pt;font-size:10pt}.s{font-size:8pt}"
    web(d, body, css, "note", "other")
    diagnosis(d, 1, "Diagnosis on order")
    running(d, w, 1)
    w.first(1, whole=True)
    w.ecog(1)
    w.illness(1)
    given(d, labs, 1, flag=False)
    w.not_wanted(1)
    w.thought_of(1)
    by_the_way(d, 1, "ondansetron")
    for agent in ("diphenhydramine", "methylprednisolone", "epinephrine"):
        d.gold.trap("treatments", {"agent": agent, "status": "ongoing"}, "not used")
        d.treat(agent, "other", "considered", 1, may=True, any_status=["considered", "planned"])
        d.fact("not_given", 1, agent, may=True, agent=agent)
    if t.first != "luspatercept":
        d.gold.trap("treatments", {"agent": "luspatercept"}, "another patient's")
    threshold(d, ("neutrophils", 0.5), ("platelets", 25.0), ("hemoglobin", 7.0), ("creatinine", 2.0))


def medical_necessity(d: Doc) -> None:
    """A letter to an insurer: what was tried, what is asked for, what cannot be used, guideline text in quotation marks."""
    who, on, w = d.person, d.on, Told(d)
    t = w.t
    body = (
        f"<p>{long(on)}</p><p>Bluestem Mutual Health Plan<br>Utilization Management, Appeals<br>Fax (555) 010-0177</p><table class=t>{row(('Member', who.name))}{row(('Date of birth / sex', f'{mdy(who.born)} / {sex(d)}'))}{row(('Member ID', f'BMH{who.ids[0]}'))}{row(('Diagnosis', f'{WHO[who.who][0]} (ICD-10 D46.9)'))}{row(('Request', f'Continued authorization of {t.now}, HCPCS, 6 further cycles'))}</table>"
        f"<p>To whom it may concern:</p><p>I am writing to appeal the denial of {t.now} for my patient, who was diagnosed in {month(who.diagnosed)}. Step therapy has been satisfied. {who.first} received {t.first} beginning {mdy(t.first_from)}; it was discontinued on {mdy(t.first_to)} because of {w.reason}. {t.now.capitalize()} was begun on {mdy(t.now_from)}, and {t.cycles} cycles have been completed with stable counts.</p>"
        f"<p>Your letter suggests cyclosporine with antithymocyte globulin, and eltrombopag. {'She' if who.sex == 'F' else 'He'} has never received these agents and they are not appropriate. Allogeneic hematopoietic cell transplantation was offered and declined by the patient on {mdy(later(on, -21))}. Should {t.now} fail, {t.considered} would be considered; no request for it is made now.</p>"
        "<p class=q>&ldquo;For patients with higher-risk disease who are not transplant candidates, a hypomethylating agent is preferred. Decitabine and cedazuridine by mouth is an alternative. At least 4 to 6 cycles should be given before response is judged.&rdquo;</p>"
        f"<p>Other conditions: {t.illness[0]}. Performance status is ECOG {t.ecog}. The patient does not have heart failure.</p>"
        + "<p>Please call me for a peer-to-peer review at (555) 010-0162.</p><p>Sincerely,<br><br><br>Marguerite Dufresne-Okafor, MD<br>NPI 0000000000 &nbsp; Enclosures: pathology, CBC, denial letter</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:1in}body{font:11pt 'Liberation Serif';line-height:1.25}.t{margin:8pt 0}.t td{padding:2pt 14pt 2pt 0}.t td:first-child{font-weight:bold}.q{margin:6pt 30pt;font-size:10pt}p{margin:7pt 0}"
    web(d, body, css, "note", "other")
    diagnosis(d, 1, WHO[who.who][0])
    w.first(1, whole=True)
    w.now(1, whole=True)
    w.not_wanted(1)
    w.thought_of(1)
    w.illness(1)
    w.ecog(1)
    for agent in ("cyclosporine", "antithymocyte_globulin", "eltrombopag", "ciclosporin", "anti_thymocyte_globulin"):
        d.fact("not_given", 1, agent, may=True, agent=agent)
        d.gold.trap("treatments", {"agent": agent, "status": "ongoing"}, "never received")
    for agent in ("cedazuridine", *(() if t.now == "decitabine" else ("decitabine",))):
        d.gold.trap("treatments", {"agent": agent}, "guideline text")
    d.gold.trap("treatments", {"agent": t.now, "cycles": 6}, "cycles asked for")
    d.gold.trap("comorbidities", {"label": "heart failure"}, "denied")


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f
    for f in (
        progress_note, hospital_discharge, infusion_visit, medical_necessity, visits.cprs_note, visits.transplant_consult,
    )
}  # fmt: skip

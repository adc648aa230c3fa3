# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Families of clinic notes and letters."""

from bench.workshop.days import hyphened as dash
from bench.workshop.days import later, long, month, sex
from bench.workshop.days import spaced as mon
from bench.workshop.dress import Doc, Result
from bench.workshop.kept.paper import (
    TODAY,
    bait,
    he,
    his,
    lab,
    res,
    web,
)
from bench.workshop.markup import Raw, esc, row, table
from bench.workshop.marrow import denied, diagnosis
from bench.workshop.notes import Told
from bench.workshop.people import WHO

ANY = ["ongoing", "completed", "stopped", "planned", "considered", "declined"]
DOSE = {
    "darbepoetin alfa": "300 micrograms subcutaneously every two weeks", "epoetin alfa": "40,000 units subcutaneously weekly",
    "lenalidomide": "10 mg daily for 21 of 28 days", "luspatercept": "1 mg/kg subcutaneously every three weeks",
    "azacitidine": "75 mg/m2 subcutaneously for 7 of 28 days", "decitabine": "20 mg/m2 intravenously for 5 of 28 days",
}  # fmt: skip


def _by_the_way(d: Doc, page: int, *agents: str, kind: str = "other") -> None:
    """Medicines of other purposes: they may be told."""
    for agent in agents:
        d.treat(agent, kind, "ongoing", page, may=True, any_status=ANY)


def _today(d: Doc, unit: str = "US") -> list[Result]:
    """Counts of the day of the visit."""
    names = (
        ("hemoglobin", "Haemoglobin", "g/L"),
        ("leukocytes", "White cells", "10^9/L"),
        ("neutrophils", "Neutrophils", "10^9/L"),
        ("platelets", "Platelets", "10^9/L"),
        ("creatinine", "Creatinine", "µmol/L"),
    )
    american = (
        ("leukocytes", "WBC", "K/uL"),
        ("hemoglobin", "Hemoglobin", "g/dL"),
        ("platelets", "Platelets", "K/uL"),
        ("neutrophils", "ANC", "K/uL"),
        ("creatinine", "Creatinine", "mg/dL"),
    )
    return [res(d, *n, factor=TODAY) for n in (american if unit == "US" else names)]


def _given(d: Doc, results: list[Result], page: int, flag: bool = False, reference: bool = False) -> None:
    for r in results:
        lab(d, r, d.on, page, flag=flag, reference=reference)


def _relative(d: Doc, *diseases: str) -> None:
    for disease in diseases:
        d.gold.trap("diagnoses", {"disease": disease}, "a relative's")


def _never(d: Doc, page: int, why: str, *agents: str) -> None:
    """Agents that are named and not given: they may be told as considered, never as given."""
    for agent in agents:
        d.treat(agent, "systemic", "considered", page, may=True, any_status=["considered", "declined", "planned"])
        d.fact("not_given", page, agent, may=True, agent=agent)
        for status in ("ongoing", "completed", "stopped"):
            d.gold.trap("treatments", {"agent": agent, "status": status}, why)


def _transfuse(d: Doc, page: int) -> None:
    """Blood would be given below a limit: that may be told as a plan."""
    for agent in ("rbc_transfusion", "platelet_transfusion"):
        d.treat(agent, "transfusion", "planned", page, may=True, any_status=["planned", "considered"])


def letter_to_practice(d: Doc) -> None:
    """A letter from a haematology clinic to the family doctor: diagnosis, treatment and results as headed lists, then prose in short paragraphs."""
    who, on, w = d.person, d.on, Told(d)
    t, labs = w.t, _today(d, "SI")
    title = {"F": "Mrs", "M": "Mr"}[who.sex]
    body = (
        f"<div class=h><b>Ashdown Vale Hospital</b><br>Department of Clinical Haematology</div><p>Clinic date: {long(on)} &nbsp;&nbsp; Typed: {long(later(on, 3))}</p><p>Dr F. Merriweather<br>The Green Practice</p><p>Dear Dr Merriweather</p><p class=r>{title} {esc(who.name)} &nbsp; Date of birth: {d.date(who.born)} &nbsp; {sex(d)} &nbsp; Hospital number: {who.ids[0]}</p>"
        f"<table class=k>{row((Raw('<b>Diagnosis</b>'), f'{WHO[who.who][0]}, {month(who.diagnosed)}'))}{row((Raw('<b>Previous treatment</b>'), f'{t.first.capitalize()}, {month(t.first_from)} to {month(t.first_to)}, stopped for {w.reason}'))}{row((Raw('<b>Current treatment</b>'), f'{t.now.capitalize()} since {long(t.now_from)}, {t.cycles} cycles completed'))}{row((Raw('<b>Other conditions</b>'), t.illness[0].capitalize()))}{row((Raw('<b>Performance status</b>'), f'ECOG {t.ecog}'))}{row((Raw('<b>Allergies</b>'), 'Trimethoprim (rash)'))}</table>"
        f"<p>I saw {title} {esc(who.last)} with {his(d)} daughter today. {he(d).capitalize()} is coping well with {t.now} apart from some tiredness, and has had no infections or bleeding. On examination there was no bruising and no enlargement of the spleen.</p>"
        f"<p><b>Blood results today:</b> " + "; ".join(f"{r.label.lower() if i else r.label} {r.text} {r.unit}" for i, r in enumerate(labs)) + ".</p>"
        f"<p>We talked again about allogeneic stem cell transplantation, which {he(d)} has decided against. If the response were lost, {t.considered} would be considered, most likely within a study. {his(d).capitalize()} sister had acute myeloid leukaemia and this has naturally coloured {his(d)} views.</p>"
        f"<p>I would be grateful if you could check {his(d)} blood count every two weeks. We would transfuse for a haemoglobin below 75 g/L or symptoms, and give platelets below 10.</p><p>Plan: next cycle as booked; clinic in four weeks.</p><p>Yours sincerely</p><p class=g>Dr Marguerite Ellacott<br>Consultant Haematologist</p><p class=s>Copy to patient. Checked and signed electronically. A leaflet on lenalidomide was not needed on this occasion.</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:19mm}body{font:10.5pt 'Liberation Sans';line-height:1.25}.h{border-bottom:1.5pt solid #00508a;color:#00508a;font-size:12pt;padding-bottom:3pt}.r{font-weight:bold;border-top:.5pt solid #888;border-bottom:.5pt solid #888;padding:4pt 0}.k td{padding:2.5pt 12pt 2.5pt 0}.k td:first-child{width:120pt}p{margin:6pt 0}.g{margin-top:22pt}.s{font-size:8.5pt}"
    web(d, body, css, "note", "other")
    diagnosis(d, 1, WHO[who.who][0])
    w.first(1)
    w.now(1, whole=True)
    w.illness(1)
    w.ecog(1)
    w.not_wanted(1)
    w.thought_of(1)
    _given(d, labs, 1)
    _relative(d, "aml")
    d.gold.trap("treatments", {"agent": "trimethoprim"}, "an allergy")
    if t.first != "lenalidomide":
        _never(d, 1, "a leaflet that was not needed", "lenalidomide")
    _transfuse(d, 1)
    d.fact("comorbidities", 1, "tiredness", may=True, labels=["tiredness", "fatigue"])
    bait(d, "hemoglobin", 7.5)
    bait(d, "platelets", 10.0)
    d.also_dated = (later(on, 3),)


def visit_note(d: Doc) -> None:
    """An oncology practice's progress note: history, interval, medicines, examination, a small table of results with limits, numbered plan, text brought over from the last note."""
    who, on, w = d.person, d.on, Told(d)
    t, labs = w.t, _today(d)
    last = later(on, -28)
    body = (
        f"<table class=h><tr><td><b>Willow Creek Hematology Oncology</b><br>Office visit</td><td>{esc(who.last)}, {who.first}<br>DOB: {mon(who.born)} &nbsp; Sex: {sex(d)}<br>MRN: {who.ids[0]}</td><td>Date of service: {mon(on)}<br>Provider: Harriet Nakashima, MD</td></tr></table>"
        f"<h3>DIAGNOSIS</h3><p>{esc(WHO[who.who][0])}, diagnosed {mon(who.diagnosed)}.</p><h3>TREATMENT HISTORY</h3><ol><li>{t.first.capitalize()} {DOSE[t.first]}, {mon(t.first_from)} to {mon(t.first_to)}. Discontinued: {w.reason}.</li><li>{t.now.capitalize()} {DOSE[t.now]}, started {mon(t.now_from)}. Completed {t.cycles} cycles. Ongoing.</li></ol>"
        f"<h3>INTERVAL HISTORY</h3><p>{who.first} is here before the next cycle. {he(d).capitalize()} reports less fatigue than last month. No fever, no bleeding, no hospital stay.</p><p class=c>From the note of {mon(last)}: admitted overnight at an outside hospital; hemoglobin there said to be 5.9; ECOG 3 at that time; hospice information given.</p>"
        f"<h3>PAST MEDICAL HISTORY</h3><p>{t.illness[0].capitalize()}. No history of stroke or heart failure.</p><h3>FAMILY HISTORY</h3><p>Mother: breast cancer. Brother: polycythemia vera, takes hydroxyurea.</p><h3>MEDICATIONS</h3><p>Acyclovir 400 mg twice daily; ondansetron 8 mg as needed; multivitamin. Allergies: penicillin.</p>"
        f"<h3>EXAMINATION</h3><p>ECOG {t.ecog}. Lungs clear. No splenomegaly. No edema.</p><h3>RESULTS ({mon(on)})</h3>"
        + table(("Test", "Result", "Flag", "Reference", "Unit"), [(r.label, r.text, {"L": "Low", "H": "High"}.get(r.flag, ""), f"{r.low}-{r.high}", r.unit) for r in labs])
        + f"<h3>ASSESSMENT AND PLAN</h3><ol><li>MDS: continue {t.now}, next cycle today. Marrow to be repeated after 6 cycles.</li><li>Transplant: discussed allogeneic transplant with {who.first} once more; {he(d)} declines.</li><li>If progression: would consider {t.considered}. Eltrombopag was discussed and not started.</li><li>Transfusion: for hemoglobin below 7 or platelets below 10.</li></ol><p class=s>Electronically signed {mon(on)} 4:40 PM. Total time 30 minutes.</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:16mm 18mm;@bottom-right{content:'Page ' counter(page) ' of ' counter(pages);font:8pt 'Liberation Serif'}}body{font:10.5pt 'Liberation Serif'}.h{width:100%;border-bottom:1pt solid #222}.h td{padding:3pt;width:33%}h3{font-size:10pt;margin:8pt 0 1pt}ol{margin:2pt 0;padding-left:18pt}.c{font-style:italic;color:#333}.t td,.t th{padding:2pt 16pt 2pt 0;border-bottom:.4pt solid #bbb}.s{font-size:9pt;margin-top:10pt}p{margin:2pt 0}"
    sheet = web(d, body, css, "note", "other")
    diagnosis(d, 1, WHO[who.who][0])
    w.first(1, whole=True)
    w.now(1, whole=True)
    w.illness(1)
    w.ecog(1)
    _given(d, labs, sheet.find("RESULTS", "Creatinine"), flag=True, reference=True)
    plan = sheet.find("ASSESSMENT AND PLAN")
    w.not_wanted(plan)
    w.thought_of(plan)
    _transfuse(d, plan)
    d.fact("comorbidities", 1, "fatigue", may=True, labels=["fatigue"])
    _by_the_way(d, 1, "acyclovir", "aciclovir", "ondansetron", "multivitamin")
    _never(d, plan, "not started", "eltrombopag")
    _relative(d, "breast_cancer", "polycythemia_vera")
    d.gold.trap("treatments", {"agent": "hydroxyurea"}, "the brother's")
    d.gold.trap("treatments", {"agent": "penicillin"}, "an allergy")
    d.gold.trap("treatments", {"agent": t.now, "cycles": 6}, "a plan")
    bait(d, "hemoglobin", 5.9, why="hearsay carried forward")
    bait(d, "hemoglobin", 7.0)
    bait(d, "platelets", 10.0)
    for label in ("stroke", "heart failure"):
        d.gold.trap("comorbidities", {"label": label}, "denied")


def meeting_outcome(d: Doc) -> None:
    """The outcome form of a multidisciplinary meeting: boxes with headings in a table, names of those present, a question and its answer, a study not open."""
    who, on, w = d.person, d.on, Told(d)
    t = w.t
    rows = (
        ("Diagnosis", f"{WHO[who.who][0]} (WHO 2016)"),
        ("Date of diagnosis", dash(who.diagnosed)),
        ("Risk at diagnosis", f"IPSS-R: {who.ipssr}"),
        (
            "Treatment so far",
            Raw(
                f"1. {t.first.capitalize()}: {dash(t.first_from)} to {dash(t.first_to)}, stopped because of {w.reason}.<br>2. {t.now.capitalize()}: from {dash(t.now_from)}, {t.cycles} cycles given, continuing."
            ),
        ),
        ("Comorbidity", t.illness[0].capitalize()),
        ("Performance status", f"ECOG {t.ecog}"),
        ("Question to the meeting", "Should treatment be changed, and is transplantation an option?"),
        (
            "Discussion",
            f"Response judged adequate. The patient has declined allogeneic stem cell transplantation. {t.considered.capitalize()} was considered as a later option and is not recommended now. The magrolimab study has closed to recruitment. Ivosidenib would need an IDH1 mutation.",
        ),
        ("Outcome", f"Continue {t.now}. Review in three months with a marrow."),
    )
    body = (
        f"<div class=h>Sliabh Rua Cancer Network<br><small>Haematological malignancy meeting: record of outcome</small></div><table class=d>{row(('Patient', who.name, 'Date of meeting', dash(on)))}{row(('Date of birth', dash(who.born), 'Sex', sex(d)))}{row(('MRN', who.ids[0], 'Lead clinician', 'Dr C. Ní Dhuibhir'))}</table>"
        + table((), rows, "k")
        + "<p class=s>Present: haematology (3), histopathology (1), cytogenetics (1), specialist nursing (2), pharmacy (1). Recorded by the meeting coordinator. This form is not a prescription.</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:17mm}body{font:10pt 'DejaVu Sans'}.h{background:#5d2e46;color:#fff;padding:7pt;font-size:13pt}.d{width:100%;margin:8pt 0}.d td{padding:3pt 5pt;border-bottom:.5pt solid #bbb;width:25%}.d td:nth-child(odd){font-weight:bold}.k{width:100%}.k td{border:.6pt solid #777;padding:5pt}.k td:first-child{width:125pt;background:#f2eaee;font-weight:bold}.s{font-size:8.5pt;margin-top:8pt}"
    web(d, body, css, "note", "other")
    diagnosis(d, 1, WHO[who.who][0])
    d.fact("stages", 1, "IPSS-R", system="IPSS-R", category=who.ipssr.lower())
    w.first(1, whole=True)
    w.now(1, whole=True)
    w.illness(1)
    w.ecog(1)
    w.not_wanted(1)
    w.thought_of(1)
    _never(d, 1, "a study that is closed", "magrolimab")
    _never(d, 1, "an option in general", "ivosidenib")


def mission_discharge(d: Doc) -> None:
    """A hospital's discharge summary after a short stay: dates, diagnoses, course, results on two days, medicines on leaving, what is to be done."""
    who, on, w = d.person, d.on, Told(d)
    t, came = w.t, later(on, -4)
    now = _today(d)
    was = [res(d, r.analyte, r.label, r.unit, factor=0.82) for r in now]
    name = f"{'Mrs.' if who.sex == 'F' else 'Mr.'} {who.last}"
    body = (
        f"<div class=h>KAVERI MISSION HOSPITAL<br><small>Department of Haematology and Haemato-Oncology</small></div><h2>DISCHARGE SUMMARY</h2><table class=d>{row(('Name', who.name, 'Hospital No.', who.ids[0]))}{row(('Date of Birth', dash(who.born), 'Age / Sex', f'{who.age(on)} / {sex(d)}'))}{row(('Date of Admission', dash(came), 'Date of Discharge', dash(on)))}</table>"
        f"<h3>FINAL DIAGNOSIS</h3><ol><li>{esc(WHO[who.who][0])}</li><li>Febrile illness without focus, recovered</li><li>{t.illness[0].capitalize()}</li></ol>"
        f"<h3>HISTORY AND COURSE</h3><p>{name} was found to have the above in {month(who.diagnosed)}. {he(d).capitalize()} was treated with {t.first} from {dash(t.first_from)} to {dash(t.first_to)}; this was stopped because of {w.reason}. {t.now.capitalize()} was started on {dash(t.now_from)} and {t.cycles} cycles have been completed. {he(d).capitalize()} came with fever for two days. Piperacillin-tazobactam was given for four days and {he(d)} became afebrile. Blood culture: no growth. Amphotericin was kept ready and not used. There was no tuberculosis on imaging.</p>"
        "<h3>INVESTIGATIONS</h3>" + table(("Test", "Unit", dash(came), dash(on)), [(a.label, a.unit, b.text, a.text) for a, b in zip(now, was, strict=True)])
        + f"<h3>ADVICE ON DISCHARGE</h3><ol><li>Tab. Levofloxacin 500 mg once daily for 3 days</li><li>Tab. Pantoprazole 40 mg once daily before food</li><li>Next cycle of {t.now} after review in the outpatient department</li></ol>"
        f"<p>Allogeneic transplantation was explained to the family; the patient is not willing. {t.considered.capitalize()} may be considered if the disease progresses. Condition at discharge: stable, ECOG {t.ecog}.</p><p>Come to the emergency department if temperature is above 38 C. Report with CBC: if platelets are below 20 K/uL inform the registrar.</p><p class=g>Dr. Annapurna Reddy, Consultant Haematologist</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:15mm 17mm;@bottom-center{content:counter(page) ' of ' counter(pages);font:8pt 'Liberation Sans'}}body{font:10pt 'Liberation Sans'}.h{text-align:center;font-size:14pt;color:#7a1212}h2{text-align:center;font-size:12pt;margin:6pt 0}.d{width:100%}.d td{border:.5pt solid #777;padding:3pt 5pt;width:25%}.d td:nth-child(odd){font-weight:bold}h3{font-size:10pt;margin:8pt 0 2pt;text-decoration:underline}ol{margin:2pt 0;padding-left:20pt}.t{width:80%}.t td,.t th{border:.5pt solid #777;padding:3pt 6pt}.g{margin-top:22pt;text-align:right}"
    sheet = web(d, body, css, "note", "other")
    diagnosis(d, 1, WHO[who.who][0])
    w.first(1, whole=True)
    w.now(1, whole=True)
    w.illness(1)
    d.fact("comorbidities", 1, "Febrile illness", may=True, labels=["febrile", "fever"])
    page = sheet.find("INVESTIGATIONS", "Creatinine")
    _given(d, now, page)
    for r in was:
        lab(d, r, came, page, flag=False, reference=False)
    end = sheet.find("Allogeneic transplantation was explained")
    w.not_wanted(end)
    w.thought_of(end)
    w.ecog(end)
    _by_the_way(
        d,
        1,
        "piperacillin",
        "tazobactam",
        "piperacillin-tazobactam",
        "piperacillin_tazobactam",
        "levofloxacin",
        "pantoprazole",
    )
    _never(d, 1, "not used", "amphotericin", "amphotericin_b", "amphotericin b")
    denied(d, 1, "tuberculosis")
    d.gold.trap("comorbidities", {"label": "tuberculosis"}, "denied")
    bait(d, "platelets", 20.0)
    d.also_dated = (came,)

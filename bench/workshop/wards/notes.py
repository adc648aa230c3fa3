# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Notes and letters of ordinary hospitals."""

from collections.abc import Callable

from bench.workshop.days import later, long, month, sex
from bench.workshop.dress import Doc
from bench.workshop.markup import Raw, esc, row
from bench.workshop.marrow import diagnosis
from bench.workshop.notes import Told
from bench.workshop.people import WHO
from bench.workshop.wards.paper import (
    TODAY,
    Res,
    Row,
    bait,
    dmy,
    hyphen,
    lab,
    mdy,
    relatives,
    res,
    short,
    table,
    web,
)

ANY = ["ongoing", "completed", "stopped", "planned", "considered"]


def _by_the_way(d: Doc, *agents: str) -> None:
    """Medicines of other purposes: they may be told, in whatever status."""
    for agent in agents:
        d.treat(agent, "other", "ongoing", 1, may=True, any_status=ANY)


def _today(d: Doc, lines: tuple[Row, ...], flag: bool, ref: bool) -> list[Res]:
    """The counts of the visit, in the gold."""
    found = [res(d, x, TODAY) for x in lines]
    for r in found:
        lab(d, r, d.on, 1, flag=flag, ref=ref)
    return found


def _story(w: Told, whole: bool, cycles: bool = True) -> None:
    """The gold of everything a note tells of treatment, performance and the other illness, all on page one."""
    w.first(1, whole=whole)
    if cycles:
        w.now(1, whole=whole)
    w.not_wanted(1)
    w.thought_of(1)
    w.ecog(1)
    w.illness(1)


def letter_with_lists(d: Doc) -> None:
    """An Australian specialist's letter: lists of diagnoses, treatment and medicines, then the talk of the day; a trial that is only open elsewhere."""
    who, on, w = d.person, d.on, Told(d)
    t = w.t
    she, her = ("She", "her") if who.sex == "F" else ("He", "his")
    body = (
        f"<div class=h><b>Dr Rosalind Threlkeld</b> MBBS FRACP FRCPA<br>Clinical and Laboratory Haematologist<br>Suite 4, Murray Street Specialist Centre</div><p>{long(on)}</p><p>Dr Simon Kealy<br>Harbour Road Medical Practice</p><p>Dear Simon,</p><p><b>Re: {who.name}, DOB {dmy(who.born)}, {sex(d)}, UR {who.ids[0]}</b></p>"
        f"<p><b>Diagnosis</b></p><ol><li>{esc(WHO[who.who][0])}, {month(who.diagnosed)}</li><li>{t.illness[0].capitalize()}</li></ol>"
        f"<p><b>Treatment</b></p><ol><li>{t.first.capitalize()}, {month(t.first_from)} to {month(t.first_to)}, ceased due to {w.reason}</li><li>{t.now.capitalize()}, commenced {month(t.now_from)}, {t.cycles} cycles completed</li></ol>"
        "<p><b>Other medicines</b></p><p>Perindopril 4 mg daily, paracetamol as needed. Allergy: cephalexin (rash).</p>"
        f"<p>Thank you for your ongoing care of {who.first}, whom I reviewed today. {she} is managing well, with an ECOG performance status of {t.ecog}. There have been no infections and no bleeding. {she} is tolerating {t.now} and we will continue it. "
        f"We spoke again about allogeneic stem cell transplantation, which {she.lower()} has declined. If the response is lost I would consider {t.considered}. A trial of sabatolimab was open in Sydney; it has closed and {she.lower()} did not take part.</p>"
        f"<p>{her.capitalize()} sister was recently found to have breast cancer. I have asked {who.first} to have a blood count each fortnight, and to call if {her} temperature exceeds 38 degrees.</p><p>Yours sincerely,<br><br>Rosalind Threlkeld</p><p class=s>Dictated and sent without signature to avoid delay.</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:22mm 24mm}body{font:10.5pt 'Liberation Serif';line-height:1.25}.h{text-align:right;margin-bottom:12pt}ol{margin:2pt 0 6pt}p{margin:6pt 0}.s{font-size:8.5pt;font-style:italic}"
    web(d, body, css, "note", "other")
    diagnosis(d, 1, WHO[who.who][0])
    _story(w, whole=False)
    _by_the_way(d, "perindopril", "paracetamol", "acetaminophen")
    for agent in ("cephalexin", "cefalexin"):
        d.gold.trap("treatments", {"agent": agent}, "an allergy")
    d.gold.trap("treatments", {"agent": "sabatolimab", "status": "ongoing"}, "did not take part")
    d.treat("sabatolimab", "systemic", "considered", 1, may=True, any_status=["considered", "declined"])
    d.fact("not_given", 1, "sabatolimab", may=True, agent="sabatolimab")
    relatives(d, "breast_cancer")


def visit_with_counts(d: Doc) -> None:
    """An American cancer centre's visit note: history by date, the day's counts in a table with ranges, a paragraph carried forward and dated, assessment by number."""
    who, on, w = d.person, d.on, Told(d)
    t = w.t
    lines: tuple[Row, ...] = (("leukocytes", "WBC", "K/uL", "4.0", "11.0", 1), ("hemoglobin", "Hemoglobin", "g/dL", "12.0", "16.0", 1), ("platelets", "Platelets", "K/uL", "150", "400", 0), ("neutrophils", "Absolute neutrophils", "K/uL", "1.80", "7.70", 2), ("creatinine", "Creatinine", "mg/dL", "0.6", "1.2", 1))  # fmt: skip
    rows = _today(d, lines, flag=True, ref=True)
    history = ((mdy(who.diagnosed), f"Bone marrow biopsy: {WHO[who.who][0]}. IPSS-R {who.ipssr.lower()} risk."), (f"{mdy(t.first_from)} to {mdy(t.first_to)}", f"{t.first.capitalize()}. Stopped for {w.reason}."), (f"{mdy(t.now_from)} to present", f"{t.now.capitalize()}, {t.cycles} cycles completed."))  # fmt: skip
    body = (
        f"<div class=h>BRAZOS VALLEY CANCER CENTER<br><small>Hematology clinic note</small></div><table class=d>{row((Raw(f'<b>{esc(who.name)}</b>'), f'DOB {mdy(who.born)}', sex(d), f'MRN {who.ids[0]}', f'Visit {mdy(on)}'))}</table>"
        f"<h3>Oncology history</h3>{table(('Date', 'Event'), history)}<h3>Interval history</h3><p>Here with spouse. Mild fatigue, no fever, no bruising. Appetite good. ECOG {t.ecog}.</p>"
        f"<p class=c>From note of {mdy(later(on, -35))}, copied: was admitted elsewhere with pneumonia, ECOG 3 at that time, platelets 4 K/uL by report of the family. Resolved.</p>"
        f"<h3>Past medical history</h3><p>{t.illness[0].capitalize()}. No history of stroke.</p><h3>Family history</h3><p>Father: chronic lymphocytic leukemia. Daughter: healthy.</p><h3>Medications</h3><p>Ondansetron 8 mg as needed. Levothyroxine 50 mcg daily.</p>"
        "<h3>Laboratory results today</h3>" + table(("Test", "Value", "Flag", "Range", "Units"), [(r.label, r.text, r.flag, r.range, r.unit) for r in rows])
        + f"<h3>Assessment and plan</h3><p>1. MDS. Continue {t.now}. {t.considered.capitalize()} could be considered at progression. Allogeneic transplant was discussed and the patient declines it.<br>2. Anemia. Transfuse red cells for hemoglobin below 7.0 g/dL.<br>3. Infection. No prophylaxis; start levofloxacin if ANC is below 0.50 K/uL.</p><p>Jorge Altamirano, MD, signed {mdy(on)} 17:12</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.7in}body{font:9.8pt 'Liberation Sans';line-height:1.2}.h{font-weight:bold;font-size:13pt;color:#6b1f2a}.h small{font-weight:normal;color:#333}.d{width:100%;background:#f5eeee;margin:5pt 0}.d td{padding:4pt}h3{font-size:10pt;margin:8pt 0 2pt;color:#6b1f2a}.t td,.t th{padding:2pt 16pt 2pt 0;border-bottom:.3pt solid #bbb}.c{font-style:italic}"
    web(d, body, css, "note", "other")
    diagnosis(d, 1, WHO[who.who][0])
    d.fact("stages", 1, "IPSS-R", system="IPSS-R", category=who.ipssr.lower())
    _story(w, whole=True)
    _by_the_way(d, "ondansetron", "levothyroxine", "levofloxacin")
    d.gold.trap("treatments", {"agent": "levofloxacin", "status": "ongoing"}, "only if neutrophils fall")
    relatives(d, "cll")
    bait(d, "hemoglobin", 7.0, "a limit")
    bait(d, "neutrophils", 0.5, "a limit")
    bait(d, "platelets", 4, "hearsay, carried forward")
    d.gold.trap("comorbidities", {"label": "stroke"}, "denied")
    d.fact("comorbidities", 1, "pneumonia", may=True, labels=["pneumonia"])


def stay_in_hospital(d: Doc) -> None:
    """An Indian hospital's discharge summary: boxed identity, course in hospital, counts of the day of discharge in lakhs and cells, advice with drugs of five days."""
    who, on, w = d.person, d.on, Told(d)
    t, came = w.t, later(on, -5)
    lines: tuple[Row, ...] = (("hemoglobin", "Haemoglobin", "g/dL", "", "", 1), ("leukocytes", "TLC", "cells/cumm", "", "", 0), ("neutrophils", "ANC", "cells/cumm", "", "", 0), ("platelets", "Platelet count", "lakhs/cumm", "", "", 2), ("creatinine", "S. Creatinine", "mg/dL", "", "", 1))  # fmt: skip
    rows = _today(d, lines, flag=False, ref=False)
    body = (
        f"<div class=h>KAVERI MULTISPECIALITY HOSPITAL, CHENNAI<br><small>DISCHARGE SUMMARY - Department of Clinical Haematology</small></div><table class=d>{row(('Name', who.name, 'UHID', who.ids[0]))}{row(('Date of birth', hyphen(who.born), 'Sex', sex(d)))}{row(('Date of admission', hyphen(came), 'Date of discharge', hyphen(on)))}{row(('Consultant', 'Dr. S. Parthasarathy', 'IP No.', who.ids[1]))}</table>"
        f"<p><b>Diagnosis:</b> 1. {esc(WHO[who.who][0])} (diagnosed {month(who.diagnosed)}). 2. {t.illness[0].capitalize()}.</p><p><b>Reason for admission:</b> Fever for two days.</p>"
        f"<p><b>Treatment history:</b> Received {t.first} from {month(t.first_from)} to {month(t.first_to)}, discontinued due to {w.reason}. On {t.now} since {month(t.now_from)}; {t.cycles} cycles completed.</p>"
        "<p><b>Course in hospital:</b> Treated with piperacillin-tazobactam for five days. Blood and urine cultures sterile. Dengue NS1 and malaria negative. Chest X-ray: no consolidation. G-CSF was not given. Patient became afebrile on day 3.</p>"
        "<p><b>Investigations on the day of discharge:</b></p>" + table(("Test", "Result", "Unit"), [(r.label, r.text, r.unit) for r in rows])
        + f"<p><b>Condition at discharge:</b> Stable, ECOG performance status {t.ecog}.</p><p><b>Discussed with patient and family:</b> Allogeneic transplant was explained and declined. {t.considered.capitalize()} may be considered if there is no response.</p>"
        f"<p><b>Advice:</b> Continue {t.now} in day care. Tab. Cefixime 200 mg twice daily x 5 days. Tab. Pantoprazole 40 mg once daily. Review in OPD on {hyphen(later(on, 10))} with CBC. Report at once if temperature is above 100 F, or platelets are below 0.10 lakhs/cumm.</p><p class=s>Prepared by Dr. Keerthana R. &nbsp; Seen and approved by the consultant.</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:17mm}body{font:10pt 'Liberation Sans';line-height:1.25}.h{text-align:center;font-weight:bold;font-size:12.5pt}.h small{font-size:10pt}.d{width:100%;margin:8pt 0}.d td{border:.6pt solid #555;padding:3pt 5pt}.d td:nth-child(odd){font-weight:bold;width:95pt}.t td,.t th{border:.5pt solid #777;padding:2.5pt 14pt 2.5pt 5pt}p{margin:6pt 0}.s{font-size:8.5pt;margin-top:18pt}"
    web(d, body, css, "note", "other")
    diagnosis(d, 1, WHO[who.who][0])
    _story(w, whole=False)
    _by_the_way(d, "piperacillin_tazobactam", "piperacillin", "tazobactam", "cefixime", "pantoprazole")
    for agent in ("g_csf", "filgrastim"):
        d.fact("not_given", 1, "G-CSF", may=True, agent=agent)
        d.gold.trap("treatments", {"agent": agent, "status": "ongoing"}, "not given")
    for label in ("dengue", "malaria"):
        d.gold.trap("comorbidities", {"label": label}, "denied")
    bait(d, "platelets", 10, "a limit")
    d.also_dated = (came,)


def outpatient_letter(d: Doc) -> None:
    """A Dutch hospital's letter: reason, conclusion and policy first, history with years, medication; the partner's treatment is told too."""
    who, on, w = d.person, d.on, Told(d)
    t = w.t
    s = d.paper("Helvetica", 10, 60)
    d.kind, d.also_kind = "note", ("other",)
    s.line("Zuiderhaven Hospital - Internal Medicine, Haematology", True, 12.5)
    s.rule()
    s.gap(8)
    s.line(f"Date: {long(on)}")
    s.line(f"Patient: {who.first} {who.last}, {sex(d).lower()}, born {long(who.born)}, number {who.ids[0]}")
    s.gap(8)
    s.line("Dear colleague,")
    s.gap(4)
    s.para(f"The above patient visited our outpatient clinic on {long(on)}.")
    s.gap(6)
    s.line("Conclusion", True)
    s.para(f"{WHO[who.who][0]} (established {month(who.diagnosed)}), under treatment with {t.now}, clinically stable.")
    s.gap(6)
    s.line("Previous history", True)
    s.line(f"- {t.illness[0].capitalize()}", x=10)
    s.line("- 2009: inguinal hernia repair", x=10)
    s.gap(6)
    s.line("Haematological treatment", True)
    s.para(
        f"{t.first.capitalize()} from {short(t.first_from)} until {short(t.first_to)}; ended because of {w.reason}.",
        x=10,
    )
    s.para(f"{t.now.capitalize()} since {short(t.now_from)}; up to now {t.cycles} cycles.", x=10)
    s.gap(6)
    s.line("Present state", True)
    s.para(
        f"Performance status: ECOG {t.ecog}. No fever, no night sweats, no weight loss. Spleen not palpable. The partner is under treatment with rituximab for a lymphoma in our hospital.",
        x=10,
    )
    s.gap(6)
    s.line("Medication", True)
    s.para("Omeprazole 20 mg once daily; oxazepam 10 mg if needed.", x=10)
    s.gap(6)
    s.line("Policy", True)
    s.para(
        f"Continue {t.now}. Allogeneic stem cell transplantation was offered; the patient has decided against it. {t.considered.capitalize()} is a possibility that we will consider later. Lenalidomide is registered in the Netherlands only for del(5q).",
        x=10,
    )
    s.gap(10)
    s.line("With collegial greetings,")
    s.gap(12)
    s.line("Dr. A. Kuipers-de Wit, internist-haematologist")
    diagnosis(d, 1, WHO[who.who][0])
    _story(w, whole=True)
    _by_the_way(d, "omeprazole", "oxazepam")
    d.fact("comorbidities", 1, "inguinal hernia", may=True, labels=["hernia"])
    d.treat("hernia repair", "surgery", "completed", 1, may=True)
    d.gold.trap("treatments", {"agent": "rituximab"}, "the partner's")
    d.gold.trap("diagnoses", {"disease": "lymphoma"}, "the partner's")
    if t.first != "lenalidomide":
        d.gold.trap("treatments", {"agent": "lenalidomide", "status": "ongoing"}, "text in general")


def case_conference(d: Doc) -> None:
    """A South African case conference: a form of labels and answers, risk groups at diagnosis, options weighed and not chosen, the next patient's line below."""
    who, on, w = d.person, d.on, Told(d)
    t = w.t
    rows = (
        ("Diagnosis", f"{WHO[who.who][0]}, {short(who.diagnosed)}"), ("Risk at diagnosis", f"IPSS-R: {who.ipssr}. IPSS-M: {who.ipssm}."), ("Previous therapy", f"{t.first.capitalize()} {short(t.first_from)} - {short(t.first_to)}, stopped ({w.reason})"),
        ("Current therapy", f"{t.now.capitalize()} from {short(t.now_from)}, {t.cycles} cycles completed"), ("Performance status", f"ECOG {t.ecog}"), ("Comorbidity", t.illness[0].capitalize()), ("HIV / TB", "HIV negative. No active tuberculosis."),
        ("Options discussed", f"Allogeneic transplant: declined by the patient. {t.considered.capitalize()}: to be considered if the disease progresses. Antithymocyte globulin: not suitable, never given."), ("Decision", f"Continue {t.now}. Repeat marrow after 6 cycles."),
    )  # fmt: skip
    body = (
        f"<div class=h>Umfolozi Academic Hospital &ndash; Haematology case conference</div><p>Meeting of {long(on)}. Chair: Prof M. Dlamini.</p><p><b>{esc(who.last.upper())}, {who.first}</b> &nbsp; DOB {short(who.born)} &nbsp; {sex(d)} &nbsp; Folder {who.ids[0]}</p>"
        + table((), [(Raw(f"<b>{a}</b>"), b) for a, b in rows])
        + "<p class=s>Recorded by the registrar. The conference gives advice; responsibility remains with the treating doctor. Next meeting in two weeks.</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:20mm}body{font:10pt 'DejaVu Sans Condensed','DejaVu Sans';line-height:1.3}.h{font-size:13pt;font-weight:bold;border-bottom:2pt solid #444;padding-bottom:4pt}.t{width:100%;margin:10pt 0}.t td{border:.6pt solid #888;padding:5pt}.t td:first-child{width:120pt;background:#f0f0ea}.s{font-size:8.5pt}"
    web(d, body, css, "note", "other")
    diagnosis(d, 1, WHO[who.who][0])
    d.fact("stages", 1, "IPSS-R", system="IPSS-R", category=who.ipssr.lower())
    d.fact("stages", 1, "IPSS-M", system="IPSS-M", category=who.ipssm.lower())
    _story(w, whole=True)
    for agent in ("antithymocyte_globulin", "anti_thymocyte_globulin"):
        d.fact("not_given", 1, "Antithymocyte globulin", may=True, agent=agent)
        d.gold.trap("treatments", {"agent": agent, "status": "ongoing"}, "never given")
    d.treat(
        "antithymocyte_globulin", "immunosuppressive", "considered", 1, may=True, any_status=["considered", "declined"]
    )
    for label in ("tuberculosis", "hiv"):
        d.gold.trap("comorbidities", {"label": label}, "denied")
    if t.cycles != 6:
        d.gold.trap("treatments", {"agent": t.now, "cycles": 6}, "a plan")


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (letter_with_lists, visit_with_counts, stay_in_hospital, outpatient_letter, case_conference)
}
UNSCORED = frozenset({"visit_with_counts", "stay_in_hospital"})
"""Notes with counts of a later day than the diagnosis."""

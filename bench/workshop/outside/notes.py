# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Clinic notes and letters: labelled summaries and prose first, then prints of electronic records."""

from collections.abc import Callable

from bench.workshop.days import later, long, month, sex
from bench.workshop.days import spaced as day
from bench.workshop.dress import Doc, Result
from bench.workshop.marrow import diagnosis
from bench.workshop.notes import Told
from bench.workshop.outside.paper import (
    count,
    esc,
    flow,
    gap,
    grid,
    he,
    lab,
    para,
    table,
    title,
    tr,
    web,
)
from bench.workshop.people import WHO

TODAY = 0.91
ANY = ["ongoing", "completed", "stopped", "planned", "considered"]


def _by_the_way(d: Doc, page: int, *agents: str, kind: str = "other") -> None:
    """Medicines of other purposes: they may be told, in whatever status."""
    for agent in agents:
        d.treat(agent, kind, "ongoing", page, may=True, any_status=ANY)


def _today(d: Doc) -> list[Result]:
    names = (("hemoglobin", "Hb", "g/dL"), ("leukocytes", "WBC", "10^9/L"), ("neutrophils", "ANC", "10^9/L"), ("platelets", "Platelets", "10^9/L"), ("creatinine", "Creatinine", "mg/dL"))  # fmt: skip
    return [count(d, *n, factor=TODAY) for n in names]


def _given(d: Doc, results: list[Result], page: int) -> None:
    for r in results:
        lab(d, r, d.on, page, flag=False, reference=False)


def _relative(d: Doc, *diseases: str) -> None:
    for disease in diseases:
        d.gold.trap("diagnoses", {"disease": disease}, "a relative's")


def clinic_summary(d: Doc) -> None:
    """Every fact under a label of its own in a plain two-column table."""
    who, on, w = d.person, d.on, Told(d)
    t = w.t
    rows = [("Patient", esc(who.name)), ("Date of birth", d.date(who.born)), ("Sex", sex(d)), ("Date of visit", d.date(on)), ("Diagnosis", f"{WHO[who.who][0]} ({WHO[who.who][1]})"), ("Date of diagnosis", long(who.diagnosed)),
            ("Prior treatment", f"{t.first}, {long(t.first_from)} to {long(t.first_to)}; discontinued due to {w.reason}"), ("Current treatment", f"{t.now}, started {long(t.now_from)}; {t.cycles} cycles completed; ongoing"), ("ECOG performance status", str(t.ecog)),
            ("Comorbidities", t.illness[0]), ("Transplant", "Allogeneic stem cell transplantation was offered; the patient declined"), ("Treatment under consideration", t.considered), ("Family history", "Sister with breast cancer"), ("Plan", f"Continue {t.now}; blood count in 2 weeks")]  # fmt: skip
    made = flow(
        d,
        [
            para("Hematology Clinic Note", "Title"),
            grid([(f"<b>{k}</b>", v) for k, v in rows], (150, 340), size=9.5, head=False),
        ],
        "note",
        "other",
    )
    page = made.find("Date of visit")
    diagnosis(d, page, WHO[who.who][0])
    w.first(page, whole=True)
    w.now(page, whole=True)
    w.ecog(page)
    w.illness(page)
    w.not_wanted(page)
    w.thought_of(page)
    _relative(d, "breast_cancer")


def progress_paragraphs(d: Doc) -> None:
    """Three paragraphs without headings; the present drug comes before the former one; today's counts in brackets of the prose."""
    who, on, w = d.person, d.on, Told(d)
    t, r = w.t, _today(d)
    texts = (
        f"I saw {title(d)} {esc(who.last)} on {long(on)} for follow-up of {WHO[who.who][0].lower()}, which was diagnosed in {month(who.diagnosed)}. {he(d)} has been receiving {t.now} since {long(t.now_from)} and has had {t.cycles} cycles. Before that {he(d).lower()} was treated with {t.first} between {month(t.first_from)} and {month(t.first_to)}, which was given up because of {w.reason}.",
        f"{he(d)} feels reasonably well and denies fever, bruising and weight loss. ECOG performance status is {t.ecog}. Other medical problems: {t.illness[0]}. There is no history of stroke or of kidney disease. {'Her' if who.sex == 'F' else 'His'} father died of acute leukaemia. Today's blood count: Hb {r[0].text} g/dL, WBC {r[1].text} x 10^9/L, ANC {r[2].text} x 10^9/L, platelets {r[3].text} x 10^9/L.",
        f"We will carry on with {t.now}. {he(d)} again declined allogeneic transplantation after a long conversation. If the response is lost we would consider {t.considered}. Antibiotic prophylaxis would be started if the ANC fell below 0.2. Hydroxyurea has no place here. The next visit is in four weeks.",
    )
    made = flow(
        d,
        [
            para(f"{esc(who.name)} &nbsp; DOB {d.date(who.born)} &nbsp; {sex(d)} &nbsp; MRN {who.ids[0]}"),
            para(f"Outpatient haematology, note of {d.date(on)}"),
            gap(10),
            *(para(x, size=11, after=9) for x in texts),
            gap(8),
            para("M. Fitzwilliam-Adeyemi, MD"),
        ],
        "note",
        "other",
        margin=66,
    )
    page = made.find("follow-up of")
    diagnosis(d, page, WHO[who.who][0].lower())
    w.first(page)
    w.now(page, whole=True)
    w.ecog(page)
    w.illness(page)
    w.not_wanted(page)
    w.thought_of(page)
    _given(d, r[:4], page)
    d.gold.trap("diagnoses", {"disease": "aml", "status": "confirmed"}, "the father's")
    d.gold.trap("diagnoses", {"disease": "acute_leukemia", "status": "confirmed"}, "the father's")
    d.fact("not_given", page, "Hydroxyurea", may=True, agent="hydroxyurea")
    d.gold.trap("treatments", {"agent": "hydroxyurea", "status": "ongoing"}, "has no place")
    for label in ("stroke", "kidney disease"):
        d.gold.trap("comorbidities", {"label": label}, "denied")


def copied_with_old_values(d: Doc) -> None:
    """A print of an electronic note: a grey box copied from an older note with its performance status, drug and counts; today's counts beside the last ones."""
    who, on, w = d.person, d.on, Told(d)
    t, r = w.t, _today(d)
    before = later(on, -28)
    old = [count(d, x.analyte, x.label, x.unit, factor=0.8) for x in r]
    stale = 3
    cells = [(x.label, f"<b>{x.text}</b>", o.text, x.unit) for x, o in zip(r, old, strict=True)]
    body = (
        f"<div class=h>{esc(who.name)} <span>MRN {who.ids[0]} | DOB {d.date(who.born)} | {sex(d)}</span></div><h1>Progress Note &mdash; Hematology &mdash; {day(on)}</h1><h2>Problem</h2><p>{esc(WHO[who.who][0])}, diagnosed {day(who.diagnosed)}</p><h2>Treatment history</h2><ul><li>{t.first} {day(t.first_from)} &ndash; {day(t.first_to)}. Reason for stopping: {w.reason}.</li><li>{t.now} from {day(t.now_from)}, on-going, {t.cycles} cycles delivered</li></ul>"
        f"<div class=o><i>Carried forward from note of {day(t.first_to)} (not updated):</i><br>Patient remains on {t.first}. Performance status ECOG {stale}. Hb was 6.4, transfused. Thinking about hydroxyurea. Blasts in last marrow said to be 31% by outside lab, later withdrawn.</div>"
        f"<h2>Subjective</h2><p>Tolerating {t.now}. Some fatigue. ECOG performance status today: {t.ecog}.</p><h2>Past medical history</h2><p>{t.illness[0].capitalize()}. Denies heart failure.</p><h2>Data</h2>{table(('Test', 'Today', f'Last visit {day(before)}', 'Unit'), cells)}"
        f"<h2>Assessment / plan</h2><ol><li>MDS: continue {t.now}; marrow after the sixth cycle.</li><li>Allogeneic transplant: declined by patient, documented again.</li><li>{t.considered.capitalize()} could be considered on failure. Ferritin to be added to next draw.</li><li>Ondansetron refilled. Allergies: sulfa (rash).</li></ol><p class=s>Parts of this note were carried forward. Signed {day(on)} 16:40, R. Thandeka, NP.</p>"
    )  # fmt: skip
    css = ("@page{size:letter;margin:.65in;@bottom-center{content:'Printed for release of information. Page ' counter(page);font:7.5pt 'DejaVu Sans'}}body{font:9.5pt 'DejaVu Sans'}.h{border:1pt solid #777;padding:5pt;font-weight:bold}.h span{font-weight:normal;float:right}h1{font-size:13pt}h2{font-size:10pt;margin:7pt 0 1pt;color:#345}p,ul,ol{margin:2pt 0}.o{background:#ececec;color:#555;padding:6pt;font-size:8.5pt;margin:6pt 0}.t td,.t th{padding:2pt 16pt 2pt 0}.s{font-size:7.5pt}")  # fmt: skip
    made = web(d, body, css, "note", "other")
    page = made.find("Treatment history")
    diagnosis(d, page, WHO[who.who][0])
    w.first(page, whole=True)
    w.now(page, whole=True)
    w.ecog(made.find("performance status today"))
    w.illness(made.find("Past medical history"))
    plan = made.find("declined by patient")
    w.not_wanted(plan)
    w.thought_of(plan)
    _given(d, r, made.find("Last visit"))
    for o in old:
        lab(d, o, before, made.find("Last visit"), flag=False, reference=False, may=True)
        if abs(o.value - who.counts[o.analyte] * TODAY) > 0.012 * max(o.value, 1):
            d.gold.trap("labs", {"analyte": o.analyte, "value": o.value, "collected": on.isoformat()}, "last visit's")
    if abs(r[0].value - 6.4) > 0.05:
        match = {"analyte": "hemoglobin", "value": 6.4, "collected": on.isoformat()}
        d.gold.trap("labs", match, "carried forward")
    stale_hb = {"analyte": "hemoglobin", "comparator": None, "value": 6.4, "unit": "g/dL"}
    for when in (None, t.first_to.isoformat()):
        d.fact("labs", page, "Hb was 6.4", may=True, **stale_hb, collected=when)
    d.treat("rbc_transfusion", "transfusion", "completed", page, may=True, any_status=ANY)
    d.gold.trap("labs", {"analyte": "blasts_marrow", "value": 31.0}, "withdrawn")
    d.gold.trap("performance", {"scale": "ECOG", "value": stale}, "carried forward")
    d.treat("hydroxyurea", "systemic", "considered", page, may=True)
    d.gold.trap("treatments", {"agent": "hydroxyurea", "status": "ongoing"}, "only thought of")
    d.gold.trap("comorbidities", {"label": "heart failure"}, "denied")
    _by_the_way(d, plan, "ondansetron")
    d.also_dated = (before, t.first_to)


def medication_list(d: Doc) -> None:
    """A page of medicines with start and stop dates and a status in colour, cancer drugs among the others; facts on the disease in a side bar."""
    who, on, w = d.person, d.on, Told(d)
    t = w.t
    meds = (
        (t.now.capitalize(), "day ward, 4-week cycles", day(t.now_from), "", "Active", f"cycle {t.cycles} completed"),
        (t.first.capitalize(), "as ordered", day(t.first_from), day(t.first_to), "Discontinued", f"Reason: {w.reason}"),
        ("Allopurinol", "300 mg once daily", day(later(who.diagnosed, 20)), "", "Active", ""),
        ("Ciprofloxacin", "500 mg twice daily", day(later(t.first_to, -40)), day(later(t.first_to, -33)), "Completed", "urinary infection"),
        ("Folic acid", "5 mg once daily", day(later(who.diagnosed, 5)), day(later(who.diagnosed, 60)), "Discontinued", "no deficiency"),
        ("Ondansetron", "8 mg if needed", day(t.now_from), "", "Active", "with each cycle"),
    )  # fmt: skip
    rows = "".join(tr((f"<b>{a}</b>", b, c, x or "&mdash;", f"<span class={s[0]}>{s}</span>", n)) for a, b, c, x, s, n in meds)  # fmt: skip
    body = (
        f"<div class=l><h3>Patient</h3>{esc(who.name)}<br>{d.date(who.born)}<br>{sex(d)}<h3>Visit</h3>{d.date(on)}<h3>Diagnosis</h3>{esc(WHO[who.who][0])}<h3>Since</h3>{month(who.diagnosed)}<h3>Performance</h3>ECOG {t.ecog}<h3>Other conditions</h3>{t.illness[0].capitalize()}<h3>Allergy</h3>Azathioprine (fever)</div>"
        f"<div class=m><h1>Medication review</h1><table class=t><thead>{tr(('Medicine', 'Dose', 'Start', 'Stop', 'Status', 'Remark'), 'th')}</thead>{rows}</table><h2>Discussed today</h2><p>{t.considered.capitalize()} is being considered should the disease progress. Allogeneic transplantation: the patient does not want it. Deferasirox is not needed. Interactions checked; no live vaccines.</p><p class=s>Pharmacist: Linnea Aaltonen. The list replaces earlier lists. Medicines bought without prescription: none.</p></div>"
    )  # fmt: skip
    css = ("@page{size:A4;margin:14mm}body{font:9pt 'Liberation Sans'}.l{position:absolute;left:0;top:0;width:118pt;background:#f0f4ee;padding:8pt}.l h3{font-size:8pt;color:#567;margin:8pt 0 1pt;text-transform:uppercase}.m{margin-left:148pt}h1{font-size:14pt;margin:0 0 6pt}h2{font-size:10.5pt}.t{width:100%;font-size:8pt}.t th{background:#3c5a3c;color:#fff;padding:3pt}.t td{padding:3.5pt 3pt;border-bottom:.4pt solid #bbb}.t tr:nth-child(even) td{background:#f7f9f6}.A{color:#0a7a2f}.D{color:#b00020}.C{color:#666}.s{font-size:7.5pt}")  # fmt: skip
    web(d, body, css, "note", "other")
    diagnosis(d, 1, WHO[who.who][0])
    w.first(1, whole=True)
    w.now(1, whole=True)
    w.ecog(1)
    w.illness(1)
    w.not_wanted(1)
    w.thought_of(1)
    _by_the_way(d, 1, "allopurinol", "ciprofloxacin", "folic_acid", "folic acid", "ondansetron")
    for agent in ("deferasirox", "iron_chelation"):
        d.fact("not_given", 1, "Deferasirox", may=True, agent=agent)
    d.gold.trap("treatments", {"agent": "deferasirox", "status": "ongoing"}, "not needed")
    d.gold.trap("treatments", {"agent": "azathioprine"}, "an allergy")


def board_two_columns(d: Doc) -> None:
    """A board's protocol on a two-column page: the case at left, opinions of the members at right, the decision across the foot with boxes to tick."""
    who, on, w = d.person, d.on, Told(d)
    t = w.t
    body = (
        f"<div class=h>Tumour conference, myeloid &mdash; protocol of {d.date(on)}</div><table class=w><tr><td class=c><h2>Case</h2><p><b>{esc(who.last)}, {who.first}</b> ({sex(d).lower()}, *{d.date(who.born)}), file {who.ids[0]}</p><p>{esc(WHO[who.who][0])}, first diagnosed {month(who.diagnosed)}.</p><p><b>1st line:</b> {t.first}, {month(t.first_from)} until {month(t.first_to)}, ended for {w.reason}.<br><b>2nd line:</b> {t.now} since {month(t.now_from)}, {t.cycles} cycles so far, continuing.</p><p>ECOG {t.ecog}. Concomitant disease: {t.illness[0]}. Question: change of treatment?</p></td>"
        f"<td class=c><h2>Opinions</h2><p><b>Haematology:</b> too early to judge; at least six cycles are usual.</p><p><b>Transplant unit:</b> a donor would be available, but the patient has refused an allogeneic transplantation.</p><p><b>Studies:</b> the trial of sabatolimab is closed; tamibarotene only with RARA overexpression, not tested.</p><p><b>Radiology, psycho-oncology:</b> not represented today.</p></td></tr></table>"
        f"<div class=k><b>Decision:</b> &#9746; continue {t.now} &nbsp; &#9744; best supportive care only &nbsp; &#9744; intensive chemotherapy (cytarabine/daunorubicin) &nbsp; &#9744; study. If there is no response after six cycles, {t.considered} is to be considered.</div><p class=s>Present: 9 members. The protocol was sent to Dr. Wieland on {d.date(later(on, 1))}. A patient presented before this one had acute myeloid leukaemia and is documented elsewhere.</p>"
    )  # fmt: skip
    css = ("@page{size:A4;margin:17mm}body{font:10pt 'DejaVu Serif'}.h{font:bold 13pt 'DejaVu Sans';border-bottom:2pt solid #802}.w{width:100%;margin-top:6pt}.c{width:50%;padding:4pt 10pt 4pt 0}.c + .c{border-left:.6pt solid #802;padding-left:10pt}h2{font:bold 10pt 'DejaVu Sans';color:#802}.k{background:#f6ecec;padding:7pt}.s{font-size:8pt}")  # fmt: skip
    web(d, body, css, "note", "other")
    diagnosis(d, 1, WHO[who.who][0])
    w.first(1)
    w.now(1)
    w.ecog(1)
    w.illness(1)
    w.not_wanted(1)
    w.thought_of(1)
    for agent in ("cytarabine", "daunorubicin", "tamibarotene", "sabatolimab"):
        if agent in {"tamibarotene", "sabatolimab"}:
            d.treat(agent, "systemic", "considered", 1, may=True, any_status=["considered", "declined"])
            d.fact("not_given", 1, agent, may=True, agent=agent)
        for status in ("ongoing", "completed", "planned"):
            d.gold.trap("treatments", {"agent": agent, "status": status}, "a box not ticked, a study not joined")
    d.gold.trap("diagnoses", {"disease": "aml"}, "another patient's")
    d.gold.trap("treatments", {"agent": t.now, "cycles": 6}, "a condition, not a count")
    d.also_dated = (later(on, 1),)


def referral_with_problems(d: Doc) -> None:
    """A practice's referral: a table of problems with dates and codes, some resolved, repeat medicines, a free text that quotes the hospital's letter."""
    who, on, w = d.person, d.on, Told(d)
    t = w.t
    problems = (
        (month(who.diagnosed), WHO[who.who][0], "Active"),
        (str(who.diagnosed.year - 9), t.illness[0].capitalize(), "Active"),
        (str(who.diagnosed.year - 21), "Fractured wrist", "Resolved"),
        (str(who.diagnosed.year - 4), "? Gilbert syndrome", "Excluded"),
    )
    text = (f"Thank you for seeing {title(d)} {esc(who.last)} for a second opinion. As you will see from the enclosed letter, {he(d).lower()} had {t.first} from {day(t.first_from)} until {day(t.first_to)} (stopped: {w.reason}). From {day(t.now_from)} {he(d).lower()} has been on {t.now} at the county hospital and has now had {t.cycles} cycles. "
            f"{he(d)} has told them that {he(d).lower()} does not want an allogeneic transplant. They have mentioned {t.considered} as something to consider if {t.now} fails. {he(d)} manages {'her' if who.sex == 'F' else 'his'} own shopping; they recorded ECOG {t.ecog}.")  # fmt: skip
    body = (
        f"<div class=h><b>Larchfield Surgery</b><br>12 Orchard Row &nbsp; Tel 00000 000000</div><p>{d.date(on)}</p><p><b>Re: {esc(who.name)}, {sex(d).lower()}, date of birth {d.date(who.born)}, number {who.ids[0]}</b></p><p>Dear Colleague,</p><p>{text}</p>"
        f"<h2>Problems</h2>{table(('Onset', 'Problem', 'State'), problems)}<h2>Repeat medicines</h2><p>Omeprazole 20 mg daily. Paracetamol as needed.</p><h2>Relatives</h2><p>Mother: multiple myeloma. Uncle: died of leukaemia.</p><h2>Not known to the practice</h2><p>Results of the hospital's marrow and genetic tests. We do not hold copies.</p><p>Yours sincerely, Dr P. Gwynne-Roberts</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:20mm}body{font:10.5pt 'Liberation Serif';line-height:1.3}.h{text-align:right;border-bottom:.8pt solid #000}h2{font:bold 9.5pt 'Liberation Sans';margin:9pt 0 2pt}.t td,.t th{padding:2pt 22pt 2pt 0;border-bottom:.4pt solid #aaa;font-size:9.5pt}"
    made = web(d, body, css, "note", "other")
    page = made.find("Dear Colleague")
    diagnosis(d, made.find("Onset"), WHO[who.who][0])
    w.first(page, whole=True)
    w.now(page, whole=True)
    w.not_wanted(page)
    w.thought_of(page)
    w.ecog(page)
    w.illness(made.find("Onset"))
    d.fact("comorbidities", page, "Fractured wrist", may=True, labels=["fracture"])
    d.gold.trap("comorbidities", {"label": "gilbert"}, "excluded")
    _by_the_way(d, page, "omeprazole", "paracetamol", "acetaminophen")
    _relative(d, "multiple_myeloma", "myeloma", "aml")


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f
    for f in (
        clinic_summary,
        progress_paragraphs,
        copied_with_old_values,
        medication_list,
        board_two_columns,
        referral_with_problems,
    )
}
UNSCORED = frozenset({"progress_paragraphs", "copied_with_old_values"})

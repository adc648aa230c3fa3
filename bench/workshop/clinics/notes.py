# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Families of clinic notes and letters."""

from collections.abc import Callable

from bench.workshop.clinics.paper import (
    TODAY,
    ae,
    asked,
    foot,
    haem,
    lab,
    long,
    measure,
    named,
    never,
    num,
    short,
    table,
    web,
)
from bench.workshop.days import later, month, sex
from bench.workshop.dress import Doc, Result
from bench.workshop.markup import Raw, esc, row
from bench.workshop.marrow import denied, diagnosis
from bench.workshop.notes import Told
from bench.workshop.people import WHO
from bench.workshop.sheet import Cell

ANY = ["ongoing", "completed", "stopped", "planned", "considered", "declined"]


def _today(d: Doc) -> list[Result]:
    names = (
        ("leukocytes", "WBC"),
        ("hemoglobin", "Hb" if haem(d) == "haem" else "Hgb"),
        ("platelets", "platelets"),
        ("neutrophils", "neutrophils"),
        ("creatinine", "creatinine"),
    )
    return [measure(d, a, label, TODAY, ("K/uL", "x10^9/L")) for a, label in names]


def _medicines(d: Doc, page: int, *agents: str) -> None:
    """Medicines of other purposes: they may be told, in whatever status."""
    for agent in agents:
        d.treat(agent, "other", "ongoing", page, may=True, any_status=ANY)


def _relative(d: Doc, *diseases: str) -> None:
    for disease in diseases:
        d.gold.trap("diagnoses", {"disease": disease}, "a relative's")


def _he(d: Doc) -> tuple[str, str]:
    return ("She", "her") if d.person.sex == "F" else ("He", "his")


def dictated_visit(d: Doc) -> None:
    """An oncology practice's dictated note: headings in capitals, history and today's counts in sentences, plan by number."""
    who, on, w = d.person, d.on, Told(d)
    t, labs = w.t, _today(d)
    he, his = _he(d)
    old = round(labs[2].value * 1.3) + 3
    s = d.paper("Times", 11, 62)
    d.kind, d.also_kind = "note", ("other",)
    s.line(
        named(
            d,
            "Prairie Rose Cancer Specialists",
            "Prairie Rose Cancer Clinic",
            "Primrose Oncology Clinic",
            "Primrose Oncology Clinic",
        ),
        True,
        14,
    )
    s.line("FOLLOW-UP VISIT", True)
    s.line(
        f"Patient: {who.first} {who.last}     Date of birth: {long(d, who.born)}     {sex(d)}     Chart {who.ids[0]}"
    )
    s.line(f"Date of service: {long(d, on)}     Seen by: Ingrid Solheim-Baker, MD")
    s.rule()
    s.gap(5)

    def part(title: str, text: str) -> int:
        s.gap(4)
        s.need(40)
        s.line(title, True)
        return s.para(text)

    page = part(
        "DIAGNOSIS",
        f"{WHO[who.who][0]}, diagnosed on marrow of {long(d, who.diagnosed)}. IPSS-R at diagnosis {who.ipssr.lower()}.",
    )
    diagnosis(d, page, WHO[who.who][0])
    d.fact("stages", page, "IPSS-R", system="IPSS-R", category=who.ipssr.lower())
    page = part(
        "HISTORY",
        f"{he} was first treated with {t.first} from {month(t.first_from)} until {month(t.first_to)}, when it was stopped because of {w.reason}. {t.now.capitalize()} was begun on {long(d, t.now_from)}; {t.cycles} cycles have been completed.",
    )
    w.first(page)
    w.now(page, whole=True)
    part(
        "INTERVAL",
        f"{he} feels well and walks daily. No fever, no bleeding, no chest pain. In {month(later(on, -40))} a dental abscess was treated with amoxicillin.",
    )
    w.illness(part("OTHER CONDITIONS", f"{t.illness[0].capitalize()}. No history of stroke."))
    d.gold.trap("comorbidities", {"label": "stroke"}, "denied")
    part("FAMILY", f"{his.capitalize()} father had prostate cancer; a cousin has multiple myeloma.")
    w.ecog(part("EXAMINATION", f"ECOG performance status {t.ecog}. No enlarged nodes or spleen. Weight 71.4 kg."))
    page = part(
        "LABORATORY TODAY",
        ", ".join(f"{r.label} {r.text} {r.unit}" for r in labs) + f". At the last visit the platelets were {old}.",
    )
    for r in labs:
        lab(d, r, on, page, flag=False, reference=False)
    d.fact(
        "labs",
        page,
        f"{old}",
        may=True,
        analyte="platelets",
        comparator=None,
        value=float(old),
        unit="10*9/L",
        collected=None,
    )
    d.gold.trap("labs", {"analyte": "platelets", "value": float(old), "collected": on.isoformat()}, "last visit")
    page = part(
        "PLAN",
        f"1. Proceed with the next cycle of {t.now} on schedule, without change of dose. 2. Transplantation from a donor was discussed in detail; {he.lower()} does not want it. 3. If the response is lost, {t.considered} would be considered, preferably in a trial. 4. Transfuse if {haem(d)}oglobin is below {ae(d, '7.0 g/dL', '7.0 g/dL')}.",
    )
    w.not_wanted(page)
    w.thought_of(page)
    s.gap(10)
    s.line("Dictated and read. I. Solheim-Baker, MD", pt=9.5)
    _relative(d, "prostate_cancer", "multiple_myeloma")
    _medicines(d, page, "amoxicillin")
    never(d, "hemoglobin", 7.0, "threshold")


def letter_with_list(d: Doc) -> None:
    """A consultant's letter to the family doctor: diagnosis, treatments and medicines as a list in the head, prose below, a copy to the patient."""
    who, on, w = d.person, d.on, Told(d)
    t = w.t
    he, his = _he(d)
    lines = (
        ("Diagnosis", f"{WHO[who.who][1]}, {month(who.diagnosed)}"), ("Previous treatment", f"{t.first.capitalize()}, {month(t.first_from)} to {month(t.first_to)} (stopped, {w.reason})"),
        ("Current treatment", f"{t.now.capitalize()} since {month(t.now_from)}, {t.cycles} cycles completed"), ("Other conditions", t.illness[0].capitalize()),
        ("Medication", "Bisoprolol 2.5 mg once daily, lansoprazole 15 mg once daily"), ("Allergies", "Trimethoprim (rash)"), ("Performance status", f"ECOG {t.ecog}"),
    )  # fmt: skip
    house = named(
        d,
        "Bluestem Hematology Clinic",
        "Foothills West Hematology Clinic",
        "Calderbrook Hospital",
        "Slieve View University Hospital",
    )
    body = (
        f"<table class=h><tr><td><b>{house}</b><br>Department of {haem(d).capitalize()}atology</td><td class=r>Clinic of {short(d, on)}<br>Typed {short(d, later(on, 4))}<br>Ref {who.ids[1]}</td></tr></table><p>Dr Cuthbert Ainsley<br>{named(d, 'Ridge Road Family Practice', 'Ridge Road Family Practice', 'Ridge Road Surgery', 'Ridge Road Medical Centre')}</p><p>Dear Dr Ainsley,</p>"
        f"<p><b>{who.first} {esc(who.last)}, born {short(d, who.born)}, {sex(d).lower()}, record number {who.ids[0]}</b></p>{table((), [(Raw(f'<b>{a}</b>'), b) for a, b in lines])}"
        f"<p>I saw {who.first} in clinic on {short(d, on)}. {he} has tolerated the treatment with no more than some tiredness in the first week. Appetite is good. There have been no infections since the last letter.</p>"
        f"<p>We spoke again about allogeneic stem cell transplantation. {he} has thought it over with {his} family and has declined. Should the disease progress I would consider {t.considered}; we are not at that point. "
        f"{his.capitalize()} sister is being investigated for a raised platelet count, query essential thrombocyth{ae(d, 'e', 'ae')}mia.</p>"
        f"<p>Please continue the present medication.</p><p>Next review in six weeks.</p><p>Yours sincerely,<br><br>Dr Oonagh Lavelle-Pryce<br>Consultant {haem(d)}atologist</p><p class=s>Copy to: {who.first} {esc(who.last)}. Approved electronically, not signed by hand.</p>"
    )  # fmt: skip
    css = "@page{margin:22mm}body{font:11pt 'Liberation Sans';line-height:1.25}.h{width:100%;border-bottom:.7pt solid #000}.h td{padding-bottom:6pt}.r{text-align:right;font-size:10pt}.t{margin:4pt 0;width:100%}.t td{padding:2pt 10pt 2pt 0}.t td:first-child{width:28%}.s{font-size:9pt}p{margin:7pt 0}"
    web(d, body, css, "note", "other")
    diagnosis(d, 1, WHO[who.who][1])
    w.first(1)
    w.now(1)
    w.illness(1)
    w.ecog(1)
    w.not_wanted(1)
    w.thought_of(1)
    _medicines(d, 1, "bisoprolol", "lansoprazole")
    d.gold.trap("treatments", {"agent": "trimethoprim"}, "an allergy")
    _relative(d, "essential_thrombocythemia", "et")
    d.also_dated = (later(on, 4),)


def conference_sheet(d: Doc) -> None:
    """A case conference's sheet: labelled cells, treatments as a small table, the recommendation with what was turned down and why."""
    who, on, w = d.person, d.on, Told(d)
    t = w.t
    courses = (
        (t.first.capitalize(), short(d, t.first_from), short(d, t.first_to), f"Stopped, {w.reason}"),
        (t.now.capitalize(), short(d, t.now_from), "continuing", f"{t.cycles} cycles so far"),
    )
    cells = (
        ("Name", Raw(f"<b>{who.first} {esc(who.last)}</b>")), ("Born / sex", f"{short(d, who.born)} / {sex(d).lower()}"), ("Number", who.ids[0]), ("Meeting of", short(d, on)), ("Presented by", "Dr Pham"),
        ("Diagnosis", f"{WHO[who.who][0]} ({short(d, who.diagnosed)})"), ("Risk", f"IPSS-M: {who.ipssm.lower()}"), ("General condition", f"ECOG {t.ecog}"), ("Other conditions", t.illness[0].capitalize()),
        ("Treatments", Raw(table(("Treatment", "From", "To", "Result"), courses, "i"))),
        ("Question", "Response uncertain: go on, or change?"),
        ("Discussion", f"Dr Pham: marrow not repeated yet. Transplant physician: suitable donor exists, but the patient has declined transplantation twice. {t.considered.capitalize()} considered if the next marrow shows progression. Ivosidenib or olutasidenib: only for patients with IDH1 mutations, not discussed further."),
        ("Recommendation", f"Continue {t.now} for two more cycles, then marrow. No transplant."), ("Trial", "Screening for a study of sabatolimab closed in 2023; none open here."), ("Next", "Review at the meeting after the marrow."),
    )  # fmt: skip
    body = (
        f"<h1>{named(d, 'Northfield Cancer Network', 'Northfield Regional Cancer Program', 'Northfield Cancer Alliance', 'Northfield Hospital Group')}</h1><p class=c>{haem(d).capitalize()}atology case conference: record of one patient</p><table class=t>"
        + "".join(row((Raw(f"<b>{a}</b>"), b)) for a, b in cells)
        + "</table><p class=s>Present: 3 physicians of the blood, 1 pathologist, 1 pharmacist, 1 nurse. Taken down by the coordinator; decisions bind no one before the patient has agreed.</p>"
    )  # fmt: skip
    css = "@page{margin:17mm}body{font:10pt 'DejaVu Sans'}h1{font-size:14pt;margin:0}.c{margin-bottom:8pt}.t{width:100%}.t>tbody>tr>td{border:.6pt solid #556;padding:4pt 6pt}.t>tbody>tr>td:first-child{width:23%;background:#eef0f6}.i td,.i th{padding:1pt 12pt 1pt 0;font-size:9.5pt}.s{font-size:8pt}"
    web(d, body, css, "note", "other")
    diagnosis(d, 1, WHO[who.who][0])
    d.fact("stages", 1, "IPSS-M", system="IPSS-M", category=who.ipssm.lower())
    w.first(1, whole=True)
    w.now(1, whole=True)
    w.ecog(1)
    w.illness(1)
    w.not_wanted(1)
    w.thought_of(1)
    for agent in ("ivosidenib", "olutasidenib", "sabatolimab"):
        d.gold.trap("treatments", {"agent": agent, "status": "ongoing"}, "only spoken of")
        d.treat(agent, "systemic", "considered", 1, may=True, any_status=["considered", "declined"])


def consult_with_copied_history(d: Doc) -> None:
    """A new consultation of two pages: history by date, systems and medicines as lists, an older note copied with its date and its counts, assessment at the end."""
    who, on, w = d.person, d.on, Told(d)
    t, past = w.t, later(d.person.diagnosed, -30)
    he, his = _he(d)
    was = measure(d, "hemoglobin", "hemoglobin", 1.12)
    plates = measure(d, "platelets", "platelets", 1.15)
    rows = [
        (num(d, who.diagnosed), f"Bone marrow biopsy: {WHO[who.who][0]}"),
        (num(d, t.first_from), f"{t.first.capitalize()} started"),
        (num(d, t.first_to), f"{t.first.capitalize()} stopped: {w.reason}"),
        (num(d, t.now_from), f"{t.now.capitalize()} started; {t.cycles} cycles given to date"),
    ]
    house = named(
        d,
        "Harbor Point Hematology Oncology",
        "Harbour Point Cancer Centre",
        "Harbour Point Hospital",
        "Harbour Point Cancer Centre",
    )
    body = (
        f"<div class=h><b>{house}</b><span>Consultation</span></div><table class=d>{row((f'Patient: {who.last}, {who.first}', f'Date of birth: {num(d, who.born)} ({who.age(on)} y)', f'Sex: {sex(d)}'))}{row((f'MRN: {who.ids[0]}', f'Visit date: {num(d, on)}', 'Referred by: Dr. K. Oyama'))}</table>"
        f"<h2>Reason for consultation</h2><p>Transfer of care; {his} previous {haem(d)}atologist has retired.</p><h2>{haem(d).capitalize()}atologic history</h2>{table(('Date', 'Event'), rows)}"
        f"<h2>Copied from outside note of {num(d, past)}</h2><p class=q>{who.age(past)}-year-old with tiredness. Hemoglobin {was.text} {was.unit}, platelets {plates.text} {plates.unit}. ECOG 3 after a fall. Rule out myeloma. Marrow to be arranged. May need prednisone.</p>".replace("Hemoglobin", f"{haem(d).capitalize()}oglobin")
        + f"<h2>Past medical history</h2><ul><li>{t.illness[0].capitalize()}</li><li>Appendectomy, 1987</li></ul><h2>Family history</h2><ul><li>Mother: breast cancer at 66</li><li>Brother: chronic lymphocytic leuk{ae(d, 'e', 'ae')}mia</li></ul>"
        "<h2>Medicines</h2><ul><li>amlodipine 5 mg daily</li><li>acyclovir 400 mg twice daily</li><li>tramadol: stopped last year</li></ul><h2>Allergies</h2><p>Penicillin. Iodinated contrast.</p>"
        f"<h2>Review of systems</h2><p>Denies fever, night sweats, weight loss, chest pain, bleeding. Reports fatigue.</p><h2>Examination</h2><p>ECOG {t.ecog} today. Chest clear. No rash. Spleen not felt.</p><h2>Assessment</h2>"
        f"<p>{WHO[who.who][1]}, on {t.now}, stable. There is no sign of transformation to acute leuk{ae(d, 'e', 'ae')}mia. {he} declines allogeneic transplantation. {t.considered.capitalize()} may be considered later.</p>"
        f"<h2>Plan</h2><ol><li>Continue {t.now}, next cycle next week.</li><li>CBC weekly; transfuse platelets below 10.</li><li>Will start allopurinol only if uric acid rises.</li><li>Return in four weeks.</li></ol><p class=s>Time spent 55 minutes. Signed electronically by Leopold Sandoval-Kerr, MD, {num(d, on)}.</p>"
    )  # fmt: skip
    css = ("@page{margin:19mm;" + foot(f"{who.last}, {who.first}   MRN {who.ids[0]}") + "}body{font:10.5pt 'Liberation Sans'}.h{border-bottom:2pt solid #345;font-size:14pt}.h span{float:right;font-size:11pt}.d{width:100%;background:#eef2f5;margin:5pt 0}.d td{padding:3pt 5pt}h2{font-size:10.5pt;margin:8pt 0 2pt;color:#345}ul,ol{margin:1pt 0}"
           ".t td,.t th{padding:2pt 16pt 2pt 0}.q{font-style:italic;border-left:2pt solid #aaa;padding-left:6pt}.s{font-size:8.5pt}")  # fmt: skip
    sheet = web(d, body, css, "note", "other")
    first = sheet.find("Event")
    diagnosis(d, first, WHO[who.who][0])
    w.first(first, whole=True)
    w.now(first, whole=True)
    w.illness(sheet.find(t.illness[0].capitalize()))
    end = sheet.find("declines allogeneic")
    w.ecog(sheet.find(f"ECOG {t.ecog} today"))
    w.not_wanted(end)
    w.thought_of(end)
    for r in (was, plates):
        lab(d, r, past, 1, flag=False, reference=False, may=True)
        if abs(r.value - who.counts[r.analyte]) > 0.01 * r.value:
            d.gold.trap(
                "labs",
                {"analyte": r.analyte, "value": r.value, "collected": on.isoformat()},
                "copied from an older note",
            )
    d.gold.trap("treatments", {"agent": "prednisone", "status": "ongoing"}, "only thought of, before")
    d.treat("prednisone", "other", "considered", 1, may=True, any_status=["considered", "planned"])
    d.treat("allopurinol", "other", "considered", end, may=True, any_status=["considered", "planned"])
    d.gold.trap("treatments", {"agent": "allopurinol", "status": "ongoing"}, "only if uric acid rises")
    _medicines(d, 1, "amlodipine", "acyclovir", "tramadol")
    d.gold.trap("treatments", {"agent": "penicillin"}, "an allergy")
    _relative(d, "breast_cancer", "cll", "chronic_lymphocytic_leukemia")
    denied(d, end, "aml", "acute_leukemia")
    asked(d, 1, "multiple_myeloma", "myeloma")
    never(d, "platelets", 10.0, "threshold")
    d.fact("comorbidities", 1, "Appendectomy", may=True, labels=["appendectomy"])


def day_unit_check(d: Doc) -> None:
    """A nurse's check before a cycle at the day unit: today's counts beside the limits for treatment, vital signs, what is given now and what was held."""
    who, on, w = d.person, d.on, Told(d)
    t, labs = w.t, _today(d)
    s = d.paper("Helvetica", 10, 55)
    d.kind, d.also_kind = "note", ("other",)
    s.line(
        named(
            d,
            "Cottonwood Infusion Center",
            "Cottonwood Systemic Therapy Suite",
            "Elmwood Day Treatment Unit",
            "Elmwood Day Ward",
        ),
        True,
        14,
    )
    s.line("Nursing assessment before treatment", pt=11)
    s.rule()
    s.gap(5)
    for a, b in (
        (f"Name: {who.first} {who.last}", f"Date: {short(d, on)}"),
        (f"Born: {short(d, who.born)}     Sex: {sex(d)}", f"Record: {who.ids[0]}"),
        (f"Diagnosis: {WHO[who.who][1]} (since {month(who.diagnosed)})", "Nurse: Philippa Adair, RN"),
    ):
        s.row(Cell(s.margin, a), Cell(s.margin + 330, b))
    diagnosis(d, s.page, WHO[who.who][1])
    s.rule()
    s.gap(8)
    page = s.para(
        f"Course: {t.now}, started {short(d, t.now_from)}. Cycles completed: {t.cycles}. Earlier course: {t.first}, {short(d, t.first_from)} to {short(d, t.first_to)}, stopped for {w.reason}."
    )
    w.now(page, whole=True)
    w.first(page, whole=True)
    s.gap(8)
    x = (0, 110, 170, 260)
    s.row(
        *(
            Cell(s.margin + a, h, True)
            for a, h in zip(x, ("Blood today", "Result", "Unit", "Needed for treatment"), strict=True)
        )
    )
    s.rule()
    limits = {
        "neutrophils": ("above 0.75", 0.75),
        "platelets": ("above 30", 30.0),
        "hemoglobin": ("above 7.5 g/dL or transfuse", 7.5),
        "creatinine": ("below twice normal", 0.0),
        "leukocytes": ("none", 0.0),
    }
    for r in labs:
        page = s.row(
            Cell(s.margin + x[0], r.label[0].upper() + r.label[1:]),
            Cell(s.margin + x[1], r.text),
            Cell(s.margin + x[2], r.unit),
            Cell(s.margin + x[3], limits[r.analyte][0]),
            step=1.5,
        )
        lab(d, r, on, page, flag=False, reference=False)
        if limits[r.analyte][1]:
            never(d, r.analyte, limits[r.analyte][1], "limit for treatment")
    s.gap(8)
    s.line("Temperature 36.6 C    Pulse 78    Blood pressure 128/74    Oxygen saturation 97%    Weight 68.2 kg")
    s.gap(6)
    w.ecog(s.line(f"ECOG: {t.ecog}"))
    w.illness(s.line(f"Other conditions: {t.illness[0]}"))
    s.gap(6)
    page = s.para(
        "Given: ondansetron 8 mg by mouth. Granisetron patch: not used. Filgrastim: not prescribed. Dexamethasone: patient refuses, sleeplessness last time."
    )
    _medicines(d, page, "ondansetron", "dexamethasone", "granisetron")
    d.gold.trap("treatments", {"agent": "filgrastim", "status": "ongoing"}, "not prescribed")
    d.fact("not_given", page, "Filgrastim", may=True, agent="filgrastim")
    for agent in ("granisetron", "dexamethasone"):
        d.fact("not_given", page, agent, may=True, agent=agent)
    s.gap(4)
    page = s.para(
        f"Talked about: transplantation, which {who.first} has declined. Doctor may consider {t.considered} later on."
    )
    w.not_wanted(page)
    w.thought_of(page)
    s.gap(10)
    s.line("Fit for treatment: [x] yes   [ ] no   [ ] delay one week", True)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f
    for f in (dictated_visit, letter_with_list, conference_sheet, consult_with_copied_history, day_unit_check)
}
UNSCORED = frozenset({"dictated_visit", "day_unit_check", "consult_with_copied_history"})

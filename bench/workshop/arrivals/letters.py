# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""More families of notes: a German clinic's letter in English, and a company's generated summary."""

from bench.workshop.arrivals.paper import bait, dotted, found, leaf, printed, relative, told
from bench.workshop.arrivals.visits import DOSE, TODAY, by_the_way, given, supported, thresholds, unchelated
from bench.workshop.days import later, sex
from bench.workshop.dress import Doc
from bench.workshop.markup import row, table
from bench.workshop.marrow import denied, diagnosis
from bench.workshop.notes import Told
from bench.workshop.people import WHO


def physician_letter(d: Doc) -> None:
    """A German clinic's letter: diagnoses and therapy with dotted days, history, laboratory in one sentence with ranges in brackets, epicrisis, medication on leaving."""
    who, on, w = d.person, d.on, Told(d)
    t = w.t
    labs = [found(d, *n, factor=TODAY) for n in (("hemoglobin", "haemoglobin", "g/dl"), ("leukocytes", "leucocytes", "/nl"), ("neutrophils", "neutrophils absolute", "/nl"), ("platelets", "thrombocytes", "/nl"), ("creatinine", "creatinine", "mg/dl"))]  # fmt: skip
    s = leaf(d, "note", "other", face="Times", pt=10.8, margin=58)
    s.line("Klinikum am Rennsteig", True, 14)
    s.line("Clinic for Haematology and Oncology, Day Clinic", pt=10)
    s.rule()
    s.gap(6)
    s.line(f"Letter of {dotted(later(on, 2))}", align="r")
    s.para(f"Re: {who.first} {who.last}, born {dotted(who.born)}, {sex(d).lower()}, patient number {who.ids[0]}", bold=True)  # fmt: skip
    s.gap(4)
    s.para(f"Dear colleague, we report on the above patient, who was in our day clinic on {dotted(on)}.")
    s.gap(5)
    s.line("Diagnoses", True)
    diagnosis(d, s.para(f"{WHO[who.who][0]}, first diagnosed {dotted(who.diagnosed)}", x=12), WHO[who.who][0])
    w.illness(s.para(t.illness[0].capitalize(), x=12))
    s.gap(5)
    s.line("Therapy to date", True)
    w.first(s.para(f"{dotted(t.first_from)} - {dotted(t.first_to)}: {t.first} ({DOSE[t.first]}), ended because of {w.reason}", x=12), whole=True)  # fmt: skip
    w.now(s.para(f"since {dotted(t.now_from)}: {t.now} ({DOSE[t.now]}), {t.cycles} cycles so far", x=12), whole=True)
    s.gap(5)
    s.line("History", True)
    page = s.para(f"The general condition is stable, ECOG {t.ecog}. No fever, no bleeding. The brother of the patient is being treated with lenalidomide for multiple myeloma. A myocardial infarction is denied. There is an intolerance of metamizole.")  # fmt: skip
    w.ecog(page)
    s.gap(5)
    s.line("Laboratory findings of the day", True)
    page = s.para("; ".join(f"{r.label} {r.text} {r.unit} ({r.low}-{r.high})" for r in labs) + ". Electrolytes and urea normal.")  # fmt: skip
    given(d, labs, page, reference=True)
    s.gap(5)
    s.line("Assessment and procedure", True)
    page = s.para(f"We continue the treatment with {t.now}. The allogeneic stem cell transplantation recommended by the conference was declined by the patient after detailed discussion. In case of progression {t.considered} is being considered. There is no indication of a transition to acute leukaemia. "
                  "We ask for weekly blood counts and for transfusion when haemoglobin falls below 7.5 g/dl or thrombocytes below 10 /nl.")  # fmt: skip
    w.not_wanted(page)
    w.thought_of(page)
    denied(d, page, "aml", "acute_leukemia")
    s.gap(5)
    s.line("Medication", True)
    page = s.para("Ramipril 5 mg 1-0-0; pantoprazole 20 mg 1-0-0; ciprofloxacin was stopped.")
    by_the_way(d, page, "ramipril", "pantoprazole", "ciprofloxacin")
    s.gap(8)
    s.para("With kind regards")
    s.para("Dr. med. Hanno Ziegenrücker, senior physician          Friederike Vogt, assistant physician")
    relative(d, "multiple_myeloma", "myeloma")
    if t.first != "lenalidomide":
        d.gold.trap("treatments", {"agent": "lenalidomide"}, "the brother's")
    d.gold.trap("comorbidities", {"label": "myocardial infarction"}, "denied")
    d.gold.trap("treatments", {"agent": "metamizole"}, "an intolerance")
    thresholds(d, 7.5, 10.0)
    d.also_dated = (later(on, 2),)


def generated_summary(d: Doc) -> None:
    """A company's generated summary: timeline with ISO days in which the marrow's findings are told again, counts of that day, a paragraph on eligibility."""
    who, on, w = d.person, d.on, Told(d)
    t = w.t
    names = (("hemoglobin", "Hemoglobin", "g/dL"), ("leukocytes", "WBC", "10^9/L"), ("neutrophils", "ANC", "10^9/L"), ("platelets", "Platelets", "10^9/L"))  # fmt: skip
    labs = [found(d, *n) for n in names]
    blasts = f"{who.counts['blasts_marrow']:g}"
    timeline = ((who.diagnosed.isoformat(), f"Bone marrow examination: {WHO[who.who][0]}; {blasts}% marrow blasts; karyotype {who.karyotype} ({who.metaphases} metaphases)."), (t.first_from.isoformat(), f"{t.first.capitalize()} started."),
                (t.first_to.isoformat(), f"{t.first.capitalize()} stopped: {w.reason}."), (t.now_from.isoformat(), f"{t.now.capitalize()} started."), (on.isoformat(), f"Visit. {t.cycles} cycles of {t.now} completed."))  # fmt: skip
    status = ((t.first.capitalize(), "Stopped"), (t.now.capitalize(), "Ongoing"), ("Allogeneic transplantation", "Declined by patient"), (t.considered.capitalize(), "Under consideration, not started"))  # fmt: skip
    units = t.units
    body = (
        f"<div class=h>Longitudinal Patient Summary</div><table class=d>{row(('Name', who.name, 'Sex', sex(d)))}{row(('Date of birth', who.born.isoformat(), 'Record', who.ids[0]))}{row(('Summary date', on.isoformat(), 'Site', 'Evergreen Oncology Partners'))}</table>"
        f"<p>{who.name} is a {who.age(on)}-year-old {'woman' if who.sex == 'F' else 'man'} under treatment for MDS. Performance status is ECOG {t.ecog}. Comorbidity: {t.illness[0]}.</p><h2>Timeline</h2>{table(('Date', 'Event'), timeline)}"
        f"<h2>Treatments and their status</h2>{table(('Treatment', 'Status'), status)}<h2>Laboratory values at diagnosis, {who.diagnosed.isoformat()}</h2>{table(('Test', 'Value', 'Unit'), [(r.label, r.text, r.unit) for r in labs])}"
        f"<h2>Transfusion support</h2><p>{units} units of red blood cells over the past 8 weeks. Iron chelation: none so far.</p>"
        "<h2>Family history</h2><p>Mother: non-Hodgkin lymphoma. Maternal grandfather: unspecified leukemia.</p><h2>Trial screening (automatic)</h2><p>NCT00000003 requires ECOG 0-1, platelets above 50, neutrophils above 1.0 and no prior hypomethylating agent; arm A gives tamibarotene, arm B placebo. The patient is not enrolled in any trial. "
        "Eligibility was not assessed by a physician.</p><p class=s>Generated from the source record and reviewed by Nadia Fairweather, RN. Values outside the dates shown are not part of this summary.</p>"
    )  # fmt: skip
    css = ("@page{size:letter;margin:.7in .8in;@bottom-right{content:'Page ' counter(page) ' of ' counter(pages);font:8pt 'Liberation Sans'}}body{font:9.6pt 'Liberation Sans';line-height:1.18}.h{background:#14532d;color:#fff;font-size:13pt;padding:6pt}.d{width:100%;margin:6pt 0}.d td{padding:2.5pt 4pt;border-bottom:.4pt solid #ccc}.d td:nth-child(odd){color:#14532d;font-weight:bold}"
           ".t td,.t th{padding:2.4pt 14pt 2.4pt 0;border-bottom:.3pt solid #ccc;overflow-wrap:anywhere}.t td:first-child{white-space:nowrap}h2{font-size:10.5pt;margin:8pt 0 1pt;color:#14532d}.s{font-size:8pt;margin-top:10pt}")  # fmt: skip
    sheet = printed(d, body, css, "note", "other")
    day = who.diagnosed.isoformat()
    first = sheet.find("Timeline", who.karyotype)
    diagnosis(d, first, WHO[who.who][0])
    fields = {"analyte": "blasts_marrow", "comparator": None, "value": who.counts["blasts_marrow"], "unit": "%", "collected": day}  # fmt: skip
    d.gold.add("labs", d.file, first, (f"{blasts}% marrow blasts",), fields)
    d.fact("karyotypes", first, who.karyotype, iscn=who.karyotype, metaphases=who.metaphases, collected=day)
    w.first(first, whole=True)
    w.now(first, whole=True)
    states = sheet.find("Declined by patient")
    w.not_wanted(states)
    w.thought_of(states)
    w.ecog(1)
    w.illness(1)
    for r in labs:
        told(d, r, who.diagnosed, sheet.find("Laboratory values"), flag=False, reference=False)
    supported(d, sheet.find("past 8 weeks"), f"{units} units")
    unchelated(d, sheet.find("Iron chelation"))
    d.gold.trap("treatments", {"agent": "tamibarotene"}, "a trial's")
    d.gold.trap("treatments", {"agent": "placebo"}, "a trial's")
    relative(d, "nhl", "non_hodgkin_lymphoma", "lymphoma", "aml", "leukemia")
    bait(d, "neutrophils", 1.0, "a trial's limit")
    thresholds(d, 0, 50.0)


ALL = (physician_letter, generated_summary)
UNSCORED = ("physician_letter",)

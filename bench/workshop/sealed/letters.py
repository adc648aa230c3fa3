# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Odder notes: three visits stacked in one file, and a German discharge letter in English."""

from collections.abc import Callable

from bench.workshop.days import later, month, spaced
from bench.workshop.days import sex as gender
from bench.workshop.dress import Doc
from bench.workshop.markup import esc
from bench.workshop.marrow import diagnosis
from bench.workshop.notes import Told
from bench.workshop.people import WHO
from bench.workshop.sealed.notes import ADMITTED, aside, not_today, pronoun, today
from bench.workshop.sealed.paper import (
    dots,
    grid,
    lab,
    previous,
    printed,
    res,
)


def stacked_visits(d: Doc) -> None:
    """Three visits in one file, newest first: each has its own date, fitness, count and plan, and old plans have been carried out since."""
    who, on, w = d.person, d.on, Told(d)
    t = w.t
    middle, oldest = later(t.now_from, -6), later(t.first_from, -4)
    hb = today(d, ("hemoglobin", "Hb", "g/dL"))[0]
    was, once = res(d, "hemoglobin", "Hb", "g/dL", 1.08), res(d, "hemoglobin", "Hb", "g/dL", 1.17)
    he = pronoun(d)
    visits = (
        (on, f"{t.cycles} cycles of {t.now} completed since {spaced(t.now_from)}; going on with it. ECOG {t.ecog}. {hb.label} {hb.text} {hb.unit} today. {he} has again turned down an allogeneic transplant. Were the response lost, we would consider {t.considered}."),
        (middle, f"{t.first.capitalize()} was stopped on {spaced(t.first_to)} for {w.reason} (had been started {spaced(t.first_from)}). Plan: begin {t.now} on {spaced(t.now_from)}. ECOG {t.ecog + 1}. {was.label} {was.text} {was.unit}."),
        (oldest, f"New patient. {WHO[who.who][0]} on the marrow of {spaced(who.diagnosed)}. Background of {t.illness[0]}. Plan: {t.first}. Immunosuppression with ciclosporin talked over and not chosen. ECOG {t.ecog + 1}. {once.label} {once.text} {once.unit}."),
    )  # fmt: skip
    body = (
        f"<p class=t>Clinic notes &mdash; haematology, Karori Park Hospital</p><p class=d>NHI {who.ids[0]} &nbsp; {esc(who.last.upper())}, {who.first} &nbsp; {gender(d)} &nbsp; born {spaced(who.born)}</p>"
        + "".join(f"<div class=v><b>{spaced(day)}</b><p>{esc(text)}</p></div>" for day, text in visits)
        + f"<p class=s>Printed {spaced(on)} with the three latest entries. Older entries are on paper.</p>"
    )  # fmt: skip
    css = "@page{size:a4;margin:22mm}body{font:11pt 'Liberation Serif'}.t{font-size:15pt}.d{border:1pt solid;padding:4pt}.v{margin:12pt 0;border-left:2pt solid #666;padding-left:8pt}.s{font-size:9pt;color:#555}"
    printed(d, body, css, "note", "other")
    diagnosis(d, 1, WHO[who.who][0])
    w.first(1, whole=True)
    w.now(1, whole=True)
    w.not_wanted(1)
    w.thought_of(1)
    w.illness(1)
    w.ecog(1)
    lab(d, hb, on, 1, flag=False, reference=False)
    previous(d, was, middle, 1)
    previous(d, once, oldest, 1)
    for agent, kind in ((t.now, "systemic"), (t.first, t.first_class)):
        d.treat(agent, kind, "planned", 1, may=True)
    d.treat("ciclosporin", "immunosuppressive", "considered", 1, may=True, any_status=["considered", "declined"])
    d.fact("not_given", 1, "ciclosporin", may=True, agent="ciclosporin")
    d.gold.trap("treatments", {"agent": "ciclosporin", "status": "ongoing"}, "not chosen")
    d.gold.trap("performance", {"scale": "ECOG", "value": t.ecog + 1}, "of an earlier visit")
    d.also_dated = (middle, oldest)


def epicrisis(d: Doc) -> None:
    """A German discharge letter: diagnoses with codes, therapy so far, a stay for pneumonia, medicines by times of day, counts at admission and discharge."""
    who, on, w = d.person, d.on, Told(d)
    t, came = w.t, later(on, -7)
    names = (("leukocytes", "Leukocytes", "G/l"), ("hemoglobin", "Haemoglobin", "g/dl"), ("platelets", "Thrombocytes", "G/l"), ("creatinine", "Creatinine", "mg/dl"))  # fmt: skip
    now, then = today(d, *names), [res(d, *n, factor=ADMITTED) for n in names]
    rows = [(r.label, old.text, r.text, r.unit, f"{r.low}–{r.high}") for old, r in zip(then, now, strict=True)]
    drugs = (("Pantoprazole 40 mg", "1–0–0"), ("Aciclovir 400 mg", "1–0–1"), ("Amoxicillin 1 g (until Sunday)", "1–1–1"), ("Acetylsalicylic acid 100 mg", "paused"))  # fmt: skip
    body = (
        f"<table class=h><tr><td>Klinikum Bergfelden<br>Medical Clinic II – Haematology</td><td>{dots(on)}</td></tr></table><p><b>{esc(who.last)}, {who.first}</b>, born {dots(who.born)}, {gender(d).lower()}, case {who.ids[0]}</p><p>Dear colleagues, we report on the above patient, who was in our in-patient care from {dots(came)} to {dots(on)}.</p>"
        f"<h4>Diagnoses</h4><p>{WHO[who.who][0]} (ICD-10 D46.9), first diagnosed {month(who.diagnosed)}<br>Pneumonia right lower lobe, healed (J18.1)<br>{t.illness[0].capitalize()}</p>"
        f"<h4>Therapy so far</h4><p>{dots(t.first_from)} – {dots(t.first_to)}: {t.first}; ended because of {w.reason}<br>since {dots(t.now_from)}: {t.now}, {t.cycles} cycles to date</p>"
        f"<h4>Epicrisis</h4><p>Admission with fever and cough. Under piperacillin/tazobactam the fever fell. A transfer to intensive care was not needed; G-CSF was not given. General condition at discharge: ECOG {t.ecog}. The patient holds to the refusal of an allogeneic transplantation. If the disease advances, {t.considered} could be considered; {t.now} is to be continued in the day clinic.</p>"
        f"<h4>Laboratory</h4>{grid(('Parameter', dots(came), dots(on), 'Unit', 'Norm'), rows)}<h4>Medication at discharge (morning–noon–evening)</h4>{grid((), drugs)}<p>Please check the blood count weekly. Transfuse platelets below 10 G/l. With collegial greetings</p><p>Prof. Dr. R. Achenwall &nbsp; Dr. S. Yıldız</p>"
    )  # fmt: skip
    css = "@page{size:a4;margin:20mm;@bottom-center{content:'page ' counter(page) ' of ' counter(pages);font:8pt 'Liberation Sans'}}body{font:10pt 'Liberation Sans'}.h{width:100%;border-bottom:1pt solid}.h td:last-child{text-align:right}h4{margin:8pt 0 2pt}.g td,.g th{padding:2pt 16pt 2pt 0}"
    sheet = printed(d, body, css, "note", "other")
    diagnosis(d, 1, "Diagnoses")
    w.illness(1)
    d.fact("comorbidities", 1, "Pneumonia", may=True, labels=["pneumonia"])
    d.fact("diagnoses", 1, "Pneumonia", may=True, disease="pneumonia", labels=[""], status="historical", any_status=["historical", "confirmed"])  # fmt: skip
    w.first(1, whole=True)
    w.now(1, whole=True)
    w.ecog(sheet.at("ECOG"))
    page = sheet.at("could be considered")
    w.not_wanted(page)
    w.thought_of(page)
    for day, results in ((came, then), (on, now)):
        for r in results:
            lab(d, r, day, sheet.at(r.label, dots(day)), flag=False)
    aside(d, 1, "pantoprazole", "aciclovir", "acyclovir", "amoxicillin", "aspirin", "acetylsalicylic acid", "piperacillin", "tazobactam", "piperacillin/tazobactam", "piperacillin / tazobactam")  # fmt: skip
    for agent in ("filgrastim", "g_csf"):
        d.fact("not_given", page, "G-CSF", may=True, agent=agent)
        d.treat(agent, "growth_factor", "considered", page, may=True, any_status=["considered", "declined"])
    d.gold.trap("treatments", {"agent": "filgrastim", "status": "ongoing"}, "not given")
    not_today(d, "platelets", 10.0, "a threshold")
    d.also_dated = (came,)


def progress_entry(d: Doc) -> None:
    """An everyday entry of an Australian outpatient record in shorthand: Dx, Rx, PMHx, O/E, bloods in a line, impression, numbered plan."""
    who, on, w = d.person, d.on, Told(d)
    t = w.t
    labs = today(d, ("hemoglobin", "Hb", "g/L"), ("leukocytes", "WCC", "x10^9/L"), ("neutrophils", "Neut", "x10^9/L"), ("platelets", "Plt", "x10^9/L"))  # fmt: skip
    s = d.paper("Helvetica", 10, 56)
    d.kind, d.also_kind = "note", ("other",)
    s.line("Bluff Point Health Service - Outpatient progress notes", True, 12)
    s.line(f"{who.last.upper()}, {who.first}    DOB {spaced(who.born)}    {gender(d)}    UR {who.ids[0]}")
    s.line(f"{spaced(on)} 10:35    Haematology clinic    Dr A Sivanesan (registrar) / Dr Ng (consultant)")
    s.rule()
    s.gap(8)
    diagnosis(d, s.para(f"Dx: {WHO[who.who][1]} ({month(who.diagnosed)})"), "Dx")
    w.first(s.para(f"Rx: 1. {t.first} {spaced(t.first_from)} - {spaced(t.first_to)}, ceased ({w.reason})"), whole=True)
    w.now(s.para(f"2. {t.now} commenced {spaced(t.now_from)}, {t.cycles} cycles completed, ongoing", x=21), whole=True)
    w.illness(s.para(f"PMHx: {t.illness[0]}. Nil IHD, nil CVA."))
    page = s.para("Meds: pantoprazole 40 mg mane, valaciclovir 500 mg daily. NKDA. Ex-smoker.")
    aside(d, page, "pantoprazole", "valaciclovir", "valacyclovir")
    s.gap(5)
    s.para("Well since last review. Tolerating injections. No bleeding, no infective symptoms. Some fatigue.")
    w.ecog(s.para(f"O/E: ECOG {t.ecog}. Afebrile. Chest clear. No hepatosplenomegaly."))
    page = s.para("Bloods today: " + ", ".join(f"{r.label} {r.text}" for r in labs) + ". UEC and LFT normal.")
    for r in labs:
        lab(d, r, on, page, flag=False, reference=False, may=True)  # printed without a unit
    s.gap(5)
    s.para("Imp: stable on current treatment.")
    page = s.line("Plan:")
    for line in (f"1. Continue {t.now}.", "2. AlloSCT discussed again - patient declines.", f"3. Consider {t.considered} if progresses.", "4. Transfuse if Hb <65 or symptomatic. Plt transfusion if <10.", "5. RV 4/52 with FBE."):  # fmt: skip
        page = s.line(line, x=14)
    w.not_wanted(page)
    w.thought_of(page)
    not_today(d, "hemoglobin", 6.5, "a threshold")
    not_today(d, "platelets", 10.0, "a threshold")
    for label in ("IHD", "CVA", "ischaemic heart disease", "stroke"):
        d.gold.trap("comorbidities", {"label": label}, "denied")


FAMILIES: dict[str, Callable[[Doc], None]] = {f.__name__: f for f in (stacked_visits, epicrisis, progress_entry)}
UNSCORED = ("stacked_visits", "epicrisis", "progress_entry")

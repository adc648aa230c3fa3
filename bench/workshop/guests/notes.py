# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""The guests' families of notes made of HTML: telegraphic history, nested problems, a visit with teaching."""

from collections.abc import Callable

from bench.workshop.days import hyphened, later, month, sex
from bench.workshop.dress import MONTHS, Doc, Result
from bench.workshop.guests.paper import TODAY, aside, lab, mon, never, relative, res, web
from bench.workshop.markup import esc, table
from bench.workshop.marrow import diagnosis
from bench.workshop.notes import Told
from bench.workshop.people import WHO

_FOUR = ("hemoglobin", "leukocytes", "neutrophils", "platelets")


def today(d: Doc, style: str, names: tuple[str, ...], factor: float = TODAY) -> list[Result]:
    """Counts of the visit, the same on every page of the case."""
    return [res(d, style, a, n, factor) for a, n in zip(_FOUR, names, strict=True)]


def given(d: Doc, results: list[Result], page: int, flag: bool = False) -> None:
    """The gold of the visit's counts."""
    for r in results:
        lab(d, r, d.on, page, flag=flag, reference=False)


def scored(d: Doc, page: int) -> None:
    """The gold of the printed IPSS-R."""
    d.fact("stages", page, "IPSS-R", system="IPSS-R", category=d.person.ipssr.lower())


def other_agent(d: Doc, w: Told, why: str) -> None:
    """The hypomethylating agent that this person is not given."""
    agent = {"azacitidine": "decitabine", "decitabine": "azacitidine"}[w.t.now]
    d.gold.trap("treatments", {"agent": agent, "status": "ongoing"}, why)


def if_low(d: Doc, page: int) -> None:
    """Transfusions under a condition: they may be told as planned or considered."""
    for agent in ("rbc_transfusion", "platelet_transfusion"):
        d.treat(agent, "transfusion", "considered", page, may=True, any_status=["considered", "planned"])


def telegraphic_history(d: Doc) -> None:
    """An American fellow's note: history in telegraphic lines with arrows and shorthand, a line of counts copied from the diagnosis above those of today, hedges in the assessment."""
    who, on, w = d.person, d.on, Told(d)
    t = w.t
    now, old = today(d, "US", ("Hgb", "WBC", "ANC", "Plt")), today(d, "US", ("Hgb", "WBC", "ANC", "Plt"), 1.0)
    begun, ended = (f"{MONTHS[x.month - 1]} {x.year}" for x in (t.first_from, t.first_to))
    body = (
        f"<p class=h>HEME CLINIC - RETURN VISIT &nbsp; {mon(on)}</p><p>{esc(who.last.upper())}, {who.first.upper()} | MRN {who.ids[0]} | DOB {mon(who.born)} | {sex(d)}</p>"
        f"<p class=b>ONC HX</p><p>{mon(who.diagnosed)} - BM bx for cytopenias: {WHO[who.who][0]} ({WHO[who.who][1]}). IPSS-R {who.ipssr.lower()}.<br>"
        f"{begun} - {ended} - {t.first}. Stopped: {t.why}.<br>{mon(t.now_from)} - started {t.now}, s/p {t.cycles} cycles, ongoing.<br>Allogeneic SCT offered x2, pt declined both times.<br>No prior ruxolitinib, no prior radiation.</p>"
        f"<p class=b>INTERVAL</p><p>Doing ok. Tired day 3-5 of each cycle, otherwise no complaints. No fevers, no bleeding, no falls. Denies chest pain. Eating.</p>"
        f"<p class=b>PMH</p><p>{t.illness[0].capitalize()}. S/p appendectomy in childhood. No h/o stroke. No known liver disease.</p>"
        "<p class=b>FH</p><p>Father - lung ca. MGM - ?leukemia, type unknown. Sibs (2) well.</p><p class=b>MEDS</p><p>acyclovir, ondansetron prn, vit D.</p><p class=b>ALL</p><p>Penicillin (rash).</p>"
        f"<p class=b>EXAM</p><p>ECOG {t.ecog}. No LAD, no HSM. Lungs clear.</p>"
        f"<p class=b>LABS</p><p>At dx {mon(who.diagnosed)}: {', '.join(f'{r.label} {r.text}' for r in old)} (copied)<br>Today {mon(on)}: {', '.join(f'{r.label} {r.text} {r.unit}' for r in now)}</p>"
        f"<p class=b>A/P</p><p>{who.age(on)} yo with {WHO[who.who][1]}, on {t.now}. Probably stable, too early to say more. Exertional dyspnea likely from anemia, cannot exclude early heart failure - echo ordered.<br>"
        f"- cont {t.now}, next cycle as planned<br>- if counts slip, would consider {t.considered}; not started<br>- transfuse Hgb &lt;7, plt &lt;10<br>- RTC 4 wk</p><p class=s>J. Abiodun-Weiss MD, PGY-5. Attending to addend.</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.8in}body{font:10pt 'Liberation Mono';line-height:1.25}.h{font-weight:bold;font-size:11pt}.b{font-weight:bold;margin:6pt 0 0}.s{margin-top:10pt;font-size:9pt}"
    sheet = web(d, body, css, "note", "other")
    diagnosis(d, 1, WHO[who.who][0])
    scored(d, 1)
    w.first(1)
    w.now(1, whole=True)
    w.not_wanted(1)
    w.thought_of(sheet.find("would consider"))
    w.illness(1)
    w.ecog(1)
    given(d, now, sheet.find("Today"))
    for r in old:
        lab(d, r, who.diagnosed, 1, flag=False, reference=False, may=True)
    aside(d, 1, "acyclovir", "ondansetron", "vitamin_d", "cholecalciferol")
    for label in ("appendectomy", "anemia"):
        d.fact("comorbidities", 1, label, may=True, labels=[label])
    for agent in ("ruxolitinib", "penicillin"):
        d.gold.trap("treatments", {"agent": agent, "status": "ongoing"}, "never had, or an allergy")
    for agent in ("ruxolitinib", "radiation", "radiotherapy", "radiation_therapy"):
        d.fact("not_given", 1, agent, may=True, agent=agent)
    if_low(d, 1)
    for label in ("stroke", "liver disease", "heart failure"):
        d.gold.trap("comorbidities", {"label": label}, "denied or not excluded")
    relative(d, "lung_cancer", "leukemia", "aml", "acute_leukemia")
    never(d, "hemoglobin", 7.0, "a limit")
    never(d, "platelets", 10, "a limit")


def nested_problems(d: Doc) -> None:
    """A synthetic-data company's note: problems in nested lists, each treatment a point with its own points, tasks with empty boxes, text that was copied from a visit before."""
    who, on, w = d.person, d.on, Told(d)
    t = w.t
    now = today(d, "US", ("Hemoglobin", "White blood cells", "Neutrophils (absolute)", "Platelets"))
    counts = "".join(f"<li>{r.label}: {r.text} {r.unit}</li>" for r in now)
    body = (
        f"<h1>Outpatient encounter</h1><table class=d><tr><td>Name: {who.name}</td><td>Birth date: {mon(who.born)}</td></tr><tr><td>Sex: {sex(d)}</td><td>Record number: {who.ids[0]}</td></tr><tr><td>Encounter date: {mon(on)}</td><td>Clinician: Delphine Okonkwo-Barr, NP</td></tr></table>"
        f"<h2>Problem list</h2><ol><li>{esc(WHO[who.who][0])}<ul><li>Diagnosed: {month(who.diagnosed)}</li><li>Risk: IPSS-R {who.ipssr.lower()}</li>"
        f"<li>Earlier treatment<ul><li>{t.first.capitalize()}: started {month(t.first_from)}, stopped {month(t.first_to)} because of {t.why}</li></ul></li>"
        f"<li>Current treatment<ul><li>{t.now.capitalize()}: started {mon(t.now_from)}; cycles completed: {t.cycles}; continuing</li></ul></li>"
        f"<li>Discussed<ul><li>Allogeneic stem cell transplantation: declined by the patient</li><li>{t.considered.capitalize()}: under consideration for later, not ordered</li><li>Hydroxyurea: not indicated</li></ul></li></ul></li>"
        f"<li>{t.illness[0].capitalize()}<ul><li>Managed by primary care, stable</li></ul></li></ol>"
        f"<h2>Counts of {mon(on)}</h2><ul>{counts}</ul><h2>Function</h2><ul><li>ECOG performance status: {t.ecog}</li></ul>"
        "<h2>Copied from the previous encounter (not updated)</h2><p class=c>Patient was seen after a dental extraction. Hemoglobin 6.4 g/dL was called in by an outside office and was later found to belong to another patient. Clindamycin was given for seven days and is finished.</p>"
        "<h2>Family</h2><ul><li>Mother: multiple myeloma</li><li>Sister: no known illness</li></ul>"
        "<h2>Tasks</h2><p>[ ] Schedule echocardiogram &nbsp; [ ] Refer to dietitian &nbsp; [x] Renew antiemetic &nbsp; [ ] Start deferasirox if ferritin above 1000 ng/mL</p>"
        "<p class=s>This note was assembled from structured entries. Sections without entries are not printed.</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.75in}body{font:10pt 'Liberation Sans';line-height:1.35}h1{font-size:15pt;margin:0 0 4pt}h2{font-size:11pt;margin:8pt 0 1pt;color:#4338ca}.d{width:100%;border:.7pt solid #bbb}.d td{padding:3pt 6pt;width:50%}ol,ul{margin:1pt 0 1pt 16pt;padding:0}.c{background:#f3f3f3;padding:4pt}.s{font-size:8pt;margin-top:8pt}"
    sheet = web(d, body, css, "note", "other")
    diagnosis(d, 1, WHO[who.who][0])
    scored(d, 1)
    w.first(1)
    w.now(1, whole=True)
    w.not_wanted(1)
    w.thought_of(1)
    w.illness(1)
    given(d, now, sheet.find("Counts of"))
    w.ecog(sheet.find("ECOG"))
    last = sheet.find("Copied from")
    aside(d, last, "clindamycin")
    d.treat("deferasirox", "chelation", "considered", last, may=True, any_status=["considered", "planned"])
    for agent in ("deferasirox", "hydroxyurea", "hydroxycarbamide"):
        d.gold.trap("treatments", {"agent": agent, "status": "ongoing"}, "not given")
    d.fact("not_given", 1, "Hydroxyurea", may=True, agent="hydroxyurea")
    never(d, "hemoglobin", 6.4, "another person's")
    never(d, "ferritin", 1000, "a limit")
    relative(d, "multiple_myeloma", "myeloma")


def teaching_visit(d: Doc) -> None:
    """An Indian day-care centre's visit with counselling: a form in rows, general teaching on medicines and counts, a trial that was explained and not joined."""
    who, on, w = d.person, d.on, Told(d)
    t = w.t
    rows = (
        ("Diagnosis", f"{WHO[who.who][0]} ({WHO[who.who][1]}), diagnosed {hyphened(who.diagnosed)}"),
        (
            "Past treatment",
            f"Inj. / Tab. {t.first} from {month(t.first_from)} to {month(t.first_to)}; stopped due to {t.why}",
        ),
        (
            "Present treatment",
            f"{t.now.capitalize()} since {hyphened(t.now_from)}; {t.cycles} cycles completed, continuing",
        ),
        ("Co-morbidity", t.illness[0].capitalize()),
        ("ECOG PS", str(t.ecog)),
        ("Counts", f"CBC sent {hyphened(on)}, report awaited"),
        ("Transplant", "Allogeneic stem cell transplant explained again; patient and family have declined"),
        ("Later option", f"{t.considered.capitalize()} may be considered if response is lost"),
        ("Clinical trial", "Oral rigosertib trial explained; patient did not join"),
        ("Family history", "Elder brother - aplastic anaemia. Father - not known"),
        ("Addictions", "Nil. No tobacco"),
    )
    body = (
        "<div class=h>KAVERI HEMATOLOGY DAY CARE<br><span>Visit and Counselling Record</span></div>"
        f"<table class=d><tr><td>Name: <b>{who.name}</b></td><td>DOB: {hyphened(who.born)}</td><td>Sex: {sex(d)}</td></tr><tr><td>UHID: {who.ids[0]}</td><td>Visit: {hyphened(on)}</td><td>Next visit: {hyphened(later(on, 28))}</td></tr></table>"
        f"{table((), rows)}<h3>Teaching given (standard text, read out to all patients)</h3><ol><li>Hypomethylating medicines (azacitidine, decitabine) work slowly. Four to six cycles are needed before they are judged. Do not stop in between.</li>"
        "<li>Fever above 100.4 F with ANC below 500 /cumm is an emergency. G-CSF (filgrastim) is given only if the doctor writes it.</li><li>Blood is usually given when Hb is below 7 g/dL, platelets when below 0.10 lakh/cumm.</li><li>Avoid raw food. Do not take aspirin, ibuprofen or herbal powders.</li></ol>"
        "<p>Patient repeated the points in own words. No queries pending.</p><p class=s>Counsellor: Sr. Annamma Kurian &nbsp;&nbsp; Doctor: Dr. Vikram Deshpande-Rao, DM (Clinical Haematology)</p>"
    )  # fmt: skip
    css = "@page{size:a4;margin:1.7cm}body{font:9.5pt 'Liberation Sans'}.h{text-align:center;font-size:14pt;color:#7c2d12}.h span{font-size:10.5pt}.d{width:100%;margin:6pt 0;border:.6pt solid #7c2d12}.d td{padding:3pt 5pt}.t{width:100%}.t td{border:.5pt solid #aaa;padding:3.5pt 5pt}.t td:first-child{width:105pt;background:#fdf3ec;font-weight:bold}h3{font-size:10pt;margin:9pt 0 2pt}ol{margin:0 0 4pt 16pt;padding:0;font-size:9pt}.s{margin-top:14pt}"
    web(d, body, css, "note", "other")
    diagnosis(d, 1, WHO[who.who][0])
    w.first(1)
    w.now(1, whole=True)
    w.illness(1)
    w.ecog(1)
    w.not_wanted(1)
    w.thought_of(1)
    d.treat("rigosertib", "systemic", "declined", 1, may=True, any_status=["declined", "considered"])
    d.gold.trap("treatments", {"agent": "rigosertib", "status": "ongoing"}, "a trial not joined")
    for agent in ("filgrastim", "aspirin", "ibuprofen"):
        d.gold.trap("treatments", {"agent": agent, "status": "ongoing"}, "teaching")
    if_low(d, 1)
    other_agent(d, w, "teaching")
    never(d, "hemoglobin", 7.0, "teaching")
    never(d, "neutrophils", 0.5, "teaching")
    never(d, "platelets", 10, "teaching")
    relative(d, "aplastic_anemia")


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (telegraphic_history, nested_problems, teaching_visit)
}

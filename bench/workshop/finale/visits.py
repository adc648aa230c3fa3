# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Families of clinic notes: a consultation, a conference, an out-patient review."""

from collections.abc import Callable

from bench.workshop.days import hyphened, later, month, sex, spaced
from bench.workshop.dress import Doc
from bench.workshop.finale.paper import (
    aged,
    bait,
    diagnosed,
    excluded,
    he,
    lab,
    names,
    pick,
    relatives,
    res,
    size,
    title,
    web,
    years,
)
from bench.workshop.finale.told import aside, first, given, never, now, reason, risk, today
from bench.workshop.markup import Raw, esc, table
from bench.workshop.notes import Told
from bench.workshop.sheet import Cell

UNSCORED = frozenset({"consultation_with_history", "review_half_typed"})


def consultation_with_history(d: Doc) -> None:
    """A consultation: the present illness told at length, old results copied from the referral, an oncologic history in dated bullets, assessment by problem, medicines and an allergy."""
    who, on, w = d.person, d.on, Told(d)
    t, why = w.t, reason(d, w, "consultation")
    full, short = names(d)
    he_, his = he(d)
    labs = today(d, "WBC", "Hgb", "Plt", "ANC", "Cr")
    opening = pick(
        d, "opening",
        f"{who.name} is {aged(d, on)} seen for a second opinion on {full.replace('Myelodysplastic', 'myelodysplastic')} ({short}), diagnosed by marrow biopsy on {spaced(who.diagnosed)}.",
        f"I had the pleasure of seeing {who.name}, {aged(d, on)}. A bone marrow biopsy of {spaced(who.diagnosed)} had established the diagnosis of {short}.",
        f"This {years(d, on)} came with {his} records. {he_} carries a diagnosis of {short} dating from {spaced(who.diagnosed)}.",
        f"Referred with {short} (biopsy {spaced(who.diagnosed)}), {who.name} is {aged(d, on)} who wishes to hear another view.",
    )  # fmt: skip
    course = pick(
        d, "course",
        f"Treatment began on {spaced(t.first_from)} with {t.first}, which was discontinued on {spaced(t.first_to)} owing to {why}. Since {spaced(t.now_from)} {he_.lower()} has been on {t.now} and has completed {t.cycles} cycles.",
        f"{t.first.capitalize()} was given from {spaced(t.first_from)} until {spaced(t.first_to)} and abandoned because of {why}. {t.now.capitalize()} was started on {spaced(t.now_from)}; {t.cycles} cycles have been delivered, and it continues.",
        f"First-line therapy was {t.first} ({spaced(t.first_from)} to {spaced(t.first_to)}; stopped for {why}). {he_} then began {t.now} on {spaced(t.now_from)}, with {t.cycles} cycles finished so far.",
    )  # fmt: skip
    views = pick(
        d, "views",
        f"I would go on with {t.now}. Should it fail, {t.considered} could be considered. Allogeneic transplantation was discussed at length and {he_.lower()} declined it.",
        f"My advice is to continue {t.now}. {t.considered.capitalize()} would be an option to consider later. {he_} has declined allogeneic transplantation.",
        f"Continue {t.now} as planned. We talked about allogeneic transplantation, which {he_.lower()} does not want. {t.considered.capitalize()} might be considered on loss of response.",
    )  # fmt: skip
    body = (
        f"<div class=h>Halcyon Cancer Institute <span>Hematology Consultation</span></div><p class=d><b>{esc(who.last)}, {who.first}</b> &nbsp; DOB {spaced(who.born)} &nbsp; {sex(d)} &nbsp; MRN {who.ids[0]} &nbsp; Date of service {spaced(on)}</p>"
        f"<h3>HISTORY OF PRESENT ILLNESS</h3><p>{opening} {course} {he_} is tired by the afternoon but walks daily. No fever, no bleeding.</p><p><i>Copied from the referral (unchanged since {month(who.diagnosed)}): feels well, ECOG 0, hemoglobin 11.9 g/dL, considering watchful waiting.</i></p>"
        f"<h3>PAST MEDICAL HISTORY</h3><p>{pick(d, 'pmh', f'{t.illness[0].capitalize()}, treated.', f'Known {t.illness[0]}.', f'Significant for {t.illness[0]}.')} No prior chemotherapy or radiation before the present illness. Denies stroke.</p>"
        f"<h3>MEDICATIONS</h3><p>Valacyclovir 500 mg daily; folic acid 1 mg daily; ondansetron 8 mg as needed. <b>Allergy:</b> cefazolin (rash).</p><h3>FAMILY HISTORY</h3><p>{pick(d, 'fh', 'Brother with polycythemia vera. Mother had colon cancer at 80.', 'Father died of acute myeloid leukemia. Two healthy daughters.', 'A maternal aunt was treated for lymphoma with rituximab.')}</p>"
        f"<h3>DATA</h3><p>Today ({spaced(on)}): {', '.join(f'{r.label} {r.text} {esc(r.unit)}' for r in labs)}. ECOG performance status {t.ecog}.</p><h3>ASSESSMENT AND PLAN</h3><p>1. {short}. {pick(d, 'risk', f'IPSS-R at diagnosis was {who.ipssr.lower()}.', f'By IPSS-R {his} disease was {who.ipssr.lower()} risk at diagnosis.', f'IPSS-R category at diagnosis: {who.ipssr.lower()}.')} {views}</p>"
        "<p>2. Iron: deferasirox was not started and is not needed at present. 3. Transfuse for hemoglobin below 7 g/dL or symptoms. 4. A phase 1 trial of tamibarotene is open here for RARA-positive disease; no testing was sent.</p><p class=s>55 minutes. Electronically signed by Thandeka Mbeki-Larsen, MD</p>"
    )  # fmt: skip
    css = (f"@page{{size:{size(d)};margin:1.6cm 1.8cm;@bottom-right{{content:counter(page) ' of ' counter(pages);font:7pt 'Liberation Sans'}}}}body{{font:9.8pt 'Liberation Sans'}}.h{{font-size:14pt;border-bottom:2pt solid #30545c}}.h span{{float:right;font-size:10pt}}.d{{background:#e9f0f1;padding:4pt}}h3{{font-size:9.5pt;color:#30545c}}.s{{font-size:8pt}}")  # fmt: skip
    sheet = web(d, body, css, "note", "other")
    top, plan = sheet.find("HISTORY OF PRESENT"), sheet.find("ASSESSMENT AND PLAN")
    diagnosed(d, top, who.diagnosed.isoformat())
    first(w, top, why, whole=True)
    now(w, top, whole=True)
    w.illness(sheet.find("PAST MEDICAL HISTORY"))
    w.ecog(sheet.find("DATA"))
    given(d, labs, sheet.find("DATA"))
    risk(d, plan, "IPSS-R")
    w.not_wanted(plan)
    w.thought_of(plan)
    never(d, plan, "deferasirox", "iron_chelation")
    aside(d, sheet.find("MEDICATIONS"), "valacyclovir", "folic_acid", "folic acid", "ondansetron")
    d.gold.trap("treatments", {"agent": "cefazolin"}, "an allergy")
    d.gold.trap("treatments", {"agent": "rituximab"}, "an aunt's")
    d.gold.trap("treatments", {"agent": "tamibarotene", "status": "ongoing"}, "a trial")
    d.treat("tamibarotene", "systemic", "considered", plan, may=True)
    relatives(d, "polycythemia_vera", "aml", "lymphoma", "colon_cancer")
    for day in (None, who.diagnosed.isoformat()[:7]):
        d.fact("labs", top, "11.9", may=True, analyte="hemoglobin", comparator=None, value=11.9, unit="g/dL", collected=day)  # fmt: skip
    if abs(labs[1].value - 11.9) > 0.1:
        d.gold.trap("labs", {"analyte": "hemoglobin", "value": 11.9, "collected": on.isoformat()}, "copied forward")
    bait(d, "a limit", ("hemoglobin", 7.0))
    d.gold.trap("comorbidities", {"label": "stroke"}, "denied")


def conference_record(d: Doc) -> None:
    """A conference's record in fields: diagnosis, karyotype, risk by two systems, therapy lines as numbered rows with best response, opinion and vote; a second patient of the list is named in the margin."""
    who, on, w = d.person, d.on, Told(d)
    t, why = w.t, reason(d, w, "conference")
    full, short = names(d)
    lines = (
        ("1", t.first, spaced(t.first_from), spaced(t.first_to), f"ended: {why}", ""),
        ("2", t.now, spaced(t.now_from), "continuing", f"{t.cycles} cycles completed", "stable disease"),
    )
    fields = (
        ("Entity", f"{full} ({short})"), ("First diagnosis", spaced(who.diagnosed)), ("Karyotype", Raw(f"{who.karyotype} (marrow of {spaced(who.diagnosed)})")),
        ("Risk", f"IPSS-R {who.ipssr.lower()}; IPSS-M {who.ipssm.lower()}"), ("Performance", f"ECOG {t.ecog}"),
        ("Other illness", pick(d, "ill", t.illness[0], f"{t.illness[0]}, under treatment", f"{t.illness[0]} (since 2014)")),
        ("PNH clone", pick(d, "pnh", "none found", "not detected by flow cytometry", "negative (FLAER)")),
    )  # fmt: skip
    opinion = pick(
        d, "opinion",
        f"The board recommends to continue {t.now}. Allogeneic transplantation has been declined by the patient. {t.considered.capitalize()} to be considered in case of progression.",
        f"Continue {t.now}; repeat marrow after two more courses. Transplantation (allogeneic) was refused. If there is progression the board would consider {t.considered}.",
        f"No change of treatment. The patient declines allogeneic transplantation. {t.considered.capitalize()} was considered for a later line.",
    )  # fmt: skip
    body = (
        f"<table class=d><tr><td><b>Comprehensive Cancer Network Elbtal</b><br>Haematology conference of {spaced(on)}</td><td>Case 4 of 11<br>Next on list: case 5, AML, 63 y, for venetoclax</td></tr></table><p class=n><b>{esc(who.last)}, {who.first}</b> &nbsp;|&nbsp; born {spaced(who.born)} &nbsp;|&nbsp; {sex(d).lower()} &nbsp;|&nbsp; ID {who.ids[0]}</p>"
        f"{table((), fields, 'f')}<h3>Treatment so far</h3>{table(('Line', 'Agent', 'From', 'To', 'Course', 'Best response'), lines)}<h3>Question to the conference</h3><p>{pick(d, 'q', 'Change of treatment?', 'How long to go on?', 'Is a trial available?')}</p><h3>Recommendation</h3><p>{opinion}</p>"
        f"<h3>Remarks</h3><p>Lenalidomide is reserved for del(5q). Trial ELB-07 (sabatolimab) closed to recruitment. The patient's twin brother could not donate: he has type 1 diabetes and chronic lymphocytic leukaemia.</p><p class=s>Vote: unanimous. Present: haematology, pathology, radiology, transplant unit. Protocol: Dr. H. Quandt</p>"
    )  # fmt: skip
    if t.first == "lenalidomide":
        body = body.replace("Lenalidomide is reserved for del(5q). ", "")
    css = (f"@page{{size:{size(d)};margin:1.7cm}}body{{font:9.5pt 'DejaVu Sans Condensed','DejaVu Sans'}}.d{{width:100%;background:#243b2f;color:#fff}}.d td{{padding:5pt}}.n{{font-size:11pt;border-bottom:1pt solid #243b2f;padding:4pt 0}}.f{{width:100%}}.f td{{padding:3pt 5pt;border-bottom:.4pt solid #bbb}}.f td:first-child{{width:110pt;color:#243b2f;font-weight:bold}}.t{{width:100%}}.t td,.t th{{border:.4pt solid #999;padding:3pt 5pt}}h3{{font-size:10pt}}.s{{font-size:8pt}}")  # fmt: skip
    sheet = web(d, body, css, "note", "other")
    diagnosed(d, 1, who.diagnosed.isoformat())
    d.fact("karyotypes", sheet.find(who.karyotype), who.karyotype, iscn=who.karyotype, metaphases=who.metaphases, collected=who.diagnosed.isoformat())  # fmt: skip
    risk(d, 1, "IPSS-R")
    risk(d, 1, "IPSS-M")
    w.ecog(1)
    w.illness(1)
    d.fact("biomarkers", 1, "PNH clone", name="pnh_clone", status="negative")
    first(w, 1, why, whole=True, line=1)
    now(w, 1, whole=True, line=2, response="SD")
    w.not_wanted(1)
    w.thought_of(1)
    if t.first != "lenalidomide":
        d.gold.trap("treatments", {"agent": "lenalidomide", "status": "ongoing"}, "in general")
        d.treat("lenalidomide", "systemic", "considered", 1, may=True)
    if t.considered != "venetoclax":
        d.gold.trap("treatments", {"agent": "venetoclax"}, "the next patient's")
    d.gold.trap("treatments", {"agent": "sabatolimab", "status": "ongoing"}, "a closed trial")
    d.treat("sabatolimab", "systemic", "considered", 1, may=True)
    relatives(d, "aml", "cll", "chronic_lymphocytic_leukemia")
    d.gold.trap("comorbidities", {"label": "type 1 diabetes"}, "the brother's")


def review_half_typed(d: Doc) -> None:
    """An out-patient sheet: typed fields above, a paragraph dictated beneath, counts of today in one row beside those of the last visit, orders with doses, advice."""
    who, on, w = d.person, d.on, Told(d)
    t, why, last = w.t, reason(d, w, "review"), later(on, -21)
    full, short = names(d)
    labs = today(d, "TLC", "Hb", "Platelets", "ANC", "Creatinine")
    s = d.paper("Helvetica", 9.5, 52)
    d.kind, d.also_kind, d.also_dated = "note", ("other",), (last,)
    s.line("KAVERI INSTITUTE OF ONCOLOGY", True, 13, "c")
    s.line("Haematology Out-patient Review", False, 10, "c")
    s.rule()
    s.gap(4)
    for left, right in ((f"Name: {title(d)}. {who.name}", f"UHID: {who.ids[0]}"), (f"Date of birth: {hyphened(who.born)}", f"Visit date: {hyphened(on)}"), (f"Sex: {sex(d)}", f"ECOG PS: {t.ecog}")):  # fmt: skip
        s.row(Cell(s.margin, left), Cell(s.margin + 290, right))
    w.ecog(s.page)
    s.rule()
    s.gap(4)
    page = s.row(Cell(s.margin, "Diagnosis", True), Cell(s.margin + 100, f"{full}"))
    s.row(Cell(s.margin + 100, f"({short}), diagnosed {month(who.diagnosed)}; IPSS-R {who.ipssr.lower()}"))
    diagnosed(d, page, who.diagnosed.isoformat()[:7])
    risk(d, page, "IPSS-R")
    w.illness(s.row(Cell(s.margin, "Co-morbidity", True), Cell(s.margin + 100, pick(d, "ill", t.illness[0].capitalize(), f"K/c/o {t.illness[0]}", f"{t.illness[0].capitalize()} on treatment"))))  # fmt: skip
    s.gap(6)
    page = s.para(pick(
        d, "past",
        f"Was started on {t.first} in {month(t.first_from)}, stopped in {month(t.first_to)} in view of {why}. Now on {t.now} since {month(t.now_from)}, completed {t.cycles} cycles.",
        f"Received {t.first} between {month(t.first_from)} and {month(t.first_to)} (discontinued, {why}). {t.now.capitalize()} was initiated in {month(t.now_from)} and {t.cycles} cycles are over; tolerating well.",
        f"Earlier line: {t.first}, {month(t.first_from)} to {month(t.first_to)}, discontinued for {why}. Present line: {t.now} from {month(t.now_from)}, cycles completed: {t.cycles}.",
        f"{t.now.capitalize()} ongoing since {month(t.now_from)}, {t.cycles} cycles completed. Before that {t.first} from {month(t.first_from)}, withdrawn in {month(t.first_to)} because of {why}.",
    ))  # fmt: skip
    first(w, page, why)
    now(w, page)
    s.para(f"No fever or bleeding. Advised vaccination. There is no history of tuberculosis, jaundice or kidney disease in the patient; {'husband' if who.sex == 'F' else 'wife'} treated for tuberculosis in 2010.")  # fmt: skip
    s.gap(6)
    s.line("Investigations", True)
    columns = (100, 178, 268, 358, 440)
    s.row(
        Cell(s.margin, "Date", True), *(Cell(s.margin + x, r.label, True) for x, r in zip(columns, labs, strict=True))
    )
    page = s.row(Cell(s.margin, hyphened(on)), *(Cell(s.margin + x, f"{r.text} {r.unit}") for x, r in zip(columns, labs, strict=True)))  # fmt: skip
    given(d, labs, page)
    was = [res(d, r.analyte, r.label, 1.04) for r in labs]
    page = s.row(Cell(s.margin, hyphened(last)), *(Cell(s.margin + x, f"{r.text} {r.unit}") for x, r in zip(columns, was, strict=True)))  # fmt: skip
    for r in was:
        lab(d, r, last, page, flag=False, reference=False)
    s.gap(6)
    s.line("Plan", True)
    page = s.para(pick(
        d, "plan",
        f"Continue {t.now}, next cycle on {hyphened(later(on, 5))}. Allogeneic transplant explained; patient not willing. {t.considered.capitalize()} may be considered if there is no response.",
        f"To continue {t.now}. Patient and family have declined allogeneic transplant. To consider {t.considered} at progression.",
        f"{t.now.capitalize()} to go on. Not keen on allogeneic transplant (declined). {t.considered.capitalize()} can be considered in future.",
    ))  # fmt: skip
    w.not_wanted(page)
    w.thought_of(page)
    page = s.para("Tab. acyclovir 400 mg BD, Tab. fluconazole 100 mg OD, Syp. lactulose SOS. Inj. filgrastim only if ANC is below 0.5 with fever. Transfuse PRBC if Hb is below 7 g/dL.")  # fmt: skip
    aside(d, page, "acyclovir", "aciclovir", "fluconazole", "lactulose")
    d.treat("filgrastim", "growth_factor", "considered", page, may=True, any_status=["considered", "planned"])
    d.gold.trap("treatments", {"agent": "filgrastim", "status": "ongoing"}, "only if")
    s.gap(12)
    s.line("Dr. Ananya Bhattacharjee, DM (Clinical Haematology)")
    bait(d, "a limit", ("hemoglobin", 7.0), ("neutrophils", 0.5))
    d.gold.trap("comorbidities", {"label": "tuberculosis"}, "denied, or the spouse's")
    d.gold.trap("diagnoses", {"disease": "tuberculosis", "status": "confirmed"}, "denied, or the spouse's")
    d.gold.trap("comorbidities", {"label": "kidney disease"}, "denied")
    excluded(d, 1, "tuberculosis")


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (consultation_with_history, conference_record, review_half_typed)
}

# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Families of letters and reports in prose: a clinic letter, a discharge report, a generated summary."""

from collections.abc import Callable

from bench.workshop.days import hyphened, later, long, month, sex, spaced
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
)
from bench.workshop.finale.told import aside, first, given, never, now, reason, risk, today, transfused
from bench.workshop.markup import esc, table
from bench.workshop.notes import Told
from bench.workshop.sheet import Cell

UNSCORED = frozenset({"letter_after_clinic", "report_of_a_stay", "summary_by_generator"})


def letter_after_clinic(d: Doc) -> None:
    """A consultant writes to a practice: diagnosis and medicines in lists above, then prose by paragraph; what was refused, what may come, what a neighbour's leaflet said."""
    who, on, w = d.person, d.on, Told(d)
    t, why = w.t, reason(d, w, "letter")
    full, short = names(d)
    he_, his = he(d)
    call = f"{title(d)} {who.last}"
    labs = today(d, "white cells", "haemoglobin", "platelets", "neutrophils", "creatinine")
    past = pick(
        d, "past",
        f"As you know, {call} was found to have this condition in {month(who.diagnosed)}. From {month(t.first_from)} {he_.lower()} had {t.first}, but it had to be given up in {month(t.first_to)} because of {why}.",
        f"{call}'s illness was diagnosed in {month(who.diagnosed)}. {t.first.capitalize()}, begun in {month(t.first_from)}, was stopped in {month(t.first_to)} on account of {why}.",
        f"The diagnosis dates from {month(who.diagnosed)}. Treatment with {t.first} ran from {month(t.first_from)} to {month(t.first_to)}, when {why} brought it to an end.",
    )  # fmt: skip
    present = pick(
        d, "present",
        f"{he_} has been receiving {t.now} since {long(t.now_from)} and has now had {t.cycles} cycles.",
        f"We started {t.now} on {long(t.now_from)}; {t.cycles} cycles have been completed and it is to continue.",
        f"{t.now.capitalize()} was introduced on {long(t.now_from)}. {he_} has completed {t.cycles} cycles to date and remains on it.",
        f"Since {long(t.now_from)} treatment has been with {t.now}, of which {t.cycles} cycles are behind {'her' if who.sex == 'F' else 'him'}.",
    )  # fmt: skip
    counts = f"{labs[1].label} {labs[1].text} {labs[1].unit}, {labs[0].label} {labs[0].text} {labs[0].unit}, {labs[3].label} {labs[3].text} {labs[3].unit} and {labs[2].label} {labs[2].text} {labs[2].unit}, with {labs[4].label} {labs[4].text} {labs[4].unit}"  # fmt: skip
    ecog = pick(d, "ecog", f"{he_} is ECOG {t.ecog}.", f"Performance status today is ECOG {t.ecog}.", f"I would put {his} performance status at {t.ecog} (ECOG).")  # fmt: skip
    plan = pick(
        d, "plan",
        f"We spoke again about allogeneic transplantation and {he_.lower()} has decided against it. {t.considered.capitalize()} may be considered should {t.now} lose its effect.",
        f"{he_} was offered an allogeneic transplant and has declined. In future {t.considered} could be considered.",
        f"An allogeneic transplant is not something {he_.lower()} wants, and I respect that. We would consider {t.considered} if things were to get worse.",
    )  # fmt: skip
    body = (
        f"<p class=r>Royal Calder Hospital<br>Department of Clinical Haematology<br>Clinic date {long(on)}; typed {long(later(on, 3))}</p><p>Dr M. Featherstonehaugh<br>Quarry Bank Medical Practice</p><p><b>{title(d)} {who.name} &nbsp; Date of birth {long(who.born)} &nbsp; {sex(d)} &nbsp; Hospital number {who.ids[0]}</b></p>"
        f"<p><b>Diagnosis:</b> {full} ({short})<br><b>Also:</b> {t.illness[0]}<br><b>Medicines:</b> aciclovir 200 mg twice daily, omeprazole 20 mg once daily<br><b>Adverse reactions:</b> trimethoprim (rash)</p><p>Dear Dr Featherstonehaugh,</p>"
        f"<p>{past} {present}</p><p>Blood taken in clinic today showed {esc(counts)}. {ecog} {he_} had a chest infection in the winter for which you gave doxycycline; it has cleared. There is no angina and no history of deep vein thrombosis.</p>"
        f"<p>{plan} A neighbour has given {'her' if who.sex == 'F' else 'him'} a leaflet on CAR-T cell therapy; I explained that it is not for this disease. Erythropoietin is not being given alongside.</p><p>{pick(d, 'kin', 'As the sister has essential thrombocythaemia, a family study was mentioned and not pursued.', 'A grandson is being treated for acute lymphoblastic leukaemia, which is a worry to the family and unrelated.', 'A late husband had myeloma, so this hospital is well known to them.' if who.sex == 'F' else 'His late wife had myeloma, so this hospital is well known to them.')}</p>"
        f"<p>I shall see {'her' if who.sex == 'F' else 'him'} in four weeks.</p><p>Yours sincerely,<br><br>Dr Alasdair Penhaligon, Consultant Haematologist<br><small>Dictated, checked and sent without signature to avoid delay</small></p>"
    )  # fmt: skip
    css = f"@page{{size:{size(d)};margin:2cm 2.2cm}}body{{font:10.5pt 'Liberation Serif'}}.r{{text-align:right}}p{{margin:6pt 0}}"
    web(d, body, css, "note", "other")
    diagnosed(d, 1, who.diagnosed.isoformat()[:7])
    first(w, 1, why)
    now(w, 1, whole=True)
    w.illness(1)
    w.ecog(1)
    given(d, labs, 1)
    w.not_wanted(1)
    w.thought_of(1)
    aside(d, 1, "aciclovir", "acyclovir", "omeprazole", "doxycycline")
    d.gold.trap("treatments", {"agent": "trimethoprim"}, "an adverse reaction")
    never(d, 1, "erythropoietin", "car_t", "epoetin")
    relatives(d, "essential_thrombocythemia", "all", "acute_lymphoblastic_leukemia", "myeloma", "multiple_myeloma")
    for label in ("angina", "deep vein thrombosis"):
        d.gold.trap("comorbidities", {"label": label}, "denied")
    d.fact("comorbidities", 1, "chest infection", may=True, labels=["chest infection", "infection"])
    d.also_dated = (later(on, 3),)


def report_of_a_stay(d: Doc) -> None:
    """A hospital's report of a stay, translated: diagnoses numbered, therapy by rows of days, counts on coming and going, what was suspected and not confirmed."""
    who, on, w = d.person, d.on, Told(d)
    t, came, why = w.t, later(on, -5), reason(d, w, "stay")
    full, short = names(d)
    he_, _ = he(d)
    s = d.paper("Times", 10.5, 60)
    d.kind, d.also_kind, d.also_dated = "note", ("other",), (came,)
    s.line("Marienhospital Ostwald - Medical Clinic II", True, 13)
    s.line("Report of in-patient treatment (translation)", pt=10)
    s.rule()
    s.gap(6)
    s.para(f"We report on {who.name}, born {hyphened(who.born)}, {sex(d).lower()}, patient number {who.ids[0]}, who was with us from {hyphened(came)} to {hyphened(on)}.")  # fmt: skip
    s.gap(5)
    s.line("Diagnoses", True)
    page = s.line(f"1. {full}")
    s.line(f"    ({short}, first diagnosis {hyphened(who.diagnosed)}; IPSS-M {who.ipssm.lower()})")
    diagnosed(d, page, who.diagnosed.isoformat())
    risk(d, page, "IPSS-M")
    page = s.line("2. Fever, source not found")
    d.fact("comorbidities", page, "Fever", may=True, labels=["fever", "febrile"])
    w.illness(s.line(f"3. {t.illness[0].capitalize()}"))
    s.gap(5)
    s.line("Therapy of the haematological disease", True)
    columns = (0, 150, 250, 350)
    s.row(*(Cell(s.margin + x, v, True) for x, v in zip(columns, ("Substance", "Begin", "End", "Remark"), strict=True)))
    first(w, s.row(*(Cell(s.margin + x, v) for x, v in zip(columns, (t.first, hyphened(t.first_from), hyphened(t.first_to), f"ended: {why}"), strict=True))), why, whole=True)  # fmt: skip
    now(w, s.row(*(Cell(s.margin + x, v) for x, v in zip(columns, (t.now, hyphened(t.now_from), "ongoing", f"{t.cycles} cycles completed"), strict=True))), whole=True)  # fmt: skip
    s.gap(5)
    s.line("Course", True)
    page = s.para(pick(
        d, "course",
        f"{he_} came with fever of 38.9 degrees. Piperacillin with tazobactam was given for five days, with good effect. A pulmonary embolism was suspected and excluded by tomography.",
        "On admission temperature was 39.1 degrees. Under piperacillin/tazobactam the fever went within two days. Aspergillosis was considered; galactomannan was negative and voriconazole was not given.",
        "The reason for admission was fever after the last cycle. Cultures remained sterile, piperacillin/tazobactam was stopped after five days. There was no pneumonia on the film.",
    ))  # fmt: skip
    aside(d, page, "piperacillin", "tazobactam", "piperacillin_tazobactam", "piperacillin tazobactam")
    never(d, page, "voriconazole")
    excluded(d, page, "pulmonary_embolism", "aspergillosis", "pneumonia")
    for label in ("pulmonary embolism", "aspergillosis", "pneumonia"):
        d.gold.trap("comorbidities", {"label": label}, "suspected and excluded")
    s.gap(5)
    s.line("Laboratory", True)
    labels = ("Leucocytes", "Haemoglobin", "Thrombocytes", "Neutrophils", "Creatinine")
    s.row(*(Cell(s.margin + x, v, True) for x, v in zip(columns, ("", hyphened(came), hyphened(on), "Unit"), strict=True)))  # fmt: skip
    for r in today(d, *labels):
        was = res(d, r.analyte, r.label, 0.82)
        page = s.row(*(Cell(s.margin + x, v) for x, v in zip(columns, (r.label, was.text, r.text, r.unit), strict=True)))  # fmt: skip
        given(d, [r], page)
        lab(d, was, came, page, flag=False, reference=False)
    s.gap(5)
    s.line("Assessment and procedure", True)
    page = s.para(pick(
        d, "end",
        f"Please continue {t.now} as before. Allogeneic stem cell transplantation was offered once more; the patient refuses it. With progression {t.considered} would be considered.",
        f"{t.now.capitalize()} is continued by the practice. The patient does not wish for allogeneic transplantation. {t.considered.capitalize()} was considered as a later possibility.",
        f"The therapy with {t.now} remains unchanged. Allogeneic transplantation: declined by the patient. At loss of response one may consider {t.considered}.",
    ))  # fmt: skip
    w.not_wanted(page)
    w.thought_of(page)
    page = s.para(f"General condition at discharge ECOG {t.ecog}. Recommended: red cells if Hb falls below 7 g/dL, platelets if below 10. Medication at discharge: cotrimoxazole prophylaxis (new), pantoprazole.")  # fmt: skip
    w.ecog(page)
    aside(d, page, "cotrimoxazole", "sulfamethoxazole", "trimethoprim", "sulfamethoxazole_trimethoprim", "sulfamethoxazole trimethoprim", "pantoprazole")  # fmt: skip
    s.gap(12)
    s.line("Prof. Dr. W. Hagedorn         Dr. S. Yildirim-Kramer")
    bait(d, "a limit", ("hemoglobin", 7.0), ("platelets", 10.0))


def summary_by_generator(d: Doc) -> None:
    """A synthetic-data house's record: a header of fields, then long flowing paragraphs with every figure in words of its own, and a closing paragraph of things that did not happen."""
    who, on, w = d.person, d.on, Told(d)
    t, why = w.t, reason(d, w, "generator")
    full, short = names(d)
    he_, his = he(d)
    him = "her" if who.sex == "F" else "him"
    lower = full.replace("Myelodysplastic", "myelodysplastic")
    labs = today(d, "leukocyte count", "hemoglobin", "platelet count", "absolute neutrophil count", "creatinine")
    by = {r.analyte: f"{r.text} {r.unit}" for r in labs}
    first_ = pick(
        d, "one",
        f"{who.name} is {aged(d, on)} whose haematological history begins on {long(who.diagnosed)}, when {lower} ({short}) was diagnosed. Risk was assessed as {who.ipssr.lower()} by IPSS-R and {who.ipssm.lower()} by IPSS-M.",
        f"The patient, {aged(d, on)}, has {lower} ({short}), first diagnosed on {long(who.diagnosed)}. At that time the IPSS-R category was {who.ipssr.lower()} and the IPSS-M category {who.ipssm.lower()}.",
        f"On {long(who.diagnosed)} {who.name}, now {aged(d, on)}, was diagnosed with {lower} ({short}). The IPSS-R placed {him} in the {who.ipssr.lower()} category, the IPSS-M in the {who.ipssm.lower()} category.",
    )  # fmt: skip
    second = pick(
        d, "two",
        f"Initial therapy consisted of {t.first}, which {he_.lower()} received from {long(t.first_from)} until {long(t.first_to)}; it was discontinued because of {why}. Subsequently {t.now} was initiated on {long(t.now_from)}. To date, {t.cycles} cycles have been completed, the best response being stable disease, and the therapy is ongoing.",
        f"{he_} was first treated with {t.first}, starting on {long(t.first_from)}. Due to {why}, {t.first} was stopped on {long(t.first_to)}. {t.now.capitalize()} has been administered since {long(t.now_from)}, with {t.cycles} completed cycles and stable disease as best response.",
        f"Between {long(t.first_from)} and {long(t.first_to)} {he_.lower()} was given {t.first}; the reason for ending it was {why}. The current therapy, {t.now}, began on {long(t.now_from)}. {t.cycles} cycles were completed so far; disease is stable.",
    )  # fmt: skip
    units = {2: "two", 4: "four"}[t.units]
    third = pick(
        d, "three",
        f"In the 8 weeks before this visit {he_.lower()} received {units} units of packed red blood cells.",
        f"Over the past 8 weeks {units} units of packed red cells have been transfused.",
        f"{he_} needed {t.units} units of red cells in the last 8 weeks.",
    )  # fmt: skip
    fourth = pick(
        d, "four",
        f"Laboratory values obtained on {long(on)} include a {labs[1].label} of {by['hemoglobin']}, a {labs[0].label} of {by['leukocytes']}, an {labs[3].label} of {by['neutrophils']}, a {labs[2].label} of {by['platelets']} and {labs[4].label} of {by['creatinine']}.",
        f"On {long(on)} {labs[1].label} was {by['hemoglobin']}, {labs[2].label} {by['platelets']}, {labs[0].label} {by['leukocytes']}, {labs[3].label} {by['neutrophils']} and {labs[4].label} {by['creatinine']}.",
    )  # fmt: skip
    fifth = pick(
        d, "five",
        f"{he_} has been informed about allogeneic hematopoietic cell transplantation and has declined the procedure. {t.considered.capitalize()} is being considered as a future option but has not been started.",
        f"Although eligible, {he_.lower()} declined allogeneic hematopoietic cell transplantation. The use of {t.considered} may be considered upon progression.",
        f"Allogeneic hematopoietic cell transplantation was declined by the patient. {t.considered.capitalize()} could be considered at a later time.",
    )  # fmt: skip
    body = (
        f"<div class=h>Clinical Summary</div>{table((), (('Patient', who.name), ('Date of birth', spaced(who.born)), ('Sex', sex(d)), ('Patient ID', who.ids[0]), ('Encounter', spaced(on)), ('Department', 'Haematology / Oncology')))}"
        f"<h3>Narrative</h3><p>{first_}</p><p>{second}</p><p>{third}</p><p>{esc(fourth)}</p><h3>Status</h3><p>{pick(d, 'ps', f'The ECOG performance status is {t.ecog}.', f'ECOG: {t.ecog}.', f'{he_} has an ECOG performance status of {t.ecog}.')} {pick(d, 'co', f'Comorbidities include {t.illness[0]}.', f'Relevant comorbidity: {t.illness[0]}.', f'{he_} also has {t.illness[0]}.')} {his.capitalize()} mother had acute myeloid leukaemia.</p><h3>Plan</h3><p>Continue {t.now}. {fifth}</p>"
        f"<h3>Not applicable</h3><p>The patient has never received luspatercept, has no evidence of transformation to acute myeloid leukaemia, and has no known heart failure. Ivosidenib was not given, as no IDH1 mutation was present. A trial of magrolimab was screened for and {he_.lower()} was not enrolled.</p>"
    )  # fmt: skip
    if any(m.gene == "IDH1" for m in who.mutations):
        body = body.replace("Ivosidenib was not given, as no IDH1 mutation was present.", "Ivosidenib was not given.")
    if t.first == "luspatercept":
        body = body.replace("has never received luspatercept, ", "")
    css = f"@page{{size:{size(d)};margin:2cm}}body{{font:10.5pt 'DejaVu Serif Condensed','DejaVu Serif'}}.h{{font-size:16pt;color:#7a2d2d}}.t td{{padding:2pt 20pt 2pt 0;font-size:9.5pt}}h3{{font-size:11pt;color:#7a2d2d}}"
    sheet = web(d, body, css, "note", "other")
    page, plan = sheet.find("Narrative"), sheet.find("Not applicable")
    diagnosed(d, page, who.diagnosed.isoformat())
    risk(d, page, "IPSS-R")
    risk(d, page, "IPSS-M")
    first(w, page, why, whole=True)
    now(w, page, whole=True, response="SD")
    transfused(d, page, t.units, "8 weeks")
    given(d, labs, page)
    w.ecog(page)
    w.illness(page)
    w.not_wanted(plan)
    w.thought_of(plan)
    never(d, plan, "magrolimab", "ivosidenib")
    if t.first != "luspatercept":
        never(d, plan, "luspatercept")
    if all(m.gene != "IDH1" for m in who.mutations):
        d.gold.negative.add("IDH1")
    relatives(d, "aml", "acute_leukemia")
    d.gold.trap("comorbidities", {"label": "heart failure"}, "denied")
    excluded(d, plan, "aml")


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (letter_after_clinic, report_of_a_stay, summary_by_generator)
}

# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Clinic notes and letters: a maker's templates and small grammars for five countries."""

from collections.abc import Callable, Sequence

from bench.workshop.cohort.paper import karyotype, lab, measured, paper, percent, protein, say, share, variant
from bench.workshop.days import hyphened, later, long, month, sex, spaced
from bench.workshop.dress import Doc, Result
from bench.workshop.markup import Raw, esc, row, table
from bench.workshop.marrow import diagnosis
from bench.workshop.notes import Told
from bench.workshop.people import WHO

ANY = ["ongoing", "completed", "stopped", "planned", "considered"]
WHY = {"progression": "disease progression", "toxicity": "toxicity"}
COUNTS = (
    ("hemoglobin", "hemoglobin", "g/dL"),
    ("platelets", "platelets", "x10^9/L"),
    ("neutrophils", "neutrophils", "x10^9/L"),
    ("leukocytes", "leukocytes", "x10^9/L"),
)


def lower(name: str) -> str:
    """A disease's name within a sentence."""
    return name[0].lower() + name[1:]


def he(d: Doc) -> str:
    """She or he."""
    return "She" if d.person.sex == "F" else "He"


def his(d: Doc) -> str:
    """Her or his."""
    return "her" if d.person.sex == "F" else "his"


def other_drugs(d: Doc, page: int, *agents: str) -> None:
    """Medicines of other purposes: they may be told, in whatever status."""
    for agent in agents:
        d.treat(agent, "other", "ongoing", page, may=True, any_status=ANY)


def allergic(d: Doc, *agents: str) -> None:
    """Drugs named as allergies."""
    for agent in agents:
        d.gold.trap("treatments", {"agent": agent}, "an allergy")


def kin(d: Doc, *diseases: str) -> None:
    """Diseases of the family."""
    for disease in diseases:
        d.gold.trap("diagnoses", {"disease": disease}, "a relative's")


def absent(d: Doc, *labels: str) -> None:
    """Conditions that the page denies."""
    for label in labels:
        d.gold.trap("comorbidities", {"label": label}, "denied")


def first_counts(d: Doc, page: int, rows: Sequence[Result]) -> None:
    """Counts of the day of diagnosis told again."""
    for r in rows:
        lab(d, r, page, flag=False, reference=False)


def scores(d: Doc, page: int, *systems: str) -> None:
    """Categories that the page gives."""
    for system in systems:
        category = d.person.ipssr if system == "IPSS-R" else d.person.ipssm
        d.fact("stages", page, system, system=system, category=category.lower())


def mutations(d: Doc) -> str:
    """The variants in a line."""
    return "; ".join(f"{m.gene} {protein(m)} (VAF {percent(m)}%)" for m in d.person.mutations) or "no mutation detected"


def may_variants(d: Doc, page: int) -> None:
    """Variants told again without the coding change."""
    for m in d.person.mutations:
        variant(d, m, page, may=True, hgvs_c=None)


def new_patient_consultation(d: Doc) -> None:
    """An American consultation twelve days after the marrow: counts, marrow, chromosomes and genes told again, both scores, a plan not yet begun."""
    who, w = d.person, Told(d)
    d.on = later(who.diagnosed, 12)
    t, on, day = w.t, d.on, spaced(who.diagnosed)
    rows = [measured(d, *n) for n in COUNTS]
    blasts, cell = (f"{who.counts[a]:g}" for a in ("blasts_marrow", "marrow_cellularity"))
    told = "; ".join(f"{r.label} {r.text} {r.unit}" for r in rows)
    plan = say(
        d,
        f"Plan to start {t.first} once approved by insurance.",
        f"We will begin {t.first} next week.",
        f"{t.first.capitalize()} is planned; first dose after teaching visit.",
        f"I recommend {t.first}; prescription sent, start pending.",
    )
    body = (
        f"<h1>Juniper Ridge Cancer Center</h1><p class=a>Hematology new patient consultation &middot; {spaced(on)}</p><table class=d><tr><td>{esc(who.last)}, {who.first}</td><td>DOB {spaced(who.born)}</td><td>{sex(d)}</td><td>MRN {who.ids[0]}</td></tr></table>"
        f"<h2>Reason for visit</h2><p>{say(d, 'New diagnosis of MDS.', 'Referred after a bone marrow biopsy.', 'Second visit to review marrow results.')}</p><h2>History of present illness</h2><p>{who.first} is a {who.age(on)}-year-old {'woman' if who.sex == 'F' else 'man'} who was found to have {lower(WHO[who.who][0])} on a marrow of {day}. {say(d, 'Fatigue for six months, no bleeding, no fever.', 'No constitutional symptoms. Exercise tolerance reduced.', 'Bruising on the shins only.')} No prior chemotherapy or radiation.</p>"
        f"<h2>Data</h2><p>Blood {day}: {told}.<br>Marrow {day}: blasts {blasts}%, cellularity {cell}%.<br>Karyotype (same marrow): {who.karyotype}<br>NGS (same marrow): {mutations(d)}.</p>"
        f"<h2>History</h2><p><b>Medical:</b> {t.illness[0]}. No history of stroke or chronic kidney disease. <b>Family:</b> father had prostate cancer; a cousin was treated for acute lymphoblastic leukemia as a child. <b>Allergies:</b> penicillin (rash). <b>Medicines:</b> atorvastatin, omeprazole. <b>Performance:</b> ECOG {t.ecog}.</p>"
        f"<h2>Impression and plan</h2><p>{WHO[who.who][1]}. IPSS-R: {who.ipssr}. IPSS-M: {who.ipssm}. {plan} Allogeneic transplantation was offered and declined. {t.considered.capitalize()} could be considered later. Transfuse for hemoglobin under 7 g/dL.</p><p class=s>Signed {spaced(on)} by {say(d, 'Delphine Aguirre, MD', 'Samuel Thorne, MD', 'Priyanka Nair, MD')}</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.8in}body{font:10.5pt 'Liberation Serif';line-height:1.25}h1{font-size:16pt;margin:0}.a{margin:0 0 5pt}.d{width:100%;background:#eee}.d td{padding:4pt 6pt}h2{font-size:11pt;margin:8pt 0 1pt}p{margin:2pt 0;overflow-wrap:anywhere}.s{font-size:9pt;margin-top:10pt}"
    sheet = paper(d, body, css, "note", "other")
    data, end = sheet.find("Data"), sheet.find("Impression and plan")
    diagnosis(d, sheet.find("History of present illness"), "on a marrow of")
    first_counts(d, data, rows)
    share(d, data, "blasts_marrow", "marrow_cellularity")
    karyotype(d, data)
    may_variants(d, data)
    w.illness(sheet.find("Medical:"))
    w.ecog(sheet.find("ECOG"))
    scores(d, end, "IPSS-R", "IPSS-M")
    d.treat(t.first, t.first_class, "planned", end)
    w.not_wanted(end)
    w.thought_of(end)
    d.fact("not_given", 1, "prior chemotherapy", may=True, agent="chemotherapy")
    d.fact("not_given", 1, "radiation", may=True, agent="radiation")
    other_drugs(d, 1, "atorvastatin", "omeprazole")
    allergic(d, "penicillin")
    kin(d, "prostate_cancer", "all", "acute_lymphoblastic_leukemia")
    absent(d, "stroke", "chronic kidney disease")
    if who.counts["hemoglobin"] != 7:
        d.gold.trap("labs", {"analyte": "hemoglobin", "value": 7.0}, "threshold")


def letter_from_the_registrar(d: Doc) -> None:
    """A British clinic letter: headings of diagnosis and treatment with days, then paragraphs to the practice."""
    who, on, w = d.person, d.on, Told(d)
    t = w.t
    s = d.paper("Times", 11, 62)
    d.kind, d.also_kind = "note", ("other",)
    d.also_dated = (later(on, 2),)
    s.line("Rookhope Infirmary - Haematology Outpatients", True, 13)
    s.line(f"Clinic date: {long(on)}     Typed: {long(later(on, 2))}")
    s.gap(6)
    s.line(f"{who.name}     Date of birth {long(who.born)}     {sex(d)}     Hospital number {who.ids[0]}", True)
    s.gap(8)
    s.line("Diagnosis", True)
    page = s.para(f"{WHO[who.who][0]}, diagnosed {long(who.diagnosed)}")
    diagnosis(d, page, "diagnosed")
    page = s.para(
        say(
            d,
            f"IPSS-R risk {who.ipssr.lower()}; IPSS-M risk {who.ipssm.lower()}",
            f"Risk: IPSS-R {who.ipssr.lower()}, IPSS-M {who.ipssm.lower()}",
            f"IPSS-R category {who.ipssr.lower()} and IPSS-M category {who.ipssm.lower()}",
        )
    )
    scores(d, page, "IPSS-R", "IPSS-M")
    w.illness(
        s.para(
            say(d, f"Other condition: {t.illness[0]}", f"{t.illness[0].capitalize()}", f"Co-morbidity: {t.illness[0]}")
        )
    )
    s.gap(4)
    s.line("Treatment", True)
    page = s.para(
        say(
            d,
            f"{t.first.capitalize()}: started {long(t.first_from)}, stopped {long(t.first_to)} for {WHY[t.why]}",
            f"{t.first.capitalize()} from {long(t.first_from)} until {long(t.first_to)}, discontinued because of {WHY[t.why]}",
            f"{long(t.first_from)} to {long(t.first_to)}: {t.first} (ended owing to {WHY[t.why]})",
        )
    )
    w.first(page, whole=True, why=True)
    page = s.para(
        say(
            d,
            f"{t.now.capitalize()}: started {long(t.now_from)}, {t.cycles} cycles completed, continuing",
            f"{t.now.capitalize()} since {long(t.now_from)}; has had {t.cycles} cycles and continues",
            f"From {long(t.now_from)}: {t.now}, ongoing, {t.cycles} cycles to date",
        )
    )
    w.now(page, whole=True)
    s.gap(6)
    s.para("Dear Dr Illingworth,")
    s.gap(3)
    page = s.para(
        say(
            d,
            f"I saw {who.first} in clinic today. {he(d)} is tolerating treatment and remains at ECOG {t.ecog}.",
            f"Thank you for your continued care of {who.first}, who attended today; ECOG performance status {t.ecog}.",
            f"{who.first} came to clinic with {his(d)} partner. {he(d)} manages at home (ECOG {t.ecog}) and has no new symptoms.",
        )
        + " There has been no infection and no bleeding, and there is no history of heart failure."
    )
    w.ecog(page)
    s.gap(3)
    page = s.para(
        say(
            d,
            f"Stem cell transplantation from a donor has been discussed and {he(d).lower()} has declined it. We may consider {t.considered} if the disease advances.",
            f"{he(d)} has decided against an allogeneic transplant. {t.considered.capitalize()} would be considered as a further option.",
            f"An allogeneic transplant was offered; {who.first} declined. If there is no benefit from the present treatment, {t.considered} could be considered.",
        )
    )
    w.not_wanted(page)
    w.thought_of(page)
    s.gap(3)
    s.para(
        "A leaflet on iron chelation with deferasirox was given in case it is needed one day; it has not been prescribed. "
        + say(d, "A nephew has haemophilia.", "A brother died of lung cancer.", "An aunt had breast cancer.")
    )
    d.treat("deferasirox", "chelation", "considered", page, may=True, any_status=["considered", "planned"])
    for agent in ("deferasirox", "iron_chelation"):
        d.fact("not_given", page, "deferasirox", may=True, agent=agent)
    d.treat("iron_chelation", "chelation", "considered", page, may=True, any_status=["considered", "planned"])
    d.gold.trap("treatments", {"agent": "deferasirox", "status": "ongoing"}, "not prescribed")
    s.gap(3)
    s.para("We will see " + ("her" if who.sex == "F" else "him") + " again in four weeks with a full blood count.")
    s.gap(14)
    s.line("Yours sincerely,")
    s.line("Dr T Adeyemi-Frost, Specialty Registrar to Dr C Longstaff")
    kin(d, "lung_cancer", "breast_cancer")
    absent(d, "heart failure", "haemophilia")


def letter_with_course_of_therapy(d: Doc) -> None:
    """A German doctor's letter in English: block of diagnoses with karyotype and genes of the first marrow, course of therapy in a table, medication, recommendation."""
    who, on, w = d.person, d.on, Told(d)
    t = w.t

    def dot(n: int) -> str:
        return d.date((who.born, who.diagnosed, t.first_from, t.first_to, t.now_from, on)[n], "dot")

    blasts = f"{who.counts['blasts_marrow']:g}"
    rows = (
        (f"{dot(2)} - {dot(3)}", t.first.capitalize(), f"ended, {WHY[t.why]}"),
        (f"since {dot(4)}", t.now.capitalize(), f"{t.cycles} cycles given, continuing"),
    )
    body = (
        f"<p class=h><b>Klinikum Ahrental</b>, Department of Haematology and Oncology</p><p>{dot(5)}</p><p>Concerning: <b>{esc(who.last)}, {who.first}</b>, born {dot(0)}, {sex(d).lower()}, patient number {who.ids[0]}</p><p>Dear colleague, we report on the {say(d, 'outpatient presentation', 'visit to our day clinic', 'control examination')} of {dot(5)}.</p>"
        f"<h2>Diagnoses</h2><ul><li><b>{WHO[who.who][0]}</b>, first diagnosis {dot(1)}<br>Bone marrow of {dot(1)}: blasts {blasts} %, karyotype {who.karyotype}<br>Gene panel of {dot(1)}: {mutations(d)}<br>IPSS-R {who.ipssr.lower()}</li><li>{t.illness[0].capitalize()}</li></ul>"
        f"<h2>Course of therapy</h2>{table(('Period', 'Substance', 'Remark'), rows)}<h2>Present findings</h2><p>General condition ECOG {t.ecog}. {say(d, 'Lungs clear, spleen not palpable.', 'No oedema, no petechiae.', 'Cardiopulmonary unremarkable.')} No ankle oedema, no signs of infection.</p><h2>Medication</h2><p>Ramipril 5 mg 1-0-0, pantoprazole 20 mg 1-0-0. Ibuprofen is to be avoided.</p>"
        f"<h2>Assessment and procedure</h2><p>{say(d, f'We continue {t.now} unchanged.', f'The therapy with {t.now} is carried on.', f'{t.now.capitalize()} is well tolerated and will be continued.')} The patient has refused an allogeneic stem cell transplantation. {say(d, f'{t.considered.capitalize()} is considered as a later option.', f'In the case of failure {t.considered} can be considered.', f'As a reserve we consider {t.considered}.')} Red cells are given below 8 g/dl.</p><p>With collegial greetings<br>Prof. Dr. med. Th. Wendelin &nbsp; Dr. med. L. Marquardt</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:22mm 20mm}body{font:10pt 'Liberation Sans';line-height:1.25}.h{border-bottom:1.2pt solid #1d5c4b;font-size:12pt}h2{font-size:10.5pt;margin:9pt 0 2pt}ul{margin:2pt 0;padding-left:15pt;overflow-wrap:anywhere}p{margin:4pt 0}.t td,.t th{border:.5pt solid #888;padding:3pt 8pt}"
    sheet = paper(d, body, css, "note", "other")
    top = sheet.find("first diagnosis")
    diagnosis(d, top, "first diagnosis")
    share(d, top, "blasts_marrow")
    karyotype(d, top)
    may_variants(d, top)
    scores(d, top, "IPSS-R")
    w.illness(top)
    w.first(sheet.find("Period"), whole=True, why=True)
    w.now(sheet.find("Period"), whole=True)
    w.ecog(sheet.find("ECOG"))
    end = sheet.find("allogeneic stem cell")
    w.not_wanted(end)
    w.thought_of(end)
    other_drugs(d, end, "ramipril", "pantoprazole")
    d.gold.trap("treatments", {"agent": "ibuprofen", "status": "ongoing"}, "to be avoided")
    if who.counts["hemoglobin"] != 8:
        d.gold.trap("labs", {"analyte": "hemoglobin", "value": 8.0}, "threshold")


def outpatient_card(d: Doc) -> None:
    """An Indian outpatient department's card in two columns of labels: history by month, family, allergy, advice in numbered points."""
    who, on, w = d.person, d.on, Told(d)
    t = w.t
    story = (
        f"{say(d, 'Case of', 'Known case of', 'Diagnosed as')} {WHO[who.who][0]} ({hyphened(who.diagnosed)})",
        say(
            d,
            f"Received {t.first} {month(t.first_from)} to {month(t.first_to)}, stopped in view of {WHY[t.why]}",
            f"{t.first.capitalize()} given {month(t.first_from)} till {month(t.first_to)}; discontinued, {WHY[t.why]}",
            f"1st line {t.first} ({month(t.first_from)} - {month(t.first_to)}), stopped due to {WHY[t.why]}",
        ),
        say(
            d,
            f"On {t.now} since {month(t.now_from)}, completed {t.cycles} cycles",
            f"{t.now.capitalize()} started {month(t.now_from)}; {t.cycles} cycles over, continuing",
            f"At present on {t.now} (from {month(t.now_from)}), {t.cycles} cycles done",
        ),
    )
    pairs = (
        ("Diagnosis and course", Raw("<br>".join(esc(x) for x in story))), ("Comorbidity", t.illness[0].capitalize()), ("Not known to have", "Tuberculosis, bronchial asthma"), ("Family history", "Mother: carcinoma cervix. Uncle: chronic myeloid leukemia on imatinib."),
        ("Drug allergy", "Sulfonamide"), ("Performance", f"ECOG {t.ecog}"), ("Examination", say(d, "Pallor present, no organomegaly", "No icterus, no lymph nodes, spleen not felt", "Vitals stable, few petechiae on the legs")), ("Transplant", say(d, "Allogeneic transplant: patient not willing (declined)", "Allogeneic BMT explained, declined by patient", "Patient and son declined allogeneic transplant")),
    )  # fmt: skip
    body = (
        f"<p class=h>MEENAKSHI INSTITUTE OF HAEMATOLOGY</p><p class=c>Outpatient Card</p><table class=d><tr><td>{who.first} {esc(who.last)}</td><td>DOB: {hyphened(who.born)}</td><td>{sex(d)}</td></tr><tr><td>Hosp. No. {who.ids[0]}</td><td>Visit: {hyphened(on)}</td><td>Consultant: Dr. R. Subramaniam</td></tr></table><table class=t>{''.join(row((Raw(f'<b>{a}</b>'), b)) for a, b in pairs)}</table>"
        f"<p><b>Advice</b></p><ol><li>Continue {t.now} as per protocol</li><li>{say(d, f'{t.considered.capitalize()} may be considered on progression', f'To consider {t.considered} if no response', f'Consider {t.considered} at a later date')}</li><li>Tab. folic acid 5 mg daily</li><li>Review after 4 weeks with CBC. Bone marrow after 6 cycles.</li></ol><p class=s>Emergency: report at once if fever above 38 C. Not valid for medico-legal purposes.</p>"
    )  # fmt: skip
    css = "@page{size:A5;margin:12mm}body{font:9pt 'DejaVu Serif Condensed','DejaVu Serif'}.h{text-align:center;font-weight:bold;font-size:12pt;margin:0}.c{text-align:center;margin:0 0 4pt}.d{width:100%;border:.6pt solid}.d td{padding:2pt 4pt}.t{width:100%;margin-top:5pt}.t td{border-bottom:.4pt solid #999;padding:3pt}.t td:first-child{width:28%}ol{margin:2pt 0}.s{font-size:7.5pt}"
    sheet = paper(d, body, css, "note", "other")
    diagnosis(d, 1, WHO[who.who][0])
    w.first(1, why=True)
    w.now(1)
    w.illness(1)
    w.ecog(sheet.find("ECOG"))
    w.not_wanted(1)
    w.thought_of(sheet.find(t.considered[1:]))
    other_drugs(d, 1, "folic_acid", "folic acid")
    d.gold.trap("treatments", {"agent": t.now, "cycles": 6}, "a condition, not a count")
    kin(d, "cervical_cancer", "cml", "chronic_myeloid_leukemia")
    allergic(d, "sulfonamide")
    d.gold.trap("treatments", {"agent": "imatinib"}, "the uncle's")
    absent(d, "tuberculosis", "asthma")


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (new_patient_consultation, letter_from_the_registrar, letter_with_course_of_therapy, outpatient_card)
}  # fmt: skip

# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Letters with tables in them: a British clinic's and a German hospital's."""

from collections.abc import Callable

from bench.workshop.days import later, long, month, sex, spaced
from bench.workshop.dress import Doc
from bench.workshop.markup import Raw, esc, row, table
from bench.workshop.notes import Told
from bench.workshop.people import WHO
from bench.workshop.printers.paper import capital, dotted, illness, keep, limit, made, relatives, say, value
from bench.workshop.printers.told import DOSE, FACTOR, counts_of, given, medicines, others, units

NAMES = (
    ("hemoglobin", "Haemoglobin", "g/L"),
    ("leukocytes", "White cells", "10^9/L"),
    ("neutrophils", "Neutrophils", "10^9/L"),
    ("platelets", "Platelets", "10^9/L"),
)


def letter_with_boxes(d: Doc) -> None:
    """A British clinic letter: a ruled box of diagnoses, treatment and plan on top, prose for the family doctor, a table of counts of two days."""
    who, on, w = d.person, d.on, Told(d)
    t, full = w.t, WHO[who.who][0]
    past = later(on, -35)
    now, was = counts_of(d, NAMES), counts_of(d, NAMES, 0.89)
    why = (
        say(
            d,
            "stopped because of progression",
            "discontinued on progression",
            "ended when the disease progressed (progression)",
        )
        if t.why == "progression"
        else say(d, "stopped because of toxicity", "discontinued owing to toxicity", "withdrawn for toxicity")
    )
    first = say(
        d,
        f"{capital(t.first)}, {month(t.first_from)} to {month(t.first_to)}, {why}",
        f"{month(t.first_from)} - {month(t.first_to)}: {t.first}, {why}",
        f"{capital(t.first)} ({month(t.first_from)} to {month(t.first_to)}), {why}",
    )
    present = say(
        d,
        f"{capital(t.now)} from {month(t.now_from)}, {t.cycles} cycles given",
        f"Since {month(t.now_from)}: {t.now}, {t.cycles} cycles to date",
        f"{capital(t.now)} started {month(t.now_from)}; {t.cycles} cycles completed",
    )
    box = (
        ("Diagnosis", f"{full}, {month(who.diagnosed)}"),
        ("Previous treatment", first),
        ("Current treatment", present),
        ("Other conditions", capital(t.illness[0])),
        ("Performance status", f"ECOG {t.ecog}"),
    )
    pronoun, his = ("She", "her") if who.sex == "F" else ("He", "his")
    said = say(
        d,
        f"{pronoun} has had {t.units} units of red cells in the last 8 weeks.",
        f"Over the past 8 weeks {t.units} units of red cells were transfused.",
        f"In the last 8 weeks {his} transfusion requirement has been {t.units} units of red cells.",
    )
    no = say(
        d,
        f"We spoke again about allogeneic transplantation and {pronoun.lower()} has declined this.",
        "An allogeneic transplant was offered; the offer has been declined.",
        f"{pronoun} remains clear that {pronoun.lower()} does not want an allogeneic stem cell transplant.",
    )
    maybe = say(
        d,
        f"Should the treatment stop working I would consider {t.considered}.",
        f"{capital(t.considered)} could be considered in future, but not at present.",
        f"A later option to consider is {t.considered}.",
    )
    lines = [(r.label, r.unit, was[n].text, r.text) for n, r in enumerate(now)]
    body = (
        f"<table class=w><tr><td>{esc('Dr P. Hallworth-Iqbal')}<br>The Surgery, Mill Lane</td><td class=r><b>{say(d, 'Department of Clinical Haematology', 'Haematology Outpatients', 'Haematology and Transfusion Medicine')}</b><br>{say(d, 'Ashdown Vale Hospital', 'Northgate Infirmary', 'The Princess Elspeth Hospital')}<br>Clinic date {long(on)}</td></tr></table><p><b>{who.name}</b>, born {spaced(who.born)}, {sex(d).lower()}, hospital number {who.ids[0]}</p><table class=b>{''.join(row((Raw(f'<b>{a}</b>'), b)) for a, b in box)}</table>"
        f"<p>Dear Doctor,</p><p>{say(d, f'I saw {who.first} in clinic today.', f'Thank you for asking us to keep {who.first} under review.', f'It was a pleasure to see {who.first} with {his} partner.')} {said} {say(d, 'There were no infections and no bleeding.', 'No fevers. Some bruising on the forearms.', 'There has been one chest infection, treated with amoxicillin by you.')}</p><p>{no} {maybe}</p><p>{say(d, f'{capital(his)} father died of myeloma.', f'{capital(his)} aunt had acute leukaemia.', 'There is no family history of blood disease.')} {say(d, f'We will go on with {t.now} every four weeks.', f'The plan is to continue {t.now}.', f'{capital(t.now)} continues unchanged.')} {say(d, 'Transfusion is arranged when the haemoglobin is below 75 g/L.', 'Please send a count every fortnight and call us if the platelets are below 15.', 'The next marrow is planned after cycle six.')}</p>"
        f"{table(('', '', spaced(past), spaced(on)), lines)}<p>Yours sincerely,</p><p>Dr Marguerite Oduya-Penrose<br>Consultant Haematologist</p><p class=s>Typed {spaced(later(on, 3))}. Copy to patient.</p>"
    )  # fmt: skip
    css = ("@page{size:A4;margin:20mm}body{font:10.5pt 'Liberation Serif'}.w{width:100%;margin-bottom:8pt}.r{text-align:right}.b{width:100%;border-top:1pt solid;border-bottom:1pt solid;margin:6pt 0}.b td{padding:3pt;border-bottom:.3pt solid #999}.b td:first-child{width:110pt}p{margin:6pt 0}.t{margin:6pt 0}.t td,.t th{padding:2.5pt 16pt 2.5pt 0;border-bottom:.3pt solid #999}.s{font-size:8pt}")  # fmt: skip
    sheet = made(d, body, css, "note", "other")
    illness(d, 1, full, who.diagnosed.isoformat()[:7])
    w.first(1, why=True)
    w.now(1)
    w.illness(1)
    w.ecog(1)
    units(d, 1, "8 weeks", t.units)
    w.not_wanted(1)
    w.thought_of(1)
    page = sheet.find("Haemoglobin", spaced(past))
    for old, r in zip(was, now, strict=True):
        keep(d, r, on, page, flag=False, reference=False)
        keep(d, old, past, page, flag=False, reference=False)
    medicines(d, 1, "amoxicillin")
    others(d, 1, "chest infection")
    relatives(d, "multiple_myeloma", "myeloma", "aml", "acute_leukemia")
    d.also_dated = (later(on, 3),)
    for analyte, amount in (("hemoglobin", 7.5), ("platelets", 15.0)):
        if all(abs(d.person.counts[analyte] * f - amount) > 0.06 + 0.01 * amount for f in (0.89, FACTOR, 1)):
            limit(d, analyte, amount, FACTOR)


def epicrisis_with_therapy_table(d: Doc) -> None:
    """A German hospital's letter printed in English, dense and in two columns at the top: diagnoses left, findings of the day right, lines of therapy in a ruled table, medication at the end."""
    who, on, w = d.person, d.on, Told(d)
    t, full = w.t, WHO[who.who][0]
    labs = counts_of(
        d,
        (
            ("leukocytes", "Leukocytes", "G/L"),
            ("hemoglobin", "Hemoglobin", "g/dL"),
            ("platelets", "Thrombocytes", "G/L"),
            ("neutrophils", "Neutrophils", "G/L"),
            ("creatinine", "Creatinine", "mg/dL"),
        ),
    )
    ldh = value(d, "lactate_dehydrogenase", "LDH", "U/L", FACTOR)
    labs.append(ldh)
    end = (
        say(d, "progression", "end because of progression", "progression of disease")
        if t.why == "progression"
        else say(d, "toxicity", "ended because of toxicity", "toxicity grade 3")
    )
    lines = (
        ("1", capital(t.first), f"{dotted(t.first_from)} - {dotted(t.first_to)}", "", end),
        (
            "2",
            f"{capital(t.now)} {DOSE[t.now]}",
            f"{dotted(t.now_from)} - {say(d, 'today', 'ongoing', 'continuing')}",
            str(t.cycles),
            say(d, "stable disease", "stable disease so far", "so far stable disease"),
        ),
    )
    extra = say(d, "Cataract surgery on both sides", "Chronic gastritis", "Arthrosis of the knee")
    body = (
        f"<div class=h>{say(d, 'Klinikum Steinfurt-Nord', 'City Hospital Grevenhorst', 'University Clinic Lahnbrücken')}<br><small>Clinic for Haematology and Oncology &middot; outpatient letter (English version)</small></div><p class=q>Re: <b>{esc(who.last)}, {who.first}</b>, born {dotted(who.born)}, {sex(d).lower()}, case number {who.ids[0]} &nbsp; Presentation on <b>{dotted(on)}</b></p><table class=o><tr><td><h3>Diagnoses</h3><ol><li>{full}, first diagnosis {dotted(who.diagnosed)}{'; IPSS-M ' + who.ipssm.lower() if say(d, 'yes', 'no') == 'yes' else ''}</li><li>{capital(t.illness[0])}</li><li>{extra}</li></ol><p>ECOG {t.ecog}. {say(d, 'Status after appendectomy 1979.', 'No known allergy.', 'Allergy: iodine contrast.')}</p></td>"
        f"<td><h3>Laboratory of {dotted(on)}</h3><table class=l>{''.join(row((r.label, r.text, {'L': '-', 'H': '+'}.get(r.flag, ''), r.unit)) for r in labs)}</table></td></tr></table><h3>Therapy to date</h3>{table(('Line', 'Substance', 'Period', 'Cycles', 'Result / reason'), lines)}"
        f"<h3>Course</h3><p>{say(d, 'The patient presents for control in stable condition.', 'Ambulant presentation as planned; no B symptoms.', 'Subjectively well, exertional dyspnoea unchanged.')} {say(d, f'Within the last 8 weeks {t.units} red cell concentrates were transfused.', f'{t.units} erythrocyte concentrates (red cells) in the past 8 weeks.', f'Transfusion need: {t.units} units of red cells in the last 8 weeks.')} {say(d, 'Infections did not occur.', 'The platelets were not substituted.', 'An intensive chemotherapy was never given.')}</p>"
        f"<h3>Assessment and procedure</h3><p>{say(d, f'We recommend continuing {t.now}.', f'Continuation of {t.now} in day clinic.', f'Next cycle of {t.now} from {dotted(later(on, 3))}.')} {say(d, 'An allogeneic transplantation was discussed and rejected by the patient.', 'The patient declines an allogeneic transplantation.', 'Allogeneic transplantation: declined by the patient after information.')} {say(d, f'In case of progression {t.considered} can be considered.', f'{capital(t.considered)} could be considered as a further line.', f'We would consider {t.considered} if the disease progresses.')} {say(d, 'Transfusion below 8.0 g/dL.', 'Iron chelation from a ferritin of 1000 ng/mL.', 'Marrow control in three months.')}</p>"
        f"<h3>Medication</h3><p>{say(d, 'Pantoprazole 40 mg 1-0-0; allopurinol 300 mg 0-0-1.', 'Ramipril 5 mg 1-0-0; aciclovir 400 mg 1-0-1.', 'Torasemide 10 mg 1-0-0; metamizole 500 mg if needed.')} {say(d, 'Paused: acetylsalicylic acid.', 'Ended: ciprofloxacin.', 'No further medication.')}</p><p class=s>Family history: {say(d, 'mother carcinoma of the breast', 'brother chronic lymphocytic leukaemia', 'empty')}. PD Dr. med. Roswitha Kleinfeldt</p>"
    )  # fmt: skip
    css = ("@page{size:A4;margin:15mm}body{font:9pt 'Liberation Sans'}.h{font-size:14pt;border-bottom:1.5pt solid #004b87;color:#004b87}.h small{font-size:9pt}.q{margin:6pt 0}.o{width:100%}.o>tbody>tr>td{width:55%;padding-right:10pt}.o>tbody>tr>td+td{width:45%}.l td{padding:1.5pt 10pt 1.5pt 0}ol{margin:2pt 0;padding-left:14pt}h3{font-size:9.5pt;margin:8pt 0 2pt;color:#004b87}.t{width:100%}.t td,.t th{border:.4pt solid #888;padding:3pt}.s{font-size:8pt;margin-top:10pt}")  # fmt: skip
    made(d, body, css, "note", "other")
    illness(d, 1, full, who.diagnosed.isoformat())
    if say(d, "yes", "no") == "yes":
        d.fact("stages", 1, "IPSS-M", system="IPSS-M", category=who.ipssm.lower())
    w.illness(1)
    others(d, 1, extra, "Gastritis", "Arthrosis", "Cataract", "Appendectomy")
    w.first(1, whole=True, why=True)
    d.treat(t.now, "systemic", "ongoing", 1, started=t.now_from.isoformat(), cycles=t.cycles, response="SD")
    w.ecog(1)
    given(d, labs, 1)
    units(d, 1, "8 weeks", t.units)
    w.not_wanted(1)
    w.thought_of(1)
    medicines(
        d,
        1,
        "pantoprazole",
        "allopurinol",
        "ramipril",
        "aciclovir",
        "acyclovir",
        "torasemide",
        "metamizole",
        "ciprofloxacin",
        "aspirin",
        "acetylsalicylic acid",
    )
    for agent in ("aspirin", "acetylsalicylic acid", "ciprofloxacin"):
        d.gold.trap("treatments", {"agent": agent, "status": "ongoing"}, "paused or ended")
    for agent in ("chemotherapy", "intensive_chemotherapy", "platelet_transfusion"):
        d.fact("not_given", 1, agent, may=True, agent=agent)
    d.treat("iron_chelation", "chelation", "considered", 1, may=True, any_status=["considered", "planned"])
    relatives(d, "breast_cancer", "cll", "chronic_lymphocytic_leukemia")
    for analyte, amount in (("hemoglobin", 8.0), ("ferritin", 1000.0)):
        limit(d, analyte, amount, FACTOR)


FAMILIES: dict[str, Callable[[Doc], None]] = {f.__name__: f for f in (letter_with_boxes, epicrisis_with_therapy_table)}

# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Notes and letters of clinics, boards and hospitals, and a practice's referral."""

from collections.abc import Callable

from bench.workshop.days import hyphened, later, long, month, sex, spaced
from bench.workshop.dress import Doc
from bench.workshop.institutions.consults import FAMILIES as CONSULTS
from bench.workshop.institutions.paper import drugs_apart, kin, limit, para, say, web
from bench.workshop.institutions.told import DOSE, dated_course, not_ill, risk, visit_counts, visit_labs
from bench.workshop.markup import esc, table
from bench.workshop.marrow import diagnosis
from bench.workshop.notes import Told
from bench.workshop.people import WHO


def oncology_history_visit(d: Doc) -> None:
    """A hospital system's progress note: oncology history by date copied from visit to visit, interval history, medication list, assessment by problem; no counts."""
    who, on, w = d.person, d.on, Told(d)
    t = w.t
    he, his = ("She", "her") if who.sex == "F" else ("He", "his")
    history = [
        (hyphened(who.diagnosed), f"Bone marrow biopsy: {WHO[who.who][0]}. IPSS-R {who.ipssr}."), (hyphened(t.first_from), f"{say(d, 'Began', 'Started', 'Initiated')} {t.first}."),
        (hyphened(t.first_to), f"{t.first.capitalize()} {say(d, 'discontinued', 'stopped')} ({w.reason})."), (hyphened(t.now_from), f"Cycle 1 of {t.now} ({DOSE[t.now]})."),
    ]  # fmt: skip
    said = say(
        d,
        f"{he} tolerates {t.now} and has now finished {t.cycles} cycles. Energy is fair. No fevers, no bleeding.",
        f"Here after completing {t.cycles} cycles of {t.now}. Walks daily. Denies fever, chills or bruising.",
        f"{who.first} returns; {t.cycles} cycles of {t.now} are complete. No infections since the last visit.",
    )
    wish = say(
        d,
        f"Allogeneic stem cell transplant was discussed once more and {he.lower()} declined.",
        f"{he} again declines allogeneic transplant, understanding that it is the only curative option.",
        "Offered referral for allogeneic transplantation; patient declines.",
    )
    thought = say(
        d,
        f"If response is lost, {t.considered} could be considered.",
        f"Would consider {t.considered} at progression.",
        f"{t.considered.capitalize()} may be considered later; not started.",
    )
    plan = para(f"1. MDS: continue {t.now}, next cycle in one week. {thought} {wish}")
    body = (
        f"<div class=h><b>Ashford Lakes Health</b> &mdash; Hematology/Oncology Clinic Note</div><table class=d><tr><td>{esc(who.last)}, {who.first}</td><td>DOB {hyphened(who.born)}</td><td>{sex(d)}</td><td>MRN {who.ids[0]}</td><td>Visit {hyphened(on)}</td></tr></table>"
        f"<h3>Oncology History</h3>{table((), history, 'o')}<p class=i>Oncology History is carried forward and was reviewed today.</p><h3>Interval History</h3>{para(said)}<h3>Problem List</h3><ul><li>MDS</li><li>{t.illness[0].capitalize()}</li></ul>"
        f"<h3>Family History</h3><p>{say(d, 'Father with multiple myeloma; mother with breast cancer.', 'Breast cancer (mother), multiple myeloma (father).', 'Multiple myeloma in father. Mother had breast cancer.')}</p><h3>Current Medications</h3><p>acyclovir 400 mg BID; ondansetron 8 mg PRN; {t.now} per treatment plan</p>"
        f"<h3>Allergies</h3><p>Levofloxacin (tendon pain)</p><h3>Objective</h3><p>BP 128/74, pulse 76, SpO2 97%. ECOG performance status: {t.ecog}. No petechiae, spleen not palpable. Labs: see results tab.</p><h3>Assessment / Plan</h3>{plan}<p>2. {t.illness[0].capitalize()}: {say(d, 'stable on treatment of primary care', 'per PCP', 'no change')}.</p><p>3. Transfuse for hemoglobin under 7 g/dL. {he} knows to call for fever; {his} ride is {his} neighbor.</p>"
        f"<p class=s>Electronically signed by Marisela Okonjo-Brandt, MD, {hyphened(on)} 16:52. I spent 34 minutes on this encounter.</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.65in}body{font:9.5pt 'Liberation Sans'}.h{border-bottom:2pt solid #01579b;font-size:11pt;padding-bottom:2pt}.d{width:100%;font-size:8.5pt;margin:4pt 0;background:#e8f1f8}.d td{padding:3pt}.o td{padding:1.5pt 12pt 1.5pt 0}.o td:first-child{font-weight:bold;white-space:nowrap}h3{font-size:9.5pt;margin:7pt 0 1pt;color:#01579b}.i{font-style:italic;font-size:8pt}.s{font-size:8pt}ul{margin:2pt 0}"
    web(d, body, css, "note", "other")
    diagnosis(d, 1, WHO[who.who][0])
    risk(d, 1)
    dated_course(d, w, 1)
    w.illness(1)
    w.ecog(1)
    w.not_wanted(1)
    w.thought_of(1)
    drugs_apart(d, 1, "acyclovir", "ondansetron", "levofloxacin")
    kin(d, "breast_cancer", "multiple_myeloma", "myeloma")
    limit(d, "hemoglobin", 7.0)


def surgery_referral_letter(d: Doc) -> None:
    """A general practice's letter to a hospital: generated lists of active and past problems, repeat medication, recent results of the day, allergies, free text on top."""
    who, on, w = d.person, d.on, Told(d)
    t = w.t
    rows = visit_counts(d, ("hemoglobin", "Haemoglobin", "g/L"), ("leukocytes", "Total white blood count", "10*9/L"), ("neutrophils", "Neutrophil count", "10*9/L"), ("platelets", "Platelet count", "10*9/L"), ("creatinine", "Serum creatinine", "umol/L"))  # fmt: skip
    he = "she" if who.sex == "F" else "he"
    text = say(
        d,
        f"Thank you for seeing {who.first}, who has moved to us and needs a new haematologist. {he.capitalize()} was given {t.first} from {month(t.first_from)} to {month(t.first_to)} and this was stopped for {w.reason}. Since {month(t.now_from)} {he} has been on {t.now} under the previous hospital, {t.cycles} cycles completed.",
        f"I would be grateful if you would take over {who.first}'s care. Past treatment was {t.first} ({month(t.first_from)} to {month(t.first_to)}, ended because of {w.reason}); the present treatment is {t.now}, begun in {month(t.now_from)}, with {t.cycles} cycles completed.",
        f"{who.first} asks to be followed nearer home. {t.now.capitalize()} was commenced in {month(t.now_from)} and {t.cycles} cycles have been completed. Before this, {t.first} was used from {month(t.first_from)} until {month(t.first_to)} and came off because of {w.reason}.",
    )
    wish = say(
        d,
        f"{he.capitalize()} has declined allogeneic transplantation.",
        f"Allogeneic transplant was offered last year and {he} declined it.",
        f"{he.capitalize()} does not wish an allogeneic transplant.",
    )
    thought = say(
        d,
        f"{t.considered.capitalize()} was mentioned as a possible next step.",
        f"The hospital has considered {t.considered} for later.",
        f"Their last letter says {t.considered} could be considered.",
    )
    problems = ((month(who.diagnosed), WHO[who.who][0], "Active"), ("-", t.illness[0].capitalize(), "Active"))
    body = (
        f"<p class=h><b>THE OLD FORGE SURGERY</b><br>12 Weir Lane, Market Harling</p><p class=r>{long(on)}</p><p>Haematology Outpatients<br>Harling and District Hospital</p><p>Dear Colleague,</p><p><b>{who.name}, born {long(who.born)}, {sex(d).lower()}, NHS no. 000 {who.ids[0]}</b></p>{para(text)}{para(wish + ' ' + thought)}<p>ECOG {t.ecog}, lives with a son. There is no history of stroke or epilepsy. {say(d, 'A grandson has haemophilia.', 'One sister has coeliac disease.', 'Father died of lung cancer.')}</p><p>Yours faithfully,<br>Dr Morwenna Pascoe-Lyle</p>"
        f"<h3>Problems</h3>{table(('Since', 'Problem', 'State'), problems)}<h3>Repeat medication</h3>{table(('Drug', 'Dosage', 'Last issued'), (('Folic acid 5mg tablets', 'one daily', spaced(later(on, -12))), ('Omeprazole 20mg capsules', 'one daily', spaced(later(on, -12)))))}"
        f"<h3>Results of {spaced(on)}</h3>{table(('Test', 'Value', 'Unit', 'Normal'), [(r.label, r.text, r.unit, f'{r.low} - {r.high}') for r in rows])}<h3>Allergies</h3><p>Trimethoprim: rash (2011)</p><p class=s>Lists produced by the practice system. Vaccines: influenza given, shingles declined.</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:17mm}body{font:9.5pt 'Liberation Serif';line-height:1.2}.h{text-align:center}.r{text-align:right}.t{width:100%;font:8.5pt 'Liberation Sans'}.t td,.t th{border-bottom:.4pt solid #999;padding:1.5pt 6pt 1.5pt 0}h3{font:bold 9pt 'Liberation Sans';margin:7pt 0 1pt;background:#eee;padding:2pt}.s{font-size:8pt}"
    web(d, body, css, "note", "other")
    diagnosis(d, 1, WHO[who.who][0])
    w.first(1)
    w.now(1)
    w.illness(1)
    w.ecog(1)
    w.not_wanted(1)
    w.thought_of(1)
    visit_labs(d, rows, 1, norms=True)
    drugs_apart(d, 1, "folic acid", "omeprazole", "trimethoprim", "folate")
    for vaccine in ("influenza vaccine", "zoster vaccine"):
        d.treat(vaccine, "other", "declined", 1, may=True, any_status=["declined", "completed", "ongoing"])
    kin(d, "lung_cancer", "haemophilia")
    not_ill(d, "stroke", "epilepsy")


def translated_ward_letter(d: Doc) -> None:
    """A Swiss hospital's discharge letter in English: numbered diagnoses, therapy so far, course of the stay, laboratory of admission and discharge, medication with dose scheme."""
    who, on, w = d.person, d.on, Told(d)
    t, came = w.t, later(on, -5)
    rows = visit_counts(
        d,
        ("hemoglobin", "Haemoglobin", "g/L"),
        ("leukocytes", "Leucocytes", "G/L"),
        ("neutrophils", "Neutrophils abs.", "G/L"),
        ("platelets", "Thrombocytes", "G/L"),
    )
    s = d.paper("Times", 10.5, 58)
    d.kind, d.also_kind, d.also_dated = "note", ("other",), (came,)
    s.line("Regional Hospital Obertal, Clinic for Medicine", True, 13)
    s.line("Discharge report (translation)", pt=9)
    s.rule()
    s.gap(6)
    s.line(f"{who.last} {who.first}, born {long(who.born)}, {sex(d).lower()}, case {who.ids[0]}")
    s.line(f"In-patient stay from {long(came)} to {long(on)}")
    s.gap(5)
    s.line("Diagnoses", True)
    page = s.para(f"1. {WHO[who.who][0]}, first diagnosed in {month(who.diagnosed)}", 10)
    diagnosis(d, page, "1.")
    w.illness(s.para(f"2. {t.illness[0].capitalize()}", 10))
    s.line("Therapy to date", True)
    w.first(
        s.para(
            say(
                d,
                f"- {t.first.capitalize()} from {long(t.first_from)} to {long(t.first_to)}, ended for {w.reason}",
                f"- {long(t.first_from)} to {long(t.first_to)}: {t.first}, discontinued owing to {w.reason}",
            ),
            10,
        ),
        whole=True,
    )
    w.now(
        s.para(
            say(
                d,
                f"- {t.now.capitalize()} since {long(t.now_from)}, {t.cycles} cycles completed, to be continued",
                f"- since {long(t.now_from)}: {t.now}, so far {t.cycles} cycles, continuing",
            ),
            10,
        ),
        whole=True,
    )
    s.line("Course", True)
    s.para(say(d, "Admission was for fever without focus. Blood cultures stayed sterile and ceftriaxone was ended after four days.", "The patient came with fever; no source was found and ceftriaxone was given for four days.", "Fever of unknown origin was treated with ceftriaxone for four days, with prompt defervescence.") + " Pneumonia and endocarditis were excluded. G-CSF was not given.")  # fmt: skip
    page = s.para(
        say(
            d,
            f"Allogeneic transplantation was raised; the patient declines it. In case of relapse {t.considered} could be considered.",
            f"The patient again declined an allogeneic transplantation. {t.considered.capitalize()} is considered as a later option.",
            f"{t.considered.capitalize()} may be considered later. An allogeneic transplantation is declined by the patient.",
        )
    )
    w.not_wanted(page)
    w.thought_of(page)
    w.ecog(s.para(f"On discharge ECOG {t.ecog}, temperature 36.6."))
    s.line("Laboratory", True)
    s.mono([f"{'':<20}{'Unit':<8}{hyphened(came):>13}{hyphened(on):>14}"], 9)
    for r in rows:
        old = visit_counts(d, (r.analyte, r.label, r.unit))[0]
        first = f"{float(old.text) * 0.88:.{len(old.text.partition('.')[2])}f}"
        page = s.mono([f"{r.label:<20}{r.unit:<8}{first:>13}{r.text:>14}"], 9)
        visit_labs(d, [r], page)
        value = round(float(first) / (10 if r.unit == "g/L" else 1), 5)
        unit = "g/dL" if r.unit == "g/L" else "10*9/L"
        d.fact(
            "labs",
            page,
            r.label,
            first,
            analyte=r.analyte,
            comparator=None,
            value=value,
            unit=unit,
            collected=came.isoformat(),
            printed=first,
        )
    s.gap(4)
    s.line("Medication on discharge", True)
    s.para("Pantoprazole 40 mg 1-0-0, paracetamol 500 mg in reserve. Aspirin remains paused.", 10)
    drugs_apart(
        d, page, "ceftriaxone", "pantoprazole", "paracetamol", "acetaminophen", "aspirin", "acetylsalicylic acid"
    )
    s.gap(8)
    s.line("Dr. med. Seraina Caduff, senior physician", pt=9.5)
    d.gold.trap("treatments", {"agent": "filgrastim", "status": "ongoing"}, "not given")
    for name in ("filgrastim", "g-csf", "granulocyte colony-stimulating factor"):
        d.fact("not_given", page, "G-CSF", may=True, agent=name)
    d.fact("comorbidities", page, "fever", may=True, labels=["fever"])
    not_ill(d, "pneumonia", "endocarditis")


def foundation_trust_clinic(d: Doc) -> None:
    """A British clinic letter copied to the patient: diagnosis box, current treatment, plain-language paragraphs, plan in points; no counts."""
    who, on, w = d.person, d.on, Told(d)
    t = w.t
    you = say(
        d,
        f"you finished cycle {t.cycles} of {t.now}, so {t.cycles} cycles are complete",
        f"you have completed {t.cycles} cycles of {t.now}",
        f"{t.cycles} cycles of {t.now} have been completed",
    )
    box = table((), (("Diagnosis", f"{WHO[who.who][0]}, {month(who.diagnosed)}"), ("Risk", f"IPSS-R: {who.ipssr}"), ("Earlier treatment", f"{t.first.capitalize()}, {spaced(t.first_from)} to {spaced(t.first_to)}; {say(d, 'stopped because of', 'stopped for', 'ended owing to')} {w.reason}"), ("Current treatment", f"{t.now.capitalize()} since {spaced(t.now_from)}"), ("Other conditions", t.illness[0].capitalize()), ("Performance status", f"ECOG {t.ecog}")), "k")  # fmt: skip
    words = say(
        d,
        f"We talked again about an allogeneic transplant, and you told me that you do not want one. I mentioned {t.considered} as something that we could consider if the present treatment stops working.",
        f"You have decided against an allogeneic transplant and I respect that. Should things change, {t.considered} could be considered.",
        f"An allogeneic transplant remains something you do not wish for. One drug we may consider in future is {t.considered}.",
    )
    body = (
        f"<table class=h><tr><td><b>Tyne Bridge Hospitals NHS Foundation Trust</b><br>Department of Haematology</td><td class=r>Clinic date {spaced(on)}<br>Typed {spaced(later(on, 4))}<br>Ref {who.ids[1]}</td></tr></table><p>{who.name}<br>Date of birth {long(who.born)} &nbsp; {sex(d)} &nbsp; Hospital no. {who.ids[0]}</p>{box}<p>Dear {'Mrs' if who.sex == 'F' else 'Mr'} {esc(who.last)},</p><p>It was good to see you in clinic. At this visit {you}. You have had no infections and are eating well.</p>"
        f"{para(words)}<p>{say(d, 'Your question about lenalidomide from the leaflet', 'You asked about lenalidomide, which your friend takes', 'The newspaper article on lenalidomide')}: it is used for people with a missing piece of chromosome 5 and the answer for you is in the enclosed sheet.</p><p><b>Plan</b></p><ul><li>Carry on with {t.now}</li><li>Blood test every two weeks at the health centre</li><li>Ring the advice line if your temperature is 38 or more</li></ul><p>Yours sincerely,<br><br>Dr Callum Fenwick-Rao, Consultant Haematologist</p><p class=s>Copy: Dr L. Stobbart, Quayside Medical Group</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:20mm}body{font:10.5pt 'Liberation Sans';line-height:1.25}.h{width:100%;color:#003087;margin-bottom:8pt}.r{text-align:right;font-size:9pt}.k{width:100%;border:1pt solid #003087;margin:6pt 0}.k td{padding:3pt 6pt;font-size:9.5pt}.k td:first-child{font-weight:bold;width:110pt}.s{font-size:8.5pt}p{margin:7pt 0}"
    web(d, body, css, "note", "other")
    d.also_dated = (later(on, 4),)
    diagnosis(d, 1, WHO[who.who][0])
    risk(d, 1)
    dated_course(d, w, 1)
    w.illness(1)
    w.ecog(1)
    w.not_wanted(1)
    w.thought_of(1)
    if t.first != "lenalidomide":
        d.gold.trap("treatments", {"agent": "lenalidomide", "status": "ongoing"}, "asked about")
        d.treat("lenalidomide", "systemic", "considered", 1, may=True, any_status=["considered"])


FAMILIES: dict[str, Callable[[Doc], None]] = {
    **{f.__name__: f for f in (oncology_history_visit, surgery_referral_letter, translated_ward_letter, foundation_trust_clinic)},
    **CONSULTS,
}  # fmt: skip
UNSCORED = frozenset({"surgery_referral_letter", "translated_ward_letter"})
"""They print counts of the day of the visit."""

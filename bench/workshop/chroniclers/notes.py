# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Families of notes: a progress note, a family doctor's referral, a clinic letter without lists, a discharge in paragraphs."""

from collections.abc import Callable

from bench.workshop.chroniclers.tale import Tale, counted
from bench.workshop.chroniclers.voice import (
    TODAY,
    absent,
    amount,
    condition,
    day,
    drugs,
    form,
    former,
    haem,
    later,
    limit,
    month,
    never,
    noun,
    one_of,
    page,
    relative,
    say,
    she,
    subject,
    title,
    typed,
    where_is,
)
from bench.workshop.dress import Doc
from bench.workshop.markup import esc
from bench.workshop.marrow import denied, diagnosis
from bench.workshop.people import WHO


def _lower(d: Doc) -> str:
    return WHO[d.person.who][0].replace("Myelo", "myelo")


def progress_told_at_length(d: Doc) -> None:
    """A progress note in paragraphs: the story retold, an interval copied from the last visit and marked so, counts of the day inline, a plan."""
    who, on, how = d.person, d.on, form(d)
    tale, (h, _, her) = Tale(d, how, d.rng.random() < 0.5), she(d)
    t, last = tale.t, later(on, -28)
    hb, plt, anc, wbc = (
        say(d, a, b, TODAY)
        for a, b in (
            ("hemoglobin", one_of(d, "haemoglobin", "Hb")),
            ("platelets", "platelets"),
            ("neutrophils", one_of(d, "ANC", "neutrophils")),
            ("leukocytes", one_of(d, "white cells", "WBC")),
        )
    )
    old = say(d, "hemoglobin", hb.label, 1.12)
    lead = one_of(
        d,
        f"{who.name} is a {who.age(on)}-year-old {noun(d)} in whom {_lower(d)} was diagnosed in {month(who.diagnosed)} (IPSS-R {who.ipssr.lower()}).",
        f"This {noun(d)} of {who.age(on)} has had {_lower(d)} since {month(who.diagnosed)}; the IPSS-R was {who.ipssr.lower()} at diagnosis.",
        f"We follow {title(d)}, aged {who.age(on)}, for {WHO[who.who][1]} found in {month(who.diagnosed)} (IPSS-R: {who.ipssr.lower()}).",
    )
    interval = one_of(
        d,
        f"{h.capitalize()} feels about the same as last month. There has been no fever, no bleeding and no chest pain. {h.capitalize()} denies night sweats.",
        f"Since the last visit {h} has managed {her} garden again. No infections. Bruises easily but has had no nosebleeds.",
        f"{h.capitalize()} came with {her} daughter, who herself takes methotrexate for rheumatoid arthritis. No new complaints; appetite fair.",
    )
    copied = one_of(
        d,
        f'[Copied from the note of {day(d, last, how)}: "Weak this week after a cold, ECOG 3, in bed half the day. {hb.label} then {amount(old)}. Thinking of stopping everything." That has passed.]',
        f"[From {day(d, last, how)}, kept for the record: {hb.label} {amount(old)}; spent most of the week in bed; asked about hospice. No longer so.]",
    )
    results = one_of(
        d,
        f"Counts today ({day(d, on, how)}): {hb.label} {amount(hb)}, {wbc.label} {amount(wbc)}, {anc.label} {amount(anc)}, {plt.label} {amount(plt)}.",
        f"Blood today shows {plt.label} of {amount(plt)}, {anc.label} of {amount(anc)} and a {hb.label} of {amount(hb)}; {wbc.label} {amount(wbc)}.",
    )
    past = one_of(
        d,
        f"Past history: {t.illness[0]}. No diabetes, no heart failure."
        if "diabetes" not in t.illness[0]
        else f"Past history: {t.illness[0]}. No heart failure, no stroke.",
        f"{h.capitalize()} also has {t.illness[0]}. {h.capitalize()} never had a stroke.",
    )
    kin = one_of(
        d,
        f"{her.capitalize()} brother died of acute leukaemia at 58 after decitabine and venetoclax.",
        f"{her.capitalize()} father had colon cancer; a niece was treated for aplastic anaemia with ciclosporin.",
    )
    plan = one_of(d, f"Continue {t.now}, next cycle on schedule.", f"We go on with {t.now} unchanged.")
    rule = one_of(
        d,
        "Transfuse below a haemoglobin of 70 g/L (7 g/dL).",
        "No transfusion today; we would give blood below 7 g/dL.",
    )
    fitness = tale.fitness()
    sections = (("History", f"{lead} {tale.past()} {tale.present()}"), ("Interval", f"{interval} {copied}"), ("Background", f"{past} {kin} {one_of(d, 'Penicillin gave a rash.', 'No known allergies.')}"),
                ("Findings", f"{fitness} Spleen not felt. {results}"), ("Assessment and plan", f"Stable on treatment. {plan} {tale.refused()} {tale.weighed()} {rule}"))  # fmt: skip
    body = (
        f"<div class=h>Larkfield Cancer Institute<span>Progress note</span></div><p class=w>{esc(subject(d, 1 + d.rng.randrange(3), how))}<br>{one_of(d, 'Date of visit', 'Seen on', 'Encounter date')}: {day(d, on, how)}</p>"
        + "".join(f"<h3>{a}</h3><p>{esc(haem(d, b))}</p>" for a, b in sections)
        + f"<p class=s>Signed by Tamsin Oduya-Clarke, MD, {day(d, on, how)}</p>"
    )  # fmt: skip
    css = "body{font:10pt/1.38 'Liberation Sans'}.h{font-size:13pt;border-bottom:2pt solid #246;margin-bottom:6pt}.h span{float:right;font-size:10pt}.w{background:#eef2f7;padding:5pt}h3{font-size:10pt;color:#246}.s{font-size:8.5pt;margin-top:12pt}"
    sheet = page(d, body, css, "note", "other")
    where = where_is(sheet, "Assessment and plan")
    diagnosis(d, 1, WHO[who.who][1] if "We follow" in lead else WHO[who.who][0])
    d.fact("stages", 1, "IPSS-R", system="IPSS-R", category=who.ipssr.lower())
    tale.gold(1, 1, where, where, where_is(sheet, "Findings"))
    tale.w.illness(1)
    counted(d, [hb, plt, anc, wbc], where_is(sheet, hb.text))
    former(d, old, last, 1, TODAY)
    limit(d, ("hemoglobin", 7))
    relative(d, "aml", "acute_leukemia", "colon_cancer", "aplastic_anemia", "rheumatoid_arthritis")
    absent(d, "heart failure", "stroke", "rheumatoid")
    never(
        d,
        1,
        *(("ciclosporin",) if "ciclosporin" in kin else ()),
        *(("methotrexate",) if "methotrexate" in interval else ()),
    )
    if t.considered != "venetoclax" and "venetoclax" in kin:
        never(d, 1, "venetoclax")
    never(d, 1, "penicillin")
    _brother(d, tale, kin)


def _brother(d: Doc, tale: Tale, kin: str) -> None:
    """Drugs of a relative must not be told of the patient."""
    if "decitabine" in kin and tale.t.now != "decitabine":
        never(d, 1, "decitabine")


def family_doctor_refers(d: Doc) -> None:
    """A family doctor's letter to a specialist who takes over: what is known, what the other hospital gave, the drugs of every day, the question."""
    s, who, on, how = typed(d, "note", "other", face=one_of(d, "Times", "Helvetica"), pt=10.5), d.person, d.on, form(d)
    tale, (h, him, her) = Tale(d, how, False), she(d)
    t = tale.t
    s.line(one_of(d, "Millbrook Family Practice", "The Surgery, Market Lane", "Dr Jansen and Partners"), True, 13)
    s.line(
        one_of(d, "Referral letter", "Referral to haematology", "Referral for continued care").replace(
            "haem", "hem" if d.person.country == "US" else "haem"
        )
    )
    s.rule()
    s.gap(4)
    s.para(f"{day(d, on, how)}")
    s.para(subject(d, d.rng.randrange(3), how))
    s.gap(6)
    s.para(one_of(d, "Dear Dr Maddox,", "Dear colleague,", "To whom it may concern,"))
    s.gap(4)
    first = s.para(one_of(
        d,
        f"I would be grateful if you could take over the care of {title(d)}, who has moved here. {h.capitalize()} is {who.age(on)} and has {_lower(d)}, diagnosed in {month(who.diagnosed)}.",
        f"Please see this {who.age(on)}-year-old {noun(d)} with {WHO[who.who][1]} ({_lower(d)}), known since {month(who.diagnosed)}.",
        f"{title(d)} would like to transfer to your unit. The diagnosis, made in {month(who.diagnosed)} at the county hospital, is {_lower(d)}.",
    ))  # fmt: skip
    diagnosis(d, first, WHO[who.who][0])
    s.gap(4)
    second = s.para(f"{tale.past()} {tale.present()}")
    s.gap(4)
    third = s.para(
        f"{tale.refused()} {one_of(d, f'The haematologist wrote that {t.considered} might be considered at a later time.', f'In their last letter they say that {t.considered} would be considered if the disease progressed.', f'{t.considered.capitalize()} has been mentioned as a possibility should things get worse.').replace('haem', 'hem' if d.person.country == 'US' else 'haem')}"
    )
    s.gap(4)
    fourth = s.para(one_of(
        d,
        f"{h.capitalize()} has {t.illness[0]}, for which I look after {him}. Regular tablets: folic acid 5 mg, omeprazole 20 mg, ramipril 5 mg. Warfarin was considered last year and not begun. Hydroxycarbamide has never been given.",
        f"Of other illnesses there is {t.illness[0]}. {h.capitalize()} takes omeprazole and ramipril. {h.capitalize()} had a bad reaction to co-trimoxazole as a child. No asthma, no angina.",
        f"As to the rest, I treat {t.illness[0]}. Medication: folic acid, ramipril. {her.capitalize()} husband, also my patient, is on hydroxycarbamide for polycythaemia; please do not mix up their notes.".replace("His husband", "His wife"),
    ))  # fmt: skip
    tale.w.illness(fourth)
    s.gap(4)
    fifth = s.para(one_of(
        d,
        f"{h.capitalize()} gets about well enough. {tale.fitness()} {her.capitalize()} sister had breast cancer and {her} grandfather a leukaemia of some kind.",
        f"{tale.fitness()} Nobody in the family has a blood disease, though {her} mother had breast cancer.",
        f"{tale.fitness()} {her.capitalize()} son was born with thalassaemia trait.",
    ).replace("aemia", "emia" if d.person.country == "US" else "aemia"))  # fmt: skip
    s.gap(4)
    s.para(
        one_of(
            d,
            "What I should like to know is how often you want bloods taken here and at what level you would transfuse; the county hospital used 80 g/L (8 g/dL).",
            "I would value your view on whether the injections can be given nearer home. I have not repeated the counts myself.",
            "Could the monthly blood tests be done with us? I have not taken any.",
        )
    )
    s.gap(10)
    s.para("Dr Philippa Rensburg")
    tale.gold(second, second, third, third, fifth)
    drugs(d, fourth, "folic acid", "omeprazole", "ramipril")
    never(d, fourth, "hydroxycarbamide", "hydroxyurea", "warfarin")
    for agent in ("co-trimoxazole", "sulfamethoxazole", "trimethoprim"):
        d.gold.trap("treatments", {"agent": agent, "status": "ongoing"}, "a bad reaction")
    relative(d, "breast_cancer", "acute_leukemia", "polycythemia_vera")
    absent(d, "asthma", "angina", "thalass", "polycyth")
    limit(d, ("hemoglobin", 8))


def clinic_letter_in_one_breath(d: Doc) -> None:
    """A consultant's letter of running prose: diagnosis, course and fitness stand in the middle of sentences; results are only alluded to."""
    who, on, how = d.person, d.on, form(d)
    tale, (h, _, her) = Tale(d, how, d.rng.random() < 0.6), she(d)
    t = tale.t
    opening = one_of(
        d,
        f"I met {title(d)} in clinic today. As you know {h} has {WHO[who.who][1]}, diagnosed in {month(who.diagnosed)}, alongside {t.illness[0]}.",
        f"It was good to see {title(d)} again, {who.age(on)} years old now, whose {_lower(d)} dates from {month(who.diagnosed)} and who also lives with {t.illness[0]}.",
        f"{title(d)} attended on {day(d, on, how)}. The diagnosis remains {_lower(d)} ({month(who.diagnosed)}). {h.capitalize()} has {t.illness[0]} as well.",
    )
    middle = one_of(
        d,
        f"{h.capitalize()} is bearing up well. There has been no infection and {h} has had no nosebleed. {tale.fitness()}",
        f"{tale.fitness()} {h.capitalize()} is a little breathless on hills but there is no angina and no ankle swelling.",
        f'In {her} own words {h} is "plodding on". {tale.fitness()} I could not feel the spleen and there were no enlarged nodes.',
    )
    options = one_of(
        d,
        f"{tale.refused()} {h.capitalize()} had read of lenalidomide on the internet; I explained that this is a drug for del(5q) and that it is not what I would advise. {tale.weighed()}"
        if t.first != "lenalidomide"
        else f"{tale.refused()} {h.capitalize()} had read of ivosidenib on the internet; I explained that this is for another genetic change. {tale.weighed()}",
        f"{tale.weighed()} {tale.refused()} The trial of magrolimab that {her} nephew had found has been closed, and {h} was never part of it.",
        f"{tale.refused()} We also spoke about ruxolitinib, which {her} neighbour takes for myelofibrosis and which has no place here. {tale.weighed()}",
    )
    end = one_of(
        d,
        f"The plan is simply to carry on with {t.now} and to look at the marrow again after the sixth cycle.",
        f"{h.capitalize()} will continue {t.now}. A marrow is planned after six cycles, and we shall stop only if that shows no benefit.",
    )
    body = (
        f"<div class=h><b>Department of Haematology</b><br>Castle Dene Infirmary</div><p>{day(d, on, how)}</p><p>Dear {one_of(d, 'Dr Appiah', 'Dr Trelawney', 'Sunita')},</p><p><b>{esc(subject(d, d.rng.randrange(3), how))}</b></p>".replace("Haematology", haem(d, "Haematology"))
        + "".join(f"<p>{esc(haem(d, x))}</p>" for x in (opening, f"{tale.past()} {tale.present()}", middle, options, end))
        + "<p>Yours sincerely,</p><p class=g>Dr Gethin Marchbanks<br>Consultant</p>"
    )  # fmt: skip
    css = "body{font:11pt/1.5 'Liberation Serif'}.h{text-align:right;margin-bottom:14pt}.g{margin-top:26pt}"
    page(d, body, css, "note", "other")
    diagnosis(d, 1, WHO[who.who][1] if "As you know" in opening else WHO[who.who][0])
    tale.gold(1, 1, 1, 1, 1)
    tale.w.illness(1)
    never(
        d, 1, *(a for a in ("lenalidomide", "ivosidenib", "magrolimab", "ruxolitinib") if a in options and a != t.first)
    )
    d.gold.trap("treatments", {"agent": t.now, "cycles": 6}, "a plan, not a count")
    absent(d, "angina", "myelofibrosis")
    relative(d, "myelofibrosis", "primary_myelofibrosis")


def stay_in_paragraphs(d: Doc) -> None:
    """A discharge summary told as a story: how it began, what was given and stopped in the ward, what was ruled out, what was left for later."""
    who, on, how = d.person, d.on, form(d)
    tale, (h, _, her), came = Tale(d, how, d.rng.random() < 0.5), she(d), later(d.on, -7)
    t = tale.t
    hb, plt = (
        say(d, "hemoglobin", "haemoglobin", TODAY),
        say(d, "platelets", one_of(d, "platelets", "platelet count"), TODAY),
    )
    low = say(d, "hemoglobin", "haemoglobin", 0.8)
    reason = one_of(
        d,
        f"{title(d)} ({who.age(on)}) was admitted on {day(d, came, how)} with fever and low neutrophils. {h.capitalize()} is known to have {_lower(d)}, diagnosed in {month(who.diagnosed)}, and {t.illness[0]}.",
        f"On {day(d, came, how)} we admitted {title(d)} because of a temperature of 38.6. The underlying illness is {WHO[who.who][1]}, {_lower(d)}, known since {month(who.diagnosed)}; {h} also has {t.illness[0]}.",
    )
    before = f"{tale.past()} {tale.present()} {one_of(d, 'The next cycle was put off by a week.', 'The last cycle had ended ten days earlier.')}"
    ward = one_of(
        d,
        "Piperacillin with tazobactam was given for five days and then stopped. Blood cultures stayed sterile. The chest film showed no pneumonia, and a CT scan excluded fungal infection, so that voriconazole, which had been considered, was not needed.",
        "We gave meropenem for six days. Vancomycin was held ready but not used. An echocardiogram showed no endocarditis and there was no evidence of pneumonia. Filgrastim was discussed and not given.",
    )
    blood = one_of(
        d,
        f"On arrival the {hb.label} was {amount(low)}. At discharge ({day(d, on, how)}) the {hb.label} was {amount(hb)} and the {plt.label} {amount(plt)}.",
        f"The {hb.label}, {amount(low)} on the day of admission, was {amount(hb)} on the day of discharge, {day(d, on, how)}, when the {plt.label} stood at {amount(plt)}.",
    )
    talk = one_of(d, f"{tale.refused()} {tale.weighed()}", f"{tale.weighed()} {tale.refused()}")
    state = one_of(
        d,
        f"{h.capitalize()} left us in good spirits. {tale.fitness()}",
        f"At discharge: {tale.fitness()} Afebrile for three days.",
    )
    todo = one_of(
        d,
        f"{h.capitalize()} goes home on aciclovir and posaconazole prophylaxis is not needed. Please check the count in one week. {her.capitalize()} son, who has haemophilia, asked to be tested as a donor; this is not planned.",
        "New tablets: aciclovir 400 mg. A viral swab is still pending. Deferasirox may be thought about once the ferritin exceeds 1000.",
    )
    paras = (
        ("Reason for admission", reason),
        ("Treatment before", before),
        ("Course", f"{ward} {blood}"),
        ("Discussion", talk),
        ("At discharge", f"{state} {todo}"),
    )
    run_on = d.rng.random() < 0.4
    body = (
        f"<table class=h><tr><td><b>Beaumaris District Hospital</b><br>Ward 6, medicine</td><td>{one_of(d, 'Discharge summary', 'Summary of the stay', 'Hospital discharge letter')}</td></tr></table><p>{esc(subject(d, d.rng.randrange(4), how))}</p><p>Admitted {day(d, came, how)}, discharged {day(d, on, how)}</p>"
        + "".join((f"<p>{esc(haem(d, b))}</p>" if run_on else f"<p><b>{a}:</b> {esc(haem(d, b))}</p>") for a, b in paras)
        + "<p class=g>Dr Elspeth Nwosu-Harding, ward physician</p>"
    )  # fmt: skip
    css = "body{font:10.5pt/1.42 'DejaVu Serif'}.h{width:100%;border:1pt solid #555;margin-bottom:8pt}.h td{padding:6pt}.g{margin-top:20pt}"
    sheet = page(d, body, css, "note", "other")
    diagnosis(d, 1, WHO[who.who][0])
    tale.gold(1, 1, 1, 1, 1)
    tale.w.illness(1)
    counted(d, [hb, plt], where_is(sheet, hb.text))
    d.lab(low, came, 1, flag=False, reference=False)
    condition(d, 1, "fever", "neutropenia", "neutropenic fever", "febrile neutropenia", "infection")
    absent(d, "pneumonia", "endocarditis", "fungal", "haemophilia", "hemophilia")
    drugs(
        d,
        1,
        "aciclovir",
        "acyclovir",
        "piperacillin",
        "tazobactam",
        "piperacillin / tazobactam",
        "meropenem",
        "vancomycin",
        "voriconazole",
        "posaconazole",
        "filgrastim",
    )
    for agent in ("voriconazole", "vancomycin", "filgrastim", "posaconazole", "deferasirox"):
        for status in ("ongoing", "completed", "stopped"):
            if agent in f"{ward} {todo}".casefold():
                d.gold.trap("treatments", {"agent": agent, "status": status}, "not given")
    for agent, kind in (("deferasirox", "chelation"),):
        d.treat(agent, kind, "considered", 1, may=True, any_status=["considered", "planned"])
    denied(d, 1, "pneumonia")
    limit(d, ("ferritin", 1000))
    d.also_dated = (came,)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f
    for f in (progress_told_at_length, family_doctor_refers, clinic_letter_in_one_breath, stay_in_paragraphs)
}
COUNTED = frozenset({"progress_told_at_length", "stay_in_paragraphs"})
"""Notes with counts of a later day than the diagnosis."""

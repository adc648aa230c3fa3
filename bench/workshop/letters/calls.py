# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""A second opinion, notes of the telephone, a referral for transplantation and a night in the emergency room."""

import datetime as dt
from typing import Any

from bench.workshop.days import later, long, month, sex
from bench.workshop.dress import LONG, Doc
from bench.workshop.letters.story import first, illness, no_graft, now, thought
from bench.workshop.letters.tell import (
    ANY,
    Act,
    Teller,
    denied,
    dx,
    ecog,
    ill,
    limit,
    maybe,
    name_of,
    never,
    other_disease,
    relative,
    short_of,
    transfused,
    trap,
    treat,
    us_day,
    ym,
)  # fmt: skip
from bench.workshop.letters.wordings import option, past, present, refused
from bench.workshop.markup import esc

TODAY = 0.93


def _blasts(value: float, day: str, day_printed: bool = True) -> Act:
    """Blasts of the marrow of a printed day."""
    fields = {"analyte": "blasts_marrow", "comparator": None, "value": value, "unit": "%", "collected": day}
    return lambda d, page: d.fact("labs", page, f"{value:g}%", may=not day_printed, **fields)


def _gene_by_the_way(d: Doc, page: int) -> None:
    """Genes named without their change: they may be told so."""
    for m in d.person.mutations:
        for day in (None, d.person.diagnosed.isoformat()):
            d.fact("variants", page, m.gene, may=True, gene=m.gene, hgvs_c=None, hgvs_p=None, vaf=None, collected=day)


def outside_slides_reread(d: Doc) -> None:
    """An academic second opinion: what the outside report said against the re-review of the same slides, today's counts against the outside ones, a discussion of what others would do."""
    tl, who, on = Teller(d), d.person, d.on
    t, he, day = tl.t, tl.he, who.diagnosed
    blasts = who.counts["blasts_marrow"]
    outside = blasts + 3 if blasts + 3 < 20 else blasts - 3
    outside_acts: list[Act] = [
        _blasts(outside, day.isoformat(), False),
        lambda d, _p: d.gold.trap(
            "labs",
            {"analyte": "blasts_marrow", "value": outside, "collected": on.isoformat()},
            "an outside count of the first marrow",
        ),
    ]
    cbc, labs = tl.counts("us", "leukocytes hemoglobin platelets neutrophils", on, TODAY, ", and ")
    old, before = tl.vague("us", "hemoglobin platelets", 0.88, ym(later(on, -21)), later(on, -21).isoformat())
    genes = ", ".join(m.gene for m in who.mutations)
    mol = (tl.pick(f"The outside sequencing report lists alterations of {genes}; I have not seen the raw data.", f"By outside next-generation sequencing there are mutations in {genes}.") if genes
           else "Outside next-generation sequencing was reported as showing nothing of note.")  # fmt: skip
    body = (
        f"<div class=h>Wrenfield University Cancer Institute</div><p class=c>Myeloid Malignancies Program &nbsp;|&nbsp; Second Opinion Consultation</p><p>{us_day(on)}</p><p>Peter A. Gundersen, MD<br>Three Forks Hematology Associates</p><p>RE: <b>{who.name}</b> &nbsp; DOB {us_day(who.born)} &nbsp; {sex(d)} &nbsp; WUCI # {who.ids[0]}</p><p>Dear Pete:</p><p>"
        + tl.say(f"Thank you for the opportunity to meet {he['name']}, a delightful {who.age(on)}-year-old {he['man']} who came with {he['his']} {'husband' if who.sex == 'F' else 'wife'} and a well-organized binder. {he['He']} seeks an opinion about {name_of(d)}.", dx(name_of(d))) + "</p><p>"
        + tl.say(f"The story begins in {month(later(day, -60))}, when a routine count before cataract surgery was abnormal. A bone marrow examination was done at your hospital on {us_day(day)}.", ill("cataract", may=True), treat("cataract surgery", "surgery", "completed", may=True, any_status=ANY)) + " "
        + tl.say(f"The outside report describes blasts of {outside:g}%.", *outside_acts) + " "
        + tl.say(f"Our hematopathologist, Dr. Ferreira-Lund, has re-reviewed the same slides of {us_day(day)}, counted 500 cells, and places the marrow blasts at {blasts:g}%; this is the figure that I would use.", _blasts(blasts, day.isoformat())) + " "
        + tl.say(f"With the outside karyotype and counts, the IPSS-R comes out as {who.ipssr.lower()} risk by our own calculation.", lambda d, p: d.fact("stages", p, "IPSS-R", system="IPSS-R", category=who.ipssr.lower())) + " " + tl.say(mol, _gene_by_the_way) + "</p><p>"
        + tl.say(*past(tl)) + " " + tl.say(*present(tl, us_day)) + " "
        + tl.say(f"Three weeks ago, by your records, {he['he']} had {old}.", before) + " "
        + tl.say(f"In our laboratory today {he['he']} has {cbc}.", labs) + "</p><p>"
        + tl.say(f"Past history is notable for {t.illness[0]}. {he['He']} has never received radiation or chemotherapy for another tumor. There is no family history of leukemia; a nephew has Diamond-Blackfan anemia.", illness(tl), denied("leukemia"), never("chemotherapy", "radiation", "radiation therapy", "radiotherapy", why="never had"), relative("aml", "leukemia")) + " "
        + tl.say(f"{he['He']} works part-time in a hardware store. I would call the ECOG performance status {t.ecog}.", ecog()) + "</p><p><b>Impression and advice.</b> "
        + tl.say(f"I agree with your management. I would give at least six cycles of {t.now} before passing judgment.", lambda d, _p: d.gold.trap("treatments", {"agent": t.now, "cycles": 6}, "advice")) + " "
        + tl.say(*refused(tl)) + " "
        + tl.say(*option(tl)) + " "
        + tl.say("Others would add venetoclax in a trial, and in Europe oral decitabine/cedazuridine is sometimes used." if t.considered != "venetoclax" and t.now != "decitabine" else "Others would enroll in a trial of sabatolimab, which we do not have open.",
                 never("cedazuridine", "decitabine/cedazuridine", "venetoclax", "decitabine", "decitabine and cedazuridine", why="what others would do") if t.considered != "venetoclax" and t.now != "decitabine" else never("sabatolimab", why="a trial not open")) + " "
        + tl.say("Patients with an IDH2 mutation may receive enasidenib, but that does not apply here." if "IDH2" not in genes else "TP53 status should be repeated at progression.", never("enasidenib", why="does not apply") if "IDH2" not in genes else [], lambda d, _p: None if "IDH2" in genes else d.gold.trap("variants", {"gene": "IDH2"}, "other patients'")) + "</p>"
        "<p>As to supportive care, I have no quarrel with your practice. I would keep a low threshold for evaluating any fever in the first two cycles, would vaccinate with the inactivated vaccines only, and would hold the dental work until the neutrophils have recovered. "
        "Dose delays of a week for counts alone are common with this class of drug and are not failure; I would rather see the interval stretched to five weeks than the dose cut. Insurance will ask for the marrow after the sixth cycle, and we are happy to process it here if your pathologists prefer.</p>"
        "<p>It was a pleasure. I have not arranged to see the patient again but would be glad to.</p><p>Sincerely,</p><p class=g>Rosalind H. Ekwueme-Strand, MD, PhD<br>Professor of Medicine</p><p class=s>70 minutes were spent on this encounter, including review of 212 pages of outside records.</p>"
    )  # fmt: skip
    css = (
        "@page{size:letter;margin:.9in 1in;@bottom-center{content:'"
        + who.ids[0]
        + " - ' counter(page);font:8pt 'Liberation Serif'}}body{font:12.5pt 'Liberation Serif';line-height:1.5}.h{font-size:15pt;color:#5b1a4a}.c{font-size:9.5pt;border-bottom:.6pt solid #5b1a4a;padding-bottom:4pt}.g{margin-top:20pt}.s{font-size:8.5pt}"
    )
    tl.press(body, css, "note", "other")
    d.also_dated = (day,)


def _entry(day: dt.date, time: str, title: str, text: str) -> str:
    """One call in its box."""
    return f"<div class=e><b>{us_day(day)} {time} &mdash; {title}</b><p>{text}</p></div>"


def phone_notes(d: Doc) -> None:
    """Three telephone notes on one page, nurse, daughter and doctor: counts read out over the telephone, a refill, an earlier call whose value is corrected in the last."""
    tl, who, on = Teller(d), d.person, d.on
    t, he = tl.t, tl.he
    days = (later(on, -16), later(on, -15), on)
    older, labs0 = tl.counts("terse", "hemoglobin platelets", days[0], 0.81)
    cbc, labs = tl.counts("terse", "leukocytes hemoglobin platelets neutrophils", on, TODAY, ", ")
    child = "daughter"
    why = "for toxicity" if t.why == "toxicity" else "for progression"
    body = (
        f"<div class=h>TELEPHONE ENCOUNTERS</div><p>Juniper Ridge Hematology-Oncology &nbsp; printed {us_day(on)}<br><b>{who.name}</b> &nbsp; {sex(d)} &nbsp; born {us_day(who.born)} &nbsp; chart {who.ids[0]}</p><p>Reason for all calls: "
        + tl.say(f"{short_of(d)}, on {t.now} since {us_day(t.now_from)}.", dx(short_of(d)), now(tl, whole=True)) + "</p>"
        + _entry(days[0], "9:12 AM", "Call to patient, Nora Blessing-Quade RN", tl.say(f"Called pt with results of CBC drawn today: {older}.", labs0) + " "
                + tl.say(f"Pt reports bruising on forearms, no nosebleeds, no fever. Denies chest pain. Has been taking ibuprofen for knee; told to stop. {he['He']} asks if {he['he']} should start {t.considered} that {he['his']} neighbor gets; told this could be considered later but not now.", maybe("ibuprofen"), thought(tl)) + " "
                + tl.say("Will discuss transfusion with MD.", transfused("transfusion"), ill("bruising", may=True)))
        + _entry(days[1], "4:40 PM", "Return call from " + child, tl.say(f"{child.capitalize()} (on HIPAA form) called back. She herself has iron deficiency and had hgb 9.1 last week. Confirms pt will come Thursday for 2 units PRBC, first ones since {LONG[later(on, -80).month - 1]}. Refill of levothyroxine to go through PCP.", relative("iron_deficiency", "iron_deficiency_anemia"), maybe("levothyroxine"), ill("hypothyroidism", may=True), limit("hemoglobin", 9.1), denied("iron deficiency"))
                + " " + tl.say(f"Asked what pt was on before: chart reviewed, {t.first} {month(t.first_from)} through {month(t.first_to)}, stopped {why}.", first(tl, stop_reason=t.why)))
        + _entry(days[2], "11:25 AM", "Dr. Leopold Brightwater", tl.say(f"Spoke with {who.first} {who.last} by phone for 11 minutes. Today's labs: {cbc}.", labs) + " "
                + tl.say(tl.pick(f"{he['He']} has finished cycle {t.cycles} of {t.now} and feels all right; up and about, I would say ECOG {t.ecog}.", f"Cycle {t.cycles} of {t.now} is behind {he['him']}. Doing {he['his']} own shopping. ECOG {t.ecog}."), now(tl, whole=True), ecog()) + " "
                + tl.say(*refused(tl)) + " "
                + tl.say(f"{t.illness[0].capitalize()} is stable on current meds.", illness(tl)) + " "
                + tl.say(f"Plan: no transfusion today; call if temp 100.4 or above. If hgb drops below 7 we will bring {he['him']} in. Start of next cycle as scheduled. Will hold off on a growth factor; romiplostim was mentioned by the pharmacy but I do not plan to use it.", limit("hemoglobin", 7.0), never("romiplostim", why="not planned")))
        + "<p class=s>No charge for these encounters. Messages older than 30 days are archived.</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.75in}body{font:10.5pt 'DejaVu Sans Condensed','DejaVu Sans';line-height:1.25}.h{font-size:14pt;font-weight:bold;letter-spacing:1pt}.e{border:.6pt solid #888;padding:6pt 9pt;margin:9pt 0}.e p{margin:4pt 0 0}.s{font-size:8.5pt}"
    tl.press(body, css, "note", "other")
    d.also_dated = days[:2]


def before_transplant(d: Doc) -> None:
    """A community oncologist's dictated referral for transplant evaluation: what was given first, what was tried and given up between, what is planned; Karnofsky; donors in words."""
    tl, who, on = Teller(d), d.person, d.on
    t, he = tl.t, tl.he
    kps = {0: 90, 1: 80, 2: 60}[t.ecog]
    cbc, labs = tl.counts("us", "hemoglobin platelets neutrophils creatinine", on, TODAY, ", and ")
    allergy: tuple[Any, ...] = ("I would avoid sulfa drugs; there is an old allergy.",)
    if t.first != "lenalidomide":
        barred = [{"agent": a, "status": x} for a in ("lenalidomide", "thalidomide") for x in ("ongoing", "planned")]
        allergy = (
            "Lenalidomide is out because of a rash from thalidomide years ago, in a myeloma workup that turned out to be nothing; I would honor that as an allergy.",
            trap("treatments", "an allergy", *barred), maybe("thalidomide", kind="systemic"), other_disease("multiple_myeloma", "myeloma"),
            treat("lenalidomide", "systemic", "considered", may=True, any_status=["considered", "declined"]),
            lambda d, p: d.fact("not_given", p, "Lenalidomide", may=True, agent="lenalidomide"),
        )  # fmt: skip
    body = (
        f"<p class=r>COTTONWOOD BASIN CANCER CARE<br>Dictated letter</p><p>{us_day(on)}</p><p>Blood and Marrow Transplant Program<br>Attention: New patient coordinator</p><p>PATIENT: {who.first.upper()} {esc(who.last.upper())}<br>DATE OF BIRTH: {us_day(who.born)}<br>SEX: {sex(d).upper()}<br>OUR NUMBER: {who.ids[0]}</p><p>To my colleagues:</p><p>"
        + tl.say(f"I am sending {who.first} {who.last} for consideration of an allogeneic transplant. {he['He']} is a {who.age(on)}-year-old rancher with {name_of(d)}, which I diagnosed by marrow on {us_day(who.diagnosed)}.", dx(name_of(d))) + " "
        + tl.say(f"At that time the IPSS-R was {who.ipssr.lower()} and the IPSS-M was {who.ipssm.lower()}.", lambda d, p: d.fact("stages", p, "IPSS-R", system="IPSS-R", category=who.ipssr.lower()), lambda d, p: d.fact("stages", p, "IPSS-M", system="IPSS-M", category=who.ipssm.lower())) + "</p><p>"
        + tl.say(*past(tl)) + " "
        + tl.say(f"Danazol was tried for all of three weeks in {month(later(t.first_to, 3))} and quit because {he['he']} could not stand the cramps.", treat("danazol", "other", "stopped", may=True, any_status=["stopped", "completed"]), lambda d, _p: d.gold.trap("treatments", {"agent": "danazol", "status": "ongoing"}, "given up")) + " "
        + tl.say(*present(tl, us_day)) + " "
        + tl.say(f"{he['He']} is in stable disease, and the drug is kept up as a bridge.") + "</p><p>"
        + tl.say(f"Over the past 8 weeks {he['he']} received {t.units} units of packed red blood cells. Platelets have not been given.", transfused(f"{t.units} units", units=t.units)) + " "
        + tl.say(f"Labs from this morning: {cbc}.", labs) + " "
        + tl.say(f"{he['His']} other medical problem is {t.illness[0]}. {he['He']} has no history of hepatitis, no coronary disease, and the pulmonary function tests ordered by your office are pending.", illness(tl), denied("hepatitis", "coronary disease", "coronary artery disease"), ill("cramps", may=True), ill("rash", may=True)) + " "
        + tl.say(f"Karnofsky is {kps} percent.", ecog(kps, "KPS")) + "</p><p>"
        + tl.say(f"As to donors, {he['he']} has a sister of 66 who had thyroid cancer treated with radioiodine, and two healthy sons. HLA typing has been drawn on everyone and is not back.", relative("thyroid_cancer"), lambda d, _p: d.gold.trap("treatments", {"agent": "radioiodine"}, "the sister's")) + " "
        + tl.say(f"After some hesitation {he['he']} now wants to go ahead, and the plan is for an allogeneic transplant this {tl.pick('summer', 'winter', 'year')} if you agree.",
                 treat("allogeneic_hct", "transplant", "planned", any_status=["planned", "considered"]), lambda d, _p: d.gold.trap("treatments", {"agent": "allogeneic_hct", "status": "completed"}, "only planned")) + " "
        + tl.say(f"I have told {he['him']} that conditioning with fludarabine and busulfan is the usual thing and that you will decide. If you turn {he['him']} down, I would consider {t.considered}.", never("fludarabine", "busulfan", why="conditioning spoken of"), thought(tl)) + " "
        + tl.say(*allergy) + "</p>"
        "<p>Slides, the chromosome report and the sequencing report are coming by courier. Call me on my cell with any questions.</p><p>Sincerely,</p><p class=g>Wade T. Hollenbeck, MD</p><p class=s>WTH/kl &nbsp; Dictated not read.</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:1in}body{font:11pt 'Liberation Mono','Liberation Serif';font-size:10pt;line-height:1.3}.r{text-align:center}.g{margin-top:22pt}.s{font-size:9pt}"
    tl.press(body, css, "note", "other")


def emergency_story(d: Doc) -> None:
    """An emergency department's narrative with scribe: history as told, results of the night with units, what was held back, a consult by telephone."""
    tl, who, on = Teller(d), d.person, d.on
    t, he = tl.t, tl.he
    cbc, labs = tl.counts("of", "hemoglobin leukocytes neutrophils platelets creatinine", on, TODAY)
    old, before = tl.vague("uk", "hemoglobin", 1.07, ym(later(on, -13)), later(on, -13).isoformat())
    body = (
        f"<table class=h><tr><td><b>ST FINBARR'S REGIONAL HOSPITAL</b><br>Emergency Department clinical note</td><td><b>{esc(who.last.upper())}, {who.first}</b><br>DOB {long(who.born)} &nbsp; {sex(d)}<br>MRN {who.ids[0]}</td></tr></table><p>Date of attendance {long(on)}, 02:35. Triage category 3. Seen by Dr E. Mulqueen (SHO), discussed with Dr Ashgrove (consultant).</p><p><b>Presenting complaint.</b> Nosebleed for four hours.</p><p><b>History.</b> "
        + tl.say(f"{who.age(on)} year old {he['man']} brought in by {he['his']} son with epistaxis from the left side, slowing on arrival. Known to haematology with {name_of(d)} (diagnosed {month(who.diagnosed)}).", dx(name_of(d))) + " "
        + tl.say(tl.pick(f"Per the son, {he['he']} \"had something else before this\"; the rest is from the last clinic letter.", "The son cannot name the drugs; what follows is from the last clinic letter.")) + " "
        + tl.say(*past(tl)) + " " + tl.say(*present(tl, long)) + " "
        + tl.say(f"The same letter from about two weeks ago quotes {old}.", before) + " "
        + tl.say("Gets blood now and again, last time about three weeks ago, two bags, he thinks. No anticoagulants. Not on aspirin.", transfused("Gets blood"), never("aspirin", "acetylsalicylic_acid", why="not taken")) + "</p><p><b>Background.</b> "
        + tl.say(f"{t.illness[0].capitalize()}. Appendicectomy as a child. No history of liver disease, peptic ulcer or stroke. NKDA.", illness(tl), denied("liver disease", "peptic ulcer", "stroke"), treat("appendicectomy", "surgery", "completed", may=True), ill("appendicectomy", may=True), ill("appendectomy", may=True)) + " "
        + tl.say(f"Family: the son has haemochromatosis and is venesected; {he['his']} late {'husband' if who.sex == 'F' else 'wife'} had leukaemia.", relative("hemochromatosis", "leukemia", "aml"), denied("haemochromatosis", "hemochromatosis"), trap("treatments", "the son's", {"agent": "venesection"}, {"agent": "phlebotomy"})) + "</p><p><b>Examination.</b> "
        + tl.say(f"Afebrile, pulse 96, BP 118/70, saturations 97% on air. Petechiae on both shins. No active bleeding after ten minutes of pressure. Mobilises independently at baseline (ECOG {t.ecog}).", ecog(), ill("epistaxis", may=True), ill("nosebleed", may=True), ill("petechiae", may=True)) + "</p><p><b>Investigations.</b> "
        + tl.say(f"Bloods at 02:50 show {cbc}.", labs) + " " + tl.say("INR 1.0. Group and save sent; crossmatch not requested.") + "</p><p><b>Discussion.</b> "
        + tl.say("Phoned the haematology registrar on call: one pool of platelets if the bleeding restarts or the count is below 10, otherwise none.", limit("platelets", 10.0)) + " "
        + tl.say("Nasal packing prepared but not needed. Tranexamic acid mouthwash given to take home. Antibiotics considered and not started as no fever.", maybe("tranexamic acid", "tranexamic_acid")) + " "
        + tl.say(f"{he['He']} mentions that {he['he']} turned down an allogeneic transplant last year and that {t.considered} is being considered for later.", no_graft(tl), thought(tl)) + "</p><p><b>Disposition.</b> "
        + tl.say(f"Home with {he['his']} son at 06:20. Day ward to ring later today about {he['his']} next cycle. Return if bleeding lasts more than 20 minutes or temperature above 38.") + "</p><p class=s>Scribed by M. Tierney for Dr E. Mulqueen. Times are those of the department's clock.</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:17mm 19mm}body{font:10.5pt 'Liberation Sans';line-height:1.33}.h{width:100%;border:1pt solid}.h td{padding:5pt}.h td:last-child{border-left:.6pt solid;width:42%}.s{font-size:8.5pt;border-top:.5pt solid;margin-top:12pt}"
    tl.press(body, css, "note", "other")

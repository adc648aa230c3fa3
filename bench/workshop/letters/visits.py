# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Letters and visits told by a registrar, a consultant in rooms, a nurse practitioner, a ward and a board."""

from bench.workshop.days import later, long, month, sex, spaced
from bench.workshop.dress import LONG, Doc
from bench.workshop.letters.story import first, illness, no_graft, now, number, thought
from bench.workshop.letters.tell import (
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
    treat,
    us_day,
    ym,
)  # fmt: skip
from bench.workshop.letters.wordings import option, past, present, refused
from bench.workshop.markup import esc
from bench.workshop.people import WHO

TODAY = 0.93


def registrar_to_gp(d: Doc) -> None:
    """A UK registrar's clinic letter, all in paragraphs: counts without units, last clinic's counts beside today's, plans that hang on conditions."""
    tl, who, on = Teller(d), d.person, d.on
    t, he = tl.t, tl.he
    cbc, labs = tl.counts("uk", "hemoglobin leukocytes neutrophils platelets", on, TODAY)
    old, before = tl.vague("uk", "hemoglobin platelets", 0.86, ym(later(on, -28)))
    ps = tl.pick(f"performance status {t.ecog}", f"WHO performance status {t.ecog}", f"PS {t.ecog}")
    parts = [
        tl.say(
            tl.pick(
                f"I saw {he['name']} in the haematology clinic today with {he['his']} {'husband' if who.sex == 'F' else 'wife'}. ",
                f"Thank you for continuing to look after {he['name']}, whom I reviewed on behalf of Dr Hallworth this morning. ",
            )
            + f"{he['He']} is {who.age(on)} and has {name_of(d)}, diagnosed in {month(who.diagnosed)} when {he['he']} presented with breathlessness.",
            dx(name_of(d)),
        ),
        tl.say(*past(tl)),
        tl.say(*present(tl, long)),
        tl.say(
            tl.pick(
                "The last of these was delayed by a week for a chest infection, treated by yourselves with doxycycline.",
                "Injections were put off for a week at one point by a chest infection, for which you gave doxycycline.",
            ),
            maybe("doxycycline"),
            ill("chest infection", may=True),
        ),
        tl.say(
            tl.pick(
                "Symptomatically things are much the same; the breathlessness comes on at the second flight. ",
                "On direct questioning there is little to report beyond tiredness in the week of injections. ",
                "The main complaint is of constipation, for which senna has been enough. ",
            )
            + f"{he['He']} has had no fevers, night sweats or bleeding, and is managing the stairs ({ps}). There is no history of angina or of stroke.",
            ecog(),
            denied("angina", "stroke"),
            maybe("senna"),
            ill("constipation", may=True),
        ),
        tl.say(f"Bloods today show {cbc}.", labs),
        tl.say(f"When {he['he']} was last seen, in {LONG[later(on, -28).month - 1]}, they were {old}.", before),
        tl.say(
            "We would aim to transfuse below 75 g/L, "
            + (
                "which has not been necessary since the spring."
                if who.counts["hemoglobin"] > 9
                else "and this has been necessary on and off."
            ),
            limit("hemoglobin", 7.5),
            transfused("transfuse"),
        ),
        tl.say(
            f"{he['His']} only other problem is {t.illness[0]}; your list shows ramipril and, until we asked you to stop it, aspirin.",
            illness(tl),
            maybe("ramipril", "aspirin", "acetylsalicylic_acid"),
        ),
        tl.say(
            f"You kindly asked whether {he['his']} daughter should be tested, since {he['his']} brother died of acute myeloid leukaemia at the age of 70. We do not think so at present.",
            relative("aml"),
        ),
        tl.say(*refused(tl)),
        tl.say(*option(tl)),
        tl.say(
            f"The plan is therefore to carry on, with a repeat marrow after cycle six. I should be grateful if you would not prescribe trimethoprim, to which {he['he']} is allergic.",
            lambda d, _p: d.gold.trap("treatments", {"agent": "trimethoprim"}, "an allergy"),
            lambda d, _p: d.gold.trap("treatments", {"agent": t.now, "cycles": 6}, "a plan"),
        ),
    ]
    paras = "".join(f"<p>{' '.join(parts[a:b])}</p>" for a, b in ((0, 4), (4, 8), (8, 10), (10, 13)))
    body = (
        f"<div class=h>Calderwick and Ashby Hospitals NHS Foundation Trust<br><span>Department of Clinical Haematology &middot; Level 2, East Wing</span></div><p class=r>Clinic date: {long(on)}<br>Dictated: {long(on)}<br>Typed: {long(later(on, 3))}<br>Hospital no: {who.ids[0]}</p>"
        f"<p>Dr S Fennimore<br>Market Street Surgery<br>Ashby</p><p>Dear Dr Fennimore</p><p><b>{he['title']} {who.first} {esc(who.last)} &nbsp; Date of birth: {long(who.born)} &nbsp; {sex(d)}</b><br>14 Orchard Rise, Ashby</p>"
        f"{paras}<p>Kind regards</p><p>Yours sincerely<br><i>Dictated and electronically approved, not signed to avoid delay</i></p><p><b>Dr Imogen Tallantire</b><br>Specialty Registrar to Dr R Hallworth, Consultant Haematologist</p><p class=s>cc: patient</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:22mm 24mm}body{font:11pt 'Liberation Sans';line-height:1.3}.h{font-weight:bold;font-size:12pt;color:#003a70;text-align:right}.h span{font-weight:normal;font-size:9pt}.r{font-size:9.5pt;text-align:right}.s{font-size:9pt}"
    tl.press(body, css, "note", "other")
    d.also_dated = (later(on, 3),)


def rooms_letter(d: Doc) -> None:
    """An Australian haematologist's consult letter from private rooms: the story in long sentences, counts with their units, iron chelation given up, a trial spoken of."""
    tl, who, on = Teller(d), d.person, d.on
    t, he = tl.t, tl.he
    cbc, labs = tl.counts("of", "hemoglobin platelets neutrophils", on, TODAY)
    fer, iron = tl.value("of", "ferritin", on)
    dfx = (later(t.first_to, 12), later(t.first_to, 50))
    parts = [
        tl.say(
            tl.pick("Many thanks for asking me to take over the care of ", "Thank you for referring ")
            + f"{who.first}, a {who.age(on)} year old retired {tl.pick('wool classer', 'school principal', 'ferry master', 'bookkeeper')} who has moved up the coast to be nearer family. "
            + f"{he['He']} carries a diagnosis of {name_of(d)}, made on a marrow in {month(who.diagnosed)} at Port Harwood.",
            dx(name_of(d)),
        ),
        tl.say(*past(tl)),
        tl.say(*present(tl, long)),
        tl.say(
            f"Deferasirox was begun in {month(dfx[0])} but had to be withdrawn in {month(dfx[1])} because of toxicity, the creatinine having risen by half; nobody has returned to it.",
            treat(
                "deferasirox",
                "chelation",
                "stopped",
                started=ym(dfx[0]),
                ended=ym(dfx[1]),
                stop_reason="toxicity",
                any_status=["stopped", "completed"],
            ),
        ),
        tl.say(
            f"{he['He']} requires two units of packed cells roughly every month and I would regard {he['him']} as transfusion dependent.",
            transfused("transfusion dependent", dependent=True),
        )
        if who.counts["hemoglobin"] < 10
        else tl.say(
            f"{he['He']} has needed the odd bag of packed cells around infections.", transfused("packed cells")
        ),
        tl.say(
            f"There is a background of {t.illness[0]} and of a hip replacement in 2016; {he['he']} has never smoked.",
            illness(tl),
            ill("hip", may=True),
            treat("hip replacement", "surgery", "completed", may=True, any_status=["completed", "stopped", "ongoing"]),
        ),
        tl.say(
            f"Of note {he['his']} sister had breast cancer and was given an anthracycline, and a maternal uncle had polycythaemia.",
            relative("breast_cancer", "polycythemia_vera"),
            lambda d, _p: d.gold.trap("treatments", {"agent": "doxorubicin"}, "the sister's"),
        ),
        tl.say(f"On examination {he['he']} looked well, ECOG {t.ecog}, with no splenomegaly and no bruising.", ecog()),
        tl.say(
            f"Blood taken in these rooms this morning gave {cbc}, with {fer}; the film was said to show hypogranular neutrophils and no circulating blasts.",
            labs,
            iron,
            lambda d, p: d.fact(
                "labs",
                p,
                "no circulating blasts",
                may=True,
                analyte="blasts_blood",
                comparator=None,
                value=0.0,
                unit="%",
                collected=on.isoformat(),
            ),
        ),
        tl.say(*refused(tl)),
        tl.say(f"I would be inclined to press on with {t.now}."),
        tl.say(*option(tl)),
        tl.say(
            f"{who.first} had read about a study of magrolimab; that study has closed, and I said so. ATG and ciclosporin have no part in this.",
            never("magrolimab", "anti_thymocyte_globulin", "ciclosporin", why="spoken of only"),
        ),
        tl.say("For the record, I do not believe this is CMML.", other_disease("cmml")),
    ]
    paras = "".join(f"<p>{' '.join(parts[a:b])}</p>" for a, b in ((0, 5), (5, 9), (9, 14)))
    body = (
        f"<div class=h>DR PRUDENCE AVERILL-KEOGH<br><small>MBBS (Hons) FRACP FRCPA &middot; Clinical and Laboratory Haematologist<br>Suite 9, Headland Specialist Centre, Toomarra Bay</small></div><p>{long(on)}</p><p>Dr Lachlan Stavridis<br>Toomarra Family Practice</p><p>Dear Lachlan,</p>"
        f"<p><b>RE: {who.name}, DOB {long(who.born)}, {sex(d).lower()}, our ref {who.ids[0]}</b></p>{paras}<p>I will see {he['him']} again in six weeks and am happy to share the bloods with you.</p><p>Warm regards,</p><p class=g>Prue Averill-Keogh</p><p class=s>This letter was prepared with voice recognition software; please forgive errors of transcription.</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:24mm 26mm}body{font:11.5pt 'Liberation Serif';line-height:1.32}.h{text-align:center;letter-spacing:.5pt;border-bottom:.7pt solid #555;padding-bottom:5pt;margin-bottom:10pt}.s{font-size:8.5pt;font-style:italic}.g{margin-top:18pt}"
    tl.press(body, css, "note", "other")


def copied_forward_visit(d: Doc) -> None:
    """A nurse practitioner's progress note: an HPI grown over visits, each paragraph with its date, the oldest no longer true; today's counts in one line."""
    tl, who, on = Teller(d), d.person, d.on
    t, he = tl.t, tl.he
    cbc, labs = tl.counts("us", "leukocytes hemoglobin platelets neutrophils", on, TODAY, ", and ")
    before, ago = later(on, -28), later(on, -63)
    one, was = tl.vague("us", "hemoglobin platelets", 0.84, before.isoformat(), ym(before))
    units = t.units
    opening = f"{who.first} {who.last} is a {who.age(on)}-year-old {he['man']} followed here for {name_of(d)}, diagnosed {us_day(who.diagnosed)}."
    hpi = " ".join((tl.say(opening, dx(name_of(d))), tl.say(*past(tl)), tl.say(*present(tl, us_day))))
    copied = (
        tl.say(
            f"[{us_day(ago)}, copied forward] Pt seen after ER visit for nosebleed. ECOG 3 at that time per ER. Discussed starting eltrombopag; insurance denied. Daughter asks about hospice.",
            never("eltrombopag", why="denied by the insurer"),
        ),
        tl.say(
            f"[{us_day(before)}, copied forward] Tired, one fall, no head strike. CBC that day: {one}. Given 2 units.",
            was,
            ill("fall", may=True),
            ill("nosebleed", may=True),
            ill("epistaxis", may=True),
        ),
    )
    body = (
        f"<div class=h><b>Prairie Crossing Oncology &amp; Hematology, P.C.</b><br>Progress Note &mdash; Established Patient</div><p>Patient: <b>{esc(who.last)}, {who.first}</b> &nbsp; DOB: {us_day(who.born)} &nbsp; Sex: {sex(d)} &nbsp; MRN: {who.ids[0]}<br>Date of service: {us_day(on)} &nbsp; Seen by: Tamsin Oyelaran, APRN, AOCNP (supervising: G. Wexler-Boone, MD)</p>"
        f"<h4>HPI</h4><p>{hpi}</p><p class=c>{copied[0]}</p><p class=c>{copied[1]}</p>"
        "<h4>Interval history</h4><p>"
        + tl.say(f"Since the last visit {he['he']} has felt better. {he['He']} completed cycle {t.cycles} last week. No fevers, chills or mucosal bleeding. {he['He']} required {units} units of packed red cells over the past 8 weeks and no platelets.", transfused(f"{units} units", units=units))
        + "</p><h4>PMH / Social / Family</h4><p>"
        + tl.say(f"{t.illness[0].capitalize()}. Denies CAD and COPD. Quit smoking in 1988. Father died of lung cancer; sister with ITP. Allergies: penicillin (anaphylaxis). Lenalidomide was taken off the allergy list today; it was entered in error and the patient never had it." if t.first != "lenalidomide" else f"{t.illness[0].capitalize()}. Denies CAD and COPD. Quit smoking in 1988. Father died of lung cancer; sister with ITP. Allergies: penicillin (anaphylaxis).",
                 illness(tl), denied("CAD", "COPD", "ITP"), relative("lung_cancer", "itp"), lambda d, _p: d.gold.trap("treatments", {"agent": "penicillin"}, "an allergy"))
        + "</p><h4>Medications</h4><p>"
        + tl.say(
            "Atorvastatin 20 mg nightly, allopurinol 300 mg daily, acyclovir 400 mg twice daily, ondansetron as needed before injections. "
            + tl.pick("Not taking iron.", "Stopped the multivitamin on her own." if who.sex == "F" else "Stopped the multivitamin on his own."),
            maybe("atorvastatin", "allopurinol", "acyclovir", "aciclovir", "ondansetron", "iron", "multivitamin"),
            lambda d, p: d.fact("not_given", p, "iron", may=True, agent="iron"),
        )
        + "</p><h4>ROS</h4><p>"
        + tl.say(
            tl.pick(
                "Constitutional: tired in the afternoons, weight steady. HEENT: no mouth sores. Respiratory: short of breath on one flight, no cough. GI: constipation for two days after each injection week, no melena. GU: negative. Skin: injection-site redness, fading. Neuro: no headaches, no numbness. Psych: sleeping well.",
                "Fatigue unchanged. No sore throat, cough, dysuria, diarrhea or rash. Appetite good. Gums bled once when flossing. Feet swell by evening. No new lumps. The remainder of a ten-point review was negative.",
            ),
            ill("fatigue", may=True), ill("constipation", may=True), ill("injection", may=True), ill("edema", may=True),
        )
        + "</p><h4>Exam</h4><p>" + tl.say(f"BP 128/74, pulse 82, temp 98.1 F, weight 71.2 kg, room-air saturation 97%. Ambulatory, in no distress. ECOG {t.ecog} today. Conjunctivae pale. Oropharynx clear. Lungs clear. Heart regular. Abdomen soft, spleen tip not felt. Trace ankle edema. Two resolving bruises on the left forearm. No petechiae.", ecog())
        + "</p><h4>Data</h4><p>" + tl.say(f"Labs drawn today: {cbc}.", labs) + "</p><h4>Assessment / Plan</h4><p>"
        + tl.say(f"{short_of(d)}, on {t.now}, tolerating. Continue; next cycle to begin Monday. Hold for ANC below 500 with fever.", limit("neutrophils", 0.5))
        + " " + tl.say(*refused(tl)) + " "
        + tl.say(*option(tl)) + " "
        + tl.say("Transfuse for hemoglobin below 7 or symptoms. Allopurinol and acyclovir refilled.", limit("hemoglobin", 7.0), maybe("allopurinol", "acyclovir", "aciclovir"))
        + f"</p><p class=s>Electronically signed by Tamsin Oyelaran, APRN, {us_day(on)}, 4:52 PM. Bracketed text was copied from earlier notes for reference and may be outdated.</p>"
    )  # fmt: skip
    if t.first != "lenalidomide":
        d.gold.trap("treatments", {"agent": "lenalidomide"}, "named under allergies, never given")
        d.fact("not_given", 1, "Lenalidomide", may=True, agent="lenalidomide")
    css = "@page{size:letter;margin:.8in}body{font:11.5pt 'Liberation Sans';line-height:1.3}.h{border-bottom:2pt solid #5a7d2a;padding-bottom:4pt}.c{margin-left:14pt;color:#444}h4{font-size:10.5pt;text-decoration:underline}.s{font-size:8.5pt;margin-top:10pt}"
    tl.press(body, css, "note", "other")
    d.gold.trap("labs", {"analyte": "neutrophils", "value": 500.0}, "threshold")
    d.also_dated = (before, ago)


def stay_told(d: Doc) -> None:
    """An Indian consultant's discharge summary in running English: counts of admission and of discharge told in the course, lakh and cumm, advice at the end."""
    tl, who, on = Teller(d), d.person, d.on
    t = tl.t
    came = later(on, -7)
    adm, labs1 = tl.counts("in", "hemoglobin leukocytes platelets", came, 0.72)
    out, labs2 = tl.counts("in", "hemoglobin leukocytes platelets creatinine", on, TODAY)
    why = "due to toxicity" if t.why == "toxicity" else "due to disease progression"
    body = (
        f"<div class=h>SANJEEVANI MEMORIAL INSTITUTE OF MEDICAL SCIENCES<br><small>Department of Haematology &amp; BMT, Kothapeta</small></div><div class=b>DISCHARGE SUMMARY</div><p>Name: <b>{who.name}</b>, {who.age(on)} years / {sex(d)}, date of birth {long(who.born)}. UHID {who.ids[0]}. Date of admission {spaced(came)}. Date of discharge {spaced(on)}. Consultant: Dr (Prof) V. Raghunathan, DM.</p>"
        "<p><u>Diagnosis:</u> " + tl.say(f"{WHO[who.who][0]} with febrile neutropenia, recovered.", dx(WHO[who.who][0]), ill("febrile neutropenia", "neutropenia", may=True)) + "</p><p><u>Brief history:</u> "
        + tl.say(f"This is a known case of {short_of(d)} since {month(who.diagnosed)}, with {t.illness[0]} on regular medicines.", dx(short_of(d)), illness(tl)) + " "
        + tl.say(tl.pick(f"Patient was started on {t.first} elsewhere in {month(t.first_from)}, and same was stopped in {month(t.first_to)} {why}. Thereafter patient came to us and {t.now} was started on {spaced(t.now_from)}; so far {t.cycles} cycles are over.", f"{t.first.capitalize()} was taken from {month(t.first_from)} till {month(t.first_to)} and had to be stopped {why}. {t.now.capitalize()} is going on since {spaced(t.now_from)}, {number(tl)} cycles completed.", f"Initially {t.first} was given ({month(t.first_from)} to {month(t.first_to)}), stopped {why}; since {spaced(t.now_from)} patient is on {t.now} and has received {t.cycles} cycles."), first(tl, t.why), now(tl, whole=True)) + " "
        + tl.say("Patient now came with complaints of fever since three days, not associated with cough or loose motions. There is no history of tuberculosis or jaundice in the patient; mother had tuberculosis.", denied("tuberculosis", "jaundice")) + "</p><p><u>Course in hospital:</u> "
        + tl.say(f"On admission on {spaced(came)} {adm}.", labs1) + " "
        + tl.say("Inj. piperacillin-tazobactam was started after cultures and given for five days; inj. meropenem was kept in reserve and not needed. G-CSF was not given as patient recovered on own.", maybe("piperacillin", "tazobactam", "piperacillin-tazobactam", "piperacillin_tazobactam", "piperacillin / tazobactam"), never("meropenem", "filgrastim", "g-csf", "granulocyte colony-stimulating factor", why="not given")) + " "
        + tl.say("Two units of packed red cells and one single donor platelet were transfused uneventfully during this stay. " + tl.pick("Before this, transfusions were needed off and on.", "Previously also patient had taken blood outside, details not available."), transfused("packed red cells")) + " "
        + tl.say(f"At the time of discharge, on {spaced(on)}, {out}.", labs2) + " "
        + tl.say(f"Patient was afebrile, taking orally and ambulant, ECOG {t.ecog}.", ecog()) + "</p><p><u>Discussion with family:</u> "
        + tl.say("Regarding allogeneic transplant, son is willing as donor but patient has refused after counselling.", no_graft(tl)) + " "
        + tl.say(f"Option of {t.considered} was told as may be considered if response is lost; cost is a concern.", thought(tl)) + " "
        + tl.say("Nephew is on imatinib for CML, hence family asked whether same tablet will help; it was explained that it has no role.", relative("cml"), never("imatinib", why="the nephew's")) + "</p><p><u>Advice on discharge:</u> "
        + tl.say(f"Tab. levofloxacin 500 mg once daily for 5 days, tab. pantoprazole 40 mg before food. Next cycle of {t.now} after review. To come to casualty if temperature is above 100.4 F, or if platelets fall below 0.10 lakh/cumm with bleeding.", maybe("levofloxacin", "pantoprazole"), limit("platelets", 10.0)) + "</p><p class=g>Dr V. Raghunathan &nbsp;&nbsp;&nbsp; Prepared by: Dr Sneha (PG resident)</p><p class=s>Bring this summary at every visit. Emergency: casualty counter 2.</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:18mm 20mm}body{font:11pt 'DejaVu Serif Condensed','DejaVu Serif';line-height:1.3}.h{text-align:center;color:#7a1414;font-weight:bold}.b{text-align:center;background:#eee;border:.6pt solid;margin:6pt 0;padding:2pt;font-weight:bold}.g{margin-top:26pt}.s{font-size:8.5pt}"
    tl.press(body, css, "note", "other")
    d.also_dated = (came,)


def board_in_words(d: Doc) -> None:
    """A German tumour board's minutes put into English: question, case and recommendation in sentences, the genes by the way, alternatives rejected."""
    tl, who, on = Teller(d), d.person, d.on
    t = tl.t
    cbc, labs = tl.counts("de", "hemoglobin leukocytes neutrophils platelets", on, TODAY)
    why = "because of toxicity" if t.why == "toxicity" else "because of progression"
    anaemic = who.counts["hemoglobin"] < 9.5
    case = [
        tl.say(f"The {who.age(on)}-year-old patient is known to us with a {name_of(d)}, first diagnosis {month(who.diagnosed)}.", dx(name_of(d))),
        tl.say(f"At first diagnosis the IPSS-R was {who.ipssr.lower()}.", lambda d, p: d.fact("stages", p, "IPSS-R", system="IPSS-R", category=who.ipssr.lower())),
        tl.say(tl.pick(f"From {month(t.first_from)} until {month(t.first_to)} a therapy with {t.first} took place, which was terminated {why}.", f"A therapy with {t.first} was carried out from {month(t.first_from)} until {month(t.first_to)} and terminated {why}."), first(tl, stop_reason=t.why)),
        tl.say(f"Since {long(t.now_from)} the patient receives {t.now}, up to now {t.cycles} cycles.", now(tl, whole=True)),
        tl.say(f"In the blood count of {long(on)} there were {cbc}.", labs),
        tl.say(f"As secondary diagnosis there exists {_article(t.illness[0])}. A heart failure was excluded by echocardiography.", illness(tl), denied("heart failure"), lambda d, p: d.fact("diagnoses", p, "heart failure", may=True, disease="heart_failure", labels=[""], status="ruled_out")),
        tl.say(f"General condition according to ECOG {t.ecog}. The patient is transfusion {'dependent' if anaemic else 'independent'}.", ecog(), transfused("transfusion", dependent=anaemic)),
        tl.say("The father of the patient was ill with multiple myeloma, a cousin received an autologous transplantation.", relative("multiple_myeloma"), lambda d, _p: d.gold.trap("treatments", {"agent": "autologous_hct"}, "a cousin's")),
    ]  # fmt: skip
    advice = [
        tl.say(f"Continuation of {t.now} with re-evaluation of the marrow after a further two cycles."),
        tl.say("An allogeneic stem cell transplantation is rejected by the patient.", no_graft(tl)),
        tl.say(f"In the case of a loss of response {t.considered} can be considered.", thought(tl)),
        tl.say("Intensive chemotherapy with cytarabine and daunorubicin is not indicated. The inclusion in the study with tamibarotene was discussed; the inclusion criteria are not fulfilled.", never("chemotherapy", "intensive chemotherapy", "cytarabine", "daunorubicin", "tamibarotene", why="not indicated")),
        tl.say("Red cell concentrates are recommended from an Hb below 8 g/dl.", limit("hemoglobin", 8.0)),
    ]  # fmt: skip
    body = (
        f"<div class=h>Klinikum Ehrenbreitenfels &mdash; Interdisciplinary Tumour Conference<br><small>Leukaemia and Lymphoma Board &middot; minutes, English version for the patient</small></div><p>Conference of <b>{long(on)}</b></p><p>Patient: <b>{esc(who.last)}, {who.first}</b>, born on {long(who.born)}, {sex(d).lower()}, case number {who.ids[0]}<br>Presented by: Dr. med. J. Wiesenthal, ambulance for haematology</p>"
        f"<h3>Question</h3><p>Further procedure under {t.now}?</p><h3>Case</h3><p>{' '.join(case[:5])}</p><p>{' '.join(case[5:])}</p><h3>Discussion and recommendation</h3><p>{' '.join(advice)}</p>"
        "<p>The recommendation was made in consensus on the basis of the documents presented and does not replace the decision of the treating physician.</p><p>Present: Haematology (Prof. Dr. Achterberg, Dr. Wiesenthal), Pathology (Dr. Lohmeier), Human Genetics (Dr. Sattler), Radiotherapy (not represented).</p><p class=g>gez. Prof. Dr. M. Achterberg</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:20mm 25mm}body{font:10.5pt 'DejaVu Sans Condensed','DejaVu Sans';line-height:1.35}.h{font-weight:bold;background:#e8edf3;padding:6pt}.h small{font-weight:normal}h3{font-size:10.5pt;color:#204a74}.g{margin-top:16pt}"
    tl.press(body, css, "note", "other")


def _article(name: str) -> str:
    """The illness with its article, as one who learned English says it."""
    return ("an " if name[0] in "aeiou" else "a ") + name

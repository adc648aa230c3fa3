# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Notes of visits and calls: an interval note, a problem-oriented note, a day unit's entry."""

from bench.workshop.days import later, spaced
from bench.workshop.dress import Doc
from bench.workshop.markup import esc
from bench.workshop.narrators import bloods, colour
from bench.workshop.narrators.script import Script
from bench.workshop.narrators.teller import Teller, american, short_american


def interval_soap(d: Doc) -> None:
    """An American oncologist's note by S, O, A and P, every part in sentences; an italic block carried over from an older note with another drug and status."""
    t, p, s = Teller(d, d.rng.choice((american, short_american))), d.person, Script()
    s.raw(
        f"<table class=top><tr><td><b>Juniper Flats Cancer Center</b><br>Outpatient Progress Note</td><td>{esc(p.last)}, {p.first} &nbsp;({p.sex})<br>DOB {t.words['born']} &nbsp; MRN {p.ids[0]}<br>Date of service: {t.words['on']}</td></tr></table>"
    )
    s.kv(
        "CC:",
        t.say(
            "Follow-up of {dx}, on {B}.",
            "Here for {dxs} follow-up and toxicity check.",
            "{age} y.o. {man} with {dxs}, routine visit.",
        ),
        t.dx,
    )
    was, first = t.was((
        "{He} was started on {A} on {fd}, and this was discontinued on {td} due to {why}.",
        "Status post {A} from {fm} through {tm}, discontinued secondary to {why}.",
        "{Aa} was given from {fd} to {td} and stopped when {because}.",
        "Initial therapy was {A} ({fm} to {tm}), which ended for {why}.",
    ))  # fmt: skip
    runs, now = t.runs((
        "{Bb} was initiated on {sd} and {he} has completed {n} cycles.",
        "Now on {B}, C1 given {sd}, {n} cycles completed as of today.",
        "{He} transitioned to {B} in {sm} and is s/p {nw} cycles.",
        "Currently receiving {B}, begun {sm}; cycle {n} was completed without delay.",
    ))  # fmt: skip
    s.kv(
        "S:",
        " ".join(
            (
                t.say("Diagnosed in {dm}.", "Dx by marrow on {dd}.", "Disease first documented {dd}."),
                was,
                runs,
                t.say(
                    "Interval: no ER visits, no fevers, energy a little better.",
                    "In the interval {he} had one nosebleed, self-limited. Appetite good.",
                    "Since last visit {he} reports constipation after dosing days, relieved with senna.",
                ),
            )
        ),
        first,
        now,
        t.by_the_way("senna"),
    )
    s.raw(
        f"<p class=old>Carried over from note of {short_american(later(p.diagnosed, 20))}: ECOG 3 during hospital stay with pneumonia; not on any disease-directed therapy; hydroxyurea was mentioned by the covering team, not ordered.</p>"
    )
    s.kv(
        "PMH:",
        t.say(
            "{Ill}. No history of MI, stroke or hepatitis.",
            "Significant for {ill}; negative for hepatitis, MI and stroke.",
            "{Ill}, otherwise unremarkable. Denies earlier cancer or radiation.",
        ),
        t.illness,
        t.not_ill("hepatitis", "stroke", "myocardial infarction"),
        t.other_ills("pneumonia"),
        t.never("chemotherapy", "radiation"),
    )
    s.kv("SH:", colour.home(t))
    s.kv("Meds:", *colour.pills(t))
    kin, kin_fact = t.kin()
    s.kv(
        "FH:",
        kin.replace("leukaemia", "leukemia").replace("thrombocythaemia", "thrombocythemia"),
        kin_fact,
        t.never("hydroxyurea"),
    )
    text, labs = bloods.american(t)
    s.kv(
        "O:",
        t.say(
            f"Afebrile, no distress. ECOG {{ecog}}. Labs today: {text}.",
            f"ECOG PS {{ecog}}. Lungs clear, no splenomegaly. CBC from this morning: {text}.",
            f"Well appearing, ECOG {{ecog}}, trace edema. Today's CBC: {text}.",
        )
        + t.say(" Last month's counts were similar.", " Smear: no blasts seen.", ""),
        t.ecog,
        *labs,
    )
    s.kv(
        "A:",
        t.say(
            "{dxs}, tolerating {B}. IPSS-R {risk} at diagnosis.",
            "MDS, IPSS-R {risk} risk at presentation, stable by counts.",
            "Disease clinically stable on {B}; original IPSS-R category {risk}.",
        ),
        t.risk,
    )
    s.kv(
        "P:",
        " ".join(
            (
                t.say("Proceed with cycle {next} next week.", "Continue {B}.", "No change in dose."),
                t.say(
                    "Allogeneic transplant was again recommended and {he} declined.",
                    "Patient declines referral for allogeneic HCT.",
                    "{He} does not wish to pursue allogeneic stem cell transplant.",
                ),
                t.say(
                    "{Cc} would be considered at progression.",
                    "Could consider {C} down the road.",
                    "If counts fall we would consider {C}.",
                ),
                t.say("Transfuse for Hgb < 7.", "RTC 4 weeks.", "Parameters: hold for ANC < 0.5."),
            )
        ),
        t.not_wanted,
        t.thought_of,
        t.limit("hemoglobin", 7.0),
        t.limit("neutrophils", 0.5),
        t.transfused,
    )
    s.raw("<p class=s>Electronically signed by Ramona Tillinghast, MD. Total time 32 minutes.</p>")
    d.gold.trap("performance", {"scale": "ECOG", "value": 3}, "carried over")
    s.web(
        d,
        "@page{size:letter;margin:.8in}body{font:10pt 'Liberation Sans';line-height:1.3}.top{width:100%;border-bottom:1.5pt solid #37507a;margin-bottom:6pt}.top td{padding-bottom:4pt}.top td+td{text-align:right}.old{font-style:italic;color:#555;border-left:2pt solid #bbb;padding-left:6pt}p{margin:5pt 0}",
        "note",
        "other",
    )


def problems_in_turn(d: Doc) -> None:
    """A note by numbered problems, each a short paragraph with its own history and plan; medicines inside the problems."""
    t, p = Teller(d, d.rng.choice((spaced, short_american))), d.person
    d.paper("Helvetica", 9.5, 54)
    sheet, s = d.sheet, Script()
    sheet.line("Lakemont Medical Group - Hematology", True, 12)
    sheet.line(
        f"{p.name}   |   DOB {t.words['born']}   |   {t.words['sex'].capitalize()}   |   MRN {p.ids[0]}   |   Seen {t.words['on']}",
        pt=8.5,
    )
    sheet.rule()
    sheet.gap(6)
    s.p(
        t.say(
            "{age} year old {man}, here with {his} spouse, no new complaints.",
            "Routine visit for this {age} year old {man}. Reports mild fatigue, denies fever and bleeding.",
            "{first} is {age}. {He} feels about the same as last time.",
        )
    )
    was, first = t.was((
        "First given {A} from {fd} until {td}; off because of {why}.",
        "{Aa} {fm} to {tm}, stopped ({why}).",
        "Treated with {A} starting {fd}. On {td} this was stopped since {because}.",
        "Past treatment: {A}, {fm} - {tm}, stopped for {why}.",
    ))  # fmt: skip
    runs, now = t.runs((
        "Present treatment {B} since {sd}, {n} cycles finished.",
        "Now {B} (started {sm}); has had {nw} cycles.",
        "On {B} from {sd} to the present; {n} cycles completed and tolerated.",
        "Current: {B}, started in {sm}, {n} cycles done.",
    ))  # fmt: skip
    b = f"{p.counts['blasts_marrow']:g}"
    marrow = t.say(
        f"Marrow {{dd}}: blasts {b}%, karyotype {p.karyotype}.",
        f"Biopsy of {{dd}} with {b}% blasts; cytogenetics {p.karyotype}.",
        f"On {{dd}} the marrow had blasts of {b}% and karyotype {p.karyotype}.",
    )
    s.h("Problem 1")
    s.p(t.say("{Dx}.", "MDS, specifically {dx}.", "{Dx} ({dxs})."), t.dx)
    s.li(marrow, t.percent("blasts_marrow"), t.karyotype)
    s.li(f"{was} {runs}", first, now)
    s.li(
        t.say(
            "Plan: continue. Declined allogeneic transplant (discussed today). {Cc} to be considered on progression.",
            "Plan: no change in therapy. Not interested in an allogeneic transplant, declined. May consider {C} later.",
            "Plan: stay the course. Patient said no to allogeneic HCT. {Cc} is being considered as a later option.",
        ),
        t.not_wanted,
        t.thought_of,
    )
    s.h("Problem 2")
    text, labs = bloods.american(t)
    s.p(
        t.say(
            f"Cytopenias. Today {text}.",
            f"Low counts from problem 1. CBC today: {text}.",
            f"Cytopenias, today's results: {text}.",
        )
        + t.say(
            " Filgrastim is not indicated.", " No eltrombopag or romiplostim.", " Tranexamic acid only if bleeding."
        ),
        *labs,
        t.never("filgrastim", "eltrombopag", "romiplostim"),
        t.by_the_way("tranexamic acid"),
    )
    s.h("Problem 3")
    s.p(
        t.say("{Ill}. Managed by primary care.", "{Ill}, stable on current medication.", "{Ill}. No change."), t.illness
    )
    s.h("Problem 4")
    s.p(
        t.say(
            "Health maintenance. Influenza vaccine given in the fall. Colonoscopy 2019 normal. Never smoker.",
            "Preventive care: shingles vaccine series complete; mammogram or PSA per primary care. No live vaccines.",
            "Prophylaxis: acyclovir 400 mg twice daily; levofloxacin not currently needed.",
        ),
        t.by_the_way("acyclovir", "levofloxacin", "influenza vaccine", "aciclovir"),
    )
    s.p(*colour.past(t))
    s.p(colour.exam(t))
    kin, kin_fact = t.kin()
    s.p(
        f"{t.say('ECOG {ecog}.', 'Function: ECOG {ecog}, independent in all activities.', 'Performance status is ECOG {ecog}.')} {kin}",
        t.ecog,
        kin_fact,
    )
    s.small(
        "Visit note by Desmond Okonjo-Reyes, MD, signed the same day. Allergies: penicillin (rash), allopurinol (rash)."
    )
    s.typed(d, "note", "other")
    for agent in ("penicillin", "allopurinol"):
        d.gold.trap("treatments", {"agent": agent, "status": "ongoing"}, "an allergy")


def chairside_entry(d: Doc) -> None:
    """A day unit nurse's entry in the record: assessment before treatment, what was given, what the patient said, in short paragraphs with the clock."""
    t, p, s = Teller(d, spaced), d.person, Script()
    s.raw(
        f"<div class=top>Haematology Day Unit &middot; Nursing entry</div><p class=id>{esc(p.name)} &middot; {t.words['sex']} &middot; DOB {t.words['born']} &middot; No. {p.ids[0]} &middot; {t.words['on']}</p>"
    )
    runs, now = t.runs((
        "{He} began {B} on {sd} and {nw} cycles are complete.",
        "Treatment: {B}, first given {sd}, {n} cycles completed before today.",
        "{Bb} since {sm}, {nw} cycles finished, next one starts today.",
        "On {B}, commenced {sm}. Has had {n} full cycles.",
    ))  # fmt: skip
    was, first = t.was((
        "Previously had {A} ({fm} to {tm}), stopped for {why}.",
        "Before that, {A} from {fd} to {td}, stopped as {because}.",
        "Earlier treatment with {A} started {fm} and was stopped {tm} because of {why}.",
    ))  # fmt: skip
    s.kv(
        "09.05",
        t.say(
            "{first} arrived with {his} neighbour.",
            "Attended on time, walked in unaided.",
            "Came by hospital transport.",
        )
        + t.say(
            " Known diagnosis: {dx}.",
            " Under Dr Fairweather for {dx}.",
            " Attends for treatment of {dx}, diagnosed {dm}.",
        ),
        t.dx,
    )
    s.kv("09.15", f"{runs} {was}", now, first)
    text, labs = bloods.british(t)
    s.kv(
        "09.30",
        t.say(
            f"Bloods taken this morning: {text}. Seen by the doctor before treatment.",
            f"Today's count: {text}. Dr Fairweather informed, happy to proceed.",
            f"FBC from today, {text}; checked with a second nurse.",
        )
        + t.say(
            " The standing limits are neutrophils 0.5 and platelets 25; exceptions by the consultant.",
            " Limit for transfusion in this unit is 70 g/L.",
            "",
        ),
        *labs,
        t.limit("neutrophils", 0.5),
        t.limit("platelets", 25.0),
        t.limit("hemoglobin", 7.0),
        t.transfused,
    )
    s.kv(
        "09.40",
        t.say(
            "ECOG {ecog}. Obs stable, temp 36.6.",
            "Performance status today ECOG {ecog}; eating and drinking.",
            "Assessed as ECOG {ecog}. No mouth ulcers, no cough.",
        )
        + t.say(" Also has {ill}, tablets taken.", " Past history of {ill} noted.", " {Ill} remains under control."),
        t.ecog,
        t.illness,
    )
    s.kv(
        "10.10",
        t.say(
            "Ondansetron 8 mg given by mouth, then {B} as prescribed in two sites.",
            "{Bb} administered as charted after ondansetron. No reaction.",
            "Given {B}; metoclopramide offered, not wanted.",
        ),
        t.by_the_way("ondansetron", "metoclopramide"),
    )
    s.kv(
        "10.50",
        t.say(
            "Asked about the transplant booklet: {he} has read it and does not want an allogeneic transplant.",
            "{He} told me again that {he} has declined the allogeneic stem cell transplant.",
            "Says no to an allogeneic transplant; this was recorded with the doctor present.",
        )
        + t.say(
            " Heard from another patient about {C}; Dr Fairweather says this could be considered later.",
            " {Cc} could be considered in future according to the consultant.",
            " Consultant would consider {C} if the response is lost.",
        ),
        t.not_wanted,
        t.thought_of,
    )
    s.kv("10.55", *colour.advice(t))
    kin, kin_fact = t.kin()
    s.kv(
        "11.00",
        t.say("Home. ", "Discharged home with tablets. ", "Left the unit well. ")
        + kin
        + t.say(" Knows the emergency number.", " Back on Thursday.", " Alert card checked."),
        kin_fact,
    )
    s.raw(
        "<p class=s>Entered by: RN Bettina Ashdown. The luspatercept leaflet in this folder belongs to another patient.</p>"
        if t.t.first != "luspatercept"
        else "<p class=s>Entered by: RN Bettina Ashdown.</p>"
    )
    if t.t.first != "luspatercept":
        d.gold.trap("treatments", {"agent": "luspatercept"}, "another patient's leaflet")
    s.web(
        d,
        "@page{size:A5 landscape;margin:13mm}body{font:9.5pt 'DejaVu Sans Condensed','DejaVu Sans';line-height:1.3}.top{background:#2f6f73;color:#fff;padding:4pt 6pt;font-size:11.5pt}.id{border-bottom:.6pt solid #2f6f73;padding:2pt 0}",
        "note",
        "other",
    )

# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Letters of haematologists: to the practice, from rooms, from an Indian hospital, to a transplant centre, an opinion."""

from bench.workshop.days import hyphened, later, long, spaced
from bench.workshop.dress import Doc
from bench.workshop.markup import esc
from bench.workshop.narrators import bloods, colour
from bench.workshop.narrators.script import Script
from bench.workshop.narrators.teller import Teller, ordinal


def dictated_to_practice(d: Doc) -> None:
    """A British clinic letter in running prose after dictation, no lists: the whole story in three paragraphs, results of today in the body."""
    t, s = Teller(d, d.rng.choice((spaced, long, ordinal))), Script()
    typed = later(d.on, 3)
    s.raw(
        f"<div class=top><b>Penhallow District Hospital</b><br>Department of Clinical Haematology<br>Secretary: 01632 960118</div><p>Clinic date: {t.day(d.on)}<br>Date typed: {t.day(typed)}<br>Hospital no: {d.person.ids[0]}</p><p>Dr S Trevanion<br>Quayside Medical Practice</p>"
    )
    s.p(t.say("Dear Dr Trevanion,", "Dear Sarah,", "Dear Doctor"))
    s.p(f"{t.words['Mr']} {t.words['name']}, date of birth {t.words['born']}")
    was, first = t.was((
        "{He} was first treated with {A}, which {he} had from {fm} until {tm}; we stopped it because of {why}.",
        "Treatment began with {A} in {fm}, and this had to be given up in {tm} owing to {why}.",
        "You will recall that {A} was commenced on {fd} and withdrawn on {td} because {because}.",
        "Initially {he} received {A} ({fm} to {tm}), discontinued on account of {why}.",
    ))  # fmt: skip
    runs, now = t.runs((
        "Since {sm} {he} has been having {B} and has now had {nw} cycles.",
        "We moved on to {B} on {sd}; {nw} cycles have been given so far.",
        "{He} then started {B} in {sm} and completed the {nth} cycle last week.",
        "{Bb} took its place from {sd} and {n} cycles have been administered to date.",
    ))  # fmt: skip
    s.p(" ".join((t.say("I reviewed this {age} year old {gentleman} in the clinic this morning.", "Thank you for continuing to look after this pleasant {age} year old {gentleman}, whom I saw today.", "This {age} year old {gentleman} came to the combined clinic today with {his} daughter."),
                  t.say("{He} has {dx}, diagnosed in {dm}.", "As you know, {dx} was diagnosed here in {dm}.", "The background is of {dx}, found on a bone marrow examination of {dd}.", "{His} diagnosis, made in {dm}, is {dx}."), was, runs)), t.dx, first, now)  # fmt: skip
    text, labs = bloods.british(t)
    s.p(" ".join((t.say("{He} is managing well at home and walks the dog every day.", "Fatigue is the main complaint; there have been no infections and no bleeding.", "{He} feels rather more breathless on hills than at the last visit."),
                  t.say("I would put {him} at performance status {ecog} (ECOG).", "ECOG performance status is {ecog}.", "WHO/ECOG performance status {ecog}."),
                  t.say("{Ill} is the only other problem of note.", "Apart from {ill} {he} has been in good health.", "{He} also has {ill}, for which I leave the tablets to you."), t.say("There is no history of stroke or of heart failure.", "{He} has never had a myocardial infarction."))),
        t.ecog, t.illness, t.not_ill("stroke", "heart failure", "myocardial infarction"))  # fmt: skip
    s.p(t.say(f"Results today: {text}.", f"The blood count today shows {text}.", f"Today's blood tests: {text}.") + t.say(" At the last visit the haemoglobin had been a little better.", " We would transfuse below a haemoglobin of 70 g/L.", ""), *labs, t.limit("hemoglobin", 7.0), t.transfused)  # fmt: skip
    s.p(f"{colour.exam(t)} {colour.home(t)}")
    s.p(*colour.pills(t))
    kin, kin_fact = t.kin()
    s.p(" ".join((t.say("We talked once more about allogeneic transplantation, which {he} has decided against.", "The offer of an allogeneic stem cell transplant was repeated and {he} has declined it.", "{He} remains clear that {he} does not wish to have an allogeneic transplant."),
                  t.say("If the present treatment fails I would consider {C}.", "{Cc} might be considered at a later stage.", "Should things change, {C} would be considered next."), kin, t.say("I will see {him} again in six weeks.", "Review in two months with a count beforehand."))), t.not_wanted, t.thought_of, kin_fact)  # fmt: skip
    s.p(*colour.advice(t))
    s.p("Yours sincerely")
    s.raw(
        "<p><br>Dr Morwenna Tregear<br>Consultant Haematologist</p><p class=s>Dictated and approved electronically; not signed to avoid delay. Copy to patient.</p>"
    )
    d.also_dated = (typed,)
    s.web(
        d,
        "@page{size:A4;margin:22mm 24mm}body{font:11pt 'Liberation Serif';line-height:1.3}.top{text-align:right;color:#003a70;margin-bottom:10pt}",
        "note",
        "other",
    )


def physician_rooms(d: Doc) -> None:
    """An Australian specialist's letter from rooms: reason of referral, progress, a paragraph of investigations with the marrow and karyotype of the day of diagnosis, impression."""
    t = Teller(d, d.rng.choice((spaced, long)))
    d.paper("Helvetica", 10, 60)
    p, s = d.person, Script()
    d.sheet.line("DR HAMISH WARRENDER", True, 13)
    d.sheet.line("MBBS FRACP FRCPA   Clinical & Laboratory Haematology   Suite 9, Wattlebird House", pt=8.5)
    d.sheet.rule()
    d.sheet.gap(8)
    s.p(t.fill("{on}"))
    s.p(t.say("Dear Dr Kostopoulos,", "Dear Con,"))
    s.h(t.fill("RE: {name}    D.O.B. {born}    UR {id}    Sex: {M}"))
    s.p(
        t.say(
            "Thank you for asking me to see {first} again regarding {his} {dx}.",
            "It was a pleasure to catch up with {first} today. {He} carries a diagnosis of {dx}, made in {dm}.",
            "I reviewed {first}, aged {age}, for {dx}.",
        ),
        t.dx,
    )
    was, first = t.was((
        "{Aa} was tried between {fm} and {tm} but was ceased for {why}.",
        "From {fd} {he} was on {A}; I ceased this on {td} as {because}.",
        "Our first step was {A}, begun in {fm} and ceased in {tm} due to {why}.",
        "{He} had a course of {A} which ran from {fm} to {tm}, when {because} and it was ceased.",
    ))  # fmt: skip
    runs, now = t.runs((
        "{He} has been on {B} since {sd} and has clocked up {nw} cycles.",
        "{Bb} was commenced in {sm}; cycle {n} has just been completed.",
        "We have given {nw} cycles of {B}, the first on {sd}, and it continues.",
        "I started {B} in {sm}, with {n} cycles down so far and no plan to stop.",
    ))  # fmt: skip
    s.p(f"{was} {runs}", first, now)
    b = f"{p.counts['blasts_marrow']:g}"
    s.p(
        t.say(
            f"On the marrow of {{dd}} blasts were {b}% and the karyotype was {p.karyotype}.",
            f"To recap, the bone marrow biopsy on {{dd}} showed {b}% blasts with a karyotype of {p.karyotype}.",
            f"Cytogenetics on the diagnostic marrow ({{dd}}) read {p.karyotype}; the aspirate had {b}% blasts.",
        ),
        t.percent("blasts_marrow"),
        t.karyotype,
    )
    s.p(*colour.past(t))
    text, labs = bloods.british(t, plain=True)
    s.p(t.say(f"Bloods today: {text}.", f"Today's FBE: {text}.", f"I note from today's FBE {text}."), *labs)
    s.p(colour.exam(t))
    s.p(*colour.pills(t))
    kin, kin_fact = t.kin()
    s.p(
        f"{t.say('Other history: {ill}.', '{He} is also treated for {ill}.', '{His} background includes {ill}.')} {kin} {t.say('{He} is ECOG {ecog}.', 'Performance status ECOG {ecog}; {he} is still gardening.', 'I would rate {him} ECOG {ecog}.')}",
        t.illness,
        kin_fact,
        t.ecog,
    )
    s.p(t.say("I see no reason to change course. ", "My impression is of a stable situation. ", "All in all things are going reasonably. ") + t.say("An allograft was raised again and {he} is not keen and has said no. ", "We discussed an allogeneic stem cell transplant; {he} has declined. ", "{He} does not want an allogeneic transplant and has told me so. ")
        + t.say("{Cc} could be considered down the track.", "Down the line I would consider {C}.", "{Cc} is something we may consider in the event of progression.") + t.say(" {He} has not had iron chelation.", " Deferasirox has not been needed.", ""), t.not_wanted, t.thought_of, t.never("deferasirox", "iron_chelation"))  # fmt: skip
    s.p("Kind regards,")
    s.p("Dr Hamish Warrender")
    s.small("This letter contains confidential information. Provider no. 000000AB. Electronic delivery only.")
    s.typed(d, "note", "other")


def unit_of_haematology(d: Doc) -> None:
    """An Indian hospital's letter: known case of, abbreviations, started on, advice numbered, counts in lakhs."""
    t, s = Teller(d, d.rng.choice((hyphened, spaced))), Script()
    s.raw(
        f"<div class=top><b>SHANTIVAN INSTITUTE OF MEDICAL SCIENCES</b><br>Unit of Haematology &amp; BMT, OPD Block C</div><table class=k><tr><td>Name: <b>{esc(d.person.name)}</b></td><td>Age/Sex: {t.words['age']} Y / {t.words['sex'].capitalize()}</td></tr><tr><td>DOB: {t.words['born']}</td><td>UHID: {d.person.ids[0]}</td></tr><tr><td>Date of visit: {t.words['on']}</td><td>Consultant: Dr Raghav Menonkar</td></tr></table><p>To whomsoever it may concern</p>"
    )
    was, first = t.was((
        "{He} was initially started on {A} on {fd}, which was stopped on {td} in view of {why}.",
        "Received {A} from {fm} to {tm}; stopped in view of {why}.",
        "First line treatment was {A} ({fd} to {td}), discontinued as {because}.",
        "{Aa} was given with effect from {fd} till {td} and then stopped due to {why}.",
    ))  # fmt: skip
    runs, now = t.runs((
        "Thereafter {he} was planned for hypomethylating agent and Inj. {Bb} was started on {sd}; {n} cycles completed till date.",
        "At present {he} is on Inj. {Bb} since {sm}, status post {n} cycles.",
        "Currently on {B} (first cycle on {sd}). Has tolerated {nw} cycles well.",
        "{Bb} was initiated in {sm} and {nw} cycles have been administered uneventfully.",
    ))  # fmt: skip
    s.p(
        " ".join(
            (
                t.say(
                    "Above patient is a known case of {dx}, diagnosed in {dm}.",
                    "This is to certify that the above named patient is a case of {dxs} under our follow up since {dm}.",
                    "{first} {last} is a known case of {dx} (bone marrow dated {dd}).",
                ),
                was,
                runs,
            )
        ),
        t.dx,
        first,
        now,
    )
    text, labs = bloods.indian(t)
    s.p(
        t.say("Co-morbidities: {ill}.", "K/c/o {ill} on regular treatment.", "Associated illness: {ill} since 2014.")
        + t.say(
            " No history of tuberculosis or asthma.",
            " Not a case of coronary artery disease.",
            " Non-smoker, no addictions.",
        ),
        t.illness,
        t.not_ill("tuberculosis", "asthma", "coronary artery disease"),
    )
    s.p(*colour.past(t))
    kin, kin_fact = t.kin()
    s.p(kin, kin_fact)
    s.p(
        t.say(
            "O/E: Pallor present, no icterus, no organomegaly. ECOG PS - {ecog}.",
            "General condition fair, ECOG {ecog}. Spleen not palpable.",
            "On examination afebrile, ECOG performance status {ecog}, no petechiae.",
        ),
        t.ecog,
    )
    s.p(t.say(f"CBC today: {text}.", f"Investigations ({{on}}): {text}.", f"Today's hemogram - {text}."), *labs)
    s.h("Advice")
    s.li(
        t.say(
            "1. To continue {B} as per schedule (next cycle no. {next}).",
            "1. Continue same treatment. Admit for next cycle after 2 weeks.",
            "1. {Bb} to be continued till loss of response.",
        )
    )
    s.li(
        t.say(
            "2. Allogeneic BMT was advised; patient and family not willing for the same.",
            "2. Counselled for allogeneic transplant, patient has refused.",
            "2. Allogeneic stem cell transplantation explained in detail. Patient declined.",
        ),
        t.not_wanted,
    )
    s.li(
        t.say(
            "3. To consider {C} in case of progression.",
            "3. {Cc} may be considered later if affordable.",
            "3. Option of {C} kept in reserve, may be considered in future.",
        ),
        t.thought_of,
    )
    s.li(
        t.say(
            "4. PRBC transfusion if Hb < 7 g/dL. SDP if platelets < 10,000/cumm.",
            "4. Tab. Folic acid 5 mg OD. Tab. Pantoprazole 40 mg OD.",
            "4. CBC weekly. To report in casualty if fever > 100 F.",
        ),
        t.limit("hemoglobin", 7.0),
        t.limit("platelets", 10.0),
        t.by_the_way("folic acid", "pantoprazole", "hypomethylating agent"),
        t.transfused,
    )
    s.right("Dr Raghav Menonkar, DM (Clinical Haematology)")
    s.web(
        d,
        "@page{size:A4;margin:18mm}body{font:10.5pt 'Liberation Sans';line-height:1.35}.top{text-align:center;color:#7a1f1f;border-bottom:1.2pt solid #7a1f1f;padding-bottom:4pt;margin-bottom:6pt}.k{width:100%;margin-bottom:6pt}.k td{border:.5pt solid #999;padding:3pt 5pt}",
        "note",
        "other",
    )


def referral_to_centre(d: Doc) -> None:
    """A referral to a larger centre: why it is sent, a chronological account, risk in words, what is asked, what the recipient should not assume."""
    t, p, s = Teller(d, d.rng.choice((spaced, ordinal, long))), d.person, Script()
    s.raw(
        f"<div class=top>Ballymoyle Regional Hospital<br><span>Haematology Day Services</span></div><p>{t.words['on']}</p><p>Haematology Advanced Therapies Clinic<br>St Fintan's University Hospital</p>"
    )
    s.p(f"Re: {p.name}, {t.words['sex']}, born {t.words['born']}, our reference {p.ids[0]}")
    s.p("Dear colleague,")
    s.p(
        t.say(
            "I should be grateful for your advice on this {age}-year-old {man} with {dx}.",
            "Would you kindly see {first} {last}, {age}, who has {dx}?",
            "Please accept this referral of a {age}-year-old {man} in whom {dx} was diagnosed in {dm}.",
        ).replace(" a 8", " an 8"),
        t.dx,
    )
    b = f"{p.counts['blasts_marrow']:g}"
    s.p(t.say("The trouble came to light through a fall in the blood count. ", "Macrocytic anaemia had been noted for a year beforehand. ", "") + t.say(f"A marrow taken on {{dd}} contained {b} per cent blasts, and the chromosomes were {p.karyotype}.", f"Bone marrow of {{dd}}: blasts {b}%; karyotype {p.karyotype}.", f"The diagnostic marrow is dated {{dd}}. It had a blast percentage of {b}% and this karyotype: {p.karyotype}.")
        + t.say(" By the IPSS-R {he} was {risk} risk.", " IPSS-R category at diagnosis: {risk}.", " This gave an IPSS-R risk of {risk}."), t.percent("blasts_marrow"), t.karyotype, t.risk)  # fmt: skip
    was, first = t.was((
        "The first agent used was {A}: started {fd}, stopped {td}, reason {why}.",
        "{He} has previously been exposed to {A} ({fm} to {tm}; abandoned for {why}).",
        "Prior therapy consists of {A}, begun in {fm} and discontinued in {tm} for {why}.",
        "Between {fm} and {tm} our team gave {A}, which was given up when {because}.",
    ))  # fmt: skip
    runs, now = t.runs((
        "{He} went on to {B} in {sm}, which continues; {nw} cycles are behind {him}.",
        "Second came {B}, from {sd} and still running, with {n} cycles delivered.",
        "{Bb} has followed since {sm}: {n} cycles to this point, none delayed.",
        "{He} is currently receiving {B}, which began on {sd}, and has finished {nw} cycles.",
    ))  # fmt: skip
    s.p(f"{was} {runs}", first, now)
    s.p(
        t.say(
            "{He} has {ill}, well controlled. ",
            "Other medical history is limited to {ill}. ",
            "{Ill} is treated by the GP. ",
        )
        + t.say(
            "Renal and hepatic function are normal and there is no heart failure. ",
            "{He} does not have asthma. ",
            "",
        )
        + t.say("ECOG {ecog}.", "Performance status: ECOG {ecog}.", "On the ECOG scale {he} is a {ecog}."),
        t.illness,
        t.ecog,
        t.not_ill("heart failure", "asthma"),
    )
    s.p(*colour.genes(t))
    s.p(colour.home(t))
    s.p(*colour.pills(t))
    kin, kin_fact = t.kin()
    s.p(kin, kin_fact)
    s.p(t.say("To save you a question, allogeneic transplantation has been put to {him} and was declined. ", "I should say at once that {he} has turned down an allogeneic transplant. ", "An allogeneic stem cell transplant is not what {he} wants; {he} declined it in this clinic. ")
        + t.say("My question is whether {C} ought to be considered.", "Would you consider {C} at this stage?", "We wondered about {C}, which has not been prescribed.") + t.say(" {He} has not had ciclosporin or antithymocyte globulin.", " Venous access is good and no line has been placed.", ""),
        t.not_wanted, t.thought_of, t.never("ciclosporin", "anti_thymocyte_globulin"))  # fmt: skip
    s.p(
        t.say(
            "Scans are on the shared system. Slides will follow by courier.",
            "I enclose the marrow and genetics reports.",
            "A disc with the scans will follow.",
        )
    )
    s.p("With thanks and kind regards,")
    s.raw("<p><br>Dr Eimear Gallchobhair<br>Consultant Haematologist</p>")
    s.web(
        d,
        "@page{size:A4;margin:24mm 22mm}body{font:10.5pt 'DejaVu Serif Condensed','DejaVu Serif';line-height:1.32}.top{font-size:15pt;color:#22543d;border-bottom:.8pt solid #22543d;margin-bottom:8pt}.top span{font-size:9.5pt;color:#333}",
        "note",
        "other",
    )


def considered_opinion(d: Doc) -> None:
    """A second opinion in paragraphs with margin words: what was sent, what we think, options weighed at length of which none is given."""
    t = Teller(d, d.rng.choice((spaced, long)))
    d.paper("Times", 11, 62)
    sheet, s = d.sheet, Script()
    sheet.line("Rothwell-Ames Institute of Blood Disorders", True, 14, "c")
    sheet.line("Second Opinion Service", pt=10, align="c")
    sheet.gap(8)
    s.row("Person", t.fill("{name}, {sex}, born {born}, file {id}"))
    s.row("Seen on", t.fill("{on}"))
    was, first = t.was((
        "On the advice of the local hospital {he} took {A} from {fm}; in {tm} it was abandoned because of {why}.",
        "I note that {A} was used first, from {fd} to {td}, and that it was stopped because {because}.",
        "The records sent with {him} show treatment with {A}, started in {fm} and ended in {tm} because of {why}.",
        "Before coming here {he} had been given {A} (from {fd} to {td}), ended for {why}.",
    ))  # fmt: skip
    runs, now = t.runs((
        "{He} is now under treatment with {B}: first dose {sd}, {nw} cycles up to today.",
        "Since then {B} has been used, from {sm} onwards and still today; the count of cycles is {n}.",
        "The present treatment is {B}. It was begun on {sd} and {n} cycles have been completed.",
        "{Bb} has been running since {sm} and {he} is {nw} cycles into it.",
    ))  # fmt: skip
    s.row(
        "Background",
        " ".join(
            (
                t.say(
                    "This {age}-year-old {man} was told in {dm} that {he} has {dx}.",
                    "The referring diagnosis, dating from {dm}, is {dx}.",
                    "{He} comes for an opinion on {dx}, known since {dm}.",
                ),
                was,
                runs,
            )
        ),
        t.dx,
        first,
        now,
    )
    s.row(
        "Slides",
        t.say(
            "I looked at the slides myself and agree with the diagnosis. There is no acute leukaemia.",
            "Our pathologist has re-read the marrow and concurs. Aplastic anaemia was considered by the sender and is not supported.",
            "Review of the marrow confirms what was reported. I find no evidence of acute leukaemia.",
        ),
        t.not_ruled("aml", "acute_leukemia", "aplastic_anemia"),
    )
    s.row("Examination", colour.exam(t))
    s.row("At home", colour.home(t))
    kin, kin_fact = t.kin()
    s.row(
        "Person and family",
        " ".join(
            (
                t.say("{He} also lives with {ill}.", "The other diagnosis on file is {ill}.", "There is {ill}."),
                t.say(
                    "Activity corresponds to ECOG {ecog}.",
                    "ECOG grade {ecog} on my assessment.",
                    "I assess performance as ECOG {ecog}.",
                ),
                kin,
            )
        ),
        t.illness,
        t.ecog,
        kin_fact,
    )
    s.row(
        "Options in general",
        t.say(
            "Guidelines would allow ivosidenib where IDH1 is mutated, or ciclosporin in hypocellular forms; neither is proposed here and neither was given.",
            "For the sake of completeness: ivosidenib needs an IDH1 mutation, and ciclosporin suits hypoplastic marrows. {He} has had neither of them.",
            "Published trials of ivosidenib and of ciclosporin concern other groups of patients, and I do not recommend these drugs.",
        ),
        t.never("ivosidenib", "ciclosporin"),
    )
    s.row(
        "Transplantation",
        t.say(
            "We spoke for half an hour about an allogeneic transplant. {He} declines.",
            "{He} has been offered an allogeneic stem cell transplant twice and refused on both occasions.",
            "Allogeneic transplantation is possible in principle, but {he} has made up {his} mind against it.",
        ),
        t.not_wanted,
    )
    s.row(
        "Recommendation",
        t.say(
            "Carry on with {B}. If the response is lost, {C} could be considered.",
            "No change now. {Cc} would be worth considering at progression.",
            "Continue as you are; I would consider {C} next.",
        ),
        t.thought_of,
    )
    s.p(t.say("I thank you for sending this interesting patient.", "Please telephone if anything is unclear.", ""))
    s.p("Prof. Cordelia Ames-Whitlock")
    s.small("An opinion given on the papers and slides submitted; the treating team remains responsible.")
    s.typed(d, "note", "other", column=120)

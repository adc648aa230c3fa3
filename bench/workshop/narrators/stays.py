# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""A hospital stay told on leaving, and the minutes of a meeting."""

import datetime as dt

from bench.workshop.days import later, long, spaced
from bench.workshop.dress import Doc
from bench.workshop.markup import esc
from bench.workshop.narrators import bloods, colour
from bench.workshop.narrators.script import Fact, Script
from bench.workshop.narrators.teller import FACTOR, Teller, american


def _first_day(t: Teller, came: dt.date) -> tuple[str, tuple[Fact, ...]]:
    """Haemoglobin and platelets of the day of admission."""
    hb, plt = t.number("hemoglobin", 10, 0, FACTOR * 0.86), t.number("platelets", 1, 0, FACTOR * 0.8)
    text = t.one(f"Hb {hb} g/L, platelets {plt} x10^9/L", f"platelets {plt} x10^9/L with a haemoglobin of {hb} g/L")
    return text, (t.lab("hemoglobin", hb, 10, came), t.lab("platelets", plt, 1, came))


def on_leaving_hospital(d: Doc) -> None:
    """A discharge summary in prose: reason, story before, course with antibiotics, counts of the first and the last day in sentences, drugs to take home, follow-up."""
    t, p, s = Teller(d, d.rng.choice((spaced, long))), d.person, Script()
    came = later(d.on, -t.one(4, 5, 7, 9))
    s.raw(
        f"<div class=top><b>Mountsorrel General Hospital</b> &nbsp; Discharge summary</div><table class=k><tr><td>Patient</td><td>{esc(p.name)}</td><td>Date of birth</td><td>{t.words['born']}</td></tr><tr><td>Sex</td><td>{t.words['sex'].capitalize()}</td><td>Hospital number</td><td>{p.ids[0]}</td></tr><tr><td>Admitted</td><td>{t.day(came)}</td><td>Discharged</td><td>{t.words['on']}</td></tr><tr><td>Ward</td><td>Ward 14 (Haematology)</td><td>Consultant</td><td>Dr I Fairbrother</td></tr></table>"
    )
    s.h("Reason for admission")
    s.p(
        t.say(
            "Admitted through the emergency department with fever and a productive cough.",
            "Fever of 38.4 at home on the day of admission.",
            "Brought in by ambulance after a day of rigors.",
        ),
        t.other_ills("fever"),
    )
    s.h("Relevant history")
    was, first = t.was((
        "{He} was given {A} from {fm} to {tm}, which was stopped because of {why}.",
        "{Aa} was used between {fd} and {td} and discontinued as {because}.",
        "Past treatment was {A}, started {fm}, stopped {tm} owing to {why}.",
        "{He} took {A} from {fd} until {td}, when it was discontinued for {why}.",
    ))  # fmt: skip
    runs, now = t.runs((
        "Current treatment is {B} since {sm}, with {nw} cycles completed before this admission.",
        "{He} has been on {B} since {sd} ({n} cycles).",
        "{Bb} was started on {sd} and {nw} cycles have been given; it was not given during this stay.",
        "At the time of admission {he} was on {B}, begun in {sm}, having finished cycle {n}.",
    ))  # fmt: skip
    s.p(
        " ".join(
            (
                t.say(
                    "{Dx}, diagnosed in {dm}.",
                    "This {age}-year-old {man} has {dx} (diagnosed {dd}).",
                    "Known {dx}, under this department since {dm}.",
                ),
                was,
                runs,
                t.say("{Ill}.", "Also {ill}.", "Comorbidity: {ill}."),
            )
        ),
        t.dx,
        first,
        now,
        t.illness,
    )
    s.h("Course in hospital")
    old, old_labs = _first_day(t, came)
    s.p(colour.exam(t))
    s.p(*colour.past(t))
    text, labs = bloods.british(t)
    s.p(t.say(f"On admission on {t.day(came)} the count was {old}. ", f"Bloods on {t.day(came)}: {old}. ") + t.say("Piperacillin-tazobactam was given for five days and then changed to oral co-amoxiclav. Gentamicin was considered but not used. Blood cultures stayed negative.", "{He} was treated with meropenem until afebrile and went home on no antibiotics. Vancomycin was not required. The chest film was clear, without pneumonia.", "Fever settled on ceftriaxone. Amphotericin was held in reserve and never given."),
        *old_labs, t.by_the_way("piperacillin", "tazobactam", "piperacillin-tazobactam", "co-amoxiclav", "amoxicillin", "meropenem", "ceftriaxone", "clavulanic acid", "piperacillin/tazobactam"), t.never("gentamicin", "vancomycin", "amphotericin"), t.not_ill("pneumonia"))  # fmt: skip
    s.p(
        t.say(
            f"On the day of discharge ({{on}}) {text}.",
            f"Count on {{on}}, before going home: {text}.",
            f"At discharge on {{on}} the results were {text}.",
        ),
        *labs,
    )
    s.p(
        t.say(
            "One pool of platelets was given on the second day.",
            "No reaction to blood products is on record.",
            "One unit of platelets was ordered and returned unused.",
        ),
        t.transfused,
    )
    s.h("On discharge")
    s.p(*colour.advice(t))
    kin, kin_fact = t.kin()
    s.p(
        t.say(
            "Mobile on the ward, ECOG {ecog}.",
            "Functional state at discharge: ECOG {ecog}.",
            "ECOG {ecog}, back to usual self.",
        )
        + " "
        + t.say(
            "Allogeneic transplantation was discussed with the family present; {he} declined it.",
            "{He} restated the wish not to have an allogeneic transplant.",
            "An allogeneic stem cell transplant was offered again and declined.",
        )
        + " "
        + kin,
        t.ecog,
        t.not_wanted,
        kin_fact,
    )
    s.p(
        t.say(
            "Take home: omeprazole 20 mg daily, paracetamol as needed.",
            "Medicines to take home: aciclovir 400 mg twice daily, fluconazole 50 mg daily.",
            "No new medicines. Aspirin stopped because of low platelets.",
        ),
        t.by_the_way("omeprazole", "paracetamol", "aciclovir", "acyclovir", "fluconazole", "aspirin", "acetaminophen"),
    )
    s.p(
        t.say(
            "Clinic in two weeks to resume {B}. If there is no benefit, {C} would be considered.",
            "{Bb} will continue in clinic. {Cc} could be considered later.",
            "Next clinic as booked, where {B} goes on; {C} is being considered for the future.",
        ),
        t.thought_of,
    )
    s.raw("<p class=s>Prepared by Dr P Lindahl, foundation doctor, and checked by the ward pharmacist.</p>")
    d.also_dated = (came,)
    s.web(
        d,
        "@page{size:A4;margin:17mm;@bottom-center{content:'Page ' counter(page) ' of ' counter(pages);font:8pt 'Liberation Sans'}}body{font:10pt 'Liberation Sans';line-height:1.3}.top{font-size:13pt;border-bottom:2pt solid #005ea5;padding-bottom:3pt}.k{width:100%;margin:5pt 0}.k td{padding:2pt 4pt;border-bottom:.4pt solid #ccc}.k td:nth-child(odd){color:#005ea5;width:90pt}h3{font-size:10.5pt;color:#005ea5}",
        "note",
        "other",
    )


def minutes_of_meeting(d: Doc) -> None:
    """Minutes of a multidisciplinary meeting, speaker by speaker: the pathologist's and geneticist's words of the day of diagnosis, what each proposed, the outcome."""
    t, p, s = Teller(d, d.rng.choice((spaced, american))), d.person, Script()
    s.raw(
        f"<div class=top>Myeloid Multidisciplinary Meeting &mdash; Minutes</div><p>Held {t.words['on']}, seminar room 2. Chair: Prof. Lindiwe Castellane. Item 4 of 11.</p><p class=id>{esc(p.name)}, {t.words['sex']}, born {t.words['born']}, record {p.ids[0]}</p>"
    )
    was, first = t.was((
        "The first treatment had been {A}, begun {fd} and stopped {td} for {why}.",
        "{He} had received {A} from {fm}; it was stopped in {tm} when {because}.",
        "{Aa} had been tried ({fm} to {tm}) and was stopped on account of {why}.",
        "Treatment had opened with {A} on {fd} and this was given up on {td}, the reason being {why}.",
    ))  # fmt: skip
    runs, now = t.runs((
        "{Bb} was begun on {sd} and continues; {nw} cycles have been given.",
        "{He} has been on {B} since {sm}, {n} cycles so far.",
        "{Bb} followed in {sm}, of which {nw} cycles have been completed and more are to come.",
        "Since {sd} {he} receives {B}; the {nth} cycle has just ended.",
    ))  # fmt: skip
    s.kv(
        "Dr Okafor-Lindgren",
        " ".join(
            (
                t.say(
                    "presented this {age}-year-old {man} with {dx}, diagnosed in {dm}.",
                    "introduced the case: a {man} of {age}, {dx}, diagnosed {dd}.",
                    "reported on a {man} aged {age} in whom {dx} was established in {dm}.",
                ),
                was,
                runs,
                t.say("Also has {ill}.", "{Ill} is the only comorbidity.", "There is {ill}, no heart failure."),
                t.say("ECOG {ecog}.", "Fitness: ECOG {ecog}.", "{He} is ECOG {ecog}."),
            )
        ),
        t.dx,
        first,
        now,
        t.illness,
        t.ecog,
        t.not_ill("heart failure"),
    )
    b, c = f"{p.counts['blasts_marrow']:g}", f"{p.counts['marrow_cellularity']:g}"
    s.kv(
        "Pathology",
        t.say(
            f"showed the marrow of {{dd}}: {b}% blasts, cellularity {c}%. Not acute leukaemia, for which 20% would be needed.",
            f"recalled that the biopsy taken {{dd}} was {c}% cellular with blasts at {b}%.",
            f"had reviewed the trephine of {{dd}} (cellularity {c}%) and aspirate (blasts {b}%). No lymphoma.",
        ),
        t.percent("blasts_marrow"),
        t.percent("marrow_cellularity"),
        t.limit("blasts_marrow", 20),
        t.not_ruled("aml", "acute_leukemia", "lymphoma"),
    )
    s.kv(
        "Genetics",
        t.say(
            f"read out the karyotype of the same sample, {p.karyotype}.",
            f"gave the karyotype from that sample as {p.karyotype}.",
            f"The karyotype on the same aspirate was {p.karyotype}.",
        )
        + t.say(
            " IPSS-R category at diagnosis: {risk}.", " The resulting IPSS-R group was {risk}.", " IPSS-R: {risk}."
        ),
        t.karyotype,
        t.risk,
    )
    s.kv("Discussion", t.say("Dr Abernathy asked about an allogeneic transplant. {He} has declined this. ", "Transplant team: no donor search was begun, since the patient declined an allogeneic transplant. ", "An allogeneic stem cell transplant was not pursued because {he} refused it. ")
         + t.say("{Cc} was considered, to be raised again if the response is lost. ", "Prof. Castellane would consider {C} at progression. ", "The meeting considered {C} but does not recommend it now. ") + t.say("Trial NCT00000000 (sabatolimab) is closed to recruitment.", "The research nurse noted that the magrolimab study is closed.", "No open study fits."), t.not_wanted, t.thought_of, t.never("sabatolimab", "magrolimab"))  # fmt: skip
    s.kv("Sequencing", *colour.genes(t))
    s.kv("History", *colour.past(t))
    kin, kin_fact = t.kin()
    s.kv("Family", kin, kin_fact)
    s.kv(
        "Outcome",
        t.say(
            "Continue {B}. Repeat marrow in three months.",
            "No change of treatment; {B} goes on. Key worker to inform the patient.",
            "{Bb} to be continued. Return to this meeting if blasts rise above 10%.",
        ),
        t.limit("blasts_marrow", 10),
    )
    s.raw(
        "<p class=s>Apologies: Dr Whitcroft. Item 5 (another patient) deferred. Minutes circulated for correction.</p>"
    )
    s.web(
        d,
        "@page{size:A4;margin:20mm}body{font:10.5pt 'Liberation Serif';line-height:1.35}.top{font-size:14pt;font-weight:bold;border-top:2pt solid #5b2a6e;border-bottom:.6pt solid #5b2a6e;padding:4pt 0}.id{font-weight:bold}p{margin:6pt 0}",
        "note",
        "other",
    )

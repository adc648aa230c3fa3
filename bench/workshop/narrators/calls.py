# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""A telephone call in writing."""

from bench.workshop.days import later, spaced
from bench.workshop.dress import Doc
from bench.workshop.narrators.script import Script
from bench.workshop.narrators.teller import Teller, short_american


def call_from_home(d: Doc) -> None:
    """A telephone note: the call told by the nurse, the doctor's reply beneath it, an addendum of the next day on another matter."""
    t, p = Teller(d, d.rng.choice((spaced, short_american))), d.person
    d.paper("Courier", 9.5, 52)
    sheet, s, after = d.sheet, Script(), later(d.on, 1)
    sheet.line("TELEPHONE ENCOUNTER - HAEMATOLOGY ADVICE LINE", True)
    sheet.line(f"Caller: patient     Call received: {t.words['on']} 11:42")
    sheet.line(f"Patient: {p.name}, {t.words['sex']}, born {t.words['born']}, number {p.ids[0]}")
    sheet.rule()
    sheet.gap(8)
    s.h("Reason for call")
    s.p(
        t.say(
            "Tired, wants to know the blood result. No fever, no bleeding. No chest pain.",
            "Asks whether the flu vaccine is allowed. Otherwise well.",
            "Sore injection site since Tuesday. Temperature 36.9.",
        )
    )
    s.h("Background from the record")
    was, first = t.was((
        "{Aa} was started {fd} and stopped {td} for {why}.",
        "Had {A} between {fm} and {tm}; stopped, {why}.",
        "{Aa} from {fm}, stopped in {tm} because {because}.",
    ))  # fmt: skip
    runs, now = t.runs((
        "Has been on {B} since {sd}; {n} cycles completed.",
        "{Bb} started in {sm}, {nw} cycles so far, still on it.",
        "Takes part in the {B} clinic: started {sd}, {n} cycles given.",
    ))  # fmt: skip
    s.p(
        " ".join(
            (
                t.say("Diagnosis {dx}, {dm}.", "{Dx}, diagnosed {dd}.", "Known to us with {dx} since {dm}."),
                was,
                runs,
                t.say("Also has {ill}.", "Other condition: {ill}.", "Has {ill} as well."),
                t.say("ECOG {ecog} at the last visit.", "ECOG was recorded as {ecog}.", "ECOG {ecog}."),
            )
        ),
        t.dx,
        first,
        now,
        t.illness,
        t.ecog,
    )
    s.h("Advice given")
    hb, plt = t.number("hemoglobin", 10, 0), t.number("platelets")
    s.p(
        t.say(
            f"Result of today's count read out to {{him}}: Hb {hb} g/L, platelets {plt} x10^9/L.",
            f"I told {{him}} that this morning's blood showed Hb {hb} g/L and platelets {plt} x10^9/L.",
            f"Count taken today at the surgery: platelets {plt} x10^9/L, Hb {hb} g/L. Patient informed.",
        )
        + t.say(
            " No transfusion needed today.",
            " To ring if temperature reaches 38.0.",
            " Cold compress advised; paracetamol after checking temperature.",
        ),
        t.lab("hemoglobin", hb, 10),
        t.lab("platelets", plt),
        t.by_the_way("paracetamol", "acetaminophen", "influenza vaccine"),
        t.transfused,
    )
    s.h("Doctor's reply")
    s.p(
        t.say("Agree. Continue {B}. ", "Thanks, no change to {B}. ", "Fine. We go on with {B}. ")
        + t.say(
            "{He} asked me again and still declines allogeneic transplantation. ",
            "For the record, {he} refused an allogeneic transplant. ",
            "Allogeneic transplant: declined by the patient. ",
        )
        + t.say("{Cc} can be considered if counts fall.", "Would consider {C} next.", "Considering {C} for later."),
        t.not_wanted,
        t.thought_of,
    )
    s.h(f"Addendum {t.day(after)} 08:15")
    kin, kin_fact = t.kin()
    s.p(
        t.say(
            "Rang back about dates only. ",
            "Second call, appointment moved. ",
            "Message from the pharmacy, nothing to do. ",
        )
        + kin
        + " "
        + t.say("Daughter will drive.", "No new symptoms.", "Caller thanked us."),
        kin_fact,
    )
    s.small("Call handler: S. Ndlovu-Brandt, CNS. Identity checked with three questions.")
    d.also_dated = (after,)
    s.typed(d, "note", "other")

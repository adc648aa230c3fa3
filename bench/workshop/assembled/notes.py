# ruff: noqa: E501 (wordings are data: a line is as long as its row)
"""Clinic notes whose sentences and order are drawn by lot."""

from collections.abc import Callable

from bench.workshop.assembled.house import MONTHS, House, finish, header
from bench.workshop.dress import Doc
from bench.workshop.marrow import diagnosis
from bench.workshop.notes import Told
from bench.workshop.people import WHO

STARTED = (
    "{now} was started on {date} and {n} cycles have been given so far.",
    "Since {date} on {now}; now after cycle {n}.",
    "Currently on {now} (started {date}), {n} cycles completed.",
    "She/he began {now} on {date}; {n} cycles to date, ongoing.",
)
STOPPED = {
    "progression": ("{first} from {a} to {b}, stopped because the response was lost.", "Treated with {first} {a} - {b}; discontinued for loss of response.", "{first} ({a} to {b}), stopped due to progression."),
    "toxicity": ("{first} from {a} to {b}, stopped for toxicity.", "Treated with {first} {a} - {b}; discontinued because of side effects (toxicity).", "{first} ({a} to {b}), stopped due to toxicity."),
}  # fmt: skip
DECLINED = (
    "Allogeneic stem cell transplantation was discussed and declined.",
    "The patient declined allogeneic transplant.",
    "Does not wish to undergo allogeneic stem cell transplantation.",
)
CONSIDERED = (
    "If this fails, {x} could be considered.",
    "{x} would be an option at progression.",
    "We may consider {x} later on.",
)
ECOG = ("ECOG {n}.", "ECOG performance status {n}.", "Performance status: ECOG {n}.", "PS (ECOG): {n}")
ILL = ("Past medical history: {x}.", "Comorbidities: {x}.", "PMH: {x}.", "Other conditions: {x}.")
FAMILY = (
    "Family history: brother with acute myeloid leukemia.",
    "Family history: mother had breast cancer.",
    "FH: no blood disorders.",
)
PLAIN = (
    "No fever, no bleeding.",
    "Appetite is good.",
    "Lungs clear, no edema.",
    "Lives with spouse; retired.",
    "Return in four weeks with blood count.",
    "We went over the plan at length.",
)


def drawn_note(d: Doc) -> None:
    """A note in headed sections, a letter, or a list."""
    h = House.of(d)
    w = Told(d)
    t, p = w.t, d.person
    long, short = WHO[p.who]
    body = header(
        h,
        d,
        h.pick(
            (
                "Hematology Clinic Note",
                "Oncology Progress Note",
                "Outpatient Consultation",
                "Clinic Letter",
                "Follow-up Visit",
            )
        ),
        [(h.pick(("Date of visit", "Visit date", "Date of service", "Encounter date", "Seen on")), d.on)],
    )
    a, b = (f"{MONTHS[x.month - 1][:3]} {x.year}" for x in (t.first_from, t.first_to))
    case: Callable[[str], str] = h.rng.choice((str.capitalize, str))
    facts = {
        "diagnosis": h.pick(("Diagnosis: {x}.", "{x}, diagnosed {m}.", "Problem: {x} (since {m}).", "Known {x}.")).format(x=h.pick((long, short)), m=f"{MONTHS[p.diagnosed.month - 1]} {p.diagnosed.year}"),
        "first": h.pick(STOPPED[t.why]).format(first=case(t.first), a=a, b=b), "now": h.pick(STARTED).format(now=case(t.now), date=h.date(t.now_from), n=t.cycles).replace("She/he", "She" if p.sex == "F" else "He"),
        "declined": h.pick(DECLINED), "considered": h.pick(CONSIDERED).format(x=case(t.considered)), "ecog": h.pick(ECOG).format(n=t.ecog), "ill": h.pick(ILL).format(x=t.illness[0]), "family": h.pick(FAMILY),
    }  # fmt: skip
    plain = h.rng.sample(PLAIN, 3)
    form = h.pick(("sections", "letter", "list"))
    if form == "sections":
        text = f"<h3>{h.pick(('History', 'HPI', 'Oncologic history', 'Interval history'))}</h3><p>{facts['diagnosis']} {facts['first']} {facts['now']}</p><p>{facts['ill']}</p><p>{facts['family']}</p><h3>Examination</h3><p>{facts['ecog']} {plain[0]}</p><h3>{h.pick(('Assessment and Plan', 'Plan', 'Impression and plan'))}</h3><p>{plain[1]} {facts['declined']} {facts['considered']}</p>"
    elif form == "letter":
        text = f"<p>Dear colleague,</p><p>{facts['diagnosis']} {facts['first']} {facts['now']} {facts['ecog']} {plain[0]} {facts['ill']} {facts['family']}</p><p>{facts['declined']} {facts['considered']} {plain[1]}</p><p>With kind regards</p>"
    else:
        items = [facts[k] for k in ("diagnosis", "first", "now", "ecog", "ill", "family", "declined", "considered")]
        text = "<ul>" + "".join(f"<li>{i}</li>" for i in items) + f"</ul><p>{plain[2]}</p>"
    finish(h, d, body + text, "note", ("other",))
    diagnosis(d, 1, short if short in facts["diagnosis"] else long)
    w.first(1)
    w.now(1, whole=True)
    w.not_wanted(1)
    w.thought_of(1)
    w.ecog(1)
    w.illness(1)
    d.gold.trap("diagnoses", {"disease": "aml", "status": "confirmed"}, "the brother's")
    d.gold.trap("diagnoses", {"disease": "breast_cancer"}, "the mother's")


FAMILIES: dict[str, Callable[[Doc], None]] = {"drawn_note": drawn_note}

# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""What letters hold beside the facts: examination, home, old operations, tablets, advice; at most told by the way."""

from bench.workshop.narrators.script import Fact
from bench.workshop.narrators.teller import Teller, and_

Piece = tuple[str, Fact]


def exam(t: Teller) -> str:
    """Findings at the bedside."""
    return t.say(
        "On examination {he} was pale but comfortable. There was no lymphadenopathy and the spleen could not be felt. Blood pressure was 136/78 and weight 71.4 kg.",
        "Weight is steady at 68 kg. The chest was clear, the heart sounds normal, and I found no bruising, petechiae or enlarged nodes.",
        "Examination showed mild pallor, no jaundice and no organomegaly. Temperature 36.7, pulse 82, saturation 97% on air.",
        "I found a few old bruises on the forearms, nothing else. Blood pressure 128/70, pulse 74.",
    )


def home(t: Teller) -> str:
    """Life at home."""
    return t.say(
        "{He} lives alone in a ground floor flat, cooks and shops without help, and gave up smoking in 1988.",
        "{He} is a retired schoolteacher, married, with two grown children. Alcohol intake is small.",
        "{He} worked as an electrician and had some exposure to solvents many years ago. {He} has never smoked.",
        "At home {he} manages the stairs with one stop. A neighbour helps with the garden. {He} drinks a glass of wine on Sundays.",
    )


def past(t: Teller) -> Piece:
    """Old operations and cures that changed nothing."""
    text = t.say(
        "In the past there was an appendicectomy (1974) and a cataract operation in 2021.",
        "Vitamin B12 injections for three months in 2024 had made no difference to the haemoglobin.",
        "A hernia was repaired in 2009, without complications. Iron tablets had been tried by the practice before referral and were of no help.",
        "{He} had a hip replacement in 2016, and needed no blood on that occasion.",
    )
    agents = ("appendicectomy", "appendectomy", "cataract surgery", "cataract operation", "hernia repair", "hip replacement",
              "vitamin b12", "cyanocobalamin", "hydroxocobalamin", "iron", "ferrous sulfate", "iron tablets", "oral iron")  # fmt: skip
    told, ills = (
        t.by_the_way(*agents),
        t.other_ills("cataract", "hernia", "hip replacement", "appendicectomy", "appendectomy"),
    )

    def fact(page: int) -> None:
        told(page)
        ills(page)
        t.transfused(page)

    return text, fact


def pills(t: Teller) -> Piece:
    """Tablets for other things."""
    text = t.say(
        "Current tablets: atorvastatin 20 mg at night and omeprazole 20 mg in the morning. Allergic to penicillin.",
        "Medication: bisoprolol 2.5 mg daily, allopurinol 100 mg daily, paracetamol as required. No known allergies.",
        "{He} takes ramipril 5 mg and atorvastatin 40 mg. Trimethoprim gave {him} a rash.",
        "Regular medicines are amlodipine 5 mg, lansoprazole 15 mg and folic acid 5 mg.",
    )
    agents = (
        "atorvastatin",
        "omeprazole",
        "bisoprolol",
        "allopurinol",
        "paracetamol",
        "acetaminophen",
        "ramipril",
        "amlodipine",
        "lansoprazole",
        "folic acid",
    )
    told = t.by_the_way(*agents)

    def fact(page: int) -> None:
        told(page)
        for agent in ("penicillin", "trimethoprim"):
            t.d.gold.trap("treatments", {"agent": agent, "status": "ongoing"}, "an allergy")

    return text, fact


def advice(t: Teller) -> Piece:
    """What was explained."""
    text = t.say(
        "I reminded {him} to telephone the ward at once with any temperature above 38 degrees, and {he} carries the alert card.",
        "We went through the last results together on the screen. {He} asked sensible questions about driving and about travel insurance.",
        "A booklet on living with MDS was handed over; it mentions growth factors, chemotherapy and transplantation in general terms.",
        "{He} was advised to have the influenza vaccine and to avoid aspirin and ibuprofen.",
    )
    return text, t.by_the_way("aspirin", "ibuprofen", "influenza vaccine", "chemotherapy", "growth factor")


def genes(t: Teller) -> Piece:
    """Genes named without detail: they may be told."""
    names = [m.gene for m in t.d.person.mutations]
    if not names:
        return t.say(
            "Sequencing showed no mutation.", "No mutation came up on the myeloid panel.", "The gene panel was clear."
        ), lambda page: None
    listed = and_(names)
    some = "a mutation" if len(names) == 1 else "mutations"
    return t.one(
        f"Sequencing showed {some} of {listed}.",
        f"The myeloid panel was positive for {listed}.",
        f"There is {some} in {listed} on the gene panel."
        if len(names) == 1
        else f"There are {some} in {listed} on the gene panel.",
    ), t.genes_named

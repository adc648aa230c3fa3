# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""More notes: what a generator of encounters and a fellow with copied text would print."""

from collections.abc import Callable

from bench.workshop.cohort.chromosomes import broken
from bench.workshop.cohort.paper import karyotype, paper, say, share
from bench.workshop.cohort.visits import (
    WHY,
    absent,
    allergic,
    he,
    kin,
    lower,
    may_variants,
    mutations,
    other_drugs,
    scores,
)
from bench.workshop.days import later, sex, spaced
from bench.workshop.dress import Doc
from bench.workshop.markup import esc, table
from bench.workshop.marrow import diagnosis
from bench.workshop.notes import Told
from bench.workshop.people import WHO


def generated_encounter(d: Doc) -> None:
    """A synthetic-data company's encounter: conditions and medications as tables with status, a narrative made by a grammar, a care plan."""
    who, on, w = d.person, d.on, Told(d)
    t = w.t
    conditions = (
        (WHO[who.who][0], who.diagnosed.isoformat(), "active"),
        (t.illness[0].capitalize(), "2016", "active"),
        ("Appendicitis", "1988", "resolved"),
    )
    drugs = (
        (t.first, t.first_from.isoformat(), t.first_to.isoformat(), f"stopped: {WHY[t.why]}"),
        (t.now, t.now_from.isoformat(), "", "active"),
        ("amlodipine" if "hyper" in t.illness[0] else "vitamin D", "2019", "", "active"),
    )
    one = say(
        d,
        f"{t.cycles} cycles of {t.now} have been administered so far.",
        f"The patient has completed {t.cycles} cycles of {t.now}.",
        f"{t.now.capitalize()} was given for {t.cycles} cycles to date.",
    )
    two = say(
        d,
        f"ECOG performance status was {t.ecog}.",
        f"Functional status: ECOG {t.ecog}.",
        f"The clinician recorded an ECOG of {t.ecog}.",
    )
    three = say(
        d,
        "The patient declined allogeneic stem cell transplantation.",
        "Allogeneic transplantation was discussed; the patient declined.",
        "Referral for allogeneic transplant was declined by the patient.",
    )
    four = say(
        d,
        f"Should the disease progress, {t.considered} may be considered.",
        f"{t.considered.capitalize()} is being considered as a later line.",
        f"Consideration was given to {t.considered} after progression.",
    )
    body = (
        f"<h1>Encounter summary</h1><p class=f>Larkfield Cancer Institute, ambulatory hematology</p><table class=d><tr><td>Name</td><td>{who.first} {esc(who.last)}</td><td>Record number</td><td>{who.ids[0]}</td></tr><tr><td>Birth date</td><td>{who.born.isoformat()}</td><td>Sex</td><td>{sex(d).lower()}</td></tr><tr><td>Encounter date</td><td>{on.isoformat()}</td><td>Class</td><td>ambulatory</td></tr></table>"
        f"<h2>Conditions</h2>{table(('Condition', 'Onset', 'Clinical status'), conditions)}<h2>Medications</h2>{table(('Medication', 'Start', 'End', 'Status'), drugs)}<h2>Narrative</h2><p>{one} {two} {three} {four}</p>"
        f"<h2>Risk</h2><p>IPSS-R: {who.ipssr.lower()}. IPSS-M: {who.ipssm.lower()}. Risk was assigned from the diagnostic sample of {who.diagnosed.isoformat()}.</p><h2>Family member history</h2><p>Mother: colon cancer at 70. Brother: healthy.</p><h2>Allergies</h2><p>Latex; ciprofloxacin.</p><h2>Care plan</h2><ul><li>Next cycle as scheduled</li><li>Complete blood count weekly</li><li>Not enrolled in a clinical trial; luspatercept study closed</li></ul>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.75in}body{font:9.5pt 'DejaVu Sans';line-height:1.3}h1{font-size:17pt;margin:0}.f{color:#555;margin:0 0 8pt}.d td{padding:2pt 16pt 2pt 0}.t{width:100%}.t td,.t th{border-bottom:.5pt solid #aaa;padding:2.5pt 4pt}h2{font-size:10.5pt;margin:9pt 0 2pt}p,ul{margin:2pt 0}"
    sheet = paper(d, body, css, "note", "other")
    diagnosis(d, 1, WHO[who.who][0])
    w.illness(1)
    w.first(1, whole=True, why=True)
    w.now(1, whole=True)
    tale = sheet.find("Narrative")
    w.ecog(tale)
    w.not_wanted(tale)
    w.thought_of(tale)
    scores(d, sheet.find("Risk was assigned"), "IPSS-R", "IPSS-M")
    d.fact("comorbidities", 1, "Appendicitis", may=True, labels=["appendicitis"])
    other_drugs(d, 1, "amlodipine", "vitamin d", "colecalciferol", "cholecalciferol", "vitamin_d")
    allergic(d, "ciprofloxacin")
    kin(d, "colon_cancer")
    if t.first != "luspatercept":
        d.gold.trap("treatments", {"agent": "luspatercept", "status": "ongoing"}, "a study that was closed")
        d.treat("luspatercept", "systemic", "considered", 1, may=True, any_status=["considered", "declined"])


def fellow_progress_note(d: Doc) -> None:
    """A fellow's note: the story by dates, text carried forward from a former note and marked so, results of the first marrow, an assessment by problem."""
    who, on, w = d.person, d.on, Told(d)
    t, before = w.t, later(d.on, -28)
    old_ecog = (t.ecog + 1) % 4
    day = spaced(who.diagnosed)
    blasts = f"{who.counts['blasts_marrow']:g}"
    s = d.paper("Helvetica", 10, 54)
    d.kind, d.also_kind, d.also_dated = "note", ("other",), (before,)
    s.line("University Hospital of Brackwater", True, 13)
    s.line("Hematology clinic - progress note", pt=10.5)
    s.line(
        f"{who.last}, {who.first}     born {spaced(who.born)}     {sex(d)}     ID {who.ids[0]}     Seen {spaced(on)}"
    )
    s.rule()
    s.gap(8)
    s.line("Oncologic history", True)
    for text, kind in (
        (
            say(
                d,
                f"{day}: marrow shows {lower(WHO[who.who][0])}.",
                f"{day}: {WHO[who.who][0]} diagnosed.",
                f"Diagnosed {day} with {lower(WHO[who.who][0])}.",
            ),
            "dx",
        ),
        (f"Marrow {day}: blasts {blasts}%; karyotype {' '.join(broken(who.karyotype))}", "marrow"),
        (f"NGS {day}: {mutations(d)}", "genes"),
        (
            say(
                d,
                f"{spaced(t.first_from)}: {t.first} started. {spaced(t.first_to)}: stopped for {WHY[t.why]}.",
                f"{t.first.capitalize()} {spaced(t.first_from)} - {spaced(t.first_to)}, stopped because of {WHY[t.why]}.",
                f"{spaced(t.first_from)} to {spaced(t.first_to)} {t.first}; discontinued, {WHY[t.why]}.",
            ),
            "first",
        ),
        (
            say(
                d,
                f"{spaced(t.now_from)}: {t.now} started; {t.cycles} cycles completed.",
                f"{t.now.capitalize()} since {spaced(t.now_from)}, {t.cycles} cycles so far.",
                f"On {t.now} from {spaced(t.now_from)}; now after {t.cycles} cycles.",
            ),
            "now",
        ),
    ):
        page = s.para(f"- {text}", x=8)
        if kind == "dx":
            diagnosis(d, page, day)
        elif kind == "marrow":
            share(d, page, "blasts_marrow")
            karyotype(d, page)
        elif kind == "genes":
            may_variants(d, page)
        elif kind == "first":
            w.first(page, whole=True, why=True)
        else:
            w.now(page, whole=True)
    s.gap(6)
    s.line("Interval history", True)
    page = s.para(
        say(
            d,
            f"Feels well. Injection site soreness only. ECOG {t.ecog} today.",
            f"No fever or bleeding since last visit. ECOG today {t.ecog}.",
            f"{he(d)} reports stable energy; ECOG {t.ecog} at this visit.",
        )
    )
    w.ecog(page)
    s.para(
        f"[Copied from note of {spaced(before)}: tired after a viral infection, ECOG {old_ecog}; mild constipation; thinking about stopping treatment.]",
        x=8,
        pt=9,
    )
    s.gap(6)
    s.line("Past history", True)
    w.illness(
        s.para(
            f"{t.illness[0].capitalize()}. "
            + say(
                d,
                "Denies liver disease and heart attack.",
                "No liver disease, no heart attack.",
                "Never had liver disease or a heart attack.",
            )
        )
    )
    s.para(
        "Family: sister with multiple myeloma. Allergy: vancomycin (flushing). Medicines: acyclovir, ondansetron as needed."
    )
    s.gap(6)
    s.line("Assessment and plan", True)
    page = s.para(
        say(
            d,
            f"1. MDS, IPSS-R {who.ipssr.lower()}: continue {t.now}.",
            f"1. {WHO[who.who][1]} (IPSS-R {who.ipssr.lower()}), proceed with {t.now}.",
            f"1. MDS. IPSS-R at diagnosis: {who.ipssr.lower()}. Next cycle of {t.now} as planned.",
        )
    )
    scores(d, page, "IPSS-R")
    page = s.para(
        say(
            d,
            f"2. Allogeneic transplant: declined again by the patient. {t.considered.capitalize()} to be considered at progression.",
            f"2. The patient declines allogeneic transplant. We would consider {t.considered} next.",
            f"2. Options: allogeneic transplant was declined; {t.considered} under consideration for later.",
        )
    )
    w.not_wanted(page)
    w.thought_of(page)
    s.para("3. Levofloxacin only if neutrophils fall below 0.5. No G-CSF at present.")
    s.gap(10)
    s.line("Fellow: Caspian Royle, MD     Attending: Henrike Dahlgren, MD, agrees with the above", pt=9)
    other_drugs(d, 1, "acyclovir", "aciclovir", "ondansetron")
    d.treat("levofloxacin", "other", "considered", 1, may=True, any_status=["considered", "planned"])
    d.gold.trap("treatments", {"agent": "levofloxacin", "status": "ongoing"}, "only if neutropenic")
    for agent in ("filgrastim", "g_csf", "g-csf"):
        d.fact("not_given", 1, "G-CSF", may=True, agent=agent)
        d.gold.trap("treatments", {"agent": agent, "status": "ongoing"}, "not at present")
    allergic(d, "vancomycin")
    kin(d, "multiple_myeloma", "myeloma")
    absent(d, "liver disease", "heart attack")
    if who.counts["neutrophils"] != 0.5:
        d.gold.trap("labs", {"analyte": "neutrophils", "value": 0.5}, "threshold")


FAMILIES: dict[str, Callable[[Doc], None]] = {f.__name__: f for f in (generated_encounter, fellow_progress_note)}

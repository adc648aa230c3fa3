# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""The guests' families of notes in prose: a letter with its dates in sentences, an encounter made by a grammar."""

from collections.abc import Callable

from bench.workshop.days import later, long, sex
from bench.workshop.dress import LONG, Doc
from bench.workshop.guests.notes import given, if_low, scored, today
from bench.workshop.guests.paper import aside, count, mon, never, relative, wondered
from bench.workshop.marrow import diagnosis
from bench.workshop.notes import Told
from bench.workshop.people import WHO


def _ordinal(n: int) -> str:
    """1st, 2nd, 13th."""
    return f"{n}{'th' if 10 < n % 100 < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th')}"


def dates_in_sentences(d: Doc) -> None:
    """A British registrar's letter without any list: every date, medicine and count in sentences, a hedge, a trial that closed, an uncle's illness, a drug stopped before it was begun."""
    who, on, w = d.person, d.on, Told(d)
    t = w.t
    he, his = ("She", "her") if who.sex == "F" else ("He", "his")
    now = today(d, "GB", ("haemoglobin", "white cells", "neutrophils", "platelets"))
    hb, wbc, anc, plt = now
    s = d.paper("Times", 11.5, 68)
    d.kind, d.also_kind, d.also_dated = "note", ("other",), (later(on, 2),)
    s.line("Haematology Outpatients, The Alderley Hospital", True, 13)
    s.line(f"Clinic of {long(on)}; letter typed {long(later(on, 2))}", pt=10)
    s.rule()
    s.gap(8)
    s.line(f"{who.name}, born {long(who.born)}, {sex(d).lower()}, hospital number {who.ids[0]}", True)
    s.gap(6)
    s.para("Dear Dr Featherstonehaugh,")
    s.gap(4)
    dx = s.para(f"I saw your patient on the {_ordinal(on.day)} of {LONG[on.month - 1]} {on.year}. You will remember that a bone marrow on the {_ordinal(who.diagnosed.day)} of {LONG[who.diagnosed.month - 1]} {who.diagnosed.year} showed {WHO[who.who][0].lower()}, "
                f"which we scored as IPSS-R {who.ipssr.lower()}. {he} also has {t.illness[0]}, which you look after.")  # fmt: skip
    s.gap(5)
    page = s.para(f"{he} was first treated with {t.first}, from {LONG[t.first_from.month - 1]} {t.first_from.year} until {LONG[t.first_to.month - 1]} {t.first_to.year}, when we stopped it because of {t.why}. "
                  f"{t.now.capitalize()} was begun on the {_ordinal(t.now_from.day)} of {LONG[t.now_from.month - 1]} {t.now_from.year}; {he.lower()} has now completed {t.cycles} cycles and we are carrying on. We had meant to use danazol for the platelets but it was never prescribed.")  # fmt: skip
    s.gap(5)
    counts = s.para(f"Today {his} haemoglobin was {hb.text} g/L, with white cells of {wbc.text} x 10^9/L, neutrophils of {anc.text} x 10^9/L and platelets of {plt.text} x 10^9/L. "
                    f"{he} gets out most days, and I would put {his} ECOG performance status at {t.ecog}. I could not feel the spleen. The ankle swelling may be due to {his} tablets; heart failure seems unlikely but has not been excluded.")  # fmt: skip
    s.gap(5)
    plan = s.para(f"We talked again about an allogeneic stem cell transplant, which {he.lower()} has declined. The trial of luxeptinib that we hoped for has closed. Should {t.now} stop working, I would consider {t.considered}. "
                  f"{he} asked whether the condition runs in the family, as {his} uncle died of acute myeloid leukaemia; I said that this was unlikely.")  # fmt: skip
    s.gap(5)
    s.para(
        f"We will meet again in four weeks. Please do not transfuse in the community; our own threshold is a haemoglobin of 75 g/L. {he} should not have live vaccines."
    )
    s.gap(8)
    s.para("Yours sincerely,")
    s.gap(16)
    s.para("Dr Caspian Llewellyn-Shah, Specialty Registrar in Haematology. Dictated and checked.")
    diagnosis(d, dx, WHO[who.who][0].lower())
    scored(d, dx)
    w.illness(dx)
    w.first(page)
    w.now(page, whole=True)
    given(d, now, counts)
    w.ecog(counts)
    w.not_wanted(plan)
    w.thought_of(plan)
    d.gold.trap("treatments", {"agent": "danazol", "status": "ongoing"}, "never prescribed")
    d.fact("not_given", page, "danazol", may=True, agent="danazol")
    d.treat("danazol", "other", "considered", page, may=True, any_status=["considered", "planned"])
    d.gold.trap("treatments", {"agent": "luxeptinib"}, "a trial that closed")
    d.gold.trap("comorbidities", {"label": "heart failure"}, "not excluded")
    never(d, "hemoglobin", 7.5, "a threshold")
    if_low(d, plan)
    relative(d, "aml", "acute_leukemia")


def made_by_grammar(d: Doc) -> None:
    """A generator's encounter: sentences of one pattern under headings, hedged and denied conditions, findings of the marrow recalled, text for the patient at the end."""
    who, on, w = d.person, d.on, Told(d)
    t = w.t
    s = d.paper("Helvetica", 10, 58)
    d.kind, d.also_kind = "note", ("other",)
    s.line("Follow-up Visit - Hematology and Oncology", True, 13)
    s.line(f"Patient {who.name}. Date of birth {mon(who.born)}. Sex {sex(d).lower()}. Identifier {who.ids[0]}.")
    s.line(f"Date of service {mon(on)}. Site: Pinnacle Valley Cancer Care.")
    s.rule()

    def part(title: str, *sentences: str) -> int:
        s.gap(6)
        s.line(title, True)
        return s.para(" ".join(sentences))

    page = part(
        "Reason for visit",
        f"The patient is a {who.age(on)}-year-old who presents for follow-up of {WHO[who.who][0].lower()}.",
    )
    diagnosis(d, page, WHO[who.who][0].lower())
    page = part(
        "Disease summary",
        f"The disease was diagnosed in {LONG[who.diagnosed.month - 1]} {who.diagnosed.year}.",
        f"The marrow of {mon(who.diagnosed)} contained {count(d, 'blasts_marrow')}% blasts.",
        f"The IPSS-R category was {who.ipssr.lower()}.",
        "There was no evidence of acute leukemia.",
    )
    scored(d, page)
    value = who.counts["blasts_marrow"]
    d.fact("labs", page, f"{value:g}%", may=True, analyte="blasts_marrow", comparator=None, value=value, unit="%", collected=who.diagnosed.isoformat())  # fmt: skip
    page = part("Treatment summary", f"The patient received {t.first} between {LONG[t.first_from.month - 1]} {t.first_from.year} and {LONG[t.first_to.month - 1]} {t.first_to.year}.", f"Treatment with {t.first} was stopped owing to {t.why}.",
                f"The patient has been receiving {t.now} since {mon(t.now_from)}.", f"To date, {t.cycles} cycles of {t.now} have been completed.", "The patient has not received thalidomide or an androgen.")  # fmt: skip
    w.first(page)
    w.now(page, whole=True)
    page = part(
        "Other conditions",
        f"The patient has {t.illness[0]}.",
        "The patient does not have chronic kidney disease.",
        "A pulmonary embolism was considered in the emergency department last winter and was ruled out.",
        "The patient's mother had ovarian cancer.",
    )
    w.illness(page)
    part("Results of today", "Blood was drawn this morning.", "The blood count is pending.", "The ferritin is pending.")
    w.ecog(part("Function", f"The ECOG performance status is {t.ecog}."))
    page = part(
        "Plan",
        f"The patient will continue {t.now}.",
        "Allogeneic stem cell transplantation was recommended and the patient declined.",
        f"If the disease progresses, {t.considered} will be considered.",
        "The patient takes allopurinol and will stop it today.",
    )
    w.not_wanted(page)
    w.thought_of(page)
    aside(d, page, "allopurinol")
    part(
        "For the patient",
        "MDS is a disease in which the marrow makes too few healthy cells. Red cells are given by transfusion when hemoglobin is low, often below 8 g/dL. Lower numbers of neutrophils (below 1.0 K/uL) raise the risk of infection. Some patients are treated with lenalidomide, luspatercept or a transplant; your team will say what fits you.",
    )
    s.gap(10)
    s.line("Electronically signed by Rosamund Adeyemi-Clarke, MD")
    for agent in ("thalidomide", "androgen", "androgens"):
        d.fact("not_given", 1, agent, may=True, agent=agent)
        d.gold.trap("treatments", {"agent": agent, "status": "ongoing"}, "not received")
    for agent in ("lenalidomide", "luspatercept"):
        if agent != t.first:
            d.gold.trap("treatments", {"agent": agent}, "education")
    for label in ("chronic kidney disease", "pulmonary embolism"):
        d.gold.trap("comorbidities", {"label": label}, "denied")
    never(d, "hemoglobin", 8.0, "education")
    never(d, "neutrophils", 1.0, "education")
    relative(d, "ovarian_cancer", "aml", "acute_leukemia")
    wondered(d, 1, "acute_leukemia", "aml")


FAMILIES: dict[str, Callable[[Doc], None]] = {f.__name__: f for f in (dates_in_sentences, made_by_grammar)}

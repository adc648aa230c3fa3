# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""More notes: a consultation typed on plain paper, and a nurse's review."""

from collections.abc import Callable

from bench.workshop.days import long, month, sex
from bench.workshop.dress import Doc
from bench.workshop.kept import letters
from bench.workshop.kept.letters import _by_the_way, _given, _never, _relative, _today
from bench.workshop.kept.paper import (
    bait,
    he,
    his,
)
from bench.workshop.marrow import denied, diagnosis
from bench.workshop.notes import Told
from bench.workshop.people import WHO
from bench.workshop.sheet import Cell


def second_view(d: Doc) -> None:
    """A consultation for another hospital: past course in order, what was tried, what others proposed and is not advised, an answer to each question."""
    who, on, w = d.person, d.on, Told(d)
    t = w.t
    s = d.paper("Times", 11, 60)
    d.kind, d.also_kind = "note", ("other",)
    s.line("Clinique Montrivage", True, 15)
    s.line("Haematology, consultation for an outside hospital (letter in English at the patient's request)", pt=9.5)
    s.rule()
    s.gap(8)
    s.line(long(on))
    s.gap(4)
    s.line(f"Patient: {who.name}, born {long(who.born)}, {sex(d).lower()}, file {who.ids[0]}", True)
    s.gap(6)
    s.line("Dear colleague,")
    s.gap(4)
    page = s.para(
        f"You asked for my opinion on {'Ms' if who.sex == 'F' else 'Mr'} {who.last}, aged {who.age(on)}, in whom {WHO[who.who][0].lower()} was diagnosed in {month(who.diagnosed)}. "
        f"{his(d).capitalize()} first treatment was {t.first}, from {month(t.first_from)} to {month(t.first_to)}; it was stopped because of {w.reason}. {t.now.capitalize()} was begun in {month(t.now_from)}, and {he(d)} has now received {t.cycles} cycles."
    )
    diagnosis(d, page, WHO[who.who][0].lower())
    w.first(page)
    w.now(page)
    s.gap(5)
    page = s.para(
        f"Apart from {t.illness[0]} {he(d)} has been in good health. {his(d).capitalize()} father died of myelofibrosis. {he(d).capitalize()} never smoked. The performance status is ECOG {t.ecog}."
    )
    w.illness(page)
    w.ecog(page)
    _relative(d, "myelofibrosis", "primary_myelofibrosis")
    s.gap(5)
    s.line("My answers to your questions:", True)
    page = s.para(
        f"1. Should {t.now} be continued? Yes. Six cycles at least are needed before its effect can be judged.", 10
    )
    s.para(
        "2. Would ciclosporin or antithymocyte globulin be of use? I do not think so: the marrow is not hypoplastic. Neither has been given.",
        10,
    )
    _never(d, page, "not advised", "ciclosporin", "anti_thymocyte_globulin")
    page = s.para(
        f"3. Is allogeneic transplantation possible? It would be, but {he(d)} told me plainly that {he(d)} does not want it.",
        10,
    )
    w.not_wanted(page)
    page = s.para(f"4. And later? On progression I would consider {t.considered}.", 10)
    w.thought_of(page)
    s.gap(5)
    s.para(
        "I did not repeat any test. There is no sign of transformation to acute leukaemia in the papers that you sent."
    )
    denied(d, page, "acute_leukemia", "aml")
    s.gap(10)
    s.line("With kind regards,")
    s.gap(16)
    s.line("Prof. Hélène Vauquelin")
    d.gold.trap("treatments", {"agent": t.now, "cycles": 6}, "a general rule")


def nurse_review(d: Doc) -> None:
    """A specialist nurse's review before a cycle: a form typed in labelled lines, today's counts with limits for going ahead, medicines, what the patient was told."""
    who, on, w = d.person, d.on, Told(d)
    t, labs = w.t, _today(d, "SI")
    s = d.paper("Helvetica", 10, 54)
    d.kind, d.also_kind = "note", ("other",)
    s.line("Torrens Bay Cancer Day Centre", True, 14)
    s.line("Nurse-led review before treatment", True)
    s.rule()
    s.gap(6)

    def entry(label: str, text: str) -> int:
        s.gap(3)
        s.put(Cell(s.margin, label, True), s.y + s.pt * 1.4)
        return s.para(text, x=130)

    entry("Patient", f"{who.first} {who.last}")
    entry("Date of birth / sex", f"{d.date(who.born)} / {sex(d)}")
    entry("Record number", who.ids[0])
    entry("Date of review", d.date(on))
    diagnosis(d, entry("Diagnosis", WHO[who.who][0]), "Diagnosis")
    page = entry("Regimen", f"{t.now.capitalize()}, commenced {d.date(t.now_from)}; {t.cycles} cycles completed")
    w.now(page, whole=True)
    page = entry(
        "Earlier therapy",
        f"{t.first.capitalize()}, {d.date(t.first_from)} to {d.date(t.first_to)}, ceased ({w.reason})",
    )
    w.first(page, whole=True)
    w.illness(entry("Medical history", t.illness[0].capitalize()))
    w.ecog(entry("Performance", f"ECOG {t.ecog}"))
    s.gap(8)
    s.line("Blood tests of today", True)
    xs = (0, 130, 210, 300)
    s.row(*(Cell(s.margin + x, c, True) for x, c in zip(xs, ("Test", "Result", "Unit", "Proceed if"), strict=True)))
    s.rule()
    limits = {
        "Haemoglobin": "70 or more", "White cells": "-", "Neutrophils": "0.5 or more", "Platelets": "25 or more",
        "Creatinine": "below 150",
    }  # fmt: skip
    for r in labs:
        page = s.row(
            *(Cell(s.margin + x, c) for x, c in zip(xs, (r.label, r.text, r.unit, limits[r.label]), strict=True))
        )
        _given(d, [r], page)
    s.gap(8)
    page = entry(
        "Supportive medicines", "Metoclopramide 10 mg before each dose. Valaciclovir 500 mg daily. No growth factor."
    )
    for agent in ("growth_factor", "growth factor", "g_csf", "filgrastim"):
        d.fact("not_given", page, agent, may=True, agent=agent)
    _by_the_way(d, page, "metoclopramide", "valaciclovir", "valacyclovir")
    page = entry(
        "Told by patient",
        f"{who.first} repeats that {he(d)} does not wish to have an allogeneic transplant. The doctor has mentioned {t.considered}; it may be considered if this treatment fails.",
    )
    w.not_wanted(page)
    w.thought_of(page)
    entry(
        "Education",
        "Given again: call if temperature reaches 38, if you bleed, or feel breathless. Fever with neutrophils under 1.0 is an emergency.",
    )
    entry("Outcome", "Refer to the doctor's order of today for the decision to treat.")
    s.gap(12)
    s.line("C. Abbotsleigh, Registered Nurse          Signature on file", pt=9)
    bait(d, "hemoglobin", 7.0)
    bait(d, "neutrophils", 0.5, 1.0)
    bait(d, "platelets", 25.0)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f
    for f in (
        letters.letter_to_practice, letters.visit_note, letters.meeting_outcome, letters.mission_discharge, second_view,
        nurse_review,
    )
}  # fmt: skip
UNSCORED = ("letter_to_practice", "visit_note", "mission_discharge", "nurse_review")

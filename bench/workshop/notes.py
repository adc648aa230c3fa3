# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Families of clinic notes and letters: what was given, declined, considered, copied forward, had by relatives."""

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass

from bench.workshop.dress import LONG, MONTHS, Doc, header
from bench.workshop.marrow import diagnosis
from bench.workshop.people import WHO, Person
from bench.workshop.sheet import Cell


@dataclass(frozen=True)
class Story:
    """What the person was given, in months of the calendar."""

    first: str
    first_class: str
    first_from: dt.date
    first_to: dt.date
    why: str
    now: str
    now_from: dt.date
    cycles: int
    declined: str
    considered: str
    ecog: int
    units: int
    illness: tuple[str, str]


def story(p: Person, rng: random.Random) -> Story:
    """One course of treatment that starts after the diagnosis."""
    first, kind = rng.choice(
        (
            ("darbepoetin alfa", "growth_factor"),
            ("epoetin alfa", "growth_factor"),
            ("lenalidomide", "systemic"),
            ("luspatercept", "systemic"),
        )
    )
    start = p.diagnosed + dt.timedelta(rng.randrange(40, 70))
    stop = start + dt.timedelta(rng.randrange(120, 170))
    return Story(
        first, kind, start, stop, rng.choice(("progression", "toxicity")), rng.choice(("azacitidine", "decitabine")),
        stop + dt.timedelta(30), rng.randrange(2, 6), "allogeneic_hct", rng.choice(("imetelstat", "venetoclax")),
        rng.randrange(0, 3), rng.choice((2, 4)),
        rng.choice((("hypertension", "hypertension"), ("type 2 diabetes", "type 2 diabetes"), ("atrial fibrillation", "atrial fibrillation"))),
    )  # fmt: skip


def seen(p: Person, t: Story) -> dt.date:
    """The day of the visit: some way into the present treatment."""
    return t.now_from + dt.timedelta(30 * t.cycles)


def _month(on: dt.date) -> str:
    return f"{LONG[on.month - 1]} {on.year}"


def _iso(on: dt.date, whole: bool = False) -> str:
    return on.isoformat() if whole else on.isoformat()[:7]


class Told:
    """A story being told on a document; each method records the fact that was printed."""

    def __init__(self, d: Doc) -> None:
        self.d, self.t = d, story(d.person, random.Random(f"{d.person.source}/{d.person.ids}"))

    def start(self, form: str, lab: str, face: str = "Helvetica", pt: float = 10) -> None:
        """The head of the note."""
        d = self.d
        d.kind, d.also_kind = "note", ("other",)
        d.paper(face, pt)
        header(d, form, lab, ("Date of visit", d.date(d.on)))

    def first(self, page: int, whole: bool = False, why: bool = False) -> None:
        """The first treatment, stopped."""
        t = self.t
        more = {"stop_reason": t.why} if why or t.why == "toxicity" else {}
        self.d.treat(
            t.first,
            t.first_class,
            "stopped",
            page,
            started=_iso(t.first_from, whole),
            ended=_iso(t.first_to, whole),
            any_status=["stopped", "completed"],
            **more,
        )

    def now(self, page: int, whole: bool = False) -> None:
        """The running treatment."""
        t = self.t
        self.d.treat(t.now, "systemic", "ongoing", page, started=_iso(t.now_from, whole), cycles=t.cycles)

    def not_wanted(self, page: int) -> None:
        """What was declined and what is considered."""
        self.d.treat(self.t.declined, "transplant", "declined", page)

    def thought_of(self, page: int) -> None:
        """What is only being thought of."""
        self.d.treat(self.t.considered, "systemic", "considered", page, any_status=["considered", "planned"])
        self.d.gold.trap("treatments", {"agent": self.t.considered, "status": "ongoing"}, "only considered")

    def ecog(self, page: int) -> None:
        """Performance status."""
        where = {"file": self.d.file, "page": page, "words": ["ECOG"]}
        self.d.gold.performance = {"scale": "ECOG", "value": self.t.ecog, "where": [where]}

    def illness(self, page: int) -> None:
        """The other condition."""
        self.d.fact(
            "comorbidities",
            page,
            self.t.illness[0],
            labels=[self.t.illness[1], *(["diabetes"] if "diabetes" in self.t.illness[1] else [])],
        )

    @property
    def reason(self) -> str:
        """Why the first was stopped, in words."""
        return {"progression": "loss of response", "toxicity": "toxicity"}[self.t.why]


def soap(d: Doc) -> None:
    """An American note: history in prose, copied forward, an assessment and a plan."""
    w = Told(d)
    t, p = w.t, d.person
    w.start("pairs", "Sycamore Hills Cancer Center - Hematology Clinic")
    s = d.sheet
    he, his = ("She", "her") if p.sex == "F" else ("He", "his")
    s.line("HISTORY OF PRESENT ILLNESS", True)
    page = s.para(f"{p.first} {p.last} is a {p.age(d.on)}-year-old {'woman' if p.sex == 'F' else 'man'} with {WHO[p.who][0].lower()} diagnosed in {_month(p.diagnosed)}. "
                  f"{he} received {t.first} from {_month(t.first_from)} to {_month(t.first_to)}, stopped for {'progression' if t.why == 'progression' else 'toxicity'}. "
                  f"{he} started {t.now} on {d.date(t.now_from)} and has completed {t.cycles} cycles to date.")  # fmt: skip
    diagnosis(d, page, WHO[p.who][0].lower())
    w.first(page, why=True)
    w.now(page, whole=True)
    s.gap()
    s.line("PAST MEDICAL HISTORY", True)
    w.illness(s.line(f"{t.illness[0].capitalize()}"))
    s.line("FAMILY HISTORY", True)
    s.para("Brother: acute myeloid leukemia at 61, treated with venetoclax and azacitidine. Father: colon cancer.")
    s.line("SOCIAL HISTORY", True)
    s.para("Never smoker. Retired teacher. Denies alcohol.")
    s.line("REVIEW OF SYSTEMS", True)
    s.para("Negative for fever, chills, bleeding.")
    w.ecog(s.line(f"ECOG PS: {t.ecog}"))
    s.line("ASSESSMENT AND PLAN", True)
    page = s.para(
        f"1. MDS: continue {t.now}. We discussed allogeneic stem cell transplantation again; {p.first} declined. If there is progression we would consider {t.considered}."
    )
    w.not_wanted(page)
    w.thought_of(page)
    s.para(
        f"2. Anemia: transfuse for hemoglobin below 7 g/dL. Return in 4 weeks with CBC. {his.capitalize()} son will drive."
    )
    d.gold.trap("diagnoses", {"disease": "aml", "status": "confirmed"}, "the brother's")
    d.gold.trap("diagnoses", {"disease": "colon_cancer"}, "the father's")
    if p.counts["hemoglobin"] != 7:
        d.gold.trap("labs", {"analyte": "hemoglobin", "value": 7}, "threshold")


def dear_doctor(d: Doc) -> None:
    """A British or Irish letter: list of diagnoses and treatments at the top, prose below."""
    w = Told(d)
    t, p = w.t, d.person
    w.start("line", "Department of Haematology, Ballinacurra University Hospital", "Times", 11)
    s = d.sheet
    s.line("Dear Dr Prendergast,")
    s.gap()
    s.line("Diagnoses:", True)
    diagnosis(d, s.line(f"1. {WHO[p.who][1]} ({_month(p.diagnosed)})", x=12), WHO[p.who][1])
    w.illness(s.line(f"2. {t.illness[0].capitalize()}", x=12))
    s.line("Treatment:", True)
    short = f"{MONTHS[t.first_from.month - 1]} {t.first_from.year} - {MONTHS[t.first_to.month - 1]} {t.first_to.year}"
    w.first(s.line(f"1. {t.first.capitalize()} {short}, discontinued because of {w.reason}", x=12))
    w.now(s.line(f"2. {t.now.capitalize()} since {_month(t.now_from)}, {t.cycles} cycles given so far", x=12))
    s.gap()
    page = s.para(f"I reviewed this {p.age(d.on)} year old {'lady' if p.sex == 'F' else 'gentleman'} in clinic. WHO performance status {t.ecog}. There has been no fever. "
                  f"I explained that {t.considered} may be an option in future should the present treatment fail. Transplantation was offered and {p.last} does not wish to proceed.")  # fmt: skip
    w.ecog(page)
    w.thought_of(page)
    w.not_wanted(page)
    s.para("His mother died of bowel cancer." if p.sex == "M" else "Her mother died of bowel cancer.")
    s.gap()
    s.para("Yours sincerely,")
    s.line("Dr Aoife Ni Bhriain, Consultant Haematologist")
    d.gold.trap("diagnoses", {"disease": "colon_cancer"}, "the mother's")


def table_of_lines(d: Doc) -> None:
    """A ruled table of lines of treatment; the reason for stopping in its own column."""
    w = Told(d)
    t, p = w.t, d.person
    w.start("boxes", "Banksia Coast Oncology", "Helvetica", 9)
    s = d.sheet
    diagnosis(d, s.para(f"Diagnosis: {WHO[p.who][0]}, {d.date(p.diagnosed, 'short')}"), "Diagnosis")
    s.gap()
    s.line("TREATMENT SUMMARY", True)
    columns = (0, 45, 165, 245, 325, 380)
    s.row(
        *(
            Cell(s.margin + x, v, True)
            for x, v in zip(columns, ("Line", "Therapy", "Start", "Stop", "Cycles", "Outcome"), strict=True)
        )
    )
    s.rule()
    w.first(
        s.row(
            *(
                Cell(s.margin + x, v)
                for x, v in zip(
                    columns,
                    (
                        "1",
                        t.first.capitalize(),
                        d.date(t.first_from, "dash"),
                        d.date(t.first_to, "dash"),
                        "-",
                        f"Stopped: {w.reason}",
                    ),
                    strict=True,
                )
            )
        ),
        whole=True,
    )
    w.now(
        s.row(
            *(
                Cell(s.margin + x, v)
                for x, v in zip(
                    columns,
                    ("2", t.now.capitalize(), d.date(t.now_from, "dash"), "ongoing", str(t.cycles), "Continuing"),
                    strict=True,
                )
            )
        ),
        whole=True,
    )
    s.rule()
    s.gap()
    s.row(Cell(s.margin, "ECOG"), Cell(s.margin + 120, str(t.ecog)))
    w.ecog(s.page)
    w.illness(s.row(Cell(s.margin, "Comorbidities"), Cell(s.margin + 120, t.illness[0])))
    s.row(Cell(s.margin, "Allergies"), Cell(s.margin + 120, "Penicillin"))
    page = s.row(Cell(s.margin, "Declined"), Cell(s.margin + 120, "Allogeneic transplant (patient choice)"))
    w.not_wanted(page)
    page = s.row(Cell(s.margin, "Options discussed"), Cell(s.margin + 120, f"{t.considered}, clinical trial"))
    w.thought_of(page)


def typed_record(d: Doc) -> None:
    """An electronic record printed in typewriter face, problem list and medication list."""
    w = Told(d)
    t, p = w.t, d.person
    w.start("mono", "Great Plains Veterans Health - Hematology", "Courier", 8.5)
    s = d.sheet
    page = s.mono(["PROBLEM LIST:", f"  # {WHO[p.who][1]}", f"  # {t.illness[0].upper()}", "", "ONCOLOGIC HISTORY:",
                   f"  {d.date(p.diagnosed)}: BM BIOPSY, DX {WHO[p.who][1]}", f"  {d.date(t.first_from)}: STARTED {t.first.upper()}",
                   f"  {d.date(t.first_to)}: {t.first.upper()} DISCONTINUED DUE TO {w.reason.upper()}", f"  {d.date(t.now_from)}: C1 {t.now.upper()}", "",
                   "ACTIVE OUTPATIENT MEDICATIONS:", "  ALLOPURINOL 300MG TAB DAILY", "",
                   f"PERFORMANCE: ECOG {t.ecog}", "", "A/P:", f"  CONTINUE {t.now.upper()}, S/P {t.cycles} CYCLES.",
                   "  PT REFUSES ALLOGENEIC TRANSPLANT.", f"  COULD CONSIDER {t.considered.upper()} IF NO RESPONSE AFTER 6 CYCLES."])  # fmt: skip
    diagnosis(d, page, WHO[p.who][1])
    w.illness(page)
    w.first(page, whole=True)
    w.now(page, whole=True)
    w.ecog(page)
    w.not_wanted(page)
    w.thought_of(page)
    d.gold.trap("treatments", {"agent": t.now, "cycles": 6}, "a condition, not a count")


def tumour_board(d: Doc) -> None:
    """Outcome of a board: labels left, paragraphs right."""
    w = Told(d)
    t, p = w.t, d.person
    w.start("stack", "Haematology MDT - Outcome Form", "Helvetica", 9.5)
    s = d.sheet

    def entry(label: str, text: str) -> int:
        s.gap(5)
        s.put(Cell(s.margin, label, True), s.y + s.pt * 1.4)
        return s.para(text, x=140)

    diagnosis(d, entry("Diagnosis", f"{WHO[p.who][0]} (WHO 2016)"), "Diagnosis")
    page = entry(
        "Previous treatment",
        f"{t.first} {d.date(t.first_from, 'short')} to {d.date(t.first_to, 'short')}; stopped ({w.reason}).",
    )
    w.first(page, whole=True)
    page = entry("Current treatment", f"{t.now} commenced {d.date(t.now_from, 'short')}, now after cycle {t.cycles}.")
    w.now(page, whole=True)
    w.illness(entry("Other conditions", t.illness[0]))
    w.ecog(entry("Performance status", f"ECOG {t.ecog}"))
    page = entry(
        "Discussion",
        f"Allogeneic transplant declined by patient. {t.considered.capitalize()} considered but not recommended at present. Cases like this are eligible for trial NCT00000000 of magrolimab.",
    )
    w.not_wanted(page)
    w.thought_of(page)
    entry("Plan", f"Continue {t.now}. Marrow in three months.")
    d.treat("magrolimab", "systemic", "considered", page, may=True)


def second_opinion(d: Doc) -> None:
    """A consultation that weighs options at length; few of them ever given."""
    w = Told(d)
    t, p = w.t, d.person
    w.start("line", "Universitaetsklinikum Hohenfeld - Second Opinion (English translation)", "Helvetica", 10)
    s = d.sheet
    page = s.para(f"The patient was diagnosed with {WHO[p.who][1]} in {_month(p.diagnosed)}. The initial treatment was {t.first}, begun in {_month(t.first_from)}; because of {w.reason} it was terminated in {_month(t.first_to)}. "
                  f"Since {_month(t.now_from)} {t.now} has been administered, {t.cycles} cycles up to now.")  # fmt: skip
    diagnosis(d, page, WHO[p.who][1])
    w.first(page)
    w.now(page)
    s.gap()
    s.para(
        "Options in general: lenalidomide is licensed for del(5q) disease; patients with an IDH1 mutation may receive ivosidenib; ciclosporin is used in hypoplastic disease. None of these was given recently."
    )
    page = s.para(
        f"The patient would rather not undergo allogeneic transplantation. In case of relapse, {t.considered} could be considered."
    )
    w.not_wanted(page)
    w.thought_of(page)
    s.gap()
    w.illness(s.para(f"Further diagnoses: {t.illness[0]}. No history of myocardial infarction."))
    w.ecog(s.para(f"General condition: ECOG {t.ecog}."))
    d.gold.trap("treatments", {"agent": "ivosidenib", "status": "ongoing"}, "an option in general")
    d.gold.trap("treatments", {"agent": "ciclosporin"}, "an option in general")
    d.gold.trap("comorbidities", {"label": "myocardial infarction"}, "denied")


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (soap, dear_doctor, table_of_lines, typed_record, tumour_board, second_opinion)
}

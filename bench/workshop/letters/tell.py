# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""What a told document needs: sentences that carry their facts, counts in running text, dates left vague."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from bench.workshop.dress import CANONICAL, LONG, Doc
from bench.workshop.finished import Finished, pdf_of
from bench.workshop.markup import Raw, esc
from bench.workshop.marrow import diagnosis
from bench.workshop.notes import Told
from bench.workshop.people import WHO

Act = Callable[[Doc, int], None]
ANY = ["ongoing", "completed", "stopped", "planned", "considered", "declined"]
BASE = "body{margin:0;color:#111}p{margin:5pt 0}h1,h2,h3,h4{margin:8pt 0 2pt}table{border-collapse:collapse}td{vertical-align:top}"
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
STYLES: dict[str, dict[str, tuple[str, float, int]]] = {
    "terse": {
        "hemoglobin": ("Hb {}", 1, 1), "platelets": ("plt {}", 1, 0), "neutrophils": ("ANC {}", 1, 1),
        "leukocytes": ("WBC {}", 1, 1), "creatinine": ("creatinine {}", 1, 1), "ferritin": ("ferritin {}", 1, 0),
        "mcv": ("MCV {}", 1, 0),
    },
    "us": {
        "hemoglobin": ("hemoglobin {}", 1, 1), "platelets": ("platelets {}", 1000, 0),
        "neutrophils": ("an absolute neutrophil count of {}", 1000, 0), "leukocytes": ("white count {}", 1, 1),
        "mcv": ("MCV {}", 1, 0), "creatinine": ("creatinine {} mg/dL", 1, 1), "ferritin": ("ferritin {} ng/mL", 1, 0),
        "lactate_dehydrogenase": ("LDH {} U/L", 1, 0), "erythropoietin": ("an erythropoietin level of {} mIU/mL", 1, 0),
    },
    "uk": {
        "hemoglobin": ("Hb {} g/L", 10, 0), "platelets": ("platelets {}", 1, 0), "neutrophils": ("neutrophils {}", 1, 2),
        "leukocytes": ("white cells {}", 1, 1), "mcv": ("MCV {} fl", 1, 0), "creatinine": ("creatinine {} umol/L", 88.4, 0),
        "ferritin": ("ferritin {} ug/L", 1, 0), "lactate_dehydrogenase": ("LDH {} U/L", 1, 0),
    },
    "of": {
        "hemoglobin": ("a haemoglobin of {} g/L", 10, 0), "platelets": ("a platelet count of {} x 10^9/L", 1, 0),
        "neutrophils": ("neutrophils of {} x 10^9/L", 1, 2), "leukocytes": ("a white cell count of {} x 10^9/L", 1, 1),
        "ferritin": ("a ferritin of {} ug/L", 1, 0), "creatinine": ("a creatinine of {} umol/L", 88.4, 0),
        "erythropoietin": ("a serum erythropoietin of {} IU/L", 1, 0), "mcv": ("an MCV of {} fL", 1, 0),
    },
    "in": {
        "hemoglobin": ("Hb {} g/dL", 1, 1), "platelets": ("platelets {} lakh/cumm", 0.01, 2),
        "neutrophils": ("ANC {}/cumm", 1000, 0), "leukocytes": ("TLC {}/cumm", 1000, 0),
        "creatinine": ("serum creatinine {} mg/dL", 1, 1), "ferritin": ("serum ferritin {} ng/mL", 1, 0),
    },
    "de": {
        "hemoglobin": ("Hb {} g/dl", 1, 1), "platelets": ("thrombocytes {}/nl", 1, 0),
        "neutrophils": ("neutrophils {}/nl", 1, 2), "leukocytes": ("leukocytes {}/nl", 1, 1),
        "ferritin": ("ferritin {} ng/ml", 1, 0), "lactate_dehydrogenase": ("LDH {} U/l", 1, 0),
    },
}  # fmt: skip


def words_for(d: Doc) -> dict[str, str]:
    """How one speaks of this person: he, his, him, man, title."""
    p = d.person
    base = (
        ("she", "her", "her", "woman", "lady", "Mrs")
        if p.sex == "F"
        else ("he", "his", "him", "man", "gentleman", "Mr")
    )
    names = dict(zip(("he", "his", "him", "man", "lady", "title"), base, strict=True))
    return names | {"He": base[0].capitalize(), "His": base[1].capitalize(), "name": f"{base[5]} {p.last}"}


class Teller:
    """A document told in sentences; each sentence is kept with the facts that it states."""

    def __init__(self, d: Doc) -> None:
        self.d, self.w = d, Told(d)
        self.t, self.who, self.he = self.w.t, d.person, words_for(d)
        self._told: list[tuple[str, Sequence[Act]]] = []

    def pick(self, *options: str) -> str:
        """One of several wordings."""
        return self.d.rng.choice(options)

    def say(self, text: str, *acts: Act | Sequence[Act]) -> Raw:
        """A sentence and what it states; answers its HTML."""
        flat = [a for act in acts for a in ([act] if callable(act) else act)]
        self._told.append((text, flat))
        return Raw(esc(text))

    def press(self, body: str, css: str, kind: str, *also: str) -> Finished:
        """Print it, and record every fact on the page where its sentence stands."""
        made = Finished(pdf_of(body, BASE + css))
        self.d.sheet, self.d.kind, self.d.also_kind = made, kind, also
        for text, acts in self._told:
            page = _place(made, text)
            for act in acts:
                act(self.d, page)
        _no_trap_on_gold(self.d)
        return made

    def counts(
        self, style: str, names: str, on: dt.date | None, factor: float = 1.0, seam: str = " and "
    ) -> tuple[str, list[Act]]:
        """Counts in running text, with the gold of each; ``names`` are analytes with blanks between."""
        texts, acts = [], []
        for analyte in names.split():
            text, act = self.value(style, analyte, on, factor)
            texts.append(text)
            acts.append(act)
        return ", ".join(texts[:-1]) + seam + texts[-1], acts

    def value(self, style: str, analyte: str, on: dt.date | None, factor: float = 1.0) -> tuple[str, Act]:
        """One count in running text."""
        form, scale, number, text = _number(self.d, style, analyte, factor)
        day = on.isoformat() if on else None
        return form.format(text), _lab(analyte, round(number / scale, 5), text, day)

    def vague(
        self, style: str, names: str, factor: float, *days: str, never: dt.date | None = None, seam: str = " and "
    ) -> tuple[str, list[Act]]:
        """Counts of a day that is not printed as such: may be told undated or with one of ``days``, never as ``never``'s."""
        texts, acts = [], []
        wrong = never or self.d.on
        for analyte in names.split():
            form, scale, number, text = _number(self.d, style, analyte, factor)
            value = round(number / scale, 5)
            texts.append(form.format(text))
            acts += [_lab(analyte, value, text, day, may=True) for day in (None, *days)]
            acts.append(_not_of(analyte, value, wrong))
        return (", ".join(texts[:-1]) + seam if len(texts) > 1 else "") + texts[-1], acts


def _number(d: Doc, style: str, analyte: str, factor: float) -> tuple[str, float, float, str]:
    """The wording, the scale, the printed number and how it is printed."""
    form, scale, places = STYLES[style][analyte]
    number = round(d.person.counts[analyte] * factor * scale, places)
    if scale == 1000:
        number = round(number, -2) if number >= 1000 else round(number, -1)
        if analyte == "platelets":
            number = round(number, -3) if number >= 1000 else number
        return form, scale, number, f"{number:,.0f}"
    return form, scale, number, f"{number:.{places}f}"


def _lab(analyte: str, value: float, text: str, day: str | None, may: bool = False) -> Act:
    fields: dict[str, Any] = {"analyte": analyte, "comparator": None, "value": value, "unit": CANONICAL[analyte],
                              "printed": text, "collected": day}  # fmt: skip
    return lambda d, page: d.fact("labs", page, text, may=may, **fields)


def _not_of(analyte: str, value: float, day: dt.date) -> Act:
    """A trap, unless the day's own count (so far told) happens to be the same."""

    def act(d: Doc, _page: int) -> None:
        same = [f for f in d.gold.facts["labs"] if f["analyte"] == analyte and f["collected"] == day.isoformat()]
        if all(abs(f["value"] - value) > 0.006 * max(value, 0.01) for f in same):
            d.gold.trap("labs", {"analyte": analyte, "value": value, "collected": day.isoformat()}, "of another day")

    return act


def _no_trap_on_gold(d: Doc) -> None:
    """A number that is no result in one sentence may be a result in a later one: then it is no trap."""

    def told(match: dict[str, Any]) -> bool:
        return any(
            f["analyte"] == match["analyte"]
            and f["collected"] == match.get("collected", f["collected"])
            and abs(f["value"] - match["value"]) <= 0.006 * max(f["value"], 0.01)
            for f in d.gold.facts["labs"]
        )

    d.gold.absent = [
        trap
        for trap in d.gold.absent
        if trap["list"] != "labs" or "value" not in trap["match"] or not told(trap["match"])
    ]


def _place(made: Finished, text: str) -> int:
    """The page of a sentence, though it may be broken by hyphens or a page's end."""
    try:
        return made.find(text)
    except ValueError:
        pass
    words, votes = text.split(), dict.fromkeys(range(1, made.page + 1), 0)
    for i in range(0, len(words), 4):
        try:
            votes[made.find(" ".join(words[i : i + 4]))] += 1
        except ValueError:
            continue
    if not any(votes.values()):
        raise ValueError(f"not printed: {text[:60]}")
    return max(votes, key=lambda page: votes[page])


def dx(words: str, *labels: str) -> Act:
    """The diagnosis of this person; ``labels`` are further names of it that the page uses."""

    def act(d: Doc, page: int) -> None:
        diagnosis(d, page, words)
        for fact in d.gold.facts["diagnoses"]:
            fact["labels"] = list(dict.fromkeys([*fact["labels"], *labels]))

    return act


def treat(agent: str, kind: str, status: str, **more: Any) -> Act:
    """A treatment."""
    return lambda d, page: d.treat(agent, kind, status, page, **more)


def maybe(*agents: str, kind: str = "other") -> Act:
    """Medicines that may be told, in whatever status."""

    def act(d: Doc, page: int) -> None:
        for a in agents:
            d.treat(a, kind, "ongoing", page, may=True, any_status=ANY)

    return act


def trap(kind: str, why: str, *matches: dict[str, Any]) -> Act:
    """What must not be asserted."""

    def act(d: Doc, _page: int) -> None:
        for match in matches:
            d.gold.trap(kind, match, why)

    return act


def never(*agents: str, why: str) -> Act:
    """Medicines that the patient never had: no treatment; they may be told as not given, considered or declined."""

    def act(d: Doc, page: int) -> None:
        for a in agents:
            d.treat(a, "systemic", "considered", page, may=True, any_status=["considered", "declined", "planned"])
            d.fact("not_given", page, a, may=True, agent=a)
            for status in ("ongoing", "completed", "stopped"):
                d.gold.trap("treatments", {"agent": a, "status": status}, why)

    return act


def relative(*diseases: str) -> Act:
    """Diseases of the family: never the patient's own; another report of the case may ask after one ("CMML?")."""
    own = ("confirmed", "historical")
    return trap("diagnoses", "a relative's", *({"disease": x, "status": s} for x in diseases for s in own))


def reticulin(d: Doc, page: int) -> None:
    """No more reticulin than is usual: may be told as the absence of fibrosis."""
    for name in ("reticulin_fibrosis", "marrow_fibrosis"):
        d.fact("biomarkers", page, "eticulin", may=True, name=name, status="negative", collected=d.on.isoformat())


def ill(*labels: str, may: bool = False) -> Act:
    """Another condition of the patient."""
    return lambda d, page: d.fact("comorbidities", page, labels[0], may=may, labels=[*labels])


def denied(*labels: str) -> Act:
    """Conditions that the page denies."""
    return trap("comorbidities", "denied", *({"label": x} for x in labels))


def other_disease(*diseases: str) -> Act:
    """Diseases named as past, sought or excluded: may be told so, never as confirmed."""

    def act(d: Doc, page: int) -> None:
        for x in diseases:
            d.fact("diagnoses", page, x, may=True, disease=x, labels=[""], status="ruled_out",
                   any_status=["ruled_out", "suspected"])  # fmt: skip
            d.gold.trap("diagnoses", {"disease": x, "status": "confirmed"}, "not what the page finds")

    return act


def transfused(words: str, units: int | None = None, dependent: bool | None = None) -> Act:
    """The need for red cells as the page tells it; what it leaves open may be told."""

    def act(d: Doc, page: int) -> None:
        known = {"rbc_units_8_weeks": units, "dependent": dependent}
        told = {k: v for k, v in known.items() if v is not None}
        where = [{"file": d.file, "page": page, "words": [words]}]
        d.gold.transfusions = {
            **told,
            "open": ["rbc_units_lifetime", *(k for k in known if k not in told)],
            "where": where,
        }
        for agent in ("rbc_transfusion", "platelet_transfusion"):
            d.treat(agent, "transfusion", "ongoing", page, may=True, any_status=ANY)

    return act


def ecog(value: int | None = None, scale: str = "ECOG") -> Act:
    """Performance status."""

    def act(d: Doc, page: int) -> None:
        where = [{"file": d.file, "page": page, "words": [scale]}]
        d.gold.performance = {"scale": scale, "value": Told(d).t.ecog if value is None else value, "where": where}

    return act


def limit(analyte: str, value: float) -> Act:
    """A limit at which something would be done: no result, unless the result is so too."""

    def act(d: Doc, _page: int) -> None:
        own = [f["value"] for f in (*d.gold.facts["labs"], *d.gold.also) if f.get("analyte") == analyte]
        if all(abs(o - value) > 0.01 * max(value, 1) for o in (*own, d.person.counts.get(analyte, -9.0))):
            for day in (None, d.on.isoformat()):
                d.gold.trap("labs", {"analyte": analyte, "value": value, "collected": day}, "threshold")

    return act


def us_day(on: dt.date) -> str:
    """January 13, 2025."""
    return f"{LONG[on.month - 1]} {on.day}, {on.year}"


def ym(on: dt.date) -> str:
    """2025-01."""
    return on.isoformat()[:7]


def name_of(d: Doc) -> str:
    """The disease in small letters within a sentence."""
    return WHO[d.person.who][0][0].lower() + WHO[d.person.who][0][1:]


def short_of(d: Doc) -> str:
    """Its abbreviation."""
    return WHO[d.person.who][1]

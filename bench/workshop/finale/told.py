"""What the notes of this set share: the story's gold as the page tells it, and the counts of the day of the visit."""

from typing import Any

from bench.workshop.dress import Doc, Result
from bench.workshop.finale.paper import VISIT, lab, pick, res
from bench.workshop.notes import Told

ANY = ["ongoing", "completed", "stopped", "planned", "considered"]
TODAY = (("leukocytes", "WBC"), ("hemoglobin", "Hb"), ("platelets", "platelets"), ("neutrophils", "ANC"),
         ("creatinine", "creatinine"))  # fmt: skip


def reason(d: Doc, w: Told, tag: str) -> str:
    """Why the first treatment was stopped, in words."""
    if w.t.why == "toxicity":
        return pick(d, f"{tag}/why", "toxicity", "skin toxicity", "toxicity (grade 3)", "unacceptable toxicity")
    return pick(d, f"{tag}/why", "disease progression", "progression", "loss of response", "a loss of its effect")


def first(w: Told, page: int, why: str, whole: bool = False, **more: Any) -> None:
    """The first treatment, stopped for ``why`` as printed."""
    t = w.t
    if t.why in why:
        more["stop_reason"] = t.why
    start, end = (x.isoformat() if whole else x.isoformat()[:7] for x in (t.first_from, t.first_to))
    w.d.treat(t.first, t.first_class, "stopped", page, started=start, ended=end, any_status=["stopped", "completed"],
              **more)  # fmt: skip


def now(w: Told, page: int, whole: bool = False, **more: Any) -> None:
    """The running treatment with its cycles."""
    start = w.t.now_from.isoformat()
    w.d.treat(w.t.now, "systemic", "ongoing", page, started=start if whole else start[:7], cycles=w.t.cycles, **more)


def risk(d: Doc, page: int, system: str) -> None:
    """A risk category that the page states."""
    category = d.person.ipssr if system == "IPSS-R" else d.person.ipssm
    d.fact("stages", page, system, system=system, category=category.lower())


def today(d: Doc, *labels: str) -> list[Result]:
    """Counts of the day of the visit; ``labels`` in the order of ``TODAY``."""
    return [res(d, a, label, VISIT) for (a, _), label in zip(TODAY, labels or [n for _, n in TODAY], strict=True)]


def given(d: Doc, results: list[Result], page: int, flag: bool = False) -> None:
    """The gold of today's counts."""
    for r in results:
        lab(d, r, d.on, page, flag=flag, reference=False)


def aside(d: Doc, page: int, *agents: str, kind: str = "other") -> None:
    """Medicines of other purposes: they may be told, in whatever status."""
    for agent in agents:
        d.treat(agent, kind, "ongoing", page, may=True, any_status=ANY)


def never(d: Doc, page: int, *agents: str) -> None:
    """Drugs that the page says were not given: they may be told as that alone."""
    for agent in agents:
        d.fact("not_given", page, agent, may=True, agent=agent)
        d.treat(agent, "other", "declined", page, may=True, any_status=["declined", "considered"])
        d.gold.trap("treatments", {"agent": agent, "status": "ongoing"}, "not given")


def transfused(
    d: Doc, page: int, units: int, words: str, dependent: bool | None = None, platelets: bool = False
) -> None:
    """The red cells of eight weeks, the same in every paper of the case."""
    gold = d.gold.transfusions
    gold["rbc_units_8_weeks"] = units
    if dependent is not None:
        gold["dependent"] = dependent
    gold["open"] = ["rbc_units_lifetime", "dependent"]
    gold.setdefault("where", []).append({"file": d.file, "page": page, "words": [words]})
    for agent in ("rbc_transfusion", *(["platelet_transfusion"] if platelets else [])):
        d.fact("treatments", page, words, may=True, agent=agent, kind="transfusion", status="ongoing", any_status=ANY)

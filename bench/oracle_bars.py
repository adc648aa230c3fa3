"""What has to speak against an option where it is said not to match: one bar at least, by undisputed facts.

Written by hand from sections 2 and 8 of the knowledge note, apart from the rules and their engine.
"""

import datetime as dt
from collections.abc import Callable, Iterator

from bench.oracle_facts import Facts
from bench.oracle_signs import (
    ESA,
    ON_DISEASE,
    adverse,
    alone,
    high_counts,
    hypoplastic,
    no_del5q,
    not_transfused,
    transfused,
    two_hits,
)
from schemas.evaluation import RuleVerdict
from schemas.profile import Profile

Needs = Iterator[tuple[str, bool]]


def bar_denied(profile: Profile, verdict: RuleVerdict, today: dt.date) -> str | None:
    """Why ``does_not_match`` cannot be: nothing in the records contradicts what the option asks for."""
    if verdict.verdict != "does_not_match":
        return None
    bars = BARS.get(verdict.rule)
    if bars is None:
        return "not known to the oracle"
    told = list(bars(Facts(profile, today)))
    return None if any(held for _, held in told) else "none of: " + ", ".join(why for why, _ in told)


def _no_esa(f: Facts) -> Needs:
    yield "EPO above 500", f.now("erythropoietin", lambda v: v > 500)
    yield "hemoglobin of 10 or more", f.now("hemoglobin", lambda v: v >= 10)
    yield "higher risk", f.side() == "higher"


def _no_esa_eu(f: Facts) -> Needs:
    yield "EPO of 200 or more", f.now("erythropoietin", lambda v: v >= 200)
    yield "hemoglobin above 10", f.now("hemoglobin", lambda v: v > 10)
    yield "IPSS above, or higher risk", f.score("IPSS", lambda v: v > 1) or f.side() == "higher"


def _no_luspatercept(f: Facts) -> Needs:
    yield "IPSS-R above 4.5", f.score("IPSS-R", lambda v: v > 4.5)
    yield "10 % blasts", f.every("blasts_marrow", lambda v: v >= 10)
    yield "had an ESA, or it is named", bool(f.gave(*ESA))
    yield "neither anemia nor transfusions", f.now("hemoglobin", lambda v: v >= 10) and not_transfused(f)


def _no_luspatercept_eu(f: Facts) -> Needs:
    units = f.units()
    yield "IPSS-R above 4.5", f.score("IPSS-R", lambda v: v > 4.5)
    yield "no regular transfusions", f.profile.transfusions.dependent is False or bool(units and units[1] < 2)


def _no_imetelstat(f: Facts) -> Needs:
    units = f.units()
    suits = f.never("esa") or any((t.response or "").lower() in ("cr", "pr", "hi") or t.stop_reason == "toxicity"
                                  for t in f.gave(*ESA))  # fmt: skip
    yield "fewer than four units", bool(units and units[1] < 4)
    yield "IPSS above intermediate-1, or higher risk", f.score("IPSS", lambda v: v > 1) or f.side() == "higher"
    yield "ESA neither failed nor out of question", suits and f.now("erythropoietin", lambda v: v <= 500)


def _no_imetelstat_eu(f: Facts) -> Needs:
    yield "isolated del(5q)", alone(f) or f.marker("fish_del5q", "positive")
    yield from _no_luspatercept_eu(f)
    yield from list(_no_imetelstat(f))[2:]


def _no_lenalidomide(f: Facts) -> Needs:
    yield "no del(5q)", no_del5q(f)
    yield "higher risk", f.side() == "higher"
    yield "neither anemia nor transfusions", f.now("hemoglobin", lambda v: v >= 10) and not_transfused(f)


def _no_lenalidomide_eu(f: Facts) -> Needs:
    more = any(len(k.abnormalities) > 2 or any(a.startswith(("-7", "del(7")) for a in k.abnormalities)
               for k in f.karyotypes())  # fmt: skip
    yield "no isolated del(5q)", no_del5q(f) or more
    yield "IPSS above, or higher risk", f.score("IPSS", lambda v: v > 1) or f.side() == "higher"
    yield from list(_no_luspatercept_eu(f))[1:]


def _no_hma(f: Facts) -> Needs:
    few = high_counts(f) >= 2 or hypoplastic(f)
    yield "lower risk with fewer than two cytopenias, or hypoplastic", f.side() == "lower" and few


def _no_transplant(f: Facts) -> Needs:
    said = [x for x in f.listed("findings") if x.concept == "transplant_candidate"]
    yield "said to be unsuitable", any(x.status == "absent" for x in said)


def _no_idh1(f: Facts) -> Needs:
    other = [v for v in f.found("IDH1") if v.hgvs_p and "Arg132" not in v.hgvs_p]
    yield "IDH1 not found, or another change", f.not_found("IDH1") or bool(other)


def _no_ivosidenib(f: Facts) -> Needs:
    yield from _no_idh1(f)
    went_well = any(
        (t.response or "").lower() in ("cr", "pr", "hi") or t.stop_reason == "toxicity" for t in f.gave(*ON_DISEASE)
    )
    yield "untreated, or not failed", f.never("disease_modifying") or f.present("treatment_naive") or went_well


def _no_idh2(f: Facts) -> Needs:
    other = [v for v in f.found("IDH2") if v.hgvs_p and "Arg140" not in v.hgvs_p and "Arg172" not in v.hgvs_p]
    yield "IDH2 not found, or another change", f.not_found("IDH2") or bool(other)


def _no_gene(*names: str) -> Callable[[Facts], Needs]:
    def bars(f: Facts) -> Needs:
        yield f"{names} not found", all(f.not_found(n) for n in names)

    return bars


def _no_intensive(f: Facts) -> Needs:
    yield "lower risk", f.side() == "lower"
    yield "blasts below 10", f.now("blasts_marrow", lambda v: v < 10)


def _no_ist(f: Facts) -> Needs:
    age = f.age()
    old = bool(age and age[1] > 60) and f.now("marrow_cellularity", lambda v: v > 25)
    clean = f.marker("pnh_clone", "negative")
    yield "blasts of 5 or more", f.now("blasts_marrow", lambda v: v >= 5)
    yield "higher risk", f.side() == "higher"
    yield "poor karyotype", adverse(f)
    yield "two hits on TP53", two_hits(f)
    yield "none of its features", old and clean


def _no_diagnosis(f: Facts) -> Needs:
    yield "MDS ruled out", not f.confirmed("mds")


def _no_platelet_medicine(f: Facts) -> Needs:
    yield "platelets of 50 or more", f.now("platelets", lambda v: v >= 50)
    yield "blasts of 5 or more", f.now("blasts_marrow", lambda v: v >= 5)
    yield "higher risk", f.side() == "higher"


def _no_iron(f: Facts) -> Needs:
    lifetime = f.profile.transfusions.rbc_units_lifetime
    yield (
        "few units and low ferritin",
        bool(lifetime is not None and lifetime < 20) and f.now("ferritin", lambda v: v <= 1000),
    )


def _no_chelation(f: Facts) -> Needs:
    yield "higher risk", f.side() == "higher"
    yield from _no_iron(f)


def _no_deferasirox(f: Facts) -> Needs:
    yield "platelets below 50", f.now("platelets", lambda v: v < 50)
    yield "eGFR below 40", f.now("egfr", lambda v: v < 40)
    yield "higher risk", f.side() == "higher"
    yield "advanced cancer", f.present("metastatic_disease")
    yield from _no_iron(f)


def _no_observation(f: Facts) -> Needs:
    yield "higher risk", f.side() == "higher"
    yield "transfusions", transfused(f)
    yield "hemoglobin below 10", f.now("hemoglobin", lambda v: v < 10)
    yield "platelets below 50", f.now("platelets", lambda v: v < 50)
    yield "neutrophils below 0.5", f.now("neutrophils", lambda v: v < 0.5)


BARS: dict[str, Callable[[Facts], Needs]] = {
    "mds.venetoclax": _no_diagnosis,
    "mds.car_t": _no_diagnosis,
    "mds.esa.practice": _no_esa, "mds.esa.eu": _no_esa_eu, "mds.luspatercept.us": _no_luspatercept,
    "mds.luspatercept.eu": _no_luspatercept_eu, "mds.imetelstat.us": _no_imetelstat,
    "mds.imetelstat.eu": _no_imetelstat_eu, "mds.lenalidomide.us": _no_lenalidomide,
    "mds.lenalidomide.eu": _no_lenalidomide_eu, "mds.hma": _no_hma, "mds.azacitidine": _no_hma,
    "mds.decitabine.us": _no_hma, "mds.decitabine.eu": _no_hma, "mds.allogeneic_hct": _no_transplant,
    "mds.ivosidenib.us": _no_ivosidenib, "mds.ivosidenib.eu": _no_idh1, "mds.olutasidenib": _no_idh1,
    "mds.enasidenib": _no_idh2, "mds.targeted_sf3b1": _no_gene("SF3B1"), "mds.targeted_tp53": _no_gene("TP53"),
    "mds.targeted_flt3": _no_gene("FLT3", "NPM1"), "mds.intensive_chemotherapy": _no_intensive, "mds.ist": _no_ist,
    "mds.eltrombopag": _no_platelet_medicine, "mds.romiplostim": _no_platelet_medicine, "mds.iron_overload": _no_iron,
    "mds.iron_chelation": _no_chelation, "mds.deferasirox": _no_deferasirox, "mds.observation": _no_observation,
}  # fmt: skip

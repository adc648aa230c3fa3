"""What must hold of the facts where an option is said to match, or to be open as a trial or off-label.

Written by hand from sections 2 and 8 of the knowledge note, apart from the rules and their engine. Conditions are
necessary ones: the oracle can deny such a verdict, not confirm one. What it denies is harm.
"""

import datetime as dt
from collections.abc import Callable, Iterator

from bench.oracle_facts import Facts
from bench.oracle_signs import (
    EARLIER,
    ON_DISEASE,
    adverse,
    alone,
    cytopenias,
    del5q,
    esa_failed,
    hypoplastic,
    iron_signs,
    not_transfused,
    r132,
    transfused,
    two_hits,
)
from schemas.evaluation import RuleVerdict
from schemas.profile import Profile

Needs = Iterator[tuple[str, bool]]
POSITIVE = ("matches", "investigational")


def match_denied(profile: Profile, verdict: RuleVerdict, today: dt.date) -> str | None:
    """Why what is said in the affirmative cannot be, if so; an option that the oracle does not know is denied."""
    if verdict.verdict not in POSITIVE:
        return None
    needs = NEEDS.get(verdict.rule)
    if needs is None:
        return "not known to the oracle"
    return next((why for why, held in needs(Facts(profile, today)) if not held), None)


def _esa(f: Facts) -> Needs:
    yield "EPO at most 500", f.now("erythropoietin", lambda v: v <= 500)
    yield "hemoglobin below 10", f.now("hemoglobin", lambda v: v < 10)
    yield "lower risk", f.side() == "lower"
    yield "no ESA that failed", not esa_failed(f)


def _esa_eu(f: Facts) -> Needs:
    yield "EPO below 200", f.now("erythropoietin", lambda v: v < 200)
    yield "hemoglobin at most 10", f.now("hemoglobin", lambda v: v <= 10)
    yield "IPSS not above intermediate-1, or lower risk", f.score("IPSS", lambda v: v <= 1) or f.side() == "lower"


def _luspatercept(f: Facts) -> Needs:
    yield "IPSS-R at most 4.5", f.score("IPSS-R", lambda v: v <= 4.5)
    yield "anemia or transfusions", f.now("hemoglobin", lambda v: v < 10) or transfused(f)
    units = f.units()
    second = esa_failed(f) and units is not None and units[0] >= 2
    yield "never an ESA, or one that failed with two units", f.never("esa") or second
    yield (
        "not 10 % blasts above an IPSS-R of 3",
        not f.every("blasts_marrow", lambda v: v >= 10) or not f.score("IPSS-R", lambda v: v > 3),
    )


def _luspatercept_eu(f: Facts) -> Needs:
    yield "IPSS-R at most 4.5", f.score("IPSS-R", lambda v: v <= 4.5)
    yield "transfusions", transfused(f)


def _imetelstat(f: Facts) -> Needs:
    units = f.units()
    yield "four units", units is not None and units[0] >= 4
    yield "ESA failed or EPO above 500", esa_failed(f) or f.now("erythropoietin", lambda v: v > 500)
    yield "IPSS not above intermediate-1", f.score("IPSS", lambda v: v <= 1) or f.side() == "lower"
    yield "no IPSS above", not f.score("IPSS", lambda v: v > 1)


def _imetelstat_eu(f: Facts) -> Needs:
    yield "transfusions", transfused(f)
    yield "ESA failed or EPO above 500", esa_failed(f) or f.now("erythropoietin", lambda v: v > 500)
    yield "IPSS-R at most 4.5", f.score("IPSS-R", lambda v: v <= 4.5)
    yield "no isolated del(5q)", not alone(f)


def _lenalidomide(f: Facts) -> Needs:
    yield "del(5q)", del5q(f)
    yield "lower risk", f.side() == "lower"
    yield "anemia or transfusions", f.now("hemoglobin", lambda v: v < 10) or transfused(f)


def _lenalidomide_eu(f: Facts) -> Needs:
    yield "isolated del(5q)", alone(f)
    yield "IPSS not above intermediate-1, or lower risk", f.score("IPSS", lambda v: v <= 1) or f.side() == "lower"
    yield "transfusions", transfused(f)


def _hma(f: Facts) -> Needs:
    soft = (cytopenias(f) >= 2 and not hypoplastic(f)) or f.failed(f.gave(*EARLIER))
    yield "higher risk, two cytopenias or an earlier option that failed", f.side() == "higher" or soft


def _transplant(f: Facts) -> Needs:
    said = [x for x in f.listed("findings") if x.concept == "transplant_candidate"]
    newest = [x for x in said if (x.date or "") == max(y.date or "" for y in said)]
    yield "no cancer that has spread", not f.present("metastatic_disease")
    yield "not said to be unsuitable", not newest or any(x.status != "absent" for x in newest)
    units, age = f.units(), f.age()
    few = f.now("platelets", lambda v: v < 30) or f.now("neutrophils", lambda v: v < 0.5)
    young = bool(age and age[0] <= 60) and f.now("marrow_cellularity", lambda v: v <= 25)
    heavy = units is not None and units[0] >= 4
    reason = adverse(f) or two_hits(f) or few or young or heavy
    yield "higher risk or a reason in lower-risk disease", f.side() == "higher" or reason


def _ivosidenib(f: Facts) -> Needs:
    yield "IDH1 R132", r132(f)
    yield "relapsed or refractory", f.present("relapsed_refractory") or f.failed(f.gave(*ON_DISEASE))
    yield "not untreated", not f.present("treatment_naive")


def _idh1(f: Facts) -> Needs:
    yield "IDH1 R132", r132(f)


def _idh2(f: Facts) -> Needs:
    hot = ("p.Arg140", "p.(Arg140", "p.Arg172", "p.(Arg172")
    yield "IDH2 R140 or R172", any((v.hgvs_p or "").startswith(hot) for v in f.found("IDH2"))


def _flt3(f: Facts) -> Needs:
    yield "FLT3 or NPM1", bool(f.found("FLT3") or f.found("NPM1"))


def _ist(f: Facts) -> Needs:
    age = f.age()
    yield "blasts below 5", f.now("blasts_marrow", lambda v: v < 5)
    yield "lower risk", f.side() == "lower"
    yield "no high-risk genetics", not adverse(f) and not f.found("TP53")
    few = f.now("marrow_cellularity", lambda v: v <= 25)
    clone = f.marker("pnh_clone", "positive") or f.marker("lgl_clone", "positive") or bool(f.found("STAT3"))
    yield "one of its features", few or clone or bool(age and age[0] <= 60)


def _platelet_medicine(f: Facts) -> Needs:
    yield "platelets below 50", f.now("platelets", lambda v: v < 50)
    yield "blasts below 5", f.now("blasts_marrow", lambda v: v < 5)
    yield "lower risk", f.side() == "lower"


def _iron(f: Facts) -> Needs:
    yield "20 units or ferritin above 1000", iron_signs(f)


def _chelation(f: Facts) -> Needs:
    lifetime = f.profile.transfusions.rbc_units_lifetime
    high = {x.collected for x in f.listed("labs") if x.analyte == "ferritin" and x.value >= 1000 and x.collected}
    yield "lower risk", f.side() == "lower"
    yield "20 units, or ferritin above 1000 twice", (lifetime is not None and lifetime >= 20) or len(high) >= 2
    yield "transfusions go on", transfused(f)


def _deferasirox(f: Facts) -> Needs:
    yield "platelets of 50 or more", f.now("platelets", lambda v: v >= 50)
    yield "eGFR of 40 or more", f.now("egfr", lambda v: v >= 40)
    yield "not higher risk", f.side() == "lower"
    yield "no advanced cancer", not f.present("metastatic_disease")
    yield "signs of iron", iron_signs(f)


def _observation(f: Facts) -> Needs:
    yield "lower risk", f.side() == "lower"
    yield "hemoglobin of 10 or more", f.now("hemoglobin", lambda v: v >= 10)
    yield "platelets of 50 or more", f.now("platelets", lambda v: v >= 50)
    yield "neutrophils of 0.5 or more", f.now("neutrophils", lambda v: v >= 0.5)
    yield "no transfusions", not_transfused(f) or f.profile.transfusions.dependent is False


def _diagnosis(f: Facts) -> Needs:
    yield "MDS confirmed", f.confirmed("mds")


def _gene(name: str) -> Callable[[Facts], Needs]:
    def needs(f: Facts) -> Needs:
        yield f"{name} changed", bool(f.found(name))

    return needs


NEEDS: dict[str, Callable[[Facts], Needs]] = {
    "mds.esa.practice": _esa, "mds.esa.eu": _esa_eu, "mds.luspatercept.us": _luspatercept,
    "mds.luspatercept.eu": _luspatercept_eu, "mds.imetelstat.us": _imetelstat, "mds.imetelstat.eu": _imetelstat_eu,
    "mds.lenalidomide.us": _lenalidomide, "mds.lenalidomide.eu": _lenalidomide_eu, "mds.hma": _hma,
    "mds.azacitidine": _hma, "mds.decitabine.us": _hma, "mds.decitabine.eu": _hma, "mds.allogeneic_hct": _transplant,
    "mds.ivosidenib.us": _ivosidenib, "mds.ivosidenib.eu": _idh1, "mds.olutasidenib": _idh1, "mds.enasidenib": _idh2,
    "mds.targeted_sf3b1": _gene("SF3B1"), "mds.targeted_tp53": _gene("TP53"), "mds.targeted_flt3": _flt3,
    "mds.venetoclax": _diagnosis, "mds.car_t": _diagnosis, "mds.ist": _ist, "mds.eltrombopag": _platelet_medicine,
    "mds.romiplostim": _platelet_medicine, "mds.iron_overload": _iron, "mds.iron_chelation": _chelation,
    "mds.deferasirox": _deferasirox, "mds.observation": _observation,
}  # fmt: skip

"""Which alerts and cautions are due, and where nothing may be weighed at all.

Written by hand from sections 2.2, 4.3 and 4.5 of the knowledge note, apart from the rules and their engine. Conditions
are sufficient ones: where they hold of undisputed facts, something has to be said.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from bench.oracle_facts import DAYS, Facts
from bench.oracle_signs import ON_DISEASE
from schemas.evaluation import Evaluation
from schemas.profile import Profile

Due = tuple[str, ...]
"""Pieces that one alert has to hold, whatever its age makes of the rest."""
SYMPTOM, COUNTS = DAYS["symptom"], DAYS["counts"]
ON_TREATMENT = ("azacitidine", "decitabine", "decitabine/cedazuridine", "venetoclax", "venetoclax + azacitidine", "7+3")
IDH = ("ivosidenib", "enasidenib", "olutasidenib")
IST = ("cyclosporine", "anti-thymocyte globulin", "ist")
LIVER = ("liver_lesion", "liver_mass", "liver_metastases", "malignant_liver_tumor", "hepatic_involvement", "emh")
POOR_LIVER = ("hepatic_impairment", "cirrhosis", "liver_disease", "liver_failure", "sinusoidal_obstruction")
CAR_T = ("axicabtagene ciloleucel", "tisagenlecleucel", "lisocabtagene maraleucel", "car_t")
DONE = ("ongoing", "completed", "stopped")


def alerts_due(profile: Profile, fit: str, today: dt.date) -> Iterator[Due]:
    """Pieces of the alerts that these facts call for (``fit`` decides which are of this disease alone)."""
    f = Facts(profile, today)
    yield from _counts(f)
    yield from _with_symptoms(f)
    yield from _others(f)
    if fit != "out_of_scope":
        yield from _of_this_disease(f)


def _counts(f: Facts) -> Iterator[Due]:
    if f.every("platelets", lambda v: v < 10):
        yield ("platelets were",)
    if f.every("neutrophils", lambda v: v < 0.5):
        yield ("neutrophils were", "very low")
    if f.every("hemoglobin", lambda v: v < 7):
        yield ("hemoglobin was",)
    if f.every("leukocytes", lambda v: v > 100):
        yield ("white cells were",)
    if f.lately("platelets", lambda v: 10 <= v < 30, COUNTS):
        yield ("platelets were", "bleeding more likely")
    if _doubled(f, "creatinine"):
        yield ("creatinine) doubled",)
    bilirubin, alt = f.every("bilirubin_total", lambda v: v > 3), f.limits("alanine_aminotransferase", 5.001)
    if bilirubin or alt or f.present("jaundice", days=SYMPTOM):
        yield ("liver tests", "raised")


def _with_symptoms(f: Facts) -> Iterator[Due]:
    fever = f.present("fever", "neutropenic_fever", days=SYMPTOM)
    weak = f.lately("neutrophils", lambda v: v < 0.5, COUNTS) or f.takes(*ON_TREATMENT, status=("ongoing",))
    if fever and (weak or f.takes("allogeneic_hct")):
        yield ("fever together with",)
    bleeds = f.present("bleeding", "fever", "head_injury", days=SYMPTOM)
    if f.lately("platelets", lambda v: v < 20, COUNTS) and bleeds:
        yield ("platelets were", "your records name")
    if f.lately("hemoglobin", lambda v: v < 8, COUNTS):
        if f.present("chest_pain", "syncope", "dyspnea", days=SYMPTOM):
            yield ("hemoglobin was", "your records name", "emergency number")
        if f.present("heart_failure", "coronary_artery_disease", "heart_disease"):
            yield ("hemoglobin was", "your records name")


def _others(f: Facts) -> Iterator[Due]:
    if f.present("pregnancy", "breast_feeding"):
        yield ("unborn",)
    if f.present("self_harm", "suicidal_ideation"):
        yield ("harming yourself",)
    if f.present("critical_value_called"):
        yield ("marked a value as critical",)
    if f.present("tumor_lysis", days=SYMPTOM) or f.present("hyperkalemia"):
        yield ("Your records name", "all your team")
    if f.present("neurological_sign", "spinal_cord_compression") or f.present("head_injury", days=SYMPTOM):
        yield ("If this is new or not yet discussed",)


def _of_this_disease(f: Facts) -> Iterator[Due]:
    for analyte in ("blasts_marrow", "blasts_blood"):
        if f.every(analyte, lambda v: v >= 20):
            yield ("acute myeloid leukemia",)
    if f.confirmed("aml"):
        yield ("acute myeloid leukemia",)
    if _rose(f, "blasts_blood") and f.lately("blasts_blood", lambda v: v < 20, COUNTS):
        yield ("Blasts in your blood rose",)
    if f.present("auer_rods"):
        yield ("Auer rods",)
    if f.every("leukocytes", lambda v: v > 50) and f.every("blasts_blood", lambda v: v > 0):
        yield ("blasts in the blood (",)
    if f.present(*LIVER):
        yield ("Ask what it is",)
    yield from _on_treatment(f)


def _on_treatment(f: Facts) -> Iterator[Due]:
    symptoms = ("fever", "dyspnea", "weight_gain", "edema", "hypotension", "differentiation_syndrome")
    if f.takes(*IDH, status=("ongoing",)) and f.present(*symptoms, days=SYMPTOM):
        yield ("together with", "emergency")
    if f.takes("ivosidenib", status=("ongoing",)) and f.present("syncope", days=SYMPTOM):
        yield ("heart rhythm",)
    if _measured(f, "qtc", 500):
        yield ("QTc time above 500",)
    swollen = f.present("jaundice", "ascites", "weight_gain", days=SYMPTOM)
    if f.takes("allogeneic_hct") and (swollen or f.lately("bilirubin_total", lambda v: v > 2, COUNTS)):
        yield ("transplant",)
    weakening = f.takes(*ON_TREATMENT[:3], *IST, status=("ongoing", "planned")) or f.takes(
        "allogeneic_hct", status=("ongoing", "planned", "completed")
    )
    if f.present("hepatitis_b", "hepatitis_b_exposure", "hepatitis_c") and (weakening or f.takes(*CAR_T)):
        yield ("virus is watched",)


def _doubled(f: Facts, analyte: str) -> bool:
    now, before = _last_two(f, analyte)
    return now is not None and before is not None and now.value >= 2 * before.value > 0


def _rose(f: Facts, analyte: str) -> bool:
    now, before = _last_two(f, analyte)
    return now is not None and before is not None and now.value > before.value


def _last_two(f: Facts, analyte: str) -> tuple[Any, Any]:
    """The one result of the newest day and the one of the day before it, both exact, dated and relied on."""
    found = [(i, x) for i, x in enumerate(f.profile.labs) if x.analyte == analyte and x.collected]
    days = sorted({str(x.collected) for _, x in found}, reverse=True)
    if len(days) < 2 or not f.within(days[0], COUNTS):
        return None, None
    pairs = [[(i, x) for i, x in found if x.collected == d] for d in days[:2]]
    if any(len(p) != 1 or p[0][1].comparator or f"labs[{p[0][0]}]" in f.unsure for p in pairs):
        return None, None
    return pairs[0][0][1], pairs[1][0][1]


def _measured(f: Facts, concept: str, above: float) -> bool:
    said = [x for x in f.profile.findings if x.concept == concept]
    return len(said) == 1 and f.present(concept) and (said[0].value or 0) > above


# --- cautions ---------------------------------------------------------------------------------------------------------


def cautions_due(profile: Profile, today: dt.date) -> Iterator[str]:
    """Rules of cautions of high weight that these facts of somebody with MDS call for."""
    f = Facts(profile, today)
    soon = ("ongoing", "planned")
    if f.takes("azacitidine", status=soon) and f.present("liver_metastases", "malignant_liver_tumor"):
        yield "mds.azacitidine.liver_tumor"
    if f.takes("azacitidine", status=soon) and f.present(*POOR_LIVER):
        yield "mds.azacitidine.liver_condition"
    if f.takes("deferasirox", status=soon):
        bars = (
            ("platelets", f.lately("platelets", lambda v: v < 50, COUNTS)), ("risk", f.side() == "higher"),
            ("kidney", f.lately("egfr", lambda v: v < 40, COUNTS)), ("liver", f.present(*POOR_LIVER)),
            ("malignancy", f.present("metastatic_disease")),
        )  # fmt: skip
        yield from (f"mds.deferasirox.{name}" for name, held in bars if held)
    many = f.lately("blasts_marrow", lambda v: v >= 5, DAYS["marrow"]) and not f.gave(*ON_DISEASE)
    for agent in ("eltrombopag", "romiplostim"):
        if f.takes(agent, status=soon) and (f.side() == "higher" or many):
            yield f"mds.{agent}.blasts"
    if f.found("TP53") and f.takes("lenalidomide", status=soon):
        yield "mds.lenalidomide.tp53"
    if f.takes("ivosidenib", status=soon):
        yield "mds.ivosidenib.boxed"
    yield from _beside_the_score(f)
    if f.takes(*CAR_T):
        yield "mds.car_t.history"
    if f.lately("neutrophils", lambda v: 0.5 <= v < 1, COUNTS):
        yield "mds.neutropenia.infection"


def _beside_the_score(f: Facts) -> Iterator[str]:
    """What a score on the lower-risk side does not hold (3.1, point 8), and what may be another diagnosis (2.18)."""
    blasts = f.every("blasts_marrow", lambda v: 10 <= v < 20)
    if f.side() == "lower" and (blasts or len({v.hgvs_p for v in f.found("TP53") if v.hgvs_p}) > 1):
        yield "mds.risk.beyond_score"
    if f.found("NPM1"):
        yield "mds.npm1.diagnosis"


# --- scope ------------------------------------------------------------------------------------------------------------


def scope_denied(profile: Profile, weighed: Evaluation, today: dt.date) -> str | None:
    """Why the records cannot be of the scope, or the options not be weighed as they are, if so."""
    f = Facts(profile, today)
    age = f.age()
    said = {v.verdict for v in weighed.verdicts}
    if age is not None and age[1] < 18:
        return None if weighed.fit == "out_of_scope" else "a child"
    if not f.confirmed("mds"):
        return "no stated diagnosis" if weighed.fit == "in_scope" else None
    if weighed.fit == "out_of_scope" and age is not None and age[0] >= 18:
        return "MDS of an adult turned away"
    over = any(f.every(a, lambda v: v >= 20) for a in ("blasts_marrow", "blasts_blood"))
    if weighed.fit == "in_scope" and (over or f.confirmed("aml")) and said:
        return "options weighed in the range of AML"
    grafted, hospice = f.takes("allogeneic_hct", status=("completed",)), f.present("hospice")
    # What is said of every person with MDS holds after a transplant, too: nothing of this kind is approved.
    same = () if hospice else ("car_t", "venetoclax")
    weighs = {v.verdict for v in weighed.verdicts if v.concept not in same}
    if (
        weighed.fit == "in_scope"
        and (grafted or hospice)
        and not weighs <= {"cannot_tell", "already_tried", "information"}
    ):
        return "options weighed after a transplant or in hospice care"
    return None

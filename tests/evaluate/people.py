"""The five invented people of the acceptance cases (MDS_KNOWLEDGE 6.0), as profiles written by hand."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from knowledge.packs import load_pack
from pipeline.evaluate import evaluate
from pipeline.evaluate.examples import profile_from
from schemas.evaluation import Evaluation, RuleVerdict
from schemas.profile import Profile

TODAY = date(2026, 11, 20)
PACK = load_pack("mds")
Data = dict[str, Any]


def lab(analyte: str, value: float, collected: str, unit: str = "", **more: Any) -> Data:
    return {"analyte": analyte, "value": value, "collected": collected, "unit": unit, **more}


def cbc(day: str, hb: float, plt: float, anc: float) -> list[Data]:
    return [
        lab("hemoglobin", hb, day, "g/dL"),
        lab("platelets", plt, day, "10*9/L"),
        lab("neutrophils", anc, day, "10*9/L"),
    ]


def p1() -> Data:
    """Higher risk, TP53 and a complex karyotype, on azacitidine."""
    return {
        "patient": {"sex": "male", "birth_date": "1958-04-02"},
        "diagnoses": [
            {"disease": "mds", "label": "MDS with biallelic TP53 inactivation", "subtype": "mds_bi_tp53",
             "system": "WHO 2022", "status": "confirmed", "date": "2026-01-12"},
            {"disease": "mds", "label": "MDS/AML with mutated TP53", "subtype": "mds_aml_tp53", "system": "ICC 2022",
             "status": "confirmed", "date": "2026-01-12"},
        ],
        "labs": [
            lab("blasts_marrow", 12, "2026-01-12", "%"), lab("blasts_marrow", 11, "2026-08-24", "%"),
            lab("blasts_blood", 2, "2026-11-10", "%"),
            *cbc("2026-01-12", 8.4, 34, 0.6), *cbc("2026-11-10", 8.4, 34, 0.6),
            lab("ferritin", 1850, "2026-11-10", "ng/mL"),
            lab("alanine_aminotransferase", 62, "2026-11-10", "U/L", reference_high=45),
            lab("bilirubin_total", 0.9, "2026-11-10", "mg/dL"), lab("albumin", 3.6, "2026-11-10", "g/dL"),
        ],
        "karyotypes": [{
            "iscn": "43,XY,del(5)(q13q33),-7,del(17)(p11.2),-18,-20[14]/46,XY[6]", "metaphases": 20,
            "abnormalities": ["del(5)(q13q33)", "-7", "del(17)(p11.2)", "-18", "-20"], "collected": "2026-01-12",
        }],
        "variants": [{"gene": "TP53", "hgvs_p": "p.Arg175His", "vaf": 0.42, "collected": "2026-01-26"}],
        "genes_tested_negative": ["IDH1", "IDH2", "FLT3"],
        "stages": [
            {"system": "IPSS-R", "category": "very high", "origin": "reported", "date": "2026-01-12"},
            {"system": "IPSS-R", "category": "very high", "score": 9.5, "origin": "computed", "date": "2026-01-12"},
            {"system": "IPSS-M", "category": "very high", "score": 3.55, "origin": "computed", "date": "2026-01-26"},
        ],
        "treatments": [
            {"agent": "azacitidine", "kind": "systemic", "status": "ongoing", "started": "2026-02-02", "cycles": 4,
             "response": "SD", "recorded": "2026-09-01"},
            {"agent": "allogeneic_hct", "kind": "transplant", "status": "considered", "recorded": "2026-09-01"},
        ],
        "transfusions": {"rbc_units_lifetime": 18, "date": "2026-09-01"},
        "performance": {"scale": "ECOG", "value": 1, "date": "2026-09-01"},
        "findings": [
            {"concept": "donor_haploidentical", "label": "Haploidentical donor", "category": "donor",
             "status": "present", "date": "2026-09-01"},
            {"concept": "transplant_consult", "label": "Transplant consultation", "category": "transplant",
             "status": "present", "date": "2026-09-01"},
        ],
    }  # fmt: skip


def p2() -> Data:
    """Lower risk, del(5q), transfused."""
    return {
        "patient": {"sex": "female", "birth_date": "1952-02-11"},
        "diagnoses": [{"disease": "mds", "label": "MDS with low blasts and isolated 5q deletion",
                       "subtype": "mds_del5q", "system": "WHO 2022", "status": "confirmed", "date": "2026-06-03"}],
        "labs": [
            lab("blasts_marrow", 2, "2026-06-03", "%"), lab("blasts_blood", 0, "2026-06-03", "%"),
            *cbc("2026-06-03", 7.9, 310, 1.9), *cbc("2026-11-05", 7.9, 310, 1.9),
            lab("erythropoietin", 642, "2026-06-03", "m[IU]/mL"), lab("ferritin", 1420, "2026-11-05", "ng/mL"),
        ],
        "findings": [{"concept": "creatinine_clearance", "label": "Creatinine clearance", "category": "kidney",
                      "status": "present", "value": 41, "unit": "mL/min", "date": "2026-11-05"}],
        "karyotypes": [{"iscn": "46,XX,del(5)(q13q33)[18]/46,XX[2]", "metaphases": 20,
                        "abnormalities": ["del(5)(q13q33)"], "collected": "2026-06-03"}],
        "genes_tested_negative": ["FLT3", "IDH1", "IDH2", "NPM1", "SF3B1", "TP53"],
        "gene_panels": [{"tested": ["FLT3", "IDH1", "IDH2", "NPM1", "SF3B1", "TP53"],
                         "negative": ["FLT3", "IDH1", "IDH2", "NPM1", "SF3B1", "TP53"],
                         "limit_of_detection": 0.02, "collected": "2026-06-03"}],
        "stages": [
            {"system": "IPSS-R", "category": "low", "origin": "reported", "date": "2026-06-03"},
            {"system": "IPSS-R", "category": "low", "score": 2.5, "origin": "computed", "date": "2026-06-03"},
            {"system": "IPSS-M", "category": "low", "score": -0.98, "origin": "computed", "date": "2026-06-03"},
        ],
        "not_given": [{"agent": "esa", "date": "2026-11-05"}],
        "transfusions": {"rbc_units_8_weeks": 5.33, "rbc_units_lifetime": 26, "dependent": True, "date": "2026-11-05"},
        "performance": {"scale": "ECOG", "value": 1, "date": "2026-11-05"},
    }  # fmt: skip


def p3() -> Data:
    """Hypoplastic, young, with a PNH clone."""
    return {
        "patient": {"sex": "female", "birth_date": "1992-07-30"},
        "diagnoses": [{"disease": "mds", "label": "MDS, hypoplastic", "subtype": "mds_h", "system": "WHO 2022",
                       "status": "confirmed", "date": "2026-09-20"}],
        "labs": [
            lab("blasts_marrow", 1, "2026-09-20", "%"), lab("marrow_cellularity", 10, "2026-09-20", "%"),
            *cbc("2026-09-20", 8.8, 22, 0.7), *cbc("2026-11-12", 8.8, 22, 0.7),
            lab("alanine_aminotransferase", 21, "2026-11-12", "U/L", reference_high=45),
        ],
        "karyotypes": [{"iscn": "46,XX[20]", "metaphases": 20, "collected": "2026-09-20"}],
        "genes_tested_negative": ["FLT3", "IDH1", "IDH2", "NPM1", "SF3B1", "TP53"],
        "biomarkers": [
            {"name": "pnh_clone", "status": "positive", "value": 3.2, "unit": "%", "collected": "2026-09-20"},
            {"name": "hla_dr15", "status": "positive", "collected": "2026-09-20"},
        ],
        "stages": [
            {"system": "IPSS-R", "category": "intermediate", "score": 3.5, "origin": "computed", "date": "2026-09-20"},
            {"system": "IPSS-M", "category": "low", "score": -0.57, "origin": "computed", "date": "2026-09-20"},
        ],
        "transfusions": {"rbc_units_8_weeks": 0, "date": "2026-11-12"},
        "findings": [{"concept": "donor_matched_sibling", "label": "Matched sibling donor", "category": "donor",
                      "status": "present", "date": "2026-11-12"}],
    }  # fmt: skip


def p4() -> Data:
    """Not MDS: colon cancer with liver metastases; AML there means angiomyolipoma."""
    return {
        "patient": {"sex": "male", "age_years": 66},
        "diagnoses": [
            {"disease": "colon_cancer", "label": "Colorectal cancer", "status": "confirmed", "date": "2026-10-02"},
            {"disease": "angiomyolipoma", "label": "Angiomyolipoma", "status": "confirmed", "date": "2026-10-02"},
        ],
        "labs": [lab("hemoglobin", 10.9, "2026-10-02", "g/dL"), lab("mcv", 74, "2026-10-02", "fL"),
                 lab("alanine_aminotransferase", 88, "2026-10-02", "U/L", reference_high=45)],
        "findings": [{"concept": "liver_metastases", "label": "Liver metastases", "category": "liver",
                      "status": "present", "date": "2026-10-02"}],
    }  # fmt: skip


def p5() -> Data:
    """Almost nothing: one blood count and "r/o MDS"."""
    return {
        "diagnoses": [{"disease": "mds", "label": "Myelodysplastic syndrome", "status": "suspected",
                       "date": "2026-11-14"}],
        "labs": [lab("hemoglobin", 9.6, "2026-11-14", "g/dL"), lab("leukocytes", 2.9, "2026-11-14", "10*9/L"),
                 lab("mcv", 101, "2026-11-14", "fL")],
    }  # fmt: skip


PEOPLE = {"p1": p1, "p2": p2, "p3": p3, "p4": p4, "p5": p5}


def profile(data: Mapping[str, Any]) -> Profile:
    return profile_from(dict(data), PACK.disease)


def weigh(data: Mapping[str, Any], country: str | None = "US", today: date = TODAY) -> Evaluation:
    return evaluate(profile(data), PACK, today=today, country=country)


@cache
def of(name: str, country: str | None = "US") -> Evaluation:
    return weigh(PEOPLE[name](), country)


def verdict(result: Evaluation, concept: str) -> RuleVerdict:
    """The only verdict on a concept."""
    found = [v for v in result.verdicts if v.concept == concept]
    assert len(found) == 1, [(v.rule, v.verdict) for v in found]
    return found[0]


def texts(result: Evaluation) -> str:
    """Everything a patient would read."""
    said = [v.text for v in (*result.verdicts, *result.cautions, *result.facts)]
    return "\n".join((*said, *(a.text for a in result.alerts), *(q.text for q in result.questions), result.fit_reason))

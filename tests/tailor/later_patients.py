"""Three more invented patients: an ESA that stopped working, progression with IDH1, MDS after CAR-T cells."""

from pipeline.evaluate.examples import profile_from
from schemas.profile import Profile

_NEGATIVE = ("ASXL1", "DNMT3A", "EZH2", "FLT3", "IDH2", "NPM1", "RUNX1", "STAG2", "U2AF1", "ZRSR2")


def _lab(analyte: str, value: float, unit: str, day: str, high: float | None = None) -> dict[str, object]:
    return {"analyte": analyte, "value": value, "unit": unit, "collected": day, "reference_high": high}


def _counts(day: str, hb: float, plt: float, anc: float) -> list[dict[str, object]]:
    return [
        _lab("hemoglobin", hb, "g/dL", day),
        _lab("platelets", plt, "10*9/L", day),
        _lab("neutrophils", anc, "10*9/L", day),
    ]


def _panel(day: str, negative: tuple[str, ...]) -> list[dict[str, object]]:
    return [{"tested": [*negative], "negative": [*negative], "collected": day}]


def p6() -> Profile:
    """Lower risk with ring sideroblasts; the response to epoetin was lost."""
    negative = (*_NEGATIVE, "IDH1", "TP53")
    return profile_from(
        {
            "patient": {"sex": "male", "birth_date": "1950-03-02", "country": "US"},
            "diagnoses": [
                {"disease": "mds", "label": "MDS with ring sideroblasts", "system": "WHO 2016", "subtype": "mds_rs",
                 "status": "confirmed", "date": None},
                {"disease": "mds", "label": "MDS with low blasts and SF3B1 mutation", "system": "WHO 2022",
                 "status": "confirmed", "date": "2025-11-06"},
            ],
            "labs": [
                *_counts("2026-11-02", 8.1, 207, 2.4), _lab("blasts_marrow", 3, "%", "2025-11-06"),
                _lab("marrow_cellularity", 50, "%", "2025-11-06"), _lab("ferritin", 986, "ng/mL", "2026-11-02"),
                _lab("erythropoietin", 187, "m[IU]/mL", "2026-11-02"),
                _lab("alanine_aminotransferase", 33, "U/L", "2026-11-02", 50),
                _lab("bilirubin_total", 0.88, "mg/dL", "2026-11-02"),
            ],
            "karyotypes": [{"iscn": "46,XY[20]", "metaphases": 20, "collected": "2025-11-06"}],
            "variants": [
                {"gene": "SF3B1", "hgvs_p": "p.Lys700Glu", "vaf": 0.342, "collected": "2025-11-06"},
                {"gene": "TET2", "hgvs_p": "p.Arg1216Ter", "vaf": 0.18, "collected": "2025-11-06"},
            ],
            "genes_tested_negative": list(negative),
            "gene_panels": _panel("2025-11-06", negative),
            "stages": [{"system": "IPSS-R", "category": "low", "score": 3.0, "date": "2025-11-06"}],
            "treatments": [
                {"agent": "epoetin alfa", "kind": "growth_factor", "status": "stopped", "started": "2025-12-12",
                 "ended": "2026-09-18", "response": "loss_of_response", "recorded": "2026-11-05"},
                {"agent": "luspatercept", "kind": "growth_factor", "status": "considered", "recorded": "2026-11-05"},
                {"agent": "allogeneic_hct", "kind": "transplant", "status": "declined", "recorded": "2026-11-05"},
            ],
            "transfusions": {"rbc_units_8_weeks_range": [2, 3], "rbc_units_lifetime": 7, "date": "2026-11-05"},
        },
        "mds",
    )  # fmt: skip


def p7() -> Profile:
    """Higher risk, progressed on azacitidine, with an IDH1 change and very low counts."""
    negative = (*_NEGATIVE, "SF3B1", "TP53")
    return profile_from(
        {
            "patient": {"sex": "female", "birth_date": "1954-08-19", "country": "US"},
            "diagnoses": [{"disease": "mds", "label": "MDS with increased blasts 2", "system": "WHO 2022",
                           "subtype": "mds_ib2", "status": "confirmed", "date": "2025-12-15"}],
            "labs": [
                *_counts("2026-11-16", 7.6, 28, 0.4), _lab("blasts_marrow", 13, "%", "2025-12-15"),
                _lab("blasts_marrow", 17, "%", "2026-09-21"), _lab("blasts_blood", 3, "%", "2026-11-16"),
            ],
            "karyotypes": [{"iscn": "47,XX,+8[12]/46,XX[8]", "metaphases": 20, "abnormalities": ["+8"],
                            "collected": "2025-12-15"}],
            "variants": [
                {"gene": "BCORL1", "hgvs_p": "p.Ala820Val", "vaf": 0.48, "significance": "uncertain",
                 "collected": "2026-09-21"},
                {"gene": "IDH1", "hgvs_p": "p.Arg132Cys", "vaf": 0.31, "collected": "2026-09-21"},
                {"gene": "SRSF2", "hgvs_p": "p.Pro95His", "vaf": 0.44, "collected": "2026-09-21"},
            ],
            "genes_tested_negative": list(negative),
            "gene_panels": _panel("2026-09-21", negative),
            "stages": [
                {"system": "IPSS-R", "category": "very high", "score": 6.5, "date": "2025-12-15"},
                {"system": "IPSS-M", "category": "", "range": [0.75, 10.91], "origin": "computed", "date": "2025-12-15",
                 "inputs": {"blasts_marrow": 13, "hemoglobin": 9.1, "platelets": 61, "karyotype": "intermediate"}},
            ],
            "treatments": [{"agent": "azacitidine", "kind": "systemic", "status": "stopped", "started": "2026-01-05",
                            "ended": "2026-06-29", "cycles": 6, "response": "PD", "stop_reason": "progression"}],
            "transfusions": {"rbc_units_8_weeks": 5, "date": "2026-10-05"},
        },
        "mds",
    )  # fmt: skip


def p8() -> Profile:
    """MDS after a lymphoma and CAR-T cells, on oral decitabine, with hepatitis B; no risk score."""
    negative = (*_NEGATIVE, "IDH1", "SF3B1")
    return profile_from(
        {
            "patient": {"sex": "male", "birth_date": "1959-05-11", "country": "US"},
            "diagnoses": [
                {"disease": "mds", "label": "Therapy-related MDS", "subtype": "t_mds", "status": "confirmed",
                 "date": "2026-04-14"},
                {"disease": "lymphoma", "label": "Lymphoma", "status": "confirmed", "date": None},
                {"disease": "lymphoma", "label": "Lymphoma", "status": "ruled_out", "date": None},
            ],
            "conflicts": [{"about": "diagnoses[1]", "also": ["diagnoses[2]"], "why": "one states it, another does not",
                           "values": ["Lymphoma (confirmed), no date", "Lymphoma (ruled out), no date"]}],
            "labs": [
                *_counts("2026-10-29", 8.3, 28, 0.7), _lab("blasts_marrow", 6, "%", "2026-04-14"),
                _lab("ring_sideroblasts", 2, "%", "2026-04-14"), _lab("ferritin", 1265, "ng/mL", "2026-10-29"),
                _lab("alanine_aminotransferase", 29, "U/L", "2026-10-29", 45),
            ],
            "karyotypes": [{"iscn": "45,XY,-7[12]/46,XY[8]", "metaphases": 20, "abnormalities": ["-7"],
                            "collected": "2026-04-14"}],
            "variants": [
                {"gene": "PPM1D", "hgvs_p": "p.Cys478Ter", "vaf": 0.125, "collected": "2026-04-14"},
                {"gene": "TET2", "hgvs_p": "p.Ile1762Val", "vaf": 0.502, "significance": "benign",
                 "collected": "2026-04-14"},
                {"gene": "TP53", "hgvs_p": "p.Arg273His", "vaf": 0.061, "collected": "2026-04-14"},
            ],
            "genes_tested_negative": list(negative),
            "gene_panels": _panel("2026-04-14", negative),
            "treatments": [
                {"agent": "car_t", "kind": "cellular", "status": "completed", "started": "2023", "ended": "2023"},
                {"agent": "axicabtagene ciloleucel", "kind": "cellular", "status": "completed",
                 "started": "2023-06-08", "ended": "2023-06-08", "response": "CR", "recorded": "2026-10-29"},
                {"agent": "decitabine/cedazuridine", "kind": "systemic", "status": "ongoing", "started": "2026-05-18",
                 "cycles": 4, "response": "SD", "recorded": "2026-10-29"},
                {"agent": "allogeneic_hct", "kind": "transplant", "status": "planned", "recorded": "2026-10-29"},
            ],
            "transfusions": {"rbc_units_8_weeks": 4, "date": "2026-10-29"},
            "findings": [
                {"concept": "hepatitis_b", "label": "Hepatitis B", "category": "liver", "status": "present",
                 "date": "2026-10-29"},
                {"concept": "donor_unrelated", "label": "Unrelated donor", "category": "donor", "status": "present",
                 "date": "2026-10-29"},
            ],
        },
        "mds",
    )  # fmt: skip

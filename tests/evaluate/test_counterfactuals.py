"""One fact of an acceptance patient changed, and the verdict that the knowledge note then asks for.

The table was written from sections 2 to 4 of the note, before any of it was run.
"""

from collections.abc import Callable
from typing import Any

import pytest

from tests.evaluate.people import PEOPLE, Data, lab, texts, weigh

M, N, C, T, X = "matches", "does_not_match", "cannot_tell", "already_tried", "investigational"
Change = Callable[[Data], None]
DAY = "2026-11-18"


def labs(**values: float) -> Change:
    """Newer results of this week."""

    def change(data: Data) -> None:
        data["labs"] = [*data["labs"], *(lab(n, v, DAY) for n, v in values.items())]

    return change


def no_lab(*names: str) -> Change:
    def change(data: Data) -> None:
        data["labs"] = [x for x in data["labs"] if x["analyte"] not in names]

    return change


def scores(*stages: tuple[str, str, float | None]) -> Change:
    def change(data: Data) -> None:
        data["stages"] = [
            {"system": s, "category": c, "score": x, "origin": "reported", "date": DAY} for s, c, x in stages
        ]

    return change


def units(rate: float | None = None, **more: Any) -> Change:
    def change(data: Data) -> None:
        data["transfusions"] = {"rbc_units_8_weeks": rate, "date": DAY, **more}

    return change


def gave(agent: str, status: str = "stopped", **more: Any) -> Change:
    def change(data: Data) -> None:
        data["treatments"] = [
            *data.get("treatments", ()),
            {"agent": agent, "kind": "systemic", "status": status, **more},
        ]
        data["not_given"] = [n for n in data.get("not_given", ()) if n["agent"] != "esa" or "epo" not in agent]

    return change


def said_nothing_of(*keys: str) -> Change:
    def change(data: Data) -> None:
        for key in keys:
            data.pop(key, None)

    return change


def gene(name: str, **more: Any) -> Change:
    def change(data: Data) -> None:
        data["variants"] = [*data.get("variants", ()), {"gene": name, "collected": DAY, **more}]
        data["genes_tested_negative"] = [g for g in data.get("genes_tested_negative", ()) if g != name]

    return change


def chromosomes(iscn: str, *found: str, cells: int = 20) -> Change:
    def change(data: Data) -> None:
        data["karyotypes"] = [{"iscn": iscn, "abnormalities": list(found), "metaphases": cells, "collected": DAY}]

    return change


def finding(concept: str, status: str = "present", category: str = "comorbidity", **more: Any) -> Change:
    def change(data: Data) -> None:
        said = {"concept": concept, "label": concept, "category": category, "status": status, "date": DAY, **more}
        data["findings"] = [*data.get("findings", ()), said]

    return change


def both(*changes: Change) -> Change:
    def change(data: Data) -> None:
        for c in changes:
            c(data)

    return change


R132 = gene("IDH1", hgvs_p="p.Arg132His", vaf=0.2)
FAILED_ESA = gave("epoetin alfa", response="NR")
PROBES: tuple[tuple[str, Change, str | None, str, str], ...] = (
    # ESA (2.4)
    ("p2", labs(erythropoietin=500), "US", "esa", M),
    ("p2", labs(erythropoietin=501), "US", "esa", N),
    ("p2", both(labs(erythropoietin=90), labs(hemoglobin=11.2)), "US", "esa", N),
    ("p2", both(labs(erythropoietin=90), scores(("IPSS-R", "high", 5.0))), "US", "esa", N),
    ("p2", no_lab("erythropoietin"), "US", "esa", C),
    ("p2", both(labs(erythropoietin=90), FAILED_ESA), "US", "esa", T),
    # luspatercept (2.5)
    ("p2", said_nothing_of("not_given"), "US", "luspatercept", C),
    ("p2", FAILED_ESA, "US", "luspatercept", C),
    ("p2", both(FAILED_ESA, labs(ring_sideroblasts=16)), "US", "luspatercept", M),
    ("p2", both(FAILED_ESA, labs(ring_sideroblasts=2)), "US", "luspatercept", N),
    ("p2", both(FAILED_ESA, labs(ring_sideroblasts=7)), "US", "luspatercept", N),
    ("p2", both(FAILED_ESA, labs(ring_sideroblasts=7), gene("SF3B1", vaf=0.3)), "US", "luspatercept", M),
    ("p2", both(FAILED_ESA, labs(ring_sideroblasts=16), units(1)), "US", "luspatercept", N),
    ("p2", scores(("IPSS-R", "intermediate", 4.0)), "US", "luspatercept", M),
    ("p2", scores(("IPSS-R", "high", 5.0)), "US", "luspatercept", N),
    ("p2", both(labs(hemoglobin=10.6), units(3)), "US", "luspatercept", M),
    ("p2", both(labs(hemoglobin=11.4), units(0)), "US", "luspatercept", N),
    ("p2", both(scores(("IPSS-R", "intermediate", 4.0)), labs(blasts_marrow=13)), "US", "luspatercept", N),
    ("p2", both(units(0), labs(hemoglobin=8.0)), "DE", "luspatercept", N),
    # imetelstat (2.6)
    ("p2", units(4), "US", "imetelstat", M),
    ("p2", units(3.9), "US", "imetelstat", N),
    ("p2", units(None, dependent=True), "US", "imetelstat", C),
    ("p2", units(None, rbc_units_8_weeks_range=(4, 8)), "US", "imetelstat", M),
    ("p2", scores(("IPSS", "int-2", 1.5), ("IPSS-R", "low", 2.5)), "US", "imetelstat", N),
    ("p2", both(labs(erythropoietin=80), FAILED_ESA), "US", "imetelstat", M),
    ("p2", labs(erythropoietin=80), "US", "imetelstat", N),
    ("p2", both(labs(erythropoietin=80), gave("epoetin alfa", response="HI")), "US", "imetelstat", N),
    ("p2", chromosomes("46,XX[20]"), "DE", "imetelstat", M),
    # lenalidomide (2.7)
    ("p2", chromosomes("46,XX[20]"), "US", "lenalidomide", N),
    ("p2", chromosomes("46,XX[9]", cells=9), "US", "lenalidomide", C),
    ("p2", chromosomes("47,XX,del(5)(q13q33),+8[20]", "del(5)(q13q33)", "+8"), "US", "lenalidomide", M),
    ("p2", scores(("IPSS-R", "high", 5.0)), "US", "lenalidomide", N),
    ("p2", both(units(0), labs(hemoglobin=11.0)), "US", "lenalidomide", N),
    ("p2", gave("lenalidomide", response="PD"), "US", "lenalidomide", T),
    # hypomethylating agents (2.8)
    ("p2", labs(platelets=60), "US", "hma", M),
    ("p2", FAILED_ESA, "US", "hma", M),
    ("p2", scores(("IPSS-M", "moderate high", 0.2)), "US", "hma", M),
    ("p2", scores(("IPSS-R", "intermediate", 3.5)), "US", "hma", N),
    ("p2", scores(("IPSS-R", "intermediate", 4.0)), "US", "hma", M),
    ("p2", said_nothing_of("stages"), "US", "hma", C),
    # transplant (2.9)
    ("p1", finding("transplant_candidate", "absent"), "US", "allogeneic_hct", N),
    ("p3", labs(platelets=120, neutrophils=2.2, marrow_cellularity=50), "US", "allogeneic_hct", C),
    ("p2", units(1), "US", "allogeneic_hct", C),
    # iron (2.11)
    ("p2", units(0, rbc_units_lifetime=26), "US", "iron_chelation", C),
    ("p2", both(no_lab("ferritin"), units(5, rbc_units_lifetime=6)), "US", "iron_chelation", C),
    ("p2", both(labs(ferritin=400), units(5, rbc_units_lifetime=6)), "US", "iron_chelation", N),
    ("p2", labs(egfr=39), "US", "deferasirox", N),
    ("p2", labs(egfr=75), "US", "deferasirox", M),
    ("p2", both(labs(egfr=75), finding("metastatic_disease", category="scope")), "US", "deferasirox", N),
    # immunosuppression (2.3)
    ("p3", labs(blasts_marrow=5), "US", "ist", N),
    ("p3", both(labs(marrow_cellularity=60), chromosomes("45,XX,-7[20]", "-7")), "US", "ist", N),
    ("p3", chromosomes("47,XX,del(7)(q22),+8[20]", "del(7)(q22)", "+8"), "US", "ist", N),
    ("p3", both(gene("TP53", vaf=0.3, hgvs_p="p.A1"), gene("TP53", vaf=0.2, hgvs_p="p.B2")), "US", "ist", N),
    ("p3", gene("TP53", vaf=0.1), "US", "ist", C),
    ("p3", scores(("IPSS-R", "high", 5.0)), "US", "ist", N),
    ("p3", said_nothing_of("genes_tested_negative"), "US", "ist", C),
    # IDH (2.14, 2.15)
    ("p2", R132, "US", "ivosidenib", C),
    ("p2", both(R132, gave("azacitidine", response="PD", cycles=6)), "US", "ivosidenib", M),
    ("p2", both(R132, gave("azacitidine", response="CR", cycles=6)), "US", "ivosidenib", N),
    ("p2", both(R132, finding("treatment_naive")), "US", "ivosidenib", N),
    ("p2", both(R132, gave("azacitidine", response="PD", cycles=6)), "FR", "ivosidenib", X),
    ("p2", gene("IDH1", hgvs_p="p.Val178Ile", vaf=0.5), "US", "ivosidenib", N),
    ("p2", gene("IDH2", hgvs_p="p.Arg140Gln", vaf=0.3), "US", "enasidenib", X),
    ("p2", R132, "US", "olutasidenib", X),
    # platelet medicines (2.17), SF3B1 and TP53 (2.16), venetoclax, CAR-T
    ("p3", labs(blasts_marrow=6), "US", "eltrombopag", N),
    ("p3", labs(platelets=70), "US", "romiplostim", N),
    ("p2", gene("SF3B1", vaf=0.3), "US", "targeted_sf3b1", X),
    ("p2", gene("TP53", vaf=0.3, significance="uncertain"), "US", "targeted_tp53", C),
    ("p1", gave("tisagenlecleucel", "completed"), "US", "car_t", T),
    # observation (2.19)
    ("p2", both(units(0), labs(hemoglobin=11.0)), "US", "observation", M),
    ("p2", both(units(0), labs(hemoglobin=11.0, platelets=45)), "US", "observation", N),
)  # fmt: skip


@pytest.mark.parametrize(
    ("base", "change", "country", "concept", "wanted"), PROBES, ids=[f"{p[0]}-{p[3]}-{i}" for i, p in enumerate(PROBES)]
)
def test_one_fact_changes_one_verdict(base: str, change: Change, country: str, concept: str, wanted: str) -> None:
    data = PEOPLE[base]()
    change(data)
    found = {v.verdict for v in weigh(data, country).verdicts if v.concept == concept}
    assert found == {wanted}


CAUTIONS: tuple[tuple[str, Change, str, bool], ...] = (
    ("p2", gene("TP53", vaf=0.1), "mds.lenalidomide.tp53", True),
    ("p2", labs(platelets=45), "mds.lenalidomide.counts", True),
    ("p2", finding("thrombosis"), "mds.lenalidomide.clots", True),
    ("p2", finding("thrombosis"), "mds.luspatercept.history", True),
    ("p2", finding("thrombosis"), "mds.esa.history", False),  # EPO 642: no ESA is in question
    ("p2", both(labs(erythropoietin=90), finding("hypertension")), "mds.esa.history", True),
    ("p2", labs(platelets=70), "mds.imetelstat.counts", True),
    ("p1", finding("malignant_liver_tumor", category="liver"), "mds.azacitidine.liver_tumor", True),
    ("p1", labs(alanine_aminotransferase=62), "mds.liver_tests.medicines", False),
    ("p1", labs(bilirubin_total=2.4), "mds.liver_tests.medicines", True),
    ("p2", R132, "mds.ivosidenib.boxed", True),
    ("p3", finding("hepatitis_b"), "mds.ist.conditions", True),
    ("p3", labs(blasts_marrow=6), "mds.eltrombopag.blasts", True),
    ("p3", finding("cirrhosis", category="liver"), "mds.eltrombopag.liver", True),
    ("p1", gave("oral azacitidine", "planned"), "mds.azacitidine.tablets", True),
)


@pytest.mark.parametrize(("base", "change", "rule", "said"), CAUTIONS)
def test_one_fact_brings_one_caution(base: str, change: Change, rule: str, said: bool) -> None:
    data = PEOPLE[base]()
    change(data)
    assert (rule in {c.rule for c in weigh(data).cautions}) is said


ALERTS: tuple[tuple[str, Change, str, bool], ...] = (
    ("p1", finding("fever", category="symptom"), "fever together with", True),
    ("p2", finding("fever", category="symptom"), "fever together with", False),
    ("p3", labs(neutrophils=0.4), "neutrophils were", True),
    ("p3", labs(platelets=9), "very low", True),
    ("p3", both(labs(platelets=15), finding("bleeding", category="symptom")), "platelets were", True),
    ("p2", labs(hemoglobin=6.9), "hemoglobin was", True),
    ("p2", finding("heart_failure"), "heart", True),
    ("p2", finding("dyspnea", category="symptom"), "dyspnea", True),
    ("p2", labs(blasts_marrow=20), "acute myeloid leukemia", True),
    ("p2", labs(blasts_marrow=19), "acute myeloid leukemia", False),
    ("p2", labs(blasts_blood=1), "Blasts in your blood rose", True),
    ("p2", finding("auer_rods"), "Auer rods", True),
    ("p2", labs(leukocytes=101), "white cells", True),
    ("p2", labs(alanine_aminotransferase=20, bilirubin_total=3.1), "liver tests", True),
    ("p3", finding("pregnancy", category="reproductive"), "unborn", True),
    ("p3", finding("breast_feeding", category="reproductive"), "breast-fed", True),
    ("p2", finding("suicidal_ideation"), "harming yourself", True),
    ("p2", both(R132, gave("ivosidenib", "ongoing"), finding("syncope", category="symptom")), "heart rhythm", True),
    ("p2", both(gave("ivosidenib", "ongoing"), finding("weight_gain", category="symptom")), "emergency", True),
)


@pytest.mark.parametrize(("base", "change", "words", "said"), ALERTS)
def test_one_fact_brings_one_alert(base: str, change: Change, words: str, said: bool) -> None:
    data = PEOPLE[base]()
    before = [a.text for a in weigh(data).alerts if words in a.text]
    change(data)
    after = [a.text for a in weigh(data).alerts if words in a.text]
    assert bool(set(after) - set(before)) is said


def test_a_raised_liver_test_without_a_medicine_is_told() -> None:
    data = PEOPLE["p3"]()
    data["labs"].append(lab("alanine_aminotransferase", 200, DAY, "U/L", reference_high=45))
    assert "no medicine in your records that would explain it" in texts(weigh(data))

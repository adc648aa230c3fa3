"""The five invented patients of the acceptance cases, as profiles (today is 20 November 2026)."""

from schemas.facts import (
    Biomarker,
    ClinicalFinding,
    Diagnosis,
    GenePanel,
    Karyotype,
    LabResult,
    NotGiven,
    Performance,
    Stage,
    Treatment,
    Variant,
)
from schemas.profile import DocumentEntry, Patient, Profile, Transfusions
from tests.tailor.people import DOCUMENT, seen

UNITS = {
    "hemoglobin": "g/dL",
    "platelets": "10*9/L",
    "neutrophils": "10*9/L",
    "leukocytes": "10*9/L",
    "ferritin": "ng/mL",
    "blasts_marrow": "%",
    "blasts_blood": "%",
    "alanine_aminotransferase": "U/L",
    "bilirubin_total": "mg/dL",
    "albumin": "g/dL",
    "erythropoietin": "m[IU]/mL",
    "marrow_cellularity": "%",
    "mcv": "fL",
}
GENES = ("TP53", "SF3B1", "IDH1", "IDH2", "FLT3", "NPM1", "ASXL1", "RUNX1", "SRSF2", "DNMT3A", "TET2", "U2AF1", "EZH2")


def lab(analyte: str, value: float, day: str, file: str = "cbc.pdf") -> LabResult:
    """One result."""
    high = {"alanine_aminotransferase": 40.0}.get(analyte)
    return LabResult(
        analyte=analyte,
        value=value,
        unit=UNITS[analyte],
        original=f"{value} {UNITS[analyte]}",
        collected=day,
        reference_high=high,
        evidence=seen(f"{analyte} {value:g}", file),
    )


def labs(day: str, file: str, **values: float) -> tuple[LabResult, ...]:
    """Results of one day."""
    return tuple(lab(name, value, day, file) for name, value in values.items())


def dx(label: str, day: str, disease: str = "mds", status: str = "confirmed", subtype: str | None = None) -> Diagnosis:
    """One diagnosis."""
    return Diagnosis(
        disease=disease, label=label, status=status, date=day, subtype=subtype, evidence=seen(label, "marrow.pdf")
    )


def found(concept: str, label: str, category: str, day: str, status: str = "present") -> ClinicalFinding:
    """One finding."""
    return ClinicalFinding(
        concept=concept, label=label, category=category, status=status, date=day, evidence=seen(label, "note.pdf")
    )


def marker(name: str, status: str, day: str, value: float | None = None) -> Biomarker:
    """One marker."""
    return Biomarker(
        name=name, status=status, value=value, unit="%" if value else None, collected=day, evidence=seen(name)
    )


def panel(negative: tuple[str, ...], day: str, lod: float | None = None) -> GenePanel:
    """One gene panel."""
    return GenePanel(
        tested=GENES, negative=negative, limit_of_detection=lod, collected=day, evidence=seen("panel", "ngs.pdf")
    )


def documents(*files: tuple[str, str, str]) -> tuple[DocumentEntry, ...]:
    """Files that were read."""
    return tuple(DocumentEntry(id=DOCUMENT, file=f, kind=k, dated=d, pages=2, status="read") for f, k, d in files)


def p1() -> Profile:
    """Higher risk, TP53 and complex karyotype, on azacitidine."""
    negative = tuple(g for g in GENES if g != "TP53")
    return Profile(
        patient=Patient(sex="male", age_years=68, country="US", evidence=seen("68 M")),
        documents=documents(
            ("marrow.pdf", "marrow", "2026-01-12"), ("cbc.pdf", "lab", "2026-11-10"), ("note.pdf", "note", "2026-09-01")
        ),
        diagnoses=(dx("MDS with biallelic TP53 inactivation", "2026-01-12", subtype="mds_bitp53"),),
        labs=(
            lab("blasts_marrow", 12, "2026-01-12", "marrow.pdf"),
            lab("blasts_marrow", 11, "2026-08-24", "marrow2.pdf"),
            lab("blasts_blood", 2, "2026-08-24", "marrow2.pdf"),
            *labs(
                "2026-11-10",
                "cbc.pdf",
                hemoglobin=8.4,
                platelets=34,
                neutrophils=0.6,
                ferritin=1850,
                alanine_aminotransferase=62,
                bilirubin_total=0.9,
                albumin=3.6,
            ),
        ),
        karyotypes=(
            Karyotype(
                iscn="43,XY,del(5)(q13q33),-7,del(17)(p11.2),-18,-20[14]/46,XY[6]",
                metaphases=20,
                abnormalities=("del(5)(q13q33)", "-7", "del(17)(p11.2)", "-18", "-20"),
                collected="2026-01-12",
                evidence=seen("43,XY,del(5)", "cyto.pdf"),
            ),
        ),
        variants=(
            Variant(
                gene="TP53",
                hgvs_p="p.Arg175His",
                vaf=0.42,
                significance="pathogenic",
                collected="2026-01-26",
                evidence=seen("TP53 R175H 42%", "ngs.pdf"),
            ),
        ),
        genes_tested_negative=negative,
        gene_panels=(panel(negative, "2026-01-26"),),
        stages=(
            Stage(
                system="IPSS-R",
                category="very high",
                origin="reported",
                date="2026-01-12",
                evidence=seen("Very high (IPSS-R)"),
            ),
            Stage(system="IPSS-M", category="very high", score=3.55, origin="computed", date="2026-01-26"),
        ),
        treatments=(
            Treatment(
                agent="azacitidine",
                kind="systemic",
                status="ongoing",
                started="2026-02-02",
                cycles=4,
                response="SD",
                recorded="2026-09-01",
                evidence=seen("azacitidine C4 3 Aug, SD", "note.pdf"),
            ),
        ),
        transfusions=Transfusions(rbc_units_lifetime=18, date="2026-09-01", evidence=seen("18 units", "note.pdf")),
        performance=Performance(scale="ECOG", value=1, date="2026-09-01", evidence=seen("ECOG 1", "note.pdf")),
        findings=(
            found("donor_haploidentical", "half-matched related donor", "donor", "2026-09-01"),
            found("transplant_consult", "transplant consultation", "transplant", "2026-09-01"),
        ),
    )


def p2() -> Profile:
    """Lower risk with del(5q), transfused."""
    return Profile(
        patient=Patient(sex="female", age_years=74, country="US", evidence=seen("74 F")),
        documents=documents(("marrow.pdf", "marrow", "2026-06-03"), ("cbc.pdf", "lab", "2026-11-05")),
        diagnoses=(dx("MDS with low blasts and isolated 5q deletion", "2026-06-03", subtype="mds_5q"),),
        labs=(
            lab("blasts_marrow", 2, "2026-06-03", "marrow.pdf"),
            lab("blasts_blood", 0, "2026-06-03", "marrow.pdf"),
            lab("erythropoietin", 642, "2026-06-03", "epo.pdf"),
            *labs(
                "2026-11-05",
                "cbc.pdf",
                hemoglobin=7.9,
                platelets=310,
                neutrophils=1.9,
                ferritin=1420,
            ),
        ),
        karyotypes=(
            Karyotype(
                iscn="46,XX,del(5)(q13q33)[18]/46,XX[2]",
                metaphases=20,
                abnormalities=("del(5)(q13q33)",),
                collected="2026-06-03",
                evidence=seen("46,XX,del(5)", "cyto.pdf"),
            ),
        ),
        genes_tested_negative=GENES,
        gene_panels=(panel(GENES, "2026-06-03", 0.02),),
        findings=(
            found("creatinine_clearance", "Creatinine clearance", "kidney", "2026-11-05").model_copy(
                update={"value": 41.0, "unit": "mL/min"}
            ),
        ),
        stages=(
            Stage(
                system="IPSS-R",
                category="low",
                score=2.5,
                origin="reported",
                date="2026-06-03",
                evidence=seen("IPSS-R Low"),
            ),
            Stage(system="IPSS-M", category="low", score=-0.98, origin="computed", date="2026-06-03"),
        ),
        not_given=(NotGiven(agent="esa", date="2026-06-03", evidence=seen("never had an ESA", "note.pdf")),),
        transfusions=Transfusions(
            rbc_units_8_weeks=5.3,
            rbc_units_lifetime=26,
            date="2026-11-05",
            evidence=seen("2 units every 3 weeks", "note.pdf"),
        ),
        performance=Performance(scale="ECOG", value=1, date="2026-11-05", evidence=seen("ECOG 1", "note.pdf")),
    )


def p3() -> Profile:
    """Hypoplastic, young, with a PNH clone."""
    return Profile(
        patient=Patient(sex="female", age_years=34, country="US", evidence=seen("34 F")),
        documents=documents(
            ("marrow.pdf", "marrow", "2026-09-20"), ("cbc.pdf", "lab", "2026-11-12"), ("note.pdf", "note", "2026-11-01")
        ),
        diagnoses=(dx("MDS, hypoplastic", "2026-09-20", subtype="mds_h"),),
        labs=(
            lab("blasts_marrow", 1, "2026-09-20", "marrow.pdf"),
            lab("marrow_cellularity", 10, "2026-09-20", "marrow.pdf"),
            *labs("2026-11-12", "cbc.pdf", hemoglobin=8.8, platelets=22, neutrophils=0.7, alanine_aminotransferase=21),
        ),
        karyotypes=(
            Karyotype(iscn="46,XX[20]", metaphases=20, collected="2026-09-20", evidence=seen("46,XX[20]", "cyto.pdf")),
        ),
        genes_tested_negative=GENES,
        gene_panels=(panel(GENES, "2026-09-20"),),
        biomarkers=(marker("pnh_clone", "positive", "2026-09-20", 3.2), marker("hla_dr15", "positive", "2026-09-20")),
        stages=(
            Stage(system="IPSS-R", category="intermediate", score=3.5, origin="computed", date="2026-09-20"),
            Stage(system="IPSS-M", category="low", score=-0.57, origin="computed", date="2026-09-20"),
        ),
        transfusions=Transfusions(
            rbc_units_8_weeks=0, date="2026-11-01", evidence=seen("no RBC in 16 weeks", "note.pdf")
        ),
        findings=(
            found("donor_matched_sibling", "matched brother as donor", "donor", "2026-11-01"),
            found("transplant_consult", "transplant consultation", "transplant", "2026-11-01"),
        ),
    )


def p4() -> Profile:
    """Not MDS: colon cancer in the liver."""
    return Profile(
        patient=Patient(sex="male", age_years=66, country="US", evidence=seen("66 M")),
        documents=documents(("biopsy.pdf", "pathology", "2026-10-02")),
        diagnoses=(dx("Adenocarcinoma of the colon", "2026-10-02", disease="colon_cancer"),),
        labs=labs("2026-10-02", "lab.pdf", hemoglobin=10.9, mcv=74, alanine_aminotransferase=88),
        findings=(
            found("liver_metastases", "liver metastases", "liver", "2026-10-02"),
            found("mismatch_repair_proficient", "mismatch repair proficient", "scope", "2026-10-02"),
            found("angiomyolipoma", "angiomyolipoma of the kidney", "imaging", "2026-10-02"),
        ),
    )


def p5() -> Profile:
    """Almost nothing: one blood count and a suspicion."""
    return Profile(
        documents=documents(("cbc.pdf", "lab", "2026-11-14")),
        diagnoses=(dx("MDS", "2026-11-14", status="suspected"),),
        labs=labs("2026-11-14", "cbc.pdf", hemoglobin=9.6, leukocytes=2.9, mcv=101),
        findings=(found("platelet_clumping", "platelets clumped", "sample", "2026-11-14"),),
    )

# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""P5: almost nothing. One page of blood counts, "r/o MDS"."""

from sample_records.facts import dx, trap
from sample_records.model import Case, Column, Document, House, LabTable, Para, Row, Sign

LAB = House(
    "QuickPoint Diagnostics", "Walk-in laboratory", "Store 114, 6300 Commerce Pkwy, Reno, NV | 555-0102 | www.quickpoint.example", letterhead="logo", identity="boxed", heading="rule",
    face="Helvetica", size=9, colour="#b45309", foot="Specimen collected at a retail site. Results are for your clinician to interpret.",
)  # fmt: skip
COLUMNS = (
    Column("Test", "label", 190),
    Column("In range", "in", 70),
    Column("Out of range", "out", 80),
    Column("Reference range", "ref_unit", 150),
)

cbc = Document(
    "cbc_2026-11-14", "lab", "2026-11-14", LAB, "HEMATOLOGY",
    (("Patient", "T. Vasquez-Moon"), ("Patient ID", "QP-55190-7"), ("Ordering provider", "N. Eriksen, NP"), ("Clinical info", "fatigue, r/o MDS (D46.9?)"), ("Collected", "11/14/2026  11:32"), ("Reported", "11/14/2026  17:10"), ("Fasting", "Not stated")),
    (
        LabTable((
            Row("leukocytes", "WBC", "2.9", "Thousand/uL", "3.8-10.8", "L"), Row("erythrocytes", "RBC", "2.81", "Million/uL", "3.80-5.80", "L"), Row("hemoglobin", "HEMOGLOBIN", "9.6", "g/dL", "11.7-17.1", "L"),
            Row("hematocrit", "HEMATOCRIT", "28.4", "%", "35.0-50.0", "L"), Row("mcv", "MCV", "101", "fL", "80-100", "H"), Row("", "MCH", "34.2", "pg", "27.0-33.0", "H"), Row("", "MCHC", "33.8", "g/dL", "32.0-36.0"), Row("", "RDW", "16.9", "%", "11.0-15.0", "H"),
            Row("platelets", "PLATELET COUNT", "CLUMPED", "Thousand/uL", "140-400", "A"),
        ), COLUMNS, "2026-11-14", "lines", "CBC (NO DIFFERENTIAL)"),
        Para("PLATELET COUNT: platelets are clumped on smear; an accurate count cannot be given. Estimate appears adequate. Recollect in sodium citrate."),
        Para("DIFFERENTIAL: not performed. If a differential is wanted, please order test 1759."),
        Para("Platelet counts below 50 Thousand/uL are called to the provider.", "small"),
        Sign("Medical director: R. Bloomquist, MD", stroke=False),
    ),
    (dx("mds", ("MDS", "myelodysplastic"), "r/o MDS", status="suspected"),),
    (
        trap("diagnoses", {"disease": "mds", "status": "confirmed"}, "rule out is no diagnosis", "r/o MDS"), trap("labs", {"analyte": "platelets"}, "clumped: no count", "CLUMPED"),
        trap("labs", {"analyte": "neutrophils"}, "no differential", "not performed"), trap("labs", {"analyte": "platelets", "value": 50}, "a calling threshold", "below 50 Thousand/uL"),
        trap("labs", {"analyte": "blasts_blood"}, "no differential", "not performed"),
    ),
)  # fmt: skip

CASE = Case(
    "p5_one_blood_count", "One blood count, 'r/o MDS'",
    "values stand in one of two columns, in range or out of range; platelets clumped; a code and a question where a diagnosis would be; no age, no sex",
    {"name": "T. Vasquez-Moon", "birth_date": None, "sex": "unknown", "age_years": None}, (cbc,), "US",
)  # fmt: skip

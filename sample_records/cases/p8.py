# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""P8: therapy-related MDS after chemotherapy and CAR-T cells for lymphoma."""

from sample_records.cases.common import PRINTER
from sample_records.facts import comorbidity, dx, finding, karyotype, lab, marker, rx, trap, variant
from sample_records.model import (
    Case,
    Cumulative,
    Document,
    Fact,
    Grid,
    Heading,
    House,
    Pairs,
    Para,
    Row,
    Series,
    Sign,
    Terminal,
)

PATH = House(
    "Granite State Pathology Partners", "Hematopathology", "31 Birch Lane, Concord, NH | Tel 555-0150 | Client services 555-0151", letterhead="band", identity="grid", heading="plain", face="Helvetica", size=9.4,
    colour="#1d3557", foot="Granite State Pathology Partners. Report status: FINAL",
)  # fmt: skip
GENE = House(
    "Granite State Pathology Partners", "Molecular laboratory", "31 Birch Lane, Concord, NH", letterhead="centred", identity="boxed", heading="bar", face="Times", size=10, colour="#1d3557", foot="Granite State Pathology Partners, molecular laboratory",
)  # fmt: skip
SUMMARY = House(
    "Monadnock Hospital", "Discharge summary", "5 Summit Road, Keene, NH | 555-0133", letterhead="plain", identity="boxed", heading="caps", face="Courier", size=8.8, colour="#000000", foot="MONADNOCK HOSPITAL",
)  # fmt: skip
CLINIC = House(
    "White Pine Blood Cancer Center", "Cellular therapy long-term follow-up", "8 Pine Street, Lebanon, NH   Tel 555-0144", letterhead="logo", identity="line", heading="rule", face="Vera", size=8.4, colour="#386641", foot="White Pine Blood Cancer Center",
)  # fmt: skip

marrow = Document(
    "marrow_2026-04-14", "marrow", "2026-04-14", PATH, "BONE MARROW REPORT",
    (("Patient", "Augustin Feldspar-Roy"), ("DOB", "01/30/1959"), ("Sex", "M"), ("Accession", "GS26-7702"), ("Collected", "04/14/2026"), ("Received", "04/15/2026"), ("Reported", "04/23/2026"), ("Client", "White Pine Blood Cancer Center")),
    (
        Pairs((
            ("Clinical history", "67 y M, DLBCL in remission after CAR-T (2023), new cytopenias. R/O relapse, R/O t-MDS."),
            ("Gross", "Core 1.9 cm, clot 0.5 cc"),
            ("PB smear", "Macrocytosis. Neutropenia. Blasts 0% on 100 cells."),
            ("Aspirate", "Blasts 6% (500-cell count). Dysplasia in all lineages. Ring sideroblasts 1%."),
            ("Biopsy", "Cellularity 40%. No lymphoid aggregates. CD20 and PAX5 negative for lymphoma."),
            ("Flow", "Blasts 5.1% of leukocytes; no B-cell clone."),
            ("Cytogenetics", "45,XY,-7[12]/46,XY[8]"),
            ("FISH", "Monosomy 7: detected, 55% of nuclei. Deletion 5q: not detected. Deletion 17p: not detected."),
            ("DIAGNOSIS", "<b>1. Therapy-related MDS with increased blasts-1 (MDS-IB1, post cytotoxic therapy).</b><br/><b>2. Negative for involvement by lymphoma.</b>"),
        ), "dotted", 105),
        Sign("Delphine Osterhaus, MD   04/23/2026 11:08"),
    ),
    (
        dx("mds", ("MDS with increased blasts 1", "MDS-IB1", "therapy-related", "t-MDS", "increased blasts"), "Therapy-related MDS with increased blasts-1", subtype="mds_ib1"), lab("blasts_blood", 0, "%", "2026-04-14", "Blasts 0%"), lab("blasts_marrow", 6, "%", "2026-04-14", "Blasts 6%"),
        lab("ring_sideroblasts", 1, "%", "2026-04-14", "Ring sideroblasts 1%"), lab("marrow_cellularity", 40, "%", "2026-04-14", "Cellularity 40%"), karyotype("45,XY,-7[12]/46,XY[8]", 20, ("-7",), "2026-04-14", "45,XY,-7[12]/46,XY[8]"),
        marker("fish_monosomy7", "positive", "2026-04-14", "Monosomy 7: detected, 55% of nuclei", value=55, unit="%"), marker("fish_del5q", "negative", "2026-04-14", "Deletion 5q: not detected"), marker("fish_del17p", "negative", "2026-04-14", "Deletion 17p: not detected"),
    ),
    (trap("diagnoses", {"disease": "lymphoma", "status": "confirmed"}, "in remission, negative for lymphoma", "Negative for involvement by lymphoma"), trap("labs", {"analyte": "blasts_marrow", "value": 5.1}, "flow figure", "Blasts 5.1% of leukocytes")),
    mode="tiff",
    also_dated=("2026-04-23",),
)  # fmt: skip

TESTED = [
    "ASXL1",
    "BCOR",
    "CBL",
    "DNMT3A",
    "EZH2",
    "FLT3",
    "IDH1",
    "IDH2",
    "JAK2",
    "KRAS",
    "NPM1",
    "NRAS",
    "PPM1D",
    "RUNX1",
    "SETBP1",
    "SF3B1",
    "SRSF2",
    "STAG2",
    "TET2",
    "TP53",
    "U2AF1",
    "ZRSR2",
]
ngs = Document(
    "ngs_2026-05-02", "molecular", "2026-04-14", GENE, "MYELOID MUTATION PANEL (22 GENES)",
    (("Patient", "FELDSPAR-ROY, AUGUSTIN"), ("DOB", "01/30/1959"), ("Accession", "GSM26-1190"), ("Collected", "04/14/2026"), ("Reported", "05/02/2026"), ("Source", "Bone marrow")),
    (
        Heading("Detected"), Grid(("Gene", "Nucleotide", "Amino acid", "VAF (%)", "Class"), (("PPM1D", "c.1434C&gt;A", "p.Cys478*", "12.5", "Pathogenic"), ("TP53", "c.818G&gt;A", "p.Arg273His", "6.1", "Pathogenic"), ("TET2", "c.5284A&gt;G", "p.Ile1762Val", "50.2", "Benign")), (70, 100, 110, 70, 100), "ruled"),
        Heading("Not detected"), Para("FLT3 (ITD, TKD), IDH1, IDH2, NPM1, SF3B1 and all other genes of the panel."),
        Heading("Panel content"), Para(" · ".join(TESTED)), Heading("Method"), Para("Sensitivity 3% VAF.", "small"), Sign("Cyrus Vantongeren, PhD", stroke=False),
    ),
    (
        variant("PPM1D", "c.1434C>A", "p.Cys478Ter", 0.125, "2026-04-14", "c.1434C>A", "12.5", significance="pathogenic"), variant("TP53", "c.818G>A", "p.Arg273His", 0.061, "2026-04-14", "c.818G>A", "6.1", significance="pathogenic"), variant("TET2", "c.5284A>G", "p.Ile1762Val", 0.502, "2026-04-14", "c.5284A>G", "50.2", significance="benign"),
        Fact("gene_panels", {"negative_includes": ["IDH1", "SF3B1"], "limit_of_detection": 0.03, "collected": "2026-04-14"}, ("FLT3 (ITD, TKD), IDH1, IDH2, NPM1, SF3B1 and all other genes of the panel",)),
    ),
    (), mode="photo",
    also_dated=("2026-05-02",),
)  # fmt: skip

summary = Document(
    "discharge_2026-07-22", "note", "2026-07-22", SUMMARY, "DISCHARGE SUMMARY",
    (("Patient", "FELDSPAR-ROY, AUGUSTIN"), ("DOB", "01/30/1959"), ("MRN", "M0-118842"), ("Admitted", "07/17/2026"), ("Discharged", "07/22/2026"), ("Attending", "B. Quill, MD")),
    (
        Heading("Principal diagnosis"), Para("Febrile neutropenia, resolved. Underlying therapy-related MDS."),
        Heading("Hospital course"), Para("67 y/o man on oral decitabine/cedazuridine (cycle 2 day 17) admitted with fever of 38.9 C. Blood cultures negative. Cefepime 5 days. Filgrastim given 07/18 to 07/21. Transfused 3 units RBC and 2 pheresis platelets. SpO2 97% RA. Urology: IPSS 19, started tamsulosin."),
        Terminal((
            Row("leukocytes", "WBC", "1.1", "K/uL", "4.0-11.0", "L"), Row("hemoglobin", "HGB", "8.2", "g/dL", "13.5-17.5", "L"), Row("platelets", "PLT", "<10", "K/uL", "150-400", "LL"), Row("neutrophils", "NEUT ABS", "0.3", "K/uL", "1.8-7.7", "LL"), Row("creatinine", "CREAT", "1.1", "mg/dL", "0.7-1.3"),
        ), PRINTER, "2026-07-21", "LABS 07/21/2026 05:40"),
        Heading("Discharge medications"), Para("Levofloxacin, acyclovir, tamsulosin. Hold decitabine/cedazuridine until clinic visit."),
        Sign("B. Quill, MD 07/22/2026", stroke=False),
    ),
    (
        dx("mds", ("MDS with increased blasts 1", "MDS-IB1", "therapy-related", "t-MDS", "post cytotoxic"), "therapy-related MDS"), rx("filgrastim", "growth_factor", "completed", "Filgrastim given 07/18 to 07/21", started="2026-07-18", ended="2026-07-21", any_status=["completed", "stopped"]),
        Fact("transfusions", {}, ("Transfused 3 units RBC",)), finding("febrile neutropenia", "present", "Febrile neutropenia, resolved", may_status=["present", "historical"]),
    ),
    (trap("stages", {"system": "IPSS", "score": 19}, "prostate symptom score", "IPSS 19"), trap("diagnoses", {"disease": "rheumatoid_arthritis"}, "room air", "97% RA"), trap("stages", {"system": "IPSS"}, "prostate symptom score", "IPSS 19")),
    mode="scan",
)  # fmt: skip

note = Document(
    "long_term_followup_2026-10-29", "note", "2026-10-29", CLINIC, "LONG-TERM FOLLOW-UP VISIT",
    (("Patient", "Augustin Feldspar-Roy"), ("DOB", "01/30/1959"), ("Visit", "10/29/2026"), ("Seen by", "Rosamund Achebe, MD")),
    (
        Heading("Cancer history"),
        Para("Diffuse large B-cell lymphoma, 2021: R-CHOP x 6 (completed November 2021). Relapse 2023: axicabtagene ciloleucel (Yescarta) infused on 06/08/2023, complete remission, still in remission.", "bullet"),
        Para("Clonal cytopenia (CCUS) noted in 2025; therapy-related MDS with increased blasts-1 since 04/14/2026, monosomy 7, TP53 6%, PPM1D.", "bullet"),
        Heading("MDS treatment"), Para("Decitabine/cedazuridine since 05/18/2026, cycle 5 started 10/19/2026; stable disease after cycle 4. Romiplostim was considered and rejected. Not a candidate for further CAR-T outside a trial; no CAR-T is given for MDS."),
        Heading("Today"), Para("67-year-old man, KPS 80. No fever. 4 units of red cells in the last 8 weeks. Chronic hepatitis B carrier on entecavir; ALT normal. Hypogammaglobulinemia."),
        Heading("Plan"), Para("1. Transplant from a matched unrelated donor is planned for January 2027.", "bullet"), Para("2. Deferasirox not advised. Luspatercept is not indicated.", "bullet"), Para("3. His wife asks about AML: no evidence of AML today.", "bullet"), Sign("Rosamund Achebe, MD"),
    ),
    (
        dx("mds", ("MDS with increased blasts 1", "MDS-IB1", "therapy-related", "t-MDS", "increased blasts"), "therapy-related MDS with increased blasts-1 since 04/14/2026"), dx("lymphoma", ("diffuse large B-cell lymphoma", "lymphoma"), "Diffuse large B-cell lymphoma, 2021", status="historical", any_status=["historical", "confirmed"], may=True),
        dx("ccus", ("CCUS", "clonal cytopenia"), "Clonal cytopenia (CCUS) noted in 2025", status="historical", any_status=["historical", "confirmed"], may=True),
        rx("r-chop", "systemic", "completed", "R-CHOP x 6 (completed November 2021)", ended="2021-11", cycles=6),
        rx("axicabtagene ciloleucel", "cellular", "completed", "axicabtagene ciloleucel (Yescarta) infused on 06/08/2023", started="2023-06-08", response="CR"), rx("decitabine/cedazuridine", "systemic", "ongoing", "Decitabine/cedazuridine since 05/18/2026, cycle 5", started="2026-05-18", response="SD"),
        rx("romiplostim", "growth_factor", "considered", "Romiplostim was considered and rejected"), rx("allogeneic_hct", "transplant", "planned", "Transplant from a matched unrelated donor is planned"),
        comorbidity(("hepatitis b",), "Chronic hepatitis B carrier"), Fact("transfusions", {}, ("4 units of red cells in the last 8 weeks",)), Fact("performance", {}, ("KPS 80",)), finding("matched unrelated donor", "present", "matched unrelated donor"),
    ),
    (
        trap("diagnoses", {"disease": "aml", "status": "confirmed"}, "denied", "no evidence of AML today"), trap("treatments", {"agent": "deferasirox", "status": "ongoing"}, "not advised", "Deferasirox not advised"), trap("treatments", {"agent": "luspatercept", "status": "ongoing"}, "not indicated", "Luspatercept is not indicated"),
        trap("treatments", {"agent": "romiplostim", "status": "ongoing"}, "rejected", "Romiplostim was considered"), trap("treatments", {"agent": "car_t", "status": "planned"}, "negated", "no CAR-T is given for MDS"),
    ),
)  # fmt: skip

counts = Document(
    "flowsheet_2026-10-29", "lab", "2026-10-29", CLINIC, "CBC FLOWSHEET",
    (("Patient", "Augustin Feldspar-Roy"), ("DOB", "01/30/1959"), ("Printed", "10/29/2026")),
    (
        Cumulative(
            (("2026-08-20", "08/20/2026"), ("2026-09-17", "09/17/2026"), ("2026-10-15", "10/15/2026"), ("2026-10-29", "10/29/2026")),
            (
                Series("leukocytes", "WBC", "K/uL", "4.0-11.0", ("1.6", "1.9", "2.0", "1.8")), Series("hemoglobin", "Hgb", "g/dL", "13.5-17.5", ("7.9", "8.1", "8.0", "8.3")), Series("platelets", "Plt", "K/uL", "150-400", ("21", "26", "31", "28")),
                Series("neutrophils", "ANC", "K/uL", "1.8-7.7", ("0.6", "0.8", "0.9", "0.7")), Series("blasts_blood", "Blasts", "%", "0", ("0", "0", "1", "0")), Series("alanine_aminotransferase", "ALT", "U/L", "7-56", ("", "31", "", "29")), Series("ferritin", "Ferritin", "ng/mL", "30-400", ("", "", "", "1265")),
            ), "", "zebra",
        ),
    ),
    (), (trap("labs", {"analyte": "ferritin", "collected": "2026-10-15"}, "empty cell", "Ferritin"),),
    also_dated=(None,),
)  # fmt: skip

CASE = Case(
    "p8_therapy_related_after_car_t", "Therapy-related MDS after CAR-T cells for lymphoma",
    "a prostate score called IPSS, RA for room air, an earlier cancer in remission, a value below the counting limit, empty cells between dates, a benign variant",
    {"name": "Augustin Feldspar-Roy", "birth_date": "1959-01-30", "sex": "male", "age_years": 67},
    (marrow, ngs, summary, note, counts), "US", tuple(sorted(set(TESTED) - {"PPM1D", "TP53", "TET2"})), {"rbc_units_8_weeks": 4, "open": ["dependent", "rbc_units_lifetime"]}, {"scale": "KPS", "value": 80},
    (
        rx("rituximab", "systemic", "completed", "R-CHOP"), rx("cyclophosphamide", "systemic", "completed", "R-CHOP"), rx("doxorubicin", "systemic", "completed", "R-CHOP"), rx("vincristine", "systemic", "completed", "R-CHOP"), rx("prednisone", "systemic", "completed", "R-CHOP"),
        rx("car_t", "cellular", "completed", "CAR-T (2023)"), rx("car_t", "cellular", "considered", "further CAR-T"), rx("entecavir", "other", "ongoing", "entecavir"), rx("deferasirox", "chelation", "considered", "not advised"), rx("luspatercept", "growth_factor", "considered", "not indicated"),
        rx("decitabine/cedazuridine", "systemic", "stopped", "Hold"), rx("rbc_transfusion", "transfusion", "completed", "3 units RBC"), rx("rbc_transfusion", "transfusion", "ongoing", "4 units"), rx("platelet_transfusion", "transfusion", "completed", "2 pheresis platelets"), rx("tamsulosin", "other", "ongoing", "tamsulosin"),
        dx("lymphoma", ("lymphoma",), "DLBCL in remission", status="historical"), dx("lymphoma", ("lymphoma",), "R/O relapse", status="suspected"), dx("lymphoma", ("lymphoma",), "Negative for involvement", status="ruled_out"), dx("mds", ("MDS",), "R/O t-MDS", status="suspected"), dx("aml", ("AML", "acute myeloid"), "no evidence of AML", status="ruled_out"),
        variant("TP53", None, None, 0.06, "2026-10-29", "TP53 6%"), variant("PPM1D", None, None, None, "2026-10-29", "PPM1D"), variant("TP53", None, None, 0.06, "2026-04-14", "TP53 6%"), variant("PPM1D", None, None, None, "2026-04-14", "PPM1D"),
        Fact("comorbidities", {"labels": ["hypogammaglobulin"]}, ("Hypogammaglobulinemia",)), Fact("performance", {}, ("KPS 80",)),
    ),
)  # fmt: skip

# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""P7: MDS with increased blasts 2 and IDH1 R132C, progressed after six cycles of azacitidine."""

from sample_records.cases.common import NARROW
from sample_records.facts import comorbidity, dx, finding, karyotype, lab, marker, rx, stage, trap, variant
from sample_records.model import (
    Beside,
    Case,
    Document,
    Fact,
    Grid,
    Heading,
    House,
    LabTable,
    Pairs,
    Para,
    Row,
    Sign,
)

PATH = House(
    "Three Rivers Academic Medical Center", "Hematopathology", "1500 Confluence Dr, Pittsburgh, PA | Tel 555-0163 | CLIA 39D0000000", letterhead="logo", identity="boxed", heading="rule", face="Helvetica",
    size=9.2, colour="#7c2d12", foot="Three Rivers Hematopathology",
)  # fmt: skip
GENE = House(
    "Confluence Molecular Diagnostics", "IntelliMarrow 54-gene assay", "1510 Confluence Dr, Pittsburgh, PA", letterhead="plain", identity="grid", heading="caps", face="Vera", size=8,
    colour="#000000", foot="Confluence Molecular Diagnostics",
)  # fmt: skip
CLINIC = House(
    "Three Rivers Cancer Center", "Leukemia service", "1500 Confluence Dr, Pittsburgh, PA   Tel 555-0164", letterhead="band", identity="line", heading="bar", face="Helvetica", size=9.4, colour="#7c2d12",
    foot="Three Rivers Cancer Center. Copy for the patient.",
)  # fmt: skip
WHO = (("Patient", "Ngozi Bellerose"), ("DOB", "12/09/1962"), ("Age / Sex", "63 / F"), ("MRN", "3R-90817"))

marrow = Document(
    "marrow_2025-12-15", "marrow", "2025-12-15", PATH, "HEMATOPATHOLOGY CONSULTATION",
    (*WHO, ("Accession", "TR25-40021"), ("Collected", "15-Dec-2025"), ("Reported", "22-Dec-2025"), ("Physician", "G. Lindholm, MD")),
    (
        Heading("Final diagnosis"),
        Para("Bone marrow: MYELODYSPLASTIC NEOPLASM WITH INCREASED BLASTS-2 (MDS-IB2, WHO 2022), 13% blasts.", "bold"),
        Heading("CBC data (12/15/2025)"),
        LabTable((Row("leukocytes", "WBC", "2.4", "K/uL", "4.0-10.0", "L"), Row("hemoglobin", "HGB", "9.1", "g/dL", "12.0-16.0", "L"), Row("platelets", "PLT", "61", "K/uL", "150-450", "L"), Row("neutrophils", "ANC", "0.9", "K/uL", "1.8-7.0", "L"), Row("blasts_blood", "Blasts (blood)", "1", "%", "0", "A")), NARROW, "2025-12-15", "ruled"),
        Heading("Aspirate differential (500 cells)"),
        Pairs((("Blasts", "13%"), ("Promyelocytes", "2%"), ("Maturing granulocytes", "38%"), ("Erythroid", "33%"), ("Lymphocytes", "10%"), ("Monocytes", "4%"), ("Auer rods", "Not seen"), ("Ring sideroblasts", "4%"), ("Cellularity", "70%")), "columns", 150),
        Heading("Chromosome study"), Para("47,XX,+8[9]/46,XX[11]"), Para("Trisomy 8 in 9 of 20 cells, intermediate cytogenetic risk."),
        Heading("Risk"), Para("IPSS-R score 6.5, very high risk."),
        Sign("Wren Abascal, MD, 22-Dec-2025"),
    ),
    (
        dx("mds", ("MDS with increased blasts 2", "MDS-IB2", "increased blasts"), "MDS-IB2, WHO 2022", system="WHO 2022", subtype="mds_ib2"), lab("blasts_marrow", 13, "%", "2025-12-15", "13% blasts"), lab("ring_sideroblasts", 4, "%", "2025-12-15", "Ring sideroblasts", "4%"),
        lab("marrow_cellularity", 70, "%", "2025-12-15", "Cellularity", "70%"), karyotype("47,XX,+8[9]/46,XX[11]", 20, ("+8",), "2025-12-15", "47,XX,+8[9]/46,XX[11]"),
        stage("IPSS-R", "very high", "IPSS-R score 6.5, very high risk", score=6.5, date="2025-12-15"),
    ),
    (trap("labs", {"analyte": "monocytes", "value": 4}, "marrow differential", "Monocytes"),),
    also_dated=("2025-12-22",),
)  # fmt: skip

TESTED = [
    "ASXL1",
    "BCOR",
    "BCORL1",
    "CBL",
    "CEBPA",
    "DDX41",
    "DNMT3A",
    "ETV6",
    "EZH2",
    "FLT3",
    "GATA2",
    "IDH1",
    "IDH2",
    "JAK2",
    "KIT",
    "KRAS",
    "NF1",
    "NPM1",
    "NRAS",
    "PHF6",
    "PTPN11",
    "RUNX1",
    "SETBP1",
    "SF3B1",
    "SRSF2",
    "STAG2",
    "TET2",
    "TP53",
    "U2AF1",
    "WT1",
    "ZRSR2",
]
ngs = Document(
    "ngs_2026-09-30", "molecular", "2026-09-21", GENE, "NGS MYELOID REPORT, REPEAT STUDY",
    (*WHO[:2], ("Sex", "Female"), ("Specimen", "Bone marrow"), ("Collected", "09/21/2026"), ("Reported", "09/30/2026")),
    (
        Heading("Variants of strong clinical significance"),
        Grid(("Variant", "Allele frequency", "Prior (12/15/2025)", "Comment"), (
            ("<b>IDH1</b> NM_005896.4 c.394C&gt;T p.Arg132Cys (R132C)", "31%", "24%", "Pathogenic. Hotspot"), ("<b>SRSF2</b> c.284C&gt;A p.Pro95His (P95H)", "44%", "41%", "Pathogenic"),
        ), (220, 90, 100, 100), "ruled"),
        Heading("Variants of uncertain significance"), Grid(("Variant", "Allele frequency", "Prior (12/15/2025)", "Comment"), (("<b>BCORL1</b> c.2459C&gt;T p.Ala820Val", "48%", "49%", "VUS, possibly germline"),), (220, 90, 100, 100), "ruled"),
        Heading("Genes tested, no reportable variant"), Para(", ".join(sorted(set(TESTED) - {"IDH1", "SRSF2", "BCORL1"}))),
        Heading("Therapy notes"), Para("Ivosidenib is approved in the US for relapsed or refractory MDS with a susceptible IDH1 mutation. Trials: NCT00000000 (IDH1 inhibitor plus azacitidine) lists age 18 or older, ECOG 0-2, no prior allogeneic transplant.", "small"),
        Heading("Limitations"), Para("Limit of detection 3% VAF. FLT3-ITD is tested by fragment analysis on request only.", "small"),
        Sign("Dara Kessington, PhD, 09/30/2026", stroke=False),
    ),
    (
        variant("IDH1", "c.394C>T", "p.Arg132Cys", 0.31, "2026-09-21", "c.394C>T p.Arg132Cys", "31%", significance="pathogenic"), variant("SRSF2", "c.284C>A", "p.Pro95His", 0.44, "2026-09-21", "c.284C>A p.Pro95His", "44%", significance="pathogenic"),
        variant("BCORL1", "c.2459C>T", "p.Ala820Val", 0.48, "2026-09-21", "c.2459C>T p.Ala820Val", "48%", significance="uncertain"),
        Fact("gene_panels", {"negative_includes": ["TP53", "NPM1"], "limit_of_detection": 0.03, "collected": "2026-09-21"}, ("Genes tested, no reportable variant".upper(),)),
    ),
    (trap("treatments", {"agent": "ivosidenib", "status": "ongoing"}, "boilerplate", "Ivosidenib is approved"), trap("performance", {"scale": "ECOG", "value": 2}, "trial text", "ECOG 0-2")),
    mode="scan",
    also_dated=("2026-09-30",),
)  # fmt: skip

second = Document(
    "marrow_2026-09-21", "marrow", "2026-09-21", PATH, "HEMATOPATHOLOGY CONSULTATION",
    (*WHO[:2], ("Age / Sex", "63 / F"), WHO[3], ("Accession", "TR26-31877"), ("Collected", "21-Sep-2026"), ("Reported", "28-Sep-2026"), ("Physician", "G. Lindholm, MD")),
    (
        Heading("Final diagnosis"), Para("Bone marrow: MDS WITH INCREASED BLASTS-2, PROGRESSED, 17% BLASTS.", "bold"), Para("Acute myeloid leukemia is not established (blasts below 20%)."),
        Heading("Findings"), Para("Aspirate blasts 17% of 500 cells (13% on 15-Dec-2025). Peripheral blood blasts 3%. Cellularity 75%. Dysplasia in three lineages."),
        Heading("Karyotype"), Para("47,XX,+8[15]/46,XX[5]"),
        Heading("FISH"), Grid(("Target", "Result", "Cells"), (("Trisomy 8", "Positive", "68%"), ("5q deletion", "Negative", "1%"), ("Monosomy 7 / 7q deletion", "Negative", "0.5%")), (180, 90, 70), "unruled"),
        Sign("Wren Abascal, MD, 28-Sep-2026"),
    ),
    (
        dx("mds", ("MDS with increased blasts 2", "MDS-IB2", "increased blasts"), "MDS WITH INCREASED BLASTS-2, PROGRESSED"), lab("blasts_marrow", 17, "%", "2026-09-21", "blasts 17%"), lab("blasts_blood", 3, "%", "2026-09-21", "Peripheral blood blasts 3%"),
        lab("marrow_cellularity", 75, "%", "2026-09-21", "Cellularity 75%"), karyotype("47,XX,+8[15]/46,XX[5]", 20, ("+8",), "2026-09-21", "47,XX,+8[15]/46,XX[5]"), marker("fish_trisomy8", "positive", "2026-09-21", "Trisomy 8", "68%", value=68, unit="%"),
        marker("fish_del5q", "negative", "2026-09-21", "5q deletion", "Negative"), marker("fish_monosomy7", "negative", "2026-09-21", "Monosomy 7 / 7q deletion", "Negative"),
    ),
    (trap("diagnoses", {"disease": "aml", "status": "confirmed"}, "not established", "Acute myeloid leukemia is not established"), trap("labs", {"analyte": "blasts_marrow", "value": 13, "collected": "2026-09-21"}, "earlier value quoted", "13% on 15-Dec-2025")),
    mode="fax",
    also_dated=("2026-09-28",),
)  # fmt: skip

note = Document(
    "clinic_note_2026-10-06", "note", "2026-10-06", CLINIC, "LEUKEMIA CLINIC NOTE",
    (("Patient", "Ngozi Bellerose"), ("DOB", "12/09/1962"), ("MRN", "3R-90817"), ("Date", "10/06/2026"), ("Clinician", "G. Lindholm, MD")),
    (
        Heading("Oncologic history"),
        Grid(("Date", "Event"), (
            ("12/15/2025", "MDS-IB2, 13% blasts, trisomy 8, IDH1 R132C, SRSF2. IPSS-R very high."), ("01/05/2026", "Azacitidine cycle 1. Six cycles given, the last on 06/29/2026."), ("04/2026", "Best response: marrow CR after cycle 3."), ("09/21/2026", "Progression: 17% blasts. Azacitidine stopped for progressive disease."),
        ), (90, 420), "lines"),
        Heading("Interval"), Para("63-year-old woman, well apart from fatigue. No fever. ECOG 1. Red cells: 2 units on 08/17/2026, 2 units on 09/14/2026, 1 unit on 10/05/2026. Transfusion dependent."),
        Heading("Past medical history"), Para("Hypothyroidism on levothyroxine. No liver disease. No prior chemotherapy or radiation."),
        Heading("Family history"), Para("Mother: ovarian cancer. Uncle: MDS, had a transplant."),
        Heading("Discussion and plan"),
        Para("1. Relapsed/refractory MDS with IDH1 R132C. Ivosidenib to start once approved by the insurer; ECG today, QTc 431 ms.", "bullet"), Para("2. Transplant discussed at length: unrelated donor 10/10 identified. Allogeneic transplant planned if blasts fall.", "bullet"),
        Para("3. She declined the clinical trial of an oral menin inhibitor. Venetoclax not recommended.", "bullet"), Para("4. If AML develops (20% blasts or more), we would change course.", "bullet"),
        Sign("G. Lindholm, MD   10/06/2026 18:20"),
    ),
    (
        dx("mds", ("MDS with increased blasts 2", "MDS-IB2", "increased blasts"), "MDS-IB2, 13% blasts"), stage("IPSS-R", "very high", "IPSS-R very high", date="2025-12-15"),
        rx("azacitidine", "systemic", "stopped", "Azacitidine cycle 1. Six cycles given, the last on 06/29/2026", "Azacitidine stopped for progressive disease", started="2026-01-05", ended="2026-06-29", cycles=6, stop_reason="progression"),
        rx("ivosidenib", "systemic", "planned", "Ivosidenib to start once approved"), rx("allogeneic_hct", "transplant", "planned", "Allogeneic transplant planned", any_status=["planned", "considered"]), comorbidity(("hypothyroidism",), "Hypothyroidism"),
        finding("unrelated donor", "present", "unrelated donor 10/10 identified"), Fact("transfusions", {}, ("2 units on 08/17/2026, 2 units on 09/14/2026, 1 unit on 10/05/2026",)), Fact("transfusions", {}, ("Transfusion dependent",)), Fact("performance", {}, ("ECOG 1",)),
    ),
    (
        trap("diagnoses", {"disease": "aml"}, "hypothetical", "If AML develops"), trap("diagnoses", {"disease": "ovarian_cancer"}, "family history", "ovarian cancer"), trap("treatments", {"agent": "allogeneic_hct", "status": "completed"}, "the uncle's", "had a transplant"),
        trap("treatments", {"agent": "venetoclax", "status": "ongoing"}, "not recommended", "Venetoclax not recommended"), trap("treatments", {"agent": "ivosidenib", "status": "ongoing"}, "to start", "Ivosidenib to start"), trap("labs", {"analyte": "blasts_marrow", "value": 20}, "hypothetical", "20% blasts or more"),
    ),
)  # fmt: skip

cbc = Document(
    "labs_2026-11-16", "lab", "2026-11-16", PATH, "LABORATORY RESULTS",
    (*WHO[:2], ("Age / Sex", "63 / F"), WHO[3], ("Collected", "16-Nov-2026 07:50"), ("Reported", "16-Nov-2026 09:31")),
    (
        Beside(
            LabTable((
                Row("leukocytes", "WBC", "1.7", "K/uL", "4.0-10.0", "L"), Row("hemoglobin", "HGB", "7.6", "g/dL", "12.0-16.0", "L"), Row("hematocrit", "HCT", "22.9", "%", "36-46", "L"), Row("mcv", "MCV", "98", "fL", "80-100"), Row("platelets", "PLT", "28", "K/uL", "150-450", "LL"),
                Row("neutrophils", "ANC", "0.4", "K/uL", "1.8-7.0", "LL"), Row("blasts_blood", "Blasts", "3", "%", "0", "A"),
            ), NARROW, "2026-11-16", "ruled"),
            LabTable((
                Row("creatinine", "Creatinine", "0.8", "mg/dL", "0.5-1.1"), Row("", "Sodium", "139", "mmol/L", "135-145"), Row("", "Potassium", "4.2", "mmol/L", "3.5-5.1"), Row("alanine_aminotransferase", "ALT", "24", "U/L", "10-49"), Row("aspartate_aminotransferase", "AST", "22", "U/L", "0-33"),
                Row("bilirubin_total", "T. bili", "0.5", "mg/dL", "0.2-1.1"), Row("lactate_dehydrogenase", "LDH", "268", "U/L", "120-246", "H"),
            ), NARROW, "2026-11-16", "ruled"),
        ),
        Para("Smear reviewed by technologist. Blasts confirmed."),
    ),
    (), (), mode="photo",
)  # fmt: skip

CASE = Case(
    "p7_idh1_progressed", "MDS-IB2 with IDH1 R132C, progressed after six cycles of azacitidine",
    "two laboratory tables side by side, prior allele frequencies beside the new ones, history as a table of events, trial text with criteria, a fax of a marrow report",
    {"name": "Ngozi Bellerose", "birth_date": "1962-12-09", "sex": "female", "age_years": 63},
    (marrow, ngs, second, note, cbc), "US", tuple(sorted(set(TESTED) - {"IDH1", "SRSF2", "BCORL1"})), {"dependent": True, "open": ["rbc_units_8_weeks", "rbc_units_lifetime"]}, {"scale": "ECOG", "value": 1},
    (
        Fact("not_given", {"agent": "chemotherapy"}, ("No prior chemotherapy or radiation",)), Fact("not_given", {"agent": "radiation"}, ("No prior chemotherapy or radiation",)),
        Fact("not_given", {"agent": "venetoclax"}, ("Venetoclax not recommended",)),
        rx("clinical_trial", "other", "declined", "She declined the clinical trial"), rx("venetoclax", "systemic", "considered", "Venetoclax not recommended"), rx("levothyroxine", "other", "ongoing", "levothyroxine"), rx("rbc_transfusion", "transfusion", "completed", "Red cells"),
        variant("IDH1", None, "p.Arg132Cys", None, "2025-12-15", "IDH1 R132C"), variant("IDH1", None, "p.Arg132Cys", 0.24, "2025-12-15", "24%"), variant("SRSF2", None, "p.Pro95His", 0.41, "2025-12-15", "41%"), variant("BCORL1", None, "p.Ala820Val", 0.49, "2025-12-15", "49%"),
        variant("SRSF2", None, None, None, "2025-12-15", "SRSF2"), variant("IDH1", None, "p.Arg132Cys", None, "2026-10-06", "IDH1 R132C"), dx("aml", ("AML", "acute myeloid"), "not established", status="ruled_out"), marker("fish_del7q", "negative", "2026-09-21", "Monosomy 7 / 7q deletion"),
    ),
)  # fmt: skip

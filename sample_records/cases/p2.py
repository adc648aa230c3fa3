# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""P2: lower-risk MDS with del(5q), transfused, never given an ESA."""

from sample_records.cases.common import PRINTER, RANGE_FIRST
from sample_records.facts import dx, finding, karyotype, lab, marker, never, rx, stage, trap
from sample_records.model import (
    Case,
    Document,
    Fact,
    Grid,
    Heading,
    House,
    LabTable,
    Pairs,
    Para,
    Pre,
    Row,
    Sign,
    Terminal,
)

PATH = House(
    "Saint Brendan Hospital", "Department of Pathology and Laboratory Medicine", "410 Ferry Street, Port Alder, ME | Phone 555-0128 | Lab director: H. Weir, MD",
    letterhead="band", identity="grid", heading="rule", face="Times", size=10, colour="#6b2737", foot="Saint Brendan Hospital Pathology",
)  # fmt: skip
CYTO = House(
    "Coastal Cytogenetics Reference Laboratory", "Clinical Cytogenomics", "19 Harbor Way, Portsmouth, NH | Tel 555-0166 | CAP accredited",
    letterhead="centred", identity="boxed", heading="caps", face="Helvetica", size=9.2, colour="#264653",
    foot="Testing performed at Coastal Cytogenetics Reference Laboratory.",
)  # fmt: skip
GENE = House(
    "Northlight Molecular", "Hematologic neoplasm sequencing", "7 Foundry Row, Boston, MA | 555-0190 | info line for clinicians",
    letterhead="logo", identity="list", heading="bar", face="Helvetica", size=8.6, colour="#3d405b", foot="Northlight Molecular, report version 1",
)  # fmt: skip
LAB = House(
    "SAINT BRENDAN HOSPITAL LABORATORY",
    "410 FERRY ST PORT ALDER ME",
    "PATIENT CUMULATIVE INQUIRY",
    letterhead="plain",
    identity="list",
    heading="plain",
    face="Courier",
    size=8.6,
    colour="#000000",
    foot="END OF INQUIRY",
)
PORTAL = House(
    "MyBrendan Patient Portal", "Test result details", "This page was printed from your online record", letterhead="logo", identity="line", heading="plain",
    face="Vera", size=8.2, colour="#7a4e9f", foot="Printed from MyBrendan. Ask your care team about any result.",
)  # fmt: skip
CLINIC = House(
    "Port Alder Hematology Associates", "A practice of Saint Brendan Hospital", "412 Ferry Street, Suite 2, Port Alder, ME | Tel 555-0135", letterhead="logo",
    identity="grid", heading="bar", face="Helvetica", size=9, colour="#2a6f4e", foot="Port Alder Hematology Associates",
)  # fmt: skip

marrow = Document(
    "marrow_2026-06-03", "marrow", "2026-06-03", PATH, "Surgical Pathology: Bone Marrow",
    (("Patient:", "Okafor-Lindgren, Rosalind M."), ("DOB:", "02 Dec 1951"), ("Sex:", "F"), ("Age:", "74"), ("Case #:", "SB26-3307"), ("Collected:", "Jun 3, 2026"), ("Signed out:", "Jun 10, 2026"), ("Physician:", "D. Sorensen, MD")),
    (
        Heading("Synoptic summary"),
        Pairs((
            ("Specimen", "Bone marrow, right iliac crest, aspirate and trephine"), ("Aspirate quality", "Spicules present, adequate"),
            ("Blasts in aspirate (500 cells)", "2 %"), ("Blasts in blood", "0 %"), ("Ring sideroblasts", "None identified"),
            ("Cellularity", "45 % (normal for age)"), ("Dysplasia", "Megakaryocytic (monolobated forms), > 10 % of lineage"), ("Auer rods", "Absent"),
            ("Fibrosis", "MF-0"), ("Diagnosis (WHO 2022)", "MDS with low blasts and isolated 5q deletion (MDS-5q)"), ("IPSS-R", "Low"),
        ), "dotted", 170),
        Heading("Blood count on day of biopsy"),
        Para("Hemoglobin 7.9 g/dL; MCV 108 fL; white cells 3.6 x 10<super>9</super>/L; neutrophils (absolute) 1.9 x 10<super>9</super>/L; platelets 310 x 10<super>9</super>/L."),
        Heading("Microscopic description"),
        Para("The aspirate is normocellular. Erythroid maturation is complete with mild megaloblastoid change. Megakaryocytes are increased, small, with "
             "non-lobated nuclei. Granulocytes are unremarkable. CD34 immunostain highlights 3% of cells. The trephine is 1.4 cm long."),
        Heading("Final diagnosis"),
        Para("<b>MDS with low blasts and isolated 5q deletion (MDS-5q), WHO 2022.</b> Cytogenetic confirmation reported separately by the reference laboratory."),
        Para("Differential diagnosis considered: B12 deficiency and copper deficiency, both excluded by the clinic's tests.", "small"),
        Sign("Hollis Weir, MD, Pathologist\nJun 10, 2026"),
    ),
    (
        dx("mds", ("MDS with low blasts and isolated 5q deletion", "MDS-5q", "del(5q)"), "MDS with low blasts and isolated 5q deletion (MDS-5q)", "WHO 2022", system="WHO 2022", subtype="mds_del5q"),
        lab("blasts_marrow", 2, "%", "2026-06-03", "Blasts in aspirate", "2 %"), lab("blasts_blood", 0, "%", "2026-06-03", "Blasts in blood", "0 %"),
        lab("ring_sideroblasts", 0, "%", "2026-06-03", "None identified", may=True), lab("marrow_cellularity", 45, "%", "2026-06-03", "Cellularity", "45 %"),
        lab("hemoglobin", 7.9, "g/dL", "2026-06-03", "Hemoglobin 7.9 g/dL"), lab("mcv", 108, "fL", "2026-06-03", "MCV 108 fL"),
        lab("leukocytes", 3.6, "10*9/L", "2026-06-03", "white cells 3.6"), lab("neutrophils", 1.9, "10*9/L", "2026-06-03", "neutrophils (absolute) 1.9"),
        lab("platelets", 310, "10*9/L", "2026-06-03", "platelets 310"), stage("IPSS-R", "low", "IPSS-R", "Low", date="2026-06-03"),
    ),
    (trap("labs", {"analyte": "blasts_marrow", "value": 3}, "CD34 stain is no blast count", "CD34 immunostain highlights 3%"),
     trap("labs", {"analyte": "blasts_marrow", "value": 10}, "share of dysplastic cells", "> 10 % of lineage"),
     trap("diagnoses", {"disease": "vitamin_b12_deficiency", "status": "confirmed"}, "excluded", "B12 deficiency")),
    mode="scan",
    also_dated=("2026-06-10",),
)  # fmt: skip

karyo = Document(
    "karyotype_2026-06-12", "cytogenetics", "2026-06-03", CYTO, "CHROMOSOME ANALYSIS, BONE MARROW",
    (("Name", "OKAFOR-LINDGREN, ROSALIND"), ("Birth date", "12/02/1951"), ("Gender", "Female"), ("Specimen", "Bone marrow aspirate"), ("Lab no.", "C26-8816"), ("Date collected", "06/03/2026"), ("Date received", "06/04/2026"), ("Date reported", "06/12/2026")),
    (
        Heading("Reason for referral"), Para("Macrocytic anemia, r/o MDS"),
        Heading("Results"),
        Para("46,XX,del(5)(q13q33)[18]/46,XX[2]", "centre"),
        Pairs((("Metaphases counted", "20"), ("Metaphases analyzed", "20"), ("Colonies", "n/a"), ("Band level", "400")), label_width=140),
        Heading("Interpretation"),
        Para("An interstitial deletion of the long arm of chromosome 5 was seen in 18 of 20 metaphases as the sole abnormality; two cells showed a normal "
             "female chromosome complement. Del(5q) as a sole change is placed in the good cytogenetic category of IPSS-R. No monosomy 7 and no deletion of 7q was seen."),
        Heading("FISH"),
        Pre("nuc ish(D5S23/D5S721x2,EGR1x1)[164/200]\n\nProbe                 Result        Nuclei with loss   Cut-off\n"
            "D5S721 / EGR1 (5q31)  POSITIVE      82.0 %             3.5 %\nD7Z1 / D7S486 (7q31)  Negative       1.0 %             4.0 %\nD8Z2 (centromere 8)   Negative       0.5 %             2.5 %"),
        Sign("Maribel Etxeberria, PhD, FACMG\nDirector, signed 06/12/2026"),
    ),
    (
        karyotype("46,XX,del(5)(q13q33)[18]/46,XX[2]", 20, ("del(5)(q13q33)",), "2026-06-03", "46,XX,del(5)(q13q33)[18]/46,XX[2]"),
        marker("fish_del5q", "positive", "2026-06-03", "EGR1 (5q31)", "POSITIVE", "82.0 %", value=82.0, unit="%"),
        marker("fish_del7q", "negative", "2026-06-03", "D7S486 (7q31)", "Negative"), marker("fish_trisomy8", "negative", "2026-06-03", "D8Z2", "Negative"),
    ),
    (trap("biomarkers", {"name": "fish_monosomy7", "status": "positive"}, "denied", "No monosomy 7"),),
    also_dated=("2026-06-12",),
)  # fmt: skip

TESTED = [
    "ASXL1",
    "BCOR",
    "BCORL1",
    "CBL",
    "CEBPA",
    "CUX1",
    "DDX41",
    "DNMT3A",
    "ETNK1",
    "ETV6",
    "EZH2",
    "FLT3",
    "GATA2",
    "GNB1",
    "IDH1",
    "IDH2",
    "JAK2",
    "KIT",
    "KMT2A",
    "KRAS",
    "MPL",
    "NF1",
    "NPM1",
    "NRAS",
    "PHF6",
    "PPM1D",
    "PRPF8",
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
    "ngs_2026-06-17", "molecular", "2026-06-03", GENE, "HEMATOLOGIC NEOPLASM SEQUENCING PANEL, 38 GENES",
    (("Patient", "Rosalind Okafor-Lindgren, F, born 12/02/1951"), ("Specimen", "Bone marrow, collected 06/03/2026"), ("Reported", "06/17/2026"), ("Ordering provider", "Dr. D. Sorensen")),
    (
        Heading("RESULT: NEGATIVE"),
        Para("No reportable variant was found in any of the 38 genes tested, <b>TP53 included</b>. All target regions passed (coverage above 500x in 100% of them)."),
        Heading("Genes tested"),
        Grid((), tuple(tuple((TESTED[i : i + 8] + [""] * 8)[:8]) for i in range(0, len(TESTED), 8)), (64,) * 8, "ruled"),
        Heading("Test limits"),
        Para("The limit of detection is 2% variant allele fraction. TP53 variants in del(5q) disease can be small; repeat testing may be useful before or during "
             "lenalidomide. Not tested: structural variants, KMT2A-PTD by other methods, STAT3, UBA1.", "small"),
        Heading("References"), Para("1. Example report language: SF3B1 p.K700E, VAF 35%. 2. Papers on request.", "small"),
        Sign("Electronically signed: Yusuf Brandt, MD, PhD, 06/17/2026", stroke=False),
    ),
    (Fact("gene_panels", {"negative_includes": ["TP53", "SF3B1", "IDH1"], "limit_of_detection": 0.02, "collected": "2026-06-03"}, ("No reportable variant was found", "limit of detection is 2%")),),
    (
        trap("variants", {"gene": "SF3B1"}, "example in the references", "SF3B1 p.K700E"), trap("variants", {"gene": "TP53"}, "boilerplate", "TP53 variants in del(5q) disease"),
        trap("genes_tested_negative", {"gene": "STAT3"}, "not tested", "STAT3"), trap("genes_tested_negative", {"gene": "UBA1"}, "not tested", "UBA1"),
        trap("treatments", {"agent": "lenalidomide", "status": "ongoing"}, "boilerplate", "lenalidomide"),
    ),
    also_dated=("2026-06-17",),
)  # fmt: skip

epo = Document(
    "epo_iron_2026-10-22", "lab", "2026-10-22", LAB, "",
    (("NAME", "OKAFOR-LINDGREN,ROSALIND M"), ("DOB/SEX", "12/02/1951 F"), ("MR#", "0088-3152"), ("ORDERING", "SORENSEN D")),
    (
        Terminal((
            Row("erythropoietin", "ERYTHROPOIETIN, SERUM", "642", "mIU/mL", "2.6-18.5", "H"), Row("ferritin", "FERRITIN", "1420", "ng/mL", "11-307", "H"),
            Row("iron", "IRON", "188", "ug/dL", "37-145", "H"), Row("transferrin_saturation", "TRANSFERRIN SAT", "71", "%", "15-50", "H"),
            Row("creatinine", "CREATININE", "1.3", "mg/dL", "0.6-1.1", "H"), Row("", "CREAT CLEARANCE (C-G)", "41", "mL/min", ">60", "L"),
            Row("alanine_aminotransferase", "ALT", "28", "U/L", "0-33"), Row("bilirubin_total", "BILIRUBIN TOTAL", "0.7", "mg/dL", "0.1-1.2"),
            Row("vitamin_b12", "VITAMIN B12", "488", "pg/mL", "232-1245"), Row("folate", "FOLATE, SERUM", "11.2", "ng/mL", ">4.7"), Row("copper", "COPPER", "104", "ug/dL", "80-155"),
        ), PRINTER, "2026-10-22", "COLLECTED 10/22/2026 07:55   RECEIVED 10/22/2026 08:31   STATUS FINAL\n",
            "\nERYTHROPOIETIN: PERFORMED BY REFERENCE LAB, RESULTED 10/25/2026 14:02\n*** END ***"),
    ),
    (finding("creatinine clearance 41 mL/min", "present", "CREAT CLEARANCE (C-G)", "41", value=41),),
    (trap("labs", {"analyte": "egfr", "value": 41}, "clearance is not eGFR", "CREAT CLEARANCE"), trap("treatments", {"agent": "epoetin"}, "a serum level, not the drug", "ERYTHROPOIETIN, SERUM")),
)  # fmt: skip

cbc = Document(
    "cbc_2026-11-05", "lab", "2026-11-05", PORTAL, "CBC with automated differential",
    (("Name", "Rosalind M. Okafor-Lindgren"), ("Date of birth", "12/2/1951"), ("Collected", "November 5, 2026 9:20 AM"), ("Resulted", "November 5, 2026 10:02 AM")),
    (
        LabTable((
            Row("leukocytes", "WBC", "3.5", "10³/µL", "4.0 - 10.5", "L"), Row("hemoglobin", "Hemoglobin", "7.9", "g/dL", "11.5 - 15.5", "L"),
            Row("hematocrit", "Hematocrit", "24.4", "%", "35.0 - 46.0", "L"), Row("mcv", "MCV", "109", "fL", "80 - 100", "H"),
            Row("platelets", "Platelets", "310", "10³/µL", "140 - 400"), Row("neutrophils", "Neutrophils (absolute)", "1.9", "10³/µL", "1.8 - 7.5"),
            Row("lymphocytes", "Lymphocytes (absolute)", "1.2", "10³/µL", "1.0 - 4.0"), Row("monocytes", "Monocytes (absolute)", "0.3", "10³/µL", "0.2 - 1.0"),
            Row("blasts_blood", "Blasts", "0", "%", "0"),
        ), RANGE_FIRST, "2026-11-05", "lines"),
        Para("What does this test show? A blood count measures the cells in your blood. Low hemoglobin (less than 12 g/dL) is called anemia.", "small"),
    ),
    (), (trap("labs", {"analyte": "hemoglobin", "value": 12}, "explanation for readers", "less than 12 g/dL"),), mode="photo",
)  # fmt: skip

DATES = (
    "01/19/2026",
    "02/09/2026",
    "03/02/2026",
    "03/23/2026",
    "04/13/2026",
    "05/04/2026",
    "05/25/2026",
    "06/15/2026",
    "07/06/2026",
    "07/27/2026",
    "08/17/2026",
    "09/07/2026",
    "09/28/2026",
)
log = Document(
    "transfusion_log_2026-09-30", "note", "2026-09-30", CLINIC, "Transfusion record and nursing summary",
    (("Patient", "Rosalind Okafor-Lindgren"), ("DOB", "12/02/1951"), ("Blood group", "A POS, antibody screen negative"), ("Date", "09/30/2026"), ("Hematologist", "D. Sorensen, MD"), ("Recorded by", "K. Abara, RN")),
    (
        Heading("Summary"),
        Para("74-year-old woman with MDS and isolated del(5q). Receives 2 units of packed red cells every 3 weeks since January 2026; 26 units lifetime. "
             "ECOG 1. She has never received an ESA (epoetin or darbepoetin). Iron chelation not started."),
        Heading("Log"),
        Grid(("#", "Date", "Product", "Units", "Pre-transfusion Hb", "Reaction"),
             tuple((str(i), d, "Red cells, leukoreduced", "2", f"{7.1 + (i * 3 % 7) / 10:.1f}", "none") for i, d in enumerate(DATES, 1)), (28, 80, 150, 45, 110, 70), "zebra"),
        Para("Total units: 26. Platelets: none given."),
        Heading("Plan"),
        Para("Lenalidomide to be discussed with Dr. Sorensen on October 29. Recheck ferritin and kidney function first. Two units are reserved for October 19 (order only)."),
        Sign("K. Abara, RN"),
    ),
    (
        dx("mds", ("MDS with isolated del(5q)", "MDS-5q", "del(5q)"), "MDS and isolated del(5q)"),
        Fact("transfusions", {}, ("2 units of packed red cells every 3 weeks since January 2026", "26 units lifetime")), Fact("performance", {}, ("ECOG 1",)),
        never("esa", "never received an ESA"), rx("lenalidomide", "systemic", "considered", "Lenalidomide to be discussed"),
    ),
    (
        trap("treatments", {"agent": "epoetin"}, "never received", "never received an ESA"), trap("treatments", {"agent": "darbepoetin"}, "never received", "darbepoetin"),
        trap("treatments", {"agent": "lenalidomide", "status": "ongoing"}, "to be discussed", "Lenalidomide to be discussed"),
    ),
    mode="fax",
    also_kind=("other",),
)  # fmt: skip

HB = tuple(
    lab("hemoglobin", round(7.1 + (i * 3 % 7) / 10, 1), "g/dL", f"{d[6:]}-{d[:2]}-{d[3:5]}", d)
    for i, d in enumerate(DATES, 1)
)
CASE = Case(
    "p2_lower_risk_del5q", "Lower-risk MDS with isolated del(5q), transfused every three weeks",
    "typewriter print, a panel without any finding whose gene list is the only place of the names, a serum erythropoietin that is not the drug, clearance that is not eGFR, a fax",
    {"name": "Rosalind M. Okafor-Lindgren", "birth_date": "1951-12-02", "sex": "female", "age_years": 74},
    (marrow, karyo, ngs, epo, cbc, log), "US", tuple(TESTED), {"rbc_units_8_weeks": 5.33, "any_rbc_units_8_weeks": [6], "rbc_units_lifetime": 26, "open": ["dependent"]}, {"scale": "ECOG", "value": 1},
    (
        *HB, marker("reticulin_fibrosis", "negative", "2026-06-03", "MF-0"), marker("fish_monosomy7", "negative", "2026-06-03", "Negative"),
        rx("rbc_transfusion", "transfusion", "ongoing", "2 units of packed red cells"), rx("lenalidomide", "systemic", "planned", "Lenalidomide to be discussed"),
        rx("iron_chelation", "chelation", "considered", "Iron chelation not started"), never("epoetin", "never received"), never("epoetin alfa", "never received"), never("darbepoetin", "never received"),
        never("darbepoetin alfa", "never received"), never("iron_chelation", "Iron chelation not started"), never("platelet_transfusion", "Platelets: none given"),
        dx("mds", ("MDS",), "r/o MDS", status="suspected"), dx("vitamin_b12_deficiency", ("B12",), "B12 deficiency", status="ruled_out"), dx("copper_deficiency", ("copper",), "copper deficiency", status="ruled_out"),
    ),
)  # fmt: skip

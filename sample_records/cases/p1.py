# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""P1: higher-risk MDS with biallelic TP53 and a complex karyotype, on azacitidine."""

from sample_records.cases.common import CLASSIC, GLUED, NARROW
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
    NewPage,
    Pairs,
    Para,
    Row,
    Sign,
)

PATH = House(
    "Larkmoor Regional Pathology", "Hematopathology Service, a department of Larkmoor Medical Center",
    "2200 Quarry Hill Road, Larkmoor, OH | Tel 555-0142  Fax 555-0143 | Director: Agnes T. Lindqvist, MD",
    letterhead="logo", identity="boxed", heading="bar", face="Helvetica", size=8.8, colour="#23466b",
    foot="This report is intended for the treating physician. Laboratory developed tests were validated by this department.\nS26-01177 / FINAL",
)  # fmt: skip
GENE = House(
    "HELIXWAY GENOMICS", "Myeloid Precision Panel", "88 Terrace Blvd, Suite 400, Columbus, OH | CLIA 36D0000000",
    letterhead="band", identity="grid", heading="rule", face="Vera", size=7.8, colour="#0b6e69",
    foot="Helixway Genomics. Not for distribution without the patient's consent.",
)  # fmt: skip
CLINIC = House(
    "Larkmoor Cancer Institute", "Leukemia & Myeloid Disorders Clinic", "Suite 310, 2200 Quarry Hill Road, Larkmoor, OH   Tel 555-0170",
    letterhead="centred", identity="line", heading="plain", face="Times", size=10.2, colour="#000000",
    foot="Confidential patient information",
)  # fmt: skip
LAB = House(
    "Larkmoor Medical Center", "Core Laboratory", "2200 Quarry Hill Road, Larkmoor, OH | Tel 555-0111",
    letterhead="plain", identity="grid", heading="caps", face="Helvetica", size=9, colour="#333333",
    foot="H = above reference, L = below reference, LL/HH = critical. Results verified electronically.",
)  # fmt: skip
WHO = (("Patient", "DRUMMOND, Walter E."), ("DOB / Age / Sex", "03/19/1958 / 67 y / M"), ("MRN", "LM-4471902"))
ISCN = "43,XY,del(5)(q13q33),-7,del(17)(p11.2),-18,-20[14]/46,XY[6]"
CBC_COLUMNS = NARROW

DIAGNOSIS_CBC = (
    Row("leukocytes", "WBC", "1.8", "K/uL", "4.0-11.0", "L"), Row("hemoglobin", "Hemoglobin", "8.4", "g/dL", "13.5-17.5", "L"),
    Row("mcv", "MCV", "103", "fL", "80-100", "H"), Row("platelets", "Platelets", "34", "K/uL", "150-400", "LL"),
    Row("neutrophils", "ANC", "0.6", "K/uL", "1.8-7.7", "LL"),
)  # fmt: skip
marrow_january = Document(
    "marrow_2026-01-12", "marrow", "2026-01-12", PATH, "BONE MARROW PATHOLOGY REPORT",
    (*WHO, ("Accession", "S26-01177"), ("Collected", "01/12/2026 09:40"), ("Received", "01/12/2026 11:05"), ("Reported", "01/20/2026"), ("Requested by", "Priya Nadkarni, MD")),
    (
        Heading("FINAL DIAGNOSIS"),
        Para("<b>A-C. Bone marrow, left posterior iliac crest: aspirate smears, clot section and core biopsy</b>"),
        Para("Myelodysplastic neoplasm with biallelic TP53 inactivation (MDS-biTP53, WHO 2022), 12% blasts. See comment.", "inset"),
        Para("In the International Consensus Classification (2022): MDS/AML with mutated TP53.", "inset"),
        Heading("COMMENT"),
        Para("The combination of a TP53 variant and loss of 17p supports multi-hit TP53. Blasts are below 20% and do not meet a "
             "threshold for acute myeloid leukemia. Prognostic score at diagnosis: Very high (IPSS-R). The molecular report "
             "follows separately."),
        Heading("CLINICAL HISTORY"),
        Para("67 year old man with pancytopenia. Rule out MDS vs. aplastic anemia vs. nutritional deficiency."),
        Heading("PERIPHERAL BLOOD (01/12/2026)"),
        Beside(
            LabTable(DIAGNOSIS_CBC, CBC_COLUMNS, "2026-01-12", "unruled"),
            Para("Smear: macrocytic anemia with oval macrocytes. Neutrophils are hypogranular with pseudo-Pelger forms. Circulating "
                 "blasts 2% (100 cells counted). Platelets markedly decreased, no clumps."),
        ),
        Heading("BONE MARROW ASPIRATE"),
        Grid(("Cell type", "Result %", "Reference %", "Cell type", "Result %", "Reference %"), (
            ("Blasts", "12", "0-3", "Lymphocytes", "9", "8-20"), ("Promyelocytes", "4", "2-6", "Monocytes", "3", "0-3"),
            ("Myelocytes", "11", "8-16", "Eosinophils", "1", "0-4"), ("Metamyelocytes", "9", "9-20", "Plasma cells", "2", "0-2"),
            ("Neutrophils", "13", "20-40", "Erythroid precursors", "36", "18-30"),
        ), (100, 55, 70, 110, 55, 70), "lines"),
        Para("500 nucleated cells counted. M:E ratio 1.4:1. Dysplasia in all three lineages: megaloblastoid erythroids with nuclear "
             "budding, hypogranular granulocytes, micromegakaryocytes. Iron stain: storage iron increased; ring sideroblasts are not seen."),
        Heading("CORE BIOPSY AND IMMUNOHISTOCHEMISTRY"),
        Para("Hypercellular marrow, cellularity approximately 60% for age. CD34 highlights 10-15% of cells. p53 stain strong in 40% of "
             "nuclei. Reticulin grade MF-1 of 3. No metastatic tumor."),
        NewPage(),
        Heading("CYTOGENETICS (bone marrow, collected 01/12/2026)"),
        Pairs((("Cells analyzed", "20"), ("Banding", "GTG, 425 bands"), ("Karyotype (ISCN 2020)", "43,XY,del(5)(q13q33),-7,del(17)(p11.2),-18,<br/>-20[14]/46,XY[6]"))),
        Para("Interpretation: ABNORMAL male karyotype. Fourteen of twenty metaphases carry a complex clone with deletions of 5q and 17p and "
             "loss of chromosomes 7, 18 and 20; six metaphases are normal. A complex karyotype with more than three abnormalities falls in the "
             "very poor cytogenetic group of IPSS-R."),
        Heading("FISH, MDS panel"),
        Grid(("Probe", "Nuclei", "Abnormal %", "Cut-off %", "Result"), (
            ("5q31 EGR1 / 5p15", "200", "61.5", "4.0", "DELETED"), ("CEP7 / 7q31", "200", "58.0", "4.5", "MONOSOMY 7"),
            ("CEP8", "200", "1.0", "3.5", "Normal"), ("17p13 TP53 / CEP17", "200", "63.0", "5.0", "DELETED"),
            ("20q12 / CEP20", "200", "57.5", "4.5", "MONOSOMY 20"),
        ), (130, 60, 75, 70, 110), "ruled"),
        Heading("DISCLAIMER"),
        Para("FISH probes are analyte specific reagents. A blast count of 20% or more in blood or marrow defines acute leukemia in most "
             "schemes. Example of a normal result: 46,XX[20] or 46,XY[20].", "small"),
        Sign("Electronically signed by Rowan Achterberg, MD, PhD\nHematopathologist, 01/20/2026 16:22"),
    ),
    (
        dx("mds", ("MDS with biallelic TP53 inactivation", "MDS-biTP53", "biTP53"), "MDS-biTP53", "WHO 2022", system="WHO 2022", subtype="mds_bi_tp53"),
        lab("blasts_blood", 2, "%", "2026-01-12", "blasts 2%"),
        lab("blasts_marrow", 12, "%", "2026-01-12", "Blasts", "12"),
        lab("ring_sideroblasts", 0, "%", "2026-01-12", "ring sideroblasts are not seen", may=True),
        lab("marrow_cellularity", 60, "%", "2026-01-12", "cellularity approximately 60%"),
        karyotype(ISCN, 20, ("del(5)(q13q33)", "-7", "del(17)(p11.2)", "-18", "-20"), "2026-01-12", "43,XY,del(5)(q13q33),-7,del(17)(p11.2),-18,", "-20[14]/46,XY[6]"),
        marker("fish_del5q", "positive", "2026-01-12", "5q31 EGR1", "61.5", value=61.5, unit="%"),
        marker("fish_monosomy7", "positive", "2026-01-12", "MONOSOMY 7", "58.0", value=58.0, unit="%"),
        marker("fish_trisomy8", "negative", "2026-01-12", "CEP8", "Normal"),
        marker("fish_del17p", "positive", "2026-01-12", "17p13 TP53", "63.0", value=63.0, unit="%"),
        marker("fish_monosomy20", "positive", "2026-01-12", "MONOSOMY 20", "57.5", value=57.5, unit="%", may=True),
        stage("IPSS-R", "very high", "Very high (IPSS-R)", date="2026-01-12"),
    ),
    (
        trap("diagnoses", {"disease": "aml", "status": "confirmed"}, "threshold stated, not met", "acute myeloid leukemia"),
        trap("diagnoses", {"disease": "aplastic_anemia", "status": "confirmed"}, "clinical history: rule out", "aplastic anemia"),
        trap("karyotypes", {"iscn": "46,XX[20]"}, "example in a disclaimer", "46,XX[20]"),
        trap("labs", {"analyte": "blasts_marrow", "value": 20}, "a threshold", "20%"),
        trap("labs", {"analyte": "blasts_marrow", "value": 15}, "CD34 stain is no blast count", "CD34 highlights 10-15%"),
        trap("labs", {"analyte": "marrow_cellularity", "value": 40}, "p53 stain", "40%"),
        trap("labs", {"analyte": "neutrophils_percent", "value": 13}, "marrow differential, not blood", "Neutrophils"),
    ),
    running="DRUMMOND, Walter E.   LM-4471902   S26-01177",
    also_dated=("2026-01-20",),
)  # fmt: skip

TESTED = [
    "ASXL1",
    "BCOR",
    "BCORL1",
    "BRAF",
    "CALR",
    "CBL",
    "CEBPA",
    "CSF3R",
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
    "RAD21",
    "RUNX1",
    "SETBP1",
    "SF3B1",
    "SMC1A",
    "SMC3",
    "SRSF2",
    "STAG2",
    "STAT3",
    "TET2",
    "TP53",
    "U2AF1",
    "UBA1",
    "WT1",
    "ZRSR2",
]
ngs = Document(
    "ngs_2026-01-26", "molecular", "2026-01-12", GENE, "MYELOID NGS REPORT",
    (("Patient name", "Walter E. Drummond"), ("Date of birth", "1958-03-19"), ("Sex", "Male"), ("Specimen", "Bone marrow aspirate"), ("Collected", "12-Jan-2026"),
     ("Received", "14-Jan-2026"), ("Report date", "26-Jan-2026"), ("Case no.", "HG-260114-0093")),
    (
        Heading("Summary of results"),
        Para("<b>ONE CLINICALLY SIGNIFICANT VARIANT DETECTED</b>"),
        Grid(("Gene", "DNA change", "Protein change", "VAF", "Depth", "Classification"),
             (("TP53", "NM_000546.6:c.524G&gt;A", "p.(Arg175His)", "42.0%", "1184x", "Tier I, pathogenic"),), (50, 130, 95, 50, 50, 120), "zebra"),
        Heading("Pertinent negatives"),
        Para("IDH1, IDH2 and FLT3 (ITD and TKD): no reportable variant detected. NPM1: not detected."),
        Heading("Interpretation"),
        Para("The TP53 p.R175H substitution abolishes DNA binding. Together with a deletion of 17p in the same specimen it indicates that both "
             "copies are affected. Variants of TP53 in MDS have been linked with complex karyotypes. IDH1 R132 variants, had they been "
             "present, would be relevant to an IDH1 inhibitor."),
        Sign("Reviewed by: T. Okonjo-Reyes, PhD, FACMG   26-Jan-2026", stroke=False),
        NewPage(),
        Heading("Genes covered (46)"),
        Para(", ".join(TESTED) + ".", "small"),
        Heading("Methods and limitations"),
        Para("Hybrid capture of coding exons and flanking introns, 2 x 150 bp paired reads. Limit of detection 2% VAF for single nucleotide "
             "variants and 3% for small insertions or deletions. KMT2A partial tandem duplications are reported when found. Copy number "
             "changes and translocations are not assessed. Germline origin cannot be excluded when VAF is near 50%. Variants classed benign are "
             "not shown. A control carrying JAK2 V617F at 5% VAF is run with every batch.", "small"),
    ),
    (
        variant("TP53", "c.524G>A", "p.Arg175His", 0.42, "2026-01-12", "TP53", "c.524G>A", "p.(Arg175His)", "42.0%", significance="pathogenic"),
        Fact("gene_panels", {"negative_includes": ["IDH1", "IDH2", "FLT3", "NPM1"], "limit_of_detection": 0.02, "collected": "2026-01-12"},
             ("IDH1, IDH2 and FLT3", "no reportable variant detected")),
    ),
    (
        trap("variants", {"gene": "JAK2"}, "a control of the method", "JAK2 V617F"),
        trap("variants", {"gene": "IDH1"}, "hypothetical", "IDH1 R132"),
        trap("genes_tested_negative", {"gene": "TP53"}, "mutated", "TP53"),
    ),
    running="Walter E. Drummond   HG-260114-0093",
    also_dated=("2026-01-26",),
)  # fmt: skip

marrow_august = Document(
    "marrow_2026-08-24", "marrow", "2026-08-24", PATH, "BONE MARROW PATHOLOGY REPORT",
    (*WHO[:1], ("DOB / Age / Sex", "03/19/1958 / 68 y / M"), WHO[2], ("Accession", "S26-19083"), ("Collected", "08/24/2026 10:15"), ("Reported", "08/29/2026"), ("Requested by", "Priya Nadkarni, MD")),
    (
        Heading("CLINICAL HISTORY"),
        Para("68 year old man, MDS with mutated TP53, status post 4 cycles of azacitidine. Prior marrow (S26-01177, 01/12/2026): 12% blasts."),
        Heading("MICROSCOPIC DESCRIPTION"),
        Para("Aspirate: cellular, spicules present. A 500-cell differential shows blasts 11%, promyelocytes 3%, myelocytes 10%, metamyelocytes 8%, "
             "bands and neutrophils 17%, lymphocytes 11%, monocytes 3%, plasma cells 2% and erythroid precursors 35%. Trilineage dysplasia persists."),
        Para("Core biopsy: 1.6 cm, cellularity 55%. Small megakaryocytes. No fibrosis (MF-0)."),
        Para("Peripheral blood: rare circulating blasts, 2% on a 200-cell count."),
        Heading("FLOW CYTOMETRY"),
        Para("CD34+ CD117+ HLA-DR+ myeloid blasts are 9.4% of CD45+ events. No abnormal lymphoid population."),
        Heading("FINAL DIAGNOSIS"),
        Para("Bone marrow biopsy and aspirate: persistent myelodysplastic neoplasm with biallelic TP53 inactivation, 11% blasts by aspirate differential.", "bold"),
        Heading("COMMENT"),
        Para("Compared with January the blast percentage is essentially unchanged (12% to 11%): stable disease by IWG criteria. Not diagnostic of acute "
             "myeloid leukemia. Cytogenetic studies were not requested on this specimen."),
        Sign("Electronically signed by Rowan Achterberg, MD, PhD\nHematopathologist, 08/29/2026 12:04"),
    ),
    (
        dx("mds", ("MDS with biallelic TP53 inactivation", "MDS-biTP53", "biTP53"), "persistent myelodysplastic neoplasm with biallelic TP53 inactivation"),
        lab("blasts_marrow", 11, "%", "2026-08-24", "blasts 11%"),
        lab("marrow_cellularity", 55, "%", "2026-08-24", "cellularity 55%"),
        lab("blasts_blood", 2, "%", "2026-08-24", "2% on a 200-cell count"),
    ),
    (
        trap("labs", {"analyte": "blasts_marrow", "value": 9.4}, "flow figure is not the differential", "9.4% of CD45+"),
        trap("labs", {"analyte": "blasts_marrow", "value": 12, "collected": "2026-08-24"}, "prior marrow quoted", "12% blasts"),
        trap("diagnoses", {"disease": "aml", "status": "confirmed"}, "denied", "Not diagnostic of acute"),
    ),
    mode="scan", running="DRUMMOND, Walter E.   LM-4471902   S26-19083",
    also_dated=("2026-08-29",),
)  # fmt: skip

note = Document(
    "clinic_note_2026-09-01", "note", "2026-09-01", CLINIC, "Hematology Follow-up Visit",
    (("Name", "Walter Drummond"), ("DOB", "03/19/1958"), ("MRN", "LM-4471902"), ("Date of service", "September 1, 2026"), ("Provider", "Priya Nadkarni, MD")),
    (
        Heading("Problem list"),
        Para("1. MDS with biallelic TP53, very high risk by IPSS-R at diagnosis (January 2026)", "bullet"),
        Para("2. Transfusion-dependent anemia: 18 units of red cells in total since diagnosis", "bullet"),
        Para("3. Hypertension, controlled", "bullet"),
        Heading("Interval history"),
        Para("Mr. Drummond is a 68-year-old man seen after completing four cycles of azacitidine. Cycle 1 began on February 2, 2026 and cycle 4 was "
             "finished on August 3, 2026 after two delays for infection. The marrow of August 24 showed 11% blasts (12% in January), so the response is "
             "stable disease. He denies fever, bleeding or jaundice. Appetite fair."),
        Heading("Medications"),
        Para("Amlodipine 5 mg daily; ondansetron as needed; acyclovir 400 mg twice daily. No growth factors."),
        Heading("Family history"),
        Para("Sister with breast cancer, BRCA2 carrier. Father died of colon cancer at 71. No family history of leukemia."),
        Heading("Exam"),
        Para("ECOG performance status 1. Afebrile. No petechiae. Liver and spleen not palpable."),
        Heading("Assessment and plan"),
        Para("1. Higher-risk MDS, SD after cycle 4 of azacitidine, tolerated reasonably. Continue; cycle 5 is planned for the week of September 14.", "bullet"),
        Para("2. Transplant: his daughter is a haploidentical match. Transplant consultation is booked for September 22. Allogeneic transplant will be considered if he stays fit.", "bullet"),
        Para("3. Venetoclax was discussed as an add-on and not started. He declined a clinical trial of an investigational antibody.", "bullet"),
        Para("4. Red cells for Hb below 7, platelets below 10. Iron chelation not appropriate now; recheck ferritin in November.", "bullet"),
        Para("5. Call for temperature of 100.4 F or more.", "bullet"),
        Sign("Priya Nadkarni, MD\nElectronically signed 09/01/2026 5:41 PM"),
    ),
    (
        dx("mds", ("MDS with biallelic TP53 inactivation", "MDS-biTP53", "biTP53"), "MDS with biallelic TP53"),
        stage("IPSS-R", "very high", "very high risk by IPSS-R", date="2026-01"),
        rx("azacitidine", "systemic", "ongoing", "azacitidine", "Cycle 1 began on February 2, 2026", "cycle 4", "August 3, 2026", started="2026-02-02", cycles=4, response="SD"),
        rx("allogeneic_hct", "transplant", "considered", "Allogeneic transplant will be considered", any_status=["considered", "planned"]),
        rx("venetoclax", "systemic", "considered", "Venetoclax was discussed"),
        finding("haploidentical donor: daughter", "present", "his daughter is a haploidentical match"),
        finding("transplant consultation booked", "present", "Transplant consultation is booked for September 22"),
        comorbidity(("hypertension",), "Hypertension, controlled"),
        Fact("transfusions", {"rbc_units_lifetime": 18}, ("18 units of red cells in total since diagnosis",)),
        Fact("transfusions", {"dependent": True}, ("Transfusion-dependent anemia",)),
        Fact("performance", {"scale": "ECOG", "value": 1}, ("ECOG performance status 1",)),
    ),
    (
        trap("diagnoses", {"disease": "breast_cancer"}, "family history", "Sister with breast cancer"),
        trap("diagnoses", {"disease": "colon_cancer"}, "family history", "Father died of colon cancer"),
        trap("variants", {"gene": "BRCA2"}, "family history", "BRCA2 carrier"),
        trap("treatments", {"agent": "venetoclax", "status": "ongoing"}, "discussed, not started", "not started"),
        trap("treatments", {"agent": "iron_chelation", "status": "ongoing"}, "not appropriate now", "Iron chelation not appropriate"),
        trap("findings", {"concept": "fever", "status": "present"}, "denied", "He denies fever"),
        trap("labs", {"analyte": "hemoglobin", "value": 7}, "a transfusion threshold", "Hb below 7"),
        trap("labs", {"analyte": "platelets", "value": 10}, "a transfusion threshold", "platelets below 10"),
    ),
)  # fmt: skip

cbc = Document(
    "cbc_2026-11-10", "lab", "2026-11-10", LAB, "LABORATORY REPORT: HEMATOLOGY",
    (("Patient", "DRUMMOND, WALTER E"), ("DOB", "03/19/1958 (68 Y)"), ("Sex", "M"), ("MRN", "LM-4471902"), ("Collected", "11/10/2026 08:12"), ("Reported", "11/10/2026 09:03"), ("Order", "CBC W DIFF, MANUAL")),
    (
        LabTable((
            Row("leukocytes", "WBC", "1.9", "10*3/uL", "4.0 - 11.0", "L"), Row("erythrocytes", "RBC", "2.51", "10*6/uL", "4.50 - 5.90", "L"),
            Row("hemoglobin", "Hemoglobin", "8.4", "g/dL", "13.5 - 17.5", "L"), Row("hematocrit", "Hematocrit", "25.6", "%", "41.0 - 53.0", "L"),
            Row("mcv", "MCV", "102", "fL", "80 - 100", "H"), Row("", "RDW", "18.9", "%", "11.5 - 14.5", "H"),
            Row("platelets", "Platelet Count", "34", "10*3/uL", "150 - 400", "LL"),
        ), CLASSIC, "2026-11-10", "ruled", "COMPLETE BLOOD COUNT"),
        LabTable((
            Row("neutrophils_percent", "Neutrophils %", "32", "%", "40 - 74", "L"), Row("", "Lymphocytes %", "58", "%", "19 - 48", "H"),
            Row("", "Monocytes %", "7", "%", "2 - 10"), Row("", "Eosinophils %", "1", "%", "0 - 6"), Row("blasts_blood", "Blasts %", "2", "%", "0", "A"),
            Row("neutrophils", "Neutrophils, Abs", "0.6", "10*3/uL", "1.8 - 7.7", "LL"), Row("lymphocytes", "Lymphocytes, Abs", "1.1", "10*3/uL", "1.0 - 4.8"),
            Row("monocytes", "Monocytes, Abs", "0.1", "10*3/uL", "0.1 - 0.9"),
        ), CLASSIC, "2026-11-10", "ruled", "DIFFERENTIAL (MANUAL, 100 CELLS)"),
        Para("Critical platelet and neutrophil results called to J. Ferro, RN, 11/10/2026 08:58, read back."),
        Para("Slide review: 2+ oval macrocytes. NRBC 1 per 100 WBC.", "small"),
    ),
    (),
    (trap("labs", {"analyte": "blasts_blood", "value": 1}, "nucleated red cells are not blasts", "NRBC 1"),),
)  # fmt: skip

chemistry = Document(
    "chemistry_2026-11-10", "lab", "2026-11-10", LAB, "LABORATORY REPORT: CHEMISTRY",
    (("Patient", "DRUMMOND, WALTER E"), ("DOB", "03/19/1958 (68 Y)"), ("Sex", "M"), ("MRN", "LM-4471902"), ("Collected", "11/10/2026 08:12"), ("Reported", "11/10/2026 10:47")),
    (
        LabTable((
            Row("alanine_aminotransferase", "ALT (SGPT)", "62", "U/L", "7-56", "H"), Row("aspartate_aminotransferase", "AST (SGOT)", "48", "U/L", "10-40", "H"),
            Row("alkaline_phosphatase", "Alkaline phosphatase", "96", "U/L", "40-129"), Row("bilirubin_total", "Bilirubin, total", "0.9", "mg/dL", "0.2-1.2"),
            Row("", "Bilirubin, direct", "0.2", "mg/dL", "0.0-0.3"), Row("albumin", "Albumin", "36", "g/L", "35-52"),
            Row("ferritin", "Ferritin", "1,850", "ng/mL", "30-400", "H"), Row("lactate_dehydrogenase", "LDH", "231", "U/L", "135-225", "H"),
            Row("creatinine", "Creatinine", "1.0", "mg/dL", "0.7-1.3"), Row("", "Potassium", "4.1", "mmol/L", "3.5-5.1"),
        ), GLUED, "2026-11-10", "unruled", "HEPATIC PANEL / IRON"),
        Para("Ferritin: results above 1,000 ng/mL confirmed by dilution.", "small"),
    ),
    (),
    (trap("labs", {"analyte": "ferritin", "value": 1000}, "a comment's threshold", "above 1,000 ng/mL"), trap("labs", {"analyte": "bilirubin_total", "value": 0.2}, "direct bilirubin", "Bilirubin, direct")),
    mode="photo",
)  # fmt: skip

CASE = Case(
    "p1_higher_risk_tp53", "Higher-risk MDS, biallelic TP53, on azacitidine",
    "differential in two column groups, formula broken over lines, printed thresholds, CD34 and flow figures that are no blast count, flags glued to values, family history",
    {"name": "Walter E. Drummond", "birth_date": "1958-03-19", "sex": "male", "age_years": 68},
    (marrow_january, ngs, marrow_august, note, cbc, chemistry), "US",
    tuple(sorted(set(TESTED) - {"TP53"})),
    {"rbc_units_lifetime": 18, "dependent": True}, {"scale": "ECOG", "value": 1},
    (
        dx("aml", ("acute myeloid",), "acute myeloid leukemia", status="ruled_out"),
        dx("aplastic_anemia", ("aplastic",), "aplastic anemia", status="suspected"),
        dx("mds", ("MDS", "myelodysplastic"), "Rule out MDS", status="suspected"),
        marker("reticulin_fibrosis", "positive", "2026-01-12", "MF-1", any_status=["positive", "negative", "equivocal"]),
        marker("reticulin_fibrosis", "negative", "2026-08-24", "MF-0"),
        Fact("stages", {"system": "unspecified", "category": "higher", "any_category": ["higher", "higher risk"]}, ("Higher-risk MDS",)),
        Fact("not_given", {"agent": "venetoclax"}, ("not started",)), Fact("not_given", {"agent": "iron_chelation"}, ("not appropriate",)),
        Fact("not_given", {"agent": "growth_factors"}, ("No growth factors",)),
        dx("mds", ("MDS/AML",), "MDS/AML with mutated TP53"),
        rx("azacitidine", "systemic", "planned", "cycle 5 is planned"),
        rx("clinical_trial", "other", "declined", "He declined a clinical trial"),
        rx("iron_chelation", "chelation", "considered", "Iron chelation not appropriate now"),
        rx("rbc_transfusion", "transfusion", "ongoing", "18 units of red cells"), rx("rbc_transfusion", "transfusion", "completed", "18 units of red cells"), rx("rbc_transfusion", "transfusion", "planned", "Red cells for Hb below 7"),
    ),
)  # fmt: skip

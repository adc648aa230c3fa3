# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""P4: not MDS. Colon cancer with liver metastases, and a renal "AML" that is an angiomyolipoma."""

from sample_records.cases.common import STARRED
from sample_records.facts import comorbidity, dx, finding, marker, rx, stage, trap
from sample_records.model import Case, Document, Fact, Heading, House, LabTable, Pairs, Para, Row, Sign

PATH = House(
    "Bellweather Community Hospital", "Anatomic Pathology", "900 Orchard Road, Dunmore, PA | Tel 555-0177", letterhead="band", identity="boxed", heading="caps",
    face="Helvetica", size=9.4, colour="#4a4e69", foot="Bellweather Community Hospital, Anatomic Pathology",
)  # fmt: skip
RAD = House(
    "Bellweather Imaging", "Radiology report", "900 Orchard Road, Dunmore, PA", letterhead="plain", identity="list", heading="plain", face="Times", size=10.6, colour="#000000",
    foot="Dictated and signed electronically",
)  # fmt: skip
CLINIC = House(
    "Dunmore Oncology Group", "Medical oncology", "14 Mill Street, Dunmore, PA | Tel 555-0121", letterhead="logo", identity="grid", heading="bar", face="Vera", size=8.3, colour="#9a3412",
    foot="Dunmore Oncology Group",
)  # fmt: skip

biopsy = Document(
    "liver_biopsy_2026-10-02", "pathology", "2026-10-02", PATH, "SURGICAL PATHOLOGY REPORT",
    (("Patient", "Haverstock, Bernard L."), ("DOB", "08/30/1960"), ("Age/Sex", "66 M"), ("MRN", "BW-220417"), ("Accession", "BS26-8841"), ("Collected", "10/02/2026"), ("Reported", "10/07/2026"), ("Physician", "C. Marchetti, MD")),
    (
        Heading("Specimen"), Para("Liver, segment VI lesion, ultrasound guided core biopsy (3 cores)."),
        Heading("Clinical history"), Para("66 year old man with sigmoid colon mass and liver lesions. Incidental renal AML on ultrasound."),
        Heading("Diagnosis"), Para("LIVER, CORE BIOPSY: METASTATIC ADENOCARCINOMA, CONSISTENT WITH COLORECTAL PRIMARY.", "bold"),
        Heading("Immunohistochemistry"),
        Pairs((("CK20", "Positive"), ("CDX2", "Positive"), ("CK7", "Negative"), ("MLH1", "Retained"), ("PMS2", "Retained"), ("MSH2", "Retained"), ("MSH6", "Retained"), ("Mismatch repair", "Proficient (pMMR)")), "dotted", 130),
        Heading("Microscopic"), Para("Cores of liver with infiltrating glands lined by atypical columnar cells and dirty necrosis. Background liver shows mild steatosis without fibrosis."),
        Heading("Note"), Para("RAS and BRAF testing was ordered on block A1 and is pending."),
        Sign("Fiona Abernathy-Cruz, MD\nPathologist, 10/07/2026"),
    ),
    (
        dx("colon_cancer", ("colon", "colorectal", "adenocarcinoma"), "METASTATIC ADENOCARCINOMA, CONSISTENT WITH COLORECTAL PRIMARY"),
        marker("mmr", "negative", "2026-10-02", "Mismatch repair", "Proficient (pMMR)", any_status=["negative", "positive"]),
        finding("liver metastasis", "present", "METASTATIC ADENOCARCINOMA"),
    ),
    (trap("diagnoses", {"disease": "aml"}, "renal angiomyolipoma", "Incidental renal AML"), trap("genes_tested_negative", {"gene": "BRAF"}, "pending", "BRAF testing was ordered"), trap("diagnoses", {"disease": "mds"}, "no MDS in any record", "Liver")),
    mode="scan",
    also_dated=("2026-10-07",),
)  # fmt: skip

ct = Document(
    "ct_abdomen_2026-09-18", "imaging", "2026-09-18", RAD, "CT ABDOMEN AND PELVIS WITH CONTRAST",
    (("Patient", "BERNARD HAVERSTOCK"), ("Date of birth", "08/30/1960"), ("MRN", "BW-220417"), ("Exam date", "09/18/2026"), ("Referring", "C. Marchetti, MD")),
    (
        Para("<b>INDICATION:</b> Weight loss, iron deficiency anemia, change in bowel habit."),
        Para("<b>COMPARISON:</b> None."),
        Para("<b>FINDINGS:</b> LIVER: Multiple hypodense lesions in both lobes, the largest 3.4 cm in segment VI, suspicious for metastases. No biliary dilatation. SPLEEN: 10.8 cm, normal. "
             "KIDNEYS: 2.1 cm fat containing lesion of the upper pole of the right kidney compatible with AML (angiomyolipoma), benign. No hydronephrosis. "
             "BOWEL: Circumferential thickening of the sigmoid colon over 5 cm. NODES: Several pericolic nodes up to 9 mm. BONES: No destructive lesion. Marrow signal not assessed on CT."),
        Para("<b>IMPRESSION:</b>"), Para("1. Sigmoid wall thickening concerning for primary colonic malignancy."), Para("2. Liver lesions suspicious for metastatic disease."), Para("3. Right renal AML, no follow-up needed."),
        Sign("Osric Pemberton, MD, Radiology", stroke=False),
    ),
    (finding("liver lesions", "present", "Liver lesions suspicious for metastatic disease", may_status=["possible", "present"]),),
    (trap("diagnoses", {"disease": "aml"}, "renal angiomyolipoma", "Right renal AML"),),
)  # fmt: skip

note = Document(
    "oncology_note_2026-10-14", "note", "2026-10-14", CLINIC, "Oncology consultation",
    (("Patient", "Bernard Haverstock"), ("DOB", "08/30/1960"), ("MRN", "BW-220417"), ("Seen", "10/14/2026"), ("Oncologist", "Camilla Marchetti, MD"), ("Age / Sex", "66 y, male")),
    (
        Heading("Diagnosis"), Para("Adenocarcinoma of the sigmoid colon with liver metastases, stage IVA (cT3 cN1 cM1a), mismatch repair proficient."),
        Heading("History"), Para("Three months of fatigue and weight loss. Colonoscopy on 24 September showed an obstructing sigmoid tumor. Right renal AML (angiomyolipoma) was an incidental finding; hypertension for ten years. Never transfused."),
        Heading("Family history"), Para("Mother had MDS in her eighties and received azacitidine. Brother healthy."),
        LabTable((
            Row("hemoglobin", "Hemoglobin", "10.9", "g/dL", "13.2-17.1", "*"), Row("mcv", "MCV", "74", "fL", "80-100", "*"), Row("leukocytes", "WBC", "7.8", "K/uL", "4.0-10.5"),
            Row("platelets", "Platelets", "412", "K/uL", "140-400", "*"), Row("alanine_aminotransferase", "ALT", "88", "U/L", "9-46", "*"), Row("bilirubin_total", "Total bilirubin", "0.8", "mg/dL", "0.2-1.2"),
            Row("", "CEA", "148", "ng/mL", "<3.0", "*"),
        ), STARRED, "2026-10-13", "lines", "Laboratory results, collected 10/13/2026"),
        Heading("Plan"),
        Para("FOLFOX with bevacizumab is planned from 28 October once the port is in. RAS and BRAF pending. Liver surgery will be considered after four cycles.", "bullet"),
        Para("Oral iron started today.", "bullet"), Para("ECOG 1.", "bullet"),
        Sign("Camilla Marchetti, MD   10/14/2026"),
    ),
    (
        dx("colon_cancer", ("colon", "colorectal", "adenocarcinoma"), "Adenocarcinoma of the sigmoid colon with liver metastases"),
        stage("TNM", "iva", "stage IVA", any_category=["iva", "stage iva", "ct3 cn1 cm1a", "t3 n1 m1a"], may=True),
        finding("liver metastasis", "present", "with liver metastases"), comorbidity(("hypertension",), "hypertension for ten years"),
        marker("mmr", "negative", "2026-10-14", "mismatch repair proficient", any_status=["negative", "positive"], may=True),
        rx("fluorouracil", "systemic", "planned", "FOLFOX", may=True), rx("oxaliplatin", "systemic", "planned", "FOLFOX", may=True), rx("leucovorin", "systemic", "planned", "FOLFOX", may=True),
        rx("folfox", "systemic", "planned", "FOLFOX"), rx("bevacizumab", "systemic", "planned", "bevacizumab is planned"), Fact("performance", {}, ("ECOG 1",)),
    ),
    (
        trap("diagnoses", {"disease": "aml"}, "renal angiomyolipoma", "Right renal AML (angiomyolipoma)"), trap("diagnoses", {"disease": "mds"}, "family history", "Mother had MDS"),
        trap("treatments", {"agent": "azacitidine"}, "family history", "received azacitidine"), trap("treatments", {"agent": "bevacizumab", "status": "ongoing"}, "planned", "is planned"),
    ),
    mode="photo",
)  # fmt: skip

CASE = Case(
    "p4_colon_cancer", "Not MDS: colon cancer with liver metastases",
    "'AML' that is a kidney's angiomyolipoma, a mother with MDS on azacitidine, results under a starred flag, a clinic's table dated apart from its note",
    {"name": "Bernard L. Haverstock", "birth_date": "1960-08-30", "sex": "male", "age_years": 66},
    (biopsy, ct, note), "US", (), {"open": ["dependent", "rbc_units_lifetime", "rbc_units_8_weeks"]}, {"scale": "ECOG", "value": 1},
    (
        dx("carcinoma", ("carcinoma",), "METASTATIC ADENOCARCINOMA"), dx("colon_cancer", ("colon", "colorectal", "adenocarcinoma"), "suspicious for metastases", status="suspected"), dx("liver_metastasis", ("metast",), "liver metastases"), dx("angiomyolipoma", ("angiomyolipoma",), "AML (angiomyolipoma)"),
        dx("liver_metastasis", ("metast",), "suspicious for metastases", status="suspected"), dx("other_cancer", ("colon", "colorectal", "adenocarcinoma"), "METASTATIC ADENOCARCINOMA"),
        comorbidity(("steatosis", "fatty", "liver"), "mild steatosis"), comorbidity(("iron deficiency",), "iron deficiency anemia"), comorbidity(("metasta", "liver"), "liver metastases"),
        Fact("not_given", {"agent": "rbc_transfusion"}, ("Never transfused",)),
        rx("surgery", "surgery", "considered", "Liver surgery will be considered"), rx("iron", "other", "ongoing", "Oral iron started"),
        marker("mlh1", "positive", "2026-10-02", "MLH1"), marker("pms2", "positive", "2026-10-02", "PMS2"), marker("msh2", "positive", "2026-10-02", "MSH2"), marker("msh6", "positive", "2026-10-02", "MSH6"),
    ),
)  # fmt: skip

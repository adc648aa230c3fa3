# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""P3: hypoplastic MDS in a young woman with a PNH clone."""

from sample_records.cases.common import CLASSIC
from sample_records.facts import dx, finding, karyotype, lab, marker, rx, trap
from sample_records.model import Case, Document, Fact, Grid, Heading, House, LabTable, NewPage, Pairs, Para, Row, Sign

PATH = House(
    "Meridian University Hospital", "Division of Hematopathology", "1 Meridian Plaza, Tacoma, WA | Tel 555-0119 | Fax 555-0120", letterhead="logo", identity="grid",
    heading="caps", face="Times", size=10, colour="#14532d", foot="Meridian University Hospital, Hematopathology",
)  # fmt: skip
FLOW = House(
    "Meridian University Hospital", "Flow Cytometry Laboratory", "1 Meridian Plaza, Tacoma, WA", letterhead="centred", identity="boxed", heading="rule", face="Helvetica",
    size=9.2, colour="#14532d", foot="FLAER and CD59 assays developed by this laboratory.",
)  # fmt: skip
HLA = House(
    "Cascade Histocompatibility Laboratory", "ASHI accredited", "500 Alder Street, Seattle, WA | 555-0187", letterhead="band", identity="list", heading="plain",
    face="Vera", size=8, colour="#334155", foot="Typing by next generation sequencing, IMGT/HLA 3.57",
)  # fmt: skip
LAB = House(
    "Meridian University Hospital", "Clinical Laboratories", "1 Meridian Plaza, Tacoma, WA", letterhead="plain", identity="boxed", heading="caps", face="Helvetica",
    size=9, colour="#14532d", foot="Meridian Clinical Laboratories",
)  # fmt: skip
CONSULT = House(
    "Puget Transplant & Cellular Therapy Center", "Outpatient consultation", "77 Lakeview Ave, Seattle, WA   Tel 555-0158", letterhead="centred", identity="grid", heading="plain",
    face="Times", size=10.6, colour="#1e3a8a", foot="Puget Transplant & Cellular Therapy Center",
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

marrow = Document(
    "marrow_2026-09-20", "marrow", "2026-09-20", PATH, "Bone Marrow Examination",
    (("Patient", "Marisol Tanaka-Reyes"), ("Date of birth", "May 7, 1992"), ("Sex / Age", "Female, 34 years"), ("Record no.", "MUH 7730158"), ("Specimen", "MH-26-5512"), ("Collected", "September 20, 2026"), ("Reported", "October 2, 2026 (with ancillary studies)"), ("Clinician", "L. Haverford, MD")),
    (
        Heading("Clinical information"), Para("34-year-old woman with pancytopenia since June. ? aplastic anemia ? hypoplastic MDS."),
        Heading("Peripheral blood, September 20, 2026"),
        Para("Hb 8.8 g/dL, MCV 101 fL, WBC 2.1 x10(9)/L, ANC 0.7 x10(9)/L, platelets 22 x10(9)/L. No circulating blasts. Teardrop cells not seen."),
        Heading("Aspirate"),
        Para("Hypocellular with few spicules; 300 cells counted. Blasts 1%. Lymphocytes 34%. Dysplastic megakaryocytes and binucleate erythroid "
             "precursors, each more than 10% of their lineage. Ring sideroblasts: 2%."),
        Heading("Trephine biopsy"), Para("Length 1.8 cm. Overall cellularity 10% (expected 60-70% at this age). CD34-positive cells not increased. Reticulin not increased."),
        Heading("Diagnosis"),
        Para("<b>Hypoplastic myelodysplastic neoplasm (MDS-h) with low blasts, WHO 2022.</b>", "inset"),
        Para("Aplastic anemia is not favored because of dysplasia in two lineages.", "inset"),
        NewPage(),
        Heading("Ancillary studies"),
        Pairs((("Karyotype", "46,XX[20]. Normal female karyotype in all 20 metaphases examined."), ("Constitutional breakage", "DEB test normal; no evidence of Fanconi anemia."),
               ("Myeloid gene panel (40 genes, LOD 2%)", "No pathogenic or uncertain variant detected. All regions covered.")), label_width=165),
        Para("Genes on the panel: " + ", ".join(TESTED) + ". STAT3 is not on this panel."),
        Heading("Comment"),
        Para("A PNH study and HLA typing were sent separately. Immunosuppressive therapy is an option in selected patients with hypoplastic disease; the choice is the clinician's."),
        Sign("Imogen Castellane, MD\nAttending Hematopathologist, October 2, 2026"),
    ),
    (
        dx("mds", ("Hypoplastic MDS", "MDS-h", "hypoplastic", "MDS, hypoplastic"), "Hypoplastic myelodysplastic neoplasm (MDS-h) with low blasts, WHO 2022", system="WHO 2022", subtype="mds_h"),
        lab("hemoglobin", 8.8, "g/dL", "2026-09-20", "Hb 8.8 g/dL"), lab("mcv", 101, "fL", "2026-09-20", "MCV 101 fL"), lab("leukocytes", 2.1, "10*9/L", "2026-09-20", "WBC 2.1"),
        lab("neutrophils", 0.7, "10*9/L", "2026-09-20", "ANC 0.7"), lab("platelets", 22, "10*9/L", "2026-09-20", "platelets 22"),
        lab("blasts_marrow", 1, "%", "2026-09-20", "Blasts 1%"), lab("blasts_blood", 0, "%", "2026-09-20", "No circulating blasts", may=True),
        lab("ring_sideroblasts", 2, "%", "2026-09-20", "Ring sideroblasts: 2%"), lab("marrow_cellularity", 10, "%", "2026-09-20", "cellularity 10%"),
        karyotype("46,XX[20]", 20, (), "2026-09-20", "46,XX[20]"),
        Fact("gene_panels", {"negative_includes": ["TP53", "IDH1"], "limit_of_detection": 0.02, "collected": "2026-09-20"}, ("No pathogenic or uncertain variant detected", "LOD 2%")),
    ),
    (
        trap("diagnoses", {"disease": "aplastic_anemia", "status": "confirmed"}, "not favoured", "Aplastic anemia is not favored"),
        trap("diagnoses", {"disease": "fanconi_anemia", "status": "confirmed"}, "excluded", "no evidence of Fanconi"),
        trap("genes_tested_negative", {"gene": "STAT3"}, "not on the panel", "STAT3 is not on this panel"),
        trap("labs", {"analyte": "marrow_cellularity", "value": 60}, "expected for age", "expected 60-70%"),
        trap("labs", {"analyte": "blasts_marrow", "value": 10}, "share of dysplastic cells", "each more than 10%"),
    ),
    mode="tiff", running="Marisol Tanaka-Reyes   MUH 7730158   MH-26-5512",
    also_dated=("2026-10-02",),
)  # fmt: skip

pnh = Document(
    "pnh_flow_2026-09-24", "flow", "2026-09-22", FLOW, "PAROXYSMAL NOCTURNAL HEMOGLOBINURIA PANEL",
    (("Patient", "TANAKA-REYES, MARISOL"), ("DOB / Sex", "05/07/1992  F"), ("MRN", "7730158"), ("Collected", "09/22/2026"), ("Reported", "09/24/2026"), ("Sample", "Peripheral blood, EDTA")),
    (
        Heading("Result"), Para("PNH CLONE DETECTED", "bold"),
        Grid(("Population", "Markers", "PNH type cells", "Sensitivity"), (("Granulocytes", "FLAER / CD24", "3.2 %", "0.05 %"), ("Monocytes", "FLAER / CD14", "2.9 %", "0.1 %"), ("Red cells, type II + III", "CD59", "0.8 %", "0.02 %")), (150, 110, 100, 90), "ruled"),
        Heading("Interpretation"), Para("A small PNH clone (3.2% of granulocytes) is present. Clones of this size are seen in marrow failure and do not by themselves indicate hemolytic PNH. Repeat in 6 months."),
        Sign("Reviewed by P. Osei-Larsen, MD  09/24/2026", stroke=False),
    ),
    (marker("pnh_clone", "positive", "2026-09-22", "Granulocytes", "3.2 %", value=3.2, unit="%"),),
    (trap("diagnoses", {"disease": "pnh", "status": "confirmed"}, "a clone is not the disease", "do not by themselves indicate hemolytic PNH"),),
    also_dated=("2026-09-24",),
)  # fmt: skip

hla = Document(
    "hla_typing_2026-10-05", "other", "2026-09-28", HLA, "HLA typing report",
    (("Recipient", "Marisol Tanaka-Reyes, born 1992-05-07, female"), ("Sample date", "2026-09-28 (blood)"), ("Report date", "2026-10-05"), ("Requested by", "L. Haverford, MD")),
    (
        Grid(("", "A*", "B*", "C*", "DRB1*", "DQB1*"), (("Patient", "02:01, 24:02", "15:01, 40:02", "03:03, 03:04", "15:01, 04:05", "06:02, 04:01"), ("Brother (Kenji)", "02:01, 24:02", "15:01, 40:02", "03:03, 03:04", "15:01, 04:05", "06:02, 04:01")), (80, 82, 82, 82, 82, 82), "lines"),
        Para("The brother is HLA identical (10 of 10) with the patient."),
        Para("Serologic equivalent of DRB1*15:01 is DR15: the patient is HLA-DR15 positive."),
        Sign("Benedikt Huang, PhD, D(ABHI)", stroke=True),
    ),
    (marker("hla_dr15", "positive", "2026-09-28", "HLA-DR15 positive"), finding("matched sibling donor", "present", "The brother is HLA identical (10 of 10)")),
    also_dated=("2026-10-05",), also_kind=("lab", "molecular"),
)  # fmt: skip

cbc = Document(
    "cbc_2026-11-12", "lab", "2026-11-12", LAB, "LABORATORY RESULTS",
    (("Patient", "Tanaka-Reyes, Marisol"), ("DOB", "05/07/1992"), ("Age/Sex", "34 Y F"), ("Collected", "11/12/2026 14:05"), ("Verified", "11/12/2026 15:30"), ("MRN", "7730158")),
    (
        LabTable((
            Row("leukocytes", "White Blood Cell Count", "2.0", "x10E9/L", "4.0-10.8", "L"), Row("hemoglobin", "Hemoglobin", "8.8", "g/dL", "11.7-15.5", "L"),
            Row("hematocrit", "Hematocrit", "26.3", "%", "35.0-45.0", "L"), Row("mcv", "MCV", "100", "fL", "80-100"), Row("platelets", "Platelet Count", "22", "x10E9/L", "140-400", "LL"),
            Row("neutrophils", "Absolute Neutrophils", "0.7", "x10E9/L", "1.5-7.8", "L"), Row("lymphocytes", "Absolute Lymphocytes", "1.1", "x10E9/L", "0.85-3.9"),
            Row("reticulocytes_percent", "Reticulocytes", "0.9", "%", "0.5-2.5"), Row("reticulocytes", "Reticulocytes, absolute", "24", "x10E9/L", "20-115"),
        ), CLASSIC, "2026-11-12", "zebra", "Hematology"),
        LabTable((
            Row("alanine_aminotransferase", "ALT", "21", "U/L", "6-29"), Row("aspartate_aminotransferase", "AST", "19", "U/L", "10-30"),
            Row("bilirubin_total", "Bilirubin, Total", "0.6", "mg/dL", "0.2-1.2"), Row("creatinine", "Creatinine", "PENDING", "mg/dL", "0.5-1.0"),
        ), CLASSIC, "2026-11-12", "zebra", "Chemistry"),
    ),
    (), (trap("labs", {"analyte": "creatinine"}, "pending", "PENDING"),), mode="scan",
)  # fmt: skip

letter = Document(
    "hct_consult_2026-10-21", "note", "2026-10-21", CONSULT, "",
    (("Re", "Marisol Tanaka-Reyes"), ("DOB", "05/07/1992"), ("Visit", "October 21, 2026"), ("To", "Dr. L. Haverford, Meridian University Hospital")),
    (
        Para("Dear Dr. Haverford,"),
        Para("Thank you for referring this 34-year-old woman with hypoplastic MDS with low blasts, diagnosed on the marrow of September 20, 2026. She is otherwise well and "
             "works full time. She has needed no red cell transfusion in the past 16 weeks and has had one unit of platelets before a dental extraction."),
        Para("The karyotype is normal and the gene panel showed no mutation. The PNH clone is 3.2% of granulocytes. Her brother Kenji, aged 37, is a fully matched sibling donor and is willing."),
        Para("We spoke about two ways forward: immunosuppressive therapy with horse ATG and ciclosporin, with or without eltrombopag, and an allogeneic transplant from her brother. "
             "No decision has been made and no treatment has been started. Her aunt had lupus; there is no family history of marrow failure."),
        Para("We would like hepatitis B serology, a pregnancy test and a dental review before any of this. I have explained that patients with AML or with more than 5% blasts are treated differently; neither applies here."),
        Para("With kind regards,"),
        Sign("Anneliese Whitcombe-Adeyemi, MD\nTransplant Physician"),
    ),
    (
        dx("mds", ("Hypoplastic MDS", "MDS-h", "hypoplastic", "MDS, hypoplastic"), "hypoplastic MDS with low blasts"),
        Fact("transfusions", {}, ("no red cell transfusion in the past 16 weeks",)),
        rx("anti-thymocyte globulin", "immunosuppressive", "considered", "horse ATG"), rx("cyclosporine", "immunosuppressive", "considered", "ciclosporin"),
        rx("eltrombopag", "growth_factor", "considered", "eltrombopag"), rx("allogeneic_hct", "transplant", "considered", "allogeneic transplant from her brother"),
        finding("matched sibling donor", "present", "fully matched sibling donor"), marker("pnh_clone", "positive", None, "PNH clone is 3.2%", value=3.2, unit="%", may=True),
    ),
    (
        trap("diagnoses", {"disease": "aml", "status": "confirmed"}, "does not apply", "patients with AML"), trap("diagnoses", {"disease": "lupus"}, "family history", "Her aunt had lupus"),
        trap("comorbidities", {"label": "lupus"}, "family history", "Her aunt had lupus"), trap("treatments", {"agent": "eltrombopag", "status": "ongoing"}, "spoken about", "no treatment has been started"),
        trap("findings", {"concept": "pregnancy", "status": "absent"}, "a test is asked for, nothing is stated", "a pregnancy test"),
    ),
)  # fmt: skip

CASE = Case(
    "p3_hypoplastic_pnh", "Hypoplastic MDS, 34 years, PNH clone, matched brother",
    "diagnosis after the descriptions, karyotype in a synoptic line, a gene named only because it was not on the panel, a pending result, offers that are no treatment",
    {"name": "Marisol Tanaka-Reyes", "birth_date": "1992-05-07", "sex": "female", "age_years": 34},
    (marrow, pnh, hla, cbc, letter), "US", tuple(TESTED), {"rbc_units_8_weeks": 0, "open": ["dependent"]}, None,
    (
        marker("reticulin_fibrosis", "negative", "2026-09-20", "Reticulin not increased"), dx("pnh", ("paroxysmal",), "hemolytic PNH", status="suspected"), dx("pnh", ("paroxysmal",), "hemolytic PNH", status="ruled_out"), dx("aml", ("acute myeloid",), "patients with AML", status="ruled_out"),
        dx("mds", ("MDS", "hypoplastic", "myelodysplastic"), "? hypoplastic MDS", status="suspected"), dx("aplastic_anemia", ("aplastic",), "Aplastic anemia is not favored", status="ruled_out"),
        dx("aplastic_anemia", ("aplastic",), "? aplastic anemia", status="suspected"), dx("fanconi_anemia", ("fanconi",), "no evidence of Fanconi", status="ruled_out"),
        rx("immunosuppressive_therapy", "immunosuppressive", "considered", "immunosuppressive therapy"), rx("platelet_transfusion", "transfusion", "completed", "one unit of platelets"),
        marker("pnh_clone", "positive", "2026-09-22", "Monocytes", value=2.9, unit="%"), marker("pnh_clone", "positive", "2026-10-21", "PNH clone is 3.2%", value=3.2, unit="%"),
        marker("pnh_clone", "positive", "2026-09-22", "Red cells", value=0.8, unit="%"), marker("pnh_clone", "positive", "2026-09-22", "PNH CLONE DETECTED"),
    ),
)  # fmt: skip

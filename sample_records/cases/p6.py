# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""P6: MDS-SF3B1 with ring sideroblasts, response to epoetin lost; records of an Irish hospital in SI units."""

from sample_records.cases.common import PREVIOUS
from sample_records.facts import comorbidity, dx, karyotype, lab, marker, rx, stage, trap, variant
from sample_records.model import (
    Case,
    Cumulative,
    Document,
    Fact,
    Heading,
    House,
    LabTable,
    NewPage,
    Para,
    Pre,
    Row,
    Series,
    Sign,
)

HOSPITAL = House(
    "St Ronan's University Hospital", "Department of Haematology", "Quay Road, Galway, Ireland | Tel +353 91 555 0140 | Fax +353 91 555 0141", letterhead="logo", identity="grid",
    heading="bar", face="Helvetica", size=9, colour="#065f46", page="a4", foot="St Ronan's University Hospital. Issued by the laboratory information system.",
)  # fmt: skip
HISTO = House(
    "Western Regional Cellular Pathology", "Haematopathology", "St Ronan's University Hospital, Galway", letterhead="centred", identity="boxed", heading="caps", face="Times", size=10.2,
    colour="#111827", page="a4", foot="Ireland: accredited to ISO 15189",
)  # fmt: skip
GENE = House(
    "Atlantic Genomic Laboratory Hub", "Myeloid gene panel", "Unit 9, Science Park, Cork | INAB accredited", letterhead="band", identity="list", heading="plain", face="Helvetica", size=9,
    colour="#3730a3", page="a4", foot="Atlantic Genomic Laboratory Hub, report issued electronically",
)  # fmt: skip
LETTER = House(
    "St Ronan's University Hospital", "Haematology Outpatients", "Quay Road, Galway   Consultant: Dr Aoife Brannigan-Shah", letterhead="centred", identity="list", heading="plain", face="Times",
    size=10.8, colour="#065f46", page="a4", foot="cc: patient",
)  # fmt: skip

marrow = Document(
    "trephine_2025-11-06", "marrow", "2025-11-06", HISTO, "BONE MARROW ASPIRATE AND TREPHINE",
    (("Patient", "Ó Faoláin, Cormac"), ("DOB", "23/04/1953"), ("Sex", "M"), ("Hospital no.", "SRH 604418"), ("Sample date", "06/11/2025"), ("Authorised", "13/11/2025"), ("Consultant", "Dr A Brannigan-Shah"), ("Lab no.", "WR25/9114")),
    (
        Heading("Clinical details"), Para("72M, macrocytic anaemia, ?MDS ?alcohol."),
        Heading("Aspirate"), Para("Particulate. Erythroid hyperplasia with dyserythropoiesis. Blasts 3% of nucleated cells (500 counted). Iron stain: ring sideroblasts 38% of erythroid precursors. Granulocytes and megakaryocytes show no significant dysplasia."),
        Heading("Trephine"), Para("18 mm, 50% cellular. Megakaryocytes adequate. No increase in CD34 positive cells. Reticulin grade 1."),
        Heading("Cytogenetics"), Para("Karyotype 46,XY[20]. Normal male karyotype. FISH was not performed."),
        Heading("Conclusion"), Para("Myelodysplastic neoplasm with low blasts and SF3B1 mutation (MDS-SF3B1, WHO 2022). SF3B1 result reported by the genomic hub.", "bold"),
        Para("IPSS-R 3.0 (low) using Hb 86 g/L, platelets 211 and neutrophils 2.6."),
        Sign("Dr Tadhg Whelan, Consultant Haematopathologist"),
    ),
    (
        dx("mds", ("MDS with low blasts and SF3B1 mutation", "MDS-SF3B1", "SF3B1"), "MDS-SF3B1, WHO 2022", system="WHO 2022", subtype="mds_sf3b1"),
        lab("blasts_marrow", 3, "%", "2025-11-06", "Blasts 3%"), lab("ring_sideroblasts", 38, "%", "2025-11-06", "ring sideroblasts 38%"), lab("marrow_cellularity", 50, "%", "2025-11-06", "50% cellular"),
        karyotype("46,XY[20]", 20, (), "2025-11-06", "46,XY[20]"), stage("IPSS-R", "low", "IPSS-R 3.0 (low)", score=3.0, date="2025-11-06"),
        lab("hemoglobin", 8.6, "g/dL", "2025-11-06", "Hb 86 g/L", may=True), lab("platelets", 211, "10*9/L", "2025-11-06", "platelets 211", may=True), lab("neutrophils", 2.6, "10*9/L", "2025-11-06", "neutrophils 2.6", may=True),
    ),
    (trap("biomarkers", {"name": "fish_del5q"}, "not performed", "FISH was not performed"), trap("labs", {"analyte": "hemoglobin", "value": 86}, "g/L", "Hb 86 g/L")),
    mode="scan",
    also_dated=("2025-11-13",),
)  # fmt: skip

TESTED = [
    "ASXL1",
    "CBL",
    "DDX41",
    "DNMT3A",
    "EZH2",
    "FLT3",
    "IDH1",
    "IDH2",
    "JAK2",
    "NPM1",
    "NRAS",
    "RUNX1",
    "SETBP1",
    "SF3B1",
    "SRSF2",
    "TET2",
    "TP53",
    "U2AF1",
    "ZRSR2",
]
ngs = Document(
    "gene_panel_2025-11-21", "molecular", "2025-11-06", GENE, "MYELOID GENE PANEL REPORT",
    (("Patient", "Cormac Ó Faoláin, male, 23/04/1953"), ("Sample", "Bone marrow, taken 06/11/2025, received 07/11/2025"), ("Reported", "21/11/2025"), ("Referrer", "Dr A Brannigan-Shah, Galway")),
    (
        Heading("Result summary"), Para("TWO VARIANTS DETECTED", "bold"),
        Pre("Gene    HGVS coding        HGVS protein       VAF     Tier\n" "------  -----------------  -----------------  ------  ---------------------\n" "SF3B1   c.2098A>G          p.(Lys700Glu)      34.2%   Pathogenic\n" "TET2    c.3646C>T          p.(Arg1216*)       18%     Likely pathogenic"),
        Heading("Interpretation"), Para("SF3B1 p.Lys700Glu is the commonest variant in MDS with ring sideroblasts and has a favourable outlook. TP53: no variant detected. IDH1: not mutated. IDH2: not mutated."),
        NewPage(),
        Heading("Genes analysed (19)"), Para(", ".join(TESTED)),
        Heading("Technical notes"), Para("Amplicon sequencing, minimum depth 300x, sensitivity 5% VAF. No reportable variant was found in genes listed above other than those in the result table. KMT2A-PTD is not detected by this method. Example: a result of IDH1 p.Arg132His 40% would be reported as Tier 1.", "small"),
        Sign("Clinical Scientist: Saoirse Keogh-Blum, FRCPath", stroke=False),
    ),
    (
        variant("SF3B1", "c.2098A>G", "p.Lys700Glu", 0.342, "2025-11-06", "SF3B1", "c.2098A>G", "34.2%", significance="pathogenic"),
        variant("TET2", "c.3646C>T", "p.Arg1216Ter", 0.18, "2025-11-06", "TET2", "c.3646C>T", "18%", significance="likely_pathogenic"),
        Fact("gene_panels", {"negative_includes": ["IDH1", "IDH2", "TP53"], "limit_of_detection": 0.05, "collected": "2025-11-06"}, ("No reportable variant was found in genes listed above", "sensitivity 5% VAF")),
    ),
    (trap("variants", {"gene": "IDH1"}, "an example", "IDH1 p.Arg132His"), trap("genes_tested_negative", {"gene": "KMT2A"}, "not tested", "KMT2A-PTD is not detected")),
    running="Cormac Ó Faoláin   23/04/1953",
    also_dated=("2025-11-21",),
)  # fmt: skip

counts = Document(
    "cumulative_2026-11-02", "lab", "2026-11-02", HOSPITAL, "CUMULATIVE HAEMATOLOGY REPORT",
    (("Name", "Ó FAOLÁIN, Cormac"), ("DOB", "23/04/1953"), ("Sex", "Male"), ("Hospital no.", "SRH 604418"), ("Location", "Haem OPD"), ("Printed", "04/11/2026 10:15")),
    (
        Cumulative(
            (("2026-05-05", "05/05/26"), ("2026-08-11", "11/08/26"), ("2026-11-02", "02/11/26")),
            (
                Series("hemoglobin", "Haemoglobin", "g/L", "130 - 175", ("94 L", "84 L", "81 L")), Series("leukocytes", "WCC", "x10*9/L", "4.0 - 11.0", ("5.1", "4.8", "4.6")),
                Series("platelets", "Platelets", "x10*9/L", "140 - 400", ("224", "218", "207")), Series("mcv", "MCV", "fL", "80 - 99", ("106 H", "107 H", "108 H")),
                Series("hematocrit", "Haematocrit", "L/L", "0.40 - 0.54", ("0.28 L", "0.25 L", "0.24 L")), Series("neutrophils", "Neutrophils", "x10*9/L", "2.0 - 7.5", ("2.8", "2.5", "2.4")),
                Series("lymphocytes", "Lymphocytes", "x10*9/L", "1.0 - 4.0", ("1.6", "1.7", "1.6")), Series("monocytes", "Monocytes", "x10*9/L", "0.2 - 1.0", ("0.4", "", "0.4")),
            ), "Full blood count",
        ),
        Para("Dates are day/month/year. L = low, H = high."),
    ),
    (), (trap("labs", {"analyte": "monocytes", "collected": "2026-08-11"}, "empty cell", "Monocytes"),), mode="tiff",
    also_dated=(None, "2026-11-04"),
)  # fmt: skip

chemistry = Document(
    "biochemistry_2026-11-02", "lab", "2026-11-02", HOSPITAL, "BIOCHEMISTRY REPORT",
    (("Name", "Ó FAOLÁIN, Cormac"), ("DOB", "23/04/1953"), ("Sex", "Male"), ("Hospital no.", "SRH 604418"), ("Collected", "02/11/2026 09:35"), ("Reported", "02/11/2026 13:20")),
    (
        LabTable((
            Row("ferritin", "Ferritin", "986", "ug/L", "30 - 400", "H", "741"), Row("transferrin_saturation", "Transferrin saturation", "64", "%", "16 - 50", "H", "58"), Row("creatinine", "Creatinine", "98", "µmol/L", "59 - 104", "", "95"),
            Row("egfr", "eGFR (CKD-EPI)", "67", "mL/min/1.73m²", "", "", "70"), Row("alanine_aminotransferase", "ALT", "33", "U/L", "0 - 41", "", "30"), Row("bilirubin_total", "Bilirubin", "15", "µmol/L", "0 - 21", "", "14"),
            Row("albumin", "Albumin", "41", "g/L", "35 - 50", "", "42"), Row("lactate_dehydrogenase", "LDH", "241", "U/L", "135 - 250", "", ""), Row("erythropoietin", "Serum erythropoietin", "187", "IU/L", "4.3 - 29.0", "H", ""),
            Row("vitamin_b12", "Vitamin B12", "312", "pmol/L", "145 - 569", "", ""),
        ), PREVIOUS, "2026-11-02", "lines", previous_collected="2026-08-11"),
        Para("Previous results: sample of 11/08/2026."),
    ),
    (), (trap("treatments", {"agent": "epoetin", "started": "2026-11-02"}, "a serum level", "Serum erythropoietin"),), mode="photo",
)  # fmt: skip

letter = Document(
    "clinic_letter_2026-11-05", "note", "2026-11-05", LETTER, "",
    (("Our ref", "ABS/604418"), ("Clinic date", "05/11/2026"), ("Patient", "Mr Cormac Ó Faoláin, DOB 23/04/1953"), ("Address", "12 Strand Terrace, Galway, Ireland")),
    (
        Para("Dear Dr Nolan,"),
        Para("<b>Diagnosis:</b> MDS-SF3B1 with ring sideroblasts (November 2025), IPSS-R low."),
        Para("<b>Treatment:</b> Epoetin alfa 40,000 units weekly from 12 December 2025 to 18 September 2026 (40 weeks): haematological improvement, then loss of response. Stopped."),
        Para("I reviewed this 73 year old man today. The haemoglobin rose to 112 g/L in March on epoetin but has drifted since the summer, and he has needed 2-3 units of red cells every 8 weeks since August, 7 units in all. Performance status is ECOG 1. "
             "He has atrial fibrillation, for which he takes apixaban, and type 2 diabetes. There is no chest pain and no melaena."),
        Para("His father died of a stroke and his daughter takes hydroxycarbamide for essential thrombocythaemia. He has not had G-CSF or lenalidomide."),
        Para("Plan: we talked about luspatercept, which he would like to start after the funding request; first dose is planned for 26 November 2026. Imetelstat was mentioned as a later possibility. He did not wish to be considered for transplant."),
        Para("Yours sincerely,"), Sign("Dr Aoife Brannigan-Shah\nConsultant Haematologist"),
    ),
    (
        dx("mds", ("MDS with low blasts and SF3B1 mutation", "MDS-SF3B1", "SF3B1"), "MDS-SF3B1 with ring sideroblasts"), stage("IPSS-R", "low", "IPSS-R low"),
        rx("epoetin", "growth_factor", "stopped", "Epoetin alfa 40,000 units weekly from 12 December 2025 to 18 September 2026", "loss of response. Stopped", started="2025-12-12", ended="2026-09-18", response="loss_of_response"),
        rx("luspatercept", "systemic", "planned", "luspatercept", "first dose is planned for 26 November 2026", any_status=["planned", "considered"]), rx("imetelstat", "systemic", "considered", "Imetelstat was mentioned"),
        rx("allogeneic_hct", "transplant", "declined", "did not wish to be considered for transplant"), comorbidity(("atrial fibrillation",), "atrial fibrillation"), comorbidity(("diabetes",), "type 2 diabetes"),
        Fact("transfusions", {}, ("2-3 units of red cells every 8 weeks since August, 7 units in all",)), Fact("performance", {}, ("ECOG 1",)),
    ),
    (
        trap("treatments", {"agent": "hydroxyurea"}, "the daughter's", "his daughter takes hydroxycarbamide"), trap("diagnoses", {"disease": "essential_thrombocythemia"}, "the daughter's", "essential thrombocythaemia"),
        trap("treatments", {"agent": "filgrastim", "status": "ongoing"}, "not had", "not had G-CSF"), trap("treatments", {"agent": "lenalidomide", "status": "stopped"}, "not had", "lenalidomide"), trap("comorbidities", {"label": "stroke"}, "family history", "father died of a stroke"),
    ),
)  # fmt: skip

portal = Document(
    "portal_message_2026-11-06", "note", "2026-11-06", LETTER, "Message from your care team",
    (("To", "Cormac Ó Faoláin (DOB 23/04/1953)"), ("Date", "06/11/2026"), ("From", "Niamh Castle, Clinical Nurse Specialist")),
    (Para("Hello Cormac, your red cell transfusion on 03/11/2026 was 2 units. Luspatercept has not been started yet. Please come on 26/11/2026 for the first injection. Ring us if your temperature is 38 or above."),),
    (), (trap("treatments", {"agent": "luspatercept", "status": "ongoing"}, "not started", "Luspatercept has not been started yet"), trap("findings", {"concept": "fever", "status": "present"}, "hypothetical", "if your temperature is 38")), mode="txt",
    also_kind=("other",),
)  # fmt: skip

CASE = Case(
    "p6_sf3b1_esa_failed", "MDS-SF3B1, response to epoetin lost, 2-3 units in 8 weeks (Ireland)",
    "g/L, L/L and umol/L, day-first dates, several date columns, a previous-result column, accents in the name, a daughter's drug, an interval of units that includes the threshold",
    {"name": "Cormac Ó Faoláin", "birth_date": "1953-04-23", "sex": "male", "age_years": 73},
    (marrow, ngs, counts, chemistry, letter, portal), "IE", tuple(sorted(set(TESTED) - {"SF3B1", "TET2"})),
    {"rbc_units_8_weeks_range": [2, 3], "rbc_units_lifetime": 7, "open": ["dependent"]}, {"scale": "ECOG", "value": 1},
    (
        dx("mds", ("MDS with ring sideroblasts",), "MDS-SF3B1 with ring sideroblasts"),
        marker("reticulin_fibrosis", "positive", "2025-11-06", "Reticulin grade 1", any_status=["positive", "negative", "equivocal"]), Fact("stages", {"system": "unspecified", "category": "low"}, ("low",)),
        rx("apixaban", "other", "ongoing", "apixaban"), lab("hemoglobin", 11.2, "g/dL", "2026-03", "112 g/L in March"), rx("rbc_transfusion", "transfusion", "ongoing", "red cells"), rx("rbc_transfusion", "transfusion", "completed", "2 units"),
        rx("luspatercept", "systemic", "considered", "luspatercept"), dx("mds", ("MDS",), "?MDS", status="suspected"), Fact("not_given", {"agent": "filgrastim"}, ("not had G-CSF",)), Fact("not_given", {"agent": "g_csf"}, ("not had G-CSF",)),
        Fact("not_given", {"agent": "lenalidomide"}, ("lenalidomide",)), Fact("not_given", {"agent": "luspatercept"}, ("not been started",)),
    ),
)  # fmt: skip

# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""As an informatics postdoc at an American university would print them: plain flows of tables and headings."""

from collections.abc import Callable

from bench.workshop.days import later, long, month, sex
from bench.workshop.dress import MONTHS, Doc, Result
from bench.workshop.markup import Raw, esc, table
from bench.workshop.marrow import denied, diagnosis
from bench.workshop.notes import Told
from bench.workshop.people import WHO
from bench.workshop.reserve import facts
from bench.workshop.reserve.blocks import gap, grid, heading, new_page, text, title
from bench.workshop.reserve.paper import (
    TODAY,
    aged,
    asked,
    by_the_way,
    count,
    dysplasia,
    flow,
    ills,
    lab,
    labs,
    never,
    noise,
    percents,
    relatives,
    results,
    rings,
    rings_gold,
    slashed,
    threshold,
    web,
)

LINES = (("leukocytes", "WBC", "K/uL"), ("erythrocytes", "RBC", "M/uL"), ("hemoglobin", "Hemoglobin", "g/dL"), ("hematocrit", "Hematocrit", "%"),
         ("mcv", "MCV", "fL"), ("platelets", "Platelet Count", "K/uL"))  # fmt: skip
SHARES = (
    ("neutrophils_percent", "Neutrophils %", "%"),
    ("neutrophils", "Neutrophils Absolute", "K/uL"),
    ("lymphocytes", "Lymphocytes Absolute", "K/uL"),
    ("monocytes", "Monocytes Absolute", "K/uL"),
)
CHEMISTRY = (("creatinine", "Creatinine", "mg/dL"), ("bilirubin_total", "Total Bilirubin", "mg/dL"), ("aspartate_aminotransferase", "AST", "U/L"), ("alanine_aminotransferase", "ALT", "U/L"),
             ("albumin", "Albumin", "g/dL"), ("lactate_dehydrogenase", "LDH", "U/L"), ("ferritin", "Ferritin", "ng/mL"), ("vitamin_b12", "Vitamin B12", "pg/mL"))  # fmt: skip


def _mon(d: Doc, days: int = 0) -> str:
    on = later(d.on, days)
    return f"{MONTHS[on.month - 1]} {on.day}, {on.year}"


def _who(d: Doc, *more: tuple[str, str]) -> list[list[str]]:
    """Rows of four: two labels, two values."""
    p = d.person
    pairs = [
        ("Patient Name:", f"{p.last}, {p.first}"),
        ("MRN:", p.ids[0]),
        ("Date of Birth:", slashed(d, p.born)),
        ("Sex:", sex(d)),
        *more,
    ]
    pairs += [("", "")] * (len(pairs) % 2)
    return [[*pairs[i], *pairs[i + 1]] for i in range(0, len(pairs), 2)]


def complete_count_print(d: Doc) -> None:
    """Blood count, differential and chemistry in three ruled tables; a test without enough sample, one pending; limits of telephoning below."""
    cbc, diff, chem = results(d, LINES), results(d, SHARES), results(d, CHEMISTRY)
    cbc.insert(5, noise("RDW", "16.8", "%", "11.5", "14.5", "H"))
    diff.append(noise("Eosinophils Absolute", "0.05", "K/uL", "0.00", "0.50"))
    widths = (150, 70, 45, 70, 110)

    def rows(found: list[Result]) -> list[list[str]]:
        return [
            ["Test", "Result", "Flag", "Units", "Reference Range"],
            *([r.label, r.text, r.flag, r.unit, f"{r.low} - {r.high}"] for r in found),
        ]

    low = [n for n, r in enumerate(cbc, 1) if r.flag]
    blocks = [
        title("Riverbend University Medical Center"), title("Department of Laboratory Medicine - Final Report", 10), gap(),
        grid(_who(d, ("Collected:", f"{slashed(d, d.on)} 08:14"), ("Reported:", f"{slashed(d, d.on)} 10:52"), ("Ordering Provider:", "Amira Castellanos, MD"), ("Accession:", f"L{d.person.ids[1]}")), (95, 160, 95, 155), head=False, lines="none"),
        heading("Complete Blood Count"), grid(rows([*cbc]), widths, bold=low),
        heading("Differential (automated)"), grid(rows([*diff]), widths, bold=[n for n, r in enumerate(diff, 1) if r.flag]),
        heading("Chemistry and Anemia Evaluation"),
        grid([*rows([*chem]), ["Reticulocyte Count", "QNS", "", "%", "0.5 - 2.5"], ["Erythropoietin", "Pending", "", "mIU/mL", "4.0 - 29.0"]], widths, bold=[n for n, r in enumerate(chem, 1) if r.flag]),
        gap(), text("QNS = quantity not sufficient; please recollect. L = below reference range, H = above reference range.", 8),
        text("Values of hemoglobin below 6.0 g/dL or platelets below 15 K/uL are called to the ordering provider.", 8),
        text("Comment: Smear reviewed. Hypogranular neutrophils seen. Platelet clumps are not present. Suggest hematology referral.", 8),
    ]  # fmt: skip
    sheet = flow(
        d,
        blocks,
        "lab",
        foot=f"Riverbend University Medical Center - {d.person.last}, {d.person.first} - MRN {d.person.ids[0]}",
    )
    labs(d, [*cbc, *diff, *chem], d.on, sheet)
    threshold(d, ("hemoglobin", 6.0), ("platelets", 15.0))


def hematopathology_flow(d: Doc) -> None:
    """History, blood, aspirate with a differential of two halves, core, stains, flow, and the diagnosis at the end of the second page."""
    p, out = d.person, later(d.on, 5)
    cbc = results(
        d,
        (
            ("leukocytes", "WBC", "K/uL"),
            ("hemoglobin", "Hgb", "g/dL"),
            ("mcv", "MCV", "fL"),
            ("platelets", "Plt", "K/uL"),
            ("neutrophils", "ANC", "K/uL"),
        ),
    )
    rest = 100 - p.counts["blasts_marrow"]
    shares = [round(rest * x) for x in (0.04, 0.1, 0.13, 0.24, 0.03, 0.14, 0.01)]
    red = rest - sum(shares)
    names = (
        "Promyelocytes",
        "Myelocytes",
        "Metamyelocytes",
        "Neutrophils/bands",
        "Eosinophils",
        "Lymphocytes",
        "Plasma cells",
    )
    cells = [
        ("Blasts", count(d, "blasts_marrow"), "0-3"),
        *zip(names, map(str, shares), ("2-6", "8-15", "9-20", "20-40", "1-4", "6-18", "0-3"), strict=True),
        ("Erythroid precursors", f"{red:g}", "18-35"),
    ]
    half = [[*cells[i], *(cells[i + 5] if i + 5 < len(cells) else ("", "", ""))] for i in range(5)]
    blocks = [
        title("PRAIRIE STATE UNIVERSITY HOSPITALS"), title("HEMATOPATHOLOGY CONSULTATION REPORT", 11), gap(),
        grid(_who(d, ("Case Number:", f"HP-{p.ids[1]}"), ("Age:", f"{p.age(d.on)} years"), ("Date of Procedure:", slashed(d, d.on)), ("Date Reported:", slashed(d, out))), (95, 160, 95, 155), head=False),
        heading("CLINICAL HISTORY"), text("Cytopenia(s), rule out myelodysplastic syndrome. No history of chemotherapy or radiation. Mother had multiple myeloma."),
        heading("SPECIMENS"), text("A: Bone marrow aspirate, right posterior iliac crest. B: Bone marrow core biopsy. C: Peripheral blood smear."),
        heading("PERIPHERAL BLOOD"), text(f"CBC ({slashed(d, d.on)}): " + ", ".join(f"{r.label} {r.text} {r.unit}" for r in cbc) + "."),
        text(f"Circulating blasts: {count(d, 'blasts_blood')}% of 200 leukocytes. {dysplasia(d, 'Neutrophils are hypogranular with reduced lobation.', 'Neutrophils are unremarkable.')} Red cells show anisopoikilocytosis."),
        heading("BONE MARROW ASPIRATE"), text("The aspirate is spicular and adequate. A 500-cell differential count was performed:"),
        grid([["Cell type", "%", "Reference", "Cell type", "%", "Reference"], *half], (120, 45, 65, 120, 45, 65)), gap(4),
        text(f"Erythroid maturation is megaloblastoid with nuclear budding. {dysplasia(d, 'Small hypolobated megakaryocytes are present.', 'Megakaryocytes are unremarkable.')}"),
        text(f"Iron stain: Storage iron is present. Ring sideroblasts: {rings(d, '% of erythroid precursors')}."),
        new_page(), heading("BONE MARROW CORE BIOPSY"), text(f"The core measures 1.7 cm and is adequate. Overall cellularity is {count(d, 'marrow_cellularity')}%. Trilineage hematopoiesis is present. Reticulin stain shows no significant fibrosis. No granulomas; no metastatic tumor."),
        heading("ANCILLARY STUDIES"), text("Flow cytometry (separate report): CD34-positive, CD117-positive myeloid blasts comprise 2.7% of total events. No monotypic B-cell population is identified."),
        text("Immunohistochemistry: CD34 highlights scattered blasts. CD61 highlights megakaryocytes. Cytogenetics and next generation sequencing: pending at the time of this report."),
        heading("FINAL DIAGNOSIS"), text("BONE MARROW, ASPIRATE AND CORE BIOPSY:", bold=True), text(f"- {WHO[p.who][0].upper()} (WHO 2016).", bold=True, indent=10),
        text("- NO MORPHOLOGIC EVIDENCE OF ACUTE LEUKEMIA.", bold=True, indent=10), gap(),
        text("COMMENT: Final classification requires correlation with cytogenetic and molecular findings. A blast count of 20% or more would be required for a diagnosis of acute myeloid leukemia.", 8.5), gap(10),
        text(f"Electronically signed by Jonah R. Wexler, MD, on {slashed(d, out)} at 16:20. The attending pathologist has reviewed all slides.", 8),
    ]  # fmt: skip
    sheet = flow(d, blocks, "marrow", "pathology", foot=f"HP-{p.ids[1]}   {p.last}, {p.first}   MRN {p.ids[0]}")
    for r in cbc:
        lab(d, r, d.on, sheet.find(r.label, r.text, r.unit), flag=False, reference=False)
    percents(d, sheet.find("Circulating blasts"), "blasts_blood")
    percents(d, sheet.find("500-cell"), "blasts_marrow")
    rings_gold(d, sheet.find("Ring sideroblasts"))
    percents(d, sheet.find("Overall cellularity"), "marrow_cellularity")
    last = sheet.find("FINAL DIAGNOSIS")
    diagnosis(d, last, WHO[p.who][0].upper())
    denied(d, last, "aml", "acute_leukemia")
    asked(d, 1, "mds")
    relatives(d, "multiple_myeloma", "myeloma")
    never(d, 1, "chemotherapy", "radiation")
    d.fact(
        "biomarkers",
        last,
        "Reticulin",
        may=True,
        name="reticulin_fibrosis",
        status="negative",
        collected=d.on.isoformat(),
    )
    threshold(d, ("blasts_marrow", 2.7), ("blasts_marrow", 20.0))
    d.also_dated = (out,)


def chromosome_study_flow(d: Doc) -> None:
    """A banner, the formula between rules, counts of cells, an interpretation that names other changes; no FISH was ordered."""
    p, out = d.person, later(d.on, 10)
    told = (
        "Chromosome analysis showed an apparently normal karyotype. There was no evidence of a clonal abnormality in the cells examined. A normal result does not exclude a myeloid neoplasm."
        if facts.normal(d)
        else "Chromosome analysis showed the clonal abnormality or abnormalities described in the nomenclature above. The clinical significance depends on the morphologic findings. No other abnormality was seen in the cells examined."
    )
    blocks = [
        title("Great Basin Cytogenetics Laboratory", 13, serif=True), title("CHROMOSOME ANALYSIS - BONE MARROW", 10.5, serif=True), gap(),
        grid(_who(d, ("Specimen Type:", "Bone marrow aspirate"), ("Lab Number:", f"CG{p.ids[1]}"), ("Date Collected:", _mon(d)), ("Date Received:", _mon(d, 1)), ("Date Reported:", _mon(d, 10)), ("Referring Physician:", "P. Delacroix, MD")), (95, 160, 95, 155), head=False, lines="none"),
        heading("INDICATION FOR STUDY", ink="#000000"), text("Cytopenia, evaluate for myelodysplastic syndrome", serif=True, pt=10),
        heading(f"RESULT: {'NORMAL' if facts.normal(d) else 'ABNORMAL'} {'FEMALE' if p.sex == 'F' else 'MALE'} KARYOTYPE" if facts.normal(d) else "RESULT: ABNORMAL KARYOTYPE", 12, "#000000"),
        grid([[text(p.karyotype, 11, True)]], (505,), head=False, lines="below"), gap(),
        grid([["Cells counted", "Cells analyzed", "Cells karyotyped", "Banding", "Resolution"], [str(p.metaphases), str(p.metaphases), str(min(p.metaphases, 3)), "GTG", "400-450"]], (100,) * 5),
        heading("INTERPRETATION", ink="#000000"), text(told, serif=True, pt=10),
        text("FISH for MDS-associated abnormalities was not ordered on this specimen. If clinically indicated, it can be added to the stored pellet within 30 days.", serif=True, pt=10),
        heading("METHODS AND LIMITATIONS", ink="#000000"), text("Unstimulated 24-hour and 48-hour cultures were harvested and G-banded. Nomenclature follows ISCN 2020; a normal female karyotype is 46,XX and a normal male karyotype is 46,XY. Submicroscopic changes are not detected by this method.", 8.5, serif=True),
        gap(14), text("Reviewed and signed by: Harriet L. Okonjo, PhD, FACMG, Laboratory Director", serif=True), text(f"Signed {_mon(d, 10)} 2:31 PM", 8, serif=True),
    ]  # fmt: skip
    sheet = flow(
        d,
        blocks,
        "cytogenetics",
        foot="CLIA 00D0000000   This report contains confidential patient information.",
        margin=54,
    )
    facts.karyotype(d, sheet.find(p.karyotype))
    facts.examples(d, "46,XX", "46,XY")
    asked(d, 1, "mds")
    d.also_dated = (later(d.on, 1), out)


def tiered_variants_flow(d: Doc) -> None:
    """A summary sentence, a ruled table of variants, paragraphs on each gene, then the genes of the panel and its limits on a second page."""
    p, found, out = d.person, d.person.mutations, later(d.on, 14)
    rows = [["Gene", "Transcript", "Nucleotide change", "Protein change", "VAF", "Classification"]]
    rows += [
        [
            m.gene,
            facts.transcript(m),
            text(facts.coding(m), 8),
            text(facts.three(m), 8),
            f"{facts.percent(m)}%",
            "Pathogenic",
        ]
        for m in found
    ]
    about = {"SF3B1": "SF3B1 encodes a core component of the spliceosome.", "TET2": "TET2 regulates DNA demethylation.", "ASXL1": "ASXL1 is a chromatin regulator; truncating variants are recurrent in myeloid neoplasms.",
             "DNMT3A": "DNMT3A is a DNA methyltransferase; the most frequent codon affected is Arg882."}  # fmt: skip
    n = len(found)
    blocks = [
        title("Harbor Point Genomics Core"), title("Myeloid Neoplasm Next-Generation Sequencing Panel", 11), gap(),
        grid(_who(d, ("Specimen:", "Bone marrow aspirate (EDTA)"), ("Accession:", f"NGS-{p.ids[1]}"), ("Collected:", slashed(d, d.on)), ("Reported:", slashed(d, out)), ("Diagnosis/Indication:", "Myelodysplastic syndrome"), ("Ordering Provider:", "L. Fontaine, MD")), (105, 155, 90, 155), head=False, shade=""),
        heading("RESULT SUMMARY"), text(f"{n} pathogenic variant{'s were' if n > 1 else ' was'} detected." if n else "No pathogenic or likely pathogenic variant was detected.", 10, True),
        *([heading("VARIANTS DETECTED"), grid(rows, (55, 90, 120, 115, 45, 80))] if n else []), gap(),
        text("FLT3 internal tandem duplication (ITD): Not detected. KMT2A partial tandem duplication (PTD): Not detected. No variants of uncertain significance were detected."),
        *([heading("INTERPRETATION")] if n else []),
        *(text(Raw(f"<b>{m.gene} {esc(facts.three(m))}</b>: {about.get(m.gene, f'Variants of {m.gene} are recurrent in myeloid neoplasms.')} The variant is present at an allele fraction of {facts.percent(m)}%.")) for m in found),
        new_page(), heading("GENES ANALYZED"), text("Genes listed here without an entry under Variants Detected showed no reportable variant: " + ", ".join(facts.PANEL) + "."),
        heading("METHODOLOGY"), text("DNA was enriched by hybrid capture and sequenced on a short-read instrument to a mean depth of 1050x. The limit of detection is 2% VAF for single nucleotide variants and small insertions and deletions. The assay does not distinguish somatic from germline variants."),
        heading("THERAPEUTIC BACKGROUND"), text("This section is general information. Ivosidenib and olutasidenib are inhibitors for IDH1 p.Arg132 variants; enasidenib is an inhibitor for IDH2. Luspatercept is approved for anemia of lower-risk MDS. Clonal hematopoiesis with DNMT3A p.Arg882His may occur in older adults without a myeloid neoplasm."),
        heading("DISCLAIMER"), text("This laboratory-developed test has not been cleared by the FDA. Results should be interpreted together with the clinical findings.", 8),
        gap(10), text("Report prepared by R. Thackeray, PhD. Verified by Lucia Bramante, MD, Molecular Pathology.", 8.5),
    ]  # fmt: skip
    sheet = flow(d, blocks, "molecular", foot=f"NGS-{p.ids[1]}   {p.last}, {p.first}   DOB {slashed(d, p.born)}")
    for m in found:
        facts.variant(d, m, sheet.find(m.gene, facts.coding(m)), significance="pathogenic")
    facts.negative(d)
    facts.not_seen(d, ("DNMT3A", "p.Arg882His"))
    asked(d, 1, "mds")
    for agent in ("ivosidenib", "olutasidenib", "enasidenib", "luspatercept"):
        d.gold.trap("treatments", {"agent": agent}, "text on drugs in general")
    d.also_dated = (out,)


def follow_up_note_web(d: Doc) -> None:
    """A follow-up visit: an identifying sentence, history of treatment as a list, medicines, a table of today's counts, assessment by problem."""
    p, w = d.person, Told(d)
    t = w.t
    today = results(
        d,
        (
            ("leukocytes", "WBC", "K/uL"),
            ("hemoglobin", "Hemoglobin", "g/dL"),
            ("platelets", "Platelets", "K/uL"),
            ("neutrophils", "ANC", "K/uL"),
            ("creatinine", "Creatinine", "mg/dL"),
        ),
        TODAY,
    )
    he, his = ("She", "her") if p.sex == "F" else ("He", "his")
    woman = "woman" if p.sex == "F" else "man"
    body = (
        f"<h1>Hematology Clinic Follow-Up Note</h1><table class=d><tr><td><b>Patient:</b> {p.first} {esc(p.last)}</td><td><b>DOB:</b> {slashed(d, p.born)}</td><td><b>Sex:</b> {sex(d)}</td><td><b>MRN:</b> {p.ids[0]}</td></tr><tr><td><b>Visit date:</b> {slashed(d, d.on)}</td><td colspan=3><b>Provider:</b> Noor Haddad-Pruitt, MD, Division of Hematology</td></tr></table>"
        f"<h2>Chief Complaint</h2><p>Follow-up of MDS, on treatment.</p><h2>History of Present Illness</h2><p>{p.first} {esc(p.last)} is {aged(d)} {woman} with {WHO[p.who][0].lower()}, diagnosed by bone marrow biopsy in {month(p.diagnosed)}. IPSS-R risk category at diagnosis was {p.ipssr}.</p>"
        f"<p>{he} was treated with {t.first} from {month(t.first_from)} to {month(t.first_to)}; this was discontinued because of {w.reason}. {t.now.capitalize()} was started on {slashed(d, t.now_from)}. {he} has completed {t.cycles} cycles and reports good tolerance apart from mild fatigue. {he} denies fever, bleeding, or weight loss.</p>"
        f"<h2>Past Medical History</h2><ul><li>{t.illness[0].capitalize()}</li></ul><h2>Family History</h2><p>Sister with acute myeloid leukemia treated with venetoclax. No other hematologic disorders.</p><h2>Medications</h2><ul><li>Folic acid 1 mg daily</li><li>Ondansetron 8 mg as needed</li></ul><p><b>Allergies:</b> Penicillin (rash)</p>"
        f"<h2>Objective</h2><p>BP 128/74, HR 78, Temp 36.7 C. ECOG performance status: {t.ecog}. No hepatosplenomegaly. No petechiae.</p>"
        + table(("Lab", f"{slashed(d, d.on)}", "Units", "Reference"), [(r.label, f"{r.text} {r.flag}".strip(), r.unit, f"{r.low}-{r.high}") for r in today])
        + f"<h2>Assessment and Plan</h2><ol><li><b>Myelodysplastic syndrome</b> ({WHO[p.who][1]}): Continue {t.now}. We again discussed allogeneic stem cell transplantation and {p.first} declined. If the disease progresses we will consider {t.considered}. Hydroxyurea is not indicated.</li>"
        f"<li><b>Anemia</b>: Transfuse packed red cells for hemoglobin below 7.0 g/dL.</li><li><b>{t.illness[0].capitalize()}</b>: Managed by {his} primary care physician.</li><li>Return to clinic in 4 weeks with CBC.</li></ol><p class=s>Electronically signed by Noor Haddad-Pruitt, MD on {slashed(d, d.on)} 4:47 PM</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.75in}body{font:10pt 'Liberation Serif';line-height:1.25}h1{font-size:15pt;border-bottom:1pt solid #333}h2{font-size:11pt;margin:7pt 0 1pt}.d{width:100%;margin-bottom:4pt}.d td{padding:2pt 8pt 2pt 0}.t td,.t th{border:.5pt solid #666;padding:2pt 8pt}ul,ol{margin:2pt 0}.s{font-size:8.5pt;margin-top:8pt}"
    sheet = web(d, body, css, "note", "other")
    diagnosis(d, 1, WHO[p.who][0].lower())
    d.fact("stages", 1, "IPSS-R", system="IPSS-R", category=p.ipssr.lower())
    w.first(1)
    w.now(1, whole=True)
    w.illness(1)
    w.ecog(sheet.find("ECOG performance status"))
    labs(d, today, d.on, sheet)
    plan = sheet.find("Assessment and Plan")
    w.not_wanted(plan)
    w.thought_of(plan)
    by_the_way(d, 1, "folic acid", "ondansetron")
    never(d, plan, "hydroxyurea")
    d.gold.trap("treatments", {"agent": "penicillin"}, "an allergy")
    relatives(d, "aml", "acute_leukemia")
    threshold(d, ("hemoglobin", 7.0))
    ills(d, plan, "anemia", "fatigue")
    d.treat(
        "rbc_transfusion", "transfusion", "planned", plan, may=True, any_status=["planned", "considered", "ongoing"]
    )


def transfusion_log_flow(d: Doc) -> None:
    """A ruled log of products by date with the hemoglobin before each, older rows beyond eight weeks, and a summary that counts for itself."""
    p, on = d.person, d.on
    days = (
        (96, "Packed red blood cells", 2),
        (70, "Packed red blood cells", 1),
        (48, "Packed red blood cells", 2),
        (30, "Platelets (apheresis)", 1),
        (27, "Packed red blood cells", 1),
        (6, "Packed red blood cells", 2),
    )
    rows = [["Date", "Product", "Units", "Indication", "Reaction"]]
    rows += [
        [
            slashed(d, later(on, -ago)),
            product,
            str(units),
            "Bleeding gums" if "Plate" in product else "Symptomatic anemia",
            "None",
        ]
        for ago, product, units in days
    ]
    blocks = [
        title("Riverbend University Medical Center"), title("Outpatient Transfusion Record", 11), gap(),
        grid(_who(d, ("Date of Report:", slashed(d, on)), ("Blood Type:", "A Positive")), (95, 160, 95, 155), head=False, lines="none"),
        heading("Transfusion Log"), grid(rows, (85, 160, 50, 130, 80)), heading("Summary"),
        grid([["Red cell units listed above, all dates", "8"], ["Red cell units, past 8 weeks (56 days)", "5"], ["Platelet units, past 8 weeks", "1"], ["Antibody screen", "Negative"], ["Transfusion reactions on record", "0"]], (250, 120), head=False), gap(),
        text("All cellular products are leukoreduced and irradiated. Plasma and cryoprecipitate: none transfused. Next type and screen is due before the next visit."),
        text("Protocol reminder: order 1 unit if hemoglobin is below 7.0 g/dL and 2 units if below 6.0 g/dL.", 8),
        gap(8), text(f"Prepared by: D. Whitlock, RN, BSN    {long(on)}", 8.5),
    ]  # fmt: skip
    flow(d, blocks, "note", "other", "lab", foot=f"{p.last}, {p.first}   MRN {p.ids[0]}")
    facts.red_cells(d, 1, 5, "Red cell units, past 8 weeks", platelets=True)
    ills(d, 1, "anemia", "bleeding gums")
    threshold(d, ("hemoglobin", 7.0), ("hemoglobin", 6.0))


FAMILIES: dict[str, dict[str, Callable[[Doc], None]]] = {
    "counts": {"complete_count_print": complete_count_print},
    "marrow": {"hematopathology_flow": hematopathology_flow},
    "cytogenetics": {"chromosome_study_flow": chromosome_study_flow},
    "genes": {"tiered_variants_flow": tiered_variants_flow},
    "note": {"follow_up_note_web": follow_up_note_web},
    "transfusions": {"transfusion_log_flow": transfusion_log_flow},
}

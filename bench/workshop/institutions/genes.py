# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Sequencing reports of companies, university laboratories, hubs and chains."""

from collections.abc import Callable

from bench.workshop.days import hyphened, long, sex, spaced
from bench.workshop.dress import Doc
from bench.workshop.genes import PANEL
from bench.workshop.institutions.paper import (
    after,
    asked,
    css_text,
    not_this,
    one,
    para,
    pct,
    say,
    silent,
    three,
    variant,
    web,
)
from bench.workshop.markup import Raw, esc, row, table
from bench.workshop.people import Mutation

NM = {
    "SF3B1": "NM_012433.4", "SRSF2": "NM_003016.4", "U2AF1": "NM_006758.3", "TET2": "NM_001127208.3", "ASXL1": "NM_015338.6", "DNMT3A": "NM_022552.5", "RUNX1": "NM_001754.5", "TP53": "NM_000546.6",
    "EZH2": "NM_004456.5", "STAG2": "NM_001042749.2", "BCOR": "NM_001123385.2", "JAK2": "NM_004972.4", "IDH1": "NM_005896.4", "IDH2": "NM_002168.4", "ZRSR2": "NM_005089.4", "CBL": "NM_005188.4",
}  # fmt: skip
ROLE = {
    "SF3B1": "RNA splicing", "SRSF2": "RNA splicing", "U2AF1": "RNA splicing", "ZRSR2": "RNA splicing", "TET2": "DNA methylation", "DNMT3A": "DNA methylation", "IDH1": "DNA methylation", "IDH2": "DNA methylation",
    "ASXL1": "chromatin", "EZH2": "chromatin", "BCOR": "transcription", "RUNX1": "transcription", "STAG2": "cohesin", "TP53": "DNA repair",
}  # fmt: skip


def _nm(m: Mutation) -> str:
    return NM.get(m.gene, "NM_000000.3")


def _spare(d: Doc) -> Mutation:
    """A variant of uncertain meaning in a gene that no score counts and this person has no other in."""
    ways = (Mutation("CUX1", "c.2134C>T", "p.R712C", "p.Arg712Cys", 0.487), Mutation("CSF3R", "c.1260G>C", "p.E420D", "p.Glu420Asp", 0.462), Mutation("MPL", "c.391A>G", "p.T131A", "p.Thr131Ala", 0.505))  # fmt: skip
    own = {m.gene for m in d.person.mutations}
    return next(m for m in ways if m.gene not in own)


def sequencing_company_front(d: Doc) -> None:
    """A sequencing company's report: findings as cards with a bar for the fraction, pertinent negatives, a page of therapies and trials, the gene list last."""
    who, on = d.person, d.on
    got, out = after(d, 2, 11)
    found = who.mutations
    rest = silent(d)
    cards = "".join(
        f"<div class=c><b>{m.gene}</b> &nbsp; {one(m)} &nbsp; <span>{m.coding}</span><div class=bar><i style='width:{min(m.vaf * 100, 100):.0f}%'></i></div>Variant allele fraction: {pct(m)}% &nbsp;|&nbsp; {ROLE.get(m.gene, 'signalling or other')}</div>"
        for m in found
    )
    quiet = [x for x in ("TP53", "FLT3", "NPM1", "IDH1", "IDH2", "SF3B1") if x in rest]
    body = (
        f"<div class=h>HELIOTROPE <span>xHeme DNA panel</span></div><table class=d><tr><td>{esc(who.first)} {esc(who.last)}<br>Date of birth {long(who.born)}<br>{sex(d)}<br>Record {who.ids[0]}</td><td>Diagnosis submitted<br><b>Myelodysplastic syndrome</b><br>Specimen: bone marrow aspirate<br>Sample {who.ids[1]}</td><td>Collected {long(on)}<br>Received {long(got)}<br>Signed {long(out)}<br>Dr Thandeka Moyo-Larsen</td></tr></table>"
        f"<h2>Genomic variants: {say(d, 'biologically relevant', 'somatic, reported', 'of clinical relevance')}</h2>{cards or '<p>No reportable variant.</p>'}<h2>Pertinent negatives</h2><p>No variant was found in {', '.join(quiet)}. FLT3-ITD: none. KMT2A-PTD: none. TMB and MSI are not given for this panel.</p>"
        f"<div class=n><h2>Therapies and trials</h2>{table(('Agent', 'Marker in label', 'Remark'), (('Ivosidenib', 'IDH1 R132', 'approved in relapsed MDS with the marker'), ('Luspatercept', 'none required', 'anaemia; ring sideroblasts in some labels'), ('Quizartinib', 'FLT3-ITD', 'AML only')))}<p>The list is general and is printed with every report of this panel. {say(d, 'SF3B1 p.K700E is the commonest hotspot of MDS.', 'JAK2 p.V617F suggests an overlap with myeloproliferative disease.', 'IDH2 p.R140Q is a target of enasidenib in AML.')}</p>"
        f"<h2>Genes assayed without a reported variant</h2><p class=g>{' &nbsp; '.join(rest)}</p><p class=s>Limit of detection 2% at 500x. Germline origin cannot be excluded for fractions near 50% or 100%. Low-coverage regions of this sample: none.</p></div>"
    )  # fmt: skip
    css = ("@page{size:letter;margin:.6in .6in .7in;@bottom-right{content:'" + css_text(f"{who.last} {who.ids[1]} ") + "' counter(page) ' of ' counter(pages);font:7pt 'DejaVu Sans'}}body{font:9pt 'DejaVu Sans'}.h{font-size:17pt;font-weight:bold;color:#6a1b9a}.h span{font-size:10pt;color:#333}.d{width:100%;font-size:8pt;background:#f6f0fa;margin:5pt 0}.d td{padding:5pt;width:33%}"
           ".c{border-left:4pt solid #6a1b9a;padding:4pt 8pt;margin:5pt 0}.c b{font-size:11pt;font-style:italic}.bar{background:#e5d8ee;height:5pt;width:200pt;margin:3pt 0}.bar i{display:block;background:#6a1b9a;height:5pt}.t{width:100%}.t td,.t th{border-bottom:.5pt solid #bbb;padding:3pt}h2{font-size:11pt;margin:8pt 0 2pt}.n{page-break-before:always}.g{font-style:italic}.s{font-size:7.5pt}")  # fmt: skip
    sheet = web(d, body, css, "molecular")
    for m in found:
        variant(d, m, sheet.find(m.gene, m.coding))
    for gene, change in (("SF3B1", "p.Lys700Glu"), ("JAK2", "p.Val617Phe"), ("IDH2", "p.Arg140Gln")):
        not_this(d, gene, change, "general text")
    for drug in ("ivosidenib", "quizartinib", "enasidenib", "luspatercept"):
        d.gold.trap("treatments", {"agent": drug, "status": "ongoing"}, "general text")
        d.treat(drug, "systemic", "considered", 2, may=True, any_status=["considered"])
    both = ["confirmed", "suspected"]
    d.fact(
        "diagnoses",
        1,
        "Myelodysplastic syndrome",
        may=True,
        disease="mds",
        labels=[""],
        status="confirmed",
        any_status=both,
    )


def academic_core_text(d: Doc) -> None:
    """A university hospital's text report: tiers as headings with transcript, exon depth and fraction in brackets, genes assayed below, signature line."""
    who, on = d.person, d.on
    got, out = after(d, 1, 15)
    rest = silent(d)
    s = d.paper("Courier", 8.5, 44)
    d.kind = "molecular"
    s.mono(["HARROWGATE UNIVERSITY MEDICAL CENTER             CENTER FOR GENOMIC MEDICINE", f"{who.last.upper()}, {who.first.upper()}   MRN {who.ids[0]}   {sex(d)}   DOB {hyphened(who.born)}", f"Specimen: bone marrow   Collected {hyphened(on)}   Received {hyphened(got)}", f"Case HG-{who.ids[1]}   Report date {hyphened(out)}", "=" * 80, "RAPID HEME PANEL V6", ""])  # fmt: skip
    strong, other = who.mutations[:1], who.mutations[1:]
    for title, some in (("TIER 1 (strong evidence):", strong), ("TIER 2 (potential evidence):", other)):
        s.mono([title] if some else [title + " none"])
        for m in some:
            page = s.mono(
                [
                    f"  {m.gene} {m.coding} {one(m)} - in {pct(m)}% of {600 + len(m.coding) * 17} reads",
                    f"      ({_nm(m)})",
                ]
            )
            variant(d, m, page)
    s.mono(["TIER 3 (unknown significance): none", "TIER 4 (benign): not reported", "", "COMMENT:"])
    s.mono(
        say(
            d,
            "  Allele fractions are of the aspirate and are not corrected for blasts.|  Fractions near 50 percent may be germline; none was confirmed here.",
            "  The pattern should be interpreted with morphology and karyotype.|  TP53 multihit state is associated with poor outcome in published cohorts.",
            "  CHIP-like DNMT3A variants (e.g. p.R882H) are found in healthy elderly|  people and are not by themselves proof of neoplasia.",
        ).split("|")
    )
    s.mono(
        [
            "",
            "FLT3-ITD assay (capillary): NEGATIVE.   KMT2A-PTD: NOT DETECTED.",
            "",
            "GENES WITHOUT A TIER 1-3 VARIANT:",
        ]
    )
    s.mono([f"  {', '.join(rest[i : i + 9])}" + ("," if i + 9 < len(rest) else "") for i in range(0, len(rest), 9)])
    s.mono(["", "Not part of version 6: ATM, BRAF, PIGA (see version 5 reports).", "Indication: rule out MDS.  Sensitivity 5% for substitutions, 10% for indels.", f"Electronically signed by Rafaela Stoddard-Nkemelu, MD, PhD, on {hyphened(out)}", "This test was validated by the center and is not FDA approved."])  # fmt: skip
    not_this(d, "DNMT3A", "p.Arg882His", "an example")
    for gene in ("ATM", "BRAF", "PIGA"):
        d.gold.trap("genes_tested_negative", {"gene": gene}, "not on the panel")
    asked(d, 1, "mds")


def hub_panel_letter(d: Doc) -> None:
    """An English genomics hub: result sentence in bold, variants in a table with accession in the description, wild-type genes in one sentence, germline remark."""
    who, on = d.person, d.on
    got, out = after(d, 1, 20)
    rest = silent(d)
    n = len(who.mutations)
    rows = [
        (
            Raw(f"<i>{m.gene}</i>"),
            f"{_nm(m)}:{m.coding}",
            f"p.({three(m)[2:]})" if m.protein3 else "p.?",
            f"{pct(m)}%",
            "Pathogenic",
        )
        for m in who.mutations
    ]
    result = (
        say(d, f"{n} pathogenic variant{'s' * (n > 1)} detected", f"Sequencing has detected {n} pathogenic variant{'s' * (n > 1)}", f"Clinically significant variants detected: {n}")
        if n else say(d, "No clinically significant variant detected", "No pathogenic variant was found")
    )  # fmt: skip
    body = (
        f"<p class=h>North Marches Genomics<br><span>Molecular Haematology, Royal Ludlow Hospital</span></p><table class=d>{row(('Patient', who.name, 'Sample', 'Bone marrow (EDTA)'))}{row(('Date of birth', spaced(who.born), 'Sampled', spaced(on)))}{row(('Sex', sex(d), 'Received', spaced(got)))}{row(('NHS / hospital no.', who.ids[0], 'Reported', spaced(out)))}{row(('Laboratory no.', who.ids[1], 'Referrer', 'Dr P. Ashdown, Shrewsbury'))}</table>"
        f"<p><b>Referral:</b> {say(d, 'unexplained cytopenias ?MDS', 'suspected MDS, please do myeloid panel', '?MDS on marrow, for prognostic panel')}</p><p class=r>{result}</p>"
        + (table(("Gene", "Variant (HGVS)", "Predicted protein", "VAF", "Classification"), rows) if n else "")
        + f"<p>{say(d, 'No pathogenic variant was detected in', 'The following genes showed no reportable variant:', 'Wild type at the limits of this assay:')} {', '.join(rest)}.</p><p>FLT3 internal tandem duplication and KMT2A partial tandem duplication were not detected.</p>"
        + para(say(d, "The patient's uncle was reported by this laboratory in 2022 with a DDX41 p.(Met1Ile) germline variant; that variant was not requested here.", "A cousin tested here carries the DDX41 variant p.(Met1Ile). Predictive testing has its own pathway.", "A relative's DDX41 p.(Met1Ile) variant (reported 2022) is under discussion with clinical genetics."))
        + "<p class=s>Target capture of 40 genes, minimum coverage 300x, sensitivity 5%. Classification follows the UK somatic variant guidelines. A negative result does not exclude a myeloid neoplasm.</p><p>Gwenllian Tudor-Bassey, Clinical Scientist &nbsp; Dr Ian Mottram, Consultant</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:19mm}body{font:10pt 'Liberation Sans'}.h{font-size:14pt;font-weight:bold;color:#005eb8}.h span{font-size:9pt;font-weight:normal}.d{width:100%;border:.7pt solid #005eb8;margin:5pt 0}.d td{padding:2.4pt 5pt}.r{font-weight:bold;font-size:11.5pt;border-top:1pt solid #005eb8;border-bottom:1pt solid #005eb8;padding:4pt 0}.t{width:100%;font-size:9pt}.t td,.t th{border:.5pt solid #999;padding:3pt;overflow-wrap:anywhere}.s{font-size:8pt}p{margin:6pt 0}"
    sheet = web(d, body, css, "molecular")
    for m in who.mutations:
        variant(d, m, sheet.find(m.gene, m.coding), significance="pathogenic")
    asked(d, 1, "mds")
    d.gold.trap("variants", {"gene": "DDX41", "hgvs_p": "p.Met1Ile"}, "a relative's")
    d.gold.trap("variants", {"gene": "DDX41", "hgvs_p": "p.(Met1Ile)"}, "a relative's")


def medical_center_class_table(d: Doc) -> None:
    """A Dutch university hospital: class 1 to 5 table with an uncertain variant as class 3, hotspots and whole genes listed apart, conclusion first."""
    who, on = d.person, d.on
    got, out = after(d, 1, 16)
    odd = _spare(d)
    rest = [x for x in PANEL if x not in {odd.gene, *(m.gene for m in who.mutations)}]
    d.gold.negative |= set(rest)
    rows = [(m.gene, m.coding, three(m, "*"), f"{m.vaf:.3f}", "5") for m in who.mutations] + [
        (odd.gene, odd.coding, three(odd), f"{odd.vaf:.3f}", "3")
    ]
    hot, whole = rest[::3], [x for x in rest if x not in rest[::3]]
    names = ", ".join(m.gene for m in who.mutations)
    text = (
        say(
            d,
            f"Pathogenic variant in {names}.",
            f"There is a pathogenic variant of {names}.",
            f"Molecular support for a clonal disease: {names}.",
        )
        if names
        else "No pathogenic variant."
    )
    body = (
        f"<table class=h><tr><td><b>UMC Oosterveld</b><br>Laboratory for Molecular Haematology</td><td class=r>{esc(who.last)}, {who.first}<br>{spaced(who.born)} &middot; {sex(d)}<br>Patient no. {who.ids[0]}</td></tr></table><p>Material: bone marrow of <b>{spaced(on)}</b>. Arrived {spaced(got)}. Report {spaced(out)}, no. {who.ids[1]}. Requested by Dr J. ter Horst. Question: myeloid neoplasm, {say(d, 'MDS suspected', 'MDS?', 'query MDS')}.</p>"
        f"<div class=x><b>Conclusion.</b> {text} A class 3 variant in {odd.gene}, without known consequence.</div>{table(('Gene', 'cDNA', 'Protein', 'Fraction', 'Class'), rows)}<p class=s>Class 5 pathogenic, 4 likely pathogenic, 3 uncertain significance; classes 2 (likely benign) and 1 (benign) are not reported. Fraction: share of reads, 0 to 1.</p>"
        f"<h3>No class 3-5 variant in</h3><p><b>Hotspots:</b> {', '.join(hot)}</p><p><b>Whole coding region:</b> {', '.join(whole)}</p><p>ITD of FLT3: absent. PTD of KMT2A: absent.</p><p class=s>Single molecule molecular inversion probes, two independent libraries. Sensitivity 3%. Dr. Annelot Brinkhuis, clinical molecular biologist.</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:18mm}body{font:10pt 'DejaVu Serif Condensed','DejaVu Serif'}.h{width:100%;border-bottom:2pt solid #d35400}.r{text-align:right}.x{background:#fdf2e9;padding:6pt;margin:6pt 0}.t{width:100%}.t td,.t th{border-bottom:.6pt solid #d9a;padding:3pt;overflow-wrap:anywhere}.s{font-size:8pt}h3{font-size:10.5pt}"
    sheet = web(d, body, css, "molecular")
    for m in who.mutations:
        variant(d, m, sheet.find(m.coding), significance="pathogenic")
    variant(d, odd, sheet.find(odd.coding), significance="uncertain")
    asked(d, 1, "mds", "myeloid_neoplasm")


def genomics_chain_report(d: Doc) -> None:
    """An Indian genomics company: gene with transcript and exon in one cell, depth and fraction, significance with disease, interpretation by gene, negative genes in a grid."""
    who, on = d.person, d.on
    got, out = after(d, 1, 18)
    rest = silent(d)
    rows = [(Raw(f"<b>{m.gene}</b><br>({_nm(m)})"), f"{m.coding} ({three(m, 'Ter')})", f"{pct(m)}% / {700 + len(m.coding) * 21}x", "Myelodysplastic syndrome", "Likely pathogenic" if i else "Pathogenic") for i, m in enumerate(who.mutations)]  # fmt: skip
    told = "".join(
        para(
            f"{m.gene}: {ROLE.get(m.gene, 'cell signalling')} gene. {say(d, 'Reported in myeloid malignancies.', 'Known in clonal myeloid disorders.', 'Listed in public somatic databases.')}"
        )
        for m in who.mutations
    )
    body = (
        f"<div class=h>PRAMANA GENOMICS PVT LTD<br><span>Somatic Myeloid Panel (40 genes)</span></div><table class=d>{row(('Full Name / Ref No', f'{who.name} / {who.ids[1]}', 'Order ID', who.ids[0]))}{row(('Gender', sex(d), 'Sample Type', 'Bone marrow aspirate'))}{row(('Date of Birth / Age', f'{hyphened(who.born)} / {who.age(on)} years', 'Sample Collected', hyphened(on)))}{row(('Referring Clinician', 'Dr Ashwin Kelkar', 'Sample Received', hyphened(got)))}{row(('Centre', 'Vindhya Cancer Institute', 'Report Date', hyphened(out)))}</table>"
        f"<p><b>CLINICAL INDICATION:</b> {say(d, 'Evaluation for myelodysplastic syndrome.', 'Suspected MDS. Consanguinity: no.', 'Cytopenia; suspected myelodysplastic syndrome.')}</p><p class=v>RESULT: {'CLINICALLY SIGNIFICANT VARIANTS DETECTED' if rows else 'NO CLINICALLY SIGNIFICANT VARIANT DETECTED'}</p>"
        + (table(("Gene (Transcript)", "Variant", "Allele fraction / Depth", "Disease", "Significance"), rows) if rows else "")
        + f"<p><b>VARIANTS OF UNCERTAIN SIGNIFICANCE:</b> None.</p>{'<p><b>INTERPRETATION</b></p>' + told if told else ''}<p><b>GENES WITHOUT REPORTABLE VARIANTS</b></p><table class=q>{''.join(row(rest[i : i + 8]) for i in range(0, len(rest), 8))}</table><p>FLT3-ITD: Not detected. KMT2A-PTD: Not detected.</p>"
        "<p><b>RECOMMENDATIONS</b></p><ul><li>Correlate with karyotype and marrow morphology.</li><li>Genetic counselling is advised.</li></ul><p class=s>Variants below 2% are not reported. Genes such as CALR and MPL are sequenced in all coding exons. &nbsp; Dr Rukmini Sathe PhD &nbsp; Dr Faizal Karim MD</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:14mm;@bottom-center{content:'Page ' counter(page) ' of ' counter(pages);font:7.5pt 'Liberation Sans'}}body{font:9pt 'Liberation Sans'}.h{text-align:center;font-size:14pt;font-weight:bold;color:#b71c1c}.h span{font-size:10pt;color:#333}.d{width:100%;background:#fafafa;border:.5pt solid #999;margin:5pt 0}.d td{padding:2.5pt}.v{background:#b71c1c;color:#fff;padding:4pt;text-align:center;font-weight:bold}.t{width:100%}.t td,.t th{border:.5pt solid #999;padding:3pt;overflow-wrap:anywhere}.t td:first-child{white-space:nowrap}.q td{padding:1pt 14pt 1pt 0}.s{font-size:7.5pt}"
    sheet = web(d, body, css, "molecular")
    for i, m in enumerate(who.mutations):
        variant(d, m, sheet.find(m.gene, m.coding), significance="likely_pathogenic" if i else "pathogenic")
    both = ["suspected", "confirmed", "ruled_out"]
    d.fact("diagnoses", 1, "myelodysplastic", may=True, disease="mds", labels=[""], status="suspected", any_status=both)


def sendout_gene_components(d: Doc) -> None:
    """A reference laboratory's panel as the hospital's system shows it: components with values, variants numbered inside one long text value."""
    who, on = d.person, d.on
    got, out = after(d, 2, 14)
    rest = silent(d)
    told = (
        "".join(f"{i}. {m.gene}: {one(m)}, {m.coding}; VAF: {pct(m)}%<br>" for i, m in enumerate(who.mutations, 1))
        or "None."
    )
    rows = (
        ("NGS RESULT", "Positive" if who.mutations else "Negative"), ("SPECIMEN TYPE", "Bone marrow"), ("INDICATION FOR TEST", "R/O MDS"), ("PATHOGENIC MUTATIONS DETECTED", Raw(told)),
        ("CLINICAL TRIALS", "A search returned trials for this tumor type; not listed."), ("VARIANTS OF UNKNOWN SIGNIFICANCE", "None"), ("FLT3 ITD", "Not detected"), ("KMT2A PTD", "Not detected"),
        ("GENES TESTED, NO MUTATION", ", ".join(rest)), ("INTERPRETATION", say(d, "See the mutation list. Prognostic meaning depends on the clinical diagnosis.", "Findings should be combined with cytogenetics for a molecular prognostic score.", "Mutations in splicing genes are frequent in MDS; absence does not exclude it.")),
        ("COVERAGE", "No region below 100x"), ("SIGNING PATHOLOGIST", "Ottilia Frostad, MD"),
    )  # fmt: skip
    body = (
        f"<div class=h>Copper Ridge Health System &mdash; Results Inquiry</div><p>{esc(who.last.upper())},{who.first.upper()} | {who.ids[0]} | {sex(d)} | born {hyphened(who.born)} | ordering: Petrosyan, Lena NP</p><h3>ONCOLOGY NGS, MYELOID (SO)</h3>"
        f"<table class=d>{row(('Specimen collected', f'{hyphened(on)} 09:48', 'Accession', who.ids[1]))}{row(('Received by performing lab', f'{hyphened(got)}', 'Result date', f'{hyphened(out)} 12:03'))}</table><table class=t>{''.join(row(r) for r in rows)}</table><p class=s>Reviewed by: Petrosyan, Lena NP on {hyphened(out)}. Released to patient: yes. &nbsp; Performing laboratory: Tamarack Reference Laboratories.</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.6in}body{font:9.5pt 'Liberation Sans'}.h{background:#37474f;color:#fff;padding:5pt}.d{width:100%;margin:4pt 0;font-size:8.5pt}.t{width:100%}.t td{border-top:.5pt solid #90a4ae;padding:4pt}.t td:first-child{width:150pt;font-size:8pt;color:#37474f;font-weight:bold}.s{font-size:8pt}"
    sheet = web(d, body, css, "molecular", "lab")
    for m in who.mutations:
        variant(d, m, sheet.find(m.gene, m.coding))
    asked(d, 1, "mds")


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f
    for f in (
        sequencing_company_front, academic_core_text, hub_panel_letter, medical_center_class_table,
        genomics_chain_report, sendout_gene_components,
    )
}  # fmt: skip

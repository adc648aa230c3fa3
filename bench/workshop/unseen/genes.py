# ruff: noqa: E501 (wording of records is data)
"""Sequencing reports."""

import datetime as dt
import html
from collections.abc import Callable, Iterable
from typing import Any

from bench.workshop.dress import Doc
from bench.workshop.people import GENES_M, Mutation
from bench.workshop.unseen.marrow import SEX, asked
from bench.workshop.unseen.paper import day, pairs, tr, web

EXTRA = (
    "TET2",
    "JAK2",
    "KIT",
    "MPL",
    "CALR",
    "ZRSR2",
    "CUX1",
    "DDX41",
    "CSF3R",
    "SMC1A",
    "SMC3",
    "RAD21",
    "ABL1",
    "HRAS",
)
PANEL = tuple(sorted({*GENES_M, *EXTRA}))
DRUGS = {
    "IDH1": "ivosidenib",
    "IDH2": "enasidenib",
    "FLT3": "gilteritinib",
    "JAK2": "ruxolitinib",
    "SF3B1": "luspatercept",
}


def panel_of(d: Doc, genes: Iterable[str] = PANEL, without: Iterable[str] = ()) -> list[str]:
    """The genes without a variant, which are the gold's negatives, in order of the alphabet."""
    found = {m.gene for m in d.person.mutations} | set(without)
    rest = sorted(set(genes) - found)
    d.gold.negative |= set(rest)
    return rest


def variant(d: Doc, m: Mutation, page: int, vaf: float, unknown: str | None = "p.?", **more: Any) -> None:
    """The gold of one variant; ``unknown`` is what is printed where the change of the protein is not known."""
    d.fact(
        "variants",
        page,
        m.gene,
        m.coding,
        gene=m.gene,
        hgvs_c=m.coding,
        hgvs_p=m.protein3 or unknown,
        vaf=vaf,
        collected=d.on.isoformat(),
        **more,
    )


def _start(d: Doc, days: int) -> dt.date:
    out = d.on + dt.timedelta(days)
    d.kind, d.also_dated = "molecular", (out,)
    return out


def _three(m: Mutation) -> str:
    return (m.protein3 or "p.?").replace("Ter", "*")


def _drug_traps(d: Doc, *drugs: str) -> None:
    for drug in drugs:
        d.gold.trap("treatments", {"agent": drug, "status": "ongoing"}, "an association of a gene")
        for status in ("considered", "planned"):
            d.fact("treatments", 1, drug, may=True, agent=drug, kind="systemic", status=status)


def drug_pages(d: Doc) -> None:
    """A commercial report: genes in tiles, a page of drugs and trials, pertinent negatives, then the genes and the method on the last page."""
    p, out = d.person, _start(d, 11)
    found = p.mutations
    tiles = (
        "".join(
            f"<div class=q><b>{m.gene}</b><br>{m.coding}<br>{_three(m)}<br>VAF: {m.vaf * 100:.1f}%</div>" for m in found
        )
        or "<p>No reportable genomic variants were identified.</p>"
    )
    drugs = "".join(
        tr(
            g,
            "Detected" if any(m.gene == g for m in found) else "Not detected",
            f"{drug} (approved or studied in {g}-altered myeloid disease)",
            "NCT00000000",
        )
        for g, drug in DRUGS.items()
    )
    rest = panel_of(d)
    w = web(d, f"""<div class=t>ORIGO <span>Heme Profile</span></div><table class=h>{pairs([("Patient", p.name), ("Report date", day(out, "us")), ("Date of birth", day(p.born, "us")), ("Collection date", day(d.on, "us")), ("Sex", SEX[p.sex]), ("Specimen", f"Bone marrow, {p.ids[1]}"), ("Physician", "Marguerite Tallchief, MD"), ("Diagnosis provided", "MDS")])}</table>
<h3>Genomic findings: {len(found)}</h3>{tiles}<p class=c>Tumor mutational burden: cannot be determined. Microsatellite status: stable (not validated in marrow).</p>
<h3 class=b>Therapies and trials by gene</h3><table class=r>{tr("Gene", "This patient", "Therapy", "Trial", tag="th")}{drugs}</table><p>Therapies listed are not a recommendation. The patient's own treatment was not provided to the laboratory.</p>
<h3>Pertinent negatives</h3><p>FLT3-ITD: not detected. KMT2A partial tandem duplication: not detected.</p>
<h3 class=b>Genes without reportable variants</h3><p class=g>{" &nbsp; ".join(rest)}</p><p class=f>All coding exons by hybrid capture, mean depth 1,150x; variants at 2% VAF or above are reported. Controls: BRAF p.V600E at 5.1% and EGFR p.L858R at 4.8% detected in the reference DNA run with this sample. Laboratory director: Ilse Korhonen, PhD.</p>""",
            ".t{font-size:20pt;color:#067}.t span{font-size:11pt}.h th{padding-right:8px;color:#067}.h td{padding-right:30px}.q{display:inline-block;border:1px solid #067;border-radius:5px;padding:6px 10px;margin:3px;width:44mm;overflow-wrap:anywhere}.c{clear:both}.b{break-before:page}.r td,.r th{border:.5px solid #aaa;padding:3px 6px}.f{font-size:7pt}", "Letter")  # fmt: skip
    for m in found:
        variant(d, m, w.find(m.gene, m.coding), round(m.vaf, 3))
    _drug_traps(d, *DRUGS.values())
    asked(d, 1)
    d.fact("diagnoses", 1, "MDS", may=True, disease="mds", labels=[""], status="confirmed")
    d.fact(
        "biomarkers",
        1,
        "stable",
        may=True,
        name="msi",
        status="negative",
        any_status=["negative", "positive", "equivocal", "not_tested"],
        collected=d.on.isoformat(),
    )
    for gene, change in (("BRAF", "p.Val600Glu"), ("EGFR", "p.Leu858Arg")):
        d.gold.trap("variants", {"gene": gene, "hgvs_p": change}, "the run's control")


def classified(d: Doc) -> None:
    """A British report: ruled table with HGVS in brackets and a class for every variant, genes with transcripts and exons in a block."""
    p, out = d.person, _start(d, 19)
    classes = ("Pathogenic", "Likely pathogenic")
    rows = "".join(
        tr(
            m.gene,
            f"{m.coding} {'p.(' + _three(m)[2:] + ')' if m.protein3 else 'p.?'}",
            f"{m.vaf * 100:.0f}%",
            classes[i % 2],
        )
        for i, m in enumerate(p.mutations)
    )
    table = (
        f"<table class=r>{tr('Gene', 'Variant (HGVS)', 'VAF', 'Classification', tag='th')}{rows}</table>"
        if rows
        else "<p>No pathogenic or likely pathogenic variant identified.</p>"
    )
    rest = panel_of(d)
    w = web(d, f"""<table class=h><tr><td><b>Brythonic Regional Genomics Service</b><br>Myeloid gene panel &mdash; FINAL REPORT</td><td>{p.last.upper()}, {p.first}<br>DOB: {day(p.born)} &nbsp; Sex: {SEX[p.sex]}<br>NHS no: 999 {p.ids[0]}</td></tr></table><p>Sample: bone marrow, collected {day(d.on)}, received {day(d.on + dt.timedelta(2))}. Report: {day(out)}. Indication: myelodysplasia suspected.</p>
<p class=k>{len(p.mutations)} variant(s) of clinical significance identified.</p>{table}<p>Interpretation: {"The variants support a clonal myeloid disorder. " if rows else ""}Mutations in TP53 (multi-hit), RUNX1 and EZH2 have adverse significance in the IPSS-M; SF3B1 p.(Lys700Glu) is associated with ring sideroblasts.</p>
<p>No variant of clinical significance was found in the remaining genes of the panel:</p><p class=g>{", ".join(f"{g} (ex {2 + len(g)}-{9 + len(g)})" for g in rest)}. KMT2A-PTD and FLT3-ITD: none detected.</p><p class=f>Sensitivity 2% VAF at 500x. Germline origin cannot be excluded for variants near 50%. DDX41 in relatives: referral to clinical genetics if a variant is found. Authorised: Dr S. Quartermain, {day(out)}.</p>""",
            ".h td{width:90mm;padding-bottom:8px}.r td,.r th{border:1px solid #000;padding:3px 10px}.k{font-weight:bold}.g{font-size:8pt}.f{font-size:7.5pt}")  # fmt: skip
    meanings = ("pathogenic", "likely_pathogenic")
    for i, m in enumerate(p.mutations):
        variant(d, m, w.find(m.gene, m.coding), round(m.vaf * 100) / 100, significance=meanings[i % 2])
    if all(m.gene != "SF3B1" for m in p.mutations):
        d.gold.trap("variants", {"gene": "SF3B1"}, "an example")
    d.also_dated = (out, d.on + dt.timedelta(2))
    asked(d, 1)


def spreadsheet(d: Doc) -> None:
    """An export across a turned page: chromosome, place, reads, fraction as a number below one, one-letter protein; negatives as a list below."""
    p, out = d.person, _start(d, 15)
    head = (
        "Sample",
        "Gene",
        "Chr",
        "Transcript",
        "cDNA",
        "AA change",
        "Ref reads",
        "Alt reads",
        "Depth",
        "Alt freq",
        "Call",
    )
    rows = ""
    for i, m in enumerate(p.mutations):
        depth = 900 + 37 * i
        alt = round(m.vaf * depth)
        rows += tr(
            p.ids[1],
            m.gene,
            str(i + 2),
            f"NM_0{15338 + i * 411}.4",
            m.coding,
            m.protein1 if m.protein3 else "p.?",
            str(depth - alt),
            str(alt),
            str(depth),
            f"{m.vaf:.3f}",
            "PASS",
        )
    rows = rows or tr(p.ids[1], "-", "-", "-", "none", "-", "-", "-", "-", "-", "-")
    rest = panel_of(d)
    w = web(d, f"""<h3>Variant export, myeloid amplicon panel &ndash; Laboratory of Molecular Haematology, Aarsund University Hospital</h3><p>Patient {p.last}, {p.first} &nbsp;|&nbsp; born {day(p.born, "iso")} &nbsp;|&nbsp; {SEX[p.sex].lower()} &nbsp;|&nbsp; sampled {day(d.on, "iso")} &nbsp;|&nbsp; exported {day(out, "iso")} &nbsp;|&nbsp; tumour type: MDS</p>
<table class=r>{tr(*head, tag="th")}{rows}</table><p>Filters: Alt freq &ge; 0.02, depth &ge; 250. Positive control HD701: KRAS p.G13D 0.149, NRAS p.Q61K 0.124 (expected).</p><p>Genes covered with no call: {" ".join(rest)}</p><p>FLT3-ITD: neg. KMT2A-PTD: neg.</p>""",
            ".r{font-size:7.5pt;width:100%}.r td,.r th{border:.5px solid #bbb;padding:2px 4px;overflow-wrap:anywhere}.r th{background:#ddd}", "A4 landscape", "14mm")  # fmt: skip
    for m in p.mutations:
        variant(d, m, w.find(m.gene, m.coding), round(m.vaf, 3))
    for gene, change in (("KRAS", "p.Gly13Asp"), ("NRAS", "p.Gln61Lys")):
        d.gold.trap("variants", {"gene": gene, "hgvs_p": change}, "the control's")
    asked(d, 1)
    d.fact("diagnoses", 1, "MDS", may=True, disease="mds", labels=[""], status="confirmed")


def uncertain_apart(d: Doc) -> None:
    """A hospital's own report: significant variants in sentences, one uncertain variant in a table of its own, a gene whose coverage failed."""
    p, out = d.person, _start(d, 13)
    have = {m.gene for m in p.mutations}
    failed = next(g for g in ("CEBPA", "BCORL1", "GNB1") if g not in have)
    odd = next(
        m
        for m in (
            Mutation("SMC3", "c.1964G>C", "p.R655P", "p.Arg655Pro", 0.487),
            Mutation("RAD21", "c.1112T>A", "p.L371Q", "p.Leu371Gln", 0.487),
        )
        if m.gene not in have
    )
    lines = "".join(
        f"<li><b>{m.gene}</b> {_three(m) if m.protein3 else 'splice-site change'} ({m.coding}), present in {m.vaf * 100:.1f}% of reads (depth {780 + 13 * i}x)</li>"
        for i, m in enumerate(p.mutations)
    )
    rest = panel_of(d, PANEL, (failed, odd.gene))
    rows = "".join(
        "<tr>" + "".join(f"<td>{g}</td><td class=n>100%</td>" for g in rest[i : i + 6]) + "</tr>"
        for i in range(0, len(rest), 6)
    )
    w = web(d, f"""<h2>Lantern Bay Health &ndash; Molecular Diagnostics</h2><table class=h>{pairs([("Name", f"{p.last}, {p.first}"), ("Accession", f"MD-25-{p.ids[1][1:]}"), ("DOB", day(p.born, "us")), ("Collected", day(d.on, "us")), ("Sex", SEX[p.sex]), ("Reported", day(out, "us"))])}</table>
<h4>1. Variants of strong or potential clinical significance</h4>{f"<ul>{lines}</ul>" if lines else "<p>None detected.</p>"}<h4>2. Variants of unknown clinical significance</h4><table class=r>{tr("Gene", "Nucleotide", "Protein", "VAF", "Comment", tag="th")}{tr(odd.gene, odd.coding, _three(odd), f"{odd.vaf * 100:.1f}%", "Germline origin possible; population frequency 0.0002")}</table>
<h4>3. Genes sequenced, no variant (fraction of target at 200x or more)</h4><table class=g>{rows}</table><h4>4. Failed</h4><p>{failed}: 31% of target at 200x. This gene did not meet quality criteria and cannot be reported as negative.</p><p>FLT3-ITD and KMT2A-PTD: Not detected.</p>
<p class=f>Family note on requisition: mother had breast cancer, BRCA2 c.5946del carrier; BRCA2 is not part of this assay. Signed out by Q. Barrowclough, MD.</p>""",
            "h2{color:#623}h4{margin:8px 0 2px}.r td,.r th{border:.5px solid #999;padding:2px 7px}.g td{padding:0 2px}.n{color:#777;font-size:7pt;padding-right:14px!important}.h th{padding-right:8px}.h td{padding-right:26px}.f{font-size:7.5pt}", "Letter")  # fmt: skip
    for m in p.mutations:
        variant(d, m, w.find(m.gene, m.coding), round(m.vaf, 3), None)
    variant(d, odd, w.find(odd.gene, odd.coding), odd.vaf, significance="uncertain")
    d.gold.trap("genes_tested_negative", {"gene": failed}, "failed coverage")
    d.gold.trap("variants", {"gene": "BRCA2"}, "the mother's")
    d.gold.trap("diagnoses", {"disease": "breast_cancer"}, "the mother's")


def several_assays(d: Doc) -> None:
    """A typed print of assays one after another: single-gene tests with their own verdicts, then the panel; results in capitals."""
    p, s, out = d.person, d.paper("Courier", 8.5, 44), _start(d, 12)
    have = {m.gene for m in p.mutations}
    s.mono(
        [
            "MOLECULAR HAEMATOLOGY  -  KOWHAI DISTRICT HEALTH LABORATORIES",
            f"Report printed {day(out)}",
            "",
            f"Patient : {p.last.upper()} {p.first}",
            f"DOB     : {day(p.born)}      Sex: {p.sex}      NHI: {p.ids[1]}",
            f"Sample  : Bone marrow      Collected: {day(d.on)}",
            "-" * 82,
        ]
    )
    single = [
        "JAK2 V617F (allele-specific PCR)",
        "CALR exon 9 (fragment analysis)",
        "MPL exon 10 (Sanger)",
        "FLT3-ITD (fragment analysis)",
        "KMT2A-PTD (MLPA)",
    ]
    for name in single:
        gene = name.split()[0].split("-")[0]
        verdict = "SEE PANEL" if gene in have else "NOT DETECTED"
        s.mono([f"{name:<48}{verdict}"])
    s.mono(
        [
            "-" * 82,
            "MYELOID PANEL (MASSIVELY PARALLEL SEQUENCING)",
            "",
            "Mutations detected:" if p.mutations else "Mutations detected: NONE",
        ]
    )
    for m in p.mutations:
        page = s.mono(
            [
                f"  {m.gene:<8} {m.coding:<30} {m.protein1 if m.protein3 else 'p.?'}",
                f"           allele burden {m.vaf * 100:.0f} %, reads 1{len(m.coding)}4",
            ]
        )
        variant(d, m, page, round(m.vaf * 100) / 100)
    rest = panel_of(d)
    s.mono(["", "No mutation detected in:"])
    for i in range(0, len(rest), 9):
        s.mono(["  " + " ".join(f"{g:<8}" for g in rest[i : i + 9])])
    s.mono(
        [
            "",
            "Not covered by this panel: ATM, STAT3, UBA1, ANKRD26.",
            "Lower limit of detection: 2 %. An allele burden under 10 % may reflect clonal",
            "haematopoiesis (CHIP), common in people over 70.",
            "",
            "Reporting scientist: T. Ngata      Haematologist: Dr R. Featherstonhaugh",
        ]
    )
    for gene in ("ATM", "STAT3", "UBA1", "ANKRD26"):
        d.gold.trap("genes_tested_negative", {"gene": gene}, "not covered")


def patient_summary(d: Doc) -> None:
    """A tertiary centre's two-column result page: sidebar with demographics and negatives, findings with fractions in words of reads, reference to an older test."""
    p, out = d.person, _start(d, 18)
    rest = panel_of(d)
    blocks = (
        "".join(
            f"<p><b>{i}. {m.gene}</b> &mdash; {html.escape(m.coding, quote=False)}{'; ' + _three(m) if m.protein3 else ' (splice region, protein effect unknown)'}. Mutant allele fraction {m.vaf:.2f}.</p>"
            for i, m in enumerate(p.mutations, 1)
        )
        or "<p>No somatic mutation was found in the genes tested.</p>"
    )
    w = web(d, f"""<div class=l><h3>Instituto Oncológico Vale do Sul</h3><p>Molecular Oncology Unit (English copy)</p><p><b>{p.first} {p.last}</b><br>{SEX[p.sex]}<br>Date of birth {day(p.born)}<br>Record {p.ids[0]}</p><p>Bone marrow<br>collected {day(d.on)}<br>result {day(out)}</p><h4>Wild-type genes</h4><p class=g>{"<br>".join(", ".join(rest[i : i + 4]) for i in range(0, len(rest), 4))}</p></div>
<div class=m><h2>Myeloid mutation profile</h2>{blocks}<p>Partial tandem duplication of KMT2A and internal tandem duplication of FLT3 were looked for and are absent.</p><h4>Comment</h4><p>In general, about half of patients with MDS carry mutations of the splicing genes SF3B1, SRSF2, U2AF1 or ZRSR2. Mutations were not tested in saliva, so that germline variants are not excluded. The single-gene JAK2 request of {day(d.on - dt.timedelta(60))} was cancelled by the requester. Follow-up of the mutant allele fraction in 6 months is suggested.</p><p>Dra. Helena Vasconcelos</p></div>""",
            ".l{float:left;width:58mm;background:#f1efe8;padding:8px;font-size:8pt}.m{margin-left:68mm}.g{font-size:7.5pt}h3,h2{margin:0}")  # fmt: skip
    for m in p.mutations:
        variant(d, m, w.find(m.gene, m.coding), round(m.vaf, 2), None)
    d.also_dated = (out,)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (drug_pages, classified, spreadsheet, uncertain_apart, several_assays, patient_summary)
}

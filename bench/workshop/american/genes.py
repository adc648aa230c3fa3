# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""American families of sequencing reports."""

from collections.abc import Callable, Sequence
from typing import Any

from bench.workshop.american.paper import (
    long,
    mdy,
    mon,
    slim,
    table,
    web,
)
from bench.workshop.days import later, sex
from bench.workshop.dress import Doc
from bench.workshop.genes import PANEL
from bench.workshop.markup import Raw, esc, row
from bench.workshop.people import Mutation

WIDE = tuple(sorted({*PANEL, "RAD21", "SMC1A", "SMC3", "HRAS", "ANKRD26"}))
ACCESSIONS = {
    "SF3B1": "NM_012433.4", "SRSF2": "NM_003016.4", "U2AF1": "NM_006758.3", "TET2": "NM_001127208.3", "ASXL1": "NM_015338.6", "DNMT3A": "NM_022552.5",
    "RUNX1": "NM_001754.5", "TP53": "NM_000546.6", "EZH2": "NM_004456.5", "STAG2": "NM_001042749.2", "BCOR": "NM_001123385.2", "JAK2": "NM_004972.4",
    "IDH1": "NM_005896.4", "IDH2": "NM_002168.4", "ZRSR2": "NM_005089.4", "CBL": "NM_005188.4", "NRAS": "NM_002524.5", "KRAS": "NM_004985.5",
}  # fmt: skip
DRUGS = ("ivosidenib", "enasidenib", "ruxolitinib", "quizartinib")


def _pct(m: Mutation) -> str:
    return f"{m.vaf * 100:.1f}"


def _three(m: Mutation, ter: str = "*") -> str:
    return (m.protein3 or "p.?").replace("Ter", ter)


def _one(m: Mutation) -> str:
    return m.protein1 if m.protein3 else "p.?"


def _accession(m: Mutation) -> str:
    return ACCESSIONS.get(m.gene, "NM_000000.5")


def _variant(d: Doc, m: Mutation, page: int, **more: Any) -> None:
    fields: dict[str, Any] = {"gene": m.gene, "hgvs_c": m.coding, "hgvs_p": m.protein3 or "p.?", "vaf": round(m.vaf, 4)}
    d.fact("variants", page, m.gene, m.coding, **fields, collected=d.on.isoformat(), **more)


def _negative(d: Doc, genes: Sequence[str]) -> None:
    d.gold.negative |= set(genes) - {m.gene for m in d.person.mutations}


def _not_seen(d: Doc, gene: str, change: str, why: str) -> None:
    if all(m.gene != gene for m in d.person.mutations):
        d.gold.trap("variants", {"gene": gene, "hgvs_p": change}, why)


def findings_and_drugs(d: Doc) -> None:
    """A commercial report of several pages: findings with therapies beside them, pertinent negatives, paragraphs on genes and drugs, trials, the gene list at the end."""
    who, on, found = d.person, d.on, d.person.mutations
    out = later(on, 12)
    rows = [
        (
            Raw(f"<b><i>{m.gene}</i></b><br>{_one(m)}<br><small>{esc(m.coding)}</small>"),
            f"{_pct(m)}%",
            "None",
            "ivosidenib (AML)" if m.gene == "IDH1" else "None",
            "2 trials, see p. 3",
        )
        for m in found
    ]
    quiet = [g for g in ("FLT3", "NPM1", "TP53", "IDH1", "IDH2", "SF3B1") if g not in {m.gene for m in found}]
    body = (
        f"<div class=b><b>SextantOne</b> Heme <span>Test report</span></div><table class=d><tr><td><b>PATIENT</b><br>{esc(who.last)}, {who.first}<br>DOB {long(who.born)}<br>{sex(d)}<br>MRN {who.ids[0]}</td><td><b>PHYSICIAN</b><br>Farrow, Ngozi<br>Cobalt Hematology Assoc.<br>Add'l recipient: none</td>"
        f"<td><b>SPECIMEN</b><br>Bone marrow aspirate, EDTA<br>Collected {long(on)}<br>Received {long(later(on, 2))}<br>Reported {long(out)}<br>ID SX-{who.ids[1]}</td></tr></table><p>Disease submitted: bone marrow myelodysplastic syndrome (MDS)</p>"
        f"<h2>{len(found)} genomic finding{'' if len(found) == 1 else 's'} &nbsp;|&nbsp; 0 therapies in patient's tumor type &nbsp;|&nbsp; 2 clinical trials</h2>"
        + (table(("Genomic finding", "Variant allele frequency", "Approved therapies, patient's tumor type", "Approved therapies, other tumor type", "Trials"), rows) if found else "<p><b>No reportable genomic alterations were identified.</b></p>")
        + (f"<h3>Pertinent negatives</h3><p>No reportable alterations were identified in: {', '.join(quiet)}. <i>FLT3</i>-ITD not detected. <i>KMT2A</i>-PTD not detected.</p>")
        + "<h3>Biomarker findings</h3><p>Microsatellite status: cannot be determined. Tumor mutational burden: not reported for this specimen type.</p>"
        "<div class=n><h2>About the genes and therapies</h2><p>SRSF2 encodes a splicing factor; hotspot changes at proline 95 (for example SRSF2 p.P95H) recur in CMML. SF3B1 p.K700E marks disease with ring sideroblasts. IDH1 R132H is targeted by ivosidenib and IDH2 R140Q by enasidenib; "
        "JAK2 V617F in myelofibrosis by ruxolitinib; FLT3-ITD by quizartinib. None of these descriptions is a statement on this patient's sample.</p><p>Patients whose disease progressed on ruxolitinib had worse survival (Aldous et al., 2019).</p></div>"
        f"<div class=n><h2>Clinical trials</h2><p><b>NCT00000000</b> Phase 1b of an oral SF3B1 modulator with azacitidine; Boston, MA. Eligibility: IPSS-R intermediate or higher, ECOG 0-2.<br><b>NCT00000001</b> Enasidenib in IDH2-mutated MDS; Denver, CO.</p><h2>Appendix: genes assayed</h2><p>The assay interrogates the entire coding sequence of {len(WIDE)} genes. Genes without a finding on page 1 had no reportable alteration.</p><table class=q>"
        + "".join(row([Raw(f"<i>{g}</i>") for g in WIDE[i : i + 7]]) for i in range(0, len(WIDE), 7))
        + "</table><p>Sensitivity is above 99% for base substitutions at 5% or more of alleles, and 97% for insertions and deletions at 10% or more. Median coverage of this sample: 812x. Variants of unknown significance: none.</p><p>Signed: Priscilla Oduya-Hart, MD, Laboratory Director, CLIA 00D0000001</p></div>"
    )  # fmt: skip
    css = ("@page{size:letter;margin:.6in .6in .75in;@bottom-left{content:'SX-" + who.ids[1] + "  DOB " + mdy(who.born) + "';font:7pt 'DejaVu Sans'}@bottom-right{content:'PAGE ' counter(page) ' OF ' counter(pages);font:7pt 'DejaVu Sans'}}body{font:9pt 'DejaVu Sans'}.b{border-left:8pt solid #e4572e;padding-left:6pt;font-size:16pt}.b span{float:right;font-size:9pt}"
           ".d{width:100%;font-size:8pt;background:#f2f2f2;margin:6pt 0}.d td{padding:5pt;width:33%}.t{width:100%;font-size:8pt}.t td,.t th{border:.5pt solid #bbb;padding:4pt}h2{font-size:11pt;color:#e4572e}h3{font-size:10pt;margin:8pt 0 2pt}.n{page-break-before:always}.q td{padding:2pt 14pt 2pt 0;font-size:8pt}")  # fmt: skip
    sheet = web(d, body, css, "molecular")
    for m in found:
        _variant(d, m, sheet.find(m.gene, m.coding))
    _negative(d, WIDE)
    for gene, change in (
        ("SRSF2", "p.Pro95His"),
        ("SF3B1", "p.Lys700Glu"),
        ("IDH1", "p.Arg132His"),
        ("IDH2", "p.Arg140Gln"),
        ("JAK2", "p.Val617Phe"),
    ):
        _not_seen(d, gene, change, "text on genes in general")
    for drug in DRUGS:
        d.gold.trap("treatments", {"agent": drug}, "text on drugs in general")
    d.gold.trap("diagnoses", {"disease": "cmml"}, "text on genes in general")
    d.fact(
        "diagnoses",
        1,
        "myelodysplastic syndrome (MDS)",
        may=True,
        disease="mds",
        labels=[""],
        status="confirmed",
        any_status=["confirmed", "suspected"],
    )
    d.also_dated = (out, later(on, 2))


def plain_text(d: Doc) -> None:
    """A hospital's result as plain text in the chart: variants numbered with exon, accession and fraction in brackets, genes with their exons."""
    who, on, found = d.person, d.on, d.person.mutations
    out = later(on, 15)
    s = d.paper("Courier", 9, 48)
    d.kind, d.also_dated = "molecular", (out,)
    s.mono([f"{who.first} {who.last}", f"DOB: {mdy(who.born)}  Sex: {sex(d)}  MRN: {who.ids[0]}", "", "HEMATOLOGIC NEOPLASM NGS PANEL, BONE MARROW           Status: Final result",
            f"Collected: {slim(on)} 1445   Resulted: {slim(out)} 0912   Order: {who.ids[1]}", "", f"INTERPRETATION:  {'POSITIVE' if found else 'NEGATIVE'}", ""])  # fmt: skip
    s.mono(["Variants detected:" if found else "Variants detected: None"])
    for n, m in enumerate(found, 1):
        page = s.mono(
            [
                f"{n}) {m.gene} {_one(m)}",
                f"   ({_accession(m)}:{m.coding}; {_three(m, 'Ter')})",
                f"   allele fraction {_pct(m)}% [{round(m.vaf * 1000)} of 1000 reads]; Tier {'I' if n == 1 else 'II'}",
            ]
        )
        _variant(d, m, page)
    s.mono(["", "FLT3 internal tandem duplication: NEGATIVE", "KMT2A partial tandem duplication: NEGATIVE", ""])
    s.mono(["Genes tested (all coding exons unless listed). No reportable variant in", "genes not named above:"])
    exons = {
        "SF3B1": "13-16",
        "SRSF2": "1",
        "U2AF1": "2,6",
        "JAK2": "12,14",
        "IDH1": "4",
        "IDH2": "4",
        "KIT": "8-11,17",
        "MPL": "10",
        "NRAS": "2-4",
        "KRAS": "2-4",
        "CALR": "9",
        "NPM1": "11",
    }
    names = [f"{g} ({exons[g]})" if g in exons else g for g in PANEL]
    s.mono([f"  {', '.join(names[i : i + 6])}{',' if i + 6 < len(names) else '.'}" for i in range(0, len(names), 6)])
    _negative(d, PANEL)
    s.mono(["", "Genes removed from this version of the panel: ATRX, BRAF, PIGA.", "Method: hybrid capture; limit of detection 3% (SNV), 5% (indel).", "Comment: CHIP-type variants (e.g. DNMT3A p.R882H) occur in 10% of", "healthy people over 65 and do not by themselves establish MDS.", "",
            "Ordered by: Castellane, Ruth E, MD", f"Verified by: Y. Abernethy, MD PhD   {mdy(out)}"])  # fmt: skip
    for gene in ("ATRX", "BRAF", "PIGA"):
        d.gold.trap("genes_tested_negative", {"gene": gene}, "not on the panel")
    _not_seen(d, "DNMT3A", "p.Arg882His", "an example")


def whole_panel_rows(d: Doc) -> None:
    """A university's table: each gene a row with accession, coverage and result, found ones shaded in their place; genes that failed coverage apart."""
    who, on = d.person, d.on
    out = later(on, 17)
    found = {m.gene: m for m in who.mutations}
    failed = ("RAD21", "SMC1A")
    rows = ""
    for n, gene in enumerate(g for g in WIDE if g not in {*failed, "ANKRD26"}):
        m = found.get(gene)
        depth = f"{900 + 37 * n % 700}x"
        rows += (
            row(
                (
                    gene,
                    depth,
                    f"{m.coding}",
                    _three(m),
                    _pct(m),
                    "Pathogenic" if m.gene not in {"BCORL1", "PRPF8"} else "Likely pathogenic",
                ),
                cls="hit",
            )
            if m
            else row((gene, depth, "Not detected", "", "", ""))
        )
    for gene in failed:
        rows += row((gene, "41x", "INSUFFICIENT COVERAGE", "", "", ""))
    body = (
        f"<table class=d><tr><td><b>University of Lake Superior Health</b><br>Molecular Pathology</td><td>{esc(who.last.upper())}, {who.first.upper()}<br>{who.ids[0]} / {mdy(who.born)} / {sex(d)[0]}</td><td>Taken {mdy(on)}<br>Final {mdy(out)}<br>M{on.year % 100}-{who.ids[1][1:]}</td></tr></table>"
        f"<p><b>TEST: MYELOID MUTATION PROFILE, NEXT GENERATION SEQUENCING</b> &nbsp; Bone marrow</p><p>Summary: {len(found) or 'No'} variant{'' if len(found) == 1 else 's'} reported. Internal tandem duplication of FLT3: absent. Partial tandem duplication of KMT2A: absent.</p>"
        f"<table class=t><thead>{row(('Gene', 'Mean depth', 'Coding change', 'Protein change', 'VAF %', 'Class'), 'th')}</thead>{rows}</table>"
        "<p>INSUFFICIENT COVERAGE: the gene could not be assessed. Benign and likely benign changes are not listed. Variant fractions near 50% may be germline; TP53 and DDX41 changes should prompt a skin biopsy.</p><p class=s>Director Anneke Vos-Taggart, MD. A negative result does not exclude MDS.</p>"
    )  # fmt: skip
    css = ("@page{size:letter;margin:.55in .7in .7in;@bottom-right{content:'p. ' counter(page) '/' counter(pages);font:8pt 'Liberation Sans Narrow'}}body{font:9pt 'Liberation Sans Narrow'}.d{width:100%;border-bottom:2pt solid #7a0019}.d td{padding:3pt}.t{width:100%}.t td,.t th{border-bottom:.4pt solid #ccc;padding:1.6pt 4pt}.t th{border-bottom:1pt solid #000}.hit td{background:#fbe9c6;font-weight:bold}.s{font-size:8pt}")  # fmt: skip
    sheet = web(d, body, css, "molecular")
    for m in who.mutations:
        _variant(
            d,
            m,
            sheet.find(m.coding),
            significance="pathogenic" if m.gene not in {"BCORL1", "PRPF8"} else "likely_pathogenic",
        )
    _negative(d, [g for g in WIDE if g not in {*failed, "ANKRD26"}])
    for gene in failed:
        d.gold.trap("genes_tested_negative", {"gene": gene}, "coverage insufficient")
    d.also_dated = (out,)


def glued_accession(d: Doc) -> None:
    """A reference laboratory: accession, c. and p.(...) in one string, fraction as a decimal in a column of its own, evidence codes, a second reader's line."""
    who, on, found = d.person, d.on, d.person.mutations
    out = later(on, 13)
    rows = [
        (
            Raw(f"<b>{m.gene}</b>"),
            f"{_accession(m)}({m.gene}):{m.coding} p.({_three(m)[2:]})"
            if m.protein3
            else f"{_accession(m)}({m.gene}):{m.coding} p.?",
            f"{m.vaf:.3f}",
            f"{700 + 31 * n}",
            "Oncogenic (OS3, OM1)",
        )
        for n, m in enumerate(found)
    ]
    rest = [g for g in PANEL if g not in {m.gene for m in found}]
    body = (
        f"<div class=l><p><b>Bitterroot Genomics</b></p><p class=s>2 Camas Way<br>Missoula MT</p><p class=s><b>Patient</b><br>{who.first} {esc(who.last)}</p><p class=s><b>Born</b><br>{mon(who.born)}</p><p class=s><b>Sex</b><br>{sex(d)}</p><p class=s><b>MRN</b><br>{who.ids[0]}</p><p class=s><b>Sample</b><br>Marrow, drawn {mon(on)}</p><p class=s><b>Received</b><br>{mon(later(on, 2))}</p><p class=s><b>Released</b><br>{mon(out)}</p><p class=s><b>Indication</b><br>Cytopenia</p></div>"
        f"<div class=m><h1>Myeloid gene panel</h1><p class=v>{'Clinically relevant variants were found' if found else 'No clinically relevant variants were found'}</p>"
        + (table(("Gene", "Description", "Fraction", "Depth", "Oncogenicity"), rows) if found else "")
        + f"<h2>Tested and unremarkable</h2><p>{' &middot; '.join(rest)}</p><h2>Structural</h2><p>FLT3-ITD: none. KMT2A-PTD: none. Fusions: not part of this test (BCR::ABL1, ETV6::PDGFRB not assessed).</p>"
        "<h2>What it means</h2><p>Splicing factor, epigenetic and cohesin genes are the most often changed in MDS. In the cohort of the IPSS-M, TP53 multihit carried the poorest outcome. A family member of this patient was seen here in 2019 with DDX41 p.(Met1Ile); testing of this patient's germline was not requested.</p>"
        "<p class=s>First reader GC/ib; second reader AAR. Descriptions follow HGVS 20.05; protein consequences in brackets are predicted. Report may not be copied in part.</p></div>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.6in}body{font:9.5pt 'Liberation Sans'}.l{float:left;width:120pt;border-right:1pt solid #888;height:640pt;padding-right:6pt}.m{margin-left:138pt}.s{font-size:8.5pt}.v{background:#e6f0e6;padding:5pt;font-weight:bold}.t{width:100%;font-size:8.5pt}.t td,.t th{border-bottom:.5pt solid #999;padding:3pt 4pt 3pt 0;white-space:nowrap}.t td:nth-child(2){white-space:normal;overflow-wrap:anywhere}h1{font-size:15pt;margin-top:0}h2{font-size:10.5pt}"
    sheet = web(d, body, css, "molecular")
    for m in found:
        _variant(d, m, sheet.find(m.gene, m.coding))
    _negative(d, PANEL)
    d.gold.trap("variants", {"gene": "DDX41", "hgvs_p": "p.Met1Ile"}, "a relative's")
    d.also_dated = (out, later(on, 2))


def several_orders(d: Doc) -> None:
    """A portal's list of orders of one day: single-gene tests with one-word results, one cancelled, then the panel; VAF without a percent sign under its heading."""
    who, on, found = d.person, d.on, d.person.mutations
    out = later(on, 16)
    mutated = {m.gene for m in found}
    single = [g for g in ("JAK2", "CALR", "MPL", "NPM1") if g not in mutated]
    cards = "".join(
        f"<div class=c><b>{g} mutation analysis</b><span>Final</span><br>Component: {g} &nbsp; Your value: <b>Not Detected</b> &nbsp; Standard range: Not Detected</div>"
        for g in single
    )
    rows = [(f"{m.gene} {_three(m, 'Ter')}", m.coding, _pct(m)) for m in found]
    rest = [g for g in PANEL if g not in mutated and g not in single]
    body = (
        f"<p class=g>ClearHarbor Patient Access</p><h1>{who.name}</h1><p>Date of birth: {long(who.born)} &nbsp; Sex: {sex(d)} &nbsp; Record: {who.ids[0]}</p><p>Test results from your visit on {long(on)} (specimens collected {long(on)} 2:20 PM)</p>{cards}"
        "<div class=c><b>BCR-ABL1, p210, quantitative</b><span>Canceled</span><br>Specimen quantity insufficient. Please reorder.</div>"
        f"<div class=c><b>Myeloid NGS panel</b><span>Final, {mon(out)}</span><br>"
        + (table(("Variant", "cDNA", "VAF"), rows) + "<p class=s>VAF is given in percent.</p>" if found else "<p>Result: no variants detected.</p>")
        + f"<p>FLT3 ITD: Not Detected. KMT2A PTD: Not Detected.</p><p><b>No variants detected in these genes:</b> {', '.join(rest)}.</p></div>"
        "<div class=c><b>Germline predisposition panel (GATA2, RUNX1, DDX41, ANKRD26)</b><span>In process</span><br>We are still waiting for this result.</div>"
        "<p class=s>Not Detected means the change was not found. Some results may be sensitive; your care team may not have seen them yet. For example, a FLT3-ITD result of 0.45 means a ratio.</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.7in}body{font:10pt 'DejaVu Sans Condensed','DejaVu Sans'}.g{color:#245;border-bottom:1pt solid #245}.c{border:.7pt solid #bbb;border-radius:5pt;padding:6pt;margin:7pt 0;font-size:9pt}.c span{float:right;color:#555}h1{font-size:14pt;margin:4pt 0}.t td,.t th{padding:2pt 18pt 2pt 0}.s{font-size:8pt;color:#555}"
    sheet = web(d, body, css, "molecular", "lab")
    for m in found:
        _variant(d, m, sheet.find(m.gene, m.coding))
    _negative(d, PANEL)
    d.gold.trap("genes_tested_negative", {"gene": "ANKRD26"}, "still in process")
    d.also_dated = (out,)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (findings_and_drugs, plain_text, whole_panel_rows, glued_accession, several_orders)
}

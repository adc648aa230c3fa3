# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Families of sequencing reports."""

from collections.abc import Callable, Sequence
from typing import Any

from bench.workshop.days import hyphened as dash
from bench.workshop.days import later, long, sex
from bench.workshop.days import spaced as mon
from bench.workshop.dress import Doc
from bench.workshop.genes import PANEL
from bench.workshop.kept.paper import (
    perhaps,
    web,
)
from bench.workshop.markup import Raw, esc, row, table
from bench.workshop.people import Mutation
from bench.workshop.sheet import Cell

WIDER = tuple(sorted({*PANEL, "SMC3", "RAD21", "SH2B3"}))
TRANSCRIPT = {
    "SF3B1": "NM_012433.3", "SRSF2": "NM_003016.5", "U2AF1": "NM_006758.2", "TET2": "NM_001127208.2", "ASXL1": "NM_015338.5", "DNMT3A": "NM_022552.4",
    "RUNX1": "NM_001754.4", "TP53": "NM_000546.5", "EZH2": "NM_004456.4", "STAG2": "NM_001042749.1", "BCOR": "NM_001123385.1", "JAK2": "NM_004972.3",
    "IDH1": "NM_005896.3", "IDH2": "NM_002168.3", "ZRSR2": "NM_005089.3", "CBL": "NM_005188.3", "NF1": "NM_001042492.2", "SETBP1": "NM_015559.2",
}  # fmt: skip


def _pct(m: Mutation) -> str:
    return f"{m.vaf * 100:.1f}"


def _three(m: Mutation) -> str:
    return m.protein3 or "p.?"


def _one(m: Mutation) -> str:
    return m.protein1 if m.protein3 else "p.?"


def _transcript(m: Mutation) -> str:
    return TRANSCRIPT.get(m.gene, "NM_000000.3")


def _variant(d: Doc, m: Mutation, page: int, **more: Any) -> None:
    fields: dict[str, Any] = {"gene": m.gene, "hgvs_c": m.coding, "hgvs_p": m.protein3 or "p.?", "vaf": round(m.vaf, 4)}
    d.fact("variants", page, m.gene, m.coding, **fields, collected=d.on.isoformat(), **more)


def _quiet(d: Doc, genes: Sequence[str]) -> list[str]:
    """Genes of a panel without a finding; they are told as tested and negative."""
    found = {m.gene for m in d.person.mutations}
    rest = [g for g in genes if g not in found]
    d.gold.negative |= set(rest)
    for name in ("flt3_itd", "kmt2a_ptd"):
        d.fact("biomarkers", 1, name, may=True, name=name, status="negative", collected=d.on.isoformat())
    return rest


def _not_seen(d: Doc, *changes: tuple[str, str]) -> None:
    for gene, change in changes:
        if all(m.gene != gene for m in d.person.mutations):
            d.gold.trap("variants", {"gene": gene, "hgvs_p": change}, "not of this sample")


def service_table(d: Doc) -> None:
    """A public genomics service: a frame with the number of variants, one table, the genes without a variant listed, and a gene that failed."""
    who, on, found = d.person, d.on, d.person.mutations
    out = later(on, 18)
    rows = [(Raw(f"<i>{m.gene}</i>"), _transcript(m), m.coding, _three(m), f"{_pct(m)}%", "Pathogenic") for m in found]
    failed = "RAD21"
    rest = _quiet(d, [g for g in WIDER if g != failed])
    number = {0: "No pathogenic variant was detected.", 1: "One pathogenic variant was detected."}.get(
        len(found), f"{len(found)} pathogenic variants were detected."
    )
    body = (
        f"<table class=h><tr><td><b>Severnside Genomic Medicine</b><br>Myeloid gene panel report</td><td class=r>Report number {who.ids[1]}<br>Final report</td></tr></table><table class=d>{row((Raw('<b>Patient name</b>'), who.name, Raw('<b>Date of birth</b>'), d.date(who.born)))}{row((Raw('<b>Sex</b>'), sex(d), Raw('<b>Patient identifier</b>'), who.ids[0]))}{row((Raw('<b>Sample collection date</b>'), d.date(on), Raw('<b>Authorised date</b>'), d.date(out)))}{row((Raw('<b>Specimen</b>'), 'DNA from bone marrow', Raw('<b>Indication</b>'), 'Known MDS, prognosis'))}</table>"
        f"<div class=x><b>Result:</b> {number}</div>"
        + (table(("Gene", "Reference sequence", "DNA change", "Protein change", "VAF", "Classification"), rows) if found else "")
        + f"<h3>No pathogenic variant found in the following genes</h3><p>{', '.join(rest)}.</p><p>FLT3 internal tandem duplication: not detected. KMT2A partial tandem duplication: not detected.</p><h3>Gene that could not be analysed</h3><p>{failed}: the coverage was below 100 reads and the gene is not reported.</p>"
        "<h3>Method</h3><p>Capture of coding regions and sequencing. Variants with an allele frequency of 2% or more are reported. Germline origin is not tested by this assay. A variant in DDX41 or GATA2 with a frequency near 50% should prompt referral to clinical genetics.</p>"
        "<p class=s>Authorised by Dr Nerys Pugh, Consultant Clinical Scientist. Classification follows the published guidance for somatic variants.</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:16mm}body{font:10pt 'Liberation Sans'}.h{width:100%;border-bottom:3pt solid #41763f}.h td{padding-bottom:4pt}.h .r{text-align:right;font-size:9pt}.d{width:100%;margin:8pt 0}.d td{padding:3pt 6pt;border:.4pt solid #bbb}.x{background:#e9f2e8;padding:7pt;font-size:11pt;margin-bottom:7pt}.t{width:100%;font-size:9pt}.t td,.t th{border:.5pt solid #777;padding:3.5pt;white-space:nowrap}.t td:nth-child(3){white-space:normal;word-break:break-all}h3{font-size:10.5pt;margin:9pt 0 2pt;color:#41763f}.s{font-size:8.5pt;margin-top:12pt}"
    sheet = web(d, body, css, "molecular")
    for m in found:
        _variant(d, m, sheet.find(m.gene, m.coding), significance="pathogenic")
    d.gold.trap("genes_tested_negative", {"gene": failed}, "could not be analysed")
    perhaps(d, 1, "mds", "confirmed", "suspected")
    d.also_dated = (out,)


def tiers_then_background(d: Doc) -> None:
    """A reference laboratory's report of three pages: variants by tier, what each may mean with drugs of other diseases and trials, then methods and genes."""
    who, on, found = d.person, d.on, d.person.mutations
    out = later(on, 14)
    strong = [m for m in found if m.gene in {"SF3B1", "TP53", "IDH1", "IDH2", "RUNX1", "ASXL1", "NPM1", "FLT3"}]
    second = [m for m in found if m not in strong]

    def block(title: str, part: Sequence[Mutation]) -> str:
        if not part:
            return f"<h3>{title}</h3><p>None identified.</p>"
        cells = [(Raw(f"<b>{m.gene}</b>"), f"{_one(m)}", m.coding, f"{_pct(m)}%") for m in part]
        return f"<h3>{title}</h3>" + table(
            ("Gene", "Amino acid change", "Nucleotide change", "Allele frequency"), cells
        )

    rest = _quiet(d, PANEL)
    grid = "".join(row([Raw(f"<i>{g}</i>") for g in PANEL[i : i + 8]]) for i in range(0, len(PANEL), 8))
    body = (
        f"<div class=h>ORIEL MOLECULAR <span>Myeloid Neoplasm Sequencing Panel</span></div><table class=d><tr><td>{esc(who.last)}, {who.first}<br>DOB: {mon(who.born)}<br>Sex: {sex(d)}<br>Medical record: {who.ids[0]}</td><td>Specimen: Bone marrow aspirate<br>Collected: {mon(on)}<br>Received: {mon(later(on, 2))}<br>Reported: {mon(out)}</td><td>Client: Fairhaven Hematology<br>Physician: Delphine Arceneaux, MD<br>Case: {who.ids[1]}</td></tr></table>"
        + block("Tier I: variants of strong clinical significance", strong)
        + block("Tier II: variants of potential clinical significance", second)
        + "<h3>Tier III: variants of unknown significance</h3><p>None identified.</p><p>FLT3-ITD: Not detected. &nbsp; KMT2A-PTD: Not detected.</p><p class=s>Tier IV (benign) variants are not reported. See the following pages for background and for the list of genes.</p>"
        "<div class=n></div><h2>Background on therapies and trials</h2><p>This page describes drugs and studies in general. It does not list results of this patient.</p>"
        + table(("Drug", "Approved for", "Marker"), (("Olutasidenib", "Relapsed acute myeloid leukemia", "IDH1 p.R132C"), ("Enasidenib", "Relapsed acute myeloid leukemia", "IDH2 p.R140Q"), ("Gilteritinib", "Relapsed acute myeloid leukemia", "FLT3-ITD or p.D835Y"), ("Fedratinib", "Myelofibrosis", "None required (JAK2 p.V617F frequent)")))
        + "<p>Study NCT00000000 enrolls adults with TP53-mutated MDS for eprenetapopt with azacitidine. Study NCT00000002 compares luspatercept with epoetin alfa in anemia with SF3B1 mutation.</p><div class=n></div>"
        "<h2>Genes on this panel</h2><p>Apart from the variants on page 1, no reportable variant was found in these genes:</p><table class=q>" + grid
        + "</table><h2>Method and limits</h2><p>Amplicon sequencing of DNA. Minimum depth 500 reads. Limit of detection: 2% allele frequency. Copy number changes are not evaluated. Validated by this laboratory; not cleared by a regulator.</p><p>Signed: Tobias Rothenberg, MD, PhD, Laboratory Director</p>"
    )  # fmt: skip
    css = ("@page{size:letter;margin:16mm 16mm 18mm;@bottom-left{content:'Case " + who.ids[1] + "';font:8pt 'DejaVu Sans'}@bottom-right{content:'Page ' counter(page) ' of ' counter(pages);font:8pt 'DejaVu Sans'}}body{font:9.5pt 'DejaVu Sans'}.h{background:#1d4e89;color:#fff;padding:7pt;font-size:13pt}.h span{float:right;font-size:10pt}"
           ".d{width:100%;margin:8pt 0}.d td{padding:4pt;background:#eef3f9;width:33%;font-size:9pt}.t{width:100%;font-size:9pt}.t td,.t th{border-bottom:.5pt solid #999;padding:4pt}.t td:first-child,.t th{white-space:nowrap}.t td:nth-child(3){word-break:break-all}h2{font-size:12pt;color:#1d4e89}h3{font-size:10.5pt;color:#1d4e89;margin:10pt 0 3pt}.n{page-break-before:always}.q td{padding:3pt 15pt 3pt 0}.s{font-size:8.5pt}")  # fmt: skip
    sheet = web(d, body, css, "molecular")
    for m in found:
        _variant(d, m, sheet.find(m.gene, m.coding))
    assert rest
    _not_seen(d, ("IDH1", "p.Arg132Cys"), ("IDH2", "p.Arg140Gln"), ("FLT3", "p.Asp835Tyr"), ("JAK2", "p.Val617Phe"))
    for drug in ("olutasidenib", "enasidenib", "gilteritinib", "fedratinib", "eprenetapopt"):
        d.gold.trap("treatments", {"agent": drug}, "drugs in general")
    d.also_dated = (out, later(on, 2))


def told_in_sentences(d: Doc) -> None:
    """An Australian laboratory's letter: a variant a sentence with its share of reads, genes read in full named in brackets, an earlier failed sample, a relative's finding."""
    who, on, found = d.person, d.on, d.person.mutations
    out, before = later(on, 21), later(on, -30)
    s = d.paper("Helvetica", 10, 58)
    d.kind, d.also_dated = "molecular", (out,)
    s.line("Coolibah Molecular Haematology", True, 14)
    s.line("14 Reservoir Parade   |   Accredited laboratory 0000", pt=8.5)
    s.rule()
    s.gap(8)
    for left, right in ((f"Patient: {who.first} {who.last}", f"Our reference: {who.ids[1]}"), (f"Date of birth: {long(who.born)}", f"Marrow collected: {long(on)}"), (f"Sex: {sex(d)}", f"Date of this report: {long(out)}"), (f"Record: {who.ids[0]}", "Doctor: A. Papadakis")):  # fmt: skip
        s.row(Cell(s.margin, left), Cell(s.margin + 250, right))
    s.gap(10)
    s.line("MYELOID PANEL BY MASSIVELY PARALLEL SEQUENCING", True)
    s.gap(4)
    s.para(
        f"Summary: {len(found)} clinically relevant variant{'' if len(found) == 1 else 's'} found in this sample."
        if found
        else "Summary: no clinically relevant variant was found in this sample."
    )
    s.gap(6)
    for n, m in enumerate(found):
        words = (
            "In {g} we found {c}, predicted to cause {p}, in {v}% of reads.",
            "The sample also carries {g} {c} ({p}) at a variant allele frequency of {v}%.",
            "{g}: {c}, {p}, variant allele frequency {v}%.",
        )
        text = words[min(n, 2)].format(g=m.gene, c=m.coding, p=_three(m), v=_pct(m))
        _variant(d, m, s.para(text, 12))
        s.gap(3)
    s.gap(6)
    s.para("The FLT3 gene shows no internal tandem duplication, and KMT2A no partial tandem duplication.")
    s.gap(6)
    rest = _quiet(d, PANEL)
    s.para(
        f"{'No other' if found else 'No'} variant was reported in the remaining genes of the panel ({', '.join(rest)})."
    )
    s.gap(8)
    s.line("Notes", True)
    s.para(
        f"1. A peripheral blood sample of {long(before)} failed quality control; no result was issued from it. 2. The sensitivity of this assay is 2% of reads. 3. This patient's cousin was found to carry CEBPA c.68dup in the germline at another centre. That variant was looked for and is absent here."
        if all(m.gene != "CEBPA" for m in found)
        else f"1. A peripheral blood sample of {long(before)} failed quality control; no result was issued from it. 2. The sensitivity of this assay is 2% of reads."
    )
    s.gap(14)
    s.line("Dr Bronwyn Tasker, FRCPA        Dr Ashok Sivakumar, Senior Scientist")
    if all(m.gene != "CEBPA" for m in found):
        d.gold.trap("variants", {"gene": "CEBPA"}, "the cousin's")


def found_and_grid(d: Doc) -> None:
    """A university hospital's report: each variant as a small card of labelled lines, then every gene of the panel in a grid with its result as a word."""
    who, on, found = d.person, d.on, d.person.mutations
    out = later(on, 11)
    cards = ""
    for n, m in enumerate(found, 1):
        cards += (
            f"<table class=c><tr><td colspan=4 class=g>Variant {n}: {m.gene}</td></tr><tr><td>Coding DNA</td><td>{esc(m.coding)}</td><td>Protein</td><td>{esc(_three(m))}</td></tr>"
            f"<tr><td>Variant allele fraction</td><td>{m.vaf:.3f}</td><td>Read depth</td><td>{1180 + 93 * n}</td></tr><tr><td>Pathogenicity</td><td>{'Pathogenic' if n == 1 else 'Likely pathogenic'}</td><td>Transcript</td><td>{_transcript(m)}</td></tr></table>"
        )
    mutated = {m.gene for m in found}
    _quiet(d, PANEL)
    cells = [f"<td>{g}</td><td class=w>{'<b>Mutated</b>' if g in mutated else 'Wild type'}</td>" for g in PANEL]
    grid = "".join(f"<tr>{''.join(cells[i : i + 4])}</tr>" for i in range(0, len(cells), 4))
    body = (
        f"<div class=h>Hanbit University Hospital, Seoul<br><small>Department of Laboratory Medicine, Molecular Diagnostics (report in English)</small></div><table class=d>{row(('Name', who.name, 'Sex', sex(d)))}{row(('Date of birth', dash(who.born), 'Registration no.', who.ids[0]))}{row(('Collected', dash(on), 'Reported', dash(out)))}{row(('Specimen', 'Bone marrow', 'Diagnosis on request', 'R/O MDS'))}</table>"
        f"<h3>Result: {'mutation detected' if found else 'no mutation detected'}</h3>{cards}<h3>All genes examined</h3><table class=q>{grid}</table><p>Wild type: no reportable mutation. FLT3-ITD: Negative. KMT2A-PTD: Negative.</p>"
        "<h3>Remark</h3><p>Fractions are given from 0 to 1. Clonal haematopoiesis without disease is found in one of ten persons over 70 years, most often in DNMT3A, TET2 and ASXL1. The positive control of the run (JAK2 p.Val617Phe, 0.250) was valid.</p><p class=s>Performed by M.T. Han. Interpreted by Seo-yeon Baek, M.D., Ph.D. This is an electronic report.</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:14mm;@bottom-right{content:counter(page) ' / ' counter(pages);font:8pt 'Liberation Sans'}}body{font:9.5pt 'Liberation Sans'}.h{text-align:center;font-size:13pt;border-bottom:1.5pt solid #333;padding-bottom:4pt}.d{width:100%;margin:7pt 0}.d td{border:.5pt solid #888;padding:3pt 5pt}.d td:nth-child(odd){background:#f0f0f0;width:20%}.c{width:100%;margin:5pt 0;page-break-inside:avoid}.c td{border:.5pt solid #aaa;padding:3pt 5pt;width:25%}.c tr:nth-child(2) td:nth-child(2){word-break:break-all}.g{background:#dde6f2;font-weight:bold}.q{width:100%;font-size:8.5pt}.q td{border:.4pt solid #ccc;padding:2.2pt 5pt}.w{color:#222}h3{font-size:10.5pt;margin:9pt 0 3pt}.s{font-size:8.5pt}"
    sheet = web(d, body, css, "molecular")
    for n, m in enumerate(found, 1):
        _variant(
            d, m, sheet.find(f"Variant {n}: {m.gene}"), significance="pathogenic" if n == 1 else "likely_pathogenic"
        )
    _not_seen(d, ("JAK2", "p.Val617Phe"))
    perhaps(d, 1, "mds", "suspected", "ruled_out")
    d.also_dated = (out,)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (service_table, tiers_then_background, told_in_sentences, found_and_grid)
}

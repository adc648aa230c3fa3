# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Families of sequencing reports."""

from collections.abc import Callable, Sequence
from typing import Any

from bench.workshop.days import hyphened, later, long, sex, spaced
from bench.workshop.dress import Doc
from bench.workshop.finale.paper import asked, listed, pick, relatives, size, title, web
from bench.workshop.genes import PANEL
from bench.workshop.markup import Raw, esc, row, table
from bench.workshop.people import Mutation
from bench.workshop.sheet import Cell

UNSCORED = frozenset({"answer_on_gene_findings"})
MORE = tuple(sorted({*PANEL, "RAD21", "SMC3", "HRAS", "IKZF1"}))
SCRIPTS = {
    "SF3B1": "NM_012433.4", "SRSF2": "NM_003016.4", "U2AF1": "NM_006758.3", "TET2": "NM_001127208.3", "ASXL1": "NM_015338.6",
    "DNMT3A": "NM_022552.5", "RUNX1": "NM_001754.5", "TP53": "NM_000546.6", "EZH2": "NM_004456.5", "JAK2": "NM_004972.4",
}  # fmt: skip
WORK = {
    "SF3B1": "splicing", "SRSF2": "splicing", "U2AF1": "splicing", "ZRSR2": "splicing", "TET2": "DNA methylation", "DNMT3A": "DNA methylation",
    "IDH1": "DNA methylation", "IDH2": "DNA methylation", "ASXL1": "chromatin", "EZH2": "chromatin", "BCOR": "chromatin", "TP53": "DNA damage response",
    "RUNX1": "transcription", "ETV6": "transcription", "STAG2": "cohesin", "NRAS": "signalling", "KRAS": "signalling", "CBL": "signalling",
}  # fmt: skip


def _pct(m: Mutation) -> str:
    return f"{m.vaf * 100:.1f}"


def _three(m: Mutation) -> str:
    return m.protein3 or "p.?"


def _one(m: Mutation) -> str:
    return m.protein1 if m.protein3 else "p.?"


def _variant(d: Doc, m: Mutation, page: int, vaf: float | None = None, **more: Any) -> None:
    d.fact("variants", page, m.gene, m.coding, gene=m.gene, hgvs_c=m.coding, hgvs_p=_three(m),
           vaf=round(m.vaf if vaf is None else vaf, 4), collected=d.on.isoformat(), **more)  # fmt: skip


def _negative(d: Doc, genes: Sequence[str]) -> list[str]:
    """Genes of the panel without a finding; they go to the gold."""
    quiet = [g for g in genes if g not in {m.gene for m in d.person.mutations}]
    d.gold.negative |= set(quiet)
    return quiet


def _example(d: Doc, gene: str, change: str) -> None:
    if all(m.gene != gene for m in d.person.mutations):
        d.gold.trap("variants", {"gene": gene, "hgvs_p": change}, "an example")


def _drugs(d: Doc, *agents: str) -> None:
    for agent in agents:
        for status in ("ongoing", "completed", "stopped", "planned"):
            d.gold.trap("treatments", {"agent": agent, "status": status}, "text on drugs in general")


def myeloid_panel_by_tiers(d: Doc) -> None:
    """A reference laboratory's panel: findings by tier with gene, change and fraction, short paragraphs on each gene, pertinent negatives, drugs and trials on a second page, the whole gene list."""
    who, on, found = d.person, d.on, d.person.mutations
    out = later(on, 13)
    half = (len(found) + 1) // 2
    tiers = [("Tier I: variants of strong clinical significance", found[:half]), ("Tier II: variants of potential clinical significance", found[half:])]  # fmt: skip
    blocks = "".join(
        f"<h3>{name}</h3>{table(('Gene', 'DNA change', 'Protein change', 'VAF', 'Depth'), [(Raw(f'<i>{m.gene}</i>'), m.coding, _three(m), f'{_pct(m)}%', f'{640 + 83 * i}x') for i, m in enumerate(those)])}"
        for name, those in tiers if those
    ) or "<p><b>NO CLINICALLY SIGNIFICANT VARIANT WAS DETECTED.</b></p>"  # fmt: skip
    about = " ".join(f"<i>{m.gene}</i> takes part in {WORK.get(m.gene, 'haematopoiesis')}." for m in found)
    quiet = _negative(d, MORE)
    asked_for = [g for g in ("TP53", "SF3B1", "FLT3", "NPM1", "IDH1", "IDH2") if g in quiet]
    trial = pick(
        d, "trial",
        "NCT00000021: luspatercept in SF3B1-mutated lower-risk disease.", "NCT00000022: ivosidenib for IDH1 R132-mutated MDS.",
        "NCT00000023: eprenetapopt with azacitidine where TP53 is mutated (e.g. R175H).",
    )  # fmt: skip
    body = (
        f"<div class=h>Tallgrass Genomics <span>Myeloid Neoplasm Panel, {len(MORE)} genes</span></div><table class=d><tr><td><b>{esc(who.last.upper())}, {who.first.upper()}</b><br>DOB {spaced(who.born)} &nbsp; {sex(d)}<br>MRN {who.ids[0]}</td><td>Bone marrow aspirate<br>Collected {spaced(on)}<br>Received {spaced(later(on, 2))}</td><td>Reported {spaced(out)}<br>Lab no. {who.ids[1]}<br>Indication: MDS</td></tr></table>"
        f"<p class=b>{f'{len(found)} variant{str() if len(found) == 1 else chr(115)} reported' if found else 'Negative'}</p>{blocks}<p>{about}</p>"
        f"<h3>Pertinent negatives</h3><p>No variant was detected in {listed(asked_for)}. <i>FLT3</i>-ITD: not detected. <i>KMT2A</i>-PTD: not detected.</p><div class=n></div>"
        f"<h2>Therapies and trials (general information)</h2><p>Drugs approved in other settings: ivosidenib (IDH1), enasidenib (IDH2), ruxolitinib (JAK2 V617F). {trial} Inclusion on this page does not mean that the patient has the alteration or was given the drug.</p>"
        f"<h2>Genes tested</h2><p>{', '.join(MORE)}. Genes not listed under Tier I or Tier II had no reportable variant.</p><p class=s>Limit of detection 2% VAF for substitutions, 5% for indels. Variants classed benign are not listed. Germline origin is possible near 50%. Director: Yolanda Birdsong, MD, PhD</p>"
    )  # fmt: skip
    css = (f"@page{{size:{size(d)};margin:1.5cm 1.6cm 1.7cm;@bottom-left{{content:'{who.ids[1]}';font:7pt 'Liberation Sans'}}@bottom-right{{content:counter(page) ' / ' counter(pages);font:7pt 'Liberation Sans'}}}}body{{font:9.5pt 'Liberation Sans'}}.h{{font-size:15pt;color:#4c3a7a}}.h span{{float:right;font-size:9.5pt}}.d{{width:100%;background:#f0edf7}}.d td{{padding:5pt;width:33%;font-size:8.5pt}}"
           ".b{font-weight:bold;font-size:11pt}h2{font-size:11pt;color:#4c3a7a}h3{font-size:10pt}.t{width:100%}.t td,.t th{border-bottom:.5pt solid #aaa;padding:3pt 6pt;width:20%}.n{page-break-before:always}.s{font-size:8pt}")  # fmt: skip
    sheet = web(d, body, css, "molecular")
    for m in found:
        _variant(d, m, sheet.find(m.gene, m.coding))
    _example(d, "JAK2", "p.Val617Phe")
    _example(d, "TP53", "p.Arg175His")
    _example(d, "IDH1", "p.Arg132His")
    _drugs(d, "ivosidenib", "enasidenib", "ruxolitinib", "eprenetapopt")
    d.fact("diagnoses", 1, "MDS", may=True, disease="mds", labels=[""], status="confirmed", any_status=["confirmed", "suspected"])  # fmt: skip
    d.also_dated = (out, later(on, 2))


def each_variant_in_a_sentence(d: Doc) -> None:
    """A department's typed answer: one sentence a variant, its own wording each time; the genes without a finding in one paragraph; two genes that could not be read."""
    who, on, found = d.person, d.on, d.person.mutations
    out = later(on, 18)
    s = d.paper("Times", 10.5, 62)
    d.kind, d.also_dated = "molecular", (out,)
    s.line("Hospital de Santa Aurelia - Molecular Haematology (English copy)", True, 12.5)
    s.rule()
    s.gap(6)
    for left, right in ((f"Patient: {who.name}", f"Record: {who.ids[0]}"), (f"Born: {long(who.born)}   {sex(d)}", f"Sample: {who.ids[1]}, marrow in EDTA"), (f"Drawn: {long(on)}", f"Signed: {long(out)}")):  # fmt: skip
        s.row(Cell(s.margin, left), Cell(s.margin + 270, right))
    s.gap(10)
    s.line("Result of sequencing, 40-gene myeloid panel", True)
    if not found:
        s.para("No pathogenic variant was found in the genes listed below.")
    forms = (
        "In {gene} we found {coding} ({three}) with an allele frequency of {vaf}%.",
        "{gene} carries the change {three}, {coding}; {vaf}% of reads.",
        "A variant of {gene}, {coding}, predicted {three}, was present at a VAF of {vaf}%.",
        "The sample is positive for {gene} {three} ({coding}), variant allele frequency {vaf}%.",
    )
    start = int(who.ids[0])
    for n, m in enumerate(found):
        text = forms[(start + n) % 4].format(gene=m.gene, coding=m.coding, three=_three(m), vaf=_pct(m))
        s.gap(3)
        page = s.para(text)
        _variant(d, m, page)
    s.gap(8)
    s.line("Genes without a finding", True)
    unread = [g for g in ("CALR", "CSF3R", "DDX41") if g not in {m.gene for m in found}][:2]
    quiet = _negative(d, [g for g in PANEL if g not in unread])
    s.para(pick(
        d, "quiet",
        f"No variant was detected in {listed(quiet)}.",
        f"The following genes were wild type: {', '.join(quiet)}.",
        f"Normal sequence: {', '.join(quiet)}.",
        f"Sequencing of {listed(quiet)} did not show any reportable variant.",
    ))  # fmt: skip
    s.para(f"Coverage was insufficient in {listed(unread)}, about which nothing can be said.")
    s.para("FLT3 internal tandem duplication: absent (fragment analysis). KMT2A partial tandem duplication: absent.")
    for gene in unread:
        d.gold.trap("genes_tested_negative", {"gene": gene}, "coverage was insufficient")
    s.gap(8)
    s.line("Remarks", True)
    s.para(pick(
        d, "remark",
        "The panel has a lower limit of 3%. The control DNA of the run contains JAK2 p.Val617Phe at 5% and was read correctly.",
        "A sister was tested in 2023 (GATA2 p.Arg396Gln found); the request form does not say whether the patient knows.",
        "As a rule SF3B1 p.Lys700Glu goes with ring sideroblasts. Variants below 3% are not reported.",
    ))  # fmt: skip
    for gene, change in (("JAK2", "p.Val617Phe"), ("GATA2", "p.Arg396Gln"), ("SF3B1", "p.Lys700Glu")):
        _example(d, gene, change)
    s.gap(14)
    s.line("Dra. M. Etxeberria, Facultativa Especialista      (computer-signed)")


def decimal_fractions_table(d: Doc) -> None:
    """A university's form: fractions as decimals, reads and class in columns, transcripts under the gene's name; wild-type genes in a block; method and its limits with numbers."""
    who, on, found = d.person, d.on, d.person.mutations
    out = later(on, 15)
    rows = [
        (Raw(f"<b>{m.gene}</b><br><small>{SCRIPTS.get(m.gene, 'MANE Select')}</small>"), m.coding, _three(m), f"{m.vaf:.3f}", f"{round(m.vaf * (900 + 40 * i))} / {900 + 40 * i}", "pathogenic" if i % 2 == 0 else "likely pathogenic")
        for i, m in enumerate(found)
    ]  # fmt: skip
    quiet = _negative(d, PANEL)
    said = pick(
        d, "said",
        "The profile is compatible with a myeloid neoplasm; it does not by itself make the diagnosis.", "Fractions are not corrected for copy number.",
        "Clonal haematopoiesis of age must be borne in mind where a single variant stands alone.", "Follow-up is advised with the same assay.",
    )  # fmt: skip
    body = (
        f"<p class=h>Universitätsklinik Waldmünster &ndash; Molecular Diagnostics, Haematology</p><table class=d>{row(('Name', f'{who.last}, {who.first}', 'Sample taken', hyphened(on)))}{row(('Date of birth', hyphened(who.born), 'Report', hyphened(out)))}{row(('Sex', sex(d).lower(), 'Sample no.', who.ids[1]))}{row(('Patient no.', who.ids[0], 'Material', 'bone marrow'))}</table>"
        f"<h3>Variants found: {len(found)}</h3>{table(('Gene', 'Coding DNA', 'Protein', 'VAF', 'Reads (variant / all)', 'Class'), rows) if found else '<p>None.</p>'}"
        f"<h3>Genes without variant</h3><p class=w>{' &middot; '.join(quiet)}</p><p>FLT3-ITD ratio: 0.00 (not mutated). KMT2A-PTD: not mutated.</p><h3>Assessment</h3><p>{said}</p>"
        "<p class=s>Method: amplicon libraries, paired reads. Limit of detection VAF 0.03 at 500 reads. Variants of class 1 and 2 (benign, likely benign) are not given. VAF 0.50 or 1.00 may point to the germ line. Dr. rer. nat. K. Zellweger / Prof. Dr. I. Nordhaus</p>"
    )  # fmt: skip
    css = (f"@page{{size:{size(d)};margin:1.8cm}}body{{font:9.5pt 'DejaVu Sans Condensed','DejaVu Sans'}}.h{{font-size:12.5pt;border-bottom:1.2pt solid #000}}.d{{width:100%}}.d td{{padding:1.5pt 4pt;width:25%}}.t{{width:100%}}.t td,.t th{{border:.4pt solid #777;padding:3pt 4pt;font-size:8.5pt}}.w{{font-family:'DejaVu Sans Mono';font-size:8pt}}.s{{font-size:8pt;margin-top:12pt}}h3{{font-size:10pt}}")  # fmt: skip
    sheet = web(d, body, css, "molecular")
    for i, m in enumerate(found):
        _variant(d, m, sheet.find(m.gene, m.coding), significance="pathogenic" if i % 2 == 0 else "likely_pathogenic")
    d.also_dated = (out,)


def panel_in_four_columns(d: Doc) -> None:
    """A chain laboratory's page: every gene in a cell with WT or MUT, details of the mutated ones beneath as labelled lines; therapy notes in small print."""
    who, on, found = d.person, d.on, d.person.mutations
    out = later(on, 14)
    hit = {m.gene for m in found}
    cells = [Raw(f"{g} <b>MUT</b>" if g in hit else f"{g} WT") for g in PANEL]
    _negative(d, PANEL)
    grid = "".join(row(cells[i : i + 5]) for i in range(0, len(cells), 5))
    detail = "".join(
        f"<div class=v><b>{n}. {m.gene}</b><br>Nucleotide : {esc(m.coding)}<br>Amino acid : {_one(m)}<br>Variant allele frequency : {_pct(m)} %<br>Zygosity : Somatic, not assigned</div>"
        for n, m in enumerate(found, 1)
    )  # fmt: skip
    note = pick(
        d, "note",
        "Lenalidomide is used in del(5q) disease and luspatercept where SF3B1 is mutated.", "Hypomethylating agents (azacitidine, decitabine) act irrespective of the mutations.",
        "IDH1 and IDH2 inhibitors such as ivosidenib and enasidenib are of use only in mutated disease.",
    )  # fmt: skip
    body = (
        f"<table class=d><tr><td><b>SAHYADRI GENE CENTRE</b><br>Next Generation Sequencing</td><td>Patient : <b>{title(d)}. {who.name}</b><br>DOB : {hyphened(who.born)} &nbsp; Sex : {sex(d)}<br>ID : {who.ids[0]}</td><td>Sample ID : {who.ids[1]}<br>Collected : {hyphened(on)}<br>Reported : {hyphened(out)}</td></tr></table>"
        f"<h3>MYELOID MUTATION PANEL - BONE MARROW</h3><table class=g>{grid}</table><p>WT = no reportable variant, MUT = variant detected. FLT3-ITD : Not detected. KMT2A-PTD : Not detected.</p>"
        f"<h3>DETAILS OF VARIANTS</h3>{detail or '<p>No variant detected in the genes tested.</p>'}"
        f"<p class=s>Note: {note} This is information on drugs, not advice. Sensitivity 5 % VAF at 1000x. Genes GATA1, PTEN and ATRX are not part of this panel.</p><p class=s>Dr. Meenakshi Kulkarni, MD, PhD &nbsp;&nbsp; Page 1</p>"
    )  # fmt: skip
    css = (f"@page{{size:{size(d)};margin:1.4cm}}body{{font:9.5pt 'Liberation Sans'}}.d{{width:100%;border-bottom:2pt solid #c07a10}}.d td{{padding:4pt;font-size:8.5pt}}h3{{background:#fbf0dc;padding:3pt;font-size:10pt}}.g{{width:100%}}.g td{{border:.4pt solid #bbb;padding:3pt 6pt;width:20%}}.v{{display:inline-block;width:44%;vertical-align:top;border:.4pt solid #c07a10;padding:4pt;margin:3pt}}.s{{font-size:8pt}}")  # fmt: skip
    sheet = web(d, body, css, "molecular")
    for m in found:
        _variant(d, m, sheet.find(m.gene, m.coding))
    for gene in ("GATA1", "PTEN", "ATRX"):
        d.gold.trap("genes_tested_negative", {"gene": gene}, "not part of the panel")
    _drugs(d, "ivosidenib", "enasidenib")
    d.also_dated = (out,)


def answer_on_gene_findings(d: Doc) -> None:
    """A molecular pathologist's letter: pathogenic variants in a list with whole per cents, one of uncertain meaning told apart, wild-type genes by group, the family's gene."""
    who, on, found = d.person, d.on, d.person.mutations
    out = later(on, 20)
    unsure = next(g for g in ("CUX1", "CSF3R", "PRPF8") if g not in {m.gene for m in found})
    change, protein, share = {"CUX1": ("c.1234G>A", "p.Val412Met", 49), "CSF3R": ("c.2041G>A", "p.Asp681Asn", 47), "PRPF8": ("c.980A>G", "p.Asn327Ser", 51)}[unsure]  # fmt: skip
    quiet = _negative(d, [g for g in PANEL if g != unsure])
    items = "".join(f"<li>{pick(d, m.gene, f'<b>{m.gene}</b> {esc(m.coding)}, {_three(m)}: about {round(m.vaf * 100)}% of alleles', f'<b>{m.gene}</b>: {_three(m)} ({esc(m.coding)}), VAF {round(m.vaf * 100)}%', f'{esc(m.coding)} in <b>{m.gene}</b> ({_three(m)}), {round(m.vaf * 100)}% VAF')}</li>" for m in found)  # fmt: skip
    told = pick(
        d, "told",
        f"In addition there is a variant of uncertain significance, {unsure} {esc(change)} ({protein}), VAF {share}%, quite possibly inherited.",
        f"Of uncertain significance: {unsure} {protein}, {esc(change)}, at {share}% VAF. It should not be used for treatment decisions.",
        f"We also saw {unsure} {esc(change)} ({protein}) at a VAF of {share}%, which we class as uncertain.",
    )  # fmt: skip
    third = (len(quiet) + 2) // 3
    body = (
        f"<p class=r>Cambrian Molecular Pathology Partnership<br>{long(out)}</p><p><b>{title(d)} {who.name} &nbsp; {long(who.born)} &nbsp; {sex(d)} &nbsp; No. {who.ids[0]}</b><br>Marrow aspirate collected {long(on)}; laboratory reference {who.ids[1]}</p><p>Dear Doctor,</p>"
        f"<p>{pick(d, 'intro', 'Thank you for asking for the myeloid panel.', 'The myeloid panel on the above sample is complete.', 'I am able to report the sequencing that you asked for.')} {'The following variants are pathogenic or likely so:' if found else 'No pathogenic variant was found.'}</p>{f'<ul>{items}</ul>' if found else ''}<p>{told}</p>"
        f"<p>No variant was found in the following genes, all of which were fully covered: {', '.join(quiet[:third])}; {', '.join(quiet[third : 2 * third])}; {', '.join(quiet[2 * third :])}. FLT3-ITD was not detected, nor was a partial tandem duplication of KMT2A.</p>"
        f"<p>{pick(d, 'kin', 'You mention that a cousin has a GATA2 disorder; if this is so, skin fibroblasts should be tested.', 'A daughter with Li-Fraumeni syndrome is mentioned on the form; her report is not known to us.', 'The note of a father with leukaemia does not change what we test.')}</p><p>With kind regards,<br><br>Dr Gwenllian Prosser, Consultant Molecular Pathologist</p>"
    )  # fmt: skip
    css = f"@page{{size:{size(d)};margin:2.1cm}}body{{font:10.5pt 'Liberation Serif'}}.r{{text-align:right}}p{{margin:7pt 0}}ul{{margin:2pt 0 2pt 16pt}}"
    sheet = web(d, body, css, "molecular", "note")
    for m in found:
        _variant(d, m, sheet.find(m.gene, m.coding), vaf=round(m.vaf * 100) / 100)
    d.fact("variants", sheet.find(unsure, change), unsure, gene=unsure, hgvs_c=change, hgvs_p=protein, vaf=share / 100, significance="uncertain", collected=on.isoformat())  # fmt: skip
    relatives(d, "aml", "acute_leukemia", "li_fraumeni_syndrome")
    asked(d, 1)
    d.also_dated = (out,)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f
    for f in (
        myeloid_panel_by_tiers, each_variant_in_a_sentence, decimal_fractions_table, panel_in_four_columns,
        answer_on_gene_findings,
    )
}  # fmt: skip

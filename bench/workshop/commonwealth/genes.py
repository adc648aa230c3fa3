# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Sequencing reports as laboratories outside the United States print them."""

from collections.abc import Callable, Sequence
from typing import Any

from bench.workshop.commonwealth.paper import (
    Printed,
    dmy,
    later,
    plain_sheet,
    printed,
    table,
    title,
    worded,
)
from bench.workshop.dress import Doc
from bench.workshop.genes import PANEL
from bench.workshop.markup import Raw, esc
from bench.workshop.people import Mutation
from bench.workshop.sheet import Cell

WIDE = tuple(sorted({*PANEL, "ANKRD26", "BRAF", "HRAS", "PIGA", "RAD21", "SMC1A", "SMC3"}))
TRANSCRIPTS = {
    "ASXL1": "NM_015338.6", "SF3B1": "NM_012433.4", "TET2": "NM_001127208.3", "DNMT3A": "NM_022552.5", "RUNX1": "NM_001754.5", "SRSF2": "NM_003016.4", "TP53": "NM_000546.6", "U2AF1": "NM_006758.3",
    "STAG2": "NM_001042749.2", "EZH2": "NM_004456.5", "ZRSR2": "NM_005089.4", "BCOR": "NM_001123385.2", "CBL": "NM_005188.4", "NRAS": "NM_002524.5", "KRAS": "NM_004985.5", "IDH1": "NM_005896.4", "IDH2": "NM_002168.4", "JAK2": "NM_004972.4",
}  # fmt: skip
EXONS = ("2-11", "3, 4", "8, 9", "all", "12-15", "4-9", "1, 2")


def _rest(d: Doc, genes: Sequence[str], without: Sequence[str] = ()) -> list[str]:
    """Genes of the list without a finding; they enter the gold."""
    rest = [g for g in genes if g not in {*(m.gene for m in d.person.mutations), *without}]
    d.gold.negative |= set(rest)
    return rest


def _variant(d: Doc, m: Mutation, page: int, vaf: float, **more: Any) -> None:
    d.fact(
        "variants",
        page,
        m.gene,
        m.coding,
        gene=m.gene,
        hgvs_c=m.coding,
        hgvs_p=m.protein3 or "p.?",
        vaf=round(vaf, 4),
        collected=d.on.isoformat(),
        **more,
    )


def _structural(d: Doc) -> str:
    """What is said of tandem duplications, where no mutation of the gene makes it doubtful."""
    genes = {m.gene for m in d.person.mutations}
    words = [
        w
        for g, w in (("FLT3", "FLT3 internal tandem duplication"), ("KMT2A", "KMT2A partial tandem duplication"))
        if g not in genes
    ]
    return f"{' and '.join(words)}: not detected." if words else ""


def _round(d: Doc, m: Mutation) -> str:
    """HGVS with the protein in brackets."""
    return (m.protein3 or "p.?") if not m.protein3 else f"p.({m.protein3.removeprefix('p.')})"


def hub_panel(d: Doc) -> None:
    """A British hub: transcript, coding and protein change in one cell, class beside it; genes with their exons run on."""
    p, (got, out) = d.person, later(d, 2, 19)
    classes = ("Pathogenic", "Likely pathogenic")
    rows = [
        (
            Raw(f"<i>{m.gene}</i>"),
            f"{TRANSCRIPTS.get(m.gene, 'NM_001000.1')}:{m.coding} {_round(d, m)}",
            f"{m.vaf * 100:.0f}",
            "2,140x",
            classes[i % 2],
        )
        for i, m in enumerate(p.mutations)
    ]
    rest = _rest(d, WIDE)
    found = (
        table(
            rows, ("Gene", "Sequence variant", "VAF (%)", "Reads", "Classification (ACGS)"), "t", (12, 46, 10, 10, 22)
        )
        if rows
        else Raw("<p><b>No variant of clinical significance was detected.</b></p>")
    )
    body = f"""<p class='r'><b>SOUTHERN UPLANDS GENOMIC LABORATORY</b><br>Haematological malignancy service</p><table class='b'><tr><td>Name: <b>{esc(p.first)} {esc(p.last.upper())}</b></td><td>Date of birth: {worded(p.born)}</td><td>Sex: {p.sex}</td></tr>
    <tr><td>CHI: {p.ids[0]}</td><td>Sample: marrow, EDTA, {p.ids[1]}</td><td>Sample date: {worded(d.on)}</td></tr><tr><td>Referrer: Dr E. Macrae</td><td>Received: {worded(got)}</td><td>Authorised: {worded(out)}</td></tr></table>
    <h2>MYELOID GENE PANEL</h2>{found}<p>{_structural(d)}</p><h3>Interpretation</h3><p>{f"{len(rows)} variant(s) reported." if rows else "This does not exclude a myeloid neoplasm."} Variants of <i>JAK2</i>, <i>CALR</i> and <i>MPL</i> would point to a myeloproliferative neoplasm. Somatic origin is assumed; if VAF lies near 50%, germline origin should be thought of, above all in <i>DDX41</i>, <i>RUNX1</i> and <i>GATA2</i>.</p>
    <h3>Scope</h3><p class='s'>No reportable variant in (exons covered in brackets): {", ".join(f"{g} ({EXONS[i % 7]})" for i, g in enumerate(rest))}.</p><p class='s'>Sensitivity 1% VAF (3% in <i>CEBPA</i>). Synonymous and known benign changes are not listed. UBA1 is not part of the panel; send a new sample if VEXAS syndrome is suspected.</p>"""
    s = printed(
        d,
        body,
        ".b{border:1pt solid}.t{table-layout:fixed}.t th{background:#333;color:#fff}.t td{border-bottom:.5pt solid #999}",
        "molecular",
    )
    for i, m in enumerate(p.mutations):
        _variant(
            d,
            m,
            s.at(m.gene, m.coding),
            round(m.vaf * 100) / 100,
            significance=("pathogenic", "likely_pathogenic")[i % 2],
        )
    d.gold.trap("genes_tested_negative", {"gene": "UBA1"}, "not on the panel")


def every_gene(d: Doc) -> None:
    """A German house: each gene in its own cell with wt or mut., details in a second table, allele burden with a decimal comma."""
    p, (out,) = d.person, later(d, 16)
    hits = {m.gene: m for m in p.mutations}
    _rest(d, PANEL)
    cells = [(g, Raw("<b>mut.</b>") if g in hits else "wt") for g in PANEL]
    third = -(-len(cells) // 3)
    rows = [
        [c for k in range(3) for c in (cells[i + k * third] if i + k * third < len(cells) else ("", ""))]
        for i in range(third)
    ]
    detail = [
        (
            m.gene,
            m.protein1 if m.protein3 else "p.? (splice)",
            m.coding,
            f"{m.vaf * 100:.1f} %".replace(".", ","),
            "somatic, assumed",
        )
        for m in p.mutations
    ]
    body = f"""<table class='b'><tr><td><b>Laboratory for Leukaemia Diagnostics Tannenhof GmbH</b><br>Molecular genetic report (English)</td><td>{esc(p.last)}, {esc(p.first)}<br>DOB {dmy(p.born, ".")} &nbsp; sex: {"female" if p.sex == "F" else "male"}<br>Sampling {dmy(d.on, ".")}, completed {dmy(out, ".")}<br>No. {p.ids[1]}</td></tr></table>
    <p>Query: clarification of cytopenia. Material: BM, 6 ml EDTA.</p><h3>Table 1. Mutation status of the genes examined</h3>{table(rows, ("Gene", "Status") * 3, "t")}<p class='s'>wt: wild type, mut.: mutated, n.e.: not evaluable. Other genes upon request.</p>
    <h3>Table 2. Mutations found</h3>{table(detail, ("Gene", "Amino acid", "Nucleotide", "Mutation load", "Origin"), "t") if detail else "None."}<p>{_structural(d)}</p>
    <p>Assessment: {"The molecular findings prove clonal haematopoiesis." if detail else "Clonal haematopoiesis is not proven by this panel."} A mutation load of 10 % or more with otherwise fitting findings supports the diagnosis. We recommend follow-up in 3 to 6 months with the same marker.</p><p class='s'>Prof. Dr. med. T. Achterberg. Method: amplicon NGS, detection limit 1 %. Validated procedures, with the exception of CSF3R.</p>"""
    s = printed(
        d,
        body,
        ".b{border-bottom:2pt solid #a00}.t{table-layout:fixed}.t td,.t th{border:.4pt solid #777;padding:2pt 4pt}.t th{background:#f3e3e3}",
        "molecular",
    )
    for m in p.mutations:
        _variant(d, m, s.at("Table 2", m.coding), m.vaf)


def class_scale(d: Doc) -> None:
    """A Dutch academic laboratory: fractions for VAF, classes one to five, a class 3 variant apart, a failed gene."""
    p, (out,) = d.person, later(d, 21)
    rows = [(str(5 - i % 2), m.gene, m.coding, m.protein3 or "p.?", f"{m.vaf:.3f}") for i, m in enumerate(p.mutations)]
    failed = next(g for g in ("CEBPA", "BCORL1") if all(m.gene != g for m in p.mutations))
    rest = _rest(d, PANEL, (failed,))
    body = f"""<h1>UMC De Veenstroom</h1><p>Department of Pathology, Molecular Diagnostics &nbsp;&nbsp; T-number: T25-{p.ids[1][1:]}</p><div class='p'>Patient: {esc(p.last)}, {p.first[0]}. ({esc(p.first)}) &nbsp;|&nbsp; Born: {dmy(p.born, "-")} &nbsp;|&nbsp; {"Woman" if p.sex == "F" else "Man"} &nbsp;|&nbsp; Pat.nr. {p.ids[0]}</div>
    <p>Date of material: {dmy(d.on, "-")} &nbsp; Date of authorisation: {dmy(out, "-")} &nbsp; Material: bone marrow, estimated 80% neoplastic cells</p><h3>CONCLUSION</h3><p>{"Pathogenic variants found (class 4/5), see table A." if rows else "No class 4 or 5 variants."} One class 3 variant, see table B.</p>
    <h3>A. Class 5 (pathogenic) and class 4 (likely pathogenic)</h3>{table(rows, ("Class", "Gene", "cDNA", "Protein", "VAF (fraction)"), "t", (8, 15, 30, 30, 17)) if rows else "none"}<h3>B. Class 3 (unknown significance)</h3>{table([("3", "SMC3", "c.1145G>A", "p.Arg382Gln", "0.487")], (), "t", (8, 15, 30, 30, 17))}
    <h3>C. Without class 3-5 variants</h3><p>{" - ".join(rest)}</p><h3>D. Failed</h3><p>{failed}: insufficient coverage (median 38), no statement possible.</p><p>{_structural(d)}</p>
    <p class='s'>Targeted NGS with unique molecular identifiers; lower limit 0.02. Class 1 and 2 are not reported; e.g. TET2 p.Ile1762Val and KIT p.Met541Leu belong to class 1 and are frequent in the population.</p><p class='s'>Clinical molecular biologist in pathology: dr. F. Hoekzema</p>"""
    s = printed(
        d,
        body,
        "body{font-family:'DejaVu Sans';font-size:8pt}.p{border-top:1pt solid #06c;border-bottom:1pt solid #06c;padding:4pt 0;margin:5pt 0}.t{table-layout:fixed}.t td{border-bottom:.3pt dotted #555}",
        "molecular",
    )
    for i, m in enumerate(p.mutations):
        _variant(d, m, s.at(m.gene, m.coding), m.vaf, significance=("pathogenic", "likely_pathogenic")[i % 2])
    d.fact(
        "variants",
        s.at("c.1145G>A"),
        "SMC3",
        "c.1145G>A",
        gene="SMC3",
        hgvs_c="c.1145G>A",
        hgvs_p="p.Arg382Gln",
        vaf=0.487,
        significance="uncertain",
        collected=d.on.isoformat(),
    )
    d.gold.trap("genes_tested_negative", {"gene": failed}, "failed")
    for gene, change in (("TET2", "p.Ile1762Val"), ("KIT", "p.Met541Leu")):
        d.gold.trap("variants", {"gene": gene, "hgvs_p": change}, "an example")


def _drug_pages(d: Doc) -> str:
    """Pages on drugs: none of them given to this person."""
    drugs = (("Ivosidenib", "IDH1 R132", "Approved", "Relapsed MDS with IDH1 mutation"), ("Enasidenib", "IDH2 R140 / R172", "Off label", "Phase II"), ("Luspatercept", "SF3B1", "Approved", "Transfusion dependent lower-risk disease"),
             ("Gilteritinib", "FLT3-ITD / TKD", "Other tumour type", "AML"), ("Ruxolitinib", "JAK2 V617F", "Other tumour type", "Myelofibrosis"))  # fmt: skip
    return f"""<div class='new'></div><h2>THERAPY ASSOCIATIONS (knowledge base v8.2, for all panel genes)</h2>{table(drugs, ("Drug", "Biomarker", "Status in India", "Setting"), "t")}<p class='s'>This table is the same for every patient. It lists drugs for markers of the panel, whether or not they were found in this patient, and is no prescription.</p>
    <h2>CLINICAL TRIALS OF INTEREST</h2><p>CTRI/0000/00/000000: Decitabine-cedazuridine in lower-risk disease. NCT00000000: venetoclax with azacitidine in higher-risk disease; blasts of 5-19% required.</p>"""


def therapy_pages(d: Doc) -> None:
    """An Indian reference laboratory: four pages, cards of variants, drugs for all genes, a grid of the genes, repeated heads."""
    p, (got, out) = d.person, later(d, 3, 20)
    cards = "".join(
        f"<div class='k'><b>{m.gene}</b> &nbsp; Location: Exon {EXONS[i % 7][0].replace('a', '5')}<table><tr><td>Nucleotide change</td><td>{esc(m.coding)}</td><td>Zygosity</td><td>Heterozygous</td></tr><tr><td>Amino acid change</td><td>{m.protein3 or 'p.?'}</td><td>Mutant allele burden</td><td>{m.vaf * 100:.1f}%</td></tr><tr><td>Depth (ref / alt)</td><td>{round(1800 * (1 - m.vaf))} / {round(1800 * m.vaf)}</td><td>Class</td><td>Tier II</td></tr></table></div>"
        for i, m in enumerate(p.mutations)
    )
    rest = _rest(d, WIDE)
    grid = [rest[i : i + 6] for i in range(0, len(rest), 6)]
    head = table(
        [
            ("Patient", f"{title(d)} {p.name}", "Order ID", p.ids[1]),
            (
                "Gender / DOB",
                f"{'Female' if p.sex == 'F' else 'Male'} / {worded(p.born, '-')}",
                "Collection",
                worded(d.on, "-"),
            ),
            ("Sample", "Bone marrow, EDTA", "Receipt / Report", f"{worded(got, '-')} / {worded(out, '-')}"),
        ],
        cls="h",
    )
    summary = "; ".join(f"{m.gene} {m.protein1 if m.protein3 else m.coding}" for m in p.mutations)
    body = f"""<div id='top'><b>PRAYOGSHALA GENOMICS - MyeloScan 46 gene panel</b>{head}</div><h2>RESULT AT A GLANCE</h2><p class='big'>{f"POSITIVE ({esc(summary)})" if summary else "NEGATIVE: no clinically relevant variant detected"}</p><p>Indication: suspected myelodysplastic syndrome, low counts since six months. Family history: paternal uncle with CML.</p>
    <h2>DETAILS OF VARIANTS</h2>{cards or "<p>Not applicable.</p>"}<p>{_structural(d)}</p>{_drug_pages(d)}<div class='new'></div><h2>GENES IN WHICH NO VARIANT WAS FOUND</h2>{table(grid, (), "t")}
    <h2>METHOD</h2><p>Hybrid capture, 2 x 150 bp, mean depth 1800x. Variants below 2% allele burden are not reported. Reference genome GRCh38. Gene fusions (BCR::ABL1, PML::RARA) are not covered and must be tested by RT-PCR.</p><p class='s'>Approved by: Dr. Farida Contractor, PhD. This report is for the referring physician only.</p>"""
    s = printed(
        d,
        body,
        "@page{margin-top:46mm;@top-left{content:element(top);width:100%}@bottom-center{content:'MyeloScan 46  |  page 'counter(page)' of 'counter(pages);font-size:7pt}}#top{position:running(top);font-size:8pt}.h td{border:.4pt solid #888;font-size:8pt}.k{border:.8pt solid #383;margin:5pt 0;padding:4pt;break-inside:avoid}.big{font-size:12pt;color:#800}.k table{table-layout:fixed}.t td,.t th{border:.4pt solid #aaa}",
        "molecular",
    )
    for m in p.mutations:
        _variant(d, m, _card_page(s, m), m.vaf)
    for agent in ("ivosidenib", "enasidenib", "gilteritinib", "ruxolitinib"):
        d.gold.trap("treatments", {"agent": agent}, "knowledge base, not this patient")
    d.gold.trap("treatments", {"agent": "luspatercept", "status": "ongoing"}, "knowledge base, not this patient")
    if all(m.gene != "JAK2" for m in p.mutations):
        d.gold.trap("variants", {"gene": "JAK2"}, "knowledge base")
    d.gold.trap("diagnoses", {"disease": "cml"}, "the uncle's")
    d.fact("diagnoses", 1, "suspected", may=True, disease="mds", labels=[""], status="suspected")


def _card_page(s: Printed, m: Mutation) -> int:
    """The page of a variant's card."""
    return s.at(m.gene, m.coding, f"{m.vaf * 100:.1f}%")


def numbered_findings(d: Doc) -> None:
    """An Australian report: findings numbered in prose with read counts, hotspots apart from whole genes, an addendum on germline."""
    p, (out, added) = d.person, later(d, 13, 30)
    s = plain_sheet(d, "Helvetica", 9.5, "molecular", margin=60)
    s.line("CAPRICORN PATHOLOGY", True, 15)
    s.line("Molecular Haematology   ABN 00 000 000 000   APA No. 0000", pt=8)
    s.rule()
    for a, b in (
        (f"{p.last.upper()}, {p.first.upper()}", f"Lab ref: {p.ids[1]}"),
        (f"DOB: {dmy(p.born)}   Sex: {p.sex}   UR: {p.ids[0]}", f"Collected: {dmy(d.on)} 09:50"),
        ("Copy to: Dr N. Castellano", f"Reported: {dmy(out)}"),
    ):
        s.row(Cell(s.margin, a), Cell(s.margin + 300, b))
    s.rule()
    s.gap()
    s.line("TEST: Somatic variant panel, myeloid (MBS 73436)", True)
    s.line("SPECIMEN: Bone marrow aspirate", True)
    s.gap()
    s.line("FINDINGS", True)
    if not p.mutations:
        s.para("No variants were identified in the regions tested.")
    for i, m in enumerate(p.mutations, 1):
        depth = 950 + 37 * i
        protein = f"; {(m.protein3 or '').replace('Ter', '*')}" if m.protein3 else "; p.?"
        page = s.para(
            f"({i}) {m.gene} ({TRANSCRIPTS.get(m.gene, 'NM_001000.1')}): {m.coding}{protein}. Detected in {round(depth * m.vaf)} of {depth} reads, a variant allele frequency of {m.vaf * 100:.1f}%."
        )
        _variant(d, m, page, m.vaf)
        s.gap(3)
    s.para(_structural(d))
    rest = _rest(d, PANEL)
    s.gap()
    s.line("REGIONS TESTED WITHOUT A FINDING", True)
    s.para(f"Whole coding sequence: {', '.join(rest[::2])}.", pt=8.5)
    s.para(f"Hotspots only: {', '.join(rest[1::2])}.", pt=8.5)
    s.gap()
    s.line("COMMENT", True)
    s.para(
        "SF3B1 mutation in MDS goes with ring sideroblasts; a TP53 variant at more than one site or at an allele frequency over 50% is of adverse import. These remarks are general. Clonal haematopoiesis is common: about 10% of people over 70 carry a variant of DNMT3A, TET2 or ASXL1."
    )
    s.gap()
    s.line(f"ADDENDUM {dmy(added)}", True)
    s.para(
        "Saliva was received for germline studies at the request of Dr Castellano. DNA yield was insufficient and no germline result is issued. The somatic findings above stand unchanged."
    )
    s.gap(16)
    s.line("Validated by Dr Priya Raman FRCPA.   Enquiries 1800 000 000", pt=8)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (hub_panel, every_gene, class_scale, therapy_pages, numbered_findings)
}

# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Molecular reports: plain templates first, then tiers, checkerboards and cards."""

from collections.abc import Callable, Sequence
from typing import Any

from bench.workshop.days import later, long, sex
from bench.workshop.days import spaced as day
from bench.workshop.dress import Doc
from bench.workshop.genes import PANEL
from bench.workshop.outside.paper import (
    asked,
    esc,
    flow,
    gap,
    grid,
    para,
    table,
    title,
    tr,
    web,
)
from bench.workshop.people import Mutation

WIDE = tuple(sorted({*PANEL, "RAD21", "SMC1A", "SMC3", "HRAS", "UBA1", "NFE2"}))
ACCESSIONS = {
    "SF3B1": "NM_012433.4", "SRSF2": "NM_003016.4", "TET2": "NM_001127208.3", "ASXL1": "NM_015338.6", "TP53": "NM_000546.6",
    "DNMT3A": "NM_022552.5", "RUNX1": "NM_001754.5", "U2AF1": "NM_006758.3", "EZH2": "NM_004456.5", "JAK2": "NM_004972.4",
}  # fmt: skip
ITD = "FLT3-ITD: not detected. KMT2A partial tandem duplication (KMT2A-PTD): not detected."


def _pct(m: Mutation) -> str:
    return f"{m.vaf * 100:.1f}"


def _three(m: Mutation, ter: str = "*") -> str:
    return (m.protein3 or "p.?").replace("Ter", ter)


def _one(m: Mutation) -> str:
    return m.protein1 if m.protein3 else "p.?"


def _variant(d: Doc, m: Mutation, page: int, **more: Any) -> None:
    fields: dict[str, Any] = {"gene": m.gene, "hgvs_c": m.coding, "hgvs_p": m.protein3 or "p.?", "vaf": round(m.vaf, 4)}
    d.fact("variants", page, m.gene, m.coding, **fields, collected=d.on.isoformat(), **more)


def _negative(d: Doc, genes: Sequence[str]) -> list[str]:
    """The genes of these without a variant, which is what the gold gets."""
    rest = [g for g in genes if g not in {m.gene for m in d.person.mutations}]
    d.gold.negative |= set(rest)
    return rest


def _example(d: Doc, *pairs: tuple[str, str]) -> None:
    for gene, change in pairs:
        if all(m.gene != gene for m in d.person.mutations):
            d.gold.trap("variants", {"gene": gene, "hgvs_p": change}, "an example")


def simple_variants(d: Doc) -> None:
    """A title, four labels, a table of variants, a paragraph of genes without one."""
    who, on, found = d.person, d.on, d.person.mutations
    rest = _negative(d, PANEL)
    rows = [("Gene", "cDNA change", "Protein change", "VAF (%)", "Classification"), *((m.gene, m.coding, _three(m), _pct(m), "Pathogenic") for m in found)]  # fmt: skip
    made = flow(
        d,
        [
            para("Molecular Genetics Report - Myeloid NGS Panel", "Title", size=15),
            para(f"<b>Patient:</b> {esc(who.name)}"),
            para(f"<b>DOB:</b> {d.date(who.born)} &nbsp; <b>Sex:</b> {sex(d)} &nbsp; <b>MRN:</b> {who.ids[0]}"),
            para(f"<b>Specimen:</b> Bone marrow &nbsp; <b>Collected:</b> {d.date(on)}"),
            gap(10),
            para("Variants detected", "Heading3"),
            grid(rows, (60, 150, 120, 60, 90)) if found else para("No pathogenic variants were detected."),
            gap(10),
            para("Genes with no mutation detected", "Heading3"),
            para(", ".join(rest)),
            gap(6),
            para(ITD),
            para("Limit of detection: 2% VAF. Assay covers coding regions and splice sites.", size=8),
        ],
        "molecular",
    )
    for m in found:
        _variant(d, m, made.find(m.gene, m.coding), significance="pathogenic")


def molecular_paragraphs(d: Doc) -> None:
    """Each variant in a sentence of its own kind, fraction in words of the sentence; wild type genes in the last paragraph."""
    who, on, found = d.person, d.on, d.person.mutations
    out = later(on, 18)
    rest = _negative(d, PANEL)
    shapes = (
        "A mutation of {g} was identified: {c}, predicted to result in {p}, with a variant allele frequency of {v}%.",
        "In {g}, the change {c} ({p}) is present in {v}% of reads.",
        "Furthermore the sample carries {g} {c}, {p}, variant allele frequency {v}%.",
    )
    texts = [
        shapes[n % 3].format(g=f"<i>{m.gene}</i>", c=esc(m.coding), p=_three(m), v=_pct(m)) for n, m in enumerate(found)
    ]
    made = flow(
        d,
        [
            para("Laboratoire de Génétique Moléculaire, Hôpital Sainte-Clothilde", "Heading2"),
            para("Translation of the report for the patient's treating physician abroad", size=9),
            gap(),
            para(
                f"{title(d)} {esc(who.last.upper())} {who.first}, born {d.date(who.born)}, {sex(d).lower()}. File {who.ids[0]}. Blood and marrow drawn {long(on)}; report of {long(out)}."
            ),
            gap(),
            para("High-throughput sequencing of the bone marrow sample was done with a panel of myeloid genes."),
            *(para(t, size=10.5, after=6) for t in texts or ["No variant of clinical interest was identified."]),
            para(
                f"The following genes {'are otherwise' if found else 'are'} wild type: {', '.join(rest[:-1])} and {rest[-1]}. There is no internal tandem duplication of FLT3 and no partial tandem duplication of KMT2A.",
                size=10.5,
                after=6,
            ),
            para(
                "Variants under 2% are not reported. Clonal haematopoiesis with mutations of this kind, notably DNMT3A p.Arg882His, is met in one in ten persons over 70 without disease.",
                size=9,
            ),
        ],
        "molecular",
        margin=62,
    )
    for m in found:
        _variant(d, m, made.find(m.gene, m.coding))
    _example(d, ("DNMT3A", "p.Arg882His"))
    d.also_dated = (out,)


def line_per_gene(d: Doc) -> None:
    """Every gene of the panel on a line as label and status, the changed ones in their alphabetical place with all of their data."""
    who, on = d.person, d.on
    found = {m.gene: m for m in who.mutations}
    _negative(d, PANEL)
    lines = []
    for gene in PANEL:
        m = found.get(gene)
        lines.append(f"{gene}: MUTATED - {esc(m.coding)}, {_one(m)}, VAF {m.vaf:.3f}" if m else f"{gene}: not mutated")
    made = flow(
        d,
        [
            para(f"Name: {esc(who.name)}", after=1),
            para(f"Birth date: {d.date(who.born)}", after=1),
            para(f"Sex: {sex(d)}", after=1),
            para(f"Identifier: {who.ids[0]}", after=1),
            para(f"Sample date: {d.date(on)}", after=1),
            para("Sample type: bone marrow aspirate", after=1),
            para("Indication: MDS at diagnosis", after=8),
            para("MUTATION ANALYSIS (NGS)", "Heading3"),
            *(para(line, size=9, after=0) for line in lines),
            gap(4),
            para("FLT3-ITD: absent", size=9, after=0),
            para("KMT2A-PTD: absent", size=9, after=4),
            para(
                "VAF is given as a fraction of 1. Not mutated: no variant of class 3, 4 or 5 at 0.02 or more.", size=8
            ),
        ],
        "molecular",
    )
    for m in who.mutations:
        _variant(d, m, made.find(m.gene, m.coding))
    asked(d, 1, "mds")


def tiers_with_comments(d: Doc) -> None:
    """Tables by tier with a long comment under each row that names other changes, drugs and diseases; gene list in small letters at the end."""
    who, on, found = d.person, d.on, d.person.mutations
    out = later(on, 15)
    strong, weak = found[: (len(found) + 1) // 2], found[(len(found) + 1) // 2 :]
    rest = _negative(d, WIDE)
    talk = (
        "{g} is among the genes recurrently altered in myeloid neoplasms. The change found here has been described in the literature; the neighbouring hotspot (for instance SRSF2 p.Pro95Leu in chronic myelomonocytic leukaemia) has similar effects in vitro. Targeted agents such as enasidenib are approved in other settings only.",
        "Alterations of {g} often accompany those of splicing factors. In a series of 812 patients 23% had a second hit. Response to luspatercept is related to SF3B1 p.Lys700Glu and not to this variant.",
    )

    def block(name: str, part: Sequence[Mutation], shade: str) -> str:
        rows = ""
        for n, m in enumerate(part):
            rows += tr(
                (
                    f"<b>{m.gene}</b>",
                    f"<span>{ACCESSIONS.get(m.gene, '')}</span> {esc(m.coding)}",
                    _three(m, "Ter"),
                    f"{_pct(m)}%",
                    "missense / other",
                ),
                cls="v",
            )
            rows += f"<tr class=c><td colspan=5>{talk[{'SF3B1': 0, 'SRSF2': 1}.get(m.gene, n % 2)].format(g=m.gene)}</td></tr>"
        rows = rows or "<tr><td colspan=5>None detected.</td></tr>"
        return f"<h2 class={shade}>{name}</h2><table class=t><thead>{tr(('Gene', 'Nucleotide', 'Amino acid', 'VAF', 'Effect'), 'th')}</thead>{rows}</table>"  # fmt: skip

    body = (
        f"<div class=h><b>Tidewater Academic Molecular Diagnostics</b><br>MYELOID NEOPLASM PANEL &mdash; {len(WIDE)} genes</div><table class=d>{tr(('Patient:', esc(who.last) + ', ' + who.first, 'Collected:', d.date(on)))}{tr(('DOB:', d.date(who.born), 'Signed out:', d.date(out)))}{tr(('Sex:', sex(d), 'Specimen:', 'Bone marrow, EDTA'))}{tr(('MRN:', who.ids[0], 'Accession:', 'MD-' + who.ids[1]))}</table>"
        + block("Tier I / II: Variants of strong or potential clinical significance", strong, "a")
        + block("Tier III: Variants of unknown clinical significance", weak, "b")
        + f"<h2>Pertinent structural results</h2><p>{ITD}</p><h2>Genes analysed without a reportable variant</h2><p class=s>{' &bull; '.join(rest)}</p>"
        "<p class=s>Tier IV (benign) variants are not reported. Therapies named in comments are for information; the treating physician decides. Reference: AMP/ASCO/CAP 2017. Analytical sensitivity 2% for substitutions and 5% for indels larger than 20 bp.</p>"
    )  # fmt: skip
    css = ("@page{size:letter;margin:.65in;@bottom-right{content:'Page ' counter(page) ' of ' counter(pages);font:7.5pt 'Liberation Sans'}}body{font:9.5pt 'Liberation Sans'}.h{background:#23395b;color:#fff;padding:8pt}.d{width:100%;margin:6pt 0}.d td{padding:1.5pt 6pt 1.5pt 0}h2{font-size:10pt;padding:3pt;margin:9pt 0 2pt}.a{background:#f7d9c4}.b{background:#e6e6e6}"
           ".t{width:100%}.t th{font-size:8pt;color:#555}.t td,.t th{padding:3pt 6pt 3pt 0}.t td:nth-child(2){overflow-wrap:anywhere;width:32%}.v span{font-size:7pt;color:#777}.c td{font-size:8pt;padding-left:12pt;border-bottom:.5pt solid #aaa;color:#333}.s{font-size:8pt}")  # fmt: skip
    made = web(d, body, css, "molecular")
    for part in (strong, weak):
        for m in part:
            more = {"significance": "uncertain"} if part is weak else {}
            _variant(d, m, made.find(m.gene, m.coding), **more)
    _example(d, ("SRSF2", "p.Pro95Leu"), ("SF3B1", "p.Lys700Glu"))
    d.gold.trap("treatments", {"agent": "enasidenib"}, "text on genes in general")
    d.gold.trap("diagnoses", {"disease": "cmml"}, "text on genes in general")
    d.also_dated = (out,)


def checkerboard(d: Doc) -> None:
    """All genes as squares of a board, the changed ones dark with the fraction inside; what the changes are stands in a list below with numbers as links."""
    who, on, found = d.person, d.on, {m.gene: m for m in d.person.mutations}
    out = later(on, 20)
    _negative(d, PANEL)
    squares = ""
    for i in range(0, len(PANEL), 8):
        cells = "".join(f"<td class='{'m' if g in found else ''}'>{g}{f'<br><small>{_pct(found[g])}%</small>' if g in found else ''}</td>" for g in PANEL[i : i + 8])  # fmt: skip
        squares += f"<tr>{cells}</tr>"
    items = "".join(f"<div class=i><b>{n}. {m.gene}</b><div>{esc(m.coding)} &nbsp;&rarr;&nbsp; {_one(m)}</div><div>Allele frequency {_pct(m)}% &nbsp; Depth {800 + 60 * n} reads &nbsp; Class 5 (pathogenic)</div></div>" for n, m in enumerate(d.person.mutations, 1))  # fmt: skip
    body = (
        f"<table class=d><tr><td><b>Genomix Oriente</b><br>Hemato-oncology board</td><td>{esc(who.name)}<br>{sex(d)}, born {day(who.born)}</td><td>Sample {who.ids[1]}<br>taken {day(on)}<br>out {day(out)}</td></tr></table><h1>Gene board</h1><table class=q>{squares}</table><p class=s>Light square: gene sequenced in full, no variant of class 4 or 5. Dark square: variant found, with its allele frequency. Also examined: FLT3-ITD (not found), KMT2A-PTD (not found).</p>"
        f"<h1>Variants found: {len(found)}</h1>{items or '<p>No dark squares.</p>'}<p class=s>Genes that this board does not hold (for instance PIGA, STAT3, TERT) were not examined. Class 3 variants are given on request.</p>"
    )  # fmt: skip
    css = ("@page{size:A4;margin:16mm}body{font:9.5pt 'DejaVu Sans'}.d{width:100%;border-bottom:1.5pt solid #146}.d td{padding:4pt}h1{font-size:12pt;color:#146;margin:9pt 0 4pt}.q{width:100%}.q td{border:2pt solid #fff;background:#e4ecf2;text-align:center;padding:6pt 1pt;font-size:8pt;width:12.5%}.q td.m{background:#146;color:#fff;font-weight:bold}.i{border-left:4pt solid #146;padding:3pt 8pt;margin:5pt 0}.s{font-size:8pt}")  # fmt: skip
    made = web(d, body, css, "molecular")
    for m in d.person.mutations:
        _variant(d, m, made.find(f"{m.gene}{m.coding}"), significance="pathogenic")
    for gene in ("PIGA", "STAT3", "TERT"):
        d.gold.trap("genes_tested_negative", {"gene": gene}, "not examined")
    d.also_dated = (out,)


def bars_and_sidebar(d: Doc) -> None:
    """A side bar with the patient, a card for each variant with a bar for the fraction and reads as a quotient; unaffected genes by pathway."""
    who, on, found = d.person, d.on, d.person.mutations
    got, out = later(on, 2), later(on, 16)
    rest = _negative(d, PANEL)
    groups = {
        "Splicing": ("SF3B1", "SRSF2", "U2AF1", "ZRSR2", "PRPF8"),
        "DNA methylation": ("DNMT3A", "TET2", "IDH1", "IDH2"),
        "Chromatin and cohesin": ("ASXL1", "EZH2", "BCOR", "BCORL1", "STAG2", "PHF6", "KMT2A"),
        "Signalling": ("FLT3", "KIT", "JAK2", "MPL", "CALR", "CBL", "NRAS", "KRAS", "NF1", "PTPN11", "CSF3R", "GNB1"),
    }
    rows = [(name, ", ".join(g for g in genes if g in rest)) for name, genes in groups.items()]
    rows.append(("Transcription, repair, other", ", ".join(g for g in rest if all(g not in x for x in groups.values()))))  # fmt: skip
    cards = "".join(
        f"<div class=c><b>{m.gene}</b> <span>exon {3 + 2 * n}</span><table class=x>{tr(('HGVS coding', esc(m.coding)))}{tr(('HGVS protein', _three(m, 'Ter')))}{tr(('Reads', f'{round(m.vaf * 2000)} / 2000'))}</table><div class=o><div class=b style='width:{min(m.vaf, 1) * 100:.0f}%'></div></div><div class=p>VAF {_pct(m)} %</div></div>"
        for n, m in enumerate(found)
    )
    body = (
        f"<div class=l><h3>Patient</h3>{esc(who.first)}<br>{esc(who.last)}<h3>Date of birth</h3>{day(who.born)}<h3>Sex</h3>{sex(d)}<h3>Identifier</h3>{who.ids[0]}<h3>Material</h3>Bone marrow<h3>Collection</h3>{day(on)}<h3>Receipt</h3>{day(got)}<h3>Report</h3>{day(out)}<h3>Tumour content</h3>not applicable</div>"
        f"<div class=m><h1>MyeloScope 40</h1><h2>Variants ({len(found)})</h2>{cards or '<p>No variants above the limit of 2 %.</p>'}<h2>Unaffected genes, by pathway</h2>{table((), rows, 'g')}<p>{ITD}</p><p class=s>The bar shows the variant allele frequency from 0 to 100 %. A VAF near 50 % or 100 % can be inherited. Mean coverage 2000; minimum 500. The control sample (SF3B1 p.Lys666Asn, 12.0 %) was called correctly.</p></div>"
    )  # fmt: skip
    css = ("@page{size:A4;margin:24pt 0}body{font:9pt 'Liberation Sans'}.l{position:absolute;left:0;top:-24pt;width:125pt;height:842pt;background:#273043;color:#fff;padding:30pt 12pt}.l h3{font-size:7.5pt;color:#9fb3c8;margin:9pt 0 1pt}.m{margin:4pt 28pt 0 172pt}h1{font-size:17pt;margin:0}h2{font-size:11pt;border-bottom:1pt solid #273043;margin:10pt 0 4pt}"
           ".c{border:.8pt solid #bbb;padding:5pt 8pt;margin:4pt 0}.c span{color:#777;font-size:8pt}.x td{padding:1pt 10pt 1pt 0;font-size:8.5pt}.x td:first-child{color:#777}.o{background:#e5e5e5;height:6pt}.b{background:#d1495b;height:6pt}.p{font-size:8.5pt;font-weight:bold}.g td{padding:2pt 8pt 2pt 0;font-size:8.5pt}.g td:first-child{font-weight:bold;width:90pt}.s{font-size:7.5pt;color:#555}")  # fmt: skip
    made = web(d, body, css, "molecular")
    for m in found:
        _variant(d, m, made.find(m.gene, m.coding))
    _example(d, ("SF3B1", "p.Lys666Asn"))
    d.also_dated = (out, got)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f
    for f in (simple_variants, molecular_paragraphs, line_per_gene, tiers_with_comments, checkerboard, bars_and_sidebar)
}
UNSCORED = frozenset({"tiers_with_comments"})

# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Families of sequencing reports."""

from collections.abc import Callable, Sequence
from typing import Any

from bench.workshop.clinics.paper import (
    ae,
    asked,
    foot,
    long,
    named,
    short,
    table,
    web,
)
from bench.workshop.days import later, sex
from bench.workshop.dress import Doc
from bench.workshop.genes import PANEL
from bench.workshop.markup import Raw, esc, row
from bench.workshop.people import Mutation
from bench.workshop.sheet import Cell

TEXT = {
    "SF3B1": "part of the spliceosome; changed in most MDS with ring sideroblasts", "SRSF2": "a splicing factor", "U2AF1": "a splicing factor", "ZRSR2": "a splicing factor of the X chromosome",
    "TET2": "an enzyme of DNA demethylation", "DNMT3A": "a DNA methyltransferase", "ASXL1": "a regulator of chromatin; truncations are associated with a shorter survival", "EZH2": "a histone methyltransferase",
    "RUNX1": "a transcription factor of blood formation", "TP53": "a tumor suppressor", "STAG2": "part of the cohesin ring", "BCOR": "a corepressor of the X chromosome", "JAK2": "a tyrosine kinase",
}  # fmt: skip


def _pct(m: Mutation) -> str:
    return f"{m.vaf * 100:.1f}%"


def _three(m: Mutation, ter: str = "*") -> str:
    return (m.protein3 or "p.?").replace("Ter", ter)


def _one(m: Mutation) -> str:
    return m.protein1 if m.protein3 else "p.?"


def _variant(d: Doc, m: Mutation, page: int, **more: Any) -> None:
    fields: dict[str, Any] = {"gene": m.gene, "hgvs_c": m.coding, "hgvs_p": m.protein3 or "p.?", "vaf": round(m.vaf, 4)}
    d.fact("variants", page, m.gene, m.coding, **fields, collected=d.on.isoformat(), **more)


def _rest(d: Doc, genes: Sequence[str] = PANEL) -> list[str]:
    """The genes without a finding; they are the gold's negatives."""
    quiet = [g for g in genes if g not in {m.gene for m in d.person.mutations}]
    d.gold.negative |= set(quiet)
    return quiet


def _example(d: Doc, *pairs: tuple[str, str]) -> None:
    for gene, change in pairs:
        if all(m.gene != gene for m in d.person.mutations):
            d.gold.trap("variants", {"gene": gene, "hgvs_p": change}, "general text")


def _untaken(d: Doc, *agents: str) -> None:
    for agent in agents:
        d.gold.trap("treatments", {"agent": agent, "status": "ongoing"}, "general text")
        d.treat(agent, "systemic", "considered", 1, may=True)


def classified_table(d: Doc) -> None:
    """A laboratory's table with transcript, DNA, protein, fraction and class; the genes examined as a list under the method, two of them not assessable."""
    who, on, found = d.person, d.on, d.person.mutations
    out, got = later(on, 14), later(on, 1)
    failed = [g for g in ("CSF3R", "CUX1") if g not in {m.gene for m in found}]
    tested = [g for g in PANEL if g not in failed]
    rows = [
        (Raw(f"<i>{m.gene}</i>"), m.coding, _three(m), _pct(m), "Pathogenic" if n % 2 == 0 else "Likely pathogenic")
        for n, m in enumerate(found)
    ]
    house = named(
        d,
        "Arcadia Molecular Diagnostics",
        "Arcadia Molecular Diagnostics",
        "Arcadia Molecular Pathology",
        "Arcadia Molecular Pathology",
    )
    body = (
        f"<div class=h>{house}<span>Myeloid sequencing panel ({len(PANEL)} genes)</span></div><table class=d>{row(('Patient name', f'{who.first} {who.last}', 'Sample', 'Bone marrow, EDTA'))}{row(('Date of birth', short(d, who.born), 'Date collected', short(d, on)))}{row(('Sex', sex(d), 'Date received', short(d, got)))}{row(('Hospital number', who.ids[0], 'Date reported', short(d, out)))}{row(('Laboratory number', who.ids[1], 'Referred with', 'Suspected MDS'))}</table>"
        + (f"<h2>Variants detected ({len(found)})</h2>" + table(("Gene", "DNA change", "Protein change", "VAF", "Classification"), rows) if found else "<h2>No variants detected</h2><p>No reportable sequence variant was found.</p>")
        + "<p>FLT3 internal tandem duplication: not detected. KMT2A partial tandem duplication: not detected. Variants of uncertain significance: none.</p><h2>Genes examined</h2>"
        f"<p class=q>{', '.join(tested)}.</p><p>Apart from the variants in the table, no reportable variant was found in the genes examined.{' Coverage was insufficient and no result can be given for ' + ' and '.join(failed) + '.' if failed else ''}</p>"
        "<h2>Method</h2><p>Hybrid capture, paired reads, mean depth 1140. Sensitivity 5% for substitutions and 8% for insertions and deletions. A positive control carrying NPM1 p.Trp288fs and JAK2 p.Val617Phe was run beside the sample.</p>"
        "<p class=s>Classes: pathogenic, likely pathogenic, uncertain. Benign changes are not reported. A germline origin of variants near 50% is not excluded. Authorised: Dr N. Castlemaine-Rao.</p>"
    )  # fmt: skip
    css = ("@page{margin:17mm;" + foot(f"{who.ids[1]}  {who.last}") + "}body{font:10pt 'Liberation Sans'}.h{font-size:15pt;font-weight:bold;border-bottom:2pt solid #2b6e3f}.h span{float:right;font-size:10pt;font-weight:normal;padding-top:5pt}.d{width:100%;margin:6pt 0}.d td{padding:2pt 4pt}.d td:nth-child(odd){color:#2b6e3f;width:18%}h2{font-size:11pt;margin:9pt 0 3pt}"
           ".t{width:100%}.t td,.t th{border:.5pt solid #888;padding:4pt;white-space:nowrap}.t td:nth-child(2){white-space:normal;overflow-wrap:anywhere}.s{font-size:8pt}")  # fmt: skip
    sheet = web(d, body, css, "molecular")
    for n, m in enumerate(found):
        _variant(d, m, sheet.find(m.gene, m.coding), significance="pathogenic" if n % 2 == 0 else "likely_pathogenic")
    _rest(d, tested)
    for gene in failed:
        d.gold.trap("genes_tested_negative", {"gene": gene}, "coverage insufficient")
    _example(d, ("JAK2", "p.Val617Phe"), ("NPM1", "p.Trp288fs"))
    asked(d, 1, "mds")
    d.also_dated = (out, got)


def paragraph_each(d: Doc) -> None:
    """A university laboratory's typed report: each variant a heading and a paragraph on the gene, negatives by name, the whole panel in small print."""
    who, on, found = d.person, d.on, d.person.mutations
    out = later(on, 18)
    s = d.paper("Times", 10.5, 62)
    d.kind, d.also_dated = "molecular", (out,)
    s.line(
        named(
            d,
            "Silver Lake University, Laboratory for Genomic Medicine",
            "Silver Lake University, Laboratory for Genomic Medicine",
            "Silverdale University, Genomic Medicine Laboratory",
            "Silverdale University, Genomic Medicine Laboratory",
        ),
        True,
        13,
    )
    s.line("REPORT OF TARGETED SEQUENCING, MYELOID NEOPLASMS")
    s.rule()
    s.gap(5)
    for a, b in (
        (f"Patient: {who.last}, {who.first}", f"Specimen: bone marrow, {who.ids[1]}"),
        (f"Born: {long(d, who.born)} ({sex(d).lower()})", f"Collected: {long(d, on)}"),
        (f"Medical record: {who.ids[0]}", f"Reported: {long(d, out)}"),
    ):
        s.row(Cell(s.margin, a), Cell(s.margin + 250, b))
    s.rule()
    s.gap(8)
    s.line("Findings", True, 12)
    if not found:
        s.para("No pathogenic variant was detected in any of the genes tested.")
    for n, m in enumerate(found, 1):
        s.need(60)
        s.gap(4)
        page = s.line(f"{n}. {m.gene}  {m.coding}  {_three(m, 'Ter')}", True)
        _variant(d, m, page)
        s.para(
            f"Variant allele fraction {_pct(m)} at a depth of {880 + 57 * n} reads. {m.gene} encodes {ae(d, TEXT.get(m.gene, 'a gene that is changed in a share of myeloid neoplasms'), TEXT.get(m.gene, 'a gene that is changed in a share of myeloid neoplasms').replace('tumor', 'tumour'))}. The change has been reported before in myeloid neoplasms.".replace(
                "encodes a gene that", "is a gene that"
            ),
            x=14,
        )
    s.gap(8)
    s.line("Negative findings of note", True, 12)
    quiet = _rest(d)
    s.para(
        "No variant was detected in "
        + ", ".join(g for g in ("FLT3", "NPM1", "TP53", "SF3B1", "IDH1", "IDH2") if g in quiet)
        + ". No FLT3-ITD. No KMT2A-PTD."
    )
    s.gap(8)
    s.line("Comment", True, 12)
    s.para(
        f"Variants of DNMT3A, TET2 and ASXL1 also occur in older people without {ae(d, 'hematologic', 'haematological')} disease. Hotspots such as SRSF2 p.Pro95His and U2AF1 p.Ser34Phe are examined with extra depth. A relative's sample (brother, possible donor) was received with this one and will be reported to the transplant service."
    )
    s.gap(8)
    s.line("Genes on the panel", True, 12)
    s.para(
        "The coding exons of: "
        + ", ".join(PANEL)
        + (". Except for what is listed under Findings, all were negative." if found else ". All were negative."),
        pt=9,
    )
    s.para("Detection limit 2%. Copy number was not assessed. BCR::ABL1 is not part of this test.", pt=9)
    s.gap(10)
    s.line("Rosamund Featherstonehaugh-Lee, MD PhD, laboratory director", pt=9.5)
    _example(d, ("SRSF2", "p.Pro95His"), ("U2AF1", "p.Ser34Phe"))


def front_page_and_detail(d: Doc) -> None:
    """A commercial report: the first page tells the findings in a box and as short names, the second has HGVS and fractions, the third therapies and trials in general."""
    who, on, found = d.person, d.on, d.person.mutations
    out, got = later(on, 11), later(on, 2)
    quiet = _rest(d)
    house = named(
        d, "Halcyon Genomics", "Halcyon Genomics Canada", "Halcyon Genomics Europe", "Halcyon Genomics Europe"
    )
    head = f"<div class=h><b>{house}</b> HemeScope panel<span>{who.last.upper()}, {who.first} &nbsp; {who.ids[1]}</span></div>"
    rows = [
        (Raw(f"<b>{m.gene}</b>"), f"{m.coding}", _three(m, "Ter"), f"{m.vaf:.3f}", "Tier I" if n == 0 else "Tier II")
        for n, m in enumerate(found)
    ]
    body = (
        f"{head}<table class=d>{row(('Patient', f'{who.first} {who.last}', 'Ordered by', 'Dr. Hollis Babatunde'))}{row(('Born', long(d, who.born), 'Specimen', 'Bone marrow aspirate'))}{row(('Sex', sex(d), 'Collected', long(d, on)))}{row(('MRN', who.ids[0], 'Received', long(d, got)))}{row(('Diagnosis given', 'Myelodysplastic syndrome', 'Reported', long(d, out)))}</table>"
        f"<div class=x><p class=l>{'Positive' if found else 'Negative'}</p><p>{len(found) or 'No'} reportable variant{'' if len(found) == 1 else 's'}{': ' + ', '.join(f'{m.gene} {_one(m)}' if m.protein3 else f'{m.gene} splice site' for m in found) if found else ''}</p><p>FLT3-ITD: negative &nbsp; KMT2A-PTD: negative</p></div>"
        f"<p>Details on page 2. Therapies and trials on page 3 are general and no advice to this patient.</p><div class=n>{head}</div><h2>Variant details</h2>"
        + (table(("Gene", "cDNA", "Protein", "Allele fraction", "AMP tier"), rows) if found else "<p>None.</p>")
        + f"<h2>Genes tested, no reportable variant</h2><table class=q>{''.join(row(quiet[i : i + 8]) for i in range(0, len(quiet), 8))}</table><p>Genes of earlier versions of this panel (ATRX, PTEN) are no longer tested.</p>"
        f"<div class=n>{head}</div><h2>Therapies approved for biomarkers on this panel</h2>{table(('Biomarker', 'Therapy', 'Disease'), (('IDH1 R132', 'ivosidenib', 'AML, MDS'), ('IDH2 R140 / R172', 'enasidenib', 'AML'), ('FLT3-ITD', 'quizartinib', 'AML'), ('JAK2 V617F', 'ruxolitinib', 'Myelofibrosis')))}"
        f"<h2>Trials recruiting in {named(d, 'your state', 'your province', 'your region', 'your region')}</h2><p>NCT00000000: venetoclax with azacitidine in higher-risk MDS, blasts 5% or more, no prior hypomethylating agent. NCT00000002: luspatercept in {ae(d, 'anemia', 'anaemia')} of lower-risk MDS.</p>"
        "<p class=s>Test developed by the laboratory. Limit of detection 2%. Laboratory director: Xiomara Pettigrew, PhD.</p>"
    )  # fmt: skip
    css = ("@page{margin:16mm;" + foot(f"{house}  {who.ids[1]}", "7.5pt 'DejaVu Sans'") + "}body{font:9.5pt 'DejaVu Sans'}.h{border-bottom:1.5pt solid #b3541e;padding-bottom:4pt;margin-bottom:6pt}.h span{float:right}.d{width:100%}.d td{padding:3pt}.d td:nth-child(odd){color:#777}.x{border:1.5pt solid #b3541e;padding:9pt;margin:12pt 0}.l{font-size:16pt;font-weight:bold;margin:0}"
           ".n{page-break-before:always}h2{font-size:11pt;color:#b3541e;margin:10pt 0 4pt}.t{width:100%}.t td,.t th{border-bottom:.5pt solid #bbb;padding:4pt;white-space:nowrap}.t td:nth-child(2){white-space:normal;overflow-wrap:anywhere}.q td{padding:2pt 10pt 2pt 0}.s{font-size:7.5pt}")  # fmt: skip
    sheet = web(d, body, css, "molecular")
    for m in found:
        _variant(d, m, sheet.find("Variant details", m.gene, m.coding))
        if m.protein3:
            same: dict[str, Any] = {"gene": m.gene, "hgvs_c": m.coding, "hgvs_p": m.protein3, "vaf": round(m.vaf, 4)}
            d.fact("variants", 1, m.gene, m.protein1, **same, collected=on.isoformat())
    for gene in ("ATRX", "PTEN"):
        d.gold.trap("genes_tested_negative", {"gene": gene}, "no longer tested")
    _example(d, ("JAK2", "p.Val617Phe"))
    _untaken(d, "ivosidenib", "enasidenib", "quizartinib", "ruxolitinib")
    for agent in ("venetoclax", "azacitidine", "luspatercept"):  # the person may have been given one of them
        d.treat(agent, "systemic", "considered", 3, may=True)
    d.gold.trap("diagnoses", {"disease": "myelofibrosis"}, "general text")
    d.gold.trap("diagnoses", {"disease": "aml"}, "general text")
    asked(d, 1, "mds")
    d.also_dated = (out, got)


def hub_sentence(d: Doc) -> None:
    """A genomic hub's letter: result in a table without rules (gene and description in one cell), clinically relevant negatives, technical details at the end."""
    who, on, found = d.person, d.on, d.person.mutations
    out, got = later(on, 21), later(on, 3)
    rows = [
        (
            f"{m.gene} {m.coding} {_three(m)}" if m.protein3 else f"{m.gene} {m.coding} p.?",
            f"{m.vaf * 100:.1f} %",
            f"{640 + 83 * n}",
        )
        for n, m in enumerate(found)
    ]
    quiet = _rest(d)
    half = (len(quiet) + 1) // 2
    body = (
        f"<p class=r>{named(d, 'Chesapeake Genomic Hub', 'Maritimes Genomic Hub', 'North Thames Vale Genomic Hub', 'All-Island Genomic Hub')}<br>Myeloid section</p><p>{long(d, out)}</p><p>Dear Dr {named(d, 'Whitlock', 'Desrochers', 'Ferriby', 'Ni Shuilleabhain')},</p>"
        f"<p><b>{who.first} {esc(who.last)}</b>, date of birth {long(d, who.born)}, {sex(d).lower()}, number {who.ids[0]}</p><p>Bone marrow of {long(d, on)}, received {long(d, got)}, our number {who.ids[1]}. Test: sequencing panel for myeloid malignancy.</p>"
        + ("<h2>Pathogenic variants were found</h2>" + table(("Variant", "Allele fraction", "Reads"), rows) if found else "<h2>No pathogenic variant was found</h2>")
        + "<p>All variants above are classed as pathogenic on published evidence.</p>" * bool(found)
        + f"<p>The following genes were also sequenced and showed no pathogenic variant: {', '.join(quiet[:half])}; and {', '.join(quiet[half:])}. There is no internal tandem duplication of FLT3 and no partial tandem duplication of KMT2A.</p>"
        "<p>In MDS the number of mutated genes bears on the outlook, and TP53 with more than one hit most of all. A sample of 2022 from this patient failed: no DNA could be obtained, and no result was issued.</p>"
        f"<p>Yours sincerely,<br><br>Dr Lachlan Thorogood, registered clinical scientist</p><h3>Technical details</h3><p class=s>Enrichment by amplicons; variants under 2% are not reported. The panel covers hot spots of some genes, for example codons 12, 13 and 61 of NRAS and KRAS, and the whole coding sequence of others. Insertions over 60 bases may be missed. CALR type 1 is c.1099_1150del.</p>"
    )  # fmt: skip
    css = (
        "@page{margin:23mm;"
        + foot(f"{who.ids[1]}", "8pt 'Liberation Serif'")
        + "}body{font:11pt 'Liberation Serif';line-height:1.25}.r{text-align:right;font-weight:bold}h2{font-size:12pt;margin:8pt 0 2pt}h3{font-size:10pt;margin:10pt 0 0}.t td,.t th{padding:2pt 22pt 2pt 0;overflow-wrap:anywhere}.t td:nth-child(n+2){white-space:nowrap}.s{font-size:9pt}p{margin:6pt 0}"
    )
    sheet = web(d, body, css, "molecular", "note", "other")
    for m in found:
        _variant(d, m, sheet.find(m.gene, m.coding), significance="pathogenic")
    if all(m.gene != "CALR" for m in found):
        d.gold.trap("variants", {"gene": "CALR"}, "an example")
    d.also_dated = (out, got)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (classified_table, paragraph_each, front_page_and_detail, hub_sentence)
}

# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""The guests' families of sequencing reports."""

from collections.abc import Callable

from bench.workshop.days import hyphened, later, sex
from bench.workshop.dress import Doc
from bench.workshop.genes import PANEL
from bench.workshop.guests.paper import dot, example, mon, negative, percent, protein, variant, web
from bench.workshop.markup import Raw, esc, table
from bench.workshop.sheet import Cell


def bulleted_variants(d: Doc) -> None:
    """An American report: one sentence for each variant in a bullet list, the genes without findings in a sentence, relatives and thresholds in remarks."""
    who, on, found = d.person, d.on, d.person.mutations
    out = later(on, 11)
    rest = [g for g in PANEL if g not in {m.gene for m in found}]
    said = "".join(
        f"<li><b>{m.gene}</b> {esc(m.coding)}, {esc(protein(m))}, was found in {percent(m)}% of reads and is considered pathogenic.</li>"
        for m in found
    )
    main = (
        f"<p>The following {'variant was' if len(found) == 1 else 'variants were'} detected:</p><ul>{said}</ul>"
        if found
        else "<p>No reportable variant was detected.</p>"
    )
    body = (
        f"<div class=h>Juniper Bay Molecular Diagnostics</div><p>Myeloid malignancy panel by next-generation sequencing</p>"
        f"<table class=d><tr><td>Patient</td><td>{who.name}</td><td>Collected</td><td>{mon(on)}</td></tr><tr><td>DOB / sex</td><td>{mon(who.born)} / {sex(d)}</td><td>Reported</td><td>{mon(out)}</td></tr><tr><td>MRN</td><td>{who.ids[0]}</td><td>Specimen</td><td>Bone marrow, {who.ids[1]}</td></tr></table>"
        f"<h2>Result</h2>{main}<p>No reportable variant was found in {'the other' if found else 'any of the'} genes tested: {', '.join(rest)}. FLT3 internal tandem duplication and KMT2A partial tandem duplication were not detected.</p>"
        "<h2>Remarks</h2><ul><li>The genes ATRX, PIGA and BRAF are not part of this version of the panel.</li><li>Variants below 2% of reads are not reported.</li>"
        "<li>We note on the requisition that the patient's brother carries DDX41 p.Met1Ile (25% of reads in his sample). Testing of relatives is arranged by genetic counseling.</li>"
        "<li>For orientation: SF3B1 p.Lys700Glu is the commonest change in MDS with ring sideroblasts and is mentioned in the classification.</li></ul>"
        "<p class=s>Hybrid capture, mean coverage 1,140x. Signed by Theodora Blankenship-Ruiz, MD, PhD.</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.85in}body{font:10pt 'Liberation Sans';line-height:1.35}.h{font-size:15pt;color:#0b4f6c;border-bottom:1.5pt solid #0b4f6c}.d{width:100%;margin:6pt 0}.d td{padding:2.5pt 6pt 2.5pt 0}.d td:nth-child(odd){color:#666;width:70pt}h2{font-size:11pt;margin:9pt 0 2pt}ul{margin:2pt 0 4pt 16pt;padding:0}li{margin-bottom:2pt}.s{font-size:8.5pt}"
    sheet = web(d, body, css, "molecular")
    d.also_dated = (out,)
    for m in found:
        variant(d, m, sheet.find(m.gene, m.coding), significance="pathogenic")
    negative(d, PANEL)
    for gene in ("ATRX", "PIGA", "BRAF"):
        d.gold.trap("genes_tested_negative", {"gene": gene}, "not on the panel")
    example(d, "DDX41", "p.Met1Ile", "the brother's")
    example(d, "SF3B1", "p.Lys700Glu", "general words")


def table_with_notes(d: Doc) -> None:
    """A German institute's table in English with letters to footnotes, columns fraction before change, a list of genes by lines and a page on how to read it."""
    who, on, found = d.person, d.on, d.person.mutations
    out = later(on, 16)
    rest = [g for g in PANEL if g not in {m.gene for m in found}]
    rows = [
        (
            Raw(f"<i>{m.gene}</i>"),
            f"{percent(m)} %",
            m.coding,
            protein(m),
            "pathogenic",
            Raw("<sup>b)</sup>") if n == 0 else "",
        )
        for n, m in enumerate(found)
    ]
    head = ("Gene", Raw("Allele fraction <sup>a)</sup>"), "cDNA", "Protein", "Assessment", "Note")
    body = (
        "<div class=h>Institut Falkenried &ndash; Molecular Haematology</div>"
        f"<table class=k><tr><td>Surname, first name</td><td>{esc(who.last)}, {who.first}</td></tr><tr><td>Date of birth, sex</td><td>{dot(who.born)}, {sex(d).lower()}</td></tr><tr><td>Patient no. / order</td><td>{who.ids[0]} / {who.ids[1]}</td></tr>"
        f"<tr><td>Material</td><td>Bone marrow (EDTA), taken {dot(on)}</td></tr><tr><td>Entry / findings of</td><td>{dot(later(on, 2))} / {dot(out)}</td></tr><tr><td>Question</td><td>Myelodysplastic neoplasm?</td></tr></table>"
        + f"<h2>Sequencing result</h2>{table(head, rows) if found else '<p>No pathogenic variant in any gene examined.</p>'}"
        f"{'<p class=f>a) Share of reads with the variant.<br>b) Confirmed in a second run.</p>' if found else ''}"
        f"<h2>Genes examined without pathogenic variant</h2><p>{' &ndash; '.join(rest)}</p><p>FLT3-ITD: negative. KMT2A-PTD: negative.</p>"
        "<h2>Explanations for the reader</h2><p class=e>Example of notation: <i>JAK2</i> c.1849G&gt;T, p.Val617Phe, 38.0 % means that 38 of 100 reads carry the exchange of valine for phenylalanine at position 617. "
        "Class: pathogenic &ndash; known to drive disease; unclear &ndash; not printed in the table. A fraction near 50 % can be inherited. Genes <i>SMC1A</i> and <i>RAD21</i> had to be taken from the evaluation because of low coverage (&lt;100 reads) and are neither positive nor negative.</p>"
        "<p class=f>Accredited according to DIN EN ISO 15189. Released: Dr. rer. nat. U. Wolkenstein, Prof. Dr. med. A. Thiessen.</p>"
    )  # fmt: skip
    css = "@page{size:a4;margin:2cm;@bottom-center{content:'Page ' counter(page) ' of ' counter(pages);font:8pt 'Liberation Sans'}}body{font:9.5pt 'Liberation Sans'}.h{font-size:14pt;text-align:right;border-bottom:.5pt solid #000;padding-bottom:3pt}.k{margin:8pt 0}.k td{padding:2pt 18pt 2pt 0}.t{width:100%;font-size:9pt}.t td,.t th{border:.5pt solid #777;padding:3pt 5pt;overflow-wrap:anywhere}.t th{background:#ddd}h2{font-size:10.5pt;margin:10pt 0 3pt}.f{font-size:8pt}.e{background:#f4f4f4;padding:5pt}sup{font-size:6.5pt}"
    sheet = web(d, body, css, "molecular")
    d.also_dated = (out, later(on, 2))
    for m in found:
        variant(d, m, sheet.find(m.gene, m.coding), significance="pathogenic")
    negative(d, PANEL)
    example(d, "JAK2", "p.Val617Phe", "an example of notation")
    for gene in ("SMC1A", "RAD21"):
        d.gold.trap("genes_tested_negative", {"gene": gene}, "low coverage")
    d.fact("diagnoses", 1, "Myelodysplastic neoplasm?", may=True, disease="mds", labels=[""], status="suspected")


def fields_of_variants(d: Doc) -> None:
    """An Indian chain's report: each variant a numbered block of labelled lines, drugs in a paragraph on genes in general, tested genes in columns on a page of its own if need be."""
    who, on, found = d.person, d.on, d.person.mutations
    out = later(on, 14)
    s = d.paper("Helvetica", 9.5, 50)
    d.kind, d.also_dated = "molecular", (out, later(on, 1))
    s.furniture = lambda x: x.put(
        Cell(x.margin, f"Lab ID {who.ids[1]}    UHID {who.ids[0]}    Page {x.page}"), x.height - 28, 8
    )
    s.line("ANANTARA GENE LABS PVT LTD", True, 14)
    s.line("MYELOID NGS PANEL (DNA)", True, 11)
    s.rule()
    s.gap(4)
    for a, b in ((f"Patient Name : {who.name}", f"Sample Collected : {hyphened(on)}"), (f"DOB / Gender : {hyphened(who.born)} / {sex(d)}", f"Sample Received : {hyphened(later(on, 1))}"),
                 (f"UHID : {who.ids[0]}", f"Report Released : {hyphened(out)}"), ("Sample : Bone marrow aspirate", f"Lab ID : {who.ids[1]}")):  # fmt: skip
        s.row(Cell(s.margin, a), Cell(s.margin + 290, b))
    s.rule()
    s.gap(8)
    s.line(f"RESULT: {'POSITIVE' if found else 'NEGATIVE'} - clinically relevant variants found: {len(found)}", True)
    for n, m in enumerate(found, 1):
        s.need(70)
        s.gap(5)
        page = s.line(f"Variant {n}", True)
        for a, b in (
            ("Gene", m.gene),
            ("Nucleotide change", m.coding),
            ("Amino acid change", protein(m)),
            ("Variant allele frequency", f"{percent(m)} %"),
            ("Classification", "Pathogenic"),
        ):
            s.row(Cell(s.margin + 14, a), Cell(s.margin + 150, f": {b}"), step=1.35)
        variant(d, m, page, significance="pathogenic")
    s.gap(8)
    s.line("Genes tested in which no pathogenic or likely pathogenic variant was found", True)
    rest = [g for g in PANEL if g not in {m.gene for m in found}]
    for i in range(0, len(rest), 8):
        s.row(*(Cell(s.margin + 14 + 58 * j, g) for j, g in enumerate(rest[i : i + 8])))
    s.line("FLT3-ITD : Not detected        KMT2A-PTD : Not detected", x=14)
    negative(d, PANEL)
    s.gap(8)
    s.need(75)
    s.line("Note on genes and medicines (general information)", True)
    s.para(
        "IDH1 p.Arg132His may be treated with ivosidenib and IDH2 p.Arg140Gln with enasidenib where licensed. FLT3 inhibitors such as midostaurin are used in AML with FLT3-ITD. Lenalidomide responses are known in deletion 5q. None of this is advice for this patient.",
        pt=8.5,
    )
    s.line("Limit of detection: 2 % for substitutions, 5 % for small insertions and deletions.", pt=8.5)
    s.gap(12)
    s.line("Dr. Lakshmi Narayanan-Pillai, PhD            Dr. Farhan Qureshi, MD (Path)", pt=9)
    for gene, change in (("IDH1", "p.Arg132His"), ("IDH2", "p.Arg140Gln")):
        example(d, gene, change, "general words")
    for agent in ("ivosidenib", "enasidenib", "midostaurin"):
        d.gold.trap("treatments", {"agent": agent}, "general words")


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (bulleted_variants, table_with_notes, fields_of_variants)
}

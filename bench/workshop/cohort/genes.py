# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Gene panels: a maker's templates for the molecular laboratories of five countries."""

from collections.abc import Callable

from bench.workshop.cohort.paper import asked, not_variant, paper, percent, protein, quiet, say, short, variant
from bench.workshop.days import hyphened, later, long, sex, spaced
from bench.workshop.dress import Doc
from bench.workshop.markup import Raw, esc, row, table
from bench.workshop.people import Mutation
from bench.workshop.sheet import Cell

SCRIPTS = {
    "SF3B1": "NM_012433.4", "SRSF2": "NM_003016.4", "U2AF1": "NM_006758.3", "TET2": "NM_001127208.3", "ASXL1": "NM_015338.6", "DNMT3A": "NM_022552.5", "RUNX1": "NM_001754.5", "TP53": "NM_000546.6", "EZH2": "NM_004456.5",
}  # fmt: skip


def _none(d: Doc) -> str:
    return say(
        d,
        "No reportable variant was detected in the genes of this panel.",
        "No pathogenic or likely pathogenic variant was identified.",
        "Sequencing found no clinically relevant variant.",
    )


def _about(m: Mutation) -> str:
    """What kind of change it is."""
    if not m.protein3:
        return "splice site"
    return (
        "frameshift"
        if "fs" in m.protein3
        else "nonsense"
        if m.protein3.endswith("Ter")
        else "missense"
        if "del" not in m.coding and "ins" not in m.coding
        else "in-frame"
    )


def myeloid_panel_results(d: Doc) -> None:
    """An American laboratory: a table of variants with class, then pertinent negatives, genes without a variant, methods with the limit of detection."""
    who, on = d.person, d.on
    out, rest = later(on, 13), quiet(d)
    rows = [
        (
            Raw(f"<b><i>{m.gene}</i></b>"),
            m.coding,
            protein(m),
            f"{percent(m)}%",
            say(d, "Pathogenic", "Likely pathogenic"),
        )
        for m in who.mutations
    ]
    body = (
        f"<h1>Copperleaf Molecular</h1><p class=a>Next-generation sequencing, myeloid neoplasm panel ({len(rest) + len(rows)} genes)</p><table class=d><tr><td>Patient: <b>{esc(who.last)}, {who.first}</b></td><td>DOB: {spaced(who.born)}</td><td>Sex: {sex(d)}</td></tr><tr><td>MRN: {who.ids[0]}</td><td>Specimen: bone marrow</td><td>Case: CM-{who.ids[1]}</td></tr><tr><td>Collected: {spaced(on)}</td><td>Received: {spaced(later(on, 1))}</td><td>Reported: {spaced(out)}</td></tr></table>"
        f"<h2>Result: {'variants detected' if rows else 'negative'}</h2>" + (table(("Gene", "Nucleotide change", "Amino acid change", "VAF", "Classification"), rows) if rows else f"<p>{_none(d)}</p>")
        + "<p><b>Pertinent negatives:</b> <i>FLT3</i> internal tandem duplication not detected; <i>KMT2A</i> partial tandem duplication not detected.</p>"
        f"<h2>Genes without a reportable variant</h2><p>{', '.join(rest)}</p><h2>Comment</h2><p>{say(d, 'Gene findings should be read with morphology and chromosomes.', 'Variants at a fraction near 50% may be of germline origin; a skin sample can settle this.', 'These results were discussed at the molecular conference.')} In the literature SF3B1 p.Lys700Glu is the commonest change of MDS with ring sideroblasts and TP53 p.Arg175His that of complex karyotypes.</p>"
        f"<p class=s>Limit of detection 2% at 500x. Mean depth of this sample {d.rng.randrange(700, 1900)}x. Test developed by this laboratory. Signed out by {say(d, 'Rosalind Imai, MD PhD', 'Bertrand Okafor, PhD', 'Celia Vance, MD')}.</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.7in}body{font:10pt 'Liberation Sans'}h1{font-size:18pt;margin:0;color:#8a4b16}.a{margin:0 0 6pt}.d{width:100%;border:.8pt solid #8a4b16}.d td{padding:3pt 6pt;width:33%}h2{font-size:11.5pt;margin:11pt 0 3pt}.t{width:100%}.t td,.t th{border-bottom:.5pt solid #999;padding:3.5pt 5pt 3.5pt 0}.t td:nth-child(2){overflow-wrap:anywhere;max-width:180pt}.s{font-size:8pt}"
    sheet = paper(d, body, css, "molecular")
    for m, cells in zip(who.mutations, rows, strict=True):
        variant(d, m, sheet.find(m.gene, m.coding), significance=str(cells[4]).lower().replace(" ", "_"))
    not_variant(d, ("SF3B1", "p.Lys700Glu"), ("TP53", "p.Arg175His"))
    d.also_dated = (out, later(on, 1))


def panel_for_the_clinic(d: Doc) -> None:
    """A British hub's drawn report: a sentence of summary, a small table, the genes looked at in one paragraph."""
    who, on = d.person, d.on
    out, rest = later(on, 18), quiet(d)
    found = who.mutations
    s = d.paper("Helvetica", 10, 58)
    d.kind, d.also_dated = "molecular", (out,)
    s.line("Wessex Downs Genomic Laboratory Hub", True, 14)
    s.line("Myeloid gene panel report", pt=11)
    s.rule(w=1)
    for a, b in (
        (f"Patient: {who.name}", f"DOB: {long(who.born)}"),
        (f"Hospital no: {who.ids[0]}", f"Sex: {sex(d)}"),
        (f"Sample: marrow, taken {long(on)}", f"Report issued: {long(out)}"),
        (f"Lab no: {who.ids[1]}", f"Reason: {say(d, '?MDS', 'MDS at diagnosis', 'MDS, prognosis')}"),
    ):
        s.row(Cell(s.margin, a), Cell(s.margin + 280, b))
    s.rule()
    s.gap(8)
    s.line("Summary", True)
    names = ", ".join(m.gene for m in found)
    s.para(
        say(
            d,
            f"Sequence variants were found in {names}.",
            f"Acquired variants are present in the following: {names}.",
            f"This sample carries variants of {names}.",
        )
        if found
        else _none(d)
    )
    s.gap(6)
    if found:
        s.row(
            *(
                Cell(s.margin + x, t, True)
                for x, t in zip((0, 70, 265, 415), ("Gene", "DNA", "Protein", "VAF"), strict=True)
            )
        )
        s.rule()
    for m in found:
        lines = [m.coding[i : i + 26] for i in range(0, len(m.coding), 26)]
        page = s.row(
            *(
                Cell(s.margin + x, t)
                for x, t in zip((0, 70, 265, 415), (m.gene, lines[0], protein(m, "*"), f"{percent(m)}%"), strict=True)
            ),
            step=1.6,
        )
        for more in lines[1:]:
            s.row(Cell(s.margin + 70, more))
        variant(d, m, page)
    s.gap(8)
    s.line("Genes tested, no variant reported", True)
    s.para(", ".join(rest) + ".")
    s.para("FLT3-ITD and KMT2A-PTD were looked for and not found.")
    s.gap(8)
    s.line("Notes", True)
    s.para(
        say(
            d,
            "Fractions are those of sequencing reads and not of cells.",
            "Variants below 2% are not reported by this service.",
            "Interpretation follows the national best practice guideline.",
        )
        + " Enasidenib and ivosidenib target IDH2 and IDH1 variants in acute leukaemia and are named here for information only."
    )
    s.gap(14)
    s.line("Authorised by Dr S Penhallow, Consultant Clinical Scientist", pt=9)
    for drug in ("enasidenib", "ivosidenib"):
        d.gold.trap("treatments", {"agent": drug}, "text on drugs in general")
    asked(d, 1)


def molecular_findings_of_the_marrow(d: Doc) -> None:
    """A German laboratory in English: transcript and change in one cell, allele fraction as a decimal, every gene of the panel in a grid with its finding."""
    who, on = d.person, d.on
    out, rest = later(on, 11), quiet(d)
    mutated = {m.gene for m in who.mutations}
    rows = [
        (
            Raw(f"<b>{m.gene}</b>"),
            f"{SCRIPTS[m.gene]}:{m.coding}" if m.gene in SCRIPTS else m.coding,
            protein(m),
            f"{m.vaf:.3f}",
            _about(m),
        )
        for m in who.mutations
    ]
    every = sorted({*rest, *mutated})
    grid = "".join(
        row([Raw(f"{g} <b>mut</b>") if g in mutated else f"{g} wt" for g in every[i : i + 5]])
        for i in range(0, len(every), 5)
    )
    body = (
        f"<table class=h><tr><td><b>Molecular Pathology Hohensteyn</b></td><td>Order {who.ids[1]} &nbsp; Findings of {d.date(out, 'dot')}</td></tr></table><p>{esc(who.last)}, {who.first} &nbsp; born {d.date(who.born, 'dot')} &nbsp; {sex(d).lower()} &nbsp; patient no. {who.ids[0]}<br>Material: bone marrow (EDTA), taken {d.date(on, 'dot')} &nbsp; Request: {say(d, 'MDS, gene panel', 'suspected MDS', 'gene mutations in MDS')}</p>"
        f"<h2>Detected mutations</h2>{table(('Gene', 'Transcript and coding change', 'Protein', 'Allele fraction', 'Kind'), rows) if rows else '<p>' + _none(d) + '</p>'}<h2>All examined genes</h2><table class=g>{grid}</table><p class=s>wt: wild type, no mutation above an allele fraction of 0.02. mut: mutated, see above. FLT3-ITD: not found. KMT2A-PTD: not found.</p>"
        f"<h2>Assessment</h2><p>{say(d, 'The molecular result supplements morphology and chromosome banding.', 'For the calculation of the molecular score we refer to the treating clinic.', 'A follow-up after therapy is sensible if mutations were detected.')}</p><p class=s>Method: amplicon sequencing. Prof. Dr. med. Roswitha Keil, Dr. rer. nat. Jonas Ebert-Lange</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:20mm}body{font:10pt 'DejaVu Sans Condensed','DejaVu Sans'}.h{width:100%;border-bottom:2pt solid #264b7c}.h td{width:50%;padding:3pt}h2{font-size:11pt;color:#264b7c;margin:11pt 0 4pt}.t{width:100%}.t td,.t th{border:.5pt solid #99a;padding:3pt 5pt;font-size:9pt}.t td:nth-child(2){overflow-wrap:anywhere;max-width:190pt}.g td{padding:2pt 20pt 2pt 0;font-size:9pt}.s{font-size:8pt}"
    sheet = paper(d, body, css, "molecular")
    for m in who.mutations:
        variant(d, m, sheet.find(m.gene, m.coding))
    asked(d, 1)
    d.also_dated = (out,)


def gene_panel_with_paragraphs(d: Doc) -> None:
    """An Indian laboratory: each variant in a paragraph of its own with heading, then the list of genes, then a reference list."""
    who, on = d.person, d.on
    out, rest = later(on, 20), quiet(d)
    parts = ""
    for n, m in enumerate(who.mutations, 1):
        told = say(
            d,
            f"A {_about(m)} variant {m.coding} ({protein(m)}) was observed in {percent(m)}% of the reads.",
            f"{m.coding}, {protein(m)}; variant allele frequency {percent(m)}%; {_about(m)} type.",
            f"The sample shows the {_about(m)} change {m.coding} leading to {protein(m)}. VAF: {percent(m)}%.",
            f"Variant: {m.coding}. Consequence: {protein(m)} ({_about(m)}). Allele frequency: {percent(m)}%.",
        )
        parts += f"<p class=v><b>{n}. {m.gene}</b><br>{told}</p>"
    body = (
        f"<p class=h>Indus Genomics Reference Laboratory</p><p class=c>NGS - Myeloid Malignancy Panel (DNA)</p><table class=d><tr><td>Name : {who.first} {esc(who.last)}</td><td>Age / Sex : {who.age(on)} Y / {sex(d)}</td></tr><tr><td>DOB : {hyphened(who.born)}</td><td>Patient ID : {who.ids[0]}</td></tr><tr><td>Sample : Bone marrow, EDTA</td><td>Lab ID : {who.ids[1]}</td></tr><tr><td>Collection date : {hyphened(on)}</td><td>Report date : {hyphened(out)}</td></tr></table>"
        f"<p class=k>RESULT : {'POSITIVE' if parts else 'NEGATIVE'}</p>{parts or '<p>' + _none(d) + '</p>'}<p><b>Genes covered and found negative :</b> {', '.join(rest)}. FLT3-ITD : Negative. KMT2A-PTD : Negative.</p><p><b>Recommendation :</b> {say(d, 'Genetic counselling may be offered where a germline origin is suspected.', 'Correlate clinically. Repeat testing at progression.', 'Discuss in the molecular tumour board.')} A sibling donor with a DDX41 variant should not be used.</p>"
        "<p class=s>References : 1. IPSS-M, 2022. 2. WHO classification, 2016. JAK2 p.Val617Phe is a marker of myeloproliferative neoplasm. Sensitivity 98% at 5% VAF; variants under 2% not reported.</p><p class=r>Dr. Nilufer Batliwala, PhD<br>Molecular Geneticist</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:17mm}body{font:10pt 'Liberation Serif'}.h{font-size:16pt;font-weight:bold;text-align:center;margin:0}.c{text-align:center;margin:0 0 6pt}.d{width:100%;border:.8pt solid}.d td{padding:2.5pt 6pt;width:50%}.k{font-weight:bold;font-size:12pt}.v{margin:5pt 0 5pt 12pt;overflow-wrap:anywhere}.s{font-size:8.5pt}.r{text-align:right;margin-top:22pt}"
    sheet = paper(d, body, css, "molecular")
    for m in who.mutations:
        variant(d, m, sheet.find(m.gene, m.coding))
    not_variant(d, ("JAK2", "p.Val617Phe"))
    d.also_dated = (out,)


def generated_sequencing_report(d: Doc) -> None:
    """A synthetic-data company's report: one block of key and value for each variant, an overall statement, genes without one listed by line."""
    who, on = d.person, d.on
    out, rest = later(on, 12), quiet(d)
    blocks = "".join(
        f"<table class=b>{''.join(row((a, b)) for a, b in (('Gene symbol', m.gene), ('Coding change', m.coding), ('Protein change', f'{protein(m)} ({short(m)})' if m.protein3 else 'p.?'), ('Consequence', _about(m)), ('Variant allele fraction', f'{percent(m)} %'), ('Origin', 'presumed somatic')))}</table>"
        for m in who.mutations
    )
    n = len(who.mutations)
    body = (
        f"<h1>Sequencing report</h1><p class=f>Larkfield Cancer Institute, genomic medicine</p><table class=d><tr><td>Name</td><td>{who.first} {esc(who.last)}</td><td>Collected</td><td>{on.isoformat()}</td></tr><tr><td>Birth date</td><td>{who.born.isoformat()}</td><td>Reported</td><td>{out.isoformat()}</td></tr><tr><td>Sex</td><td>{sex(d).lower()}</td><td>Record number</td><td>{who.ids[0]}</td></tr></table>"
        f"<p>{say(d, f'Number of reportable variants: {n}.', f'{n} reportable variant(s).', f'Variants meeting reporting criteria: {n}.')}</p>{blocks}<h2>No reportable variant</h2><p>{'; '.join(rest)}</p><h2>Structural</h2><p>FLT3-ITD: absent. KMT2A-PTD: absent.</p><h2>Notes</h2><p>{say(d, 'Sample passed quality control.', 'Coverage was uniform over all regions.', 'No region had to be excluded.')} The germline was not examined.</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.8in;@bottom-right{content:'page ' counter(page) ' of ' counter(pages);font:8pt 'DejaVu Sans'}}body{font:9.5pt 'DejaVu Sans';line-height:1.25}h1{font-size:17pt;margin:0}.f{color:#555;margin:0 0 8pt}.d td{padding:2pt 16pt 2pt 0}.b{border:.6pt solid #999;width:100%;margin:5pt 0;page-break-inside:avoid}.b td{padding:1.5pt 6pt;overflow-wrap:anywhere}.b td:first-child{width:150pt;color:#555}h2{font-size:10.5pt;margin:9pt 0 2pt}p{margin:3pt 0}"
    sheet = paper(d, body, css, "molecular")
    for m in who.mutations:
        variant(d, m, sheet.find("Gene symbol" + m.gene, m.coding))
    d.also_dated = (out,)


def two_columns_of_genes(d: Doc) -> None:
    """A university laboratory's page: variants with their fraction as a list on the left, negative genes in a column on the right."""
    who, on = d.person, d.on
    out, rest = later(on, 16), quiet(d)
    items = "".join(
        f"<li>{say(d, f'<b>{m.gene}</b> {m.coding}, {protein(m)}, VAF {percent(m)}%', f'<b>{m.gene}</b> {protein(m)} [{m.coding}] at {percent(m)}% VAF', f'<b>{m.gene}</b>: {m.coding} / {protein(m)} / {percent(m)}%')}</li>"
        for m in who.mutations
    )
    left = f"<h2>Findings</h2>{'<ul>' + items + '</ul>' if items else '<p>' + _none(d) + '</p>'}<h2>Also examined</h2><p>FLT3-ITD: no. KMT2A-PTD: no.</p><h2>Opinion</h2><p>{say(d, 'The pattern should be weighed with blast count and karyotype.', 'No target for a licensed drug in this disease was sought.', 'Please send a further sample at change of disease.')}</p>"
    body = (
        f"<p class=h><b>University Hospital of Brackwater</b> &nbsp; Molecular Haematology</p><p>{esc(who.last)}, {who.first} &nbsp;&nbsp; {sex(d)} &nbsp;&nbsp; born {spaced(who.born)} &nbsp;&nbsp; ID {who.ids[0]}<br>Marrow of {spaced(on)}; reported {spaced(out)}; lab no. {who.ids[1]}</p>"
        f"<table class=w><tr><td>{left}</td><td class=n><h2>No variant in</h2><p>{'<br>'.join(rest)}</p></td></tr></table><p class=s>VAF is the percentage of reads with the variant. Signed: Dr. Ambrose Kettering, consultant molecular pathologist</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:18mm}body{font:10pt 'Liberation Sans'}.h{border-bottom:1.5pt solid;font-size:12pt}.w{width:100%;table-layout:fixed}.w td{width:72%;padding-right:12pt;overflow-wrap:anywhere}.w .n{width:28%;border-left:.6pt solid #777;padding-left:12pt;font-size:8.5pt}h2{font-size:11pt}ul{padding-left:14pt}li{margin:3pt 0}.s{font-size:8.5pt}"
    sheet = paper(d, body, css, "molecular")
    for m in who.mutations:
        variant(d, m, sheet.find(m.gene, m.coding))
    d.also_dated = (out,)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (myeloid_panel_results, panel_for_the_clinic, molecular_findings_of_the_marrow, gene_panel_with_paragraphs, generated_sequencing_report, two_columns_of_genes)
}  # fmt: skip

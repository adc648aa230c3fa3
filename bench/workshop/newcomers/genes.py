# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""The newcomers' families of sequencing reports."""

from collections.abc import Callable
from typing import Any

from bench.workshop.days import hyphened, later, long, sex, spaced
from bench.workshop.dress import Doc
from bench.workshop.genes import PANEL
from bench.workshop.markup import Raw, esc, row, table
from bench.workshop.newcomers.paper import generally, maybe, pairs, web
from bench.workshop.people import Mutation
from bench.workshop.sheet import Cell

TRANSCRIPTS = {
    "SF3B1": "NM_012433.4", "SRSF2": "NM_003016.4", "U2AF1": "NM_006758.3", "TET2": "NM_001127208.3", "ASXL1": "NM_015338.6", "DNMT3A": "NM_022552.5", "RUNX1": "NM_001754.5",
    "TP53": "NM_000546.6", "EZH2": "NM_004456.5", "STAG2": "NM_001042749.2", "BCOR": "NM_001123385.2", "IDH1": "NM_005896.4", "IDH2": "NM_002168.4", "ZRSR2": "NM_005089.4",
    "CBL": "NM_005188.4", "NRAS": "NM_002524.5", "KRAS": "NM_004985.5", "JAK2": "NM_004972.4", "CUX1": "NM_181552.4", "PHF6": "NM_032458.3", "SETBP1": "NM_015559.3",
}  # fmt: skip
LIKELY = {"BCORL1", "PRPF8", "CUX1", "ETNK1", "GNB1"}


def _transcript(m: Mutation) -> str:
    return TRANSCRIPTS.get(m.gene, "canonical")


def _short(m: Mutation) -> str:
    return m.protein1 if m.protein3 else "p.?"


def _long(m: Mutation) -> str:
    return m.protein3 or "p.?"


def _share(m: Mutation, places: int = 1) -> str:
    return f"{m.vaf * 100:.{places}f}"


def _class(m: Mutation) -> str:
    return "Likely pathogenic" if m.gene in LIKELY else "Pathogenic"


def _variant(d: Doc, m: Mutation, page: int, places: int = 1, classed: bool = True) -> None:
    more: dict[str, Any] = {"significance": _class(m).lower().replace(" ", "_")} if classed else {}
    vaf = round(float(_share(m, places)) / 100, 4)
    d.fact(
        "variants",
        page,
        m.gene,
        m.coding,
        gene=m.gene,
        hgvs_c=m.coding,
        hgvs_p=m.protein3 or "p.?",
        vaf=vaf,
        collected=d.on.isoformat(),
        **more,
    )


def _quiet(d: Doc) -> list[str]:
    """Genes of the panel without a finding, which is a fact of each."""
    rest = [g for g in PANEL if g not in {m.gene for m in d.person.mutations}]
    d.gold.negative |= set(rest)
    return rest


def _elsewhere(d: Doc, *changes: tuple[str, str], why: str = "text on genes in general") -> None:
    for gene, change in changes:
        if all(m.gene != gene for m in d.person.mutations):
            d.gold.trap("variants", {"gene": gene, "hgvs_p": change}, why)


def myeloid_ngs_report(d: Doc) -> None:
    """An American laboratory: findings in one table with transcript and class, then the genes without a finding, then what the test is, with an example."""
    who, on, found = d.person, d.on, d.person.mutations
    out, quiet = later(on, 14), _quiet(d)
    rows = [(Raw(f"<b>{m.gene}</b>"), _transcript(m), m.coding, _long(m), f"{_share(m)}%", _class(m)) for m in found]
    grid = pairs(
        (
            ("Patient", who.name),
            ("Specimen type", "Bone marrow aspirate"),
            ("Date of birth", long(who.born)),
            ("Date collected", long(on)),
            ("Sex", sex(d)),
            ("Date reported", long(out)),
            ("MRN", who.ids[0]),
            ("Accession", f"NGS-{who.ids[1]}"),
        )
    )
    body = (
        f"<div class=h>Great Basin Academic Medical Center <small>Molecular Diagnostics</small></div>{table((), grid, 'g')}<h1>Myeloid neoplasm sequencing panel</h1><p>Indication: myelodysplastic syndrome</p><h2>Variants of clinical significance</h2>"
        + (table(("Gene", "Transcript", "DNA change", "Protein change", "VAF", "Classification"), rows) if found else "<p>None detected.</p>")
        + f"<h2>Variants of uncertain significance</h2><p>None detected.</p><h2>Genes with no reportable variant</h2><p class=q>{', '.join(quiet)}</p><p>FLT3 internal tandem duplication: not detected. KMT2A partial tandem duplication: not detected.</p>"
        "<h2>Test description</h2><p class=s>DNA was sequenced by hybrid capture to a mean depth of 1,150 reads. The lower limit of detection is a variant allele fraction of 2%. Hotspots such as SF3B1 p.Lys666Asn and IDH2 p.Arg140Gln are within the regions covered. Germline origin cannot be told from somatic origin in this sample. The test was developed by this laboratory.</p><p class=s>Signed by Miriam Castleberry-Ito, MD, PhD</p>"
    )  # fmt: skip
    css = ("@page{size:letter;margin:.7in}body{font:9.5pt 'Liberation Sans'}.h{font-size:13pt;font-weight:bold;border-bottom:2pt solid #b5651d}.h small{float:right;font-weight:normal;font-size:9.5pt}.g{width:100%;margin:5pt 0}.g td{padding:2pt 5pt}.g td:nth-child(odd){color:#666;width:17%}h1{font-size:12.5pt;margin:5pt 0}h2{font-size:10.5pt;margin:9pt 0 2pt}"
           ".t{width:100%}.t th{background:#f4e6d7}.t td,.t th{border:.5pt solid #caa;padding:3pt 4pt;font-size:9pt;overflow-wrap:anywhere}.q{font-style:italic}.s{font-size:8pt}")  # fmt: skip
    sheet = web(d, body, css, "molecular")
    for m in found:
        _variant(d, m, sheet.find(m.gene, m.coding))
    _elsewhere(d, ("SF3B1", "p.Lys666Asn"), ("IDH2", "p.Arg140Gln"))
    d.fact(
        "diagnoses",
        1,
        "Indication",
        may=True,
        disease="mds",
        labels=[""],
        status="confirmed",
        any_status=["confirmed", "suspected"],
    )
    d.also_dated = (out,)


def hub_gene_letter(d: Doc) -> None:
    """A British hub: outcome in words, variants as small table with whole per cents, the genes of the panel in a grid under a sentence."""
    who, on, found = d.person, d.on, d.person.mutations
    out = later(on, 19)
    _quiet(d)
    rows = [(m.gene, f"{m.coding} {_long(m)}", f"{_share(m, 0)}%") for m in found]
    grid = [PANEL[i : i + 8] for i in range(0, len(PANEL), 8)]
    outcome = (
        f"{len(found)} sequence variant{'s' if len(found) > 1 else ''} of likely clinical relevance found."
        if found
        else "No sequence variant of likely clinical relevance found."
    )
    body = (
        f"<table class=h><tr><td><b>East Lothian and Borders Genomics</b><br>Myeloid gene panel report</td><td>Our reference {who.ids[1]}<br>{spaced(out)}</td></tr></table><table class=p>{row(('Name', Raw(f'<b>{esc(who.name)}</b>'), 'Sex', sex(d)))}{row(('Date of birth', spaced(who.born), 'Hospital no.', who.ids[0]))}{row(('Sample', 'Bone marrow (EDTA)', 'Sample taken', spaced(on)))}</table>"
        f"<p><b>Clinical information:</b> ?MDS. A brother is said to carry a germline DDX41 variant.</p><h3>Outcome</h3><p class=o>{outcome}</p>"
        + (table(("Gene", "Variant", "Allele fraction"), rows) if found else "")
        + "<h3>Comment</h3><p>Variants in genes of this panel also occur in healthy older people and have to be read with morphology. No variant was seen in the remaining coding regions covered by the panel. FLT3-ITD: negative. KMT2A-PTD: negative.</p><h3>Genes covered</h3>"
        + table((), grid, "q")
        + "<p class=s>Variants below 5% may be missed and those of uncertain significance are not reported. NM_ reference sequences on request. Authorised: Dr Fergus Abernethy, Consultant Clinical Scientist</p>"
    )  # fmt: skip
    css = "@page{size:a4;margin:20mm}body{font:10.5pt 'Liberation Sans';line-height:1.2}.h{width:100%;border-bottom:2pt solid #4a2f6b}.h td:last-child{text-align:right}.p{width:100%;margin:8pt 0}.p td{padding:2pt}.p td:nth-child(odd){color:#555}h3{font-size:11pt;margin:9pt 0 3pt;color:#4a2f6b}.o{font-weight:bold}.t{width:75%}.t td,.t th{border:.5pt solid #888;padding:3.5pt 6pt}.q td{padding:1.5pt 11pt 1.5pt 0;font-size:9pt}.s{font-size:8pt}"
    sheet = web(d, body, css, "molecular")
    for m in found:
        _variant(d, m, sheet.find(m.gene, m.coding), places=0, classed=False)
    if all(m.gene != "DDX41" for m in found):
        d.gold.trap("variants", {"gene": "DDX41"}, "the brother's")
    maybe(d, 1, "mds")
    d.also_dated = (out,)


def sequencing_wild_type_grid(d: Doc) -> None:
    """A German laboratory in English: one-letter changes with their share in a table, the whole panel as mutated or wild type in four columns."""
    who, on, found = d.person, d.on, d.person.mutations
    out = later(on, 13)
    hit = {m.gene for m in found}
    _quiet(d)
    rows = [(m.gene, _transcript(m), m.coding, _short(m), f"{_share(m)} %") for m in found]
    cells = [(g, Raw("<b>mutated</b>") if g in hit else "wild type") for g in PANEL]
    lines = [tuple(t for i in range(4) if n + i * 10 < len(cells) for t in cells[n + i * 10]) for n in range(10)]
    body = (
        f"<p class=k>Laboratory for Leukaemia Diagnostics Steinfurt-Ost · Molecular genetics</p><h1>Result of gene panel sequencing</h1><table class=p>{row((Raw(f'Patient<br><b>{esc(who.last)}, {who.first}</b>'), Raw('Born<br>' + d.date(who.born, 'dot')), Raw('Sex<br>' + sex(d).lower()), Raw('Patient no.<br>' + who.ids[0]), Raw('Sampling<br>' + d.date(on, 'dot')), Raw('Report<br>' + d.date(out, 'dot'))))}</table>"
        "<p>Material: bone marrow. Question: myeloid neoplasm, suspected MDS.</p><h2>Mutations</h2>"
        + (table(("Gene", "Reference", "cDNA", "Protein", "Allele frequency"), rows) if found else "<p>No mutation was detected in the genes examined.</p>")
        + f"<h2>All genes examined ({len(PANEL)})</h2>{table((), lines, 'q')}<p>FLT3-ITD and KMT2A-PTD (fragment analysis): not detected.</p>"
        "<p class=s>Sensitivity 2 %. Known polymorphisms and silent changes are not listed. A JAK2 V617F mutation would suggest a myeloproliferative component; luspatercept is approved for ring sideroblastic disease. This is general information. Dr. biol. hum. Ottokar Finsterwalder</p>"
    )  # fmt: skip
    css = ("@page{size:a4;margin:19mm}body{font:9pt 'DejaVu Sans'}.k{font-size:8pt;border-bottom:.7pt solid #000}h1{font-size:13pt;margin:6pt 0}.p{width:100%}.p td{border:.5pt solid #777;padding:3pt 4pt;font-size:8.5pt}h2{font-size:10pt;margin:10pt 0 3pt}.t{width:100%}.t td,.t th{border-bottom:.5pt solid #777;padding:3pt;overflow-wrap:anywhere}"
           ".q{width:100%}.q td{padding:2pt 4pt}.q td:nth-child(odd){font-style:italic}.s{font-size:7.5pt}")  # fmt: skip
    sheet = web(d, body, css, "molecular")
    for m in found:
        _variant(d, m, sheet.find(m.gene, m.coding), classed=False)
    _elsewhere(d, ("JAK2", "p.Val617Phe"))
    generally(d, "luspatercept")
    maybe(d, 1, "mds", "mpn", "myeloproliferative_neoplasm", "myeloid_neoplasm")
    d.also_dated = (out,)


def ngs_panel_with_drugs(d: Doc) -> None:
    """An Indian laboratory: one block a variant, a general table of drugs by gene on the next page, the genes without a change last."""
    who, on, found = d.person, d.on, d.person.mutations
    out, quiet = later(on, 16), _quiet(d)
    blocks = "".join(
        f"<table class=b>{row((Raw(f'<b>{m.gene}</b>'), f'Variant {n} of {len(found)}'))}{row(('Nucleotide change', m.coding))}{row(('Amino acid change', _long(m)))}{row(('Variant allele frequency', _share(m) + ' %'))}{row(('Reads, variant / total', f'{round(m.vaf * 2000)} / 2000'))}{row(('Interpretation', _class(m)))}</table>"
        for n, m in enumerate(found, 1)
    )
    drugs = (
        ("IDH1 R132", "Ivosidenib", "Relapsed AML"),
        ("IDH2 R140, R172", "Enasidenib", "Relapsed AML"),
        ("FLT3-ITD", "Midostaurin, gilteritinib", "AML"),
        ("JAK2 V617F", "Ruxolitinib", "Myelofibrosis"),
    )
    head = f"<div class=h>ARYA GENOMICS &nbsp;|&nbsp; MYELOID NGS</div><p class=m>{esc(who.name)} &nbsp;|&nbsp; {sex(d)} &nbsp;|&nbsp; DOB {hyphened(who.born)} &nbsp;|&nbsp; ID {who.ids[0]} &nbsp;|&nbsp; Collected {hyphened(on)} &nbsp;|&nbsp; Reported {hyphened(out)}</p>"
    body = (
        f"{head}<p>Sample type: bone marrow. Clinical diagnosis as stated on the form: MDS. Referring doctor: Dr. Zubin Contractor</p><h2>RESULT: {'CLINICALLY RELEVANT VARIANT(S) DETECTED' if found else 'NO CLINICALLY RELEVANT VARIANT DETECTED'}</h2>{blocks}"
        f"<div class=n>{head}<h2>DRUGS BY GENE (FOR INFORMATION)</h2><p>The table lists drugs by gene irrespective of this sample.</p>{table(('Alteration', 'Drug', 'Licensed in'), drugs)}<h2>GENES ANALYSED WITHOUT RELEVANT VARIANT</h2><p>{', '.join(quiet)}.</p><p>FLT3-ITD: Negative &nbsp; KMT2A-PTD: Negative</p>"
        "<p class=s>Average depth 1000x. Variants with a frequency below 2 % are not reported. Treatment decisions are for the treating doctor. Authorised: Dr. Ishita Ranganekar, Ph.D. &nbsp; Dr. Vikrant Dabholkar, MD</p></div>"
    )  # fmt: skip
    css = ("@page{size:a4;margin:17mm;@bottom-center{content:'Page ' counter(page) ' of ' counter(pages);font:8pt 'Liberation Sans'}}body{font:9.5pt 'Liberation Sans'}.h{background:#173f5f;color:#fff;padding:6pt;font-weight:bold}.m{font-size:8.5pt;border-bottom:1pt solid #173f5f;padding-bottom:3pt}h2{font-size:10.5pt;color:#173f5f}.b{width:100%;margin:0 0 8pt}.b td{border:.5pt solid #9ab;padding:3pt 6pt}"
           ".b td:first-child{width:150pt;background:#eef4f8}.t{width:100%}.t td,.t th{border:.5pt solid #9ab;padding:3pt 5pt}.n{page-break-before:always}.s{font-size:8pt}")  # fmt: skip
    sheet = web(d, body, css, "molecular")
    for m in found:
        _variant(d, m, sheet.find(m.gene, m.coding))
    generally(d, "ivosidenib", "enasidenib", "midostaurin", "gilteritinib", "ruxolitinib")
    _elsewhere(d, ("JAK2", "p.Val617Phe"))
    d.fact(
        "diagnoses",
        1,
        "MDS",
        may=True,
        disease="mds",
        labels=[""],
        status="confirmed",
        any_status=["confirmed", "suspected"],
    )
    d.gold.trap("diagnoses", {"disease": "aml", "status": "confirmed"}, "text on drugs in general")
    d.also_dated = (out,)


def gene_findings_drawn(d: Doc) -> None:
    """A synthetic-data company's drawn report: numbered sentences for the variants, fractions as decimals, panel genes in columns below."""
    who, on, found = d.person, d.on, d.person.mutations
    out = later(on, 11)
    _quiet(d)
    s = d.paper("Times", 11, 60)
    d.kind, d.also_dated = "molecular", (out,)
    s.line("Meridian Bay Molecular Laboratory", True, 15)
    s.line("Hematologic malignancy gene panel", pt=10)
    s.rule()
    s.gap(8)
    for a, b in (
        (f"Patient: {who.name}", f"Collected: {long(on)}"),
        (f"Date of birth: {long(who.born)}", f"Reported: {long(out)}"),
        (f"Sex: {sex(d)}", f"Report number: {who.ids[1]}"),
        (f"Medical record: {who.ids[0]}", "Specimen: bone marrow"),
    ):
        s.row(Cell(s.margin, a), Cell(s.margin + 250, b))
    s.gap(10)
    s.line("Findings", True, 12)
    if not found:
        s.para("No pathogenic or likely pathogenic variant was identified.")
    for n, m in enumerate(found, 1):
        page = s.para(
            f"{n}. {m.gene}: {m.coding} ({_short(m)}), variant allele fraction {m.vaf:.3f}, classified as {_class(m).lower()}.",
            10,
        )
        _variant(d, m, page)
    s.gap(8)
    s.para("No internal tandem duplication of FLT3 and no partial tandem duplication of KMT2A was identified.")
    s.gap(8)
    s.line("Genes sequenced", True, 12)
    s.para(
        "All coding exons of the genes below were sequenced. Apart from the findings above, no reportable variant was identified."
    )
    for i in range(0, len(PANEL), 8):
        s.row(*(Cell(s.margin + 60 * j, g) for j, g in enumerate(PANEL[i : i + 8])))
    s.gap(8)
    s.line("Background", True, 12)
    s.para(
        "Mutations of splicing genes are common in this disease. A hotspot change such as U2AF1 p.S34F is found in about one tenth of patients elsewhere. Trials of imetelstat and of oral azacitidine are open to patients with suitable disease; enrollment is not implied by this report.",
        pt=9.5,
    )
    s.line("Laboratory director: Cyrus Abendroth, MD", pt=9.5)
    _elsewhere(d, ("U2AF1", "p.Ser34Phe"))
    generally(d, "imetelstat", "azacitidine_oral")


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (myeloid_ngs_report, hub_gene_letter, sequencing_wild_type_grid, ngs_panel_with_drugs, gene_findings_drawn)
}  # fmt: skip

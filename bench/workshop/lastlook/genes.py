# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Sequencing reports: a table with small print, cards and pages on drugs, a letter, a grid of genes, typed lines."""

from collections.abc import Callable, Sequence
from typing import Any

from reportlab.lib import colors

from bench.workshop.days import hyphened, later, sex, spaced
from bench.workshop.dress import Doc
from bench.workshop.lastlook.paper import flowing, grid, maybe_disease, para, refused, typed, web
from bench.workshop.notes import Told
from bench.workshop.people import GENES_M, GENES_MORE, Mutation

PANEL = tuple(sorted({*GENES_M, *GENES_MORE}))
LARGE = tuple(sorted({*PANEL, "RAD21", "SMC1A", "SMC3", "HRAS", "NFE2"}))
TRANSCRIPTS = {
    "SF3B1": "NM_012433.4", "TET2": "NM_001127208.3", "ASXL1": "NM_015338.6", "DNMT3A": "NM_022552.5", "SRSF2": "NM_003016.4", "RUNX1": "NM_001754.5",
    "U2AF1": "NM_006758.3", "IDH2": "NM_002168.4", "IDH1": "NM_005896.4", "STAG2": "NM_001042749.2", "BCOR": "NM_001123385.2", "TP53": "NM_000546.6", "EZH2": "NM_004456.5",
}  # fmt: skip
SPLICING = {"SF3B1", "SRSF2", "U2AF1", "ZRSR2", "PRPF8"}


def _transcript(m: Mutation) -> str:
    return TRANSCRIPTS.get(m.gene, "NM_000000.4")


def _long(m: Mutation) -> str:
    return m.protein3 or "p.?"


def _short(m: Mutation) -> str:
    return m.protein1 if m.protein3 else "p.?"


def _found(d: Doc, m: Mutation, page: int, vaf: float | None = None, protein: bool = True, **more: Any) -> None:
    change = m.protein3 or ("p.?" if protein else None)
    fraction = round(m.vaf if vaf is None else vaf, 4)
    d.fact(
        "variants",
        page,
        m.gene,
        m.coding,
        gene=m.gene,
        hgvs_c=m.coding,
        hgvs_p=change,
        vaf=fraction,
        collected=d.on.isoformat(),
        **more,
    )


def _rest(d: Doc, genes: Sequence[str]) -> list[str]:
    """Genes of the test in which nothing was found; they are negative."""
    rest = [g for g in genes if g not in {m.gene for m in d.person.mutations}]
    d.gold.negative |= set(rest)
    return rest


def _elsewhere(d: Doc, why: str, *pairs: tuple[str, str]) -> None:
    for gene, change in pairs:
        if all(m.gene != gene for m in d.person.mutations):
            d.gold.trap("variants", {"gene": gene, "hgvs_p": change}, why)


SMALL_PRINT = """
<div class=b><b>Quillwater Molecular Diagnostics</b><span>Myeloid Sequencing Panel, {{ panel|length }} genes</span></div>
<table class=id><tr><td>Patient</td><td><b>{{ who.last }}, {{ who.first }}</b></td><td>Specimen</td><td>Bone marrow (EDTA)</td></tr><tr><td>Birth date</td><td>{{ who.born|day }}</td><td>Collected</td><td>{{ on|day }}</td></tr><tr><td>Sex</td><td>{{ sex }}</td><td>Received</td><td>{{ later(on, 1)|day }}</td></tr><tr><td>MRN</td><td>{{ who.ids[0] }}</td><td>Reported</td><td>{{ out|day }}</td></tr></table>
<p class=v>RESULT: {{ 'VARIANTS OF CLINICAL SIGNIFICANCE DETECTED' if found else 'NO VARIANT OF CLINICAL SIGNIFICANCE DETECTED' }}</p>
{% if found %}<table class=r><thead><tr><th>Gene</th><th>Transcript</th><th>Nucleotide change</th><th>Protein change</th><th>VAF</th><th>Coverage</th><th>Classification</th></tr></thead>{% for m, t, p, v, c in found %}<tr><td><i>{{ m.gene }}</i></td><td>{{ t }}</td><td class=z>{{ m.coding }}</td><td>{{ p }}</td><td>{{ v }}%</td><td>{{ c }}x</td><td>{{ 'Pathogenic' if loop.first else 'Likely pathogenic' }}</td></tr>{% endfor %}</table>{% endif %}
<p><b>Also tested:</b> FLT3 internal tandem duplication: not detected. KMT2A partial tandem duplication: not detected.</p>
<p><b>Interpretation.</b> {% if found %}The table lists all reportable variants of this sample. {% endif %}Variants in genes of clonal hematopoiesis occur in older persons without disease and are read together with blood counts and morphology. In MDS, hotspot changes such as SF3B1 p.Lys700Glu and U2AF1 p.Ser34Phe point to splicing as the driver.</p>
<p class=s><b>Genes in which no reportable variant was detected:</b> {{ rest|join(', ') }}.</p>
<p class=s>Method: hybridization capture and sequencing on a short-read platform; minimum coverage 250x; variants below 2% are not reported. Common polymorphisms (for example TET2 p.Ile1762Val, found in every tenth person) are filtered. Not covered: copy number and fusions. Medical director: Bettina Szabo-Lindell, MD.</p>
"""


def table_and_small_print(d: Doc) -> None:
    """A table of seven columns; genes without a finding in the small print, hotspots and a polymorphism as examples."""
    out = later(d.on, 13)
    found = [
        (m, _transcript(m), _long(m), f"{m.vaf * 100:.1f}", 640 + 83 * i) for i, m in enumerate(d.person.mutations)
    ]
    css = ("@page{size:letter;margin:.6in}body{font:9.3pt 'Liberation Sans'}.b{border-bottom:2pt solid #256;padding-bottom:4pt;font-size:12pt}.b span{float:right;font-size:9pt;padding-top:3pt}.id{width:100%;margin:7pt 0}.id td{padding:2pt 5pt}.id td:nth-child(odd){color:#555}.v{font-weight:bold;background:#dfecef;padding:5pt}"
           ".r{width:100%;font-size:8.3pt;table-layout:fixed}.r td,.r th{border:.5pt solid #9aa;padding:3pt;overflow-wrap:anywhere}.r th{background:#eef4f5}.r th:nth-child(1){width:44pt}.r th:nth-child(2){width:72pt}.r th:nth-child(5){width:34pt}.r th:nth-child(6){width:44pt}.r th:nth-child(7){width:66pt}.s{font-size:8pt}.z{word-break:break-all}")  # fmt: skip
    sheet = web(d, SMALL_PRINT, css, "molecular", out=out, found=found, rest=_rest(d, PANEL), panel=PANEL)
    for i, (m, *_) in enumerate(found):
        _found(d, m, sheet.find(m.gene, m.coding), significance="likely_pathogenic" if i else "pathogenic")
    _elsewhere(d, "an example", ("SF3B1", "p.Lys700Glu"), ("U2AF1", "p.Ser34Phe"), ("TET2", "p.Ile1762Val"))
    d.also_dated = (out, later(d.on, 1))


CARDS = """
<div class=b>MERIDIEN <i>heme profile</i></div>
<p class=q>{{ who.name }} &nbsp;&middot;&nbsp; born {{ who.born|long }} &nbsp;&middot;&nbsp; {{ sex }} &nbsp;&middot;&nbsp; record {{ who.ids[0] }}<br>Bone marrow drawn {{ on|long }} &nbsp;&middot;&nbsp; report of {{ out|long }} &nbsp;&middot;&nbsp; order {{ who.ids[1] }} &nbsp;&middot;&nbsp; diagnosis given: myelodysplastic syndrome</p>
<h2>Findings at a glance</h2>
{% if not cards %}<p>No Tier I or Tier II alteration was found.</p>{% endif %}
{% for m, short, vaf, tier in cards %}<div class=c><span class=g>{{ m.gene }}</span> <b>{{ short }}</b> <span class=t>{{ tier }}</span><br><small>{{ m.coding }} &nbsp; | &nbsp; allele fraction {{ vaf }} &nbsp; | &nbsp; therapies approved for MDS with this alteration: none</small></div>{% endfor %}
<p>FLT3-ITD: negative. KMT2A-PTD: negative. Tier III (unknown significance): none reported.</p>
<h2 class=n>Therapies and trials</h2>
<table class=r><thead><tr><th>Drug</th><th>Approved for</th><th>Marker</th></tr></thead><tr><td>ivosidenib</td><td>relapsed MDS or AML</td><td>IDH1 R132</td></tr><tr><td>gilteritinib</td><td>AML</td><td>FLT3-ITD, FLT3 D835</td></tr><tr><td>ruxolitinib</td><td>myelofibrosis</td><td>any JAK2 status</td></tr></table>
<p>The table is the same in every report and is no advice for this patient. Trials open within 100 miles: NCT00000000 (olutasidenib with azacitidine, IDH1 R132C or R132H, phase 2); NCT00000001 (emavusertib, SF3B1 or U2AF1, phase 1).</p>
<h2>Genes sequenced</h2><p>All coding exons of the following {{ large|length }} genes were sequenced. Where a gene is not among the findings on the first page, no Tier I to III alteration was present.</p>
<table class=k>{% for line in large|batch(8, '') %}<tr>{% for g in line %}<td>{{ g }}</td>{% endfor %}</tr>{% endfor %}</table>
<p class=s>Allele fractions are given as decimals. Detection limit 0.02. Family members are not tested by this assay. Laboratory director H. Ravindran, PhD.</p>
"""


def cards_then_drugs(d: Doc) -> None:
    """A commercial report: a card for each finding with its fraction as a decimal, then a page of drugs, trials and the gene list."""
    out = later(d.on, 11)
    cards = [(m, _short(m), f"{m.vaf:.3f}", "Tier I" if m.gene in SPLICING else "Tier II") for m in d.person.mutations]
    css = ("@page{size:letter;margin:.7in;@bottom-center{content:'page ' counter(page) ' of ' counter(pages);font:7.5pt 'DejaVu Sans'}}body{font:9.3pt 'DejaVu Sans'}.b{font-size:17pt;font-weight:bold;color:#b3451c}.b i{font-weight:normal;font-size:12pt}.q{border-top:1pt solid #b3451c;padding-top:5pt;line-height:1.5;font-size:8.7pt}h2{font-size:12pt;color:#b3451c}"
           ".c{border:.8pt solid #caa;border-left:5pt solid #b3451c;padding:6pt;margin:6pt 0;overflow-wrap:anywhere}.g{font-size:12pt;font-style:italic;font-weight:bold}.t{float:right;background:#f4e4dd;padding:2pt 6pt}.n{page-break-before:always}.r{width:100%}.r td,.r th{border:.5pt solid #bbb;padding:4pt}.k td{padding:2pt 13pt 2pt 0;font-style:italic}.s{font-size:8pt}")  # fmt: skip
    sheet = web(d, CARDS, css, "molecular", out=out, cards=cards, large=LARGE)
    _rest(d, LARGE)
    for m, *_ in cards:
        _found(d, m, sheet.find(m.gene, m.coding))
    _elsewhere(
        d,
        "a marker of a drug or trial",
        ("IDH1", "p.Arg132Cys"),
        ("IDH1", "p.Arg132His"),
        ("IDH1", "p.Arg132"),
        ("FLT3", "p.Asp835"),
    )
    for drug in ("ivosidenib", "gilteritinib", "ruxolitinib", "olutasidenib", "emavusertib"):
        d.gold.trap("treatments", {"agent": drug}, "a table of drugs, or trial text")
    if Told(d).t.now != "azacitidine":
        refused(d, sheet.find("Therapies and trials"), "azacitidine", why="trial text")
    d.fact(
        "diagnoses",
        1,
        "myelodysplastic syndrome",
        may=True,
        disease="mds",
        labels=[""],
        status="confirmed",
        any_status=["confirmed", "suspected"],
    )
    for disease in ("aml", "myelofibrosis", "primary_myelofibrosis"):
        d.gold.trap("diagnoses", {"disease": disease}, "a table of drugs")
    d.also_dated = (out,)


LETTER = """
<p class=r><b>South Fell Haematological Malignancy Service</b><br>Molecular section<br>{{ out|long }}</p>
<p>{{ who.name }}, {{ sex|lower }}, date of birth {{ who.born|long }}, number {{ who.ids[0] }}<br>Bone marrow taken on {{ on|long }}. Clinical information: MDS suspected on film.</p>
<p><b>Conclusion:</b> {% if found %}{{ words[found|length] }} somatic {{ 'variant was' if found|length == 1 else 'variants were' }} identified by next generation sequencing{% else %}No somatic variant was identified by next generation sequencing{% endif %}.</p>
{% for m, change, vaf in found %}<p>{{ loop.index }}. A variant of the {{ m.gene }} gene, <span class=z>{{ m.coding }}</span>{{ change }}, was present at a variant allele frequency of {{ vaf }}%{% if m.gene in splicing %}; it affects the spliceosome{% endif %}.</p>{% endfor %}
<p>Neither an internal tandem duplication of FLT3 nor a partial tandem duplication of KMT2A was seen.</p>
<p>The panel covers hotspots or the whole of {{ panel|length }} genes. {% if found %}Apart from the above, no{% else %}No{% endif %} variant was found in {{ rest[:-1]|join(', ') }} and {{ rest[-1] }}.</p>
<p>An earlier request for JAK2 V617F from the practice ({{ before|month }}) was cancelled as no sample arrived. The patient's brother, tested elsewhere as a possible donor, is said to carry DDX41 p.(Asp140fs); this has not been tested for separately in a germline sample of the patient.</p>
<p>Yours faithfully,<br>Dr Branwen Ockley, Clinical Scientist</p><p class=s>Fractions are rounded. Sensitivity is about 2%. TP53 variants below this level may matter and are found only by deeper sequencing.</p>
"""


def fell_service_letter(d: Doc) -> None:
    """A British letter: numbered sentences with rounded fractions, all genes in one sentence, a cancelled request and a brother's variant."""
    out = later(d.on, 15)
    words = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
    found = [(m, f", {_long(m)}" if m.protein3 else "", f"{m.vaf * 100:.0f}") for m in d.person.mutations]
    css = "@page{size:a4;margin:23mm}body{font:11pt 'Liberation Serif';line-height:1.3}.r{text-align:right}p{margin:7pt 0;overflow-wrap:anywhere}.z{word-break:break-all}.s{font-size:9pt}"
    sheet = web(
        d,
        LETTER,
        css,
        "molecular",
        out=out,
        before=later(d.on, -95),
        found=found,
        words=words,
        rest=_rest(d, PANEL),
        panel=PANEL,
        splicing=SPLICING,
    )
    for m, _, vaf in found:
        _found(d, m, sheet.find(m.gene, m.coding), int(vaf) / 100, protein=False)
    _elsewhere(d, "cancelled, or the brother's", ("JAK2", "p.Val617Phe"), ("DDX41", "p.Asp140fs"))
    maybe_disease(d, 1, "mds")
    d.also_dated = (out,)


def grid_of_genes(d: Doc) -> None:
    """A ruled grid of every gene with its result, three genes a row; details of what was found in a second table; two genes that failed."""
    who, on, out = d.person, d.on, later(d.on, 18)
    hits = {m.gene: m for m in who.mutations}
    failed = ("HRAS", "NFE2")
    genes = list(LARGE)
    half = (len(genes) + 2) // 3
    cells = []
    for i in range(half):
        line: list[str] = []
        for j in (i, i + half, i + 2 * half):
            gene = genes[j] if j < len(genes) else ""
            line += [
                gene,
                "" if not gene else "DETECTED" if gene in hits else "Failed" if gene in failed else "Not detected",
            ]
        cells.append(line)
    detail: list[list[Any]] = [["No.", "Gene", "cDNA change", "Amino acid change", "Allele frequency (%)", "Zygosity"]]
    detail += [
        [str(i), m.gene, para(m.coding, 8.5, after=0, wordWrap="CJK"), _short(m), f"{m.vaf * 100:.2f}", "Somatic"]
        for i, m in enumerate(who.mutations, 1)
    ]
    story = [
        para("<b>KAVERI INSTITUTE OF ONCOGENOMICS</b>", 13, after=1), para("NGS panel for myeloid neoplasms", 9),
        grid([["Name", who.name, "Collection date", hyphened(on)], ["Date of birth", f"{hyphened(who.born)} ({sex(d)})", "Report date", hyphened(out)], ["Reg. no.", who.ids[0], "Specimen", "Bone marrow aspirate"]], (75, 180, 95, 145), head=0), para("&nbsp;", 4),
        para("<b>RESULT</b>", 10), *((grid(detail, (28, 60, 150, 100, 90, 67), ("BACKGROUND", (0, 0), (-1, 0), colors.Color(0.9, 0.95, 0.88))),) if hits else (para("No pathogenic variant detected in the genes that could be assessed.", 9.5),)),
        para("&nbsp;", 3), para("FLT3-ITD : Not detected &nbsp;&nbsp;&nbsp; KMT2A-PTD : Not detected &nbsp;&nbsp;&nbsp; BCR-ABL1 : Not part of this test", 9),
        para("<b>RESULT BY GENE</b>", 10), grid(cells, (70, 95) * 3, head=0, pt=8), para("&nbsp;", 3),
        para("Failed: coverage below 100x, no statement can be made on the gene. Sensitivity of the assay 2 %. Inherited variants (for example MPL p.W515L is somatic, GATA2 p.R398W often inherited) need a separate test.", 8),
        para("Dr. Revathi Subramaniam, PhD &nbsp;&nbsp; Dr. Alok Kher, MD", 8),
    ]  # fmt: skip
    sheet = flowing(d, story, "molecular", foot=f"{who.ids[0]}  {who.name}")
    _rest(d, [g for g in LARGE if g not in failed])
    for m in who.mutations:
        _found(d, m, sheet.find(m.gene, m.coding), round(m.vaf, 4))
    for gene in failed:
        d.gold.trap("genes_tested_negative", {"gene": gene}, "coverage failed")
    for name in ("bcr_abl1", "fish_bcr_abl1"):
        d.fact("biomarkers", 1, "BCR-ABL1", may=True, name=name, status="not_tested", collected=d.on.isoformat())
        d.gold.trap("biomarkers", {"name": name, "status": "negative"}, "not part of the test")
    _elsewhere(d, "an example", ("MPL", "p.Trp515Leu"), ("GATA2", "p.Arg398Trp"))
    d.also_dated = (out,)


def genes_terminal(d: Doc) -> None:
    """A terminal's print: a block of labelled lines for each variant, then the genes without one in lines of eight."""
    who, on, out = d.person, d.on, later(d.on, 12)
    rest = _rest(d, PANEL)
    lines = [
        "HARBOR POINT HEALTH - MOLECULAR PATHOLOGY RESULT", "-" * 78, f"Patient: {who.first} {who.last}", f"Born: {spaced(who.born)}    Sex: {sex(d)}    MRN: {who.ids[0]}", f"Sample: marrow, collected {spaced(on)}    Resulted: {spaced(out)}", "-" * 78, "",
        f"Myeloid NGS: {'POSITIVE' if who.mutations else 'NEGATIVE'} ({len(who.mutations)} reportable variant{'' if len(who.mutations) == 1 else 's'})", "",
    ]  # fmt: skip
    for i, m in enumerate(who.mutations, 1):
        lines += [
            f"Variant {i}",
            f"  Gene .......... {m.gene}",
            f"  DNA ........... {m.coding}",
            f"  Protein ....... {_long(m)}",
            f"  VAF ........... {m.vaf * 100:.1f} % ({round(m.vaf * 2000)}/2000 reads)",
            "",
        ]
    lines += ["FLT3-ITD ........ Not detected", "KMT2A-PTD ....... Not detected", "", "No variant detected in:"]
    lines += ["  " + "  ".join(f"{g:<7}" for g in rest[i : i + 8]) for i in range(0, len(rest), 8)]
    lines += ["", "Not on this panel: PIGA, ATRX, UBA1. A request for UBA1 was sent out; pending.", "", "Comment: patients with 2 TP53 variants or one with loss of 17p have multihit TP53.",
              "NPM1 type A (c.860_863dup) is an AML-defining change and is looked for in every run.", "Reference sequence GRCh38. Limit of detection 2 %.", "", f"Signed out {spaced(out)}, Osric Baptiste MD"]  # fmt: skip
    sheet = typed(d, lines, "molecular", "lab")
    for m in who.mutations:
        _found(d, m, sheet.find(m.gene, m.coding))
    for gene in ("PIGA", "ATRX", "UBA1"):
        d.gold.trap("genes_tested_negative", {"gene": gene}, "not on the panel")
    if all(m.gene != "NPM1" for m in who.mutations):
        d.gold.trap("variants", {"gene": "NPM1"}, "text in general")
    d.gold.trap("diagnoses", {"disease": "aml"}, "text in general")
    d.also_dated = (out,)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (table_and_small_print, cards_then_drugs, fell_service_letter, grid_of_genes, genes_terminal)
}

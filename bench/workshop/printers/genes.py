# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Sequencing reports as templates print them: tiers, cards, columns of fractions, genes tested, pertinent negatives."""

from collections.abc import Callable, Sequence
from typing import Any

from bench.workshop.days import hyphened, later, sex, spaced
from bench.workshop.dress import Doc
from bench.workshop.genes import PANEL
from bench.workshop.markup import Raw, esc, row, table
from bench.workshop.people import Mutation
from bench.workshop.printers.paper import asked, dotted, made, say, us_day

MORE = tuple(sorted({*PANEL, "RAD21", "SMC3", "SMC1A", "NPM1", "MYD88"}))
UNSURE = (
    ("CUX1", "c.2512A>G", "p.Asn838Asp"),
    ("NF1", "c.1876T>C", "p.Tyr626His"),
    ("PRPF8", "c.3101C>T", "p.Thr1034Met"),
    ("MPL", "c.655G>A", "p.Gly219Ser"),
)
SECOND = {"TET2", "BCOR", "BCORL1", "CUX1", "PHF6", "STAG2", "DDX41", "GATA2"}
ROADS = (
    ("Splicing", ("SF3B1", "SRSF2", "U2AF1", "ZRSR2", "PRPF8")), ("Methylation", ("DNMT3A", "TET2", "IDH1", "IDH2", "WT1")),
    ("Chromatin", ("ASXL1", "EZH2", "BCOR", "BCORL1", "KMT2A", "PHF6")), ("Transcription", ("RUNX1", "ETV6", "GATA2", "CEBPA", "CUX1")),
    ("Signalling", ("NRAS", "KRAS", "CBL", "NF1", "PTPN11", "JAK2", "KIT", "FLT3", "MPL", "CALR", "CSF3R", "GNB1", "ETNK1")),
    ("Cohesin and others", ("STAG2", "TP53", "PPM1D", "SETBP1", "NPM1", "DDX41")),
)  # fmt: skip


def _pct(m: Mutation) -> str:
    return f"{m.vaf * 100:.1f}"


def _one(m: Mutation) -> str:
    return m.protein1 if m.protein3 else "p.?"


def _three(m: Mutation, ter: str = "Ter") -> str:
    return (m.protein3 or "p.?").replace("Ter", ter)


def _variant(d: Doc, m: Mutation, page: int, **more: Any) -> None:
    fields: dict[str, Any] = {"gene": m.gene, "hgvs_c": m.coding, "hgvs_p": m.protein3 or "p.?", "vaf": round(m.vaf, 4)}
    d.fact("variants", page, m.gene, m.coding, **fields, collected=d.on.isoformat(), **more)


def _not_seen(d: Doc, *pairs: tuple[str, str]) -> None:
    for gene, change in pairs:
        if all(m.gene != gene for m in d.person.mutations):
            d.gold.trap("variants", {"gene": gene, "hgvs_p": change}, "text on genes in general")


def _negative(d: Doc, genes: Sequence[str]) -> list[str]:
    """These genes but those with a variant: the rest was tested without a change."""
    quiet = [g for g in genes if g not in {m.gene for m in d.person.mutations}]
    d.gold.negative |= set(quiet)
    return quiet


def tier_bands(d: Doc) -> None:
    """A coloured band for each tier with a table beneath it, a variant of uncertain meaning in the last, all genes tested at the foot."""
    who, on, found = d.person, d.on, d.person.mutations
    out = later(on, 14)
    taken = {m.gene for m in found}
    odd = say(d, *[" ".join(v) for v in UNSURE if v[0] not in taken]).split()
    strong = [m for m in found if m.gene not in SECOND]
    weak = [m for m in found if m.gene in SECOND]
    head = ("Gene", "Nucleotide change", "Protein change", say(d, "VAF", "Allele fraction", "VAF (%)"), "Depth")
    sign = "" if head[3] == "VAF (%)" else "%"

    def band(title: str, cls: str, rows: list[tuple[str, ...]]) -> str:
        inner = table(head, rows) if rows else "<p>None.</p>"
        return f"<div class='b {cls}'>{title}</div>{inner}"

    def line(m: Mutation) -> tuple[str, ...]:
        return (m.gene, m.coding, _three(m), f"{_pct(m)}{sign}", f"{600 + 37 * len(m.coding)}x")

    quiet = _negative(d, [g for g in PANEL if g != odd[0]])
    body = (
        f"<div class=h>{say(d, 'Beacon Hollow Molecular', 'Quartzite Genomics', 'Willamette Cancer Genetics')}<span>Myeloid NGS panel</span></div><table class=d><tr><td>Name<br><b>{esc(who.last)}, {who.first}</b></td><td>DOB<br><b>{us_day(who.born)}</b></td><td>Sex<br><b>{sex(d)}</b></td><td>MRN<br><b>{who.ids[0]}</b></td></tr><tr><td>Specimen<br><b>Bone marrow</b></td><td>Collected<br><b>{us_day(on)}</b></td><td>Reported<br><b>{us_day(out)}</b></td><td>Case<br><b>{who.ids[1]}</b></td></tr></table>"
        f"{band('Tier I - variants of strong clinical significance', 'x', [line(m) for m in strong])}{band('Tier II - variants of potential clinical significance', 'y', [line(m) for m in weak])}{band('Tier III - variants of unknown clinical significance', 'z', [(odd[0], odd[1], odd[2], f'48.9{sign}', '911x')])}"
        f"<h3>Pertinent negatives</h3><p>{say(d, 'FLT3-ITD not detected. KMT2A partial tandem duplication not detected.', 'No FLT3 internal tandem duplication; no KMT2A-PTD.', 'Negative for FLT3-ITD and for KMT2A-PTD.')}</p><h3 class=p>Genes tested, no reportable variant</h3><p class=q>{', '.join(quiet)}</p>"
        f"<h3>Method</h3><p>{say(d, 'Hybrid capture of all exons with paired-end sequencing; mean depth of this sample 1040x.', 'Amplicon sequencing of hotspots and full genes; duplicates removed by molecular tags.', 'DNA was extracted from the aspirate pellet; libraries passed all checks.')} Copy number changes and fusions are outside the scope. Nomenclature follows HGVS.</p><p class=s>{say(d, 'Tier IV (benign) variants such as TET2 p.Ile1762Val are not reported.', 'Tiers follow the joint consensus of 2017.', 'Hotspot example for orientation: JAK2 p.Val617Phe (not a finding of this sample unless listed).')} Limit of detection 2% VAF at 500x. Director: Evander Kowalczyk-Roe, MD, PhD.</p>"
    )  # fmt: skip
    css = ("@page{size:letter;margin:.65in;@bottom-left{content:'MRN " + who.ids[0] + "   DOB " + us_day(who.born) + "';font:7.5pt 'Liberation Sans'}@bottom-right{content:'Page ' counter(page) ' of ' counter(pages);font:7.5pt 'Liberation Sans'}}.p{page-break-before:always}body{font:9.5pt 'Liberation Sans'}.h{font-size:15pt;border-bottom:3pt solid #333;padding-bottom:4pt}.h span{float:right;font-size:10pt;padding-top:5pt}.d{width:100%;margin:6pt 0;font-size:8pt}.d td{padding:3pt;width:25%}.d b{font-size:9.5pt}.b{color:#fff;padding:3.5pt 6pt;font-weight:bold;margin-top:7pt}.x{background:#a61c1c}.y{background:#b86e00}.z{background:#5b6770}"
           ".t{width:100%}.t th{font-size:8pt;color:#555;padding:2pt 6pt}.t td{padding:3pt 6pt;border-bottom:.3pt solid #ccc}h3{font-size:10pt;margin:9pt 0 2pt}.q{font-size:8.5pt}.s{font-size:7.5pt}")  # fmt: skip
    sheet = made(d, body, css, "molecular")
    for m in found:
        _variant(d, m, sheet.find(m.gene, m.coding))
    d.fact(
        "variants",
        sheet.find(odd[1]),
        odd[0],
        gene=odd[0],
        hgvs_c=odd[1],
        hgvs_p=odd[2],
        vaf=0.489,
        collected=on.isoformat(),
        significance="uncertain",
    )
    _not_seen(d, ("TET2", "p.Ile1762Val"), ("JAK2", "p.Val617Phe"))
    d.also_dated = (out,)


def striped_panel_table(d: Doc) -> None:
    """One striped table in which every gene tested has its row, the changed ones first and bold, the rest with a dash and 'wild type'."""
    who, on, found = d.person, d.on, d.person.mutations
    out = later(on, 18)
    quiet = _negative(d, PANEL)
    wild = say(d, "wild type", "no variant", "negative", "not mutated")
    rows: list[tuple[str, ...]] = [
        tuple(Raw(f"<b>{esc(c)}</b>") for c in (m.gene, m.coding, _three(m, "*"), f"{_pct(m)} %", "mutated"))
        for m in found
    ]
    rows += [(g, "-", "-", "-", wild) for g in quiet]
    count = f"{len(found)} of {len(PANEL)} genes mutated" if found else f"None of {len(PANEL)} genes mutated"
    body = (
        f"<table class=h><tr><td><b>{say(d, 'Molecular Haematology, University Hospital Auenfeld', 'Laboratory for Leukaemia Genetics Bernau-Tal', 'Institute of Molecular Diagnostics Sandkrug')}</b><br>Panel sequencing of myeloid genes</td><td>{esc(who.last)}, {who.first}, {sex(d).lower()}<br>born {dotted(who.born)}<br>Case {who.ids[0]}, sample {who.ids[1]}</td><td>Marrow taken {dotted(on)}<br>Report {dotted(out)}</td></tr></table><p class=c>{count}. {say(d, 'FLT3-ITD and KMT2A-PTD: negative.', 'Fragment analysis for FLT3-ITD: no duplication; KMT2A-PTD not found.', 'FLT3-ITD: negative. KMT2A-PTD: negative.')}</p>"
        f"{table(('Gene', 'cDNA', 'Protein', 'Allele burden', 'Status'), rows)}<p class=s>{say(d, 'Sensitivity 2 to 3 %. Exons covered on request.', 'Variants known as polymorphisms are not listed.', 'Allele burden means the share of mutated reads.')} {say(d, 'Of note for readers: SF3B1 p.Lys700Glu goes with ring sideroblasts, SRSF2 p.Pro95His with CMML.', 'IDH2 p.Arg140Gln could be treated with enasidenib in AML in other countries.', 'Germline variants are not distinguished.')} Dr. Ulrike Stammberger</p>"
    )  # fmt: skip
    css = ("@page{size:A4;margin:13mm}body{font:8.5pt 'Liberation Sans'}.h{width:100%;background:#dde7ee}.h td{padding:5pt}.c{font-weight:bold;margin:6pt 0}.t{width:100%}.t th{text-align:left;padding:2.5pt 5pt;background:#3c5a73;color:#fff}.t td{padding:1.7pt 5pt}.t tbody tr:nth-child(even){background:#f0f4f7}.s{font-size:7.5pt}")  # fmt: skip
    sheet = made(d, body, css, "molecular")
    for m in found:
        _variant(d, m, sheet.find(m.gene, m.coding))
    _not_seen(d, ("SF3B1", "p.Lys700Glu"), ("SRSF2", "p.Pro95His"), ("IDH2", "p.Arg140Gln"))
    d.gold.trap("treatments", {"agent": "enasidenib"}, "text on drugs in general")
    d.gold.trap("diagnoses", {"disease": "cmml"}, "text on genes in general")
    d.also_dated = (out,)


def variant_boxes(d: Doc) -> None:
    """A box for each variant with labelled fields and a bar of its fraction, a table of drugs with no match, genes in columns."""
    who, on, found = d.person, d.on, d.person.mutations
    out = later(on, 12)
    quiet = _negative(d, MORE)
    name = say(d, "Variant allele frequency", "VAF", "Allele frequency", "Mutant allele fraction")
    rank = {True: "Likely pathogenic", False: "Pathogenic"}
    boxes = "".join(
        f"<div class=b><div class=g>{m.gene}</div><table>{row(('Coding', m.coding))}{row(('Protein', _one(m)))}{row((name, f'{_pct(m)}%'))}{row(('Classification', rank[m.gene in SECOND]))}</table><div class=r><div style='width:{m.vaf * 100:.0f}%'></div></div></div>"
        for m in found
    )  # fmt: skip
    nothing = say(
        d, "No reportable variants were found.", "No pathogenic variant was detected.", "The panel is negative."
    )
    drugs = table(
        ("Therapy", "Marker", "Matched"),
        (
            ("ivosidenib", "IDH1 R132", "see treating physician" if any(m.gene == "IDH1" for m in found) else "no"),
            ("quizartinib", "FLT3-ITD", "no"),
            ("imatinib", "PDGFRB fusion", "not tested"),
        ),
        "u",
    )
    body = (
        f"<div class=h><b>{say(d, 'Prismatic Labs', 'Helixwright', 'Corvid Genomics')}</b> HemeSeq report <span>Status: FINAL</span></div><p class=q>Patient: <b>{who.name}</b> &nbsp; Born: {spaced(who.born)} &nbsp; {sex(d)} &nbsp; Record: {who.ids[0]}<br>Specimen {who.ids[1]}, bone marrow, drawn {spaced(on)}; report of {spaced(out)}</p><h3>Findings ({len(found)})</h3>{boxes or '<p>' + nothing + '</p>'}"
        f"<h3>Therapies screened</h3>{drugs}<h3>No reportable variant in</h3><p class=n>{' &nbsp;&middot;&nbsp; '.join(quiet)}</p><p class=s>{say(d, 'FLT3-ITD and KMT2A-PTD: not detected.', 'Structural: FLT3-ITD negative, KMT2A-PTD negative.', 'KMT2A-PTD and FLT3-ITD were looked for and not found.')} Trials: a phase 2 study of luspatercept with azacitidine is recruiting (NCT00000002). {say(d, 'Relatives: germline DDX41 variants may warrant testing.', 'Requested indication: MDS or AML.', 'Variants below 2% are not reported.')}</p>"
    )  # fmt: skip
    css = ("@page{size:letter;margin:.6in}body{font:9pt 'DejaVu Sans'}.h{font-size:14pt;color:#6b1d4b;border-bottom:2pt solid #6b1d4b}.h span{float:right;font-size:8.5pt;padding-top:5pt}.q{font-size:8.5pt;line-height:1.5}h3{font-size:10pt;color:#6b1d4b;margin:8pt 0 3pt}.b{border:1pt solid #c9aebd;border-radius:4pt;padding:5pt 8pt;margin:4pt 0;page-break-inside:avoid}.g{font-weight:bold;font-size:11pt}.b td{padding:1pt 14pt 1pt 0;font-size:8.5pt}.b td:first-child{color:#666;width:140pt}"
           ".r{background:#eee;height:4pt;width:200pt;margin-top:3pt}.r div{background:#6b1d4b;height:4pt}.u{width:70%;font-size:8pt}.u td,.u th{border-bottom:.3pt solid #bbb;padding:2pt}.n{font-size:8pt}.s{font-size:7.5pt}")  # fmt: skip
    sheet = made(d, body, css, "molecular")
    for m in found:
        word = rank[m.gene in SECOND].lower().replace(" ", "_")
        _variant(d, m, sheet.find(m.coding), significance=word)
    for drug in ("ivosidenib", "quizartinib", "imatinib"):
        d.gold.trap("treatments", {"agent": drug}, "text on drugs in general")
    asked(d, 1, "mds", "aml")
    d.also_dated = (out,)


def pathways_by_row(d: Doc) -> None:
    """A typed sheet: variants in aligned lines, then one line for each pathway with its genes tested and found normal."""
    who, on, found = d.person, d.on, d.person.mutations
    out = later(on, 20)
    s = d.paper("Helvetica", 10, 52)
    d.kind, d.also_dated = "molecular", (out,)
    s.line(
        say(
            d,
            "Genomics Laboratory, Chambal Institute of Oncology",
            "Molecular Pathology, Fairhaven Hospitals",
            "Next Generation Sequencing Facility, Nilgiri Hospital",
        ),
        True,
        13,
    )
    s.line(
        say(d, "Targeted sequencing, myeloid neoplasms", "Myeloid gene panel (NGS)", "NGS: genes of myeloid disease")
    )
    s.rule()
    s.gap(6)
    s.line(f"Patient  {who.name}        Date of birth  {hyphened(who.born)}        Sex  {sex(d)}")
    s.line(f"Hospital no.  {who.ids[0]}        Lab no.  {who.ids[1]}        Sample  bone marrow")
    s.line(f"Sample drawn  {hyphened(on)}        Report issued  {hyphened(out)}")
    s.gap(8)
    s.line("RESULT", True)
    if not found:
        s.line(
            say(
                d,
                "No clinically relevant variant detected.",
                "No pathogenic variant found in the genes tested.",
                "Negative for pathogenic variants.",
            )
        )
    forms = say(d, "brackets", "commas", "colon")
    for m in found:
        text = {
            "brackets": f"{m.gene}   {m.coding}   ({_three(m)})   VAF {_pct(m)}%",
            "commas": f"{m.gene}, {_three(m)}, {m.coding}, variant allele fraction {_pct(m)}%",
            "colon": f"{m.gene}: {m.coding} / {_three(m)}; {_pct(m)}% of alleles",
        }[forms]
        _variant(d, m, s.line(text, x=10))
    s.gap(8)
    s.line(say(d, "TESTED AND NORMAL", "NO VARIANT DETECTED IN", "GENES WITHOUT MUTATION"), True)
    for road, genes in ROADS:
        quiet = _negative(d, genes)
        if quiet:
            s.para(f"{road}: {', '.join(quiet)}", 10)
    s.para(
        say(
            d,
            "FLT3-ITD absent by fragment analysis. KMT2A-PTD absent.",
            "FLT3-ITD: negative; KMT2A-PTD: negative.",
            "KMT2A-PTD and FLT3-ITD not detected.",
        ),
        10,
    )
    s.gap(8)
    s.para(
        say(
            d,
            "Note: coverage of CEBPA is limited by its GC content.",
            "Note: the reported fraction is not corrected for tumour content.",
            "Note: this assay does not tell somatic from germline variants.",
        ),
        pt=9,
    )
    s.para(
        say(
            d,
            "Mutations of TP53 such as p.Arg175His worsen the outlook in MDS.",
            "NPM1 p.Trp288fs belongs to AML and calls for another panel.",
            "For orientation only: U2AF1 p.Ser34Phe is a hotspot.",
        ),
        pt=9,
    )
    s.gap(14)
    s.line("Dr. Nandini Sarangapani, PhD        Verified: Dr. C. Eapen", pt=9)
    _not_seen(d, ("TP53", "p.Arg175His"), ("U2AF1", "p.Ser34Phe"), ("NPM1", "p.Trp288fs"))
    asked(d, 1, "aml")


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (tier_bands, striped_panel_table, variant_boxes, pathways_by_row)
}  # fmt: skip
UNSCORED = frozenset({"tier_bands"})

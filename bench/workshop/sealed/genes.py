# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Sequencing reports: an everyday table, genes named only under methods, a letter, a terminal's columns, tiers with drug pages, a grid of genes."""

from collections.abc import Callable, Sequence
from typing import Any

from bench.workshop.days import hyphened as brief
from bench.workshop.days import later, spaced
from bench.workshop.days import long as words
from bench.workshop.days import sex as gender
from bench.workshop.dress import Doc
from bench.workshop.genes import PANEL
from bench.workshop.markup import Raw, esc
from bench.workshop.people import Mutation
from bench.workshop.sealed.paper import (
    american,
    grid,
    printed,
    tr,
)

ACCESSION = {
    "SF3B1": "NM_012433.3", "SRSF2": "NM_003016.4", "U2AF1": "NM_006758.2", "TET2": "NM_001127208.2", "ASXL1": "NM_015338.5", "DNMT3A": "NM_022552.4", "RUNX1": "NM_001754.4",
    "TP53": "NM_000546.5", "EZH2": "NM_004456.4", "STAG2": "NM_001042749.1", "BCOR": "NM_001123385.1", "JAK2": "NM_004972.3", "CBL": "NM_005188.3", "ZRSR2": "NM_005089.3",
}  # fmt: skip


def _accession(m: Mutation) -> str:
    return ACCESSION.get(m.gene, "NM_000000.3")


def _protein(m: Mutation, ter: str = "Ter") -> str:
    return (m.protein3 or "p.?").replace("Ter", ter)


def _one(m: Mutation) -> str:
    return m.protein1 if m.protein3 else "p.?"


def _percent(m: Mutation) -> str:
    return f"{m.vaf * 100:.1f}"


def _wrapped(m: Mutation) -> Raw:
    """A long change of bases may break anywhere."""
    return Raw(f"<span class=w>{esc(m.coding)}</span>")


def _found(d: Doc, m: Mutation, page: int, **more: Any) -> None:
    d.fact("variants", page, m.gene, m.coding, gene=m.gene, hgvs_c=m.coding, hgvs_p=m.protein3 or "p.?", vaf=round(m.vaf, 4),
           collected=d.on.isoformat(), **more)  # fmt: skip


def _rest(d: Doc, genes: Sequence[str] = PANEL) -> list[str]:
    """Genes of the panel without a variant; they go to the gold."""
    quiet = [g for g in genes if g not in {m.gene for m in d.person.mutations}]
    d.gold.negative |= set(quiet)
    return quiet


def _general(d: Doc, *changes: tuple[str, str]) -> None:
    """Changes told of the disease in general."""
    for gene, change in changes:
        if all(m.gene != gene for m in d.person.mutations):
            d.gold.trap("variants", {"gene": gene, "hgvs_p": change}, "told in general")


def variant_table(d: Doc) -> None:
    """An everyday panel report: specimen box, table of variants with transcript and class, negative genes listed, method and limits."""
    who, on, found = d.person, d.on, d.person.mutations
    out = later(on, 14)
    rows = [(Raw(f"<i>{m.gene}</i>"), _accession(m), _wrapped(m), _protein(m), f"{_percent(m)}%", "Pathogenic") for m in found]  # fmt: skip
    body = (
        f"<p class=t>Myeloid Gene Panel Report</p><p>Ashgrove Molecular Diagnostics</p><table class=d><tr><td>Patient</td><td><b>{who.first} {esc(who.last)}</b></td><td>Collected</td><td>{d.date(on)}</td></tr><tr><td>Date of birth</td><td>{d.date(who.born)}</td><td>Reported</td><td>{d.date(out)}</td></tr>"
        f"<tr><td>Sex</td><td>{gender(d)}</td><td>Specimen</td><td>Bone marrow aspirate</td></tr><tr><td>MRN</td><td>{who.ids[0]}</td><td>Accession</td><td>{who.ids[1]}</td></tr></table><h3>Result: {'POSITIVE' if found else 'NEGATIVE'}</h3>"
        + (grid(("Gene", "Transcript", "DNA change", "Protein change", "VAF", "Class"), rows) if found else "<p>No clinically significant variant was detected.</p>")
        + f"<h3>Genes with no variant detected</h3><p>{', '.join(_rest(d))}</p><p>FLT3 internal tandem duplication: not detected. KMT2A partial tandem duplication: not detected.</p>"
        "<h3>Method and limitations</h3><p class=s>Hybrid capture, paired-end sequencing, mean depth 1,100x. Variants with a VAF under 2% are not reported. Copy number changes are not assessed. The test does not distinguish germline from somatic variants; a VAF near 50% may be germline.</p><p class=s>Signed: Ingrid Vasquez-Thorne, PhD, HCLD</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.75in}body{font:10pt 'Liberation Sans'}.t{font-size:15pt;color:#15506b}.d{width:100%;margin:6pt 0}.d td{border-bottom:.4pt solid #bbb;padding:3pt}h3{font-size:11pt;color:#15506b;margin:10pt 0 3pt}.g{width:100%}.g td,.g th{border:.5pt solid #999;padding:3pt 4pt;font-size:9pt}.w{overflow-wrap:anywhere}.s{font-size:8.5pt}"
    sheet = printed(d, body, css, "molecular")
    for m in found:
        _found(d, m, sheet.at(m.gene, m.coding), significance="pathogenic")
    d.also_dated = (out,)


def genes_under_methods(d: Doc) -> None:
    """The genes are named in the methods paragraph alone; variants as bullets with one-letter changes; literature below."""
    who, on, found = d.person, d.on, d.person.mutations
    out = later(on, 18)
    bullets = "".join(f"<li><b>{m.gene}</b> {_one(m)} ({esc(m.coding)}), allele frequency {_percent(m)} %</li>" for m in found)  # fmt: skip
    genes = ", ".join(PANEL)
    _rest(d)
    body = (
        f"<table class=h><tr><td>UNIVERSITY MEDICAL CENTRE OOSTERVEEN<br>Laboratory for Haemato-oncology, section DNA</td><td>Report no. {who.ids[1]}<br>{spaced(out)}</td></tr></table><p><b>{who.first} {esc(who.last)}</b>, {gender(d).lower()}, born {spaced(who.born)}, hospital number {who.ids[0]}<br>Material: bone marrow, drawn {spaced(on)}. Question: mutations in MDS?</p>"
        f"<h3>Result</h3>{f'<ul>{bullets}</ul>' if found else '<p>No mutation was found.</p>'}<p>{'Besides these, no' if found else 'No'} pathogenic variants were found in the genes described under Methods. No FLT3-ITD, no KMT2A-PTD.</p>"
        f"<h3>Conclusion</h3><p>{'The findings fit with a clonal myeloid disease.' if found else 'No proof of clonality by this method.'} Variants of TP53, if present on both alleles, carry a poor outlook; SF3B1 p.(Lys700Glu) and other hotspots go with ring sideroblasts (Van Aerle 2021).</p>"
        f"<h3>Methods</h3><p class=s>Amplicon-free capture of the coding regions of {genes}. Reference genome GRCh38. Minimal coverage 300 reads; variants from 2 % are reported. The analysis of UBA1, CSF1R and SAMD9L belongs to another package and was not performed.</p><p>Dr ir. F. Terpstra, clinical molecular biologist</p>"
    )  # fmt: skip
    css = "@page{size:a4;margin:21mm}body{font:10.5pt 'Liberation Serif'}.h{width:100%;border-bottom:.8pt solid;margin-bottom:8pt}.h td:last-child{text-align:right}h3{font-size:10.5pt;font-style:italic;margin:10pt 0 2pt}li{overflow-wrap:anywhere;margin:2pt 0}.s{font-size:9pt}"
    sheet = printed(d, body, css, "molecular")
    for m in found:
        _found(d, m, sheet.at(m.gene, m.coding))
    _general(d, ("SF3B1", "p.Lys700Glu"))
    for gene in ("UBA1", "CSF1R", "SAMD9L"):
        d.gold.trap("genes_tested_negative", {"gene": gene}, "not performed")
    d.fact("diagnoses", 1, "MDS", may=True, disease="mds", labels=[""], status="suspected", any_status=["suspected"])
    d.also_dated = (out,)


def letter_on_variants(d: Doc) -> None:
    """A geneticist's letter: each variant in a sentence of its own, fractions as decimals, the negative genes in a sentence, a relative's variant."""
    who, on, found = d.person, d.on, d.person.mutations
    out = later(on, 20)
    s = d.paper("Times", 11, 62)
    d.kind, d.also_kind, d.also_dated = "molecular", ("note", "other"), (out,)
    s.line("Wattlebank Genomic Medicine", True, 14)
    s.line(f"Report {who.ids[1]}, {words(out)}")
    s.gap(8)
    s.line(f"RE: {who.first.upper()} {who.last.upper()}   DOB {words(who.born)}   {gender(d)}   UR {who.ids[0]}", True)
    s.gap(6)
    s.para(f"Bone marrow collected on {words(on)} was tested by our myeloid panel.")
    s.gap(4)
    if not found:
        s.para("We did not find a reportable variant.")
    for n, m in enumerate(found):
        opening = ("We found", "There is also", "A further variant is")[min(n, 2)]
        line = f"{opening} the variant {m.coding} in {m.gene}, predicted {_protein(m)}, at a variant allele fraction of {m.vaf:.3f}."
        _found(d, m, s.para(line))
        s.gap(3)
    s.gap(4)
    quiet = _rest(d)
    s.para(f"No variant was reported in {', '.join(quiet[:-1])} or {quiet[-1]}. An internal tandem duplication of FLT3 and a partial tandem duplication of KMT2A were not seen.")  # fmt: skip
    s.gap(4)
    s.para(
        "We note from the request that a brother carries GATA2 c.1061C>T, p.Thr354Met. That variant was looked for and is not present here."
    )
    s.para("In general a fraction of less than 0.02 cannot be distinguished from error, and one of about 0.5 raises the question of inheritance. Ivosidenib is reimbursed for IDH1 changes in acute leukaemia only.")  # fmt: skip
    s.gap(12)
    s.para("Yours faithfully,   A/Prof Cressida Nakamura-Bligh")
    d.gold.trap("variants", {"gene": "GATA2", "hgvs_p": "p.Thr354Met"}, "the brother's")
    d.gold.trap("treatments", {"agent": "ivosidenib"}, "told in general")


def columns_of_text(d: Doc) -> None:
    """A terminal's panel result: columns of text with depth before fraction, long changes on the next line, two genes without enough coverage."""
    who, on, found = d.person, d.on, d.person.mutations
    out = later(on, 13)
    failed = [g for g in ("CALR", "CUX1", "ZRSR2") if g not in {m.gene for m in found}][:2]
    s = d.paper("Courier", 9, 44)
    d.kind, d.also_dated = "molecular", (out,)
    s.mono([f"SANDHILL COUNTY MEDICAL CENTER  MOLECULAR PATHOLOGY     {american(out).upper()}", f"{who.last.upper()},{who.first.upper()}  {who.sex}  DOB {brief(who.born).upper()}  MRN {who.ids[0]}",
            f"ACC {who.ids[1]}  MARROW  COLLECTED {brief(on).upper()}  STATUS FINAL", "", "MYELOID NGS", "", f"{'GENE':<9}{'AA CHANGE':<18}{'DEPTH':>6}{'VAF%':>8}   NUCLEOTIDE", "-" * 72])  # fmt: skip
    for m in found:
        row = f"{m.gene:<9}{_one(m):<18}{640 + len(m.coding) * 13 % 400:>6}{_percent(m):>8}   "
        page = s.mono([row + m.coding] if len(m.coding) < 28 else [row, f"   {m.coding}"])
        _found(d, m, page)
    if not found:
        s.mono(["NONE DETECTED"])
    s.mono(["", "NEGATIVE (NO REPORTABLE VARIANT):"])
    quiet = _rest(d, [g for g in PANEL if g not in failed])
    for i in range(0, len(quiet), 8):
        s.mono(["  " + " ".join(f"{g:<7}" for g in quiet[i : i + 8])])
    s.mono(["", f"INSUFFICIENT COVERAGE, NOT REPORTED: {', '.join(failed)}", "FLT3 ITD (FRAGMENT ANALYSIS): NEGATIVE", "KMT2A PTD: NEGATIVE", "NPM1 MRD: NOT ORDERED", "",
            "LIMIT OF DETECTION 2 PCT. E.G. JAK2 V617F AT 1 PCT WOULD BE MISSED.", "", "REVIEWED BY: L OSTRANDER MD"])  # fmt: skip
    for gene in failed:
        d.gold.trap("genes_tested_negative", {"gene": gene}, "not enough coverage")
    _general(d, ("JAK2", "p.Val617Phe"))


def tiers_and_drugs(d: Doc) -> None:
    """A commercial report of four pages: findings by tier, drugs by gene, trials, the whole list of genes in a grid; fractions in a bar's label."""
    who, on, found = d.person, d.on, d.person.mutations
    out = later(on, 11)
    half = (len(found) + 1) // 2
    tiers = (("Tier I — strong significance", found[:half]), ("Tier II — potential significance", found[half:]))
    blocks = "".join(
        f"<h3>{title}</h3>"
        + ("".join(f"<div class=c><b>{m.gene}</b> <span>{_protein(m, '*')}</span><br><small>{_accession(m)}:{esc(m.coding)}</small><div class=b>VAF {_percent(m)}%</div></div>" for m in part) or "<p>None detected.</p>")
        for title, part in tiers
    )  # fmt: skip
    drugs = (("IDH1 p.R132H", "ivosidenib", "AML; MDS, relapsed"), ("FLT3-ITD", "gilteritinib, midostaurin", "AML"), ("JAK2 p.V617F", "ruxolitinib", "Myelofibrosis"), ("NPM1", "revumenib", "AML, trial"))  # fmt: skip
    foot = f"{who.last} {who.ids[1]}".replace("'", "\\27 ")
    body = (
        f"<div class=h>PERIHELION HEME<small> comprehensive profile</small></div><table class=d><tr><td>{esc(who.last)}, {who.first}<br>DOB {american(who.born)}<br>{gender(d)}</td><td>Order {who.ids[1]}<br>MRN {who.ids[0]}<br>Dx submitted: MDS</td><td>Collected {american(on)}<br>Received {american(later(on, 1))}<br>Reported {american(out)}</td></tr></table>"
        f"<p><b>{len(found)}</b> reportable variant{'' if len(found) == 1 else 's'} &middot; FLT3-ITD not detected &middot; KMT2A-PTD not detected</p>{blocks}"
        f"<div class=n><h2>Therapies by biomarker (reference table)</h2>{grid(('Biomarker', 'Drug', 'Indication'), drugs)}<p>This table is printed in every report, whatever its result. Resistance to gilteritinib is described with PTPN11 and KRAS p.Gly12Asp.</p></div>"
        "<div class=n><h2>Trials open to enrollment</h2><p>NCT00000002 — tamibarotene with azacitidine in newly diagnosed higher-risk MDS (RARA positive). NCT00000003 — luspatercept in lower-risk MDS, ESA naive.</p></div>"
        f"<div class=n><h2>Genes analyzed</h2><table class=q>{''.join(tr(PANEL[i : i + 6]) for i in range(0, len(PANEL), 6))}</table><p>No reportable variant was detected in any analyzed gene other than those on page 1. Sensitivity 98% at 5% VAF. Laboratory director: Q. Abernethy-Lund, MD, PhD</p></div>"
    )  # fmt: skip
    css = (
        f"@page{{size:letter;margin:.65in;@bottom-center{{content:'{foot} — page ' counter(page) '/' counter(pages);font:7.5pt 'DejaVu Sans'}}}}"
        + "body{font:9.5pt 'DejaVu Sans'}.h{background:#1b1f3b;color:#fff;padding:8pt;font-size:15pt}.h small{font-size:9pt}.d{width:100%;font-size:8.5pt;margin:6pt 0}.d td{width:33%}.c{border:.7pt solid #99a;padding:5pt;margin:4pt 0;overflow-wrap:anywhere}.c span{color:#1b1f3b;margin-left:8pt}.b{background:#dfe3f5;width:120pt;font-size:8pt;padding:1pt 4pt}.n{page-break-before:always}.g td,.g th{border:.5pt solid #99a;padding:4pt 10pt}.q td{padding:3pt 22pt 3pt 0}h3{font-size:10pt}"
    )
    sheet = printed(d, body, css, "molecular")
    for m in found:
        _found(d, m, sheet.at(m.gene, m.coding))
    _rest(d)
    _general(d, ("IDH1", "p.Arg132His"), ("JAK2", "p.Val617Phe"), ("KRAS", "p.Gly12Asp"))
    for drug in ("ivosidenib", "gilteritinib", "midostaurin", "ruxolitinib", "revumenib", "tamibarotene"):
        d.gold.trap("treatments", {"agent": drug}, "reference text")
    d.fact("diagnoses", 1, "Dx submitted", may=True, disease="mds", labels=[""], status="confirmed", any_status=["confirmed", "suspected"])  # fmt: skip
    d.also_dated = (out, later(on, 1))


def coordinates(d: Doc) -> None:
    """An Asian laboratory: position of the genome, reads of the variant over all reads, percentage; genes without change ticked in a grid."""
    who, on, found = d.person, d.on, d.person.mutations
    out = later(on, 16)
    rows = [(str(n), Raw(f"<b>{m.gene}</b>"), f"chr{len(m.gene) + n}:{25_000_000 + 7919 * len(m.coding)}", Raw(f"{_wrapped(m)}<br>{_protein(m)}"), f"{round(m.vaf * 1500)} / 1500", f"{_percent(m)}") for n, m in enumerate(found, 1)]  # fmt: skip
    quiet = _rest(d)
    ticks = "".join(tr([f"{g} –" for g in quiet[i : i + 7]]) for i in range(0, len(quiet), 7))
    body = (
        f"<p class=t>Straits Haematology Genomics Centre</p><table class=d><tr><th>Name</th><td>{esc(who.last.upper())} {who.first.upper()}</td><th>Sex</th><td>{who.sex}</td><th>DOB</th><td>{brief(who.born)}</td></tr><tr><th>ID</th><td>{who.ids[0]}</td><th>Sample</th><td>BM, EDTA</td><th>Collection date</th><td>{brief(on)}</td></tr><tr><th>Lab no.</th><td>{who.ids[1]}</td><th>Status</th><td>Final</td><th>Report date</th><td>{brief(out)}</td></tr></table>"
        f"<h3>A. Variants reported ({len(found)})</h3>" + (grid(("No.", "Gene", "Position (GRCh37)", "Change", "Variant / total reads", "VAF (%)"), rows) if found else "<p>Nil.</p>")
        + f"<h3>B. Genes sequenced without reportable variant (–)</h3><table class=q>{ticks}</table><h3>C. Structural</h3><table class=q><tr><td>FLT3-ITD –</td><td>KMT2A-PTD –</td><td>BCR::ABL1 not tested</td></tr></table>"
        "<h3>D. Notes</h3><p class=s>Age-related clonal haemopoiesis (DNMT3A, TET2, ASXL1) occurs in the healthy. A repeat is advised in six months. Confirmation on a germline sample (nail, skin) was not requested. Benign polymorphisms are filtered out.</p>"
    )  # fmt: skip
    css = "@page{size:a4;margin:15mm}body{font:9.5pt 'DejaVu Sans Condensed','DejaVu Sans'}.t{font-size:14pt;text-align:center}.d{width:100%}.d td,.d th{border:.5pt solid #777;padding:3pt}.d th{background:#eef}.g{width:100%}.g td,.g th{border:.5pt solid #777;padding:3pt}.w{overflow-wrap:anywhere}.q td{padding:2pt 14pt 2pt 0}h3{font-size:10.5pt;margin:10pt 0 3pt}.s{font-size:8.5pt}"
    sheet = printed(d, body, css, "molecular")
    for m in found:
        _found(d, m, sheet.at(m.gene, m.coding))
    d.also_dated = (out,)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f
    for f in (variant_table, genes_under_methods, letter_on_variants, columns_of_text, tiers_and_drugs, coordinates)
}

# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Families of sequencing reports told in sentences."""

from collections.abc import Callable

from bench.workshop.chroniclers.voice import (
    NUMBERS,
    day,
    form,
    haem,
    later,
    never,
    one_of,
    page,
    she,
    subject,
    title,
    typed,
    where_is,
)
from bench.workshop.dress import Doc
from bench.workshop.genes import PANEL
from bench.workshop.markup import esc
from bench.workshop.people import Mutation


def _change(m: Mutation, three: bool) -> str:
    """The protein's change as this writer puts it."""
    return (m.protein3 or "p.?").replace("Ter", "*") if three else (m.protein1 if m.protein3 else "p.?")


def _percent(m: Mutation) -> str:
    return f"{m.vaf * 100:.1f}%"


def _variants(d: Doc, where: int) -> None:
    for m in d.person.mutations:
        d.fact(
            "variants",
            where,
            m.gene,
            m.coding,
            gene=m.gene,
            hgvs_c=m.coding,
            hgvs_p=m.protein3 or "p.?",
            vaf=round(m.vaf, 4),
            collected=d.on.isoformat(),
        )


def _rest(d: Doc, *without: str) -> list[str]:
    """Genes of the panel in which nothing was found."""
    mine = {m.gene for m in d.person.mutations}
    rest = [g for g in PANEL if g not in mine and g not in without]
    d.gold.negative |= set(rest)
    return rest


def _never_seen(d: Doc, gene: str, change: str, why: str) -> None:
    if all(m.gene != gene for m in d.person.mutations):
        d.gold.trap("variants", {"gene": gene}, why)
    elif all(m.protein3 != change for m in d.person.mutations):
        d.gold.trap("variants", {"gene": gene, "hgvs_p": change}, why)


def _structural(d: Doc) -> str:
    return one_of(
        d,
        "Neither FLT3-ITD nor KMT2A-PTD was detected.",
        "FLT3-ITD: not detected. KMT2A partial tandem duplication: not detected.",
        "Tests for the internal tandem duplication of FLT3 and the partial tandem duplication of KMT2A were negative.",
    )


def mutations_by_letter(d: Doc) -> None:
    """A laboratory's letter: each mutation in its own sentence, then every gene that was unchanged in one long sentence."""
    on, how, found = d.on, form(d), d.person.mutations
    out, three = later(on, 19), d.rng.random() < 0.6
    count = NUMBERS[len(found)] if len(found) < len(NUMBERS) else str(len(found))
    lead = one_of(
        d,
        f"You asked for a myeloid panel on the bone marrow of {title(d)} drawn on {day(d, on, how)}.",
        f"Thank you for the marrow sample of {day(d, on, how)} from {title(d)}. Sequencing is complete.",
    ) + (f" We found {count} {'mutation' if len(found) == 1 else 'mutations'}." if found else " We found no mutation.")
    ways: tuple[Callable[[Mutation], str], ...] = (
        lambda m: (
            f"{m.gene} carries the change {m.coding}, {_change(m, three)}, with a variant allele fraction of {_percent(m)}."
        ),
        lambda m: f"In {m.gene} there is {m.coding} ({_change(m, three)}); {_percent(m)} of reads show it.",
        lambda m: f"A mutation of {m.gene}, {_change(m, three)} ({m.coding}), is present at a VAF of {_percent(m)}.",
    )
    start = d.rng.randrange(3)
    told = [ways[(start + n) % 3](m) for n, m in enumerate(found)]
    rest = _rest(d)
    quiet = one_of(
        d,
        f"{'Apart from this, no' if found else 'No'} reportable change was found in {', '.join(rest[:-1])} or {rest[-1]}.",
        f"The following genes were sequenced and were unchanged: {', '.join(rest)}.",
        f"{', '.join(rest[:-1])} and {rest[-1]} were all examined and are wild type.",
    )
    general = one_of(
        d,
        "In published series, SF3B1 p.Lys700Glu goes with ring sideroblasts and a good outlook, and JAK2 p.Val617Phe with raised platelets.",
        "As you know, a patient with IDH1 p.Arg132His can be given ivosidenib; and many healthy people over 70 carry DNMT3A p.Arg882His in a small clone.",
    )
    body = (
        f"<div class=h>Molecular Haematology, Wharfdale University Hospital</div><p class=r>{day(d, out, how)}</p><p>Dear {one_of(d, 'Dr Ferreira', 'Dr Lomax', 'colleague')},</p><p><b>{esc(subject(d, d.rng.randrange(3), how))}</b></p>".replace("Haemato", haem(d, "Haemato"))
        + "".join(f"<p>{esc(t)}</p>" for t in (lead, *told, _structural(d), quiet, general))
        + "<p>The method finds variants from 2% upwards. With good wishes,</p><p class=g>Dr B. Nakagawa-Price</p>"
    )  # fmt: skip
    css = "body{font:11pt/1.45 'Liberation Serif'}p{overflow-wrap:break-word}.h{font-size:13pt;border-bottom:1pt solid #000;margin-bottom:10pt}.r{text-align:right}.g{margin-top:22pt}"
    page(d, body, css, "molecular")
    _variants(d, 1)
    for gene, change in (
        (("SF3B1", "p.Lys700Glu"), ("JAK2", "p.Val617Phe"))
        if "ring" in general
        else (("IDH1", "p.Arg132His"), ("DNMT3A", "p.Arg882His"))
    ):
        _never_seen(d, gene, change, "from published series")
    if "ivosidenib" in general:
        never(d, 1, "ivosidenib")
    d.also_dated = (out,)


def molecular_opinion_with_family(d: Doc) -> None:
    """A clinic's molecular opinion: fraction before the change, remarks on relatives' germline variants, one gene of the panel that failed."""
    on, how, found = d.on, form(d), d.person.mutations
    out, three = later(on, 16), d.rng.random() < 0.5
    she_, _, her = she(d)
    failed = (
        "CUX1" if all(m.gene != "CUX1" for m in found) else "CSF3R" if all(m.gene != "CSF3R" for m in found) else ""
    )
    rest = _rest(d, failed)
    ways: tuple[Callable[[Mutation], str], ...] = (
        lambda m: f"At a fraction of {_percent(m)}, {m.gene} {_change(m, three)} ({m.coding}).",
        lambda m: f"{_percent(m)} of the alleles of {m.gene} carry {m.coding}, which predicts {_change(m, three)}.",
    )
    way = ways[d.rng.randrange(2)]
    lead = one_of(
        d,
        f"{title(d)}'s marrow of {day(d, on, how)} was sequenced for forty genes known in myeloid disease.",
        f"Next-generation sequencing was carried out on DNA from the bone marrow obtained on {day(d, on, how)}.",
    )
    told = [way(m) for m in found] or [
        one_of(d, "No pathogenic variant was found.", "The panel did not show any mutation.")
    ]
    family = one_of(
        d,
        f"{she_.capitalize()} reports that {her} father carried the germline variant DDX41 p.Met1Ile. It was searched for in this sample and is absent.",
        f"In {her} cousin a TP53 mutation (p.Arg175His) had been found at another institute; that report concerns the cousin only.",
        f"A brother is said to have tested positive for GATA2 p.Arg396Gln. We have not seen his report, and {title(d)} does not carry it.",
    )
    gone = (
        f"{failed} could not be assessed because of low coverage, so that nothing can be said of it."
        if failed
        else "Coverage was above 500 reads throughout."
    )
    quiet = one_of(
        d,
        f"No variants of note in {', '.join(rest)}.",
        f"Negative: {', '.join(rest)}.",
        f"We saw no clinically relevant variant in the remaining genes, namely {', '.join(rest)}.",
    )
    body = (
        f"<table class=h><tr><td>Clinic for Molecular Haematology<br><b>Ravenscourt</b></td><td>{esc(subject(d, d.rng.randrange(3), how))}</td></tr></table><p>{one_of(d, 'Opinion of', 'Reported on', 'Written')} {day(d, out, how)}</p><h3>What was found</h3><p>{esc(lead)}</p>".replace("Haemato", haem(d, "Haemato"))
        + "".join(f"<p class=i>{esc(t)}</p>" for t in told)
        + f"<p>{_structural(d)}</p><h3>What was not found</h3><p>{quiet}</p><p>{gone}</p><h3>The family</h3><p>{esc(family)}</p><p class=s>J. Tremaine-Gupta, molecular biologist. Variants under 2% are not reported.</p>"
    )  # fmt: skip
    css = "body{font:10pt/1.45 'Liberation Sans'}.h{width:100%;background:#eef3ee;margin-bottom:10pt}.h td{padding:7pt;width:50%}h3{font-size:10.5pt;color:#264}.i{margin-left:14pt}.s{margin-top:14pt;font-size:8.5pt}"
    page(d, body, css, "molecular")
    _variants(d, 1)
    if failed:
        d.gold.trap("genes_tested_negative", {"gene": failed}, "could not be assessed")
    for gene, change in (("DDX41", "p.Met1Ile"), ("TP53", "p.Arg175His"), ("GATA2", "p.Arg396Gln")):
        if gene in family:
            _never_seen(d, gene, change, "a relative's")
    d.also_dated = (out,)


def sequencing_then_and_now(d: Doc) -> None:
    """A typed report: the present fraction of each mutation beside that of an earlier blood sample, all in sentences."""
    s, on, how, found = (
        typed(d, "molecular", face=one_of(d, "Times", "Helvetica", "Vera"), pt=10),
        d.on,
        form(d),
        d.person.mutations,
    )
    before, out, three = later(on, -163), later(on, 15), d.rng.random() < 0.6
    s.line("Northgate Laboratory of Molecular Pathology", True, 13)
    s.line("Myeloid gene panel - narrative report", True)
    s.rule()
    s.gap(5)
    s.para(subject(d, d.rng.randrange(3), how))
    s.para(
        f"{one_of(d, 'Present sample: bone marrow', 'Bone marrow, collected')} {day(d, on, how)}.  {one_of(d, 'Issued', 'Report date')}: {day(d, out, how)}."
    )
    s.gap(8)
    s.para(
        f"{one_of(d, 'A blood sample of', 'The first panel, on blood of')} {day(d, before, how)} had been tested in this laboratory with the same method."
    )
    s.gap(4)
    way, where = d.rng.randrange(3), s.page
    for m in found:
        old = round(m.vaf * 0.62, 3)
        was = f"{old * 100:.1f}%"
        where = s.para((
            f"{m.gene} {m.coding} ({_change(m, three)}): the variant allele frequency is now {_percent(m)}; it had been {was} in the earlier sample.",
            f"The {m.gene} variant {_change(m, three)}, {m.coding}, has risen from {was} in the earlier sample to {_percent(m)} at present.",
            f"{m.gene}: {m.coding}, {_change(m, three)}, VAF {_percent(m)} (earlier sample {was}).",
        )[way])  # fmt: skip
        s.gap(3)
        d.fact(
            "variants",
            where,
            m.gene,
            m.coding,
            gene=m.gene,
            hgvs_c=m.coding,
            hgvs_p=m.protein3 or "p.?",
            vaf=round(m.vaf, 4),
            collected=on.isoformat(),
        )
        for when in (before.isoformat(), None):
            d.fact(
                "variants",
                where,
                m.gene,
                may=True,
                gene=m.gene,
                hgvs_c=m.coding,
                hgvs_p=m.protein3 or "p.?",
                vaf=old,
                collected=when,
            )
        d.gold.trap("variants", {"gene": m.gene, "vaf": old, "collected": on.isoformat()}, "the earlier fraction")
    if not found:
        s.para("Neither in the earlier nor in the present sample was any variant found.")
    s.gap(4)
    s.para(_structural(d))
    rest = _rest(d)
    s.para(
        one_of(
            d,
            f"No variant was seen on either occasion in {', '.join(rest)}.",
            f"Tested without a finding: {', '.join(rest)}.",
            f"All other genes of the panel, that is {', '.join(rest)}, were negative.",
        )
    )
    s.gap(4)
    s.para(one_of(
        d,
        "An increase of a fraction need not mean progression, since blood and marrow differ. A control sample with NPM1 p.Trp288fs at 5% was run alongside and performed as expected.",
        "Assay control: a cell line with KRAS p.Gly12Asp at 10% was recovered. Fractions from blood and marrow are not strictly comparable.",
    ))  # fmt: skip
    s.gap(14)
    s.para("Signed: Dr O. Halvorsen-Reyes")
    for gene, change in (("NPM1", "p.Trp288fs"), ("KRAS", "p.Gly12Asp")):
        _never_seen(d, gene, change, "a control")
    d.also_dated = (out, before)


def gene_by_gene_in_paragraphs(d: Doc) -> None:
    """A commercial style of prose: a summary sentence, then a paragraph a gene with what the gene does and other people's variants, then the genes without a finding."""
    on, how, found = d.on, form(d), d.person.mutations
    out, three = later(on, 12), d.rng.random() < 0.7
    names = [m.gene for m in found]
    listed = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)
    summary = (
        one_of(
            d,
            f"Summary: mutated {listed}.",
            f"In brief: variants were identified in {listed}.",
            f"This sample shows changes in {listed}, described below.",
        )
        if found
        else one_of(d, "Summary: no reportable variant.", "In brief: nothing reportable was identified.")
    )
    tail = one_of(
        d,
        "Variants of this gene recur in myeloid neoplasms; their weight depends on the company they keep.",
        "Mutations of this gene are found in 5 to 30% of patients with MDS, according to the series.",
    )
    way = d.rng.randrange(3)
    blocks = [
        (m.gene, (
            f"The sample harbours {m.coding}, which leads to {_change(m, three)}. It makes up {_percent(m)} of reads at this position. {tail}",
            f"Identified: {_change(m, three)} ({m.coding}), allele fraction {_percent(m)}, depth 1,340. {tail}",
            f"{tail} In this sample the change is {_change(m, three)}, {m.coding}, and its allelic fraction {_percent(m)}.",
        )[way])
        for m in found
    ]  # fmt: skip
    rest = _rest(d)
    drugs = one_of(
        d,
        "Drugs linked to genes on this panel: ivosidenib (IDH1), enasidenib (IDH2), gilteritinib (FLT3). This list is the same in every report and says nothing of this patient.",
        "A phase 2 trial of enasidenib with azacitidine is open to people with IDH2 p.Arg140Gln and at least 5% blasts; we mention open trials in all reports.",
    )
    body = (
        f"<div class=h>LUMINARA GENOMICS <span>Heme panel, narrative report</span></div><p class=w>{esc(subject(d, 1 + d.rng.randrange(3), how))}</p><p>{one_of(d, 'Bone marrow collected', 'Specimen collected')} {day(d, on, how)}, {one_of(d, 'reported', 'final report')} {day(d, out, how)}. Order {d.person.ids[1]}.</p><p><b>{summary}</b></p>"
        + "".join(f"<h3>{a}</h3><p>{esc(b)}</p>" for a, b in blocks)
        + f"<h3>{one_of(d, 'Genes without a finding', 'Tested, nothing reported', 'No variant identified in')}</h3><p>{', '.join(rest)}.</p><p>{_structural(d)}</p><p class=s>{esc(drugs)} Limit of detection 2%. Laboratory director: A. Montefiore, PhD</p>"
    )  # fmt: skip
    css = "body{font:10pt/1.4 'DejaVu Sans'}.h{border-bottom:3pt solid #c60;font-weight:bold;margin-bottom:6pt}.h span{float:right;font-weight:normal}.w{background:#fdf3e7;padding:5pt}h3{font-size:10.5pt;color:#a40;break-after:avoid}.s{font-size:8pt;margin-top:12pt}"
    sheet = page(d, body.replace("harbours", "harbors") if d.person.country == "US" else body, css, "molecular")
    for m in found:
        where = where_is(sheet, m.gene, m.coding)
        d.fact(
            "variants",
            where,
            m.gene,
            m.coding,
            gene=m.gene,
            hgvs_c=m.coding,
            hgvs_p=m.protein3 or "p.?",
            vaf=round(m.vaf, 4),
            collected=on.isoformat(),
        )
    if "Arg140" in drugs:
        _never_seen(d, "IDH2", "p.Arg140Gln", "trial text")
    never(d, sheet.page, *(("enasidenib",) if "trial" in drugs else ("ivosidenib", "enasidenib", "gilteritinib")))
    d.also_dated = (out,)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f
    for f in (mutations_by_letter, molecular_opinion_with_family, sequencing_then_and_now, gene_by_gene_in_paragraphs)
}

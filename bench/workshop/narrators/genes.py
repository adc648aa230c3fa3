# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Sequencing told in sentences: a summary, an opinion, a memorandum."""

from bench.workshop.days import hyphened, later, long, spaced
from bench.workshop.dress import Doc
from bench.workshop.genes import PANEL
from bench.workshop.markup import esc
from bench.workshop.narrators.script import Fact, Script
from bench.workshop.narrators.teller import Teller, and_, short_american
from bench.workshop.people import Mutation


def _variant(d: Doc, m: Mutation) -> Fact:
    return lambda page: d.fact("variants", page, m.gene, gene=m.gene, hgvs_c=m.coding, hgvs_p=m.protein3, vaf=m.vaf,
                               collected=d.on.isoformat())  # fmt: skip


def _vaf(m: Mutation) -> str:
    return f"{m.vaf * 100:.1f}"


def _protein(m: Mutation, form: str) -> str:
    """The change of the protein: plain, in brackets, or by one letter; nothing where it is not known."""
    if m.protein3 is None:
        return ""
    whole = m.protein3.replace("Ter", "*") if form != "ter" else m.protein3
    return {"one": m.protein1, "brackets": f"p.({whole[2:]})"}.get(form, whole)


def _effect(m: Mutation) -> str:
    """The kind of change, as a word."""
    if m.protein3 is None:
        return "splice site"
    return "frameshift" if "fs" in m.protein3 else "nonsense" if "Ter" in m.protein3 else "missense"


def _rest(d: Doc) -> list[str]:
    return [g for g in PANEL if g not in {m.gene for m in d.person.mutations}]


def _all_negative(d: Doc) -> Fact:
    def fact(page: int) -> None:
        d.gold.negative |= set(_rest(d))

    return fact


def _unseen(t: Teller) -> tuple[str, Fact]:
    """Well known changes of genes that this person's sample does not have."""
    known = {"JAK2": "p.Val617Phe", "SF3B1": "p.Lys700Glu", "IDH2": "p.Arg140Gln", "MPL": "p.Trp515Leu"}
    absent = {g: c for g, c in known.items() if g not in {m.gene for m in t.d.person.mutations}}
    listed = and_([f"{gene} {change}" for gene, change in absent.items()])
    text = t.one(
        f"Of the common changes, {listed} were looked at by eye and are absent.",
        f"Neighbouring hot spots were inspected; {listed} were not found.",
        f"For the avoidance of doubt: {listed} are not present.",
    )

    def fact(page: int) -> None:
        for gene, change in absent.items():
            t.d.gold.trap("variants", {"gene": gene, "hgvs_p": change}, "said to be absent")

    return text, fact


def _others(d: Doc, *genes: str) -> Fact:
    """Genes named that were not tested."""

    def fact(page: int) -> None:
        for gene in genes:
            d.gold.trap("genes_tested_negative", {"gene": gene}, "not on the panel")

    return fact


def sequencing_summary(d: Doc) -> None:
    """A laboratory's narrative summary: one sentence a variant in varied words, a sentence on the genes without change, a paragraph on method with its limit."""
    t, p, s = Teller(d, d.rng.choice((spaced, long))), d.person, Script()
    out = later(d.on, 18)
    s.raw(
        f"<div class=top>Eastmoor Genomic Medicine<span>Myeloid gene panel: narrative report</span></div><table class=k><tr><td>{esc(p.name)}</td><td>{t.words['sex']}, born {t.words['born']}</td><td>Lab ID {p.ids[1]}</td></tr><tr><td>Bone marrow, collected {t.day(d.on)}</td><td>Issued {t.day(out)}</td><td>Requested by Dr H Oyelaran</td></tr></table>"
    )
    found, form = p.mutations, t.one("three", "brackets", "one")
    s.h("Summary")
    if found:
        s.p(
            t.say(
                f"Sequencing found {len(found)} somatic {'variant' if len(found) == 1 else 'variants'} in {and_([m.gene for m in found])}.",
                f"Pathogenic change was detected in {and_([m.gene for m in found])}.",
                f"The panel is positive: {and_([m.gene for m in found])}.",
            )
        )
    else:
        s.p(
            t.say(
                "Sequencing found no reportable variant.",
                "No pathogenic change was detected in any of the genes tested.",
                "The panel is negative.",
            )
        )
    for m in found:
        change = f"{m.coding}, {_protein(m, form)}" if m.protein3 else m.coding
        s.p(
            t.one(
                f"In {m.gene} a {_effect(m)} variant was found, {change}, with a variant allele fraction of {_vaf(m)}%.",
                f"There is a {_effect(m)} change in {m.gene} ({change}); it is present in {_vaf(m)}% of reads.",
                f"{m.gene} carries {change}, a {_effect(m)} variant, at an allele fraction of {_vaf(m)}%.",
                f"A {_effect(m)} variant of {m.gene} was seen at a VAF of {_vaf(m)}%: {change}.",
            ),
            _variant(d, m),
        )
    s.h("Genes without a reportable variant")
    s.p(
        t.say(
            "Nothing reportable was found in ",
            "The following were sequenced and showed no reportable variant: ",
            "No pathogenic or uncertain variant in ",
        )
        + and_(_rest(d))
        + ".",
        _all_negative(d),
    )
    s.p(
        t.say(
            "FLT3-ITD and KMT2A-PTD were looked for and are absent.",
            "There is no FLT3 internal tandem duplication and no partial tandem duplication of KMT2A.",
            "FLT3-ITD: not detected. KMT2A-PTD: not detected.",
        )
    )
    s.p(*_unseen(t))
    s.h("Method")
    s.p(
        t.say(
            "Hybrid capture, mean depth 1200 reads. Variants with a fraction under 2% are not reported.",
            "Amplicon sequencing at a depth above 500; the lower limit for reporting is 5%, or 2% at known sites.",
            "DNA was sequenced by capture; the limit of detection is 2% allele fraction.",
        )
        + t.say(
            " ANKRD26, STAT3 and UBA1 are not included.",
            " Germline origin was not investigated. The panel leaves out UBA1.",
            " Copy number changes are not assessed; nor are ANKRD26 and STAT3.",
        ),
        _others(d, "ANKRD26", "STAT3", "UBA1"),
    )
    s.right("Dr Philippa Ravenscroft-Adeyemi, consultant in molecular haematology")
    d.also_dated = (out,)
    s.web(
        d,
        "@page{size:A4;margin:20mm}body{font:10pt 'Liberation Sans';line-height:1.4}.top{font-size:15pt;color:#8a3b12}.top span{float:right;font-size:10pt;padding-top:4pt}.k{width:100%;background:#fbf3ec;margin:4pt 0}.k td{padding:3pt 6pt}h3{font-size:10.5pt;color:#8a3b12}",
        "molecular",
    )


def molecular_opinion(d: Doc) -> None:
    """A consultant's opinion on a panel: findings in one paragraph, each gene's meaning in general, drugs that are tied to genes and not advised."""
    t, p = Teller(d, d.rng.choice((spaced, short_american))), d.person
    d.paper("Times", 11, 60)
    sheet, s, out = d.sheet, Script(), later(d.on, 21)
    sheet.line("Institute for Molecular Haematology, Greywater", True, 13)
    sheet.line(f"Opinion on sequencing     {t.day(out)}", pt=10)
    sheet.gap(6)
    s.p(t.say("Person: {name}, {sex}, born {born}."))
    s.p(
        t.say(
            f"Material: blood drawn {t.day(d.on)}.",
            f"We received marrow taken on {t.day(d.on)}.",
            f"Sample collected {t.day(d.on)} (marrow in EDTA).",
        )
    )
    found, form = p.mutations, t.one("three", "ter", "brackets")
    s.h("Findings")
    if not found:
        s.p(
            t.say("No mutation was found.", "All genes read as wild type.", "I find no somatic variant in this sample.")
        )
    for m in found:
        change = f"{_protein(m, form)} ({m.coding})" if m.protein3 else f"{m.coding} (splice site)"
        s.p(
            t.one(
                f"{m.gene} is mutated: {change}, VAF {_vaf(m)}%.",
                f"I find a mutation of {m.gene}, namely {change}, in {_vaf(m)}% of alleles.",
                f"A clone with {m.gene} {change} is present; its allele fraction is {_vaf(m)} per cent.",
                f"{m.gene} shows {change}. The fraction of mutated alleles is {_vaf(m)}%.",
            ),
            _variant(d, m),
        )
    s.h("Genes that are not mutated")
    s.p(
        t.say("Wild type: ", "Unmutated in this sample are ", "Also sequenced, with normal result: ")
        + ", ".join(_rest(d))
        + t.say(
            ". FLT3-ITD and KMT2A-PTD negative.",
            ". No KMT2A-PTD and no FLT3-ITD was seen.",
            ". Neither FLT3-ITD nor KMT2A-PTD is present.",
        ),
        _all_negative(d),
    )
    s.h("Remarks")
    s.p(
        t.say(
            "Variants of DDX41 may be inherited, which is why this gene is always part of the panel.",
            "In general, clones can be followed at later time points by the same test.",
            "Mutations of splicing factors are common in this age group.",
        )
        + t.say(
            " Ivosidenib and enasidenib are options only where IDH1 or IDH2 is mutated and are not proposed here.",
            " Targeted drugs such as gilteritinib are not advised on this result.",
            " There is no treatment advice in this report.",
        ),
        t.never("ivosidenib", "enasidenib", "gilteritinib"),
    )
    s.p(*_unseen(t))
    s.p("Prof. Dr. Annegret Silberstein-Moll")
    s.small(
        "Transcripts as in the MANE set. A fraction below 2% is not reported. The report must not be copied in part."
    )
    d.also_dated = (out,)
    s.typed(d, "molecular")


def memo_of_mutations(d: Doc) -> None:
    """A memorandum from the molecular board to the clinic: all variants strung together in one or two sentences, panel content as a list in small letters."""
    t, p, s = Teller(d, d.rng.choice((spaced, hyphened))), d.person, Script()
    out = later(d.on, 25)
    s.raw(
        f"<div class=top>MEMORANDUM</div><table class=k><tr><td>From</td><td>Molecular Diagnostics, Saltmarsh Cancer Institute</td></tr><tr><td>To</td><td>Haematology clinic</td></tr><tr><td>Date</td><td>{t.day(out)}</td></tr><tr><td>Patient</td><td>{esc(p.name)} ({t.words['sex']}), date of birth {t.words['born']}, no. {p.ids[0]}</td></tr><tr><td>Specimen date</td><td>{t.day(d.on)}</td></tr></table>"
    )
    found = p.mutations
    if found:
        style = t.one(0, 1, 2)
        form = t.one("three", "ter")
        told = [_strung(m, style, form) for m in found]
        s.p(
            t.say(
                "The panel detected ",
                "We report ",
                "Next-generation sequencing of this sample identified ",
                "Present in this sample: ",
            )
            + "; ".join(told)
            + ".",
            *(_variant(d, m) for m in found),
        )
        s.p(
            t.say(
                "All are classed as pathogenic or likely pathogenic in our database.",
                "They are listed in no particular order.",
                "Each was confirmed by a second read of the library.",
            )
            if len(found) > 1
            else t.say(
                "It was confirmed by a second read of the library.", "There is one clone as far as this test can tell."
            )
        )
    else:
        s.p(
            t.say(
                "The panel detected no mutation.",
                "We have nothing to report: no variant above the limit was identified.",
                "Next-generation sequencing of this sample identified no mutation.",
            )
        )
    s.p(
        t.say(
            "Every other gene of the panel was read in full and is without reportable variant. The genes are: ",
            "Apart from the above, no reportable variant was present in the genes tested, which are ",
            "Tested genes (none but those named above has a reportable variant): ",
        )
        + ", ".join(PANEL)
        + ".",
        _all_negative(d),
    )
    s.p(
        t.say(
            "Tandem duplications of FLT3 (ITD) and KMT2A (PTD) were not detected.",
            "FLT3-ITD negative, KMT2A-PTD negative.",
            "KMT2A-PTD and FLT3-ITD: both not detected.",
        )
    )
    s.raw(
        "<p class=s>Limit of detection 2%. This memorandum replaces the telephone report. Not for onward transmission without the laboratory's consent.</p>"
    )
    d.also_dated = (out,)
    s.web(
        d,
        "@page{size:A4;margin:24mm}body{font:11pt 'DejaVu Serif Condensed','DejaVu Serif';line-height:1.35}.top{font-size:17pt;border-bottom:2pt solid #111}.k{margin:6pt 0 10pt}.k td{padding:2pt 18pt 2pt 0}.k td:first-child{font-weight:bold}p{margin:7pt 0}",
        "molecular",
        "note",
    )


def _strung(m: Mutation, style: int, form: str) -> str:
    """One variant of a string of them."""
    protein = _protein(m, form)
    if style == 0:
        return f"{m.gene} {m.coding} {protein}".strip() + f" at {_vaf(m)}%"
    if style == 1:
        return f"a mutation in {m.gene}, {m.coding}{f' ({protein})' if protein else ''}, VAF {_vaf(m)}%"
    return f"{m.gene} {protein or m.coding} ({f'{m.coding}, ' if protein else ''}allele fraction {_vaf(m)}%)"

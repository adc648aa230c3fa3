# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Sequencing reports that state their findings in paragraphs and their negatives in sentences."""

from collections.abc import Sequence

from bench.workshop.days import later, long, sex
from bench.workshop.dress import Doc
from bench.workshop.genes import PANEL
from bench.workshop.letters.slides import variant
from bench.workshop.letters.tell import Act, Teller, never, other_disease, relative, us_day
from bench.workshop.markup import esc
from bench.workshop.people import Mutation

GROUPS = (
    ("splicing", ("SF3B1", "SRSF2", "U2AF1", "ZRSR2", "PRPF8")),
    ("DNA methylation", ("DNMT3A", "TET2", "IDH1", "IDH2")),
    ("chromatin", ("ASXL1", "EZH2", "BCOR", "BCORL1", "PHF6", "KMT2A", "STAG2")),
    ("signalling", ("NRAS", "KRAS", "CBL", "PTPN11", "NF1", "JAK2", "KIT", "MPL", "CALR", "FLT3", "CSF3R", "GNB1", "ETNK1")),
    ("transcription and other functions", ("RUNX1", "ETV6", "GATA2", "CEBPA", "CUX1", "WT1", "SETBP1", "TP53", "PPM1D", "NPM1", "DDX41")),
)  # fmt: skip


def _kind(m: Mutation) -> str:
    """What sort of change it is, as the names say."""
    if not m.protein3:
        return "splice site"
    if "fs" in m.protein1:
        return "frameshift"
    return "nonsense" if m.protein1.endswith("*") else "missense"


def _quiet(d: Doc, genes: Sequence[str]) -> list[str]:
    """Genes without a change."""
    found = {m.gene for m in d.person.mutations}
    return [g for g in genes if g not in found]


def _none_in(genes: Sequence[str]) -> Act:
    """They were tested and are negative."""
    return lambda d, _p: d.gold.negative.update(genes)


def _listed(genes: Sequence[str], word: str = "or") -> str:
    return f"{', '.join(genes[:-1])} {word} {genes[-1]}" if len(genes) > 1 else genes[0]


def _other(*genes: str) -> Act:
    """Genes spoken of in general: no variant of this person's unless he has one."""

    def act(d: Doc, _page: int) -> None:
        for gene in _quiet(d, genes):
            d.gold.trap("variants", {"gene": gene}, "spoken of in general")

    return act


def variants_in_paragraphs(d: Doc) -> None:
    """An American molecular report: one paragraph a variant with its meaning, negatives by pathway in sentences, limits in words."""
    tl, who, on = Teller(d), d.person, d.on
    out, found = later(on, 13), d.person.mutations
    paras = []
    for n, m in enumerate(found):
        start = tl.pick(f"A {_kind(m)} variant of {m.gene} was identified, {m.coding} ({m.protein3 or 'p.?'}), with a variant allele fraction of {m.vaf * 100:.1f}%.",
                        f"{m.gene} carries the {_kind(m)} variant {m.coding} ({m.protein3 or 'p.?'}); the variant allele fraction is {m.vaf * 100:.1f}%.")  # fmt: skip
        paras.append(f"<p><b>Finding {n + 1}.</b> " + tl.say(start, variant(m)) + " " + tl.say(tl.pick(f"Alterations of {m.gene} recur in myeloid neoplasms.", f"{m.gene} is among the genes recurrently changed in myeloid disease.") + " It is considered to be of clinical significance.") + "</p>")  # fmt: skip
    negatives = " ".join(
        tl.say(f"Among the genes of {name}, no reportable variant was found in {_listed(quiet)}.", _none_in(quiet))
        for name, genes in GROUPS
        if (quiet := _quiet(d, genes))
    )
    body = (
        f"<div class=h>Tallgrass Molecular Diagnostics<br><small>Myeloid Sequencing, narrative report</small></div><table class=d><tr><td>{esc(who.last)}, {who.first}<br>Born {us_day(who.born)}<br>{sex(d)}, MRN {who.ids[0]}</td><td>Bone marrow, collected {us_day(on)}<br>Received {us_day(later(on, 2))}<br>Reported {us_day(out)}</td></tr></table><p><b>In brief.</b> "
        + tl.say(f"This sample carries {len(found)} reportable variant{'' if len(found) == 1 else 's'}." if found else "This sample carries no reportable variant.") + "</p>" + "".join(paras) + "<p><b>Not found.</b> " + negatives + " "
        + tl.say("Neither FLT3 internal tandem duplication nor KMT2A partial tandem duplication was detected." if not {"FLT3", "KMT2A"} & {m.gene for m in found} else "Large rearrangements are not assessed.") + "</p><p><b>For the reader.</b> "
        + tl.say("In general, SF3B1 p.K700E accompanies ring sideroblasts, and biallelic loss of TP53 forecasts poor survival. An IDH1 mutation such as p.R132H would make ivosidenib a consideration. These remarks are printed on every report.", _other("SF3B1", "TP53", "IDH1"), never("ivosidenib", why="a remark on every report")) + "</p><p><b>Limits.</b> "
        + tl.say("Variants below an allele fraction of 2% are not reported. Mean depth was 1,104 reads. The test cannot tell inherited from acquired variants; a fraction near 50% may call for a skin biopsy.") + f"</p><p class=s>Interpreted by Oriana K. Wetherell, MD. CLIA number on file. Panel: {', '.join(PANEL)}.</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.8in}body{font:10pt 'Liberation Sans';line-height:1.3}.h{font-size:14pt;color:#00695c}.d{width:100%;border-top:1pt solid #00695c;border-bottom:1pt solid #00695c;margin:6pt 0}.d td{padding:4pt;width:50%}.s{font-size:8pt;margin-top:12pt}p{overflow-wrap:anywhere}"
    tl.press(body, css, "molecular")
    d.also_dated = (out, later(on, 2))
    d.gold.negative |= set(_quiet(d, PANEL))


def consultation_on_genes(d: Doc) -> None:
    """A British letter from a molecular haematologist: all variants in one long paragraph, the rest of the panel in one sentence, a germline question, a relative's gene."""
    tl, who, on = Teller(d), d.person, d.on
    out, found, he = later(on, 20), d.person.mutations, tl.he
    told = []
    for n, m in enumerate(found):
        lead = ("The first" if n == 0 else tl.pick("There is also one", "A further one")) + f" is in {m.gene}"
        told.append(
            tl.say(
                f"{lead}: {m.coding}, predicted to result in {m.protein3 or 'p.?'}, with a VAF of {m.vaf * 100:.1f}%.",
                variant(m),
            )
        )
    opening = {0: "no variant that we would report", 1: "one variant that we would report"}.get(
        len(found), f"{len(found)} variants that we would report"
    )
    quiet = _quiet(d, PANEL)
    family = "DDX41" if "DDX41" in quiet else "RUNX1"
    body = (
        f"<div class=h>Quayside Molecular Haematology Laboratory</div><p>{long(out)}</p><p>Dr Imelda Carrigan<br>Consultant Haematologist</p><p>Dear Dr Carrigan</p><p><b>Re: {who.name}, {sex(d).lower()}, born {long(who.born)}, number {who.ids[0]}. Bone marrow of {long(on)}.</b></p><p>"
        + tl.say(tl.pick(f"We have completed the myeloid panel on {he['his']} marrow and find {opening}.", f"The myeloid gene panel on this marrow is complete; it shows {opening}.")) + " " + " ".join(told) + " "
        + tl.say("I would regard " + {1: "it", 2: "both"}.get(len(found), "all of these") + " as pathogenic or likely so." if found else "This neither proves nor excludes a myeloid neoplasm.") + "</p><p>"
        + tl.say(f"No variant was detected in the other genes of the panel, which are {_listed(quiet, 'and')}.", _none_in(quiet)) + "</p><p>"
        + tl.say(f"You ask about {he['his']} mother, in whom another laboratory found a germline {family} variant, p.Met1Ile, before her acute leukaemia. We see no such change here." if family in quiet and family == "DDX41" else f"You ask about {he['his']} mother, who had acute leukaemia; we see nothing in this sample to explain it.",
                 relative("aml", "acute_leukemia"), _other("DDX41"), lambda d, _p: d.gold.trap("variants", {"gene": "DDX41", "hgvs_p": "p.Met1Ile"}, "the mother's")) + " "
        + tl.say("Should the disease transform, I would suggest that FLT3 and IDH2 be looked at again, as drugs such as gilteritinib or enasidenib exist for leukaemia with these mutations.", _other("FLT3", "IDH2"), never("gilteritinib", "enasidenib", why="drugs spoken of in general")) + "</p><p>"
        + tl.say("The panel does not see large deletions or variants below 2%. It was run once; the duplicate failed for want of DNA.") + "</p><p>With kind regards</p><p class=g>Dr Ffion Penhaligon, Consultant in Molecular Haematology</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:23mm 25mm}body{font:11pt 'Liberation Serif';line-height:1.32}.h{font-size:14pt;font-variant:small-caps;border-bottom:.8pt solid #444}.g{margin-top:18pt}p{overflow-wrap:anywhere}"
    tl.press(body, css, "molecular")
    d.also_dated = (out,)


def answer_to_questions(d: Doc) -> None:
    """A German institute's report put into English: result, assessment and method as flowing text, changes in brackets with their share of reads, negatives named after them."""
    tl, who, on = Teller(d), d.person, d.on
    out, found = later(on, 16), d.person.mutations
    quiet = _quiet(d, PANEL)
    told = [
        tl.say(
            tl.pick(
                f"In the gene {m.gene} the mutation {m.coding}, {m.protein3 or 'p.?'} is present in {m.vaf * 100:.1f}% of the reads (VAF).",
                f"A mutation of the gene {m.gene} ({m.coding}, {m.protein3 or 'p.?'}) could be proven with a VAF of {m.vaf * 100:.1f}%.",
            ),
            variant(m),
        )
        for m in found
    ]
    key = [g for g in ("TP53", "SF3B1", "JAK2", "NPM1") if g in quiet]
    body = (
        f"<table class=h><tr><td><b>Institut für Hämatologische Diagnostik Birkenau</b><br>Molecular genetics</td><td>Report of {long(out)}<br>Journal no. {who.ids[1]}</td></tr></table><p>Patient: {who.first} {esc(who.last)}, born {long(who.born)}, {sex(d).lower()}, identification {who.ids[0]}<br>Material: bone marrow of {long(on)}</p><p><b>Question:</b> "
        + tl.say("Suspicion of MDS. Differential diagnosis CMML?", other_disease("cmml"), lambda d, p: d.fact("diagnoses", p, "Suspicion of MDS", may=True, disease="mds", labels=[""], status="suspected")) + "</p><p><b>Result:</b> "
        + (" ".join(told) or tl.say("No mutation could be proven in the genes examined.")) + "</p><p>"
        + tl.say(f"Of the clinically important genes, {_listed(key, 'and')} are unmutated." if key else "The remaining genes follow.", _none_in(key)) + " "
        + tl.say(f"Likewise without proof of a mutation remain {_listed([g for g in quiet if g not in key], 'and')}.", _none_in(quiet)) + "</p><p><b>Assessment:</b> "
        + tl.say("The finding is to be seen together with cytomorphology and cytogenetics. " + ("In synopsis it supports a clonal myeloid disease." if found else "A clonal disease is neither proven nor excluded by it.")) + " "
        + tl.say("From the literature: the mutation SRSF2 p.Pro95His together with TET2 is typical for CMML; with mutated NRAS a transformation is more frequent. A therapy recommendation, for example ruxolitinib, is not derived from it.", _other("SRSF2", "TET2", "NRAS"), never("ruxolitinib", why="literature")) + "</p><p><b>Method:</b> "
        + tl.say("After isolation of DNA from the leukocytes the coding regions were enriched and sequenced; the detection limit lies at 2%. As a control served a sample with U2AF1 p.Ser34Phe (VAF 24.8%).", lambda d, _p: d.gold.trap("variants", {"gene": "U2AF1", "hgvs_p": "p.Ser34Phe", "vaf": 0.248}, "the control")) + "</p><p class=s>Dr. rer. nat. Ulrike Sandhofer &nbsp;&nbsp; PD Dr. med. Konrad Feuerstein. The sample is kept for ten years.</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:21mm 24mm}body{font:10.5pt 'DejaVu Sans Condensed','DejaVu Sans';line-height:1.38}.h{width:100%;border-bottom:2.5pt solid #89a}.h td{padding:4pt 0;width:60%}.s{font-size:8.5pt;margin-top:20pt}p{overflow-wrap:anywhere}"
    tl.press(body, css, "molecular")
    d.also_dated = (out,)
    if "U2AF1" in quiet:
        d.gold.trap("variants", {"gene": "U2AF1"}, "the control")

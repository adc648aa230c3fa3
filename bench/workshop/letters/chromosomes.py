# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Chromosome reports told in prose, with hybridisation in sentences."""

from dataclasses import dataclass
from typing import Any

from bench.workshop.days import later, long, sex
from bench.workshop.dress import Doc
from bench.workshop.letters.slides import karyotype
from bench.workshop.letters.tell import Act, Teller, other_disease, relative, trap, us_day
from bench.workshop.markup import esc

SITES = (  # biomarker, what was lost or gained, probe and band, chromosome, beginnings of it in a karyotype
    ("fish_del5q", "deletion of 5q", "EGR1 (5q31)", "5", ("del(5)(q",)),
    ("fish_del7q", "deletion of 7q", "D7S486 (7q31)", "7", ("del(7)(q",)),
    ("fish_trisomy8", "trisomy 8", "CEP8 (8p11.1-q11.1)", "8", ("+8",)),
    ("fish_del20q", "deletion of 20q", "D20S108 (20q12)", "20", ("del(20)(q",)),
)  # fmt: skip


@dataclass(frozen=True)
class Site:
    """One probe's result: of two hundred nuclei, how many were abnormal."""

    name: str
    change: str
    probe: str
    cells: int

    @property
    def percent(self) -> str:
        """The share as one prints it."""
        return f"{self.cells / 2:g}"

    def act(self) -> Act:
        """Its gold."""

        def mark(d: Doc, page: int) -> None:
            fields: dict[str, Any] = {"name": self.name, "status": "positive" if self.cells else "negative"}
            if self.cells:
                fields |= {"value": self.cells / 2, "unit": "%"}
            d.fact("biomarkers", page, self.probe, collected=d.on.isoformat(), **fields)

        return mark


def _sites(d: Doc) -> list[Site]:
    """What goes with the karyotype; where a chromosome is changed in another way its probe is left out."""
    tokens = [t.partition("[")[0].strip() for t in d.person.karyotype.replace("/", ",").split(",")]
    made = []
    for name, change, probe, number, signs in SITES:
        hit = any(t == s or (s.endswith("q") and t.startswith(s)) for t in tokens for s in signs)
        touched = any(
            t in {f"+{number}", f"-{number}"}
            or f"({number})" in t
            or f"({number};" in t
            or f";{number})" in t
            or f";{number};" in t
            for t in tokens
        )
        if hit or not touched:
            made.append(Site(name, change, probe, d.rng.randrange(64, 158) if hit else 0))
    return made


def normal(d: Doc) -> bool:
    """Whether the karyotype is normal."""
    return d.person.karyotype.partition("[")[0] in {"46,XX", "46,XY"}


def _example(*examples: str) -> Act:

    def act(d: Doc, _page: int) -> None:
        for iscn in examples:
            if iscn != d.person.karyotype:
                d.gold.trap("karyotypes", {"iscn": iscn}, "an example or another person's")

    return act


def _clones(tl: Teller) -> str:
    """How many cells, in words that add no number of their own meaning."""
    return tl.pick(
        f"All {tl.who.metaphases} metaphases available were analysed",
        f"{tl.who.metaphases} metaphase cells were analysed in full",
    )


def chromosomes_in_sentences(d: Doc) -> None:
    """An American laboratory's prose report: what was seen first, formula within a sentence, each probe in a sentence of its own, general remarks on outcome."""
    tl, who, on = Teller(d), d.person, d.on
    out = later(on, 9)
    seen = (
        "Only normal chromosomes were seen in the cells examined."
        if normal(d)
        else tl.pick("A chromosome abnormality was seen.", "The analysis revealed an acquired abnormality.")
    )
    fish = []
    for s in _sites(d):
        text = (f"With the probe {s.probe}, {s.cells} of 200 interphase nuclei ({s.percent}%) had a signal pattern of {s.change}." if s.cells
                else tl.pick(f"The probe {s.probe} gave a normal pattern; there was no {s.change}.", f"No {s.change} was found with the probe {s.probe} in 200 nuclei."))  # fmt: skip
        fish.append(tl.say(text, s.act()))
    body = (
        f"<div class=h><b>Meridian Hill Cytogenetics</b>, a section of Meridian Hill Medical Laboratories</div><p>Patient: {esc(who.last)}, {who.first} &nbsp;&nbsp; DOB: {us_day(who.born)} &nbsp;&nbsp; Sex: {sex(d)}<br>Medical record: {who.ids[0]} &nbsp;&nbsp; Laboratory number: {who.ids[1]}<br>Bone marrow collected {us_day(on)}, received {us_day(later(on, 1))}, reported {us_day(out)}</p><p><b>Indication</b><br>"
        + tl.say("Pancytopenia; query MDS. The patient's sister is followed here for CLL with trisomy 12.", relative("cll"), lambda d, p: d.fact("diagnoses", p, "query MDS", may=True, disease="mds", labels=[""], status="suspected"), lambda d, _p: d.gold.trap("biomarkers", {"name": "fish_trisomy12"}, "the sister's")) + "</p><p><b>Findings</b><br>"
        + tl.say(seen) + " " + tl.say(f"{_clones(tl)} after G-banding of unstimulated cultures, giving the karyotype {who.karyotype}.", karyotype) + "</p><p><b>Fluorescence in situ hybridization</b><br>" + " ".join(fish) + "</p><p><b>Remarks</b><br>"
        + tl.say("About half of patients with MDS have a normal study. Loss of the long arm of chromosome 5 alone, formula 46,XX,del(5)(q13q33)[20] for instance, goes with a favorable outcome, and a complex karyotype with a poor one. Neither statement is a comment on this patient.", _example("46,XX,del(5)(q13q33)[20]")) + " "
        + tl.say("Cryptic rearrangements and changes below the resolution of 400 bands cannot be excluded. BCR::ABL1 was not requested.") + "</p><p class=s>Read by Lucinda M. Takahashi-Brandt, PhD, FACMG. Two karyograms are on file. FISH cutoffs are between 3 and 8 percent.</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.9in}body{font:10.5pt 'Liberation Sans';line-height:1.3}.h{border-bottom:2pt solid #264653;padding-bottom:4pt}p{margin:8pt 0;overflow-wrap:anywhere}.s{font-size:8.5pt}"
    tl.press(body, css, "cytogenetics")
    d.also_dated = (out, later(on, 1))


def hub_opinion(d: Doc) -> None:
    """A British genetics laboratory's letter: a summary in bold, the formula under the text, probes joined in one paragraph, advice."""
    tl, who, on = Teller(d), d.person, d.on
    out, he = later(on, 12), tl.he
    sites = _sites(d)
    hits, quiet = [s for s in sites if s.cells], [s for s in sites if not s.cells]
    told = [
        tl.say(
            f"Interphase FISH with {s.probe} was abnormal in {s.percent}% of the nuclei scored, in keeping with {s.change}.",
            s.act(),
        )
        for s in hits
    ]
    if quiet:
        names = (
            " and ".join([", ".join(s.probe for s in quiet[:-1]), quiet[-1].probe])
            if len(quiet) > 1
            else quiet[0].probe
        )
        changes = (
            " or ".join([", ".join(s.change for s in quiet[:-1]), quiet[-1].change])
            if len(quiet) > 1
            else quiet[0].change
        )
        told.append(
            tl.say(
                f"Results with {names} were within normal limits, and so there is no evidence of {changes}.",
                [s.act() for s in quiet],
            )
        )
    verdict = (
        "a karyotype within normal limits" if normal(d) else tl.pick("an abnormal karyotype", "an acquired abnormality")
    )
    body = (
        f"<div class=h>Fellside Regional Genetics Service<br><small>Haemato-oncology Section, Greystone Infirmary</small></div><p>Lab no. {who.ids[1]} &nbsp;|&nbsp; Date of report {long(out)}</p><p>Dr Padma Whitworth<br>Haematology</p><p>Dear Dr Whitworth</p><p><b>{who.name} &nbsp; d.o.b. {long(who.born)} &nbsp; {sex(d)} &nbsp; hosp. no. {who.ids[0]}<br>Bone marrow sampled {long(on)}</b></p><p><b>"
        + tl.say(f"Summary: analysis of the marrow of this {who.age(on)} year old {he['man']} showed {verdict}.") + "</b></p><p>"
        + tl.say("You told us that MDS was suspected after a two year history of macrocytosis.", lambda d, p: d.fact("diagnoses", p, "MDS was suspected", may=True, disease="mds", labels=[""], status="suspected", any_status=["suspected", "confirmed"])) + " " + tl.say(f"{_clones(tl)}.") + " "
        + tl.say(f"The result, written by the international system, is {who.karyotype}.", karyotype) + "</p><p>" + " ".join(told) + "</p><p>"
        + tl.say(tl.pick("The significance of the finding should be judged together with the morphology.", "This should be read with the morphology and the mutation screen.") + " We did not look for TP53 deletion by FISH, as the probe was out of stock; please ask if it is still wanted.", lambda d, p: d.fact("biomarkers", p, "TP53", may=True, name="fish_del17p", status="not_tested", collected=on.isoformat()), trap("biomarkers", "not tested", {"name": "fish_del17p", "status": "positive"}, {"name": "fish_del17p", "status": "negative"})) + " "
        + tl.say(f"A peripheral blood sample of {he['his']} brother, sent in the same bag, will be reported to the transplant team under his own name: 46,XY[10] in donor cells is of no bearing here." if who.karyotype != "46,XY[10]" else "A sample of the brother will be reported separately.", _example("46,XY[10]")) + " "
        + tl.say("There is nothing to suggest AML with a recurrent rearrangement.", other_disease("aml")) + "</p><p>Yours sincerely</p><p class=g>Dr Gethin Llewellyn-Marsh, Clinical Scientist &nbsp;&nbsp; checked by: F. Abara</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:22mm 25mm}body{font:11pt 'Liberation Serif';line-height:1.33}.h{font-weight:bold;font-size:13pt;text-align:right;color:#34506b}.h small{font-weight:normal}p{overflow-wrap:anywhere}.g{margin-top:18pt}"
    tl.press(body, css, "cytogenetics")
    d.also_dated = (out,)


def banding_then_probes(d: Doc) -> None:
    """An Indian centre's opinion in two dated parts: conventional study first, hybridisation as a supplementary paragraph with percentages in words."""
    tl, who, on = Teller(d), d.person, d.on
    out, more = later(on, 11), later(on, 15)
    part = []
    for s in _sites(d):
        part.append(
            tl.say(
                f"For {s.change}, probe {s.probe}, the test was positive in {s.percent} per cent of 200 cells."
                if s.cells
                else f"For {s.change}, probe {s.probe}, the test was negative.",
                s.act(),
            )
        )
    body = (
        f"<div class=h>AROHAN CENTRE FOR HUMAN GENETICS<br><small>Cytogenetic opinion</small></div><p>Name of patient: {who.name} &nbsp; Sex: {sex(d)} &nbsp; Date of birth: {long(who.born)}<br>Reg. no. {who.ids[0]} &nbsp; Sample: bone marrow in heparin, drawn on {long(on)}<br>Reported on {long(out)}; supplementary report on {long(more)}</p><p><b>Part one, conventional study.</b> "
        + tl.say("The sample was put up in two cultures, of which the overnight culture was poor and was not used.") + " " + tl.say(f"{_clones(tl)}.") + " "
        + tl.say(("The chromosomes were normal in number and structure, " if normal(d) else "A change was noted, ") + f"and the karyotype is reported as {who.karyotype}.", karyotype) + " "
        + tl.say("Band resolution was low, about 375, hence small deletions may be missed. Kindly correlate with the morphology; MDS was the diagnosis given on the form.", lambda d, p: d.fact("diagnoses", p, "MDS", may=True, disease="mds", labels=[""], status="confirmed", any_status=["confirmed", "suspected"])) + "</p><p><b>Part two, FISH.</b> "
        + tl.say("On request of the treating doctor, stored pellet was taken for interphase FISH.") + " " + " ".join(part) + " "
        + tl.say("Up to 6 per cent of cells with one signal may be seen in healthy persons and such a result is not called positive.") + "</p><p>"
        + tl.say("A normal male is written as 46,XY and a normal female as 46,XX; a monosomy 7 would be 45,XX,-7 and calls for early referral. This is general information for the patient.", _example("46,XY", "46,XX", "45,XX,-7"), lambda d, _p: d.gold.trap("biomarkers", {"name": "fish_monosomy7", "status": "positive"}, "in general")) + "</p><p class=g>Dr Kamalini Subbarao, PhD (Human Genetics) &nbsp;&nbsp;&nbsp; Dr T. Mahapatra, MD</p><p class=s>Valid for clinical correlation only. Not for medicolegal use.</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:20mm}body{font:11pt 'DejaVu Sans Condensed','DejaVu Sans';line-height:1.35}.h{border:1.2pt solid #5a3;text-align:center;padding:5pt;font-weight:bold;color:#363}p{margin:8pt 0;overflow-wrap:anywhere}.g{margin-top:26pt}.s{font-size:8.5pt}"
    tl.press(body, css, "cytogenetics")
    d.also_dated = (out, more)

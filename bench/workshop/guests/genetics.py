# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""The guests' families of chromosome and FISH reports."""

from collections.abc import Callable

from bench.workshop.days import later, long, sex, spaced
from bench.workshop.dress import Doc
from bench.workshop.guests.paper import Probe, karyotype, mark, mon, probes, web
from bench.workshop.markup import esc
from bench.workshop.people import Person

_EXAMPLE = "46,XX,del(5)(q13q33)[12]/46,XX[8]"


def _normal(who: Person) -> bool:
    return who.karyotype.partition("[")[0] in {"46,XX", "46,XY"}


def _broken(iscn: str, width: int) -> list[str]:
    """The formula in lines that end after a comma or a slash."""
    lines, now = [], ""
    for part in iscn.replace(",", ",\n").replace("/", "/\n").split("\n"):
        if len(now) + len(part) > width:
            lines.append(now)
            now = part
        else:
            now += part
    return [*lines, now]


def _told(f: Probe) -> str:
    """What is said of a probe."""
    if f.positive:
        return f"{f.says} DETECTED in {f.cells / 2:g}% of nuclei ({f.cells} of 200)"
    return f"{f.says} not detected (signal pattern below the cutoff)"


def nested_points(d: Doc) -> None:
    """An American postdoc's template: everything in a numbered list of two levels, formula and FISH as points among points, what was not done, an example of nomenclature."""
    who, on = d.person, d.on
    out, found = later(on, 9), probes(d)
    fish = "".join(f"<li>{f.probe} ({f.locus}): {_told(f)}.</li>" for f in found)
    reading = (
        "No clonal chromosome abnormality was seen."
        if _normal(who)
        else "A clonal chromosome abnormality was seen; see the formula."
    )
    body = (
        f"<h1>Cytogenomics Core, Hollins Creek Cancer Institute</h1><table class=d><tr><td>Patient: {esc(who.last)}, {who.first}</td><td>MRN: {who.ids[0]}</td><td>Sex: {sex(d)}</td></tr>"
        f"<tr><td>Date of birth: {mon(who.born)}</td><td>Case: CG-{who.ids[1]}</td><td>Specimen: bone marrow aspirate</td></tr><tr><td>Collected: {mon(on)}</td><td>Received: {mon(later(on, 1))}</td><td>Reported: {mon(out)}</td></tr></table>"
        f"<ol><li><b>Chromosome analysis (G-banding)</b><ol><li>Karyotype: <span class=k>{esc(who.karyotype)}</span></li><li>Metaphases analyzed: {who.metaphases}</li><li>Band level: 400</li><li>Reading: {reading}</li></ol></li>"
        f"<li><b>FISH (200 interphase nuclei scored per probe)</b><ol>{fish}</ol></li>"
        "<li><b>Not done</b><ol><li>BCR::ABL1: not requested.</li><li>Microarray: not performed, no residual DNA.</li><li>TP53 (17p13) FISH: canceled, probe lot failed quality control.</li></ol></li>"
        f"<li><b>Reading the formula</b><ol><li>Brackets hold the number of cells. For instance, {_EXAMPLE} would mean an interstitial deletion of 5q in 12 of 20 cells. This is an example and is printed on every report.</li><li>Cutoffs of this laboratory: loss 5%, gain 3%.</li></ol></li></ol>"
        "<p class=s>Constitutional changes are not excluded by this study. Signed out by Wilhelmina Sato-Greer, PhD, FACMG.</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.8in}body{font:10pt 'DejaVu Sans'}h1{font-size:13pt;color:#14532d}.d{width:100%;margin-bottom:8pt;font-size:9pt;background:#f0f5f1}.d td{padding:3pt 5pt}ol{margin:3pt 0 6pt 20pt;padding:0;line-height:1.4}ol ol{list-style-type:lower-roman}.k{font-family:'DejaVu Sans Mono';font-size:9pt;overflow-wrap:anywhere}.s{font-size:8pt;border-top:.5pt solid #999;padding-top:4pt}"
    sheet = web(d, body, css, "cytogenetics")
    d.also_dated = (out, later(on, 1))
    karyotype(d, sheet.find("Karyotype:"))
    for f in found:
        mark(d, sheet.find(f.probe), f)
    for name in ("fish_del17p", "bcr_abl1", "fish_bcr_abl1"):
        d.fact("biomarkers", 1, "Not done", may=True, name=name, status="not_tested", collected=on.isoformat())
    if who.karyotype != _EXAMPLE:
        d.gold.trap("karyotypes", {"iscn": _EXAMPLE}, "an example")


def questions_answered(d: Doc) -> None:
    """A British laboratory's letter: the clinician's questions one by one with their answers, an earlier sample that did not grow, general words about prognosis."""
    who, on = d.person, d.on
    out, found, failed = later(on, 13), probes(d), later(on, -31)
    s = d.paper("Helvetica", 10, 62)
    d.kind, d.also_dated = "cytogenetics", (out, later(on, 1))
    s.line("Severnside Genomic Laboratory", True, 14)
    s.line("Acquired Cytogenetics", pt=10)
    s.rule()
    s.gap(8)
    for text in (f"Re: {who.name}, born {long(who.born)}, {sex(d).lower()}, hospital number {who.ids[0]}",
                 f"Our reference {who.ids[1]}. Bone marrow taken {long(on)}, received {long(later(on, 1))}, reported {long(out)}."):  # fmt: skip
        s.para(text)
    s.gap(8)
    s.para("Dear Dr Pemberton-Osei,")
    s.para("Thank you for this sample. You asked the following.")
    s.gap(6)

    def asked(n: int, question: str) -> None:
        s.gap(5)
        s.para(f"{n}. {question}", bold=True)

    asked(1, "What is the karyotype?")
    pages = [s.line(part, x=16) for part in _broken(who.karyotype, 74)]
    karyotype(d, pages[0])
    s.para(f"{who.metaphases} metaphases were examined (G-banding).", 16)
    asked(2, "Is it clonal?")
    s.para(
        "No abnormal clone was identified."
        if _normal(who)
        else "Yes: the abnormality is present in at least the number of cells that defines a clone.",
        16,
    )
    asked(3, "Does FISH show a hidden deletion or gain?")
    for f in found:
        text = f"{f.says.capitalize()} ({f.probe}, {f.locus}): " + (
            f"yes, in {f.cells / 2:g}% of 200 cells." if f.positive else "no; 200 cells, normal pattern."
        )
        mark(d, s.para(text, 16), f)
    asked(4, "Is there a BCR::ABL1 fusion?")
    s.para("Not tested on this sample. Please send blood in EDTA if you still wish it.", 16)
    asked(5, "What of the earlier sample?")
    s.para(
        f"The sample of {spaced(failed)} did not grow; no metaphases were obtained and no karyotype can be given for it.",
        16,
    )
    s.gap(8)
    s.para(
        "In general, deletion of 5q as a sole change carries a good outlook in MDS, whereas monosomy 7 and complex karyotypes carry a poor one. This paragraph is sent with all our reports in MDS."
    )
    s.gap(8)
    s.line("Yours sincerely,")
    s.gap(12)
    s.line("Dr Morwenna Tregarthen, Principal Clinical Scientist")
    for name in ("bcr_abl1", "fish_bcr_abl1"):
        d.fact("biomarkers", 1, "Not tested", may=True, name=name, status="not_tested", collected=on.isoformat())
    if all(f.name != "fish_del5q" or not f.positive for f in found):
        d.gold.trap("biomarkers", {"name": "fish_del5q", "status": "positive"}, "general words")
    d.gold.trap("biomarkers", {"name": "fish_monosomy7", "status": "positive"}, "general words")


FAMILIES: dict[str, Callable[[Doc], None]] = {f.__name__: f for f in (nested_points, questions_answered)}

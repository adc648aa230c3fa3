# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Chromosome and FISH reports."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from bench.workshop.dress import Doc
from bench.workshop.sheet import Cell
from bench.workshop.withheld.leaf import Ready, dmon, e, leaf, plus, sex, spelt, tr


class Probe(NamedTuple):
    """One hybridisation: what it looks for, what it found."""

    name: str
    what: str
    probe: str
    locus: str
    positive: bool
    percent: float


LOCI = (
    ("fish_del5q", "deletion 5q", "EGR1", "5q31", "5"), ("fish_del7q", "deletion 7q", "D7S486", "7q31", "7"),
    ("fish_trisomy8", "trisomy 8", "CEP8", "8p11.1-q11.1", "8"), ("fish_del17p", "deletion 17p", "TP53", "17p13", "17"),
    ("fish_del20q", "deletion 20q", "D20S108", "20q12", "20"),
)  # fmt: skip


def probes(d: Doc) -> list[Probe]:
    """Those whose result goes with the karyotype; one that the karyotype leaves open is not hybridised."""
    parts = d.person.karyotype.replace("/", ",").replace("[", ",").split(",")
    found = []
    for name, what, probe, locus, number in LOCI:
        touched = [t for t in parts if t in {f"+{number}", f"-{number}"} or f"({number})" in t or f"({number};" in t or f";{number})" in t or f";{number};" in t]  # fmt: skip
        hit = {"+8"} if number == "8" else {t for t in touched if t.startswith(f"del({number})(q") and number != "17"}
        positive = bool(touched) and set(touched) <= hit
        if touched and not positive:
            continue
        percent = round(d.rng.uniform(24, 78), 1) if positive else round(d.rng.uniform(0.5, 2.5), 1)
        found.append(Probe(name, what, probe, locus, positive, percent))
    return found


def fish(d: Doc, page: int, p: Probe, value: bool = True) -> None:
    """The gold of one hybridisation."""
    fields: dict[str, Any] = {"name": p.name, "status": "positive" if p.positive else "negative"}
    if p.positive and value:
        fields |= {"value": p.percent, "unit": "%"}
    d.fact("biomarkers", page, p.probe, **fields, collected=d.on.isoformat())


def formula(d: Doc, page: int) -> None:
    """The gold of the karyotype."""
    who = d.person
    d.fact("karyotypes", page, who.karyotype, iscn=who.karyotype, metaphases=who.metaphases, collected=d.on.isoformat())


def normal(d: Doc) -> bool:
    """Whether the karyotype shows nothing."""
    return d.person.karyotype.startswith(("46,XX[", "46,XY[")) and "/" not in d.person.karyotype


def breakable(text: str) -> Ready:
    """A formula that may break behind its commas and strokes."""
    return Ready(e(text).replace(",", ",<wbr>").replace("/", "/<wbr>"))


def broken(text: str, width: int) -> list[str]:
    """A formula on lines of at most so many letters, broken behind commas and strokes."""
    pieces, now = [], ""
    for piece in text.replace(",", ",\n").replace("/", "/\n").split("\n"):
        if now and len(now + piece) > width:
            pieces.append(now)
            now = ""
        now += piece
    return [*pieces, now]


def not_ours(d: Doc, iscn: str, why: str) -> None:
    """A formula printed that is not this patient's."""
    if iscn != d.person.karyotype:
        d.gold.trap("karyotypes", {"iscn": iscn}, why)


def chromosome_fields(d: Doc) -> None:
    """An everyday report: specimen data, result in a frame, interpretation, FISH in a ruled table with cut-offs."""
    who, on = d.person, d.on
    out, made = plus(on, 11), probes(d)
    rows = "".join(tr((p.what.capitalize(), f"{p.probe} ({p.locus})", "POSITIVE" if p.positive else "Negative", f"{p.percent}%", "5.0%")) for p in made)  # fmt: skip
    body = (
        f"<h1>Granite State Cytogenetics</h1><table class=p><tr><td>Patient name</td><td>{e(who.last)}, {who.first}</td><td>Collected</td><td>{spelt(on)}</td></tr><tr><td>Date of birth</td><td>{spelt(who.born)}</td><td>Received</td><td>{spelt(plus(on, 1))}</td></tr><tr><td>Sex</td><td>{sex(d)}</td><td>Reported</td><td>{spelt(out)}</td></tr><tr><td>Patient ID</td><td>{who.ids[0]}</td><td>Specimen</td><td>Bone marrow, heparin</td></tr></table>"
        f"<p><b>Reason for referral:</b> Cytopenia, r/o MDS</p><div class=k><b>KARYOTYPE (ISCN 2020)</b><br>{breakable(who.karyotype)}</div><p>Metaphases analyzed: {who.metaphases} &nbsp;&nbsp; Banding: GTW, 425 bands &nbsp;&nbsp; Cultures: 24 h, 48 h</p>"
        f"<p><b>Interpretation:</b> {'Normal chromosome complement in all metaphases.' if normal(d) else 'Abnormal clone(s) as described above.'} Submicroscopic changes are not excluded.</p><h3>FISH, MDS probe set (200 nuclei each)</h3><table class=t>{tr(('Target', 'Probe (locus)', 'Result', 'Nuclei with signal change', 'Cut-off'), 'th')}{rows}</table>"
        "<p class=s>FISH probes are analyte-specific reagents. Monosomy 7 and complex karyotypes carry an unfavorable prognosis in general. Electronically signed: P. Ravindranath-Coyle, PhD, FACMG</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.8in}body{font:10pt 'Liberation Sans'}h1{font-size:15pt;color:#333;border-bottom:2pt solid #333}.p td{padding:2pt 14pt 2pt 0}.k{border:1.2pt solid;padding:6pt;font-size:11pt;overflow-wrap:anywhere}.t{width:100%}.t td,.t th{border:.5pt solid;padding:3pt}.s{font-size:8pt}h3{margin:8pt 0 3pt;font-size:10.5pt}"
    sheet = leaf(d, body, css, "cytogenetics")
    formula(d, sheet.at(who.karyotype))
    for p in made:
        fish(d, sheet.at("FISH, MDS probe set"), p)
    d.also_dated = (out, plus(on, 1))
    d.gold.trap("biomarkers", {"name": "fish_monosomy7", "status": "positive"}, "text in general")
    d.fact("diagnoses", 1, "r/o MDS", may=True, disease="mds", labels=[""], status="suspected")


def hub_narrative(d: Doc) -> None:
    """A British laboratory's letter: the formula in a sentence, probes in sentences, an example of nomenclature, a test not performed."""
    who, on = d.person, d.on
    made = probes(d)
    s = d.paper("Times", 11, 64)
    d.kind, d.also_dated = "cytogenetics", (plus(on, 14),)
    s.line("East Moorland Genomic Laboratory", True, 14)
    s.line("Haemato-oncology cytogenetics")
    s.gap(6)
    for a, b in ((f"Patient: {who.name}", f"Our reference: {who.ids[1]}"), (f"Date of birth: {spelt(who.born)}   Sex: {sex(d)}", f"Sample date: {spelt(on)}"), (f"NHS/ID number: {who.ids[0]}", f"Report date: {spelt(plus(on, 14))}")):  # fmt: skip
        s.row(Cell(s.margin, a), Cell(s.margin + 270, b))
    s.rule()
    s.gap(10)
    s.para("Referral reason: suspected myelodysplastic syndrome. Sample: bone marrow in transport medium.")
    s.gap()
    s.para(f"G-banded analysis of {who.metaphases} metaphases gave the following result:")
    pages = [s.line(piece, x=18) for piece in broken(who.karyotype, 70)]
    formula(d, pages[0])
    s.gap()
    s.para("No acquired chromosome abnormality was found." if normal(d) else "The sample contains an acquired clonal abnormality.")  # fmt: skip
    s.gap()
    for p in made:
        if p.positive:
            text = (
                f"Interphase FISH for {p.what} ({p.probe} at {p.locus}) was abnormal in {p.percent}% of cells scored."
            )
        else:
            text = (
                f"Interphase FISH for {p.what} ({p.probe} at {p.locus}) gave a normal pattern in at least 95% of cells."
            )
        fish(d, s.para(text), p)
    s.gap()
    s.para("FISH for KMT2A and for BCR-ABL1 was not carried out. A constitutional male karyotype is written 46,XY and a female one 46,XX; a typical deletion would be written 46,XX,del(5)(q13q33)[10]/46,XX[10].")  # fmt: skip
    not_ours(d, "46,XX,del(5)(q13q33)[10]/46,XX[10]", "example")
    not_ours(d, "46,XY", "example")
    not_ours(d, "46,XX", "example")
    s.gap(12)
    s.line("Authorised by: Dr Hermione Gascoigne-Patel, Principal Clinical Scientist")
    d.fact("diagnoses", 1, "suspected", may=True, disease="mds", labels=[""], status="suspected")


def fish_page_then_banding(d: Doc) -> None:
    """Two reports in one file, a page each and reported apart: FISH with nuc ish strings first, then chromosomes in a narrow column."""
    who, on = d.person, d.on
    made = probes(d)
    early, late = plus(on, 3), plus(on, 13)

    def ish(p: Probe) -> str:
        if not p.positive:
            return f"nuc ish({p.probe}x2)[200]"
        return f"nuc ish({p.probe}x{3 if p.name == 'fish_trisomy8' else 1})[{round(p.percent * 2)}/200]"

    def head(title: str, out: str) -> str:
        return (f"<table class=p><tr><td><b>Klinikum Rabenstein</b><br>Cytogenetics laboratory (English version)</td><td>{e(who.last)}, {who.first}<br>born {spelt(who.born)}, {sex(d).lower()}<br>Pat. no. {who.ids[0]}</td><td>Material: bone marrow<br>Collection date: {spelt(on)}<br>Findings of: {out}</td></tr></table><h2>{title}</h2>")  # fmt: skip

    rows = "".join(tr((p.what, ish(p), "signal loss or gain" if p.positive else "unremarkable", f"{p.percent}%" if p.positive else "below cut-off")) for p in made)  # fmt: skip
    body = (
        f"{head('Findings: interphase FISH', spelt(early))}<table class=t>{tr(('Question', 'Formula', 'Result', 'Share of nuclei'), 'th')}{rows}</table><p>Karyotype: to follow with separate findings.</p>"
        f"<div class=n>{head('Findings: chromosome banding analysis', spelt(late))}<table class=w><tr><td><b>Karyotype</b></td><td class=k>{breakable(who.karyotype)}</td><td><b>Metaphases</b></td><td>{who.metaphases}</td></tr><tr><td><b>Method</b></td><td>Short-term culture 24 h / 72 h, R-banding</td><td><b>Mitotic index</b></td><td>moderate</td></tr></table>"
        f"<p>Assessment: {'No chromosome aberration.' if normal(d) else 'Aberrant karyotype.'} Together with FISH see findings of {spelt(early)}.</p><p>Dr. rer. nat. Anneliese Oberhuber-Sato</p></div>"
    )  # fmt: skip
    css = "@page{size:A4;margin:18mm;@bottom-right{content:'Page ' counter(page) ' of ' counter(pages);font:8pt 'DejaVu Sans'}}body{font:9pt 'DejaVu Sans'}.p{width:100%;border-bottom:1.5pt solid #444}.p td{width:33%;padding:4pt}h2{font-size:12pt}.t td,.t th{padding:3pt 14pt 3pt 0}.n{page-break-before:always}.w td{padding:4pt 8pt 4pt 0}.k{width:52mm;overflow-wrap:anywhere}"
    sheet = leaf(d, body, css, "cytogenetics")
    formula(d, sheet.at(who.karyotype))
    for p in made:
        fish(d, 1, p)
    d.also_dated = (early, late)


def _other_count(iscn: str) -> str:
    """The formula as it was first issued, with one cell more in its last clone."""
    head, _, tail = iscn.rpartition("[")
    return f"{head}[{int(tail.partition(']')[0]) + 1}]"


def reissued_formula(d: Doc) -> None:
    """A typed report issued again: the formula first reported is quoted as wrong, an earlier study stands in the history."""
    who, on = d.person, d.on
    made = probes(d)
    wrong, before = _other_count(who.karyotype), plus(on, -400)
    x = "XX" if who.sex == "F" else "XY"
    old = f"46,{x}[15]"
    s = d.paper("Courier", 9, 50)
    d.kind, d.also_dated = "cytogenetics", (plus(on, 21), plus(on, 12))
    s.mono(["DEPARTMENT OF MEDICAL GENETICS - CANCER CYTOGENETICS", "*** AMENDED REPORT ***", "",
            f"NAME:      {who.last.upper()}, {who.first.upper():<24} SEX: {sex(d).upper()}", f"BORN:      {dmon(who.born):<32} FILE: {who.ids[0]}",
            f"SAMPLE:    BONE MARROW, TAKEN {dmon(on)}", f"ISSUED:    {dmon(plus(on, 12))}     AMENDED: {dmon(plus(on, 21))}", "", "HISTORY:"])  # fmt: skip
    page = s.mono([f"  STUDY OF {dmon(before)} (OTHER HOSPITAL): {old}", "", "AMENDMENT:"])
    d.fact("karyotypes", page, old, may=True, iscn=old, metaphases=15, collected=before.isoformat())
    d.gold.trap("karyotypes", {"iscn": old, "collected": on.isoformat()}, "earlier study")
    s.mono(["  THE FORMULA FIRST ISSUED GAVE A WRONG NUMBER OF CELLS AND IS WITHDRAWN:", *(f"  {piece}" for piece in broken(wrong, 62))])  # fmt: skip
    not_ours(d, wrong, "withdrawn")
    s.mono(["", "CORRECT FORMULA:"])
    formula(d, s.mono([f"  {piece}" for piece in broken(who.karyotype, 62)]))
    s.mono([f"  CELLS ANALYSED: {who.metaphases}", "", "FISH ON THE SAME PELLET:"])
    for p in made:
        word = f"ABNORMAL, {p.percent}% OF NUCLEI" if p.positive else "WITHIN NORMAL LIMITS"
        fish(d, s.mono([f"  {p.what.upper():<16}{p.probe + ' ' + p.locus:<24}{word}"]), p)
    s.mono(["", "INV(3), T(9;22): NOT TESTED", "", "LABORATORY HEAD: O. MBEKI-STRAND"])


KINDS: Sequence[Callable[[Doc], None]] = (chromosome_fields, hub_narrative, fish_page_then_banding, reissued_formula)
FAMILIES: dict[str, Callable[[Doc], None]] = {f.__name__: f for f in KINDS}

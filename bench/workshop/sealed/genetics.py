# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Chromosome and FISH reports: two everyday ones, a terminal's, a formula inside a sentence, FISH in an addendum."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bench.workshop.days import hyphened as brief
from bench.workshop.days import later, spaced
from bench.workshop.days import long as words
from bench.workshop.days import sex as gender
from bench.workshop.dress import Doc
from bench.workshop.markup import Raw, esc
from bench.workshop.sealed.paper import (
    american,
    grid,
    printed,
)

REGIONS = (("fish_del5q", "5", "5q31", "EGR1"), ("fish_del7q", "7", "7q31", "MDFIC"), ("fish_trisomy8", "8", "8p11", "CEN8"), ("fish_del20q", "20", "20q12", "PTPRT"))  # fmt: skip


@dataclass(frozen=True)
class Signal:
    """What one probe showed in two hundred nuclei."""

    name: str
    chromosome: str
    band: str
    probe: str
    nuclei: int
    positive: bool

    @property
    def percent(self) -> str:
        """Of two hundred."""
        return f"{self.nuclei / 2:g}"

    @property
    def what(self) -> str:
        """The change the probe looks for."""
        return "trisomy 8" if self.chromosome == "8" else f"deletion {self.chromosome}q"


def _signals(d: Doc) -> list[Signal]:
    """Probes that go with the karyotype; one whose chromosome is changed otherwise was not asked for."""
    tokens = [t.partition("[")[0] for t in d.person.karyotype.replace("/", ",").split(",")]
    found = []
    for name, n, band, probe in REGIONS:
        hit = any(t == "+8" if n == "8" else t.startswith(f"del({n})(q") for t in tokens)
        odd = any(s in t for t in tokens for s in (f"({n})", f"({n};", f";{n})", f";{n};")) or {f"+{n}", f"-{n}"} & {*tokens}  # fmt: skip
        nuclei = d.rng.randrange(66, 158) if hit else d.rng.randrange(1, 6)
        if hit or not odd:
            found.append(Signal(name, n, band, probe, nuclei, hit))
    return found


def _seen(d: Doc, page: int, f: Signal) -> None:
    fields: dict[str, Any] = {"name": f.name, "status": "positive" if f.positive else "negative"}
    if f.positive:
        fields |= {"value": f.nuclei / 2, "unit": "%"}
    d.fact("biomarkers", page, f.probe, f.band, **fields, collected=d.on.isoformat())


def _formula(d: Doc, page: int) -> None:
    iscn = d.person.karyotype
    d.fact("karyotypes", page, iscn, iscn=iscn, metaphases=d.person.metaphases, collected=d.on.isoformat())


def _not_this(d: Doc, iscn: str, why: str) -> None:
    if iscn != d.person.karyotype:
        d.gold.trap("karyotypes", {"iscn": iscn}, why)


def _normal(d: Doc) -> bool:
    return d.person.karyotype.partition("[")[0] in {"46,XX", "46,XY"}


def fields_and_formula(d: Doc) -> None:
    """An everyday laboratory report: a box of specimen fields, the karyotype, counted cells, a FISH table, interpretation."""
    who, on, probes = d.person, d.on, _signals(d)
    out = later(on, 9)
    rows = [(f"{f.probe} ({f.band})", f.what.capitalize(), f"{f.percent}%", "5.0%", Raw("<b>ABNORMAL</b>") if f.positive else "Normal") for f in probes]  # fmt: skip
    verdict = "Normal karyotype." if _normal(d) else "Abnormal karyotype, described by the formula above."
    body = (
        f"<p class=t>Juniper Basin Cytogenetics Laboratory</p><table class=d><tr><td>Patient name</td><td>{esc(who.last)}, {who.first}</td><td>Specimen type</td><td>Bone marrow</td></tr><tr><td>Date of birth</td><td>{d.date(who.born)}</td><td>Date collected</td><td>{d.date(on)}</td></tr>"
        f"<tr><td>Sex</td><td>{gender(d)}</td><td>Date received</td><td>{d.date(later(on, 1))}</td></tr><tr><td>MRN</td><td>{who.ids[0]}</td><td>Date reported</td><td>{d.date(out)}</td></tr><tr><td>Lab number</td><td>{who.ids[1]}</td><td>Indication</td><td>Anemia, r/o MDS</td></tr></table>"
        f"<h3>CHROMOSOME ANALYSIS</h3><p>Karyotype (ISCN 2020): <b class=k>{who.karyotype}</b></p><p>Metaphases analyzed: {who.metaphases} &nbsp; Karyograms: 2 &nbsp; Banding: G &nbsp; Resolution: 400 bands</p>"
        f"<h3>FISH</h3>{grid(('Probe', 'Looks for', 'Nuclei', 'Cutoff', 'Result'), rows)}<p class=s>200 interphase nuclei per probe.</p>"
        f"<h3>INTERPRETATION</h3><p>{verdict} FISH: {', '.join(f.what for f in probes if f.positive) or 'no abnormality'}{' detected' if any(f.positive for f in probes) else ' detected with the probes used'}. Cryptic changes below the resolution of banding are not excluded.</p>"
        "<p class=s>Developed and validated by this laboratory. Director: Marlon Estévez-Quirk, PhD, FACMG</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.8in}body{font:10pt 'Liberation Sans'}.t{font-size:14pt;font-weight:bold}.d{width:100%;margin:6pt 0}.d td{border:.5pt solid #999;padding:2.5pt 4pt}.d td:nth-child(odd){background:#f0f0f0}h3{margin:10pt 0 2pt;font-size:10.5pt}.k{overflow-wrap:anywhere}.g td,.g th{border:.5pt solid #999;padding:3pt 8pt}.s{font-size:8pt}"
    sheet = printed(d, body, css, "cytogenetics")
    _formula(d, sheet.at(who.karyotype))
    for f in probes:
        _seen(d, sheet.at(f.probe), f)
    d.fact("diagnoses", 1, "r/o MDS", may=True, disease="mds", labels=[""], status="suspected")
    d.also_dated = (out, later(on, 1))


def summary_then_karyotype(d: Doc) -> None:
    """An everyday British report without FISH: result summary, karyotype in a box, comment with groups of a score and examples."""
    who, on = d.person, d.on
    out = later(on, 12)
    body = (
        f"<table class=h><tr><td><b>Regional Genomics Service, Wharfedale</b><br>Oncology Cytogenetics</td><td class=r>Report date {words(out)}<br>Our ref {who.ids[1]}</td></tr></table><p>Dr P. Abiola, Consultant Haematologist, Wharfedale Infirmary</p>"
        f"<p><b>Patient:</b> {esc(who.last.upper())} {who.first} &nbsp; <b>DOB:</b> {words(who.born)} &nbsp; <b>Gender:</b> {gender(d)} &nbsp; <b>Hospital number:</b> {who.ids[0]}</p><p><b>Sample:</b> Bone marrow, taken {words(on)}. <b>Reason for referral:</b> ?MDS</p>"
        f"<p class=x>RESULT SUMMARY: {'No acquired abnormality detected' if _normal(d) else 'Acquired clonal abnormality detected'}</p><p class=k>Karyotype: {who.karyotype}</p>"
        f"<p>{who.metaphases} metaphases were examined by G-banded analysis.</p><p>{'The karyotype is that expected of this patient.' if _normal(d) else 'The clinical weight of the finding should be judged with the morphology.'} For the IPSS-R, -Y and del(11q) count as very good, normal and del(5q) as good, trisomy 8 as intermediate, "
        "monosomy 7 as poor and complex karyotypes of more than three changes as very poor. An example of the last is 44,XY,-5,-7,del(12)(p13),+mar[10].</p><p>FISH for TP53 was not requested. Remaining cells are stored for five years.</p>"
        "<p>Analysed by: J. Threlkeld, Clinical Scientist<br>Authorised by: Dr N. Purewal, Consultant Clinical Scientist</p>"
    )  # fmt: skip
    css = "@page{size:a4;margin:22mm}body{font:10.5pt 'Liberation Sans'}.h{width:100%;border-bottom:2pt solid #0057a8}.r{text-align:right}.x{background:#dbe9f6;padding:5pt;font-weight:bold}.k{border:1pt solid #0057a8;padding:6pt;overflow-wrap:anywhere}p{margin:7pt 0}"
    sheet = printed(d, body, css, "cytogenetics")
    _formula(d, sheet.at(who.karyotype))
    _not_this(d, "44,XY,-5,-7,del(12)(p13),+mar[10]", "an example")
    d.fact("diagnoses", 1, "?MDS", may=True, disease="mds", labels=[""], status="suspected")
    d.also_dated = (out,)


def cells_then_formula(d: Doc) -> None:
    """A terminal's report: a register of clones and their cells, the formula broken over lines by its clones, FISH as a coded list, an earlier study quoted."""
    who, on, probes = d.person, d.on, _signals(d)
    out, before = later(on, 11), later(on, -520)
    old = {"F": "46,XX,inv(9)(p12q13)c[20]", "M": "46,XY,inv(9)(p12q13)c[20]"}[who.sex]
    s = d.paper("Courier", 9, 46)
    d.kind, d.also_dated = "cytogenetics", (out,)
    s.mono(["COASTAL PLAINS GENETICS            CYTOGENETIC REPORT                  PAGE 1/1", "=" * 78, f"PT   {who.last.upper()}, {who.first.upper():<24} DOB {brief(who.born).upper()}   SEX {who.sex}   MR {who.ids[0]}",
            f"SPEC BONE MARROW            COLL {brief(on).upper()}   RPT {brief(out).upper()}   CASE {who.ids[1]}", "=" * 78, ""])  # fmt: skip
    clones = [part.partition("[") for part in who.karyotype.split("/")]
    s.mono(["CELLS:"])
    for n, (formula, _, cells) in enumerate(clones, 1):
        kind = "NORMAL" if formula in {"46,XX", "46,XY"} else f"CLONE {n}"
        s.mono([f"   {kind:<10} {cells.rstrip(']'):>3} CELLS"])
    s.mono([f"   {'TOTAL':<10} {who.metaphases:>3} METAPHASES", "", "ISCN:"])
    lines = who.karyotype.replace("/", "/\n").split("\n")
    page = s.mono([f"   {line}" for line in lines])
    _formula(d, page)
    s.mono(["", "FISH (200 NUCLEI, CUTOFF 5 PCT):"])
    for f in probes:
        code = "POS" if f.positive else "NEG"
        _seen(d, s.mono([f"   {f.probe:<8} {f.band:<6} {code}   {f.percent:>5} PCT"]), f)
    s.mono(["   KMT2A    11q23  NOT DONE", "", "COMMENT:", "   " + ("NO CLONAL ABNORMALITY." if _normal(d) else "CLONAL ABNORMALITY AS LISTED."),
            f"   A BLOOD STUDY OF {brief(before).upper()} FROM ANOTHER LABORATORY",
            f"   READ {old}, CONSTITUTIONAL VARIANT; NOT CONFIRMED HERE.", "", "   REF NORMAL: 46,XX OR 46,XY.", "", "E-SIGNED  D. OKONJO PHD  " + american(out).upper()])  # fmt: skip
    _not_this(d, old, "an earlier study, not confirmed")
    for formula, _, cells in clones:
        part = f"{formula}[{cells}"
        if part != who.karyotype:
            d.fact("karyotypes", 1, part, may=True, iscn=part, metaphases=int(cells.rstrip("]")), collected=on.isoformat())  # fmt: skip


def formula_in_sentence(d: Doc) -> None:
    """A French-speaking hospital in English: the formula stands inside a sentence, FISH is told in prose, results awaited are named."""
    who, on, probes = d.person, d.on, _signals(d)
    out = later(on, 14)
    hits, clear = [f for f in probes if f.positive], [f for f in probes if not f.positive]
    told_hits = " ".join(f"The {f.probe} probe ({f.band}) shows {f.what} in {f.percent}% of 200 nuclei." for f in hits)
    told_clear = f"No {', no '.join(f'{f.what} ({f.probe}, {f.band})' for f in clear)} was found by FISH on 200 nuclei." if clear else ""  # fmt: skip
    body = (
        f"<table class=h><tr><td>University Hospital of Valmorel<br><i>Unit of haematological cytogenetics</i></td><td>Edited on {spaced(out)}</td></tr></table><p class=t>Report of onco-haematological karyotype</p>"
        f"<p>{'Mrs' if who.sex == 'F' else 'Mr'} <b>{esc(who.last.upper())} {who.first}</b>, born on {spaced(who.born)}, sex: {gender(d)}. Dossier {who.ids[0]}. Sample {who.ids[1]}: bone marrow of {spaced(on)}, received the same day. Cultures of 24 and 48 hours, RHG bands.</p>"
        f"<p>The examination of {who.metaphases} mitoses shows the formula <b class=k>{who.karyotype}</b>, {'thus without acquired anomaly.' if _normal(d) else 'thus with an acquired clonal anomaly.'}</p>"
        f"<p>{told_hits} {told_clear}</p><p>Reminder: a chromosomal loss must be seen in three mitoses to be clonal. SNP array: in progress. Search for BCR::ABL1: not indicated.</p>"
        "<p>In sum, to be integrated with cytology and molecular biology. A new examination is useful in case of evolution, in particular for a monosomy 7 (45,XX,-7 or 45,XY,-7).</p><p class=r>Pr Hélène Vaucanson-Lemaître</p>"
    )  # fmt: skip
    css = "@page{size:a4;margin:24mm}body{font:11pt 'DejaVu Serif Condensed','DejaVu Serif';line-height:1.3}.h{width:100%;font-size:9pt;color:#333}.h td:last-child{text-align:right}.t{font-size:14pt;text-align:center;margin:14pt 0}.k{overflow-wrap:anywhere}.r{text-align:right;margin-top:20pt}p{margin:7pt 0}"
    sheet = printed(d, body, css, "cytogenetics")
    _formula(d, sheet.at(who.karyotype))
    for f in probes:
        _seen(d, sheet.at(f.probe), f)
    for iscn in ("45,XX,-7", "45,XY,-7"):
        _not_this(d, iscn, "a change in general")
    d.also_dated = (out,)


def addendum_fish(d: Doc) -> None:
    """Chromosomes first; FISH added a week later under its own date with nuclei as a fraction, one probe failed; an index of terms on the next page."""
    who, on, probes = d.person, d.on, _signals(d)
    first, out = later(on, 8), later(on, 15)
    rows = [(f.probe, f.band, f"{f.nuclei}/200", f"{f.percent}%", "Detected" if f.positive else "Not detected") for f in probes]  # fmt: skip
    rows.append(("TP53", "17p13", "failed", "-", "No result; insufficient nuclei"))
    body = (
        f"<p class=t>Kestrel Bay Genomics</p><p class=d>{esc(who.last)}, {who.first} | {gender(d)} | DOB {spaced(who.born)} | Patient no. {who.ids[0]} | Marrow collected {spaced(on)} | Lab no. {who.ids[1]}</p>"
        f"<h3>ADDENDUM 1 &mdash; {spaced(out)}</h3>{grid(('Probe', 'Locus', 'Abnormal nuclei', '%', 'Result'), rows)}<p class=s>Upper limit of normal: 10/200 (5%).</p>"
        f"<h3>ORIGINAL REPORT &mdash; {spaced(first)}</h3><p>Cells counted {who.metaphases}. Cells karyotyped 3.</p><p>Result: <span class=k>{who.karyotype}</span></p><p>{'Normal study.' if _normal(d) else 'Abnormal study.'} FISH will follow as an addendum.</p><p>Signed: Beatriz Holloway-Anand PhD</p>"
        "<div class=n><h3>Reading this report</h3><p>46 is the usual number of chromosomes. XX and XY are the sex chromosomes. A plus sign is a gain (+8, trisomy 8), a minus sign a loss (-7, monosomy 7); del is a deletion, for example del(5)(q13q33) in 46,XX,del(5)(q13q33)[12]/46,XX[8]. Square brackets hold the number of cells.</p></div>"
    )  # fmt: skip
    css = "@page{size:a4;margin:18mm;@top-right{content:counter(page) '/' counter(pages);font:8pt 'Liberation Sans'}}body{font:10pt 'Liberation Sans Narrow'}.t{font-size:16pt;color:#5a2a82}.d{background:#f3eef8;padding:5pt}h3{font-size:11pt;border-bottom:.6pt solid #5a2a82;margin:12pt 0 4pt}.g{width:100%}.g td,.g th{padding:3pt 6pt;border-bottom:.3pt solid #aaa}.k{font:bold 10.5pt 'Liberation Mono';overflow-wrap:anywhere}.n{page-break-before:always}.s{font-size:8.5pt}"
    sheet = printed(d, body, css, "cytogenetics")
    _formula(d, sheet.at("Cells counted", who.karyotype))
    for f in probes:
        _seen(d, sheet.at(f.probe), f)
    _not_this(d, "46,XX,del(5)(q13q33)[12]/46,XX[8]", "an example")
    d.gold.trap("biomarkers", {"name": "fish_del17p", "status": "negative"}, "no result")
    d.fact("biomarkers", 1, "TP53", may=True, name="fish_del17p", status="not_tested", collected=on.isoformat(), any_status=["not_tested", "equivocal"])  # fmt: skip
    d.also_dated = (first, out)


def result_entry(d: Doc) -> None:
    """An everyday chart copy: a reference laboratory's components and values in rows, karyotype among them, FISH rows, a comment in capitals."""
    who, on, probes = d.person, d.on, _signals(d)
    out = later(on, 7)
    rows: list[tuple[str, str]] = [
        ("Specimen source", "Bone marrow aspirate"), ("Reason for referral", "Anemia, thrombocytopenia"), ("Chromosome result", "Normal" if _normal(d) else "Abnormal"), ("Metaphases counted", str(who.metaphases)), ("Band resolution", "425"),
        ("Karyotype", who.karyotype), *((f"FISH {f.band} {f.probe}, {f.what}", f"{'Positive' if f.positive else 'Negative'} ({f.percent}% of 200 nuclei)") for f in probes), ("FISH MECOM 3q26", "Test not ordered"), ("Reviewed by", "T. Halvorsen-Oduya, PhD"),
    ]  # fmt: skip
    body = (
        f"<p class=t>Cedar Fork Regional Medical Center</p><p>{esc(who.last)}, {who.first} &nbsp; DOB {d.date(who.born)} &nbsp; {gender(d)} &nbsp; MRN {who.ids[0]}</p><p class=b>Chromosome analysis and FISH, MDS &nbsp; (Order {who.ids[1]})</p><p>Collected: {d.date(on)} 1:20 PM &nbsp; Final result: {d.date(out)} 4:02 PM &nbsp; Resulting lab: send-out</p>"
        + grid(("Component", "Value"), rows)
        + "<p class=s>COMMENT: REFERENCE RANGE FOR FISH LOSSES IS BELOW 6%, FOR GAINS BELOW 3%. A NEGATIVE STUDY DOES NOT EXCLUDE A SMALL CLONE. REVISED INTERNATIONAL SCORE NOT CALCULATED BY THE LABORATORY.</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.8in}body{font:10pt 'Liberation Sans'}.t{font-size:13pt;color:#234}.b{font-weight:bold;background:#eee;padding:4pt}.g{width:100%}.g td,.g th{border-bottom:.4pt solid #bbb;padding:3.5pt 4pt}.g td:first-child{width:190pt}.g td:last-child{overflow-wrap:anywhere}.s{font-size:8.5pt;margin-top:8pt}"
    sheet = printed(d, body, css, "cytogenetics")
    _formula(d, sheet.at("Karyotype", who.karyotype))
    for f in probes:
        _seen(d, sheet.at(f.probe), f)
    d.also_dated = (out,)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f
    for f in (
        fields_and_formula,
        summary_then_karyotype,
        cells_then_formula,
        formula_in_sentence,
        addendum_fish,
        result_entry,
    )
}

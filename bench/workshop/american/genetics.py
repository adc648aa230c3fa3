# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""American families of chromosome and FISH reports."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bench.workshop.american.paper import (
    asked,
    long,
    mdy,
    mon,
    slim,
    table,
    vista,
    web,
)
from bench.workshop.days import later, sex
from bench.workshop.dress import Doc
from bench.workshop.markup import Raw, esc, row

SITES = (  # biomarker, chromosome, probe, control, locus, signs of it in a karyotype
    ("fish_del5q", 5, "EGR1", "D5S23/D5S721", "5q31.2", ("del(5)", "del(5)(q", "-5")),
    ("fish_del7q", 7, "D7S486", "CEP7", "7q31", ("del(7)", "del(7)(q")),
    ("fish_trisomy8", 8, "CEP8", "D8Z2", "8p11.1-q11.1", ("+8",)),
    ("fish_del20q", 20, "D20S108", "-", "20q12", ("del(20)", "del(20)(q", "-20")),
    ("fish_del17p", 17, "TP53", "CEP17", "17p13.1", ("del(17)(p", "-17")),
)  # fmt: skip


@dataclass(frozen=True)
class Probe:
    """One probe's result."""

    name: str
    probe: str
    control: str
    locus: str
    positive: bool
    cells: int

    @property
    def percent(self) -> str:
        """Of two hundred cells."""
        return f"{self.cells / 2:g}"

    @property
    def nuc_ish(self) -> str:
        """The formula of the probe."""
        gain = self.name == "fish_trisomy8"
        pair = f"{self.control},{self.probe}" if self.control not in {"-", "D8Z2"} else self.probe
        if not self.positive:
            return f"nuc ish({pair})x2[200]"
        one = f"({self.probe}x{3 if gain else 1})"
        return (
            f"nuc ish{one}[{self.cells}/200]"
            if pair == self.probe
            else f"nuc ish({self.control}x2,{self.probe}x1)[{self.cells}/200]"
        )


def _tokens(karyotype: str) -> list[str]:
    return [t.partition("[")[0].strip() for t in karyotype.replace("/", ",").split(",")]


def _probes(d: Doc) -> list[Probe]:
    """What goes with the karyotype; a probe on a chromosome changed in another way is left out."""
    found = []
    for name, number, probe, control, locus, signs in SITES:
        tokens = _tokens(d.person.karyotype)
        hit = any(t == s or (s.endswith(("(q", "(p")) and t.startswith(s)) for t in tokens for s in signs)
        odd = any(
            f"({number})" in t or f"({number};" in t or f";{number})" in t or t in {f"+{number}", f"-{number}"}
            for t in tokens
        )
        if hit or not odd:
            found.append(Probe(name, probe, control, locus, hit, d.rng.randrange(61, 165) if hit else 3))
    return found


def _mark(d: Doc, page: int, f: Probe, value: bool = True) -> None:
    status = "positive" if f.positive else "negative"
    fields: dict[str, Any] = {"name": f.name, "status": status, "collected": d.on.isoformat()}
    if f.positive and value:
        fields |= {"value": f.cells / 2, "unit": "%"}
    d.fact("biomarkers", page, f.probe, **fields)


def _karyotype(d: Doc, page: int) -> None:
    iscn = d.person.karyotype
    d.fact("karyotypes", page, iscn, iscn=iscn, metaphases=d.person.metaphases, collected=d.on.isoformat())


def _normal(d: Doc) -> bool:
    return d.person.karyotype.partition("[")[0] in {"46,XX", "46,XY"}


def _example(d: Doc, *examples: str) -> None:
    for iscn in examples:
        if iscn != d.person.karyotype:
            d.gold.trap("karyotypes", {"iscn": iscn}, "an example or another study")


def reference_lab(d: Doc) -> None:
    """A reference laboratory: an order box, NORMAL or ABNORMAL in a banner, band resolution, the formula with a remark, interpretation in general terms."""
    who, on = d.person, d.on
    out, probes = later(on, 8), _probes(d)
    verdict = "NORMAL" if _normal(d) else "ABNORMAL"
    facts = (("Metaphases counted", str(who.metaphases)), ("Metaphases analyzed", str(who.metaphases)), ("Metaphases karyotyped", "3"), ("Banding / resolution", "GTW / 400-425 bands"),
             ("Cultures", "24 hr unstimulated; 48 hr unstimulated; 72 hr not set up"))  # fmt: skip
    body = (
        f"<div class=h><b>NORTHSTAR ESOTERIC LABORATORIES</b><span>CHROMOSOME ANALYSIS, HEMATOLOGIC, BONE MARROW</span></div><table class=d><tr><td><i>Patient Name</i><br>{esc(who.last.upper())},{who.first.upper()}</td><td><i>Date of Birth</i><br>{mdy(who.born)}</td>"
        f"<td><i>Sex</i><br>{sex(d)[0]}</td><td><i>Patient ID</i><br>{who.ids[0]}</td></tr><tr><td><i>Collected</i><br>{mdy(on)} 11:40</td><td><i>Received</i><br>{mdy(later(on, 1))} 09:15</td><td><i>Reported</i><br>{mdy(out)} 17:02</td><td><i>Order #</i><br>{who.ids[1]}-CHBM</td></tr></table>"
        f"<p class=v>Result Summary: {verdict}</p><p><b>Reason for Referral:</b> Anemia; rule out MDS &nbsp; <b>Specimen:</b> Bone marrow</p><p><b>Result (ISCN 2020):</b></p><p class=k>{who.karyotype}</p>"
        + "<table class=t>" + "".join(row((Raw(f"<b>{a}:</b>"), b)) for a, b in facts) + "</table>"
        + "<p><b>Interpretation:</b> "
        + ("No clonal chromosome abnormality was apparent. A normal result does not exclude a neoplasm; approximately half of patients with MDS have a normal karyotype." if verdict == "NORMAL" else
           "The abnormality above was interpreted by the director with the clinical history provided. In MDS, del(5q) as a sole change is associated with a favorable course; monosomy 7 and complex karyotypes (three or more abnormalities) are associated with an unfavorable one.")
        + " For orientation, the result of a healthy woman is written 46,XX[20].</p><p><b>FISH, MDS panel (reflexed):</b></p>"
        + table(("Probe", "Location", "Nuclei", "Result", "Normal cutoff"), [(f.probe, f.locus, "200", f"{f.percent}% abnormal" if f.positive else "Normal", "<5.0%") for f in probes])
        + "<p class=s>This test was developed and its performance characteristics determined by Northstar Esoteric Laboratories. It has not been cleared by the U.S. Food and Drug Administration. Up to 5% of normal persons over 70 lose the Y chromosome. Released by: P. Abernathy-Cole, PhD</p>"
    )  # fmt: skip
    css = ("@page{size:letter;margin:.65in}body{font:9.5pt 'Liberation Sans'}.h span{float:right}.h{border-bottom:3pt solid #135;padding-bottom:3pt}.d{width:100%;margin:6pt 0}.d td{border:.5pt solid #888;padding:3pt}.d i{font-size:7pt;color:#555}.v{background:#135;color:#fff;padding:5pt;font-weight:bold}"
           ".k{font:bold 10pt 'Liberation Mono';margin-left:14pt;overflow-wrap:anywhere}.t td,.t th{padding:2pt 12pt 2pt 0}.s{font-size:7.5pt;margin-top:14pt}")  # fmt: skip
    sheet = web(d, body, css, "cytogenetics")
    _karyotype(d, sheet.find(who.karyotype))
    for f in probes:
        _mark(d, sheet.find(f.probe, f.locus), f)
    _example(d, "46,XX[20]")
    asked(d, 1, "mds")
    d.also_dated = (out, later(on, 1))


def fish_before_chromosomes(d: Doc) -> None:
    """Two reports of one marrow in one file: FISH first with its own number and day, chromosomes on the next page; both pages carry the head."""
    who, on = d.person, d.on
    soon, out, probes = later(on, 3), later(on, 11), _probes(d)

    def head(title: str, number: str, when: str) -> str:
        return (f"<table class=d><tr><td><b>Ellery Institute of Genomics</b><br>{title}</td><td>{who.first} {esc(who.last)}<br>{sex(d)}, DOB {mon(who.born)}<br>MRN {who.ids[0]}</td>"
                f"<td>Accession {number}<br>Sample drawn {mon(on)}<br>Report date {when}</td></tr></table>")  # fmt: skip

    hits = [f for f in probes if f.positive]
    lines = [
        (
            f.locus,
            f"{f.probe} / {f.control}",
            ("1R2G" if f.name != "fish_trisomy8" else "3A")
            if f.positive
            else ("2R2G" if f.name != "fish_trisomy8" else "2A"),
            f"{f.percent}%",
            "≤4.5%",
            "POSITIVE" if f.positive else "Negative",
        )
        for f in probes
    ]
    body = (
        head("Interphase FISH - Myelodysplasia panel", f"F{who.ids[1][1:]}", mon(soon)) + f"<p class=r>FISH result: {'ABNORMAL' if hits else 'NORMAL'}</p>"
        + table(("Region", "Probe / control", "Signal pattern", "% nuclei", "Upper limit", "Result"), lines) + "".join(f"<p class=m>{esc(f.nuc_ish)}</p>" for f in hits)
        + "<p>Two hundred interphase nuclei were scored for each probe set by two technologists. Pattern 2R2G is normal. Probes for 3q26 (MECOM) and 11q23 (KMT2A) were not requested.</p>"
        + "<p>Conventional chromosome analysis is in progress and will be reported under a separate accession.</p><div class=n></div>"
        + head("Cytogenetics - Chromosome study", f"C{who.ids[1][1:]}", mon(out)) + "<p class=r>Chromosome result</p>"
        + f"<table class=k><tr><td>Nomenclature</td><td><b>{who.karyotype}</b></td></tr><tr><td>Cells examined</td><td>{who.metaphases}</td></tr><tr><td>Cells imaged / karyograms</td><td>6 / 2</td></tr><tr><td>Method</td><td>G-banding, 24 h and 48 h cultures</td></tr></table>"
        + f"<p>{'No abnormal clone was seen in the cells examined.' if _normal(d) else 'The nomenclature above describes the clone(s) found.'} Please correlate with the FISH study of the same sample (F{who.ids[1][1:]}).</p>"
        + "<p class=s>A clone is two cells with the same gain or structural change or three with the same loss. Chromosomal microarray: pending. Page numbering restarts with each accession.</p>"
    )  # fmt: skip
    css = ("@page{size:letter;margin:.7in}body{font:10pt 'DejaVu Serif'}.d{width:100%;border-top:2pt solid #063;border-bottom:.5pt solid #063;font-size:8.5pt}.d td{padding:4pt}.r{font-size:12pt;font-weight:bold;margin:10pt 0}.t{width:100%;font-size:8.5pt}.t td,.t th{border:.5pt solid #aaa;padding:3pt}"
           ".m{font:9pt 'DejaVu Sans Mono'}.n{page-break-before:always}.k td{padding:4pt 14pt 4pt 0;overflow-wrap:anywhere}.s{font-size:8pt}")  # fmt: skip
    sheet = web(d, body, css, "cytogenetics")
    for f in probes:
        _mark(d, 1, f)
    _karyotype(d, sheet.find("Nomenclature", who.karyotype))
    d.also_dated = (soon, out)


def portal_narrative(d: Doc) -> None:
    """A portal's copy of a laboratory's plain text: upper case, hard line breaks inside the formula and the sentences, FISH as numbered lines."""
    who, on = d.person, d.on
    out, probes = later(on, 10), _probes(d)
    parts = [""]
    for piece in who.karyotype.replace(",", ",\n").replace("/", "\n/").split("\n"):
        if len(parts[-1] + piece) > 34 and parts[-1]:
            parts.append("")
        parts[-1] += piece
    text = [
        "SPECIMEN TYPE: BONE MARROW", f"DATE COLLECTED: {slim(on)}", "CLINICAL INDICATION: CYTOPENIA, EVALUATE FOR MDS", f"CELLS ANALYZED: {who.metaphases}", "KARYOTYPED CELLS: 2", "BAND LEVEL: 400", "",
        "KARYOTYPE:", *(f"    {part}" for part in parts), "", "INTERPRETATION:",
        *(("NO EVIDENCE OF A CLONAL CHROMOSOME", "ABNORMALITY WAS OBSERVED.") if _normal(d) else ("THE ABOVE CLONAL FINDING(S) WERE", "OBSERVED. CLINICAL CORRELATION IS", "RECOMMENDED. ISOLATED LOSS OF Y, SUCH AS", "45,X,-Y[20], CAN BE AGE RELATED.")),
        "", "FISH ANALYSIS (200 INTERPHASE NUCLEI EACH):",
        *(f"{n}. {f.locus} ({f.probe}): " + (f"DETECTED, {f.percent}%" if f.positive else "NOT DETECTED") for n, f in enumerate(probes, 1)),
        "", "TEST NOT PERFORMED: CHIMERISM (N/A).", "", "*** FINAL REPORT ***", f"ELECTRONICALLY SIGNED {slim(out)} 13:20", "DIRECTOR: S. MUKHERJEE-LANE PHD FACMG",
    ]  # fmt: skip
    body = (
        f"<p class=g>HealthyYou &rsaquo; Test details</p><h1>Chromosome analysis, bone marrow</h1><p>Name: {who.name} | DOB: {mdy(who.born)} | {sex(d)} | MRN: {who.ids[0]}</p><p>Collected on {long(on)} 1:15 PM &nbsp; Final result on {long(out)}</p>"
        f"<h2>Narrative</h2><pre>{esc(chr(10).join(text))}</pre><h2>About this test</h2><p>This test looks at chromosomes, the packages that hold genes. A female with no changes has 46,XX and a male 46,XY. Extra copies (such as trisomy 8) or missing pieces may help your team choose treatment.</p>"
        f"<p class=s>Downloaded {mdy(later(out, 4))}. Seen by patient {who.first}. Questions? Send a message to your care team.</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.8in}body{font:10pt 'Liberation Sans'}pre{font:9pt 'Liberation Mono';background:#f6f6f6;padding:8pt}.g{color:#777}h1{font-size:15pt}h2{font-size:11pt;border-bottom:.5pt solid #ccc}.s{font-size:8pt;color:#777}"
    web(d, body, css, "cytogenetics")
    _karyotype(d, 1)
    for f in probes:
        _mark(d, 1, f)
    _example(d, "46,XX", "46,XY", "45,X,-Y[20]")
    asked(d, 1, "mds")
    d.also_dated = (out, later(out, 4))


def clone_table(d: Doc) -> None:
    """A cancer center: clones by row with their cells, the whole formula below, the karyotype of an earlier study refused, FISH told in one line of formulas."""
    who, on = d.person, d.on
    out, probes, before = later(on, 9), _probes(d), later(on, -400)
    old = {"F": "46,XX,t(9;22)(q34;q11.2)[20]", "M": "46,XY,t(9;22)(q34;q11.2)[20]"}[who.sex]
    clones = [part.partition("[") for part in who.karyotype.split("/")]
    lines = [
        (chr(65 + n) if "," in formula[3:] else "Normal", formula, cells.rstrip("]"))
        for n, (formula, _, cells) in enumerate(clones)
    ]
    body = (
        f"<div class=h>MESA VERDE CANCER CENTER<br><small>Clinical Cytogenomics &bull; 9th floor, Kettle Building</small></div><p><b>{esc(who.last)}, {who.first}</b> &nbsp; MRN {who.ids[0]} &nbsp; born {mdy(who.born)} &nbsp; {sex(d)}</p>"
        f"<p>Marrow collected {mdy(on)} &middot; in lab {mdy(on)} &middot; verified {mdy(out)} &middot; case MV{who.ids[1][1:]}</p><h3>Clones</h3>" + table(("Clone", "Finding", "Cells"), lines)
        + f"<p>Total metaphase cells: {who.metaphases}</p><h3>ISCN</h3><p class=k>{who.karyotype}.ish not performed</p>".replace(".ish", " &nbsp; ish:")
        + "<h3>Interphase FISH</h3><p class=k>" + "; ".join(esc(f.nuc_ish) for f in probes) + "</p><p>"
        + ("Abnormal: " + ", ".join(f"{f.locus} {f.percent}%" for f in probes if f.positive) + ". " if any(f.positive for f in probes) else "No probe was outside its reference limit. ")
        + "Reference limit 5%.</p>"
        + f"<h3>Remarks</h3><p>A karyotype filed under this MRN on {mdy(before)} ({old}) belongs to a different person; the chart has been corrected. IPSS-R cytogenetic groups: very good, good, intermediate, poor, very poor. "
        + "Examples of the poor group: -7, inv(3).</p><p class=s>Dr. Tomasz Wieczorek, FACMG (signed electronically). Report is void if altered.</p>"
    )  # fmt: skip
    css = ("@page{size:letter;margin:.75in}body{font:10pt 'Liberation Serif'}.h{font-size:14pt;letter-spacing:2pt;text-align:center;border-bottom:1pt double #333}.t td,.t th{border-bottom:.5pt solid #888;padding:3pt 14pt 3pt 0;max-width:340pt;overflow-wrap:anywhere}"
           ".k{font:9.5pt 'Liberation Mono';overflow-wrap:anywhere}h3{margin:9pt 0 2pt;font-size:11pt}.s{font-size:8pt}")  # fmt: skip
    web(d, body, css, "cytogenetics")
    _karyotype(d, 1)
    for formula, _, cells in clones:
        part = f"{formula}[{cells}"
        if part != who.karyotype:
            d.fact(
                "karyotypes", 1, part, may=True, iscn=part, metaphases=int(cells.rstrip("]")), collected=on.isoformat()
            )
    for f in probes:
        _mark(d, 1, f)
    _example(d, old)
    d.also_dated = (out,)


def va_sendout(d: Doc) -> None:
    """A VA result of a test sent out: comment lines under a one-word result, the formula on a line of its own, FISH in lines of text."""
    who, on = d.person, d.on
    out, probes = later(on, 14), _probes(d)
    s = d.paper("Courier", 9, 45)
    d.kind, d.also_dated = "cytogenetics", (out,)
    s.mono([f"{who.last.upper()},{who.first.upper()}    000-00-{who.ids[0][:4]}    {sex(d).upper()}    DOB: {vista(who.born)}", "", "  Report Released: " + vista(out, "07:58"), "  Provider: EZEANI,CLARA N", "  Specimen: BONE MARROW.      SO " + who.ids[1][1:],
            f"    Specimen Collection Date: {vista(on, '13:05')}", "      Test name                Result    units      Ref.   range   Site Code",
            f"      CHROMOSOME STUDY         {'NORMAL' if _normal(d) else 'ABNORM H'}                                   [8812]"])  # fmt: skip
    page = s.mono(
        [
            "      Comment: PERFORMED AT REFERENCE LABORATORY",
            f"      Comment: METAPHASES {who.metaphases}   BANDS 375",
            "      Comment: ISCN:",
        ]
    )
    half = who.karyotype if len(who.karyotype) < 58 else who.karyotype.replace("/", "/\n")
    s.mono([f"      Comment: {part}" for part in half.split("\n")])
    _karyotype(d, page)
    s.mono(["", "      FISH MDS PANEL           SEE COMMENT                                [8812]"])
    for f in probes:
        status = f"POSITIVE IN {f.percent} PCT OF CELLS" if f.positive else "NEGATIVE"
        _mark(d, s.mono([f"      Comment: {f.probe} {f.locus}: {status}"]), f)
    s.mono(
        [
            "      Comment: CUTOFFS: 5 PCT LOSS, 3 PCT GAIN. BCR::ABL1 NOT ORDERED.",
            "      HLA TYPING               PENDING",
            "=" * 78,
            "Performing Lab Sites",
            "[8812] REFERENCE LABORATORY OF THE PLAINS  OMAHA, NE",
            "",
            "          *** THIS IS A CHART COPY ***",
        ]
    )


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (reference_lab, fish_before_chromosomes, portal_narrative, clone_table, va_sendout)
}

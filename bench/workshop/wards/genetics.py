# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Chromosome and FISH reports of ordinary hospitals."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bench.workshop.days import later, long, sex
from bench.workshop.dress import Doc
from bench.workshop.markup import esc, row
from bench.workshop.sheet import Cell
from bench.workshop.wards.paper import (
    asked,
    dmy,
    short,
    table,
    web,
)

SITES = (  # biomarker, chromosome, probe, locus, words, signs of it in a karyotype
    ("fish_del5q", "5", "EGR1", "5q31", "deletion of 5q", ("del(5)(q",)),
    ("fish_del7q", "7", "D7S486", "7q31", "deletion of 7q", ("del(7)(q",)),
    ("fish_trisomy8", "8", "D8Z2", "8cen", "trisomy 8", ("+8",)),
    ("fish_del20q", "20", "D20S108", "20q12", "deletion of 20q", ("del(20)(q",)),
)


@dataclass(frozen=True)
class Probe:
    """One probe's result, of two hundred nuclei."""

    name: str
    probe: str
    locus: str
    words: str
    positive: bool
    cells: int

    @property
    def percent(self) -> str:
        """Share of the nuclei."""
        return f"{self.cells / 2:g}"


def _probes(d: Doc) -> list[Probe]:
    """What goes with the karyotype; a probe on a chromosome changed in another way is left out."""
    found = []
    tokens = [t.partition("[")[0].strip() for t in d.person.karyotype.replace("/", ",").split(",")]
    for name, number, probe, locus, words, signs in SITES:
        hit = any(t == s or (s.endswith("(q") and t.startswith(s)) for t in tokens for s in signs)
        touched = (f"({number})", f"({number};", f";{number})", f";{number};")
        odd = any(any(m in t for m in touched) or t in {f"+{number}", f"-{number}"} for t in tokens)
        if hit or not odd:
            found.append(Probe(name, probe, locus, words, hit, d.rng.randrange(56, 160) if hit else 2))
    return found


def _mark(d: Doc, page: int, f: Probe) -> None:
    fields: dict[str, Any] = {"name": f.name, "status": "positive" if f.positive else "negative"}
    if f.positive:
        fields |= {"value": f.cells / 2, "unit": "%"}
    d.fact("biomarkers", page, f.probe, **fields, collected=d.on.isoformat())


def _karyotype(d: Doc, page: int) -> None:
    iscn = d.person.karyotype
    d.fact("karyotypes", page, iscn, iscn=iscn, metaphases=d.person.metaphases, collected=d.on.isoformat())


def _normal(d: Doc) -> bool:
    return d.person.karyotype.partition("[")[0] in {"46,XX", "46,XY"}


def _example(d: Doc, *examples: str) -> None:
    for iscn in examples:
        if iscn != d.person.karyotype:
            d.gold.trap("karyotypes", {"iscn": iscn}, "an example or another study")


def cultures_and_formula(d: Doc) -> None:
    """A Spanish genetics department: sample and technique in a table, the formula in a frame, an evaluation by risk groups in general."""
    who, on = d.person, d.on
    out = later(on, 11)
    facts = (("Sample", "Bone marrow, heparin"), ("Extraction date", dmy(on)), ("Reception date", dmy(later(on, 1))), ("Report date", dmy(out)), ("Culture", "24 h without stimulation; 48 h with GM-CSF"), ("Banding", "GTG, 350 - 400 bands"),
             ("Metaphases analysed", str(who.metaphases)), ("Indication", "Suspected myelodysplastic syndrome"))  # fmt: skip
    verdict = (
        "No clonal cytogenetic alterations have been detected in the metaphases studied."
        if _normal(d)
        else "Clonal cytogenetic alteration(s) have been detected, as described in the formula."
    )
    body = (
        f"<div class=h><b>Hospital Universitario Sierra Blanca</b><br>Genetics Service &ndash; Oncohaematological Cytogenetics</div><p><b>{who.first} {esc(who.last)}</b>, {sex(d).lower()}, date of birth {dmy(who.born)}, clinical history {who.ids[0]}, study number {who.ids[1]}</p>"
        + table((), facts)
        + f"<div class=k><small>KARYOTYPE (ISCN 2020)</small><br><b>{who.karyotype}</b></div><p><b>Interpretation.</b> {verdict} Small rearrangements below the resolution of the technique, and clones of few cells, cannot be excluded.</p>"
        "<p><b>Prognostic groups (IPSS-R), for information.</b> Very good: -Y, del(11q). Good: normal, del(5q), del(12p), del(20q). Intermediate: del(7q), +8, +19, i(17q). Poor: -7, inv(3)/t(3q), complex with 3 abnormalities. Very poor: more than 3 abnormalities.</p>"
        "<p>FISH was not requested. A second sample in cell suspension is kept for six months.</p><p class=g>Dr. Joaquín Montalbán, clinical geneticist &nbsp;&nbsp; Dra. Nuria Belmonte, head of service</p>"
    )  # fmt: skip
    css = (
        "@page{size:A4;margin:20mm}body{font:10pt 'Liberation Sans';line-height:1.3}.h{border-left:5pt solid #7a5c00;padding-left:7pt;margin-bottom:10pt}.t{width:100%;margin:8pt 0}.t td{border-bottom:.5pt solid #aaa;padding:3pt 5pt}.t td:first-child{width:150pt;color:#555}"
        ".k{border:1pt solid #333;padding:7pt;margin:10pt 0;overflow-wrap:anywhere}.k b{font-size:11pt}.g{margin-top:24pt}"
    )
    sheet = web(d, body, css, "cytogenetics")
    _karyotype(d, sheet.find(who.karyotype))
    asked(d, 1, "mds")
    d.also_dated = (out, later(on, 1))


def clinic_genetics_typed(d: Doc) -> None:
    """A South African university laboratory: headings and short lines, formula alone on its line, FISH as a small table with cut-offs, a comment."""
    who, on = d.person, d.on
    out = later(on, 14)
    probes = _probes(d)
    s = d.paper("Helvetica", 10, 55)
    d.kind, d.also_dated = "cytogenetics", (out, later(on, 2))
    s.line("UNIVERSITY OF THE DRAKENSBERG", True, 13, "c")
    s.line("Division of Human Genetics - Cytogenetics Laboratory, Pietermaritzburg", pt=9, align="c")
    s.rule()
    s.gap(5)
    for left, right in ((f"Name: {who.first} {who.last}", f"Laboratory number: {who.ids[1]}"), (f"Date of birth: {short(who.born)}", f"Sex: {sex(d)}"), (f"Hospital number: {who.ids[0]}", "Referred by: Dr N. Zulu, Haematology"),
                        (f"Specimen taken: {short(on)}", f"Specimen received: {short(later(on, 2))}"), ("Specimen: bone marrow aspirate", f"Date of report: {short(out)}")):  # fmt: skip
        s.row(Cell(s.margin, left), Cell(s.margin + 260, right))
    s.rule()
    s.gap(6)
    s.line("CHROMOSOME ANALYSIS", True)
    s.line(f"Number of metaphases analysed: {who.metaphases}")
    s.line("Banding: G-banding. Band level: 300 (suboptimal).")
    s.gap(4)
    s.line("Result:", True)
    parts = [who.karyotype]
    while len(parts[-1]) > 70:
        cut = max(parts[-1].rfind(",", 0, 70), parts[-1].rfind("/", 0, 70)) + 1
        parts[-1:] = [parts[-1][:cut], parts[-1][cut:]]
    page = s.page
    for part in parts:
        page = min(page, s.line(part, True, x=14))
    _karyotype(d, page)
    s.gap(4)
    s.line("Interpretation:", True)
    s.para(
        "An apparently normal karyotype was found in all cells examined."
        if _normal(d)
        else "An abnormal clone or clones were found. The significance should be judged together with morphology.",
        x=14,
    )
    s.gap(8)
    s.line("FISH (200 interphase nuclei per probe)", True)
    columns = (0, 90, 160, 260, 340)
    s.row(
        *(
            Cell(s.margin + x, t, True)
            for x, t in zip(columns, ("Locus", "Probe", "Abnormal nuclei", "Cut-off", "Result"), strict=True)
        )
    )
    s.rule()
    for f in probes:
        texts = (f.locus, f.probe, f"{f.percent} %", "5 %", f"Positive: {f.words}" if f.positive else "Negative")
        _mark(d, s.row(*(Cell(s.margin + x, t) for x, t in zip(columns, texts, strict=True))), f)
    s.rule()
    s.gap(8)
    s.para(
        "Comment: A Philadelphia chromosome, t(9;22)(q34;q11.2), was looked for and not seen. Constitutional changes cannot be distinguished without a blood culture stimulated with PHA. The sensitivity of FISH is limited to the loci tested."
    )
    s.gap(20)
    s.line("Ms K. Pillay, medical scientist          Dr E. van Rensburg, head of laboratory")
    _example(d, "t(9;22)(q34;q11.2)")
    for name in ("bcr_abl1", "bcr_abl", "fish_bcr_abl1"):
        d.fact("biomarkers", page, "t(9;22)", may=True, name=name, status="negative", collected=on.isoformat())


def form_with_conclusion(d: Doc) -> None:
    """A Dutch genome centre: conclusion above, details below; the formula within a line of other fields; FISH told by probe with 'not aberrant'."""
    who, on = d.person, d.on
    out, probes = later(on, 9), _probes(d)
    hits = [f for f in probes if f.positive]
    lines = [(f"{f.locus} ({f.probe})", "aberrant" if f.positive else "not aberrant", f"{f.percent}% of 200 nuclei" if f.positive else "within limits (<4%)") for f in probes]  # fmt: skip
    body = (
        f"<table class=h><tr><td><b>Genome Diagnostics Centre Maasland</b><br>Tumour cytogenetics</td><td class=r>{long(out)}</td></tr></table>"
        f"<table class=d>{row(('Patient', who.name, 'Born', dmy(who.born, '-')))}{row(('Sex', sex(d).lower(), 'Patient number', who.ids[0]))}{row(('Material', 'bone marrow', 'Taken on', dmy(on, '-')))}{row(('Our number', who.ids[1], 'Requested by', 'Dr. S. Terpstra, internist-haematologist'))}</table>"
        f"<h3>Conclusion</h3><p>{'Normal karyotype; no chromosomal aberration was demonstrated.' if _normal(d) else 'Aberrant karyotype, see the formula below.'} {'With FISH ' + ', '.join(f.words for f in hits) + ' was demonstrated.' if hits else 'With FISH no aberrations were demonstrated.'}</p>"
        f"<h3>Karyotyping</h3><table class=k>{row(('Formula (ISCN)', who.karyotype))}{row(('Cells analysed', str(who.metaphases)))}{row(('Technique', 'GTG banding; cultures of 24 and 48 hours'))}</table>"
        "<h3>FISH</h3>" + table(("Locus (probe)", "Result", "Cells"), lines)
        + "<p class=s>How a formula is read: 46,XX is the chromosome pattern of a woman and 46,XY of a man; the number in square brackets is the number of cells. Loss of 17p (TP53) was not examined with FISH. Earlier material of this patient is not known to us. "
        "In case of a relapse or progression we advise a new sample.</p><p>Dr. ir. F. Wouters, laboratory specialist clinical genetics</p>"
    )  # fmt: skip
    css = (
        "@page{size:A4;margin:19mm}body{font:10pt 'DejaVu Sans';line-height:1.25}.h{width:100%;border-bottom:2pt solid #d9791e}.r{text-align:right}.d{width:100%;margin:8pt 0;font-size:9pt}.d td{padding:2.5pt 4pt}.d td:nth-child(odd){color:#8a4a10}h3{font-size:10.5pt;margin:10pt 0 3pt;color:#8a4a10}"
        ".k td{padding:2.5pt 12pt 2.5pt 0;overflow-wrap:anywhere}.k td:first-child{width:110pt;white-space:nowrap}.t{width:100%;font-size:9pt}.t td,.t th{border-bottom:.5pt solid #ccc;padding:3pt}.s{font-size:8pt;margin:12pt 0}"
    )
    sheet = web(d, body, css, "cytogenetics")
    _karyotype(d, sheet.find(who.karyotype))
    for f in probes:
        _mark(d, sheet.find(f.probe, f.locus), f)
    _example(d, "46,XX", "46,XY")
    d.fact("biomarkers", 1, "17p", may=True, name="fish_del17p", status="not_tested", collected=on.isoformat())
    d.also_dated = (out,)


def request_and_result(d: Doc) -> None:
    """An Australian private laboratory: dated history of the request, result with a one-word heading, interpretive text, an earlier normal study of blood quoted."""
    who, on = d.person, d.on
    out, before = later(on, 8), later(on, -380)
    old = {"F": "46,XX[15]", "M": "46,XY[15]"}[who.sex]
    verdict = "NORMAL" if _normal(d) else "ABNORMAL"
    body = (
        f"<div class=h>SOUTHERN TABLELANDS PATHOLOGY <span>Cytogenetics</span></div><table class=d>{row((who.last.upper() + ', ' + who.first, f'DOB: {short(who.born)}', f'Sex: {sex(d)}'))}{row((f'Patient ID: {who.ids[0]}', f'Lab ref: {who.ids[1]}', 'Dr Olivia Penhaligon'))}{row((f'Collected: {short(on)}', f'Registered: {short(later(on, 1))}', f'Reported: {short(out)}'))}</table>"
        f"<p><b>Test:</b> Bone marrow karyotype</p><p><b>Clinical notes:</b> MDS on marrow morphology, staging.</p><p><b>Summary:</b> {verdict} KARYOTYPE</p><p><b>ISCN:</b> <span class=k>{who.karyotype}</span></p><p><b>Cells:</b> {who.metaphases} analysed, 4 karyotyped</p>"
        f"<p><b>Interpretation:</b> {'G-banded analysis showed no acquired clonal abnormality.' if verdict == 'NORMAL' else 'G-banded analysis showed an acquired clone, described above in the current nomenclature.'} Around half of people with MDS have an abnormal karyotype. Chromosome findings are one of the five parts of the IPSS-R.</p>"
        f"<p><b>Previous study:</b> peripheral blood collected {short(before)}, {old}, reported as normal (unstimulated culture, few divisions).</p><p><b>Not performed:</b> FISH; chromosomal microarray (insufficient DNA).</p>"
        "<p class=s>Method: direct and 24 hour cultures, G-banding, 400 bphs. Not accredited for constitutional studies. Authorised by Dr Tarquin Ashby FRCPA and Ms J. Liu, senior scientist.</p>"
    )  # fmt: skip
    css = (
        "@page{size:A4;margin:18mm}body{font:10.5pt 'Liberation Sans';line-height:1.3}.h{background:#2c6e49;color:#fff;padding:6pt;font-weight:bold}.h span{float:right;font-weight:normal}.d{width:100%;border-bottom:1pt solid #2c6e49;margin-bottom:10pt}.d td{padding:3pt 4pt;font-size:9.5pt}.k{font-family:'Liberation Mono';overflow-wrap:anywhere}"
        "p{margin:7pt 0}.s{font-size:8.5pt;margin-top:22pt;color:#333}"
    )
    sheet = web(d, body, css, "cytogenetics")
    _karyotype(d, sheet.find(who.karyotype))
    d.fact("karyotypes", 1, old, may=True, iscn=old, metaphases=15, collected=before.isoformat())
    if who.karyotype != old:  # the same formula may be found again
        d.gold.trap("karyotypes", {"iscn": old, "collected": on.isoformat()}, "an earlier study")
    d.fact(
        "diagnoses",
        1,
        "MDS on marrow morphology",
        may=True,
        disease="mds",
        labels=[""],
        status="confirmed",
        any_status=["confirmed", "suspected"],
    )
    d.also_dated = (out, later(on, 1))


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (cultures_and_formula, clinic_genetics_typed, form_with_conclusion, request_and_result)
}

# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Cytogenetic reports, with FISH."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bench.workshop.days import later, long, sex
from bench.workshop.days import spaced as day
from bench.workshop.dress import Doc
from bench.workshop.outside.paper import (
    asked,
    esc,
    flow,
    gap,
    grid,
    para,
    table,
    title,
    tr,
    web,
)


@dataclass(frozen=True)
class Probe:
    """What a probe found, in keeping with the karyotype."""

    name: str
    gene: str
    locus: str
    words: str
    positive: bool
    nuclei: int

    @property
    def percent(self) -> float:
        """Of 200 nuclei."""
        return self.nuclei / 2


PROBES = (
    ("fish_del5q", "CSF1R/D5S721", "5q32", "deletion 5q", ("del(5)", "-5")),
    ("fish_del7q", "D7S522/CEP7", "7q31", "deletion 7q", ("del(7)", "-7")),
    ("fish_trisomy8", "CEP8", "8p11.1-q11.1", "trisomy 8", ("+8",)),
    ("fish_del20q", "PTPRT/MYBL2", "20q12-q13", "deletion 20q", ("del(20)", "-20")),
)


def _probes(d: Doc) -> list[Probe]:
    found = []
    for name, gene, locus, words, signs in PROBES:
        if name == "fish_del7q" and "-7" in d.person.karyotype:
            continue
        positive = any(sign in d.person.karyotype for sign in signs)
        found.append(Probe(name, gene, locus, words, positive, d.rng.randrange(56, 171) if positive else 2))
    return found


def _mark(d: Doc, page: int, f: Probe, words: str = "") -> None:
    fields: dict[str, Any] = {"name": f.name, "status": "positive" if f.positive else "negative"}
    if f.positive:
        fields |= {"value": f.percent, "unit": "%"}
    d.fact("biomarkers", page, words or f.gene, **fields, collected=d.on.isoformat())


def _karyotype(d: Doc, page: int) -> None:
    who = d.person
    fields: dict[str, Any] = {"iscn": who.karyotype, "metaphases": who.metaphases, "collected": d.on.isoformat()}
    d.fact("karyotypes", page, who.karyotype, **fields)


def _normal(d: Doc) -> bool:
    return d.person.karyotype.partition("[")[0] in {"46,XX", "46,XY"} and "/" not in d.person.karyotype


def _example(d: Doc, *formulas: str) -> None:
    for iscn in formulas:
        if iscn != d.person.karyotype:
            d.gold.trap("karyotypes", {"iscn": iscn}, "an example")


def cytogenetics_table(d: Doc) -> None:
    """A two-column table of everything, the formula in a row called Result, an interpretation below."""
    who, on = d.person, d.on
    rows = [("Patient name", esc(who.name)), ("Date of birth", d.date(who.born)), ("Sex", sex(d)), ("Specimen", "Bone marrow"), ("Collection date", d.date(on)), ("Method", "G-banding"),
            ("Metaphases analysed", str(who.metaphases)), ("Result (ISCN)", who.karyotype)]  # fmt: skip
    text = (
        "Normal karyotype. No clonal abnormality identified."
        if _normal(d)
        else "Abnormal karyotype. See nomenclature above."
    )
    made = flow(
        d,
        [
            para("Cytogenetics Report", "Title"),
            grid(rows, (130, 340), head=False, size=10),
            gap(12),
            para("Interpretation", "Heading3"),
            para(text),
            para("FISH was not performed on this sample.", after=12),
            para("Signed: Director of Cytogenetics", size=8),
        ],
        "cytogenetics",
    )
    _karyotype(d, made.find(who.karyotype))


def cytogenetics_letter(d: Doc) -> None:
    """A paragraph with the formula inside it, then one sentence for each probe with the number of nuclei as a fraction of two hundred."""
    who, on, probes = d.person, d.on, _probes(d)
    out = later(on, 10)
    lines = [
        f"Using the {f.gene} probe ({f.locus}), {f.words} was {f'found in {f.nuclei} of 200 nuclei ({f.percent:g}%)' if f.positive else 'not found'}."
        for f in probes
    ]
    made = flow(
        d,
        [
            para("Medical Genetics Unit, Azienda Ospedaliera Santa Ginevra", "Heading2"),
            para(f"{long(out)}"),
            gap(6),
            para(
                f"Re: {title(d)} {esc(who.name)}, born {d.date(who.born)} ({sex(d).lower()}), protocol {who.ids[1]}/{on.year}"
            ),
            gap(6),
            para(
                f"Dear colleague, we have examined the bone marrow drawn on {long(on)}. On {who.metaphases} metaphases from unstimulated cultures with QFQ banding the karyotype is <b>{esc(who.karyotype)}</b>, written according to ISCN 2020.",
                size=10.5,
                after=8,
            ),
            para("In situ hybridisation on interphase nuclei: " + " ".join(lines), size=10.5, after=8),
            para(
                "The loss of the Y chromosome alone, -Y, and an isolated del(11q) belong to the very good group of the scoring system; this remark is general.",
                size=9,
            ),
            gap(14),
            para("Dott.ssa L. Ferrantini"),
        ],
        "cytogenetics",
        margin=64,
    )
    page = made.find(who.karyotype)
    _karyotype(d, page)
    for f in probes:
        _mark(d, page, f)
    d.also_dated = (out,)


def narrow_card(d: Doc) -> None:
    """A card whose left half holds the formula, broken over many lines of large type; right the numbers; FISH as coloured tiles below."""
    who, on, probes = d.person, d.on, _probes(d)
    got, out = later(on, 1), later(on, 13)
    tiles = "".join(
        f"<div class='f {'p' if f.positive else 'n'}'><b>{f.words.capitalize()}</b><br>{f.gene}<br>{'DETECTED' if f.positive else 'NOT DETECTED'}<br><small>{f.nuclei}/200 nuclei = {f.percent:g}%</small></div>"
        for f in probes
    )
    body = (
        f"<div class=h>GENOMA HÄMATOLOGIE <span>Cytogenetics &amp; molecular cytogenetics</span></div><p>{esc(who.last)}, {who.first} &nbsp; &bull; &nbsp; *{d.date(who.born)} &nbsp; &bull; &nbsp; {sex(d)} &nbsp; &bull; &nbsp; ID {who.ids[0]}</p>"
        f"<table class=w><tr><td class=l><div class=q>KARYOTYPE</div><div class=k>{esc(who.karyotype)}</div></td><td class=r>"
        + table((), [("Material", "Bone marrow, heparin"), ("Taken", d.date(on)), ("Arrived", d.date(got)), ("Report", d.date(out)), ("Metaphases", str(who.metaphases)), ("Bands", "200-300"), ("Assessment", "Normal" if _normal(d) else "Aberrant")], "m")
        + f"</td></tr></table><p class=q>INTERPHASE FISH (cut-off 5% for deletions, 3% for gains)</p>{tiles}<p class=s>At least 20 metaphases should be evaluated; a clone is two cells with the same gain or structural change, or three with the same loss. Notation: 46,XX[20] or 46,XY[20] is normal. Not tested here: 3q26, 17p13.</p>"
    )  # fmt: skip
    css = ("@page{size:A4;margin:16mm}body{font:9.5pt 'DejaVu Sans'}.h{font-size:14pt;color:#4b2e83;border-bottom:2pt solid #4b2e83}.h span{font-size:9pt;float:right;padding-top:5pt}.w{width:100%}.l{width:48%;background:#f2eff8;padding:9pt}.k{font:bold 13pt 'Liberation Mono';overflow-wrap:anywhere}.q{font-size:8pt;color:#4b2e83;letter-spacing:1.2pt}.r{padding-left:14pt}.m td{padding:2pt 12pt 2pt 0}"
           ".f{display:inline-block;width:27%;padding:6pt;margin:3pt;border-radius:5pt;font-size:8.5pt}.p{background:#f6cfcf}.n{background:#dcefdc}.s{font-size:7.5pt;margin-top:10pt}")  # fmt: skip
    made = web(d, body, css, "cytogenetics")
    _karyotype(d, made.find(who.karyotype))
    for f in probes:
        _mark(d, made.find(f.gene), f)
    _example(d, "46,XX[20]", "46,XY[20]")
    d.also_dated = (out, got)


def clone_by_clone(d: Doc) -> None:
    """A table with a row for each clone and its cells, then the whole formula; FISH in ISCN; the last study's formula quoted with its date."""
    who, on, probes = d.person, d.on, _probes(d)
    out, before = later(on, 14), later(on, -330)
    old = "46,XX[17]" if who.sex == "F" else "46,XY[17]"
    clones = who.karyotype.split("/")
    rows = [
        (f"{'ABCDEFG'[n % 7]}", esc(c.partition("[")[0]), c.partition("[")[2].rstrip("]")) for n, c in enumerate(clones)
    ]
    fish = []
    for f in probes:
        three = f.name == "fish_trisomy8"
        ish = f"nuc ish({f.gene.partition('/')[0]}x{3 if three else 1})[{f.nuclei}/200]" if f.positive else f"nuc ish({f.gene.partition('/')[0]}x2)[200]"  # fmt: skip
        fish.append((f.words.capitalize(), f.locus, ish, f"Abnormal, {f.percent:g}%" if f.positive else "Normal"))
    body = (
        f"<div class=s>Saskatoon River Regional Cytogenetics &nbsp; Tel 000-0000</div><h1>CHROMOSOME ANALYSIS &mdash; FINAL</h1><table class=d>{tr(('Patient', esc(who.last.upper()) + ', ' + who.first, 'Collected', day(on)))}{tr(('DOB / sex', day(who.born) + ' / ' + sex(d), 'Received', day(later(on, 1))))}{tr(('Health no.', who.ids[0], 'Finalized', day(out)))}{tr(('Referral reason', 'Cytopenias, MDS query', 'Tissue', 'Bone marrow'))}</table>"
        + "<h2>Cell lines observed</h2>" + table(("Line", "Constitution", "Cells"), rows)
        + f"<h2>Complete nomenclature</h2><p class=k>{esc(who.karyotype)}</p><p>Total metaphase cells examined: {who.metaphases}. Previous study of {day(before)}: {old} (17 cells, suboptimal).</p>"
        + "<h2>FISH studies, same specimen</h2>" + table(("Target", "Locus", "ISCN", "Result"), fish)
        + "<p class=s>Comment: cell lines are listed in order of the formula; letters have no meaning beyond this report. FISH does not replace chromosome analysis. Limits: 4% (loss), 2% (gain).</p>"
    )  # fmt: skip
    css = ("@page{size:letter;margin:.7in}body{font:9.5pt 'Liberation Sans'}h1{font-size:13pt;border-top:3pt solid #000;padding-top:5pt}h2{font-size:10pt;margin:9pt 0 2pt}.d{width:100%;font-size:9pt}.d td{padding:2pt 8pt 2pt 0}.d td:nth-child(odd){font-weight:bold}.t{width:100%}.t td,.t th{border:.5pt solid #999;padding:3pt 5pt;overflow-wrap:anywhere}.t th{background:#eee}.k{font:10.5pt 'DejaVu Sans Mono';overflow-wrap:anywhere}.s{font-size:7.5pt;color:#444}")  # fmt: skip
    made = web(d, body, css, "cytogenetics")
    _karyotype(d, made.find("Complete nomenclature"))
    for f in probes:
        _mark(d, made.find(f.words.capitalize()), f, f.words.capitalize())
    d.fact("karyotypes", 1, old, may=True, iscn=old, metaphases=17, collected=before.isoformat())
    if old != who.karyotype:
        d.gold.trap("karyotypes", {"iscn": old, "collected": on.isoformat()}, "previous study")
    asked(d, 1, "mds")
    d.also_dated = (out, later(on, 1), before)


def technical_page_first(d: Doc) -> None:
    """First page of methods, definitions and a worked example; the result, in a side bar's shade, only on the second; FISH with words for the result."""
    who, on, probes = d.person, d.on, _probes(d)
    out = later(on, 11)
    head = f"<table class=d>{tr(('<b>Instituto Genético do Mondego</b>', f'{who.first} {esc(who.last)}', f'Birth: {d.date(who.born)} &nbsp; Sex: {sex(d)[0]}', f'Sample: {d.date(on)}', f'Issue: {d.date(out)}'))}</table>"
    body = (
        head + "<h1>Part A &mdash; Method</h1><p>Cells are cultured for 24 and 48 hours without mitogen, harvested after colcemid, banded (GTG) and analysed at a resolution of about 350 bands. At least twenty metaphases are analysed where available. Formulas follow the international nomenclature: for example, "
        "<i>47,XY,+8[12]/46,XY[8]</i> means twelve cells with an additional chromosome 8 and eight normal ones; <i>46,XX,del(5)(q15q31)[20]</i> an interstitial deletion in all cells.</p><p>In situ hybridisation counts 200 nuclei. Probes that are within the laboratory's limits are reported as negative. A complex karyotype holds three or more abnormalities. Risk of progression rises with monosomy 7.</p><div class=n></div>"
        + head + f"<h1>Part B &mdash; Result</h1><div class=q><p>Number of cells: {who.metaphases}</p><p class=k>{esc(who.karyotype)}</p></div><h1>Part C &mdash; In situ hybridisation</h1>"
        + table(("Anomaly sought", "Probe", "Nuclei with anomaly", "Conclusion"), [(f.words, f.gene, f"{f.nuclei} / 200", f"positive ({f.percent:g}%)" if f.positive else "negative") for f in probes])
        + "<p>Report validated by Prof. T. Albuquerque-Reis. To be read with the haematologist.</p>"
    )  # fmt: skip
    css = ("@page{size:A4;margin:17mm;@bottom-center{content:'- ' counter(page) ' -';font:8pt 'Liberation Serif'}}body{font:10.5pt 'Liberation Serif'}.d{width:100%;border-bottom:1pt solid #000;font-size:8.5pt}.d td{padding:3pt}h1{font-size:12pt}.q{border-left:6pt solid #c9a227;background:#faf5e4;padding:4pt 10pt}.k{font-weight:bold;overflow-wrap:anywhere}.n{page-break-after:always}.t{width:100%}.t td,.t th{border-bottom:.5pt solid #777;padding:4pt}")  # fmt: skip
    made = web(d, body, css, "cytogenetics")
    _karyotype(d, made.find("Number of cells"))
    for f in probes:
        _mark(d, made.find("Anomaly sought", f.gene), f)
    _example(d, "47,XY,+8[12]/46,XY[8]", "46,XX,del(5)(q15q31)[20]")
    d.also_dated = (out,)


def culture_failed(d: Doc) -> None:
    """No metaphases: the formula is that of an example; only FISH has a result, as a list with ticks, and the request is for a new sample."""
    who, on, probes = d.person, d.on, _probes(d)
    out = later(on, 9)
    rows = [
        (f.words.capitalize(), f.gene, "found" if f.positive else "not found", f"{f.percent:g}%" if f.positive else "")
        for f in probes
    ]
    made = flow(
        d,
        [
            para("CYTOGENETICS - REPORT", "Heading1"),
            para(
                f"Patient: {esc(who.name)} &nbsp; Date of birth: {d.date(who.born)} &nbsp; Sex: {sex(d)} &nbsp; ID: {who.ids[0]}"
            ),
            para(f"Bone marrow collected: {d.date(on)} &nbsp; Reported: {d.date(out)}"),
            gap(10),
            para("<b>Karyotype: no result.</b> The cultures yielded no analysable metaphases (0 cells)."),
            para("Please send a new heparinised sample. A normal result would be written 46,XX[20] or 46,XY[20]."),
            gap(8),
            para("Interphase FISH on the stored pellet (200 nuclei each)", "Heading3"),
            grid([("Abnormality", "Probe", "Result", "Nuclei"), *rows], (140, 150, 90, 70), lines="below"),
            gap(8),
            para("A scoring system that needs the karyotype cannot be applied to FISH alone.", size=8),
        ],
        "cytogenetics",
    )
    for f in probes:
        _mark(d, made.find(f.gene), f)
    for iscn in ("46,XX[20]", "46,XY[20]"):
        d.gold.trap("karyotypes", {"iscn": iscn}, "no karyotype was made")
    d.fact("biomarkers", made.find("yielded no"), "yielded no", may=True, name="karyotype_failed", status="positive", collected=on.isoformat())  # fmt: skip
    d.also_dated = (out,)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f
    for f in (
        cytogenetics_table,
        cytogenetics_letter,
        narrow_card,
        clone_by_clone,
        technical_page_first,
        culture_failed,
    )
}
UNSCORED = frozenset({"culture_failed"})

# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Families of chromosome and FISH reports."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bench.workshop.clinics.paper import (
    ae,
    asked,
    foot,
    haem,
    named,
    num,
    short,
    table,
    web,
)
from bench.workshop.days import later, sex
from bench.workshop.dress import Doc
from bench.workshop.markup import Raw, esc, row
from bench.workshop.sheet import Cell

SITES = (  # biomarker, in words, chromosome, probe, control, locus, how its karyotype begins
    ("fish_del5q", "5q deletion", 5, "EGR1", "D5S23", "5q31", "del(5)(q"),
    ("fish_del7q", "7q deletion", 7, "D7S522", "CEP7", "7q31", "del(7)(q"),
    ("fish_trisomy8", "trisomy 8", 8, "CEP8", "", "8 centromere", "+8"),
    ("fish_del20q", "20q deletion", 20, "D20S108", "CEP20", "20q12", "del(20)(q"),
)


@dataclass(frozen=True)
class Probe:
    """One probe's result of two hundred nuclei."""

    name: str
    words: str
    probe: str
    control: str
    locus: str
    hit: bool
    cells: int

    @property
    def percent(self) -> str:
        """Of two hundred."""
        return f"{self.cells / 2:g}"

    @property
    def formula(self) -> str:
        """Of the nuclei, by the nomenclature."""
        if not self.hit:
            return f"nuc ish({self.control},{self.probe})x2[200]" if self.control else f"nuc ish({self.probe}x2)[200]"
        if not self.control:
            return f"nuc ish({self.probe}x3)[{self.cells}/200]"
        return f"nuc ish({self.control}x2,{self.probe}x1)[{self.cells}/200]"


def _parts(iscn: str) -> list[str]:
    return [t.partition("[")[0].strip() for t in iscn.replace("/", ",").split(",")]


def _probes(d: Doc) -> list[Probe]:
    """What goes with the karyotype; a probe on a chromosome that is changed in another way was not put on."""
    made, parts = [], _parts(d.person.karyotype)
    for name, words, number, probe, control, locus, start in SITES:
        hit = any(t == start if start == "+8" else t.startswith(start) for t in parts)
        touched = [
            t
            for t in parts
            if f"({number})" in t
            or f"({number};" in t
            or f";{number})" in t
            or f";{number};" in t
            or t in {f"+{number}", f"-{number}"}
        ]
        if (not hit and touched) or len(touched) > 1:
            continue
        made.append(
            Probe(name, words, probe, control, locus, hit, d.rng.randrange(52, 170) if hit else d.rng.choice((0, 2, 4)))
        )
    return made


def _mark(d: Doc, page: int, f: Probe, value: bool = True) -> None:
    fields: dict[str, Any] = {
        "name": f.name,
        "status": "positive" if f.hit else "negative",
        "collected": d.on.isoformat(),
    }
    if f.hit and value:
        fields |= {"value": f.cells / 2, "unit": "%"}
    d.fact("biomarkers", page, f.probe, **fields)


def _karyotype(d: Doc, page: int) -> None:
    d.fact(
        "karyotypes",
        page,
        d.person.karyotype,
        iscn=d.person.karyotype,
        metaphases=d.person.metaphases,
        collected=d.on.isoformat(),
    )


def _normal(d: Doc) -> bool:
    return (
        "," not in d.person.karyotype[5:]
        and "/" not in d.person.karyotype
        and d.person.karyotype[:5] in {"46,XX", "46,XY"}
    )


def _not(d: Doc, *formulas: str) -> None:
    for iscn in formulas:
        if iscn not in {d.person.karyotype, d.person.karyotype.partition("[")[0]}:
            d.gold.trap("karyotypes", {"iscn": iscn}, "an example or another's")


def _twenty(d: Doc) -> str:
    """How the cells of this study compare with the twenty that are usual."""
    return (
        "Twenty metaphases are usual; all that were of sufficient quality were examined."
        if d.person.metaphases < 20
        else "At least twenty metaphases were examined."
    )


def result_and_probes(d: Doc) -> None:
    """A cytogenetics company's report: result line, karyotype in a frame, a table of probes with cutoffs, remarks on what is known in general."""
    who, on = d.person, d.on
    out, got, probes = later(on, 9), later(on, 1), _probes(d)
    hits = [f for f in probes if f.hit]
    house = named(
        d, "Keystone Cytogenomics, Inc.", "Keystone Cytogenomics", "Keystone Cytogenetics", "Keystone Cytogenetics"
    )
    said = "Normal karyotype" if _normal(d) else "Abnormal karyotype"
    body = (
        f"<table class=h><tr><td><b>{house}</b><br>Chromosome analysis and FISH, final report</td><td class=r>Case {who.ids[1]}</td></tr></table>"
        f"<table class=d>{row(('Patient', f'{who.last}, {who.first}', 'Specimen', 'Bone marrow aspirate, heparin'))}{row(('Date of birth', num(d, who.born), 'Collected', num(d, on)))}{row(('Sex', sex(d), 'Received', num(d, got)))}{row(('Client ID', who.ids[0], 'Reported', num(d, out)))}</table>"
        f"<p>Indication: cytopenias; suspected myelodysplastic syndrome</p><h2>Result: {said}{'; FISH abnormal' if hits else '; FISH normal' if probes else ''}</h2>"
        f"<div class=k>{who.karyotype}</div><p>Metaphases analyzed: {who.metaphases} &nbsp;&nbsp; Karyotyped: 4 &nbsp;&nbsp; Bands: 400 &nbsp;&nbsp; Cultures: 24 h and 48 h, unstimulated</p>"
        + ("<h2>Interphase FISH</h2>" + table(("Abnormality sought", "Probe", "Nuclei", "Abnormal nuclei", "Cutoff", "Result"), [(f"{f.words} ({f.locus})", f.probe, "200", f"{f.percent}%", "5.0%", "Positive" if f.hit else "Negative") for f in probes]) if probes else "")
        + "<h2>Remarks</h2><p>" + (
            "No clonal change was found. Small or cryptic changes are beyond the resolution of this test." if _normal(d) else "The clone shown above was found by G-banding. Its meaning depends on the morphology and on the gene panel.")
        + " In the IPSS-R, -Y and del(11q) are very good; normal, del(5q), del(12p) and del(20q) are good; -7, inv(3)/t(3q) and complex with three changes are poor.</p>"
        f"<p class=s>{_twenty(d)} Nomenclature: ISCN 2020. FISH probes are analyte specific reagents. Signed: Thaddeus Okonjo, PhD, FACMG.</p>"
    )  # fmt: skip
    css = ("@page{margin:18mm;" + foot(f"{house}   {who.ids[1]}") + "}body{font:10pt 'Liberation Sans'}.h{width:100%;background:#e9eef7}.h td{padding:6pt}.r{text-align:right}.d{width:100%;margin:6pt 0}.d td{padding:2pt 4pt}.d td:nth-child(odd){font-weight:bold;width:15%}h2{font-size:11pt;color:#1d3f77;margin:9pt 0 3pt}"
           ".k{border:1pt solid #1d3f77;padding:7pt;font:bold 11pt 'Liberation Mono';overflow-wrap:anywhere}.t{width:100%}.t td,.t th{padding:3pt 5pt;border-bottom:.4pt solid #999}.s{font-size:8pt;margin-top:10pt}")  # fmt: skip
    web(d, body, css, "cytogenetics")
    _karyotype(d, 1)
    for f in probes:
        _mark(d, 1, f)
    asked(d, 1, "mds")
    d.also_dated = (out, got)


def regional_letter(d: Doc) -> None:
    """A regional genetics laboratory's typed report: summary in words, karyotype on a line of its own, what was not done, the earlier sample of another hospital set aside."""
    who, on = d.person, d.on
    out = later(on, 12)
    s = d.paper("Times", 11, 65)
    d.kind, d.also_dated = "cytogenetics", (out, later(on, 2))
    s.line(
        named(
            d,
            "Great Basin Regional Genetics",
            "Western Shield Regional Genetics",
            "South Marches Genomic Laboratory",
            "Leinster Genetics Laboratory",
        ),
        True,
        14,
    )
    s.line(f"Cancer Cytogenetics  -  {haem(d).capitalize()}ato-oncology", pt=10)
    s.rule()
    s.gap(6)
    for k, v in (("Patient", f"{who.first} {who.last}"), ("Date of birth / sex", f"{short(d, who.born)} / {sex(d)}"), ("Patient number", who.ids[0]), ("Our reference", f"CY-{who.ids[1]}"), ("Sample", "Bone marrow"),
                 ("Date taken", short(d, on)), ("Date received", short(d, later(on, 2))), ("Date of report", short(d, out)), ("Reason for referral", "Pancytopenia, ?MDS")):  # fmt: skip
        s.row(Cell(s.margin, k), Cell(s.margin + 130, v), step=1.35)
    s.rule()
    s.gap(8)
    s.line("RESULT SUMMARY", True)
    s.para(
        "No acquired chromosome abnormality was found."
        if _normal(d)
        else "An acquired, clonal chromosome abnormality was found."
    )
    s.gap(6)
    s.line("KARYOTYPE", True)
    page = s.page
    for part in _wrapped(d, 62):
        s.line(part, True, x=12)
    _karyotype(d, page)
    s.gap(6)
    s.line("ANALYSIS", True)
    s.para(
        f"G-banded preparations of unstimulated cultures. Number of cells analysed: {who.metaphases}. {_twenty(d)} FISH was not carried out. A SNP array was not asked for."
    )
    s.gap(6)
    s.line("COMMENT", True)
    other = "46,XX,del(20)(q11.2q13.3)[5]/46,XX[15]" if who.sex == "M" else "46,XY,del(20)(q11.2q13.3)[5]/46,XY[15]"
    s.para(
        f"The request form bore the label of a second person. By DNA profile the sample above is that of {who.first} {who.last}; the result {other} belongs to the other person and was reported separately."
    )
    s.para(
        f"About half of patients with MDS have a normal karyotype. Loss of chromosome 7 or abnormalities of 3q26 would point to a poorer outlook{'' if '-7' in _parts(who.karyotype) else ' and were not seen' if _normal(d) else ''}."
    )
    s.gap(16)
    s.line(
        "Reported by: S. Underhill (Clinical Scientist)     Checked by: R. Vasquez-Ojeda (Principal Scientist)", pt=9.5
    )
    _not(d, other)
    d.gold.trap("karyotypes", {"iscn": other.partition("[")[0]}, "another's")
    asked(d, page, "mds")
    if "-7" not in _parts(who.karyotype):
        d.gold.trap("biomarkers", {"name": "fish_monosomy7", "status": "positive"}, "a remark in general")


def _wrapped(d: Doc, width: int) -> list[str]:
    """The karyotype in lines, broken behind a comma or before a slash, as laboratories do."""
    lines = [""]
    for piece in d.person.karyotype.replace(",", ",\n").replace("/", "\n/").split("\n"):
        if len(lines[-1] + piece) > width and lines[-1]:
            lines.append("")
        lines[-1] += piece
    return lines


def grid_form(d: Doc) -> None:
    """A hospital laboratory's form: everything in labelled cells of one grid, FISH by formula, an earlier study with its own date."""
    who, on = d.person, d.on
    out, old, probes = later(on, 10), later(on, -245), _probes(d)
    plain = f"46,X{'X' if who.sex == 'F' else 'Y'}"
    before = f"{plain}[20]" if who.karyotype != f"{plain}[20]" else f"{plain}[15]"
    house = named(
        d,
        "Bellweather Medical Center",
        "Bellweather Civic Hospital",
        "Bellwether Hospitals",
        "Bellwether General Hospital",
    )
    fish = Raw(
        "<br>".join(
            f"{esc(f.formula)} &nbsp; {f.words}: {'PRESENT in ' + f.percent + '% of nuclei' if f.hit else 'not present'}"
            for f in probes
        )
        or "Not done"
    )
    cells = (
        ("Karyotype (ISCN 2020)", Raw(f"<b>{who.karyotype}</b>")), ("Cells counted", str(who.metaphases)), ("Cells fully analysed" if ae(d, "", "y") else "Cells fully analyzed", str(who.metaphases)), ("Culture", "Direct harvest and 24 hours"),
        ("FISH, interphase", fish), ("Earlier study", f"{short(d, old)}: {before}"), ("Conclusion", "NORMAL for the changes this test can see." if _normal(d) else "ABNORMAL. A clone with the change(s) above is present."),
        ("Pending", "Gene panel, sent out"), ("Not requested", "Constitutional (blood) karyotype; microarray"),
    )  # fmt: skip
    body = (
        f"<h1>{house}</h1><p class=c>CYTOGENETICS LABORATORY &mdash; ONCOLOGY STUDY</p><table class=g>"
        + f"<tr><td><i>Name</i><br>{who.last.upper()}, {who.first.upper()}</td><td><i>Birth date</i><br>{short(d, who.born)}</td><td><i>Sex</i><br>{sex(d)}</td><td><i>Chart</i><br>{who.ids[0]}</td></tr>"
        + f"<tr><td><i>Specimen</i><br>Bone marrow</td><td><i>Collection date</i><br>{short(d, on)}</td><td><i>Report date</i><br>{short(d, out)}</td><td><i>Lab number</i><br>{who.ids[1]}</td></tr></table><table class=t>"
        + "".join(row((Raw(f"<b>{a}</b>"), b)) for a, b in cells)
        + f"</table><p class=s>Cutoffs (200 nuclei): deletions 6%, gains 3%. For reference, a male is 46,XY and a female 46,XX. Director: Aurelio Benedetti-Shaw. {_twenty(d)}</p>"
    )  # fmt: skip
    css = "@page{margin:18mm}body{font:10pt 'DejaVu Sans Condensed','DejaVu Sans'}h1{font-size:15pt;text-align:center;margin:0}.c{text-align:center}.g{width:100%}.g td{border:.7pt solid #333;padding:3pt 5pt}.g i{font-size:7.5pt}.t{width:100%;margin-top:-.7pt}.t td{border:.7pt solid #333;padding:5pt;overflow-wrap:anywhere}.t td:first-child{width:24%}.s{font-size:8pt}"
    web(d, body, css, "cytogenetics")
    _karyotype(d, 1)
    for f in probes:
        _mark(d, 1, f)
    d.fact("karyotypes", 1, before, may=True, iscn=before, metaphases=None, collected=old.isoformat())
    d.fact(
        "karyotypes",
        1,
        before,
        may=True,
        iscn=before,
        metaphases=int(before.partition("[")[2][:-1]),
        collected=old.isoformat(),
    )
    d.gold.trap("karyotypes", {"iscn": before, "collected": on.isoformat()}, "an earlier study")
    d.also_dated = (out,)


def chromosomes_then_addendum(d: Doc) -> None:
    """A typed hospital report in fixed type: chromosomes first, FISH as an addendum of a later day with its own signature."""
    who, on = d.person, d.on
    out, more, probes = later(on, 7), later(on, 14), _probes(d)
    s = d.paper("Courier", 9.5, 55)
    d.kind, d.also_dated = "cytogenetics", (out, more)
    page = s.mono([named(d, "MERCY OF THE PLAINS HOSPITAL", "MERCY OF THE PLAINS HOSPITAL", "ROYAL ALDERSHAW HOSPITAL", "MERCY HOSPITAL, BALLYKEERAN"), "CYTOGENETICS", "", f"PATIENT:    {who.last.upper()}, {who.first.upper()}", f"DOB:        {num(d, who.born)}          SEX: {sex(d).upper()}", f"RECORD NO:  {who.ids[0]}             LAB NO: {who.ids[1]}",
                   f"COLLECTED:  {num(d, on)}          REPORTED: {num(d, out)}", "SPECIMEN:   BONE MARROW", "-" * 72, "", "RESULT", ""], 9.5)  # fmt: skip
    page = s.mono([f"   {part}" for part in _wrapped(d, 60)], 9.5)
    _karyotype(d, page)
    s.mono(["", f"METAPHASES EXAMINED:  {who.metaphases}", "BANDING:              GTG, 350-400 BANDS", "", "INTERPRETATION", "",
            *(("NO CLONAL ABNORMALITY IN THE CELLS EXAMINED.",) if _normal(d) else ("CLONAL ABNORMALITY AS WRITTEN ABOVE. CORRELATE WITH THE MARROW.",)),
            "NOTE: MONOSOMY 7 AND TRISOMY 8 ARE AMONG THE FREQUENT FINDINGS IN", "MDS IN GENERAL; SEE THE RESULT FOR WHAT APPLIES HERE.", "", f"SIGNED: L. HATHERSAGE, PHD   {num(d, out)}", "", "-" * 72], 9.5)  # fmt: skip
    if probes:
        page = s.mono([f"ADDENDUM   {num(d, more)}", "", "FISH ON THE SAME SPECIMEN, 200 NUCLEI PER PROBE:", ""], 9.5)
        for f in probes:
            where = s.mono(
                [
                    f"   {f.words.upper():<14}{f.probe:<10}{'DETECTED, ' + f.percent + '% OF NUCLEI' if f.hit else 'NOT DETECTED'}"
                ],
                9.5,
            )
            _mark(d, where, f)
        s.mono(
            ["", "THE KARYOTYPE IS NOT CHANGED BY THIS ADDENDUM.", f"SIGNED: L. HATHERSAGE, PHD   {num(d, more)}"], 9.5
        )
    if all(f.name != "fish_trisomy8" or not f.hit for f in probes):
        d.gold.trap("biomarkers", {"name": "fish_trisomy8", "status": "positive"}, "a remark in general")
    d.gold.trap("biomarkers", {"name": "fish_monosomy7", "status": "positive"}, "a remark in general")


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (result_and_probes, regional_letter, grid_form, chromosomes_then_addendum)
}

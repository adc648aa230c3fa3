# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Chromosome and FISH reports: a maker's templates for the cytogeneticists of five countries."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bench.workshop.cohort.paper import asked, karyotype, normal, paper, say
from bench.workshop.days import hyphened, later, long, sex, spaced
from bench.workshop.dress import Doc
from bench.workshop.markup import Raw, esc, row, table
from bench.workshop.sheet import Cell

SITES = (  # biomarker, chromosome, name of the change, probe, band, a sign of it, the beginning of a sign
    ("fish_del5q", "5", "Deletion 5q", "EGR1 / D5S630", "5q31", "-5", "del(5)(q"), ("fish_del7q", "7", "Deletion 7q", "D7S522 / CEP7", "7q31", "", "del(7)(q"), ("fish_trisomy8", "8", "Trisomy 8", "CEP8", "8cen", "+8", "+8"), ("fish_del20q", "20", "Deletion 20q", "D20S108", "20q12", "", "del(20)(q"),
)  # fmt: skip


@dataclass(frozen=True)
class Probe:
    """What one probe found in two hundred nuclei."""

    name: str
    change: str
    probe: str
    band: str
    positive: bool
    cells: int

    @property
    def percent(self) -> str:
        """Of the nuclei."""
        return f"{self.cells / 2:g}"


def _probes(d: Doc) -> list[Probe]:
    """Probes that go with the formula; one on a chromosome changed in another way is left out."""
    parts = [t.partition("[")[0] for t in d.person.karyotype.replace("/", ",").split(",")]
    found = []
    for name, number, change, probe, band, whole, start in SITES:
        hit = any(t == whole or (start.startswith("del") and t.startswith(start)) for t in parts if t)
        odd = any(
            f"({number})" in t
            or f"({number};" in t
            or f";{number})" in t
            or f";{number};" in t
            or t in {f"+{number}", f"-{number}"}
            for t in parts
        )
        marked = any("mar" in t or "idem" in t or "sl" in t or "der" in t for t in parts)
        if hit or not (odd or marked):
            found.append(
                Probe(name, change, probe, band, hit, d.rng.randrange(58, 150) if hit else d.rng.randrange(1, 5))
            )
    return found


def _mark(d: Doc, page: int, f: Probe) -> None:
    fields: dict[str, Any] = {
        "name": f.name,
        "status": "positive" if f.positive else "negative",
        "collected": d.person.diagnosed.isoformat(),
    }
    if f.positive:
        fields |= {"value": f.cells / 2, "unit": "%"}
    d.fact("biomarkers", page, f.change, **fields)


def _not_this(d: Doc, *formulas: str) -> None:
    for iscn in formulas:
        if iscn != d.person.karyotype:
            d.gold.trap("karyotypes", {"iscn": iscn}, "not this sample")


def _meaning(d: Doc) -> str:
    """A general interpretation that names no number of changes."""
    if normal(d):
        return say(
            d,
            "No clonal abnormality was seen in the cells examined.",
            "This is a normal result. A submicroscopic change is not excluded.",
            "All metaphases were normal. Around half of patients with MDS have a normal karyotype.",
            "Chromosomes normal in number and structure at this resolution.",
        )
    return say(
        d,
        "The analysis shows an acquired clonal abnormality, which is consistent with a myeloid neoplasm.",
        "An abnormal clone is present. The prognosis depends on the category of the revised international score.",
        "Clonal chromosomal change was detected and supports the diagnosis of a myeloid disorder.",
        "The result is abnormal. Together with the morphology it supports a clonal disorder of the marrow.",
    )


def broken(text: str) -> list[str]:
    """A formula in lines that fit the measure, broken after a comma."""
    lines = []
    while len(text) > 68:
        cut = text.rfind(",", 0, 68) + 1 or 68
        lines.append(text[:cut])
        text = text[cut:]
    return [*lines, text]


def g_banded_chromosomes(d: Doc) -> None:
    """An American laboratory: two columns of particulars, the formula in a frame, counts of cells, interpretation, methods."""
    who, on = d.person, d.on
    out = later(on, 10)
    facts = (
        ("Cells counted", str(who.metaphases)),
        ("Cells analyzed", str(who.metaphases)),
        ("Cells karyogrammed", "3"),
        ("Band level", say(d, "400", "425", "450")),
        ("Culture", say(d, "24 and 48 h unstimulated", "24 h, 48 h", "Direct and 24 h")),
    )
    body = (
        f"<h1>Cape Verity Cytogenetics</h1><table class=d><tr><td>Patient<br><b>{esc(who.last)}, {who.first}</b></td><td>Date of birth<br><b>{spaced(who.born)}</b></td><td>Sex<br><b>{sex(d)}</b></td><td>MRN<br><b>{who.ids[0]}</b></td></tr><tr><td>Collected<br><b>{spaced(on)}</b></td><td>Received<br><b>{spaced(later(on, 1))}</b></td><td>Reported<br><b>{spaced(out)}</b></td><td>Lab number<br><b>CV{who.ids[1]}</b></td></tr></table>"
        f"<p>Specimen: bone marrow aspirate, sodium heparin. Indication: {say(d, 'cytopenia, rule out MDS', 'new myelodysplastic syndrome', 'anemia; possible MDS', 'myelodysplasia on morphology')}.</p><h2>{say(d, 'Karyotype (ISCN 2020)', 'Result', 'ISCN', 'Chromosome analysis')}</h2><p class=k>{who.karyotype}</p><h2>Interpretation</h2><p>{_meaning(d)}</p>"
        f"<table class=t>{''.join(row((a, b)) for a, b in facts)}</table><p class=s>Method: GTG banding. Single-cell changes are reported only if seen in a second culture. The abbreviation of a loss in one cell, e.g. 45,X,-Y[1], would not be a clone. Director: {say(d, 'Georgina Fell, PhD', 'Ismael Torrente, PhD', 'Ada Kowalczyk, PhD')}, FACMG. {spaced(out)}</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.8in}body{font:10.5pt 'Liberation Sans'}h1{font-size:17pt;color:#143d59}.d{width:100%}.d td{border:.6pt solid #143d59;padding:4pt 6pt;font-size:9pt}h2{font-size:11pt;margin:11pt 0 3pt}.k{border:1.2pt solid #000;padding:7pt;font:bold 11pt 'Liberation Mono';overflow-wrap:anywhere}.t td{padding:2pt 20pt 2pt 0}.t{margin-top:8pt}.s{font-size:8.5pt;margin-top:14pt}"
    sheet = paper(d, body, css, "cytogenetics")
    karyotype(d, sheet.find(who.karyotype))
    _not_this(d, "45,X,-Y[1]")
    asked(d, 1)
    d.also_dated = (out, later(on, 1))


def genomics_laboratory_to_consultant(d: Doc) -> None:
    """A British genomic laboratory's letter: the formula in a sentence of its own, its meaning, what the family need not fear."""
    who, on = d.person, d.on
    out = later(on, 14)
    s = d.paper("Times", 11.5, 66)
    d.kind, d.also_kind, d.also_dated = "cytogenetics", ("note", "other"), (out,)
    s.line("North Pennine Genomic Laboratory Service", True, 13, "r")
    s.line("Cytogenomics, Floor 3, Wharfe House", pt=10, align="r")
    s.gap(6)
    s.line(f"Report date: {long(out)}")
    s.line(f"Our reference: {who.ids[1]}")
    s.gap(8)
    s.line("To: Dr C Longstaff, Consultant Haematologist")
    s.gap(8)
    s.line(f"Re: {who.name}, born {long(who.born)}, {sex(d).lower()}, hospital number {who.ids[0]}", True)
    s.line(
        f"Sample: bone marrow, taken {long(on)}. Referral: {say(d, '?MDS', 'MDS, for karyotype', 'cytopenia', 'myelodysplastic syndrome, new')}",
        True,
    )
    s.gap(10)
    s.para(
        say(
            d,
            "Chromosome analysis of cultured marrow cells was completed and gave the following karyotype:",
            "Thank you for this sample. G-banded analysis was successful. The karyotype is:",
            "We examined metaphases from unstimulated cultures. The result in ISCN notation:",
        )
    )
    s.gap(4)
    page = s.page
    for part in broken(who.karyotype):
        page = s.line(part, True, x=24)
    karyotype(d, page)
    s.gap(6)
    s.para(
        say(
            d,
            f"{who.metaphases} metaphases were examined.",
            f"This is based on {who.metaphases} metaphases.",
            f"A total of {who.metaphases} cells were analysed.",
        )
        + " "
        + _meaning(d)
    )
    s.gap(6)
    s.para(
        say(
            d,
            "FISH was not required for this referral.",
            "No FISH has been carried out on this sample.",
            "DNA has been extracted and forwarded for the myeloid gene panel.",
        )
        + " These are acquired findings of the marrow and carry no implication for relatives."
    )
    s.gap(6)
    s.para("The test cannot see changes below 5 to 10 megabases nor those in a minority of non-dividing cells.")
    s.gap(20)
    s.line("Dr Hedley Rushworth, Principal Clinical Scientist")
    s.line("Checked: B Amankwah, Clinical Scientist", pt=10)
    asked(d, page)


def chromosome_banding_and_fish(d: Doc) -> None:
    """A German institute in English: banding first, the probes in a table with cut-off, a box of the overall assessment."""
    who, on = d.person, d.on
    out, probes = later(on, 9), _probes(d)
    rows = [
        (f.change, f"{f.probe} ({f.band})", "200", f"{f.percent} %", "5 %", "positive" if f.positive else "negative")
        for f in probes
    ]
    body = (
        f"<table class=h><tr><td><b>Institute for Human Genetics Weidenau</b><br>Tumour cytogenetics</td><td>Journal no. {who.ids[1]}<br>Findings of {d.date(out, 'dot')}</td></tr></table><p>Patient: <b>{who.first} {esc(who.last)}</b>, {sex(d).lower()}, date of birth {d.date(who.born, 'dot')}, number {who.ids[0]}<br>Material: heparinised bone marrow, withdrawn on {d.date(on, 'dot')}, received {d.date(later(on, 1), 'dot')}<br>Question: {say(d, 'MDS?', 'suspicion of MDS', 'MDS, first diagnosis')}</p>"
        f"<h2>1. Chromosome banding analysis</h2><p>Number of metaphases: {who.metaphases}. Banding: GTG / R bands.</p><p>Karyotype: <b class=k>{who.karyotype}</b></p><h2>2. Fluorescence in situ hybridisation (interphase)</h2>"
        + (table(("Change sought", "Probe", "Nuclei", "With signal pattern", "Cut-off", "Assessment"), rows) if rows else "<p>Not carried out: the karyotype answers the question.</p>")
        + f"<h2>3. Assessment</h2><p class=v>{_meaning(d)}</p><p class=s>Cut-off values were determined in this laboratory with normal controls (n = 20). Monosomy 7 or a complex karyotype would have to be rated as unfavourable. Prof. Dr. rer. nat. Irmela Stockhausen / Dr. med. F. Brandes</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:22mm 20mm}body{font:10pt 'DejaVu Sans Condensed','DejaVu Sans'}.h{width:100%;background:#ececec}.h td{padding:6pt;width:60%}h2{font-size:11pt;margin:11pt 0 4pt}.k{overflow-wrap:anywhere}.t{width:100%}.t td,.t th{border:.5pt solid #888;padding:3pt 5pt;font-size:9pt}.v{border-left:3pt solid #555;padding-left:7pt}.s{font-size:8.5pt}"
    sheet = paper(d, body, css, "cytogenetics")
    karyotype(d, sheet.find(who.karyotype))
    for f in probes:
        _mark(d, sheet.find(f.change, f.probe), f)
    asked(d, 1)
    if who.karyotype.find("-7") < 0:
        d.gold.trap("biomarkers", {"name": "fish_monosomy7", "status": "positive"}, "in general")
    d.also_dated = (out, later(on, 1))


def karyotyping_in_rows(d: Doc) -> None:
    """An Indian laboratory: rows of test particulars, the karyotype among them, comments by number, disclaimers at the foot."""
    who, on = d.person, d.on
    out = later(on, 15)
    rows = (
        ("Test", "Karyotyping, haematological malignancy"), ("Specimen", "Bone marrow in heparin"), ("Clinical indication", say(d, "? MDS", "MDS, pre-treatment", "Cytopenia under evaluation", "Known case of MDS (newly diagnosed)")), ("Culture / banding", "Unstimulated 24 h and 48 h / GTG"), ("Metaphases analysed", str(who.metaphases)), ("Band resolution", "400 bphs"), ("KARYOTYPE (ISCN)", who.karyotype), ("Result", "Normal" if normal(d) else "Abnormal"),
    )  # fmt: skip
    body = (
        f"<p class=h>GenoVista Diagnostics</p><p class=c>Division of Cytogenetics, Hyderabad</p><table class=d><tr><td>Patient Name</td><td>: {who.first} {esc(who.last)}</td><td>Registered</td><td>: {hyphened(on)}</td></tr><tr><td>DOB / Sex</td><td>: {hyphened(who.born)} / {sex(d)}</td><td>Sample drawn</td><td>: {hyphened(on)}</td></tr><tr><td>Patient ID</td><td>: {who.ids[0]}</td><td>Report date</td><td>: {hyphened(out)}</td></tr><tr><td>Lab ID</td><td>: {who.ids[1]}</td><td>Referred by</td><td>: Dr. A. Mukherjee</td></tr></table>"
        f"<table class=t>{''.join(row((Raw(f'<b>{a}</b>'), b)) for a, b in rows)}</table><p><b>Interpretation</b></p><ol><li>{_meaning(d)}</li><li>{say(d, 'FISH for 5q, 7q, 8 and 20q may be done on request.', 'Suggested: NGS myeloid panel. FISH not requested.', 'Correlate with morphology and molecular studies.')}</li></ol>"
        "<p class=s>Disclaimer: Low level mosaicism and cryptic rearrangements cannot be excluded. Example of nomenclature: 46,XX,t(9;22)(q34;q11.2)[20] describes a translocation in twenty cells and is not a result of this patient.</p><table class=g><tr><td>Ms. Tejaswini Rao<br>Cytogeneticist</td><td>Dr. Farida Contractor, PhD<br>Head, Cytogenetics</td></tr></table>"
    )  # fmt: skip
    css = "@page{size:A4;margin:16mm}body{font:10pt 'Liberation Sans'}.h{font-size:18pt;margin:0;color:#0b5d3b;font-weight:bold}.c{margin:0 0 6pt}.d{width:100%;border-top:1pt solid #0b5d3b;border-bottom:1pt solid #0b5d3b}.d td{padding:2pt 4pt}.t{width:100%;margin:9pt 0}.t td{border:.5pt solid #9b9;padding:4pt 6pt;overflow-wrap:anywhere}.t td:first-child{width:32%}.s{font-size:8pt}.g{width:100%;margin-top:30pt}.g td{width:50%}"
    sheet = paper(d, body, css, "cytogenetics")
    karyotype(d, sheet.find(who.karyotype))
    _not_this(d, "46,XX,t(9;22)(q34;q11.2)[20]")
    asked(d, 1)
    d.also_dated = (out,)


def generated_cytogenetics_report(d: Doc) -> None:
    """A synthetic-data company's report: a narrative made by a grammar, with a study of a former year told as failed."""
    who, on = d.person, d.on
    out, probes = later(on, 8), _probes(d)
    year = on.year - 1
    one = say(
        d,
        f"Conventional cytogenetic analysis of {who.metaphases} metaphase cells yielded the karyotype {who.karyotype}.",
        f"The karyotype was determined as {who.karyotype} ({who.metaphases} metaphases).",
        f"Among {who.metaphases} G-banded metaphases the following was recorded: {who.karyotype}.",
        f"ISCN: {who.karyotype}. Metaphases evaluated: {who.metaphases}.",
    )
    told = [
        f"{f.change} ({f.probe}): {'detected in ' + f.percent + '% of nuclei' if f.positive else 'not detected'}"
        for f in probes
    ]
    body = (
        f"<h1>Cytogenetics report</h1><p class=f>Larkfield Cancer Institute, genomic medicine</p><table class=d><tr><td>Name</td><td>{who.first} {esc(who.last)}</td></tr><tr><td>Birth date</td><td>{who.born.isoformat()}</td></tr><tr><td>Sex</td><td>{sex(d).lower()}</td></tr><tr><td>Medical record number</td><td>{who.ids[0]}</td></tr><tr><td>Collected</td><td>{on.isoformat()}</td></tr><tr><td>Reported</td><td>{out.isoformat()}</td></tr><tr><td>Specimen type</td><td>bone marrow</td></tr></table>"
        f"<h2>Result</h2><p class=k>{one}</p><h2>FISH</h2>" + (f"<ul>{''.join(f'<li>{t}</li>' for t in told)}</ul>" if told else "<p>Not performed.</p>")
        + f"<h2>Interpretation</h2><p>{_meaning(d)}</p><h2>Previous studies</h2><p>{say(d, f'A sample of {year} failed to yield metaphases; no karyotype is available from that time.', f'Culture failure in {year}; nothing to compare with.', 'None known to this laboratory.')}</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.8in}body{font:10pt 'DejaVu Sans';line-height:1.3}h1{font-size:17pt;margin:0}.f{color:#555;margin:0 0 8pt}.d td{padding:2pt 18pt 2pt 0}.d td:first-child{color:#555}h2{font-size:11pt;margin:10pt 0 2pt}.k{overflow-wrap:anywhere}ul{margin:2pt 0}"
    sheet = paper(d, body, css, "cytogenetics")
    karyotype(d, sheet.find(who.karyotype))
    for f in probes:
        _mark(d, sheet.find(f.change, f.probe), f)
    d.also_dated = (out,)


def karyotype_on_one_sheet(d: Doc) -> None:
    """A university hospital's drawn sheet: the clone's cells in a small table of cultures, the formula at the foot in typewriter face."""
    who, on = d.person, d.on
    out = later(on, 12)
    half = who.metaphases // 2
    s = d.paper("Helvetica", 10, 54)
    d.kind, d.also_dated = "cytogenetics", (out,)
    s.line("University Hospital of Brackwater", True, 14)
    s.line("Cytogenetics Laboratory - Oncology Chromosome Report", pt=10)
    s.rule(w=1)
    for a, b in (
        (f"{who.last}, {who.first}", f"ID {who.ids[0]}"),
        (f"Born {spaced(who.born)}, {sex(d).lower()}", f"Lab no. {who.ids[1]}"),
        (f"Marrow drawn {spaced(on)}", f"Final report {spaced(out)}"),
    ):
        s.row(Cell(s.margin, a), Cell(s.margin + 300, b))
    s.rule()
    s.gap(10)
    s.line("Cultures", True)
    for cells in (
        ("Culture", "Duration", "Metaphases"),
        ("A", "24 h", str(half)),
        ("B", "48 h", str(who.metaphases - half)),
        ("Sum", "", str(who.metaphases)),
    ):
        s.row(
            *(Cell(s.margin + x, t, cells[0] in {"Culture", "Sum"}) for x, t in zip((0, 90, 180), cells, strict=True))
        )
    s.gap(10)
    s.line("Summary", True)
    s.para(_meaning(d))
    s.gap(10)
    s.line(say(d, "Karyotype, ISCN 2020", "Formula (ISCN)", "Written result", "Karyotype"), True)
    karyotype(d, s.mono(broken(who.karyotype), 10))
    s.gap(12)
    s.para(
        say(
            d,
            "FISH: not ordered. Microarray: not ordered.",
            "No FISH was set up. A microarray can be added within 30 days.",
            "FISH and array were not part of the request.",
        )
    )
    s.gap(14)
    s.line(f"{say(d, 'T. Ballinger', 'N. Sorrentino', 'V. Hsiao')}, PhD, laboratory director", pt=9)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (g_banded_chromosomes, genomics_laboratory_to_consultant, chromosome_banding_and_fish, karyotyping_in_rows, generated_cytogenetics_report, karyotype_on_one_sheet)
}  # fmt: skip

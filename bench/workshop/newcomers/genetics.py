# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""The newcomers' families of chromosome and FISH reports."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bench.workshop.days import hyphened, later, long, sex, spaced
from bench.workshop.dress import Doc
from bench.workshop.markup import Raw, esc, row, table
from bench.workshop.newcomers.paper import maybe, pairs, web
from bench.workshop.sheet import Cell


@dataclass(frozen=True)
class Site:
    """A place on a chromosome that FISH looks at."""

    name: str
    chromosome: int
    gene: str
    control: str
    band: str
    change: str


SITES = (
    Site("fish_del5q", 5, "EGR1", "D5S630", "5q31", "deletion"), Site("fish_del7q", 7, "D7S522", "CEP7", "7q31", "deletion"),
    Site("fish_trisomy8", 8, "CEP8", "none", "8p11-q11", "gain"), Site("fish_del20q", 20, "PTPRT", "MYBL2", "20q12", "deletion"),
    Site("fish_del17p", 17, "TP53", "CEP17", "17p13", "deletion"),
)  # fmt: skip


@dataclass(frozen=True)
class Seen:
    """A site's outcome in two hundred nuclei."""

    site: Site
    cells: int
    positive: bool

    @property
    def percent(self) -> str:
        """Share of abnormal nuclei."""
        return f"{self.cells / 2:g}"


def _changes(karyotype: str) -> list[str]:
    return [part.partition("[")[0].strip() for part in karyotype.replace("/", ",").split(",")]


def _fits(site: Site, change: str) -> bool:
    """Whether this one change of the karyotype is what the probe shows."""
    number = site.chromosome
    if site.change == "gain":
        return change == f"+{number}"
    arm = "p" if site.name.endswith("p") else "q"
    return change.startswith(f"del({number})({arm}")


def _touches(site: Site, change: str) -> bool:
    number = str(site.chromosome)
    inside = change.partition("(")[2].partition(")")[0].split(";")
    return number in inside or change.strip("?") in {f"+{number}", f"-{number}"}


def _scored(d: Doc, without: str = "") -> list[Seen]:
    """What goes with the karyotype; a site whose chromosome is changed in another way is not looked at."""
    changes = _changes(d.person.karyotype)
    found = []
    for site in SITES:
        touched = [c for c in changes if _touches(site, c)]
        if site.name == without or not all(_fits(site, c) for c in touched):
            continue
        found.append(Seen(site, d.rng.randrange(57, 171) if touched else d.rng.randrange(1, 6), bool(touched)))
    return found


def _mark(d: Doc, page: int, seen: Seen, value: bool = True) -> None:
    fields: dict[str, Any] = {
        "name": seen.site.name,
        "status": "positive" if seen.positive else "negative",
        "collected": d.on.isoformat(),
    }
    if seen.positive and value:
        fields |= {"value": seen.cells / 2, "unit": "%"}
    d.fact("biomarkers", page, seen.site.gene, **fields)
    if seen.site.name == "fish_del7q":
        d.fact(
            "biomarkers",
            page,
            seen.site.gene,
            may=True,
            name="fish_monosomy7",
            status="negative",
            collected=d.on.isoformat(),
        )
    if seen.site.name == "fish_del5q":
        d.fact(
            "biomarkers",
            page,
            seen.site.gene,
            may=True,
            name="fish_monosomy5",
            status="negative",
            collected=d.on.isoformat(),
        )


def _formula(d: Doc, page: int) -> None:
    iscn = d.person.karyotype
    d.fact("karyotypes", page, iscn, iscn=iscn, metaphases=d.person.metaphases, collected=d.on.isoformat())


def _plain(d: Doc) -> bool:
    return d.person.karyotype.partition("[")[0] in {"46,XX", "46,XY"}


def _said(d: Doc, normal: str, changed: str) -> str:
    return normal if _plain(d) else changed


def _example(d: Doc, *formulas: str) -> None:
    for iscn in formulas:
        if iscn != d.person.karyotype:
            d.gold.trap("karyotypes", {"iscn": iscn}, "an example")


def chromosome_and_fish_result(d: Doc) -> None:
    """An American report: result in a frame, cells in a grid, FISH table with cutoffs of each probe, prognostic groups in general."""
    who, on, seen = d.person, d.on, _scored(d)
    out = later(on, 10)
    grid = pairs(
        (
            ("Patient", who.name),
            ("Specimen", "Bone marrow aspirate"),
            ("DOB", long(who.born)),
            ("Collected", long(on)),
            ("Sex", sex(d)),
            ("Reported", long(out)),
            ("MRN", who.ids[0]),
            ("Lab number", f"CG{who.ids[1][1:]}"),
        )
    )
    cells = pairs(
        (
            ("Cells counted", str(who.metaphases)),
            ("Cells analyzed", str(who.metaphases)),
            ("Karyograms", "2"),
            ("Culture", "24 and 48 hours"),
            ("Banding", "GTG"),
            ("Band level", "400"),
        ),
        3,
    )
    rows = [
        (
            x.site.band,
            x.site.gene if x.site.control == "none" else f"{x.site.gene} / {x.site.control}",
            "200",
            f"{x.percent}%",
            "≤ 5.0%",
            "ABNORMAL" if x.positive else "Normal",
        )
        for x in seen
    ]
    body = (
        f"<div class=h>Piedmont Valley University Hospital<br><small>Cytogenetics Laboratory</small></div>{table((), grid, 'g')}<p>Indication: cytopenia, myelodysplastic syndrome suspected</p><div class=r><b>KARYOTYPE</b><br><span>{who.karyotype}</span></div>{table((), cells, 'g')}"
        f"<h2>Interpretation</h2><p>{_said(d, 'All cells examined showed a normal chromosome complement. A normal karyotype does not rule out a myeloid neoplasm.', 'Acquired chromosome changes were found in this marrow as given in the karyotype above. Constitutional changes were not studied.')}</p>"
        f"<h2>Interphase FISH</h2>{table(('Locus', 'Probe / control', 'Nuclei', 'Abnormal', 'Cutoff', 'Result'), rows)}"
        "<h2>General information</h2><p>In the revised prognostic score, loss of Y and del(11q) are very good, normal karyotypes and isolated del(5q) or del(20q) are good, trisomy 8 is intermediate, monosomy 7 is poor, and more than three abnormalities are very poor.</p><p class=s>Reviewed by Thaddeus Okonjo, PhD, FACMG. FISH probes are laboratory developed tests.</p>"
    )  # fmt: skip
    css = ("@page{size:letter;margin:.75in}body{font:9.5pt 'Liberation Sans'}.h{font-size:14pt;font-weight:bold}.h small{font-weight:normal;font-size:10pt}.g{width:100%;margin:6pt 0}.g td{padding:2.5pt 5pt;border:.5pt solid #bbb}.g td:nth-child(odd){background:#f0f0f0}.r{border:1.2pt solid #000;padding:7pt;margin:6pt 0}.r span{font:bold 10.5pt 'Liberation Mono';overflow-wrap:anywhere}"
           "h2{font-size:10.5pt;margin:8pt 0 2pt}.t{width:100%}.t td,.t th{padding:2.5pt 5pt;border-bottom:.5pt solid #bbb}.s{font-size:8pt;margin-top:12pt}")  # fmt: skip
    sheet = web(d, body, css, "cytogenetics")
    _formula(d, sheet.find(who.karyotype))
    for x in seen:
        _mark(d, sheet.find(x.site.gene, x.site.band), x)
    maybe(d, 1, "mds")
    d.also_dated = (out,)


def haemato_genetics_letter(d: Doc) -> None:
    """A British genetics service: summary sentence, the formula in its own line, FISH told site by site, an earlier study told in words only."""
    who, on, seen = d.person, d.on, _scored(d, "fish_del17p")
    out = later(on, 15)
    told = "".join(
        f"<p>{x.site.gene} ({x.site.band}): "
        + (
            f"an abnormal signal pattern was seen in {x.percent}% of 200 interphase nuclei, consistent with {'a third copy of chromosome 8' if x.site.change == 'gain' else 'loss of this region'}."
            if x.positive
            else "a normal signal pattern was seen in 200 interphase nuclei."
        )
        + "</p>"
        for x in seen
    )
    body = (
        f"<table class=h><tr><td><b>Wessex Downs Genomic Laboratory</b><br>Haemato-oncology section</td><td>Report date: {spaced(out)}<br>Laboratory number: {who.ids[1]}</td></tr></table><p>To: Dr R Penhaligon, Haematology, Stour Valley Hospital</p>"
        f"<p>RE: <b>{esc(who.name)}</b>, date of birth {spaced(who.born)}, {sex(d).lower()}, hospital number {who.ids[0]}</p><p>Sample: bone marrow in heparin, taken {spaced(on)}. Reason for referral: new diagnosis of MDS.</p>"
        f"<h3>Summary</h3><p>{_said(d, 'Normal karyotype: no acquired chromosome abnormality found.', 'Abnormal karyotype: acquired abnormality found.')}</p><h3>Karyotype</h3><p class=k>{who.karyotype}</p><p>{who.metaphases} metaphases were examined from cultures of 24 and 48 hours.</p>"
        f"<h3>FISH</h3>{told}<p>Testing for deletion of TP53 was not requested.</p><h3>Comment</h3><p>A blood sample received last year could not be karyotyped as no dividing cells were obtained. Small subclones cannot be excluded. Results should be read together with morphology.</p>"
        "<p>Authorised by: Dr Bronwen Llewellyn-Price, Principal Clinical Scientist<br>Checked by: J Okafor, Clinical Scientist</p>"
    )  # fmt: skip
    css = "@page{size:a4;margin:22mm}body{font:10.5pt 'Liberation Sans';line-height:1.25}.h{width:100%;border-bottom:2pt solid #2c6e49}.h td:last-child{text-align:right;font-size:9pt}h3{font-size:11pt;margin:10pt 0 2pt;color:#2c6e49}.k{font-weight:bold;overflow-wrap:anywhere}"
    sheet = web(d, body, css, "cytogenetics")
    _formula(d, sheet.find(who.karyotype))
    for x in seen:
        _mark(d, sheet.find(x.site.gene, "signal"), x)
    d.fact(
        "diagnoses",
        1,
        "MDS",
        may=True,
        disease="mds",
        labels=[""],
        status="confirmed",
        any_status=["confirmed", "suspected"],
    )
    d.fact("biomarkers", 1, "TP53", may=True, name="fish_del17p", status="not_tested", collected=on.isoformat())
    for status in ("positive", "negative"):
        d.gold.trap("biomarkers", {"name": "fish_del17p", "status": status}, "not requested")
    d.also_dated = (out,)


def chromosome_banding_result(d: Doc) -> None:
    """A German institute in English: method first, number of metaphases, karyotype, table of FISH with signals, a remark on how formulas read."""
    who, on, seen = d.person, d.on, _scored(d)
    out = later(on, 8)
    rows = []
    for x in seen:
        odd = "3" if x.site.change == "gain" else "1"
        rows.append(
            (
                f"{x.site.gene} ({x.site.band})",
                "200",
                f"{x.cells} nuclei with {odd} signal{'s' if odd == '3' else ''}",
                f"{x.percent} %",
                "5 %",
                "positive" if x.positive else "negative",
            )
        )
    lines = (
        ("Material", "bone marrow, heparin"),
        ("Sampling", d.date(on, "dot")),
        ("Cultivation", "24 h and 72 h with cytokines"),
        ("Banding", "G-bands"),
        ("Metaphases analysed", str(who.metaphases)),
        ("Karyotype", Raw(f"<b>{who.karyotype}</b>")),
    )
    body = (
        f"<p class=k>Institute for Tumour Genetics Hochfelden &nbsp; · &nbsp; Report of {d.date(out, 'dot')} &nbsp; · &nbsp; No. {who.ids[1]}</p><p>Patient: <b>{esc(who.last)}, {who.first}</b> &nbsp; *{d.date(who.born, 'dot')} &nbsp; sex: {sex(d).lower()} &nbsp; ID {who.ids[0]}</p>"
        f"<h2>Chromosome analysis</h2><table class=l>{''.join(row(line) for line in lines)}</table><p>{_said(d, 'No clonal aberration was detected.', 'Aberrant cells were detected; the notation above follows ISCN 2020.')}</p>"
        f"<h2>Fluorescence in situ hybridisation (FISH)</h2>{table(('Probe (region)', 'Nuclei', 'Finding', 'Share', 'Cut-off', 'Assessment'), rows)}"
        "<p class=s>The number in square brackets is the number of metaphases; a healthy man is written 46,XY[25]. Single non-clonal losses are not listed. Molecular karyotyping (array) was not carried out.</p><p class=s>Dr. rer. nat. Friederike Achternbusch, specialist in cytogenetics (GfH)</p>"
    )  # fmt: skip
    css = "@page{size:a4;margin:20mm}body{font:9.5pt 'DejaVu Sans'}.k{border-bottom:1pt solid #000;padding-bottom:3pt;font-size:8.5pt}h2{font-size:11pt;margin:12pt 0 4pt}.l td{padding:2pt 12pt 2pt 0}.l td:first-child{width:120pt;color:#555}.l td:last-child{overflow-wrap:anywhere}.t{width:100%}.t td,.t th{border:.5pt solid #888;padding:3pt 4pt;font-size:8.5pt}.s{font-size:8pt}"
    sheet = web(d, body, css, "cytogenetics")
    _formula(d, sheet.find(who.karyotype))
    for x in seen:
        _mark(d, sheet.find(x.site.gene, x.site.band), x)
    _example(d, "46,XY[25]")
    d.also_dated = (out,)


def karyotyping_profile(d: Doc) -> None:
    """An Indian chain: fields with colons, result in capitals, FISH as a numbered list, limitations that name deletions in general."""
    who, on, seen = d.person, d.on, _scored(d, "fish_del20q")
    out = later(on, 12)
    word = {"deletion": "deletion", "gain": "trisomy"}
    told = "".join(
        row(
            (
                f"{n}.",
                f"{x.site.gene} - {x.site.band}",
                f"{word[x.site.change].upper()} DETECTED IN {x.percent}% OF CELLS"
                if x.positive
                else f"No {word[x.site.change]} detected",
                "200",
            )
        )
        for n, x in enumerate(seen, 1)
    )
    body = (
        f"<div class=h>GENEKSHETRA DIAGNOSTICS PVT. LTD.</div><table class=p>{row(('Name', ': ' + who.name, 'Sample ID', ': ' + who.ids[1]))}{row(('DOB / Sex', f': {hyphened(who.born)} / {sex(d)}', 'Sample collected', ': ' + hyphened(on)))}{row(('Patient ID', ': ' + who.ids[0], 'Report released', ': ' + hyphened(out)))}{row(('Specimen', ': Bone marrow (sodium heparin)', 'Referred by', ': Dr. Arunima Ghoshal'))}</table>"
        f"<h2>KARYOTYPING - HAEMATOLOGICAL MALIGNANCY</h2><table class=k>{row(('Cells analysed', ': ' + str(who.metaphases)))}{row(('Banding technique', ': GTG, 400 bands'))}{row((Raw('<b>Karyotype</b>'), Raw(': <b>' + who.karyotype + '</b>')))}{row(('Result', ': ' + _said(d, 'NORMAL KARYOTYPE', 'ABNORMAL KARYOTYPE')))}</table>"
        f"<h2>FISH - MDS PROBES</h2><table class=t><thead>{row(('S. No.', 'Probe', 'Result', 'Cells scored'), 'th')}</thead><tbody>{told}</tbody></table>"
        "<p><b>Remarks:</b> Please correlate clinically. Bone marrow of the sibling donor was studied under a separate number.</p><p class=s><b>Limitations:</b> Deletions smaller than 10 Mb are not visible by karyotyping. FISH does not exclude abnormalities outside the probe regions, such as del(12p) or inv(3). Reported by Dr. Charulata Pisharody, Ph.D.</p>"
    )  # fmt: skip
    css = ("@page{size:a4;margin:17mm}body{font:9.5pt 'Liberation Sans'}.h{font-size:14pt;font-weight:bold;color:#7a1f5c;text-align:center;border-bottom:2pt solid #7a1f5c;padding-bottom:4pt}.p{width:100%;margin:6pt 0}.p td{padding:2.5pt}h2{font-size:10.5pt;background:#f6e8f1;padding:3pt;margin:10pt 0 4pt}.k td{padding:2.5pt 6pt 2.5pt 0;overflow-wrap:anywhere}.k td:first-child{width:110pt}"
           ".t{width:100%}.t td,.t th{border:.5pt solid #b9a;padding:3pt 5pt}.s{font-size:8pt}")  # fmt: skip
    sheet = web(d, body, css, "cytogenetics")
    _formula(d, sheet.find(who.karyotype))
    for x in seen:
        _mark(d, sheet.find(x.site.gene, x.site.band), x)
    d.also_dated = (out,)


def _broken(formula: str, width: int) -> list[str]:
    """The formula on lines of at most ``width`` characters, broken behind commas or before a stroke."""
    lines = [""]
    for piece in formula.replace(",", ",\n").replace("/", "\n/").split("\n"):
        if lines[-1] and len(lines[-1] + piece) > width:
            lines.append("")
        lines[-1] += piece
    return lines


def cytogenomic_report_drawn(d: Doc) -> None:
    """A synthetic-data company's drawn page: labels left, text right, a long formula over several lines, FISH rows with their share."""
    who, on, seen = d.person, d.on, _scored(d)
    out = later(on, 9)
    s = d.paper("Helvetica", 10, 58)
    d.kind, d.also_dated = "cytogenetics", (out,)
    s.line("Summit Ridge Cytogenomics", True, 15)
    s.rule(w=1)
    s.gap(6)
    lines = (
        ("Patient", who.name),
        ("Date of birth", long(who.born)),
        ("Sex", sex(d)),
        ("Record number", who.ids[0]),
        ("Specimen", "Bone marrow"),
        ("Date collected", long(on)),
        ("Date reported", long(out)),
        ("Test", "Chromosome analysis with FISH"),
    )
    for label, text in lines:
        s.row(Cell(s.margin, label), Cell(s.margin + 130, text), step=1.5)
    s.gap(10)
    parts = _broken(who.karyotype, 52)
    page = s.row(Cell(s.margin, "Karyotype", True), Cell(s.margin + 130, parts[0], True))
    for part in parts[1:]:
        s.row(Cell(s.margin + 130, part, True), step=1.35)
    _formula(d, page)
    s.row(Cell(s.margin, "Metaphases"), Cell(s.margin + 130, f"{who.metaphases} analyzed"), step=1.6)
    s.row(
        Cell(s.margin, "Conclusion"),
        Cell(s.margin + 130, _said(d, "No clonal abnormality identified", "Chromosome abnormality identified")),
        step=1.6,
    )
    s.gap(12)
    s.row(
        *(
            Cell(s.margin + x, t, True)
            for x, t in ((0, "FISH probe"), (130, "Region"), (220, "Result"), (310, "Abnormal cells"), (410, "Limit"))
        )
    )
    s.rule()
    for x in seen:
        page = s.row(
            *(
                Cell(s.margin + at, t)
                for at, t in (
                    (0, x.site.gene),
                    (130, x.site.band),
                    (220, "Detected" if x.positive else "Not detected"),
                    (310, f"{x.percent}%"),
                    (410, "5%"),
                )
            ),
            step=1.6,
        )
        _mark(d, page, x)
    s.gap(12)
    s.para(
        "Probes for MECOM (3q26) and KMT2A (11q23) were not included in this order. FISH was scored on 200 nuclei for each probe."
    )
    s.gap(6)
    s.para(
        "The laboratory received the request with the words: rule out MDS; rule out CML. This study does not by itself establish or exclude either."
    )
    maybe(d, 1, "mds", "cml")
    s.gap(16)
    s.line("Signed by Leonie Faircloth, PhD, Director")


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (chromosome_and_fish_result, haemato_genetics_letter, chromosome_banding_result, karyotyping_profile, cytogenomic_report_drawn)
}  # fmt: skip

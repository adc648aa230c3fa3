# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Chromosome and FISH reports as templates print them: fields, an ISCN line, a table of probes."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bench.workshop.days import hyphened, later, sex, spaced
from bench.workshop.dress import Doc
from bench.workshop.markup import Raw, esc, row, table
from bench.workshop.printers.paper import asked, dotted, made, relatives, say, us_day

SITES = (  # biomarker, chromosome, name in print, locus, probe
    ("fish_del5q", 5, "del(5q)", "5q31", "EGR1"), ("fish_monosomy7", 7, "Monosomy 7", "7p11.1-q11.1", "D7Z1"),
    ("fish_del7q", 7, "del(7q)", "7q31", "D7S486"), ("fish_trisomy8", 8, "Trisomy 8", "8p11.1-q11.1", "D8Z2"),
    ("fish_del20q", 20, "del(20q)", "20q12", "D20S108"), ("fish_del17p", 17, "del(17p)", "17p13.1", "TP53"),
)  # fmt: skip
SIGNS = {
    "fish_del5q": ("del(5)(q",), "fish_del7q": ("del(7)(q",), "fish_del20q": ("del(20)(q",),
    "fish_del17p": ("del(17)(p",),
}  # fmt: skip
WHOLE = {"fish_monosomy7": "-7", "fish_trisomy8": "+8"}


@dataclass(frozen=True)
class Probe:
    """One probe's result of two hundred nuclei."""

    name: str
    title: str
    locus: str
    probe: str
    cells: int

    @property
    def positive(self) -> bool:
        """Whether it is above every cutoff in use."""
        return self.cells > 20

    @property
    def percent(self) -> str:
        """Of two hundred cells."""
        return f"{self.cells / 2:g}"


def probes(d: Doc) -> list[Probe]:
    """What goes with the karyotype; a chromosome changed in another way has no probe."""
    tokens = [t.partition("[")[0].strip() for t in d.person.karyotype.replace("/", ",").split(",")]
    drawn = random.Random(f"fish/{d.person.ids}")
    found = []
    for name, number, title, locus, probe in SITES:
        hit = any(t.startswith(SIGNS.get(name, ())) or t == WHOLE.get(name) for t in tokens)
        odd = any(
            f"({number})" in t
            or f"({number};" in t
            or f";{number})" in t
            or f";{number};" in t
            or t in {f"+{number}", f"-{number}"}
            for t in tokens
        )
        cells = drawn.randrange(64, 158)
        if hit or not odd:
            found.append(Probe(name, title, locus, probe, cells if hit else 2 + cells % 4))
    return found


def marks(d: Doc, page: int, f: Probe) -> None:
    """The gold of a probe whose percentage of cells is printed if it is abnormal."""
    fields: dict[str, Any] = {
        "name": f.name,
        "status": "positive" if f.positive else "negative",
        "collected": d.on.isoformat(),
    }
    if f.positive:
        fields |= {"value": f.cells / 2, "unit": "%"}
    d.fact("biomarkers", page, f.probe, **fields)


def chromosomes(d: Doc, page: int) -> None:
    """The gold of the karyotype."""
    iscn = d.person.karyotype
    d.fact("karyotypes", page, iscn, iscn=iscn, metaphases=d.person.metaphases, collected=d.on.isoformat())


def normal(d: Doc) -> bool:
    """No abnormal clone at all."""
    return d.person.karyotype.partition("[")[0] in {"46,XX", "46,XY"}


def _example(d: Doc, *examples: str) -> None:
    for iscn in examples:
        if iscn != d.person.karyotype:
            d.gold.trap("karyotypes", {"iscn": iscn}, "an example")


def fields_and_probe_table(d: Doc) -> None:
    """Two columns of labelled fields, the formula in a shaded line, a striped table of probes with cutoffs and a coloured result."""
    who, on, found = d.person, d.on, probes(d)
    out = later(on, 11)
    word = {True: say(d, "ABNORMAL", "Detected", "POSITIVE"), False: say(d, "Normal", "Not detected", "Negative")}
    if word[True] == "POSITIVE":
        word[False] = "Negative"
    lines = [
        (
            f.title,
            f"{f.probe} ({f.locus})",
            "200",
            f"{f.percent}%",
            "5.0%",
            Raw(f"<b class=p>{word[True]}</b>") if f.positive else word[False],
        )
        for f in found
    ]
    text = (say(d, "No clonal abnormality was found in the metaphases examined.", "The chromosome study is normal.", "Both cultures gave a normal karyotype; small changes below the resolution are not excluded.") if normal(d)
            else say(d, "The abnormality in the karyotype above is clonal.", "An abnormal clone is present as written above.", "Clonal change(s) consistent with a myeloid neoplasm; prognosis to be assigned with clinical data."))  # fmt: skip
    body = (
        f"<div class=h>{say(d, 'Ardent Cytogenetics', 'Pine Barrens Genetics Laboratory', 'Tidewater Medical Genetics')}<span>Cytogenetics / FISH report</span></div><table class=d><tr><td>Patient name</td><td><b>{esc(who.last)}, {who.first}</b></td><td>Date collected</td><td><b>{us_day(on)}</b></td></tr><tr><td>Date of birth</td><td><b>{us_day(who.born)}</b></td><td>Date received</td><td>{us_day(later(on, 1))}</td></tr>"
        f"<tr><td>Sex</td><td><b>{sex(d)}</b></td><td>Date reported</td><td>{us_day(out)}</td></tr><tr><td>Medical record</td><td>{who.ids[0]}</td><td>Laboratory no.</td><td>{who.ids[1]}</td></tr><tr><td>Specimen</td><td>Bone marrow aspirate</td><td>Indication</td><td>{say(d, 'MDS', 'Rule out MDS', 'Cytopenia', 'Anemia, thrombocytopenia')}</td></tr></table>"
        f"<h3>Chromosome analysis</h3><table class=f><tr><td>Cells analyzed</td><td>{who.metaphases}</td><td>Banding</td><td>G-band, 400</td><td>Culture</td><td>24 h, 48 h</td></tr></table><p class=k><small>ISCN 2020</small><br>{who.karyotype}</p><p>{text}</p><h3>FISH, MDS probe set (interphase)</h3>{table(('Abnormality', 'Probe', 'Nuclei', 'Abnormal', 'Cutoff', 'Result'), lines)}"
        f"<p class=s>{say(d, 'Loss of Y alone (45,X,-Y) can be a finding of age.', 'A normal female karyotype is written 46,XX[20].', 'In AML, t(8;21)(q22;q22) defines a category of its own; the RUNX1::RUNX1T1 probe was not used here.')} FISH detects only what the probes cover. Reviewed by Cordelia Vance-Abara, PhD, FACMG.</p>"
    )  # fmt: skip
    css = ("@page{size:letter;margin:.65in}body{font:9.5pt 'Liberation Sans'}.h{background:#0f3d5c;color:#fff;padding:8pt;font-size:14pt}.h span{float:right;font-size:9.5pt;padding-top:4pt}.d{width:100%;margin:8pt 0}.d td{padding:2.5pt 4pt;width:25%}.d td:nth-child(odd){color:#567;width:18%}h3{font-size:11pt;color:#0f3d5c;margin:10pt 0 3pt}.f td{padding:1pt 12pt 1pt 0}"
           ".k{background:#e8f0f5;padding:7pt;font-weight:bold;overflow-wrap:anywhere;font-size:10.5pt}.k small{font-weight:normal;font-size:8pt}.t{width:100%}.t th{border-bottom:1pt solid #0f3d5c;padding:3pt}.t td{padding:3.5pt 3pt}.t tbody tr:nth-child(odd){background:#f3f6f8}.p{color:#b3261e}.s{font-size:8pt;margin-top:10pt}")  # fmt: skip
    sheet = made(d, body, css, "cytogenetics")
    chromosomes(d, sheet.find(who.karyotype))
    for f in found:
        marks(d, sheet.find(f.probe, f.locus), f)
    _example(d, "46,XX[20]", "45,X,-Y")
    asked(d, 1, "mds", "aml")
    d.also_dated = (out, later(on, 1))


def two_columns_dense(d: Doc) -> None:
    """A dense sheet in two columns: sample, method and limits left; the formula, probes as a list and the opinion right."""
    who, on, found = d.person, d.on, probes(d)
    out = later(on, 13)
    hits = [f for f in found if f.positive]
    quiet = [f for f in found if not f.positive]
    lines = "".join(
        f"<li><b>{f.title}</b> ({f.probe}): {say(d, 'present in', 'positive,', 'found in')} {f.percent} % {say(d, 'of nuclei', 'of 200 nuclei', 'of the cells')}</li>"
        for f in hits
    ) + "".join(f"<li>{f.title} ({f.probe}): {say(d, 'not found', 'negative', 'no evidence')}</li>" for f in quiet)
    verdict = (
        say(
            d,
            "Inconspicuous karyotype.",
            "No chromosomal aberration in the mitoses examined.",
            "Normal set of chromosomes.",
        )
        if normal(d)
        else say(
            d, "Aberrant karyotype, see formula.", "Clonal aberration(s) as in the formula.", "Pathological karyotype."
        )
    )
    body = (
        f"<h1>{say(d, 'Centre for Human Genetics Rothenfels', 'MVZ Genetics Seeblick', 'Genetic Institute Weidenstein')}</h1><p class=q>{who.last}, {who.first} &middot; born {dotted(who.born)} &middot; {sex(d).lower()} &middot; patient no. {who.ids[0]} &middot; order {who.ids[1]}</p><table class=o><tr><td class=l><h3>Sample</h3><p>Bone marrow, heparin<br>Taken {dotted(on)}<br>Arrived {dotted(later(on, 1))}<br>Report {dotted(out)}</p><h3>Method</h3><p>Cultures of 24 and 48 hours, GTG banding, about 300 bands. {who.metaphases} mitoses evaluated.</p>"
        f"<p>FISH on 200 interphase nuclei for each probe.</p><h3>Limits</h3><p>Cutoff 5 % for losses, 3 % for gains. Clones below 10 % of cells may escape notice. {say(d, 'Example of a formula: 47,XY,+8[3]/46,XY[17].', 'Nomenclature: ISCN 2020.', 'Optical mapping was not done.')}</p></td><td><h3>Karyotype</h3><p class=k>{who.karyotype}</p><h3>FISH</h3><ul>{lines}</ul><h3>Opinion</h3><p>{verdict}</p>"
        f"<p>{say(d, 'Heritable disease of the family is not assessed by this analysis.', 'The father of the patient is said to have had CLL; no probes for this were used.', 'A study of chromosomes from skin was not ordered.', 'Please send blood again if progression is suspected.')}</p><p class=s>Dr. rer. nat. Annegret Pohlmann, specialist in human genetics</p></td></tr></table>"
    )  # fmt: skip
    css = ("@page{size:A4;margin:15mm}body{font:9pt 'DejaVu Sans'}h1{font-size:13pt;margin:0}.q{border-top:.8pt solid;border-bottom:.8pt solid;padding:4pt 0;font-size:8.5pt}.o{width:100%;table-layout:fixed}.o>tbody>tr>td{padding:4pt 8pt}.l{width:34%;background:#f0f0ea;font-size:8pt}h3{font-size:9pt;text-transform:uppercase;letter-spacing:.5pt;margin:8pt 0 2pt}.k{font:bold 10pt 'Liberation Mono';overflow-wrap:anywhere}ul{padding-left:12pt;margin:2pt 0}li{margin:2.5pt 0}.s{font-size:8pt;margin-top:16pt}")  # fmt: skip
    sheet = made(d, body, css, "cytogenetics")
    chromosomes(d, sheet.find(who.karyotype))
    for f in found:
        marks(d, 1, f)
    _example(d, "47,XY,+8[3]/46,XY[17]")
    relatives(d, "cll", "chronic_lymphocytic_leukemia")
    d.also_dated = (out, later(on, 1))


def ruled_summary_sheet(d: Doc) -> None:
    """A British sheet: a result summary in a frame first, fields ruled crosswise, probes that were normal in one sentence and the abnormal in a table."""
    who, on, found = d.person, d.on, probes(d)
    out = later(on, 15)
    hits, quiet = [f for f in found if f.positive], [f for f in found if not f.positive]
    head = (
        say(d, "Normal karyotype", "No abnormality detected", "Apparently normal chromosome complement")
        if normal(d)
        else say(d, "Abnormal karyotype", "Clonal abnormality detected", "Abnormal result")
    )
    rows = "".join(
        row((Raw(f"<b>{a}</b>"), b))
        for a, b in (
            ("Karyotype", who.karyotype),
            ("Cells examined", f"{who.metaphases} metaphases"),
            ("Sample", "Bone marrow"),
            ("Sample collected", spaced(on)),
            ("Report authorised", spaced(out)),
        )
    )
    first = (
        table(
            ("Probe", "Locus", "Nuclei with abnormal signal pattern"),
            [(f"{f.probe} ({f.title})", f.locus, f"{f.cells} of 200 ({f.percent}%)") for f in hits],
        )
        if hits
        else ""
    )
    names = ", ".join(f"{f.title} ({f.probe})" for f in quiet)
    rest = say(
        d,
        f"Normal signal patterns were seen with the probes for {names}.",
        f"No evidence of the following by FISH: {names}.",
        f"FISH was negative for {names}.",
        f"The following were not detected by FISH: {names}.",
    )
    body = (
        f"<table class=w><tr><td><b class=n>{say(d, 'Ribblesdale Genomic Laboratory Hub', 'North Moor Regional Genetics Service', 'Saltmarsh Cytogenetics')}</b></td><td class=r>{who.name}<br>DoB {spaced(who.born)} &nbsp; {sex(d)}<br>Hospital no. {who.ids[0]}<br>Lab ID {who.ids[1]}</td></tr></table><div class=f><small>Result summary</small><br><b>{head}</b></div><p>Reason for referral: {say(d, '?MDS', 'Cytopenias, ?myelodysplasia', 'Follow up of persistent anaemia', 'Low platelets; sibling with AML')}</p><table class=k>{rows}</table>"
        f"<h3>Fluorescence in situ hybridisation</h3>{first}<p>{rest}</p><h3>Comments</h3><p>{say(d, 'In MDS a normal karyotype is of good cytogenetic risk and monosomy 7 of poor risk; the final risk needs the blood counts and the marrow.', 'Complex karyotypes carry a poor outlook in MDS. Isolated del(5q) responds to lenalidomide.', 'Please interpret with morphology. A constitutional change cannot be excluded in marrow.', 'Extended testing by array can be requested within six weeks.')}</p><p class=s>Scientist: Dr Tamar Ellwood-Finch &nbsp; Checked: R. Achterhouse. Results of other members of the family are never included in this report.</p>"
    )  # fmt: skip
    css = ("@page{size:A4;margin:18mm}body{font:10pt 'Liberation Sans'}.w{width:100%}.n{font-size:13pt}.r{text-align:right;font-size:9pt}.f{border:1.5pt solid #222;padding:6pt 9pt;margin:8pt 0;font-size:12pt}.f small{font-size:8pt}.k{width:100%;table-layout:fixed}.k td{border-top:.4pt solid #777;padding:4pt 3pt;overflow-wrap:anywhere}.k td:first-child{width:26%}h3{font-size:10.5pt;margin:10pt 0 2pt;border-bottom:.8pt solid}.t{width:100%}.t th{font-size:8.5pt}.t td,.t th{padding:3pt;border-bottom:.3pt solid #999}.s{font-size:8pt;margin-top:14pt}")  # fmt: skip
    sheet = made(d, body, css, "cytogenetics")
    chromosomes(d, sheet.find(who.karyotype))
    for f in found:
        marks(d, 1, f)
    d.gold.trap("treatments", {"agent": "lenalidomide", "status": "ongoing"}, "text in general")
    relatives(d, "aml")
    asked(d, 1, "mds")
    d.also_dated = (out,)


def numbered_lines_and_fish_addendum(d: Doc) -> None:
    """A typed report of numbered lines; the FISH came a week later and stands as an addendum with its own day."""
    who, on, found = d.person, d.on, probes(d)
    out, more = later(on, 9), later(on, 16)
    s = d.paper("Helvetica", 10, 56)
    d.kind, d.also_dated = "cytogenetics", (out, more)
    s.line(
        say(
            d,
            "Narmada Genetics Centre",
            "Department of Cytogenetics, Palani Medical College",
            "Chromosome Laboratory, Sahyadri Hospital",
        ),
        True,
        14,
        "c",
    )
    s.line("CYTOGENETIC ANALYSIS - BONE MARROW", True, align="c")
    s.rule()
    s.gap(8)
    for n, (label, text) in enumerate(
        (
            ("Name", who.name),
            ("Date of birth / sex", f"{hyphened(who.born)} / {sex(d)}"),
            ("Hospital number", who.ids[0]),
            ("Laboratory number", who.ids[1]),
            ("Marrow collected on", hyphened(on)),
            ("Reported on", hyphened(out)),
            ("Culture", "Overnight and 24 h, unstimulated"),
            ("Metaphases analysed", str(who.metaphases)),
        ),
        1,
    ):
        s.line(f"{n}.  {label}: {text}")
    s.gap(4)
    s.line("9.  " + say(d, "Karyotype (ISCN 2020):", "ISCN designation:", "Karyotype:"), True)
    parts = [""]
    for piece in who.karyotype.replace(",", ",\n").replace("/", "\n/").split("\n"):
        if len(parts[-1] + piece) > 58 and parts[-1]:
            parts.append("")
        parts[-1] += piece
    for n, part in enumerate(parts):
        page = s.line(part, True, x=26)
        if n == 0:
            chromosomes(d, page)
    s.gap(4)
    s.para(
        "10.  "
        + (
            say(
                d,
                "Remarks: No numerical or structural abnormality in the metaphases studied.",
                "Remarks: Normal karyotype.",
                "Remarks: All metaphases were normal.",
            )
            if normal(d)
            else say(
                d,
                "Remarks: The finding is clonal. Correlate with morphology.",
                "Remarks: Abnormal karyotype; kindly correlate clinically.",
                "Remarks: Clonal abnormality seen. Please repeat after therapy.",
            )
        )
    )
    s.para(
        "11.  "
        + say(
            d,
            "FISH requested; addendum to follow.",
            "FISH slides are in process.",
            "Result of FISH awaited at the time of this report.",
        )
    )
    s.gap(14)
    s.rule()
    s.line(
        f"ADDENDUM, {hyphened(more)}: "
        + say(
            d,
            "FISH on the same sample",
            "interphase FISH on stored pellet of the same marrow",
            "FISH result (same specimen)",
        ),
        True,
    )
    for f in found:
        page = s.line(
            f"{f.probe} at {f.locus}, {f.title}: "
            + (
                say(
                    d, "positive, {}% of 200 nuclei", "detected in {}% of 200 cells", "present ({}% of 200 nuclei)"
                ).format(f.percent)
                if f.positive
                else say(d, "negative", "not detected", "absent")
            )
        )
        marks(d, page, f)
    s.para(
        "Laboratory cut-off: 5% (mean + 3 SD of ten controls). Probes for other loci were not applied.",
        pt=9,
    )
    s.gap(16)
    s.line("Dr. Gayatri Ramanujan, Cytogeneticist                Technologist: P. Lobo", pt=9)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (fields_and_probe_table, two_columns_dense, ruled_summary_sheet, numbered_lines_and_fish_addendum)
}  # fmt: skip

# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""More families of chromosome reports: a German institute's sheet, and a company's page of clones in rows."""

from bench.workshop.arrivals.paper import asked, dotted, formula, leaf, lit, loci, normal, not_formula, printed
from bench.workshop.days import later, sex
from bench.workshop.dress import Doc
from bench.workshop.markup import Raw, row, table
from bench.workshop.sheet import Cell


def pieces(iscn: str, width: int) -> list[str]:
    """A formula in lines, broken behind commas and before strokes."""
    lines = [""]
    for part in iscn.replace(",", ",\n").replace("/", "\n/").split("\n"):
        if lines[-1] and len(lines[-1] + part) > width:
            lines.append("")
        lines[-1] += part
    return lines


def institute_sheet(d: Doc) -> None:
    """A German institute: numbered headings, metaphases before the karyotype, formula in typewriter lines, FISH by probe with cells of two hundred, assessment at the end."""
    who, on = d.person, d.on
    out, probes = later(on, 11), loci(d)
    s = leaf(d, "cytogenetics", pt=10, margin=56)
    s.line("Institut für Humangenetik Saaletal", True, 14)
    s.line("Tumour cytogenetics - Report in English", pt=10)
    s.rule(w=1)
    s.gap(6)
    pairs = (("Patient", f"{who.first} {who.last}", "Date of birth", dotted(who.born)), ("Sex", sex(d).lower(), "Patient number", who.ids[0]), ("Material", "bone marrow, heparin", "Withdrawal", dotted(on)),
             ("Receipt", dotted(later(on, 1)), "Report", dotted(out)))  # fmt: skip
    for a, b, c, e in pairs:
        s.row(Cell(56, a + ":"), Cell(120, b, True), Cell(320, c + ":"), Cell(410, e, True))
    s.rule()
    s.gap(8)
    s.line("1. Indication", True)
    s.para("Suspected myelodysplastic syndrome.")
    s.gap(6)
    s.line("2. Chromosome analysis", True)
    s.para(f"From a 24 h and a 48 h culture, {who.metaphases} metaphases were evaluated after GTG banding (300 to 400 bands per haploid set).")  # fmt: skip
    s.gap(3)
    s.line("Karyotype:")
    page = s.mono([f"     {part}" for part in pieces(who.karyotype, 60)], 10)
    formula(d, page)
    s.gap(6)
    s.line("3. Fluorescence in situ hybridisation", True)
    s.row(*(Cell(x, t, True) for x, t in ((56, "Aberration sought"), (190, "Probe"), (270, "Region"), (350, "Abnormal of 200 nuclei"), (480, "Result"))))  # fmt: skip
    for f in probes:
        page = s.row(Cell(56, f.what), Cell(190, f.probe), Cell(270, f.band), Cell(350, f"{f.cells} ({f.percent} %)"), Cell(480, "detected" if f.positive else "not detected"))  # fmt: skip
        lit(d, page, f)
    s.para("Cut-off values of our laboratory: 6 % for losses, 4 % for gains.", pt=8.5)
    s.gap(6)
    s.line("4. Assessment", True)
    s.para("No clonal aberration in the cells examined." if normal(d) else "Clonal aberration(s) of acquired origin as given under 2.")  # fmt: skip
    s.para("Reference karyotypes: male 46,XY, female 46,XX. A constitutional aberration would have to be examined from a PHA-stimulated blood culture; such a culture is not available. A prognostic grouping by IPSS-R is left to the treating physicians, since it takes all clones into account (for example 46,XX,inv(3)(q21q26) belongs to the poor group).")  # fmt: skip
    s.gap(14)
    s.para("Prof. Dr. rer. nat. Editha Brömmelhaus (specialist in human genetics, cytogenetics)   -   page 1 of 1")
    not_formula(d, "46,XX,inv(3)(q21q26)", *(k for k in ("46,XY", "46,XX")))
    asked(d, 1, "mds")
    d.also_dated = (out, later(on, 1))


def rows_of_clones(d: Doc) -> None:
    """A company's generated page: an overall verdict, the ISCN string, clones by row with their share, FISH beside, microarray of another specimen refused."""
    who, on = d.person, d.on
    out, probes = later(on, 10), loci(d)
    parts = [p.partition("[") for p in who.karyotype.split("/")]
    clones_ = [
        (
            f"{n}",
            formula_ if formula_ not in {"46,XX", "46,XY"} else f"{formula_} (normal)",
            cells.rstrip("]"),
            f"{100 * int(cells.rstrip(']')) / who.metaphases:.0f} %",
        )
        for n, (formula_, _, cells) in enumerate(parts, 1)
    ]
    body = (
        f"<div class=h><b>Calder &amp; Finch Genomic Laboratories</b> &mdash; Cytogenetics</div><table class=d>{row(('Patient name', who.name, 'Collection date', on.isoformat()))}{row(('Date of birth', who.born.isoformat(), 'Report date', out.isoformat()))}{row(('Sex', sex(d), 'Specimen', 'Bone marrow aspirate'))}{row(('Medical record no.', who.ids[0], 'Report no.', f'CF-{who.ids[1]}'))}</table>"
        f"<p class=v>{'NORMAL' if normal(d) else 'ABNORMAL'} KARYOTYPE</p><p>ISCN (2020)</p><p class=k>{who.karyotype}</p><p>Total metaphases analyzed: <b>{who.metaphases}</b> &nbsp; Metaphases karyotyped: 4 &nbsp; Banding: GTG, 425 bands</p>"
        + "<h2>Composition</h2>" + table(("Cell line", "Description", "Cells", "Share"), clones_)
        + "<h2>FISH panel (interphase, 200 nuclei per probe)</h2>"
        + table(("Abnormality", "Probe", "Region", "Positive nuclei", "Call"), [(f.what.capitalize(), f.probe, f.band, f"{f.percent} %", Raw("<b>Positive</b>") if f.positive else "Negative") for f in probes])
        + f"<h2>Interpretation</h2><p>{'All cells examined showed a normal chromosome complement.' if normal(d) else 'The cell lines listed above include acquired chromosome change(s).'} The patient was referred with a diagnosis of myelodysplastic syndrome to be confirmed. Risk assignment requires the complete clinical data set.</p>"
        "<h2>Other requests</h2><p>Chromosomal microarray: canceled, DNA quantity insufficient. Products-of-conception and prenatal studies filed under the same surname (for example 47,XX,+21[15]) belong to other individuals.</p>"
        "<p class=s>Reference limits: losses 5 %, gains 4 %. Reviewed by Jerome Atwater-Singh, PhD, Director. Generated 2 of 2 sections; no further sections.</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.75in}body{font:9.8pt 'DejaVu Sans Condensed','DejaVu Sans'}.h{border-bottom:2pt solid #223a6b;font-size:13pt;padding-bottom:3pt}.d{width:100%;margin:6pt 0}.d td{padding:3pt 5pt;border:.4pt solid #ccd}.d td:nth-child(odd){background:#eef1f8}.v{background:#223a6b;color:#fff;display:inline-block;padding:4pt 10pt;font-weight:bold}.k{font-weight:bold;font-size:11pt;overflow-wrap:anywhere}.t{width:100%}.t th{background:#eef1f8}.t td,.t th{padding:3pt 6pt;border-bottom:.4pt solid #bbb;overflow-wrap:anywhere}h2{font-size:11pt;color:#223a6b;margin:8pt 0 2pt}.s{font-size:8pt;margin-top:12pt}"
    sheet = printed(d, body, css, "cytogenetics")
    formula(d, sheet.find("ISCN", who.karyotype))
    for name, _, cells in parts:
        part = f"{name}[{cells}"
        if part != who.karyotype:
            fields = {"iscn": part, "metaphases": int(cells.rstrip("]")), "collected": on.isoformat()}
            d.gold.add("karyotypes", d.file, 1, (name,), fields, True)
    for f in probes:
        lit(d, sheet.find(f.probe, f.band), f)
    not_formula(d, "47,XX,+21[15]")
    asked(d, 1, "mds")
    d.also_dated = (out,)


ALL = (institute_sheet, rows_of_clones)

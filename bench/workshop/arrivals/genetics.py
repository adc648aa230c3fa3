# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Families of chromosome and FISH reports."""

from collections.abc import Callable

from bench.workshop.arrivals import clones
from bench.workshop.arrivals.paper import american, asked, formula, lit, loci, normal, not_formula, printed, relative
from bench.workshop.days import hyphened, later, long, sex
from bench.workshop.dress import Doc
from bench.workshop.markup import Raw, esc, row, table


def genomic_laboratory_letter(d: Doc) -> None:
    """A British genomic laboratory's letter: a result line, formula in bold, paragraphs of interpretation, FISH at the end, an earlier failed sample."""
    who, on = d.person, d.on
    out, probes = later(on, 12), loci(d)
    said = (
        "No clonal abnormality was found in the cells examined. A normal karyotype is found in about half of patients referred with myelodysplasia and does not exclude it."
        if normal(d)
        else "An abnormal clone was found, as described by the karyotype above. The prognostic group should be taken from the full karyotype at the multidisciplinary meeting."
    )
    sentences = " ".join(
        f"{f.what.capitalize()} ({f.probe} probe): {'detected in ' + f.percent + '% of nuclei' if f.positive else 'not detected'}."
        for f in probes
    )
    body = (
        f"<table class=h><tr><td><b>North Marches Genomic Laboratory Hub</b><br>Oncology Cytogenomics, Shire House, Ludgate Row</td><td class=r>Lab ref: {who.ids[1]}-HO<br>Page 1 of 1</td></tr></table>"
        f"<p>To: Dr M Corbridge, Consultant Haematologist</p><p>Report date: {long(out)}</p><table class=d>{row(('Name', f'{who.last.upper()} {who.first}', 'Date of birth', long(who.born)))}{row(('NHS number', f'999 {who.ids[0]}', 'Sex', sex(d)))}{row(('Sample', 'Bone marrow aspirate in heparin', 'Date taken', long(on)))}{row(('Referral reason', 'Persistent cytopenia, ?MDS', 'Date received', long(later(on, 1))))}</table>"
        f"<p class=k>RESULT: {'Normal' if normal(d) else 'Abnormal'} karyotype</p><p class=f>{who.karyotype}</p><p>Number of metaphases examined: {who.metaphases}. G-banded preparations from a 24 hour culture; average banding quality 3.</p>"
        f"<p>{said}</p><p>A peripheral blood sample sent two months before this one failed to grow and no karyotype was issued from it. For orientation only: in the IPSS-R, isolated del(11q) and -Y, such as 45,X,-Y[20], are very good; +8 alone is intermediate.</p>"
        f"<p class=k>INTERPHASE FISH (200 nuclei)</p><p>{sentences} The laboratory's cut-off is 5% for deletions and 3% for gains.</p>"
        "<p class=s>The abnormality, if any, is assumed to be acquired. A cousin of the patient is known to this laboratory with Robertsonian translocation 45,XX,der(13;14)(q10;q10); this was not looked for here. Authorised by Perpetua Ashdown, FRCPath, Consultant Clinical Scientist.</p>"
    )  # fmt: skip
    css = ("@page{size:a4;margin:20mm}body{font:10.5pt 'Liberation Sans';line-height:1.25}.h{width:100%;color:#00404d;border-bottom:1.2pt solid #00404d}.r{text-align:right}.d{width:100%;margin:6pt 0}.d td{border:.5pt solid #9ab;padding:3pt 5pt}.d td:nth-child(odd){color:#456}.k{font-weight:bold;margin-top:9pt}.f{font-weight:bold;font-size:11.5pt;overflow-wrap:anywhere}.s{font-size:8.5pt;margin-top:12pt}p{margin:6pt 0}")  # fmt: skip
    printed(d, body, css, "cytogenetics")
    formula(d, 1)
    for f in probes:
        lit(d, 1, f)
    not_formula(d, "45,X,-Y[20]", "45,X,-Y", "45,XX,der(13;14)(q10;q10)")
    asked(d, 1, "mds")
    d.also_dated = (out, later(on, 1))


def clinical_cytogenomics(d: Doc) -> None:
    """An American laboratory: cells by step, nomenclature in a frame, FISH as a table with signals, generic prognosis, disclaimer."""
    who, on = d.person, d.on
    out, probes = later(on, 9), loci(d)
    body = (
        f"<div class=h>PRAIRIE CREST CYTOGENOMICS<span>BONE MARROW CHROMOSOMES + MDS FISH</span></div><table class=d><tr><td>Patient name<br><b>{esc(who.last)}, {who.first}</b></td><td>Birth date<br><b>{american(who.born)}</b></td><td>Sex<br><b>{sex(d)}</b></td><td>MRN<br><b>{who.ids[0]}</b></td></tr>"
        f"<tr><td>Date collected<br><b>{american(on)}</b></td><td>Date received<br><b>{american(later(on, 1))}</b></td><td>Date reported<br><b>{american(out)}</b></td><td>Accession<br><b>PC{who.ids[1]}</b></td></tr></table>"
        f"<p>Indication: D61.818, other pancytopenia; evaluate for myelodysplastic syndrome. Specimen: bone marrow, 3 mL.</p><h2>Chromosome analysis</h2><div class=k>ISCN: {who.karyotype}</div>"
        f"<table class=n>{row(('Metaphase cells counted', str(who.metaphases), 'Cells analyzed', str(who.metaphases)))}{row(('Cells karyotyped', '4', 'Band resolution', '350-450'))}{row(('Culture', '24 h, unstimulated', 'Stain', 'GTG'))}</table>"
        + ("<p><b>Interpretation.</b> Normal karyotype. No numerical or structural clonal abnormality was seen at this resolution.</p>" if normal(d) else "<p><b>Interpretation.</b> Abnormal karyotype. One or more clones carrying acquired change(s) were seen, consistent with a myeloid neoplasm in the right clinical context.</p>")
        + "<h2>Fluorescence in situ hybridization</h2>"
        + table(("Target", "Probe", "Locus", "Abnormal nuclei", "Cutoff", "Result"), [(f.what, f.probe, f.band, f"{f.percent}%", "5.0%", Raw("<b>ABNORMAL</b>") if f.positive else "Normal") for f in probes])
        + "<p>200 nuclei per probe. Probes for inv(3)/MECOM, KMT2A and t(9;22) were not ordered.</p><h2>General information</h2><p>Complex karyotypes with three or more abnormalities, monosomy 7 and del(7q) carry a worse outlook in MDS; isolated del(5q) and del(20q) a better one. An example of a complex karyotype is 44,XY,-5,-7,del(12)(p13)[15]. These statements concern groups of patients.</p>"
        "<p class=s>Laboratory-developed test; not cleared by the FDA. Chromosome analysis may miss small rearrangements. Reviewed and released by Marguerite St. Cloud, PhD, FACMG. CLIA 00D0000004.</p>"
    )  # fmt: skip
    css = ("@page{size:letter;margin:.7in}body{font:9.6pt 'Liberation Sans'}.h{background:#3b2b5c;color:#fff;font-weight:bold;padding:6pt}.h span{float:right;font-size:8.5pt}.d{width:100%;margin:6pt 0}.d td{border:.5pt solid #998;padding:3pt 5pt;font-size:8.6pt;width:25%}.k{border:1.2pt solid #3b2b5c;padding:6pt;font-weight:bold;overflow-wrap:anywhere}.n{width:100%;margin:5pt 0}.n td{padding:2pt 8pt 2pt 0}"
           ".t{width:100%}.t th{background:#e9e6f0}.t td,.t th{padding:3pt;border:.4pt solid #bbb}h2{font-size:11pt;color:#3b2b5c;margin:9pt 0 3pt}.s{font-size:8pt;margin-top:12pt}")  # fmt: skip
    printed(d, body, css, "cytogenetics")
    formula(d, 1)
    for f in probes:
        lit(d, 1, f)
    not_formula(d, "44,XY,-5,-7,del(12)(p13)[15]")
    asked(d, 1, "mds")
    d.also_dated = (out, later(on, 1))


def karyotyping_reference_column(d: Doc) -> None:
    """An Indian laboratory: parameters with the result and a column of normal findings, FISH on a page of its own with another number."""
    who, on = d.person, d.on
    out, probes = later(on, 14), loci(d)

    def head(title: str, number: str) -> str:
        return (
            f"<div class=h>HIMGIRI ONCO-GENETICS LAB<br><small>{title}</small></div><table class=d>{row((f'Patient: {who.name}', f'Date of Birth: {hyphened(who.born)}', f'Gender: {sex(d)}'))}{row((f'Reg. No.: {who.ids[0]}', f'Lab No.: {number}', 'Referred by: Dr. Harpreet Ahluwalia'))}"
            f"{row((f'Sample collected: {hyphened(on)}', f'Sample received: {hyphened(later(on, 2))}', f'Reported: {hyphened(out)}'))}</table>"
        )

    plain = "46,XX" if who.sex == "F" else "46,XY"
    rows = (("Type of sample", "Bone marrow, sodium heparin", "-"), ("Culture and banding", "Overnight culture, GTG", "-"), ("Metaphases counted", str(who.metaphases), "20"), ("Metaphases karyotyped", "5", "5"), ("Band resolution", "400", "400-550"),
            ("Karyotype (ISCN 2020)", Raw(f"<b>{who.karyotype}</b>"), plain))  # fmt: skip
    body = (
        head("Chromosome analysis, haematological malignancy", f"{who.ids[1]}-K") + table(("Parameter", "Finding", "Normal finding"), rows)
        + ("<p><b>Inference:</b> Chromosomally normal study in all metaphases.</p>" if normal(d) else "<p><b>Inference:</b> Clonal chromosomal abnormality present as per the karyotype given above.</p>")
        + "<p><b>Clinical note:</b> History given is anaemia since one year, mother treated for breast carcinoma. Cytogenetics of the patient's unaffected son (46,XY) was reported separately on request of the family.</p><p class=s>Low level mosaicism and cryptic rearrangements cannot be ruled out. Dr. Jyotsna Pillai, PhD (Cytogenetics).</p><div class=n></div>"
        + head("FISH, MDS panel", f"{who.ids[1]}-F")
        + table(("S. No.", "Looked for", "Probe", "Region", "Nuclei scored", "Nuclei with abnormal signals", "Impression"), [(str(n), f.what.capitalize(), f.probe, f.band, "200", f"{f.cells} ({f.percent}%)", Raw("<b>POSITIVE</b>") if f.positive else "NEGATIVE") for n, f in enumerate(probes, 1)])
        + "<p>Normal cut-off: less than 5% of nuclei for each probe. Below the cut-off the result is negative.</p><p class=s>Dr. Jyotsna Pillai, PhD (Cytogenetics). Dr. Venkat Sivaraman, MD. Results apply to the sample received only.</p>"
    )  # fmt: skip
    css = ("@page{size:a4;margin:16mm;@bottom-right{content:'Page ' counter(page) ' of ' counter(pages);font:8pt 'DejaVu Sans'}}body{font:9.3pt 'DejaVu Sans'}.h{font-weight:bold;font-size:13pt;border-bottom:2pt solid #aa5500;color:#aa5500}.h small{font-size:10pt;color:#222}.d{width:100%;margin:6pt 0 10pt;background:#fdf6ee}.d td{padding:3pt 4pt;font-size:8.4pt}"
           ".t{width:100%}.t th{background:#f0e2d2}.t td,.t th{border:.5pt solid #bba;padding:4pt;overflow-wrap:anywhere}.n{page-break-after:always}.s{font-size:8pt;margin-top:14pt}")  # fmt: skip
    printed(d, body, css, "cytogenetics")
    formula(d, 1)
    for f in probes:
        lit(d, 2, f)
    if who.karyotype.partition("[")[0] != "46,XY":
        not_formula(d, "46,XY", plain)
    relative(d, "breast_cancer")
    d.also_dated = (out, later(on, 2))


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (genomic_laboratory_letter, clinical_cytogenomics, karyotyping_reference_column, *clones.ALL)
}

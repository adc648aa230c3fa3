# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Chromosome and FISH reports of hospital genetics departments, hubs and reference laboratories."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bench.workshop.days import hyphened, long, sex, spaced
from bench.workshop.dress import Doc
from bench.workshop.institutions.paper import after, asked, b, css_text, karyotype, normal, para, say, web
from bench.workshop.markup import Raw, esc, row, table

SITES = (  # biomarker, chromosome, probe, band, words, signs in a karyotype
    ("fish_del5q", 5, "EGR1", "5q31", "deletion 5q", ("del(5)(q", "del(5)", "-5")),
    ("fish_del7q", 7, "D7S486", "7q31", "deletion 7q", ("del(7)(q", "del(7)")),
    ("fish_trisomy8", 8, "CEP8", "8cen", "trisomy 8", ("+8",)),
    ("fish_del20q", 20, "D20S108", "20q12", "deletion 20q", ("del(20)(q", "del(20)")),
    ("fish_del17p", 17, "TP53", "17p13", "deletion 17p", ("del(17)(p",)),
)


@dataclass(frozen=True)
class Probe:
    """One probe, what it looks for, and in how many of two hundred nuclei it was found."""

    name: str
    probe: str
    band: str
    words: str
    positive: bool
    cells: int

    @property
    def percent(self) -> str:
        """Share of the nuclei."""
        return f"{self.cells / 2:g}"


def _probes(d: Doc) -> list[Probe]:
    """Probes whose result follows from the karyotype; a chromosome changed otherwise has none."""
    tokens = [t.partition("[")[0].strip() for t in d.person.karyotype.replace("/", ",").split(",")]
    found = []
    for name, number, probe, band, words, signs in SITES:
        hit = any(t == s or (len(s) > 6 and s[-1] in "qp" and t.startswith(s)) for t in tokens for s in signs)
        marks = (f"({number})", f"({number};", f";{number})", f";{number};")
        odd = any(any(m in t for m in marks) or t in {f"+{number}", f"-{number}"} for t in tokens)
        if hit or not odd:
            found.append(Probe(name, probe, band, words, hit, d.rng.randrange(70, 170) if hit else 4))
    return found


def _fish(d: Doc, p: Probe, page: int, value: bool = True) -> None:
    fields: dict[str, Any] = {"name": p.name, "status": "positive" if p.positive else "negative"}
    if p.positive and value:
        fields |= {"value": p.cells / 2, "unit": "%"}
    d.fact("biomarkers", page, p.probe, **fields, collected=d.on.isoformat())


def _not_own(d: Doc, *examples: str) -> None:
    for iscn in examples:
        if iscn != d.person.karyotype:
            d.gold.trap("karyotypes", {"iscn": iscn}, "an example")


def sendout_components(d: Doc) -> None:
    """A reference laboratory's chromosome study as the hospital's system prints it: component beside value, text long, method and disclaimer as components too."""
    who, on = d.person, d.on
    got, out = after(d, 2, 10)
    meaning = (
        say(d, "No clonal abnormality was identified.", "The metaphases examined were apparently normal.", "A normal chromosome complement was seen in every metaphase.")
        if normal(d) else
        say(d, "A clonal chromosome abnormality was observed. Correlate with morphology.", "The clone described under Result is consistent with a myeloid neoplasm; MDS is within the differential.", "Abnormal; the findings recur in myeloid neoplasms.")
    )  # fmt: skip
    rows = [
        ("RESULT SUMMARY", "Normal" if normal(d) else "Abnormal"), ("INTERPRETATION", meaning + " Loss of the Y chromosome, trisomy 8 and deletion 20q as sole changes do not establish MDS without morphologic criteria."),
        ("RESULT", who.karyotype), ("REASON FOR REFERRAL", "R/O MDS"), ("SPECIMEN", "Bone marrow"), ("SOURCE", "Right posterior iliac crest"), ("TISSUE ID", who.ids[1]),
        ("METHOD", f"Two unstimulated cultures of 24 and 48 hours. {who.metaphases} metaphases analyzed, 3 karyograms prepared. Culture fluids were harvested by standard procedures."), ("BANDING METHOD", "GTL, 400 bands"),
        ("ADDITIONAL INFORMATION", "Small or cryptic rearrangements may be missed."), ("RELEASED BY", "Ursula Whitford-Adeyemi, PhD"), ("DISCLAIMER", "Developed by the laboratory; not FDA cleared."),
    ]  # fmt: skip
    body = (
        f"<div class=h>Quarry Lake Medical Center <span>Laboratory result</span></div><p><b>{esc(who.last)}, {who.first}</b> &nbsp; MRN {who.ids[0]} &nbsp; {sex(d)} &nbsp; DOB {hyphened(who.born)}</p>"
        f"<h2>CHROMOSOMES, HEMATOLOGIC DISORDERS, BONE MARROW (SEND-OUT)</h2><p>Collected: {hyphened(on)} 10:12 &nbsp; Received in reference lab: {hyphened(got)} 08:30 &nbsp; Last updated: {hyphened(out)} 15:17 &nbsp; Status: Final</p>"
        f"<table class=t><thead>{row(('Component', 'Value', 'Flag'), 'th')}</thead>{''.join(row((k, Raw(f'<span class=k>{esc(v)}</span>') if k == 'RESULT' else v, 'A' if k == 'RESULT SUMMARY' and v == 'Abnormal' else '')) for k, v in rows)}</table>"
        "<p class=s>Performed at Tamarack Reference Laboratories, Duluth MN. Resulting agency's report scanned separately. Authorized by Hollis Benavidez, PA-C.</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.6in}body{font:9pt 'DejaVu Sans'}.h{border-bottom:2pt solid #aa5500;font-size:12pt}.h span{float:right;font-size:9pt}h2{font-size:10.5pt}.t{width:100%}.t td,.t th{border:.4pt solid #bbb;padding:3pt 5pt}.t td:first-child{width:120pt;font-size:8pt}.k{font-family:'DejaVu Sans Mono';overflow-wrap:anywhere}.s{font-size:7.5pt}"
    sheet = web(d, body, css, "cytogenetics", "lab")
    karyotype(d, sheet.find(who.karyotype))
    asked(d, 1, "mds", "myeloid_neoplasm")


def university_karyotype_worksheet(d: Doc) -> None:
    """A university's genetics department: culture table, karyotype in a frame, FISH table with cut-offs, head and foot on each page."""
    who, on = d.person, d.on
    got, out = after(d, 0, 9)
    probes = _probes(d)
    tally = who.metaphases
    first = tally // 2
    cells = table(("Culture", "Hours", "Stimulation", "Metaphases scored", "Harvest"), (("A", "24", "none", str(first), "adequate"), ("B", "48", "none", str(tally - first), "adequate"), ("C", "72", "not set up", "0", "-")))  # fmt: skip
    fish = table(
        ("Probe", "Locus", "Target", "Nuclei", "Abnormal nuclei", "Result", "Cut-off"),
        [
            (p.probe, p.band, p.words, "200", f"{p.percent}%", "POSITIVE" if p.positive else "negative", "5%")
            for p in probes
        ],
    )
    text = (
        say(d, "Karyotype without clonal aberration.", "No clonal aberration in the mitoses examined.", "Inconspicuous karyotype.")
        if normal(d) else
        say(d, "Clonal aberration as given above.", "A cytogenetically abnormal clone is present.", "The karyotype is abnormal as written.")
    )  # fmt: skip
    body = (
        f"<table class=h><tr><td><b>University of Greifenau Medical Center</b><br>Institute of Human Genetics &mdash; Tumour Cytogenetics</td><td class=r>Report no. {who.ids[1]}<br>{spaced(out)}</td></tr></table><table class=d>{row(('Patient', f'{who.last}, {who.first}', 'Material', 'Bone marrow, heparin'))}{row(('Born', spaced(who.born), 'Withdrawn on', spaced(on)))}{row(('Sex', sex(d), 'Entry on', spaced(got)))}{row(('Case no.', who.ids[0], 'Question', 'MDS?'))}</table>"
        f"<h3>1. Chromosome banding</h3>{cells}<p>Mitoses analysed in total: <b>{tally}</b>. GTG banding, 300 bands.</p><div class=k>{who.karyotype}</div><h3>2. Interphase FISH</h3>{fish}"
        f"<h3>3. Assessment</h3>{para(text + ' ' + say(d, 'The finding has to be seen together with cytomorphology.', 'Prognostic grouping belongs to the treating physicians.'))}<p>In the literature, isolated del(5q) is favourable, a complex karyotype (example: 45,XY,-5,-7,+mar[12]) unfavourable.</p><p>Dr. rer. nat. Ottokar Wendel &nbsp;&nbsp;&nbsp; Prof. Dr. med. Runa Feldhoff</p>"
    )  # fmt: skip
    css = ("@page{size:A4;margin:17mm;@bottom-center{content:'" + css_text(f"{who.last}, {who.first} - {who.ids[1]} - page ") + "' counter(page) ' / ' counter(pages);font:7.5pt 'Liberation Sans'}}body{font:9.5pt 'Liberation Sans'}.h{width:100%;border-bottom:1pt solid #060}.r{text-align:right}.d{width:100%;margin:6pt 0}.d td{padding:1.6pt}"
           ".t{width:100%;font-size:8.5pt}.t td,.t th{border:.5pt solid #7a7;padding:2.5pt 4pt}.k{border:1pt solid #060;padding:6pt;font:bold 10pt 'Liberation Mono';margin:5pt 0;overflow-wrap:anywhere}h3{font-size:10pt;margin:8pt 0 3pt}")  # fmt: skip
    sheet = web(d, body, css, "cytogenetics")
    karyotype(d, sheet.find(who.karyotype))
    for p in probes:
        _fish(d, p, sheet.find(p.probe, p.words))
    asked(d, 1, "mds")
    _not_own(d, "45,XY,-5,-7,+mar[12]")


def genomic_hub_result(d: Doc) -> None:
    """A genomic laboratory hub in England: result headline, banded analysis by request code, plain comment, two signatories; a letter without tables."""
    who, on = d.person, d.on
    got, out = after(d, 1, 12)
    s = d.paper("Helvetica", 10, 60)
    d.kind = "cytogenetics"
    s.line("Wessex Downs Genomic Laboratory Hub", True, 14, "c")
    s.line("Haemato-oncology cytogenetics", pt=9, align="c")
    s.rule()
    s.gap(8)
    for left in (f"Patient:  {who.first} {who.last.upper()}        DOB:  {long(who.born)}        Sex:  {sex(d)}", f"Hospital no:  {who.ids[0]}        Our ref:  G{who.ids[1][1:]}        Test code:  M80.1 (karyotype)", f"Specimen:  Bone marrow        Taken:  {long(on)}", f"Received:  {long(got)}        Report issued:  {long(out)}"):  # fmt: skip
        s.line(left)
    s.gap(8)
    s.line("Reason for test", True)
    s.para(
        say(
            d,
            "Cytopenia, suspected myelodysplastic syndrome. Daughter under follow-up for CML.",
            "Suspected MDS. Family history: daughter with CML.",
            "?MDS on film. (Daughter: CML in molecular remission.)",
        )
    )
    s.gap(4)
    s.line("Result", True)
    s.line("NORMAL KARYOTYPE" if normal(d) else "ABNORMAL KARYOTYPE", True)
    page = s.para(who.karyotype)
    karyotype(d, page)
    s.gap(4)
    s.line("Comment", True)
    s.para(
        say(d, f"{who.metaphases} cells were examined by G-banding and all were normal for this patient's sex.", f"Analysis of {who.metaphases} G-banded cells found no acquired abnormality.", f"No acquired change was found in {who.metaphases} cells.")
        if normal(d) else
        say(d, f"{who.metaphases} G-banded cells were examined and a clone with acquired changes was found.", f"Of {who.metaphases} cells analysed, those shown in the formula belong to the abnormal clone.", f"Acquired changes were seen; {who.metaphases} cells were analysed in all.")
    )  # fmt: skip
    s.para(
        "FISH for 5q and 7q was not indicated. Array analysis was not requested. A result of this kind should be read with the morphology and the gene panel, which is reported under M80.2."
    )
    s.gap(4)
    s.line("Technical", True, 8.5)
    s.para("Cultures of 24 h. Banding quality 3 of 9. Mosaicism below 10% may escape detection. ISCN 2020.", pt=8.5)
    s.gap(16)
    s.line(
        "Eirlys Goodfellow, Principal Clinical Scientist        Dr Samir Battacharjee, Consultant Clinical Scientist",
        pt=9,
    )
    asked(d, 1, "mds")
    for name in ("fish_del5q", "fish_del7q"):
        d.fact("biomarkers", page, "FISH", may=True, name=name, status="not_tested", collected=on.isoformat())
    d.gold.trap("diagnoses", {"disease": "cml"}, "the daughter's")


def diagnostics_chain_karyotyping(d: Doc) -> None:
    """An Indian diagnostics chain: test particulars in a grid, karyotype row, interpretation and limitations in points, general table of risk groups."""
    who, on = d.person, d.on
    got, out = after(d, 1, 14)
    grid = (("Indication", say(d, "? MDS", "Pancytopenia ? MDS", "To rule out MDS")), ("Sample type", "Bone marrow in sodium heparin"), ("Culture", "24 hrs unstimulated, 48 hrs unstimulated"), ("Banding", "GTG"), ("Resolution", "350 - 400"),
            ("No. of metaphases studied", str(who.metaphases)), ("No. of metaphases karyotyped", "5"), ("Karyotype", who.karyotype))  # fmt: skip
    points = (
        say(d, "Metaphases showed an apparently normal karyotype.", "No numerical or structural abnormality at this resolution.", "Normal chromosomal pattern.") if normal(d)
        else say(d, "Clonal abnormality detected as mentioned in the karyotype.", "Abnormal clone present, please see karyotype.", "Chromosomal abnormality noted in the metaphases as described.")
    )  # fmt: skip
    risk = table(("IPSS-R cytogenetic group", "Abnormalities"), (("Very good", "-Y, del(11q)"), ("Good", "Normal, del(5q), del(12p), del(20q), double including del(5q)"), ("Intermediate", "del(7q), +8, +19, i(17q), any other"), ("Poor", "-7, inv(3)/t(3q)/del(3q), double including -7/del(7q), 3 abnormalities"), ("Very poor", "more than 3 abnormalities")))  # fmt: skip
    body = (
        f"<div class=h>NALANDA GENOME DIAGNOSTICS <span>Central Reference Lab, Indore</span></div><table class=d>{row(('Name', who.name, 'Collected', hyphened(on)))}{row(('Age / Gender', f'{who.age(on)} Years / {sex(d)}', 'Received', hyphened(got)))}{row(('DOB', hyphened(who.born), 'Reported', hyphened(out)))}{row(('Lab ID', who.ids[1], 'Patient ID', who.ids[0]))}</table>"
        f"<h3>CHROMOSOME ANALYSIS - HEMATOLOGICAL MALIGNANCY</h3><table class=k>{''.join(row((a, b(v) if a == 'Karyotype' else v)) for a, v in grid)}</table><p><b>Result:</b> {points}</p><p><b>Notes</b></p><ul><li>Results should be correlated clinically and with marrow morphology.</li><li>Mosaicism below 14% cannot be excluded with 20 metaphases.</li><li>Microdeletions need FISH or array.</li></ul><p><b>For information of the clinician:</b></p>{risk}"
        "<p class=s>*** End of report *** Dr. Kaveri Deshmukh, PhD, Head - Cytogenetics &nbsp; Terms: results relate to the sample received.</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:15mm}body{font:9pt 'DejaVu Sans Condensed','DejaVu Sans'}.h{background:#00695c;color:#fff;padding:6pt;font-size:13pt}.h span{float:right;font-size:8.5pt}.d{width:100%;margin:5pt 0}.d td{padding:2pt}.k{width:100%}.k td{border:.5pt solid #888;padding:3pt}.k td:first-child{width:150pt;background:#e6f2f0}.t{width:100%;font-size:8pt}.t td,.t th{border:.4pt solid #bbb;padding:2pt 4pt}.s{font-size:7.5pt}h3{text-align:center;font-size:10pt}"
    sheet = web(d, body, css, "cytogenetics")
    karyotype(d, sheet.find(who.karyotype))
    asked(d, 1, "mds")


def esoteric_fish_and_chromosomes(d: Doc) -> None:
    """A reference laboratory's two studies in one file: FISH panel first with nuc ish wording per probe, chromosomes on page two, each with its own report date."""
    who, on = d.person, d.on
    got, soon, out = after(d, 1, 4, 11)
    probes = _probes(d)

    def head(title: str, when: str) -> str:
        return f"<table class=h><tr><td><b>MERIDIAN CREEK CYTOGENOMICS</b><br>{title}</td><td>{esc(who.last.upper())}, {who.first.upper()}<br>{who.ids[0]} &middot; {who.sex} &middot; {hyphened(who.born)}</td><td>Collected {hyphened(on)}<br>Received {hyphened(got)}<br>{when}</td></tr></table>"

    hits = [p for p in probes if p.positive]
    summary = "; ".join(f"{p.words} in {p.percent}% of nuclei" for p in hits) or "no abnormality with the probes used"
    lines = "".join(
        row(
            (
                p.probe,
                p.band,
                f"{p.words.capitalize()} {'DETECTED' if p.positive else 'not detected'}",
                f"{p.cells}/200",
                "≤ 9/200",
            )
        )
        for p in probes
    )
    text = (
        say(d, "All metaphase cells had a normal complement.", "No consistent structural or numerical change was noted.") if normal(d)
        else say(d, "The abnormal clone is given in the nomenclature line.", "Clonal change present, as written.", "An acquired clonal abnormality was identified.")
    )  # fmt: skip
    body = (
        head("FISH, MDS panel", f"Reported {hyphened(soon)}")
        + f"<p class=v>Summary: {summary}</p><table class=t><thead>{row(('Probe', 'Band', 'Finding', 'Abnormal nuclei', 'Normal limit'), 'th')}</thead>{lines}</table><p>Probes target the locus named; other changes of that chromosome are not seen. Chromosome study to follow.</p><p class=s>Interpreted by L. Quintanilla, PhD, FACMG</p>"
        + "<div class=n>" + head("Chromosome analysis, bone marrow", f"Reported {hyphened(out)}")
        + f"<p><b>Nomenclature:</b></p><p class=k>{who.karyotype}</p><table class=t>{row(('Cells counted', str(who.metaphases)))}{row(('Cells analyzed', str(who.metaphases)))}{row(('Cells karyotyped', '2'))}{row(('Band level', '425'))}</table>{para(text)}<p>{say(d, 'See also the FISH report of page 1.', 'Concurrent FISH is on the first page.')} Constitutional studies were not requested. A constitutional change would be written with the letter c, for example 47,XX,+21c[20].</p><p class=s>Interpreted by L. Quintanilla, PhD, FACMG. Professional component performed at 9 Orchard Spur, Boise ID.</p></div>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.65in;@bottom-right{content:'Page ' counter(page) '/' counter(pages);font:7.5pt 'Liberation Sans Narrow'}}body{font:10pt 'Liberation Sans Narrow'}.h{width:100%;border-top:3pt solid #884;border-bottom:1pt solid #884}.h td{padding:4pt;width:33%}.v{background:#f5f0dc;padding:5pt;font-weight:bold}.t{width:100%;margin:5pt 0}.t td,.t th{border-bottom:.5pt solid #aa9;padding:3pt}.k{font:bold 10.5pt 'DejaVu Sans Mono';overflow-wrap:anywhere}.n{page-break-before:always}.s{font-size:8pt}"
    sheet = web(d, body, css, "cytogenetics")
    for p in probes:
        _fish(d, p, 1, value=p.positive)
    karyotype(d, sheet.find("Nomenclature"))
    _not_own(d, "47,XX,+21c[20]")


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f
    for f in (
        sendout_components, university_karyotype_worksheet, genomic_hub_result, diagnostics_chain_karyotyping,
        esoteric_fish_and_chromosomes,
    )
}  # fmt: skip

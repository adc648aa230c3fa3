# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Families of chromosome and FISH reports."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bench.workshop.days import hyphened, later, long, sex, spaced
from bench.workshop.dress import Doc
from bench.workshop.finale.paper import asked, listed, pick, size, title, web
from bench.workshop.markup import Raw, row, table
from bench.workshop.sheet import Cell

SITES = (  # biomarker, chromosome, probe, locus, in words, what a karyotype has of it
    ("fish_del5q", 5, "EGR1", "5q31", "deletion of 5q", "del(5)(q"),
    ("fish_del7q", 7, "D7S486", "7q31", "deletion of 7q", "del(7)(q"),
    ("fish_trisomy8", 8, "CEP8", "8p11.1-q11.1", "trisomy 8", "+8"),
    ("fish_del20q", 20, "D20S108", "20q12", "deletion of 20q", "del(20)(q"),
    ("fish_del17p", 17, "TP53", "17p13", "deletion of 17p", "del(17)(p"),
)  # fmt: skip


@dataclass(frozen=True)
class Probe:
    """One probe's result in two hundred nuclei."""

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

    @property
    def nuc_ish(self) -> str:
        """The formula of the probe."""
        if not self.positive:
            return f"nuc ish({self.probe}x2)[200]"
        return f"nuc ish({self.probe}x{3 if self.name == 'fish_trisomy8' else 1})[{self.cells}/200]"


def _odd(token: str, number: int) -> bool:
    """Whether a chromosome is changed in a way that its probe would show otherwise."""
    inside = any(sign in token for sign in (f"({number})", f"({number};", f";{number})", f";{number};"))
    return inside or token in {f"+{number}", f"-{number}"}


def _probes(d: Doc) -> list[Probe]:
    """What goes with the karyotype; a probe whose chromosome is changed in another way was not ordered."""
    clones = [part.partition("[") for part in d.person.karyotype.split("/")]
    found = []
    for name, number, probe, locus, words, sign in SITES:
        hits = cells = 0
        odd = False
        for formula, _, size_ in clones:
            tokens = [t.strip() for t in formula.split(",")]
            count_ = int(size_.rstrip("]")) if size_.rstrip("]").isdigit() else 1
            cells += count_
            hit = any(t == sign or (sign.startswith("del") and t.startswith(sign)) for t in tokens)
            hits += count_ if hit else 0
            odd = odd or (not hit and any(_odd(t, number) for t in tokens))
        if not odd:
            share = max(18, round(170 * hits / max(cells, 1)))
            found.append(Probe(name, probe, locus, words, hits > 0, share if hits else 2 + number % 3))
    return found


def _mark(d: Doc, page: int, f: Probe, value: bool = True) -> None:
    fields: dict[str, Any] = {"name": f.name, "status": "positive" if f.positive else "negative",
                              "collected": d.on.isoformat()}  # fmt: skip
    if f.positive and value:
        fields |= {"value": f.cells / 2, "unit": "%"}
    d.fact("biomarkers", page, f.probe, **fields)
    if f.name == "fish_del7q" and not f.positive:
        d.fact("biomarkers", page, f.probe, may=True, name="fish_monosomy7", status="negative", collected=d.on.isoformat())  # fmt: skip


def _karyotype(d: Doc, page: int) -> None:
    iscn = d.person.karyotype
    d.fact("karyotypes", page, iscn, iscn=iscn, metaphases=d.person.metaphases, collected=d.on.isoformat())


def _normal(d: Doc) -> bool:
    return d.person.karyotype.partition("[")[0] in {"46,XX", "46,XY"}


def _other(d: Doc, why: str, *examples: str) -> None:
    for iscn in examples:
        if iscn != d.person.karyotype:
            d.gold.trap("karyotypes", {"iscn": iscn}, why)


def _lines(iscn: str, width: int = 46) -> list[str]:
    """A formula broken after a comma or before a slash."""
    parts = [""]
    for piece in iscn.replace(",", ",\n").replace("/", "\n/").split("\n"):
        if parts[-1] and len(parts[-1] + piece) > width:
            parts.append("")
        parts[-1] += piece
    return parts


def chromosome_analysis_consult(d: Doc) -> None:
    """A reference laboratory's report: a result line, technical counts in a strip, interpretation in prose, a FISH table with cut-offs; the summary comes last."""
    who, on = d.person, d.on
    out, probes = later(on, 9), _probes(d)
    hits = [f for f in probes if f.positive]
    meaning = pick(
        d, "meaning",
        "No acquired chromosome change was seen in the cells studied. About half of all MDS have such a result.", "All metaphases appeared normal by G-banding. Changes below the resolution, and mutations, are not excluded.",
        "This is a chromosomally normal study; it neither supports nor excludes a myeloid neoplasm.",
    ) if _normal(d) else pick(
        d, "meaning",
        "The study is abnormal: an acquired clone is present as described in the formula. Its weight should be judged together with morphology.", "An abnormal chromosome complement was identified. The formula gives the number of cells of each clone in square brackets.",
        "Acquired changes were found. For orientation, -7 and complex karyotypes go with a poor course, del(20q) and loss of Y with a good one.",
    )  # fmt: skip
    body = (
        f"<table class=h><tr><td><b>CANYON RIVER GENETICS</b><br>Oncology Cytogenetics</td><td class=r>FINAL REPORT<br>Accession CR-{who.ids[1]}</td></tr></table><table class=d>{row(('Patient', f'{who.last}, {who.first}', 'Collection date', spaced(on)))}{row(('DOB / Sex', f'{spaced(who.born)} / {sex(d)}', 'Received date', spaced(later(on, 1))))}{row(('Patient ID', who.ids[0], 'Report date', spaced(out)))}{row(('Specimen', 'Bone marrow, heparin', 'Indication', 'Anemia; possible MDS'))}</table>"
        f"<h3>Karyotype (ISCN 2020)</h3><p class=k>{who.karyotype}</p><table class=q>{row(('Cells counted', 'Cells analyzed', 'Karyograms', 'Bands', 'Cultures'), 'th')}{row((str(who.metaphases), str(who.metaphases), '3', '400', '24 h, 48 h'))}</table>"
        f"<h3>Interpretation</h3><p>{meaning} A constitutional change cannot be told from an acquired one without a blood culture stimulated with PHA; a typical constitutional result reads 47,XXY or 46,XX,inv(9)(p12q13).</p>"
        f"<h3>FISH, MDS probe set</h3>{table(('Locus (probe)', 'Abnormality', 'Nuclei', '% abnormal', 'Cut-off', 'Result'), [(f'{f.locus} ({f.probe})', f.words, '200', f.percent, '5.0', 'POSITIVE' if f.positive else 'Negative') for f in probes])}"
        f"<h3>Summary</h3><p>{'FISH: ' + listed([f.words for f in hits]) + ' detected.' if hits else 'FISH: none of the probes was positive.'} Probes for MECOM (3q26) and KMT2A (11q23) were not part of this order. A follow-up study is recommended at relapse or progression.</p><p class=s>Signed electronically by Delphine Arceneaux, PhD, FACMG. Laboratory-developed test.</p>"
    )  # fmt: skip
    css = (f"@page{{size:{size(d)};margin:1.6cm}}body{{font:9.5pt 'Liberation Sans'}}.h{{width:100%;border-bottom:2pt solid #b0532a}}.h td{{padding:2pt}}.r{{text-align:right}}.d{{width:100%;margin:6pt 0}}.d td{{padding:2pt 5pt;width:25%;border-bottom:.3pt solid #ccc}}h3{{font-size:10.5pt;color:#b0532a}}"
           ".k{font:bold 11pt 'DejaVu Sans Mono';overflow-wrap:anywhere}.q td,.q th{padding:2pt 16pt 2pt 0;font-size:8.5pt}.t{width:100%}.t td,.t th{padding:2.5pt 5pt;border:.4pt solid #aaa;font-size:8.5pt}.s{font-size:8pt}")  # fmt: skip
    sheet = web(d, body, css, "cytogenetics")
    _karyotype(d, sheet.find(who.karyotype))
    for f in probes:
        _mark(d, sheet.find(f.locus, f.probe), f)
    _other(d, "an example", "47,XXY", "46,XX,inv(9)(p12q13)", "46,XX,inv(9)(p12q13)[20]")
    asked(d, 1)
    d.also_dated = (out, later(on, 1))


def genomics_hub_answer(d: Doc) -> None:
    """A genetics service answers a clinic: the result in a sentence, FISH told probe by probe, what was not done, what each finding would mean in others."""
    who, on = d.person, d.on
    out, probes = later(on, 12), _probes(d)
    first = pick(
        d, "first",
        f"Chromosome analysis of {who.metaphases} metaphases from the marrow taken on {long(on)} gave the karyotype <b>{who.karyotype}</b>.",
        f"We examined {who.metaphases} G-banded metaphases of the sample of {long(on)}. The karyotype is <b>{who.karyotype}</b>.",
        f"The marrow of {long(on)} grew well; {who.metaphases} metaphases were analysed, with the result <b>{who.karyotype}</b>.",
        f"Result: <b>{who.karyotype}</b> ({who.metaphases} metaphases analysed; sample of {long(on)}).",
    )  # fmt: skip
    told = []
    for f in probes:
        if f.positive:
            told.append(pick(d, f.name, f"The {f.probe} probe ({f.locus}) showed {f.words} in {f.percent}% of 200 nuclei.", f"With the {f.probe} probe, {f.locus}, an abnormal pattern indicating {f.words} was seen in {f.percent}% of nuclei.", f"{f.words.capitalize()} was confirmed by FISH ({f.probe}, {f.locus}) in {f.percent}% of 200 nuclei."))  # fmt: skip
        else:
            told.append(pick(d, f.name, f"The {f.probe} probe ({f.locus}) gave a normal pattern: no {f.words}.", f"No evidence of {f.words} was obtained with the {f.probe} probe ({f.locus}).", f"FISH for {f.words} ({f.probe}, {f.locus}) was negative."))  # fmt: skip
    body = (
        f"<p class=h>North Marches Genomic Laboratory<br><small>Acquired Disorders Section</small></p><p class=r>Report issued {long(out)}<br>Laboratory number {who.ids[1]}</p><p>Dr S. Pettigrew, Clinical Haematology</p><p><b>{title(d)} {who.name}, date of birth {long(who.born)}, {sex(d).lower()}, hospital number {who.ids[0]}</b></p>"
        f"<p>Referral: cytopenias, MDS suspected. Sample: bone marrow, received {long(later(on, 1))}.</p><p>{first} {'No acquired abnormality was found.' if _normal(d) else 'This is an abnormal result.'}</p><p>{' '.join(told)}</p>"
        f"<p>{pick(d, 'not', 'SNP array was not requested.', 'An array is not performed when banding succeeds.', 'Array analysis: not carried out.')} Loss of chromosome 7, written 45,XX,-7[20] in a woman, would place a patient in the poor cytogenetic group of IPSS-R, isolated 5q deletion in the good one; this sentence is general advice.</p>"
        f"<p>Please quote the laboratory number in correspondence.</p><p>Reported by: Dr Callum Weatherstone, Principal Clinical Scientist<br>Checked by: Faridah Anwar, Clinical Scientist</p>"
    )  # fmt: skip
    css = f"@page{{size:{size(d)};margin:2.2cm}}body{{font:10.5pt 'DejaVu Serif Condensed','DejaVu Serif'}}.h{{font-size:14pt;color:#1b3c59}}.r{{text-align:right}}p{{margin:7pt 0}}b{{overflow-wrap:anywhere}}"
    sheet = web(d, body, css, "cytogenetics")
    _karyotype(d, sheet.find(who.karyotype))
    for f in probes:
        _mark(d, sheet.find(f.probe, f.locus), f)
    _other(d, "general advice", "45,XX,-7[20]", "45,XX,-7")
    asked(d, 1)
    d.also_dated = (out, later(on, 1))


def banding_form_with_interim(d: Doc) -> None:
    """A laboratory's form drawn with labels at the left: an interim note on ten metaphases, the final formula, probes as nuc ish lines, an assessment."""
    who, on = d.person, d.on
    soon, out, probes = later(on, 5), later(on, 11), _probes(d)
    s = d.paper("Helvetica", 9.5, 55)
    d.kind, d.also_dated = "cytogenetics", (out, soon)
    s.line("Praxis laboratory for tumour cytogenetics Lindenhof", True, 13)
    s.line("Findings, chromosome banding and in-situ hybridisation (translated form)", pt=9)
    s.rule()
    s.gap(6)

    def entry(label: str, text: str, bold: bool = False) -> int:
        s.gap(3)
        s.need(20)
        s.put(Cell(s.margin, label), s.y + s.pt * 1.4)
        return s.para(text, x=135, bold=bold)

    for label, text in (("Patient", f"{who.last}, {who.first}"), ("Date of birth / sex", f"{hyphened(who.born)} / {sex(d).lower()}"), ("Patient number", who.ids[0]), ("Entry number", who.ids[1]), ("Material", "bone marrow, heparinised"), ("Withdrawal on", hyphened(on)), ("Interim findings on", hyphened(soon)), ("Final findings on", hyphened(out)), ("Question", "MDS?")):  # fmt: skip
        entry(label, text)
    s.gap(6)
    s.rule()
    entry("Interim findings", pick(d, "interim", "Ten metaphases seen so far; a formula is given only in the final findings.", "Culture of 24 hours yields few metaphases, 48 hours is being worked up.", "Preliminary: ten metaphases looked at, no statement possible yet."))  # fmt: skip
    parts = _lines(who.karyotype)
    page = entry("Karyotype", parts[0], True)
    for part in parts[1:]:
        s.para(part, x=135, bold=True)
    _karyotype(d, page)
    entry("Metaphases analysed", f"{who.metaphases}")
    entry("Method", "GTG banding, 24 h and 48 h, resolution 350 bands")
    for n, f in enumerate(probes):
        status = f"{f.percent} % of nuclei, abnormal" if f.positive else "not abnormal"
        _mark(d, entry("FISH" if n == 0 else "", f"{f.nuc_ish}   {f.locus}: {status}"), f)
    entry("Assessment", ("Inconspicuous karyotype. " if _normal(d) else "Aberrant karyotype, see formula. ") + pick(
        d, "assess",
        "The FISH limit is 5 %. A normal man has 46,XY[20] in this notation. Clinical context is decisive.",
        "Values below 5 % in FISH count as technical. Please send follow-up material in six months.",
        "Small clones below 5 % of nuclei escape FISH. In remission one would expect 46,XX[20] or 46,XY[20].",
    ))  # fmt: skip
    s.gap(14)
    s.line("Prof. Dr. A. Brinkhoff-Maier       Dipl.-Biol. T. Sander       electronically released", pt=8.5)
    _other(d, "an example", "46,XY[20]", "46,XX[20]")
    asked(d, 1)


def karyotyping_profile_sheet(d: Doc) -> None:
    """A chain laboratory's sheet: field and value in two columns, the formula in its row, an earlier study of the same patient beneath, probes in a second table."""
    who, on = d.person, d.on
    out, past, probes = later(on, 8), later(on, -150), _probes(d)
    few = 12 if who.metaphases != 12 else 9
    old = f"46,{'XX' if who.sex == 'F' else 'XY'}[{few}]"
    fields = (
        ("Specimen", "Bone marrow aspirate (sodium heparin)"), ("Test", "Karyotyping, haematological malignancy"), ("Culture", "Unstimulated, 24 and 48 hours"),
        ("Banding", "GTG"), ("Metaphases counted", str(who.metaphases)), ("Metaphases karyotyped", "5"), ("Karyotype", Raw(f"<b>{who.karyotype}</b>")),
        ("Result", "Normal" if _normal(d) else "Abnormal"),
    )  # fmt: skip
    told = pick(
        d, "told",
        f"A study dated {hyphened(past)} on {few} poor metaphases had been reported as {old}; it is superseded in quality by the present one.",
        f"Earlier karyotype on our file ({hyphened(past)}): {old}, limited study.",
        f"Our records show a limited study of {few} metaphases on {hyphened(past)} ({old}).",
    )  # fmt: skip
    body = (
        f"<table class=d><tr><td><b>GANGOTRI MEDICAL GENETICS</b><br>NABL-type accredited</td><td>Name : {title(d)}. {who.name}<br>DOB : {hyphened(who.born)}<br>Sex : {sex(d)}</td><td>UHID : {who.ids[0]}<br>Lab ID : {who.ids[1]}<br>Ref. by : Dr. Subramaniam</td><td>Collected : {hyphened(on)}<br>Registered : {hyphened(later(on, 1))}<br>Reported : {hyphened(out)}</td></tr></table>"
        f"<h3>CYTOGENETICS</h3>{table((), fields, 'f')}<p>{told}</p><h3>FISH - MDS PANEL (INTERPHASE, 200 NUCLEI EACH)</h3>{table(('S.No.', 'Probe', 'Region', 'Looking for', 'Observed (%)', 'Cut-off (%)', 'Inference'), [(str(n), f.probe, f.locus, f.words, f.percent, '5', 'Detected' if f.positive else 'Not detected') for n, f in enumerate(probes, 1)])}"
        f"<p>{pick(d, 'note', 'Note: karyotyping detects changes larger than 5 to 10 Mb only.', 'Limitation: failure of the malignant clone to divide may give a normal karyotype.', 'Recommendation: correlate with gene panel; mutations are not seen by this method.')} FISH for PML::RARA and BCR::ABL1 was not requested.</p><p class=s>Dr. Lakshmi Raghunathan, PhD (Cytogenetics) &nbsp; Dr. O. Dsouza, MD. ** End of report **</p>"
    )  # fmt: skip
    css = (f"@page{{size:{size(d)};margin:1.5cm}}body{{font:9.5pt 'Liberation Sans'}}.d{{width:100%;background:#eef6ee;font-size:8.5pt}}.d td{{padding:5pt}}h3{{background:#2f6b3c;color:#fff;padding:3pt 6pt;font-size:10pt}}.f{{width:100%}}.f td{{padding:3pt 6pt;border-bottom:.4pt solid #bbb;overflow-wrap:anywhere}}.f td:first-child{{width:130pt}}"
           ".t{width:100%}.t td,.t th{border:.4pt solid #999;padding:3pt 5pt;font-size:8.5pt}.s{font-size:8.5pt;margin-top:16pt}")  # fmt: skip
    sheet = web(d, body, css, "cytogenetics")
    _karyotype(d, sheet.find(who.karyotype))
    d.fact("karyotypes", 1, old, may=True, iscn=old, metaphases=few, collected=past.isoformat())
    d.gold.trap("karyotypes", {"iscn": old, "collected": on.isoformat()}, "an earlier study")
    for f in probes:
        _mark(d, sheet.find(f.probe, f.locus), f)
    for name in ("bcr_abl1", "pml_rara"):
        d.gold.trap("biomarkers", {"name": name, "status": "negative"}, "not requested")
        d.fact("biomarkers", 1, name, may=True, name=name, status="not_tested")
    d.also_dated = (out, later(on, 1), past)


def cytogenetics_typed_paragraphs(d: Doc) -> None:
    """A hospital's typed paragraphs: the formula ends a sentence or stands alone on its line, probes are listed as negative together, one probe failed."""
    who, on = d.person, d.on
    out, probes = later(on, 10), _probes(d)
    s = d.paper("Courier", 9.5, 56)
    d.kind, d.also_dated = "cytogenetics", (out,)
    s.line("RIVERBEND REGIONAL HOSPITAL", True, 11)
    s.line("CYTOGENETICS REPORT - BONE MARROW", True, 10)
    s.rule()
    s.gap(4)
    for text in (f"PATIENT: {who.last.upper()}, {who.first.upper()}", f"BORN: {long(who.born)}    SEX: {sex(d)}    RECORD: {who.ids[0]}", f"SAMPLE DRAWN: {long(on)}    REPORT: {long(out)}    NO. {who.ids[1]}"):  # fmt: skip
        s.line(text)
    s.rule()
    s.gap(8)
    s.para(pick(
        d, "grow",
        f"Unstimulated cultures of one and two days were harvested and {who.metaphases} metaphases were analyzed with GTW bands. The karyotype was found to be:",
        f"{who.metaphases} metaphases were available for analysis from unstimulated cultures. In ISCN notation the result is",
        f"G-banded analysis was completed on {who.metaphases} metaphases. Karyotype:",
    ))  # fmt: skip
    parts = _lines(who.karyotype, 52)
    page = s.line(parts[0], True, x=18)
    for part in parts[1:]:
        s.line(part, True, x=18)
    _karyotype(d, page)
    s.gap(6)
    s.para(("No clonal change was seen." if _normal(d) else "The complement is abnormal.") + " The referring diagnosis was thrombocytopenia, cause unknown.")  # fmt: skip
    s.gap(6)
    hits, misses = [f for f in probes if f.positive], [f for f in probes if not f.positive and f.name != "fish_del17p"]
    for f in hits:
        _mark(d, s.para(pick(d, f.name, f"Interphase FISH with {f.probe} ({f.locus}) was positive for {f.words} in {f.percent} percent of nuclei.", f"FISH: {f.words} present, {f.percent} percent of 200 nuclei ({f.probe}, {f.locus}).", f"{f.percent} percent of nuclei carried {f.words} by FISH ({f.probe} at {f.locus}).")), f)  # fmt: skip
    if misses:
        names = listed([f"{f.words} ({f.probe}, {f.locus})" for f in misses])
        page = s.para(pick(d, "neg", f"Interphase FISH was negative for {names}.", f"FISH gave normal signals, that is, no {listed([f'{f.words} ({f.probe}, {f.locus})' for f in misses], 'and no')}.", f"The following were looked for by FISH and not found: {names}."))  # fmt: skip
        for f in misses:
            _mark(d, page, f)
    s.gap(6)
    if all(f.name != "fish_del17p" or not f.positive for f in probes):
        page = s.para("The TP53 probe (17p13) failed to hybridize twice; deletion of 17p could not be assessed.")
        d.fact("biomarkers", page, "TP53 probe", may=True, name="fish_del17p", status="not_tested", any_status=["not_tested", "equivocal"])  # fmt: skip
        d.gold.trap("biomarkers", {"name": "fish_del17p", "status": "negative"}, "the probe failed")
    s.gap(6)
    s.para("An earlier sample under this number, 45,X,-Y[5]/46,XY[15], came from another patient and has been moved to his record." if who.sex == "F" else "An earlier sample under this number, 47,XX,+8[20], came from another patient and has been moved to her record.")  # fmt: skip
    _other(d, "another patient's", "45,X,-Y[5]/46,XY[15]" if who.sex == "F" else "47,XX,+8[20]")
    s.gap(16)
    s.line("N. Abramczyk, PhD, Director of Cytogenetics")


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f
    for f in (
        chromosome_analysis_consult, genomics_hub_answer, banding_form_with_interim, karyotyping_profile_sheet,
        cytogenetics_typed_paragraphs,
    )
}  # fmt: skip

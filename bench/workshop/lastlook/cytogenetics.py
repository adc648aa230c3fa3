# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Chromosome reports: fields with a formula and probes, a letter, studies over time, cultures in a grid, typed lines."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from reportlab.lib import colors

from bench.workshop.days import hyphened, later, sex, spaced
from bench.workshop.dress import Doc
from bench.workshop.lastlook.paper import flowing, grid, maybe_disease, para, typed, web


@dataclass(frozen=True)
class Signal:
    """One probe set and what it showed."""

    name: str
    region: str
    probe: str
    control: str
    positive: bool
    cells: int
    gain: bool = False
    also: str = ""

    @property
    def percent(self) -> str:
        """Of two hundred nuclei."""
        return f"{self.cells / 2:g}"

    @property
    def formula(self) -> str:
        """As the nomenclature writes it."""
        if not self.positive:
            return f"nuc ish({self.control},{self.probe})x2[200]" if self.control else f"nuc ish({self.probe}x2)[200]"
        many = 3 if self.gain else 1
        if self.name == "fish_monosomy7":
            return f"nuc ish({self.control},{self.probe})x1[{self.cells}/200]"
        pair = f"{self.control}x2,{self.probe}x{many}" if self.control else f"{self.probe}x{many}"
        return f"nuc ish({pair})[{self.cells}/200]"


def _signals(d: Doc) -> list[Signal]:
    """What fits the karyotype; a probe of a chromosome changed in another way is left out."""
    tokens = [t.partition("[")[0].strip() for t in d.person.karyotype.replace("/", ",").split(",")]
    made = []
    for number, name, region, probe, control, sign, also in (
        (5, "fish_del5q", "5q31", "EGR1", "D5S630", "del(5)", "fish_monosomy5"), (7, "fish_del7q", "7q31", "D7S486", "D7Z1", "del(7)", "fish_monosomy7"),
        (8, "fish_trisomy8", "8q11 (centromere)", "D8Z2", "", "+8", ""), (17, "fish_del17p", "17p13", "TP53", "D17Z1", "del(17)(p", ""), (20, "fish_del20q", "20q12", "D20S108", "", "del(20)", ""),
    ):  # fmt: skip
        hit = any(t == sign or (sign.startswith("del") and t.startswith(sign)) for t in tokens)
        lost = number == 7 and "-7" in tokens and not hit
        odd = any(
            f"({number})" in t or f"({number};" in t or f";{number})" in t or t in {f"+{number}", f"-{number}"}
            for t in tokens
        )
        if hit or lost or not odd:
            label = "fish_monosomy7" if lost else name
            share = d.rng.randrange(52, 171)
            made.append(
                Signal(
                    label,
                    region,
                    probe,
                    control,
                    hit or lost,
                    share if hit or lost else 2,
                    number == 8,
                    "" if hit or lost else also,
                )
            )
    return made


def _mark(d: Doc, page: int, s: Signal) -> None:
    fields: dict[str, Any] = {
        "name": s.name,
        "status": "positive" if s.positive else "negative",
        "collected": d.on.isoformat(),
    }
    if s.positive:
        fields |= {"value": s.cells / 2, "unit": "%"}
    d.fact("biomarkers", page, s.probe, **fields)
    if s.also:
        d.fact("biomarkers", page, s.probe, may=True, name=s.also, status="negative", collected=d.on.isoformat())


def _formula(d: Doc, page: int) -> None:
    iscn = d.person.karyotype
    d.fact("karyotypes", page, iscn, iscn=iscn, metaphases=d.person.metaphases, collected=d.on.isoformat())


def _plain(d: Doc) -> bool:
    return all(part.partition("[")[0] in {"46,XX", "46,XY"} for part in d.person.karyotype.split("/"))


def _no_example(d: Doc, *examples: str) -> None:
    for iscn in examples:
        if iscn != d.person.karyotype:
            d.gold.trap("karyotypes", {"iscn": iscn}, "an example")


def _not_done(d: Doc, *names: str) -> None:
    """Probes named and not used: they may be told as not tested, and no other way."""
    for name in names:
        d.fact("biomarkers", 1, name, may=True, name=name, status="not_tested", collected=d.on.isoformat())
        for status in ("negative", "positive"):
            d.gold.trap("biomarkers", {"name": name, "status": status}, "not done")


def _word(s: Signal) -> str:
    """What a positive probe means, in words."""
    return {
        "fish_monosomy7": "one signal each of the region and the centromere (monosomy 7)",
        "fish_trisomy8": "three signals (trisomy 8)",
    }.get(s.name, f"loss of one signal (deletion of {s.region})")


FIELDS = """
<div class=b>Laboratory of Clinical Cytogenetics<br><small>Amity Fields University Hospital</small></div>
<table class=id>{% for a, b in facts %}<tr><td>{{ a }}</td><td>{{ b }}</td></tr>{% endfor %}</table>
<h2>Karyotype (ISCN 2020)</h2><p class=k>{{ who.karyotype }}</p>
<h2>Interpretation</h2>
<p>{% if plain %}Normal chromosomes were seen in all {{ who.metaphases }} metaphase cells. A cryptic change or one in a minor clone is not excluded.{% else %}Chromosome abnormalities were seen; the formula above gives each cell line with its number of cells ({{ who.metaphases }} metaphase cells in all).{% endif %} For comparison, healthy persons are 46,XX or 46,XY. In myelodysplastic syndromes del(20q) and -Y alone go with a favorable risk group, -7 with a poor one.</p>
<h2>Interphase FISH (same sample, 200 nuclei per probe)</h2>
<table class=r><thead><tr><th>Region</th><th>Probe</th><th>Result</th><th>Abnormal nuclei</th><th>Cutoff</th></tr></thead>{% for s in signals %}<tr{% if s.positive %} class=x{% endif %}><td>{{ s.region }}</td><td>{{ s.probe }}{% if s.control %} / {{ s.control }}{% endif %}</td><td>{{ 'Abnormal: ' ~ word(s) if s.positive else 'Normal' }}</td><td>{{ s.percent }}%</td><td>&gt; 4%</td></tr>{% endfor %}</table>
<p class=s>Probes for KMT2A (11q23) and MECOM (3q26) were not applied. FISH reagents are analyte specific. Reviewed by Ottoline Brascombe, PhD, FACMG on {{ out|day }}.</p>
"""


def fields_formula_probes(d: Doc) -> None:
    """Fields down the page, the formula by itself, an interpretation with general text, a table of probes with words and percentages."""
    who, on, out = d.person, d.on, later(d.on, 8)
    signals = _signals(d)
    facts = (("Patient", f"{who.last}, {who.first}"), ("Date of birth / sex", f"{spaced(who.born)} / {sex(d)}"), ("Medical record", who.ids[0]), ("Specimen", "Bone marrow, heparin"), ("Collected", spaced(on)), ("Reported", spaced(out)),
             ("Reason for study", "Cytopenias; question of MDS"), ("Cultures", "24 h and 48 h without mitogen"), ("Metaphase cells analyzed", str(who.metaphases)), ("Banding level", "400"))  # fmt: skip
    css = ("@page{size:letter;margin:.7in}body{font:9.8pt 'Liberation Sans'}.b{border-left:5pt solid #8a2d52;padding-left:8pt;font-size:14pt;font-weight:bold}.b small{font-weight:normal;font-size:9pt}.id{margin:10pt 0}.id td{padding:1.8pt 18pt 1.8pt 0}.id td:first-child{color:#666}"
           "h2{font-size:10.5pt;color:#8a2d52;margin:9pt 0 3pt}.k{font:bold 10.5pt 'Liberation Mono';background:#f7eef2;padding:6pt;overflow-wrap:anywhere;margin:0}.r{width:100%;font-size:9pt}.r td,.r th{border-bottom:.5pt solid #bbb;padding:3pt 6pt 3pt 0}.x td{font-weight:bold}.s{font-size:8pt}")  # fmt: skip
    sheet = web(d, FIELDS, css, "cytogenetics", facts=facts, signals=signals, word=_word, plain=_plain(d), out=out)
    _formula(d, sheet.find("ISCN 2020", who.karyotype))
    for s in signals:
        _mark(d, sheet.find(s.region, s.probe), s)
    _no_example(d, "46,XX", "46,XY")
    _not_done(d, "fish_kmt2a", "kmt2a", "fish_mecom", "mecom", "fish_inv3")
    maybe_disease(d, 1, "mds")
    d.also_dated = (out,)


HUB = """
<table class=h><tr><td><b>West Marches Genomic Laboratory</b><br>Oncology Cytogenetics, Priory Road</td><td class=r>Our ref: {{ who.ids[1] }}<br>Report date: {{ out|long }}<br>Status: FINAL REPORT</td></tr></table>
<table class=h><tr><td>Dr R. Llewellyn<br>Haematology Day Unit<br>St Oswin's Hospital</td><td class=r><b>{{ who.name }}</b><br>Date of birth: {{ who.born|long }}<br>Sex: {{ sex }}<br>Hospital no: {{ who.ids[0] }}<br>Sample: bone marrow, taken {{ on|long }}</td></tr></table>
<p>Referral reason: MDS, new. Tests requested: G-banded chromosome analysis.</p>
<div class=box><b>Result summary</b><br>{{ 'NORMAL KARYOTYPE' if plain else 'ABNORMAL KARYOTYPE' }}</div>
<p><b>Result:</b> {{ who.karyotype }}</p>
<p>{{ who.metaphases }} metaphases were analysed from cultured marrow. {% if plain %}No acquired abnormality was found at the resolution of this analysis.{% else %}The abnormality in this result is likely to be acquired and is consistent with the referral diagnosis; constitutional change cannot be excluded without a blood sample stimulated with PHA.{% endif %}</p>
<p>The karyotype contributes to the IPSS-R, in which five cytogenetic groups are defined; please calculate the score with the blast percentage and the counts. Monosomy 7 and del(7q) fall into different groups (poor and intermediate). The results of patients in trials may be entered into the national registry.</p>
<p>FISH for TP53 and array studies were not requested and have not been done. The sample is stored.</p>
<p>Reported by: Saoirse Penhallow, Clinical Scientist. Authorised by: Dr Gethin Parry, Consultant Clinical Scientist.</p>
<p class=s>UKAS accredited. Nomenclature follows ISCN 2020. A previous sample of {{ before|long }} failed to grow (no metaphases).</p>
"""


def march_laboratory_letter(d: Doc) -> None:
    """A British laboratory's letter: a box with two words, the formula on a line, no FISH done, an earlier failed culture in the small print."""
    out = later(d.on, 12)
    css = "@page{size:a4;margin:20mm}body{font:10.5pt 'Liberation Serif';line-height:1.3}.h{width:100%;margin-bottom:8pt}.h td{padding:2pt}.r{text-align:right}.box{border:1.2pt solid #000;padding:6pt;margin:8pt 0}p{margin:6pt 0;overflow-wrap:anywhere}.s{font-size:8.5pt}"
    sheet = web(d, HUB, css, "cytogenetics", out=out, plain=_plain(d), before=later(d.on, -47))
    _formula(d, sheet.find("Result:", d.person.karyotype))
    _not_done(d, "fish_del17p")
    for name in ("fish_monosomy7", "fish_del7q"):
        d.gold.trap("biomarkers", {"name": name}, "text in general")
    d.fact(
        "diagnoses",
        1,
        "MDS, new",
        may=True,
        disease="mds",
        labels=[""],
        status="confirmed",
        any_status=["confirmed", "suspected"],
    )
    d.also_dated = (out,)


STUDIES = """
<h1>Cytogenetics: results of this patient</h1>
<p class=q><b>{{ who.last }}, {{ who.first }}</b> &nbsp; born {{ who.born|iso }} &nbsp; {{ sex }} &nbsp; ID {{ who.ids[0] }}<br>Bellwether Cancer Institute, Genetics Core &nbsp; &middot; &nbsp; issued {{ out|iso }}</p>
<table class=r><thead><tr><th>Sample date</th><th>Number</th><th>Material</th><th>Cells</th><th>Karyotype</th></tr></thead>
<tr class=x><td>{{ on|iso }}</td><td>C-{{ who.ids[1][1:] }}</td><td>Bone marrow</td><td>{{ who.metaphases }}</td><td>{{ who.karyotype }}</td></tr>
<tr><td>{{ before|iso }}</td><td>C-{{ earlier }}</td><td>Blood, PHA culture</td><td>15</td><td>{{ old }}</td></tr></table>
<h2>Present sample</h2>
<p>{% if plain %}No clonal change. {% else %}Changed cells were found in the marrow that are not present in the blood culture of {{ before|iso }}. {% endif %}{% for s in hits %}FISH with {{ s.probe }} shows {{ word(s) }} in {{ s.percent }}% of 200 nuclei. {% endfor %}{% if rest %}FISH is normal for {% for s in rest %}{{ s.region }} ({{ s.probe }}){{ ', ' if not loop.last }}{% endfor %}.{% endif %}</p>
<h2>Remark</h2><p>The blood culture was done for the question of a constitutional change and is not a marrow study. Reference: a clone needs two cells with the same gain or structural change, three with the same loss.</p>
<p class=s>Validated: Quirin Adebayo-Falk, PhD. Page 1 of 1.</p>
"""


def studies_over_time(d: Doc) -> None:
    """A table of studies with the present marrow on top and an earlier blood culture below; probes told in sentences."""
    who, out, before = d.person, later(d.on, 10), later(d.on, -66)
    old = {"F": "46,XX[15]", "M": "46,XY[15]"}[who.sex]
    signals = _signals(d)
    css = ("@page{size:a4;margin:18mm}body{font:9.8pt 'DejaVu Sans'}h1{font-size:14pt;color:#174a5c;margin:0 0 4pt}.q{background:#e9f2f5;padding:6pt;line-height:1.5}h2{font-size:10.5pt;color:#174a5c;margin:10pt 0 2pt}.r{width:100%;font-size:9pt;table-layout:fixed}.r td,.r th{border:.5pt solid #9ab;padding:4pt;overflow-wrap:anywhere}"
           ".r th:nth-child(1){width:66pt}.r th:nth-child(2){width:60pt}.r th:nth-child(3){width:76pt}.r th:nth-child(4){width:34pt}.x td{font-weight:bold}.s{font-size:8pt}")  # fmt: skip
    sheet = web(
        d, STUDIES, css, "cytogenetics", out=out, before=before, old=old, earlier=int(who.ids[1][1:]) - 417, plain=_plain(d), word=_word,
        hits=[s for s in signals if s.positive], rest=[s for s in signals if not s.positive],
    )  # fmt: skip
    _formula(d, sheet.find("Sample date", who.karyotype))
    d.fact("karyotypes", 1, old, may=True, iscn=old, metaphases=15, collected=before.isoformat())
    if old != who.karyotype:
        d.gold.trap("karyotypes", {"iscn": old, "collected": d.on.isoformat()}, "the blood culture")
    for s in signals:
        _mark(d, sheet.find(s.probe), s)
    d.also_dated = (out, before)


def cultures_in_grid(d: Doc) -> None:
    """A ruled sheet: cells by culture that add up to the whole, the formula wrapped in a cell, probes as serial numbers with cut-offs."""
    who, on, out = d.person, d.on, later(d.on, 14)
    signals = _signals(d)
    first = who.metaphases // 2
    cell = para(f"<b>{who.karyotype}</b>", 9.5, after=0, splitLongWords=1, wordWrap="CJK")
    probes = [["S.No.", "Target", "Probe set", "Nuclei", "Abnormal", "Cut-off", "Remark"]]
    probes += [
        [
            str(i),
            s.region,
            f"{s.probe}/{s.control}" if s.control else s.probe,
            "200",
            f"{s.percent} %",
            "5.0 %",
            "Detected" if s.positive else "Not detected",
        ]
        for i, s in enumerate(signals, 1)
    ]
    story = [
        para("<b>NAVJEEVAN GENETICS</b>", 14, after=0, textColor=colors.Color(0.35, 0.1, 0.4)), para("Cytogenetics division &nbsp; | &nbsp; Karyotyping and FISH, bone marrow", 8.5),
        grid([["Patient", who.name, "Sample ID", who.ids[1]], ["Date of birth", hyphened(who.born), "Collected on", hyphened(on)], ["Gender", sex(d), "Registered on", hyphened(later(on, 1))], ["Patient ID", who.ids[0], "Reported on", hyphened(out)]], (75, 180, 90, 150), head=0), para("&nbsp;", 4),
        para("<b>KARYOTYPE</b>", 10), grid([["ISCN", cell], ["Metaphases studied", f"{who.metaphases} (culture A, 24 h: {first}; culture B, 48 h: {who.metaphases - first})"], ["Band resolution", "350 - 400 BPHS"], ["Sex chromosomes", "See ISCN"]], (110, 385), head=0), para("&nbsp;", 4),
        para("Comment: " + ("No numerical or structural abnormality in the metaphases studied." if _plain(d) else "Abnormality as above. Kindly correlate with morphology.") + " Example of the writing: 47,XY,+21[20] is a male with an additional chromosome 21 in 20 cells.", 9), para("&nbsp;", 3),
        para("<b>FISH, MDS PANEL</b>", 10), grid(probes, (34, 105, 105, 45, 60, 55, 91), ("BACKGROUND", (0, 0), (-1, 0), colors.Color(0.93, 0.88, 0.95))), para("&nbsp;", 4),
        para("Abnormal signals at or below the cut-off are read as not detected. Limitations: FISH finds only what its probes cover. &nbsp; Dr. Ishaan Deshmukh, PhD (Lab Director)", 8),
    ]  # fmt: skip
    sheet = flowing(d, story, "cytogenetics", foot=f"{who.ids[1]}   {who.name}")
    _formula(d, sheet.find("ISCN", who.karyotype))
    for s in signals:
        _mark(d, sheet.find(s.region, s.probe), s)
    _no_example(d, "47,XY,+21[20]")
    d.also_dated = (out, later(on, 1))


def chromosome_terminal(d: Doc) -> None:
    """A terminal's print: formula indented and broken after commas, probes as formulas of the nomenclature with a word behind each."""
    who, on, out = d.person, d.on, later(d.on, 9)
    signals = _signals(d)
    parts = [""]
    for piece in who.karyotype.replace(",", ",\n").replace("/", "/\n").split("\n"):
        if len(parts[-1] + piece) > 58:
            parts.append("")
        parts[-1] += piece
    lines = [
        "STATE REFERENCE LABORATORY, CYTOGENETICS SECTION", "=" * 80, f"PATIENT   {who.last.upper()}, {who.first.upper()}", f"BORN      {hyphened(who.born).upper():<24}SEX        {sex(d).upper()}", f"RECORD    {who.ids[0]:<24}LAB NO     {who.ids[1]}",
        f"DRAWN     {hyphened(on).upper():<24}REPORTED   {hyphened(out).upper()}", "SOURCE    BONE MARROW ASPIRATE", "=" * 80, "", f"CELLS COUNTED    {who.metaphases}", f"CELLS ANALYZED   {who.metaphases}", "CELLS IMAGED     4", "",
        "KARYOTYPE", *(f"    {p}" for p in parts), "", "FLUORESCENCE IN SITU HYBRIDIZATION",
        *(f"    {s.region.split()[0].upper():<8}{s.formula:<42}{('ABNORMAL, ' + s.percent + '% OF NUCLEI') if s.positive else 'NORMAL'}" for s in signals), "",
        "INTERPRETATION", *(("    NO CLONAL ABNORMALITY BY BANDING.",) if _plain(d) else ("    ABNORMAL BY BANDING. THE FORMULA IS GIVEN ABOVE.",)), "    COMPLEX MEANS THREE OR MORE ABNORMALITIES. T(9;22) IS LOOKED FOR BY",
        "    BANDING IN EVERY STUDY; BCR::ABL1 FISH WAS NOT DONE.", "", "    VERIFIED BY L. OKPARA, PHD",
    ]  # fmt: skip
    sheet = typed(d, lines, "cytogenetics")
    _formula(d, sheet.find(who.karyotype))
    for s in signals:
        _mark(d, sheet.find(s.formula), s)
    _not_done(d, "bcr_abl1", "fish_bcr_abl1")
    d.also_dated = (out,)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f
    for f in (fields_formula_probes, march_laboratory_letter, studies_over_time, cultures_in_grid, chromosome_terminal)
}

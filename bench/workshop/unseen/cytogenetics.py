# ruff: noqa: E501 (wording of records is data)
"""Chromosome analysis and FISH."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from bench.workshop.dress import Doc
from bench.workshop.sheet import Cell
from bench.workshop.unseen.marrow import SEX, asked
from bench.workshop.unseen.paper import day, pairs, tr, web

NUMBERS = {20: "twenty", 25: "twenty-five", 15: "fifteen", 10: "ten", 30: "thirty", 12: "twelve", 18: "eighteen"}


@dataclass(frozen=True)
class Probe:
    """A probe as counted in 200 nuclei."""

    name: str
    gene: str
    locus: str
    control: str
    signs: tuple[str, ...]
    cutoff: float
    copies: int = 1
    abnormal: int = 0

    @property
    def percent(self) -> float:
        """Share of abnormal nuclei."""
        return self.abnormal / 2

    @property
    def positive(self) -> bool:
        """Above the cut-off."""
        return self.percent > self.cutoff


PROBES = (
    Probe("fish_del5q", "EGR1", "5q31", "D5S721", ("del(5)",), 5.0),
    Probe("fish_monosomy7", "CEP7", "7cen", "", ("-7",), 4.0),
    Probe("fish_trisomy8", "CEP8", "8cen", "", ("+8",), 3.0, 3),
    Probe("fish_del20q", "D20S108", "20q12", "", ("del(20)",), 5.0),
    Probe("fish_del17p", "TP53", "17p13", "CEP17", ("del(17)",), 6.5),
)


def counted(d: Doc, *names: str) -> list[Probe]:
    """The probes with counts that go with the karyotype."""
    made = []
    for p in PROBES:
        if names and p.name not in names:
            continue
        found = any(sign in d.person.karyotype for sign in p.signs)
        nuclei = d.rng.randrange(44, 171) if found else d.rng.randrange(0, 5)
        made.append(Probe(p.name, p.gene, p.locus, p.control, p.signs, p.cutoff, p.copies, nuclei))
    return made


def probe(d: Doc, p: Probe, page: int) -> None:
    """The gold of a probe; 17p is asked for by no list of the contract."""
    more = {"value": p.percent, "unit": "%"} if p.positive else {}
    status = "positive" if p.positive else "negative"
    d.fact(
        "biomarkers",
        page,
        p.gene,
        may=p.name == "fish_del17p",
        name=p.name,
        status=status,
        collected=d.on.isoformat(),
        **more,
    )


def formula(d: Doc, page: int) -> None:
    """The gold of the karyotype; what stands for another person is a trap."""
    p = d.person
    d.fact("karyotypes", page, p.karyotype, iscn=p.karyotype, metaphases=p.metaphases, collected=d.on.isoformat())


def _normal(d: Doc) -> bool:
    return "," not in d.person.karyotype[3:] or d.person.karyotype.partition("[")[0] in {"46,XX", "46,XY"}


def _start(d: Doc, days: int) -> dt.date:
    out = d.on + dt.timedelta(days)
    d.kind, d.also_dated = "cytogenetics", (out,)
    return out


def result_banner(d: Doc) -> None:
    """A reference laboratory: verdict in a banner, counts in a line of labels, interpretation with general prognosis, FISH ordered apart."""
    p, out = d.person, _start(d, 8)
    verdict = ("NORMAL " if _normal(d) else "ABNORMAL ") + {"F": "FEMALE", "M": "MALE"}[p.sex] + " KARYOTYPE"
    words = (
        "No consistent numerical or structural abnormality was seen."
        if _normal(d)
        else "A clonal abnormality was present in the metaphases as given in the nomenclature."
    )
    w = web(d, f"""<table class=h>{pairs([("Patient Name", f"{p.last}, {p.first}"), ("Specimen ID", f"CG-25-{p.ids[1][1:]}"), ("Date of Birth", day(p.born, "us")), ("Sex", SEX[p.sex]), ("Date Collected", day(d.on, "us")), ("Date Received", day(d.on + dt.timedelta(1), "us")), ("Date Reported", day(out, "us")), ("Specimen Type", "Bone marrow aspirate, Na heparin"), ("Indication", "Cytopenia, r/o MDS"), ("Client", "Ashgrove Oncology Associates")])}</table>
<h3>CHROMOSOME ANALYSIS, HEMATOLOGIC MALIGNANCY</h3><div class=k>RESULT: {verdict}</div><p class=i>ISCN: {p.karyotype}</p>
<table class=r>{tr("Metaphases counted", "Metaphases analyzed", "Karyotypes prepared", "Band resolution", "Banding", tag="th")}{tr(str(p.metaphases), str(p.metaphases), "3", "425", "GTW")}</table>
<h4>INTERPRETATION</h4><p>{words} A marrow with del(5q) as the sole abnormality, e.g. 46,XX,del(5)(q13q33)[20], carries a favorable outlook in MDS; del(7q) and complex karyotypes (3 or more abnormalities) carry a less favorable one. Submicroscopic changes are not detected by this method.</p>
<h4>OTHER TESTING</h4><p>FISH, MDS panel: not ordered. Chromosomal microarray: not ordered. Myeloid NGS: see report M25-{p.ids[1][2:]}.</p><p class=f>This test was developed and its performance characteristics determined by the laboratory. Constitutional studies require stimulated blood. Signed: Anneke Oduya, PhD, FACMG, {day(out, "us")}</p>""",
            ".k{background:#264653;color:#fff;padding:6px;font-weight:bold}.i{font-size:12pt;font-weight:bold}.r td,.r th{border:.5px solid #888;padding:3px 9px;text-align:center}.h th{padding-right:8px;color:#444}.h td{padding-right:22px}.f{font-size:7pt}", "Letter")  # fmt: skip
    formula(d, w.find(p.karyotype))
    if p.karyotype != "46,XX,del(5)(q13q33)[20]":
        d.gold.trap("karyotypes", {"iscn": "46,XX,del(5)(q13q33)[20]"}, "an example")
    asked(d, 1)
    d.gold.trap("biomarkers", {"name": "fish_del5q"}, "not ordered")


def nuclei_counted(d: Doc) -> None:
    """Banded karyotype, then a table of probes with abnormal of scored nuclei, cut-offs that look like results, and strings wrapped in a narrow column."""
    p, out = d.person, _start(d, 6)
    probes = counted(d)
    rows = ""
    for q in probes:
        ish = f"nuc ish({q.gene}x{q.copies})[{q.abnormal}/200]" if q.positive else f"nuc ish({q.gene}x2)[200]"
        rows += tr(
            f"{q.locus} ({q.gene})",
            f"{q.abnormal}/200",
            f"{q.percent:.1f}%",
            f"{q.cutoff}%",
            "ABNORMAL" if q.positive else "Normal",
            ish,
        )
    w = web(d, f"""<p class=t>CHINOOK PROVINCIAL GENETICS LABORATORY</p><table class=h>{pairs([("Name:", f"{p.last.upper()}, {p.first.upper()}"), ("PHN:", f"9{p.ids[0]}"), ("DOB:", day(p.born, "iso")), ("Sex:", p.sex), ("Collected:", day(d.on, "iso")), ("Reported:", day(out, "iso"))], 3)}</table>
<p><b>A. G-BANDED CHROMOSOMES</b> (24 h unstimulated and 48 h with G-CSF; {p.metaphases} cells)</p><p>Final karyotype:<br><span class=i>{p.karyotype}</span></p>
<p><b>B. INTERPHASE FISH</b></p><table class=r>{tr("Probe", "Abn / total", "% abn", "Normal cut-off", "Result", "ISCN", tag="th")}{rows}</table>
<p>Cut-offs were set on 20 normal marrows (mean + 3 SD). Values below the cut-off are regarded as background.</p><p>Recommend repeat study at time of progression. Previous studies on this patient: none on file.</p><p>Geneticist: Dr. P. Lindholm-Roy, FCCMG</p>""",
            "body{font-size:9.5pt}.t{font-weight:bold;letter-spacing:1px}.h th{padding-right:4px}.h td{padding-right:20px}.i{font-family:'Liberation Mono'}.r td,.r th{border-bottom:.5px solid #999;padding:2px 8px}.r td:last-child{font-family:'Liberation Mono';font-size:7.5pt;width:34mm;overflow-wrap:anywhere}", "Letter")  # fmt: skip
    formula(d, w.find(p.karyotype))
    for q in probes:
        probe(d, q, w.find(q.gene))


def trust_letter(d: Doc) -> None:
    """A British laboratory: result for the reader first, technical part in small print, a supplementary FISH report under it with its own date."""
    p, out = d.person, _start(d, 14)
    later = out + dt.timedelta(6)
    d.also_dated = (out, later)
    (q,) = counted(d, "fish_del5q")
    fish = (
        f"A deletion of the EGR1 (5q31) region was found in {q.percent:g}% of 200 interphase cells."
        if q.positive
        else "FISH with a probe for EGR1 (5q31) showed two signals in 200 interphase cells: no evidence of deletion of 5q."
    )
    text = (
        "No acquired chromosome abnormality detected."
        if _normal(d)
        else "Chromosome analysis found an acquired clone; details below."
    )
    w = web(d, f"""<div class=x>Genomic Laboratory Hub &middot; Mersey and Dales<br>Oncology Cytogenetics, Floor 2</div><p>Dr H. Pettigrew<br>Consultant Haematologist<br>Carrick Royal Infirmary</p><p><b>{p.last.upper()} {p.first}</b> &nbsp; d.o.b. {day(p.born)} &nbsp; {SEX[p.sex]} &nbsp; NHS 999 {p.ids[0]}<br>Bone marrow taken {day(d.on)} &nbsp; Lab no. 25/{p.ids[1][1:]}</p><p>Reason for referral: ?MDS, macrocytic anaemia</p>
<div class=k><b>Result summary</b> ({day(out)})<br>{text}</div><p class=f>Karyotype (ISCN 2020)</p><p><b>{p.karyotype}</b></p><p class=f>{p.metaphases} metaphases examined. The report assumes that a sample from the named person was received. Cells from a female or male donor after transplantation are written behind a double slant, e.g. //46,XY[20].</p>
<div class=k><b>Supplementary report</b> ({day(later)})<br>{fish} TP53 FISH could not be carried out as no material remained.</div><p>Analysed by K. Mbeki, checked by Dr L. Farnham, Principal Clinical Scientist</p>""",
            "body{font-family:'Liberation Serif';font-size:11pt}.x{text-align:right;color:#036}.k{border-left:4px solid #036;padding-left:8px;margin:10px 0}.f{font-size:8pt;margin-bottom:0}")  # fmt: skip
    formula(d, w.find(p.karyotype))
    probe(d, q, w.find("EGR1"))
    d.gold.trap("karyotypes", {"iscn": "//46,XY[20]"}, "an example")
    asked(d, 1)
    for status in ("negative", "positive"):
        d.gold.trap("biomarkers", {"name": "fish_del17p", "status": status}, "could not be done")


def hospital_form(d: Doc) -> None:
    """A private laboratory's form with colons in a column; number of metaphases in words; FISH in lines that end with the verdict."""
    p, s, out = d.person, d.paper("Helvetica", 10, 56), _start(d, 10)
    s.line("Vaidehi Genomics & Cytogenetics Centre", True, 14, "c")
    s.line("BONE MARROW KARYOTYPING WITH MDS FISH", True, align="c")
    s.gap()
    number = NUMBERS.get(p.metaphases, str(p.metaphases))
    entries = (
        ("Patient name", p.name),
        ("Date of birth / Sex", f"{day(p.born)} / {SEX[p.sex]}"),
        ("Sample drawn on", day(d.on)),
        ("Reported on", day(out)),
        ("Lab reference", p.ids[1]),
        ("Specimen", "Bone marrow in sodium heparin, 3 ml"),
        ("Culture", "Overnight and 24 hours, unstimulated"),
        ("Banding / resolution", "GTG / 400 bphs"),
        ("Metaphases studied", f"{number.capitalize()} ({p.metaphases})"),
    )
    for k, v in entries:
        s.row(Cell(s.margin, k), Cell(s.margin + 150, f":  {v}"))
    s.gap()
    s.line("KARYOTYPE", True)
    formula(d, s.line(d.person.karyotype, True, 10, x=20))
    s.gap()
    s.line("FISH (200 interphase nuclei each)", True)
    for q in counted(d, "fish_del5q", "fish_trisomy8", "fish_del20q"):
        verdict = f"POSITIVE, {q.percent:g}% of nuclei" if q.positive else "NEGATIVE"
        what = "gain of chromosome 8" if q.copies == 3 else f"deletion {q.locus}"
        probe(d, q, s.line(f"{q.gene}  -  {what}  -  {verdict}", x=20))
    s.gap()
    s.line("REMARKS", True)
    s.para(
        "Monosomy 7, inv(3) and more than three abnormalities are of adverse significance in MDS. Interpretation must take clinical and haematological data into account. Ten more metaphases will be studied on request free of charge."
    )
    s.gap(30)
    s.line("Dr. Nandini Raghunathan, Ph.D.          Dr. A. K. Pillai, MD", True)


def two_cultures(d: Doc) -> None:
    """A university's letter in sentences: one culture failed, an outside karyotype of months before quoted in the history, the present one at the end of a sentence."""
    p, out = d.person, _start(d, 12)
    before = d.on - dt.timedelta(170)
    old = f"46,X{'X' if p.sex == 'F' else 'Y'}[7]"
    probes = counted(d, "fish_del5q", "fish_monosomy7", "fish_trisomy8")
    good, bad = [q for q in probes if not q.positive], [q for q in probes if q.positive]
    names = {
        "fish_del5q": "deletion 5q (EGR1)",
        "fish_monosomy7": "monosomy 7 (CEP7)",
        "fish_trisomy8": "trisomy 8 (CEP8)",
    }
    lines = "".join(
        f"<p>FISH was positive for {names[q.name]} in {q.percent:g} % of 200 nuclei (cut-off {q.cutoff:g} %).</p>"
        for q in bad
    )
    negative = f"<p>FISH was negative for {' and '.join(names[q.name] for q in good)}.</p>" if good else ""
    w = web(d, f"""<p class=x>University Hospital Sankt Elsbeth<br>Centre for Human Genetics, Tumour Cytogenetics</p><p>Re: {p.first} {p.last}, {"female" if p.sex == "F" else "male"}, born {day(p.born, "long")}<br>Our no. T25-{p.ids[1][1:]}<br>Bone marrow of {day(d.on, "long")}, received on the same day</p><h3>Cytogenetic report of {day(out, "long")}</h3>
<p><b>Clinical details on the form:</b> suspected MDS; an analysis of blood elsewhere ({day(before, "long")}) yielded {old}.</p><p><b>Analysis:</b> The 24 h culture did not yield metaphases. From the 72 h culture {p.metaphases} metaphases were evaluated after R-banding.</p>
<p><b>Result:</b> The karyotype according to ISCN 2020 is</p><p class=i>{p.karyotype}.</p>{lines}{negative}
<p><b>Assessment:</b> {"The chromosome set shows no aberration. A normal result does not exclude MDS." if _normal(d) else "The findings confirm a clonal disorder of the haematopoiesis."} Probes for KMT2A and 20q12 were not employed. Kind regards, Prof. Dr. U. Steinhagen</p>""",
            "body{font-family:'DejaVu Serif';font-size:9.5pt}.x{border-bottom:1px solid}.i{margin-left:12mm;font-weight:bold}")  # fmt: skip
    formula(d, w.find(p.karyotype))
    d.fact("karyotypes", 1, old, may=True, iscn=old, metaphases=7, collected=before.isoformat())
    if old != p.karyotype:
        d.gold.trap("karyotypes", {"iscn": old, "collected": d.on.isoformat()}, "of another day")
    for q in probes:
        probe(d, q, w.find(q.gene))
    d.gold.trap("biomarkers", {"name": "fish_del20q"}, "not employed")
    asked(d, 1)


def sendout(d: Doc) -> None:
    """A typed transcript of a send-out, lines numbered, formula broken with a plain line's end, FISH codes with REF and FLAG columns."""
    p, s, out = d.person, d.paper("Courier", 9, 46), _start(d, 9)
    s.mono(
        [
            f"{'LAB-RPT 7':<30}BROKEN ARROW MEMORIAL{'':<14}{day(out, 'glued')}",
            "=" * 80,
            f"PT: {p.last.upper()}, {p.first.upper()}     SEX: {p.sex}     DOB: {day(p.born, 'glued')}     HOSP#: {p.ids[0]}",
            f"COLLECTED: {day(d.on, 'glued')} 1015      SENT TO: PLAINS CYTOGENETICS REF LAB",
            "=" * 80,
            "CHROMOSOME ANALYSIS, BONE MARROW                              STATUS: FINAL",
            "",
            "   KARYOTYPE",
        ]
    )
    rest, lines = p.karyotype, []
    while rest:
        cut = len(rest) if len(rest) <= 40 else rest.rfind(",", 0, 40) + 1 or 40
        lines.append(rest[:cut])
        rest = rest[cut:]
    formula(d, s.mono([f"      {text}" for text in lines]))
    s.mono(
        [
            "",
            f"   CELLS COUNTED/ANALYZED/IMAGED   {p.metaphases}/{p.metaphases}/5",
            "",
            "FISH PANEL                   RESULT      FLAG   %NUCLEI   REF",
            "-" * 80,
        ]
    )
    for q in counted(d, "fish_del5q", "fish_monosomy7", "fish_trisomy8", "fish_del20q"):
        what = {
            "fish_del5q": "DEL(5Q) EGR1",
            "fish_monosomy7": "MONOSOMY 7 CEP7",
            "fish_trisomy8": "TRISOMY 8 CEP8",
            "fish_del20q": "DEL(20Q) D20S108",
        }[q.name]
        probe(
            d,
            q,
            s.mono(
                [
                    f"{what:<29}{'DETECTED' if q.positive else 'NOT DET':<12}{'*' if q.positive else '':<7}{q.percent:<10.1f}<{q.cutoff:g}"
                ]
            ),
        )
    s.mono(
        [
            "DEL(11Q) KMT2A               TNP",
            "",
            "TNP = TEST NOT PERFORMED. INV(3)/T(3;3) NOT IN THIS PANEL.",
            "DIRECTOR: V. KOSTELANETZ PHD",
        ]
    )
    d.gold.trap("biomarkers", {"name": "fish_kmt2a", "status": "negative"}, "not performed")


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (result_banner, nuclei_counted, trust_letter, hospital_form, two_cultures, sendout)
}

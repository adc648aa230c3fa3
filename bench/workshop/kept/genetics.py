# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Families of chromosome and FISH reports."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bench.workshop.days import hyphened as dash
from bench.workshop.days import later, long, sex
from bench.workshop.days import spaced as mon
from bench.workshop.dress import Doc
from bench.workshop.kept.paper import (
    perhaps,
    symptom,
    web,
)
from bench.workshop.markup import Raw, esc, row, table

SITES = (  # biomarker, chromosome, what a karyotype says of it, probe, band, what it looks for
    ("fish_del5q", "5", "del(5)(q", "EGR1", "5q31", "deletion of 5q"),
    ("fish_del7q", "7", "del(7)(q", "D7S522", "7q31", "deletion of 7q"),
    ("fish_trisomy8", "8", "+8", "D8Z1", "8cen", "trisomy 8"),
    ("fish_del20q", "20", "del(20)(q", "D20S108", "20q12", "deletion of 20q"),
    ("fish_del17p", "17", "del(17)(p", "TP53", "17p13", "deletion of 17p"),
)  # fmt: skip
MORE = {"del(5)": "fish_del5q", "del(20)": "fish_del20q"}
BESIDE = {"del(5)(q14q23)", "del(20)(q13)", "del(20)(q13.1)"}
"""Deletions of these chromosomes that leave the probe's band where it is."""
NUCLEI = 200


@dataclass(frozen=True)
class Probe:
    """One probe and how many of two hundred nuclei it finds changed; none if negative."""

    name: str
    probe: str
    band: str
    seeks: str
    cells: int

    @property
    def percent(self) -> str:
        """Changed nuclei in percent."""
        return f"{100 * self.cells / NUCLEI:g}"


def _clones(karyotype: str) -> list[tuple[list[str], int]]:
    """The changes of each clone and its cells."""
    made = []
    for part in karyotype.split("/"):
        formula, _, cells = part.partition("[")
        made.append(([t.strip() for t in formula.split(",")[2:]], int(cells.rstrip("]") or 0)))
    return made


def _touches(change: str, number: str) -> bool:
    """Whether a change names this chromosome."""
    inside = change.partition("(")[2].partition(")")[0].replace(";", " ").split()
    return number in inside or change.lstrip("+-?") == number


def probes(d: Doc) -> list[Probe]:
    """Probes whose result follows from the karyotype: of a chromosome changed in another way nothing is printed."""
    clones = _clones(d.person.karyotype)
    changes = [c for tokens, _ in clones for c in tokens]
    total = sum(n for _, n in clones)
    found = []
    for name, number, sign, probe, band, seeks in SITES:
        bare = sign.partition("(q")[0] if name in MORE.values() else sign
        hits = sum(n for tokens, n in clones if any(t == bare or t.startswith(sign) for t in tokens))
        odd = [c for c in changes if _touches(c, number) and (c in BESIDE or not (c == bare or c.startswith(sign)))]
        if odd or hits == 1:
            continue
        share = min(max(hits / total, 0.12), 0.92) if hits else 0.0
        found.append(Probe(name, probe, band, seeks, round(share * NUCLEI) + d.rng.randrange(-6, 7) if hits else 0))
    return found


def _mark(d: Doc, page: int, f: Probe) -> None:
    fields: dict[str, Any] = {
        "name": f.name,
        "status": "positive" if f.cells else "negative",
        "collected": d.on.isoformat(),
    }
    if f.cells:
        fields |= {"value": 100 * f.cells / NUCLEI, "unit": "%"}
    d.fact("biomarkers", page, f.probe, **fields)


def _karyotype(d: Doc, page: int) -> None:
    iscn = d.person.karyotype
    d.fact("karyotypes", page, iscn, iscn=iscn, metaphases=d.person.metaphases, collected=d.on.isoformat())


def _normal(d: Doc) -> bool:
    return d.person.karyotype.partition("[")[0] in {"46,XX", "46,XY"}


def _not_his(d: Doc, *formulas: str) -> None:
    for iscn in formulas:
        if iscn != d.person.karyotype:
            d.gold.trap("karyotypes", {"iscn": iscn}, "an example, a control or a relative")


def regional_service(d: Doc) -> None:
    """A public genetics service: the result in a frame at the top, the formula, a paragraph of meaning, the FISH table with cut-offs, technical details last."""
    who, on = d.person, d.on
    out, fish = later(on, 12), probes(d)
    rows = [
        (
            f"{f.band} ({f.probe})",
            str(NUCLEI),
            str(f.cells) if f.cells else "4",
            f"{f.percent}%" if f.cells else "2%",
            "5%",
            "Abnormal" if f.cells else "Normal",
        )
        for f in fish
    ]
    meaning = (
        "No acquired chromosome change was found. A normal result is seen in about half of all patients with MDS and does not exclude the disease."
        if _normal(d)
        else "An acquired clonal change was found, as given in the karyotype above. It supports a clonal disorder. Prognostic grouping is left to the treating team."
    )
    body = (
        f"<div class=h>North Fells Genomic Laboratory Service<br><small>Haemato-oncology cytogenetics report</small></div><table class=d><tr><td>Patient: <b>{esc(who.name)}</b></td><td>Date of birth: {d.date(who.born)}</td><td>Sex: {sex(d)}</td></tr><tr><td>Hospital number: {who.ids[0]}</td><td>Sample collected: {d.date(on)}</td><td>Sample type: Bone marrow</td></tr><tr><td>Laboratory number: G{who.ids[1][1:]}</td><td>Sample received: {d.date(later(on, 1))}</td><td>Report date: {d.date(out)}</td></tr></table>"
        f"<p>Reason for referral: Suspected myelodysplastic syndrome.</p><div class=x><b>RESULT SUMMARY</b><br>{'NORMAL karyotype' if _normal(d) else 'ABNORMAL karyotype'}</div><p><b>Karyotype (ISCN 2020):</b> <span class=k>{who.karyotype}</span></p><p><b>Number of metaphases analysed:</b> {who.metaphases}</p><p>{meaning}</p>"
        "<h3>Fluorescence in situ hybridisation on interphase nuclei</h3>" + table(("Region (probe)", "Nuclei scored", "Abnormal nuclei", "Per cent", "Cut-off", "Result"), rows)
        + "<h3>Technical information</h3><p>Cultures of 24 and 48 hours without stimulation, G-banding at 300 to 400 bands per haploid set. Changes below the resolution of the microscope, or in fewer than about one cell in ten, may be missed. Rearrangements of KMT2A and MECOM were not tested.</p>"
        "<p class=s>Authorised by Dr Rhian Cadwallader, Principal Clinical Scientist. Checked by J. Oduya. Page 1 of 1.</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:17mm}body{font:10pt 'Liberation Sans'}.h{font-size:14pt;color:#003b71}.d{width:100%;margin:8pt 0;font-size:9.5pt}.d td{border:.5pt solid #888;padding:4pt;width:33%}.x{background:#e3ecf5;border-left:5pt solid #003b71;padding:6pt;margin:6pt 0}.k{font:bold 10.5pt 'Liberation Mono';overflow-wrap:anywhere}.t td,.t th{border:.5pt solid #888;padding:3pt 7pt}h3{font-size:10.5pt;margin:10pt 0 3pt}.s{font-size:8.5pt;margin-top:12pt}"
    sheet = web(d, body, css, "cytogenetics")
    _karyotype(d, sheet.find(who.karyotype))
    for f in fish:
        _mark(d, 1, f)
    perhaps(d, 1, "mds", "suspected", "confirmed")
    d.also_dated = (out, later(on, 1))


def prose_to_colleague(d: Doc) -> None:
    """A hospital laboratory's letter: everything in sentences, the formula on a line of its own, probes told one after another, the parents' karyotypes named."""
    who, on = d.person, d.on
    out, fish = later(on, 9), probes(d)
    s = d.paper("Times", 11, 62)
    d.kind, d.also_dated = "cytogenetics", (out,)
    s.line("GLENMORRAN HOSPITALS", True, 14)
    s.line("Cytogenetics Laboratory, Level 2, East Block", pt=10)
    s.gap(10)
    s.line(long(out))
    s.gap(6)
    s.line(f"Re: {who.name}, born {long(who.born)}, {sex(d).lower()}, record {who.ids[0]}", True)
    s.line(f"Bone marrow taken on {long(on)} (our number {who.ids[1]})")
    s.gap(8)
    s.line("Dear Dr Abernathy,")
    s.gap(4)
    s.para(
        f"Thank you for this marrow from your patient with unexplained cytopenia. We analysed {who.metaphases} metaphases after overnight and two-day culture. The karyotype is:"
    )
    s.gap(4)
    parts, now = [], ""
    for piece in who.karyotype.replace("/", "/\n").split("\n"):
        if now and len(now + piece) > 62:
            parts.append(now)
            now = piece
        else:
            now += piece
    page = s.page
    for n, part in enumerate([*parts, now]):
        at = s.line(part, True, x=30)
        page = at if n == 0 else page
    _karyotype(d, page)
    s.gap(4)
    s.para(
        "No clonal abnormality was therefore identified."
        if _normal(d)
        else "This is a clonal result. Its meaning should be judged together with the morphology."
    )
    s.gap(6)
    text = ["We also examined two hundred interphase nuclei with each of the following probes."]
    for f in fish:
        text.append(
            f"The {f.probe} probe at {f.band} was abnormal in {f.percent}% of nuclei, indicating {f.seeks}."
            if f.cells
            else f"The {f.probe} probe at {f.band} gave a normal pattern, with no {f.seeks}."
        )
    text.append("For each probe our upper limit of normal is 4%.")
    page = s.para(" ".join(text))
    for f in fish:
        _mark(d, page, f)
    s.gap(6)
    s.para(
        "For orientation, a male without changes is written 46,XY and a female 46,XX. A probe for the BCR::ABL1 fusion was not applied, and microarray analysis was not requested."
    )
    s.gap(10)
    s.line("Yours sincerely,")
    s.gap(18)
    s.line("Dr Fergus Dalziel, Clinical Cytogeneticist")
    _not_his(d, "46,XY", "46,XX")
    symptom(d, 1, "cytopenia")
    d.gold.trap("biomarkers", {"name": "bcr_abl1", "status": "negative"}, "not applied")


def laboratory_form(d: Doc) -> None:
    """A private laboratory's form: labelled rows for counts of cells, the formula in a cell that wraps, FISH by probe with signal patterns, notes that give examples."""
    who, on = d.person, d.on
    out, fish = later(on, 10), probes(d)
    facts = (
        ("Test requested", "Chromosome analysis, bone marrow, with FISH panel for MDS"),
        ("Sample", "Bone marrow in sodium heparin"),
        ("Culture", "Direct, 24 h and 48 h"),
        ("Banding", "GTG, about 350 bands"),
        ("Metaphases counted", str(who.metaphases)),
        ("Metaphases karyotyped", "5"),
    )
    pattern = {True: {"fish_trisomy8": "3 signals"}, False: {}}
    rows = [
        (
            f.probe,
            f.band,
            pattern[bool(f.cells)].get(f.name, "1 signal" if f.cells else "2 signals"),
            f"Positive ({f.percent}%)" if f.cells else "Negative",
        )
        for f in fish
    ]
    body = (
        f"<table class=d><tr><td>Patient Name</td><td>{esc(who.name)}</td><td>Lab ID</td><td>{who.ids[1]}</td></tr><tr><td>Date of Birth</td><td>{dash(who.born)}</td><td>Collected on</td><td>{dash(on)}</td></tr><tr><td>Gender</td><td>{sex(d)}</td><td>Received on</td><td>{dash(later(on, 1))}</td></tr><tr><td>Patient ID</td><td>{who.ids[0]}</td><td>Reported on</td><td>{dash(out)}</td></tr></table>"
        "<h2>CYTOGENETICS REPORT</h2><table class=f>" + "".join(row((Raw(f"<b>{a}</b>"), b)) for a, b in facts)
        + f"<tr><td><b>KARYOTYPE</b></td><td class=k>{who.karyotype}</td></tr><tr><td><b>Interpretation</b></td><td>{'Apparently normal chromosome complement in all metaphases studied.' if _normal(d) else 'Abnormal chromosome complement. Clinical and molecular correlation is advised.'}</td></tr></table>"
        + "<h2>FISH</h2>" + table(("Probe", "Locus", "Pattern", "Result"), rows)
        + "<p class=s>Notes: 1. A total of 200 interphase cells was scored per probe. 2. Results under 5% are negative. 3. In MDS, 47,XX,+8 and 46,XX,del(20)(q11.2) belong to the intermediate and good groups, and 45,XY,-7 to the poor group. 4. Cryptic changes cannot be excluded.</p>"
        "<table class=g><tr><td>Ms. Kavitha Shenoy<br>Cytogeneticist</td><td>Dr. Rustom Daruwalla<br>Laboratory Head</td></tr></table>"
    )  # fmt: skip
    css = "@page{size:A4;margin:30mm 15mm 20mm;@top-left{content:'MERIDIAN GENETICS CENTRE';font:bold 16pt 'Liberation Sans';color:#3d2b7a}@bottom-center{content:'This report relates only to the sample received.  Page ' counter(page) ' of ' counter(pages);font:8pt 'Liberation Sans'}}body{font:10pt 'Liberation Sans'}.d{width:100%;border:1pt solid #3d2b7a}.d td{padding:3pt 6pt}.d td:nth-child(odd){font-weight:bold;width:19%}h2{font-size:11pt;text-align:center;margin:10pt 0 4pt}.f{width:100%}.f td{border:.5pt solid #999;padding:4pt}.f td:first-child{width:135pt}.k{font-weight:bold;max-width:330pt;overflow-wrap:anywhere}.t{width:100%}.t td,.t th{border:.5pt solid #999;padding:3pt 6pt}.s{font-size:8.5pt;margin-top:8pt}.g{width:100%;margin-top:26pt}.g td{width:50%}"
    sheet = web(d, body, css, "cytogenetics")
    _karyotype(d, sheet.find(who.karyotype))
    for f in fish:
        _mark(d, 1, f)
    perhaps(d, 1, "mds", "suspected", "confirmed")
    _not_his(d, "47,XX,+8", "46,XX,del(20)(q11.2)", "45,XY,-7")
    d.also_dated = (out, later(on, 1))


def two_step_report(d: Doc) -> None:
    """A cancer agency's report in two parts: the rapid FISH result of the first week in a box, the final karyotype below, with the count of cells by clone."""
    who, on = d.person, d.on
    soon, out, fish = later(on, 3), later(on, 14), probes(d)
    hits = [f for f in fish if f.cells]
    quiet = [f for f in fish if not f.cells]
    told = "".join(
        f"<li>{f.seeks[0].upper() + f.seeks[1:]} ({f.probe}, {f.band}): <b>DETECTED</b> in {f.cells} of {NUCLEI} nuclei ({f.percent}%)</li>"
        for f in hits
    )
    told += "".join(f"<li>{f.seeks[0].upper() + f.seeks[1:]} ({f.probe}, {f.band}): not detected</li>" for f in quiet)
    body = (
        f"<table class=h><tr><td><b>Prairie Rivers Cancer Agency</b><br>Cancer Genetics Laboratory</td><td>Patient {esc(who.last)}, {who.first}<br>Birth date {mon(who.born)} &nbsp; Sex {sex(d)}<br>PHN {who.ids[0]}</td></tr></table>"
        f"<p>Specimen: bone marrow aspirate collected {mon(on)}. Case {who.ids[1]}. Ordered by Dr. W. Redcloud.</p><div class=b><b>Part A. Rapid FISH (reported {mon(soon)})</b><ul>{told}</ul><p>Normal limit for each probe: less than 4.5% of {NUCLEI} nuclei.</p></div>"
        f"<div class=b><b>Part B. Karyotype, final (reported {mon(out)})</b><p class=k>{who.karyotype}</p><p>{who.metaphases} metaphases were examined. "
        + ("All were normal." if _normal(d) and "/" not in who.karyotype else "The figures in square brackets give the cells of each line.")
        + " This part completes the study; the FISH result stands as reported.</p></div><h3>Comment</h3>"
        + ("<p>There is no cytogenetic evidence of a clonal process in this sample.</p>" if _normal(d) else "<p>The cytogenetic findings are clonal or are reported for their possible relevance. Loss of the Y chromosome alone can be related to age.</p>")
        + "<p>The brother of this patient, a possible donor, has a constitutional karyotype of 47,XYY on record with this laboratory. It has no bearing on this result.</p><p class=s>Reviewed and released by Annika Fjeldstad, PhD, FCCMG. A preliminary report held Part A only.</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:18mm}body{font:10.5pt 'DejaVu Sans Condensed','DejaVu Sans';line-height:1.25}.h{width:100%;border-bottom:2pt solid #155e63}.h td{padding:4pt;width:50%}.b{border:1pt solid #155e63;padding:7pt;margin:9pt 0}.k{font:bold 11pt 'DejaVu Sans Mono';overflow-wrap:anywhere}ul{margin:4pt 0;padding-left:16pt}h3{font-size:11pt;margin:8pt 0 2pt}.s{font-size:8.5pt}"
    sheet = web(d, body, css, "cytogenetics")
    _karyotype(d, sheet.find(who.karyotype))
    for f in fish:
        _mark(d, 1, f)
    _not_his(d, "47,XYY")
    d.also_dated = (soon, out)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (regional_service, prose_to_colleague, laboratory_form, two_step_report)
}

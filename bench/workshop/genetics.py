# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Families of cytogenetic reports, with FISH."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from bench.workshop.dress import Doc, header
from bench.workshop.sheet import Cell

PROBES = (  # biomarker, probe, locus; what in a karyotype contradicts a normal result
    ("fish_del5q", "EGR1", "5q31", ("del(5)", "-5")), ("fish_del7q", "D7S486", "7q31", ("del(7)", "-7")),
    ("fish_trisomy8", "CEP8", "8cen", ("+8",)), ("fish_del20q", "D20S108", "20q12", ("del(20)", "-20")),
)  # fmt: skip


def _fish(d: Doc) -> list[tuple[str, str, str, bool, float]]:
    """Biomarker, probe, locus, positive, percent: what goes with the karyotype."""
    found = []
    for name, probe, locus, signs in PROBES:
        positive = any(sign in d.person.karyotype for sign in signs)
        if name == "fish_del7q" and "-7" in d.person.karyotype:
            continue
        found.append((name, probe, locus, positive, round(d.rng.uniform(30, 80), 1) if positive else 1.5))
    return found


def _mark(d: Doc, page: int, name: str, positive: bool, percent: float | None) -> None:
    fields: dict[str, Any] = {
        "name": name,
        "status": "positive" if positive else "negative",
        "collected": d.on.isoformat(),
    }
    if positive and percent is not None:
        fields |= {"value": percent, "unit": "%"}
    d.fact("biomarkers", page, name, **fields)


def _karyotype(d: Doc, page: int) -> None:
    d.fact(
        "karyotypes",
        page,
        d.person.karyotype,
        iscn=d.person.karyotype,
        metaphases=d.person.metaphases,
        collected=d.on.isoformat(),
    )


def _start(d: Doc, form: str, lab: str, face: str = "Helvetica", pt: float = 9.5) -> None:
    d.kind, d.also_kind = "cytogenetics", ()
    d.paper(face, pt)
    d.also_dated = (d.on + dt.timedelta(9),)
    header(
        d,
        form,
        lab,
        ("Date of sample", d.date(d.on)),
        ("Date of report", d.date(d.on + dt.timedelta(9))),
        ("Tissue", "Bone marrow"),
    )


def boxed(d: Doc) -> None:
    """ISCN in a shaded band, FISH table with the result before the probe."""
    _start(d, "pairs", "Cascadia Cytogenomics Laboratory")
    s = d.sheet
    s.line("ISCN NOMENCLATURE", True)
    s.shade(s.y + 2, s.y + 18)
    _karyotype(d, s.line(d.person.karyotype, True, 10))
    s.gap(12)
    s.line(
        f"Metaphases counted: {d.person.metaphases}   Analyzed: {d.person.metaphases}   Karyotyped: 4   Band level: 400"
    )
    s.gap()
    s.row(
        *(
            Cell(s.margin + x, t, True)
            for x, t in ((0, "Result"), (100, "% abnormal"), (190, "Cutoff"), (250, "Locus"), (320, "Probe"))
        )
    )
    for name, probe, locus, positive, percent in _fish(d):
        page = s.row(
            *(
                Cell(s.margin + x, t)
                for x, t in (
                    (0, "Abnormal" if positive else "Normal"),
                    (100, f"{percent}%"),
                    (190, "5.0%"),
                    (250, locus),
                    (320, probe),
                )
            )
        )
        _mark(d, page, name, positive, percent)
    s.gap()
    s.para(
        "A normal karyotype is written 46,XX[20] or 46,XY[20]. Deletion of 17p and monosomy 7 are associated with adverse outcome.",
        pt=7.5,
    )
    for example in ("46,XX[20]", "46,XY[20]"):
        if example != d.person.karyotype:
            d.gold.trap("karyotypes", {"iscn": example}, "example")


def letter(d: Doc) -> None:
    """A regional genetics laboratory's summary in sentences."""
    _start(d, "line", "North Thames Genomic Laboratory Hub", "Times", 11)
    s = d.sheet
    s.line("RESULT SUMMARY", True)
    normal = "," not in d.person.karyotype[5:].replace("/46", "")
    s.para("No clonal abnormality was detected." if normal else "An abnormal clone was detected.")
    s.gap()
    _karyotype(d, s.para(f"Karyotype: {d.person.karyotype}"))
    s.gap()
    s.line("FISH", True)
    for name, probe, locus, positive, percent in _fish(d):
        text = (f"Hybridisation with the {probe} probe ({locus}) showed an abnormal signal pattern in {percent}% of 200 interphase nuclei." if positive
                else f"Hybridisation with the {probe} probe ({locus}) gave a normal signal pattern.")  # fmt: skip
        _mark(d, s.para(text), name, positive, percent)
    s.gap()
    s.para("TP53 FISH was not performed. Small subclones cannot be excluded.")
    d.gold.trap("biomarkers", {"name": "fish_del17p", "status": "negative"}, "not performed")


def wrapped(d: Doc) -> None:
    """A long formula broken over lines in a narrow cell beside its label, nuc ish strings below."""
    _start(d, "boxes", "Westmarch Genetics", "Helvetica", 9)
    s = d.sheet
    parts, now = [], ""
    for piece in d.person.karyotype.replace(",", ",\n").replace("/", "/\n").split("\n"):
        if now and len(now + piece) > 26:
            parts.append(now)
            now = piece
        else:
            now += piece
    page = s.row(
        Cell(s.margin, "Karyotype:", True),
        Cell(s.margin + 110, [*parts, now][0]),
        Cell(s.margin + 330, "No. of cells:"),
        Cell(s.margin + 410, str(d.person.metaphases)),
    )
    for part in [*parts, now][1:]:
        s.row(Cell(s.margin + 110, part))
    _karyotype(d, page)
    s.gap()
    s.row(Cell(s.margin, "Culture:", True), Cell(s.margin + 110, "24 h and 48 h unstimulated"))
    s.row(Cell(s.margin, "FISH:", True))
    for name, probe, locus, positive, percent in _fish(d):
        count = round(percent * 2)
        gain = name == "fish_trisomy8"
        ish = f"nuc ish({probe}x{3 if gain else 1})[{count}/200]" if positive else f"nuc ish({probe}x2)[200]"
        page = s.row(
            Cell(s.margin + 20, f"{locus}"),
            Cell(s.margin + 110, ish),
            Cell(s.margin + 300, f"{percent}% positive" if positive else "negative"),
        )
        _mark(d, page, name, positive, percent)


def teletype(d: Doc) -> None:
    """A typewriter print; the formula stands under its title."""
    _start(d, "mono", "Regional Cytogenetics", "Courier", 8.5)
    s = d.sheet
    page = s.mono(
        [
            "CHROMOSOME ANALYSIS",
            "  CELLS COUNTED:     " + str(d.person.metaphases),
            "  BANDING TECHNIQUE: GTG",
            "",
            "  FINAL KARYOTYPE",
            f"    {d.person.karyotype}",
            "",
            "FLUORESCENCE IN SITU HYBRIDIZATION",
        ]
    )
    _karyotype(d, page)
    for name, probe, locus, positive, percent in _fish(d):
        result = f"POSITIVE ({percent}% OF NUCLEI)" if positive else "NEGATIVE"
        _mark(d, s.mono([f"  {probe + ' ' + locus:.<28} {result}"]), name, positive, percent)


def preliminary(d: Doc) -> None:
    """A preliminary FISH result first, the earlier study's karyotype quoted, the final one after."""
    _start(d, "stack", "Jaipur Genomic Diagnostics")
    s = d.sheet
    before = d.on - dt.timedelta(210)
    s.para(
        f"Previous study ({d.date(before)}): 45,X,-Y[3]/46,XY[17]."
        if d.person.sex == "M"
        else f"Previous study ({d.date(before)}): 45,X,-X[3]/46,XX[17]."
    )
    old = "45,X,-Y[3]/46,XY[17]" if d.person.sex == "M" else "45,X,-X[3]/46,XX[17]"
    d.fact("karyotypes", s.page, old, may=True, iscn=old, metaphases=20, collected=before.isoformat())
    d.gold.trap("karyotypes", {"iscn": old, "collected": d.on.isoformat()}, "previous study")
    s.gap()
    s.line("FINAL RESULT OF PRESENT STUDY", True)
    page = s.row(Cell(s.margin, f"{d.person.karyotype}", True))
    _karyotype(d, page)
    s.gap()
    s.line("FISH panel", True)
    s.row(
        *(
            Cell(s.margin + x, t, True)
            for x, t in ((0, "S.No"), (40, "Probe (locus)"), (200, "Nuclei scored"), (290, "Interpretation"))
        )
    )
    for n, (name, probe, locus, positive, percent) in enumerate(_fish(d), 1):
        page = s.row(
            *(
                Cell(s.margin + x, t)
                for x, t in (
                    (0, str(n)),
                    (40, f"{probe} ({locus})"),
                    (200, "200"),
                    (290, f"Detected in {percent}% cells" if positive else "Not detected"),
                )
            )
        )
        _mark(d, page, name, positive, percent)


def clones(d: Doc) -> None:
    """The formula in a sentence that ends with a full stop; FISH probes listed in one sentence as negative."""
    _start(d, "line", "Hopital Saint-Aubin / Saint-Aubin Hospital", "Helvetica", 10)
    s = d.sheet
    page = s.para(
        f"Conventional karyotyping of the bone marrow showed {d.person.karyotype}. The constitutional karyotype is not known."
    )
    _karyotype(d, page)
    s.gap()
    negative = [x for x in _fish(d) if not x[3]]
    page = s.para(
        "FISH: no abnormality with probes for "
        + ", ".join(f"{locus} ({probe})" for _, probe, locus, _, _ in negative)
        + "."
    )
    for name, _, _, positive, percent in negative:
        _mark(d, page, name, positive, percent)
    for name, probe, locus, positive, percent in _fish(d):
        if positive:
            _mark(d, s.para(f"{probe} ({locus}): abnormal in {percent}% of nuclei (cut-off 5%)."), name, True, percent)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (boxed, letter, wrapped, teletype, preliminary, clones)
}

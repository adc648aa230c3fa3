# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Cytogenetic reports as laboratories outside the United States print them."""

from collections.abc import Callable, Sequence
from typing import Any

from bench.workshop.commonwealth.paper import (
    dmy,
    later,
    plain_sheet,
    printed,
    table,
    title,
    worded,
)
from bench.workshop.dress import Doc
from bench.workshop.markup import Raw, esc
from bench.workshop.sheet import Cell

LOCI = (  # biomarker, region, probe, control; what in a karyotype answers to a loss or gain
    ("fish_del5q", "5q31", "EGR1", "5p15", ("del(5)", "-5")), ("fish_del7q", "7q31", "D7S486", "CEP7", ("del(7)",)),
    ("fish_del17p", "17p13", "TP53", "CEP17", ()), ("fish_del20q", "20q12", "D20S108", "20q11", ("del(20)", "-20")),
    ("fish_trisomy8", "8cen", "CEP8", "8q24", ("+8",)),
)  # fmt: skip


def unchanged(d: Doc) -> bool:
    """Whether the karyotype is normal."""
    return d.person.karyotype.partition("[")[0] in {"46,XX", "46,XY"} and "/" not in d.person.karyotype


def probes_of(d: Doc) -> list[tuple[str, str, str, str, int]]:
    """Biomarker, region, probe, control, nuclei of 200 with the change (0: none); what the karyotype leaves no doubt of."""
    text, found = d.person.karyotype, []
    for name, region, probe, control, signs in LOCI:
        hit = any(sign in text for sign in signs)
        number = region[: 2 if region[1].isdigit() else 1]
        if not hit and any(f"{mark}{number}{end}" in text for mark in "(;+-" for end in ");,[/"):
            continue  # another change of this chromosome: the probe's answer is open
        found.append((name, region, probe, control, d.rng.randrange(50, 150) if hit else 0))
    return found


def marked_probe(d: Doc, page: int, name: str, cells: int, words: str, percent: bool = True) -> None:
    """The gold of one probe."""
    more: dict[str, Any] = {"value": cells / 2, "unit": "%"} if cells and percent else {}
    d.fact(
        "biomarkers",
        page,
        words,
        name=name,
        status="positive" if cells else "negative",
        collected=d.on.isoformat(),
        **more,
    )


def whole_karyotype(d: Doc, page: int) -> None:
    """The gold of the formula."""
    k = d.person.karyotype
    d.fact("karyotypes", page, k[:20], iscn=k, metaphases=d.person.metaphases, collected=d.on.isoformat())


def hub_report(d: Doc) -> None:
    """A British genomic hub: the answer in words in a box, tests in a table, the formula in small print at the foot."""
    p, (got, out) = d.person, later(d, 1, 12)
    probes = probes_of(d)
    rows = [("G-banded karyotype", f"{p.metaphases} metaphases", "Normal" if unchanged(d) else "ABNORMAL, see below")]
    rows += [
        (
            f"FISH {region} ({probe})",
            "200 nuclei",
            f"ABNORMAL: {cells / 2:g}% of nuclei" if cells else "Normal signal pattern",
        )
        for _, region, probe, _, cells in probes
    ]
    rows += [("FISH KMT2A break-apart", "-", "Not indicated, not done")]
    summary = "No clonal chromosome abnormality found." if unchanged(d) else "Clonal chromosome abnormality found."
    body = f"""<div class='g'>Three Rivers Genomic Laboratory Hub &nbsp; Oncology section &nbsp; ISO 15189</div>
    <table class='b'><tr><td><b>Patient</b><br>{esc(p.last.upper())}, {esc(p.first)} ({title(d)})<br>DoB: {dmy(p.born)}<br>Sex: {"Female" if p.sex == "F" else "Male"}</td><td><b>Numbers</b><br>Lab: {p.ids[1]}<br>Hospital: {p.ids[0]}</td>
    <td><b>Sample</b><br>Bone marrow in heparin<br>Collected: {dmy(d.on)}<br>Received: {dmy(got)}</td><td><b>Report</b><br>Authorised: {dmy(out)}<br>Target: 21 days (met)</td></tr></table>
    <p><b>Reason for referral:</b> Pancytopenia, ?MDS. &nbsp; <b>Test code:</b> M79.1</p><div class='box'><b>Result summary</b><br>{summary}</div>
    {table(rows, ("Test", "Extent", "Finding"), "t", (36, 22, 42))}
    <p><b>Comment.</b> {"A normal karyotype is seen in about half of patients with MDS and does not exclude the diagnosis." if unchanged(d) else "The finding is in keeping with a myeloid neoplasm if the morphology agrees."} In the international scheme, -Y or del(11q) alone are very good, and -7 or a complex karyotype of more than three changes poor or very poor.
    This sentence is printed on every report. Testing of relatives is not indicated.</p><h3>Technical details</h3>
    <p class='s'>24 h unstimulated and 48 h cultures. Abnormality cut-off for FISH: 5% for loss, 3% for gain. ISCN 2020: {p.karyotype}</p><p class='s'>Reported by: Registered Clinical Scientist J. Adeyemi. Checked by: Consultant K. Pritchard. End of report, page 1 of 1.</p>"""
    s = printed(d, body, ".g{background:#005;color:#fff;padding:5pt;font-weight:bold}.b td{border:.5pt solid #999}.box{border:1.5pt solid #005;padding:5pt;margin:6pt 0;font-size:11pt}.t td,.t th{border-bottom:.4pt solid #bbb;padding:3pt}", "cytogenetics")  # fmt: skip
    whole_karyotype(d, s.at("ISCN"))
    d.fact("diagnoses", 1, "?MDS", may=True, disease="mds", labels=[""], status="suspected")
    for name, region, probe, _, cells in probes:
        marked_probe(d, 1, name, cells, f"FISH {region} ({probe})")


def two_accessions(d: Doc) -> None:
    """An Indian laboratory: karyotyping form on the first page, FISH with signal patterns as a second report on the next."""
    p, (out, out2) = d.person, later(d, 10, 4)
    s = plain_sheet(d, "Times", 10.5, "cytogenetics")

    def top(test: str, number: str, reported: str) -> None:
        s.line("DAKSHIN CYTOGENETICS & GENOMICS PVT LTD", True, 13, "c")
        s.line(test, True, align="c")
        s.rule()
        for a, b in ((f"Patient Name : {title(d)}. {p.name}", f"Sample ID : {number}"), (f"Age / Sex : {p.age(d.on)} Y / {p.sex}", f"Sample collected : {worded(d.on, '-')}"),
                     (f"Date of birth : {worded(p.born, '-')}", f"Reported : {reported}"), ("Sample : Bone marrow aspirate (Na-heparin)", "Ref. by : Dr. Meenakshi Pillai")):  # fmt: skip
            s.row(Cell(s.margin, a), Cell(s.margin + 280, b))
        s.rule()
        s.gap(10)

    top("CHROMOSOMAL ANALYSIS (KARYOTYPING) - HAEMATOLOGICAL MALIGNANCY", p.ids[1], worded(out, "-"))
    for k, v in (
        ("Culture type", "Overnight (17 hrs) and 24 hrs unstimulated"),
        ("Banding technique", "GTG at 400-450 band resolution"),
        ("Number of metaphases counted", str(p.metaphases)),
        ("Number of metaphases analysed", str(p.metaphases)),
        ("Number of cells karyotyped", "5"),
    ):
        s.row(Cell(s.margin, k), Cell(s.margin + 190, ":  " + v))
    s.gap(10)
    s.line("KARYOTYPE RESULT", True, align="c")
    parts: list[str] = []
    now = ""
    for piece in p.karyotype.replace("/", "/ ").split(" "):
        if now and len(now + piece) > 44:
            parts, now = [*parts, now], ""
        now += piece
    pages = [s.line(part, True, 12, "c") for part in (*parts, now)]
    whole_karyotype(d, pages[0])
    s.gap(10)
    s.line("INTERPRETATION :", True)
    s.para(
        "All the metaphases analysed showed an apparently normal chromosomal complement."
        if unchanged(d)
        else "Chromosomal analysis revealed an abnormal complement as designated above. Kindly correlate with clinical findings, morphology and FISH."
    )
    s.para(
        "Limitation: Submicroscopic deletions, low level mosaicism (below 10% for 30 cells) and cryptic rearrangements cannot be excluded by this method. A repeat study is advised at relapse, e.g. for gain of chromosome 8 or loss of 7.",
        pt=8.5,
    )
    s.new_page()
    top("FLUORESCENCE IN SITU HYBRIDISATION - MDS PANEL", f"{p.ids[1]}/F", worded(out2, "-"))
    at = (0, 70, 175, 265, 340, 405)
    s.row(
        *(
            Cell(s.margin + x, t, True)
            for x, t in zip(
                at, ("Region", "Probe / control", "Signal pattern", "No. of cells", "Percentage", "Result"), strict=True
            )
        )
    )
    s.rule()
    for name, region, probe, control, cells in probes_of(d):
        gain = name == "fish_trisomy8"
        pattern = ("3R3G" if gain else "1R2G") if cells else "2R2G"
        page = s.row(
            *(
                Cell(s.margin + x, t)
                for x, t in zip(
                    at,
                    (
                        region,
                        f"{probe} / {control}",
                        pattern,
                        f"{cells or 200} / 200",
                        f"{cells / 2:g} %" if cells else "100 %",
                        "Positive" if cells else "Negative",
                    ),
                    strict=True,
                )
            )
        )
        marked_probe(d, page, name, cells, probe)
    s.rule()
    s.gap()
    s.para(
        "Normal pattern is 2R2G. Cut-off values: 5q 4.8 %, 7q 5.1 %, 20q 4.5 %, 17p 6.0 %, gain of 8 2.9 %. Positive means above the cut-off.",
        pt=8.5,
    )
    s.gap(30)
    s.row(Cell(s.margin, "Dr. V. Raghunathan, Ph.D."), Cell(s.margin + 300, "Dr. Anjali Deo, MD (Path)"))


def interim_then_final(d: Doc) -> None:
    """An Irish report in which the final result stands above the interim ones it replaces, as an audit trail."""
    p, (interim, final) = d.person, later(d, 3, 15)
    probes = probes_of(d)
    done = ", ".join(f"{region} ({probe})" for _, region, probe, _, cells in probes if not cells)
    odd = "".join(
        f"<p>{probe} ({region}): {cells} of 200 interphase nuclei ({cells / 2:g}%) carried {'three signals' if name == 'fish_trisomy8' else 'one signal'} in place of two.</p>"
        for name, region, probe, _, cells in probes
        if cells
    )
    few = max(2, min(p.metaphases - 1, 4))
    other = "45,X,-Y" if p.sex == "M" and "-Y" not in p.karyotype else "47,XX,+21" if p.sex == "F" else "47,XY,+21"
    body = f"""<table><tr><td><h1>St Senan's University Hospital</h1>Cancer Cytogenetics, Limerick Road</td><td class='r'>SURNAME: <b>{esc(p.last)}</b><br>FORENAME: <b>{esc(p.first)}</b><br>D.O.B. {worded(p.born)} &nbsp; SEX {p.sex}<br>MRN {p.ids[0]}</td></tr></table><hr>
    <p>Specimen: bone marrow aspirate, taken {worded(d.on)} &nbsp;&nbsp; Consultant: Dr B. Fogarty &nbsp;&nbsp; Our ref: {p.ids[1]}</p><h2>FINAL REPORT, {worded(final)}</h2><p class='k'>{p.karyotype}</p>
    <p>{p.metaphases} cells were examined in full, from two cultures. {"No acquired abnormality was seen." if unchanged(d) else "An acquired abnormality is present."}</p><p>FISH on the same pellet was within normal limits for {done or "the control probes only"}.</p>{odd}
    <p>Not informative: centromere 12 probe (no hybridisation). Will be repeated only if asked for.</p>
    <h2>Superseded</h2><div class='o'><p>INTERIM REPORT 1, {worded(interim)}: {few} cells only, direct preparation, poor morphology. A possible {other} line was raised in one of them, which later cells did not bear out. Do not act on this report.</p>
    <p>INTERIM REPORT 2: culture delayed, courier failure.</p></div><h3>Patients like this one</h3><p class='s'>A trisomy 8 as the sole change carries an intermediate outlook; deletion of 5q alone, a good one. For nomenclature: 46,XX,del(5)(q13q33)[20] denotes a deletion in all of 20 cells.</p><p>Signed electronically: Ciara Mulhern, Principal Clinical Scientist</p>"""
    s = printed(
        d,
        body,
        "body{font-family:'Liberation Serif';font-size:10.5pt}.k{font-size:13pt;font-weight:bold;border-left:3pt solid #000;padding-left:8pt}.o{color:#666;border:.5pt dashed #888;padding:4pt;font-size:9pt}",
        "cytogenetics",
    )
    whole_karyotype(d, s.at("FINAL REPORT"))
    for name, region, probe, _, cells in probes:
        marked_probe(d, 1, name, cells, f"{probe} ({region})" if cells else f"{region} ({probe})")
    if p.karyotype != "46,XX,del(5)(q13q33)[20]":
        d.gold.trap("karyotypes", {"iscn": "46,XX,del(5)(q13q33)[20]"}, "an example of nomenclature")
    d.gold.trap("karyotypes", {"iscn": other}, "not borne out")
    d.gold.trap("karyotypes", {"iscn": p.karyotype, "metaphases": few}, "cells of the interim report")


def culture_table(d: Doc) -> None:
    """A German laboratory in English: cells per culture in a table, the formula between others' numbers, no abnormal FISH percentages but counts."""
    p, (out,) = d.person, later(d, 14)
    probes = probes_of(d)
    half = p.metaphases // 2
    rows = [
        ("A", "24 h, without mitogen", str(half), str(half)),
        ("B", "48 h, G-CSF / IL-3", str(p.metaphases - half), str(p.metaphases - half)),
        ("", "together", str(p.metaphases), str(p.metaphases)),
    ]
    ish = [
        (f"LSI {probe} / {control}", region, "200", str(cells), "pathological" if cells else "unremarkable")
        for _, region, probe, control, cells in probes
    ]
    body = f"""<p class='r'>MVZ Haematogenetics Weserbogen &middot; accredited DIN EN ISO 15189</p><h1>Cytogenetic and Molecular Cytogenetic Finding</h1>
    <table class='b'><tr><td>Patient: <b>{esc(p.last)}, {esc(p.first)}</b>, * {dmy(p.born, ".")}, {"f" if p.sex == "F" else "m"}</td><td>Material: bone marrow (heparin)</td></tr><tr><td>Journal no.: {p.ids[1]}</td><td>Date of withdrawal {dmy(d.on, ".")} | Finding of {dmy(out, ".")}</td></tr></table>
    <h3>1. Chromosome banding analysis (G-bands)</h3>{table(rows, ("Culture", "Conditions", "Mitoses found", "Mitoses evaluated"), "t", (12, 40, 24, 24))}<table class='f'><tr><td>Karyotype formula (ISCN 2020)</td><td><b>{Raw(p.karyotype)}</b></td></tr></table>
    <h3>2. Interphase FISH</h3>{table(ish, ("Probe", "Locus", "Nuclei counted", "thereof aberrant", "Assessment"), "t")}<p class='s'>Assessment "pathological" from 10 aberrant nuclei. Not commissioned: inv(3), MECOM. Not evaluable: none.</p>
    <h3>3. Overall assessment</h3><p>{"Female" if p.sex == "F" else "Male"} chromosome set {"without" if unchanged(d) else "with"} clonal aberrations. The assignment to a cytogenetic risk group is made by the treating physicians together with blood counts and the blast share in the marrow.</p>
    <p>Literature: groups according to the scheme with five classes: double changes including del(5q) good; i(17q), +19 intermediate; der(3q) poor; &gt;3 changes very poor.</p><p class='s'>Dr. rer. nat. I. Wohlleben, Specialist for Human Genetics (GfH). This finding was drawn up electronically. Costs according to EBM 11508.</p>"""
    s = printed(
        d,
        body,
        ".b td{border:.5pt solid #666;padding:4pt}.t th{background:#eee}.t td,.t th{border:.4pt solid #aaa}.f{margin-top:6pt;table-layout:fixed}.f td{border:1pt solid #000;padding:5pt}",
        "cytogenetics",
    )
    whole_karyotype(d, s.at("Karyotype formula"))
    for name, _, probe, _, cells in probes:
        marked_probe(d, 1, name, cells, probe, percent=False)


def _gulf_lines(probes: Sequence[tuple[str, str, str, str, int]]) -> str:
    return "; ".join(
        f"{probe} {region} {'DETECTED' if cells else 'not detected'}" for _, region, probe, _, cells in probes
    )


def result_in_flow(d: Doc) -> None:
    """A Gulf hospital's send-out result pasted as one field of the record: everything runs on in one paragraph."""
    p, (got, out) = d.person, later(d, 2, 18)
    s = plain_sheet(d, "Courier", 9, "cytogenetics")
    probes = probes_of(d)
    s.mono(
        [
            "AL NAKHEEL TERTIARY HOSPITAL        RESULT INQUIRY - SEND OUT TESTS",
            "-" * 86,
            f"Pt: {p.last.upper()}, {p.first.upper()}".ljust(48) + f"MRN: {p.ids[0]}",
            f"Sex: {'Female' if p.sex == 'F' else 'Male'}   DOB: {worded(p.born, '-').upper()}".ljust(48)
            + f"FIN: 77{p.ids[0]}",
            "Order: Chromosome Study, Haem Malignancy, BM".ljust(48) + "Status: Auth (Verified)",
            f"Collected: {worded(d.on, '-').upper()} 11:20".ljust(48) + f"Sent: {worded(got, '-').upper()}",
            "-" * 86,
            "",
        ]
    )
    text = (f"Result (received from reference laboratory {worded(out, '-').upper()}): Karyotype {p.karyotype} . Cells counted {p.metaphases}, analysed {p.metaphases}, imaged 3. Mitotic index fair. "
            f"FISH MDS panel: {_gulf_lines(probes)}. FISH for PDGFRA, PDGFRB, FGFR1: cancelled, duplicate order. "
            f"Reference value: 46,XX or 46,XY. Prior studies: none on this patient's file. Comment from reference laboratory: results must not be used as the only basis for a diagnosis.")  # fmt: skip
    page = s.page
    width, line = 86, ""
    lines: list[str] = []
    for word in text.split():
        if line and len(f"{line} {word}") > width:
            lines, line = [*lines, line], word
        else:
            line = f"{line} {word}".strip()
    s.mono(
        [
            *lines,
            line,
            "",
            "-" * 86,
            "Performed at: external. Interface comment: text result, no discrete data.",
            f"Printed by: NURSE04  {worded(out, '-').upper()} 14:02   Page: 1",
        ]
    )
    whole_karyotype(d, page)
    for name, region, probe, _, cells in probes:
        marked_probe(d, page, name, cells, f"{probe} {region}", percent=False)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (hub_report, two_accessions, interim_then_final, culture_table, result_in_flow)
}

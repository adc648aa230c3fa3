# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Families of chromosome reports told in prose."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bench.workshop.chroniclers.voice import (
    asked,
    day,
    form,
    haem,
    later,
    long_words,
    one_of,
    page,
    sex,
    she,
    subject,
    title,
    typed,
    where_is,
)
from bench.workshop.dress import Doc
from bench.workshop.markup import esc

SITES = (  # biomarker, chromosome, probe, words for it, locus, signs of it in a karyotype
    ("fish_del5q", 5, "EGR1", "deletion of 5q", "5q31", ("del(5)(q",)),
    ("fish_del7q", 7, "D7S486", "deletion of 7q", "7q31", ("del(7)(q",)),
    ("fish_trisomy8", 8, "CEP8", "trisomy 8", "8 centromere", ("+8",)),
    ("fish_del20q", 20, "D20S108", "deletion of 20q", "20q12", ("del(20)(q",)),
    ("fish_del17p", 17, "TP53", "deletion of 17p", "17p13", ("del(17)(p",)),
)  # fmt: skip


@dataclass(frozen=True)
class Probe:
    """One probe's result of two hundred nuclei."""

    name: str
    probe: str
    words: str
    locus: str
    positive: bool
    cells: int

    @property
    def percent(self) -> str:
        """Of two hundred nuclei."""
        return f"{self.cells / 2:g}%"


def _probes(d: Doc) -> list[Probe]:
    """What goes with the karyotype; a probe on a chromosome changed in another way is left out."""
    found, tokens = [], [t.partition("[")[0].strip() for t in d.person.karyotype.replace("/", ",").split(",")]
    for name, number, probe, words, locus, signs in SITES:
        hit = any(t.startswith(s) if "(" in s else t == s for t in tokens for s in signs)
        odd = any(
            f"({number})" in t
            or f"({number};" in t
            or f";{number})" in t
            or f";{number};" in t
            or t in {f"+{number}", f"-{number}"}
            for t in tokens
        )
        if hit or not odd:
            found.append(Probe(name, probe, words, locus, hit, d.rng.randrange(57, 170) if hit else 3))
    return found


def _formula(d: Doc, where: int) -> None:
    iscn = d.person.karyotype
    d.fact("karyotypes", where, iscn, iscn=iscn, metaphases=d.person.metaphases, collected=d.on.isoformat())


def _mark(d: Doc, where: int, probes: list[Probe]) -> None:
    for f in probes:
        fields: dict[str, Any] = {
            "name": f.name,
            "status": "positive" if f.positive else "negative",
            "collected": d.on.isoformat(),
        }
        if f.positive:
            fields |= {"value": f.cells / 2, "unit": "%"}
        d.fact("biomarkers", where, f.probe, **fields)


def _normal(d: Doc) -> bool:
    return "/" not in d.person.karyotype and d.person.karyotype.partition("[")[0] in {"46,XX", "46,XY"}


def _not(d: Doc, *formulas: str, why: str = "an example or another person's") -> None:
    for iscn in formulas:
        if iscn != d.person.karyotype:
            d.gold.trap("karyotypes", {"iscn": iscn}, why)


def _fish_told(d: Doc, probes: list[Probe]) -> list[str]:
    """Sentences on the probes: what was found, then what was not."""
    said = []
    for f in probes:
        if f.positive:
            said.append(one_of(
                d,
                f"FISH with the {f.probe} probe ({f.locus}) was abnormal, showing {f.words} in {f.percent} of 200 nuclei.",
                f"{f.words.capitalize()} was confirmed by FISH ({f.probe}, {f.locus}) in {f.percent} of nuclei scored.",
                f"With the probe {f.probe} for {f.locus}, {f.percent} of interphase nuclei carried {f.words}.",
            ))  # fmt: skip
    rest = [f for f in probes if not f.positive]
    if rest:
        names = [f"{f.words} ({f.probe})" for f in rest]
        joined = f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else names[0]
        said.append(one_of(
            d,
            f"There was no evidence of {joined} by FISH.",
            f"FISH was negative for {joined.replace(' or ', ' and ')}.",
            f"Interphase FISH on 200 nuclei did not show {joined}.",
        ))  # fmt: skip
    return said


def chromosomes_to_the_requester(d: Doc) -> None:
    """A laboratory's letter: the formula in the middle of a paragraph, FISH in sentences, remarks that hold for patients in general."""
    on, how, iscn, cells = d.on, form(d), d.person.karyotype, d.person.metaphases
    out, probes = later(on, 11), _probes(d)
    lead = one_of(
        d,
        f"Marrow of {title(d)}, taken on {day(d, on, how)}, was cultured for 24 and 48 hours. We analysed {cells} G-banded metaphases and found the karyotype {iscn}.",
        f"The chromosomes of {cells} metaphases from the bone marrow sample of {day(d, on, how)} have now been examined. In ISCN terms the result is {iscn}.",
        f"Karyotype: {iscn}. This rests on {cells} cells from the unstimulated culture of the marrow sampled on {day(d, on, how)}.",
        f"From the marrow that you drew on {day(d, on, how)} we obtained {cells} analysable cells; their karyotype is {iscn}.",
    )
    sense = (
        one_of(
            d,
            "No acquired abnormality is seen, as in about half of all patients with MDS.",
            "This is a normal result, which does not exclude a myeloid neoplasm.",
        )
        if _normal(d)
        else one_of(
            d,
            "An acquired clone is therefore present.",
            "The clone is acquired and supports a myeloid neoplasm.",
            "This is an abnormal result.",
        )
    )
    general = one_of(
        d,
        "For orientation: loss of the Y chromosome alone and del(11q) alone have a very good outlook, while three or more abnormalities or monosomy 7 carry a poor one. A healthy man's karyotype is written 46,XY[20].",
        "As a general remark, del(5q) as the only change often responds to lenalidomide; monosomy 7 does not share its outlook. A healthy woman would be 46,XX[20].",
    )
    body = (
        f"<div class=h>Strathmoor Regional Genetics Laboratory</div><p class=r>{one_of(d, 'Reported', 'Date of letter')} {day(d, out, how)}</p><p>Dear {one_of(d, 'Dr Bellweather', 'doctor', 'Dr Quist')},</p><p><b>{esc(subject(d, d.rng.randrange(3), how))}</b><br>Our reference {d.person.ids[1]}</p>"
        + "".join(f"<p>{esc(t)}</p>" for t in (lead, sense, *_fish_told(d, probes), general))
        + "<p>Yours sincerely,</p><p class=g>Dr K. Arbuthnot, clinical scientist</p>"
    )  # fmt: skip
    css = "body{font:11pt/1.5 'Liberation Serif'}p{overflow-wrap:anywhere}.h{font-size:14pt;border-bottom:1.5pt solid #357;color:#357;margin-bottom:8pt}.r{text-align:right}.g{margin-top:24pt}"
    sheet = page(d, body, css, "cytogenetics")
    _formula(d, where_is(sheet, iscn))
    _mark(d, 1, probes)
    _not(d, "46,XY[20]", "46,XX[20]")
    asked(d, 1, "mds")
    d.gold.trap("treatments", {"agent": "lenalidomide", "status": "planned"}, "a general remark")
    d.also_dated = (out,)


def opinion_after_two_studies(d: Doc) -> None:
    """A geneticist's opinion: the earlier study was normal, the present one is told; a brother's constitutional karyotype is mentioned."""
    s, on, how, iscn, cells = (
        typed(d, "cytogenetics", face=one_of(d, "Times", "Helvetica", "Vera"), pt=10.5),
        d.on,
        form(d),
        d.person.karyotype,
        d.person.metaphases,
    )
    before, out, probes = later(on, -240), later(on, 8), _probes(d)
    old = "46,XX[15]" if d.person.sex == "F" else "46,XY[15]"
    _, _, her = she(d)
    s.line("Pembridge Clinical Cytogenetics", True, 14, "c")
    s.line("Opinion on bone marrow chromosomes", False, 11, "c")
    s.gap(10)
    s.para(subject(d, d.rng.randrange(3), how))
    s.para(
        f"{one_of(d, 'Sample drawn', 'Collected', 'Bone marrow of')} {day(d, on, how)}; {one_of(d, 'reported', 'opinion given', 'signed')} {day(d, out, how)}."
    )
    s.gap(8)
    s.para(one_of(
        d,
        f"We examined this patient once before. On {day(d, before, how)} only fifteen metaphases could be obtained, all of them normal ({old}).",
        f"The study of {day(d, before, how)} had been normal, {old}, from a poor culture.",
    ))  # fmt: skip
    s.gap(4)
    where = long_words(
        s, one_of(
        d,
        f"The present study, on {cells} cells, reads {iscn}.",
        f"This time {cells} metaphases were available. They show {iscn}.",
        f"In the new sample, {cells} metaphases were analysed with the following result: {iscn}.",
    ))  # fmt: skip
    s.gap(4)
    s.para(
        one_of(d, "No clone has therefore appeared in the meantime.", "The karyotype has stayed normal.")
        if _normal(d)
        else one_of(
            d,
            "Compared with the first study the abnormality is new to us.",
            "This had not been seen in the earlier, smaller study.",
        )
    )
    s.gap(4)
    for text in _fish_told(d, probes):
        s.para(text)
    s.gap(4)
    s.para(one_of(
        d,
        f"You ask about {her} brother, a possible donor: he carries a balanced translocation, 46,XY,t(2;13)(q31;q14)c, found in a fertility clinic. It was not looked for separately here and has no bearing on the marrow.",
        "Please note that rearrangements below 5 to 10 megabases escape banding, and that a single abnormal cell is not a clone.",
    ))  # fmt: skip
    s.gap(16)
    s.para("Prof. Rosalind Achterberg")
    _formula(d, where)
    _mark(d, where, probes)
    d.fact("karyotypes", 1, old, may=True, iscn=old, metaphases=15, collected=before.isoformat())
    d.gold.trap("karyotypes", {"iscn": old, "collected": on.isoformat()}, "the earlier study")
    _not(d, "46,XY,t(2;13)(q31;q14)c")
    d.also_dated = (out, before)


def result_given_by_voice(d: Doc) -> None:
    """A record of a verbal result: the quick FISH given first, the full karyotype a week later; who rang, who listened, what was said of another sample."""
    on, how, iscn, cells = d.on, form(d), d.person.karyotype, d.person.metaphases
    quick, out, probes = later(on, 3), later(on, 10), _probes(d)
    first = one_of(
        d,
        "Rapid FISH ready. Telephoned to Dr Ormonde.",
        "The interphase result was given to the clinic by telephone.",
        "Dr Ormonde rang for the FISH result and was told:",
    )
    second = one_of(
        d,
        f"Banding complete. The karyotype, {iscn}, was given to Dr Ormonde by telephone; {cells} cells.",
        f"Dr Ormonde informed that {cells} metaphases have been analysed and that the karyotype is {iscn}.",
        f"Read over the telephone and read back: {iscn} ({cells} cells examined).",
    )
    third = one_of(
        d,
        "Dr Ormonde asked whether the array was ready. It is not; no array result has been given. She also asked about another patient of hers, whose marrow failed to grow (no metaphases).",
        "TP53 sequencing is not done in this laboratory. A second sample mentioned by Dr Ormonde, with a complex karyotype, belongs to a different patient and was dealt with under its own number.",
    )
    rows = (
        (day(d, quick, how), [first, *_fish_told(d, probes)]),
        (
            day(d, out, how),
            [second, one_of(d, "A written report follows.", "The interpretation will be in the written report.")],
        ),
        (day(d, out, how), [third]),
    )
    body = (
        f"<h2>Verbal report record</h2><p>Cytogenetics, Hartmoor Diagnostic Centre</p><p class=w>{esc(subject(d, d.rng.randrange(4), how))}</p><p>Specimen: bone marrow, {one_of(d, 'collected', 'drawn', 'taken')} {day(d, on, how)}; laboratory number {d.person.ids[1]}.</p>"
        + "".join(f"<div class=e><b>{a}</b><br>{esc(haem(d, ' '.join(b)))}</div>" for a, b in rows)
        + "<p class=s>Results given by voice are provisional until the written report is signed.</p>"
    )  # fmt: skip
    css = "body{font:10.5pt/1.4 'Liberation Sans'}.w{background:#eee;padding:5pt}.e{border-left:2.5pt solid #967;padding-left:8pt;margin:9pt 0;overflow-wrap:anywhere}.s{font-size:8.5pt;color:#555}"
    sheet = page(d, body, css, "cytogenetics", "note")
    _formula(d, where_is(sheet, iscn))
    _mark(d, 1, probes)
    d.also_dated = (out, quick)


def what_was_asked_done_and_found(d: Doc) -> None:
    """Four short paragraphs and a coda: reason, method, findings, meaning; clones told by their number of cells before the formula."""
    on, how, iscn, cells = d.on, form(d), d.person.karyotype, d.person.metaphases
    out, probes = later(on, 14), _probes(d)
    healthy = sum(
        int(c.partition("[")[2].partition("]")[0])
        for c in iscn.split("/")
        if c.partition("[")[0] in {"46,XX", "46,XY"} and c.partition("[")[2].partition("]")[0].isdigit()
    )
    plain = "cp" not in iscn
    found = (
        one_of(
            d,
            f"All {cells} cells looked normal.",
            f"Each of the {cells} metaphases had a normal {sex(d).lower()} complement.",
        )
        if _normal(d)
        else one_of(
            d,
            f"Of {cells} cells, {cells - healthy} were abnormal and {healthy} normal.",
            f"{cells - healthy} of the {cells} metaphases belonged to the abnormal clone or clones; {healthy} were normal.",
        )
        if plain and healthy
        else f"A clone was present among the {cells} cells analysed."
    )
    parts = (
        ("Reason", one_of(d, "Low blood counts; suspected MDS. Her grandmother's leukaemia was mentioned." if d.person.sex == "F" else "Low blood counts; suspected MDS. His grandmother's leukaemia was mentioned.", "New dysplasia in the marrow, for risk assessment. AML had been excluded by morphology.")),
        ("Method", one_of(d, "Unstimulated 24-hour culture, G-banding, 400 bands; FISH on direct preparations, cut-off 6%.", "Overnight and 48-hour cultures, Giemsa banding. FISH: 200 nuclei per probe, normal up to 5%.")),
        ("Findings", f"{found} {one_of(d, 'The formula is', 'Written by ISCN 2020:', 'This gives the karyotype')} {iscn}. {' '.join(_fish_told(d, probes))}"),
        ("Meaning", one_of(d, "The cytogenetic group for IPSS-R should be taken from this formula by the treating team. Clonal evolution to monosomy 7 would be an unfavourable event; it is mentioned here only as something to watch for." if not _normal(d) else "A normal karyotype belongs to the good group of IPSS-R. Nothing more can be said from chromosomes.",
                            "Findings must be read together with the marrow and with sequencing. Trisomy 8 and deletion of 20q are not by themselves proof of MDS.")),
        ("Limits", one_of(d, "KMT2A and MECOM probes were not used.", "Probes for 3q26 (MECOM) were not applied; cryptic changes are not excluded.")),
    )  # fmt: skip
    body = (
        f"<div class=h><span>Cytogenetic report</span> Aldermere Institute</div><p>{esc(subject(d, d.rng.randrange(4), how))}</p><p>{one_of(d, 'Bone marrow of', 'Collected')} {day(d, on, how)}. {one_of(d, 'Completed', 'Reported')} {day(d, out, how)}.</p>"
        + "".join(f"<h3>{a}</h3><p>{esc(haem(d, b))}</p>" for a, b in parts)
        + "<p class=s>Dr F. Oyelaran-Beck &nbsp; Dr S. Mattheson</p>"
    )  # fmt: skip
    css = "body{font:10pt/1.45 'DejaVu Sans'}p{overflow-wrap:anywhere}.h{background:#234;color:#fff;padding:6pt 8pt;margin-bottom:10pt}.h span{float:right}h3{font-size:10pt;color:#234}.s{margin-top:18pt}"
    sheet = page(d, body, css, "cytogenetics")
    _formula(d, where_is(sheet, iscn))
    _mark(d, where_is(sheet, "Findings"), probes)
    asked(d, 1, "mds", "aml")
    if "-7" not in iscn:
        d.gold.trap("biomarkers", {"name": "fish_monosomy7", "status": "positive"}, "a thing to watch for")
    d.also_dated = (out,)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f
    for f in (
        chromosomes_to_the_requester,
        opinion_after_two_studies,
        result_given_by_voice,
        what_was_asked_done_and_found,
    )
}

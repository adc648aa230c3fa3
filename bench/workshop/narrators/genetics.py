# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Chromosome studies told in sentences."""

from typing import Any

from bench.workshop.days import hyphened, later, long, spaced
from bench.workshop.dress import Doc
from bench.workshop.markup import esc
from bench.workshop.narrators.script import Fact, Script
from bench.workshop.narrators.teller import Teller, ordinal

LOCI = (  # finding, chromosome, what it is, its probe, what the formula has
    ("fish_del5q", "5", "deletion of 5q31", "EGR1", "del(5)(q"), ("fish_del7q", "7", "deletion of 7q31", "D7S486", "del(7)(q"),
    ("fish_trisomy8", "8", "trisomy 8", "CEP8", "+8"), ("fish_del20q", "20", "deletion of 20q12", "D20S108", "del(20)(q1"),
)  # fmt: skip


def _plain(d: Doc) -> bool:
    """Whether the chromosomes are normal."""
    return d.person.karyotype.partition("[")[0] in {"46,XX", "46,XY"}


def _found(d: Doc) -> list[tuple[str, str, str, int]]:
    """Finding, its words, probe and abnormal nuclei of two hundred; a chromosome changed in another way is not probed."""
    parts = d.person.karyotype.replace("/", ",").split(",")
    made = []
    for name, number, words, probe, sign in LOCI:
        hit = any(x.startswith(sign) if "(" in sign else x.partition("[")[0] == sign for x in parts)
        signs = (f"({number})", f"({number};", f";{number})")
        touched = any(
            any(sign in x for sign in signs) or x.partition("[")[0] in {f"-{number}", f"+{number}"} for x in parts
        )
        if (hit or not touched) and not any(x.startswith("del(20)(q13") for x in parts if number == "20"):
            made.append((name, words, probe, d.rng.randrange(60, 170) if hit else 0))
    return made


def _mark(d: Doc, name: str, cells: int) -> Fact:
    status = "positive" if cells else "negative"
    fields: dict[str, Any] = {"name": name, "status": status, "collected": d.on.isoformat()}
    if cells:
        fields |= {"value": cells / 2, "unit": "%"}
    return lambda page: d.fact("biomarkers", page, name, **fields)


def _normals(d: Doc, *formulas: str) -> Fact:
    def fact(page: int) -> None:
        for iscn in formulas:
            if iscn != d.person.karyotype:
                d.gold.trap("karyotypes", {"iscn": iscn}, "an example")

    return fact


def scientist_reports(d: Doc) -> None:
    """A clinical scientist's letter: how many cells, the formula in the running sentence, what it means, what it cannot say."""
    t, p, s = Teller(d, d.rng.choice((spaced, long, ordinal))), d.person, Script()
    out = later(d.on, 11)
    s.raw(
        f"<div class=top>Wyvern Valley Genetics Laboratory</div><p class=r>Our ref. {p.ids[1]}<br>{t.day(out)}</p><p>Patient: {esc(p.name)}, {t.words['sex']}, date of birth {t.words['born']}<br>Sample: bone marrow, taken {t.day(d.on)}</p>"
    )
    cells = str(p.metaphases)
    if _plain(d):
        found = t.say(
            f"In all {cells} metaphases examined the chromosomes were normal: {p.karyotype}.",
            f"{cells} cells were analysed and a normal karyotype was found, {p.karyotype}.",
            f"No clonal abnormality was seen among {cells} metaphases. The karyotype is {p.karyotype}.",
        )
    else:
        found = t.say(
            f"Analysis of {cells} metaphases showed an abnormal karyotype, {p.karyotype}.",
            f"Of {cells} cells examined by G-banding a clonally abnormal population was present; the karyotype is {p.karyotype}.",
            f"The chromosomes are abnormal. The formula, from {cells} metaphases, is {p.karyotype}.",
            f"I examined {cells} cells and describe the result as {p.karyotype}.",
        )
    s.p(
        t.say(
            "Thank you for this sample, sent for suspected myelodysplasia.",
            "Chromosome analysis was requested on this marrow.",
            "We have completed the study of this marrow.",
        ),
        t.suspected,
    )
    s.p(found, t.karyotype)
    s.p(
        t.say(
            "Deletion of 5q as a sole change and loss of Y are associated with a favourable course in general, monosomy 7 with a poor one.",
            "In MDS, a normal karyotype, del(20q) and del(5q) belong to the good group and complex changes to the poor.",
            "Interpretation depends on the morphology, which is reported elsewhere.",
        )
    )
    s.p(
        t.say(
            "Preparations were of average quality (400 bands). Subtle rearrangements cannot be excluded.",
            "Both overnight and 48-hour cultures gave metaphases.",
            "The overnight culture failed; the result comes from the 48-hour culture.",
        )
        + t.say(" FISH was not requested.", " FISH for TP53 was not performed.", ""),
        _no_tp53(d),
    )
    s.p("Yours faithfully")
    s.raw(
        "<p><br>Gareth Llewellyn-Moss<br>Principal Clinical Scientist</p><p class=s>For guidance, a normal female karyotype is written 46,XX and a normal male karyotype 46,XY.</p>"
    )
    d.also_dated = (out,)
    made = s.web(
        d,
        "@page{size:A4;margin:25mm}body{font:11pt 'Liberation Serif';line-height:1.35}.top{font:bold 15pt 'Liberation Sans';color:#225577;border-bottom:1pt solid}p{margin:7pt 0}",
        "cytogenetics",
    )
    _normals(d, "46,XX", "46,XY")(made.page)


def _no_tp53(d: Doc) -> Fact:
    return lambda page: d.gold.trap("biomarkers", {"name": "fish_del17p", "status": "negative"}, "not performed")


def banding_then_nuclei(d: Doc) -> None:
    """Chromosomes and interphase nuclei in two paragraphs of a typed report; the probes one sentence each, cut-offs beside the results."""
    t, p = Teller(d, d.rng.choice((spaced, hyphened))), d.person
    d.paper("Helvetica", 10, 58)
    sheet, s, out = d.sheet, Script(), later(d.on, 9)
    sheet.line("ST ALDATE REGIONAL CYTOGENETIC SERVICE", True, 12)
    sheet.line(f"{p.name}   ({t.words['sex']}, born {t.words['born']})   number {p.ids[0]}")
    sheet.line(f"Bone marrow aspirate collected {t.day(d.on)}, reported {t.day(out)}")
    sheet.rule()
    sheet.gap(8)
    cells = str(p.metaphases)
    s.h("Chromosomes")
    s.p(
        t.say(
            f"Karyotype {p.karyotype}, based on {cells} metaphases.",
            f"G-banded analysis of {cells} cells gave the result {p.karyotype}.",
            f"The karyotype in this sample is {p.karyotype} ({cells} metaphases, 350-450 bands).",
            f"Result from {cells} metaphases: {p.karyotype}.",
        ),
        t.karyotype,
    )
    s.h("Interphase nuclei")
    for name, words, probe, hit in _found(d):
        if hit:
            text = t.one(
                f"The {probe} probe showed {words} in {hit / 2:g}% of 200 nuclei (cut-off 5%).",
                f"Positive for {words}: {hit / 2:g}% of nuclei with the {probe} probe.",
                f"{words[0].upper()}{words[1:]} was found in {hit / 2:g}% of nuclei ({probe}; the cut-off is 5%).",
            )
        else:
            text = t.one(
                f"The {probe} probe gave a normal pattern: no {words}.",
                f"No evidence of {words} ({probe}).",
                f"Negative for {words} with the {probe} probe.",
                f"{words[0].upper()}{words[1:]} was not found ({probe} probe, cut-off 5%).",
            )
        s.li(text, _mark(d, name, hit))
    s.h("Interpretation")
    s.p(
        t.say(
            "No cytogenetic abnormality that would define a subtype has been found.",
            "The karyotype is normal, which does not argue against a myeloid neoplasm.",
        )
        if _plain(d)
        else t.say(
            "The clone supports a myeloid neoplasm in this clinical setting.",
            "These are acquired changes. They should be read with the marrow morphology.",
            "The abnormal clone can serve as a marker of the disease at follow-up.",
        )
    )
    s.p(
        t.say(
            "Probes for TP53 and KMT2A were not used.",
            "Rearrangement of MECOM was not examined.",
            "The probes used do not find other regions.",
        ),
        _no_tp53(d),
    )
    s.small("Prepared by A. Szymanska-Hale, checked by Dr P Rutherglen. Cut-offs were established on 20 controls.")
    d.also_dated = (out,)
    s.typed(d, "cytogenetics")


def opinion_on_chromosomes(d: Doc) -> None:
    """A geneticist's comment sheet: question, answer, formula set apart, a sentence for the person who is not a geneticist."""
    t, p, s = Teller(d, d.rng.choice((spaced, hyphened))), d.person, Script()
    out = later(d.on, 14)
    s.raw(
        f"<div class=top><b>Kaveri Genome Centre</b> | Haemato-cytogenetics</div><table class=k><tr><td>Name</td><td>{esc(p.name)}</td><td>Sex</td><td>{t.words['sex'].capitalize()}</td></tr><tr><td>Date of birth</td><td>{t.words['born']}</td><td>Sample ID</td><td>{p.ids[1]}</td></tr><tr><td>Specimen collected</td><td>{t.day(d.on)}</td><td>Report date</td><td>{t.day(out)}</td></tr></table>"
    )
    s.kv(
        "Question:",
        t.say(
            "Cytopenia under evaluation, chromosomal abnormality?",
            "Is there clonal evidence of a myeloid neoplasm?",
            "Bone marrow for conventional karyotyping.",
        ),
    )
    s.kv(
        "Answer:",
        (
            t.say(
                "No clonal abnormality was identified.",
                "The karyotype is normal.",
                "Chromosomes appear normal in number and structure.",
            )
            if _plain(d)
            else t.say(
                "A clonal abnormality was identified.",
                "The karyotype is abnormal.",
                "Yes, the chromosomes are abnormal in part or all of the cells.",
            )
        ),
    )
    s.kv("Karyotype (ISCN 2020):", p.karyotype, t.karyotype)
    s.p(
        t.say(
            f"The statement rests on {p.metaphases} well-spread metaphases from unstimulated cultures.",
            f"Number of metaphases studied: {p.metaphases}.",
            f"We could analyse {p.metaphases} metaphases in total.",
        )
    )
    s.p(
        t.say(
            "In plain words: the chromosomes of the marrow cells were counted and looked at one by one; changes found here were acquired and are not inherited.",
            "For the patient: this test looks at large pieces of genetic material only. Small changes in single genes are tested separately.",
            "Note to the clinician: del(7q) and monosomy 7 were specifically looked for, as were changes of 5q.",
        )
        + t.say(
            " As an example of the notation, 47,XX,+8[12]/46,XX[8] means an extra chromosome 8 in 12 of 20 cells.",
            " Genetic counselling is not needed.",
            "",
        ),
        _normals(d, "47,XX,+8[12]/46,XX[8]"),
    )
    s.right("Dr Anjali Puranik, PhD")
    d.also_dated = (out,)
    s.web(
        d,
        "@page{size:A4;margin:20mm}body{font:10.5pt 'Liberation Sans';line-height:1.35}.top{background:#e9e2f3;padding:6pt;font-size:13pt}.k{width:100%;margin:6pt 0}.k td{border:.5pt solid #aaa;padding:3pt 5pt}.k td:nth-child(odd){background:#f6f3fa}p{margin:7pt 0}",
        "cytogenetics",
    )

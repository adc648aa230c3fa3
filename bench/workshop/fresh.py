# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""More families, made after the first ones had been looked at, so that what was mended is measured on others."""

import datetime as dt
from collections.abc import Callable

from bench.workshop.dress import CANONICAL, CBC, CHEM, Doc, header
from bench.workshop.genes import PANEL
from bench.workshop.marrow import denied, diagnosis
from bench.workshop.notes import Told
from bench.workshop.people import WHO
from bench.workshop.sheet import Cell


def bars(d: Doc) -> None:
    """Results run on in lines, parted by bars, range in brackets."""
    s = d.paper("Helvetica", 9.5)
    header(d, "line", "GP Connect - Pathology message", ("Sample date", d.date(d.on)))
    results = [d.result(a) for a in (*CBC, *CHEM[:4])]
    for i in range(0, len(results), 3):
        page = s.line(
            "  |  ".join(
                f"{r.label}: {r.text}{'*' if r.flag else ''} {r.unit} ({r.low}-{r.high})" for r in results[i : i + 3]
            ),
            pt=7.5,
        )
        for r in results[i : i + 3]:
            d.lab(r, d.on, page, flag=False)


def percent_and_absolute(d: Doc) -> None:
    """White cells with percentages and absolute counts in two columns of results, each with its range."""
    s = d.paper("Helvetica", 8.5)
    header(
        d,
        "pairs",
        "Bharat Path Labs",
        ("Sample Collected On", d.date(d.on)),
        ("Report Released On", d.date(d.on + dt.timedelta(1))),
    )
    d.also_dated = (d.on + dt.timedelta(1),)
    s.row(
        *(
            Cell(s.margin + x, t, True)
            for x, t in ((0, "TEST"), (150, "RESULT"), (210, "UNIT"), (290, "BIOLOGICAL REF. INTERVAL"))
        )
    )
    s.rule()
    for a in ("hemoglobin", "leukocytes", "platelets", "mcv", "erythrocytes", "hematocrit"):
        r = d.result(a)
        page = s.row(
            Cell(s.margin, r.label),
            Cell(s.margin + 150, r.text, bool(r.flag)),
            Cell(s.margin + 210, r.unit),
            Cell(s.margin + 290, r.reference),
        )
        d.lab(r, d.on, page, flag=False)
    s.gap()
    s.line("DIFFERENTIAL LEUCOCYTE COUNT", True)
    s.row(
        *(
            Cell(s.margin + x, t, True)
            for x, t in (
                (0, "Cell"),
                (110, "%"),
                (150, "Ref %"),
                (230, "Absolute"),
                (300, "Unit"),
                (360, "Ref Absolute"),
            )
        )
    )
    share, absolute = d.result("neutrophils_percent", label="Neutrophils"), d.result("neutrophils", label="Neutrophils")
    page = s.row(
        *(
            Cell(s.margin + x, t)
            for x, t in (
                (0, "Neutrophils"),
                (110, share.text),
                (150, "40-75"),
                (230, absolute.text),
                (300, absolute.unit),
                (360, f"{absolute.low}-{absolute.high}"),
            )
        )
    )
    d.lab(share, d.on, page, flag=False)
    d.lab(absolute, d.on, page, flag=False)
    for a, pct in (("lymphocytes", "31"), ("monocytes", "7")):
        r = d.result(a, label=a.capitalize())
        page = s.row(
            *(
                Cell(s.margin + x, t)
                for x, t in (
                    (0, r.label),
                    (110, pct),
                    (150, "2-45"),
                    (230, r.text),
                    (300, r.unit),
                    (360, f"{r.low}-{r.high}"),
                )
            )
        )
        d.lab(r, d.on, page, flag=False)


def two_days(d: Doc) -> None:
    """Two reports of different days in one file, one after the other on one page."""
    s = d.paper("Times", 9)
    for on, factor in ((d.on, 1.0), (d.on - dt.timedelta(28), 1.13)):
        header(
            d,
            "pairs",
            "Castlebar General - Haematology Report",
            ("Collected", d.date(on, "short")),
            ("Episode", f"E{on.toordinal()}"),
        )
        for a in CBC[:6]:
            r = d.result(a, factor)
            page = s.row(
                Cell(s.margin, r.label),
                Cell(s.margin + 170, f"{r.text} {r.flag}".strip()),
                Cell(s.margin + 240, r.unit),
                Cell(s.margin + 320, f"[{r.low}-{r.high}]"),
            )
            d.lab(r, on, page)
        s.gap(16)
    d.also_dated = (d.on - dt.timedelta(28),)


def was_now(d: Doc) -> None:
    """The earlier value in brackets behind the present one."""
    s = d.paper("Helvetica", 10)
    before = d.on - dt.timedelta(63)
    header(d, "stack", "Southern Cross Pathology", ("Collection date", d.date(d.on, "long")))
    for a in CBC[:7]:
        r, old = d.result(a), d.result(a, 1.17)
        page = s.row(
            Cell(s.margin, r.label),
            Cell(s.margin + 160, f"{r.text} {r.unit}", True),
            Cell(s.margin + 250, f"(previous {old.text}, {d.date(before, 'short')})"),
            Cell(s.margin + 410, f"{r.low} to {r.high}"),
        )
        d.lab(r, d.on, page, flag=False)
        d.fact(
            "labs",
            page,
            old.text,
            may=True,
            analyte=a,
            value=old.value,
            unit=CANONICAL[a],
            comparator=None,
            collected=before.isoformat(),
        )
        if old.value != r.value:
            d.gold.trap("labs", {"analyte": a, "value": old.value, "collected": d.on.isoformat()}, "previous value")


def boxes_to_tick(d: Doc) -> None:
    """A form with diagnoses to tick, one of them ticked."""
    d.kind, d.also_kind = "marrow", ("pathology",)
    s = d.paper("Helvetica", 9.5)
    header(d, "boxes", "Regional Marrow Registry Form", ("Date of marrow", d.date(d.on)))
    p = d.person
    page = s.row(
        Cell(s.margin, "Blasts in marrow (%):"),
        Cell(s.margin + 140, f"{p.counts['blasts_marrow']:g}"),
        Cell(s.margin + 240, "Blasts in blood (%):"),
        Cell(s.margin + 370, f"{p.counts['blasts_blood']:g}"),
    )
    d.percent("blasts_marrow", d.on, page)
    d.percent("blasts_blood", d.on, page)
    page = s.row(Cell(s.margin, "Cellularity (%):"), Cell(s.margin + 140, f"{p.counts['marrow_cellularity']:g}"))
    d.percent("marrow_cellularity", d.on, page)
    s.gap()
    s.line("Diagnosis (tick one):", True)
    diagnosis(d, s.line(f"[X] {WHO[p.who][1]}", x=10), WHO[p.who][1])
    others = ("Acute myeloid leukaemia", "Aplastic anaemia", "CMML")
    for other in others:
        s.line(f"[ ] {other}", x=10)
    denied(d, page, "aml", "aplastic_anemia", "cmml")


def compared(d: Doc) -> None:
    """Prose that names the earlier blast count before the present one."""
    d.kind, d.also_kind = "marrow", ("pathology", "note")
    s = d.paper("Times", 11)
    header(d, "line", "Haematopathology Service, Lough Erne", ("Biopsy date", d.date(d.on, "long")))
    p = d.person
    was = p.counts["blasts_marrow"] + 5
    page = s.para(f"Bone marrow trephine and aspirate. Compared with the previous marrow, in which blasts were {was:g}%, the blast percentage is now {p.counts['blasts_marrow']:g}%. "
                  f"The marrow is {p.counts['marrow_cellularity']:g}% cellular. CD34 immunostaining marks 11% of cells.")  # fmt: skip
    d.percent("blasts_marrow", d.on, page)
    d.percent("marrow_cellularity", d.on, page)
    s.gap()
    diagnosis(d, s.para(f"Diagnosis: {WHO[p.who][0]}, in keeping with the known disease."), "Diagnosis")
    d.gold.trap("labs", {"analyte": "blasts_marrow", "value": was, "collected": d.on.isoformat()}, "previous marrow")
    if p.counts["blasts_marrow"] != 11:
        d.gold.trap("labs", {"analyte": "blasts_marrow", "value": 11}, "stain")


def run_on(d: Doc) -> None:
    """All variants in one sentence, then the negative genes."""
    d.kind = "molecular"
    s = d.paper("Helvetica", 9.5)
    header(
        d,
        "pairs",
        "Acadia Genomics - Myeloid NGS Report",
        ("Collected", d.date(d.on)),
        ("Specimen type", "Peripheral blood"),
    )
    found = d.person.mutations
    if found:
        text = "; ".join(f"{m.gene} {m.coding} {m.protein3 or 'p.?'} [VAF {m.vaf * 100:.1f}%]" for m in found)
        page = s.para(f"POSITIVE for: {text}.")
        for m in found:
            d.fact(
                "variants",
                page,
                m.gene,
                gene=m.gene,
                hgvs_c=m.coding,
                hgvs_p=m.protein3 or "p.?",
                vaf=m.vaf,
                collected=d.on.isoformat(),
            )
    rest = [g for g in PANEL if g not in {m.gene for m in found}]
    s.gap()
    s.para(f"NEGATIVE for variants in: {', '.join(rest)}. FLT3-ITD and KMT2A-PTD were not detected.")
    d.gold.negative |= set(rest)
    s.gap()
    s.para("Genes not covered by this assay: STAT3, UBA1, ANKRD26.", pt=8)
    for gene in ("STAT3", "UBA1", "ANKRD26"):
        d.gold.trap("genes_tested_negative", {"gene": gene}, "not covered")


def copied_forward(d: Doc) -> None:
    """A note with an older note copied into it, and a list of medicines."""
    w = Told(d)
    t, p = w.t, d.person
    w.start("pairs", "Redwood Valley Oncology - Progress Note", "Helvetica", 9.5)
    s = d.sheet
    s.line("DIAGNOSIS", True)
    diagnosis(d, s.line(f"{WHO[p.who][1]}, diagnosed {d.date(p.diagnosed, 'long')}"), WHO[p.who][1])
    s.line("ONCOLOGIC TREATMENT", True)
    w.first(
        s.line(
            f"- {t.first}: {d.date(t.first_from, 'short')} - {d.date(t.first_to, 'short')} (discontinued, {w.reason})"
        ),
        whole=True,
    )
    w.now(s.line(f"- {t.now}: started {d.date(t.now_from, 'short')}, {t.cycles} cycles completed, ongoing"), whole=True)
    s.line("CURRENT MEDICATIONS", True)
    s.line("Amlodipine 5 mg daily; allopurinol 300 mg daily; ondansetron 8 mg as needed")
    s.line("COMORBIDITIES", True)
    w.illness(
        s.line(
            f"{t.illness[0].capitalize()}; no diabetes mellitus"
            if "diabetes" not in t.illness[0]
            else f"{t.illness[0].capitalize()}"
        )
    )
    s.line(
        f"[Copied from note of {d.date(t.first_from, 'short')}: patient is on {t.first}, ECOG 3, considering decitabine trial.]",
        pt=8,
    )
    s.line("TODAY", True)
    w.ecog(s.line(f"Feels well. ECOG performance status {t.ecog}. No fevers, no bleeding."))
    page = s.para("Allogeneic transplant was discussed in detail and the patient has declined it.")
    w.not_wanted(page)
    d.gold.trap("performance", {"scale": "ECOG", "value": 3}, "copied forward")
    if t.now != "decitabine":
        d.treat("decitabine", "systemic", "considered", page, may=True)


COUNTS: dict[str, Callable[[Doc], None]] = {f.__name__: f for f in (bars, percent_and_absolute, was_now)}
COUNTS_SEVERAL: dict[str, Callable[[Doc], None]] = {f.__name__: f for f in (two_days,)}
MARROW: dict[str, Callable[[Doc], None]] = {f.__name__: f for f in (boxes_to_tick, compared)}
GENES: dict[str, Callable[[Doc], None]] = {f.__name__: f for f in (run_on,)}
NOTES: dict[str, Callable[[Doc], None]] = {f.__name__: f for f in (copied_forward,)}

# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Three more templates: a count with rows not done, genes in a letter's sentences, a conference form with every input."""

from bench.workshop.cohort.chromosomes import broken
from bench.workshop.cohort.paper import (
    karyotype,
    labs,
    limit,
    measured,
    panel,
    paper,
    percent,
    protein,
    quiet,
    say,
    share,
    variant,
)
from bench.workshop.cohort.visits import COUNTS, WHY, first_counts, lower, may_variants, mutations, scores
from bench.workshop.days import hyphened, later, long, sex, spaced
from bench.workshop.dress import Doc, Result
from bench.workshop.markup import Raw, esc, row
from bench.workshop.marrow import diagnosis
from bench.workshop.notes import Told
from bench.workshop.people import WHO, Mutation
from bench.workshop.sheet import Cell


def count_with_rows_not_done(d: Doc) -> None:
    """A county hospital's count: numbered remarks below, a pending row, one not reported for a poor sample, arrows before the value."""
    who, on = d.person, d.on
    names = (
        ("leukocytes", "White cells", "x10^9/L"),
        ("neutrophils", "Neutrophils (abs)", "x10^9/L"),
        ("lymphocytes", "Lymphocytes (abs)", "x10^9/L"),
        ("monocytes", "Monocytes (abs)", "x10^9/L"),
        ("hemoglobin", "Hemoglobin", "g/dL"),
        ("hematocrit", "Hematocrit", "%"),
        ("mcv", "MCV", "fL"),
        ("platelets", "Platelets", "x10^9/L"),
        ("creatinine", "Creatinine", "mg/dL"),
        ("ferritin", "Ferritin", "ng/mL"),
    )
    rows: list[Result] = panel(d, names)
    arrow = {"L": "↓ ", "H": "↑ ", "": ""}
    notes = {"Platelets": " (1)", "Ferritin": " (2)"}
    made = [
        row(
            (
                Raw(f"{esc(r.label)}<sup>{notes.get(r.label, '')}</sup>"),
                Raw(f"{arrow[r.flag]}<b>{r.text}</b>"),
                r.unit,
                f"{r.low} to {r.high}",
            )
        )
        for r in rows
    ]
    gone = (
        ("Reticulocytes", say(d, "pending", "to follow", "in progress"), "%", "0.5 to 2.2"),
        ("Potassium", say(d, "not reported (3)", "hemolyzed (3)", "unsuitable (3)"), "mmol/L", "3.5 to 5.1"),
        ("Folate", say(d, "not requested", "test cancelled", "-"), "ng/mL", "3.9 to 20.0"),
    )
    made += [row(g) for g in gone]
    body = (
        f"<p class=h>Saltmarsh County Hospital</p><p>Laboratory report &nbsp; no. SC{who.ids[1]}</p><table class=d><tr><td>Name<br><b>{who.name}</b></td><td>Born<br><b>{spaced(who.born)}</b></td><td>Sex<br><b>{sex(d)}</b></td><td>Chart<br><b>{who.ids[0]}</b></td><td>Drawn<br><b>{spaced(on)} 11:20</b></td></tr></table>"
        f"<table class=t>{row(('Test', 'Result', 'Unit', 'Normal'), 'th')}{''.join(made)}</table><p class=s>(1) Counts below 50 are checked on a smear. (2) Ferritin rises with inflammation; above 1000 ng/mL consider iron overload. (3) Please send a new sample. ↓ below normal, ↑ above normal.</p><p class=s>Reported {spaced(later(on, 1))}. {say(d, 'Technologist: JB.', 'Technologist: MW.', 'Verified by: KO.')}</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.8in}body{font:10.5pt 'DejaVu Serif Condensed','DejaVu Serif'}.h{font-size:16pt;font-weight:bold;margin:0}.d{width:100%;margin:4pt 0 10pt}.d td{border:.5pt solid #777;padding:3pt 6pt;font-size:9pt}.t{width:86%}.t td,.t th{padding:3.2pt 6pt;border-bottom:.4pt dotted #555}.s{font-size:8.5pt}"
    sheet = paper(d, body, css, "lab")
    labs(d, sheet, rows)
    limit(d, ("platelets", 50.0), ("ferritin", 1000.0))
    for analyte in ("reticulocytes_percent", "folate"):
        d.gold.trap("labs", {"analyte": analyte}, "no result")
    d.also_dated = (later(on, 1),)


def _told(d: Doc, m: Mutation) -> str:
    return say(
        d,
        f"In {m.gene} we found {m.coding}, {protein(m)}, with an allele fraction of {percent(m)}%.",
        f"The {m.gene} gene carries {m.coding} ({protein(m)}); the variant allele fraction is {percent(m)}%.",
        f"A variant of {m.gene}, {m.coding} or {protein(m)}, was present in {percent(m)}% of reads.",
        f"{m.gene}: {m.coding}, predicted {protein(m)}, VAF {percent(m)}%.",
    )


def molecular_result_in_a_letter(d: Doc) -> None:
    """A laboratory head writes the result of the panel to the referring doctor, one sentence a variant, the quiet genes in the last paragraph."""
    who, on = d.person, d.on
    out, rest = later(on, 15), quiet(d)
    sentences = " ".join(_told(d, m) for m in who.mutations) or say(
        d, "No variant that we would report was found.", "All genes of the panel were without a reportable variant."
    )
    body = (
        f"<p class=h>Thornbury Molecular Laboratory</p><p>{long(out)}</p><p>Dear Dr. Norrington,</p><p>Re: <b>{who.name}</b>, {sex(d).lower()}, born {long(who.born)}, record {who.ids[0]}. Bone marrow collected {long(on)}; our number {who.ids[1]}.</p>"
        f"<p>{say(d, 'Thank you for sending this marrow for our myeloid panel, which is now complete.', 'We have finished the sequencing of the myeloid panel that you asked for.', 'This is the final result of the myeloid gene panel.')} {sentences}</p>"
        f"<p>{say(d, 'The remaining genes were read with full coverage and had no variant:', 'Nothing was found in the other genes of the panel, which are', 'No variant was seen in')} {', '.join(rest[:-1])} and {rest[-1]}. There was no FLT3 internal tandem duplication and no KMT2A partial tandem duplication.</p>"
        f"<p>{say(d, 'We would be glad to test a later sample.', 'Kindly send blood for comparison if germline origin is a question.', 'Please call if this does not fit the clinical picture.')} For your information, our laboratory has seen SF3B1 p.Lys666Thr in another family of patients this year; it is not part of this result.</p><p>Yours sincerely,<br>Dr. Ephraim Castell, head of laboratory</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:1in}body{font:11pt 'Liberation Serif';line-height:1.35}.h{font-size:15pt;border-bottom:1pt solid}p{overflow-wrap:anywhere}"
    sheet = paper(d, body, css, "molecular", "note")
    for m in who.mutations:
        variant(d, m, sheet.find(m.gene, m.coding))
    if all(m.gene != "SF3B1" or m.protein3 != "p.Lys666Thr" for m in who.mutations):
        d.gold.trap("variants", {"gene": "SF3B1", "hgvs_p": "p.Lys666Thr"}, "of other patients")
    d.also_dated = (out,)


def conference_form_with_inputs(d: Doc) -> None:
    """A conference's form: every input of the scores with its day, treatments, decision; the questions printed on the form are not answers."""
    who, on, w = d.person, d.on, Told(d)
    t, day = w.t, hyphened(who.diagnosed)
    s = d.paper("Helvetica", 10, 52)
    d.kind, d.also_kind = "note", ("other",)
    s.line("Regional Myeloid Conference", True, 14)
    s.line(f"Summary of {hyphened(on)}")
    s.rule(w=1)
    s.line(f"Patient: {who.name}     Born: {hyphened(who.born)}     {sex(d)}     Number: {who.ids[0]}")
    s.rule()

    def entry(label: str, text: str) -> int:
        s.gap(5)
        s.need(s.pt * 3)
        s.put(Cell(s.margin, label, True), s.y + s.pt * 1.4)
        return s.para(text, x=130)

    diagnosis(
        d,
        entry(
            "Diagnosis",
            say(
                d,
                f"{WHO[who.who][0]} ({day})",
                f"{day}: {lower(WHO[who.who][0])}",
                f"{WHO[who.who][0]}, established {day}",
            ),
        ),
        "Diagnosis",
    )
    rows = [measured(d, *n) for n in COUNTS]
    first_counts(d, entry(f"Blood {day}", ", ".join(f"{r.label} {r.text} {r.unit}" for r in rows)), rows)
    share(d, entry(f"Marrow {day}", f"blasts {who.counts['blasts_marrow']:g}%"), "blasts_marrow")
    karyotype(d, entry("Karyotype", f"(marrow of {day}) {' '.join(broken(who.karyotype))}"))
    may_variants(d, entry("Mutations", f"(marrow of {day}) {mutations(d)}"))
    scores(d, entry("Risk", f"IPSS-R {who.ipssr.lower()}, IPSS-M {who.ipssm.lower()}"), "IPSS-R", "IPSS-M")
    w.first(
        entry(
            "Past treatment",
            say(
                d,
                f"{t.first}, {hyphened(t.first_from)} to {hyphened(t.first_to)}, stopped: {WHY[t.why]}",
                f"{t.first} given from {hyphened(t.first_from)}, stopped {hyphened(t.first_to)} for {WHY[t.why]}",
                f"{hyphened(t.first_from)} - {hyphened(t.first_to)} {t.first} (stopped, {WHY[t.why]})",
            ),
        ),
        whole=True,
        why=True,
    )
    w.now(
        entry(
            "Present treatment",
            say(
                d,
                f"{t.now} since {hyphened(t.now_from)}, {t.cycles} cycles",
                f"{t.now}, started {hyphened(t.now_from)}; {t.cycles} cycles given",
                f"on {t.now} from {hyphened(t.now_from)}, after {t.cycles} cycles",
            ),
        ),
        whole=True,
    )
    w.illness(entry("Other illness", t.illness[0]))
    w.ecog(entry("ECOG", str(t.ecog)))
    page = entry(
        "Decision",
        say(
            d,
            f"Continue {t.now}. Allogeneic transplant was declined by the patient. {t.considered.capitalize()} is considered for the next line.",
            f"Stay on {t.now}. The patient declined allogeneic transplant; consider {t.considered} if there is progression.",
            f"No change of treatment. Allogeneic transplant declined by the patient. {t.considered.capitalize()} may be considered later.",
        ),
    )
    w.not_wanted(page)
    w.thought_of(page)
    s.gap(10)
    s.rule()
    s.para(
        "Questions of this form: Is the patient eligible for a trial? Is there a donor (siblings)? Was a TP53 mutation excluded? Family history of leukaemia: none. Present: haematology, pathology, genetics, nursing.",
        pt=8.5,
    )
    for disease in ("acute_leukemia", "aml"):
        d.gold.trap("diagnoses", {"disease": disease, "status": "confirmed"}, "the family's, and denied")


__all__ = ["conference_form_with_inputs", "count_with_rows_not_done", "molecular_result_in_a_letter"]

# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""A letter that sums up the whole record: counts, marrow, chromosomes and genes of the day of the diagnosis, then the treatment."""

from collections.abc import Callable
from typing import Any

from bench.workshop.dress import Doc
from bench.workshop.marrow import diagnosis
from bench.workshop.notes import Told
from bench.workshop.people import WHO
from bench.workshop.withheld.counts import named
from bench.workshop.withheld.genetics import breakable
from bench.workshop.withheld.leaf import BASIC, dmon, e, leaf, plus, sex, spelt
from bench.workshop.withheld.marrow import no_result, share
from bench.workshop.withheld.notes import by_the_way


def whole_story(d: Doc) -> None:
    """A referral to another centre: findings of the day of the diagnosis in one paragraph, genes by name only, then treatment, wishes and questions."""
    who, on, w = d.person, d.on, Told(d)
    t, day = w.t, who.diagnosed
    hb, wbc, anc, plt = named(d, BASIC, (("hemoglobin", "hemoglobin"), ("leukocytes", "WBC"), ("neutrophils", "ANC"), ("platelets", "platelets")))  # fmt: skip
    genes = " and ".join([", ".join(g for g in [m.gene for m in who.mutations][:-1])] * (len(who.mutations) > 1) + [m.gene for m in who.mutations][-1:])  # fmt: skip
    body = (
        f"<div class=h>Cedar Bluffs Hematology Group</div><p class=d>{spelt(on)}</p><p>RE: <b>{e(who.name)}</b>, {sex(d).lower()}, DOB {spelt(who.born)}, our MRN {who.ids[0]}</p><p>Dear colleagues,</p><p>Please see this {who.age(on)}-year-old patient for a second opinion.</p>"
        f"<p><b>Presentation.</b> Blood count of {spelt(day)}: hemoglobin {hb.text} g/dL, WBC {wbc.text} x10^3/uL, ANC {anc.text} x10^3/uL, platelets {plt.text} x10^3/uL. Bone marrow of the same day ({spelt(day)}): {WHO[who.who][0]}, cellularity {share(d, 'marrow_cellularity')}%, blasts {share(d, 'blasts_marrow')}%. "
        f"Karyotype on that marrow: {breakable(who.karyotype)}. {f'Sequencing showed mutated {genes}' if genes else 'Sequencing showed no mutation'}; the report is enclosed.</p>"
        f"<p><b>Course.</b> {t.first.capitalize()} was started on {dmon(t.first_from)} and stopped on {dmon(t.first_to)} ({w.reason}). {t.now.capitalize()} was started on {dmon(t.now_from)}; {t.cycles} cycles have been completed and treatment goes on.</p>"
        f"<p><b>General.</b> ECOG {t.ecog}. Comorbidity: {t.illness[0]}. Medicines: pantoprazole, folic acid. Siblings are healthy; a grandfather had lymphoma.</p>"
        f"<p><b>Questions.</b> The patient has declined allogeneic transplantation; do you agree with that? If blasts rise to 10% or more we would consider {t.considered}. Is there a trial?</p><p>With kind regards,<br>Thaddeus Okonjo-Reyes, MD</p><p class=s>Enclosures: cytogenetics, sequencing. Confidential. Faxed {spelt(plus(on, 1))}.</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.95in}body{font:11pt 'Liberation Serif';line-height:1.25}.h{font-size:15pt;text-align:center;letter-spacing:1pt}.d{text-align:right}p{margin:6pt 0;overflow-wrap:anywhere}.s{font-size:8.5pt}"
    sheet = leaf(d, body, css, "note", "other")
    for r in (hb, wbc, anc, plt):
        d.lab(r, day, 1, flag=False, reference=False)
    d.percent("marrow_cellularity", day, 1)
    d.percent("blasts_marrow", day, 1)
    iscn: dict[str, Any] = {"iscn": who.karyotype, "metaphases": who.metaphases, "collected": day.isoformat()}
    d.fact("karyotypes", sheet.at(who.karyotype), who.karyotype, **iscn)
    for m in who.mutations:
        d.fact("variants", 1, m.gene, may=True, gene=m.gene, hgvs_c=None, hgvs_p=None, vaf=None, collected=day.isoformat())  # fmt: skip
    diagnosis(d, 1, WHO[who.who][0])
    w.first(sheet.at("Course."), whole=True)
    w.now(sheet.at("Course."), whole=True)
    w.illness(sheet.at("General."))
    w.ecog(sheet.at("General."))
    w.not_wanted(sheet.at("Questions."))
    w.thought_of(sheet.at("Questions."))
    by_the_way(d, 1, "pantoprazole", "folic acid")
    no_result(d, "blasts_marrow", 10.0, "a condition")
    d.gold.trap("diagnoses", {"disease": "lymphoma"}, "a relative's")
    d.also_dated = (plus(on, 1),)


FAMILIES: dict[str, Callable[[Doc], None]] = {f.__name__: f for f in (whole_story,)}

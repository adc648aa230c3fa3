# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Notes that gather what a risk score needs: a board's record, a centre's consultation, a practice's visit with treatment plan."""

from collections.abc import Callable

from bench.workshop.days import hyphened, long, month, sex, spaced
from bench.workshop.dress import Doc
from bench.workshop.institutions.paper import (
    SCORED,
    all_of,
    drugs_apart,
    g,
    karyotype,
    kin,
    labs,
    limit,
    one,
    para,
    pct,
    percents,
    rings,
    say,
    silent,
    three,
    variant,
    web,
)
from bench.workshop.institutions.told import DOSE, dated_course, not_ill, risk
from bench.workshop.markup import Raw, esc, row, table
from bench.workshop.marrow import diagnosis
from bench.workshop.notes import Told
from bench.workshop.people import WHO


def board_record_with_inputs(d: Doc) -> None:
    """A comprehensive cancer centre's board record: a form of numbered fields that holds counts, marrow, karyotype and genes of the diagnosis with their day; all inputs of the scores."""
    who, on, w = d.person, d.on, Told(d)
    t, day = w.t, who.diagnosed
    cbc = all_of(
        d,
        (
            ("hemoglobin", "Hb", "g/dL"),
            ("platelets", "Plt", "10^9/L"),
            ("neutrophils", "ANC", "10^9/L"),
            ("leukocytes", "WBC", "10^9/L"),
        ),
    )
    rest = silent(d, SCORED)
    genes = "; ".join(f"{m.gene} {m.coding} {three(m)} VAF {pct(m)}%" for m in who.mutations) or "none detected"
    outcome = say(
        d,
        f"Continue {t.now}. {t.considered.capitalize()} to be considered on progression. Allogeneic transplant not pursued, as the patient declines.",
        f"The board supports continuing {t.now}. Allogeneic transplant: declined by patient. {t.considered.capitalize()} could be considered later.",
        f"No change: {t.now} goes on. Patient declined allogeneic transplantation. Option for relapse, {t.considered}, to be considered.",
    )
    fields = (
        ("Diagnosis", f"{WHO[who.who][0]} (WHO 2016)"), ("Date of diagnosis", long(day)), (f"Blood count {spaced(day)}", ", ".join(f"{r.label} {r.text} {r.unit}" for r in cbc)),
        (f"Marrow {spaced(day)}", f"Blasts {g(d, 'blasts_marrow')}%, ring sideroblasts {rings(d)}, cellularity {g(d, 'marrow_cellularity')}%"), (f"Karyotype {spaced(day)}", who.karyotype), (f"Gene panel {spaced(day)}", genes),
        ("Genes without variant", ", ".join(rest)), ("IPSS-R at diagnosis", who.ipssr), ("First treatment", f"{t.first}, {spaced(t.first_from)} to {spaced(t.first_to)}, stopped: {w.reason}"), ("Present treatment", f"{t.now}, since {spaced(t.now_from)}, {t.cycles} cycles completed"),
        ("Comorbidity", t.illness[0]), ("Performance", f"ECOG {t.ecog}"), ("Question to the board", say(d, "Next step after the present treatment?", "Continue or change?", "Any other option?")), ("Recommendation", outcome),
        ("Trials screened", "NCT00000000 (sabatolimab): closed. NCT00000003 (oral decitabine arm): site not open."),
    )  # fmt: skip
    body = (
        f"<div class=h>Lindworth Comprehensive Cancer Centre <span>Myeloid board, {long(on)}</span></div><table class=d><tr><td>{esc(who.last)}, {who.first}</td><td>born {long(who.born)}</td><td>{sex(d)}</td><td>ID {who.ids[0]}</td></tr></table>"
        f"<table class=f>{''.join(row((f'{i}', Raw(f'<b>{esc(k)}</b>'), v)) for i, (k, v) in enumerate(fields, 1))}</table><p class=s>Present: haematology (Adebayo-Lund, Sorensen), pathology (Ito), transplant (van Rijn), pharmacy. Patients discussed before this one are not part of this record. Minutes: K. Whitlow.</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:15mm}body{font:9pt 'DejaVu Sans Condensed','DejaVu Sans'}.h{background:#3e2723;color:#fff;padding:6pt;font-size:12pt}.h span{float:right;font-size:9pt}.d{width:100%;margin:4pt 0}.d td{padding:3pt}.f{width:100%}.f td{border:.5pt solid #a1887f;padding:3.5pt}.f td:first-child{width:14pt;text-align:center;background:#efebe9}.f td:nth-child(2){width:125pt}.s{font-size:7.5pt}"
    web(d, body, css, "note", "other")
    diagnosis(d, 1, WHO[who.who][0])
    labs(d, cbc, day, flag=False, norms=False)
    percents(d, 1, "blasts_marrow", "ring_sideroblasts", "marrow_cellularity", on=day)
    karyotype(d, 1, day)
    for m in who.mutations:
        variant(d, m, 1, day)
    risk(d, 1)
    dated_course(d, w, 1)
    w.illness(1)
    w.ecog(1)
    w.not_wanted(1)
    w.thought_of(1)
    d.treat("sabatolimab", "systemic", "considered", 1, may=True, any_status=["considered"])
    d.gold.trap("treatments", {"agent": "sabatolimab", "status": "ongoing"}, "a closed trial")
    if t.now != "decitabine":
        d.treat("decitabine", "systemic", "considered", 1, may=True, any_status=["considered"])
        d.gold.trap("treatments", {"agent": "decitabine", "status": "ongoing"}, "a trial's arm")


def centre_consultation(d: Doc) -> None:
    """An American cancer center's consultation for a patient treated elsewhere: story in prose, outside results reviewed under headings with their day, impression in points; all inputs of the scores."""
    who, on, w = d.person, d.on, Told(d)
    t, day = w.t, who.diagnosed
    he = "She" if who.sex == "F" else "He"
    name = WHO[who.who][0].replace("Myelo", "myelo")
    cbc = all_of(
        d,
        (
            ("leukocytes", "WBC", "K/uL"),
            ("hemoglobin", "hemoglobin", "g/dL"),
            ("platelets", "platelets", "K/uL"),
            ("neutrophils", "ANC", "K/uL"),
        ),
    )
    quiet = [x for x in ("TP53", "RUNX1", "EZH2", "NPM1") if x in silent(d, ("TP53", "RUNX1", "EZH2", "NPM1"))]
    counts = say(
        d,
        "Blood count of {day}: {all}.",
        "On {day} the outside counts were {all}.",
        "Outside laboratory, {day}: {all}.",
    )
    counts = counts.replace("{day}", long(day)).replace("{all}", ", ".join(f"{r.label} {r.text} {r.unit}" for r in cbc))
    genes = (
        "; ".join(f"{m.gene} {one(m)} ({m.coding}) at a VAF of {pct(m)}%" for m in who.mutations)
        or "no pathogenic variant"
    )
    story = say(
        d,
        f"{who.first} {who.last} is a {who.age(on)}-year-old seen for a second opinion. {he} was diagnosed with {name} in {month(day)}. {t.first.capitalize()} was given from {long(t.first_from)} to {long(t.first_to)} and stopped for {w.reason}. {he} then began {t.now} on {long(t.now_from)} and has completed {t.cycles} cycles.",
        f"This {who.age(on)}-year-old comes with a diagnosis of {name}, made in {month(day)}. First therapy: {t.first}, {long(t.first_from)} through {long(t.first_to)}, discontinued because of {w.reason}. Current therapy: {t.now}, started {long(t.now_from)}; {t.cycles} cycles completed.",
        f"We saw {who.first} {who.last}, age {who.age(on)}, whose {name} dates from {month(day)}. {he} has been taking {t.now} since {long(t.now_from)} ({t.cycles} cycles completed). Before that, from {long(t.first_from)} to {long(t.first_to)}, {he.lower()} received {t.first}; it was stopped because of {w.reason}.",
    )
    heads = (
        ("HISTORY", story), ("OUTSIDE COUNTS AT DIAGNOSIS", counts), ("OUTSIDE MARROW", f"Aspirate and biopsy of {long(day)}: blasts {g(d, 'blasts_marrow')}%, cellularity {g(d, 'marrow_cellularity')}%, ring sideroblasts {rings(d)}. Our pathologist agrees."),
        ("CYTOGENETICS", f"{long(day)}: {who.karyotype}"), ("MOLECULAR", f"{long(day)}: {genes}. " + (f"No mutation of {', '.join(quiet)}." if quiet else "")), ("PAST MEDICAL HISTORY", t.illness[0].capitalize() + ". No prior malignancy, no heart failure."),
        ("FAMILY HISTORY", say(d, "Niece with acute lymphoblastic leukemia. Father: prostate cancer.", "Prostate cancer in father; a niece had acute lymphoblastic leukemia.", "Father prostate cancer. Niece in remission of acute lymphoblastic leukemia.")),
        ("EXAM", f"ECOG {t.ecog}. No adenopathy. Labs today were not drawn."),
    )  # fmt: skip
    ideas = say(
        d,
        f"{t.considered.capitalize()} could be considered should the disease progress.",
        f"At loss of response we would consider {t.considered}.",
        f"{t.considered.capitalize()} would be one to consider next; it has not been given.",
    )
    wish = say(
        d,
        f"{he} declines allogeneic transplantation after a full discussion.",
        f"Allogeneic transplant was laid out in full; {he.lower()} declined.",
        f"{he} declined referral for allogeneic transplant.",
    )
    body = (
        f"<p class=h>Saltgrass Cancer Institute<br><span>Leukemia Service &mdash; New Patient Consultation</span></p><p class=d>{who.name} &nbsp;|&nbsp; MRN {who.ids[0]} &nbsp;|&nbsp; DOB {long(who.born)} &nbsp;|&nbsp; {sex(d)} &nbsp;|&nbsp; Seen {long(on)}</p>"
        + "".join(f"<h3>{k}</h3>{para(v)}" for k, v in heads)
        + f"<h3>IMPRESSION AND RECOMMENDATIONS</h3><ol><li>{WHO[who.who][1]}, IPSS-R {who.ipssr.lower()} at diagnosis.</li><li>{say(d, 'We agree with', 'Reasonable to stay on', 'Continue')} {t.now}.</li><li>{ideas}</li><li>{wish}</li><li>Oral iron is not needed. Growth factor support (filgrastim) only with infection and ANC under 0.5 K/uL.</li></ol><p class=s>Isadora Penhallow-Kim, MD, Professor. cc: Dr. T. Grigsby, Prairie Oncology. Dictated and reviewed.</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.75in;@bottom-center{content:'Page ' counter(page) ' of ' counter(pages);font:8pt 'Liberation Serif'}}body{font:10.5pt 'Liberation Serif';line-height:1.2}.h{font-size:15pt;font-weight:bold}.h span{font-size:10.5pt;font-weight:normal}.d{border-top:.7pt solid;border-bottom:.7pt solid;padding:3pt 0;font-size:9.5pt}h3{font-size:9.5pt;margin:8pt 0 0}.s{font-size:9pt}"
    sheet = web(d, body, css, "note", "other")
    page = sheet.find("HISTORY")
    diagnosis(d, page, name)
    labs(d, cbc, day, flag=False, norms=False)
    percents(d, sheet.find("OUTSIDE MARROW"), "blasts_marrow", "ring_sideroblasts", "marrow_cellularity", on=day)
    karyotype(d, sheet.find(who.karyotype), day)
    for m in who.mutations:
        variant(d, m, sheet.find(m.gene, m.coding), day)
    last = sheet.find("IMPRESSION AND RECOMMENDATIONS")
    risk(d, last)
    dated_course(d, w, page)
    w.illness(sheet.find("PAST MEDICAL"))
    w.ecog(sheet.find("ECOG"))
    w.not_wanted(last)
    w.thought_of(last)
    kin(d, "all", "acute_lymphoblastic_leukemia", "prostate_cancer")
    not_ill(d, "heart failure")
    limit(d, "neutrophils", 0.5)
    for agent in ("filgrastim", "iron"):
        d.gold.trap("treatments", {"agent": agent, "status": "ongoing"}, "only a condition")
        d.treat(agent, "growth_factor", "considered", last, may=True, any_status=["considered", "planned", "declined"])
        d.fact("not_given", last, agent, may=True, agent=agent)


def community_practice_visit(d: Doc) -> None:
    """A community oncology practice: label and value blocks, regimen card with day and cycle, review of systems as a grid of negatives, billing lines; no counts."""
    who, on, w = d.person, d.on, Told(d)
    t = w.t
    card = table(
        ("Regimen", "Dose", "Start", "Stop", "Status"),
        ((t.first, DOSE[t.first], hyphened(t.first_from), hyphened(t.first_to), f"Discontinued - {w.reason}"), (t.now, DOSE[t.now], hyphened(t.now_from), "", f"Active, {t.cycles} cycles completed")),
    )  # fmt: skip
    systems = table(
        (),
        (
            ("Fever", "denies", "Chest pain", "denies"),
            ("Bleeding", "denies", "Dyspnea", "denies"),
            ("Weight loss", "denies", "Rash", "denies"),
        ),
        "g",
    )
    blocks = (
        ("Chief complaint", say(d, f"Follow-up of MDS on {t.now}", "Scheduled visit before next cycle", "MDS, toxicity check")), ("Primary diagnosis", f"{WHO[who.who][0]} (D46.9), {month(who.diagnosed)}"), ("Secondary diagnosis", t.illness[0].capitalize()),
        ("ECOG", f"{t.ecog}"), ("Allergies", "NKDA"), ("Supportive meds", "Prochlorperazine 10 mg PRN, docusate"), ("Patient decisions", say(d, "Declines allogeneic transplant.", "Allogeneic transplant: declined.", "Has declined allogeneic transplantation.")),
        ("Future options", say(d, f"Consider {t.considered} at progression.", f"{t.considered.capitalize()} could be considered.", f"May consider {t.considered} later on.")), ("Plan", say(d, f"Proceed with {t.now}.", f"OK to treat: {t.now}.", f"Next cycle of {t.now} as planned.") + " CBC weekly at the draw site; results are called."),
    )  # fmt: skip
    body = (
        f"<table class=h><tr><td><b>PRAIRIE ONCOLOGY PARTNERS</b><br>Grand Island office</td><td class=r>Progress note<br>DOS {hyphened(on)}</td></tr></table><p class=p>{esc(who.last)}, {who.first} &nbsp; #{who.ids[0]} &nbsp; DOB {hyphened(who.born)} &nbsp; Sex: {who.sex}</p><table class=k>{''.join(row((k + ':', v)) for k, v in blocks)}</table><h3>Treatment plans on file</h3>{card}<h3>Review of systems</h3>{systems}"
        f"<h3>Quality measures</h3><p>Pain 0/10. Depression screen negative. Tobacco: never. Advance directive on file. Falls: none.</p><p class=s>CPT 99214, 96401. ICD D46.9. Rendering: Tobias Grigsby, MD. Note locked {hyphened(on)} 18:05.</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.6in}body{font:9.5pt 'DejaVu Sans Condensed','DejaVu Sans'}.h{width:100%;border-bottom:2pt dotted #2e7d32}.r{text-align:right}.p{background:#e8f5e9;padding:4pt}.k td{padding:2.5pt 10pt 2.5pt 0}.k td:first-child{font-weight:bold;white-space:nowrap}.t{width:100%;font-size:8.5pt}.t td,.t th{border:.5pt solid #81c784;padding:3pt}.g td{padding:1pt 22pt 1pt 0}h3{font-size:9.5pt;margin:8pt 0 2pt;color:#2e7d32}.s{font-size:8pt}"
    web(d, body, css, "note", "other")
    diagnosis(d, 1, WHO[who.who][0])
    dated_course(d, w, 1)
    w.illness(1)
    w.ecog(1)
    w.not_wanted(1)
    w.thought_of(1)
    drugs_apart(d, 1, "prochlorperazine", "docusate")
    not_ill(d, "chest pain", "depression")


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (board_record_with_inputs, centre_consultation, community_practice_visit)
}

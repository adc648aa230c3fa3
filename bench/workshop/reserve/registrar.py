# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""As a British registrar would make them: an office suite's tables and letters of an invented Trust."""

from collections.abc import Callable

from bench.workshop.days import later, long, month, sex, spaced
from bench.workshop.dress import Doc, Result
from bench.workshop.markup import Raw, esc, row, table
from bench.workshop.marrow import denied, diagnosis
from bench.workshop.notes import Told
from bench.workshop.people import WHO
from bench.workshop.reserve import facts
from bench.workshop.reserve.paper import (
    TODAY,
    aged,
    asked,
    by_the_way,
    count,
    dysplasia,
    ills,
    lab,
    labs,
    never,
    noise,
    percents,
    relatives,
    result,
    results,
    rings,
    rings_gold,
    threshold,
    web,
)

SHEET = "@page{size:A4;margin:18mm 17mm}.w{width:100%;margin:4pt 0 8pt}.w td{padding:2pt 8pt 2pt 0}"
FBC = (("hemoglobin", "Haemoglobin", "g/L"), ("leukocytes", "White cell count", "10^9/L"), ("platelets", "Platelets", "10^9/L"), ("erythrocytes", "Red cell count", "10^12/L"), ("hematocrit", "Haematocrit", "L/L"),
       ("mcv", "MCV", "fL"), ("neutrophils", "Neutrophils", "10^9/L"), ("lymphocytes", "Lymphocytes", "10^9/L"), ("monocytes", "Monocytes", "10^9/L"))  # fmt: skip
RENAL = (
    ("creatinine", "Creatinine", "umol/L"),
    ("bilirubin_total", "Total bilirubin", "umol/L"),
    ("alanine_aminotransferase", "ALT", "U/L"),
    ("alkaline_phosphatase", "Alkaline phosphatase", "U/L"),
    ("albumin", "Albumin", "g/L"),
)


def _head(d: Doc, house: str, title: str, *entries: tuple[str, str]) -> str:
    p = d.person
    pairs = [
        ("Name", f"{esc(p.last.upper())}, {p.first}"),
        ("Date of birth", spaced(p.born)),
        ("Hospital number", p.ids[0]),
        ("Sex", sex(d)),
        *entries,
    ]
    cells = [Raw(f"<b>{k}:</b> {v}") for k, v in pairs] + [Raw("")] * (len(pairs) % 2)
    return f"<div class=h>{house}</div><h1>{title}</h1><table class=w>{''.join(row(cells[i : i + 2]) for i in range(0, len(cells), 2))}</table>"


def blood_results_trust(d: Doc) -> None:
    """Three sections of one sheet: abnormal results carry a star and stand in bold, ranges in brackets, a result beyond measuring, a clotted sample."""
    on, p = d.on, d.person
    fbc, renal = results(d, FBC), results(d, RENAL)
    ferritin, b12 = result(d, "ferritin", "Ferritin", "ug/L"), result(d, "vitamin_b12", "Vitamin B12", "ng/L")
    fbc.append(noise("Eosinophils", "0.08", "10^9/L", "0.04", "0.40"))

    def rows(found: list[Result]) -> str:
        made = (
            row(
                (
                    r.label,
                    Raw(f"<b>{r.text}</b>") if r.flag else r.text,
                    "*" if r.flag else "",
                    r.unit,
                    f"({r.low} - {r.high})",
                )
            )
            for r in found
        )
        return "".join(made)

    head = row(("Investigation", "Result", "", "Units", "Reference range"), "th")
    body = (
        _head(d, "Wessendale Hospitals NHS Trust &mdash; Department of Blood Sciences", "Pathology report", ("Requested by", "Dr K Adeyemi, Larchfield Surgery"), ("Lab number", p.ids[1]), ("Specimen taken", f"{spaced(on)} 09:05"), ("Received", f"{spaced(on)} 13:40"), ("Authorised", f"{spaced(later(on, 1))} 08:12"), ("Clinical details", "Tired. Previous macrocytosis."))
        + f"<h2>Full blood count</h2><table class=t>{head}{rows(fbc)}</table><p class=c>Film: Some hypogranular neutrophils and oval macrocytes. Suggest referral to haematology if no other cause is found.</p>"
        + f"<h2>Renal and liver profile</h2><table class=t>{head}{rows(renal)}" + row(("C-reactive protein", "<5", "", "mg/L", "(0 - 5)")) + "</table>"
        + f"<h2>Haematinics</h2><table class=t>{head}{rows([ferritin, b12])}" + row(("Serum folate", ">20.0", "", "ug/L", "(3.9 - 20.0)")) + row(("Prothrombin time", "Clotted sample", "", "secs", "(10 - 13)")) + "</table>"
        + "<p class=s>* Result outside the reference range for age and sex. Neutrophils below 0.5 and platelets below 30 are telephoned. Page 1 of 1</p>"
    )  # fmt: skip
    css = (
        SHEET
        + "body{font:10pt 'Liberation Sans'}.h{color:#005a8c;font-weight:bold}h1{font-size:14pt;margin:2pt 0;border-bottom:2pt solid #005a8c}h2{font-size:10.5pt;margin:7pt 0 2pt}.t{width:100%}.t td,.t th{padding:1.6pt 6pt;border-bottom:.4pt solid #bbb;width:20%}.c{font-style:italic}.s{font-size:8pt}"
    )
    sheet = web(d, body, css, "lab")
    labs(d, [*fbc, *renal, ferritin, b12], on, sheet, flag=False)
    d.fact(
        "labs",
        1,
        "folate",
        analyte="folate",
        comparator=">",
        value=20.0,
        unit="ng/mL",
        printed=">20.0",
        collected=on.isoformat(),
    )
    threshold(d, ("neutrophils", 0.5), ("platelets", 30.0))
    d.also_dated = (later(on, 1),)


def marrow_proforma(d: Doc) -> None:
    """A form with headings in the left column: aspirate authorised first, the trephine under its own heading a week on, blood count of the day in one line."""
    p, on, out, more = d.person, d.on, later(d.on, 2), later(d.on, 8)
    cbc = results(
        d,
        (
            ("hemoglobin", "Hb", "g/L"),
            ("leukocytes", "WBC", "x10^9/L"),
            ("neutrophils", "neutrophils", "x10^9/L"),
            ("platelets", "platelets", "x10^9/L"),
        ),
    )
    rows = (
        ("Clinical details", "Cytopenia under investigation. ?MDS. Brother has polycythaemia vera."),
        ("Blood count (same day)", ", ".join(f"{r.label} {r.text} {r.unit}" for r in cbc)),
        ("Blood film", f"{dysplasia(d, 'Dysplastic neutrophils.', 'Anisocytosis.')} Blasts {count(d, 'blasts_blood')}%."),
        ("Site and ease of aspiration", "Left posterior superior iliac crest. Easy."), ("Particles and trails", "Several particles; trails of adequate cellularity for reporting."),
        ("Erythropoiesis", "Megaloblastoid, with nuclear bridging in around 15% of cells."), ("Granulopoiesis", dysplasia(d, "Left shifted with hypogranularity.")), ("Megakaryocytes", dysplasia(d, "Present; many mononuclear forms.", "Present, no significant dysplasia.")),
        ("Blasts", f"{count(d, 'blasts_marrow')}% of nucleated cells (500 counted). No Auer rods."), ("Lymphocytes and plasma cells", "Lymphocytes 11%, plasma cells 1%."),
        ("Iron stain", f"Stores present. Ring sideroblasts: {rings(d)}."), ("Aspirate conclusion", Raw(f"<b>{esc(WHO[p.who][0])} ({WHO[p.who][1]}).</b> Await trephine and genetics.")),
    )  # fmt: skip
    second = (("Macroscopic", "Core 18 mm, decalcified in EDTA."), ("Cellularity", f"{count(d, 'marrow_cellularity')}% overall."), ("Description", "Trilineage haemopoiesis with abnormal localisation of immature precursors in places. Reticulin grade 1. No infiltrate."),
              ("Immunohistochemistry", "CD34 positive cells approximately 4% of cellularity. CD117 similar. MUM1 scattered."), ("Trephine conclusion", "In keeping with the aspirate. No evidence of lymphoma."))  # fmt: skip
    body = (
        _head(d, "Wessendale Hospitals NHS Trust &mdash; Haematology Laboratory", "Bone marrow report", ("Consultant", "Dr F Marchbanks"), ("Marrow number", f"BM {p.ids[1]}"), ("Date taken", spaced(on)), ("Aspirate reported", spaced(out)))
        + f"<h2>Aspirate</h2>{table((), rows)}<p class=s>Reported by Dr S Penhaligon, Specialty Registrar; checked by Dr F Marchbanks, Consultant Haematologist, {spaced(out)}</p>"
        + f"<h2>Trephine biopsy (histology number H{p.ids[1][1:]}), reported {spaced(more)}</h2>{table((), second)}<p class=s>Dr C Ogunbanjo, Consultant Histopathologist. For reference, the cellularity of normal marrow is roughly 100 minus the age in years, and blasts in a normal marrow are below 5%.</p>"
    )  # fmt: skip
    css = (
        SHEET
        + "body{font:9.5pt 'Liberation Serif'}.h{font-variant:small-caps}h1{font-size:15pt;margin:2pt 0}h2{font-size:11pt;background:#e6e6e6;padding:2pt 4pt;margin:6pt 0 3pt}.t{width:100%}.t td{border:.5pt solid #888;padding:2pt 5pt}.t td:first-child{width:34%;font-weight:bold}.s{font-size:8.5pt}"
    )
    sheet = web(d, body, css, "marrow", "pathology")
    for r in cbc:
        lab(d, r, on, sheet.find(f"{r.label} {r.text}"), flag=False, reference=False)
    percents(d, sheet.find("Blood film"), "blasts_blood")
    percents(d, sheet.find("Auer rods"), "blasts_marrow")
    rings_gold(d, sheet.find("Ring sideroblasts"))
    percents(d, sheet.find("% overall"), "marrow_cellularity")
    diagnosis(d, sheet.find("Aspirate conclusion"), WHO[p.who][0])
    denied(d, sheet.find("No evidence of lymphoma"), "lymphoma")
    asked(d, 1, "mds")
    relatives(d, "polycythemia_vera")
    d.fact(
        "biomarkers",
        sheet.find("Reticulin grade"),
        "Reticulin",
        may=True,
        name="reticulin_fibrosis",
        status="positive",
        any_status=["positive", "negative"],
        collected=on.isoformat(),
    )
    threshold(d, ("blasts_marrow", 4.0), ("blasts_marrow", 5.0), ("marrow_cellularity", float(100 - p.age(on))))
    d.also_dated = (out, more)


def genetics_department_report(d: Doc) -> None:
    """A summary sentence first, the formula under its heading, FISH in sentences, an earlier sample of the same person whose culture failed."""
    p, on, out = d.person, d.on, later(d.on, 12)
    found = facts.probes(d)
    summary = (
        "No clonal chromosome abnormality was detected in this sample."
        if facts.normal(d)
        else "An abnormal karyotype was detected in this sample."
    )
    told = "".join(
        f"<p>{f.called} ({f.locus}, probe {f.probe}): {'detected in ' + f.percent + '% of 200 nuclei' if f.positive else 'not detected; 200 nuclei scored'}.</p>"
        for f in found
    )
    fish = (
        f"<h2>Fluorescence in situ hybridisation</h2>{told}<p>The cut-off of each probe in this laboratory is 5%.</p>"
        if found
        else ""
    )
    body = (
        _head(d, "Severnside Regional Genetics Service", "Oncology cytogenetics report", ("Referrer", "Dr F Marchbanks, Wessendale"), ("Laboratory reference", f"G{p.ids[1]}"), ("Sample", "Bone marrow"), ("Sample date", spaced(on)), ("Received", spaced(later(on, 1))), ("Report date", spaced(out)))
        + f"<p><b>Reason for referral:</b> cytopenia, ?MDS.</p><h2>Result summary</h2><p>{summary}</p><h2>Karyotype (ISCN 2020)</h2><p class=k>{p.karyotype}</p><p>{p.metaphases} G-banded metaphases were analysed from overnight and 48 hour cultures.</p>{fish}"
        + "<h2>Comments</h2><p>Karyotype is one of the components of the revised International Prognostic Scoring System; the category should be worked out with the blood count and the marrow blasts. A sample received last year (peripheral blood) failed to grow and no result was issued.</p>"
        + "<p>Patients with complex karyotypes, or with inv(3) or abnormalities of 17p, have poorer outcomes as a group.</p>"
        + f"<p class=s>Analysed by: J Trewin, Clinical Scientist. Authorised by: Dr M Oduya, Consultant Clinical Scientist, {spaced(out)}. This service is accredited to ISO 15189.</p>"
    )  # fmt: skip
    css = (
        SHEET
        + "body{font:10.5pt 'DejaVu Sans Condensed','DejaVu Sans'}.h{text-align:right;color:#4a1d6e;font-weight:bold}h1{font-size:14pt;text-align:right;margin:0 0 6pt}h2{font-size:11pt;color:#4a1d6e;margin:9pt 0 2pt}.k{font:bold 12pt 'Liberation Sans';padding:5pt;border:1pt solid #4a1d6e;overflow-wrap:anywhere}.s{font-size:8.5pt;margin-top:14pt}"
    )
    sheet = web(d, body, css, "cytogenetics")
    facts.karyotype(d, sheet.find(p.karyotype))
    for f in found:
        facts.fish(d, sheet.find(f.called, f.probe), f)
    asked(d, 1, "mds")
    d.also_dated = (later(on, 1), out)


def myeloid_panel_nhs(d: Doc) -> None:
    """Each variant a row whose change and transcript stand in one cell, fraction as 'approx.', genes without a variant listed by name, genes of another panel not tested."""
    p, on, out, found = d.person, d.on, later(d.on, 19), d.person.mutations
    rows = [
        (
            Raw(f"<i>{m.gene}</i>"),
            Raw(f"{facts.transcript(m)}:{esc(facts.coding(m))} {esc(facts.bracketed(m) if m.protein3 else 'p.?')}"),
            f"{facts.percent(m)}%",
            "Likely oncogenic",
        )
        for m in found
    ]
    other = ("ANKRD26", "BRAF", "SH2B3")
    body = (
        _head(d, "Severnside Regional Genetics Service", "Myeloid gene panel: molecular report", ("Referrer", "Dr F Marchbanks, Wessendale"), ("Laboratory reference", f"M{p.ids[1]}"), ("Sample", "Bone marrow in EDTA"), ("Collected", spaced(on)), ("Activated", spaced(later(on, 3))), ("Report date", spaced(out)))
        + "<p><b>Clinical indication:</b> Myelodysplasia</p>" + (f"<h2>{len(found)} variant{'s' if len(found) > 1 else ''} detected</h2>{table(('Gene', 'Variant', 'Variant allele fraction', 'Classification'), rows)}" if found else "<h2>No variant of clinical significance detected</h2>")
        + f"<h2>No reportable variant was detected in these genes</h2><p><i>{', '.join(facts.quiet(d))}</i></p><p>Not tested in this panel: {', '.join(other)}.</p>"
        + "<h2>Interpretation</h2><p>" + ("The above supports a clonal myeloid disorder and should be interpreted with the morphology." if found else "The absence of a variant does not exclude a myeloid neoplasm.") + " Variants in <i>SF3B1</i> such as p.(Lys700Glu) are associated with ring sideroblasts, and biallelic <i>TP53</i> loss with a poor outlook.</p>"
        + f"<h2>Technical information</h2><p class=s>Enrichment by amplicon; minimum depth 250 reads; variants below 2% are not reported. <i>FLT3</i>-ITD and <i>KMT2A</i>-PTD were tested separately and not detected. Germline origin cannot be excluded for variants at fractions near 50%.</p><p class=s>Reported by: A Llewellyn, Clinical Scientist &nbsp; Authorised by: Dr M Oduya &nbsp; {spaced(out)}</p>"
    )  # fmt: skip
    css = (
        SHEET
        + "body{font:10pt 'Liberation Sans'}.h{text-align:right;color:#4a1d6e;font-weight:bold}h1{font-size:13.5pt;text-align:right;margin:0 0 6pt}h2{font-size:10.5pt;color:#4a1d6e;margin:8pt 0 2pt}.t{width:100%}.t td,.t th{border:.5pt solid #777;padding:3pt 5pt;overflow-wrap:anywhere}.t td:nth-child(2){width:48%}.s{font-size:8.5pt}"
    )
    sheet = web(d, body, css, "molecular")
    for m in found:
        facts.variant(d, m, sheet.find(facts.coding(m)))
    facts.negative(d)
    for gene in other:
        d.gold.trap("genes_tested_negative", {"gene": gene}, "not tested")
    facts.not_seen(d, ("SF3B1", "p.Lys700Glu"))
    asked(d, 1, "mds")
    d.also_dated = (later(on, 3), out)


def outpatient_letter_trust(d: Doc) -> None:
    """A consultant's letter to the practice: headed lists, prose, the blood count of the clinic in one line, actions for the practice."""
    p, w, on = d.person, Told(d), d.on
    t = w.t
    cbc = results(
        d,
        (
            ("hemoglobin", "Hb", "g/L"),
            ("leukocytes", "WBC", "x10^9/L"),
            ("neutrophils", "neutrophils", "x10^9/L"),
            ("platelets", "platelets", "x10^9/L"),
        ),
        TODAY,
    )
    he, his, title = ("She", "her", "Mrs") if p.sex == "F" else ("He", "his", "Mr")
    woman = "woman" if p.sex == "F" else "man"
    body = (
        f"<div class=h>Wessendale Hospitals NHS Trust<br><span>Department of Clinical Haematology</span></div><p class=r>Clinic date: {long(on)}<br>Typed: {long(later(on, 4))}<br>Hospital number: {p.ids[0]}</p><p>Dr K Adeyemi<br>Larchfield Surgery<br>Mill Lane</p>"
        f"<p>Dear Dr Adeyemi</p><p><b>Re: {p.first} {esc(p.last)}, {sex(d).lower()}, date of birth {long(p.born)}</b></p><p><b>Diagnosis:</b> {esc(WHO[p.who][0])}, diagnosed {month(p.diagnosed)}</p><p><b>Other conditions:</b> {t.illness[0].capitalize()}</p>"
        f"<p><b>Previous treatment:</b> {t.first.capitalize()}, {month(t.first_from)} to {month(t.first_to)}, stopped because of {w.reason}</p><p><b>Current treatment:</b> {t.now.capitalize()}, started {long(t.now_from)}; {t.cycles} cycles completed</p>"
        f"<p>I reviewed {title} {esc(p.last)}, {aged(d)} {woman}, in clinic with {his} daughter. {he} is coping well and manages most things at home (ECOG performance status {t.ecog}). There have been no infections and no admissions since the last visit. I note that {his} mother had breast cancer and an uncle had leukaemia.</p>"
        f"<p>The results were {', '.join(f'{r.label} {r.text} {r.unit}' for r in cbc[:-1])} and {cbc[-1].label} {cbc[-1].text} {cbc[-1].unit} on today's blood count.</p>"
        f"<p>We talked again about allogeneic transplantation, which {p.first} has decided against. I mentioned {t.considered} as something we could consider if {t.now} stops working. Deferasirox has not been given. There is no indication for G-CSF.</p>"
        f"<p><b>Plan:</b> continue {t.now}; review in four weeks. <b>For the practice:</b> please continue {his} usual medicines and arrange the influenza vaccine. Please send {his.replace('his', 'him')} in if the temperature is over 38 degrees.</p>"
        f"<p>Yours sincerely</p><p class=g>Dr Fenella Marchbanks<br>Consultant Haematologist</p><p class=s>cc {title} {p.first} {esc(p.last)}. This letter was dictated and sent without signature to avoid delay.</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:20mm 22mm}body{font:10.5pt 'Liberation Sans';line-height:1.25}.h{font-size:14pt;color:#005a8c;font-weight:bold}.h span{font-size:10pt;font-weight:normal}.r{text-align:right;margin-top:-26pt}.g{margin-top:22pt}.s{font-size:8.5pt}p{margin:5.5pt 0}"
    sheet = web(d, body, css, "note", "other")
    diagnosis(d, 1, WHO[p.who][0])
    w.illness(1)
    w.first(1)
    w.now(1, whole=True)
    w.ecog(1)
    w.not_wanted(1)
    w.thought_of(1)
    for r in cbc:
        lab(d, r, on, sheet.find(f"{r.label} {r.text}"), flag=False, reference=False)
    relatives(d, "breast_cancer", "leukemia", "acute_leukemia", "aml")
    never(d, 1, "deferasirox", "iron_chelation", "filgrastim", "g-csf")
    by_the_way(d, 1, "influenza vaccine")
    d.also_dated = (later(on, 4),)


def day_unit_summary_table(d: Doc) -> None:
    """A letter of the day unit with a table of components and the haemoglobin of each day; eight weeks are summed in a sentence."""
    p, on = d.person, d.on
    days = (
        (83, "Red cells", 2, 74),
        (62, "Red cells", 2, 71),
        (41, "Red cells", 2, 76),
        (41, "Platelets", 1, 0),
        (20, "Red cells", 1, 78),
    )
    rows = [(spaced(later(on, -ago)), what, str(units), f"{hb}" if hb else "-") for ago, what, units, hb in days]
    body = (
        f"<div class=h>Wessendale Hospitals NHS Trust<br><span>Haematology Day Unit</span></div><p class=r>{long(on)}</p><p><b>Transfusion summary: {p.first} {esc(p.last)}</b> &nbsp; Hospital number {p.ids[0]} &nbsp; Date of birth {long(p.born)} &nbsp; {sex(d)}</p>"
        f"<p>This summary was requested by Dr Marchbanks before the clinic on {long(on)}. Components given on the unit in the last three months are listed below.</p>"
        + table(("Date", "Component", "Units", "Hb that morning (g/L)"), rows)
        + "<p>In the 8 weeks up to today 3 units of red cells have been transfused. One adult dose of platelets was given in the same period because of nose bleeds. There have been no transfusion reactions.</p>"
        + "<p>Blood group O RhD positive. No red cell antibodies. Special requirements: irradiated components are not required. Threshold agreed with the consultant: one unit if the Hb is below 75 g/L, two units if below 65 g/L.</p>"
        + "<p>Venous access is good and there is no central line. Please let us know if the threshold should change.</p><p class=g>Sister Bronagh Keane<br>Day Unit Manager</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:22mm}body{font:11pt 'Liberation Serif';line-height:1.25}.h{font-size:14pt;color:#005a8c;font-weight:bold}.h span{font-size:10.5pt;font-weight:normal}.r{text-align:right}.g{margin-top:24pt}.t{margin:8pt 0}.t td,.t th{border:.6pt solid #555;padding:3pt 12pt}p{margin:7pt 0}"
    web(d, body, css, "note", "other", "lab")
    ills(d, 1, "epistaxis", "nose bleeds")
    facts.red_cells(d, 1, 3, "3 units of red cells", platelets=True)
    for ago, _, _, hb in days:
        if hb:
            r = Result("hemoglobin", spaced(later(on, -ago)), str(hb), "g/L", "", "", "", hb / 10, (0, 0))
            lab(d, r, later(on, -ago), 1, flag=False, reference=False)
    threshold(d, ("hemoglobin", 7.5), ("hemoglobin", 6.5))
    d.also_dated = (None,)


FAMILIES: dict[str, dict[str, Callable[[Doc], None]]] = {
    "counts": {"blood_results_trust": blood_results_trust},
    "marrow": {"marrow_proforma": marrow_proforma},
    "cytogenetics": {"genetics_department_report": genetics_department_report},
    "genes": {"myeloid_panel_nhs": myeloid_panel_nhs},
    "note": {"outpatient_letter_trust": outpatient_letter_trust},
    "transfusions": {"day_unit_summary_table": day_unit_summary_table},
}

# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""As an engineer of a German hospital would print them in English: parameters, norms, dotted dates, plus and minus."""

import datetime as dt
from collections.abc import Callable, Sequence

from bench.workshop.days import later, sex
from bench.workshop.dress import Doc
from bench.workshop.markup import Raw, esc, row, table
from bench.workshop.marrow import denied, diagnosis
from bench.workshop.notes import Told
from bench.workshop.people import WHO
from bench.workshop.reserve import facts
from bench.workshop.reserve.paper import (
    TODAY,
    asked,
    by_the_way,
    count,
    dysplasia,
    lab,
    labs,
    never,
    percents,
    relatives,
    result,
    results,
    rings,
    rings_gold,
    threshold,
    web,
)
from bench.workshop.sheet import Cell, Sheet

PAGE = "@page{size:A4;margin:16mm 18mm 18mm 20mm}.w{width:100%;border-top:.8pt solid #000;border-bottom:.8pt solid #000;margin:5pt 0}.w td{padding:2pt 6pt}"
GROUPS = (
    ("Blood count", (("hemoglobin", "Haemoglobin", "g/dl"), ("erythrocytes", "Erythrocytes", "T/l"), ("hematocrit", "Haematocrit", "%"), ("mcv", "MCV", "fl"), ("leukocytes", "Leukocytes", "G/l"), ("platelets", "Thrombocytes", "G/l"))),
    ("Differential", (("neutrophils", "Neutrophils abs.", "G/l"), ("lymphocytes", "Lymphocytes abs.", "G/l"), ("monocytes", "Monocytes abs.", "G/l"))),
    ("Clinical chemistry", (("creatinine", "Creatinine", "mg/dl"), ("bilirubin_total", "Bilirubin total", "mg/dl"), ("lactate_dehydrogenase", "LDH", "U/l"), ("ferritin", "Ferritin", "ng/ml"))),
)  # fmt: skip


def _dot(on: dt.date) -> str:
    return f"{on.day:02}.{on.month:02}.{on.year}"


def _cells(s: Sheet, columns: Sequence[float], texts: Sequence[str], bold: bool = False) -> int:
    return s.row(*(Cell(s.margin + x, t, bold) for x, t in zip(columns, texts, strict=True) if t))


def _top(d: Doc, house: str, title: str, *entries: tuple[str, str]) -> Sheet:
    """The head of a drawn sheet."""
    p, s = d.person, d.paper("Helvetica", 9, 54)
    s.line(house, True, 12)
    s.line(title, pt=10)
    s.rule()
    s.gap(3)
    pairs = (
        ("Patient", f"{p.last}, {p.first}"),
        ("Date of birth", _dot(p.born)),
        ("Sex", sex(d).lower()),
        ("Case no.", p.ids[0]),
        *entries,
    )
    for i in range(0, len(pairs), 2):
        s.row(
            *(
                Cell(s.margin + j * 250 + x, t, b)
                for j, (k, v) in enumerate(pairs[i : i + 2])
                for x, t, b in ((0, f"{k}:", True), (95, v, False))
            )
        )
    s.rule()
    s.gap(6)
    return s


def _web_top(d: Doc, house: str, title: str, *entries: tuple[str, str]) -> str:
    p = d.person
    pairs = [
        ("Patient", f"{esc(p.last)}, {p.first}"),
        ("Date of birth", _dot(p.born)),
        ("Sex", sex(d).lower()),
        ("Case no.", p.ids[0]),
        *entries,
    ]
    cells = [Raw(f"{k}: <b>{v}</b>") for k, v in pairs] + [Raw("")] * (len(pairs) % 2)
    return f"<div class=h>{house}</div><h1>{title}</h1><table class=w>{''.join(row(cells[i : i + 2]) for i in range(0, len(cells), 2))}</table>"


def cumulative_findings(d: Doc) -> None:
    """A cumulative print of three days, the newest on the left beside the unit, signs of deviation behind the number, a value not determined on one day."""
    on, p = d.on, d.person
    days = ((on, 1.0), (later(on, -28), 1.07), (later(on, -63), 1.15))
    s = _top(
        d,
        "St. Hedwig Hospital Oberfelden",
        "Central Laboratory - cumulative findings",
        ("Ward", "Haematology outpatients"),
        ("Order no.", p.ids[1]),
        ("Printed", f"{_dot(later(on, 1))} 07:30"),
    )
    columns = (0.0, 115, 165, 240, 320, 400)
    _cells(s, columns, ("Parameter", "Unit", "Reference", *(_dot(day) for day, _ in days)), True)
    _cells(s, columns, ("", "", "", "08:10", "09:45", "08:55"))
    s.rule()
    for title, names in GROUPS:
        s.gap(4)
        s.line(title, True)
        for name in names:
            found = [result(d, *name, factor if name[0] != "mcv" else 1 + (factor - 1) / 8) for _, factor in days]
            if title == "Clinical chemistry" and name[0] == "ferritin":
                found = found[:1]
            texts = [f"{r.text} {({'L': '-', 'H': '+'}).get(r.flag, '')}" for r in found] + ["n.d."] * (3 - len(found))
            page = _cells(s, columns, (name[1], name[2], found[0].reference.replace(" ", ""), *texts))
            for r, (day, _) in zip(found, days, strict=False):
                lab(d, r, day, page)
    s.gap(8)
    s.rule()
    s.para(
        "+ above reference, - below reference, n.d. not determined. Times are times of blood collection. Results of earlier days are shown for comparison.",
        pt=8,
    )
    s.para(
        f"Comment of {_dot(on)}: Pseudo-Pelger cells. Thrombocyte aggregates excluded in the smear. Technically validated; medical validation Dr. med. A. Wernicke.",
        pt=8,
    )
    d.also_dated = (None, later(on, 1), *(day for day, _ in days))


def cytomorphology_findings(d: Doc) -> None:
    """Blood and marrow counted side by side in one table with norms, then stains, then an assessment that states the diagnosis and what it is not."""
    p, on, out = d.person, d.on, later(d.on, 3)
    rest = 100 - p.counts["blasts_marrow"]
    shares = [round(rest * x) for x in (0.03, 0.09, 0.12, 0.2, 0.03, 0.02, 0.12, 0.01)]
    names = (
        "Promyelocytes",
        "Myelocytes",
        "Metamyelocytes",
        "Segmented and band forms",
        "Eosinophils",
        "Monocytes",
        "Lymphocytes",
        "Plasma cells",
    )
    blood = [0, 0, 1, count(d, "neutrophils_percent"), 1, "-", "-", 0]
    norms = ("1-5", "5-20", "10-25", "15-35", "1-5", "0-3", "5-20", "0-3")
    rows = [
        ("Blasts", count(d, "blasts_blood"), count(d, "blasts_marrow"), "0-4"),
        *((n, str(b), str(m), norm) for n, b, m, norm in zip(names, blood, shares, norms, strict=True)),
        ("Erythroblasts", "0", f"{rest - sum(shares):g}", "15-40"),
    ]
    body = (
        _web_top(d, "Institute of Haematology at St. Hedwig Hospital Oberfelden", "Cytomorphology of blood and bone marrow", ("Journal no.", f"KM {p.ids[1]}"), ("Date of puncture", _dot(on)), ("Date of findings", _dot(out)), ("Sender", "Dr. med. U. Lorentzen"))
        + "<p><b>Question:</b> unclear cytopenia, MDS? AML?</p><p><b>Material:</b> EDTA blood; bone marrow aspirate (iliac crest), smears of good quality, crumbs present.</p>"
        + f"<h2>Cell counts (per cent)</h2>{table(('Cell type', 'Blood', 'Bone marrow', 'Norm (marrow)'), rows)}<p class=s>Blood: 100 cells, marrow: 500 cells. Dashes: not counted separately.</p>"
        + f"<h2>Description</h2><p>Erythropoiesis with megaloblastoid change and nuclear fragments. {dysplasia(d, 'Granulopoiesis with hypogranulation. Megakaryocytes with separated nuclei.', 'Granulopoiesis and megakaryocytes without signs of dysplasia.')} Cellularity in the aspirate {count(d, 'marrow_cellularity')} %.</p>"
        + f"<h2>Cytochemistry</h2><p>Iron stain: storage iron normal; ring sideroblasts {rings(d, ' % of erythroblasts')}. Peroxidase: 92 % of granulocytes positive. Esterase: unremarkable.</p>"
        + f"<h2>Assessment</h2><p class=k>{esc(WHO[p.who][0])} ({WHO[p.who][1]}).</p><p>No acute myeloid leukaemia: for this the blasts would have to reach 20 %. Histology of the core biopsy, chromosome analysis and molecular genetics follow in separate letters.</p><p class=s>Prof. Dr. med. G. Aschenbach &nbsp;&nbsp; Dr. med. T. Moosmann &nbsp;&nbsp; electronically released {_dot(out)}</p>"
    )  # fmt: skip
    css = (
        PAGE
        + "body{font:9.5pt 'Liberation Sans'}.h{font-weight:bold;font-size:11pt}h1{font-size:13pt;margin:3pt 0}h2{font-size:10pt;margin:7pt 0 2pt;text-decoration:underline}.t td,.t th{border:.4pt solid #666;padding:1.5pt 9pt}.t td:nth-child(n+2){text-align:right}.k{font-weight:bold;font-size:11pt}.s{font-size:8pt}"
    )
    sheet = web(d, body, css, "marrow", "pathology")
    percents(d, 1, "blasts_blood", "blasts_marrow")
    percents(d, sheet.find("Cellularity"), "marrow_cellularity")
    rings_gold(d, sheet.find("ring sideroblasts"))
    lab(
        d,
        result(d, "neutrophils_percent", "Segmented and band forms", "%"),
        on,
        1,
        flag=False,
        reference=False,
        may=True,
    )
    page = sheet.find("Assessment")
    diagnosis(d, page, WHO[p.who][0])
    denied(d, page, "aml", "acute_leukemia")
    asked(d, 1, "mds", "aml")
    threshold(d, ("blasts_marrow", 20.0), ("marrow_cellularity", 92.0))
    d.also_dated = (out,)


def chromosome_findings_drawn(d: Doc) -> None:
    """Fields with their values, the formula between two rules, a table of probes with cut-offs, a short assessment."""
    p, on, out, found = d.person, d.on, later(d.on, 11), facts.probes(d)
    s = _top(
        d,
        "MVZ Genetics Oberfelden",
        "Chromosome analysis and FISH",
        ("Taken on", _dot(on)),
        ("Received", _dot(later(on, 1))),
        ("Findings of", _dot(out)),
        ("Lab no.", f"Z{p.ids[1]}"),
    )
    d.kind, d.also_dated = "cytogenetics", (later(on, 1), out)
    for label, value in (
        ("Indication", "suspected myelodysplastic syndrome"),
        ("Material", "bone marrow, heparin"),
        ("Culture", "24 h and 48 h without mitogen"),
        ("Banding", "GTG, 300 bands"),
        ("Metaphases evaluated", str(p.metaphases)),
    ):
        _cells(s, (0, 150), (f"{label}:", value))
    s.gap(8)
    s.line("Karyotype according to ISCN 2020:", True)
    s.gap(2)
    parts = s.fill(p.karyotype.replace("/", "/ "), s.inner - 20, 10.5, True)
    pages = [s.line(part.replace("/ ", "/"), True, 10.5, x=10) for part in parts]
    facts.karyotype(d, pages[0])
    s.gap(4)
    s.rule()
    s.gap(8)
    if found:
        s.line("FISH on interphase nuclei (200 nuclei per probe)", True)
        columns = (0.0, 90, 190, 270, 340)
        _cells(s, columns, ("Probe", "Region", "Cut-off", "Abnormal", "Assessment"), True)
        for f in found:
            at = _cells(
                s,
                columns,
                (
                    f.probe,
                    f.locus,
                    "5.0 %",
                    f"{f.percent} %",
                    f"{f.called}: {'positive' if f.positive else 'negative'}",
                ),
            )
            facts.fish(d, at, f)
        s.gap(8)
    s.line("Assessment", True)
    s.para(
        "Inconspicuous karyotype within the limits of the method."
        if facts.normal(d)
        else "Aberrant karyotype as given above. Please correlate with cytomorphology.",
        pt=9.5,
    )
    s.para(
        "The absence of further aberrations does not rule out small changes. A constitutional karyotype has not been examined. For comparison: 47,XXY is found constitutionally in about 1 of 600 men.",
        pt=9.5,
    )
    s.gap(16)
    s.line(f"Dr. rer. nat. I. Kestenholz          Dr. med. R. Abendroth          {_dot(out)}", pt=8.5)
    facts.examples(d, "47,XXY")
    asked(d, 1, "mds")


def panel_findings(d: Doc) -> None:
    """Variants in a table with exon, coverage and a class from 1 to 5; genes without findings in rows of a block; a note on a variant of an earlier relative."""
    p, on, out, found = d.person, d.on, later(d.on, 16), d.person.mutations
    rows = [
        (m.gene, facts.transcript(m), facts.coding(m), facts.three(m), f"{facts.percent(m)} %", f"{640 + 53 * n}x", "5")
        for n, m in enumerate(found)
    ]
    names = facts.quiet(d)
    body = (
        _web_top(d, "MVZ Genetics Oberfelden", "Molecular genetic findings: myeloid panel (NGS)", ("Taken on", _dot(on)), ("Findings of", _dot(out)), ("Lab no.", f"N{p.ids[1]}"), ("Material", "bone marrow, EDTA"))
        + "<p><b>Indication:</b> myelodysplastic neoplasm (MDS)</p>" + (f"<h2>Pathogenic variants</h2>{table(('Gene', 'Reference', 'cDNA', 'Protein', 'VAF', 'Coverage', 'Class'), rows)}<p class=s>Class 5: pathogenic; class 4: likely pathogenic; class 3: unclear significance. VAF: variant allele frequency.</p>" if found else "<h2>Pathogenic variants</h2><p>None detected.</p>")
        + f"<h2>Genes without pathogenic variants (analysed completely)</h2><table class=q>{''.join(row(names[i : i + 8] + [''] * (8 - len(names[i : i + 8]))) for i in range(0, len(names), 8))}</table>"
        + "<p>FLT3-ITD (fragment length analysis): negative. KMT2A-PTD: negative.</p><h2>Assessment</h2><p>" + ("Proof of clonal haematopoiesis. The findings are compatible with the indication given." if found else "No proof of clonal haematopoiesis with this panel.")
        + " The nephew of the patient carries the familial variant GATA2 p.Thr354Met according to the accompanying letter; germline testing of the patient has not been requested.</p><p class=s>Method: hybrid capture, paired-end sequencing. Detection limit 2 %. Large deletions are not detected. Analysed genes and transcripts correspond to panel version 4.1.</p>"
        + f"<p class=s>Dr. rer. nat. I. Kestenholz &nbsp;&nbsp; Dr. med. R. Abendroth &nbsp;&nbsp; {_dot(out)}</p>"
    )  # fmt: skip
    css = (
        PAGE
        + "body{font:9.5pt 'DejaVu Sans Condensed','DejaVu Sans'}.h{font-weight:bold;font-size:11pt}h1{font-size:12.5pt;margin:3pt 0}h2{font-size:10pt;margin:8pt 0 2pt}.t{width:100%}.t td,.t th{border:.4pt solid #666;padding:2pt 4pt;font-size:8.5pt;overflow-wrap:anywhere}.t td:nth-child(3){width:25%}.q td{border:.4pt solid #aaa;padding:2pt 8pt;font-size:8.5pt}.s{font-size:8pt}"
    )
    sheet = web(d, body, css, "molecular")
    for m in found:
        facts.variant(d, m, sheet.find(m.gene, facts.coding(m)), significance="pathogenic")
    facts.negative(d)
    facts.not_seen(d, ("GATA2", "p.Thr354Met"))
    asked(d, 1, "mds")
    d.also_dated = (out,)


def discharge_letter_translated(d: Doc) -> None:
    """A hospital's letter in English: diagnoses with dashes, therapy to date as dated lines, counts in a small table, a plan of medicines by time of day."""
    p, w, on = d.person, Told(d), d.on
    t = w.t
    cbc = results(
        d,
        (
            ("leukocytes", "Leukocytes", "G/l"),
            ("hemoglobin", "Haemoglobin", "g/dl"),
            ("platelets", "Thrombocytes", "G/l"),
            ("neutrophils", "Neutrophils", "G/l"),
            ("creatinine", "Creatinine", "mg/dl"),
        ),
        TODAY,
    )
    title, his = ("Mrs.", "her") if p.sex == "F" else ("Mr.", "his")
    body = (
        f"<div class=h>St. Hedwig Hospital Oberfelden</div><p class=a>Medical Clinic II, Haematology and Oncology &middot; Head physician Prof. Dr. med. L. Stadelmann</p><p class=r>Oberfelden, {_dot(on)}</p><p>To the general practitioner Dr. med. P. Haberkorn</p>"
        f"<p><b>{title} {p.first} {esc(p.last)}, born {_dot(p.born)}, sex: {sex(d).lower()}, case no. {p.ids[0]}</b></p><p>Dear colleague,</p><p>we report on the above patient, who presented to our outpatient department on {_dot(on)}.</p>"
        f"<h2>Diagnoses</h2><p>- {esc(WHO[p.who][0])}, first diagnosis {p.diagnosed.month:02}/{p.diagnosed.year}, IPSS-R: {p.ipssr.lower()} risk<br>- {t.illness[0].capitalize()}</p>"
        f"<h2>Therapy to date</h2><p>- {_dot(t.first_from)} to {_dot(t.first_to)}: {t.first}, ended because of {w.reason}<br>- since {_dot(t.now_from)}: {t.now}, so far {t.cycles} cycles completed</p>"
        f"<h2>Anamnesis and findings</h2><p>{title} {esc(p.last)} reports good resilience, no fever, no tendency to bleed. General condition ECOG {t.ecog}. Lungs and heart unremarkable. Family history: father with myelodysplastic syndrome and later acute leukaemia. No known coronary heart disease.</p>"
        + table(("Laboratory " + _dot(on), "Value", "Unit", "Reference"), [(r.label, f"{r.text} {({'L': '-', 'H': '+'}).get(r.flag, '')}", r.unit, f"{r.low}-{r.high}") for r in cbc])
        + f"<h2>Assessment and procedure</h2><p>Under {t.now} the course is stable. We recommend continuing. An allogeneic transplantation was offered and has been declined by the patient. In the case of progression, {t.considered} could be considered. A therapy with ciclosporin does not come into question.</p>"
        + f"<h2>Medication</h2>{table(('Preparation', 'Morning', 'Noon', 'Evening'), (('Pantoprazole 20 mg', '1', '0', '0'), ('Aciclovir 400 mg', '1', '0', '1')))}<p>Please check {his} blood count weekly. Transfusion of red cells if haemoglobin is under 7.5 g/dl.</p><p>With kind regards</p><p class=g>Prof. Dr. med. L. Stadelmann &nbsp;&nbsp;&nbsp; Dr. med. J. Imhof, assistant physician</p>"
    )  # fmt: skip
    css = (
        PAGE
        + "body{font:10pt 'Liberation Serif';line-height:1.18}.h{font-weight:bold;font-size:14pt;letter-spacing:.5pt}.a{font-size:8.5pt;border-bottom:.6pt solid #000}.r{text-align:right}h2{font-size:10pt;margin:6pt 0 1pt}.t{margin:3pt 0}.t td,.t th{padding:1pt 16pt 1pt 0;font-size:9.5pt}.t th{border-bottom:.5pt solid #000}.g{margin-top:18pt}"
    )
    sheet = web(d, body, css, "note", "other")
    diagnosis(d, 1, WHO[p.who][0])
    d.fact("stages", 1, "IPSS-R", system="IPSS-R", category=p.ipssr.lower())
    w.illness(1)
    w.first(1, whole=True)
    w.now(1, whole=True)
    w.ecog(sheet.find("General condition ECOG"))
    labs(d, cbc, on, sheet)
    page = sheet.find("Assessment and procedure")
    w.not_wanted(page)
    w.thought_of(page)
    never(d, page, "ciclosporin")
    by_the_way(d, sheet.find("Pantoprazole"), "pantoprazole", "aciclovir", "acyclovir")
    relatives(d, "acute_leukemia", "aml")
    d.gold.trap("comorbidities", {"label": "coronary heart disease"}, "denied")
    threshold(d, ("hemoglobin", 7.5))
    d.treat("rbc_transfusion", "transfusion", "planned", 1, may=True, any_status=["planned", "considered", "ongoing"])


def product_overview_drawn(d: Doc) -> None:
    """A transfusion overview of preparations by day, with totals for eight weeks and the period before; reserved preparations are not given ones."""
    on = d.on
    s = _top(
        d,
        "St. Hedwig Hospital Oberfelden",
        "Transfusion medicine - overview of transfused preparations",
        ("Period", f"{_dot(later(on, -112))} - {_dot(on)}"),
        ("Printed", _dot(on)),
        ("Blood group", "A Rh positive"),
        ("Antibody search", "negative"),
    )
    d.kind, d.also_kind, d.also_dated = "note", ("other", "lab"), (None,)
    columns = (0.0, 80, 250, 310, 400)
    _cells(s, columns, ("Date", "Preparation", "Number", "Unit no.", "Compatibility"), True)
    s.rule()
    days = (
        (7, "Red cell concentrate", 2),
        (7, "Platelet concentrate", 1),
        (33, "Red cell concentrate", 2),
        (69, "Red cell concentrate", 1),
        (95, "Red cell concentrate", 2),
    )
    for n, (ago, what, units) in enumerate(days):
        _cells(s, columns, (_dot(later(on, -ago)), what, str(units), f"D{23411 + 709 * n}", "compatible"))
    s.rule()
    s.gap(8)
    for label, value in (
        ("Red cell concentrates, last 8 weeks:", "4"),
        ("Red cell concentrates, 8 weeks before that:", "3"),
        ("Platelet concentrates, last 8 weeks:", "1"),
        ("Reserved for the next appointment, not yet transfused:", "2 red cell concentrates"),
    ):
        page = _cells(s, (0, 270), (label, value))
    s.gap(8)
    s.para(
        "Special features: none. Plasma was not transfused. Transfusion reactions: none known. The transfusion trigger for haemoglobin is set by the treating physician (house standard: 7.0 g/dl).",
        pt=8.5,
    )
    s.gap(14)
    s.line("Dr. med. V. Schilling, head of the blood depot", pt=8.5)
    facts.red_cells(d, page, 4, "Red cell concentrates, last 8 weeks", platelets=True)
    threshold(d, ("hemoglobin", 7.0))


FAMILIES: dict[str, dict[str, Callable[[Doc], None]]] = {
    "counts": {"cumulative_findings": cumulative_findings},
    "marrow": {"cytomorphology_findings": cytomorphology_findings},
    "cytogenetics": {"chromosome_findings_drawn": chromosome_findings_drawn},
    "genes": {"panel_findings": panel_findings},
    "note": {"discharge_letter_translated": discharge_letter_translated},
    "transfusions": {"product_overview_drawn": product_overview_drawn},
}

# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""As a developer at a chain of Indian laboratories would print them: observed values, biological intervals, methods, notes."""

from collections.abc import Callable

from bench.workshop.days import hyphened, later, month, sex
from bench.workshop.dress import Doc, Result
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
from bench.workshop.sheet import Cell

PAGE = "@page{size:A4;margin:14mm 15mm 18mm;@bottom-right{content:'Page ' counter(page) ' of ' counter(pages);font:7.5pt 'Liberation Sans'}}.d{width:100%;border:.7pt solid #444;margin:4pt 0 8pt;font-size:8.5pt}.d td{padding:2.5pt 6pt;width:50%}"
BLOOD = (
    ("hemoglobin", "Haemoglobin (Hb)", "g/dL", "Method : SLS haemoglobin"), ("erythrocytes", "RBC Count", "mill/cumm", "Method : Electrical impedance"), ("hematocrit", "PCV (Haematocrit)", "%", "Method : Calculated"),
    ("mcv", "MCV", "fL", "Method : Derived from RBC histogram"), ("leukocytes", "Total Leucocyte Count (TLC)", "cells/cumm", "Method : Flow cytometry"), ("platelets", "Platelet Count", "lakhs/cumm", "Method : Electrical impedance"),
)  # fmt: skip
ABSOLUTE = (("neutrophils", "Absolute Neutrophil Count", "cells/cumm"), ("lymphocytes", "Absolute Lymphocyte Count", "cells/cumm"),
            ("monocytes", "Absolute Monocyte Count", "cells/cumm"))  # fmt: skip
CHEMISTRY = (("creatinine", "Creatinine, Serum", "mg/dL"), ("bilirubin_total", "Bilirubin Total", "mg/dL"), ("aspartate_aminotransferase", "SGOT (AST)", "U/L"), ("alanine_aminotransferase", "SGPT (ALT)", "U/L"),
             ("albumin", "Albumin", "g/dL"), ("ferritin", "Ferritin", "ng/mL"), ("vitamin_b12", "Vitamin B12", "pg/mL"))  # fmt: skip


def _top(d: Doc, house: str, *entries: tuple[str, str]) -> str:
    p = d.person
    pairs = [
        ("Patient Name", f"{'MS.' if p.sex == 'F' else 'MR.'} {p.first.upper()} {esc(p.last.upper())}"),
        ("UHID", p.ids[0]),
        ("Age / Sex", f"{p.age(d.on)} Y / {sex(d)}"),
        ("Date of Birth", hyphened(p.born)),
        *entries,
    ]
    cells = [Raw(f"{k} : <b>{v}</b>") for k, v in pairs] + [Raw("")] * (len(pairs) % 2)
    return f"<div class=h>{house}</div><table class=d>{''.join(row(cells[i : i + 2]) for i in range(0, len(cells), 2))}</table>"


def smart_count_report(d: Doc) -> None:
    """Two pages: the count with the method under each name, leucocytes by cubic millimetre, platelets in lakhs, percentages before absolutes; chemistry with interpretation tables."""
    on = d.on
    main, absolute, chem = [result(d, a, n, u) for a, n, u, _ in BLOOD], results(d, ABSOLUTE), results(d, CHEMISTRY)
    share = result(d, "neutrophils_percent", "Neutrophils", "%")
    left = 100 - float(share.text)
    lymph = round(left * 0.72)
    others = [
        share,
        noise("Lymphocytes", str(lymph), "%", "20", "40"),
        noise("Monocytes", f"{left - lymph - 1:.0f}", "%", "2", "10"),
        noise("Eosinophils", "1", "%", "1", "6"),
        noise("Basophils", "0", "%", "0", "2"),
    ]

    def line(r: Result, method: str = "") -> str:
        value = f"<b>{r.text} {r.flag}</b>" if r.flag else r.text
        return row(
            (
                Raw(f"{r.label}<br><small>{method}</small>" if method else r.label),
                Raw(value),
                r.unit,
                f"{r.low} - {r.high}",
            )
        )

    head = row(("Investigation", "Observed Value", "Unit", "Biological Reference Interval"), "th")
    taken = (
        ("Ref. By", "Dr. S. Raghunathan"),
        ("Lab No.", d.person.ids[1]),
        ("Sample Collected", f"{hyphened(on)} 07:55"),
        ("Sample Received", f"{hyphened(on)} 11:20"),
        ("Report Released", f"{hyphened(on)} 16:48"),
        ("Sample", "EDTA whole blood, serum"),
    )
    body = (
        _top(d, "Sanjeevi Path Labs &nbsp;<small>NABL accredited &nbsp;|&nbsp; Home collection</small>", *taken)
        + f"<h2>HAEMATOLOGY</h2><p class=c>COMPLETE BLOOD COUNT (CBC)</p><table class=t>{head}{''.join(line(r, m) for r, (_, _, _, m) in zip(main, BLOOD, strict=True))}<tr><td colspan=4><b>Differential Leucocyte Count (DLC)</b></td></tr>{''.join(map(line, others))}"
        + f"<tr><td colspan=4><b>Absolute Counts</b></td></tr>{''.join(map(line, absolute))}</table><p class=n>Note : Severe anaemia is Hb below 7.0 g/dL. Platelet counts under 0.20 lakhs/cumm are informed to the referring doctor. Smear : macrocytes seen, platelets reduced or adequate as per count.</p><div class=b></div>"
        + _top(d, "Sanjeevi Path Labs &nbsp;<small>NABL accredited &nbsp;|&nbsp; Home collection</small>", *taken)
        + f"<h2>BIOCHEMISTRY</h2><table class=t>{head}{''.join(map(line, chem))}{row(('Iron, Serum', 'Test not done', 'ug/dL', '60 - 170'))}</table>"
        + "<p class=n>Interpretation, Vitamin B12 : deficient below 150 pg/mL; borderline 150 - 200 pg/mL. Ferritin : iron deficiency is likely below 15 ng/mL; overload should be considered above 1000 ng/mL.</p><p class=c>*** End of Report ***</p><p class=n>Dr. Meenal Kothari, MD (Pathology) &nbsp;&nbsp; Dr. Arvind Bhosale, MD (Biochemistry). Results relate only to the sample tested. Clinical correlation is advised.</p>"
    )  # fmt: skip
    css = (
        PAGE
        + "body{font:9pt 'Liberation Sans'}.h{font-size:15pt;font-weight:bold;color:#9c1f5f}.h small{font-size:8pt;font-weight:normal}h2{font-size:11pt;text-align:center;margin:3pt 0}.c{text-align:center;font-weight:bold}.t{width:100%}.t th{background:#f3dbe7;padding:3pt 5pt}.t td{padding:2.2pt 5pt;border-bottom:.3pt dotted #999}small{color:#222}.n{font-size:8pt}.b{page-break-after:always}"
    )
    sheet = web(d, body, css, "lab")
    labs(d, [*main, share, *absolute, *chem], on, sheet)
    threshold(
        d, ("hemoglobin", 7.0), ("platelets", 20.0), ("vitamin_b12", 150.0), ("ferritin", 15.0), ("ferritin", 1000.0)
    )


def aspiration_typed(d: Doc) -> None:
    """A typed aspiration report: capital labels with colons, a differential in two columns, impression and advice; the trephine is to follow."""
    p, on, out = d.person, d.on, later(d.on, 2)
    s = d.paper("Times", 10.5, 58)
    d.kind, d.also_kind, d.also_dated = "marrow", ("pathology",), (out,)
    s.line("KAVERI INSTITUTE OF BLOOD DISORDERS", True, 14, "c")
    s.line("Bone Marrow Aspiration Report", True, 11.5, "c")
    s.rule()
    s.gap(3)
    for a, b in (
        (f"Name : {p.first} {p.last}", f"UHID : {p.ids[0]}"),
        (f"Sex : {sex(d)}", f"Date of Birth : {hyphened(p.born)}"),
        (f"Date of Aspiration : {hyphened(on)}", f"Date of Report : {hyphened(out)}"),
        (f"Slide No. : BMA/{p.ids[1]}", "Ref. by : Dr. Usha Narasimhan"),
    ):
        s.row(Cell(s.margin, a), Cell(s.margin + 260, b))
    s.rule()
    s.gap(5)
    cbc = results(
        d, (("hemoglobin", "Hb", "g/dL"), ("leukocytes", "TLC", "cells/cumm"), ("platelets", "Platelets", "lakhs/cumm"))
    )

    def entry(label: str, words: str) -> int:
        s.gap(3)
        return s.para(f"{label} : {words}")

    entry("CLINICAL HISTORY", "Easy fatigability since 3 months. ? Aplastic anaemia ? MDS.")
    page = entry(f"HAEMOGRAM ({hyphened(on)})", ", ".join(f"{r.label} {r.text} {r.unit}" for r in cbc) + ".")
    for r in cbc:
        lab(d, r, on, page, flag=False, reference=False)
    percents(
        d,
        entry(
            "PERIPHERAL SMEAR",
            f"Macrocytic red cells. {dysplasia(d, 'Pseudo Pelger-Huet neutrophils.', 'Neutrophils unremarkable.')} Blasts {count(d, 'blasts_blood')} %. No haemoparasites.",
        ),
        "blasts_blood",
    )
    entry("ASPIRATE", "Particulate and cellular. Touch preparation not made.")
    entry("MYELOGRAM (500 cells)", "")
    rest = 100 - p.counts["blasts_marrow"]
    shares = [round(rest * x) for x in (0.04, 0.12, 0.11, 0.21, 0.03, 0.13, 0.01)]
    cells = [
        ("Blasts", f"{count(d, 'blasts_marrow')} %"),
        *(
            (n, f"{v} %")
            for n, v in zip(
                (
                    "Promyelocytes",
                    "Myelocytes",
                    "Metamyelocytes",
                    "Band + Segmented",
                    "Eosinophils",
                    "Lymphocytes",
                    "Plasma cells",
                ),
                shares,
                strict=True,
            )
        ),
        ("Erythroid cells", f"{rest - sum(shares):g} %"),
    ]
    for i in range(5):
        pair = [cells[i], *cells[i + 5 : i + 6]]
        page = s.row(
            *(Cell(s.margin + 20 + 220 * j + x, t) for j, (k, v) in enumerate(pair) for x, t in ((0, k), (120, v)))
        )
        if i == 0:
            percents(d, page, "blasts_marrow")
    entry("ERYTHROPOIESIS", "Megaloblastoid maturation with dyserythropoiesis in about 20 % of cells.")
    entry("MYELOPOIESIS", dysplasia(d, "Dysplastic forms seen."))
    entry("MEGAKARYOCYTES", dysplasia(d, "Adequate, with hypolobated forms.", "Adequate, no significant dysplasia."))
    rings_gold(d, entry("IRON STAIN", f"Grade III (normal I - III). Ring sideroblasts : {rings(d, ' %')}."))
    page = entry("IMPRESSION", f"{WHO[p.who][0]}.")
    diagnosis(d, page, WHO[p.who][0])
    entry(
        "ADVICE",
        "Cytogenetics and correlation with trephine biopsy (reported separately). Acute leukaemia is not seen; blasts of 20 % or above would be needed for that diagnosis.",
    )
    denied(d, page, "acute_leukemia", "aml")
    asked(d, 1, "mds", "aplastic_anemia")
    threshold(d, ("blasts_marrow", 20.0))
    s.gap(26)
    s.line("Dr. Usha Narasimhan, MD, DM (Haematopathology)", True)


def karyotyping_with_boxes(d: Doc) -> None:
    """Fields in a table, two frames where the metaphase pictures go, the result line, and an interpretation that quotes scoring tables in general."""
    p, on, out = d.person, d.on, later(d.on, 14)
    text = (
        "No numerical or structural abnormality was detected."
        if facts.normal(d)
        else "Numerical and/or structural abnormality was detected as described in the ISCN result."
    )
    rows = (
        ("Test", "Karyotyping, bone marrow (haematological malignancy)"),
        ("Indication", "Cytopenia / MDS"),
        ("Culture", "24 hrs direct and 48 hrs"),
        ("Banding", "GTG"),
        ("No. of metaphases analysed", str(p.metaphases)),
        ("No. of metaphases karyotyped", str(min(p.metaphases, 5))),
        ("Band resolution", "450"),
    )
    body = (
        _top(d, "Jeevan Helix Diagnostics", ("Ref. By", "Dr. Usha Narasimhan"), ("Lab No.", f"CYT{p.ids[1]}"), ("Collected", f"{hyphened(on)} 10:15"), ("Received", f"{hyphened(later(on, 1))} 08:40"), ("Reported", f"{hyphened(out)} 18:05"), ("Specimen", "Bone marrow (Na heparin)"))
        + f"<h2>CYTOGENETICS REPORT</h2><table class=t>{''.join(row((Raw(f'<b>{k}</b>'), v)) for k, v in rows)}</table><table class=p><tr><td>Metaphase spread<br>(image on file)</td><td>Karyogram<br>(image on file)</td></tr></table>"
        + f"<p><b>RESULT (ISCN) :</b></p><p class=k>{p.karyotype}</p><p><b>INTERPRETATION :</b> {text} Correlate clinically.</p>"
        + "<p class=n>General information : In the revised IPSS, -Y and del(11q) alone are very good; normal karyotype, del(5q), del(12p) and del(20q) are good; -7 and inv(3) are poor; more than three abnormalities are very poor. This table is not a statement on the present sample.</p>"
        + "<p class=n>Limitations : Mosaicism below 10 % and submicroscopic rearrangements may not be detected. FISH panel for MDS : Not requested. Culture failure occurs in 3 - 5 % of marrow samples.</p><p class=n>Dr. Shalini Deshmukh, PhD (Cytogenetics) &nbsp;&nbsp; Dr. Meenal Kothari, MD &nbsp;&nbsp; *** End of Report ***</p>"
    )  # fmt: skip
    css = (
        PAGE
        + "body{font:9.5pt 'DejaVu Sans Condensed','DejaVu Sans'}.h{font-size:15pt;font-weight:bold;color:#00695c;border-bottom:2pt solid #00695c}h2{font-size:12pt;text-align:center;margin:4pt 0}.t{width:100%}.t td{padding:2.5pt 5pt;border:.4pt solid #999}.t td:first-child{width:38%}.p{width:70%;margin:10pt auto}.p td{border:.8pt solid #333;height:80pt;text-align:center;color:#222;vertical-align:middle}.k{font:bold 11pt 'Liberation Mono';overflow-wrap:anywhere;background:#e0f2f1;padding:5pt}.n{font-size:8pt;margin-top:7pt}"
    )
    sheet = web(d, body, css, "cytogenetics")
    facts.karyotype(d, sheet.find(p.karyotype))
    asked(d, 1, "mds")
    d.also_dated = (later(on, 1), out)


def clinically_relevant_variants(d: Doc) -> None:
    """A card for each variant with labelled fields, the genes covered in alphabetical rows, a recommendation, therapies in other patients."""
    p, on, out, found = d.person, d.on, later(d.on, 21), d.person.mutations
    cards = "".join(
        f"<table class=v><tr><th colspan=4>{m.gene}</th></tr>{row(('Transcript', facts.transcript(m), 'cDNA change', facts.coding(m)))}{row(('Protein change', facts.one(m), 'Allele frequency', f'{facts.percent(m)}%'))}{row(('Depth', f'{780 + 41 * n}x', 'Classification', 'Tier II (potential clinical significance)'))}</table>"
        for n, m in enumerate(found)
    )
    body = (
        _top(d, "Jeevan Helix Diagnostics", ("Ref. By", "Dr. Usha Narasimhan"), ("Lab No.", f"NGS{p.ids[1]}"), ("Collected", hyphened(on)), ("Received", hyphened(later(on, 1))), ("Reported", hyphened(out)), ("Specimen", "Bone marrow (EDTA)"))
        + "<h2>MYELOID NEOPLASM PANEL - NEXT GENERATION SEQUENCING</h2><p><b>Clinical details :</b> Known case of MDS. No family history of blood disorders.</p>"
        + (f"<p class=r>Result : POSITIVE - {len(found)} clinically relevant variant{'s' if len(found) > 1 else ''} detected</p>{cards}" if found else "<p class=r>Result : NEGATIVE - no clinically relevant variant detected</p>")
        + "<p><b>FLT3-ITD :</b> Not detected &nbsp;&nbsp; <b>KMT2A-PTD :</b> Not detected &nbsp;&nbsp; <b>Variants of uncertain significance :</b> None</p>"
        + f"<div class=x><p><b>Genes covered :</b> {', '.join(facts.PANEL)}</p><p>Genes covered for which no variant is given above were found to be negative for clinically relevant variants.</p></div>"
        + "<p><b>Recommendation :</b> Correlate with morphology and karyotype. Periodic monitoring of allele frequency may be considered.</p><p class=n>Therapies approved for other diagnoses : ivosidenib (AML with IDH1 p.R132H), gilteritinib (AML with FLT3-ITD), ruxolitinib (myelofibrosis with JAK2 p.V617F). These are given for information and are not recommended for this patient on the basis of this report.</p>"
        + "<p class=n>Limit of detection : 2 % for SNVs and small indels. Dr. Rohan Pillai, PhD (Molecular Genetics) &nbsp; *** End of Report ***</p>"
    )  # fmt: skip
    css = (
        PAGE
        + "body{font:9.5pt 'Liberation Sans'}.h{font-size:15pt;font-weight:bold;color:#00695c;border-bottom:2pt solid #00695c}h2{font-size:11.5pt;text-align:center;margin:4pt 0}.r{background:#e0f2f1;padding:4pt;font-weight:bold}.v{width:100%;margin:5pt 0;page-break-inside:avoid}.v th{background:#00695c;color:#fff;padding:3pt 5pt}.v td{border:.4pt solid #999;padding:3pt 5pt;width:25%;overflow-wrap:anywhere}.v td:nth-child(odd){color:#111;width:18%}.n{font-size:8pt}.x{border:.5pt solid #999;padding:2pt 6pt;margin:6pt 0}"
    )
    sheet = web(d, body, css, "molecular")
    for m in found:
        facts.variant(d, m, sheet.find(m.gene, facts.coding(m)))
    facts.negative(d)
    facts.not_seen(d, ("IDH1", "p.Arg132His"), ("JAK2", "p.Val617Phe"))
    asked(d, 1, "mds")
    for agent in ("ivosidenib", "gilteritinib", "ruxolitinib"):
        d.gold.trap("treatments", {"agent": agent}, "not for this patient")
    for disease in ("aml", "myelofibrosis"):
        d.gold.trap("diagnoses", {"disease": disease}, "text on drugs in general")
    d.also_dated = (later(on, 1), out)


def opd_summary_typed(d: Doc) -> None:
    """An outpatient sheet with abbreviated heads: known case, course, investigations of the day, advice and next visit."""
    p, w, on = d.person, Told(d), d.on
    t = w.t
    s = d.paper("Helvetica", 9.5, 56)
    d.kind, d.also_kind = "note", ("other",)
    s.line("KAVERI INSTITUTE OF BLOOD DISORDERS", True, 13)
    s.line("Outpatient Department - Haemato-Oncology", pt=9)
    s.rule()
    s.gap(3)
    s.row(
        Cell(s.margin, f"Name : {p.first} {p.last}"),
        Cell(s.margin + 190, f"Sex : {sex(d)}"),
        Cell(s.margin + 300, f"UHID : {p.ids[0]}"),
    )
    s.row(
        Cell(s.margin, f"DOB : {hyphened(p.born)}"),
        Cell(s.margin + 190, f"Visit : {hyphened(on)}"),
        Cell(s.margin + 300, "Consultant : Dr. Farhan Siddiqui"),
    )
    s.rule()

    def entry(label: str, words: str) -> int:
        s.gap(6)
        s.put(Cell(s.margin, label, True), s.y + s.pt * 1.4)
        return s.para(words, x=105)

    page = entry("Diagnosis", f"{WHO[p.who][0]}, diagnosed {month(p.diagnosed)}. IPSS-R: {p.ipssr}.")
    diagnosis(d, page, WHO[p.who][0])
    d.fact("stages", page, "IPSS-R", system="IPSS-R", category=p.ipssr.lower())
    w.illness(
        entry("Comorbidity", f"{t.illness[0].capitalize()}. No history of ischaemic heart disease or tuberculosis.")
    )
    w.first(
        entry(
            "Past treatment",
            f"{t.first.capitalize()} from {hyphened(t.first_from)} to {hyphened(t.first_to)}, stopped in view of {w.reason}.",
        ),
        whole=True,
    )
    w.now(
        entry("Present treatment", f"{t.now.capitalize()} since {hyphened(t.now_from)}. Completed {t.cycles} cycles."),
        whole=True,
    )
    entry("Complaints", "No fresh complaints. No fever, no bleeding from any site.")
    w.ecog(entry("Examination", f"Conscious, oriented. ECOG {t.ecog}. Liver and spleen not palpable."))
    cbc = results(
        d,
        (
            ("hemoglobin", "Hb", "g/dL"),
            ("leukocytes", "TLC", "cells/cumm"),
            ("neutrophils", "ANC", "cells/cumm"),
            ("platelets", "Platelets", "lakhs/cumm"),
            ("creatinine", "S. Creatinine", "mg/dL"),
        ),
        TODAY,
    )
    page = entry(
        f"Inv. {hyphened(on)}", "; ".join(f"{r.label} {r.text} {r.unit}" for r in cbc) + ". Serum ferritin awaited."
    )
    for r in cbc:
        lab(d, r, on, page, flag=False, reference=False)
    page = entry(
        "Discussion",
        f"Allogeneic transplant explained with cost and risk; patient and family have declined. {t.considered.capitalize()} may be considered on progression. Mother expired of leukaemia; siblings well.",
    )
    w.not_wanted(page)
    w.thought_of(page)
    page = entry(
        "Rx",
        f"1. {t.now.capitalize()} next cycle as planned.  2. Tab Folic acid 5 mg OD.  3. Tab Paracetamol 500 mg SOS.  Deferasirox: NOT to be started till ferritin report.",
    )
    by_the_way(d, page, "folic acid", "paracetamol", "acetaminophen")
    never(d, page, "deferasirox")
    entry("Advice", "PRBC transfusion if Hb less than 7 g/dL. SDP if platelets less than 0.10 lakhs/cumm or bleeding.")
    d.treat(
        "rbc_transfusion", "transfusion", "planned", page, may=True, any_status=["planned", "considered", "ongoing"]
    )
    d.treat(
        "platelet_transfusion",
        "transfusion",
        "planned",
        page,
        may=True,
        any_status=["planned", "considered", "ongoing"],
    )
    entry("Review", f"After 4 weeks ({hyphened(later(on, 28))}) with CBC.")
    s.gap(24)
    s.line("Dr. Farhan Siddiqui, DM (Clinical Haematology)", True)
    relatives(d, "leukemia", "acute_leukemia", "aml")
    for label in ("ischemic heart disease", "ischaemic heart disease", "tuberculosis"):
        d.gold.trap("comorbidities", {"label": label}, "denied")
    threshold(d, ("hemoglobin", 7.0), ("platelets", 10.0))
    d.also_dated = (None,)


def blood_centre_statement(d: Doc) -> None:
    """A blood centre's statement: bags by number and component with the day of issue and of transfusion, one returned unused, the sum of eight weeks stated."""
    on = d.on
    days = (
        (88, "PRBC (leucoreduced)", "Transfused"),
        (64, "PRBC (leucoreduced)", "Transfused"),
        (50, "PRBC (leucoreduced)", "Transfused"),
        (50, "PRBC (leucoreduced)", "Returned, not used"),
        (29, "SDP (single donor platelets)", "Transfused"),
        (22, "PRBC (leucoreduced)", "Transfused"),
        (4, "PRBC (leucoreduced)", "Transfused"),
    )
    rows = [
        (str(n), f"KB{later(on, -ago).year % 100}-{4410 + 173 * n}", what, hyphened(later(on, -ago)), end)
        for n, (ago, what, end) in enumerate(days, 1)
    ]
    body = (
        _top(d, "Kaveri Institute Blood Centre", ("Blood Group", "B Positive"), ("Statement Date", hyphened(on)), ("Ward / OPD", "Haemato-Oncology day care"), ("Licence No.", "0000/BC"))
        + f"<h2>TRANSFUSION STATEMENT OF PATIENT</h2>{table(('S. No.', 'Bag No.', 'Component', 'Date', 'Outcome'), rows)}"
        + "<p class=k>PRBC units transfused in the last 8 weeks : <b>3</b> &nbsp;&nbsp; SDP units transfused in the last 8 weeks : <b>1</b></p>"
        + "<p>Transfusion reaction : Nil. Antibody screen : Negative. Replacement donors pending : 2. Each PRBC bag is charged as one unit.</p><p class=n>PRBC packed red blood cells; SDP single donor platelets. FFP issued : Nil. Cross match is valid for 72 hours. Dr. Anita Rebello, MD (Transfusion Medicine)</p>"
    )  # fmt: skip
    css = (
        PAGE
        + "body{font:10pt 'Liberation Sans'}.h{font-size:15pt;font-weight:bold;color:#b71c1c;border-bottom:2pt solid #b71c1c}h2{font-size:12pt;text-align:center}.t{width:100%}.t td,.t th{border:.5pt solid #888;padding:3.5pt 6pt}.t th{background:#fde0e0}.k{border:1pt solid #b71c1c;padding:6pt;margin:10pt 0}.n{font-size:8pt}"
    )
    web(d, body, css, "note", "other", "lab")
    facts.red_cells(d, 1, 3, "last 8 weeks", platelets=True)
    d.also_dated = (None,)


FAMILIES: dict[str, dict[str, Callable[[Doc], None]]] = {
    "counts": {"smart_count_report": smart_count_report},
    "marrow": {"aspiration_typed": aspiration_typed},
    "cytogenetics": {"karyotyping_with_boxes": karyotyping_with_boxes},
    "genes": {"clinically_relevant_variants": clinically_relevant_variants},
    "note": {"opd_summary_typed": opd_summary_typed},
    "transfusions": {"blood_centre_statement": blood_centre_statement},
}

# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Families of blood counts printed from HTML."""

from collections.abc import Callable, Sequence

from bench.workshop.days import hyphened, later, long, sex, spaced
from bench.workshop.dress import Doc, Result
from bench.workshop.finale.paper import bait, before, he, lab, listed, noise, pick, res, size, title, web
from bench.workshop.markup import Raw, esc, row, table

UNSCORED = frozenset({"results_over_visits", "counts_in_a_letter"})


def _rows(d: Doc, names: Sequence[tuple[str, str]], factor: float = 1.0, system: str = "") -> list[Result]:
    return [res(d, analyte, label, factor, system) for analyte, label in names]


def count_by_series(d: Doc) -> None:
    """Rows by series with per cent and absolute number of each white cell abreast; ranges in square brackets; a slide comment with what was not seen."""
    who, on = d.person, d.on
    out = later(on, 1)
    red = _rows(d, (("hemoglobin", "Hemoglobin"), ("hematocrit", "Hematocrit"), ("erythrocytes", "Red cell count"), ("mcv", "Mean cell volume (MCV)")))  # fmt: skip
    white = _rows(d, (("neutrophils", "Neutrophils"), ("lymphocytes", "Lymphocytes"), ("monocytes", "Monocytes")))
    wbc, plt = res(d, "leukocytes", "White cell count"), res(d, "platelets", "Platelet count")
    share = [f"{round(100 * who.counts[r.analyte] / who.counts['leukocytes'])}" for r in white]
    share[0] = f"{who.counts['neutrophils_percent']:g}"
    some = who.counts["blasts_blood"] > 0
    mark = {"L": "below", "H": "above"}

    def line(r: Result, percent: str = "") -> str:
        value = Raw(f"<b>{r.text}</b>" if r.flag else r.text)
        return row((r.label, percent, value, r.unit, f"[{r.low} to {r.high}]", mark.get(r.flag, "")))

    slide = pick(
        d, "slide",
        "Film: anisocytosis with oval macrocytes; hypogranular neutrophils are present." + (" Immature cells: see the marrow report." if some else " No circulating blasts identified."),
        "Blood film reviewed by a scientist: dimorphic red cells, some pseudo-Pelger neutrophils. Platelet clumps not seen.",
        "Morphology: macrocytosis, occasional teardrop cells. Analyser flag 'NRBC?' was not confirmed on the slide.",
        "Slide review: dysplastic neutrophils. No fragments, so a microangiopathy is not suggested. Count verified on a second tube.",
    )  # fmt: skip
    body = (
        f"<div class=h>Harrowgate General &middot; Division of Laboratory Medicine</div><table class=d><tr><td>Patient<br><b>{esc(who.last)}, {who.first}</b></td><td>Born<br>{spaced(who.born)}</td><td>Sex<br>{sex(d)}</td><td>Record no.<br>{who.ids[0]}</td><td>Accession<br>{who.ids[1]}-H</td></tr></table>"
        f"<p class=k>COMPLETE BLOOD COUNT WITH DIFFERENTIAL &nbsp;&mdash;&nbsp; EDTA blood &nbsp;|&nbsp; Collected {spaced(on)} 07:55 &nbsp;|&nbsp; Received {spaced(on)} 08:20 &nbsp;|&nbsp; Reported {spaced(out)} 10:02</p>"
        f"<table class=t><thead>{row(('', '%', 'Result', 'Units', 'Reference', 'Note'), 'th')}</thead><tr class=g><td colspan=6>Red cell series</td></tr>{''.join(map(line, red))}{line(noise('Red cell distribution width', '18.1', '%', '11.5', '14.5', 'H'))}"
        f"<tr class=g><td colspan=6>White cell series</td></tr>{line(wbc)}{''.join(line(r, f'{s} %') for r, s in zip(white, share, strict=True))}{line(noise('Basophils', '0.02', wbc.unit, '0.00', '0.10'), '<1 %')}<tr class=g><td colspan=6>Platelets</td></tr>{line(plt)}{line(noise('Mean platelet volume', '11.9', 'fL', '8.0', '11.0', 'H'))}</table>"
        f"<p>{esc(slide)}</p><p class=s>Ranges are those of adults of the patient's sex. A haemoglobin under 7.0 g/dL or a platelet count under 20 (10^9/L) is telephoned. Nucleated red cells, if any, have been subtracted from the white count.</p><p class=s>Authorised: Dr P. Wetherby-Nunn, Consultant &nbsp; Page 1 of 1</p>"
    )  # fmt: skip
    css = (f"@page{{size:{size(d)};margin:1.6cm}}body{{font:9.5pt 'Liberation Sans'}}.h{{font-size:14pt;color:#184a45;border-bottom:1.5pt solid #184a45}}.d{{width:100%;margin:5pt 0;background:#edf4f3}}.d td{{padding:4pt;font-size:8.5pt}}"
           ".k{font-size:8.5pt}.t{width:100%}.t td,.t th{padding:2.6pt 4pt;border-bottom:.4pt solid #ccc}.g td{background:#dfe9e8;font-weight:bold}.s{font-size:7.5pt;color:#444}")  # fmt: skip
    sheet = web(d, body, css, "lab")
    for r in (*red, wbc, *white, plt):
        lab(d, r, on, sheet.find(r.label, r.text))
    d.fact(
        "labs",
        1,
        "Neutrophils",
        share[0],
        analyte="neutrophils_percent",
        comparator=None,
        value=float(share[0]),
        unit="%",
        collected=on.isoformat(),
    )
    if not some:
        d.fact(
            "labs",
            1,
            "circulating blasts",
            may=True,
            analyte="blasts_blood",
            comparator=None,
            value=0.0,
            unit="%",
            collected=on.isoformat(),
        )
    bait(d, "a limit for telephoning", ("hemoglobin", 7.0), ("platelets", 20.0))
    d.also_dated = (out,)


def results_over_visits(d: Doc) -> None:
    """A record's results of four visits, newest at the left, arrows behind the value, dashes where nothing was drawn; units beneath the names."""
    who, on = d.person, d.on
    days = [(on, 1.0), (later(on, -16), 1.08), (later(on, -49), 1.19), (later(on, -112), 1.33)]
    chosen = (("hemoglobin", "HGB"), ("platelets", "PLT"), ("leukocytes", "WBC"), ("neutrophils", "ANC"), ("mcv", "MCV"), ("creatinine", "Creatinine"),
              ("lactate_dehydrogenase", "LDH"), ("ferritin", "Ferritin"))  # fmt: skip
    found, rows = [], []
    for analyte, label in chosen:
        first = res(d, analyte, label)
        cells: list[str] = [Raw(f"<b>{label}</b><br><small>{esc(first.unit)}</small>"), f"{first.low}–{first.high}"]
        for i, (day, factor) in enumerate(days):
            if (label == "Ferritin" and i in {0, 2}) or (label in {"LDH", "Creatinine"} and i == 1):
                cells.append("–")
                continue
            r = res(d, analyte, label, 1.0 if analyte == "mcv" else factor)
            found.append((r, day))
            cells.append(f"{r.text} {({'L': '↓', 'H': '↑'}).get(r.flag, '')}")
        rows.append(cells)
    said = pick(
        d, "said", "All values of the last four draws are shown; earlier ones are archived.", "The left-hand column is the latest draw. A dash means that the test was not ordered.",
        "Counts by impedance; white cells under 1.0 are recounted by hand.", "Values from outside laboratories do not appear in this view.",
    )  # fmt: skip
    body = (
        f"<p class=h>Longitudinal results <span>Juniper Valley Health System</span></p><p><b>{who.name}</b> &nbsp; born {spaced(who.born)} &nbsp; {sex(d).lower()} &nbsp; MRN {who.ids[0]} &nbsp; printed {spaced(later(on, 2))}</p>"
        + table(("Test", "Reference", *(Raw(f"{spaced(day)}<br><small>{7 + i}:{14 + 11 * i}</small>") for i, (day, _) in enumerate(days))), rows)
        + f"<p class=s>{esc(said)} ↓ below, ↑ above reference. Potassium of {spaced(on)}: haemolysed, not reported. Goal of transfusion programme: HGB above 8.0 g/dL.</p>"
    )  # fmt: skip
    css = (f"@page{{size:{size(d)} landscape;margin:1.5cm}}body{{font:10pt 'DejaVu Sans Condensed','DejaVu Sans'}}.h{{font-size:13pt;background:#2f3e63;color:#fff;padding:6pt}}.h span{{float:right;font-size:9pt}}"
           ".t{width:100%;margin-top:8pt}.t td,.t th{border:.5pt solid #b9c0d0;padding:4pt 7pt}.t th{background:#eef1f8}.s{font-size:8pt;margin-top:10pt}")  # fmt: skip
    web(d, body, css, "lab")
    for r, day in found:
        lab(d, r, day, 1)
    bait(d, "a goal", ("hemoglobin", 8.0))
    d.also_dated = (None, later(on, 2), *(day for day, _ in days))


def counts_in_a_letter(d: Doc) -> None:
    """A laboratory doctor writes to a practice: every count in sentences, with what it was in the spring, and no table at all."""
    who, on = d.person, d.on
    past = later(on, -93)
    hb, wbc, anc, plt, mcv = _rows(d, (("hemoglobin", "haemoglobin"), ("leukocytes", "white cell count"), ("neutrophils", "neutrophils"), ("platelets", "platelet count"), ("mcv", "MCV")))  # fmt: skip
    old_hb, old_plt = res(d, "hemoglobin", "haemoglobin", 1.16), res(d, "platelets", "platelet count", 1.28)
    he_, his = he(d)
    one = pick(
        d, "one",
        f"The haemoglobin on this sample is {hb.text} {hb.unit} (reference {hb.low} to {hb.high}); in your own count of {spaced(past)} it was still {old_hb.text} {old_hb.unit}.",
        f"On {long(on)} we measured a haemoglobin of {hb.text} {hb.unit}, which compares with {old_hb.text} {old_hb.unit} on {spaced(past)} (our range is {hb.low} to {hb.high}).",
        f"Haemoglobin has fallen from {old_hb.text} {old_hb.unit} on {spaced(past)} to {hb.text} {hb.unit} now (normal for {his} sex {hb.low}-{hb.high}).",
        f"As you feared {he_.lower()} is anaemic: haemoglobin {hb.text} {hb.unit}, reference {hb.low}-{hb.high}. The figure you had on {spaced(past)} was {old_hb.text} {old_hb.unit}.",
    )  # fmt: skip
    two = pick(
        d,
        "two",
        f"The white cell count came to {wbc.text} {wbc.unit} with neutrophils of {anc.text} {anc.unit}. The MCV is {mcv.text} fL.",
        f"There are {wbc.text} {wbc.unit} white cells, of which neutrophils {anc.text} {anc.unit}; the red cells have an MCV of {mcv.text} fL.",
        f"MCV {mcv.text} fL. White cell count {wbc.text} {wbc.unit}. Neutrophils {anc.text} {anc.unit}; bands were not counted apart.",
    )
    three = pick(
        d, "three",
        f"The platelet count is {plt.text} {plt.unit} (it was {old_plt.text} {plt.unit} in {spaced(past)}'s sample).",
        f"Platelets stand at {plt.text} {plt.unit}; three months ago, on {spaced(past)}, there were {old_plt.text} {plt.unit}.",
        f"We found a platelet count of {plt.text} {plt.unit}, and no clumps. The earlier count, {spaced(past)}, was {old_plt.text} {plt.unit}.",
    )  # fmt: skip
    some = who.counts["blasts_blood"] > 0
    film = "a hundred cells were looked at." if some else "I saw no blasts among 200 cells."
    cause = listed(["a deficiency of vitamin B12 or folate", "alcohol", "an underactive thyroid"], "or")
    body = (
        f"<p class=h>Blood Sciences, St Cuthbert's Infirmary</p><p>{long(later(on, 2))}</p><p>Dr N. Okonjo-Hale<br>The Old Creamery Surgery</p><p><b>Re: {title(d)} {who.name}, born {long(who.born)}, hospital number {who.ids[0]}. Sample of {long(on)}.</b></p><p>Dear Dr Okonjo-Hale,</p>"
        f"<p>Thank you for the sample, taken in your surgery on {long(on)} and received here the same afternoon.</p><p>{esc(one)}</p><p>{esc(two)} {esc(three)}</p>"
        f"<p>The film shows macrocytes and some hypogranular neutrophils; {film} The commonest causes are {cause}, and I would check these. If nothing turns up, a myelodysplastic syndrome would have to be looked for by marrow examination. A haemoglobin below 70 g/L would usually mean a transfusion the same day, as would chest pain at any level.</p>"
        f"<p>{pick(d, 'end', 'A repeat in two weeks is sensible.', 'Please repeat the count in a fortnight, sooner with fever.', 'I should be glad to see a further sample next week.')} The coagulation tube was underfilled and has not been tested.</p><p>Yours sincerely,</p><br><p>Dr Imogen Fairweather-Rao<br>Consultant Haematologist (laboratory)</p>"
    )  # fmt: skip
    css = f"@page{{size:{size(d)};margin:2.3cm}}body{{font:11pt 'Liberation Serif'}}.h{{font-size:14pt;text-align:right;border-bottom:.7pt solid #333}}p{{margin:7pt 0}}"
    web(d, body, css, "lab", "note", "other")
    lab(d, hb, on, 1, flag=False)
    for r in (wbc, anc, plt, mcv):
        lab(d, r, on, 1, flag=False, reference=False)
    for r in (old_hb, old_plt):
        before(d, r, past, 1)
    asked(d)
    bait(d, "a limit for transfusion", ("hemoglobin", 7.0))
    if not some:
        d.fact("labs", 1, "no blasts among 200 cells", may=True, analyte="blasts_blood", comparator=None, value=0.0, unit="%", collected=on.isoformat())  # fmt: skip
    d.also_dated = (later(on, 2), past)


def asked(d: Doc) -> None:
    """The disease that the laboratory thinks of: it may be told, as suspected."""
    d.fact("diagnoses", 1, "myelodysplastic", may=True, disease="mds", labels=[""], status="suspected")
    d.gold.trap("diagnoses", {"disease": "aml"}, "nowhere said")


def anaemia_work_up(d: Doc) -> None:
    """A chain laboratory's work-up on two pages: counts, iron, vitamins, hormone level; results with a sign of inequality, a method under each test, one cancelled, one pending."""
    who, on = d.person, d.on
    out = later(on, 1)
    cbc = _rows(d, (("hemoglobin", "Hemoglobin"), ("leukocytes", "Total Leucocyte Count"), ("neutrophils", "Absolute Neutrophil Count"), ("lymphocytes", "Absolute Lymphocyte Count"), ("monocytes", "Absolute Monocyte Count"), ("platelets", "Platelet Count"), ("hematocrit", "Hematocrit (PCV)"), ("mcv", "MCV")))  # fmt: skip
    more = _rows(d, (("ferritin", "Ferritin, Serum"), ("vitamin_b12", "Vitamin B12"), ("erythropoietin", "Erythropoietin"), ("lactate_dehydrogenase", "LDH, Total"), ("creatinine", "Creatinine, Serum"), ("bilirubin_total", "Bilirubin, Total"), ("alanine_aminotransferase", "ALT (SGPT)"), ("albumin", "Albumin, Serum")))  # fmt: skip
    how = {"hemoglobin": "Photometry", "leukocytes": "Flow", "platelets": "Impedance", "ferritin": "CLIA", "vitamin_b12": "CLIA", "erythropoietin": "CLIA", "creatinine": "Enzymatic", "mcv": "Derived", "hematocrit": "Derived"}  # fmt: skip

    def cells(r: Result) -> tuple[str, ...]:
        small = f"<br><i>{how.get(r.analyte, 'Calculated' if 'Absolute' in r.label else 'Colorimetric')}</i>"
        shown = Raw(f"<b>{r.text} {({'L': 'Low', 'H': 'High'})[r.flag]}</b>") if r.flag else r.text
        return (Raw(esc(r.label) + small), shown, r.unit, f"{r.low} - {r.high}")

    folate = (Raw("Folate, Serum<br><i>CLIA</i>"), "> 20.0", "ng/mL", "> 4.0")
    crp = (Raw("C-Reactive Protein<br><i>Turbidimetry</i>"), "< 3.0", "mg/L", "< 5.0")
    foot = (("Haptoglobin", "In process", "", ""), ("Reticulocyte Count", "Cancelled - sample clotted", "", ""))
    head = ("Test Name / Method", "Result", "Unit", "Bio. Ref. Interval")
    note = pick(
        d, "note",
        "Serum erythropoietin above 500 makes a response to the drug erythropoietin unlikely; below 200 it is likely.",
        "Ferritin over 1000 with repeated transfusion suggests iron overload. It also rises in inflammation.",
        "Vitamin B12 between 150 and 220 is borderline: methylmalonic acid is advised.",
        "A raised MCV with normal B12 and folate may be due to alcohol, hypothyroidism, drugs such as hydroxyurea, or a marrow disorder.",
    )  # fmt: skip
    body = (
        f"<table class=d><tr><td><b>LOTUSFIELD DIAGNOSTICS</b><br>Reference Laboratory, Unit 4</td><td>Name : <b>{title(d)}. {who.name}</b><br>Date of Birth : {hyphened(who.born)}<br>Gender : {sex(d)}<br>Patient ID : {who.ids[0]}</td><td>Sample Collected : {hyphened(on)} 08:10<br>Sample Received : {hyphened(on)} 11:42<br>Report Released : {hyphened(out)} 16:30<br>Barcode : {who.ids[1]}77</td></tr></table>"
        f"<h3>ANEMIA WORK-UP (COMPREHENSIVE)</h3><p class=c>Complete Blood Count - Whole Blood EDTA</p>{table(head, list(map(cells, cbc)))}<p class=r>Remark: sample run in duplicate. Please correlate clinically.</p><div class=n></div><p class=c>Biochemistry and Immunoassay - Serum</p>"
        + table(head, [*map(cells, more[:2]), folate, *map(cells, more[2:]), crp, *foot])
        + f"<h3>Interpretation aid</h3><p>{esc(note)}</p><p class=r>Partial reproduction of this report is not permitted. Results relate only to the sample received. *** End of report ***</p>"
    )  # fmt: skip
    css = (f"@page{{size:{size(d)};margin:1.4cm 1.5cm 1.6cm;@bottom-center{{content:'Page ' counter(page) ' of ' counter(pages);font:7.5pt 'Liberation Sans'}}}}body{{font:9.5pt 'Liberation Sans'}}.d{{width:100%;border:1pt solid #8a2460}}.d td{{padding:5pt;font-size:8.5pt}}h3{{color:#8a2460;text-align:center}}"
           ".c{background:#f5e6ef;padding:3pt;font-weight:bold}.t{width:100%}.t td,.t th{padding:2.5pt 5pt;border-bottom:.4pt dotted #999}i{font-size:7pt;color:#666}.n{page-break-before:always}.r{font-size:8pt}")  # fmt: skip
    sheet = web(d, body, css, "lab")
    for r in (*cbc, *more):
        lab(d, r, on, sheet.find(r.label, r.text))
    d.fact("labs", 2, "Folate", "20.0", analyte="folate", comparator=">", value=20.0, unit="ng/mL", collected=on.isoformat())  # fmt: skip
    bait(d, "the interpretation aid", ("erythropoietin", 500.0), ("erythropoietin", 200.0), ("ferritin", 1000.0), ("vitamin_b12", 150.0), ("vitamin_b12", 220.0))  # fmt: skip
    for agent in ("hydroxyurea", "erythropoietin"):
        d.gold.trap("treatments", {"agent": agent, "status": "ongoing"}, "the interpretation aid")
    d.also_dated = (out,)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (count_by_series, results_over_visits, counts_in_a_letter, anaemia_work_up)
}

# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Blood counts of several days or of several reports in one file."""

from collections.abc import Callable

from bench.workshop.dress import MONTHS, Doc
from bench.workshop.withheld.counts import named
from bench.workshop.withheld.leaf import BASIC, SI, Ready, dmon, e, got, leaf, other, plus, sex, spelt, tr


def rising_columns(d: Doc) -> None:
    """A cumulative report, oldest day left, unit and range between name and values, request numbers under the dates, letters glued to values, days without a test."""
    who, on = d.person, d.on
    days = [(plus(on, -n), f) for n, f in ((112, 1.24), (61, 1.12), (20, 0.94))] + [(on, 1.0)]
    names = (("hemoglobin", "Haemoglobin"), ("leukocytes", "White Cell Count"), ("neutrophils", "Neutrophils"), ("lymphocytes", "Lymphocytes"), ("monocytes", "Monocytes"), ("platelets", "Platelets"),
             ("mcv", "MCV"), ("erythrocytes", "Red Cell Count"), ("creatinine", "Creatinine"), ("ferritin", "Ferritin"), ("lactate_dehydrogenase", "LDH"))  # fmt: skip
    found, made = [], ""
    for n, (analyte, label) in enumerate(names):
        own = got(d, analyte, label, SI)
        cells: list[str] = [label, own.unit, f"{own.low}-{own.high}"]
        for i, (day, factor) in enumerate(days):
            if i < 3 and (n > 7) and (n + i) % 2:
                cells.append("")
                continue
            r = got(d, analyte, label, SI, factor)
            found.append((r, day))
            cells.append(Ready(f"<b>{r.text}{r.flag}</b>") if r.flag else r.text)
        made += tr(cells)
        if analyte == "platelets":
            made += tr(("RDW", "%", "11.0-15.0", "16.1H", "16.4H", "15.8H", "16.6H"))
    head = tr(("", "Units", "Ref. interval", *(Ready(f"{day.day} {MONTHS[day.month - 1]}<br>{day.year}<br><small>{int(who.ids[0]) % 9000 + 71 * i}</small>") for i, (day, _) in enumerate(days))), "th")  # fmt: skip
    body = (
        f"<div class=h><b>Waratah Clinical Laboratories</b> CUMULATIVE HAEMATOLOGY / CHEMISTRY</div><p><b>{e(who.last.upper())}, {who.first}</b> &nbsp; {sex(d)} &nbsp; d.o.b. {spelt(who.born)} &nbsp; Medicare ref {who.ids[0]}</p>"
        f"<table class=t><thead>{head}</thead>{made}</table><p class=s>Last column: collected {spelt(on)} 08:20, reported {spelt(plus(on, 1))}. H above, L below the interval. Blank: not requested.</p>"
        "<p class=s>Comment on latest sample: Macrocytes +, teardrop cells occasional. Suggest haematology review if neutrophils stay under 1.0.</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:15mm}body{font:9pt 'Liberation Sans'}.h{border-bottom:2pt solid #7a1f3d;padding-bottom:3pt}.t{width:100%}.t td,.t th{padding:2.5pt 4pt;border-bottom:.3pt solid #aaa}.t td:last-child{background:#f1f1f1}small{font-weight:normal;font-size:6.5pt}.s{font-size:8pt}"
    leaf(d, body, css, "lab")
    for r, day in found:
        d.lab(r, day, 1)
    d.also_dated = (plus(on, 1), None, *(day for day, _ in days))


def three_accessions(d: Doc) -> None:
    """Three reports in one file, each with its own head and collection day: a count, chemistry of the next day, and a count that the laboratory refused."""
    who, on = d.person, d.on
    cbc = named(d, BASIC, (("leukocytes", "White Blood Cells"), ("hemoglobin", "Hemoglobin"), ("hematocrit", "Hematocrit"), ("platelets", "Platelets"), ("mcv", "Mean Corpuscular Volume"), ("neutrophils", "Neutrophils, absolute"), ("lymphocytes", "Lymphocytes, absolute"), ("monocytes", "Monocytes, absolute")))  # fmt: skip
    cbc.append(other("Eosinophils, absolute", "0.05", "x10^3/uL", "0.00", "0.50"))
    chem = named(d, BASIC, (("creatinine", "Creatinine"), ("bilirubin_total", "Bilirubin, total"), ("alanine_aminotransferase", "ALT"), ("albumin", "Albumin"), ("ferritin", "Ferritin"), ("erythropoietin", "Erythropoietin")))  # fmt: skip
    next_day, later = plus(on, 1), plus(on, 6)
    parts = ((on, "A", "COMPLETE BLOOD COUNT", cbc), (next_day, "B", "CHEMISTRY", chem))
    words = {"L": "LOW", "H": "HIGH"}

    def head(day: str, letter: str, title: str) -> str:
        return (f"<div class=r><table class=p><tr><td>PATIENT: {e(who.last)}, {who.first}</td><td>SEX: {sex(d)}</td><td>BIRTH DATE: {dmon(who.born)}</td></tr><tr><td>CHART: {who.ids[0]}</td><td>ACCESSION: {who.ids[1]}-{letter}</td><td>DRAWN: {day}</td></tr></table><h3>{title}</h3>")  # fmt: skip

    body = "<h1>Lac-aux-Outardes Regional Health Centre &mdash; Laboratory</h1>"
    for day, letter, title, results in parts:
        made = tr(("Analyte", "Status", "Value", "Normal values", "Unit"), "th") + "".join(tr((r.label, words.get(r.flag, ""), r.text, f"[{r.low} ; {r.high}]", r.unit)) for r in results)  # fmt: skip
        body += f"{head(dmon(day), letter, title)}<table class=t>{made}</table></div>"
    refused = tr(("Analyte", "Status", "Value", "Normal values", "Unit"), "th") + "".join(tr((r.label, "", "----", f"[{r.low} ; {r.high}]", r.unit)) for r in cbc[:4])  # fmt: skip
    body += f"{head(dmon(later), 'C', 'COMPLETE BLOOD COUNT')}<table class=t>{refused}</table><p>Sample refused: tube unlabelled. Please recollect. Values above are not reported.</p></div>"
    css = "@page{size:letter;margin:.6in;@bottom-center{content:'page ' counter(page) ' / ' counter(pages);font:7pt 'Liberation Serif'}}body{font:10pt 'Liberation Serif'}h1{font-size:13pt}h3{font-size:11pt;margin:4pt 0}.p{width:100%;border:.8pt solid;margin-top:12pt}.p td{padding:2pt 5pt}.t{width:100%}.t td,.t th{padding:1.5pt 5pt}.r{page-break-inside:avoid}"
    sheet = leaf(d, body, css, "lab")
    for day, _, _, results in parts:
        for r in results:
            if r.analyte:
                d.lab(r, day, sheet.at(r.label, r.text))
    d.also_dated = (next_day, later, None)


FAMILIES: dict[str, Callable[[Doc], None]] = {f.__name__: f for f in (rising_columns, three_accessions)}

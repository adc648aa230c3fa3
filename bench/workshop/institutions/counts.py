# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Blood counts as kinds of laboratories and portals print them."""

from collections.abc import Callable

from bench.workshop.days import hyphened, later, long, sex, spaced
from bench.workshop.dress import Doc, Result
from bench.workshop.institutions.paper import (
    after,
    all_of,
    b,
    before,
    css_text,
    lab,
    labs,
    limit,
    noise,
    para,
    res,
    say,
    web,
)
from bench.workshop.markup import Raw, esc, row
from bench.workshop.sheet import Cell


def member_portal_tests(d: Doc) -> None:
    """A health plan's member site printed: each component a card with a bar of the range, plain-language explanations below."""
    who, on = d.person, d.on
    names = (("leukocytes", "WBC COUNT", "K/uL"), ("erythrocytes", "RBC COUNT", "M/uL"), ("hemoglobin", "HGB", "g/dL"), ("hematocrit", "HCT", "%"), ("mcv", "MCV", "fL"),
             ("platelets", "PLATELET COUNT", "K/uL"), ("neutrophils", "NEUTROPHILS, ABSOLUTE", "K/uL"), ("lymphocytes", "LYMPHOCYTES, ABSOLUTE", "K/uL"))  # fmt: skip
    rows = all_of(d, names)
    seen = after(d, 0, 3)[1]

    def card(r: Result) -> str:
        left = {"L": 4, "": 48, "H": 88}[r.flag]
        word = {"L": "Low", "": "Within range", "H": "High"}[r.flag]
        return (f"<div class=c><div class=n>{r.label}</div><div class=v>{r.text} <small>{r.unit}</small> <span class={'x' if r.flag else 'o'}>{word}</span></div>"
                f"<div class=bar><i style='left:{left}%'></i></div><div class=r>Normal range: {r.low} - {r.high} {r.unit}</div></div>")  # fmt: skip

    text = say(
        d,
        "Hemoglobin carries oxygen. Members with hemoglobin under 7 g/dL are often called the same day.",
        "If a hemoglobin falls below 7 g/dL your team may call you about a transfusion.",
        "A transfusion is usually discussed when hemoglobin is less than 7 g/dL.",
    )
    body = (
        f"<div class=h>Evergreen Valley Health Plan <span>My test results</span></div><p><b>{esc(who.name)}</b> &nbsp; Member no. {who.ids[0]} &nbsp; Born {long(who.born)} &nbsp; {sex(d)}</p>"
        f"<h2>CBC WITH AUTOMATED DIFFERENTIAL</h2><p>Collected {long(on)}, 8:10 AM &middot; Final result &middot; Ordered by Priyanka Lindgren-Shaw, MD &middot; Seen by you {long(seen)}</p>"
        + "".join(map(card, rows))
        + f"<h3>About this test</h3>{para(text)}{para('A platelet count of 150 to 400 K/uL is typical for adults. Many people have results a little outside the range and are well.')}<p class=s>Evergreen Valley Health Plan, Sacramento region laboratory. Not for emergencies: dial 911.</p>"
    )  # fmt: skip
    css = ("@page{size:letter;margin:.6in}body{font:9.5pt 'DejaVu Sans'}.h{background:#135e3b;color:#fff;padding:6pt;font-size:12pt}.h span{float:right;font-size:9pt}.c{border:.6pt solid #aaa;border-radius:4pt;padding:4pt 8pt;margin:3pt 0;page-break-inside:avoid}.n{font-size:8pt;color:#444}"
           ".v{font-size:12pt;font-weight:bold}.v span{font-size:8pt;float:right}.x{color:#b00}.o{color:#060}.bar{position:relative;height:4pt;background:#cde}.bar i{position:absolute;top:-2pt;width:4pt;height:8pt;background:#222}.r{font-size:8pt}h2{font-size:12pt;margin:6pt 0 2pt}h3{font-size:10pt;margin:8pt 0 2pt}.s{font-size:7.5pt}")  # fmt: skip
    web(d, body, css, "lab")
    labs(d, rows, on)
    limit(d, "hemoglobin", 7.0)
    for value in (150, 400):
        limit(d, "platelets", value)


def national_reference_report(d: Doc) -> None:
    """A national laboratory: in-range and out-of-range columns, header in three boxes, chemistry not performed, performing site codes."""
    who, on = d.person, d.on
    got, out = after(d, 1, 2)
    cbc = all_of(d, (("leukocytes", "WHITE BLOOD CELL COUNT", "Thousand/uL"), ("erythrocytes", "RED BLOOD CELL COUNT", "Million/uL"), ("hemoglobin", "HEMOGLOBIN", "g/dL"), ("hematocrit", "HEMATOCRIT", "%"),
                     ("mcv", "MCV", "fL"), ("platelets", "PLATELET COUNT", "Thousand/uL"), ("neutrophils", "ABSOLUTE NEUTROPHILS", "cells/uL"), ("lymphocytes", "ABSOLUTE LYMPHOCYTES", "cells/uL"), ("monocytes", "ABSOLUTE MONOCYTES", "cells/uL")))  # fmt: skip
    cbc[5:5] = [noise("MCHC", "33.1", "g/dL", "32.0", "36.0"), noise("RDW", "18.4", "%", "11.0", "15.0", "H")]
    iron = all_of(d, (("ferritin", "FERRITIN", "ng/mL"), ("vitamin_b12", "VITAMIN B12", "pg/mL")))

    def line(r: Result) -> str:
        inside, outside = ("", f"{r.text} {r.flag}") if r.flag else (r.text, "")
        return row((r.label, inside, b(outside) if outside else "", f"{r.low}-{r.high} {r.unit}", "KB"))

    head = row(("Test Name", "In Range", "Out Of Range", "Reference Range", "Lab"), "th")
    body = (
        f"<table class=d><tr><td><b>PATIENT INFORMATION</b><br>{esc(who.last.upper())},{who.first.upper()}<br>DOB: {hyphened(who.born)} &nbsp; AGE: {who.age(on)}<br>GENDER: {who.sex}<br>ID: {who.ids[0]}</td>"
        f"<td><b>SPECIMEN INFORMATION</b><br>SPECIMEN: KB{who.ids[1][1:]}C<br>COLLECTED: {hyphened(on)} 09:05<br>RECEIVED: {hyphened(got)} 01:12<br>REPORTED: {hyphened(out)} 06:40</td>"
        "<td><b>CLIENT INFORMATION</b><br>KESTREL BAY INTERNAL MEDICINE<br>ATTN: A. RAMIREZ-TOLLAND<br>77 HARBOR ST<br>ASTORIA, OR</td></tr></table><p class=st>REPORT STATUS: FINAL</p>"
        f"<table class=t><thead>{head}</thead><tr class=g><td colspan=5>CBC (INCLUDES DIFF/PLT)</td></tr>{''.join(map(line, cbc))}<tr class=g><td colspan=5>ANEMIA PROFILE</td></tr>{''.join(map(line, iron))}"
        + row(("FOLATE, SERUM", "", "TNP", "", "KB")) + row((Raw("<i>Test not performed: specimen grossly hemolyzed. A level of 3.4 ng/mL or less is low.</i>"), "", "", "", ""))
        + f"</table><p class=s>Physician comments: ____________________ &nbsp; KB = Kestrel Bay Diagnostics, 400 Cannery Row, Astoria. Director: Dunya F. Merriwether, MD. {say(d, 'A smear review was not indicated.', 'Slide reviewed; no clumps seen.', 'Slide on file.')}</p>"
    )  # fmt: skip
    css = ("@page{size:letter;margin:.55in;@bottom-left{content:'" + css_text(f"{who.last.upper()},{who.first.upper()} - KB{who.ids[1][1:]}C") + "';font:7pt 'Liberation Sans'}@bottom-right{content:'PAGE ' counter(page) ' OF ' counter(pages);font:7pt 'Liberation Sans'}}body{font:9pt 'Liberation Sans'}"
           ".d{width:100%}.d td{border:.7pt solid #000;padding:4pt;width:33%;font-size:8pt}.st{font-weight:bold;text-align:right}.t{width:100%}.t th{border-bottom:1pt solid #000}.t td{padding:2.5pt 4pt}.g td{font-weight:bold;padding-top:7pt;background:#eee}.s{font-size:7.5pt;margin-top:10pt}")  # fmt: skip
    web(d, body, css, "lab")
    labs(d, [*cbc, *iron], on)
    d.gold.trap("labs", {"analyte": "folate", "value": 3.4}, "the test was not performed")


def county_specimen_inquiry(d: Doc) -> None:
    """A county hospital's typed inquiry: specimen header lines, flag before the range, a redrawn clotted tube, a phoned result."""
    who, on = d.person, d.on
    s = d.paper("Courier", 8.5, 46)
    rows = all_of(d, (("leukocytes", "WBC", "K/mm3"), ("erythrocytes", "RBC", "M/mm3"), ("hemoglobin", "HGB", "g/dL"), ("hematocrit", "HCT", "%"), ("mcv", "MCV", "fL"), ("platelets", "PLT", "K/mm3"),
                      ("neutrophils", "NEUT#", "K/mm3"), ("lymphocytes", "LYMPH#", "K/mm3"), ("monocytes", "MONO#", "K/mm3"), ("blasts_blood", "BLAST% (MANUAL)", "%")))  # fmt: skip
    rows.insert(5, noise("MPV", "11.2", "fL", "7.4", "11.0", "H"))
    rows.insert(9, noise("BASO#", "0.02", "K/mm3", "0.00", "0.20"))
    sp = f"{on.month:02}{on.day:02}:HM{who.ids[1][1:]}"
    s.mono([f"{'RUN DATE: ' + hyphened(later(on, 1)):<34}CALAVERRA COUNTY MEDICAL CENTER LAB", f"{'RUN USER: LAB.TKO':<34}SPECIMEN INQUIRY               PAGE 1", "-" * 78,
            f"PATIENT: {who.last.upper() + ',' + who.first.upper():<33} ACCT #: V{who.ids[0]}  LOC: INFUS", f"SEX: {who.sex}   DOB: {hyphened(who.born):<24}  REG DR: Obuya,Fenella M", "-" * 78,
            f"SPEC #: {sp:<16} COLL: {hyphened(on)}-0715  STATUS: COMP  REQ #: {who.ids[0][:6]}2", f"{'':<24} RECD: {hyphened(on)}-0802  SUBM DR: Obuya,Fenella M", "ORDERED: CBC W/MAN DIFF", "QUERIES: FASTING? N   LAST TRANSFUSION? UNKNOWN", "",
            f"{'Test':<20}{'Result':>9}  {'Flag':<6}{'Reference':<20}Verified", "-" * 78])  # fmt: skip
    for r in rows:
        span = f"[{r.low}-{r.high}] {r.unit}"
        page = s.mono([f"{r.label:<20}{r.text:>9}  {r.flag:<6}{span:<20}0{8 + len(r.label) % 2}{20 + len(r.text)}"])
        lab(d, r, on, page, norms=r.analyte != "blasts_blood", flag=r.analyte != "blasts_blood")
    s.mono(["", "** TUBE OF 0640 CLOTTED, NOT REPORTED. THIS IS THE REDRAW. **", say(d, "COMMENT: OVALOCYTES 1+, PLATELETS LARGE.", "COMMENT: ANISO 2+. MACROCYTES 2+.", "COMMENT: HYPOGRANULAR NEUTROPHILS SEEN."),
            "CRITICALS: HGB <6.5 AND PLT <15 ARE PHONED TO THE UNIT (POLICY H-14).", "-" * 78, f"PATIENT: {who.last.upper()},{who.first.upper()}     ** END OF REPORT **"])  # fmt: skip
    d.also_dated = (later(on, 1),)
    limit(d, "hemoglobin", 6.5)
    limit(d, "platelets", 15)


def trust_order_comms(d: Doc) -> None:
    """An English trust's order-communications print: asterisk for abnormal, range in brackets, one comment a set, results filed by initials."""
    who, on = d.person, d.on
    fbc = all_of(d, (("hemoglobin", "Haemoglobin", "g/L"), ("leukocytes", "White cell count", "10*9/L"), ("platelets", "Platelet count", "10*9/L"), ("erythrocytes", "Red cell count", "10*12/L"), ("hematocrit", "Haematocrit", "L/L"), ("mcv", "Mean cell volume", "fL"),
                     ("neutrophils", "Neutrophil count", "10*9/L"), ("lymphocytes", "Lymphocyte count", "10*9/L"), ("monocytes", "Monocyte count", "10*9/L")))  # fmt: skip
    fbc.insert(6, noise("Mean cell haemoglobin", "34.2", "pg", "27.0", "33.5", "H"))
    bio = all_of(d, (("creatinine", "Creatinine", "umol/L"), ("bilirubin_total", "Total bilirubin", "umol/L"), ("alanine_aminotransferase", "ALT", "U/L"), ("albumin", "Albumin", "g/L"), ("ferritin", "Ferritin", "ug/L")))  # fmt: skip
    out = after(d, 1)[0]

    def lines(rows: list[Result]) -> str:
        return "".join(row(("*" if r.flag else "", r.label, r.text, r.unit, f"({r.low} - {r.high})")) for r in rows)

    note = say(
        d,
        "Film to follow.",
        "Known to haematology. Film comment: oval macrocytes, hypolobated neutrophils.",
        "Counts as phoned to the surgery at 16:20.",
    )
    body = (
        f"<div class=h>Fenwick and Tarrant NHS Trust &mdash; Pathology</div><table class=d><tr><td>{esc(who.last.upper())}, {who.first} ({'Ms' if who.sex == 'F' else 'Mr'})</td><td>NHS No. 000 {who.ids[0][:3]} {who.ids[0][3:]}</td><td>Hosp No. {who.ids[1]}</td></tr><tr><td>Date of birth {spaced(who.born)}</td><td>{sex(d)}</td><td>Requested by Dr B Tregenza, Chapel Street Surgery</td></tr></table>"
        f"<p><b>Full blood count</b> &nbsp; Sample {who.ids[1][1:]}H &nbsp; Taken {spaced(on)} 10:55 &nbsp; Authorised {spaced(on)} 14:32</p><table class=t>{lines(fbc)}</table>{para('Lab comment: ' + note)}"
        f"<p><b>Renal, liver and iron</b> &nbsp; Sample {who.ids[1][1:]}B &nbsp; Taken {spaced(on)} 10:55 &nbsp; Authorised {spaced(out)} 09:01</p><table class=t>{lines(bio)}</table>{para('Lab comment: a ferritin above 30 ug/L makes iron deficiency unlikely unless CRP is raised.')}"
        + row(()) + f"<p class=s>* outside the reference range. Viewed and filed: BT {spaced(later(on, 2))}. Printed from the requesting system; not a legal copy.</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:16mm}body{font:9.5pt 'Liberation Sans'}.h{font-size:13pt;color:#003087;border-bottom:1.5pt solid #003087}.d{width:100%;background:#eef3fa;margin:5pt 0}.d td{padding:3pt}.t td{padding:1.6pt 12pt 1.6pt 0}.t td:nth-child(3){text-align:right;font-weight:bold}.s{font-size:8pt}"
    web(d, body, css, "lab")
    labs(d, [*fbc, *bio], on, flag=False)
    limit(d, "ferritin", 30)
    d.also_dated = (*d.also_dated, later(on, 2))


def suburban_pathology_cumulative(d: Doc) -> None:
    """An Australian private pathology: four collections as columns, newest at the right, laboratory numbers, a comment for the newest, range at the left."""
    who, on = d.person, d.on
    days = [(later(on, -n), f) for n, f in ((151, 1.3), (88, 1.17), (30, 1.08), (0, 1.0))]
    names = (("hemoglobin", "Haemoglobin", "g/L"), ("erythrocytes", "RCC", "x10^12/L"), ("hematocrit", "Haematocrit", "L/L"), ("mcv", "MCV", "fL"), ("platelets", "Platelets", "x10^9/L"), ("leukocytes", "WCC", "x10^9/L"), ("neutrophils", "Neutrophils", "x10^9/L"), ("lymphocytes", "Lymphocytes", "x10^9/L"), ("monocytes", "Monocytes", "x10^9/L"))  # fmt: skip
    cells, found = "", []
    for n in names:
        rs = [res(d, *n, factor=1.0 if n[0] == "mcv" else f) for _, f in days]
        found += list(zip(rs, days, strict=True))
        cells += row(
            (n[1], f"({rs[0].low}-{rs[0].high})", n[2], *(b(f"{r.text} {r.flag}") if r.flag else r.text for r in rs))
        )
    heads = "".join(
        f"<tr><th>{k}</th><th></th><th></th>{''.join(f'<th>{v}</th>' for v in vs)}</tr>"
        for k, vs in (("Date", [spaced(x) for x, _ in days]), ("Time", ["08:40", "09:15", "08:05", "10:20"]), ("Lab no.", [f"{int(who.ids[0]) // 7 + i * 317}" for i in range(4)]))
    )  # fmt: skip
    note = say(d, "moderate macrocytosis with oval forms; occasional hypogranular neutrophil.", "counts have drifted down since the first of these. Suggest haematology review.", "film shows oval macrocytes and no red cell fragments.")  # fmt: skip
    body = (
        f"<div class=h><b>COOLABAH PATHOLOGY</b> &nbsp; Burnside Rd, Toowong QLD</div><table class=d><tr><td>Dr K. Papasotiriou<br>Jindalee Family Practice</td><td><b>{esc(who.last.upper())}, {who.first}</b><br>DOB {spaced(who.born)} &nbsp; {sex(d)}<br>Your ref. {who.ids[1]}</td><td>Requested {spaced(on)}<br>Collected {spaced(on)}<br>Reported {spaced(after(d, 1)[0])}</td></tr></table>"
        f"<h3>HAEMATOLOGY &mdash; CUMULATIVE REPORT</h3><table class=t><thead>{heads}</thead>{cells}</table><p><b>Comment on latest ({spaced(on)}):</b> {note} Values in bold carry L (low) or H (high).</p><p>All tests on this request have been completed.</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:15mm}body{font:9pt 'DejaVu Sans Condensed','DejaVu Sans'}.h{border-bottom:2pt solid #7a3b00;font-size:12pt}.d{width:100%;margin:6pt 0}.d td{width:33%}.t{width:100%;font-size:8.5pt}.t td,.t th{padding:2.4pt 5pt 2.4pt 0;text-align:right;white-space:nowrap}.t td:first-child,.t th:first-child{text-align:left}h3{font-size:10pt}"
    web(d, body, css, "lab")
    for r, (day, _) in found:
        lab(d, r, day, 1)
    d.also_dated = (*d.also_dated, *(day for day, _ in days))


def corporate_hospital_profile(d: Doc) -> None:
    """An Indian corporate hospital: observed value, unit, biological interval, method in italics under the name, lakhs, percentages and absolutes."""
    who, on = d.person, d.on
    out = after(d, 0, 1)[1]
    rows = all_of(d, (("hemoglobin", "Haemoglobin", "g/dL"), ("erythrocytes", "Total RBC Count", "mill/cumm"), ("hematocrit", "Packed Cell Volume (PCV)", "%"), ("mcv", "MCV", "fL"), ("leukocytes", "Total Leucocyte Count", "/cumm"),
                      ("neutrophils_percent", "Neutrophils", "%"), ("neutrophils", "Absolute Neutrophil Count", "/cumm"), ("lymphocytes", "Absolute Lymphocyte Count", "/cumm"), ("monocytes", "Absolute Monocyte Count", "/cumm"), ("platelets", "Platelet Count", "lakhs/cumm")))  # fmt: skip
    how = (
        "SLS photometry",
        "Impedance",
        "Calculated",
        "Derived",
        "Flow cytometry",
        "Flow cytometry / microscopy",
        "Calculated",
        "Calculated",
        "Calculated",
        "Impedance, cross-checked on smear",
    )
    cells = "".join(
        row((Raw(f"{r.label}<br><i>{m}</i>"), b(r.text) if r.flag else r.text, r.unit, f"{r.low} - {r.high}"))
        for r, m in zip(rows, how, strict=True)
    )
    extra = row(("ESR (Westergren)", "44", "mm/1st hr", "0 - 20")) + row(("Malarial parasite", "Not seen", "", ""))
    remark = say(d, "Anisopoikilocytosis, macro-ovalocytes. Kindly correlate clinically; bone marrow study suggested.", "Dimorphic picture. Advised B12, folate and marrow examination.", "Findings conveyed to treating unit. Repeat after haematinics if clinically indicated.")  # fmt: skip
    body = (
        f"<table class=h><tr><td><b>SHANTIVAN MULTISPECIALITY HOSPITAL</b><br>Department of Laboratory Medicine, Kozhikode<br>NABL MC-0000</td><td class=r>UHID: {who.ids[1]}<br>Bill No: OP{who.ids[0]}</td></tr></table>"
        f"<table class=d>{row(('Patient Name', f': {who.name}', 'Sample Collected', f': {hyphened(on)} 07:58'))}{row(('Age / Sex', f': {who.age(on)} Y / {sex(d)}', 'Sample Received', f': {hyphened(on)} 08:21'))}{row(('Date of Birth', f': {hyphened(who.born)}', 'Report Released', f': {hyphened(out)} 11:40'))}{row(('Referred By', ': Dr. Sreelatha Menon', 'Ward / OP', ': Haemato-Oncology OP'))}</table>"
        f"<h3>COMPLETE HAEMOGRAM (EDTA WHOLE BLOOD)</h3><table class=t><thead>{row(('Investigation', 'Observed Value', 'Unit', 'Biological Reference Interval'), 'th')}</thead>{cells}{extra}</table>"
        f"<p><b>Peripheral smear:</b> {remark}</p><p class=s>Values in bold are outside the interval. Platelet counts under 0.20 lakhs/cumm are informed by phone. &nbsp; -- End of report -- &nbsp; Dr. Jyothi Kurian MD (Path), Consultant</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:14mm}body{font:9pt 'Liberation Sans'}.h{width:100%;border-bottom:2pt solid #a00}.r{text-align:right}.d{width:100%;margin:5pt 0}.d td{padding:1.5pt}.t{width:100%}.t th{background:#f5e4e4;padding:4pt}.t td{border-bottom:.4pt solid #ccc;padding:2.5pt 4pt}.t i{font-size:7pt;color:#555}.s{font-size:7.5pt}h3{text-align:center;font-size:10.5pt}"
    web(d, body, css, "lab")
    labs(d, rows, on, flag=False)
    limit(d, "platelets", 20)


def medical_centre_findings(d: Doc) -> None:
    """A German laboratory practice in English: short codes, plus and minus with the value, previous value in the last column, /nl and /pl."""
    who, on = d.person, d.on
    was = later(on, -64)
    names = (("leukocytes", "LEU Leukocytes", "/nl"), ("erythrocytes", "ERY Erythrocytes", "/pl"), ("hemoglobin", "HB Haemoglobin", "g/dl"), ("hematocrit", "HK Haematocrit", "%"), ("mcv", "MCV", "fl"), ("platelets", "THR Thrombocytes", "/nl"),
             ("neutrophils", "NEA Neutrophils abs.", "/nl"), ("lymphocytes", "LYA Lymphocytes abs.", "/nl"), ("monocytes", "MOA Monocytes abs.", "/nl"), ("lactate_dehydrogenase", "LDH", "U/l"), ("ferritin", "FER Ferritin", "ng/ml"))  # fmt: skip
    rows = all_of(d, names)
    s = d.paper("Vera", 8.5, 54)
    out = after(d, 1)[0]
    s.line("MVZ Labordiagnostik Ostertal GmbH", True, 13)
    s.line("Medical care centre for laboratory medicine - Lindenallee 4, Ostertal", pt=8)
    s.rule()
    s.gap(6)
    s.line(
        f"Patient: {who.last}, {who.first}      born {d.date(who.born, 'dot')}      {sex(d).lower()}      No. {who.ids[0]}"
    )
    s.line(f"Sample taken: {d.date(on, 'dot')} 08:10      Order {who.ids[1]}      Final report of {d.date(out, 'dot')}")
    s.line(f"Sender: Practice Dr. med. H. Brandstetter      Previous result of {d.date(was, 'dot')} in the last column")
    s.gap(8)
    at = [s.margin + x for x in (0, 165, 215, 265, 320, 425)]
    s.row(
        *(
            Cell(x, t, True)
            for x, t in zip(at, ("Analysis", "Result", "", "Unit", "Normal range", "Previous"), strict=True)
        )
    )
    s.rule()
    for r in rows:
        old = res(d, r.analyte, r.label, r.unit, 1.0 if r.analyte == "mcv" else 1.11)
        sign = {"L": "-", "H": "+", "": ""}[r.flag]
        cells = (r.label, r.text, sign, r.unit, f"{r.low} - {r.high}", old.text)
        page = s.row(*(Cell(x, t, bool(sign) and i in {1, 2}) for i, (x, t) in enumerate(zip(at, cells, strict=True))))
        lab(d, r, on, page)
        before(d, old, was, page)
    s.rule()
    s.gap(6)
    s.para(
        say(
            d,
            "Blood smear: anisocytosis, macrocytes, isolated pseudo-Pelger cells.",
            "Smear: macro-ovalocytes; thrombocytes partly enlarged.",
            "Smear examined microscopically, no clumping of thrombocytes.",
        )
    )
    s.para("Quick and PTT: material missing. Remark: for thrombocytes below 20 /nl the sender is called.")
    s.gap(10)
    s.line("Medically validated: Dr. med. Anneliese Vogt, specialist in laboratory medicine", pt=8)
    s.line("- below, + above the normal range", pt=8)
    d.also_dated = (*d.also_dated, was)
    limit(d, "platelets", 20)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f
    for f in (
        member_portal_tests, national_reference_report, county_specimen_inquiry, trust_order_comms,
        suburban_pathology_cumulative, corporate_hospital_profile, medical_centre_findings,
    )
}  # fmt: skip
UNSCORED = frozenset({"suburban_pathology_cumulative"})
"""Counts of more days than one."""

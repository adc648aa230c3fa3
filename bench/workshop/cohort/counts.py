# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Blood counts: a maker's templates for laboratories of five countries."""

from collections.abc import Callable

from bench.workshop.cohort.paper import idle, lab, labs, limit, measured, panel, paper, past, say
from bench.workshop.days import hyphened, later, long, sex, spaced
from bench.workshop.dress import Doc
from bench.workshop.markup import Raw, esc, row, table
from bench.workshop.sheet import Cell


def cbc_with_auto_differential(d: Doc) -> None:
    """An American hospital laboratory: test, value, flag, interval, unit; percentages and absolutes apart; a comment on what the analyser flagged."""
    who, on = d.person, d.on
    n = say(d, "10*3/uL", "K/uL", "10(3)/mcL")
    cbc = panel(
        d,
        (
            ("leukocytes", "WBC Count", n),
            ("erythrocytes", "RBC Count", "M/uL"),
            ("hemoglobin", "Hemoglobin", "g/dL"),
            ("hematocrit", "Hematocrit", "%"),
            ("mcv", "MCV", "fL"),
        ),
    )
    cbc += [
        idle("MCH", "33.1", "pg", "27.0", "33.5"),
        idle("RDW-CV", "18.4", "%", "11.5", "14.5", "H"),
        *panel(d, (("platelets", "Platelet Count", n),)),
        idle("MPV", "10.9", "fL", "9.0", "12.5"),
    ]
    diff = [
        *panel(
            d,
            (
                ("neutrophils", "Neutrophils Absolute", n),
                ("lymphocytes", "Lymphocytes Absolute", n),
                ("monocytes", "Monocytes Absolute", n),
            ),
        ),
        idle("Eosinophils Absolute", "0.05", n, "0.00", "0.50"),
        idle("Immature Granulocytes %", "0.9", "%", "0.0", "0.6", "H"),
    ]

    made = []
    for name, rows in (("CBC", cbc), ("Automated Differential", diff)):
        made.append(row([name], "th", "g").replace("<th>", "<th colspan=5>"))
        made += [
            row((r.label, Raw(f"<b>{r.text}</b>" if r.flag else r.text), r.flag, f"{r.low}-{r.high}", r.unit))
            for r in rows
        ]
    remark = say(d, "Analyzer flags: Anisocytosis 2+; Macrocytosis 1+. Slide reviewed by technologist.", "Smear review: oval macrocytes present, occasional hypogranular neutrophils. No platelet clumps.",
                 "Pathologist review of smear to follow under a separate accession.", "Results verified by repeat analysis. Previous smear review on file; not repeated.")  # fmt: skip
    body = (
        f"<h1>Prairie Fork Regional Medical Center</h1><p class=a>Clinical Laboratory &middot; 1400 Orchard Parkway &middot; Laboratory Director: Rowan T. Ellsberg, MD</p><table class=d><tr><th>Patient</th><td>{esc(who.last)}, {who.first}</td><th>MRN</th><td>{who.ids[0]}</td></tr>"
        f"<tr><th>DOB</th><td>{spaced(who.born)}</td><th>Sex</th><td>{sex(d)}</td></tr><tr><th>Collected</th><td>{spaced(on)} 08:17</td><th>Accession</th><td>H{who.ids[1]}</td></tr><tr><th>Resulted</th><td>{spaced(on)} 09:02</td><th>Ordered by</th><td>Imelda Fairbrother, MD</td></tr></table>"
        f"<table class=t><thead>{row(('Test', 'Result', 'Flag', 'Reference Interval', 'Units'), 'th')}</thead>{''.join(made)}</table><p><b>Comment:</b> {remark}</p>"
        "<p class=s>Critical values: hemoglobin below 7.0 g/dL, platelets below 20, absolute neutrophils below 0.5. L = below interval, H = above interval. Final report.</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.75in}body{font:10pt 'Liberation Sans'}h1{font-size:15pt;margin:0}.a{font-size:8.5pt;margin:1pt 0 6pt}.d{width:100%;border:.8pt solid #000;margin-bottom:9pt}.d td,.d th{padding:2.5pt 5pt}.t{width:100%}.t td,.t th{padding:3pt 5pt;border-bottom:.4pt solid #999}.g th{background:#e4e4e4}.s{font-size:8pt}"
    sheet = paper(d, body, css, "lab")
    labs(d, sheet, [*cbc, *diff])
    limit(d, ("hemoglobin", 7.0), ("platelets", 20.0), ("neutrophils", 0.5))


def fbc_authorised(d: Doc) -> None:
    """A British trust's count: result before the name's unit, range in square brackets, an asterisk at what lies outside, the film in a sentence."""
    who, on = d.person, d.on
    s = d.paper("Helvetica", 10, 56)
    d.kind, d.also_dated = "lab", (later(on, 1),)
    s.line("MILLBROOK & DALE HOSPITALS NHS TRUST", True, 13)
    s.line("Haematology  |  Blood Sciences", pt=10)
    s.rule(w=1.2)
    s.gap(6)
    for a, b in (
        (f"Patient: {who.last.upper()}, {who.first}", f"Hospital no: {who.ids[0]}"),
        (f"Born: {hyphened(who.born)}   Sex: {sex(d)}", f"Lab no: {who.ids[1]}"),
        (f"Taken: {hyphened(on)} 10:35", f"Authorised: {hyphened(later(on, 1))} 07:50"),
        (
            f"Source: {say(d, 'Haematology Clinic', 'Medical Day Unit', 'Ward 14', 'GP, The Limes Surgery')}",
            "Clinician: Dr P Hallworth",
        ),
    ):
        s.row(Cell(s.margin, a), Cell(s.margin + 300, b))
    s.rule()
    s.gap(8)
    s.line("FULL BLOOD COUNT", True, 11)
    rows = panel(d, (("hemoglobin", "Haemoglobin", "g/L"), ("leukocytes", "White cell count", "10^9/L"), ("platelets", "Platelets", "10^9/L"), ("erythrocytes", "Red cell count", "10^12/L"), ("hematocrit", "Haematocrit", "L/L"), ("mcv", "MCV", "fL"),
                     ("neutrophils", "Neutrophils", "10^9/L"), ("lymphocytes", "Lymphocytes", "10^9/L"), ("monocytes", "Monocytes", "10^9/L")))  # fmt: skip
    rows += [idle("Eosinophils", "0.06", "10^9/L", "0.04", "0.50"), idle("Basophils", "0.02", "10^9/L", "0.00", "0.10")]
    for r in rows:
        star = "*" if r.flag else ""
        page = s.row(
            Cell(s.margin, r.label),
            Cell(s.margin + 175, star, True, "r"),
            Cell(s.margin + 215, r.text, bool(r.flag), "r"),
            Cell(s.margin + 224, r.unit),
            Cell(s.margin + 300, f"[{r.low} - {r.high}]"),
            step=1.6,
        )
        lab(d, r, page, flag=False)
    s.gap(10)
    s.line("Blood film", True)
    s.para(say(d, "Macrocytic red cells with some teardrop forms. Neutrophils are hypogranular. No nucleated red cells.", "Red cell anisopoikilocytosis. Pelgeroid neutrophils noted. Platelets normal in appearance. Suggest haematology review.",
               "Dimorphic red cells. Several hypogranular neutrophils. Platelet count confirmed on film.", "Oval macrocytes and polychromasia. No red cell fragments. Please check haematinics if not done."))  # fmt: skip
    s.gap(6)
    s.para(
        "* outside the reference range for age and sex. Refer to the transfusion guideline before ordering red cells: single unit, Hb below 70 g/L.",
        pt=8.5,
    )
    s.line(
        f"Authorised by: {say(d, 'M Castellane', 'R Oduya', 'J Wintergreen')}, Biomedical Scientist     Page 1 of 1",
        pt=8.5,
    )
    limit(d, ("hemoglobin", 7.0))


def small_count_of_the_clinic(d: Doc) -> None:
    """A German laboratory printed in English: small blood count and serum, a scale of plus and minus signs, dotted days."""
    who, on = d.person, d.on
    blood = panel(d, (("leukocytes", "Leukocytes", "/nl"), ("erythrocytes", "Erythrocytes", "/pl"), ("hemoglobin", "Haemoglobin", "g/dl"), ("hematocrit", "Haematocrit", "%"), ("mcv", "MCV", "fl"), ("platelets", "Thrombocytes", "/nl"),
                      ("neutrophils", "Neutrophils abs.", "/nl"), ("lymphocytes", "Lymphocytes abs.", "/nl"), ("monocytes", "Monocytes abs.", "/nl"), ("reticulocytes_percent", "Reticulocytes", "%")))  # fmt: skip
    serum = panel(d, (("creatinine", "Creatinine", "mg/dl"), ("bilirubin_total", "Bilirubin total", "mg/dl"), ("alanine_aminotransferase", "ALT (GPT)", "U/l"), ("lactate_dehydrogenase", "LDH", "U/l"), ("ferritin", "Ferritin", "ng/ml"), ("vitamin_b12", "Vitamin B12", "pg/ml")))  # fmt: skip

    made = ""
    for name, rows in (("Blood count (EDTA)", blood), ("Clinical chemistry (serum)", serum)):
        made += f"<tr class=g><td colspan=5>{name}</td></tr>"
        made += "".join(
            row((r.label, Raw(f"<b>{r.text}</b>"), {"L": "-", "H": "+"}.get(r.flag, ""), r.unit, f"{r.low} - {r.high}"))
            for r in rows
        )
    note = say(
        d,
        "The differential was counted by machine.",
        "Differential: mechanical count, microscopic check of the smear done.",
        "Microscopic differentiation requested; result follows.",
        "EDTA-induced platelet aggregation excluded by citrate sample.",
    )
    body = (
        f"<table class=h><tr><td><b>Klinikum Ahrental</b><br>Institute of Laboratory Medicine<br>Head: Prof. Dr. med. H. Vossberg</td><td class=r>Findings no. {who.ids[1]}<br>Final findings of {d.date(on, 'dot')}</td></tr></table>"
        f"<p>Patient: <b>{esc(who.last)}, {who.first}</b>, born {d.date(who.born, 'dot')}, {sex(d).lower()} &nbsp; Case no. {who.ids[0]}<br>Sender: Haematology outpatient clinic &nbsp; Material taken: <b>{d.date(on, 'dot')} 07:40</b> &nbsp; Receipt in laboratory: {d.date(on, 'dot')} 08:26</p>"
        f"<table class=t><thead>{row(('Examination', 'Value', '+/-', 'Unit', 'Reference range'), 'th')}</thead>{made}</table><p class=s>{note}<br>- below, + above the reference range (age and sex considered). Medically validated; valid without signature.</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:20mm 18mm}body{font:10pt 'DejaVu Sans Condensed','DejaVu Sans'}.h{width:100%;border-bottom:1.5pt solid #1d5c4b;margin-bottom:8pt}.r{text-align:right}.t{width:100%;margin-top:8pt}.t td,.t th{padding:2.6pt 5pt}.t th{border-bottom:1pt solid #1d5c4b}.g td{font-weight:bold;padding-top:7pt;color:#1d5c4b}.t tr td:nth-child(2){text-align:right}.s{font-size:8.5pt;margin-top:8pt}"
    sheet = paper(d, body, css, "lab")
    labs(d, sheet, [*blood, *serum])


def haemogram_with_methods(d: Doc) -> None:
    """An Indian chain: the test with its method beneath, observed value, unit, biological interval; counts to the cumm and platelets in lakhs."""
    who, on = d.person, d.on
    out = later(on, 1)
    rows = panel(d, (("hemoglobin", "Haemoglobin (Hb)", "g/dL"), ("erythrocytes", "Total RBC Count", "mill/cumm"), ("hematocrit", "PCV", "%"), ("mcv", "MCV", "fL"), ("leukocytes", "Total Leucocyte Count", "/cumm"),
                     ("neutrophils", "Absolute Neutrophil Count", "/cumm"), ("lymphocytes", "Absolute Lymphocyte Count", "/cumm"), ("monocytes", "Absolute Monocyte Count", "/cumm"), ("platelets", "Platelet Count", "lakh/cumm")))  # fmt: skip
    methods = (
        "SLS, colorimetric",
        "Electrical impedance",
        "Calculated",
        "Derived from histogram",
        "Flow cytometry",
        "Flow cytometry",
        "Flow cytometry",
        "Flow cytometry",
        "Electrical impedance",
    )
    made = "".join(
        row(
            (
                Raw(f"{esc(r.label)}<br><i>{m}</i>"),
                Raw(f"<b>{r.text}</b>" if r.flag else r.text),
                r.unit,
                f"{r.low} - {r.high}",
            )
        )
        for r, m in zip(rows, methods, strict=True)
    )
    smear = say(d, "RBCs are macrocytic with anisocytosis. WBCs show few hyposegmented neutrophils. Platelets adequate to count. No haemoparasite seen.", "Macro-ovalocytes present. Nucleated RBCs not seen. Giant platelets seen occasionally.",
                "Anisopoikilocytosis with tear drop cells. Advised: clinical correlation and bone marrow examination.", "RBC: normocytic to macrocytic. WBC: differential as above. Parasite: not detected.")  # fmt: skip
    body = (
        f"<div class=h><b>Suvarna Path Labs</b><br>Regional Reference Laboratory, Pune &nbsp;|&nbsp; Accredited to ISO 15189</div><table class=d><tr><td>Name : {who.first} {esc(who.last)}<br>Age/Gender : {who.age(on)} Y / {sex(d)}<br>Date of birth : {hyphened(who.born)}<br>UHID : {who.ids[0]}</td><td>Visit ID : {who.ids[1]}<br>Collected : {hyphened(on)} 09:12 AM<br>Received : {hyphened(on)} 01:44 PM<br>Reported : {hyphened(out)} 10:05 AM</td></tr></table>"
        f"<p class=c>DEPARTMENT OF HAEMATOLOGY<br>COMPLETE BLOOD COUNT, WHOLE BLOOD EDTA</p><table class=t><thead>{row(('Test Name', 'Result', 'Unit', 'Bio. Ref. Interval'), 'th')}</thead>{made}</table>"
        f"<p><b>Peripheral smear :</b> {smear}</p><p class=s>Note : As per guidelines platelet transfusion is considered below 0.10 lakh/cumm. Results in bold lie outside the interval. Partial reproduction of this report is not permitted.</p><p class=r>Dr. Kavita Deshmukh-Rao<br>MD (Pathology), Reg. No. 000000</p><p class=c>*** End of report ***</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:16mm}body{font:9.5pt 'Liberation Sans'}.h{text-align:center;border-bottom:2pt solid #b5482a;padding-bottom:4pt}.h b{font-size:15pt}.d{width:100%;margin:6pt 0}.d td{width:50%;line-height:1.4}.c{text-align:center;font-weight:bold}.t{width:100%}.t th{background:#f4e3db}.t td,.t th{padding:3pt 6pt;border:.5pt solid #c9b3a8}i{font-size:7.5pt;color:#444}.r{text-align:right;margin-top:22pt}.s{font-size:8pt}"
    sheet = paper(d, body, css, "lab")
    labs(d, sheet, rows, flag=False)
    limit(d, ("platelets", 10.0))
    d.also_dated = (out,)


CODES = {
    "leukocytes": "6690-2", "erythrocytes": "789-8", "hemoglobin": "718-7", "hematocrit": "4544-3", "mcv": "787-2", "platelets": "777-3", "neutrophils": "751-8", "lymphocytes": "731-0", "monocytes": "742-7", "creatinine": "2160-0",
    "bilirubin_total": "1975-2", "alanine_aminotransferase": "1742-6", "albumin": "1751-7", "ferritin": "2276-4", "vitamin_b12": "2132-9",
}  # fmt: skip


def coded_observations(d: Doc) -> None:
    """A synthetic-data company's report: a code before each observation, value and unit in one cell, the interpretation as a word."""
    who, on = d.person, d.on
    hem = panel(d, (("leukocytes", "Leukocytes [#/volume] in Blood", "10*3/uL"), ("erythrocytes", "Erythrocytes [#/volume] in Blood", "10*6/uL"), ("hemoglobin", "Hemoglobin [Mass/volume] in Blood", "g/dL"), ("hematocrit", "Hematocrit [Volume Fraction] of Blood", "%"), ("mcv", "MCV [Entitic volume]", "fL"), ("platelets", "Platelets [#/volume] in Blood", "10*3/uL"),
                    ("neutrophils", "Neutrophils [#/volume] in Blood", "10*3/uL"), ("lymphocytes", "Lymphocytes [#/volume] in Blood", "10*3/uL"), ("monocytes", "Monocytes [#/volume] in Blood", "10*3/uL")))  # fmt: skip
    chem = panel(d, (("creatinine", "Creatinine [Mass/volume] in Serum", "mg/dL"), ("bilirubin_total", "Bilirubin.total [Mass/volume] in Serum", "mg/dL"), ("alanine_aminotransferase", "ALT [Enzymatic activity] in Serum", "U/L"), ("albumin", "Albumin [Mass/volume] in Serum", "g/dL"), ("ferritin", "Ferritin [Mass/volume] in Serum", "ng/mL"), ("vitamin_b12", "Cobalamin (Vitamin B12) [Mass/volume]", "pg/mL")))  # fmt: skip
    word = {"L": "Low", "H": "High", "": "Normal"}
    parts = ""
    for name, rows in (("Hematology panel", hem), ("Chemistry panel", chem)):
        parts += f"<h2>{name}</h2>" + table(
            ("Code", "Observation", "Value", "Range", "Interpretation"),
            [
                (CODES[r.analyte], r.label, Raw(f"<b>{r.text}</b> {r.unit}"), f"{r.low} to {r.high}", word[r.flag])
                for r in rows
            ],
        )
    end = say(
        d,
        "Sample quality: acceptable. No interfering substance noted.",
        "All observations final. None amended.",
        "Hemolysis index 0, icterus index 0, lipemia index 0.",
        "Specimen integrity checked on receipt; no comment.",
    )
    body = (
        f"<div class=b>Laboratory report <span>Alder Creek Health</span></div><table class=d><tr><td>Subject</td><td><b>{who.first} {esc(who.last)}</b></td><td>Identifier</td><td>{who.ids[0]}</td></tr><tr><td>Birth date</td><td>{who.born.isoformat()}</td><td>Administrative sex</td><td>{sex(d).lower()}</td></tr>"
        f"<tr><td>Effective</td><td>{on.isoformat()} 07:55</td><td>Issued</td><td>{on.isoformat()} 12:20</td></tr><tr><td>Specimen</td><td>Venous blood</td><td>Status</td><td>final</td></tr></table>{parts}<p class=s>{end} Codes identify the kind of observation and are not results.</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.6in}body{font:9.5pt 'DejaVu Sans Condensed','DejaVu Sans'}.b{font-size:15pt;border-bottom:2pt solid #4a5fa5;margin-bottom:6pt}.b span{float:right;font-size:10pt}.d{width:100%;background:#f3f5fb}.d td{padding:3pt 6pt}h2{font-size:11pt;color:#4a5fa5;margin:10pt 0 3pt}.t{width:100%}.t td,.t th{padding:2.6pt 5pt;border-bottom:.4pt solid #bbc}.s{font-size:8pt;margin-top:8pt}"
    sheet = paper(d, body, css, "lab")
    labs(d, sheet, [*hem, *chem])


def count_in_a_paragraph(d: Doc) -> None:
    """A laboratory's typed opinion on a blood sample: every value in a sentence, what is normal named as such, the day at the top."""
    who, on = d.person, d.on
    hb, wbc, plt, anc = (
        measured(d, *n)
        for n in (
            ("hemoglobin", "hemoglobin", "g/dL"),
            ("leukocytes", "leukocyte", "x10^9/L"),
            ("platelets", "platelet", "x10^9/L"),
            ("neutrophils", "neutrophil", "x10^9/L"),
        )
    )
    lym, mono, mcv = (
        measured(d, *n)
        for n in (
            ("lymphocytes", "lymphocytes", "x10^9/L"),
            ("monocytes", "monocytes", "x10^9/L"),
            ("mcv", "MCV", "fL"),
        )
    )
    told = {"L": "reduced", "H": "raised", "": "within limits"}
    first = say(
        d,
        f"The hemoglobin is {hb.text} g/dL ({told[hb.flag]}) with an MCV of {mcv.text} fL. The platelet count stands at {plt.text} x10^9/L ({told[plt.flag]}).",
        f"We measured a hemoglobin of {hb.text} g/dL, which is {told[hb.flag]}; the red cells have an MCV of {mcv.text} fL. A platelet count of {plt.text} x10^9/L was obtained and is {told[plt.flag]}.",
        f"This sample has a hemoglobin of {hb.text} g/dL, {told[hb.flag]} for the patient's sex, an MCV of {mcv.text} fL and a platelet count of {plt.text} x10^9/L ({told[plt.flag]}).",
        f"Red cells: hemoglobin {hb.text} g/dL ({told[hb.flag]}), MCV {mcv.text} fL. Platelets: the platelet count is {plt.text} x10^9/L and is {told[plt.flag]}.",
    )
    second = say(
        d,
        f"The total leukocyte count of {wbc.text} x10^9/L is made up of {anc.text} x10^9/L neutrophils ({told[anc.flag]}), {lym.text} x10^9/L lymphocytes and {mono.text} x10^9/L monocytes. The absolute neutrophil count is therefore {told[anc.flag]}.",
        f"Among a leukocyte count of {wbc.text} x10^9/L the absolute neutrophil count is {anc.text} x10^9/L ({told[anc.flag]}); lymphocytes are {lym.text} x10^9/L and monocytes {mono.text} x10^9/L.",
        f"The leukocyte count was {wbc.text} x10^9/L. By the analyser's differential the absolute neutrophil count was {anc.text} x10^9/L, {told[anc.flag]}, with lymphocytes at {lym.text} x10^9/L and monocytes at {mono.text} x10^9/L.",
    )
    third = say(
        d,
        "The smear shows anisocytosis and a few Pelger-like neutrophils.",
        "The smear shows hypogranular neutrophils; nucleated red cells were not found.",
        "On the smear there are oval macrocytes and no fragments.",
    )
    s = d.paper("Times", 11.5, 72)
    d.kind, d.also_kind = "lab", ()
    s.line("Foxglove Laboratory Associates", True, 15)
    s.line("Written report on a peripheral blood sample", pt=11)
    s.rule()
    s.gap(10)
    s.line(f"Patient: {who.name}          Date of birth: {long(who.born)}          {sex(d)}")
    s.line(f"Record number: {who.ids[0]}          Sample {who.ids[1]}, drawn {long(on)}")
    s.gap(12)
    page = s.para(first)
    s.gap(5)
    s.para(second)
    s.gap(5)
    s.para(third)
    s.gap(5)
    s.para(
        "In adults we call a hemoglobin under 12 g/dL in women and under 13 g/dL in men anemia, a platelet count under 150 thrombocytopenia and an absolute neutrophil count under 1.8 neutropenia."
    )
    s.gap(18)
    s.line(f"Dr. {say(d, 'Winifred Asante', 'Leopold Harrow', 'Miriam Castellan')}, clinical pathologist")
    for r in (hb, wbc, plt, anc, lym, mono, mcv):
        lab(d, r, page, flag=False, reference=False)
    limit(d, ("hemoglobin", 12.0), ("hemoglobin", 13.0), ("platelets", 150.0), ("neutrophils", 1.8))


def present_and_former(d: Doc) -> None:
    """A university clinic's sheet of two days: the present value in bold on the left, the former one in grey with its own day in the heading."""
    who, on = d.person, d.on
    before = later(on, -d.rng.randrange(35, 120))
    names = (("hemoglobin", "Hgb", "g/dL"), ("hematocrit", "Hct", "%"), ("mcv", "MCV", "fL"), ("leukocytes", "WBC", "thou/uL"), ("neutrophils", "Abs. neutrophils", "thou/uL"), ("lymphocytes", "Abs. lymphocytes", "thou/uL"), ("monocytes", "Abs. monocytes", "thou/uL"), ("platelets", "Platelets", "thou/uL"), ("lactate_dehydrogenase", "LDH", "U/L"), ("erythropoietin", "Erythropoietin", "mIU/mL"))  # fmt: skip
    now = panel(d, names)
    old = {
        r.analyte: r
        for r in panel(d, names, d.rng.choice((1.07, 1.12, 1.18)))
        if r.analyte not in {"mcv", "erythropoietin"}
    }
    rows = [
        (
            r.label,
            Raw(f"<b>{r.text}</b>"),
            r.flag,
            Raw(f"<span class=o>{old[r.analyte].text}</span>" if r.analyte in old else "<span class=o>not done</span>"),
            r.unit,
            f"{r.low}-{r.high}",
        )
        for r in now
    ]
    body = (
        f"<table class=h><tr><td><b>University Hospital of Brackwater</b><br>Core Laboratory</td><td>{esc(who.last)}, {who.first} &nbsp; {sex(d)}<br>Born {spaced(who.born)} &nbsp; ID {who.ids[0]}</td></tr></table><h2>Hematology and selected chemistry</h2>"
        + table(("Test", f"{spaced(on)}", "", f"{spaced(before)}", "Unit", "Normal"), rows)
        + f"<p class=s>Left column: present sample, collected {spaced(on)} at 09:30. Right column: {say(d, 'former sample of this laboratory, for comparison only', 'earlier result on file for this patient', 'last result before the present one')}. L/H refer to the present sample.</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.8in}body{font:10.5pt 'Liberation Serif'}.h{width:100%;border-top:2pt solid;border-bottom:2pt solid}.h td{padding:5pt;width:50%}h2{font-size:12pt}.t{width:100%}.t th{border-bottom:1pt solid}.t td,.t th{padding:3.5pt 6pt}.o{color:#777}.s{font-size:9pt}"
    sheet = paper(d, body, css, "lab")
    labs(d, sheet, now)
    for r in old.values():
        past(d, r, before, 1)
    d.also_dated = (before,)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (cbc_with_auto_differential, fbc_authorised, small_count_of_the_clinic, haemogram_with_methods, coded_observations, count_in_a_paragraph, present_and_former)
}  # fmt: skip
UNSCORED = frozenset({"present_and_former"})

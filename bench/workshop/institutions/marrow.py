# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Bone marrow reports of pathology departments, reference laboratories and integrated services."""

from collections.abc import Callable

from bench.workshop.days import hyphened, long, sex, spaced
from bench.workshop.dress import Doc
from bench.workshop.institutions.paper import (
    SCORED,
    after,
    all_of,
    asked,
    b,
    css_text,
    g,
    karyotype,
    lab,
    labs,
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
from bench.workshop.markup import Raw, esc, row, table
from bench.workshop.marrow import denied, diagnosis
from bench.workshop.people import WHO

CBC = (("hemoglobin", "Hb", "g/L"), ("leukocytes", "WBC", "10^9/L"), ("neutrophils", "Neutrophils", "10^9/L"), ("platelets", "Platelets", "10^9/L"), ("mcv", "MCV", "fL"))  # fmt: skip


def _cells(d: Doc) -> list[str]:
    """Seven other cell types that add up to a hundred with the blasts."""
    rest = 100 - d.person.counts["blasts_marrow"]
    shares = [round(rest * x, 1) for x in (0.03, 0.12, 0.12, 0.2, 0.13, 0.02)]
    return [f"{x:g}" for x in (*shares, round(rest - sum(shares), 1))]


def _no_value(d: Doc, analyte: str, value: float, why: str) -> None:
    if abs(d.person.counts[analyte] - value) > 0.006 * max(value, 1):
        d.gold.trap("labs", {"analyte": analyte, "value": value}, why)


def integrated_diagnostic_service(d: Doc) -> None:
    """A regional integrated service in Britain: one report whose table gathers blood count, morphology, flow, cytogenetics and genes, then the agreed diagnosis; all inputs of the scores."""
    who, on = d.person, d.on
    got, out = after(d, 1, 19)
    fbc = all_of(d, CBC)
    rest, full = silent(d, SCORED), g(d, "marrow_cellularity")
    vs = [f"{m.gene} {m.coding} {three(m)} (VAF {pct(m)}%)" for m in who.mutations]
    morph = say(
        d,
        f"Particulate aspirate. Blasts {g(d, 'blasts_marrow')}% of nucleated cells (500 counted). Dysplasia in the erythroid and megakaryocytic lines.",
        f"Cellular trails. The blast percentage is {g(d, 'blasts_marrow')}%. Megakaryocytes are small with separated lobes.",
        f"Good quality smears; myeloblasts account for {g(d, 'blasts_marrow')}% of all nucleated cells. Red cell precursors show budding.",
    )
    iron = say(
        d,
        f"Iron stain: ring sideroblasts {rings(d)}.",
        f"Perls: ring sideroblasts {rings(d)} of erythroblasts.",
    )
    body = (
        f"<div class=h>Severn Estuary Haematological Malignancy Diagnostic Service<br><span>INTEGRATED REPORT</span></div><table class=d>{row(('Name', who.name, 'Service number', f'SE{who.ids[1][1:]}/{on.year % 100}'))}{row(('Date of birth', long(who.born), 'Sample taken', long(on)))}{row(('Sex', sex(d), 'Sample received', long(got)))}{row(('Hospital number', who.ids[0], 'Authorised', long(out)))}{row(('Consultant', 'Dr R. Abiodun-Pryce', 'Sample', 'Marrow aspirate, trephine, blood'))}</table>"
        f"<p class=q>Clinical details: {say(d, 'unexplained cytopenia, ?MDS', 'falling counts over a year, query MDS', 'abnormal film, MDS suspected')}</p>"
        f"<table class=t>{row((b('Blood count'), ', '.join(f'{r.label} {r.text} {r.unit}' for r in fbc)))}{row((b('Aspirate'), morph + ' ' + iron))}{row((b('Trephine'), f'Cellularity {full}%. Reticulin not increased. No infiltration by carcinoma or lymphoma.'))}"
        f"{row((b('Flow cytometry'), 'CD34+ CD117+ events 2.7% of leucocytes (not a substitute for the morphological count). No abnormal lymphoid population.'))}{row((b('Cytogenetics'), f'G-banding: {who.karyotype}'))}"
        f"{row((b('Gene panel'), Raw('<br>'.join(map(esc, vs)) or 'No clinically significant variant')))}{row((b('No variant in'), ', '.join(rest) + '. FLT3-ITD and KMT2A-PTD not detected.'))}</table>"
        f"<div class=x>Integrated diagnosis: {esc(WHO[who.who][0])} (WHO 2016)</div>"
        + para("Comment: " + say(d, "Acute leukaemia is excluded by the blast count; 20% would be required.", "Blasts are short of the 20% required for acute leukaemia.", "There is no acute leukaemia (threshold 20% blasts)."))
        + "<p class=s>Morphology: Dr L. Cadwallader. Flow: P. Nwosu. Genetics: Dr T. Havergal, FRCPath. Issued electronically. Each component report is available on the service portal.</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:15mm}body{font:9pt 'Liberation Sans'}.h{background:#2b4a6f;color:#fff;padding:6pt;font-size:12pt}.h span{font-size:9pt}.d{width:100%;margin:5pt 0}.d td{padding:1.6pt 6pt 1.6pt 0}.d td:nth-child(odd){color:#555;width:90pt}.t{width:100%}.t td{border:.5pt solid #9ab;padding:4pt}.t td:first-child{width:80pt;background:#eef2f7}.x{border:1.5pt solid #2b4a6f;padding:6pt;font-weight:bold;margin:6pt 0}.s{font-size:7.5pt}.q{font-style:italic}"
    sheet = web(d, body, css, "marrow", "pathology", "other", "molecular")
    labs(d, fbc, on, flag=False, norms=False)
    percents(d, sheet.find("Trephine"), "blasts_marrow", "marrow_cellularity", "ring_sideroblasts")
    karyotype(d, sheet.find(who.karyotype))
    for m in who.mutations:
        variant(d, m, sheet.find(m.gene, m.coding))
    diagnosis(d, sheet.find("Integrated diagnosis"), "Integrated diagnosis")
    denied(d, 1, "aml", "acute_leukemia", "carcinoma", "lymphoma")
    asked(d, 1, "mds")
    _no_value(d, "blasts_marrow", 2.7, "flow")
    _no_value(d, "blasts_marrow", 20.0, "threshold")
    d.no_fibrosis(1, "Reticulin")


def department_of_pathology(d: Doc) -> None:
    """A community hospital's pathology department in the United States: typed capitals, final diagnosis by part, CBC and differential in the microscopic part, gross and codes at the end."""
    who, on = d.person, d.on
    out = after(d, 4)[0]
    s = d.paper("Courier", 9, 50)
    d.kind, d.also_kind = "marrow", ("pathology",)
    cbc = all_of(d, (("leukocytes", "WBC", "K/uL"), ("hemoglobin", "HGB", "g/dL"), ("mcv", "MCV", "fL"), ("platelets", "PLT", "K/uL"), ("neutrophils", "ANC", "K/uL")))  # fmt: skip
    s.mono(["                    ST. BRENDAN'S COMMUNITY HOSPITAL", "                       DEPARTMENT OF PATHOLOGY", "                 BONE MARROW EXAMINATION - FINAL REPORT", "=" * 74,
            f"{'PATIENT: ' + who.last.upper() + ', ' + who.first.upper():<44}CASE #: B{on.year % 100}-{who.ids[1][2:]}", f"{'DOB: ' + hyphened(who.born) + '  SEX: ' + who.sex:<44}COLLECTED: {hyphened(on)}", f"{'MRN: ' + who.ids[0]:<44}REPORTED:  {hyphened(out)}",
            "PHYSICIAN: HOLLENBECK, ADA R., D.O.", "=" * 74, "", "FINAL DIAGNOSIS", "-" * 15])  # fmt: skip
    page = s.mono(["BONE MARROW, RIGHT ILIAC CREST, BIOPSY, CLOT AND ASPIRATE:", *_folded(f"- {WHO[who.who][0].upper()}.", 70), f"- BLASTS {g(d, 'blasts_marrow')}% (ASPIRATE, 500 CELL COUNT).", f"- MARROW CELLULARITY {g(d, 'marrow_cellularity')}%.", "- STORAGE IRON PRESENT; SEE MICROSCOPIC."])  # fmt: skip
    diagnosis(d, page, WHO[who.who][0].upper().split()[0])
    percents(d, page, "blasts_marrow", "marrow_cellularity")
    s.mono(["", "COMMENT", "-" * 7, *_folded(say(d, "No features of acute myeloid leukemia. Chromosome analysis and a myeloid gene panel were sent out; results will be issued by the reference laboratory.", "Cytogenetic and molecular studies are pending at the time of this report. The findings are not those of acute myeloid leukemia.", "Criteria for acute myeloid leukemia are not met. Karyotype and NGS to follow under separate cover."), 72)])  # fmt: skip
    s.mono(["", "CLINICAL HISTORY", "-" * 16, say(d, "CYTOPENIA, R/O MDS. MOTHER HAD POLYCYTHEMIA VERA.", "R/O MDS. MATERNAL HISTORY OF POLYCYTHEMIA VERA.", "PERSISTENT LOW COUNTS, R/O MDS; MOTHER - POLYCYTHEMIA VERA.")])  # fmt: skip
    s.mono(["", "PERIPHERAL BLOOD (SAME DAY)", "-" * 27])
    for r in cbc:
        lab(d, r, on, s.mono([f"  {r.label:<6}{r.text:>8} {r.unit:<7}{r.flag:<3}(REF {r.low}-{r.high})"]))
    page = s.mono([f"  CIRCULATING BLASTS: {g(d, 'blasts_blood')}%"])
    percents(d, page, "blasts_blood")
    s.mono(
        [
            "",
            "ASPIRATE DIFFERENTIAL (%)               NORMAL",
            "-" * 48,
            f"  {'BLASTS':<26}{g(d, 'blasts_marrow'):>6}       0-3",
        ]
    )
    for name, value, span in zip(("PROMYELOCYTES", "MYELOCYTES", "METAMYELOCYTES", "NEUTROPHILS/BANDS", "LYMPHOCYTES", "PLASMA CELLS", "ERYTHROID PRECURSORS"), _cells(d), ("1-5", "6-17", "3-20", "14-42", "6-23", "0-3", "16-40"), strict=True):  # fmt: skip
        s.mono([f"  {name:<26}{value:>6}       {span}"])
    s.mono(
        [
            "",
            "MICROSCOPIC",
            "-" * 11,
            *_folded(
                "Erythroid maturation is megaloblastoid with nuclear irregularity. Granulocytes are hypogranular in part. Monolobated megakaryocytes are present.",
                72,
            ),
        ]
    )
    page = s.mono([f"IRON STAIN (ASPIRATE): RING SIDEROBLASTS {rings(d).upper()} OF NRBC."])
    percents(d, page, "ring_sideroblasts")
    s.mono(["IHC (CLOT): CD34 HIGHLIGHTS 8% OF CELLS; E-CADHERIN AND CD61 SUPPORT ABOVE.", "", "GROSS", "-" * 5, "A. CORE, 1.4 CM, DECALCIFIED. B. CLOT, 0.9 CM. CASSETTES A1, B1.", "", "CPT 85097, 88305X2, 88311, 88313X2, 88342.", f"ELECTRONICALLY SIGNED: G. OSTERHAUS, M.D. {hyphened(out)} 15:40"])  # fmt: skip
    asked(d, 1, "mds")
    denied(d, 1, "aml", "acute_leukemia")
    d.gold.trap("diagnoses", {"disease": "polycythemia_vera"}, "the mother's")
    d.gold.trap("diagnoses", {"disease": "pv"}, "the mother's")
    _no_value(d, "blasts_marrow", 8.0, "a CD34 stain")


def _folded(text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def comprehensive_heme_summary(d: Doc) -> None:
    """A reference laboratory's summary page over its single reports: modality, finding, status; then the morphology with its tables; FISH pending; all inputs of the scores."""
    who, on = d.person, d.on
    got, out = after(d, 1, 13)
    cbc = all_of(d, (("leukocytes", "WBC", "x10E3/uL"), ("erythrocytes", "RBC", "x10E6/uL"), ("hemoglobin", "HGB", "g/dL"), ("hematocrit", "HCT", "%"), ("platelets", "PLT", "x10E3/uL"), ("neutrophils", "Abs. neutrophils", "x10E3/uL")))  # fmt: skip
    rest = silent(d, SCORED)
    genes = (
        "; ".join(f"{m.gene} {one(m)} ({m.coding}), VAF {pct(m)}%" for m in who.mutations)
        or "No pathogenic variants detected"
    )
    top = [("Morphology", WHO[who.who][0], "Final"), ("Flow cytometry", "Left-shifted myeloid maturation; 1.9% CD34+ blasts by flow", "Final"), ("Cytogenetics", who.karyotype, "Final"), ("MDS FISH", "Not reported yet", "Pending"), ("Myeloid NGS, 37 genes", genes, "Final")]  # fmt: skip
    names = (
        "Promyelocytes",
        "Myelocytes",
        "Metamyelocytes",
        "Bands and segs",
        "Lymphocytes",
        "Plasma cells",
        "Erythroids",
    )
    body = (
        f"<div class=h><b>Palisade Oncology Laboratories</b><span>HemeComplete&nbsp;Summary</span></div><table class=d><tr><td>Patient Name: <b>{esc(who.last)}, {who.first}</b><br>Patient DOB / Sex: {hyphened(who.born)} / {who.sex}<br>MRN: {who.ids[0]}</td><td>Specimen Type: Bone marrow<br>Body Site: Posterior iliac crest<br>Specimen ID: {who.ids[1]}</td><td>Collection Date: {hyphened(on)}<br>Received Date: {hyphened(got)}<br>Report Date: {hyphened(out)}</td></tr></table>"
        f"<h2>Summary of results</h2>{table(('Modality', 'Result', 'Status'), top)}<p class=i>{say(d, 'The integrated findings support the diagnosis above.', 'Taken together, the results support the morphologic diagnosis.', 'All final modalities have been correlated by the signing pathologist.')} Findings of acute myeloid leukemia were not identified.</p>"
        f"<h2>NGS: genes without a reportable variant</h2><p class=g>{', '.join(rest)}</p><p>FLT3 ITD: not detected. KMT2A PTD: not detected.</p>"
        f"<div class=n><h2>Bone marrow morphology</h2><table class=two><tr><td>{table(('CBC (' + hyphened(on) + ')', 'Value', 'Units', 'Range'), [(r.label, r.text + (' ' + r.flag if r.flag else ''), r.unit, f'{r.low}-{r.high}') for r in cbc])}</td>"
        f"<td>{table(('Aspirate', '% of 500', 'Expected'), [('Blasts', g(d, 'blasts_marrow'), '<5'), *zip(names, _cells(d), ('2-8', '5-20', '5-20', '20-45', '5-20', '0-3', '15-35'), strict=True)])}</td></tr></table>"
        f"<p><b>Peripheral smear:</b> Blasts {g(d, 'blasts_blood')}%. {say(d, 'Neutrophils with reduced granules.', 'Oval macrocytes. Giant platelets are infrequent.', 'Occasional teardrop forms.')}</p><p><b>Core biopsy:</b> {say(d, 'Cellularity', 'Estimated cellularity', 'Overall cellularity')} {g(d, 'marrow_cellularity')}%. Normal cellularity at this age is 25 to 45 %. Fibrosis grade MF-0.</p>"
        f"<p><b>Iron:</b> Ring sideroblasts {rings(d)} of erythroid precursors. Storage iron increased.</p><p class=s>Signed: Yuki Sandoval-Brandt, MD, Hematopathologist. Palisade Oncology Laboratories, 1 Foundry Way, Reno NV. Components were performed at sites A (technical) and B (professional).</p></div>"
    )  # fmt: skip
    css = ("@page{size:letter;margin:.55in .6in .7in;@bottom-right{content:'Page ' counter(page) ' of ' counter(pages);font:7pt 'DejaVu Sans'}@bottom-left{content:'" + css_text(f"{who.last}, {who.first}  {who.ids[1]}") + "';font:7pt 'DejaVu Sans'}}body{font:8.8pt 'DejaVu Sans'}.h{font-size:14pt;border-bottom:3pt solid #4b2e83}.h span{float:right;font-size:10pt}.d{width:100%;font-size:8pt;margin:5pt 0}.d td{width:33%}"
           ".t{width:100%}.t th{background:#4b2e83;color:#fff}.t td,.t th{padding:3pt 5pt;border-bottom:.5pt solid #bbb}h2{font-size:10.5pt;color:#4b2e83;margin:9pt 0 3pt}.n{page-break-before:always}.two{width:100%}.two>tbody>tr>td{width:50%;padding-right:8pt}.i{background:#f0ecf7;padding:4pt}.s{font-size:7pt}")  # fmt: skip
    sheet = web(d, body, css, "marrow", "pathology", "molecular", "other")
    for r in cbc:
        lab(d, r, on, sheet.find("Bone marrow morphology"))
    percents(d, sheet.find("% of 500"), "blasts_marrow", "marrow_cellularity", "ring_sideroblasts", "blasts_blood")
    karyotype(d, sheet.find(who.karyotype))
    for m in who.mutations:
        variant(d, m, sheet.find(m.gene, m.coding))
    diagnosis(d, 1, WHO[who.who][0])
    denied(d, 1, "aml", "acute_leukemia")
    _no_value(d, "blasts_marrow", 1.9, "flow")
    d.no_fibrosis(2, "MF-0", "MF-0")


def cancer_institute_slip(d: Doc) -> None:
    """An Indian cancer institute's marrow slip: label, colon, finding; haemogram of the day as a line; impression boxed at the end."""
    who, on = d.person, d.on
    out = after(d, 3)[0]
    rows = all_of(
        d,
        (
            ("hemoglobin", "Hb", "g/dL"),
            ("leukocytes", "TLC", "/cumm"),
            ("neutrophils", "ANC", "/cumm"),
            ("platelets", "Plt", "lakhs/cumm"),
        ),
    )
    line = ", ".join(f"{r.label} {r.text} {r.unit}" for r in rows)
    cells = dict(
        zip(
            (
                "Promyelocytes",
                "Myelocytes",
                "Metamyelocytes",
                "Neutrophils and bands",
                "Lymphocytes",
                "Plasma cells",
                "Erythroid cells",
            ),
            _cells(d),
            strict=True,
        )
    )
    entries = [
        ("Site and procedure", "Right PSIS, aspiration and trephine imprint under LA"), ("Haemogram", line), ("Peripheral smear", f"Dimorphic red cells. Blasts {g(d, 'blasts_blood')}%. Platelets as counted."),
        ("Aspirate", say(d, "Particulate, cellular.", "Cellular with adequate particles.", "Particles seen; moderately cellular.")),
        ("Myelogram", f"Blasts {g(d, 'blasts_marrow')}%, " + ", ".join(f"{k} {v}%" for k, v in cells.items())), ("M:E ratio", "2.2:1"),
        ("Erythropoiesis", "Megaloblastoid with dyserythropoiesis"), ("Megakaryocytes", "Seen, micromegakaryocytes and hypolobate forms"),
        ("Perls stain", f"Iron grade 4; ring sideroblasts {rings(d)}"), ("Parasites / granuloma / metastasis", "Not seen"), ("Biopsy", f"Cellularity {g(d, 'marrow_cellularity')}%, awaiting reticulin"),
    ]  # fmt: skip
    name = WHO[who.who][say(d, "0", "1") == "1"]
    body = (
        f"<div class=h>VINDHYA CANCER INSTITUTE, JABALPUR<br><span>Division of Haematopathology</span></div><table class=d>{row(('Name', who.name, 'Age/Sex', f'{who.age(on)} yrs / {sex(d)}'))}{row(('Date of birth', hyphened(who.born), 'File No.', who.ids[1]))}{row(('Date of procedure', hyphened(on), 'Date of report', hyphened(out)))}{row(('Referred by', 'Medical Oncology Unit II', 'BM No.', f'{who.ids[0][:4]}/{on.year}'))}</table>"
        f"<h3>BONE MARROW ASPIRATION REPORT</h3><p><i>Clinical: {say(d, 'pancytopenia under evaluation ? MDS ? aplastic anaemia', 'refractory anaemia, to rule out MDS / aplastic anaemia', 'anaemia not responding to haematinics ?MDS ?aplastic anaemia')}</i></p><table class=t>{''.join(row((k, Raw(f': {esc(v)}'))) for k, v in entries)}</table>"
        f"<div class=x><b>IMPRESSION:</b> {say(d, 'Features are those of', 'Findings are diagnostic of', 'Marrow shows')} {esc(name)}. {say(d, 'Not aplastic.', 'No evidence of aplastic anaemia.', 'Aplastic anaemia is excluded.')} Advised karyotyping and NGS myeloid panel.</div><p class=r>Dr. Madhulika Raikwar<br>MD, DM (Haematopathology)</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:16mm}body{font:9.5pt 'Liberation Serif'}.h{text-align:center;font-size:14pt;font-weight:bold}.h span{font-size:10pt;font-weight:normal}.d{width:100%;border-top:1pt solid;border-bottom:1pt solid;margin:6pt 0}.d td{padding:2pt}.t td{padding:3pt 8pt 3pt 0}.t td:first-child{width:130pt;font-weight:bold}.x{border:1pt solid;padding:6pt;margin:8pt 0}.r{text-align:right}h3{text-align:center;text-decoration:underline}"
    sheet = web(d, body, css, "marrow", "pathology")
    for r in rows:
        lab(d, r, on, sheet.find(r.label, r.text), flag=False, norms=False)
    percents(d, 1, "blasts_marrow", "blasts_blood", "ring_sideroblasts", "marrow_cellularity")
    diagnosis(d, 1, "IMPRESSION")
    asked(d, 1, "mds", "aplastic_anemia")
    d.gold.trap("diagnoses", {"disease": "aplastic_anemia", "status": "confirmed"}, "excluded")


def academic_myelogram(d: Doc) -> None:
    """A French university laboratory's myelogram in English: rows of cells with usual values, conclusion in two sentences; earlier marrow quoted with its own day."""
    who, on = d.person, d.on
    out = after(d, 2)[0]
    was = on.replace(year=on.year - 2)
    usual = ("1-4", "10-18", "10-20", "15-30", "5-15", "0-3", "20-30")
    names = (
        "Promyelocytes",
        "Myelocytes",
        "Metamyelocytes",
        "Polynuclear neutrophils",
        "Lymphocytes",
        "Plasma cells",
        "Erythroblasts",
    )
    rows = [("Blasts", g(d, "blasts_marrow"), "< 5"), *zip(names, _cells(d), usual, strict=True)]
    body = (
        f"<table class=h><tr><td><b>CHU de Valmorel</b><br>Pole of Biology<br>Cellular Haematology</td><td class=r>Myelogram no. {who.ids[0][:5]}<br>Puncture of {spaced(on)}<br>Edited on {spaced(out)}</td></tr></table><p>{'Mrs' if who.sex == 'F' else 'Mr'} <b>{esc(who.last.upper())} {who.first}</b>, born on {spaced(who.born)}, sex {who.sex}. IPP {who.ids[1]}. Prescriber: Dr Hugues Lescaut, Internal Medicine.</p>"
        f"<p><b>Clinical information:</b> {say(d, 'cytopenia of unknown cause', 'macrocytic anaemia with normal vitamins', 'work-up of cytopenia before decision')}. A first myelogram, on {spaced(was)}, counted 1% blasts and was concluded as non-specific.</p>"
        f"<table class=two><tr><td><table class=t><thead>{row(('Cells', '%', 'Usual values'), 'th')}</thead>{''.join(map(row, rows))}</table></td><td class=m><p><b>Richness:</b> {say(d, 'grade 3', 'normal to rich', 'rich')}</p><p><b>Megakaryocytes:</b> present, small forms</p><p><b>Granulocytic line:</b> degranulation of a part of the neutrophils, pseudo-Pelger nuclei</p><p><b>Erythroblastic line:</b> irregular nuclei, incomplete haemoglobinisation</p><p><b>Perls reaction:</b> ring sideroblasts {rings(d)} of the erythroblasts</p><p><b>Biopsy:</b> not done</p></td></tr></table>"
        f"<p class=x><b>Conclusion:</b> {say(d, 'Marrow diagnostic of', 'Cytology of', 'The cytology establishes')} {esc(WHO[who.who][0].lower())}, with {g(d, 'blasts_marrow')}% blasts. {say(d, 'Karyotype and molecular biology in progress.', 'To be confronted with the karyotype and the sequencing, both in progress.')}</p><p>Validated by Pr Solange Arnaudet</p><p class=s>Acute leukaemia is defined by at least 20% blasts. Count on 500 cells by two readers.</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:18mm}body{font:10pt 'DejaVu Serif Condensed','DejaVu Serif'}.h{width:100%;border-bottom:1pt solid #333;margin-bottom:8pt}.r{text-align:right}.t td,.t th{border:.5pt solid #777;padding:2.5pt 7pt}.two td{padding-right:6pt}.m{padding-left:14pt}.x{border-left:4pt solid #336;padding:5pt 8pt;background:#f3f3f8}.s{font-size:8pt}"
    sheet = web(d, body, css, "marrow", "pathology")
    percents(d, 1, "blasts_marrow", "ring_sideroblasts")
    diagnosis(d, sheet.find("Conclusion"), "Conclusion")
    d.percent("blasts_marrow", was, 1, 1.0)
    denied(d, 1, "aml", "acute_leukemia")
    _no_value(d, "blasts_marrow", 20.0, "threshold")
    d.also_dated = (*d.also_dated, was)


def private_pathology_letter(d: Doc) -> None:
    """An Australian private pathologist's report: headings in capitals, prose without a table, summary at the head, the blood count quoted in the text."""
    who, on = d.person, d.on
    out = after(d, 6)[0]
    hb, wbc, anc, plt = all_of(
        d,
        (
            ("hemoglobin", "Hb", "g/L"),
            ("leukocytes", "WCC", "x10^9/L"),
            ("neutrophils", "neutrophils", "x10^9/L"),
            ("platelets", "platelets", "x10^9/L"),
        ),
    )
    name = WHO[who.who][0]
    parts = [
        ("SUMMARY", say(d, f"{name}, blasts {g(d, 'blasts_marrow')}%.", f"Appearances are of {name[0].lower() + name[1:]}. Marrow blasts {g(d, 'blasts_marrow')}%.", f"{name}. The blast count is {g(d, 'blasts_marrow')}%.")),
        ("CLINICAL NOTES", say(d, "Pancytopenia. Past melanoma 2009 in a brother.", "Low counts for investigation. Brother: melanoma.", "?MDS. Brother had melanoma.")),
        ("BLOOD COUNT AND FILM", f"Hb {hb.text} g/L, WCC {wbc.text} x10^9/L, neutrophils {anc.text} x10^9/L, platelets {plt.text} x10^9/L. Film: blasts {g(d, 'blasts_blood')}%; hypogranular neutrophils."),
        ("ASPIRATE", say(d, f"The aspirate is cellular and particulate. Blasts comprise {g(d, 'blasts_marrow')}% of nucleated cells. Dysplasia is present in at least 10% of cells of the involved lines.", f"Particulate. Blasts number {g(d, 'blasts_marrow')}%. Dysplastic changes exceed 10%.")),
        ("IRON STAIN", say(d, f"Ring sideroblasts make up {rings(d)} of erythroid cells.", f"Storage iron is increased; ring sideroblasts are {rings(d)} of erythroid cells.")),
        ("TREPHINE", f"A 17 mm core. Cellularity is {g(d, 'marrow_cellularity')}%. Reticulin is normal. CD34 stains 4% of cells. There is no metastatic tumour."),
        ("FURTHER STUDIES", "Cytogenetics and a myeloid panel will be reported separately."),
    ]  # fmt: skip
    s = d.paper("Times", 10.5, 62)
    d.kind, d.also_kind = "marrow", ("pathology",)
    s.line("BANDICOOT BAY HISTOPATHOLOGY", True, 14)
    s.line("Consultant haematopathologists, Fremantle WA", pt=9)
    s.rule()
    s.gap(6)
    s.line(f"{who.first} {who.last}     DOB {spaced(who.born)}     {sex(d)}     Ref {who.ids[0]}")
    s.line(f"Collected {spaced(on)}     Reported {spaced(out)}     Lab no. {who.ids[1]}     Dr M. Yarraside")
    s.line("BONE MARROW ASPIRATE AND TREPHINE", True, 12)
    for head, text in parts:
        s.gap(5)
        s.line(head, True, 9.5)
        page = s.para(text)
        if head == "SUMMARY":
            diagnosis(d, page, name.split()[0])
            percents(d, page, "blasts_marrow")
        if head == "BLOOD COUNT AND FILM":
            for r in (hb, wbc, anc, plt):
                lab(d, r, on, page, flag=False, norms=False)
            percents(d, page, "blasts_blood")
    percents(d, 1, "ring_sideroblasts", "marrow_cellularity")
    s.gap(14)
    s.line("Dr Wilhelmina Tran-Costa FRCPA", pt=9.5)
    asked(d, 1, "mds")
    denied(d, 1, "carcinoma")
    d.gold.trap("diagnoses", {"disease": "melanoma"}, "a brother's")
    for value in (4.0, 10.0):
        _no_value(d, "blasts_marrow", value, "a stain or a share of dysplasia")
    d.no_fibrosis(1, "Reticulin")


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f
    for f in (
        integrated_diagnostic_service, department_of_pathology, comprehensive_heme_summary, cancer_institute_slip,
        academic_myelogram, private_pathology_letter,
    )
}  # fmt: skip

# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Clinic notes: a visit in sections, a letter to a practice, a discharge, a conference form, a note with copied text."""

from collections.abc import Callable

from reportlab.lib import colors

from bench.workshop.days import hyphened, later, sex, spaced
from bench.workshop.dress import Doc, Result
from bench.workshop.lastlook.paper import (
    ADMITTED,
    VISIT,
    by_the_way,
    flowing,
    grid,
    never,
    of_others,
    para,
    put,
    put_all,
    refused,
    results,
    typed,
    web,
)
from bench.workshop.marrow import diagnosis
from bench.workshop.notes import Told
from bench.workshop.people import WHO

DOSES = {
    "darbepoetin alfa": "300 mcg every 2 weeks", "epoetin alfa": "60,000 units weekly", "lenalidomide": "10 mg daily, 21 of 28 days", "luspatercept": "1.0 mg/kg every 3 weeks",
    "azacitidine": "75 mg/m2 daily for 7 days", "decitabine": "20 mg/m2 daily for 5 days",
}  # fmt: skip
NAMES = (
    ("hemoglobin", "Hemoglobin", "g/dL"),
    ("leukocytes", "WBC", "10*3/uL"),
    ("neutrophils", "ANC", "10*3/uL"),
    ("platelets", "Platelets", "10*3/uL"),
    ("creatinine", "Creatinine", "mg/dL"),
)


def _today(d: Doc, factor: float = VISIT) -> list[Result]:
    return results(d, NAMES, factor)


def _maybe_illness(d: Doc, page: int, *labels: str) -> None:
    for label in labels:
        d.fact("comorbidities", page, label, may=True, labels=[label])


VISIT_NOTE = """
<div class=b>Bramblewood Cancer Institute <span>Hematology follow-up visit</span></div>
<p class=q><b>{{ who.name }}</b> | DOB {{ who.born|day }} | {{ sex }} | MRN {{ who.ids[0] }} | Visit date {{ on|day }} | Provider: Thaddeus Moncrieff, MD</p>
<h2>Diagnosis</h2><p>{{ name }}, diagnosed {{ who.diagnosed|day }}. IPSS-R at diagnosis: {{ who.ipssr|lower }} risk.</p>
<h2>Treatment history</h2>
<ol><li>{{ t.first|capitalize }} {{ dose[t.first] }}, {{ t.first_from|day }} to {{ t.first_to|day }}. Stopped for {{ reason }}.</li><li>{{ t.now|capitalize }} {{ dose[t.now] }}, started {{ t.now_from|day }}. {{ t.cycles }} cycles completed; ongoing.</li></ol>
<h2>Interval history</h2><p>{{ who.first }} feels well enough to garden. No fever, bleeding or bruising. Mild injection-site redness. Denies chest pain. A neighbor recommended eltrombopag after reading about it; we explained why it is not indicated, and it was not prescribed.</p>
<h2>Past medical history</h2><p>{{ t.illness[0]|capitalize }}. Appendectomy in childhood. No stroke.</p>
<h2>Family history</h2><p>Mother: breast cancer at 71. Brother: acute myeloid leukemia, died after a transplant. Two healthy daughters.</p>
<h2>Medications</h2><p>Amlodipine 5 mg daily; ondansetron 4 mg as needed; levothyroxine 50 mcg daily. <b>Allergies:</b> amoxicillin (rash), sulfonamides.</p>
<h2>Examination</h2><p>ECOG {{ t.ecog }}. No hepatosplenomegaly. No petechiae.</p>
<h2>Labs today</h2><table class=r><tr>{% for r in labs %}<th>{{ r.label }}</th>{% endfor %}</tr><tr>{% for r in labs %}<td>{{ r.text }} <small>{{ r.unit }}</small>{% if r.flag %} <b>{{ r.flag }}</b>{% endif %}</td>{% endfor %}</tr></table>
<h2>Assessment and plan</h2>
<ol><li>{{ short }}: continue {{ t.now }}. Marrow to be repeated after cycle 6. If there is no response, {{ t.considered }} could be considered.</li><li>Allogeneic transplantation: discussed with the donor center; {{ who.first }} declined.</li><li>Anemia: transfuse if hemoglobin is below 7 g/dL. If ferritin exceeds 1500 ng/mL, discuss deferasirox.</li><li>Return in 4 weeks with CBC. Influenza vaccine given today.</li></ol>
<p class=s>Signed {{ on|day }} 16:12. Time spent 35 minutes.</p>
"""


def visit_in_sections(d: Doc) -> None:
    """An American visit in sections: numbered treatment lines, relatives, a drug a neighbour recommended, counts across, plans with conditions."""
    w = Told(d)
    labs = _today(d)
    css = ("@page{size:letter;margin:.6in .75in}body{font:9.6pt 'Liberation Sans';line-height:1.25}.b{background:#3f5f3a;color:#fff;padding:6pt;font-weight:bold}.b span{float:right;font-weight:normal}.q{background:#edf2ec;padding:5pt;margin:0}h2{font-size:10pt;color:#3f5f3a;margin:7pt 0 1pt}p{margin:2pt 0}ol{margin:2pt 0 2pt 16pt;padding:0}"
           ".r{width:100%}.r td,.r th{border:.5pt solid #9a9;padding:3pt;text-align:center}.s{font-size:8pt;margin-top:8pt}")  # fmt: skip
    long_, short = WHO[d.person.who]
    sheet = web(
        d, VISIT_NOTE, css, "note", "other", t=w.t, dose=DOSES, reason=w.reason, labs=labs, name=long_, short=short
    )
    diagnosis(d, 1, long_)
    d.fact("stages", 1, "IPSS-R", system="IPSS-R", category=d.person.ipssr.lower())
    w.first(1, whole=True)
    w.now(1, whole=True)
    w.illness(1)
    w.ecog(1)
    put_all(d, labs, d.on, sheet.find("Labs today"), reference=False)
    plan = sheet.find("Assessment and plan")
    w.not_wanted(plan)
    w.thought_of(plan)
    refused(d, 1, "eltrombopag", why="a neighbour's advice")
    refused(d, plan, "deferasirox", why="only if ferritin rises")
    by_the_way(d, 1, "amlodipine", "ondansetron", "levothyroxine", "influenza_vaccine", "appendectomy")
    _maybe_illness(d, 1, "append", "hypothyroid")
    of_others(d, "a relative's", "breast_cancer", "aml", "acute_leukemia", "acute_myeloid_leukemia")
    for agent in ("amoxicillin", "sulfonamides", "sulfonamide"):
        d.gold.trap("treatments", {"agent": agent}, "an allergy")
    d.gold.trap("treatments", {"agent": w.t.now, "cycles": 6}, "a plan")
    d.gold.trap("comorbidities", {"label": "stroke"}, "denied")
    never(d, "hemoglobin", 7.0, "a threshold")
    never(d, "ferritin", 1500.0, "a threshold")
    d.also_dated = (d.person.diagnosed,)


PRACTICE = """
<p class=r>Clinical Haematology<br>Llanfoel District Hospital<br>Clinic date: {{ on|long }}<br>Typed: {{ later(on, 3)|long }}</p>
<p>Dr O. Tregarthen<br>The Quay Surgery</p>
<p><b>{{ who.name|upper }} &nbsp; date of birth {{ who.born|long }} &nbsp; {{ sex }} &nbsp; Hospital no. {{ who.ids[0] }}</b></p>
<table class=t><tr><td>Diagnosis</td><td>{{ short }} ({{ who.diagnosed|month }})</td></tr><tr><td>Other conditions</td><td>{{ t.illness[0]|capitalize }}</td></tr><tr><td>Previous treatment</td><td>{{ t.first|capitalize }}, {{ t.first_from|month }} to {{ t.first_to|month }}; stopped because of {{ reason }}</td></tr><tr><td>Current treatment</td><td>{{ t.now|capitalize }} since {{ t.now_from|month }}; {{ t.cycles }} cycles so far</td></tr><tr><td>Performance status</td><td>ECOG {{ t.ecog }}</td></tr></table>
<p>Dear Doctor,</p>
<p>Thank you for continuing to look after {{ 'this lady' if who.sex == 'F' else 'this gentleman' }}, whom I saw with {{ his }} son. {{ he|capitalize }} remains well and has kept {{ his }} weight. The blood count today shows haemoglobin {{ hb.text }} g/L, white cells {{ wbc.text }}, neutrophils {{ anc.text }} and platelets {{ plt.text }} x10^9/L.</p>
<p>We spoke again about a donor transplant (allogeneic), which {{ he }} has decided against. Should the disease progress on {{ t.now }}, I would consider {{ t.considered }}. {{ he|capitalize }} asked about lenalidomide tablets for {{ his }} sister's myeloma and whether {{ he }} should have ciclosporin like a friend; I have advised against ciclosporin.</p>
<p>Please would you check the count every fortnight and let us know if the haemoglobin falls below 75 g/L or the platelets below 10. We would be grateful if aspirin could stay off. There is no history of venous thrombosis.</p>
<p>Yours sincerely,</p><p>Dr Cerys Amberley<br>Consultant Haematologist</p>
<p class=s>Copy to patient. Dictated and checked; sent electronically.</p>
"""


def letter_to_the_surgery(d: Doc) -> None:
    """A British letter: a table of diagnosis and treatments in months, counts in a sentence with one unit at its end, a sister's drug, a friend's drug."""
    w, who = Told(d), d.person
    hb, wbc, anc, plt = results(
        d,
        (
            ("hemoglobin", "haemoglobin", "g/L"),
            ("leukocytes", "white cells", "10^9/L"),
            ("neutrophils", "neutrophils", "10^9/L"),
            ("platelets", "platelets", "10^9/L"),
        ),
        VISIT,
    )
    he, his = ("she", "her") if who.sex == "F" else ("he", "his")
    css = "@page{size:a4;margin:20mm}body{font:10.5pt 'Liberation Serif';line-height:1.28}.r{text-align:right}.t{width:100%;margin:6pt 0}.t td{border:.5pt solid #777;padding:3pt 6pt}.t td:first-child{width:110pt;font-weight:bold}p{margin:6pt 0}.s{font-size:8.5pt}"
    web(
        d,
        PRACTICE,
        css,
        "note",
        "other",
        t=w.t,
        reason=w.reason,
        short=WHO[who.who][1],
        hb=hb,
        wbc=wbc,
        anc=anc,
        plt=plt,
        he=he,
        his=his,
    )
    diagnosis(d, 1, "Diagnosis")
    w.illness(1)
    w.first(1)
    w.now(1)
    w.ecog(1)
    put_all(d, (hb, plt), d.on, 1, flag=False, reference=False)
    put_all(d, (wbc, anc), d.on, 1, flag=False, reference=False)
    w.not_wanted(1)
    w.thought_of(1)
    refused(d, 1, "ciclosporin", why="a friend's")
    if w.t.first != "lenalidomide":
        refused(d, 1, "lenalidomide", why="the sister's")
    d.treat("aspirin", "other", "stopped", 1, may=True, any_status=["stopped", "completed"])
    d.fact("not_given", 1, "aspirin", may=True, agent="aspirin")
    d.gold.trap("treatments", {"agent": "aspirin", "status": "ongoing"}, "stays off")
    of_others(d, "the sister's", "multiple_myeloma", "myeloma")
    d.gold.trap("comorbidities", {"label": "venous thrombosis"}, "denied")
    never(d, "hemoglobin", 7.5, "a threshold")
    never(d, "platelets", 10.0, "a threshold")
    d.also_dated = (later(d.on, 3),)


WARD = """
<table class=h><tr><td><b>Kurrajong Base Hospital</b><br>Discharge summary &mdash; Ward 5B Haematology</td><td class=r>{{ who.last|upper }}, {{ who.first }}<br>DOB {{ who.born|dash }} &nbsp; {{ sex }}<br>UR {{ who.ids[0] }}</td></tr></table>
<table class=k><tr><td>Admitted</td><td>{{ came|dash }}</td><td>Discharged</td><td>{{ on|dash }}</td></tr><tr><td>Principal diagnosis</td><td colspan=3>Cellulitis of the left leg</td></tr><tr><td>Background</td><td colspan=3>{{ name }} ({{ short }}); {{ t.illness[0] }}</td></tr></table>
<h3>Background treatment</h3>
<p>{{ t.first|capitalize }} {{ t.first_from|dash }} to {{ t.first_to|dash }}, ceased ({{ reason }}). {{ t.now|capitalize }} since {{ t.now_from|dash }}, {{ t.cycles }} cycles completed, next cycle as planned. Allogeneic transplant offered in clinic and declined. Haematology team may consider {{ t.considered }} at progression.</p>
<h3>Progress in hospital</h3>
<p>Presented with a red, hot leg and temperature 38.4. Treated with IV flucloxacillin for 4 days, changed to oral cefalexin. Doppler: no deep vein thrombosis. Blood cultures: no growth at 5 days. G-CSF (filgrastim) was discussed and not given. Mobilising independently; ECOG {{ t.ecog }} at discharge.</p>
<h3>Results</h3>
<table class=t><thead><tr><th>Test</th><th>{{ came|dash }}</th><th>{{ on|dash }}</th><th>Reference</th></tr></thead>{% for a, b in pairs %}<tr><td>{{ a.label }} ({{ a.unit }})</td><td>{{ a.text }}{{ ' ' ~ a.flag if a.flag }}</td><td>{{ b.text }}{{ ' ' ~ b.flag if b.flag }}</td><td>{{ a.low }}-{{ a.high }}</td></tr>{% endfor %}</table>
<h3>Medicines on discharge</h3>
<table class=t><thead><tr><th>Medicine</th><th>Dose</th><th>Status</th></tr></thead><tr><td>Cefalexin</td><td>500 mg four times daily, 5 days</td><td>New</td></tr><tr><td>Pantoprazole</td><td>40 mg daily</td><td>Unchanged</td></tr><tr><td>Apixaban</td><td>5 mg twice daily</td><td>Ceased (platelets)</td></tr></table>
<h3>Follow-up</h3><p>GP in one week. Haematology clinic on {{ later(on, 12)|dash }} before the next cycle. Return if temperature is above 38 or neutrophils are below 0.5.</p>
<p class=s>Dr Tobias Wirrawee, Resident Medical Officer. Patient has no known drug allergies.</p>
"""


def discharge_from_ward(d: Doc) -> None:
    """An Australian discharge: two days of counts beside each other, medicines with a status column, what was withheld, results of other searches negative."""
    w, who, came = Told(d), d.person, later(d.on, -6)
    names = (
        ("hemoglobin", "Haemoglobin", "g/L"),
        ("leukocytes", "White cells", "x10^9/L"),
        ("neutrophils", "Neutrophils", "x10^9/L"),
        ("platelets", "Platelets", "x10^9/L"),
    )
    pairs = list(zip(results(d, names, ADMITTED), results(d, names, VISIT), strict=True))
    css = ("@page{size:a4;margin:15mm 18mm}body{font:9.3pt 'Liberation Sans'}.h{width:100%;border-bottom:2pt solid #8a5a00}.h td{padding:3pt}.r{text-align:right}.k{width:100%;margin:6pt 0}.k td{border:.4pt solid #bba;padding:3pt}.k td:first-child{background:#f6efdf;width:95pt}h3{font-size:10pt;margin:7pt 0 2pt;color:#8a5a00}p{margin:2pt 0;line-height:1.3}"
           ".t{width:100%}.t td,.t th{border-bottom:.4pt solid #bbb;padding:2.5pt 4pt}.s{font-size:8pt;margin-top:8pt}")  # fmt: skip
    web(
        d,
        WARD,
        css,
        "note",
        "other",
        t=w.t,
        reason=w.reason,
        came=came,
        pairs=pairs,
        name=WHO[who.who][0],
        short=WHO[who.who][1],
    )
    diagnosis(d, 1, "Background")
    w.illness(1)
    w.first(1, whole=True)
    w.now(1, whole=True)
    w.not_wanted(1)
    w.thought_of(1)
    w.ecog(1)
    for a, b in pairs:
        put(d, a, came, 1)
        put(d, b, d.on, 1)
    by_the_way(d, 1, "flucloxacillin", "cefalexin", "pantoprazole", "apixaban", "cephalexin")
    refused(d, 1, "filgrastim", why="withheld")
    _maybe_illness(d, 1, "cellulitis")
    d.fact("diagnoses", 1, "Cellulitis", may=True, disease="cellulitis", labels=[""], status="confirmed")
    d.gold.trap("comorbidities", {"label": "deep vein thrombosis"}, "not found")
    never(d, "neutrophils", 0.5, "a limit")
    d.also_dated = (came,)


def conference_form(d: Doc) -> None:
    """A form of a tumour conference: fields left, findings right, both scores, a vote of the board, options weighed, a trial."""
    w, who, on = Told(d), d.person, d.on
    t = w.t
    rows = (
        ("Diagnosis", f"{WHO[who.who][0]} (WHO 2016), first diagnosed {spaced(who.diagnosed)}"), ("Risk", f"IPSS-R: {who.ipssr.lower()}. IPSS-M: {who.ipssm.lower()}."),
        ("Previous therapy", f"{t.first.capitalize()} ({DOSES[t.first]}) from {spaced(t.first_from)} until {spaced(t.first_to)}, ended because of {w.reason}"),
        ("Present therapy", f"{t.now.capitalize()} ({DOSES[t.now]}) since {spaced(t.now_from)}; {t.cycles} cycles given, treatment continues"), ("General condition", f"ECOG {t.ecog}"), ("Concomitant disease", f"{t.illness[0].capitalize()}. No heart failure, no renal failure."),
        ("Question to the board", "Continue, or change the therapy?"),
        ("Discussion", f"Morphology without progression. Allogeneic transplantation is refused by the patient. {t.considered.capitalize()} is considered if the disease progresses. A study (NCT00000000, tamibarotene with azacitidine) was mentioned; it is closed to recruitment. Antithymocyte globulin has no place here."),
        ("Recommendation", f"Continue {t.now} unchanged. Present again in 3 months. At least 6 cycles before response is judged."),
        ("Present", "Haematology, pathology, transplantation medicine, pharmacy"),
    )  # fmt: skip
    story = [
        para("<b>Klinikum Rosenau</b>", 14, after=0), para("Haematology-Oncology Conference: protocol in English", 10),
        grid([["Patient", f"{who.last}, {who.first}", "Date of conference", spaced(on)], ["Date of birth", spaced(who.born), "Sex", sex(d)], ["Case number", who.ids[0], "Presented by", "Dr. Ulrike Tannhoff"]], (80, 170, 110, 135), ("BACKGROUND", (0, 0), (-1, -1), colors.Color(0.94, 0.94, 0.97)), head=0), para("&nbsp;", 5),
        grid([[para(f"<b>{a}</b>", 9.3, after=0), para(b, 9.3, after=0)] for a, b in rows], (120, 375), head=0, pt=9.3), para("&nbsp;", 5),
        para("Vote: unanimous. The recommendation does not replace the decision of the treating physician. Other case of the day (no. 7): 44-year-old man with chronic myeloid leukaemia, imatinib stopped.", 8.2),
    ]  # fmt: skip
    flowing(d, story, "note", "other", foot="Minutes are kept for 30 years.")
    diagnosis(d, 1, WHO[who.who][0])
    d.fact("stages", 1, "IPSS-R", system="IPSS-R", category=who.ipssr.lower())
    d.fact("stages", 1, "IPSS-M", system="IPSS-M", category=who.ipssm.lower())
    w.first(1, whole=True)
    w.now(1, whole=True)
    w.ecog(1)
    w.illness(1)
    w.not_wanted(1)
    w.thought_of(1)
    refused(d, 1, "tamibarotene", why="a closed trial")
    if t.now != "azacitidine":
        refused(d, 1, "azacitidine", why="a closed trial")
    refused(d, 1, "anti_thymocyte_globulin", why="has no place")
    d.gold.trap("treatments", {"agent": "imatinib"}, "another case")
    of_others(d, "another case", "cml", "chronic_myeloid_leukemia")
    d.gold.trap("treatments", {"agent": t.now, "cycles": 6}, "a rule")
    for label in ("heart failure", "renal failure"):
        d.gold.trap("comorbidities", {"label": label}, "denied")


def note_with_copied_text(d: Doc) -> None:
    """A typed note with a block carried forward from an earlier visit, marked as such; plans in capitals."""
    w, who, on = Told(d), d.person, d.on
    t, before = w.t, later(d.on, -29)
    lines = [
        "CEDAR FLATS MEDICAL CENTER   HEMATOLOGY CLINIC NOTE", "=" * 80, f"{who.last.upper()}, {who.first.upper()}    DOB {hyphened(who.born).upper()}    {sex(d).upper()}    MRN {who.ids[0]}", f"DATE OF NOTE: {hyphened(on).upper()}", "=" * 80, "",
        "PROBLEM LIST", f"  1. {WHO[who.who][0].upper()},", f"     DIAGNOSED {hyphened(who.diagnosed).upper()}", f"  2. {t.illness[0].upper()}", "",
        "TREATMENT TO DATE", f"  {t.first.upper()}", f"     {hyphened(t.first_from).upper()} - {hyphened(t.first_to).upper()}, DISCONTINUED FOR {w.reason.upper()}", f"  {t.now.upper()}", f"     STARTED {hyphened(t.now_from).upper()}, {t.cycles} CYCLES COMPLETED, CONTINUES", "",
        f"----- TEXT CARRIED FORWARD FROM NOTE OF {hyphened(before).upper()} -----", "  IN BED MOST OF THE DAY WITH INFLUENZA, ECOG 3. ON OSELTAMIVIR. SON ASKS", "  ABOUT HOSPICE. WOULD HOLD THE NEXT CYCLE IF NOT BETTER.", "----- END OF CARRIED-FORWARD TEXT -----", "",
        "TODAY", "  RECOVERED FROM INFLUENZA. WALKS THE DOG AGAIN.", f"  ECOG {t.ecog} TODAY. LUNGS CLEAR. NO EDEMA.", "",
        "LABS", "  COUNTS OF TODAY REVIEWED IN THE SYSTEM, STABLE.", "",
        "PLAN", f"  1. PROCEED WITH {t.now.upper()}.", "  2. PATIENT AGAIN DECLINES ALLOGENEIC TRANSPLANT.", f"  3. IF PROGRESSION, CONSIDER {t.considered.upper()}.", "  4. VACCINES PER SCHEDULE. CHECK FERRITIN NEXT VISIT.", "  5. FATHER HAD POLYCYTHEMIA VERA; SISTERS TO SEE GENETIC COUNSELING.", "",
        "SIGNED  PRUDENCE ALDERMAN-KEYS NP",
    ]  # fmt: skip
    sheet = typed(d, lines, "note", "other")
    diagnosis(d, 1, WHO[who.who][0].upper())
    w.illness(1)
    w.first(1, whole=True)
    w.now(1, whole=True)
    w.ecog(sheet.find(f"ECOG {t.ecog} TODAY"))
    w.not_wanted(sheet.find("DECLINES ALLOGENEIC"))
    w.thought_of(sheet.find("IF PROGRESSION"))
    by_the_way(d, 1, "oseltamivir")
    _maybe_illness(d, 1, "influenza")
    d.fact(
        "diagnoses",
        1,
        "INFLUENZA",
        may=True,
        disease="influenza",
        labels=[""],
        status="historical",
        any_status=["historical", "confirmed"],
    )
    of_others(d, "the father's", "polycythemia_vera")
    d.also_dated = (before, who.diagnosed)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f
    for f in (visit_in_sections, letter_to_the_surgery, discharge_from_ward, conference_form, note_with_copied_text)
}
UNSCORED = ("visit_in_sections", "letter_to_the_surgery", "discharge_from_ward")

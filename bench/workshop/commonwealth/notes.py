# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Letters, summaries and protocols as hospitals outside the United States print them."""

import datetime as dt
from collections.abc import Callable

from bench.workshop.commonwealth.paper import (
    Recipe,
    dmy,
    figure,
    lab,
    later,
    plain_sheet,
    printed,
    table,
    title,
    worded,
)
from bench.workshop.dress import LONG, MONTHS, Doc
from bench.workshop.markup import Raw, esc
from bench.workshop.marrow import denied, diagnosis
from bench.workshop.notes import Told
from bench.workshop.people import WHO
from bench.workshop.sheet import Cell

SHORT = {"hypertension": "HTN", "type 2 diabetes": "T2DM", "atrial fibrillation": "AF"}
LATEST: tuple[Recipe, ...] = (("hemoglobin", "Hgb", "g/L", 10, 0, None, None), ("leukocytes", "WBC", "x10^9/L", 1, 1, None, None), ("neutrophils", "ANC", "x10^9/L", 1, 2, None, None), ("platelets", "Plt", "x10^9/L", 1, 0, None, None))  # fmt: skip


def _month(on: dt.date) -> str:
    return f"{LONG[on.month - 1]} {on.year}"


def letter_to_patient(d: Doc) -> None:
    """Britain: a clinic letter written to the patient, second person throughout, plain words for drugs' effects."""
    w, p = Told(d), d.person
    t = w.t
    (typed,) = later(d, 4)
    mother = "Your sister Margaret had a bone marrow transplant for acute leukaemia in 2011, and you asked whether this runs in the family. We do not think so."
    body = f"""<p class='r'>Haematology Outpatients<br>Ashdown and Weald Hospitals NHS Foundation Trust<br>Clinic: {worded(d.on)} &nbsp; Typed: {worded(typed)}</p><p>{title(d)} {esc(p.name)}<br>(address withheld)<br>Date of birth {dmy(p.born)} &nbsp; Sex {"female" if p.sex == "F" else "male"} &nbsp; Hospital number {p.ids[0]}</p><p>Dear {title(d)} {esc(p.last)},</p>
    <p>It was good to see you in clinic. This letter is for you, with a copy to your GP.</p><p><b>Your diagnosis:</b> {WHO[p.who][0]} ({WHO[p.who][1]}), found on your bone marrow test in {_month(p.diagnosed)}</p><p><b>Your other condition:</b> {t.illness[0]}</p>
    <p><b>What you have had so far.</b> Your first treatment was {t.first}. You had it from {_month(t.first_from)} until {_month(t.first_to)}, when we stopped it because of {w.reason}. Since {_month(t.now_from)} you have been having {t.now}, and you have now finished {t.cycles} cycles of it. You told us that you get about well and we put your performance status at ECOG {t.ecog}.</p>
    <p><b>What we talked about.</b> We explained what a donor (allogeneic) stem cell transplant would mean. You have decided against it, and we respect that. If your present treatment should cease to work, {t.considered} is one thing we might consider. We do not plan this now. {mother}</p>
    <p><b>What happens next.</b> Please carry on with {t.now} as before. Your next blood test is in four weeks. Some people need a blood transfusion when their haemoglobin is below 70 g/L. Ring the helpline if your temperature is above 38.0; people on this treatment can get sepsis.</p>
    <p>Yours sincerely</p><p><br>Dr Harriet Coombe-Sykes, Consultant Haematologist</p><p class='s'>cc Dr A. Bello. Some people with MDS are treated with lenalidomide, luspatercept or ciclosporin; a leaflet is enclosed. The UK MDS forum has more.</p>"""
    s = printed(d, body, "body{font-size:10.5pt;line-height:1.35}p{margin:6pt 0}", "note", ("other",))
    diagnosis(d, s.at("Your diagnosis"), WHO[p.who][0])
    w.illness(s.at("Your other condition"))
    w.first(s.at("Your first treatment"))
    w.now(s.at("Since", t.now))
    w.ecog(s.at("ECOG"))
    w.not_wanted(s.at("decided against"))
    w.thought_of(s.at("might consider"))
    d.gold.trap("diagnoses", {"disease": "aml", "status": "confirmed"}, "the sister's")
    d.gold.trap("diagnoses", {"disease": "acute_leukemia", "status": "confirmed"}, "the sister's")
    d.gold.trap("treatments", {"agent": "ciclosporin"}, "a leaflet")
    if p.counts["hemoglobin"] != 7:
        d.gold.trap("labs", {"analyte": "hemoglobin", "value": 7}, "threshold")


def outpatient_slip(d: Doc) -> None:
    """India: an outpatient card in shorthand (k/c/o, i/v/o, s/p), months with apostrophes."""
    w, p = Told(d), d.person
    t = w.t
    s = plain_sheet(d, "Times", 11, "note", ("other",))
    s.line("SANJEEVANI CANCER INSTITUTE", True, 14, "c")
    s.line("Haemato-Oncology OPD, Room 14, Mon-Wed-Fri", align="c")
    s.rule()
    s.row(
        Cell(s.margin, f"{p.name}, {p.age(d.on)}Y/{p.sex}"),
        Cell(s.margin + 250, f"CR No. {p.ids[0]}"),
        Cell(s.margin + 380, f"Dt: {dmy(d.on, '.')}"),
    )
    s.row(
        Cell(s.margin, f"DOB {dmy(p.born, '.')}"),
        Cell(s.margin + 250, "Cat: General"),
        Cell(s.margin + 380, "Wt 58 kg  BSA 1.6"),
    )
    s.rule()
    s.gap(6)

    def m(on: dt.date) -> str:
        return f"{MONTHS[on.month - 1]} {on.year}"

    kind = "Cap." if t.first == "lenalidomide" else "Inj."
    diagnosis(d, s.line(f"k/c/o {WHO[p.who][1]} (dx {m(p.diagnosed)})"), WHO[p.who][1])
    short = SHORT[t.illness[0]]
    page = s.line(f"Co-morb: {short} on Rx.  No h/o TB, no h/o CAD.")
    d.fact(
        "comorbidities",
        page,
        short,
        labels=list(
            dict.fromkeys(
                [t.illness[1], t.illness[0], short, "diabetes" if "diabetes" in t.illness[1] else t.illness[1]]
            )
        ),
    )
    w.first(s.line(f"s/p {kind} {t.first} {m(t.first_from)} - {m(t.first_to)}, stopped i/v/o {w.reason}"))
    w.now(s.line(f"Now on Inj. {t.now} since {m(t.now_from)}, {t.cycles} cycles done, tolerating well"))
    s.gap(6)
    w.ecog(s.line(f"O/E: PS ECOG {t.ecog}. Pallor +, no icterus, no LNpathy. Spleen not palp."))
    s.line("c/o easy fatigue. No fever / bleed.  Elder brother expired of AML.")
    s.line("Ix awaited: CBC, LFT, RFT, S. ferritin")
    s.gap(6)
    s.line("Adv:", True)
    s.line(f"1) C/st {t.now}", x=14)
    w.not_wanted(s.line("2) Allogeneic SCT counselled again, pt and family not willing", x=14))
    w.thought_of(s.line(f"3) Can consider {t.considered} if loss of response", x=14))
    s.line("4) PRBC sos if Hb < 7 g/dL; SDP sos if plt < 10,000 or bleeds", x=14)
    s.line("5) T. Folic acid 5 mg OD, T. Pantoprazole 40 mg OD.  No NSAIDs", x=14)
    s.line("6) R/v 4 wks c reports", x=14)
    s.gap(24)
    s.line("Dr. K. Muthulakshmi, DM (Clinical Haematology)   Reg No 00000")
    d.gold.trap("diagnoses", {"disease": "aml", "status": "confirmed"}, "the brother's")
    denied(d, page, "tuberculosis", "coronary_artery_disease")
    for label in ("tuberculosis", "coronary artery disease", "TB", "CAD"):
        d.gold.trap("comorbidities", {"label": label}, "denied")
    for analyte, value in (("hemoglobin", 7), ("platelets", 10)):
        d.gold.trap("labs", {"analyte": analyte, "value": value, "collected": d.on.isoformat()}, "threshold")
    for agent, state in (
        ("rbc_transfusion", "planned"),
        ("platelet_transfusion", "planned"),
        ("folic_acid", "ongoing"),
    ):
        d.treat(
            agent,
            "transfusion" if "fusion" in agent else "other",
            state,
            page,
            may=True,
            any_status=["planned", "considered", "ongoing"],
        )


def discharge_summary(d: Doc) -> None:
    """Australia: an electronic discharge summary, medicines with new, changed, ceased; the cancer history as a table of events."""
    w, p = Told(d), d.person
    t = w.t
    (came,) = later(d, -4)
    events = [
        (worded(p.diagnosed), f"Diagnosed: {WHO[p.who][0]}"),
        (worded(t.first_from), f"{t.first} commenced"),
        (worded(t.first_to), f"{t.first} ceased: {w.reason}"),
        (worded(t.now_from), f"{t.now} commenced; {t.cycles} cycles completed at time of admission, continues"),
    ]
    drugs = [
        ("Allopurinol", "300 mg daily", "Unchanged", ""),
        ("Amoxicillin-clavulanate", "875/125 mg twice daily, 5 days", "New", "Complete course"),
        ("Ibuprofen", "400 mg when needed", "Ceased", "Low platelets"),
        (t.now.capitalize(), "Day unit, next cycle in 2 weeks", "Unchanged", "Given by day unit"),
    ]
    he = "She" if p.sex == "F" else "He"
    body = f"""<div class='h'>DISCHARGE SUMMARY &nbsp; Mount Barrenjoey Hospital, Ward 6 West (Medical Oncology / Haematology)</div>{table([("Patient", Raw(f"<b>{esc(p.last.upper())}, {esc(p.first)}</b>"), "Admitted", worded(came)), ("DOB / Sex", f"{dmy(p.born)} / {'Female' if p.sex == 'F' else 'Male'}", "Discharged", worded(d.on)), ("MRN", p.ids[0], "Discharge to", "Usual residence"), ("GP", "Dr S. Thirunavukkarasu", "LOS", "4 days")], (), "b")}
    <h3>PRINCIPAL DIAGNOSIS</h3><p>Cellulitis of left forearm, settled</p><h3>BACKGROUND</h3><ul><li>{WHO[p.who][1]}, see Cancer history</li><li>{t.illness[0].capitalize()}</li></ul><h3>ALLERGIES / ADVERSE REACTIONS</h3><p>Cefalexin (rash). Platelets: nil reactions.</p><h3>CANCER HISTORY</h3>{table(events, (), "b", (22, 78))}
    <h3>CLINICAL SYNOPSIS</h3><p>{he} presented with redness at a cannula site, afebrile. Blood cultures had no growth at 72 hours. Chest X-ray clear. {he} received IV flucloxacillin, then oral therapy. No transfusion was needed during this admission. {t.now.capitalize()} was not given in hospital. On the ward round an allograft was raised once more; {p.first} declines allogeneic transplantation. The team may consider {t.considered} in case of progression. ECOG {t.ecog} on discharge.</p>
    <h3>MEDICINES ON DISCHARGE</h3>{table(drugs, ("Medicine", "Dose", "Status", "Reason"), "b", (24, 34, 16, 26))}<h3>PENDING</h3><p>Repeat FBC (collected on day of discharge, not yet reported).</p><h3>RECOMMENDATIONS TO GP</h3><ol><li>Review forearm in one week.</li><li>No live vaccines. Transfuse below Hb 75 g/L through the day unit.</li></ol><p class='s'>Authored by Dr Bea Lindqvist-Rowe (Intern), {worded(d.on)} 13:40. Not for medicolegal use.</p>"""
    s = printed(
        d,
        body,
        "@page{@bottom-left{content:'MR 110A Discharge Summary';font-size:7pt}@bottom-right{content:counter(page)'/'counter(pages);font-size:7pt}}.h{background:#ccc;font-weight:bold;padding:4pt}.b td,.b th{border:.4pt solid #888}ul,ol{margin:2pt 0}",
        "note",
        ("other",),
    )
    diagnosis(d, s.at("Diagnosed:"), WHO[p.who][0])
    w.illness(s.at(t.illness[0].capitalize()))
    w.first(s.at(f"{t.first} ceased"), whole=True)
    w.now(s.at(f"{t.now} commenced"), whole=True)
    w.not_wanted(s.at("declines allogeneic"))
    w.thought_of(s.at(f"may consider {t.considered}"))
    w.ecog(s.at("ECOG"))
    page = s.at("Cellulitis")
    d.fact("comorbidities", page, "Cellulitis", may=True, labels=["cellulitis"])
    for disease in ("cellulitis",):
        d.fact(
            "diagnoses",
            page,
            "Cellulitis",
            may=True,
            disease=disease,
            labels=[""],
            status="confirmed",
            any_status=["confirmed", "historical"],
        )
    for agent in ("flucloxacillin", "amoxicillin", "amoxicillin_clavulanate", "allopurinol", "ibuprofen"):
        d.treat(agent, "other", "completed", page, may=True, any_status=["completed", "ongoing", "stopped"])
    d.fact("not_given", s.at("No transfusion"), "No transfusion", may=True, agent="rbc_transfusion")
    if p.counts["hemoglobin"] != 7.5:
        d.gold.trap("labs", {"analyte": "hemoglobin", "value": 7.5}, "threshold")


def board_protocol(d: Doc) -> None:
    """Germany: a numbered tumour conference protocol with both risk categories as stated, votes, and recommendations."""
    w, p = Told(d), d.person
    t = w.t
    s = plain_sheet(d, "Helvetica", 9.5, "note", ("other",))
    s.line("Comprehensive Cancer Center Mittelrhein", True, 12, "r")
    s.line("Protocol of the haemato-oncological conference", align="r")
    s.rule()
    s.row(
        Cell(
            s.margin, f"Patient: {p.last}, {p.first}, born {dmy(p.born, '.')}, {'female' if p.sex == 'F' else 'male'}"
        ),
        Cell(s.margin + 340, f"Conference of {dmy(d.on, '.')}"),
    )
    s.row(Cell(s.margin, "Presented by: OA Dr. Feldkamp"), Cell(s.margin + 340, f"Case {p.ids[0]}, item 7 of 12"))
    s.rule()

    def item(number: int, heading: str, text: str) -> int:
        s.gap(6)
        s.need(36)
        s.line(f"{number}. {heading}", True)
        return s.para(text, x=16)

    diagnosis(
        d,
        item(1, "Diagnosis", f"{WHO[p.who][0]}, first diagnosed {p.diagnosed.month:02}/{p.diagnosed.year}"),
        "Diagnosis",
    )
    page = item(2, "Risk at first diagnosis", f"IPSS-R: {p.ipssr}. IPSS-M: {p.ipssm}. The old IPSS was not determined.")
    d.fact("stages", page, "IPSS-R", system="IPSS-R", category=p.ipssr.lower())
    d.fact("stages", page, "IPSS-M", system="IPSS-M", category=p.ipssm.lower())
    page = item(
        3,
        "Therapy to date",
        f"{t.first.capitalize()} {t.first_from.month:02}/{t.first_from.year} to {t.first_to.month:02}/{t.first_to.year}, ended because of {w.reason}. {t.now.capitalize()} since {t.now_from.month:02}/{t.now_from.year}, {t.cycles} cycles to date, running.",
    )
    w.first(page)
    w.now(page)
    w.illness(
        item(
            4, "Secondary diagnoses", f"{t.illness[0].capitalize()}. Coronary heart disease was ruled out by catheter."
        )
    )
    w.ecog(item(5, "General condition", f"ECOG {t.ecog}, lives independently."))
    item(6, "Question", "Continue? Change? Transplant?")
    page = item(
        7,
        "Discussion",
        f"A related donor (brother, HLA identical, himself treated with lenalidomide for myeloma) is at hand; the patient nevertheless declines allogeneic transplantation. {t.considered.capitalize()} is considered as the next line, should the response be lost. Trial MDS-LOWER-7 (oral decitabine-cedazuridine): not eligible.",
    )
    w.not_wanted(page)
    w.thought_of(page)
    item(
        8,
        "Recommendation (consensus, 9 votes of 9)",
        f"Continuation of {t.now}. Marrow puncture after two further cycles. Presentation again if blasts reach 10 % or Hb falls below 8 g/dl.",
    )
    s.gap(20)
    s.line("Taken down by: M. Sauerwein. The recommendation does not replace the decision of those treating.", pt=7.5)
    d.gold.trap("diagnoses", {"disease": "multiple_myeloma"}, "the brother's")
    d.gold.trap("comorbidities", {"label": "coronary heart disease"}, "ruled out")
    d.gold.trap("labs", {"analyte": "blasts_marrow", "value": 10, "collected": d.on.isoformat()}, "a condition")
    d.gold.trap("labs", {"analyte": "hemoglobin", "value": 8, "collected": d.on.isoformat()}, "a condition")
    if t.now != "decitabine":
        d.gold.trap("treatments", {"agent": "decitabine", "status": "ongoing"}, "a trial that does not fit")
    denied(d, page, "coronary_artery_disease", "coronary_heart_disease")
    for agent in ("decitabine", "decitabine_cedazuridine", "decitabine_and_cedazuridine"):
        d.fact("not_given", page, "not eligible", may=True, agent=agent)


def template_note(d: Doc) -> None:
    """A Gulf hospital: a templated progress note, last counts of another day in one line, an older note copied in below a rule."""
    w, p = Told(d), d.person
    t = w.t
    drawn = d.on - dt.timedelta(2)
    counts = [figure(d, r, 0.92) for r in LATEST]
    old = t.first_from + dt.timedelta(20)
    body = f"""<table class='b'><tr><td>AL WAHA SPECIALTY HOSPITAL<br>Haematology Progress Note - Outpatient</td><td>{esc(p.last)}, {esc(p.first)}<br>MRN {p.ids[0]} &nbsp; {"Female" if p.sex == "F" else "Male"} &nbsp; DOB {worded(p.born, "-")}</td><td>Service Date: {worded(d.on, "-")}<br>Status: Signed</td></tr></table>
    <h3>Reason for visit</h3><p>Follow up. Known {WHO[p.who][1]} since {worded(p.diagnosed, "-")}.</p><h3>Interval history</h3><p>Feels the same. No infection. Travelled for Umrah. ECOG performance status: {t.ecog}.</p><h3>Active problems</h3><p>[1] {WHO[p.who][0]}<br>[2] {t.illness[0].capitalize()}<br>[3] Vaccination due</p>
    <h3>Treatment log</h3><p>{t.first}: start {worded(t.first_from, "-")}, stop {worded(t.first_to, "-")} (reason: {w.reason})<br>{t.now}: start {worded(t.now_from, "-")}, cycles completed {t.cycles}, current</p><h3>Laboratory, last set, {worded(drawn, "-")}</h3><p>{" | ".join(f"{f.label} {f.text} {f.unit}" for f in counts)} | Na 138 mmol/L | blood group O pos</p>
    <h3>Assessment / Plan</h3><p>Stable on {t.now}; continue. {t.considered.capitalize()} will be considered on progression. Transplant coordinator met the family: patient refuses allogeneic transplantation. Revaccinate for influenza.</p><hr><p class='o'>--- Copied from note of {worded(old, "-")}, Dr Haddad ---<br>Patient newly on {t.first}. ECOG 3 after a fall. If no response by 16 weeks will start low dose cytarabine. Hgb target 100 g/L. ?Hepatitis B carrier, serology sent (result later: non reactive). Denies chest pain. Cousin on imatinib for CML.</p><p class='s'>Signed by: Dr. Layla Al Mansoori, {worded(d.on, "-")} 12:55 GST. Page 1 of 1</p>"""
    s = printed(
        d,
        body,
        "body{font-family:'DejaVu Sans';font-size:8pt}.b td{border:.5pt solid #080}.o{color:#555}h3{color:#060}",
        "note",
        ("other", "lab"),
    )
    d.also_dated = (*d.also_dated, drawn, old)
    diagnosis(d, s.at("Known"), WHO[p.who][1])
    w.illness(s.at(t.illness[0].capitalize()))
    w.first(s.at(f"{t.first}: start"), whole=True)
    w.now(s.at(f"{t.now}: start"), whole=True)
    w.ecog(1)
    for f in counts:
        lab(d, f, drawn, s.at(f.label, f.text), flag=False, reference=False)
    w.thought_of(s.at("will be considered"))
    w.not_wanted(s.at("refuses allogeneic"))
    d.gold.trap("performance", {"scale": "ECOG", "value": 3}, "copied from an old note")
    d.gold.trap("treatments", {"agent": "cytarabine", "status": "ongoing"}, "an old plan")
    d.gold.trap("treatments", {"agent": "imatinib"}, "the cousin's")
    d.gold.trap("diagnoses", {"disease": "cml"}, "the cousin's")
    d.gold.trap("labs", {"analyte": "hemoglobin", "value": 10, "collected": old.isoformat()}, "a target")
    d.treat("cytarabine", "systemic", "considered", 1, may=True, any_status=["considered", "planned"])
    denied(d, 1, "hepatitis_b")


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (letter_to_patient, outpatient_slip, discharge_summary, board_protocol, template_note)
}

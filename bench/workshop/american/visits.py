# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""More American notes: the VA's typed note and a transplant consultation."""

from bench.workshop.american.paper import (
    long,
    mdy,
    table,
    vista,
    web,
)
from bench.workshop.american.told import DOSE, by_the_way, given, relatives, threshold, today
from bench.workshop.days import later, month, sex
from bench.workshop.dress import Doc
from bench.workshop.markup import esc
from bench.workshop.marrow import diagnosis
from bench.workshop.notes import Told
from bench.workshop.people import WHO


def cprs_note(d: Doc) -> None:
    """The VA's typed note: titles, medicines with their status, counts in columns of text, a template with boxes, a signature block and an addendum."""
    who, on, w = d.person, d.on, Told(d)
    t, labs, more = w.t, today(d), later(on, 2)
    s = d.paper("Courier", 8.5, 42)
    d.kind, d.also_kind, d.also_dated = "note", ("other",), (more,)
    s.mono([" LOCAL TITLE: HEM/ONC OUTPATIENT FOLLOW-UP NOTE", "STANDARD TITLE: HEMATOLOGY AND ONCOLOGY OUTPATIENT NOTE", f"DATE OF NOTE: {vista(on, '10:12')}     ENTRY DATE: {vista(on, '10:40:33')}",
            "      AUTHOR: STROUD,ELLIOT M        EXP COSIGNER:", "     URGENCY:                            STATUS: COMPLETED", "     *** HEM/ONC OUTPATIENT FOLLOW-UP NOTE Has ADDENDA ***", "",
            f"Name: {who.last.upper()},{who.first.upper()}     SSN: 000-00-{who.ids[0][:4]}     DOB: {vista(who.born)}     Sex: {who.sex}", ""])  # fmt: skip
    page = s.mono(
        [
            f"ID/CC: {who.age(on)} y/o veteran with {WHO[who.who][1]} (dx {month(who.diagnosed)}) here for f/u.",
            "",
            "HEME HX:",
            f" - {mdy(t.first_from)} to {mdy(t.first_to)}: {t.first}; d/c'd for {w.reason}",
            f" - {mdy(t.now_from)}: started {t.now}; now s/p {t.cycles} cycles",
            "",
        ]
    )
    diagnosis(d, page, WHO[who.who][1])
    w.first(page, whole=True)
    w.now(page, whole=True)
    page = s.mono(
        [
            "PMH:",
            f" [X] {t.illness[0]}",
            " [ ] coronary artery disease",
            " [ ] chronic kidney disease",
            " [ ] hepatitis C",
            "",
            "FH: brother with myelodysplastic syndrome, s/p transplant.  SH: quit tobacco 1994.",
            "",
        ]
    )
    w.illness(page)
    for label in ("coronary artery disease", "chronic kidney disease", "hepatitis C"):
        d.gold.trap("comorbidities", {"label": label}, "box not ticked")
    page = s.mono(["Active Outpatient Medications (including Supplies):", "     Active Outpatient Medications                          Status", "=" * 71,
                   "1)   ALLOPURINOL 300MG TAB TAKE ONE DAILY                   ACTIVE", "2)   LENALIDOMIDE 5MG CAP NON-FORMULARY REQUEST             DENIED" if t.first != "lenalidomide" else "2)   PROCHLORPERAZINE 10MG TAB PRN NAUSEA                   ACTIVE", "3)   WARFARIN 5MG TAB                                       DISCONTINUED",
                   "", "Allergies: CODEINE", ""])  # fmt: skip
    d.gold.trap("treatments", {"agent": "allogeneic_hct", "status": "completed"}, "the brother's")
    by_the_way(d, page, "allopurinol", "prochlorperazine", "warfarin")
    if t.first != "lenalidomide":
        d.gold.trap("treatments", {"agent": "lenalidomide", "status": "ongoing"}, "a request that was denied")
        d.treat(
            "lenalidomide", "systemic", "considered", page, may=True, any_status=["considered", "declined", "planned"]
        )
    d.gold.trap("treatments", {"agent": "codeine"}, "an allergy")
    s.mono(["LABS:", "Collection DT      Specimen  Test Name        Result     Units      Ref Range"])
    for r in labs:
        page = s.mono(
            [
                f"{vista(on, '08:02'):<19}{'SERUM' if r.unit == 'mg/dL' else 'BLOOD':<10}{r.label:<17}{r.text + ' ' + r.flag:<11}{r.unit:<11}{r.low} - {r.high}"
            ]
        )
        given(d, [r], page, reference=True)
    page = s.mono(
        [
            "",
            f"EXAM: ECOG {t.ecog}.  LUNGS CLEAR.  NO HSM.",
            "",
            "A/P:",
            f" 1. MDS: continue {t.now}.  Veteran declines allo transplant.",
            f"    {t.considered} may be considered at progression.",
            " 2. Transfuse pRBC for Hgb < 7.5.  Community care consult closed.",
            "",
            "/es/ ELLIOT M STROUD, MD",
            "STAFF PHYSICIAN, HEMATOLOGY",
            f"Signed: {vista(on, '10:58')}",
            "",
        ]
    )
    w.ecog(page)
    w.not_wanted(page)
    w.thought_of(page)
    s.mono(
        [
            f"{vista(more, '13:20')}  ADDENDUM                      STATUS: COMPLETED",
            "Correction: the line on warfarin above refers to 2016.  No change to plan.",
            "/es/ MAEVE J CORRIGAN, RN",
            f"Signed: {vista(more, '13:22')}",
        ]
    )
    threshold(d, ("hemoglobin", 7.5))


def transplant_consult(d: Doc) -> None:
    """A transplant center's consultation: lines of treatment numbered with response, Karnofsky and comorbidity points, donors typed, the patient's own decision at the end."""
    who, on, w = d.person, d.on, Told(d)
    t, kps = w.t, {0: 90, 1: 80, 2: 60}[w.t.ecog]
    rows = (
        ("1", t.first, f"{mdy(t.first_from)} - {mdy(t.first_to)}", f"ended, {w.reason}"),
        ("2", t.now, f"{mdy(t.now_from)} - present", f"stable disease after {t.cycles} cycles"),
    )
    points = (
        ("Prior malignancy", "0"),
        ("Pulmonary", "1"),
        ("Hepatic, mild", "0"),
        ("Psychiatric", "0"),
        ("Total HCT-CI", "1"),
    )
    body = (
        f"<div class=h><b>Blue Ridge Blood &amp; Marrow Transplant Institute</b></div><p>New patient consultation, {long(on)}</p><p><b>{who.name}</b>, {sex(d).lower()}, date of birth {long(who.born)}, MRN {who.ids[0]}. Referred by Dr. Calloway for an opinion on allogeneic transplantation.</p>"
        f"<p><b>Disease.</b> {WHO[who.who][0]}, established {long(who.diagnosed)}. IPSS-M category at diagnosis: {who.ipssm}.</p><p><b>Treatment to date.</b></p>{table(('Line', 'Agent', 'Dates', 'Outcome'), rows)}"
        f"<p><b>Functional status.</b> Karnofsky {kps}%. Walks a mile daily. <b>Other conditions:</b> {t.illness[0]}.</p><p><b>Comorbidity index.</b></p>{table(('Item', 'Points'), points)}"
        "<p><b>Donors.</b> Brother (62) haploidentical; he has treated chronic lymphocytic leukemia and is not suitable. Registry: two 10/10 matches. The patient's HLA-DR typing is in the laboratory file.</p>"
        f"<p><b>Discussion.</b> I outlined conditioning with fludarabine and melphalan, or treosulfan, graft-versus-host disease prophylaxis with tacrolimus and post-transplant cyclophosphamide, and a non-relapse mortality near 20%. After time for thought {who.first} has decided <b>not</b> to proceed to transplantation. "
        f"If the disease progresses, {t.considered} could be considered, ideally on a study. I would continue {t.now} ({DOSE[t.now]}) with Dr. Calloway.</p><p><b>Not done:</b> no marrow was repeated today; blasts at or above 10% would prompt cytoreduction first.</p>"
        f"<p>{esc('Signed: Beatrix A. Holloway-Nkemelu, MD')}<br>cc: patient portal</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.85in}body{font:10.5pt 'DejaVu Serif Condensed','DejaVu Serif';line-height:1.2}.h{color:#234a2c;border-bottom:1.5pt solid #234a2c;font-size:13pt}.t{margin:2pt 0 4pt 12pt}.t td,.t th{padding:1.5pt 14pt 1.5pt 0;font-size:9.5pt}p{margin:6pt 0}"
    web(d, body, css, "note", "other")
    diagnosis(d, 1, WHO[who.who][0])
    w.first(1, whole=True)
    w.now(1, whole=True)
    w.illness(1)
    w.not_wanted(1)
    w.thought_of(1)
    d.gold.performance = {"scale": "KPS", "value": kps, "where": [{"file": d.file, "page": 1, "words": ["Karnofsky"]}]}
    d.fact("stages", 1, "IPSS-M", system="IPSS-M", category=who.ipssm.lower())
    for agent in ("fludarabine", "melphalan", "treosulfan", "tacrolimus", "cyclophosphamide"):
        d.gold.trap("treatments", {"agent": agent, "status": "ongoing"}, "of the procedure explained")
        d.treat(agent, "systemic", "considered", 1, may=True, any_status=["considered", "declined"])
    d.fact("comorbidities", 1, "Pulmonary", may=True, labels=["pulmonary"])
    d.fact("stages", 1, "Total HCT-CI", may=True, system="HCT-CI", category="", score=1.0)
    relatives(d, "cll", "chronic_lymphocytic_leukemia")
    d.gold.trap("labs", {"analyte": "blasts_marrow", "value": 10.0, "collected": on.isoformat()}, "threshold")

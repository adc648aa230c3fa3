# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Notes of a visit: problem lists, tables of treatment, medicines, cycles."""

from collections.abc import Callable

from bench.workshop.days import hyphened, later, sex
from bench.workshop.dress import Doc
from bench.workshop.markup import esc, table
from bench.workshop.notes import Told
from bench.workshop.people import WHO
from bench.workshop.printers.paper import before, capital, illness, limit, made, relatives, say, us_day, value
from bench.workshop.printers.told import DOSE, FACTOR, counts_of, given, medicines, others, units

US_NAMES = (
    ("leukocytes", "WBC", "K/uL"),
    ("hemoglobin", "Hgb", "g/dL"),
    ("platelets", "Plt", "K/uL"),
    ("neutrophils", "ANC", "K/uL"),
    ("creatinine", "Creatinine", "mg/dL"),
)


def problem_list_visit(d: Doc) -> None:
    """An electronic record's visit: problem list, oncology treatment table, medicines and results as striped tables, the plan as a list."""
    who, on, w = d.person, d.on, Told(d)
    t, full = w.t, WHO[who.who][0]
    labs = counts_of(d, US_NAMES)
    extra = say(d, "Osteoarthritis", "Hypothyroidism", "Gout", "Psoriasis")
    problems = (
        (full, us_day(who.diagnosed), "Active"),
        (capital(t.illness[0]), say(d, "2014", "2009", "2018"), "Active"),
        (extra, "2011", say(d, "Active", "Stable")),
        ("Appendectomy", "1988", "Resolved"),
    )
    why = (
        say(d, "Progression", "Stopped for progression", "Disease progression")
        if t.why == "progression"
        else say(d, "Toxicity", "Stopped for toxicity", "Discontinued due to toxicity")
    )
    lines = (
        (capital(t.first), DOSE[t.first], us_day(t.first_from), us_day(t.first_to), why),
        (
            capital(t.now),
            DOSE[t.now],
            us_day(t.now_from),
            say(d, "Present", "ongoing", "-"),
            f"{t.cycles} cycles completed",
        ),
    )
    meds = (
        (
            ("allopurinol", "100 mg", "daily"),
            ("acyclovir", "400 mg", "twice daily"),
            ("ondansetron", "8 mg", "as needed"),
        )
        if say(d, "a", "b") == "a"
        else (
            ("levothyroxine", "75 mcg", "every morning"),
            ("pantoprazole", "40 mg", "daily"),
            ("prochlorperazine", "10 mg", "as needed"),
        )
    )
    no = say(
        d,
        "Allogeneic transplant: patient declined referral again today.",
        "Allogeneic stem cell transplant discussed; she/he does not want it and declines.",
        "Patient declines allogeneic transplantation.",
    ).replace("she/he", "she" if who.sex == "F" else "he")
    maybe = say(
        d,
        f"If {t.now} fails, consider {t.considered}.",
        f"{capital(t.considered)} could be considered at progression; not started.",
        f"Would consider {t.considered} as the next line.",
    )
    past, old = later(on, -28), value(d, "hemoglobin", "Hgb", "g/dL", 0.86)
    carried = say(
        d,
        f"Carried forward from {us_day(past)}: Hgb {old.text} g/dL, short of breath on stairs, ECOG {t.ecog + 1} that day.",
        f"[Copied from the note of {us_day(past)}] Hgb was {old.text} g/dL; one unit was ordered then.",
        f"At the last visit ({us_day(past)}) Hgb was {old.text} g/dL and ECOG {t.ecog + 1} because of a cold.",
    )
    body = (
        f"<div class=h><b>{say(d, 'Stillwater Cancer Institute', 'Granite Peak Oncology', 'Cedar Bluff Hematology Group')}</b> &nbsp; Office visit</div><table class=d><tr><td><b>{esc(who.last)}, {who.first}</b><br>{sex(d)}, born {us_day(who.born)}</td><td>MRN {who.ids[0]}<br>Visit {us_day(on)}</td><td>Provider<br>Linnea Castellanos-Boyd, MD</td></tr></table>"
        f"<h3>Problem list</h3>{table(('Problem', 'Noted', 'Status'), problems)}<h3>Oncology treatment</h3>{table(('Agent', 'Dose', 'Start', 'Stop', 'Comment'), lines)}<h3>Interval history</h3><p>{say(d, f'{who.first} comes for follow-up and feels about the same. No fever or bleeding.', 'Seen today with a daughter. Fatigue is unchanged; no infections since the last visit.', f'Doing fairly well on {t.now}. Appetite is good. Denies night sweats.')} {say(d, f'Red cells: {t.units} units transfused in the past 8 weeks.', f'Received {t.units} units of red blood cells over the last 8 weeks.', f'RBC transfusions: {t.units} units in the last 8 weeks.')} ECOG {t.ecog}.</p><p class=c>{carried}</p>"
        f"<h3>Medications</h3>{table(('Medication', 'Strength', 'Sig'), meds)}<p>Allergies: {say(d, 'penicillin (rash)', 'sulfa drugs', 'codeine (nausea)')}. Family history: {say(d, 'mother, breast cancer at 71', 'brother, acute myeloid leukemia', 'no blood disorders; father, lung cancer')}.</p><h3>Results of {us_day(on)}</h3>{table(tuple(r.label for r in labs), (tuple(f'{r.text}{chr(32) + r.flag if r.flag else str()}' for r in labs), tuple(r.unit for r in labs)), 'r')}"
        f"<h3>Plan</h3><ol><li>MDS: continue {t.now}. {maybe}</li><li>{no}</li><li>{say(d, 'Transfuse for Hgb below 7.0 or Plt below 10.', 'Transfusion parameters: Hgb < 7.0, Plt < 10.', 'Red cells if Hgb falls under 7.0 g/dL.')}</li><li>Return in 4 weeks with CBC. {say(d, 'Filgrastim only for infection.', 'Deferasirox not indicated yet.', 'Marrow after the sixth cycle.')}</li></ol>"
    )  # fmt: skip
    css = ("@page{size:letter;margin:.55in .65in}body{font:9pt 'Liberation Sans'}.h{font-size:12pt;color:#1d3557;border-bottom:2pt solid #1d3557;padding-bottom:3pt}.d{width:100%;background:#eef2f7;margin:5pt 0}.d td{padding:4pt}h3{font-size:9.5pt;color:#1d3557;margin:7pt 0 1pt}.t,.r{width:100%}.t th,.r th{font-size:8pt;color:#555;padding:2pt 4pt}.t td,.r td{padding:2.3pt 4pt}.t tbody tr:nth-child(odd){background:#f5f7fa}.r tbody tr:last-child td{color:#666;font-size:8pt}ol{margin:2pt 0;padding-left:16pt}.c{color:#555;font-style:italic}")  # fmt: skip
    sheet = made(d, body, css, "note", "other")
    before(d, old, past, 1)
    illness(d, 1, full, who.diagnosed.isoformat())
    w.illness(1)
    others(d, 1, extra, "Appendectomy")
    w.first(1, whole=True, why=True)
    w.now(1, whole=True)
    units(d, 1, "8 weeks", t.units)
    w.ecog(sheet.find("ECOG"))
    medicines(d, 1, *(m[0] for m in meds), "filgrastim", "deferasirox")
    given(d, labs, sheet.find("Results of"))
    plan = sheet.find("Plan", "continue")
    w.not_wanted(plan)
    w.thought_of(plan)
    for agent in ("filgrastim", "deferasirox"):
        d.gold.trap("treatments", {"agent": agent, "status": "ongoing"}, "not given")
        d.fact("not_given", plan, agent, may=True, agent=agent)
    for agent in ("penicillin", "codeine"):
        d.gold.trap("treatments", {"agent": agent}, "an allergy")
    relatives(d, "breast_cancer", "aml", "acute_leukemia", "lung_cancer")
    for analyte, amount in (("hemoglobin", 7.0), ("platelets", 10.0)):
        limit(d, analyte, amount, FACTOR)


def cards_and_timeline(d: Doc) -> None:
    """A company's summary of a patient: cards for diagnosis, present therapy, performance and transfusions, a dated timeline, open questions."""
    who, on, w = d.person, d.on, Told(d)
    t, (full, short) = w.t, WHO[who.who]
    reason = (
        say(d, "progression", "disease progression")
        if t.why == "progression"
        else say(d, "toxicity", "treatment toxicity")
    )
    best = say(d, "stable disease", "Stable disease", "stable disease (SD)")
    events = ((us_day(who.diagnosed), say(d, "Diagnosis", "First diagnosis", "Diagnosed"), short), (us_day(t.first_from), say(d, "Start", "Therapy started", "Started"), t.first), (us_day(t.first_to), say(d, "Stop", "Therapy stopped", "Stopped"), f"{t.first}, because of {reason}"),
              (us_day(t.now_from), say(d, "Start", "Therapy started", "Started"), t.now), (us_day(on), say(d, "Visit", "Review", "Seen"), f"{t.now}: {t.cycles} cycles given, {best}"))  # fmt: skip
    cards = (
        ("Diagnosis", full, f"IPSS-R {who.ipssr}"),
        ("Current therapy", capital(t.now), f"{t.cycles} cycles so far"),
        ("Performance", f"ECOG {t.ecog}", "assessed at this visit"),
        ("Red cell units, last 8 weeks", str(t.units), "see transfusion record"),
    )
    body = (
        f"<div class=h>{say(d, 'OncoSynopsis', 'CaseLens', 'Chartwright')} <span>Patient summary of {us_day(on)}</span></div><p class=q><b>{who.name}</b> | {sex(d)} | born {us_day(who.born)} | ID {who.ids[0]}</p><table class=k><tr>{''.join(f'<td><small>{a}</small><br><b>{b}</b><br><i>{c}</i></td>' for a, b, c in cards[:2])}</tr><tr>{''.join(f'<td><small>{a}</small><br><b>{b}</b><br><i>{c}</i></td>' for a, b, c in cards[2:])}</tr></table>"
        f"<h3>Timeline</h3>{table(('Date', 'Event', 'Detail'), events)}<h3>Other conditions</h3><ul><li>{capital(t.illness[0])}</li><li>{say(d, 'No diabetes mellitus type 1', 'No chronic kidney disease', 'No heart failure')}</li></ul><h3>Decisions</h3><ul><li>{say(d, 'Declined: allogeneic transplantation', 'Allogeneic transplantation: declined by the patient', 'Patient said no to allogeneic transplant')}</li><li>{say(d, f'Under consideration: {t.considered}', f'{capital(t.considered)} may be considered later', f'For later consideration: {t.considered}')}</li></ul>"
        f"<h3>Family</h3><p>{say(d, 'Father: chronic lymphocytic leukemia.', 'Sister: acute myeloid leukemia at 50.', 'Mother: colon cancer.')}</p><p class=s>Open questions: {say(d, 'would a trial of imetelstat or magrolimab be possible for others like this patient? Not discussed with the patient.', 'response by marrow has not been assessed since the start.', 'HLA typing of siblings not done.')} Generated from structured fields; check against the source.</p>"
    )  # fmt: skip
    css = ("@page{size:A4;margin:16mm}body{font:9.5pt 'DejaVu Sans'}.h{font-size:15pt;color:#20639b;border-bottom:2pt solid #20639b}.h span{float:right;font-size:9pt;padding-top:6pt}.q{margin:6pt 0}.k{width:100%;border-collapse:separate;border-spacing:6pt}.k td{border:1pt solid #bcd0e0;border-top:4pt solid #20639b;padding:6pt;width:50%}.k b{font-size:11.5pt}.k i{font-size:8pt;color:#555;font-style:normal}.k small{color:#20639b}h3{font-size:10pt;margin:9pt 0 2pt;color:#20639b}.t td,.t th{padding:3pt 14pt 3pt 0}.t td{border-bottom:.3pt solid #ccc}ul{margin:2pt 0;padding-left:14pt}.s{font-size:8pt;margin-top:10pt}")  # fmt: skip
    made(d, body, css, "note", "other")
    illness(d, 1, full, who.diagnosed.isoformat())
    d.fact("stages", 1, "IPSS-R", system="IPSS-R", category=who.ipssr.lower())
    w.first(1, whole=True, why=True)
    d.treat(t.now, "systemic", "ongoing", 1, started=t.now_from.isoformat(), cycles=t.cycles, response="SD")
    w.ecog(1)
    units(d, 1, "8 weeks", t.units)
    w.illness(1)
    w.not_wanted(1)
    w.thought_of(1)
    for agent in {"imetelstat", "magrolimab"} - {t.considered}:
        d.gold.trap("treatments", {"agent": agent, "status": "ongoing"}, "a question on others")
        d.treat(agent, "systemic", "considered", 1, may=True)
    relatives(d, "cll", "chronic_lymphocytic_leukemia", "aml", "acute_leukemia", "colon_cancer")
    for label in ("kidney disease", "heart failure", "type 1"):
        d.gold.trap("comorbidities", {"label": label}, "denied")


def cycle_sheet(d: Doc) -> None:
    """A typed sheet of a day-care ward: labelled lines, a table of cycles with the planned one last, medicines advised."""
    who, on, w = d.person, d.on, Told(d)
    t, (full, _) = w.t, WHO[who.who]
    s = d.paper("Helvetica", 10, 50)
    d.kind, d.also_kind = "note", ("other",)
    s.line(
        say(
            d,
            "Medical Oncology Day Care, Indravati Hospital",
            "Haematology OPD, Shanthi Cancer Centre",
            "Clinical Haematology Unit, Gomti Institute",
        ),
        True,
        14,
    )
    s.line(say(d, "Case sheet", "Follow-up sheet", "Out-patient record"), pt=11)
    s.rule()
    s.gap(6)
    s.line(f"Name: {who.name}      Date of birth: {hyphened(who.born)}      Sex: {sex(d)}")
    s.line(f"Hospital No: {who.ids[0]}      Date of visit: {hyphened(on)}")
    s.gap(6)
    text = say(
        d,
        f"Diagnosis: {full}, diagnosed {hyphened(who.diagnosed)}",
        f"K/c/o {full} (date of diagnosis {hyphened(who.diagnosed)})",
        f"Dx: {full}. Marrow done {hyphened(who.diagnosed)}",
    )
    page = s.para(text)
    illness(d, page, full, None if "Marrow" in text else who.diagnosed.isoformat())
    w.illness(
        s.line(
            say(
                d,
                f"Co-morbidity: {t.illness[0]}",
                f"Also has: {t.illness[0]}",
                f"Past illness: {t.illness[0]}, on treatment",
            )
        )
    )
    w.ecog(s.line(say(d, f"Performance status: ECOG {t.ecog}", f"ECOG PS {t.ecog}", f"PS (ECOG) = {t.ecog}")))
    s.line(
        say(
            d,
            "Family history: uncle had blood cancer (CML)",
            "F/H: mother expired of breast cancer",
            "No family history of leukaemia",
        )
    )
    s.gap(6)
    s.line("Previous treatment", True)
    because = "progression" if t.why == "progression" else "toxicity"
    page = s.para(
        say(
            d,
            f"{capital(t.first)} from {hyphened(t.first_from)} to {hyphened(t.first_to)}, stopped due to {because}.",
            f"Received {t.first} ({hyphened(t.first_from)} till {hyphened(t.first_to)}); discontinued for {because}.",
            f"Inj/Tab {t.first} started {hyphened(t.first_from)}; stopped {hyphened(t.first_to)} in view of {because}.",
        ),
        10,
    )
    w.first(page, whole=True, why=True)
    s.gap(4)
    s.line(f"Present treatment: {t.now} {DOSE[t.now]}, every 28-30 days", True)
    s.mono([f"   {'Cycle':<10}{'Day 1':<16}{'Status':<24}", "   " + "-" * 48], 9)
    for n in range(t.cycles):
        page = s.mono(
            [
                f"   C{n + 1:<9}{hyphened(later(t.now_from, 30 * n)):<16}{say(d, 'completed', 'given in full', 'given'):<24}"
            ],
            9,
        )
        if n == 0:
            w.now(page, whole=True)
    s.mono([f"   C{t.cycles + 1:<9}{hyphened(later(on, 2)):<16}{say(d, 'planned', 'if counts permit', 'due'):<24}"], 9)
    s.gap(6)
    labs = counts_of(
        d,
        (
            ("hemoglobin", "Hb", "g/dL"),
            ("leukocytes", "TLC", "/cumm"),
            ("neutrophils", "ANC", "/cumm"),
            ("platelets", "Platelets", "lakh/cumm"),
        ),
    )
    page = s.para("Counts today: " + "; ".join(f"{r.label} {r.text} {r.unit}" for r in labs))
    for r in labs:
        given(d, [r], page)
    page = s.para(
        say(
            d,
            f"PRBC given in last 8 weeks: {t.units} units. Platelets: nil.",
            f"Transfusion record: {t.units} units of packed red cells in the past 8 weeks.",
            f"Has needed {t.units} units PRBC in the last 8 weeks.",
        )
    )
    units(d, page, "8 weeks", t.units)
    s.gap(6)
    s.line("Advice", True)
    page = s.para(
        say(
            d,
            f"1. Proceed with C{t.cycles + 1}. 2. Tab. ciprofloxacin 500 mg BD x 5 days. 3. Tab. folic acid 5 mg OD.",
            f"1. C{t.cycles + 1} as planned. 2. Tab. pantoprazole 40 mg OD. 3. Tab. tranexamic acid if gums bleed.",
            f"1. Next cycle (C{t.cycles + 1}) on the date above. 2. Tab. fluconazole 200 mg OD. 3. Mouth care.",
        ),
        10,
    )
    medicines(
        d,
        page,
        "ciprofloxacin",
        "folic acid",
        "folic_acid",
        "pantoprazole",
        "tranexamic acid",
        "tranexamic_acid",
        "fluconazole",
    )
    page = s.para(
        say(
            d,
            "4. Allogeneic transplant explained; family and patient not willing.",
            "4. Patient refuses allogeneic stem cell transplant.",
            "4. Allogeneic BMT was offered and has been declined.",
        ),
        10,
    )
    w.not_wanted(page)
    page = s.para(
        say(
            d,
            f"5. {capital(t.considered)} may be considered if no response.",
            f"5. To consider {t.considered} on progression.",
            f"5. Option of {t.considered} kept for later, cost explained.",
        ),
        10,
    )
    w.thought_of(page)
    s.gap(14)
    s.line("Dr. Abhiram Pattanaik, DM (Clinical Haematology)", pt=9)
    d.gold.trap("treatments", {"agent": t.now, "cycles": t.cycles + 1}, "planned cycle")
    d.fact("not_given", page, "platelets", may=True, agent="platelet_transfusion")
    relatives(d, "cml", "chronic_myeloid_leukemia", "breast_cancer")


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (problem_list_visit, cards_and_timeline, cycle_sheet)
}

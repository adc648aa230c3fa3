# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Clinic notes, letters and board minutes."""

from collections.abc import Callable

from bench.workshop.dress import Doc
from bench.workshop.marrow import diagnosis
from bench.workshop.notes import Told
from bench.workshop.people import WHO
from bench.workshop.sheet import Cell
from bench.workshop.withheld.leaf import Ready, dmon, e, grid, leaf, limit, month, plus, sex, spelt

ANY = ["ongoing", "completed", "stopped", "planned", "considered", "declined"]


def by_the_way(d: Doc, page: int, *agents: str) -> None:
    """Medicines of other purposes: they may be told, in whatever status."""
    for agent in agents:
        d.treat(agent, "other", "ongoing", page, may=True, any_status=ANY)


def also_ill(d: Doc, page: int, label: str) -> None:
    """A further condition of the patient's own."""
    d.fact("comorbidities", page, label, labels=[label])


def headed_visit(d: Doc) -> None:
    """An everyday clinic note under headings, with a table of treatments, family history, allergies, and a plan on conditions."""
    who, on, w = d.person, d.on, Told(d)
    t = w.t
    rows = (
        (t.first.capitalize(), spelt(t.first_from), spelt(t.first_to), f"Stopped for {w.reason}"),
        (t.now.capitalize(), spelt(t.now_from), "ongoing", f"{t.cycles} cycles given"),
    )
    he = "She" if who.sex == "F" else "He"
    body = (
        f"<div class=h><b>Oakhurst Valley Cancer Clinic</b> &nbsp; Hematology follow-up visit</div><p>Patient: <b>{e(who.name)}</b> &nbsp; DOB: {spelt(who.born)} &nbsp; Sex: {sex(d)} &nbsp; MRN: {who.ids[0]}<br>Date of service: {spelt(on)} &nbsp; Clinician: Josefina Albrecht-Moyo, MD</p>"
        f"<h3>DIAGNOSIS</h3><p>{WHO[who.who][0]}, diagnosed {spelt(who.diagnosed)}.</p><h3>TREATMENT HISTORY</h3>{grid(('Treatment', 'Start', 'End', 'Comment'), rows)}"
        f"<h3>INTERVAL HISTORY</h3><p>{he} feels reasonably well. No fever, no bleeding, no hospital stay since the last visit. Appetite good.</p>"
        f"<h3>PAST MEDICAL HISTORY</h3><p>{t.illness[0].capitalize()}; gout. No history of stroke or myocardial infarction.</p><h3>FAMILY HISTORY</h3><p>Father had prostate cancer. A cousin has multiple myeloma.</p>"
        f"<h3>ALLERGIES</h3><p>Vancomycin (rash).</p><h3>MEDICATIONS</h3><p>Allopurinol 100 mg daily, acyclovir 400 mg twice daily, multivitamin.</p><h3>EXAMINATION</h3><p>ECOG {t.ecog}. Afebrile. No splenomegaly. Skin without purpura.</p>"
        f"<h3>ASSESSMENT / PLAN</h3><p>1. Continue {t.now}, next cycle in one week if counts allow.<br>2. Allogeneic stem cell transplant was offered; the patient has declined.<br>3. At progression we would consider {t.considered}.<br>4. If hemoglobin falls below 7 g/dL or platelets below 10 x10^3/uL, transfuse.</p><p class=s>Electronically signed. Next visit in four weeks.</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.7in}body{font:10pt 'Liberation Sans'}.h{background:#dfe8d8;padding:5pt}h3{font-size:9.5pt;margin:7pt 0 1pt;color:#3b5323}p{margin:2pt 0}.t{width:100%}.t td,.t th{border:.4pt solid #999;padding:2pt 4pt}.s{font-size:8pt}"
    leaf(d, body, css, "note", "other")
    diagnosis(d, 1, WHO[who.who][0])
    w.first(1, whole=True)
    w.now(1, whole=True)
    w.illness(1)
    also_ill(d, 1, "gout")
    w.ecog(1)
    w.not_wanted(1)
    w.thought_of(1)
    by_the_way(d, 1, "allopurinol", "acyclovir", "multivitamin")
    d.gold.trap("treatments", {"agent": "vancomycin"}, "an allergy")
    for disease in ("prostate_cancer", "multiple_myeloma"):
        d.gold.trap("diagnoses", {"disease": disease}, "a relative's")
    for label in ("stroke", "myocardial infarction"):
        d.gold.trap("comorbidities", {"label": label}, "denied")
    limit(d, "hemoglobin", 7.0)
    limit(d, "platelets", 10.0)


def letter_in_prose(d: Doc) -> None:
    """A consultant's letter without any list: the whole story told in running sentences, conditional offers, the relative's disease."""
    who, on, w = d.person, d.on, Told(d)
    t = w.t
    she, her = ("she", "her") if who.sex == "F" else ("he", "his")
    s = d.paper("Times", 11, 68)
    d.kind, d.also_kind, d.also_dated = "note", ("other",), (plus(on, 3),)
    s.line("University Hospital of the Western Isles", True, 13, "r")
    s.line("Department of Clinical Haematology", align="r")
    s.line(f"Clinic {spelt(on)}     Typed {spelt(plus(on, 3))}", align="r")
    s.gap(8)
    s.line(f"{who.name}   DOB {spelt(who.born)}   {sex(d)}   CHI/ID {who.ids[0]}", True)
    s.gap(8)
    s.line("Dear Dr MacAskill-Ferreira,")
    s.gap(5)
    title = "Mrs" if who.sex == "F" else "Mr"
    page = s.para(
        f"Thank you for asking after {title} {who.last}, whom I saw again in clinic. As you know, {she} was found to have {WHO[who.who][0].lower()} in {month(who.diagnosed)}. We began with {t.first} in {month(t.first_from)}, "
        f"which had to be given up in {month(t.first_to)} owing to {w.reason}. {she.capitalize()} has been receiving {t.now} since {month(t.now_from)} and has now had {t.cycles} cycles."
    )
    diagnosis(d, page, WHO[who.who][0].lower())
    w.first(page)
    w.now(page)
    s.gap(5)
    page = s.para(f"In {her} own words things are steady. {she.capitalize()} has ECOG performance status {t.ecog}. There were no infections. {her.capitalize()} other medical problem is {t.illness[0]}, which you are managing. {her.capitalize()} aunt died of acute myeloid leukaemia, and {she} asked whether this matters; I do not think that it does.")  # fmt: skip
    w.ecog(page)
    w.illness(page)
    d.gold.trap("diagnoses", {"disease": "aml", "status": "confirmed"}, "an aunt's")
    s.gap(5)
    page = s.para(f"We talked again about an allogeneic transplant. {title} {who.last} does not want this. Were the present treatment to fail, {t.considered} is something that we would consider. We do not intend to give iron chelation now.")  # fmt: skip
    w.not_wanted(page)
    w.thought_of(page)
    for agent in ("iron_chelation", "deferasirox"):
        d.fact("not_given", page, "intend", may=True, agent=agent)
        d.treat(agent, "other", "considered", page, may=True, any_status=["considered", "declined", "planned"])
    s.gap(5)
    s.para(f"I plan to continue and will see {her if who.sex == 'F' else 'him'} in six weeks. Please keep an eye on blood pressure, and send {her if who.sex == 'F' else 'him'} in if the temperature is above 38 degrees.")  # fmt: skip
    s.gap(14)
    s.line("Yours sincerely,")
    s.gap(14)
    s.line("Dr Morag Sutherland-Okafor, Consultant Haematologist")


def layers_of_notes(d: Doc) -> None:
    """Today's note with two older ones carried forward beneath, each under its own date: an older status and plans that have long been overtaken."""
    who, on, w = d.person, d.on, Told(d)
    t = w.t
    old, older = plus(t.now_from, -6), plus(t.first_from, -4)
    s = d.paper("Helvetica", 9.5, 54)
    d.kind, d.also_kind, d.also_dated = "note", ("other",), (old, older)
    s.line("Pukatawa District Health - Haematology Outpatients", True, 13)
    s.line(
        f"{who.last.upper()}, {who.first}   {sex(d)}   DOB {spelt(who.born)}   ID {who.ids[0]}   Printed {spelt(on)}"
    )
    s.rule()
    s.gap(8)
    s.line(f"{spelt(on)} - Clinic review (today)", True, 11)
    page = s.para(f"Dx: {WHO[who.who][1]}. On {t.now} (started {spelt(t.now_from)}), {t.cycles} cycles completed. Previously {t.first} from {spelt(t.first_from)} to {spelt(t.first_to)}, stopped because of {w.reason}. PMH {t.illness[0]}.")  # fmt: skip
    diagnosis(d, page, WHO[who.who][1])
    w.now(page, whole=True)
    w.first(page, whole=True)
    w.illness(page)
    w.ecog(s.para(f"Current ECOG {t.ecog}. Chest clear. Mouth clean."))
    page = s.para(f"Plan: proceed with {t.now}. Declines allogeneic transplantation, decision unchanged. {t.considered.capitalize()} to be considered if disease progresses. Bloods weekly.")  # fmt: skip
    w.not_wanted(page)
    w.thought_of(page)
    s.gap(6)
    s.line("----- Earlier entries carried forward; not reviewed today -----", pt=8.5)
    s.gap(4)
    s.line(f"{spelt(old)} - Clinic review", True)
    s.para(f"ECOG 3 after a chest infection, in bed most of the day. {t.first.capitalize()} has been stopped. Will start {t.now} next week. Given co-amoxiclav for 7 days.", pt=9)  # fmt: skip
    s.gap(4)
    s.line(f"{spelt(older)} - First visit", True)
    s.para(f"ECOG 1. New diagnosis. Options: observation, {t.first}, clinical trial. Plan: will start {t.first}. Wife/husband present. Brother offered to be tested as a donor.", pt=9)  # fmt: skip
    s.gap(10)
    s.line("Dr Tane Whitaker-Singh", pt=9)
    d.gold.trap("performance", {"scale": "ECOG", "value": 3}, "carried forward")
    by_the_way(d, 1, "co-amoxiclav", "amoxicillin", "amoxicillin/clavulanate", "amoxicillin and clavulanate", "clavulanate")  # fmt: skip
    s.line("Page 1 of 1", pt=7.5, align="r")


def board_sheet(d: Doc) -> None:
    """A board's outcome as a two-column form: reported risk group, trial criteria, options ticked or struck, votes; conclusions last."""
    who, on, w = d.person, d.on, Told(d)
    t = w.t
    rows = (
        ("Patient", Ready(f"{e(who.name)}, {sex(d).lower()}, born {spelt(who.born)}, case {who.ids[0]}")), ("Presented by / date", Ready(f"Dr. Lieselotte Brandauer, {spelt(on)}")),
        ("Diagnosis", f"{WHO[who.who][0]}, first diagnosed {spelt(who.diagnosed)}"), ("Risk at diagnosis", f"IPSS-R: {who.ipssr}"),
        ("Concomitant diseases", f"{t.illness[0].capitalize()}. No diabetic retinopathy, no heart failure."), ("General condition", f"ECOG {t.ecog}"),
        ("Therapy so far", Ready(f"1) {t.first}, {dmon(t.first_from)} until {dmon(t.first_to)}, ended ({w.reason})<br>2) {t.now}, since {dmon(t.now_from)}, {t.cycles} cycles, ongoing")),
        ("Question to the board", "Change of therapy? Transplantation?"),
        ("Discussion", Ready(f"Donor search was explained on two occasions; the patient declines allogeneic transplantation. {t.considered.capitalize()} is considered as a reserve option. The study HARBINGER (sabatolimab, ECOG 0-2, blasts 5 to 19 %) has closed to recruitment.")),
        ("Options on the form", "[x] continue present therapy   [ ] best supportive care   [ ] intensive chemotherapy   [ ] palliative care"), ("Vote", "Continue: 6. Abstained: 1."), ("Conclusion", f"Continue {t.now}; new marrow after two further cycles."),
    )  # fmt: skip
    body = f"<h1>Tumour board haematology - minutes</h1><p class=s>Universitätsspital Hohenrain, Centre for Leukaemia (English translation)</p>{grid((), rows)}<p class=s>Minutes released {spelt(plus(on, 1))}. The recommendation does not relieve the treating physician of responsibility.</p>"
    css = "@page{size:A4;margin:17mm}body{font:9.5pt 'DejaVu Sans Condensed','DejaVu Sans'}h1{font-size:14pt;margin:0}.t{width:100%}.t td{border:.6pt solid #333;padding:4pt 6pt}.t td:first-child{width:38mm;background:#e9edf2;font-weight:bold}.s{font-size:8pt}"
    leaf(d, body, css, "note", "other")
    diagnosis(d, 1, WHO[who.who][0])
    d.fact("stages", 1, "IPSS-R", system="IPSS-R", category=who.ipssr.lower())
    w.illness(1)
    w.ecog(1)
    w.first(1, whole=True)
    w.now(1, whole=True)
    w.not_wanted(1)
    w.thought_of(1)
    d.also_dated = (plus(on, 1),)
    for label in ("heart failure", "retinopathy"):
        d.gold.trap("comorbidities", {"label": label}, "denied")
    d.gold.trap("treatments", {"agent": "sabatolimab", "status": "ongoing"}, "a study in general")
    d.treat("sabatolimab", "systemic", "considered", 1, may=True, any_status=ANY[3:])
    for agent in ("intensive_chemotherapy", "best_supportive_care", "palliative_care", "chemotherapy"):
        d.gold.trap("treatments", {"agent": agent, "status": "ongoing"}, "box not ticked")


def ledger(d: Doc) -> None:
    """A treatment ledger split over two pages with its head repeated: given, given at another dose, delayed, refused and merely discussed in the same table."""
    who, on, w = d.person, d.on, Told(d)
    t = w.t
    s = d.paper("Helvetica", 9, 50)
    d.kind, d.also_kind = "note", ("other",)
    s.bottom = s.height * 0.46
    x = (0, 92, 190, 300)

    def head() -> None:
        s.line(f"Estuary Oncology - treatment ledger        sheet {s.page}", True, 12)
        s.line(f"{who.name}, {sex(d).lower()}, DOB {spelt(who.born)}, file {who.ids[0]}; state on {spelt(on)}")
        s.rule()
        s.row(*(Cell(s.margin + a, b, True) for a, b in zip(x, ("Date", "Kind", "Agent", "Remark"), strict=True)))
        s.rule()

    def entry(*cells: str) -> int:
        s.gap(3)
        return s.row(*(Cell(s.margin + a, b) for a, b in zip(x, cells, strict=True)))

    head()
    page = entry(dmon(who.diagnosed), "Diagnosis", "", WHO[who.who][1])
    diagnosis(d, page, WHO[who.who][1])
    w.illness(entry(dmon(who.diagnosed), "Comorbidity", "", t.illness[0].capitalize()))
    page = entry(dmon(t.first_from), "Start", t.first, "first treatment")
    entry(dmon(plus(t.first_from, 42)), "Dose change", t.first, "reduced by one step")
    entry(dmon(t.first_to), "Stop", t.first, f"reason: {w.reason}")
    w.first(page, whole=True)
    s.new_page()
    head()
    page = entry(dmon(t.now_from), "Start", t.now, "cycle 1, second treatment")
    entry(dmon(plus(t.now_from, 30)), "Delay", t.now, "one week, cycle 2 (planned total: 12)")
    entry(dmon(on), "Ongoing", t.now, f"{t.cycles} cycles completed to date")
    w.now(page, whole=True)
    w.not_wanted(entry(dmon(on), "Refused", "allogeneic transplant", "by the patient"))
    w.thought_of(entry(dmon(on), "Under consideration", t.considered, "only at progression"))
    w.ecog(entry(dmon(on), "ECOG", "", str(t.ecog)))
    d.gold.trap("treatments", {"agent": t.now, "cycles": 12}, "planned")
    s.gap(10)
    s.line("Kept by: S. Lindqvist-Achterberg, pharmacist", pt=8)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (headed_visit, letter_in_prose, layers_of_notes, board_sheet, ledger)
}

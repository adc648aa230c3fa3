# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""More families of notes: minutes of a board, calls written down, a letter of transfer, a letter to the patient's insurer."""

from collections.abc import Callable

from bench.workshop.chroniclers.tale import Tale, counted
from bench.workshop.chroniclers.voice import (
    TODAY,
    absent,
    amount,
    asked,
    day,
    drugs,
    form,
    former,
    haem,
    later,
    limit,
    month,
    never,
    noun,
    one_of,
    page,
    relative,
    say,
    she,
    subject,
    title,
    typed,
    where_is,
)
from bench.workshop.chroniclers.voice import (
    number as hb_number,
)
from bench.workshop.dress import Doc
from bench.workshop.finished import Finished
from bench.workshop.markup import esc
from bench.workshop.marrow import diagnosis
from bench.workshop.people import WHO


def _lower(d: Doc) -> str:
    return WHO[d.person.who][0].replace("Myelo", "myelo")


def minutes_with_neighbours(d: Doc) -> None:
    """An extract of a board's minutes: this patient's item in full, the items before and after belong to others and say so."""
    who, on, how = d.person, d.on, form(d)
    tale, (h, _, _) = Tale(d, how, d.rng.random() < 0.5), she(d)
    t = tale.t
    number, worse = d.rng.randrange(3, 8), hb_number(d, "hemoglobin", 6.1)
    lead = one_of(
        d,
        f"Dr Castellanos presented {title(d)}, {who.age(on)}, with {_lower(d)} diagnosed in {month(who.diagnosed)}; IPSS-R {who.ipssr.lower()}.",
        f"{title(d)}, aged {who.age(on)}: {WHO[who.who][1]} since {month(who.diagnosed)} with an IPSS-R of {who.ipssr.lower()}. Presented by Dr Castellanos.",
        f"The case of {title(d)} ({noun(d)} of {who.age(on)}, {_lower(d)}, found in {month(who.diagnosed)}, IPSS-R {who.ipssr.lower()}) was put by Dr Castellanos.",
    )
    debate = one_of(
        d,
        "Dr Ruane asked whether acute leukaemia had been ruled out; it had. Prof. Eisenstadt reminded the board that in trials of such patients about half reach a haematological improvement with a hypomethylating agent.",
        "Prof. Eisenstadt quoted a trial in which imetelstat freed 40% of patients from transfusion. Dr Ruane thought lenalidomide of no use without del(5q).",
        "There was some debate on whether a repeat marrow should be done now. Dr Ruane spoke in favour of waiting.",
    ).replace("favour", "favor" if d.person.country == "US" else "favour")
    board = one_of(
        d,
        f"Recommendation: continue {t.now}.",
        f"The board advises to go on with {t.now}.",
        f"Decision: {t.now} to be continued; present again in three months.",
    )
    ill = one_of(
        d, f"{h.capitalize()} has {t.illness[0]}.", f"Comorbidity: {t.illness[0]}.", f"Also known: {t.illness[0]}."
    )
    before = one_of(
        d,
        "Another patient (68, multiple myeloma): second autologous transplant agreed; ECOG 2.",
        "Another patient (44, Hodgkin lymphoma): brentuximab to start; ECOG 0.",
    )
    after = one_of(
        d,
        "Another patient (81, chronic lymphocytic leukaemia): ibrutinib stopped for atrial fibrillation.",
        f"Another patient (59, acute myeloid leukaemia): gilteritinib for relapse, haemoglobin {worse}.",
    )
    items = (
        (f"Item {number - 1}", f"{before} Not reproduced here."),
        (
            f"Item {number}",
            f"{lead} {ill} {tale.past()} {tale.present()} {tale.fitness()} {debate} {tale.refused()} {tale.weighed()} {board}",
        ),
        (f"Item {number + 1}", f"{after} Not reproduced here."),
    )
    body = (
        f"<h2>{one_of(d, 'Minutes of the haematology tumour board', 'Haemato-oncology conference: minutes', 'Multidisciplinary meeting, minutes')}</h2><p>Meeting of {day(d, on, how)}, Brackenridge Cancer Centre, chair Prof. Eisenstadt</p><p class=w>Extract for the file of: {esc(subject(d, 1 + d.rng.randrange(3), how))}. Only item {number} concerns this patient.</p>"
        + "".join(f"<p class='{'o' if n != 1 else 'm'}'><b>{a}.</b> {esc(b)}</p>" for n, (a, b) in enumerate(items))
        + "<p class=s>Minutes taken by the board's secretary. Recommendations do not replace the decision of the treating doctor.</p>"
    )  # fmt: skip
    css = "body{font:10.5pt/1.45 'Liberation Serif'}h2{font-size:14pt}.w{border:1pt solid #333;padding:6pt}.o{color:#666;font-size:9.5pt}.m{padding-left:8pt;border-left:3pt solid #333}.s{font-size:8.5pt;margin-top:12pt}"
    page(d, haem(d, body), css, "note", "other")
    diagnosis(d, 1, WHO[who.who][1] if "since" in lead else WHO[who.who][0])
    d.fact("stages", 1, "IPSS-R", system="IPSS-R", category=who.ipssr.lower())
    tale.gold(1, 1, 1, 1, 1)
    tale.w.illness(1)
    d.also_dated = ()
    never(
        d,
        1,
        *(
            a
            for a in ("brentuximab", "brentuximab vedotin", "ibrutinib", "gilteritinib")
            if a.split()[0] in before + after
        ),
    )
    if t.first != "lenalidomide" and "lenalidomide" in debate:
        never(d, 1, "lenalidomide")
    if t.considered != "imetelstat" and "imetelstat" in debate:
        never(d, 1, "imetelstat")
    d.gold.trap("treatments", {"agent": "autologous_hct"}, "another patient's")
    relative(d, "multiple_myeloma", "myeloma", "hodgkin_lymphoma", "cll", "aml")
    asked(d, 1, "acute_leukemia", "aml")
    limit(d, ("hemoglobin", 6.1))
    if "fibrillation" not in t.illness[0]:
        absent(d, "fibrillation")


def calls_written_down(d: Doc) -> None:
    """Two telephone calls of one day in a typed log: a relative asks, a nurse answers; today's counts by telephone, her own tablets are not the patient's."""
    s, who, on, how = (
        typed(d, "note", "other", face=one_of(d, "Courier", "Helvetica", "Times"), pt=10, margin=58),
        d.person,
        d.on,
        form(d),
    )
    tale, (h, him, _) = Tale(d, how, True), she(d)
    t = tale.t
    kin = one_of(d, "daughter", "son", "sister")
    hb, plt = say(d, "hemoglobin", one_of(d, "haemoglobin", "Hb"), TODAY), say(d, "platelets", "platelets", TODAY)
    old = say(d, "hemoglobin", hb.label, 1.1)
    s.line(
        "Telephone log - Pinewater Haematology Clinic".replace("Haem", "Hem" if d.person.country == "US" else "Haem"),
        True,
        12,
    )
    s.rule()
    s.gap(4)
    s.para(subject(d, d.rng.randrange(1, 4), how))
    s.gap(6)
    s.para(
        f"{day(d, on, how)}, 09:10. {one_of(d, f'The {kin} rang.', f'Call from the {kin}.', f'{title(d)}s {kin} on the line.'.replace('s ' + kin, chr(39) + 's ' + kin))}",
        bold=True,
    )
    s.para(one_of(
        d,
        f"The {kin} is worried that {h} sleeps a lot, and asks whether the {t.now} should be stopped. Has read that {t.considered} is better. The {kin} takes apixaban and prednisolone and wanted to know if these could be harmful to be near; reassured.",
        f"Asked if {h} might have pneumonia. No cough, no fever by the {kin}'s account. The {kin} has lupus and is on azathioprine, so was told to keep away while feeling ill.",
        f"Wants a second opinion about transplant, since a neighbour was cured by one. I said that {h} has to ask for it {'herself' if who.sex == 'F' else 'himself'}.",
    ).replace("neighbour", "neighbor" if d.person.country == "US" else "neighbour"))  # fmt: skip
    s.gap(6)
    s.para(
        f"{day(d, on, how)}, 15:40. {one_of(d, f'I rang {title(d)} back.', f'Returned the call and spoke to {title(d)} in person.')}",
        bold=True,
    )
    first = s.para(one_of(
        d,
        f"Went over the story with {him}: {_lower(d)}, diagnosed in {month(who.diagnosed)}, and {t.illness[0]}. {tale.past()} {tale.present()}",
        f"For whoever reads this next: {h} has {WHO[who.who][1]} (diagnosed {month(who.diagnosed)}) and {t.illness[0]}. {tale.past()} {tale.present()}",
    ))  # fmt: skip
    s.gap(4)
    second = s.para(haem(d, one_of(
        d,
        f"Told {him} this morning's results: {hb.label} {amount(hb)} (it was {amount(old)} two weeks ago), {plt.label} {amount(plt)}.",
        f"This morning's blood: {plt.label} {amount(plt)}, {hb.label} {amount(hb)}. Two weeks ago the {hb.label} was {amount(old)}.",
    )))  # fmt: skip
    third = s.para(
        f"{tale.refused()} {tale.weighed()} {tale.fitness()} {one_of(d, 'To ring at once if the temperature passes 38.', 'No bleeding. Appetite poor.')}"
    )
    s.gap(4)
    s.para(
        one_of(
            d,
            f"Next: {t.now} as planned; bloods on Monday.",
            f"Plan: {t.now} goes on. Dr Amsel to ring the {kin} if {h} agrees.",
            "Plan unchanged.",
        )
    )
    s.gap(12)
    s.para("R. Holloway-Singh, specialist nurse")
    diagnosis(d, first, WHO[who.who][1])
    tale.gold(first, first, third, third, third)
    tale.w.illness(first)
    counted(d, [hb, plt], second)
    former(d, old, later(on, -14), second, TODAY)
    never(d, 1, "apixaban", "prednisolone", "azathioprine")
    absent(d, "lupus", "pneumonia")
    relative(d, "sle", "systemic_lupus_erythematosus")
    drugs(d, 1)


def handed_over_to_another_centre(d: Doc) -> None:
    """A letter of transfer: the course with its drugs, those weighed and not given, a trial described for the reader, what the new centre should know."""
    who, on, how = d.person, d.on, form(d)
    tale, (h, _, her) = Tale(d, how, d.rng.random() < 0.5), she(d)
    t, screened = tale.t, later(d.on, -45)
    lead = one_of(
        d,
        f"{title(d)} is moving to be near {her} family and asks that you take over. {h.capitalize()} is {who.age(on)} years of age and has {_lower(d)}, which was diagnosed here in {month(who.diagnosed)}.",
        f"Thank you for agreeing to look after {title(d)}, a {noun(d)} of {who.age(on)} whose {_lower(d)} was found in {month(who.diagnosed)}.",
        f"With this letter I hand over {title(d)} to your centre. Diagnosis: {_lower(d)} ({WHO[who.who][1]}), {month(who.diagnosed)}. Age {who.age(on)}.",
    )
    weighed = one_of(
        d,
        f"Several drugs were weighed at one time or another and never given: valproate, ciclosporin, and danazol. {tale.weighed()}",
        f"{h.capitalize()} was never given ciclosporin, although it was thought of when the marrow looked hypoplastic. Danazol was turned down by {her} insurer. {tale.weighed()}",
        f"{tale.weighed()} We did not use danazol because of {her} liver tests, nor ciclosporin.",
    )
    trial = one_of(
        d,
        f"In the waiting room you may hear of the SUMMIT-9 trial. It compares tamibarotene plus azacitidine with azacitidine alone, in people with RARA overexpression and ECOG 0 to 2, and found complete remission in 24%. {title(d)} was screened on {day(d, screened, how)} and was not eligible.",
        f"{h.capitalize()} was screened for a study of sabatolimab on {day(d, screened, how)} and failed the criteria, so {h} has received no study drug. In that study patients are given sabatolimab every four weeks with decitabine.",
        "A word on a study that patients ask about: it gives pevonedistat with azacitidine to those with blasts of 10% or more, and reports partial remission in a third. None of this applies here.",
    )
    wishes = f"{tale.refused()} {one_of(d, 'A brother was typed and matches 10 of 10.', 'No donor search was begun.', 'Her' if her == 'her' else 'His')}"
    wishes = (
        wishes
        if wishes.endswith(".")
        else f"{tale.refused()} {her.capitalize()} brother, who has type 1 diabetes, would not have been a suitable donor."
    )
    rest = one_of(
        d,
        f"Of other illness there is {t.illness[0]}. There is no kidney disease and no history of stroke. {tale.fitness()}",
        f"{tale.fitness()} {h.capitalize()} also suffers from {t.illness[0]}. {h.capitalize()} has never smoked. No previous cancer.",
        f"{her.capitalize()} general state is fair; {tale.fitness()} Besides the marrow disease {h} has {t.illness[0]} but no asthma.",
    )
    practical = one_of(
        d,
        f"The next cycle of {t.now} is due next week and I should be glad if you would give it. Counts are taken weekly; the laboratory will send them to you.",
        f"Please continue {t.now}. If the response is lost, a repeat marrow should come before anything else.",
    )
    kin = one_of(
        d,
        f"{her.capitalize()} mother had breast cancer and {her} uncle acute myeloid leukaemia treated with daunorubicin.",
        "In the family there is colon cancer (father).",
        "There is no blood disease in the family.",
    )
    body = (
        f"<div class=h>Stonebridge Haematology Centre</div><p>{day(d, on, how)}</p><p>{one_of(d, 'To the Department of Medicine, Halden', 'To Dr Ragnhild Voss', 'To the receiving haematologist')}</p><p><b>{esc(subject(d, d.rng.randrange(4), how))}</b></p>"
        + "".join(f"<p>{esc(x)}</p>" for x in (lead, f"{tale.past()} {tale.present()}", weighed, wishes, rest, kin, trial, practical))
        + "<p>Yours sincerely,</p><p class=g>Dr Maurizio Delacroix-Hahn</p>"
    )  # fmt: skip
    css = "@page{@bottom-right{content:'Page ' counter(page) ' of ' counter(pages);font:8pt 'Liberation Serif'}}body{font:12pt/1.6 'Liberation Serif'}.h{font-size:16pt;font-variant:small-caps;margin-bottom:12pt}.g{margin-top:30pt}"
    sheet = page(d, haem(d, body), css, "note", "other")
    diagnosis(d, 1, WHO[who.who][0])
    tale.gold(1, 1, _page_of(sheet, wishes), _page_of(sheet, haem(d, weighed)), _page_of(sheet, rest))
    tale.w.illness(_page_of(sheet, rest))
    never(
        d,
        1,
        "ciclosporin",
        "danazol",
        "valproate",
        "valproic acid",
        "tamibarotene",
        "sabatolimab",
        "pevonedistat",
        "daunorubicin",
    )
    for agent in ("azacitidine", "decitabine"):
        if agent != t.now and agent in trial:
            never(d, sheet.page, agent)
    for disease in ("breast_cancer", "aml", "colon_cancer"):
        relative(d, disease)
    absent(d, "stroke", "asthma", "kidney", "type 1 diabetes")
    d.gold.trap("treatments", {"agent": t.now, "response": "CR"}, "a trial's result")
    d.gold.trap("treatments", {"agent": t.now, "response": "PR"}, "a trial's result")
    d.also_dated = ()


def _page_of(sheet: Finished, text: str) -> int:
    """The page on which the first words of a paragraph stand."""
    return where_is(sheet, text[:60])


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (minutes_with_neighbours, calls_written_down, handed_over_to_another_centre)
}
COUNTED = frozenset({"calls_written_down"})
"""Notes with counts of a later day than the diagnosis."""

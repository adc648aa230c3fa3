# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Families of blood counts told in sentences: rung through, interpreted, gathered in a letter, noted by a nurse."""

from collections.abc import Callable

from bench.workshop.chroniclers.voice import (
    amount,
    asked,
    day,
    form,
    former,
    haem,
    later,
    limit,
    number,
    one_of,
    page,
    say,
    she,
    subject,
    title,
    told,
    typed,
    where_is,
)
from bench.workshop.dress import Doc, Result
from bench.workshop.markup import esc


def _list(results: list[Result], joiner: str = " ") -> str:
    """Results as an inline list: 'haemoglobin 78 g/L, platelets 45 x10^9/L and ...'."""
    parts = [f"{r.label}{joiner}{amount(r)}" for r in results]
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def _blood_blasts(d: Doc) -> str:
    """The blasts of the film in a sentence."""
    blasts = d.person.counts["blasts_blood"]
    if not blasts:
        return one_of(
            d, "No blasts were seen.", "I could not find any blasts on two films.", "There are no circulating blasts."
        )
    return one_of(
        d,
        f"Blasts make up {blasts:g}% of the white cells.",
        f"A differential of 200 cells included {blasts:g}% blasts.",
        f"Circulating blasts are present ({blasts:g}%).",
    )


def _blasts_gold(d: Doc, on_page: int) -> None:
    blasts = d.person.counts["blasts_blood"]
    fields = {
        "analyte": "blasts_blood",
        "comparator": None,
        "value": blasts,
        "unit": "%",
        "collected": d.on.isoformat(),
    }
    d.fact("labs", on_page, "lasts", may=not blasts, **fields)


def counts_rung_through(d: Doc) -> None:
    """A message form: the laboratory rings the counts through; last month's haemoglobin recalled, its telephone limits, a neighbour's neutrophils."""
    on, how = d.on, form(d)
    hb, plt, anc = (
        say(d, "hemoglobin", "haemoglobin"),
        say(d, "platelets", one_of(d, "platelets", "platelet count")),
        say(d, "neutrophils", one_of(d, "neutrophils", "absolute neutrophils")),
    )
    wbc, mcv = say(d, "leukocytes", one_of(d, "white cells", "white cell count", "WBC")), say(d, "mcv", "MCV")
    old, before = say(d, "hemoglobin", "haemoglobin", 1.19), later(on, -31)
    caller = one_of(d, "Mr Tunnicliffe", "Mrs Adeyemi-Roe", "Ms Castellan", "Mr Brack")
    read = one_of(
        d,
        f"{caller} of the blood sciences desk rang about the full blood count drawn this morning from {title(d)}. The figures: {_list([hb, plt])}. Also {_list([wbc, anc])}; {mcv.label} {amount(mcv)}.",
        f"Call from {caller}, laboratory. For {title(d)}, sample of today: {_list([wbc, hb, mcv, plt, anc])}.",
        f"Took down from {caller} the following figures of today's sample: {_list([hb, mcv])}. Then: {_list([plt, wbc, anc])}. I read all five back and {caller} said they were right.",
        f"Today's {hb.label} on {title(d)} has come back at {amount(hb)} with {_list([plt, wbc, anc])}, so {caller} tells me. The {mcv.label} is {amount(mcv)}.",
    )
    recall = one_of(
        d,
        f"Dr Farhi remembers a {hb.label} of {amount(old)} on {day(d, before, how)}, so it is falling.",
        f"When we last checked, on {day(d, before, how)}, the {hb.label} had been {amount(old)}.",
        f"That compares with {amount(old)} for the {hb.label} on {day(d, before, how)}.",
    )
    few, none, worse = number(d, "platelets", 20), number(d, "neutrophils", 0.5), number(d, "neutrophils", 0.04)
    rest = one_of(
        d,
        f"The laboratory rings any platelet count under {few} and any neutrophil count under {none} for the first time. The other call in the book at the same hour, neutrophils {worse}, is for the lady in bed 9 and has been passed to her own team.",
        f"They also had a neutrophil count of {worse} for somebody else's patient (bed 9, wrong extension), which I redirected. Their rule is to ring platelets under {few}.",
    )
    body = (
        f"<h2>{one_of(d, 'Telephone message', 'Message pad: results by telephone', 'Record of a telephone call')}</h2><p class=h>Saltmarsh General Hospital, Medical Day Unit</p>"
        f"<p><b>{esc(subject(d, d.rng.randrange(4), how))}</b></p><p>{one_of(d, 'Taken on', 'Date of call', 'Call received')} {day(d, on, how)}, 14:20, by Staff Nurse O. Pritchard.</p>"
        f"<div class=m>{esc(haem(d, read))}<br><br>{esc(haem(d, recall))} {rest}</div><p>{one_of(d, 'Action: Dr Farhi told at 14:35; group and save sent.', 'Passed on to Dr Farhi at 14:35. No transfusion ordered for now.')} The printed report will follow.</p>"
    )  # fmt: skip
    css = "body{font:11pt 'DejaVu Sans'}h2{border-bottom:2pt solid #555}.h{color:#555}.m{border:1pt solid #888;background:#fbf8e6;padding:10pt;margin:8pt 0;line-height:1.45}"
    sheet = page(d, body, css, "lab", "note", "other")
    told(d, [hb, plt, anc, wbc, mcv], on, where_is(sheet, caller))
    former(d, old, before, 1)
    limit(d, ("platelets", 20), ("neutrophils", 0.5), ("neutrophils", 0.04))
    d.also_dated = (None,)


def film_with_opinion(d: Doc) -> None:
    """A haematologist's typed opinion on a film: the counts as one sentence, the film in prose, what is not to be seen, what should be asked next."""
    s, on, how = typed(d, "lab", "note", "other", face=one_of(d, "Times", "Helvetica"), pt=11), d.on, form(d)
    out = later(on, 1)
    s.line(
        "Vale of Orrin Hospitals - Department of Haematology"
        if d.person.country != "US"
        else "Vale of Orrin Hospitals - Department of Hematology",
        True,
        13,
    )
    s.line("Opinion on the blood film", True)
    s.rule()
    s.gap(6)
    s.para(subject(d, d.rng.randrange(3), how))
    s.para(
        f"{one_of(d, 'Blood taken', 'Collected', 'Date of sample')}: {day(d, on, how)}.   {one_of(d, 'Reported', 'Opinion written')}: {day(d, out, how)}."
    )
    s.para(
        one_of(
            d,
            "Question: pancytopenia found by chance; is this MDS?",
            "Clinical details: tired for months, bruises, ?MDS ?B12 lack.",
            "Indication: unexplained anaemia." if d.person.country != "US" else "Indication: unexplained anemia.",
        )
    )
    s.gap(8)
    names = (
        ("hemoglobin", one_of(d, "haemoglobin", "Hb")),
        ("mcv", one_of(d, "MCV", "mean cell volume")),
        ("leukocytes", one_of(d, "white cell count", "WBC", "leucocytes")),
        ("neutrophils", "neutrophils"),
        ("lymphocytes", "lymphocytes"),
        ("monocytes", "monocytes"),
        ("platelets", "platelets"),
    )
    rows = [say(d, a, b) for a, b in names]
    red, white = rows[:2], rows[2:6]
    lead = one_of(
        d,
        f"The analyser gives {_list(red)}. As for the rest, {_list(white)}. The {rows[6].label} are {amount(rows[6])}.",
        f"By machine: {_list(white)}; {_list(red)}; {rows[6].label} {amount(rows[6])}.",
        f"{rows[0].label.capitalize() if rows[0].label != 'Hb' else 'Hb'} is {amount(rows[0])} and {rows[1].label} {amount(rows[1])}. There are {rows[6].label} of {amount(rows[6])}. Of the leucocytes: {_list(white)}.",
    )
    where = s.para(haem(d, lead))
    s.gap(4)
    film = one_of(
        d,
        "The red cells show oval macrocytes and some teardrop forms. Neutrophils are hypogranular and a third have bilobed nuclei. Platelets include giant forms; I see no clumps.",
        "Dimorphic red cells with basophilic stippling. Pseudo-Pelger neutrophils make up about 20% of neutrophils. No platelet clumping and no fragments: there is nothing to suggest TTP.",
        "Anisocytosis is marked. Neutrophil granulation is poor. There are 2 nucleated red cells for every 100 white cells. No rouleaux.",
    )
    s.para(f"{film} {_blood_blasts(d)}")
    _blasts_gold(d, where)
    s.gap(4)
    end = one_of(
        d,
        f"Comment: the changes raise the question of a myelodysplastic disorder, which only a marrow can answer. In a person of this age one would expect a haemoglobin above 120 g/L (12 g/dL) and platelets above {number(d, 'platelets', 150)}. B12, folate and copper should be checked first.",
        f"Comment: dysplasia in two lineages. I suggest a bone marrow with cytogenetics if B12 and folate are normal. Normal platelets lie between {number(d, 'platelets', 150)} and {number(d, 'platelets', 400)}.",
        f"Comment: suspicious of MDS. Should platelets drop below {number(d, 'platelets', 20)} please ring us. Alcohol, drugs and copper deficiency must be thought of as well.",
    )
    s.para(haem(d, end))
    s.gap(14)
    s.para("Dr H. Wexler-Anand, Consultant" if d.person.country != "US" else "H. Wexler-Anand, MD")
    told(d, rows, on, where)
    asked(d, 1, "mds", "ttp", "thrombotic_thrombocytopenic_purpura", "vitamin_b12_deficiency", "copper_deficiency")
    limit(d, ("platelets", 150), ("platelets", 400), ("platelets", 20), ("hemoglobin", 12))
    d.also_dated = (out,)


def bloods_gathered_in_a_letter(d: Doc) -> None:
    """A letter that gathers the blood tests of one day and of an earlier one: counts, then chemistry, each in its own sentence."""
    on, how = d.on, form(d)
    she_, _, her = she(d)
    before = later(on, -118)
    counts = [
        say(d, a, b)
        for a, b in (
            ("hemoglobin", "haemoglobin"),
            ("platelets", "platelets"),
            ("leukocytes", one_of(d, "white cells", "leucocytes")),
            ("neutrophils", "neutrophils"),
        )
    ]
    olds = [say(d, a, b, f) for a, b, f in (("hemoglobin", "haemoglobin", 1.22), ("platelets", "platelets", 1.35))]
    ferritin, b12, ldh, epo, creat = (
        say(d, a, b)
        for a, b in (
            ("ferritin", "ferritin"),
            ("vitamin_b12", "vitamin B12"),
            ("lactate_dehydrogenase", one_of(d, "LDH", "lactate dehydrogenase")),
            ("erythropoietin", one_of(d, "serum erythropoietin", "erythropoietin level")),
            ("creatinine", "creatinine"),
        )
    )
    first = one_of(
        d,
        f"Thank you for asking me about {title(d)}. On {day(d, on, how)} I repeated {her} blood tests. The full blood count showed {_list(counts)}.",
        f"I enclose in words what the blood tests of {day(d, on, how)} have shown. In the count, {_list(counts)}.",
        f"{title(d)} had blood taken at our clinic on {day(d, on, how)}: {_list(counts)}.",
    )
    second = one_of(
        d,
        f"Your own count of {day(d, before, how)} gave {_list(olds)}, so both have fallen.",
        f"Both red cells and platelets were better when you tested them on {day(d, before, how)} ({_list(olds)}).",
        f"For comparison, {_list(olds)} were found at your surgery on {day(d, before, how)}.",
    )
    third = one_of(
        d,
        f"Of the other tests on the same sample, {ferritin.label} was {amount(ferritin)}, {b12.label} {amount(b12)}, {ldh.label} {amount(ldh)} and {creat.label} {amount(creat)}. The {epo.label} came back at {amount(epo)}.",
        f"The same sample gave a {creat.label} of {amount(creat)} and an {epo.label} of {amount(epo)}. {ferritin.label.capitalize()} measured {amount(ferritin)}; {b12.label} was {amount(b12)} and {ldh.label} {amount(ldh)}.".replace(
            "an serum", "a serum"
        ),
    )
    fourth = one_of(
        d,
        "Folate was not measured because the tube was lost. A paraprotein was not found. As a rule an erythropoietin level below 200 IU/L makes a response to injections more likely, and a ferritin above 1000 would make me think of iron loading.",
        f"The folate is still awaited. {she_.capitalize()} tells me that {her} sister was found to have a ferritin of 3150, which of course says nothing of {her} own iron. There was no paraprotein.",
        f"A reticulocyte count was asked for but not done. I should add that {her} mother had pernicious anaemia.",
    )
    body = (
        f"<div class=h>Orrin Valley Consulting Rooms</div><p class=r>{day(d, later(on, 4), how)}</p><p>Dear {one_of(d, 'Dr Whitcombe', 'Dr Salazar', 'colleague')},</p><p><b>{esc(subject(d, d.rng.randrange(3), how))}</b></p>"
        + "".join(f"<p>{esc(haem(d, t))}</p>" for t in (first, second, third, fourth))
        + f"<p>{one_of(d, 'I shall see', 'We have arranged to see', 'My next step is to see')} {title(d)} again in two weeks for a bone marrow examination.</p><p>{one_of(d, 'Yours sincerely', 'With kind regards')},</p><p class=g>Dr Imogen Castlereagh</p>"
    )  # fmt: skip
    css = "body{font:11pt/1.4 'Liberation Serif'}.h{font-size:15pt;text-align:center;border-bottom:.6pt solid #444;padding-bottom:4pt;margin-bottom:12pt}.r{text-align:right}.g{margin-top:26pt}"
    sheet = page(d, body, css, "lab", "note", "other")
    told(d, [*counts, ferritin, b12, ldh, epo, creat], on, where_is(sheet, counts[0].text))
    for r in olds:
        d.lab(r, before, 1, flag=False, reference=False)
        if abs(r.value - d.person.counts[r.analyte]) > 0.012 * r.value + 0.06:
            d.gold.trap(
                "labs", {"analyte": r.analyte, "value": r.value, "collected": on.isoformat()}, "the earlier count"
            )
    limit(d, ("erythropoietin", 200), ("ferritin", 1000), ("ferritin", 3150))
    d.also_dated = (later(on, 4), before)


def nurse_files_results(d: Doc) -> None:
    """A nurse's entry under the results: shorthand, 'down from', what the goal would be, what the patient was told."""
    s, on = typed(d, "lab", "note", "other", face=one_of(d, "Helvetica", "Courier", "Vera"), pt=9.5, margin=54), d.on
    before = later(on, -26)
    how = one_of(d, "mid", "dash", "iso")
    hb, wbc, anc, plt = (
        say(d, a, b)
        for a, b in (
            ("hemoglobin", "Hgb"),
            ("leukocytes", "WBC"),
            ("neutrophils", "ANC"),
            ("platelets", one_of(d, "plt", "platelets")),
        )
    )
    oh, op = say(d, "hemoglobin", "Hgb", 1.16), say(d, "platelets", plt.label, 1.28)
    creat, alt, bili = (
        say(d, "creatinine", "creatinine"),
        say(d, "alanine_aminotransferase", "ALT"),
        say(d, "bilirubin_total", one_of(d, "total bilirubin", "bilirubin")),
    )
    s.line("Ashgrove Cancer and Blood Clinic", True, 12)
    s.line(one_of(d, "RESULT NOTE", "NURSING NOTE - LAB REVIEW", "LAB FOLLOW-UP ENTRY"), True)
    s.rule()
    s.gap(4)
    s.para(subject(d, 1 + d.rng.randrange(3), how))
    s.para(
        f"{one_of(d, 'Labs drawn', 'Collected', 'Specimen date')}: {day(d, on, how)} 08:05.   Entered by: J. Fairweather, RN"
    )
    s.gap(8)
    body = one_of(
        d,
        f"CBC today: {wbc.label} {amount(wbc)}, {hb.label} {amount(hb)} (down from {amount(oh)} on {day(d, before, how)}), {plt.label} {amount(plt)} (down from {amount(op)} on {day(d, before, how)}), {anc.label} {amount(anc)}.",
        f"Today's {hb.label} is {amount(hb)}; on {day(d, before, how)} it was {amount(oh)}. {plt.label.capitalize()} {amount(plt)} today, {amount(op)} then. {wbc.label} {amount(wbc)} with {anc.label} {amount(anc)}.",
        f"{hb.label} {amount(hb)}, {plt.label} {amount(plt)}, {wbc.label} {amount(wbc)}, {anc.label} {amount(anc)}. Both {hb.label} ({amount(oh)}) and {plt.label} ({amount(op)}) were higher at the {day(d, before, how)} draw.",
    )
    where = s.para(body)
    s.para(
        one_of(
            d,
            f"CMP today: {creat.label} {amount(creat)}, {alt.label} {amount(alt)}, {bili.label} {amount(bili)}. Potassium hemolyzed, not reported.",
            f"Chemistry from the same stick: {bili.label} {amount(bili)}, {alt.label} {amount(alt)}, {creat.label} {amount(creat)}. Rest within limits.",
        )
    )
    s.gap(4)
    h, him, _ = she(d)
    seven = number(d, "hemoglobin", 7)
    s.para(one_of(
        d,
        f"Called {title(d)} with the numbers. {h.capitalize()} denies bleeding, fever or chest pain. Reminded {him} to call for temp of 38.0 C (100.4 F). Goal is to keep Hgb above {seven}.",
        f"Reviewed with Dr. Lindgren-Cho: no transfusion while Hgb stays above {seven} and plt above {number(d, 'platelets', 10)}. {title(d)} not reached by phone; voicemail left without results.",
        f"Spoke with {title(d)}. {h.capitalize()} read me values from {'her' if d.person.sex == 'F' else 'his'} husband's portal by mistake (Hgb {number(d, 'hemoglobin', 15.3)}, plt {number(d, 'platelets', 266)}); corrected.".replace("his husband's", "his wife's") + f" Transfuse if Hgb under {seven}.",
    ))  # fmt: skip
    s.gap(10)
    s.para(f"Signed electronically {day(d, on, how)} 11:42.")
    told(d, [hb, wbc, anc, plt, creat, alt, bili], on, where)
    former(d, oh, before, where)
    former(d, op, before, where)
    limit(d, ("hemoglobin", 7), ("platelets", 10), ("hemoglobin", 15.3), ("platelets", 266))


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (counts_rung_through, film_with_opinion, bloods_gathered_in_a_letter, nurse_files_results)
}

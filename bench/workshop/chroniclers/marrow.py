# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Families of marrow reports told in prose."""

from collections.abc import Callable

from bench.workshop.chroniclers.voice import (
    asked,
    day,
    form,
    haem,
    later,
    noun,
    one_of,
    page,
    relative,
    she,
    subject,
    title,
    typed,
    us,
    where_is,
)
from bench.workshop.dress import Doc
from bench.workshop.markup import esc
from bench.workshop.marrow import denied, diagnosis
from bench.workshop.people import WHO


def _blasts(d: Doc) -> str:
    return f"{d.person.counts['blasts_marrow']:g}%"


def _cells(d: Doc) -> str:
    return f"{d.person.counts['marrow_cellularity']:g}%"


def _iron(d: Doc) -> str:
    """Ring sideroblasts in a sentence."""
    rings = d.person.counts["ring_sideroblasts"]
    if not rings and "RS" in d.person.who:
        return one_of(
            d,
            "Ring sideroblasts are present but were not counted.",
            "Perls staining shows ring sideroblasts; no percentage was determined.",
        )
    if not rings:
        return one_of(
            d,
            "Iron is plentiful and ring sideroblasts are not seen.",
            "The iron stain shows no ring sideroblasts.",
            "On Perls staining there are no ring forms.",
        )
    return one_of(
        d,
        f"On the iron stain {rings:g}% of erythroid precursors are ring sideroblasts.",
        f"Ring sideroblasts account for {rings:g}% of the erythroblasts.",
        f"Perls stain: ring sideroblasts, {rings:g}% of red cell precursors.",
    )


def _gold(d: Doc, blasts: int, cells: int, rings: int) -> None:
    """The figures of the marrow, each on its page."""
    d.percent("blasts_marrow", d.on, blasts)
    d.percent("marrow_cellularity", d.on, cells)
    value = d.person.counts["ring_sideroblasts"]
    fields = {
        "analyte": "ring_sideroblasts",
        "comparator": None,
        "value": value,
        "unit": "%",
        "collected": d.on.isoformat(),
    }
    if value or "RS" not in d.person.who:
        d.fact("labs", rings, "ring", may=value == 0, **fields)


def _other(d: Doc, value: float, why: str, when: bool = False) -> None:
    """A figure that is no count of the blasts of this marrow."""
    if abs(d.person.counts["blasts_marrow"] - value) > 0.006 * value + 0.01:
        d.gold.trap(
            "labs",
            {"analyte": "blasts_marrow", "value": value, **({"collected": d.on.isoformat()} if when else {})},
            why,
        )


def _reticulin(d: Doc, where: int) -> None:
    for status in ("positive", "negative"):
        d.fact(
            "biomarkers",
            where,
            "eticulin",
            may=True,
            name="reticulin_fibrosis",
            status=status,
            collected=d.on.isoformat(),
        )


def aspirate_and_core_narrated(d: Doc) -> None:
    """A report in flowing prose under running side-headings; an earlier marrow's blasts and a definition's threshold in it."""
    on, how, (long, short) = d.on, form(d), WHO[d.person.who]
    out, before = later(on, 6), later(on, -402)
    old = one_of(d, "1", "2")
    asp = one_of(
        d,
        f"The particles spread easily. A count of 500 nucleated cells includes {_blasts(d)} blasts, without Auer rods. Red cell precursors show nuclear bridging and budding; granulocytes are poorly granulated.",
        f"Films are cellular and of good quality. Granulopoiesis is left-shifted and blasts number {_blasts(d)} of nucleated cells. Erythropoiesis is megaloblastoid, with about 35% of erythroblasts dysplastic.",
        f"Blasts, counted on two slides, come to {_blasts(d)}. About 40% of megakaryocytes are small and monolobed. Hypogranular neutrophils are frequent. No Auer rods were found.",
    )
    core = one_of(
        d,
        f"The core measures 16 mm and has a cellularity of {_cells(d)}, for which one would expect about 30% at this age. Reticulin is grade 1 of 3. There are no granulomas and no lymphoid aggregates.",
        f"Trephine: {_cells(d)} cellular. Megakaryocytes lie in loose groups. There is no increase in reticulin. Metastatic carcinoma is not present.",
        f"The biopsy, 14 mm long, is {_cells(d)} cellular overall. CD34 stains roughly 9% of cells, which includes vessels and should not be taken for a blast count. No infiltrate of lymphoma.",
    )
    past = one_of(
        d,
        f"In the marrow examined here on {day(d, before, how)} blasts stood at {old}% and no firm diagnosis had been reached.",
        f"An earlier aspirate ({day(d, before, how)}) had {old}% blasts and was called cytopenia of uncertain significance.",
    )
    end = one_of(
        d,
        f"Taken together these are the findings of {long.replace('Myelo', 'myelo')} ({short}, WHO 2016). Acute leukaemia, which would need 20% blasts, is excluded.",
        f"Diagnosis: {short}, that is {long.replace('Myelo', 'myelo')}, by the WHO classification of 2016. There is no evidence of acute leukaemia.",
        f"We conclude that this is {long.replace('Myelo', 'myelo')} (WHO 2016: {short}). The threshold of 20% blasts for acute leukaemia is not reached.",
    )
    parts = (("Why the test was done", one_of(d, "Falling counts; MDS or aplastic anaemia? Mother died of acute leukaemia.", f"A {d.person.age(on)}-year-old {noun(d)} with cytopenias. A sister had lymphoma. MDS is suspected.")),
             ("Earlier findings", past), ("Aspirate", asp), ("Iron", _iron(d)), ("Trephine", core), ("Conclusion", end))  # fmt: skip
    body = (
        f"<div class=h><b>Thornmere Teaching Hospital</b><br>Bone marrow report</div><p>{esc(subject(d, d.rng.randrange(4), how))}</p><p>{one_of(d, 'Marrow taken', 'Date of procedure', 'Collected')}: {day(d, on, how)} &nbsp; {one_of(d, 'Authorised', 'Report date')}: {day(d, out, how)} &nbsp; Lab no. {d.person.ids[1]}</p>"
        + "".join(f"<p><b>{a}.</b> {esc(haem(d, b))}</p>" for a, b in parts)
        + "<p class=g>Dr L. Prowse-Okafor, consultant haematopathologist</p>".replace("haemato", "hemato" if us(d) else "haemato")
    )  # fmt: skip
    css = "body{font:11pt/1.4 'Liberation Serif'}.h{text-align:center;font-size:13pt;margin-bottom:10pt}.g{margin-top:18pt;font-style:italic}"
    sheet = page(d, body, css, "marrow", "pathology")
    _gold(d, where_is(sheet, _blasts(d)), where_is(sheet, _cells(d)), where_is(sheet, "Iron."))
    diagnosis(d, where_is(sheet, "Conclusion"), short)
    d.fact(
        "labs",
        1,
        old,
        may=True,
        analyte="blasts_marrow",
        comparator=None,
        value=float(old),
        unit="%",
        collected=before.isoformat(),
    )
    _other(d, float(old), "an earlier marrow", True)
    for value, why in ((20.0, "threshold"), (9.0, "CD34 stain"), (35.0, "dysplastic forms"), (40.0, "megakaryocytes")):
        _other(d, value, why)
    denied(d, 1, "aml", "acute_leukemia", "lymphoma", "carcinoma")
    asked(d, 1, "aplastic_anemia", "mds", "ccus", "icus")
    relative(d, "acute_leukemia", "lymphoma")
    _reticulin(d, 1)
    d.also_dated = (out,)


def marrow_by_the_registrar(d: Doc) -> None:
    """A typed entry: how the marrow was done, a glance at the slides the same day, then the formal count in the same hand a week later."""
    s, on, how, (long, short) = (
        typed(d, "marrow", "pathology", "note", face=one_of(d, "Times", "Helvetica"), pt=10.5),
        d.on,
        form(d),
        WHO[d.person.who],
    )
    out = later(on, 7)
    glance = "12" if d.person.counts["blasts_marrow"] < 9 else "4"
    s.line("Kingsferry Hospital - bone marrow procedure and result", True, 13)
    s.rule()
    s.gap(5)
    s.para(subject(d, d.rng.randrange(3), how))
    s.gap(6)
    s.line(f"{day(d, on, how)}", True)
    h, _, her = she(d)
    s.para(one_of(
        d,
        f"Bone marrow aspirate and trephine from the left posterior iliac crest today under local anaesthetic; {h} asked not to be sedated. Midazolam was offered and refused. No bleeding afterwards.",
        f"Consent obtained. Aspirate and core taken today from the right posterior iliac crest. {h.capitalize()} is allergic to penicillin, which does not matter here. {her.capitalize()} platelets were adequate for the procedure and none were transfused.",
    ).replace("anaes", "anes" if us(d) else "anaes"))  # fmt: skip
    s.para(one_of(
        d,
        f"I had a quick look at an unstained-to-stained squash: perhaps {glance}% blasts at a guess, but this is not a count and will be superseded.",
        f"First impression at the bench, not to be relied on: dysplastic, blasts maybe {glance}%. Formal report to follow.",
    ))  # fmt: skip
    s.gap(6)
    s.line(f"{day(d, out, how)} - {one_of(d, 'formal result', 'result now available', 'final report')}", True)
    first = s.para(haem(d, one_of(
        d,
        f"Dr Hollis-Ekwueme has now counted 500 cells: {_blasts(d)} blasts, so my guess was wrong. {_iron(d)} Dysplasia in more than 10% of the erythroid and megakaryocytic cells.",
        f"The formal aspirate differential (500 cells) puts blasts at {_blasts(d)}, not the figure guessed at above. {_iron(d)} Neutrophils hypogranular.",
        f"Aspirate, marrow of {day(d, on, how)}: blasts {_blasts(d)} on the formal count. Erythroid cells show multinuclearity. {_iron(d)}",
    )))  # fmt: skip
    second = s.para(
        one_of(
            d,
            f"The trephine is {_cells(d)} cellular without fibrosis and without lymphoma.",
            f"On the core, cellularity was {_cells(d)}. No tumour cells; no fibrosis."
            if not us(d)
            else f"On the core, cellularity was {_cells(d)}. No tumor cells; no fibrosis.",
            f"Cellularity {_cells(d)} by trephine; reticulin not increased.",
        )
    )
    third = s.para(one_of(
        d,
        f"Signed out as {short} ({long.replace('Myelo', 'myelo')}), WHO 2016. AML has been excluded.",
        f"Final diagnosis is {long.replace('Myelo', 'myelo')}, {short} in the WHO 2016 classification. Not AML.",
        f"So the diagnosis is {short}. {title(d)} will be told in clinic. There is no question of AML at this point (20% blasts would be required).",
    ))  # fmt: skip
    s.para(
        one_of(
            d,
            "Cytogenetics and sequencing are awaited.",
            "Chromosomes: result pending. A molecular panel has been sent.",
        )
    )
    s.gap(12)
    s.para("Dr Naveen Abercrombie-Shah, registrar")
    _gold(d, first, second, first)
    diagnosis(d, third, short)
    _other(d, float(glance), "a guess that the count replaced")
    _other(d, 20.0, "threshold")
    denied(d, third, "aml", "lymphoma", "acute_leukemia")
    _reticulin(d, second)
    d.also_dated = (out,)


def slides_read_again(d: Doc) -> None:
    """A letter from a referral centre about slides sent from outside: what had been reported there, what is found here."""
    on, how, (long, short) = d.on, form(d), WHO[d.person.who]
    came, out = later(on, 13), later(on, 17)
    theirs = "14" if d.person.counts["blasts_marrow"] < 9 else "6"
    lead = one_of(
        d,
        f"Thank you for sending eight slides and two blocks from the marrow of {title(d)} taken at your hospital on {day(d, on, how)}. They reached us on {day(d, came, how)}.",
        f"We received on {day(d, came, how)} the slides of {title(d)}'s bone marrow, which you had taken on {day(d, on, how)}, for a second reading.",
    )
    outside = one_of(
        d,
        f"Your report mentions {theirs}% blasts. We believe that promonocyte-like early granulocytes had been included and cannot confirm this figure.",
        f"We are aware that the slides had been read elsewhere as having {theirs}% blasts; we do not agree.",
    )
    ours = one_of(
        d,
        f"On our own count of 500 cells, blasts amount to {_blasts(d)}. {_iron(d)} The core has a cellularity of {_cells(d)}.",
        f"We find {_blasts(d)} blasts in a 500-cell differential by two observers. The trephine is {_cells(d)} cellular. {_iron(d)}",
        f"The core is {_cells(d)} cellular. {_iron(d)} Our two readers agree on blasts of {_blasts(d)} in the aspirate.",
    )
    end = one_of(
        d,
        f"We would classify the case as {long.replace('Myelo', 'myelo')} ({short}; WHO 2016). CMML was considered and is excluded by the blood count, and there is no acute myeloid leukaemia.",
        f"In our opinion this is {short}, i.e. {long.replace('Myelo', 'myelo')} of the WHO classification 2016. We considered hypoplastic acute myeloid leukaemia and CMML and found neither.",
    )
    general = one_of(
        d,
        "In general, patients in whom blasts rise above 10% are considered for transplantation, and azacitidine is the usual treatment of those who cannot have it; this is for you to weigh.",
        "May we add that about a third of such cases progress, and that blasts above 5% would put a patient into another group.",
    )
    body = (
        f"<table class=h><tr><td><b>Institute of Haematopathology<br>Lake Arden</b></td><td class=r>{day(d, out, how)}<br>Consultation {d.person.ids[1]}</td></tr></table><p><b>{esc(subject(d, d.rng.randrange(3), how))}</b></p><p>{one_of(d, 'Dear colleague', 'Dear Dr Vantongeren', 'Dear Professor Idowu')},</p>".replace("Haemato", "Hemato" if us(d) else "Haemato")
        + "".join(f"<p>{esc(haem(d, t))}</p>" for t in (lead, outside, ours, end, general))
        + "<p>With best wishes,</p><p class=g>Prof. M. Szabo-Linden</p>"
    )  # fmt: skip
    css = "body{font:10.5pt/1.45 'DejaVu Serif'}.h{width:100%;border-bottom:1pt solid #264;margin-bottom:12pt}.h td{padding-bottom:5pt}.r{text-align:right}.g{margin-top:22pt}"
    sheet = page(d, body, css, "marrow", "pathology", "note")
    where = where_is(sheet, _cells(d))
    _gold(d, where, where, where)
    diagnosis(d, where_is(sheet, short), short)
    d.fact(
        "labs",
        1,
        theirs,
        may=True,
        analyte="blasts_marrow",
        comparator=None,
        value=float(theirs),
        unit="%",
        collected=None,
    )
    d.gold.trap(
        "labs",
        {"analyte": "blasts_marrow", "value": float(theirs), "collected": on.isoformat()},
        "a reading that was not confirmed",
    )
    _other(d, 10.0, "a general limit")
    _other(d, 5.0, "a general limit")
    denied(d, 1, "aml", "cmml")
    d.gold.trap("treatments", {"agent": "azacitidine", "status": "planned"}, "a general remark")
    d.also_dated = (out, came)


def dictated_conclusion_first(d: Doc) -> None:
    """A pathologist's report with the diagnosis first, then comment, description and the flow result in paragraphs."""
    on, how, (long, short) = d.on, form(d), WHO[d.person.who]
    out = later(on, 4)
    flow = one_of(d, "3.7", "0.6", "6.3")
    dx = one_of(
        d,
        f"Bone marrow, core and aspirate: {long} ({short}), WHO 2016. See comment.",
        f"Marrow, posterior iliac crest: findings diagnostic of {long.replace('Myelo', 'myelo')} ({short}).",
        f"{long}, {short} (WHO 2016), in a marrow of {_cells(d)} cellularity.",
    )
    comment = one_of(
        d,
        "No features of acute leukemia. The usual lower limit for acute myeloid leukemia is 20% blasts, whereas cases with 10 to 19% fall in an intermediate group. Chromosome analysis is being performed and will be reported separately.",
        "Acute leukemia is not identified. The history form mentions a son with severe aplastic anemia; heritable disease has not been looked for. Correlation with karyotype is suggested.",
    )
    micro = one_of(
        d,
        f"The aspirate is spicular. A 500-cell differential reveals {_blasts(d)} blasts. Erythroid precursors display nuclear irregularity and 15% are binucleate. {_iron(d)}",
        f"Blasts comprise {_blasts(d)} of 500 nucleated cells. Megakaryocytes are decreased and a quarter are micromegakaryocytes. {_iron(d)}",
        f"Well-prepared smears are examined. {_iron(d)} By manual differential there are {_blasts(d)} blasts, 11% lymphocytes and 2% plasma cells.",
    )
    biopsy = one_of(
        d,
        f"Core biopsy (18 mm): cellularity is estimated at {_cells(d)}. Reticulin fibrosis is absent (MF-0).",
        f"Sections of the core show a marrow that is {_cells(d)} cellular. No metastatic carcinoma or lymphoma is present.",
    )
    immuno = one_of(
        d,
        f"Flow cytometry on the same aspirate found CD34-positive events of {flow}%; this is no substitute for the count above. No abnormal lymphoid population.",
        f"By flow cytometry, {flow}% of events expressed CD34 and CD117 with aberrant CD7. B and T cells were unremarkable.",
    )
    parts = [
        ("FINAL DIAGNOSIS", dx),
        ("COMMENT", comment),
        ("MICROSCOPIC DESCRIPTION", f"{micro} {biopsy}"),
        ("FLOW CYTOMETRY", immuno),
    ]
    body = (
        f"<div class=h>Cumberland Ridge Pathology Associates</div><p>{esc(subject(d, 1 + d.rng.randrange(3), how))}</p><p>{one_of(d, 'Collected', 'Date of procedure')}: {day(d, on, how)}. {one_of(d, 'Signed out', 'Reported')}: {day(d, out, how)}. Case {d.person.ids[1]}.</p>"
        + "".join(f"<h3>{a}</h3><p>{esc(b)}</p>" for a, b in parts)
        + "<p class=s>Electronically signed by W. Dalrymple-Ruiz, MD</p>"
    )  # fmt: skip
    css = "body{font:10.5pt/1.35 'Liberation Sans'}.h{font-size:14pt;color:#7a2b1a;margin-bottom:8pt}h3{font-size:10pt;letter-spacing:.05em;border-bottom:.5pt solid #bbb}.s{margin-top:16pt;font-size:9pt}"
    sheet = page(d, body, css, "marrow", "pathology")
    _gold(d, where_is(sheet, _blasts(d)), where_is(sheet, _cells(d)), where_is(sheet, "MICROSCOPIC"))
    diagnosis(d, where_is(sheet, "FINAL DIAGNOSIS"), short)
    for value, why in (
        (20.0, "threshold"),
        (10.0, "a group's limit"),
        (19.0, "a group's limit"),
        (float(flow), "flow"),
        (15.0, "binucleate cells"),
    ):
        _other(d, value, why)
    denied(d, 1, "aml", "acute_leukemia", "lymphoma", "carcinoma")
    relative(d, "aplastic_anemia")
    _reticulin(d, 1)
    d.also_dated = (out,)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f
    for f in (aspirate_and_core_narrated, marrow_by_the_registrar, slides_read_again, dictated_conclusion_first)
}

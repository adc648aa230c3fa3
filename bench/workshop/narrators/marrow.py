# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Marrow reports as dictated: a British morphologist, an American pathologist, a trainee's combined account."""

from bench.workshop.days import later, long, spaced
from bench.workshop.dress import Doc
from bench.workshop.markup import esc
from bench.workshop.narrators import bloods
from bench.workshop.narrators.script import Fact, Script
from bench.workshop.narrators.teller import Teller, american, ordinal, short_american

SEVERAL = ("MDS-MLD", "MDS-RS-MLD", "MDS-EB1", "MDS-EB2")


def _lines(t: Teller) -> str:
    """Which lines are dysplastic, as fits the diagnosis."""
    if t.d.person.who in SEVERAL:
        return t.one(
            "Dysplasia is seen in the erythroid and the megakaryocytic line",
            "Both erythroid and granulocytic maturation are dysplastic",
            "More than one lineage is dysplastic, with nuclear budding in erythroblasts and hypogranular neutrophils",
        )
    return t.one(
        "Dysplasia is confined to one lineage",
        "Only one line shows dysplasia in over a tenth of its cells",
        "Dysplastic change exceeds 10% in a single lineage",
    )


def _iron(t: Teller, *some: str) -> tuple[str, tuple[Fact, ...]]:
    """A sentence on the iron stain; ``some`` are wordings with a number."""
    value = t.d.person.counts["ring_sideroblasts"]
    if value:
        return t.one(*some).replace("#", f"{value:g}"), (t.percent("ring_sideroblasts"),)
    if "RS" in t.d.person.who:
        return t.one("The iron stain will be reported separately.", "Perls stain: to follow."), ()
    return t.one(
        "No ring sideroblasts are seen on the iron stain.",
        "Perls stain shows stainable iron and no ring sideroblasts.",
        "Ring sideroblasts are absent.",
    ), (t.percent("ring_sideroblasts"),)


def _film(t: Teller, *some: str) -> tuple[str, tuple[Fact, ...]]:
    """A sentence on blasts in the blood."""
    value = t.d.person.counts["blasts_blood"]
    if value:
        return t.one(*some).replace("#", f"{value:g}"), (t.percent("blasts_blood"),)
    return t.one(
        "No circulating blasts were found.", "Blasts are not seen in the blood film.", "The film is free of blasts."
    ), (t.percent("blasts_blood"),)


def morphologist_dictates(d: Doc) -> None:
    """A British morphology report in dictated sentences under small headings; blasts, cellularity and sideroblasts inside the prose, normal limits beside them."""
    t, p, s = Teller(d, d.rng.choice((spaced, long, ordinal))), d.person, Script()
    out = later(d.on, 4)
    s.raw(
        f"<div class=top>Hallamfell Haematological Pathology<span>Bone marrow morphology</span></div><table class=k><tr><td>{esc(p.last.upper())}, {p.first}</td><td>Born {t.words['born']}</td><td>{t.words['sex'].capitalize()}</td></tr><tr><td>Lab no. HF{p.ids[1]}</td><td>Taken {t.day(d.on)}</td><td>Reported {t.day(out)}</td></tr></table>"
    )
    b, c = f"{p.counts['blasts_marrow']:g}", f"{p.counts['marrow_cellularity']:g}"
    film, film_facts = _film(
        t,
        "Blasts make up #% of white cells in the blood.",
        "There are circulating blasts (#%).",
        "The blood contains # per cent blasts.",
    )
    iron, iron_facts = _iron(
        t,
        "On the Perls stain ring sideroblasts amount to #% of erythroblasts.",
        "Iron stores are increased, and #% of erythroid precursors are ring sideroblasts.",
        "Ring sideroblasts are present (# per cent of nucleated red cells).",
    )
    s.kv(
        "Clinical details.",
        t.say(
            "Falling counts for investigation; query myelodysplasia.",
            "Macrocytic anaemia, normal haematinics. Father had acute leukaemia.",
            "Cytopenia. Please exclude marrow infiltration.",
        ),
        t.not_ruled("aml", "acute_leukemia"),
        t.suspected,
    )
    s.kv(
        "Blood film.",
        film
        + t.say(
            " Red cells are macrocytic with occasional fragments.",
            " Some neutrophils are hypogranular.",
            " Anisopoikilocytosis is moderate.",
        ),
        *film_facts,
    )
    s.kv("Aspirate.", t.say("A particulate sample that aspirated easily. ", "Cellular trails with good particles. ", "The smears are of good quality. ") + t.say(f"Five hundred cells were counted, of which {b}% were blasts. ", f"Blasts account for {b}% of nucleated cells (normal: below 5%). ", f"On a 500-cell count I make the blast percentage {b}%. ", f"Blasts number {b} per cent, none with Auer rods. ") + _lines(t) + ". " + iron,
         t.percent("blasts_marrow"), t.limit("blasts_marrow", 5), *iron_facts)  # fmt: skip
    s.kv(
        "Trephine.",
        t.say(
            f"A core of 18 mm. Overall cellularity is put at {c}%. ",
            f"Sections show a marrow of about {c}% cellularity. ",
            f"The core is {c}% cellular, which is more than one expects at this age. "
            if p.counts["marrow_cellularity"] > 60
            else f"The core is {c}% cellular. ",
        )
        + t.say(
            "CD34 picks out scattered single cells, fewer than 2%. Reticulin is not increased.",
            "Reticulin grade 1 of 3. CD34 staining estimated at 8% in one hot spot, not representative.",
            "No infiltrate of lymphoma or carcinoma.",
        ),
        t.percent("marrow_cellularity"),
        t.stains,
        t.not_ruled("lymphoma", "carcinoma"),
        t.limit("blasts_marrow", 8),
    )
    s.kv(
        "Conclusion.",
        t.say(
            "The appearances are those of {dx}.",
            "{Dx} ({dxs}).",
            "I conclude that this is {dx}, WHO 2016.",
            "Diagnostic of {dx}.",
        )
        + t.say(" Cytogenetics to follow.", " Please correlate with the genetic findings.", " Not acute leukaemia."),
        t.dx,
    )
    s.raw(
        "<p class=s>Dictated by Dr Rosalind Emsworth-Pike, consultant haematologist. Report authorised electronically.</p>"
    )
    d.also_dated = (out,)
    s.web(
        d,
        "@page{size:A4;margin:20mm}body{font:10.5pt 'Liberation Serif';line-height:1.35}.top{font:bold 14pt 'Liberation Sans';color:#4a2545}.top span{float:right;font-size:10pt;font-weight:normal}.k{width:100%;border-top:1pt solid #4a2545;border-bottom:1pt solid #4a2545;margin:5pt 0 8pt}.k td{padding:3pt}",
        "marrow",
        "pathology",
    )


def pathologist_dictates(d: Doc) -> None:
    """An American dictation typed out: specimen received, microscopic in one paragraph, diagnosis at the end, comment with flow that differs from the count."""
    t, p = Teller(d, d.rng.choice((american, short_american))), d.person
    d.paper("Times", 10.5, 58)
    sheet, s, out = d.sheet, Script(), later(d.on, 3)
    sheet.line("CEDAR BLUFF MEMORIAL HOSPITAL", True, 13)
    sheet.line("Department of Pathology - Bone Marrow Consultation", pt=10)
    sheet.line(
        f"{p.name}     {t.words['sex'].capitalize()}     Date of birth: {t.words['born']}     Case CB-{p.ids[1]}"
    )
    sheet.line(f"Date of procedure: {t.day(d.on)}     Date of report: {t.day(out)}")
    sheet.rule()
    sheet.gap(8)
    b, c = f"{p.counts['blasts_marrow']:g}", f"{p.counts['marrow_cellularity']:g}"
    text, labs = bloods.american(t, 1.0)
    film, film_facts = _film(
        t,
        "A manual differential shows #% blasts in the blood.",
        "Circulating blasts are #% of leukocytes.",
        "Peripheral blasts: #%.",
    )
    iron, iron_facts = _iron(
        t,
        "Ring sideroblasts comprise #% of erythroid elements.",
        "An iron stain reveals ring sideroblasts, #%.",
        "By iron stain, #% of the erythroid precursors are ring sideroblasts.",
    )
    s.h("RECEIVED")
    s.p(
        t.say(
            "The specimen consists of a 1.4 cm core, clot and eight smears, labeled with the patient's name.",
            "Aspirate smears, clot section and a core biopsy from the right iliac crest are submitted.",
            "A core measuring 1.9 x 0.2 cm is received in fixative together with aspirate slides.",
        )
    )
    s.h("PERIPHERAL BLOOD")
    s.p(
        t.say(
            f"The accompanying CBC shows {text}. ",
            f"CBC of the same day: {text}. ",
            f"Counts obtained with the marrow were {text}. ",
        )
        + film,
        *labs,
        *film_facts,
    )
    s.h("MICROSCOPIC")
    s.p(t.say(f"The core is adequate and shows {c}% cellularity. ", f"The biopsy is approximately {c}% cellular with trilineage elements. ", f"Cellularity is estimated at {c}%. ") + _lines(t) + ". " + t.say(f"A 500-cell differential yields {b}% blasts, 44% maturing granulocytes and 12% lymphocytes. ", f"Blasts are {b}% of all nucleated cells in the aspirate. ", f"By manual count the aspirate contains {b}% blasts; promyelocytes are not counted among them. ") + iron + t.say(" No granulomas are seen.", " There is no metastatic tumor.", " Plasma cells are 2% and polytypic."),
        t.percent("marrow_cellularity"), t.stains, t.percent("blasts_marrow"), *iron_facts, t.limit("blasts_marrow", 44))  # fmt: skip
    s.h("DIAGNOSIS")
    s.p(t.say("{Dx}.", "Bone marrow: {dx}.", "Findings consistent with and diagnostic of {dx}.", "{DX}."), t.dx)
    s.h("COMMENT")
    s.p(
        t.say(
            "Flow cytometry recorded 3.8% CD34-positive cells; the morphologic count above is to be used for classification.",
            "A concurrent flow study gates 6.6% blasts, an overestimate caused by lysis of red cells.",
            "Flow cytometry was not performed.",
        )
        + t.say(
            " A diagnosis of acute myeloid leukemia requires 20% blasts.",
            " Reactive causes such as copper deficiency or methotrexate exposure should be excluded.",
            " Karyotype and sequencing are pending.",
        ),
        t.limit("blasts_marrow", 3.8, 6.6, 20),
        t.not_ruled("aml"),
        t.by_the_way("methotrexate"),
    )
    s.small(
        "Dictated and signed out by Thaddeus Van Orden, MD. Transcribed by voice recognition; errors of transcription are possible."
    )
    d.also_dated = (out,)
    s.typed(d, "marrow", "pathology")


def trainee_writes_up(d: Doc) -> None:
    """One account of procedure and result by a trainee: consent and site first, findings in connected sentences, impression in the last line."""
    t, p, s = Teller(d, d.rng.choice((spaced, long))), d.person, Script()
    b, c = f"{p.counts['blasts_marrow']:g}", f"{p.counts['marrow_cellularity']:g}"
    s.raw(
        f"<div class=top>Narmada Teaching Hospital, Department of Haematology</div><p class=id>{esc(p.name)} | {t.words['sex']} | DOB {t.words['born']} | Hospital ID {p.ids[0]}</p><p class=id>Bone marrow examination done on {t.day(d.on)}</p>"
    )
    s.p(
        t.say(
            "The procedure was explained and written consent taken. Under local anaesthesia (lignocaine 2%) the left posterior iliac crest was sampled at the first attempt.",
            "Aspiration and biopsy from the right posterior superior iliac spine with 10 ml of 2% lignocaine; no bleeding afterwards.",
            "Marrow was aspirated with the patient on the side, after consent. Dry tap at first, fluid marrow at the second pass.",
        ),
        t.by_the_way("lidocaine", "lignocaine"),
    )
    film, film_facts = _film(
        t,
        "Peripheral smear shows #% blasts.",
        "On peripheral smear blasts are #%.",
        "Blasts constitute #% on the peripheral smear.",
    )
    iron, iron_facts = _iron(
        t,
        "Ring sideroblasts constitute #% on Perls stain.",
        "On Perls stain #% ring sideroblasts are noted.",
        "Storage iron is grade 4 with # % ring sideroblasts.",
    )
    s.p(
        f"{film} "
        + t.say(
            f"The aspirate smears are cellular with blasts {b}%.",
            f"In the aspirate, blasts constitute {b}% of all nucleated cells.",
            f"Aspirate: blasts {b}% on a count of 500 cells, against less than 5% in a normal marrow.",
            f"The count of blasts in the aspirate comes to {b}%.",
        )
        + f" {_lines(t)}. {iron}",
        *film_facts,
        t.percent("blasts_marrow"),
        *iron_facts,
        t.limit("blasts_marrow", 5),
    )
    s.p(
        t.say(
            f"The biopsy is about {c}% cellular. ",
            f"Trephine sections: cellularity {c}%, megakaryocytes adequate. ",
            f"On biopsy the marrow is {c}% cellular. ",
        )
        + t.say(
            "There are no granulomas and no parasites.",
            "Reticulin is grade 1.",
            "No abnormal localisation of precursors.",
        ),
        t.percent("marrow_cellularity"),
        t.stains,
    )
    s.kv(
        "Impression:",
        t.say("{Dx}.", "Features are of {dx}.", "{dxs} ({dx}).", "Marrow findings are diagnostic of {dx}.")
        + t.say(
            " Advised karyotyping and myeloid gene panel.",
            " Megaloblastic anaemia is unlikely with normal vitamin levels.",
            " Aplastic anaemia is ruled out.",
        ),
        t.dx,
        t.not_ruled("aplastic_anemia", "megaloblastic_anemia"),
        t.other_ills("megaloblastic anaemia", "megaloblastic anemia"),
    )
    s.raw(
        f"<p class=s>Written by Dr Ishaan Bhattar (senior resident), seen by Dr Leela Wadhwani on {t.day(later(d.on, 2))}.</p>"
    )
    d.also_dated = (later(d.on, 2),)
    s.web(
        d,
        "@page{size:A4;margin:24mm}body{font:10.5pt 'DejaVu Sans Condensed','DejaVu Sans';line-height:1.4}.top{font-size:13pt;color:#0b4f4a;border-bottom:1pt solid #0b4f4a}.id{margin:3pt 0;color:#333}p{margin:8pt 0}",
        "marrow",
        "pathology",
        "note",
    )

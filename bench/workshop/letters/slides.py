# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Marrow reports told in sentences: history, description, comment, correlation, addendum."""

from typing import Any

from bench.workshop.days import hyphened, later, long, month, sex, spaced
from bench.workshop.dress import Doc
from bench.workshop.letters.tell import (
    ANY,
    Act,
    Teller,
    dx,
    ill,
    name_of,
    other_disease,
    relative,
    reticulin,
    trap,
    treat,
    us_day,
)  # fmt: skip
from bench.workshop.markup import esc
from bench.workshop.people import WHO, Mutation


def percent(analyte: str, value: float | None = None) -> Act:
    """A percentage of this day; none seen may be told as nought."""

    def act(d: Doc, page: int) -> None:
        v = d.person.counts[analyte] if value is None else value
        fields = {"analyte": analyte, "comparator": None, "value": v, "unit": "%", "collected": d.on.isoformat()}
        d.fact("labs", page, f"{v:g}%", may=v == 0 and analyte != "blasts_marrow", **fields)

    return act


def not_blasts(value: float, why: str) -> Act:
    """A percentage beside the blasts that is none of this marrow's count."""

    def act(d: Doc, _page: int) -> None:
        if abs(d.person.counts["blasts_marrow"] - value) > 0.006 * max(value, 1):
            d.gold.trap("labs", {"analyte": "blasts_marrow", "value": value, "collected": d.on.isoformat()}, why)

    return act


def earlier_blasts(value: float, *days: str) -> Act:
    """Blasts of an earlier marrow: may be told undated or of its own day."""

    def act(d: Doc, page: int) -> None:
        for day in (None, *days):
            fields = {"analyte": "blasts_marrow", "comparator": None, "value": value, "unit": "%", "collected": day}
            d.fact("labs", page, f"{value:g}%", may=True, **fields)
        not_blasts(value, "an earlier marrow")(d, page)

    return act


def variant(m: Mutation) -> Act:
    """A variant as the page tells it."""
    return lambda d, page: d.fact("variants", page, m.gene, m.coding, gene=m.gene, hgvs_c=m.coding, hgvs_p=m.protein3 or "p.?",
                                  vaf=round(m.vaf, 4), collected=d.on.isoformat())  # fmt: skip


def karyotype(d: Doc, page: int) -> None:
    """The karyotype as printed."""
    p = d.person
    d.fact("karyotypes", page, p.karyotype, iscn=p.karyotype, metaphases=p.metaphases, collected=d.on.isoformat())


def sideroblasts(tl: Teller, word: str = "ring sideroblasts") -> tuple[str, Act]:
    """What the iron stain shows, in words."""
    rs = tl.who.counts["ring_sideroblasts"]
    text = (f"{word} account for {rs:g}% of the erythroid precursors" if rs else f"{word} are not seen")  # fmt: skip
    return text, percent("ring_sideroblasts")


def circulating(tl: Teller) -> str:
    """Blasts of the film, in words."""
    pb = tl.who.counts["blasts_blood"]
    return f"circulating blasts make up {pb:g}% of leukocytes" if pb else "no circulating blasts are identified"


def _called(who: str) -> str:
    """How the deletion was known before its report, where the diagnosis stands on it."""
    return "; the deletion was given by telephone." if who == "MDS-del5q" else "."


def history_comment_diagnosis(d: Doc) -> None:
    """An American hospital's narrative report: clinical history with counts, description and comment in paragraphs, the diagnosis as a sentence near the end, a normal value in the text."""
    tl, who, on = Teller(d), d.person, d.on
    cbc, labs = tl.counts("us", "leukocytes hemoglobin platelets", on)
    blasts, cells = who.counts["blasts_marrow"], who.counts["marrow_cellularity"]
    iron, act = sideroblasts(tl, "ringed sideroblasts")
    out, he = later(on, 5), tl.he
    body = (
        f"<div class=h>PINE HOLLOW MEMORIAL HOSPITAL<br><small>Department of Pathology, Bone Marrow Report</small></div><table class=d><tr><td>Patient: {esc(who.last)}, {who.first}<br>Birth date: {us_day(who.born)}<br>Sex: {sex(d)}</td><td>Case: BM-{who.ids[1]}<br>Record no.: {who.ids[0]}<br>Requested by: C. Abernethy, MD</td><td>Collected: {us_day(on)}<br>Received: {us_day(on)}<br>Reported: {us_day(out)}</td></tr></table>"
        "<p><b>Clinical history:</b> "
        + tl.say(tl.pick(f"The patient is a {who.age(on)}-year-old {he['man']} with several months of fatigue; today's CBC shows {cbc}.", f"{who.age(on)}-year-old {he['man']} with cytopenias found before an elective hernia repair. CBC performed today: {cbc}."), labs, ill("hernia", may=True), ill("fatigue", may=True), treat("hernia repair", "surgery", "planned", may=True, any_status=ANY)) + " "
        + tl.say(f"{he['His']} mother is said to have had acute leukemia. Rule out MDS versus large granular lymphocyte leukemia.", relative("aml", "acute_leukemia"), other_disease("lgl_leukemia", "lgl", "large_granular_lymphocytic_leukemia"), lambda d, p: d.fact("diagnoses", p, "Rule out MDS", may=True, disease="mds", labels=[""], status="suspected")) + "</p>"
        "<p><b>Peripheral blood:</b> "
        + tl.say(f"Red cells show anisocytosis with oval macrocytes. Neutrophils include forms with two lobes, and {circulating(tl)}. Platelets vary in size.", percent("blasts_blood")) + "</p><p><b>Bone marrow:</b> "
        + tl.say(f"{tl.pick('The aspirate is spicular and adequate', 'Aspirate smears hold several spicules', 'The smears are cellular, with spicules')}. The core measures 1.4 cm and is {cells:g}% cellular, against roughly 30% expected at this age.", percent("marrow_cellularity")) + " "
        + tl.say(tl.pick(f"A 500-cell count yields {blasts:g}% blasts", f"Blasts number {blasts:g}% in a count of 500 cells") + "; a healthy marrow has fewer than 5%.", percent("blasts_marrow"), not_blasts(5.0, "a normal limit")) + " "
        + tl.say(f"Erythroid islands are ill-formed with nuclear budding in about a fifth of cells. By iron stain {iron}. Small hypolobated megakaryocytes are easily found. Reticulin is not increased.", act, reticulin) + "</p><p><b>Ancillary studies:</b> "
        + tl.say("Flow cytometry reports 1.7% CD34-positive events without an aberrant phenotype, and no abnormal T-cell or B-cell population. The written chromosome and sequencing reports are pending" + _called(who.who), not_blasts(1.7, "flow")) + "</p><p><b>Comment:</b> "
        + tl.say("A nutritional cause was considered; B12 and folate were reported elsewhere as normal, and copper was not measured. There is no evidence of acute leukemia, for which 20% blasts would be required, nor of metastatic carcinoma.", not_blasts(20.0, "a definition"), other_disease("aml", "carcinoma", "metastatic_carcinoma")) + " "
        + tl.say("Dr. Yamaguchi-Pratt has seen the slides and agrees.") + "</p><p><b>Diagnosis:</b> "
        + tl.say(f"Bone marrow, aspirate, clot and biopsy: the findings are those of {name_of(d)}.", dx(name_of(d))) + f"</p><p class=s>Signed electronically by Horace B. Delacroix, MD, {us_day(out)}. Gross: A, one core and a clot of 1.0 cm, all submitted after decalcification.</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.85in}body{font:10.5pt 'Liberation Serif';line-height:1.3}.h{text-align:center;font-weight:bold;font-size:12.5pt}.d{width:100%;border:.7pt solid;margin:8pt 0}.d td{padding:4pt;font-size:9.5pt;width:33%}.s{font-size:8.5pt;margin-top:14pt}"
    tl.press(body, css, "marrow", "pathology")
    d.also_dated = (out,)


def marrow_by_letter(d: Doc) -> None:
    """A consultant haematologist's marrow report sent as a letter: film, aspirate, trephine one paragraph each, an earlier marrow recalled, the opinion underlined."""
    tl, who, on = Teller(d), d.person, d.on
    blasts, cells = who.counts["blasts_marrow"], who.counts["marrow_cellularity"]
    iron, act = sideroblasts(tl)
    was = 2.0 if blasts != 2 else 1.0
    year = str(on.year - 3)
    seen = later(on, 6)
    body = (
        f"<div class=h>MILLBROOK AND DENE VALLEY HOSPITALS<br><small>Haematology Laboratory</small></div><p>Our ref: {who.ids[1]}/BM<br>{long(seen)}</p><p>Dr Catriona Shawcross, Consultant Haematologist</p><p>Dear Catriona,</p><p><b>{who.name}, born {long(who.born)}, {sex(d).lower()}, hospital number {who.ids[0]}<br>Bone marrow aspirate and trephine taken on {long(on)}</b></p><p>"
        + tl.say(f"Thank you for sending this marrow. The blood film made on the day shows macrocytosis and poorly granulated neutrophils; {circulating(tl)}.", percent("blasts_blood")) + "</p><p>"
        + tl.say(tl.pick("The aspirate contains good fragments. ", "The aspirate smears are of good quality. ") + f"Erythropoiesis is megaloblastoid with occasional bridging. Granulopoiesis is left shifted, and blasts, none with Auer rods, amount to {blasts:g}% of 500 nucleated cells.", percent("blasts_marrow")) + " "
        + tl.say(f"Megakaryocytes are present in normal numbers and include mononuclear forms. On the Perls stain {iron}.", act) + " "
        + tl.say(f"I looked again at the marrow done in {year} at Leasowe, which was reported as normal with {was:g}% blasts; the change is definite.", earlier_blasts(was, year)) + "</p><p>"
        + tl.say(f"The trephine is 18 mm long and intact. I put the cellularity at {cells:g}%.", percent("marrow_cellularity")) + " "
        + tl.say("CD34 stains about 8% of cells in the best field but this overestimates and should not be quoted. There is no lymphoid infiltrate, no granuloma and no excess of reticulin.", not_blasts(8.0, "a stain in one field"), other_disease("lymphoma"), reticulin) + "</p><p><u>"
        + tl.say(f"In my opinion this is {name_of(d)}.", dx(name_of(d))) + "</u> "
        + tl.say("I do not think it is aplastic anaemia, although I understand that this was the provisional label, and the picture is not that of AML.", other_disease("aplastic_anemia", "aml")) + "</p><p>"
        + tl.say(f"The written cytogenetic report will follow from the regional laboratory{_called(who.who)} If excess of blasts is in question at relapse, please send EDTA for flow as well.") + "</p><p>With best wishes,</p><p class=g>Dr Bertram Oakeshott FRCPath</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:23mm 25mm}body{font:11.5pt 'Liberation Serif';line-height:1.34}.h{font-weight:bold;border-bottom:1.5pt solid #2b5d4f;color:#2b5d4f;padding-bottom:4pt}.g{margin-top:20pt}"
    tl.press(body, css, "marrow", "pathology")
    d.also_dated = (seen,)


def correlated_later(d: Doc) -> None:
    """A haematopathology report with an integrated diagnosis: chromosomes and genes taken up in sentences, and an addendum weeks later that adds a stain."""
    tl, who, on = Teller(d), d.person, d.on
    blasts, cells = who.counts["blasts_marrow"], who.counts["marrow_cellularity"]
    rs = who.counts["ring_sideroblasts"]
    genes = [
        (f"{m.gene} {m.coding} {m.protein3 or 'p.?'} at an allele frequency of {m.vaf * 100:.1f}%", variant(m))
        for m in who.mutations
    ]
    joined = "; ".join(g for g, _ in genes)
    mol = tl.say(
        f"Sequencing of the same aspirate found {joined}."
        if genes
        else "Sequencing of the same aspirate found no reportable variant.",
        [a for _, a in genes],
    )
    out, more = later(on, 18), later(on, 24)
    compared: tuple[Any, ...] = ("The controls of the run performed as expected.",)
    if not {"JAK2", "SF3B1"} & {m.gene for m in who.mutations}:
        compared = (
            "For comparison, SF3B1 p.Lys666Asn was carried by the positive control of the run, and JAK2 p.Val617Phe is the change expected in polycythaemia vera.",
            trap("variants", "a control, or in general", {"gene": "JAK2"}, {"gene": "SF3B1"}), other_disease("polycythemia_vera"),
        )  # fmt: skip
    body = (
        f"<div class=h>Marchbank Haematopathology &mdash; Integrated Report</div><p class=d>{who.name} &middot; {sex(d)} &middot; date of birth {long(who.born)} &middot; UR {who.ids[0]}<br>Specimen: marrow aspirate and trephine, collected {spaced(on)} &middot; Issued {spaced(out)} &middot; Addendum {spaced(more)}<br>Referred by: Dr N. Castellane</p>"
        "<h3>Integrated diagnosis</h3><p><b>" + tl.say(f"{WHO[who.who][0]} (WHO revised 4th edition, 2016).", dx(WHO[who.who][0])) + "</b></p><h3>Clinical notes</h3><p>"
        + tl.say(f"Referred with macrocytosis. {tl.he['His']} twin was diagnosed with chronic myelomonocytic leukaemia in {month(later(on, -700))}. No cytotoxic exposure.", relative("cmml"), lambda d, p: d.fact("not_given", p, "cytotoxic", may=True, agent="chemotherapy")) + "</p><h3>Morphology</h3><p>"
        + tl.say(f"Trilineage haemopoiesis in a marrow of {cells:g}% cellularity.", percent("marrow_cellularity")) + " "
        + tl.say(tl.pick(f"Blasts are {blasts:g}% of nucleated cells.", f"Blasts comprise {blasts:g}% of all nucleated cells counted."), percent("blasts_marrow")) + " "
        + tl.say(f"Dysplasia is described in the working sheet. In the blood, {circulating(tl)}.", percent("blasts_blood")) + " "
        + tl.say("The iron stain is awaited at the time of first issue.") + "</p><h3>Correlation</h3><p>"
        + tl.say(f"Chromosome analysis gave {who.karyotype}.", karyotype) + " " + mol + " "
        + tl.say(*compared) + " "
        + tl.say("Immunophenotyping was unremarkable, with 2.6% CD34 positive cells by flow. The case does not qualify as acute myeloid leukaemia.", not_blasts(2.6, "flow"), other_disease("aml")) + "</p><h3>Addendum of " + spaced(more) + "</h3><p>"
        + tl.say(f"Perls stain, performed after first issue: ring sideroblasts {rs:g}%. " + "The diagnosis is unchanged.", percent("ring_sideroblasts")) + "</p><p class=s>Professor Ottoline Hargreave-Lim, FRCPA. Molecular section: Dr S. Bhattacharjee. This report supersedes all interim results.</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:20mm 22mm}body{font:10.5pt 'Liberation Sans';line-height:1.33}.h{font-size:14pt;color:#6b2d0c}.d{background:#f6efe9;padding:5pt;font-size:9.5pt}h3{font-size:10.5pt;color:#6b2d0c}.s{font-size:8.5pt;margin-top:14pt}p{overflow-wrap:anywhere}"
    tl.press(body, css, "marrow", "pathology")
    d.also_dated = (out, more)


def befund_in_sentences(d: Doc) -> None:
    """A Dutch cytomorphologist's report in English: request, appearance, count in running text, judgement, with limits quoted from the classification."""
    tl, who, on = Teller(d), d.person, d.on
    blasts, cells = who.counts["blasts_marrow"], who.counts["marrow_cellularity"]
    iron, act = sideroblasts(tl)
    out = later(on, 3)
    body = (
        f"<table class=h><tr><td><b>Stichting Laboratorium De Waterkant</b><br>Section Morphology</td><td>Letter to: dr. A. van Outersterp, internist-haematologist</td></tr></table><p>Concerns: {who.first} {esc(who.last)}, {sex(d).lower()}, born {long(who.born)}, patient number {who.ids[0]}<br>Material: bone marrow from the iliac crest, taken {hyphened(on)}; authorised {hyphened(out)}</p><p><i>Question.</i> "
        + tl.say("Unexplained anaemia. Is there a myelodysplasia, or a hairy cell leukaemia?", other_disease("hairy_cell_leukemia", "hcl"), lambda d, p: d.fact("diagnoses", p, "myelodysplasia", may=True, disease="mds", labels=[""], status="suspected")) + "</p><p><i>Appearance.</i> "
        + tl.say(f"The preparations are well stained and rich in fragments. The cellularity is estimated at {cells:g}%.", percent("marrow_cellularity")) + " "
        + tl.say("Of the nucleated cells in the erythroid line a clear part has irregular nuclei. The granulocytic line shows hypogranulation. " + tl.pick("Among the megakaryocytes there are many with separated nuclei.", "Micromegakaryocytes are found without search.")) + "</p><p><i>Count.</i> "
        + tl.say(f"In a count of 500 cells {blasts:g}% are blasts, while in the blood {circulating(tl)}.", percent("blasts_marrow"), percent("blasts_blood")) + " "
        + tl.say(f"After iron staining {iron}. Lymphocytes 11%, plasma cells 1%.", act) + "</p><p><i>Judgement.</i> "
        + tl.say(f"The picture fits with {name_of(d)}.", dx(name_of(d))) + " "
        + tl.say("The limits of the classification are 5%, 10% and 20% blasts; counts near to a limit vary by two per cent between observers. Hairy cells were not found.", not_blasts(5.0, "a limit"), not_blasts(10.0, "a limit"), not_blasts(20.0, "a limit")) + " "
        + tl.say(f"Advice: the written reports of chromosome investigation and mutation analysis are to be awaited{_called(who.who)} A repeat after three months of folic acid is not meaningful.", lambda d, p: d.treat("folic acid", "other", "considered", p, may=True, any_status=["considered", "planned", "declined", "ongoing"])) + "</p><p class=s>dr. ir. W. Terpstra-Haverkamp, laboratory specialist. The measurement of cells is not within the scope of accreditation M000.</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:24mm}body{font:10.5pt 'DejaVu Serif Condensed','DejaVu Serif';line-height:1.4}.h{width:100%;border-top:2pt solid #c60;border-bottom:.5pt solid #c60}.h td{padding:5pt;font-size:9.5pt;width:50%}.s{font-size:8pt;margin-top:20pt}"
    tl.press(body, css, "marrow", "pathology")
    d.also_dated = (out,)

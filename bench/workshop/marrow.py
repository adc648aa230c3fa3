# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Families of bone marrow reports."""

import datetime as dt
from collections.abc import Callable

from bench.workshop.dress import Doc, header
from bench.workshop.people import WHO
from bench.workshop.sheet import Cell

SUBTYPE = {"MDS-MLD": "MDS", "MDS-SLD": "MDS"}


def diagnosis(d: Doc, page: int, words: str) -> None:
    """The gold of the diagnosis of this person."""
    long, short = WHO[d.person.who]
    d.fact(
        "diagnoses",
        page,
        words,
        disease="mds",
        labels=[long.replace("Myelodysplastic syndrome", "MDS"), long, short, d.person.who],
        status="confirmed",
    )


def denied(d: Doc, page: int, *diseases: str, status: str = "ruled_out") -> None:
    """Diseases that the page denies or asks for: they may be told as such, and no other way."""
    for disease in diseases:
        d.fact("diagnoses", page, disease, may=True, disease=disease, labels=[""], status=status)
        d.gold.trap("diagnoses", {"disease": disease, "status": "confirmed"}, f"{disease} is not what the page finds")


def _blasts(d: Doc) -> str:
    return f"{d.person.counts['blasts_marrow']:g}"


def _cell_percent(d: Doc) -> str:
    return f"{d.person.counts['marrow_cellularity']:g}"


def _sideroblasts(d: Doc, page: int) -> None:
    value = d.person.counts["ring_sideroblasts"]
    fields = {
        "analyte": "ring_sideroblasts",
        "comparator": None,
        "value": value,
        "unit": "%",
        "collected": d.on.isoformat(),
    }
    d.fact("labs", page, "sideroblasts", may=value == 0, **fields)


def _start(d: Doc, form: str, lab: str, face: str = "Helvetica", pt: float = 9.5, days: int = 5) -> None:
    d.kind, d.also_kind = "marrow", ("pathology",)
    d.paper(face, pt)
    out = d.on + dt.timedelta(days)
    d.also_dated = (out,)
    header(
        d,
        form,
        lab,
        ("Procedure date", d.date(d.on)),
        ("Reported", d.date(out)),
        ("Accession", f"BM-{d.person.ids[1]}"),
    )


def synoptic(d: Doc) -> None:
    """Labels and values on lines, the diagnosis last."""
    _start(d, "pairs", "Calderwood University Hospital - Hematopathology")
    s, p = d.sheet, d.person
    s.line("BONE MARROW EXAMINATION - SYNOPTIC SUMMARY", True)
    lines = (("Specimen", "Aspirate and trephine, right posterior iliac crest"), ("Aspirate quality", "Particulate"), ("Cellularity (trephine)", f"{_cell_percent(d)}% (expected for age 30-40%)"),
             ("Blast percentage, marrow", f"{_blasts(d)}% of 500 cells"), ("Blast percentage, peripheral blood", f"{p.counts['blasts_blood']:g}%"), ("Ring sideroblasts", f"{p.counts['ring_sideroblasts']:g}%"),
             ("CD34 by immunohistochemistry", "approximately 18% of cells"), ("Reticulin", "Grade 1"))  # fmt: skip
    pages = [s.row(Cell(s.margin, k + ":"), Cell(s.margin + 200, v)) for k, v in lines]
    d.percent("marrow_cellularity", d.on, pages[2])
    d.percent("blasts_marrow", d.on, pages[3])
    d.percent("blasts_blood", d.on, pages[4])
    _sideroblasts(d, pages[5])
    s.gap()
    s.line("DIAGNOSIS", True)
    diagnosis(d, s.para(f"{WHO[p.who][0]} ({WHO[p.who][1]}), WHO 2016."), WHO[p.who][0])
    s.gap()
    s.para(
        "Note: a diagnosis of acute myeloid leukaemia requires 20% blasts or more. Clinical information given: ?MDS ?aplastic anaemia.",
        pt=8,
    )
    if p.counts["blasts_marrow"] != 18:
        d.gold.trap("labs", {"analyte": "blasts_marrow", "value": 18}, "CD34 stain")
    d.gold.trap("labs", {"analyte": "blasts_marrow", "value": 20}, "threshold")
    denied(d, pages[0], "aml")
    denied(d, pages[0], "aplastic_anemia", status="suspected")
    d.fact(
        "biomarkers",
        pages[7],
        "Reticulin",
        may=True,
        name="reticulin_fibrosis",
        status="positive",
        collected=d.on.isoformat(),
    )


def narrative(d: Doc) -> None:
    """British prose without tables."""
    _start(d, "line", "The Wexcombe NHS Trust, Haematology Laboratory", "Times", 11)
    s, p = d.sheet, d.person
    page = s.para(f"Bone marrow aspirate: A cellular specimen with easily aspirated particles. Erythropoiesis is megaloblastoid. Granulopoiesis shows hypogranular forms in 25% of cells. "
                  f"Blast cells make up {_blasts(d)}% of nucleated cells. Megakaryocytes include small mononuclear forms. Perls stain: {p.counts['ring_sideroblasts']:g}% of erythroblasts are ring sideroblasts.")  # fmt: skip
    d.percent("blasts_marrow", d.on, page)
    _sideroblasts(d, page)
    s.gap()
    page = s.para(
        f"Trephine: a 14 mm core with an overall cellularity of {_cell_percent(d)}%. No increase in reticulin. No infiltrate of lymphoma or carcinoma is seen."
    )
    d.percent("marrow_cellularity", d.on, page)
    s.gap()
    diagnosis(
        d,
        s.para(
            f"Conclusion: The appearances are those of {WHO[p.who][0].lower()} (WHO 2016). There is no evidence of acute leukaemia. Correlation with cytogenetics is advised."
        ),
        "Conclusion",
    )
    d.gold.trap("labs", {"analyte": "blasts_marrow", "value": 25}, "hypogranular forms")
    denied(d, page, "aml", "lymphoma", "carcinoma", "acute_leukemia")
    d.fact(
        "biomarkers",
        page,
        "reticulin",
        may=True,
        name="reticulin_fibrosis",
        status="negative",
        collected=d.on.isoformat(),
    )


def differential(d: Doc) -> None:
    """A myelogram of two column groups with normal ranges, counts before names."""
    _start(d, "boxes", "Sarojini Institute of Medical Sciences", "Helvetica", 9)
    s, p = d.sheet, d.person
    s.line("MYELOGRAM (500 cells)", True)
    left = (
        ("Myeloblasts", _blasts(d), "0 - 3"),
        ("Promyelocytes", "3", "2 - 8"),
        ("Myelocytes", "12", "10 - 13"),
        ("Metamyelocytes", "11", "10 - 15"),
    )
    right = (
        ("Neutrophils", "14", "20 - 25"),
        ("Lymphocytes", "9", "5 - 15"),
        ("Erythroblasts", "33", "18 - 25"),
        ("Plasma cells", "1", "0 - 3"),
    )
    s.row(
        *(
            Cell(s.margin + x, t, True)
            for x, t in ((0, "Cells"), (120, "%"), (160, "Normal"), (250, "Cells"), (370, "%"), (410, "Normal"))
        )
    )
    page = s.page
    for (a, b, c), (e, f, g) in zip(left, right, strict=True):
        s.row(*(Cell(s.margin + x, t) for x, t in ((0, a), (120, b), (160, c), (250, e), (370, f), (410, g))))
    d.percent("blasts_marrow", d.on, page)
    s.gap()
    page = s.row(Cell(s.margin, f"Cellularity : {_cell_percent(d)} %"), Cell(s.margin + 250, "M:E ratio : 2.1 : 1"))
    d.percent("marrow_cellularity", d.on, page)
    page = s.row(
        Cell(s.margin, f"Ring sideroblasts : {p.counts['ring_sideroblasts']:g} %"),
        Cell(s.margin + 250, "Iron stores : Grade 3"),
    )
    _sideroblasts(d, page)
    s.gap()
    s.line("IMPRESSION :", True)
    diagnosis(
        d, s.para(f"{WHO[p.who][1]} as per WHO classification (2016). Suggest cytogenetic correlation."), WHO[p.who][1]
    )


def columns(d: Doc) -> None:
    """Two newspaper columns: text left, counts and diagnosis right."""
    _start(d, "pairs", "Prairie Lakes Pathology Associates", "Helvetica", 8.5)
    s, p = d.sheet, d.person
    top, width, middle = s.y, s.inner / 2 - 12, s.inner / 2 + 12
    s.line("CLINICAL HISTORY", True)
    s.para("Cytopenias for eight months. Mother had acute myeloid leukemia. Evaluate for MDS.", width=width)
    s.gap()
    s.line("MICROSCOPIC", True)
    s.para(f"Aspirate smears are cellular. Myeloid maturation is left shifted; blasts comprise {_blasts(d)}% of a 500 cell differential. Dyserythropoiesis involves 30% of precursors. "
           f"An iron stain shows ring sideroblasts, {p.counts['ring_sideroblasts']:g}%. Core biopsy is {_cell_percent(d)}% cellular. Flow cytometry (reported separately) found 5% CD34-positive cells.", width=width)  # fmt: skip
    end, s.y = s.y, top
    s.line("FINAL DIAGNOSIS", True, x=middle)
    for part in s.fill(f"Bone marrow, aspirate and biopsy: {WHO[p.who][0]} ({WHO[p.who][1]}).", width, s.pt):
        s.line(part, x=middle)
    s.gap()
    s.line("PERIPHERAL BLOOD", True, x=middle)
    hb, wbc, plt = (d.result(a, label=a) for a in ("hemoglobin", "leukocytes", "platelets"))
    for r, label in ((hb, "Hgb"), (wbc, "WBC"), (plt, "Plt")):
        s.line(f"{label} {r.text} {r.unit}", x=middle)
        d.lab(r, d.on, s.page, flag=False, reference=False)
    s.y = max(s.y, end)
    diagnosis(d, 1, "FINAL DIAGNOSIS")
    d.percent("blasts_marrow", d.on, 1)
    d.percent("marrow_cellularity", d.on, 1)
    _sideroblasts(d, 1)
    d.gold.trap("diagnoses", {"disease": "aml"}, "the mother's")
    if p.counts["blasts_marrow"] != 5:
        d.gold.trap("labs", {"analyte": "blasts_marrow", "value": 5}, "flow")


def addendum(d: Doc) -> None:
    """A first count, and an addendum that puts another in its place."""
    _start(d, "stack", "Kirkhaven Cellular Pathology", "Helvetica", 9.5, 4)
    s, p = d.sheet, d.person
    first = p.counts["blasts_marrow"] + 3
    s.line("REPORT", True)
    s.para(f"Aspirate: blasts {first:g}%. Dysplasia in erythroid and megakaryocytic lines.")
    page = s.para(f"Trephine cellularity {_cell_percent(d)}%. Ring sideroblasts {p.counts['ring_sideroblasts']:g}%.")
    d.percent("marrow_cellularity", d.on, page)
    _sideroblasts(d, page)
    s.gap()
    s.line(f"ADDENDUM  {d.date(d.on + dt.timedelta(11))}", True)
    d.also_dated = (*d.also_dated, d.on + dt.timedelta(11))
    page = s.para(
        f"The aspirate was recounted by two observers (1000 cells). The blast count is amended to {_blasts(d)}% and replaces the figure of {first:g}% given above."
    )
    d.percent("blasts_marrow", d.on, page)
    s.gap()
    diagnosis(d, s.para(f"Final diagnosis: {WHO[p.who][1]}."), "Final diagnosis")
    d.gold.trap("labs", {"analyte": "blasts_marrow", "value": first}, "withdrawn by the addendum")


def typed(d: Doc) -> None:
    """A typewriter print with numbered sections."""
    _start(d, "mono", "Department of Veterans Pathology", "Courier", 8.5)
    s, p = d.sheet, d.person
    lines = ["1. BRIEF CLINICAL HISTORY:", f"   {p.age(d.on)} Y/O WITH PANCYTOPENIA, R/O LEUKEMIA.", "", "2. ASPIRATE DIFFERENTIAL:",
             f"   BLASTS         {_blasts(d):>6} %   (0-2)", "   PROMYELOS           4 %   (1-5)", "   LYMPHS             11 %   (8-20)", "   ERYTHROIDS         31 %   (15-37)", "",
             f"3. BIOPSY: CELLULARITY {_cell_percent(d)}%. RINGED SIDEROBLASTS {p.counts['ring_sideroblasts']:g}% OF ERYTHROIDS.", "",
             "4. DIAGNOSIS:", f"   {WHO[p.who][0].upper()}", "   NO MORPHOLOGIC EVIDENCE OF ACUTE LEUKEMIA."]  # fmt: skip
    page = s.mono(lines)
    d.percent("blasts_marrow", d.on, page)
    d.percent("marrow_cellularity", d.on, page)
    _sideroblasts(d, page)
    diagnosis(d, page, WHO[p.who][0].upper())
    denied(d, page, "aml", "acute_leukemia")


def follow_up(d: Doc) -> None:
    """Earlier and present marrow in two columns of one table, the earlier one on the right."""
    _start(d, "pairs", "Tauranga Bay Haematology", "Helvetica", 9.5)
    s, p = d.sheet, d.person
    before = d.on - dt.timedelta(190)
    was = p.counts["blasts_marrow"] + 4
    s.row(
        *(
            Cell(s.margin + x, t, True)
            for x, t in ((0, "Finding"), (180, f"This sample ({d.date(d.on)})"), (340, f"Previous ({d.date(before)})"))
        )
    )
    s.rule()
    rows = (
        ("Blasts (% nucleated cells)", _blasts(d), f"{was:g}"),
        ("Ring sideroblasts (%)", f"{p.counts['ring_sideroblasts']:g}", "1"),
        ("Cellularity (%)", _cell_percent(d), "80"),
    )
    page = s.page
    for label, now, old in rows:
        s.row(Cell(s.margin, label), Cell(s.margin + 180, now), Cell(s.margin + 340, old))
    d.percent("blasts_marrow", d.on, page)
    d.percent("marrow_cellularity", d.on, page)
    _sideroblasts(d, page)
    for analyte, old_value in (("blasts_marrow", was), ("marrow_cellularity", 80.0), ("ring_sideroblasts", 1.0)):
        d.fact(
            "labs",
            page,
            f"{old_value:g}",
            may=True,
            analyte=analyte,
            value=old_value,
            unit="%",
            comparator=None,
            collected=before.isoformat(),
        )
        if old_value != p.counts[analyte]:
            d.gold.trap(
                "labs", {"analyte": analyte, "value": old_value, "collected": d.on.isoformat()}, "previous marrow"
            )
    s.gap()
    diagnosis(d, s.para(f"Comment: persistent {WHO[p.who][0].lower()}. No progression to AML."), "Comment")
    denied(d, page, "aml")


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (synoptic, narrative, differential, columns, addendum, typed, follow_up)
}

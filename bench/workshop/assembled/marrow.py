# ruff: noqa: E501 (wordings are data: a line is as long as its row)
"""Marrow reports whose sections, order and wordings are drawn by lot."""

from collections.abc import Callable

from bench.workshop.assembled.house import House, finish, header, three_dates
from bench.workshop.dress import Doc
from bench.workshop.marrow import denied, diagnosis
from bench.workshop.people import WHO

BLASTS = (
    "The aspirate differential shows {n}% blasts.", "Blasts account for {n}% of nucleated cells.", "Myeloblasts comprise {n}% of all nucleated marrow cells (500-cell count).", "Blast count: {n}% (normal 0-5%).",
    "Bone marrow blasts {n}%.", "On a 500 cell differential count, blasts are {n}%.", "Blasts number {n} % of total cells.",
)  # fmt: skip
CELLS = (
    "The core biopsy is {n}% cellular.",
    "Cellularity: {n}%.",
    "Overall marrow cellularity is estimated at {n}%.",
    "Hypercellular for age or not, the estimated cellularity is {n}%.",
    "Trephine cellularity approximately {n}%.",
)
IRON = (
    "Iron stain: storage iron present; ring sideroblasts {n}%.",
    "Ring sideroblasts constitute {n}% of erythroid precursors.",
    "Prussian blue stain shows ring sideroblasts ({n}% of erythroblasts).",
    "Ring sideroblasts: {n}%.",
)
PERIPHERAL = (
    "Peripheral blood smear: macrocytic anemia, hypogranular neutrophils; circulating blasts {n}%.",
    "Peripheral blood: blasts {n}%.",
    "Blood film: pseudo-Pelger forms. Blasts in blood {n}%.",
)
TEXTS = (
    "Megakaryocytes are increased with small hypolobated forms.", "Erythropoiesis is left shifted with nuclear irregularity.", "Granulopoiesis shows hypogranulation in over 10% of cells.", "Reticulin is not increased (MF-0).",
    "Flow cytometry: CD34 positive events 1.1%, without aberrant antigen expression.", "Immunohistochemistry for CD34 does not show clusters.", "No granulomas and no metastatic tumor are seen.", "Lymphocytes and plasma cells are not increased.",
)  # fmt: skip
DIAGNOSIS = ("FINAL DIAGNOSIS", "Diagnosis", "INTERPRETATION", "Conclusion", "Final Pathologic Diagnosis", "Impression")
OTHERS = (
    "Aspirate",
    "Core biopsy",
    "Peripheral blood",
    "Ancillary studies",
    "Iron stain",
    "Clinical history",
    "Gross description",
)
HISTORY = (
    "Pancytopenia, rule out myelodysplastic syndrome.",
    "Anemia and thrombocytopenia for evaluation.",
    "Cytopenias. ? MDS ? acute leukaemia.",
)
ROWS = (
    ("Promyelocytes", 3),
    ("Myelocytes", 12),
    ("Metamyelocytes", 11),
    ("Band forms", 14),
    ("Segmented neutrophils", 17),
    ("Eosinophils", 3),
    ("Erythroid precursors", 26),
    ("Lymphocytes", 8),
    ("Plasma cells", 1),
)


def _n(d: Doc, analyte: str) -> str:
    return f"{d.person.counts[analyte]:g}"


def drawn_prose(d: Doc) -> None:
    """Sections in an order by lot; some houses with a differential table."""
    h = House.of(d)
    long, short = WHO[d.person.who]
    body = header(
        h,
        d,
        h.pick(
            (
                "Bone Marrow Pathology Report",
                "BONE MARROW ASPIRATE AND BIOPSY",
                "Haematopathology Report",
                "Bone Marrow Examination",
                "Surgical Pathology: Bone Marrow",
            )
        ),
        three_dates(h, d, 5),
    )
    said = h.pick(
        (f"{long}.", f"{long}, see comment.", f"Bone marrow, posterior iliac crest: {long}.", f"{long} ({short}).")
    )
    table = h.rng.random() < 0.4
    texts = h.rng.sample(TEXTS, 4)
    aspirate = (
        f"{texts[0]} {texts[1]}"
        if table
        else f"{h.pick(BLASTS).format(n=_n(d, 'blasts_marrow'))} {texts[0]} {texts[1]}"
    )
    if table:
        rows: list[tuple[str, float]] = h.rng.sample(ROWS, len(ROWS))
        rows.insert(h.rng.randrange(0, 3), ("Blasts", float(_n(d, "blasts_marrow"))))
        limits = h.rng.random() < 0.5
        cells = "".join(
            f"<tr class=row><td class=c>{name}</td><td class=c>{value:g}{'' if limits else '%'}</td>{'<td class=c>0-5</td>' if limits else ''}</tr>"
            for name, value in rows
        )
        aspirate += f"<table class=res style='width:50%'><tr><th class=c>Cell type</th><th class=c>{'%' if limits else 'Count'}</th>{'<th class=c>Normal %</th>' if limits else ''}</tr>{cells}</table>"
    parts = {
        "Aspirate": aspirate, "Core biopsy": f"{h.pick(CELLS).format(n=_n(d, 'marrow_cellularity'))} {texts[2]}", "Iron stain": h.pick(IRON).format(n=_n(d, "ring_sideroblasts")),
        "Peripheral blood": h.pick(PERIPHERAL).format(n=_n(d, "blasts_blood")), "Ancillary studies": texts[3] + " Cytogenetics and molecular studies are pending and will be reported separately.",
        "Clinical history": h.pick(HISTORY), "Gross description": "Received in fixative is a 1.6 cm core.",
    }  # fmt: skip
    names = h.rng.sample(OTHERS, len(OTHERS))
    final = h.pick(DIAGNOSIS)
    at = h.rng.choice((0, 0, len(names)))
    blocks = [f"<h3>{n}</h3><p>{parts[n]}</p>" for n in names]
    blocks.insert(at, f"<h3>{final}</h3><p>{said}</p>")
    form = h.pick(("heads", "inline"))
    if form == "inline":
        blocks = [b.replace("<h3>", "<p><b>").replace("</h3><p>", ":</b> ") for b in blocks]
    sheet = finish(
        h,
        d,
        body
        + "".join(blocks)
        + f"<p>{h.pick(('Electronically signed by', 'Signed:', 'Reported by'))} Dr A. Okonjo, Hematopathology</p>",
        "marrow",
        ("pathology",),
    )
    diagnosis(d, sheet.at(said.split(",")[0].split("(")[0].strip(". ")), long)
    denied(d, 1, "aml", "acute_leukemia", "mds", status="suspected")
    d.gold.absent = [a for a in d.gold.absent if a["match"].get("disease") != "mds"]
    d.percent("blasts_marrow", d.on, 1)
    d.percent("blasts_blood", d.on, 1)
    d.percent("marrow_cellularity", d.on, 1)
    d.fact(
        "biomarkers", 1, "Reticulin", may=True, name="reticulin_fibrosis", status="negative", collected=d.on.isoformat()
    )
    value = d.person.counts["ring_sideroblasts"]
    fields = {
        "analyte": "ring_sideroblasts",
        "comparator": None,
        "value": value,
        "unit": "%",
        "collected": d.on.isoformat(),
    }
    d.fact("labs", 1, "ideroblast", may=value == 0, **fields)


FAMILIES: dict[str, Callable[[Doc], None]] = {"drawn_prose": drawn_prose}

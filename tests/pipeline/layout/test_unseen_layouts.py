"""Whole pages as other people's templates print them, read from the PDF to the facts."""

from collections.abc import Callable

import pytest

from bench.workshop.sheet import Cell, Sheet
from knowledge.loader import load_vocabulary
from pipeline.context import add_contexts
from pipeline.extract import extract_facts
from pipeline.layout import lay_out
from pipeline.reading import ReadSettings, read_bytes
from schemas.facts import Diagnosis, Finding, Karyotype, LabResult, Treatment, Variant
from schemas.layout import LaidOutDocument

VOCABULARY = load_vocabulary()


def page_of(draw: Callable[[Sheet], None]) -> LaidOutDocument:
    """The printed page, laid out and dated."""
    sheet = Sheet()
    draw(sheet)
    document = read_bytes(sheet.bytes(), "record.pdf", ReadSettings())
    return add_contexts([lay_out(document, VOCABULARY)], VOCABULARY)[0]


def facts_of(draw: Callable[[Sheet], None]) -> list[Finding]:
    """What the page yields."""
    return list(extract_facts(page_of(draw), VOCABULARY))


def identity(s: Sheet, title: str = "Somewhere Laboratory") -> None:
    """Two columns of keys with values."""
    s.line(title, True, 12)
    for left, right in (("Patient: DOE, Jane", "Date of Birth: 17-Jun-1968"), ("Sex: Female", "Patient ID: 4711"),
                        ("Collected: 25-Jun-2025", "Reported: 30-Jun-2025")):  # fmt: skip
        s.row(Cell(50, left), Cell(300, right))
    s.gap(8)


def labs(found: list[Finding]) -> dict[tuple[str, str | None], float]:
    """Results without a doubt by analyte and day."""
    return {
        (f.fact.analyte, f.fact.collected): f.fact.value for f in found if isinstance(f.fact, LabResult) and not f.doubt
    }


def test_identity_rows_are_no_titles_of_the_table_below() -> None:
    def draw(s: Sheet) -> None:
        identity(s, "Hematopathology")
        s.line("BONE MARROW EXAMINATION", True)
        for k, v in (
            ("Blast percentage, peripheral blood:", "4%"),
            ("Ring sideroblasts:", "22%"),
            ("Reticulin:", "Grade 1"),
        ):
            s.row(Cell(50, k), Cell(250, v))

    assert labs(facts_of(draw)) == {("blasts_blood", "2025-06-25"): 4, ("ring_sideroblasts", "2025-06-25"): 22}


def test_dates_over_columns_below_an_identity_block_without_colons() -> None:
    def draw(s: Sheet) -> None:
        s.line("Cumulative Report", True, 12)
        for k, v in (("Patient", "DOE, Jane"), ("Date of Birth", "17-Jun-1968"), ("Sex", "Female")):
            s.row(Cell(50, k), Cell(150, v))
        s.gap(8)
        s.row(
            *(
                Cell(x, t, align=a)
                for x, t, a in (
                    (50, "Date", "l"),
                    (200, "27 Jul 25", "r"),
                    (270, "21 Jun 25", "r"),
                    (340, "Units", "l"),
                    (420, "Range", "l"),
                )
            )
        )
        s.row(
            *(
                Cell(x, t, align=a)
                for x, t, a in (
                    (50, "Hb", "l"),
                    (200, "L 9.7", "r"),
                    (270, "H10.8", "r"),
                    (340, "g/dL", "l"),
                    (420, "9.9 - 10.5", "l"),
                )
            )
        )
        s.row(
            *(
                Cell(x, t, align=a)
                for x, t, a in (
                    (50, "Platelets", "l"),
                    (200, "209", "r"),
                    (270, "232", "r"),
                    (340, "10^9/L", "l"),
                    (420, "150 - 400", "l"),
                )
            )
        )

    assert labs(facts_of(draw)) == {
        ("hemoglobin", "2025-07-27"): 9.7, ("hemoglobin", "2025-06-21"): 10.8,
        ("platelets", "2025-07-27"): 209, ("platelets", "2025-06-21"): 232,
    }  # fmt: skip


def test_columns_with_a_title_each_are_read_one_after_the_other() -> None:
    def draw(s: Sheet) -> None:
        identity(s)
        left = (
            "MICROSCOPIC",
            "Aspirate smears are cellular and maturation is left",
            "shifted; blasts comprise 11% of a 500 cell count.",
            "Dyserythropoiesis involves a third of precursors",
            "and the iron stain is normal in all fields seen.",
        )
        right = ("PERIPHERAL BLOOD", "Hgb 11.4 g/dL", "WBC 3.0 K/uL", "Plt 152 K/uL", "MCV 101 fL")
        for a, b in zip(left, right, strict=True):
            s.row(Cell(50, a), Cell(330, b))

    found = labs(facts_of(draw))
    assert found[("blasts_marrow", "2025-06-25")] == 11 and found[("hemoglobin", "2025-06-25")] == 11.4
    assert ("blasts_blood", "2025-06-25") not in found


def test_a_formula_that_goes_on_in_its_cell_is_one_formula() -> None:
    def draw(s: Sheet) -> None:
        identity(s, "Cytogenetics Report")
        s.row(
            Cell(50, "Karyotype:"), Cell(160, "46,XY,inv(9)(p11q12)[13]/"), Cell(380, "No. of cells:"), Cell(460, "15")
        )
        s.row(Cell(160, "46,XY,del(7)(q31)[2]"))

    found = [f.fact for f in facts_of(draw) if isinstance(f.fact, Karyotype)]
    assert [k.iscn for k in found] == ["46,XY,inv(9)(p11q12)[13]/46,XY,del(7)(q31)[2]"]


def test_a_card_below_the_name_of_a_gene_is_one_variant() -> None:
    def draw(s: Sheet) -> None:
        identity(s, "Myeloid gene panel")
        for gene, c, p, vaf in (
            ("MPL", "c.1771T>G", "p.Tyr591Asp", "22.1%"),
            ("TET2", "c.1648C>T", "p.Arg550*", "40.2%"),
        ):
            s.gap(10)
            s.line(gene, True, 12)
            for k, v in (
                ("Transcript", "NM_000000.4"),
                ("DNA change", c),
                ("Protein change", p),
                ("Variant allele frequency", vaf),
            ):
                s.row(Cell(60, k), Cell(230, v))

    found = [f.fact for f in facts_of(draw) if isinstance(f.fact, Variant)]
    assert [(v.gene, v.hgvs_c, v.vaf) for v in found] == [("MPL", "c.1771T>G", 0.221), ("TET2", "c.1648C>T", 0.402)]


@pytest.mark.parametrize(
    ("titles", "vaf", "asked"),
    [
        (("VAF 25-Feb-2025", "VAF 25-Jun-2025"), 0.32, False),
        (("Previous VAF", "VAF"), 0.32, False),
        (("VAF A", "VAF B"), 0.224, True),
    ],
)
def test_of_several_columns_of_frequencies_the_latest_counts(titles: tuple[str, str], vaf: float, asked: bool) -> None:
    def draw(s: Sheet) -> None:
        identity(s, "Myeloid gene panel")
        for cells in (
            ("Gene", "Variant", *titles),
            ("NRAS", "c.35G>A, p.G12D", "22.4%", "32.0%"),
            ("IDH2", "c.419G>A, p.R140Q", "3.6%", "5.2%"),
        ):
            s.row(*(Cell(x, t) for x, t in zip((50, 120, 300, 420), cells, strict=True)))

    (nras,) = [f for f in facts_of(draw) if isinstance(f.fact, Variant) and f.fact.gene == "NRAS"]
    assert isinstance(nras.fact, Variant) and nras.fact.vaf == vaf and (nras.doubt is not None) == asked


def test_a_corrected_figure_takes_the_place_of_the_first() -> None:
    def draw(s: Sheet) -> None:
        identity(s, "Bone marrow report")
        s.para("Aspirate: blasts 9%. Dysplasia in two lines.")
        s.line("ADDENDUM 08-Jul-2025", True)
        s.para("The blast count is amended to 6% and replaces the figure of 9% given above.")

    assert labs(facts_of(draw)) == {("blasts_marrow", "2025-06-25"): 6}


def test_a_row_whose_name_was_not_read_is_no_result_of_its_lower_limit() -> None:
    def draw(s: Sheet) -> None:
        identity(s)
        for cells in (
            ("Parameter", "from", "Result", "to", "Unit"),
            ("Serun Ferritin", "13", "1775 +", "150", "ng/mL"),
            ("Platelets", "150", "90 -", "400", "10^9/L"),
        ):
            s.row(*(Cell(x, t) for x, t in zip((50, 200, 260, 330, 400), cells, strict=True)))

    assert labs(facts_of(draw)) == {("platelets", "2025-06-25"): 90}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("A diagnosis of acute myeloid leukaemia requires 20% blasts or more.", None),
        ("[ ] Acute myeloid leukaemia", None),
        ("Acute myeloid leukaemia with 34% blasts.", "confirmed"),
    ],
)
def test_rules_and_open_boxes_are_no_diagnosis(text: str, status: str | None) -> None:
    def draw(s: Sheet) -> None:
        identity(s, "Bone marrow report")
        s.line("DIAGNOSIS", True)
        s.para(text)

    said = [f.fact.status for f in facts_of(draw) if isinstance(f.fact, Diagnosis) and f.fact.disease == "aml"]
    assert said == ([status] if status else [])


@pytest.mark.parametrize(
    ("text", "agent", "status"),
    [
        ("Since March 2025 azacitidine has been administered, 3 cycles up to now.", "azacitidine", "ongoing"),
        ("Azacitidine: started 20 Jan 25, 4 cycles completed, ongoing.", "azacitidine", "ongoing"),
        ("Azacitidine was administered in 2023, 4 cycles.", "azacitidine", "completed"),
        ("She would rather not undergo allogeneic transplantation.", "allogeneic_hct", "declined"),
    ],
)
def test_what_goes_on_and_what_is_refused(text: str, agent: str, status: str) -> None:
    def draw(s: Sheet) -> None:
        identity(s, "Clinic note")
        s.para(text)

    said = [f.fact.status for f in facts_of(draw) if isinstance(f.fact, Treatment) and f.fact.agent == agent]
    assert said == [status]


def test_erythropoietin_measured_is_none_given() -> None:
    def draw(s: Sheet) -> None:
        identity(s, "Laboratory report")
        for cells in (
            ("Test", "Result", "Units", "Range"),
            ("Ferritin", "740", "ng/mL", "13-150"),
            ("Erythropoietin", "553.0 HIGH", "IU/L", "2.6-18.5"),
            ("Platelets", "90", "10^9/L", "150-400"),
        ):
            s.row(*(Cell(x, t) for x, t in zip((50, 200, 300, 400), cells, strict=True)))

    found = facts_of(draw)
    assert not [f for f in found if isinstance(f.fact, Treatment)]
    assert labs(found)[("erythropoietin", "2025-06-25")] == 553


@pytest.mark.parametrize(
    ("title", "kind"),
    [("OncoGenix Insight", "molecular"), ("Riverside Haematology", "molecular")],
)
def test_the_specimen_and_the_senders_name_are_no_title(title: str, kind: str) -> None:
    def draw(s: Sheet) -> None:
        s.line(title, True, 12)
        s.row(Cell(50, "PATIENT"), Cell(220, "DATE OF BIRTH"))
        s.row(Cell(50, "DOE, Jane"), Cell(220, "17-Jun-1968"))
        s.line("SAMPLE")
        s.line("Bone marrow aspirate")
        s.gap(10)
        s.para("A sequence variant was detected by targeted sequencing: NRAS c.35G>A p.Gly12Asp (VAF 22%). Pathogenic.")

    assert [r.kind for r in page_of(draw).reports] == [kind]


def test_a_change_cut_short_is_no_change() -> None:
    def draw(s: Sheet) -> None:
        identity(s, "Myeloid gene panel")
        s.para("A variant was detected in SF3B1: p.Lys666GIn (VAF 3.1%).")

    assert not [f for f in facts_of(draw) if isinstance(f.fact, Variant) and f.fact.hgvs_p]


def test_a_range_misread_says_nothing_of_the_unit() -> None:
    def draw(s: Sheet) -> None:
        identity(s)
        for cells in (
            ("Test", "Result", "Units", "Range"),
            ("White Blood Cells", "3.2 L", "KuL", "4.0-1.0"),
            ("Platelets", "90", "10^9/L", "150-400"),
        ):
            s.row(*(Cell(x, t) for x, t in zip((50, 200, 300, 400), cells, strict=True)))

    assert labs(facts_of(draw)).get(("leukocytes", "2025-06-25"), 3.2) == 3.2

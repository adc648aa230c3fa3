"""Tables as cumulative reports and terminals print them: a remark below the rows, figures set a blank apart."""

from extractors.labs import EXTRACTOR as LABS
from extractors.molecular.variants import EXTRACTOR as VARIANTS
from knowledge.loader import load_vocabulary
from pipeline.context import add_context
from schemas.facts import LabResult, Variant
from tests.pipeline.layout.pages import laid_out

VOCABULARY = load_vocabulary()
CUMULATIVE = """HEMATOLOGY

Date             03/16/24     03/17/24     03/18/24
WBC          |  1.2 L     |  1.0 L     |  0.9 *L    | (4.5-11.0)   | K/mm3
HGB          |  7.4 L     |  6.8 *L    |  8.6 L     | (12.0-16.0)  | g/dL
PLT          |  14 *L     |  11 *L     |  33 L      | (150-450)    | K/mm3
BLAST        |  6 *H      |            |  5 *H      | (0-0)        | %
03/17/24 0540    HGB  CALLED TO RN M.JAMES AT 0602, READ BACK
"""
TERMINAL = """LABS:
Collection DT     Spec     WBC     HGB    HCT    PLT
04/22/2024 08:15  BLOOD    3.4 L   7.8 L  23.6 L 212
03/25/2024 08:02  BLOOD    3.6 L   8.2 L  25.0 L 220
02/26/2024 08:10  BLOOD    3.5 L   8.6 L  26.1 L 231
"""


def cells(text: str, name: str) -> list[str]:
    """The cells of the row that opens with ``name``."""
    document = laid_out(text, vocabulary=VOCABULARY)
    tables = [t for r in document.reports for s in r.sections for t in s.tables]
    rows = [r for t in tables for r in (*t.header, *t.rows)]
    return next([c.text for c in r.cells] for r in rows if r.cells[0].text.startswith(name))


def test_a_remark_below_the_rows_does_not_join_their_columns() -> None:
    assert cells(CUMULATIVE, "HGB") == ["HGB", "7.4 L", "6.8 *L", "8.6 L", "(12.0-16.0)", "g/dL"]


def test_figures_a_blank_apart_stand_under_their_own_titles() -> None:
    assert cells(TERMINAL, "Collection") == ["Collection DT", "Spec", "WBC", "HGB", "HCT", "PLT"]
    assert cells(TERMINAL, "03/25/2024") == ["03/25/2024 08:02", "BLOOD", "3.6 L", "8.2 L", "25.0 L", "220"]


def test_a_figure_of_another_day_among_the_rows_dates_itself_alone() -> None:
    text = """Patient Report
Date collected: 04/23/2024

TESTS                  RESULT     FLAG       UNITS        REFERENCE INTERVAL
  WBC                  2.8        Low        x10E3/uL     3.4 - 10.8
  Hemoglobin           8.9        Low        g/dL         11.1 - 15.9
  Platelets            97         Low        x10E3/uL     150 - 450
     Previous result of 04/09/2024: WBC 3.0
Ferritin, Serum        1654       High       ng/mL        15 - 150
"""
    document = add_context(laid_out(text, vocabulary=VOCABULARY), VOCABULARY)
    facts = [f.fact for r in document.reports for f in LABS.run(r, VOCABULARY) if isinstance(f.fact, LabResult)]
    assert {f.collected for f in facts if f.analyte == "ferritin"} == {"2024-04-23"}


def test_of_several_frequencies_the_one_called_current_is_that_of_the_report() -> None:
    text = """MYELOID MRD BY NGS                   Collected: 12-Feb-2024

Gene      Variant      Diagnosis VAF (08-Aug-2023)     Current VAF     LOD
IDH2      p.R140Q      42.1%                           0.35%           0.05%
DNMT3A    p.R882H      44.0%                           21.3%           0.1%
"""
    document = add_context(laid_out(text, vocabulary=VOCABULARY), VOCABULARY)
    facts = [f.fact for r in document.reports for f in VARIANTS.run(r, VOCABULARY) if f.doubt is None]
    assert [(f.gene, f.vaf) for f in facts if isinstance(f, Variant)] == [("IDH2", 0.0035), ("DNMT3A", 0.213)]

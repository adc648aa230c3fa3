"""What narrated records say of cycles, refusals, days and lists of changes. All figures are made up."""

import pytest

from extractors.base import Extractor
from extractors.diagnoses import EXTRACTOR as DIAGNOSES
from extractors.labs import EXTRACTOR as LABS
from extractors.molecular.variants import EXTRACTOR as VARIANTS
from extractors.performance import EXTRACTOR as PERFORMANCE
from extractors.stages import EXTRACTOR as STAGES
from extractors.transfusions import EXTRACTOR as TRANSFUSIONS
from extractors.treatments import EXTRACTOR as TREATMENTS
from knowledge.loader import load_vocabulary
from schemas.facts import (
    Diagnosis,
    Fact,
    Finding,
    GenePanel,
    LabResult,
    Performance,
    Stage,
    TransfusionStatement,
    Treatment,
    Variant,
)
from schemas.layout import DocumentKind, ReportDates
from tests.reports import report_from_text

DAY = "2025-03-14"


def run(extractor: Extractor, text: str, kind: DocumentKind = "note") -> list[Finding]:
    dates = ReportDates(visit=DAY) if kind == "note" else ReportDates(collected=DAY)
    return list(extractor.run(report_from_text(text, kind, dates=dates), load_vocabulary()))


def sure(extractor: Extractor, text: str, kind: DocumentKind = "note") -> list[Fact]:
    return [f.fact for f in run(extractor, text, kind) if f.doubt is None]


def treated(text: str) -> list[tuple[str, str, int | None]]:
    """Agent, status and cycles of each treatment asserted without a doubt."""
    return [(f.agent, f.status, f.cycles) for f in sure(TREATMENTS, text) if isinstance(f, Treatment)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He began decitabine on 6 Dec 2024 and two cycles are complete.", [("decitabine", "ongoing", 2)]),
        (
            "From 22 Jan 2025 he receives decitabine; the second cycle has just ended.",
            [("decitabine", "ongoing", None)],
        ),
        ("Azacitidine was begun in May 2024 and completed in October 2024.", [("azacitidine", "completed", None)]),
        ("He was on azacitidine; treatment ended in May 2024.", [("azacitidine", "stopped", None)]),
        (
            "An allogeneic stem cell transplant was not pursued because she refused it.",
            [("allogeneic_hct", "declined", None)],
        ),
        ("A transplant was not pursued because her sister refused to donate.", []),
        ("A transplant was not pursued.", []),
        (
            "Asked about the transplant booklet: he has read it and does not want an allogeneic transplant.",
            [("allogeneic_hct", "declined", None)],
        ),
        ("Imetelstat is something we may consider in the event of progression.", [("imetelstat", "considered", None)]),
        ("We wondered about imetelstat.", [("imetelstat", "considered", None)]),
        ("Causes such as methotrexate exposure should be excluded.", []),
        ("Treatment plan: OP AZACITIDINE 7 DAY", []),
        ("Treatment plan: start azacitidine 75 mg/m2 days 1-7 next week.", [("azacitidine", "planned", None)]),
    ],
)
def test_treatments_told_by_cycles_and_refusals(text: str, expected: list[tuple[str, str, int | None]]) -> None:
    assert treated(text) == expected


def test_name_of_a_regimen_under_treatment_plan_is_asked_about() -> None:
    (found,) = run(TREATMENTS, "Treatment plan: OP AZACITIDINE 7 DAY")
    assert found.doubt is not None and isinstance(found.fact, Treatment) and found.fact.agent == "azacitidine"


def test_doubtful_mention_does_not_end_a_course_that_runs() -> None:
    text = "He began decitabine on 6 Dec 2024 and two cycles are complete.\n\nDecitabine as prescribed in two sites."
    assert treated(text) == [("decitabine", "ongoing", 2)]


@pytest.mark.parametrize(
    ("text", "value", "day"),
    [
        ("Haemoglobin 84 g/L (last month 91).", 8.4, DAY),
        ("Hb 8.4 g/dL, last month 9.1.", 8.4, DAY),
        ("Hb 8.4 g/dL (3 March 2025 10:30).", 8.4, "2025-03-03"),
        ("On 6 March 2025 Hb rose to 8.3 g/dL.", 8.3, "2025-03-06"),
        ("Haemoglobin drawn today: 83 g/L.", 8.3, DAY),
    ],
)
def test_day_of_a_figure(text: str, value: float, day: str) -> None:
    found = [(f.value, f.collected) for f in sure(LABS, text) if isinstance(f, LabResult)]
    assert found == [(value, day)]


@pytest.mark.parametrize(
    "text",
    [
        "Clinic is postponed to 31 March 2025 as his neutrophils are 0.3.",
        "He was transfused on 4/3/2025 and on 16/2/2025 with a rise in Hb from 64 to 83.",
        "He was given 2 units on 6 March 2025, bringing the haemoglobin to 83 g/L.",
    ],
)
def test_figure_beside_the_day_of_something_else_is_asked_about(text: str) -> None:
    assert sure(LABS, text) == []
    assert all(f.doubt is not None for f in run(LABS, text))


def events(text: str) -> list[tuple[tuple[float, float] | None, tuple[tuple[str, int], ...]]]:
    found = sure(TRANSFUSIONS, text)
    return [(f.units_8_weeks, f.events) for f in found if isinstance(f, TransfusionStatement)]


def test_units_told_day_by_day_are_no_sum_of_their_weeks() -> None:
    text = "In the last eight weeks he received red cells: two units on Jan 20, 2025, one unit on Feb 10, 2025."
    assert events(text) == [(None, (("2025-01-20", 2), ("2025-02-10", 1)))]
    assert events("In the last eight weeks he received 4 units of red cells.") == [((4.0, 4.0), ())]
    assert events("In the past 8 weeks she received 2 units of red cells at each of three visits.") == []


def changes(text: str) -> list[str]:
    return [f.gene for f in sure(VARIANTS, text, "molecular") if isinstance(f, Variant)]


@pytest.mark.parametrize(
    "text",
    [
        "JAK2 p.Val617Phe and IDH2 p.Arg140Gln are not present.",
        "For the avoidance of doubt: JAK2 p.Val617Phe, IDH2 p.Arg140Gln and MPL p.Trp515Leu are not present.",
        "JAK2 V617F and MPL W515L were not detected.",
    ],
)
def test_one_denial_is_of_all_changes_of_its_list(text: str) -> None:
    assert [f.fact for f in run(VARIANTS, text, "molecular") if isinstance(f.fact, Variant)] == []


def test_denial_of_one_change_leaves_the_others() -> None:
    assert changes("SF3B1 p.Lys700Glu (34%); MPL p.Trp515Leu was not present.") == ["SF3B1"]


def test_absence_from_databases_is_no_negative_gene() -> None:
    found = sure(VARIANTS, "The TP53 variant is not found in gnomAD.", "molecular")
    assert [f for f in found if isinstance(f, GenePanel) and f.negative] == []


def test_examples_of_other_causes_are_no_suspicion() -> None:
    text = "Reactive causes such as copper deficiency should be excluded."
    assert [f.fact for f in run(DIAGNOSES, text) if isinstance(f.fact, Diagnosis)] == []
    (own,) = (f for f in sure(DIAGNOSES, "Copper deficiency should be excluded.") if isinstance(f, Diagnosis))
    assert own.status == "suspected"


def test_status_and_score_in_a_sentence() -> None:
    assert [f.value for f in sure(PERFORMANCE, "On the ECOG scale she is a 2.") if isinstance(f, Performance)] == [2]
    found = sure(STAGES, "Original IPSS-R category low.")
    assert [(f.system, f.category) for f in found if isinstance(f, Stage)] == [("IPSS-R", "low")]


def test_cycles_before_today_end_no_course() -> None:
    text = "Treatment: azacitidine, first given 8 Jan 2025, 3 cycles completed before today."
    assert treated(text) == [("azacitidine", "ongoing", 3)]
    assert treated("6 cycles of lenalidomide completed before azacitidine.")[0] == ("lenalidomide", "completed", 6)


def test_a_drug_for_changes_of_a_gene_says_nothing_of_the_gene() -> None:
    text = "Wild type: IDH1, IDH2, ASXL1.\n\nIvosidenib and enasidenib are options only where IDH1 or IDH2 is mutated."
    found = [f.fact for f in run(VARIANTS, text, "molecular")]
    assert [f for f in found if isinstance(f, Variant)] == []
    assert [f.negative for f in found if isinstance(f, GenePanel)] == [("ASXL1", "IDH1", "IDH2")]


def test_remark_on_inherited_variants_makes_no_germline_report() -> None:
    text = "Wild type: ASXL1, DDX41, TP53.\n\nVariants of DDX41 may be inherited, which is why it is part of the panel."
    found = [f for f in sure(VARIANTS, text, "molecular") if isinstance(f, GenePanel)]
    assert [f.negative for f in found] == [("ASXL1", "DDX41", "TP53")]

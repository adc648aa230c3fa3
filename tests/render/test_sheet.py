"""The sheet for the visit: one page of paper whatever the records hold, with dates, doubts and gaps."""

import pypdfium2
import pytest

from knowledge.views import load_views
from pipeline.render import render_answer
from pipeline.render.sheet import sheets
from schemas.facts import LabResult, Stage, Treatment
from schemas.profile import Profile
from tests.render.test_views import ANSWERS, PEOPLE, made, profile_of, tailored
from tests.tailor.people import seen


def pages_of(data: bytes) -> int:
    document = pypdfium2.PdfDocument(data)
    try:
        return len(document)
    finally:
        document.close()


@pytest.mark.parametrize("person", PEOPLE)
def test_the_sheet_is_one_page(person: str) -> None:
    data = render_answer(made(person), "pdf", view="sheet")
    assert isinstance(data, bytes) and pages_of(data) == 1


def crowded() -> Profile:
    """Much of everything, with names that have no end."""
    base = profile_of("p1")
    long = "m" * 300
    labs = tuple(
        LabResult(analyte=a, value=1.5, unit="g/dL", original="1.5", collected=f"2026-0{m}-11", evidence=seen(a))
        for a in load_views().sheet_results
        for m in (1, 2)
    )
    more = tuple(
        Treatment(agent=f"{long} {i}", kind="systemic", status="completed", started="2025-01-02", evidence=seen(long))
        for i in range(20)
    )
    variants = tuple(base.variants[0].model_copy(update={"gene": f"GENE{i}", "hgvs_p": long}) for i in range(20))
    patient = base.patient.model_copy(update={"name": long})
    return base.model_copy(
        update={"labs": labs, "treatments": (*base.treatments, *more), "variants": variants, "patient": patient}
    )


def test_the_sheet_of_a_crowded_record_is_one_page() -> None:
    data = render_answer(tailored(crowded(), ANSWERS[0]), "pdf", view="sheet")
    assert isinstance(data, bytes) and pages_of(data) == 1


def test_the_sheet_says_dates_doubts_and_what_is_missing() -> None:
    one = made("p2")
    sheet = next(sheets(one, one.profile))
    assert sheet.diagnoses and sheet.risk and sheet.questions and sheet.gaps
    assert next(r.name for r in sheet.results) == "Hemoglobin"
    assert all(r.date for r in sheet.results)
    stages = {s.system for s in one.profile.stages}
    assert {line.partition(":")[0] for line in sheet.risk} <= stages
    unsure = Stage(system="IPSS-M", category="", range=(0.75, 10.91), origin="computed", date="2026-06-03")
    ranged = next(sheets(one, one.profile.model_copy(update={"stages": (unsure,)})))
    assert ranged.risk == (f"IPSS-M: 0.75 to 10.91 (3 June 2026), {load_views().sheet['computed']}",)
    old = next(sheets(one.model_copy(update={"as_of": "2028-01-01"}), one.profile))
    assert {r.mark for r in old.results} == {load_views().sheet["old"]}

"""Records of several houses about one person: names that may be a house's, who counted, what a page sums up."""

import pytest

from schemas.layout import Identity
from tests.pipeline.merge.builders import doc, lab, profile, transfused

JANE_AGAIN = ("a.pdf", "b.pdf")


@pytest.mark.parametrize(("loose", "status"), [(True, "read"), (False, "other_person")])
def test_a_name_that_may_be_a_houses_is_asked_where_the_birth_date_is_hers(loose: bool, status: str) -> None:
    house = Identity(name="Bramley Heart", birth_date="1952-03-14", loose=loose)
    merged = profile(*(doc(f) for f in JANE_AGAIN), doc("c.pdf", lab("platelets", 34), identity=house))
    assert [d.status for d in merged.documents] == ["read", "read", status]
    assert "documents[2]" in {r.about for r in merged.review}


def test_a_loose_name_with_another_birth_date_is_another_person() -> None:
    other = Identity(name="Joan Aldridge", birth_date="1961-11-21", loose=True)
    merged = profile(*(doc(f) for f in JANE_AGAIN), doc("c.pdf", lab("platelets", 34), identity=other))
    assert [d.status for d in merged.documents] == ["read", "read", "other_person"]


def test_the_laboratory_leads_a_count_that_a_marrow_report_retells() -> None:
    own = lab("platelets", 133.0)
    told = own.model_copy(update={"original": "1.33 lakhs/cumm"})
    (merged,) = profile(doc("a.pdf", told, kind="marrow"), doc("b.pdf", own, kind="lab")).labs
    assert merged.original == own.original
    assert [e.file for e in merged.evidence] == ["a.pdf", "b.pdf"]


def test_a_share_stands_as_the_finer_print_has_it() -> None:
    fine = lab("blasts_marrow", 0.0).model_copy(update={"original": "0.0%"})
    plain = fine.model_copy(update={"original": "0%"})
    (merged,) = profile(doc("a.pdf", plain, kind="lab"), doc("b.pdf", fine, kind="lab")).labs
    assert merged.original == "0.0%"


EVENTS = (("2026-03-27", 1), ("2026-04-28", 1), ("2026-05-05", 2), ("2026-05-12", 1))


def test_a_sum_of_the_logs_own_page_stands_for_what_the_log_adds_up_to() -> None:
    log = transfused(events=EVENTS, date="2026-05-12")
    stated = transfused(units_8_weeks=(4.0, 4.0))
    merged = profile(doc("a.pdf", log, stated, kind="note")).transfusions
    assert (merged.rbc_units_8_weeks, merged.date) == (4.0, "2026-05-12")
    assert profile(doc("a.pdf", log, kind="note")).transfusions.rbc_units_8_weeks == 5.0


def test_a_sum_without_a_day_on_another_page_leaves_the_log_alone() -> None:
    log, stated = transfused(events=EVENTS, date="2026-05-12"), transfused(units_8_weeks=(4.0, 4.0))
    merged = profile(doc("a.pdf", log, kind="note"), doc("b.pdf", stated, kind="note")).transfusions
    assert merged.rbc_units_8_weeks == 5.0

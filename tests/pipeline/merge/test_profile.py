"""What a person relies on when her files are put together: order, persons, conflicts, doubts."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.merge import build_profile
from schemas.errors import ReadFailure
from schemas.facts import NotGiven
from schemas.findings import DocumentFindings, UnreadPage
from schemas.layout import Identity, ReportDates
from tests.pipeline.merge.builders import (
    DOUBT,
    JANE,
    JOHN,
    TODAY,
    diagnosis,
    doc,
    ecog,
    ev,
    finding,
    found,
    karyotype,
    key,
    lab,
    marker,
    panel,
    profile,
    sha,
    stage,
    transfused,
    treatment,
    variant,
)

RECORDS = (
    doc("cbc.pdf", lab("hemoglobin", 8.4), lab("platelets", 34), lab("leukocytes", 1.9), lab("neutrophils", 0.6)),
    doc("marrow.pdf", lab("blasts_marrow", 12, "2026-01-12"), diagnosis("mds", "mds_ib2", system="WHO 2022"),
        karyotype("46,XX,del(5)(q13q33)[18]/46,XX[2]"), kind="marrow", dated="2026-01-12"),
    doc("ngs.pdf", variant("TP53", "p.Arg175His", 0.42), panel(("FLT3", "NPM1")), kind="molecular", dated="2026-01-26"),
    doc("ngs2.pdf", panel(("TP53", "IDH1"), "2026-03-01"), kind="molecular", dated="2026-03-01"),
    doc("note.pdf", treatment(started="2026-02-02", cycles=4, recorded="2026-09-01"), ecog(1, "2026-09-01"),
        diagnosis("mds", date="2026-09-01"), lab("hemoglobin", 8.9),
        transfused(units_8_weeks=(4.0, 4.0), date="2026-09-01"),
        stage("IPSS-R", "very high", 9.5), kind="note", dated="2026-09-01"),
    doc("john.pdf", lab("hemoglobin", 14.1), identity=JOHN),
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(RECORDS), max_size=3).flatmap(lambda twice: st.permutations([*RECORDS, *twice])))
def test_any_order_and_any_file_twice_give_the_same_bytes(documents: list[DocumentFindings]) -> None:
    assert profile(*documents).model_dump_json() == profile(*RECORDS).model_dump_json()


def test_every_permutation_of_contradicting_files_gives_the_same_bytes() -> None:
    files = [
        doc(f"{n}.pdf", lab("hemoglobin", v), kind=k)
        for n, v, k in (("a", 8.1, "lab"), ("b", 8.4, "note"), ("c", 8.9, "lab"), ("d", 8.4, "lab"))
    ]
    seen = {profile(*order).model_dump_json() for order in itertools.permutations(files)}
    assert len(seen) == 1


def test_the_same_content_under_two_names_is_read_once() -> None:
    one = doc("a.pdf", lab("hemoglobin", 8.4))
    two = one.model_copy(update={"file": "b.pdf"})
    for order in ((one, two), (two, one)):
        merged = profile(*order)
        assert [(d.file, d.status) for d in merged.documents] == [("a.pdf", "read"), ("b.pdf", "duplicate")]
        assert [e.file for e in merged.labs[0].evidence] == ["a.pdf"]


def test_another_persons_file_is_set_aside_and_asked_about() -> None:
    merged = profile(
        doc("a.pdf", lab("hemoglobin", 8.4)),
        doc("b.pdf", lab("platelets", 34)),
        doc("c.pdf", lab("hemoglobin", 14.0), identity=JOHN),
    )
    assert [(x.analyte, x.value) for x in merged.labs] == [("hemoglobin", 8.4), ("platelets", 34.0)]
    assert [d.status for d in merged.documents] == ["read", "read", "other_person"]
    assert [r.about for r in merged.review] == ["documents[2]"]
    assert merged.patient.name == "Jane Doe"


def test_without_a_majority_nobody_is_the_patient() -> None:
    merged = profile(doc("a.pdf", lab("hemoglobin", 8.4)), doc("c.pdf", lab("hemoglobin", 14.0), identity=JOHN))
    assert merged.labs == ()
    assert merged.patient.name is None
    assert [d.status for d in merged.documents] == ["other_person", "other_person"]


def test_only_the_other_persons_report_of_a_file_is_set_aside() -> None:
    mine = doc("a.pdf", lab("hemoglobin", 8.4))
    other = doc("a.pdf", found(lab("hemoglobin", 14.0), key("a.pdf", index=1)), identity=JOHN)
    report = other.reports[0].model_copy(update={"key": key("a.pdf", index=1), "pages": (2,)})
    both = mine.model_copy(update={"reports": (*mine.reports, report), "findings": (*mine.findings, *other.findings)})
    merged = profile(both, doc("b.pdf", lab("platelets", 34)))
    assert [x.value for x in merged.labs] == [8.4, 34.0]
    assert merged.documents[0].status == "read"
    assert "page 2" in (merged.documents[0].reason or "")


def test_one_digit_misread_by_ocr_is_a_doubt_and_not_another_person() -> None:
    blurred = Identity(name="Jane Doe", birth_date="1952-03-19", unsure=("birth_date",))
    merged = profile(doc("a.pdf", lab("hemoglobin", 8.4)), doc("b.pdf", lab("platelets", 34), identity=blurred))
    assert [d.status for d in merged.documents] == ["read", "read"]
    assert "documents[1]" in {r.about for r in merged.review}
    assert merged.patient.birth_date == "1952-03-14"


def test_same_name_and_another_birth_date_is_another_person() -> None:
    namesake = Identity(name="Jane Doe", birth_date="1981-11-30")
    merged = profile(
        doc("a.pdf", lab("hemoglobin", 8.4)), doc("b.pdf"), doc("c.pdf", lab("platelets", 34), identity=namesake)
    )
    assert [d.status for d in merged.documents] == ["read", "read", "other_person"]


@pytest.mark.parametrize(
    ("identity", "status"),
    [
        (Identity(name="Jane Smith", birth_date="1952-03-14"), "read"),
        (Identity(name="Jame Doe", birth_date="1952-03-14"), "read"),
        (Identity(name="Jane Doe", birth_date="1952-03-14", sex="male"), "read"),
        (Identity(name="Jane Smith"), "other_person"),
        (Identity(name="Mary Doe", birth_date="1952-03-14"), "other_person"),
        (Identity(name="Jane Doe", birth_date="1953-03-14"), "other_person"),
        (Identity(name="Mary Doe"), "other_person"),
    ],
)
def test_a_like_identity_is_asked_about_and_an_unlike_one_set_aside(identity: Identity, status: str) -> None:
    merged = profile(doc("a.pdf"), doc("b.pdf"), doc("c.pdf", lab("hemoglobin", 8.4), identity=identity))
    assert merged.documents[2].status == status
    assert "documents[2]" in {r.about for r in merged.review}
    assert len(merged.labs) == (1 if status == "read" else 0)


def test_names_in_another_order_with_initials_are_one_person() -> None:
    merged = profile(
        doc("a.pdf", identity=Identity(name="Jane Doe", birth_date="1952-03-14")),
        doc("b.pdf", identity=Identity(name="Jane M Doe", birth_date="1952-03-14")),
        doc("c.pdf", identity=Identity(name="Doe Jane")),
        doc("d.pdf", lab("hemoglobin", 8.4), identity=Identity()),
    )
    assert [d.status for d in merged.documents] == ["read"] * 4
    assert merged.patient.name == "Jane M Doe"
    assert merged.review == ()


def test_a_nameless_report_of_the_other_sex_is_set_aside() -> None:
    merged = profile(
        doc("a.pdf"),
        doc("b.pdf", lab("hemoglobin", 8.4), identity=Identity(sex="male", age_years=35), dated="2026-11-01"),
    )
    assert merged.labs == ()
    assert merged.documents[1].status == "other_person"


def test_age_comes_from_the_birth_date_and_failing_that_from_the_page() -> None:
    assert profile(doc("a.pdf")).patient.age_years == 74
    assert profile(doc("a.pdf", identity=Identity(name="Jane Doe", age_years=68))).patient.age_years == 68
    assert profile(doc("a.pdf", identity=Identity(name="Jane Doe"))).patient.age_years is None


def test_same_value_and_date_is_one_fact_with_all_evidence() -> None:
    merged = profile(doc("a.pdf", lab("hemoglobin", 8.4)), doc("b.pdf", lab("hemoglobin", 8.4), kind="note"))
    assert len(merged.labs) == 1
    assert [e.file for e in merged.labs[0].evidence] == ["a.pdf", "b.pdf"]
    assert merged.conflicts == ()


def test_other_dates_are_other_facts_and_no_conflict() -> None:
    merged = profile(doc("a.pdf", lab("hemoglobin", 8.4, "2026-11-10"), lab("hemoglobin", 9.4, "2026-10-10")))
    assert [(x.collected, x.value) for x in merged.labs] == [("2026-10-10", 9.4), ("2026-11-10", 8.4)]
    assert merged.conflicts == ()


def test_two_values_of_one_day_are_kept_and_named_as_a_conflict() -> None:
    merged = profile(doc("a.pdf", lab("hemoglobin", 8.4)), doc("b.pdf", lab("hemoglobin", 9.4)))
    assert [x.value for x in merged.labs] == [8.4, 9.4]
    assert [(c.about, c.also, c.values) for c in merged.conflicts] == [
        ("labs[0]", ("labs[1]",), ("8.4 g/dL", "9.4 g/dL"))
    ]
    assert merged.conflicted == {"labs[0]", "labs[1]"}


def test_a_rounded_value_of_the_same_day_is_the_same_value() -> None:
    merged = profile(doc("a.pdf", lab("hemoglobin", 8.42)), doc("b.pdf", lab("hemoglobin", 8.4), kind="note"))
    assert [x.value for x in merged.labs] == [8.42]


def test_a_copied_forward_result_loses_against_the_original() -> None:
    source = key("b.pdf")
    merged = profile(
        doc("a.pdf", lab("hemoglobin", 8.4, "2026-10-01")),
        doc(
            "b.pdf",
            lab("hemoglobin", 9.0, "2026-11-10"),
            found(lab("hemoglobin", 8.5, "2026-10-01"), source, prior=True),
            found(lab("hemoglobin", 7.7, None), source, prior=True),
            found(lab("hemoglobin", 7.2, "2026-08-01"), source, prior=True),
        ),
    )
    assert [(x.collected, x.value) for x in merged.labs] == [
        ("2026-08-01", 7.2),
        ("2026-10-01", 8.4),
        ("2026-11-10", 9.0),
    ]
    assert merged.conflicts == ()


def test_a_note_that_retells_a_result_adds_no_later_one() -> None:
    merged = profile(
        doc("a.pdf", variant("IDH1", "p.Arg132Cys", 0.31, "2026-09-21"), kind="molecular", dated="2026-09-21"),
        doc("b.pdf", variant("IDH1", "p.Arg132Cys", None, "2026-10-06"), kind="note", dated="2026-10-06"),
    )
    assert [(v.collected, v.vaf, len(v.evidence)) for v in merged.variants] == [("2026-09-21", 0.31, 2)]


def test_a_note_that_retells_marrow_blasts_adds_no_later_count_but_its_blood_count_is_its_own() -> None:
    merged = profile(
        doc("a.pdf", lab("blasts_marrow", 11, "2026-08-24"), lab("hemoglobin", 8.4, "2026-08-24"), kind="marrow"),
        doc(
            "b.pdf", lab("blasts_marrow", 11, "2026-09-01"), lab("hemoglobin", 8.4, "2026-09-01"), kind="note",
            dated="2026-09-01",
        ),
    )  # fmt: skip
    assert [(x.analyte, x.collected) for x in merged.labs] == [
        ("blasts_marrow", "2026-08-24"),
        ("hemoglobin", "2026-08-24"),
        ("hemoglobin", "2026-09-01"),
    ]


def test_an_amended_report_replaces_what_it_amends() -> None:
    first = doc(
        "a.pdf", karyotype("46,XX[20]"), lab("blasts_marrow", 4, "2026-01-12"), kind="marrow", dated="2026-01-12"
    )
    amended = doc("b.pdf", karyotype("46,XX,del(5q)[20]"), kind="marrow", status="amended", dated="2026-01-12")
    merged = profile(first, amended)
    assert [k.iscn for k in merged.karyotypes] == ["46,XX,del(5q)[20]"]
    assert [x.value for x in merged.labs] == [4.0]
    assert merged.conflicts == ()


def test_an_amended_report_of_another_test_replaces_nothing() -> None:
    merged = profile(
        doc("a.pdf", variant("SF3B1", "p.Lys700Glu", 0.3, "2026-01-12"), kind="molecular", dated="2026-01-12"),
        doc(
            "b.pdf",
            variant("FLT3", "p.Asp835Tyr", 0.1, "2026-01-12"),
            kind="molecular",
            status="amended",
            dated="2026-01-12",
        ),
    )
    assert [v.gene for v in merged.variants] == ["FLT3", "SF3B1"]


def test_an_amended_change_replaces_the_first_one() -> None:
    merged = profile(
        doc("a.pdf", variant("TP53", "p.Arg173His", 0.3, "2026-01-12"), kind="molecular", dated="2026-01-12"),
        doc(
            "b.pdf",
            variant("TP53", "p.Arg175His", 0.3, "2026-01-12"),
            kind="molecular",
            status="amended",
            dated="2026-01-12",
        ),
    )
    assert [v.hgvs_p for v in merged.variants] == ["p.Arg175His"]


def test_a_preliminary_value_gives_way_to_the_final_one() -> None:
    merged = profile(
        doc("a.pdf", lab("hemoglobin", 8.4), dated="2026-11-10", status="preliminary"),
        doc("b.pdf", lab("hemoglobin", 8.9), dated="2026-11-10"),
    )
    assert [x.value for x in merged.labs] == [8.9]
    assert merged.conflicts == ()


def test_a_doubtful_value_stays_in_the_list_and_is_pointed_at() -> None:
    merged = profile(doc("a.pdf", found(lab("hemoglobin", 8.9), key(), doubt=DOUBT), lab("platelets", 34)))
    assert [x.value for x in merged.labs] == [8.9, 34.0]
    assert [(r.about, r.question) for r in merged.review] == [("labs[0]", f"{DOUBT.question} (a.pdf, page 1)")]
    assert merged.doubtful == {"labs[0]"}


def test_a_sure_reading_elsewhere_settles_the_doubt() -> None:
    merged = profile(
        doc("a.pdf", found(lab("hemoglobin", 3.9), key("a.pdf"), doubt=DOUBT)), doc("b.pdf", lab("hemoglobin", 8.9))
    )
    assert [x.value for x in merged.labs] == [8.9]
    assert merged.review == ()


def test_the_same_value_read_surely_elsewhere_settles_a_doubt_without_candidates() -> None:
    doubt = DOUBT.model_copy(update={"candidates": ()})
    merged = profile(
        doc("a.pdf", found(lab("hemoglobin", 8.9), key("a.pdf"), doubt=doubt)), doc("b.pdf", lab("hemoglobin", 8.9))
    )
    assert (len(merged.labs), merged.review) == (1, ())


def test_a_doubtful_value_against_a_sure_one_asks_but_does_not_taint_it() -> None:
    merged = profile(
        doc("a.pdf", found(lab("hemoglobin", 5.5), key("a.pdf"), doubt=DOUBT)), doc("b.pdf", lab("hemoglobin", 8.1))
    )
    assert [x.value for x in merged.labs] == [8.1]
    assert [r.about for r in merged.review] == ["labs"]
    assert "labs[0]" not in merged.doubtful


def test_a_part_larger_than_its_whole_is_doubted() -> None:
    merged = profile(doc("a.pdf", lab("neutrophils", 6.0), lab("leukocytes", 2.0), lab("platelets", 34)))
    assert merged.doubtful == {"labs[0]", "labs[1]"}


def test_a_date_in_the_future_is_doubted() -> None:
    merged = profile(doc("a.pdf", lab("hemoglobin", 8.4, "2027-11-10"), lab("platelets", 34)))
    assert merged.doubtful == {"labs[0]"}


def test_tp53_found_and_not_found_is_a_conflict_and_not_a_negative_gene() -> None:
    merged = profile(
        doc("a.pdf", variant("TP53", "p.Arg175His", 0.42), kind="molecular"),
        doc("b.pdf", panel(("FLT3", "TP53"), "2026-03-01"), kind="molecular"),
    )
    assert merged.genes_tested_negative == ("FLT3",)
    assert [c.about for c in merged.conflicts] == ["variants[0]"]
    assert merged.conflicts[0].values == ("TP53 p.Arg175His VAF 42 %", "TP53 not detected (2026-03-01)")


def test_negative_after_a_transplant_is_no_conflict() -> None:
    merged = profile(
        doc("a.pdf", variant("TP53", "p.Arg175His", 0.42), kind="molecular"),
        doc("b.pdf", panel(("TP53",), "2026-06-01"), kind="molecular"),
        doc("c.pdf", treatment("allogeneic_transplant", "completed", "transplant", started="2026-04-01"), kind="note"),
    )
    assert merged.conflicts == ()


def test_one_change_named_twice_is_one_variant_and_another_vaf_a_conflict() -> None:
    merged = profile(
        doc("a.pdf", variant("SF3B1", "p.Lys700Glu", 0.342, c="c.2098A>G"), kind="molecular"),
        doc("b.pdf", variant("SF3B1", None, 0.34, c="c.2098A>G"), variant("SF3B1", None, None, None), kind="note"),
    )
    assert [(v.gene, v.hgvs_c, v.hgvs_p, v.vaf) for v in merged.variants] == [
        ("SF3B1", "c.2098A>G", "p.Lys700Glu", 0.342)
    ]
    assert merged.conflicts == ()
    merged = profile(
        doc("a.pdf", variant("SF3B1", "p.Lys700Glu", 0.342), kind="molecular"),
        doc("b.pdf", variant("SF3B1", "p.Lys700Glu", 0.12), kind="molecular"),
    )
    assert [c.about for c in merged.conflicts] == ["variants[0]"]


def test_a_male_karyotype_in_a_woman_is_a_conflict_unless_transplanted() -> None:
    marrow = doc("m.pdf", karyotype("45,X,-Y[3]/46,XY[17]", "2026-08-12"), kind="cytogenetics")
    merged = profile(marrow)
    assert [c.about for c in merged.conflicts] == ["karyotypes[0]"]
    graft = treatment("allogeneic_transplant", "completed", "transplant", started="2026-03-01")
    assert profile(marrow, doc("n.pdf", graft, kind="note")).conflicts == ()
    assert profile(doc("m.pdf", karyotype("46,XX,del(5q)[20]"))).conflicts == ()


def test_a_suspicion_ends_with_the_confirmed_diagnosis() -> None:
    merged = profile(
        doc("a.pdf", diagnosis("mds", status="suspected", date="2025-12-01"), kind="note"),
        doc("b.pdf", diagnosis("mds", "mds_ib2"), kind="marrow"),
    )
    assert [(d.subtype, d.status) for d in merged.diagnoses] == [("mds_ib2", "confirmed")]


def test_confirmed_and_later_ruled_out_is_a_conflict_and_the_reverse_is_not() -> None:
    confirmed = doc("a.pdf", diagnosis("mds"), kind="marrow")
    merged = profile(confirmed, doc("b.pdf", diagnosis("mds", status="ruled_out", date="2026-05-01"), kind="marrow"))
    assert [c.about for c in merged.conflicts] == ["diagnoses[0]"]
    assert len(merged.diagnoses) == 2
    merged = profile(confirmed, doc("b.pdf", diagnosis("mds", status="ruled_out", date="2025-05-01"), kind="marrow"))
    assert [d.status for d in merged.diagnoses] == ["confirmed"]
    assert merged.conflicts == ()


def test_a_file_that_confirms_and_excludes_does_not_shake_what_others_confirm() -> None:
    both = doc("a.pdf", diagnosis("mds", date=None), diagnosis("mds", status="ruled_out", date=None), kind="note")
    merged = profile(both, doc("b.pdf", diagnosis("mds"), kind="marrow"))
    assert ([d.status for d in merged.diagnoses], merged.conflicts) == (["confirmed"], ())
    assert [c.about for c in profile(both).conflicts] == ["diagnoses[0]"]


def test_one_course_in_its_latest_state() -> None:
    merged = profile(
        doc("a.pdf", treatment(status="planned", recorded="2026-01-20"), kind="note"),
        doc("b.pdf", treatment(status="ongoing", started="2026-02", cycles=2, recorded="2026-04-01"), kind="note"),
        doc(
            "c.pdf",
            treatment(
                status="completed",
                started="2026-02-02",
                ended="2026-08-03",
                cycles=4,
                response="SD",
                recorded="2026-09-01",
            ),
            kind="note",
        ),
    )
    assert [(t.status, t.started, t.ended, t.cycles, t.response) for t in merged.treatments] == [
        ("completed", "2026-02-02", "2026-08-03", 4, "SD")
    ]
    assert {e.file for e in merged.treatments[0].evidence} == {"b.pdf", "c.pdf"}


@pytest.mark.parametrize(
    ("agent", "expected"),
    [("chemotherapy", ["completed", "planned"]), ("azacitidine", ["ongoing"])],
)
def test_a_chemotherapy_that_is_planned_is_not_the_one_that_was_given(agent: str, expected: list[str]) -> None:
    merged = profile(
        doc(
            "a.pdf",
            treatment(agent, "completed", recorded="2026-01-20"),
            treatment(agent, "planned", recorded="2026-01-20"),
            kind="note",
        )
    )
    assert [t.status for t in merged.treatments] == expected


def test_starts_far_apart_are_two_courses() -> None:
    merged = profile(
        doc(
            "a.pdf",
            treatment(status="stopped", started="2023-01-02", ended="2023-06-01", recorded="2023-07-01"),
            kind="note",
        ),
        doc("b.pdf", treatment(status="ongoing", started="2026-02-02", recorded="2026-04-01"), kind="note"),
    )
    assert [(t.started, t.status) for t in merged.treatments] == [("2023-01-02", "stopped"), ("2026-02-02", "ongoing")]


def test_declined_stays_only_where_it_was_never_given() -> None:
    declined = doc("a.pdf", treatment("luspatercept", "declined", recorded="2026-01-01"), kind="note")
    assert [t.status for t in profile(declined).treatments] == ["declined"]
    given = doc("b.pdf", treatment("luspatercept", "ongoing", recorded="2026-05-01"), kind="note")
    assert [t.status for t in profile(declined, given).treatments] == ["ongoing"]


def test_ongoing_and_stopped_on_one_day_is_a_conflict() -> None:
    merged = profile(
        doc("a.pdf", treatment(status="ongoing", recorded="2026-09-01"), kind="note"),
        doc("b.pdf", treatment(status="stopped", recorded="2026-09-01"), kind="note"),
    )
    assert [c.about for c in merged.conflicts] == ["treatments[0]"]


def test_given_and_never_given_is_a_conflict() -> None:
    merged = profile(
        doc("a.pdf", treatment("azacitidine", "completed", started="2025-01-02"), kind="note"),
        doc(
            "b.pdf",
            NotGiven(agent="azacitidine", date="2026-01-01", evidence=ev("never received azacitidine")),
            kind="note",
        ),
    )
    assert [c.about for c in merged.conflicts] == ["treatments[0]"]


def test_a_log_gives_the_units_of_its_last_eight_weeks() -> None:
    log = tuple((f"2026-{m:02d}-05", 2) for m in range(4, 11))
    merged = profile(doc("a.pdf", transfused(events=log)), doc("b.pdf", transfused(events=log[-3:]), kind="note"))
    assert merged.transfusions.rbc_units_8_weeks == 4.0
    assert merged.transfusions.date == "2026-10-05"
    assert profile(doc("a.pdf", transfused(events=log[-1:]))).transfusions.rbc_units_8_weeks is None


def test_a_range_of_units_stays_a_range() -> None:
    merged = profile(doc("a.pdf", transfused(units_8_weeks=(2.0, 4.0), dependent=True, date="2026-10-01")))
    assert merged.transfusions.rbc_units_8_weeks is None
    assert merged.transfusions.rbc_units_8_weeks_range == (2.0, 4.0)
    assert merged.transfusions.dependent is True


def test_numbers_of_units_that_contradict_each_other_become_a_range_and_a_conflict() -> None:
    merged = profile(
        doc("a.pdf", transfused(units_8_weeks=(8.0, 8.0), date="2026-10-01")),
        doc("b.pdf", transfused(units_8_weeks=(2.0, 2.0), date="2026-10-01")),
    )
    assert merged.transfusions.rbc_units_8_weeks is None
    assert merged.conflicted == {"transfusions"}


def test_the_latest_performance_status_counts() -> None:
    merged = profile(doc("a.pdf", ecog(2, "2026-01-01"), ecog(1, "2026-09-01"), ecog(0, None), kind="note"))
    assert merged.performance is not None
    assert (merged.performance.value, merged.performance.date) == (1, "2026-09-01")


def test_markers_of_one_day_that_differ_are_a_conflict() -> None:
    merged = profile(doc("a.pdf", marker("pnh_clone", "positive", 3.2)), doc("b.pdf", marker("pnh_clone", "negative")))
    assert [c.about for c in merged.conflicts] == ["biomarkers[0]"]


def test_printed_risk_that_differs_is_a_conflict() -> None:
    merged = profile(
        doc("a.pdf", stage("IPSS-R", "high", 5.0)), doc("b.pdf", stage("IPSS-R", "low", 2.5), stage("IPSS-M", "high"))
    )
    assert [(s.system, s.category) for s in merged.stages] == [
        ("IPSS-M", "high"),
        ("IPSS-R", "high"),
        ("IPSS-R", "low"),
    ]
    assert merged.conflicted == {"stages[1]", "stages[2]"}


def test_comorbidities_are_those_present() -> None:
    merged = profile(
        doc(
            "a.pdf",
            finding("heart_failure", category="comorbidity"),
            finding("diabetes", "absent", "comorbidity"),
            finding("fever", "absent"),
            kind="note",
        )
    )
    assert [c.label for c in merged.comorbidities] == ["heart_failure"]
    assert [(f.concept, f.status) for f in merged.findings] == [
        ("diabetes", "absent"),
        ("heart_failure", "present"),
        ("fever", "absent"),
    ]


def test_files_and_pages_that_were_not_read_say_why() -> None:
    failed = DocumentFindings(id=sha("x.pdf"), file="x.pdf", failure=ReadFailure.ENCRYPTED)
    partly = doc("y.pdf").model_copy(
        update={"pages": 3, "unread": (UnreadPage(number=2, failure=ReadFailure.NO_TEXT),), "ocr_pages": (3, 1)}
    )
    merged = profile(failed, partly)
    assert [(d.status, d.unread_pages, d.ocr_pages) for d in merged.documents] == [
        ("failed", (), ()),
        ("read", (2,), (1, 3)),
    ]
    assert "password" in (merged.documents[0].reason or "")
    assert (merged.documents[1].reason or "").startswith("page 2 was not read: no readable text")


def test_gaps_name_what_decides_and_stands_nowhere() -> None:
    merged = profile(*RECORDS)
    assert "erythropoietin" in merged.gaps
    assert not {"blasts_marrow", "karyotype", "genes", "hemoglobin", "performance", "diagnosis", "age"} & set(
        merged.gaps
    )
    assert "diagnosis" in profile(RECORDS[0]).gaps


def test_an_empty_upload_is_an_empty_profile() -> None:
    merged = build_profile([], today=TODAY, country=None)
    assert (merged.labs, merged.review, merged.conflicts, merged.documents) == ((), (), (), ())
    assert merged.patient.sex == "unknown"


def test_dates_of_the_document_entry_are_those_of_its_first_report() -> None:
    merged = profile(doc("a.pdf", dated="2026-11-10", dates=ReportDates(collected="2026-11-10"), identity=JANE))
    assert (merged.documents[0].kind, merged.documents[0].dated) == ("lab", "2026-11-10")


def test_a_title_read_as_a_name_on_one_page_does_not_set_the_others_aside() -> None:
    odd = JANE.model_copy(update={"name": "Surname Doe"})
    bare = JANE.model_copy(update={"record_number": None})
    merged = profile(
        doc("a.pdf", lab("hemoglobin", 8.4)),
        doc("b.pdf", lab("platelets", 34), identity=odd),
        doc("c.pdf", lab("neutrophils", 0.9), identity=bare),
    )
    assert [d.status for d in merged.documents] == ["read", "read", "read"]

# ruff: noqa: E501 (names of lists)
"""The workshop's cases are the same for one seed, print their gold, and the scorer counts what is passed on wrongly."""

import copy
import io
import json
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from bench.scoring import Scores
from bench.workshop import people
from bench.workshop.make import families, kinds, make_case
from sample_records.printers.words import squeeze

needs_shared = pytest.mark.skipif(
    not people.available(), reason="the published patients are not beside this repository"
)


def test_every_kind_has_six_layouts_or_is_a_log() -> None:
    assert all(len(those) >= 6 for kind, those in kinds().items() if kind != "transfusions")
    assert len(families()) == len(set(families()))


@needs_shared
def test_a_seed_gives_the_same_bytes_and_another_seed_another_person(tmp_path: Path) -> None:
    first, again, other = (make_case(s, 0, "digital", tmp_path / d) for s, d in ((7, "a"), (7, "b"), (8, "c")))
    assert {f.name: f.read_bytes() for f in first.iterdir()} == {f.name: f.read_bytes() for f in again.iterdir()}
    assert (first / "gold.json").read_bytes() != (other / "gold.json").read_bytes()


@needs_shared
def test_every_result_of_the_gold_is_printed_on_its_page(tmp_path: Path) -> None:
    folder = make_case(7, 1, "digital", tmp_path)
    gold = json.loads((folder / "gold.json").read_text())
    pages: dict[str, list[str]] = {}
    for document in gold["documents"]:
        with pdfplumber.open(io.BytesIO((folder / document["file"]).read_bytes())) as pdf:
            assert len(pdf.pages) == document["pages"]
            pages[document["file"]] = [squeeze("".join(c["text"] for c in p.chars)) for p in pdf.pages]
    results = [(w, lab) for lab in gold["labs"] for w in lab["where"]]
    assert results
    for where, lab in results:
        assert all(squeeze(word) in pages[where["file"]][where["page"] - 1] for word in where["words"][-1:]), lab


def _gold(**lists: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {name: [] for name in (
        "diagnoses", "labs", "karyotypes", "variants", "biomarkers", "stages", "treatments", "not_given", "comorbidities",
        "genes_tested_negative", "absent", "also", "documents")}  # fmt: skip
    patient = {"name": None, "birth_date": None, "sex": "unknown"}
    return {"case": "x", "patient": patient, "transfusions": {}, "performance": None, "families": {"a": "counts.a"},
            "published": {}, **empty, **lists}  # fmt: skip


RESULT = {"analyte": "hemoglobin", "value": 8.1, "unit": "g/dL", "comparator": None, "collected": "2026-01-14"}
PLACE = {"file": "a.pdf", "page": 1, "words": ["8.1"]}


def test_a_wrong_value_is_silent_unless_a_question_points_at_it() -> None:
    gold = _gold(labs=[{**RESULT, "where": [PLACE]}])
    wrong = {**RESULT, "value": 12.0, "evidence": [{"file": "a.pdf", "page": 1, "bbox": [0, 0, 1, 1], "quote": "12.0"}]}
    silent, asked = Scores(), Scores()
    silent.add({"labs": [wrong]}, gold)
    asked.add({"labs": [wrong], "review": [{"about": "labs[0]"}]}, gold)
    assert (silent.kinds["labs"].silent, silent.kinds["labs"].right) == (1, 0)
    assert silent.families["counts.a"].silent == 1
    assert (asked.kinds["labs"].silent, asked.kinds["labs"].right, len(asked.missing)) == (0, 0, 1)


def test_a_trap_that_was_taken_counts_once() -> None:
    bait = {"list": "labs", "match": {"analyte": "hemoglobin", "value": 7.0}, "why": "a threshold"}
    scores = Scores()
    item = {**RESULT, "value": 7.0, "evidence": []}
    scores.add({"labs": [item]}, _gold(absent=[bait]))
    assert (scores.traps, scores.kinds["labs"].silent) == (1, 1)
    right = Scores()
    right.add(
        {"labs": [copy.deepcopy(RESULT) | {"evidence": []}]}, _gold(labs=[{**RESULT, "where": []}], absent=[bait])
    )
    assert (right.traps, right.kinds["labs"].silent, right.kinds["labs"].right) == (0, 0, 1)

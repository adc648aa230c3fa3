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
from bench.workshop.make import SETS, families, kinds, make_case
from sample_records.printers.words import squeeze


def _families(name: str) -> list[str]:
    """The families of one set; none where its author has not delivered it."""
    try:
        return families((name,))
    except (ImportError, AttributeError):
        return []


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
    assert _check_printed(make_case(7, 1, "digital", tmp_path)) > 5


@needs_shared
@pytest.mark.parametrize("family", [f"{name}/{f}" for name in SETS if name != "unseen" for f in _families(name)])
def test_every_family_prints_its_gold(family: str, tmp_path: Path) -> None:
    name, _, only = family.partition("/")
    _check_printed(make_case(7, 1, "digital", tmp_path, (only,), (name,)))


def test_the_held_out_set_has_five_layouts_of_each_kind() -> None:
    if not _families("unseen"):
        pytest.skip("the held-out set is not here")
    assert all(len(those) >= 5 for kind, those in kinds(("unseen",)).items() if kind != "transfusions")


def _check_printed(folder: Path) -> int:
    """Every result, karyotype and variant stands on its page, and every page is there; how many were looked at."""
    gold = json.loads((folder / "gold.json").read_text())
    pages: dict[str, list[str]] = {}
    assert gold["documents"]
    for document in gold["documents"]:
        with pdfplumber.open(io.BytesIO((folder / document["file"]).read_bytes())) as pdf:
            assert len(pdf.pages) == document["pages"]
            pages[document["file"]] = [_letters("".join(c["text"] for c in p.chars)) for p in pdf.pages]
    found = [(f, w) for kind in ("labs", "karyotypes", "variants") for f in gold[kind] for w in f["where"]]
    for fact, where in found:
        there = pages[where["file"]][where["page"] - 1]
        printed = [p for word in where["words"][-1:] for p in word.split("/" if "iscn" in fact else None)]
        assert all(_letters(part) in there for part in printed), fact  # a long formula may be broken at a clone
    return len(found)


def _letters(text: str) -> str:
    """Without spaces and without the hyphens that a line's end puts in."""
    return squeeze(text).replace("\u00ad", "").replace("\u2010", "-").casefold()


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
    assert (silent.kinds["lab rows"].silent, silent.kinds["lab rows"].right) == (1, 0)
    assert silent.families["counts.a"].silent == 1
    assert (asked.kinds["lab rows"].silent, asked.kinds["lab rows"].right, len(asked.missing)) == (0, 0, 1)


def test_a_trap_that_was_taken_counts_once() -> None:
    bait = {"list": "labs", "match": {"analyte": "hemoglobin", "value": 7.0}, "why": "a threshold"}
    scores = Scores()
    item = {**RESULT, "value": 7.0, "evidence": []}
    scores.add({"labs": [item]}, _gold(absent=[bait]))
    assert (scores.traps, scores.kinds["lab rows"].silent) == (1, 1)
    right = Scores()
    right.add(
        {"labs": [copy.deepcopy(RESULT) | {"evidence": []}]}, _gold(labs=[{**RESULT, "where": []}], absent=[bait])
    )
    assert (right.traps, right.kinds["lab rows"].silent, right.kinds["lab rows"].right) == (0, 0, 1)

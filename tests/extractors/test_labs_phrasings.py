"""Labelled wordings of results, read from beside the project; skipped where they are absent."""

import json
from pathlib import Path
from typing import Any

import pytest

from extractors.labs import EXTRACTOR
from knowledge.loader import load_vocabulary
from schemas.facts import LabResult
from tests.reports import report_from_text

PHRASINGS = Path(__file__).parents[3] / "shared" / "spec" / "phrasings.jsonl"
NAMES = {
    "hb": "hemoglobin", "plt": "platelets", "wbc": "leukocytes", "creat_mgdl": "creatinine",
    "bili_mgdl": "bilirubin_total", "ferritin_ugL": "ferritin",
}  # fmt: skip


def _cases() -> list[dict[str, Any]]:
    lines = PHRASINGS.read_text("utf-8").splitlines()
    return [d for d in map(json.loads, lines) if d["type"] == "lab" and "value" in d.get("expect", {})]


@pytest.mark.skipif(not PHRASINGS.is_file(), reason="shared/spec/phrasings.jsonl is not beside the project")
def test_labelled_wordings_are_read() -> None:
    vocabulary = load_vocabulary()
    right = wrong = missed = 0
    for case in _cases():
        expect = case["expect"]
        results = [f.fact for f in EXTRACTOR.run(report_from_text(case["text"]), vocabulary) if f.doubt is None]
        hits = 0
        for fact in results:
            assert isinstance(fact, LabResult)
            named = "analyte" not in expect or fact.analyte == NAMES[expect["analyte"]]
            close = abs(fact.value - expect["value"]) <= expect.get("tol", 0.02) * max(expect["value"], 1)
            hits += named and close and fact.comparator == expect.get("comparator")
        right += hits
        wrong += len(results) - hits
        missed += not hits
    assert wrong == 0
    assert 2 * right / (2 * right + wrong + missed) >= 0.95

"""The reference material beside the project; tests that read it skip, saying so, where it is not."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


def shared_file(relative: str) -> Path:
    """A file of the reference material, or skip the test."""
    path = SHARED / relative
    if not path.is_file():
        pytest.skip(f"reference material is not beside the project: shared/{relative}")
    return path


def gold_rows(name: str) -> list[dict[str, str]]:
    """Rows of one CSV file of published data."""
    with shared_file(f"gold/{name}").open(encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def phrasings(kind: str) -> list[dict[str, Any]]:
    """Labelled wordings of one type."""
    lines = shared_file("spec/phrasings.jsonl").read_text("utf-8").splitlines()
    return [row for row in map(json.loads, lines) if row["type"] == kind]

"""Labelled wordings of every type, each as a text record through the whole path; skipped where they are absent."""

from functools import lru_cache

import pytest

from bench.phrasing_checks import CHECKS
from bench.phrasings import Outcome, outcomes, told, wordings
from tests.shared import shared_file

SHARE = 0.95


@lru_cache(maxsize=1)
def done() -> tuple[Outcome, ...]:
    shared_file("spec/phrasings.jsonl")
    return tuple(outcomes(wordings()))


@pytest.mark.parametrize("kind", CHECKS)
def test_labelled_wordings_are_extracted_as_expected(kind: str) -> None:
    those = [o for o in done() if o.row["type"] == kind]
    wrong = [(o.row["text"], o.row["expect"], told(o.seen)) for o in those if not o.right]
    assert len(those) >= 20
    assert len(wrong) <= (1 - SHARE) * len(those), wrong


def test_every_type_of_wording_has_a_check() -> None:
    shared_file("spec/phrasings.jsonl")
    assert {r["type"] for r in wordings()} == set(CHECKS)

"""Any order of upload and any file twice give the same profile, byte for byte, on all sample patients."""

import datetime as dt
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.merge import build_profile
from pipeline.reading import ReadSettings, read_bytes
from pipeline.run import understand
from sample_records.cases import ALL
from sample_records.make import produce
from schemas.document import ReadDocument
from schemas.findings import DocumentFindings

TODAY = dt.date(2026, 11, 20)
BY_NAME = {case.name: case for case in ALL}


@cache
def documents(name: str) -> tuple[ReadDocument, ...]:
    """The digital twins of one patient's documents, read once."""
    with TemporaryDirectory() as folder:
        produce(BY_NAME[name], Path(folder), digital_only=True)
        files = sorted(p for p in Path(folder).rglob("*") if p.is_file() and p.name != "gold.json")
        return tuple(read_bytes(p.read_bytes(), p.name, ReadSettings()) for p in files)


@cache
def findings(name: str) -> tuple[DocumentFindings, ...]:
    """What they say."""
    return tuple(understand(documents(name)))


def profile(found: list[DocumentFindings]) -> str:
    return build_profile(found, today=TODAY, country=None).model_dump_json()


@pytest.mark.parametrize("name", sorted(BY_NAME))
@settings(max_examples=8, deadline=None, derandomize=True)
@given(data=st.data())
def test_order_and_doubles_change_nothing(name: str, data: st.DataObject) -> None:
    found = list(findings(name))
    assert any(d.findings for d in found)
    mixed = data.draw(st.permutations(found))
    twice = data.draw(st.lists(st.sampled_from(found), max_size=2))
    shuffled = [d.model_copy(update={"findings": tuple(data.draw(st.permutations(d.findings)))}) for d in mixed[:1]]
    assert profile([*shuffled, *mixed[1:], *twice]) == profile(found)


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_order_changes_nothing_of_what_a_document_says(name: str) -> None:
    backwards = understand(tuple(reversed(documents(name))))
    assert sorted(d.model_dump_json() for d in backwards) == sorted(d.model_dump_json() for d in findings(name))

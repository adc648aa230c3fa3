"""Any order of upload and any file twice: one profile, byte for byte, on the workshop's digital cases."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.workshop import people
from bench.workshop.make import TODAY, make_case
from pipeline.reading import ReadSettings, read_bytes
from pipeline.run import conclude, understand
from schemas.document import ReadDocument
from schemas.findings import DocumentFindings

pytestmark = pytest.mark.skipif(not people.available(), reason="the published patients are not beside this repository")

SEED, CASES = 6101, 6


@cache
def documents(number: int) -> tuple[ReadDocument, ...]:
    with TemporaryDirectory() as scratch:
        files = sorted(make_case(SEED, number, "digital", Path(scratch)).glob("*.pdf"))
        return tuple(read_bytes(f.read_bytes(), f.name, ReadSettings()) for f in files)


@cache
def findings(number: int) -> tuple[DocumentFindings, ...]:
    return tuple(understand(documents(number)))


@cache
def once(number: int) -> str:
    return conclude(findings(number), today=TODAY).model_dump_json()


@pytest.mark.parametrize("number", range(CASES))
@settings(max_examples=6, deadline=None, derandomize=True)
@given(data=st.data())
def test_order_and_a_file_twice_change_nothing(number: int, data: st.DataObject) -> None:
    found = findings(number)
    assert sum(len(d.findings) for d in found) > 20
    mixed = data.draw(st.permutations(found))
    twice = data.draw(st.lists(st.sampled_from(found), max_size=3))
    assert conclude([*mixed, *twice], today=TODAY).model_dump_json() == once(number)


@pytest.mark.parametrize("number", range(CASES))
def test_what_is_understood_does_not_depend_on_the_order_either(number: int) -> None:
    again = [*reversed(documents(number)), documents(number)[0]]
    assert conclude(understand(again), today=TODAY).model_dump_json() == once(number)

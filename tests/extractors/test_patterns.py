"""Patterns agree with Python's ``re`` where both can be asked, and stay linear where ``re`` does not."""

import re  # noqa: TID251 - the reference to agree with
import time

import pytest
import re2
from hypothesis import given
from hypothesis import strategies as st

from extractors.patterns import Gate, pattern

SOURCES = [
    r"\b\d+\.\d+\b",
    r"(?P<value>\d+)\s*(?P<unit>[µm]?g)?",
    r"x*",
    r"(a)|(?P<q>b)",
    r"\s+",
    r"^a|b",
    r"((?P<outer>a)b)",
]


@pytest.mark.parametrize("source", SOURCES)
@given(text=st.text(alphabet="ab µ×10.5gmx\t\n", max_size=30))
def test_same_as_re(source: str, text: str) -> None:
    ours, theirs = pattern(source, ignore_case=False), re.compile(source, re.ASCII)
    assert [(m.span(), m.groups()) for m in ours.finditer(text)] == [
        (m.span(), m.groups()) for m in theirs.finditer(text)
    ]
    for name in ("search", "match", "fullmatch"):
        mine, other = getattr(ours, name)(text), getattr(theirs, name)(text)
        assert (mine is None) == (other is None)
        if mine is not None:
            assert (mine.span(), mine.groups(), mine.groupdict(), mine.lastgroup) == (
                other.span(), other.groups(), other.groupdict(), other.lastgroup,
            )  # fmt: skip
    assert ours.split(text) == theirs.split(text)
    assert ours.sub(r"<\\>", text) == theirs.sub(r"<\\>", text)


def test_groups_in_replacements() -> None:
    assert pattern(r"(\w)(\d)").sub(r"\2-\1", "a1 µb2") == "1-a µ2-b"
    assert pattern(r"(a)|(b)").sub(r"[\1\2]", "abc") == "[a][b]c"
    assert pattern("a").sub(lambda m: m[0].upper(), "banana") == "bAnAnA"


def test_positions_are_characters() -> None:
    assert pattern(r"\d").match("µ7", 1).span() == (1, 2)  # type: ignore[union-attr]
    assert pattern("b").search("äbab", 2).span() == (3, 4)  # type: ignore[union-attr]
    with pytest.raises(IndexError):
        pattern("a").search("a").start(3)  # type: ignore[union-attr]


def test_look_around_is_refused() -> None:
    with pytest.raises(re2.error):
        pattern("a(?=b)")


def test_hostile_text_takes_linear_time() -> None:
    nested = pattern(r"^(a+)+$")
    start = time.perf_counter()
    assert nested.search("a" * 100_000 + "!") is None
    assert time.perf_counter() - start < 1


@given(st.lists(st.text(alphabet="abXµ 1.", max_size=12), max_size=6))
def test_patterns_behind_a_gate_find_what_they_find_without_it(texts: list[str]) -> None:
    gate, sources = Gate(), [r"\bab\b", r"(?P<n>\d)\.", "x"]
    behind = []
    for source in sources:  # a pattern that joins later is not hidden by what the gate said before
        behind.append(gate.add(source))
        for text in texts:
            for known, alone in zip(behind, map(pattern, sources), strict=False):
                hit, plain = known.search(text), alone.search(text)
                assert (hit and hit.span()) == (plain and plain.span())
                assert known.findall(text) == alone.findall(text)
                assert known.sub("_", text) == alone.sub("_", text)

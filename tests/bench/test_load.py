"""A small version of ``python -m bench.load``, and that it would say so if a promise broke."""

from hashlib import sha256
from itertools import islice

import pytest

from bench.load import Figures, flat, measure, parser, problems, quarters, records, report, share


@pytest.mark.slow
def test_three_patients_at_once_lose_nothing() -> None:
    words = ["--patients", "3", "--uploads", "1", "--files", "2", "--scans", "0", "--api", "1", "--seconds", "150"]
    args = parser().parse_args(words)
    figures = measure(args)
    assert problems(figures, 6) == []
    assert figures.ends == {"done": 6} and figures.sent == figures.held and figures.sent.total() == 6
    assert len(figures.uploads) == 4, "one request by each browser, one for each file by the API"
    assert share(figures.uploads, 0.95) < 30 and share(figures.pages, 0.95) < 30
    assert set(figures.memory) == {"web", "worker 1", "worker 2"}
    assert any("documents a minute" in line for line in report(figures, args))


def test_every_file_is_different_and_mostly_digital() -> None:
    sent = [f for n in range(3) for f in islice(records(n, 1, 10), 20)]
    assert len({sha256(data).digest() for _, data in sent}) == 60
    assert sum(len(data) > 100_000 for _, data in sent) == 6


def test_a_lost_and_a_doubled_document_are_seen() -> None:
    def figures(sent: str, held: str, **ends: int) -> Figures:
        made = Figures()
        made.sent.update(sent)
        made.held.update(held)
        made.ends.update(ends)
        return made

    assert problems(figures("ab", "ab", done=2), 2) == []
    assert problems(figures("ab", "a", done=1), 2) == ["1 documents lost", "1 of 2 documents are shown"]
    assert problems(figures("ab", "aab", done=3), 2) == ["1 documents doubled", "3 of 2 documents are shown"]
    assert problems(figures("ab", "ab", done=1, running=1), 2)[0] == "1 documents without an end"
    assert problems(figures("ab", "ab", done=1, attention=1), 2) == ["good records were not read"]


def test_figures() -> None:
    assert share([float(n) for n in range(1, 101)], 0.95) == 95
    assert share([float(n) for n in range(1, 21)], 0.5) == 10
    assert share([3.0], 0.95) == 3
    assert quarters([1, 2, 3, 4, 5]) == [1, 2, 3, 4, 5]
    assert flat([200, 310, 311, 325]) and flat([100, 119]) and not flat([200, 300, 310, 340])

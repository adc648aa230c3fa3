"""Labelled wordings through the whole path: the share of each type that is extracted as its label expects.

``python -m bench.phrasings --errors`` also prints every wording that fails and what was made of it. The wordings lie
beside the project (``shared/spec/phrasings.jsonl``); without them there is nothing to measure and the program says so.
"""

import argparse
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.phrasing_checks import CHECKS, HEADERS, VISIT, Seen

SOURCE = Path(__file__).resolve().parents[2] / "shared" / "spec" / "phrasings.jsonl"


@dataclass(frozen=True)
class Outcome:
    """One wording, what it was to give, what the path made of it, and whether they agree."""

    row: Mapping[str, Any]
    seen: Seen
    right: bool


def wordings(kinds: frozenset[str] = frozenset()) -> list[Mapping[str, Any]]:
    """The wordings with an exact label, of these types (of all, where none is named)."""
    rows = map(json.loads, SOURCE.read_text("utf-8").splitlines())
    return [r for r in rows if "expect" in r and (not kinds or r["type"] in kinds)]


def outcomes(rows: list[Mapping[str, Any]], *, bare: bool = False) -> Iterator[Outcome]:
    """Each wording as a record of its own, under a head with a date, or ``bare``."""
    for row in rows:
        seen = Seen.of(row["text"], "" if bare else HEADERS.get(row["type"], VISIT))
        yield Outcome(row, seen, CHECKS[row["type"]](seen, row["expect"]))


def main() -> None:
    """Measure and print one line for each type."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--types", default="", help=f"comma-separated, of {', '.join(CHECKS)}")
    parser.add_argument("--bare", action="store_true", help="the wording alone, without a head")
    parser.add_argument("--errors", action="store_true", help="print what fails")
    given = parser.parse_args()
    if not SOURCE.is_file():
        print("skipped: the shared folder with the labelled wordings is not beside this repository")
        return
    done = list(outcomes(wordings(frozenset(filter(None, given.types.split(",")))), bare=given.bare))
    for kind in CHECKS:
        those = [o for o in done if o.row["type"] == kind]
        right = sum(o.right for o in those)
        if those:
            print(f"{kind:22}{right:>4} of {len(those):<4}{100 * right / len(those):>7.1f} %")
        for outcome in those if given.errors else ():
            if not outcome.right:
                print(
                    f"    {outcome.row['text']!r}\n        wanted {outcome.row['expect']}\n        {told(outcome.seen)}"
                )


def told(seen: Seen) -> str:
    """What the path made of a record, in one line for people."""
    facts = [
        " ".join(str(v) for v in f.fact.model_dump(exclude={"evidence", "loinc", "code"}, exclude_none=True).values())
        + (" ?" if f.doubt else "")
        for f in seen.document.findings
    ]
    dates = seen.report.dates.model_dump(exclude_none=True) if seen.document.reports else {}
    kind = seen.report.key.kind if seen.document.reports else "unread"
    return f"{kind} {dates} " + "; ".join(f for f in facts)


if __name__ == "__main__":
    main()

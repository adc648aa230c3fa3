"""``make bench-extraction``: accuracy of extraction on layouts that nobody tuned for.

Cases are made from a seed (``bench.workshop``), read like any record, and compared with the facts that were printed.
What counts most is *silent errors*: asserted, wrong, and in neither ``review`` nor ``conflicts``. The people's facts
are read from the shared folder at run time; without it there is nothing to measure and the program says so.
"""

import argparse
import json
import os
import tempfile
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from bench.quotes import count_quotes
from bench.reads import read_case
from bench.scoring import Scores, Tally
from bench.workshop import people, press
from bench.workshop.make import MODES, OPEN, SETS, TODAY, chance, families, make_case
from pipeline.run import conclude, understand
from sample_records.gold import load


def main() -> None:
    """Measure and print one table for each mode."""
    given = _arguments()
    os.environ[press.CHOICE] = given.press  # processes that make cases print alike
    if given.list:
        print("\n".join(families(given.sets)))
        return
    if not people.available():
        print("skipped: the shared folder with the published patients is not beside this repository")
        return
    with tempfile.TemporaryDirectory() as scratch:
        out = given.keep or Path(scratch)
        everything = {}
        for mode in given.modes.split(","):
            scores = measure(given, mode, out)
            everything[mode] = {"silent": scores.silent, "missing": scores.missing}
            print(table(mode, scores))
        if given.errors:
            given.errors.write_text(json.dumps(everything, indent=1, default=str) + "\n", encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_options(parser)
    parser.add_argument("--modes", default="digital", help=f"comma-separated, of {', '.join(MODES)}")
    parser.add_argument("--families", default="", help="only these: kind or kind.name, comma-separated")
    parser.add_argument(
        "--press", default="weasyprint", choices=press.PRESSES, help="the program that prints HTML documents"
    )
    parser.add_argument("--keep", type=Path, help="folder to leave the documents and profiles in")
    parser.add_argument("--errors", type=Path, help="JSON file for every silent error and every missing fact")
    parser.add_argument("--list", action="store_true", help="name the families and stop")
    return parser.parse_args()


def add_options(parser: argparse.ArgumentParser) -> None:
    """Options of every command that measures."""
    parser.add_argument("--cases", type=int, default=20, help="cases a mode")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--sets", type=_sets, default=OPEN, help=f"comma-separated, of {', '.join(SETS)} (default: all but unseen)"
    )
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--reads", type=Path, help="folder that keeps what was read, for the next run with this reader")


def _sets(text: str) -> tuple[str, ...]:
    if unknown := set(text.split(",")) - set(SETS):
        raise argparse.ArgumentTypeError(f"no such set: {', '.join(sorted(unknown))}")
    return tuple(text.split(","))


def measure(given: argparse.Namespace, mode: str, out: Path) -> Scores:
    """Make, read and compare the cases of one mode."""
    only = frozenset(filter(None, getattr(given, "families", "").split(",")))
    work = partial(_case, given.seed, mode, out, only, given.sets, given.reads)
    numbers = range(given.cases)
    if given.workers > 1:
        with ProcessPoolExecutor(given.workers) as pool:
            done = list(pool.map(work, numbers))
    else:
        done = [work(n) for n in numbers]
    scores = Scores()
    for folder, profile, quotes in done:
        scores.add(profile, load(folder))
        scores.quotes.update(quotes)
    return scores


def _case(
    seed: int, mode: str, out: Path, only: frozenset[str], sets: Sequence[str], kept: Path | None, number: int
) -> tuple[Path, dict[str, Any], Counter[bool]]:
    folder = make_case(seed, number, mode, out, only, sets)
    files = [f for f in sorted(folder.iterdir()) if f.suffix == ".pdf"]
    profile = conclude(understand(read_case(files, kept)), today=TODAY)
    data: dict[str, Any] = json.loads(profile.model_dump_json())
    (folder / "profile.json").write_text(json.dumps(data, indent=1), encoding="utf-8")
    printed = folder if mode == "digital" else make_case(seed, number, "digital", out, only, sets)
    seeds = {file.stem: chance(seed, number, file.stem) for file in files}
    return folder, data, count_quotes(data, printed, mode, seeds)


def table(mode: str, scores: Scores) -> str:
    """The figures of one mode for people."""
    whole = scores.total()
    asserted = max(whole.right + whole.silent, 1)
    quotes = sum(scores.quotes.values())
    lines = [
        f"\n== {mode}: {scores.cases} cases; {1000 * whole.silent / asserted:.1f} silent errors "
        f"per 1,000 asserted facts; "
        f"{100 * scores.traps / max(scores.cases, 1):.0f} traps violated per 100 cases; "
        + (f"{100 * scores.quotes[True] / quotes:.1f} % of {quotes} quotes stand in their box" if quotes else ""),
        *(f"   {system} computed: {dict(c)}" for system, c in scores.stages.items()),
        f"{'':32}{'printed':>8}{'right':>8}{'silent':>8}{'prec.':>8}{'recall':>8}{'F1':>8}",
        _line("ALL", whole),
        *(_line(name, t) for name, t in scores.kinds.items() if t.wanted or t.silent),
        *(_line(name, t) for name, t in sorted(scores.families.items())),
    ]
    return "\n".join(lines)


def _line(name: str, t: Tally) -> str:
    return f"{name:32}{t.wanted:>8}{t.right:>8}{t.silent:>8}{t.precision:>8.3f}{t.recall:>8.3f}{t.f1:>8.3f}"


if __name__ == "__main__":
    main()

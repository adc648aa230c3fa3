# ruff: noqa: E501 (the text of the page and its table of goals are data)
"""``make benchmark``: docs/BENCHMARK.md, written anew from documents made and read by this command.

Every figure is of synthetic documents. A set of layout families is one author's; the page says for each what it is.
"""

import argparse
import datetime as dt
import statistics
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bench import calibration, mechanisms
from bench.extraction import add_options, measure
from bench.scoring import CLINICAL, Scores, Tally
from bench.workshop import people
from bench.workshop.make import SETS, families

HOME = Path(__file__).resolve().parents[1]
COLUMNS: dict[str, tuple[str, ...]] = {
    "digital": ("digital",), "scan 200 dpi": ("scan",), "scan 150 dpi": ("scan150",),
    "rotated, skewed": ("rotated", "skewed"), "photo": ("photo",), "fax": ("fax",),
}  # fmt: skip
GOALS = {
    "lab rows exact, F1": ("0.99", "0.97", "", "0.96", "0.92", "0.90"),
    "blasts, karyotype, variants, diagnoses, treatments, transfusions: F1": ("0.98", "0.95", "", "0.94", "0.88", "0.85"),
    "silent errors per 1,000 asserted": ("≤ 1", "≤ 3", "", "≤ 3", "≤ 5", "≤ 5"),
    "quotes that stand in their box": ("0.995", "0.98", "", "0.98", "0.95", "0.95"),
    "IPSS-R category right, of all whose inputs are printed": ("0.99", "0.96", "", "0.95", "0.88", "0.85"),
    "traps violated per 100 cases": ("0", "≤ 1", "", "≤ 1", "≤ 1", "≤ 1"),
}  # fmt: skip
HEAD = """# Benchmark of extraction

Synthetic: invented people with the facts of published patients, printed by templates and degraded by programs. Real records are worse.
Written by `make benchmark`{how}; do not edit. Measured {on}, {cases} cases a column.

A **silent error** is asserted, wrong, and in neither `review` nor `conflicts`. A fact that is asked in `review` counts as missing.
Precision is right / asserted, recall is right / printed, F1 their harmonic mean. Genes reported negative are in no F1 of the tables (they
come by the dozen and would flatter), and count in the silent errors like any fact.
"""
MENDED = ("first", "commonwealth")
"""Sets on which mechanisms are compared: how much one is worth may be looked at where rules were mended."""
MECHANISMS = """
## What each mechanism is worth

Each is switched off from outside the product (`bench/switches.py`); documents and readings stay the same. Sets {sets}, {cases} cases a mode.
“Wrong figures”: up to three results of a case with a digit, a decimal point or a unit changed, a formula and a coding change with a wrong digit,
as on paper that is wrong or where both engines misread alike; most such changes leave a value that nothing contradicts, so that no check can see them.
Where recall is higher without a mechanism, it asked about facts that were right. What two mechanisms both catch shows with neither of them.
"""
CONFIDENCE = """
## Confidence

The confidence of a fact is that of its surest evidence. The share of facts that are right, by what the optical readers say of their words, {cases} cases a mode; facts that
the profile asks about (in `review` or `conflicts`) count in the first figure, the second is of those it asserts. Words of a text layer have confidence 1 and are left out.
A profile states the confidence through a rising map (`knowledge/common/confidence.toml`).
No rule of the product decides by confidence alone: a value is asserted if two engines read it alike or one candidate is left.

![Share of facts that are right by their confidence](images/reliability.svg)
"""
THRESHOLDS = """
Thresholds for accepting: the least scores of both engines under which a word with a figure that both read alike is taken as agreed (the product's: 0.3 and 0.9, on a page
read with difficulty 0.75 and 0.97; on a page where the engines agree on less than half of the words no figure is). The same readings under other thresholds, {cases} cases a mode:
"""


def main() -> None:
    """Measure every set in every mode and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_options(parser)
    parser.add_argument("--out", type=Path, default=HOME / "docs" / "BENCHMARK.md")
    parser.add_argument(
        "--paper", default="unseen", help="sets whose documents are also scanned, turned, photographed and faxed"
    )
    parser.add_argument("--mechanism-cases", type=int, default=6, help="cases a mode for the table of mechanisms")
    parser.add_argument("--calibration-cases", type=int, default=8, help="cases a mode for the confidence of facts")
    given = parser.parse_args()
    if not people.available():
        print("skipped: the shared folder with the published patients is not beside this repository")
        return
    how = f" (`python -m bench.report --seed {given.seed} --cases {given.cases}`)"
    page = [HEAD.format(how=how, on=dt.datetime.now(tz=dt.UTC).date().isoformat(), cases=given.cases)]
    chosen = given.sets
    for name in chosen:
        given.sets = (name,)
        with tempfile.TemporaryDirectory() as scratch:
            chosen_columns = COLUMNS if name in given.paper.split(",") else {"digital": COLUMNS["digital"]}
            columns = {
                c: _merged([measure(given, m, Path(scratch)) for m in modes]) for c, modes in chosen_columns.items()
            }
        page += _section(name, columns)
        given.out.write_text("\n".join(page) + "\n", encoding="utf-8")
    for section in (_mechanisms, _confidence):
        page += section(given)
        given.out.write_text("\n".join(page) + "\n", encoding="utf-8")


def _mechanisms(given: argparse.Namespace) -> list[str]:
    """Every mechanism with and without."""
    rows = mechanisms.measure_all(given.mechanism_cases, given.seed, MENDED, given.reads)
    return [MECHANISMS.format(sets=" and ".join(MENDED), cases=given.mechanism_cases), *mechanisms.section(rows)]


def _confidence(given: argparse.Namespace) -> list[str]:
    """How far confidence can be relied on, its plot, and the thresholds."""
    cases = calibration.read_cases(calibration.MODES, given.calibration_cases, given.seed, MENDED, given.reads)
    facts = {mode: [[*calibration.judged(c)] for c in those] for mode, those in cases.items()}
    whole = {mode: [f for case in those for f in case] for mode, those in facts.items()}
    (HOME / "docs" / "images" / "reliability.svg").write_text(calibration.plot(whole), encoding="utf-8")
    swept = {m: calibration.thresholds(cases[m][: given.mechanism_cases]) for m in calibration.SWEPT}
    return [
        CONFIDENCE.format(cases=given.calibration_cases), *calibration.section(whole), "", *calibration.fitted(facts),
        THRESHOLDS.format(cases=min(given.mechanism_cases, given.calibration_cases)),
        *calibration.threshold_section(swept),
    ]  # fmt: skip


def _merged(scores: Sequence[Scores]) -> Scores:
    whole = scores[0]
    for other in scores[1:]:
        whole.merge(other)
    return whole


def _section(name: str, columns: dict[str, Scores]) -> list[str]:
    """One author's families: the goals, every kind of fact, and the spread between families."""
    lines = [f"\n## Set “{name}”: {len(families((name,)))} layout families, {SETS[name]}\n"]
    lines += _table(["", *columns], [[what, *_pairs(what, columns)] for what in GOALS])
    lines += ["\nF1 by kind of fact:\n"]
    kinds = sorted({k for s in columns.values() for k in s.kinds})
    lines += _table(["", *columns], [[k, *(_f1(s.kinds.get(k)) for s in columns.values())] for k in kinds])
    lines += ["\nSpread between families (each scored alone):\n"]
    lines += _table(["", *columns], [[k, *v] for k, v in _spread(columns).items()])
    return lines


def _pairs(what: str, columns: dict[str, Scores]) -> list[str]:
    goals = dict(zip(COLUMNS, GOALS[what], strict=True))
    found = {name: _figure(what, scores) for name, scores in columns.items()}
    return [f"{have} ({goals[name]})" if goals[name] else have for name, have in found.items()]


def _figure(what: str, scores: Scores) -> str:
    whole, quotes = scores.total(), sum(scores.quotes.values())
    stages = scores.stages.get("IPSS-R", Counter())
    figures = {
        "lab rows": _f1(scores.total("lab rows")),
        "blasts": _f1(scores.total(*CLINICAL)),
        "silent": f"{1000 * whole.silent / max(whole.right + whole.silent, 1):.1f}",
        "quotes": f"{scores.quotes[True] / max(quotes, 1):.3f}",
        "IPSS-R": f"{stages.get('agree', 0)} of {sum(stages.values())}, {stages.get('differ', 0)} wrong",
        "traps": f"{100 * scores.traps / max(scores.cases, 1):.0f}",
    }
    return next(figure for start, figure in figures.items() if what.startswith(start))


def _f1(tally: Tally | None) -> str:
    return f"{tally.f1:.3f}" if tally and tally.wanted else "-"


def _spread(columns: dict[str, Scores]) -> dict[str, list[str]]:
    """Median and worst family, and how many have no silent error at all."""
    rows: dict[str, list[str]] = {
        "median F1": [],
        "worst F1": [],
        "worst family": [],
        "families without a silent error": [],
    }
    for scores in columns.values():
        tallies = {n: t for n, t in scores.families.items() if t.wanted and n != "-"}
        worst = min(tallies, key=lambda n: tallies[n].f1)
        rows["median F1"].append(f"{statistics.median(t.f1 for t in tallies.values()):.3f}")
        rows["worst F1"].append(f"{tallies[worst].f1:.3f}")
        rows["worst family"].append(worst)
        clean = sum(not t.silent for t in tallies.values())
        rows["families without a silent error"].append(f"{clean} of {len(tallies)}")
    return rows


def _table(head: list[str], rows: list[list[str]]) -> list[str]:
    lines = [head, ["---"] * len(head), *rows]
    return ["| " + " | ".join(line) + " |" for line in lines]


if __name__ == "__main__":
    main()

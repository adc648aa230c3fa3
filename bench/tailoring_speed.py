"""``python -m bench.tailoring_speed``: one answer from a built profile in a warm process, in CPU time.

Beside the milliseconds stands the ratio to a floor of the same run that has nothing of ours in it: writing the finished
answer as JSON and reading it back (pydantic). The ratio holds on any machine; the goal of 50 ms is for this one.
"""

import argparse
import statistics
import time
from collections.abc import Callable

from bench.safety import PACK, TODAY, general
from pipeline.evaluate.examples import profile_from
from pipeline.tailor import tailor
from sample_records.people import load_people
from schemas.answer import TailoredAnswer

ANSWERS = ("mds-liver", "mds-immunotherapy", "mds-car-t")
GOAL_MS, GOAL_RATIO = 50.0, 60.0


def took(work: Callable[[], object], rounds: int = 3) -> float:
    """The median CPU time in seconds."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times)


def measured(every: int = 1) -> tuple[list[float], list[float]]:
    """CPU seconds of tailoring and of the floor for every pair of invented person and question."""
    ours, floors = [], []
    for person in load_people("mds")[::every]:
        profile = profile_from(person.profile, "mds")
        for name in ANSWERS:
            asked = general(name)

            def work() -> TailoredAnswer:
                return tailor(profile, asked, PACK, today=TODAY, country=person.country)  # noqa: B023 - used at once

            text = work().model_dump_json()
            ours.append(took(work))
            floors.append(took(lambda: TailoredAnswer.model_validate_json(text).model_dump_json(), 5))  # noqa: B023
    return ours, floors


def main() -> None:
    """Print the figures; exit 1 where the median is over the goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="only every n-th person")
    args = parser.parse_args()
    ours, floors = measured(args.every)
    middle = statistics.median(ours) * 1000
    ratio = statistics.median(o / f for o, f in zip(ours, floors, strict=True))
    worst = max(ours) * 1000
    print(f"{len(ours)} answers: median {middle:.1f} ms of CPU, slowest {worst:.1f} ms (goal {GOAL_MS:.0f} ms)")
    print(f"floor {statistics.median(floors) * 1000:.2f} ms; ratio {ratio:.1f} (goal {GOAL_RATIO:.0f})")
    raise SystemExit(1 if middle > GOAL_MS else 0)


if __name__ == "__main__":
    main()

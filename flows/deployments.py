"""``python -m flows.deployments``: the flows as deployments of the Prefect server named in ``PREFECT_API_URL``.

They are registered, and runs of them (started by hand, by a schedule, or again after a failure) are carried out in
processes of their own on this machine. ``oncotailor serve`` keeps it up; on many machines ``prefect.yaml`` and a work
pool do the same.
"""

import os
import sys
import time
import warnings
from typing import Any

from flows import shown


def main() -> int:
    """Register and carry out, until SIGTERM or SIGINT."""
    os.environ.setdefault("PREFECT_CLIENT_MAX_RETRIES", "10")  # nothing waits for it, unlike for a worker
    shown.be_quiet()
    while not shown.answers(os.environ.get("PREFECT_API_URL", "")):
        time.sleep(1.0)
    from prefect import serve

    # Prefect's own way to end at SIGTERM, of which operators need not hear
    warnings.filterwarnings("ignore", "coroutine 'Runner.astop' was never awaited", RuntimeWarning)
    serve(*deployments(), pause_on_shutdown=False, print_starting_message=False, limit=2)
    return 0


def deployments() -> list[Any]:
    """All five, as ``prefect.yaml`` has them."""
    from prefect.types.entrypoint import EntrypointType

    from flows import case

    common: dict[str, Any] = {"tags": ["oncotailor"], "entrypoint_type": EntrypointType.MODULE_PATH}
    return [
        case.ingest_document.to_deployment(
            "ingest-document", concurrency_limit=1,
            description="Read one uploaded document (again), by its id.", **common,
        ),
        case.build_profile.to_deployment(
            "build-profile",
            description="Build a case's profile from what was read and corrected, by the case's id.", **common,
        ),
        case.tailor_case.to_deployment(
            "tailor-case", description="Tailor the answer to a question of a case, by their ids.", **common
        ),
        case.reprocess.to_deployment(
            "reprocess", description="After code or rules changed, queue what they touch, in one case or all.", **common
        ),
        case.purge.to_deployment(
            "purge", cron="17 3 * * *",
            description="Erase one case; without an id, all cases past their time and what crashes left behind.",
            **common,
        ),
    ]  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())

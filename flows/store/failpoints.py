"""Named steps at which a test may kill the process, to prove that what was promised holds.

``ONCOTAILOR_FAIL_AT=name`` kills with SIGKILL at the first time the step is reached, ``name:3`` at the third; it works
only where ``ONCOTAILOR_TEST_BUILD=1`` is set too.
"""

import os
import signal

_counts: dict[str, int] = {}

STEPS = (
    "upload.begun", "upload.synced", "upload.renamed", "upload.inserted", "upload.committed",
    "worker.claimed", "worker.decrypted", "worker.page", "worker.read", "worker.saving", "worker.saved",
    "worker.merged", "worker.profile", "worker.profiled", "worker.tailored", "worker.answered", "worker.finished",
    "erase.begun", "erase.committed", "erase.blob", "rotate.key", "rotate.wrapped", "rotate.committed",
)  # fmt: skip
"""All steps, in the order of a document's way."""


def failpoint(name: str) -> None:
    """End this process at once if a test asked for it here."""
    wanted = os.environ.get("ONCOTAILOR_FAIL_AT")
    if not wanted or os.environ.get("ONCOTAILOR_TEST_BUILD") != "1":
        return
    step, _, count = wanted.partition(":")
    if step == name:
        _counts[name] = _counts.get(name, 0) + 1
        if _counts[name] == int(count or 1):
            os.kill(os.getpid(), signal.SIGKILL)

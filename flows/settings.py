"""Where flows find the store; set by whoever starts the worker."""

import os
from pathlib import Path

from pipeline.store import CaseStore, FolderStore
from schemas.errors import UsageError

DATA_VARIABLE = "ONCOTAILOR_DATA"


def open_store() -> CaseStore:
    """The store that the environment names.

    Raises:
        UsageError: the environment names none.
    """
    folder = os.environ.get(DATA_VARIABLE)
    if not folder:
        raise UsageError(f"set {DATA_VARIABLE} to the folder that holds the cases")
    return FolderStore(Path(folder))

"""Where the store keeps its things, and its limits."""

import os
from pathlib import Path

from pydantic import Field, ValidationError

from flows.store.keyring import default_key_file
from schemas.base import Record
from schemas.errors import UsageError

DATA_VARIABLE = "ONCOTAILOR_DATA"
DATABASE_VARIABLE = "ONCOTAILOR_DATABASE"
BLOBS_VARIABLE = "ONCOTAILOR_BLOBS"
KEY_VARIABLE = "ONCOTAILOR_KEY_FILE"
LIMITS = (
    "retention_days", "max_file_bytes", "max_patient_bytes", "max_patient_documents", "reserve_bytes", "idle_seconds",
    "session_seconds",
)  # fmt: skip
"""What an operator may set besides places, each by ``ONCOTAILOR_`` and its name in capitals."""


class StoreSettings(Record):
    """Places and limits; sizes in bytes, times in seconds.

    ``database`` is an SQLAlchemy URL (``postgresql+psycopg://…``); None is SQLite in the data folder. ``blobs`` is an
    object store's URL (``s3://bucket/prefix``, its options in the environment as AWS names them); None is a folder.
    """

    data: Path
    database: str | None = None
    blobs: str | None = None
    key_file: Path = Field(default_factory=default_key_file)
    create_key: bool = Field(default=True, description="make a master key where there is none")
    max_file_bytes: int = Field(default=25_000_000, gt=0)
    max_patient_bytes: int = Field(default=200_000_000, gt=0)
    max_patient_documents: int = Field(default=500, gt=0)
    reserve_bytes: int = Field(
        default=50_000_000, ge=0, description="free room on the disk below which nothing is taken"
    )
    lease_seconds: float = Field(default=60, gt=0)
    most_deaths: int = Field(default=3, gt=0, description="workers lost on one job without any progress")
    most_breaks: int = Field(default=2, gt=0, description="children that one document may break")
    most_failures: int = Field(default=3, gt=0, description="tries of a job that fails by itself")
    idle_seconds: float = Field(default=900, gt=0, description="a session unused so long ends")
    session_seconds: float = Field(default=43_200, gt=0, description="the longest session")
    token_seconds: float = Field(default=900, gt=0, description="life of a client's access token")
    retention_days: float | None = Field(
        default=None, gt=0, description="cases untouched so long are erased; None: never"
    )

    @property
    def database_url(self) -> str:
        """The database's URL."""
        return self.database or f"sqlite:///{self.data / 'oncotailor.db'}"

    @classmethod
    def from_environment(cls, **changes: object) -> "StoreSettings":
        """Settings from ``ONCOTAILOR_DATA``, ``…_DATABASE``, ``…_BLOBS``, ``…_KEY_FILE``, ``LIMITS``, and ``changes``.

        Raises:
            UsageError: a limit is no number, or none that makes sense.
        """
        found: dict[str, object] = {"data": Path(os.environ.get(DATA_VARIABLE) or default_data())}
        for name, variable in (("database", DATABASE_VARIABLE), ("blobs", BLOBS_VARIABLE), ("key_file", KEY_VARIABLE)):
            if os.environ.get(variable):
                found[name] = os.environ[variable]
        limits = {name: f"ONCOTAILOR_{name.upper()}" for name in LIMITS}
        found |= {name: os.environ[variable] for name, variable in limits.items() if os.environ.get(variable)}
        try:
            return cls.model_validate(found | changes)
        except ValidationError as error:
            wrong = error.errors()[0]
            name = str(wrong["loc"][0])
            raise UsageError(f"{limits.get(name, name)}: {wrong['msg']}") from None


def default_data() -> Path:
    """The data folder unless told otherwise."""
    home = os.environ.get("XDG_DATA_HOME")
    return (Path(home) if home else Path.home() / ".local" / "share") / "oncotailor"

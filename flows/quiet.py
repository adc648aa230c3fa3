"""Failures as codes: Prefect stores the text of an exception and the source lines around it."""

from collections.abc import Iterator
from contextlib import contextmanager

from schemas.errors import OncotailorError, UnreadableRecordError


class StageError(Exception):
    """A stage failed; the message is a code and nothing else."""


class PassingStageError(StageError):
    """A failure that may pass: worth another try."""


@contextmanager
def quiet(stage: str) -> Iterator[None]:
    """Replace whatever is raised by its code; the original is not chained, or Prefect would store it too."""
    failure: StageError | None = None
    try:
        yield
    except UnreadableRecordError as exc:
        failure = StageError(f"{stage}: {exc.failure.value}")
    except OncotailorError as exc:
        failure = StageError(f"{stage}: {type(exc).__name__}")
    except (OSError, TimeoutError, MemoryError) as exc:
        failure = PassingStageError(f"{stage}: {type(exc).__name__}")
    except Exception as exc:  # the last line of defence: nothing of a record may reach Prefect
        failure = StageError(f"{stage}: {type(exc).__name__}")
    if failure is not None:
        raise failure from None

"""What a sandboxed process may use; handed to it as its one argument."""

import dataclasses
import json
import os

FILES = 128  # open at once
PROCESSES, PROCESSES_A_CORE = 32, 8  # threads count as processes


@dataclasses.dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one child; memory in bytes, processor time in seconds.

    ``landlock`` lists what may be read where no mount namespace hides the rest. ``programs`` allows starting other
    programs (the tesseract command, where its library is not installed). ``deadly_network`` ends the process at its
    first try to open a socket, so that a test can count tries; else the try is refused. ``other_user`` makes root
    a user that nobody else is: root's processes are not counted, so ``processes`` would not bind them.
    """

    memory: int
    cpu: int = 0
    processes: int = 0
    landlock: tuple[str, ...] = ()
    other_user: bool = False
    programs: bool = False
    deadly_network: bool = False
    warm: bool = False

    def text(self) -> str:
        """As an argument of a command."""
        return json.dumps(dataclasses.asdict(self))

    @classmethod
    def parse(cls, text: str) -> "Limits":
        """What ``text`` wrote."""
        fields = json.loads(text)
        return cls(**{**fields, "landlock": tuple(fields["landlock"])})


def most_processes() -> int:
    """Threads and processes one child may have: engines start some for each core."""
    return PROCESSES + PROCESSES_A_CORE * len(os.sched_getaffinity(0))

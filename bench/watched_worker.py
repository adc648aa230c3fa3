"""A worker of the service under watch: ``python -m bench.watched_worker FILE PAGE_SECONDS DOCUMENT_SECONDS OCR``.

It does what ``flows.worker`` does, with the same sandbox, but a child that opens a socket is ended (else the try is
merely refused), and how children end by themselves is noted in FILE, one code a line.
"""

import functools
import os
import sys

import flows.worker as worker
import pipeline.reading.pool as pool
from pipeline.reading import ReadSettings
from pipeline.sandbox import choose, exits
from schemas.errors import ReadFailure


def main(arguments: list[str]) -> int:
    """Work until SIGTERM."""
    file, page, document, ocr = arguments
    notes = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def noted(code: int) -> ReadFailure:
        os.write(notes, f"{code}\n".encode())
        return exits.failure_of(code)

    limits = functools.partial(
        ReadSettings, page_seconds=float(page), document_seconds=float(document), ocr=ocr == "ocr"
    )  # fmt: skip
    for module, name, stand_in in (
        (pool, "failure_of", noted),
        (choose, "child_command", functools.partial(choose.child_command, deadly_network=True)),
        (worker, "ReadSettings", limits),
    ):
        setattr(module, name, stand_in)
    return worker.main()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

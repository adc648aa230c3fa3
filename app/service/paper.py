"""Answers on paper, made in a short-lived child: what lays out pages is large, and no part of the web process."""

import subprocess
import sys
import threading

from app.service.errors import BusyError
from pipeline.render.views import View
from schemas.answer import TailoredAnswer

SECONDS = 60.0
_room = threading.BoundedSemaphore(2)


class PaperError(Exception):
    """No paper came."""


def answer_pdf(answer: TailoredAnswer, view: View = "patient") -> bytes:
    """A view of the answer as PDF.

    Raises:
        BusyError: too many ask at once.
        PaperError: the child failed; nothing of the answer is in it.
    """
    if not _room.acquire(timeout=SECONDS / 2):
        raise BusyError
    try:
        done = subprocess.run(
            [sys.executable, "-m", "app.service.paper", view],
            input=answer.model_dump_json().encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise PaperError from None
    finally:
        _room.release()
    if done.returncode or not done.stdout.startswith(b"%PDF"):
        raise PaperError
    return done.stdout


def main(view: str) -> int:
    """In the child: JSON in, PDF out."""
    from pipeline.render import render_answer
    from pipeline.render.views import VIEWS

    answer = TailoredAnswer.model_validate_json(sys.stdin.buffer.read())
    made = render_answer(answer, "pdf", view=next(v for v in VIEWS if v == view))
    sys.stdout.buffer.write(made if isinstance(made, bytes) else made.encode())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

"""Pictures put into a profile: the line of each question, and each side of a contradiction."""

from collections.abc import Iterator, Sequence

from pipeline.pictures.book import PictureBook
from schemas.profile import Conflict, Profile, ReviewItem
from schemas.provenance import Evidence

MOST_BYTES = 600_000
"""Of all pictures in one profile; what comes later (and matters less) goes without."""
MOST_SIDES = 6
"""Pictures of one contradiction."""


def line_of(profile: Profile, item: ReviewItem) -> tuple[Evidence, ...]:
    """Where a question is answered: its own place, then those of the others that it settles."""
    others = [r for r in profile.review if r.about in item.also and r.question == item.question]
    return (*item.evidence, *(e for r in others for e in r.evidence))


def doubtful_places(profile: Profile) -> Iterator[Sequence[Evidence]]:
    """The places that ``attach`` wants pictures of."""
    for item in profile.review:
        yield line_of(profile, item)
    for conflict in profile.conflicts:
        yield from ((e,) for e in conflict.evidence[:MOST_SIDES])


def attach(profile: Profile, book: PictureBook) -> Profile:
    """``profile`` with a picture for each question and each side of a contradiction, as far as there are any."""
    room = _Room()
    review = tuple(
        item.model_copy(update={"picture": room.uri(book, line_of(profile, item))}) for item in profile.review
    )
    conflicts = tuple(_with_sides(c, book, room) for c in profile.conflicts)
    return profile.model_copy(update={"review": review, "conflicts": conflicts})


def _with_sides(conflict: Conflict, book: PictureBook, room: "_Room") -> Conflict:
    shown = tuple(room.uri(book, (e,)) if i < MOST_SIDES else None for i, e in enumerate(conflict.evidence))
    return conflict.model_copy(update={"pictures": shown})


class _Room:
    """How much may still be added; a picture used twice counts twice, because it is written twice."""

    def __init__(self) -> None:
        self._left = MOST_BYTES

    def uri(self, book: PictureBook, evidence: Sequence[Evidence]) -> str | None:
        picture = book.of(evidence)
        if picture is None or len(picture.data) > self._left:
            return None
        self._left -= len(picture.data)
        return picture.uri

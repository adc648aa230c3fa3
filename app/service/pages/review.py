"""Questions that the records leave open, answered with a click beside the picture of the line."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from app.service.context import Own
from app.service.places import Spot, fact_address, spots
from app.service.policy import Who, open_to
from app.service.show import go, page
from flows.store.records import DocumentInfo, ProfileView
from knowledge.review import load_review
from pipeline.corrections import fact_at, resolve
from pipeline.pictures.attach import line_of
from pipeline.stated import stated
from schemas.corrections import Correction, CorrectionRequest
from schemas.profile import DocumentEntry, Patient, Profile, ReviewItem

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Answered:
    """Facts that the patient has corrected since this profile version was built: their questions are settled."""

    profile: Profile
    facts: tuple[object, ...]
    documents: frozenset[str]
    own: frozenset[str] = frozenset()

    @classmethod
    def of(cls, found: ProfileView, made: Sequence[Correction]) -> "Answered":
        """Out of all corrections those that this version does not hold yet."""
        later = [c for c in made if c.seq > found.info.corrected and c.action != "undo"]
        return cls(
            found.profile, tuple(c.fact for c in later if c.fact is not None),
            frozenset(c.document for c in later if c.document is not None), frozenset(stated(later)),
        )  # fmt: skip

    def holds(self, pointer: str) -> bool:
        """Whether the fact at ``pointer`` is settled."""
        found = fact_at(self.profile, pointer)
        if found is None:
            return False
        if isinstance(found[1], Patient):
            return (pointer.removeprefix("patient.") in self.own) if "." in pointer else bool(self.own)
        if isinstance(found[1], DocumentEntry):
            return found[1].id in self.documents
        evidence = getattr(found[1], "evidence", ())
        return any(type(found[1]) is type(f) and getattr(f, "evidence", None) == evidence for f in self.facts)


@dataclass(frozen=True, slots=True)
class AskedItem:
    """One question; ``address`` is where its answer goes, None where it cannot be settled here.

    ``choices`` are readings that a click can set; without any, ``settles`` says whether yes or no does. ``files`` are
    whole files it asks about, each with its own address.
    """

    text: str
    why: tuple[str, ...]
    pictures: tuple[str, ...]
    spots: tuple[Spot, ...]
    address: str | None
    choices: tuple[str, ...]
    settles: bool
    also: tuple[str, ...]
    files: tuple[tuple[str, str], ...]
    decides: bool


@router.get("/case/review")
@open_to(Who.PATIENT)
def review(request: Request, own: Own) -> Response:
    """All open questions, those that matter most first."""
    status = own.status()
    if not status.version:
        return go("/case")
    found = own.profile()
    items = asked_of(found, own.corrections(), status.documents)
    return page(
        request, "review.html.j2", at="review", items=items, seen=status.last_correction, working=status.working,
        refresh=status.working and not items, kept=request.query_params.get("kept") == "1",
        conflicts=found.profile.conflicts, version=found.info.version, address=fact_address,
    )  # fmt: skip


def asked_of(
    found: ProfileView, made: Sequence[Correction], documents: Sequence[DocumentInfo] = ()
) -> tuple[AskedItem, ...]:
    """Open questions, each once."""
    answered = Answered.of(found, made)
    groups: dict[str, list[ReviewItem]] = {}
    for item in found.profile.review:
        files = _files(found, item, answered)
        if files or (not answered.holds(item.about) and not _about_file(item)):
            groups.setdefault(item.question, []).append(item)
    items = [_asked(found, group, documents, answered) for group in groups.values()]
    return tuple(sorted(items, key=lambda i: not i.decides))


def _about_file(item: ReviewItem) -> bool:
    return item.about.startswith("documents[")


def _files(found: ProfileView, item: ReviewItem, answered: Answered) -> tuple[tuple[str, str], ...]:
    """Files that a question asks about and that are not settled: name and address."""
    if not _about_file(item):
        return ()
    held = [(p, fact_at(found.profile, p)) for p in (item.about, *item.also)]
    return tuple(
        (h[1].file, _address(found.info.version, p) or "") for p, h in held if h is not None and not answered.holds(p)
    )  # fmt: skip


def _asked(
    found: ProfileView, group: Sequence[ReviewItem], documents: Sequence[DocumentInfo], answered: Answered
) -> AskedItem:
    first = group[0]
    pictures = tuple(dict.fromkeys(i.picture for i in group if i.picture is not None))
    held = fact_at(found.profile, first.about)
    choices = _choices(found.profile, first) if len(group) == 1 and not first.also else ()
    together = tuple(dict.fromkeys(p for i in group for p in (i.about, *i.also) if p != first.about))
    return AskedItem(
        text=first.question,
        why=tuple(dict.fromkeys(i.why for i in group)),
        pictures=pictures,
        spots=() if pictures else spots(line_of(found.profile, first)[:1], documents),
        address=_address(found.info.version, first.about) if held is not None else None,
        choices=choices,
        settles=bool(choices) or not _chooses(first),
        also=tuple(p for p in together if fact_at(found.profile, p) is not None),
        files=tuple(dict.fromkeys(f for i in group for f in _files(found, i, answered))),
        decides=any(i.weight == "decides" for i in group),
    )


def _chooses(item: ReviewItem) -> bool:
    """Whether the question asks which of several readings is right, so that yes or no would say nothing."""
    if item.about.startswith("patient."):
        return True
    return len(item.candidates) > 1 and load_review().questions.between.join(item.candidates) in item.question


def _choices(profile: Profile, item: ReviewItem) -> tuple[str, ...]:
    """The readings that can be set with a click; none where the question does not ask for one."""
    if not _chooses(item):
        return ()
    wanted = (CorrectionRequest(about=item.about, action="change", choice=c[:200]) for c in item.candidates)
    return tuple(w.choice for w in wanted if w.choice and resolve(profile, w, by="patient") is not None)


def _address(version: int, pointer: str) -> str | None:
    if pointer.startswith("documents["):
        return f"/case/facts/{version}/documents/{pointer[10:-1]}"
    if pointer.startswith("patient."):
        return f"/case/facts/{version}/patient/0?field={pointer.removeprefix('patient.')}"
    return fact_address(version, pointer)

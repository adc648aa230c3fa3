"""What the records say: all of it, one fact at its place on the page, and correcting it."""

from fastapi import APIRouter, Request, Response

from app.service.context import Asking, Number, Own
from app.service.edits import changes, entries
from app.service.pages.review import Answered, asked_of
from app.service.places import Spot, fact_address, pointer_of, spots
from app.service.policy import Who, open_to
from app.service.show import go, page
from flows.store import Repository
from flows.store.errors import CorrectionError, NotFoundError
from flows.store.records import PagePicture, ProfileView
from pipeline.corrections import LISTS, SINGLE, fact_at
from pipeline.pictures.book import PictureBook
from pipeline.render.facts import FactView, resolve, view
from pipeline.render.profile_page import profile_page
from pipeline.stated import LABELS
from schemas.corrections import CorrectionRequest
from schemas.facts import Stage
from schemas.profile import Patient

router = APIRouter()
ALONE = frozenset({"patient", *SINGLE})
NOBODY = FactView("patient", "You", "Your records do not say who you are", "", ())
MOST_SPOTS = 4


@router.get("/case/profile")
@open_to(Who.PATIENT)
def profile(request: Request, own: Own) -> Response:
    """Everything the records say."""
    status = own.status()
    if not status.version:
        return go("/case")
    found = own.profile()
    shown = profile_page(found.profile, PictureBook())
    pending = status.last_correction > found.info.corrected
    return page(
        request, "our_profile.html.j2", at="profile", shown=shown, version=found.info.version, address=fact_address,
        review=len(asked_of(found, own.corrections())), pending=pending, kept=request.query_params.get("kept") == "1",
        working=status.working, refresh=status.working, struck=[c for c in found.corrections if c.about is None],
        unnamed=view(found.profile, "patient") is None,
    )  # fmt: skip


@router.get("/case/changes")
@open_to(Who.PATIENT)
def what_changed(request: Request, own: Own) -> Response:
    """What one profile version says otherwise than another."""
    versions = own.versions()
    if not versions:
        return go("/case")
    newest = versions[-1].version
    asked = request.query_params.get("from", "")
    old = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 8 else max(1, newest - 1)
    found = own.changes_between(old, newest)
    return page(
        request, "changes.html.j2", at="profile", found=found, versions=versions, old=old, newest=newest,
        address=fact_address,
    )  # fmt: skip


@router.get("/case/facts/{version}/{name}/{number}")
@open_to(Who.PATIENT)
def fact(request: Request, own: Own, version: Number, name: str, number: Number) -> Response:
    """A fact at its place."""
    return _fact_page(request, own, version, name, number)


def _fact_page(
    request: Request, own: Repository, version: int, name: str, number: int, *, wrong: str = "", status: int = 200
) -> Response:
    pointer = pointer_of(name, number, tuple(ALONE))
    found = own.profile(version)
    if name not in LISTS | ALONE:
        raise NotFoundError
    held = resolve(found.profile, pointer)
    said = view(found.profile, pointer) or (NOBODY if isinstance(held, Patient) else None)
    if said is None or (number and name in ALONE):
        raise NotFoundError
    state = own.status()
    places = spots(getattr(held, "evidence", ()), state.documents)[:MOST_SPOTS]
    correctable = fact_at(found.profile, pointer)
    computed = isinstance(held, Stage) and held.origin == "computed"
    own_words = isinstance(held, Patient)
    return page(
        request, "fact.html.j2", status=status, at="profile", said=said, version=version, action=request.url.path,
        spots=[(spot, _picture(own, spot)) for spot in places],
        entries=entries(held) if correctable is not None and not computed else (),
        correctable=correctable is not None and not computed, computed=computed, own_words=own_words,
        inputs=_inputs(held) if isinstance(held, Stage) else (), unsure=pointer in found.profile.unsure,
        corrections=[c for c in found.corrections if c.about == pointer], newest=state.version,
        seen=state.last_correction, answered=Answered.of(found, own.corrections()).holds(pointer), wrong=wrong,
    )  # fmt: skip


def _picture(own: Repository, spot: Spot) -> PagePicture | None:
    """The page's measures; the picture itself is asked for by the browser."""
    if spot.document_id is None or spot.picture is None:
        return None
    try:
        return own.page_picture(spot.document_id, spot.page)
    except NotFoundError:
        return None


def _inputs(stage: Stage) -> tuple[tuple[str, str], ...]:
    return tuple((n.replace("_", " "), str(v)) for n, v in stage.inputs.items() if isinstance(v, int | float | str))


@router.post("/case/facts/{version}/{name}/{number}")
@open_to(Who.PATIENT)
def correct(request: Request, own: Own, asker: Asking, version: Number, name: str, number: Number) -> Response:
    """Confirm, change or strike a fact, or answer the question about it."""
    pointer, form = pointer_of(name, number, tuple(ALONE)), asker.form
    field = request.query_params.get("field", "")
    if pointer == "patient" and field in LABELS:  # a question that records leave open about her
        pointer = f"patient.{field}"
    try:
        made = _requests(own.profile(version), pointer, asker)
        for one in made:
            own.correct(one, version=version, seen=_seen(form.get("seen", "")))
    except CorrectionError:
        if form.get("from") == "review" or name == "documents":
            raise
        return _fact_page(
            request, own, version, name, number, status=422,
            wrong="This does not fit. Please look at what you entered; nothing was changed.",
        )  # fmt: skip
    return go("/case/review?kept=1" if form.get("from") == "review" else "/case/profile?kept=1")


def _seen(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None


def _requests(found: ProfileView, pointer: str, asker: Asking) -> list[CorrectionRequest]:
    """What the form means: one correction, or one for each fact that a question asked about together."""
    form = asker.form
    note = form.get("note", "").strip()[:2000] or None
    match form.get("action"):
        case "choose":
            return [CorrectionRequest(about=pointer, action="change", choice=form.get("choice", "")[:200], note=note)]
        case "confirm" | "strike" as action:
            also = tuple(dict.fromkeys((pointer, *asker.several.get("also", ()))))[:20]
            return [CorrectionRequest(about=one[:64], action=action, note=note) for one in also]
        case "change":
            held = resolve(found.profile, pointer)
            fields = changes(held, form)
            if not fields:
                raise CorrectionError
            return [CorrectionRequest(about=pointer, action="change", fields=fields, note=note)]
    raise CorrectionError


@router.get("/case/corrections")
@open_to(Who.PATIENT)
def corrections(request: Request, own: Own) -> Response:
    """Everything the patient corrected, and taking it back."""
    made = own.corrections()
    undone = {c.undoes for c in made if c.action == "undo"}
    status = own.status()
    applied = own.profile().corrections if status.version else ()
    return page(
        request, "corrections.html.j2", at="mine", applied=applied, made=made, undone=undone, version=status.version,
        address=fact_address,
    )  # fmt: skip


@router.post("/case/corrections/{seq}/undo")
@open_to(Who.PATIENT)
def undo(own: Own, seq: Number) -> Response:
    """Take a correction back; it stays in the list."""
    if seq < 1:
        raise NotFoundError
    own.correct(CorrectionRequest(about="", action="undo", undoes=seq), version=own.status().version, seen=2**31)
    return go("/case/profile?kept=1")

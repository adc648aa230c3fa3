"""The way in and out: a new case and its key, opening it again, leaving it; and the case's own first page."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from app.service.context import Asking, Own, Service, Serving
from app.service.errors import BusyError, RequestError
from app.service.flood import KNOCKS, Bucket
from app.service.pages.progress import case_words, progress_of
from app.service.pages.review import asked_of
from app.service.policy import Who, open_to
from app.service.show import go, page
from flows.store import Repository
from flows.store.records import CaseStatus, NewSession

router = APIRouter()
NEW_CASES = Bucket(room=60, each_second=2.0)
"""Anybody may open a case: so many at once and in the long run, in each web process."""


class NotYourKeyError(RequestError):
    """A key that opens nothing."""

    status, code = 403, "key"


@router.get("/")
@open_to(Who.ANYONE)
def front(request: Request, service: Serving) -> Response:
    """What this is, and the way in."""
    ended = request.query_params.get("ended") == "1"
    return page(request, "start.html.j2", ended=ended, wrong=False, openid=service.settings.openid is not None)


@router.post("/begin")
@open_to(Who.ANYONE)
def begin(request: Request, service: Serving) -> Response:
    """Open a case; its key is shown this once."""
    if not NEW_CASES.take():
        raise BusyError
    with KNOCKS:
        case = service.accounts.open_case()
        session = service.accounts.log_in(case.key)
    assert session is not None
    asker = request.state.asker
    asker.who, asker.token, asker.csrf = service.accounts.session(session.token), session.token, session.csrf
    answer = page(request, "key.html.j2", key=case.key, first=True)
    keep(answer, service, session)
    return answer


@router.post("/open")
@open_to(Who.ANYONE)
def open_again(request: Request, service: Serving, asker: Asking) -> Response:
    """Open a case with its key."""
    with KNOCKS:
        session = service.accounts.log_in(asker.form.get("key", ""))
    if session is None:
        return page(
            request, "start.html.j2", status=NotYourKeyError.status, ended=False, wrong=True,
            openid=service.settings.openid is not None,
        )  # fmt: skip
    if asker.token:
        service.accounts.log_out(asker.token)
    answer = go("/case")
    keep(answer, service, session)
    return answer


@router.post("/close")
@open_to(Who.PATIENT)
def leave(service: Serving, asker: Asking) -> Response:
    """End the session."""
    if asker.token:
        service.accounts.log_out(asker.token)
    answer = go("/")
    forget(answer, service)
    return answer


@router.get("/case")
@open_to(Who.PATIENT)
def case(request: Request, own: Own, service: Serving) -> Response:
    """Where everything stands, and what comes next."""
    status = own.status()
    shown = progress_of(status)
    if not status.questions and not status.documents:
        return go("/case/ask")
    return page(request, "case.html.j2", at="case", shown=shown, review=_open_questions(service, own, status),
                refresh=status.working)  # fmt: skip


@router.post("/case/again")
@open_to(Who.PATIENT)
def again(own: Own) -> Response:
    """Have the profile and the answers made once more, after a failure of ours."""
    own.set_settings(own.settings())
    return go("/case")


MOST_COUNTED = 5000


def _open_questions(service: Service, own: Repository, status: CaseStatus) -> int:
    """How many questions the records leave open; worked out once for each version and correction."""
    if not status.version:
        return 0
    key = (own.patient_id, status.version, status.last_correction)
    if key not in service.counted:
        if len(service.counted) >= MOST_COUNTED:
            service.counted.clear()
        service.counted[key] = len(asked_of(own.profile(status.version), own.corrections()))
    return service.counted[key]


@router.get("/case/status.json")
@open_to(Who.PATIENT)
def status(request: Request, own: Own) -> Response:
    """The same for our script, which asks again and again; nothing of what files say."""
    found = case_words(progress_of(own.status()))
    if request.headers.get("if-none-match") == found["tag"]:
        return Response(status_code=304)
    return JSONResponse(found, headers={"ETag": str(found["tag"])})


def keep(answer: Response, service: Service, session: NewSession) -> None:
    """Put the session into a cookie that scripts cannot read and other sites do not send."""
    answer.set_cookie(
        service.cookie, session.token, httponly=True, samesite="strict", secure=service.settings.secure, path="/"
    )


def forget(answer: Response, service: Service) -> None:
    """Take the cookie back."""
    answer.delete_cookie(
        service.cookie, httponly=True, samesite="strict", secure=service.settings.secure, path="/"
    )  # fmt: skip

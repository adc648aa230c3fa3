"""Taking in records: from a form with or without our script, many at once, or straight from a camera."""

from collections.abc import Callable

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from app.service import metrics
from app.service.context import Asker, Asking, Own, Serving
from app.service.errors import PLAIN, status_of
from app.service.guard import check_csrf
from app.service.multipart import Received, UploadReader
from app.service.policy import Proof, Who, open_to
from app.service.show import go, page
from flows.store import Repository

router = APIRouter()
CSRF_HEADER = "x-csrf-token"


@router.get("/case/upload")
@open_to(Who.PATIENT)
def choose(request: Request, service: Serving, own: Own) -> Response:
    """The form, with what will happen to the records."""
    return page(
        request, "upload.html.j2", at="upload", limits=service.settings.store, most=service.settings.most_files,
        held=len(own.documents()), received=(),
    )  # fmt: skip


@router.post("/case/upload")
@open_to(Who.PATIENT, proof=Proof.STREAM)
async def take(request: Request, service: Serving, asker: Asking, own: Own) -> Response:
    """Take in files; each has its own end."""
    received = await take_files(
        request, own, most_files=service.settings.most_files, check=_from_our_page(request, asker)
    )
    refused = [r for r in received if r.error is not None]
    status = status_of(refused[0].error) if refused and refused[0].error is not None else 201
    if "json" in request.headers.get("accept", ""):
        return JSONResponse({"files": [_said(r) for r in received]}, status if received else 422)
    if received and not refused:
        return go("/case")
    return page(
        request, "upload.html.j2", status=status if refused else 422, at="upload", limits=service.settings.store,
        most=service.settings.most_files, held=0, received=[_said(r) for r in received] or [NOTHING],
    )  # fmt: skip


NOTHING = {"name": "", "accepted": False, "words": "No file was chosen. Please choose one or take a picture."}


def _from_our_page(request: Request, asker: Asker) -> Callable[[dict[str, str]], None]:
    """The form's token comes as a field before the files, or as a header from our script."""

    def check(fields: dict[str, str]) -> None:
        check_csrf(asker, request.headers.get(CSRF_HEADER) or fields.get("csrf", ""))

    return check


async def take_files(
    request: Request,
    own: Repository,
    *,
    most_files: int,
    check: Callable[[dict[str, str]], None] = lambda fields: None,
    idempotency_key: str | None = None,
) -> list[Received]:
    """Stream a request's files into the store."""
    reader = UploadReader(
        request.headers.get("content-type", ""),
        lambda name: own.start_upload(name, idempotency_key=idempotency_key),
        most_files=most_files,
        check=check,
    )
    try:
        async for chunk in request.stream():
            if chunk:
                await run_in_threadpool(reader.feed, chunk)
        reader.finish()
    except ClientDisconnect:
        pass  # whoever sent it is gone; what came whole is kept
    finally:
        await run_in_threadpool(reader.forget)
    for one in reader.received:
        metrics.UPLOADS.labels(one.error.code if one.error else "accepted").inc()
    return reader.received


def _said(one: Received) -> dict[str, object]:
    if one.error is None:
        words = "Taken in" if one.created else "You sent this file before; it is kept once"
        return {"name": one.name, "accepted": True, "words": words}
    words = PLAIN.get(status_of(one.error), PLAIN[500])
    text = one.error.text if one.error.code in ("too_many_files", "quota") else words
    return {"name": one.name, "accepted": False, "words": f"{text[:1].upper()}{text[1:]}"}

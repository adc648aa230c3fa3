"""One file: its pages as pictures, the file itself, reading it again, taking it out."""

from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from app.service.context import Number, Own
from app.service.pages.progress import failure_words
from app.service.policy import Who, open_to
from app.service.show import go, page

router = APIRouter()
SHOWN = ("image/png", "image/jpeg")


@router.get("/case/documents/{document_id}")
@open_to(Who.PATIENT)
def one(request: Request, own: Own, document_id: str) -> Response:
    """A file with its pages."""
    found = own.document(document_id)
    pictured = range(1, (found.pages or 0) + 1) if found.media_type.startswith(("application/pdf", "image/")) else ()
    return page(
        request, "document.html.j2", document=found, why=failure_words(found.code), pictured=list(pictured),
    )  # fmt: skip


@router.get("/case/documents/{document_id}/original")
@open_to(Who.PATIENT)
def original(own: Own, document_id: str) -> Response:
    """The file as it was sent; never shown by the browser itself."""
    found = own.original(document_id)
    return StreamingResponse(
        found.chunks, headers=attachment(found.name, found.size), media_type="application/octet-stream"
    )


def attachment(name: str, size: int | None = None) -> dict[str, str]:
    """Headers of a download (RFC 6266): a plain name for old programs, the real one encoded."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-_. ") else "_" for c in name) or "document"
    headers = {"Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"}
    return headers | ({"Content-Length": str(size)} if size is not None else {})


@router.get("/case/documents/{document_id}/pages/{number}")
@open_to(Who.PATIENT)
def picture(own: Own, document_id: str, number: Number) -> Response:
    """A page as displayed: a picture made anew in the sandbox, never the file's own bytes."""
    found = own.page_picture(document_id, number)
    kind = found.media_type if found.media_type in SHOWN else "application/octet-stream"
    return Response(found.data, media_type=kind)


@router.post("/case/documents/{document_id}/again")
@open_to(Who.PATIENT)
def again(own: Own, document_id: str) -> Response:
    """Have it read once more."""
    own.retry_document(document_id)
    return go("/case")


@router.post("/case/documents/{document_id}/remove")
@open_to(Who.PATIENT)
def remove(own: Own, document_id: str) -> Response:
    """Take it out, with all that was read of it."""
    own.remove_document(document_id)
    return go("/case")

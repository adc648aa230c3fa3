"""Cases and their documents."""

from typing import Annotated

from fastapi import APIRouter, Header, Query, Request, Response
from fastapi.responses import JSONResponse

from app.service.api.common import PREFIX, Case, Id, IfNoneMatch, problems, tag_of, tagged
from app.service.context import Asking, Serving
from app.service.errors import FormError
from app.service.pages.upload import take_files
from app.service.policy import Proof, Who, open_to
from flows.store import cases_since
from flows.store.records import CaseChange, CaseStatus, DocumentInfo
from schemas.base import Record

router = APIRouter(prefix=PREFIX)
UPLOAD_FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {"file": {"type": "string", "format": "binary"}},
                }
            }
        },
    }
}


class Opened(Record):
    """A case just opened; ``key`` is for the patient, and is shown this once."""

    case: str
    key: str


class CasePage(Record):
    """Cases whose profiles are newer; go on with ``since = next``."""

    cases: tuple[CaseChange, ...]
    next: int
    more: bool


class Taken(Record):
    """A document that will not be lost; ``created`` is false where the same bytes were sent before."""

    id: str
    created: bool


class Documents(Record):
    """A case's documents, oldest first."""

    documents: tuple[DocumentInfo, ...]


@router.post("/cases", status_code=201, response_model=Opened, responses=problems())
@open_to(Who.CLIENT, proof=Proof.NONE, scope="case.open")
def open_case(service: Serving, asker: Asking) -> Opened:
    """Open a case for a patient; this client has consent for its scopes until the patient takes it back."""
    made = service.accounts.open_case_for(asker.who)
    return Opened(case=made.patient_id, key=made.key)


@router.get("/cases", response_model=CasePage, responses=problems())
@open_to(Who.CLIENT, proof=Proof.NONE, scope="profile.read")
def changed(
    service: Serving,
    asker: Asking,
    since: Annotated[int, Query(ge=0, lt=2**53)] = 0,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> CasePage:
    """Cases opened to this client whose profile changed after ``since``."""
    found = cases_since(service.store, asker.who, since, limit)
    return CasePage(cases=found, next=found[-1].change if found else since, more=len(found) == limit)


@router.get("/cases/{case}", response_model=CaseStatus, responses=problems(304))
@open_to(Who.CLIENT, proof=Proof.NONE, scope="document.read")
def status(own: Case, if_none_match: IfNoneMatch = None) -> Response:
    """Where a case stands."""
    text = own.status().model_dump_json()
    return tagged(if_none_match, tag_of(text), lambda: text)


@router.get("/cases/{case}/documents", response_model=Documents, responses=problems())
@open_to(Who.CLIENT, proof=Proof.NONE, scope="document.read")
def documents(own: Case) -> Documents:
    """A case's documents."""
    return Documents(documents=own.documents())


@router.post(
    "/cases/{case}/documents", status_code=201, response_model=Taken, openapi_extra=UPLOAD_FORM,
    responses=problems(408, 415, 507) | {200: {"model": Taken, "description": "the same bytes were sent before"}},
)  # fmt: skip
@open_to(Who.CLIENT, proof=Proof.NONE, scope="document.write")
async def upload(
    request: Request,
    own: Case,
    idempotency_key: Annotated[
        str | None, Header(max_length=200, description="the same key again adds nothing")
    ] = None,
) -> Response:
    """Add one document (multipart/form-data, one file)."""
    received = await take_files(request, own, most_files=1, idempotency_key=idempotency_key)
    if not received:
        raise FormError
    first = received[0]
    if first.error is not None or first.document_id is None:
        raise first.error or FormError()
    said = Taken(id=first.document_id, created=first.created)
    return JSONResponse(said.model_dump(), 201 if first.created else 200)


@router.get("/cases/{case}/documents/{document}", response_model=DocumentInfo, responses=problems())
@open_to(Who.CLIENT, proof=Proof.NONE, scope="document.read")
def document(own: Case, document: Id) -> DocumentInfo:
    """Where a document stands."""
    return own.document(document)

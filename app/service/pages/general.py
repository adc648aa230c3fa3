"""What belongs to nobody: style, script, health, counts."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from app.service import metrics
from app.service.context import Serving
from app.service.policy import Who, open_to
from app.service.show import page, static
from flows.store import queue_counts
from flows.store.errors import NotFoundError

router = APIRouter()


@router.get("/static/{name}")
@open_to(Who.ANYONE)
def asset(name: str) -> Response:
    """Style sheet and script."""
    found = static(name)
    if found is None:
        raise NotFoundError
    return Response(found[0], media_type=found[1], headers={"Cache-Control": "no-cache"})


@router.get("/healthz")
@open_to(Who.ANYONE)
def health(service: Serving) -> Response:
    """200 while the database answers."""
    well = service.store.healthy()
    return JSONResponse({"status": "ok" if well else "no database"}, 200 if well else 503)


@router.get("/metrics")
@open_to(Who.OPERATOR)
def counts(service: Serving) -> Response:
    """For Prometheus, with an operator's token."""
    return Response(metrics.text(queue_counts(service.store)), media_type="text/plain; version=0.0.4")


@router.get("/records")
@open_to(Who.ANYONE)
def records(request: Request, service: Serving) -> Response:
    """What happens to records, in plain words."""
    return page(request, "records.html.j2", limits=service.settings.store)

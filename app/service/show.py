"""Templates to answers. Everything is escaped; the look is that of ``pipeline/render``, whose views are shown too."""

import datetime as dt
from functools import lru_cache
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined

from app.service.context import Asker
from pipeline.plain import number, plain_date
from pipeline.render.html import TEMPLATES as RENDER

HERE = Path(__file__).parent
SEXES = {"female": "a woman", "male": "a man"}
KINDS = {"app.css": "text/css; charset=utf-8", "app.js": "text/javascript; charset=utf-8"}


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Our templates before those of ``pipeline/render``: its answer page stands in our frame."""
    made = Environment(
        loader=ChoiceLoader([FileSystemLoader(HERE / "templates"), FileSystemLoader(RENDER)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"moment": moment, "day": plain_date, "figure": number, "megabytes": megabytes, "said": said}
    return made


def page(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A whole page."""
    asker = getattr(request.state, "asker", None)
    inside = isinstance(asker, Asker) and asker.who.kind == "patient"
    frame = {"csrf": asker.csrf if isinstance(asker, Asker) else "", "inside": inside, "refresh": False, "at": ""}
    text = environment().get_template(template).render(**(frame | values))
    return HTMLResponse(text, status)


def go(place: str) -> RedirectResponse:
    """To another page after a form was taken."""
    return RedirectResponse(place, 303)


@lru_cache(maxsize=4)
def static(name: str) -> tuple[bytes, str] | None:
    """Our style sheet (with that of the answer page) or script; None for any other name."""
    if name not in KINDS:
        return None
    data = (HERE / "static" / name).read_bytes()
    return ((RENDER / "style.css").read_bytes() + data if name == "app.css" else data), KINDS[name]


def moment(seconds: float) -> str:
    """21 Nov 2026, 15:04 UTC."""
    at = dt.datetime.fromtimestamp(seconds, dt.UTC)
    day, month, year = plain_date(at.date().isoformat()).split()
    return f"{day} {month[:3]} {year}, {at:%H:%M} UTC"


def said(choice: str) -> str:
    """A reading as a button shows it: a day in words, and what records call a sex as one says it."""
    if choice in SEXES:
        return SEXES[choice]
    try:
        dt.date.fromisoformat(choice)
    except ValueError:
        return choice
    return plain_date(choice) if len(choice) == 10 else choice


def megabytes(size: int) -> str:
    """Bytes in words."""
    return f"{size / 1e6:.1f} MB" if size >= 100_000 else f"{max(1, round(size / 1000))} kB"

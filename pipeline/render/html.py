"""Jinja environment, HTML and PDF. Everything is escaped; nothing is fetched."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from weasyprint import HTML

TEMPLATES = Path(__file__).parent / "templates"


class FetchRefusedError(ValueError):
    """A page wanted something from outside itself."""


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Templates with escaping on for all of them."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def html_of(template: str, **values: Any) -> str:
    """A whole page that needs nothing from outside."""
    return environment().get_template(template).render(**values)


def pdf_of(html: str) -> bytes:
    """The same page on paper."""
    return bytes(HTML(string=html, url_fetcher=_refuse).write_pdf())


def _refuse(url: str, *_: object, **__: object) -> Any:
    raise FetchRefusedError("a page of ours needs nothing from outside")

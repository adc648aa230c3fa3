"""Jinja environment, HTML and PDF. Everything is escaped; nothing is fetched."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

OWN = ("data:image/png;base64,", "data:image/jpeg;base64,")
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
    return bytes(_laid_out(html).write_pdf())


def fitted(pages: Iterable[str], most: int) -> bytes:
    """The first of ``pages`` that takes no more than ``most`` sheets of paper, or the last of them.

    Raises:
        ValueError: there is no page at all.
    """
    document = None
    for html in pages:
        document = _laid_out(html)
        if len(document.pages) <= most:
            break
    if document is None:
        raise ValueError("nothing to lay out")
    return bytes(document.write_pdf())


def _laid_out(html: str) -> Any:
    from weasyprint import HTML  # a second to import, and the web process does without

    return HTML(string=html, url_fetcher=_fetcher()).render(presentational_hints=True)


@lru_cache(maxsize=1)
def _fetcher() -> Any:
    from weasyprint.urls import URLFetcher

    class Own(URLFetcher):  # type: ignore[misc]
        """Gives pictures that stand in the page itself, and nothing else."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            if not url.startswith(OWN):
                raise FetchRefusedError("a page of ours needs nothing from outside")
            return super().fetch(url, headers)

    return Own(allowed_protocols=("data",))

"""Who may call what: each route declares it, and a route that does not is neither built nor answered."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])
_NAME = "__declared__"


class Who(StrEnum):
    """Whom a route is for."""

    ANYONE = "anyone"
    PATIENT = "patient"
    CLIENT = "client"
    OPERATOR = "operator"


class Proof(StrEnum):
    """How an unsafe request of a browser shows that it comes from our own page."""

    FORM = "form"
    STREAM = "stream"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Declared:
    """A route's policy; ``scope`` is what a client needs, ``pages`` whether refusals are pages for people."""

    who: Who
    proof: Proof = Proof.FORM
    scope: str | None = None
    pages: bool = True


class UndeclaredRouteError(RuntimeError):
    """A route without a policy."""


def open_to(
    who: Who, *, proof: Proof = Proof.FORM, scope: str | None = None, pages: bool = True
) -> Callable[[Endpoint], Endpoint]:
    """Declare a route's policy; goes below the route's decorator."""
    shown = pages and who in (Who.ANYONE, Who.PATIENT)

    def mark(endpoint: Endpoint) -> Endpoint:
        setattr(endpoint, _NAME, Declared(who, proof, scope, shown))
        return endpoint

    return mark


def declared(route: object) -> Declared | None:
    """A route's policy, if it has one."""
    return getattr(getattr(route, "endpoint", None), _NAME, None)


def flat(routes: Iterable[Any]) -> Iterator[Any]:
    """All routes, those of included routers too."""
    for route in routes:
        inner = getattr(route, "original_router", None)
        if inner is None:
            yield route
        else:
            yield from flat(inner.routes)


def check_routes(routes: Iterable[Any]) -> None:
    """Every route has a policy.

    Raises:
        UndeclaredRouteError: one has none.
    """
    for route in flat(routes):
        if declared(route) is None:
            raise UndeclaredRouteError(f"{getattr(route, 'path', route)}: no policy is declared for this route")

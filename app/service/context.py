"""What every request can reach: the store, accounts, settings, and who asks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Path, Request

from app.service.settings import ServiceSettings
from flows.store import Accounts, Principal, Repository, Store

COOKIE, SECURE_COOKIE = "oncotailor", "__Host-oncotailor"


@dataclass(slots=True)
class Service:
    """One web process."""

    settings: ServiceSettings
    store: Store
    accounts: Accounts
    counted: dict[tuple[str, int, int], int] = field(default_factory=dict)
    """How many questions a profile version leaves open, by case, version and last correction; numbers only."""

    @property
    def cookie(self) -> str:
        """The name of the session's cookie."""
        return SECURE_COOKIE if self.settings.secure else COOKIE


@dataclass(slots=True)
class Asker:
    """Who sent this request, and the form that came with it. ``token`` is a session's."""

    who: Principal
    token: str | None = None
    csrf: str = ""
    form: Mapping[str, str] = field(default_factory=dict)
    several: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def service_of(request: Request) -> Service:
    """The web process's own things."""
    service: Service = request.app.state.service
    return service


def asker_of(request: Request) -> Asker:
    """Whom the guard recognised.

    Raises:
        RuntimeError: the guard was not asked, a defect.
    """
    asker = getattr(request.state, "asker", None)
    if not isinstance(asker, Asker):
        raise RuntimeError("no guard")
    return asker


def own_case(request: Request) -> Repository:
    """The case of the patient who asks."""
    return Repository(service_of(request).store, asker_of(request).who)


Number = Annotated[int, Path(ge=-(2**31), lt=2**31)]
"""A number in an address; what no database could hold is refused."""
Serving = Annotated[Service, Depends(service_of)]
Asking = Annotated[Asker, Depends(asker_of)]
Own = Annotated[Repository, Depends(own_case)]

"""The OpenAPI description, made from the routes that run."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from app.service.api.common import PREFIX
from app.service.policy import Who, declared, flat
from flows.store.principal import SCOPES

NAME = "clientCredentials"
_MEANT = {
    "case.open": "open cases", "document.read": "see documents and how they stand", "document.write": "add documents",
    "profile.read": "read profiles", "answer.read": "read tailored answers", "answer.write": "ask questions",
}  # fmt: skip


def description_of(app: FastAPI) -> dict[str, Any]:
    """The description, made when it is first asked for: it takes half a second."""
    if not hasattr(app.state, "openapi"):
        app.state.openapi = describe(app)
    made: dict[str, Any] = app.state.openapi
    return made


def describe(app: FastAPI) -> dict[str, Any]:
    """OpenAPI of everything below ``/api/v1`` but the description itself."""
    routes = [r for r in flat(app.routes) if getattr(r, "path", "").startswith(PREFIX) and "openapi" not in r.path]
    made: dict[str, Any] = get_openapi(
        title="oncotailor",
        version="1",
        routes=routes,
        description="Profiles and tailored answers of consenting patients.",
    )
    made.setdefault("components", {})["securitySchemes"] = {
        NAME: {
            "type": "oauth2",
            "flows": {"clientCredentials": {"tokenUrl": f"{PREFIX}/token", "scopes": {s: _MEANT[s] for s in SCOPES}}},
        }
    }
    for route in routes:
        policy = declared(route)
        if policy is None or policy.who is not Who.CLIENT:
            continue
        for method in route.methods:
            operation = made["paths"][route.path][method.lower()]
            operation["security"] = [{NAME: [policy.scope] if policy.scope else []}]
    return made

"""The API for services, ``/api/v1``: OAuth2 client credentials, scopes, and the patient's consent for each client."""

from fastapi import APIRouter

from app.service.api import answers, cases, clients, profiles


def routers() -> tuple[APIRouter, ...]:
    """All of them."""
    return clients.router, cases.router, profiles.router, answers.router

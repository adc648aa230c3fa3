"""OpenID Connect for institutions that want it instead of keys."""

from app.service.settings import ServiceSettings


def enabled(settings: ServiceSettings) -> bool:
    """Whether an OpenID provider is set."""
    return settings.openid is not None

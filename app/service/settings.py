"""Settings of the web process, from the environment; those of the store are ``StoreSettings``."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field

from flows.store.settings import StoreSettings
from schemas.base import Record
from schemas.errors import UsageError

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


class OpenIdSettings(Record):
    """An institution's OpenID provider."""

    issuer: str
    client_id: str
    client_secret: str


class ServiceSettings(Record):
    """What the web process needs to know; sizes in bytes, times in seconds."""

    store: StoreSettings
    public_url: str | None = Field(default=None, description="https address under which a proxy shows the service")
    openid: OpenIdSettings | None = None
    prefect_url: str | None = Field(default=None, description="where operators watch; for /healthz only")
    most_files: int = Field(default=20, gt=0, description="files in one upload")
    most_body: int = Field(default=1_200_000, gt=0, description="body of any request but uploads")
    body_idle_seconds: float = Field(default=30.0, gt=0, description="a body of which so long nothing comes is ended")
    body_seconds: float = Field(default=60.0, gt=0, description="how long a body is waited for in all")
    body_rate: float = Field(default=2000.0, gt=0, description="bytes that are worth a second more")
    private_webhooks: bool = Field(default=False, description="webhooks may go to loopback and private networks")

    @property
    def secure(self) -> bool:
        """Whether browsers come over TLS."""
        return (self.public_url or "").startswith("https://")

    @property
    def most_upload(self) -> int:
        """Bytes of one upload with all its files."""
        return self.most_files * (self.store.max_file_bytes + 10_000)

    @property
    def hosts(self) -> frozenset[str]:
        """Names by which the service may be called (Host header without port)."""
        public = urlsplit(self.public_url).hostname if self.public_url else None
        return frozenset((*LOOPBACK, *([public] if public else [])))

    @classmethod
    def from_environment(cls) -> "ServiceSettings":
        """From ``ONCOTAILOR_PUBLIC_URL``, ``…_OPENID_ISSUER``, ``…_OPENID_CLIENT``, ``…_OPENID_SECRET_FILE`` and more.

        Raises:
            UsageError: a setting makes no sense.
        """
        found: dict[str, object] = {"store": StoreSettings.from_environment()}
        public = os.environ.get("ONCOTAILOR_PUBLIC_URL")
        if public:
            if urlsplit(public).scheme != "https" or not urlsplit(public).hostname:
                raise UsageError("ONCOTAILOR_PUBLIC_URL must be an https address")
            found["public_url"] = public.rstrip("/")
        found["openid"] = _openid()
        found["prefect_url"] = os.environ.get("PREFECT_API_URL")
        found["private_webhooks"] = os.environ.get("ONCOTAILOR_PRIVATE_WEBHOOKS") == "1"
        return cls.model_validate(found)


def _openid() -> OpenIdSettings | None:
    issuer = os.environ.get("ONCOTAILOR_OPENID_ISSUER")
    if not issuer:
        return None
    client, secret = os.environ.get("ONCOTAILOR_OPENID_CLIENT"), os.environ.get("ONCOTAILOR_OPENID_SECRET_FILE")
    if not client or not secret or not Path(secret).is_file():
        raise UsageError("OpenID needs ONCOTAILOR_OPENID_CLIENT and ONCOTAILOR_OPENID_SECRET_FILE (a file)")
    return OpenIdSettings(
        issuer=issuer.rstrip("/"), client_id=client, client_secret=Path(secret).read_text("utf-8").strip()
    )  # fmt: skip

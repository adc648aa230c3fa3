"""The web process: ``python -m app.service.web PORT``. The supervisor starts it; a platform may start many."""

import asyncio
import sys
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from app.service.application import build
from app.service.logs import say, set_up
from app.service.settings import ServiceSettings
from schemas.errors import OncotailorError

HEAD_SECONDS = 20.0
MOST_CONNECTIONS = 512


class PatientProtocol(H11Protocol):
    """HTTP that does not wait without end for the head of a request."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Give the first request's head some time."""
        super().connection_made(transport)
        self._deadline = self.loop.call_later(HEAD_SECONDS, self._late)

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing more to wait for."""
        self._deadline.cancel()
        super().connection_lost(exc)

    def _late(self) -> None:
        if self.cycle is None:
            self.transport.close()


def configuration(application: Any, host: str, port: int) -> uvicorn.Config:
    """How the application is served."""
    return uvicorn.Config(
        application, host=host, port=port, http=PatientProtocol, ws="none", log_config=None, access_log=False,
        server_header=False, proxy_headers=False, limit_concurrency=MOST_CONNECTIONS, timeout_keep_alive=15,
        timeout_graceful_shutdown=10, h11_max_incomplete_event_size=32_768,
    )  # fmt: skip


def main(arguments: list[str]) -> int:
    """Serve until SIGTERM; ``HOST PORT`` say where."""
    set_up()
    host, port = arguments
    try:
        application = build(ServiceSettings.from_environment())
    except OncotailorError as error:
        sys.stderr.write(f"oncotailor: {error}\n")
        return int(error.exit_code)
    config = configuration(application, host, int(port))
    say("web.start", port=int(port))
    uvicorn.Server(config).run()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

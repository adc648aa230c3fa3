"""The web process: ``python -m app.service.web PORT``. The supervisor starts it; a platform may start many."""

import asyncio
import sys
from typing import Any

import h11
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

    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Give the first request's head some time."""
        super().connection_made(transport)
        self._wait_for_head()

    def data_received(self, data: bytes) -> None:
        """Give the head of the next request as long."""
        super().data_received(data)
        self._wait_for_head()

    def on_response_complete(self) -> None:
        """Wait for the next one."""
        super().on_response_complete()
        self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing more to wait for."""
        self._no_deadline()
        super().connection_lost(exc)

    def _wait_for_head(self) -> None:
        """A head that has begun to come does not get more time with every byte."""
        waiting = self.conn.their_state is h11.IDLE and (self.cycle is None or self.cycle.response_complete)
        if not waiting:
            self._no_deadline()
        elif self._deadline is None:
            self._deadline = self.loop.call_later(HEAD_SECONDS, self.transport.close)

    def _no_deadline(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None


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

"""What a request may be refused for. No answer holds anything of the request or of a record."""

from flows.store.errors import (
    CorrectionError,
    FullError,
    NotFoundError,
    QuotaError,
    StaleError,
    StoreError,
    TooLargeError,
    UnsupportedError,
)


class RequestError(Exception):
    """Root of refusals of the web process; ``text`` is shown."""

    status = 400
    code = "request"
    text = "This could not be understood. Please go back and try again."


class FormError(RequestError):
    """A form that is none of ours."""

    code = "form"


class CrossSiteError(RequestError):
    """It does not come from our own page, or from a page of an earlier session."""

    status, code = 403, "not_from_here"
    text = "This page was open for a long time, or came from elsewhere. Please go back, reload it and try again."


class SessionEndedError(RequestError):
    """No session, or one that ended."""

    status, code = 401, "session"
    text = "Please open your case with your key."


class NeedsTokenError(RequestError):
    """No access token, or one that ended."""

    status, code = 401, "token"
    text = "A valid access token is needed."


class WrongClientError(RequestError):
    """Client credentials that are refused."""

    status, code = 401, "invalid_client"
    text = "Client and secret do not fit, or the scope is not allowed."


class BodyTooLargeError(RequestError):
    """A body over the limit."""

    status, code = 413, "too_large"
    text = "That is larger than can be taken."


class SlowBodyError(RequestError):
    """A body that does not come."""

    status, code = 408, "slow"
    text = "The upload stopped half way. Please try again."


class BusyError(RequestError):
    """Too many at once."""

    status, code = 503, "busy"
    text = "There is much to do at the moment. Please try again in a minute."


STATUS: tuple[tuple[type[StoreError], int], ...] = (
    (NotFoundError, 404), (StaleError, 412), (TooLargeError, 413), (QuotaError, 413), (UnsupportedError, 415),
    (CorrectionError, 422), (FullError, 507),
)  # fmt: skip

PLAIN = {
    404: "There is nothing here under this address.",
    405: "This address cannot be used in this way.",
    412: "This was changed in the meantime. Please look at it again.",
    413: "This is larger than can be taken.",
    415: "This is not a PDF, picture or plain text that can be read.",
    422: "This does not fit. Please check what you entered.",
    500: "Something went wrong on our side. Nothing of yours is lost. Please try again.",
    503: "The service is busy for a moment. Nothing of yours is lost. Please try again.",
    507: "There is no room at the moment. Nothing was kept of this file. Please try again later.",
}


def status_of(error: StoreError) -> int:
    """The HTTP status of what the store refused."""
    return next((status for kind, status in STATUS if isinstance(error, kind)), 500)

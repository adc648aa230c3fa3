"""What the store hands out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from schemas.answer import TailoredAnswer
from schemas.base import Record
from schemas.corrections import AppliedCorrection
from schemas.profile import Profile

DocumentState = Literal["queued", "running", "done", "attention", "refused"]


@dataclass(frozen=True, slots=True)
class NewCase:
    """A case just opened. ``key`` opens it and is shown this once; only its argon2id hash is kept."""

    patient_id: str
    key: str


@dataclass(frozen=True, slots=True)
class NewSession:
    """A session just begun; ``token`` goes into a cookie, ``csrf`` into forms. ``ends`` is in seconds since 1970."""

    token: str
    csrf: str
    ends: float


@dataclass(frozen=True, slots=True)
class NewClient:
    """A client just registered; its ``secret`` is shown this once."""

    client_id: str
    secret: str


@dataclass(frozen=True, slots=True)
class NewToken:
    """An access token of a client; ``seconds`` is how long it lives."""

    token: str
    scopes: tuple[str, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Accepted:
    """An upload that will not be lost. ``created`` is false where the same bytes were accepted before."""

    document_id: str
    created: bool


@dataclass(frozen=True, slots=True)
class Original:
    """A file as uploaded; ``chunks`` decrypts while it is read."""

    name: str
    media_type: str
    size: int
    chunks: Iterator[bytes]


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as displayed; evidence boxes (points from the top left) lie in ``width`` x ``height``."""

    data: bytes
    media_type: str
    width: float
    height: float
    rotated: int


class CaseSettings(Record):
    """What a patient chose for all answers."""

    country: str | None = Field(default=None, pattern=r"^[A-Z]{2}$")
    prognosis: bool = False
    retention_days: float | None = Field(default=None, gt=0)


class DocumentInfo(Record):
    """One upload.

    ``code`` says why it needs attention or was refused: a ``schemas.errors.ReadFailure``, or ``poison`` where reading
    it ended a worker again and again.
    """

    id: str
    name: str
    sha256: str = Field(description="what ``Evidence.document`` names it by")
    media_type: str
    size: int
    state: DocumentState
    code: str | None = None
    pages: int | None = None
    pages_done: int = 0
    created: float
    changed: float


class QuestionInfo(Record):
    """A question that the patient asked: ``answer_id`` of an answer on board, or a pasted text (then None).

    ``version`` is the profile version its newest tailored answer stands on.
    """

    id: str
    answer_id: str | None
    question: str
    state: Literal["waiting", "ready", "failed"]
    version: int | None = None
    etag: str | None = None
    created: float


class CaseStatus(Record):
    """Where a case stands; holds file names and states, nothing of what the files say.

    ``working`` is true while anything is queued or running. ``version`` is 0 before the first profile.
    """

    patient_id: str
    documents: tuple[DocumentInfo, ...]
    questions: tuple[QuestionInfo, ...]
    working: bool
    version: int
    etag: str | None
    last_correction: int
    failed: str | None = Field(default=None, description="why the profile could not be built, as a code")
    settings: CaseSettings = CaseSettings()


class VersionInfo(Record):
    """One profile version."""

    version: int
    change: int
    etag: str
    corrected: int = Field(description="the last correction it holds")
    code_version: str
    created: float


class ProfileBody(Record):
    """What is kept of a profile version, sealed."""

    profile: Profile
    corrections: tuple[AppliedCorrection, ...] = ()
    today: str
    country: str | None = None


class ProfileView(Record):
    """A profile version as it is shown. Pictures of questions and contradictions stand in ``profile``."""

    info: VersionInfo
    profile: Profile
    corrections: tuple[AppliedCorrection, ...] = ()


class AnswerView(Record):
    """A tailored answer and what it stands on."""

    question: QuestionInfo
    version: int
    etag: str
    created: float
    answer: TailoredAnswer


class ConsentInfo(Record):
    """What a patient lets a client do; ``scopes`` empty for clients without a consent."""

    client_id: str
    name: str
    scopes: tuple[str, ...]
    created: float | None = None


class CaseChange(Record):
    """For clients: a case whose profile is newer than they know. ``change`` is where to go on from."""

    patient_id: str
    version: int
    etag: str
    change: int
    created: float


class WebhookMessage(Record):
    """A message to send: ids only. ``url`` and ``secret`` are the client's."""

    id: str
    client_id: str
    patient_id: str
    event: str
    version: int
    attempt: int
    url: str
    secret: str


class QueueCounts(Record):
    """For operators and metrics: how many jobs of each kind in each state, the oldest wait in seconds, workers."""

    jobs: dict[str, dict[str, int]]
    oldest_seconds: float
    documents: dict[str, int]
    workers: int
    patients: int

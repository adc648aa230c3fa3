"""What is the patient's own to decide: settings, services, key; who looked; taking all along; erasing all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from app.service.context import Asking, Own, Serving
from app.service.pages.documents import attachment
from app.service.pages.start import forget
from app.service.policy import Who, open_to
from app.service.show import go, page
from flows.store import SCOPES
from flows.store.audit import AuditEntry
from flows.store.errors import CorrectionError
from flows.store.records import CaseSettings
from pipeline.corrections import effective
from pipeline.stated import stated

router = APIRouter()
ROWS, SAME = 200, 3600.0
DAYS = {"": None, "30": 30.0, "180": 180.0, "365": 365.0}
ALLOWED = {
    "document.read": "see your files, and how reading them goes",
    "document.write": "add files",
    "profile.read": "read what your records say",
    "answer.read": "read your tailored answers",
    "answer.write": "ask questions for you",
}
ACTS = {
    "case.open": "opened the case", "session.begin": "came in", "session.end": "left", "document.add": "added a file",
    "document.download": "downloaded a file", "document.erase": "took a file out",
    "document.retry": "had a file read again", "document.list": "saw the list of files",
    "document.status": "saw how a file is doing", "page.read": "looked at a page",
    "profile.read": "read what the records say", "profile.build": "put together what the records say",
    "profile.versions": "saw the list of versions", "profile.compare": "looked at what changed",
    "profile.tag": "asked whether something changed", "document.read": "read a file (the program)",
    "question.ask": "asked a question", "question.drop": "took a question back", "question.list": "saw the questions",
    "answer.read": "read an answer", "answer.make": "wrote an answer (the program)",
    "case.status": "asked how it is going", "correction.add": "corrected a fact",
    "consent.give": "allowed a service", "consent.take_back": "stopped a service",
    "case.settings": "changed the settings", "case.export": "downloaded everything", "case.new_key": "made a new key",
    "document.begin": "began to add a file",
}  # fmt: skip
ACTORS = {"patient": "You", "system": "The program", "operator": "The operators", "anonymous": "Somebody without a key"}


@dataclass(frozen=True, slots=True)
class Act:
    """One line of who did what."""

    at: float
    who: str
    what: str
    good: bool
    times: int = 1


@router.get("/case/mine")
@open_to(Who.PATIENT)
def mine(request: Request, own: Own, service: Serving) -> Response:
    """Everything that can be set, seen, taken along and ended."""
    return page(
        request, "mine.html.j2", at="mine", settings=own.settings(), services=own.consents(), allowed=ALLOWED,
        country=stated(effective(own.corrections())).get("country"), version=own.status().version,
        kept=request.query_params.get("kept") == "1", limit=service.store.settings.retention_days,
    )  # fmt: skip


@router.post("/case/settings")
@open_to(Who.PATIENT)
def set_settings(own: Own, asker: Asking) -> Response:
    """Country, prognosis, how long the case is kept."""
    country, days = asker.form.get("country", "").strip().upper(), asker.form.get("days", "")
    if days not in DAYS or (country and not (len(country) == 2 and country.isascii() and country.isalpha())):
        raise CorrectionError
    own.set_settings(
        CaseSettings(country=country or None, prognosis=asker.form.get("prognosis") == "1", retention_days=DAYS[days])
    )
    return go("/case/mine?kept=1")


@router.post("/case/services/{client_id}")
@open_to(Who.PATIENT)
def allow(own: Own, asker: Asking, client_id: str) -> Response:
    """Let a service do what is ticked, and nothing else; nothing ticked takes everything back."""
    scopes = tuple(s for s in asker.several.get("scope", ()) if s in SCOPES)
    if scopes:
        own.grant(client_id, scopes)
    else:
        own.revoke(client_id)
    return go("/case/mine?kept=1#services")


@router.get("/case/trail")
@open_to(Who.PATIENT)
def trail(request: Request, own: Own) -> Response:
    """Who saw or changed what."""
    asked = request.query_params.get("before", "")
    before = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 15 else None
    rows = own.audit(before=before, limit=ROWS)
    names = {c.client_id: c.name for c in own.consents()}
    more = rows[-1].seq if len(rows) == ROWS else None
    return page(request, "trail.html.j2", at="mine", rows=_together(rows, names), more=more)


def _together(rows: Sequence[AuditEntry], names: Mapping[str, str]) -> list[Act]:
    """Acts in words; the same again and again within minutes is one line."""
    found: list[Act] = []
    for r in rows:
        who = ACTORS.get(r.actor_kind) or names.get(r.actor, "A service")
        act = Act(r.at, who, ACTS.get(r.action, r.action), r.result == "ok")
        last = found[-1] if found else None
        if (
            last is not None
            and (last.who, last.what, last.good) == (act.who, act.what, act.good)
            and last.at - act.at < SAME
        ):
            found[-1] = replace(last, times=last.times + 1)
        else:
            found.append(act)
    return found


@router.get("/case/export")
@open_to(Who.PATIENT)
def export(own: Own) -> Response:
    """Everything as one ZIP."""
    return StreamingResponse(own.export(), media_type="application/zip", headers=attachment("my case.zip"))


@router.post("/case/new-key")
@open_to(Who.PATIENT)
def new_key(request: Request, service: Serving, asker: Asking) -> Response:
    """A new key; the old one opens nothing any more."""
    return page(request, "key.html.j2", key=service.accounts.new_key(asker.who), first=False)


@router.get("/case/erase")
@open_to(Who.PATIENT)
def ask_erase(request: Request) -> Response:
    """What erasing means, once more, before it happens."""
    return page(request, "erase.html.j2", at="mine", wrong=False)


@router.post("/case/erase")
@open_to(Who.PATIENT)
def erase(request: Request, own: Own, service: Serving, asker: Asking) -> Response:
    """Erase everything."""
    if asker.form.get("sure") != "1":
        return page(request, "erase.html.j2", status=422, at="mine", wrong=True)
    own.erase()
    answer = page(request, "erased.html.j2", inside=False)
    forget(answer, service)
    return answer

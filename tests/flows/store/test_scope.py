"""Every method of the repository × every principal: nobody gets at another's case; refusals are audited alike."""

import inspect
from collections.abc import Callable
from typing import Any

import pytest

from flows.store import ANONYMOUS, SCOPES, Accounts, Principal, Repository, Store, cases_since, set_webhook
from flows.store.errors import NotFoundError
from flows.store.records import CaseSettings
from flows.store.tables import Client
from schemas.corrections import CorrectionRequest
from tests.flows.store.tools import Case, new_case, put, run_all

Call = Callable[[Repository, dict[str, str]], Any]
STRIKE = CorrectionRequest(about="labs[0]", action="strike")

CALLS: dict[str, tuple[str, Call]] = {
    "status": ("document.read", lambda r, i: r.status()),
    "start_upload": ("document.write", lambda r, i: r.start_upload("a.txt").abort()),
    "documents": ("document.read", lambda r, i: r.documents()),
    "document": ("document.read", lambda r, i: r.document(i["document"])),
    "original": ("document.read", lambda r, i: r.original(i["document"])),
    "page_picture": ("document.read", lambda r, i: r.page_picture(i["picture"], 1)),
    "retry_document": ("document.write", lambda r, i: r.retry_document(i["document"])),
    "profile": ("profile.read", lambda r, i: r.profile()),
    "profile_tag": ("profile.read", lambda r, i: r.profile_tag()),
    "versions": ("profile.read", lambda r, i: r.versions()),
    "changes_between": ("profile.read", lambda r, i: r.changes_between(1, 1)),
    "ask": ("answer.write", lambda r, i: r.ask(answer_id="mds-car-t")),
    "questions": ("answer.read", lambda r, i: r.questions()),
    "answer": ("answer.read", lambda r, i: r.answer(i["question"])),
    "settings": ("owner", lambda r, i: r.settings()),
    "set_settings": ("owner", lambda r, i: r.set_settings(CaseSettings(country="US"))),
    "correct": ("owner", lambda r, i: r.correct(STRIKE, version=1, seen=99)),
    "corrections": ("owner", lambda r, i: r.corrections()),
    "consents": ("owner", lambda r, i: r.consents()),
    "grant": ("owner", lambda r, i: r.grant(i["client"], ("profile.read",))),
    "revoke": ("owner", lambda r, i: r.revoke(i["client"])),
    "audit": ("owner", lambda r, i: r.audit()),
    "export": ("owner", lambda r, i: b"".join(r.export())),
    "drop_question": ("answer.write", lambda r, i: r.drop_question(i["question"])),
    "remove_document": ("owner", lambda r, i: r.remove_document(i["picture"])),
    "erase": ("owner", lambda r, i: r.erase()),
}


def test_every_public_method_is_in_the_table() -> None:
    methods = {n for n, m in inspect.getmembers(Repository, inspect.isfunction) if not n.startswith("_")}
    assert methods == set(CALLS)


@pytest.fixture
def full(store: Store) -> tuple[Case, dict[str, str]]:
    """A case with everything in it, as far as it can be had without a worker."""
    return filled(store)


def filled(store: Store) -> tuple[Case, dict[str, str]]:
    case = new_case(store)
    ids = {"document": put(case), "question": case.repository.ask(answer_id="mds-car-t")}
    with store.database.write() as s:
        name = f"c{store.database.now(s)}"
        s.add(Client(id=(cid := name.encode().hex()[:32].ljust(32, "0")), kind="client", name=name, secret_hash="x",
                     scopes=" ".join(SCOPES), created=0.0))  # fmt: skip
    ids |= {"client": cid, "picture": ids["document"]}
    return case, ids


def strangers(store: Store, case: Case, ids: dict[str, str]) -> dict[str, tuple[Principal, str]]:
    """Principals that may not, each with the case id it asks for."""
    other = new_case(store)
    everything = frozenset(SCOPES)
    return {
        "another patient, her own case": (other.principal, other.patient_id),
        "another patient, this case": (other.principal, case.patient_id),
        "nobody": (ANONYMOUS, case.patient_id),
        "a client without consent": (Principal("client", ids["client"], scopes=everything), case.patient_id),
        "a client that does not exist": (Principal("client", "f" * 32, scopes=everything), case.patient_id),
        "an operator": (Principal("operator", "f" * 32, scopes=everything), case.patient_id),
        "the patient, a case that is none": (case.principal, "0" * 32),
        "a patient of a case that is none": (Principal("patient", "0" * 32, "0" * 32), "0" * 32),
    }


OWN = {"another patient, her own case"}
ABOUT_IDS = {
    "document", "original", "page_picture", "retry_document", "answer", "drop_question", "remove_document", "profile",
    "changes_between", "correct",
}  # fmt: skip


def test_nobody_else_gets_anything(store: Store, full: tuple[Case, dict[str, str]]) -> None:
    case, ids = full
    tried = 0
    for who, (principal, patient_id) in strangers(store, case, ids).items():
        for name, (_, call) in CALLS.items():
            if who in OWN and name not in ABOUT_IDS:
                continue  # her own case, and no id of another's in the call
            before = refusals(store)
            with pytest.raises(NotFoundError) as caught:
                call(Repository(store, principal, patient_id), ids)
            assert str(caught.value) == "there is no such thing here", (who, name)
            assert refusals(store) == before + 1 or who in OWN, (who, name)
            tried += 1
    assert tried > 180
    assert [d.id for d in case.repository.documents()] == [ids["document"]]
    assert len(case.repository.questions()) == 1


def refusals(store: Store) -> int:
    from sqlalchemy import func, select

    from flows.store.tables import Audit

    with store.database.read() as s:
        return s.scalar(select(func.count()).where(Audit.result == "refused")) or 0


def test_a_client_gets_exactly_what_consent_and_token_both_say(store: Store, full: tuple[Case, dict[str, str]]) -> None:
    case, ids = full
    for scope in (*SCOPES, "owner"):
        granted = tuple(s for s in SCOPES if s == scope)
        case.repository.grant(ids["client"], granted)
        theirs = Repository(store, Principal("client", ids["client"], scopes=frozenset(SCOPES)), case.patient_id)
        narrow = Repository(store, Principal("client", ids["client"], scopes=frozenset()), case.patient_id)
        for name, (needed, call) in CALLS.items():
            if name in ("drop_question",):
                continue
            with pytest.raises(NotFoundError):
                call(narrow, ids)
            if needed != scope or scope == "owner":
                with pytest.raises(NotFoundError):
                    call(theirs, ids)
            elif name not in ("profile", "changes_between", "answer", "page_picture"):  # nothing there yet
                call(theirs, ids)


def test_an_erased_case_is_as_if_it_never_was(store: Store, full: tuple[Case, dict[str, str]]) -> None:
    case, ids = full
    case.repository.erase()
    for name, (_, call) in CALLS.items():
        with pytest.raises(NotFoundError):
            call(case.repository, ids)
            raise AssertionError(name)


def test_what_clients_list_is_only_what_was_opened_to_them(sqlite_store: Store) -> None:
    store = sqlite_store
    accounts = Accounts(store)
    client = accounts.add_client("EHR", ("profile.read",))
    token = accounts.client_token(client.client_id, client.secret)
    assert token is not None
    who = accounts.bearer(token.token)
    assert who is not None
    mine, other = new_case(store), new_case(store)
    put(mine)
    put(other)
    run_all(store)
    assert cases_since(store, who) == ()
    mine.repository.grant(client.client_id, ("profile.read",))
    (found,) = cases_since(store, who)
    assert (found.patient_id, found.version) == (mine.patient_id, 1)
    assert cases_since(store, who, found.change) == ()
    for nobody in (mine.principal, ANONYMOUS, Principal("client", who.id)):
        with pytest.raises(NotFoundError):
            cases_since(store, nobody)
    with pytest.raises(NotFoundError):
        set_webhook(store, mine.principal, "https://example.org")

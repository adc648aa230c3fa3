import pytest
from sqlalchemy import update

from flows.store import Accounts, Principal, Repository, Store
from flows.store.errors import NotFoundError
from flows.store.passwords import csrf_of
from flows.store.tables import Patient, Session, Token
from tests.flows.store.tools import Case, new_case


def later(store: Store, seconds: float) -> None:
    """Make all sessions and tokens look as if so much time had passed."""
    with store.database.write() as s:
        s.execute(update(Session).values(seen=Session.seen - seconds, ends=Session.ends - seconds))
        s.execute(update(Token).values(ends=Token.ends - seconds))


def test_a_key_opens_its_case_however_it_is_typed(store: Store) -> None:
    accounts = Accounts(store)
    case = accounts.open_case()
    for typed in (case.key, case.key.lower(), case.key.replace("-", " "), case.key.replace("0", "O").replace("1", "l")):
        session = accounts.log_in(typed)
        assert session is not None and session.csrf == csrf_of(session.token)
        who = accounts.session(session.token)
        assert who is not None and (who.kind, who.patient_id) == ("patient", case.patient_id)


def test_a_wrong_key_opens_nothing(store: Store) -> None:
    accounts = Accounts(store)
    case = accounts.open_case()
    wrong = case.key[:-1] + ("A" if case.key[-1] != "A" else "B")
    for typed in (wrong, "", "x" * 10_000, case.key[:9], "Z" * 28, case.patient_id):
        assert accounts.log_in(typed) is None


def test_the_key_itself_is_not_kept(store: Store) -> None:
    case = Accounts(store).open_case()
    with store.database.read() as s:
        row = s.get(Patient, case.patient_id)
        assert row is not None and row.secret_hash is not None and row.handle is not None
        assert row.secret_hash.startswith("$argon2id$")
        assert case.key.replace("-", "")[len(row.handle) :] not in f"{row.secret_hash}{row.handle}"


def test_sessions_end(store: Store) -> None:
    accounts = Accounts(store)
    case = accounts.open_case()
    session = accounts.log_in(case.key)
    assert session is not None and accounts.session(session.token) is not None
    later(store, 600)
    assert accounts.session(session.token) is not None  # and used, so it lives on
    later(store, 600)
    assert accounts.session(session.token) is not None
    later(store, 901)
    assert accounts.session(session.token) is None
    second = accounts.log_in(case.key)
    assert second is not None
    accounts.log_out(second.token)
    assert accounts.session(second.token) is None and accounts.session("made up") is None
    third = accounts.log_in(case.key)
    assert third is not None
    later(store, 43_201)
    assert accounts.session(third.token) is None


def test_a_new_key_shuts_out_the_old_one_and_other_sessions(store: Store) -> None:
    accounts = Accounts(store)
    case = accounts.open_case()
    mine, other = accounts.log_in(case.key), accounts.log_in(case.key)
    assert mine is not None and other is not None
    who = accounts.session(mine.token)
    assert who is not None
    key = accounts.new_key(who)
    assert accounts.log_in(case.key) is None and accounts.log_in(key) is not None
    assert accounts.session(other.token) is None and accounts.session(mine.token) is not None
    with pytest.raises(NotFoundError):
        accounts.new_key(Principal("client", "c"))


def test_openid_subjects_have_one_case_each(store: Store) -> None:
    accounts = Accounts(store)
    a, again, b = (accounts.log_in_subject("https://idp", who) for who in ("ann", "ann", "bea"))
    whose = [accounts.session(s.token) for s in (a, again, b)]
    ids = [w.patient_id for w in whose if w is not None]
    assert ids[0] == ids[1] != ids[2]
    other = accounts.session(accounts.log_in_subject("https://other", "ann").token)
    assert other is not None and other.patient_id not in ids


def test_client_credentials(store: Store) -> None:
    accounts = Accounts(store)
    client = accounts.add_client("EHR", ("profile.read", "document.read"))
    token = accounts.client_token(client.client_id, client.secret, ("profile.read",))
    assert token is not None and token.scopes == ("profile.read",)
    who = accounts.bearer(token.token)
    assert who is not None and (who.kind, who.id, who.scopes) == ("client", client.client_id, {"profile.read"})
    assert accounts.client_token(client.client_id, "wrong") is None
    assert accounts.client_token("0" * 32, client.secret) is None
    assert accounts.client_token(client.client_id, client.secret, ("answer.read",)) is None
    later(store, 901)
    assert accounts.bearer(token.token) is None
    token = accounts.client_token(client.client_id, client.secret)
    assert token is not None
    accounts.revoke_client(client.client_id)
    assert accounts.bearer(token.token) is None
    assert accounts.client_token(client.client_id, client.secret) is None
    with pytest.raises(ValueError, match="no such scope"):
        accounts.add_client("x", ("everything",))


def test_consent_counts_at_once_and_for_its_scopes_only(store: Store, case: Case) -> None:
    accounts = Accounts(store)
    client = accounts.add_client("EHR", ("profile.read", "document.read"))
    token = accounts.client_token(client.client_id, client.secret)
    assert token is not None
    who = accounts.bearer(token.token)
    assert who is not None
    theirs = Repository(store, who, case.patient_id)
    with pytest.raises(NotFoundError):
        theirs.status()
    case.repository.grant(client.client_id, ("document.read", "answer.read"))
    assert theirs.status().patient_id == case.patient_id
    assert [c.scopes for c in case.repository.consents()] == [("document.read",)]
    for refused in (theirs.profile_tag, theirs.erase, theirs.audit, lambda: theirs.start_upload("a.txt")):
        with pytest.raises(NotFoundError):
            refused()
    with pytest.raises(NotFoundError):
        Repository(store, who, new_case(store).patient_id).status()
    case.repository.revoke(client.client_id)
    with pytest.raises(NotFoundError):
        theirs.status()


def test_a_client_may_open_a_case_only_with_that_scope(store: Store) -> None:
    accounts = Accounts(store)
    may = Principal("client", accounts.add_client("A", ("case.open", "document.write")).client_id)
    with pytest.raises(NotFoundError):
        accounts.open_case_for(may)
    may = Principal("client", may.id, scopes=frozenset({"case.open", "document.write"}))
    opened = accounts.open_case_for(may)
    Repository(store, may, opened.patient_id).start_upload("a.txt").abort()
    assert accounts.log_in(opened.key) is not None

import json

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from flows.housekeeping import anchor
from flows.store import Store, audit
from flows.store.verify import anchor_file, verify
from tests.flows.store.tools import Case, put


def forced(store: Store, statement: str) -> None:
    """Change the audit as somebody with the database in hand can."""
    with store.database.write() as s:
        if store.database.is_sqlite:
            for verb in ("UPDATE", "DELETE"):
                s.execute(text(f"DROP TRIGGER IF EXISTS audit_no_{verb}"))
        else:
            s.execute(text("ALTER TABLE audit DISABLE TRIGGER ALL"))
        s.execute(text(statement))


def broken(store: Store) -> int | None:
    with store.database.read() as s:
        return audit.check(s).broken


@pytest.mark.parametrize("statement", ["UPDATE audit SET action = 'x'", "DELETE FROM audit"])
def test_the_audit_cannot_be_changed(store: Store, case: Case, statement: str) -> None:
    with pytest.raises(DBAPIError), store.database.write() as s:
        s.execute(text(statement))
    assert broken(store) is None


@pytest.mark.parametrize(
    ("statement", "row"),
    [
        ("UPDATE audit SET result = 'refused' WHERE seq = 2", 2),
        ("UPDATE audit SET at = at + 1 WHERE seq = 3", 3),
        ("UPDATE audit SET actor = 'x' WHERE seq = 1", 1),
        ("DELETE FROM audit WHERE seq = 2", 2),
        ("DELETE FROM audit WHERE seq = 1", 1),
    ],
)
def test_a_change_by_force_is_named(store: Store, case: Case, statement: str, row: int) -> None:
    put(case)
    case.repository.ask(answer_id="mds-car-t")
    assert broken(store) is None
    forced(store, statement)
    assert broken(store) == row


def test_rows_cut_off_at_the_end_are_missed_because_of_the_anchor(store: Store, case: Case) -> None:
    put(case)
    anchor(store)
    last = json.loads(anchor_file(store.settings).read_bytes())["seq"]
    assert verify(store).problems == ()
    forced(store, f"DELETE FROM audit WHERE seq = {last}")
    assert broken(store) is None
    assert [p.what for p in verify(store).problems] == ["audit changed"]


def test_what_cannot_be_audited_does_not_happen(store: Store, case: Case) -> None:
    document = put(case)
    with store.database.write() as s:
        s.execute(text("ALTER TABLE audit RENAME TO audit_gone"))
    with pytest.raises(DBAPIError):
        case.repository.original(document)
    with pytest.raises(DBAPIError):
        put(case, data=b"more text")
    with store.database.write() as s:
        s.execute(text("ALTER TABLE audit_gone RENAME TO audit"))
    assert len(case.repository.documents()) == 1


def test_a_patient_reads_who_did_what(store: Store, case: Case) -> None:
    document = put(case)
    b"".join(case.repository.original(document).chunks)
    entries = case.repository.audit()
    assert [(e.action, e.actor_kind, e.subject) for e in entries] == [
        ("document.download", "patient", document),
        ("document.add", "patient", document),
        ("case.open", "patient", None),
    ]
    assert [e.action for e in case.repository.audit(before=entries[0].seq, limit=1)] == ["document.add"]

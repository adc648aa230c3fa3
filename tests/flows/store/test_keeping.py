"""Erasing, taking everything away, backup, restore, verify, rotation, migration, retention."""

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text, update

from flows.housekeeping import erase_expired, keep_house, remove_orphans
from flows.store import Accounts, Principal, Repository, Store, StoreSettings, open_store
from flows.store.backup import BackupError, backup, restore
from flows.store.database import Database
from flows.store.errors import NotFoundError, SchemaError, SealError
from flows.store.records import CaseSettings
from flows.store.rotate import keys_in_use, rotate_keys
from flows.store.tables import Base, DataKey, Patient
from flows.store.verify import verify
from schemas.corrections import CorrectionRequest
from schemas.errors import UsageError
from tests.flows.store.conftest import settings_in
from tests.flows.store.tools import Case, new_case, note, put, run_all

CANARY = "ZZQCANARY"
ROOT = Path(__file__).resolve().parents[3]


def worked(store: Store, name: str = "DOE, Jane") -> Case:
    """A case with a profile, an answer and a correction."""
    case = new_case(store)
    put(case, f"{CANARY}.txt", note(name, CANARY))
    case.repository.ask(answer_id="mds-car-t")
    run_all(store)
    case.repository.correct(CorrectionRequest(about="labs[0]", action="strike"), version=1)
    run_all(store)
    return case


def told(store: Store) -> list[str]:
    return [p.what for p in verify(store).problems]


def test_erased_means_gone(tmp_path: Path) -> None:
    store = open_store(settings_in(tmp_path))
    case, other = worked(store), worked(store, "ROE, Mary")
    accounts = Accounts(store)
    session = accounts.log_in(case.key)
    assert session is not None
    case.repository.erase()
    assert accounts.log_in(case.key) is None and accounts.session(session.token) is None
    with pytest.raises(NotFoundError):
        case.repository.profile()
    with store.database.read() as s, pytest.raises(SealError):
        store.sealer(s, case.patient_id)
    left = {
        t.name for t in Base.metadata.sorted_tables if "patient_id" in t.columns and t.name != "audit"
        for _ in store_rows(store, t.name, case.patient_id)
    }  # fmt: skip
    assert left == set()
    assert not (store.settings.data / "blobs" / case.patient_id).exists()
    assert told(store) == [] and len(other.repository.profile().profile.labs) == 1
    with store.database.read() as s:
        acts = s.execute(text("SELECT action FROM audit WHERE patient_id = :p"), {"p": case.patient_id}).scalars()
        assert "case.erase" in set(acts)
    store.close()


def store_rows(store: Store, table: str, patient_id: str) -> list[object]:
    with store.database.read() as s:
        return list(s.execute(text(f"SELECT 1 FROM {table} WHERE patient_id = :p"), {"p": patient_id}))


def test_everything_can_be_taken_away(sqlite_store: Store) -> None:
    case = worked(sqlite_store)
    archive = zipfile.ZipFile(io.BytesIO(b"".join(case.repository.export())))
    assert archive.testzip() is None
    names = archive.namelist()
    assert archive.read(f"originals/001-{CANARY}.txt") == note("DOE, Jane", CANARY)
    profile = json.loads(archive.read("profile.json"))
    assert [x["analyte"] for x in profile["labs"]] == [x.analyte for x in case.repository.profile().profile.labs]
    assert json.loads(archive.read("profile.fhir.json"))["resourceType"] == "Bundle"
    assert len(json.loads(archive.read("corrections.json"))) == 1
    assert {"case.json", "audit.json"} <= set(names) and any(n.startswith("answers/") for n in names)


def test_a_backup_comes_back_on_an_empty_host_and_without_those_erased_since(store: Store, tmp_path: Path) -> None:
    case, gone = worked(store), worked(store, "ROE, Mary")
    before = case.repository.profile()
    folder, keys = tmp_path / "backup", tmp_path / "keys.jsonl"
    made = backup(store, folder, keys)
    assert made.documents == 2
    assert all(CANARY.encode() not in p.read_bytes() for p in [*folder.rglob("*"), keys] if p.is_file())
    gone.repository.erase()
    backup(store, tmp_path / "newer", keys)  # the keys are always the newest
    host = tmp_path / "host"
    settings = settings_in(host)
    settings.key_file.parent.mkdir(parents=True)
    settings.key_file.write_bytes(store.settings.key_file.read_bytes())
    settings.key_file.chmod(0o600)
    restored = open_store(settings)
    back = restore(restored, folder, keys)
    assert (back.documents, back.without_key) == (1, 1)
    assert told(restored) == []
    again = Repository(restored, Principal("patient", case.patient_id, case.patient_id))
    assert again.profile() == before
    assert again.original(again.documents()[0].id).name == f"{CANARY}.txt"
    assert Accounts(restored).log_in(case.key) is not None and Accounts(restored).log_in(gone.key) is None
    assert len(again.corrections()) == 1
    with pytest.raises(BackupError, match="not empty"):
        restore(restored, folder, keys)
    restored.close()


def test_a_damaged_backup_is_refused(sqlite_store: Store, tmp_path: Path) -> None:
    worked(sqlite_store)
    folder, keys = tmp_path / "b", tmp_path / "k"
    backup(sqlite_store, folder, keys)
    with pytest.raises(BackupError, match="must be empty"):
        backup(sqlite_store, folder, keys)
    with pytest.raises(BackupError, match="must not lie"):
        backup(sqlite_store, tmp_path / "c", tmp_path / "c" / "keys")
    page = folder / "document.jsonl"
    page.write_bytes(page.read_bytes().replace(b"done", b"dome"))
    target = open_store(settings_in(tmp_path / "t"))
    for bad in (folder, tmp_path):
        with pytest.raises(BackupError):
            restore(target, bad, keys)
    target.close()


def put_blob(store: Store, patient: str, blob: str, data: bytes) -> None:
    """Bytes in place of a blob, past the program."""
    store.blobs.delete(patient, blob)
    sink = store.blobs.create(patient, blob)
    sink.write(data)
    sink.commit()


def test_verify_names_what_is_wrong(store: Store) -> None:
    case = worked(store)
    document = case.repository.documents()[0].id
    assert told(store) == []
    data = b"".join(store.blobs.read(case.patient_id, document))
    spoilt = data[:-1] + bytes([data[-1] ^ 1])
    put_blob(store, case.patient_id, document, spoilt)
    assert told(store) == ["document does not open"]
    store.blobs.delete(case.patient_id, document)
    put_blob(store, case.patient_id, "f" * 32, spoilt)
    assert told(store) == ["document has no blob", "blob of no document"]
    assert remove_orphans(store) == 0 and remove_orphans(store, seconds=-5) == 1
    put_blob(store, case.patient_id, document, data)
    assert told(store) == []
    with store.database.write() as s:
        s.execute(text("UPDATE profile_version SET body_sealed = (SELECT body_sealed FROM answer LIMIT 1)"))
    found = told(store)
    assert "profile does not open" in found and "profile is not one" in found


def test_rows_swapped_between_places_do_not_open(store: Store) -> None:
    case, other = worked(store), worked(store, "ROE, Mary")
    with store.database.write() as s:
        rows = {r.patient_id: r for r in s.query(DataKey).all()}
        a, b = rows[case.patient_id], rows[other.patient_id]
        a.wrapped, b.wrapped = b.wrapped, a.wrapped
    with pytest.raises(SealError):
        case.repository.profile()


def test_rotation_wraps_every_key_anew_and_forgets_the_old_one(store: Store) -> None:
    case, other = worked(store), worked(store, "ROE, Mary")
    (old,) = keys_in_use(store)
    elsewhere = open_store(store.settings)  # another process with the old key in memory
    assert rotate_keys(store, grace_seconds=0) == 2
    (new,) = keys_in_use(store)
    assert new != old and store.keyring.names == (new,)
    for opened in (store, elsewhere):
        for one in (case, other):
            assert Repository(opened, one.principal).profile().info.version == 2
    fresh = new_case(elsewhere)
    assert keys_in_use(store) == {new: 3}
    assert told(store) == [] and fresh.repository.documents() == ()
    elsewhere.close()


@pytest.mark.parametrize("step", ["rotate.key", "rotate.wrapped", "rotate.committed", "erase.begun", "erase.committed"])
def test_killed_in_the_middle_of_a_rotation_or_an_erasure(tmp_path: Path, step: str) -> None:
    store = open_store(settings_in(tmp_path))
    case, other = new_case(store), new_case(store)
    put(case)
    put(other, data=note("ROE, Mary"))
    act = "rotate_keys(store, grace_seconds=0)"
    if step.startswith("erase"):
        act = f"Repository(store, Principal('patient', '{case.patient_id}', '{case.patient_id}')).erase()"
    code = (
        "from pathlib import Path; from flows.store import *; from flows.store.rotate import rotate_keys\n"
        f"store = open_store(StoreSettings(data=Path('{store.settings.data}'), "
        f"key_file=Path('{store.settings.key_file}')))\n{act}"
    )
    env = os.environ | {"ONCOTAILOR_TEST_BUILD": "1", "ONCOTAILOR_FAIL_AT": step}
    assert subprocess.run([sys.executable, "-c", code], env=env, timeout=120).returncode == -9
    fresh = open_store(store.settings)
    keep_house(fresh)
    assert told(fresh) == []
    assert len(Repository(fresh, other.principal).documents()) == 1
    if step.startswith("rotate"):
        rotate_keys(fresh, grace_seconds=0)
        assert len(keys_in_use(fresh)) == 1 and told(fresh) == []
    erased = step == "erase.committed"
    if erased:
        with pytest.raises(NotFoundError):
            Repository(fresh, case.principal).documents()
    else:
        assert len(Repository(fresh, case.principal).documents()) == 1
    store.close()
    fresh.close()


def test_cases_are_kept_as_long_as_was_said(store: Store) -> None:
    forgotten, kept, short = new_case(store), new_case(store), new_case(store)
    short.repository.set_settings(CaseSettings(retention_days=5))
    with store.database.write() as s:
        for case, days in ((forgotten, 31), (kept, 29), (short, 6)):
            s.execute(
                update(Patient).where(Patient.id == case.patient_id).values(touched=Patient.touched - days * 86_400)
            )  # fmt: skip
    assert erase_expired(store) == 1
    with pytest.raises(NotFoundError):
        short.repository.status()
    store.settings = store.settings.model_copy(update={"retention_days": 30})
    assert erase_expired(store) == 1
    with pytest.raises(NotFoundError):
        forgotten.repository.status()
    kept.repository.status()


def test_an_operator_says_how_long_cases_are_kept_and_what_may_be_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ONCOTAILOR_RETENTION_DAYS", raising=False)
    assert StoreSettings.from_environment().retention_days is None
    monkeypatch.setenv("ONCOTAILOR_RETENTION_DAYS", "30")
    monkeypatch.setenv("ONCOTAILOR_MAX_FILE_BYTES", "5000000")
    found = StoreSettings.from_environment()
    assert (found.retention_days, found.max_file_bytes) == (30, 5_000_000)
    for wrong in ("-1", "0", "a month", "nan"):
        monkeypatch.setenv("ONCOTAILOR_RETENTION_DAYS", wrong)
        with pytest.raises(UsageError, match=r"^ONCOTAILOR_RETENTION_DAYS: "):
            StoreSettings.from_environment()


def test_the_nightly_purge_keeps_house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The flow as it is scheduled, without an id: cases past their time go, with a count of them for Prefect."""
    store = open_store(settings_in(tmp_path))
    old, new = new_case(store), new_case(store)
    with store.database.write() as s:
        s.execute(update(Patient).where(Patient.id == old.patient_id).values(touched=Patient.touched - 31 * 86_400))
    monkeypatch.setenv("ONCOTAILOR_DATA", str(store.settings.data))
    monkeypatch.setenv("ONCOTAILOR_KEY_FILE", str(store.settings.key_file))
    monkeypatch.setenv("ONCOTAILOR_RETENTION_DAYS", "30")
    code = "import json; from flows.case import _purge; print(json.dumps(_purge(None).counts))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    counts = json.loads(done.stdout.splitlines()[-1])
    assert counts["erased"] == 1 and {"blobs", "mended"} <= counts.keys()
    with pytest.raises(NotFoundError):
        old.repository.status()
    new.repository.status()
    store.close()


def test_migrations_make_exactly_the_tables_of_the_models(store: Store) -> None:
    with store.database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, Base.metadata) == []


def test_a_newer_programs_database_is_refused(store: Store) -> None:
    with store.database.write() as s:
        s.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SchemaError):
        open_store(store.settings)


def test_sqlite_is_set_to_lose_nothing(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'x.db'}")
    with database.write() as s:
        found = [s.execute(text(f"PRAGMA {p}")).scalar() for p in ("journal_mode", "synchronous", "secure_delete")]
    assert found == ["wal", 2, 1]
    database.close()

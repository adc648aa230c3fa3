import stat
import threading
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from flows.housekeeping import remove_orphans
from flows.store import Repository, Store, open_store
from flows.store.errors import FullError, NotFoundError, QuotaError, TooLargeError, UnsupportedError
from flows.store.intake import clean_name
from flows.store.jobs import claim
from schemas.errors import ReadFailure
from tests.flows.store.conftest import settings_in
from tests.flows.store.tools import Case, new_case, note, put

CANARY = b"ZZQCANARY"


def blobs(store: Store) -> list[Path]:
    """Files in the folder of blobs, drafts too; or what an object store lists."""
    if store.settings.blobs is not None:
        return [Path(patient, blob) for patient, blob, _ in store.blobs.list()]
    return [p for p in (store.settings.data / "blobs").rglob("*") if p.is_file()]


def test_an_accepted_file_comes_back_and_waits_to_be_read(store: Store, case: Case) -> None:
    data = note() * 500
    with case.repository.start_upload("cbc.txt") as upload:
        for start in range(0, len(data), 999):
            upload.write(data[start : start + 999])
        accepted = upload.finish()
    assert accepted.created
    (info,) = case.repository.documents()
    assert (info.id, info.name, info.size, info.state, info.media_type) == (
        accepted.document_id, "cbc.txt", len(data), "queued", "text/plain",
    )  # fmt: skip
    original = case.repository.original(accepted.document_id)
    assert (original.name, b"".join(original.chunks)) == ("cbc.txt", data)
    held = claim(store.database, store.settings, "w")
    assert held is not None and (held.kind, held.subject) == ("ingest", accepted.document_id)


def test_nothing_of_a_file_lies_in_clear(tmp_path: Path) -> None:
    store = open_store(settings_in(tmp_path))
    put(new_case(store), f"{CANARY.decode()}NAME.txt", note(more=CANARY.decode()) * 100)
    store.close()
    files = [p for p in tmp_path.rglob("*") if p.is_file()]
    assert any(p.parent.parent.name == "blobs" for p in files)
    assert [p for p in files if CANARY in p.read_bytes()] == []
    assert {stat.S_IMODE(p.stat().st_mode) for p in files if p.parent.parent.name == "blobs"} == {0o600}
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


def test_the_same_bytes_are_one_document_and_the_name_does_not_matter(store: Store, case: Case) -> None:
    first = put(case, "a.txt")
    with case.repository.start_upload("b.txt") as upload:
        upload.write(note())
        again = upload.finish()
    assert again.document_id == first and not again.created
    assert len(case.repository.documents()) == 1 and len(blobs(store)) == 1


def test_another_patient_does_not_learn_of_it(store: Store, case: Case) -> None:
    first = put(case)
    other = new_case(store)
    with other.repository.start_upload("a.txt") as upload:
        upload.write(note())
        accepted = upload.finish()
    assert accepted.created and accepted.document_id != first


def test_fifty_at_once_are_one(store: Store, case: Case) -> None:
    found: list[str] = []
    errors: list[BaseException] = []

    def upload() -> None:
        try:
            found.append(put(Case(store, case.patient_id, "", Repository(store, case.principal))))
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=upload) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert len(found) == 50 and len(set(found)) == 1
    assert len(case.repository.documents()) == 1 and len(blobs(store)) == 1


def test_an_idempotency_key_gives_the_first_answer_again(store: Store, case: Case) -> None:
    first = put(case, "a.txt", key="abc")
    assert put(case, "a.txt", b"other bytes", key="abc") == first
    assert put(new_case(store), "a.txt", key="abc") != first
    assert len(case.repository.documents()) == 1


def test_an_upload_that_breaks_off_leaves_nothing(store: Store, case: Case) -> None:
    with case.repository.start_upload("a.txt") as upload:
        upload.write(note() * 1000)
    assert case.repository.documents() == () and blobs(store) == []


@pytest.mark.parametrize(
    ("data", "name", "failure"),
    [
        (b"", "a.txt", ReadFailure.EMPTY),
        (b"MZ\x00\x00" * 10, "a.exe", ReadFailure.UNSUPPORTED),
        (b"<html><script>", "a.pdf", ReadFailure.UNSUPPORTED),
        (b"PK\x03\x04", "a.zip", ReadFailure.UNSUPPORTED),
        (b"<svg xmlns=''>", "x.svg", ReadFailure.UNSUPPORTED),
    ],
)
def test_what_cannot_be_read_is_refused_at_once(
    sqlite_store: Store, data: bytes, name: str, failure: ReadFailure
) -> None:
    case = new_case(sqlite_store)
    with pytest.raises(UnsupportedError) as caught, case.repository.start_upload(name) as upload:
        upload.write(data)
        upload.finish()
    assert caught.value.failure is failure
    assert case.repository.documents() == () and blobs(sqlite_store) == []


def test_limits(tmp_path: Path) -> None:
    store = open_store(settings_in(tmp_path, max_file_bytes=1000, max_patient_bytes=1500, max_patient_documents=3))
    case = new_case(store)
    with pytest.raises(TooLargeError), case.repository.start_upload("a.txt") as upload:
        upload.write(b"a" * 1000)
        upload.write(b"a")
    assert blobs(store) == []
    put(case, data=b"a" * 900)
    with pytest.raises(QuotaError):
        put(case, data=b"b" * 700)
    put(case, data=b"b")
    put(case, data=b"c")
    with pytest.raises(QuotaError):
        case.repository.start_upload("d.txt")
    assert len(case.repository.documents()) == len(blobs(store)) == 3
    case.repository.remove_document(case.repository.documents()[0].id)
    put(case, data=b"d")
    store.close()


def test_no_room_means_nothing_is_taken(tmp_path: Path) -> None:
    settings = settings_in(tmp_path).model_copy(update={"reserve_bytes": 1 << 60})
    store = open_store(settings)
    case = new_case(store)
    with pytest.raises(FullError):
        case.repository.start_upload("a.txt")
    assert case.repository.documents() == ()
    store.close()


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/cron.d/x", "x"),
        ("C:\\Users\\me\\cbc.pdf", "cbc.pdf"),
        ("a\x00b\r\nc.pdf", "abc.pdf"),
        ("cbc\u202efdp.exe", "cbcfdp.exe"),
        ("e\u0301.pdf", "é.pdf"),
        ("", "document"),
        ("/", "document"),
        ("x" * 10_000, "x" * 255),
        ("<img src=x>.pdf", "<img src=x>.pdf"),
    ],
)
def test_names_are_only_ever_shown(given: str, shown: str) -> None:
    assert clean_name(given) == shown


def test_a_link_in_place_of_a_blob_is_not_followed(sqlite_store: Store, tmp_path: Path) -> None:
    case = new_case(sqlite_store)
    document = put(case)
    (blob,) = blobs(sqlite_store)
    secret = tmp_path / "secret"
    secret.write_bytes(blob.read_bytes())
    blob.unlink()
    Path(blob).symlink_to(secret)
    with pytest.raises(NotFoundError):
        case.repository.original(document)


def test_removing_a_document_takes_its_blob_and_its_rows(store: Store, case: Case) -> None:
    keep, gone = put(case, "keep.txt", note("A")), put(case, "gone.txt", note("B"))
    case.repository.remove_document(gone)
    assert [d.id for d in case.repository.documents()] == [keep]
    assert len(blobs(store)) == 1
    with pytest.raises(NotFoundError):
        case.repository.original(gone)


def test_a_database_lost_while_it_accepts_costs_no_file_that_was_accepted_after_all(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever asked hears nothing good; what lies there stays until it is known that nobody owns it."""
    case = new_case(sqlite_store)
    real = case.repository._accept

    def lost(*given: object) -> tuple[str, bool]:
        real(*given)  # type: ignore[arg-type]
        raise OperationalError("COMMIT", {}, ConnectionError())

    monkeypatch.setattr(case.repository, "_accept", lost)
    with pytest.raises(OperationalError):
        put(case, key="k")
    monkeypatch.undo()
    again = put(case, key="k")
    (document,) = case.repository.documents()
    assert document.id == again and b"".join(case.repository.original(again).chunks) == note()

    def refused(*_: object) -> tuple[str, bool]:
        raise OperationalError("COMMIT", {}, ConnectionError())

    monkeypatch.setattr(case.repository, "_accept", refused)
    with pytest.raises(OperationalError):
        put(case, data=note("B"))
    assert remove_orphans(sqlite_store, seconds=0) == 1 and remove_orphans(sqlite_store, seconds=0) == 0


def test_a_store_that_is_up_to_date_is_opened_while_somebody_writes(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    first = open_store(settings)
    with first.database.write():
        second = open_store(settings)
        assert second.healthy()
    second.close()
    first.close()

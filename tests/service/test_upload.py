"""Uploads: streamed, limited, each file with its own end, nothing in clear on any disk."""

import tempfile
from pathlib import Path

import pytest

from app.service.errors import FormError
from app.service.multipart import UploadReader
from tests.service.conftest import CANARY
from tests.service.live import Live, live_service, multipart


class Sink:
    """Stands for an intake."""

    def __init__(self, name: str, took: dict[str, bytes]) -> None:
        self.name, self.took, self.data = name, took, b""

    @property
    def size(self) -> int:
        return len(self.data)

    def write(self, data: bytes) -> None:
        self.data += data

    def abort(self) -> None:
        self.data = b""

    def finish(self) -> object:
        from flows.store.records import Accepted

        self.took[self.name] = self.data
        return Accepted(f"id-{self.name}", True)


def read(body: bytes, kind: str, step: int, most: int = 20) -> tuple[UploadReader, dict[str, bytes]]:
    took: dict[str, bytes] = {}
    reader = UploadReader(kind, lambda name: Sink(name, took), most_files=most)  # type: ignore[arg-type,return-value]
    for start in range(0, len(body), step):
        reader.feed(body[start : start + step])
    return reader, took


@pytest.mark.parametrize("step", [1, 7, 64, 10_000])
def test_files_come_whole_however_the_body_is_cut(step: int) -> None:
    files = (("a.pdf", b"%PDF-1.4\r\n--edge\r\n"), ("b.txt", b"\r\n" * 50), ("ü%22.txt", b"x"), ("", b""))
    body, kind = multipart(files, {"csrf": "abc"})
    reader, took = read(body, kind, step)
    reader.finish()
    assert took == {"a.pdf": files[0][1], "b.txt": files[1][1], 'ü".txt': b"x"}
    assert reader.fields == {"csrf": "abc"} and [r.document_id for r in reader.received] == [f"id-{n}" for n in took]


def test_a_body_that_breaks_off_keeps_the_files_before() -> None:
    body, kind = multipart((("a.txt", b"one"), ("b.txt", b"two" * 100)), {})
    reader, took = read(body[: body.index(b"twotwo") + 30], kind, 16)
    with pytest.raises(FormError):
        reader.finish()
    assert took == {"a.txt": b"one"}


@pytest.mark.parametrize(
    "kind", ["", "text/plain", "multipart/form-data", "multipart/form-data; boundary=" + "x" * 300]
)
def test_what_is_no_form_is_refused(kind: str) -> None:
    with pytest.raises(FormError):
        UploadReader(kind, lambda name: None, most_files=1)  # type: ignore[arg-type,return-value]


def test_fields_and_heads_have_limits() -> None:
    body, kind = multipart((), {"csrf": "x" * 5000})
    with pytest.raises(FormError):
        read(body, kind, 1000)
    body, kind = multipart((("n" * 9000, b"x"),), {})
    with pytest.raises(FormError):
        read(body, kind, 1000)


def test_more_files_than_allowed_are_named_and_refused() -> None:
    body, kind = multipart(tuple((f"{n}.txt", b"x") for n in range(4)), {})
    reader, took = read(body, kind, 100, most=2)
    assert sorted(took) == ["0.txt", "1.txt"] and [r.error is None for r in reader.received] == [
        True,
        True,
        False,
        False,
    ]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> "object":
    with live_service(
        tmp_path_factory.mktemp("small"), max_file_bytes=300_000, max_patient_bytes=700_000, body_idle_seconds=1.0
    ) as service:
        yield service


def test_each_file_has_its_own_end(small: Live) -> None:
    browser, _, _ = small.patient()
    big, note = b"%PDF-1.4\n" + b"0" * 300_001, b"A plain note."
    files = (("note.txt", note), ("big.pdf", big), ("evil.exe", b"MZ\x00\x01"), ("empty.txt", b""), ("again.txt", note))
    said = browser.upload("/case/upload", *files, Accept="application/json")
    assert said.status == 413
    assert [(f["name"], f["accepted"]) for f in said.json()["files"]] == [
        ("note.txt", True), ("big.pdf", False), ("evil.exe", False), ("empty.txt", False), ("again.txt", True),
    ]  # fmt: skip
    page = browser.upload("/case/upload", ("big.pdf", big))
    assert page.status == 413 and "larger than can be taken" in page.text
    assert [f["name"] for f in browser.get("/case/status.json").json()["files"]] == ["note.txt"]


def test_all_files_together_have_a_limit(small: Live) -> None:
    browser, _, _ = small.patient()
    for n in range(3):
        status = browser.upload("/case/upload", (f"{n}.pdf", b"%PDF-1.4\n" + bytes([n]) * 290_000)).status
        assert status == (303 if n < 2 else 413)


def test_names_are_shown_as_names(small: Live) -> None:
    browser, _, _ = small.patient()
    names = ("../../etc/cron.d/x", "<img src=x onerror=alert(1)>.txt", "a\u202etxt.exe.txt", "C:\\x\\y.txt")
    browser.upload("/case/upload", *((n, f"text {i}".encode()) for i, n in enumerate(names)))
    page = browser.get("/case").text
    assert "<img src=x" not in page and "/etc/" not in page and "\u202e" not in page
    shown = [f["name"] for f in browser.get("/case/status.json").json()["files"]]
    assert shown == ["x", "<img src=x onerror=alert(1)>.txt", "atxt.exe.txt", "y.txt"]
    ids = [f["id"] for f in browser.get("/case/status.json").json()["files"]]
    head = browser.get(f"/case/documents/{ids[1]}/original").headers["content-disposition"]
    assert "<" not in head and head.startswith('attachment; filename="')


def test_nothing_of_an_upload_lies_in_clear(small: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object, **__: object) -> None:
        raise AssertionError("a temporary file")

    for name in ("TemporaryFile", "NamedTemporaryFile", "SpooledTemporaryFile", "mkstemp"):
        monkeypatch.setattr(tempfile, name, none)
    browser, _, _ = small.patient()
    assert browser.upload("/case/upload", (f"{CANARY}.txt", (CANARY * 9000).encode())).status == 303
    folder = small.settings.store.data
    found = [p for p in Path(folder).rglob("*") if p.is_file() and CANARY.encode() in p.read_bytes()]
    assert found == []

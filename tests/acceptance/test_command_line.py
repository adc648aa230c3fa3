"""The command line as people meet it: good records, bad files, every format, exit codes and clean streams."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from app.cli import main
from tests.acceptance.made import cat, document, no_pages
from tests.acceptance.sample import Samples
from tests.shared import shared_file

ROOT = Path(__file__).resolve().parents[2]
TODAY = ("--today", "2026-11-20")
pytestmark = pytest.mark.xdist_group("command-line")


class Ran:
    """What a run of the command line gave."""

    def __init__(self, code: int, out: bytes, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def lines(self) -> list[str]:
        """Lines on standard error."""
        return self.err.splitlines()

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


def process(*args: str | Path) -> Ran:
    """The real program in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "app", *map(str, args)], cwd=ROOT, capture_output=True, timeout=300, check=False
    )
    return Ran(done.returncode, done.stdout, done.stderr.decode())


Run = Callable[..., Ran]


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """The same in this process, which saves starting it."""

    def call(*args: str | Path) -> Ran:
        capfdbinary.readouterr()
        try:
            code = main([str(a) for a in args])
        except SystemExit as exc:
            code = int(exc.code or 0)
        out, err = capfdbinary.readouterr()
        return Ran(code, out, err.decode())

    return call


@pytest.fixture
def good(samples: Samples) -> Path:
    """One sound record."""
    return samples.folder("p5") / "cbc_2026-11-14.pdf"


def empty(folder: Path) -> Path:
    return _bytes(folder / "empty.pdf", b"")


def text_as_pdf(folder: Path) -> Path:
    return _bytes(folder / "notes.pdf", b"Hemoglobin 9.1 g/dL, written in an editor and renamed.\n")


def encrypted(folder: Path) -> Path:
    return document(folder / "locked.pdf", "Hemoglobin 9.1 g/dL", password="owl")


def truncated(folder: Path) -> Path:
    whole = document(folder / "cut.pdf", *(f"Hemoglobin {n}.1 g/dL" for n in range(40)))
    return _bytes(whole, whole.read_bytes()[:400])


def without_pages(folder: Path) -> Path:
    return _bytes(folder / "pageless.pdf", no_pages())


def wrong_type(folder: Path) -> Path:
    return _bytes(folder / "letter.docx", b"PK\x03\x04" + bytes(200))


def _bytes(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


BAD = {
    "empty": (empty, "empty"),
    "text named pdf": (text_as_pdf, ""),
    "encrypted": (encrypted, "password"),
    "truncated": (truncated, ""),
    "no pages": (without_pages, "page"),
    "wrong type": (wrong_type, ""),
}


# bad files ------------------------------------------------------------


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_alone(run: Run, tmp_path: Path, kind: str) -> None:
    """Exit 4, one line that names the file and why, nothing written, nothing on standard output, no stack."""
    make, word = BAD[kind]
    file, out = make(tmp_path), tmp_path / "out.json"
    ran = run("profile", file, "--format", "json", "-o", out, *TODAY)
    assert (ran.code, ran.out) == (4, b"")
    assert not out.exists()
    named = [line for line in ran.lines if file.name in line]
    assert len(named) == 1 and word in named[0].lower()
    assert len(ran.lines) <= 2 and "Traceback" not in ran.err
    assert "Hemoglobin" not in ran.err


def test_bad_files_beside_a_good_one(tmp_path: Path, good: Path) -> None:
    """Exit 3, each bad file named once on standard error and in the result; the good one is read."""
    folder = tmp_path / "records"
    folder.mkdir()
    files = [make(folder) for make, _ in BAD.values()]
    shutil.copy(good, folder)
    ran = process("profile", folder, "--format", "json", *TODAY)
    assert ran.code == 3
    assert [sum(f.name in line for line in ran.lines) for f in files] == [1] * len(files)
    assert len(ran.lines) == len(files)
    entries = {d["file"]: d for d in ran.json["documents"]}
    assert entries[good.name]["status"] == "read"
    for file in files:
        assert entries[file.name]["status"] == "failed" and entries[file.name]["reason"]
    assert [x["value"] for x in ran.json["labs"] if x["analyte"] == "hemoglobin"] == [9.6]


def test_bad_files_beside_a_good_one_and_an_answer(run: Run, tmp_path: Path, good: Path) -> None:
    out = tmp_path / "answer.md"
    ran = run("tailor", good, empty(tmp_path), "--answer", "mds-liver", "-o", out, *TODAY)
    assert (ran.code, ran.out) == (3, b"")
    assert len(ran.lines) == 1 and "empty.pdf" in ran.lines[0]
    assert "empty.pdf" in out.read_text("utf-8")


def test_an_empty_folder(run: Run, tmp_path: Path) -> None:
    folder, out = tmp_path / "nothing", tmp_path / "out.md"
    folder.mkdir()
    ran = run("tailor", folder, "--answer", "mds-liver", "-o", out, *TODAY)
    assert (ran.code, ran.out, len(ran.lines)) == (4, b"", 1)
    assert not out.exists()


@pytest.mark.ocr
@pytest.mark.slow
def test_a_picture_that_is_no_record(run: Run, tmp_path: Path) -> None:
    """A cat yields no fact; that nothing was read of it is said."""
    ran = run("profile", cat(tmp_path / "cat.png"), "--format", "json", *TODAY)
    assert ran.code in (3, 4)
    assert len([line for line in ran.lines if "cat.png" in line]) == 1
    if ran.out:
        found = ran.json
        assert not any(found[k] for k in ("labs", "diagnoses", "treatments", "variants", "karyotypes", "biomarkers"))


# a wrong command line ------------------------------------------------------------


@pytest.mark.parametrize(
    "args",
    [
        ("profile",),
        ("tailor", "{good}"),
        ("tailor", "{good}", "--answer", "no-such-answer"),
        ("tailor", "{good}", "--answer", "mds-liver", "--format", "docx"),
        ("tailor", "{good}", "--answer", "mds-liver", "--country", "Germany"),
        ("profile", "{good}", "--today", "20.11.2026"),
        ("profile", "{good}", "--format", "pdf"),
        ("profile", "/no/such/file.pdf"),
        ("answers", "xyzzy"),
        ("risk", "/no/such/file.csv"),
        ("cure",),
    ],
)
def test_wrong_command_line(run: Run, good: Path, args: tuple[str, ...]) -> None:
    ran = run(*(a.format(good=good) for a in args))
    assert (ran.code, ran.out) == (2, b"")
    assert ran.err.strip() and "Traceback" not in ran.err


# good records ------------------------------------------------------------


@pytest.mark.parametrize("form", ["table", "json", "fhir", "html"])
def test_formats_of_a_profile(run: Run, good: Path, form: str) -> None:
    ran = run("profile", good, "--format", form, *TODAY)
    assert (ran.code, ran.err) == (0, "")
    text = ran.out.decode()
    assert "9.6" in text
    if form == "json":
        jsonschema.validate(ran.json, schema("profile"))
    if form == "fhir":
        assert ran.json["resourceType"] == "Bundle"
    if form == "html":
        assert text.lstrip().lower().startswith("<!doctype html") and "<script" not in text


@pytest.mark.parametrize("form", ["md", "html", "json", "pdf"])
def test_formats_of_an_answer(run: Run, good: Path, form: str) -> None:
    ran = run("tailor", good, "--answer", "mds-liver", "--format", form, *TODAY)
    assert (ran.code, ran.err) == (0, "")
    if form == "pdf":
        assert ran.out.startswith(b"%PDF-") and ran.out.rstrip().endswith(b"%%EOF")
        return
    text = ran.out.decode()
    assert "not medical advice" in text.lower()
    if form == "json":
        jsonschema.validate(ran.json, schema("answer"))
        assert ran.json["fit"] == "unconfirmed"
    if form == "html":
        assert text.lstrip().lower().startswith("<!doctype html")
    if form == "md":
        assert text.startswith("#")


def schema(name: str) -> Any:
    return json.loads((ROOT / "docs" / "schema" / f"{name}.schema.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def whole(samples: Samples) -> Ran:
    """The main job on one patient's records by the real program."""
    return process(
        "tailor", samples.folder("p2"), "--answer", "mds-liver", "--format", "json", "--country", "US", *TODAY
    )


def test_the_main_job(whole: Ran) -> None:
    assert (whole.code, whole.err) == (0, "")
    jsonschema.validate(whole.json, schema("answer"))
    jsonschema.validate(whole.json["profile"], schema("profile"))
    assert whole.json["fit"] == "in_scope"
    found = {s["verdict"] for s in whole.json["statements"] if s["about"] == "lenalidomide"}
    assert "matches" in found


def test_order_and_a_file_twice_change_nothing(run: Run, samples: Samples, whole: Ran) -> None:
    files = [p for p in samples.folder("p2").iterdir() if p.suffix == ".pdf"]
    args = [*sorted(files, reverse=True), files[0], samples.folder("p2") / files[1].name]
    ran = run("tailor", *args, "--format", "json", "--country", "US", "--answer", "mds-liver", *TODAY)
    assert ran.code == 0
    assert ran.out == whole.out


def test_a_copy_of_a_file_is_named_and_changes_nothing(run: Run, tmp_path: Path, good: Path) -> None:
    alone = run("profile", good, "--format", "json", *TODAY).json
    copy = shutil.copy(good, tmp_path / "zz_copy.pdf")
    both = run("profile", good, copy, "--format", "json", *TODAY)
    assert both.code == 0
    found = both.json
    assert [d["status"] for d in found["documents"]] == ["read", "duplicate"]
    assert {k: v for k, v in found.items() if k != "documents"} == {k: v for k, v in alone.items() if k != "documents"}


@pytest.mark.parametrize("number", [0, 1, 2])
def test_an_answer_from_a_file(run: Run, good: Path, number: int) -> None:
    name = ("000_55c84e07e4496f85", "001_72bbaef0a1d6b3ff", "002_53b7cea2ad8f4d9e")[number]
    ran = run("tailor", good, "--answer", shared_file(f"answers/{name}.txt"), "--format", "json", *TODAY)
    assert (ran.code, ran.err) == (0, "")
    assert ran.json["disease"] == "mds" and "MDS" in ran.json["question"]
    assert "Upload your records" not in ran.out.decode()


def test_answers_on_board(run: Run) -> None:
    listed = run("answers")
    assert (listed.code, listed.err) == (0, "")
    names = [line.split()[0] for line in listed.out.decode().splitlines()]
    assert names == sorted(names) and {"mds-car-t", "mds-immunotherapy", "mds-liver"} <= set(names)
    searched = run("answers", "low", "platelets")
    assert searched.out.decode().split()[0] == "mds-low-platelets-bleeding"
    printed = run("answers", "mds-liver")
    assert printed.code == 0 and b"liver" in printed.out


def test_output_goes_to_the_file_alone(run: Run, tmp_path: Path, good: Path) -> None:
    out = tmp_path / "new" / "profile.json"
    ran = run("profile", good, "--format", "json", "-o", out, *TODAY)
    assert (ran.code, ran.out, ran.err) == (0, b"", "")
    assert json.loads(out.read_text("utf-8"))["schema_version"] == "1"


@pytest.mark.parametrize("mistake", ["unknown option", "no command"])
def test_real_program_says_what_is_wrong(mistake: str) -> None:
    ran = process("profile", "--loud") if mistake == "unknown option" else process()
    assert (ran.code, ran.out) == (2, b"")
    assert "oncotailor" in ran.err

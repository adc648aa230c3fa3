"""Documents understood as they come give what they give together."""

import datetime as dt

import pytest

from app.cli import main
from pipeline import run
from pipeline.defects import Defect
from pipeline.reading import read_bytes
from pipeline.reading.pool import Reader
from pipeline.run import understand
from schemas.document import ReadDocument
from schemas.errors import READ_FAILURE_TEXT, ExitCode, ReadFailure

TODAY = dt.date(2026, 11, 20)

SHOWN = b"CBC report\nDOB: 2 Nov 1951\nCollected: 14 Mar 2026\nHemoglobin  8.9 g/dL\n"
MIXED = b"CBC report\nDOB: 11/02/1951\nCollected: 06/03/2026\nHemoglobin  9.1 g/dL\n"


def read(*files: bytes) -> list[ReadDocument]:
    return [read_bytes(data, f"{n}.txt") for n, data in enumerate(files)]


def days(documents: list[ReadDocument]) -> list[list[str | None]]:
    return [[r.dates.collected for r in d.reports] for d in understand(iter(documents))]


def test_a_later_document_settles_the_dates_of_one_before() -> None:
    assert days(read(MIXED)) == [[None]]
    assert days(read(MIXED, SHOWN)) == [["2026-06-03"], ["2026-03-14"]]
    assert days(read(SHOWN, MIXED)) == [["2026-03-14"], ["2026-06-03"]]


def test_each_document_is_understood_before_the_next_is_asked_for(monkeypatch) -> None:
    seen: list[str] = []
    real = run.extract_facts

    def noted(document, vocabulary):
        seen.append(document.file)
        return real(document, vocabulary)

    monkeypatch.setattr(run, "extract_facts", noted)

    def coming():
        for document in read(SHOWN, SHOWN):
            seen.append(f"{document.file} came")
            yield document

    understand(coming())
    assert seen == ["0.txt came", "0.txt", "1.txt came", "1.txt"]


def struck(monkeypatch, stage: str, file: str) -> None:
    """Let a stage of understanding fail by a defect on one file."""
    real = getattr(run, stage)

    def fails(document, *rest):
        if document.file == file:
            raise IndexError(f"Jane Doe in {file}")
        return real(document, *rest)

    monkeypatch.setattr(run, stage, fails)


@pytest.mark.parametrize("stage", ["lay_out", "add_context", "extract_facts", "with_births"])
def test_a_defect_costs_the_document_it_strikes_on_and_no_other(monkeypatch, stage) -> None:
    documents = read(SHOWN, MIXED)
    (alone,) = understand(documents[:1])
    struck(monkeypatch, stage, "1.txt")
    defects: list[Defect] = []
    found = understand(documents, defects)
    assert found[0] == alone and alone.findings
    assert (found[1].failure, found[1].findings, found[1].reports) == (ReadFailure.DEFECT, (), ())
    assert [(d.id, d.file) for d in defects] == [(documents[1].id, "1.txt")]
    profile = run.conclude(found, today=TODAY)
    assert [(d.file, d.status) for d in profile.documents] == [("0.txt", "read"), ("1.txt", "failed")]
    assert profile.documents[1].reason == READ_FAILURE_TEXT[ReadFailure.DEFECT]
    assert [x.value for x in profile.labs] == [8.9]
    with pytest.raises(IndexError):  # nobody said that defects are to be contained: tests and benches see them
        understand(documents)


@pytest.mark.parametrize("stage", ["build_profile", "add_risk"])
def test_a_defect_of_merging_costs_the_document_with_which_it_comes(monkeypatch, stage) -> None:
    real, bad = getattr(run, stage), read(SHOWN, MIXED)[1].id

    def fails(made, **rest):
        used = made.documents if stage == "add_risk" else [d for d in made if d.failure is None]
        if any(d.id == bad and getattr(d, "status", "read") == "read" for d in used):
            raise ZeroDivisionError
        return real(made, **rest)

    found = understand(read(SHOWN, MIXED))
    monkeypatch.setattr(run, stage, fails)
    for these in (found, found[::-1]):
        defects: list[Defect] = []
        profile = run.conclude(these, today=TODAY, defects=defects)
        assert [(d.file, d.status) for d in profile.documents] == [("0.txt", "read"), ("1.txt", "failed")]
        assert [x.value for x in profile.labs] == [8.9] and [d.id for d in defects] == [bad]
    with pytest.raises(ZeroDivisionError):
        run.conclude(found, today=TODAY)


def test_the_command_line_builds_the_rest_and_says_so_without_words_of_the_record(
    monkeypatch, tmp_path, capsys
) -> None:
    for name, data in (("good.txt", SHOWN), ("bad.txt", MIXED)):
        (tmp_path / name).write_bytes(data)
    struck(monkeypatch, "extract_facts", "bad.txt")
    code = main(["profile", "--format", "json", str(tmp_path / "good.txt"), str(tmp_path / "bad.txt")])
    said = capsys.readouterr()
    assert code == ExitCode.SOME_UNREADABLE
    assert '"value":8.9' in said.out.replace(" ", "") and "9.1" not in said.out
    assert "bad.txt: an error in this program" in said.err and "IndexError" in said.err
    assert "Jane" not in said.out + said.err


def test_a_defect_of_the_reader_costs_one_file(monkeypatch) -> None:
    real = Reader._read

    def fails(self, file, data, *rest, **more):
        if file == "bad.txt":
            raise KeyError("Jane Doe")
        return real(self, file, data, *rest, **more)

    monkeypatch.setattr(Reader, "_read", fails)
    with Reader() as reader:
        got = list(reader.read_many([("bad.txt", MIXED), ("good.txt", SHOWN)]))
    assert [d.failure for d in got] == [ReadFailure.DEFECT, None]


def test_a_place_names_our_own_line_and_nothing_else() -> None:
    try:
        read_bytes(None, "x.txt")  # type: ignore[arg-type]
    except Exception as error:
        place = Defect("a" * 64, "x.txt", error).place
    assert place.split(" at ")[0] == "TypeError" and place.split(" at ")[1].startswith("pipeline/reading/")

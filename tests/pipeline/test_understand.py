"""Documents understood as they come give what they give together."""

from pipeline.reading import read_bytes
from pipeline.run import understand
from schemas.document import ReadDocument

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
    from pipeline import run

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

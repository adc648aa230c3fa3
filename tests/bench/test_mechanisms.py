"""Switches hold what they say and come back; special documents differ from good ones where they should only."""

import random
from pathlib import Path
from typing import Any

import pytest

from bench import special
from bench.mechanisms import MECHANISMS, Mechanism, scored
from bench.switches import Switch, answer, believed, without
from bench.workshop import people
from bench.workshop.make import make_case
from extractors.molecular import doubts
from pipeline.reading import ReadSettings, read_bytes
from sample_records.gold import load
from schemas.document import Page, ReadDocument, Reading, TextSource, Word

needs_shared = pytest.mark.skipif(
    not people.available(), reason="the published patients are not beside this repository"
)


@pytest.mark.parametrize("mechanism", MECHANISMS, ids=lambda m: f"{m.name}, {m.instead}")
def test_every_switch_has_something_to_switch(mechanism: Mechanism) -> None:
    assert mechanism.off or mechanism.engine
    with without(mechanism.off):
        pass


def test_a_function_comes_back_even_after_an_error() -> None:
    before = doubts.codon_agrees
    with (
        pytest.raises(ZeroDivisionError),
        without((Switch("extractors.molecular.doubts:codon_agrees", answer(None)),)),
    ):
        assert doubts.codon_agrees("c.1A>G", "p.Met1Val") is None
        raise ZeroDivisionError
    assert doubts.codon_agrees is before


@pytest.mark.parametrize(
    "where", ["extractors.molecular.doubts:codon_agreed", "extractors.molecular.doubts:Nobody.codon_agrees"]
)
def test_a_switch_for_what_is_not_there_fails(where: str) -> None:
    with pytest.raises(LookupError, match="not there any more"), without((Switch(where, answer(None)),)):
        pytest.fail("the block must not run")


def test_one_engine_believed_is_what_it_read_and_all_of_it() -> None:
    def word(text: str, slow: str, fast: str) -> Word:
        readings = (
            Reading(engine="tesseract", text=slow, confidence=0.9),
            Reading(engine="rapidocr", text=fast, confidence=0.9),
        )
        return Word(text=text, box=(0, 0, 9, 9), source=TextSource.OCR, agreed=slow == fast, readings=readings)

    words = (word("8.9", "3.9", "8.9"), word("Hb", "Hb", ""), word("g/", "g/ dL", "g/"), word("dL", "g/ dL", "dL"))
    page = Page(number=1, width=100, height=100, source=TextSource.OCR, words=words)
    document = ReadDocument(id="0" * 64, file="a.pdf", media_type="application/pdf", pages=(page,))
    assert [w.text for w in believed(document, "tesseract").pages[0].words] == ["3.9", "Hb", "g/ dL"]
    assert [w.text for w in believed(document, "rapidocr").pages[0].words] == ["8.9", "g/", "dL"]
    assert all(w.agreed for w in believed(document, "rapidocr").pages[0].words)


def read(folder: Path) -> list[ReadDocument]:
    return [read_bytes(f.read_bytes(), f.name, ReadSettings(ocr=False)) for f in sorted(folder.glob("*.pdf"))]


def texts(documents: list[ReadDocument]) -> list[str]:
    return [w.text for d in documents for p in d.pages for w in p.words]


@needs_shared
def test_a_misprint_changes_one_sign_of_a_few_words_and_nothing_else(tmp_path: Path) -> None:
    folder = make_case(5001, 1, "digital", tmp_path, (), ("first",))
    good, gold = read(folder), load(folder)
    wrong = special.misprint(good, gold, random.Random(3))
    changed = [(a, b) for a, b in zip(texts(good), texts(wrong), strict=True) if a != b]
    assert 1 <= len(changed) <= 5
    assert changed != [(a, b) for a, b in zip(texts(good), texts(special.misprint(good, gold, random.Random(4))), strict=True) if a != b]  # fmt: skip  # noqa: E501
    assert scored([(wrong, gold)]).total().right < scored([(good, gold)]).total().right


@needs_shared
@pytest.mark.parametrize(
    ("make", "name", "worse"),
    [(special.strangers, "person compared", "silent"), (special.amended, "an amended report", "missing")],
)
def test_special_documents_show_what_the_mechanism_is_for(make: Any, name: str, worse: str, tmp_path: Path) -> None:
    folder, gold = make(5001, 0, tmp_path)
    documents = read(folder)
    having = scored([(documents, gold)])
    with without(next(m.off for m in MECHANISMS if m.name.startswith(name))):
        lacking = scored([(documents, gold)])
    assert having.silent == []
    assert len(getattr(lacking, worse)) > len(getattr(having, worse))


@needs_shared
def test_a_forged_layer_is_caught_and_says_something_else_than_the_page(tmp_path: Path) -> None:
    folder, gold = special.forged(5001, 0, tmp_path)
    assert texts(read(folder)) == []  # not believed, and no optical reader at hand
    with without(next(m.off for m in MECHANISMS if m.made == "forged")):
        lies = read(folder)
    assert texts(lies)
    assert scored([(lies, gold)]).total().silent > 0

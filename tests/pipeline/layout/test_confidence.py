"""Confidence is a share of right facts: mapped for words read from pictures, left alone for text layers."""

import pytest
from pydantic import ValidationError

from knowledge.confidence import ConfidenceMap, load_confidence
from pipeline.layout.confidence import calibrated
from schemas.document import Page, ReadDocument, TextSource, Word


def document(*confidences: float, source: TextSource = TextSource.OCR) -> ReadDocument:
    words = tuple(Word(text="8.9", box=(0, 0, 9, 9), source=source, confidence=c) for c in confidences)
    page = Page(number=1, width=100, height=100, source=source, words=words)
    return ReadDocument(id="0" * 64, file="a.pdf", media_type="application/pdf", pages=(page,))


def said(read: ReadDocument) -> list[float]:
    return [w.confidence for p in read.pages for w in p.words]


def test_words_of_pictures_are_mapped_in_rising_order_and_never_to_certainty() -> None:
    found = said(calibrated(document(0.0, 0.3, 0.95, 1.0)))
    assert found == sorted(found)
    assert found[0] > 0.5
    assert 0.9 < found[-1] < 1
    assert found[0] < found[-1]


def test_a_text_layer_stays_as_it_is() -> None:
    read = document(1.0, source=TextSource.TEXT)
    assert calibrated(read) is read


def test_every_confidence_has_its_step() -> None:
    assert load_confidence().share(0.0) == load_confidence().steps[0].share


@pytest.mark.parametrize("steps", [[(0.5, 0.9)], [(0.5, 0.9), (1.0, 0.8)], [(0.5, 0.9), (0.5, 0.95), (1.0, 0.99)]])
def test_a_map_that_falls_or_ends_early_is_refused(steps: list[tuple[float, float]]) -> None:
    with pytest.raises(ValidationError, match="must rise"):
        ConfidenceMap.model_validate({"steps": [{"upto": u, "share": s} for u, s in steps]})

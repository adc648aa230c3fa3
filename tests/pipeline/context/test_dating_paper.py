"""Days that engines read differently do not give way to another day."""

from knowledge.loader import load_vocabulary
from pipeline.context import add_context
from pipeline.layout import lay_out
from schemas.document import Page, ReadDocument, Reading, TextSource, Word
from tests.pipeline.layout.pages import grid_words

LETTER = (
    "Clinical Haematology\nClinic date: 1 May 2026\nTyped: 4 May 2026\nLUCIAN RAVENSDALE   date of birth 16 May 1985\n"
    "Dear Doctor, The blood count today shows haemoglobin 66 g/L.\n"
)


def visit(doubtful: bool) -> str | None:
    words: list[Word] = []
    for word in grid_words(LETTER):
        unsure = doubtful and word.text == "1"
        readings = (
            Reading(engine="tesseract", text="|" if unsure else word.text, confidence=0.9),
            Reading(engine="rapidocr", text=word.text, confidence=0.9),
        )
        words.append(word.model_copy(update={"source": TextSource.OCR, "agreed": not unsure, "readings": readings}))
    page = Page(number=1, width=612, height=792, source=TextSource.OCR, words=tuple(words))
    document = ReadDocument(id="0" * 64, file="made.pdf", media_type="application/pdf", pages=(page,))
    vocabulary = load_vocabulary()
    return add_context(lay_out(document, vocabulary), vocabulary).reports[0].dates.visit


def test_the_day_a_letter_was_typed_does_not_replace_an_unsure_day_of_the_clinic() -> None:
    assert visit(doubtful=False) == "2026-05-01"
    assert visit(doubtful=True) is None

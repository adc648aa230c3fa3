"""The bench's documents printed by other programs than the usual one."""

import shutil

import pypdfium2
import pytest

from bench.workshop import press
from bench.workshop.finished import pdf_of


@pytest.mark.parametrize("name", ["weasyprint", "chromium"])
def test_each_press_prints_the_words_of_a_document(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if name == "chromium" and shutil.which("chromium") is None:
        pytest.skip("no chromium is installed: nothing was printed by it")
    monkeypatch.setenv(press.CHOICE, name)
    with pypdfium2.PdfDocument(pdf_of("<p>Hemoglobin 8.4 g/dL</p>", "body{font-size:9pt}")) as made:
        text = " ".join(page.get_textpage().get_text_range() for page in made)
    assert text.split() == ["Hemoglobin", "8.4", "g/dL"]


def test_a_press_that_nobody_knows_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(press.CHOICE, "letterpress")
    with pytest.raises(KeyError):
        pdf_of("<p>Hemoglobin</p>", "")

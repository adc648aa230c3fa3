"""What is missing is said with the command that mends it."""

from pipeline.reading.check import available_engines, check_reading
from pipeline.reading.settings import ReadSettings


def test_all_is_here():
    assert check_reading() == []
    assert available_engines() == ("tesseract", "rapidocr")


def test_missing_tessdata_names_the_debian_package(monkeypatch):
    monkeypatch.setattr("pipeline.reading.ocr.tesseract.PLACES", ())
    monkeypatch.delenv("TESSDATA_PREFIX", raising=False)
    problems = check_reading()
    assert len(problems) == 1
    assert "apt-get install tesseract-ocr tesseract-ocr-eng" in problems[0]


def test_an_engine_that_is_switched_off_is_not_missed():
    assert available_engines(ReadSettings(engines=("rapidocr",))) == ("rapidocr",)

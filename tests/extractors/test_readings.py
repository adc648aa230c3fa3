import pytest

from extractors.readings import same_but_marks, same_name
from schemas.document import Reading, TextSource, Word


def word(*readings: str) -> Word:
    engines = ("tesseract", "rapidocr")
    read = tuple(Reading(engine=e, text=t, confidence=0.9) for e, t in zip(engines, readings, strict=False))  # type: ignore[arg-type]
    return Word(text=readings[-1] or "x", box=(0, 0, 1, 1), source=TextSource.OCR, agreed=False, readings=read)


@pytest.mark.parametrize(
    ("tesseract", "rapid", "name", "same"),
    [
        ("TPS3", "TP53", "TP53", True),
        ("PPMID", "PPM1D", "PPM1D", True),
        ("TP53:", "TP53", "TP53", True),
        ("TPS3", "TPS3", "TP53", False),
        ("", "TP53", "TP53", False),
        ("IDH2", "IDH1", "IDH1", False),
        ("NRAS", "KRAS", "KRAS", False),
        ("CBLB", "CBL8", "CBL", False),
        ("TP53", "TP53", "TP53", False),
    ],
)
def test_a_known_name_settles_look_alikes_only(tesseract: str, rapid: str, name: str, same: bool) -> None:
    assert same_name(word(tesseract, rapid), name) is same


def test_one_engine_alone_settles_nothing() -> None:
    assert not same_name(word("TP53"), "TP53")
    assert not same_but_marks(word("cells"))


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("2026;", "2026:", False),
        ("cells;", "cells", True),
        ("38%", "38%", False),
        ("cells", "cells", False),
        ("ceils,", "cells,", True),
        ("7.4", "74", False),
        ("8.4", "B.4", False),
        ("12", "l2", False),
        ("-0.98", "0.98", False),
        (".8", "8", False),
        ("<5", "5", False),
        ("Lenalidomide", "Lenalidomid", False),
        ("no", "n0", False),
    ],
)
def test_words_of_letters_alone(a: str, b: str, same: bool) -> None:
    assert same_but_marks(word(a, b)) is same

"""Known names and grammars settle two readings only where one thing alone is left."""

import pytest

from extractors.formal import written
from extractors.lookalike import Names, distance

NAMES = Names(
    ["TP53", "IDH1", "IDH2", "SF3B1", "platelet", "haematocrit", "Plt", "azacitidine", "decitabine", "5q31", "5q33"]
)


@pytest.mark.parametrize(
    ("one", "other", "name"),
    [
        ("TPS3", "TP53", "TP53"),
        ("1DH1", "IDH1", "IDH1"),
        ("SF3B1", "S3B1", "SF3B1"),
        ("P1t", "Plt", "Plt"),
        ("Haematocit", "Haematoctit", "haematocrit"),
        ("5931", "5q31", "5q31"),
        ("Decitbine", "Decitabine", "Decitabine"),
        ("IDH", "IDH1", None),
        ("IDH2", "IDH1", None),
        ("IDHI", "IDHZ", None),
        ("WOO", "Plt", None),
        ("3.1", "31", None),
    ],
)
def test_one_known_name(one, other, name):
    assert NAMES.only(one, other) == name


def test_what_both_misread_alike():
    assert NAMES.misprinted("Plateiet") == "Platelet"
    assert NAMES.misprinted("platelet") is None
    assert NAMES.misprinted("Vandermeer") is None


def test_a_lost_figure_is_farther_than_a_lost_letter():
    assert distance("IDH1", "IDH") > distance("SF3B1", "S3B1")


@pytest.mark.parametrize(
    ("read", "form"),
    [
        ("¢.1873C>T", "c.1873C>T"),
        ("c.1851+1G>T", "c.1851+1G>T"),
        ("p.vall47ile", "p.Val147Ile"),
        ("p.Arg140GIn", "p.Arg140Gln"),
        ("p.R995”", "p.R995*"),
        ("10°9/L", "10^9/L"),
        ("1049/L", "10^9/L"),
        ("(x10*9/L)", "x10^9/L"),
        ("46,XX,+8[2|/46.XX[23]", "46,XX,+8[2]/46,XX[23]"),
        ("45,X,-Y{3¥46,XY[17]", "45,X,-Y[3]/46,XY[17]"),
        ("ish(CEP8x2){200}", "ish(CEP8x2)[200]"),
        ("12-Dec+2025", "12-Dec-2025"),
        ("[31/46,XX", None),
        ("46,XY,del(5)(931),-18[14)/46,XY[6}", "46,XY,del(5)(q31),-18[14]/46,XY[6]"),
        ("46,x¥[", "46,XY["),
        ("4.5", None),
        ("4.0-11.0", None),
        ("10/L", None),
        ("p.Foo12Bar", None),
    ],
)
def test_what_grammar_makes_of_a_reading(read, form):
    assert written(read) == form

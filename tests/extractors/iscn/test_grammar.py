import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.iscn import find_formulas, parse, parse_front
from extractors.iscn.constraints import band_exists

GOLD = Path(__file__).parents[4] / "shared" / "gold"


def gold(name: str) -> list[dict[str, str]]:
    path = GOLD / name
    if not path.is_file():
        pytest.skip(f"{name} is not here")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("printed", "normal", "metaphases", "abnormalities"),
    [
        ("46,XX[20]", "46,XX[20]", 20, ()),
        ("46,xy", "46,XY", None, ()),
        ("46XY[20]", "46,XY[20]", 20, ()),
        ("45, XX, –7[20]", "45,XX,-7[20]", 20, ("-7",)),
        ("45,XX,&#8722;7[20]", "45,XX,-7[20]", 20, ("-7",)),
        ("46,XX,del(5)(q13q33)[18]/46,XX[2]", "46,XX,del(5)(q13q33)[18]/46,XX[2]", 20, ("del(5)(q13q33)",)),
        ("46,XX,t(9:22)(q34:q11.2)", "46,XX,t(9;22)(q34;q11.2)", None, ("t(9;22)(q34;q11.2)",)),
        ("46,x,t(x;11)(q13;q23)", "46,X,t(X;11)(q13;q23)", None, ("t(X;11)(q13;q23)",)),
        ("45,x,-y[17]/46,xy[3]", "45,X,-Y[17]/46,XY[3]", 20, ("-Y",)),
        ("46,XX,inv(9)(p12q13)c[20]", "46,XX,inv(9)(p12q13)c[20]", 20, ()),
        ("43~45,XY,-5,+1~3mar[cp12]", "43~45,XY,-5,+1~3mar[cp12]", 12, ("-5", "+1~3mar")),
        (
            "45,XX,der(5)t(5;17)(q11;p11),-17[4]",
            "45,XX,der(5)t(5;17)(q11;p11),-17[4]",
            4,
            ("der(5)t(5;17)(q11;p11)", "-17"),
        ),
        ("46,XY,+1,der(1;7)(q10;p10)[6+3]", "46,XY,+1,der(1;7)(q10;p10)[9]", 9, ("+1", "der(1;7)(q10;p10)")),
        ("46,XX,?del(5)(q13q33)[3]", "46,XX,?del(5)(q13q33)[3]", 3, ("?del(5)(q13q33)",)),
        ("47,XX,+8[10]/48,idem,+21[5]/46,XX[5]", "47,XX,+8[10]/48,idem,+21[5]/46,XX[5]", 20, ("+8", "+21")),
        ("46,XX,dmin[3]/46,XX,r(7)(p22q36)[2]", "46,XX,dmin[3]/46,XX,r(7)(p22q36)[2]", 5, ("dmin", "r(7)(p22q36)")),
        ("46,XX,del(5)(q13q33) [18 cells]", "46,XX,del(5)(q13q33)[18]", 18, ("del(5)(q13q33)",)),
        ("47,XX,+8[2].nuc ish(D8Z1x3)[40/200]", "47,XX,+8[2]", 2, ("+8",)),
    ],
)
def test_formulas_in_normal_form(
    printed: str, normal: str, metaphases: int | None, abnormalities: tuple[str, ...]
) -> None:
    read = parse(printed)
    assert read.valid
    assert read.iscn == normal
    assert read.metaphases == metaphases
    assert tuple(a.text for a in read.abnormalities) == abnormalities


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "46",
        "abc,XX",
        "99,XX",
        "46,XX,del(5)",
        "46,XX,t(9;22)",
        "46,XX,de1(20)(q12)",
        "46,XY,del(20)(ql2)[2]",
        "46,XX,del(5)(q13933)",
        "47,XY,idem,+12[7]",
        "46,XX[20",
        "46,XY,del(2q)(q12)",
        "46,XX,idic(X)(q13)del(12)(q15)",
        "complex",
        "46,XX,mar[3]",
        "46,XX,something else",
    ],
)
def test_what_is_not_a_formula_has_problems(printed: str) -> None:
    assert not parse(printed).valid


@pytest.mark.parametrize(
    ("printed", "fits"),
    [
        ("45,XX,-7[20]", True),
        ("46,XX,-7[20]", False),
        ("47,XX,+8", True),
        ("47,XX,-8", False),
        ("45,X,-Y", True),
        ("45,XY,dic(5;17)(q11;p11)", True),
        ("46,XY,dic(5;17)(q11;p11)", False),
        ("45,XX,der(13;14)(q10;q10)", True),
        ("46,Y,add(X)(q26)", True),
        ("46,X,idic(X)(q13)", True),
        ("48,XX,+8[5]/48,idem,+21[2]", False),
        ("47,XX,+8[5]/46,idem,-7[2]", True),
        ("45,XX,-7,+1~3mar", False),
        ("48,XX,-7,+1~3mar", True),
        ("43~47,XX,-7,+mar[cp5]", True),
        ("46,XX,del(5)(q13q38)", False),
        ("46,XX,t(3;3)(q21;q16)", False),
        ("46,XX,del(20)(q11.2q13.3)", True),
        ("46,XX,inv(9)(p1q13)", False),
        ("46,XX,del(5)(q1q3)", True),
        ("45,X,-Y[13]/46,XY[7]", True),
        ("45,X,-X[13]/46,XX[7]", True),
        ("45,X,-X[13]/46,XY[7]", False),
        ("45,X,-Y[13]/46,XX[7]", False),
        ("46,XX[10]/46,XY[10]", False),
        ("46,XX[10]//46,XY[10]", True),
        ("46,YY[20]", False),
        ("45,X[3]/46,XY[17]", True),
        ("46,XY[0]", False),
        ("46,XX[0]//46,XY[20]", True),
    ],
)
def test_constraints_that_tell_a_misread(printed: str, fits: bool) -> None:
    assert parse(printed).fits is fits


def test_empty_brackets_are_not_understood() -> None:
    assert not parse("46,XX,del()(q22q33)[12]").valid
    assert not any(h.sound for h in find_formulas("46,XX,del()(q22q33)[12]"))


@pytest.mark.parametrize(
    ("printed", "cells"),
    [
        ("46,XY,add(7)(q21)11/46,XY5", [11, 5]),
        ("46,XX,del(5)(q13q33)18/46,XX2", [18, 2]),
        ("46,XX,add(7)(q21)11", [None]),
        ("46,XX,add(7)(q21)11/46,XX", [None, None]),
        ("46,XX,add(7)(q21)[11]/46,XX5", [11, None]),
        ("47,XX,+marx2/46,XX5", [None, None]),
    ],
)
def test_cell_counts_that_lost_their_brackets(printed: str, cells: list[int | None]) -> None:
    """Given back only where every clone ends in a number that can be nothing else; never a sound formula."""
    read = parse(printed)
    assert [c.cells for c in read.clones] == cells
    assert not read.valid or all(c is None for c in cells)


def test_the_formula_at_the_front_and_the_words_behind() -> None:
    front, rest = parse_front("46, XY [20]; evolution: trisomy 8")
    assert (front.iscn, front.valid, rest) == ("46,XY[20]", True, "; evolution: trisomy 8")
    front, rest = parse_front("no growth")
    assert (front.valid, rest) == (False, "no growth")


def test_bands() -> None:
    assert band_exists("5", "q33.1")
    assert band_exists("1", "q4")
    assert band_exists("7", "p10")
    assert not band_exists("5", "q38")
    assert not band_exists("20", "q21")


def test_references_inherit_and_undo() -> None:
    read = parse("46,XY,add(15)(p11),+8,-20[5]/46,sl,-add(15)(p11),+9[4]/46,sdl1,del(5)(q13q33)[3]/45,idem,-8[2]")
    assert [tuple(a.text for a in c.acquired) for c in read.clones] == [
        ("add(15)(p11)", "+8", "-20"),
        ("+8", "-20", "+9"),
        ("+8", "-20", "+9", "del(5)(q13q33)"),
        ("add(15)(p11)", "-20"),
    ]


def test_donor_cells_are_apart() -> None:
    read = parse("46,XX,del(20)(q12)[3]//46,XY[17]")
    assert [c.text for c in read.clones] == ["46,XX,del(20)(q12)[3]"]
    assert [c.text for c in read.donor] == ["46,XY[17]"]
    assert read.metaphases == 3
    only = parse("//46,XY[20]")
    assert only.clones == ()
    assert len(only.donor) == 1


def test_every_synthetic_case() -> None:
    wrong = [
        r["karyotype"]
        for r in gold("synthetic_iscn_cases.csv")
        if parse(r["karyotype"]).valid is (r["expected"] == "invalid")
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("name", "column", "share"),
    [("iwg_karyotypes.csv", "karyotype_raw", 0.95), ("cytogps_real_karyotypes.csv", "karyotype", 0.92)],
)
def test_real_formulas_are_understood_and_stable(name: str, column: str, share: float) -> None:
    rows = gold(name)
    read = [parse(r[column]) for r in rows]
    valid = [p for p in read if p.valid]
    assert len(valid) / len(rows) >= share
    assert [p.iscn for p in valid if parse(p.iscn).iscn != p.iscn] == []


def test_real_formulas_are_found_whole_in_text() -> None:
    rows = [p for r in gold("iwg_karyotypes.csv") if (p := parse(r["karyotype_iscn"])).valid]
    missed = cut = 0
    for p in rows:
        hits = find_formulas(f"Result: {p.iscn}. Interpretation: see below.")
        missed += not hits
        cut += any(not h.broken and h.parsed.iscn != p.iscn for h in hits)
    assert cut == 0
    assert missed <= 6


def test_one_wrong_character_is_never_passed_over() -> None:
    """Each character that OCR confuses, one at a time: read right, doubted or absent, never another formula."""
    confused = {
        "0": "O",
        "1": "l",
        "5": "S",
        "q": "g",
        "[": "(",
        "]": ")",
        "(": "C",
        ";": ",",
        "X": "K",
        "d": "cl",
        "/": "l",
    }
    formulas = [
        "46,XY,del(20)(q12)[2]/46,XY[18]",
        "45,XX,-7[18]/46,XX[2]",
        "46,XX,del(5)(q13q33)[15]/47,idem,+8[3]/46,XX[2]",
        "45,XY,der(5)t(5;17)(q11.2;p11.2),-17[10]/46,XY[10]",
    ]
    passed = []
    for formula in formulas:
        for i, char in enumerate(formula):
            for wrong in confused.get(char, ""):
                text = formula[:i] + wrong + formula[i + 1 :]
                hits = find_formulas(f"Karyotype: {text}. Interpretation: abnormal.")
                passed += [text for h in hits if h.sound and h.parsed.iscn != formula]
    assert passed == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ISCN: 46,XX,del(5)(q13q33)[18]/46,XX[2]. Interpretation: see below.", ["46,XX,del(5)(q13q33)[18]/46,XX[2]"]),
        ("KARYOTYPE 46,XY[20] (bone marrow, 24h culture)", ["46,XY[20]"]),
        ("46,XX,del(5)(q13q33),[18]/46,XX,[2]", ["46,XX,del(5)(q13q33)[18]/46,XX[2]"]),
        ("46, X Y , d e l ( 5 ) ( q 1 3 q 3 3 )", ["46,XY,del(5)(q13q33)"]),
        ("4 6 , X Y , d e l ( 5 ) ( q 1 3 q 3 3 ) [ 2 0 ]", ["46,XY,del(5)(q13q33)[20]"]),
        ("46,XX,del(5)(q13q33)\n[19]", ["46,XX,del(5)(q13q33)[19]"]),
        ("46,XX,del(5)(q1\n3q33)[2]", ["46,XX,del(5)(q13q33)[2]"]),
        ("46,XX,del(5)(q13q33)[18] / 46,XX [2]", ["46,XX,del(5)(q13q33)[18]/46,XX[2]"]),
        ("46,XY[20].nuc ish(D7Z1,D7S486)x2[200]", ["46,XY[20]"]),
        ("46,XX - normal female", ["46,XX"]),
        ("46,XX -20 metaphases", ["46,XX"]),
        ("a normal 46,XX karyotype in 20 metaphases", ["46,XX"]),
        ("46,XX, which is normal", ["46,XX"]),
        ("47,XX,+8 11 cells", ["47,XX,+8"]),
        ("46,XX. -7 was not seen", ["46,XX"]),
        ("47 XY +8", ["47,XY,+8"]),
        ("Previous: 46,XX[20]. Now: 47,XX,+8[2]/46,XX[18]", ["46,XX[20]", "47,XX,+8[2]/46,XX[18]"]),
        ("a 45 y old man, age 45, yes", []),
        ("Ht 46. X-ray normal. Lab 46, x-ray", []),
        ("Bed 46 XRT 12", []),
        ("10 mg, 45, x3 daily", []),
    ],
)
def test_formulas_in_text(text: str, found: list[str]) -> None:
    hits = find_formulas(text)
    assert [h.parsed.iscn for h in hits] == found
    assert not any(h.broken for h in hits)


@pytest.mark.parametrize(
    ("text", "extent"),
    [
        ("46,XY,de1(20)(q12)[2]/46,XY[18] seen", "46,XY,de1(20)(q12)[2]/46,XY[18]"),
        ("46,XY,del(20)(q12)[2]/4G,XY[18]", "46,XY,del(20)(q12)[2]/4G,XY[18]"),
        ("4S,XX,-7[18]/46,XX[2]", "4S,XX,-7[18]/46,XX[2]"),
        ("46,XX,t(9;22)(q34;ql1.2)[20]", "46,XX,t(9;22)(q34;ql1.2)[20]"),
        ("46,XX, 7,+mar[3]", "46,XX, 7,+mar[3]"),
        ("47,XY,+8{12}/46,XY[8]", "47,XY,+8{12}/46,XY[8]"),
    ],
)
def test_a_formula_cut_short_is_broken_and_keeps_its_extent(text: str, extent: str) -> None:
    hits = find_formulas(text)
    assert [h.broken for h in hits] == [True]
    assert text[hits[0].start : hits[0].end] == extent


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="4567,XY+-del()[];q13/ip.?n \n", max_size=80))
def test_any_text_is_survived_and_extents_lie_inside(text: str) -> None:
    parse(text)
    last = 0
    for hit in find_formulas(text):
        assert last <= hit.start < hit.end <= len(text)
        last = hit.end


def test_a_hostile_text_takes_no_time() -> None:
    import time

    text = "46,XX" + ",+8" * 3000 + "(" * 3000 + "46,X" * 2000
    start = time.perf_counter()
    find_formulas(text)
    parse(text)
    assert time.perf_counter() - start < 5

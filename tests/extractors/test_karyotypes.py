import pytest

from extractors.cytogenetics.karyotypes import EXTRACTOR
from schemas.document import Reading, TextSource, Word
from schemas.facts import Biomarker, Finding, Karyotype
from schemas.layout import Identity, Passage, Report, ReportDates, Section, SectionLabel
from schemas.vocabulary import Vocabulary
from tests.reports import DOCUMENT, FILE, report_from_sections, report_from_text

DATES = ReportDates(collected="2025-01-02")


def run(text: str, label: SectionLabel = SectionLabel.CYTOGENETICS) -> list[Finding]:
    return list(EXTRACTOR.run(report_from_text(text, "cytogenetics", label, dates=DATES), Vocabulary()))


def karyotypes(found: list[Finding]) -> list[Karyotype]:
    return [f.fact for f in found if isinstance(f.fact, Karyotype)]


def scanned(*tokens: str | tuple[str, str]) -> Report:
    """One line of words; a pair is what two engines read of a word."""
    words, spans, text = [], [], ""
    for token in tokens:
        one, other = token if isinstance(token, tuple) else (token, token)
        text += " " if text else ""
        spans.append((len(text), len(text) + len(one)))
        text += one
        readings = (
            Reading(engine="tesseract", text=one, confidence=0.9),
            Reading(engine="rapidocr", text=other, confidence=0.9),
        )
        words.append(
            Word(text=one, box=(0, 0, 9, 9), source=TextSource.OCR, agreed=one == other, readings=readings)
        )  # fmt: skip
    passage = Passage(
        document=DOCUMENT, file=FILE, text=text, words=tuple(words), spans=tuple(spans), pages=(1,) * len(words)
    )
    section = Section(label=SectionLabel.CYTOGENETICS, passages=(passage,))
    return Report(document=DOCUMENT, file=FILE, kind="cytogenetics", pages=(1,), sections=(section,))


def test_a_formula_with_its_cells_abnormalities_date_and_printed_words() -> None:
    (found,) = run("ISCN: 46, XY, del(20)(q12) [2] / 46, XY [18] Interpretation: see below.")
    fact = karyotypes([found])[0]
    assert fact.iscn == "46,XY,del(20)(q12)[2]/46,XY[18]"
    assert fact.metaphases == 20
    assert fact.abnormalities == ("del(20)(q12)",)
    assert fact.collected == "2025-01-02"
    assert fact.evidence[0].quote == "46, XY, del(20)(q12) [2] / 46, XY [18]"
    assert (found.doubt, found.prior) == (None, False)


def test_a_formula_broken_over_passages_cites_both() -> None:
    (fact,) = karyotypes(run("Karyotype:\n46,XX,del(5)(q13q33)\n[19]"))
    assert fact.iscn == "46,XX,del(5)(q13q33)[19]"
    assert [e.quote for e in fact.evidence] == ["46,XX,del(5)(q13q33)", "[19]"]


@pytest.mark.parametrize(
    "text",
    [
        "Donor: 46,XX normal CBC",
        "Her brother has 47,XY,+21[20]",
        "//46,XY[20]",
        "For example, 46,XX,del(5)(q13q33) denotes a deletion.",
        "Normal male karyotype.",
        "Cytogenetics: normal per verbal report",
        "Metaphases analysed: 20; karyotyped 5",
        "monosomy 7",
        "nuc ish(D7Z1,D7S486)x1[60/200]",
        "Blood cultures: no growth at 5 days",
    ],
)
def test_no_karyotype_of_this_patient(text: str) -> None:
    assert run(text) == []


@pytest.mark.parametrize(
    "label", [SectionLabel.METHODS, SectionLabel.FAMILY_HISTORY, SectionLabel.TRIAL, SectionLabel.GENES_TESTED]
)
def test_sections_that_say_nothing_of_the_patient(label: SectionLabel) -> None:
    assert run("46,XX,del(5)(q13q33)[18]/46,XX[2]", label) == []


def test_recipient_cells_are_the_patients_donor_cells_are_not() -> None:
    (fact,) = karyotypes(run("46,XX,del(20)(q12)[3]//46,XY[17]"))
    assert fact.iscn == "46,XX,del(20)(q12)[3]//46,XY[17]"
    assert fact.abnormalities == ("del(20)(q12)",)
    assert fact.metaphases == 3


def test_a_withdrawn_formula_is_left_out() -> None:
    assert [k.iscn for k in karyotypes(run("Correction: 46,XX should read 46,XY"))] == ["46,XY"]
    assert [k.iscn for k in karyotypes(run("Amended: 46,XY[20], previously reported as 46,XX[20]."))] == ["46,XY[20]"]


def test_a_formula_on_a_line_below_the_words_that_withdraw_it_is_left_out() -> None:
    text = "The formula first issued is withdrawn:\n46,XX[20]\nCorrect formula:\n46,XY[20]"
    assert [k.iscn for k in karyotypes(run(text))] == ["46,XY[20]"]


def test_an_earlier_study_is_prior_and_carries_its_own_date() -> None:
    (now,) = [
        f for f in run("Previous study (03/14/2024): 46,XX[20]. Current study: 47,XX,+8[5]/46,XX[15]") if not f.prior
    ]
    (then,) = [
        f for f in run("Previous study (03/14/2024): 46,XX[20]. Current study: 47,XX,+8[5]/46,XX[15]") if f.prior
    ]
    assert karyotypes([now])[0].iscn == "47,XX,+8[5]/46,XX[15]"
    assert karyotypes([now])[0].collected == "2025-01-02"
    assert karyotypes([then])[0].iscn == "46,XX[20]"
    assert karyotypes([then])[0].collected == "2024-03-14"


def test_history_and_requests_repeat_what_was_found_elsewhere() -> None:
    for label in (SectionLabel.HISTORY, SectionLabel.INDICATION):
        (found,) = run("MDS with 46,XX,del(5)(q13q33)[18]/46,XX[2]", label)
        assert found.prior
        assert karyotypes([found])[0].collected is None


def test_a_date_printed_beside_wins() -> None:
    assert karyotypes(run("Karyotype (2024-05-06): 46,XX[20]"))[0].collected == "2024-05-06"


def test_the_same_formula_twice_is_one_finding() -> None:
    report = report_from_sections(
        [(SectionLabel.CYTOGENETICS, "46,XX[20]"), (SectionLabel.DIAGNOSIS, "Normal karyotype, 46, XX [20].")],
        "cytogenetics",
        dates=DATES,
    )
    assert len(list(EXTRACTOR.run(report, Vocabulary()))) == 1


@pytest.mark.parametrize("text", ["46,XY,de1(20)(q12)[2]/46,XY[18]", "4S,XX,-7[18]/46,XX[2]"])
def test_a_formula_not_understood_is_asked_about_and_never_half_read(text: str) -> None:
    (found,) = run(text)
    fact = karyotypes([found])[0]
    assert found.doubt is not None
    assert (fact.iscn, fact.metaphases, fact.abnormalities) == (text, None, ())


@pytest.mark.parametrize(
    "text", ["46,XX,del(20)[5]/46,XX[15]", "46,XX,del(5)", "46,XY,add(7)(q21)11/46,XY5", "45,X,-Y,t(q22;q22)[14]"]
)
def test_what_a_stated_value_may_leave_out_a_record_may_not(text: str) -> None:
    """A deletion without its arm, lost brackets, a part not understood: a group may follow, yet it is not sure."""
    (found,) = run(text)
    assert isinstance(found.fact, Karyotype)
    assert found.doubt is not None


@pytest.mark.parametrize("text", ["trisomy 8", "5q-; 20q-", ">3 abnormalities", "loss of Y", "complex karyotype"])
def test_words_make_no_karyotype(text: str) -> None:
    assert karyotypes(run(f"Cytogenetics: {text}.")) == []


@pytest.mark.parametrize("text", ["45,X,-X[13]/46,XY[7]", "46,YY[20]", "46,XX[10]/46,XY[10]", "46,XY[0]"])
def test_clones_that_cannot_go_together_are_asked_about(text: str) -> None:
    (found,) = run(text)
    assert found.doubt is not None
    assert "go together" in found.doubt.why


def test_a_band_that_does_not_exist_is_asked_about_when_scanned() -> None:
    (found,) = EXTRACTOR.run(scanned("46,XX,del(5)(q13q38)[20]"), Vocabulary())
    assert found.doubt is not None


@pytest.mark.parametrize(
    ("formula", "asked"),
    [
        ("47,XY,+8[1]/46,XY[3]", True),  # [17]
        ("45,XX,-7[2]", True),
        ("47,XY,+8[1]/46,XY[19]", False),
        ("47,XY,+8[5]/46,XY[5]", False),
    ],
)
def test_too_few_cells_for_a_clone_are_asked_about_when_scanned(formula: str, asked: bool) -> None:
    (found,) = EXTRACTOR.run(scanned(formula), Vocabulary())
    assert (found.doubt is not None) is asked
    (typed,) = run(formula)
    assert typed.doubt is None


@pytest.mark.parametrize("formula", ["45,XY,+8[19]/46,XY[1]", "47,XX,-7[20]"])
def test_a_sign_that_may_be_wrong_is_asked_about(formula: str) -> None:
    (found,) = run(formula)
    assert found.doubt is not None
    assert "chromosome number" in found.doubt.why


@pytest.mark.parametrize(
    "formula",
    ["46,XY,-7[20]", "46,XY,+8[19]/46,XY[1]", "46,XX,del(5)(q13q33),-7,-12,add(17)(p11.2),-18[20]", "46,X,-Y[20]"],
)
def test_a_number_off_by_no_sign_is_the_laboratorys_slip_when_typed(formula: str) -> None:
    (typed,) = run(formula)
    assert typed.doubt is None
    (found,) = EXTRACTOR.run(scanned(formula), Vocabulary())
    assert found.doubt is None or "chromosome number" in found.doubt.why


def test_a_scanned_number_that_does_not_add_up_is_asked_about() -> None:
    (found,) = EXTRACTOR.run(scanned("46,XY,+8[19]/46,XY[1]"), Vocabulary())
    assert found.doubt is not None


@pytest.mark.parametrize("formula", ["47,XXY,+X[21]", "45,X,-Y[5]/46,XX,+X[10]"])
def test_a_gained_sex_chromosome_may_stand_in_the_letters(formula: str) -> None:
    (found,) = EXTRACTOR.run(scanned(formula), Vocabulary())
    assert found.doubt is None


@pytest.mark.parametrize(
    "text",
    [
        "Karyotype: 45,X,-Y[8]/46,XY[22]. A possible 47,XY,+21 line was raised in one of them.",
        "Karyotype 45,X,-Y[8]/46,XY[22]. Reference value: 46,XX or 46,XY.",
        "Result (received from reference laboratory 12-FEB-2025): Karyotype 45,X,-Y[8]/46,XY[22].",
        "45,X,-Y[8]/46,XY[22]. Interpretation: the karyotype 45,X,-Y is seen with age.",
    ],
)
def test_only_the_result_with_its_cells_counts_and_keeps_the_day_of_the_sample(text: str) -> None:
    (found,) = run(text)
    assert isinstance(found.fact, Karyotype)
    assert (found.fact.iscn, found.fact.collected) == ("45,X,-Y[8]/46,XY[22]", "2025-01-02")


def test_normal_cells_counted_in_words_are_no_second_karyotype() -> None:
    found = run("46,XY,del(20)(q11.2q13.3) in 14 of 20 metaphases; 46,XY in 6 cells")
    assert [f.doubt is not None for f in found] == [True]


def test_the_one_result_printed_among_the_technical_details_is_read() -> None:
    found = run("48 h cultures. ISCN 2020: 45,XY,-7[19]/46,XY[1]", SectionLabel.METHODS)
    assert [f.fact.iscn for f in found if isinstance(f.fact, Karyotype)] == ["45,XY,-7[19]/46,XY[1]"]


@pytest.mark.parametrize(
    ("one", "other", "formula"),
    [
        ("46,XY,de1(20)(q12)[2]/46,XY[18]", "46,XY,del(20)(q12)[2]/46,XY[18]", "46,XY,del(20)(q12)[2]/46,XY[18]"),
        ("46,XX,de1(5)(q13q33)[20]", "46,XX,dei(5)(q13q33)[20]", "46,XX,del(5)(q13q33)[20]"),
        ("45,XX,7[20]", "45,XX,-7[20]", "45,XX,-7[20]"),
        ("46,XX,del(5)(q13q38)[20]", "46,XX,del(5)(q13q33)[20]", "46,XX,del(5)(q13q33)[20]"),
        ("46,XX,del(5)(q13q33)[l8]/46,XX[2]", "46,XX,de1(5)(q13q33)[18]/46,XX[2]", "46,XX,del(5)(q13q33)[18]/46,XX[2]"),
        ("4S,XX,-7[20]", "45,XX,-7[20]", "45,XX,-7[20]"),
        ("46.XX,+8[20]", "47,XX,+8[20]", "47,XX,+8[20]"),
    ],
)
def test_readings_that_differ_are_settled_when_one_alone_can_be_right(one: str, other: str, formula: str) -> None:
    for pair in ((one, other), (other, one)):
        (found,) = EXTRACTOR.run(scanned("Karyotype:", pair), Vocabulary())
        assert isinstance(found.fact, Karyotype)
        assert found.fact.iscn == formula
        assert found.doubt is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("46,XY[20]", "46,XX[20]"),
        ("47,XY,+8[12]/46,XY[8]", "47,XY,+8[12]/46,XY[6]"),
        ("46,XX,del(5)(q13q33)[20]", "46,XX,del(5)(q13q31)[20]"),
        ("46,XX,de1(5)(q13q33)[20]", "46,XX,dup(5)(q13q33)[20]"),
        ("46,XX[20]", ""),
    ],
)
def test_readings_that_stay_open_are_asked_about(one: str, other: str) -> None:
    (found,) = EXTRACTOR.run(scanned("Karyotype:", (one, other)), Vocabulary())
    assert found.doubt is not None
    assert found.doubt.candidates


def test_a_scanned_formula_both_engines_read_alike_still_has_to_add_up() -> None:
    (found,) = EXTRACTOR.run(scanned("46,XX,-7[20]"), Vocabulary())
    assert found.doubt is not None
    (found,) = EXTRACTOR.run(scanned("45,XX,-7[20]"), Vocabulary())
    assert found.doubt is None


@pytest.mark.parametrize(
    "text",
    [
        "Chromosome analysis: no growth; culture failed.",
        "Karyotype: no metaphases were obtained.",
        "Cytogenetics unsuccessful.",
    ],
)
def test_a_failed_study_is_said(text: str) -> None:
    (found,) = run(text)
    assert isinstance(found.fact, Biomarker)
    assert (found.fact.name, found.fact.status) == ("karyotype_failed", "positive")


def test_a_failed_culture_beside_a_result_is_not_a_failed_study() -> None:
    found = run("One of two chromosome cultures failed. Karyotype: 46,XX[20]")
    assert [type(f.fact) for f in found] == [Karyotype]


def test_a_formula_broken_off_over_lines_of_their_own_titles_is_one() -> None:
    lines = ("Comment: 46,XY,del(5)(q22q33)[4]/", "Comment: 46,XY,del(5)(q22q33),+21[5]/", "Comment: 46,XY[11]")
    report = report_from_sections([(SectionLabel.COMMENT, line) for line in lines], "cytogenetics")
    (found,) = EXTRACTOR.run(report, Vocabulary())
    assert isinstance(found.fact, Karyotype)
    assert found.fact.iscn == "46,XY,del(5)(q22q33)[4]/46,XY,del(5)(q22q33),+21[5]/46,XY[11]"


def test_a_karyotype_of_another_person_is_left_out() -> None:
    text = "46,XY[20]. A karyotype filed here (46,XY,t(9;22)(q34;q11.2)[20]) belongs to a different person."
    assert [f.fact.iscn for f in run(text) if isinstance(f.fact, Karyotype)] == ["46,XY[20]"]


def test_a_normal_clone_in_a_table_is_not_the_result_where_the_whole_formula_is_in_doubt() -> None:
    found = run("Clone\tFinding\tCells\nNormal\t46,XY\t18\nISCN\t46,XY,del(20)[3]/46,XY[18]")
    assert found and all(f.doubt is not None for f in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The formula goes on in the next line of its cell; dates stand beside it.
        (
            "46,XX,del(5)(q13q33)[16]/\tTaken\t14-May-2025\n46,XX[4]\tArrived\t15-May-2025",
            "46,XX,del(5)(q13q33)[16]/46,XX[4]",
        ),
        ("Karyotype 45,XY,-7[3]/46,XY[17]. Notation: 46,XX[20] or 46,XY[20] is normal.", "45,XY,-7[3]/46,XY[17]"),
        ("45,XY,-7[3]/46,XY[17]\nNo finding gives 46,XX[20] or 46,XY[20].", "45,XY,-7[3]/46,XY[17]"),
        (
            "For example, 47,XY,+8[12]/46,XY[8] means twelve cells with three copies; "
            "46,XX,del(5)(q15q31)[20] a deletion in all cells.\nResult\n45,X,-Y[20]",
            "45,X,-Y[20]",
        ),
    ],
)  # fmt: skip
def test_only_the_patients_formula_and_all_of_it(text: str, expected: str) -> None:
    assert [k.iscn for k in karyotypes(run(text))] == [expected]


def test_the_rest_of_a_formula_that_broke_off_is_no_normal_karyotype() -> None:
    found = run("46,XX,del(5)(q13q33)[16]/\tTaken 14-May-2025\nArrived\t15-May-2025\n46,XX[4]\tReport")
    assert "46,XX[4]" not in [k.iscn for k in karyotypes(found)]


@pytest.mark.parametrize(
    "text",
    [
        "The bench keeps 45,XX,-7[20] on the wall for trainees.",
        "Slide of the week: 47,XY,+8[12]/46,XY[8]",
        "46,XX,del(5)(q13q33)[20] hangs on our wall.",
    ],
)
def test_a_formula_in_a_sentence_not_understood_is_asked_about(text: str) -> None:
    found = run(text)
    assert [f.doubt is not None for f in found] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Conventional karyotyping of the bone marrow showed 45,XX,-7[24].",
        "On 21 metaphases from unstimulated cultures with QFQ banding the karyotype is 45,XX,-7[24], as above.",
        "Her marrow karyotype was 45,XX,-7[24].",
        "Result (received from reference laboratory 01-APR-2025): Karyotype 45,XX,-7[24]",
    ],
)
def test_a_formula_in_plain_words_is_a_result(text: str) -> None:
    found = run(text)
    assert [(f.fact.iscn, f.doubt) for f in found if isinstance(f.fact, Karyotype)] == [("45,XX,-7[24]", None)]


@pytest.mark.parametrize(
    "text",
    [
        "The sample above is that of Ines Roe; the result {} belongs to the other person and was reported separately.",
        "The formula {} is that of a second person.",
        "By DNA profile {} is the result of another patient.",
        "The other person's result was {}.",
        "Result of the namesake: {}.",
    ],
)
def test_a_formula_of_a_second_person_is_set_aside(text: str) -> None:
    found = run("46,XX,+mar[21]\n" + text.format("46,XX,del(20)(q11.2q13.3)[5]/46,XX[15]"))
    assert [(k.iscn, f.doubt) for k, f in zip(karyotypes(found), found, strict=True)] == [("46,XX,+mar[21]", None)]


def test_of_formulas_of_a_man_and_of_a_woman_only_that_of_the_patients_sex_stands() -> None:
    text = "Karyotype: 46,XX,+mar[21]\nKaryotype: 46,XY,del(20)(q11.2q13.3)[5]/46,XY[15]"
    report = report_from_text(text, "cytogenetics", SectionLabel.CYTOGENETICS, dates=DATES)
    her = report.model_copy(update={"identity": Identity(sex="female")})
    asked = {k.fact.iscn[:5]: k.doubt is not None for k in EXTRACTOR.run(her, Vocabulary())}
    assert asked == {"46,XX": False, "46,XY": True}
    unknown = [f.doubt is not None for f in EXTRACTOR.run(report, Vocabulary())]
    assert unknown == [True, True]
    loss = run("45,X,-Y[14]/46,XY[6]")
    assert [f.doubt for f in loss] == [None]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Nomenclature 2020: 45,XX,-7[24]", "2025-01-02"),
        ("Study of 12 Jul 2024: 45,XX,-7[24]", "2024-07-12"),
        ("Study in 2019: 45,XX,-7[24]", "2019"),
    ],
)
def test_the_year_of_an_edition_is_no_day_of_a_sample(text: str, day: str) -> None:
    assert [f.fact.collected for f in run(text) if isinstance(f.fact, Karyotype)] == [day]


def test_a_formula_under_the_title_of_a_part() -> None:
    (found,) = run("Part B. Karyotype, final (reported 27 May 2025) 46,XX,del(5)(q13q33)[16]/46,XX[10]")
    assert found.doubt is None
    assert karyotypes([found])[0].collected == "2025-01-02"

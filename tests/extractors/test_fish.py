import pytest

from extractors.cytogenetics.fish import EXTRACTOR
from schemas.facts import Biomarker, Finding
from schemas.layout import Cell, Passage, ReportDates, Row, Section, SectionLabel, Table
from schemas.vocabulary import Vocabulary
from tests.reports import passage_from_text, report_from_text


def run(text: str, label: SectionLabel = SectionLabel.CYTOGENETICS, doubtful: tuple[str, ...] = ()) -> list[Finding]:
    report = report_from_text(text, "cytogenetics", label, dates=ReportDates(collected="2025-01-02"), doubtful=doubtful)
    return list(EXTRACTOR.run(report, Vocabulary()))


def stated(text: str, label: SectionLabel = SectionLabel.CYTOGENETICS) -> set[tuple[str, str, float | None]]:
    return {(f.fact.name, f.fact.status, f.fact.value) for f in run(text, label) if isinstance(f.fact, Biomarker)}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("FISH 5q31 deletion: Positive in 12% interphase cells", {("fish_del5q", "positive", 12)}),
        ("FISH: Trisomy 8 was observed in 62/200 nuclei", {("fish_trisomy8", "positive", 31)}),
        ("FISH: del(20q) detected in 4% of nuclei (cutoff 5%)", {("fish_del20q", "equivocal", 4)}),
        ("FISH: 3 copies of CEP8 in 15.5% of cells (cutoff 3.0%)", {("fish_trisomy8", "positive", 15.5)}),
        ("FISH: 5q- 1.5%, below the cutoff of 3%", {("fish_del5q", "negative", 1.5)}),
        ("No evidence of TP53 deletion by FISH.", {("fish_del17p", "negative", None)}),
        ("KMT2A rearrangement not detected by FISH", {("fish_kmt2a", "negative", None)}),
        (
            "MDS FISH panel (5q,7q,8,20q): Not detected",
            {
                ("fish_del5q", "negative", None),
                ("fish_del7q", "negative", None),
                ("fish_trisomy8", "negative", None),
                ("fish_del20q", "negative", None),
            },
        ),
        (
            "FISH: Positive for del(5q) in 34% of nuclei; negative for monosomy 7 and trisomy 8.",
            {("fish_del5q", "positive", 34), ("fish_monosomy7", "negative", None), ("fish_trisomy8", "negative", None)},
        ),
        (
            "FISH positive for del(7q) in 25% of nuclei, negative for trisomy 8",
            {("fish_del7q", "positive", 25), ("fish_trisomy8", "negative", None)},
        ),
        (
            "FISH for -5/5q- and -7/7q- was negative.",
            {(n, "negative", None) for n in ("fish_del5q", "fish_monosomy5", "fish_del7q", "fish_monosomy7")},
        ),
        ("FISH revealed a normal signal pattern for 5q31.", {("fish_del5q", "negative", None)}),
        ("FISH: no 5q deletion in 200 nuclei", {("fish_del5q", "negative", None)}),
        ("FISH: No. of nuclei 200; del(5q) positive 34%", {("fish_del5q", "positive", 34)}),
        ("FISH for 5q31: normal in 97% of nuclei", {("fish_del5q", "negative", None)}),
        ("FISH results for inv(3) equivocal", {("fish_inv3", "equivocal", None)}),
        (
            "FISH results\nEGR1\t5q31\tNormal\t1.2%\t<4.5%\nD7S486\t7q31\tAbnormal\t30%\t<5%\n"
            "CEP8\tTrisomy 8\tNegative",
            {("fish_del5q", "negative", 1.2), ("fish_del7q", "positive", 30), ("fish_trisomy8", "negative", None)},
        ),
        ("nuc ish(D7Z1,D7S486)x1[60/200]", {("fish_monosomy7", "positive", 30)}),
        ("nuc ish(D7Z1x2,D7S486x1)[60/200]", {("fish_del7q", "positive", 30), ("fish_monosomy7", "negative", None)}),
        (
            "nuc ish(EGR1x1,D5S23x2)[40/200]/(EGR1,D5S23)x2[160/200]",
            {("fish_del5q", "positive", 20)},
        ),
        ("nuc ish(D5S721,EGR1)x2[200]", {("fish_del5q", "negative", None)}),
        (
            "46,XX[20].nuc ish 5q31(EGR1x1)[100],cen8(CEP8x3)[20/200]",
            {("fish_del5q", "positive", None), ("fish_trisomy8", "positive", 10)},
        ),
        ("nuc ish(TP53x1,D17Z1x2)[50/200]", {("fish_del17p", "positive", 25), ("fish_monosomy17", "negative", None)}),
        ("arr[hg19] 17p13.3p11.2(0_22,000,000)x1~2", {("array_del17p", "positive", None)}),
        (
            "arr[GRCh38] 5q14.3q33.3(90000000_158000000)x1[0.4],(8)x3",
            {("array_del5q", "positive", None), ("array_trisomy8", "positive", None)},
        ),
        ("arr[GRCh37] 17p13.3p11.2(0_22,000,000)x2 hmz", {("cnloh_17p", "positive", None)}),
    ],
)
def test_exactly_what_is_stated(text: str, facts: set[tuple[str, str, float | None]]) -> None:
    assert stated(text) == facts


TITLES = "Probe\tNuclei\tAbnormal %\tCut-off %"


@pytest.mark.parametrize(
    ("rows", "facts"),
    [
        (
            f"{TITLES}\nEGR1 5q31\t200\t61.5\t4.0\nCEP8\t200\t1.0\t3.5\nTP53 / CEP17\t200\t6.5\t6.0",
            {("fish_del5q", "positive", 61.5), ("fish_trisomy8", "negative", 1), ("fish_del17p", "positive", 6.5)},
        ),
        (
            f"{TITLES}\tResult\nCEP7 / 7q31\t200\t58.0\t4.5\tMONOSOMY 7\n20q12 / CEP20\t200\t57.5\t4.5\tMONOSOMY 20",
            {("fish_monosomy7", "positive", 58), ("fish_monosomy20", "positive", 57.5)},
        ),
        (
            f"{TITLES}\tResult\nCEP7 / 7q31\t200\t58.0\t4.5\tDELETED",
            {("fish_del7q", "positive", 58)},
        ),
        (
            "Probe\tResult\tNuclei with loss\tReference\nEGR1 (5q31)\tPOSITIVE\t82.0 %\t3.5 %\n"
            "D7Z1 / D7S486 (7q31)\tNegative\t1.0 %\t4.0 %",
            {("fish_del5q", "positive", 82), ("fish_del7q", "negative", 1), ("fish_monosomy7", "negative", 1)},
        ),
        # Numbers of nuclei are no percentages; normal nuclei are no abnormal ones.
        ("Probe\tCells scored\tCells abnormal\tCutoff\nEGR1 5q31\t200\t50\t4.0", set()),
        ("Probe\tNormal %\tCut-off %\nEGR1 5q31\t98.5\t4.0\nCEP8\t97\t3.5", set()),
        # Without titles nothing says which figure is the cut-off.
        ("EGR1 5q31\t61.5 %\t4.0 %", set()),
        ("EGR1 5q31\t1.5 %\t4.0 %", set()),
        ("EGR1 5q31\t61.5\t4.0", set()),
    ],
)
def test_tables_by_the_titles_of_their_columns(rows: str, facts: set[tuple[str, str, float | None]]) -> None:
    assert stated(f"FISH panel\n{rows}") == facts


@pytest.mark.parametrize(
    "text",
    [
        "FISH:\tMonosomy 7: detected, 55% of nuclei. Deletion 5q: not detected.",
        "FISH: Monosomy 7: detected in 55% of nuclei, deletion 5q: not detected",
    ],
)
def test_each_marker_has_its_own_result(text: str) -> None:
    assert stated(text) == {("fish_monosomy7", "positive", 55), ("fish_del5q", "negative", None)}


def test_a_column_of_another_page_layout_is_found_by_its_place() -> None:
    """A cell missing from a row moves the others; the column each stands in still says what it is."""
    lines = [TITLES, "EGR1 5q31\t61.5\t4.0"]
    passages = [passage_from_text(line, top=50 + 14 * i) for i, line in enumerate(lines)]

    def row(passage: Passage, columns: tuple[int, ...]) -> Row:
        ends = [c.split() for c in passage.text.split("\t")]
        words = iter(passage.words)
        cells = [Cell(words=tuple(next(words) for _ in c), column=i) for c, i in zip(ends, columns, strict=True)]
        return Row(page=1, cells=tuple(cells))

    table = Table(header=(row(passages[0], (0, 1, 2, 3)),), rows=(row(passages[1], (0, 2, 3)),))
    section = Section(label=SectionLabel.FISH, heading="FISH", passages=tuple(passages), tables=(table,))
    report = report_from_text("x", "cytogenetics", SectionLabel.FISH).model_copy(update={"sections": (section,)})
    (found,) = EXTRACTOR.run(report, Vocabulary())
    assert isinstance(found.fact, Biomarker)
    assert (found.fact.name, found.fact.status, found.fact.value) == ("fish_del5q", "positive", 61.5)


@pytest.mark.parametrize(
    "text",
    [
        "FISH studies for 5q are pending.",
        "FISH for -7 is recommended.",
        "MDS FISH panel: 5q, 7q, 8, 20q",
        "Karyotype 45,XX,-7[20]. No FISH was requested.",
        "FISH was reviewed. The karyotype shows monosomy 7 in 20 metaphases.",
        "Interphase FISH was normal. TP53 mutation not detected by NGS.",
        "Del(5q) with 5% blasts",
        "Donor FISH: trisomy 8 negative",
        "Take 5-7 tablets; FISH oil 1000 mg",
        "FISH: gain of EGR1 in 30% of nuclei",
    ],
)
def test_nothing_is_stated(text: str) -> None:
    assert stated(text) == set()


def test_methods_and_plans_state_nothing() -> None:
    for label in (SectionLabel.METHODS, SectionLabel.PLAN, SectionLabel.FAMILY_HISTORY):
        assert run("FISH: del(5q) positive in 30% of nuclei", label) == []


def test_a_result_printed_for_two_changes_is_asked_about() -> None:
    found = run("FISH: -7/7q- positive in 30% of nuclei")
    assert {f.fact.name for f in found if isinstance(f.fact, Biomarker)} == {"fish_del7q", "fish_monosomy7"}
    assert all(f.doubt is not None for f in found)


def test_words_and_figures_that_contradict_are_asked_about() -> None:
    (found,) = run("FISH del(5q): negative, 12% (cutoff 3%)")
    assert found.doubt is not None
    (found,) = run("FISH del(5q): negative, 34% of nuclei")
    assert found.doubt is not None
    (found,) = run("FISH del(5q): positive, not detected")
    assert found.doubt is not None


def test_words_read_unsurely_are_asked_about() -> None:
    (found,) = run("FISH del(5q) positive in 34% of nuclei", doubtful=("34%",))
    assert found.doubt is not None


def test_an_earlier_result_is_prior() -> None:
    (found,) = run("Prior FISH was positive for del(5q) in 30% of nuclei")
    assert found.prior


def test_evidence_quotes_the_statement() -> None:
    (found,) = run("Results follow. FISH: del(20q) detected in 14% of nuclei (cutoff 5%). Signed.")
    assert found.fact.evidence[0].quote == "FISH: del(20q) detected in 14% of nuclei (cutoff 5%)."  # type: ignore[union-attr]


def test_a_marker_and_its_result_on_the_next_line_go_together() -> None:
    text = "In situ hybridisation\n5q31 (EGR1)\ndisomy, normal\n8q24 (MYC)\nthree signals, abnormal, 35% of nuclei"
    assert stated(text) == {("fish_del5q", "negative", None), ("fish_trisomy8", "positive", 35)}


def test_results_read_across_columns_are_nobodys() -> None:
    text = "FISH\nTechnique: G bands\t5q31 (EGR1)\nMitoses: 20\tabnormal, 45 % 7q31 (D7S486)\nnormal"
    assert stated(text) == set()


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        # A centromere behind the arm it is the control of.
        ("FISH 17p13 TP53 / CEP17: negative", {("fish_del17p", "negative", None)}),
        ("FISH 5q31: 8% (normal <6%)", {("fish_del5q", "positive", 8)}),
        ("FISH for 8q24 (MYC): 2 signals, normal", {("fish_trisomy8", "negative", None)}),
        (
            "FISH for 5q, 8 and 20q: normal",
            {("fish_del5q", "negative", None), ("fish_trisomy8", "negative", None), ("fish_del20q", "negative", None)},
        ),
        ("LSI EGR1 (5q31) by FISH: 60 of 200 nuclei (30%), pathological", {("fish_del5q", "positive", 30)}),
        ("nuc ish(EGR1x1)[141/200]. FISH: del(5q) in 70.6% of nuclei", {("fish_del5q", "positive", 70.6)}),
    ],
)  # fmt: skip
def test_more_ways_to_print_a_result(text: str, facts: set[tuple[str, str, float | None]]) -> None:
    assert stated(text) == facts


def test_what_was_found_before_is_prior_and_what_is_found_now_is_not() -> None:
    found = run("FISH for del(5q) was previously positive (2022). FISH for del(5q) is negative now.")
    assert [(f.prior, f.fact.status) for f in found if isinstance(f.fact, Biomarker)] == [
        (True, "positive"),
        (False, "negative"),
    ]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("FISH with a probe for EGR1 (5q31) showed two signals in 200 interphase cells: no evidence of deletion of 5q.",
         {("fish_del5q", "negative", None)}),
        ("FISH with a probe for EGR1 (5q31) showed the pattern given below.", set()),
        ("FISH: using the CEP8 probe, trisomy 8 was not found.", {("fish_trisomy8", "negative", None)}),
        ("FISH: deletion 7q could not be demonstrated.", {("fish_del7q", "negative", None)}),
        ("FISH: deletion 20q was not clearly seen.", {("fish_del20q", "negative", None)}),
        ("FISH: deletion 5q was found in 31% of nuclei.", {("fish_del5q", "positive", 31)}),
    ],
)  # fmt: skip
def test_a_verb_of_showing_says_what_and_whether(text: str, facts: set[tuple[str, str, float | None]]) -> None:
    assert stated(text) == facts


def test_cards_side_by_side_and_one_alone() -> None:
    text = (
        "INTERPHASE FISH\nDeletion 5q\tDeletion 7q\tTrisomy 8\nCSF1R/D5S721\tD7S522/CEP7\tCEP8\n"
        "DETECTED\tNOT DETECTED\tNOT DETECTED\n119/200 nuclei = 59.5%\t2/200 nuclei = 1%\t2/200 nuclei = 1%\n"
        "Deletion 20q\nPTPRT/MYBL2\nNOT DETECTED\n2/200 nuclei = 1%"
    )
    assert stated(text) == {
        ("fish_del5q", "positive", 59.5), ("fish_del7q", "negative", 1),
        ("fish_trisomy8", "negative", 1), ("fish_del20q", "negative", 1),
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["FISH TP53: 1 signal 38 %, 2 signals 62 %.", "FISH: D7S486/CEP7: loss, 45 % of cells with one signal of each."],
)
def test_figures_of_several_signals_are_asked_about(text: str) -> None:
    assert all(f.doubt is not None for f in run(text))


def test_a_band_wrapped_in_its_cell_does_not_end_the_row() -> None:
    text = "FISH, MDS panel\n5\tDeletion 17p\tTP53\t17p13. 1\t200\t3 (1.5%)\tNEGATIVE"
    assert stated(text) == {("fish_del17p", "negative", 1.5)}


def test_a_bare_answer_behind_a_marker_is_its_result() -> None:
    text = (
        "3. Does FISH show a hidden deletion or gain?\n5q deletion (EGR1, 5q31): no; 200 cells, normal pattern.\n"
        "Trisomy 8 (CEP8, 8cen): no.\n7q deletion: no result.\n20q deletion (D20S108, 20q12): yes, in 51% of 200 cells."
    )
    wanted = {("fish_del5q", "negative", None), ("fish_trisomy8", "negative", None), ("fish_del20q", "positive", 51)}
    assert stated(text) == wanted


def test_a_question_is_no_result() -> None:
    assert stated("FISH. Is 5q deleted?") == set()


def test_no_evidence_alone_is_an_answer() -> None:
    assert stated("del(5q) (EGR1): no evidence\nTrisomy 8 (D8Z2): no evidence", SectionLabel.FISH) == {
        ("fish_del5q", "negative", None),
        ("fish_trisomy8", "negative", None),
    }


def test_a_printed_share_counts_before_the_one_that_a_formula_gives() -> None:
    text = "nuc ish(EGR1x1)[48/200]\ndel(5q) (EGR1): detected in 24.2% of nuclei"
    assert stated(text, SectionLabel.FISH) == {("fish_del5q", "positive", 24.2)}


def test_a_stain_of_nuclei_is_no_fish() -> None:
    text = "FISH: monosomy 7 in 58% of nuclei.\np53 stain strong in 40% of nuclei."
    assert stated(text) == {("fish_monosomy7", "positive", 58.0)}

"""Ways to print results that mislead: what stands beside, above or in front of a figure. All figures are made up."""

import pytest

from extractors.labs import extract_labs
from extractors.labs.days import days_of, is_day
from extractors.labs.lexicon import lexicon_of
from extractors.labs.tokens import tokens_of
from knowledge.loader import load_vocabulary
from schemas.document import Word
from schemas.facts import Finding, LabResult
from schemas.layout import DocumentKind, ReportDates
from schemas.vocabulary import Vocabulary
from tests.pipeline.layout.pages import grid_words, laid_out

NOW, BEFORE = "2026-03-14", "2026-02-13"


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


def found_on(page: str | tuple[Word, ...], vocabulary: Vocabulary, kind: DocumentKind = "lab") -> list[Finding]:
    out: list[Finding] = []
    for report in laid_out(page, vocabulary=vocabulary).reports:
        dated = report.model_copy(update={"kind": kind, "dates": ReportDates(collected=NOW)})
        out.extend(extract_labs(dated, vocabulary))
    return out


def sure(found: list[Finding]) -> dict[tuple[str, str | None], float]:
    facts = [f.fact for f in found if f.doubt is None and isinstance(f.fact, LabResult)]
    assert len({(f.analyte, f.collected) for f in facts}) == len(facts), "one result was given twice"
    return {(f.analyte, f.collected): f.value for f in facts}


def day(*names_values: tuple[str, float], on: str | None = NOW) -> dict[tuple[str, str | None], float]:
    return {(name, on): value for name, value in names_values}


PAGES = {
    "result and day of the one before in one cell": (
        "             Current Result   Previous Result\n"
        "Test         and Flag         and Date             Units    Reference\n"
        "\n"
        "CBC\n"
        "WBC          2.9      Low     3.1 02/13/2026       K/uL     4.0-11.0\n"
        "Platelets    34       Alert   48 02/13/2026        K/uL     150-450\n"
        "Hemoglobin   7.8      Low     8.4 02/13/2026       g/dL     11.1-15.9",
        day(("leukocytes", 2.9), ("platelets", 34), ("hemoglobin", 7.8))
        | day(("leukocytes", 3.1), ("platelets", 48), ("hemoglobin", 8.4), on=BEFORE),
    ),
    "results before names": (
        "Result   Units    Test         Ref Range   Flag\n"
        "7.8      g/dL     Hemoglobin   12.0-16.0   L\n"
        "34       K/uL     Platelets    150-400     LL",
        day(("hemoglobin", 7.8), ("platelets", 34)),
    ),
    "range under the titles, names across": (
        "Date          Hb (g/L)    WBC (10^9/L)   Plt (10^9/L)\n"
        "              [115-160]   [4.0-11.0]     [150-400]\n"
        "13/02/2026    84          3.1            48\n"
        "14/03/2026    78          2.9            34",
        day(("hemoglobin", 7.8), ("leukocytes", 2.9), ("platelets", 34))
        | day(("hemoglobin", 8.4), ("leukocytes", 3.1), ("platelets", 48), on=BEFORE),
    ),
    "range and units below the titles, in words": (
        "                   WBC        HGB         PLT\n"
        "Latest Ref Range   4.0-11.0   12.0-16.0   150-400\n"
        "Units              K/uL       g/dL        K/uL\n"
        "3/14/2026 0815     2.9 (L)    7.8 (L)     34 (L)",
        day(("leukocytes", 2.9), ("hemoglobin", 7.8), ("platelets", 34)),
    ),
    "titles of percent and number among the rows": (
        "WBC                   2.9    K/uL    4.0-11.0\n"
        "Hgb                   7.8    g/dL    12.0-16.0\n"
        "Manual Differential   %      #       Ref %      Ref #\n"
        "Lymphs                55     1.60    20-45      1.0-4.0\n"
        "Monos                 13     0.38    2-10       0.2-0.8",
        day(("leukocytes", 2.9), ("hemoglobin", 7.8), ("lymphocytes", 1.6), ("monocytes", 0.38)),
    ),
    "days without a year": (
        "LAB TRENDS   01/10   02/13   03/14   Units\n"
        "Hgb          9.1     8.4     7.8     g/dL\n"
        "Plt          61      48      34      K/uL",
        day(("hemoglobin", 7.8), ("platelets", 34))
        | day(("hemoglobin", 8.4), ("platelets", 48), on=BEFORE)
        | day(("hemoglobin", 9.1), ("platelets", 61), on="2026-01-10"),
    ),
    "footnotes where a figure would be": (
        "Test          Result          Reference   Units\n"
        "Hemoglobin    7.8             12.0-16.0   g/dL\n"
        "Platelets     See comment 1   150-400     K/uL\n"
        "Neutrophils   Not calc. 2     1.8-7.7     K/uL",
        day(("hemoglobin", 7.8)),
    ),
    "a remark below each row": (
        "Lab      Final Result   Abnormal?   Ref Low   Ref High   UOM\n"
        "HGB      7.8            Low         12.0      16.0       g/dL\n"
        "  Final result\n"
        "PLT      34             Critical    150       400        K/mm3\n"
        "  Final result",
        day(("hemoglobin", 7.8), ("platelets", 34)),
    ),
    "a row's date is left unsaid below": (
        "Date         Test         Result   Units\n"
        "02/13/2026   Hemoglobin   8.4      g/dL\n"
        "             Platelets    48       K/uL\n"
        "03/14/2026   Hemoglobin   7.8      g/dL\n"
        "             Platelets    34       K/uL",
        day(("hemoglobin", 7.8), ("platelets", 34)) | day(("hemoglobin", 8.4), ("platelets", 48), on=BEFORE),
    ),
    "days as subtitles": (
        "Test         Result   Units   Range\n"
        "14 Mar 2026\n"
        "Hemoglobin   7.8      g/dL    12-16\n"
        "Platelets    34       K/uL    150-400\n"
        "13 Feb 2026\n"
        "Hemoglobin   8.4      g/dL    12-16\n"
        "Platelets    48       K/uL    150-400",
        day(("hemoglobin", 7.8), ("platelets", 34)) | day(("hemoglobin", 8.4), ("platelets", 48), on=BEFORE),
    ),
    "a line above the table says the day": (
        "Results of sample taken 02/13/2026 06:00\n"
        "Ferritin   1850   ng/mL\n"
        "LDH        345    U/L",
        day(("ferritin", 1850), ("lactate_dehydrogenase", 345), on=BEFORE),
    ),
    "the day of printing is not the day of the sample": (
        "Results printed 04/01/2026\n"
        "Ferritin   1850   ng/mL\n"
        "LDH        345    U/L",
        day(("ferritin", 1850), ("lactate_dehydrogenase", 345)),
    ),
    "three narrow tables abreast": (
        "WBC   2.9   4.0-11.0      NA      139    135-145    FERRITIN   1850   15-200\n"
        "HGB   7.8   12.0-16.0     K       4.1    3.5-5.1    LDH        345    120-246\n"
        "PLT   34    150-400       CREAT   0.84   0.5-1.1    B12        310    180-914",
        day(("leukocytes", 2.9), ("hemoglobin", 7.8), ("platelets", 34), ("creatinine", 0.84), ("ferritin", 1850),
            ("lactate_dehydrogenase", 345), ("vitamin_b12", 310)),
    ),
    "a code of the laboratory behind": (
        "NEUTROPHIL %   30.0     %       40 - 75     [500]\n"
        "CREATININE     0.84     mg/dL   .5 - 1.2    [500]",
        day(("neutrophils_percent", 30), ("creatinine", 0.84)),
    ),
    "keys with their values side by side": (
        "Ring sideroblasts: 8 %      Cellularity: 70 %      M:E ratio 1.2:1",
        day(("ring_sideroblasts", 8), ("marrow_cellularity", 70)),
    ),
    "the donor's counts": (
        "DONOR CBC (sister)\n"
        "Hemoglobin   13.5   g/dL\n"
        "Platelets    250    K/uL",
        {},
    ),
    "steps of a score": (
        "Variable      0       0.5       1\n"
        "Platelets     >=100   50-<100   <50\n"
        "ANC           >=0.8   <0.8\n"
        "BM blasts %   <=2     >2-<5",
        {},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_layout(name: str, vocabulary: Vocabulary) -> None:
    page, expected = PAGES[name]
    assert sure(found_on(page, vocabulary)) == expected


def test_units_of_blood_given_are_no_counts(vocabulary: Vocabulary) -> None:
    page = (
        "TRANSFUSION RECORD\n"
        "Date         Product     Units   Pre Hb\n"
        "02/13/2026   Red cells   2       7.1\n"
        "03/14/2026   Platelets   1"
    )
    assert found_on(page, vocabulary, "other") == []


def test_undated_day_columns_far_from_the_report_are_asked(vocabulary: Vocabulary) -> None:
    page = "LAB TRENDS   06/10   07/13   Units\nHgb          9.1     8.4     g/dL\nPlt          61      48      K/uL"
    found = found_on(page, vocabulary)
    assert found
    assert sure(found) == {}


PROSE = {
    "The haemoglobin had been 91 g/L in the autumn. Platelets are 34.": {"platelets": 34},
    "Low hemoglobin (less than 12 g/dL) is called anemia.": {},
    "Platelets of less than 50 raise the bleeding risk.": {},
    "A hemoglobin of 8 g/dL or less usually needs a transfusion.": {},
    "A hemoglobin of 8 g/dL or lower was the aim.": {},
    "Severe neutropenia (ANC < 0.5) can lead to infection.": {},
    "She has severe neutropenia (ANC < 0.5).": {},
    "Blasts in aspirate (500 cells): 2%.": {"blasts_marrow": 2},
    "Marrow blasts (200 cells counted) 6%.": {"blasts_marrow": 6},
    "Platelets are less than 10.": {"platelets": 10},
    "Her Hb improved by 2 g/dL.": {},
    "Hemoglobin fell by 2 g/dL to 7.8 g/dL.": {},
    "WBC/Hgb/Hct/Plt: 2.9/7.8/23.9/34": {"leukocytes": 2.9, "hemoglobin": 7.8, "hematocrit": 23.9, "platelets": 34},
    "Na/K/Cl/CO2/BUN/Cr 139/4.1/104/24/18/0.84": {"creatinine": 0.84},
    "WBC/Hgb/Plt: 2.9/7.8": {},
    "Hgb/Plt: 7.8/34/12": {},
}


@pytest.mark.parametrize("text", PROSE)
def test_sentence(text: str, vocabulary: Vocabulary) -> None:
    assert {a: v for (a, _), v in sure(found_on(text, vocabulary, "note")).items()} == PROSE[text]


def test_a_bound_in_words_is_quoted(vocabulary: Vocabulary) -> None:
    (finding,) = found_on("Platelets are less than 10.", vocabulary, "note")
    assert isinstance(finding.fact, LabResult)
    assert finding.fact.comparator == "<"
    assert finding.fact.evidence[0].quote == "Platelets less than 10."


def test_a_date_behind_the_value_counts(vocabulary: Vocabulary) -> None:
    found = found_on("Blasts were 12% in the marrow of 01/13/2026 (4% in June 2025).", vocabulary, "note")
    assert sure(found) == {("blasts_marrow", "2026-01-13"): 12}


def test_the_date_that_opens_a_passage_does_not_date_what_is_now(vocabulary: Vocabulary) -> None:
    found = found_on("Bone marrow 2024: blasts 4%. Now blasts 12% in marrow.", vocabulary, "note")
    assert sure(found) == {("blasts_marrow", "2024"): 4, ("blasts_marrow", NOW): 12}


def test_no_blast_is_normal(vocabulary: Vocabulary) -> None:
    assert sure(found_on("Blasts   2.0   H   0   %\nWBC      2.9   L   4-11   K/uL", vocabulary)) == day(
        ("blasts_blood", 2), ("leukocytes", 2.9)
    )


def test_the_sign_of_the_figure_before_is_not_quoted(vocabulary: Vocabulary) -> None:
    found = found_on("BONE MARROW\nBlasts 9%. Ring sideroblasts 4%.", vocabulary, "marrow")
    assert [e.quote for f in found for e in f.fact.evidence] == ["Blasts 9%.", "Ring sideroblasts 4%."]


TITLES = {
    "PERIPHERAL BLOOD, FEBRUARY 13, 2026": "Hemoglobin 8.4 g/dL.",
    "LABS 02/13/2026 05:40": "Hemoglobin 8.4 g/dL.",
    "CBC at Oakfield Hospital, 13 February 2026": "Hemoglobin 8.4 g/dL.",
}


@pytest.mark.parametrize("title", TITLES)
def test_the_date_of_a_title_dates_what_stands_below(title: str, vocabulary: Vocabulary) -> None:
    found = found_on(f"{title}\n{TITLES[title]}\n\nASSESSMENT\nFerritin today 1850 ng/mL.", vocabulary, "note")
    assert sure(found) == {("hemoglobin", BEFORE): 8.4, ("ferritin", NOW): 1850}


def test_a_row_without_titles_that_arithmetic_contradicts_is_asked(vocabulary: Vocabulary) -> None:
    rows = "WBC           2.9   K/uL   4.0-11.0\nNeutrophils   {}   K/uL   1.8-7.7"
    assert sure(found_on(rows.format(0.87), vocabulary)) == day(("leukocytes", 2.9), ("neutrophils", 0.87))
    found = found_on(rows.format(8.70), vocabulary)
    assert sure(found) == {}
    assert len(found) == 2


def test_days_without_a_year() -> None:
    assert days_of(["12/20", "01/10", "03/14"], NOW, "mdy") == ["2025-12-20", "2026-01-10", NOW]
    assert days_of(["14 Mar", "Feb 13"], NOW, None) == [NOW, BEFORE]
    assert days_of(["03/14", "12/20", "01/10"], NOW, "mdy") is None, "out of order"
    assert days_of(["01/02", "03/04"], "2026-03-14", None) is None, "either order fits"
    assert days_of(["07/10", "08/14"], NOW, "mdy") is None, "months before the report"
    assert [t for t in ("03/14", "14.03.", "14. Mar", "1.5", "0", "12-16", "Foo 12") if is_day(t)] == [
        "03/14", "14.03.", "14. Mar",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "key"), [("U/I", "u/l"), ("m1U/mL", "miu/ml"), ("umoI/L", "umol/l"), ("x 10/L", "109/l")]
)
def test_units_with_letters_that_look_alike(printed: str, key: str, vocabulary: Vocabulary) -> None:
    found = lexicon_of(vocabulary).unit_at(printed, tokens_of(printed), 0)
    assert found is not None
    assert found[0] == key


def test_a_range_beside_blood_and_marrow_is_of_the_figure_before_it(vocabulary: Vocabulary) -> None:
    page = """\
Cell           Blood %   Normal   Marrow %   Normal
Blasts         0         0        2          0-3
Promyelocytes  0         0        4          1-5
Neutrophils    54        40-75    17         7-25
Monocytes      4         2-10     3          0-3"""
    facts = [f.fact for f in found_on(page, vocabulary, "marrow") if isinstance(f.fact, LabResult)]
    limits = {f.analyte: (f.value, f.reference_high) for f in facts if f.analyte.startswith("blasts")}
    assert limits == {"blasts_blood": (0, None), "blasts_marrow": (2, 3)}


def test_units_below_the_figures_they_are_of(vocabulary: Vocabulary) -> None:
    page = "WBC       Hgb      Plt\n3.8 L     9.9 L    277\nK/uL      g/dL     K/uL"
    assert sure(found_on(page, vocabulary)) == day(("leukocytes", 3.8), ("hemoglobin", 9.9), ("platelets", 277.0))


def test_a_list_beside_a_table_holds_no_figures_of_its_rows(vocabulary: Vocabulary) -> None:
    page = (
        "1. Myelodysplastic syndrome, first diagnosed 2024     Leukocytes     1.3    -    G/L\n"
        "2. Atrial fibrillation                                Hemoglobin     8.8    -    g/dL\n"
        "3. Arthrosis of the knee                              Thrombocytes   74     -    G/L"
    )
    assert sure(found_on(page, vocabulary)) == day(("leukocytes", 1.3), ("hemoglobin", 8.8), ("platelets", 74.0))


def test_what_is_known_of_many_is_no_result(vocabulary: Vocabulary) -> None:
    text = "Note: a hemoglobin of 7.0 g/dL is often used as the point at which a transfusion is discussed."
    assert found_on(text, vocabulary) == []


def test_a_name_that_goes_on_in_the_row_below_is_one(vocabulary: Vocabulary) -> None:
    page = """
Complete blood count
Test                  Result     Unit    Reference

Hemoglobin            9.1        g/dL    12.0-16.0

Mean Corpuscular      104        fL      80-100

Volume

Mean Platelet         10.4       fL      7.5-12.0

Volume
"""
    assert sure(found_on(page, vocabulary)) == day(("hemoglobin", 9.1), ("mcv", 104.0))


def test_a_time_of_day_in_doubt_leaves_the_day_of_its_column(vocabulary: Vocabulary) -> None:
    page = """
Test                 3 May 2026      12 Apr 2026
                     7:14            8:25
Hemoglobin (g/dL)    9.1             9.8
Platelets (10^9/L)   88              95
"""

    def read(doubtful: str) -> dict[tuple[str, str | None], float]:
        scanned = [
            w.model_copy(update={"source": "ocr", "agreed": w.text != doubtful}) for w in grid_words(page.strip("\n"))
        ]
        return sure(found_on(tuple(scanned), vocabulary))

    first, second = "2026-05-03", "2026-04-12"
    whole = {
        ("hemoglobin", first): 9.1,
        ("hemoglobin", second): 9.8,
        ("platelets", first): 88,
        ("platelets", second): 95,
    }
    assert read("7:14") == whole
    assert read("3") == {k: v for k, v in whole.items() if k[1] == second}


@pytest.mark.parametrize(("printed", "value"), [("8", 8.0), ("227", 227.0), ("2.27", None)])
def test_platelets_without_a_unit_may_be_lakhs_where_they_have_decimals(
    printed: str, value: float | None, vocabulary: Vocabulary
) -> None:
    found = found_on(f"Test              Result\nPlatelet count    {printed}\nCreatinine        0.7 mg/dL", vocabulary)
    told = {f.fact.value: f.doubt for f in found if isinstance(f.fact, LabResult) and f.fact.analyte == "platelets"}
    assert value in told and told[value] is None if value else all(told.values())


def test_a_value_of_the_day_of_admission_is_not_of_the_report(vocabulary: Vocabulary) -> None:
    told = sure(
        found_on("The haemoglobin, 9.4 g/dL on the day of admission, rose under treatment.", vocabulary, "note")
    )
    assert told == {}


@pytest.mark.parametrize("text", ["Hypercellular, 3% blasts.", "The marrow is hypercellular, less than 5% blasts."])
def test_a_share_of_blasts_behind_a_word_for_many_cells_is_no_cellularity(text: str, vocabulary: Vocabulary) -> None:
    told = {f.fact.analyte for f in found_on(text, vocabulary, "marrow") if isinstance(f.fact, LabResult)}
    assert told == {"blasts_marrow"}

"""Results, relatives and transfusions told in letters, sentence by sentence. People and figures are made up."""

import pytest

from bench.phrasing_checks import Seen

MOLECULAR = (
    "MOLECULAR PATHOLOGY REPORT\nPatient: Jo Roe   DOB: 4 Nov 1951\n"
    "Specimen: bone marrow, collected 2025-03-03\nReported: 2025-03-18\n\n"
)
CHROMOSOMES = (
    "CYTOGENETICS REPORT\nPatient: Jo Roe   DOB: 4 Nov 1951\n"
    "Specimen: bone marrow, collected 2025-03-03\nReported: 2025-03-14\n\n"
)
NOTE = "CLINIC NOTE\nPatient: Jo Roe   DOB: 4 Nov 1951\nVisit date: March 14, 2025\n\n"
LETTER = (
    "Westmere Genetics Laboratory\nDate of letter: 18 March 2025\n\nDear Dr Quist,\n\nJo Roe, born 4 November 1951\n\n"
)
SF3B1 = ("SF3B1", "c.2098A>G", "p.Lys700Glu", 0.252, "2025-03-03")


def variants(text: str, head: str = MOLECULAR) -> set[tuple[str, str | None, str | None, float | None, str | None]]:
    found = Seen.of(text, head).listed("variants")
    return {(v.gene, v.hgvs_c, v.hgvs_p, v.vaf, v.collected) for v in found}


def fish(text: str, head: str = CHROMOSOMES) -> set[tuple[str, str, float | None, str | None]]:
    return {(b.name, b.status, b.value, b.collected) for b in Seen.of(text, head).listed("biomarkers")}


def karyotypes(text: str, head: str = CHROMOSOMES) -> set[tuple[str, str | None]]:
    return {(k.iscn, k.collected) for k in Seen.of(text, head).listed("karyotypes")}


def units(text: str) -> tuple[float | None, bool | None]:
    """Sure units of eight weeks, and whether the patient depends on them."""
    seen = Seen.of(text, NOTE).profile
    unsure = any(a.startswith("transfusions") for a in seen.unsure)
    told = seen.transfusions
    return (None, None) if unsure else (told.rbc_units_8_weeks, told.dependent)


def treated(text: str) -> set[tuple[str, str]]:
    return {(t.agent, t.status) for t in Seen.of(text, NOTE).treatments if t.kind != "transfusion"}


@pytest.mark.parametrize(
    "text",
    [
        "At an allelic burden of 25.2%, SF3B1 p.Lys700Glu (c.2098A>G).",
        "25.2% of the alleles of SF3B1 carry c.2098A>G, which predicts p.Lys700Glu.",
        "SF3B1: a missense change was seen, c.2098A>G (p.Lys700Glu). Its share of the reads is 25.2%.",
        "SF3B1 harbours c.2098A>G, which leads to p.K700E. It makes up 25.2% of reads at this position.",
        "The SF3B1 variant p.Lys700Glu, c.2098A>G, has risen from 14.0% in the earlier sample to 25.2% at present.",
        "SF3B1 c.2098A>G (p.Lys700Glu): the allele fraction is now 25.2%; it had been 14.0% in the first sample.",
        "The first lies in SF3B1, c.2098A>G, and replaces lysine by glutamate (p.Lys700Glu); 25.2% of reads carry it.",
        "SF3B1 c.2098A>G (p.Lys700Glu) was present in 25.2% of reads; 99% of the target was covered.",
        "One quarter of the reads, 25.2%, show SF3B1 c.2098A>G, p.Lys700Glu.",
    ],
)
def test_the_share_of_a_change_wherever_it_is_told(text: str) -> None:
    assert variants(text) == {SF3B1}


def test_a_share_of_good_reads_is_none_of_the_change() -> None:
    assert all(
        v[3] is None for v in variants("SF3B1 c.2098A>G (p.Lys700Glu) was found. 98% of reads passed the filter.")
    )


def test_two_changes_joined_by_and_are_two() -> None:
    found = variants("TET2 c.3646C>T at 41% and p.Arg1452* at 38%.")
    assert {(v[1], v[2]) for v in found} == {("c.3646C>T", None), (None, "p.Arg1452Ter")}


@pytest.mark.parametrize(
    ("title", "negative"),
    [
        ("Tested, nothing reported", True),
        ("Genes tested, nothing found", True),
        ("The following were normal", True),
        ("Left for another day", False),
    ],
)
def test_what_a_title_says_of_the_genes_below_it(title: str, negative: bool) -> None:
    seen = Seen.of(f"{title}\n\nASXL1, BCOR, CBL, EZH2.\n", MOLECULAR).profile
    assert set(seen.genes_tested_negative) == ({"ASXL1", "BCOR", "CBL", "EZH2"} if negative else set())


def test_the_change_of_a_control_is_not_hers() -> None:
    assert variants("The KRAS p.Gly12Asp at 10% is the control.") == set()


@pytest.mark.parametrize(
    "lead",
    [
        "From the marrow that you drew on 3 March 2025 we obtained DNA of good quality.",
        "Mrs Roe's marrow of 3 March 2025 was sequenced for forty genes.",
        "Thank you for the bone marrow that was aspirated on 3 March 2025.",
        "The marrow taken on 3 March 2025 was compared with the blood of 10 September 2024.",
        "Present sample: bone marrow 3 March 2025. A blood sample of 10 September 2024 had been tested.",
    ],
)
def test_the_day_of_the_sample_in_a_letter(lead: str) -> None:
    assert variants(f"{lead}\n\nSF3B1 c.2098A>G (p.Lys700Glu), VAF 25.2%.", LETTER) == {SF3B1}


def test_a_day_told_in_words_not_known_is_not_replaced_by_that_of_the_letter() -> None:
    text = "You posted something to us on 3 March 2025.\n\nSF3B1 c.2098A>G (p.Lys700Glu), VAF 25.2%."
    assert {v[4] for v in variants(text, LETTER)} == {None}


def test_fish_in_a_letter_is_of_the_day_of_the_marrow() -> None:
    text = (
        "From the marrow that you drew on 3 March 2025 we obtained 20 analysable cells; their karyotype is "
        "47,XX,+8[9]/46,XX[11].\n\nFISH showed trisomy 8 in 61% of 200 nuclei."
    )
    assert fish(text, LETTER) == {("fish_trisomy8", "positive", 61.0, "2025-03-03")}


def test_fish_of_an_earlier_day_keeps_it() -> None:
    found = fish(
        "FISH of 10 June 2024: deletion of 5q in 60% of nuclei. FISH of 3 March 2025: deletion of 5q in 42% of nuclei."
    )
    assert found == {
        ("fish_del5q", "positive", 60.0, "2024-06-10"),
        ("fish_del5q", "positive", 42.0, "2025-03-03"),
    }


def test_a_marker_denied_beside_one_that_was_found() -> None:
    assert fish("FISH showed deletion of 20q in 24% of nuclei, and none of 5q.") == {
        ("fish_del20q", "positive", 24.0, "2025-03-03")
    }


@pytest.mark.parametrize(
    "text",
    [
        "Read over the telephone on 13 March 2025 and read back: 45,XX,-7[6]/46,XX[14] (20 cells examined).",
        "Dr Ormonde informed that 20 metaphases have been analysed and that the karyotype is 45,XX,-7[6]/46,XX[14].",
    ],
)
def test_a_karyotype_given_by_telephone_is_of_the_day_of_the_sample(text: str) -> None:
    assert karyotypes(text) == {("45,XX,-7[6]/46,XX[14]", "2025-03-03")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No red cells have been given to Mr. Lane over the last eight weeks.", (0, None)),
        ("In the past eight weeks no red cell units were transfused to her.", (0, None)),
        ("She has not needed any red cells in the last eight weeks.", (0, None)),
        ("Over the past eight weeks Mr. Lane has needed 3 units of red cells.", (3, None)),
        ("Two units of red cells have been given to Mr Brannigan-Holt during the last eight weeks.", (2, None)),
        ("Seven units of red cells were needed over the last eight weeks.", (7, None)),
        ("Ten units of red cells since diagnosis, two of them in the past eight weeks.", (2, None)),
        ("She does not need transfusions.", (None, False)),
        ("No transfusion while the haemoglobin stays above 70.", (None, None)),
        ("A patient who shares her room gets ten units of red cells in eight weeks.", (None, None)),
    ],
)
def test_units_and_dependence_as_told(text: str, expected: tuple[float | None, bool | None]) -> None:
    assert units(text) == expected


def test_a_log_that_leaves_out_a_day_is_asked_about() -> None:
    text = (
        "3 February 2025: two units of red cells. 24 February 2025: two units of red cells. "
        "10 March 2025: one unit of red cells, and one pool of platelets."
    )
    assert units(text) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "A patient who shares her room gets ten units in eight weeks and takes deferasirox.",
        "The man in the bed beside her is transfusion dependent and takes deferasirox.",
        "Deferasirox was stopped in her sister, who has thalassaemia.",
        "The average patient in this trial needed six units in eight weeks and received luspatercept.",
        "Irradiated units would be needed after purine analogues or an allogeneic transplant.",
        "She would like to know whether deferasirox will be needed.",
    ],
)
def test_what_others_take_and_what_only_dates_something_is_no_treatment_of_hers(text: str) -> None:
    assert treated(text) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The man in the bed beside her takes deferasirox, and she takes azacitidine.", {("azacitidine", "ongoing")}),
        ("This is a patient who has been on azacitidine since May 2024.", {("azacitidine", "ongoing")}),
        (
            "We talked again about an allogeneic transplant, and you told me that you do not want one.",
            {("allogeneic_hct", "declined")},
        ),
        (
            "I mentioned imetelstat as something that we could consider if the present treatment stops working.",
            {("imetelstat", "considered")},
        ),
    ],
)
def test_what_is_hers_beside_it(text: str, expected: set[tuple[str, str]]) -> None:
    assert treated(text) == expected

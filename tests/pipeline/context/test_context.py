"""What a report says of itself: kind, status, dates, person. All people are invented."""

import pytest

from pipeline.context import add_context, add_contexts
from schemas.layout import LaidOutDocument, Report, SectionLabel
from schemas.vocabulary import Vocabulary
from tests.reports import passage_from_text, report_from_sections, report_from_text, section_from_text
from tests.shared import phrasings


def told(text: str, *sections: tuple[SectionLabel, str], doubtful: tuple[str, ...] = ()) -> Report:
    """The report of a header and more sections, with its context."""
    if sections:
        report = report_from_sections([(SectionLabel.HEADER, text), *sections], "other", doubtful=doubtful)
    else:
        report = report_from_text(text, "other", SectionLabel.HEADER, doubtful=doubtful)
    document = LaidOutDocument(id=report.document, file=report.file, reports=(report,))
    return add_context(document, Vocabulary()).reports[0]


def person(text: str, *sections: tuple[SectionLabel, str]) -> tuple[str | None, str | None, str | None, int | None]:
    found = told(text, *sections).identity
    return found.name, found.birth_date, found.sex, found.age_years


@pytest.mark.parametrize(
    "text",
    [
        "Patient: DOE, JANE\tDOB: 14/02/1952\tSex: F",
        "Patient Name\tDOB\tSex\nDOE, JANE\t14/02/1952\tFemale",
        "Name: Jane Doe  DOB: 02/14/1952  Gender: Female",
        "Name Jane Doe DOB 14 Feb 1952 Sex F",
        "Patient: Mrs. Jane Doe, F, born 1952-02-14",
        "Re: Ms Jane Doe, DOB 14-Feb-1952\nSex: Female",
        "Patient's Name Jane Doe\nBirth date 14 Feb 1952 (F, 74)\nSex F",
        "Patient Name : Mrs. Jane Doe W/O Ram Doe\tDOB : 14-02-1952\tSex : F",
        "Last name: DOE\tFirst name: JANE\nDate of birth: Feb 14, 1952\tSex: F",
        "DOE, JANE   DOB: 02/14/1952   MRN: 1234567\nSex F",
    ],
)
def test_identity_blocks_of_many_layouts(text: str) -> None:
    assert person(text)[:3] == ("Jane Doe", "1952-02-14", "female")


@pytest.mark.parametrize(
    ("text", "sex", "age"),
    [
        ("Age/Sex: 74 Y / F", "female", 74),
        ("Sex/Age\tM/68", "male", 68),
        ("Patient: Jane Doe (74 F)", "female", 74),
        ("Age: 68 yrs\tGender: Male", "male", 68),
        ("DOB: 02/14/1952 (74 yo F)", "female", 74),
        ("Age : 54 Y 5 M / F", "female", 54),
    ],
)
def test_age_and_sex_printed_together(text: str, sex: str, age: int) -> None:
    assert person(text)[2:] == (sex, age)


def test_a_sentence_tells_age_and_sex_of_the_patient_and_of_nobody_else() -> None:
    story = (
        SectionLabel.HISTORY,
        "Jane Doe is a 74-year-old woman with MDS. Her sister, a 70-year-old woman, is well.",
    )
    assert person("Clinic note", story) == ("Jane Doe", None, "female", 74)
    assert person("Clinic note", (SectionLabel.HISTORY, "Her 70-year-old brother is a match.")) == (
        None,
        None,
        None,
        None,
    )
    sister = (SectionLabel.HISTORY, "Her sister, a 70-year-old woman, is a match.")
    assert person("Clinic note", sister) == (None, None, None, None)
    family = (SectionLabel.FAMILY_HISTORY, "68-year-old man with AML.")
    assert person("Clinic note", family) == (None, None, None, None)


@pytest.mark.parametrize(
    "text",
    [
        "Ordering Physician: SMITH, JOHN\tPathologist: Alan Poe, MD",
        "Patient has MDS.",
        "Patient: John Smith, DO",
        "PATIENT CUMULATIVE INQUIRY",
        "Patient: Dr. John Smith, MD",
        "Test name: Ferritin Level\tFacility name: Mercy General",
        "Mother: Mary Doe\tEmergency contact: Paul Doe",
        "Patient Information\nInsurance: Blue Cross",
        "Patient Education Provided",
    ],
)
def test_other_names_are_not_the_patients(text: str) -> None:
    assert told(text).identity.name is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Patient: Do, Minh", "Minh Do"),
        ("PATIENT NAME: VAN DER BERG, JOHANNES", "Johannes Van Der Berg"),
        ("Patient: Maria de la Cruz", "Maria de la Cruz"),
        ("Patient: Lee, Ka-Wai", "Ka-Wai Lee"),
        ("Patient: J. DOE", "J Doe"),
        ("Donor: John Roe\tRecipient: Jane Doe", "Jane Doe"),
    ],
)
def test_names_of_many_kinds(text: str, name: str) -> None:
    assert told(text).identity.name == name


def test_a_birth_date_of_unknown_order_keeps_its_year() -> None:
    assert told("DOB: 01/02/1952").identity.birth_date == "1952"
    assert told("DOB: 01/02/1952\tCollected: 01/31/2026").identity.birth_date == "1952-01-02"


def test_fields_of_words_that_the_engines_read_differently_are_named() -> None:
    found = told("Patient: Jane Doe\nDOB: 14/02/1952", doubtful=("14/02/1952",)).identity
    assert found.unsure == ("birth_date",)


def test_identity_is_cited() -> None:
    assert [e.quote for e in told("Patient: DOE, JANE\tMRN: 1234567").identity.evidence] == ["DOE, JANE", "1234567"]


def test_dates_go_by_their_keys() -> None:
    found = told(
        "Collected: 03/14/2025 06:10\tReceived: 03/15/2025\nReported: 03/17/2025\tPrinted: 03/20/2025\nDOB: 02/01/1952"
    )
    assert found.date_order == "mdy"
    assert found.dates.model_dump(exclude_defaults=True) == {
        "collected": "2025-03-14",
        "received": "2025-03-15",
        "reported": "2025-03-17",
    }


def test_dates_under_their_keys_and_behind_a_form_of_date() -> None:
    dates = told("Collected\tReceived\tReported\n14 Mar 2025\t15 Mar 2025\t17 Mar 2025").dates
    assert (dates.collected, dates.received, dates.reported) == ("2025-03-14", "2025-03-15", "2025-03-17")
    assert told("Collection date (dd/mm/yyyy): 03/04/2025").dates.collected == "2025-04-03"


@pytest.mark.parametrize(
    "key", ["Extraction date", "Date of sample extraction", "Procurement date", "Date of acquisition"]
)
def test_a_sample_is_taken_extracted_or_procured(key: str) -> None:
    dates = told(f"{key}\t14/07/2025\nReception date\t15/07/2025\nDate of validation\t25/07/2025").dates
    assert (dates.collected, dates.received, dates.reported) == ("2025-07-14", "2025-07-15", "2025-07-25")


def test_dna_is_not_extracted_on_the_day_of_the_sample() -> None:
    assert told("DNA extraction date: 16/07/2025\tReceived: 15/07/2025").dates.collected is None


def test_the_marrow_that_a_note_speaks_of_is_no_sample_of_the_note() -> None:
    page = "Clinic notes\nJANE DOE\n10 Mar 2026\nECOG 2. Hb 9.9 g/dL today.\n4 Dec 2025\nECOG 3. Hb 11.4 g/dL.\n"
    report = told(page + "27 Jun 2025\nNew patient. MDS on the marrow of 22 May 2025. Hb 12.4 g/dL.")
    assert (report.kind, report.dates.collected, report.dates.visit) == ("note", None, None)


def test_an_ambiguous_date_is_none_unless_the_specimens_way_settles_it() -> None:
    assert told("Collected: 03/04/25").dates.collected is None
    settled = told("Collected 03/04/25 06:10; Received 03/05/25; Reported 03/07/25").dates
    assert (settled.collected, settled.reported) == ("2025-03-04", "2025-03-07")


def test_a_birth_date_known_from_another_file_shows_how_a_file_writes_dates() -> None:
    plain = report_from_text("DOB: 2 Nov 1951", "other", SectionLabel.HEADER)
    mixed = report_from_text("DOB: 11/02/1951\nCollected: 06/03/2026", "other", SectionLabel.HEADER)
    documents = [LaidOutDocument(id=r.document, file=r.file, reports=(r,)) for r in (plain, mixed)]
    assert add_contexts(documents, Vocabulary())[1].reports[0].dates.collected == "2026-06-03"
    assert add_contexts(documents[1:], Vocabulary())[0].reports[0].dates.collected is None


def test_a_reported_date_is_no_collection_date() -> None:
    dates = told("Reported 14/03/25, collected earlier").dates
    assert (dates.collected, dates.reported) == (None, "2025-03-14")


def test_a_form_outweighs_a_sentence_that_speaks_of_another_specimen() -> None:
    text = "Collected: 24 Aug 2026\nComparison is made with the marrow collected 12 Jan 2026."
    assert told(text).dates.collected == "2026-08-24"
    assert told("Specimen A collected: 24 Aug 2026\nCollected: 12 Jan 2026").dates.collected is None


def test_dates_against_the_specimens_way_are_dropped() -> None:
    dates = told("Collected: 20 Mar 2025\tReceived: 15 Mar 2025").dates
    assert (dates.collected, dates.received) == (None, None)


def test_a_date_that_the_engines_read_differently_is_dropped() -> None:
    assert told("Collected: 2025-03-14", doubtful=("2025-03-14",)).dates.collected is None


def test_a_note_is_dated_by_its_visit_and_not_by_what_it_quotes() -> None:
    found = told(
        "Hematology Clinic Note\tSeptember 1, 2026",
        (SectionLabel.HISTORY, "CBC collected 10 Aug 2026 was reviewed. Azacitidine completed 3 July 2026."),
        (SectionLabel.PLAN, "Return to clinic 12 Dec 2026."),
    )
    assert found.kind == "note"
    assert found.dates.model_dump(exclude_defaults=True) == {"visit": "2026-09-01"}


def test_labelled_phrasings_of_collection_dates() -> None:
    wrong = []
    for row in phrasings("date"):
        expect = row.get("expect") or {}
        if "date" not in expect or "ollected" not in row["text"]:
            continue
        wanted = None if expect["date"] == "ambiguous" else expect["date"]
        got = told(row["text"]).dates.collected
        if got != wanted:
            wrong.append((row["id"], got))
    assert wrong == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("lab", "Mercy General Hospital\nComplete Blood Count\nWBC\t2.9\tK/uL\nHGB\t9.6\tg/dL"),
        ("marrow", "Surgical Pathology: Bone Marrow\nCellularity 30%. Aspirate smears: ring sideroblasts; iron stain."
         " Megakaryocytes decreased. Differential count of 500 cells."),
        ("pathology", "Surgical Pathology Report\nLiver, core biopsy: adenocarcinoma. Immunohistochemistry CK20."),
        ("cytogenetics", "Cytogenetics Report\nSpecimen: Bone marrow aspirate\n46,XX[20], 20 metaphases, G-banding"),
        ("molecular", "NGS Myeloid Panel\nSpecimen: Bone marrow\nSF3B1 VAF 34%, limit of detection 2%"),
        ("flow", "Flow Cytometry Report\nCD34 positive, gating CD45"),
        ("imaging", "CT ABDOMEN AND PELVIS WITH CONTRAST\nTechnique: axial. Impression: no lesion."),
        ("note", "Hematology/Oncology Clinic\nProgress Note\nHistory of present illness: MDS. Assessment and plan."),
        ("note", "Discharge Summary\nHospital course: febrile neutropenia"),
        ("note", "Elmwood Day Treatment Unit\nNursing assessment before treatment\nDiagnosis: MDS"
         "\nBlood today\tResult\tUnit\nWBC\t5.6\tx10^9/L\nHb\t93\tg/L\nPlatelets\t40\tx10^9/L"
         "\nNeutrophils\t3.7\tx10^9/L\nCreatinine\t49\tumol/L\nECOG: 1\nGiven: ondansetron 8 mg by mouth."),
        ("marrow", "BONE MARROW ASPIRATION REPORT No. 12 Date of procedure: 14/06/2025 Reported on: 16/06/2025 here"
         "\nClinical details: tiredness\nHemogram: Hb 12.0\nAspirate: M:E ratio 1.6. Blasts 1"),
        ("marrow", "Synoptic form\nAuer rods no\nDysplastic lineages erythroid\nRing sideroblasts 0%\nCellularity 70%"),
        ("molecular", "Serial comparison\nASXL1 / BCOR / CBL / EZH2 / IDH1 / JAK2 / KIT / KRAS / NRAS / RUNX1 / SF3B1"),
        ("molecular", "Test report\nBone marrow aspirate, EDTA\nIDH1 p.R132C 23.3%\nVariant allele frequency"),
        ("other", "Welcome to the parking garage"),
    ],
)  # fmt: skip
def test_kinds(kind: str, text: str) -> None:
    assert told(text).kind == kind


@pytest.mark.parametrize(
    ("status", "text"),
    [
        ("final", "Pathology Report\nFINAL DIAGNOSIS"),
        ("preliminary", "Bone Marrow Report - PRELIMINARY"),
        ("preliminary", "Pathology Report\nReport Status: Preliminary"),
        (
            "preliminary",
            "Lab no. 123456, pages 2, copies to the ward and the clinic. Report status: Preliminary, week 2",
        ),
        ("amended", "AMENDED REPORT\nBone marrow biopsy"),
        ("addendum", "ADDENDUM REPORT"),
        ("final", "CBC\nCorrected WBC 4.0"),
    ],
)
def test_status(status: str, text: str) -> None:
    assert told(text).status == status


def two_pages(first: str, second: str) -> list[Report]:
    sections = (
        section_from_text(first, SectionLabel.HEADER, page=1),
        section_from_text(second, SectionLabel.HEADER, page=2),
    )
    report = report_from_text("x", "other").model_copy(update={"pages": (1, 2), "sections": sections})
    document = LaidOutDocument(id=report.document, file=report.file, reports=(report,))
    return list(add_context(document, Vocabulary()).reports)


def test_pages_of_two_persons_are_two_reports() -> None:
    jane = "Patient: DOE, JANE\tDOB: 1952-03-14\nHGB\t8.7"
    found = two_pages(jane, "Patient: ROE, JOHN\tDOB: 1960-07-22\nHGB\t14.1")
    assert [(r.index, r.pages, r.identity.name) for r in found] == [(0, (1,), "Jane Doe"), (1, (2,), "John Roe")]
    assert [p.text for p in found[1].sections[0].passages][-1] == "HGB\t14.1"


@pytest.mark.parametrize(
    "second",
    [
        "Patient: Jane Doe\tDOB: 1952-03-14",
        "Patient: Jane Smith\tDOB: 1952-03-14",
        "Patient: Jane M Doe\nMRN: 77777",
        "HGB\t14.1",
        "Referring physician: ROE, JOHN",
    ],
)
def test_pages_of_one_person_stay_one_report(second: str) -> None:
    assert [r.pages for r in two_pages("Patient: DOE, JANE\tDOB: 1952-03-14", second)] == [(1, 2)]


def test_nothing_is_made_of_nothing() -> None:
    report = report_from_text("x", "other", SectionLabel.OTHER)
    empty = report.model_copy(update={"sections": ()})
    document = LaidOutDocument(id=report.document, file=report.file, reports=(empty,))
    found = add_context(document, Vocabulary()).reports[0]
    assert (found.kind, found.identity.name, found.dated) == ("other", None, None)
    assert passage_from_text("x").text == "x"


@pytest.mark.parametrize(
    ("text", "doubtful", "taken"),
    [
        ("Collected: 2026-05-22\tReported: 2026-06-07", (), "2026-05-22"),
        ("Collected: 2026-05-22\tReported: 2026-06-07", ("2026-05-22",), None),
        ("Collected: 20Z6-0S-22\tReported: 2026-06-07", ("20Z6-0S-22",), None),
        ("Collected: 2026-06-09\tReceived: 2026-05-23\tReported: 2026-06-10", (), None),
        ("Reported: 2026-06-07", (), "2026-06-07"),
    ],
)
def test_a_collection_date_read_unsurely_is_not_replaced_by_a_later_one(
    text: str, doubtful: tuple[str, ...], taken: str | None
) -> None:
    assert told(text, (SectionLabel.LABS, "Hemoglobin 8.9 g/dL"), doubtful=doubtful).taken == taken


def test_days_over_columns_are_no_date_of_the_report() -> None:
    """The first of them would make every later result older than its own report."""
    found = told("Date\t13 Dec 2024\t18 Jan 2025\t28 Feb 2025\nLab number\t1\t2\t3").dates
    assert found.reported is None and found.collected is None


def test_a_date_of_something_else_is_not_the_reports() -> None:
    assert told("BLOOD BANK INQUIRY\nLAST TRANSFUSION DATE: 06MAR2026").dates.reported is None
    assert told("Date range of report: 05 Jan 2026 to 07 Apr 2026").dates.reported is None
    assert told("MRN: 4471920 Date: 6 Mar 2026").dates.reported == "2026-03-06"


@pytest.mark.parametrize(
    ("line", "visit"),
    [
        ("Outpatient haematology, note of 06.05.2026", "2026-05-06"),
        ("I saw Mr Lane on 6 May 2026 for follow-up", "2026-05-06"),
        ("Oakfield Hospital\t6 May 2026", "2026-05-06"),
        ("Clinic 6 May 2026\tTyped 9 May 2026", "2026-05-06"),
        ("Ledger closed 6 May 2026", None),
        ("Balance carried: 6 May 2026", None),
        ("Prior therapy 2\tdecitabine; start 6 May 2026; four cycles", None),
    ],
)
def test_a_lone_date_is_of_the_visit_only_where_its_words_say_so(line: str, visit: str | None) -> None:
    told_ = told("Clinic letter\nJane Doe, born 14 Feb 1952", (SectionLabel.OTHER, f"{line}\nHe reports no fever."))
    assert told_.kind == "note"
    assert told_.dates.visit == visit


def test_counts_under_a_date_of_something_not_known_have_no_day() -> None:
    table = "Hemoglobin\t7.8\tg/dL\nPlatelets\t34\t10^3/uL\nWBC\t2.9\t10^3/uL\nMCV\t101\tfL"
    for line, taken in (("6 May 2026", "2026-05-06"), ("Ledger closed 6 May 2026", None)):
        assert told(f"Complete blood count\n{line}", (SectionLabel.OTHER, table)).taken == taken


def test_the_name_of_a_department_does_not_make_the_kind() -> None:
    body = "Cellularity: 70%\nMegakaryocytes are dysplastic.\nRing sideroblasts: none\nTrephine: fibrosis absent"
    report = told("Royal Prairie\tLaboratory Medicine", (SectionLabel.MARROW, body), (SectionLabel.IHC, "CD34: 4%"))
    assert report.kind == "marrow"


def test_a_date_behind_a_name_with_words_of_another_matter_is_no_birth_date() -> None:
    assert told("Patient: R. Dunmore; bone marrow 2025-08-08").identity.birth_date is None
    assert told("Patient: Jane Doe, female, born 1952-03-14").identity.birth_date == "1952-03-14"


def test_a_year_behind_a_figure_is_no_day_of_a_visit() -> None:
    text = "Dear Dr Falk\nWe confirm ASXL1 at 38 %, EZH2 p.(Arg690His),\nseen at 5 % in 2024, could not be confirmed."
    assert told(text).dates.visit is None

"""Identity blocks of houses: labels of several keys, other persons, blocks without keys. All are invented."""

import pytest

from knowledge.loader import load_vocabulary
from pipeline.context import add_context
from schemas.layout import Identity
from tests.pipeline.layout.pages import laid_out

COUNTS = """

Test             Result      Units       Reference
Haemoglobin      94          g/L         116 - 153
Platelets        34          x10^9/L     145 - 390
"""


def person(block: str) -> Identity:
    vocabulary = load_vocabulary()
    return add_context(laid_out(block + COUNTS, vocabulary=vocabulary), vocabulary).reports[0].identity


@pytest.mark.parametrize(
    "block",
    [
        """
Full Name / Ref No        Jane Doe / K215953              Order ID          2834827
Gender                    Female                          Sample Type       Blood EDTA
Date of Birth / Age       14-Feb-1952 / 73 years          Sample Collected  14-Mar-2025
Referring Clinician       Dr Ashwin Kelkar                Report Date       15-Mar-2025
""",
        """
Patient (hospital no.)    Doe, Jane (7455519)             DOB (age)         14/02/1952 (73y)
Requester (code)          Calloway, Ines (C77)            Sex               F
""",
        """
Name / DOB / Sex / MRN            Jane Doe / 14 Feb 1952 / F / 7455519
Clinician / Ward / Phone          Ines Calloway / 4B / 0117
""",
    ],
)
def test_a_label_of_several_keys_gives_each_its_own_value(block: str) -> None:
    found = person(block)
    assert (found.name, found.birth_date, found.sex) == ("Jane Doe", "1952-02-14", "female")
    assert found.age_years in (None, 73)


@pytest.mark.parametrize(
    "block",
    [
        """
Guarantor: Robert Doe             Guarantor DOB: 05/05/1946
Patient: Jane Doe                 Patient DOB: 14/02/1952
""",
        """
RESPONSIBLE PARTY                 PATIENT
Name: Robert Doe                  Name: Jane Doe
DOB: 05/05/1946                   DOB: 14/02/1952
""",
        """
Donor: Robert Doe (brother)       Recipient: Jane Doe
DOB: 05 May 1946                  DOB: 14 Feb 1952
""",
        """
Doctor                            Patient
Name: Ines Calloway               Name: Jane Doe
Phone: 555 0100                   DOB: 14 Feb 1952
""",
    ],
)
def test_particulars_of_others_are_not_the_patients(block: str) -> None:
    found = person(block)
    assert (found.name, found.birth_date) == ("Jane Doe", "1952-02-14")


def test_the_age_is_not_read_off_a_birth_date() -> None:
    assert person("\nName: Jane Doe\nDate of birth / Age: 03-Feb-1952 / 73 years\n").age_years == 73
    assert person("\nName: Jane Doe   DOB 03/02/48  F\n").age_years is None
    found = person("\nPatient Name : Mrs.JANE DOE     Age/Gender : 73 Y 1 M 11 D/F\n")
    assert (found.name, found.age_years, found.sex) == ("Jane Doe", 73, "female")


def test_a_house_beside_the_birth_date_is_not_the_patient() -> None:
    found = person(
        """
Dr P. Hartnoll               DOE, Jane                  Requested 14 Mar 2025
Jindalee Family Rooms        DOB 14 Feb 1952 Female     Collected 14 Mar 2025
22 Mill Rd, Enfield SA       Your ref. K693428          Reported 15 Mar 2025
"""
    )
    assert (found.name, found.birth_date, found.loose) == ("Jane Doe", "1952-02-14", False)


def test_a_block_without_keys_is_read() -> None:
    found = person(
        "\nDr Ines Calloway             DOE, Jane Mary\nTorrens Rooms                14/2/1952 F 73Y UR 4471829\n"
    )
    assert (found.name, found.birth_date, found.sex) == ("Jane Mary Doe", "1952-02-14", "female")


def test_labels_below_their_values_name_them() -> None:
    found = person(
        """
Jane Doe            14 Feb 1952        Ines Calloway           14 Mar 2025
Patient             Date of birth      Ordering clinician      Collected
"""
    )
    assert (found.name, found.birth_date) == ("Jane Doe", "1952-02-14")


def test_two_names_in_equal_places_give_none() -> None:
    assert person("\nName: Ines Calloway\nName: Jane Doe\nCollected: 14 Mar 2025\n").name is None


def test_a_birth_date_over_a_number_is_no_name() -> None:
    found = person(
        """
Doe, Jane                    Bone marrow, collected June 7, 2025
Born April 13, 1964          Received June 9, 2025
Female, MRN 5017873          Reported June 20, 2025
"""
    )
    assert (found.name, found.birth_date, found.record_number) == ("Jane Doe", "1964-04-13", "5017873")

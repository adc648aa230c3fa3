"""What a patient says of herself: it stands over whatever records say, and over every later run."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, get_args

from pipeline.plain import plain_date
from schemas.corrections import Correction
from schemas.profile import Patient

Stated = Mapping[str, str | None]
"""Fields of ``schemas.profile.Patient`` that she has settled; None where she says that what was read is not hers."""

LABELS = {"name": "Name", "birth_date": "Birth date", "sex": "Sex", "country": "Country"}
SEXES: tuple[str, ...] = get_args(Patient.model_fields["sex"].annotation)
MOST_NAME, FIRST_YEAR = 200, 1880


def stated(corrections: Iterable[Correction]) -> dict[str, str | None]:
    """What the corrections that hold (in their order) say of the patient."""
    said: dict[str, str | None] = {}
    for correction in corrections:
        if correction.list == "patient":
            said |= _texts(correction.fields)
    return said


def said_now(patient: Patient) -> dict[str, str | None]:
    """The same fields as a profile has them."""
    held = {name: getattr(patient, name) for name in LABELS}
    return held | {"sex": None if patient.sex == "unknown" else patient.sex}


def understood(fields: Mapping[str, Any]) -> dict[str, str | None] | None:
    """Fields as they are kept; None where one is none of hers, or its value none that it can have."""
    if set(fields) - LABELS.keys():
        return None
    kept: dict[str, str | None] = {}
    for name, value in fields.items():
        text = value.strip() if isinstance(value, str) else value
        if text in (None, "", "unknown"):
            kept[name] = None
        elif not isinstance(text, str) or not _fits(name, text):
            return None
        else:
            kept[name] = text.upper() if name == "country" else text
    return kept


def words(fields: Mapping[str, Any]) -> str:
    """Fields in plain words: Birth date: 14 May 1950; Sex: not said."""
    shown = (f"{LABELS[n]}: {_shown(n, fields[n])}" for n in LABELS if n in fields)
    return "; ".join(shown)


def _texts(fields: Mapping[str, Any]) -> dict[str, str | None]:
    return {n: v if isinstance(v, str) else None for n, v in fields.items() if n in LABELS}


def _shown(name: str, value: object) -> str:
    if not isinstance(value, str):
        return "not said"
    return plain_date(value) if name == "birth_date" else value


def _fits(name: str, text: str) -> bool:
    match name:
        case "name":
            return len(text) <= MOST_NAME and text.isprintable()
        case "birth_date":
            return _is_birth_date(text)
        case "sex":
            return text in SEXES
    return len(text) == 2 and text.isascii() and text.isalpha()


def _is_birth_date(text: str) -> bool:
    """A whole day, as the calendar has it; half a date could not be told from a wrong one."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 10 and day.year >= FIRST_YEAR and day <= dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1)

"""Who asks. Every function that touches a patient's data is given one, and checks it in the same transaction."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["patient", "client", "operator", "system", "anonymous"]

SCOPES = ("case.open", "document.read", "document.write", "profile.read", "answer.read", "answer.write")
"""What a client may be allowed: open cases; and in a case that its patient opened to it: see and add documents, read
the profile, read tailored answers, ask for them. Corrections, erasing and consents are the patient's own."""


@dataclass(frozen=True, slots=True)
class Principal:
    """Somebody who was recognised. ``id`` is opaque; ``patient_id`` is set for patients only.

    ``scopes`` are those of a client's token; a patient's consent limits them further.
    """

    kind: Kind
    id: str
    patient_id: str | None = None
    scopes: frozenset[str] = frozenset()
    session_id: str | None = None


ANONYMOUS = Principal("anonymous", "anonymous")
SYSTEM = Principal("system", "system")

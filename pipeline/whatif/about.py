"""The atoms that ask for one thing, and by which one sees whether it is known."""

from functools import lru_cache
from typing import Any

from pipeline.whatif.truth import Program
from schemas.expressions import (
    BiomarkerAtom,
    DiagnosisAtom,
    FindingAtom,
    KaryotypeAtom,
    LabAtom,
    OutcomeAtom,
    PatientAtom,
    RiskAtom,
    StageAtom,
    TransfusionAtom,
    TreatedAtom,
    VariantAtom,
)
from schemas.facts import GIVEN

_NAMES: dict[str, tuple[type[Any], str]] = {
    "variants": (VariantAtom, "variant"),
    "biomarkers": (BiomarkerAtom, "biomarker"),
    "outcome": (OutcomeAtom, "outcome"),
    "transfusions": (TransfusionAtom, "transfusions"),
    "patient": (PatientAtom, "patient"),
    "diagnoses": (DiagnosisAtom, "diagnosis"),
}


def atoms_about(thing: str, program: Program) -> tuple[int, ...]:
    """Places of the atoms in the program."""
    return _atoms_about(thing, program)


@lru_cache(maxsize=512)
def _atoms_about(thing: str, program: Program) -> tuple[int, ...]:
    kind, _, name = thing.partition(":")
    return tuple(i for i, atom in enumerate(program.atoms) if _is_about(atom, kind, name))


def _is_about(atom: Any, kind: str, name: str) -> bool:
    if kind == "karyotype":
        return isinstance(atom, KaryotypeAtom)
    if kind in ("stages", "scenarios"):
        return isinstance(atom, RiskAtom | StageAtom) and atom.silent == "unknown"
    if kind == "findings":
        return isinstance(atom, FindingAtom) and atom.finding[0] == name
    if kind == "outcome" and isinstance(atom, TreatedAtom) and atom.treated == name and atom.silent == "unknown":
        return atom.status == GIVEN  # how it worked is asked together with whether it was given
    if kind in ("labs", "again") and isinstance(atom, LabAtom):
        return atom.lab == name and atom.rises_by is None and (atom.times > 1) == (kind == "again")
    if kind not in _NAMES:
        return False
    model, field = _NAMES[kind]
    if not isinstance(atom, model) or getattr(atom, field) != name:
        return False
    return not getattr(atom, "documented", False)  # what a note says in words is another question

"""Which facts of a profile an atom reads, as keys: ``labs:platelets``, ``variants:TP53``, ``stages``."""

from collections.abc import Callable
from typing import Any

from schemas.rules import Pack

KARYOTYPE, STAGES, TREATMENTS, TRANSFUSIONS = "karyotypes", "stages", "treatments", "transfusions"


def reads(atom: Any, pack: Pack) -> frozenset[str]:
    """The keys of one atom; a record that has changed at none of them gives the same value."""
    return frozenset(_READS[type(atom).__name__](atom, pack))


def _lab(atom: Any, pack: Pack) -> tuple[str, ...]:
    ends = any(atom.lab in limit.facts and limit.until for limit in pack.limits)
    return (f"labs:{atom.lab}", *((TREATMENTS,) if ends else ()))


def _has(atom: Any, _: Pack) -> tuple[str, ...]:
    kind, _, name = atom.has.partition(":")
    if kind == "labs":
        return (f"labs:{name}",)
    if kind in ("variants", "negative", "genes_tested_negative"):
        return ("variants", f"variants:{name}")
    if kind in ("treatments", "planned"):
        return (TREATMENTS,)
    return (kind,)


_READS: dict[str, Callable[[Any, Pack], tuple[str, ...]]] = {
    "LabAtom": _lab,
    "HasAtom": _has,
    "KaryotypeAtom": lambda a, p: (KARYOTYPE, "biomarkers"),
    "VariantAtom": lambda a, p: (f"variants:{a.variant}",),
    "BiomarkerAtom": lambda a, p: ("biomarkers",),
    "DiagnosisAtom": lambda a, p: ("diagnoses",),
    "StageAtom": lambda a, p: (STAGES,),
    "RiskAtom": lambda a, p: (STAGES,),
    "TreatedAtom": lambda a, p: (TREATMENTS,),
    "OutcomeAtom": lambda a, p: (TREATMENTS,),
    "CyclesAtom": lambda a, p: (TREATMENTS,),
    "Given": lambda a, p: (TREATMENTS,),
    "TransfusionAtom": lambda a, p: (TRANSFUSIONS,),
    "PerformanceAtom": lambda a, p: ("performance",),
    "FindingAtom": lambda a, p: tuple(f"findings:{c}" for c in a.finding),
    "PatientAtom": lambda a, p: (f"patient:{a.patient}",),
}

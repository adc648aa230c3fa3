"""Signs that several options ask for or shun, read from plain facts."""

from bench.oracle_facts import LOSS, Facts

ESA = ("epoetin", "epoetin alfa", "epoetin beta", "epoetin zeta", "darbepoetin alfa", "esa")
EARLIER = (*ESA, "luspatercept", "lenalidomide", "imetelstat", "anti-thymocyte globulin", "cyclosporine", "ist")
ON_DISEASE = (
    "azacitidine", "decitabine", "decitabine/cedazuridine", "lenalidomide", "imetelstat", "ivosidenib", "enasidenib",
    "olutasidenib", "venetoclax", "venetoclax + azacitidine", "7+3", "anti-thymocyte globulin", "ist", "hma",
    "allogeneic_hct", "magrolimab", "guadecitabine", "cytarabine", "disease_modifying",
)  # fmt: skip


def transfused(f: Facts) -> bool:
    """Whether red cells are given."""
    units, dependent = f.units(), f.profile.transfusions.dependent
    return f.told_of_transfusions() and (bool(units and units[0] > 0) or dependent is True)


def not_transfused(f: Facts) -> bool:
    """Whether none were given."""
    units = f.units()
    return units is not None and units[1] == 0


def del5q(f: Facts) -> bool:
    """Whether del(5q) was seen."""
    seen = any("del(5)" in a and not a.startswith("?") for k in f.karyotypes() for a in k.abnormalities)
    return seen or f.marker("fish_del5q", "positive")


def alone(f: Facts) -> bool:
    """Whether del(5q) is the only change."""
    return any(len(k.abnormalities) == 1 and "del(5)" in k.abnormalities[0] for k in f.karyotypes())


def full(f: Facts) -> list[tuple[str, ...]]:
    """Abnormalities of karyotypes in which absence means something."""
    return [k.abnormalities for k in f.karyotypes() if (k.metaphases or 0) >= 20 and "//" not in k.iscn]


def no_del5q(f: Facts) -> bool:
    """Whether a test that could have shown del(5q) did not."""
    return any(not any("del(5)" in a for a in found) for found in full(f)) or f.marker("fish_del5q", "negative")


def adverse(f: Facts) -> bool:
    """Whether the chromosomes are poor or very poor by IPSS-R."""
    every = [tuple(a for a in k.abnormalities if not a.endswith("c")) for k in f.karyotypes()]
    poor = any(len(found) >= 3 or any(a.startswith(LOSS) for a in found) for found in every)
    return poor or f.marker("fish_monosomy7", "positive")


def two_hits(f: Facts) -> bool:
    """Whether TP53 may be hit twice by one of its definitions."""
    hits = f.found("TP53")
    lost = f.marker("cnloh_17p", "positive") or f.marker("fish_del17p", "positive")
    lost = lost or any("17" in a for k in f.karyotypes() for a in k.abnormalities)
    return len(hits) >= 2 or bool(hits and (lost or any((v.vaf or 0) > 0.55 for v in hits)))


LOW = {"hemoglobin": 10.0, "platelets": 100.0, "neutrophils": 1.8}


def cytopenias(f: Facts) -> int:
    """How many of three counts are surely low."""
    return sum(_passes(f, name, low=True) for name in LOW)


def high_counts(f: Facts) -> int:
    """How many of three counts are surely not low."""
    return sum(_passes(f, name, low=False) for name in LOW)


def _passes(f: Facts, name: str, *, low: bool) -> bool:
    return f.now(name, lambda v: (v < LOW[name]) is low)


def esa_failed(f: Facts) -> bool:
    """Whether an ESA did not work."""
    return f.failed(f.gave(*ESA))


def r132(f: Facts) -> bool:
    """Whether IDH1 is changed at position 132."""
    return any((v.hgvs_p or "").startswith(("p.Arg132", "p.(Arg132")) for v in f.found("IDH1"))


def hypoplastic(f: Facts) -> bool:
    """Whether the diagnosis is called low in cells."""
    named = [d for d in f.listed("diagnoses") if d.disease == "mds" and d.status == "confirmed"]
    return any(d.subtype == "mds_h" or "hypo" in d.label.lower() for d in named)


def iron_signs(f: Facts) -> bool:
    """Whether there is a sign of too much iron."""
    lifetime = f.profile.transfusions.rbc_units_lifetime
    many = f.told_of_transfusions() and lifetime is not None and lifetime >= 20
    return many or f.now("ferritin", lambda v: v > 1000)

"""Today's counts run on in a sentence, in the words of a country; with their facts."""

from bench.workshop.narrators.script import Fact
from bench.workshop.narrators.teller import FACTOR, Teller, and_

Piece = tuple[str, Fact]


def british(t: Teller, factor: float = FACTOR, plain: bool = False) -> tuple[str, tuple[Fact, ...]]:
    """Haemoglobin in grams a litre; ``plain`` for faces without small figures."""
    hb, wbc = t.number("hemoglobin", 10, 0, factor), t.number("leukocytes", 1, 1, factor)
    anc, plt = t.number("neutrophils", 1, 2, factor), t.number("platelets", 1, 0, factor)
    unit = t.one("x10^9/L", "x10^9/L" if plain else "×10⁹/L", "x 10^9/l")
    order = t.one(
        (f"Hb {hb} g/L", f"WCC {wbc} {unit}", f"neutrophils {anc} {unit}", f"platelets {plt} {unit}"),
        (f"haemoglobin {hb} g/L", f"platelets {plt} {unit}", f"white cells {wbc} {unit}", f"neutrophils {anc} {unit}"),
        (f"a haemoglobin of {hb} g/L", f"a white count of {wbc} {unit}", f"neutrophils of {anc} {unit}",
         f"a platelet count of {plt} {unit}"),
    )  # fmt: skip
    facts = (t.lab("hemoglobin", hb, 10), t.lab("leukocytes", wbc), t.lab("neutrophils", anc), t.lab("platelets", plt))
    return t.one(", ".join, and_)(order), facts


def american(t: Teller, factor: float = FACTOR) -> tuple[str, tuple[Fact, ...]]:
    """Grams a decilitre and thousands a microlitre."""
    hb, wbc = t.number("hemoglobin", 1, 1, factor), t.number("leukocytes", 1, 1, factor)
    anc, plt = t.number("neutrophils", 1, 2, factor), t.number("platelets", 1, 0, factor)
    unit = t.one("K/uL", "K/µL", "x10(3)/uL")
    order = t.one(
        (f"WBC {wbc} {unit}", f"Hgb {hb} g/dL", f"Plt {plt} {unit}", f"ANC {anc} {unit}"),
        (f"hemoglobin {hb} g/dL", f"platelets {plt} {unit}", f"ANC {anc} {unit}", f"WBC {wbc} {unit}"),
        (f"ANC {anc} {unit}", f"HGB {hb} g/dL", f"PLT {plt} {unit}", f"WBC {wbc} {unit}"),
    )
    facts = (t.lab("hemoglobin", hb), t.lab("leukocytes", wbc), t.lab("neutrophils", anc), t.lab("platelets", plt))
    return ", ".join(order), facts


def indian(t: Teller, factor: float = FACTOR) -> tuple[str, tuple[Fact, ...]]:
    """Cells a cubic millimetre and lakhs."""
    hb, plt = t.number("hemoglobin", 1, 1, factor), t.number("platelets", 0.01, 2, factor)
    wbc = f"{round(float(t.number('leukocytes', 1, 1, factor)) * 1000):,}"
    order = t.one(
        (f"Hb {hb} g/dL", f"TLC {wbc}/cumm", f"platelets {plt} lakh/cumm"),
        (f"Hb - {hb} gm/dL", f"TLC - {wbc} /cumm", f"Plt - {plt} lakhs/cumm"),
        (f"haemoglobin {hb} g/dL", f"total count {wbc}/cumm", f"platelet count {plt} lakh/cumm"),
    )
    facts = (t.lab("hemoglobin", hb), t.lab("leukocytes", wbc, 1000), t.lab("platelets", plt, 0.01))
    return ", ".join(order), facts

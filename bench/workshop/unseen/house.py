# ruff: noqa: E501 (tables of a laboratory are data)
"""What laboratories print of a result: names, units and ranges of their own, whatever the country of the person."""

import datetime as dt
import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bench.workshop.dress import CANONICAL, Doc
from bench.workshop.people import Person

UNIT = {
    **CANONICAL, "aspartate_aminotransferase": "U/L", "alkaline_phosphatase": "U/L", "transferrin_saturation": "%",
    "folate": "ng/mL", "iron": "ug/dL", "egfr": "mL/min/{1.73_m2}", "reticulocytes": "10*9/L",
    "beta2_microglobulin": "mg/L",
}  # fmt: skip


@dataclass(frozen=True)
class Spec:
    """One line of a laboratory's catalogue; range in the printed unit, either limit may be empty."""

    analyte: str
    label: str
    unit: str
    scale: float
    places: int
    low: str
    high: str


@dataclass(frozen=True)
class Reading:
    """One printed result."""

    spec: Spec
    text: str
    value: float
    flag: str

    @property
    def label(self) -> str:
        """The name of the test."""
        return self.spec.label

    @property
    def unit(self) -> str:
        """The printed unit."""
        return self.spec.unit

    def reference(self, dash: str = " - ") -> str:
        """The printed range."""
        s = self.spec
        if s.low and s.high:
            return f"{s.low}{dash}{s.high}"
        return f">{s.low}" if s.low else f"<{s.high}" if s.high else ""


def catalogue(text: str) -> dict[str, Spec]:
    """A catalogue from lines of analyte|label|unit|scale|places|low|high."""
    specs = {}
    for line in text.strip().splitlines():
        analyte, label, unit, scale, places, low, high = line.split("|")
        specs[analyte] = Spec(analyte, label, unit, float(scale), int(places), low, high)
    return specs


def counts(p: Person) -> dict[str, float]:
    """The person's counts and some more that go with them."""
    rng = random.Random(f"more/{p.ids}")
    extra = {
        "aspartate_aminotransferase": rng.randrange(13, 52), "alkaline_phosphatase": rng.randrange(44, 131),
        "transferrin_saturation": rng.randrange(22, 81), "folate": rng.randrange(52, 190) / 10, "egfr": rng.randrange(48, 92),
        "iron": rng.randrange(60, 210), "beta2_microglobulin": rng.randrange(18, 44) / 10, "reticulocytes": rng.randrange(12, 70),
    }  # fmt: skip
    return {**p.counts, **extra}


def read(d: Doc, house: Mapping[str, Spec], analyte: str, factor: float = 1.0) -> Reading:
    """The person's result as this laboratory prints it; ``factor`` changes it for another day."""
    spec = house[analyte]
    text = f"{counts(d.person)[analyte] * factor * spec.scale:.{spec.places}f}"
    number = float(text)
    low = bool(spec.low) and number < float(spec.low)
    high = bool(spec.high) and number > float(spec.high)
    return Reading(spec, text, round(number / spec.scale, 5), "L" if low else "H" if high else "")


def lab(
    d: Doc, r: Reading, on: dt.date | None, page: int, flag: bool = True, reference: bool = True, **more: Any
) -> None:
    """The gold of a printed result; ``flag`` and ``reference``: whether the page prints them."""
    s = r.spec
    fields: dict[str, Any] = {
        "analyte": s.analyte, "comparator": None, "value": r.value, "unit": UNIT[s.analyte], "printed": r.text,
        "collected": on and on.isoformat(), "flag": r.flag or None if flag else None,
    }  # fmt: skip
    if reference:
        fields["reference_low"] = round(float(s.low) / s.scale, 5) if s.low else None
        fields["reference_high"] = round(float(s.high) / s.scale, 5) if s.high else None
    d.fact("labs", page, r.label, r.text, **{**fields, **more})


def percent(
    d: Doc,
    analyte: str,
    page: int,
    text: str,
    may: bool = False,
    comparator: str | None = None,
    value: float | None = None,
) -> None:
    """The gold of a percentage of marrow or blood on the day of the sample."""
    v = d.person.counts[analyte] if value is None else value
    fields = {"analyte": analyte, "comparator": comparator, "value": v, "unit": "%", "collected": d.on.isoformat()}
    d.fact("labs", page, text, may=may, **fields)


US = catalogue("""
leukocytes|White Blood Cell Count|x10(3)/mcL|1|1|3.8|10.8
erythrocytes|Red Blood Cell Count|x10(6)/mcL|1|2|3.90|5.60
hemoglobin|Hemoglobin|g/dL|1|1|12.0|16.6
hematocrit|Hematocrit|%|1|1|35.5|48.6
mcv|MCV|fL|1|0|80|99
platelets|Platelet Count|x10(3)/mcL|1|0|140|400
neutrophils_percent|Neutrophils|%|1|0||
neutrophils|Absolute Neutrophils|x10(3)/mcL|1|2|1.50|7.80
lymphocytes|Absolute Lymphocytes|x10(3)/mcL|1|2|0.85|3.90
monocytes|Absolute Monocytes|x10(3)/mcL|1|2|0.20|0.95
creatinine|Creatinine|mg/dL|1|2|0.60|1.29
egfr|eGFR|mL/min/1.73m2|1|0|60|
albumin|Albumin|g/dL|1|1|3.6|5.1
bilirubin_total|Bilirubin, Total|mg/dL|1|1|0.2|1.2
alanine_aminotransferase|ALT|U/L|1|0|6|46
aspartate_aminotransferase|AST|U/L|1|0|10|40
alkaline_phosphatase|Alkaline Phosphatase|U/L|1|0|35|144
lactate_dehydrogenase|LD|U/L|1|0|120|250
ferritin|Ferritin|ng/mL|1|0|16|380
vitamin_b12|Vitamin B12|pg/mL|1|0|200|1100
folate|Folate, Serum|ng/mL|1|1|5.4|
erythropoietin|Erythropoietin (EPO)|mIU/mL|1|1|2.6|18.5
iron|Iron, Total|mcg/dL|1|0|50|180
transferrin_saturation|% Saturation|%|1|0|20|48
reticulocytes_percent|Reticulocyte Count|%|1|1|0.5|2.0
""")
UK = catalogue("""
hemoglobin|Haemoglobin concentration|g/L|10|0|115|165
leukocytes|Total white cell count|10*9/L|1|1|4.0|10.0
platelets|Platelet count|10*9/L|1|0|150|410
erythrocytes|Red blood cell count|10*12/L|1|2|3.80|5.50
hematocrit|Haematocrit|L/L|0.01|3|0.360|0.500
mcv|Mean cell volume|fL|1|0|83|101
neutrophils|Neutrophil count|10*9/L|1|2|2.00|7.00
lymphocytes|Lymphocyte count|10*9/L|1|2|1.00|3.00
monocytes|Monocyte count|10*9/L|1|2|0.20|1.00
creatinine|Serum creatinine level|umol/L|88.4|0|49|104
bilirubin_total|Serum total bilirubin level|umol/L|17.1|0||21
alanine_aminotransferase|Serum ALT level|iu/L|1|0||41
alkaline_phosphatase|Serum alkaline phosphatase level|iu/L|1|0|30|130
albumin|Serum albumin level|g/L|10|0|35|50
ferritin|Serum ferritin level|ug/L|1|0|15|300
vitamin_b12|Serum vitamin B12 level|ng/L|1|0|200|910
folate|Serum folate level|ug/L|1|1|3.9|20.0
""")
OZ = catalogue("""
hemoglobin|Haemoglobin|g/L|10|0|115|165
erythrocytes|RCC|x10^12/L|1|2|3.80|5.80
hematocrit|Hct|L/L|0.01|2|0.34|0.47
mcv|MCV|fL|1|0|80|100
leukocytes|White cells|x10^9/L|1|1|4.0|11.0
neutrophils|Neutrophils|x10^9/L|1|2|2.00|7.50
lymphocytes|Lymphocytes|x10^9/L|1|2|1.00|4.00
monocytes|Monocytes|x10^9/L|1|2|0.00|1.00
platelets|Platelets|x10^9/L|1|0|150|450
creatinine|Creatinine|umol/L|88.4|0|45|110
ferritin|Ferritin|ug/L|1|0|30|400
""")
INDIA = catalogue("""
hemoglobin|Hemoglobin (Hb)|g/dL|1|1|13.0|17.0
erythrocytes|RBC Count|million/µL|1|2|4.50|5.50
hematocrit|Packed Cell Volume (PCV)|%|1|1|40.0|50.0
mcv|Mean Corpuscular Volume (MCV)|fL|1|0|83|101
leukocytes|Total Leukocyte Count (TLC)|cells/µL|1000|0|4000|10000
neutrophils_percent|Neutrophils|%|1|0|40|80
neutrophils|Absolute Neutrophil Count|cells/µL|1000|0|2000|7000
lymphocytes|Absolute Lymphocyte Count|cells/µL|1000|0|1000|3000
monocytes|Absolute Monocyte Count|cells/µL|1000|0|200|1000
platelets|Platelet Count|x10^3/µL|1|0|150|410
creatinine|Creatinine, serum|mg/dL|1|2|0.70|1.30
bilirubin_total|Bilirubin - Total|mg/dL|1|2|0.30|1.20
alanine_aminotransferase|SGPT (ALT)|U/L|1|0||50
aspartate_aminotransferase|SGOT (AST)|U/L|1|0||50
lactate_dehydrogenase|LDH|U/L|1|0|120|246
ferritin|Ferritin|ng/mL|1|0|22|322
vitamin_b12|Vitamin B12|pg/mL|1|0|211|911
""")
DUTCH = catalogue("""
hemoglobin|Haemoglobin|mmol/L|0.62074|1|7.5|11.0
hematocrit|Haematocrit|L/L|0.01|2|0.36|0.50
erythrocytes|Erythrocytes|10^12/L|1|2|4.00|5.50
mcv|MCV|fL|1|0|80|100
leukocytes|Leucocytes|10^9/L|1|1|4.0|10.0
neutrophils|Neutrophils (abs.)|10^9/L|1|2|1.50|7.50
lymphocytes|Lymphocytes (abs.)|10^9/L|1|2|1.00|3.50
monocytes|Monocytes (abs.)|10^9/L|1|2|0.10|1.00
platelets|Thrombocytes|10^9/L|1|0|150|400
creatinine|Creatinine|µmol/L|88.4|0|50|110
bilirubin_total|Bilirubin total|µmol/L|17.1|0||17
alanine_aminotransferase|ALAT|U/L|1|0||45
aspartate_aminotransferase|ASAT|U/L|1|0||35
lactate_dehydrogenase|LD|U/L|1|0||250
ferritin|Ferritin|µg/L|1|0|20|300
albumin|Albumin|g/L|10|0|35|50
""")

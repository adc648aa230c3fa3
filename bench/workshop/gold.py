"""Collects what a made case prints: facts and traps, each with the file and page of its words."""

from dataclasses import dataclass, field
from typing import Any

LISTS = ("diagnoses", "labs", "karyotypes", "variants", "gene_panels", "biomarkers", "stages", "treatments",
         "not_given", "comorbidities", "findings")  # fmt: skip
Fields = dict[str, Any]


@dataclass
class Gold:
    """The gold of one case in the form that ``sample_records.gold.compare`` takes."""

    case: str
    patient: Fields
    facts: dict[str, list[Fields]] = field(default_factory=lambda: {name: [] for name in LISTS})
    absent: list[Fields] = field(default_factory=list)
    also: list[Fields] = field(default_factory=list)
    documents: list[Fields] = field(default_factory=list)
    negative: set[str] = field(default_factory=set)
    transfusions: Fields = field(default_factory=dict)
    performance: Fields | None = None
    families: dict[str, str] = field(default_factory=dict)
    published: dict[str, str] = field(default_factory=dict)
    split: set[tuple[int, str]] = field(default_factory=set)

    def add(self, kind: str, file: str, page: int, words: tuple[str, ...], fields: Fields, may: bool = False) -> None:
        """One printed fact; a fact printed twice is one fact that stands in two places."""
        where = {"file": file, "page": page, "words": list(words)}
        if may:
            self.also.append({"list": kind, **fields, "where": [where]})
            return
        for known in self.facts[kind]:
            if _same(kind, known, fields):
                for key, value in fields.items():
                    if key == "labels":
                        known[key] = list(dict.fromkeys([*known[key], *value]))
                    elif known.get(key) is None and (id(known), key) not in self.split:
                        known[key] = value
                    elif known[key] != value and key in {"flag", "reference_low", "reference_high", "printed"}:
                        known[key] = None  # two pages print it differently: either is right, whatever a third prints
                        self.split.add((id(known), key))
                known["where"].append(where)
                return
        self.facts[kind].append({**fields, "where": [where]})

    def trap(self, kind: str, match: Fields, why: str) -> None:
        """Something printed that is no fact of this patient."""
        self.absent.append({"list": kind, "match": match, "why": why})

    def as_json(self) -> Fields:
        """The whole gold."""
        return {
            "schema_version": "1", "case": self.case, "patient": self.patient, "documents": self.documents,
            **self.facts, "genes_tested_negative": sorted(self.negative), "transfusions": self.transfusions,
            "performance": self.performance, "absent": self.absent, "also": self.also,
            "families": self.families, "published": self.published,
        }  # fmt: skip


SAME = {
    "labs": ("analyte", "collected", "value"),
    "karyotypes": ("iscn", "collected"),
    "variants": ("gene", "hgvs_c", "hgvs_p", "vaf", "collected"),
    "biomarkers": ("name", "collected", "status"),
    "diagnoses": ("disease", "status"),
    "treatments": ("agent", "status"),
    "stages": ("system", "category"),
    "not_given": ("agent",),
    "comorbidities": ("labels",),
}


def _same(kind: str, known: Fields, fields: Fields) -> bool:
    return all(known.get(k) == fields.get(k) for k in SAME.get(kind, tuple(fields)))

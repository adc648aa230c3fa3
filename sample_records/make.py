"""Writes the sample records: ``python -m sample_records.make [--digital-only OUT] [--case NAME …]``."""

import argparse
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from sample_records.cases import ALL
from sample_records.degrade import degrade
from sample_records.model import (
    CANONICAL_UNIT,
    FACTOR,
    Beside,
    Case,
    Cumulative,
    Document,
    Fact,
    LabTable,
    Row,
    Terminal,
)
from sample_records.printers.report import print_pdf, print_text
from sample_records.printers.words import PageWords, find_page, page_words

SEED = 20261120
HOME = Path(__file__).parent / "mds"
SAME = {
    "labs": ("analyte", "value", "comparator", "collected"),
    "diagnoses": ("disease", "status"),
    "stages": ("system", "category"),
    "gene_panels": ("collected",),
    "biomarkers": ("name", "collected", "status"),
}
"""What makes two statements one fact that stands in two places; in other lists all fields must agree."""
FLAGS = {"L": "L", "H": "H", "LL": "LL", "HH": "HH", "*": "A", "A": "A", "LOW": "L", "HIGH": "H"}


def printed_facts(document: Document) -> list[Fact]:
    """The facts that rows of tables assert, in the order printed."""
    facts: list[Fact] = []
    for block in document.body:
        for part in (block.left, block.right) if isinstance(block, Beside) else (block,):
            if isinstance(part, (LabTable, Terminal)):
                facts += [f for row in part.rows for f in _row_facts(row, part)]
            elif isinstance(part, Cumulative):
                facts += _series_facts(part)
    return facts


def _row_facts(row: Row, table: LabTable | Terminal) -> list[Fact]:
    facts = [lab_fact(row, table.collected)]
    if isinstance(table, LabTable) and table.previous_collected and row.previous:
        before = replace(row, value=row.previous, flag="")
        facts.append(lab_fact(before, table.previous_collected, extra=row.previous))
    return [f for f in facts if f is not None]


def _series_facts(block: Cumulative) -> list[Fact]:
    facts = []
    for line in block.series:
        for (iso, _), value in zip(block.dates, line.values, strict=True):
            number, _, flag = value.partition(" ")
            facts.append(lab_fact(Row(line.analyte, line.label, number, line.unit, line.ref, flag), iso))
    return [f for f in facts if f is not None]


def lab_fact(row: Row, collected: str, extra: str = "") -> Fact | None:
    """The gold of one printed row, or None when it prints no number or no analyte of the profile."""
    number = row.value.lstrip("<>= ").replace(",", "")
    if not row.analyte or not number.replace(".", "", 1).isdigit():
        return None
    factor = FACTOR.get((row.analyte, row.unit), 1.0)
    fields: dict[str, Any] = {
        "analyte": row.analyte,
        "comparator": row.value[0] if row.value[0] in "<>" else None,
        "value": round(float(number) * factor, 4),
        "unit": CANONICAL_UNIT[row.analyte],
        "printed": row.value.lstrip("<>= "),
        "flag": FLAGS.get(row.flag),
        "collected": collected,
        **_reference(row.ref, factor),
    }
    return Fact("labs", fields, tuple(w for w in (row.label, extra or row.value) if w))


def _reference(printed: str, factor: float) -> dict[str, float | None]:
    parts = printed.replace(" ", "").replace(",", "").replace("–", "-").split("-")
    if len(parts) != 2 or not all(p.replace(".", "", 1).isdigit() for p in parts):
        return {}
    return {"reference_low": round(float(parts[0]) * factor, 4), "reference_high": round(float(parts[1]) * factor, 4)}


def gold_of(case: Case, printed: dict[str, list[PageWords]]) -> dict[str, Any]:
    """The gold facts of ``case``, each with the file and page where its words stand."""
    gold: dict[str, Any] = {
        "schema_version": "1",
        "case": case.name,
        "country": case.country,
        "patient": dict(case.patient),
        "documents": [
            {
                "file": d.file,
                "kind": d.kind,
                "dated": d.dated,
                "pages": len(printed[d.stem]),
                "mode": d.mode,
                "status": "read",
                "any_dated": [d.dated, *d.also_dated],
                "any_kind": [d.kind, *d.also_kind],
            }
            for d in case.documents
        ],
    }
    lists = (
        "diagnoses",
        "labs",
        "karyotypes",
        "variants",
        "gene_panels",
        "biomarkers",
        "stages",
        "treatments",
        "not_given",
        "comorbidities",
        "findings",
    )
    gold |= {name: [] for name in lists}
    gold["genes_tested_negative"] = list(case.genes_tested_negative)
    gold["transfusions"] = {**case.transfusions, "where": []}
    gold["performance"] = {**case.performance, "where": []} if case.performance else None
    gold["absent"], gold["also"] = [], []
    for document in case.documents:
        pages = printed[document.stem]
        for fact in [*printed_facts(document), *document.facts]:
            _place(gold, fact, {"file": document.file, "page": find_page(pages, fact.words), "words": list(fact.words)})
        for bait in document.absent:
            where = {"file": document.file, "page": find_page(pages, bait.words), "words": list(bait.words)}
            gold["absent"].append({"list": bait.list, "match": dict(bait.match), "why": bait.why, "where": where})
    for fact in case.also:
        gold["also"].append({"list": fact.list, **fact.fields, "words": list(fact.words)})
    return gold


def _place(gold: dict[str, Any], fact: Fact, where: dict[str, Any]) -> None:
    """Put one fact in its list; a fact printed twice is one fact that stands in two places."""
    if fact.list in {"transfusions", "performance"}:
        gold[fact.list]["where"].append(where)
        return
    if fact.fields.get("may"):
        gold["also"].append(
            {"list": fact.list, **{k: v for k, v in fact.fields.items() if k != "may"}, "where": [where]}
        )
        return
    for known in gold[fact.list]:
        same = SAME.get(fact.list, tuple(fact.fields))
        if all(known.get(k) == fact.fields.get(k) for k in same):
            for key, value in fact.fields.items():
                known[key] = value if known.get(key) is None else known[key]
            if fact.list == "diagnoses":
                known["labels"] = list(dict.fromkeys([*known["labels"], *fact.fields["labels"]]))  # type: ignore[misc]
            known["where"].append(where)
            return
    gold[fact.list].append({**fact.fields, "where": [where]})


def produce(case: Case, out: Path, digital_only: bool = False) -> None:
    """Write the files of ``case`` and its ``gold.json`` to a folder of its name under ``out``."""
    folder = out / case.name
    folder.mkdir(parents=True, exist_ok=True)
    printed = {}
    documents = tuple(replace(d, mode="digital") if digital_only and d.mode != "txt" else d for d in case.documents)
    for document in documents:
        pdf = b"" if document.mode == "txt" else print_pdf(document)
        printed[document.stem] = page_words(pdf) if pdf else [PageWords.of_text(print_text(document).decode())]
        if document.mode == "txt":
            (folder / document.file).write_bytes(print_text(document))
        elif document.mode == "digital":
            (folder / document.file).write_bytes(pdf)
        else:
            (folder / document.file).write_bytes(degrade(pdf, document.mode, f"{SEED}/{case.name}/{document.stem}"))
    gold = gold_of(replace(case, documents=documents), printed)
    (folder / "gold.json").write_text(json.dumps(gold, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--digital-only", metavar="OUT", type=Path, help="write every document as a digital PDF under OUT"
    )
    parser.add_argument(
        "--out", type=Path, default=HOME, help="where the case folders go (default: this package's mds/)"
    )
    parser.add_argument("--case", action="append", help="only the cases whose name starts so")
    given = parser.parse_args()
    for case in ALL:
        if not given.case or any(case.name.startswith(c) for c in given.case):
            produce(case, given.digital_only or given.out, digital_only=given.digital_only is not None)


if __name__ == "__main__":
    main()

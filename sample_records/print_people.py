"""Records of the invented people (``people.py``) as PDFs: laboratory sheets, marrow, chromosomes, genes, flow, a note.

What is printed is each fact in the plain words of its kind of report, so that reading them again should give the
same facts. People whose records contradict each other by design are not printed.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from knowledge.loader import load_vocabulary
from pipeline.evaluate.examples import EXAMPLE_DAY
from sample_records.cases.common import CLASSIC
from sample_records.model import Block, Document, Grid, Heading, House, LabTable, Pairs, Para, Row, Sign
from sample_records.people import Person
from sample_records.printers.report import print_pdf

LAB = House("Fernhill Reference Laboratory", "Clinical laboratory", "12 Fernhill Road")
PATH = House("Fernhill University Hospital", "Department of Pathology", "1 Fernhill Plaza", letterhead="centred")
CLINIC = House("Fernhill Hematology Clinic", "Outpatient clinic", "1 Fernhill Plaza", letterhead="line")
MARROW = {"blasts_marrow": "Blasts", "ring_sideroblasts": "Ring sideroblasts", "marrow_cellularity": "Cellularity"}
LABELS = {
    "hemoglobin": ("Hemoglobin", "g/dL", "12.0-16.0"), "platelets": ("Platelets", "x10E9/L", "150-400"),
    "neutrophils": ("Absolute Neutrophils", "x10E9/L", "1.8-7.5"), "leukocytes": ("WBC", "x10E9/L", "4.0-10.5"),
    "monocytes": ("Absolute Monocytes", "x10E9/L", "0.2-0.9"), "blasts_blood": ("Blasts", "%", "0-0"),
    "erythropoietin": ("Erythropoietin", "mIU/mL", "2.6-18.5"), "ferritin": ("Ferritin", "ng/mL", "15-300"),
    "alanine_aminotransferase": ("ALT", "U/L", "6-45"), "aspartate_aminotransferase": ("AST", "U/L", "8-40"),
    "bilirubin_total": ("Bilirubin, Total", "mg/dL", "0.2-1.2"), "creatinine": ("Creatinine", "mg/dL", "0.5-1.1"),
    "egfr": ("eGFR", "mL/min/1.73 m2", ""),
}  # fmt: skip
MARKERS = {
    "pnh_clone": "PNH clone", "lgl_clone": "LGL clone", "hla_dr15": "HLA-DR15",
    "cnloh_17p": "Copy-neutral loss of heterozygosity of 17p",
}  # fmt: skip
FOUND = {"positive": "Detected", "negative": "Not detected", "equivocal": "Equivocal"}
RESPONSES = {
    "PD": "progressive disease", "NR": "no response", "CR": "complete remission", "SD": "stable disease",
    "loss_of_response": "loss of response",
}  # fmt: skip
NAMES = {
    "allogeneic_hct": "Allogeneic stem cell transplant", "esa": "ESA", "hma": "a hypomethylating agent",
    "idh_inhibitor": "an IDH inhibitor",
}  # fmt: skip


def documents_of(person: Person, number: int) -> tuple[Document, ...]:
    """The documents of one person; ``number`` makes the name hers alone."""
    return tuple(_Maker(person, number).documents())


def print_person(person: Person, number: int, folder: Path) -> list[Path]:
    """Write her records to ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for document in documents_of(person, number):
        path = folder / document.file
        path.write_bytes(print_pdf(document))
        files.append(path)
    return files


def day(iso: str) -> str:
    """A date as the houses print it, which leaves no doubt about the month."""
    return dt.date.fromisoformat(iso).strftime("%d-%b-%Y")


class _Maker:
    """Sorts one person's facts into documents."""

    def __init__(self, person: Person, number: int) -> None:
        self.facts: dict[str, Any] = person.profile
        self.findings = {f.concept: f for f in load_vocabulary().findings}
        patient = self.facts.get("patient", {})
        born = patient.get("birth_date") or f"{2026 - patient.get('age_years', 70)}-03-19"
        sex = {"female": "Female", "male": "Male"}.get(patient.get("sex", ""), "")
        self.who = (
            ("Patient", f"Testcase-{number:02d}, Ansel"),
            *((("DOB", day(born)),) if patient.get("age_years") or patient.get("birth_date") else ()),
            *((("Sex", sex),) if sex else ()),
            ("MRN", f"77{number:04d}"),
        )

    def listed(self, name: str) -> list[dict[str, Any]]:
        """The facts of one list."""
        return list(self.facts.get(name, ()))

    def documents(self) -> Iterator[Document]:
        """Every document there is something for."""
        yield from self._labs()
        yield from self._marrow()
        yield from self._chromosomes()
        yield from self._genes()
        yield from self._markers()
        days = sorted({f.get("date", EXAMPLE_DAY) for f in self.listed("findings")} | {EXAMPLE_DAY})
        for date in days:
            note = list(self._note(date))
            if note:
                yield self._document("note", "note", date, CLINIC, "CLINIC NOTE", note, "Date")

    def _document(
        self, stem: str, kind: str, date: str, house: House, title: str, body: list[Block], dated: str = "Collected"
    ) -> Document:
        return Document(
            f"{stem}_{date}", kind, date, house, title, (*self.who, (dated, day(date))),
            (*body, Sign("Mara Fennimore, MD", stroke=False)),
        )  # fmt: skip

    def _by_day(self, wanted: Callable[[dict[str, Any]], bool]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
        days: dict[str, list[dict[str, Any]]] = {}
        for lab in self.listed("labs"):
            if wanted(lab):
                days.setdefault(lab["collected"], []).append(lab)
        yield from sorted(days.items())

    def _labs(self) -> Iterator[Document]:
        for date, labs in self._by_day(lambda x: x["analyte"] not in MARROW):
            rows = [
                Row(x["analyte"], label, f"{x.get('comparator', '')}{x['value']:g}", unit, ref)
                for x in labs
                for label, unit, ref in (LABELS[x["analyte"]],)
            ]
            table = LabTable(tuple(rows), CLASSIC, date)
            yield self._document("labs", "lab", date, LAB, "LABORATORY RESULTS", [table])

    def _marrow(self) -> Iterator[Document]:
        for date, labs in self._by_day(lambda x: x["analyte"] in MARROW):
            told = {x["analyte"]: x["value"] for x in labs}
            said = [f"{label} {told[name]:g}%." for name, label in MARROW.items() if name in told]
            body: list[Block] = [Heading("Aspirate and biopsy"), Para(" ".join(said))]
            yield self._document("marrow", "marrow", date, PATH, "BONE MARROW REPORT", body)

    def _chromosomes(self) -> Iterator[Document]:
        for k in self.listed("karyotypes"):
            body: list[Block] = [Heading("Karyotype"), Para(k["iscn"])]
            yield self._document("cytogenetics", "cytogenetics", EXAMPLE_DAY, PATH, "CYTOGENETICS REPORT", body)

    def _genes(self) -> Iterator[Document]:
        found, negative = self.listed("variants"), list(self.facts.get("genes_tested_negative", ()))
        body: list[Block] = []
        if found:
            cells = tuple(
                (v["gene"], v.get("hgvs_p", ""), f"{v.get('vaf', 0.3) * 100:g}%", "Pathogenic") for v in found
            )
            head = ("Gene", "Protein change", "VAF", "Significance")
            body += [Heading("Variants detected"), Grid(head, cells, (90, 150, 70, 110))]
        if negative:
            body += [Heading("Genes tested, no reportable variant"), Para(", ".join(negative))]
        if body:
            yield self._document("genes", "molecular", EXAMPLE_DAY, PATH, "MYELOID GENE PANEL", body)

    def _markers(self) -> Iterator[Document]:
        rows = []
        for b in self.listed("biomarkers"):
            value = f", {b['value']:g}{b['unit']}" if b.get("value") is not None else ""
            rows.append((MARKERS[b["name"]], f"{FOUND[b['status']]}{value}"))
        if rows:
            yield self._document(
                "markers", "flow", EXAMPLE_DAY, PATH, "SPECIAL STUDIES", [Pairs(tuple(rows), label_width=230)]
            )

    # --- the note -----------------------------------------------------------------------------------------------

    def _note(self, date: str) -> Iterator[Block]:
        """What the note of one day says; the findings of other days stand in notes of their own."""
        main = date == EXAMPLE_DAY
        for heading, lines in (
            ("Diagnosis", [*self._diagnoses(), *self._stages()] if main else []),
            ("Treatment", [*self._treatments(), *self._never()] if main else []),
            ("Transfusions", self._transfusions() if main else []),
            ("Findings", [*(self._performance() if main else ()), *self._findings(date)]),
        ):
            told = list(lines)
            if told:
                yield Heading(heading)
                yield from (Para(line, "bullet") for line in told)

    def _diagnoses(self) -> Iterator[str]:
        words = {"suspected": "Rule out {}.", "ruled_out": "{} has been ruled out.", "historical": "History of {}."}
        for d in self.listed("diagnoses") or [{"label": "MDS", "status": "confirmed"}]:
            date = f" ({day(d['date'])})" if d.get("date") and d["status"] == "confirmed" else ""
            yield words.get(d["status"], "{}" + date + ".").format(d["label"])

    def _stages(self) -> Iterator[str]:
        for s in self.listed("stages"):
            score = f", score {s['score']:g}" if s.get("score") is not None else ""
            yield f"{s['system']}: {s['category']}{score}."

    def _treatments(self) -> Iterator[str]:
        for t in self.listed("treatments"):
            name = NAMES.get(t["agent"], f"{t['agent'][:1].upper()}{t['agent'][1:]}")
            if t["status"] in ("planned", "considered", "declined"):
                yield {"planned": "{} is planned.", "considered": "{} was discussed.", "declined": "She declined {}."}[
                    t["status"]
                ].format(name)
                continue
            parts = [f"{name}"]
            if t["status"] == "ongoing":
                parts.append(f"since {day(t['started'])}, ongoing" if t.get("started") else "is ongoing")
            elif t["agent"] == "allogeneic_hct":
                parts.append(f"on {day(t['started'])}")
            else:
                parts.append("was given and stopped" if t["status"] == "stopped" else "was completed")
            cycles = f", {t['cycles']} cycles" if t.get("cycles") else ""
            response = f". Response: {RESPONSES[t['response']]}" if t.get("response") else ""
            yield f"{' '.join(parts)}{cycles}{response}."

    def _never(self) -> Iterator[str]:
        yield from (f"She has never received {NAMES.get(n['agent'], n['agent'])}." for n in self.listed("not_given"))

    def _transfusions(self) -> Iterator[str]:
        told = self.facts.get("transfusions", {})
        units = told.get("rbc_units_8_weeks")
        if units:
            yield f"{units:g} units of red cells in the last 8 weeks."
        elif units == 0:
            yield "No red cell transfusions in the last 8 weeks."
        if told.get("rbc_units_lifetime") is not None:
            yield f"{told['rbc_units_lifetime']} units of red cells in total."
        if told.get("dependent"):
            yield "Red cell transfusion dependent."

    def _performance(self) -> Iterator[str]:
        stated = self.facts.get("performance")
        if stated:
            yield f"{stated['scale']} performance status {stated['value']}."

    def _findings(self, date: str) -> Iterator[str]:
        for f in self.listed("findings"):
            if f.get("date", EXAMPLE_DAY) != date:
                continue
            known = self.findings.get(f["concept"])
            term = known.terms[0] if known else f["label"]
            value = f" {f['value']:g} {f.get('unit', '')}" if f.get("value") is not None else ""
            yield f"No {term}." if f["status"] == "absent" else f"{term[:1].upper()}{term[1:]}{value}."

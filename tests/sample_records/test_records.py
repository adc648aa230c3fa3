"""The committed records: what the gold says stands on the page, in every kind of copy, from one seed."""

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pdfplumber
import pypdfium2
import pytest
from PIL import Image

from sample_records.cases import ALL
from sample_records.gold import HOME, cases, load
from sample_records.make import gold_of, produce
from sample_records.model import Case
from sample_records.printers.report import print_pdf, print_text
from sample_records.printers.words import PageWords, page_words, squeeze

BY_NAME = {case.name: case for case in ALL}
NAMES = sorted(BY_NAME)


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every case with all documents as digital PDFs."""
    out = tmp_path_factory.mktemp("twins")
    for case in ALL:
        produce(case, out, digital_only=True)
    return out


def _places(gold: dict[str, Any]) -> list[dict[str, Any]]:
    facts = [f for value in gold.values() if isinstance(value, list) for f in value if isinstance(f, dict)]
    facts += [gold["transfusions"], gold["performance"] or {}]
    return [p for f in facts for p in ([f["where"]] if isinstance(f.get("where"), dict) else f.get("where", []))]


def test_every_case_has_its_folder_and_its_documents() -> None:
    assert [c.name for c in cases()] == NAMES
    assert len(NAMES) >= 8
    for name in NAMES:
        listed = {d["file"] for d in load(name)["documents"]}
        assert listed | {"gold.json"} == {p.name for p in (HOME / name).iterdir()}


@pytest.mark.parametrize("name", NAMES)
def test_every_gold_fact_stands_on_its_page(name: str, twins: Path) -> None:
    gold = json.loads((twins / name / "gold.json").read_text(encoding="utf-8"))
    texts: dict[str, list[str]] = {}
    for document in gold["documents"]:
        path = twins / name / document["file"]
        if path.suffix == ".txt":
            texts[document["file"]] = [squeeze(path.read_text(encoding="utf-8"))] * 2
            continue
        with pdfplumber.open(path) as pdf:
            texts[document["file"]] = [""] + [
                squeeze(p.extract_text() + "".join(c["text"] for c in p.chars)) for p in pdf.pages
            ]
    places = _places(gold)
    assert places
    for place in places:
        for words in place["words"]:
            assert squeeze(words) in texts[place["file"]][place["page"]], place


@pytest.mark.parametrize("name", NAMES)
def test_a_printed_row_stands_on_one_line(name: str, twins: Path) -> None:
    """Label and value of a table's row share a line, so the value belongs to the label for whoever reads the page."""
    gold = json.loads((twins / name / "gold.json").read_text(encoding="utf-8"))
    rows = [(f, p) for f in gold["labs"] if "printed" in f for p in f["where"] if len(p["words"]) == 2]
    pages: dict[tuple[str, int], list[str]] = {}
    for fact, place in rows:
        key = (place["file"], place["page"])
        if key not in pages:
            with pdfplumber.open(twins / name / key[0]) as pdf:
                pages[key] = [squeeze(line) for line in pdf.pages[key[1] - 1].extract_text().split("\n")]
        lines = pages[key]
        label, value = (squeeze(w) for w in place["words"])
        assert any(label in line and value in line for line in lines), (fact["analyte"], place)


@pytest.mark.parametrize("name", NAMES)
def test_the_committed_gold_is_what_the_case_prints(name: str) -> None:
    case = BY_NAME[name]
    printed = {
        d.stem: [PageWords.of_text(print_text(d).decode())] if d.mode == "txt" else page_words(print_pdf(d))
        for d in case.documents
    }
    assert gold_of(case, printed) == load(name)


@pytest.mark.parametrize("start", ["p1", "p2"])
def test_the_same_seed_gives_the_same_records(start: str, tmp_path: Path) -> None:
    case = next(c for c in ALL if c.name.startswith(start))
    produce(case, tmp_path / "a")
    produce(case, tmp_path / "b")
    for path in sorted((tmp_path / "a" / case.name).iterdir()):
        twin = tmp_path / "b" / case.name / path.name
        assert path.read_bytes() == twin.read_bytes(), path.name
        committed = HOME / case.name / path.name
        _assert_same_pages(path.read_bytes(), committed.read_bytes(), path.suffix)


def _assert_same_pages(made: bytes, committed: bytes, suffix: str) -> None:
    """Equal bytes, or (another version of a compression library) equal words and nearly equal pixels."""
    if made == committed:
        return
    if suffix == ".pdf":
        assert page_words(made) == page_words(committed)
    a, b = (_pixels(data, suffix) for data in (made, committed))
    assert a.shape == b.shape
    assert float(np.abs(a - b).mean()) < 2.0


def _pixels(data: bytes, suffix: str) -> Any:
    if suffix == ".pdf":
        with pypdfium2.PdfDocument(data) as pdf:
            return np.asarray(pdf[0].render(scale=1, grayscale=True).to_numpy(), dtype=np.float64)
    return np.asarray(Image.open(io.BytesIO(data)).convert("L"), dtype=np.float64)


def test_the_folder_stays_small() -> None:
    assert sum(p.stat().st_size for p in HOME.rglob("*")) <= 12_000_000


def test_each_kind_of_copy_stands_in_two_patients_or_more() -> None:
    patients: dict[str, set[str]] = {}
    for name in NAMES:
        for document in load(name)["documents"]:
            patients.setdefault(document["mode"], set()).add(name)
    assert {mode for mode, names in patients.items() if len(names) >= 2} >= {"digital", "scan", "photo", "tiff", "fax"}


def test_scans_hold_pictures_only_and_faxes_one_bit() -> None:
    for name in NAMES:
        for document in load(name)["documents"]:
            if document["mode"] not in {"scan", "fax"}:
                continue
            with pdfplumber.open(HOME / name / document["file"]) as pdf:
                assert all(not page.chars and len(page.images) == 1 for page in pdf.pages)
                if document["mode"] == "fax":
                    assert {image["bits"] for page in pdf.pages for image in page.images} == {1}


def test_one_tiff_has_several_pages() -> None:
    frames = {}
    for path in HOME.rglob("*.tiff"):
        with Image.open(path) as picture:
            frames[path.name] = getattr(picture, "n_frames", 1)
    assert max(frames.values()) >= 2


def test_a_fact_whose_words_were_not_printed_stops_the_making(tmp_path: Path) -> None:
    case: Case = next(c for c in ALL if c.name.startswith("p5"))
    document = case.documents[0]
    fact = replace(document.facts[0], words=("words that stand nowhere",))
    with pytest.raises(ValueError, match="not printed"):
        produce(replace(case, documents=(replace(document, facts=(fact,)),)), tmp_path)


KNOWN = {
    "p1": {
        "blasts_marrow": {12, 11}, "blasts_blood": {2}, "hemoglobin": {8.4}, "platelets": {34}, "neutrophils": {0.6},
        "ferritin": {1850}, "alanine_aminotransferase": {62}, "bilirubin_total": {0.9}, "albumin": {3.6},
    },
    "p2": {
        "blasts_marrow": {2}, "blasts_blood": {0}, "hemoglobin": {7.9}, "platelets": {310}, "neutrophils": {1.9},
        "erythropoietin": {642}, "ferritin": {1420},
    },
    "p3": {
        "blasts_marrow": {1}, "marrow_cellularity": {10}, "hemoglobin": {8.8}, "platelets": {22}, "neutrophils": {0.7},
        "alanine_aminotransferase": {21},
    },
    "p4": {"hemoglobin": {10.9}, "mcv": {74}, "alanine_aminotransferase": {88}},
    "p5": {"hemoglobin": {9.6}, "leukocytes": {2.9}, "mcv": {101}, "platelets": set()},
}  # fmt: skip


@pytest.mark.parametrize("start", sorted(KNOWN))
def test_the_acceptance_patients_print_their_numbers(start: str) -> None:
    labs = load(start)["labs"]
    for analyte, values in KNOWN[start].items():
        assert {f["value"] for f in labs if f["analyte"] == analyte} == values, analyte


def test_the_acceptance_patients_print_their_genetics() -> None:
    p1, p2, p3 = load("p1"), load("p2"), load("p3")
    assert [k["iscn"] for k in p1["karyotypes"]] == ["43,XY,del(5)(q13q33),-7,del(17)(p11.2),-18,-20[14]/46,XY[6]"]
    assert [(v["gene"], v["hgvs_p"], v["vaf"]) for v in p1["variants"]] == [("TP53", "p.Arg175His", 0.42)]
    assert {"IDH1", "IDH2", "FLT3"} <= set(p1["genes_tested_negative"])
    assert [k["iscn"] for k in p2["karyotypes"]] == ["46,XX,del(5)(q13q33)[18]/46,XX[2]"]
    assert "TP53" in p2["genes_tested_negative"]
    assert p2["transfusions"]["rbc_units_lifetime"] == 26
    assert [k["iscn"] for k in p3["karyotypes"]] == ["46,XX[20]"]
    assert "STAT3" not in p3["genes_tested_negative"]
    assert ("pnh_clone", 3.2) in {(b["name"], b.get("value")) for b in p3["biomarkers"]}
    assert [(d["disease"], d["status"]) for d in load("p5")["diagnoses"]] == [("mds", "suspected")]
    assert {d["disease"] for d in load("p4")["diagnoses"]} == {"colon_cancer"}

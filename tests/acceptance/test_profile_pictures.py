"""The command line's profile with pictures: of each doubtful line in the JSON, of each fact in the page."""

import base64
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from reportlab.pdfgen import canvas

from app.cli import main
from pipeline.reading.pool import Reader
from schemas.profile import Profile

LINES = (
    "Patient: Orla Testcase    DOB: 1951-04-02    Sex: F",
    "Collected: 2026-11-10",
    "Test                 Result     Units",
    "WBC                  2.0        K/uL",
    "Absolute Neutrophils 6.0        K/uL",
    "Hemoglobin           8.9        g/dL",
    "Platelets            34         K/uL",
)


def record(path: Path) -> Path:
    """A blood count whose neutrophils are more than all white cells."""
    c = canvas.Canvas(str(path))
    c.setFont("Courier", 11)
    for i, line in enumerate(LINES):
        c.drawString(60, 760 - 18 * i, line)
    c.save()
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("records")
    record(made / "cbc.pdf")
    (made / "note.txt").write_text("Clinic note 2026-11-12\nPatient: Orla Testcase\nDiagnosis: MDS.\n")
    return made


def written(folder: Path, form: str, out: Path) -> str:
    assert main(["profile", str(folder), "--format", form, "--today", "2026-11-20", "-o", str(out)]) == 0
    return out.read_text("utf-8")


def test_each_doubtful_line_has_its_picture_in_the_json(folder: Path, tmp_path: Path) -> None:
    profile: dict[str, Any] = json.loads(written(folder, "json", tmp_path / "p.json"))
    Profile.model_validate(profile)
    abouts = [profile["labs"][int(r["about"][5:-1])]["analyte"] for r in profile["review"]]
    assert sorted(abouts) == ["leukocytes", "neutrophils"]
    for item in profile["review"]:
        assert item["question"].count("?") == 1 and "cbc.pdf, page 1" in item["question"]
        assert item["evidence"][0]["file"] == "cbc.pdf"
        head, _, data = item["picture"].partition(",")
        assert head == "data:image/png;base64"
        image = Image.open(io.BytesIO(base64.b64decode(data)))
        image.load()
        assert image.width > 300 and len(data) < 20_000


def test_the_page_has_every_place_and_the_same_question_once(folder: Path, tmp_path: Path) -> None:
    text = written(folder, "html", tmp_path / "p.html")
    asked = {r["question"] for r in json.loads(written(folder, "json", tmp_path / "p.json"))["review"]}
    assert asked and all(text.count(q.removesuffix(" (cbc.pdf, page 1)")) == 1 for q in asked)
    assert text.count("<img") >= 6 and "from a text file" in text
    assert len(text) < 200_000


def test_pictures_are_the_same_in_any_order_of_upload(folder: Path, tmp_path: Path) -> None:
    files = [str(folder / "cbc.pdf"), str(folder / "note.txt")]
    made = []
    for i, order in enumerate((files, files[::-1])):
        out = tmp_path / f"{i}.json"
        assert main(["profile", *order, "--format", "json", "--today", "2026-11-20", "-o", str(out)]) == 0
        made.append(out.read_bytes())
    assert made[0] == made[1]


@pytest.mark.parametrize("form", ["table", "fhir"])
def test_other_forms_ask_for_no_picture(
    form: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    real: Callable[..., Any] = Reader.pictures_many
    monkeypatch.setattr(Reader, "pictures_many", lambda *a: asked.append(a) or real(*a))
    written(folder, form, tmp_path / "p")
    assert asked == []

"""The house itself: layers, listed extractors, schemas and locks kept true."""

import importlib
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import extractors
from schemas.json_schema import FOLDER, PUBLIC, schema_text

ROOT = Path(__file__).resolve().parent.parent
LAYERS = ("schemas", "knowledge", "extractors", "pipeline", "flows", "app")


def sources() -> list[Path]:
    return sorted(p for layer in LAYERS for p in (ROOT / layer).rglob("*.py"))


def test_imports_flow_one_way() -> None:
    done = subprocess.run([Path(sys.executable).parent / "lint-imports"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_every_extractor_is_listed() -> None:
    found = set()
    for info in pkgutil.walk_packages(extractors.__path__, "extractors."):
        module = importlib.import_module(info.name)
        if hasattr(module, "EXTRACTOR"):
            found.add(module.EXTRACTOR.id)
    assert found == {e.id for e in extractors.EXTRACTORS}
    assert len(found) >= 11


@pytest.mark.parametrize("name", PUBLIC)
def test_json_schemas_are_those_of_the_models(name: str) -> None:
    assert (FOLDER / name).read_text("utf-8") == schema_text(PUBLIC[name]), "run `make schema`"


def test_no_stdlib_patterns_over_text_of_records() -> None:
    users = [
        str(p)
        for p in sources()
        for line in p.read_text("utf-8").splitlines()
        if line.strip() in ("import re", "from re import")
    ]
    assert users == []


def test_files_keep_their_size() -> None:
    """A file past its purpose is split by meaning; data and generated files do not count."""
    long = {str(p.relative_to(ROOT)): n for p in sources() if (n := len(p.read_text("utf-8").splitlines())) > 420}
    assert long == {}


def test_locks_hold_hashes_and_no_address() -> None:
    for lock in ROOT.glob("requirements*.lock"):
        text = lock.read_text("utf-8")
        assert "--hash=sha256:" in text
        assert "://" not in text and "index-url" not in text, lock.name


FLOORS = {"pdfminer-six": (20251230,), "pillow": (12, 2), "python-multipart": (0, 0, 27), "starlette": (1, 0, 1)}


def test_locked_versions_are_above_the_known_defects() -> None:
    """Floors of docs/security.md: versions below them have published defects that matter here."""
    locked = dict(
        line.split(" ")[0].split("==")
        for line in (ROOT / "requirements.lock").read_text("utf-8").splitlines()
        if "==" in line and not line.startswith((" ", "#"))
    )
    for package, floor in FLOORS.items():
        if package in locked:
            assert tuple(int(p) for p in locked[package].split(".")[: len(floor)]) >= floor, package


def test_help_imports_nothing_heavy() -> None:
    code = "import sys, app.cli; app.cli.build_parser(); print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    heavy = {"pydantic", "spacy", "prefect", "numpy", "cv2", "pypdfium2", "pdfplumber", "jinja2"} & set(loaded)
    assert heavy == set()

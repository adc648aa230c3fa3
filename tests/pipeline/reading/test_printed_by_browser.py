"""Pages that a browser printed: most houses' portals make their PDFs so."""

import shutil
import subprocess
from pathlib import Path

import pytest

from pipeline.reading import ReadSettings, read_bytes
from schemas.document import TextSource

BROWSER = next((b for n in ("chromium", "chromium-browser", "google-chrome") if (b := shutil.which(n))), None)
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no chromium is installed: no page was printed by it")

PAGE = """<!doctype html><meta charset=utf-8>
<style>body{font-family:"Liberation Sans"} b{font-family:"DejaVu Sans"}</style>
<p>Hemoglobin 8.2 g/dL on the first of five visits, difficult to confirm.
<p><b>Platelets 31, file of five findings</b>"""


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    folder = tmp_path_factory.mktemp("printed")
    (folder / "report.html").write_text(PAGE, encoding="utf-8")
    made = folder / "report.pdf"
    subprocess.run(
        [
            str(BROWSER), "--headless=new", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
            f"--user-data-dir={folder / 'user'}", f"--print-to-pdf={made}", (folder / "report.html").as_uri(),
        ],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120,
    )  # fmt: skip
    (read,) = read_bytes(Path(made).read_bytes(), "report.pdf", ReadSettings()).pages
    return read


def test_the_text_of_a_browser_is_believed_though_its_fonts_hold_few_figures_and_letters_are_joined(page):
    assert page.source == TextSource.TEXT
    words = [w.text for w in page.words]
    assert words[:3] == ["Hemoglobin", "8.2", "g/dL"]
    assert {"first", "five", "difficult", "confirm.", "31,", "file", "findings"} <= set(words)

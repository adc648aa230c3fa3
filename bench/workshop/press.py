"""HTML to PDF by one of several programs: each sets pages, spaces words and names letters in its own way.

weasyprint is the one of every figure but those that name another. The others are programs of the system, looked
for when asked for: what a browser, a word processor or an older print tool makes of the same document.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from weasyprint import HTML

CHOICE = "ONCOTAILOR_BENCH_PRESS"
"""Variable of the environment that names the press, so that worker processes print alike."""
_PATIENCE = 120  # seconds


def pressed(html: str) -> bytes:
    """The document as a PDF by the press that is chosen.

    Raises:
        FileNotFoundError: its program is not installed.
        KeyError: no press has that name.
    """
    made: bytes = PRESSES[os.environ.get(CHOICE, "weasyprint")](html)
    return made


def _weasyprint(html: str) -> bytes:
    return bytes(HTML(string=html).write_pdf() or b"")


def _outside(html: str, names: tuple[str, ...], arguments: Callable[[Path, Path], list[str]]) -> bytes:
    program = next((p for n in names if (p := shutil.which(n))), None)
    if program is None:
        raise FileNotFoundError(f"none of {', '.join(names)} is installed: choose another press")
    with tempfile.TemporaryDirectory() as folder:
        page, made = Path(folder, "page.html"), Path(folder, "page.pdf")
        page.write_text(html, encoding="utf-8")
        command = [program, *arguments(page, made)]
        subprocess.run(command, check=True, capture_output=True, timeout=_PATIENCE)
        return made.read_bytes()


def _chromium(html: str) -> bytes:
    names = ("chromium", "chromium-browser", "google-chrome")
    return _outside(html, names, lambda page, made: [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
        f"--user-data-dir={page.parent / 'user'}", f"--print-to-pdf={made}", page.as_uri(),
    ])  # fmt: skip


def _wkhtmltopdf(html: str) -> bytes:
    return _outside(html, ("wkhtmltopdf",), lambda page, made: ["-q", "--encoding", "utf-8", str(page), str(made)])


def _libreoffice(html: str) -> bytes:
    return _outside(html, ("soffice", "libreoffice"), lambda page, made: [
        "--headless", f"-env:UserInstallation={(page.parent / 'user').as_uri()}",
        "--convert-to", "pdf:writer_web_pdf_Export", "--outdir", str(made.parent), str(page),
    ])  # fmt: skip


PRESSES: dict[str, Callable[[str], bytes]] = {
    "weasyprint": _weasyprint, "chromium": _chromium, "wkhtmltopdf": _wkhtmltopdf, "libreoffice": _libreoffice,
}  # fmt: skip
"""The presses by name."""

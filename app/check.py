"""``oncotailor check``: what is installed, what is missing, and the command that mends it."""

import ctypes.util
import importlib.util
import platform
import sys
from dataclasses import dataclass

MEND_PYTHON = "make setup"
NEEDED = ("pydantic", "pypdfium2", "pdfplumber", "PIL", "spacy", "scispacy", "re2", "jinja2")
OPTIONAL = ("pillow_heif", "weasyprint")
SERVICE = (
    "fastapi", "uvicorn", "python_multipart", "sqlalchemy", "alembic", "cryptography", "argon2", "structlog",
    "prometheus_client", "authlib", "joserfc", "psycopg", "obstore", "prefect",
)  # fmt: skip
"""What ``oncotailor serve`` needs besides; psycopg and obstore where PostgreSQL and an object store are set."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing the program uses; ``needed`` parts decide whether the main job can run."""

    name: str
    present: bool
    needed: bool
    mend: str

    def line(self) -> str:
        """How it is shown."""
        if self.present:
            return f"  ok       {self.name}"
        return f"  {'MISSING' if self.needed else 'absent '}  {self.name}: {self.mend}"


def run_check() -> tuple[list[str], bool]:
    """Lines to show, and whether the main job can run."""
    parts = [*_python(), *_modules(), *_engines(), *_sandbox(), *_pdf_output(), *_service()]
    usable = all(p.present for p in parts if p.needed)
    verdict = (
        "The main job can run." if usable else "The main job cannot run; the lines marked MISSING say what mends it."
    )
    if usable and not all(p.present for p in _service()):
        verdict += " The service (oncotailor serve) cannot."
    return [f"oncotailor on Python {platform.python_version()}", *(p.line() for p in parts), verdict], usable


def _python() -> list[Part]:
    good = (3, 11) <= sys.version_info[:2] < (3, 13)
    return [Part("Python 3.11 or 3.12", good, True, "apt-get install python3 python3-venv, then make setup")]


def _modules() -> list[Part]:
    found = [Part(f"Python package {m}", _installed(m), True, MEND_PYTHON) for m in NEEDED]
    return found + [Part(f"Python package {m}", _installed(m), False, MEND_PYTHON) for m in OPTIONAL]


def _service() -> list[Part]:
    missing = [m for m in SERVICE if not _installed(m)]
    if not missing:
        return [Part("packages of the service (oncotailor serve)", True, False, "")]
    return [Part(f"Python package {m}, for the service", False, False, MEND_PYTHON) for m in missing]


def _installed(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


def _engines() -> list[Part]:
    from pipeline.reading.check import available_engines, check_reading

    engines = available_engines()
    found = [Part(f"OCR engines: {', '.join(engines)}", True, False, "")] if engines else []
    if not engines:
        found.append(Part("an OCR engine for scans and photographs", False, True, "make setup"))
    return found + [
        Part(problem.partition(": ")[0], False, False, problem.partition(": ")[2]) for problem in check_reading()
    ]


def _sandbox() -> list[Part]:
    from pipeline.sandbox import choose
    from schemas.errors import NotInstalledError

    try:
        way = choose.way()
    except NotInstalledError as missing:
        what, _, mend = str(missing).partition(": ")
        return [Part(what.removeprefix("no "), False, True, mend)]
    if way is choose.Way.NONE:
        return [Part(f"sandbox for reading files, switched off by {choose.UNSAFE}", False, False, choose.problem())]
    return [Part(f"sandbox for reading files: {way}", True, True, "")]


def _pdf_output() -> list[Part]:
    present = all(ctypes.util.find_library(n) for n in ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset"))
    mend = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    return [Part("libraries for answers as PDF", present, False, mend)]

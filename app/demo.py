"""``oncotailor demo``: the main job on invented sample records, into a folder one can look at."""

import datetime as dt
import sys
from pathlib import Path

from app.answers import resolve_answer
from knowledge.packs import load_pack
from pipeline.intake import find_records
from pipeline.reading import ReadSettings
from pipeline.render import render_answer, render_profile
from pipeline.render.views import VIEWS
from pipeline.run import Progress, illustrated, pictures_of, read_case
from pipeline.tailor import tailor
from schemas.errors import ExitCode, UsageError

SAMPLES = Path(__file__).resolve().parent.parent / "sample_records" / "mds"
TODAY = dt.date(2026, 11, 20)  # the invented records end shortly before; a later day would make them old
CASE = "p2_lower_risk_del5q"
ANSWER = "mds-liver"


def run_demo(folder: Path) -> int:
    """Read one sample patient's records, show her profile and her tailored answer, and say where to look next."""
    records = SAMPLES / CASE
    if not records.is_dir():
        raise UsageError("the sample records are not beside the program: run this from a clone of the project")
    files = find_records([records])
    progress = Progress(sys.stderr) if sys.stderr.isatty() else None
    case = read_case(files, ReadSettings(), today=TODAY, country="US", progress=progress)
    profile = case.profile
    answer = tailor(profile, resolve_answer(ANSWER), load_pack("mds"), today=TODAY, country="US")
    folder.mkdir(parents=True, exist_ok=True)
    for form in ("json", "html"):
        shown, book = illustrated(case, ReadSettings(), form)
        _save(folder / f"profile.{form}", render_profile(shown, form, book))
    for form in ("md", "json"):
        _save(folder / f"answer.{form}", render_answer(answer, form))
    for view in VIEWS:
        name = "answer" if view == "patient" else view
        book = pictures_of(case, answer, view, ReadSettings())
        _save(folder / f"{name}.html", render_answer(answer, "html", view=view, book=book))
    _save(folder / "sheet.pdf", render_answer(answer, "pdf", view="sheet"))
    out = sys.stdout.write
    out(f"{len(files)} invented records of one patient: {', '.join(f.name for f in files)}\n\n")
    out(str(render_profile(profile, "table")).rstrip() + "\n\n" + "=" * 78 + "\n\n")
    out(str(render_answer(answer, "md")).rstrip() + "\n\n" + "=" * 78 + "\n")
    out(f"Written to {folder}/: profile.html, profile.json, answer.html, answer.md, answer.json,\n")
    out("  beside.html (the general answer beside hers), clinician.html, sheet.html, sheet.pdf (for the visit).\n")
    out("Look next:\n")
    out(f"  open {folder}/answer.html in a browser; it prints well\n")
    out("  .venv/bin/oncotailor answers\n")
    out("  .venv/bin/oncotailor tailor sample_records/mds/p1_higher_risk_tp53 --answer mds-car-t --today 2026-11-20\n")
    return ExitCode.OK


def _save(path: Path, text: str | bytes) -> None:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())

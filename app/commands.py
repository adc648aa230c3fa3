"""What each command does, once its arguments are known."""

import argparse
import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path

from app.settings import Settings
from pipeline.intake import find_records
from pipeline.run import Case, Progress, illustrated, pictures_of, read_case
from schemas.errors import ExitCode, NothingReadableError, UsageError
from schemas.profile import Profile


def tailor(args: argparse.Namespace) -> int:
    """The main job: records and a general answer in, the tailored answer out."""
    from app.answers import resolve_answer
    from knowledge.packs import load_pack
    from pipeline.render import render_answer
    from pipeline.tailor import tailor as tailor_answer

    settings = _settings(args)
    general = resolve_answer(args.answer)
    case = _case(args.records, settings)
    profile = case.profile
    answer = tailor_answer(
        profile,
        general,
        load_pack(settings.disease),
        today=settings.today,
        country=settings.country,
        prognosis=settings.prognosis,
    )
    book = pictures_of(case, answer, args.view, settings.read) if args.format in ("html", "pdf") else None
    _write(render_answer(answer, args.format, view=args.view, book=book), args.output)
    return _report(profile)


def profile(args: argparse.Namespace) -> int:
    """Records to profile, no answer."""
    settings = _settings(args)
    case = _case(args.records, settings)
    built = case.profile
    if args.format == "fhir":
        from pipeline.export.fhir import fhir_json

        _write(fhir_json(built, dt.datetime.now(dt.UTC).isoformat(timespec="seconds")), args.output)
    else:
        from pipeline.render import render_profile

        shown, book = illustrated(case, settings.read, args.format)
        _write(render_profile(shown, args.format, book), args.output)
    return _report(built)


def answers(args: argparse.Namespace) -> int:
    """List the general answers on board, or print one, or list those that the words asked for lead to."""
    from knowledge.answers_loader import list_answers, load_answer, search_answers

    asked = " ".join(args.words)
    entries = list_answers()
    if any(e.id == asked for e in entries):
        _out(load_answer(asked))
        return ExitCode.OK
    found = search_answers(asked) if asked else entries
    if not found:
        raise UsageError(f"no answer on board is called or speaks of '{asked}'; 'oncotailor answers' lists them")
    _out("\n".join(f"{e.id:<32} {e.question}" for e in found))
    return ExitCode.OK


def risk(args: argparse.Namespace) -> int:
    """Risk scores from a CSV of stated values."""
    from io import StringIO

    from pipeline.risk.cohort import score_cohort

    try:
        source = args.input.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as exc:
        raise UsageError(f"{args.input}: cannot be read as a UTF-8 CSV file ({type(exc).__name__})") from exc
    target = StringIO()
    unreadable = score_cohort(StringIO(source, newline=""), target, convention=args.karyotype_convention)
    _write(target.getvalue(), args.output)
    if unreadable:
        _say(f"{unreadable} row(s) could not be read; column NOTE says why")
        return ExitCode.SOME_UNREADABLE
    return ExitCode.OK


def demo(args: argparse.Namespace) -> int:
    """The main job on the sample records, from nothing, into a folder one can look at."""
    from app.demo import run_demo

    return run_demo(args.output)


def check(_: argparse.Namespace) -> int:
    """Say what is installed, what is missing, and the command that mends it."""
    from app.check import run_check

    lines, usable = run_check()
    _out("\n".join(lines))
    return ExitCode.OK if usable else ExitCode.NOT_INSTALLED


def _settings(args: argparse.Namespace) -> Settings:
    return Settings(
        today=args.today or dt.date.today(),  # noqa: DTZ011 - the person's own calendar day
        country=args.country,
        prognosis=getattr(args, "prognosis", False),
        convention=args.karyotype_convention,
    )


def _case(paths: Sequence[Path], settings: Settings) -> Case:
    files = find_records(paths)
    if not files:
        raise NothingReadableError("no record was found: name a PDF, picture or text file, or a folder that holds some")
    case = read_case(
        files,
        settings.read,
        today=settings.today,
        country=settings.country,
        disease=settings.disease,
        convention=settings.convention,
        workers=settings.workers,
        progress=Progress(sys.stderr) if sys.stderr.isatty() else None,
    )
    for defect in case.defects:
        _say(f"{defect.file}: an error in this program ({defect.place}); please report it, without the record")
    if all(d.status == "failed" for d in case.profile.documents):
        _report(case.profile)
        raise NothingReadableError("no record could be read; nothing was written")
    return case


def _report(built: Profile) -> int:
    """Name each record that could not be read, in whole or in part, and give the exit code."""
    short = [d for d in built.documents if d.status == "failed" or d.unread_pages]
    for d in short:
        _say(f"{d.file}: {d.reason}")
    return ExitCode.SOME_UNREADABLE if short else ExitCode.OK


def _write(result: str | bytes, path: Path | None) -> None:
    if path is None:
        if isinstance(result, bytes):
            sys.stdout.buffer.write(result)
            sys.stdout.buffer.flush()
        else:
            _out(result)
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(result, bytes):
            path.write_bytes(result)
        else:
            path.write_text(result, "utf-8")
    except OSError as exc:
        raise UsageError(f"{path}: cannot be written ({exc.strerror})") from exc


def _out(text: str) -> None:
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def _say(text: str) -> None:
    sys.stderr.write(f"oncotailor: {text}\n")

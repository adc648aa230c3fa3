"""The command line. Nothing heavy is imported before a command needs it."""

import argparse
import datetime as dt
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from schemas.errors import ExitCode, OncotailorError

EPILOG = "It informs and prepares a conversation; it is not medical advice."


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is that of ``schemas.errors.ExitCode``."""
    parser = build_parser()
    args = parser.parse_args(argv)
    run: Callable[[argparse.Namespace], int] = args.run
    try:
        return int(run(args))
    except OncotailorError as exc:
        print(f"oncotailor: {exc}", file=sys.stderr)  # noqa: T201
        return int(exc.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        return int(ExitCode.OK)
    except KeyboardInterrupt:
        return 130


def build_parser() -> argparse.ArgumentParser:
    """The whole command line."""
    parser = argparse.ArgumentParser(
        prog="oncotailor",
        description="Reads a patient's cancer records and tailors a general answer to them.",
        epilog=EPILOG,
    )
    parser.add_argument("--version", action="version", version=f"oncotailor {_version()}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_tailor(commands)
    _add_profile(commands)
    _add_answers(commands)
    _add_risk(commands)
    _add_demo(commands)
    _add_serve(commands)
    _add_operations(commands)
    _add_check(commands)
    return parser


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("oncotailor")
    except PackageNotFoundError:
        return "0.1.0"


_Commands = argparse._SubParsersAction


def _add_tailor(commands: "_Commands[argparse.ArgumentParser]") -> None:
    p = commands.add_parser("tailor", help="tailor a general answer to your records", epilog=EPILOG)
    _records(p)
    p.add_argument("--answer", required=True, metavar="ID|FILE", help="a general answer on board, or a file with one")
    p.add_argument("--format", choices=("md", "html", "json", "pdf"), default="md")
    p.add_argument(
        "--view",
        choices=("patient", "clinician", "sheet", "beside"),
        default="patient",
        help="the patient's page, a clinician's page, one sheet for the visit, or the general answer beside yours",
    )
    p.add_argument("--prognosis", action="store_true", help="also say survival and response figures")
    _common(p)
    p.set_defaults(run=_run("tailor"))


def _add_profile(commands: "_Commands[argparse.ArgumentParser]") -> None:
    p = commands.add_parser("profile", help="what your records say, with page and place", epilog=EPILOG)
    _records(p)
    p.add_argument("--format", choices=("table", "json", "fhir", "html"), default="table")
    _common(p)
    p.set_defaults(run=_run("profile"))


def _add_answers(commands: "_Commands[argparse.ArgumentParser]") -> None:
    p = commands.add_parser("answers", help="list the general answers on board, search them by words, or print one")
    p.add_argument("words", nargs="*", metavar="WORDS", help="an answer's id, or words to search for")
    p.set_defaults(run=_run("answers"))


def _add_risk(commands: "_Commands[argparse.ArgumentParser]") -> None:
    p = commands.add_parser("risk", help="IPSS-R, IPSS-RA and IPSS-M from a CSV of stated values")
    p.add_argument("input", type=Path, metavar="IN.csv")
    p.add_argument("-o", "--output", type=Path, metavar="OUT.csv")
    _convention(p)
    p.set_defaults(run=_run("risk"))


def _add_demo(commands: "_Commands[argparse.ArgumentParser]") -> None:
    p = commands.add_parser("demo", help="the main job on invented sample records")
    p.add_argument("-o", "--output", type=Path, metavar="FOLDER", default=Path("out/demo"))
    p.set_defaults(run=_run("demo"))


def _add_serve(commands: "_Commands[argparse.ArgumentParser]") -> None:
    p = commands.add_parser("serve", help="the whole service: patient pages, API, worker, Prefect with its UI")
    _data(p)
    p.add_argument("--host", default="127.0.0.1", help="address to listen on; others than this machine need TLS before")
    p.add_argument("--port", type=int, default=8000)
    p.add_argument("--prefect-port", type=int, default=4200)
    p.add_argument("--no-prefect", action="store_true", help="do the work without Prefect showing it")
    p.add_argument("--workers", type=int, default=1, help="worker processes on this machine")
    p.set_defaults(run=_run("serve", "app.operations"))


def _add_operations(commands: "_Commands[argparse.ArgumentParser]") -> None:
    p = commands.add_parser("backup", help="write everything stored to a folder, encrypted as it lies")
    _data(p)
    p.add_argument("target", type=Path, metavar="FOLDER")
    _keys(p)
    p.set_defaults(run=_run("backup", "app.operations"))
    p = commands.add_parser("restore", help="bring a backup back into an empty data folder")
    _data(p)
    p.add_argument("source", type=Path, metavar="FOLDER")
    _keys(p)
    p.set_defaults(run=_run("restore", "app.operations"))
    p = commands.add_parser("verify", help="whether everything stored is whole and can be opened")
    _data(p)
    p.set_defaults(run=_run("verify", "app.operations"))
    p = commands.add_parser("rotate-keys", help="make a new master key and wrap all keys with it")
    _data(p)
    p.set_defaults(run=_run("rotate_keys", "app.operations"))
    p = commands.add_parser("clients", help="services that may use the API, and operators: list, add, revoke")
    _data(p)
    p.add_argument("act", choices=("list", "add", "revoke"))
    p.add_argument("name", nargs="?", help="add: the name patients see; revoke: the client's id")
    p.add_argument("--scopes", default="", help="add: with commas between them")
    p.add_argument("--operator", action="store_true", help="add: for an operator (metrics), not a service")
    p.set_defaults(run=_run("clients", "app.operations"))


def _keys(p: argparse.ArgumentParser) -> None:
    p.add_argument("--keys", type=Path, metavar="FILE", help="the wrapped data keys; beside FOLDER if not given")


def _data(p: argparse.ArgumentParser) -> None:
    p.add_argument("--data", type=Path, metavar="FOLDER", help="where everything is stored (ONCOTAILOR_DATA)")


def _add_check(commands: "_Commands[argparse.ArgumentParser]") -> None:
    p = commands.add_parser("check", help="what is installed, what is missing, and what mends it")
    p.set_defaults(run=_run("check"))


def _records(p: argparse.ArgumentParser) -> None:
    p.add_argument("records", nargs="+", type=Path, metavar="RECORD", help="files or folders: PDF, pictures, text")
    p.add_argument("-o", "--output", type=Path, metavar="OUT", help="write here instead of the terminal")


def _common(p: argparse.ArgumentParser) -> None:
    p.add_argument("--country", type=_country, metavar="CC", help="ISO 3166 code, where labels differ")
    p.add_argument("--today", type=_date, metavar="DATE", help="YYYY-MM-DD, for what counts as old")
    _convention(p)


def _convention(p: argparse.ArgumentParser) -> None:
    p.add_argument(
        "--karyotype-convention",
        choices=("literal", "iwg"),
        default="literal",
        help="how karyotypes are counted for the IPSS-R group: by the published table, or as the IWG cohort was",
    )


def _country(text: str) -> str:
    if len(text) != 2 or not text.isascii() or not text.isalpha():
        raise argparse.ArgumentTypeError("two letters, such as US or DE")
    return text.upper()


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("a date such as 2026-11-20") from None


def _run(name: str, module: str = "app.commands") -> Callable[[argparse.Namespace], int]:
    """A command's function, imported when it runs."""

    def call(args: argparse.Namespace) -> int:
        from importlib import import_module

        function: Callable[[argparse.Namespace], int] = getattr(import_module(module), name)
        return function(args)

    return call


if __name__ == "__main__":
    sys.exit(main())

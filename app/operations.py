"""Commands for who runs the service: starting it, backups, keys, clients."""

import argparse
import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from schemas.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from flows.store import Store


def serve(args: argparse.Namespace) -> int:
    """The whole service on one machine."""
    from app.service.supervisor import Wanted, serve

    return serve(
        Wanted(
            data=_folder(args), host=args.host, port=args.port, prefect_port=args.prefect_port,
            prefect=not args.no_prefect, workers=args.workers,
        )
    )  # fmt: skip


def _folder(args: argparse.Namespace) -> Path:
    """The data folder: as named, as the environment says, or the usual one."""
    named = args.data or os.environ.get("ONCOTAILOR_DATA")
    home = os.environ.get("XDG_DATA_HOME")
    usual = (Path(home) if home else Path.home() / ".local" / "share") / "oncotailor"
    return (Path(named) if named else usual).resolve()


@contextlib.contextmanager
def _opened(args: argparse.Namespace) -> "Iterator[Store]":
    from flows.store import StoreSettings, open_store

    store = open_store(StoreSettings.from_environment(data=_folder(args), create_key=False))
    try:
        yield store
    finally:
        store.close()


def backup(args: argparse.Namespace) -> int:
    """Everything stored, as ciphertext in one folder; the wrapped data keys in one file apart."""
    from flows.store.backup import backup

    keys = args.keys or args.target.with_name(f"{args.target.name}.keys")
    with _opened(args) as store:
        made = backup(store, args.target, keys)
    _out(f"{made.patients} cases, {made.documents} documents, {made.rows} rows, {made.blob_bytes:,} bytes of files")
    _out(f"in {args.target}; wrapped keys in {keys}: keep only the newest of these, and apart from the backups.")
    _out("Both open only with the master key, which is in neither: keep a copy of it in a third place.")
    return ExitCode.OK


def restore(args: argparse.Namespace) -> int:
    """A backup into an empty data folder; looked over afterwards."""
    from flows.store.backup import restore

    keys = args.keys or args.source.with_name(f"{args.source.name}.keys")
    if not keys.is_file():
        raise UsageError(f"{keys}: there are no wrapped keys; name the file with --keys")
    with _opened(args) as store:
        made = restore(store, args.source, keys)
    _out(f"{made.patients} cases, {made.documents} documents, {made.rows} rows")
    if made.without_key:
        _out(f"{made.without_key} cases were erased since the backup and stay erased")
    return verify(args)


def verify(args: argparse.Namespace) -> int:
    """Keys, rows, files and the audit: is all there, whole, and can it be opened?"""
    from flows.store.verify import verify

    with _opened(args) as store:
        found = verify(store)
    _out(f"{found.patients} cases, {found.documents} documents, {found.rows} rows, {found.audit_rows} rows of audit")
    for problem in found.problems:
        sys.stderr.write(f"{problem.what}: {problem.id}\n")
    _out("Everything is whole." if not found.problems else f"{len(found.problems)} problems, named above.")
    return ExitCode.OK if not found.problems else ExitCode.INTERNAL


def rotate_keys(args: argparse.Namespace) -> int:
    """A new master key; the service may go on meanwhile."""
    from flows.store.rotate import rotate_keys

    with _opened(args) as store:
        _out(f"{rotate_keys(store)} data keys are wrapped with the new master key")
    return ExitCode.OK


def clients(args: argparse.Namespace) -> int:
    """Services and operators: list, add, revoke."""
    if args.act != "list" and not args.name:
        raise UsageError("name the client: 'oncotailor clients add NAME' or 'oncotailor clients revoke ID'")
    acts = {"list": _list_clients, "add": _add_client, "revoke": _revoke_client}
    with _opened(args) as store:
        acts[args.act](store, args)
    return ExitCode.OK


def _list_clients(store: "Store", args: argparse.Namespace) -> None:
    from sqlalchemy import select

    from flows.store.tables import Client

    with store.database.read() as session:
        for c in session.scalars(select(Client).order_by(Client.name)).all():
            state = "revoked" if c.revoked else c.kind
            _out(f"{c.id}  {state:<9} {c.name}  {c.scopes}")


def _add_client(store: "Store", args: argparse.Namespace) -> None:
    from flows.store import SCOPES, Accounts

    scopes = tuple(s.strip() for s in args.scopes.split(",") if s.strip())
    if unknown := set(scopes) - set(SCOPES):
        raise UsageError(f"--scopes: there is no {sorted(unknown)[0]}; there are {', '.join(SCOPES)}")
    made = Accounts(store).add_client(args.name, scopes, kind="operator" if args.operator else "client")
    _out(f"client id:     {made.client_id}\nclient secret: {made.secret}\nThe secret is shown only now.")


def _revoke_client(store: "Store", args: argparse.Namespace) -> None:
    from flows.store import Accounts

    Accounts(store).revoke_client(args.name)


def _out(text: str) -> None:
    sys.stdout.write(text + "\n")

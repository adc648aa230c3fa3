"""The database: SQLite with write-ahead log and full synchronisation, or PostgreSQL by URL; one clock, theirs."""

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session

T = TypeVar("T")
TRIES = 5


class Database:
    """Transactions on one database."""

    def __init__(self, url: str) -> None:
        # A statement's parameters never reach a message.
        self.engine = _sqlite(url) if url.startswith("sqlite") else _postgresql(url)
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        # SQLite lets writers of one process poll for their turn, in no order; here they queue.
        self._turn: contextlib.AbstractContextManager[object] = (
            threading.Lock() if self.is_sqlite else contextlib.nullcontext()
        )

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One transaction that may write; committed at the end, rolled back on any exception."""
        with self._turn, Session(self.engine, expire_on_commit=False) as session:
            if self.is_sqlite:
                session.connection().exec_driver_sql("BEGIN IMMEDIATE")
            with _ending(session):
                yield session

    @contextmanager
    def read(self) -> Iterator[Session]:
        """One transaction that only reads and sees one state throughout."""
        with Session(self.engine, expire_on_commit=False) as session:
            if self.is_sqlite:
                session.connection().exec_driver_sql("BEGIN")
            else:
                session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
            try:
                yield session
            finally:
                session.expunge_all()  # rows may be looked at afterwards
                session.rollback()

    def retrying(self, work: Callable[[Session], T]) -> T:
        """``work`` in a writing transaction, again if the database was gone or the transaction lost a race."""
        for n in range(TRIES):
            try:
                with self.write() as session:
                    return work(session)
            except DBAPIError as exc:
                if n == TRIES - 1 or not (exc.connection_invalidated or isinstance(exc, OperationalError)):
                    raise
                time.sleep(0.2 * 2**n)
        raise AssertionError  # the loop returns or raises

    def now(self, session: Session) -> float:
        """Seconds since 1970 by the database's clock, the same for all machines."""
        query = (
            "SELECT (julianday('now') - 2440587.5) * 86400.0"
            if self.is_sqlite
            else "SELECT extract(epoch from clock_timestamp())::float8"
        )
        return float(session.execute(text(query)).scalar_one())

    def serialise(self, session: Session) -> None:
        """Be alone, until the end of the transaction, among all that call this (the audit, the change numbers)."""
        if not self.is_sqlite:  # there a writing transaction is alone anyway
            session.execute(text("SELECT pg_advisory_xact_lock(7305809)"))

    def close(self) -> None:
        """Give back all connections."""
        self.engine.dispose()


@contextmanager
def _ending(session: Session) -> Iterator[None]:
    try:
        yield
        session.commit()
    except BaseException:
        session.rollback()
        raise


def _postgresql(url: str) -> Engine:
    return create_engine(url, hide_parameters=True, pool_pre_ping=True, pool_size=10, max_overflow=20)


def _sqlite(url: str) -> Engine:
    engine = create_engine(url, hide_parameters=True, pool_size=10, max_overflow=30, connect_args={"timeout": 30})

    def connect(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # transactions are begun by us
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "secure_delete=ON",
            "temp_store=MEMORY",
        ):
            connection.execute(f"PRAGMA {pragma}")

    event.listen(engine, "connect", connect)
    return engine

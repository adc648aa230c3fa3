"""Bringing a database to this program's tables; forward only."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from flows.store.database import Database
from flows.store.errors import SchemaError

FOLDER = Path(__file__).parent / "migrations"


def upgrade(database: Database) -> None:
    """Create or extend the tables; harmless where they are as they should be, and for two at once.

    Raises:
        SchemaError: a newer program made them.
    """
    with database.engine.connect() as connection:
        if not _behind(connection):  # the usual case: it keeps nobody waiting
            connection.rollback()
            return
        connection.rollback()
        if database.is_sqlite:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7305810)")
        if _behind(connection):
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
        connection.commit()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    return config


def _behind(connection: Connection) -> bool:
    scripts = ScriptDirectory.from_config(_config())
    held = MigrationContext.configure(connection).get_current_revision()
    if held is not None and held not in {s.revision for s in scripts.walk_revisions()}:
        raise SchemaError
    return held != scripts.get_current_head()


def current_revision() -> str:
    """The newest migration that this program knows."""
    return ScriptDirectory.from_config(_config()).get_current_head() or ""

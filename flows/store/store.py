"""The store as a whole: database, blobs and keys, opened once in each process."""

import secrets
from pathlib import Path

from sqlalchemy.orm import Session

from flows.store import audit
from flows.store.blobs import Blobs, open_blobs
from flows.store.database import Database
from flows.store.errors import SealError
from flows.store.keyring import Keyring, load_keyring
from flows.store.migrate import upgrade
from flows.store.principal import Principal
from flows.store.seal import KEY_BYTES, Sealer
from flows.store.settings import StoreSettings
from flows.store.tables import DataKey


def new_id() -> str:
    """128 random bits in hexadecimal."""
    return secrets.token_hex(16)


class Store:
    """Opened with ``open_store``; safe to share between threads."""

    def __init__(self, settings: StoreSettings, database: Database, blobs: Blobs, keyring: Keyring) -> None:
        self.settings, self.database, self.blobs, self.keyring = settings, database, blobs, keyring
        self._stamp = 0

    def new_key(self, session: Session, patient_id: str) -> Sealer:
        """Make a patient's data key."""
        key = secrets.token_bytes(KEY_BYTES)
        self.refresh_keys()
        master, wrapped = self.keyring.wrap(key, patient_id)
        session.add(DataKey(patient_id=patient_id, master=master, wrapped=wrapped))
        return Sealer(key)

    def sealer(self, session: Session, patient_id: str) -> Sealer:
        """A patient's sealer.

        Raises:
            SealError: her key is gone.
        """
        held = session.get(DataKey, patient_id)
        if held is None:
            raise SealError
        if held.master not in self.keyring.names:  # another process rotated
            self.refresh_keys()
        return Sealer(self.keyring.unwrap(held.master, held.wrapped, patient_id))

    def refresh_keys(self) -> None:
        """Take up what another process made of the master key file."""
        stamp = self.settings.key_file.stat().st_mtime_ns
        if stamp != self._stamp:
            self.keyring, self._stamp = load_keyring(self.settings.key_file, None), stamp

    def note(
        self,
        who: Principal,
        action: str,
        *,
        patient_id: str | None = None,
        subject: str | None = None,
        result: str = "ok",
    ) -> None:
        """One row of audit in a transaction of its own: refusals, log-ins, acts of operators."""
        self.database.retrying(
            lambda s: audit.record(
                self.database, s, who, action, patient_id=patient_id, subject=subject, result=result
            )
        )  # fmt: skip

    def healthy(self) -> bool:
        """Whether the database answers."""
        try:
            with self.database.read() as session:
                return self.database.now(session) > 0
        except Exception:  # whatever it is, it does not answer
            return False

    def close(self) -> None:
        """Give back connections."""
        self.database.close()


def open_store(settings: StoreSettings | None = None) -> Store:
    """Open the store that ``settings`` (or the environment) names; tables and keys are made where there are none.

    Raises:
        KeyFileError: the master key cannot be used as it lies.
        SchemaError: the database was made by a newer program.
    """
    chosen = settings or StoreSettings.from_environment()
    _make_folder(chosen.data)
    keyring = load_keyring(chosen.key_file, chosen.data, create=chosen.create_key)
    database = Database(chosen.database_url)
    try:
        upgrade(database)
        return Store(chosen, database, open_blobs(chosen.blobs, chosen.data), keyring)
    except BaseException:
        database.close()
        raise


def _make_folder(path: Path) -> None:
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.chmod(0o700)

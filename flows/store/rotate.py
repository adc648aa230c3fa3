"""A new master key: every data key is wrapped anew, the data themselves stay as they are.

While it runs the key file holds both keys, so that it may be interrupted anywhere and is finished by the next call.
"""

import time

from sqlalchemy import func, select

from flows.store.failpoints import failpoint
from flows.store.principal import Principal
from flows.store.store import Store
from flows.store.tables import DataKey, Webhook

BATCH = 200
GRACE_SECONDS = 5.0
"""For transactions of other processes that began with the old key."""


def rotate_keys(store: Store, *, grace_seconds: float = GRACE_SECONDS) -> int:
    """Wrap all data keys with a new master key and forget the old one. Gives how many were wrapped anew."""
    store.refresh_keys()
    if len(store.keyring.names) == 1:
        store.keyring.with_new().save(store.settings.key_file)
        store.refresh_keys()
    failpoint("rotate.key")
    wrapped = 0
    for wait in (0.0, grace_seconds):
        time.sleep(wait)
        while n := _wrap_some(store):
            wrapped += n
    _seal_webhooks(store)
    store.keyring.only_current().save(store.settings.key_file)
    store.refresh_keys()
    store.note(Principal("operator", "command"), "keys.rotate", subject=None)
    return wrapped


def _wrap_some(store: Store) -> int:
    current = store.keyring.current
    with store.database.write() as session:
        rows = session.scalars(
            select(DataKey).where(DataKey.master != current).limit(BATCH).with_for_update()
        ).all()  # fmt: skip
        for row in rows:
            key = store.keyring.unwrap(row.master, row.wrapped, row.patient_id)
            row.master, row.wrapped = store.keyring.wrap(key, row.patient_id)
        failpoint("rotate.wrapped")
    failpoint("rotate.committed")
    return len(rows)


def _seal_webhooks(store: Store) -> None:
    with store.database.write() as session:
        for row in session.scalars(select(Webhook)).all():
            body = store.keyring.open_any(row.body_sealed, "webhook", row.client_id)
            row.body_sealed = store.keyring.sealer().seal(body, "webhook", row.client_id)


def keys_in_use(store: Store) -> dict[str, int]:
    """How many data keys each master key wraps."""
    with store.database.read() as session:
        rows = session.execute(select(DataKey.master, func.count()).group_by(DataKey.master))
        return {master: n for master, n in rows}

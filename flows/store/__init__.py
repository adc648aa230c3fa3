"""The encrypted store: cases, documents, queue, profiles, corrections, consents, audit. See docs/service.md."""

from flows.store.accounts import Accounts
from flows.store.principal import ANONYMOUS, SCOPES, SYSTEM, Principal
from flows.store.repository import Repository
from flows.store.services import (
    cases_since,
    due_messages,
    message_done,
    message_failed,
    queue_counts,
    set_webhook,
)
from flows.store.settings import StoreSettings
from flows.store.store import Store, open_store

__all__ = [
    "ANONYMOUS", "SCOPES", "SYSTEM", "Accounts", "Principal", "Repository", "Store", "StoreSettings", "cases_since",
    "due_messages", "message_done", "message_failed", "open_store", "queue_counts", "set_webhook",
]  # fmt: skip

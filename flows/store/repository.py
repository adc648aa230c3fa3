"""Everything a principal may do with one case."""

from flows.store.documents import Documents
from flows.store.profiles import Profiles
from flows.store.rights import Rights


class Repository(Documents, Profiles, Rights):
    """A principal and a case: ``Repository(store, principal, patient_id=None)``; see docs/service.md."""

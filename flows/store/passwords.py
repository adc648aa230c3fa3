"""Keys of cases and secrets of clients: argon2id at rest, as costly for what does not exist as for what does."""

import hmac
import secrets
import threading
from hashlib import sha256

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import Type

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U
HANDLE, SECRET, GROUP = 8, 20, 4
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1, type=Type.ID)
_room = threading.BoundedSemaphore(4)  # 19 MiB each: a flood of log-ins is no attack on memory
_dummy = _hasher.hash("nobody has this")


def new_case_key() -> tuple[str, str, str]:
    """A key as it is shown (``ABCD-EFGH-…``), its handle (finds the row) and its secret (100 bits)."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(HANDLE + SECRET))
    shown = "-".join(letters[i : i + GROUP] for i in range(0, len(letters), GROUP))
    return shown, letters[:HANDLE], letters[HANDLE:]


def parse_case_key(key: str) -> tuple[str, str]:
    """Handle and secret of a key as a person types it; look-alike letters are taken as what they look like."""
    letters = "".join(c for c in key[:200].upper() if c.isalnum()).translate(str.maketrans("OIL", "011"))
    return letters[:HANDLE], letters[HANDLE:]


def hash_secret(secret: str) -> str:
    """For keeping."""
    with _room:
        return _hasher.hash(secret)


def verify_secret(kept: str | None, secret: str) -> bool:
    """Whether ``secret`` is the one kept; takes as long when nothing is kept."""
    with _room:
        try:
            return _hasher.verify(kept or _dummy, secret[:200]) and kept is not None
        except (VerificationError, InvalidHashError):
            return False


def new_token() -> str:
    """256 random bits for cookies and headers."""
    return secrets.token_urlsafe(32)


def token_id(token: str) -> str:
    """How a token is found again without being kept."""
    return sha256(token.encode()).hexdigest()


def csrf_of(token: str) -> str:
    """What forms of a session carry."""
    return hmac.new(token.encode(), b"csrf", sha256).hexdigest()

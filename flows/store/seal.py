"""Envelope encryption: a data key for each patient, wrapped by a master key that lies outside the data folder.

A sealed value is ``1 | nonce (12) | ciphertext and tag`` under AES-256-GCM; its place (patient, table, row, column) is
authenticated with it, so a value put into another place does not open.
"""

import hmac
import os
import zlib
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from flows.store.errors import SealError

KEY_BYTES = 32
NONCE_BYTES = 12
_VERSION = b"\x01"
MOST_UNPACKED = 256_000_000


def place(*parts: object) -> bytes:
    """Where a sealed value stands, as bytes that no other place gives."""
    return b"".join(len(p := str(part).encode()).to_bytes(4, "big") + p for part in parts)


def derive(key: bytes, purpose: str, salt: bytes | None = None) -> bytes:
    """A key for one purpose out of another key."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=purpose.encode()).derive(key)


class Sealer:
    """Seals and opens values under one data key."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._cipher = AESGCM(key)

    def seal(self, data: bytes, *where: object) -> bytes:
        """Ciphertext of ``data`` that opens only at the place ``where``."""
        nonce = os.urandom(NONCE_BYTES)
        return _VERSION + nonce + self._cipher.encrypt(nonce, data, place(*where))

    def open(self, sealed: bytes, *where: object) -> bytes:
        """What was sealed at ``where``.

        Raises:
            SealError: it was changed, stands elsewhere, or is of another key.
        """
        try:
            if sealed[:1] != _VERSION:
                raise SealError
            return self._cipher.decrypt(sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :], place(*where))
        except (InvalidTag, ValueError):
            raise SealError from None

    def pack(self, data: bytes, *where: object) -> bytes:
        """As ``seal``, compressed first; for long JSON."""
        return self.seal(zlib.compress(data, 3), *where)

    def unpack(self, sealed: bytes, *where: object) -> bytes:
        """What was packed at ``where``.

        Raises:
            SealError: as for ``open``.
        """
        inflate = zlib.decompressobj()
        data = inflate.decompress(self.open(sealed, *where), MOST_UNPACKED)
        if not inflate.eof:
            raise SealError
        return data

    def mac(self, purpose: str, data: bytes) -> str:
        """A digest that only this key gives (hexadecimal)."""
        return hmac.new(derive(self._key, f"mac {purpose}"), data, sha256).hexdigest()

    def stream_key(self, blob: str, salt: bytes) -> bytes:
        """The key of one blob."""
        return derive(self._key, f"blob {blob}", salt)

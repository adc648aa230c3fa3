"""Long data in chunks under AES-256-GCM: a chunk moved, dropped, repeated or cut off does not open.

``OTB1 | salt (16)``, then chunks of 64 KiB of plaintext, each with its tag. The nonce is the chunk's number and a last
byte that is 1 for the final chunk; the key is used for this blob alone.
"""

import os
from collections.abc import Callable, Iterable, Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from flows.store.errors import SealError
from flows.store.seal import Sealer

MAGIC = b"OTB1"
CHUNK = 64 * 1024
TAG = 16
HEAD = len(MAGIC) + 16


def _nonce(number: int, final: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\x01" if final else b"\x00")


class Encryptor:
    """Takes plaintext in pieces of any size and hands ciphertext to ``write``."""

    def __init__(self, sealer: Sealer, blob: str, write: Callable[[bytes], object]) -> None:
        salt = os.urandom(16)
        self._cipher = AESGCM(sealer.stream_key(blob, salt))
        self._write, self._number, self._rest = write, 0, bytearray()
        write(MAGIC + salt)

    def feed(self, data: bytes) -> None:
        """Encrypt what fills whole chunks; one chunk is always held back, it may be the last."""
        self._rest += data
        while len(self._rest) > CHUNK:
            self._chunk(bytes(self._rest[:CHUNK]), final=False)
            del self._rest[:CHUNK]

    def finish(self) -> None:
        """Encrypt the last chunk."""
        self._chunk(bytes(self._rest), final=True)
        self._rest.clear()

    def _chunk(self, data: bytes, *, final: bool) -> None:
        self._write(self._cipher.encrypt(_nonce(self._number, final), data, None))
        self._number += 1


def decrypt(sealer: Sealer, blob: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Plaintext of a blob, chunk by chunk.

    Raises:
        SealError: it was changed, cut off, or is of another key; the chunks before it were right.
    """
    source = iter(pieces)
    rest = bytearray()
    while len(rest) < HEAD and (piece := next(source, None)) is not None:
        rest += piece
    if rest[: len(MAGIC)] != MAGIC or len(rest) < HEAD:
        raise SealError
    cipher = AESGCM(sealer.stream_key(blob, bytes(rest[len(MAGIC) : HEAD])))
    del rest[:HEAD]
    number = 0
    for piece in source:
        rest += piece
        while len(rest) > CHUNK + TAG:
            yield _open(cipher, number, bytes(rest[: CHUNK + TAG]), final=False)
            del rest[: CHUNK + TAG]
            number += 1
    while len(rest) > CHUNK + TAG:  # all may have come in the first piece
        yield _open(cipher, number, bytes(rest[: CHUNK + TAG]), final=False)
        del rest[: CHUNK + TAG]
        number += 1
    yield _open(cipher, number, bytes(rest), final=True)


def _open(cipher: AESGCM, number: int, data: bytes, *, final: bool) -> bytes:
    try:
        return cipher.decrypt(_nonce(number, final), data, None)
    except (InvalidTag, ValueError):
        raise SealError from None

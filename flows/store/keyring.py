"""The master keys: a small file outside the data folder that only its owner can read.

The file holds every master key that still wraps something, and the name of the one that wraps new data keys; so a
rotation that is interrupted leaves everything readable.
"""

import base64
import binascii
import json
import os
import secrets
from pathlib import Path

from flows.store.errors import KeyFileError
from flows.store.files import write_whole
from flows.store.seal import KEY_BYTES, Sealer


class Keyring:
    """Wraps and unwraps data keys."""

    def __init__(self, keys: dict[str, bytes], current: str) -> None:
        self._keys, self.current = keys, current

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all master keys, the current one among them."""
        return tuple(sorted(self._keys))

    def wrap(self, key: bytes, *where: object) -> tuple[str, bytes]:
        """The name of the current master key, and ``key`` under it, bound to its place."""
        return self.current, Sealer(self._keys[self.current]).seal(key, "data-key", *where)

    def unwrap(self, master: str, wrapped: bytes, *where: object) -> bytes:
        """A data key.

        Raises:
            KeyFileError: the master key it was wrapped with is not in the file.
            SealError: the wrapped key was changed or is of another place.
        """
        if master not in self._keys:
            raise KeyFileError(f"the master key file lacks key {master}, which is still in use")
        return Sealer(self._keys[master]).open(wrapped, "data-key", *where)

    def sealer(self) -> Sealer:
        """For what belongs to no patient: addresses and secrets of webhooks."""
        return Sealer(self._keys[self.current])

    def open_any(self, sealed: bytes, *where: object) -> bytes:
        """What any of the master keys sealed."""
        from flows.store.errors import SealError

        for key in self._keys.values():
            try:
                return Sealer(key).open(sealed, *where)
            except SealError:
                continue
        raise SealError

    def with_new(self) -> "Keyring":
        """The same with one more key, which is the current one."""
        name = secrets.token_hex(4)
        return Keyring({**self._keys, name: secrets.token_bytes(KEY_BYTES)}, name)

    def only_current(self) -> "Keyring":
        """Without the keys that wrap nothing any more."""
        return Keyring({self.current: self._keys[self.current]}, self.current)

    def save(self, path: Path) -> None:
        """Write the file, whole or not at all, mode 0600."""
        keys = {name: base64.b64encode(key).decode() for name, key in self._keys.items()}
        write_whole(path, json.dumps({"current": self.current, "keys": keys}).encode())


def load_keyring(path: Path, data: Path | None, *, create: bool = False) -> Keyring:
    """The master keys in ``path``.

    Args:
        path: the key file.
        data: the data folder, in which the file must not lie; None where there is none (S3 and PostgreSQL).
        create: make a new key if there is no file.

    Raises:
        KeyFileError: the file is missing, damaged, readable by others, or lies in the data folder.
    """
    if data is not None and path.resolve().is_relative_to(data.resolve()):
        raise KeyFileError(f"{path}: the master key must not lie in the data folder; move it elsewhere")
    if not path.exists():
        if not create:
            raise KeyFileError(f"{path}: there is no master key; without it stored data cannot be opened")
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        Keyring({}, "").with_new().save(path)
    if path.stat().st_mode & 0o077:
        raise KeyFileError(f"{path}: others can read the master key; run: chmod 600 {path}")
    try:
        held = json.loads(path.read_bytes())
        keys = {name: base64.b64decode(key) for name, key in held["keys"].items()}
        current = held["current"]
    except (OSError, ValueError, KeyError, AttributeError, TypeError, binascii.Error) as exc:
        raise KeyFileError(f"{path}: this is not a master key file") from exc
    if current not in keys or any(len(k) != KEY_BYTES for k in keys.values()):
        raise KeyFileError(f"{path}: this is not a master key file")
    return Keyring(keys, current)


def default_key_file() -> Path:
    """Where the master key lies unless told otherwise: the configuration folder of the account."""
    home = os.environ.get("XDG_CONFIG_HOME")
    return (Path(home) if home else Path.home() / ".config") / "oncotailor" / "master.key"

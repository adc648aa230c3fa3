import stat
from pathlib import Path

import pytest

from flows.store.errors import KeyFileError, SealError
from flows.store.keyring import Keyring, load_keyring


def test_a_key_is_made_for_the_owner_alone_and_found_again(tmp_path: Path) -> None:
    path = tmp_path / "k" / "master.key"
    made = load_keyring(path, tmp_path / "data", create=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    name, wrapped = made.wrap(b"k" * 32, "p1")
    again = load_keyring(path, tmp_path / "data")
    assert again.unwrap(name, wrapped, "p1") == b"k" * 32
    with pytest.raises(SealError):
        again.unwrap(name, wrapped, "p2")


def test_unsafe_or_missing_keys_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "k" / "master.key"
    with pytest.raises(KeyFileError, match="there is no master key"):
        load_keyring(path, tmp_path / "data")
    with pytest.raises(KeyFileError, match="must not lie in the data folder"):
        load_keyring(tmp_path / "data" / "x" / "master.key", tmp_path / "data", create=True)
    load_keyring(path, None, create=True)
    path.chmod(0o640)
    with pytest.raises(KeyFileError, match="others can read"):
        load_keyring(path, None)
    path.chmod(0o600)
    for bad in (b"", b"{}", b'{"current": "a", "keys": {"b": "AA=="}}', b'{"current": "a", "keys": {"a": "AA=="}}'):
        path.write_bytes(bad)
        with pytest.raises(KeyFileError, match="not a master key file"):
            load_keyring(path, None)


def test_both_keys_open_while_a_rotation_runs(tmp_path: Path) -> None:
    old = Keyring({}, "").with_new()
    name, wrapped = old.wrap(b"k" * 32, "p")
    both = old.with_new()
    assert both.current != old.current and both.unwrap(name, wrapped, "p") == b"k" * 32
    path = tmp_path / "m.key"
    both.save(path)
    held = load_keyring(path, None)
    assert held.names == both.names and held.current == both.current
    with pytest.raises(KeyFileError, match="lacks key"):
        held.only_current().unwrap(name, wrapped, "p")
    assert not list(tmp_path.glob("*.part"))

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.store.errors import SealError
from flows.store.seal import Sealer
from flows.store.streams import CHUNK, HEAD, TAG, Encryptor, decrypt

KEY = bytes(range(32))
SIZES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 7]


def encrypted(data: bytes, blob: str = "b1", key: bytes = KEY, step: int = 10_000) -> bytes:
    parts: list[bytes] = []
    encryptor = Encryptor(Sealer(key), blob, parts.append)
    for start in range(0, len(data), step):
        encryptor.feed(data[start : start + step])
    encryptor.finish()
    return b"".join(parts)


def decrypted(sealed: bytes, blob: str = "b1", key: bytes = KEY, step: int = 7000) -> bytes:
    pieces = [sealed[i : i + step] for i in range(0, len(sealed), step)]
    return b"".join(decrypt(Sealer(key), blob, pieces))


def content(size: int) -> bytes:
    return bytes(i * 31 % 251 for i in range(size))


@given(st.binary(max_size=300), st.text(max_size=10))
def test_what_is_sealed_opens_at_its_place_and_nowhere_else(data: bytes, place: str) -> None:
    sealer = Sealer(KEY)
    for seal, open_ in ((sealer.seal, sealer.open), (sealer.pack, sealer.unpack)):
        sealed = seal(data, "patient", "table", place)
        assert open_(sealed, "patient", "table", place) == data
        for other in (("patient", "tabl", "e" + place), ("patient", "table", place + "x"), ("patient", "table")):
            with pytest.raises(SealError):
                open_(sealed, *other)


@pytest.mark.parametrize("change", [lambda s: s[:-1], lambda s: b"\x02" + s[1:], lambda s: b"", lambda s: s[:5]])
def test_damaged_ciphertext_does_not_open(change: object) -> None:
    sealed = Sealer(KEY).seal(b"secret", "x")
    with pytest.raises(SealError):
        Sealer(KEY).open(change(sealed), "x")  # type: ignore[operator]
    with pytest.raises(SealError):
        Sealer(bytes(32)).open(sealed, "x")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("step", [1000, CHUNK + TAG, 1 << 20])
def test_a_stream_comes_back_whole(size: int, step: int) -> None:
    sealed = encrypted(content(size), step=step)
    assert decrypted(sealed, step=step) == content(size)
    assert content(size)[:40] not in sealed or size < 20


@pytest.mark.parametrize("size", SIZES)
def test_a_stream_cut_off_swapped_or_repeated_does_not_open(size: int) -> None:
    sealed = encrypted(content(size))
    whole = CHUNK + TAG
    chunks = [sealed[i : i + whole] for i in range(HEAD, len(sealed), whole)]
    bad = [sealed[:-1], sealed + b"x", sealed[: HEAD - 1], sealed[:HEAD], b"", sealed[:HEAD] + b"".join(chunks[:-1])]
    if len(chunks) > 2:
        bad.append(sealed[:HEAD] + b"".join([chunks[1], chunks[0], *chunks[2:]]))
        bad.append(sealed[:HEAD] + b"".join([chunks[0], chunks[0], *chunks[1:]]))
        bad.append(sealed[:HEAD] + b"".join(chunks[1:]))
    for one in bad:
        with pytest.raises(SealError):
            decrypted(one)
    with pytest.raises(SealError):
        decrypted(sealed, blob="b2")
    with pytest.raises(SealError):
        decrypted(sealed, key=bytes(32))


def test_digests_are_keyed_and_differ_by_purpose() -> None:
    one, other = Sealer(KEY), Sealer(bytes(32))
    assert one.mac("document", b"x") == one.mac("document", b"x")
    assert len({one.mac("document", b"x"), one.mac("target", b"x"), other.mac("document", b"x")}) == 3

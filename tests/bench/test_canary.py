"""``python -m bench.canary``: the search finds what it should, and a small run finds nothing."""

import base64
import gzip
import io
import sqlite3
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from bench.canary import PLACES, Run, Words, bites, measure, places_of, problems, temporary, under

WORDS = Words.new()
SECRET = WORDS["TEXT"].encode()


def zipped(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a name.txt", data)
    return out.getvalue()


FORMS: dict[str, Callable[[bytes], bytes]] = {
    "plain": bytes,
    "small": bytes.lower,
    "utf-16": lambda b: b.decode().encode("utf-16"),
    "utf-16, other end": lambda b: b.decode().encode("utf-16-be"),
    "hexadecimal": lambda b: b.hex().encode(),
    "base64": base64.b64encode,
    "base64, one on": lambda b: base64.b64encode(b"a" + b),
    "base64, two on": lambda b: base64.b64encode(b"ab" + b + b"c"),
    "base64 for addresses": lambda b: base64.urlsafe_b64encode(b"ab" + b),
    "zlib": zlib.compress,
    "zlib, hardly": lambda b: zlib.compress(b * 9, 1),
    "gzip": gzip.compress,
    "zip": zipped,
    "base64 in zlib in zip": lambda b: zipped(zlib.compress(base64.b64encode(b))),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_word_is_found_in_every_form(form: str) -> None:
    harmless = bytes(range(256)) * 20
    assert places_of(WORDS, [("x", harmless + FORMS[form](b"so: " + SECRET) + harmless)]) == ["x"]
    assert places_of(WORDS, [("x", harmless + FORMS[form](b"so: ZQANOTHERWORDTEXT") + harmless)]) == []


@pytest.mark.parametrize("channel", ["a file", "a name", "a row", "the write-ahead log", "a temporary folder"])
def test_a_word_is_found_in_every_channel(channel: str, tmp_path: Path) -> None:
    since, own = time.time() - 1, tmp_path / "own"
    (tmp_path / "deep").mkdir()
    database = sqlite3.connect(tmp_path / "x.db")
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("CREATE TABLE t (a)")
    database.commit()

    def found() -> list[str]:
        return places_of(WORDS, [*under(tmp_path), *temporary(since, own, [tmp_path])])

    assert found() == []
    if channel == "a file":
        (tmp_path / "deep" / "x").write_bytes(SECRET)
    elif channel == "a name":
        (tmp_path / "deep" / SECRET.decode()).touch()
    elif channel == "a temporary folder":
        (tmp_path / "deep" / "y").write_bytes(base64.b64encode(SECRET))
    else:
        database.execute("INSERT INTO t VALUES (?)", (SECRET.decode(),))
        database.commit()
        if channel == "a row":
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    places = found()
    database.close()
    assert places != []
    assert channel != "the write-ahead log" or any(p.endswith("-wal") for p in places)


def test_what_shows_nothing_is_said() -> None:
    good = Run(WORDS, states=["done"] * 3 + ["refused"], planted=list(PLACES), killed=["worker"])
    assert problems(good, {"files": []}, {"files": True}) == []
    assert problems(good, {"files": ["x"]}, {"files": True}) == ["files: a word is in x"]
    assert problems(good, {}, {"files": False}) == ["the search does not bite in files"]
    assert len(problems(Run(WORDS), {}, {})) == 8
    assert bites(WORDS, {"files": [], "logs": [("x", b"y" * 100)]}) == {"files": True, "logs": True}


@pytest.mark.slow
@pytest.mark.ocr
def test_no_word_stands_anywhere_outside_ciphertext(tmp_path: Path) -> None:
    run, found, bitten = measure(prefect=False, seconds=240, folder=tmp_path)
    assert problems(run, found, bitten) == []
    assert set(bitten) >= {"database", "files", "logs", "temporary", "answers", "row"}

"""Good files with something broken in them, the same ones for the same seed."""

import random
from collections.abc import Callable, Sequence

from tools.bad import File, Files

NUMBERS = (b"0", b"-1", b"1", b"65536", b"2147483647", b"4294967295", b"99999999999", b"1e38", b"0.0000001")
WORDS = (
    b"/Length",
    b"/Kids",
    b"/Count",
    b"/Filter",
    b"/Type",
    b"/Root",
    b"/Resources",
    b"/Font",
    b"obj",
    b"endobj",
    b"stream",
    b"endstream",
    b"xref",
    b"trailer",
    b"startxref",
    b"/MediaBox",
    b"/Contents",
    b"/Width",
    b"/Height",
    b"/ToUnicode",
    b"/FontFile2",
    b"/Encoding",
    b"/Parent",
    b"<<",
    b">>",
    b"[",
    b"]",
    b"\xff\xda",
    b"\xff\xc0",
    b"IDAT",
    b"IHDR",
)
Change = Callable[[random.Random, bytearray], None]


def mutations(samples: Sequence[File], count: int, seed: int = 1) -> Files:
    """``count`` broken copies of ``samples``, taken in turn."""
    for number in range(count):
        lots = random.Random(f"{seed}-{number}")
        name, good = samples[number % len(samples)]
        data = bytearray(good)
        for _ in range(lots.choice((1, 1, 2, 3, 8))):
            lots.choice(CHANGES)(lots, data)
        yield f"mutation_{number:05d}_{name}", bytes(data)


def _place(lots: random.Random, data: bytearray) -> tuple[int, int]:
    start = lots.randrange(max(1, len(data)))
    return start, min(len(data), start + lots.choice((1, 4, 16, 64, 1024)))


def _bytes(lots: random.Random, data: bytearray) -> None:
    for _ in range(lots.choice((1, 5, 50))):
        if data:
            data[lots.randrange(len(data))] = lots.randrange(256)


def _bits(lots: random.Random, data: bytearray) -> None:
    for _ in range(lots.choice((1, 10, 200))):
        if data:
            data[lots.randrange(len(data))] ^= 1 << lots.randrange(8)


def _drop(lots: random.Random, data: bytearray) -> None:
    start, end = _place(lots, data)
    del data[start:end]


def _double(lots: random.Random, data: bytearray) -> None:
    start, end = _place(lots, data)
    data[start:start] = data[start:end] * lots.choice((1, 2, 100))


def _swap(lots: random.Random, data: bytearray) -> None:
    start, end = _place(lots, data)
    part = data[start:end]
    del data[start:end]
    other = lots.randrange(len(data) + 1)
    data[other:other] = part


def _blank(lots: random.Random, data: bytearray) -> None:
    start, end = _place(lots, data)
    data[start:end] = bytes([lots.choice((0, 32, 255))]) * (end - start)


def _cut(lots: random.Random, data: bytearray) -> None:
    del data[lots.randrange(len(data) + 1) :]
    if lots.random() < 0.7:
        data += b"\nstartxref\n0\n%%EOF\n"


def _number(lots: random.Random, data: bytearray) -> None:
    places = [i for i in range(len(data)) if 48 <= data[i] < 58 and (i == 0 or not 48 <= data[i - 1] < 58)]
    if not places:
        return
    start = end = lots.choice(places)
    while end < len(data) and 48 <= data[end] < 58:
        end += 1
    data[start:end] = lots.choice(NUMBERS)


def _word(lots: random.Random, data: bytearray) -> None:
    word = lots.choice(WORDS)
    at = bytes(data).find(word, lots.randrange(max(1, len(data))))
    if at >= 0:
        data[at : at + len(word)] = lots.choice(WORDS)


CHANGES: tuple[Change, ...] = (_bytes, _bits, _drop, _double, _swap, _blank, _cut, _number, _number, _word, _word)

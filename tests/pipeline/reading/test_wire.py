"""Messages on a pipe: however the bytes come, each message is whole, and nobody waits past a deadline."""

import os
import time
from collections.abc import Iterator

import pytest

from pipeline.reading.wire import DONE, HEADER, PAGE, LateError, Wire, WireError

Ends = tuple[Wire, int]


@pytest.fixture
def ends() -> Iterator[Ends]:
    """A wire that reads what is written to the other end."""
    read, write = os.pipe()
    back_read, back_write = os.pipe()
    yield Wire(read, back_write, 1000), write
    for end in (read, write, back_read, back_write):
        os.close(end)


def test_messages_that_come_together_are_parted(ends: Ends) -> None:
    wire, other = ends
    os.write(other, HEADER.pack(PAGE, 3) + b"abc" + HEADER.pack(PAGE, 0) + HEADER.pack(DONE, 2) + b"ok")
    assert [wire.receive() for _ in range(3)] == [(PAGE, b"abc"), (PAGE, b""), (DONE, b"ok")]


def test_a_message_that_comes_in_pieces_is_whole(ends: Ends) -> None:
    wire, other = ends
    whole = HEADER.pack(PAGE, 4) + b"abcd" + HEADER.pack(DONE, 0)
    os.write(other, whole[:5])
    with pytest.raises(LateError):
        wire.receive(time.monotonic())
    wire, other = Wire(wire._read, wire._write, 1000), other  # one that was late is not used again
    os.write(other, whole[:11])
    os.write(other, whole[11:])
    assert wire.receive() == (PAGE, b"abcd")
    assert wire.receive() == (DONE, b"")


def test_more_than_the_limit_is_refused_before_it_is_read(ends: Ends) -> None:
    wire, other = ends
    os.write(other, HEADER.pack(PAGE, 1001))
    with pytest.raises(WireError):
        wire.receive()


def test_what_was_sent_arrives_however_large() -> None:
    read, write = os.pipe()
    back_read, back_write = os.pipe()
    sender, receiver = Wire(back_read, write, 1 << 24), Wire(read, back_write, 1 << 24)
    body = os.urandom(60_000)
    for message in (b"", body):
        sender.send(PAGE, message)
        assert receiver.receive() == (PAGE, message)
    with pytest.raises(LateError):
        sender.send(PAGE, bytes(1 << 22), time.monotonic() + 0.05)  # nobody reads
    for end in (read, write, back_read, back_write):
        os.close(end)


def test_the_end_of_the_other_side_is_noticed(ends: Ends) -> None:
    read, write = os.pipe()
    os.write(write, HEADER.pack(PAGE, 4) + b"ab")
    os.close(write)
    null = os.open(os.devnull, os.O_WRONLY)
    with pytest.raises(WireError):
        Wire(read, null, 1000).receive()
    os.close(read)
    os.close(null)

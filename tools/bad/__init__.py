"""Hostile files made from nothing: no sample of anybody else's. Each family yields names and bytes."""

from collections.abc import Iterator

File = tuple[str, bytes]
Files = Iterator[File]

"""Text made comparable without moving a character, and its pieces for dictionary look-ups."""

from functools import lru_cache

Piece = tuple[str, int, int]
"""Lower-case piece of text with its start and end in the text."""

MAX_CHUNK = 80
"""Longer runs without a space are no words; they are read as one piece, which bounds the work per character."""

_SAME = str.maketrans(
    {
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-", "\ufe63": "-",
        "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u00a0": " ", "\u202f": " ", "\u2009": " ",
        "\u2192": ">", "\u2044": "/", "\u2215": "/", "\t": " ", "\uff1a": ":", "\u00d7": "x",
    }
)  # fmt: skip


def normalise(text: str) -> str:
    """``text`` with typographic dashes, quotes and spaces made plain; same length, so offsets hold."""
    return text.replace("\t", " ") if text.isascii() else text.translate(_SAME)


def _kind(char: str) -> int:
    if char.isalpha():
        return 1
    return 2 if char.isdigit() else 0


@lru_cache(maxsize=20_000)
def split_chunk(chunk: str) -> tuple[Piece, ...]:
    """Runs of letters, runs of digits and single signs of a chunk; hyphens are left out.

    Names stand inside compounds (``HER2/CEP17``, ``ven/aza``, ``MDS-EB2``), so pieces are finer than tokens.
    Left-out hyphens make ``del(5q)``, ``5q-`` and ``EB-2`` equal to their other spellings.
    """
    if len(chunk) > MAX_CHUNK:
        return ((chunk.lower()[:MAX_CHUNK], 0, len(chunk)),)
    pieces: list[Piece] = []
    start, kind = 0, -1
    for i, char in enumerate(chunk):
        now = _kind(char)
        if kind > 0 and now != kind:
            pieces.append((chunk[start:i].lower(), start, i))
        if now == 0 and char != "-":
            pieces.append((char, i, i + 1))
        if now != kind or now == 0:
            start, kind = i, now
    if kind > 0:
        pieces.append((chunk[start:].lower(), start, len(chunk)))
    return tuple(pieces)


def pieces_of(text: str) -> list[Piece]:
    """All pieces of ``text``, in order."""
    found: list[Piece] = []
    at = 0
    for chunk in text.split():
        at = text.index(chunk, at)
        pieces = split_chunk(chunk)
        if len(pieces) == 1:
            piece, start, end = pieces[0]
            found.append((piece, at + start, at + end))
        else:
            found += [(piece, at + start, at + end) for piece, start, end in pieces]
        at += len(chunk)
    return found

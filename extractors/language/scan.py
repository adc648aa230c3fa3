"""A dictionary scan: all names of a vocabulary found in one pass, longest first, inside compounds too."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from extractors.language.text import Piece, pieces_of, split_chunk

_END = ""


@dataclass(frozen=True, slots=True)
class Name:
    """One spelling and what it stands for. ``exact`` names (abbreviations) match their own case only."""

    text: str
    value: Any
    exact: bool = False
    context: frozenset[str] = field(default=frozenset(), compare=False)
    blocks: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found at ``text[start:end]``."""

    value: Any
    start: int
    end: int
    name: Name


def is_abbreviation(text: str) -> bool:
    """Short and without a lower-case letter: ``RA``, ``HMA``, ``AZA``; such names match upper case only."""
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and len(letters) <= 6 and not any(c.islower() for c in letters)


class Dictionary:
    """Names by their pieces. Building it is the slow part: build once per vocabulary."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._root: dict[str, Any] = {}
        self._opens = lru_cache(maxsize=8192)(self._opening)
        for name in names:
            self._add(name)

    def _add(self, name: Name) -> None:
        pieces = [p for p, _, _ in pieces_of(name.text)]
        if not pieces:
            return
        ends = [pieces[-1]]
        if len(pieces[-1]) >= 3 and pieces[-1].isalpha() and not pieces[-1].endswith("s"):
            ends.append(pieces[-1] + "s")
        for end in ends:
            node = self._root
            for piece in [*pieces[:-1], end]:
                node = node.setdefault(piece, {})
            ends_here: list[Name] = node.setdefault(_END, [])
            if not any(_stands_for(n, name) for n in ends_here):
                ends_here.append(name)

    def may_stand_in(self, text: str) -> bool:
        """Whether a name may begin somewhere in ``text``: a quick look at its words one by one."""
        return any(map(self._opens, text.split()))

    def _opening(self, chunk: str) -> bool:
        return any(piece in self._root for piece, _, _ in split_chunk(chunk))

    def scan(self, text: str, pieces: list[Piece]) -> Iterator[Hit]:
        """Leftmost longest names; a name never begins or ends inside a run of letters and digits.

        A spelling that stands for several things yields one hit for each; the caller must choose or abstain.
        """
        n, root, free = len(pieces), self._root, 0
        for i in [i for i, (piece, _, _) in enumerate(pieces) if piece in root]:
            if i < free:
                continue  # inside the name before
            node = root.get(pieces[i][0])
            best: list[Name] = []
            last = j = i
            while node is not None:
                ends = node.get(_END)
                if ends is not None and (fit := _fitting(ends, text, pieces[i][1], pieces[j][2])):
                    best, last = fit, j
                j += 1
                node = node.get(pieces[j][0]) if j < n else None
            for name in best:
                if not name.blocks:
                    yield Hit(name.value, pieces[i][1], pieces[last][2], name)
            free = last + 1 if best else i + 1


def _stands_for(known: Name, name: Name) -> bool:
    """Whether ``known`` matches wherever ``name`` does; "AZA" and "aza" each match their own case."""
    same = known.value is name.value and known.blocks == name.blocks
    return same and known.exact <= name.exact and (not known.exact or known.text == name.text)


def _fitting(names: list[Name], text: str, start: int, end: int) -> list[Name]:
    """The names that the characters fit; one that only blocks counts when no other does."""
    if start and text[start - 1].isalnum() and text[start].isalnum():
        return []
    if end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        return []
    fit = [n for n in names if not n.exact or _same_case(text[start:end], n.text)]
    fit = [n for n in fit if not n.blocks] or fit
    return [n for i, n in enumerate(fit) if not any(n.value is k.value for k in fit[:i])]


def _same_case(found: str, name: str) -> bool:
    """``ESAs`` is ESA; ``all`` is not ALL; ``Len`` is Len and LEN."""
    letters = [c for c in found if c.isalpha()]
    if found.endswith("s") and not name.endswith(("s", "S")):
        letters.pop()
    wanted = [c for c in name if c.isalpha()]
    titled = sum(c.isupper() for c in wanted) <= 1  # Len, Ven; not MDS-h, which is no MDS H
    return letters == wanted or (titled and all(c.isupper() for c in letters))

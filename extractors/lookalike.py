"""How far two readings of one printed word are apart, and which known name both can only be.

Optical readers mistake signs that are printed alike (1, l and I; 0 and O; 5, S and §; q and 9) and lose thin ones. A
known name settles two different readings when it is near both and nothing else that is known comes near.
"""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from extractors.readings import look_alike

GROUPS = (
    "1lIi|!jtr[]{}()/", "0oOQD°", "5sS$§", "8bB&", "2zZ", "9qg", "ec¢€£EFC", "uvUVy", "nhmr", "6G", "ftT", "71T", "4A",
    "ao", "XxKk", "MWw", "gq", "PF", "HN", "fI", "sS8",
)  # fmt: skip
"""Signs that are printed alike. A sign may stand in several groups."""
_FOLD = str.maketrans("lI|!ijoOQ°sS$§bBzZqgcC¢€£uU", "111111000055558822" + "99eeeeevv")
LOOKS, CASE, ACCENT, LETTER, FIGURE = 0.3, 0.1, 0.1, 1.0, 2.0
"""What a sign read as another costs: printed alike, capital or small, with a speck above; any other; a lost figure."""
SHORT = 4
"""Names shorter than this are settled by signs printed alike only."""
LONG = 8
"""Words of so many letters are settled though neither reading is the name itself: nothing else is near."""
NEAR, APART = 1.3, 0.7
"""Most that both readings together may be away from the name, and least that the next name is farther away."""
APART_READ = 0.5
"""The same where one engine read the very name: for any other one both would have erred."""


def bare(text: str) -> str:
    """``text`` without accents: specks above a letter are read as such."""
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


@lru_cache(maxsize=4096)
def _sign_cost(a: str, b: str) -> float:
    if a == b:
        return 0.0
    if a.lower() == b.lower():
        return CASE
    if any(a in group and b in group for group in GROUPS):
        return LOOKS
    if any(a.lower() in group and b.lower() in group for group in GROUPS):
        return LOOKS + CASE
    if bare(a).lower() == bare(b).lower():
        return ACCENT
    return FIGURE if a.isdigit() or b.isdigit() else LETTER


def _lost_cost(c: str) -> float:
    return FIGURE if c.isdigit() else LETTER if c.isalnum() else 0.5


@lru_cache(maxsize=8192)
def distance(a: str, b: str) -> float:
    """Cost of reading ``b`` where ``a`` is printed: the least sum over lost, added and mistaken signs."""
    row = [0.0]
    for c in b:
        row.append(row[-1] + _lost_cost(c))
    for c in a:
        above, row = row, [row[0] + _lost_cost(c)]
        for j, d in enumerate(b):
            row.append(min(above[j] + _sign_cost(c, d), above[j + 1] + _lost_cost(c), row[j] + _lost_cost(d)))
    return row[-1]


def _odd(text: str) -> bool:
    """Whether capitals stand where no one writes them."""
    return not (text.isupper() or text.islower() or text[1:].islower())


def _folded(text: str) -> str:
    return bare(text).translate(_FOLD).lower().replace("rn", "m")


def _shorter(text: str) -> Iterable[str]:
    return (text[:i] + text[i + 1 :] for i in range(len(text)))


class Names:
    """Known names, found by readings of them that are at most a sign away (signs printed alike counting as one)."""

    def __init__(self, names: Iterable[str]) -> None:
        self._near: dict[str, set[str]] = {}
        self._known: dict[str, str] = {}
        for name in names:
            known = self._known.setdefault(name.lower(), name)
            if known is not name:
                continue
            folded = _folded(name)
            for key in (folded, *_shorter(folded)):
                self._near.setdefault(key, set()).add(name)

    def all(self) -> Iterable[str]:
        """Every name."""
        return self._known.values()

    def spelled(self, text: str) -> str | None:
        """The known name that ``text`` is but for capitals, if there is one."""
        return self._known.get(text.lower())

    def near(self, text: str) -> set[str]:
        """Names at most a lost, added or mistaken sign from ``text``, and some a little farther."""
        folded = _folded(text)
        return set().union(*(self._near.get(key, ()) for key in (folded, *_shorter(folded))))

    @lru_cache(maxsize=8192)  # noqa: B019  (one object lives as long as the process)
    def only(self, one: str, other: str) -> str | None:
        """The one name both readings can be of, written as it was read; None where there is none or several.

        One of the readings must be the name itself, or both must differ from it in signs printed alike only.
        """
        known = {k for k in (self.spelled(one), self.spelled(other)) if k is not None}
        if len(known) > 1:
            return None
        if known and look_alike(one, other):
            return one if self.spelled(one) else other  # the other reading is no name, and its shapes are the same
        both = one.lower(), other.lower()
        costs = sorted((sum(distance(n.lower(), r) for r in both), n) for n in self.near(one) | self.near(other))
        costs = [(c, n) for c, n in costs if c <= NEAR + APART]
        apart = APART_READ if known else APART
        if not costs or costs[0][0] > NEAR or (len(costs) > 1 and costs[1][0] < costs[0][0] + apart):
            return None
        name = costs[0][1]
        alike = _folded(one) == _folded(other) == _folded(name) or (len(name) >= LONG and name.isalpha())
        if not alike and len(name) < SHORT:
            return None
        if known:
            read = [r for r in (other, one) if self.spelled(r) == name]
            return min(read, key=_odd) if read else None
        return name if alike else None

    def misprinted(self, text: str) -> str | None:
        """The one name that ``text``, which is none, differs from in signs printed alike only; letters, five at least.

        Both engines may read ``Plateiet`` alike.
        """
        if len(text) < 5 or not text.isalpha() or self.spelled(text) is not None:
            return None
        folded = _folded(text)
        same = [n for n in self._near.get(folded, ()) if n.isalpha() and _folded(n) == folded and len(n) == len(text)]
        if (
            not same and len(text) >= LONG
        ):  # "Platetets": one sign is another that is printed alike, nothing else is near
            near = {n for n in self.near(text) if len(n) == len(text) and distance(n.lower(), text.lower()) <= LOOKS}
            same = [n for n in near if n.isalpha()]
        if len(same) != 1:
            return None
        return same[0].title() if text.istitle() else same[0].upper() if text.isupper() else same[0]

"""Where one report ends and the next begins, and what repeats on every page."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from extractors.patterns import pattern
from knowledge.loader import read_toml
from pipeline.layout.ink import Line

_TOP = 18
_EDGE = 7


@dataclass(frozen=True, slots=True)
class _Words:
    keys: dict[str, str]
    key: Any
    numbers: tuple[Any, ...]


@lru_cache(maxsize=1)
def _words() -> _Words:
    data = read_toml("common/layout.toml")
    keys = {k: kind for kind, names in data["identity"].items() for k in names}
    alternatives = "|".join(_escaped(k) for k in sorted(keys, key=len, reverse=True))
    return _Words(
        keys,
        pattern(r"(?:^|[\t\s(|])(" + alternatives + r")\s*[#.]?\s*:\s*([^\t]{0,40})"),
        tuple(pattern(p) for p in data["page_number"]["patterns"]),
    )


def _escaped(text: str) -> str:
    return "".join(c if c.isalnum() or c in " _" else "\\" + c for c in text)


@lru_cache(maxsize=512)  # asked to find a report's pages, and again to find what only repeats
def page_number(text: str) -> tuple[int, int | None] | None:
    """The page number a line prints, with the number of pages where it says so."""
    for p in _words().numbers if any(map(str.isdigit, text)) else ():
        m = p.search(text)
        if m:
            groups = m.groups()
            return int(groups[0]), int(groups[1]) if len(groups) > 1 and groups[1] else None
    return None


def identity_of(lines: list[Line]) -> dict[str, str]:
    """Keys of an identity block in ``lines`` by kind, with the words that follow them (plain, lower case)."""
    words = _words()
    found: dict[str, str] = {}
    for line in lines:
        if ":" not in line.text:
            kind = words.keys.get(line.segments[0].text.lower().strip(" .")) if len(line.segments) == 2 else None
            if kind is not None:
                found.setdefault(kind, " ".join(line.segments[1].text.lower().split()))
            continue
        for m in words.key.finditer(line.text.lower()):
            found.setdefault(words.keys[m.group(1)], " ".join(m.group(2).split()))
    return found


def opens_with_key(text: str) -> bool:
    """Whether a cell begins with a key of an identity block ("Patient Name", "Birth Date 3 May 1950")."""
    words = text.lower().replace(":", " ").split()
    kinds = (_words().keys.get(" ".join(words[:n])) for n in (3, 2, 1) if len(words) >= n)
    return any(kind in ("name", "birth", "number") for kind in kinds)


def split_reports(pages: list[list[Line]]) -> list[list[Line]]:
    """The lines of each report, in reading order over its pages."""
    reports: list[list[Line]] = []
    state: tuple[dict[str, str], int | None] = ({}, None)
    for lines in pages:
        if not lines:
            continue
        number = _number_on(lines)
        identity = identity_of(lines[:_TOP])
        if not reports or _opens(identity, number, state):
            reports.append([])
        known = {} if len(reports[-1]) == 0 else state[0]
        state = ({**identity, **known}, number[0] if number else None)  # the cover sheet of a fax names nobody
        for k, chunk in enumerate(_within(lines)):
            if k:
                reports.append([])
                state = (identity_of(chunk[:_TOP]), state[1])
            reports[-1].extend(chunk)
    return reports


def _number_on(lines: list[Line]) -> tuple[int, int | None] | None:
    for line in [*lines[:6], *lines[-4:][::-1]]:
        if len(line.inks) <= 30:
            found = page_number(line.text)
            if found is not None:
                return found
    return None


def _opens(
    identity: dict[str, str], number: tuple[int, int | None] | None, state: tuple[dict[str, str], int | None]
) -> bool:
    before, last = state
    if number is not None:
        if number[0] == 1:
            return True
        if last is not None and number[0] == last + 1:
            return False
    if len(identity) < 2:
        return False
    same = [k for k in ("name", "birth", "number", "specimen") if k in identity and k in before]
    if any(identity[k] != before[k] for k in same):
        return True
    if not before:
        return True
    return "dated" in identity and "dated" in before and identity["dated"] != before["dated"]


def _within(lines: list[Line]) -> list[list[Line]]:
    """Reports that follow each other on one page: a second identity block, below a drawn rule or a title."""
    cuts: list[int] = []
    seen = 0
    for n, line in enumerate(lines):
        if ":" not in line.text or n < seen:
            continue
        here = identity_of(lines[n : n + 6])
        if len(set(here) & {"name", "birth", "number", "specimen"}) < 2 or not identity_of([line]):
            continue
        if cuts or seen or n > 12:
            start = _opening(lines, n)
            if start > (cuts[-1] if cuts else 0) + 4 and "name" in here:
                cuts.append(start)
        seen = n + 8
    bounds = [0, *cuts, len(lines)]
    return [lines[a:b] for a, b in pairwise(bounds)]


def _opening(lines: list[Line], n: int) -> int:
    """The first line of a report whose identity block starts at ``n``: its letterhead stands just above."""
    for k in range(n, max(n - 7, 0), -1):
        if lines[k].rule_above == "=":
            return k
    k = n
    while k > 0 and n - k < 4:
        above = lines[k - 1]
        gap = lines[k].top - above.bottom
        if gap > 1.2 * lines[k].height or above.text.endswith(".") or len(above.inks) > 12:
            break
        k -= 1
    if k > 1 and n - k < 4 and len(lines[k - 1].inks) <= 8 and not lines[k - 1].text.endswith("."):
        gap = lines[k - 1].top - lines[k - 2].bottom
        if gap > 1.2 * lines[k].height:
            k -= 1
    return k


def furniture(lines: list[Line], heights: dict[int, float]) -> set[int]:
    """Indices of lines that only repeat what the first page says, or number the page."""
    by_page: dict[int, list[int]] = {}
    for i, line in enumerate(lines):
        by_page.setdefault(line.page, []).append(i)
    out: set[int] = set()
    first: dict[str, int] = {}
    for page, indices in by_page.items():
        height = heights.get(page, 792.0)
        for i in indices[:_EDGE] + indices[-_EDGE:]:
            line = lines[i]
            text = line.text
            edge = line.bottom > 0.88 * height or line.top < 0.14 * height
            if not edge:
                continue
            if len(line.inks) <= 14 and page_number(text) is not None:
                out.add(i)
                continue
            origin = first.setdefault(text, i)
            if lines[origin].page != page:
                out.add(i)
                if line.bottom > 0.88 * height:
                    out.add(origin)
    return out

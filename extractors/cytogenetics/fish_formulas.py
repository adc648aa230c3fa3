"""``nuc ish`` and ``arr`` formulas: which markers they say are there and which not (ISCN 2020, chapters 14 and 15)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal

from extractors.patterns import pattern
from knowledge.cytogenetics import load_fish
from schemas.fish import FishMarker


@dataclass(frozen=True, slots=True)
class Signal:
    """One marker as a formula at ``text[start:end]`` states it; ``percent`` of nuclei where counts are printed."""

    name: str
    status: Literal["positive", "negative"]
    percent: float | None
    start: int
    end: int


@dataclass(slots=True)
class _Copies:
    """Copies of the probes of one chromosome in one cell line."""

    by_arm: dict[str, set[int]] = field(default_factory=dict)
    percent: float | None = None


@lru_cache(maxsize=1)
def probe_places() -> dict[str, tuple[str, str]]:
    """Probe name, lower case, to ``(chromosome, arm or "cen")``."""
    places: dict[str, tuple[str, str]] = {}
    for place, names in load_fish().probes.items():
        arm = "cen" if place.endswith("cen") else place[-1]
        places |= {n.replace(" ", ""): (place.removesuffix(arm), arm) for n in names}
    return places


@lru_cache(maxsize=1)
def _nuclear() -> Any:
    group = r"\([^()\n]{1,120}\)"
    locus = r"(?:[0-9XY]{1,2}[pq][0-9.]*|cen[0-9XY]{1,2})?"
    count = r"(?:\s?\[\s?\d{1,4}(?:\s?/\s?\d{1,4})?\s?\])?"
    one = rf"{locus}\s?{group}(?:x\d(?:~\d)?)?{count}"
    return pattern(rf"nuc\s?ish\s?(?P<body>{one}(?:\s?[,/;.]?\s?{one})*)")


def nuclear_signals(text: str) -> list[Signal]:
    """All markers stated by ``nuc ish`` formulas in ``text``."""
    found: list[Signal] = []
    for m in _nuclear().finditer(text.replace("×", "x")):
        stated: dict[str, Signal] = {}
        for part in pattern(r"\]\s?/").split(m["body"]):
            for name, status, percent in _markers(_line(part)):
                known = stated.get(name)
                if known is None or (known.status == "negative" and status == "positive"):
                    stated[name] = Signal(name, status, percent if status == "positive" else None, m.start(), m.end())
        found += stated.values()
    return found


def formula_spans(text: str) -> list[tuple[int, int]]:
    """Where ``nuc ish`` formulas stand: no word of them is read as running text, whether they name a marker or none."""
    return [(m.start(), m.end()) for m in _nuclear().finditer(text.replace("×", "x"))]


def _line(part: str) -> dict[str, _Copies]:
    """Copies of each probe of one cell line by chromosome, with the percentage of nuclei that show it."""
    copies: dict[str, _Copies] = {}
    waiting: list[str] = []  # groups share the count behind the last of them
    for m in pattern(
        r"\((?P<probes>[^()]*)\)(?:x(?P<shared>\d)(?:~\d)?)?\s?(?:\[\s?(?P<k>\d{1,4})\s?(?:/\s?(?P<n>\d{1,4}))?)?"
    ).finditer(part):
        for probe in pattern(r"[,;]").split(m["probes"]):
            p = pattern(r"\s*(?P<name>.*?)\s*(?:x\s?(?P<n>\d)(?:~\d)?)?\s*").fullmatch(probe)
            number = (p["n"] or m["shared"]) if p else None
            place = probe_places().get(p["name"].lower().replace(" ", "")) if p else None
            if place is not None and number is not None:
                copies.setdefault(place[0], _Copies()).by_arm.setdefault(place[1], set()).add(int(number))
                waiting.append(place[0])
        if m["k"]:
            for chromosome in waiting:
                if m["n"] and int(m["n"]):
                    copies[chromosome].percent = round(100 * int(m["k"]) / int(m["n"]), 1)
            waiting = []
    return copies


def _markers(copies: dict[str, _Copies]) -> Iterator[tuple[str, Literal["positive", "negative"], float | None]]:
    for marker in load_fish().markers:
        found = copies.get(marker.chromosome)
        if marker.chromosome == "Y" and not _lost_y(copies):
            continue
        if found is not None and (status := _status(marker, found.by_arm)) is not None:
            yield marker.name, status, found.percent


def _lost_y(copies: dict[str, _Copies]) -> bool:
    """Whether one X and no Y are seen; one Y is normal, and two X without a Y are a woman's."""
    x, y = (set().union(*copies[c].by_arm.values()) if c in copies else set() for c in "XY")
    return x == {1} and y == {0}


def _status(marker: FishMarker, arms: dict[str, set[int]]) -> Literal["positive", "negative"] | None:
    """What the probes of one chromosome say of ``marker``; ``None`` where they do not test it."""
    all_copies = set().union(*arms.values())
    if marker.kind == "rearrangement":
        return None
    if marker.kind == "trisomy":
        if "cen" not in arms:
            return None
        return "positive" if min(arms["cen"]) >= 3 else "negative" if arms["cen"] == {2} else None
    if marker.kind == "monosomy":
        if len(arms) < 2 and "cen" not in arms:
            return None
        if all_copies <= {0, 1}:
            return "positive"
        if all_copies == {2} and len(arms) > 1:
            return None  # the other probe is the control of the arm's: two of each answer the question about the arm
        return "negative" if all_copies == {2} or ("cen" in arms and min(arms["cen"]) >= 2) else None
    target = arms.get(str(marker.arm))
    if target is None:
        return None
    if target <= {0, 1}:
        others = set().union(*(n for a, n in arms.items() if a != marker.arm), set())
        return None if others and others <= {0, 1} else "positive"  # all lost: monosomy, not a deletion
    return "negative" if min(target) >= 2 else None


@lru_cache(maxsize=1)
def _array() -> Any:
    place = r"(?:(?:\(?(?P<c>[0-9]{1,2}|X|Y)\)?)(?P<b1>[pq][0-9.]+)?(?P<b2>[pq][0-9.]+)?)"
    return pattern(
        rf"{place}\s?(?:\([0-9_,\s]+\))?\s?x\s?(?P<low>[0-4])(?:\s?~\s?(?P<high>[0-4]))?"
        r"(?:\s?\[(?P<part>0?\.\d+|\d{1,3}\s?%)\])?(?P<hmz>\s?(?:c?hmz|cn-?loh|loh))?"
    )


def array_signals(text: str) -> list[Signal]:
    """Losses, gains and copy-neutral loss of heterozygosity of ``arr`` formulas: ``array_del17p``, ``cnloh_17p``."""
    found: list[Signal] = []
    for a in pattern(r"\barr\s?(?:\[[^\]\n]{1,20}\]|\()").finditer(text):
        start = a.end() if a.group().endswith("]") else a.end() - 1
        stretch = text[start : start + 600].replace("×", "x").split("\n")[0].split(";")[0]
        for m in _array().finditer(stretch):
            for name in _array_names(m):
                found.append(Signal(name, "positive", None, start + m.start(), start + m.end()))
    return found


def _array_names(m: Any) -> Iterator[str]:
    low, high = int(m["low"]), int(m["high"] or m["low"])
    arms = {b[0] for b in (m["b1"], m["b2"]) if b} or {"p", "q"}
    chromosome = m["c"].upper()
    for marker in load_fish().markers:
        if marker.chromosome != chromosome:
            continue
        suffix = marker.name.removeprefix("fish_")
        whole = arms == {"p", "q"}
        if m["hmz"] and marker.kind == "deletion" and marker.arm in arms:
            yield f"cnloh_{chromosome}{marker.arm}"
        elif m["hmz"] or low == high == 2:
            continue
        elif (
            (marker.kind == "trisomy" and whole and high >= 3)
            or (marker.kind == "monosomy" and whole and low <= 1)
            or (marker.kind == "deletion" and marker.arm in arms and not whole and low <= 1)
        ):
            yield f"array_{suffix}"

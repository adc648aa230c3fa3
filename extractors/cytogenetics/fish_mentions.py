"""The markers and probes of FISH that a text names."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from extractors.cytogenetics.fish_formulas import probe_places
from extractors.patterns import pattern, phrase_pattern
from extractors.wordings import Wordings
from knowledge.cytogenetics import load_fish

_WORDINGS = Wordings("genetics", "fish_mentions")
_NONE_OF = _WORDINGS.pattern("none_of")


@dataclass(frozen=True, slots=True)
class Mention:
    """A marker or probe that a text names, and the markers it may be of."""

    start: int
    end: int
    names: tuple[str, ...]


@lru_cache(maxsize=1)
def _terms() -> tuple[Any, dict[str, tuple[str, ...]]]:
    """One pattern for all terms and probes, and what each names."""
    known = load_fish()
    names: dict[str, tuple[str, ...]] = {}
    for marker in known.markers:
        names |= {t: (marker.name,) for t in marker.terms}
    for pair in known.pairs:
        names |= {t: pair.names for t in pair.terms}
    for probe, (chromosome, arm) in probe_places().items():
        for marker in known.markers:
            own = marker.kind == "deletion" and marker.arm == arm
            own |= marker.kind in ("monosomy", "trisomy") and arm == "cen"
            own |= marker.kind == "trisomy" and arm == "q"
            if own and marker.chromosome == chromosome:
                names.setdefault(probe, (marker.name,))
    return phrase_pattern(names), names


def mentions_in(clause: str) -> list[Mention]:
    """The markers and probes that a clause names, in their order."""
    rx, names = _terms()
    found: list[Mention] = []
    for m in rx.finditer(clause):
        before, after = clause[: m.start()][-1:], clause[m.end() :][:1]
        if (before and (before.isalnum() or before in "-.")) or after.isalnum() or after == "%" or _is_range(clause, m):
            continue
        found.append(Mention(m.start(), m.end(), names[m.group().lower()]))
    if len(found) >= 2:
        for m in pattern(r"[(,/]\s*(8)\s*(?:[,)/]|and\b)").finditer(clause):
            found.append(Mention(m.start(1), m.end(1), ("fish_trisomy8",)))
    return found


def _is_range(clause: str, match: Any) -> bool:
    """Whether a sign stands between two numbers (``2-7 days``) and is no loss."""
    return clause[match.start()] in "+-" and clause[: match.start()].rstrip()[-1:].isdigit()


def found_of(clause: str, mentions: list[Mention]) -> list[Mention]:
    """The markers of a clause that are not denied beside others: "20q in 24% of nuclei, and none of 5q"."""
    return [m for m in mentions if len(mentions) == 1 or not _NONE_OF.search(clause[: m.start])] or mentions

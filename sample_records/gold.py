"""Compares a profile with the facts that a case must yield.

``compare(profile, gold)`` takes the profile's JSON (public contract, version 1) and a case's ``gold.json``. A fact is
*asserted* when it stands in a list of the profile and no item of ``review`` or ``conflicts`` points at it. Every gold
fact must be asserted (else ``missing``), nothing else may be (else ``false``), and what is asserted must agree in every
field the gold holds (else ``wrong``). Facts in ``also`` may be asserted and need not be.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from sample_records.agreement import RULES, Item, Rule, any_label, by_words, near, plain, same_date, spot
from sample_records.printers.words import squeeze

HOME = Path(__file__).parent / "mds"


@dataclass(frozen=True)
class Difference:
    """One disagreement: which list, what the gold says, what the profile says, and what is the matter."""

    list: str
    gold: Any
    found: Any
    why: str


@dataclass(frozen=True)
class Report:
    """The outcome for one case. ``clean`` is the acceptance: nothing missing, false or wrong."""

    missing: tuple[Difference, ...]
    false: tuple[Difference, ...]
    wrong: tuple[Difference, ...]
    incomplete: tuple[Difference, ...]
    misplaced: tuple[Difference, ...]
    found: int
    total: int

    @property
    def clean(self) -> bool:
        """Whether every gold fact was found and nothing false was asserted."""
        return not (self.missing or self.false or self.wrong)

    def render(self) -> str:
        """One line a difference, for people."""
        lines = [f"{self.found} of {self.total} gold facts found"]
        for name in ("missing", "false", "wrong", "incomplete", "misplaced"):
            for d in getattr(self, name):
                lines.append(f"{name:10} {d.list}: {d.why} | gold {_brief(d.gold)} | found {_brief(d.found)}")
        return "\n".join(lines)


def load(case: str | Path) -> dict[str, Any]:
    """The gold of a case, by folder or by the start of its name."""
    folder = Path(case) if isinstance(case, Path) else next(p for p in cases() if p.name.startswith(case))
    gold: dict[str, Any] = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    return gold


def cases() -> list[Path]:
    """Every case folder, in order."""
    return sorted(p.parent for p in HOME.glob("*/gold.json"))


def _brief(item: Any) -> str:
    hidden = {"evidence", "where", "words", "list"}
    kept = {k: v for k, v in item.items() if k not in hidden and v is not None} if isinstance(item, Mapping) else item
    return str(kept)[:220]


@dataclass
class _Tally:
    missing: list[Difference]
    false: list[Difference]
    wrong: list[Difference]
    incomplete: list[Difference]
    misplaced: list[Difference]
    found: int = 0
    total: int = 0


def compare(profile: Mapping[str, Any], gold: Mapping[str, Any]) -> Report:
    """What of ``gold`` the profile misses, what it asserts falsely, what it has wrong."""
    tally = _Tally([], [], [], [], [])
    doubted = _doubted(profile)
    for name, rule in RULES.items():
        items = [i for n, i in enumerate(profile.get(name) or ()) if (name, n) not in doubted]
        if name == "stages":
            items = [i for i in items if i.get("origin") == "reported"]
        _compare_list(name, rule, items, gold, tally)
    _compare_findings(profile, gold, tally)
    _compare_genes(profile, gold, tally)
    _compare_panels(profile, gold, tally)
    _compare_single(profile, gold, tally)
    _compare_patient(profile, gold, tally)
    _compare_documents(profile, gold, tally)
    _check_traps(profile, gold, doubted, tally)
    return Report(
        tuple(tally.missing),
        tuple(tally.false),
        tuple(tally.wrong),
        tuple(tally.incomplete),
        tuple(tally.misplaced),
        tally.found,
        tally.total,
    )


def _doubted(profile: Mapping[str, Any]) -> set[tuple[str, int]]:
    """Places of the profile that an item of review or conflicts points at."""
    places = set()
    for item in (*(profile.get("review") or ()), *(profile.get("conflicts") or ())):
        for pointer in (item.get("about", ""), *(item.get("also") or ())):
            name, bracket, rest = str(pointer).partition("[")
            number = rest.partition("]")[0]
            if bracket and number.isdigit():
                places.add((name, int(number)))
    return places


def _compare_list(name: str, rule: Rule, items: list[Item], gold: Mapping[str, Any], tally: _Tally) -> None:
    wanted: list[Item] = list(gold.get(name) or ())
    allowed = [a for a in gold.get("also", ()) if a["list"] == name]
    left = list(items)
    tally.total += len(wanted)
    open_: list[Item] = []
    for fact in wanted:
        hit = next((i for i in left if _agrees(rule, fact, i)), None)
        if hit is None:
            open_.append(fact)
            continue
        left.remove(hit)
        _check_fields(name, rule, fact, hit, tally)
    left = [i for i in left if not any(_agrees(rule, g, i) or _repeats(name, g, i) for g in (*wanted, *allowed))]
    for fact in open_:
        rival = next((i for i in left if all(t(fact, i) for t in rule.identity)), None)
        if rival is None:
            tally.missing.append(Difference(name, fact, None, "not asserted"))
        else:
            left.remove(rival)
            odd = _contradicted(fact, rival)
            kind = tally.wrong if odd else tally.missing
            kind.append(Difference(name, fact, rival, f"{', '.join(odd)} differ" if odd else "not whole"))
    tally.false += [Difference(name, None, i, "asserted, no gold fact") for i in left]


def _contradicted(fact: Item, item: Item) -> list[str]:
    """Fields in which the item says something else than the gold; an empty field says nothing."""
    said = [k for k, v in fact.items() if k not in NAMES and v is not None and item.get(k) not in (None, [])]
    odd = [k for k in said if item[k] not in fact.get(f"any_{k}", ()) and not _field_agrees(k, fact[k], item[k])]
    if "labels" in fact and plain(item.get("label")) not in GENERIC and not any_label(fact, item):
        odd.append("label")
    return odd + (["comparator"] if fact.get("comparator") != item.get("comparator") else [])


def _agrees(rule: Rule, fact: Item, item: Item) -> bool:
    return all(t(fact, item) for t in rule.identity) and all(t(fact, item) for t in rule.exact)


NAMES = {"agent", "disease", "labels", "where"}
GENERIC = {"myelodysplasticsyndrome", "myelodysplasticneoplasm", "mds"}


def _repeats(name: str, fact: Item, item: Item) -> bool:
    """Whether an item says a gold fact again, vaguer: 'MDS', '12% in January'."""
    if name == "diagnoses":
        same = all(item.get(k) == fact[k] for k in ("disease", "status"))
        return same and plain(item.get("label")) in GENERIC
    return (
        name == "labs"
        and all(near(fact.get(k), item.get(k)) for k in ("analyte", "value", "unit", "comparator"))
        and (item.get("collected") is None or same_date(fact.get("collected"), item.get("collected")))
    )


def _check_fields(name: str, rule: Rule, fact: Item, item: Item, tally: _Tally) -> None:
    """Count a found fact; its lesser fields may be empty, but not different."""
    tally.found += 1
    for key in (*rule.fields, *rule.dates):
        want, have = fact.get(key), item.get(key)
        if want in (None, []):
            continue
        if have in (None, []):
            tally.incomplete.append(Difference(name, fact, item, f"{key} is empty"))
        elif not (same_date(want, have) if key in rule.dates else _field_agrees(key, want, have)):
            tally.wrong.append(Difference(name, fact, item, f"{key} differs"))
    if (
        name == "labs"
        and fact.get("printed")
        and squeeze(fact["printed"]) not in squeeze(str(item.get("original", "")))
    ):
        tally.wrong.append(Difference(name, fact, item, "original is not what the page prints"))
    spots = {spot(p) for p in fact.get("where", ())}
    if spots and not any(spot(e) in spots for e in item.get("evidence", ())):
        tally.misplaced.append(Difference(name, fact, item, "no evidence where the gold has it"))


def _field_agrees(key: str, want: Any, have: Any) -> bool:
    if key == "abnormalities":
        return sorted(squeeze(a) for a in want) == sorted(squeeze(a) for a in have)
    return near(want, have)


def _compare_findings(profile: Mapping[str, Any], gold: Mapping[str, Any], tally: _Tally) -> None:
    for fact in gold.get("findings") or ():
        tally.total += 1
        hits = [
            i for i in (*(profile.get("findings") or ()), *(profile.get("comorbidities") or ())) if by_words(fact, i)
        ]
        allowed = fact.get("may_status") or [fact["status"]]
        if any(i.get("status", "present") in allowed for i in hits):
            tally.found += 1
        else:
            kind = tally.wrong if hits else tally.missing
            kind.append(
                Difference("findings", fact, hits[0] if hits else None, "status differs" if hits else "not asserted")
            )


def _compare_genes(profile: Mapping[str, Any], gold: Mapping[str, Any], tally: _Tally) -> None:
    want, have = set(gold.get("genes_tested_negative") or ()), set(profile.get("genes_tested_negative") or ())
    tally.total += len(want)
    tally.found += len(want & have)
    tally.missing += [Difference("genes_tested_negative", g, None, "not asserted") for g in sorted(want - have)]
    tally.false += [Difference("genes_tested_negative", None, g, "asserted, no gold fact") for g in sorted(have - want)]


def _compare_panels(profile: Mapping[str, Any], gold: Mapping[str, Any], tally: _Tally) -> None:
    """Panels are an addition to the contract: what is said of them must be right, and need not be said."""
    for fact in gold.get("gene_panels") or ():
        limit = fact.get("limit_of_detection")
        said = [p for p in profile.get("gene_panels") or () if same_date(fact["collected"], p.get("collected"))]
        for panel in said:
            have = panel.get("limit_of_detection")
            if have is not None and not near(limit, have):
                tally.wrong.append(Difference("gene_panels", fact, panel, "limit_of_detection differs"))
        if not any(set(fact["negative_includes"]) <= set(p.get("negative") or ()) for p in said):
            tally.incomplete.append(Difference("gene_panels", fact, None, "no panel with these genes"))


SINGLE = {
    "transfusions": ("rbc_units_8_weeks", "rbc_units_8_weeks_range", "rbc_units_lifetime", "dependent"),
    "performance": ("scale", "value"),
}
DERIVED = {"rbc_units_8_weeks_range"}
"""Fields that may repeat another one; they are looked at where the gold has them."""


def _compare_single(profile: Mapping[str, Any], gold: Mapping[str, Any], tally: _Tally) -> None:
    for name, fields in SINGLE.items():
        want, have = gold.get(name) or {}, profile.get(name) or {}
        for field in fields:
            if want.get(field) is not None:
                _compare_field(name, field, want, have, tally)
            elif have.get(field) is not None and field not in DERIVED and field not in want.get("open", ()):
                tally.false.append(Difference(name, None, {field: have[field]}, "asserted, no gold fact"))


def _compare_field(name: str, field: str, want: Item, have: Item, tally: _Tally) -> None:
    tally.total += 1
    w, h = want[field], have.get(field)
    if h is None:
        tally.missing.append(Difference(name, {field: w}, None, "not asserted"))
    elif any(near(option, h) for option in (w, *want.get(f"any_{field}", ()))):
        tally.found += 1
    else:
        tally.wrong.append(Difference(name, {field: w}, {field: h}, "differs"))


def _compare_patient(profile: Mapping[str, Any], gold: Mapping[str, Any], tally: _Tally) -> None:
    want, have = gold["patient"], profile.get("patient") or {}
    for field in ("name", "birth_date", "sex", "age_years"):
        w, h = want.get(field), have.get(field)
        if w in (None, "unknown"):
            if h not in (None, "unknown") and field != "age_years":
                tally.false.append(Difference("patient", None, {field: h}, "asserted, not printed"))
            continue
        tally.total += 1
        if h in (None, "unknown"):
            tally.missing.append(Difference("patient", {field: w}, None, "not asserted"))
        elif w == h or (field == "name" and _same_name(w, h)):
            tally.found += 1
        else:
            tally.wrong.append(Difference("patient", {field: w}, {field: h}, "differs"))


def _name_parts(name: str) -> set[str]:
    return {p for p in "".join(c if c.isalpha() or c in "-'" else " " for c in name.casefold()).split() if len(p) > 1}


def _same_name(a: str, b: str) -> bool:
    """Same names in any order; initials and titles do not count."""
    x, y = _name_parts(a), _name_parts(b)
    return len(x & y) >= min(2, len(x)) and (x <= y or y <= x)


def _compare_documents(profile: Mapping[str, Any], gold: Mapping[str, Any], tally: _Tally) -> None:
    have = {PurePath(d["file"]).stem: d for d in profile.get("documents") or ()}
    for want in gold["documents"]:
        tally.total += 1
        found = have.get(PurePath(want["file"]).stem)
        if found is None:
            tally.missing.append(Difference("documents", want, None, "not listed"))
            continue
        odd = [f for f in ("kind", "dated", "pages", "status") if found.get(f) not in want.get(f"any_{f}", [want[f]])]
        tally.found += not odd
        if odd == ["dated"] and found.get("dated") is None:
            tally.incomplete.append(Difference("documents", want, found, "dated is empty"))
            continue
        if odd:
            tally.wrong.append(Difference("documents", want, found, f"{', '.join(odd)} differ"))


def _asserted(profile: Mapping[str, Any], name: str, doubted: set[tuple[str, int]]) -> Iterator[Item]:
    for n, item in enumerate(profile.get(name) or ()):
        if (name, n) not in doubted:
            yield {"gene": item} if isinstance(item, str) else item


def _check_traps(
    profile: Mapping[str, Any], gold: Mapping[str, Any], doubted: set[tuple[str, int]], tally: _Tally
) -> None:
    """Every asserted item that took a bait is false, whatever else may allow it."""
    for bait in gold.get("absent") or ():
        for item in _asserted(profile, bait["list"], doubted):
            if item.get("status") == "ruled_out" and "status" not in bait["match"]:
                continue  # "no evidence of acute leukaemia" holds nothing of another person's, or of a definition
            if all(
                near(v, item.get(k)) or (k == "label" and plain(v) in plain(item.get(k)))
                for k, v in bait["match"].items()
            ):
                tally.false.append(Difference(bait["list"], None, item, f"trap: {bait['why']}"))

"""Makes a case: one person, three to six documents of families drawn by the seed, and the gold of what they print."""

import datetime as dt
import importlib
import json
import random
import zlib
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from bench.workshop import counts, fresh, genes, genetics, marrow, notes, transfusions
from bench.workshop.degrade import degrade
from bench.workshop.dress import COUNTRIES, Doc
from bench.workshop.gold import Gold
from bench.workshop.people import Person, person

Family = Callable[[Doc], None]
SETS: dict[str, str] = {
    "first": "the layouts that the rules were first made and mended on",
    "commonwealth": "by an author who had not seen the rules; mended on after first sight",
    "american": "by another such author; mended on after first sight",
    "assembled": "every document's header, columns, marks and words drawn by lot",
    "unseen": "by a third such author; mended on after first sight",
    "outside": "by a fourth such author; mended on after first sight",
    "sealed": "by a fifth such author; mended on after first sight",
    "withheld": "by a sixth such author; mended on after first sight",
    "clinics": "by a seventh such author; mended on after first sight",
    "wards": "by an eighth such author; mended on after first sight",
    "kept": "by a ninth such author; mended on after first sight",
    "arrivals": "by a tenth such author; mended on after first sight",
    "guests": "by an eleventh such author; mended on after first sight",
    "reserve": "by a twelfth such author; mended on after first sight",
    "newcomers": "by a thirteenth such author; mended on after first sight",
    "letters": "by a fourteenth such author, of prose alone; mended on after first sight",
    "lastlook": "by a fifteenth such author; mended on after first sight",
    "narrators": "by a sixteenth such author, mostly of prose; mended on after first sight",
    "printers": "by a seventeenth such author, of structured papers; mended on after first sight",
    "finale": "by an eighteenth such author; mended on after first sight",
    "institutions": "by a nineteenth such author, after kinds of institutions; mended on after first sight",
    "chroniclers": "by a twentieth such author, of prose; mended on after first sight",
    "cohort": "by a twenty-first such author; opened last",
}
"""Sets of layout families, by author."""
OPEN: tuple[str, ...] = (
    "first",
    "commonwealth",
    "american",
    "assembled",
    "unseen",
    "outside",
    "sealed",
    "withheld",
    "clinics",
    "wards",
    "kept",
    "arrivals",
    "guests",
    "reserve",
    "newcomers",
    "letters",
    "lastlook",
    "narrators",
    "printers",
    "finale",
    "institutions",
    "chroniclers",
    "cohort",
)
FIRST: dict[str, dict[str, Family]] = {
    "counts": {**counts.SINGLE, **counts.SEVERAL, **fresh.COUNTS, **fresh.COUNTS_SEVERAL},
    "marrow": {**marrow.FAMILIES, **fresh.MARROW}, "cytogenetics": genetics.FAMILIES,
    "genes": {**genes.FAMILIES, **fresh.GENES}, "note": {**notes.FAMILIES, **fresh.NOTES},
    "transfusions": transfusions.FAMILIES,
}  # fmt: skip
UNSCORED = frozenset({"prose", "portal", "tiers"})  # uncertain variants do not count in a score
MODES = ("digital", "scan", "scan150", "rotated", "skewed", "photo", "fax")
TODAY = dt.date(2026, 11, 20)
AFTER = {"counts": 0, "marrow": 0, "cytogenetics": 0, "genes": 0}


def _module(name: str) -> Any:
    """The package of a set; none for the first, whose families are in this one."""
    return None if name == "first" else importlib.import_module(f"bench.workshop.{name}")


@lru_cache
def kinds(sets: Sequence[str] = OPEN) -> Mapping[str, Mapping[str, Family]]:
    """The families of these sets by kind and name."""
    merged: dict[str, dict[str, Family]] = {kind: {} for kind in FIRST}
    for name in sets:
        module = _module(name)
        those = FIRST if module is None else module.FAMILIES
        for kind, families_ in those.items():
            merged[kind].update(families_)
    return merged


@lru_cache
def _unscored(sets: Sequence[str]) -> frozenset[str]:
    """Families that do not print every input of a score, or print several values of one."""
    modules = filter(None, map(_module, sets))
    return UNSCORED.union(counts.SEVERAL, fresh.COUNTS_SEVERAL, *(m.UNSCORED for m in modules))


def families(sets: Sequence[str] = OPEN) -> list[str]:
    """Every family as kind.name."""
    return [f"{kind}.{name}" for kind, those in kinds(sets).items() for name in those]


def _chosen(
    seed: int, number: int, kind: str, rng: random.Random, names: Sequence[str], only: Collection[str]
) -> str | None:
    """The family of this kind: in turn, so that every one comes up as often."""
    allowed = [n for n in names if not only or f"{kind}.{n}" in only or kind in only]
    if not allowed or (not only and kind == "transfusions" and rng.random() < 0.4):
        return None
    turn, place = divmod(number, len(allowed))
    random.Random(f"{seed}/{kind}/{turn}").shuffle(allowed)
    return allowed[place]


def chance(seed: int, number: int, stem: str) -> int:
    """The seed of what happens to one document's paper."""
    return zlib.crc32(f"{seed}/{number}/{stem}".encode())


def _day(who: Person, kind: str) -> dt.date:
    if kind in AFTER:
        return who.diagnosed
    return notes.seen(who, notes.story(who, random.Random(f"{who.source}/{who.ids}")))


def make_case(
    seed: int, number: int, mode: str, out: Path, only: Collection[str] = (), sets: Sequence[str] = OPEN
) -> Path:
    """Write the documents and ``gold.json`` of one case to a folder under ``out``."""
    rng = random.Random(f"case/{seed}/{number}")
    turn, place = divmod(number, len(sets))
    own = (sets[place],)  # one author's paper a case: houses of one country write their dates alike
    country = COUNTRIES[rng.randrange(len(COUNTRIES))]
    who = person(seed, number, getattr(_module(sets[place]), "COUNTRY", country))
    patient = {
        "name": who.name,
        "birth_date": who.born.isoformat(),
        "sex": {"F": "female", "M": "male"}[who.sex],
        "age_years": None,
    }
    gold = Gold(f"w{seed}_{number:03}", patient)
    folder = out / f"{gold.case}_{mode}"
    folder.mkdir(parents=True, exist_ok=True)
    scored = True
    for kind, those in kinds(own).items():
        name = _chosen(seed, turn, kind, rng, list(those), only)
        if name is None:
            continue
        doc = Doc(f"{kind}_{name}", who, gold, rng, _day(who, kind))
        those[name](doc)
        pdf = doc.finish(f"{kind}.{name}")
        data, ending = degrade(pdf, mode, chance(seed, number, doc.stem))
        (folder / f"{doc.stem}.{ending}").write_bytes(data)
        scored = scored and name not in _unscored(own)
    if scored and not only:
        gold.published = {"IPSS-R": who.ipssr.lower(), "IPSS-M": who.ipssm.lower()}
    (folder / "gold.json").write_text(json.dumps(gold.as_json(), indent=1) + "\n", encoding="utf-8")
    return folder

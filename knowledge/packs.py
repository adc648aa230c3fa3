"""Load a disease pack and check that everything in it refers to something that is there."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Any

from pydantic import BaseModel, ValidationError

from knowledge.loader import ROOT, read_toml
from schemas.errors import KnowledgePackError
from schemas.expressions import (
    BiomarkerAtom,
    ClauseRef,
    FindingAtom,
    HasAtom,
    KaryotypeAtom,
    LabAtom,
    OutcomeAtom,
    StageAtom,
)
from schemas.rules import Option, Pack

PACK_FILES = ("pack.toml", "sources.toml", "limits.toml", "words.toml", "clauses.toml", "cautions.toml", "topics.toml",
              "alerts.toml")  # fmt: skip
PLAIN_SLOTS = frozenset(
    {"label", "reasons", "gaps", "where", "it", "treatments", "diagnoses", "thing", "name", "date", "gene", "values"}
)
SLOTS = frozenset({
    "lab", "labs", "labvalue", "labdate", "labbefore", "stage", "risk", "riskfull", "riskinputs", "karyotype",
    "variants", "changed", "negative", "biomarker", "treatment", "planned", "declined", "agent", "transfusions",
    "performance", "finding", "findingdate", "findingvalue", "diagnosis", "patient",
})  # fmt: skip


@lru_cache(maxsize=4)
def load_pack(disease: str) -> Pack:
    """The pack in ``knowledge/<disease>/``.

    Raises:
        KnowledgePackError: a file is missing or wrong, an id stands twice, or a reference leads nowhere.
    """
    data: dict[str, Any] = {}
    for name in PACK_FILES:
        _merge(data, read_toml(f"{disease}/{name}"))
    for path in sorted((ROOT / disease / "rules").glob("*.toml")):
        _merge(data, read_toml(str(path.relative_to(ROOT))))
    return check_pack(data, Path(disease).name)


def check_pack(data: dict[str, Any], name: str) -> Pack:
    """Validate the tables of a pack.

    Raises:
        KnowledgePackError: something does not validate or does not resolve.
    """
    try:
        pack = Pack.model_validate(data)
    except ValidationError as exc:
        raise KnowledgePackError(f"knowledge/{name}: {exc}") from exc
    problems = list(_problems(pack))
    if problems:
        raise KnowledgePackError(f"knowledge/{name}: " + "; ".join(problems))
    return pack


def _merge(data: dict[str, Any], more: dict[str, Any]) -> None:
    for key, value in more.items():
        if isinstance(value, list):
            data.setdefault(key, []).extend(value)
        elif isinstance(value, dict):
            data.setdefault(key, {}).update(value)
        else:
            data[key] = value


def _problems(pack: Pack) -> Iterator[str]:
    yield from _twice(pack)
    yield from _references(pack)
    yield from _two_valued(pack)
    yield from _texts(pack)
    if pack.status == "reviewed" and not pack.reviewers:
        yield "a reviewed pack names its reviewers"


def _twice(pack: Pack) -> Iterator[str]:
    rules = [o.id for o in pack.options] + [c.id for c in pack.cautions] + [t.id for t in pack.topics]
    rules += [a.id for a in pack.alerts] + [q.id for q in pack.questions] + [g.id for g in pack.gates]
    for ids in (rules, [c.id for c in pack.clauses], [c.id for c in pack.concepts]):
        yield from (f"{name} stands {count} times" for name, count in Counter(ids).items() if count > 1)


def _walk(record: object) -> Iterator[BaseModel]:
    """Every record inside ``record``, itself included."""
    if isinstance(record, BaseModel):
        yield record
        for name in type(record).model_fields:
            yield from _walk(getattr(record, name))
    elif isinstance(record, tuple):
        for item in record:
            yield from _walk(item)


def _references(pack: Pack) -> Iterator[str]:
    known: dict[str, set[str]] = {
        "concept": {c.id for c in pack.concepts},
        "clause": {c.id for c in pack.clauses},
        "karyotype": {k.name for k in pack.karyotype_findings},
        "stage": {s.system for s in pack.stage_systems},
    }
    for record in _walk(pack):
        for source in getattr(record, "sources", ()) if not isinstance(record, Pack) else ():
            if source not in pack.sources:
                yield f"no source {source}"
        for key, names in known.items():
            if key in type(record).model_fields and getattr(record, key) not in names:
                yield f"no {key} {getattr(record, key)}"
    yield from _unchecked(pack)
    yield from _names(pack)


def _unchecked(pack: Pack) -> Iterator[str]:
    """Only a source that somebody read may be cited."""
    yield from (f"source {key} was not checked" for key, source in pack.sources.items() if not source.checked)


def _names(pack: Pack) -> Iterator[str]:
    """What can be missing has a plain name."""
    named: set[str] = set()
    for record in _walk(pack):
        if isinstance(record, LabAtom):
            named.add(record.lab)
        elif isinstance(record, BiomarkerAtom):
            named.add(record.biomarker)
        elif isinstance(record, FindingAtom):
            named.add(record.finding[0])
        elif isinstance(record, KaryotypeAtom | StageAtom):
            named.add("karyotype" if isinstance(record, KaryotypeAtom) else record.stage)
    yield from (f"no label for {name}" for name in sorted(named - set(pack.labels)))


def _two_valued(pack: Pack) -> Iterator[str]:
    """Silence must never decide an option: ``has`` and ``documented`` are for notes, alerts and questions."""
    clauses = {c.id: c for c in pack.clauses}

    def uses_has(record: object, seen: frozenset[str]) -> bool:
        for inner in _walk(record):
            if isinstance(inner, HasAtom) or (isinstance(inner, OutcomeAtom) and inner.documented):
                return True
            name = inner.clause if isinstance(inner, ClauseRef) else ""
            if name in clauses and name not in seen and uses_has(clauses[name].when, seen | {name}):
                return True
        return False

    for option in pack.options:
        if uses_has((option.requires, *(c.when for c in option.first)), frozenset()):
            yield f"{option.id}: has and documented are not for options"


def _texts(pack: Pack) -> Iterator[str]:
    for where, text in _sentences(pack):
        for _, slot, spec, _ in Formatter().parse(text):
            if slot is not None and slot not in PLAIN_SLOTS and slot not in SLOTS:
                yield f"{where}: no slot {slot}"
            if slot == "label" and spec and spec not in pack.labels:
                yield f"{where}: no label {spec}"


def _sentences(pack: Pack) -> Iterator[tuple[str, str]]:
    yield from pack.phrases.items()
    for clause in pack.clauses:
        yield clause.id, clause.yes + clause.no
    yield from ((c.id, c.text + (c.ask or "")) for c in pack.cautions)
    yield from ((a.id, a.text + (a.text_old or "")) for a in pack.alerts)
    yield from ((t.id, t.text) for t in pack.topics)
    yield from ((q.id, q.text) for q in pack.questions)
    yield from ((g.id, g.text) for g in pack.gates)
    for option in pack.options:
        yield option.id, "".join(_option_texts(option))


def _option_texts(option: Option) -> Iterable[str]:
    yield from option.text.values()
    yield from (c.text for c in option.first)
    yield option.ask or ""
    yield option.unconfirmed or ""

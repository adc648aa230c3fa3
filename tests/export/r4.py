"""Resources against the definitions of FHIR R4 (``r4.json``, HL7's own) and against what mCODE asks (``mcode.toml``).

Checked: every element is one the type has, as often as it may stand, of a type it may have, written as its primitive is
written; required bindings; references that lead, inside the bundle, to what they may; and R4's own invariants. Open
terminologies (LOINC, UCUM, RxNorm, SNOMED CT) are not looked up.
"""

import json
import tomllib
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import regex

HERE = Path(__file__).parent
Json = dict[str, Any]
PYTHON = {"boolean": bool, "integer": int, "positiveInt": int, "unsignedInt": int}
SPECIAL = {"String": "string", "Date": "date", "DateTime": "dateTime", "Time": "time"}


@lru_cache
def definitions() -> Json:
    found: Json = json.loads((HERE / "r4.json").read_text("ascii"))["types"]
    return found


@lru_cache
def profiles() -> Json:
    return tomllib.loads((HERE / "mcode.toml").read_text("utf-8"))


@lru_cache
def written_as(pattern: str) -> Callable[[str], object]:
    return regex.compile(pattern).fullmatch


def problems(bundle: Json) -> list[str]:
    """Everything wrong with a bundle, each with its place; what mCODE asks included."""
    held = {e.get("fullUrl"): e["resource"] for e in bundle.get("entry", ())}
    found = list(Checker(held).resource(bundle, "Bundle"))
    for n, entry in enumerate(bundle.get("entry", ())):
        for name in entry["resource"].get("meta", {}).get("profile", ()):
            place = f"entry[{n}] {entry['resource']['resourceType']}"
            found += [f"{place}: {p}" for p in unmet(entry["resource"], name, held)]
    return found


class Checker:
    """Walks through resources; ``held`` are those of the bundle by their URL."""

    def __init__(self, held: dict[str | None, Json]) -> None:
        self._held = held

    def resource(self, value: Json, place: str) -> Iterator[str]:
        kind = value.get("resourceType")
        if kind not in definitions() or definitions()[kind]["kind"] != "resource":
            yield f"{place}: no resource this knows: {kind}"
            return
        yield from self._inside({k: v for k, v in value.items() if k != "resourceType"}, kind, "", place)
        yield from (f"{place}: {name}" for name, rule in RULES.get(kind, {}).items() if not rule(value))

    def _inside(self, value: Json, kind: str, at: str, place: str) -> Iterator[str]:
        """The children of an element: ``at`` is its path in the type ``kind``."""
        elements = definitions()[kind]["elements"]
        here = {p.removeprefix(at): e for p, e in elements.items() if p.startswith(at) and "." not in p[len(at) :]}
        if not value:
            yield f"{place}: empty (ele-1)"
        seen: set[str] = set()
        for key, held in value.items():
            name, element, types = _element(key, here)
            if element is None or name is None:
                yield f"{place}.{key}: no such element"
                continue
            if name in seen:
                yield f"{place}.{name}: more than one type"
            seen.add(name)
            yield from self._element(held, kind, at + name, element, types, f"{place}.{key}")
        yield from (f"{place}.{n}: missing" for n, e in here.items() if e["min"] and n not in seen)

    def _element(self, held: Any, kind: str, path: str, element: Json, types: list[str], place: str) -> Iterator[str]:
        if (element["max"] != "1") != isinstance(held, list):
            yield f"{place}: a list or not"
            return
        values = held if isinstance(held, list) else [held]
        if not values:
            yield f"{place}: an empty list"
        if "as" in element:
            path = element["as"]
            types = definitions()[kind]["elements"][path]["types"]
        for n, one in enumerate(values):
            where = f"{place}[{n}]" if isinstance(held, list) else place
            yield from self._value(one, kind, path, element, types[0], where)

    def _value(self, value: Any, kind: str, path: str, element: Json, type_: str, place: str) -> Iterator[str]:
        if type_ == "Resource":
            yield from self.resource(value, place)
        elif type_ in ("BackboneElement", "Element"):
            yield from self._inside(value, kind, f"{path}.", place)
        elif type_[0].islower() or type_ in SPECIAL:
            yield from primitive(value, SPECIAL.get(type_, type_), place)
        elif not isinstance(value, dict):
            yield f"{place}: not a {type_}"
        else:
            yield from self._inside(value, type_, "", place)
            yield from (f"{place}: {name}" for name, rule in RULES.get(type_, {}).items() if not rule(value))
            if type_ == "Reference":
                yield from self._reference(value, element.get("targets", ["Resource"]), place)
        if "codes" in element and not _codes(value) & set(element["codes"]):
            yield f"{place}: {value} is not in the required value set"

    def _reference(self, value: Json, targets: list[str], place: str) -> Iterator[str]:
        wanted = value.get("reference")
        if wanted is None:
            return
        if wanted not in self._held:
            yield f"{place}: leads nowhere"
        elif "Resource" not in targets and self._held[wanted]["resourceType"] not in targets:
            yield f"{place}: may not lead to {self._held[wanted]['resourceType']}"


def _element(key: str, here: Json) -> tuple[str | None, Json | None, list[str]]:
    """An element by its key in JSON: ``valueString`` is ``value[x]`` as a string."""
    if key in here:
        return key, here[key], here[key]["types"]
    for name, element in here.items():
        stem = name.removesuffix("[x]")
        if stem != name and key.startswith(stem):
            types = [t for t in element["types"] if t[:1].upper() + t[1:] == key.removeprefix(stem)]
            if types:
                return name, element, types
    return None, None, []


def _codes(value: Any) -> set[str]:
    if isinstance(value, str):
        return {value}
    codings = value.get("coding", [value])
    return {c["code"] for c in codings if "code" in c}


def primitive(value: Any, type_: str, place: str) -> Iterator[str]:
    """Whether a value is written as its type is."""
    if type_ == "decimal":
        if isinstance(value, bool) or not isinstance(value, int | float):
            yield f"{place}: not a decimal"
        return
    wanted = PYTHON.get(type_, str)
    if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
        yield f"{place}: not a {type_}"
        return
    pattern = definitions()[type_]["elements"]["value"].get("pattern")
    text = str(value).lower() if isinstance(value, bool) else str(value)
    if text == "" or (pattern is not None and not written_as(pattern)(text)):
        yield f"{place}: not written as a {type_}"


def _coded(value: Json) -> set[tuple[str | None, str]]:
    return {(c.get("system"), c["code"]) for c in value.get("coding", ()) if "code" in c}


def _has_value(value: Json) -> bool:
    return any(k.startswith("value") for k in value)


def _in_order(period: Json) -> bool:
    start, end = period.get("start"), period.get("end")
    return start is None or end is None or start[: len(end)] <= end[: len(start)]


RULES: dict[str, dict[str, Callable[[Json], bool]]] = {
    "Bundle": {
        "bdl-1": lambda b: "total" not in b or b["type"] in ("searchset", "history"),
        "bdl-3": lambda b: all("request" not in e for e in b.get("entry", ())),
        "bdl-7": lambda b: len({e["fullUrl"] for e in b.get("entry", ())}) == len(b.get("entry", ())),
        "bdl-8": lambda b: all("/_history/" not in e["fullUrl"] for e in b.get("entry", ())),
    },
    "Observation": {
        "obs-3": lambda o: all({"low", "high", "text"} & r.keys() for r in o.get("referenceRange", ())),
        "obs-6": lambda o: "dataAbsentReason" not in o or not _has_value(o),
        "obs-7": lambda o: not _has_value(o) or all(
            not _coded(o["code"]) & _coded(c["code"]) for c in o.get("component", ())
        ),
    },
    "Condition": {
        "con-3": lambda c: "clinicalStatus" in c or "entered-in-error" in _codes(c.get("verificationStatus", {})),
        "con-4": lambda c: not any(k.startswith("abatement") for k in c)
        or bool(_codes(c["clinicalStatus"]) & {"inactive", "resolved", "remission"}),
        "con-5": lambda c: "clinicalStatus" not in c or "entered-in-error" not in _codes(c["verificationStatus"]),
    },
    "Quantity": {"qty-3": lambda q: "code" not in q or "system" in q},
    "Period": {"per-1": _in_order},
    "Extension": {"ext-1": lambda e: ("extension" in e) != _has_value(e)},
    "Attachment": {"att-1": lambda a: "data" not in a or "contentType" in a},
}  # fmt: skip
"""R4's invariants that can fail in what is exported, by their names there."""


def unmet(resource: Json, url: str, held: dict[str | None, Json]) -> Iterator[str]:
    """What a profile of mCODE (with those it stands on) asks, and the resource does not have."""
    wanted = profiles().get(url.rpartition("/")[2])
    if wanted is None:
        yield f"a profile this does not know: {url}"
        return
    name = url.rpartition("/")[2]
    yield from (f"{name}: {p}" for p in _elements(resource, wanted))
    for key, codes in wanted.get("coded", {}).items():
        given = {c for concept in _listed(resource.get(key, [])) for c in _coded(concept)}
        yield from (f"{name}: {key} lacks {c}" for c in map(tuple, codes) if c not in given)
    yield from _components(resource, wanted, name)
    for key, target in wanted.get("refers", {}).items():
        for link in _listed(resource.get(key, [])):
            if target not in json.dumps(held.get(link.get("reference"), {}).get("meta", {})):
                yield f"{name}: {key} does not lead to {target}"


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _elements(resource: Json, wanted: Json) -> Iterator[str]:
    if resource["resourceType"] != wanted["type"]:
        yield f"is of {wanted['type']}"
    for key in wanted.get("needs", ()):
        if not any(k in resource for k in key.split("|")):
            yield f"{key} is missing"
    yield from (f"{key} may not stand there" for key in wanted.get("without", ()) if key in resource)
    values = wanted.get("values")
    if values and any(k.startswith("value") and k not in values for k in resource):
        yield f"value of another type than {values}"


def _components(resource: Json, wanted: Json, name: str) -> Iterator[str]:
    for code, types in wanted.get("components", {}).items():
        for part in resource.get("component", ()):
            if ("http://loinc.org", code) in _coded(part["code"]) and not any(t in part for t in types):
                yield f"{name}: component {code} holds none of {types}"

"""Write ``tests/export/r4.json`` out of HL7's own definitions: ``python -m tools.make_fhir_definitions FOLDER``.

FOLDER holds ``profiles-resources.json``, ``profiles-types.json``, ``valuesets.json``, ``v3-codesystems.json`` and
``v2-tables.json`` of FHIR 4.0.1 (definitions.json.zip, published by HL7 under CC0). Kept is what a validator needs of
the resources that the export makes, and of all types within them: elements, how often, which types, targets of
references, patterns of primitives, and the codes of required bindings.
"""

import json
import sys
from pathlib import Path
from typing import Any

RESOURCES = (
    "Bundle", "Patient", "DocumentReference", "Condition", "Observation", "MedicationStatement", "Procedure",
    "Provenance",
)  # fmt: skip
OUT = Path(__file__).resolve().parent.parent / "tests" / "export" / "r4.json"
SYSTEM_TYPE = "http://hl7.org/fhirpath/System."
REGEX = "http://hl7.org/fhir/StructureDefinition/regex"
Json = dict[str, Any]


def main(folder: Path) -> None:
    """Read, keep what is reached, write."""
    held = [e["resource"] for name in ("profiles-resources", "profiles-types") for e in load(folder, name)]
    definitions = {d["name"]: d for d in held if d["resourceType"] == "StructureDefinition"}
    codes = Codes(
        [e["resource"] for name in ("valuesets", "v3-codesystems", "v2-tables") for e in load(folder, name)]
    )  # fmt: skip
    made: Json = {}
    waiting = list(RESOURCES)
    while waiting:
        name = waiting.pop()
        if name in made or name == "Resource":
            continue
        made[name] = type_of(definitions[name], codes)
        waiting += [t for e in made[name]["elements"].values() for t in e["types"] if t in definitions]
    text = json.dumps({"version": "4.0.1", "types": made}, indent=None, separators=(",", ":"), sort_keys=True)
    OUT.write_text(text.replace('"},"', '"},\n"') + "\n", "ascii")


def load(folder: Path, name: str) -> list[Json]:
    """The entries of one of HL7's bundles."""
    found: list[Json] = json.loads((folder / f"{name}.json").read_text("utf-8"))["entry"]
    return found


class Codes:
    """The codes of value sets, where they can be counted."""

    def __init__(self, resources: list[Json]) -> None:
        self._sets = {r["url"]: r for r in resources if r["resourceType"] == "ValueSet"}
        self._systems = {r["url"]: r for r in resources if r["resourceType"] == "CodeSystem"}

    def of(self, url: str) -> list[str] | None:
        """Codes of a value set; None where it is open (a grammar, a filter, a terminology of others)."""
        found = self._sets.get(url.partition("|")[0])
        if found is None:
            return None
        codes: list[str] = []
        for part in found["compose"]["include"]:
            if "filter" in part or "valueSet" in part:
                return None
            if "concept" in part:
                codes += [c["code"] for c in part["concept"]]
            elif part["system"] in self._systems and self._systems[part["system"]]["content"] == "complete":
                codes += flat(self._systems[part["system"]]["concept"])
            else:
                return None
        return sorted(set(codes))


def flat(concepts: list[Json]) -> list[str]:
    """All codes of a tree."""
    return [c for one in concepts for c in (one["code"], *flat(one.get("concept", [])))]


def type_of(definition: Json, codes: Codes) -> Json:
    """A type as kept: its elements by their path below the type."""
    name = definition["name"]
    made: Json = {"kind": definition["kind"], "elements": {}}
    for element in definition["snapshot"]["element"][1:]:
        path = element["path"].removeprefix(f"{name}.")
        made["elements"][path] = element_of(element, name, codes)
    return made


def element_of(element: Json, name: str, codes: Codes) -> Json:
    """An element as kept."""
    kept: Json = {"min": element["min"], "max": element["max"], "types": []}
    if "contentReference" in element:
        kept["as"] = element["contentReference"].removeprefix(f"#{name}.")
    for one in element.get("type", []):
        kept["types"].append(one["code"].removeprefix(SYSTEM_TYPE))
        targets = [t.rpartition("/")[2] for t in one.get("targetProfile", [])]
        if targets:
            kept["targets"] = sorted({*kept.get("targets", []), *targets})
        pattern = next((x["valueString"] for x in one.get("extension", []) if x["url"] == REGEX), None)
        if pattern is not None:
            kept["pattern"] = pattern
    binding = element.get("binding", {})
    if binding.get("strength") == "required" and "valueSet" in binding:
        listed = codes.of(binding["valueSet"])
        if listed is not None:
            kept["codes"] = listed
    return kept


if __name__ == "__main__":
    main(Path(sys.argv[1]))

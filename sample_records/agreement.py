"""When two facts are the same fact: one rule for each list of the profile."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from sample_records.printers.words import squeeze

Item = Mapping[str, Any]

ALIASES = {
    "cyclosporine": "ciclosporin",
    "ciclosporine": "ciclosporin",
    "epoetin_alfa": "epoetin",
    "darbepoetin_alfa": "darbepoetin",
    "luspatercept_aamt": "luspatercept",
    "lymphocyte_immune_globulin_anti_thymocyte_globulin": "anti_thymocyte_globulin",
    "antithymocyte_globulin": "anti_thymocyte_globulin",
    "atg": "anti_thymocyte_globulin",
    "allogeneic_transplant": "allogeneic_hct",
    "allogeneic_stem_cell_transplantation": "allogeneic_hct",
    "allo_hct": "allogeneic_hct",
    "anti_thymocyte_globulin_equine": "anti_thymocyte_globulin",
    "ist": "immunosuppressive_therapy",
    "transfusion": "rbc_transfusion",
    "red_cell_transfusion": "rbc_transfusion",
}
"""Other spellings of one agent that count as the same."""


def near(a: Any, b: Any) -> bool:
    """Whether two values are equal; numbers to half a percent (unit conversions are rounded)."""
    if isinstance(a, bool) or isinstance(b, bool) or not (isinstance(a, (int, float)) and isinstance(b, (int, float))):
        return bool(a == b)
    return abs(a - b) <= max(0.005 * abs(a), 1e-6)


def same_date(a: str | None, b: str | None) -> bool:
    """Whether two dates can be the same: one is as precise as the other or less."""
    return a is None or b is None or a.startswith(b) or b.startswith(a)


def plain(text: Any) -> str:
    """Letters and digits only, without case."""
    return "".join(c for c in str(text).casefold() if c.isalnum())


def _agent(name: Any) -> str:
    key = "_".join("".join(c if c.isalnum() else " " for c in str(name).casefold()).split())
    return ALIASES.get(key, key)


def any_label(gold: Item, item: Item) -> bool:
    """Whether the item's name of the disease is one the gold takes."""
    have = plain(item.get("label"))
    return (gold.get("subtype") and item.get("subtype") == gold["subtype"]) or any(
        plain(label) in have or (len(have) > 3 and have in plain(label)) for label in gold["labels"]
    )


def one_of(field: str) -> Callable[[Item, Item], bool]:
    """Agreement of ``field``, where the gold may allow several values as ``any_<field>``."""

    def agree(gold: Item, item: Item) -> bool:
        return item.get(field) in (gold.get(f"any_{field}") or [gold.get(field)])

    return agree


def _category(gold: Item, item: Item) -> bool:
    return plain(item.get("category")) in [plain(c) for c in gold.get("any_category") or [gold["category"]]]


def _iscn(gold: Item, item: Item) -> bool:
    return squeeze(str(gold["iscn"])).casefold() == squeeze(str(item.get("iscn"))).casefold()


def by_words(gold: Item, item: Item) -> bool:
    """Whether the item's evidence is the place the gold names (the vocabulary of such findings is open)."""
    for place in gold.get("where", ()):
        for e in item.get("evidence", ()):
            quote = squeeze(e["quote"])
            if spot(place) == spot(e) and any(squeeze(w) in quote or quote in squeeze(w) for w in place["words"]):
                return True
    return False


def spot(place: Item) -> tuple[str, int]:
    """Which page of which document, however the document was copied."""
    return PurePath(place["file"]).stem, int(place["page"])


def _equal(*fields: str) -> tuple[Callable[[Item, Item], bool], ...]:
    def test(field: str) -> Callable[[Item, Item], bool]:
        return lambda gold, item: near(gold.get(field), item.get(field))

    return tuple(test(f) for f in fields)


def _same_agent(gold: Item, item: Item) -> bool:
    return _agent(gold["agent"]) == _agent(item.get("agent"))


@dataclass(frozen=True)
class Rule:
    """How one list is compared: what makes an item the same thing, what must agree, what may be absent."""

    identity: tuple[Callable[[Item, Item], bool], ...]
    exact: tuple[Callable[[Item, Item], bool], ...]
    fields: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()


RULES = {
    "diagnoses": Rule(_equal("disease"), (one_of("status"), any_label), ("system",), ("date",)),
    "labs": Rule(
        _equal("analyte", "collected"),
        _equal("value", "comparator", "unit"),
        ("flag", "reference_low", "reference_high"),
    ),
    "karyotypes": Rule((_iscn,), _equal("metaphases", "collected"), ("abnormalities",)),
    "variants": Rule(_equal("gene"), _equal("hgvs_p", "vaf"), ("hgvs_c", "significance"), ("collected",)),
    "biomarkers": Rule(
        (*_equal("name"), lambda g, i: same_date(g.get("collected"), i.get("collected"))),
        (one_of("status"),),
        ("value", "unit"),
        (),
    ),
    "stages": Rule(_equal("system"), (_category,), ("score",), ("date",)),
    "treatments": Rule(
        (_same_agent,),
        (one_of("status"),),
        ("kind", "cycles", "line", "response", "stop_reason"),
        ("started", "ended"),
    ),
    "not_given": Rule((_same_agent,), ()),
    "comorbidities": Rule((lambda g, i: any(plain(label) in plain(i.get("label")) for label in g["labels"]),), ()),
}

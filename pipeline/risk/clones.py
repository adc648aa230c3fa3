"""Which abnormalities of a karyotype count: acquired, in enough cells, each once over all clones."""

from dataclasses import dataclass, field

from extractors.asking import note
from extractors.iscn import Abnormality, Clone, ParsedKaryotype
from knowledge.cytogenetics import load_cytogenetic_rules
from pipeline.risk.stated import is_polyploid, remark_of
from schemas.cytogenetics import CytogeneticRules

_LUMPS = frozenset({"mar", "r"})
_POLYPLOIDY = Abnormality("polyploidy", "ploidy")


@dataclass(slots=True)
class Seen:
    """One distinct abnormality over the clones that show it."""

    abnormality: Abnormality
    clones: set[int] = field(default_factory=set)
    cells: int = 0
    cells_known: bool = True
    count: int = 1


def distinct(parsed: ParsedKaryotype, sex: str | None, notes: list[str]) -> list[Seen]:
    """Acquired abnormalities, each once, with the clones and cells that show it."""
    found: dict[tuple[object, ...], Seen] = {}
    for index, clone in enumerate(parsed.clones):
        acquired = _acquired(clone, parsed, sex, notes) if clone.cells != 0 else []
        keys: set[tuple[object, ...]] = set()
        for abnormality in acquired:
            key = _key(abnormality, found)
            entry = found.setdefault(key, Seen(abnormality))
            if abnormality.kind in _LUMPS:
                entry.count = max(entry.count, abnormality.copies)
            if key in keys:
                continue
            keys.add(key)
            entry.clones.add(index)
            entry.cells_known &= clone.cells is not None
            entry.cells += clone.cells or 0
    return list(found.values())


def _acquired(clone: Clone, parsed: ParsedKaryotype, sex: str | None, notes: list[str]) -> list[Abnormality]:
    """What counts of one clone: no remarks, no normal variants; three or more chromosome sets as one abnormality."""
    if clone.kind != "clone":
        return [_POLYPLOIDY] if is_polyploid(clone.text.split("[")[0]) else []
    kept: list[Abnormality] = []
    for abnormality in clone.acquired:
        remark = remark_of(abnormality)
        if remark is not None:
            notes.append(f"{remark}: {abnormality.text}")
        elif abnormality.kind == "unknown" and is_polyploid(abnormality.text):
            kept.append(_POLYPLOIDY)
        elif not _heteromorphism(abnormality, load_cytogenetic_rules(), notes):
            kept.append(abnormality)
    return kept + _implied(clone, parsed, sex, notes)


def _key(abnormality: Abnormality, found: dict[tuple[object, ...], Seen]) -> tuple[object, ...]:
    """The key of the same abnormality, also where one mention prints no or less exact break points."""
    key: tuple[object, ...] = abnormality.key
    if abnormality.kind in _LUMPS and not abnormality.parts:
        tail = abnormality.text.partition(abnormality.kind)[2]
        return (abnormality.kind, tail if tail[:1].isdigit() else "")
    if key in found or not abnormality.parts:
        return key
    return next((k for k, s in found.items() if _same(s.abnormality, abnormality)), key)


def _same(one: Abnormality, other: Abnormality) -> bool:
    if (one.kind, one.sign, one.chromosomes) != (other.kind, other.sign, other.chromosomes) or not one.parts:
        return False
    if len(one.parts) != len(other.parts):
        return False
    return all(
        p.chromosomes == q.chromosomes and _bands_agree(p.bands, q.bands)
        for p, q in zip(one.parts, other.parts, strict=True)
    )


def _bands_agree(one: tuple[tuple[str, str], ...], other: tuple[tuple[str, str], ...]) -> bool:
    """Whether one list of bands is the other one written less exactly: ``q13`` for ``q13.1``, ``q`` for ``q13q33``."""
    short, long = sorted((one, other), key=lambda bands: [len(b) for _, b in bands])
    if len(short) > len(long):
        return False
    return all(any(c == d and e.startswith(b) for d, e in long) for c, b in short)


def _heteromorphism(abnormality: Abnormality, rules: CytogeneticRules, notes: list[str]) -> bool:
    for variant in rules.heteromorphisms:
        if abnormality.kind == variant.kind and abnormality.chromosomes == (variant.chromosome,):
            bands = {b.split(".")[0] for p in abnormality.parts for _, b in p.bands}
            if bands and bands <= set(variant.bands):
                notes.append(note("normal_variant", shown=abnormality.text))
                return True
    return False


def _implied(clone: Clone, parsed: ParsedKaryotype, sex: str | None, notes: list[str]) -> list[Abnormality]:
    """``45,X`` without a printed loss: loss of Y in a man, of X in a woman whose other cells are ``46,XX``."""
    if clone.modal is not None and clone.modal[0] >= 58 and not clone.acquired:
        return [_POLYPLOIDY]
    if clone.sex != "X" or any({"X", "Y"} & set(a.chromosomes) for a in clone.all_abnormalities):
        return []
    others = {c.sex for c in parsed.clones if c is not clone}
    if "XY" in others or (sex or "").upper()[:1] == "M":
        notes.append(note("loss_of_y"))
        return [Abnormality("-Y", "chromosome", "-", ("Y",))]
    if "XX" in others:
        return [Abnormality("-X", "chromosome", "-", ("X",))]
    notes.append(note("second_sex_chromosome"))
    return [Abnormality("45,X", "unknown")]


def clonal(seen: list[Seen], rules: CytogeneticRules) -> tuple[list[Seen], list[Seen]]:
    """Those seen in enough cells to be of a clone (or in an unsaid number), and the others."""
    kept: list[Seen] = []
    dropped: list[Seen] = []
    for s in seen:
        whole = s.abnormality.kind == "chromosome"
        need = rules.clonality.structural
        if whole:
            need = rules.clonality.loss if s.abnormality.sign == "-" else rules.clonality.gain
        (kept if not s.cells_known or s.cells >= need else dropped).append(s)
    return kept, dropped

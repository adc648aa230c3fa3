"""The IPSS-R cytogenetic group of a karyotype (Schanz 2012, J Clin Oncol 30:820), with what it leaves open said.

Count first (more than three: very poor; three: poor), then two, then single abnormalities. What counts is an acquired
abnormality seen in enough cells (two; three for a loss), once over all clones. Tables and conventions are data:
``knowledge/mds/cytogenetics.toml``.
"""

from dataclasses import dataclass, field

from extractors.iscn import Abnormality, Clone, ParsedKaryotype, parse
from knowledge.cytogenetics import load_cytogenetic_rules
from knowledge.scores import load_point_score
from pipeline.risk.losses import loses_arm
from schemas.cytogenetics import Convention, CytogeneticGroup, CytogeneticRisk, CytogeneticRules

_LUMPS = frozenset({"mar", "r"})


@dataclass(slots=True)
class _Seen:
    """One distinct abnormality over the clones that show it."""

    abnormality: Abnormality
    clones: set[int] = field(default_factory=set)
    cells: int = 0
    cells_known: bool = True
    count: int = 1


def classify(
    karyotype: ParsedKaryotype | str, convention: Convention = "literal", sex: str | None = None
) -> CytogeneticRisk:
    """Group, points and flags of one karyotype; ``group`` is ``None`` where they cannot be told.

    ``sex`` (``"F"``/``"M"`` or ``"female"``/``"male"``) settles only what ``45,X`` without a printed loss means.
    """
    parsed = parse(karyotype) if isinstance(karyotype, str) else karyotype
    unreadable = _unreadable(parsed)
    if unreadable:
        return CytogeneticRisk(group=None, convention=convention, notes=(unreadable,))
    rules = load_cytogenetic_rules()
    notes: list[str] = []
    if "head" in parsed.problems:
        notes.append("no chromosome number is given; what is listed is taken as all there is")
    seen, dropped = _clonal(_distinct(parsed, sex, notes), rules)
    if dropped:
        notes.append("not counted, seen in too few cells: " + ", ".join(s.abnormality.text for s in dropped))
    return _result(parsed, seen, rules, convention, notes)


def _unreadable(parsed: ParsedKaryotype) -> str | None:
    patient = [c for c in parsed.clones if c.kind == "clone"]
    if not patient:
        return "only donor cells are described" if parsed.donor else "this is not a karyotype formula"
    if "head" in parsed.problems and not _bare_list(parsed):
        return "this is not a karyotype formula"
    if all(c.cells == 0 for c in patient):
        return "no metaphase of the patient was seen"
    return None


def _bare_list(parsed: ParsedKaryotype) -> bool:
    """Abnormalities alone (``del(5q)``), as people who hold the result write it: all of it was understood."""
    own = [a for c in parsed.clones for a in c.own]
    return len(parsed.clones) == 1 and bool(own) and set(parsed.problems) <= {"head", "old style"}


def _distinct(parsed: ParsedKaryotype, sex: str | None, notes: list[str]) -> list[_Seen]:
    """Acquired abnormalities, each once, with the clones and cells that show it."""
    rules = load_cytogenetic_rules()
    found: dict[tuple[object, ...], _Seen] = {}
    for index, clone in enumerate(parsed.clones):
        if clone.kind != "clone" or clone.cells == 0:
            continue
        acquired = [a for a in clone.acquired if not _heteromorphism(a, rules, notes)]
        acquired += _implied(clone, parsed, sex, notes)
        keys: set[tuple[object, ...]] = set()
        for abnormality in acquired:
            key = _key(abnormality, found)
            entry = found.setdefault(key, _Seen(abnormality))
            if abnormality.kind in _LUMPS:
                entry.count = max(entry.count, abnormality.copies)
            if key in keys:
                continue
            keys.add(key)
            entry.clones.add(index)
            entry.cells_known &= clone.cells is not None
            entry.cells += clone.cells or 0
    return list(found.values())


def _key(abnormality: Abnormality, found: dict[tuple[object, ...], _Seen]) -> tuple[object, ...]:
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
                notes.append(f"{abnormality.text} is a normal variant and does not count")
                return True
    return False


def _implied(clone: Clone, parsed: ParsedKaryotype, sex: str | None, notes: list[str]) -> list[Abnormality]:
    """``45,X`` without a printed loss: loss of Y in a man, of X in a woman whose other cells are ``46,XX``."""
    if clone.modal is not None and clone.modal[0] >= 58 and not clone.acquired:
        return [Abnormality("polyploidy", "ploidy")]
    if clone.sex != "X" or any({"X", "Y"} & set(a.chromosomes) for a in clone.all_abnormalities):
        return []
    others = {c.sex for c in parsed.clones if c is not clone}
    if "XY" in others or (sex or "").upper()[:1] == "M":
        notes.append("45,X in a man is taken as loss of Y")
        return [Abnormality("-Y", "chromosome", "-", ("Y",))]
    if "XX" in others:
        return [Abnormality("-X", "chromosome", "-", ("X",))]
    notes.append("45,X: whether the second sex chromosome was lost or was never there is not said")
    return [Abnormality("45,X", "unknown")]


def _clonal(seen: list[_Seen], rules: CytogeneticRules) -> tuple[list[_Seen], list[_Seen]]:
    kept: list[_Seen] = []
    dropped: list[_Seen] = []
    for s in seen:
        whole = s.abnormality.kind == "chromosome"
        need = rules.clonality.structural
        if whole:
            need = rules.clonality.loss if s.abnormality.sign == "-" else rules.clonality.gain
        (kept if not s.cells_known or s.cells >= need else dropped).append(s)
    return kept, dropped


def _result(
    parsed: ParsedKaryotype, seen: list[_Seen], rules: CytogeneticRules, convention: Convention, notes: list[str]
) -> CytogeneticRisk:
    unknown = any(s.abnormality.kind == "unknown" for s in seen) or "reference" in parsed.problems
    known = [s for s in seen if s.abnormality.kind != "unknown"]
    number = sum(s.count for s in known)
    group = _group(known, number, rules, convention, notes)
    many = number > rules.counting.poor
    if unknown and not many:
        notes.append("a part of the formula was not understood")
        group = None
    if any(c.incomplete for c in parsed.clones):
        notes.append("the laboratory calls the description incomplete")
    limited = not seen and parsed.metaphases is not None and parsed.metaphases < rules.clonality.full_study
    if limited:
        notes.append(
            f"normal in {parsed.metaphases} metaphases only; a full study looks at {rules.clonality.full_study}"
        )
    flags = {name: _loss(known, name, rules, unknown) for name in rules.losses}
    return CytogeneticRisk(
        group=group,
        points=None if group is None else load_point_score("mds", "ipss_r").cytogenetics[group],
        convention=convention,
        n_abnormalities=None if unknown else number,
        del5q=flags["del5q"],
        del7_7q=flags["del7_7q"],
        del17_17p=flags["del17_17p"],
        complex=True if number >= rules.counting.complex else None if unknown else False,
        isolated_del5q=_isolated(known, number, rules, unknown),
        limited=limited,
        metaphases=parsed.metaphases,
        counted=tuple(s.abnormality.text for s in known),
        notes=tuple(dict.fromkeys(notes)),
    )


def _class(abnormality: Abnormality, rules: CytogeneticRules) -> str | None:
    """The class of the table, ``other``, or ``None`` where missing break points leave it open."""
    open_ = False
    for c in rules.classes:
        if abnormality.kind not in c.kinds or abnormality.sign != c.sign or c.chromosome not in abnormality.chromosomes:
            continue
        if c.breaks is None:
            return c.name
        arms = {arm for p in abnormality.parts for arm in p.arms(c.chromosome)}
        if c.breaks in arms:
            return c.name
        open_ |= not arms
    return None if open_ else "other"


def _group(
    seen: list[_Seen], number: int, rules: CytogeneticRules, convention: Convention, notes: list[str]
) -> CytogeneticGroup | None:
    if number == 0:
        return rules.groups.normal
    if number > rules.counting.poor:
        return rules.groups.more.above_three
    if number == rules.counting.poor:
        return rules.groups.more.exactly_three
    classes = [_convention_class(s, rules, convention, notes, single=number == 1) for s in seen]
    if None in classes:
        notes.append("which arm is deleted is not printed")
        return None
    if number == 1:
        return rules.groups.single.get(str(classes[0]), rules.groups.single["other"])
    return _double(seen, classes, rules, convention, notes)


def _double(
    seen: list[_Seen], classes: list[str | None], rules: CytogeneticRules, convention: Convention, notes: list[str]
) -> CytogeneticGroup:
    independent = len(seen) == 2 and not seen[0].clones & seen[1].clones
    decided = next(d.group for d in rules.groups.double if d.name in classes or d.name == "other")
    if independent and decided != "intermediate":
        notes.append("two abnormalities in separate clones: published label sets disagree on their group")
        if rules.conventions[convention].independent_clones_intermediate:
            return "intermediate"
    return decided


def _convention_class(
    seen: _Seen, rules: CytogeneticRules, convention: Convention, notes: list[str], *, single: bool
) -> str | None:
    name, rule = _class(seen.abnormality, rules), rules.conventions[convention]
    if name == "3q" and single and not _three_q26(seen.abnormality):
        notes.append("a 3q change without a break at 3q26: published label sets disagree on its group")
        return "other" if rule.three_q_needs_q26 else name
    if name == "other" and seen.abnormality.kind == "der" and _one_seven(seen.abnormality):
        notes.append("an unbalanced translocation of 1 and 7: published label sets disagree on its group")
        return "-7" if rule.unbalanced_1_7_is_7q else name
    return name


def _three_q26(abnormality: Abnormality) -> bool:
    bands = [b for p in abnormality.parts for c, b in p.bands if c == "3"]
    return abnormality.kind != "del" and any(b.startswith("q26") for b in bands)


def _one_seven(abnormality: Abnormality) -> bool:
    return any(set(p.chromosomes) == {"1", "7"} for p in abnormality.parts)


def _loss(seen: list[_Seen], name: str, rules: CytogeneticRules, unknown: bool) -> bool | None:
    chromosome, arm = rules.losses[name]
    not_by = rules.losses_not_by.get(name, ())
    if any(loses_arm(s.abnormality, chromosome, arm) for s in seen if s.abnormality.kind not in not_by):
        return True
    open_ = any(
        s.abnormality.kind in ("del", "add", "dic")
        and chromosome in s.abnormality.chromosomes
        and not s.abnormality.parts[0].bands
        for s in seen
    )
    return None if unknown or open_ else False


def _isolated(seen: list[_Seen], number: int, rules: CytogeneticRules, unknown: bool) -> bool | None:
    classes = [_class(s.abnormality, rules) for s in seen]
    if "del(5q)" in classes and number <= 2 and not {"-7", "del(7q)"} & set(classes):
        return None if unknown or None in classes else True
    return None if unknown or (None in classes and number <= 2) else False

"""The IPSS-R cytogenetic group of a karyotype (Schanz 2012, J Clin Oncol 30:820), with what it leaves open said.

Count first (more than three: very poor; three: poor), then two, then single abnormalities. What counts is an acquired
abnormality seen in enough cells (two; three for a loss), once over all clones. Tables and conventions are data:
``knowledge/mds/cytogenetics.toml``.
"""

from dataclasses import dataclass
from itertools import product

from extractors.asking import note
from extractors.iscn import Abnormality, ParsedKaryotype, parse
from extractors.patterns import pattern
from knowledge.cytogenetics import load_cytogenetic_rules
from knowledge.scores import load_point_score
from pipeline.risk.clones import Seen, clonal, distinct
from pipeline.risk.losses import loses_arm
from pipeline.risk.meanings import Meaning, classes_of, kind_of, open_meanings
from pipeline.risk.stated import Number, denies, from_words, number_stated, without_narrative
from schemas.cytogenetics import Convention, CytogeneticGroup, CytogeneticRisk, CytogeneticRules

_MOST_OPEN = 3  # abnormalities that are open at once; with more every group is possible
_WORDED = note("stated_in_words")
_UNREAD = note("formula_part_unread")
_EITHER_ARM = note("either_arm")
_NO_ARM = note("no_arm")
_BOUNDED = note("formula_bounded")


@dataclass(frozen=True, slots=True)
class _Decided:
    """The group, and the fewest and most abnormalities (``most`` is ``None`` where nothing bounds them)."""

    group: CytogeneticGroup | None
    least: int
    most: int | None
    bounded: bool = False
    assumed: bool = False


def classify(
    karyotype: ParsedKaryotype | str, convention: Convention = "literal", sex: str | None = None
) -> CytogeneticRisk:
    """Group, points and flags of one karyotype; ``group`` is ``None`` where they cannot be told.

    ``sex`` (``"F"``/``"M"`` or ``"female"``/``"male"``) settles only what ``45,X`` without a printed loss means.
    """
    parsed = parse(karyotype) if isinstance(karyotype, str) else karyotype
    notes: list[str] = []
    if isinstance(karyotype, str) and not parsed.valid:
        stated = _stated(karyotype, parsed, convention, notes)
        if isinstance(stated, CytogeneticRisk):
            return stated
        parsed = stated or parsed
    worded = any(n == _WORDED for n in notes)
    rules = load_cytogenetic_rules()
    unreadable = None if worded else _unreadable(parsed, rules)
    if unreadable:
        return CytogeneticRisk(group=None, convention=convention, notes=(unreadable,))
    if "head" in parsed.problems:
        notes.append(note("no_chromosome_number"))
    seen, dropped = clonal(distinct(parsed, sex, notes), rules)
    if dropped:
        notes.append(note("too_few_cells", shown=", ".join(s.abnormality.text for s in dropped)))
    decided = _decide(parsed, seen, dropped, convention, notes)
    return _result(parsed, seen, decided, convention, notes).model_copy(update={"worded": worded})


def _stated(
    text: str, parsed: ParsedKaryotype, convention: Convention, notes: list[str]
) -> ParsedKaryotype | CytogeneticRisk | None:
    """What a text that is no sound formula states in words; ``None`` where it is to be read as a formula."""
    front = without_narrative(text)
    if front is not None:
        notes.append(note("words_behind"))
        return front
    if "head" not in parsed.problems or (_bare_list(parsed) and not denies(parsed)):
        return None
    number = number_stated(text)
    if number is not None:
        return _of_number(number, convention)
    found = from_words(text)
    notes += [_WORDED] if found is not None else []
    return found


def _of_number(number: Number, convention: Convention) -> CytogeneticRisk:
    """The group of a stated number of abnormalities; three and more than three differ."""
    rules = load_cytogenetic_rules()
    group: CytogeneticGroup | None = None
    if number.low > rules.counting.poor:
        group = rules.groups.more.above_three
    elif number.low == number.high == rules.counting.poor:
        group = rules.groups.more.exactly_three
    complex_ = True if number.low >= rules.counting.complex else None
    open_ = note("number_open")
    return CytogeneticRisk(
        group=group,
        points=_points(group),
        convention=convention,
        n_abnormalities=number.low if number.low == number.high else None,
        complex=complex_,
        isolated_del5q=False if complex_ else None,
        worded=True,
        notes=(_WORDED,) if group else (_WORDED, open_),
    )


def _points(group: CytogeneticGroup | None) -> float | None:
    return None if group is None else load_point_score("mds", "ipss_r").cytogenetics[group]


def _unreadable(parsed: ParsedKaryotype, rules: CytogeneticRules) -> str | None:
    patient = [c for c in parsed.clones if c.kind == "clone"]
    if not patient:
        return note("donor_only") if parsed.donor else note("no_formula")
    if "head" in parsed.problems and not _bare_list(parsed) and not _many_listed(parsed, rules):
        return note("no_formula")
    if all(c.cells == 0 for c in patient):
        return note("no_metaphase")
    return None


def _bare_list(parsed: ParsedKaryotype) -> bool:
    """Abnormalities alone (``del(5q)``), as people who hold the result write it: all of it was understood."""
    own = [a for c in parsed.clones for a in c.own]
    return len(parsed.clones) == 1 and bool(own) and set(parsed.problems) <= {"head", "old style"}


def _many_listed(parsed: ParsedKaryotype, rules: CytogeneticRules) -> bool:
    """Whether only the chromosome number went wrong, and more changes are listed than the table counts up to."""
    own = {a.key for c in parsed.clones for a in c.own if a.kind != "unknown" and (a.sign or a.parts)}
    strange = (a.text for c in parsed.clones for a in c.own if a.kind == "unknown")
    words = any(pattern(r"[a-z]{3}").search(t) for t in strange)
    numbered = pattern(r"\d{2}").match(parsed.printed.strip()) is not None
    return numbered and not words and len(own) > rules.counting.poor


def _decide(
    parsed: ParsedKaryotype, seen: list[Seen], dropped: list[Seen], convention: Convention, notes: list[str]
) -> _Decided:
    """The group that all meanings of what is open share; else, of a deletion without its arm, the table's reading."""
    rules = load_cytogenetic_rules()
    options = [_options(s, seen, convention) for s in seen]
    least = sum(s.count for s, o in zip(seen, options, strict=True) if o is not None and None not in o)
    unread = any(s.abnormality.kind == "unknown" for s in seen)
    boundless = None in options or "reference" in parsed.problems or (unread and bool(dropped or denies(parsed)))
    if boundless:
        sure = least > rules.counting.poor and not denies(parsed) and not _counts_damaged(parsed)
        notes.append(_BOUNDED if sure else _UNREAD)
        return _Decided(rules.groups.more.above_three if sure else None, least, None, bounded=sure)
    most = sum(s.count for s in seen)
    known = [o for o in options if o is not None]
    if least > rules.counting.poor:
        return _Decided(rules.groups.more.above_three, least, most, bounded=unread)
    if sum(len(o) > 1 for o in known) > _MOST_OPEN:
        notes.append(_UNREAD)
        return _Decided(None, least, most)
    armless = any(len(o) > 1 and s.abnormality.kind != "unknown" for s, o in zip(seen, known, strict=True))
    groups = {_group(seen, classes, convention, notes) for classes in product(*known)}
    odd = armless and "count" in parsed.remarks  # 45,XX,del(7): it may be the whole chromosome
    if len(groups) == 1 and not odd:
        notes += [_BOUNDED] * unread + [_EITHER_ARM] * armless
        return _Decided(groups.pop(), least, most, bounded=unread or armless)
    if unread or odd or not _deletions_only(seen, known):
        notes.append(_UNREAD if unread else note("arm_open"))
        return _Decided(None, least, most)
    notes.append(_NO_ARM)
    return _Decided(_group(seen, tuple(o[-1] for o in known), convention, notes), least, most, assumed=True)


def _counts_damaged(parsed: ParsedKaryotype) -> bool:
    """Whether numbers of cells were not understood: what is listed may then be of too few cells to count."""
    unknown = (a.text for c in parsed.clones for a in c.own if a.kind == "unknown")
    return "two counts" in parsed.problems or any("[" in t for t in unknown)


def _deletions_only(seen: list[Seen], options: list[tuple[Meaning, ...]]) -> bool:
    """Whether all that is open are deletions with no bracket for the arm (a damaged one is not the same)."""
    return all(
        len(o) == 1 or (s.abnormality.kind == "del" and s.abnormality.text.count("(") == 1)
        for s, o in zip(seen, options, strict=True)
    )


def _options(s: Seen, seen: list[Seen], convention: Convention) -> tuple[Meaning, ...] | None:
    """The classes an abnormality can have; ``None`` among them: it may be none, or one that is listed elsewhere."""
    rules = load_cytogenetic_rules()
    if s.abnormality.kind != "unknown":
        return classes_of(s.abnormality, rules)
    possible = open_meanings(s.abnormality.text, rules, convention)
    kind = kind_of(s.abnormality.text)
    again = any(
        o is not s and not o.clones & s.clones and kind in (o.abnormality.kind, kind_of(o.abnormality.text))
        for o in seen
    )
    return (None, *possible) if possible is not None and again else possible


def _result(
    parsed: ParsedKaryotype, seen: list[Seen], decided: _Decided, convention: Convention, notes: list[str]
) -> CytogeneticRisk:
    rules = load_cytogenetic_rules()
    unknown = any(s.abnormality.kind == "unknown" for s in seen) or "reference" in parsed.problems
    known = [s for s in seen if s.abnormality.kind != "unknown"]
    if any(c.incomplete for c in parsed.clones):
        notes.append(note("incomplete"))
    limited = not seen and parsed.metaphases is not None and parsed.metaphases < rules.clonality.full_study
    if limited:
        notes.append(note("few_metaphases", seen=parsed.metaphases, full=rules.clonality.full_study))
    flags = {name: _loss(known, name, rules, unknown) for name in rules.losses}
    return CytogeneticRisk(
        group=decided.group,
        points=_points(decided.group),
        convention=convention,
        n_abnormalities=decided.least if decided.least == decided.most else None,
        del5q=flags["del5q"],
        del7_7q=flags["del7_7q"],
        del17_17p=flags["del17_17p"],
        complex=_complex(decided, rules),
        isolated_del5q=_isolated(known, sum(s.count for s in known), rules, unknown),
        limited=limited,
        bounded=decided.bounded,
        assumed=decided.assumed,
        metaphases=parsed.metaphases,
        counted=tuple(s.abnormality.text for s in known),
        notes=tuple(dict.fromkeys(notes)),
    )


def _complex(decided: _Decided, rules: CytogeneticRules) -> bool | None:
    if decided.least >= rules.counting.complex:
        return True
    return False if decided.most is not None and decided.most < rules.counting.complex else None


def _class(abnormality: Abnormality, rules: CytogeneticRules) -> str | None:
    """The class of the table, ``other``, or ``None`` where missing break points leave it open."""
    classes = classes_of(abnormality, rules)
    return classes[0] if len(classes) == 1 else None


def _group(
    seen: list[Seen], meanings: tuple[Meaning, ...], convention: Convention, notes: list[str]
) -> CytogeneticGroup:
    """The group, where each abnormality has the class given (``None``: it does not count)."""
    rules = load_cytogenetic_rules()
    there = [(s, m) for s, m in zip(seen, meanings, strict=True) if m is not None]
    number = sum(s.count for s, _ in there)
    if number == 0:
        return rules.groups.normal
    if number > rules.counting.poor:
        return rules.groups.more.above_three
    if number == rules.counting.poor:
        return rules.groups.more.exactly_three
    classes = [_convention_class(s, m, rules, convention, notes, single=number == 1) for s, m in there]
    if number == 1:
        return rules.groups.single.get(classes[0], rules.groups.single["other"])
    return _double([s for s, _ in there], classes, rules, convention, notes)


def _double(
    seen: list[Seen], classes: list[str], rules: CytogeneticRules, convention: Convention, notes: list[str]
) -> CytogeneticGroup:
    independent = len(seen) == 2 and not seen[0].clones & seen[1].clones
    decided = next(d.group for d in rules.groups.double if d.name in classes or d.name == "other")
    if independent and decided != "intermediate":
        notes.append(note("two_in_clones"))
        if rules.conventions[convention].independent_clones_intermediate:
            return "intermediate"
    return decided


def _convention_class(
    seen: Seen, name: str, rules: CytogeneticRules, convention: Convention, notes: list[str], *, single: bool
) -> str:
    """The class as the convention has it. An abnormality that was not understood has its meanings listed already."""
    rule = rules.conventions[convention]
    if seen.abnormality.kind == "unknown":
        return name
    if name == "3q" and single and not _three_q26(seen.abnormality):
        notes.append(note("3q_elsewhere"))
        return "other" if rule.three_q_needs_q26 else name
    if name == "other" and seen.abnormality.kind == "der" and _one_seven(seen.abnormality):
        notes.append(note("der_1_7"))
        return "-7" if rule.unbalanced_1_7_is_7q else name
    return name


def _three_q26(abnormality: Abnormality) -> bool:
    bands = [b for p in abnormality.parts for c, b in p.bands if c == "3"]
    return abnormality.kind != "del" and any(b.startswith("q26") for b in bands)


def _one_seven(abnormality: Abnormality) -> bool:
    return any(set(p.chromosomes) == {"1", "7"} for p in abnormality.parts)


def _loss(seen: list[Seen], name: str, rules: CytogeneticRules, unknown: bool) -> bool | None:
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


def _isolated(seen: list[Seen], number: int, rules: CytogeneticRules, unknown: bool) -> bool | None:
    classes = [_class(s.abnormality, rules) for s in seen]
    if "del(5q)" in classes and number <= 2 and not {"-7", "del(7q)"} & set(classes):
        return None if unknown or None in classes else True
    return None if unknown or (None in classes and number <= 2) else False

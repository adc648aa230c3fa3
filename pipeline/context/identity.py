"""Whose report it is, by its identity block, and failing that by its first sentences."""

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from extractors.dates import Order, find_dates
from extractors.patterns import pattern
from extractors.wordings import Wordings
from knowledge.context import load_context_words
from pipeline.context.bare import bare
from pipeline.context.fields import Field
from pipeline.context.head import head_fields, head_passages
from pipeline.context.joint import own_fields
from pipeline.context.names import compare_names, name_end, read_name
from pipeline.context.story import from_story
from pipeline.context.unlabelled import OLDEST, Read, sex_word, unlabelled
from schemas.layout import Identity, Report
from schemas.provenance import Evidence

_WORDINGS = Wordings("context", "identity")


Sex = Literal["female", "male", "other", "unknown"]
_NUMBER = pattern(r"^[A-Z]{0,5}[-\s]?\d[A-Z0-9-]{2,19}(?:[ -]\d{2,5}){0,3}")
_AGE = _WORDINGS.pattern("age")
_AGE_SEX = _WORDINGS.pattern("age_sex")
_LAST_SEX = pattern(r"[/,|]\s*([A-Za-z]+)\)?\s*$")
_SEX_AGE = pattern(r"^\s*\(?([A-Za-z]+)\s*[/,|-]?\s*(\d{1,3})\b")
_SPANS = frozenset(_WORDINGS.words("spans"))


def identity_of(report: Report, order: Order | None) -> Identity:
    """Name, birth date, record number, sex and age, each from the best place that gives it; unsure ones are named."""
    head = head_passages(report)
    fields = own_fields(head_fields(report), head)
    reads = [r for field in fields for r in _from_field(field, order)]
    reads += _in_parts(fields)
    reads += unlabelled(head, order)
    reads += bare(head, fields, order)
    reads += from_story(report)
    chosen = {name: _choose([r for r in reads if r.field == name]) for name in _FIELDS}
    chosen["name"] = _settled_name([r for r in reads if r.field == "name"], chosen["name"], chosen["birth_date"])
    age = chosen["age_years"]
    evidence = _evidence([r for r in chosen.values() if r is not None])
    return Identity(
        name=_text(chosen["name"]),
        birth_date=_text(chosen["birth_date"]),
        record_number=_text(chosen["record_number"]),
        sex=_sex(_text(chosen["sex"])),
        age_years=int(age.value) if age is not None else None,
        unsure=tuple(name for name in _FIELDS if (c := chosen[name]) is not None and not c.agreed),
        loose=chosen["name"] is not None and chosen["name"].loose,
        evidence=evidence,
    )


_LOOSE = {"re": 1, "regarding": 1, "to": 4}
_TOLD = pattern(r"\p{L}+")
_FIELDS = ("name", "birth_date", "record_number", "sex", "age_years")


def _text(read: Read | None) -> str | None:
    return read.value if read is not None else None


def _sex(text: str | None) -> Sex | None:
    return {"female": "female", "male": "male", "other": "other"}.get(text or "")  # type: ignore[return-value]


def _choose(reads: Sequence[Read]) -> Read | None:
    """The value most often read in the best place; two as often there: the first. Agreed words go first."""
    if not reads:
        return None
    best = min(r.weakness for r in reads)
    pool = [r for r in reads if r.weakness == best]
    counts = Counter(r.value for r in pool)
    return max(pool, key=lambda r: (r.agreed, counts[r.value], -pool.index(r)))


def _settled_name(reads: Sequence[Read], best: Read | None, birth: Read | None) -> Read | None:
    """``best``, unless another name stands in as good a place: then the one over or beside the birth date, or none.

    "Name: …" is said of the doctor, too.
    """
    if best is None:
        return None
    rivals = [r for r in reads if r.weakness == best.weakness and compare_names(r.value, best.value) == "different"]
    if not rivals or birth is None:
        return best if not rivals else None
    names = [best, *rivals]
    pool = [r for r in names if r.passage is birth.passage] or [r for r in names if _column(r) == _column(birth)]
    return pool[0] if len({r.value for r in pool}) == 1 else None


def _column(read: Read) -> int:
    return read.passage.text.count("\t", 0, read.start)


def _evidence(reads: Sequence[Read]) -> tuple[Evidence, ...]:
    cited = [e for r in reads for e in r.passage.cite(r.start, r.end)]
    return tuple(dict.fromkeys(cited))


def _from_field(field: Field, order: Order | None) -> list[Read]:
    slot = field.slot
    if slot == "name":
        return [*_name(field), *_age_and_sex(field, 2)]
    if slot in ("birth", "birth_sex"):
        return [*_birth(field, order), *_age_and_sex(field, 1)]
    if slot == "age_sex":
        return _age_and_sex(field, 0)
    if slot == "age":
        return [*_age(field), *_age_and_sex(field, 1)]
    if slot == "sex":
        word = next(iter(field.value.replace("/", " ").replace(",", " ").split()), "")
        sex = sex_word(word)
        reads = [_at(field, "sex", sex, 0, 0, len(word))] if sex else []
        return [*reads, *_sex_and_age(field)]
    if slot == "record_number":
        found = _NUMBER.search(field.value)
        return [_at(field, "record_number", " ".join(found.group().split()), 0, 0, found.end())] if found else []
    return []


def _at(field: Field, name: str, value: str, weakness: int, start: int, end: int) -> Read:
    return Read(name, value, weakness + field.tier, field.passage, field.start + start, field.start + end)


def _name(field: Field) -> list[Read]:
    value = field.value
    end = name_end(value)
    reads: list[Read] = []
    for n, part in enumerate(value[:end].split(",")):  # "Jane Doe, F, born …"
        sex = sex_word(part.strip()) if n and len(value[:end].split(",")[0].split()) > 1 else None
        if sex:
            end = value.index("," + part)
            start = end + 1 + len(part) - len(part.lstrip())
            reads.append(_at(field, "sex", sex, 1, start, start + len(part.strip())))
            break
    name = read_name(value[:end])
    clear = not field.beside or "," in value[:end] or _key_follows(field) or field.key.endswith(" name")
    if name is None or not clear:
        return []
    reads.append(_at(field, "name", name, _LOOSE.get(field.key, 0), 0, end))
    return [*reads, *_born_beside(field)]


def _in_parts(fields: Sequence[Field]) -> list[Read]:
    """A name printed in two fields, family and given name."""
    last = next((f for f in fields if f.slot == "last_name"), None)
    first = next((f for f in fields if f.slot == "first_name"), None)
    if last is None or first is None:
        return []
    given = first.value.split("\t")[0].split()
    name = read_name(f"{last.value}, {first.value}") or (read_name(f"{last.value}, {given[0]}") if given else None)
    if name is None:
        return []
    one, two = sorted((first, last), key=lambda f: f.start)
    if one.passage is two.passage:
        return [Read("name", name, 0, one.passage, one.start, two.end)]
    return [Read("name", name, 0, last.passage, last.start, last.end)]


def _key_follows(field: Field) -> bool:
    """Whether the line goes on with another key: "Name Jane Doe DOB …", unlike "Patient cumulative inquiry"."""
    return field.passage.text[field.end :].strip(" ,;|(") != ""


def _born_beside(field: Field) -> list[Read]:
    """A birth date printed in the cell of the name, with no key of its own ("Jane Doe, female, 1952-03-14")."""
    span = next(iter(find_dates(field.value, None)), None)
    if span is None or span.iso is None or span.precision != "day":
        return []
    between = field.value[name_end(field.value) : span.start]
    born = load_context_words().people.born
    if not all(sex_word(w) or w.casefold() in born for w in _TOLD.findall(between)):
        return []  # "R. Dunmore; bone marrow 2025-08-08"
    return [_at(field, "birth_date", span.iso, 2, span.start, span.end)]


def _birth(field: Field, order: Order | None) -> list[Read]:
    span = next(iter(find_dates(field.value[:48], order)), None)
    if span is None or span.start > 12:
        return []
    digits = field.value[span.start : span.end]
    iso = span.iso
    if iso is None and span.ambiguous and digits[-4:].isdigit():
        iso = digits[-4:]  # the order of day and month is not known; the year is
    if not digits[-3:].isdigit() and not digits[:4].isdigit():
        iso = _old_year(digits, iso)
    if iso is not None and len(iso) == len("2026-02"):
        return []  # nobody's birth is printed as a month: part of another date, in cells that were torn
    return [_at(field, "birth_date", iso, 0, span.start, span.end)] if iso else []


def _old_year(digits: str, iso: str | None) -> str | None:
    """A birth year of two digits is of the last century when it is not of this one's first years; else unknown."""
    if iso is None:
        return None
    return f"19{iso[2:]}" if int(digits[-2:]) > 30 else None


def _age(field: Field) -> list[Read]:
    found = _AGE.search(field.value)
    if found is None or not 0 < int(found.group(1)) <= OLDEST:
        return []
    if _in_date(field.value, found.start(1)):
        return []
    unit = field.value[found.end(1) :].strip().casefold()
    if unit.startswith(("m", "d", "w")) and not unit.startswith(("male", "m/", "m,")) and unit != "m":
        return []  # months, days, weeks
    return [_at(field, "age_years", str(int(found.group(1))), 0, found.start(1), found.end(1))]


def _age_and_sex(field: Field, weakness: int) -> list[Read]:
    """Pairs such as "74 F", "68/M", "(74 y, female)"; the number alone is no age."""
    for found in _AGE_SEX.finditer(field.value):
        sex = sex_word(found.group(2))
        if _after_years(field.value[: found.start(1)]):  # "54 Y 5 M", "54 Y 5 M 11 D": months, days
            continue
        if _in_date(field.value, found.start(1)):  # "03/02/48 F": a year
            continue
        if sex and 0 < int(found.group(1)) <= OLDEST:
            return [
                _at(field, "age_years", str(int(found.group(1))), weakness, found.start(1), found.end(1)),
                _at(field, "sex", sex, weakness, found.start(2), found.end(2)),
            ]
    if field.slot not in ("age_sex", "birth_sex", "age"):
        return []
    last = _LAST_SEX.search(field.value)
    sex = sex_word(last.group(1)) if last else None
    reads = [_at(field, "sex", sex, weakness, last.start(1), last.end(1))] if last and sex else []
    ages = _age(field) if field.slot == "age_sex" else []
    return [*reads, *(_sex_and_age(field) or ages)]


def _in_date(text: str, at: int) -> bool:
    """Whether the figures at ``at`` belong to a date, that of birth for one."""
    return any(d.start <= at < d.end for d in find_dates(text))


def _after_years(before: str) -> bool:
    words = before.casefold().replace(",", " ").split()
    return bool(words) and words[-1].strip(".").lstrip("0123456789") in _SPANS


def _sex_and_age(field: Field) -> list[Read]:
    found = _SEX_AGE.search(field.value)
    sex = sex_word(found.group(1)) if found else None
    if found is None or sex is None or not 0 < int(found.group(2)) <= OLDEST:
        return []
    return [
        _at(field, "sex", sex, 0, found.start(1), found.end(1)),
        _at(field, "age_years", str(int(found.group(2))), 0, found.start(2), found.end(2)),
    ]

"""Fields of the identity block as the forms of houses have them: keys that share one label, keys of other persons."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.dates import find_dates
from extractors.patterns import pattern
from extractors.wordings import Wordings
from pipeline.context.fields import Field, key_slot
from pipeline.context.names import read_name
from schemas.layout import Passage

_WORDINGS = Wordings("context", "joint")

_OTHERS = frozenset(_WORDINGS.words("others"))
_HEADS = _OTHERS | frozenset(_WORDINGS.words("heads"))
_HEADING = _HEADS | frozenset(_WORDINGS.words("heading"))
_BEHIND = frozenset(_WORDINGS.words("behind"))
_WHO = frozenset({"name", "first_name", "last_name", "birth", "birth_sex", "age_sex", "record_number", "sex", "age"})
_LINKS = frozenset("/|&(")
_SPLIT = pattern(r"\s*(?:[/|&(]|\band\b)\s*")
_LABEL = pattern(r"^[\p{L}\s.'’#()/|&-]{4,60}$")
_MARKS = ("/", "|", "&", "(", " and ")
_PART = pattern(r"\s*[/|(;–]\s*|\s+-\s+")
_YEARS = pattern(r"^\d{1,3}\s*(?:[yajY]|$)")
_LEAD = " \t*•:="
_BLOCK = 8  # lines of a block under its heading
_LAST = 3  # words of a label that may say whose it is


@dataclass(frozen=True, slots=True)
class _Joint:
    """A label of several keys, ``(slot, tier, key)`` or none for an unknown one, and where their values stand."""

    passage: Passage
    start: int
    end: int
    parts: tuple[tuple[str, int, str] | None, ...]
    at: Passage
    values: tuple[int, int]


def own_fields(fields: Sequence[Field], passages: Sequence[Passage]) -> list[Field]:
    """``fields`` of ``passages`` but for those of other persons, and with labels of several keys taken apart."""
    joints = [j for p, q in pairwise([*passages, None]) if p is not None for j in _joints(p, q)]
    kept = [f for f in fields if f.slot not in _WHO or not any(_inside(f, j) for j in joints)]
    kept += [f for j in joints for f in _apart(j)]
    for n, (above, row) in enumerate(pairwise(passages)):
        if _are_captions(row.text, above.text, passages[n + 2].text if n + 2 < len(passages) else ""):
            kept = [f for f in kept if f.passage is not row or f.slot not in _WHO]
            kept += _captioned(above, row)
    order = {id(p): n for n, p in enumerate(passages)}
    own = [f for f in kept if f.slot not in _WHO or not _of_another(f)]
    elsewhere = [f for f in own if f.slot in _WHO and _in_block(f, passages, order)]
    below = [f for f in own if f.slot in _WHO and f not in elsewhere and _under_heading(f, passages, order)]
    told = {f.slot for f in own if f not in elsewhere and f not in below}
    elsewhere += [f for f in below if f.slot in told]
    return sorted((f for f in own if f not in elsewhere), key=lambda f: (order.get(id(f.passage), 0), f.start))


def _inside(field: Field, joint: _Joint) -> bool:
    """Whether a field's key or value stands in the label, or its value where the label's values stand."""
    low, high = joint.values
    if field.passage is joint.at and field.start < high and low < field.end:
        return True
    return field.passage is joint.passage and joint.start <= max(field.key_start, 0) < joint.end


def _joints(passage: Passage, under: Passage | None) -> Iterator[_Joint]:
    """The labels of ``passage`` that hold two to four keys: "Date of birth / Age", "Full name / Ref no"."""
    at = 0
    cells = passage.text.split("\t")
    for n, cell in enumerate(cells):
        label = cell.split(":", 1)[0].rstrip()
        start = at + len(cell) - len(cell.lstrip(" *•"))
        own = (at + cell.index(":") + 1, at + len(cell)) if ":" in cell else None
        at += len(cell) + 1
        parts = _parts(label.strip(" *•"))
        if parts is None:
            continue
        where, values = passage, own
        if values is None or not passage.text[values[0] : values[1]].strip(_LEAD):
            values = (at, at + len(cells[n + 1])) if n + 1 < len(cells) else None
        if values is not None and _is_label(passage.text[values[0] : values[1]].strip(_LEAD)):
            values = None  # a row of labels: what they name stands below
        if (values is None or n + 1 == len(cells)) and own is None and under is not None:
            where, values = under, _cell(under.text, n) if under.text.count("\t") == len(cells) - 1 else None
        if values is not None:
            yield _Joint(passage, start, start + len(label.strip()), parts, where, values)


def _is_label(text: str) -> bool:
    return key_slot(text.strip(" :")) is not None or _parts(text) is not None


def _parts(label: str) -> tuple[tuple[str, int, str] | None, ...] | None:
    """The keys of a label that is more than one; ``None`` where it is one, or none of them is about a person."""
    if _LINKS.isdisjoint(label) and "and" not in label.lower():
        return None  # nothing parts it
    if not any(mark in label for mark in _MARKS) or not _LABEL.search(label) or key_slot(label) is not None:
        return None
    texts = [t.strip(" )") for t in _SPLIT.split(label)]
    if not 2 <= len(texts) <= 4 or not all(texts):
        return None
    known = []
    for text in texts:
        slot = key_slot(text)
        known.append((*slot, text.casefold()) if slot is not None else None)
    return tuple(known) if any(k is not None and k[0] in _WHO for k in known) and known[0] is not None else None


def _cell(text: str, number: int) -> tuple[int, int] | None:
    cells = text.split("\t")
    start = sum(len(c) + 1 for c in cells[:number])
    return (start, start + len(cells[number])) if cells[number].strip() else None


def _apart(joint: _Joint) -> Iterator[Field]:
    """One field for each key: values in the order of their keys, or else each by what it can be."""
    values = _values(joint.at.text, *joint.values)
    known = [p for p in joint.parts if p is not None and p[0] in _WHO]
    pairs: list[tuple[tuple[str, int, str] | None, tuple[int, int]]]
    if len(values) == 1 and len(known) == len(joint.parts) and _one_thing({p[0] for p in known}):
        pairs = [(known[-1] if known[0][0] == "name" else known[0], values[0])]  # "Nom / Surname"
    elif len(values) == len(joint.parts):
        pairs = list(zip(joint.parts, values, strict=True))
    else:
        text = joint.at.text
        fit = ((p, next((v for v in values if _fits(p, text[v[0] : v[1]])), None)) for p in joint.parts)
        pairs = [(part, value) for part, value in fit if value is not None]
        if joint.parts[0] is not None and joint.parts[0][0] == "name" and values:
            pairs.append((joint.parts[0], values[0]))
    for part, (start, end) in pairs:
        if part is not None and part[0] in _WHO and start < end:
            slot, tier, key = part
            yield Field(slot, tier, key, joint.at, joint.start, start, end, opens=True, beside=False)


def _are_captions(row: str, above: str, under: str) -> bool:
    """Whether a row of keys alone names what stands over it, cell by cell, and not what stands below."""
    if "\t" not in row or row.count("\t") != above.count("\t"):
        return False
    keys = [key_slot(c.strip(" :")) for c in row.split("\t")]
    if sum(k is not None for k in keys) < 2 or any(c.isdigit() for c in row):
        return False
    if not any(k is not None and k[0] in _WHO for k in keys):
        return False
    return _suit(keys, above) and not _suit(keys, under)


def _suit(keys: Sequence[tuple[str, int] | None], row: str) -> bool:
    """Whether the cells of ``row`` can be what ``keys`` ask for: dates under birth, names under name."""
    cells = row.split("\t")
    if len(cells) != len(keys):
        return False
    asked = [(k[0], c.strip()) for k, c in zip(keys, cells, strict=True) if k is not None and k[0] in ("birth", "name")]
    return bool(asked) and all(
        any(d.start == 0 for d in find_dates(c)) if slot == "birth" else read_name(c) is not None for slot, c in asked
    )


def _captioned(above: Passage, row: Passage) -> Iterator[Field]:
    for n, caption in enumerate(row.text.split("\t")):
        slot, cell = key_slot(caption.strip(" :")), _cell(above.text, n)
        if slot is not None and slot[0] in _WHO and cell is not None:
            start, end = _trimmed(above.text, *cell)
            yield Field(slot[0], slot[1], caption.casefold().strip(), above, -1, start, end, opens=True, beside=False)


def _one_thing(slots: set[str]) -> bool:
    """Whether all keys of a label ask for the same, in two languages or words."""
    return len(slots) == 1 or slots <= {"name", "last_name"} or slots <= {"name", "first_name"}


def _values(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of ``text[start:end]`` between strokes and brackets; the strokes of a date part nothing."""
    dates = [(d.start, d.end) for d in find_dates(text[start:end])]
    found, at = [], 0
    for mark in _PART.finditer(text[start:end]):
        if not any(low < mark.end() and mark.start() < high for low, high in dates):
            found.append((at, mark.start()))
            at = mark.end()
    found.append((at, end - start))
    return [_trimmed(text, start + low, start + high) for low, high in found]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _LEAD:
        start += 1
    while end > start and text[end - 1] in " \t),":
        end -= 1
    return start, end


def _fits(part: tuple[str, int, str] | None, value: str) -> bool:
    """Whether ``value`` can be nothing but what the key asks for."""
    if part is None:
        return False
    if part[0] == "birth":
        return any(d.start == 0 for d in find_dates(value))
    return part[0] == "age" and _YEARS.search(value) is not None


def _of_another(field: Field) -> bool:
    """Whether the word before the key says that it is somebody else's: "Guarantor DOB", "Donor's date of birth"."""
    if field.key_start <= 0:
        return False
    before = field.passage.text[: field.key_start].rsplit("\t", 1)[-1].split()
    last = before[-1].casefold().strip("(*•") if before else ""
    for ending in ("'s", "’s"):
        last = last.removesuffix(ending)
    return last in _OTHERS


def _in_block(field: Field, passages: Sequence[Passage], order: dict[int, int]) -> bool:
    """Whether a heading of its column names somebody else ("Doctor", "INSURANCE"), or a line above it does, by name.

    The line above counts only where the patient's own stands in another column: "Donor: …" beside "Recipient: …".
    """
    at = order.get(id(field.passage))
    tabs = field.passage.text.count("\t")
    if at is None or not tabs:
        return False
    column = field.passage.text.count("\t", 0, field.start)
    for passage in reversed(passages[max(0, at - _BLOCK) : at]):
        if passage.text.count("\t") != tabs:
            return False
        cells = passage.text.split("\t")
        head = _head(cells[column])
        if head == "patient":
            return False
        if head == "other" and (_head(cells[column], alone=True) or any(_head(c) == "patient" for c in cells)):
            return True
    return False


def _under_heading(field: Field, passages: Sequence[Passage], order: dict[int, int]) -> bool:
    """Whether a line alone over the field opens somebody else's block, in a column of the page read by itself."""
    at = order.get(id(field.passage))
    for passage in reversed(passages[max(0, at - _BLOCK) : at] if at is not None else ()):
        if "\t" in passage.text:
            return False
        head = _head(passage.text, alone=True)
        if head is not None:
            return head == "other"
    return False


def _head(cell: str, *, alone: bool = False) -> str | None:
    """Whose block a cell opens: the patient's, another's, or nobody's; ``alone``: as a heading, with nothing behind."""
    label = cell.split(":", 1)[0].casefold()
    words = [w.strip("*•'’()") for w in label.split()]
    if not words or len(words) > _LAST or (alone and ":" in cell.rstrip(": ")):
        return None
    if words[0] in _BEHIND:
        return "patient"
    if ":" in cell.rstrip(": "):
        return "other" if words[0] in _OTHERS else None
    return "other" if words[0] in _HEADS and all(w in _HEADING for w in words) else None

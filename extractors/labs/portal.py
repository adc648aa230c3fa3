"""Results printed one under the other, as patient portals do: a name, then lines "Your value: 7.8 g/dL" and so on."""

from collections.abc import Iterator
from itertools import pairwise

from extractors.labs.cells import Read, Strip, bound_of, read_cell, strip_of
from extractors.labs.labels import Label, label_of
from extractors.labs.places import Place, placed
from extractors.labs.resolve import Raw, Setting
from extractors.labs.tokens import plain, tokens_of
from extractors.labs.words import lab_words
from schemas.layout import Passage

_REACH = 5
_BE = frozenset(("is", "was"))
_ROLES = frozenset(("value", "range", "unit", "flag"))


def read_portal(passages: list[Passage], place: Place, setting: Setting, used: set[int]) -> Iterator[Raw]:
    """Raw results of a name on its own line and the lines below it; their words are added to ``used``."""
    strips = [Strip(p.text, p.words, p.spans, p.pages, tokens_of(p.text)) for p in passages]
    for i, strip in enumerate(strips):
        if not strip.words or len(strip.tokens) > 12 or "\t" in strip.text:
            continue
        label = label_of(strip, setting.lexicon)
        if label is None:
            continue
        below: list[Strip] = []
        for other in strips[i + 1 : i + 1 + _REACH]:
            if label_of(other, setting.lexicon) is not None and "\t" not in other.text:
                break
            below.append(other)
        raw = _below(label, strip, below, setting, used)
        good = placed(raw, place.site) if raw is not None else None
        if good is not None:
            yield good


def _below(label: Label, name: Strip, below: list[Strip], setting: Setting, used: set[int]) -> Raw | None:
    found: dict[str, tuple[Read, Strip]] = {}
    titles: list[str] = []
    for strip in below:
        cells = [part for cell in _cells(strip) for part in _apart(cell)]
        roles = [_role_of(c.text) for c in cells]
        if len(cells) > 1 and all(r in _ROLES for r in roles):
            titles = roles
            continue
        for k, cell in enumerate(cells):
            role, rest = _keyed(cell)
            role = role or (titles[k] if k < len(titles) else "")
            if role in _ROLES and role not in found and rest is not None:
                found[role] = (read_cell(rest, setting.lexicon), rest)
    value = found.get("value")
    if value is None or value[0].kind != "value" or value[0].more_numbers or value[0].loose_words > 3:
        return None
    used.update(id(w) for s in (name, *below[: len(below)]) for w in s.words if s is name or _is_part(s, found))
    return _raw(label, name, value, found, setting)


def _is_part(strip: Strip, found: dict[str, tuple[Read, Strip]]) -> bool:
    held = {id(w) for _, s in found.values() for w in s.words}
    return any(id(w) in held for w in strip.words)


def _cells(strip: Strip) -> list[Strip]:
    cells: list[list[int]] = [[]]
    at = 0
    for i, (start, end) in enumerate(strip.spans):
        if "\t" in strip.text[at:start]:
            cells.append([])
        cells[-1].append(i)
        at = end
    return [strip_of(tuple(strip.words[i] for i in cell), strip.pages[cell[0]]) for cell in cells if cell]


def _apart(strip: Strip) -> Iterator[Strip]:
    """Cells of running text cut before each "Your value is", "Normal range:"."""
    starts = [i for i in range(1, len(strip.words)) if _opens(strip, i)]
    for a, b in pairwise([0, *starts, len(strip.words)]):
        yield strip_of(strip.words[a:b], strip.pages[a])


def _opens(strip: Strip, i: int) -> bool:
    for n in (2, 3):
        words = [w.text for w in strip.words[i : i + n + 1]]
        ends = len(words) >= n and (words[n - 1].endswith(":") or (len(words) > n and words[n].lower() in _BE))
        if ends and _role_of(" ".join(words[:n])) in _ROLES:
            return True
    return False


def _role_of(text: str) -> str:
    return lab_words().roles.get(plain(text), "")


def _keyed(cell: Strip) -> tuple[str, Strip | None]:
    """As in "Your value: 7.8 g/dL" as a role and the words after the colon."""
    for i, word in enumerate(cell.words[:5]):
        if i and word.text.lower() in _BE and (role := _role_of(" ".join(w.text for w in cell.words[:i]))):
            return role, strip_of(cell.words[i + 1 :], cell.pages[0]) if cell.words[i + 1 :] else None
        if word.text.endswith(":"):
            role = _role_of(" ".join(w.text for w in cell.words[: i + 1]))
            return role, strip_of(cell.words[i + 1 :], cell.pages[0]) if cell.words[i + 1 :] else None
    return "", cell


def _raw(
    label: Label, name: Strip, value: tuple[Read, Strip], found: dict[str, tuple[Read, Strip]], setting: Setting
) -> Raw:
    read, strip = value
    low, high = bound_of(found["range"][0]) if "range" in found else (read.low, read.high)
    unit, unit_text = read.unit, read.unit_text
    for role in ("unit", "range"):
        if unit is None and role in found and found[role][0].unit is not None:
            unit, unit_text = found[role][0].unit, found[role][0].unit_text
    raw = Raw(
        analytes=label.analytes,
        number=read.number or "",
        words=list(zip(name.words, name.pages, strict=True)),
        value_words=[strip.words[i] for i in strip.touched(*read.number_at)],
        label=label.alias,
        comparator=read.comparator,
        unit=unit or label.unit,
        unit_text=unit_text or label.unit_text,
        hint=label.hint,
        flag=read.flag or (found["flag"][0].flag if "flag" in found else None),
        low=low,
        high=high,
        collected=setting.dated,
    )
    for start, end in read.parts:
        raw.words.extend((strip.words[i], strip.pages[i]) for i in strip.touched(start, end))
    return raw

"""Results printed one under the other, as patient portals do: a name, then lines "Your value: 7.8 g/dL" and so on."""

from collections.abc import Iterator
from itertools import pairwise

from extractors.labs.cells import Read, Strip, bound_of, read_cell, strip_of
from extractors.labs.labels import Label, label_of
from extractors.labs.places import Place, placed
from extractors.labs.resolve import Raw, Setting
from extractors.labs.tokens import plain, tokens_of
from extractors.labs.words import lab_words
from schemas.layout import Cell, Passage, Row, Table

_REACH = 5
_MOST_TOKENS = 12  # of a name on its own line; no run of signs is less than one
_BE = frozenset(("is", "was"))
_ROLES = frozenset(("value", "range", "unit", "flag"))


def read_portal(passages: list[Passage], place: Place, setting: Setting, used: set[int]) -> Iterator[Raw]:
    """Raw results of a name on its own line and the lines below it; their words are added to ``used``."""
    short = (_strip(p) for p in passages if "\t" not in p.text and len(p.text.split()) <= _MOST_TOKENS)
    if any(_label(strip, setting) is not None for strip in short):
        yield from _stacked([_strip(p) for p in passages], place, setting, used)


def _strip(passage: Passage) -> Strip:
    return Strip(passage.text, passage.words, passage.spans, passage.pages, tokens_of(passage.text))


def read_cards(table: Table, place: Place, setting: Setting, used: set[int]) -> Iterator[Raw]:
    """Raw results of cards side by side: rows of names, with value, range and remarks in the same column below."""
    rows = (*table.header, *table.rows)
    names = [r for r in rows if len(r.cells) > 1 and all(_name_of(c, r, setting) for c in r.cells)]
    if not names or (len(names) < 2 and not any(_is_range(r) for r in rows)):
        return
    columns = sorted({c.column or 0 for r in rows for c in r.cells})
    for k in columns:
        yield from _stacked(
            [strip_of(c.words, r.page) for r in rows for c in r.cells if (c.column or 0) == k], place, setting, used
        )


def _is_range(row: Row) -> bool:
    """Cells that all say "Reference value: …"."""
    return len(row.cells) > 1 and all(_keyed(strip_of(c.words, row.page))[0] == "range" for c in row.cells)


def _name_of(cell: Cell, row: Row, setting: Setting) -> bool:
    """The cell holds a name and no figure: one of ours at least as far as can be seen."""
    if any(c.isdigit() for c in cell.text):
        return label_of(strip_of(cell.words, row.page), setting.lexicon) is not None
    return len(cell.words) <= 4 and not _role_of(cell.text) and read_cell(
        strip_of(cell.words, row.page), setting.lexicon).kind == "words"  # fmt: skip


def _stacked(strips: list[Strip], place: Place, setting: Setting, used: set[int]) -> Iterator[Raw]:
    before: Label | None = None
    for i, strip in enumerate(strips):
        label = _label(strip, setting)
        if label is not None:
            below: list[Strip] = []
            for other in strips[i + 1 : i + 1 + _REACH]:
                if _label(other, setting) is not None or _is_another(other, label, setting):
                    break
                below.append(other)
            raw = _below(label, strip, below, setting, used, bare=before is None)
            good = placed(raw, place.site) if raw is not None else None
            if good is not None:
                yield good
        before = label


def _is_another(strip: Strip, label: Label, setting: Setting) -> bool:
    """Whether a line opens with the name of another result and prints a figure: "HGB 11.4 g/dL", on one line."""
    found = setting.lexicon.match(strip.tokens, 0) if strip.tokens and strip.tokens[0].kind == "w" else None
    if found is None or found[0] is None or not any(t.kind == "n" for t in strip.tokens[found[1] :]):
        return False
    return not {a.name for a in found[0].analytes} & {a.name for a in label.analytes}


def _label(strip: Strip, setting: Setting) -> Label | None:
    if not strip.words or len(strip.tokens) > _MOST_TOKENS or "\t" in strip.text:
        return None
    return label_of(strip, setting.lexicon)


def _below(
    label: Label, name: Strip, below: list[Strip], setting: Setting, used: set[int], *, bare: bool
) -> Raw | None:
    found: dict[str, tuple[Read, Strip]] = {}
    loose: list[tuple[Read, Strip]] = []
    titles: list[str] = []
    for strip in below:
        cells = [part for cell in _cells(strip) for part in _apart(cell)]
        roles = [_role_of(c.text) for c in cells]
        if all(r in _ROLES for r in roles):  # also "Value" alone, over "2.9 Low"
            titles = roles
            continue
        if len(cells) == 1 and _names_another(cells[0], setting, 3 if found or loose else 4):
            break
        for k, cell in enumerate(cells):
            _take(cell, titles[k] if k < len(titles) else "", found, loose, setting)
    if "value" not in found and bare and len(loose) == 1 and _is_measured(loose[0][0], label, setting):
        found["value"] = loose[0]
    value = found.get("value")
    if value is None or value[0].kind != "value" or value[0].more_numbers or value[0].loose_words > 3:
        return None
    used.update(id(w) for s in (name, *below) for w in s.words if s is name or _is_part(s, found))
    return _raw(label, name, value, found, setting)


def _take(
    cell: Strip,
    title: str,
    found: dict[str, tuple[Read, Strip]],
    loose: list[tuple[Read, Strip]],
    setting: Setting,
) -> None:
    """Put what a cell holds under its role, or among the figures without one."""
    role, rest = _keyed(cell)
    role = role or title
    if rest is None:
        return
    read = read_cell(rest, setting.lexicon)
    if not role and read.kind in ("range", "flag") and not read.loose_words:
        role = read.kind
    if role in _ROLES and role not in found:
        found[role] = (read, rest)
    elif not role and read.kind == "value":
        loose.append((read, rest))


def _names_another(cell: Strip, setting: Setting, most: int) -> bool:
    """A short line of words before any figure: the name of something that is not known here, or no value at all."""
    read = read_cell(cell, setting.lexicon)
    if read.kind == "none":
        return not _role_of(cell.text)
    return (
        read.kind == "words" and len(cell.words) <= most and not cell.text.endswith((".", ":")) and not _keyed(cell)[0]
    )


def _is_measured(read: Read, label: Label, setting: Setting) -> bool:
    """A figure with a unit of the analyte and nothing else."""
    fits = any(read.unit in setting.lexicon.units[a.name] for a in label.analytes)
    return read.unit is not None and fits and not read.loose_words and not read.more_numbers


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
    """As in "Your value: 7.8 g/dL", "Range 4.0 - 11.0" as a role and the words behind the key."""
    for i, word in enumerate(cell.words[:5]):
        be = i and word.text.lower() in _BE
        figure = i and (word.text[0].isdigit() or word.text[0] in "<>([") and any(c.isdigit() for c in cell.text)
        if (be or figure) and (role := _role_of(" ".join(w.text for w in cell.words[:i]))):
            rest = cell.words[i + 1 :] if be else cell.words[i:]
            return role, strip_of(rest, cell.pages[0]) if rest else None
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
        loose=label.loose,
    )
    for start, end in read.parts:
        raw.words.extend((strip.words[i], strip.pages[i]) for i in strip.touched(start, end))
    return raw

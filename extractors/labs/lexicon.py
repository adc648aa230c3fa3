"""Names and units of analytes, as tries and tables to look tokens up in."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from extractors.labs.tokens import Tok, name_parts
from extractors.labs.words import lab_words
from extractors.patterns import pattern
from schemas.vocabulary import Analyte, Vocabulary

_MOST_ASKED = 8192
_SIGNS = frozenset("%#‰")
_STOP_SIGNS = frozenset(":;=|<>≤≥")
_DROP = str.maketrans(
    {c: None for c in " \t^*.()[]{}_,'’·•"} | {"µ": "u", "μ": "u", "×": "x", "⁄": "/", "－": "-"}
    | dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", strict=True))
)  # fmt: skip
_ALIKE = str.maketrans("i1|", "lll")
_EXPONENT = pattern(r"^(?:x)?10[e°”\"'~%]?(\d{1,2})(.*)$")
_BAD_EXPONENT = pattern(r"^x?1[0o][\^*4a%°'\"”“~]?(3|6|9|12)/?([upn]?[l1i|])$")
_LOST_EXPONENT = pattern(r"^x?10[°o\"'”“*?]?/[l1i|]$")
"""A raised 9 that was not read ("3.6 x 10/L"): no other power of ten is printed per litre for counts but of red cells,
whose table does not hold this unit."""
_SHORTER = (
    ("microliter", "ul"), ("microlitre", "ul"), ("micromole", "umol"), ("micromol", "umol"), ("microgram", "ug"),
    ("microg", "ug"), ("mcl", "ul"), ("mcg", "ug"), ("mcmol", "umol"),
)  # fmt: skip
_END = ""


@lru_cache(maxsize=8192)
def unit_key(text: str) -> str:
    """A printed unit in the form it is looked up in; the many spellings of 10^9/L become one."""
    key = text.lower().translate(_DROP)
    if key.startswith("per"):
        key = "/" + key[3:]
    if key.startswith("x10") or key.startswith("10"):
        m = _EXPONENT.search(key)
        if m:
            key = f"10{m.group(1)}{m.group(2)}"
    for long, short in _SHORTER:
        key = key.replace(long, short)
    return key


@dataclass(frozen=True, slots=True)
class Named:
    """What a name stands for: one analyte, or several that only unit, range or place tell apart."""

    analytes: tuple[Analyte, ...]
    alias: str


@dataclass(slots=True)
class Lexicon:
    """Look-ups made from the vocabulary's analytes."""

    trie: dict[str, Any] = field(default_factory=dict)
    first: frozenset[str] = frozenset()
    units: dict[str, dict[str, float]] = field(default_factory=dict)
    unit_keys: frozenset[str] = frozenset()
    folded: dict[str, str] = field(default_factory=dict)
    """Units by their form with I, l, 1 and | alike: engines read them for each other ("mlU/mL", "U/1")."""
    by_name: dict[str, Analyte] = field(default_factory=dict)
    asked: dict[str, str | None] = field(default_factory=dict)
    """Pieces of text asked for before: the unit that each is, if any."""

    def match(self, tokens: list[Tok], i: int) -> tuple[Named | None, int] | None:
        """The longest name that starts at token ``i``, and the token after it.

        ``None`` stands in place of a name that only looks like one. Signs inside a name are passed over, but no
        colon, comparison or tab.
        """
        node = self.trie.get(tokens[i].low)
        if node is None:
            return None
        found: list[tuple[Named | None, int]] = []
        if _END in node:
            found.append((node[_END], i + 1))
        k = i + 1
        while k < len(tokens):
            t = tokens[k]
            if t.kind == "t" or (t.kind == "s" and t.text in _STOP_SIGNS):
                break
            if t.kind == "s" and t.text not in _SIGNS:
                if t.text == "." and _ends_sentence(tokens, k):
                    break
                k += 1
                continue
            node = node.get(t.low)
            if node is None:
                break
            k += 1
            if _END in node:
                found.append((node[_END], k))
        while found and _ends_in_share(found[-1], tokens):
            found.pop()
        return found[-1] if found else None

    def may_name(self, tokens: list[Tok]) -> bool:
        """Whether a name begins at one of the tokens: a quick look."""
        return any([t.low in self.trie for t in tokens])

    def unit_at(self, text: str, tokens: list[Tok], i: int) -> tuple[str, int] | None:
        """The longest known unit that starts at token ``i``: its key and the token after it."""
        best: tuple[str, int] | None = None
        start = tokens[i].start
        for k, t in enumerate(tokens[i : i + 10], i + 1):
            if t.kind == "t" or t.end - start > 24:
                break
            if t.kind == "s" and t.text not in _SIGNS and not (t.text == ")" and "(" in text[start : t.start]):
                continue
            piece = text[start : t.end]
            if tokens[i].kind == "n" and not _may_be_power(piece):
                continue  # "10.9 L", "109 L" are low results; "10.9/L" may be a unit whose raised figure was set low
            key = self.asked[piece] if piece in self.asked else self._unit(piece)
            if key is not None:
                best = (key, k)
        return best

    def _unit(self, piece: str) -> str | None:
        """The key of the unit that a piece of text is, if it is one; the answer is remembered."""
        key = unit_key(piece)
        if key not in self.unit_keys:
            key = self.folded.get(fold(key)) or misread_unit(key)
        if len(self.asked) > _MOST_ASKED:
            self.asked.clear()
        self.asked[piece] = found = key if key in self.unit_keys else None
        return found


def _may_be_power(piece: str) -> bool:
    """Whether a piece that begins with a figure has a sign that a unit has: "10^9/L", "10*9 L", "1000/uL"."""
    return any(c in piece for c in "/^*×⁹³⁶") or "e" in piece.lower() or " per " in piece or piece[-1] == "%"


def _ends_sentence(tokens: list[Tok], k: int) -> bool:
    """A full stop behind a long word with a capital after it: "3% blasts. Flow cytometry" are two things."""
    before, after = tokens[k - 1], tokens[k + 1] if k + 1 < len(tokens) else None
    return len(before.text) > 5 and after is not None and after.start > tokens[k].end and after.text[0].isupper()


def _ends_in_share(found: tuple[Named | None, int], tokens: list[Tok]) -> bool:
    """Told by the signs there: "blasts-2", "excess blasts 2" are diseases, "blasts 2", "excess blasts 2%" are not."""
    named, end = found
    if named is not None or tokens[end - 1].kind != "n":
        return False
    apart = tokens[end - 2].kind == "w" and tokens[end - 2].end < tokens[end - 1].start
    opens = end < 3 or tokens[end - 3].low not in lab_words().of_disease
    return (apart and opens) or (end < len(tokens) and tokens[end].text == "%")


@lru_cache(maxsize=8192)
def misread_unit(key: str) -> str:
    """Spellings OCR makes of 10^3/uL: 1043/ul, 10*3/u1, 10%3/ul."""
    m = _BAD_EXPONENT.search(key)
    if not m:
        return "109/l" if _LOST_EXPONENT.search(key) else key
    volume = m.group(2).replace("1", "l").replace("i", "l").replace("|", "l")
    return f"10{m.group(1)}/{volume}"


_made: list[tuple[tuple[Analyte, ...], Lexicon]] = []


def lexicon_of(vocabulary: Vocabulary) -> Lexicon:
    """The lexicon of a vocabulary; kept for the last few (compared by identity)."""
    for analytes, lexicon in _made:
        if analytes is vocabulary.analytes:
            return lexicon
    lexicon = _make(vocabulary.analytes)
    _made.append((vocabulary.analytes, lexicon))
    del _made[:-4]
    return lexicon


def _make(analytes: tuple[Analyte, ...]) -> Lexicon:
    names: dict[tuple[str, ...], list[Analyte]] = {}
    blocked: set[tuple[str, ...]] = set()
    lexicon = Lexicon()
    for analyte in analytes:
        lexicon.by_name[analyte.name] = analyte
        for alias in analyte.aliases:
            held = names.setdefault(name_parts(alias), [])
            if analyte not in held:
                held.append(analyte)
        blocked.update(name_parts(a) for a in analyte.not_aliases)
        table = {unit_key(analyte.unit): 1.0}
        for form in analyte.units:
            table.update({unit_key(f): form.factor for f in form.forms})
        lexicon.units[analyte.name] = table
    for parts in blocked:
        _plant(lexicon.trie, parts, None)
    for parts, held in names.items():
        if parts:
            _plant(lexicon.trie, parts, Named(tuple(held), " ".join(parts)))
    known = {k for table in lexicon.units.values() for k in table} | {unit_key(u) for u in lab_words().other_units}
    lexicon.unit_keys = frozenset(known - {""})
    lexicon.folded = _folded(lexicon.unit_keys, list(lexicon.units.values()))
    lexicon.first = frozenset(parts[0] for parts in names if parts)
    return lexicon


@lru_cache(maxsize=8192)
def fold(key: str) -> str:
    """A unit with the letters that look alike made one; "" where it is too short to be told from a word or figure."""
    return key.translate(_ALIKE) if len(key) > 2 and "/" in key[1:] else ""


def _folded(keys: frozenset[str], tables: list[dict[str, float]]) -> dict[str, str]:
    """Folded forms whose units all mean the same: the one that most analytes are measured in stands for them."""
    held: dict[str, set[str]] = {}
    for key in keys:
        if fold(key):
            held.setdefault(fold(key), set()).add(key)
    out = {}
    for form, found in held.items():
        factors = [{t[k] for k in found if k in t} for t in tables]
        if all(len(f) < 2 for f in factors):
            out[form] = max(sorted(found), key=lambda k: sum(1 for t in tables if k in t))
    return out


def _plant(trie: dict[str, Any], parts: tuple[str, ...], value: Named | None) -> None:
    node = trie
    for part in parts:
        node = node.setdefault(part, {})
    if parts:
        node[_END] = value


def is_table_only(named: Named) -> bool:
    """True for names too short or too common to mean the analyte in running text."""
    return named.alias in lab_words().table_only

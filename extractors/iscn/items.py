"""The grammar of one abnormality: patterns for what may stand between two commas, and what they mean."""

from dataclasses import dataclass
from typing import Any

from extractors.iscn.model import Abnormality, Part, Sign
from extractors.patterns import pattern

_CHROM = r"(?:2[0-2]|1[0-9]|[1-9]|x|y)"
_WORD = (
    r"(?:(?:der|psu|dir|inv|rec|neo) ?)?"
    r"(?:add|del|der|dicr|dic|dup|fis|fra|hsr|idic|ider|inv|ins|iso|mar|qdp|rcp|rea|rec|rob|tas|tan|trc|trp|upd|i|r|t)"
)
_GROUP = r"(?:\([0-9xypqtercnhsg?.,;:~+&>or-]{0,120}\))"
_STRUCTURE = rf"(?:{_WORD}{_GROUP}{{1,3}})+"
_TAIL = r"(?:x(?P<times>[2-9]))?(?P<c>c)?\??(?:x(?P<times2>[2-9]))?"
_OR = rf"(?:or[+-]?(?:{_STRUCTURE}|{_CHROM}))?"

ITEM = (
    r"(?P<sign0>\?*[+-]?\?*~?)(?:"
    rf"(?P<structure>{_STRUCTURE})"
    r"|(?P<low>>?\d{1,2})?(?:[-~](?P<high>\d{1,2})?)?"
    r"(?P<lump>mar|dmin|min|ace|r)(?P<number>\d{0,2})(?P<upto>[-~]\d{1,2})?"
    rf"|(?P<short>(?:del|add|iso|i|dup) ?\(?(?P<sc>{_CHROM})(?P<sa>[pq])(?P<sb>[0-9.]*)\)?)"
    rf"|(?P<old>(?P<oc>{_CHROM})(?P<oa>[pq])(?P<os>[+-]))"
    rf"|(?P<chromosome>{_CHROM})"
    rf"|(?P<inc>inc)"
    rf"){_TAIL}{_OR}"
)
REFERENCE = r"(?P<ref>idem|sdl|sl)(?P<which>\d{0,2})(?:x(?P<fold>\d))?"
COUNT = (
    r"\[\.?(?P<cp>cp)?[~.]?(?P<cells>\d{1,4})(?P<more>(?:\+\d{1,3}){0,2})(?P<cp2>cp)?"
    r"(?P<rest>(?:,[^\[\]]{0,80})?| ?[a-z]{0,12})\]"
)
MODAL = r"(?:mos ?|chi ?)?(?P<low>\d{2,3})(?:[-~](?P<high>\d{2,3}))?(?:,?<[1-9]n[+-]?>|±?\([1-9]n\))?"
SEX = r"\??(?P<sex>[xyu]+|[xy]?\?|\?)(?P<c>c)?"

_PART = rf"(?P<word>{_WORD})(?P<groups>{_GROUP}{{1,3}})"
_BAND = r"[pq](?:\d{1,2}(?:\.\d{1,3})?|ter)?"
_ONE_BAND = r"\??~?[pq](?:\?|(?:\d{1,2}|\d\?)(?:\.\d{1,3})?|ter)?\??"
_BAND_RANGE = rf"{_ONE_BAND}(?:[-~][pq]?\d{{1,2}}(?:\.\d{{1,3}})?)?"
_BAND_LIST = rf"(?:\?|cen|(?:{_BAND_RANGE}|cen)+(?:or(?:{_BAND_RANGE})+)?)"
_SOUND_BREAKS = rf"{_BAND_LIST}?(?:;{_BAND_LIST}?)*"
_ONE_CHROMOSOME = rf"\??~?(?:{_CHROM}|\?)(?:{_BAND_RANGE})*"
_SOUND_CHROMOSOMES = rf"{_ONE_CHROMOSOME}(?:;{_ONE_CHROMOSOME})*|\+"
_COMPOUND = frozenset({"der", "ider", "dic", "r", "rec", "mar", "dicr", "psudic", "derdic"})
_NEEDS_BREAKS = frozenset({"add", "del", "dup", "inv", "ins", "t", "trp", "dic", "idic", "i", "iso", "hsr", "fis"})


@dataclass(frozen=True, slots=True)
class Item:
    """An abnormality and the problems of its wording."""

    abnormality: Abnormality
    problems: tuple[str, ...] = ()


def read_item(match: Any) -> Item | None:
    """The abnormality of an ``ITEM`` match; ``None`` where the match is not one (a chromosome without a sign)."""
    groups = match.groupdict()
    raw = match.group()
    sign = _sign(groups["sign0"])
    times = int(groups["times"] or groups["times2"] or 1)
    common: dict[str, Any] = {
        "constitutional": bool(groups["c"]),
        "uncertain": "?" in raw or "or" in raw.replace("der", ""),
    }
    if groups["structure"]:
        return _structure(raw, groups["structure"], sign, times, common)
    if groups["lump"]:
        return _lump(raw, groups, sign, common)
    if groups["short"] or groups["old"]:
        return _short(raw, groups, common)
    if groups["inc"]:
        return Item(Abnormality("inc", "inc"))
    if not sign:
        return None
    chromosome = groups["chromosome"].upper()
    text = printed_form(raw)
    return Item(Abnormality(text, "chromosome", sign, (chromosome,), copies=times, **common))


def _sign(text: str | None) -> Sign:
    text = text or ""
    if "+" in text:
        return "+"
    return "-" if "-" in text else ""


def _structure(raw: str, structure: str, sign: Sign, times: int, common: dict[str, Any]) -> Item | None:
    parts = tuple(_part(m) for m in pattern(_PART).finditer(structure))
    if not parts or not any(c for p in parts for c in p.chromosomes):
        return None
    problems = []
    if not any(p.bands for p in parts) and any(p.kind in _NEEDS_BREAKS for p in parts) and sign != "-":
        problems.append("breakpoints")
    if not all(_sound(m["groups"]) for m in pattern(_PART).finditer(structure)):
        problems.append("bands")
    first = parts[0]
    if len(parts) > 1 and first.kind not in _COMPOUND:
        problems.append("compound")
    kind = {"iso": "i", "ider": "der", "dicr": "dic"}.get(first.kind, first.kind)
    return Item(
        Abnormality(printed_form(raw), kind, sign, first.chromosomes, parts, copies=times, **common), tuple(problems)
    )


def _sound(groups: str) -> bool:
    """Whether brackets hold what ISCN puts there: chromosomes first, then their bands (or the long form)."""
    if ">" in groups or "::" in groups:
        return True
    chromosomes, *bands = groups.replace(",", ";").replace(":", ";")[1:-1].split(")(")
    if pattern(_SOUND_CHROMOSOMES, ignore_case=False).fullmatch(chromosomes) is None:
        return False
    if bands and pattern(r"[pq]").search(chromosomes):
        return False
    return all(pattern(_SOUND_BREAKS, ignore_case=False).fullmatch(b) and not _bare_among(b) for b in bands)


def _bare_among(group: str) -> bool:
    """Whether a bare arm stands beside a band of the same chromosome (``q1q`` is a misread ``q10``)."""
    return any(
        len(bands) > 1 and any(len(b) == 1 for b in bands) and any(len(b) > 1 for b in bands)
        for bands in (_bands(piece) for piece in group.split(";"))
    )


def _part(match: Any) -> Part:
    word = match["word"].split()[-1]
    for prefix in ("psu", "dir", "neo"):
        word = word.removeprefix(prefix)
    kind = {"derdic": "dic", "invdup": "dup", "invins": "ins", "derder": "der"}.get(word, word)
    groups = match["groups"][1:-1].split(")(")
    chromosomes, breaks = _chromosomes(groups[0])
    bands = ";".join(groups[1:2])
    if bands:
        breaks = _breaks(bands, len(chromosomes))
    return Part(kind, chromosomes, breaks)


def _chromosomes(group: str) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Chromosomes of ``5;17``, of the short form ``5q`` (band in the same bracket) and of the long form."""
    chromosomes: list[str] = []
    breaks: list[tuple[str, ...]] = []
    long_form = ">" in group or "::" in group
    for piece in pattern("[;:,]+").split(group):
        m = pattern(rf"\??~?(?P<c>{_CHROM})?\??(?P<bands>.*)").fullmatch(piece)
        if m is None or (not m["c"] and "?" not in piece):
            continue
        name = (m["c"] or "?").upper()
        bands = _bands(m["bands"] or "")
        if long_form and name in chromosomes:
            continue
        chromosomes.append(name)
        breaks.append(() if long_form else bands)
    return tuple(chromosomes), tuple(breaks)


def _breaks(text: str, chromosomes: int) -> tuple[tuple[str, ...], ...]:
    if chromosomes == 1:
        return (_bands(text),)
    pieces = pattern("[;:,]").split(text)
    if len(pieces) == 1 and len(_bands(text)) == chromosomes:
        return tuple((b,) for b in _bands(text))  # t(2;21)(q23q22): the semicolon was left out
    pieces += [""] * (chromosomes - len(pieces))
    return tuple(_bands(p) for p in pieces[:chromosomes])


def _bands(text: str) -> tuple[str, ...]:
    """Bands of ``q13q33``; of a range (``q11-12``, ``q11~q13``) the first; ``?`` is left out."""
    cleaned = pattern(r"[-~][pq]?\d+(?:\.\d+)?").sub("", text.replace("?", "").replace("cen", "p10"))
    cleaned = pattern(r"or.*").sub("", cleaned)
    return tuple(pattern(_BAND).findall(cleaned))


def _lump(raw: str, groups: dict[str, str | None], sign: Sign, common: dict[str, Any]) -> Item | None:
    kind = {"min": "dmin", "ace": "dmin"}.get(str(groups["lump"]), str(groups["lump"]))
    if kind == "r" and not sign and not groups["low"]:
        return None
    copies = int((groups["low"] or "1").lstrip(">") or 1) * int(groups["times"] or groups["times2"] or 1)
    exact = not (groups["high"] or groups["upto"] or "~" in raw or raw.startswith("?"))
    if kind == "dmin":
        copies = 1
    return Item(
        Abnormality(printed_form(raw), kind, sign, copies=max(copies, 1), exact_copies=exact, **common),
        ("sign",) if (kind == "mar" and not sign) or len(str(groups["number"] or "")) > 1 else (),
    )


def _short(raw: str, groups: dict[str, str | None], common: dict[str, Any]) -> Item:
    """``del5q``, ``iso(17q)`` and ``5q-``: not ISCN, yet clear."""
    if groups["old"]:
        kind, chromosome, band = "del" if groups["os"] == "-" else "add", groups["oc"], str(groups["oa"])
    else:
        word = str(groups["short"])
        kind = next(k for k in ("del", "add", "dup", "i") if word.startswith(k))
        chromosome, band = groups["sc"], f"{groups['sa']}{groups['sb'] or ''}"
    part = Part(kind, (str(chromosome).upper(),), ((band,),))
    return Item(Abnormality(printed_form(raw), kind, "", part.chromosomes, (part,), **common), ("old style",))


def printed_form(raw: str) -> str:
    """Compact lower-case text with sex chromosomes in upper case: ``t(x;11)(q13;q23)`` as ``t(X;11)(q13;q23)``."""
    text = raw.replace("_", "")
    if "::" not in text:
        text = pattern(r"\([^()]*\)").sub(_semicolons, text)
    text = pattern(r"(^|[(;:?,+-])([xy])([);:?,pqc]|$|x\d)", ignore_case=False).sub(_sex_upper, text)
    # A second pass: neighbours share their separator (t(x;y)).
    return str(pattern(r"(^|[(;:?,+-])([xy])([);:?,pqc]|$|x\d)", ignore_case=False).sub(_sex_upper, text))


def _semicolons(match: Any) -> str:
    return str(match.group().replace(",", ";").replace(":", ";"))


def _sex_upper(match: Any) -> str:
    return f"{match[1]}{match[2].upper()}{match[3]}"

"""Results that people state in words ("trisomy 8", ">3 abnormalities"), and words beside a formula.

Words are data (``[stated]`` of ``knowledge/common/cytogenetics.toml``) and must make up the whole of a piece: "no
trisomy 8" says nothing here. Records are never read this way.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from extractors.asking import note
from extractors.iscn import Abnormality, ParsedKaryotype, parse, parse_front
from extractors.patterns import pattern
from knowledge.cytogenetics import load_stated_words

_CHROMOSOME = r"(?:2[0-2]|1[0-9]|[1-9]|x|y)"
_SYMBOL = pattern(r"(add|del|der|dic|dup|hsr|idic|ider|inv|ins|iso|rob|tas|trp|[irt])\(")
_POLYPLOID = pattern(r"\d{2,3}([-~]\d{2,3})?<[3-9]n[+-]?>[xy]*|(near-?)?[3-9]n[+-]?")
_FEW = 3  # cells that make any change a clone


@dataclass(frozen=True, slots=True)
class Number:
    """A number of abnormalities, at least ``low`` and at most ``high`` (``None``: any)."""

    low: int
    high: int | None


def without_narrative(text: str) -> ParsedKaryotype | None:
    """A complete, sound formula that words stand behind, without them; ``None`` where those may be a part of it.

    Words with figures count as words only where they tell of a later time ("progression: trisomy 8").
    """
    front, rest = parse_front(text)
    words = rest.strip().lower()
    complete = front.valid and front.fits and not front.donor and all(c.cells is not None for c in front.clones)
    if not complete or words[:1] not in (";", ".", ",") or not words[1:].strip()[:1].isalpha():
        return None
    if _SYMBOL.search(words) or "[" in words or pattern(r"\d{2},?[xy]|[pq]\d|[+-]\d").search(words):
        return None
    later = any(w in words for w in load_stated_words().later)
    return front if later or not any(c.isdigit() for c in words) else None


def remark_of(abnormality: Abnormality) -> str | None:
    """Why a part that was not understood is no abnormality of a clone; ``None`` where it may be one."""
    squashed = "".join(abnormality.text.lower().split())
    if abnormality.kind != "unknown" or _SYMBOL.search(squashed):
        return None
    words = load_stated_words()
    if any(w in squashed for w in words.not_clonal):
        return note("single_cells")
    if any(w in squashed for w in words.not_chromosomal):
        return note("gene_mutation")
    return None


def is_polyploid(text: str) -> bool:
    """Whether ``text`` is a clone of three or more chromosome sets and nothing else (``77~158<4n>xy``, ``4n``)."""
    return _POLYPLOID.fullmatch(text.lower()) is not None


def denies(parsed: ParsedKaryotype) -> bool:
    """Whether a part that was not understood has a word of denial in it ("+8 not seen")."""
    denied = load_stated_words().denied
    unknown = [a.text.lower() for c in parsed.clones for a in c.own if a.kind == "unknown"]
    return any(w in t for t in unknown for w in denied)


def number_stated(text: str) -> Number | None:
    """``>3 abnormalities``, ``4 abnormalities``, ``complex (3 abnormalities)``, ``complex``."""
    words = text.lower().strip(" .")
    complex_ = pattern(rf"(?:{_either('complex')})").fullmatch(_squash(words))
    if complex_ is not None:
        return Number(3, None)
    inner = pattern(rf"(?:{_either('complex')})[,;:(]*(.*?)\)*").fullmatch(_squash(words))
    body = inner[1] if inner is not None else _squash(words)
    m = _count_pattern(bare=inner is not None).fullmatch(body)
    if m is None:
        return None
    number = load_stated_words().number_words.get(m["n"]) or int(m["n"])
    if m["above"]:
        return Number(number + 1, None)
    return Number(number, None if m["least"] or m["plus"] else number)


def from_words(text: str) -> ParsedKaryotype | None:
    """The abnormalities a text names, as a list of ISCN items; ``None`` unless every piece of it was understood."""
    joiners = "|".join(load_stated_words().joined_by)
    items: list[str] = []
    for piece in _split(pattern(rf"\s(?:{joiners})\s").sub(";", text.lower())):
        if _normal_cells(piece):
            continue
        item = _item(piece)
        if item is None:
            return None
        items.append(item)
    return parse(",".join(dict.fromkeys(items))) if items else None


def _split(text: str) -> list[str]:
    """Pieces between semicolons, commas and plus signs outside brackets; a plus before a chromosome stays with it."""
    pieces, depth = [""], 0
    for i, char in enumerate(text):
        depth = max(0, depth + (char in "([") - (char in ")]"))
        sex_behind = text[i + 1 :].lstrip().startswith(("x", "y"))
        if depth == 0 and (char == ";" or (char == "," and not sex_behind)):
            pieces.append("")
        elif depth == 0 and char == "+" and pieces[-1].strip():
            plain = pattern(rf"\s*{_CHROMOSOME}\s*(?:[;,+]|$)").match(text, i + 1)
            pieces.append("+" if plain else "")
        else:
            pieces[-1] += char
    return [p.strip(" .") for p in pieces if p.strip(" .")]


def _normal_cells(piece: str) -> bool:
    read = parse(piece)
    return read.valid and bool(read.clones) and not any(c.all_abnormalities or c.refers for c in read.clones)


def _item(piece: str) -> str | None:
    words = load_stated_words()
    kept = " ".join(w for w in piece.split() if w not in words.filler)
    squashed = _squash(kept)
    tail = pattern(r"(?:\[(\d{1,3})\]|\(?\d{1,3}(?:\.\d)?%\)?)+$").search(squashed)
    if tail is not None:
        if tail[1] is not None and int(tail[1]) < _FEW:
            return None
        squashed = squashed[: tail.start()]
    aliases = {_squash(k): v for k, v in words.aliases.items()}
    return aliases.get(squashed) or _worded(squashed) or _iscn(squashed)


def _worded(squashed: str) -> str | None:
    m = _item_pattern().fullmatch(squashed)
    if m is None:
        return None
    g = m.groupdict()
    if g["gain"]:
        return f"+{g['gain']}"
    if g["loss"] or g["whole"]:
        return f"-{g['loss'] or g['whole']}"
    if g["iso"]:
        return f"i({g['iso']})"
    return f"del({g['before'] or g['behind'] or g['minus']})"


@lru_cache(maxsize=1)
def _item_pattern() -> Any:
    words = load_stated_words()
    whole = "|".join(words.deleted_whole)
    arm = rf"{_CHROMOSOME}[pq](?:\d{{1,2}}(?:\.\d)?)?"
    return pattern(
        rf"(?:{_either('gain')})(?P<gain>{_CHROMOSOME})"
        rf"|(?:{_either('loss')})(?P<loss>{_CHROMOSOME})"
        rf"|(?:{_either('deletion')})\(?(?P<whole>{whole})\)?"
        rf"|(?:{_either('deletion')})\(?(?P<before>{arm})\)?"
        rf"|(?P<behind>{arm})(?:{_either('deletion')})"
        rf"|(?P<minus>{_CHROMOSOME}[pq])-"
        rf"|(?:{_either('isochromosome')})\(?(?P<iso>{_CHROMOSOME}[pq])\)?"
    )


@lru_cache(maxsize=2)
def _count_pattern(*, bare: bool) -> Any:
    """``bare``: behind "complex" the noun may be left out."""
    numbers = "|".join(load_stated_words().number_words)
    noun = f"(?:{_either('counted')})" + ("?" if bare else "")
    return pattern(
        rf"(?:(?P<above>{_either('above')})|(?P<least>{_either('least')}))?(?P<n>\d{{1,2}}|{numbers})(?P<plus>\+)?{noun}"
    )


def _iscn(squashed: str) -> str | None:
    """The piece itself where it is one ISCN item that was understood."""
    read = parse(squashed)
    own = [a for c in read.clones for a in c.own]
    sound = set(read.problems) <= {"head", "old style", "breakpoints"} and "head" in read.problems
    open_deletion = own and own[0].kind == "del" and not own[0].parts[0].bands
    if not sound or len(own) != 1 or own[0].kind in ("unknown", "inc") or open_deletion:
        return None
    return squashed


def _either(name: str) -> str:
    """Alternatives for the words of one list, longest first."""
    listed = sorted((_squash(w) for w in getattr(load_stated_words(), name)), key=len, reverse=True)
    return "|".join(pattern(r"([.()+?|])").sub(r"\\\1", w) for w in listed)


def _squash(text: str) -> str:
    return "".join(text.split())

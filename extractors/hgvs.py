"""HGVS coding and protein changes as laboratories print them, and their normal form.

The normal form of a protein change is the three-letter one without brackets, ``p.Lys700Glu``, stop written ``Ter``
(HGVS nomenclature, version 21). Positions are 1-based. What is not understood is not repaired: ``None``.
"""

from dataclasses import dataclass

from extractors.patterns import pattern

AMINO_ACIDS = {
    "A": "Ala", "R": "Arg", "N": "Asn", "D": "Asp", "C": "Cys", "Q": "Gln", "E": "Glu", "G": "Gly", "H": "His",
    "I": "Ile", "L": "Leu", "K": "Lys", "M": "Met", "F": "Phe", "P": "Pro", "S": "Ser", "T": "Thr", "W": "Trp",
    "Y": "Tyr", "V": "Val", "U": "Sec", "*": "Ter", "X": "Ter",
}  # fmt: skip
_THREE = {v.lower(): v for v in AMINO_ACIDS.values()}

_AA3 = "(?:" + "|".join(sorted(set(AMINO_ACIDS.values()))) + ")"
_AA = f"(?:{_AA3}|[ARNDCQEGHILKMFPSTWYV*X])"
_POS = f"{_AA}\\d+"
_FS = r"\s?fs(?:\s?(?:\*|Ter|X)\s?(?:>?\d+|\?)?)?"
_EDIT = f"(?:{_AA}?{_FS}|delins{_AA}+|ins{_AA}+|del{_AA}*|dup{_AA}*|ext(?:\\*|Ter|X)?-?\\d*|{_AA}|=|\\?)"
_CHANGE = f"{_POS}(?:_{_POS})?{_EDIT}"

_BASE = r"[-*]?\d+(?:[+-]\d+)?"
_N = "[ACGTacgt]"
_DNA = rf"(?:{_N}\s?>\s?{_N}|delins{_N}+|del{_N}*\d*(?:ins{_N}+)?|dup{_N}*\d*|ins{_N}+|inv|[ACGT]{{2,}}>[ACGT]+|=)"

PROTEIN = rf"\bp\.\s?\(?\s?(?:{_CHANGE}|\?|0\?|=)\s?\)?"
CODING = rf"\bc\.\s?{_BASE}(?:_{_BASE})?{_DNA}"
LEGACY = r"\b[ARNDCQEGHILKMFPSTWYV]\d{1,4}(?:[ARNDCQEGHILKMFPSTWYV*]|[ARNDCQEGHILKMFPSTWYV]?fs(?:\*\d+)?)(?:[^\w*]|$)"

_LEGACY = pattern(LEGACY, ignore_case=False)
# As printed beside a gene without "c.": "splice site 1535-1G>A", "419G>A".
_BARE_CODING = pattern(
    r"(?:^|[\s(])(\d{1,5}(?:[+-]\d{1,3})?(?:_\d{1,5}(?:[+-]\d{1,3})?)?[ACGT]>[ACGT])(?:[^\w>]|$)",
    ignore_case=False,
)

_OPEN_END = pattern(r"(?:del|ins|dup)[ACGT]{3,}$", ignore_case=False)
# The bases of a long change go on in the next line of its cell.
_BASES_BELOW = pattern(r"(?P<long>\s[ACGT]{4,})(?:[\s,;(]|$)|(?P<short>\s[ACGT]+)(?:\t|$)", ignore_case=False)


@dataclass(frozen=True, slots=True)
class Change:
    """One printed change: where it stands in the text, and its normal form."""

    start: int
    end: int
    hgvs: str


_SHIFT = 3
"""Codons by which a change of repeated bases may be named further on."""


def find_coding(text: str) -> list[Change]:
    """All coding-DNA changes (``c.``) in ``text``."""
    found: list[Change] = []
    if "c." not in text:
        return found
    for m in pattern(CODING, ignore_case=False).finditer(text):
        # A change cut short is another change: "c.1644_1646delTCGINSA" is not c.1644_1646delTCG.
        if text[m.end() : m.end() + 1].isalpha():
            continue
        more = _BASES_BELOW.match(text[m.end() :]) if _OPEN_END.search(m.group()) else None
        end = m.end() + (len(more["long"] or more["short"]) if more is not None else 0)
        found.append(Change(m.start(), end, normal_coding(text[m.start() : end])))
    return found


def find_protein(text: str) -> list[Change]:
    """All protein changes written with ``p.`` in ``text``."""
    found: list[Change] = []
    if "p." not in text:
        return found
    for m in pattern(PROTEIN, ignore_case=False).finditer(text):
        raw = m.group().rstrip()
        end = m.start() + len(raw)
        if raw.endswith(")") and "(" not in raw:
            raw, end = raw[:-1], end - 1
        normal = normal_protein(raw)
        # A change cut short is another change: "p.Lys666GIn" (a misread Gln) is not Lys666Gly.
        if normal is not None and not text[end : end + 1].isalnum():
            found.append(Change(m.start(), end, normal))
    return found


def find_legacy(text: str) -> list[Change]:
    """Protein and coding changes in the short form without prefix (``R175H``); meaningful only beside a gene."""
    found = []
    for m in _LEGACY.finditer(text):
        raw = m.group().rstrip()
        if raw and not (raw[-1].isalnum() or raw[-1] == "*"):
            raw = raw[:-1]
        normal = normal_protein("p." + raw)
        if normal is not None:
            found.append(Change(m.start(), m.start() + len(raw), normal))
    for m in _BARE_CODING.finditer(text) if ">" in text else ():
        found.append(Change(m.start(1), m.end(1), normal_coding("c." + m[1])))
    return found


def only_changes(text: str) -> bool:
    """Whether a line holds changes in the short form and no other word: "P1054R", "A3F and T1808I"."""
    found = find_legacy(text)
    for change in reversed(found):
        text = text[: change.start] + text[change.end :]
    return bool(found) and not any(w.isalpha() for w in text.replace(" and ", " ").split())


def normal_coding(text: str) -> str:
    """``c. 2098 a>g`` as ``c.2098A>G``."""
    body = "".join(text.split())[2:]
    kept = pattern(r"[acgt]+", ignore_case=False)
    # Lower-case bases appear after the position only; edit words (del, dup, ins, inv) stay lower case.
    parts = pattern(r"(delins|del|dup|ins|inv)", ignore_case=False).split(body)
    out = "".join(p if p in ("delins", "del", "dup", "ins", "inv") else kept.sub(_upper, p) for p in parts)
    return "c." + out


def _upper(match: object) -> str:
    return str(match.group()).upper()  # type: ignore[attr-defined]


def normal_protein(text: str) -> str | None:
    """A protein change in three-letter form without brackets, or ``None`` when it is not one."""
    body = "".join(text.split()).removeprefix("p.").strip("()")
    if body in ("?", "=", "0?"):
        return "p." + body
    m = pattern(rf"({_AA})(\d+)(?:_({_AA})(\d+))?({_EDIT})", ignore_case=False).fullmatch(body)
    if m is None:
        return None
    first, pos, last, last_pos, edit = m.groups()
    span = f"{_three(first)}{pos}" + (f"_{_three(last)}{last_pos}" if last else "")
    return f"p.{span}{_normal_edit(edit)}"


def _normal_edit(edit: str) -> str:
    if edit in ("=", "?"):
        return edit
    if edit.startswith(("del", "dup")) and not edit.startswith("delins"):
        return edit[:3]  # the nomenclature leaves out what was deleted or doubled
    m = pattern(rf"({_AA})?fs(?:(\*|Ter|X)>?(\d+|\?)?)?", ignore_case=False).fullmatch(edit)
    if m is not None:
        aa, stop, count = m.groups()
        return (_three(aa) if aa else "") + "fs" + (f"Ter{count or ''}" if stop else "")
    for word in ("delins", "ins"):
        if edit.startswith(word):
            return word + "".join(_three(a) for a in pattern(_AA, ignore_case=False).findall(edit[len(word) :]))
    if edit.startswith("ext"):
        return edit.replace("*", "Ter").replace("X", "Ter")
    return _three(edit)


def _three(aa: str) -> str:
    return AMINO_ACIDS.get(aa) or _THREE[aa.lower()]


def codon_near(hgvs_c: str, hgvs_p: str) -> bool:
    """Whether a coding change begins in the codon of the protein change; one that shifts the frame, or right before."""
    if (agrees := codon_agrees(hgvs_c, hgvs_p)) is not None:
        return agrees
    c = pattern(r"c\.(\d+)(?:_\d+)?(?:del|ins|dup|inv)", ignore_case=False).match(hgvs_c)
    p = pattern(rf"p\.{_AA}(\d+)", ignore_case=False).match(hgvs_p)
    return c is not None and p is not None and 0 <= int(p[1]) - (int(c[1]) + 2) // 3 <= _SHIFT


def is_intronic(hgvs_c: str) -> bool:
    """Whether a coding change stands outside the exons ("c.3594+1G>A"): it is a splice site's and has no codon."""
    return pattern(r"c\.\d+[+-]\d", ignore_case=False).match(hgvs_c) is not None


def codon_agrees(hgvs_c: str, hgvs_p: str) -> bool | None:
    """Whether a coding substitution falls in the codon of the protein change; ``None`` where that cannot be said."""
    c = pattern(r"c\.(\d+)[ACGT]>[ACGT]", ignore_case=False).fullmatch(hgvs_c)
    p = pattern(rf"p\.{_AA}(\d+)(?:{_AA}|=)", ignore_case=False).fullmatch(hgvs_p)
    if c is None or p is None:
        return None
    return bool((int(c[1]) + 2) // 3 == int(p[1]))

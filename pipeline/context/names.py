"""Names of persons: told from other text, put in one form, compared."""

import unicodedata
from typing import Literal

from extractors.patterns import pattern
from extractors.wordings import Wordings
from knowledge.context import load_context_words

_WORDINGS = Wordings("context", "names")

Likeness = Literal["same", "close", "renamed", "part", "different"]

_TOKEN = pattern(r"^[\p{Lu}][\p{L}'’\-]*\.?$", ignore_case=False)
_RELATION = pattern(r"\b[WSDC]/O\b")
_GLUED = pattern(rf"^\s*({'|'.join(sorted(load_context_words().people.titles))})\.(\w)")
_PARTICLES = frozenset(_WORDINGS.words("particles"))


def name_end(text: str) -> int:
    """Where a name at the start of ``text`` ends at the latest: at a bracket, a number, a key, or "W/O" (wife of).

    The word before a colon is the key of what follows, none of the name: "DOE,JANE LOC: OUT".
    """
    relation = _RELATION.search(text)  # "Sunita Devi W/O Ram Kumar": the husband is not the patient
    end = next((i for i, c in enumerate(text) if c in "([|;/:" or c.isdigit()), len(text))
    if text[end : end + 1] == ":" and "\t" not in text[:end]:
        end = text[:end].rstrip().rfind(" ") + 1
    return min(end, relation.start() if relation else len(text))


def read_name(text: str) -> str | None:
    """``text`` as "Given Middle Family", or ``None`` when it is no person's name or is a professional's."""
    people = load_context_words().people
    cut = text.split("\t")[0]
    cut = _GLUED.sub(r"\1. \2", cut[: name_end(cut)])
    cut = cut.replace("^", ", ", 1).replace("^", " ")  # family^given^middle, as systems send it
    for mark in (" - ", " – ", "#"):
        cut = cut.split(mark)[0]
    parts = [[t for t in part.split() if t] for part in cut.strip(" ,.").split(",")]
    if any(t.casefold() in people.professional for part in parts for t in part):
        return None
    if len(parts) > 1 and len(parts[0]) > 1 and parts[-1] and _bare(parts[-1][0]) in people.professional_last:
        return None
    while parts[-1] and parts[-1][-1].islower() and _bare(parts[-1][-1]) in people.born:
        parts[-1].pop()  # "M. Lane b. 3 Feb 1948"
    parts = [[t for t in part if _bare(t) not in people.titles | people.suffixes] for part in parts]
    parts = [part for part in parts if part][:2]
    tokens = [t for part in parts for t in part]
    if not 2 <= len(tokens) <= 5 or not all(_is_name_token(t) for t in tokens):
        return None
    if not any(len(_bare(t)) > 1 for t in tokens):
        return None
    ordered = tokens if len(parts) < 2 else [*parts[1], *parts[0]]
    return " ".join(_cased(t) for t in ordered)


def _bare(token: str) -> str:
    return token.casefold().strip(".,'’")


def _is_name_token(token: str) -> bool:
    if _bare(token) in _PARTICLES or (len(_bare(token)) == 1 and token[0].isupper()):
        return True
    return bool(_TOKEN.search(token)) and _bare(token) not in load_context_words().people.never


def _cased(token: str) -> str:
    token = token.rstrip(".")
    if _bare(token) in _PARTICLES and not token.isupper():
        return token
    return token.title().replace("’S", "’s") if token.isupper() and len(token) > 1 else token


def name_key(name: str) -> tuple[str, ...]:
    """The tokens of a name, folded and without accents or apostrophes (O'Dowd is ODOWD elsewhere), hyphens split."""
    name = name.replace("'", "").replace("’", "")
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return tuple(t.strip(".,'’") for t in plain.casefold().replace("-", " ").split() if t.strip(".,'’"))


def compare_names(a: str, b: str, *, unsure: bool = False) -> Likeness:
    """Whether two names may be one person's: order, initials, middle names and accents aside.

    "close" is another middle initial, or (where ``unsure``) a difference that misread letters explain; "renamed" is the
    same given name with another family name, "part" a family name alone; only other particulars can show these to be
    one person.
    """
    left, right = name_key(a), name_key(b)
    if sorted(left) == sorted(right):
        return "same"
    if unsure and distance("".join(sorted(left)), "".join(sorted(right))) <= max(2, len(a) // 6):
        return "close"
    short, long = sorted((left, right), key=len)
    rest = list(long)
    full = initials = 0
    unmatched: list[str] = []
    for token in sorted(short, key=len, reverse=True):
        if token in rest:
            rest.remove(token)
            full += len(token) > 1
            continue
        match = next((t for t in rest if (len(token) == 1 or len(t) == 1) and t[0] == token[0]), None)
        if match is None:
            unmatched.append(token)
        else:
            rest.remove(match)
            initials += 1
    if not unmatched and (full >= 2 or (full >= 1 and initials >= 1)):
        return "same"
    if not unmatched and full:
        return "part"
    if len(unmatched) == 1 and len(unmatched[0]) == 1 and full >= 2:
        return "close"
    return "renamed" if full >= 1 and _one_differs(left, right) else "different"


def _one_differs(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """A shared given name (first) with another family name: marriage. A shared family name alone is a relative."""
    return left[0] == right[0] and len(left[0]) > 1


def distance(a: str, b: str) -> int:
    """Edit distance (insertions, deletions, substitutions)."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]

"""Passages: text made of words, with a span for each word, and wrapped lines put together again."""

from functools import lru_cache

from extractors.patterns import pattern
from extractors.wordings import Wordings
from knowledge.loader import read_toml
from pipeline.layout.ink import Ink
from schemas.document import Word
from schemas.layout import Passage

_WORDINGS = Wordings("layout", "text")

_SOFT = "\u00ad\u2010¬\x02\ufffe"
_WORD_BREAK = pattern(r"^[\p{L}]{2,}-$")
_YEAR = pattern(r"^(?:19|20)\d\d\b")
_LOWER = pattern(r"^\p{Ll}{2,}", ignore_case=False)
_FORMULA = _WORDINGS.pattern("formula")
_HGVS_OPEN = _WORDINGS.pattern("hgvs_open", ignore_case=False)


@lru_cache(maxsize=1)
def _compounds() -> tuple[frozenset[str], frozenset[str]]:
    data = read_toml("common/layout.toml")["hyphen"]
    return frozenset(data["heads"]), frozenset(data["tails"])


def join_wrapped(before: str, after: str) -> tuple[int, str]:
    """How the last word of a line and the first word of the next are joined: characters to drop, and the joiner."""
    if before[-1] in _SOFT and len(before) > 1:
        return 1, ""
    if before[-1] == "-" and _WORD_BREAK.search(before) and _LOWER.search(after):
        heads, tails = _compounds()
        tail = after.lower().strip(".,;:)")
        keep = before[:-1].lower() in heads or tail in tails or before[:-1].isupper()
        return (0, "") if keep else (1, "")
    whole = is_broken_name(before, after) or (before[-1] == "/" and len(before) > 1 and after[0].isalnum())
    return (0, "") if whole else (0, " ")


def is_broken_name(before: str, after: str) -> bool:
    """True where a karyotype formula or an HGVS name goes on in ``after``: no sentence breaks words there."""
    if _HGVS_OPEN.search(before) and not after[0].isspace():
        return after[0] in ">_ACGTdi" or after[0].isdigit() or (before.endswith("p.") or before.endswith("("))
    if not _FORMULA.search(before) or _YEAR.search(after):
        return False  # "Sep 15," and below it "2025"
    if before[-1] in ",/;~+(" or after[0] in ",/;)(":
        return True
    return before.count("(") > before.count(")") or before.count("[") > before.count("]")


def compose(document: str, file: str, cells: list[list[list[Ink]]]) -> Passage:
    """A passage of ``cells``, joined by tabs; each cell is a list of lines of words."""
    parts: list[str] = []
    words: list[Word] = []
    spans: list[tuple[int, int]] = []
    pages: list[int] = []
    at = 0
    for c, cell in enumerate(cells):
        if c:
            parts.append("\t")
            at += 1
        for n, line in enumerate(cell):
            for k, ink in enumerate(line):
                text = ink.word.text
                if k:
                    joiner = " "
                elif n:
                    drop, joiner = join_wrapped(parts[-1], text)
                    if drop:
                        parts[-1] = parts[-1][:-drop]
                        at -= drop
                        spans[-1] = (spans[-1][0], at)
                else:
                    joiner = ""
                if joiner:
                    parts.append(joiner)
                    at += 1
                parts.append(text)
                spans.append((at, at + len(text)))
                at += len(text)
                words.append(ink.word)
                pages.append(ink.page)
    return Passage(
        document=document, file=file, text="".join(parts), words=tuple(words), spans=tuple(spans), pages=tuple(pages)
    )

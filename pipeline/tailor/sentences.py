"""Plain text out of inline Markdown, and sentences out of paragraphs."""

from extractors.patterns import pattern

_IMAGE = pattern(r"!\[[^\]]*\]\([^)]*\)")
_LINK = pattern(r"\[([^\]^][^\]]*)\]\((?:[^()]|\([^()]*\))*\)")
_FOOTNOTE = pattern(r"\s?\[\^([A-Za-z0-9_.-]{1,80})\]")
_NUMBER_CITE = pattern(r"\s?\[\d{1,3}(?:\s?[,–-]\s?\d{1,3})*\]")
_STRONG = pattern(r"(\*\*|__)(\S(?:.*?\S)?)(?:\*\*|__)")
_EMPH = pattern(r"(^|[\s(\"“])[*_](\S(?:[^*_]*?\S)?)[*_]([\s).,;:?!\"”]|$)")
_CODE = pattern(r"`([^`]*)`")
_ESCAPE = pattern(r"\\([\\`*_{}\[\]()#+.!|<>-])")
_SPACE = pattern(r"\s+")
_BREAK = pattern(r"[.?!][\"”'’)*_]*(?:\s?\[\^[A-Za-z0-9_.-]{1,80}\])*\s+")


def plain(text: str) -> tuple[str, tuple[str, ...]]:
    """Text without inline markup, and the ids of the sources it cites as ``[^id]``."""
    sources = tuple(dict.fromkeys(m[1] for m in _FOOTNOTE.finditer(text)))
    text = _FOOTNOTE.sub("", _IMAGE.sub("", text))
    text = _NUMBER_CITE.sub("", _LINK.sub(r"\1", text))
    text = _CODE.sub(r"\1", _EMPH.sub(r"\1\2\3", _STRONG.sub(r"\2", text)))
    return _SPACE.sub(" ", _ESCAPE.sub(r"\1", text)).strip(), sources


def unwrapped(text: str) -> str:
    """A paragraph without the emphasis marks that hold all of it, which sentences would tear apart."""
    bare = text.strip()
    for mark in ("***", "**", "*", "__", "_"):
        inner = bare[len(mark) : -len(mark)]
        if bare.startswith(mark) and bare.endswith(mark) and inner and mark[0] not in inner:
            return inner
    return text


def sentences(text: str, abbreviations: tuple[str, ...]) -> tuple[str, ...]:
    """Sentences of a paragraph (markup may still be in it). A footnote mark stays with the sentence before it."""
    out: list[str] = []
    start = 0
    for m in _BREAK.finditer(text):
        if not _ends(text, m.start(), m.end(), abbreviations):
            continue
        out.append(text[start : m.end()].strip())
        start = m.end()
    out.append(text[start:].strip())
    return tuple(s for s in out if s)


def _ends(text: str, dot: int, after: int, abbreviations: tuple[str, ...]) -> bool:
    """Whether the mark at ``dot`` ends a sentence: not after an abbreviation or an initial, before a capital."""
    following = text[after : after + 3].lstrip("\"“'‘([*_")
    if not following or not (following[0].isupper() or following[0].isdigit() or following[0] == "^"):
        return False
    if text[dot] != ".":
        return True
    word = text[:dot].rsplit(maxsplit=1)[-1].lower().lstrip('("“[') if text[:dot].strip() else ""
    return word not in abbreviations and len(word) > 1

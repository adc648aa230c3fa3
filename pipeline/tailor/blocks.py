"""Lines of a general answer (Markdown or plain text) to headings, paragraphs and list items."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from extractors.patterns import pattern

_ATX = pattern(r"^\s{0,3}(#{1,6})\s+(.+?)\s*#*\s*$")
_BOLD_LINE = pattern(r"^\s{0,3}(?:\*\*|__)([^*_]{2,120})(?:\*\*|__)\s*$")
_ITEM = pattern(r"^(\s*)(?:[-*+•●○◦▪■‣·–—»]|o|\(?\d{1,2}[.)]|\(?[a-z]\))\s+(\S.*)$", ignore_case=False)
_RULE = pattern(r"^\s*(?:-{3,}|\*{3,}|_{3,}|={3,}|—{3,})\s*$")
_TABLE_RULE = pattern(r"^\s*\|?\s*:?-{2,}[-|:\s]*$")
_FENCE = pattern(r"^\s*(?:```|~~~)")
_TAG = pattern(r"<!--.*?-->|</?[a-zA-Z][^<>]{0,200}>")
_FOOTNOTE_LINE = pattern(r"^\s{0,3}\[\^[^\]]{1,60}\]:")
_TRAILING = pattern(r"(?:\s?\[\^?[A-Za-z0-9_.-]{1,80}\]|[*_\"”'’)])+$")
_ENDS = (".", "!", ";", ",", ":")

Kind = Literal["heading", "paragraph", "item"]


@dataclass(frozen=True)
class Block:
    """One heading, paragraph or list item; ``level`` is a heading's depth, ``indent`` a list item's."""

    kind: Kind
    text: str
    level: int = 2
    indent: int = 0


def looks_like_heading(line: str) -> bool:
    """Whether a line standing alone in plain text is a title: short, capitalised, without a sentence's end."""
    text = str(_TRAILING.sub("", line.strip()))
    words = text.split()
    if not 1 <= len(words) <= 14 or len(text) > 110 or text.endswith(_ENDS):
        return False
    first = text.lstrip("\"'“‘(")[:1]
    return first.isupper() or first.isdigit()


def blocks(text: str) -> tuple[Block, ...]:
    """Split ``text`` (no front matter) into blocks, in order."""
    return tuple(_Splitter().split(text))


class _Splitter:
    """Collects lines until a blank line, a heading or a list marker ends what stood before."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.item: list[str] = []
        self.indent = 0
        self.row = ""

    def split(self, text: str) -> Iterator[Block]:
        for raw in text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ").split("\n"):
            line = _TAG.sub("", raw).rstrip()
            yield from self._line(line)
        yield from self._close()

    def _line(self, line: str) -> Iterator[Block]:
        stripped = line.strip()
        if stripped.startswith(">"):
            line = stripped = stripped.lstrip("> ")
        if not stripped or _FENCE.search(line) or _FOOTNOTE_LINE.search(line):
            yield from self._close()
        elif _RULE.search(line) or _TABLE_RULE.search(line):
            yield from self._underline(stripped)
        elif (m := _ATX.search(line)) is not None:
            yield from self._close()
            yield Block("heading", m[2], level=len(m[1]))
        elif (m := _BOLD_LINE.search(line)) is not None:
            yield from self._close()
            yield Block("heading", m[1].rstrip(":"), level=3)
        elif (m := _ITEM.search(line)) is not None:
            yield from self._close()
            self.item, self.indent = [m[2]], len(m[1])
        elif stripped.startswith("|"):
            yield from self._close()
            self.row = ": ".join(c.strip() for c in stripped.strip("|").split("|") if c.strip())
        else:
            yield from self._text(line, stripped)

    def _text(self, line: str, stripped: str) -> Iterator[Block]:
        continues = line.startswith(" ") or not stripped[0].isupper()
        if self.item and continues:
            self.item.append(stripped)
            return
        if self.item:
            yield from self._close()
        self.lines.append(stripped)

    def _underline(self, stripped: str) -> Iterator[Block]:
        """A line of = or - under one line makes it a heading (setext)."""
        if self.row and "|" in stripped:
            self.row = ""  # what stands above the rule of a table is its header
        if len(self.lines) == 1 and stripped[0] in "=-":
            title = self.lines.pop()
            yield Block("heading", title, level=1 if stripped[0] == "=" else 2)
        yield from self._close()

    def _close(self) -> Iterator[Block]:
        if self.row:
            yield Block("item", self.row)
            self.row = ""
        if self.item:
            yield Block("item", " ".join(self.item), indent=self.indent)
            self.item = []
        if self.lines:
            yield from _paragraphs(self.lines)
            self.lines = []


def _paragraphs(lines: list[str]) -> Iterator[Block]:
    """Lines that stood together: titles among them (short, before a new sentence) part the rest."""
    width = max(len(line) for line in lines)
    held: list[str] = []
    for i, line in enumerate(lines):
        fresh = not held or str(_TRAILING.sub("", held[-1])).endswith((".", "!", "?", ":"))
        alone = len(lines) == 1
        short = len(line) < 0.75 * width and i + 1 < len(lines) and _opens(lines[i + 1])
        if fresh and (alone or short) and looks_like_heading(line):
            if held:
                yield Block("paragraph", " ".join(held))
                held = []
            yield Block("heading", line)
        else:
            held.append(line)
    if held:
        yield Block("paragraph", " ".join(held))


def _opens(line: str) -> bool:
    """Whether a line can open something new: a capital, a number or a bracket."""
    return line[:1].isupper() or line[:1].isdigit() or line[:1] == "["

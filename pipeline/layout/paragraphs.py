"""Lines of running text to paragraphs: wrapped lines, items of lists, key and value."""

from itertools import pairwise

from extractors.patterns import pattern
from extractors.wordings import Wordings
from pipeline.layout.ink import Ink, Line
from pipeline.layout.text import is_broken_name
from schemas.document import TextSource

_WORDINGS = Wordings("layout", "paragraphs")

_BULLET = pattern(r"^(?:[•▪◦‣●○■□*·>–—-]|\(?\d{1,2}[.)]|\(?[a-hA-H][.)]|[ivx]{1,4}[.)])(?:\s|$)")
_KEY = pattern(r"^[\p{Lu}\d#][\p{L}\d .,/'’&()%#+-]{0,45}:(?:\s|$)", ignore_case=False)
_ENDED = pattern(r"(?:\d|\p{Ll}{4})\. \p{Lu}", ignore_case=False)
_ASKS = frozenset(_WORDINGS.words("asks"))
_OPEN_ENDS = frozenset(_WORDINGS.words("open_ends"))
_END = (".", ":", ";", "!", "?")
_KEYED = 45
"""A key and its value in fewer characters do not fill a line: what stands below begins anew."""


def paragraphs(lines: list[Line]) -> list[list[list[Ink]]]:
    """Lines of running text as paragraphs, each a list of lines of words."""
    out: list[list[list[Ink]]] = []
    pitch = _pitch(lines)
    for n, line in enumerate(lines):
        if n and _goes_on(lines, n, pitch):
            out[-1].append(line.segments[0].inks)
        else:
            out.append([line.segments[0].inks])
    return out


def _pitch(lines: list[Line]) -> float:
    steps = sorted(b.top - a.top for a, b in pairwise(lines) if a.page == b.page and b.top > a.top)
    return steps[len(steps) // 3] if steps else 0.0


def _goes_on(lines: list[Line], n: int, pitch: float) -> bool:
    """True where ``lines[n]`` continues the paragraph of the line before it."""
    before, line = lines[n - 1], lines[n]
    last, first = before.inks[-1].word.text, line.segments[0].inks[0].word.text
    text = line.text
    if is_broken_name(last, first):
        return True
    asked = last in _OPEN_ENDS or (last in _ASKS and first[0].isdigit())  # "performance status is | 0. When"
    item = _BULLET.search(text) and not (first[0].isdigit() and asked)
    if item or _has_key(text) or (line.rule_above and before.page == line.page):
        return False
    if before.page == line.page:
        step = line.top - before.top
        if step < 0 or step > 1.9 * max(pitch, line.height) or step > 3.2 * line.height:
            return False
        if max(line.height, before.height) > 1.35 * min(line.height, before.height) + 1:
            return False
    if (
        last.endswith((",", "-"))
        or _is_broken_unit(last)
        or (first[0].islower() and not first[1:2].isupper() and not last.endswith(_END))
    ):
        return True
    if asked or (first[0].isdigit() and last.isalpha() and last.islower() and len(before.inks) > 4):
        return True
    if _is_nearer_below(lines, n) or (_has_key(before.text) and len(before.text) < _KEYED):
        return False
    return _was_full(lines, n) and not (last.endswith(":") and len(before.inks) < 6)


def _is_broken_unit(last: str) -> bool:
    """Whether a line ends in the first half of a unit ("mg/"), as lines are broken behind a stroke."""
    return len(last) > 1 and last.endswith("/") and last[-2].isalnum()


def _has_key(text: str) -> bool:
    """Whether a line opens with a key: "June 2025. IPSS-M: Low" ends a sentence first, "Acc. No.: 5" does not."""
    key = _KEY.search(text)
    return key is not None and _ENDED.search(key[0]) is None


def _is_nearer_below(lines: list[Line], n: int) -> bool:
    """The line stands nearer to the one below than to the one above: it opens what follows, as names on cards do."""
    if n + 1 >= len(lines):
        return False
    before, line, after = lines[n - 1 : n + 2]
    if not before.page == line.page == after.page or after.top <= line.top:
        return False
    slack = 1.45 if line.inks[0].word.source is TextSource.OCR else 1.2  # boxes of engines hug the letters
    return line.top - before.top > slack * (after.top - line.top)


def _was_full(lines: list[Line], n: int) -> bool:
    """The line before left no room for the first word of this one."""
    before, line = lines[n - 1], lines[n]
    edge = max(ln.x1 for ln in lines[max(0, n - 12) : n + 12] if abs(ln.x0 - before.x0) < 120)
    word = line.segments[0].inks[0]
    room = edge - before.x1
    return room < (word.x1 - word.x0) + 0.3 * line.height and len(before.text) >= 26

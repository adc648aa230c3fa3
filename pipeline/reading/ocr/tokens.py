"""What the engines read, and when two readings are the same word."""

from dataclasses import dataclass

from schemas.provenance import Box

PLAIN = str.maketrans(
    {
        "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"',
        "（": "(", "）": ")", "，": ",", "：": ":", "；": ";", "％": "%", "＜": "<", "＞": ">", "＋": "+", "－": "-",
        "／": "/", "＝": "=", "［": "[", "］": "]", "～": "~", "。": ".",
        "！": "!", "？": "?", "μ": "µ", "≦": "≤", "≧": "≥",
        "•": "·", "″": '"', "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl",
    }
)  # fmt: skip
POWER_SIGNS = frozenset("°*")  # how a caret between a ten and its exponent is read
POWERS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", strict=True))


@dataclass(slots=True)
class Token:
    """One word as one engine read it; box in pixels of the upright picture."""

    text: str
    box: Box
    score: float


@dataclass(slots=True)
class Merged:
    """One word after comparison. ``tesseract`` and ``rapid`` are what each read there (None: nothing)."""

    text: str
    box: Box
    agreed: bool
    tesseract: Token | None = None
    rapid: Token | None = None
    alike: bool = True  # False: agreed only once the marks around it were set aside


def plain(text: str) -> str:
    """``text`` with typographic variants written one way; raised figures become a power (10³ to 10^3)."""
    if text.isascii() and text.isalnum():
        return text
    out: list[str] = []
    text = text.translate(PLAIN)
    for i, c in enumerate(text):
        if c in POWER_SIGNS and text[:i].strip() == "10" and text[i + 1 : i + 2].isdigit():
            out.append("^")
        elif c in POWERS:
            if out and out[-1] and not out[-1].startswith("^"):
                out.append("^" if out[-1] == "0" else "")
            out.append(POWERS[c])
        elif not c.isspace():
            out.append(c)
    return "".join(out)


GAP = 0.22  # of the height: a narrower gap does not part two words
GAP_OF_FIGURES = 0.4  # of the height of figures: the air beside a 1 is as wide as the gap between two words


def parted(left: Token, right: Token, high: float) -> bool:
    """Whether the gap between two of one engine's words parts what the other read as one; ``high`` is the line's.

    Two figures are parted by a wider gap only: "13" is read as "1 3", and would be another value.
    """
    gap = right.box[0] - left.box[2]
    if left.text[-1:].isdigit() and right.text[:1].isdigit():
        return gap > max(GAP * high, GAP_OF_FIGURES * min(t.box[3] - t.box[1] for t in (left, right)))
    return gap > GAP * high


ENDS = ".,;:"  # marks that end a word and are lost or mistaken for one another
CLOSERS = {")": "(", "]": "["}
DIRT = "'\"°·"  # what specks before a word are read as


def core_of(tesseract: str, rapid: str) -> tuple[str, str] | None:
    """The word both read, and the marks after it, on which they differ; None where the words differ.

    A whole number with a point after it in one reading only may have lost its decimals, so it is left in doubt.
    """
    core = _bare(rapid)
    tesseract = tesseract if rapid[:1] in DIRT else tesseract.lstrip(DIRT)
    other = _bare(tesseract)
    other_end = tesseract[len(other) :]
    if other != core or not any(c.isalnum() for c in core):
        return None
    if core.isdigit() and ("." in tesseract or "." in rapid):
        return None
    return core, rapid[len(core) :] or other_end


STARS = "*°'\"”“’™"  # what a small raised star is read as


def flagged(tesseract: str, rapid: str) -> str | None:
    """A figure that both read, with a star behind it that flags it; None where it is something else."""
    figure, other = tesseract.rstrip(STARS), rapid.rstrip(STARS)
    if figure != other or figure in (tesseract, rapid) or not figure.replace(".", "", 1).isdigit():
        return None
    return f"{figure}*" if "*" in tesseract + rapid else None


def _bare(text: str) -> str:
    """``text`` without the marks that end it; a bracket goes only where nothing opened it."""
    while text and (text[-1] in ENDS or (text[-1] in CLOSERS and CLOSERS[text[-1]] not in text)):
        text = text[:-1]
    return text


def stacked(tokens: list[Token]) -> bool:
    """Whether some stand below others, as on two printed lines."""
    return any(
        min(a.box[2], b.box[2]) - max(a.box[0], b.box[0]) > 0.3 * min(a.box[2] - a.box[0], b.box[2] - b.box[0])
        and min(a.box[3], b.box[3]) - max(a.box[1], b.box[1]) < 0.4 * min(a.box[3] - a.box[1], b.box[3] - b.box[1])
        for i, a in enumerate(tokens)
        for b in tokens[i + 1 :]
    )


HIGH = 3.8  # times the usual height of print: no margin around a line is so wide
RIM = 0.1  # of the height of a box: what reaches in no farther is a neighbour of its line


def _spans_lines(token: Token, printed: list[Token], usual: float) -> bool:
    """Whether a detected box holds more than one printed line; its margins may reach into its neighbours."""
    x0, y0, x1, y1 = token.box
    rim = RIM * (y1 - y0)
    middles = [(t.box[1] + t.box[3]) / 2 for t in printed if t.box[0] < x1 and x0 < t.box[2]]
    held = [m for m in middles if y0 + rim < m < y1 - rim]
    return y1 - y0 >= HIGH * usual or (len(held) > 1 and max(held) - min(held) > 0.5 * usual)


def rows_of(first: list[Token], second: list[Token]) -> list[tuple[list[Token], list[Token]]]:
    """The tokens of each printed line; RapidOCR's that span several lines, which it cannot read, are left out."""
    heights = sorted(t.box[3] - t.box[1] for t in (first or second))
    usual = heights[len(heights) // 2]
    readable = [t for t in second if not first or not _spans_lines(t, first, usual)]
    rows: list[tuple[list[Token], list[Token]]] = []
    middle = float("-inf")
    marked = [(0, t) for t in first] + [(1, t) for t in readable]
    for side, token in sorted(marked, key=lambda m: m[1].box[1] + m[1].box[3]):
        here = (token.box[1] + token.box[3]) / 2
        if here - middle > 0.5 * usual:
            rows.append(([], []))
            middle = here
        rows[-1][side].append(token)
    return rows

"""A text in the making: passages with the facts they tell, printed as a web page or on a typed sheet."""

from collections.abc import Callable
from dataclasses import dataclass, field

from bench.workshop.dress import Doc
from bench.workshop.finished import Finished, pdf_of
from bench.workshop.markup import esc
from bench.workshop.sheet import Cell, Sheet

Fact = Callable[[int], object]
BASE = (
    "body{margin:0;color:#111}p{margin:4pt 0;break-inside:avoid}h3{margin:8pt 0 2pt;break-after:avoid}"
    ".li{margin-left:14pt}.r{text-align:right}.s{font-size:80%}table{border-collapse:collapse}td{vertical-align:top}"
    ".row{display:flex;break-inside:avoid;margin:2pt 0}.row b{flex:none;width:var(--k,110pt)}.row span{flex:1}"
)


@dataclass(frozen=True)
class Passage:
    """One paragraph, heading or entry, and what it tells."""

    form: str
    text: str
    label: str
    facts: tuple[Fact, ...]


@dataclass
class Script:
    """Passages in order."""

    passages: list[Passage] = field(default_factory=list)

    def p(self, text: str, *facts: Fact) -> None:
        """A paragraph."""
        self.passages.append(Passage("p", text, "", facts))

    def h(self, text: str) -> None:
        """A heading."""
        self.passages.append(Passage("h", text, "", ()))

    def li(self, text: str, *facts: Fact) -> None:
        """An indented entry of a list."""
        self.passages.append(Passage("li", text, "", facts))

    def kv(self, label: str, text: str, *facts: Fact) -> None:
        """A paragraph that begins with a label in bold."""
        self.passages.append(Passage("kv", text, label, facts))

    def row(self, label: str, text: str, *facts: Fact) -> None:
        """A label on the left, its text on the right."""
        self.passages.append(Passage("row", text, label, facts))

    def small(self, text: str, *facts: Fact) -> None:
        """Small print."""
        self.passages.append(Passage("s", text, "", facts))

    def right(self, text: str) -> None:
        """A line at the right."""
        self.passages.append(Passage("r", text, "", ()))

    def raw(self, markup: str) -> None:
        """Markup that tells nothing; not for the typed sheet."""
        self.passages.append(Passage("raw", markup, "", ()))

    def web(self, d: Doc, css: str, kind: str, *also: str) -> Finished:
        """Print as a web page."""
        letter = d.person.country in {"US", "CA"}
        body = "".join(map(_html, self.passages))
        made = Finished(pdf_of(body, BASE + css), "letter" if letter else "a4")
        d.sheet, d.kind, d.also_kind = made, kind, also
        for passage in self.passages:
            if passage.facts:
                page = made.find(*passage.text.split("-"))  # a hyphen at the end of a line is lost
                for fact in passage.facts:
                    fact(page)
        return made

    def typed(self, d: Doc, kind: str, *also: str, column: float = 110) -> Sheet:
        """Go on printing on the sheet of the document."""
        d.kind, d.also_kind = kind, also
        for passage in self.passages:
            page = _type(d.sheet, passage, column)
            for fact in passage.facts:
                fact(page)
        self.passages.clear()
        return d.sheet


def _html(passage: Passage) -> str:
    text, label = esc(passage.text), esc(passage.label)
    made = {
        "p": f"<p>{text}</p>", "h": f"<h3>{text}</h3>", "raw": passage.text, "kv": f"<p><b>{label}</b> {text}</p>",
        "row": f"<div class=row><b>{label}</b><span>{text}</span></div>",
    }  # fmt: skip
    return made.get(passage.form) or f"<p class={passage.form}>{text}</p>"


def _type(s: Sheet, passage: Passage, column: float) -> int:
    if passage.form == "h":
        s.gap(4)
        return s.line(passage.text, True)
    if passage.form == "row":
        lines = s.fill(passage.text, s.inner - column, s.pt)
        s.need(s.pt * 1.4 * len(lines))
        s.put(Cell(s.margin, passage.label, True), s.y + s.pt * 1.4)
        page = s.para(passage.text, x=column)
        s.gap(2)
        return page
    if passage.form == "r":
        return s.line(passage.text, align="r")
    text = f"{passage.label} {passage.text}".strip()
    s.need(s.pt * 1.4 * len(s.fill(text, s.inner - 14, s.pt)))
    page = s.para(text, x=14 if passage.form == "li" else 0, pt=s.pt * 0.8 if passage.form == "s" else None)
    s.gap(1 if passage.form == "li" else 3)
    return page

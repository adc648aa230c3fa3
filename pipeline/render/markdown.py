"""A tailored answer as Markdown; characters of records and general answers that mean markup are neutralised."""

from collections.abc import Iterable, Iterator

from extractors.patterns import pattern
from pipeline.render.explain import Segment
from pipeline.render.facts import FactView, Place, document_lines
from pipeline.render.page import Page, Said
from schemas.answer import Source

_ALWAYS = frozenset("\\`*<|")
_LINKING = ("](", "][", "]:", "[^", "[ ]", "[x]", "[X]")
_LINE_START = pattern(r"^(\s*\d{0,9})([-+>=#]+|[.)])(\s|$)")
_CONTROL = pattern(r"[\x00-\x1f\x7f\x{200b}-\x{200f}\x{202a}-\x{202e}\x{2066}-\x{2069}]+")


def escaped(text: str, *, opening: bool = True) -> str:
    """``text`` on one line, so that no Markdown reader takes any of it for markup, a link or HTML.

    ``opening``: it may open a line, where a number or a dash would begin a list.
    Only what could be markup is touched, because the terminal shows the text as it is.
    """
    flat = " ".join(str(_CONTROL.sub(" ", text)).split())
    special = _ALWAYS | (frozenset("[]") if any(mark in flat for mark in _LINKING) else frozenset())
    safe = "".join(f"\\{c}" if c in special or _marks_emphasis(flat, i) else c for i, c in enumerate(flat))
    safe = safe.replace("://", ":\u200b//").replace("www.", "www\u200b.").replace("&", "&amp;")
    return str(_LINE_START.sub(r"\1\\\2\3", safe)) if opening else safe


def _marks_emphasis(text: str, at: int) -> bool:
    """Whether an underscore or tilde at ``at`` could open or close emphasis: not inside a word."""
    if text[at] == "~":
        return text[at - 1 : at] == "~" or text[at + 1 : at + 2] == "~"
    if text[at] != "_":
        return False
    return not (text[:at][-1:].isalnum() and text[at + 1 : at + 2].isalnum())


def answer_markdown(page: Page) -> str:
    """The whole answer."""
    return "\n".join(_lines(page)).strip() + "\n"


def _lines(page: Page) -> Iterator[str]:
    words = page.wording.headings
    shown: set[str] = set()
    yield f"# {escaped(page.answer.question)}"
    yield ""
    yield f"*{escaped(page.wording.fits[page.answer.fit])}*"
    yield from _alerts(page, shown)
    yield from _section(words["summary"], _said(page.summary, shown, verdicts=True))
    for group in page.groups:
        yield from _section(group.title, _said(group.said, shown))
    if page.kept:
        yield from _section(words["kept"], _said(page.kept, shown))
    if page.missing:
        yield from _section(words["missing"], (f"- {escaped(m)}" for m in page.missing))
    yield from _questions(page)
    yield from _fates(page)
    if page.sources:
        yield from _section(words["sources"], (_source(i, s) for i, s in page.sources))
    yield from _documents(page)
    yield from ("", f"## {words['notice']}", "", escaped(page.answer.notice))


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    yield from ("", f"## {escaped(title)}", "")
    yield from lines


def _alerts(page: Page, shown: set[str]) -> Iterator[str]:
    if not page.alerts:
        return
    yield from ("", f"## {page.wording.headings['alerts']}", "")
    for warned in page.alerts:
        yield f"> **{escaped(warned.title)}.** {_text(warned.text)}{_marks(warned.sources)}"
        yield from (f"> {line}" for line in _facts(warned.facts, shown))
        yield ""


def _said(many: tuple[Said, ...], shown: set[str], *, verdicts: bool = False) -> Iterator[str]:
    for said in many:
        verdict = f" ({escaped(said.verdict)})" if verdicts and said.verdict else ""
        label = f"**{escaped(said.label)}{verdict}:** " if said.label else ""
        yield f"- {label}{_text(said.text)}{_marks(said.sources)}"
        yield from _facts(said.facts, shown)


def _text(segments: tuple[Segment, ...]) -> str:
    return "".join(
        escaped_inline(s.text, opening=i == 0) + (f" ({escaped(s.plain, opening=False)})" if s.plain else "")
        for i, s in enumerate(segments)
    )


def escaped_inline(text: str, *, opening: bool = True) -> str:
    """As ``escaped``, with the blanks at both ends kept."""
    lead = " " if text[:1].isspace() else ""
    trail = " " if text[-1:].isspace() and text.strip() else ""
    return f"{lead}{escaped(text, opening=opening)}{trail}"


def _facts(facts: tuple[FactView, ...], shown: set[str]) -> Iterator[str]:
    """Facts with the words they were read from; those that were ``shown`` before without the words."""
    for fact in facts:
        yield f"  - {fact_line(fact, quoted=fact.pointer not in shown)}"
        shown.add(fact.pointer)


def fact_line(fact: FactView, *, quoted: bool = True) -> str:
    """Name, value, date, and where it stands, with the words there if ``quoted``."""
    head = escaped(f"{fact.name}: {fact.value}")
    date = f" ({fact.date})" if fact.date else ""
    where = "; ".join(_place(p, quoted=quoted) for p in fact.shown)
    more = f" {fact.more}" if fact.more else ""
    return f"{head}{date}" + (f". {where}{more}" if where else "")


def _place(place: Place, *, quoted: bool) -> str:
    quote = f": “{escaped(place.quote, opening=False)}”" if quoted and place.quote else ""
    return f"{escaped(place.file)}, page {place.page}{quote}"


def _marks(sources: tuple[tuple[int, Source], ...]) -> str:
    return "".join(f" [{i}]" for i, _ in sources)


def _source(number: int, source: Source) -> str:
    url = f" <{source.url}>" if source.url.startswith("https://") and not set(source.url) & set("<> ") else ""
    return f"{number}. {escaped(source.citation)}{url}"


def _questions(page: Page) -> Iterator[str]:
    if not page.questions:
        return
    yield from _section(page.wording.headings["questions"], ())
    for i, asked in enumerate(page.questions, start=1):
        yield f"{i}. {escaped(asked.question.text)}"


def _fates(page: Page) -> Iterator[str]:
    if not page.fates:
        return
    yield from _section(page.wording.headings["changes"], ())
    for fate in page.fates:
        where = f" ({escaped(fate.where)})" if fate.where else ""
        yield f"- “{escaped(fate.words)}”: *{fate.change}*{where}"


def _documents(page: Page) -> Iterator[str]:
    if not page.answer.profile.documents:
        return
    yield from _section(page.wording.headings["documents"], ())
    yield from (f"- {escaped(line)}" for line in document_lines(page.answer.profile.documents))

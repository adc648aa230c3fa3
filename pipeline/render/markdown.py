"""A tailored answer as Markdown; characters of records and general answers that mean markup are neutralised."""

from collections.abc import Iterable, Iterator, Mapping

from extractors.patterns import pattern
from pipeline.render.explain import Segment
from pipeline.render.ink import Ink
from pipeline.render.page import Page, Said
from pipeline.render.placed import Placed, Why
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
    words, w = page.wording.headings, page.words
    yield f"# {escaped(page.answer.question)}"
    yield ""
    fit = f"**{escaped(page.wording.fits[page.answer.fit])}** " if page.answer.fit != "in_scope" else ""
    yield fit + escaped(" ".join(page.dates), opening=False)
    yield from _alerts(page)
    yield from section(words["summary"], _said(page.summary, w, verdicts=True))
    yield from _listed(page.wording.groups["premise"], page.premises, w)
    yield from _listed(page.wording.groups["caution"], page.cautions, w)
    yield from _options(page)
    yield from _missing(page)
    questions = (*page.questions, *page.more_questions)
    numbered = (f"{i}. {text_of(q.text)}" for i, q in enumerate(questions, start=1))
    yield from section(words["questions"], numbered) if questions else ()
    for group in page.groups:
        if group.key == "information":
            yield from _listed(group.title, group.said, w)
    yield from _general(page)
    yield from _records(page)
    yield from ("", f"## {words['notice']}", "", escaped(page.answer.notice))


def section(title: str, lines: Iterable[str], level: int = 2) -> Iterator[str]:
    """A heading and what stands below it."""
    yield from ("", f"{'#' * level} {escaped(title)}", "")
    yield from lines


def _alerts(page: Page) -> Iterator[str]:
    if not page.alerts:
        return
    yield from ("", f"## {page.wording.headings['alerts']}", "")
    for warned in page.alerts:
        yield f"> **{escaped(warned.title)}.** {text_of(warned.text)}{_marks(warned.sources)}"
        yield from (f"> {line}" for line in why_lines(warned.whys, page.words))
        yield ""


def _listed(title: str, said: tuple[Said, ...], words: Mapping[str, str]) -> Iterator[str]:
    if said:
        yield from section(title, _said(said, words))


def _said(many: tuple[Said, ...], words: Mapping[str, str], *, verdicts: bool = False) -> Iterator[str]:
    for said in many:
        verdict = f" ({escaped(said.verdict)})" if verdicts and said.verdict else ""
        extra = f" ({escaped(words['extra'])})" if said.extra else ""
        plain = f" ({escaped(said.plain, opening=False)}):" if said.plain else ""
        label = f"**{escaped(said.label)}{verdict}{extra}{'' if plain else ':'}**{plain} " if said.label else ""
        text = " ".join(t for t in (text_of(said.text), text_of(said.rest)) if t)
        yield f"- {label}{text}{_marks(said.sources)}"
        yield from (f"  - {escaped(n)}" for n in said.names)
        yield from why_lines(said.whys, words)
        if said.change and not verdicts:
            yield f"  - {escaped(words['change'])}: {escaped(said.change, opening=False)}"


def text_of(segments: tuple[Segment, ...]) -> str:
    """Text with its words explained in brackets."""
    return "".join(
        escaped_inline(s.text, opening=i == 0) + (f" ({escaped(s.plain, opening=False)})" if s.plain else "")
        for i, s in enumerate(segments)
    )


def escaped_inline(text: str, *, opening: bool = True) -> str:
    """As ``escaped``, with the blanks at both ends kept."""
    lead = " " if text[:1].isspace() else ""
    trail = " " if text[-1:].isspace() and text.strip() else ""
    return f"{lead}{escaped(text, opening=opening)}{trail}"


def why_lines(whys: tuple[Why, ...], words: Mapping[str, str]) -> Iterator[str]:
    """Reasons in one line, each with the number of its place."""
    if whys:
        yield f"  - {escaped(words['why'])}: {_reasons(whys, words)}"


def _reasons(whys: tuple[Why, ...], words: Mapping[str, str]) -> str:
    return "; ".join(f"{escaped(w.text, opening=False)} {words['record'].format(number=w.number)}" for w in whys)


def placed_lines(placed: Placed, words: Mapping[str, str]) -> Iterator[str]:
    """A fact with its meaning, its age and its places."""
    fact = placed.fact
    head = f"**{words['record'].format(number=placed.number)}** {escaped(f'{fact.name}: {fact.value}', opening=False)}"
    date = f" ({fact.date})" if fact.date else ""
    known = (f", {escaped(placed.meaning, opening=False)}" if placed.meaning else "") + (
        f" ({words['old_fact']})" if placed.old else ""
    )
    where = "; ".join(_place(i, words) for i in placed.inks) or (words["computed"] if placed.computed else "")
    more = f" {placed.more}" if placed.more else ""
    yield f"- {head}{date}{known}" + (f". {where}{more}" if where else "")


def _place(ink: Ink, words: Mapping[str, str]) -> str:
    quote = f": “{escaped(ink.quote, opening=False)}”" if ink.quote else ""
    return escaped(words["page"].format(file=ink.file, page=ink.page), opening=False) + quote


def _marks(sources: tuple[tuple[int, Source], ...]) -> str:
    return "".join(f" [{i}]" for i, _ in sources)


def _source(number: int, source: Source) -> str:
    url = f" <{source.url}>" if source.url.startswith("https://") and not set(source.url) & set("<> ") else ""
    return f"{number}. {escaped(source.citation)}{url}"


def _options(page: Page) -> Iterator[str]:
    if page.glance:
        names = (f"- {escaped(g.title)}: **{escaped(', '.join(n for n, _ in g.names))}**" for g in page.glance)
        yield from section(page.words["glance"], names)
    for group in page.groups:
        if group.key != "information":
            yield from _listed(group.title, group.said, page.words)


def _records(page: Page) -> Iterator[str]:
    """More from the records, the places, the sources, the files."""
    words, w = page.wording.headings, page.words
    if page.more or page.others:
        yield from section(words["also"], _said(page.more, w))
    if page.others:
        yield f"- {escaped(w['others'])}: {_reasons(page.others, w)}"
    if page.places:
        yield from section(w["places"], (line for p in page.places for line in placed_lines(p, w)))
    if page.sources:
        yield from section(words["sources"], (_source(i, s) for i, s in page.sources))
    if page.documents:
        yield from section(words["documents"], (f"- {escaped(line)}" for line in page.documents))


def _missing(page: Page) -> Iterator[str]:
    words = page.wording.headings
    if page.asks or page.missing:
        yield from section(words["ask_next"] if page.asks else words["missing"], ())
    for i, asked in enumerate((*page.asks, *page.more_asks), start=1):
        yield f"{i}. {text_of(asked.text)} {escaped(asked.how, opening=False)}"
    if page.missing:
        yield from ("", escaped(page.words["also_missing"].format(names="; ".join(page.missing))))


def _general(page: Page) -> Iterator[str]:
    if page.kept:
        yield from section(page.wording.headings["kept"], ())
    for title, many in page.kept:
        yield from section(title, (), level=3) if title else ()
        yield from (f"- {text_of(s.text)}{_marks(s.sources)}" for s in many)
    if page.fates:
        yield from ("", escaped(page.fates))

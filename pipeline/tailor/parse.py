"""A general answer's text to records: sections, statements, questions, notices. No answer is treated specially."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from extractors.patterns import pattern
from extractors.wordings import Wordings
from knowledge.answers_loader import ReadingCues, front_matter, load_reading_cues
from pipeline.tailor.blocks import Block, blocks
from pipeline.tailor.linking import disease_names
from pipeline.tailor.sentences import plain, sentences, unwrapped
from schemas.errors import UsageError
from schemas.general import GeneralAnswer, GeneralQuestion, GeneralStatement

_WORDINGS = Wordings("tailoring", "parse")
_ASKS = _WORDINGS.pattern("asks")
_QUESTION_LABEL = _WORDINGS.pattern("question_label")
_QUOTED = pattern(r"^[\"“](.+\?)[\"”]?(\s*\(.*\))?$")
_HEAD_BLOCKS = 6
_LEAST_WORDS = 6


def parse_general(
    text: str, *, cues: ReadingCues | None = None, diseases: Mapping[str, tuple[str, ...]] | None = None
) -> GeneralAnswer:
    """Parse a general answer (Markdown or plain text).

    Args:
        text: the whole answer, front matter (``question:``, ``disease:`` …) optional.
        cues: how notices, prompts and questions are told; the knowledge on board if not given.
        diseases: names by which each disease is recognised; those on board if not given.

    Raises:
        UsageError: the text holds no statement at all.
    """
    meta, body = front_matter(text)
    reader = _Reader(cues or load_reading_cues())
    found = list(blocks(body))
    question = meta.get("question") or reader.take_question(found)
    for block in found:
        reader.read(block)
    reader.finish()
    if not question or not reader.statements:
        raise UsageError("the general answer holds no text to tailor; it needs a title (the question) and sentences")
    names = diseases if diseases is not None else disease_names()
    return GeneralAnswer(
        id=meta.get("id"),
        question=question,
        disease=_named(meta.get("disease", ""), names) or _disease(question, reader, names),
        updated=meta.get("updated") or reader.updated,
        sections=tuple(dict.fromkeys(reader.sections)),
        statements=tuple(reader.statements),
        questions=tuple(GeneralQuestion(text=q) for q in dict.fromkeys(reader.questions)),
        notices=tuple(dict.fromkeys(reader.notices)),
        boilerplate=tuple(reader.boilerplate),
        sources=tuple(dict.fromkeys(s for st in reader.statements for s in st.sources)),
    )


def _named(disease: str, names: Mapping[str, tuple[str, ...]]) -> str | None:
    """The disease that front matter states, where it is on board; any other is kept, so that it can be refused."""
    return disease.lower() or None if disease.lower() in names or not _mentions(disease, names) else None


def _mentions(text: str, names: Mapping[str, tuple[str, ...]]) -> bool:
    return any(pattern(rf"(?:^|\W){term}").search(text) for terms in names.values() for term in terms)


def _disease(question: str, reader: "_Reader", names: Mapping[str, tuple[str, ...]]) -> str | None:
    """The disease named in the question, else the one in the byline, else anywhere in the text."""
    body = " ".join(s.whole for s in reader.statements)
    for place in (question, " ".join(reader.boilerplate), body):
        for disease, terms in names.items():
            if any(pattern(rf"(?:^|\W){term}").search(place) for term in terms):
                return disease
    return None


@dataclass
class _Reader:
    """Walks the blocks and sorts what they say."""

    cues: ReadingCues
    statements: list[GeneralStatement] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    boilerplate: list[str] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)
    updated: str | None = None
    path: list[tuple[int, str]] = field(default_factory=list)
    lead_in: str | None = None
    lead_sources: tuple[str, ...] = ()
    lead_used: bool = False
    parents: list[tuple[int, str]] = field(default_factory=list)
    paragraph: int = 0
    seen: int = 0
    closing: bool = False

    def take_question(self, found: list[Block]) -> str | None:
        """Remove and return the title: the first block, or the first question among the first three."""
        head = [(i, plain(b.text)[0]) for i, b in enumerate(found[:3]) if b.kind != "item"]
        asking = [(i, t) for i, t in head if len(t) <= 250 and (t.endswith("?") or _ASKS.search(t))]
        for i, text in asking[:1] or head[:1]:
            if len(text) <= 250:
                del found[: i + 1]
                return str(_QUESTION_LABEL.sub("", text)).strip()
        return None

    def read(self, block: Block) -> None:
        """Sort one block."""
        self.seen += 1
        text, _ = plain(block.text)
        if not text or self._furniture(block, text):
            return
        if block.kind == "heading":
            self._heading(block, text)
        elif block.kind == "item":
            self._item(block)
        else:
            self._paragraph(block)

    def finish(self) -> None:
        """End of the text."""
        self._drop_lead()

    def _furniture(self, block: Block, text: str) -> bool:
        """Bylines, prompts and notices that fill a whole block, and all that stands under references."""
        if block.kind == "heading":
            self.closing = _any(self.cues.closing_sections, text)
        if self.closing:
            self.boilerplate.append(text)
            return True
        if self.seen <= _HEAD_BLOCKS and len(text.split()) <= 14 and self._byline(text):
            self.boilerplate.append(text)
            return True
        if block.kind != "paragraph" and _any(self.cues.boilerplate, text):
            self.boilerplate.append(text)
            return True
        if block.kind != "paragraph" and _any(self.cues.notices, text):
            self.notices.append(text)
            return True
        return False

    def _byline(self, text: str) -> bool:
        date = pattern(self.cues.byline_date).search(text)
        if date is not None:
            self.updated = self.updated or date[1]
        return date is not None or pattern(self.cues.byline_words).search(text) is not None

    def _drop_lead(self) -> None:
        """Forget the lead-in; one that no list followed was a sentence of its own."""
        lead, self.lead_in, self.parents = self.lead_in, None, []
        if lead and not self.lead_used and len(lead.split()) >= _LEAST_WORDS:
            self._state(lead.rstrip(":") + ".", self.lead_sources, "sentence")

    def _heading(self, block: Block, text: str) -> None:
        self._drop_lead()
        text = text.rstrip(":")
        if self._asking() and text.endswith("?"):
            self._question(text)
            return
        self.path = [p for p in self.path if p[0] < block.level]
        self.path.append((block.level, text))
        self.sections.append(text)

    def _paragraph(self, block: Block) -> None:
        self._drop_lead()
        self.paragraph += 1
        for sentence in sentences(unwrapped(block.text), self.cues.abbreviations):
            text, sources = plain(sentence)
            if _any(self.cues.boilerplate, text):
                self.boilerplate.append(text)
            elif _any(self.cues.notices, text):
                self.notices.append(text)
            elif self._asking() and text.rstrip('"”').endswith("?"):
                self._question(text)
            elif text.endswith(":"):
                self._drop_lead()
                self.lead_in, self.lead_sources, self.lead_used = text, sources, False
            elif text:
                self._state(text, sources, "sentence")

    def _item(self, block: Block) -> None:
        text, sources = plain(block.text)
        self.parents = [p for p in self.parents if p[0] < block.indent]
        self.lead_used = True
        core = text.rstrip("\"”')")
        if core.endswith("?") or (self._asking() and "?" in text):
            self._question(text)
            return
        lead = self.parents[-1][1] if self.parents else self.lead_in
        if text.endswith(":"):
            self.parents.append((block.indent, f"{lead or ''} {text}".strip()))
            return
        self.parents.append((block.indent, text))
        self._state(text, tuple(dict.fromkeys((*sources, *self.lead_sources))) if lead else sources, "item", lead)

    def _state(self, text: str, sources: tuple[str, ...], kind: str, lead: str | None = None) -> None:
        self.statements.append(
            GeneralStatement(
                index=len(self.statements),
                text=text,
                kind="item" if kind == "item" else "sentence",
                section=tuple(p[1] for p in self.path),
                lead_in=lead,
                paragraph=self.paragraph,
                sources=sources,
            )
        )

    def _question(self, text: str) -> None:
        m = _QUOTED.search(text)
        self.questions.append((m[1] if m else text).strip('"“” '))

    def _asking(self) -> bool:
        where = [p[1] for p in self.path] + ([self.lead_in] if self.lead_in else [])
        return any(_any(self.cues.question_sections, w) for w in where)


def _any(patterns: tuple[str, ...], text: str) -> bool:
    """Whether one of the patterns is found."""
    return any(pattern(p).search(text) for p in patterns)

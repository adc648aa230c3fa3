"""Reads a formula clone by clone, strictly (to find its extent in running text) or forgivingly (a string by itself)."""

from dataclasses import dataclass, field
from typing import Any

from extractors.iscn.constraints import remarks_on
from extractors.iscn.items import COUNT, ITEM, MODAL, REFERENCE, SEX, printed_form, read_item
from extractors.iscn.model import Abnormality, Clone, ParsedKaryotype
from extractors.iscn.references import resolve
from extractors.iscn.text import compact
from extractors.patterns import pattern

_NONCLONAL = r"non-?clonal[^\[\]]{0,80}"
_PLOIDY_ONLY = r"(?:near-?)?[1-9]n(?:[+-])?"
_UNKNOWN = r"[^,/\[\]]+|\[[^\[\]]*\]?"
_WORDS = "in|was|were|is|are|on|at|with|among|from|which|as|present|detected|found|seen|identified|observed"
_MAX_CLONES, _MAX_ITEMS = 40, 80
_LEAST_CLONES = 2


@dataclass(slots=True)
class _Draft:
    modal: tuple[int, int] | None = None
    modal_text: str = ""
    sex: str | None = None
    refers: str | None = None
    fold: int = 1
    items: list[Abnormality] = field(default_factory=list)
    cells: int | None = None
    composite: bool = False
    kind: str = "clone"
    counts: str = ""


class Scanner:
    """One pass over compact text. ``end`` is where the formula ends; ``problems`` are codes without record text."""

    def __init__(self, text: str, *, strict: bool, gaps: frozenset[int] = frozenset()) -> None:
        self.text = text
        self.strict = strict
        self.gaps = gaps
        self.at = 0
        self.problems: list[str] = []
        self.recipient: list[_Draft] = []
        self.donor: list[_Draft] = []
        self._run()
        self.end = self.at

    def _match(self, source: str, at: int | None = None) -> Any:
        return pattern(source, ignore_case=False).match(self.text, self.at if at is None else at)

    def _char(self, at: int) -> str:
        return self.text[at] if at < len(self.text) else ""

    def _past(self, marks: str) -> int:
        """The index behind a run of ``marks``."""
        at = self.at
        while at < len(self.text) and self.text[at] in marks:
            at += 1
        return at

    def _run(self) -> None:
        side = self.recipient
        if self.text.startswith("//"):
            side, self.at = self.donor, 2
        while len(self.recipient) + len(self.donor) < _MAX_CLONES:
            before = self.at
            draft = self._clone()
            if draft is None:
                self.at = before
                break
            side.append(draft)
            step = self._separator()
            if step is None:
                break
            if step == "//":
                side = self.donor
        self._leave_separator()

    def _leave_separator(self) -> None:
        """A separator without a clone behind it is not part of the formula."""
        if self.strict:
            while self.at and self.text[self.at - 1] == "/":
                self.at -= 1
        elif self.at < len(self.text.rstrip("/.; ")):
            self.problems.append("rest")
            self.at = len(self.text)

    def _separator(self) -> str | None:
        for mark in ("//", "/"):
            if self.text.startswith(mark, self.at):
                self.at += len(mark)
                return mark
        if self.strict:
            return None
        m = self._match(rf"[;.,]*{MODAL}[,.]?(?:[xy]|idem|sl|sdl)")
        if m is not None:
            self.problems.append("separator")
            self.at += len(self.text[self.at :]) - len(self.text[self.at :].lstrip(";.,"))
            return "/"
        return None

    def _clone(self) -> _Draft | None:
        draft = _Draft()
        if (m := self._match(rf"(?:{_NONCLONAL}|{_PLOIDY_ONLY})")) is not None:
            draft.kind = "nonclonal" if "clonal" in m.group() else "other"
            draft.modal_text = m.group().strip()
            self.at = m.end()
            self._count(draft)
            return draft if draft.counts or not self.strict else None
        start = self.at
        if not self._head(draft):
            if self.strict:
                self.at = start
                return None
            self.problems.append("head")
        self._body(draft)
        return draft if self.at > start else None

    def _head(self, draft: _Draft) -> bool:
        """Chromosome number, then sex chromosomes or a reference to an earlier clone."""
        m = self._match(MODAL)
        if m is None:
            return False
        low, high = int(m["low"]), int(m["high"] or m["low"])
        draft.modal, draft.modal_text = (low, high), m.group()
        self.at = m.end()
        self.at = self._past(",.;: ")
        if self._char(self.at) in "is" and (ref := self._match(REFERENCE)) is not None:
            draft.refers, draft.fold = ref.group(), int(ref["fold"] or 1)
            self.at = ref.end()
            return True
        sex = self._match(SEX)
        if sex is None or (self.strict and self._char(sex.end()).isalnum()):
            return False
        draft.sex = sex["sex"].upper() + ("c" if sex["c"] else "")
        self.at = sex.end()
        return True

    def _body(self, draft: _Draft) -> None:
        for _ in range(_MAX_ITEMS):
            if self._count(draft):
                if self.strict or self._match(rf"[;.,]*{MODAL}[,.]?(?:[xy]|idem|sl|sdl)") is not None:
                    return
                continue
            if self._char(self.at) in ("", "/"):
                return
            skip = self._past(",.;: ")
            if self._item(draft, skip):
                continue
            if self.strict or not self._absorb(draft, skip):
                return

    def _item(self, draft: _Draft, at: int) -> bool:
        ref = self._match(REFERENCE, at) if draft.refers is None and self._char(at) in "is" else None
        if ref is not None and not draft.items:
            draft.refers, draft.fold, self.at = ref.group(), int(ref["fold"] or 1), ref.end()
            return True
        m = self._match(ITEM, at)
        if m is None or m.end() == at:
            return False
        follow = self._char(m.end())
        if (follow.isalnum() and not self._word_begins(m.end())) or follow == "(":
            return False
        if self.strict and self._unseparated(at):
            return False
        item = read_item(m)
        if item is None:
            return False
        if self._char(self.at) in ".;:":
            self.problems.append("separator")
        draft.items.append(item.abnormality)
        known = self._printed_before(draft, item.abnormality)
        self.problems += [p for p in item.problems if p != "breakpoints" or not known]
        self.at = m.end()
        return True

    def _word_begins(self, at: int) -> bool:
        """Whether words and no count stand behind a blank: "del(20)(q11q13.3) was found", not "in 8 cells"."""
        word = self._match(rf"(?:{_WORDS})(?:[^a-z0-9\[][^0-9\[]*)?$", at)
        return self.strict and at in self.gaps and self._char(at - 1) == ")" and word is not None

    def _unseparated(self, at: int) -> bool:
        """Whether no comma, blank or sign parts an item from what precedes it (a loose dash or full stop does not)."""
        if self._char(self.at) in (".", ";", ":") and at in self.gaps:
            return True
        if at != self.at:
            return False
        return self._char(at) not in "+-" or (at in self.gaps and (self._char(at) == "-" or at + 1 in self.gaps))

    def _printed_before(self, draft: _Draft, abnormality: Abnormality) -> bool:
        """Whether the break points stand at an earlier mention, as ISCN allows."""
        earlier = [a for d in (*self.recipient, *self.donor, draft) for a in d.items if a is not abnormality]
        if any(a.kind == abnormality.kind and a.chromosomes == abnormality.chromosomes for a in earlier):
            return True
        # As in "t(1;20)(q11;p11),+der(20)t(1;20)".
        known = {(p.kind, p.chromosomes) for a in earlier for p in a.parts if p.bands}
        made_of = [(p.kind, p.chromosomes) for p in abnormality.parts[1:]]
        return bool(made_of) and known.issuperset(made_of)

    def _absorb(self, draft: _Draft, at: int) -> bool:
        """Keep what is not understood as one unknown abnormality, up to the next comma."""
        m = self._match(_UNKNOWN, at)
        if m is None:
            return False
        text = m.group().strip(" .;:")
        if text:
            self.problems.append("unknown")
            draft.items.append(Abnormality(printed_form(text), "unknown"))
        self.at = m.end()
        return True

    def _count(self, draft: _Draft) -> bool:
        skip = self._past("," if self.strict else ",. ")
        if self._char(skip) != "[":
            return False
        m = self._match(COUNT, skip)
        if m is None:
            return False
        cells = int(m["cells"]) + sum(int(n) for n in m["more"].split("+") if n)
        rest = m["rest"].strip(" ,")
        if rest and not rest.startswith(("cell", "met", "one", "two", "three", "all")):
            self.problems.append("count")
        if draft.counts:
            self.problems.append("two counts")
        composite = bool(m["cp"] or m["cp2"])
        draft.cells, draft.composite = cells, composite
        draft.counts = f"[{'cp' if composite else ''}{cells}]"
        self.at = m.end()
        return True


def _clone_text(draft: _Draft) -> str:
    fields = [draft.modal_text, draft.sex or "", draft.refers or "", *(a.text for a in draft.items)]
    return (",".join(f for f in fields if f) + draft.counts).replace(" ", "")


def _finished(drafts: list[_Draft], problems: list[str]) -> tuple[Clone, ...]:
    clones: list[Clone] = []
    for d in drafts:
        clone = Clone(
            text=_clone_text(d),
            modal=d.modal,
            sex=d.sex,
            own=tuple(d.items),
            cells=d.cells,
            composite=d.composite,
            refers=d.refers,
            kind=d.kind,  # type: ignore[arg-type]
        )
        clones.append(resolve(clone, clones, problems))
    return tuple(clones)


def finish(scanner: Scanner, printed: str) -> ParsedKaryotype:
    """The formula a scanner has read."""
    problems = list(scanner.problems)
    clones, donor = _finished(scanner.recipient, problems), _finished(scanner.donor, problems)
    remarks = remarks_on(clones, donor)
    problems += ["number"] if "number" in remarks else []
    iscn = "/".join(c.text for c in clones) + ("//" + "/".join(c.text for c in donor) if donor else "")
    return ParsedKaryotype(
        printed=printed,
        iscn=iscn,
        clones=clones,
        donor=donor,
        problems=tuple(dict.fromkeys(problems)),
        remarks=tuple(r for r in remarks if r != "number"),
    )


def parse(text: str) -> ParsedKaryotype:
    """Read a whole string as one formula; everything in it counts, what is not understood becomes a problem.

    Nuclear or array results printed behind the formula (``.ish``, ``.nuc ish``, ``.arr``) are left out.
    """
    body = compact(text[:4000].replace("_", " "), spread=False).text.replace(" ", "")
    body = body.replace("))(", ")(")
    tail = pattern(r"[./,;](?:nuc)?ish|[./,;]arr[\[(]").search(body)
    body = body[: tail.start()] if tail else body
    bracketed = _with_brackets(body)
    scanner = Scanner(bracketed or body, strict=False)
    if bracketed is not None:
        scanner.problems.append("count")
    return finish(scanner, text)


def parse_front(text: str) -> tuple[ParsedKaryotype, str]:
    """The formula that ``text`` starts with, strictly read, and what is left behind it."""
    read = compact(text[:4000])
    scanner = Scanner(read.text, strict=True)
    end = read.ends[scanner.end - 1] if scanner.end else 0
    return finish(scanner, text[:end]), text[end:]


def _with_brackets(body: str) -> str | None:
    """Cell counts that lost their brackets (``add(7)(q21)11/46,xy5``) given them back.

    Only where two clones or more all end so and no bracket is left: then a number directly behind a closing bracket
    or the sex chromosomes can be nothing else.
    """
    clones = body.split("/")
    if "[" in body or len(clones) < _LEAST_CLONES:
        return None
    ends = [pattern(r"(.*(?:\)|,[xy]{1,2}))([1-9][0-9]?)").fullmatch(c) for c in clones]
    given_back = [f"{m[1]}[{m[2]}]" for m in ends if m is not None]
    return "/".join(given_back) if len(given_back) == len(clones) else None

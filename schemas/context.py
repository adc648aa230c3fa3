"""What tells the kind, status, dates and person of a report, as data (``knowledge/common/context.toml``)."""

from pydantic import Field

from schemas.base import Record
from schemas.layout import DocumentKind, SectionLabel


class KindWords(Record):
    """What a report of one kind says of itself; ``titles`` weigh more than ``words`` of the body."""

    kind: DocumentKind
    titles: tuple[str, ...] = Field(min_length=1)
    words: tuple[str, ...] = ()
    sections: tuple[SectionLabel, ...] = ()
    refines: DocumentKind | None = Field(default=None, description="the wider kind it is a special case of")
    refines_by: tuple[str, ...] = Field(default=(), description="one of these at the top makes it the special case")


class StatusWords(Record):
    """Words that tell a report's status; phrases of ``never`` hold such words and mean something else."""

    amended: tuple[str, ...]
    addendum: tuple[str, ...]
    preliminary: tuple[str, ...]
    final: tuple[str, ...]
    never: tuple[str, ...] = Field(default=(), alias="not")


class PeopleWords(Record):
    """Words around names of persons, words no name holds, and words for a sex."""

    titles: frozenset[str]
    suffixes: frozenset[str]
    professional: frozenset[str]
    professional_last: frozenset[str] = frozenset()
    never: frozenset[str]
    born: frozenset[str] = Field(default=frozenset(), description="may stand between a name and the birth date")
    female: frozenset[str]
    male: frozenset[str]
    other_sex: frozenset[str]
    narrative_female: tuple[str, ...]
    narrative_male: tuple[str, ...]


class KeyWords(Record):
    """Keys of identity blocks and dates: slot to tiers of keys, the surest tier first."""

    slots: dict[str, tuple[tuple[str, ...], ...]]
    weak: frozenset[str] = Field(description="count only at the start of a cell, or before a colon")


class CopiedWords(Record):
    """How a line opens that says what follows was copied from an earlier note, and one that ends it."""

    begins: tuple[str, ...] = ("copied from",)
    replaced: tuple[str, ...] = Field(default=("superseded",), description="what follows is a report no longer valid")
    ends: tuple[str, ...] = ("end of copied text",)
    signed: tuple[str, ...] = Field(
        default=("signed by",), description="how a signature opens: it ends a note of its own"
    )


class VisitWords(Record):
    """Visits: words of the lines that open one, titles that say that notes follow, and how a letter tells of one."""

    words: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    attending: frozenset[str] = Field(default=frozenset(), description="before the day a letter saw its patient")
    another: frozenset[str] = Field(default=frozenset(), description="words that make it the day of something else")


class ContextWords(Record):
    """The whole of ``context.toml``."""

    institution: tuple[str, ...] = Field(default=(), description="words of names of hospitals and laboratories")
    any_report: tuple[str, ...] = Field(default=(), description="headings that any kind of report may have")
    kinds: tuple[KindWords, ...]
    status: StatusWords
    copied: CopiedWords = CopiedWords()
    keys: KeyWords
    specimens: tuple[str, ...] = Field(default=(), description="words for what was taken, one by one")
    takings: tuple[str, ...] = Field(default=(), description="words for its taking")
    opening: tuple[str, ...] = Field(
        default=(), description="before a date under no key: it is of this report or visit"
    )
    visited: tuple[str, ...] = Field(default=(), description="keys of a place; a date right behind one is of a visit")
    taking_fillers: tuple[str, ...] = Field(default=(), description="words that may stand between them and the date")
    of_marrow: tuple[str, ...] = Field(default=(), description="what an examination, once done, took a specimen of")
    studies: tuple[str, ...] = Field(default=(), description="words of an examination that stand beside them")
    visits: VisitWords = VisitWords()
    people: PeopleWords

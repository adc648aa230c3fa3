"""How records word things, as data (``knowledge/common/wordings/*.toml``): what patterns are made of."""

from collections.abc import Iterator, Mapping
from typing import Self

from pydantic import Field, model_validator

from schemas.base import Record

Text = str | tuple[str, ...]


def slots(text: str) -> Iterator[str]:
    """The names in braces for which parts stand in; ``{1,3}`` of an expression is none."""
    for piece in text.split("{")[1:]:
        name, closed, _ = piece.partition("}")
        if closed and name.isidentifier() and name.islower():
            yield name


def _texts(values: Mapping[str, Text]) -> Iterator[str]:
    for value in values.values():
        yield from (value,) if isinstance(value, str) else value


class WordingSection(Record):
    """The wordings that one module looks for; texts are RE2, and ``{name}`` stands for a part."""

    given: tuple[str, ...] = Field(default=(), description="parts that code brings, made of other knowledge")
    parts: dict[str, Text] = Field(default={}, description="pieces of the other texts; a list is one of its entries")
    words: dict[str, tuple[str, ...]] = Field(default={}, description="one of the entries, as whole words")
    shapes: dict[str, Text] = Field(default={}, description="an expression as it stands, or one of several")
    lists: dict[str, tuple[str, ...]] = Field(default={}, description="words that are looked up as they stand")

    @model_validator(mode="after")
    def _named_once(self) -> Self:
        if twice := self.words.keys() & self.shapes.keys():
            raise ValueError(f"both words and a shape: {sorted(twice)}")
        return self

    def named(self) -> set[str]:
        """Names of the parts that the texts of the section ask for."""
        return {n for values in (self.parts, self.words, self.shapes) for text in _texts(values) for n in slots(text)}


class WordingFile(Record):
    """One file: parts that all its sections may name, and the sections."""

    parts: dict[str, Text] = Field(default={})
    sections: dict[str, WordingSection]

    @model_validator(mode="after")
    def _parts_fit(self) -> Self:
        shared = {n for text in _texts(self.parts) for n in slots(text)}
        used = shared.copy()
        for name, section in self.sections.items():
            asked = section.named()
            if missing := asked - {*section.parts, *self.parts, *section.given}:
                raise ValueError(f"{name}: no such parts: {sorted(missing)}")
            if unused := {*section.parts, *section.given} - asked:
                raise ValueError(f"{name}: parts that nothing asks for: {sorted(unused)}")
            used |= asked - {*section.parts, *section.given}
        if shared - self.parts.keys() or self.parts.keys() - used:
            raise ValueError(f"shared parts: {sorted(self.parts.keys() ^ used)}")
        return self

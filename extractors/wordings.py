"""Patterns made of the wordings under ``knowledge/common/wordings/``: what records say is data, how it is used is code.

A text of those files is an expression of RE2 in which ``{name}`` stands for a part. Lines of a long one are joined, so
none of them begins or ends with a blank.
"""

from extractors.patterns import Pattern, pattern
from knowledge.wordings import load_wordings
from schemas.wordings import Text, slots


class Wordings:
    """The wordings of one section of one file; ``given`` are the parts that the section leaves to code."""

    def __init__(self, file: str, section: str, **given: str) -> None:
        known = load_wordings(file)
        self.file, self.section = file, section
        self._own = known.sections[section]
        self._parts = {**known.parts, **self._own.parts, **given}
        self.asked: set[str] = set()

    def pattern(self, name: str, *, ignore_case: bool = True) -> Pattern:
        """The pattern for ``[section.words]`` (as whole words) or ``[section.shapes]`` of that name.

        Raises:
            KeyError: the file has none of that name.
        """
        self.asked.add(name)
        if name in self._own.words:
            text = rf"\b(?:{self._either(self._own.words[name])})\b"
        else:
            text = self._either(self._own.shapes[name])
        return pattern(text) if ignore_case else pattern(text, ignore_case=False)

    def shapes(self) -> dict[str, Pattern]:
        """All shapes of the section by name, in their order."""
        return {name: self.pattern(name) for name in self._own.shapes}

    def words(self, name: str) -> tuple[str, ...]:
        """The words of ``[section.lists]`` of that name, in their order.

        Raises:
            KeyError: the file has none of that name.
        """
        self.asked.add(name)
        return self._own.lists[name]

    def text(self, name: str) -> str:
        """The expression of ``[section.shapes]`` of that name, for a pattern that code completes.

        Raises:
            KeyError: the file has none of that name.
        """
        self.asked.add(name)
        return self._either(self._own.shapes[name])

    def _part(self, name: str) -> str:
        text = self._parts[name]
        return self._filled(text) if isinstance(text, str) else f"(?:{self._either(text)})"

    def _either(self, text: Text) -> str:
        return self._filled(text) if isinstance(text, str) else "|".join(map(self._filled, text))

    def _filled(self, text: str) -> str:
        if "\n" in text:
            text = "".join(line.strip() for line in text.splitlines())
        for name in dict.fromkeys(slots(text)):
            text = text.replace(f"{{{name}}}", self._part(name))
        return text

"""The wordings under ``knowledge/common/wordings``: each is asked for, and files check themselves."""

import ast
import importlib
import pkgutil
from collections import defaultdict
from pathlib import Path
from types import ModuleType

import pytest
from pydantic import ValidationError

import extractors
import pipeline
from extractors.wordings import Wordings
from knowledge.doubts import load_doubts
from knowledge.wordings import load_wordings, wording_files
from schemas.wordings import WordingFile


def modules(package: ModuleType) -> list[ModuleType]:
    return [
        importlib.import_module(info.name)
        for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
        if not info.name.endswith("__main__")
    ]


def asked() -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for module in [*modules(extractors), *modules(pipeline)]:
        for value in vars(module).values():
            if isinstance(value, Wordings):
                found[value.file, value.section] |= value.asked
    return found


def test_no_wording_lies_unused() -> None:
    found = asked()
    unused = {
        f"{file}.{name}.{wording}"
        for file in wording_files()
        for name, section in load_wordings(file).sections.items()
        for wording in {*section.words, *section.shapes, *section.lists} - found[file, name]
    }
    assert unused == set()


def test_a_text_names_parts_that_exist() -> None:
    with pytest.raises(ValidationError, match="no such parts"):
        WordingFile.model_validate({"sections": {"one": {"shapes": {"rate": r"\b{units} a week\b"}}}})


def test_a_part_that_nothing_names_is_refused() -> None:
    with pytest.raises(ValidationError, match="nothing asks for"):
        WordingFile.model_validate({"sections": {"one": {"parts": {"units": "units?"}, "words": {"more": ("again",)}}}})


def test_words_are_whole_and_shapes_are_as_they_stand() -> None:
    said = Wordings("transfusions", "logs")
    assert said.pattern("other_product").search("2 units of FFP") is not None
    assert said.pattern("other_product").search("offplasmatic") is None
    assert said.pattern("units_given").search("received 2 packed red cells units") is not None
    with pytest.raises(KeyError):
        said.pattern("no_such_wording")


def named_in_code(function: str) -> set[str]:
    """The first arguments of all calls of ``function`` in the extractors and the pipeline."""
    trees = [ast.parse(Path(str(m.__file__)).read_text("utf-8")) for m in [*modules(extractors), *modules(pipeline)]]
    calls = [n for tree in trees for n in ast.walk(tree) if isinstance(n, ast.Call)]
    first = [n.args[0] for n in calls if isinstance(n.func, ast.Name) and n.func.id == function and n.args]
    return {c.value for arg in first for c in ast.walk(arg) if isinstance(c, ast.Constant) and isinstance(c.value, str)}


def test_every_reason_and_question_is_used_and_exists() -> None:
    known = load_doubts()
    assert named_in_code("reason") == known.reasons.keys()
    assert named_in_code("ask") == known.questions.keys()
    assert named_in_code("note") == known.notes.keys()

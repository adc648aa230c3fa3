"""spaCy with scispaCy's tokenizer and abbreviation detector, built once and only when a report needs it.

Blank English: no trained model is needed, nothing is downloaded. scispaCy keeps compounds such as ``HER2/CEP17``
whole, so names are not looked for among its tokens (see ``scan``); its detector pairs short forms with the long
forms a report itself defines, which decides what ``AML`` or ``MDS`` means there.
"""

import warnings
from functools import lru_cache
from typing import Any

from extractors.language.text import MAX_CHUNK, normalise
from extractors.patterns import pattern

_MAX_TEXT = 200_000
_DEFINITION = pattern(r"\(\s*[A-Za-z][A-Za-z0-9/-]{1,9}\s*\)|[A-Z]{2,8}\s*\([a-z]{3}", ignore_case=False)


@lru_cache(maxsize=1)
def language() -> Any:
    """The pipeline. Importing scispaCy takes about two seconds, so it happens here."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import spacy
        from scispacy.abbreviation import AbbreviationDetector  # noqa: F401  (registers the component)
        from scispacy.custom_tokenizer import combined_rule_tokenizer

        nlp = spacy.blank("en")
        nlp.tokenizer = combined_rule_tokenizer(nlp)
        nlp.add_pipe("abbreviation_detector")
        nlp.max_length = 2 * _MAX_TEXT
    return nlp


def abbreviations(text: str) -> dict[str, str]:
    """Short forms that ``text`` defines, with their long forms; the first definition of a short form counts.

    Only the neighbourhood of each definition is read, which keeps the cost to the pages that define something.
    """
    found: dict[str, str] = {}
    for match in _DEFINITION.finditer(text[:_MAX_TEXT]):
        window = _safe(text[max(0, match.start() - 120) : match.end() + 80])
        for short in _detect(window):
            found.setdefault(short[0], short[1])
    return found


@lru_cache(maxsize=512)
def _detect(window: str) -> tuple[tuple[str, str], ...]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        doc = language()(window)
    return tuple((span.text, span._.long_form.text) for span in doc._.abbreviations)


def _safe(text: str) -> str:
    """Text without runs too long to be words, on which tokenizer rules could take long."""
    return " ".join(chunk if len(chunk) <= MAX_CHUNK else chunk[:MAX_CHUNK] for chunk in normalise(text).split())

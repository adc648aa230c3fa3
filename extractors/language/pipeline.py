"""spaCy with scispaCy's tokenizer and abbreviation detector, built once and only when a report needs it.

Blank English: no trained model is needed, nothing is downloaded. scispaCy keeps compounds such as ``HER2/CEP17``
whole, so names are not looked for among its tokens (see ``scan``); its detector pairs short forms with the long
forms a report itself defines, which decides what ``AML`` or ``MDS`` means there.
"""

import warnings
from functools import lru_cache
from typing import Any

from extractors.language.text import MAX_CHUNK, normalise

_MAX_TEXT = 200_000
_MAX_TRIES = 5


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


def long_form_of(short: str, text: str) -> str | None:
    """The long form that ``text`` defines for ``short``, if it defines one; the first definition counts.

    Only the neighbourhood of "(SHORT)" or "SHORT (long form)" is read, which keeps the cost to reports that define it.
    """
    for mark in (f"({short})", f"{short} ("):
        at, tries = text.find(mark), 0
        while 0 <= at < _MAX_TEXT and tries < _MAX_TRIES:
            tries += 1
            window = _safe(text[max(0, at - 120) : at + len(mark) + 80])
            found = next((long for name, long in _detect(window) if name == short), None)
            if found is not None:
                return found
            at = text.find(mark, at + 1) if mark[0] == "(" else -1
    return None


@lru_cache(maxsize=512)
def _detect(window: str) -> tuple[tuple[str, str], ...]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        doc = language()(window)
    return tuple((span.text, span._.long_form.text) for span in doc._.abbreviations)


def _safe(text: str) -> str:
    """Text without runs too long to be words, on which tokenizer rules could take long."""
    return " ".join(chunk if len(chunk) <= MAX_CHUNK else chunk[:MAX_CHUNK] for chunk in normalise(text).split())

"""Decimal points that are set at half height, as British papers print them: "9·4" is 9.4."""

from extractors.patterns import pattern
from schemas.document import Page, ReadDocument, Word

_RAISED = frozenset("\u00b7\u2219\u22c5\u2022\u30fb")
_MARK = "[" + "".join(sorted(_RAISED)) + "]"
_FIGURE = pattern(rf"^([^\d]*\d+){_MARK}(\d+[^\d]*)$")
_POWER = pattern(rf"10{_MARK}(?:9|12|3|6)\D*/")  # "10·9/L" is a power of ten


def with_points(document: ReadDocument) -> ReadDocument:
    """``document`` with a plain point in such figures; ``printed`` keeps the ink."""
    if all(map(_has_none, document.pages)):
        return document
    return document.model_copy(update={"pages": tuple(map(_of_page, document.pages))})


def _has_none(page: Page) -> bool:
    return all(map(_RAISED.isdisjoint, (w.text for w in page.words)))


def _of_page(page: Page) -> Page:
    return page.model_copy(update={"words": tuple(map(_of_word, page.words))})


def _of_word(word: Word) -> Word:
    found = None if _RAISED.isdisjoint(word.text) else _FIGURE.search(word.text)
    if found is None or _POWER.search(word.text):
        return word
    return word.model_copy(update={"text": f"{found[1]}.{found[2]}", "printed": word.printed or word.text})

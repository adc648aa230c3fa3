"""The confidence of words read from pictures, as the share of facts that proved right with it."""

from knowledge.confidence import ConfidenceMap, load_confidence
from schemas.document import Page, ReadDocument, TextSource


def calibrated(document: ReadDocument) -> ReadDocument:
    """The document with the confidence of its optically read words mapped; words of a text layer stay as sure as ink.

    The map rises, so that the least sure word of a fact is the same before and after.
    """
    if not any(w.source == TextSource.OCR for p in document.pages for w in p.words):
        return document
    known = load_confidence()
    return document.model_copy(update={"pages": tuple(_page(p, known) for p in document.pages)})


def _page(page: Page, known: ConfidenceMap) -> Page:
    words = tuple(
        w if w.source == TextSource.TEXT else w.model_copy(update={"confidence": known.share(w.confidence)})
        for w in page.words
    )
    return page.model_copy(update={"words": words})

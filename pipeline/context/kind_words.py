"""What kind of report it is by all its words: a linear model whose weights were learnt from made documents.

The weights stand in ``knowledge/common/kind_words.csv``, one row for a word and where it stood; ``bench.kind_words``
learns them and says how often kinds of documents by other authors are told. It knows the kinds that a patient's
records of a blood cancer mostly are, and none else; how sure it is tells whether to follow it.
"""

from functools import lru_cache
from math import exp, sqrt

from extractors.patterns import pattern
from knowledge.kind_words import load_kind_words
from schemas.layout import DocumentKind, Report

_WORD = pattern(r"[a-z]{3,}")
_TITLE_LINES = 8
_FEWEST_KNOWN = 40  # words of a page; by fewer no kind was ever learnt
_SENTENCE = 12  # words of a passage that tells something
_ROWS, _SENTENCES = (3, 8), (3, 8)  # more than so many of them tell a table, or prose


def features(report: Report, titles: list[str]) -> frozenset[str]:
    """The words of the report by where they stand: T in ``titles``, H in headings, B in the body; L its sections."""
    found = {f"T:{w}" for line in titles[:_TITLE_LINES] for w in _words(line)}
    told = rows = 0
    for section in report.sections:
        found.add(f"L:{section.label}")
        found.update(f"H:{w}" for w in _words(section.heading))
        rows += sum(len(t.rows) for t in section.tables)
        for passage in section.passages:
            found.update(f"B:{w}" for w in _words(passage.text))
            told += len(passage.text.split()) > _SENTENCE and "\t" not in passage.text
    found.update(f"rows:{least}" for least in _ROWS if rows > least)
    found.update(f"told:{least}" for least in _SENTENCES if told > least)
    return frozenset(found)


def kind_by_words(report: Report, titles: list[str]) -> tuple[DocumentKind, float]:
    """The likeliest kind and its probability among those that the model knows; 0 where it knows too few words."""
    model = load_kind_words()
    rows = [model.weights[f] for f in sorted(features(report, titles)) if f in model.weights]
    size = sqrt(len(rows)) or 1.0
    scores = [bias + sum(row[k] for row in rows) / size for k, bias in enumerate(model.bias)]
    most = max(scores)
    parts = [exp(s - most) for s in scores]
    best = max(range(len(parts)), key=parts.__getitem__)
    return model.kinds[best], parts[best] / sum(parts) if len(rows) >= _FEWEST_KNOWN else 0.0


@lru_cache(maxsize=2048)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.lower()))

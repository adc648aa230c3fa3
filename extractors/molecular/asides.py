"""Changes that a molecular report names and does not report of this patient: controls, examples, what was filtered."""

from collections.abc import Iterator

from extractors.molecular.words import Words, find_genes
from extractors.patterns import pattern
from schemas.facts import Doubt, Finding, Variant

_TITLE = 60
_TITLE_WORDS = 7
_NUMBERING = " .:()0123456789"
_CLAUSE = pattern(r"[,;.]")
_CELL = "control"


class Aside:
    """Whether the lines being read stand under a title of controls or examples ("Run controls", "Hotspots covered")."""

    def __init__(self, words: Words, heading: str = "") -> None:
        """``heading`` is that of the section."""
        self._words = words
        self._section = self._is_title_of_controls(heading.lower())
        self._below = False

    def holds(self, text: str) -> bool:
        """Whether the line ``text`` is such a title or stands below one; the next title ends it."""
        if self._is_title(text):
            self._below = self._is_title_of_controls(text.lower())
        return self._section or self._below

    def _is_title(self, text: str) -> bool:
        short = len(text) < _TITLE and len(text.split()) <= _TITLE_WORDS
        plain = (
            "\t" not in text
            and not any(c.isdigit() for c in text.strip(_NUMBERING))
            and not text.rstrip().endswith((".", ","))
        )
        return short and plain and not find_genes(text, self._words)

    def _is_title_of_controls(self, lower: str) -> bool:
        return len(lower) < _TITLE and bool(self._words.controls.search(lower))


def of_a_control(lower: str, words: Words) -> bool:
    """Whether a sentence or row speaks of a sample that tests the test, or of a change that was set aside."""
    return bool(words.controls.search(lower)) or any(cell.strip() == _CELL for cell in lower.split("\t"))


def by_others(lower: str, words: Words) -> bool:
    """Whether the clause behind a named change under "not tested" says that it was not so tested by other methods.

    The method of the report then did look for it ("Not tested: KMT2A-PTD by other methods").
    """
    stop = _CLAUSE.search(lower)
    return bool(words.otherwise.search(lower[: stop.start()] if stop is not None else lower))


def only_reported(found: list[Finding], in_rows: set[int], molecular: bool) -> Iterator[Finding]:
    """The findings; changes only mentioned in a report that lists others with their frequencies come with a doubt.

    There a change named elsewhere without a frequency is hardly a second finding. ``in_rows``: the places in ``found``
    of those that stand in rows with a column of frequencies, whatever their cell holds.
    """
    listed = [f.fact for f in found if isinstance(f.fact, Variant) and f.fact.vaf is not None and not f.prior]
    changes = {(v.gene, v.hgvs_c) for v in listed if v.hgvs_c} | {(v.gene, v.hgvs_p) for v in listed if v.hgvs_p}
    for i, finding in enumerate(found):
        fact = finding.fact
        if molecular and i not in in_rows and changes and isinstance(fact, Variant) and _is_mention(finding, fact):
            own = {(fact.gene, h) for h in (fact.hgvs_c, fact.hgvs_p) if h}
            if not own & changes:
                yield finding.model_copy(update={"doubt": _mentioned(fact)})
                continue
        yield finding


def _is_mention(finding: Finding, fact: Variant) -> bool:
    named = bool(fact.hgvs_c or fact.hgvs_p)
    return named and fact.vaf is None and finding.doubt is None and not finding.prior


def _mentioned(fact: Variant) -> Doubt:
    shown = " ".join(p for p in (fact.gene, fact.hgvs_c, fact.hgvs_p) if p)
    return Doubt(
        why="This change is named without a frequency in a report that lists its findings with theirs.",
        question=f"Does the report say that {shown} was found in this sample?",
        asks="fact",
    )

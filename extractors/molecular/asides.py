"""Changes that a molecular report names and does not report of this patient: controls, examples, what was filtered."""

from collections.abc import Iterator

from extractors.asking import ask, reason
from extractors.molecular.patterns import STATED
from extractors.molecular.words import Words, find_genes
from extractors.patterns import pattern
from schemas.facts import Doubt, Fact, Finding, Variant

_TITLE = 60
_TITLE_WORDS = 7
_NUMBERING = " .:()0123456789"
_CLAUSE = pattern(r"[,;.]")
_CELL = "control"
_AGAINST = reason("change_against")
IN_WHICH_WORDS = reason("change_words")
_OF_MANY = reason("change_of_many")


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


def of_many(lower: str, words: Words) -> bool:
    """Whether a sentence says how often something is found in others, and not first that it was found here."""
    m = words.usual.search(lower) if "\t" not in lower else None
    return m is not None and not (STATED.search(lower[: m.start()]) or words.weak_positive.search(lower[: m.start()]))


def names_drug(lower: str, words: Words) -> bool:
    """Whether a row lists the drugs for a change: "JAK2 V617F | ruxolitinib | myelofibrosis"."""
    return "\t" in lower and any(w.strip(",;()") in words.drugs for w in lower.split())


def by_others(lower: str, words: Words) -> bool:
    """Whether the clause behind a named change under "not tested" says that it was not so tested by other methods.

    The method of the report then did look for it ("Not tested: KMT2A-PTD by other methods").
    """
    stop = _CLAUSE.search(lower)
    return bool(words.otherwise.search(lower[: stop.start()] if stop is not None else lower))


def only_reported(
    found: list[Finding], in_rows: set[int], molecular: bool, negative: frozenset[str], *, none: bool
) -> Iterator[Finding]:
    """The findings; changes only mentioned in a report that lists others with their frequencies come with a doubt.

    There a change named elsewhere without a frequency is hardly a second finding. ``in_rows``: the places in ``found``
    of those that stand in rows with a column of frequencies, whatever their cell holds. What is said of many patients,
    or of a drug, of a gene that the report finds without a change (``negative``) or tells of elsewhere, is left out.
    ``none``: the report says that it found no change; one it names without a frequency comes with a doubt.
    """
    sure = {k for f in found if isinstance(f.fact, Variant) and f.doubt is None for k in _keys(f.fact)}
    listed = [f.fact for f in found if isinstance(f.fact, Variant) and f.fact.vaf is not None and not f.prior]
    changes = {(v.gene, v.hgvs_c) for v in listed if v.hgvs_c} | {(v.gene, v.hgvs_p) for v in listed if v.hgvs_p}
    for i, finding in enumerate(found):
        fact = finding.fact
        aside = finding.doubt is not None and finding.doubt.why == _OF_MANY
        if aside and isinstance(fact, Variant) and (fact.gene in negative or sure & _keys(fact)):
            continue
        if molecular and isinstance(fact, Variant) and _asks_again(finding, fact, sure):
            continue
        if molecular and i not in in_rows and changes and isinstance(fact, Variant) and _is_mention(finding, fact):
            own = {(fact.gene, h) for h in (fact.hgvs_c, fact.hgvs_p) if h}
            if not own & changes:
                yield finding.model_copy(update={"doubt": _mentioned(fact)})
                continue
        if none and molecular and isinstance(fact, Variant) and _is_unmeasured(finding, fact):
            yield finding.model_copy(update={"doubt": _mentioned(fact).model_copy(update={"why": _AGAINST})})
            continue
        yield finding


def _asks_again(finding: Finding, fact: Variant, sure: set[tuple[str, str]]) -> bool:
    """Whether a question asks if a change was found that the report plainly says was found elsewhere."""
    asked = finding.doubt is not None and finding.doubt.why == IN_WHICH_WORDS and not finding.prior
    return asked and fact.vaf is None and bool(_keys(fact)) and _keys(fact) <= sure


def _is_unmeasured(finding: Finding, fact: Variant) -> bool:
    return fact.vaf is None and finding.doubt is None and not finding.prior


def _is_mention(finding: Finding, fact: Variant) -> bool:
    named = bool(fact.hgvs_c or fact.hgvs_p)
    return named and _is_unmeasured(finding, fact)


def _names(fact: Variant) -> tuple[str, ...]:
    return tuple(h for h in (fact.hgvs_c, fact.hgvs_p) if h)


def _keys(fact: Variant) -> set[tuple[str, str]]:
    return {(fact.gene, h) for h in _names(fact)}


def mentioned(fact: Fact) -> Doubt:
    """The question about a change named in words on what is usual, or on what a drug is for."""
    shown = " ".join((fact.gene, *_names(fact))) if isinstance(fact, Variant) else ""
    return Doubt(why=_OF_MANY, question=ask("change_found", shown=shown), asks="fact")


def _mentioned(fact: Variant) -> Doubt:
    shown = " ".join(p for p in (fact.gene, fact.hgvs_c, fact.hgvs_p) if p)
    return Doubt(
        why=reason("change_unmeasured"),
        question=ask("change_found", shown=shown),
        asks="fact",
    )

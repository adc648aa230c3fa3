"""What a report's own legend says that its abbreviations mean."""

from dataclasses import replace

from extractors.base import once_for_each_vocabulary
from extractors.molecular.words import Words, words_of
from extractors.patterns import EitherOf
from extractors.wordings import Wordings
from schemas.layout import Report
from schemas.vocabulary import Vocabulary

_WORDINGS = Wordings("genetics", "legends")

_LEGEND = _WORDINGS.pattern("legend")
_MAF = "maf"
_MUTANT = _WORDINGS.pattern("mutant")
_ND = _WORDINGS.pattern("nd")


@once_for_each_vocabulary
def _with_mutant_fraction(vocabulary: Vocabulary) -> Words:
    """The words where "MAF" is the frequency of the mutant allele, not that of the minor one in a population."""
    known = vocabulary.molecular
    apart = tuple(w for w in known.not_vaf if w != _MAF)
    molecular = known.model_copy(update={"vaf": (*known.vaf, _MAF), "not_vaf": apart})
    return words_of(vocabulary.model_copy(update={"molecular": molecular}))


def with_legend(report: Report, vocabulary: Vocabulary) -> Words:
    """The words as the report's legend has them: "ND" as not detected (else it may be "not done"), "MAF" as mutant."""
    lines = [p.text.lower() for s in report.sections for p in s.passages]
    mutant = any(_MAF in t and _MUTANT.search(t) for t in lines)
    words = _with_mutant_fraction(vocabulary) if mutant else words_of(vocabulary)
    if not any(_LEGEND.search(t) for t in lines):
        return words
    return replace(words, negative=EitherOf(words.negative, _ND))

"""What sentences on genes and changes look like."""

from extractors.patterns import pattern
from extractors.wordings import Wordings

_WORDINGS = Wordings("genetics", "sentences")

APART = _WORDINGS.pattern("apart")
EACH = _WORDINGS.pattern("each")
TURN = _WORDINGS.pattern("turn")
SHARE_ALONE = _WORDINGS.pattern("share_alone")
NEGATED_MUTATIONS = _WORDINGS.pattern("negated_mutations")
STATED = _WORDINGS.pattern("stated")
FOUND_IN = _WORDINGS.pattern("found_in")
CHANGES_IN = _WORDINGS.pattern("changes_in")
WERE_FOUND = _WORDINGS.pattern("were_found")
BRACKETED = pattern(r"\s?\([^()]{0,40}\)")
NOTHING = _WORDINGS.pattern("nothing")
NOT_ALL = _WORDINGS.pattern("not_all")
FIGURE_FIRST = _WORDINGS.pattern("figure_first")
SYMBOL = pattern(r"\b[A-Z]{2,7}\d{1,3}[A-Z0-9]{0,3}\b", ignore_case=False)
LOCUS = _WORDINGS.pattern("locus")
BAND = _WORDINGS.pattern("band")
GENES_BETWEEN = _WORDINGS.pattern("genes_between")
STRUCTURE_OF = _WORDINGS.pattern("structure_of")
OPENS = pattern(r":\s*$")
OF_THE = _WORDINGS.pattern("of_the")
NEW_PART = pattern(r"[,;.\t]")
SEPARATORS = _WORDINGS.pattern("separators")

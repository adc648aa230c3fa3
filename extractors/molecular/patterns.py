"""What sentences on genes and changes look like."""

from extractors.patterns import pattern

APART = pattern(r"%|\b(?:and|as well as|plus|und|et|y)\b|&|\+\s")
EACH = pattern(r"\b(?:both|each)\b")
TURN = pattern(r";|\b(?:but|however|whereas|while|except|although|positive|mutated|vaf)\b")
NEGATED_MUTATIONS = pattern(r"\b(?:negative for|no|without|absence of)\b[^.;:]{0,40}?\b(?:mutations|variants) in\b")
STATED = pattern(
    r"\b(?:was|were|has been|have been)\s(?:also\s)?(?:detected|identified|found|seen|present)\b|\bpositive for\b"
)
FIGURE_FIRST = pattern(r"\b(?:vaf|af)?[\s:=(]*\d{1,3}(?:[.,]\d{1,2})?\s?%\)?[\s\t:–-]*(?:of\s|in\s)?$")
SYMBOL = pattern(r"\b[A-Z]{2,7}\d{1,3}[A-Z0-9]{0,3}\b", ignore_case=False)
LOCUS = pattern(r"^(?:[\s()\[\]\-–/]|\d{1,2}[pq][\d.]*|\bgene\b|\ballele\b)*")
BAND = pattern(r"\b(?:\d{1,2}|[xy])[pq]\d|\bcep\s?\d|\bcen\s?\d|\bd\d{1,2}[sz]\d")
GENES_BETWEEN = pattern(r"(?:\b[a-z]{2,6}\d{0,3}[a-z]?\d{0,2}(?:\s?[,/]\s?|\s(?:and|or)\s))+$")
STRUCTURE_OF = pattern(r"\b(?:of|in|involving|at|for)\s(?:the\s|one\s)?$")
OPENS = pattern(r":\s*$")
OF_THE = pattern(r"\b(?:of|in)\s(?:the\s)?$")
NEW_PART = pattern(r"[,;.\t]")
SEPARATORS = pattern(r"[\s,;/&+()\-:]*(?:and|or|und|et|y|mutations?|genes?|variants?)?[\s,;/&+()\-:]*")

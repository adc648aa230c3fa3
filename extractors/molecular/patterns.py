"""What sentences on genes and changes look like."""

from extractors.patterns import pattern

APART = pattern(r"%|\b(?:and|as well as|plus|und|et|y)\b|&|\+\s")
EACH = pattern(r"\b(?:both|each)\b")
TURN = pattern(r";|\b(?:but|however|whereas|while|except|although|positive|mutated|vaf)\b")
NEGATED_MUTATIONS = pattern(r"\b(?:negative for|no|without|absence of)\b[^.;:]{0,40}?\b(?:mutations|variants) in\b")
STATED = pattern(
    r"\b(?:was|were|has been|have been)\s(?:also\s)?(?:detected|identified|found|seen|present)\b|\bpositive for\b"
)
FOUND_IN = pattern(
    r"\b(?:mutations?|variants?|changes?|alterations?|aberrations?)\s(?:(?:was|were|has been|have been)\s)?(?:also\s)?"
    r"(?:found|detected|identified|seen|present|observed|demonstrated)\s(?:in|of|within|affecting)\s(?:the\s)?(?:genes?\s)?:?\s*$"
    r"|\b(?:found|detected|identified|revealed|showed|demonstrated|carries|carried|harbou?rs|harbou?red)\s(?:[a-z-]+\s){0,4}"
    r"(?:mutations?|variants?|changes?|alterations?)\s(?:in|of|within|affecting)\s(?:the\s)?(?:genes?\s)?:?\s*$"
)
CHANGES_IN = pattern(r"\b(?:mutations?|variants?|changes?|alterations?)\s(?:in|of)\s(?:the\s)?(?:genes?\s)?:?\s*$")
WERE_FOUND = pattern(
    r"^\s*(?:genes?\s)?(?:was|were|has been|have been)\s(?:also\s)?(?:found|detected|identified|seen|present)\b"
)
BRACKETED = pattern(r"\s?\([^()]{0,40}\)")
NOTHING = pattern(
    r"\b(?:no|without)\s(?:[a-z-]+[\s,/]{1,2}){0,5}(?:variants?|mutations?|changes?|alterations?)\b"
    r"(?:\s(?:was|were|is|are|has|have|been|seen))*\s(?:detected|found|identified|seen|present|observed|demonstrated)\b"
    r"|\b(?:shows?|showed|revealed)\sno\s(?:[a-z-]+\s){0,4}(?:variants?|mutations?)\b"
)
NOT_ALL = pattern(
    r"\b(?:others?|further|additional|more|else|besides|except|apart|remaining|rest|following|below|these|this|class|tier|copy|germline)\b"
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

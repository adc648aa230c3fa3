"""What sentences on transfusions look like."""

from extractors.patterns import pattern
from extractors.transfusion_logs import PRODUCT

_N = r"(?:\d{1,3}(?:\.\d)?|one|two|three|four|five|six|eight|ten|a)"
_UNIT = r"(?:units?|u|bags?|EKs?)"
_AMOUNT = (
    rf"(?P<n>{_N})(?: ?(?:-|to|or) ?(?P<m>{_N}))? ?(?:{PRODUCT} )?{_UNIT}\b"
    rf"(?: ?(?:of )?(?:transfused )?{PRODUCT}\b)?(?: transfus\w+)?"
)
_AMOUNT_BACK = (
    rf"{PRODUCT} ?(?:transfusions?:? ?|units?:? ?)?(?:x ?)?(?P<n>{_N})(?: ?(?:-|to) ?(?P<m>{_N}))? ?{_UNIT}\b"
)
_PERIOD = (
    r"(?:[ ,(~]*(?:about |approximately |approx\.? |roughly |on average |given |transfused |transfusions? )?"
    r"(?:(?:every|each|q\.?|per|/|a|alle|pro) ?(?P<p>other|\d{1,2}(?:\.\d)?|one|two|three|four|six|eight)?(?: ?(?:-"
    r"|to) ?(?P<p2>\d{1,2}))? ?-?(?P<span>days?|d|weeks?|wks?|wk|w|fortnights?|months?|mos?|mo|Wochen?|Tage?|Monate?)\b"
    r"|(?P<word>monthly|weekly|biweekly|fortnightly|bi-weekly|twice (?:a |per )?month(?:ly)?|twice (?:a "
    r"|per )?week(?:ly)?|every other week)\b))"
)
RATE = pattern(_AMOUNT + _PERIOD)
RATE_BACK = pattern(_AMOUNT_BACK + _PERIOD)
WINDOW = pattern(
    _AMOUNT + r"[^.;\d]{0,30}?\b(?:in|over|during|within)(?: the)?(?: last| past| previous| preceding"
    r"| prior)? (?P<p>\d{1,2}|two|three|four|six|eight|twelve)[ -]?(?P<span>weeks?|wks?|months?|mos?)\b"
)
WINDOW_FORM = pattern(
    rf"(?:\b{PRODUCT}\b|\bunits?\b)[^.;:]{{0,30}}?\(?\b(?:in |over |during )?(?:the )?(?:last |past |previous )?"
    r"(?P<p>\d{1,2}|two|four|six|eight|twelve)[ -]?(?P<span>weeks?|wks?|months?|mos?)\)?[^.;:\d]{0,20}[:=] ?"
    r"(?P<n>\d{1,3}|none|nil|zero)\b(?:-(?P<m>\d{1,3})\b)?"
)
WINDOW_ROW = pattern(
    rf"^\W*(?:(?:number of |units of |total |transfused )*{PRODUCT}(?: units?| transfus\w+| given)*"
    rf"|units? (?:of {PRODUCT} )?transfused|(?:{PRODUCT} )?transfusions?)"
    r"[ ,(:-]*(?:in |over |during )?(?:the )?(?:last |past |previous )"
    r"(?P<p>\d{1,2}|two|four|six|eight|twelve|sixteen)[ -]?(?P<span>weeks?|wks?|months?|mos?)\W{1,60}"
    r"(?P<n>\d{1,3}|none|nil|zero)(?: ?- ?(?P<m>\d{1,3}))?"
    r" ?(?:units?|u|bags?)?\W*$"
)
WINDOW_BACK = pattern(
    r"\b(?:in|over|during|within)(?: the)? (?:last|past|previous|preceding|prior) (?P<p>\d{1,2}|two|three"
    r"|four|six|eight|twelve)[ -]?(?P<span>weeks?|wks?|months?|mos?)\b"
    # its first and last day between: "(from 3 May 2026 to 28 June 2026)"
    r"(?: ?\([^()]{0,60}\)|,? (?:from|between) [^.;,]{5,30} (?:to|and|until) [^.;,]{5,30},)?"
    r"[^.;\d]{0,40}?" + _AMOUNT
)
_FROM = (
    r"(?:[^.;,]{5,20}|\d{1,2}\.\d{1,2}\.(?:\d{4})?|\d{1,2}\. ?[a-z]{3,9}(?: \d{4})?|[a-z]{3,9} \d{1,2}(?:, ?\d{4})?)"
)
_UP_TO = (
    r"(?:up to|to|and|–|-|ending(?: on)?|until|till|before|preceding|prior to) "
    r"(?P<to>\d{1,2}[./ -](?:\d{1,2}|[a-z]{3,9})[./ -]\d{4}|\d{4}-\d\d-\d\d|[a-z]{3,9} \d{1,2},? \d{4}"
    r"|today|now|this (?:visit|date|report|review|note|letter))"
)
# "In the 8 weeks up to 20.01.2026 the patient received 6 units"
WINDOW_TO = pattern(
    r"\b(?:in|over|during|within|for)(?: the)? (?P<p>\d{1,2}|two|three|four|six|eight|twelve)[ -]?"
    rf"(?P<span>weeks?|wks?|months?|mos?)(?: period)?,?(?: (?:from|between|of) {_FROM})? {_UP_TO}\b[^.;\d]{{0,40}}?"
    + _AMOUNT
)
# "Red cell units transfused in the 8 weeks to 18/06/2026: 5"
WINDOW_TO_FORM = pattern(
    rf"(?:\b{PRODUCT}\b|\bunits?\b)[^.;:]{{0,30}}?\b(?:in|over|during|within|for)(?: the)? "
    r"(?P<p>\d{1,2}|two|three|four|six|eight|twelve)[ -]?(?P<span>weeks?|wks?|months?|mos?)(?: period)? "
    rf"{_UP_TO}\)?[^.;:\d]{{0,20}}[:=] ?(?P<n>\d{{1,3}}|none|nil|zero)\b(?:-(?P<m>\d{{1,3}})\b)?"
)
LIFETIME = pattern(
    r"\b(?:lifetime|cumulative|total)(?: (?:RBC|red[- ]cell|transfus\w+|PRBC|pRBC|number of|of|burden"
    r"|units?|exposure|to date|load|since diagnosis|count))*[ :=~(]*(?:(?:about|approximately|approx\.?|of"
    r"|is|was|~) ?)*(?P<n>\d{1,3})\b(?: ?(?:RBC |red[- ]cell |PRBC )?(?P<u>units?|u|transfusions)\b)?"
    rf"|\b(?P<n2>\d{{1,3}}) (?:{PRODUCT} )?(?:units?"
    rf"|u)\b(?: (?:of )?{PRODUCT}\b)?[^.;\d]{{0,24}}?\b(?:to date|so far|lifetime|in total|since diagnosis"
    rf"|in all|total|cumulative(?:ly)?|overall)\b"
    rf"|\b{PRODUCT} (?:units? |transfusions? )?(?:received |given )?(?:to date|since diagnosis|so far"
    rf"|in total|since (?:the )?first transfusion|ever|altogether)[ :=~]*(?P<n3>\d{{1,3}})\b"
    rf"|\b(?P<n5>\d{{1,3}}) lifetime (?:{PRODUCT} )?(?:units?|transfusions)\b"
    r"|\b(?:since diagnosis|to date)[ :,]*~?(?P<n4>\d{1,3}) (?:RBC |red[- ]cell |PRBC )?(?:units?|u)\b"
)
# "Units in the last 8 | RBC units, lifetime": the eight are weeks, as the next line says.
OF_A_WINDOW = pattern(r"\b(?:last|past|previous|preceding|prior|next|every|over the)\s*$")
IN_GENERAL = pattern(
    r"\b(?:an?|any|all) (?:red[- ]cell |RBC )?transfusion[- ]?(?:in)?depend[ae]nt (?:patient|person|adult)s? "
    r"(?:is|are|means|has|have|needs?|receives?)\b|\b(?:patients?|people|those|persons?|individuals?|someone|one) who\b"
    r"|\b(?:is|are|was) (?:defined|classified|classed|regarded|considered|counted)\b|\bmeans\b|\bdefinitions?\b"
    r"|\bburden (?:is|means|=)|\bunits? or (?:more|fewer|less)\b|\bif (?:a|the) patient\b"
    r"|\b(?:most|many|some|other|few|a few|several) (?:people|patients|persons|adults)\b"
    r"|\bdependen\w+ (?:if|when|means|applies)\b"
    r"|\b(?:criteri(?:a|on)|thresholds?|cut-?offs?) (?:for|of) (?:RBC |red[- ]cell )?transfusion"
)
OF_THIS_ONE = pattern(
    r"^\W*(?:(?:the|this|our) patient|he|she|mrs?\.? \w+|ms\.? \w+) (?:is|was) (?:currently |now |therefore )?"
    r"(?:classified|classed|regarded|considered|counted)\b"
)
UNDER_CONDITION = pattern(r"\b(?:if|when|who|whenever|once|or more|or fewer|means|defined|definition)\b")
CONTEXT = pattern(r"\b\w*transfus\w*|\bRCCs?\b|\bEKs?\b|\bPRBCs?\b|\bRBCs?\b|\bred[- ](?:blood )?cells?\b|\bpacked\b")
NOT_GIVEN = pattern(
    r"\b(?:order(?:ed|s)?|cross[- ]?match\w*|T&S|type and (?:screen|cross)|not given|not transfused|on hold"
    r"|available|threshold|planned|will (?:need|require|receive|transfuse|be)|plan to transfuse|plan:"
    r"|if h(?:b|gb|emoglobin)|goal|consent|would|should|may (?:need|require)|for h(?:b|gb) ?<"
    r"|transfuse (?:for|if|when)|keep h(?:b|gb)|scheduled)\b"
)
DEPENDENT = pattern(
    r"\b(?:RBC |red[- ]cell |red blood cell )?transfusion[- ]?(?:dependent|dependence|dependency"
    r"|dependant)\b|\bRBC[- ]dependen\w+|\b(?:requires?|requiring|needs) (?:regular |frequent |ongoing "
    r"|chronic )(?:RBC |PRBC |red[- ]cell |blood )?transfusions?\b|\bhigh transfusion burden\b|\bHTB\b"
    r"|\bdependent on (?:regular )?(?:RBC |red[- ]cell |blood |PRBC )?transfusions?\b"
    r"|\btransfusion status ?:? ?dependent\b"
)
INDEPENDENT = pattern(
    r"\b(?:RBC |red[- ]cell )?transfusion[- ]?(?:independen\w+|free\b)|\bnot (?:currently )?(?:RBC "
    r"|red[- ]cell )?transfusion[- ]dependent\b|\bnon-?transfusion[- ]dependent\b|\b(?:no longer"
    r"|not) requir\w+ (?:RBC |blood )?transfusions?\b|\bTI (?:x|for) ?\d"
)
NONE = pattern(
    r"\b(?:never (?:been )?transfused|never (?:had|received|required|needed) (?:a |any )?(?:RBC |blood "
    r"|red[- ]cell |PRBC )?transfusions?|no (?:prior |previous )?(?:RBC |PRBC |red[- ]cell "
    r"|blood )*(?:transfusions?|units?)(?: (?:required|given|needed|received|support))?|no RBC\b"
    r"|transfusion[- ]na[iï]ve|(?:denies|without|absence of|negative for|not received|has not (?:needed"
    r"|required|received|had))(?: any)? (?:RBC |PRBC |blood |red[- ]cell )*transfusions?"
    r"|has not been transfused|transfusions?: (?:none|no|never)|untransfused"
    rf"|no (?:{PRODUCT})(?: units?| concentrates?)? (?:were|was|have been|has been|had been) (?:transfused|given|needed"
    r"|required|issued|administered)|(?:not|never) (?:needed|required|had|received|been given) (?:a |any )?blood"
    r"|no transfusion (?:requirement|need|support|dependence)s?)\b"
)
ANSWER = pattern(
    r"^ ?[:?=-]+ ?(yes|no|none|not|negative|unknown|n/a|pending|y|n)\b"
    r"|^ ?(yes|no|none|negative|unknown|n/a|pending|y|n)\W*$"
)
ASIDE = pattern(r"^ ?\([^()]*\)")
NOT_SO = pattern(
    r"^(?: ?\([^()]*\))?(?P<tail>[^.;]*?)"
    r"(?:$|[.;]|,\s|\s(?:but|and|with|since|despite|on|who|needing|requiring|receiving)\s)"
)
"""What is said right behind a word of dependence, up to the next part of the sentence."""
SAYS_NOT = pattern(
    r"\b(?:no|not|never|cannot|can't|n't|none|nor|unknown|unclear|unsure|undetermined|y|n|yes|nil|denied|excluded"
    r"|absent|negative|pending|if|when|criteria|defined|definition)\b|[?☐☒☑□■▢✓✔✗\[\]/]"
)
SPAN = pattern(
    r"^[^.;]{0,24}?\b(?:in|for|over|x|within|during|since)(?: the)?(?: last| past"
    r"| previous)? ?(?P<p>\d{1,2}) ?(?P<span>weeks?|wks?|wk|months?|mos?)\b"
)
PACE_FOLLOWS = pattern(r"^ ?(?:/|(?:a|an|per|every|each|q|weekly|monthly|fortnightly|biweekly|alle|pro)\b)")
AT_ONE_PLACE = pattern(
    r"^[^.;,]{0,24}?\b(?:elsewhere|outside|(?:at|in|by|from) (?:an|any|the )?(?:other|another|outside|external)\b"
    r"|in (?:this|our|your) (?:clinic|hospital|unit|department|ward|centre|center|practice)|here\b|on the ward"
    r"|at home|abroad|today|tonight|overnight|yesterday|this (?:morning|afternoon|visit|time|week)"
    r"|at (?:this|today's|the present)"
    r" (?:visit|appointment|attendance|time)|on (?:this|that) (?:day|occasion|visit)|between (?:the )?visits"
    r"|(?:since|at|during) (?:the |this |our )?last visit)"
)
"""Behind "no transfusion was given": at one place, or since one day, of which the sum is not told."""
ONE_VISIT = pattern(r"\btransfusion (?:was |is )?(?:needed|required|given|indicated)\b")
OF_A_STAY = pattern(r"^(?:no .*(?:were|was|have been|has been|had been) |without\b)")
LOST = pattern(r"\b(?:lost|loss|loses|losing|until|goal|hope\w*|achieve)\b")
BEFORE = pattern(
    r"\b(?:previous(?:ly)?|prior|formerly|earlier|before|used to|had been|at diagnosis|initially|originally|last year"
    r"|in (?:19|20)\d\d|down from|up from|from|compared (?:to|with)|instead of|rather than|no longer|ago|back then"
    r"|at that time|at one time|at first|in the past|last (?:spring|summer|autumn|fall|winter|month)"
    r"|(?:was|were|had been) (?:getting|having|needing|requiring|receiving|given|on|being transfused))\b"
)
THEN_LESS = pattern(
    r"^ ?x ?\d{1,2},? then\b"
    r"|^[^.;]{0,16}[;,] ?(?:but |and |then )?(?:since (?:starting|then|that|treatment|the)\b|now (?:only|just|none)\b)"
    r"|^[^.;]{0,16}\b(?:reduced to|fell to|falling to|down to|decreased to|dropped to|back then|at that time"
    r"|at diagnosis|in (?:19|20)\d\d|last (?:year|spring|summer|autumn|fall|winter)|(?:weeks|months|years) ago)\b"
)
"""Behind a pace: it was that of an earlier time."""
NO_LONGER = pattern(r"\bno longer (?:\w+ )?$")
ONCE = pattern(r"\b(?:was|were|had been|previously|formerly|once|used to be|initially)(?: \w+ly)? $")
AT_MOST = pattern(r"\b(?:up to|at most|no more than|not more than|maximum(?: of)?|max\.?|fewer than|less than)\s?$")
AT_LEAST = pattern(r"\b(?:at least|more than|over|minimum(?: of)?|upwards of|in excess of|exceeding)\s?$|[>≥]=?\s?$")
OVER = pattern(
    r"^[^.;]{0,24}?\b(?:until|till|up to|up until|through)\b (?P<now>now|today|present|recently|the present|this)?"
    r"|^[^.;]{0,40}?\b(?:none since|not since|no longer)\b"
    r"|^[ ,(]*(?:before|prior to) (?:treatment|starting|therapy|luspatercept)\b"
)
EVER = pattern(r"\bnever\b|\bna[iï]ve\b|\bto date\b|\bever\b|\buntransfused\b|\bso far\b|\bprior\b|\bprevious\b")
NUMBER = pattern(r"(?:\bx ?)?\b(\d{1,2})(?: ?(?:units?|u|U|bags?)\b)?")

"""What sentences on treatments look like: doses, cycles, conditions, refusals, failures."""

from extractors.patterns import pattern

_COUNT = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|twelve)"
_NTH = (
    r"(?:(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\d{1,2}(?:st|nd|rd|th))"
    r" (?:dose|injection|infusion|cycle|course))"
)
DOSE = pattern(
    r"\b\d[\d.,]*\s?(?:mg|mcg|µg|μg|ug|micrograms?|milligrams?|grams?|g|units?|IU|K)(?:/(?:m2|m\^2|kg|m²|day|d|dose|week|wk)\b|\b(?:[^/\w]|$))|\bmg/m2\b"
)
"""An amount that is given; "1000 µg/L" is measured."""
SCHEDULE = pattern(
    r"\b(?:daily|weekly|monthly|q ?\d{0,2}\s?(?:d|w|wk|wks|day|weeks?|month)s?|q\d+d|bid|tid|qd|prn|D1-\d"
    r"|days? 1-\d|every \d+|twice a|once a|nightly)\b"
)
CAUSE_OF = pattern(r"^[- ](?:effects?|induced|overdose|interactions?)\b")
CYCLE = pattern(
    r"\bC ?\d{1,2}(?: ?D ?\d{1,2})?\b|\bcycles?\b|\bcourses? ?(?:#|no\.? ?)?\d{1,2}\b"
    r"|\b(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|twelve) courses\b|#\d{1,2}\b"
    rf"|\b(?:injection|infusion) \d{{1,2}}\b|\b{_NTH}\b"
)
COMPLETED_PART = pattern(
    rf"\bcomplet(?:ed|ing) (?:cycle |C ?)?#?{_COUNT}(?: ?(?:/|of|out of) ?\d{{1,2}})?\b"
    r"|\b(?:cycle|course|C) ?\d{1,2} (?:was |is )?(?:done|completed|given|finished)\b"
)
FOLLOWED = pattern(r"^[^;.]{0,80}\b(?:followed by|and then|then switched|before (?:switching|moving|proceeding))\b")
OF_ALL = pattern(r"/|\bof\b")
ONE_CYCLE = pattern(rf"\b(?:cycle|course|C) ?#?\d|#\d|\b{_NTH}\b")
MORE_TO_COME = pattern(
    r"\b(?:presents?|here|seen|returns?|comes?|attends?|arrives?|due|admitted) (?:today )?for (?:C ?\d|cycle"
    r"|(?:his|her|the) next)\b|\bnext (?:cycle|dose|injection|treatment)\b"
)
SO_FAR = pattern(r"\b(?:now|so far|to date|thus far|up to now|already)(?:[^:\w]|$)")
NOT_TAKEN = pattern(
    r"\b((?:has|have|had|was|is|did)(?: not|n't| never)(?: yet| been)*"
    r" (?:fill|start|beg[iu]n|tak|took|collect|pick|receiv|us|obtain)\w*)\b"
)
NEEDS = pattern(
    r"\b(?:need(?:ed|s|ing)?|requir(?:ed|es|ing)|ha[ds]|have|having|g[eo]t(?:s|ting)?|receiv(?:ed|es|ing)|given)"
    r" (?:about |some )?\d+(?:-\d+)? (?:units?|bags?|transfusions?)\b"
)
CONDITIONING = pattern(r"\b(?:conditioning|lymphodeplet\w+|GVHD|GvHD|graft|mobili[sz]\w+|ppx|prophyla\w+)\b")
OUTLINED = pattern(r"\b(?:outlin\w+|discuss\w*|explain\w*|describ\w+|went over|talked|counsel\w+)\b")
PART_DONE = pattern(
    rf"\b{_COUNT} (?:cycles?|courses?) (?:have |has |were |was )?(?:now )?(?:been )?(?:completed|given|done)\b"
)
PART_OF_MANY = pattern(rf"\b(?:D|day) ?#?\d{{1,2}}\b|\b{_COUNT} (?:injections?|doses?|infusions?)\b")
"""A day of a cycle, or so many injections: others may follow."""
SINCE_THEN = pattern(r"^[^.;]{0,24}\b(?:since|after that|thereafter|in the last|for (?:the last|\d))\b")
IN_RESERVE = pattern(r"^[^.;]{0,12}\b(?:in reserve|for later|back)\b")
MOVED = pattern(r"\b(?:switch|chang|transition|mov|rotat|convert|cross|swap|go|gone|went|step|progress)\w*\b")
OTHER_PURPOSE = pattern(
    r"\bmobili[sz]\w+|\b(?:for|to|in) (?:the |a |her |his |sibling )?donor\b|\bdonor (?:received|given)\b"
)
CONSULT = pattern(r"^[- ]?(?:consult\w*|referral|evaluation|eval|work-?up|discussion|education|appointment|visit)\b")
PLACE = pattern(
    r"^[- ]?(?:clinic|cent(?:er|re)|team|service|physician|doctor|program|unit|coordinator|nurse|pharmacist"
    r"|specialist|waiting list|medicine)\b"
)
ONLY_IF = pattern(r"\b(?:if|provided|unless|should|in case)\b")
CYCLES_DONE = pattern(rf"\b{_COUNT} (?:cycles?|courses?) (?:completed|done|given|finished)\b")
NO_MORE = pattern(
    r"\b(?:no (?:further|more)|last|final|finish\w*|end(?:ed|ing)?|until|stopp?\w*|off|then|before|after|now in"
    r"|remission|prior|previous\w*|earlier|from)\b"
)
"""Words beside a count that tell of its end."""
TO_THIS_DAY = pattern(
    r"\bsince (?:\d|early|late|mid|the |last|then|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|\b(?:up to|until|till) now\b|\b(?:so|thus) far\b|\bto date\b"
)
INTOLERANT = pattern(r"\bintoleran\w+|\bnot tolerate|\bpoorly tolerated|\btoxicit\w+|\badverse\b|\bside effects\b")
SURELY_NOW = pattern(
    r"^(?:current|continu|remain|now|still|ongoing|stay|is on|resum|restart|active|carr|keep|maintain|dose"
    r"|increas|reduc|escalat|titrat|uptitrat|was (?:increas|reduc|escalat))\w*"
)
LAST_ONE = pattern(r"\blast (?:(?:dose|cycle|injection|infusion) of )?$")
LATEST = pattern(r"^[^;]{0,40}\blast (?:dose|cycle|injection|infusion|given|received|administered|treatment)\b")
LATER_CYCLE = pattern(r"\b(?:cycle|course|C) ?#?(?:[2-9]|1\d)\b")
NEXT_MEANT = pattern(
    r"\b(?:start|begin|commence|proceed|receive|have|get|give|given|deliver|administer|due|scheduled|book\w*)"
    r" (?:with |to |for |on )?(?:her |his |their |the )?(?:next )?(?:cycle|course|C) ?#?(?:[2-9]|1\d)\b"
)
"""A later cycle that is to come: the first one was given."""
OF_LATER_CYCLE = pattern(r"^,? \(?(?:cycle|course|C) ?#?(?:[2-9]|1\d)\b")
STILL_MEANT = pattern(
    r"\b(?:will|would|should|could|may|might|if|once|until|when|unless|before|pending|to be|be|never|not|after)\b"
)
SWITCHED = pattern(r"\b(?:switched|changed|transitioned|moved|rotated|converted|crossed)\b")
SINCE_KEY = pattern(r"^\W*since \W*[\w./-]+(?: \w+){0,2} ?[:–-] ?$")
"""A time still running before the name of what is given: "since 20.02.2026: decitabine"."""
OPEN_END = pattern(r"\d ?(?:-|>|->|to)\W*$")
TO_BE = pattern(r"\b(?:will|to|may|can|could|should|would|if|when|until)(?: be)? $")
IF_IT = pattern(
    r"\b(?:if|when|once|should|unless|until|in case) (?:the |her |his |their |present |current |response to )*$"
)
PRIOR_KEY = pattern(r"^\W*(?:any )?(?:prior|previous|past|earlier|history of)(?: \w+){0,3} ?$")
NO_ANSWER = pattern(r"^[^.;:?]{0,30}(?:[:?] ?| - | – |\s)(no|none|nil|never|n)\b(?:\W|$)")
REFUSED = pattern(r"\b(?:declin\w+|refus\w+|does not want|did not want)\b")
WAS_ON = pattern(r"\b(?:was|were|had been)(?: \w+ly| then| at that time| at the time| still| being)? $")
"""Before "on", "taking", "receiving": so it was once."""
WILL_CONSIDER = pattern(
    r"[;:,.] ?(?:was |were )?(?:told|answered|replied|explained|informed|advised)\b[^.]{0,40}?"
    r"\b((?:will|would|may|might|could)(?: only)? (?:be )?consider\w*)\b"
)
NOT_NOW = pattern(
    r"[:;?–-] ?(?:(?:no|not (?:now|yet|for now|at present|at this point|currently))[,;: ]+)?(?:but )?"
    r"((?:to be|will be|may be|can be|could be) (?:re)?considered)\b"
)
FAILS = pattern(
    r"^[^.;,]{0,30}\b(?:fail\w*|stops?|stopped|is lost|be lost|loses?|lost|ceases?|no longer|does not|do not|is not"
    r"|becomes?|causes?|runs? out|proves?|cannot)\b"
)
ON_FAILURE = pattern(
    r"\b(?:on|after|upon|at|following|in case of) (?:the )?(?:failure|loss of response|progression|relapse|intolerance)"
    r" (?:of|to|on|with|after) (?:the |her |his |this )?$"
)
WOULD = pattern(r"\b(?:would|could|might|may|should|will be|can be|is to be|to be considered|an option|options?)\b")

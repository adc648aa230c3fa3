"""What carries a treatment from one sentence to the next: it goes on, was begun, refused, not done."""

from extractors.date_order import month_names
from extractors.patterns import pattern

NAIVE = pattern(
    r"\b(?:treatment|therapy)[- ]na[iï]ve\b|\bno (?:prior |previous )?(?:disease[- ](?:modifying"
    r"|directed) )?(?:treatment|therapy) to date\b"
    r"|\bno (?:prior|previous) (?:disease[- ](?:modifying|directed) |MDS[- ]?(?:directed )?)?(?:treatment"
    r"|therapy)(?: for MDS)?\b|\bpreviously untreated\b|\bhas never been treated\b"
    r"|\bno treatment (?:has been |was )?given(?: so far| to date)\b"
)
CONTINUES = pattern(
    r"^[\W\d]*(?:(?:adv\w*|plan|next)\W+)?(?:C ?\d+|cycles?\b"
    r"|(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve) (?:cycles?|courses?|doses?)"
    r"|last (?:cycle|dose)|response|best response|tolerat\w+|she |he |patient |complicated|uncomplicated|course"
    r"|continue|next cycle|next dose|next injection|next treatment|stopped|discontinued|completed|held|on hold"
    r"|progressed|(?:the |this )?(?:treatment|therapy) )"
)
RUNS_ON = pattern(
    r"^\W*(?:the |this )?(?:treatment|therapy) ((?:goes|is going|to go|will go) on"
    r"|(?:is |to be |will be )?continu(?:es?|ed)|is (?:ongoing|maintained|pursued|under way)|carries on)\b"
)
REFUSES_IT = pattern(
    r"^(?: (?:it|this|that|treatment|therapy|the (?:treatment|drug|medicine|therapy|offer|procedure|transplant)"
    r"|to (?:start|proceed|have|take|pursue)(?: (?:it|this|treatment|therapy))?|start(?:ing)? (?:it|this|treatment)"
    r"|proceed|at this time|for now|today|currently|because|due to|given|as))*\W*(?:$|for now|at this time|today"
    r"|because|due to|given|as|and|in favou?r)"
)
IT = pattern(
    r"^\W*(this|that)\b|\b(it|them|this (?:treatment|drug|medicine|therapy|medication|procedure)"
    r"|that (?:treatment|drug|medicine|therapy)"
    r"|the (?:drug|medicine|medication|injections?|tablets?|capsules?|infusions?|transplant|procedure))\b"
)
IN_GENERAL = pattern(
    r"^ (?:is|are|works?|can|may|might|could|will|would|should|must|has to|have to|needs?|does|do|helps?|comes)\b"
)
BEGUN = pattern(
    r"^\W*(?:(?:it|this|treatment|therapy|the (?:drug|medicine|injections?)|she|he|the patient|mr\.? \w+"
    r"|mrs\.? \w+|ms\.? \w+"
    r"|first (?:injection|dose|cycle|infusion|treatment)|(?:cycle 1|C ?1 ?(?:D ?1)?))\b)"
)
NEXT_CYCLE = pattern(r"^\W*(?:(?:adv\w*|plan|next)\W+)?(?:C ?\d+|cycle ?\d+)\b")
NOT_DONE = pattern(
    r"\b(?:deferred|postponed|delayed|omitted|missed|cancelled|canceled|withheld|not (?:yet )?(?:given"
    r"|started|done|due|administered)"
    r"|skipped|held|on hold|to follow|upcoming|planned|scheduled|booked)\b"
)
STOPPED = pattern(r"^[\W\d]*(stopped|discontinued)\b")
MORE_TO_COME = pattern(r"^\W*(?:her |his |the )?next (?:cycle|dose|injection|treatment)\b")
GOES_ON = pattern(r"(\b(?:continue|next cycle|next dose|next injection|next treatment|C ?\d+|cycle \d+)\b)")
LOOSE_GAP = pattern(
    r";|\bC ?\d+|\b(?:cycles?|done|until|last|marrow|biopsy|since|seen|visit|restag\w*"
    r"|next|due|labs?|dated|note|stop\w*|discontinu\w*|held|hold|off|ended|d/c|progress\w*|relapse\w*)\b"
)
DAY_WITHOUT_YEAR = pattern(rf"\b(?:\d{{1,2}} (?:{month_names()})|(?:{month_names()}) \d{{1,2}}|\d{{1,2}}/\d{{1,2}})\b")
NOT_ITS_START = pattern(
    r"\bC ?\d|\b(?:cycles? ?#?(?:[2-9]|1\d)|complet\w+|finish\w+|last|off|stopp\w+|discontinued|increas\w+"
    r"|reduc\w+|escalat\w+|titrat\w+|adjust\w+)\b|#\d"
)
OFF_SINCE = pattern(r"\b(?:off|stopped|discontinued|not on|without)\b[^.;]{0,40}\bsince $")

"""What a count of cycles ("5 cycles completed") says of a course: that so many are done, and no more than that.

"6 cycles completed" ends a course only where an end, a whole ("6 of 6") or nothing that goes on is told beside it. In
the words that follow, treatment may go on ("…; treatment continues"); without any, only dates can tell.
"""

from extractors.patterns import pattern

_N = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_DONE = r"(?:completed|done|given|finished|administered|delivered)"
_COUNTED = pattern(
    rf"\b{_N} (?:full |complete |monthly )?(?:cycles?|courses?|blocks?)\b[^.;,:]{{0,40}}?\b{_DONE}\b"
    rf"|\b(?:cycles?|courses?|blocks?) {_DONE} ?[:=]? ?{_N}\b"
)
_WHOLE = pattern(
    rf"\b{_N} ?(?:/|of|out of) ?(?:a |the )?(?:planned |total (?:of )?|intended )?{_N}\b"
    r"|\ball (?:the )?(?:planned )?\w+ (?:cycles?|courses?|blocks?)\b|\bplanned \w+ (?:cycles?|courses?)\b"
)
_GOES_ON = pattern(
    r"[;,.:–—(-] ?(?:and |which |but |now )?"
    r"(?:(?:the |this |her |his |their |current |present )*(?:treatment|therapy|drug|medicine|medication|regimen|it"
    r"|agent|she|he|we|i|patient|this|cycles?|injections?|infusions?|tablets?)"
    r"(?: is| are| was| has been| will| to| shall| am)?(?: now| still| being| be)? )?"
    r"(?:to be |will be |is |being |still |now |further )?"
    r"(continu(?:es?|ed|ing)|go(?:es|ing)? on|ongoing|on-going|carr(?:y|ies|ying) on|maintain(?:s|ed|ing)?|pursued"
    r"|in progress|under ?way|running|keep(?:s|ing)? (?:going|on)|persist(?:s|ing)?|remains? (?:on|under) "
    r"(?:treatment|therapy|it)|stays? on (?:it|treatment|therapy)|more to (?:come|follow)|to proceed)\b"
)
_FOLLOWED = pattern(r"\b(?:ongoing|continuing|to be continued|going on|treatment continues|therapy continues)\b")


def counted_only(window: str) -> bool:
    """Whether all that is told of a course is how many cycles of it are done."""
    return _COUNTED.search(window) is not None and _WHOLE.search(window) is None


def goes_on(after: str) -> tuple[int, int] | None:
    """Where the words after a count say that the treatment goes on; not "toxicity continues"."""
    match = _GOES_ON.search(after)
    if match is not None:
        return match.span(1)
    other = _FOLLOWED.search(after)
    return other.span() if other is not None else None

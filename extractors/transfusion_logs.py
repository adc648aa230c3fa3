"""Transfusions told one by one, with their dates: rows of a log that is no table, and sentences."""

from collections.abc import Iterator
from itertools import pairwise

from extractors.base import finding
from extractors.dates import DateSpan
from extractors.language import Analysis, Sentence
from extractors.patterns import pattern
from schemas.facts import Finding, TransfusionStatement
from schemas.layout import Report, SectionLabel

PRODUCT = (
    r"(?:(?:LR[- ]?|leuko(?:cyte[- ]?)?(?:reduced|poor) |irradiated )*(?:p?RBCs?"
    r"|packed (?:red )?(?:blood )?(?:cells?|RBCs?)|red (?:blood )?cells?|red[- ]cell|blood"
    r"|erythrocyte concentrates?|red[- ]cell concentrates?|RCCs?|EKs?))"
)
RED = pattern(rf"\b{PRODUCT}\b")
OTHER_PRODUCT = pattern(
    r"\b(?:platelets?|plts?|pheresis|apheresis|SDP|FFP|plasma|cryo\w*|IVIG|albumin|autologous|granulocytes?)\b"
)
NOT_UNITS = pattern(
    r"\b(?:insulin|heparin|vitamin|alcohol|drinks?|wine|beer|EtOH|cigarettes?|botulinum|IU|epoetin|EPO"
    r"|darbepoetin|erythropoietin|Procrit|Epogen|Retacrit|ESA|U/L|mIU)\b"
)
OTHER_CAUSE = pattern(
    r"\b(?:GI bleed\w*|bleed(?:ing)?|hemorrhage|haemorrhage|surgery|surgical|intra-?op\w*|peri-?op\w*"
    r"|post-?op\w*|pre-?op\w*|operation|operative|trauma|autologous|delivery|fracture|colectomy"
    r"|arthroplasty)\b"
)
_HEADER = pattern(r"\bdate\b.*\b(?:product|component|blood)\b.*\bunits?\b")
_OVER_TIME = pattern(
    r"\b(?:between|since|until|till|up to|to date|so far|through|over the|during the|within|from)\b[^.;]{0,40}$"
)
"""Before a date: the units were given in the time up to it or from it, not on it."""
_A_TIME = pattern(r"\b\d{1,2}[ -]?(?:days?|weeks?|wks?|months?|mos?|years?|hours?|hrs?|h|min\w*)\b")
_MOST_AT_ONCE, _LONGEST_LOG = 12, 80


class Log:
    """Dated transfusions, row by row or sentence by sentence."""

    def __init__(self) -> None:
        self._events: list[tuple[str, int, int, int]] = []
        self._header: Sentence | None = None

    def read(self, analysis: Analysis, sentence: Sentence) -> None:
        """Keep the one dated transfusion that ``sentence`` records, if it records one."""
        text = sentence.text
        if OTHER_PRODUCT.search(text) or NOT_UNITS.search(text) or OTHER_CAUSE.search(text):
            return
        if _HEADER.search(text):
            self._header = sentence
            return
        in_log = sentence.label is SectionLabel.TRANSFUSION or self._under_header(sentence)
        if not in_log and not (RED.search(text) or "transfus" in text.lower() or " today" in text.lower()):
            return
        dates = [d for d in analysis.dates(sentence) if d.iso is not None and len(d.iso) == 10]
        if len(dates) > 1:
            self._events.extend(_pairs(sentence, dates))
            return
        if len(dates) != 1 or dates[0].iso is None or len(dates[0].iso) != 10:
            return
        if _OVER_TIME.search(text[: dates[0].start - sentence.start]):
            return
        units = _units_of_row(sentence, dates[0], in_log)
        if units is not None:
            self._events.append((dates[0].iso, units, sentence.start, sentence.end))

    def _under_header(self, sentence: Sentence) -> bool:
        head = self._header
        return head is not None and head.label is sentence.label and sentence.order - head.order <= _LONGEST_LOG

    def findings(self, report: Report, analysis: Analysis, extractor: str) -> Iterator[Finding]:
        """One statement with all events of the report, each row cited."""
        if not self._events:
            return
        events = sorted({(date, units) for date, units, _, _ in self._events})
        evidence = tuple(e for _, _, start, end in self._events for e in analysis.cite(start, end))
        fact = TransfusionStatement(events=tuple(events), date=events[-1][0], evidence=evidence)
        doubt = analysis.doubt("transfusion log", *((s, e) for _, _, s, e in self._events))
        yield finding(report, extractor, fact, doubt=doubt)


def _pairs(sentence: Sentence, dates: list[DateSpan]) -> Iterator[tuple[str, int, int, int]]:
    """Several transfusions in one sentence: "1 unit on 17 Aug 2026 and 2 units on 14 Sep 2026"."""
    units = list(pattern(rf"\b(?P<n>\d{{1,2}}) ?(?:{PRODUCT} )?(?:units?|u)\b").finditer(sentence.text))
    places = [d.start - sentence.start for d in dates]
    starts = [m.start() for m in units]
    if len(units) != len(dates) or not (_alternate(starts, places) or _alternate(places, starts)):
        return
    for match, date in zip(units, dates, strict=True):
        value = int(match.group("n"))
        if date.iso is not None and 0 < value <= _MOST_AT_ONCE:
            yield date.iso, value, sentence.start, sentence.end


def _alternate(first: list[int], second: list[int]) -> bool:
    """Whether the places come in turn: the first, its second, the next first, and so on."""
    pairs = list(zip(first, second, strict=True))
    return all(a < b for a, b in pairs) and all(b < c for (_, b), (c, _) in pairwise(pairs))


def _units_of_row(sentence: Sentence, date: DateSpan, in_log: bool) -> int | None:
    """The number of units of a row: the one with a unit word, else the only small number of a row of a log."""
    start, end = date.start - sentence.start, date.end - sentence.start
    rest = _A_TIME.sub(" ", sentence.text[:start] + " " * (end - start) + sentence.text[end:])
    named = [
        m for m in pattern(rf"(?:\b|x ?)(?P<n>\d{{1,2}}) ?(?:{PRODUCT} )?(?:units?|u|bags?|EKs?)\b").finditer(rest)
    ]
    if len(named) == 1:
        value = int(named[0].group("n"))
        return value if 0 < value <= _MOST_AT_ONCE else None
    if named or not in_log or not RED.search(sentence.text):
        return None
    after_product = pattern(rf"\b{PRODUCT}\b[^0-9]{{0,30}}\s(\d{{1,2}})(?:\s|$)").search(rest)
    if after_product is not None:
        value = int(after_product.group(1))
        return value if 0 < value <= _MOST_AT_ONCE else None
    numbers = [m.group(1) for m in pattern(r"(?:^|\s)x?(\d{1,2})(?:\s|$)").finditer(rest)]
    return int(numbers[0]) if len(numbers) == 1 and 0 < int(numbers[0]) <= _MOST_AT_ONCE else None

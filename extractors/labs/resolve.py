"""A raw reading to one result in the canonical unit, or a doubt, or nothing."""

from dataclasses import dataclass, field
from functools import cached_property

from extractors.asking import ask, reason
from extractors.base import finding
from extractors.dates import Order, date_order
from extractors.labs.lexicon import Lexicon
from extractors.labs.ranges import (
    factors_by_range,
    flag_fits,
    in_unit_of_range,
    is_typical,
    of_a_neighbour,
    of_another_measure,
    rounded,
)
from extractors.labs.tokens import number_readings, tokens_of
from extractors.labs.told import undated
from extractors.labs.turns import Turn
from extractors.labs.words import lab_words
from extractors.patterns import pattern
from schemas.document import Word
from schemas.facts import Doubt, Finding, LabResult
from schemas.layout import Passage, Report, cite_words
from schemas.vocabulary import Analyte

NAME = "labs@1"
_COMMA = pattern(r"(?:^|[\s(<>])\d{1,3},\d{1,2}(?:$|[\s)%])")
_POINT = pattern(r"(?:^|[\s(<>])\d{1,3}\.\d{1,2}(?:$|[\s)%])")


_SIGNIFICANT = frozenset("<>≤≥=-–+.,~/%")


@dataclass(slots=True, eq=False)
class Raw:
    """One printed result before it is understood. ``words`` are those that carry it, with their pages."""

    analytes: tuple[Analyte, ...]
    number: str
    words: list[tuple[Word, int]]
    value_words: list[Word]
    label: str = ""
    comparator: str | None = None
    unit: str | None = None
    unit_text: str = ""
    hint: str | None = None
    flag: str | None = None
    low: str | None = None
    high: str | None = None
    collected: str | None = None
    prior: bool = False
    doubt: str | None = None
    flags_printed: bool = False
    untitled: bool = False
    """No title says which cell of the row is the result: its place in the row did."""
    loose: bool = False
    """The name holds words that are not understood; the reference range has to look like the analyte's."""


@dataclass(slots=True, eq=False)
class Resolved:
    """A result ready to be checked against its neighbours."""

    raw: Raw
    result: LabResult
    doubt: Doubt | None


@dataclass(eq=False)
class Setting:
    """What holds for a whole report."""

    report: Report
    lexicon: Lexicon
    heading_date: str | None = None
    """Set while a section is read whose heading prints a date."""
    row_date: str | None = None
    """Set while rows of a table are read that leave the date of the row above unsaid."""
    prior_date: str | None = None
    """Set while a section is read in which a line says of which day its previous results are."""
    above: list[Passage] = field(default_factory=list)
    """The passages of the section above the one that is read."""
    turns: dict[tuple[int, str | None], tuple[object, list[Turn]]] = field(default_factory=dict)
    """What the statements of a passage (by ``id`` of its words) do to the day that its text goes on with."""

    @cached_property
    def order(self) -> Order | None:
        """How the report writes numeric dates."""
        return self.report.date_order or date_order(p.text for s in self.report.sections for p in s.passages)

    @property
    def dated(self) -> str | None:
        """The date of results that print none of their own."""
        dates = self.report.dates
        return self.heading_date or dates.collected or dates.visit or self.report.taken

    @cached_property
    def decimal_comma(self) -> bool:
        """The report writes 8,4 for 8.4."""
        commas = points = 0
        for section in self.report.sections:
            for passage in section.passages:
                commas += len(_COMMA.findall(passage.text))
                points += len(_POINT.findall(passage.text))
        return commas > points


@dataclass(frozen=True, slots=True)
class _Option:
    analyte: Analyte
    factor: float
    value: float


def resolve(raw: Raw, setting: Setting) -> Resolved | None:
    """The result of one raw reading; ``None`` where unit or place say it is not this analyte."""
    analytes = _fitting(raw, setting.lexicon) or _without_unit(raw, setting.lexicon)
    analytes = [a for a in analytes if f"{{{raw.number}_" not in a.unit]  # the 1.73 of "mL/min/1.73 m2", cut off
    if not analytes:
        return None
    if raw.collected is not None and raw.collected == setting.report.identity.birth_date:
        raw.collected, raw.doubt = None, raw.doubt or reason("birth_date")
    options = [o for a in analytes for o in _options(a, raw, raw.number, setting)]
    bare = all(a.unit == "%" and set(setting.lexicon.units[a.name].values()) == {1.0} for a in analytes)
    sure = all(w.agreed or _same_figure(w, raw.number, without="%" if bare else "") for w in raw.value_words)
    if not options:
        only = None if sure else _settled(raw, analytes[0], setting)
        if only is None:
            return _implausible(raw, analytes[0], setting)
        options = [only]
    doubt = _ask_unit(raw, options)
    chosen = options[0]
    if not sure:
        agreed = _settled(raw, chosen.analyte, setting)
        if agreed is None:
            doubt = doubt or _ask_value(raw, chosen, setting)
        else:
            chosen = agreed
    low, high = _range(raw, chosen.factor, setting)
    if of_a_neighbour(chosen.analyte, low, high):
        low = high = None
    if raw.loose and not is_typical(chosen.analyte, low, high):
        return None
    doubt = doubt or _contradicted(raw, chosen, low, high) or _of_another_unit(raw, chosen, setting)
    return Resolved(raw, _result(raw, chosen, low, high, setting), doubt)


def _contradicted(raw: Raw, chosen: _Option, low: float | None, high: float | None) -> Doubt | None:
    """What else speaks against a result: its flag and range, how it was found, a point that was lost."""
    if not flag_fits(raw.flag, chosen.value, raw.comparator, low, high):
        return _doubt(reason("flag_contradicts"), raw, chosen, ())
    if raw.doubt:
        return _doubt(raw.doubt, raw, chosen, ())
    limit = lab_words().limits.get(chosen.analyte.name)
    if raw.comparator == ">=" or (raw.comparator in ("<", "<=") and limit is not None and chosen.value >= limit):
        return _doubt(reason("bound_is_limit"), raw, chosen, ())
    if _lost_point(raw, chosen, low, high):
        return _doubt(reason("not_flagged"), raw, chosen, ())
    return None


def _of_another_unit(raw: Raw, chosen: _Option, setting: Setting) -> Doubt | None:
    """The printed unit makes value and range what no person has; another would make both usual."""
    table, bounds = setting.lexicon.units[chosen.analyte.name], (raw.low, raw.high)
    other = in_unit_of_range(chosen.analyte, chosen.value, chosen.factor, bounds, table) if raw.unit else None
    if other is None:
        return None
    return _doubt(reason("unit_not_of_range"), raw, chosen, (_short(other), _short(chosen.value)))


def to_finding(resolved: Resolved, setting: Setting) -> Finding:
    """The finding of a resolved result."""
    return finding(setting.report, NAME, resolved.result, doubt=resolved.doubt, prior=resolved.raw.prior)


def name_of_result(result: LabResult) -> str:
    """The result's analyte in plain words."""
    return result.analyte.replace("_", " ").replace("percent", "percentage")


def name_of(analyte: Analyte) -> str:
    """The analyte's name in plain words."""
    return analyte.name.replace("_", " ").replace("percent", "percentage")


MICRO = frozenset("puµμ")
"""The sign for a millionth and what engines read in its place."""

# -- which analyte, which unit ----------------------------------------------------------------------------------------


def _fitting(raw: Raw, lexicon: Lexicon) -> list[Analyte]:
    fits = [a for a in raw.analytes if raw.unit is None or raw.unit in lexicon.units[a.name]]
    if raw.hint == "percent":
        fits = [a for a in fits if a.unit == "%"]
    elif raw.hint == "absolute":
        fits = [a for a in fits if a.unit != "%"]
    return fits


def _without_unit(raw: Raw, lexicon: Lexicon) -> list[Analyte]:
    """On a scan both engines may read "pmol" for "µmol": the one unit of the analyte it can be, else a question."""
    if raw.unit is None or raw.loose or raw.unit == "%" or not any(w.source == "ocr" for w in raw.value_words):
        return []
    like = {
        u for a in raw.analytes for u in lexicon.units[a.name] if u[1:] == raw.unit[1:] and {u[0], raw.unit[0]} <= MICRO
    }
    if len(like) == 1:
        raw.unit, raw.unit_text = like.pop(), f"µ{raw.unit_text.strip()[1:]}"
    else:
        raw.unit, raw.doubt = None, raw.doubt or reason("unit_unknown")
    return _fitting(raw, lexicon)


def _options(analyte: Analyte, raw: Raw, number: str, setting: Setting) -> list[_Option]:
    """What the number can mean for one analyte, within what a person can live with; the likeliest first."""
    factors = _factors(analyte, raw, number, setting)
    readings = number_readings(number)
    if len(readings) > 1 and setting.decimal_comma:
        readings = readings[::-1]
    out: list[_Option] = []
    for factor in factors:
        ordered = sorted(readings, reverse=True) if factor <= 0.001 and len(readings) > 1 else readings
        for printed in ordered:
            value = printed * factor
            above = value >= analyte.plausible_low or raw.comparator in ("<", "<=")
            below = value <= analyte.plausible_high or raw.comparator in (">", ">=")
            if above and below:
                out.append(_Option(analyte, factor, value))
                break
    return out


def _factors(analyte: Analyte, raw: Raw, number: str, setting: Setting) -> list[float]:
    table = setting.lexicon.units[analyte.name]
    if raw.unit is not None:
        return [table[raw.unit]]
    if analyte.unit == "%" and len(raw.analytes) == 1 and analyte.name != "hematocrit":
        return [1.0]
    by_range = factors_by_range(analyte, raw.low, raw.high, table)
    if by_range:
        return by_range
    if of_another_measure(analyte, raw.low, raw.high, table):
        return []
    value = number_readings(number)
    spans = lab_words().implied.get(analyte.name, ())
    if analyte.unit == "%" and not spans:
        return [1.0] if raw.hint == "percent" or value[0] >= 30 else []
    parted = "." in number or "," in number
    return [f for low, high, f in spans if any(low <= v <= high for v in value) and (f <= 1.0 or parted)]


def _ask_unit(raw: Raw, options: list[_Option]) -> Doubt | None:
    kinds = {(o.analyte.name, round(o.value, 6)) for o in options}  # "98,000" is 98 in thousands, and with a comma
    if len(kinds) < 2:
        return None
    names = " or ".join(sorted({f"{_short(o.value)} {o.analyte.unit}" for o in options}))
    return Doubt(
        why=reason("unit_missing"),
        question=ask("result_with_unit", name=name_of(options[0].analyte), values=names),
        candidates=tuple(sorted({_short(o.value) for o in options})),
    )


# -- doubts -----------------------------------------------------------------------------------------------------------


def _implausible(raw: Raw, analyte: Analyte, setting: Setting) -> Resolved | None:
    """No person lives with this value: ask, unless nothing says that the number is this analyte's at all."""
    table = setting.lexicon.units[analyte.name]
    factor = table.get(raw.unit, 1.0) if raw.unit else 1.0
    if raw.unit is None and raw.low is None and raw.high is None and raw.flag is None:
        return None
    value = number_readings(raw.number)[0] * factor
    option = _Option(analyte, factor, value)
    low, high = _range(raw, factor, setting)
    near = [v for v in (value / 10, value / 100) if analyte.plausible_low <= v <= analyte.plausible_high]
    doubt = _doubt(reason("not_possible"), raw, option, tuple(_short(v) for v in near))
    return Resolved(raw, _result(raw, option, low, high, setting), doubt)


UNSURE = reason("figure_unread")


def unsure_figure(item: Resolved) -> bool:
    """Whether a result is in doubt only because the engines read its figure differently."""
    return item.doubt is not None and item.doubt.why == UNSURE


def figures_read(raw: Raw) -> list[str]:
    """The numbers that the engines read at the value's place."""
    return _readings(raw)


def _settled(raw: Raw, analyte: Analyte, setting: Setting) -> _Option | None:
    """The one reading of the engines that every hard constraint allows, if there is one."""
    allowed: dict[float, _Option] = {}
    for number in _readings(raw):
        for option in _options(analyte, raw, number, setting):
            low, high = _range(raw, option.factor, setting)
            if flag_fits(raw.flag, option.value, raw.comparator, low, high):
                allowed[round(option.value, 6)] = option
    return next(iter(allowed.values())) if len(allowed) == 1 and len(_readings(raw)) > 1 else None


def _readings(raw: Raw) -> list[str]:
    """The numbers that the engines read at the value's place."""
    numbers: dict[str, None] = {}
    for word in raw.value_words:
        for reading in word.readings:
            for tok in tokens_of(reading.text):
                if tok.kind == "n":
                    numbers.setdefault(tok.text)
                    break
    return list(numbers)


def _same_figure(word: Word, number: str, without: str = "") -> bool:
    """Every engine read this number and comparison; they differ in a flag or mark glued to it.

    ``without`` is a sign that may be lost: the percent sign of what is measured in nothing else.
    """

    def figures(text: str) -> list[str]:
        signs = _SIGNIFICANT - {without}
        return [t.text for t in tokens_of(text) if t.kind == "n" or t.text in signs]

    read = [figures(r.text) for r in word.readings]
    return len(read) > 1 and len(read[0]) == 1 and read[0][0] == number and all(r == read[0] for r in read)


def _ask_value(raw: Raw, chosen: _Option, setting: Setting) -> Doubt:
    values = {_short(o.value) for n in [raw.number, *_readings(raw)] for o in _options(chosen.analyte, raw, n, setting)}
    values.add(_short(chosen.value))
    return _doubt(UNSURE, raw, chosen, tuple(sorted(values, key=float)))


def _doubt(why: str, raw: Raw, option: _Option, candidates: tuple[str, ...]) -> Doubt:
    shown = tuple(dict.fromkeys([*candidates, _short(option.value)])) if len(candidates) < 2 else candidates
    values = " or ".join(shown)
    question = ask("result_among", name=name_of(option.analyte), values=values, unit=option.analyte.unit)
    return Doubt(why=why, question=question, candidates=shown, asks="value")


def _lost_point(raw: Raw, chosen: _Option, low: float | None, high: float | None) -> bool:
    if raw.flag or not raw.flags_printed or not any(w.source == "ocr" for w in raw.value_words):
        return False
    return (high is not None and chosen.value > 3 * high) or (low is not None and chosen.value < low / 3)


# -- the result -------------------------------------------------------------------------------------------------------


def _range(raw: Raw, factor: float, setting: Setting) -> tuple[float | None, float | None]:
    def convert(text: str | None) -> float | None:
        if text is None:
            return None
        readings = number_readings(text)
        if len(readings) > 1 and (setting.decimal_comma or factor <= 0.001):
            readings = tuple(sorted(readings, reverse=factor <= 0.001))
        return rounded(readings[0], factor)

    low, high = convert(raw.low), convert(raw.high)
    if low is not None and high is not None and low > high:
        return None, None
    return low, high


def _short(value: float) -> str:
    return f"{value:.4g}" if value < 10000 else f"{value:.0f}"


def _result(raw: Raw, option: _Option, low: float | None, high: float | None, setting: Setting) -> LabResult:
    by_page: dict[int, list[Word]] = {}
    for word, page in raw.words:
        held = by_page.setdefault(page, [])
        if not any(w is word for w in held):
            held.append(word)
    report = setting.report
    unit = raw.unit_text.strip()
    printed = f"{raw.comparator or ''}{raw.number}{'' if unit in ('', '%') else ' '}{unit}"
    return LabResult(
        analyte=option.analyte.name,
        loinc=option.analyte.loinc,
        comparator=raw.comparator,
        value=rounded(option.value / option.factor, option.factor),
        unit=option.analyte.unit,
        original=printed,
        reference_low=low,
        reference_high=high,
        flag=raw.flag or None,
        collected=None if undated(report, option.analyte.name, raw.collected, setting.heading_date) else raw.collected,
        evidence=tuple(cite_words(report.document, report.file, page, words) for page, words in by_page.items()),
    )

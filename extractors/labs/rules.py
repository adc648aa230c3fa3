"""Numbers of rules: the bound at which a drug is held or blood is given is no result of the day.

As in "hold for ANC < 0.5 or platelets < 25", "transfusion thresholds: Hb 75 g/L", "ANC 1.0 to proceed".
"""

from bisect import bisect_left

from extractors.asking import reason
from extractors.labs.figures import Figure, Reading
from extractors.labs.tokens import Tok
from extractors.labs.words import lab_words
from extractors.patterns import pattern
from extractors.wordings import Wordings

_WORDINGS = Wordings("labs", "rules")

_HEAD = 60
_NEAR = 6
_NOW = _WORDINGS.pattern("now")
_CUT = _WORDINGS.pattern("cut")
_HELD_AT = _WORDINGS.pattern("held_at")
_WHILE = _WORDINGS.pattern("while")
_BELOW = frozenset(_WORDINGS.words("below"))
_STATES = frozenset(_WORDINGS.words("states"))
_JOINS = frozenset(_WORDINGS.words("joins"))
_THEN = _WORDINGS.pattern("then")
_AFTERTHOUGHT = pattern(r"^[^.;]{0,24}[,;:)]\s")


def is_rule(held: Reading, i: int, value: Figure, start: int) -> bool:
    """Whether the figure of the name at token ``i`` is of a rule. ``start`` is where its sentence begins."""
    text, toks, words = held.strip.text, held.toks, lab_words()
    name, last = toks[i].start, toks[value.number].end
    cuts = [m.end() for m in _CUT.finditer(text[start:name])]
    clause = text[start + max(cuts, default=0) : name].lower()
    now = _NOW.search(clause) or _NOW.search(text[name : last + 24].lower())
    if not now and words.rule_heads.search(_head(text, start, name)):
        return _mark(held, last)
    held_at = i > 0 and toks[i - 1].low == "at" and _HELD_AT.search(clause) is not None
    if held_at or _is_bound_before(toks, i) or _is_normal(toks, i, value.number):
        return _mark(held, last)
    if value.comparator and _WHILE.search(clause):
        return _mark(held, last)  # "posaconazole while ANC < 0.5"
    if value.comparator and _THEN.search(text[last : last + 40].lower()):
        return _mark(held, last)
    if _goes_on(held, i):
        return _mark(held, last)
    condition = _last(words.conditions, clause)
    between = text[name : toks[value.number].start].lower()
    if condition is not None and not words.told.search(clause[condition:] + between):
        near = len(clause[condition:].split()) <= _NEAR and "," not in clause[condition:]
        if value.comparator or near or any(t.low == "to" for t in toks[i : value.number]):
            return _mark(held, last)
    if value.comparator and not now and words.commands.search(clause):
        return _mark(held, last)
    return False


def bound_of_a_rule(held: Reading, i: int, value: Figure, start: int) -> str | None:
    """Why a bound behind the name at token ``i`` may be no result, in running text; ``None`` where it states one.

    "ANC remains <0.5", "ferritin > 1650 ng/mL" state, and so does "Ferritin >2000" alone; other words before it may say
    when to do something. ``start`` is where its sentence begins.
    """
    toks = held.toks
    if _in_brackets(toks, i, value.number):
        return reason("bound_in_brackets")
    alone = not any(t.kind == "w" for t in toks[:i] if t.start >= start)
    stated = value.unit is not None or any(t.low in _STATES for t in toks[i : value.number])
    if alone or stated or held.setting.report.kind == "lab":
        return None
    return reason("bound_of_rule")


def _in_brackets(toks: list[Tok], i: int, number: int) -> bool:
    """As in "neutropenia (ANC < 0.5)", "low hemoglobin (less than 12 g/dL)": the bound stands in a bracket."""
    depth = 0
    for t in toks[max(0, i - 1) : number]:
        depth += (t.text == "(") - (t.text == ")")
    return depth > 0


def _head(text: str, start: int, name: int) -> str:
    """The words before a colon that open the passage or the sentence, lower case."""
    heads = []
    for opens in {0, start}:
        colon = text.find(":", opens, min(name, opens + _HEAD))
        head = text[opens:colon].lower() if colon > 0 else ""
        heads.append(head if opens == start or ". " not in head else "")  # "Call if ANC < 500. CBC: ANC 1,250"
    return " | ".join(sorted(heads))


def _is_bound_before(toks: list[Tok], i: int) -> bool:
    """As in "below a haemoglobin of 80"."""
    k = i - 1 - (i > 0 and toks[i - 1].low in ("a", "an"))
    return k >= 0 and toks[k].low in _BELOW


def _is_normal(toks: list[Tok], i: int, number: int) -> bool:
    """As in "normal hemoglobin is 12.0 g/dL"; "a normal platelet count of 180" is a result."""
    return i > 0 and toks[i - 1].low == "normal" and any(t.low in ("is", "are", "=", ":") for t in toks[i:number])


def _goes_on(held: Reading, i: int) -> bool:
    """Whether the name is joined to a figure of a rule: nothing but units and conjunctions stand between."""
    if held.ruled < 0 or held.ruled > held.toks[i].start:
        return False
    between = held.toks[bisect_left(held.toks, held.ruled, key=lambda t: t.start) : i]
    if len(between) > _NEAR + 4:
        return False
    k = 0
    while k < len(between):
        unit = held.setting.lexicon.unit_at(held.strip.text, held.toks, i - len(between) + k)
        if unit is not None:
            k = unit[1] - (i - len(between))
        elif between[k].low in _JOINS or between[k].text in ",/&()":
            k += 1
        else:
            return False
    return True


def _mark(held: Reading, last: int) -> bool:
    held.ruled = last
    return True


def _last(pat: object, text: str) -> int | None:
    last = None
    for m in pat.finditer(text):  # type: ignore[attr-defined]
        last = m.start()
    return last


def stated_before(text: str, figure: int, cue: int) -> bool:
    """Whether a figure stands in a clause of its own before the rule: "Hb is 7.8 today, transfuse if below 7"."""
    return cue >= figure and _AFTERTHOUGHT.search(text[figure:cue] + " ") is not None

"""Results in running text: "Hb 7.8, WBC 2.9", "ANC of 0.6", "12% blasts", "ferritin 1,850 ng/mL (10 Nov 2026)"."""

from collections.abc import Iterator
from dataclasses import dataclass

from extractors.dates import DateSpan, find_dates
from extractors.labs.cells import COMPARATORS, DATE_HINT, Strip, flag_of, range_at
from extractors.labs.lexicon import Named, is_table_only
from extractors.labs.places import Place, placed, site_in
from extractors.labs.resolve import Raw, Setting
from extractors.labs.tokens import Tok
from extractors.labs.words import lab_words
from extractors.patterns import pattern
from schemas.document import Word
from schemas.layout import SectionLabel

_REACH = 9
_WORD_COMPARATORS = {
    ("less", "than"): "<", ("fewer", "than"): "<", ("more", "than"): ">", ("greater", "than"): ">", ("at", "least"): ">=",
    ("up", "to"): "<=", ("at", "most"): "<=",
}  # fmt: skip
_PASSABLE = frozenset(":=()[],-–—~≈;/'\"*&^")
_BACK_WORDS = frozenset(("of", "the", "cells", "were", "are", "myeloid", "circulating", "marrow", "is", "bone", "aspirate", "peripheral", "blood", "to", "be", "abnormal", "increased", "manual"))  # fmt: skip
_SENTENCE = pattern(r"[.!?;](?:\s+|$)")
_CLAUSE_WORDS = frozenset(("but", "while", "whereas", "although", "however", "currently", "now"))
_NONE_SEEN = pattern(
    r"\bno (?:definite |significant |increased |increase in |evidence of )?ring(?:ed)? sideroblasts?(?: (?:are|were|is))?(?: (?:seen|identified|present|noted|observed|found|detected))?"
)


@dataclass(slots=True, eq=False)
class _Text:
    """A passage under reading."""

    strip: Strip
    toks: list[Tok]
    sentences: list[tuple[int, int]]
    dates: list[DateSpan]
    place: Place
    setting: Setting


@dataclass(slots=True, eq=False)
class _Value:
    """A number found for a name: token index of the number, and the token after all that was understood."""

    number: int
    end: int
    comparator: str | None = None
    unit: str | None = None
    unit_text: str = ""
    unit_at: tuple[int, int] | None = None
    flag: str | None = None
    flag_at: tuple[int, int] | None = None
    low: str | None = None
    high: str | None = None
    hint: str | None = None


def read_prose(strip: Strip, place: Place, setting: Setting, *, cells: bool = False) -> Iterator[Raw]:
    """Raw results of running text. ``cells``: the text is a line of cells, where short names count too."""
    text = strip.text
    dates = find_dates(text, setting.order) if DATE_HINT.search(text.lower()) else []
    yield from _none_seen(strip, place, setting)
    held = _Text(strip, strip.tokens, _sentences(text), dates, place, setting)
    toks = strip.tokens
    i, taken, seen = 0, -1, 0
    while i < len(toks):
        found = setting.lexicon.match(toks, i) if toks[i].kind in "wn" or toks[i].text in "%#" else None
        if found is None:
            i += 1
            continue
        named, end = found
        if named is None or not (_may_be_name(named, toks, i, cells) or _in_list(named, toks, i, end, seen)):
            i = end
            continue
        value = _backward(held, named, i, taken) or _forward(held, named, end)
        if value is None:
            i = end
            continue
        taken = max(taken, value.number)
        raw = _raw(held, named, i, end, value, cells)
        if raw is not None:
            seen += 1
            yield raw
        if value.number > i:
            more = _second_site(held, value.end)
            if more is not None and raw is not None:
                second = _raw(held, named, i, end, more, cells)
                if second is not None:
                    yield second
            i = max(end, value.number + 1)
        else:
            i = end


def _none_seen(strip: Strip, place: Place, setting: Setting) -> Iterator[Raw]:
    """ "No ring sideroblasts seen" states a count of nought; no other absence is turned into a figure."""
    m = _NONE_SEEN.search(strip.text.lower())
    analyte = setting.lexicon.by_name.get("ring_sideroblasts")
    if m is None or analyte is None or place.site == "elsewhere":
        return
    words = [(strip.words[k], strip.pages[k]) for k in strip.touched(m.start(), m.end())]
    yield Raw(
        (analyte,), "0", words, [w for w, _ in words], analyte.name, unit="%", unit_text="%", collected=setting.dated
    )


def _sentences(text: str) -> list[tuple[int, int]]:
    out, start = [], 0
    for m in _SENTENCE.finditer(text):
        at, after = m.start(), m.end()
        before = text[max(0, at - 3) : at]
        if (
            text[at] == "."
            and after < len(text)
            and (
                text[after].islower()
                or (
                    len(before.split()[-1:] or [""])
                    and len(before.strip().split(" ")[-1]) <= 1
                    and before[-1:].isalpha()
                )
            )
        ):
            continue
        out.append((start, at + 1))
        start = after
    if start < len(text):
        out.append((start, len(text)))
    return out


def _may_be_name(named: Named, toks: list[Tok], i: int, cells: bool) -> bool:
    words = lab_words()
    tok = toks[i]
    if (
        i
        and toks[i - 1].text in ("-", "–", "+", "/")
        and toks[i - 1].end == tok.start
        and toks[i - 1].start
        and (i < 2 or toks[i - 2].end == toks[i - 1].start)
    ):
        # "non-iron", "anti-ALT"; but a name after a slash stands in a list: "AST/ALT".
        if toks[i - 1].text != "/":
            return False
    if named.alias in words.backward_only:
        return True
    if cells:
        return True
    if is_table_only(named) and named.alias not in words.needs_unit:
        return False
    return not (
        len(named.alias) <= 4
        and tok.kind == "w"
        and tok.text.islower()
        and " " not in named.alias
        and named.alias not in ("plt", "wbc", "plts", "hgb", "ldh", "anc", "neut")
    )


def _in_list(named: Named, toks: list[Tok], i: int, end: int, seen: int) -> bool:
    """A short name in a list of results: "Na 139, K 4.1, Cr 0.84"; not CR, the response."""
    printed = toks[i].text
    if not is_table_only(named) or end >= len(toks) or toks[end].kind != "n" or not printed[0].isupper():
        return False
    if len(printed) == 2 and printed[1].islower():
        return bool(seen) or "." in toks[end].text
    return bool(seen) and printed not in ("CR", "NE", "AP", "MO")


# -- the number -------------------------------------------------------------------------------------------------------


def _backward(held: _Text, named: Named, i: int, taken: int) -> _Value | None:
    """A percentage before the name: "12% blasts", "70% cellular"."""
    if not any(a.unit == "%" for a in named.analytes):
        return None
    toks = held.toks
    k, steps = (i if toks[i].text == "%" else i - 1), 0
    while k >= 0 and steps < 3 and toks[k].low in _BACK_WORDS:
        k, steps = k - 1, steps + 1
    if k < 1 or toks[k].text != "%" or toks[k - 1].kind != "n" or k - 1 <= taken:
        return None
    number = k - 1
    if number >= 2 and toks[number - 1].text in ("-", "–", "to") and toks[number - 2].kind in "n":
        return None
    if number >= 3 and toks[number - 1].text in ("-", "–") and toks[number - 2].text == "%":
        return None
    if number >= 2 and toks[number - 1].low == "to" and toks[number - 2].text in "%":
        return None
    value = _Value(number, i, _comparator(toks, number))
    value.unit, value.unit_text = "%", "%"
    value.unit_at = (toks[k].start, toks[k].end)
    return value


def _comparator(toks: list[Tok], number: int) -> str | None:
    if number >= 1 and toks[number - 1].text in COMPARATORS:
        return COMPARATORS[toks[number - 1].text]
    if number >= 2:
        return _WORD_COMPARATORS.get((toks[number - 2].low, toks[number - 1].low))
    return None


def _forward(held: _Text, named: Named, end: int) -> _Value | None:
    words = lab_words()
    if named.alias in words.backward_only:
        return None
    toks, text = held.toks, held.strip.text
    out = _Value(-1, -1)
    k, seen = end, 0
    while k < len(toks) and seen < _REACH:
        t = toks[k]
        if _date_at(held, t) is not None:
            span = _date_at(held, t)
            k = next((n for n in range(k, len(toks)) if span is not None and toks[n].start >= span.end), len(toks))
            seen += 1
            continue
        unit = (
            held.setting.lexicon.unit_at(text, toks, k)
            if t.kind == "w" or t.text in "/%#x×*‰" or t.text == "10"
            else None
        )
        if unit is not None and (t.text != "10" or unit[1] > k + 1):
            if out.unit is None:
                out.unit, out.unit_text = unit[0], text[t.start : toks[unit[1] - 1].end]
                out.unit_at = (t.start, toks[unit[1] - 1].end)
            k = unit[1]
            seen += 1
            continue
        if t.kind == "n":
            return _finish(held, named, k, out)
        if not _passable(held, t, toks, k):
            return None
        if t.low in ("abs", "absolute", "#"):
            out.hint = "absolute"
        flag = flag_of(t)
        if flag and t.kind == "w" and len(t.text) <= 2:
            out.flag, out.flag_at = flag, (t.start, t.end)
        if t.low == "from" and (jump := _from_to(toks, k)) is not None:
            k = jump
            continue
        k, seen = k + 1, seen + 1
    return None


def _passable(held: _Text, t: Tok, toks: list[Tok], k: int) -> bool:
    if t.kind == "t":
        return True
    if t.kind == "s":
        if t.text == "." or t.text == ",":
            return k + 1 < len(toks) and (toks[k + 1].kind in "n" or t.text == ",")
        return t.text in COMPARATORS or t.text in _PASSABLE or t.text[0] in "._" or t.text in "%#↓↑!"
    if t.low in ("than", "less", "more", "greater", "fewer", "least", "from", "most"):
        return True
    return t.low in lab_words().fillers or flag_of(t, letters_only=True) is not None


def _from_to(toks: list[Tok], k: int) -> int | None:
    """ "from 9.6 to 7.8": the token of the number that holds now."""
    if k + 1 >= len(toks) or toks[k + 1].kind != "n":
        return None
    for n in range(k + 2, min(k + 7, len(toks) - 1)):
        if toks[n].low == "to" and toks[n + 1].kind == "n":
            return n + 1
    return None


def _date_at(held: _Text, t: Tok) -> DateSpan | None:
    return next((d for d in held.dates if d.start <= t.start < d.end), None)


def _finish(held: _Text, named: Named, k: int, out: _Value) -> _Value | None:
    """The number at ``k`` with what follows it; ``None`` where it is a range, a dose, a ratio or a time."""
    toks, text = held.toks, held.strip.text
    if range_at(toks, k) is not None or (
        k and toks[k - 1].text in ("/", "^") and toks[k - 1].end == toks[k].start and toks[k - 2].kind == "n"
    ):
        return None
    if toks[k - 1].low == "age" or (k > 1 and toks[k - 2].low == "age"):
        return None
    if k > 1 and toks[k - 1].text in ("-", "–") and toks[k - 2].text == "%":
        return None
    out.number, out.comparator = k, _comparator(toks, k)
    n = k + 1
    if n < len(toks) and toks[n].text in ("→", "->", "=>") and n + 1 < len(toks) and toks[n + 1].kind == "n":
        return _finish(held, named, n + 1, out)
    n = _flag_before_unit(held, n, out)
    unit = held.setting.lexicon.unit_at(text, toks, n) if n < len(toks) and toks[n].text not in "([,;:" else None
    if unit is not None and (out.unit is None or toks[n].text == "%"):
        out.unit, out.unit_text = unit[0], text[toks[n].start : toks[unit[1] - 1].end]
        out.unit_at = (toks[n].start, toks[unit[1] - 1].end)
        n = unit[1]
        if n + 1 < len(toks) and toks[n].text in "-–" and toks[n + 1].kind == "n":
            return None  # 1% - 2%
    elif unit is not None:
        n = unit[1]
    elif (
        n < len(toks)
        and (
            toks[n].low in lab_words().not_units
            or (toks[n].text == "/" and n + 1 < len(toks) and toks[n + 1].kind == "n")
            or toks[n].text == "×"
            or (toks[n].text in "-–" and toks[n].start == toks[n - 1].end)
        )
        and not (toks[n].text in ("L", "H", "A"))
    ):
        return None
    out.end = _tail(held, n, out)
    return out


def _flag_before_unit(held: _Text, n: int, out: _Value) -> int:
    """ "7.8 L g/dL", "7.8 (L) g/dL": past the flag, where a unit follows."""
    toks = held.toks
    k = n + 1 if n < len(toks) and toks[n].text in "([" else n
    if k + 1 >= len(toks):
        return n
    flag = flag_of(toks[k])
    after = k + 2 if k > n else k + 1
    if not flag or after >= len(toks) or held.setting.lexicon.unit_at(held.strip.text, toks, n) is not None:
        return n
    if held.setting.lexicon.unit_at(held.strip.text, toks, after) is None:
        return n
    out.flag, out.flag_at = flag, (toks[k].start, toks[k].end)
    return after


def _tail(held: _Text, n: int, out: _Value) -> int:
    """Flag and reference range after a value."""
    toks = held.toks
    steps = 0
    while n < len(toks) and steps < 7:
        t = toks[n]
        if t.kind == "t" or t.text in "([":
            n, steps = n + 1, steps + 1
            continue
        flag = flag_of(t)
        if flag is not None and out.flag is None and steps < 3:
            out.flag, out.flag_at = flag or None, (t.start, t.end)
            n, steps = n + 1, steps + 1
            continue
        ranged = range_at(toks, n)
        if ranged is not None and _date_at(held, t) is None and (steps or toks[n - 1].text in "(["):
            out.low, out.high = ranged[0], ranged[1]
            return ranged[2]
        if t.low == "uln" and n + 1 < len(toks) and toks[n + 1].kind == "n":
            out.high = toks[n + 1].text
            return n + 2
        if t.low in ("ref", "reference", "range", "normal", "nl", "rr", "n", "interval", "normals") or t.text in ":.)]":
            n, steps = n + 1, steps + 1
            continue
        break
    return n


def _second_site(held: _Text, n: int) -> _Value | None:
    """ "Blasts 18% in BM, 6% in PB": the second figure."""
    toks = held.toks
    for k in range(n, min(n + 6, len(toks) - 3)):
        if toks[k].text in ".;":
            return None
        if toks[k].kind == "n" and toks[k + 1].text == "%" and toks[k + 2].low in ("in", "on"):
            value = _Value(k, k + 2, _comparator(toks, k), "%", "%", (toks[k + 1].start, toks[k + 1].end))
            return value if site_in(_after(held, k + 2)) in ("blood", "marrow") else None
    return None


def _after(held: _Text, k: int) -> str:
    """A few words from token ``k`` on, to the end of the sentence, lower case."""
    out = []
    for t in held.toks[k : k + 5]:
        if t.text in ".;!?":
            break
        if t.kind == "w":
            out.append(t.low)
    return " ".join(out)


# -- the result -------------------------------------------------------------------------------------------------------


def _raw(held: _Text, named: Named, i: int, end: int, value: _Value, cells: bool) -> Raw | None:
    toks, strip = held.toks, held.strip
    tok = toks[value.number]
    start = min(toks[i].start, tok.start)
    sentence = next(((s, e) for s, e in held.sentences if s <= toks[i].start < e), (0, len(strip.text)))
    said = strip.text[sentence[0] : sentence[1]].lower()
    if not _holds(held, said, named, value, cells, i):
        return None
    names = [(toks[i].start, toks[end - 1].end), (tok.start - _sign_before(toks, value.number), tok.end)]
    if value.flag_at:
        names.append(value.flag_at)
    if value.unit_at:
        names.append(value.unit_at)
    raw = Raw(
        analytes=named.analytes,
        number=tok.text,
        words=_words(strip, names),
        value_words=[strip.words[k] for k in strip.touched(tok.start, tok.end)],
        label=named.alias,
        comparator=value.comparator,
        unit=value.unit,
        unit_text=value.unit_text,
        hint=value.hint,
        flag=value.flag,
        low=value.low,
        high=value.high,
        prior=held.place.prior,
    )
    if not _set_date(held, raw, sentence, start, tok.end):
        return None
    near = strip.text[sentence[0] : min(sentence[1], tok.end + 60)].lower()
    own = site_in(_after(held, value.end)) or site_in(near)
    return placed(raw, held.place.site, own)


def _sign_before(toks: list[Tok], k: int) -> int:
    return toks[k].start - toks[k - 1].start if k and toks[k - 1].text in COMPARATORS else 0


def _words(strip: Strip, parts: list[tuple[int, int]]) -> list[tuple[Word, int]]:
    out: dict[int, None] = {}
    for start, end in parts:
        for k in strip.touched(start, end):
            out.setdefault(k)
    return [(strip.words[k], strip.pages[k]) for k in out]


def _holds(held: _Text, said: str, named: Named, value: _Value, cells: bool, i: int) -> bool:
    """The sentence states a result of this person, not a goal, a rule, a relative or the past."""
    words = lab_words()
    if words.not_result.search(said) or words.family.search(said):
        return False
    if value.comparator and held.place.label is SectionLabel.PLAN:
        return False
    if not cells and named.alias in words.needs_unit and value.unit is None and value.comparator is None:
        return False
    percent_only = all(a.unit == "%" for a in named.analytes)
    if percent_only and value.unit is None and value.hint is None and not cells and not _bare_ok(held, value):
        return False
    if named.alias in words.forward_extra and value.unit != "%":
        return False
    condition = i > 0 and held.toks[i - 1].low in ("if", "when", "until", "once", "unless", "for", "with")
    if condition and (value.comparator or held.place.label is SectionLabel.PLAN):
        return False
    return True


def _bare_ok(held: _Text, value: _Value) -> bool:
    """ "Blast% .03", "Hct 24": a percentage without its sign, right behind a name that asks for one."""
    before = held.toks[value.number - 1]
    return before.kind in "w" or before.text in ":=%"


def _set_date(held: _Text, raw: Raw, sentence: tuple[int, int], start: int, end: int) -> bool:
    """The date of a value; false where it is of the past and no date says which."""
    default = held.setting.dated
    text = held.strip.text
    span = _date_of(held, sentence, start, end)
    words = lab_words()
    if span is not None:
        raw.collected = span.iso
        if span.iso is None:
            raw.doubt = "the date beside the value could not be read surely"
        raw.prior = raw.prior or bool(default and span.iso and span.iso < default[: len(span.iso)])
        return True
    raw.collected = default
    before = text[sentence[0] : start].lower()
    after = text[end : min(sentence[1], end + 30)].lower()
    past = _last(words.past, before)
    if past is not None and (_last(words.current, before) or -1) <= past and " from " not in before[past:]:
        return False
    ahead = words.past.search(after)
    if ahead is not None and not any(
        c in after[: ahead.start() + 1] for c in (",", ";", "(", " than ", "since", "from", "by ")
    ):
        return False
    if held.place.label is not SectionLabel.HISTORY and " then " not in before:
        return True
    # A story told in order: what follows an earlier date without one of its own is of no date we know.
    return bool(words.current.search(before)) or not any(d.end <= start for d in held.dates)


def _last(pat: object, text: str) -> int | None:
    last = None
    for m in pat.finditer(text):  # type: ignore[attr-defined]
        last = m.start()
    return last


def _date_of(held: _Text, sentence: tuple[int, int], start: int, end: int) -> DateSpan | None:
    """The date right behind the value, else the last one before it in the sentence, else the one the passage opens with."""
    usable = [d for d in held.dates if d.role == "date"]
    if not usable:
        return None
    text = held.strip.text
    for d in usable:
        if end <= d.start <= min(end + 40, sentence[1]):
            between = text[end : d.start]
            if not any(c.isdigit() for c in between) and (
                "(" in between
                or " on " in between
                or " from " in between
                or " dated " in between
                or len(between.strip(" ,")) <= 6
            ):
                return d
    opens = sentence[0]
    while opens > 1 and text[:opens].rstrip().endswith(";"):
        opens = max([s for s, e in held.sentences if e <= opens], default=0)
    before = [d for d in usable if opens <= d.start and d.end <= start]
    if before:
        return before[-1]
    inside = [d for d in usable if start <= d.start and d.end <= end]
    if inside:
        return inside[0]
    opening = [d for d in usable if d.end <= start and d.start <= 30 and ":" in text[d.end : d.end + 4]]
    return opening[-1] if opening else None

"""Results in running text: "Hb 7.8, WBC 2.9", "ANC of 0.6", "12% blasts", "ferritin 1,850 ng/mL (10 Nov 2026)"."""

from collections.abc import Iterator
from itertools import pairwise

from extractors.asking import reason
from extractors.labs.again import Again, told_again
from extractors.labs.analytes import BLASTS, COUNTED_BY_EYE
from extractors.labs.bare import bare_ok, is_of_chemistry
from extractors.labs.bounds import WORD_COMPARATORS
from extractors.labs.broken import is_broken
from extractors.labs.cells import COMPARATORS, Strip, is_agreed
from extractors.labs.differential import differentials_in
from extractors.labs.figures import (
    OWN_FIGURE,
    Figure,
    Reading,
    disowned,
    figure_after,
    figure_before,
    second_figure,
    words_after,
)
from extractors.labs.lexicon import Named, is_table_only
from extractors.labs.lists import lists_in, of_next_name
from extractors.labs.method import of_another_method
from extractors.labs.none_seen import none_seen
from extractors.labs.others import of_somebody_else
from extractors.labs.places import Place, Site, placed, site_in, without_asides
from extractors.labs.readers import of_another_reader, told_before_counted
from extractors.labs.resolve import Raw, Setting
from extractors.labs.rules import bound_of_a_rule, is_rule, stated_before
from extractors.labs.standing_day import tells_of_marrow
from extractors.labs.statements import sentences_of
from extractors.labs.tokens import Tok
from extractors.labs.told import day_of_marrow
from extractors.labs.told_when import dates_of, of_a_change
from extractors.labs.when import sentence_at, set_date
from extractors.labs.words import lab_words, says_spoilt
from extractors.language.criteria import is_criterion, is_teaching
from extractors.wordings import Wordings
from schemas.document import Word
from schemas.layout import SectionLabel

_WORDINGS = Wordings("labs", "prose")

_BESIDE = 40  # characters behind a figure in which it may be said that the sample was spoilt
_KEY_WORDS = 4
_BEYOND = 60  # characters behind a figure in which its site may be named
_NOT_IT = _WORDINGS.pattern("not_it")
_CLAUSE = _WORDINGS.pattern("clause")
_CONTRAST = _WORDINGS.pattern("contrast")
_ABOUT = _WORDINGS.pattern("about")
_ENDS = frozenset(".;")
"""Behind one of these another statement begins: "Dimorphic red cells. Blasts 0%."."""
_OR_MORE = frozenset(_WORDINGS.words("or_more"))


def read_prose(strip: Strip, place: Place, setting: Setting, *, cells: bool = False) -> Iterator[Raw]:
    """Raw results of running text. ``cells``: the text is a line of cells, where short names count too."""
    text = strip.text
    held = Reading(strip, strip.tokens, sentences_of(text), dates_of(strip, setting), place, setting)
    yield from none_seen(held)
    toks = strip.tokens
    listed = (lists_in(held) if text.count("/") > 1 else {}) | differentials_in(held)
    for pairs, _ in listed.values():
        yield from (raw for p in pairs if (raw := _raw(held, *p, cells=True)) is not None)
    of_lists = {n for start, (_, end) in listed.items() for n in range(start, end)}
    i, taken, seen = 0, -1, 0
    bare: tuple[Named, int] | None = None  # the last name without a figure, and the token after it
    while i < len(toks):
        if i in listed:
            i = taken = listed[i][1]
            continue
        named, end = _name_at(held, i, seen, cells)
        if named is None:
            i = end
            continue
        value = figure_before(held, named, i, taken) or figure_after(held, named, end)
        for again in _told_again(held, named, end, value, cells):
            taken = max(taken, again.value.number)
            yield from _raw_again(held, named, i, end, again)
        if value is None or value.number in of_lists or _of_another_name(held, (named, i, end), value, bare, cells):
            bare = (named, end)
            i = end
            continue
        taken = max(taken, value.number)
        raw = _raw(held, named, i, end, value, cells)
        if raw is not None:
            seen += 1
            yield raw
        more = second_figure(held, value.end) if raw is not None and value.number > i else None
        if more is not None and (second := _raw(held, named, i, end, more, cells)) is not None:
            yield second
        i = max(end, value.number + 1) if value.number > i else end


def _name_at(held: Reading, i: int, seen: int, cells: bool) -> tuple[Named | None, int]:
    """The name at token ``i``, ``None`` where there is none that counts, and the token to go on from."""
    toks = held.toks
    found = held.setting.lexicon.match(toks, i) if _may_open_name(toks, i) else None
    if found is None:
        return None, i + 1
    named, end = found
    if named is None or not (_may_be_name(named, toks, i, cells) or _in_list(named, toks, i, end, seen)):
        return None, end
    return named, end


def _of_another_name(
    held: Reading, at: tuple[Named, int, int], value: Figure, bare: tuple[Named, int] | None, cells: bool
) -> bool:
    """Whether a figure behind a name may belong to a name behind it, or to one before it in its cell."""
    named, i, end = at
    return of_next_name(held, end, value) or (cells and _after_another(bare, named, held.toks, i))


def _after_another(bare: tuple[Named, int] | None, named: Named, toks: list[Tok], i: int) -> bool:
    """Two names in one cell ("Hemoglobin Alanine aminotransferase"): whose figure follows is not known."""
    between = toks[bare[1] : i] if bare is not None else []
    if bare is None or len(between) > 2 or any(t.kind != "s" or t.text in _ENDS for t in between):
        return False
    return not set(bare[0].analytes) & set(named.analytes)


def _may_open_name(toks: list[Tok], i: int) -> bool:
    """Words, numbers and the signs of "% blasts", "# neut"; the sign behind a figure belongs to the figure."""
    if toks[i].kind in "wn":
        return True
    return toks[i].text in "%#" and not (i and toks[i - 1].kind == "n" and toks[i].text == "%")


def _may_be_name(named: Named, toks: list[Tok], i: int, cells: bool) -> bool:
    words = lab_words()
    tok = toks[i]
    before = toks[i - 1] if i else None
    if (
        before is not None
        and before.text in ("-", "–", "+")
        and before.end == tok.start
        and before.start
        and (i < 2 or toks[i - 2].end == before.start)
    ):
        return False  # "non-iron", "anti-ALT"; but a name after a slash stands in a list: "AST/ALT".
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


# -- the result -------------------------------------------------------------------------------------------------------


def _raw(held: Reading, named: Named, i: int, end: int, value: Figure, cells: bool) -> Raw | None:
    tok = held.toks[value.number]
    _keep_agreed(held.strip, value)
    start = min(held.toks[i].start, tok.start)
    sentence = sentence_at(held, held.toks[i].start)
    if not _is_result(held, named, i, end, value, cells, sentence):
        return None
    another = of_somebody_else(held, sentence, tok.start)
    if another == "surely":
        return None
    raw = _as_printed(held, named, i, end, value)
    if not set_date(held, raw, sentence, (start, tok.start, tok.end)):
        return None
    if another is not None:
        raw.doubt = raw.doubt or reason("of_whom")
    if odd := _odd_beside(held, named, (i, end), value, cells, sentence):
        raw.doubt = raw.doubt or odd
    told = held.setting.report.kind == "note" and raw.collected == held.setting.dated
    if told and COUNTED_BY_EYE.issuperset(a.name for a in named.analytes):
        raw.collected = day_of_marrow(held.strip.text, held.dates, held.sentences, sentence[0]) or raw.collected
    after, beside = site_in(words_after(held, value.end), held.place.site), _site_beside(held, sentence, start, tok.end)
    own = beside if beside == "elsewhere" else after or beside  # "by flow, blasts were 14% of nucleated cells"
    own = own or _of_key(held.strip.text[: sentence[0]].lower())
    if own is None and held.place.site is None:
        own = _told_so_far(held.strip.text[: sentence[0]].lower())
        if own is None and BLASTS.issuperset(a.name for a in named.analytes) and tells_of_marrow(held, sentence):
            own = "marrow"
    return placed(raw, held.place.site, own)


def _is_result(
    held: Reading, named: Named, i: int, end: int, value: Figure, cells: bool, sentence: tuple[int, int]
) -> bool:
    """Whether the sentence states the figure as a result: no rule, no goal, no change of another, not taken back."""
    toks, text, tok = held.toks, held.strip.text, held.toks[value.number]
    until = max(sentence[1], sentence_at(held, tok.start)[1])  # "excluded by the blast count; 20% would be required"
    whole = text[sentence[0] : until].lower()
    said = without_asides(whole, min(toks[i].start, tok.start) - sentence[0], tok.end - sentence[0])
    if _disclaimed(said, tok.end - sentence[0], value) or is_rule(held, i, value, sentence[0]):
        return False
    if not _holds(held, said, named, value, cells, i) or disowned(text, tok.end):
        return False
    if not cells and _NOT_IT.search(text[sentence[0] : toks[i].start].lower()):
        return False
    if not cells and ((value.comparator and is_criterion(whole)) or is_teaching(whole[whole.rfind(": ") + 1 :])):
        return False
    return not of_a_change(text[sentence[0] : toks[i].start].lower(), text[toks[end - 1].end : tok.start].lower())


def _told_again(held: Reading, named: Named, end: int, value: Figure | None, cells: bool) -> list[Again]:
    """The figure that holds now, where it is another than the one that the name has right beside it."""
    again = None if cells else told_again(held, named, end)
    return [] if again is None or (value is not None and again.value.number == value.number) else [again]


def _raw_again(held: Reading, named: Named, i: int, end: int, again: Again) -> Iterator[Raw]:
    """The figure of a name that holds now, or at a day of its own, behind an older one."""
    text, tok = held.strip.text, held.toks[again.value.number]
    sentence = sentence_at(held, held.toks[i].start)
    until = max(sentence[1], sentence_at(held, tok.start)[1])
    lower = text[sentence[0] : until].lower()
    if lab_words().family.search(lower) or _disclaimed(text[tok.end : until].lower(), 0, again.value):
        return
    if of_somebody_else(held, sentence, tok.start) or disowned(text, tok.end):
        return
    raw = _as_printed(held, named, i, end, again.value)
    raw.collected = again.iso or held.setting.dated
    raw.prior = raw.prior or bool(again.iso and held.setting.dated and again.iso < held.setting.dated)
    own = _site_beside(held, sentence, held.toks[i].start, tok.end)
    if (result := placed(raw, held.place.site, own)) is not None:
        yield result


def _as_printed(held: Reading, named: Named, i: int, end: int, value: Figure) -> Raw:
    """Name and figure as they stand, with the words that carry them."""
    toks, strip, tok = held.toks, held.strip, held.toks[value.number]
    names = [(toks[i].start, toks[end - 1].end), (tok.start - _sign_before(toks, value.number), tok.end)]
    names += [at for at in (value.flag_at, value.unit_at) if at]
    return Raw(
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


def _odd_beside(
    held: Reading, named: Named, at: tuple[int, int], value: Figure, cells: bool, sentence: tuple[int, int]
) -> str | None:
    """Why what stands beside a figure makes it doubtful, if it does; the name stands at tokens ``at``."""
    text, tok, (i, end) = held.strip.text, held.toks[value.number], at
    start = min(held.toks[i].start, tok.start)
    by_eye = COUNTED_BY_EYE.issuperset(a.name for a in named.analytes)
    if says_spoilt(text[tok.end : min(sentence[1], tok.end + _BESIDE)].lower()):
        return reason("sample_spoilt")
    if is_broken(held, value.number, {a.name for a in named.analytes}):
        return reason("figure_broken")
    if by_eye and told_before_counted(held, sentence, start, tok.end):
        return reason("before_counted")
    if by_eye and of_another_reader(held, sentence, start, tok.end):
        return reason("counted_anew")
    if BLASTS & {a.name for a in named.analytes} and (other := of_another_method(held, sentence, tok.end)):
        return other
    if not by_eye and not cells and _ABOUT.search(text[held.toks[end - 1].end : tok.start].lower()):
        return reason("only_about")
    return bound_of_a_rule(held, i, value, sentence[0]) if value.comparator and not cells else None


def _site_beside(held: Reading, sentence: tuple[int, int], start: int, end: int) -> Site:
    """The site that the words around a figure name; one that another clause speaks of is not its own.

    As in "14% blasts (flow cytometry: 11%)", and of a marrow "dysplasia as in the blood, and the blast count was 7%".
    """
    text, home = held.strip.text.lower(), held.place.site
    until = min(sentence[1], end + _BEYOND)
    if (cut := _CONTRAST.search(text[end:until])) is not None and site_in(text[end + cut.start() : until], home):
        until = end + cut.start()
    own = site_in(text[sentence[0] : until], home)
    if own == "elsewhere":
        blanked = _without_figures(text[slice(*sentence)], start - sentence[0], end - sentence[0])
        return site_in(blanked[: until - sentence[0]], home)
    if own == "blood" and home != "blood" and _told_so_far(text[: sentence[0]]) == "marrow":
        clause = sentence[0] + max((m.end() for m in _CLAUSE.finditer(text[sentence[0] : start])), default=0)
        return site_in(text[clause:until], home)
    return own


def _of_key(said: str) -> Site:
    """The site of the key that opens a line whatever section it stands in: "BM aspirate: hypercellular; blasts 12%"."""
    key, colon, _ = said.partition(":")
    return site_in(key) if colon and len(key.split()) <= _KEY_WORDS else None


def _told_so_far(text: str) -> Site:
    """What the story has spoken of so far, and of that alone; the smear of a marrow is no blood."""
    return site_in(text) or site_in(text, "marrow")


def _without_figures(text: str, start: int, end: int) -> str:
    """``text`` without brackets that hold percentages of their own, but for those around ``text[start:end]``."""
    for m in reversed(list(OWN_FIGURE.finditer(text))):
        if m.end() <= start or m.start() >= end:
            text = text[: m.start()] + " " * (m.end() - m.start()) + text[m.end() :]
    return text


def _keep_agreed(strip: Strip, value: Figure) -> None:
    """A flag and limits that engines read differently are left out."""
    if value.flag_at and not is_agreed(strip, *value.flag_at):
        value.flag = value.flag_at = None
    if value.range_span and not is_agreed(strip, *value.range_span):
        value.low = value.high = None


def _sign_before(toks: list[Tok], k: int) -> int:
    """Characters from the comparator in front of a number ("<", "less than") to the number."""
    if k and toks[k - 1].text in COMPARATORS:
        return toks[k].start - toks[k - 1].start
    if k > 1 and (toks[k - 2].low, toks[k - 1].low) in WORD_COMPARATORS:
        return toks[k].start - toks[k - 2].start
    return 0


def _words(strip: Strip, parts: list[tuple[int, int]]) -> list[tuple[Word, int]]:
    out: dict[int, None] = {}
    for start, end in parts:
        for k in strip.touched(start, end):
            out.setdefault(k)
    return [(strip.words[k], strip.pages[k]) for k in out]


def _disclaimed(said: str, figure: int, value: Figure) -> bool:
    """Whether words of the sentence make its figures a goal or a rule; one that follows a result leaves it alone.

    So does the range that a result is compared with: "was 9.0 g/dL, below the reference interval of 12.0 to 16.0".
    """
    words = lab_words()
    for match in words.not_result.finditer(said):
        later = match.group(1) in words.ahead and not value.comparator and stated_before(said, figure, match.start(1))
        compared = match.start(1) >= figure and words.compared.search(said[figure : match.start(1)]) is not None
        if not later and not (compared and match.group(1) in words.ranges):
            return True
    return False


def _holds(held: Reading, said: str, named: Named, value: Figure, cells: bool, i: int) -> bool:
    """The sentence states a result of this person, not a goal, a rule, a relative or the past."""
    words = lab_words()
    if words.family.search(said):
        return False
    if value.comparator and held.place.label is SectionLabel.PLAN:
        return False
    bare = named.alias in words.needs_unit and value.unit is None and value.comparator is None
    if bare and not cells and not is_of_chemistry(held, named, value):
        return False
    if _is_bound_in_words(held, value):
        return False
    if cells and len(named.alias) <= 2 and is_table_only(named) and value.unit is None:
        return "." in held.toks[value.number].text  # "Cr 0.84"; "Mo 1" is a day of a calendar
    percent_only = all(a.unit == "%" for a in named.analytes)
    if percent_only and value.unit is None and value.hint is None and not cells and not bare_ok(held, value):
        return False
    if named.alias in words.forward_extra and value.unit != "%":
        return False
    condition = i > 0 and held.toks[i - 1].low in ("if", "when", "until", "once", "unless", "for", "with")
    return not (condition and (value.comparator or held.place.label is SectionLabel.PLAN))


def _is_bound_in_words(held: Reading, value: Figure) -> bool:
    """As in "a hemoglobin of 8 g/dL or less": a rule, no result."""
    after = held.toks[value.number + 1 : value.end + 3]
    return any(a.low in ("or", "and") and b.low in _OR_MORE for a, b in pairwise(after))

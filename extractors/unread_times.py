"""Words of time of which no date was read: what stands beside one of them has a day that is not known.

"2 units last Thursday, Hb today 9.1" prints one day that can be read, and it is not that of the units.
"""

from collections.abc import Iterable

from extractors.date_order import date_words, month_names
from extractors.dates import DateSpan
from extractors.wordings import Wordings

_WORDINGS = Wordings(
    "language",
    "unread_times",
    month=month_names(),
    number=rf"(?:\d{{1,3}}|{'|'.join(date_words().numbers)}|several|some|few)",
    unit="|".join(sorted(date_words().units, key=len, reverse=True)),
)
_TIMES = _WORDINGS.pattern("times")
_MONTH = _WORDINGS.pattern("month_word")
_BESIDE = 3


def unread_times(text: str, dates: Iterable[DateSpan], start: int = 0) -> list[tuple[int, int]]:
    """Half-open ranges of ``text`` that name a time and belong to none of ``dates``.

    ``start`` is where ``text`` begins in the text that the offsets of ``dates`` count in. A weekday right beside a date
    that was read is part of it.
    """
    spans = [(d.start - start, d.end - start) for d in dates if d.iso is not None]
    found = [m.span() for m in _TIMES.finditer(text)]
    found += [m.span() for m in _MONTH.finditer(text) if text[m.start()].isupper()]
    return [(a, b) for a, b in found if not any(s - _BESIDE <= b and a <= e + _BESIDE for s, e in spans)]
